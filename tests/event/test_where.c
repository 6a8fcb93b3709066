/*
 * test_where.c - the country of the place of an event. Sentences are invented.
 */
#include "testing.h"

#include "reading.h"

struct where_case {
    const char *sentence, *trigger;
    const char *words, *country; /* of the place; country NULL: not known */
};

static const struct where_case PLACES[] = {
    /* the name of a body has its town in it */
    { "قتل خمسة نازحين في قصف على مخيم السويداء للنازحين شمال مدينة مأرب.", "قتل", "مخيم السويداء", "YE" },
    { "حررت القوات العراقية جامعة الموصل من قبضة المسلحين أمس.", "حررت", "جامعة الموصل", "IQ" },
    /* what lies on the border with a country lies in the other one, if the text says which */
    { "قتل ثلاثة جنود نيجريين في كمين نصبه مسلحون قرب الحدود مع تشاد.", "قتل", "الحدود مع تشاد", "NE" },
    /* forces that fight abroad tell nothing of it, others of the land do */
    { "قتل جندي عراقي في بلدة الشنشونية أمس.", "قتل", "الشنشونية", "IQ" },
    { "قتل جندي أميركي في بلدة الشنشونية أمس.", "قتل", "الشنشونية", NULL },
    { "قتلت القوات البريطانية ثلاثة مسلحين عراقيين في بلدة الشنشونية.", "قتلت", "الشنشونية", "IQ" },
    { "قتلت الشرطة الأميركية رجلا في بلدة الشنشونية.", "قتلت", "الشنشونية", "US" },
    { "طلب العراق المساعدة بعدما استولى مسلحون على أجزاء من البلاد.", "استولى", "أجزاء من البلاد", "IQ" },
    { "خطف مسلحون مهندسا وسائقه قرب الحدود مع تشاد.", "خطف", "الحدود مع تشاد", NULL },
};

static bool is_text(marsad_str text, const char *z)
{
    return marsad_str_equal(text, z ? marsad_str_of(z) : (marsad_str){ NULL, 0 });
}

static bool fits(const struct reading *r, const marsad_event *e, const struct where_case *c)
{
    marsad_str country = e->place ? e->place->country : (marsad_str){ NULL, 0 };
    marsad_str words = e->has_place ? reading_words(r, e->place_span) : (marsad_str){ NULL, 0 };

    print_message("%.*s: %.*s %.*s\n", MARSAD_STR_ARG(reading_words(r, e->trigger)), MARSAD_STR_ARG(words),
                  MARSAD_STR_ARG(country));
    return is_text(reading_words(r, e->trigger), c->trigger) && is_text(words, c->words) &&
           is_text(country, c->country);
}

static void test_places(void **state)
{
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        struct reading r;
        bool found = false;
        assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(PLACES[i].sentence), &r));
        for (size_t k = 0; k < r.events.n_events; k++)
            found |= fits(&r, &r.events.events[k], &PLACES[i]);
        if (!found)
            fail_msg("not so: %s", PLACES[i].sentence);
        reading_end(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
    };

    return cmocka_run_group_tests_name("where", tests, reading_open_dict, reading_close_dict);
}

/*
 * test_holdings.c - who holds what, said without an event; and of what part of a place control is told. All invented.
 */
#include "testing.h"

#include "reading.h"

struct held {
    const char *sentence;
    const char *status, *holder, *place, *part; /* status NULL: nothing may be found; others NULL: none */
    bool past;
    marsad_factuality factuality;
    const char *since;
};

static const struct held HELD[] = {
    /* subject to, under, in the hands of */
    { "قال سكان إن مدينة الموصل الخاضعة لسيطرة تنظيم الدولة منذ يونيو 2014 تعاني نقص الدواء.", "held", "تنظيم الدولة",
      "الموصل", NULL, false, MARSAD_ASSERTED, "2014-06-01" },
    { "تكريت تحت سيطرة المتشددين.", "held", "المتشددين", "تكريت", NULL, false, MARSAD_ASSERTED, NULL },
    { "مدينة تعز في قبضة الحوثيين.", "held", "الحوثيين", "تعز", NULL, false, MARSAD_ASSERTED, NULL },
    { "وتعاني مدينة سرت الواقعة تحت سيطرة تنظيم داعش انقطاع الكهرباء.", "held", "تنظيم داعش", "سرت", NULL, false,
      MARSAD_ASSERTED, NULL },
    /* the verb behind the place */
    { "قال إن الرقة التي يسيطر عليها تنظيم داعش تتعرض لقصف.", "held", "تنظيم داعش", "الرقة", NULL, false,
      MARSAD_ASSERTED, NULL },
    { "وصلت شاحنات إلى كوباني التي تسيطر عليها وحدات حماية الشعب.", "held", "وحدات حماية الشعب", "كوباني", NULL, false,
      MARSAD_ASSERTED, NULL },
    /* it was so, and is no more */
    { "كانت تكريت تحت سيطرة المتشددين العام الماضي.", "held", "المتشددين", "تكريت", NULL, true, MARSAD_ASSERTED, NULL },
    { "لم تعد الرقة تحت سيطرة التنظيم.", "held", "التنظيم", "الرقة", NULL, true, MARSAD_ASSERTED, NULL },
    /* denied, and what is only wanted */
    { "نفى ناطق أن تكون الرقة تحت سيطرة الأكراد.", "held", "الأكراد", "الرقة", NULL, false, MARSAD_DENIED, NULL },
    /* a part is not the whole, a town that nobody knows is not its province */
    { "لا تزال أجزاء من مدينة تعز تحت سيطرة الحوثيين.", "held", "الحوثيين", "تعز", "part", false, MARSAD_ASSERTED,
      NULL },
    { "المناطق الخاضعة لسيطرة الحوثيين في تعز تشهد قصفا.", "held", "الحوثيين", "تعز", "part", false, MARSAD_ASSERTED,
      NULL },
    { "كل أحياء الحسكة باتت تحت سيطرة الأكراد.", "held", "الأكراد", "الحسكة", NULL, false, MARSAD_ASSERTED, NULL },
    { "وصلت القافلة إلى بلدة عين الزهر في ريف حلب التي تسيطر عليها المعارضة.", "held", "المعارضة", "حلب", "part", false,
      MARSAD_ASSERTED, NULL },
    /* strongholds */
    { "قصفت الطائرات معاقل الحوثيين في لحج ليلا.", "stronghold", "الحوثيين", "لحج", "part", false, MARSAD_ASSERTED,
      NULL },
    { "صعدة معقل الحوثيين شهدت هدوءا.", "stronghold", "الحوثيين", "صعدة", NULL, false, MARSAD_ASSERTED, NULL },
    /* sieges */
    { "دخلت مساعدات إلى مدينة الزبداني المحاصرة أمس.", "besieged", NULL, "الزبداني", NULL, false, MARSAD_ASSERTED,
      NULL },
    { "رست سفينة تحمل مساعدات لسكان مدينة عدن المحاصرة أمس.", "besieged", NULL, "عدن", NULL, false, MARSAD_ASSERTED,
      NULL },
    /* no place, no holder, a club, a comma */
    { "الوضع تحت السيطرة في مدينة الخبر.", NULL, NULL, NULL, NULL, false, MARSAD_ASSERTED, NULL },
    { "الحريق تحت سيطرة فرق الإطفاء.", NULL, NULL, NULL, NULL, false, MARSAD_ASSERTED, NULL },
    { "لعب الفريق على ملعب لوفتس رود معقل نادي كوينز بارك في لندن.", NULL, NULL, NULL, NULL, false, MARSAD_ASSERTED,
      NULL },
    { "باتت غالبية الأحياء، وهي الأكبر بعد العاصمة صنعاء، تحت سيطرة المقاومة.", NULL, NULL, NULL, NULL, false,
      MARSAD_ASSERTED, NULL },
    /* the event says it better */
    { "استعاد الجيش العراقي مدينة الرمادي الخاضعة لسيطرة داعش.", NULL, NULL, NULL, NULL, false, MARSAD_ASSERTED, NULL },
};

static void is_words(const struct reading *r, const char *what, bool there, marsad_span span, const char *words)
{
    marsad_str text = there ? reading_words(r, span) : MARSAD_LIT("");

    if (!marsad_str_equal(text, marsad_str_of(words ? words : "")))
        fail_msg("%s is [%.*s], not [%s]", what, MARSAD_STR_ARG(text), words ? words : "");
}

static void is_text(marsad_str text, const char *z)
{
    if (!marsad_str_equal(text.ptr ? text : MARSAD_LIT(""), marsad_str_of(z ? z : "")))
        fail_msg("[%.*s], not [%s]", MARSAD_STR_ARG(text), z ? z : "");
}

static void check_held(const marsad_dict *dict, const struct held *c)
{
    struct reading r;
    const marsad_holding *h;

    print_message("%s\n", c->sentence);
    assert_true(reading_begin(dict, "2015-07-25", marsad_str_of(c->sentence), &r));
    assert_int_equal(r.events.n_holdings, c->status ? 1 : 0);
    h = r.events.holdings;
    if (c->status) {
        is_text(h->status, c->status);
        is_words(&r, "holder", h->has_holder, h->holder.span, c->holder);
        is_words(&r, "place", true, h->place_span, c->place);
        is_text(h->part, c->part);
        assert_int_equal(h->past, c->past);
        assert_int_equal(h->factuality, c->factuality);
        assert_string_equal(h->since ? h->since->from : "", c->since ? c->since : "");
    }
    reading_end(&r);
}

static void test_held(void **state)
{
    for (size_t i = 0; i < sizeof HELD / sizeof *HELD; i++)
        check_held(*state, &HELD[i]);
}

/* Of what part of its place the first event of a sentence tells. */
static const struct {
    const char *sentence, *part;
} PARTS[] = {
    { "سيطر تنظيم داعش على مدينة الموصل أمس.", NULL },
    { "سيطر الجيش على المطار في عدن.", "site" },
    { "استعاد الجيش الأحياء الشمالية من مدينة عدن من المتمردين.", "part" },
    { "سيطر الثوار على أجزاء واسعة من مدينة درعا أمس.", "part" },
    { "سيطرت المقاومة الشعبية على مداخل مدينة عتق أمس.", "edge" },
};

static void test_parts(void **state)
{
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        struct reading r;

        print_message("%s\n", PARTS[i].sentence);
        assert_true(reading_begin(*state, "2015-07-25", marsad_str_of(PARTS[i].sentence), &r));
        assert_true(r.events.n_events > 0);
        assert_true(r.events.events[0].has_territory);
        is_text(r.events.events[0].control_part, PARTS[i].part);
        reading_end(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_held),
        cmocka_unit_test(test_parts),
    };

    return cmocka_run_group_tests_name("holdings", tests, reading_open_dict, reading_close_dict);
}

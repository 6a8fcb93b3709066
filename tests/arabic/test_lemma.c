/*
 * test_lemma.c - lemmas of forms, and the keys of words for indexes, with the dictionary of the real data.
 */
#include "../testing.h"

#include "marsad/lemma.h"

static marsad_dict *dict;

static int open_dict(void **state)
{
    (void)state;
    dict = marsad_dict_open(NULL, NULL);
    return dict ? 0 : -1;
}

static int close_dict(void **state)
{
    (void)state;
    marsad_dict_close(dict);
    return 0;
}

static const struct lemma_case {
    const char *form;
    marsad_lemma_kind kind;
    bool suffixed;
    const char *lemma; /* NULL: none */
} LEMMAS[] = {
    { "يقتلون", MARSAD_LEMMA_VERB, false, "قتل" },
    { "قتلوا", MARSAD_LEMMA_VERB, false, "قتل" },
    { "يقول", MARSAD_LEMMA_VERB, false, "قال" },
    { "يخرج", /* form I before form IV */ MARSAD_LEMMA_VERB, false, "خرج" },
    { "يضيف", /* but not where the form I is rare */ MARSAD_LEMMA_VERB, false, "أضاف" },
    { "تقام", /* قام has no passive */ MARSAD_LEMMA_VERB, false, "أقام" },
    { "استخدمت", MARSAD_LEMMA_VERB, false, "استخدم" },
    { "مسلحين", MARSAD_LEMMA_NOUN, false, "مسلح" },
    { "حروب", MARSAD_LEMMA_NOUN, false, "حرب" },
    { "قري", /* normal form of قرى */ MARSAD_LEMMA_NOUN, false, "قرية" },
    { "مدن", /* a line of its own beside that of its singular */ MARSAD_LEMMA_NOUN, false, "مدينة" },
    { "تقارير", MARSAD_LEMMA_NOUN, false, "تقرير" },
    { "تصريحات", MARSAD_LEMMA_NOUN, false, "تصريح" },
    { "كتاب", /* not the plural of كاتب */ MARSAD_LEMMA_NOUN, false, "كتاب" },
    { "مدينت", /* before a pronoun */ MARSAD_LEMMA_NOUN, true, "مدينة" },
    { "مدينت", MARSAD_LEMMA_NOUN, false, NULL },
    { "عراقيه", MARSAD_LEMMA_ADJECTIVE, false, "عراقي" },
    { "هجوم", MARSAD_LEMMA_VERB, false, NULL },
    { "غثفغث", MARSAD_LEMMA_ANY, false, NULL },
    { "", MARSAD_LEMMA_ANY, false, NULL },
};

static void test_lemmas(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(LEMMAS); i++) {
        const struct lemma_case *c = &LEMMAS[i];
        marsad_lemma_query q = { .norm = marsad_str_of(c->form), .kind = c->kind, .suffixed = c->suffixed };
        marsad_lemma lemma = { { "", 0 }, NULL };
        bool found = marsad_lemma_find(dict, &q, &lemma);

        print_message("%s: %.*s\n", c->form, MARSAD_STR_ARG(lemma.text));
        assert_int_equal(found, c->lemma != NULL);
        assert_true(!found || marsad_str_equal(lemma.text, marsad_str_of(c->lemma)));
    }
}

/* أعتقد is no perfect of اعتقد; تحدث is what is asked for. */
static void test_what_is_written_and_preferred(void **state)
{
    marsad_lemma_query q = { .norm = MARSAD_LIT("اعتقد"), .kind = MARSAD_LEMMA_VERB };
    marsad_lemma lemma;

    (void)state;
    assert_true(marsad_lemma_find(dict, &q, &lemma));
    assert_true(lemma.entry->form & MARSAD_FORM_PERFECT);
    q.written = MARSAD_LIT("أعتقد");
    assert_true(marsad_lemma_find(dict, &q, &lemma));
    assert_true(lemma.entry->form & MARSAD_FORM_IMPERFECT);
    q = (marsad_lemma_query){ .norm = MARSAD_LIT("تحدث"), .kind = MARSAD_LEMMA_VERB, .prefer = MARSAD_FORM_IMPERFECT };
    assert_true(marsad_lemma_find(dict, &q, &lemma));
    assert_true(marsad_str_equal(lemma.text, MARSAD_LIT("حدث")));
    q.prefer = MARSAD_FORM_PERFECT;
    assert_true(marsad_lemma_find(dict, &q, &lemma));
    assert_true(marsad_str_equal(lemma.text, MARSAD_LIT("تحدث")));
}

/* Normal forms that must share a key, and at the end one that must not. */
static const struct key_case {
    const char *forms[7], *other;
} KEYS[] = {
    { { "مسلح", "المسلحين", "مسلحون", "وللمسلحين", "مسلحيهم" }, "سلاح" },
    { { "حرب", "الحروب", "بالحرب", "حربهم", "للحرب" }, "بحر" },
    { { "لجنه", "اللجان", "للجنه", "لجنتها", "ولجان" }, "جنه" },
    { { "بيت", "للبيت", "البيوت", "بيوتهم" }, "بات" },
    { { "قتل", "يقتلون", "سيقتل", "وقتلوا" }, "قبل" },
    { { "بغداد", "ببغداد", "وبغداد", "لبغداد" }, "غدا" },
    { { "5", "5" }, "6" },
};

static marsad_str key_of(const marsad_dict *d, const char *form, char room[MARSAD_STEM_BYTES])
{
    return marsad_stem_of(d, marsad_str_of(form), room);
}

static void test_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(KEYS); i++) {
        char room[MARSAD_STEM_BYTES], other[MARSAD_STEM_BYTES];
        marsad_str first = key_of(dict, KEYS[i].forms[0], room);

        for (size_t k = 1; KEYS[i].forms[k]; k++) {
            print_message("%s %s\n", KEYS[i].forms[0], KEYS[i].forms[k]);
            assert_true(marsad_str_equal(first, key_of(dict, KEYS[i].forms[k], other)));
        }
        assert_false(marsad_str_equal(first, key_of(dict, KEYS[i].other, other)));
    }
}

/* Without a dictionary light stems are left; a key of a key is the key. */
static void test_keys_without_dictionary(void **state)
{
    char room[MARSAD_STEM_BYTES], again[MARSAD_STEM_BYTES], endless[4 * MARSAD_STEM_BYTES];
    marsad_str key = key_of(NULL, "والسيارات", room);

    (void)state;
    assert_true(marsad_str_equal(key, MARSAD_LIT("سيار")));
    assert_true(marsad_str_equal(key, marsad_stem_of(NULL, key, again)));
    memset(endless, 'a', sizeof endless);
    key = (marsad_str){ endless, sizeof endless };
    assert_true(marsad_str_equal(key, marsad_stem_of(dict, key, room)));
    assert_int_equal(marsad_stem_of(dict, MARSAD_LIT(""), room).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lemmas),
        cmocka_unit_test(test_what_is_written_and_preferred),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_keys_without_dictionary),
    };

    return cmocka_run_group_tests(tests, open_dict, close_dict);
}

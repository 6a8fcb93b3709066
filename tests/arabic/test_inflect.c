/*
 * test_inflect.c - forms of one verb or noun of each class: each must be there with its bits, and some must not.
 */
#include "../testing.h"

#include "marsad/dict.h"
#include "marsad/inflect.h"

#define PERFECT MARSAD_FORM_PERFECT
#define IMPERFECT MARSAD_FORM_IMPERFECT
#define PASSIVE MARSAD_FORM_PASSIVE
#define PLURAL MARSAD_FORM_PLURAL
#define DUAL MARSAD_FORM_DUAL
#define FEMININE MARSAD_FORM_FEMININE
#define FIRST MARSAD_FORM_FIRST
#define HOST MARSAD_FORM_HOST
#define BARE MARSAD_FORM_NO_SUFFIX
#define ACC MARSAD_FORM_ACCUSATIVE
#define CONSTRUCT MARSAD_FORM_CONSTRUCT
#define NOUN (MARSAD_FORM_NOUN | MARSAD_FORM_SINGULAR)
#define ADJECTIVE (MARSAD_FORM_ADJECTIVE | MARSAD_FORM_SINGULAR)
#define ABSENT UINT32_MAX /* no such form */

struct search {
    const char *form;
    uint32_t bits;
    unsigned seen, seen_with_bits;
};

static bool look(void *user, marsad_str form, uint32_t bits)
{
    struct search *s = user;

    if (marsad_str_equal(form, S(s->form))) {
        s->seen++;
        s->seen_with_bits += bits == s->bits;
    }
    return true;
}

static void expect_form(const struct search *s, const char *of)
{
    if (s->bits == ABSENT ? s->seen > 0 : s->seen_with_bits == 0)
        fail_msg("%s of %s: found %u times, %u times with bits %#x", s->form, of, s->seen, s->seen_with_bits, s->bits);
}

static const struct {
    const char *verb, *form;
    uint32_t bits;
} PERFECTS[] = {
    { "قتل", "قتل", PERFECT },
    { "قتل", "قتلت", PERFECT | FEMININE },
    { "قتل", "قتلوا", PERFECT | PLURAL | BARE },
    { "قتل", "قتلو", PERFECT | PLURAL | HOST },
    { "قتل", "قتلا", PERFECT | DUAL },
    { "قتل", "قتلتا", PERFECT | DUAL | FEMININE },
    { "قتل", "قتلنا", PERFECT | PLURAL | FIRST },
    { "قال", "قال", PERFECT },
    { "قال", "قالوا", PERFECT | PLURAL | BARE },
    { "قال", "قلت", PERFECT | FIRST },
    { "قال", "قيل", PERFECT | PASSIVE },
    { "اغتال", "اغتيل", PERFECT | PASSIVE },
    { "اغتال", "اغتيلت", PERFECT | PASSIVE | FEMININE },
    { "أصاب", "أصيبوا", PERFECT | PASSIVE | PLURAL | BARE },
    { "جاء", "جاؤوا", PERFECT | PLURAL | BARE },
    { "جاء", "جاءت", PERFECT | FEMININE },
    { "جاء", "جئت", PERFECT | FIRST },
    { "أضاء", "أضأت", PERFECT | FIRST },
    { "أجرى", "أجرت", PERFECT | FEMININE },
    { "أجرى", "أجروا", PERFECT | PLURAL | BARE },
    { "أجرى", "أجريت", PERFECT | PASSIVE | FEMININE },
    { "أجرى", "أجريت", PERFECT | FIRST },
    { "أجرى", "أجرا", PERFECT | HOST },
    { "نادى", "نوديت", PERFECT | PASSIVE | FEMININE },
    { "داوى", "دووي", ABSENT },
    { "بكى", "بكين", ABSENT }, /* Beijing */
    { "عاد", "عدن", ABSENT },  /* Aden */
    { "قرأ", "قرئت", PERFECT | PASSIVE | FEMININE },
    { "قرأ", "قرئ", ABSENT }, /* villages, where the dots of final letters are mixed */
    { "دعا", "دعت", PERFECT | FEMININE },
    { "دعا", "دعوا", PERFECT | PLURAL | BARE },
    { "دعا", "دعي", PERFECT | PASSIVE },
    { "لقي", "لقيت", PERFECT | FEMININE },
    { "لقي", "لقوا", PERFECT | PLURAL | BARE },
    { "هاجم", "هوجمت", PERFECT | PASSIVE | FEMININE },
    { "تبادل", "تبودل", PERFECT | PASSIVE },
    { "قرأ", "قرأت", PERFECT | FEMININE },
    { "قرأ", "قرؤوا", PERFECT | PLURAL | BARE },
    { "أنشأ", "أنشئت", PERFECT | PASSIVE | FEMININE },
    { "أنشأ", "أنشئ", PERFECT | PASSIVE },
    { "فاجأ", "فوجئت", PERFECT | PASSIVE | FEMININE },
    { "ناوأ", "نووئ", ABSENT }, /* nuclear */
    { "فاجأ", "فوجئوا", PERFECT | PASSIVE | PLURAL | BARE },
    { "فاجأ", "فوجأ", ABSENT },
    { "رد", "ردت", PERFECT | FEMININE },
    { "رد", "رددت", PERFECT | FIRST },
    { "قتل", "قوتل", ABSENT },
};

static void test_perfects(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(PERFECTS); i++) {
        struct search s = { PERFECTS[i].form, PERFECTS[i].bits, 0, 0 };

        assert_true(marsad_inflect_perfect(S(PERFECTS[i].verb), look, &s));
        expect_form(&s, PERFECTS[i].verb);
    }
}

static const struct {
    const char *verb, *imperfect, *form;
    uint32_t bits;
} IMPERFECTS[] = {
    { "قتل", "يقتل", "يقتل", IMPERFECT },
    { "قتل", "يقتل", "تقتل", IMPERFECT | FEMININE },
    { "قتل", "يقتل", "يقتلون", IMPERFECT | PLURAL },
    { "قتل", "يقتل", "يقتلوا", IMPERFECT | PLURAL | BARE },
    { "قتل", "يقتل", "يقتلان", IMPERFECT | DUAL },
    { "قتل", "يقتل", "نقتل", IMPERFECT | FIRST | PLURAL },
    { "قتل", "يقتل", "أقتل", IMPERFECT | FIRST },
    { "قال", "يقول", "يقولون", IMPERFECT | PLURAL },
    { "قال", "يقول", "يقل", IMPERFECT | MARSAD_FORM_JUSSIVE },
    { "قال", "يقول", "تقل", IMPERFECT | MARSAD_FORM_JUSSIVE | FEMININE },
    { "قال", "يقول", "يقال", IMPERFECT | PASSIVE },
    { "أعاد", "يعيد", "تعاد", IMPERFECT | PASSIVE | FEMININE },
    { "اغتال", "يغتال", "يغتل", IMPERFECT | MARSAD_FORM_JUSSIVE },
    { "أجرى", "يجري", "يجر", IMPERFECT },
    { "أجرى", "يجري", "يجرون", IMPERFECT | PLURAL },
    { "أجرى", "يجري", "يجريان", IMPERFECT | DUAL },
    { "دعا", "يدعو", "يدعون", IMPERFECT | PLURAL },
    { "دعا", "يدعو", "يدع", IMPERFECT },
    { "دعا", "يدعو", "يدعى", IMPERFECT | PASSIVE | BARE },
    { "دعا", "يدعو", "تدعى", IMPERFECT | PASSIVE | FEMININE | BARE },
    { "تبنى", "يتبنى", "يتبنى", IMPERFECT | BARE },
    { "تبنى", "يتبنى", "يتبنا", IMPERFECT | HOST },
    { "تبنى", "يتبنى", "يتبنون", IMPERFECT | PLURAL },
    { "قرأ", "يقرأ", "يقرؤون", IMPERFECT | PLURAL },
    { "قرأ", "يقرأ", "يقرؤ", IMPERFECT | HOST },
    { "شاء", "يشاء", "يشاؤون", IMPERFECT | PLURAL },
    { "شاء", "يشاء", "يشأ", IMPERFECT | MARSAD_FORM_JUSSIVE },
    { "أساء", "يسيء", "يسيئون", IMPERFECT | PLURAL },
    { "أساء", "يسيء", "يسئ", IMPERFECT | MARSAD_FORM_JUSSIVE },
    { "وصف", "يصف", "يوصف", IMPERFECT | PASSIVE },
    { "وصف", "يصف", "توصف", IMPERFECT | PASSIVE | FEMININE },
    { "أسف", "يأسف", "يؤسف", ABSENT }, /* Yusuf */
    { "أخذ", "يأخذ", "آخذ", IMPERFECT | FIRST },
    { "قتل", "يقتل", "يوقتل", ABSENT },
    { "ليس", "ليس", "ليس", ABSENT }, /* no imperfect */
};

static void test_imperfects(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(IMPERFECTS); i++) {
        struct search s = { IMPERFECTS[i].form, IMPERFECTS[i].bits, 0, 0 };

        assert_true(marsad_inflect_imperfect(S(IMPERFECTS[i].verb), S(IMPERFECTS[i].imperfect), look, &s));
        expect_form(&s, IMPERFECTS[i].imperfect);
    }
}

static const struct {
    const char *noun;
    uint32_t as;
    bool sound;
    const char *form;
    uint32_t bits; /* beside `as` */
} NOUNS[] = {
    { "مسلح", NOUN, true, "مسلح", 0 },
    { "مسلح", NOUN, true, "مسلحا", BARE | ACC },
    { "مسلح", NOUN, true, "مسلحان", BARE | DUAL },
    { "مسلح", NOUN, true, "مسلحين", BARE | DUAL | ACC },
    { "مسلح", NOUN, true, "مسلحون", BARE | PLURAL },
    { "مسلح", NOUN, true, "مسلحين", BARE | PLURAL | ACC },
    { "مسلح", NOUN, true, "مسلحو", PLURAL | CONSTRUCT },
    { "مسلح", NOUN, true, "مسلحي", PLURAL | CONSTRUCT | ACC },
    { "مسلح", NOUN, true, "مسلحة", ABSENT },
    { "بيت", NOUN, false, "بيتون", ABSENT },
    { "مدينة", NOUN, true, "مدينة", BARE | FEMININE },
    { "مدينة", NOUN, true, "مدينت", HOST | FEMININE },
    { "مدينة", NOUN, true, "مدينتان", BARE | DUAL | FEMININE },
    { "مدينة", NOUN, true, "مدينتي", DUAL | FEMININE | CONSTRUCT | ACC },
    { "قوة", NOUN, true, "قوات", PLURAL | FEMININE },
    { "عراقي", ADJECTIVE, true, "عراقية", BARE | FEMININE },
    { "عراقي", ADJECTIVE, true, "عراقيات", PLURAL | FEMININE },
    { "عراقي", ADJECTIVE, true, "عراقيون", BARE | PLURAL },
    { "مستشفى", NOUN, false, "مستشفى", BARE },
    { "مستشفى", NOUN, false, "مستشفا", HOST },
    { "مستشفى", NOUN, false, "مستشفيان", BARE | DUAL },
    { "مستشفى", NOUN, false, "مستشفىان", ABSENT },
    { "لقاء", NOUN, false, "لقاؤ", HOST },
    { "لقاء", NOUN, false, "لقائ", HOST },
    { "شيء", NOUN, false, "شيئا", BARE | ACC },
    { "مبدأ", NOUN, false, "مبدآن", BARE | DUAL },
    { "مبدأ", NOUN, false, "مبدئ", HOST },
    { "مسلحون", MARSAD_FORM_NOUN | PLURAL, false, "مسلحون", BARE },
    { "مسلحون", MARSAD_FORM_NOUN | PLURAL, false, "مسلحو", CONSTRUCT },
    { "قوات", MARSAD_FORM_NOUN | PLURAL, false, "قوات", 0 },
    { "قوات", MARSAD_FORM_NOUN | PLURAL, false, "قواتا", ABSENT },
    { "أصدقاء", MARSAD_FORM_NOUN | PLURAL, false, "أصدقائ", HOST },
    { "قضاة", MARSAD_FORM_NOUN | PLURAL, false, "قضات", HOST },
    { "صواريخ", MARSAD_FORM_NOUN | PLURAL, false, "صواريخ", 0 },
    { "صواريخ", MARSAD_FORM_NOUN | PLURAL, false, "صواريخان", ABSENT },
    { "ك", NOUN, true, "ك", 0 },
};

static void test_nouns(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(NOUNS); i++) {
        struct search s = { NOUNS[i].form, NOUNS[i].bits == ABSENT ? ABSENT : NOUNS[i].as | NOUNS[i].bits, 0, 0 };

        assert_true(marsad_inflect_noun(S(NOUNS[i].noun), NOUNS[i].as, NOUNS[i].sound, look, &s));
        expect_form(&s, NOUNS[i].noun);
    }
}

/* Lengths at the limits, and text that is no Arabic: forms may be odd, memory must stay whole. */
static void test_odd_words(void **state)
{
    static const char *const ENDS[] = { "", "ا", "ى", "ي", "و", "أ", "ء", "ة", "ات", "ون", "اق", "x", "\xD8" };
    char word[256];

    (void)state;
    for (size_t n = 0; n < 110; n++)
        for (size_t e = 0; e < COUNT(ENDS); e++)
            for (size_t k = 0; k < 2; k++) {
                struct search s = { "", 0, 0, 0 };
                size_t len = 0;

                for (; len + 2 <= n; len += 2)
                    memcpy(word + len, k ? "ا" : "ي", 2);
                memcpy(word + len, ENDS[e], strlen(ENDS[e]));
                len += strlen(ENDS[e]);
                assert_true(marsad_inflect_perfect((marsad_str){ word, len }, look, &s));
                assert_true(marsad_inflect_imperfect((marsad_str){ word, len }, (marsad_str){ word, len }, look, &s));
                assert_true(marsad_inflect_noun((marsad_str){ word, len }, ADJECTIVE, true, look, &s));
                assert_true(marsad_inflect_noun((marsad_str){ word, len }, PLURAL, true, look, &s));
            }
}

static bool stop(void *user, marsad_str form, uint32_t bits)
{
    (void)form;
    (void)bits;
    return --*(int *)user > 0;
}

static void test_stopping(void **state)
{
    (void)state;
    for (int n = 1; n < 8; n++) {
        int left = n;

        assert_false(marsad_inflect_perfect(S("قتل"), stop, &left));
        assert_int_equal(left, 0);
        left = n;
        assert_false(marsad_inflect_noun(S("مسلح"), NOUN, true, stop, &left));
        assert_int_equal(left, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_perfects),  cmocka_unit_test(test_imperfects), cmocka_unit_test(test_nouns),
        cmocka_unit_test(test_odd_words), cmocka_unit_test(test_stopping),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * test_normal.c - normal forms for look-ups, and the clean text of records.
 */
#include "../testing.h"

#include "marsad/text.h"
#include "marsad/utf8.h"

static const struct {
    const char *text, *norm;
} NORMAL_FORMS[] = {
    { "قال", "قال" },
    { "أحمد", "احمد" },
    { "إيران", "ايران" },
    { "آسيا", "اسيا" },
    { "ٱلله", "الله" },
    { "ا\u0653سيا", "اسيا" },     /* alef and combining madda */
    { "مو\u0654تمر", "موتمر" },   /* waw and combining hamza */
    { "ا\u0655يران", "ايران" },   /* hamza below */
    { "شا\u064F\u0654ن", "شان" }, /* a vowel between letter and hamza */
    { "على", "علي" },
    { "مدينة", "مدينه" },
    { "مؤتمر", "موتمر" },
    { "رئيس", "رييس" },
    { "وزراء", "وزراء" }, /* a hamza of its own stays */
    { "العــــراق", "العراق" },
    { "مُحَمَّدٌ", "محمد" },
    { "هٰذا", "هذا" }, /* superscript alef */
    { "مساءً", "مساء" },
    { "ﻻ", "لا" },
    { "ﻷن", "لان" },
    { "ﺍﻟﻌﺮﺍﻕ", "العراق" },
    { "ﷺ", "صلي الله عليه وسلم" },
    { "ﷲ", "الله" },
    { "پکن گيلان چاد ژ", "بكن كيلان جاد ز" },
    { "یک ۀ ھ ے", "يك ه ه ي" },
    { "١٢٣", "123" },
    { "۴۵۶", "456" },
    { "١٢٫٥ ٢٬٥٠٠ ٥٪", "12.5 2,500 5%" },
    { "بغ\u200Cداد", "بغداد" },
    { "\u200Fبغداد\u200E \u202Bx\u202C\uFEFF", "بغداد x" },
    { "BBC École F16", "bbc ecole f16" },
    { "Straße ﬁ ½", "strasse fi 1\u20442" },
    { "\u0587", "\u0565\u0582" }, /* grows from two bytes to four */
    { "", "" },
};

static void test_normal_forms(void **state)
{
    marsad_arena *arena = marsad_arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(NORMAL_FORMS); i++) {
        marsad_str norm;

        print_message("%s\n", NORMAL_FORMS[i].text);
        assert_true(marsad_normalise(S(NORMAL_FORMS[i].text), arena, &norm, NULL));
        assert_str(norm, NORMAL_FORMS[i].norm);
    }
    marsad_arena_free(arena);
}

static void test_map_back(void **state)
{
    /* bytes:          0 و 2 fatha 4 أ 6 ﻻ (3 bytes) 9 b 10 é (2) 12 */
    static const char TEXT[] = "و\u064EأﻻBé";
    static const uint32_t WANTED[] = { 0, 0, 4, 4, 6, 6, 6, 6, 9, 10, 12 };
    marsad_arena *arena = marsad_arena_new(0);
    const uint32_t *map;
    marsad_str norm;

    (void)state;
    assert_true(marsad_normalise(S(TEXT), arena, &norm, &map));
    assert_str(norm, "والاbe");
    assert_int_equal(norm.len + 1, COUNT(WANTED));
    for (size_t i = 0; i < COUNT(WANTED); i++)
        assert_int_equal(map[i], WANTED[i]);
    marsad_arena_free(arena);
}

static const struct {
    const char *text, *clean;
} CLEAN_TEXTS[] = {
    { "قال  المتحدث", "قال المتحدث" },
    { "  قال ", "قال" },
    { "قال\u00A0\u2003\tنعم", "قال نعم" },
    { "عنوان \r\n  نص\r\rنص", "عنوان\nنص\n\nنص" },
    { "سطر\u2028سطر\xC2\x85سطر\fسطر", "سطر\nسطر\nسطر\nسطر" },
    { "العــراق", "العراق" },
    { "\u200Fبغ\u200Cداد\uFEFF", "بغداد" },
    { "ا\001ب\177ت", "ابت" },
    { "مُحَمَّدٌ", "مُحَمَّدٌ" },                         /* vowels stay */
    { "ب\u0651\u064E", "ب\u064E\u0651" },       /* in canonical order */
    { "ب\u0651\u0640\u064E", "ب\u064E\u0651" }, /* also across a sign that is left out */
    { "ا\u0653سيا", "آسيا" },
    { "e\u0301", "é" },
    { "\u212A\u2126", "K\u03A9" }, /* singletons of NFC */
    { "ﻻ ﷺ", "لا صلى الله عليه وسلم" },
    { "ﹱ", "\u064B" }, /* its tatweel goes */
    { "﴿آية﴾", "﴿آية﴾" },
    { "", "" },
    { " \n \n", "\n\n" },
};

static void test_clean_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CLEAN_TEXTS); i++) {
        marsad_buf out = { 0 };

        print_message("%zu: %s\n", i, CLEAN_TEXTS[i].text);
        assert_true(marsad_clean_text(S(CLEAN_TEXTS[i].text), &out));
        assert_str(marsad_buf_str(&out), CLEAN_TEXTS[i].clean);
        marsad_buf_release(&out);
    }
}

/* What is already in the buffer stays, and changes nothing of what is added. */
static void test_clean_text_appends(void **state)
{
    marsad_buf out = { 0 };

    (void)state;
    assert_true(marsad_buf_add(&out, S("e")));
    assert_true(marsad_clean_text(S(" \u0301نص"), &out));
    assert_str(marsad_buf_str(&out), "e\u0301نص");
    marsad_buf_release(&out);
}

static void expect_stable(marsad_str text, marsad_arena *arena)
{
    marsad_buf once = { 0 }, twice = { 0 };
    marsad_str norm, again;

    assert_true(marsad_normalise(text, arena, &norm, NULL));
    assert_true(marsad_normalise(norm, arena, &again, NULL));
    assert_true(marsad_str_equal(norm, again));
    assert_true(marsad_clean_text(text, &once));
    assert_true(marsad_clean_text(marsad_buf_str(&once), &twice));
    assert_true(marsad_str_equal(marsad_buf_str(&once), marsad_buf_str(&twice)));
    marsad_buf_release(&once);
    marsad_buf_release(&twice);
}

/* Ordering the marks of a letter costs the square of their number: more than 30 are left out, however written. */
static void test_marks_in_a_row(void **state)
{
    static const char *const MARKS[] = { "\u064B", "\u064E\u0651", "\u0344", "\u0653\u0654" };
    marsad_arena *arena = marsad_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        marsad_buf text = { 0 }, out = { 0 };

        assert_true(marsad_buf_add(&text, S("\u0627")));
        for (int k = 0; k < 20000; k++)
            assert_true(marsad_buf_add(&text, S(MARKS[i])));
        assert_true(marsad_clean_text(marsad_buf_str(&text), &out));
        assert_true(marsad_utf8_count(marsad_buf_str(&out)) <= 31);
        text.len = 2 + 40 * strlen(MARKS[i]);
        expect_stable(marsad_buf_str(&text), arena);
        marsad_buf_release(&text);
        marsad_buf_release(&out);
    }
    marsad_arena_free(arena);
}

static void test_every_code_point_is_stable(void **state)
{
    marsad_arena *arena = marsad_arena_new(0);

    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char text[8] = "\u0628"; /* behind a letter, so that marks combine */

        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        expect_stable((marsad_str){ text, 2 + marsad_utf8_put(c, text + 2) }, arena);
        marsad_arena_reset(arena);
    }
    marsad_arena_free(arena);
}

static void test_random_text_is_stable(void **state)
{
    static const uint32_t RANGES[][2] = { { 0x0000, 0x007F }, { 0x00A0, 0x0250 }, { 0x0300, 0x036F },
                                          { 0x0600, 0x06FF }, { 0x0640, 0x0660 }, { 0x2000, 0x206F },
                                          { 0xFB50, 0xFDFF }, { 0xFE70, 0xFEFF }, { 0x0900, 0x1FFF },
                                          { 0x3000, 0xD7FF } };
    test_rng rng = test_rng_start("random text");
    marsad_arena *arena = marsad_arena_new(0);

    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        char text[4 * 40];
        size_t len = 0;

        for (size_t n = test_rng_below(&rng, 40); n > 0; n--) {
            const uint32_t *range = RANGES[test_rng_below(&rng, COUNT(RANGES))];
            len += marsad_utf8_put(range[0] + (uint32_t)test_rng_below(&rng, range[1] - range[0] + 1), text + len);
        }
        expect_stable((marsad_str){ text, len }, arena);
        marsad_arena_reset(arena);
    }
    marsad_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_normal_forms),
        cmocka_unit_test(test_map_back),
        cmocka_unit_test(test_clean_texts),
        cmocka_unit_test(test_clean_text_appends),
        cmocka_unit_test(test_marks_in_a_row),
        cmocka_unit_test(test_every_code_point_is_stable),
        cmocka_unit_test(test_random_text_is_stable),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * test_str.c - slices, buffers and numbers.
 */
#include "../testing.h"

#include <locale.h>
#include <math.h>

static const struct find_case {
    const char *text, *needle;
    size_t from, at;
} FIND_CASES[] = {
    { "abcabc", "abc", 0, 0 }, { "abcabc", "abc", 1, 3 },          { "abcabc", "abc", 4, SIZE_MAX },
    { "abc", "", 3, 3 },       { "abc", "", 4, SIZE_MAX },         { "", "", 0, 0 },
    { "", "a", 0, SIZE_MAX },  { "ab", "abc", 0, SIZE_MAX },       { "aab", "ab", 0, 1 },
    { "abc", "c", 2, 2 },      { "abc", "c", SIZE_MAX, SIZE_MAX },
};

static void test_find(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(FIND_CASES); i++) {
        const struct find_case *c = &FIND_CASES[i];

        assert_int_equal(marsad_str_find(S(c->text), S(c->needle), c->from), c->at);
    }
    assert_int_equal(marsad_str_find((marsad_str){ 0 }, (marsad_str){ 0 }, 0), 0);
}

static const struct trim_case {
    const char *text, *trimmed;
} TRIM_CASES[] = {
    { "", "" }, { " ", "" }, { " \t\r\n\v\f", "" }, { "a", "a" }, { " a b ", "a b" }, { "\na", "a" }, { "a\n", "a" },
};

static void test_trim(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(TRIM_CASES); i++)
        assert_str(marsad_str_trim(S(TRIM_CASES[i].text)), TRIM_CASES[i].trimmed);
    assert_null(marsad_str_trim((marsad_str){ 0 }).ptr);
}

static const struct compare_case {
    const char *a, *b;
    int sign;
} COMPARE_CASES[] = {
    { "", "", 0 },     { "a", "a", 0 },  { "a", "b", -1 }, { "b", "a", 1 },
    { "a", "ab", -1 }, { "ab", "a", 1 }, { "", "a", -1 },  { "\x7F", "\xC2\x80", -1 }, /* bytes are unsigned */
};

static int sign_of(int x)
{
    return (x > 0) - (x < 0);
}

static void test_compare(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(COMPARE_CASES); i++) {
        const struct compare_case *c = &COMPARE_CASES[i];

        assert_int_equal(sign_of(marsad_str_compare(S(c->a), S(c->b))), c->sign);
        assert_int_equal(marsad_str_equal(S(c->a), S(c->b)), c->sign == 0);
    }
    assert_true(marsad_str_equal((marsad_str){ 0 }, S("")));
    assert_true(marsad_str_starts(S("abc"), S("ab")));
    assert_false(marsad_str_starts(S("a"), S("ab")));
    assert_true(marsad_str_ends(S("abc"), S("bc")));
    assert_true(marsad_str_ends(S("abc"), (marsad_str){ 0 }));
    assert_false(marsad_str_ends(S("c"), S("bc")));
}

static void test_words(void **state)
{
    (void)state;
    assert_int_equal(marsad_str_words((marsad_str){ 0 }), 0);
    assert_int_equal(marsad_str_words(S(" \t\n")), 0);
    assert_int_equal(marsad_str_words(S("a")), 1);
    assert_int_equal(marsad_str_words(S(" a  b\nc\r\n")), 3);
}

/* The parts joined by the separator are the text again, and there is one part more than separators. */
static void check_parts(marsad_str text)
{
    marsad_buf joined = { 0 };
    marsad_str rest = text, part;
    size_t parts = 0, seps = 0;

    while (marsad_str_next(&rest, ',', &part)) {
        assert_true(marsad_str_find(part, MARSAD_LIT(","), 0) == SIZE_MAX);
        if (parts++)
            assert_true(marsad_buf_add_byte(&joined, ','));
        assert_true(marsad_buf_add(&joined, part));
    }
    for (size_t i = 0; i < text.len; i++)
        seps += text.ptr[i] == ',';
    assert_int_equal(parts, seps + 1);
    assert_true(marsad_str_equal(marsad_buf_str(&joined), text));
    marsad_buf_release(&joined);
}

static void test_next(void **state)
{
    test_rng rng = test_rng_start("str_next");
    marsad_str rest = { 0 }, part;

    (void)state;
    assert_false(marsad_str_next(&rest, ',', &part));
    check_parts(S(""));
    check_parts(S(","));
    for (int round = 0; round < 500; round++) {
        char text[12];
        size_t len = test_rng_below(&rng, sizeof text);

        for (size_t i = 0; i < len; i++)
            text[i] = "a,"[test_rng_below(&rng, 2)];
        check_parts((marsad_str){ text, len });
    }
}

static const struct u64_case {
    const char *text;
    bool good;
    uint64_t value;
} U64_CASES[] = {
    { "0", true, 0 },
    { "007", true, 7 },
    { "18446744073709551615", true, UINT64_MAX },
    { "18446744073709551616", false, 0 },
    { "99999999999999999999", false, 0 },
    { "184467440737095516150", false, 0 },
    { "", false, 0 },
    { "-1", false, 0 },
    { "+1", false, 0 },
    { " 1", false, 0 },
    { "1 ", false, 0 },
    { "1x", false, 0 },
    { "\xD9\xA1", false, 0 }, /* U+0661, the Arabic digit one: folding digits is the job of another room */
};

static void test_to_u64(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(U64_CASES); i++) {
        uint64_t value = 0;

        assert_int_equal(marsad_str_to_u64(S(U64_CASES[i].text), &value), U64_CASES[i].good);
        assert_true(value == U64_CASES[i].value);
    }
    assert_false(marsad_str_to_u64((marsad_str){ "1\0", 2 }, &(uint64_t){ 0 }));
}

static const struct double_case {
    const char *text;
    bool good;
    double value;
} DOUBLE_CASES[] = {
    { "0", true, 0 },
    { "-12.5", true, -12.5 },
    { "+3", true, 3 },
    { ".5", true, 0.5 },
    { "5.", true, 5 },
    { "1e3", true, 1000 },
    { "1E-2", true, 0.01 },
    { "30.0444", true, 30.0444 },
    { "", false, 0 },
    { ".", false, 0 },
    { "-", false, 0 },
    { "e5", false, 0 },
    { "1e", false, 0 },
    { "1e+", false, 0 },
    { "1,5", false, 0 },
    { "0x10", false, 0 },
    { "inf", false, 0 },
    { "nan", false, 0 },
    { " 1", false, 0 },
    { "1 ", false, 0 },
    { "1e999", false, 0 },
    { "1.2.3", false, 0 },
    { "--1", false, 0 },
    { "00000000000000000000000000000000000000000000000000000000000000001", false, 0 }, /* 65 digits */
};

static void check_doubles(void)
{
    for (size_t i = 0; i < COUNT(DOUBLE_CASES); i++) {
        double value = 0;

        print_message("'%s'\n", DOUBLE_CASES[i].text);
        assert_int_equal(marsad_str_to_double(S(DOUBLE_CASES[i].text), &value), DOUBLE_CASES[i].good);
        assert_true(fabs(value - DOUBLE_CASES[i].value) < 1e-12);
    }
}

static void test_to_double(void **state)
{
    (void)state;
    check_doubles();
    if (setlocale(LC_NUMERIC, "de_DE.UTF-8")) /* a decimal comma, where that locale is installed */
        check_doubles();
    setlocale(LC_NUMERIC, "C");
}

static void test_buf(void **state)
{
    marsad_buf b = { 0 };
    marsad_str text;

    (void)state;
    assert_true(marsad_buf_add(&b, (marsad_str){ 0 }));
    for (int i = 0; i < 1000; i++)
        assert_true(marsad_buf_addf(&b, "%d,", i) && marsad_buf_add_byte(&b, 'x') && marsad_buf_add(&b, S("yz")));
    text = marsad_buf_str(&b);
    assert_int_equal(text.len, 10 * 2 + 90 * 3 + 900 * 4 + 1000 * 3);
    assert_true(marsad_str_starts(text, S("0,xyz1,xyz2,xyz")) && marsad_str_ends(text, S("999,xyz")));
    marsad_buf_release(&b);
    assert_null(b.ptr);
    assert_int_equal(b.len + b.cap, 0);
    marsad_buf_release(&b);
    marsad_buf_release(NULL);
}

static void test_buf_overflow(void **state)
{
    marsad_buf b = { 0 };

    (void)state;
    assert_true(marsad_buf_add(&b, S("kept")));
    assert_false(marsad_buf_reserve(&b, SIZE_MAX));
    assert_false(marsad_buf_reserve(&b, SIZE_MAX - 4));
    assert_false(marsad_buf_reserve(&b, (size_t)PTRDIFF_MAX + 1));
    assert_str(marsad_buf_str(&b), "kept");
    marsad_buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find), cmocka_unit_test(test_trim),         cmocka_unit_test(test_compare),
        cmocka_unit_test(test_next), cmocka_unit_test(test_to_u64),       cmocka_unit_test(test_to_double),
        cmocka_unit_test(test_buf),  cmocka_unit_test(test_buf_overflow), cmocka_unit_test(test_words),
    };

    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}

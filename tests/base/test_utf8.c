/*
 * test_utf8.c - UTF-8 against a reference that knows nothing of table 3-7: it decodes bits and judges the code point.
 */
#include "../testing.h"

#include "marsad/utf8.h"

/* Length of the sequence that byte `lead` announces by its upper bits, 0: none. */
static size_t announced(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
}

/* Is there any good code point whose encoding begins with these n bytes? Tried by filling up with all followers. */
static bool begins_good(const unsigned char *p, size_t n)
{
    static const uint32_t LEAST[] = { 0, 0, 0x80, 0x800, 0x10000 };
    size_t len = announced(p[0]);
    uint32_t low, high;

    if (len < n || len == 0)
        return false;
    low = high = len == 1 ? p[0] : p[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if (i < n && p[i] >> 6 != 2)
            return false;
        low = low << 6 | (i < n ? p[i] & 0x3Fu : 0);
        high = high << 6 | (i < n ? p[i] & 0x3Fu : 0x3Fu);
    }
    /* The code points low..high: is one of them neither overlong nor a surrogate nor too large? */
    low = low < LEAST[len] ? LEAST[len] : low;
    high = high > 0x10FFFF ? 0x10FFFF : high;
    if (low >= 0xD800 && low <= 0xDFFF)
        low = 0xE000;
    return low <= high;
}

static uint32_t reference_get(marsad_str s, size_t at, size_t *len)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    size_t want = announced(p[0]), good = 0;
    uint32_t c;

    while (good < want && good < s.len - at && begins_good(p, good + 1))
        good++;
    *len = good ? good : 1;
    if (good == 0 || good < want)
        return MARSAD_REPLACEMENT;
    c = want == 1 ? p[0] : p[0] & (0x7Fu >> want);
    for (size_t i = 1; i < want; i++)
        c = c << 6 | (p[i] & 0x3Fu);
    return c;
}

static bool is_broken(marsad_str s, size_t at, uint32_t c, size_t len)
{
    return c == MARSAD_REPLACEMENT && !(len == 3 && memcmp(s.ptr + at, "\xEF\xBF\xBD", 3) == 0);
}

/* All functions on `s` against the reference. */
static void check_text(marsad_str s)
{
    marsad_buf expected = { 0 }, cleaned = { 0 };
    size_t first_broken = s.len, broken = 0, count = 0, found = SIZE_MAX;

    for (size_t at = 0, len; at < s.len; at += len) {
        size_t got_len;
        uint32_t c = reference_get(s, at, &len);
        char bytes[4];

        assert_int_equal(marsad_utf8_get(s, at, &got_len), c);
        assert_int_equal(got_len, len);
        if (is_broken(s, at, c, len)) {
            first_broken = broken++ ? first_broken : at;
        }
        assert_true(marsad_buf_add(&expected, (marsad_str){ bytes, marsad_utf8_put(c, bytes) }));
        count++;
    }
    assert_int_equal(marsad_utf8_valid(s), first_broken);
    assert_true(marsad_utf8_clean(s, &cleaned, &found));
    assert_int_equal(found, broken);
    assert_true(marsad_str_equal(marsad_buf_str(&cleaned), marsad_buf_str(&expected)));
    assert_int_equal(marsad_utf8_valid(marsad_buf_str(&cleaned)), cleaned.len);
    assert_int_equal(marsad_utf8_count(marsad_buf_str(&cleaned)), count);
    marsad_buf_release(&expected);
    marsad_buf_release(&cleaned);
}

/* Every code point there and back. */
static void test_code_points(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        size_t len, n;

        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        n = marsad_utf8_put(c, bytes);
        if (marsad_utf8_get((marsad_str){ bytes, n }, 0, &len) != c || len != n)
            fail_msg("U+%04X", c);
    }
}

/* Every text of three bytes, the third taken from the edges of the table. */
static void test_three_bytes(void **state)
{
    static const unsigned char THIRD[] = { 0x00, 0x7F, 0x80, 0xBF, 0xC2, 0xF4 };

    (void)state;
    for (unsigned i = 0; i < 256 * 256; i++) {
        for (size_t k = 0; k < COUNT(THIRD); k++) {
            char text[3] = { (char)(i >> 8), (char)(i & 0xFF), (char)THIRD[k] };

            check_text((marsad_str){ text, 3 });
        }
    }
}

/* Long random texts of bytes near the edges of the table. */
static void test_random(void **state)
{
    static const unsigned char EDGES[] = { 0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                           0xBD, 0xC0, 0xC1, 0xC2, 0xD8, 0xDF, 0xE0, 0xE1, 0xEC,
                                           0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF };
    test_rng rng = test_rng_start("utf8");

    (void)state;
    for (int round = 0; round < 5000; round++) {
        char text[40];
        size_t len = test_rng_below(&rng, sizeof text + 1);

        for (size_t i = 0; i < len; i++)
            text[i] = (char)EDGES[test_rng_below(&rng, COUNT(EDGES))];
        check_text((marsad_str){ text, len });
    }
}

static const struct clean_case {
    const char *raw, *clean;
    size_t broken;
} CLEAN_CASES[] = {
    { "", "", 0 },
    { "abc", "abc", 0 },
    /* The example of the Unicode standard, table 3-8: 61 F1 80 80 E1 80 C2 62 80 63 80 BF 64. */
    { "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
      "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
      "b\xEF\xBF\xBD"
      "c\xEF\xBF\xBD\xEF\xBF\xBD"
      "d",
      6 },
    { "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3 }, /* a surrogate */
    { "\xC0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD", 2 },                 /* overlong NUL */
    { "\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 4 },
    { "\xEF\xBF\xBD", "\xEF\xBF\xBD", 0 }, /* U+FFFD itself is no fault */
    { "\xD9", "\xEF\xBF\xBD", 1 },         /* cut in the middle of an Arabic letter */
};

static void test_clean_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CLEAN_CASES); i++) {
        marsad_buf out = { 0 };
        size_t broken;

        assert_true(marsad_utf8_clean(S(CLEAN_CASES[i].raw), &out, &broken));
        assert_str(marsad_buf_str(&out), CLEAN_CASES[i].clean);
        assert_int_equal(broken, CLEAN_CASES[i].broken);
        assert_true(marsad_utf8_clean(S("+"), &out, NULL)); /* appends */
        assert_true(marsad_str_ends(marsad_buf_str(&out), S("+")));
        marsad_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_code_points),
        cmocka_unit_test(test_three_bytes),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_clean_cases),
    };

    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}

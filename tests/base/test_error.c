/*
 * test_error.c - errors are filled once and hold only text that is safe to show.
 */
#include "../testing.h"

#include "marsad/error.h"
#include "marsad/utf8.h"

static const struct message_case {
    const char *raw, *shown;
} MESSAGE_CASES[] = {
    { "plain", "plain" },
    { "two\nlines\tand\rmore", "two lines and more" },
    { "esc\x1B[31m bell\x07 del\x7F", "esc?[31m bell? del?" },
    { "c1\xC2\x9B", "c1?" },
    { "turn\xE2\x80\xAE me", "turn? me" }, /* U+202E turns direction */
    { "cut\xD9", "cut\xEF\xBF\xBD" },
    { "\xD9\x85\xD8\xB1\xD8\xB5\xD8\xAF", "\xD9\x85\xD8\xB1\xD8\xB5\xD8\xAF" },
};

static void test_messages(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(MESSAGE_CASES); i++) {
        marsad_err err = { 0 };

        assert_false(marsad_fail(&err, MARSAD_EFORMAT, MESSAGE_CASES[i].raw, 7, "%s", MESSAGE_CASES[i].raw));
        assert_string_equal(err.msg, MESSAGE_CASES[i].shown);
        assert_string_equal(err.where, MESSAGE_CASES[i].shown);
        assert_int_equal(err.code, MARSAD_EFORMAT);
        assert_int_equal(err.offset, 7);
    }
}

static void test_first_wins(void **state)
{
    marsad_err err = { 0 };

    (void)state;
    assert_false(marsad_fail(&err, MARSAD_EIO, NULL, MARSAD_NO_OFFSET, "first"));
    assert_false(marsad_fail(&err, MARSAD_EFORMAT, "x", 1, "second"));
    assert_false(marsad_fail_memory(&err));
    assert_int_equal(err.code, MARSAD_EIO);
    assert_string_equal(err.msg, "first");
    assert_string_equal(err.where, "");
    assert_true(err.offset == MARSAD_NO_OFFSET);
    marsad_err_clear(&err);
    assert_int_equal(err.code, MARSAD_OK);
    assert_string_equal(err.msg, "");
    marsad_fail_memory(&err);
    assert_int_equal(err.code, MARSAD_ENOMEM);
    assert_false(marsad_fail(NULL, MARSAD_EIO, "x", 0, "nowhere to put it"));
    marsad_err_clear(NULL);
}

/* Long texts of characters of 1 to 4 bytes, shifted by 0 to 3 bytes: the cut is always between two characters. */
static void test_cut(void **state)
{
    static const char *const UNITS[] = { "a", "\xD9\x85", "\xE2\x82\xAC", "\xF0\x9F\x98\x80" };

    (void)state;
    for (size_t u = 0; u < COUNT(UNITS); u++) {
        for (size_t shift = 0; shift < 4; shift++) {
            marsad_buf text = { 0 };
            marsad_err err = { 0 };

            for (size_t i = 0; i < shift; i++)
                assert_true(marsad_buf_add_byte(&text, '-'));
            while (text.len < 2000) /* longer than what marsad_fail() formats at once */
                assert_true(marsad_buf_add(&text, S(UNITS[u])));
            assert_true(marsad_buf_add_byte(&text, '\0'));
            marsad_fail(&err, MARSAD_EFORMAT, text.ptr, 0, "%s", text.ptr);
            assert_int_equal(marsad_utf8_valid(S(err.msg)), strlen(err.msg));
            assert_true(strlen(err.msg) + 4 >= sizeof err.msg && strlen(err.msg) < sizeof err.msg);
            assert_memory_equal(err.msg, text.ptr, strlen(err.msg));
            assert_string_equal(err.where, err.msg);
            marsad_buf_release(&text);
        }
    }
}

static void test_names(void **state)
{
    (void)state;
    for (int code = MARSAD_OK; code <= MARSAD_ESTORE; code++)
        assert_string_not_equal(marsad_code_name((marsad_code)code), "unknown error");
    assert_string_equal(marsad_code_name((marsad_code)99), "unknown error");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_messages),
        cmocka_unit_test(test_first_wins),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}

/*
 * test_cells.c - cells of CSV, lists, times: what the readers of test_export.py do not see.
 */
#include "../testing.h"

#include "export/cells.h"
#include "export/unit.h"
#include "marsad/export.h"

static const struct cell_case {
    const char *text, *cell;
} CELL_CASES[] = {
    { "", "" },
    { "plain", "plain" },
    { "a,b", "\"a,b\"" },
    { "say \"so\"", "\"say \"\"so\"\"\"" },
    { "=1+1", "'=1+1" },
    { "+1", "'+1" },
    { "-1", "'-1" },
    { "@x", "'@x" },
    { "=a,b", "\"'=a,b\"" },
    { "two\nlines\ttab", "two lines tab" },
    { "\x1B[31m", " [31m" },
    { "\xC2\x9B"
      "2J",
      " 2J" },
    { "\u202Eturned\u2069", " turned " },
    { "\u0627\u0644\u0639\u0631\u0627\u0642 \u200F", "\u0627\u0644\u0639\u0631\u0627\u0642 \u200F" },
};

static void test_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CELL_CASES); i++) {
        marsad_buf out = { 0 };
        struct cells c = { .out = &out };

        cells_text(&c, marsad_str_of(CELL_CASES[i].text));
        cells_end(&c);
        assert_false(c.failed);
        assert_true(marsad_buf_add_byte(&out, 0));
        out.ptr[out.len - 3] = 0; /* CR LF */
        assert_string_equal(out.ptr, CELL_CASES[i].cell);
        marsad_buf_release(&out);
    }
}

static void test_numbers(void **state)
{
    marsad_buf out = { 0 };
    struct cells c = { .out = &out };

    (void)state;
    cells_number(&c, true, -7);
    cells_number(&c, true, 33.4212345678);
    cells_number(&c, true, 999999999999999.0);
    cells_number(&c, false, 1);
    cells_number(&c, true, 0);
    cells_end(&c);
    assert_true(marsad_str_equal(marsad_buf_str(&out), MARSAD_LIT("-7,33.4212346,999999999999999,,0\r\n")));
    marsad_buf_release(&out);
}

static void test_lists(void **state)
{
    static const char *const ITEMS[] = { "ab", "", "a", "ab", "b", "a" };
    marsad_buf list = { 0 };

    (void)state;
    assert_true(marsad_buf_add(&list, MARSAD_LIT("before a; ")));
    for (size_t i = 0; i < COUNT(ITEMS); i++)
        assert_true(unit_list_add(&list, 10, "; ", marsad_str_of(ITEMS[i])));
    assert_true(marsad_str_equal(marsad_buf_str(&list), MARSAD_LIT("before a; ab; a; b")));
    marsad_buf_release(&list);
}

static void test_days(void **state)
{
    static const struct {
        char day[11], end[11];
        long days;
    } CASES[] = { { "2015-07-20", "2015-07-20", 0 },
                  { "2015-07-31", "2015-08-01", 1 },
                  { "2016-02-28", "2016-03-01", 2 },
                  { "2015-02-28", "2015-03-01", 1 },
                  { "2015-12-31", "2016-12-31", 366 },
                  { "2015-07-20", "", 0 },
                  { "", "", -1 } };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        marsad_event_row row = { .id = 0 };

        memcpy(row.day, CASES[i].day, sizeof row.day);
        memcpy(row.day_end, CASES[i].end, sizeof row.day_end);
        assert_int_equal(unit_days(&row), CASES[i].days);
    }
}

static void test_times(void **state)
{
    static const char *const BAD[] = { "",
                                       "2026-01-31",
                                       "2026-01-31T12:00:00",
                                       "2026-02-30T12:00:00Z",
                                       "2026-01-31T24:00:01Z",
                                       "2026-13-01T00:00:00Z",
                                       "2026-01-31T12:00:00Zx" };
    int64_t seconds = 0;

    (void)state;
    assert_true(marsad_export_time("1970-01-02T00:00:01Z", &seconds));
    assert_int_equal(seconds, 86401);
    for (size_t i = 0; i < COUNT(BAD); i++)
        assert_false(marsad_export_time(BAD[i], &seconds));
}

static void test_names(void **state)
{
    marsad_export_format format;

    (void)state;
    for (int i = 0; i < MARSAD_EXPORT_COUNT; i++) {
        assert_true(marsad_export_format_of(marsad_export_name((marsad_export_format)i), &format));
        assert_int_equal(format, i);
        assert_non_null(marsad_export_file(format));
    }
    assert_false(marsad_export_format_of("", &format));
    assert_true(unit_number("3fa9c01b22de:0") != unit_number("3fa9c01b22de:1"));
    assert_true(unit_number("3fa9c01b22de:0") < 1000000000000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_text),  cmocka_unit_test(test_numbers),
                                        cmocka_unit_test(test_lists), cmocka_unit_test(test_days),
                                        cmocka_unit_test(test_times), cmocka_unit_test(test_names) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

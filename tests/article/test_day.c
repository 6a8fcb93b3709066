/*
 * test_day.c - days of publication out of metadata.
 */
#include "testing.h"

#include "marsad/article.h"

static const struct day_case {
    const char *text, *day; /* NULL: no day */
} DAY_CASES[] = {
    { "2015-07-21", "2015-07-21" },
    { "2015-07-21T23:30:00-05:00", "2015-07-21" },
    { "2015-07-21 10:36:48", "2015-07-21" },
    { "2015-07-21T10:36:48.123Z", "2015-07-21" },
    { "20150721", "2015-07-21" },
    { "2015/07/21", "2015-07-21" },
    { "2015/7/1", "2015-07-01" },
    { "21-07-2015", "2015-07-21" },
    { "21/7/2015 - 10:30", "2015-07-21" },
    { "21.07.2015", "2015-07-21" },
    { "07/21/2015", "2015-07-21" },
    { "03/04/2015", "2015-04-03" }, /* day first, as the Arab press writes */
    { "٢١/٧/٢٠١٥", "2015-07-21" },
    { "Tue, 21 Jul 2015 12:00:00 GMT", "2015-07-21" },
    { "21 Jul 15 12:00 GMT", "2015-07-21" },
    { "July 21, 2015", "2015-07-21" },
    { "July 21st 2015", "2015-07-21" },
    { "21 September 2015", "2015-09-21" },
    { "1437474000", "2015-07-21" },
    { "1437474000.25", "2015-07-21" },
    { "1437474000123", "2015-07-21" },
    { "21 يوليو 2015", "2015-07-21" },
    { "الثلاثاء 21 تموز 2015", "2015-07-21" },
    { "21 جويلية 2015", "2015-07-21" },
    { "28 فيفري 2021", "2021-02-28" },
    { "٢١ من شهر تموز عام ٢٠١٥", "2015-07-21" },
    { "21 تموز/يوليو 2015", "2015-07-21" },
    { "21 يوليو (تموز) 2015م", "2015-07-21" },
    { "5 كانون الثاني، 2014", "2014-01-05" },
    { "آخر تحديث: 12 مارس 2021، 10:30", "2021-03-12" },
    { "21 رجب 1442هـ، 5 مارس 2021م", "2021-03-05" },
    { "9/10/1436هـ - 25/7/2015م", "2015-07-25" },
    { "21 تموز/يونيو 2015", NULL }, /* two different months */
    { "1436/10/5", NULL },          /* Hijri */
    { "1436/10/5 هـ", NULL },
    { "5 شوال 1436", NULL },
    { "2015-13-01", NULL },
    { "2015-02-29", NULL },
    { "2016-02-29", "2016-02-29" },
    { "1989-12-31", NULL },
    { "2101-01-01", NULL },
    { "1990-01-01", "1990-01-01" },
    { "2100-12-31", "2100-12-31" },
    { "2015-07", NULL },
    { "2015", NULL },
    { "15/7/21", NULL },
    { "99999999999999999999999999", NULL },
    { "0", NULL },
    { "-1437474000", NULL },
    { "", NULL },
    { "   ", NULL },
    { "أمس", NULL },
    { "no date", NULL },
    { "٢١", NULL },
    { "////////", NULL },
};

static void test_days(void **state)
{
    for (size_t i = 0; i < COUNT(DAY_CASES); i++) {
        char day[11] = "";
        bool ok = marsad_parse_day(*state, S(DAY_CASES[i].text), day);

        if (ok != (DAY_CASES[i].day != NULL) || (ok && strcmp(day, DAY_CASES[i].day) != 0))
            fail_msg("'%s': got %s, expected %s", DAY_CASES[i].text, ok ? day : "nothing",
                     DAY_CASES[i].day ? DAY_CASES[i].day : "nothing");
    }
}

static int open_dict(void **state)
{
    marsad_err err = { 0 };

    *state = marsad_dict_open(NULL, &err);
    if (!*state)
        print_error("%s\n", err.msg);
    return *state ? 0 : -1;
}

static int close_dict(void **state)
{
    marsad_dict_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_days) };

    return cmocka_run_group_tests(tests, open_dict, close_dict);
}

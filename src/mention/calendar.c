/*
 * calendar.c - day arithmetic without time zones: all the calendars that the press uses meet in one day count.
 *
 * The Umm al-Qura calendar is a table of twelve bits a year: bit m is set where month m + 1 has 30 days.
 */
#include "mention/calendar.h"

#include <stdio.h>

#define UMM_AL_QURA_FIRST 1300
#define UMM_AL_QURA_LAST 1600
#define UMM_AL_QURA_START (-31826) /* 1 Muharram 1300 = 12 November 1882 */
#define TABULAR_START (-492148)    /* 1 Muharram 1 = 19 July 622 Gregorian, 16 July Julian */

static const uint16_t UMM_AL_QURA[] = {
    /* 1300 */ 0x555, 0x2AB, 0x937, 0x2B6, 0x576, 0x36C, 0xB55, 0xAAA, 0x956, 0x49E,
    /* 1310 */ 0x95D, 0x2BA, 0x5B5, 0x3AA, 0xB4B, 0xA96, 0x52E, 0x2AD, 0x56D, 0xB5A,
    /* 1320 */ 0x752, 0xF25, 0xE8A, 0xD16, 0xA56, 0xAB5, 0x6B4, 0xDA9, 0xB92, 0xB25,
    /* 1330 */ 0x64B, 0xA9B, 0x35A, 0x6D9, 0x5D4, 0xDA5, 0xD4A, 0xA95, 0x536, 0x975,
    /* 1340 */ 0x2F4, 0x6E9, 0x6D4, 0x6A9, 0x535, 0x25D, 0x4BD, 0x9BA, 0x3B4, 0xB69,
    /* 1350 */ 0xB2A, 0xA55, 0x4AD, 0xA5D, 0x2DA, 0x6D9, 0xEAA, 0xE94, 0xD2A, 0xC56,
    /* 1360 */ 0x4AE, 0xA6D, 0x56A, 0xD55, 0xD4A, 0xA93, 0x52B, 0xA5B, 0x53A, 0x6B5,
    /* 1370 */ 0xEA9, 0xD52, 0xD29, 0xA55, 0x4AD, 0x56D, 0xAEA, 0x6E4, 0xED1, 0xDA2,
    /* 1380 */ 0xAAA, 0x95A, 0x2DA, 0x5B9, 0xBB2, 0x764, 0x6C9, 0x555, 0x2AB, 0x4DB,
    /* 1390 */ 0xABA, 0x5B4, 0xDA9, 0xD52, 0xAA5, 0x92D, 0x26D, 0x8ED, 0x2DA, 0xAD5,
    /* 1400 */ 0xAA5, 0xA4B, 0x497, 0x937, 0x2B6, 0x975, 0xD69, 0xD52, 0xC95, 0x92B,
    /* 1410 */ 0x25B, 0x4DB, 0x9D5, 0x5D2, 0xDA5, 0xD4A, 0xA95, 0x54D, 0xAAD, 0x3AA,
    /* 1420 */ 0xBD2, 0xBC4, 0xB89, 0xA95, 0x52D, 0x5AD, 0xB6A, 0x6D4, 0xDC9, 0xD92,
    /* 1430 */ 0xAA6, 0x956, 0x2AE, 0x56D, 0x36A, 0xB55, 0xAAA, 0x94D, 0x49D, 0x95D,
    /* 1440 */ 0x2BA, 0x5B5, 0x5AA, 0xD55, 0xA9A, 0x92E, 0x26E, 0x55D, 0xADA, 0x6D4,
    /* 1450 */ 0x6A5, 0xB27, 0xA4D, 0x4AD, 0x56D, 0xB5A, 0x754, 0xF49, 0xE92, 0xD26,
    /* 1460 */ 0xA56, 0x356, 0x6B5, 0xBAA, 0xB92, 0xB25, 0x68B, 0xA9B, 0x55A, 0xADA,
    /* 1470 */ 0x5B4, 0xDA9, 0xB52, 0xA9A, 0x536, 0x276, 0x575, 0xAF2, 0x6D4, 0x6A9,
    /* 1480 */ 0x555, 0x2AD, 0x4BD, 0x9BA, 0x574, 0xB69, 0xB52, 0xA95, 0x52D, 0xA5D,
    /* 1490 */ 0x4DA, 0xAD9, 0x6B2, 0xE95, 0xE2A, 0xC96, 0x92E, 0xAAD, 0x56A, 0xD65,
    /* 1500 */ 0xD4A, 0xD15, 0x62B, 0xC5B, 0x53A, 0x6B5, 0xDB2, 0xD64, 0xD29, 0xA55,
    /* 1510 */ 0x4AD, 0x96D, 0xAEA, 0x6E8, 0xED1, 0xDA4, 0xD4A, 0xA6A, 0x2DA, 0x5B9,
    /* 1520 */ 0xB72, 0xB68, 0x6D1, 0x655, 0x4AB, 0x95B, 0x2BA, 0x5B5, 0xDA9, 0xD52,
    /* 1530 */ 0xCA6, 0x94E, 0x46E, 0x95D, 0x4DA, 0xAD5, 0xAAA, 0xA4D, 0x49B, 0x937,
    /* 1540 */ 0x4B6, 0x975, 0xD6A, 0xD52, 0xAA5, 0x94B, 0x2AB, 0x55B, 0xAD9, 0x5D2,
    /* 1550 */ 0xDC5, 0xD92, 0xB25, 0x555, 0xAB5, 0x5B4, 0xBA9, 0x7A2, 0x745, 0x593,
    /* 1560 */ 0xAAB, 0x4D6, 0x9D6, 0x5D2, 0xBA5, 0xB4A, 0xA95, 0x4AD, 0x15D, 0x2DD,
    /* 1570 */ 0x9DA, 0x5B4, 0x5A9, 0x52D, 0x25B, 0x8B7, 0x176, 0x56D, 0xB6A, 0xACA,
    /* 1580 */ 0xA96, 0x52B, 0x15B, 0x2BB, 0x5B6, 0xDAA, 0xB94, 0xD46, 0xA8D, 0x52D,
    /* 1590 */ 0xA9D, 0x55A, 0x755, 0x749, 0xF13, 0xE4A, 0xA96, 0x556, 0x6B5, 0xBAA,
    /* 1600 */ 0xB94,
};

static bool leap_year(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool in_table(int hijri_year)
{
    return hijri_year >= UMM_AL_QURA_FIRST && hijri_year <= UMM_AL_QURA_LAST;
}

static int table_month_days(int year, int month)
{
    return 29 + ((UMM_AL_QURA[year - UMM_AL_QURA_FIRST] >> (month - 1)) & 1);
}

static int table_year_days(int year)
{
    return 29 * 12 + __builtin_popcount(UMM_AL_QURA[year - UMM_AL_QURA_FIRST]);
}

static bool tabular_leap(int year)
{
    return (11 * year + 14) % 30 < 11;
}

static int32_t tabular_year_start(int year)
{
    return TABULAR_START + (year - 1) * 354 + (3 + 11 * year) / 30;
}

static int hijri_month_days(int year, int month)
{
    if (in_table(year))
        return table_month_days(year, month);
    return month % 2 == 1 || (month == 12 && tabular_leap(year)) ? 30 : 29;
}

int calendar_month_days(calendar_kind kind, int year, int month)
{
    static const uint8_t DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    if (year < 1 || year > 9999 || month < 1 || month > 12)
        return 0;
    if (kind == CALENDAR_HIJRI)
        return hijri_month_days(year, month);
    return DAYS[month - 1] + (month == 2 && leap_year(year));
}

static int32_t gregorian_day(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year, era = y / 400, yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int32_t hijri_year_start(int year)
{
    int32_t day = UMM_AL_QURA_START;

    if (!in_table(year))
        return tabular_year_start(year);
    for (int y = UMM_AL_QURA_FIRST; y < year; y++)
        day += table_year_days(y);
    return day;
}

int32_t calendar_day(calendar_kind kind, int year, int month, int day)
{
    int32_t at;

    if (day < 1 || day > calendar_month_days(kind, year, month))
        return CALENDAR_NO_DAY;
    if (kind == CALENDAR_GREGORIAN)
        return gregorian_day(year, month, day);
    at = hijri_year_start(year);
    for (int m = 1; m < month; m++)
        at += hijri_month_days(year, m);
    return at + day - 1;
}

static calendar_date gregorian_date(int32_t day)
{
    int32_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    calendar_date d = { .year = (int)(yoe + era * 400),
                        .month = (int)(mp < 10 ? mp + 3 : mp - 9),
                        .day = (int)(doy - (153 * mp + 2) / 5 + 1) };

    d.year += d.month <= 2;
    return d;
}

static calendar_date hijri_date(int32_t day)
{
    int32_t table_end = hijri_year_start(UMM_AL_QURA_LAST) + table_year_days(UMM_AL_QURA_LAST), start;
    calendar_date d = { .year = (int)((30 * ((int64_t)day - TABULAR_START) + 10646) / 10631), .month = 1 };

    /* The two calendars meet only roughly at the ends of the table: the estimate is then a year off. */
    if (day >= UMM_AL_QURA_START && day < table_end)
        d.year = d.year < UMM_AL_QURA_FIRST ? UMM_AL_QURA_FIRST : d.year;
    else if (day < UMM_AL_QURA_START && d.year >= UMM_AL_QURA_FIRST)
        d.year = UMM_AL_QURA_FIRST - 1;
    else if (day >= table_end && d.year <= UMM_AL_QURA_LAST)
        d.year = UMM_AL_QURA_LAST + 1;
    if (day >= UMM_AL_QURA_START && day < table_end && d.year > UMM_AL_QURA_LAST)
        d.year = UMM_AL_QURA_LAST;
    while (d.year > 1 && hijri_year_start(d.year) > day)
        d.year--;
    while (d.year < UMM_AL_QURA_LAST && in_table(d.year) && hijri_year_start(d.year) + table_year_days(d.year) <= day)
        d.year++;
    start = hijri_year_start(d.year);
    while (d.month < 12 && day >= start + hijri_month_days(d.year, d.month))
        start += hijri_month_days(d.year, d.month++);
    d.day = (int)(day - start) + 1;
    return d;
}

calendar_date calendar_date_of(calendar_kind kind, int32_t day)
{
    return kind == CALENDAR_GREGORIAN ? gregorian_date(day) : hijri_date(day);
}

int calendar_weekday(int32_t day)
{
    int w = (int)((day + 3) % 7); /* day 0 was a Thursday */

    return (w < 0 ? w + 7 : w) + 1;
}

int calendar_week(int32_t day, int *year)
{
    int32_t thursday = day - calendar_weekday(day) + 4; /* a week belongs to the year of its Thursday */

    *year = gregorian_date(thursday).year;
    return (int)(thursday - gregorian_day(*year, 1, 1)) / 7 + 1;
}

void calendar_write(int32_t day, char out[11])
{
    calendar_date d;

    out[0] = '\0';
    if (day < gregorian_day(1, 1, 1) || day > gregorian_day(9999, 12, 31))
        return;
    d = gregorian_date(day);
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100, (unsigned)d.day % 100);
}

static int digits(marsad_str s, size_t at, size_t n)
{
    int value = 0;

    for (size_t i = at; i < at + n; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return -1;
        value = value * 10 + (s.ptr[i] - '0');
    }
    return value;
}

int32_t calendar_read(marsad_str s)
{
    if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-')
        return CALENDAR_NO_DAY;
    return calendar_day(CALENDAR_GREGORIAN, digits(s, 0, 4), digits(s, 5, 2), digits(s, 8, 2));
}

/*
 * times_span.c - units of the calendar as first day, last day and TIMEX3 value.
 */
#include "mention/times.h"

#include <stdio.h>

void set_span(time_read *t, int32_t from, int32_t to)
{
    t->from = from;
    t->to = to;
}

void set_days(time_read *t)
{
    char from[11], to[11];

    calendar_write(t->from, from);
    calendar_write(t->to, to);
    if (t->from == t->to)
        snprintf(t->value, sizeof t->value, "%s", from);
    else
        snprintf(t->value, sizeof t->value, "%s/%s", from, to);
}

void set_year_value(time_read *t, int year)
{
    snprintf(t->value, sizeof t->value, "%04u", (unsigned)year % 10000);
}

void set_years(time_read *t, calendar_kind kind, int first, int last)
{
    t->from = calendar_day(kind, first, 1, 1);
    t->to = calendar_day(kind, last, 12, calendar_month_days(kind, last, 12));
}

void set_month(time_read *t, calendar_kind kind, int year, int month)
{
    t->from = calendar_day(kind, year, month, 1);
    t->to = calendar_day(kind, year, month, calendar_month_days(kind, year, month));
    if (kind == CALENDAR_GREGORIAN)
        snprintf(t->value, sizeof t->value, "%04u-%02u", (unsigned)year % 10000, (unsigned)month % 100);
    else
        set_days(t);
}

int32_t add_months(int32_t day, int months)
{
    calendar_date d;
    int m, days;

    if (day == CALENDAR_NO_DAY || months < -60000 || months > 60000)
        return CALENDAR_NO_DAY;
    d = calendar_date_of(CALENDAR_GREGORIAN, day);
    m = d.year * 12 + d.month - 1 + months;
    days = m < 12 ? 0 : calendar_month_days(CALENDAR_GREGORIAN, m / 12, m % 12 + 1);
    return calendar_day(CALENDAR_GREGORIAN, m / 12, m % 12 + 1, d.day > days ? days : d.day);
}

static void resolve_week(int32_t monday, time_read *t)
{
    int year, week = calendar_week(monday, &year);

    set_span(t, monday, monday + 6);
    snprintf(t->value, sizeof t->value, "%04u-W%02u", (unsigned)year % 10000, (unsigned)week % 100);
}

void set_decade(time_read *t, int year)
{
    set_years(t, t->kind, year, year + 9);
    if (t->kind == CALENDAR_HIJRI)
        set_days(t);
    else
        snprintf(t->value, sizeof t->value, "%03u", (unsigned)year / 10 % 1000);
}

int32_t week_counted_from(int32_t day, int step)
{
    return day != CALENDAR_NO_DAY && step < 0 && calendar_weekday(day) == 7 ? day + 1 : day;
}

void resolve_unit(char unit, int32_t day, int step, time_read *t)
{
    static const struct {
        char unit;
        time_grain grain;
    } GRAINS[] = { { 'D', GRAIN_DAY },  { 'W', GRAIN_WEEK },   { 'M', GRAIN_MONTH },
                   { 'Y', GRAIN_YEAR }, { 'E', GRAIN_DECADE }, { 'C', GRAIN_CENTURY } };
    calendar_date d;

    for (size_t i = 0; i < sizeof GRAINS / sizeof *GRAINS; i++)
        if (GRAINS[i].unit == unit)
            t->grain = GRAINS[i].grain;
    if (day == CALENDAR_NO_DAY || step < -10000 || step > 10000)
        return;
    d = calendar_date_of(CALENDAR_GREGORIAN, day);
    if (unit == 'D') {
        set_span(t, day + step, day + step);
        set_days(t);
    } else if (unit == 'W') {
        resolve_week(day - calendar_weekday(day) + 1 + 7 * step, t);
    } else if (unit == 'M') {
        int m = d.year * 12 + d.month - 1 + step;
        if (m >= 12)
            set_month(t, CALENDAR_GREGORIAN, m / 12, m % 12 + 1);
    } else if (unit == 'Y') {
        set_years(t, CALENDAR_GREGORIAN, d.year + step, d.year + step);
        set_year_value(t, d.year + step);
    } else if (unit == 'E') {
        set_decade(t, d.year / 10 * 10 + 10 * step);
    } else if (unit == 'C') {
        int c = (d.year - 1) / 100 + step;
        set_years(t, CALENDAR_GREGORIAN, c * 100 + 1, c * 100 + 100);
        snprintf(t->value, sizeof t->value, "%02u", (unsigned)c % 100);
    }
}

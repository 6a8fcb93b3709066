/*
 * times_resolve.c - value, first and last day of a time that was read.
 *
 * What the text leaves open is counted from the day of publication: news tells of the past, so the latest such month,
 * day or weekday is meant, unless the sentence speaks of the future. Without a day of publication from and to stay
 * empty.
 */
#include "mention/times.h"

#include <stdio.h>

#define SOON 31 /* days ahead: nearer than that a day without a year lies in the future, not eleven months back */

/* The time before read[k] that a word like "the same year" points to. */
static const time_read *time_before(const times_pass *p, size_t k, time_grain coarsest)
{
    for (; k-- > 0;) {
        const time_read *t = &p->read[k];
        if (t->from != CALENDAR_NO_DAY && !t->duration && !t->set && t->grain <= coarsest && t->grain != GRAIN_NONE)
            return t;
    }
    return NULL;
}

static void resolve_back(const times_pass *p, size_t k, time_read *t)
{
    const char unit = (char)t->count;
    const time_read *before = time_before(p, k,
                                          unit == 'D'   ? GRAIN_DAY
                                          : unit == 'W' ? GRAIN_WEEK
                                          : unit == 'M' ? GRAIN_MONTH
                                                        : GRAIN_YEAR);

    if (before)
        resolve_unit(unit, t->step > 0 ? before->to : before->from, t->step, t);
}

/* ---- which year ---- */

static int last_day_of(calendar_kind kind, int year, int month, int day)
{
    int days = calendar_month_days(kind, year, month);

    return day > days ? days : day;
}

/* First and last day of the day or month of *t in a year. */
static void in_year(const time_read *t, int year, int32_t *from, int32_t *to)
{
    int days = calendar_month_days(t->kind, year, t->month);

    *from = calendar_day(t->kind, year, t->month, t->day ? last_day_of(t->kind, year, t->month, t->day) : 1);
    *to = calendar_day(t->kind, year, t->month,
                       t->day ? last_day_of(t->kind, year, t->month, t->day_to ? t->day_to : t->day) : days);
}

static bool weekday_fits(const time_read *t, int32_t day)
{
    return !t->weekday || calendar_weekday(day) == t->weekday;
}

/* The year for a day or month without one; 0 if none will do. */
static int open_year(const times_pass *p, const time_read *t)
{
    int now = calendar_date_of(t->kind, p->published).year, best = 0;
    int32_t from, to, best_distance = INT32_MAX;

    for (int year = now + 1; year >= now - 1; year--) {
        int32_t distance;
        in_year(t, year, &from, &to);
        if (from == CALENDAR_NO_DAY || !weekday_fits(t, from))
            continue;
        distance = from > p->published ? from - p->published : to < p->published ? p->published - to : 0;
        if (t->future) {
            distance += to < p->published ? 1000 : 0;
        } else if (t->nearest || t->kind == CALENDAR_HIJRI) {
            ; /* holidays and Hijri months are named before and after they come */
        } else if (from > p->published && !t->weekday) {
            distance += t->day && distance <= SOON ? 0 : 1000;
        }
        if (distance < best_distance) {
            best_distance = distance;
            best = year;
        }
    }
    return best;
}

/* "last June", "next 5 May": the year counted from the day of publication. */
static int beside_year(const times_pass *p, const time_read *t)
{
    int now = calendar_date_of(t->kind, p->published).year, year = now;
    int32_t from, to;

    in_year(t, now, &from, &to);
    if (t->step < 0 && to >= p->published)
        year--;
    if (t->step > 0 && from <= p->published)
        year++;
    return year + (t->step < -1 ? -1 : t->step > 1 ? 1 : 0);
}

/* A Hijri month in a Gregorian year: the Hijri year in which it begins there. */
static int hijri_year_in(int gregorian, int month)
{
    int year = calendar_date_of(CALENDAR_HIJRI, calendar_day(CALENDAR_GREGORIAN, gregorian, 1, 1)).year;
    int32_t first = calendar_day(CALENDAR_HIJRI, year, month, 1);

    return first < calendar_day(CALENDAR_GREGORIAN, gregorian, 1, 1) ? year + 1 : year;
}

static int year_of(const times_pass *p, size_t k, time_read *t)
{
    const time_read *before;

    switch (t->year_from) {
    case YEAR_STATED:
        return t->kind == CALENDAR_HIJRI && t->year > 1600 && t->month ? hijri_year_in(t->year, t->month) : t->year;
    case YEAR_SAME:
        before = time_before(p, k, GRAIN_YEAR);
        return before ? calendar_date_of(t->kind, before->from).year + t->step : 0;
    case YEAR_RELATIVE:
        return p->published == CALENDAR_NO_DAY ? 0 : calendar_date_of(t->kind, p->published).year + t->step;
    case YEAR_BESIDE:
        return p->published == CALENDAR_NO_DAY ? 0 : beside_year(p, t);
    default:
        return p->published == CALENDAR_NO_DAY ? 0 : open_year(p, t);
    }
}

/* ---- days and months ---- */

static void unknown_year(time_read *t)
{
    if (t->kind != CALENDAR_GREGORIAN || !t->month)
        return;
    if (t->day)
        snprintf(t->value, sizeof t->value, "XXXX-%02u-%02u", (unsigned)t->month % 100, (unsigned)t->day % 100);
    else
        snprintf(t->value, sizeof t->value, "XXXX-%02u", (unsigned)t->month % 100);
}

static void resolve_weekday(const times_pass *p, time_read *t)
{
    int32_t limit = p->published, back;

    if (p->published == CALENDAR_NO_DAY) {
        snprintf(t->value, sizeof t->value, "XXXX-WXX-%d", t->weekday % 10);
        return;
    }
    if (t->grain == GRAIN_WEEK) {
        t->grain = GRAIN_DAY;
        limit = week_counted_from(limit, t->step);
        limit += 7 * t->step - calendar_weekday(limit) + t->weekday;
    } else if (t->here) {
        limit += t->step;
        back = (calendar_weekday(limit) - t->weekday + 7) % 7;
        limit = t->step > 0 && back ? limit + 7 - back : limit - back;
    } else if (t->year_from == YEAR_BESIDE && t->step > 0) {
        limit += (t->weekday - calendar_weekday(limit) + 6) % 7 + 1 + 7 * (t->step - 1);
    } else if (t->year_from == YEAR_OPEN && t->future) {
        limit += (t->weekday - calendar_weekday(limit) + 7) % 7;
    } else {
        limit -= t->year_from == YEAR_BESIDE && t->step < 0 ? 1 : 0;
        limit -= (calendar_weekday(limit) - t->weekday + 7) % 7 + (t->step < -1 ? 7 : 0);
    }
    set_span(t, limit, limit);
    set_days(t);
    t->to += t->night;
}

/* The calendar of a country may be a day off ours: the weekday then decides. */
static void check_weekday(time_read *t)
{
    int off;

    if (!t->weekday || t->from == CALENDAR_NO_DAY || t->from != t->to)
        return;
    off = (t->weekday - calendar_weekday(t->from) + 7) % 7;
    if (t->kind == CALENDAR_HIJRI && (off == 1 || off == 6)) {
        set_span(t, t->from + (off == 1 ? 1 : -1), t->from + (off == 1 ? 1 : -1));
        set_days(t);
    } else if (off) {
        t->wrong_weekday = true;
    }
}

static void resolve_day(const times_pass *p, size_t k, time_read *t)
{
    int year = year_of(p, k, t);

    if (!year && t->weekday && t->bare_numbers && p->published != CALENDAR_NO_DAY) {
        t->kind = CALENDAR_HIJRI;
        year = open_year(p, t);
    }
    if (!year && t->weekday && t->year_from == YEAR_OPEN && p->published != CALENDAR_NO_DAY) { /* no year near has it */
        int weekday = t->weekday;
        t->weekday = 0;
        year = open_year(p, t);
        t->weekday = weekday;
    }
    if (!year) {
        unknown_year(t);
        return;
    }
    t->from = calendar_day(t->kind, year, t->month, t->day);
    t->to = calendar_day(t->kind, year, t->month, t->day_to ? t->day_to : t->day);
    if (t->from == CALENDAR_NO_DAY || t->to == CALENDAR_NO_DAY) { /* 31 June; a Hijri month of 29 days */
        if (t->kind == CALENDAR_HIJRI && t->day <= 30)
            in_year(t, year, &t->from, &t->to);
        else
            set_span(t, CALENDAR_NO_DAY, CALENDAR_NO_DAY);
    }
    if (t->from == CALENDAR_NO_DAY)
        return;
    set_days(t);
    check_weekday(t);
}

/* "السبت التاسع من الشهر الجاري" may count in the Hijri month, if that makes it a Saturday. */
static void try_hijri_month(const times_pass *p, time_read *t)
{
    calendar_date now = calendar_date_of(CALENDAR_HIJRI, p->published);
    int month = now.year * 12 + now.month - 1 + t->step;
    int32_t day = calendar_day(CALENDAR_HIJRI, month / 12, month % 12 + 1, t->day);

    if (day != CALENDAR_NO_DAY && calendar_weekday(day) == t->weekday)
        set_span(t, day, day + t->day_to - t->day);
}

/* "5 من الشهر الجاري", "5 من الشهر نفسه" */
static void resolve_day_of_month(const times_pass *p, size_t k, time_read *t)
{
    const time_read *before = t->anaphor ? time_before(p, k, GRAIN_MONTH) : NULL;
    int32_t anchor = t->anaphor ? (before ? before->from : CALENDAR_NO_DAY) : p->published;
    time_read month = { .from = CALENDAR_NO_DAY, .to = CALENDAR_NO_DAY };

    resolve_unit('M', anchor, t->step, &month);
    if (month.from == CALENDAR_NO_DAY || month.from + t->day_to - 1 > month.to)
        return;
    set_span(t, month.from + t->day - 1, month.from + t->day_to - 1);
    if (t->weekday && calendar_weekday(t->from) != t->weekday && !t->anaphor)
        try_hijri_month(p, t);
    set_days(t);
    check_weekday(t);
}

static void resolve_months(time_read *t, int year)
{
    int a = t->month < t->month_other ? t->month : t->month_other, b = t->month + t->month_other - a;

    t->from = calendar_day(t->kind, year, a, 1);
    t->to = calendar_day(t->kind, year, b, calendar_month_days(t->kind, year, b));
    snprintf(t->value, sizeof t->value, "%04u-%02u/%04u-%02u", (unsigned)year % 10000, (unsigned)a % 100,
             (unsigned)year % 10000, (unsigned)b % 100);
}

/* Days 1-7, 8-14 … of a month; the last week where count is below 0. */
static void week_of_month(time_read *t)
{
    if (t->from == CALENDAR_NO_DAY)
        return;
    t->from = t->count < 0 ? t->to - 6 : t->from + 7 * (t->count - 1);
    t->to = t->from + 6 < t->to ? t->from + 6 : t->to;
    set_days(t);
}

static void resolve_month(const times_pass *p, size_t k, time_read *t)
{
    int year = year_of(p, k, t);

    if (!year) {
        unknown_year(t);
        return;
    }
    if (t->month_other && t->day) { /* a day of one of two months: both are kept */
        t->day = t->day_to = 0;
    }
    if (t->month_other)
        resolve_months(t, year);
    else
        set_month(t, t->kind, year, t->month);
    if (t->grain == GRAIN_WEEK)
        week_of_month(t);
}

/* ---- seasons, quarters, years … ---- */

/* The year of a part of a year that begins in `month`, where the text leaves it open. */
static int year_of_part(const times_pass *p, size_t k, time_read *t, int month)
{
    time_read probe = *t;

    probe.month = month;
    if (t->year_from == YEAR_BESIDE && t->step == 0 && p->published != CALENDAR_NO_DAY)
        return calendar_date_of(CALENDAR_GREGORIAN, p->published).year;
    return year_of(p, k, &probe);
}

static void resolve_part_of_year(const times_pass *p, size_t k, time_read *t, int first_month, int months,
                                 const char *name)
{
    int year = year_of_part(p, k, t, first_month), last = first_month + months - 1, last_year = year + (last > 12);

    if (!year)
        return;
    if (last > 12)
        last -= 12;
    t->from = calendar_day(CALENDAR_GREGORIAN, year, first_month, 1);
    t->to = calendar_day(CALENDAR_GREGORIAN, last_year, last, calendar_month_days(CALENDAR_GREGORIAN, last_year, last));
    if (t->from != CALENDAR_NO_DAY)
        snprintf(t->value, sizeof t->value, "%04u-%s", (unsigned)year % 10000, name);
}

static void resolve_season(const times_pass *p, size_t k, time_read *t)
{
    static const char *const NAMES[] = { "SP", "SU", "FA", "WI" };

    resolve_part_of_year(p, k, t, 3 * t->count, 3, NAMES[(t->count + 3) % 4]);
}

static void resolve_fraction_of_year(const times_pass *p, size_t k, time_read *t)
{
    int months = t->grain == GRAIN_QUARTER ? 3 : 6;
    char name[8];

    snprintf(name, sizeof name, "%c%d", months == 3 ? 'Q' : 'H', t->count % 10);
    resolve_part_of_year(p, k, t, months * (t->count - 1) + 1, months, name);
}

static void resolve_year(time_read *t)
{
    if (t->bc) {
        snprintf(t->value, sizeof t->value, "BC%04u", (unsigned)t->year % 10000);
        return;
    }
    set_years(t, t->kind, t->year, t->year_to ? t->year_to : t->year);
    if (t->kind == CALENDAR_HIJRI)
        set_days(t);
    else if (t->year_to)
        snprintf(t->value, sizeof t->value, "%04u/%04u", (unsigned)t->year % 10000, (unsigned)t->year_to % 10000);
    else
        set_year_value(t, t->year);
}

static void resolve_century(time_read *t)
{
    set_years(t, t->kind, (t->year - 1) * 100 + 1, t->year * 100);
    if (t->kind == CALENDAR_GREGORIAN)
        snprintf(t->value, sizeof t->value, "%02u", (unsigned)(t->year - 1) % 100);
}

static void resolve_calendar(const times_pass *p, size_t k, time_read *t)
{
    switch (t->grain) {
    case GRAIN_DAY:
    case GRAIN_WEEK:
        if (t->here && !t->weekday)
            resolve_unit('D', p->published, t->step, t);
        else if (t->grain == GRAIN_WEEK && !t->weekday)
            resolve_month(p, k, t);
        else if (!t->day)
            resolve_weekday(p, t);
        else if (!t->month)
            resolve_day_of_month(p, k, t);
        else if (t->month_other)
            resolve_month(p, k, t);
        else
            resolve_day(p, k, t);
        break;
    case GRAIN_MONTH:
        resolve_month(p, k, t);
        break;
    case GRAIN_SEASON:
        resolve_season(p, k, t);
        break;
    case GRAIN_QUARTER:
    case GRAIN_HALF:
        resolve_fraction_of_year(p, k, t);
        break;
    case GRAIN_YEAR:
        resolve_year(t);
        break;
    case GRAIN_DECADE:
        set_decade(t, t->year);
        break;
    case GRAIN_CENTURY:
        resolve_century(t);
        break;
    default:
        break;
    }
}

/* People call January to March the beginning of a year, October to December its end. */
static void narrow_year(time_read *t)
{
    if (t->part == PART_START)
        t->to = add_months(t->from, 3) - 1;
    else if (t->part == PART_MID)
        set_span(t, add_months(t->from, 4), add_months(t->from, 8) - 1);
    else
        t->from = add_months(t->from, 9);
}

/* The first, middle or last third. */
static void narrow(time_read *t)
{
    int32_t third;

    if (t->part == PART_NONE || t->grain <= GRAIN_DAY || t->from == CALENDAR_NO_DAY || t->duration)
        return;
    if (t->grain == GRAIN_YEAR && t->kind == CALENDAR_GREGORIAN && !t->year_to) {
        narrow_year(t);
        return;
    }
    third = (t->to - t->from + 1) / 3;
    if (t->part == PART_START)
        t->to = t->from + third - 1;
    else if (t->part == PART_MID)
        set_span(t, t->from + third, t->to - third);
    else
        t->from = t->to - third + 1;
}

void resolve_time(const times_pass *p, size_t k)
{
    time_read *t = &p->read[k];

    if (t->calendar)
        resolve_calendar(p, k, t);
    else if (t->anaphor)
        resolve_back(p, k, t);
    if (t->to == CALENDAR_NO_DAY || t->from > t->to)
        t->from = t->to = CALENDAR_NO_DAY;
    if (t->from == CALENDAR_NO_DAY)
        t->to = t->from;
    narrow(t);
}

/*
 * moment.c - ISO 8601 is read here, letter by letter; other forms by article/day.c, the Hijri calendar by
 * mention/calendar.c.
 */
#include "page/moment.h"

#include "mention/calendar.h"

#include <stdio.h>
#include <stdlib.h>

#define YEAR_MIN 1990
#define DATE_MAX 200 /* bytes that are read */

struct cursor {
    marsad_str s;
    size_t at;
};

/* `n` digits, or -1; moves behind them. */
static int number(struct cursor *c, size_t n)
{
    int value = 0;

    if (c->s.len - c->at < n)
        return -1;
    for (size_t i = 0; i < n; i++) {
        char k = c->s.ptr[c->at + i];

        if (k < '0' || k > '9')
            return -1;
        value = value * 10 + (k - '0');
    }
    c->at += n;
    return value;
}

static bool pass(struct cursor *c, const char *marks)
{
    if (c->at < c->s.len && strchr(marks, c->s.ptr[c->at])) {
        c->at++;
        return true;
    }
    return false;
}

/* "Z", "+03:00", "+0300", "+03", " GMT". */
static void read_zone(struct cursor *c, char zone[7])
{
    int hours, minutes = 0;
    char sign;

    pass(c, " ");
    if (pass(c, "Zz") || marsad_str_starts(marsad_str_slice(c->s, c->at, c->s.len), MARSAD_LIT("GMT")) ||
        marsad_str_starts(marsad_str_slice(c->s, c->at, c->s.len), MARSAD_LIT("UTC"))) {
        strcpy(zone, "Z");
        return;
    }
    sign = c->at < c->s.len ? c->s.ptr[c->at] : 0;
    if (!pass(c, "+-"))
        return;
    hours = number(c, 2);
    pass(c, ":");
    if (c->at < c->s.len)
        minutes = number(c, 2);
    if (hours >= 0 && hours <= 14 && minutes >= 0 && minutes < 60)
        snprintf(zone, 7, "%c%02u:%02u", sign, (unsigned)hours % 100, (unsigned)minutes % 100);
}

/* What stands behind the day: "T09:05:00.123+03:00", " 09:05". */
static void add_hour(struct cursor *c, char out[MARSAD_MOMENT])
{
    int hour, minute, second = -1;
    char zone[7] = "";

    if (!pass(c, "Tt "))
        return;
    pass(c, " ");
    hour = number(c, 2);
    if (hour < 0 || hour > 23 || !pass(c, ":") || (minute = number(c, 2)) < 0 || minute > 59)
        return;
    if (pass(c, ":"))
        second = number(c, 2);
    if (second >= 0 && pass(c, ".,"))
        while (c->at < c->s.len && c->s.ptr[c->at] >= '0' && c->s.ptr[c->at] <= '9')
            c->at++;
    read_zone(c, zone);
    if (second >= 0 && second < 61)
        snprintf(out + 10, MARSAD_MOMENT - 10, "T%02u:%02u:%02u%s", (unsigned)hour % 100, (unsigned)minute % 100,
                 (unsigned)second % 100, zone);
    else
        snprintf(out + 10, MARSAD_MOMENT - 10, "T%02u:%02u%s", (unsigned)hour % 100, (unsigned)minute % 100, zone);
}

static moment_status give(int year, int month, int day, char out[MARSAD_MOMENT])
{
    int32_t number = calendar_day(CALENDAR_GREGORIAN, year, month, day);

    if (number == CALENDAR_NO_DAY)
        return MOMENT_NONE;
    calendar_write(number, out);
    return year < YEAR_MIN ? MOMENT_EARLY : MOMENT_GOOD;
}

static moment_status read_iso(marsad_str s, char out[MARSAD_MOMENT])
{
    struct cursor c = { s, 0 };
    int year = number(&c, 4), month, day;
    bool dashes = year >= 0 && pass(&c, "-/");
    moment_status st;

    if (year < 1700 || !dashes) /* years of the Hijri calendar are read with their words */
        return MOMENT_NONE;
    month = number(&c, 2);
    if (month < 0 || !pass(&c, "-/"))
        return MOMENT_NONE;
    day = number(&c, 2);
    st = day < 0 ? MOMENT_NONE : give(year, month, day, out);
    if (st != MOMENT_NONE)
        add_hour(&c, out);
    return st;
}

/* ---- texts ---- */

/* "09:05" or "9:05 م" in a text: hour and minute are added, no zone. */
static void find_hour(const desk *d, const marsad_text *t, char out[MARSAD_MOMENT])
{
    for (size_t i = 0; i + 2 < t->n_tokens; i++) {
        uint64_t hour, minute;

        if (t->tokens[i].kind != MARSAD_TOKEN_NUMBER || !word_mark(t, i + 1, ":") ||
            !marsad_str_to_u64(t->tokens[i].norm, &hour) || !marsad_str_to_u64(t->tokens[i + 2].norm, &minute) ||
            hour > 23 || minute > 59 || t->tokens[i + 2].norm.len != 2)
            continue;
        for (size_t k = i + 3; k < i + 6 && k < t->n_tokens; k++) {
            bool pm = marsad_token_is(t, k, "\u0645" /* م */) || marsad_token_is(t, k, "pm") ||
                      word_phrase(d, t, k, "afternoon", NULL);
            bool am = marsad_token_is(t, k, "\u0635" /* ص */) || marsad_token_is(t, k, "am") ||
                      word_phrase(d, t, k, "morning", NULL);

            if (pm && hour < 12)
                hour += 12;
            if (am && hour == 12)
                hour = 0;
            if (pm || am)
                break;
        }
        snprintf(out + 10, MARSAD_MOMENT - 10, "T%02u:%02u", (unsigned)hour % 24, (unsigned)minute % 60);
        return;
    }
}

static int small_number(const marsad_text *t, size_t at)
{
    uint64_t value;

    return at < t->n_tokens && t->tokens[at].kind == MARSAD_TOKEN_NUMBER &&
                   marsad_str_to_u64(t->tokens[at].norm, &value) && value < 10000
               ? (int)value
               : -1;
}

static bool give_hijri(int year, int month, int day, char out[MARSAD_MOMENT])
{
    int32_t number;

    if (year < 1410 || year > 1530)
        return false;
    number = calendar_day(CALENDAR_HIJRI, year, month, day);
    if (number == CALENDAR_NO_DAY || calendar_date_of(CALENDAR_GREGORIAN, number).year < YEAR_MIN)
        return false;
    calendar_write(number, out);
    return true;
}

/* "1 شعبان 1442", "1442/8/1", "1/8/1442". */
static bool hijri_at(const desk *d, const marsad_text *t, size_t at, char out[MARSAD_MOMENT])
{
    int day = small_number(t, at), year;
    double month = 0;
    size_t n, i = at + 1;

    if (day < 1)
        return false;
    if (word_mark(t, i, "/-") && word_mark(t, i + 2, "/-")) {
        int second = small_number(t, i + 1), third = small_number(t, i + 3);

        return day > 1000 ? give_hijri(day, second, third, out) : give_hijri(third, second, day, out);
    }
    if (i < t->n_tokens && word_phrase(d, t, i, "date-filler", NULL))
        i++;
    n = i < t->n_tokens ? word_time(d, t, i, "hijri-month", &month) : 0;
    if (!n)
        return false;
    i += n;
    while (i < t->n_tokens && (word_mark(t, i, ",\u060C") || word_phrase(d, t, i, "date-filler", NULL)))
        i++;
    year = small_number(t, i);
    return give_hijri(year, (int)month, day, out);
}

static moment_status read_words(desk *d, marsad_str s, char out[MARSAD_MOMENT])
{
    char day[11];
    marsad_text t;
    bool found = day_parse(d, s, day);

    if (found)
        memcpy(out, day, sizeof day);
    if (!lines_read(d, s, DATE_MAX, &t))
        return MOMENT_NONE;
    for (size_t i = 0; !found && i < t.n_tokens; i++)
        found = hijri_at(d, &t, i, out);
    if (!found)
        return MOMENT_NONE;
    find_hour(d, &t, out);
    return MOMENT_GOOD;
}

/* "Sun, 14 Mar 2021 06:05:00 GMT": day.c gives the day, the rest is that of ISO 8601. */
static void add_mail_hour(marsad_str s, char out[MARSAD_MOMENT])
{
    size_t colon = marsad_str_find(s, MARSAD_LIT(":"), 0);
    struct cursor c = { s, 0 };

    if (colon == SIZE_MAX || colon < 3)
        return;
    c.at = colon - 3;
    add_hour(&c, out);
}

moment_status moment_read(desk *d, marsad_str s, char out[MARSAD_MOMENT])
{
    moment_status st;

    s = marsad_str_trim(s);
    if (s.len > DATE_MAX || s.len < 4)
        return MOMENT_NONE;
    memset(out, 0, MARSAD_MOMENT);
    st = read_iso(s, out);
    if (st == MOMENT_NONE)
        st = read_words(d, s, out);
    if (st == MOMENT_GOOD && (marsad_str_ends(s, MARSAD_LIT("GMT")) || marsad_str_ends(s, MARSAD_LIT("00"))))
        add_mail_hour(s, out);
    return st;
}

bool moment_of_url(marsad_str url, char out[MARSAD_MOMENT])
{
    for (size_t i = 0; i + 8 < url.len; i++) {
        struct cursor c = { url, i + 1 };
        int year, month, day;
        bool marks;

        if (!memchr("/-_", url.ptr[i], 3) || (year = number(&c, 4)) < YEAR_MIN || year > 2100)
            continue;
        marks = pass(&c, "/-_");
        month = number(&c, 2);
        if (month < 1 || month > 12 || (marks && !pass(&c, "/-_")))
            continue;
        day = number(&c, 2);
        if (day < 1 || (c.at < url.len && url.ptr[c.at] >= '0' && url.ptr[c.at] <= '9'))
            continue;
        if (give(year, month, day, out) == MOMENT_GOOD)
            return true;
    }
    return false;
}

int64_t moment_seconds(const char *m)
{
    int32_t day = calendar_read((marsad_str){ m, 10 });
    int64_t seconds = (int64_t)day * 86400;
    size_t len = strlen(m);
    long zone = 0;

    if (day == CALENDAR_NO_DAY)
        return INT64_MIN;
    if (len >= 16)
        seconds += strtol(m + 11, NULL, 10) * 3600 + strtol(m + 14, NULL, 10) * 60;
    if (len >= 6 && (m[len - 6] == '+' || m[len - 6] == '-') && len > 16) {
        zone = strtol(m + len - 5, NULL, 10) * 3600 + strtol(m + len - 2, NULL, 10) * 60;
        seconds += m[len - 6] == '+' ? -zone : zone;
    }
    return seconds;
}

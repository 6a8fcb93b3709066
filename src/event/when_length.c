/*
 * when_length.c - beginnings, ends and lengths: since Monday, up to Tuesday, two days ago.
 */
#include "event/when.h"

#include <stdio.h>

#include "mention/calendar.h"

#define UNTIL_NEAR 3  /* tokens from a beginning to its end */
#define PERIOD_MOST 7 /* days of "the last days" that say when something was done */

bool when_is_day(const marsad_time *t)
{
    return t->from[0] && strcmp(t->from, t->to) == 0;
}

uint32_t when_beginning(const struct analysis *a, const marsad_time *t)
{
    uint32_t i = t->span.first;

    for (uint32_t k = 1; k <= 3 && i >= a->first + k; k++)
        if (signal_at(a, i - k, "since", NULL).ptr)
            return when_is_day(t) && strcmp(t->from, a->article->published) == 0 ? NO_TOKEN : i - k;
    return NO_TOKEN;
}

/* From the beginning of t to a day. NULL: the day is not behind it, or no memory. */
static const marsad_time *time_up_to(const struct analysis *a, const marsad_time *t, const char *day)
{
    marsad_time *range = marsad_arena_alloc(a->arena, sizeof *range);

    if (!range || !t->from[0] || !day[0] || strcmp(t->from, day) > 0)
        return NULL;
    *range = *t;
    memcpy(range->to, day, strlen(day) + 1);
    snprintf(range->value, sizeof range->value, "%s/%s", range->from, range->to);
    range->rule = "since";
    return range;
}

/* "حتى صباح الثلاثاء", "ولغاية اليوم": an end. */
static bool is_end(const struct analysis *a, const marsad_time *t)
{
    return t->span.first > a->first && signal_at(a, t->span.first - 1, "up-to", NULL).ptr;
}

const marsad_time *when_since(const struct analysis *a, const marsad_time *t)
{
    const marsad_time *next = t + 1;

    if (next < a->mentions->times + a->here.times[1] && when_is_day(next) && is_end(a, next) &&
        next->span.first <= t->span.last + UNTIL_NEAR && strcmp(next->to, t->from) >= 0)
        return time_up_to(a, t, next->to);
    return time_up_to(a, t, a->article->published);
}

const marsad_time *when_to_end(const struct analysis *a, const marsad_time *t)
{
    const marsad_time *start;

    if (!is_end(a, t) || t <= a->mentions->times + a->here.times[0])
        return t;
    start = t - 1;
    if (!when_is_day(start) || !when_is_day(t) || strcmp(start->from, t->from) >= 0)
        return t;
    start = time_up_to(a, start, t->to);
    return start ? start : t;
}

const marsad_time *when_ago(const struct analysis *a, const marsad_time *t)
{
    marsad_time *day = marsad_arena_alloc(a->arena, sizeof *day);

    if (!day)
        return NULL;
    *day = *t;
    memcpy(day->to, day->from, sizeof day->to);
    memcpy(day->value, day->from, sizeof day->from);
    day->duration = false;
    day->rule = "ago";
    return day;
}

bool when_is_period(const struct analysis *a, const marsad_time *t)
{
    int32_t from = calendar_read(marsad_str_of(t->from)), to = calendar_read(marsad_str_of(t->to));

    return t->duration && strcmp(t->rule, "period") == 0 && from != CALENDAR_NO_DAY && to != CALENDAR_NO_DAY &&
           to - from <= PERIOD_MOST && strcmp(t->to, a->article->published) == 0;
}

/* Days from publication back to "on Wednesday the agency said that … in the last 24 hours": the day of words before t.
 */
static int32_t days_since_told(const struct analysis *a, const marsad_time *t)
{
    const marsad_time *first = a->mentions->times + a->here.times[0];
    int32_t day, published = calendar_read(marsad_str_of(a->article->published));
    uint32_t verb = t > first ? when_verb(a, t - 1) : NO_TOKEN;

    if (verb == NO_TOKEN || !when_reports(a, verb) || !when_is_day(t - 1) || (t - 1)->duration)
        return 0;
    day = calendar_read(marsad_str_of((t - 1)->from));
    return day == CALENDAR_NO_DAY || published - day > PERIOD_MOST || published < day ? 0 : published - day;
}

const marsad_time *when_of_period(const struct analysis *a, const marsad_time *t)
{
    marsad_time *range;
    int32_t back;

    if (!t || !t->duration)
        return t;
    back = days_since_told(a, t);
    range = marsad_arena_alloc(a->arena, sizeof *range);
    if (!range)
        return NULL;
    *range = *t;
    range->duration = false;
    calendar_write(calendar_read(marsad_str_of(t->from)) - back, range->from);
    calendar_write(calendar_read(marsad_str_of(t->to)) - back, range->to);
    snprintf(range->value, sizeof range->value, "%s/%s", range->from, range->to);
    return range;
}

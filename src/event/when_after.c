/*
 * when_after.c - the day of an act that another is told to have come so long after.
 *
 * "قصفت الطائرات أمس مواقع المسلحين بعد ثلاثة أيام على هجوم انتحاري": the attack was three days before yesterday.
 * "غداة هجوم": on the day before.
 */
#include "event/when.h"

#include <stdio.h>
#include <stdlib.h>

#include "mention/calendar.h"

#define FROM_NEAR 2    /* tokens from "three days after" to the act */
#define ACT_NEAR 4     /* tokens of a sentence in which "the attack" stands */
#define DAYS_MOST 60   /* days told one by one */
#define WEEKS_MOST 4   /* weeks; "after five weeks" is more than a guess by days */
#define WEEK_SLACK 2   /* days by which "a week after" may be out */
#define MONTHS_MOST 24 /* months */

static const char SO_LONG_BEFORE[] = "so-long-before";

/* A length told behind a word that says "after", and the act right behind it. */
struct distance {
    uint32_t first; /* of its words */
    long count;
    char unit; /* D, W or M */
};

static bool only_nouns_between(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (word_at(a, i)->class == WORD_VERB || is_comma(a, i) || is_clause_mark(a, i) ||
            word_at(a, i)->class == WORD_SUB)
            return false;
    return true;
}

/* "بعد أسبوع من أعمال العنف", "بعد يومين من الاشتباكات": so long did it last. */
static bool may_have_lasted(const struct analysis *a, const struct draft *d, uint32_t prep)
{
    uint32_t i = d->frame.word;

    return signal_at(a, prep, "partitive", NULL).ptr &&
           ((word_at(a, i)->form & MARSAD_FORM_PLURAL) || signal_at(a, i, "fighting", NULL).ptr ||
            signal_at(a, i, "drawn-out", NULL).ptr || signal_at(a, d->first, "drawn-out", NULL).ptr);
}

/* "بعد ثلاثة أيام على هجوم": the length whose words end right before the preposition that the act stands behind. */
static bool length_before(const struct analysis *a, const struct draft *d, struct distance *far)
{
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        uint32_t prep = t->span.last;
        char *end;
        if (!t->duration || strcmp(t->rule, "duration") != 0 || t->value[0] != 'P' || prep + 1 >= a->last ||
            !signal_at(a, t->span.first, "aftermath", NULL).ptr || !signal_at(a, prep, "counted-from", NULL).ptr ||
            d->first <= prep || d->first > prep + FROM_NEAR || !only_nouns_between(a, prep + 1, d->first) ||
            may_have_lasted(a, d, prep))
            continue;
        far->first = t->span.first;
        far->count = strtol(t->value + 1, &end, 10);
        far->unit = *end;
        return far->count > 0 && end[1] == '\0';
    }
    return false;
}

/* "غداة هجوم", "غداة مقتل خمسة". */
static bool day_after_before(const struct analysis *a, const struct draft *d, struct distance *far)
{
    for (uint32_t i = d->first; i > a->first && i + 2 > d->first; i--)
        if (signal_at(a, i - 1, "day-after", NULL).ptr) {
            *far = (struct distance){ i - 1, 1, 'D' };
            return true;
        }
    return false;
}

/* "ويأتي الهجوم غداة …": the sentence says of the act that was told, by its noun, when it came. */
static bool opens_with_the_act(const struct analysis *a, uint32_t before)
{
    struct frame f;

    for (uint32_t i = a->first; i < before && i < a->first + ACT_NEAR; i++)
        if ((word_at(a, i)->clitics & MARSAD_CLITIC_AL) && word_at(a, i)->class == WORD_NOUN && frame_choose(a, i, &f))
            return true;
    return false;
}

/* The day of the last act of the sentence before. */
static const marsad_time *day_before_sentence(const struct analysis *a)
{
    for (size_t i = a->told->n_events; i > 0; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (told->sentence + 1 < a->sentence)
            return NULL;
        if (told->sentence != a->sentence && told->time)
            return when_is_day(told->time) ? told->time : NULL;
    }
    return NULL;
}

/* The day from which the length is counted: that of the act told before it in the sentence, else the one day that is
 * named before it, else that of "the attack". */
static const marsad_time *counted_from(const struct analysis *a, uint32_t before)
{
    const marsad_time *day = NULL;

    for (size_t i = a->told->n_events; i > 0 && a->told->events[i - 1].sentence == a->sentence; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (told->trigger.first < before && told->time && when_is_day(told->time))
            return told->time;
    }
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->span.first >= before || t->duration || t->set || !t->from[0])
            continue;
        if (!when_is_day(t) || (day && strcmp(day->from, t->from) != 0))
            return NULL;
        day = t;
    }
    return !day && opens_with_the_act(a, before) ? day_before_sentence(a) : day;
}

static void write_month(int32_t day, long months, marsad_time *t)
{
    calendar_date date = calendar_date_of(CALENDAR_GREGORIAN, day);
    int month = date.year * 12 + date.month - 1 - (int)months;

    calendar_write(calendar_day(CALENDAR_GREGORIAN, month / 12, month % 12 + 1, 1), t->from);
    calendar_write(calendar_day(CALENDAR_GREGORIAN, month / 12, month % 12 + 1,
                                calendar_month_days(CALENDAR_GREGORIAN, month / 12, month % 12 + 1)),
                   t->to);
    snprintf(t->value, sizeof t->value, "%.7s", t->from);
}

/* The day that lies so far before `from`, in `t`. */
static bool count_back(const struct distance *far, int32_t from, marsad_time *t)
{
    if (far->unit == 'D' && far->count <= DAYS_MOST) {
        calendar_write(from - (int32_t)far->count, t->from);
        memcpy(t->to, t->from, sizeof t->to);
        memcpy(t->value, t->from, sizeof t->from);
    } else if (far->unit == 'W' && far->count <= WEEKS_MOST) {
        calendar_write(from - 7 * (int32_t)far->count - WEEK_SLACK, t->from);
        calendar_write(from - 7 * (int32_t)far->count + WEEK_SLACK, t->to);
        snprintf(t->value, sizeof t->value, "%s/%s", t->from, t->to);
    } else if (far->unit == 'M' && far->count <= MONTHS_MOST) {
        write_month(from, far->count, t);
    } else {
        return false;
    }
    return t->from[0] != '\0';
}

const marsad_time *when_so_long_before(const struct analysis *a, const struct draft *d)
{
    struct distance far;
    const marsad_time *base;
    marsad_time *day;
    int32_t from;

    if (!length_before(a, d, &far) && !day_after_before(a, d, &far))
        return NULL;
    base = counted_from(a, far.first);
    from = base ? calendar_read(marsad_str_of(base->from)) : CALENDAR_NO_DAY;
    day = from == CALENDAR_NO_DAY ? NULL : marsad_arena_alloc(a->arena, sizeof *day);
    if (!day)
        return NULL;
    *day = *base;
    day->rule = SO_LONG_BEFORE;
    day->duration = false;
    return count_back(&far, from, day) ? day : NULL;
}

bool when_is_counted(const marsad_time *t)
{
    return strcmp(t->rule, SO_LONG_BEFORE) == 0;
}

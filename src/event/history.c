/*
 * history.c - acts of another era whose day is not their own: "استولى على السلطة في 1982 وسجن معارضيه", "1945 - …".
 *
 * A sentence that names no time but one a generation back tells of that time, unless the time only says since when.
 */
#include "event/coder.h"
#include "event/fields.h"

#include <stdlib.h>

#define ERA_REACH 12   /* tokens from an act to a time or an era that it is of */
#define YEAR_LEAST 600 /* no heading of a chronicle is an earlier year */

static long year_at(const char *day)
{
    return strtol(day, NULL, 10);
}

static bool is_old(const struct analysis *a, const marsad_time *t)
{
    return t->to[0] && year_at(a->article->published) - year_at(t->to) > HISTORY_YEARS;
}

/* The mark behind the year of a line of a chronicle. */
static bool is_chronicle_mark(const struct analysis *a, uint32_t i)
{
    static const char *const MARKS[] = { "-", "\u2013", "\u2014", ":", "/" };

    for (size_t k = 0; k < sizeof MARKS / sizeof *MARKS; k++)
        if (marsad_token_is(a->text, i, MARKS[k]))
            return true;
    return false;
}

/* "1945 - الولايات المتحدة تدعو …": a line of a chronicle. */
static bool is_chronicle(const struct analysis *a)
{
    const marsad_token *t = &a->text->tokens[a->first];
    long year;

    if (a->last < a->first + 2 || t->kind != MARSAD_TOKEN_NUMBER || t->norm.len > 4 ||
        !is_chronicle_mark(a, a->first + 1))
        return false;
    year = 0;
    for (size_t i = 0; i < t->norm.len && t->norm.ptr[i] >= '0' && t->norm.ptr[i] <= '9'; i++)
        year = year * 10 + (t->norm.ptr[i] - '0');
    return year > YEAR_LEAST && year_at(a->article->published) - year > HISTORY_YEARS;
}

/* Is the time at token i of the act: near, no "since" before it, no relative clause or other clause between? */
static bool is_of_act(const struct analysis *a, const marsad_event *e, uint32_t i)
{
    uint32_t from = i < e->trigger.first ? i : e->trigger.last, to = i < e->trigger.first ? e->trigger.first : i;

    if (to > from + ERA_REACH)
        return false;
    for (uint32_t k = i; k > a->first && k + 3 > i; k--)
        if (signal_at(a, k - 1, "since", NULL).ptr)
            return false;
    for (uint32_t k = from; k < to; k++)
        if (word_at(a, k)->class == WORD_REL || is_clause_mark(a, k))
            return false;
    return true;
}

/* Words of speech, wishes and plans are of the day on which they are told; so is what is going on. */
static bool can_be_old(const struct analysis *a, const marsad_event *e)
{
    const struct word *w = word_at(a, e->trigger.first);

    if ((e->time && e->time->to[0]) || e->factuality == MARSAD_PLANNED || e->factuality == MARSAD_POSSIBLE)
        return false;
    if (w->class == WORD_VERB)
        return (w->form & MARSAD_FORM_PERFECT) && !(w->form & MARSAD_FORM_IMPERFECT);
    return marsad_list_has(MARSAD_LIT("ASSAULT|PROTEST|COERCE|RETREAT"), e->type);
}

/* Does the sentence name another era, and nothing later? */
static bool is_of_era(const struct analysis *a, const marsad_event *e)
{
    const struct finds *in = &a->finds[e->sentence];
    bool old = false;

    for (size_t i = in->times[0]; i < in->times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->from[0] && !is_old(a, t))
            return false;
        old |= is_old(a, t) && is_of_act(a, e, t->span.first);
    }
    for (uint32_t i = a->first; i < a->last && !old; i++)
        old = signal_at(a, i, "era", NULL).ptr && is_of_act(a, e, i);
    return old;
}

bool event_is_of_old(const struct analysis *a, const marsad_event *e)
{
    struct analysis there = *a; /* what ends a clause is told by the sentence that it stands in */

    there.first = a->text->sentences[e->sentence].first;
    there.last = a->text->sentences[e->sentence].last;
    return a->article->published[0] && (is_chronicle(&there) || (can_be_old(&there, e) && is_of_era(&there, e)));
}

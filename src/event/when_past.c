/*
 * when_past.c - whether an act without a day of its own is told of a past, so that it is not of the day of publication.
 *
 * "ولد في 1936 … وفي 1967 أسقطت طائرته. وأسر وعذب": a story goes on in the time that was named last until another is
 * named or somebody speaks. "آنذاك" says it in so many words.
 */
#include "event/fields.h"

#include <stdlib.h>

#define PAST_MONTHS 6 /* a time that far before publication is past */
#define TIME_NEAR 8 /* tokens between that act and its time: "تنفيذ اتفاق … الموقع في 2018" dates the accord */
#define LOOK_BACK 2 /* tokens of a sentence that begins with "had" */
#define OPENING 5   /* tokens of a sentence in which it turns to something else */

static long month_of(const char *day)
{
    return strlen(day) >= 7 ? strtol(day, NULL, 10) * 12 + strtol(day + 5, NULL, 10) : 0;
}

bool event_time_is_past(const struct analysis *a, const marsad_time *t)
{
    return t->to[0] && month_of(a->article->published) - month_of(t->to) > PAST_MONTHS;
}

/* Does a time of this article that is not past stand between token and the sentence at hand? */
static bool is_back(const struct analysis *a, uint32_t token)
{
    for (size_t i = 0; i < a->mentions->n_times && a->mentions->times[i].span.first < a->first; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->span.first >= token && t->from[0] && !t->set && !event_time_is_past(a, t))
            return true;
    }
    return false;
}

/* "وكان الزعيم اعتقل في 2011": a look back, behind which the report goes on with the news. */
static bool looks_back(const struct analysis *a, uint32_t sentence)
{
    uint32_t first = a->text->sentences[sentence].first;

    for (uint32_t i = first; i < first + LOOK_BACK && i < a->first; i++)
        if (signal_at(a, i, "look-back", NULL).ptr)
            return true;
    return false;
}

/* The act that was told last is past, and no later time was named since. */
static bool goes_on(const struct analysis *a)
{
    const marsad_event *last = NULL;

    for (size_t i = a->told->n_events; i > 0 && !last; i--)
        if (a->told->events[i - 1].sentence != a->sentence)
            last = &a->told->events[i - 1];
    return last && last->sentence + 1 == a->sentence && !looks_back(a, last->sentence) &&
           (last->time ? event_time_is_past(a, last->time) &&
                             token_distance(last->trigger.first, &last->time->span) < TIME_NEAR
                       : marsad_event_is_past(last)) &&
           !is_back(a, last->trigger.last);
}

/* "وأسر وعذب", "ثم أعدم": a story goes on with a verb of the past. */
static bool opens_as_story(const struct analysis *a)
{
    for (uint32_t i = a->first; i < a->last && i < a->first + 3; i++)
        if (word_at(a, i)->class == WORD_VERB)
            return (word_at(a, i)->form & MARSAD_FORM_PERFECT) && !speech_is_verb(a, i);
    return false;
}

static bool turns_away(const struct analysis *a)
{
    for (uint32_t i = a->first; i < a->last && i < a->first + OPENING; i++)
        if (signal_at(a, i, "contrast", NULL).ptr)
            return true;
    return false;
}

/* "قتل آنذاك خمسة": then. */
static bool is_then(const struct analysis *a, const struct draft *d)
{
    uint32_t from = d->first > a->first + OPENING ? d->first - OPENING : a->first;

    for (uint32_t i = from; i < a->last && i < d->last + OPENING; i++)
        if (signal_at(a, i, "then", NULL).ptr)
            return true;
    return false;
}

bool event_is_past(const struct analysis *a, const struct draft *d)
{
    const struct word *w = word_at(a, d->frame.word);

    if (!a->article->published[0] || d->factuality == MARSAD_PLANNED || d->factuality == MARSAD_POSSIBLE)
        return false;
    if (is_then(a, d))
        return true;
    if (a->here.times[0] < a->here.times[1] || turns_away(a) || !opens_as_story(a) ||
        (w->class == WORD_VERB && !(w->form & MARSAD_FORM_PERFECT)))
        return false;
    return goes_on(a);
}

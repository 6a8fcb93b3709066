/*
 * invariants.h - what holds for the events of any text, sensible or not.
 */
#ifndef TESTS_EVENT_INVARIANTS_H
#define TESTS_EVENT_INVARIANTS_H

#include "marsad/event.h"

/* Bytes and tokens of the span lie in the sentence, or in the whole text where there is none, and it is not empty. */
static inline bool span_is_good(const marsad_text *t, marsad_span s, const marsad_sentence *sentence)
{
    if (s.start >= s.end || s.end > t->text.len || s.first >= s.last || s.last > t->n_tokens)
        return false;
    if (s.start < t->tokens[s.first].start || s.end > t->tokens[s.last - 1].end)
        return false;
    return !sentence || (s.start >= sentence->start && s.end <= sentence->end);
}

/* In the sentence or, for one who goes on speaking, before it. */
static inline bool parties_are_good(const marsad_text *t, const marsad_party *at, size_t n, const marsad_sentence *s)
{
    for (size_t i = 0; i < n; i++)
        if (!span_is_good(t, at[i].span, at[i].span.start < s->start ? NULL : s))
            return false;
    return true;
}

static inline bool parties_overlap(const marsad_party *a, size_t n, const marsad_party *b, size_t m)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (a[i].span.start < b[k].span.end && b[k].span.start < a[i].span.end)
                return true;
    return false;
}

static inline bool count_is_good(const marsad_text *t, const marsad_count *c)
{
    if (!c->known)
        return true;
    return (c->has_min || c->has_max) && (!c->has_min || c->min >= 0) &&
           (!c->has_min || !c->has_max || c->min <= c->max) && span_is_good(t, c->span, NULL);
}

static inline bool source_is_good(const marsad_text *t, const marsad_source *s)
{
    return span_is_good(t, s->span, NULL) && s->verb.len && s->stance.len &&
           (s->via.start == s->via.end || span_is_good(t, s->via, NULL));
}

/* What is wrong with an event, or NULL. */
static inline const char *event_flaw(const marsad_text *t, const marsad_event *e)
{
    const marsad_sentence *s = e->sentence < t->n_sentences ? &t->sentences[e->sentence] : NULL;

    if (!s)
        return "no such sentence";
    if (!e->type.len || marsad_str_equal(e->type, MARSAD_LIT("NONE")))
        return "no type";
    if (!span_is_good(t, e->trigger, s))
        return "trigger outside its sentence";
    if (!parties_are_good(t, e->actors, e->n_actors, s) || !parties_are_good(t, e->recipients, e->n_recipients, s))
        return "party behind its sentence";
    if (parties_overlap(e->actors, e->n_actors, e->recipients, e->n_recipients))
        return "actor overlaps recipient";
    if ((e->has_place && !span_is_good(t, e->place_span, NULL)) || (e->place && !e->has_place))
        return "place outside the text";
    if (e->time && !span_is_good(t, e->time->span, NULL))
        return "time outside the text";
    if (!count_is_good(t, &e->killed) || !count_is_good(t, &e->injured) || !count_is_good(t, &e->captured) ||
        !count_is_good(t, &e->displaced) || !count_is_good(t, &e->participants))
        return "impossible number";
    if ((e->has_gains && !span_is_good(t, e->gains, NULL)) || (e->has_loses && !span_is_good(t, e->loses, NULL)) ||
        (e->has_territory && !span_is_good(t, e->territory, NULL)))
        return "control outside the text";
    if (e->has_source && !source_is_good(t, &e->source))
        return "source outside the text";
    if (e->cue.start != e->cue.end && !span_is_good(t, e->cue, NULL))
        return "cue outside the text";
    if ((e->has_gains || e->has_loses || e->has_territory) != (e->control_status.len && e->control_claim.len))
        return "control without its status, or the other way round";
    if (!(e->confidence > 0 && e->confidence <= 1))
        return "confidence outside (0, 1]";
    for (size_t i = 0; i < e->n_missing; i++)
        if (!e->missing[i].field || !e->missing[i].reason)
            return "no reason for an empty field";
    return NULL;
}

/* What is wrong with a holding, or NULL. */
static inline const char *holding_flaw(const marsad_text *t, const marsad_holding *h)
{
    const marsad_sentence *s = h->sentence < t->n_sentences ? &t->sentences[h->sentence] : NULL;

    if (!s || !span_is_good(t, h->span, s))
        return "holding outside its sentence";
    if (!marsad_list_has(MARSAD_LIT("held|stronghold|besieged|contested|freed"), h->status))
        return "unknown status";
    if (h->has_holder && !parties_are_good(t, &h->holder, 1, s))
        return "holder outside its sentence";
    if (!span_is_good(t, h->place_span, NULL))
        return "place of a holding outside the text";
    if ((h->part.len > 0) != (h->part_span.start < h->part_span.end) ||
        (h->part.len && !span_is_good(t, h->part_span, s)))
        return "part without its words";
    if (h->since && !span_is_good(t, h->since->span, s))
        return "beginning outside the text";
    if (h->has_source && !source_is_good(t, &h->source))
        return "source outside the text";
    return h->confidence > 0 && h->confidence <= 1 ? NULL : "confidence outside (0, 1]";
}

/* What is wrong with all that was found, or NULL; *at: which event or statement. */
static inline const char *events_flaw(const marsad_text *t, const marsad_events *events, size_t *at)
{
    for (*at = 0; *at < events->n_events; ++*at) {
        const char *flaw = event_flaw(t, &events->events[*at]);
        if (flaw)
            return flaw;
    }
    for (*at = 0; *at < events->n_statements; ++*at) {
        const marsad_statement *s = &events->statements[*at];
        if (!span_is_good(t, s->span, NULL))
            return "statement outside the text";
        if (s->named && !source_is_good(t, &s->speaker))
            return "speaker outside the text";
        if (s->quotation.start != s->quotation.end && !span_is_good(t, s->quotation, NULL))
            return "quotation outside the text";
    }
    for (*at = 0; *at < events->n_holdings; ++*at) {
        const char *flaw = holding_flaw(t, &events->holdings[*at]);
        if (flaw)
            return flaw;
    }
    return NULL;
}

#endif

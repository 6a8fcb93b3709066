/*
 * explain_fields.c - the fields of a record, and what else stood in the sentence for each of them.
 */
#include <stdio.h>

#include "event/explain.h"
#include "event/gate.h"

/* Words between the trigger and a span; negative: it stands before the trigger. */
static long far_from(const struct draft *d, const marsad_span *s)
{
    if (s->first >= d->frame.token + d->frame.tokens)
        return (long)s->first - (long)(d->frame.token + d->frame.tokens) + 1;
    return (long)s->last - (long)d->frame.token - 1;
}

static bool lies_in(const struct parties *p, const marsad_span *s)
{
    for (unsigned i = 0; i < p->n; i++)
        if (s->first >= p->at[i].first && s->last <= p->at[i].last)
            return true;
    return false;
}

/* Verbs, أن and relative words on the way: each begins another clause. */
static unsigned clauses_between(const struct analysis *a, const struct draft *d, const marsad_span *s)
{
    uint32_t from = s->first < d->frame.token ? s->last : d->frame.token + d->frame.tokens;
    uint32_t to = s->first < d->frame.token ? d->frame.token : s->first;
    unsigned n = 0;

    for (uint32_t i = from; i < to; i++)
        n += word_at(a, i)->class == WORD_VERB || word_at(a, i)->class == WORD_SUB || word_at(a, i)->class == WORD_REL;
    return n;
}

/* "chosen: «بغداد», 3 words behind the trigger, behind «في»". */
static void say_candidate(const struct analysis *a, const struct draft *d, const char *field, const marsad_span *s,
                          bool chosen)
{
    long far = far_from(d, s);
    size_t k = phrase_at(a, s->first);
    marsad_str prep = k < a->n_phrases && a->phrases[k].prep != NO_TOKEN ? a->phrases[k].prep_text : (marsad_str){ 0 };
    unsigned clauses = clauses_between(a, d, s);
    char other[40] = "";

    if (clauses)
        snprintf(other, sizeof other, ", %u clause%s on", clauses, clauses == 1 ? "" : "s");
    explain_say(a, chosen ? 2 : 3, "%s%s: \u00AB%.*s\u00BB, %ld word%s %s the trigger%s%s%.*s%s%s", field,
                chosen ? "" : " weighed too", EXPLAIN_WORDS(a, s->first, s->last), far < 0 ? -far : far,
                far == 1 || far == -1 ? "" : "s", far < 0 ? "before" : "behind", other,
                prep.len ? ", behind \u00AB" : "", MARSAD_STR_ARG(prep), prep.len ? "\u00BB" : "",
                s->first < a->first          ? ", in a sentence before"
                : lies_in(&d->actors, s)     ? ", part of an actor"
                : lies_in(&d->recipients, s) ? ", part of a recipient"
                                             : "");
}

static void explain_place(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    if (e->has_place)
        say_candidate(a, d, "place", &e->place_span, true);
    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++) {
        const marsad_mention *m = &a->mentions->mentions[i];
        if ((m->kind == MARSAD_MENTION_PLACE || m->kind == MARSAD_MENTION_FACILITY) && m->span.first >= a->first &&
            m->span.first < a->last && !(e->has_place && m->span.first == e->place_span.first))
            say_candidate(a, d, "place", &m->span, false);
    }
}

static void explain_time(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    if (e->time) {
        say_candidate(a, d, "time", &e->time->span, true);
        if (e->time->from[0])
            explain_say(a, 3, "which is %s to %s", e->time->from, e->time->to[0] ? e->time->to : e->time->from);
    }
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->span.first >= a->first && t->span.first < a->last && t != e->time &&
            !(e->time && t->span.first == e->time->span.first))
            say_candidate(a, d, t->duration ? "time (a length)" : "time", &t->span, false);
    }
}

static void explain_parties(const struct analysis *a, const char *name, const marsad_party *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        explain_say(a, 2, "%s: \u00AB%.*s\u00BB%s%.*s%s%.*s%s%.*s", name,
                    EXPLAIN_WORDS(a, p[i].span.first, p[i].span.last), p[i].role.len ? ", sector " : "",
                    MARSAD_STR_ARG(p[i].role), p[i].country.len ? ", of " : "", MARSAD_STR_ARG(p[i].country),
                    p[i].entity.len ? ", known as " : "", MARSAD_STR_ARG(p[i].entity));
}

static void explain_count(const struct analysis *a, const char *name, const marsad_count *c)
{
    if (c->known && c->span.first < c->span.last)
        explain_say(a, 2, "%s: \u00AB%.*s\u00BB", name, EXPLAIN_WORDS(a, c->span.first, c->span.last));
}

static void explain_missing(const struct analysis *a, const marsad_event *e)
{
    for (size_t i = 0; i < e->n_missing; i++)
        explain_say(a, 2, "%s: %s, %s", e->missing[i].field,
                    e->time && strcmp(e->missing[i].field, "time") == 0 ? "its day is unknown" : "empty",
                    e->missing[i].reason);
}

static void explain_speaker(const struct analysis *a, const marsad_event *e)
{
    explain_say(a, 2, "factuality: %s", marsad_factuality_name(e->factuality));
    if (e->has_source)
        explain_say(a, 2, "source: \u00AB%.*s\u00BB, who speaks by \u00AB%.*s\u00BB",
                    EXPLAIN_WORDS(a, e->source.span.first, e->source.span.last), MARSAD_STR_ARG(e->source.verb));
}

void explain_event(const struct analysis *a, const struct draft *d, const struct speech *s, const marsad_event *e,
                   bool kept)
{
    if (!a->explain)
        return;
    explain_say(a, 1, "\u00AB%.*s\u00BB: %s %.*s%s%.*s, confidence %.2f",
                EXPLAIN_WORDS(a, e->trigger.first, e->trigger.last),
                kept ? "a record," : "no record, too little speaks for", MARSAD_STR_ARG(e->type),
                e->mode.len ? "-" : "", MARSAD_STR_ARG(e->mode), e->confidence);
    explain_gate(a, d, s);
    if (!kept)
        return;
    explain_parties(a, "actor", e->actors, e->n_actors);
    explain_parties(a, "recipient", e->recipients, e->n_recipients);
    explain_place(a, d, e);
    explain_time(a, d, e);
    explain_count(a, "killed", &e->killed);
    explain_count(a, "injured", &e->injured);
    explain_count(a, "captured", &e->captured);
    explain_count(a, "displaced", &e->displaced);
    explain_count(a, "participants", &e->participants);
    explain_speaker(a, e);
    explain_missing(a, e);
}

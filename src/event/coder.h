/*
 * coder.h - one event on its way from a trigger to a record.
 */
#ifndef EVENT_CODER_H
#define EVENT_CODER_H

#include "event/frames.h"

struct draft {
    struct frame frame;
    struct parties actors, recipients;
    struct phrase place;
    bool has_place; /* the frame names it as an argument */
    bool has_gains, has_loses, has_territory;
    struct phrase gains, loses, territory;
    marsad_factuality factuality;
    bool beside_assault;               /* its sentence tells an attack, which the dead belong to */
    uint32_t numbers_from, numbers_to; /* tokens whose numbers may be its own: up to the next acts of its kind */
    bool dropped;                      /* merged into another or suppressed */
    uint32_t first, last;              /* tokens of all triggers that were merged into it */
};

/* Who speaks in the sentence at hand. */
struct speech {
    bool found, has_speaker;
    uint32_t verb, verb_tokens; /* tokens of the reporting verb or phrase */
    struct phrase speaker;
    uint32_t from, to; /* tokens of what is said */
};

/* PLOVER types of words, not deeds: they need someone who speaks for somebody. */
static inline bool draft_is_verbal(const struct draft *d)
{
    return marsad_list_has(MARSAD_LIT("ACCUSE|REQUEST|REJECT|SUPPORT|AGREE|THREATEN|SANCTION|CONCEDE"), d->frame.type);
}

/* Types whose parties are states, bodies, groups and those who speak for them. */
static inline bool draft_is_political(const struct draft *d)
{
    return draft_is_verbal(d) || marsad_list_has(MARSAD_LIT("CONSULT|COOPERATE|AID|MOBILIZE|RETREAT"), d->frame.type);
}

/* ---- context.c ---- */
struct speech speech_find(const struct analysis *a);
/* Is the word a verb of reporting (note "say" in data/verbs.tsv)? */
bool speech_is_verb(const struct analysis *a, uint32_t i);
/* "عدم الانسحاب", "دون قتال": the noun names what there is not. */
bool is_absent(const struct analysis *a, const struct frame *f);
marsad_factuality factuality_of(const struct analysis *a, const struct frame *f);
/* 0 … 1: how much the article is about sport, economy and the like and not about events. */
double off_topic(const struct analysis *a);

/* ---- arguments.c ---- */
/* Fill actors, recipients, place and control from the frame. */
void arguments_fill(const struct analysis *a, struct draft *d);

/* ---- targets.c ---- */
/* Set against whom a protest is. */
void target_of_protest(const struct analysis *a, struct draft *d);

/* ---- parties.c ---- */
/* Actors or recipients of the record. False: no memory. */
bool parties_fill(const struct analysis *a, const struct parties *from, marsad_party **to, size_t *n);
/* Police, officials, civilians without a country of their own are of the country where the event was. */
void parties_take_country(const struct analysis *a, marsad_party *parties, size_t n, marsad_str country);

/* "" as an absent string. */
static inline marsad_str coder_or_absent(marsad_str s)
{
    return s.len ? s : (marsad_str){ NULL, 0 };
}

/* ---- fields.c ---- */
/* The record of a draft. False: no memory. */
bool event_fill(const struct analysis *a, const struct draft *d, const struct speech *speech, double topic,
                marsad_event *e);

#endif

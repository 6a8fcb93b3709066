/*
 * event.h - event records (PLOVER 2.0) and reported speech.
 */
#ifndef MARSAD_EVENT_H
#define MARSAD_EVENT_H

#include "marsad/mention.h"

#define MARSAD_FACTUALITIES(X)                                                                                         \
    X(ASSERTED, "asserted") X(ALLEGED, "alleged") X(DENIED, "denied") X(PLANNED, "planned") X(POSSIBLE, "possible")
typedef enum {
#define X(upper, name) MARSAD_##upper,
    MARSAD_FACTUALITIES(X)
#undef X
} marsad_factuality;
MARSAD_API const char *marsad_factuality_name(marsad_factuality f);

typedef struct {
    marsad_span span;   /* the whole noun phrase */
    marsad_span head;   /* the noun that says who it is */
    marsad_str entity;  /* absent if unresolved */
    marsad_str country; /* of the entity, an adjective of nationality or, for local people, the place; absent if none */
    marsad_str role;    /* primary PLOVER sector; absent if none */
} marsad_party;

/* Who says so. */
typedef struct {
    marsad_span span;
    marsad_str kind;   /* official, party, medic, witness, monitor, outlet, unnamed; absent if unknown */
    marsad_str verb;   /* as written; of a phrase its words (بحسب) */
    marsad_str stance; /* said, claimed, accused, denied, confirmed */
    marsad_span via;   /* the outlet that passes it on (نقلت … عن); empty if none */
} marsad_source;

typedef struct {
    bool known;
    double min, max;
    bool has_min, has_max;
    bool approximate;
    bool cumulative;  /* a running total, or counted over a time: not of this event alone */
    marsad_str of;    /* base form of what is counted ("جندي"); absent if not said, or of several kinds */
    marsad_span span; /* the words that say so */
} marsad_count;

typedef struct {
    marsad_span span; /* empty (start == end): absent */
} marsad_part;

typedef struct {
    const char *field;  /* "actors", "recipients", "place", "time", "killed", "source" …; static */
    const char *reason; /* "not-stated", "ambiguous", "not-in-gazetteer", "no-publication-date" …; static */
} marsad_missing;

/* What other schemes call an event: data/crosswalks.tsv. */
typedef struct {
    marsad_str cameo;                        /* root code, "19" */
    marsad_str acled_event, acled_sub_event; /* absent where ACLED records no such event */
    int quad;                                /* 1 to 4 as in PLOVER; 0: no line of the table fits */
    bool has_intensity;
    double intensity; /* -10 to 10 */
} marsad_codes;

/* What people said of the report (review.h); only in what a store gives. */
typedef struct {
    marsad_str state; /* accepted, rejected, edited: what was decided last */
    marsad_str by, at, why;
    marsad_strs fields; /* that were corrected, in the order of review_fields */
} marsad_reviewed;

typedef struct {
    marsad_str type, mode; /* "ASSAULT", "suicide-attack"; mode absent if none */
    uint32_t sentence;
    marsad_span trigger;
    marsad_party *actors;
    size_t n_actors;
    marsad_party *recipients;
    size_t n_recipients;
    bool has_place;
    marsad_span place_span;
    const marsad_place *place; /* NULL where the place is named but not in the gazetteer */
    const marsad_time *time;   /* NULL if none */
    marsad_count killed, injured, captured, displaced, participants;
    bool has_gains, has_loses, has_territory;
    marsad_span gains, loses, territory;
    marsad_str control_status; /* took, lost, contested, besieged, withdrew, handed-over; absent without control */
    marsad_str control_claim;  /* claimed, confirmed, reported, denied; absent without control */
    marsad_str control_part;   /* part, edge, site, thing: only this changed hands; absent: the place itself */
    marsad_factuality factuality;
    marsad_span cue; /* the word that decided it; empty for what is simply asserted */
    bool has_source;
    marsad_source source;
    double confidence; /* 0 … 1 */
    marsad_codes codes;
    marsad_missing *missing;
    size_t n_missing;
    const marsad_reviewed *review; /* NULL: nobody reviewed it. Corrected fields may have no span: start == end */
} marsad_event;

typedef struct {
    marsad_span span;      /* what is said, as far as its sentence goes */
    marsad_str verb;       /* as written */
    bool named;            /* does anybody named say it? */
    marsad_source speaker; /* where named */
    marsad_span quotation; /* what is said word for word; empty: reported in the writer's words */
} marsad_statement;

/* Who holds a place, said without telling an event: "the town under the control of …", "their last stronghold". */
typedef struct {
    uint32_t sentence;
    marsad_span span;  /* the words that say so */
    marsad_str status; /* held, stronghold, besieged, contested, freed */
    bool past;         /* was so and is no more: كانت تحت سيطرة */
    bool has_holder;
    marsad_party holder; /* who holds it; of a siege who besieges; of what was freed who held it before */
    marsad_span place_span;
    const marsad_place *place; /* NULL where the place is named but not in the gazetteer */
    marsad_str part;           /* part, edge, site, thing: only this; absent: the place itself */
    marsad_span part_span;     /* the words of the part; empty without it */
    const marsad_time *since;  /* NULL if not said */
    marsad_factuality factuality;
    marsad_span cue; /* as in an event */
    bool has_source;
    marsad_source source;
    double confidence; /* 0 … 1 */
} marsad_holding;

typedef struct {
    marsad_event *events;
    size_t n_events;
    marsad_statement *statements;
    size_t n_statements;
    marsad_holding *holdings;
    size_t n_holdings;
} marsad_events;

/* Code the events of a text whose mentions are found. All in `arena`. Fails with MARSAD_ENOMEM only. */
MARSAD_API bool marsad_events_find(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                                   const marsad_mentions *mentions, marsad_arena *arena, marsad_events *out,
                                   marsad_err *err);

/* Told of a past whose day is not named (missing: time, "past"): it is not of the day of publication. */
MARSAD_API bool marsad_event_is_past(const marsad_event *e);

/* Fill e->codes from all that the event holds besides. */
MARSAD_API void marsad_event_codes(const marsad_dict *dict, marsad_event *e);

/*
 * Told why the coder decides as it does: one line of plain English at a time, in the order of the text, indented by
 * `depth` (0: a sentence). `line` is valid during the call.
 */
typedef void marsad_explain_fn(void *user, unsigned depth, marsad_str line);

/* marsad_events_find with its reasons. */
MARSAD_API bool marsad_events_explain(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                                      const marsad_mentions *mentions, marsad_arena *arena, marsad_explain_fn *tell,
                                      void *user, marsad_events *out, marsad_err *err);

#endif

/*
 * explain.h - why the coder decides as it does, told in plain words while it works.
 *
 * Every function takes the analysis and does nothing where nobody listens (a->explain is NULL). Lines are told in the
 * order of the work, with a depth: 0 a sentence, 1 a word that could be a trigger or a record, 2 and 3 the reasons.
 */
#ifndef EVENT_EXPLAIN_H
#define EVENT_EXPLAIN_H

#include "event/chooser.h"

/* Words of the text for "%.*s", whole. */
#define EXPLAIN_WORDS(a, first, last)                                                                                  \
    (int)marsad_range_str((a)->text, first, last).len, marsad_range_str((a)->text, first, last).ptr

/* What a feature of the gate or of the judge added to the log odds of an event. */
struct explain_weight {
    size_t event;
    marsad_str key;
    double weight;
};

struct explain {
    marsad_explain_fn *tell;
    void *user;
    marsad_arena *arena;
    bool word_told; /* that this word of this sentence could be a trigger: */
    uint32_t word, sentence;
    struct explain_weight *weights; /* of the judge, told at the end of the article */
    size_t n_weights, cap_weights;
};

/* Why a line of data/frames.tsv does not fit. */
struct refusal {
    marsad_str condition; /* of needs or blocks, as written there */
    bool blocked;         /* it holds, but must not */
};

/* ---- explain.c ---- */

void explain_say(const struct analysis *a, unsigned depth, const char *format, ...) MARSAD_PRINTF(3, 4);
void explain_sentence(const struct analysis *a);
/* A line of frames.tsv whose word stands at the token, but which does not hold there. */
void explain_refused(const struct analysis *a, uint32_t row, const struct frame *f, const struct refusal *why);
/* The frame that was chosen. `absent`: the words before it say that it did not happen. */
void explain_chosen(const struct analysis *a, const struct frame *f, bool absent);
/* No frame was chosen: said of words that have lines in frames.tsv. */
void explain_unfired(const struct analysis *a, uint32_t token);
/* What a source of the frame ("s", "by", "علي") gave: parties[from..n) of the slot. */
void explain_source(const struct analysis *a, const char *slot, marsad_str source, const struct parties *p,
                    unsigned from);
/* Drafts that were dropped since this was last called. */
void explain_dropped(const struct analysis *a, struct draft *at, size_t n, const char *why);

/* ---- explain_parties.c ---- */

/* The chooser dropped a party of the rules, or filled an empty slot, and what weighed most in it. */
void explain_dropped_party(const struct chooser_scene *s, const struct chooser_candidate *c, const char *slot,
                           double probability, double least);
void explain_filled_party(const struct chooser_scene *s, const struct chooser_candidate *c, const char *slot,
                          double probability, double least);

/* ---- explain_fields.c ---- */

/* The record of a draft: its fields, with what else was weighed for them. */
void explain_event(const struct analysis *a, const struct draft *d, const struct speech *s, const marsad_event *e,
                   bool kept);

/* ---- explain_weights.c ---- */

/* The features of the gate that weighed most for a draft, if its type has one. */
void explain_gate(const struct analysis *a, const struct draft *d, const struct speech *s);
/* A feature of the judge, and what became of an event in the end. */
void explain_judge_weight(const struct analysis *a, size_t event, marsad_str key, double weight);
void explain_judged(const struct analysis *a, size_t number, const marsad_event *e, bool kept);

#endif

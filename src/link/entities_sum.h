/*
 * entities_sum.h - counting over the reports of one entity, for the two files that do.
 */
#ifndef LINK_ENTITIES_SUM_H
#define LINK_ENTITIES_SUM_H

#include "link/entities.h"

struct sum {
    const struct entity_reports *x;
    struct entity_range range;
    marsad_arena *arena;
};

/* A text (or two), in a report. */
struct item {
    marsad_str text, text2; /* compared by address where they are the same text: each lies in one place */
    int64_t report, event;
    marsad_str factuality;
};

/* How many different numbers; they are sorted. */
int64_t sum_different(int64_t *numbers, size_t n);
/* The story of a report; one that is in none is an event of its own. */
int64_t sum_story(const struct entity_report *r);
/* Does another ref before i stand for the same report (on the same side)? */
bool sum_again(const struct entity_ref *refs, size_t i, bool side);
/* Order by texts, then by report. */
int sum_by_text(const void *a, const void *b);
/* Count equal texts, one for each report, the most frequent first; NULL: no memory. */
marsad_entity_count *sum_texts(const struct sum *s, struct item *items, size_t n, size_t *n_out);
/* As many as are shown. */
size_t sum_most(size_t n);

/* entities_sides.c: what it did, or what was done to it. */
bool sum_side(marsad_store *st, const struct sum *s, bool recipient, marsad_entity_side *out, marsad_err *err);

#endif

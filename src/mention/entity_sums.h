/*
 * entity_sums.h - the sums of the weights of a token's features, for each tag. Inside the model's files only.
 *
 * Most of a token's features look at one word by itself, seen as the token in question or as a neighbour of it. Their
 * sums are the same wherever the word stands, so they are kept in a memo for the next time; what is looked for is
 * compared in full, so results are the same with and without it.
 */
#ifndef MARSAD_MENTION_ENTITY_SUMS_H
#define MARSAD_MENTION_ENTITY_SUMS_H

#include "base/shelf.h"
#include "mention/entity_model.h"

#define ENTITY_FILTER_BITS 21

/* The parts of a model that hold its weights. */
struct entity_tables {
    uint32_t n_weights;
    const uint32_t *checks; /* as in struct entity_word, of features; one at least is 0 */
    const struct entity_weights *weights;
    const uint64_t *filter; /* a bit for the checks that begin alike, set where the model has one of them */
};

typedef int32_t entity_sums[ENTITY_LANES]; /* of both passes, as in struct entity_weights */

struct entity_memo;
struct shelf *entity_memos_new(void);

/* Features of the first pass, added to sums[0 … n-1]. `memo` may be NULL. */
void entity_sum_first(const struct entity_tables *t, struct entity_memo *memo, const struct entity_view *views,
                      size_t n, entity_sums *sums);
/* Features of the second pass, given the tags of the first; their weights are 0 for the first pass. */
void entity_sum_second(const struct entity_tables *t, const struct entity_view *views, const struct entity_links *links,
                       const uint8_t *tags, size_t n, entity_sums *sums);

#endif

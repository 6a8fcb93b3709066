/*
 * word_vectors.h - features that stand for the words of a place in a sentence, learnt by what the words are like.
 *
 * The gate tells every word of a sentence, of the words beside the trigger and so on as features such as
 * "A:like-left=word" (src/event/gate_around.c). Most words are too rare to learn a weight from. So the trainer does not
 * learn one a word: it adds up the vectors of the words (model/word-vectors.tsv) and learns a weight for each of their
 * directions. As that is linear, a word's weight is its vector times these weights, and that is what the table of the
 * model holds: the program needs no vectors, and words that the trainer never met have weights too.
 */
#ifndef TRAIN_WORD_VECTORS_H
#define TRAIN_WORD_VECTORS_H

#include "classes.h"
#include "logistic.h"
#include "marsad/arena.h"
#include "marsad/map.h"
#include "weights.h"

#define VECTOR_ONE 100 /* 1 in the table */
#define WORD_MARK '='  /* before a word of the table, so that none looks like a comment */
#define LIKE_POOLS_MAX 16
#define LIKE_WEIGHT_MIN 0.01 /* less is not written */

struct word_vectors {
    marsad_map *index; /* of a word; its keys and `at` are of the arena */
    float *at;
    size_t n, cap;
};

/* Read model/word-vectors.tsv; free `index` with marsad_map_free. False: *err says why. */
bool word_vectors_read(const char *path, marsad_arena *arena, struct word_vectors *out, marsad_err *err);

/* Which features are of words of a place ("pool": the feature up to "="), and which vector they have. */
struct likeness {
    const struct word_vectors *vectors;
    marsad_str pools[LIKE_POOLS_MAX]; /* "A:like-left=" */
    size_t n_pools;
    uint8_t *pool;    /* of a feature; LIKE_POOLS_MAX: none */
    uint32_t *vector; /* of its word, or UINT32_MAX */
};

bool likeness_make(const struct word_vectors *vectors, const marsad_map *features, marsad_arena *arena,
                   struct likeness *out, marsad_err *err);

/* Columns for all pools: VECTOR_DIMS for each. */
size_t likeness_columns(const struct likeness *l);
/*
 * What the cells of a row, whose features are numbers of `features`, add up to, as the dense part of the row; `first`
 * is the first of the columns. False: no memory.
 */
bool likeness_add(const struct likeness *l, const struct cell *cells, size_t n, size_t first, marsad_arena *arena,
                  struct row *r);
/*
 * The weight of every word in a pool, by the weights of all columns, times `scale`: at most one line for each word
 * into `lines`, their number added to *n. False: no memory.
 */
bool likeness_lines(const struct likeness *l, size_t pool, const double *weights, double scale, marsad_arena *arena,
                    struct weight_line *lines, size_t *n);

#endif

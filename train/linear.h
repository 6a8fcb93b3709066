/*
 * linear.h - the two models while they are learnt: a log-linear choice among cuts and a linear-chain CRF over tags,
 * both by AdaGrad (Duchi, Hazan & Singer, JMLR 2011) in the hashed space of features, weights averaged over the later
 * epochs.
 */
#ifndef TRAIN_LINEAR_H
#define TRAIN_LINEAR_H

#include "arabic/units.h"

struct feature_list {
    const uint32_t *at;
    uint32_t n;
};

struct choice { /* one unit with more than one cut */
    const struct feature_list *cuts;
    uint32_t n, gold;
};

struct chain { /* one sentence */
    const struct feature_list *words;
    const uint8_t *gold;  /* tags */
    const uint8_t *given; /* true: the tag follows from the form */
    uint32_t n;
};

struct linear_options {
    uint32_t cut_bits, tag_bits;
    unsigned cut_epochs, tag_epochs;
    float cut_rate, cut_penalty, tag_rate, tag_penalty;
};

struct linear_options linear_defaults(void);

/* Train both and write the weights, in whole numbers, into tables that `arena` holds and `m` points to. */
bool linear_train_cuts(const struct choice *choices, size_t n, const struct linear_options *o, marsad_arena *arena,
                       marsad_words_model *m);
bool linear_train_tags(const struct chain *chains, size_t n, const struct linear_options *o, marsad_arena *arena,
                       marsad_words_model *m);

#endif

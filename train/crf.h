/*
 * crf.h - a linear-chain conditional random field by stochastic gradient descent with L2 (after Bottou's sgd and
 * Okazaki's CRFsuite); the mean of the weights of the last rounds is taken. Deterministic: sentences are drawn by a
 * generator with a fixed seed.
 */
#ifndef TRAIN_CRF_H
#define TRAIN_CRF_H

#include "mention/entity_model.h"

struct crf_tokens {
    const uint32_t *features; /* numbers of features, token after token */
    const size_t *first;      /* n + 1: where those of each token begin */
    const uint8_t *tags;      /* gold */
    size_t n;
};

struct crf_sentence {
    size_t first, last; /* tokens */
    bool used;
};

struct crf {
    float *weights; /* ENTITY_TAGS for each feature */
    float transitions[ENTITY_TAGS + 1][ENTITY_TAGS];
    size_t n_features;
};

struct crf_options {
    int rounds;
    double penalty; /* of half the square of a weight, against the log loss of all sentences */
};

/* Replaces crf->weights (allocated by the caller, n_features * ENTITY_TAGS). False: no memory. */
bool crf_train(struct crf *crf, const struct crf_tokens *t, const struct crf_sentence *sentences, size_t n,
               struct crf_options options);
/* Tags of the sentences not used (or of all), by Viterbi. */
bool crf_tag(const struct crf *crf, const struct crf_tokens *t, const struct crf_sentence *sentences, size_t n,
             bool all, uint8_t *tags);

#endif

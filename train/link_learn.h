/*
 * link_learn.h - the two models of linking from judged pairs.
 *
 * The logistic model learns a factor for the sum of weights set by hand and an addition to each, held near 0 by a
 * penalty: a thousand pairs are too few to learn all of it. The trees see the features and what a logistic model that
 * has not seen the pair says of it (stacking, Wolpert 1992). Pairs count by a power of how many they stand for.
 */
#ifndef TRAIN_LINK_LEARN_H
#define TRAIN_LINK_LEARN_H

#include "link/pairs.h"

#define LINK_FOLDS 5

struct link_judged {
    uint32_t a, b; /* numbers of reports */
    bool same;
    double weight; /* how many pairs of the news it stands for */
    unsigned fold;
    double features[LINK_FEATURE_COUNT];
};

/* Learn from all pairs but those of fold `out` (LINK_FOLDS: from all). `first`: the weights set by hand. False: no
   memory. The same pairs give the same model. */
bool link_learn(const struct link_judged *pairs, size_t n, const double first[LINK_FEATURE_COUNT], unsigned out,
                struct link_model *model);

#endif

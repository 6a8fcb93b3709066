/*
 * boost.h - gradient boosted trees for a yes or no (Friedman 2001), with features cut into at most 64 ranges.
 *
 * Each tree follows the gradient of the weighted log loss; leaves take Newton steps with an L2 penalty. Rows and
 * features are drawn anew for each tree from a generator with a fixed seed: the same data give the same trees.
 */
#ifndef TRAIN_BOOST_H
#define TRAIN_BOOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const float *rows; /* n times width */
    size_t n, width;
    const uint8_t *labels;
    const float *weights;
    const uint8_t *use;    /* rows that are learnt from; NULL: all */
    const uint8_t *banned; /* features that are left alone; NULL: none */
    const int8_t
        *trend; /* 1: more of the feature never makes a yes less likely within a split, -1: more likely; NULL */
} boost_data;

typedef struct {
    unsigned trees, depth;
    double rate, penalty, min_weight; /* min_weight: hessian of a leaf, at least */
    double draw_rows, draw_features;  /* shares that a tree sees */
    uint64_t seed;
} boost_options;

typedef struct {
    int feature; /* -1: leaf */
    unsigned left;
    float threshold; /* or the value of a leaf */
} boost_node;

typedef struct {
    boost_node *nodes;
    unsigned *roots; /* n_trees + 1 */
    unsigned n_trees;
    double bias;
} boost_model;

bool boost_train(const boost_data *data, const boost_options *options, boost_model *out); /* false: no memory */
void boost_release(boost_model *m);
double boost_score(const boost_model *m, const float *row); /* log odds */

#endif

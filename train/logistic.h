/*
 * logistic.h - L2-regularised logistic regression on sparse rows, by L-BFGS (Liu & Nocedal 1989). Deterministic: sums
 * run in the order of the rows.
 */
#ifndef TRAIN_LOGISTIC_H
#define TRAIN_LOGISTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cell {
    uint32_t feature;
    float value;
};

struct row {
    const struct cell *at;
    size_t n;
    double target;      /* 0 … 1 */
    double weight;      /* 0: not used */
    size_t rivals;      /* rows behind it that it shares one choice with; see logistic_train */
    const float *dense; /* values of n_dense features from dense_first on, besides those of `at` */
    size_t n_dense, dense_first;
};

struct problem {
    const struct row *rows;
    size_t n_rows;
    const double *penalty; /* one per feature: half of it times the square of the weight is added to the loss */
    size_t n_features;
};

double logistic(double x);
double row_score(const struct row *r, const double *weights);

/*
 * Weights are taken as the start and replaced. False: no memory.
 *
 * Rows with rivals are a choice of one of them or of none (multinomial logit, McFadden 1974): a row's odds against none
 * are e to its score, targets are 0 or 1, of several right ones any will do, and the weight is that of the first. A row
 * without rivals is its own choice, which is plain logistic regression.
 */
bool logistic_train(const struct problem *p, double *weights);

#endif

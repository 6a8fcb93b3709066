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
    double target; /* 0 … 1 */
    double weight; /* 0: not used */
};

struct problem {
    const struct row *rows;
    size_t n_rows;
    const double *penalty; /* one per feature: half of it times the square of the weight is added to the loss */
    size_t n_features;
};

double logistic(double x);
double row_score(const struct row *r, const double *weights);

/* Weights are taken as the start and replaced. False: no memory. */
bool logistic_train(const struct problem *p, double *weights);

#endif

/*
 * logistic.c - the loss, its gradient, and a search along the directions of L-BFGS.
 */
#include "logistic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MEMORY 10 /* steps that shape the direction */
#define STEPS_MAX 300
#define TOLERANCE 1e-5 /* of the gradient, against its start */
#define HALVINGS_MAX 30

struct search {
    double *gradient, *trial, *trial_gradient, *direction;
    double *moves[MEMORY], *turns[MEMORY]; /* differences of weights and of gradients */
    double rho[MEMORY];
    size_t kept;
};

double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

double row_score(const struct row *r, const double *weights)
{
    const double *dense = weights + r->dense_first;
    double sum = 0, lanes[4] = { 0 };

    for (size_t i = 0; i < r->n; i++)
        sum += weights[r->at[i].feature] * (double)r->at[i].value;
    for (size_t i = 0; i + 4 <= r->n_dense; i += 4)
        for (size_t lane = 0; lane < 4; lane++)
            lanes[lane] += dense[i + lane] * (double)r->dense[i + lane];
    for (size_t i = r->n_dense & ~(size_t)3; i < r->n_dense; i++)
        sum += dense[i] * (double)r->dense[i];
    return sum + (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

static void add_to_gradient(const struct row *r, double off, double *gradient)
{
    double *dense = gradient + r->dense_first;

    for (size_t i = 0; i < r->n; i++)
        gradient[r->at[i].feature] += off * (double)r->at[i].value;
    for (size_t i = 0; i < r->n_dense; i++)
        dense[i] += off * (double)r->dense[i];
}

static double soft_plus(double x) /* log(1 + e^x) */
{
    return x > 30 ? x : log1p(exp(x));
}

static double most(double x, double y)
{
    return x > y ? x : y;
}

/* The loss of a choice of rows [r, r + rivals], and what it adds to the gradient. */
static double choice_loss(const struct row *r, const double *weights, double *gradient)
{
    size_t n = r->rivals + 1;
    double best = 0, best_right = -INFINITY, all, right = 0, total;

    for (size_t i = 0; i < n; i++) {
        double score = row_score(&r[i], weights);
        best = most(best, score);
        if (r[i].target > 0)
            best_right = most(best_right, score);
    }
    all = exp(-best);
    for (size_t i = 0; i < n; i++) {
        double score = row_score(&r[i], weights);
        all += exp(score - best);
        if (r[i].target > 0)
            right += exp(score - best_right);
    }
    total = best + log(all) - (right > 0 ? best_right + log(right) : 0);
    for (size_t i = 0; i < n; i++) {
        double score = row_score(&r[i], weights);
        double off = exp(score - best) / all - (r[i].target > 0 ? exp(score - best_right) / right : 0);
        add_to_gradient(&r[i], r->weight * off, gradient);
    }
    return r->weight * total;
}

static double loss(const struct problem *p, const double *weights, double *gradient)
{
    double total = 0;

    for (size_t j = 0; j < p->n_features; j++) {
        gradient[j] = p->penalty[j] * weights[j];
        total += 0.5 * p->penalty[j] * weights[j] * weights[j];
    }
    for (size_t i = 0; i < p->n_rows; i++) {
        const struct row *r = &p->rows[i];
        double score, off;
        if (r->rivals && r->weight > 0)
            total += choice_loss(r, weights, gradient);
        i += r->rivals;
        if (r->weight <= 0 || r->rivals)
            continue;
        score = row_score(r, weights);
        off = r->weight * (logistic(score) - r->target);
        total += r->weight * (soft_plus(score) - r->target * score);
        add_to_gradient(r, off, gradient);
    }
    return total;
}

static double dot(const double *x, const double *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

static void choose_direction(struct search *s, size_t n)
{
    double alpha[MEMORY];
    size_t k = s->kept < MEMORY ? s->kept : MEMORY;

    for (size_t i = 0; i < n; i++)
        s->direction[i] = -s->gradient[i];
    for (size_t step = 0; step < k; step++) {
        size_t at = (s->kept - 1 - step) % MEMORY;
        alpha[at] = s->rho[at] * dot(s->moves[at], s->direction, n);
        for (size_t i = 0; i < n; i++)
            s->direction[i] -= alpha[at] * s->turns[at][i];
    }
    if (k) {
        size_t at = (s->kept - 1) % MEMORY;
        double scale = 1 / (s->rho[at] * dot(s->turns[at], s->turns[at], n));
        for (size_t i = 0; i < n; i++)
            s->direction[i] *= scale;
    }
    for (size_t step = k; step-- > 0;) {
        size_t at = (s->kept - 1 - step) % MEMORY;
        double beta = s->rho[at] * dot(s->turns[at], s->direction, n);
        for (size_t i = 0; i < n; i++)
            s->direction[i] += (alpha[at] - beta) * s->moves[at][i];
    }
}

static void remember(struct search *s, const double *weights, size_t n)
{
    size_t at = s->kept % MEMORY;
    double product;

    for (size_t i = 0; i < n; i++) {
        s->moves[at][i] = s->trial[i] - weights[i];
        s->turns[at][i] = s->trial_gradient[i] - s->gradient[i];
    }
    product = dot(s->moves[at], s->turns[at], n);
    if (product <= 1e-12)
        return;
    s->rho[at] = 1 / product;
    s->kept++;
}

/* Halve the step until the loss falls by enough (Armijo); false: it does not fall any more. */
static bool step(const struct problem *p, struct search *s, double *weights, double *value)
{
    size_t n = p->n_features;
    double slope = dot(s->gradient, s->direction, n), length = 1;

    if (!s->kept)
        length = 1 / (1 + sqrt(dot(s->gradient, s->gradient, n)));
    for (int i = 0; i < HALVINGS_MAX; i++, length /= 2) {
        double next;
        for (size_t j = 0; j < n; j++)
            s->trial[j] = weights[j] + length * s->direction[j];
        next = loss(p, s->trial, s->trial_gradient);
        if (next > *value + 1e-4 * length * slope)
            continue;
        remember(s, weights, n);
        memcpy(weights, s->trial, n * sizeof *weights);
        memcpy(s->gradient, s->trial_gradient, n * sizeof *weights);
        *value = next;
        return true;
    }
    return false;
}

bool logistic_train(const struct problem *p, double *weights)
{
    size_t n = p->n_features;
    double *block = calloc(n * (4 + 2 * MEMORY) + 1, sizeof *block), value, start;
    struct search s = {
        .gradient = block, .trial = block + n, .trial_gradient = block + 2 * n, .direction = block + 3 * n
    };

    if (!block)
        return false;
    for (size_t i = 0; i < MEMORY; i++) {
        s.moves[i] = block + (4 + 2 * i) * n;
        s.turns[i] = block + (5 + 2 * i) * n;
    }
    value = loss(p, weights, s.gradient);
    start = sqrt(dot(s.gradient, s.gradient, n));
    for (int i = 0; i < STEPS_MAX && sqrt(dot(s.gradient, s.gradient, n)) > TOLERANCE * start; i++) {
        choose_direction(&s, n);
        if (!step(p, &s, weights, &value))
            break;
    }
    free(block);
    return true;
}

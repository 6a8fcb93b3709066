/*
 * link_learn.c - logistic regression from hand-set weights, and trees on top.
 */
#include "link_learn.h"

#include <math.h>
#include <stdlib.h>

#include "boost.h"
#include "logistic.h"

#define PENALTY 2.0
#define FREE 100.0       /* times less for the bias and the factor */
#define POWER 0.3        /* of what a pair stands for */
#define FACTOR LINK_SAID /* the column behind the features: the sum of the first weights */

static const boost_options TREES = { .trees = 120,
                                     .depth = 4,
                                     .rate = 0.08,
                                     .penalty = 4,
                                     .min_weight = 3,
                                     .draw_rows = 0.7,
                                     .draw_features = 0.4,
                                     .seed = 7 };

struct learner {
    const struct link_judged *pairs;
    size_t n;
    const double *first;
    struct cell (*cells)[LINK_ROW];
    struct row *rows;
    float *wide; /* rows of the trees */
    uint8_t *labels, *use;
    float *weights;
};

static bool prepare(struct learner *l)
{
    double mean = 0;

    l->cells = calloc(l->n + 1, sizeof *l->cells);
    l->rows = calloc(l->n + 1, sizeof *l->rows);
    l->wide = calloc((l->n + 1) * LINK_ROW, sizeof *l->wide);
    l->labels = calloc(l->n + 1, 1);
    l->use = calloc(l->n + 1, 1);
    l->weights = calloc(l->n + 1, sizeof *l->weights);
    if (!l->cells || !l->rows || !l->wide || !l->labels || !l->use || !l->weights)
        return false;
    for (size_t i = 0; i < l->n; i++)
        mean += pow(l->pairs[i].weight, POWER) / (double)l->n;
    for (size_t i = 0; i < l->n; i++) {
        const struct link_judged *p = &l->pairs[i];
        double sum = 0;
        size_t n = 0;

        for (uint32_t k = 0; k < LINK_FEATURE_COUNT; k++) {
            sum += p->features[k] * l->first[k];
            l->wide[i * LINK_ROW + k] = (float)p->features[k];
            if (p->features[k] != 0)
                l->cells[i][n++] = (struct cell){ k, (float)p->features[k] };
        }
        l->cells[i][n++] = (struct cell){ FACTOR, (float)sum };
        l->rows[i] = (struct row){ l->cells[i], n, p->same, 0 };
        l->labels[i] = p->same;
        l->weights[i] = (float)(pow(p->weight, POWER) / mean);
    }
    return true;
}

static void release(struct learner *l)
{
    free(l->cells);
    free(l->rows);
    free(l->wide);
    free(l->labels);
    free(l->use);
    free(l->weights);
}

/* From the pairs of no fold of the two. */
static bool learn_weights(struct learner *l, unsigned out, unsigned out2, double *weights)
{
    double penalty[LINK_ROW], sums[LINK_ROW];
    struct problem p = { l->rows, l->n, penalty, LINK_ROW };

    for (size_t i = 0; i < l->n; i++) {
        unsigned fold = l->pairs[i].fold;

        l->rows[i].weight = fold != out && fold != out2 ? (double)l->weights[i] : 0;
    }
    for (size_t k = 0; k < LINK_ROW; k++) {
        penalty[k] = k == LINK_BIAS || k == FACTOR ? PENALTY / FREE : PENALTY;
        sums[k] = k == FACTOR;
    }
    if (!logistic_train(&p, sums))
        return false;
    for (size_t k = 0; k < LINK_FEATURE_COUNT; k++)
        weights[k] = sums[FACTOR] * l->first[k] + sums[k];
    return true;
}

/* What logistic models say of pairs that they have not seen. */
static bool tell_said(struct learner *l, unsigned out)
{
    for (unsigned fold = 0; fold < LINK_FOLDS; fold++) {
        double weights[LINK_FEATURE_COUNT];

        if (fold == out)
            continue;
        if (!learn_weights(l, out, fold, weights))
            return false;
        for (size_t i = 0; i < l->n; i++) {
            double said = 0;

            for (size_t k = 0; k < LINK_FEATURE_COUNT; k++)
                said += weights[k] * l->pairs[i].features[k];
            if (l->pairs[i].fold == fold)
                l->wide[i * LINK_ROW + LINK_SAID] = (float)said;
        }
    }
    return true;
}

static bool copy_forest(const boost_model *from, struct link_forest *to)
{
    size_t nodes = from->roots[from->n_trees];

    *to = (struct link_forest){ .nodes = calloc(nodes + 1, sizeof *to->nodes),
                                .roots = calloc(from->n_trees + 1, sizeof *to->roots),
                                .n_nodes = nodes,
                                .n_trees = from->n_trees,
                                .bias = from->bias };
    if (!to->nodes || !to->roots)
        return false;
    for (unsigned k = 0; k < from->n_trees; k++)
        to->roots[k] = from->roots[k];
    for (size_t i = 0; i < nodes; i++)
        to->nodes[i] = (struct link_node){ (int16_t)from->nodes[i].feature, (uint16_t)from->nodes[i].left,
                                           from->nodes[i].threshold };
    return true;
}

static bool learn_trees(struct learner *l, unsigned out, struct link_forest *forest)
{
    boost_data d = { l->wide, l->n, LINK_ROW, l->labels, l->weights, l->use, NULL, NULL };
    boost_model m;
    bool ok;

    for (size_t i = 0; i < l->n; i++)
        l->use[i] = l->pairs[i].fold != out;
    if (!boost_train(&d, &TREES, &m))
        return false;
    ok = copy_forest(&m, forest);
    boost_release(&m);
    return ok;
}

bool link_learn(const struct link_judged *pairs, size_t n, const double first[LINK_FEATURE_COUNT], unsigned out,
                struct link_model *model)
{
    struct learner l = { .pairs = pairs, .n = n, .first = first };
    bool ok;

    *model = (struct link_model){ .weights = { 0 } };
    ok = prepare(&l) && learn_weights(&l, out, LINK_FOLDS, model->weights) && tell_said(&l, out) &&
         learn_trees(&l, out, &model->forest);
    release(&l);
    return ok;
}

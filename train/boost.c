/*
 * boost.c - levels are grown together: one pass over the rows fills the histograms of all nodes of a level.
 */
#include "boost.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BINS 64
#define DEPTH_MAX 8
#define NODES_MAX (2u << DEPTH_MAX)

struct sum {
    double g, h;
};

struct learner {
    const boost_data *d;
    const boost_options *o;
    float *cuts;   /* BINS a feature: upper ends of the ranges */
    uint8_t *bins; /* n times width */
    double *score; /* of each row */
    struct sum *grad;
    uint32_t *node; /* where each row stands in the tree that grows; UINT32_MAX: not drawn */
    struct sum *hist;
    uint8_t *features;
    uint64_t random;
};

static double draw(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

/* Ranges hold about equally many rows; equal values stay together. */
static bool cut_features(struct learner *l)
{
    const boost_data *d = l->d;
    float *sorted = malloc((d->n + 1) * sizeof *sorted);

    for (size_t f = 0; sorted && f < d->width; f++) {
        float *cuts = &l->cuts[f * BINS];
        unsigned n = 0;

        for (size_t i = 0; i < d->n; i++)
            sorted[i] = d->rows[i * d->width + f];
        qsort(sorted, d->n, sizeof *sorted, by_value);
        for (unsigned k = 1; k < BINS && d->n; k++) {
            size_t at = k * (d->n - 1) / BINS;
            float here = sorted[at], next;

            while (at < d->n && !(sorted[at] > here))
                at++;
            if (at == d->n)
                break;
            next = here + (sorted[at] - here) / 2;
            if (n == 0 || next > cuts[n - 1])
                cuts[n++] = next;
        }
        for (unsigned k = n; k < BINS; k++)
            cuts[k] = INFINITY;
        for (size_t i = 0; i < d->n; i++) {
            unsigned low = 0, high = n;

            while (low < high) {
                unsigned mid = (low + high) / 2;

                if (d->rows[i * d->width + f] > cuts[mid])
                    low = mid + 1;
                else
                    high = mid;
            }
            l->bins[i * d->width + f] = (uint8_t)low;
        }
    }
    free(sorted);
    return sorted != NULL;
}

static void draw_tree(struct learner *l)
{
    const boost_data *d = l->d;

    for (size_t i = 0; i < d->n; i++) {
        double p = 1 / (1 + exp(-l->score[i])), w = (double)d->weights[i];
        bool used = (!d->use || d->use[i]) && draw(&l->random) < l->o->draw_rows;

        l->node[i] = used ? 0 : UINT32_MAX;
        l->grad[i] = (struct sum){ w * (p - d->labels[i]), w * p * (1 - p) };
    }
    for (size_t f = 0; f < d->width; f++)
        l->features[f] = draw(&l->random) < l->o->draw_features && !(d->banned && d->banned[f]);
}

static void fill(struct learner *l, unsigned first, unsigned last)
{
    const boost_data *d = l->d;

    memset(l->hist, 0, (size_t)(last - first) * d->width * BINS * sizeof *l->hist);
    for (size_t i = 0; i < d->n; i++) {
        struct sum *h;

        if (l->node[i] < first || l->node[i] >= last)
            continue;
        h = &l->hist[(size_t)(l->node[i] - first) * d->width * BINS];
        for (size_t f = 0; f < d->width; f++)
            if (l->features[f]) {
                struct sum *s = &h[f * BINS + l->bins[i * d->width + f]];

                s->g += l->grad[i].g;
                s->h += l->grad[i].h;
            }
    }
}

struct split {
    double gain;
    int feature;
    unsigned bin;
};

static double worth(const struct learner *l, struct sum s)
{
    return s.g * s.g / (s.h + l->o->penalty);
}

static double step(const struct learner *l, struct sum s)
{
    return -s.g / (s.h + l->o->penalty);
}

static struct split best_split(const struct learner *l, const struct sum *hist, struct sum all)
{
    struct split best = { 1e-7, -1, 0 };

    for (size_t f = 0; f < l->d->width; f++) {
        struct sum left = { 0, 0 };

        if (!l->features[f])
            continue;
        for (unsigned k = 0; k + 1 < BINS; k++) {
            struct sum right;
            double gain;

            left.g += hist[f * BINS + k].g;
            left.h += hist[f * BINS + k].h;
            right = (struct sum){ all.g - left.g, all.h - left.h };
            if (left.h < l->o->min_weight || right.h < l->o->min_weight)
                continue;
            if (l->d->trend && l->d->trend[f] * (step(l, right) - step(l, left)) < 0)
                continue;
            gain = worth(l, left) + worth(l, right) - worth(l, all);
            if (gain > best.gain)
                best = (struct split){ gain, (int)f, k };
        }
    }
    return best;
}

static struct sum total(const struct learner *l, unsigned node)
{
    struct sum s = { 0, 0 };

    for (size_t i = 0; i < l->d->n; i++)
        if (l->node[i] == node) {
            s.g += l->grad[i].g;
            s.h += l->grad[i].h;
        }
    return s;
}

static void move_rows(struct learner *l, unsigned node, struct split s, unsigned left)
{
    for (size_t i = 0; i < l->d->n; i++)
        if (l->node[i] == node)
            l->node[i] = left + (l->bins[i * l->d->width + (size_t)s.feature] > s.bin);
}

static unsigned grow(struct learner *l, boost_node *nodes)
{
    unsigned n = 1, first = 0;

    nodes[0] = (boost_node){ .feature = -1 };
    for (unsigned level = 0; level <= l->o->depth; level++) {
        unsigned last = n;

        if (level < l->o->depth)
            fill(l, first, last);
        for (unsigned k = first; k < last; k++) {
            struct sum all = total(l, k);
            struct split s = { 0, -1, 0 };

            if (level < l->o->depth)
                s = best_split(l, &l->hist[(size_t)(k - first) * l->d->width * BINS], all);
            if (s.feature < 0) {
                nodes[k].threshold = (float)(-l->o->rate * all.g / (all.h + l->o->penalty));
                continue;
            }
            nodes[k] = (boost_node){ s.feature, n, l->cuts[(size_t)s.feature * BINS + s.bin] };
            nodes[n] = nodes[n + 1] = (boost_node){ .feature = -1 };
            move_rows(l, k, s, n);
            n += 2;
        }
        if (n == last)
            break;
        first = last;
    }
    return n;
}

static double leaf(const boost_node *root, const float *row)
{
    const boost_node *n = root;

    while (n->feature >= 0)
        n = root + n->left + (row[n->feature] > n->threshold);
    return (double)n->threshold;
}

double boost_score(const boost_model *m, const float *row)
{
    double s = m->bias;

    for (unsigned k = 0; k < m->n_trees; k++)
        s += leaf(&m->nodes[m->roots[k]], row);
    return s;
}

static double start(const boost_data *d)
{
    double yes = 1, all = 2;

    for (size_t i = 0; i < d->n; i++)
        if (!d->use || d->use[i]) {
            yes += d->labels[i] ? (double)d->weights[i] : 0;
            all += (double)d->weights[i];
        }
    return log(yes / (all - yes));
}

static bool prepare(struct learner *l, boost_model *m)
{
    const boost_data *d = l->d;

    l->cuts = calloc(d->width * BINS, sizeof *l->cuts);
    l->bins = malloc(d->n * d->width + 1);
    l->score = calloc(d->n + 1, sizeof *l->score);
    l->grad = calloc(d->n + 1, sizeof *l->grad);
    l->node = calloc(d->n + 1, sizeof *l->node);
    l->hist = malloc(((size_t)1 << l->o->depth) * d->width * BINS * sizeof *l->hist);
    l->features = calloc(d->width, 1);
    m->nodes = calloc((size_t)l->o->trees * NODES_MAX, sizeof *m->nodes);
    m->roots = calloc(l->o->trees + 1, sizeof *m->roots);
    return l->cuts && l->bins && l->score && l->grad && l->node && l->hist && l->features && m->nodes && m->roots;
}

bool boost_train(const boost_data *data, const boost_options *options, boost_model *out)
{
    struct learner l = { .d = data, .o = options, .random = options->seed * 2 + 1 };
    bool ok;

    *out = (boost_model){ .bias = start(data) };
    ok = prepare(&l, out) && cut_features(&l);
    for (size_t i = 0; ok && i < data->n; i++)
        l.score[i] = out->bias;
    for (unsigned k = 0; ok && k < options->trees; k++) {
        boost_node *root = &out->nodes[out->roots[k]];

        draw_tree(&l);
        out->roots[k + 1] = out->roots[k] + grow(&l, root);
        for (size_t i = 0; i < data->n; i++)
            l.score[i] += leaf(root, &data->rows[i * data->width]);
        out->n_trees++;
    }
    free(l.cuts);
    free(l.bins);
    free(l.score);
    free(l.grad);
    free(l.node);
    free(l.hist);
    free(l.features);
    return ok;
}

void boost_release(boost_model *m)
{
    free(m->nodes);
    free(m->roots);
    *m = (boost_model){ 0 };
}

/*
 * crf.c - forward and backward sums over one sentence, and steps along its gradient.
 */
#include "crf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define K ENTITY_TAGS
#define RATE 0.1      /* of the first step */
#define MEAN_FROM 0.6 /* share of the rounds after which weights enter the mean */

struct sgd {
    struct crf *crf;
    const struct crf_tokens *t;
    double scale;                          /* true weights are scale times those stored */
    double *scores, *alpha, *beta, *norms; /* of the longest sentence */
    double moves[K + 1][K];                /* exp of the transitions */
    double wanted[K + 1][K];               /* expected, less given, counts of transitions */
};

static void score_token(const struct sgd *s, size_t i, double *out)
{
    float sums[K] = { 0 };

    for (size_t f = s->t->first[i]; f < s->t->first[i + 1]; f++) {
        const float *w = s->crf->weights + (size_t)s->t->features[f] * K;
        for (int k = 0; k < K; k++)
            sums[k] += w[k];
    }
    for (int k = 0; k < K; k++)
        out[k] = (double)sums[k] * s->scale;
}

/* exp of the scores, the largest of each token taken off. */
static void score_sentence(struct sgd *s, size_t first, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double *at = s->scores + i * K, most;
        score_token(s, first + i, at);
        most = at[0];
        for (int k = 1; k < K; k++)
            most = at[k] > most ? at[k] : most;
        for (int k = 0; k < K; k++)
            at[k] = exp(at[k] - most);
    }
    for (int a = 0; a <= K; a++)
        for (int b = 0; b < K; b++)
            s->moves[a][b] = exp((double)s->crf->transitions[a][b]);
}

static void sum_forward(struct sgd *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double *at = s->alpha + i * K, sum = 0;
        for (int k = 0; k < K; k++) {
            double in = 0;
            for (int b = 0; i && b < K; b++)
                in += at[b - K] * s->moves[b][k];
            at[k] = (i ? in : s->moves[K][k]) * s->scores[i * K + (size_t)k];
            sum += at[k];
        }
        for (int k = 0; k < K; k++)
            at[k] /= sum;
        s->norms[i] = sum;
    }
}

static void sum_backward(struct sgd *s, size_t n)
{
    for (int k = 0; k < K; k++)
        s->beta[(n - 1) * K + (size_t)k] = 1;
    for (size_t i = n - 1; i-- > 0;)
        for (int k = 0; k < K; k++) {
            double out = 0;
            for (int b = 0; b < K; b++)
                out += s->moves[k][b] * s->scores[(i + 1) * K + (size_t)b] * s->beta[(i + 1) * K + (size_t)b];
            s->beta[i * K + (size_t)k] = out / s->norms[i + 1];
        }
}

static void step_token(struct sgd *s, size_t i, const double *alpha, const double *beta, double rate)
{
    float moves[K];

    for (int k = 0; k < K; k++)
        moves[k] = (float)(((s->t->tags[i] == k) - alpha[k] * beta[k]) * rate / s->scale);
    for (size_t f = s->t->first[i]; f < s->t->first[i + 1]; f++) {
        float *w = s->crf->weights + (size_t)s->t->features[f] * K;
        for (int k = 0; k < K; k++)
            w[k] += moves[k];
    }
}

static void count_moves(struct sgd *s, size_t first, size_t n)
{
    memset(s->wanted, 0, sizeof s->wanted);
    for (size_t i = 0; i < n; i++) {
        const double *at = s->scores + i * K, *beta = s->beta + i * K;
        int gold = s->t->tags[first + i];
        for (int k = 0; k < K; k++) {
            if (!i)
                s->wanted[K][k] += s->alpha[k] * beta[k] - (gold == k);
            for (int b = 0; i && b < K; b++)
                s->wanted[b][k] += s->alpha[(i - 1) * K + (size_t)b] * s->moves[b][k] * at[k] * beta[k] / s->norms[i] -
                                   (gold == k && s->t->tags[first + i - 1] == b);
        }
    }
}

static void step(struct sgd *s, const struct crf_sentence *x, double rate)
{
    size_t n = x->last - x->first;

    score_sentence(s, x->first, n);
    sum_forward(s, n);
    sum_backward(s, n);
    count_moves(s, x->first, n);
    for (size_t i = 0; i < n; i++)
        step_token(s, x->first + i, s->alpha + i * K, s->beta + i * K, rate);
    for (int a = 0; a <= K; a++)
        for (int b = 0; b < K; b++)
            s->crf->transitions[a][b] -= (float)(rate * s->wanted[a][b]);
}

static void rescale(struct sgd *s)
{
    for (size_t i = 0; i < s->crf->n_features * K; i++)
        s->crf->weights[i] = (float)((double)s->crf->weights[i] * s->scale);
    s->scale = 1;
}

struct order {
    uint32_t *at;
    size_t n;
    uint64_t state;
};

static void shuffle(struct order *o)
{
    for (size_t i = o->n; i > 1; i--) {
        size_t j;
        uint32_t t;
        o->state = o->state * 6364136223846793005u + 1442695040888963407u;
        j = (size_t)((o->state >> 33) % i);
        t = o->at[i - 1];
        o->at[i - 1] = o->at[j];
        o->at[j] = t;
    }
}

static void run(struct sgd *s, const struct crf_sentence *sentences, struct order *o, struct crf_options options,
                float *mean)
{
    struct crf *c = s->crf;
    double lambda = options.penalty / (double)(o->n + 1), t = 0, from = options.rounds * MEAN_FROM;
    float moves[K + 1][K] = { { 0 } };
    int kept = 0;

    for (int round = 0; round < options.rounds; round++) {
        shuffle(o);
        for (size_t i = 0; i < o->n; i++, t++) {
            double rate = RATE / (1 + lambda * RATE * t);
            s->scale *= 1 - rate * lambda;
            step(s, &sentences[o->at[i]], rate);
        }
        rescale(s);
        if (round < from)
            continue;
        kept++;
        for (size_t i = 0; i < c->n_features * K; i++)
            mean[i] += c->weights[i];
        for (int a = 0; a <= K; a++)
            for (int b = 0; b < K; b++)
                moves[a][b] += c->transitions[a][b];
    }
    for (size_t i = 0; kept && i < c->n_features * K; i++)
        c->weights[i] = mean[i] / (float)kept;
    for (int a = 0; kept && a <= K; a++)
        for (int b = 0; b < K; b++)
            c->transitions[a][b] = moves[a][b] / (float)kept;
}

static size_t longest(const struct crf_sentence *sentences, size_t n)
{
    size_t most = 1;

    for (size_t i = 0; i < n; i++)
        if (sentences[i].last - sentences[i].first > most)
            most = sentences[i].last - sentences[i].first;
    return most;
}

bool crf_train(struct crf *crf, const struct crf_tokens *t, const struct crf_sentence *sentences, size_t n,
               struct crf_options options)
{
    size_t most = longest(sentences, n);
    double *block = calloc(most * (3 * K + 1), sizeof *block);
    float *mean = calloc(crf->n_features * K + 1, sizeof *mean);
    struct order order = { malloc((n + 1) * sizeof *order.at), 0, 11 };
    struct sgd s = { .crf = crf, .t = t, .scale = 1 };
    bool ok = block && mean && order.at;

    memset(crf->weights, 0, crf->n_features * K * sizeof *crf->weights);
    memset(crf->transitions, 0, sizeof crf->transitions);
    if (ok) {
        s.scores = block;
        s.alpha = block + most * K;
        s.beta = block + 2 * most * K;
        s.norms = block + 3 * most * K;
        for (size_t i = 0; i < n; i++)
            if (sentences[i].used && sentences[i].last > sentences[i].first)
                order.at[order.n++] = (uint32_t)i;
        run(&s, sentences, &order, options, mean);
    }
    free(block);
    free(mean);
    free(order.at);
    return ok;
}

bool crf_tag(const struct crf *crf, const struct crf_tokens *t, const struct crf_sentence *sentences, size_t n,
             bool all, uint8_t *tags)
{
    size_t most = longest(sentences, n);
    float *scores = malloc(most * K * sizeof *scores);
    uint8_t *back = malloc(most * K);
    struct sgd s = { .crf = (struct crf *)(uintptr_t)crf, .t = t, .scale = 1 };
    bool ok = scores && back;

    for (size_t i = 0; ok && i < n; i++) {
        size_t first = sentences[i].first;
        if (sentences[i].used && !all)
            continue;
        for (size_t k = first; k < sentences[i].last; k++) {
            double out[K];
            score_token(&s, k, out);
            for (int j = 0; j < K; j++)
                scores[(k - first) * K + (size_t)j] = (float)out[j];
        }
        entity_viterbi(scores, K, crf->transitions, sentences[i].last - first, back, tags + first);
    }
    free(scores);
    free(back);
    return ok;
}

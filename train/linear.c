/*
 * linear.c - AdaGrad over hashed features. Sums run in the order of a shuffle with a fixed seed, on one thread, so the
 * same data and program give the same weights.
 */
#include "linear.h"

#include <math.h>
#include <stdlib.h>

#define SCALE 1024.0f /* of a weight in the file */
#define TAGS WORDS_TAGS

/*
 * By 5-fold cross-validation (UPOS F1): tag_rate 0.1 gave 0.919, 0.05 0.921 on the same forms, then 0.03 with a smaller
 * penalty a little more; 2^17 rows instead of 2^16 0.001. Leaving out a tenth to four tenths of the features at random
 * gave 0.001 to 0.002 less, and is not here.
 */
struct linear_options linear_defaults(void)
{
    return (struct linear_options){ .cut_bits = 18,
                                    .tag_bits = 17,
                                    .cut_epochs = 16,
                                    .tag_epochs = 16,
                                    .cut_rate = 0.2f,
                                    .cut_penalty = 0.0005f,
                                    .tag_rate = 0.03f,
                                    .tag_penalty = 0.0005f };
}

static int16_t whole(double w)
{
    double scaled = round(w * (double)SCALE);

    return (int16_t)(scaled > 32767 ? 32767 : scaled < -32767 ? -32767 : scaled);
}

/* The order of an epoch: a shuffle by a generator of our own, so that it is the same everywhere. */
static void shuffle(uint32_t *order, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        size_t j;
        uint32_t t;

        *state = *state * 6364136223846793005u + 1442695040888963407u;
        j = (size_t)((*state >> 33) % i);
        t = order[i - 1];
        order[i - 1] = order[j];
        order[j] = t;
    }
}

static uint32_t *order_of(size_t n)
{
    uint32_t *order = malloc((n + 1) * sizeof *order);

    for (size_t i = 0; order && i < n; i++)
        order[i] = (uint32_t)i;
    return order;
}

/* Weights, their sums of squared gradients, and the sum over epochs. */
struct weights {
    float *w, *g;
    double *sum;
    size_t n;
    unsigned sums;
};

static bool weights_init(struct weights *s, size_t n)
{
    *s = (struct weights){ calloc(n, sizeof(float)), calloc(n, sizeof(float)), calloc(n, sizeof(double)), n, 0 };
    return s->w && s->g && s->sum;
}

static void weights_release(struct weights *s)
{
    free(s->w);
    free(s->g);
    free(s->sum);
}

static void weights_sum(struct weights *s)
{
    for (size_t i = 0; i < s->n; i++)
        s->sum[i] += (double)s->w[i];
    s->sums++;
}

static inline void update(struct weights *s, size_t at, float gradient, float rate)
{
    s->g[at] += gradient * gradient;
    s->w[at] += rate * gradient / sqrtf(s->g[at] + 1e-6f);
}

/* ---- cuts ---- */

static void learn_choice(struct weights *s, const struct choice *c, const struct linear_options *o, uint32_t mask)
{
    double p[CUTS_MAX], top = -1e30, z = 0;

    for (uint32_t k = 0; k < c->n; k++) {
        p[k] = 0;
        for (uint32_t j = 0; j < c->cuts[k].n; j++)
            p[k] += (double)s->w[c->cuts[k].at[j] & mask];
        top = p[k] > top ? p[k] : top;
    }
    for (uint32_t k = 0; k < c->n; k++)
        z += p[k] = exp(p[k] - top);
    for (uint32_t k = 0; k < c->n; k++) {
        float gradient = (float)((k == c->gold) - p[k] / z);

        if (fabsf(gradient) < 1e-4f)
            continue;
        for (uint32_t j = 0; j < c->cuts[k].n; j++) {
            uint32_t at = c->cuts[k].at[j] & mask;

            update(s, at, gradient - o->cut_penalty * s->w[at], o->cut_rate);
        }
    }
}

bool linear_train_cuts(const struct choice *choices, size_t n, const struct linear_options *o, marsad_arena *arena,
                       marsad_words_model *m)
{
    size_t size = (size_t)1 << o->cut_bits;
    int16_t *table = marsad_arena_array(arena, size, sizeof *table);
    uint32_t *order = order_of(n);
    uint64_t state = 1;
    struct weights s;
    bool ok = weights_init(&s, size) && table && order;

    for (unsigned e = 0; ok && e < o->cut_epochs; e++) {
        shuffle(order, n, &state);
        for (size_t i = 0; i < n; i++)
            learn_choice(&s, &choices[order[i]], o, (uint32_t)size - 1);
        if (e >= o->cut_epochs / 2)
            weights_sum(&s);
    }
    for (size_t i = 0; ok && i < size; i++)
        table[i] = whole(s.sum[i] / s.sums);
    m->cuts = table;
    m->cut_mask = (uint32_t)size - 1;
    free(order);
    weights_release(&s);
    return ok;
}

/* ---- tags ---- */

struct tagger {
    struct weights rows, transitions;
    double *emitted, *alpha, *beta; /* [word][tag], exponentials scaled by word */
    const struct linear_options *o;
    uint32_t mask;
};

static void emit_all(struct tagger *t, const struct chain *c)
{
    for (uint32_t i = 0; i < c->n; i++) {
        double *e = t->emitted + (size_t)i * TAGS, top = -1e30;
        float sum[TAGS] = { 0 };

        for (uint32_t k = 0; !c->given[i] && k < c->words[i].n; k++) {
            const float *row = t->rows.w + (size_t)(c->words[i].at[k] & t->mask) * TAGS;

            for (int y = 0; y < TAGS; y++)
                sum[y] += row[y];
        }
        for (int y = 0; y < TAGS; y++)
            top = (double)sum[y] > top ? (double)sum[y] : top;
        for (int y = 0; y < TAGS; y++)
            e[y] = c->given[i] ? y == c->gold[i] : exp((double)sum[y] - top);
    }
}

static void scale(double *v)
{
    double z = 0;

    for (int y = 0; y < TAGS; y++)
        z += v[y];
    for (int y = 0; y < TAGS; y++)
        v[y] /= z;
}

static void forward_backward(struct tagger *t, const struct chain *c, double (*step)[TAGS])
{
    for (int x = 0; x <= TAGS; x++)
        for (int y = 0; y < TAGS; y++)
            step[x][y] = exp((double)t->transitions.w[x * TAGS + y]);
    for (uint32_t i = 0; i < c->n; i++) {
        double *a = t->alpha + (size_t)i * TAGS, *e = t->emitted + (size_t)i * TAGS;

        for (int y = 0; y < TAGS; y++) {
            double sum = i ? 0 : step[TAGS][y];

            for (int x = 0; i && x < TAGS; x++)
                sum += t->alpha[((size_t)i - 1) * TAGS + (size_t)x] * step[x][y];
            a[y] = sum * e[y];
        }
        scale(a);
    }
    for (uint32_t i = c->n; i-- > 0;) {
        double *b = t->beta + (size_t)i * TAGS, *e = t->emitted + ((size_t)i + 1) * TAGS;

        for (int x = 0; x < TAGS; x++) {
            b[x] = i + 1 == c->n ? 1 : 0;
            for (int y = 0; i + 1 < c->n && y < TAGS; y++)
                b[x] += step[x][y] * e[y] * b[TAGS + y];
        }
        scale(b);
    }
}

static void learn_word(struct tagger *t, const struct chain *c, uint32_t i)
{
    const double *a = t->alpha + (size_t)i * TAGS, *b = t->beta + (size_t)i * TAGS;
    float gradient[TAGS];
    double p[TAGS];

    if (c->given[i])
        return;
    for (int y = 0; y < TAGS; y++)
        p[y] = a[y] * b[y];
    scale(p);
    if (p[c->gold[i]] > 0.9999)
        return;
    for (int y = 0; y < TAGS; y++)
        gradient[y] = (float)((y == c->gold[i]) - p[y]);
    for (uint32_t k = 0; k < c->words[i].n; k++) {
        size_t at = (size_t)(c->words[i].at[k] & t->mask) * TAGS;

        for (int y = 0; y < TAGS; y++)
            update(&t->rows, at + (size_t)y, gradient[y] - t->o->tag_penalty * t->rows.w[at + (size_t)y],
                   t->o->tag_rate);
    }
}

static void learn_transitions(struct tagger *t, const struct chain *c, double (*step)[TAGS])
{
    double gradient[(TAGS + 1) * TAGS] = { 0 };

    for (uint32_t i = 0; i < c->n; i++) {
        const double *a = i ? t->alpha + ((size_t)i - 1) * TAGS : NULL, *b = t->beta + (size_t)i * TAGS,
                     *e = t->emitted + (size_t)i * TAGS;
        double p[(TAGS + 1) * TAGS] = { 0 }, z = 0;

        for (int x = i ? 0 : TAGS; x < (i ? TAGS : TAGS + 1); x++)
            for (int y = 0; y < TAGS; y++)
                z += p[x * TAGS + y] = (i ? a[x] : 1) * step[x][y] * e[y] * b[y];
        for (int k = 0; k < (TAGS + 1) * TAGS; k++)
            gradient[k] -= p[k] / z;
        gradient[(i ? c->gold[i - 1] : TAGS) * TAGS + c->gold[i]] += 1;
    }
    for (size_t k = 0; k < (TAGS + 1) * TAGS; k++)
        update(&t->transitions, k, (float)gradient[k] - t->o->tag_penalty * t->transitions.w[k], t->o->tag_rate);
}

static void learn_chain(struct tagger *t, const struct chain *c)
{
    double step[TAGS + 1][TAGS];

    emit_all(t, c);
    forward_backward(t, c, step);
    for (uint32_t i = 0; i < c->n; i++)
        learn_word(t, c, i);
    learn_transitions(t, c, step);
}

static bool tagger_init(struct tagger *t, const struct chain *chains, size_t n, const struct linear_options *o)
{
    size_t longest = 1;

    for (size_t i = 0; i < n; i++)
        longest = chains[i].n > longest ? chains[i].n : longest;
    t->o = o;
    t->mask = (1u << o->tag_bits) - 1;
    t->emitted = calloc((longest + 1) * TAGS, sizeof(double));
    t->alpha = calloc((longest + 1) * TAGS, sizeof(double));
    t->beta = calloc((longest + 1) * TAGS, sizeof(double));
    return weights_init(&t->rows, (size_t)TAGS << o->tag_bits) && weights_init(&t->transitions, (TAGS + 1) * TAGS) &&
           t->emitted && t->alpha && t->beta;
}

bool linear_train_tags(const struct chain *chains, size_t n, const struct linear_options *o, marsad_arena *arena,
                       marsad_words_model *m)
{
    size_t size = (size_t)TAGS << o->tag_bits;
    int16_t *rows = marsad_arena_array(arena, size, sizeof *rows),
            *transitions = marsad_arena_array(arena, (TAGS + 1) * TAGS, sizeof *transitions);
    uint32_t *order = order_of(n);
    uint64_t state = 1;
    struct tagger t = { 0 };
    bool ok = tagger_init(&t, chains, n, o) && rows && transitions && order;

    for (unsigned e = 0; ok && e < o->tag_epochs; e++) {
        shuffle(order, n, &state);
        for (size_t i = 0; i < n; i++)
            learn_chain(&t, &chains[order[i]]);
        if (e >= o->tag_epochs / 2) {
            weights_sum(&t.rows);
            weights_sum(&t.transitions);
        }
    }
    for (size_t i = 0; ok && i < size; i++)
        rows[i] = whole(t.rows.sum[i] / t.rows.sums);
    for (size_t i = 0; ok && i < (TAGS + 1) * TAGS; i++)
        transitions[i] = whole(t.transitions.sum[i] / t.transitions.sums);
    m->tags = (const words_row *)(void *)rows;
    m->transitions = (const words_row *)(void *)transitions;
    m->tag_mask = t.mask;
    free(order);
    weights_release(&t.rows);
    weights_release(&t.transitions);
    free(t.emitted);
    free(t.alpha);
    free(t.beta);
    return ok;
}

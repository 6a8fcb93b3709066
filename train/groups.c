/*
 * groups.c - each frequent word is a vector: how much more often than by chance each of the most frequent words stands
 * right before it and right behind it (positive pointwise mutual information), brought down to a few dimensions by
 * random signs, then grouped by spherical k-means. All by fixed seeds.
 */
#include "groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 30000 /* words that are grouped */
#define COUNT_MIN 8
#define NEIGHBOURS 600
#define DIMENSIONS 128
#define ROUNDS 12

struct word {
    uint32_t key, count;
};

struct groups {
    int pass;
    struct word *words; /* a hash table in the first pass, then sorted by count */
    size_t size, n;
    uint32_t *index;  /* hash table of numbers + 1 of the sorted words */
    uint32_t *before; /* [word][neighbour] */
    uint32_t *behind;
    struct group *found;
    float *vectors;
};

struct groups *groups_new(void)
{
    struct groups *g = calloc(1, sizeof *g);

    if (!g)
        return NULL;
    g->size = 1u << 21;
    g->words = calloc(g->size, sizeof *g->words);
    g->index = calloc(g->size, sizeof *g->index);
    if (g->words && g->index)
        return g;
    groups_free(g);
    return NULL;
}

void groups_free(struct groups *g)
{
    if (!g)
        return;
    free(g->words);
    free(g->index);
    free(g->before);
    free(g->behind);
    free(g->found);
    free(g->vectors);
    free(g);
}

static int by_count(const void *a, const void *b)
{
    const struct word *x = a, *y = b;

    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x->key < y->key ? -1 : x->key > y->key;
}

void groups_pass(struct groups *g, int pass)
{
    g->pass = pass;
    if (pass == 0)
        return;
    qsort(g->words, g->size, sizeof *g->words, by_count);
    for (g->n = 0; g->n < WORDS_MAX && g->words[g->n].count >= COUNT_MIN; g->n++) {
        size_t at = g->words[g->n].key & (g->size - 1);

        while (g->index[at])
            at = (at + 1) & (g->size - 1);
        g->index[at] = (uint32_t)g->n + 1;
    }
    g->before = calloc(g->n * NEIGHBOURS + 1, sizeof *g->before);
    g->behind = calloc(g->n * NEIGHBOURS + 1, sizeof *g->behind);
}

static uint32_t number_of(const struct groups *g, uint32_t key)
{
    size_t at = key & (g->size - 1);

    for (; g->index[at]; at = (at + 1) & (g->size - 1))
        if (g->words[g->index[at] - 1].key == key)
            return g->index[at] - 1;
    return UINT32_MAX;
}

bool groups_sentence(struct groups *g, const uint32_t *keys, size_t n)
{
    uint32_t last = UINT32_MAX;

    for (size_t i = 0; g->pass == 0 && i < n; i++) {
        size_t at = keys[i] & (g->size - 1);

        while (g->words[at].key && g->words[at].key != keys[i])
            at = (at + 1) & (g->size - 1);
        if (!g->words[at].key && g->n > g->size / 2)
            continue;
        g->n += g->words[at].key == 0;
        g->words[at].key = keys[i];
        g->words[at].count++;
    }
    if (g->pass == 0)
        return true;
    if (!g->before || !g->behind)
        return false;
    for (size_t i = 0; i < n; i++) {
        uint32_t w = number_of(g, keys[i]);

        if (w != UINT32_MAX && last < NEIGHBOURS)
            g->before[(size_t)w * NEIGHBOURS + last]++;
        if (last != UINT32_MAX && w < NEIGHBOURS)
            g->behind[(size_t)last * NEIGHBOURS + w]++;
        last = w;
    }
    return true;
}

static uint64_t next(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* Add the neighbours on one side to the vectors. */
static void project(struct groups *g, const uint32_t *pairs, const int8_t *signs)
{
    double *columns = calloc(NEIGHBOURS, sizeof *columns), total = 0;

    for (size_t w = 0; columns && w < g->n; w++)
        for (size_t c = 0; c < NEIGHBOURS; c++)
            columns[c] += pairs[w * NEIGHBOURS + c], total += pairs[w * NEIGHBOURS + c];
    for (size_t w = 0; columns && w < g->n; w++) {
        double row = 0;

        for (size_t c = 0; c < NEIGHBOURS; c++)
            row += pairs[w * NEIGHBOURS + c];
        for (size_t c = 0; c < NEIGHBOURS; c++) {
            double n = pairs[w * NEIGHBOURS + c], m = n > 0 ? log(n * total / (row * columns[c])) : 0;

            for (size_t d = 0; m > 0 && d < DIMENSIONS; d++)
                g->vectors[w * DIMENSIONS + d] += (float)(m * sqrt(n / (n + 2)) * signs[c * DIMENSIONS + d]);
        }
    }
    free(columns);
}

static void to_length_one(float *v)
{
    double sum = 1e-9;

    for (size_t d = 0; d < DIMENSIONS; d++)
        sum += (double)v[d] * (double)v[d];
    sum = sqrt(sum);
    for (size_t d = 0; d < DIMENSIONS; d++)
        v[d] = (float)((double)v[d] / sum);
}

/* `turned`: the centres, dimension by dimension, so that the sums of all of them run side by side. */
static uint32_t nearest(const float *v, const float *turned, float *sums, uint32_t k)
{
    uint32_t best = 0;

    memset(sums, 0, k * sizeof *sums);
    for (size_t d = 0; d < DIMENSIONS; d++)
        for (uint32_t c = 0; c < k; c++)
            sums[c] += v[d] * turned[d * k + c];
    for (uint32_t c = 1; c < k; c++)
        if (sums[c] > sums[best])
            best = c;
    return best;
}

static void turn(const float *centres, float *turned, uint32_t k)
{
    for (uint32_t c = 0; c < k; c++)
        for (size_t d = 0; d < DIMENSIONS; d++)
            turned[d * k + c] = centres[(size_t)c * DIMENSIONS + d];
}

static void move_centres(const struct groups *g, float *centres, uint32_t k)
{
    memset(centres, 0, (size_t)k * DIMENSIONS * sizeof *centres);
    for (size_t w = 0; w < g->n; w++)
        for (size_t d = 0; d < DIMENSIONS; d++)
            centres[(size_t)g->found[w].number * DIMENSIONS + d] += g->vectors[w * DIMENSIONS + d];
    for (uint32_t c = 0; c < k; c++)
        to_length_one(centres + (size_t)c * DIMENSIONS);
}

struct group *groups_make(struct groups *g, uint32_t k, size_t *n)
{
    int8_t *signs = malloc((size_t)NEIGHBOURS * DIMENSIONS);
    float *centres = calloc((size_t)k * DIMENSIONS, sizeof *centres),
          *turned = calloc((size_t)k * DIMENSIONS, sizeof *turned);
    float *sums = calloc(k, sizeof *sums);
    uint64_t state = 7;

    g->found = calloc(g->n + 1, sizeof *g->found);
    g->vectors = calloc(g->n * DIMENSIONS + 1, sizeof *g->vectors);
    *n = g->n;
    if (!signs || !centres || !turned || !sums || !g->found || !g->vectors) {
        free(signs);
        free(centres);
        free(turned);
        free(sums);
        return NULL;
    }
    for (int side = 0; side < 2; side++) {
        for (size_t i = 0; i < (size_t)NEIGHBOURS * DIMENSIONS; i++)
            signs[i] = (int8_t)(next(&state) & 1 ? 1 : -1);
        project(g, side ? g->behind : g->before, signs);
    }
    for (size_t w = 0; w < g->n; w++) {
        to_length_one(g->vectors + w * DIMENSIONS);
        g->found[w].key = g->words[w].key;
    }
    for (uint32_t c = 0; c < k && g->n; c++) /* the most frequent words are the first centres */
        memcpy(centres + (size_t)c * DIMENSIONS, g->vectors + (c % g->n) * DIMENSIONS, DIMENSIONS * sizeof *centres);
    for (int round = 0; round < ROUNDS && g->n; round++) {
        turn(centres, turned, k);
        for (size_t w = 0; w < g->n; w++)
            g->found[w].number = nearest(g->vectors + w * DIMENSIONS, turned, sums, k);
        if (round + 1 < ROUNDS)
            move_centres(g, centres, k);
    }
    free(signs);
    free(centres);
    free(turned);
    free(sums);
    return g->found;
}

/*
 * classes_neighbours.c - classes of words with like neighbours: positive pointwise mutual information with the frequent
 * words around, its main directions (subspace iteration; Halko, Martinsson & Tropp 2011), k-means on the sphere.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "classes.h"

#define CONTEXTS 4000u /* most frequent words */
#define REACH 4
#define DIMS VECTOR_DIMS
#define TURNS 6
#define ROUNDS 15

struct cell {
    uint32_t context;
    float value;
};

struct matrix {
    struct cell *cells;
    size_t n_cells, cap;
    size_t *first; /* n + 1 rows */
    uint32_t n, n_contexts;
};

static bool add_cell(struct matrix *m, uint32_t context, float value)
{
    if (m->n_cells == m->cap) {
        size_t cap = m->cap ? m->cap * 2 : 1 << 20;
        struct cell *more = realloc(m->cells, cap * sizeof *more);
        if (!more)
            return false;
        m->cells = more;
        m->cap = cap;
    }
    m->cells[m->n_cells++] = (struct cell){ context, value };
    return true;
}

/* Sum of weights of each context near one place. */
static void look_around(const uint32_t *tokens, size_t n_tokens, uint32_t at, uint32_t n, uint32_t n_contexts,
                        float *sums)
{
    for (int side = -1; side <= 1; side += 2)
        for (int d = 1; d <= REACH; d++) {
            int64_t i = (int64_t)at + side * d;
            if (i < 0 || (size_t)i >= n_tokens || tokens[i] == n + 1)
                break;
            if (tokens[i] < n_contexts)
                sums[tokens[i]] += 1.0F / (float)d;
        }
}

static bool fill(struct matrix *m, const uint32_t *tokens, size_t n_tokens, const uint32_t *places,
                 const uint32_t *first)
{
    float *sums = calloc(m->n_contexts, sizeof *sums);
    double *shares = calloc(m->n_contexts, sizeof *shares), all = 0;
    bool ok = sums && shares;

    for (uint32_t c = 0; ok && c < m->n_contexts; c++)
        all += shares[c] = pow((double)(first[c + 1] - first[c]), 0.75);
    for (uint32_t w = 0; ok && w < m->n; w++) {
        double total = 0;
        memset(sums, 0, m->n_contexts * sizeof *sums);
        for (uint32_t i = first[w]; i < first[w + 1]; i++)
            look_around(tokens, n_tokens, places[i], m->n, m->n_contexts, sums);
        for (uint32_t c = 0; c < m->n_contexts; c++)
            total += (double)sums[c];
        m->first[w] = m->n_cells;
        for (uint32_t c = 0; ok && c < m->n_contexts; c++) {
            double pmi = sums[c] > 0 ? log((double)sums[c] * all / (total * shares[c])) : 0;
            if (pmi > 0)
                ok = add_cell(m, c, (float)pmi);
        }
    }
    m->first[m->n] = m->n_cells;
    free(sums);
    free(shares);
    return ok;
}

static void to_words(const struct matrix *m, const float *contexts, float *words)
{
    memset(words, 0, (size_t)m->n * DIMS * sizeof *words);
    for (uint32_t w = 0; w < m->n; w++)
        for (size_t i = m->first[w]; i < m->first[w + 1]; i++)
            for (int d = 0; d < DIMS; d++)
                words[(size_t)w * DIMS + (size_t)d] +=
                    m->cells[i].value * contexts[m->cells[i].context * DIMS + (uint32_t)d];
}

static void to_contexts(const struct matrix *m, const float *words, float *contexts)
{
    memset(contexts, 0, (size_t)m->n_contexts * DIMS * sizeof *contexts);
    for (uint32_t w = 0; w < m->n; w++)
        for (size_t i = m->first[w]; i < m->first[w + 1]; i++)
            for (int d = 0; d < DIMS; d++)
                contexts[m->cells[i].context * DIMS + (uint32_t)d] +=
                    m->cells[i].value * words[(size_t)w * DIMS + (size_t)d];
}

/* Gram-Schmidt over the columns. */
static void orthonormal(float *at, uint32_t rows)
{
    for (uint32_t d = 0; d < DIMS; d++) {
        double norm = 0;
        for (uint32_t b = 0; b < d; b++) {
            double dot = 0;
            for (uint32_t r = 0; r < rows; r++)
                dot += (double)at[r * DIMS + d] * (double)at[r * DIMS + b];
            for (uint32_t r = 0; r < rows; r++)
                at[r * DIMS + d] -= (float)dot * at[r * DIMS + b];
        }
        for (uint32_t r = 0; r < rows; r++)
            norm += (double)at[r * DIMS + d] * (double)at[r * DIMS + d];
        for (uint32_t r = 0; norm > 0 && r < rows; r++)
            at[r * DIMS + d] /= (float)sqrt(norm);
    }
}

/* Columns weighted by the root of their length, rows of length 1. */
static void scale(float *words, uint32_t n)
{
    for (uint32_t d = 0; d < DIMS; d++) {
        double norm = 0;
        for (uint32_t w = 0; w < n; w++)
            norm += (double)words[(size_t)w * DIMS + d] * (double)words[(size_t)w * DIMS + d];
        for (uint32_t w = 0; norm > 0 && w < n; w++)
            words[(size_t)w * DIMS + d] /= (float)pow(norm, 0.25);
    }
    for (uint32_t w = 0; w < n; w++) {
        double norm = 0;
        for (uint32_t d = 0; d < DIMS; d++)
            norm += (double)words[(size_t)w * DIMS + d] * (double)words[(size_t)w * DIMS + d];
        for (uint32_t d = 0; norm > 0 && d < DIMS; d++)
            words[(size_t)w * DIMS + d] /= (float)sqrt(norm);
    }
}

static float *directions(const struct matrix *m)
{
    float *contexts = malloc((size_t)m->n_contexts * DIMS * sizeof *contexts);
    float *words = malloc((size_t)m->n * DIMS * sizeof *words);
    uint64_t state = 7;

    if (!contexts || !words) {
        free(contexts);
        free(words);
        return NULL;
    }
    for (uint32_t i = 0; i < m->n_contexts * DIMS; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        contexts[i] = (float)(int32_t)(state >> 32) / 2147483648.0F;
    }
    for (int turn = 0; turn < TURNS; turn++) {
        orthonormal(contexts, m->n_contexts);
        to_words(m, contexts, words);
        if (turn + 1 < TURNS)
            to_contexts(m, words, contexts);
    }
    scale(words, m->n);
    free(contexts);
    return words;
}

static uint16_t nearest(const float *centres, uint32_t n_classes, const float *word)
{
    float most = -2;
    uint16_t best = 0;

    for (uint16_t k = 0; k < n_classes; k++) {
        float lanes[8] = { 0 }, dot;
        for (int d = 0; d < DIMS; d += 8)
            for (int j = 0; j < 8; j++)
                lanes[j] += centres[(size_t)k * DIMS + (size_t)(d + j)] * word[d + j];
        dot = lanes[0] + lanes[1] + lanes[2] + lanes[3] + lanes[4] + lanes[5] + lanes[6] + lanes[7];
        if (dot > most) {
            most = dot;
            best = k;
        }
    }
    return best;
}

static bool k_means(const float *words, uint32_t n, uint32_t n_classes, uint16_t *classes)
{
    float *centres = malloc((size_t)n_classes * DIMS * sizeof *centres);

    if (!centres)
        return false;
    for (uint32_t k = 0; k < n_classes; k++) /* frequent words, spread out */
        memcpy(centres + (size_t)k * DIMS, words + (size_t)((uint64_t)k * k * n / n_classes / n_classes / 2) * DIMS,
               DIMS * sizeof *centres);
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t w = 0; w < n; w++)
            classes[w] = nearest(centres, n_classes, words + (size_t)w * DIMS);
        memset(centres, 0, (size_t)n_classes * DIMS * sizeof *centres);
        for (uint32_t w = 0; w < n; w++)
            for (uint32_t d = 0; d < DIMS; d++)
                centres[(size_t)classes[w] * DIMS + d] += words[(size_t)w * DIMS + d];
        for (uint32_t k = 0; k < n_classes; k++) {
            double norm = 0;
            for (uint32_t d = 0; d < DIMS; d++)
                norm += (double)centres[k * DIMS + d] * (double)centres[k * DIMS + d];
            for (uint32_t d = 0; norm > 0 && d < DIMS; d++)
                centres[k * DIMS + d] /= (float)sqrt(norm);
        }
    }
    free(centres);
    return true;
}

static bool list_places(const uint32_t *tokens, size_t n_tokens, uint32_t n, uint32_t *places, uint32_t *first)
{
    if (!places || !first)
        return false;
    for (size_t i = 0; i < n_tokens; i++)
        first[tokens[i] + 1]++;
    for (uint32_t w = 0; w < n + 2; w++)
        first[w + 1] += first[w];
    for (size_t i = 0; i < n_tokens; i++)
        places[first[tokens[i]]++] = (uint32_t)i;
    memmove(first + 1, first, ((size_t)n + 2) * sizeof *first);
    first[0] = 0;
    return true;
}

float *vectors_by_neighbours(const uint32_t *tokens, size_t n_tokens, uint32_t n)
{
    struct matrix m = { .n = n, .n_contexts = n < CONTEXTS ? n : CONTEXTS };
    uint32_t *places = malloc((n_tokens + 1) * sizeof *places), *first = calloc((size_t)n + 3, sizeof *first);
    float *words = NULL;

    m.first = malloc(((size_t)n + 1) * sizeof *m.first);
    if (m.first && list_places(tokens, n_tokens, n, places, first) && fill(&m, tokens, n_tokens, places, first))
        words = directions(&m);
    free(places);
    free(first);
    free(m.first);
    free(m.cells);
    return words;
}

uint16_t *classes_of_vectors(const float *vectors, uint32_t n, uint32_t n_classes)
{
    uint16_t *classes = malloc(((size_t)n + 1) * sizeof *classes);

    if (classes && !k_means(vectors, n, n_classes, classes)) {
        free(classes);
        classes = NULL;
    }
    return classes;
}

uint16_t *classes_by_neighbours(const uint32_t *tokens, size_t n_tokens, uint32_t n, uint32_t n_classes)
{
    float *vectors = vectors_by_neighbours(tokens, n_tokens, n);
    uint16_t *classes = vectors ? classes_of_vectors(vectors, n, n_classes) : NULL;

    free(vectors);
    return classes;
}

/*
 * classes_exchange.c - classes that make the bigrams of classes most probable, by moving one word at a time (Kneser &
 * Ney 1993, "Improved clustering techniques for class-based statistical language modelling").
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "classes.h"

#define CLASSES_MAX 512
#define ALL_MAX (CLASSES_MAX + 2)
#define ROUNDS 12
#define LOGS (1 << 20)

struct exchange {
    const uint32_t *tokens;
    size_t n_tokens;
    uint32_t n;
    uint32_t classes, all;    /* and one each for other words and for ends of sentences, which do not move */
    uint32_t *places, *first; /* where each word stands in the text */
    uint16_t *of;             /* classes */
    uint32_t *pairs, *turned; /* bigrams of classes: pairs[left * all + right], and the other way round */
    uint32_t totals[ALL_MAX];
    double *logs;                              /* x log x */
    uint32_t before[ALL_MAX], behind[ALL_MAX]; /* of the word that moves */
    double gain[ALL_MAX];
};

static double x_log_x(const struct exchange *e, uint32_t x)
{
    return x < LOGS ? e->logs[x] : (double)x * log((double)x);
}

static bool list_places(struct exchange *e)
{
    e->first = calloc((size_t)e->n + 3, sizeof *e->first);
    e->places = malloc((e->n_tokens + 1) * sizeof *e->places);
    if (!e->first || !e->places)
        return false;
    for (size_t i = 0; i < e->n_tokens; i++)
        e->first[e->tokens[i] + 1]++;
    for (uint32_t w = 0; w < e->n + 2; w++)
        e->first[w + 1] += e->first[w];
    for (size_t i = 0; i < e->n_tokens; i++)
        e->places[e->first[e->tokens[i]]++] = (uint32_t)i;
    memmove(e->first + 1, e->first, ((size_t)e->n + 2) * sizeof *e->first);
    e->first[0] = 0;
    return true;
}

static void count_pairs(struct exchange *e)
{
    for (size_t i = 0; i < e->n_tokens; i++) {
        e->totals[e->of[e->tokens[i]]]++;
        if (i + 1 < e->n_tokens) {
            uint16_t a = e->of[e->tokens[i]], b = e->of[e->tokens[i + 1]];
            e->pairs[a * e->all + b]++;
            e->turned[b * e->all + a]++;
        }
    }
}

/* Take a word out of its class (sign -1) or put it into one (+1). */
static void move(struct exchange *e, uint16_t class, uint32_t count, int sign)
{
    for (uint32_t c = 0; c < e->all; c++) {
        uint32_t left = e->before[c] * (uint32_t)sign, right = e->behind[c] * (uint32_t)sign;
        e->pairs[c * e->all + class] += left;
        e->turned[class * e->all + c] += left;
        e->pairs[class * e->all + c] += right;
        e->turned[c * e->all + class] += right;
    }
    e->totals[class] += count * (uint32_t)sign;
}

static void add_gains(struct exchange *e, const uint32_t *row, uint32_t n)
{
    for (uint32_t k = 0; k < e->classes; k++)
        e->gain[k] += x_log_x(e, row[k] + n) - x_log_x(e, row[k]);
}

static uint16_t best_class(struct exchange *e, uint32_t count)
{
    uint16_t best = 0;

    for (uint32_t k = 0; k < e->classes; k++)
        e->gain[k] = 2 * (x_log_x(e, e->totals[k]) - x_log_x(e, e->totals[k] + count));
    for (uint32_t c = 0; c < e->all; c++) {
        if (e->before[c])
            add_gains(e, e->pairs + c * e->all, e->before[c]);
        if (e->behind[c])
            add_gains(e, e->turned + c * e->all, e->behind[c]);
    }
    for (uint16_t k = 1; k < e->classes; k++)
        if (e->gain[k] > e->gain[best])
            best = k;
    return best;
}

/* Pairs of a word with itself are left out: they move with it. */
static bool exchange_word(struct exchange *e, uint32_t w)
{
    uint16_t old = e->of[w], new;

    memset(e->before, 0, sizeof e->before);
    memset(e->behind, 0, sizeof e->behind);
    for (uint32_t i = e->first[w]; i < e->first[w + 1]; i++) {
        uint32_t at = e->places[i];
        if (at && e->tokens[at - 1] != w)
            e->before[e->of[e->tokens[at - 1]]]++;
        if (at + 1 < e->n_tokens && e->tokens[at + 1] != w)
            e->behind[e->of[e->tokens[at + 1]]]++;
    }
    move(e, old, e->first[w + 1] - e->first[w], -1);
    new = best_class(e, e->first[w + 1] - e->first[w]);
    move(e, new, e->first[w + 1] - e->first[w], 1);
    e->of[w] = new;
    return new != old;
}

static bool set_up(struct exchange *e)
{
    e->of = malloc(((size_t)e->n + 2) * sizeof *e->of);
    e->pairs = calloc((size_t)e->all * e->all, sizeof *e->pairs);
    e->turned = calloc((size_t)e->all * e->all, sizeof *e->turned);
    e->logs = malloc(LOGS * sizeof *e->logs);
    if (!e->of || !e->pairs || !e->turned || !e->logs || !list_places(e))
        return false;
    e->logs[0] = 0;
    for (uint32_t i = 1; i < LOGS; i++)
        e->logs[i] = (double)i * log((double)i);
    for (uint32_t w = 0; w < e->n; w++)
        e->of[w] = (uint16_t)(w % e->classes);
    e->of[e->n] = (uint16_t)e->classes;
    e->of[e->n + 1] = (uint16_t)(e->classes + 1);
    count_pairs(e);
    return true;
}

uint16_t *classes_by_exchange(const uint32_t *tokens, size_t n_tokens, uint32_t n, uint32_t n_classes)
{
    struct exchange *e = calloc(1, sizeof *e);
    uint16_t *classes = NULL;

    if (!e || n_classes > CLASSES_MAX) {
        free(e);
        return NULL;
    }
    e->classes = n_classes;
    e->all = n_classes + 2;
    e->tokens = tokens;
    e->n_tokens = n_tokens;
    e->n = n;
    if (set_up(e)) {
        for (int round = 0; round < ROUNDS; round++) {
            uint32_t moved = 0;
            for (uint32_t w = 0; w < n; w++)
                moved += exchange_word(e, w);
            if (moved < n / 500)
                break;
        }
        classes = e->of;
    }
    free(e->places);
    free(e->first);
    free(e->pairs);
    free(e->turned);
    free(e->logs);
    free(e);
    return classes;
}

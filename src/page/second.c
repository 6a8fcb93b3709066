/*
 * second.c - features of the second stage: what the first stage said of the block, its neighbours and its surroundings.
 */
#include "page/row.h"

#include <stdlib.h>

#define NEAR 5
#define GAP_MAX 500 /* words */

struct mass {
    double words, likely; /* likely: words times probability */
};

static double mean(struct mass m)
{
    return m.words > 0 ? m.likely / m.words : 0;
}

static struct mass mass_of(const page_blocks *b, const double *p1, size_t i)
{
    double words = b->at[i].words;

    return (struct mass){ words, words * p1[i] };
}

static struct mass plus(struct mass a, struct mass b)
{
    return (struct mass){ a.words + b.words, a.likely + b.likely };
}

static struct mass minus(struct mass a, struct mass b)
{
    return (struct mass){ a.words - b.words, a.likely - b.likely };
}

static struct mass *sum_elements(const page_blocks *b, const double *p1)
{
    const page_tree *t = b->tree;
    struct mass *sums = calloc(t->n_nodes + 1, sizeof *sums);

    for (size_t i = 0; sums && i < b->n; i++)
        sums[b->at[i].container] = plus(sums[b->at[i].container], mass_of(b, p1, i));
    for (size_t i = sums ? t->n_nodes : 0; i-- > 1;)
        if (t->nodes[i].parent != PAGE_NONE)
            sums[t->nodes[i].parent] = plus(sums[t->nodes[i].parent], sums[i]);
    return sums;
}

/* Mean of the two next larger elements around a block, without the block. */
static void tell_boxes(const page_blocks *b, const struct mass *sums, const double *p1, size_t i, float *f)
{
    const page_tree *t = b->tree;
    double words = b->at[i].words;
    unsigned n = 0;

    f[F_P1_BOX] = f[F_P1_BOX2] = (float)p1[i];
    for (uint32_t at = b->at[i].container; at != PAGE_NONE && n < 2; at = t->nodes[at].parent) {
        if (sums[at].words <= words)
            continue;
        words = sums[at].words;
        f[n == 0 ? F_P1_BOX : F_P1_BOX2] = (float)mean(minus(sums[at], mass_of(b, p1, i)));
        n++;
    }
    if (n == 1)
        f[F_P1_BOX2] = f[F_P1_BOX];
}

static float at(const page_blocks *b, const double *p1, size_t i, int by)
{
    if (by < 0 ? i < (size_t)-by : i + (size_t)by >= b->n)
        return -1;
    return (float)p1[by < 0 ? i - (size_t)-by : i + (size_t)by];
}

static void tell_near(const page_blocks *b, const double *p1, size_t i, float *f)
{
    struct mass near = { 0 }, like = { 0 };

    for (int by = -NEAR; by <= NEAR; by++) {
        size_t k;

        if (by == 0 || at(b, p1, i, by) < 0)
            continue;
        k = by < 0 ? i - (size_t)-by : i + (size_t)by;
        near = plus(near, mass_of(b, p1, k));
        if (b->at[k].tag == b->at[i].tag &&
            b->tree->nodes[b->at[k].container].parent == b->tree->nodes[b->at[i].container].parent)
            like = plus(like, mass_of(b, p1, k));
    }
    f[F_P1_NEAR] = (float)mean(near);
    f[F_P1_LIKE] = like.words > 0 ? (float)mean(like) : -1;
}

/* Words since the last block that is likely text. */
static void tell_gaps(const page_blocks *b, const double *p1, float *rows)
{
    double gap = GAP_MAX;

    for (size_t i = 0; i < b->n; i++) {
        rows[i * PAGE_ROW + F_P1_GAP_BEFORE] = (float)gap;
        gap = p1[i] >= 0.5 ? 0 : gap + b->at[i].words > GAP_MAX ? GAP_MAX : gap + b->at[i].words;
    }
    gap = GAP_MAX;
    for (size_t i = b->n; i-- > 0;) {
        rows[i * PAGE_ROW + F_P1_GAP_AFTER] = (float)gap;
        gap = p1[i] >= 0.5 ? 0 : gap + b->at[i].words > GAP_MAX ? GAP_MAX : gap + b->at[i].words;
    }
}

bool page_features_second(const page_blocks *b, const double *p1, float *rows)
{
    struct mass *sums = sum_elements(b, p1), all = { 0 }, before = { 0 };

    if (!sums)
        return false;
    for (size_t i = 0; i < b->n; i++)
        all = plus(all, mass_of(b, p1, i));
    for (size_t i = 0; i < b->n; i++) {
        float *f = &rows[i * PAGE_ROW];

        f[F_P1] = (float)p1[i];
        f[F_P1_PREV] = at(b, p1, i, -1);
        f[F_P1_PREV2] = at(b, p1, i, -2);
        f[F_P1_NEXT] = at(b, p1, i, 1);
        f[F_P1_NEXT2] = at(b, p1, i, 2);
        tell_boxes(b, sums, p1, i, f);
        tell_near(b, p1, i, f);
        f[F_P1_BEFORE] = all.likely > 0 ? (float)(before.likely / all.likely) : 0;
        before = plus(before, mass_of(b, p1, i));
        f[F_P1_AFTER] = all.likely > 0 ? (float)((all.likely - before.likely) / all.likely) : 0;
    }
    tell_gaps(b, p1, rows);
    free(sums);
    return true;
}

/*
 * entity_second.c - features of the second pass: the tags that the first gave to this token, to its neighbours and to
 * the nearest other places of the same words.
 */
#include "mention/entity_features.h"

#include <stdlib.h>

#define PLACES_MAX 8 /* on each side */
#define REACH 4000   /* tokens */
#define NONE UINT32_MAX

bool entity_links_make(const struct entity_view *views, size_t n, marsad_arena *arena, struct entity_links *out)
{
    size_t slots = 16;
    struct place {
        uint64_t stem;
        uint32_t last; /* 1 + its last place so far */
    } * table;

    while (slots < n * 2)
        slots *= 2;
    out->before = marsad_arena_array(arena, n + 1, sizeof *out->before);
    out->behind = marsad_arena_array(arena, n + 1, sizeof *out->behind);
    table = calloc(slots, sizeof *table);
    if (!out->before || !out->behind || !table) {
        free(table);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        size_t at = views[i].stem & (slots - 1);
        while (table[at].last && table[at].stem != views[i].stem)
            at = (at + 1) & (slots - 1);
        out->before[i] = table[at].last ? table[at].last - 1 : NONE;
        out->behind[i] = NONE;
        if (table[at].last)
            out->behind[table[at].last - 1] = (uint32_t)i;
        table[at].stem = views[i].stem;
        table[at].last = (uint32_t)i + 1;
    }
    free(table);
    return true;
}

struct votes {
    unsigned word[1 + ENTITY_TYPE_COUNT]; /* by type; 0: no name */
    unsigned left[ENTITY_TAGS];           /* where the word before is the same too */
    unsigned right[ENTITY_TAGS];
    unsigned all;
};

static uint64_t stem_at(const struct entity_view *views, size_t n, size_t i)
{
    return i < n ? views[i].stem : 0;
}

static void vote(struct votes *v, const struct entity_view *views, const uint8_t *tags, size_t n, size_t i,
                 size_t other)
{
    v->word[(tags[other] + 1) / 2]++;
    v->all++;
    if (i && other && views[i - 1].stem == views[other - 1].stem)
        v->left[tags[other]]++;
    if (stem_at(views, n, i + 1) == stem_at(views, n, other + 1))
        v->right[tags[other]]++;
}

static unsigned most(const unsigned *counts, unsigned n)
{
    unsigned best = 0;

    for (unsigned k = 1; k < n; k++)
        if (counts[k] > counts[best])
            best = k;
    return best;
}

static void tell(uint64_t *out, size_t *n, unsigned template, uint64_t value)
{
    out[(*n)++] = entity_mix((uint64_t)(1000 + template) * 0x2545F4914F6CDD1Du, value);
}

static void tell_votes(uint64_t *out, size_t *n, const struct votes *v)
{
    unsigned best = most(v->word, 1 + ENTITY_TYPE_COUNT), name;
    unsigned share;

    if (!v->all)
        return;
    share = v->word[best] * 4 / v->all;
    tell(out, n, 10, best * 64 + share * 8 + (v->all > 4 ? 3 : v->all > 1 ? 2 : 1));
    name = most(v->word + 1, ENTITY_TYPE_COUNT) + 1;
    if (v->word[name])
        tell(out, n, 11, name * 64 + v->word[name] * 4 / v->all * 8 + (v->word[name] > 3 ? 3 : v->word[name]));
    best = most(v->left, ENTITY_TAGS);
    if (v->left[best])
        tell(out, n, 12, best * 4 + (v->left[best] > 2 ? 3 : v->left[best]));
    best = most(v->right, ENTITY_TAGS);
    if (v->right[best])
        tell(out, n, 13, best * 4 + (v->right[best] > 2 ? 3 : v->right[best]));
}

size_t entity_second_features(const struct entity_view *views, const struct entity_links *links, const uint8_t *tags,
                              size_t n, size_t i, uint64_t *out)
{
    struct votes votes = { .all = 0 };
    unsigned around[5];
    size_t told = 0;
    uint32_t at;

    for (int d = -2; d <= 2; d++) {
        size_t j = i + (size_t)d;
        around[d + 2] = j < n && views[j].sentence == views[i].sentence ? tags[j] : 15;
        tell(out, &told, (unsigned)(d + 2), around[d + 2]);
    }
    tell(out, &told, 5, around[1] * 16 + around[2]);
    tell(out, &told, 6, around[2] * 16 + around[3]);
    tell(out, &told, 7, around[1] * 256 + around[2] * 16 + around[3]);
    at = links->before[i];
    for (int k = 0; k < PLACES_MAX && at != NONE && i - at <= REACH; k++, at = links->before[at])
        vote(&votes, views, tags, n, i, at);
    at = links->behind[i];
    for (int k = 0; k < PLACES_MAX && at != NONE && at - i <= REACH; k++, at = links->behind[at])
        vote(&votes, views, tags, n, i, at);
    tell_votes(out, &told, &votes);
    return told;
}

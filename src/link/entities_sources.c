/*
 * entities_sources.c - which articles come from one source, told from the articles alone.
 *
 * As in stories (merge_voices.c): near copies are one text; a text that any copy credits to an agency is the agency's,
 * else the outlet's that printed it first, else nobody's. Whom a report quotes, or is passed on by, is not looked at.
 */
#include "link/entities.h"

#include <stdlib.h>

static int by_content(const struct entity_article *a, const struct entity_article *b)
{
    int by;

    if (!a->published[0] != !b->published[0])
        return a->published[0] ? -1 : 1;
    by = strcmp(a->published, b->published);
    return by ? by : strcmp(a->digest, b->digest);
}

static int by_text(const void *a, const void *b)
{
    const struct entity_article *x = *(const struct entity_article *const *)a;
    const struct entity_article *y = *(const struct entity_article *const *)b;

    return x->text != y->text ? (x->text < y->text ? -1 : 1) : by_content(x, y);
}

/* The source of the articles at[0] … at[n - 1] of one text, in order of publication. False: no memory. */
static bool set_source(struct entity_reports *x, marsad_map *sources, struct entity_article **at, size_t n)
{
    uint64_t number = marsad_map_count(sources), credit = 0;
    marsad_str key;

    for (size_t i = 0; i < n && !credit; i++)
        credit = at[i]->credit;
    if (credit)
        key = marsad_arena_fmt(x->arena, "c:%llu", (unsigned long long)credit);
    else if (at[0]->outlet.ptr)
        key = marsad_arena_fmt(x->arena, "o:%.*s", (int)at[0]->outlet.len, at[0]->outlet.ptr);
    else
        key = marsad_arena_fmt(x->arena, "t:%s", at[0]->digest);
    if (!key.ptr || (!marsad_map_get(sources, key, &number) && !marsad_map_put(sources, key, number)))
        return false;
    for (size_t i = 0; i < n; i++)
        at[i]->source = (uint32_t)number;
    return true;
}

bool entity_sources(struct entity_reports *x)
{
    struct entity_article **order = marsad_arena_array(x->arena, x->n_articles + 1, sizeof(struct entity_article *));
    marsad_map *sources = marsad_map_new();
    bool ok = order && sources;

    for (size_t i = 0; ok && i < x->n_articles; i++)
        order[i] = &x->articles[i];
    if (ok && x->n_articles > 0)
        qsort(order, x->n_articles, sizeof(struct entity_article *), by_text);
    for (size_t i = 0, n; ok && i < x->n_articles; i += n) {
        for (n = 1; i + n < x->n_articles && order[i + n]->text == order[i]->text;)
            n++;
        ok = set_source(x, sources, order + i, n);
    }
    marsad_map_free(sources);
    return ok;
}

/*
 * reading.c - the steps in their order.
 */
#include "page/reading.h"

#include <math.h>
#include <stdlib.h>

static page_hints hints_of(const page_reading *r)
{
    page_hints h = { .title = r->jsonld.headline, .heading = r->head.title, .body = r->jsonld.body };

    h.description = page_head_find(&r->head, "og:description");
    if (!h.title.ptr)
        h.title = page_head_find(&r->head, "og:title");
    if (!h.description.ptr)
        h.description = page_head_find(&r->head, "description");
    if (!h.description.ptr)
        h.description = r->jsonld.description;
    return h;
}

bool page_reading_begin(const marsad_pages *p, marsad_str markup, marsad_arena *arena, page_reading *out)
{
    page_hints hints;

    memset(out, 0, sizeof *out);
    if (!page_tree_read(markup, &out->tree))
        return false;
    page_head_read(&out->tree, &out->head);
    if (!page_jsonld_read(&out->tree, arena, &out->jsonld) || !page_blocks_read(p, &out->tree, &out->blocks))
        return false;
    hints = hints_of(out);
    out->rows = page_features(&out->blocks, &hints);
    return out->rows != NULL;
}

void page_reading_end(page_reading *r)
{
    free(r->rows);
    page_blocks_release(&r->blocks);
    page_tree_release(&r->tree);
}

double page_prior(const float *row)
{
    return row[F_CLASS + K_COMMENT] >= 2 ? -2 : row[F_CLASS + K_ITEM_BODY] > 0 && row[F_BAD_BELOW] < 1 ? 0.5 : 0;
}

static void score(const forest *f, const page_reading *r, double *p)
{
    for (size_t i = 0; i < r->blocks.n; i++)
        p[i] = 1 / (1 + exp(-forest_score(f, &r->rows[i * PAGE_ROW]) - page_prior(&r->rows[i * PAGE_ROW])));
}

double page_both(double first, double second)
{
    return (first + second) / 2;
}

double *page_probabilities(const marsad_pages *p, page_reading *r)
{
    double *first = calloc(r->blocks.n + 1, sizeof *first), *second = calloc(r->blocks.n + 1, sizeof *second);
    bool ok = first && second;

    if (ok)
        score(&p->stages[0], r, first);
    ok = ok && page_features_second(&r->blocks, first, r->rows);
    if (ok)
        score(&p->stages[1], r, second);
    for (size_t i = 0; ok && i < r->blocks.n; i++)
        second[i] = page_both(first[i], second[i]);
    free(first);
    if (!ok) {
        free(second);
        second = NULL;
    }
    return second;
}

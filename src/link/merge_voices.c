/*
 * merge_voices.c - which reports come from one source.
 *
 *     text   near copies of an article are one text
 *     voice  1. the agency that any copy of the text credits: all its texts are one voice
 *            2. the agency or body by which its reports were passed on ("نقلت رويترز عن")
 *            3. the outlet that printed the text first: what it wrote itself is one voice
 *            4. the text alone, where not even the outlet is known
 *
 * A copy that is published later changes nothing, unless it is the first to say whose text it is.
 */
#include <stdlib.h>

#include "link/merge.h"

struct text {
    uint64_t credit, via; /* row + 1 in credits.tsv; 0: none */
    marsad_str outlet;    /* that printed it first */
};

struct voices {
    const marsad_merger *m;
    const marsad_event_row *rows;
    size_t n;
    marsad_arena *arena;
    size_t *order;   /* rows by content */
    size_t *text_of; /* of each row */
    struct text *texts;
    size_t n_texts;
};

int merge_row_compare(const marsad_event_row *a, const marsad_event_row *b)
{
    const marsad_article *p = a->article, *q = b->article;
    int c;

    if (!p->published[0] != !q->published[0])
        return p->published[0] ? -1 : 1;
    if ((c = strcmp(p->published, q->published)) != 0 || (c = strcmp(p->digest, q->digest)) != 0)
        return c;
    return (a->number > b->number) - (a->number < b->number);
}

static int compare_indices(const void *x, const void *y, void *user)
{
    const marsad_event_row *rows = user;

    return merge_row_compare(&rows[*(const size_t *)x], &rows[*(const size_t *)y]);
}

/* The number of a key, a new one if it is new. False: no memory. */
static bool number_of(marsad_map *map, marsad_str key, size_t *number)
{
    uint64_t at = marsad_map_count(map);

    if (!key.ptr || (!marsad_map_get(map, key, &at) && !marsad_map_put(map, key, at)))
        return false;
    *number = (size_t)at;
    return true;
}

/* By whom the report was passed on. */
static marsad_span passed_on(const marsad_event *e)
{
    const marsad_span none = { 0 };

    if (!e->has_source)
        return none;
    if (e->source.via.start < e->source.via.end)
        return e->source.via;
    return marsad_str_equal(e->source.kind, MARSAD_LIT("outlet")) ? e->source.span : none;
}

static bool read_text(struct voices *v, const marsad_event_row *row, struct text *t, bool first)
{
    marsad_span via = passed_on(row->event);

    if (first)
        t->outlet = row->article->source;
    if (t->credit == 0 && !merge_credit(v->m, row->article->agency, v->arena, &t->credit))
        return false;
    return t->via != 0 || via.start == via.end ||
           merge_credit(v->m, marsad_points_str(row->points, via), v->arena, &t->via);
}

static bool read_texts(struct voices *v, marsad_map *map)
{
    for (size_t i = 0; i < v->n; i++) {
        const marsad_event_row *row = &v->rows[v->order[i]];
        size_t before = marsad_map_count(map), t = 0;
        marsad_str key = row->group ? marsad_arena_fmt(v->arena, "g:%lld", (long long)row->group)
                                    : marsad_arena_fmt(v->arena, "d:%s", row->article->digest);

        if (!number_of(map, key, &t) || !read_text(v, row, &v->texts[t], t == before))
            return false;
        v->text_of[v->order[i]] = t;
    }
    v->n_texts = marsad_map_count(map);
    return true;
}

static marsad_str voice_key(const struct voices *v, size_t text)
{
    const struct text *t = &v->texts[text];
    uint64_t credit = t->credit ? t->credit : t->via;

    if (credit)
        return marsad_arena_fmt(v->arena, "c:%llu", (unsigned long long)credit);
    if (t->outlet.len > 0)
        return marsad_arena_fmt(v->arena, "o:%.*s", (int)t->outlet.len, t->outlet.ptr);
    return marsad_arena_fmt(v->arena, "t:%zu", text);
}

static bool number_voices(struct voices *v, marsad_map *map, size_t *voices)
{
    for (size_t i = 0; i < v->n; i++)
        if (!number_of(map, voice_key(v, v->text_of[v->order[i]]), &voices[v->order[i]]))
            return false;
    return true;
}

bool marsad_merge_voices(const marsad_merger *m, const marsad_event_row *reports, size_t n, marsad_arena *arena,
                         size_t *voices, size_t *n_voices, marsad_err *err)
{
    struct voices v = { .m = m, .rows = reports, .n = n, .arena = arena };
    marsad_map *texts = marsad_map_new(), *keys = marsad_map_new();
    bool ok = false;

    v.order = marsad_arena_array(arena, n + 1, sizeof *v.order);
    v.text_of = marsad_arena_array(arena, n + 1, sizeof *v.text_of);
    v.texts = marsad_arena_array(arena, n + 1, sizeof *v.texts);
    if (texts && keys && v.order && v.text_of && v.texts) {
        for (size_t i = 0; i < n; i++)
            v.order[i] = i;
        qsort_r(v.order, n, sizeof *v.order, compare_indices, (void *)(uintptr_t)reports);
        ok = read_texts(&v, texts) && number_voices(&v, keys, voices);
        *n_voices = marsad_map_count(keys);
    }
    marsad_map_free(texts);
    marsad_map_free(keys);
    return ok || marsad_fail_memory(err);
}

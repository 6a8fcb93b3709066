/*
 * party_marks.c - marked articles through the coder, with the chooser's candidates watched.
 */
#include "party_marks.h"

#include <stdio.h>
#include <stdlib.h>

#include "event/chooser.h"
#include "event/judge.h"
#include "marks.h"
#include "marsad/record.h"
#include "news.h"

#define DIGEST 16    /* hex digits of it that the table holds */
#define SPANS_MAX 24 /* of a slot */
#define SLACK 2      /* letters: a clitic that a span may or may not keep */

struct extent { /* code points */
    uint32_t start, end;
};

struct marked { /* an event */
    char article[DIGEST + 1], type[16];
    struct extent trigger;
    struct extent spans[CHOOSER_SLOTS][SPANS_MAX];
    unsigned n_spans[CHOOSER_SLOTS];
    bool wanted[CHOOSER_SLOTS];
    bool met;
};

struct reader {
    const marsad_dict *dict;
    marsad_arena *arena, *scratch;
    struct party_marks *out;
    struct marked *events; /* by article */
    size_t n_events, cap;
    marsad_map *articles; /* digest to its first event */
    struct marked *here;  /* events of the article at hand */
    size_t n_here;
    int fold;
    marsad_points points;
    bool failed;
};

/* ---- the table ---- */

struct line {
    char article[DIGEST + 1], type[16], slot[16], from[12], to[12];
    struct extent trigger;
};

static struct marked *event_of(struct reader *r, const struct line *l)
{
    struct marked *e = r->n_events ? &r->events[r->n_events - 1] : NULL;
    uint64_t at;

    if (e && strcmp(e->article, l->article) == 0 && strcmp(e->type, l->type) == 0 &&
        e->trigger.start == l->trigger.start)
        return e;
    if (!marsad_arena_grow(r->arena, (void **)&r->events, &r->cap, r->n_events, sizeof *r->events))
        return NULL;
    e = &r->events[r->n_events];
    *e = (struct marked){ .trigger = l->trigger };
    memcpy(e->article, l->article, sizeof e->article);
    memcpy(e->type, l->type, sizeof e->type);
    if (!marsad_map_get(r->articles, marsad_str_of(l->article), &at) &&
        !marsad_map_put(r->articles, marsad_arena_str(r->arena, marsad_str_of(l->article)), r->n_events))
        return NULL;
    r->n_events++;
    return e;
}

/* "-": nobody; "?": somebody whom no words of the article name. */
static bool read_line(void *user, const char *text)
{
    struct reader *r = user;
    struct line l;
    struct marked *e;
    int slot;

    if (sscanf(text, "%16[0-9a-f]\t%15[A-Z]\t%u\t%u\t%15[a-z]\t%11[0-9?-]\t%11[0-9?-]", l.article, l.type,
               &l.trigger.start, &l.trigger.end, l.slot, l.from, l.to) != 7)
        return false;
    e = event_of(r, &l);
    slot = strcmp(l.slot, "actor") == 0 ? CHOOSER_ACTOR : CHOOSER_RECIPIENT;
    if (!e || e->n_spans[slot] == SPANS_MAX)
        return false;
    if (l.from[0] == '-')
        return true;
    e->wanted[slot] = true;
    if (l.from[0] != '?')
        e->spans[slot][e->n_spans[slot]++] =
            (struct extent){ (uint32_t)strtoul(l.from, NULL, 10), (uint32_t)strtoul(l.to, NULL, 10) };
    return true;
}

/* ---- is a candidate a marked party? ---- */

static uint32_t common(struct extent x, struct extent y)
{
    uint32_t from = x.start > y.start ? x.start : y.start, to = x.end < y.end ? x.end : y.end;

    return to > from ? to - from : 0;
}

/* The shorter lies in the longer, or half of both is shared. */
static bool agree(struct extent x, struct extent y)
{
    uint32_t shared = common(x, y), nx = x.end - x.start, ny = y.end - y.start, shorter = nx < ny ? nx : ny;

    return shared && (shared + SLACK >= shorter || 4 * shared >= nx + ny);
}

static struct extent extent_of(const struct reader *r, marsad_span span)
{
    return (struct extent){ marsad_points_of(&r->points, span.start), marsad_points_of(&r->points, span.end) };
}

static bool is_right(const struct reader *r, const struct analysis *a, const struct marked *e,
                     const struct chooser_candidate *c)
{
    struct parties one = { .at = { c->phrase }, .n = 1 };
    marsad_party *party;
    size_t n;

    if (!parties_fill(a, &one, NULL, &party, &n))
        return false;
    for (unsigned i = 0; i < e->n_spans[c->slot]; i++)
        if (agree(extent_of(r, party[0].span), e->spans[c->slot][i]))
            return true;
    return false;
}

/* ---- rows ---- */

static void add_cell(void *user, const char *key, size_t len, double value)
{
    struct reader *r = user;
    struct party_marks *o = r->out;
    marsad_str name = { key, len };
    uint64_t at;

    if (!marsad_map_get(o->features, name, &at)) {
        at = marsad_map_count(o->features);
        name = marsad_arena_str(r->arena, name);
        r->failed |= !name.ptr || !marsad_map_put(o->features, name, at);
    }
    if (!marsad_arena_grow(r->arena, (void **)&o->cells, &o->cap_cells, o->n_cells, sizeof *o->cells))
        r->failed = true;
    else
        o->cells[o->n_cells++] = (struct cell){ (uint32_t)at, (float)value };
}

static void add_row(struct reader *r, const struct chooser_scene *s, const struct marked *e,
                    const struct chooser_candidate *c)
{
    struct party_marks *o = r->out;
    struct party_row row = { .first = o->n_cells,
                             .right = is_right(r, s->a, e, c),
                             .chosen = c->chosen,
                             .what = chooser_is_what(s->a, &c->phrase) };

    chooser_features(s, c, add_cell, r);
    row.n = o->n_cells - row.first;
    if (!marsad_arena_grow(r->arena, (void **)&o->rows, &o->cap_rows, o->n_rows, sizeof *o->rows))
        r->failed = true;
    else
        o->rows[o->n_rows++] = row;
}

static void add_slot(struct reader *r, const struct chooser_scene *s, const struct marked *e, enum chooser_slot slot)
{
    struct party_marks *o = r->out;
    struct party_slot x = { .slot = (int)slot,
                            .fold = r->fold,
                            .deed = gate_type(s->d->frame.type) != 0,
                            .wanted = e->wanted[slot],
                            .first = o->n_rows };
    struct chooser_candidates all;

    chooser_candidates_find(s, slot, &all);
    for (size_t i = 0; i < all.n; i++)
        add_row(r, s, e, &all.at[i]);
    x.n_all = o->n_rows - x.first;
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].chosen) {
            all.at[i].judged = true;
            add_row(r, s, e, &all.at[i]);
        }
    x.n_ruled = o->n_rows - x.first - x.n_all;
    if (!marsad_arena_grow(r->arena, (void **)&o->at, &o->cap, o->n, sizeof *o->at))
        r->failed = true;
    else
        o->at[o->n++] = x;
}

static void take_draft(void *user, const struct chooser_scene *s)
{
    struct reader *r = user;
    struct extent trigger = extent_of(r, span_of(s->a, s->d->first, s->d->last));

    for (size_t i = 0; i < r->n_here; i++) {
        struct marked *e = &r->here[i];
        if (e->met || !marsad_str_equal(s->d->frame.type, marsad_str_of(e->type)) || !common(trigger, e->trigger))
            continue;
        e->met = true;
        r->out->met++;
        for (int slot = 0; slot < CHOOSER_SLOTS; slot++)
            add_slot(r, s, e, (enum chooser_slot)slot);
        return;
    }
}

/* ---- articles ---- */

static bool code(struct reader *r, const marsad_article *article, marsad_err *err)
{
    const struct chooser_watch watch = { take_draft, r };
    marsad_mentions mentions = { 0 };
    marsad_events events;
    marsad_text text;

    return marsad_text_read(r->dict, article->text, r->scratch, &text, err) &&
           (marsad_points_init(&r->points, text.text, r->scratch) || marsad_fail_memory(err)) &&
           marsad_mentions_find(r->dict, article, &text, r->scratch, &mentions, err) &&
           events_watch(r->dict, article, &text, &mentions, r->scratch, NULL, &watch, &events, err) &&
           (!r->failed || marsad_fail_memory(err));
}

static bool take_article(void *user, const marsad_article *article, marsad_err *err)
{
    struct reader *r = user;
    char digest[DIGEST + 1] = "";
    uint64_t first;

    memcpy(digest, article->digest, DIGEST);
    if (!marsad_map_get(r->articles, marsad_str_of(digest), &first) || r->events[first].met)
        return true; /* a copy of an article that was seen has the same digest */
    r->here = &r->events[first];
    r->n_here = 0;
    while (first + r->n_here < r->n_events && strcmp(r->here[r->n_here].article, digest) == 0)
        r->n_here++;
    r->fold = (int)strtoul((char[]){ digest[0], digest[1], digest[2], 0 }, NULL, 16) % PARTY_FOLDS;
    return code(r, article, err);
}

bool party_marks_read(const marsad_dict *dict, const char *table, const char *news, marsad_arena *arena,
                      struct party_marks *out, marsad_err *err)
{
    struct reader r = {
        .dict = dict, .arena = arena, .scratch = marsad_arena_new(0), .out = out, .articles = marsad_map_new()
    };
    bool ok = r.scratch && r.articles ? true : marsad_fail_memory(err);

    ok = ok && marks_read(table, read_line, &r, err) && news_read(dict, news, r.scratch, take_article, &r, err);
    out->marked = r.n_events;
    marsad_map_free(r.articles);
    marsad_arena_free(r.scratch);
    return ok;
}

/*
 * instances.c - the coder's own steps up to its drafts. They are static in events.c, hence its inclusion.
 */
#include "event/events.c"

#include "event/gate.h"
#include "instances.h"

struct maker {
    struct analysis *a;
    const struct sentence *s;
    struct instances *out;
    marsad_arena *arena;
    struct instance now;
    bool failed;
};

static uint32_t feature_of(struct maker *m, marsad_str key)
{
    uint64_t at;

    if (marsad_map_get(m->out->features, key, &at))
        return (uint32_t)at;
    at = marsad_map_count(m->out->features);
    key = marsad_arena_str(m->arena, key);
    m->failed |= !key.ptr || !marsad_map_put(m->out->features, key, at);
    return (uint32_t)at;
}

static void add_cell(void *user, const char *key, size_t len, double value)
{
    struct maker *m = user;
    struct instances *o = m->out;

    if (!marsad_arena_grow(m->arena, (void **)&o->cells, &o->cap_cells, o->n_cells, sizeof *o->cells)) {
        m->failed = true;
        return;
    }
    o->cells[o->n_cells++] = (struct cell){ feature_of(m, (marsad_str){ key, len }), (float)value };
    m->now.n++;
}

static void keep(struct maker *m)
{
    struct instances *o = m->out;

    if (m->failed || !marsad_arena_grow(m->arena, (void **)&o->at, &o->cap, o->n, sizeof *o->at))
        m->failed = true;
    else
        o->at[o->n++] = m->now;
}

/* Is one of the draft's words among those that annotators marked? True where they marked none. */
static bool is_marked(const struct analysis *a, const struct draft *d, marsad_str marked)
{
    bool found = marked.len <= 1;

    for (uint32_t i = d->frame.token; !found && i < a->text->n_tokens && (i < d->last || i == d->frame.token); i++) {
        marsad_str word =
            marsad_arena_fmt(a->arena, " %.*s ", (int)a->text->tokens[i].norm.len, a->text->tokens[i].norm.ptr);
        found = marsad_str_find(marked, word, 0) < marked.len;
    }
    return found;
}

static void begin(struct maker *m, int kind, const struct draft *d)
{
    m->now.kind = kind;
    m->now.draft = d != NULL;
    m->now.other = d && m->s->spans[kind] && !is_marked(m->a, d, m->s->triggers[kind]);
    m->now.firm = d && d->factuality != MARSAD_PLANNED && d->factuality != MARSAD_POSSIBLE;
    m->now.first = m->out->n_cells;
    m->now.n = 0;
}

static void make_of_sentence(struct maker *m, struct sentence_drafts *s)
{
    static const char TYPES[KINDS] = { 'A', 'P' };
    bool found[KINDS] = { false };
    struct speeches all;
    struct speech speech;

    speeches_find(m->a, &all);
    m->a->speeches = &all;
    draft_sentence(m->a, s);
    speech = speeches_main(&all);
    for (size_t i = 0; i < s->n; i++) {
        char type = gate_type(s->at[i].frame.type);
        int kind = type == 'A' ? KIND_ASSAULT : KIND_PROTEST;
        if (s->at[i].dropped || !type)
            continue;
        found[kind] = true;
        begin(m, kind, &s->at[i]);
        gate_features(m->a, &s->at[i], &speech, type, add_cell, m);
        keep(m);
    }
    for (int kind = 0; kind < KINDS; kind++) {
        if (found[kind])
            continue;
        begin(m, kind, NULL);
        gate_sentence_features(m->a, TYPES[kind], &speech, add_cell, m);
        keep(m);
    }
    m->a->speeches = NULL;
}

static bool make_of_text(struct maker *m, const marsad_dict *dict, marsad_arena *scratch, bool dated, marsad_err *err)
{
    marsad_article article = { .language = "ar" };
    marsad_text text;
    marsad_mentions mentions = { 0 };
    marsad_events told = { 0 };
    struct analysis a = {
        .dict = dict, .article = &article, .text = &text, .mentions = &mentions, .arena = scratch, .told = &told
    };
    struct sentence_drafts *s = marsad_arena_alloc(scratch, sizeof *s);
    marsad_buf clean = { 0 };
    bool ok = s && marsad_clean_text(m->s->text, &clean) ? true : marsad_fail_memory(err);

    article.text = marsad_buf_str(&clean);
    if (dated)
        memcpy(article.published, m->s->published, sizeof article.published);
    load_columns(&a);
    m->a = &a;
    m->now.dated = dated;
    ok = ok && marsad_text_read(dict, article.text, scratch, &text, err) &&
         marsad_mentions_find(dict, &article, &text, scratch, &mentions, err) &&
         (words_classify(&a) || marsad_fail_memory(err));
    for (uint32_t k = 0; ok && k < text.n_sentences; k++) {
        ok = (phrases_cut(&a, k) && frames_begin(&a)) || marsad_fail_memory(err);
        if (ok && a.first < a.last)
            make_of_sentence(m, s);
    }
    marsad_buf_release(&clean);
    return ok && (!m->failed || marsad_fail_memory(err));
}

bool instances_make(const marsad_dict *dict, const struct corpus *c, marsad_arena *arena, struct instances *out,
                    marsad_err *err)
{
    marsad_arena *scratch = marsad_arena_new(0);
    bool ok = scratch ? true : marsad_fail_memory(err);

    for (size_t i = 0; ok && i < c->n; i++) {
        struct maker m = { .s = &c->at[i], .out = out, .arena = arena, .now = { .sentence = (uint32_t)i } };
        for (int dated = 0; ok && dated <= (c->at[i].published[0] != 0); dated++) {
            marsad_arena_reset(scratch);
            ok = make_of_text(&m, dict, scratch, dated, err);
        }
    }
    marsad_arena_free(scratch);
    return ok;
}

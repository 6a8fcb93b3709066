/*
 * redact.c - a record without the words that name persons: new texts, and all spans moved to them.
 */
#include "export/redact.h"

#include <ctype.h>
#include <stdlib.h>

struct redactor {
    const struct codes *codes;
    entity_model *model;
};

struct redactor *redactor_open(const struct codes *codes, marsad_err *err)
{
    struct redactor *r = calloc(1, sizeof *r);

    if (!r) {
        marsad_fail_memory(err);
        return NULL;
    }
    r->codes = codes;
    r->model = entity_model_open(NULL, codes_dict(codes), err);
    if (r->model)
        return r;
    redactor_close(r);
    return NULL;
}

void redactor_close(struct redactor *r)
{
    if (!r)
        return;
    entity_model_close(r->model);
    free(r);
}

/* ---- a text without its hits ---- */

/* Bytes [start, end) of the old text became REDACTED at `at` of the new one. */
struct edit {
    uint32_t start, end, at;
};

struct edits {
    const struct edit *list;
    size_t n;
};

/* May a name run from token i - 1 to token i? Nothing but blanks, hyphens and dots stands between them. */
static bool joined(const marsad_text *t, size_t i)
{
    for (uint32_t b = t->tokens[i - 1].end; b < t->tokens[i].start; b++)
        if (!strchr(" -.'", t->text.ptr[b]))
            return false;
    return true;
}

static struct edit *find_edits(const struct piece *p, marsad_arena *arena, size_t *n)
{
    struct edit *list = marsad_arena_array(arena, p->text.n_tokens + 1, sizeof *list);

    *n = 0;
    for (size_t i = 0; list && i < p->text.n_tokens; i++) {
        const marsad_token *t = &p->text.tokens[i];

        if (!p->hit[i])
            continue;
        if (i > 0 && p->hit[i - 1] && joined(&p->text, i))
            list[*n - 1].end = t->end;
        else
            list[(*n)++] = (struct edit){ .start = t->start, .end = t->end };
    }
    return list;
}

/* Every hit token is covered, so what is left of the text holds none of their words. */
static bool rewrite(const struct piece *p, marsad_arena *arena, marsad_str *out, struct edits *edits, marsad_err *err)
{
    marsad_str text = p->text.text;
    struct edit *list = find_edits(p, arena, &edits->n);
    size_t from = 0, len = 0;
    char *bytes = marsad_arena_alloc(arena, text.len + edits->n * sizeof REDACTED + 1);

    edits->list = list;
    if (!list || !bytes)
        return marsad_fail_memory(err);
    for (size_t i = 0; i < edits->n; i++) {
        memcpy(bytes + len, text.ptr + from, list[i].start - from);
        len += list[i].start - from;
        list[i].at = (uint32_t)len;
        memcpy(bytes + len, REDACTED, sizeof REDACTED - 1);
        len += sizeof REDACTED - 1;
        from = list[i].end;
    }
    if (text.len > from)
        memcpy(bytes + len, text.ptr + from, text.len - from);
    *out = (marsad_str){ bytes, len + text.len - from };
    return true;
}

/* Where a byte of the old text went; inside an edit to its beginning or its end. */
static uint32_t moved(const struct edits *e, uint32_t byte, bool end)
{
    const uint32_t width = sizeof REDACTED - 1;
    size_t low = 0, high = e->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (e->list[mid].start < byte)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == 0)
        return byte;
    if (byte < e->list[low - 1].end)
        return e->list[low - 1].at + (end ? width : 0);
    return byte - e->list[low - 1].end + e->list[low - 1].at + width;
}

static void move(const struct edits *e, marsad_span *s)
{
    bool empty = s->start == s->end;

    s->start = moved(e, s->start, false);
    s->end = empty ? s->start : moved(e, s->end, true);
}

/* ---- which words go ---- */

static bool is_body(marsad_mention_kind kind)
{
    return kind == MARSAD_MENTION_GROUP || kind == MARSAD_MENTION_ORGANISATION || kind == MARSAD_MENTION_NATIONALITY;
}

/*
 * Is it a name of the dictionary, not only of this article? A place of one word may be a family's name as well: where a
 * person has it, it goes.
 */
static bool is_listed(const struct piece *p, const marsad_mention *m)
{
    bool entity = m->entity.len > 0 && !marsad_str_starts(m->entity, MARSAD_LIT("article:"));
    marsad_str words = marsad_str_slice(p->text.text, m->span.start, m->span.end);

    return entity || (m->place && m->place->id.len > 0 && memchr(words.ptr, ' ', words.len));
}

static void keep(struct piece *p, const marsad_mention *m)
{
    uint8_t how = is_listed(p, m) || m->kind == MARSAD_MENTION_NATIONALITY ? KEPT_FIRMLY : KEPT_WEAKLY;

    for (size_t i = 0; i < p->text.n_tokens && p->text.tokens[i].start < m->span.end; i++)
        if (p->text.tokens[i].end > m->span.start && p->kept[i] < how)
            p->kept[i] = how;
}

/* Names of bodies stay whatever the model says of their words; those of places only where it sees no person. */
static bool find_names(struct names *n, const marsad_record *in, struct piece *body, marsad_err *err)
{
    const marsad_mentions *m = &in->mentions;

    for (size_t i = 0; i < m->n_mentions; i++)
        if (is_body(m->mentions[i].kind))
            keep(body, &m->mentions[i]);
    if (!redact_names_find(n, body, err))
        return false;
    for (size_t i = 0; i < m->n_mentions; i++)
        if (!is_body(m->mentions[i].kind) && m->mentions[i].kind != MARSAD_MENTION_PERSON)
            keep(body, &m->mentions[i]);
    for (size_t i = 0; i < m->n_mentions; i++)
        if (m->mentions[i].kind == MARSAD_MENTION_PERSON &&
            !redact_names_hit(n, body, m->mentions[i].span.start, m->mentions[i].span.end, err))
            return false;
    return true;
}

static bool find_in_parties(struct names *n, const marsad_party *at, size_t k, struct piece *body, marsad_err *err)
{
    for (size_t i = 0; i < k; i++)
        if (!redact_names_hit_strange(n, body, at[i].span.start, at[i].span.end, err))
            return false;
    return true;
}

static bool find_in_events(struct names *n, const marsad_events *e, struct piece *body, marsad_err *err)
{
    for (size_t i = 0; i < e->n_events; i++) {
        const marsad_event *v = &e->events[i];

        if (!find_in_parties(n, v->actors, v->n_actors, body, err) ||
            !find_in_parties(n, v->recipients, v->n_recipients, body, err) ||
            (v->has_source && !redact_names_hit_strange(n, body, v->source.span.start, v->source.span.end, err)))
            return false;
    }
    for (size_t i = 0; i < e->n_holdings; i++) {
        const marsad_holding *h = &e->holdings[i];

        if ((h->has_holder && !find_in_parties(n, &h->holder, 1, body, err)) ||
            (h->has_source && !redact_names_hit_strange(n, body, h->source.span.start, h->source.span.end, err)))
            return false;
    }
    for (size_t i = 0; i < e->n_statements; i++)
        if (e->statements[i].named && !redact_names_hit_strange(n, body, e->statements[i].speaker.span.start,
                                                                e->statements[i].speaker.span.end, err))
            return false;
    return true;
}

/* ---- the parts of a record ---- */

/* A text of the article: the body first, then title, captions and the like. */
struct item {
    marsad_str *where;
    struct piece piece;
    struct edits edits;
};

struct work {
    const struct redactor *r;
    struct names *names;
    marsad_arena *arena;
    struct item *items;
    size_t n;
    const struct edits *edits; /* of the body */
};

static bool copy_items(struct work *w, marsad_record *out, marsad_err *err)
{
    marsad_article *a = &out->article;
    marsad_caption *captions = marsad_arena_array(w->arena, a->n_captions + 1, sizeof *captions);
    marsad_problem *problems = marsad_arena_array(w->arena, out->mentions.n_problems + 1, sizeof *problems);
    marsad_str *const TEXTS[] = { &a->text, &a->title, &a->source, &a->agency, &a->dateline };
    size_t n = sizeof TEXTS / sizeof *TEXTS;

    w->items = marsad_arena_array(w->arena, n + a->n_captions + out->mentions.n_problems, sizeof *w->items);
    if (!w->items || !captions || !problems)
        return marsad_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        w->items[w->n++].where = TEXTS[i];
    for (size_t i = 0; i < a->n_captions; i++) {
        captions[i].text = a->captions[i].text; /* without its credit */
        w->items[w->n++].where = &captions[i].text;
    }
    for (size_t i = 0; i < out->mentions.n_problems; i++) {
        problems[i] = out->mentions.problems[i];
        w->items[w->n++].where = &problems[i].message;
    }
    a->captions = captions;
    out->mentions.problems = problems;
    return true;
}

static bool redact_texts(struct work *w, const marsad_record *in, marsad_err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < w->n; i++) {
        struct item *item = &w->items[i];

        ok = redact_names_read(w->names, item->where->ptr ? *item->where : MARSAD_LIT(""), &item->piece, err) &&
             (i == 0 ? find_names(w->names, in, &item->piece, err) : redact_names_find(w->names, &item->piece, err));
    }
    ok = ok && find_in_events(w->names, &in->events, &w->items[0].piece, err);
    for (size_t i = 0; ok && i < w->n; i++) {
        struct item *item = &w->items[i];

        if (item->where->ptr)
            ok = redact_names_repeat(w->names, &item->piece, err) &&
                 rewrite(&item->piece, w->arena, item->where, &item->edits, err);
    }
    w->edits = &w->items[0].edits;
    return ok;
}

/* Letters of a host: none of another script, which a name could be spelt in, and nothing of a user before it. */
static bool is_host(marsad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!isalnum((unsigned char)s.ptr[i]) && !strchr("._-:[]", s.ptr[i]))
            return false;
    return s.len > 0 && !memchr(s.ptr, 0, s.len);
}

/* The host of an address; ptr NULL where it is none. */
static marsad_str host_of(marsad_str url)
{
    size_t from = marsad_str_find(url, MARSAD_LIT("://"), 0), to;

    if (from == SIZE_MAX)
        return (marsad_str){ NULL, 0 };
    for (to = from + 3; to < url.len && !strchr("/?#", url.ptr[to]); to++) {
    }
    return is_host(marsad_str_slice(url, 0, from)) && is_host(marsad_str_slice(url, from + 3, to))
               ? marsad_str_slice(url, 0, to)
               : (marsad_str){ NULL, 0 };
}

static bool redact_article(struct work *w, marsad_article *a, marsad_err *err)
{
    a->document = marsad_arena_str(w->arena, marsad_str_of(a->digest));
    a->url = host_of(a->url);
    a->author = (marsad_str){ NULL, 0 };
    a->capture.url = host_of(a->capture.url);
    a->metadata = NULL;
    a->entries = NULL;
    a->n_entries = 0;
    return a->document.ptr || marsad_fail_memory(err);
}

/* A copy of an array in the arena; NULL: no memory. */
static void *copy_of(struct work *w, const void *at, size_t n, size_t size)
{
    void *copy = marsad_arena_array(w->arena, n + 1, size);

    if (copy && n > 0)
        memcpy(copy, at, n * size);
    return copy;
}

static bool is_person(const struct work *w, const marsad_mentions *m, marsad_str entity)
{
    if (entity.len == 0)
        return false;
    if (marsad_str_equal(codes_actor_kind(w->r->codes, entity), MARSAD_LIT("person")))
        return true;
    for (size_t i = 0; i < m->n_mentions; i++)
        if (m->mentions[i].kind == MARSAD_MENTION_PERSON && marsad_str_equal(m->mentions[i].entity, entity))
            return true;
    return false;
}

static bool redact_mentions(struct work *w, marsad_mentions *m, marsad_err *err)
{
    m->mentions = copy_of(w, m->mentions, m->n_mentions, sizeof *m->mentions);
    m->times = copy_of(w, m->times, m->n_times, sizeof *m->times);
    m->quantities = copy_of(w, m->quantities, m->n_quantities, sizeof *m->quantities);
    if (!m->mentions || !m->times || !m->quantities)
        return marsad_fail_memory(err);
    for (size_t i = 0; i < m->n_mentions; i++) {
        marsad_mention *at = &m->mentions[i];

        move(w->edits, &at->span);
        if (at->kind == MARSAD_MENTION_PERSON)
            *at = (marsad_mention){ .span = at->span, .kind = at->kind };
    }
    for (size_t i = 0; i < m->n_times; i++)
        move(w->edits, &m->times[i].span);
    for (size_t i = 0; i < m->n_quantities; i++) {
        move(w->edits, &m->quantities[i].span);
        move(w->edits, &m->quantities[i].of);
    }
    for (size_t i = 0; i < m->n_problems; i++) /* copied already */
        move(w->edits, &m->problems[i].span);
    return true;
}

static void move_source(const struct edits *e, marsad_source *s)
{
    move(e, &s->span);
    move(e, &s->via);
}

static bool redact_parties(struct work *w, const marsad_mentions *found, marsad_party **at, size_t n)
{
    *at = copy_of(w, *at, n, sizeof **at);
    for (size_t i = 0; *at && i < n; i++) {
        move(w->edits, &(*at)[i].span);
        move(w->edits, &(*at)[i].head);
        if (is_person(w, found, (*at)[i].entity))
            (*at)[i].entity = (marsad_str){ NULL, 0 };
    }
    return *at != NULL;
}

static bool move_time(struct work *w, const marsad_time **at)
{
    marsad_time *t = *at ? copy_of(w, *at, 1, sizeof *t) : NULL;

    if (t)
        move(w->edits, &t->span);
    else if (*at)
        return false;
    *at = t;
    return true;
}

/* Reviewers are persons too, and their reasons may name others. */
static bool redact_review(struct work *w, marsad_event *e)
{
    marsad_reviewed *r = e->review ? copy_of(w, e->review, 1, sizeof *r) : NULL;

    if (r)
        r->by = r->why = (marsad_str){ NULL, 0 };
    else if (e->review)
        return false;
    e->review = r;
    return true;
}

static bool redact_event(struct work *w, const marsad_mentions *found, marsad_event *e)
{
    marsad_span *const SPANS[] = { &e->trigger,        &e->place_span,       &e->gains,
                                   &e->loses,          &e->territory,        &e->cue,
                                   &e->killed.span,    &e->injured.span,     &e->captured.span,
                                   &e->displaced.span, &e->participants.span };

    for (size_t i = 0; i < sizeof SPANS / sizeof *SPANS; i++)
        move(w->edits, SPANS[i]);
    move_source(w->edits, &e->source);
    if (!redact_review(w, e))
        return false;
    return move_time(w, &e->time) && redact_parties(w, found, &e->actors, e->n_actors) &&
           redact_parties(w, found, &e->recipients, e->n_recipients);
}

static bool redact_holding(struct work *w, const marsad_mentions *found, marsad_holding *h)
{
    move(w->edits, &h->span);
    move(w->edits, &h->place_span);
    move(w->edits, &h->part_span);
    move(w->edits, &h->cue);
    move(w->edits, &h->holder.span);
    move(w->edits, &h->holder.head);
    if (is_person(w, found, h->holder.entity))
        h->holder.entity = (marsad_str){ NULL, 0 };
    move_source(w->edits, &h->source);
    return move_time(w, &h->since);
}

static bool redact_holdings(struct work *w, const marsad_mentions *found, marsad_events *e, marsad_err *err)
{
    e->holdings = copy_of(w, e->holdings, e->n_holdings, sizeof *e->holdings);
    if (!e->holdings)
        return marsad_fail_memory(err);
    for (size_t i = 0; i < e->n_holdings; i++)
        if (!redact_holding(w, found, &e->holdings[i]))
            return marsad_fail_memory(err);
    return true;
}

static bool redact_events(struct work *w, const marsad_mentions *found, marsad_events *e, marsad_err *err)
{
    e->events = copy_of(w, e->events, e->n_events, sizeof *e->events);
    e->statements = copy_of(w, e->statements, e->n_statements, sizeof *e->statements);
    if (!e->events || !e->statements)
        return marsad_fail_memory(err);
    for (size_t i = 0; i < e->n_events; i++)
        if (!redact_event(w, found, &e->events[i]))
            return marsad_fail_memory(err);
    for (size_t i = 0; i < e->n_statements; i++) {
        move(w->edits, &e->statements[i].span);
        move(w->edits, &e->statements[i].quotation);
        move_source(w->edits, &e->statements[i].speaker);
    }
    return redact_holdings(w, found, e, err);
}

static bool move_sentences(struct work *w, marsad_text *t, marsad_err *err)
{
    marsad_sentence *sentences = copy_of(w, t->sentences, t->n_sentences, sizeof *sentences);

    for (size_t i = 0; sentences && i < t->n_sentences; i++) {
        sentences[i].start = moved(w->edits, sentences[i].start, false);
        sentences[i].end = moved(w->edits, sentences[i].end, true);
    }
    t->sentences = sentences;
    t->tokens = NULL;
    t->n_tokens = 0;
    return sentences || marsad_fail_memory(err);
}

bool redact_record(const struct redactor *r, const marsad_record *in, marsad_arena *arena, marsad_record *out,
                   marsad_err *err)
{
    struct work w = { .r = r, .arena = arena, .names = redact_names_new(r->codes, r->model, arena, err) };
    bool ok = false;

    *out = *in;
    if (w.names)
        ok = copy_items(&w, out, err) && redact_texts(&w, in, err) && redact_article(&w, &out->article, err) &&
             redact_mentions(&w, &out->mentions, err) && redact_events(&w, &in->mentions, &out->events, err) &&
             move_sentences(&w, &out->text, err);
    out->text.text = out->article.text;
    if (ok && !marsad_points_init(&out->points, out->text.text, arena))
        ok = marsad_fail_memory(err);
    redact_names_free(w.names);
    return ok;
}

/*
 * page.c - a page becomes one or several documents of plain text, and these become articles.
 */
#include "page/captions.h"
#include "page/metadata.h"
#include "page/parts.h"
#include "page/shingles.h"

#include <stdlib.h>

#define PARAGRAPH_WORDS 12
#define STRAY_WORDS 60
#define HIDDEN_WORDS 40 /* of a text that only JSON-LD has */
#define CAPTION_HEAD 8  /* blocks before the text, where a picture may stand */

/* A page, or one box of it, with the blocks that are its text. */
struct piece {
    const page_reading *reading;
    const bool *chosen;
    size_t first, last; /* of the chosen blocks; first > last: none */
    size_t body;        /* the first of them that is a paragraph: what tells who and when stands before it */
};

struct work {
    const marsad_pages *p;
    const marsad_doc *doc;
    marsad_arena *arena;
    marsad_article *at;
    size_t n, cap;
};

static struct piece piece_of(const page_reading *r, const bool *chosen)
{
    struct piece p = { .reading = r, .chosen = chosen, .first = 1, .last = 0, .body = SIZE_MAX };
    bool any = false;

    for (size_t i = 0; i < r->blocks.n; i++) {
        if (!chosen[i])
            continue;
        p.first = any ? p.first : i;
        p.last = i;
        if (p.body == SIZE_MAX && r->blocks.at[i].words >= PARAGRAPH_WORDS)
            p.body = i;
        any = true;
    }
    if (p.body == SIZE_MAX)
        p.body = p.first;
    return p;
}

/* ---- text ---- */

/* Is this block the title once more? */
static bool says_title(const page_reading *r, size_t i, marsad_str title)
{
    const page_block *k = &r->blocks.at[i];
    page_shingles words = { 0 };
    bool same = false;

    if (!title.len || title.len > PAGE_TITLE_MAX || k->words > 60 || (!k->heading && k->ending == ENDS_STOP))
        return false;
    if (page_shingles_of(title, 1, &words))
        same = page_shingles_share(&words, page_block_str(&r->blocks, i)) >= 0.99 && k->words >= words.n;
    page_shingles_release(&words);
    return same;
}

/* The chosen blocks, one on a line; what says the title again before the first paragraph is left out. */
static bool write_text(const struct piece *p, marsad_str title, marsad_buf *out)
{
    bool begun = false, ok = true;

    for (size_t i = p->first; ok && i <= p->last; i++) {
        if (!p->chosen[i] || (!begun && says_title(p->reading, i, title)))
            continue;
        begun |= p->reading->blocks.at[i].words >= PARAGRAPH_WORDS;
        ok = marsad_buf_add(out, page_block_str(&p->reading->blocks, i)) && marsad_buf_add_byte(out, '\n');
    }
    return ok;
}

/* ---- one article ---- */

static bool add_article(struct work *w, marsad_article *a)
{
    if (!marsad_arena_grow(w->arena, (void **)&w->at, &w->cap, w->n, sizeof *w->at))
        return false;
    a->number = (unsigned)w->n + 1;
    w->at[w->n++] = *a;
    return true;
}

/* What the page says and the lines of the text do not. */
static bool complete(struct work *w, const page_metadata *m, marsad_article *a)
{
    marsad_metadata *all = marsad_arena_alloc(w->arena, sizeof *all);

    if (!all)
        return false;
    *all = m->all;
    if (!a->published[0] && all->published[0])
        memcpy(a->published, all->published, 10);
    if (!a->agency.ptr)
        a->agency = m->agency;
    if (!a->source.ptr)
        a->source = all->site;
    if (!a->url.ptr)
        a->url = all->canonical;
    a->metadata = all;
    return true;
}

/* An article of this text; *a is left alone where there is none. */
static bool read_article(struct work *w, const page_metadata *m, marsad_str text, marsad_article *a, bool *found)
{
    marsad_doc doc = *w->doc;
    marsad_articles got = { 0 };

    doc.title = m->title;
    doc.author = m->author;
    doc.date = marsad_str_of(m->all.published);
    doc.text = text;
    if (!marsad_article_single(w->p->dict, &doc, w->arena, &got, NULL))
        return false;
    *found = got.n > 0 && got.at[0].text.len > 0;
    if (!*found)
        return true;
    *a = got.at[0];
    return complete(w, m, a);
}

/* A few words without a day, under no heading that the page's metadata know: most likely a page of links to articles.
 */
static bool is_stray(const page_metadata *m, marsad_str text)
{
    bool titled = false;

    for (size_t i = 0; i < m->all.n_origins; i++)
        titled |= strcmp(m->all.origins[i].field, "title") == 0 && strcmp(m->all.origins[i].from, "title") != 0;
    return !m->all.published[0] && !titled && marsad_str_words(text) < STRAY_WORDS;
}

static bool make_article(struct work *w, const struct piece *p)
{
    marsad_buf text = { 0 };
    page_metadata m;
    marsad_article a;
    bool found = false;
    bool ok = page_metadata_read(w->p, p->reading, w->doc, p->body, p->last, w->arena, &m) &&
              write_text(p, m.title, &text) &&
              (is_stray(&m, marsad_buf_str(&text)) || read_article(w, &m, marsad_buf_str(&text), &a, &found));

    if (ok && found) {
        size_t from = p->first > CAPTION_HEAD ? p->first - CAPTION_HEAD : 0;

        ok = captions_add(p->reading, p->chosen, from, p->last + 1, w->arena, &a) && add_article(w, &a);
    }
    marsad_buf_release(&text);
    return ok;
}

/* A page whose text is put there by scripts: what its metadata have of it. */
static bool make_hidden(struct work *w, const page_reading *r, const struct piece *p)
{
    marsad_str body = r->jsonld.body;
    page_metadata m;
    marsad_article a;
    bool found = false;

    if (marsad_str_words(body) < HIDDEN_WORDS || memchr(body.ptr, '<', body.len))
        return true;
    return page_metadata_read(w->p, r, w->doc, p->body, p->last, w->arena, &m) &&
           read_article(w, &m, body, &a, &found) && (!found || add_article(w, &a));
}

/* ---- several articles ---- */

static bool make_box(struct work *w, const page_reading *r, uint32_t node)
{
    page_reading box;
    double *likely = NULL;
    bool *chosen = NULL;
    bool ok = parts_reading(w->p, r, node, &box);

    if (ok) {
        likely = page_probabilities(w->p, &box);
        chosen = calloc(box.blocks.n + 1, sizeof *chosen);
        ok = likely && chosen;
    }
    if (ok) {
        struct piece p;

        page_choose(&box, likely, chosen);
        p = piece_of(&box, chosen);
        if (p.first > p.last) {
            parts_choose(&box, chosen);
            p = piece_of(&box, chosen);
        }
        ok = p.first > p.last || make_article(w, &p);
    }
    parts_reading_end(&box);
    free(likely);
    free(chosen);
    return ok;
}

/* ---- a live page ---- */

struct live {
    marsad_buf text;
    marsad_entry_span *entries;
    size_t n;
};

/* One entry: its lines go to the text, its time and heading to the list. */
static bool add_entry(struct work *w, const page_reading *r, uint32_t node, struct live *l)
{
    page_reading box;
    bool *chosen = NULL, ok = parts_reading(w->p, r, node, &box);
    marsad_entry_span *e = &l->entries[l->n];
    struct piece p;

    if (ok) {
        chosen = calloc(box.blocks.n + 1, sizeof *chosen);
        ok = chosen != NULL;
    }
    if (ok) {
        parts_choose(&box, chosen);
        p = piece_of(&box, chosen);
        ok = entry_head(w->p, &box, chosen, w->arena, e);
    }
    if (ok && p.first <= p.last) {
        e->start = l->text.len;
        ok = write_text(&p, (marsad_str){ 0 }, &l->text);
        e->end = l->text.len;
        l->n++;
    }
    parts_reading_end(&box);
    free(chosen);
    return ok;
}

/* Cleaning and furniture have moved the lines: each entry is found again by its first line that is still there. */
static void place_entries(struct live *l, marsad_article *a)
{
    size_t cursor = 0, kept = 0;

    for (size_t i = 0; i < l->n; i++) {
        marsad_str rest = { l->text.ptr + l->entries[i].start, l->entries[i].end - l->entries[i].start }, first;
        size_t at = SIZE_MAX;

        while (at == SIZE_MAX && marsad_str_next(&rest, '\n', &first))
            at = first.len ? marsad_str_find(a->text, first, cursor) : SIZE_MAX;
        if (at == SIZE_MAX)
            continue;
        if (kept)
            l->entries[kept - 1].end = at > 0 ? at - 1 : 0;
        l->entries[kept] = l->entries[i];
        l->entries[kept].start = at;
        l->entries[kept++].end = a->text.len;
        cursor = at + first.len;
    }
    a->entries = l->entries;
    a->n_entries = kept;
}

/* What stands before the entries comes first, then each entry. */
static bool make_live(struct work *w, const page_reading *r, bool *chosen, const page_parts *parts)
{
    struct live l = { .entries = marsad_arena_array(w->arena, parts->n, sizeof *l.entries) };
    page_metadata m;
    marsad_article a;
    struct piece p;
    bool ok = l.entries != NULL, found = false;

    for (size_t i = 0; i < r->blocks.n; i++)
        chosen[i] = chosen[i] && r->blocks.at[i].first < parts->at[0];
    p = piece_of(r, chosen);
    ok = ok &&
         page_metadata_read(w->p, r, w->doc, p.first <= p.last ? p.body : parts_first(r, parts),
                            p.first <= p.last ? p.last : parts_first(r, parts), w->arena, &m) &&
         (p.first > p.last || write_text(&p, m.title, &l.text));
    for (size_t i = 0; ok && i < parts->n; i++)
        ok = add_entry(w, r, parts->at[i], &l);
    ok = ok && read_article(w, &m, marsad_buf_str(&l.text), &a, &found);
    if (ok && found) {
        place_entries(&l, &a);
        ok = add_article(w, &a);
    }
    marsad_buf_release(&l.text);
    return ok;
}

/* ---- the page ---- */

static bool split_page(struct work *w, page_reading *r, double **likely, bool **chosen)
{
    page_parts parts;
    struct piece p;

    if (!page_reading_begin(w->p, w->doc->text, w->arena, r))
        return false;
    *likely = page_probabilities(w->p, r);
    *chosen = calloc(r->blocks.n + 1, sizeof **chosen);
    if (!*likely || !*chosen)
        return false;
    page_choose(r, *likely, *chosen);
    parts_find(r, &parts);
    if (parts.n && parts.live)
        return make_live(w, r, *chosen, &parts);
    for (size_t i = 0; i < parts.n; i++)
        if (!make_box(w, r, parts.at[i]))
            return false;
    p = piece_of(r, *chosen);
    return parts.n > 0 || (p.first > p.last ? make_hidden(w, r, &p) : make_article(w, &p));
}

bool marsad_pages_split(const marsad_pages *p, const marsad_doc *doc, marsad_arena *arena, marsad_articles *out,
                        marsad_err *err)
{
    struct work w = { .p = p, .doc = doc, .arena = arena };
    page_reading reading = { .rows = NULL };
    double *likely = NULL;
    bool *chosen = NULL, ok;

    if (doc->media != MARSAD_MEDIA_HTML)
        return marsad_article_split(p->dict, doc, arena, out, err);
    ok = split_page(&w, &reading, &likely, &chosen);
    page_reading_end(&reading);
    free(likely);
    free(chosen);
    *out = (marsad_articles){ w.at, w.n };
    return ok || marsad_fail_memory(err);
}

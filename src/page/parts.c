/*
 * parts.c - boxes are told by their tags and classes, their headings and times.
 */
#include "page/parts.h"

#include <stdlib.h>

#define ARTICLE_WORDS 40 /* of running text in a box that is an article */
#define ENTRY_WORDS 6    /* of any text in an entry */

#define BIT(kind) ((uint64_t)1 << (kind))
#define AROUND                                                                                                         \
    (BIT(K_COMMENT) | BIT(K_RELATED) | BIT(K_SIDEBAR) | BIT(K_FOOTER) | BIT(K_NAV) | BIT(K_PROMO) | BIT(K_AD) |        \
     BIT(K_NEWSLETTER))

struct box {
    uint32_t node;
    size_t words, prose;
    bool heading, time;
};

/* The kinds of an element and all around it, and whether any tag around it is for what stands beside articles. */
static uint64_t kinds_around(const page_blocks *b, uint32_t at)
{
    uint64_t kinds = b->marks[at].in & (IN_ASIDE | IN_FOOTER | IN_NAV | IN_FORM) ? BIT(K_NAV) : 0;

    for (unsigned up = 0; at != PAGE_NONE && up < PAGE_MAX_DEPTH; at = b->tree->nodes[at].parent, up++)
        kinds |= b->marks[at].kinds;
    return kinds;
}

static size_t first_block(const page_blocks *b, uint32_t node)
{
    size_t low = 0, high = b->n;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (b->at[mid].first < node)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static struct box look_into(const page_blocks *b, uint32_t node)
{
    const page_tree *t = b->tree;
    struct box box = { .node = node };
    size_t from = first_block(b, node);

    for (size_t i = from; i < b->n && b->at[i].first < t->nodes[node].end; i++) {
        const page_block *k = &b->at[i];
        uint64_t kinds = b->marks[k->container].kinds;

        box.words += k->words;
        if (k->words >= 10 && !k->heading && k->link_words * 3 < k->words)
            box.prose += k->words;
        if (i < from + 4 && k->words >= 2 && ((k->heading && k->heading <= 4) || (kinds & BIT(K_TITLE))))
            box.heading = true;
        if (i < from + 4 && k->digits && (k->time_words || (kinds & BIT(K_DATE)) || k->words <= 3))
            box.time = true;
    }
    return box;
}

static bool is_article_box(const page_blocks *b, uint32_t i)
{
    bool named = (b->marks[i].kinds & BIT(K_ARTICLE)) != 0 && !(b->marks[i].kinds & (BIT(K_BODY) | BIT(K_WIDGET)));

    return b->marks[i].like >= 2 && (b->tree->nodes[i].tag == T_ARTICLE || named) &&
           !(kinds_around(b, i) & (AROUND | BIT(K_LIVE)));
}

static bool is_entry_box(const page_blocks *b, uint32_t i, bool live)
{
    uint64_t kinds = kinds_around(b, i);

    return b->marks[i].like >= 2 && b->tree->nodes[i].tag != T_P && (live || (kinds & BIT(K_LIVE))) &&
           !(kinds & AROUND);
}

/* The block that says what the metadata give as the title, or n. */
static size_t title_block(const page_reading *r)
{
    for (size_t i = 0; i < r->blocks.n; i++)
        if (r->rows[i * PAGE_ROW + F_FROM_TITLE] == 0 && r->blocks.at[i].heading)
            return i;
    return r->blocks.n;
}

/* Outermost boxes, in the order of the page. The type of the first decides; others are of its parent and tag. */
static size_t collect(const page_reading *r, bool live, page_parts *out)
{
    const page_blocks *b = &r->blocks;
    const page_tree *t = b->tree;
    size_t words = 0;

    out->n = 0;
    for (uint32_t i = 0; i < t->n_nodes && out->n < PARTS_MAX;) {
        bool fits =
            page_is_inline(t->nodes[i].tag) ? false
            : out->n ? t->nodes[i].parent == t->nodes[out->at[0]].parent && t->nodes[i].tag == t->nodes[out->at[0]].tag
                     : true;
        struct box box;

        if (!fits || !(live ? is_entry_box(b, i, r->jsonld.live) : is_article_box(b, i))) {
            i++;
            continue;
        }
        box = look_into(b, i);
        if (live ? box.time && box.words >= ENTRY_WORDS : box.heading && box.prose >= ARTICLE_WORDS) {
            out->at[out->n++] = i;
            words += live ? box.words : box.prose;
            i = t->nodes[i].end;
        } else {
            i++;
        }
    }
    return words;
}

static size_t all_prose(const page_blocks *b)
{
    size_t words = 0;

    for (size_t i = 0; i < b->n; i++)
        if (b->at[i].words >= 10 && !b->at[i].heading && b->at[i].link_words * 3 < b->at[i].words)
            words += b->at[i].words;
    return words;
}

void parts_find(const page_reading *r, page_parts *out)
{
    size_t title = title_block(r), words;
    uint32_t node = title < r->blocks.n ? r->blocks.at[title].first : 0;

    out->live = true;
    collect(r, true, out);
    if (out->n >= 2)
        return;
    out->live = false;
    words = collect(r, false, out);
    if (out->n >= 2 && words * 2 < all_prose(&r->blocks))
        out->n = 0; /* the text of the page stands elsewhere */
    if (out->n >= 2 && title < r->blocks.n && (node < out->at[0] || node >= r->tree.nodes[out->at[out->n - 1]].end))
        out->n = 0; /* a heading above all of them: they are sections */
    if (out->n < 2)
        out->n = 0;
}

size_t parts_first(const page_reading *r, const page_parts *parts)
{
    return first_block(&r->blocks, parts->at[0]);
}

/* ---- a box as a page ---- */

static uint32_t moved(uint32_t node, uint32_t by)
{
    return node == PAGE_NONE || node < by ? PAGE_NONE : node - by;
}

bool parts_reading(const marsad_pages *p, const page_reading *r, uint32_t node, page_reading *out)
{
    const page_tree *t = &r->tree;
    size_t n = t->nodes[node].end - node;
    page_hints hints = { .body = { 0 } };

    memset(out, 0, sizeof *out);
    out->head.language = r->head.language;
    for (size_t i = 0; i < r->head.n; i++) /* the site is that of all */
        if (marsad_str_equal(r->head.meta[i].name, MARSAD_LIT("og:site_name")))
            out->head.meta[out->head.n++] = r->head.meta[i];
    out->tree = *t;
    out->tree.n_scripts = 0;
    out->tree.n_nodes = n;
    out->tree.nodes = malloc((n + 1) * sizeof *out->tree.nodes);
    if (!out->tree.nodes)
        return false;
    for (size_t i = 0; i < n; i++) {
        page_node *k = &out->tree.nodes[i];

        *k = t->nodes[node + i];
        k->parent = i ? moved(k->parent, node) : PAGE_NONE;
        k->end -= node;
        k->depth = (uint16_t)(k->depth - t->nodes[node].depth);
    }
    if (!page_blocks_read(p, &out->tree, &out->blocks))
        return false;
    out->rows = page_features(&out->blocks, &hints);
    return out->rows != NULL;
}

void parts_reading_end(page_reading *part)
{
    free(part->rows);
    page_blocks_release(&part->blocks);
    free(part->tree.nodes);
}

void parts_choose(const page_reading *part, bool *chosen)
{
    for (size_t i = 0; i < part->blocks.n; i++) {
        const page_block *k = &part->blocks.at[i];
        const float *row = &part->rows[i * PAGE_ROW];

        chosen[i] = k->words >= 3 && row[F_BAD_BELOW] < 1 && row[F_CLASS + K_TITLE] < 3 &&
                    k->link_words * 2 < k->words && (k->cue == C_NONE || k->words >= 12) && row[F_IN_CAPTION] < 1 &&
                    !k->heading && !k->time_words;
    }
}

/* ---- the head of an entry ---- */

static bool copy(marsad_arena *arena, marsad_str s, marsad_str *out)
{
    *out = marsad_arena_str(arena, marsad_str_trim(s));
    return out->ptr != NULL;
}

/* The first <time> with a value that can be read. */
static void find_moment(desk *d, const page_tree *t, char out[MARSAD_MOMENT])
{
    for (uint32_t i = 0; i < t->n_nodes && !out[0]; i++) {
        marsad_str value = t->nodes[i].tag == T_TIME ? page_attr(t, i, A_DATETIME) : (marsad_str){ 0 };

        if (value.len && moment_read(d, value, out) != MOMENT_GOOD)
            out[0] = '\0';
    }
}

bool entry_head(const marsad_pages *p, const page_reading *part, const bool *chosen, marsad_arena *arena,
                marsad_entry_span *out)
{
    const page_blocks *b = &part->blocks;
    bool ok = true;
    desk d;

    *out = (marsad_entry_span){ .start = 0 };
    for (size_t i = 0; ok && i < b->n; i++) {
        const page_block *k = &b->at[i];
        uint64_t kinds = b->marks[k->container].kinds;

        if (chosen[i])
            continue;
        if (!out->said.ptr && k->words <= 12 &&
            (k->time_words || (kinds & BIT(K_DATE)) || (k->digits && k->words <= 3)))
            ok = copy(arena, page_block_str(b, i), &out->said);
        else if (!out->title.ptr && k->words >= 2 && (k->heading || (kinds & BIT(K_TITLE))))
            ok = copy(arena, page_block_str(b, i), &out->title);
    }
    if (!ok || !desk_open(&d, p->dict)) {
        return false;
    }
    find_moment(&d, &part->tree, out->time);
    if (!out->time[0] && out->said.ptr && moment_read(&d, out->said, out->time) != MOMENT_GOOD)
        out->time[0] = '\0';
    ok = !d.failed;
    desk_close(&d);
    return ok;
}

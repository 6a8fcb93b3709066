/*
 * blocks.c - one walk over the nodes: what each stands in, then the text of each block with the counts of its words.
 */
#include "page/blocks.h"

#include "marsad/utf8.h"
#include "page/fold.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <stdlib.h>

/* ---- marks ---- */

static uint32_t bit_of(unsigned tag)
{
    switch (tag) {
    case T_A:
        return IN_A;
    case T_B:
    case T_STRONG:
        return IN_STRONG;
    case T_I:
    case T_EM:
        return IN_EM;
    case T_TIME:
        return IN_TIME;
    case T_P:
        return IN_P;
    case T_LI:
        return IN_LI;
    case T_TABLE:
        return IN_TABLE;
    case T_BLOCKQUOTE:
        return IN_QUOTE;
    case T_FIGURE:
        return IN_FIGURE;
    case T_FIGCAPTION:
    case T_CAPTION:
        return IN_CAPTION;
    case T_ARTICLE:
        return IN_ARTICLE;
    case T_MAIN:
        return IN_MAIN;
    case T_ASIDE:
        return IN_ASIDE;
    case T_NAV:
        return IN_NAV;
    case T_HEADER:
        return IN_HEADER;
    case T_FOOTER:
        return IN_FOOTER;
    case T_FORM:
        return IN_FORM;
    case T_ADDRESS:
        return IN_ADDRESS;
    case T_PRE:
        return IN_PRE;
    case T_SECTION:
        return IN_SECTION;
    case T_DL:
        return IN_DL;
    default:
        return 0;
    }
}

static bool is_hidden(const page_tree *t, uint32_t node)
{
    marsad_str style = page_attr(t, node, A_STYLE);

    if (page_attr(t, node, A_HIDDEN).ptr || marsad_str_equal(page_attr(t, node, A_ARIA_HIDDEN), MARSAD_LIT("true")))
        return true;
    return style.len && (marsad_str_find(style, MARSAD_LIT("display:none"), 0) != SIZE_MAX ||
                         marsad_str_find(style, MARSAD_LIT("display: none"), 0) != SIZE_MAX ||
                         marsad_str_find(style, MARSAD_LIT("visibility:hidden"), 0) != SIZE_MAX);
}

static uint64_t kinds_of(const marsad_pages *p, const page_tree *t, uint32_t node)
{
    static const uint8_t NAMES[] = { A_CLASS, A_ID, A_ROLE, A_ITEMPROP };
    const page_node *n = &t->nodes[node];
    uint64_t kinds = 0;

    for (uint32_t i = n->at; i < n->at + n->n; i++)
        for (size_t k = 0; k < sizeof NAMES; k++)
            if (t->attributes[i].name == NAMES[k])
                kinds |= know_class(p, (marsad_str){ t->text + t->attributes[i].at, t->attributes[i].len });
    if (kinds & (uint64_t)1 << K_BODY &&
        marsad_str_find(page_attr(t, node, A_ITEMPROP), MARSAD_LIT("articleBody"), 0) != SIZE_MAX)
        kinds |= (uint64_t)1 << K_ITEM_BODY; /* schema.org: the text itself */
    return kinds;
}

static void mark_node(const marsad_pages *p, page_blocks *b, uint32_t i)
{
    static const page_mark TOP = { .container = 0 };
    const page_tree *t = b->tree;
    const page_node *n = &t->nodes[i];
    const page_mark *parent = n->parent == PAGE_NONE ? &TOP : &b->marks[n->parent];
    page_mark *m = &b->marks[i];

    *m = (page_mark){ .container = page_is_inline(n->tag) ? parent->container : i, .in = parent->in };
    if (n->tag == T_TEXT)
        return;
    m->in |= bit_of(n->tag);
    if (n->n == 0)
        return;
    if (n->tag != T_BODY && n->tag != T_HTML) /* theirs speak of the layout: "right-sidebar comments-open" */
        m->kinds = kinds_of(p, t, i);
    if (is_hidden(t, i))
        m->in |= IN_HIDDEN;
    if (m->in & IN_HIDDEN) /* a copy for machines, with other breaks between paragraphs */
        m->kinds &= ~((uint64_t)1 << K_ITEM_BODY);
}

/* ---- siblings of the same kind ---- */

static uint64_t signature(const page_tree *t, uint32_t i)
{
    marsad_str class = page_attr(t, i, A_CLASS);
    uint64_t seed = (uint64_t)t->nodes[i].parent << 16 | t->nodes[i].tag;

    return XXH3_64bits_withSeed(class.len ? class.ptr : "", class.len, seed) | 1;
}

/* An open table from signatures to counts; twice as many places as nodes. */
static bool count_siblings(page_blocks *b)
{
    const page_tree *t = b->tree;
    size_t size = 64, at;
    struct place {
        uint64_t key;
        uint32_t count;
    } * table;

    while (size < t->n_nodes * 2)
        size *= 2;
    table = calloc(size, sizeof *table);
    if (!table)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < t->n_nodes; i++) {
            uint64_t key;

            if (page_is_inline(t->nodes[i].tag) || t->nodes[i].tag == T_BR)
                continue;
            key = signature(t, i);
            for (at = (size_t)(key >> 20) & (size - 1); table[at].key && table[at].key != key;
                 at = (at + 1) & (size - 1)) {
            }
            table[at].key = key;
            if (pass == 0)
                table[at].count++;
            else
                b->marks[i].like = table[at].count;
        }
    }
    free(table);
    return true;
}

/* ---- text ---- */

struct writer {
    page_blocks *b;
    const marsad_pages *pages;
    page_block now;
    bool open, in_word, gap, failed;
    unsigned breaks; /* <br> since the last letter */
    uint32_t link;   /* <a> of the last word */
};

/* What C1 control characters mean in pages: windows-1252 (HTML, section 13.2.5.80). */
static uint32_t mend_control(uint32_t c)
{
    static const uint16_t LATIN[32] = { 0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178 };

    return c >= 0x80 && c < 0xA0 ? LATIN[c - 0x80] : c;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F;
}

static bool is_stop(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x061F /* ؟ */ || c == 0x2026 /* … */ || c == 0x06D4 /* ۔ */;
}

static bool is_comma(uint32_t c)
{
    return c == ',' || c == ';' || c == 0x060C /* ، */ || c == 0x061B /* ؛ */;
}

/* Quotes and brackets behind a mark do not change how a block ends. */
static bool is_closer(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0xAB;
}

static void count_mark(page_block *k, uint32_t c)
{
    k->commas += is_comma(c);
    k->stops += is_stop(c);
    if (is_stop(c))
        k->ending = ENDS_STOP;
    else if (c == ':')
        k->ending = ENDS_COLON;
    else if (is_comma(c))
        k->ending = ENDS_COMMA;
    else if (!is_closer(c))
        k->ending = ENDS_OPEN;
}

static void begin_word(struct writer *w, uint32_t in, uint32_t node)
{
    page_block *k = &w->now;

    k->words++;
    k->strong_words += (in & IN_STRONG) != 0;
    k->em_words += (in & IN_EM) != 0;
    k->time_words += (in & IN_TIME) != 0;
    if (in & IN_A) {
        uint32_t a = w->b->tree->nodes[node].parent;

        k->link_words++;
        if (w->link != a && k->links < UINT16_MAX)
            k->links++;
        w->link = a;
    }
}

static void begin_block(struct writer *w, uint32_t node)
{
    const page_blocks *b = w->b;
    uint32_t container = b->marks[node].container;
    unsigned tag = b->tree->nodes[container].tag;

    w->now = (page_block){ .container = container, .first = node, .at = (uint32_t)b->text.len, .tag = (uint8_t)tag };
    w->open = true;
    w->in_word = w->gap = false;
    w->breaks = 0;
    w->link = PAGE_NONE;
    if (tag >= T_H1 && tag <= T_H6)
        w->now.heading = (uint8_t)(tag - T_H1 + 1);
}

static void end_block(struct writer *w)
{
    page_blocks *b = w->b;
    page_block *k = &w->now;
    void *grown;
    size_t words;

    if (!w->open)
        return;
    w->open = false;
    k->len = (uint32_t)(b->text.len - k->at);
    if (k->words == 0 || b->n == PAGE_MAX_BLOCKS) {
        b->text.len = k->at;
        return;
    }
    if (b->n == b->cap) {
        b->cap = b->cap ? b->cap * 2 : 256;
        grown = realloc(b->at, b->cap * sizeof *b->at);
        if (!grown) {
            w->failed = true;
            return;
        }
        b->at = grown;
    }
    k->hash = XXH3_64bits(b->text.ptr + k->at, k->len);
    k->cue = (uint8_t)know_cue(w->pages, (marsad_str){ b->text.ptr + k->at, k->len }, &words);
    k->cue_words = (uint32_t)words;
    b->at[b->n++] = *k;
    w->failed |= !marsad_buf_add_byte(&b->text, '\n');
}

static void put(struct writer *w, uint32_t c)
{
    char bytes[4];
    size_t n = marsad_utf8_put(c, bytes);
    marsad_buf *text = &w->b->text;

    w->failed |= text->cap - text->len < n && !marsad_buf_reserve(text, n);
    if (!w->failed) {
        memcpy(text->ptr + text->len, bytes, n);
        text->len += n;
    }
}

static void put_gap(struct writer *w)
{
    if (w->b->text.len > w->now.at) {
        if (w->breaks)
            put(w, '\n');
        else if (w->gap)
            put(w, ' ');
    }
    w->gap = false;
    w->breaks = 0;
}

static void write_letter(struct writer *w, uint32_t c, uint32_t in, uint32_t node)
{
    page_block *k = &w->now;

    put_gap(w);
    if (page_is_word(c)) {
        if (!w->in_word)
            begin_word(w, in, node);
        if (k->letters == 0)
            k->lower = c >= 'a' && c <= 'z';
        w->in_word = true;
        k->letters++;
        k->capitals += (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
        k->digits += (c >= '0' && c <= '9') || (c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9);
        k->ending = ENDS_OPEN;
    } else {
        w->in_word = w->in_word && (c == '\'' || c == 0x2019 || c == 0x200C);
        count_mark(k, c);
    }
    put(w, c);
}

static void write_text(struct writer *w, uint32_t node)
{
    marsad_str s = page_text_of(w->b->tree, node);
    uint32_t in = w->b->marks[node].in;
    size_t len;

    for (size_t i = 0; i < s.len && !w->failed; i += len) {
        uint32_t c = (unsigned char)s.ptr[i];

        len = 1;
        if (c >= 0x80)
            c = mend_control(marsad_utf8_get(s, i, &len));
        if (c == 0 || c == 0xAD || c == 0xFEFF || c == 0x200B) /* not drawn */
            continue;
        if (is_space(c)) {
            w->gap = true;
            w->in_word = false;
            continue;
        }
        if (!w->open) {
            begin_block(w, node);
        }
        write_letter(w, c, in, node);
    }
}

static void write_break(struct writer *w)
{
    if (!w->open)
        return;
    w->in_word = false;
    if (w->now.breaks < UINT16_MAX)
        w->now.breaks++;
    if (++w->breaks >= 2)
        end_block(w);
}

/* Elements whose text is none of the page's: the head, and what a reader fills in or presses. */
static bool is_skipped(unsigned tag)
{
    return tag == T_HEAD || (tag >= T_BUTTON && tag <= T_CANVAS) || tag == T_TITLE || tag == T_META || tag == T_LINK;
}

static bool write_blocks(const marsad_pages *p, page_blocks *b)
{
    const page_tree *t = b->tree;
    struct writer w = { .b = b, .pages = p };

    for (uint32_t i = 0; i < t->n_nodes && !w.failed; i++) {
        unsigned tag = t->nodes[i].tag;

        mark_node(p, b, i);
        if (tag == T_TEXT) {
            if (w.open && b->marks[i].container != w.now.container)
                end_block(&w);
            write_text(&w, i);
        } else if (tag == T_BR) {
            write_break(&w);
        } else if (!page_is_inline(tag)) {
            end_block(&w);
        }
        if (is_skipped(tag)) {
            for (uint32_t k = i + 1; k < t->nodes[i].end; k++)
                mark_node(p, b, k);
            i = t->nodes[i].end - 1;
        }
    }
    end_block(&w);
    return !w.failed;
}

bool page_blocks_read(const marsad_pages *p, const page_tree *t, page_blocks *out)
{
    *out = (page_blocks){ .tree = t };
    out->marks = calloc(t->n_nodes + 1, sizeof *out->marks);
    return out->marks && marsad_buf_reserve(&out->text, t->text_len + 1) && write_blocks(p, out) && count_siblings(out);
}

void page_blocks_release(page_blocks *b)
{
    free(b->marks);
    free(b->at);
    marsad_buf_release(&b->text);
    *b = (page_blocks){ 0 };
}

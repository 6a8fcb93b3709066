/*
 * split.c - where one article ends and the next begins, in a text that holds several.
 *
 * A new article begins at a line like a headline with running text below it, where something says that the line is no
 * heading inside an article: page furniture before it, the line printed twice, a dateline or a byline under it. A
 * paragraph that begins with "and" continues what stands before it and so begins no article; behind furniture alone the
 * title and the paragraph must have words in common.
 */
#include "article/desk.h"

#define HEAD_BYTES 300
/*
 * A title and its first paragraph share two words or more, an item of a list and what happens to follow it fewer.
 * Of 1,000 articles with a list of two titles put into their middle this cuts 12 (295 without it); of 1,000 pairs of
 * articles with such a list between them it finds 773 (880 without it).
 */
#define SHARED_MIN 2

/* What stands below a possible title. */
struct below {
    size_t at;     /* the paragraph */
    size_t shared; /* words of the title in it */
    bool byline, dateline, continues;
    bool lone; /* it is short, and no other paragraph follows */
};

static bool is_text(const line *l)
{
    return l->kind == LINE_TEXT;
}

static bool is_paragraph(const line *l)
{
    return is_text(l) && l->paragraph;
}

static void look_at_paragraph(desk *d, const line *l, struct below *b)
{
    marsad_text t;
    byline by;

    if (!lines_read(d, l->text, HEAD_BYTES, &t))
        return;
    b->dateline = byline_head(d, &t, &by) && by.place.ptr && (by.agency.ptr || by.author.ptr);
    b->continues = word_and(&t, 0);
}

/* The paragraph right below line i, with nothing between them but bylines and captions. */
static bool look_below(desk *d, const lines *l, size_t i, struct below *b)
{
    size_t next;

    *b = (struct below){ .at = i + 1 };
    for (; b->at < l->n && l->at[b->at].kind != LINE_TEXT; b->at++) {
        if (l->at[b->at].kind == LINE_RELATED || l->at[b->at].kind == LINE_FURNITURE)
            return false;
        b->byline |= l->at[b->at].kind == LINE_BYLINE && l->at[b->at].sure;
    }
    if (b->at >= l->n || !is_paragraph(&l->at[b->at]))
        return false;
    for (next = b->at + 1; next < l->n && l->at[next].kind == LINE_REPEAT; next++) {
    }
    b->lone = l->at[b->at].text.len <= LINE_SHORT && (next >= l->n || !is_paragraph(&l->at[next]));
    look_at_paragraph(d, &l->at[b->at], b);
    b->shared = lines_shared(d, l->at[i].text, l->at[b->at].text);
    return true;
}

/* Does a new article begin at line i, with `paragraphs` of the old one before it and furniture between them? */
static bool begins(const line *l, const struct below *b, size_t paragraphs, bool furniture, bool titled)
{
    if (titled && !furniture)
        return false;
    if (l->doubled && !b->continues)
        return true;
    if (b->dateline && (furniture || paragraphs >= 2))
        return true;
    return furniture && !titled && !b->continues && (b->byline || !b->lone) && b->shared >= SHARED_MIN;
}

size_t split_next(desk *d, const lines *l, size_t first, bool titled)
{
    size_t paragraphs = 0;
    bool furniture = false;
    struct below b;

    if (first > 0 && look_below(d, l, first, &b) && b.dateline)
        paragraphs = 1; /* one of several short items, each with its dateline: one paragraph is enough */
    for (size_t i = first; i < l->n; i++) {
        const line *here = &l->at[i];

        furniture |= here->kind == LINE_RELATED || here->kind == LINE_FURNITURE;
        if (is_paragraph(here)) {
            paragraphs++;
            furniture = false;
        } else if (i > first && paragraphs > 0 && is_text(here) && here->headline && look_below(d, l, i, &b) &&
                   begins(here, &b, paragraphs, furniture, titled)) {
            return i;
        }
    }
    return l->n;
}

/*
 * know.h - what marsad_pages holds: the words of data/page.tsv and the forests of model/page.tsv.
 */
#ifndef PAGE_KNOW_H
#define PAGE_KNOW_H

#include "marsad/map.h"
#include "marsad/page.h"

/* What a class or id says of its element; the same list makes features. */
#define PAGE_CLASS_KINDS(X)                                                                                            \
    X(BODY, "body")                                                                                                    \
    X(TEXT, "text")                                                                                                    \
    X(CONTENT, "content")                                                                                              \
    X(MAIN, "main")                                                                                                    \
    X(ARTICLE, "article") X(LEAD, "lead") X(TITLE, "title") X(BYLINE, "byline") X(DATE, "date") X(META, "meta")        \
        X(BIO, "bio") X(CAPTION, "caption") X(CREDIT, "credit") X(IMAGE, "image") X(GALLERY, "gallery")                \
            X(VIDEO, "video") X(QUOTE, "quote") X(PULLOUT, "pullout") X(BOX, "box") X(TAGS, "tags") X(LIVE, "live")    \
                X(TOC, "toc") X(NOTE, "note") X(SHARE, "share") X(COMMENT, "comment") X(RELATED, "related")            \
                    X(NAV, "nav") X(BREADCRUMB, "breadcrumb") X(FOOTER, "footer") X(HEADER, "header")                  \
                        X(SIDEBAR, "sidebar") X(AD, "ad") X(PROMO, "promo") X(NEWSLETTER, "newsletter")                \
                            X(PAYWALL, "paywall") X(COOKIE, "cookie") X(POPUP, "popup") X(WIDGET, "widget")            \
                                X(FORM, "form") X(HIDDEN, "hidden") X(LABEL, "label") X(TICKER, "ticker")              \
                                    X(EMBED, "embed") X(ITEM_BODY, "item-body")

enum {
#define X(upper, lower) K_##upper,
    PAGE_CLASS_KINDS(X)
#undef X
        K_COUNT
};

/* How a line begins; 0: like no line of data/page.tsv. */
#define PAGE_CUES(X)                                                                                                   \
    X(NONE, "")                                                                                                        \
    X(RELATED, "related")                                                                                              \
    X(COMMENT, "comment")                                                                                              \
    X(SHARE, "share")                                                                                                  \
    X(NEWSLETTER, "newsletter")                                                                                        \
    X(PAYWALL, "paywall") X(COOKIE, "cookie") X(COPYRIGHT, "copyright") X(CREDIT, "credit") X(BYLINE, "byline")        \
        X(DATE, "date") X(AD, "ad") X(TAGS, "tags") X(PAGE, "page") X(SIGNOFF, "signoff")

enum {
#define X(upper, lower) C_##upper,
    PAGE_CUES(X)
#undef X
        C_COUNT
};

#define PAGE_CUE_WORDS 6 /* of the longest line of data/page.tsv */

/* One node of a tree: go left where feature <= threshold. Leaves have feature -1 and the value in threshold. */
typedef struct {
    int16_t feature;
    uint16_t left; /* within the tree; the right one follows it */
    float threshold;
} forest_node;

typedef struct {
    forest_node *nodes;
    uint32_t *roots;
    size_t n_nodes, n_trees;
    double bias;
} forest;

#define PAGE_STAGES 2

struct marsad_pages {
    const marsad_dict *dict;
    int64_t now;
    marsad_arena *arena;
    marsad_map *classes; /* word -> bits of kinds */
    marsad_map *cues;    /* folded line head -> cue */
    forest stages[PAGE_STAGES];
};

/* The kinds that a class, id or role speaks of, as bits 1 << K_… . */
uint64_t know_class(const marsad_pages *p, marsad_str value);

/* The longest head of a line that is known, of its first words, folded by know_fold(). */
unsigned know_cue(const marsad_pages *p, marsad_str line, size_t *words);

/* Sum of a forest's trees and its bias: log odds. */
double forest_score(const forest *f, const float *features);

#endif

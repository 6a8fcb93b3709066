/*
 * tree.h - a page as a flat tree: nodes in the order of the page, each with the end of its subtree.
 *
 *     <div class=a>x<p>y</div>  ->  0 div(end 4)  1 "x"  2 p(end 4)  3 "y"
 *
 * libxml2 (SAX) tells how tags nest. Before it sees the page, what has no say in its text is cut out in one pass:
 * scripts, styles, comments, drawings. The same pass bounds what would make the parser quadratic: attributes of one
 * tag. The depth of open elements is bounded, too: what lies deeper hangs on the last element that is not too deep.
 */
#ifndef PAGE_TREE_H
#define PAGE_TREE_H

#include "marsad/arena.h"

#define PAGE_MAX_DEPTH 250 /* of open elements; pages were seen to have 60 */
#define PAGE_MAX_SCRIPTS 64 /* of JSON-LD that are kept */
#define PAGE_NONE UINT32_MAX

/* Tags that are told apart; the rest is T_OTHER, a block. The order makes the ranges below. */
#define PAGE_TAGS(X)                                                                                                   \
    X(OTHER, "")                                                                                                       \
    X(TEXT, "#text")                                                                                                   \
    X(A, "a")                                                                                                          \
    X(ABBR, "abbr")                                                                                                    \
    X(ACRONYM, "acronym")                                                                                              \
    X(B, "b")                                                                                                          \
    X(BDI, "bdi") X(BDO, "bdo") X(BIG, "big") X(CITE, "cite") X(CODE, "code") X(DATA, "data") X(DEL, "del")            \
        X(DFN, "dfn") X(EM, "em") X(FONT, "font") X(I, "i") X(INS, "ins") X(KBD, "kbd") X(MARK, "mark") X(Q, "q")      \
            X(S, "s") X(SAMP, "samp") X(SMALL, "small") X(SPAN, "span") X(STRIKE, "strike") X(STRONG, "strong")        \
                X(SUB, "sub") X(SUP, "sup") X(TIME, "time") X(TT, "tt") X(U, "u") X(VAR, "var") X(WBR, "wbr")          \
                    X(NOBR, "nobr") X(IMG, "img") X(LABEL, "label") X(BR, "br") X(HR, "hr") X(P, "p") X(DIV, "div")    \
                        X(LI, "li") X(UL, "ul") X(OL, "ol") X(DL, "dl") X(DT, "dt") X(DD, "dd") X(H1, "h1")            \
                            X(H2, "h2") X(H3, "h3") X(H4, "h4") X(H5, "h5") X(H6, "h6") X(TABLE, "table")              \
                                X(TBODY, "tbody") X(THEAD, "thead") X(TR, "tr") X(TD, "td") X(TH, "th") X(             \
                                    CAPTION, "caption") X(BLOCKQUOTE, "blockquote") X(PRE, "pre") X(FIGURE, "figure")  \
                                    X(FIGCAPTION, "figcaption") X(ARTICLE, "article") X(SECTION, "section")            \
                                        X(MAIN, "main") X(ASIDE, "aside") X(NAV, "nav") X(HEADER, "header")            \
                                            X(FOOTER, "footer") X(ADDRESS, "address") X(CENTER, "center")              \
                                                X(DETAILS, "details") X(SUMMARY, "summary") X(DIALOG, "dialog")        \
                                                    X(BODY, "body") X(HTML, "html") X(HEAD, "head") X(TITLE, "title")  \
                                                        X(META, "meta") X(LINK, "link") X(BASE, "base")                \
                                                            X(FORM, "form") X(FIELDSET, "fieldset")                    \
                                                                X(BUTTON, "button") X(SELECT, "select")                \
                                                                    X(TEXTAREA, "textarea") X(INPUT, "input")          \
                                                                        X(OPTION, "option") X(TEMPLATE, "template")    \
                                                                            X(IFRAME, "iframe") X(VIDEO, "video")      \
                                                                                X(AUDIO, "audio") X(OBJECT, "object")  \
                                                                                    X(EMBED, "embed") X(MAP, "map")    \
                                                                                        X(CANVAS, "canvas")

enum {
#define X(upper, lower) T_##upper,
    PAGE_TAGS(X)
#undef X
        T_COUNT
};

/* Part of a line: no line ends before and behind it. */
static inline bool page_is_inline(unsigned tag)
{
    return tag >= T_TEXT && tag <= T_LABEL;
}

/* Attributes that are kept. */
#define PAGE_ATTRIBUTES(X)                                                                                             \
    X(CLASS, "class")                                                                                                  \
    X(ID, "id")                                                                                                        \
    X(HREF, "href")                                                                                                    \
    X(CONTENT, "content")                                                                                              \
    X(NAME, "name") X(PROPERTY, "property") X(ITEMPROP, "itemprop") X(ITEMTYPE, "itemtype") X(ITEMSCOPE, "itemscope")  \
        X(REL, "rel") X(DATETIME, "datetime") X(ROLE, "role") X(STYLE, "style") X(HIDDEN, "hidden")                    \
            X(ARIA_HIDDEN, "aria-hidden") X(LANG, "lang") X(SRC, "src") X(PUBDATE, "pubdate") X(TITLE, "title")

enum {
#define X(upper, lower) A_##upper,
    PAGE_ATTRIBUTES(X)
#undef X
        A_COUNT
};

typedef struct {
    uint32_t parent, end; /* end: behind the last node of the subtree */
    uint32_t at, n;       /* text: bytes of tree.text; element: attributes */
    uint16_t tag, depth;
} page_node;

typedef struct {
    uint16_t name;
    uint32_t at, len; /* bytes of tree.text */
} page_attribute;

typedef struct {
    page_node *nodes;
    page_attribute *attributes;
    size_t n_nodes, n_attributes, cap_nodes, cap_attributes;
    char *text;
    size_t text_len, text_cap;
    marsad_str scripts[PAGE_MAX_SCRIPTS]; /* JSON-LD, slices of the markup */
    size_t n_scripts;
} page_tree;

/* Makes the parser ready for threads; calling it again does nothing. */
void page_tree_init(void);

/* `markup`: valid UTF-8 without NUL, outliving the tree. False: no memory. Release in both cases. */
bool page_tree_read(marsad_str markup, page_tree *out);
void page_tree_release(page_tree *t);

/* The value of an attribute; ptr NULL where the element has none of that name. */
marsad_str page_attr(const page_tree *t, uint32_t node, unsigned name);

static inline marsad_str page_text_of(const page_tree *t, uint32_t node)
{
    return (marsad_str){ t->text + t->nodes[node].at, t->nodes[node].n };
}

/* ---- thin.c ---- */

/*
 * The markup without scripts, styles, comments and drawings, and with bounded tags, in *out (which grows, and may hold
 * more bytes than needed). JSON-LD goes to scripts. False: no memory.
 */
bool page_thin(marsad_str markup, marsad_buf *out, page_tree *scripts);

#endif

/*
 * blocks.h - a page's text in blocks: what stands in one paragraph, heading, item or cell.
 *
 *     <p>x <b>y</b></p><div>u<br><br>v</div>  ->  "x y"  "u"  "v"
 */
#ifndef PAGE_BLOCKS_H
#define PAGE_BLOCKS_H

#include "page/know.h"
#include "page/tree.h"

#define PAGE_MAX_BLOCKS 65536 /* of a page; what stands behind is not read. News pages were seen to have 3,000 */

/* Tags on the way from the page to a node, as bits. */
enum {
    IN_A = 1u << 0,
    IN_STRONG = 1u << 1,
    IN_EM = 1u << 2,
    IN_TIME = 1u << 3,
    IN_P = 1u << 4,
    IN_LI = 1u << 5,
    IN_TABLE = 1u << 6,
    IN_QUOTE = 1u << 7,
    IN_FIGURE = 1u << 8,
    IN_CAPTION = 1u << 9,
    IN_ARTICLE = 1u << 10,
    IN_MAIN = 1u << 11,
    IN_ASIDE = 1u << 12,
    IN_NAV = 1u << 13,
    IN_HEADER = 1u << 14,
    IN_FOOTER = 1u << 15,
    IN_FORM = 1u << 16,
    IN_ADDRESS = 1u << 17,
    IN_PRE = 1u << 18,
    IN_HIDDEN = 1u << 19, /* by style or attribute */
    IN_SECTION = 1u << 20,
    IN_DL = 1u << 21
};

/* What an element is by itself and by its ancestors; of text nodes too. */
typedef struct {
    uint32_t container; /* the innermost element that is no part of a line, itself included */
    uint32_t in;        /* IN_… */
    uint32_t like;      /* siblings of the same tag and class, itself included; 0: not counted */
    uint64_t kinds;     /* 1 << K_…, of its own class, id, role */
} page_mark;

typedef enum { ENDS_OPEN, ENDS_STOP, ENDS_COLON, ENDS_COMMA } page_ending;

typedef struct {
    uint32_t container, first; /* element; first text node */
    uint32_t at, len;          /* bytes of blocks.text */
    uint32_t words, link_words, strong_words, em_words, time_words;
    uint32_t letters, capitals, digits, commas, stops;
    uint32_t cue_words;
    uint16_t links, breaks;
    uint8_t tag, heading, cue, ending; /* heading: 1 … 6, 0 none */
    bool lower;                        /* begins with a small Latin letter */
    uint64_t hash;                     /* of its letters */
} page_block;

typedef struct {
    const page_tree *tree;
    page_mark *marks; /* one for each node */
    page_block *at;
    size_t n, cap;
    marsad_buf text;
} page_blocks;

/* `t` outlives the blocks. False: no memory. Release in both cases. */
bool page_blocks_read(const marsad_pages *p, const page_tree *t, page_blocks *out);
void page_blocks_release(page_blocks *b);

static inline marsad_str page_block_str(const page_blocks *b, size_t i)
{
    return (marsad_str){ b->text.ptr + b->at[i].at, b->at[i].len };
}

#endif

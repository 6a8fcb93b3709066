/*
 * view.h - a page as a whole: how much text stands in each element, and which element holds most of the running text.
 */
#ifndef PAGE_VIEW_H
#define PAGE_VIEW_H

#include "page/blocks.h"

#define PROSE_WORDS 12 /* of a block that is running text */

struct sums {
    float words, prose, links; /* prose: words of running text; links: words in links */
    float own;                 /* prose of the blocks right in it, or in paragraphs right in it */
};

struct view {
    const page_blocks *b;
    struct sums *sums; /* one for each node */
    uint32_t best;     /* the element that holds most running text right in it */
    float best_prose, all_prose, all_words;
    size_t first, last; /* blocks of running text in it */
    size_t title;       /* block that repeats the title best, or none: SIZE_MAX */
    bool *hinted;       /* blocks that the page's metadata repeat */
};

/* Running text: long, not mostly links, no heading. */
bool view_is_prose(const page_block *k);

/* Fills sums, all_prose, all_words; `b`, `sums` (zeroed) and `hinted` are set. */
void view_sum_up(struct view *v);

/* Then best, best_prose, first, last. */
void view_find_best(struct view *v);

#endif

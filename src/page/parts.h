/*
 * parts.h - the articles of a page that has several, and the entries of one that is written live.
 *
 * Both are boxes: elements of one kind side by side, each with running text of its own. Articles have a heading each
 * and none above them that is the page's; entries have a time each, on a page that calls itself live.
 */
#ifndef PAGE_PARTS_H
#define PAGE_PARTS_H

#include "page/choose.h"
#include "page/moment.h"

#define PARTS_MAX 200

typedef struct {
    uint32_t at[PARTS_MAX]; /* elements, in the order of the page */
    size_t n;
    bool live;
} page_parts;

/* No parts: the page is one article. */
void parts_find(const page_reading *r, page_parts *out);

/* An element as a page of its own; borrows the text of `r`, knows only the head's site and language. False: no memory.
 */
bool parts_reading(const marsad_pages *p, const page_reading *r, uint32_t node, page_reading *out);
void parts_reading_end(page_reading *part);

/* Blocks of a small box: all that nothing speaks against. */
void parts_choose(const page_reading *part, bool *chosen);

/* The first block of the first part. */
size_t parts_first(const page_reading *r, const page_parts *parts);

/* Time and heading of an entry, in the arena; strings absent where there is none. False: no memory. */
bool entry_head(const marsad_pages *p, const page_reading *part, const bool *chosen, marsad_arena *arena,
                marsad_entry_span *out);

#endif

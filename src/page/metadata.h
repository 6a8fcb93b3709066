/*
 * metadata.h - title, author, days, site and the rest of what a page says of its article, each from the best source.
 *
 * For each field the sources are asked in a fixed order: what the document brought along ("given"), JSON-LD, OpenGraph,
 * <meta>, microdata, the visible text, the address. A date that cannot be is told as a problem, and the next source is
 * asked.
 */
#ifndef PAGE_METADATA_H
#define PAGE_METADATA_H

#include "page/moment.h"
#include "page/reading.h"

#define PAGE_TITLE_MAX 1024u /* bytes; the rest of a longer title is not read */

typedef struct {
    marsad_str title, author, agency; /* ptr NULL: not found */
    marsad_metadata all;
} page_metadata;

/*
 * `first`, `last`: blocks of the text (first > last: none); dates and names are looked for around them. All in `arena`.
 * False: no memory.
 */
bool page_metadata_read(const marsad_pages *p, const page_reading *r, const marsad_doc *doc, size_t first, size_t last,
                        marsad_arena *arena, page_metadata *out);

#endif

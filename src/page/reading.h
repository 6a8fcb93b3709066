/*
 * reading.h - a page read and taken apart, with all that is known of it before its text is chosen.
 */
#ifndef PAGE_READING_H
#define PAGE_READING_H

#include "page/head.h"
#include "page/jsonld.h"
#include "page/row.h"

typedef struct {
    page_tree tree;
    page_head head;
    page_jsonld jsonld;
    page_blocks blocks;
    float *rows; /* PAGE_ROW for each block */
} page_reading;

/* False: no memory. Release in both cases. Strings of `jsonld` lie in `arena`. */
bool page_reading_begin(const marsad_pages *p, marsad_str markup, marsad_arena *arena, page_reading *out);
void page_reading_end(page_reading *r);

/*
 * Log odds from what no forest learns well from few pages: comments under an article are prose like the article. Added
 * to both stages, by the trainer, too.
 */
double page_prior(const float *row);

/* What the two stages say together: the second finds more, the first is steadier; their mean was better than either. */
double page_both(double first, double second);

/* The probability of each block to belong to the article, to be freed; NULL: no memory. Fills the rows' second stage.
 */
double *page_probabilities(const marsad_pages *p, page_reading *r);

#endif

/*
 * choose.h - from the probabilities of blocks to the blocks of the article.
 */
#ifndef PAGE_CHOOSE_H
#define PAGE_CHOOSE_H

#include "page/reading.h"

/* Sets chosen[i] for each block of the text; probabilities as page_probabilities gives them. */
void page_choose(const page_reading *r, const double *p, bool *chosen);

#endif

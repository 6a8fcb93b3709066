/*
 * captions.h - captions of pictures with their credits.
 */
#ifndef PAGE_CAPTIONS_H
#define PAGE_CAPTIONS_H

#include "page/reading.h"

/* Captions among the blocks [from, last) that are no text; they come before those that `a` has. False: no memory. */
bool captions_add(const page_reading *r, const bool *chosen, size_t from, size_t last, marsad_arena *arena,
                  marsad_article *a);

#endif

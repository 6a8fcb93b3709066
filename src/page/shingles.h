/*
 * shingles.h - which share of one text stands in another, by runs of words, folded.
 */
#ifndef PAGE_SHINGLES_H
#define PAGE_SHINGLES_H

#include "marsad/str.h"

typedef struct {
    uint64_t *at; /* an open table; 0: empty */
    size_t size, n;
    unsigned words; /* of a run */
} page_shingles;

/* All runs of `words` (at most 4) words of a text; of a shorter text the whole. False: no memory. Release in both
 * cases. */
bool page_shingles_of(marsad_str text, unsigned words, page_shingles *out);
void page_shingles_release(page_shingles *s);

/* 0 … 1: the share of the runs of `text` that are there. 0 for a text without words. */
double page_shingles_share(const page_shingles *s, marsad_str text);

#endif

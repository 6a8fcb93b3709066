/*
 * bags.h - the words of a text as a small bag: stems by hash, each with a weight for how rare it is in the news.
 */
#ifndef LINK_BAGS_H
#define LINK_BAGS_H

#include "link/reports.h"

/* The heaviest `most` words of a text, by hash. False: no memory. Uses the arena "scratch" of the store. */
bool link_bag(marsad_store *s, marsad_str text, struct link_word *out, size_t most, uint8_t *n);

/* Cosine of two bags, 0 … 1. */
double link_bag_cosine(const struct link_word *a, size_t n, const struct link_word *b, size_t m);

#endif

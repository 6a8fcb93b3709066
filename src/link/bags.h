/*
 * bags.h - the words of a text as a small bag: stems by hash, each with a weight for how rare it is in the news.
 */
#ifndef LINK_BAGS_H
#define LINK_BAGS_H

#include "link/reports.h"

/* The heaviest `most` words of a text, by hash. False: no memory. Uses the arena "scratch" of the store. */
bool link_bag(marsad_store *s, marsad_str text, struct link_word *out, size_t most, uint8_t *n);

/* `most` of `count` words, the heaviest of them, by hash, each once; how many. `all` is put into another order. */
uint8_t link_bag_heaviest(struct link_word *all, size_t count, struct link_word *out, size_t most);

/* Tenths of the logarithm of how rare a word is; 0: in every sentence. */
uint8_t link_word_weight(const marsad_dict *dict, marsad_str stem);

/* Sums of the weights of words that both bags have (the lesser weight of the two) and that one alone has. */
struct link_overlap {
    double common, only_a, only_b;
};

struct link_overlap link_bag_overlap(const struct link_word *a, size_t n, const struct link_word *b, size_t m);

/* Cosine of two bags, 0 … 1. */
double link_bag_cosine(const struct link_word *a, size_t n, const struct link_word *b, size_t m);

#endif

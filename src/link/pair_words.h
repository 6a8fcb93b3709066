/*
 * pair_words.h - the features of a pair that compare words.
 */
#ifndef LINK_PAIR_WORDS_H
#define LINK_PAIR_WORDS_H

#include "link/pairs.h"

/* `place`: the feature that says how the places of the two lie. */
void link_pair_words(const struct link_report *a, const struct link_report *b, enum link_feature place,
                     double out[LINK_FEATURE_COUNT]);

#endif

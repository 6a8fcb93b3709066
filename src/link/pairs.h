/*
 * pairs.h - how probable it is that two reports tell of one event: a logistic model over what they share and where
 * they differ. Its weights are lines "L:name" of model/link.tsv.
 */
#ifndef LINK_PAIRS_H
#define LINK_PAIRS_H

#include "link/reports.h"

/* clang-format off */
#define LINK_FEATURES(X)                                                                                               \
    X(BIAS, "bias") X(TALK, "talk")                                                                                    \
    X(SAME_PLACE, "same-place") X(NEAR_PLACE, "near-place") X(IN_PROVINCE, "in-province")                              \
    X(SAME_PROVINCE, "same-province") X(IN_COUNTRY, "in-country") X(APART, "apart") X(APART_FAR, "apart-far")          \
    X(ONE_PLACE, "one-place") X(NO_PLACE, "no-place")                                                                  \
    X(SAME_DAY, "same-day") X(NEXT_DAY, "next-day") X(TOLD_DAY, "told-day") X(TOLD_NEXT, "told-next")                  \
    X(SAME_ACTOR, "same-actor") X(LIKE_ACTOR, "like-actor") X(OTHER_ACTOR, "other-actor")                              \
    X(SAME_RECIPIENT, "same-recipient") X(LIKE_RECIPIENT, "like-recipient") X(OTHER_RECIPIENT, "other-recipient")      \
    X(SAME_KILLED, "same-killed") X(CLOSE_KILLED, "close-killed") X(OTHER_KILLED, "other-killed")                      \
    X(SAME_INJURED, "same-injured") X(CLOSE_INJURED, "close-injured") X(OTHER_INJURED, "other-injured")                \
    X(SAME_MODE, "same-mode") X(OTHER_MODE, "other-mode") X(SAME_TRIGGER, "same-trigger")                              \
    X(WORDS_SAME, "words") X(WORDS_SQUARED, "words-squared") X(TITLES, "titles") X(CROSSED, "crossed")                      \
    X(AROUND_SAME, "around") X(OTHER_TRIGGER, "other-trigger-words")                                                          \
    X(TALK_WORDS, "talk-words") X(NO_PLACE_WORDS, "no-place-words")                                                    \
    X(LEADS, "leads") X(RARE, "rare-words") X(REVERSED, "reversed") X(BOTH_TAKE, "both-take") X(ONE_TAKES, "one-takes") X(TAKE_PLACE, "take-same-place")                                                       \
    X(SAME_ARTICLE, "same-article") X(SAME_SENTENCE, "same-sentence") X(ONE_PLANNED, "one-planned")
/* clang-format on */

enum link_feature {
#define X(upper, name) LINK_##upper,
    LINK_FEATURES(X)
#undef X
        LINK_FEATURE_COUNT
};

const char *link_feature_name(enum link_feature f);

struct link_model {
    double weights[LINK_FEATURE_COUNT];
};

/* Weights of a dictionary; those that it does not have are 0. */
void link_model_read(const marsad_dict *dict, struct link_model *out);

/* Could they be one event at all? Their types, days and places allow it. The same for (a, b) and (b, a). */
bool link_pair_possible(const struct link_report *a, const struct link_report *b);

/* The features of a possible pair; the same for (a, b) and (b, a). */
void link_pair_features(const struct link_report *a, const struct link_report *b, double out[LINK_FEATURE_COUNT]);

/* 0 … 1; 0 for pairs that are not possible. */
double link_pair_probability(const struct link_model *m, const struct link_report *a, const struct link_report *b);

#endif

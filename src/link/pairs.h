/*
 * pairs.h - how probable it is that two reports tell of one event.
 *
 * Two models over what the two share and where they differ, half and half: a logistic one (lines "L:name" of
 * model/link.tsv) and boosted trees that also see what the first says (model/link-trees.tsv).
 */
#ifndef LINK_PAIRS_H
#define LINK_PAIRS_H

#include "link/forest.h"
#include "link/reports.h"

/* clang-format off */
#define LINK_FEATURES(X)                                                                                               \
    X(BIAS, "bias") X(TALK, "talk") X(MEETS, "meets")                                                                  \
    X(SAME_PLACE, "same-place") X(NEAR_PLACE, "near-place") X(IN_PROVINCE, "in-province")                              \
    X(SAME_PROVINCE, "same-province") X(IN_COUNTRY, "in-country") X(APART, "apart") X(APART_FAR, "apart-far")          \
    X(ONE_PLACE, "one-place") X(NO_PLACE, "no-place")                                                                  \
    X(SAME_DAY, "same-day") X(NEXT_DAY, "next-day") X(TOLD_DAY, "told-day") X(TOLD_NEXT, "told-next")                  \
    X(DAYS_BETWEEN, "days-between") X(UNDATED, "undated")                                                              \
    X(SAME_ACTOR, "same-actor") X(LIKE_ACTOR, "like-actor") X(OTHER_ACTOR, "other-actor")                              \
    X(SAME_RECIPIENT, "same-recipient") X(LIKE_RECIPIENT, "like-recipient") X(OTHER_RECIPIENT, "other-recipient")      \
    X(REVERSED, "reversed")                                                                                            \
    X(SAME_KILLED, "same-killed") X(CLOSE_KILLED, "close-killed") X(OTHER_KILLED, "other-killed")                      \
    X(SAME_INJURED, "same-injured") X(CLOSE_INJURED, "close-injured") X(OTHER_INJURED, "other-injured")                \
    X(SAME_MODE, "same-mode") X(OTHER_MODE, "other-mode") X(SAME_TRIGGER, "same-trigger")                              \
    X(SAME_ACT, "same-act") X(OTHER_ACT, "other-act") X(OPEN_ACT, "open-act")                                          \
    X(BOTH_TAKE, "both-take") X(ONE_TAKES, "one-takes") X(TAKE_PLACE, "take-same-place")                               \
    X(ACT_TAKE, "act-take") X(ACT_TAKE_PLACE, "act-take-place")                                                        \
    X(BACK_BOTH, "back-both") X(BACK_ONE, "back-one") X(BACK_TAKE, "back-take") X(ONE_PLANNED, "one-planned")          \
    X(WORDS_SAME, "words") X(WORDS_SQUARED, "words-squared") X(TALK_WORDS, "talk-words")                               \
    X(NO_PLACE_WORDS, "no-place-words") X(OTHER_TRIGGER, "other-trigger-words") X(AROUND_SAME, "around")               \
    X(CLAUSE_SAME, "clause") X(SHORTER, "shorter")                                                                     \
    X(RARE, "rare-words") X(RARE_APART, "rare-apart") X(RARE_COVER, "rare-cover")                                      \
    X(NUMBERS_SHARED, "numbers-shared") X(NUMBERS_APART, "numbers-apart")                                              \
    X(SPOTS_SAME, "spots") X(SPOTS_APART, "spots-apart")                                                               \
    X(PERSONS_SHARED, "persons-shared") X(PERSONS_APART, "persons-apart")                                              \
    X(MEET_PERSONS, "meet-persons") X(MEET_PERSONS_APART, "meet-persons-apart")                                        \
    X(MEET_SPOTS_APART, "meet-spots-apart") X(MEET_RARE_APART, "meet-rare-apart")                                      \
    X(TITLES, "titles") X(CROSSED, "crossed") X(LEADS, "leads")                                                        \
    X(TOPIC_LEAST, "topic-least") X(TOPIC_MOST, "topic-most")                                                          \
    X(LEAD_SENTENCES, "lead-sentences") X(BOTH_LEAD, "both-lead")                                                      \
    X(SAME_ARTICLE, "same-article") X(SAME_SENTENCE, "same-sentence")
/* clang-format on */

enum link_feature {
#define X(upper, name) LINK_##upper,
    LINK_FEATURES(X)
#undef X
        LINK_FEATURE_COUNT
};

/* A tree sees the features and behind them what the logistic model says, as log odds. */
#define LINK_SAID LINK_FEATURE_COUNT
#define LINK_ROW (LINK_FEATURE_COUNT + 1)

/* "said" for LINK_SAID. */
const char *link_feature_name(unsigned feature);
/* Back again; LINK_ROW: none has that name. */
unsigned link_feature_number(marsad_str name);

struct link_model {
    double weights[LINK_FEATURE_COUNT];
    struct link_forest forest;
};

/* The model of a dictionary: weights that it does not have are 0, without trees the weights decide alone; dict NULL:
   none at all. Fails with MARSAD_ENOMEM or MARSAD_EFORMAT. Released by link_model_release(), also then. */
bool link_model_read(const marsad_dict *dict, struct link_model *out, marsad_err *err);
void link_model_release(struct link_model *m);

/* Could they be one event at all? Their types, days and places allow it. The same for (a, b) and (b, a). */
bool link_pair_possible(const struct link_report *a, const struct link_report *b);

/* The features of a possible pair; the same for (a, b) and (b, a). */
void link_pair_features(const struct link_report *a, const struct link_report *b, double out[LINK_FEATURE_COUNT]);

/* 0 … 1, of features. */
double link_model_probability(const struct link_model *m, const double features[LINK_FEATURE_COUNT]);

/* 0 … 1; 0 for pairs that are not possible. */
double link_pair_probability(const struct link_model *m, const struct link_report *a, const struct link_report *b);

#endif

/*
 * row.h - what is told of each block to the forests: numbers about itself, its place on the page, its neighbours.
 *
 * The trainer and the program take them from the same function. The second stage sees in addition what the first said
 * of the block and of those around it.
 */
#ifndef PAGE_ROW_H
#define PAGE_ROW_H

#include "page/blocks.h"

/* Names stand in the model file; a class kind or cue adds "class-…" and "cue-…". */
#define PAGE_FEATURES(X)                                                                                               \
    X(WORDS, "words")                                                                                                  \
    X(LETTERS_PER_WORD, "letters-per-word")                                                                            \
    X(LINK_SHARE, "link-share")                                                                                        \
    X(LINKS, "links")                                                                                                  \
    X(STRONG_SHARE, "strong-share") X(EM_SHARE, "em-share") X(TIME_SHARE, "time-share") X(CAPITALS, "capitals") X(     \
        DIGITS, "digits") X(COMMAS, "commas") X(STOPS, "stops") X(ENDING, "ending") X(LOWER, "lower") X(HEADING,       \
                                                                                                        "heading")     \
        X(TAG, "tag") X(BREAKS, "breaks") X(IN_P, "in-p") X(IN_LI, "in-li") X(IN_TABLE, "in-table") X(                 \
            IN_QUOTE, "in-quote") X(IN_FIGURE, "in-figure") X(IN_CAPTION, "in-caption") X(IN_ARTICLE, "in-article")    \
            X(IN_MAIN, "in-main") X(IN_ASIDE, "in-aside") X(IN_NAV, "in-nav") X(IN_HEADER, "in-header")                \
                X(IN_FOOTER, "in-footer") X(IN_FORM, "in-form") X(IN_ADDRESS, "in-address") X(IN_PRE, "in-pre")        \
                    X(IN_HIDDEN, "in-hidden") X(DEPTH, "depth") X(INDEX, "index") X(BLOCKS, "blocks") X(               \
                        WORDS_BEFORE,                                                                                  \
                        "words-before") X(WORDS_AFTER, "words-after") X(REPEATED, "repeated")                          \
                        X(CUE_SHARE, "cue-share") X(PREV_WORDS, "prev-words") X(PREV_LINKS, "prev-links") X(           \
                            PREV_HEADING,                                                                              \
                            "prev-heading") X(PREV_CUE, "prev-cue")                                                    \
                            X(PREV2_WORDS, "prev2-words") X(PREV2_LINKS, "prev2-links") X(NEXT_WORDS, "next-words") X( \
                                NEXT_LINKS,                                                                            \
                                "next-links") X(NEXT_HEADING, "next-heading")                                          \
                                X(NEXT_ENDING, "next-ending") X(NEXT2_WORDS, "next2-words") X(                         \
                                    NEXT2_LINKS, "next2-links") X(SAME_PREV, "same-prev")                              \
                                    X(SAME_NEXT, "same-next") X(NEAR_PROSE, "near-prose") X(                           \
                                        RELATED_BEFORE,                                                                \
                                        "related-before") X(COMMENT_BEFORE, "comment-before")                          \
                                        X(LETTER_BEFORE,                                                               \
                                          "letter-before") X(LIKE, "like") X(LIKE_ABOVE,                               \
                                                                             "like-above") X(BOX_WORDS, "box-words")   \
                                            X(BOX_PROSE, "box-prose") X(                                               \
                                                BOX_LINKS,                                                             \
                                                "box-links") X(BOX2_WORDS,                                             \
                                                               "box2-words") X(BOX2_PROSE,                             \
                                                                               "box2-prose") X(BOX2_LINKS,             \
                                                                                               "box2-links")           \
                                                X(BOX3_PROSE,                                                          \
                                                  "box3-prose") X(BOX3_LINKS, "box3-links")                            \
                                                    X(SHARE_PROSE, "share-prose") X(                                   \
                                                        IN_BEST, "in-best") X(UP_BEST, "up-best")                      \
                                                        X(DOWN_BEST, "down-best") X(BEST_SHARE, "best-share") X(       \
                                                            BEST_WORDS,                                                \
                                                            "best-words") X(FROM_FIRST, "from-first")                  \
                                                            X(FROM_LAST, "from-last") X(                               \
                                                                WORDS_FROM_FIRST,                                      \
                                                                "words-"                                               \
                                                                "from-"                                                \
                                                                "first") X(FROM_TITLE,                                 \
                                                                           "from-title") X(TITLE, "title")             \
                                                                X(TITLE_COVER, "title-cover") X(BODY, "body") X(       \
                                                                    DESCRIPTION,                                       \
                                                                    "description") X(PAGE_PROSE,                       \
                                                                                     "page-prose") X(SAME_TAG_SHARE,   \
                                                                                                     "same-tag-share") \
                                                                    X(BAD_BELOW, "bad-below") X(BAD_ANY, "bad-any") X( \
                                                                        GOOD_BELOW,                                    \
                                                                        "good-below") X(GOOD_ANY, "good-any")          \
                                                                        X(P1,                                          \
                                                                          "p1") X(P1_PREV, "p1-prev")                  \
                                                                            X(P1_PREV2,                                \
                                                                              "p1-prev2") X(P1_NEXT, "p1-next")        \
                                                                                X(P1_NEXT2,                            \
                                                                                  "p1-next2") X(P1_BOX, "p1-box")      \
                                                                                    X(P1_BOX2,                         \
                                                                                      "p1-box2") X(P1_NEAR, "p1-near") \
                                                                                        X(P1_BEFORE, "p1-before")      \
                                                                                            X(P1_AFTER, "p1-after") X( \
                                                                                                P1_LIKE, "p1-like")    \
                                                                                                X(P1_GAP_BEFORE,       \
                                                                                                  "p1-gap-before")     \
                                                                                                    X(P1_GAP_AFTER,    \
                                                                                                      "p1-gap-after")

enum {
#define X(upper, lower) F_##upper,
    PAGE_FEATURES(X)
#undef X
        F_CLASS,
    F_CUE = F_CLASS + K_COUNT,
    FEATURE_COUNT = F_CUE + C_COUNT
};

/* Number of a feature's name, or FEATURE_COUNT. */
unsigned page_feature_number(marsad_str name);
/* The name, written to room. */
const char *page_feature_name(unsigned number, char room[48]);

/* What the page says of its article elsewhere; absent strings have ptr NULL. */
typedef struct {
    marsad_str title, heading; /* of its metadata; its <title> */
    marsad_str description;
    marsad_str body; /* the whole text, as JSON-LD gives it */
} page_hints;

#define PAGE_ROW FEATURE_COUNT

/* One row of PAGE_ROW floats for each block, to be freed; NULL: no memory. The features of the second stage are 0. */
float *page_features(const page_blocks *b, const page_hints *hints);

/* Fill the features of the second stage from the probabilities of the first. False: no memory. */
bool page_features_second(const page_blocks *b, const double *p1, float *rows);

#endif

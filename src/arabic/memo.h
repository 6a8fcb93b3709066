/*
 * memo.h - what was found of a word and is the same wherever it stands, kept for the next time: cuts of a unit with the
 * part of their scores that needs no neighbours; a view, with the sums of the weights of its own features.
 *
 * Most words of news are met again soon. A place holds the last word that came to it; what is looked for is compared
 * letter by letter, so nothing is ever taken for something else, and results are the same with and without.
 */
#ifndef ARABIC_MEMO_H
#define ARABIC_MEMO_H

#include "arabic/units.h"

#define KNOWN_LETTERS 16 /* longer words are looked at each time */
#define KNOWN_UNITS 32768
#define KNOWN_VIEWS 32768

/* What is written before and behind a word, as hashes. */
struct affixes {
    uint32_t prefix, suffix, both;
};

struct known_cut {
    struct cut cut;
    bool never;      /* cuts a letter off the name of a country */
    uint8_t article; /* 1: the word begins with it; 2: it lost its alef behind ل */
    int32_t score;   /* sum of the weights of the features that look at no neighbour */
    struct affixes affixes;
};

struct known_unit {
    uint16_t raw[KNOWN_LETTERS]; /* what the others follow from */
    uint8_t letters;             /* 0: nothing is known */
    bool tanwin;
    uint8_t n;
    struct known_cut cuts[CUTS_MAX];
};

/* What a view follows from; folded letters follow from those as written. */
struct view_key {
    uint16_t raw[KNOWN_LETTERS];
    uint8_t letters, kind, digits, piece;
    bool behind_lam, tanwin, used, unused;
};

struct known_view {
    struct view_key key;
    struct view view; /* its place in the text and its tag are not of the word */
    int32_t rows[PARTS_OF_WORD][WORDS_TAGS];
};

struct words_memo {
    struct known_unit units[KNOWN_UNITS];
    struct known_view views[KNOWN_VIEWS];
};

/*
 * Cuts and view, found in `memo` or made; `memo` may be NULL. They lie in `memo`, where the next call may overwrite
 * them, or in `spare`.
 */
const struct known_unit *memo_unit(const marsad_words_model *m, struct words_memo *memo, const struct unit *u,
                                   struct known_unit *spare);
const struct known_view *memo_view(const marsad_words_model *m, struct words_memo *memo, const struct unit *u, size_t a,
                                   size_t b, marsad_piece piece, struct known_view *spare);

/* Begin to bring near what `memo` may have of a unit that will be asked for soon. */
void memo_fetch(struct words_memo *memo, const struct unit *u);

/* ---- segment.c ---- */

/* All cuts of a unit. */
void unit_learn(const marsad_words_model *m, const struct unit *u, struct known_unit *out);
/* Letters [a, b) of a unit as a view of no unit yet. */
void view_learn(const marsad_words_model *m, const struct unit *u, size_t a, size_t b, marsad_piece piece,
                struct view *out);
/* Does the view stand behind ل and begin with a second one that may be the article's: للقوات? */
bool view_behind_lam(const struct unit *u, size_t a, size_t b, marsad_piece piece);

#endif

/*
 * units.h - tokens as letters, and words as ranges of letters: what the splitter and the tagger look at.
 */
#ifndef ARABIC_UNITS_H
#define ARABIC_UNITS_H

#include "arabic/words_model.h"

#define UNIT_LETTERS 40 /* of one unit; a longer one is not split, and only these are looked at */
#define WORD_FEATURES 96

/* What the dictionary says of a form: bits. */
enum {
    LEX_PERFECT = 1u << 0,
    LEX_IMPERFECT = 1u << 1,
    LEX_MASDAR = 1u << 2,
    LEX_PARTICIPLE = 1u << 3,
    LEX_NOUN = 1u << 4,
    LEX_ADJECTIVE = 1u << 5,
    LEX_NISBA = 1u << 6,
    LEX_AGENT = 1u << 7,
    LEX_NAME = 1u << 8,
    LEX_PLACE = 1u << 9,
    LEX_COUNTRY = 1u << 10,
    LEX_ACTOR = 1u << 11,
    LEX_NUMBER = 1u << 12,
    LEX_TIME = 1u << 13,
    LEX_HOST = 1u << 14,
    LEX_NO_SUFFIX = 1u << 15,
    LEX_PLURAL = 1u << 16,
    LEX_PASSIVE = 1u << 17,
    LEX_BEGINS = 1u << 18,  /* begins phrases, ends none */
    LEX_FUNCTION = 1u << 19 /* and the 11 bits from here on: classes of function words */
};
#define LEX_BITS 31

/* A run of letters, digits or one mark: a token, or two that are one word ("الـ84", "6:30"). */
struct unit {
    uint32_t start, end; /* bytes of the text */
    uint32_t token;      /* the first */
    uint8_t n;           /* letters looked at */
    uint8_t kind;        /* marsad_token_kind */
    bool space_before;
    bool whole;                                     /* all letters are in here */
    bool tanwin;                                    /* ends with one, written */
    uint32_t key, raw_key;                          /* hashes of all letters, folded and as written */
    uint16_t raw[UNIT_LETTERS], fold[UNIT_LETTERS]; /* code points without marks; folded like norms */
    uint16_t at[UNIT_LETTERS + 1];                  /* byte where the letter begins, from start */
    char norm[UNIT_LETTERS * 4];
    uint8_t norm_at[UNIT_LETTERS + 1]; /* byte of norm */
};

/* One word: letters [a, b) of a unit. */
struct view {
    uint32_t unit;
    uint8_t a, b, piece;
    uint32_t fold, raw;       /* hashes */
    uint32_t bare;            /* hash of the folded form without article */
    uint32_t lex;             /* LEX_ of the form, or of the form without article */
    uint32_t node, bare_node; /* where the dictionary stands behind it, behind it without article; 0: nowhere */
    uint32_t end;             /* hash of its last two letters */
    uint16_t shape; /* kind of the unit, and whether it is a number with few digits; VIEW_EDGE: no word at all */
    uint16_t cluster;
    uint8_t guess, bare_guess; /* tags of the form, of the form without article, in news; WORDS_NO_TAGS */
    bool article, feminine;    /* begins with ال, ends with ة */
    uint8_t tag;
};

#define VIEW_EDGE 0xFFFF

struct units {
    struct unit *at;
    size_t n;
};

/* The units of tokens [first, last). `marks`: false leaves out vowels, as if they had not been written. */
bool units_read(const marsad_text *text, size_t first, size_t last, bool marks, marsad_arena *arena, struct units *out);

/* Hash of letters [a, b). */
static inline uint32_t letters_key(const uint16_t *letters, size_t a, size_t b)
{
    uint32_t h = 0x811C9DC5u;

    for (; a < b; a++)
        h = (h ^ letters[a]) * 0x9E3779B1u, h ^= h >> 15;
    return h ? h : 1;
}

static inline bool unit_has_article(const struct unit *u, size_t a, size_t b)
{
    return b >= a + 4 && u->fold[a] == 0x0627 && u->fold[a + 1] == 0x0644; /* ا ل */
}

/* Where the dictionary stands behind letters [a, b), 0: it has no such word; and what it says there. */
uint32_t lexicon_node(const marsad_words_model *m, const struct unit *u, size_t a, size_t b);
uint32_t lexicon_bits(const marsad_words_model *m, uint32_t node);
/* Both. */
uint32_t lexicon_of(const marsad_words_model *m, const struct unit *u, size_t a, size_t b);

/*
 * Features belong to what they look at: one word by itself, seen as the word in question or as a neighbour of it; or
 * several words together. Sums of weights of the former are the same wherever a word stands.
 */
enum {
    PART_WORD,
    PART_BEFORE,
    PART_BEFORE_2,
    PART_AFTER,
    PART_AFTER_2,
    PART_JOINT,
    PARTS_OF_WORD = PART_JOINT,
    PARTS_ALL = (1 << (PART_JOINT + 1)) - 1
};

struct words_memo; /* memo.h */

struct features {
    unsigned parts; /* bits 1 << PART_: only these are told */
    uint32_t n;
    uint32_t at[WORD_FEATURES];
};

/* ---- segment.c ---- */

#define CUTS_MAX 12 /* four ways to begin, each with at most two pronouns or none */

/* A way to cut a unit: at p1 <= p2 letters from its start (two prefixes, each may be empty) and s before its end. */
struct cut {
    uint8_t p1, p2, stem_end; /* prefixes [0, p1) [p1, p2), stem [p2, stem_end), suffix [stem_end, n) */
};

/* All legal cuts; the first is "whole", but for لله, which has one. */
size_t cuts_of(const struct unit *u, struct cut *out);
/* Scratch of one unit, shared by its cuts. */
struct cut_context {
    bool alone; /* without neighbours: their features are not told */
    uint32_t before, after, before_end, after_begin, whole;
    uint8_t whole_frequency;
};
void cut_context_of(const marsad_words_model *m, const struct units *units, size_t i, struct cut_context *c);
void cut_features(const marsad_words_model *m, const struct unit *u, const struct cut_context *c, const struct cut *cut,
                  struct features *f);
/* `memo` may be NULL in this and the next. */
struct cut cut_best(const marsad_words_model *m, struct words_memo *memo, const struct units *units, size_t i);

/* Views of a cut unit appended to out; gives their number, 1 to 4. */
size_t cut_views(const marsad_words_model *m, struct words_memo *memo, const struct units *units, size_t i,
                 struct cut cut, struct view *out);

/* ---- describe.c ---- */

struct meaning {
    marsad_str lemma, form;
    uint32_t feats;
};

/* Lemmas and features of tagged words. False: no memory. */
bool views_describe(const marsad_words_model *m, marsad_str text, const struct units *units, const struct view *views,
                    size_t n, marsad_arena *arena, struct meaning *out);

/* ---- tag.c ---- */

/* Features of word i among the views of a sentence, without the tags of its neighbours. */
void tag_features(const struct units *units, const struct view *views, size_t n, size_t i, struct features *f);
/* Sums of the weights of the features of a view by itself: of PART_WORD … PART_AFTER_2. */
void tag_rows(const marsad_words_model *m, const struct unit *u, const struct view *v,
              int32_t rows[PARTS_OF_WORD][WORDS_TAGS]);
/* True if the tag follows from what the unit is (a mark). */
bool tag_is_given(const struct units *units, const struct view *v, marsad_upos *tag);
/* Fill in the tags. `memo` may be NULL. False: no memory. */
bool tag_views(const marsad_words_model *m, struct words_memo *memo, const struct units *units, struct view *views,
               size_t n, marsad_arena *arena);

#endif

/*
 * text.h - normal forms, tokens, sentences and dictionary matches of Arabic text.
 *
 *     وللقوات العراقية،  ->  tokens وللقوات | العراقية | ،   norms وللقوات | العراقيه | ،
 *     match at token 0 with clitics و + ل + ال: قوات
 *
 * Offsets are bytes into `text`; token ranges are half open.
 */
#ifndef MARSAD_TEXT_H
#define MARSAD_TEXT_H

#include "marsad/arena.h"
#include "marsad/dict.h"

/* ---- normal form: what look-ups compare ---- */

/*
 * NFC (and NFKC for Arabic presentation forms), without tatweel, tashkeel, zero-width and bidi marks; أإآٱ -> ا,
 * ى -> ي, ة -> ه, ؤ -> و, ئ -> ي, Persian and other letters to their Arabic shape, Arabic-Indic and Persian digits to
 * ASCII, Latin to lower case. A second fold changes nothing. `text` must be valid UTF-8. map (may be NULL): map[i] is
 * the byte of `text` that byte i of the normal form comes from, with one more element for the end. False: no memory.
 */
MARSAD_API bool marsad_normalise(marsad_str text, marsad_arena *arena, marsad_str *norm, const uint32_t **map);

/*
 * The text as records carry it, appended to `out`: NFC, presentation forms resolved, tatweel, zero-width and bidi marks
 * out, line ends of all kinds (CR LF, U+2028 …) to \n, other control characters out, spaces of all kinds to U+0020,
 * runs of spaces to one. Letters and vowels stay. False: no memory.
 */
MARSAD_API bool marsad_clean_text(marsad_str text, marsad_buf *out);

/* ---- tokens and sentences ---- */

typedef enum {
    MARSAD_TOKEN_WORD,   /* Arabic letters */
    MARSAD_TOKEN_LATIN,  /* other letters, and letters mixed with digits */
    MARSAD_TOKEN_NUMBER, /* digits, with . , ٫ ٬ between digits: "2,500" "3.5"; norm in ASCII */
    MARSAD_TOKEN_PUNCT   /* one mark; "..." is one token */
} marsad_token_kind;

/* One way to read a token as clitics + a word of the dictionary; found once, used by marsad_match_at. */
typedef struct {
    uint32_t node;   /* where the trie of the dictionary stands behind the word */
    uint16_t skip;   /* bytes of the norm that the proclitics take */
    uint8_t clitics; /* MARSAD_CLITIC_… */
    uint8_t suffix;  /* bytes of a pronoun suffix */
} marsad_stem;

typedef struct {
    uint32_t start, end; /* bytes in the text */
    marsad_str norm;     /* normal form, in the arena */
    uint32_t word;       /* marsad_dict_word of norm */
    uint32_t sentence;   /* its number */
    const marsad_stem *stems;
    uint8_t n_stems;
    uint8_t kind; /* marsad_token_kind */
    bool space_before;
} marsad_token;

typedef struct {
    uint32_t start, end;  /* bytes */
    uint32_t first, last; /* tokens [first, last) */
    bool headline;        /* the title line, or a line of its own without a stop */
} marsad_sentence;

typedef struct {
    marsad_str text; /* valid UTF-8, as marsad_clean_text gives it */
    const marsad_token *tokens;
    size_t n_tokens;
    const marsad_sentence *sentences;
    size_t n_sentences;
} marsad_text;

/* Tokens point into `arena` and `text`. Fails with MARSAD_ENOMEM, or MARSAD_ELIMIT over 4 GiB. */
MARSAD_API bool marsad_text_read(const marsad_dict *dict, marsad_str text, marsad_arena *arena, marsad_text *out,
                                 marsad_err *err);

/* The slice of the text that a token, or a range of tokens [first, last), covers. */
MARSAD_API marsad_str marsad_token_str(const marsad_text *t, size_t i);
MARSAD_API marsad_str marsad_range_str(const marsad_text *t, size_t first, size_t last);
/* Byte of the text where byte `at` of token i's norm begins: where the name begins behind stripped clitics. */
MARSAD_API uint32_t marsad_token_offset(const marsad_text *t, size_t i, size_t at);
/* True if the norm of token i (false past the end) is exactly `norm`. */
MARSAD_API bool marsad_token_is(const marsad_text *t, size_t i, const char *norm);

/* ---- matches of dictionary phrases ---- */

enum {                        /* proclitics, in the order in which they are written */
       MARSAD_CLITIC_WA = 1,  /* و */
       MARSAD_CLITIC_FA = 2,  /* ف */
       MARSAD_CLITIC_BI = 4,  /* ب */
       MARSAD_CLITIC_LI = 8,  /* ل before a noun or a subjunctive verb */
       MARSAD_CLITIC_KA = 16, /* ك */
       MARSAD_CLITIC_AL = 32, /* ال */
       MARSAD_CLITIC_SA = 64  /* س before an imperfect verb */
};

typedef struct {
    const marsad_entry *entry;
    uint32_t tokens; /* how many tokens it covers */
    uint8_t clitics; /* stripped before the first word: MARSAD_CLITIC_… */
    uint16_t skip;   /* bytes of the first norm that the clitics take */
    uint16_t suffix; /* bytes of a pronoun suffix stripped from the (only) word */
} marsad_match;

/*
 * All entries of the tables in `mask` (MARSAD_TABLE_BIT) that begin at token `at`, the longest first; among equals
 * those with fewer stripped bytes first. ال is stripped only for tables whose words are common nouns (agents, cues,
 * nouns, verbs' nominal forms, units, times…), never for names of places and actors, whose article is part of the
 * name. Pronoun suffixes are stripped only from single words of verbs, nouns and agents. A match never crosses a
 * sentence end. Gives the number written to out, at most cap.
 */
MARSAD_API size_t marsad_match_at(const marsad_dict *d, const marsad_text *t, size_t at, uint32_t mask,
                                  marsad_match *out, size_t cap);

#endif

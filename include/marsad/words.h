/*
 * words.h - syntactic words with their parts of speech: clitics cut off, one tag a word, as Universal Dependencies has
 * it.
 *
 *     وسيكتبونها  ->  و CCONJ | س PART | يكتبون VERB | ها PRON
 *     للقوات      ->  ل ADP | لقوات NOUN        the alef of ال is not written, so no word gets it
 *
 * Every legal cut of a token (conjunction, preposition or future, word, pronoun) is scored by a linear model, the best
 * one stands; then Viterbi search finds the best sequence of tags of the sentence under a linear-chain model (Lafferty,
 * McCallum & Pereira, ICML 2001). Both were trained by train/train_words.c (model/README.md). The article stays with
 * its word. A loaded model never changes: threads share one, each with its own arena. Offsets are bytes of the text.
 */
#ifndef MARSAD_WORDS_H
#define MARSAD_WORDS_H

#include "marsad/text.h"

/* The universal parts of speech that news has; one list makes the enum and the names. */
#define MARSAD_UPOS(X)                                                                                                 \
    X(ADJ)                                                                                                             \
    X(ADP) X(ADV) X(AUX) X(CCONJ) X(DET) X(NOUN) X(NUM) X(PART) X(PRON) X(PROPN) X(PUNCT) X(SCONJ) X(SYM) X(VERB) X(X)

typedef enum {
#define X(tag) MARSAD_UPOS_##tag,
    MARSAD_UPOS(X)
#undef X
        MARSAD_UPOS_COUNT
} marsad_upos;

typedef enum { MARSAD_PIECE_PREFIX, MARSAD_PIECE_STEM, MARSAD_PIECE_SUFFIX } marsad_piece;

typedef struct {
    uint32_t start, end; /* bytes in the text; vowels belong to the letter that they stand on */
    uint32_t token;      /* the (first) token that it is a part of */
    uint8_t upos;        /* marsad_upos */
    uint8_t piece;       /* marsad_piece */
    bool space_before;
} marsad_word;

typedef struct {
    const marsad_word *at;
    size_t n;
} marsad_words; /* borrowed from the arena */

typedef struct marsad_words_model marsad_words_model;

/*
 * Load `path`; NULL looks at $MARSAD_WORDS, then beside the program, then in the directory of the installation. `dict`
 * must outlive the model. NULL with MARSAD_EIO, _EFORMAT (damaged, or of another version) or _ENOMEM.
 */
MARSAD_API marsad_words_model *marsad_words_load(const marsad_dict *dict, const char *path, marsad_err *err);
MARSAD_API void marsad_words_free(marsad_words_model *m); /* NULL is fine */

/* "1-3f9c…": version of the format and checksum. */
MARSAD_API const char *marsad_words_version(const marsad_words_model *m);

/*
 * The words of the tokens [first, last) of a text, read as one sentence; sentences of any length are fine. Fails with
 * MARSAD_ENOMEM. Words stand in the order of the text, cover the tokens exactly, and none is empty.
 */
MARSAD_API bool marsad_words_read(const marsad_words_model *m, const marsad_text *text, size_t first, size_t last,
                                  marsad_arena *arena, marsad_words *out, marsad_err *err);

MARSAD_API const char *marsad_upos_name(marsad_upos tag);

#endif

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

/*
 * Features of a word, as Universal Dependencies names them, in the order in which CoNLL-U writes them. Case is not
 * told. Mood=Pot: what may be (قد, ربما, لعل). Voice=Pass only where letters or vowels tell it: most passives are spelt
 * like their actives.
 */
#define MARSAD_FEATS(X)                                                                                                \
    X(ASPECT_IMP, "Aspect=Imp")                                                                                        \
    X(ASPECT_PERF, "Aspect=Perf")                                                                                      \
    X(DEFINITE_DEF, "Definite=Def")                                                                                    \
    X(GENDER_FEM, "Gender=Fem")                                                                                        \
    X(GENDER_MASC, "Gender=Masc")                                                                                      \
    X(MOOD_IMP, "Mood=Imp")                                                                                            \
    X(MOOD_IND, "Mood=Ind")                                                                                            \
    X(MOOD_JUS, "Mood=Jus")                                                                                            \
    X(MOOD_POT, "Mood=Pot")                                                                                            \
    X(MOOD_SUB, "Mood=Sub")                                                                                            \
    X(NUMBER_DUAL, "Number=Dual")                                                                                      \
    X(NUMBER_PLUR, "Number=Plur")                                                                                      \
    X(NUMBER_SING, "Number=Sing")                                                                                      \
    X(PERSON_1, "Person=1")                                                                                            \
    X(PERSON_2, "Person=2")                                                                                            \
    X(PERSON_3, "Person=3")                                                                                            \
    X(POLARITY_NEG, "Polarity=Neg")                                                                                    \
    X(TENSE_FUT, "Tense=Fut")                                                                                          \
    X(TENSE_PAST, "Tense=Past")                                                                                        \
    X(TENSE_PRES, "Tense=Pres")                                                                                        \
    X(VERBFORM_PART, "VerbForm=Part")                                                                                  \
    X(VERBFORM_VNOUN, "VerbForm=Vnoun")                                                                                \
    X(VOICE_ACT, "Voice=Act")                                                                                          \
    X(VOICE_PASS, "Voice=Pass")

enum marsad_feat_number {
#define X(feat, name) MARSAD_FEAT_NUMBER_##feat,
    MARSAD_FEATS(X)
#undef X
        MARSAD_FEAT_COUNT
};

enum { /* bits of marsad_word.feats */
#define X(feat, name) MARSAD_FEAT_##feat = 1 << MARSAD_FEAT_NUMBER_##feat,
       MARSAD_FEATS(X)
#undef X
};

typedef enum { MARSAD_PIECE_PREFIX, MARSAD_PIECE_STEM, MARSAD_PIECE_SUFFIX } marsad_piece;

typedef struct {
    uint32_t start, end; /* bytes in the text; vowels belong to the letter that they stand on */
    uint32_t token;      /* the (first) token that it is a part of */
    uint8_t upos;        /* marsad_upos */
    uint8_t piece;       /* marsad_piece */
    bool space_before;
    uint32_t feats;   /* MARSAD_FEAT_ */
    marsad_str lemma; /* without vowels; of the dictionary, or a light stem where it has none; never empty */
    marsad_str form; /* as it would stand alone, where its text is not that: البيت of للبيت; else without bytes */
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
/* "Aspect=Imp" of the bit 1 << number; NULL from MARSAD_FEAT_COUNT on. */
MARSAD_API const char *marsad_feat_name(unsigned number);
/* "Gender=Fem|Number=Sing" as bits; names that are none of these count for nothing. */
MARSAD_API uint32_t marsad_feats_of(marsad_str list);

#endif

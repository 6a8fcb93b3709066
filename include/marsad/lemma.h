/*
 * lemma.h - what a word is a form of: the perfect of a verb, the singular of a noun.
 *
 *     يقتلون -> قتل        مسلحات -> مسلحة        حروب -> حرب        هائلة (adjective) -> هائل
 *
 * The dictionary holds every inflected form of its verbs, nouns, agents and broken plurals (inflect.h), so that this is
 * one look-up and a choice among the readings. A word that it lacks gets a light stem: endings that are hardly ever
 * part of a word are cut off, after Larkey, Ballesteros & Connell, "Light Stemming for Arabic Information Retrieval"
 * (2007). Nothing is held; any number of threads may call this.
 */
#ifndef MARSAD_LEMMA_H
#define MARSAD_LEMMA_H

#include "marsad/text.h"

typedef enum {
    MARSAD_LEMMA_VERB,
    MARSAD_LEMMA_NOUN,
    MARSAD_LEMMA_ADJECTIVE,
    MARSAD_LEMMA_ANY /* a noun if it can be one, else an adjective, else a verb */
} marsad_lemma_kind;

typedef struct {
    marsad_str text;           /* as data/ writes it, borrowed from the dictionary */
    const marsad_entry *entry; /* the reading: its table, its form */
} marsad_lemma;

typedef struct {
    marsad_str norm;    /* normal form of the word, without clitics and article */
    marsad_str written; /* the same as written, without vowels; without bytes: not known, أ and ا are the same */
    marsad_lemma_kind kind;
    bool suffixed;   /* a pronoun is written on it (مدينت + هم) */
    uint32_t prefer; /* MARSAD_FORM_PERFECT or _IMPERFECT for a spelling that is both (تحدث), or 0 */
} marsad_lemma_query;

/* The lemma of a word. False: the dictionary has no such reading. */
MARSAD_API bool marsad_lemma_find(const marsad_dict *dict, const marsad_lemma_query *q, marsad_lemma *out);

#define MARSAD_STEM_BYTES 96 /* of the longest stem; a longer word is its own */

/*
 * The key that all forms of a word share, for indexes: a normalised word as a token has it, clitics and all, is
 * stripped of them, brought to its lemma if `dict` (NULL is fine) has one, and lightly stemmed. Gives `norm` itself, or
 * bytes of `room`. The same dictionary gives the same key on every machine.
 */
MARSAD_API marsad_str marsad_stem_of(const marsad_dict *dict, marsad_str norm, char room[MARSAD_STEM_BYTES]);

#endif

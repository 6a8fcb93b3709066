/*
 * entity_words.h - what the entity model knows of single words: how often a news reader meets them, and three word
 * classes learnt from their neighbours. Keys are hashes of normal forms; the words themselves are not stored.
 *
 *     وبالعراق  ->  clitics و ب, stem العراق, its classes
 */
#ifndef MARSAD_MENTION_ENTITY_WORDS_H
#define MARSAD_MENTION_ENTITY_WORDS_H

#include "marsad/str.h"

#define ENTITY_CLASSES 3

struct entity_word {
    uint32_t check;                   /* upper half of the hash; 0: empty slot */
    uint16_t classes[ENTITY_CLASSES]; /* 0: none */
    uint8_t count;                    /* 4 log2 of its frequency, rounded; 0: not met as a whole token */
    uint8_t unused;
};

struct entity_words {
    const struct entity_word *slots;
    uint32_t n_slots; /* at least one is empty */
};

struct entity_stem {
    uint64_t hash;                  /* of the stem */
    marsad_str stem;                /* borrowed from the word, or from `room` where an article had to be put in */
    uint8_t clitics;                /* MARSAD_CLITIC_… stripped; MARSAD_CLITIC_AL: the stem begins with the article */
    const struct entity_word *word; /* NULL: unknown */
};

#define ENTITY_STEM_ROOM 64 /* bytes a stem may need */

uint64_t entity_hash(marsad_str s);
const struct entity_word *entity_word_find(const struct entity_words *w, uint64_t hash);
/* Strip و ف ب ل ك where the rest is met more often than the whole. */
struct entity_stem entity_stem_of(const struct entity_words *w, marsad_str norm, char room[ENTITY_STEM_ROOM]);

/* The slot where a search for `hash` begins, and the check that it compares. */
static inline uint32_t entity_slot_of(uint64_t hash, uint32_t n_slots)
{
    return (uint32_t)(((hash & UINT32_MAX) * n_slots) >> 32);
}

static inline uint32_t entity_check_of(uint64_t hash)
{
    uint32_t check = (uint32_t)(hash >> 32);

    return check ? check : 1;
}

#endif

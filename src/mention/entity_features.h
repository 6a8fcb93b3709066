/*
 * entity_features.h - what the entity model sees of a token. Training and use call the same functions.
 *
 * A feature is a number of 64 bits, made of its template and its values. Change a template, a class or the way they are
 * made, and ENTITY_TEMPLATES must rise: weights of another number are refused.
 */
#ifndef MARSAD_MENTION_ENTITY_FEATURES_H
#define MARSAD_MENTION_ENTITY_FEATURES_H

#include <stddef.h>

#include "marsad/arena.h"
#include "marsad/text.h"
#include "mention/entity_words.h"

#define ENTITY_TEMPLATES                                                                                               \
    2 /* version of everything in this header and in entity_classes.c, entity_features.c, entity_second.c */
#define ENTITY_FEATURES_MAX 220
#define ENTITY_SECOND_MAX 16

#define ENTITY_TYPES(X) X(PERS) X(LOC) X(ORG) X(MISC)
typedef enum {
#define X(name) ENTITY_##name,
    ENTITY_TYPES(X)
#undef X
        ENTITY_TYPE_COUNT
} entity_type;

/* Tags: 0 is O, then B and I of each type. */
#define ENTITY_TAGS (1 + 2 * ENTITY_TYPE_COUNT)
#define ENTITY_B(type) ((uint8_t)(1 + 2 * (type)))
#define ENTITY_I(type) ((uint8_t)(2 + 2 * (type)))
extern const char *const ENTITY_TAG_NAMES[ENTITY_TAGS];

/* Classes of dictionary entries; see entity_classes.h. */
struct entity_lexicon {
    const marsad_dict *dict;
    uint8_t *rows[MARSAD_TABLE_COUNT]; /* class of each row; NULL: the table is not used */
};

bool entity_lexicon_init(struct entity_lexicon *l, const marsad_dict *dict, marsad_arena *arena);

struct entity_view {
    uint64_t word, stem;
    uint64_t heads[4], tails[4];   /* hashes of the first and last 1-4 letters */
    uint64_t begin, inside, alone; /* dictionary classes as bits, by place in the match */
    uint16_t classes[ENTITY_CLASSES];
    uint8_t clitics, shape, count, stem_count;
    uint8_t main, length; /* the dictionary class that says most */
    uint32_t sentence;    /* its number; all before it is compared as bytes */
};
_Static_assert(offsetof(struct entity_view, sentence) == 116, "no bytes between the members");

/* What stands beyond the ends of a sentence. */
extern const struct entity_view ENTITY_OUTSIDE;

struct entity_sentence {
    const marsad_str *tokens; /* valid UTF-8, none empty */
    size_t n;
};

/* One view per token of all the sentences, in order. Fails with MARSAD_ENOMEM or MARSAD_ELIMIT only. */
bool entity_views_make(const struct entity_lexicon *l, const struct entity_words *w,
                       const struct entity_sentence *sentences, size_t n, marsad_arena *arena,
                       struct entity_view **views, size_t *n_views, marsad_err *err);

/* One view per token of a text, which must have been read with the dictionary of the lexicon. MARSAD_ENOMEM only. */
bool entity_views_of_text(const struct entity_lexicon *l, const struct entity_words *w, const marsad_text *text,
                          marsad_arena *arena, struct entity_view **views, marsad_err *err);

/* Features of token i of n; gives their number, at most ENTITY_FEATURES_MAX. */
size_t entity_features(const struct entity_view *views, size_t n, size_t i, uint64_t *out);

#define ENTITY_REACH 2                     /* tokens to each side that are looked at by themselves */
#define ENTITY_NEAR (2 * ENTITY_REACH + 1) /* and the token in between */
/*
 * Those of a token's features that look at one token only, `v`, whose place among the ENTITY_NEAR is told with each. At
 * most ENTITY_FEATURES_MAX in all.
 */
size_t entity_features_alone(const struct entity_view *v, uint64_t *out, uint8_t *places);
/* The rest of them. */
size_t entity_features_joint(const struct entity_view *views, size_t n, size_t i, uint64_t *out);

/* ---- second pass: what the first found here and wherever else the same words stand ---- */

struct entity_links {
    uint32_t *before, *behind; /* the nearest places of the same stem; UINT32_MAX: none */
};

bool entity_links_make(const struct entity_view *views, size_t n, marsad_arena *arena, struct entity_links *out);
/* At most ENTITY_SECOND_MAX. */
size_t entity_second_features(const struct entity_view *views, const struct entity_links *links, const uint8_t *tags,
                              size_t n, size_t i, uint64_t *out);

static inline uint64_t entity_mix(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ (b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2))) * 0xD6E8FEB86659FD93u;

    return h ^ (h >> 32);
}

#endif

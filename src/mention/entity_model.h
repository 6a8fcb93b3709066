/*
 * entity_model.h - names in sequences of tokens by a model learnt from annotated news: B and I of persons, places,
 * organisations and other names, as ANERcorp marks them.
 *
 *     وقال | الرئيس | جورج | بوش | في | بغداد  ->  O | O | B-PERS | I-PERS | O | B-LOC
 *
 * Two linear-chain conditional random fields (Lafferty, McCallum & Pereira 2001) over the features of
 * entity_features.h: the second sees what the first made of the whole text, so that a name found once in full is found
 * again where little points to it (Krishnan & Manning 2006). A loaded model never changes: threads share it.
 */
#ifndef MARSAD_MENTION_ENTITY_MODEL_H
#define MARSAD_MENTION_ENTITY_MODEL_H

#include "mention/entity_features.h"

#define ENTITY_MAGIC "MARSADNE"
#define ENTITY_VERSION 2
#define ENTITY_ORDER 0x01020304u
#define ENTITY_STARTS ENTITY_TAGS /* row of the transitions from the beginning of a sentence */

/*
 * The file: this header, words, checks of the features, their weights in the same order, then text on data and licence.
 * Numbers of this machine's byte order. Checks lie apart because most looks are in vain and end there.
 */
struct entity_header {
    char magic[8];
    uint32_t version, order;
    uint64_t checksum; /* XXH3 of all bytes behind it */
    uint64_t size;     /* of the file */
    uint32_t templates, n_words, n_weights, n_text;
    float scale[2]; /* of the weights of each pass */
    float transitions[2][ENTITY_TAGS + 1][ENTITY_TAGS];
    uint32_t unused[2];
};

/* Of one feature: ENTITY_TAGS of the first pass, then of the second, then 0; whole vectors are faster. */
#define ENTITY_LANES 20

struct entity_weights {
    int8_t tags[ENTITY_LANES];
};

typedef struct entity_model entity_model;

/*
 * NULL looks at $MARSAD_ENTITIES, then for marsad.entities beside the program, then in the directory of the
 * installation. The dictionary must live as long. NULL with MARSAD_EIO, _EFORMAT or _ENOMEM.
 */
entity_model *entity_model_open(const char *path, const marsad_dict *dict, marsad_err *err);
/* The same from memory (aligned to 8 bytes), which is borrowed; `name` for errors. */
entity_model *entity_model_from(const void *base, size_t size, const char *name, const marsad_dict *dict,
                                marsad_err *err);
void entity_model_close(entity_model *m);
/* "1-3f9c…": version of the format and checksum. */
const char *entity_model_version(const entity_model *m);
/* Data that the weights were learnt from, and licence. */
marsad_str entity_model_about(const entity_model *m);

/* One tag per token, sentences one after another. Fails with MARSAD_ENOMEM or MARSAD_ELIMIT only. */
bool entity_tag(const entity_model *m, const struct entity_sentence *sentences, size_t n, marsad_arena *arena,
                uint8_t **tags, size_t *n_tags, marsad_err *err);

/* The same for the tokens of a text that was read with the model's dictionary. Fails with MARSAD_ENOMEM only. */
bool entity_tag_text(const entity_model *m, const marsad_text *text, marsad_arena *arena, uint8_t **tags,
                     marsad_err *err);

/*
 * Best sequence for n tokens with ENTITY_TAGS scores each, `stride` apart. I follows B or I of its type only. `back`
 * has room for n * ENTITY_TAGS.
 */
void entity_viterbi(const float *scores, size_t stride, const float transitions[ENTITY_TAGS + 1][ENTITY_TAGS], size_t n,
                    uint8_t *back, uint8_t *tags);

#endif

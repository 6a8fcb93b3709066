/*
 * words_model.h - the file of the words model and its tables, shared by the splitter, the tagger and their trainer.
 *
 *     header | cut weights | tag weights | transitions | forms, each aligned to 64 bytes
 *
 * Features are hashed to 32 bits; a weight stands where the low bits of the hash point. There is no check for
 * collisions: training sees the same ones. A feature of the tagger has one weight per tag in one row.
 */
#ifndef ARABIC_WORDS_MODEL_H
#define ARABIC_WORDS_MODEL_H

#include "base/shelf.h"
#include "marsad/words.h"

#define WORDS_MAGIC "MARSADW1"
#define WORDS_FORMAT_VERSION 1u
#define WORDS_TEMPLATE 2u /* of the features: raise it with any change of segment.c, tag.c, lexicon.c or units.c */
#define WORDS_ORDER 0x01020304u
#define WORDS_TAGS 16 /* MARSAD_UPOS_COUNT */
#define WORDS_BITS_MAX 24
#define WORDS_CLUSTERS 512 /* and 0: none */
#define WORDS_NO_TAGS 0xFF

struct words_header {
    char magic[8];
    uint32_t version, order;
    uint64_t size;     /* of the whole file */
    uint64_t checksum; /* XXH3-64 of all bytes behind this number */
    uint32_t template;
    uint32_t cut_bits, tag_bits, form_bits;
    char provenance[720]; /* data, licence: text for people, ends with NUL */
};

#define WORDS_SUMMED (offsetof(struct words_header, checksum) + sizeof(uint64_t))

/* What news text told of a written form: how often it stands as a token, and among which words as a word. */
struct words_form {
    uint32_t key;      /* hash of the folded letters; 0: empty slot */
    uint8_t frequency; /* 1 + floor(log2(count)) as a token; 0: not seen */
    uint8_t tags;      /* the tags that it was given there: most often << 4 | next often; WORDS_NO_TAGS */
    uint16_t cluster;  /* 1 … WORDS_CLUSTERS; 0: none */
};

/* What a row of lemmas.tsv says, read once. */
struct words_lemma {
    uint32_t feats, next; /* MARSAD_FEAT_: of the word; what it gives the imperfect behind it */
    uint8_t upos;         /* MARSAD_UPOS_COUNT: none of the tags */
};

typedef int16_t words_row[WORDS_TAGS];

struct marsad_words_model {
    const marsad_dict *dict;
    uint32_t cut_mask, tag_mask, form_mask;
    const int16_t *cuts;
    const words_row *tags;
    const words_row *transitions; /* [previous tag, or WORDS_TAGS at the start][tag] */
    const struct words_form *forms;
    uint8_t *function_class;    /* per row of the table function: bit number, see lexicon.c */
    struct words_lemma *lemmas; /* per row of the table lemmas */
    int lemma_column;
    int country_adjectives, country_plurals;
    struct shelf *memos; /* memo.h; NULL: the weights may still change */
    void *base;          /* of the mapping; NULL: the trainer owns the tables */
    size_t size;
    char version[48];
};

/* The part of loading that needs the dictionary only; the trainer begins with it. False: no memory. */
bool words_model_prepare(marsad_words_model *m, const marsad_dict *dict);

/* Write the tables of `m` as a file. False with MARSAD_EIO. */
bool words_model_write(const marsad_words_model *m, const char *provenance, const char *path, marsad_err *err);

static inline uint32_t words_mix(uint32_t kind, uint32_t a, uint32_t b)
{
    uint64_t h = ((uint64_t)a << 32 | b) * 0x9E3779B97F4A7C15u;

    h = (h ^ (h >> 29) ^ kind) * 0xD6E8FEB86659FD93u;
    return (uint32_t)(h >> 32);
}

/* What is known of a form, or NULL. */
static inline const struct words_form *words_form_of(const marsad_words_model *m, uint32_t key)
{
    uint32_t probes = 0;

    for (uint32_t at = key & m->form_mask; m->forms[at].key && probes < 64; at = (at + 1) & m->form_mask, probes++)
        if (m->forms[at].key == key)
            return &m->forms[at];
    return NULL;
}

#endif

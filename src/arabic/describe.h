/*
 * describe.h - a tagged word while its lemma (describe.c) and its features (feats.c) are looked for.
 */
#ifndef ARABIC_DESCRIBE_H
#define ARABIC_DESCRIBE_H

#include "arabic/units.h"
#include "marsad/lemma.h"

#define ALEF 0x0627u
#define ALEF_HAMZA 0x0623u
#define ALEF_HAMZA_BELOW 0x0625u
#define ALEF_MAQSURA 0x0649u
#define TEH_MARBUTA 0x0629u
#define TEH 0x062Au
#define LAM 0x0644u
#define MEEM 0x0645u
#define NOON 0x0646u
#define HAMZA 0x0621u
#define WAW 0x0648u
#define YEH 0x064Au
#define SEEN 0x0633u

struct described {
    const marsad_words_model *m;
    marsad_str text;
    const struct unit *u;
    const struct view *v;
    marsad_arena *arena;
    size_t a;      /* where the word begins behind its article */
    int64_t row;   /* of lemmas.tsv that has this word with its tag, or -1 */
    bool article;  /* written, or that of للبيت */
    bool suffixed; /* a pronoun follows in the same token */
    bool known;    /* lemma holds a reading */
    marsad_lemma lemma;
};

static inline bool is_verbal(const struct view *v)
{
    return v->tag == MARSAD_UPOS_VERB || v->tag == MARSAD_UPOS_AUX;
}

static inline bool is_nominal(const struct view *v)
{
    return v->tag == MARSAD_UPOS_NOUN || v->tag == MARSAD_UPOS_PROPN || v->tag == MARSAD_UPOS_ADJ ||
           v->tag == MARSAD_UPOS_ADV || v->tag == MARSAD_UPOS_DET || v->tag == MARSAD_UPOS_NUM ||
           v->tag == MARSAD_UPOS_X;
}

/* Its letter `back` from the end, 0 if it has none. */
static inline uint16_t last_letter(const struct described *d, size_t back)
{
    return d->v->b > d->a + back ? d->u->raw[d->v->b - 1 - back] : 0;
}

/* Features of the word; `governed`: what the word before it gives an imperfect (column `next` of lemmas.tsv). */
uint32_t feats_describe(const struct described *d, uint32_t governed);

#endif

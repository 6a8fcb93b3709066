/*
 * readings.h - lemmas and features against those of the treebank.
 */
#ifndef TRAIN_READINGS_H
#define TRAIN_READINGS_H

#include "treebank.h"

struct readings {
    uint32_t lemmas[MARSAD_UPOS_COUNT], right_lemmas[MARSAD_UPOS_COUNT]; /* of words with the right tag */
    uint32_t gold[MARSAD_FEAT_COUNT], found[MARSAD_FEAT_COUNT], right[MARSAD_FEAT_COUNT]; /* the same */
};

/* Add what `m` makes of a sentence. False: no memory. */
bool readings_score(const marsad_words_model *m, const struct gold_sentence *s, struct readings *r);

void readings_print(const struct readings *r);

#endif

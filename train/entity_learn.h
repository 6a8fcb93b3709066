/*
 * entity_learn.h - learn an entity model from tagged sentences. Deterministic: the same input gives the same bytes.
 */
#ifndef TRAIN_ENTITY_LEARN_H
#define TRAIN_ENTITY_LEARN_H

#include "entity_corpus.h"

struct entity_settings {
    bool second; /* tags of the first pass are features of the second */
    int rounds;
    double penalty;
    double lean; /* towards names, against O: balances precision and recall */
    double kept; /* features whose largest weight is smaller are left out */
    const char *about;
};

/* Appends the file to `image`, which must be empty. */
bool entity_learn(const struct entity_settings *set, const marsad_dict *dict, const struct entity_words *words,
                  const struct corpus *c, marsad_arena *arena, marsad_buf *image, marsad_err *err);

#endif

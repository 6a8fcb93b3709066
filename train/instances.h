/*
 * instances.h - drafts of the event coder as rows of features.
 */
#ifndef TRAIN_INSTANCES_H
#define TRAIN_INSTANCES_H

#include "logistic.h"
#include "marsad/dict.h"
#include "marsad/map.h"
#include "sentences.h"

struct instance {
    uint32_t sentence;
    int kind;
    bool draft;      /* false: a sentence in which the coder finds none; it teaches words only */
    bool firm;       /* neither planned nor possible: the scorers count it */
    bool dated;      /* read with the date of publication */
    bool other;      /* annotators marked triggers of the type in this sentence, but none of its words */
    size_t first, n; /* cells */
};

struct instances {
    struct instance *at;
    size_t n, cap;
    struct cell *cells;
    size_t n_cells, cap_cells;
    marsad_map *features;
};

/* Read every sentence with the dictionary, as the program does. */
bool instances_make(const marsad_dict *dict, const struct corpus *c, marsad_arena *arena, struct instances *out,
                    marsad_err *err);

#endif

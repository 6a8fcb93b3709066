/*
 * judgements.h - judged records, as rows of features for the judge (src/event/judge.h).
 */
#ifndef TRAIN_JUDGEMENTS_H
#define TRAIN_JUDGEMENTS_H

#include "logistic.h"
#include "marsad/arena.h"
#include "marsad/dict.h"
#include "marsad/map.h"

#define JUDGE_FOLDS 5

struct judged_row {
    marsad_str type; /* of the dictionary */
    size_t first, n; /* cells */
    bool right;
    bool alone;  /* a sentence without an article around it */
    bool own;    /* of our own tables */
    bool strict; /* read by somebody who was asked to be strict */
    int fold;    /* the same for all of an article; own sentences are in none, so that they are always trained on */
};

struct judged {
    struct judged_row *at;
    size_t n, cap;
    struct cell *cells;
    size_t n_cells, cap_cells;
    marsad_map *features;
    size_t lost; /* judgements whose record the program no longer gives */
};

/*
 * Read the judgements of `table` (model/judgements.tsv) on the articles of folder `news`, the sentences with whole
 * records in folder `events`, and our own sentences in `own` (tests/event/sentences.tsv); code them with the
 * dictionary. False: *err says why.
 */
bool judged_read(const marsad_dict *dict, const char *table, const char *news, const char *events, const char *own,
                 marsad_arena *arena, struct judged *out, marsad_err *err);

#endif

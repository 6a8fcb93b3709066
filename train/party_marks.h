/*
 * party_marks.h - events of news whose parties people marked, as rows of features for the chooser
 * (src/event/chooser.h).
 */
#ifndef TRAIN_PARTY_MARKS_H
#define TRAIN_PARTY_MARKS_H

#include "logistic.h"
#include "marsad/arena.h"
#include "marsad/dict.h"
#include "marsad/map.h"

#define PARTY_FOLDS 5

struct party_row {   /* a candidate */
    size_t first, n; /* cells */
    bool right;
    bool chosen; /* by the rules */
    bool what;   /* a place, a building or a thing (chooser_is_what) */
};

struct party_slot { /* of an event */
    int slot;       /* enum chooser_slot */
    int fold;       /* the same for all of an article */
    bool deed;      /* an attack or a protest (gate_type) */
    bool wanted;    /* somebody is marked */
    size_t first;   /* row */
    size_t n_all;   /* rows: all candidates, from whom one or nobody is to be chosen */
    size_t n_ruled; /* rows behind them: those that the rules chose, each to be kept or not */
};

struct party_marks {
    struct party_slot *at;
    size_t n, cap;
    struct party_row *rows;
    size_t n_rows, cap_rows;
    struct cell *cells;
    size_t n_cells, cap_cells;
    marsad_map *features;
    size_t marked, met; /* events; those that the program still finds */
};

/*
 * Read the marks of `table` (model/parties.tsv) and code their articles in the folder `news`. out->features is the
 * caller's. False: *err says why.
 */
bool party_marks_read(const marsad_dict *dict, const char *table, const char *news, marsad_arena *arena,
                      struct party_marks *out, marsad_err *err);

#endif

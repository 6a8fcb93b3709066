/*
 * control.h - what the files that follow control share: evidence of one place, its timeline, sides.
 */
#ifndef LINK_CONTROL_H
#define LINK_CONTROL_H

#include "marsad/arena.h"
#include "marsad/control.h"

/* ---- control_sides.c: who is meant ---- */

struct sides;

/* NULL: no memory. The dictionary may be NULL: then holders are known by entity and words alone. */
struct sides *sides_new(const marsad_dict *dict, marsad_arena *keep);
void sides_free(struct sides *s);
/*
 * The holder that words name, in a place of that country and on that day: by the words of data/sides.tsv, else by the
 * entity, else, where `own` is set, by the words themselves. False: nobody; *ok false: no memory.
 */
bool sides_find(struct sides *s, marsad_str words, marsad_str entity, marsad_str country, const char *day, bool own,
                marsad_holder *out, bool *ok);

/* ---- control_time.c: one place through time; no store, no dictionary ---- */

/* One piece of evidence with what the timeline needs of it. */
struct control_item {
    marsad_control_evidence told;
    int day;                     /* number of its day */
    marsad_holder holder, loser; /* id absent: nobody */
    bool part;                   /* speaks of a part of the place: counts for a fight, for no holder */
};

struct control_time {
    double half_life; /* days */
    int end;          /* the last day looked at; later evidence is left out */
};

/*
 * The rows of one place from its items, which are put in order. Rows have no place and no part yet. Everything in
 * `arena`. False: no memory.
 */
bool control_timeline(struct control_item *items, size_t n, const struct control_time *how, marsad_arena *arena,
                      marsad_control_row **rows, size_t *n_rows);

/* Days since 1970 of "2015-07-20", and back; INT_MIN for anything else. */
int control_day(const char *day);
void control_day_text(int day, char out[11]);

/* What a piece of evidence counts on its day, 0 … 1. */
double control_weight(double confidence, marsad_str kind, marsad_str claim, marsad_str factuality, bool own_day);

/* ---- control_read.c ---- */

/* Evidence of one place or of one part of it. */
struct control_place {
    marsad_place place;
    marsad_str kind;           /* part, edge, site; absent: the place itself */
    marsad_str part, part_key; /* words of a site, and their normal form */
    struct control_item *items;
    size_t n, cap;
};

struct control_places {
    struct control_place *at;
    size_t n, cap;
    int last; /* the last day of publication in the store, INT_MIN if there is none */
};

/* All evidence that the filter's place, area and box let through. False: failure. */
bool control_read(marsad_store *s, const marsad_control_filter *f, struct sides *sides, marsad_arena *arena,
                  struct control_places *out, marsad_err *err);

#endif

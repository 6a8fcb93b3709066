/*
 * merge.h - inside merging: what a report says on a field as a value that can be compared, and which voice says it.
 */
#ifndef LINK_MERGE_H
#define LINK_MERGE_H

#include "marsad/map.h"
#include "marsad/merge.h"

#define MERGE_KINDS 8 /* of sources, "none" among them */

struct marsad_merger {
    marsad_map *credits; /* normal form of a name without blanks and marks -> row + 1 in credits.tsv; 0: nobody */
    marsad_map *dropped; /* normal forms of words that a name may lack */
    marsad_map *whole;   /* counted word -> bits: 1 << field where a number of these is of all people */
    marsad_arena *arena; /* keys of the maps */
    int trust[MARSAD_MERGE_COUNT][MERGE_KINDS];
};

/* The rank of who says it on this field; 1 is trusted most. */
int merge_trust(const marsad_merger *m, marsad_merge_field field, const marsad_event *e);
/* Is a number of `of` (ptr NULL: not said) one of all people, as far as the word goes? */
bool merge_is_whole(const marsad_merger *m, marsad_merge_field field, marsad_str of);
/* Row + 1 in credits.tsv of whom a credit names; 0: nobody that is listed. False: no memory. */
bool merge_credit(const marsad_merger *m, marsad_str credit, marsad_arena *arena, uint64_t *row);

/* ---- values ---- */

struct merge_party {
    marsad_str key; /* "e:" entity, "r:" role/country, "t:" words */
    marsad_str role, country;
};

/* What one report says on one field. */
struct merge_value {
    marsad_str key;          /* equal keys: the same value */
    double fine;             /* the less, the more exactly it says it */
    bool approximate, bound; /* bound: a number that is open on one side */
    double least, most;      /* numbers as the report has them, infinite where open */
    double min, max;         /* as far as they can be right (approximate: widened); first and last day */
    const marsad_place *place;
    const struct merge_party *parties;
    size_t n_parties;
};

struct merge_reading {
    const marsad_merger *merger;
    marsad_merge_field field;
    marsad_arena *arena;
    bool failed; /* no memory */
};

/* False: the report says nothing on the field. */
bool merge_read(struct merge_reading *r, const marsad_event_row *row, struct merge_value *out);

/* The three questions to two values of a field. */
bool merge_same(marsad_merge_field field, const struct merge_value *u, const struct merge_value *v);
/* Does u, equal or said less exactly, hold if v is right? */
bool merge_covers(marsad_merge_field field, const struct merge_value *u, const struct merge_value *v);
/* 0: both can be right, 1: they exclude each other. */
double merge_differ(marsad_merge_field field, const struct merge_value *u, const struct merge_value *v);

/* Is `p`, or what may be it, among the parties of v? */
bool merge_has_party(const struct merge_value *v, const struct merge_party *p);
/* Is it a place of the gazetteer? */
bool merge_is_listed(const struct merge_value *v);

/* merge_place.c */
double merge_place_fine(const marsad_place *p);
bool merge_place_covers(const marsad_place *coarse, const marsad_place *fine);
bool merge_place_agree(const marsad_place *a, const marsad_place *b);

/* Days since 1970 of "2015-07-20" */
double merge_day_number(const char *day);

/* ---- candidates ---- */

struct merge_candidate {
    struct merge_value value;
    size_t report, rank; /* rank: of the report by content */
    size_t voice;
    size_t distinct; /* number among the distinct values */
    int trust;
};

/* What the reports of a story say on one field, as far as it counts. */
struct merge_candidates {
    struct merge_candidate *at;
    size_t n, left_out;
    marsad_merge_basis basis;
    bool published_only; /* days: no report says when */
};

/* `type`: the merged type, for modes. False: no memory. */
bool merge_collect(struct merge_reading *r, const marsad_story *story, const size_t *voices, const size_t *ranks,
                   marsad_str type, struct merge_candidates *out);

/* Choose among n > 0 candidates and say how they stand to each other. False: no memory. */
bool merge_choose(marsad_merge_field field, marsad_rule rule, const marsad_event_row *rows,
                  const struct merge_candidates *c, size_t n_voices, marsad_arena *arena, marsad_merged_field *out);

/* The number that stands for it: the lower end, or the only one. */
double merge_low_end(const struct merge_value *v);
double merge_high_end(const struct merge_value *v);

/* Rows by day of publication (unknown last), digest, number in the article: the order of the content. */
int merge_row_compare(const marsad_event_row *a, const marsad_event_row *b);

#endif

/*
 * acts.h - what a trigger says was done (data/acts.tsv): other words for one act are one act.
 *
 *     استعادت, سيطرة, طرد  ->  take
 *     قتل                  ->  nothing: it fits many acts; with the mode "aerial" it is air
 */
#ifndef LINK_ACTS_H
#define LINK_ACTS_H

#include "marsad/arena.h"
#include "marsad/dict.h"
#include "marsad/map.h"

struct link_acts {
    const marsad_dict *dict;
    marsad_arena *arena;
    marsad_map *deeds, *backs; /* stem -> row + 1 */
    marsad_map *modes;         /* mode -> row + 1 */
};

/* Read the table; dict NULL: no act is known. False: no memory. Released by link_acts_free(), also then. */
bool link_acts_read(const marsad_dict *dict, struct link_acts *out);
void link_acts_free(struct link_acts *a);

/* The name of the act of a trigger in normal form and a mode (which may be absent); empty: not known. */
marsad_str link_act_of(const struct link_acts *a, marsad_str trigger, marsad_str mode);

/* Does a word of a text in normal form look back at what follows? */
bool link_acts_back(const struct link_acts *a, marsad_str text);

#endif

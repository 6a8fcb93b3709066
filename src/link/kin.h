/*
 * kin.h - who belongs to whom: actors that reports name in place of each other (data/kin.tsv).
 */
#ifndef LINK_KIN_H
#define LINK_KIN_H

#include "marsad/dict.h"
#include "marsad/event.h"
#include "marsad/map.h"

#define KIN_ABOVE_MAX 24 /* bodies above one actor that are looked at */

struct kin {
    const marsad_dict *dict;
    marsad_map *actors; /* id -> row of the table of actors */
    marsad_map *first;  /* id -> first row of the table of kin; rows of one id need not stand together */
    int actor, of;      /* columns of the table of kin */
    int kind, country, role;
};

bool kin_init(struct kin *k, const marsad_dict *dict); /* false: no memory */
void kin_release(struct kin *k);

/*
 * One of them belongs to the other, or both to a third. Two states are kin by a third only if it is the camp of one of
 * them: who fights in Iraq beside its army is kin to Iraq there; two that are both in an alliance are not kin.
 */
bool kin_related(const struct kin *k, marsad_str a, marsad_str b);

/*
 * Who it is, as far as another report can name the same: an id, "country:XX" for states, their forces and officials;
 * ptr NULL for all who have no name that holds beyond the article. In `arena`; *failed is set where there is no memory.
 */
marsad_str kin_party(const struct kin *k, const marsad_party *p, marsad_arena *arena, bool *failed);

/* Can they attack or hold something? States, armies, groups; no outlets, firms, clubs. False for nobody (len 0). */
bool kin_fights(const struct kin *k, marsad_str who);

#endif

/*
 * geo.h - how two places lie to each other.
 */
#ifndef LINK_GEO_H
#define LINK_GEO_H

#include "marsad/mention.h"

enum geo_relation {
    GEO_UNKNOWN, /* one of them is not located, or they are not known well enough */
    GEO_SAME,    /* the same, or nearer than they are known */
    GEO_INSIDE,  /* the first lies in the second */
    GEO_AROUND,  /* the other way round */
    GEO_APART    /* neither holds the other, and they lie further apart than their radii */
};

/* Either may be NULL. */
enum geo_relation geo_relate(const marsad_place *a, const marsad_place *b);

/* Kilometres on a sphere; both must be located. */
double geo_distance(const marsad_place *a, const marsad_place *b);

/* 0 exact, 1 settlement, 2 district, 3 governorate, 4 region, 5 country; -1: not known. */
int geo_rank(const marsad_place *p);

#endif

/*
 * merge_place.c - which places can be one: a district inside a province, a point near a town.
 */
#include <math.h>

#include "link/merge.h"

#define KM_PER_DEGREE 111.2
#define SAME_KM 5 /* two rows of the gazetteer for one town lie no further apart */

/* From fine to coarse, and how far a thing of this size reaches around its point. */
static const struct size {
    const char *precision;
    double km;
} SIZES[] = { { "exact", 2 },        { "settlement", 10 }, { "district", 25 },
              { "governorate", 80 }, { "region", 150 },    { "country", 0 } };
enum { EXACT, SETTLEMENT, DISTRICT, GOVERNORATE, REGION, COUNTRY, N_SIZES };

static size_t size_of(const marsad_place *p)
{
    size_t i = 0;

    while (i < N_SIZES - 1 && !marsad_str_equal(p->precision, marsad_str_of(SIZES[i].precision)))
        i++;
    return i;
}

double merge_place_fine(const marsad_place *p)
{
    return (double)size_of(p) + (p->radius_km > 0 ? 0.5 : 0);
}

/* Kilometres between two points: flat, which is good enough at the distance of provinces. */
static double distance_km(const marsad_place *a, const marsad_place *b)
{
    double middle = (a->lat + b->lat) / 2 * 3.14159265358979323846 / 180;

    return KM_PER_DEGREE * hypot(a->lat - b->lat, (a->lon - b->lon) * cos(middle));
}

static double reach_km(const marsad_place *p)
{
    return p->radius_km > 0 ? p->radius_km : SIZES[size_of(p)].km;
}

static bool both(marsad_str a, marsad_str b)
{
    return a.len > 0 && b.len > 0;
}

/* A governorate's own row may carry its name in `name` alone. */
static bool in_province(const marsad_place *province, const marsad_place *p)
{
    marsad_str name = province->admin1.len > 0 ? province->admin1 : province->name;

    return p->admin1.len > 0 && marsad_str_equal(name, p->admin1);
}

static bool within(const marsad_place *coarse, const marsad_place *fine, double km)
{
    return coarse->located && fine->located && distance_km(coarse, fine) <= km;
}

bool merge_place_covers(const marsad_place *coarse, const marsad_place *fine)
{
    size_t size = size_of(coarse);

    if (merge_place_fine(coarse) < merge_place_fine(fine))
        return false;
    if (coarse->id.len > 0 && marsad_str_equal(coarse->id, fine->id))
        return true;
    if (both(coarse->country, fine->country) && !marsad_str_equal(coarse->country, fine->country))
        return size == REGION && within(coarse, fine, reach_km(coarse)); /* regions cross borders */
    if (size == COUNTRY)
        return both(coarse->country, fine->country);
    if (size == GOVERNORATE)
        return in_province(coarse, fine);
    return within(coarse, fine, reach_km(coarse) + (size == size_of(fine) ? fine->radius_km : 0)) &&
           (size > size_of(fine) || coarse->radius_km > 0);
}

bool merge_place_agree(const marsad_place *a, const marsad_place *b)
{
    return merge_place_covers(a, b) || merge_place_covers(b, a) || within(a, b, SAME_KM + a->radius_km + b->radius_km);
}

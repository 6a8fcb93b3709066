/*
 * geo.c - how two places lie to each other.
 */
#include "link/geo.h"

#include <math.h>

#define EARTH_KM 6371.0
#define PI 3.14159265358979323846

/* By how much a place of this rank may miss the point that stands for it, km: half its usual width. */
static const struct {
    const char *precision;
    double radius_km;
} RANKS[] = { { "exact", 3 },         { "settlement", 12 }, { "district", 35 },
              { "governorate", 120 }, { "region", 300 },    { "country", 800 } };

#define SMALL_RANK 2 /* up to a district: two of them are told apart by their distance alone */
#define REGION_RANK 4
#define COUNTRY_RANK 5

int geo_rank(const marsad_place *p)
{
    for (size_t i = 0; p && i < sizeof RANKS / sizeof *RANKS; i++)
        if (marsad_str_equal(p->precision, marsad_str_of(RANKS[i].precision)))
            return (int)i;
    return -1;
}

static double square_of_half_sine(double degrees)
{
    double s = sin(degrees * PI / 360);

    return s * s;
}

double geo_distance(const marsad_place *a, const marsad_place *b)
{
    double h = square_of_half_sine(b->lat - a->lat) +
               cos(a->lat * PI / 180) * cos(b->lat * PI / 180) * square_of_half_sine(b->lon - a->lon);

    return 2 * EARTH_KM * asin(sqrt(h < 1 ? h : 1));
}

static double radius_of(const marsad_place *p)
{
    double usual = RANKS[geo_rank(p)].radius_km;

    return p->radius_km > usual ? p->radius_km : usual;
}

static bool differ(marsad_str a, marsad_str b)
{
    return a.len > 0 && b.len > 0 && !marsad_str_equal(a, b);
}

static bool agree(marsad_str a, marsad_str b)
{
    return a.len > 0 && marsad_str_equal(a, b);
}

/* Does `wide`, of a higher rank, hold `narrow`? */
static enum geo_relation holds(const marsad_place *wide, const marsad_place *narrow)
{
    bool located = wide->located && narrow->located;
    double beyond = located ? geo_distance(wide, narrow) - radius_of(wide) - radius_of(narrow) : 0;

    if (geo_rank(wide) == COUNTRY_RANK)
        return agree(wide->country, narrow->country)    ? GEO_AROUND
               : differ(wide->country, narrow->country) ? GEO_APART
                                                        : GEO_UNKNOWN;
    if (geo_rank(wide) < REGION_RANK && agree(wide->admin1, narrow->admin1) && !differ(wide->country, narrow->country))
        return GEO_AROUND;
    if (!located)
        return GEO_UNKNOWN;
    return beyond > 0 ? GEO_APART : GEO_AROUND; /* near enough: it may */
}

enum geo_relation geo_relate(const marsad_place *a, const marsad_place *b)
{
    int ra = geo_rank(a), rb = geo_rank(b);
    enum geo_relation r;

    if (ra < 0 || rb < 0)
        return GEO_UNKNOWN;
    if (agree(a->id, b->id))
        return GEO_SAME;
    if (ra != rb && (ra > SMALL_RANK || rb > SMALL_RANK)) {
        r = ra > rb ? holds(a, b) : holds(b, a);
        return r == GEO_AROUND && ra < rb ? GEO_INSIDE : r;
    }
    if (ra == COUNTRY_RANK)
        return differ(a->country, b->country) ? GEO_APART : agree(a->country, b->country) ? GEO_SAME : GEO_UNKNOWN;
    if (!a->located || !b->located)
        return GEO_UNKNOWN;
    if (geo_distance(a, b) > radius_of(a) + radius_of(b))
        return GEO_APART;
    return ra == rb ? GEO_SAME : ra < rb ? GEO_INSIDE : GEO_AROUND;
}

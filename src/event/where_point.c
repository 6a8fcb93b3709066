/*
 * where_point.c - the point and the country of a place that the gazetteer lacks, or that lies beside a known one.
 */
#include "event/where.h"

#include <math.h>

#define KM_PER_DEGREE 111.2
#define BORDER_WORDS 3
#define NEAR_KM 5 /* "near": within an hour's walk of the edge of a town */

/* ---- points ---- */

/* "57 كلم شمال بغداد": a point that far from the anchor; how far it may be off grows with the distance. */
static void move_point(marsad_place *p, double km, double bearing)
{
    const double to_radians = 3.14159265358979323846 / 180;

    p->lat += km / KM_PER_DEGREE * cos(bearing * to_radians);
    p->lon += km / (KM_PER_DEGREE * cos(p->lat * to_radians)) * sin(bearing * to_radians);
    p->radius_km = km * 0.4 > NEAR_KM ? km * 0.4 : NEAR_KM;
}

/* How far a thing of this size reaches around its point. */
static double reach_km(marsad_str precision)
{
    static const struct {
        const char *precision;
        double km;
    } REACH[] = { { "exact", 2 }, { "settlement", 10 }, { "district", 25 }, { "governorate", 80 }, { "region", 150 } };

    for (size_t i = 0; i < sizeof REACH / sizeof *REACH; i++)
        if (marsad_str_equal(precision, marsad_str_of(REACH[i].precision)))
            return REACH[i].km;
    return 0;
}

static marsad_place *copy_place(const struct analysis *a, const marsad_place *from)
{
    marsad_place *copy = marsad_arena_alloc(a->arena, sizeof *copy);

    if (copy)
        *copy = *from;
    return copy;
}

/* A place without a point lies somewhere in, or near, the known one that the text names beside it. NULL: no memory. */
const marsad_place *point_lent(const struct analysis *a, const struct site *s, const struct site *around)
{
    const marsad_place *known = around->mention->place;
    double bearing = site_bearing(a, around->before), km = known->radius_km;
    marsad_place *p = copy_place(a, known);

    if (!p)
        return NULL;
    p->id = (marsad_str){ NULL, 0 };
    p->name = s->mention && s->mention->place ? s->mention->place->name : (marsad_str){ NULL, 0 };
    p->radius_km = reach_km(known->precision) * (bearing >= 0 ? 2 : 1);
    if (bearing >= 0 && km > 0)
        move_point(p, km, bearing);
    return p;
}

/* "120 كلم شمال بغداد" is that point, not Baghdad; "قرب الموصل" is Mosul with a radius. NULL: no memory. */
const marsad_place *point_beside(const struct analysis *a, const struct site *s)
{
    const marsad_place *known = s->mention->place;
    double bearing = site_bearing(a, s->before), km = known->radius_km;
    marsad_place *p;

    if (!known->id.ptr || !known->located || site_is_country(s) || !site_is_near(a, s->before))
        return known;
    p = copy_place(a, known);
    if (!p)
        return NULL;
    p->radius_km = reach_km(known->precision) + NEAR_KM;
    if (bearing >= 0 && km > 0) {
        move_point(p, km, bearing);
        p->id = (marsad_str){ NULL, 0 };
    }
    return p;
}

/* ---- the country of what no gazetteer has ---- */

/* The country that most places of the article lie in, those of `but` aside, if it is clear. */
static marsad_str country_of_article(const struct analysis *a, marsad_str but)
{
    marsad_str top = { NULL, 0 };
    size_t lead = 0, all = 0, votes = 0;

    for (int pass = 0; pass < 2; pass++) /* the majority vote of Boyer and Moore, then its count */
        for (size_t i = 0; i < a->mentions->n_mentions; i++) {
            const marsad_mention *m = &a->mentions->mentions[i];
            if (!mention_is_place(m) || !m->place || !m->place->country.ptr || marsad_str_equal(m->place->country, but))
                continue;
            if (pass) {
                all++;
                votes += marsad_str_equal(m->place->country, top);
            } else if (!lead || marsad_str_equal(m->place->country, top)) {
                top = m->place->country;
                lead++;
            } else {
                lead--;
            }
        }
    return votes * 2 > all ? top : (marsad_str){ NULL, 0 };
}

/* "الجيش الأميركي", "جنود بريطانيون": forces of states that fight abroad rather than at home tell of no country. */
static bool is_expedition(const struct analysis *a, uint32_t adjective, marsad_str country)
{
    const marsad_str abroad = MARSAD_LIT("US|GB|FR|CA|AU|NZ|DE|IT|ES|PT|NL|BE|DK|NO|SE|PL|RO|BG|CZ|EE|LV|LT|KR|JP");
    size_t k = phrase_at(a, adjective);
    marsad_str roles = { NULL, 0 };

    if (!marsad_list_has(abroad, country) || k == a->n_phrases)
        return false;
    if (a->phrases[k].mention >= 0)
        roles = a->mentions->mentions[a->phrases[k].mention].roles;
    if (!roles.len && a->phrases[k].agent >= 0)
        roles = marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)a->phrases[k].agent, a->columns.agent_role);
    return marsad_str_starts(roles, MARSAD_LIT("MIL"));
}

/* "عدة مدن باكستانية", "جنديا باكستانيا … شمال غربي البلاد": the only country that adjectives tell of, besides `but`.
 */
static marsad_str country_of_adjectives(const struct analysis *a, uint32_t from, uint32_t to, marsad_str but)
{
    marsad_str country = { NULL, 0 };

    for (uint32_t i = from; i < to; i++) {
        marsad_str other;
        if (word_at(a, i)->country < 0)
            continue;
        other = marsad_dict_cell(a->dict, MARSAD_TABLE_COUNTRIES, (uint32_t)word_at(a, i)->country,
                                 a->columns.country_iso2);
        if (marsad_str_equal(other, but) || is_expedition(a, i, other))
            continue;
        if (country.ptr && !marsad_str_equal(country, other))
            return (marsad_str){ NULL, 0 };
        country = other;
    }
    return country;
}

/* A place of which only the country is known, if that. False: no memory. */
static bool place_of_country(const struct analysis *a, marsad_str country, const marsad_place **place)
{
    marsad_place *p;

    *place = NULL;
    if (!country.ptr)
        return true;
    p = marsad_arena_alloc(a->arena, sizeof *p);
    if (p)
        *p = (marsad_place){ .country = country };
    *place = p;
    return p != NULL;
}

static marsad_str country_told(const struct analysis *a, marsad_str but)
{
    marsad_str country = country_of_article(a, but);

    return country.ptr ? country : country_of_adjectives(a, a->first, a->last, but);
}

bool point_country(const struct analysis *a, const struct site *s, marsad_event *e)
{
    const marsad_str none = { NULL, 0 };
    marsad_str country = country_of_adjectives(a, e->place_span.first, e->place_span.last, none);

    if (!country.ptr && s->mention && s->mention->country.len == 2) /* "جامعة الأنبار": its name has a place in it */
        country = s->mention->country;
    if (!country.ptr)
        country = country_told(a, none);
    return place_of_country(a, country, &e->place);
}

uint32_t site_border(const struct analysis *a, const struct site *s)
{
    uint32_t tokens;

    for (uint32_t k = 1; site_is_country(s) && k <= BORDER_WORDS && s->span.first >= a->first + k; k++)
        if (signal_at(a, s->span.first - k, "border", &tokens).ptr && tokens == k)
            return s->span.first - k;
    return NO_TOKEN;
}

bool point_border(const struct analysis *a, const struct site *s, uint32_t border, marsad_event *e)
{
    e->place_span = span_of(a, border, s->span.last);
    return place_of_country(a, country_told(a, s->mention->place->country), &e->place);
}

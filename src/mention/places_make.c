/*
 * places_make.c - what is told about a place whose row is chosen: id, point, country, how exact.
 */
#include "mention/names.h"

#define SITE_RADIUS_KM 10.0

static void country_place(const names_pass *p, const name *n, marsad_place *place, bool *ok)
{
    marsad_str iso = marsad_dict_cell(p->dict, MARSAD_TABLE_COUNTRIES, n->row, p->column.country_iso);

    place->id = marsad_arena_fmt(p->arena, "country:%.*s", (int)iso.len, iso.ptr);
    *ok = place->id.ptr != NULL;
    place->name = marsad_dict_cell(p->dict, MARSAD_TABLE_COUNTRIES, n->row, p->column.country_en);
    place->country = iso;
    place->lat = marsad_dict_number(p->dict, MARSAD_TABLE_COUNTRIES, n->row, p->column.country_lat);
    place->lon = marsad_dict_number(p->dict, MARSAD_TABLE_COUNTRIES, n->row, p->column.country_lon);
    place->located = true;
    place->precision = MARSAD_LIT("country");
}

static marsad_str place_cell(const names_pass *p, const name *n, int column)
{
    return marsad_dict_cell(p->dict, MARSAD_TABLE_PLACES, n->row, column);
}

static void gazetteer_place(const names_pass *p, const name *n, marsad_place *place)
{
    marsad_str lat = place_cell(p, n, p->column.place_lat);
    marsad_str kind = place_cell(p, n, p->column.place_kind), admin = place_cell(p, n, p->column.place_admin);

    place->id = place_cell(p, n, p->column.place_id);
    place->name = place_cell(p, n, p->column.place_en);
    place->country = place_cell(p, n, p->column.place_country);
    if (admin.len)
        place->admin1 = admin;
    place->lat = marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, n->row, p->column.place_lat);
    place->lon = marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, n->row, p->column.place_lon);
    place->located = lat.len > 0;
    place->precision = place_cell(p, n, p->column.place_precision);
    if (n->site && !marsad_str_equal(kind, n->site_kind) &&
        (marsad_str_equal(kind, MARSAD_LIT("settlement")) || marsad_str_equal(kind, MARSAD_LIT("village")) ||
         marsad_str_equal(kind, MARSAD_LIT("governorate")))) { /* the town of the site, not the site */
        place->id = (marsad_str){ NULL, 0 };
        place->radius_km = SITE_RADIUS_KM;
    }
}

const marsad_place *place_make(const names_pass *p, const name *n, bool *ok)
{
    marsad_place *place;

    *ok = true;
    if (n->table == MARSAD_TABLE_COUNT && !n->country.len)
        return NULL;
    place = marsad_arena_alloc(p->arena, sizeof *place);
    *ok = place != NULL;
    if (!place)
        return NULL;
    if (n->table == MARSAD_TABLE_COUNTRIES)
        country_place(p, n, place, ok);
    else if (n->table == MARSAD_TABLE_PLACES)
        gazetteer_place(p, n, place);
    else
        place->country = n->country;
    if (place->country.len == 0)
        place->country = (marsad_str){ NULL, 0 };
    if (n->radius > 0)
        place->radius_km = n->radius;
    return place;
}

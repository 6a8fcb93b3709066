/*
 * geojson.c - events as a FeatureCollection (RFC 7946), one feature a line. Where no point is known the geometry is
 * null; so it is for events of which only the country is.
 */
#include "export/export.h"
#include "record/writer.h"

static void member_z(struct jw *j, const char *key, const char *z)
{
    jw_key(j, key);
    jw_text(j, z);
}

static void member_number(struct jw *j, const char *key, bool has, double x)
{
    jw_key(j, key);
    if (has)
        jw_number(j, x);
    else
        jw_null(j);
}

static void write_geometry(struct jw *j, const struct unit *u)
{
    const marsad_place *p = unit_place(u);

    jw_key(j, "geometry");
    if (!unit_located(u)) {
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    member_z(j, "type", "Point");
    jw_key(j, "coordinates");
    jw_open(j, '[');
    jw_number(j, p->lon);
    jw_number(j, p->lat);
    jw_close(j, ']');
    jw_close(j, '}');
}

static void write_place(struct jw *j, const struct line *l)
{
    static const marsad_place NOWHERE = { .located = false };
    const marsad_place *p = unit_place(l->u) ? unit_place(l->u) : &NOWHERE;
    marsad_str name = codes_place(l->codes, p), country = codes_country_name(l->codes, p->country, NULL);

    jw_member(j, "place", name);
    jw_member(j, "place_id", p->id);
    jw_member(j, "country", p->country);
    jw_member(j, "country_label", country.len > 0 ? country : (marsad_str){ NULL, 0 });
    jw_member(j, "admin1", codes_admin1(l->codes, p));
    jw_member(j, "precision", p->precision);
    member_number(j, "radius_km", p->radius_km > 0, p->radius_km);
}

static void write_parties(struct jw *j, const struct line *l, const char *key, const marsad_event_row *row,
                          const marsad_party *at, size_t n)
{
    jw_key(j, key);
    jw_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        marsad_str name = at[i].entity.len > 0 ? codes_actor(l->codes, at[i].entity) : MARSAD_LIT("");

        jw_str(j, name.len > 0 ? name : unit_words(row, at[i].span));
    }
    jw_close(j, ']');
}

static void write_event(struct jw *j, const struct line *l)
{
    const struct unit *u = l->u;
    const marsad_event *e = u->lead->event;
    marsad_str mode = marsad_arena_fmt(l->arena, "%.*s-%.*s", MARSAD_STR_ARG(e->type), MARSAD_STR_ARG(e->mode));
    marsad_str label = codes_label(l->codes, "mode", mode);

    member_z(j, "id", u->id);
    member_z(j, "day", u->when->day);
    member_z(j, "day_end", u->when->day_end);
    member_z(j, "day_is", u->when->day_is);
    jw_member(j, "type", e->type);
    jw_member(j, "mode", e->mode);
    jw_member(j, "type_label", codes_label(l->codes, "type", e->type));
    jw_member(j, "mode_label", label.ptr == mode.ptr ? (marsad_str){ NULL, 0 } : label);
    write_parties(j, l, "actors", u->who, u->who->event->actors, u->who->event->n_actors);
    write_parties(j, l, "recipients", u->whom, u->whom->event->recipients, u->whom->event->n_recipients);
    write_place(j, l);
    member_number(j, "killed_low", u->killed.known, u->killed.low);
    member_number(j, "killed_best", u->killed.known, u->killed.best);
    member_number(j, "killed_high", u->killed.known, u->killed.high);
    member_z(j, "factuality", marsad_factuality_name(e->factuality));
    member_number(j, "confidence", true, e->confidence);
}

static void write_report(struct jw *j, const struct unit *u)
{
    const marsad_article *a = u->lead->article;

    jw_member(j, "sentence", unit_sentence(u->lead));
    jw_member(j, "source", a->source);
    jw_member(j, "title", a->title);
    jw_member(j, "url", a->url);
    member_z(j, "published", a->published);
    member_number(j, "reports", true, (double)u->n);
    member_number(j, "sources", true, (double)u->sources);
    jw_member(j, "review", u->review);
}

bool geojson_unit(struct line *l, marsad_buf *out)
{
    struct jw j = jw_to(out);
    bool first = out->len > 0 && out->ptr[out->len - 1] == '[';

    if (!marsad_buf_add(out, first ? MARSAD_LIT("\n") : MARSAD_LIT(",\n")))
        return false;
    jw_open(&j, '{');
    member_z(&j, "type", "Feature");
    write_geometry(&j, l->u);
    jw_key(&j, "properties");
    jw_open(&j, '{');
    write_event(&j, l);
    write_report(&j, l->u);
    jw_close(&j, '}');
    jw_close(&j, '}');
    return !j.failed;
}

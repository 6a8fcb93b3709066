/*
 * acled.c - the column layout of ACLED (Armed Conflict Location & Event Data), as of 2024. Rules: docs/layouts.md.
 */
#include "export/layout.h"

#include <stdio.h>
#include <stdlib.h>

#include "marsad/export.h"

#define WEEK 6   /* days between the first and the last of a week */
#define MONTH 30 /* … of a month */

/* ---- what a unit is to ACLED ---- */

static marsad_str event_type(const struct line *l)
{
    return l->u->lead->event->codes.acled_event;
}

static marsad_str sub_type(const struct line *l)
{
    return l->u->lead->event->codes.acled_sub_event;
}

static bool is_crowd(const struct line *l)
{
    return codes_value(l->codes, "acled-crowd", event_type(l)).len > 0;
}

/* The recipient of a protest is whom it is against: no side of ACLED's event, unless it acted. */
static bool is_protest(const struct line *l)
{
    return marsad_str_equal(event_type(l), MARSAD_LIT("Protests"));
}

#define PARTIES_MAX 32

/* The parties of a side that are actors to ACLED. */
struct side {
    const marsad_event_row *row;
    const marsad_party *at[PARTIES_MAX];
    size_t n;
    bool first; /* actor1 */
};

/* Words without a sector and a name in the dictionary ("targets", a street) are no actor. */
static bool is_actor(const struct line *l, const marsad_event_row *row, const marsad_party *p)
{
    return party_sector(l, row, p).len > 0 || party_name(l, p).len > 0;
}

static struct side side_of(const struct line *l, bool first)
{
    const marsad_event_row *row = first ? l->u->who : l->u->whom;
    const marsad_party *at = first ? row->event->actors : row->event->recipients;
    size_t n = first ? row->event->n_actors : row->event->n_recipients;
    struct side s = { .row = row, .first = first };

    if (!first && is_protest(l))
        return s;
    for (size_t i = 0; i < n && s.n < PARTIES_MAX; i++)
        if (is_actor(l, row, &at[i]))
            s.at[s.n++] = &at[i];
    return s;
}

static marsad_str home_of(const struct line *l, const marsad_party *p)
{
    marsad_str country = party_country(l, p);

    return country.len > 0 ? country : unit_country(l->u);
}

/* ACLED's kind of actor; forces of a state in another state's land, and of several states, are external. */
static marsad_str kind_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    marsad_str kind = codes_value(l->codes, "acled-sector", party_sector(l, s->row, p));
    marsad_str country = party_country(l, p), where = unit_country(l->u);

    if (s->first && is_crowd(l) && (kind.len == 0 || marsad_str_equal(kind, MARSAD_LIT("Civilians"))))
        return codes_value(l->codes, "acled-crowd", event_type(l));
    if (marsad_str_equal(kind, MARSAD_LIT("State forces")) && p->country.len > 0 &&
        (country.len == 0 || (where.len > 0 && !marsad_str_equal(country, where))))
        return MARSAD_LIT("External/Other forces");
    return kind;
}

static marsad_str name_of(struct line *l, const struct side *s, const marsad_party *p)
{
    marsad_str name = party_name(l, p), words = unit_words(s->row, p->span), kind = kind_of(l, s, p);

    if (name.len > 0 || codes_arabic(l->codes))
        return name.len > 0 ? name : words;
    if (!(s->first && is_crowd(l)))
        name = party_pattern(l, "acled-name", party_sector(l, s->row, p), home_of(l, p));
    if (name.len == 0)
        name = party_pattern(l, "acled-name", kind, home_of(l, p));
    return name.len > 0 ? name : words;
}

static void write_actor(struct line *l, bool first)
{
    struct side s = side_of(l, first);

    cells_text(&l->cells, s.n > 0 ? name_of(l, &s, s.at[0]) : MARSAD_LIT(""));
}

/* The further parties of a side, each name once. */
static void write_associates(struct line *l, bool first)
{
    struct side s = side_of(l, first);
    marsad_buf joined = { 0 };

    for (size_t i = 1; i < s.n; i++) {
        marsad_str name = name_of(l, &s, s.at[i]);

        if (!marsad_str_equal(name, name_of(l, &s, s.at[0])) && !unit_list_add(&joined, 0, "; ", name))
            l->cells.failed = true;
    }
    cells_text(&l->cells, marsad_buf_str(&joined));
    marsad_buf_release(&joined);
}

static marsad_str kind_of_side(const struct line *l, bool first)
{
    struct side s = side_of(l, first);

    return s.n > 0 ? kind_of(l, &s, s.at[0]) : MARSAD_LIT("");
}

static long days(const struct line *l)
{
    return unit_days(l->u->when);
}

static bool is_dated_by_publication(const struct line *l)
{
    return strcmp(l->u->when->day_is, "published") == 0;
}

static const char *refuse(struct line *l)
{
    if (event_type(l).len == 0)
        return "no-acled-type";
    if (days(l) < 0)
        return "no-day";
    if (days(l) > MONTH)
        return "day-too-vague";
    if (unit_country(l->u).len == 0)
        return "no-country";
    return NULL;
}

/* ---- columns ---- */

static void write_id(struct line *l)
{
    marsad_str iso3 = codes_iso3(l->codes, unit_country(l->u));
    marsad_str id = marsad_arena_fmt(l->arena, "%.*s%s", MARSAD_STR_ARG(iso3), l->u->id);

    cells_text(&l->cells, id);
}

static void write_date(struct line *l)
{
    cells_z(&l->cells, l->u->when->day);
}

static void write_year(struct line *l)
{
    cells_number(&l->cells, true, atoi(l->u->when->day));
}

static void write_time_precision(struct line *l)
{
    long n = days(l);

    cells_number(&l->cells, true, n > WEEK ? 3 : n > 0 || is_dated_by_publication(l) ? 2 : 1);
}

static void write_disorder(struct line *l)
{
    marsad_str disorder = codes_value(l->codes, "acled-sub", sub_type(l));

    if (disorder.len == 0)
        disorder = codes_value(l->codes, "acled-event", event_type(l));
    cells_text(&l->cells, codes_label(l->codes, "acled-disorder", disorder));
}

static void write_event_type(struct line *l)
{
    cells_text(&l->cells, codes_label(l->codes, "acled-event", event_type(l)));
}

static void write_sub_type(struct line *l)
{
    cells_text(&l->cells, codes_label(l->codes, "acled-sub", sub_type(l)));
}

static void write_actor1(struct line *l)
{
    write_actor(l, true);
}

static void write_assoc1(struct line *l)
{
    write_associates(l, true);
}

static void write_inter1(struct line *l)
{
    cells_text(&l->cells, codes_label(l->codes, "acled-inter", kind_of_side(l, true)));
}

static void write_actor2(struct line *l)
{
    write_actor(l, false);
}

static void write_assoc2(struct line *l)
{
    write_associates(l, false);
}

static void write_inter2(struct line *l)
{
    cells_text(&l->cells, codes_label(l->codes, "acled-inter", kind_of_side(l, false)));
}

/* "State forces-Civilians", the smaller number first; "Protesters only" where there is one side. */
static void write_interaction(struct line *l)
{
    marsad_str a = kind_of_side(l, true), b = kind_of_side(l, false), swap, text;

    if (a.len == 0 || b.len == 0) {
        a = a.len > 0 ? a : b;
        a = a.len > 0 ? codes_label(l->codes, "acled-inter", a) : a;
        text = a.len > 0
                   ? marsad_arena_fmt(l->arena, "%.*s%s", (int)a.len, a.ptr, codes_arabic(l->codes) ? "" : " only")
                   : MARSAD_LIT("");
    } else {
        if (marsad_str_compare(codes_value(l->codes, "acled-inter", a), codes_value(l->codes, "acled-inter", b)) > 0)
            swap = a, a = b, b = swap;
        a = codes_label(l->codes, "acled-inter", a);
        b = codes_label(l->codes, "acled-inter", b);
        text = marsad_arena_fmt(l->arena, "%.*s-%.*s", (int)a.len, a.ptr, (int)b.len, b.ptr);
    }
    cells_text(&l->cells, text);
}

static void write_civilians(struct line *l)
{
    bool targeted = marsad_str_equal(event_type(l), MARSAD_LIT("Violence against civilians")) ||
                    marsad_str_equal(sub_type(l), MARSAD_LIT("Excessive force against protesters")) ||
                    (!is_protest(l) && !marsad_str_equal(event_type(l), MARSAD_LIT("Strategic developments")) &&
                     marsad_str_equal(kind_of_side(l, false), MARSAD_LIT("Civilians")));

    cells_z(&l->cells, targeted ? "Civilian targeting" : "");
}

static void write_iso(struct line *l)
{
    marsad_str number = codes_nation(l->codes, unit_country(l->u), "numeric");

    cells_number(&l->cells, number.len > 0, number.len > 0 ? atoi(number.ptr) : 0);
}

static void write_region(struct line *l)
{
    cells_text(&l->cells, codes_nation(l->codes, unit_country(l->u), "acled_region"));
}

static void write_country(struct line *l)
{
    cells_text(&l->cells, codes_country_name(l->codes, unit_country(l->u), "acled"));
}

static void write_admin1(struct line *l)
{
    const marsad_place *p = unit_place(l->u);

    cells_text(&l->cells, p ? codes_admin1(l->codes, p) : MARSAD_LIT(""));
}

static void write_none(struct line *l)
{
    cells_z(&l->cells, "");
}

static void write_location(struct line *l)
{
    const marsad_place *p = unit_place(l->u);
    marsad_str name = p ? codes_place(l->codes, p) : MARSAD_LIT("");

    cells_text(&l->cells, name.len > 0 ? name : unit_words(l->u->where, l->u->where->event->place_span));
}

static void write_latitude(struct line *l)
{
    cells_number(&l->cells, unit_located(l->u), unit_located(l->u) ? unit_place(l->u)->lat : 0);
}

static void write_longitude(struct line *l)
{
    cells_number(&l->cells, unit_located(l->u), unit_located(l->u) ? unit_place(l->u)->lon : 0);
}

static void write_geo_precision(struct line *l)
{
    const marsad_place *p = unit_place(l->u);
    marsad_str value = p && unit_located(l->u) ? codes_value(l->codes, "acled-geo", p->precision) : MARSAD_LIT("");

    if (value.len > 0 && p->radius_km > 0 && marsad_str_equal(value, MARSAD_LIT("1")))
        value = MARSAD_LIT("2");
    cells_text(&l->cells, value);
}

static void write_source(struct line *l)
{
    marsad_buf outlets = { 0 };

    if (!unit_outlets(l->u, &outlets))
        l->cells.failed = true;
    cells_text(&l->cells, marsad_buf_str(&outlets));
    marsad_buf_release(&outlets);
}

/* A sentence of codes.tsv with `about` in place of its %s. */
static void add_note(struct line *l, marsad_buf *notes, const char *code, marsad_str about)
{
    marsad_str note = codes_text(l->codes, "note", code);
    size_t at = marsad_str_find(note, MARSAD_LIT("%s"), 0);
    bool ok = marsad_buf_add_byte(notes, ' ');

    if (at == SIZE_MAX)
        ok = ok && marsad_buf_add(notes, note);
    else
        ok = ok && marsad_buf_add(notes, marsad_str_slice(note, 0, at)) && marsad_buf_add(notes, about) &&
             marsad_buf_add(notes, marsad_str_slice(note, at + 2, note.len));
    l->cells.failed = l->cells.failed || !ok;
}

static void add_notes_on_deaths(struct line *l, marsad_buf *notes)
{
    const struct unit *u = l->u;

    if (u->killed.known && u->killed.high > u->killed.low)
        add_note(l, notes, "more", marsad_arena_fmt(l->arena, "%.15g-%.15g", u->killed.low, u->killed.high));
    else if (u->killed.known)
        return;
    else if (u->total.len > 0)
        add_note(l, notes, "total", u->total);
    else
        add_note(l, notes, u->uncounted ? "uncounted" : "no-fatalities", MARSAD_LIT(""));
}

static void write_notes(struct line *l)
{
    const marsad_event_row *when = l->u->when;
    marsad_buf notes = { 0 };

    if (!marsad_buf_add(&notes, unit_sentence(l->u->lead)))
        l->cells.failed = true;
    if (days(l) > 0)
        add_note(l, &notes, "span", marsad_arena_fmt(l->arena, "%s/%s", when->day, when->day_end));
    if (is_dated_by_publication(l))
        add_note(l, &notes, "around", MARSAD_LIT(""));
    add_notes_on_deaths(l, &notes);
    cells_text(&l->cells, marsad_buf_str(&notes));
    marsad_buf_release(&notes);
}

static void write_fatalities(struct line *l)
{
    const struct unit *u = l->u;

    cells_number(&l->cells, u->killed.known || (!u->uncounted && u->total.len == 0), u->killed.low);
}

/* Size of a crowd. */
static void write_tags(struct line *l)
{
    const struct amount *crowd = &l->u->participants;
    marsad_str text = MARSAD_LIT("");

    if (is_crowd(l) && !crowd->known)
        text = MARSAD_LIT("crowd size=no report");
    else if (is_crowd(l))
        text = crowd->high > crowd->low
                   ? marsad_arena_fmt(l->arena, "crowd size=between %.15g and %.15g", crowd->low, crowd->high)
                   : marsad_arena_fmt(l->arena, "crowd size=%s%.15g", crowd->open ? "at least " : "", crowd->best);
    cells_text(&l->cells, text);
}

static void write_timestamp(struct line *l)
{
    int64_t seconds = 0;
    bool given = l->timestamp && marsad_export_time(l->timestamp, &seconds);

    cells_number(&l->cells, given, (double)seconds);
}

static const struct column COLUMNS[] = {
    { "event_id_cnty", write_id },
    { "event_date", write_date },
    { "year", write_year },
    { "time_precision", write_time_precision },
    { "disorder_type", write_disorder },
    { "event_type", write_event_type },
    { "sub_event_type", write_sub_type },
    { "actor1", write_actor1 },
    { "assoc_actor_1", write_assoc1 },
    { "inter1", write_inter1 },
    { "actor2", write_actor2 },
    { "assoc_actor_2", write_assoc2 },
    { "inter2", write_inter2 },
    { "interaction", write_interaction },
    { "civilian_targeting", write_civilians },
    { "iso", write_iso },
    { "region", write_region },
    { "country", write_country },
    { "admin1", write_admin1 },
    { "admin2", write_none },
    { "admin3", write_none },
    { "location", write_location },
    { "latitude", write_latitude },
    { "longitude", write_longitude },
    { "geo_precision", write_geo_precision },
    { "source", write_source },
    { "source_scale", write_none },
    { "notes", write_notes },
    { "fatalities", write_fatalities },
    { "tags", write_tags },
    { "timestamp", write_timestamp },
};

const struct layout LAYOUT_ACLED = { COLUMNS, sizeof COLUMNS / sizeof *COLUMNS, refuse, false };

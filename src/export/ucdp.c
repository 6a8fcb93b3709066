/*
 * ucdp.c - the column layout of UCDP GED (Georeferenced Event Dataset), version 24. Rules: docs/layouts.md.
 *
 * GED has deadly events of organised violence only: those of which somebody who is armed and organised is a side, whose
 * other side is known, and in which a number of people died.
 */
#include "export/layout.h"

#include <math.h>
#include <stdlib.h>

#define YEAR 366
#define NEAR_KM 25 /* where_prec 2 */

struct side {
    const marsad_event_row *row;
    const marsad_party *party; /* NULL: not named */
    marsad_str kind;           /* state, group, civilians, "" */
};

/* The first party whose kind of side is known; parties without one are passed over. */
static struct side side_of(const struct line *l, const marsad_event_row *row, const marsad_party *at, size_t n)
{
    struct side s = { .row = row, .party = n > 0 ? &at[0] : NULL, .kind = MARSAD_LIT("") };

    for (size_t i = 0; i < n && s.kind.len == 0; i++) {
        s.kind = codes_value(l->codes, "ucdp-side", party_sector(l, row, &at[i]));
        s.party = s.kind.len > 0 ? &at[i] : s.party;
    }
    return s;
}

static bool is(marsad_str kind, const char *name)
{
    return marsad_str_equal(kind, marsad_str_of(name));
}

static bool is_armed(const struct side *s)
{
    return is(s->kind, "state") || is(s->kind, "group");
}

/* A group has a name in the dictionary or in the article; "18 rebels" has none. */
static bool is_named(const struct line *l, const struct side *s)
{
    return s->party && (party_name(l, s->party).len > 0 || marsad_str_starts(s->party->entity, MARSAD_LIT("article:")));
}

static marsad_str state_of(const struct line *l, const struct side *s)
{
    marsad_str country = s->party ? party_country(l, s->party) : MARSAD_LIT("");

    if (!is(s->kind, "state"))
        return MARSAD_LIT("");
    return country.len > 0 ? country : unit_country(l->u);
}

struct sides {
    struct side a, b;
    marsad_str type; /* type_of_violence; "" where it cannot be told */
};

/* The recipient whom the text does not name is known where the dead are called civilians. */
static struct sides sides_of(const struct line *l)
{
    const marsad_event_row *who = l->u->who, *whom = l->u->whom;
    struct sides s = { .a = side_of(l, who, who->event->actors, who->event->n_actors),
                       .b = side_of(l, whom, whom->event->recipients, whom->event->n_recipients) };
    marsad_str dead = codes_sector_of(l->codes, l->u->lead->event->killed.of, l->arena);
    struct side swap;

    if (!s.b.party && is(codes_value(l->codes, "ucdp-side", dead), "civilians"))
        s.b.kind = MARSAD_LIT("civilians");
    if (is(s.a.kind, "group") && is(s.b.kind, "state")) /* the government is side a */
        swap = s.a, s.a = s.b, s.b = swap;
    s.type = codes_value(l->codes, "ucdp-pair",
                         marsad_arena_fmt(l->arena, "%.*s-%.*s", MARSAD_STR_ARG(s.a.kind), MARSAD_STR_ARG(s.b.kind)));
    return s;
}

static bool is_nameless(const struct line *l, const struct side *s)
{
    return is(s->kind, "group") && !is_named(l, s);
}

/* One state or one group on both sides: mostly misread. */
static bool is_same(const struct line *l, const struct side *a, const struct side *b)
{
    marsad_str one = state_of(l, a), other = state_of(l, b);

    if (is(a->kind, "group") && is(b->kind, "group") && a->party && b->party) {
        one = party_name(l, a->party);
        other = party_name(l, b->party);
    }
    return one.len > 0 && marsad_str_equal(one, other);
}

static const char *refuse(struct line *l)
{
    const struct unit *u = l->u;
    const marsad_event *e = u->lead->event;
    struct sides s;

    if (!marsad_str_equal(e->type, MARSAD_LIT("ASSAULT")))
        return "no-violence";
    if (e->factuality != MARSAD_ASSERTED && e->factuality != MARSAD_ALLEGED)
        return "not-asserted";
    if (!u->killed.known || u->killed.high < 1)
        return "not-deadly";
    if (unit_days(u->when) < 0)
        return "no-day";
    if (unit_days(u->when) > YEAR)
        return "day-too-vague";
    if (unit_country(u).len == 0)
        return "no-country";
    s = sides_of(l);
    if (!is_armed(&s.a))
        return "no-armed-actor";
    if (s.type.len == 0)
        return "other-side-unknown";
    if (!marsad_str_equal(s.type, MARSAD_LIT("1")) && (is_nameless(l, &s.a) || is_nameless(l, &s.b)))
        return "group-unnamed";
    return is_same(l, &s.a, &s.b) ? "same-side" : NULL;
}

/* ---- columns ---- */

static void write_none(struct line *l)
{
    cells_z(&l->cells, "");
}

static void write_id(struct line *l)
{
    cells_number(&l->cells, true, (double)unit_number(l->u->id));
}

static void write_relid(struct line *l)
{
    cells_z(&l->cells, l->u->id);
}

static void write_year(struct line *l)
{
    cells_number(&l->cells, true, atoi(l->u->when->day));
}

static void write_type(struct line *l)
{
    cells_text(&l->cells, sides_of(l).type);
}

static marsad_str name_of(struct line *l, const struct side *s)
{
    marsad_str name = s->party ? party_name(l, s->party) : MARSAD_LIT("");

    if (is(s->kind, "civilians"))
        return codes_text(l->codes, "ucdp-name", "civilians");
    if (is(s->kind, "state"))
        return party_pattern(l, "ucdp-name", MARSAD_LIT("state"), state_of(l, s));
    if (name.len > 0)
        return name;
    return is_named(l, s) ? unit_words(s->row, s->party->span) : codes_text(l->codes, "ucdp-name", "group");
}

static void write_side_a(struct line *l)
{
    struct sides s = sides_of(l);

    cells_text(&l->cells, name_of(l, &s.a));
}

static void write_side_b(struct line *l)
{
    struct sides s = sides_of(l);

    cells_text(&l->cells, name_of(l, &s.b));
}

static void write_dyad(struct line *l)
{
    struct sides s = sides_of(l);
    marsad_str a = name_of(l, &s.a), b = name_of(l, &s.b);

    cells_text(&l->cells, marsad_arena_fmt(l->arena, "%.*s - %.*s", (int)a.len, a.ptr, (int)b.len, b.ptr));
}

static void write_sources(struct line *l)
{
    cells_number(&l->cells, true, (double)l->u->sources);
}

/* "outlet,day,headline" of each report, joined by ";" as GED does. */
static void write_source_article(struct line *l)
{
    marsad_buf all = { 0 };
    bool ok = true;

    for (size_t i = 0; ok && i < l->u->n; i++) {
        const marsad_article *a = l->u->rows[i].article;

        ok = (i == 0 || marsad_buf_add_byte(&all, ';')) && marsad_buf_add_byte(&all, '"') &&
             marsad_buf_add(&all, a->source) && marsad_buf_addf(&all, ",%s,", a->published) &&
             marsad_buf_add(&all, a->title) && marsad_buf_add_byte(&all, '"');
    }
    l->cells.failed = l->cells.failed || !ok;
    cells_text(&l->cells, marsad_buf_str(&all));
    marsad_buf_release(&all);
}

static void write_office(struct line *l)
{
    marsad_buf outlets = { 0 };

    if (!unit_outlets(l->u, &outlets))
        l->cells.failed = true;
    cells_text(&l->cells, marsad_buf_str(&outlets));
    marsad_buf_release(&outlets);
}

static void write_source_date(struct line *l)
{
    cells_z(&l->cells, l->u->lead->article->published);
}

static void write_headline(struct line *l)
{
    cells_text(&l->cells, l->u->lead->article->title);
}

static void write_original(struct line *l)
{
    const marsad_event *e = l->u->lead->event;

    cells_text(&l->cells, e->has_source ? unit_words(l->u->lead, e->source.span) : MARSAD_LIT(""));
}

static marsad_str where_prec(const struct line *l)
{
    const marsad_place *p = unit_place(l->u);
    marsad_str value = codes_value(l->codes, "ucdp-where", p->precision);

    if (value.len == 0) /* a place that the gazetteer lacks: its country is known */
        return MARSAD_LIT("6");
    if (p->radius_km <= 0 || !marsad_str_equal(value, MARSAD_LIT("1")))
        return value;
    return p->radius_km <= NEAR_KM ? MARSAD_LIT("2") : MARSAD_LIT("4");
}

static void write_where_prec(struct line *l)
{
    cells_text(&l->cells, where_prec(l));
}

static void write_coordinates(struct line *l)
{
    cells_text(&l->cells, codes_place(l->codes, unit_place(l->u)));
}

static void write_description(struct line *l)
{
    cells_text(&l->cells, unit_words(l->u->where, l->u->where->event->place_span));
}

static void write_adm1(struct line *l)
{
    cells_text(&l->cells, codes_admin1(l->codes, unit_place(l->u)));
}

/* GED has a point for each event: that of the country where nothing narrower is known (where_prec 6). */
static void write_latitude(struct line *l)
{
    const marsad_place *p = unit_place(l->u);

    cells_number(&l->cells, p->located, p->lat);
}

static void write_longitude(struct line *l)
{
    const marsad_place *p = unit_place(l->u);

    cells_number(&l->cells, p->located, p->lon);
}

static void write_wkt(struct line *l)
{
    const marsad_place *p = unit_place(l->u);

    cells_text(&l->cells,
               p->located ? marsad_arena_fmt(l->arena, "POINT (%.9g %.9g)", p->lon, p->lat) : MARSAD_LIT(""));
}

/* PRIO-GRID: cells of half a degree, numbered from 1 at the south-west corner, row by row. */
static void write_priogrid(struct line *l)
{
    const marsad_place *p = unit_place(l->u);
    double row = floor((p->lat + 90) * 2), column = floor((p->lon + 180) * 2);

    row = row > 359 ? 359 : row;
    column = column > 719 ? 719 : column;
    cells_number(&l->cells, p->located, row * 720 + column + 1);
}

static void write_country(struct line *l)
{
    cells_text(&l->cells, codes_country_name(l->codes, unit_country(l->u), "ucdp"));
}

static void write_country_id(struct line *l)
{
    cells_text(&l->cells, codes_nation(l->codes, unit_country(l->u), "gw"));
}

static void write_region(struct line *l)
{
    cells_text(&l->cells, codes_nation(l->codes, unit_country(l->u), "ucdp_region"));
}

static bool is_published(const struct line *l)
{
    return strcmp(l->u->when->day_is, "published") == 0;
}

static void write_clarity(struct line *l)
{
    cells_number(&l->cells, true, unit_days(l->u->when) > 0 ? 2 : 1);
}

static void write_date_prec(struct line *l)
{
    long n = unit_days(l->u->when);

    cells_number(&l->cells, true, n > 30 ? 5 : n > 6 ? 4 : n == 6 ? 3 : n > 0 || is_published(l) ? 2 : 1);
}

static void write_start(struct line *l)
{
    cells_z(&l->cells, l->u->when->day);
}

static void write_end(struct line *l)
{
    cells_z(&l->cells, l->u->when->day_end);
}

static bool is_one_sided(const struct line *l)
{
    return is(sides_of(l).type, "3");
}

static void write_zero(struct line *l)
{
    cells_number(&l->cells, true, 0);
}

static void write_civilians(struct line *l)
{
    cells_number(&l->cells, true, is_one_sided(l) ? l->u->killed.best : 0);
}

static void write_unknown(struct line *l)
{
    cells_number(&l->cells, true, is_one_sided(l) ? 0 : l->u->killed.best);
}

static void write_best(struct line *l)
{
    cells_number(&l->cells, true, l->u->killed.best);
}

static void write_high(struct line *l)
{
    cells_number(&l->cells, true, l->u->killed.high);
}

static void write_low(struct line *l)
{
    cells_number(&l->cells, true, l->u->killed.low);
}

static void write_state(struct line *l, const struct side *s)
{
    cells_text(&l->cells, codes_nation(l->codes, state_of(l, s), "gw"));
}

static void write_gwnoa(struct line *l)
{
    struct sides s = sides_of(l);

    write_state(l, &s.a);
}

static void write_gwnob(struct line *l)
{
    struct sides s = sides_of(l);

    write_state(l, &s.b);
}

static const struct column COLUMNS[] = {
    { "id", write_id },
    { "relid", write_relid },
    { "year", write_year },
    { "active_year", write_none },
    { "code_status", write_none },
    { "type_of_violence", write_type },
    { "conflict_dset_id", write_none },
    { "conflict_new_id", write_none },
    { "conflict_name", write_none },
    { "dyad_dset_id", write_none },
    { "dyad_new_id", write_none },
    { "dyad_name", write_dyad },
    { "side_a_dset_id", write_none },
    { "side_a_new_id", write_none },
    { "side_a", write_side_a },
    { "side_b_dset_id", write_none },
    { "side_b_new_id", write_none },
    { "side_b", write_side_b },
    { "number_of_sources", write_sources },
    { "source_article", write_source_article },
    { "source_office", write_office },
    { "source_date", write_source_date },
    { "source_headline", write_headline },
    { "source_original", write_original },
    { "where_prec", write_where_prec },
    { "where_coordinates", write_coordinates },
    { "where_description", write_description },
    { "adm_1", write_adm1 },
    { "adm_2", write_none },
    { "latitude", write_latitude },
    { "longitude", write_longitude },
    { "geom_wkt", write_wkt },
    { "priogrid_gid", write_priogrid },
    { "country", write_country },
    { "country_id", write_country_id },
    { "region", write_region },
    { "event_clarity", write_clarity },
    { "date_prec", write_date_prec },
    { "date_start", write_start },
    { "date_end", write_end },
    { "deaths_a", write_zero },
    { "deaths_b", write_zero },
    { "deaths_civilians", write_civilians },
    { "deaths_unknown", write_unknown },
    { "best", write_best },
    { "high", write_high },
    { "low", write_low },
    { "gwnoa", write_gwnoa },
    { "gwnob", write_gwnob },
};

const struct layout LAYOUT_UCDP = { COLUMNS, sizeof COLUMNS / sizeof *COLUMNS, refuse, false };

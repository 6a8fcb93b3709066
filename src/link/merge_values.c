/*
 * merge_values.c - what a report says on a field, and whether two such values are the same, nested or at odds.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "link/merge.h"
#include "marsad/text.h"

#define ABOUT 0.1       /* "about 20" may be 18 to 22 */
#define VAGUE 2         /* about so many, and up to twice as many or more: "dozens" says no more than "at least 20" */
#define FAR_DAYS 7.0    /* days that lie a week apart exclude each other wholly */
#define ROLE_FINE 1     /* of parties: known by sector and country only */
#define WORDS_FINE 2    /* by words only */
#define UNLISTED_FINE 9 /* a place that is not in the gazetteer: any that is goes before it */

static marsad_str key_fmt(struct merge_reading *r, marsad_str key)
{
    r->failed = r->failed || !key.ptr;
    return key;
}

static marsad_str normal(struct merge_reading *r, marsad_str text)
{
    marsad_str norm = { 0 };

    if (!marsad_normalise(text, r->arena, &norm, NULL))
        r->failed = true;
    return norm;
}

/* ---- numbers ---- */

static const marsad_count *count_of(marsad_merge_field field, const marsad_event *e)
{
    switch (field) {
    case MARSAD_MERGE_KILLED:
        return &e->killed;
    case MARSAD_MERGE_INJURED:
        return &e->injured;
    case MARSAD_MERGE_CAPTURED:
        return &e->captured;
    case MARSAD_MERGE_DISPLACED:
        return &e->displaced;
    default:
        return &e->participants;
    }
}

static bool read_number(struct merge_reading *r, const marsad_count *c, struct merge_value *out)
{
    bool vague = c->approximate && c->has_min && c->has_max && c->max >= VAGUE * c->min;

    if (!c->known || (!c->has_min && !c->has_max))
        return false;
    out->least = c->has_min ? c->min : -INFINITY;
    out->most = c->has_max && !vague ? c->max : INFINITY;
    out->min = c->has_min ? c->min : -INFINITY;
    out->max = c->has_max ? c->max : INFINITY;
    out->approximate = c->approximate;
    out->bound = !c->has_min || !c->has_max || vague;
    out->fine = (out->bound ? 2 : 0) + (c->approximate ? 1 : 0) + (!out->bound && out->max > out->min ? 0.5 : 0);
    out->key = key_fmt(r, marsad_arena_fmt(r->arena, "%.9g..%.9g%s", out->min, out->max, c->approximate ? "~" : ""));
    if (c->approximate) {
        out->min -= c->has_min ? ABOUT * c->min : 0;
        out->max += c->has_max ? ABOUT * c->max : 0;
    }
    return true;
}

double merge_low_end(const struct merge_value *v)
{
    return isfinite(v->least) ? v->least : v->most;
}

double merge_high_end(const struct merge_value *v)
{
    return isfinite(v->most) ? v->most : v->least;
}

/* 15 against 17: 2 of 17. */
static double number_gap(const struct merge_value *u, const struct merge_value *v)
{
    const struct merge_value *low = u->max < v->min ? u : v, *high = low == u ? v : u;

    return low->max < high->min ? (high->min - low->max) / high->min : 0;
}

/* ---- days ---- */

double merge_day_number(const char *day)
{
    int y = atoi(day), m = atoi(day + 5), d = atoi(day + 8);

    /* the civil calendar with years from March: H. Hinnant, "chrono-compatible low-level date algorithms" */
    y -= m <= 2;
    return 365.0 * y + floor(y / 4.0) - floor(y / 100.0) + floor(y / 400.0) + (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 +
           d - 719469;
}

static bool read_day(struct merge_reading *r, const marsad_event_row *row, struct merge_value *out)
{
    if (!row->day[0])
        return false;
    out->min = merge_day_number(row->day);
    out->max = row->day_end[0] ? merge_day_number(row->day_end) : out->min;
    out->fine = out->max - out->min;
    out->key = key_fmt(r, marsad_arena_fmt(r->arena, "%s..%s", row->day, row->day_end));
    return true;
}

static double day_gap(const struct merge_value *u, const struct merge_value *v)
{
    double gap = u->max < v->min ? v->min - u->max : v->max < u->min ? u->min - v->max : 0;

    return gap > FAR_DAYS ? 1 : gap / FAR_DAYS;
}

/* ---- places ---- */

static bool has_row(const marsad_place *p)
{
    return p && p->id.len > 0 && !marsad_str_starts(p->id, MARSAD_LIT("unlisted:"));
}

bool merge_is_listed(const struct merge_value *v)
{
    return has_row(v->place);
}

static bool read_place(struct merge_reading *r, const marsad_event_row *row, struct merge_value *out)
{
    const marsad_event *e = row->event;

    if (!e->has_place)
        return false;
    out->place = e->place;
    if (has_row(e->place)) {
        out->fine = merge_place_fine(e->place);
        out->key = key_fmt(
            r, marsad_arena_fmt(r->arena, "%.*s~%g", (int)e->place->id.len, e->place->id.ptr, e->place->radius_km));
        return true;
    }
    out->fine = UNLISTED_FINE;
    out->key = normal(r, marsad_points_str(row->points, e->place_span));
    return out->key.len > 0;
}

/* What the gazetteer does not know cannot be said to lie elsewhere. */
static bool places_agree(const struct merge_value *u, const struct merge_value *v)
{
    return !merge_is_listed(u) || !merge_is_listed(v) || merge_place_agree(u->place, v->place);
}

/* ---- parties ---- */

static int compare_parties(const void *a, const void *b)
{
    return marsad_str_compare(((const struct merge_party *)a)->key, ((const struct merge_party *)b)->key);
}

static struct merge_party read_party(struct merge_reading *r, const marsad_event_row *row, const marsad_party *p)
{
    struct merge_party out = { .role = p->role, .country = p->country };
    bool local = marsad_str_starts(p->entity, MARSAD_LIT("article:")); /* a name that only this article knows */

    if (p->entity.len > 0 && !local) {
        out.key = marsad_arena_fmt(r->arena, "e:%.*s", (int)p->entity.len, p->entity.ptr);
    } else if (p->role.len > 0 && !local) {
        out.key = marsad_arena_fmt(r->arena, "r:%.*s/%.*s", (int)p->role.len, p->role.ptr, (int)p->country.len,
                                   p->country.ptr ? p->country.ptr : "");
    } else {
        marsad_str words = normal(r, marsad_points_str(row->points, local ? p->span : p->head));

        out.key = marsad_arena_fmt(r->arena, "t:%.*s", (int)words.len, words.ptr ? words.ptr : "");
    }
    key_fmt(r, out.key);
    return out;
}

static bool read_parties(struct merge_reading *r, const marsad_event_row *row, const marsad_party *at, size_t n,
                         struct merge_value *out)
{
    struct merge_party *parties = marsad_arena_array(r->arena, n, sizeof *parties);
    marsad_buf key = { 0 };

    if (n == 0)
        return false;
    r->failed = r->failed || !parties;
    for (size_t i = 0; i < n && !r->failed; i++)
        parties[i] = read_party(r, row, &at[i]);
    if (r->failed)
        return false;
    qsort(parties, n, sizeof *parties, compare_parties);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && marsad_str_equal(parties[i].key, parties[i - 1].key))
            continue;
        parties[out->n_parties++] = parties[i];
        out->fine += parties[i].key.ptr[0] == 'r' ? ROLE_FINE : parties[i].key.ptr[0] == 't' ? WORDS_FINE : 0;
        r->failed = r->failed || !marsad_buf_add(&key, parties[i].key) || !marsad_buf_add_byte(&key, '\n');
    }
    out->parties = parties;
    out->fine /= (double)out->n_parties;
    out->key = key_fmt(r, marsad_arena_str(r->arena, marsad_buf_str(&key)));
    marsad_buf_release(&key);
    return true;
}

/* "armed men" may be that group: the same sector, and no other country. */
static bool party_covers(const struct merge_party *coarse, const struct merge_party *fine)
{
    if (marsad_str_equal(coarse->key, fine->key))
        return true;
    return coarse->key.ptr[0] == 'r' && marsad_str_equal(coarse->role, fine->role) &&
           (coarse->country.len == 0 || marsad_str_equal(coarse->country, fine->country));
}

bool merge_has_party(const struct merge_value *v, const struct merge_party *p)
{
    for (size_t i = 0; i < v->n_parties; i++)
        if (party_covers(&v->parties[i], p))
            return true;
    return false;
}

static bool names_all(const struct merge_value *u, const struct merge_value *v)
{
    size_t i = 0;

    while (i < v->n_parties && merge_has_party(u, &v->parties[i]))
        i++;
    return i == v->n_parties;
}

static bool known_by_words(const struct merge_value *v)
{
    for (size_t i = 0; i < v->n_parties; i++)
        if (v->parties[i].key.ptr[0] != 't')
            return false;
    return true;
}

/* Nobody in common; what is known by words alone may be anybody. */
static double parties_differ(const struct merge_value *u, const struct merge_value *v)
{
    if (known_by_words(u) || known_by_words(v))
        return 0;
    for (size_t i = 0; i < u->n_parties; i++)
        for (size_t k = 0; k < v->n_parties; k++)
            if (party_covers(&u->parties[i], &v->parties[k]) || party_covers(&v->parties[k], &u->parties[i]))
                return 0;
    return 1;
}

/* ---- words ---- */

static bool read_words(struct merge_reading *r, const marsad_event_row *row, bool has, marsad_span span,
                       struct merge_value *out)
{
    if (!has)
        return false;
    out->key = normal(r, marsad_points_str(row->points, span));
    out->fine = -(double)out->key.len; /* "the town of X" says more than "X" */
    return out->key.len > 0;
}

static bool read_name(marsad_str name, struct merge_value *out)
{
    out->key = name;
    return name.len > 0;
}

static bool holds_words(const struct merge_value *v, const struct merge_value *part)
{
    return marsad_str_find(v->key, part->key, 0) != SIZE_MAX;
}

/* A denial against a claim; a plan excludes neither. */
static double factuality_differ(const struct merge_value *u, const struct merge_value *v)
{
    return (u->fine == MARSAD_DENIED) != (v->fine == MARSAD_DENIED);
}

/* Taken, lost, left, handed over: one change of hands, told from this side or from that. */
static bool changes_hands(const struct merge_value *v)
{
    return !marsad_str_equal(v->key, MARSAD_LIT("contested")) && !marsad_str_equal(v->key, MARSAD_LIT("besieged"));
}

static bool is_denied(const struct merge_value *v)
{
    return marsad_str_equal(v->key, MARSAD_LIT("denied"));
}

/* ---- all fields ---- */

bool merge_read(struct merge_reading *r, const marsad_event_row *row, struct merge_value *out)
{
    const marsad_event *e = row->event;

    *out = (struct merge_value){ .fine = 0 };
    switch (r->field) {
    case MARSAD_MERGE_TYPE:
        return read_name(e->type, out);
    case MARSAD_MERGE_MODE:
        return read_name(e->mode, out);
    case MARSAD_MERGE_DAY:
        return read_day(r, row, out);
    case MARSAD_MERGE_PLACE:
        return read_place(r, row, out);
    case MARSAD_MERGE_ACTORS:
        return read_parties(r, row, e->actors, e->n_actors, out);
    case MARSAD_MERGE_RECIPIENTS:
        return read_parties(r, row, e->recipients, e->n_recipients, out);
    case MARSAD_MERGE_FACTUALITY:
        out->fine = e->factuality;
        return read_name(marsad_str_of(marsad_factuality_name(e->factuality)), out);
    case MARSAD_MERGE_GAINS:
        return read_words(r, row, e->has_gains, e->gains, out);
    case MARSAD_MERGE_LOSES:
        return read_words(r, row, e->has_loses, e->loses, out);
    case MARSAD_MERGE_TERRITORY:
        return read_words(r, row, e->has_territory, e->territory, out);
    case MARSAD_MERGE_CONTROL_STATUS:
        return read_name(e->control_status, out);
    case MARSAD_MERGE_CONTROL_CLAIM:
        return read_name(e->control_claim, out);
    default:
        return read_number(r, count_of(r->field, e), out);
    }
}

bool merge_same(marsad_merge_field field, const struct merge_value *u, const struct merge_value *v)
{
    if (marsad_merge_is_number(field))
        return u->least == v->least && u->most == v->most;
    if (field == MARSAD_MERGE_ACTORS || field == MARSAD_MERGE_RECIPIENTS)
        return names_all(u, v);
    return marsad_str_equal(u->key, v->key);
}

bool merge_covers(marsad_merge_field field, const struct merge_value *u, const struct merge_value *v)
{
    if (marsad_str_equal(u->key, v->key))
        return true;
    if (marsad_merge_is_number(field) || field == MARSAD_MERGE_DAY)
        return u->min <= v->min && v->max <= u->max;
    switch (field) {
    case MARSAD_MERGE_PLACE:
        return merge_is_listed(u) && merge_is_listed(v) && merge_place_covers(u->place, v->place);
    case MARSAD_MERGE_ACTORS:
    case MARSAD_MERGE_RECIPIENTS:
        return names_all(u, v);
    case MARSAD_MERGE_GAINS:
    case MARSAD_MERGE_LOSES:
    case MARSAD_MERGE_TERRITORY:
        return holds_words(v, u);
    default:
        return false;
    }
}

double merge_differ(marsad_merge_field field, const struct merge_value *u, const struct merge_value *v)
{
    if (marsad_str_equal(u->key, v->key))
        return 0;
    if (marsad_merge_is_number(field))
        return number_gap(u, v);
    switch (field) {
    case MARSAD_MERGE_DAY:
        return day_gap(u, v);
    case MARSAD_MERGE_PLACE:
        return places_agree(u, v) ? 0 : 1;
    case MARSAD_MERGE_ACTORS:
    case MARSAD_MERGE_RECIPIENTS:
        return parties_differ(u, v);
    case MARSAD_MERGE_FACTUALITY:
        return factuality_differ(u, v);
    case MARSAD_MERGE_GAINS:
    case MARSAD_MERGE_LOSES:
    case MARSAD_MERGE_TERRITORY:
        return holds_words(u, v) || holds_words(v, u) ? 0 : 1;
    case MARSAD_MERGE_CONTROL_STATUS:
        return changes_hands(u) != changes_hands(v);
    case MARSAD_MERGE_CONTROL_CLAIM:
        return is_denied(u) != is_denied(v);
    default:
        return 1;
    }
}

/*
 * review_names.c - corrected places, actors, recipients and sources.
 *
 * Who acted or spoke is named by words of the article, so that a correction has its evidence too: the words nearest to
 * the trigger, as they stand or in normal form, from the beginning of a word (clitics before it are cut off) to the end
 * of one. A place is a row of the gazetteer or a point.
 */
#include "store/review.h"

#include <strings.h>

#define CHOICES_MOST 8 /* places of one name that are looked at */

static bool is_none(marsad_str value)
{
    return marsad_str_equal(value, MARSAD_LIT(REVIEW_NONE));
}

/* ---- places ---- */

bool review_place_text(const struct review_site *site, const marsad_event *e, marsad_str *out)
{
    const marsad_place *p = e->place;

    if (!e->has_place)
        *out = MARSAD_LIT(REVIEW_NONE);
    else if (p && p->id.len > 0)
        *out = p->id;
    else if (p && p->located)
        *out = marsad_arena_fmt(site->arena, "%.6g,%.6g", p->lat, p->lon);
    else
        return review_words(site, e->place_span, out);
    return out->ptr != NULL;
}

static marsad_str cell(const struct review_site *site, marsad_table table, uint32_t row, const char *column)
{
    int at = marsad_dict_column(site->s->dict, table, column);
    marsad_str value = at < 0 ? (marsad_str){ 0 } : marsad_dict_cell(site->s->dict, table, row, at);

    return value.len > 0 ? value : (marsad_str){ 0 };
}

struct choices {
    struct choice {
        marsad_table table;
        uint32_t row;
    } at[CHOICES_MOST];
    size_t n;
};

static void choose(struct choices *c, marsad_table table, uint32_t row)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->at[i].table == table && c->at[i].row == row)
            return;
    if (c->n < CHOICES_MOST)
        c->at[c->n++] = (struct choice){ table, row };
}

static marsad_str choice_id(const struct review_site *site, struct choice c)
{
    marsad_str iso;

    if (c.table == MARSAD_TABLE_PLACES)
        return cell(site, c.table, c.row, "id");
    iso = cell(site, c.table, c.row, "iso2");
    return marsad_arena_fmt(site->arena, "country:%.*s", (int)iso.len, iso.ptr ? iso.ptr : "");
}

/* An id, or a name in Latin letters. */
static void choose_latin(const struct review_site *site, marsad_str value, struct choices *c)
{
    static const struct {
        marsad_table table;
        const char *column;
        bool id;
    } LOOK[] = { { MARSAD_TABLE_PLACES, "id", true },
                 { MARSAD_TABLE_PLACES, "name_en", false },
                 { MARSAD_TABLE_COUNTRIES, "iso2", true },
                 { MARSAD_TABLE_COUNTRIES, "name_en", false } };
    bool id = marsad_str_find(value, MARSAD_LIT(":"), 0) != SIZE_MAX;

    if (marsad_str_starts(value, MARSAD_LIT("country:")))
        value = marsad_str_slice(value, sizeof "country:" - 1, value.len);
    for (size_t k = 0; k < sizeof LOOK / sizeof *LOOK; k++) {
        int column = marsad_dict_column(site->s->dict, LOOK[k].table, LOOK[k].column);

        for (uint32_t i = 0; LOOK[k].id == id && i < marsad_dict_rows(site->s->dict, LOOK[k].table); i++) {
            marsad_str name = marsad_dict_cell(site->s->dict, LOOK[k].table, i, column);

            if (name.len == value.len && strncasecmp(name.ptr, value.ptr, name.len) == 0)
                choose(c, LOOK[k].table, i);
        }
    }
}

/* What the dictionary knows under an Arabic name. */
static bool choose_arabic(const struct review_site *site, marsad_str value, struct choices *c)
{
    marsad_entries found;
    marsad_str norm;

    if (!marsad_normalise(value, site->arena, &norm, NULL))
        return false;
    found = marsad_dict_find(site->s->dict, norm);
    for (size_t i = 0; i < found.n; i++) {
        marsad_table table = (marsad_table)found.at[i].table;
        bool country = table == MARSAD_TABLE_COUNTRIES &&
                       (found.at[i].column == marsad_dict_column(site->s->dict, table, "name") ||
                        found.at[i].column == marsad_dict_column(site->s->dict, table, "aliases"));

        if (country || table == MARSAD_TABLE_PLACES)
            choose(c, table, found.at[i].row);
    }
    return true;
}

static bool make_place(const struct review_site *site, struct choice c, marsad_place *p)
{
    bool country = c.table == MARSAD_TABLE_COUNTRIES;
    marsad_str lat = cell(site, c.table, c.row, "lat"), lon = cell(site, c.table, c.row, "lon");

    p->id = choice_id(site, c);
    p->name = cell(site, c.table, c.row, "name_en");
    p->country = cell(site, c.table, c.row, country ? "iso2" : "country");
    p->admin1 = country ? (marsad_str){ 0 } : cell(site, c.table, c.row, "admin1");
    p->located = marsad_str_to_double(lat, &p->lat) && marsad_str_to_double(lon, &p->lon);
    p->precision = country ? MARSAD_LIT("country") : cell(site, c.table, c.row, "precision");
    return p->id.ptr != NULL;
}

static bool refuse_choices(const struct review_site *site, marsad_str value, const struct choices *c, marsad_err *err)
{
    marsad_buf list = { 0 };
    bool ok = true;

    for (size_t i = 0; ok && i < c->n && i < 4; i++) {
        marsad_str id = choice_id(site, c->at[i]), country = cell(site, c->at[i].table, c->at[i].row, "country");

        ok = marsad_buf_addf(&list, "%s%.*s (%.*s)", i ? ", " : "", MARSAD_STR_ARG(id), MARSAD_STR_ARG(country));
    }
    marsad_fail(err, MARSAD_EINVAL, "place", MARSAD_NO_OFFSET, "%zu places are called '%.*s'; give an id: %.*s", c->n,
                MARSAD_STR_ARG(value), (int)list.len, list.ptr ? list.ptr : "");
    marsad_buf_release(&list);
    return false;
}

static bool find_place(const struct review_site *site, marsad_str value, struct choice *out, marsad_err *err)
{
    struct choices c = { .n = 0 };

    if (site->s->dict && !choose_arabic(site, value, &c))
        return marsad_fail_memory(err);
    if (site->s->dict && value.len > 0 && (unsigned char)value.ptr[0] < 0x80)
        choose_latin(site, value, &c);
    if (c.n > 1)
        return refuse_choices(site, value, &c, err);
    *out = c.at[0];
    return c.n == 1 ||
           marsad_fail(err, MARSAD_EINVAL, "place", MARSAD_NO_OFFSET,
                       "the gazetteer has no '%.*s'; give an id, a name, LAT,LON or none", MARSAD_STR_ARG(value));
}

/* Do these words name the place? */
static bool is_called(const struct review_site *site, marsad_span words, struct choice place, bool *yes)
{
    struct choices c = { .n = 0 };
    bool ok = choose_arabic(site, marsad_points_str(site->points, words), &c);

    *yes = false;
    for (size_t i = 0; i < c.n; i++)
        *yes = *yes || (c.at[i].table == place.table && c.at[i].row == place.row);
    return ok;
}

/* The words of a corrected place: those that named the wrong one if they fit this one too, else another mention. */
static bool place_words(const struct review_site *site, marsad_event *e, const marsad_place *p, struct choice row,
                        marsad_err *err)
{
    bool unknown = e->has_place && (!e->place || e->place->id.len == 0), fits = false, found;
    marsad_span span = { 0 };

    if (!review_find_mention(site, "place", p->id, e->trigger.start, &span, &found, err))
        return false;
    if (e->has_place && !is_called(site, e->place_span, row, &fits))
        return marsad_fail_memory(err);
    if (!fits && (found || !unknown))
        e->place_span = span;
    return true;
}

/* "33.42,43.3" */
static bool is_point(marsad_str value, marsad_place *p)
{
    marsad_str lat;

    return marsad_str_next(&value, ',', &lat) && value.ptr && marsad_str_to_double(marsad_str_trim(lat), &p->lat) &&
           marsad_str_to_double(marsad_str_trim(value), &p->lon) && p->lat >= -90 && p->lat <= 90 && p->lon >= -180 &&
           p->lon <= 180;
}

bool review_set_place(const struct review_site *site, marsad_event *e, marsad_str value, marsad_err *err)
{
    marsad_place *p = marsad_arena_alloc(site->arena, sizeof *p);
    struct choice row = { .row = 0 };

    if (!p)
        return marsad_fail_memory(err);
    if (is_none(value)) {
        e->has_place = false;
        e->place = NULL;
        e->place_span = (marsad_span){ 0 };
        return true;
    }
    if (is_point(value, p)) {
        p->located = true;
        p->precision = MARSAD_LIT("exact");
        p->country = e->has_place && e->place ? e->place->country : (marsad_str){ 0 };
    } else {
        if (!find_place(site, value, &row, err))
            return false;
        if (!make_place(site, row, p))
            return marsad_fail_memory(err);
        if (!place_words(site, e, p, row, err))
            return false;
    }
    e->has_place = true;
    e->place = p;
    return true;
}

/* ---- parties ---- */

bool review_parties_text(const struct review_site *site, const marsad_party *at, size_t n, marsad_str *out)
{
    marsad_str all = n > 0 ? MARSAD_LIT("") : MARSAD_LIT(REVIEW_NONE);

    for (size_t i = 0; all.ptr && i < n; i++) {
        bool known = at[i].entity.len > 0 && !marsad_str_starts(at[i].entity, MARSAD_LIT("article:"));
        marsad_str words;

        if (!review_words(site, at[i].span, &words))
            return false;
        all = marsad_arena_fmt(site->arena, "%.*s%s%.*s%s%.*s", (int)all.len, all.ptr, i > 0 ? "; " : "",
                               (int)words.len, words.ptr, known ? "=" : "", known ? (int)at[i].entity.len : 0,
                               known ? at[i].entity.ptr : "");
    }
    *out = all;
    return all.ptr != NULL;
}

/* What the dictionary says of an entity; false: it has none of that id. */
static bool take_entity(const struct review_site *site, marsad_str id, marsad_party *p, bool *known, marsad_err *err)
{
    marsad_str roles;
    uint32_t row;

    if (!names_actor(site->s, id, known, &row, err))
        return false;
    if (!*known)
        return true;
    p->entity = id;
    p->country = cell(site, MARSAD_TABLE_ACTORS, row, "country");
    roles = cell(site, MARSAD_TABLE_ACTORS, row, "role");
    if (!roles.ptr || !marsad_str_next(&roles, '|', &p->role) || p->role.len == 0)
        p->role = (marsad_str){ 0 };
    return true;
}

/* "WORDS=ID"; an id has a colon and no blank. */
static void cut_entity(marsad_str *words, marsad_str *id)
{
    size_t at = words->len;

    *id = (marsad_str){ 0 };
    while (at > 0 && words->ptr[at - 1] != '=' && words->ptr[at - 1] != ' ')
        at--;
    if (at == 0 || words->ptr[at - 1] != '=')
        return;
    *id = marsad_str_slice(*words, at, words->len);
    *words = marsad_str_trim(marsad_str_slice(*words, 0, at - 1));
}

/* What is known of the same words already: as a party of the event, or as a name of the text. */
static bool take_known(const struct review_site *site, const marsad_event *e, marsad_party *p, marsad_err *err)
{
    static const char SQL[] = "SELECT entity, country, roles FROM mention WHERE article = ?1 AND start = ?2 AND "
                              "stop = ?3 AND kind NOT IN ('place', 'facility') ORDER BY number LIMIT 1";
    const struct {
        const marsad_party *at;
        size_t n;
    } SIDES[] = { { e->actors, e->n_actors }, { e->recipients, e->n_recipients } };
    sqlite3_stmt *stmt = NULL;
    bool ok = true;
    int rc;

    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < SIDES[k].n; i++)
            if (SIDES[k].at[i].span.start == p->span.start && SIDES[k].at[i].span.end == p->span.end) {
                *p = SIDES[k].at[i];
                return true;
            }
    rc = sqlite3_prepare_v2(site->s->db, SQL, -1, &stmt, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_int64(stmt, 1, site->article);
        sqlite3_bind_int64(stmt, 2, marsad_points_of(site->points, p->span.start));
        sqlite3_bind_int64(stmt, 3, marsad_points_of(site->points, p->span.end));
        rc = sqlite3_step(stmt);
    }
    if (rc == SQLITE_ROW) {
        marsad_str roles = column_copy(stmt, 2, site->arena, &ok);

        p->entity = column_copy(stmt, 0, site->arena, &ok);
        p->country = column_copy(stmt, 1, site->arena, &ok);
        if (roles.ptr)
            marsad_str_next(&roles, '|', &p->role);
    }
    sqlite3_finalize(stmt);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return store_fail(site->s, rc, err);
    return ok || marsad_fail_memory(err);
}

static bool set_party(const struct review_site *site, const marsad_event *e, marsad_str item, marsad_party *p,
                      marsad_err *err)
{
    bool known = false, found = false;
    marsad_str id;

    cut_entity(&item, &id);
    if (!id.ptr && !take_entity(site, item, p, &known, err))
        return false;
    if (known && !review_find_mention(site, "entity", item, e->trigger.start, &p->span, &found, err))
        return false;
    if (known && !found)
        return marsad_fail(err, MARSAD_EINVAL, "actors", MARSAD_NO_OFFSET,
                           "the article names no %.*s that is known; give WORDS=%.*s with words of its text",
                           MARSAD_STR_ARG(item), MARSAD_STR_ARG(item));
    if (known) {
        p->head = p->span;
        return true;
    }
    if (!review_find_words(site, "actors, recipients", item, e->trigger.start, &p->span, err))
        return false;
    p->head = p->span;
    if (!take_known(site, e, p, err))
        return false;
    if (!id.ptr || marsad_str_equal(id, p->entity))
        return true;
    if (!take_entity(site, id, p, &known, err))
        return false;
    return known || marsad_fail(err, MARSAD_EINVAL, "actors, recipients", MARSAD_NO_OFFSET,
                                "the dictionary has no entity '%.*s'", MARSAD_STR_ARG(id));
}

bool review_set_parties(const struct review_site *site, const marsad_event *e, marsad_str value, marsad_party **to,
                        size_t *n, marsad_err *err)
{
    marsad_party *list = NULL;
    size_t cap = 0, count = 0;
    marsad_str item;

    while (!is_none(value) && marsad_str_next(&value, ';', &item)) {
        item = marsad_str_trim(item);
        if (item.len == 0)
            return marsad_fail(err, MARSAD_EINVAL, "actors, recipients", MARSAD_NO_OFFSET,
                               "takes words of the article, several with ; between them, or none");
        if (!marsad_arena_grow(site->arena, (void **)&list, &cap, count, sizeof *list))
            return marsad_fail_memory(err);
        list[count] = (marsad_party){ .span = { 0 } };
        if (!set_party(site, e, item, &list[count++], err))
            return false;
    }
    *to = list;
    *n = count;
    return true;
}

bool review_set_source(const struct review_site *site, marsad_event *e, marsad_str value, marsad_err *err)
{
    marsad_span span = { 0 };

    if (!is_none(value) && !review_find_words(site, "source", value, e->trigger.start, &span, err))
        return false;
    e->has_source = !is_none(value);
    e->source = (marsad_source){ .span = span };
    return true;
}

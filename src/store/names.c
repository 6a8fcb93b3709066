/*
 * names.c - the tables "place" and "entity": what the dictionary says about the names that records use.
 */
#include "store/rows.h"

/* True in *news the first time that this session sees the key; the key is then kept. */
static bool first_time(marsad_store *s, const char *kind, marsad_str id, bool *news, marsad_err *err)
{
    marsad_str key = marsad_arena_fmt(s->scratch, "%s:%.*s", kind, (int)id.len, id.ptr);

    if (!s->written)
        s->written = marsad_map_new();
    if (!s->written || !key.ptr)
        return marsad_fail_memory(err);
    *news = !marsad_map_get(s->written, key, NULL);
    if (!*news)
        return true;
    key = marsad_arena_str(s->keep, key);
    return (key.ptr && marsad_map_put(s->written, key, 1)) || marsad_fail_memory(err);
}

/* The key of a place: its id, or "unlisted:…" from all that is known of one without. */
static marsad_str place_key(marsad_store *s, const marsad_place *p)
{
    if (p->id.ptr && p->id.len > 0)
        return p->id;
    return marsad_arena_fmt(s->scratch, "unlisted:%.*s|%.*s|%.*s|%.4f|%.4f", (int)p->name.len,
                            p->name.ptr ? p->name.ptr : "", (int)p->country.len, p->country.ptr ? p->country.ptr : "",
                            (int)p->admin1.len, p->admin1.ptr ? p->admin1.ptr : "", p->lat, p->lon);
}

/* Newer facts about a place replace older ones: a place has one row, whatever dictionary wrote it first. */
bool names_place(marsad_store *s, const marsad_place *p, marsad_str *key, marsad_err *err)
{
    static const char SQL[] =
        "INSERT INTO place(id, name, country, admin1, lat, lon, precision) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) "
        "ON CONFLICT(id) DO UPDATE SET name = ?2, country = ?3, admin1 = ?4, lat = ?5, lon = ?6, precision = ?7";
    struct row r = { 0 };
    bool news;

    *key = (marsad_str){ 0 };
    if (!p)
        return true;
    *key = place_key(s, p);
    if (!key->ptr)
        return marsad_fail_memory(err);
    if (!first_time(s, "p", *key, &news, err))
        return false;
    if (!news)
        return true;
    r.stmt = store_prepare(s, STORE_PLACE, SQL, err);
    if (!r.stmt)
        return false;
    put_str(&r, *key);
    put_str(&r, p->name);
    put_str(&r, p->country);
    put_str(&r, p->admin1);
    put_number(&r, p->located, p->lat);
    put_number(&r, p->located, p->lon);
    put_str(&r, p->precision);
    return store_run(s, r.stmt, err);
}

static bool read_actors(marsad_store *s, marsad_err *err)
{
    int id = marsad_dict_column(s->dict, MARSAD_TABLE_ACTORS, "id");

    s->actors = marsad_map_new();
    if (!s->actors)
        return marsad_fail_memory(err);
    for (uint32_t i = 0; id >= 0 && i < marsad_dict_rows(s->dict, MARSAD_TABLE_ACTORS); i++)
        if (!marsad_map_put(s->actors, marsad_dict_cell(s->dict, MARSAD_TABLE_ACTORS, i, id), i))
            return marsad_fail_memory(err);
    return true;
}

static void put_cell(struct row *r, const marsad_dict *d, uint32_t row, const char *column)
{
    int at = marsad_dict_column(d, MARSAD_TABLE_ACTORS, column);
    marsad_str cell = at < 0 ? (marsad_str){ 0 } : marsad_dict_cell(d, MARSAD_TABLE_ACTORS, row, at);

    put_str(r, cell.len > 0 ? cell : (marsad_str){ 0 });
}

bool names_actor(marsad_store *s, marsad_str id, bool *known, uint32_t *row, marsad_err *err)
{
    uint64_t at = 0;

    *known = false;
    if (!s->dict)
        return true;
    if (!s->actors && !read_actors(s, err))
        return false;
    *known = marsad_map_get(s->actors, id, &at);
    *row = (uint32_t)at;
    return true;
}

/* What the dictionary says of an entity; nothing is written for those that only one article knows. */
bool names_entity(marsad_store *s, marsad_str id, marsad_err *err)
{
    static const char SQL[] = "INSERT OR REPLACE INTO entity(id, name, name_en, kind, country, role) "
                              "VALUES(?1, ?2, ?3, ?4, ?5, ?6)";
    static const char *const COLUMNS[] = { "name", "name_en", "kind", "country", "role" };
    struct row r = { 0 };
    uint32_t row;
    bool news, known;

    if (!id.ptr || !s->dict || marsad_str_starts(id, MARSAD_LIT("article:")))
        return true;
    if (!first_time(s, "e", id, &news, err))
        return false;
    if (!news)
        return true;
    if (!names_actor(s, id, &known, &row, err))
        return false;
    if (!known)
        return true;
    r.stmt = store_prepare(s, STORE_ENTITY, SQL, err);
    if (!r.stmt)
        return false;
    put_str(&r, id);
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
        put_cell(&r, s->dict, row, COLUMNS[i]);
    return store_run(s, r.stmt, err);
}

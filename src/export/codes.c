/*
 * codes.c - keys of the tables to their rows, once; then cells.
 */
#include "export/codes.h"

#include <stdio.h>
#include <stdlib.h>

#include "marsad/map.h"
#include "marsad/text.h"

struct codes {
    const marsad_dict *dict;
    bool arabic;
    marsad_arena *arena; /* keys of `provinces` */
    marsad_map *rows[MARSAD_TABLE_COUNT];
    marsad_map *provinces; /* "YE:Taiz" -> row of places */
};

static marsad_str cell(const struct codes *c, marsad_table t, uint32_t row, const char *column)
{
    int at = marsad_dict_column(c->dict, t, column);

    return at < 0 ? MARSAD_LIT("") : marsad_dict_cell(c->dict, t, row, at);
}

static bool index_table(struct codes *c, marsad_table t, const char *key)
{
    int column = marsad_dict_column(c->dict, t, key);

    c->rows[t] = marsad_map_new();
    for (uint32_t i = 0; c->rows[t] && column >= 0 && i < marsad_dict_rows(c->dict, t); i++)
        if (!marsad_map_put(c->rows[t], marsad_dict_cell(c->dict, t, i, column), i))
            return false;
    return c->rows[t] != NULL;
}

/* The Arabic name of a province is that of the place which is the province. */
static bool index_provinces(struct codes *c)
{
    const marsad_table t = MARSAD_TABLE_PLACES;

    c->provinces = marsad_map_new();
    for (uint32_t i = 0; c->provinces && i < marsad_dict_rows(c->dict, t); i++) {
        marsad_str name = cell(c, t, i, "admin1"), key;

        if (!marsad_str_equal(cell(c, t, i, "precision"), MARSAD_LIT("governorate")))
            continue;
        if (name.len == 0)
            name = cell(c, t, i, "name_en");
        key = marsad_arena_fmt(c->arena, "%.*s:%.*s", MARSAD_STR_ARG(cell(c, t, i, "country")), MARSAD_STR_ARG(name));
        if (!key.ptr || (!marsad_map_get(c->provinces, key, NULL) && !marsad_map_put(c->provinces, key, i)))
            return false;
    }
    return c->provinces != NULL;
}

struct codes *codes_open(const marsad_dict *dict, bool arabic, marsad_err *err)
{
    struct codes *c = calloc(1, sizeof *c);

    if (c) {
        c->dict = dict;
        c->arabic = arabic;
        c->arena = marsad_arena_new(0);
    }
    if (c && c->arena && index_table(c, MARSAD_TABLE_CODES, "key") && index_table(c, MARSAD_TABLE_NATIONS, "iso2") &&
        index_table(c, MARSAD_TABLE_COUNTRIES, "iso2") && index_table(c, MARSAD_TABLE_ACTORS, "id") &&
        (!arabic || (index_table(c, MARSAD_TABLE_PLACES, "id") && index_provinces(c))))
        return c;
    codes_close(c);
    marsad_fail_memory(err);
    return NULL;
}

void codes_close(struct codes *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < MARSAD_TABLE_COUNT; i++)
        marsad_map_free(c->rows[i]);
    marsad_map_free(c->provinces);
    marsad_arena_free(c->arena);
    free(c);
}

bool codes_arabic(const struct codes *c)
{
    return c->arabic;
}

const marsad_dict *codes_dict(const struct codes *c)
{
    return c->dict;
}

static marsad_str find(const struct codes *c, marsad_table t, marsad_str key, const char *column)
{
    uint64_t row;

    return c->rows[t] && marsad_map_get(c->rows[t], key, &row) ? cell(c, t, (uint32_t)row, column) : MARSAD_LIT("");
}

static marsad_str find_pair(const struct codes *c, marsad_table t, const char *a, marsad_str b, const char *column)
{
    char key[200];
    int n = snprintf(key, sizeof key, "%s:%.*s", a, (int)b.len, b.ptr ? b.ptr : "");

    if (n < 0 || (size_t)n >= sizeof key)
        return MARSAD_LIT("");
    return find(c, t, (marsad_str){ key, (size_t)n }, column);
}

/* ---- codes ---- */

bool codes_has(const struct codes *c, const char *scheme, marsad_str code)
{
    return find_pair(c, MARSAD_TABLE_CODES, scheme, code, "key").len > 0;
}

marsad_str codes_value(const struct codes *c, const char *scheme, marsad_str code)
{
    return find_pair(c, MARSAD_TABLE_CODES, scheme, code, "value");
}

marsad_str codes_text(const struct codes *c, const char *scheme, const char *code)
{
    return find_pair(c, MARSAD_TABLE_CODES, scheme, marsad_str_of(code), c->arabic ? "ar" : "en");
}

marsad_str codes_label(const struct codes *c, const char *scheme, marsad_str code)
{
    marsad_str label = find_pair(c, MARSAD_TABLE_CODES, scheme, code, c->arabic ? "ar" : "en");

    return label.len > 0 ? label : code;
}

/* ---- countries ---- */

marsad_str codes_nation(const struct codes *c, marsad_str iso2, const char *column)
{
    return find(c, MARSAD_TABLE_NATIONS, iso2, column);
}

marsad_str codes_country(const struct codes *c, marsad_str iso2, const char *column)
{
    return find(c, MARSAD_TABLE_COUNTRIES, iso2, column);
}

marsad_str codes_country_name(const struct codes *c, marsad_str iso2, const char *scheme)
{
    marsad_str name = scheme && !c->arabic ? codes_nation(c, iso2, scheme) : MARSAD_LIT("");

    return name.len > 0 ? name : codes_country(c, iso2, c->arabic ? "name" : "name_en");
}

marsad_str codes_iso3(const struct codes *c, marsad_str country)
{
    marsad_str iso3 = codes_country(c, country, "iso3");

    return iso3.len > 0 ? iso3 : country;
}

bool codes_is_country(const struct codes *c, marsad_str words, marsad_arena *arena)
{
    marsad_entries found = { NULL, 0 };
    marsad_str norm;

    if (marsad_normalise(words, arena, &norm, NULL))
        found = marsad_dict_find(c->dict, norm);
    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_COUNTRIES && found.at[i].form == 0)
            return true;
    return false;
}

/* ---- actors and places ---- */

/* The first of a list. */
static marsad_str first(marsad_str list)
{
    marsad_str item;

    return marsad_str_next(&list, '|', &item) ? item : list;
}

marsad_str codes_actor(const struct codes *c, marsad_str id)
{
    return first(find(c, MARSAD_TABLE_ACTORS, id, c->arabic ? "name" : "name_en"));
}

marsad_str codes_actor_role(const struct codes *c, marsad_str id)
{
    return first(find(c, MARSAD_TABLE_ACTORS, id, "role"));
}

marsad_str codes_actor_kind(const struct codes *c, marsad_str id)
{
    return find(c, MARSAD_TABLE_ACTORS, id, "kind");
}

marsad_str codes_place(const struct codes *c, const marsad_place *p)
{
    static const char COUNTRY[] = "country:";
    marsad_str name = MARSAD_LIT("");

    if (c->arabic && marsad_str_starts(p->id, MARSAD_LIT(COUNTRY)))
        name = codes_country(c, marsad_str_slice(p->id, sizeof COUNTRY - 1, p->id.len), "name");
    else if (c->arabic)
        name = first(find(c, MARSAD_TABLE_PLACES, p->id, "name"));
    return name.len > 0 ? name : p->name;
}

marsad_str codes_admin1(const struct codes *c, const marsad_place *p)
{
    char key[200];
    uint64_t row;
    int n = snprintf(key, sizeof key, "%.*s:%.*s", MARSAD_STR_ARG(p->country), MARSAD_STR_ARG(p->admin1));

    if (!c->arabic || n < 0 || (size_t)n >= sizeof key ||
        !marsad_map_get(c->provinces, (marsad_str){ key, (size_t)n }, &row))
        return p->admin1;
    return first(cell(c, MARSAD_TABLE_PLACES, (uint32_t)row, "name"));
}

marsad_str codes_sector_of(const struct codes *c, marsad_str noun, marsad_arena *arena)
{
    marsad_entries found = { NULL, 0 };
    marsad_str norm;

    if (noun.len > 0 && marsad_normalise(noun, arena, &norm, NULL))
        found = marsad_dict_find(c->dict, norm);
    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_AGENTS)
            return first(cell(c, MARSAD_TABLE_AGENTS, found.at[i].row, "role"));
    return MARSAD_LIT("");
}

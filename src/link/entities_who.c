/*
 * entities_who.c - which entity a party of a report is.
 *
 * In this order: what data/actors.tsv lists; a country, by its name or by its capital; a body that data/actors.tsv
 * lists with the country's adjective ("the army" of a report on Yemen is "the Yemeni army"); an office with a country;
 * a name that the article gives to a group or organisation; a body of several words with a country; the forces of a
 * country. All else is no entity: counted people, victims, suspects, things.
 */
#include "link/entities.h"
#include "link/entities_phrase.h"

#include <stdlib.h>

struct resolver {
    const marsad_dict *dict;
    marsad_arena *arena;
    struct phrases *phrases;
    marsad_map *ids, *cache, *rows, *countries, *capitals, *bodies; /* values: numbers, or rows + 1 */
    struct entity_who *all;
    size_t n, cap;
};

static marsad_str cell(const struct resolver *r, marsad_table table, uint32_t row, const char *column)
{
    return marsad_dict_cell(r->dict, table, row, marsad_dict_column(r->dict, table, column));
}

marsad_str entity_base(marsad_str id)
{
    size_t at = marsad_str_find(id, MARSAD_LIT("#"), 0);

    return at == SIZE_MAX ? id : marsad_str_slice(id, 0, at);
}

/* ---- what is made once ---- */

static bool put_once(marsad_map *map, marsad_str key, uint32_t row)
{
    uint64_t old;

    if (!marsad_map_get(map, key, &old))
        return marsad_map_put(map, key, row + 1);
    return old == row + 1 || marsad_map_put(map, key, 0); /* two of that name: neither */
}

static bool read_rows(struct resolver *r)
{
    for (uint32_t i = 0; i < marsad_dict_rows(r->dict, MARSAD_TABLE_ACTORS); i++)
        if (!marsad_map_put(r->rows, cell(r, MARSAD_TABLE_ACTORS, i, "id"), i + 1))
            return false;
    return true;
}

static bool read_capitals(struct resolver *r)
{
    for (uint32_t i = 0; i < marsad_dict_rows(r->dict, MARSAD_TABLE_COUNTRIES); i++) {
        marsad_str list = cell(r, MARSAD_TABLE_COUNTRIES, i, "capital"), name, key;

        if (!marsad_map_put(r->countries, cell(r, MARSAD_TABLE_COUNTRIES, i, "iso2"), i + 1))
            return false;
        while (marsad_str_next(&list, '|', &name))
            if (name.len > 0 && (!marsad_normalise(name, r->arena, &key, NULL) || !put_once(r->capitals, key, i)))
                return false;
    }
    return true;
}

/* "الجيش اليمني" of Yemen also goes by "الجيش": key "جيش\x1fYE". */
static bool read_body(struct resolver *r, uint32_t row, marsad_str name, marsad_str country)
{
    struct phrase p;
    marsad_str key;

    if (!phrase_read(r->phrases, name, 0, &p))
        return false;
    if (!p.nisba || p.n == 0 || !marsad_str_equal(p.country, country))
        return true;
    key = phrase_key(r->phrases, &p);
    key = marsad_arena_fmt(r->arena, "%.*s\x1f%.*s", (int)key.len, key.ptr, (int)country.len, country.ptr);
    return key.ptr && put_once(r->bodies, key, row);
}

static bool read_bodies(struct resolver *r)
{
    static const char *const COLUMNS[] = { "name", "aliases" };

    for (uint32_t i = 0; i < marsad_dict_rows(r->dict, MARSAD_TABLE_ACTORS); i++) {
        marsad_str country = cell(r, MARSAD_TABLE_ACTORS, i, "country");

        if (country.len == 0 || marsad_str_equal(cell(r, MARSAD_TABLE_ACTORS, i, "kind"), MARSAD_LIT("person")))
            continue;
        for (size_t k = 0; k < 2; k++) {
            marsad_str list = cell(r, MARSAD_TABLE_ACTORS, i, COLUMNS[k]), name;

            while (marsad_str_next(&list, '|', &name))
                if (name.len > 0 && !read_body(r, i, name, country))
                    return false;
        }
    }
    return true;
}

struct resolver *resolver_new(const marsad_dict *dict, marsad_arena *arena, marsad_err *err)
{
    struct resolver *r = calloc(1, sizeof *r);

    if (r) {
        r->dict = dict;
        r->arena = arena;
        r->phrases = phrases_new(dict);
        r->ids = marsad_map_new();
        r->cache = marsad_map_new();
        r->rows = marsad_map_new();
        r->countries = marsad_map_new();
        r->capitals = marsad_map_new();
        r->bodies = marsad_map_new();
        if (r->phrases && r->ids && r->cache && r->rows && r->countries && r->capitals && r->bodies && read_rows(r) &&
            read_capitals(r) && read_bodies(r))
            return r;
    }
    marsad_fail_memory(err);
    resolver_free(r);
    return NULL;
}

void resolver_free(struct resolver *r)
{
    if (!r)
        return;
    phrases_free(r->phrases);
    marsad_map_free(r->ids);
    marsad_map_free(r->cache);
    marsad_map_free(r->rows);
    marsad_map_free(r->countries);
    marsad_map_free(r->capitals);
    marsad_map_free(r->bodies);
    free(r);
}

size_t resolver_count(const struct resolver *r)
{
    return r->n;
}

const struct entity_who *resolver_who(const struct resolver *r, uint32_t number)
{
    return &r->all[number];
}

void resolver_set_name(struct resolver *r, uint32_t number, marsad_str name)
{
    r->all[number].name = name;
}

const marsad_dict *resolver_dict(const struct resolver *r)
{
    return r->dict;
}

uint32_t resolver_row(const struct resolver *r, marsad_str id)
{
    uint64_t row;

    return marsad_map_get(r->rows, id, &row) ? (uint32_t)row - 1 : ENTITY_NONE;
}

/* ---- entities ---- */

static marsad_str if_any(marsad_str s)
{
    return s.len > 0 ? s : (marsad_str){ 0 };
}

static int order(marsad_str a, marsad_str b)
{
    return marsad_str_compare(a.ptr ? a : MARSAD_LIT(""), b.ptr ? b : MARSAD_LIT(""));
}

/* What texts alone say of it must not depend on which of them comes first. */
static void agree(struct entity_who *have, const struct entity_who *who)
{
    if (order(who->kind, have->kind) < 0) /* a group rather than an organisation */
        have->kind = who->kind;
    if (who->role.ptr && (!have->role.ptr || order(who->role, have->role) < 0))
        have->role = who->role;
}

/* False: no memory. */
static bool add(struct resolver *r, const struct entity_who *who, uint32_t *out)
{
    void *at = r->all;
    uint64_t number;

    if (!who->id.ptr)
        return false;
    if (marsad_map_get(r->ids, who->id, &number)) {
        if (r->all[number].row == ENTITY_NONE)
            agree(&r->all[number], who);
        *out = (uint32_t)number;
        return true;
    }
    if (r->n == r->cap && !marsad_arena_grow(r->arena, &at, &r->cap, r->n, sizeof *r->all))
        return false;
    r->all = at;
    r->all[r->n] = *who;
    *out = (uint32_t)r->n;
    return marsad_map_put(r->ids, who->id, r->n++);
}

/* Of persons only holders of an office. */
static bool add_actor(struct resolver *r, uint32_t row, uint32_t *out)
{
    marsad_str base = entity_base(cell(r, MARSAD_TABLE_ACTORS, row, "id"));
    uint32_t first = resolver_row(r, base);
    struct entity_who who = { .id = base, .row = first == ENTITY_NONE ? row : first };

    who.kind = cell(r, MARSAD_TABLE_ACTORS, row, "kind");
    if (marsad_str_equal(who.kind, MARSAD_LIT("person")) && cell(r, MARSAD_TABLE_ACTORS, row, "office").len == 0)
        return true;
    who.name = cell(r, MARSAD_TABLE_ACTORS, who.row, "name");
    who.name_en = cell(r, MARSAD_TABLE_ACTORS, who.row, "name_en");
    who.country = if_any(cell(r, MARSAD_TABLE_ACTORS, who.row, "country"));
    who.role = if_any(cell(r, MARSAD_TABLE_ACTORS, who.row, "role"));
    return add(r, &who, out);
}

static bool add_state(struct resolver *r, uint32_t row, uint32_t *out)
{
    marsad_str iso = cell(r, MARSAD_TABLE_COUNTRIES, row, "iso2");
    struct entity_who who = { .kind = MARSAD_LIT("state"), .country = iso, .row = row };

    who.id = marsad_arena_fmt(r->arena, "country:%.*s", (int)iso.len, iso.ptr);
    who.name = cell(r, MARSAD_TABLE_COUNTRIES, row, "name");
    who.name_en = cell(r, MARSAD_TABLE_COUNTRIES, row, "name_en");
    return add(r, &who, out);
}

/* One that only texts know; its name is chosen among what they call it. */
static bool add_told(struct resolver *r, const char *head, const char *kind, marsad_str country, marsad_str role,
                     marsad_str words, uint32_t *out)
{
    struct entity_who who = { .kind = marsad_str_of(kind), .row = ENTITY_NONE };
    bool ok = true;

    who.id = marsad_arena_fmt(r->arena, "%s:%.*s:%.*s", head, (int)country.len, country.ptr ? country.ptr : "",
                              (int)words.len, words.ptr);
    who.country = if_any(country);
    who.role = if_any(role);
    if (who.country.ptr)
        ok = (who.country = marsad_arena_str(r->arena, who.country)).ptr != NULL;
    if (ok && who.role.ptr)
        ok = (who.role = marsad_arena_str(r->arena, who.role)).ptr != NULL;
    return ok && add(r, &who, out);
}

/* They bear the name of their country. */
static bool add_forces(struct resolver *r, const struct party_facts *p, uint32_t *out)
{
    uint64_t row;

    if (!marsad_map_get(r->countries, p->country, &row)) /* a body above countries */
        return true;
    if (!add_told(r, "forces", "forces", p->country, p->role, p->role, out))
        return false;
    if (!r->all[*out].name.ptr) {
        r->all[*out].name = cell(r, MARSAD_TABLE_COUNTRIES, (uint32_t)row - 1, "name");
        r->all[*out].name_en = cell(r, MARSAD_TABLE_COUNTRIES, (uint32_t)row - 1, "name_en");
    }
    return true;
}

/* ---- from the words of a party ---- */

static bool is_one_of(marsad_str role, const char *list)
{
    return role.len > 0 && marsad_list_has(marsad_str_of(list), role);
}

static bool find_state(struct resolver *r, const struct party_facts *p, const struct phrase *words, uint32_t *out)
{
    uint64_t row;

    if (words->whole_country != ENTITY_NONE)
        return add_state(r, words->whole_country, out);
    if (p->verbal && marsad_map_get(r->capitals, p->key, &row) && row > 0)
        return add_state(r, (uint32_t)row - 1, out);
    return true;
}

/* The country is what the party says, or where the event was. */
static bool find_body(struct resolver *r, const struct party_facts *p, marsad_str key, uint32_t *out)
{
    marsad_str country = p->country.len > 0 ? p->country : p->place_country;
    marsad_str look = marsad_arena_fmt(r->arena, "%.*s\x1f%.*s", (int)key.len, key.ptr, (int)country.len,
                                       country.ptr ? country.ptr : "");
    uint64_t row;

    if (!look.ptr)
        return false;
    return !marsad_map_get(r->bodies, look, &row) || row == 0 || add_actor(r, (uint32_t)row - 1, out);
}

/* Is it listed, but for the country's adjective at its end ("the Yemeni Houthi group")? */
static bool find_listed(struct resolver *r, const struct phrase *name, uint32_t *out)
{
    marsad_str words = phrase_words(r->phrases, name);
    marsad_entries found;

    if (!words.ptr)
        return false;
    found = marsad_dict_find(r->dict, words);
    for (size_t i = 0; i < found.n && *out == ENTITY_NONE; i++) {
        uint32_t row = found.at[i].row;

        if (found.at[i].table == MARSAD_TABLE_ACTORS &&
            !marsad_str_equal(cell(r, MARSAD_TABLE_ACTORS, row, "kind"), MARSAD_LIT("person")) &&
            marsad_str_equal(cell(r, MARSAD_TABLE_ACTORS, row, "country"), name->country) && !add_actor(r, row, out))
            return false;
    }
    return true;
}

/* A name by itself: not what is called so in any country ("the ministry of the interior"), or is no name at all. */
static bool is_name(const struct party_facts *p, const struct phrase *name)
{
    if (name->proper)
        return true;
    return name->n > 1 && (p->country.len > 0 || name->head == PHRASE_OTHER);
}

static bool find_named(struct resolver *r, const struct party_facts *p, struct party_is *out)
{
    bool group = marsad_str_equal(p->kind, MARSAD_LIT("group"));
    struct phrase name;

    if (!group && !marsad_str_equal(p->kind, MARSAD_LIT("organisation")))
        return true;
    if (!phrase_read(r->phrases, p->named, 0, &name) || (name.nisba && !find_listed(r, &name, &out->entity)))
        return false;
    if (out->entity != ENTITY_NONE || !is_name(p, &name))
        return true;
    out->called = p->named;
    return add_told(r, "name", group ? "group" : "organisation", p->country, p->role, phrase_key(r->phrases, &name),
                    &out->entity);
}

static bool find_common(struct resolver *r, const struct party_facts *p, const struct phrase *words, uint32_t *out)
{
    bool rebels = is_one_of(p->role, "REB|PRM|OPP|SEP"), several = words->n > 1;
    marsad_str key = phrase_key(r->phrases, words);

    if (p->country.len == 0)
        return true;
    if (words->head == PHRASE_OFFICE)
        return !words->country_said || add_told(r, "office", "office", p->country, p->role, key, out);
    if (rebels && (words->head == PHRASE_FORCE || words->head == PHRASE_PEOPLE) && words->definite)
        return add_told(r, "name", "group", p->country, p->role, key, out);
    if (is_one_of(p->role, "MIL|COP") &&
        (words->head == PHRASE_FORCE || (words->head == PHRASE_EQUIPMENT && !p->recipient))) /* a plane that is hit */
        return add_forces(r, p, out);
    if (words->head == PHRASE_BODY && several)
        return add_told(r, "name", "organisation", p->country, p->role, key, out);
    return true;
}

static bool resolve(struct resolver *r, const struct party_facts *p, struct party_is *out)
{
    uint32_t row = marsad_str_starts(p->entity, MARSAD_LIT("marsad:")) ? resolver_row(r, p->entity) : ENTITY_NONE;
    struct phrase words;

    *out = (struct party_is){ ENTITY_NONE, p->text };
    if (row != ENTITY_NONE)
        return add_actor(r, row, &out->entity);
    if (!phrase_read(r->phrases, p->text, p->head, &words) || !find_state(r, p, &words, &out->entity))
        return false;
    if (out->entity == ENTITY_NONE && words.n > 0 && !find_body(r, p, phrase_key(r->phrases, &words), &out->entity))
        return false;
    if (out->entity == ENTITY_NONE && marsad_str_starts(p->entity, MARSAD_LIT("article:")) &&
        (!find_named(r, p, out) || !phrase_read(r->phrases, p->text, p->head, &words)))
        return false;
    if (out->entity != ENTITY_NONE || words.n == 0)
        return true;
    if (words.head == PHRASE_OFFICE) /* no name of a person behind the title */
        out->called = marsad_str_slice(p->text, words.start, words.end);
    return find_common(r, p, &words, &out->entity);
}

static bool keep_found(struct resolver *r, marsad_str key, const struct party_is *is)
{
    struct party_is *kept = marsad_arena_alloc(r->arena, sizeof *kept);
    marsad_str copy = marsad_arena_str(r->arena, key);

    if (!kept || !copy.ptr)
        return false;
    *kept = *is;
    kept->called = marsad_arena_str(r->arena, is->called);
    return kept->called.ptr && marsad_map_put(r->cache, copy, (uint64_t)(uintptr_t)kept);
}

bool resolver_find(struct resolver *r, const struct party_facts *p, struct party_is *out, marsad_err *err)
{
    const marsad_str PARTS[] = { p->text, p->entity, p->country, p->role, p->place_country, p->named, p->kind };
    marsad_buf key = { 0 };
    uint64_t at;
    bool ok = marsad_buf_addf(&key, "%zu %d %d", p->head, p->verbal, p->recipient);

    for (size_t i = 0; ok && i < sizeof PARTS / sizeof *PARTS; i++)
        ok = marsad_buf_add_byte(&key, '\x1f') && (PARTS[i].len == 0 || marsad_buf_add(&key, PARTS[i]));
    if (ok && marsad_map_get(r->cache, marsad_buf_str(&key), &at))
        *out = *(const struct party_is *)(uintptr_t)at;
    else
        ok = ok && resolve(r, p, out) && keep_found(r, marsad_buf_str(&key), out);
    marsad_buf_release(&key);
    return ok || marsad_fail_memory(err);
}

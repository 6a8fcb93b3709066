/*
 * control_sides.c - who is meant: the many names of one side of a war.
 *
 * "ميليشيات الحوثي", "قوات صالح" and "الانقلابيون" hold a town in Yemen as one. The longest words of data/sides.tsv in
 * the phrase decide ("القوات المناهضة للحوثيين" is not of the Houthis), of equals the first; the country of the place
 * and the day decide whose army "the army" is.
 */
#include "link/control.h"

#include "marsad/map.h"

#include <stdlib.h>

struct sides {
    const marsad_dict *dict;
    marsad_arena *keep, *scratch;
    int id, name, name_en, countries, from, to, actors;
    marsad_map *members; /* actor -> row of sides, + 1 */
    marsad_map *names;   /* actor -> row of actors */
};

static marsad_str cell(const struct sides *s, uint32_t row, int column)
{
    return marsad_dict_cell(s->dict, MARSAD_TABLE_SIDES, row, column);
}

static bool index_members(struct sides *s)
{
    uint32_t rows = marsad_dict_rows(s->dict, MARSAD_TABLE_SIDES);

    for (uint32_t i = 0; i < rows; i++) {
        marsad_str rest = cell(s, i, s->actors), one;

        while (rest.len && marsad_str_next(&rest, '|', &one))
            if (one.len && !marsad_map_put(s->members, one, i))
                return false;
    }
    return true;
}

static bool index_names(struct sides *s)
{
    int id = marsad_dict_column(s->dict, MARSAD_TABLE_ACTORS, "id");
    uint32_t rows = marsad_dict_rows(s->dict, MARSAD_TABLE_ACTORS);

    for (uint32_t i = 0; i < rows; i++)
        if (!marsad_map_put(s->names, marsad_dict_cell(s->dict, MARSAD_TABLE_ACTORS, i, id), i))
            return false;
    return true;
}

static bool open_tables(struct sides *s)
{
    const marsad_dict *d = s->dict;

    s->id = marsad_dict_column(d, MARSAD_TABLE_SIDES, "id");
    s->name = marsad_dict_column(d, MARSAD_TABLE_SIDES, "name");
    s->name_en = marsad_dict_column(d, MARSAD_TABLE_SIDES, "name_en");
    s->countries = marsad_dict_column(d, MARSAD_TABLE_SIDES, "countries");
    s->from = marsad_dict_column(d, MARSAD_TABLE_SIDES, "from");
    s->to = marsad_dict_column(d, MARSAD_TABLE_SIDES, "to");
    s->actors = marsad_dict_column(d, MARSAD_TABLE_SIDES, "actors");
    return index_members(s) && index_names(s);
}

struct sides *sides_new(const marsad_dict *dict, marsad_arena *keep)
{
    struct sides *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    s->dict = dict;
    s->keep = keep;
    s->scratch = marsad_arena_new(0);
    s->members = marsad_map_new();
    s->names = marsad_map_new();
    if (s->scratch && s->members && s->names && (!dict || open_tables(s)))
        return s;
    sides_free(s);
    return NULL;
}

void sides_free(struct sides *s)
{
    if (!s)
        return;
    marsad_arena_free(s->scratch);
    marsad_map_free(s->members);
    marsad_map_free(s->names);
    free(s);
}

/* "2015-07-20" against "2014-07" and "2017": a prefix stands for all its days. */
static bool in_time(const struct sides *s, uint32_t row, const char *day)
{
    marsad_str from = cell(s, row, s->from), to = cell(s, row, s->to);
    size_t n = strlen(day);

    if (!n)
        return true;
    return (!from.len || from.len > n || memcmp(day, from.ptr, from.len) >= 0) &&
           (!to.len || to.len > n || memcmp(day, to.ptr, to.len) <= 0);
}

static bool fits(const struct sides *s, uint32_t row, marsad_str country, const char *day)
{
    marsad_str countries = cell(s, row, s->countries);

    return (!countries.len || marsad_list_has(countries, country)) && in_time(s, row, day);
}

/* The row whose words in the text are the longest; -1: none; -2: no memory. */
static int64_t by_words(struct sides *s, marsad_str words, marsad_str country, const char *day)
{
    marsad_text text;
    uint32_t most = 0;
    int64_t best = -1;

    if (!marsad_text_read(s->dict, words, s->scratch, &text, NULL))
        return -2;
    for (size_t i = 0; i < text.n_tokens; i++) {
        marsad_match m[8];
        size_t n = marsad_match_at(s->dict, &text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_SIDES), m, 8);

        for (size_t k = 0; k < n; k++)
            if (m[k].tokens > most && fits(s, m[k].entry->row, country, day)) {
                most = m[k].tokens;
                best = m[k].entry->row;
            }
    }
    return best;
}

/* side:houthis#2 is another line of side:houthis. */
static marsad_str line_of(marsad_str id)
{
    size_t at = marsad_str_find(id, MARSAD_LIT("#"), 0);

    return at == SIZE_MAX ? id : marsad_str_slice(id, 0, at);
}

static void take_side(const struct sides *s, uint32_t row, marsad_holder *out)
{
    *out = (marsad_holder){ line_of(cell(s, row, s->id)), cell(s, row, s->name), cell(s, row, s->name_en) };
}

/* Persons, papers and ministries hold no town. */
static bool may_hold(const struct sides *s, uint32_t actor)
{
    marsad_str kind =
        marsad_dict_cell(s->dict, MARSAD_TABLE_ACTORS, actor, marsad_dict_column(s->dict, MARSAD_TABLE_ACTORS, "kind"));
    marsad_str roles =
        marsad_dict_cell(s->dict, MARSAD_TABLE_ACTORS, actor, marsad_dict_column(s->dict, MARSAD_TABLE_ACTORS, "role"));
    marsad_str first;

    return !marsad_str_equal(kind, MARSAD_LIT("person")) && roles.len && marsad_str_next(&roles, '|', &first) &&
           marsad_list_has(MARSAD_LIT("MIL|REB|PRM|UAF|COP"), first);
}

static bool by_entity(const struct sides *s, marsad_str entity, marsad_str country, const char *day, marsad_holder *out)
{
    uint64_t row;

    if (marsad_map_get(s->members, entity, &row) && fits(s, (uint32_t)row, country, day)) {
        take_side(s, (uint32_t)row, out);
        return true;
    }
    if (!marsad_map_get(s->names, entity, &row) || !may_hold(s, (uint32_t)row))
        return false;
    *out = (marsad_holder){ entity,
                            marsad_dict_cell(s->dict, MARSAD_TABLE_ACTORS, (uint32_t)row,
                                             marsad_dict_column(s->dict, MARSAD_TABLE_ACTORS, "name")),
                            marsad_dict_cell(s->dict, MARSAD_TABLE_ACTORS, (uint32_t)row,
                                             marsad_dict_column(s->dict, MARSAD_TABLE_ACTORS, "name_en")) };
    return true;
}

bool sides_find(struct sides *s, marsad_str words, marsad_str entity, marsad_str country, const char *day, bool own,
                marsad_holder *out, bool *ok)
{
    int64_t row;
    marsad_str norm;

    *out = (marsad_holder){ { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };
    if (!words.len)
        return false;
    marsad_arena_reset(s->scratch);
    row = s->dict ? by_words(s, words, country, day) : -1;
    *ok = *ok && row != -2;
    if (row >= 0) {
        take_side(s, (uint32_t)row, out);
        return true;
    }
    if (entity.len && by_entity(s, entity, country, day, out))
        return true;
    if (!own || !*ok)
        return false;
    *ok = marsad_normalise(words, s->scratch, &norm, NULL);
    if (!*ok)
        return false;
    *out = (marsad_holder){ marsad_arena_fmt(s->keep, "text:%.*s", (int)norm.len, norm.ptr), words, { NULL, 0 } };
    *ok = out->id.ptr != NULL;
    return *ok;
}

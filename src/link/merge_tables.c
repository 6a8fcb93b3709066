/*
 * merge_tables.c - what merging takes from the dictionary: trust.tsv, credits.tsv and the counted words of units.tsv.
 */
#include <stdlib.h>

#include "arabic/normal.h"
#include "link/merge.h"
#include "marsad/text.h"
#include "marsad/utf8.h"

static const char *const KINDS[MERGE_KINDS] = { "none",    "official", "party",  "medic",
                                                "witness", "monitor",  "outlet", "unnamed" };

static size_t kind_of(marsad_str kind)
{
    for (size_t i = 1; i < MERGE_KINDS; i++)
        if (marsad_str_equal(kind, marsad_str_of(KINDS[i])))
            return i;
    return 0;
}

static marsad_str cell(const marsad_dict *d, marsad_table table, uint32_t row, const char *column)
{
    return marsad_dict_cell(d, table, row, marsad_dict_column(d, table, column));
}

/* ---- trust ---- */

/* Lines of a field itself, or of "*". */
static void read_trust(marsad_merger *m, const marsad_dict *d, marsad_merge_field field, marsad_str name)
{
    int rank = marsad_dict_column(d, MARSAD_TABLE_TRUST, "rank");

    for (uint32_t row = 0; row < marsad_dict_rows(d, MARSAD_TABLE_TRUST); row++)
        if (marsad_str_equal(cell(d, MARSAD_TABLE_TRUST, row, "field"), name))
            m->trust[field][kind_of(cell(d, MARSAD_TABLE_TRUST, row, "kind"))] =
                (int)marsad_dict_number(d, MARSAD_TABLE_TRUST, row, rank);
}

int merge_trust(const marsad_merger *m, marsad_merge_field field, const marsad_event *e)
{
    return m->trust[field][e->has_source ? kind_of(e->source.kind) : 0];
}

/* ---- credits ---- */

/* Letters and digits of a normal form; ptr NULL: no memory. */
static marsad_str squeeze(marsad_str norm, marsad_arena *arena)
{
    char *to = marsad_arena_alloc(arena, norm.len + 1);
    size_t n = 0, len;

    for (size_t i = 0; to && i < norm.len; i += len) {
        char_class c = char_class_of(marsad_utf8_get(norm, i, &len));

        if (c != CHAR_ARABIC && c != CHAR_LETTER && c != CHAR_DIGIT)
            continue;
        memcpy(to + n, norm.ptr + i, len);
        n += len;
    }
    return (marsad_str){ to, n };
}

static bool read_names(marsad_merger *m, marsad_map *map, marsad_str names, uint64_t value)
{
    marsad_str name, norm;

    while (marsad_str_next(&names, '|', &name)) {
        marsad_str key = { 0 };

        if (marsad_normalise(name, m->arena, &norm, NULL))
            key = squeeze(norm, m->arena);
        if (!key.ptr || !marsad_map_put(map, key, value))
            return false;
    }
    return true;
}

static bool read_credits(marsad_merger *m, const marsad_dict *d)
{
    for (uint32_t row = 0; row < marsad_dict_rows(d, MARSAD_TABLE_CREDITS); row++) {
        marsad_str id = cell(d, MARSAD_TABLE_CREDITS, row, "id");
        bool nobody = marsad_str_starts(id, MARSAD_LIT("-")), words = marsad_str_equal(id, MARSAD_LIT("*"));

        if (!read_names(m, words ? m->dropped : m->credits, cell(d, MARSAD_TABLE_CREDITS, row, "names"),
                        nobody ? 0 : row + 1))
            return false;
    }
    return true;
}

static marsad_str first_word(marsad_str s)
{
    size_t blank = marsad_str_find(s, MARSAD_LIT(" "), 0);

    return marsad_str_slice(s, 0, blank == SIZE_MAX ? s.len : blank);
}

static marsad_str last_word(marsad_str s)
{
    size_t from = s.len;

    while (from > 0 && s.ptr[from - 1] != ' ')
        from--;
    return marsad_str_slice(s, from, s.len);
}

/* Leave out a word at one of the ends; false: there is none that may be. */
static bool drop_word(const marsad_merger *m, marsad_str *s)
{
    marsad_str first = first_word(*s), last = last_word(*s);

    if (first.len < s->len && marsad_map_get(m->dropped, first, NULL))
        *s = marsad_str_trim(marsad_str_slice(*s, first.len, s->len));
    else if (last.len < s->len && marsad_map_get(m->dropped, last, NULL))
        *s = marsad_str_trim(marsad_str_slice(*s, 0, s->len - last.len));
    else
        return false;
    return true;
}

bool merge_credit(const marsad_merger *m, marsad_str credit, marsad_arena *arena, uint64_t *row)
{
    marsad_str rest = { 0 };

    *row = 0;
    if (credit.len == 0)
        return true;
    if (!marsad_normalise(credit, arena, &rest, NULL))
        return false;
    do {
        marsad_str key = squeeze(rest, arena);

        if (!key.ptr)
            return false;
        if (marsad_map_get(m->credits, key, row))
            return true;
    } while (drop_word(m, &rest));
    return true;
}

/* ---- counted words ---- */

static bool add_whole(marsad_merger *m, marsad_str word, uint64_t fields)
{
    uint64_t had = 0;

    marsad_map_get(m->whole, word, &had);
    return marsad_map_put(m->whole, word, had | fields);
}

/*
 * Of all people: words marked so, those that have the field's role by themselves (قتيل for the killed), and "others",
 * who are all of their field after the dead ("15 people and 38 others hurt").
 */
static bool read_units(marsad_merger *m, const marsad_dict *d)
{
    for (uint32_t row = 0; row < marsad_dict_rows(d, MARSAD_TABLE_UNITS); row++) {
        marsad_str role = cell(d, MARSAD_TABLE_UNITS, row, "role");
        marsad_str note = cell(d, MARSAD_TABLE_UNITS, row, "note");
        bool any = marsad_list_has(note, MARSAD_LIT("whole")), other = marsad_list_has(note, MARSAD_LIT("other"));
        uint64_t fields = 0;

        for (int f = 0; f < MARSAD_MERGE_COUNT; f++)
            if (marsad_merge_is_number((marsad_merge_field)f) &&
                (any || (other && f != MARSAD_MERGE_KILLED) ||
                 marsad_str_equal(role, marsad_str_of(marsad_merge_field_name((marsad_merge_field)f)))))
                fields |= (uint64_t)1 << f;
        if (fields && !add_whole(m, cell(d, MARSAD_TABLE_UNITS, row, "word"), fields))
            return false;
    }
    return true;
}

bool merge_is_whole(const marsad_merger *m, marsad_merge_field field, marsad_str of)
{
    uint64_t fields = 0;

    return of.len == 0 || (marsad_map_get(m->whole, of, &fields) && (fields >> field & 1));
}

/* ---- all of it ---- */

static bool read_tables(marsad_merger *m, const marsad_dict *d)
{
    for (int f = 0; f < MARSAD_MERGE_COUNT; f++) {
        read_trust(m, d, (marsad_merge_field)f, MARSAD_LIT("*"));
        read_trust(m, d, (marsad_merge_field)f, marsad_str_of(marsad_merge_field_name((marsad_merge_field)f)));
    }
    return read_credits(m, d) && read_units(m, d);
}

marsad_merger *marsad_merger_new(const marsad_dict *dict, marsad_err *err)
{
    marsad_merger *m = calloc(1, sizeof *m);

    if (m && (m->arena = marsad_arena_new(0)) && (m->credits = marsad_map_new()) && (m->dropped = marsad_map_new()) &&
        (m->whole = marsad_map_new()) && (!dict || read_tables(m, dict)))
        return m;
    marsad_merger_free(m);
    marsad_fail_memory(err);
    return NULL;
}

void marsad_merger_free(marsad_merger *m)
{
    if (!m)
        return;
    marsad_map_free(m->credits);
    marsad_map_free(m->dropped);
    marsad_map_free(m->whole);
    marsad_arena_free(m->arena);
    free(m);
}

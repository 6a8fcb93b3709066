/*
 * acts.c - the words of data/acts.tsv by their stems.
 */
#include "link/acts.h"

#include "marsad/lemma.h"

static marsad_str cell(const struct link_acts *a, uint64_t row, const char *column)
{
    return marsad_dict_cell(a->dict, MARSAD_TABLE_ACTS, (uint32_t)row,
                            marsad_dict_column(a->dict, MARSAD_TABLE_ACTS, column));
}

/* The first line that has a word counts. */
static bool put_first(marsad_map *map, marsad_str key, uint64_t value)
{
    return marsad_map_get(map, key, NULL) || marsad_map_put(map, key, value);
}

static bool add_words(struct link_acts *a, marsad_str words, marsad_map *map, uint64_t value)
{
    marsad_str word, norm;

    while (marsad_str_next(&words, '|', &word)) {
        char room[MARSAD_STEM_BYTES];
        marsad_str stem = { 0 };

        if (marsad_normalise(word, a->arena, &norm, NULL))
            stem = marsad_arena_str(a->arena, marsad_stem_of(a->dict, norm, room));
        if (!stem.ptr || !put_first(map, stem, value))
            return false;
    }
    return true;
}

bool link_acts_read(const marsad_dict *dict, struct link_acts *out)
{
    uint32_t rows = dict ? marsad_dict_rows(dict, MARSAD_TABLE_ACTS) : 0;
    bool ok;

    *out = (struct link_acts){ dict, marsad_arena_new(0), marsad_map_new(), marsad_map_new(), marsad_map_new() };
    ok = out->arena && out->deeds && out->backs && out->modes;
    for (uint32_t row = 0; ok && row < rows; row++) {
        marsad_str modes = cell(out, row, "modes"), mode;
        bool back = marsad_str_equal(cell(out, row, "sort"), MARSAD_LIT("back"));

        ok = add_words(out, cell(out, row, "words"), back ? out->backs : out->deeds, row + 1);
        while (ok && marsad_str_next(&modes, '|', &mode))
            ok = mode.len == 0 || put_first(out->modes, mode, row + 1);
    }
    return ok;
}

void link_acts_free(struct link_acts *a)
{
    marsad_arena_free(a->arena);
    marsad_map_free(a->deeds);
    marsad_map_free(a->backs);
    marsad_map_free(a->modes);
    *a = (struct link_acts){ 0 };
}

/* The row + 1 of a word; 0: none. */
static uint64_t row_of(const struct link_acts *a, const marsad_map *map, marsad_str word)
{
    char room[MARSAD_STEM_BYTES];
    uint64_t row = 0;

    if (a->dict)
        marsad_map_get(map, marsad_stem_of(a->dict, word, room), &row);
    return row;
}

marsad_str link_act_of(const struct link_acts *a, marsad_str trigger, marsad_str mode)
{
    marsad_str word;
    uint64_t row = 0;

    while (marsad_str_next(&trigger, ' ', &word)) {
        row = row_of(a, a->deeds, word);
        if (row && marsad_str_equal(cell(a, row - 1, "sort"), MARSAD_LIT("deed")))
            return cell(a, row - 1, "act");
    }
    return mode.len > 0 && marsad_map_get(a->modes, mode, &row) ? cell(a, row - 1, "act") : MARSAD_LIT("");
}

bool link_acts_back(const struct link_acts *a, marsad_str text)
{
    marsad_str word;

    while (marsad_str_next(&text, ' ', &word))
        if (row_of(a, a->backs, word))
            return true;
    return false;
}

/*
 * check.c - one pass over a dictionary when it is opened.
 *
 * The checksum finds accidents. A file that was made to harm can carry a right one, so every number that a look-up
 * follows is held against the size of what it points into, and both hash tables must have an empty slot, where a
 * search ends. After that dict.c follows numbers without asking again.
 */
#include "dict/check.h"
#include "marsad/dict.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

_Static_assert(sizeof(struct dict_header) % 8 == 0, "sections begin aligned");
_Static_assert(sizeof(marsad_entry) == 12, "entries are written as they lie in memory");

static const size_t ELEMENT_SIZES[DICT_SECTIONS] = {
    [DICT_STRINGS] = 1,
    [DICT_WORDS] = sizeof(struct dict_word),
    [DICT_WORD_HASH] = sizeof(struct dict_slot),
    [DICT_ROOTS] = sizeof(uint32_t),
    [DICT_STEPS] = sizeof(struct dict_step),
    [DICT_NODES] = sizeof(struct dict_node),
    [DICT_ENTRIES] = sizeof(marsad_entry),
    [DICT_TABLES] = sizeof(struct dict_table),
    [DICT_CELLS] = sizeof(uint32_t),
};

static bool check_header(const struct dict_header *h, size_t size, const char *path, marsad_err *err)
{
    if (size < sizeof *h || memcmp(h->magic, DICT_MAGIC, sizeof h->magic) != 0)
        return marsad_fail(err, MARSAD_EFORMAT, path, 0, "this is no compiled dictionary of marsad");
    if (h->order != DICT_ORDER)
        return marsad_fail(err, MARSAD_EFORMAT, path, 12, "the dictionary was built for another kind of machine");
    if (h->version != DICT_FORMAT_VERSION)
        return marsad_fail(err, MARSAD_EFORMAT, path, 8, "the dictionary has format %u, this program reads %u",
                           (unsigned)h->version, DICT_FORMAT_VERSION);
    if (h->size > size)
        return marsad_fail(err, MARSAD_EFORMAT, path, size, "the dictionary is cut: it has %zu of %llu bytes", size,
                           (unsigned long long)h->size);
    if (h->size < size)
        return marsad_fail(err, MARSAD_EFORMAT, path, h->size, "%llu bytes follow the end of the dictionary",
                           (unsigned long long)(size - h->size));
    if (XXH3_64bits((const unsigned char *)h + DICT_SUMMED, size - DICT_SUMMED) != h->checksum)
        return marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET, "the dictionary is damaged (checksum)");
    return true;
}

static bool is_power_of_two(uint64_t n)
{
    return n && !(n & (n - 1));
}

static bool check_sections(const struct dict_header *h, const char *path, marsad_err *err)
{
    const uint64_t counts_max = UINT32_MAX; /* all numbers that point into sections have 32 bits */

    for (int s = 0; s < DICT_SECTIONS; s++) {
        uint64_t offset = h->sections[s].offset, count = h->sections[s].count;
        if (offset < sizeof *h || offset % 8 || offset > h->size || count > counts_max ||
            count > (h->size - offset) / ELEMENT_SIZES[s])
            return marsad_fail(err, MARSAD_EFORMAT, path, offset, "section %d of the dictionary lies outside the file",
                               s);
    }
    if (h->sections[DICT_TABLES].count != MARSAD_TABLE_COUNT || h->sections[DICT_STRINGS].count == 0 ||
        h->sections[DICT_ROOTS].count != h->sections[DICT_WORDS].count ||
        !is_power_of_two(h->sections[DICT_WORD_HASH].count) || !is_power_of_two(h->sections[DICT_STEPS].count))
        return marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET,
                           "the sections of the dictionary do not fit together");
    return true;
}

static const void *section(const struct dict_header *h, enum dict_section s, size_t *n)
{
    *n = (size_t)h->sections[s].count;
    return (const unsigned char *)h + h->sections[s].offset;
}

static bool numbers_below(const struct dict_header *h, enum dict_section s, enum dict_section target)
{
    size_t n, limit = (size_t)h->sections[target].count;
    const uint32_t *at = section(h, s, &n);
    bool ok = true;

    for (size_t i = 0; i < n; i++) /* no early way out: this becomes vector code */
        ok &= at[i] < limit;
    return ok;
}

static bool strings_end(const struct dict_header *h)
{
    size_t n;
    const char *at = section(h, DICT_STRINGS, &n);

    return at[0] == '\0' && at[n - 1] == '\0';
}

static bool words_are_sound(const struct dict_header *h)
{
    size_t n_words, n_slots;
    const struct dict_word *words = section(h, DICT_WORDS, &n_words);
    const struct dict_slot *slots = section(h, DICT_WORD_HASH, &n_slots);
    uint64_t strings = h->sections[DICT_STRINGS].count;
    bool ok = true, empty = false;

    for (size_t i = 0; i < n_words; i++)
        ok &= (uint64_t)words[i].string + words[i].len < strings;
    for (size_t i = 0; i < n_slots; i++) {
        ok &= slots[i].word <= n_words;
        empty |= slots[i].word == 0;
    }
    return ok && empty;
}

static bool trie_is_sound(const struct dict_header *h)
{
    size_t n_steps, n_nodes;
    const struct dict_step *steps = section(h, DICT_STEPS, &n_steps);
    const struct dict_node *nodes = section(h, DICT_NODES, &n_nodes);
    uint64_t entries = h->sections[DICT_ENTRIES].count;
    bool ok = n_nodes > 0, empty = false;

    for (size_t i = 0; i < n_steps; i++) {
        ok &= steps[i].next < n_nodes;
        empty |= steps[i].next == 0;
    }
    for (size_t i = 0; i < n_nodes; i++)
        ok &= (uint64_t)nodes[i].first + nodes[i].n <= entries;
    return ok && empty && numbers_below(h, DICT_ROOTS, DICT_NODES);
}

static bool tables_are_sound(const struct dict_header *h)
{
    size_t n;
    const struct dict_table *tables = section(h, DICT_TABLES, &n);
    uint64_t cells = h->sections[DICT_CELLS].count, strings = h->sections[DICT_STRINGS].count;

    for (size_t i = 0; i < n; i++) {
        const struct dict_table *t = &tables[i];
        if (t->columns > DICT_COLUMNS_MAX || t->cells > cells || (uint64_t)t->rows * t->columns > cells - t->cells)
            return false;
        for (uint32_t c = 0; c < t->columns; c++)
            if (t->names[c] >= strings)
                return false;
    }
    return numbers_below(h, DICT_CELLS, DICT_STRINGS);
}

static bool entries_are_sound(const struct dict_header *h)
{
    size_t n_entries, n_tables;
    const marsad_entry *entries = section(h, DICT_ENTRIES, &n_entries);
    const struct dict_table *tables = section(h, DICT_TABLES, &n_tables);

    for (size_t i = 0; i < n_entries; i++) {
        const marsad_entry *e = &entries[i];
        if (e->table >= n_tables || e->row >= tables[e->table].rows || e->column >= tables[e->table].columns)
            return false;
    }
    return true;
}

bool dict_check(const void *base, size_t size, const char *path, marsad_err *err)
{
    const struct dict_header *h = base;

    if (!check_header(h, size, path, err) || !check_sections(h, path, err))
        return false;
    if (strings_end(h) && words_are_sound(h) && trie_is_sound(h) && tables_are_sound(h) && entries_are_sound(h))
        return true;
    return marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET,
                       "numbers in the dictionary point outside its sections");
}

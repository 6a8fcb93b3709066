/*
 * dict.c - the reader of the compiled dictionary. It maps the file, has it checked (check.c) and looks things up;
 * nothing is built at start.
 */
#include "marsad/dict.h"
#include "base/datafile.h"
#include "dict/check.h"
#include "dict/scratch.h"

#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct marsad_dict {
    void *base; /* of the mapping; checked by dict_check, so no look-up asks for bounds */
    size_t size;
    const struct dict_header *header;
    const char *strings;
    const struct dict_word *words;
    const struct dict_slot *hash;
    const uint32_t *roots;
    const struct dict_step *steps;
    const struct dict_node *nodes;
    const marsad_entry *entries;
    const struct dict_table *tables;
    const uint32_t *cells;
    struct shelf *scratch; /* scratch.h */
    char version[48];
};

static uint64_t count_of(const marsad_dict *d, enum dict_section s)
{
    return d->header->sections[s].count;
}

static const void *section(const marsad_dict *d, enum dict_section s)
{
    return (const unsigned char *)d->base + d->header->sections[s].offset;
}

static void point_to_sections(marsad_dict *d)
{
    d->strings = section(d, DICT_STRINGS);
    d->words = section(d, DICT_WORDS);
    d->hash = section(d, DICT_WORD_HASH);
    d->roots = section(d, DICT_ROOTS);
    d->steps = section(d, DICT_STEPS);
    d->nodes = section(d, DICT_NODES);
    d->entries = section(d, DICT_ENTRIES);
    d->tables = section(d, DICT_TABLES);
    d->cells = section(d, DICT_CELLS);
    snprintf(d->version, sizeof d->version, "%u-%016llx", (unsigned)d->header->version,
             (unsigned long long)d->header->checksum);
}

static marsad_dict *open_path(const char *path, marsad_err *err)
{
    marsad_dict *d = calloc(1, sizeof *d);

    if (!d) {
        marsad_fail_memory(err);
        return NULL;
    }
    d->scratch = shelf_new(DICT_SCRATCH_BYTES);
    if (!d->scratch) {
        marsad_dict_close(d);
        marsad_fail_memory(err);
        return NULL;
    }
    d->base = datafile_map(path, "compiled dictionary", sizeof(struct dict_header), &d->size, err);
    if (!d->base || !dict_check(d->base, d->size, path, err)) {
        marsad_dict_close(d);
        return NULL;
    }
    d->header = d->base;
    point_to_sections(d);
    return d;
}

marsad_dict *marsad_dict_open(const char *path, marsad_err *err)
{
    char room[PATH_MAX];

    return open_path(datafile_find(path, "MARSAD_DICT", "marsad.dict", room), err);
}

void marsad_dict_close(marsad_dict *d)
{
    if (!d)
        return;
    datafile_unmap(d->base, d->size);
    shelf_free(d->scratch);
    free(d);
}

struct shelf *dict_scratch(const marsad_dict *d)
{
    return d->scratch;
}

const char *marsad_dict_version(const marsad_dict *d)
{
    return d->version;
}

uint32_t marsad_dict_word(const marsad_dict *d, marsad_str norm)
{
    uint64_t hash = XXH3_64bits(norm.ptr ? norm.ptr : "", norm.len), mask = count_of(d, DICT_WORD_HASH) - 1;
    uint32_t tag = (uint32_t)(hash >> 32);

    for (uint64_t at = hash & mask; d->hash[at].word; at = (at + 1) & mask) {
        const struct dict_word *w;
        if (d->hash[at].tag != tag)
            continue;
        w = &d->words[d->hash[at].word - 1];
        if (w->len == norm.len && memcmp(d->strings + w->string, norm.ptr, norm.len) == 0)
            return d->hash[at].word - 1;
    }
    return MARSAD_NO_WORD;
}

uint32_t marsad_dict_step(const marsad_dict *d, uint32_t node, uint32_t word)
{
    uint64_t mask = count_of(d, DICT_STEPS) - 1;

    if (word >= count_of(d, DICT_WORDS))
        return 0;
    if (node == 0)
        return d->roots[word];
    for (uint64_t at = dict_step_hash(node, word) & mask; d->steps[at].next; at = (at + 1) & mask)
        if (d->steps[at].node == node && d->steps[at].word == word)
            return d->steps[at].next;
    return 0;
}

marsad_entries marsad_dict_entries(const marsad_dict *d, uint32_t node)
{
    if (node >= count_of(d, DICT_NODES))
        return (marsad_entries){ NULL, 0 };
    return (marsad_entries){ d->entries + d->nodes[node].first, d->nodes[node].n };
}

marsad_entries marsad_dict_find(const marsad_dict *d, marsad_str phrase)
{
    uint32_t node = 0;
    marsad_str word;

    while (marsad_str_next(&phrase, ' ', &word)) {
        node = marsad_dict_step(d, node, marsad_dict_word(d, word));
        if (node == 0)
            break;
    }
    return node ? marsad_dict_entries(d, node) : (marsad_entries){ NULL, 0 };
}

uint32_t marsad_dict_rows(const marsad_dict *d, marsad_table table)
{
    return d->tables[table].rows;
}

int marsad_dict_column(const marsad_dict *d, marsad_table table, const char *name)
{
    const struct dict_table *t = &d->tables[table];

    for (uint32_t c = 0; c < t->columns; c++)
        if (strcmp(d->strings + t->names[c], name) == 0)
            return (int)c;
    return -1;
}

marsad_str marsad_dict_cell(const marsad_dict *d, marsad_table table, uint32_t row, int column)
{
    const struct dict_table *t = &d->tables[table];

    if (column < 0 || row >= t->rows || (uint32_t)column >= t->columns)
        return (marsad_str){ "", 0 };
    return marsad_str_of(d->strings + d->cells[t->cells + (uint64_t)row * t->columns + (uint32_t)column]);
}

double marsad_dict_number(const marsad_dict *d, marsad_table table, uint32_t row, int column)
{
    double value = 0;

    marsad_str_to_double(marsad_dict_cell(d, table, row, column), &value);
    return value;
}

bool marsad_list_has(marsad_str cell, marsad_str item)
{
    marsad_str part;

    while (marsad_str_next(&cell, '|', &part))
        if (marsad_str_equal(part, item))
            return true;
    return false;
}

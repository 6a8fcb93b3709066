/*
 * build.c - words, trie and cells of the dictionary in memory, and their way into the file (dict/format.h).
 */
#include "dict/format.h"
#include "dictc/dictc.h"
#include "marsad/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

_Static_assert(DICTC_COLUMNS_MAX <= DICT_COLUMNS_MAX, "every table fits the file");

struct pair {
    uint32_t node;
    uint32_t order; /* of arrival */
    marsad_entry entry;
};

struct builder {
    marsad_arena *keep, *scratch;
    marsad_map *strings; /* text -> offset */
    marsad_map *words;   /* norm -> number */
    marsad_map *steps;   /* struct { node, word } as bytes -> next node */
    marsad_buf pool;     /* the strings */
    marsad_buf cells;    /* uint32_t */
    uint32_t n_nodes;
    struct pair *pairs;
    size_t n_pairs, cap_pairs;
    struct dict_table tables[MARSAD_TABLE_COUNT];
    struct dict_table *table;
};

struct builder *builder_new(void)
{
    struct builder *b = calloc(1, sizeof *b);

    if (!b)
        return NULL;
    b->keep = marsad_arena_new(0);
    b->scratch = marsad_arena_new(0);
    b->strings = marsad_map_new();
    b->words = marsad_map_new();
    b->steps = marsad_map_new();
    b->n_nodes = 1;
    if (b->keep && b->scratch && b->strings && b->words && b->steps && marsad_buf_add_byte(&b->pool, 0))
        return b;
    builder_free(b);
    return NULL;
}

void builder_free(struct builder *b)
{
    if (!b)
        return;
    marsad_map_free(b->strings);
    marsad_map_free(b->words);
    marsad_map_free(b->steps);
    marsad_buf_release(&b->pool);
    marsad_buf_release(&b->cells);
    free(b->pairs);
    marsad_arena_free(b->keep);
    marsad_arena_free(b->scratch);
    free(b);
}

static bool intern(struct builder *b, marsad_str s, uint32_t *offset, marsad_err *err)
{
    uint64_t found = 0;
    marsad_str key;

    if (s.len > 0 && !marsad_map_get(b->strings, s, &found)) {
        found = b->pool.len;
        key = marsad_arena_str(b->keep, s);
        if (found > UINT32_MAX - s.len - 1)
            return marsad_fail(err, MARSAD_ELIMIT, "dictionary", MARSAD_NO_OFFSET, "more than 4 GiB of text");
        if (!key.ptr || !marsad_map_put(b->strings, key, found) || !marsad_buf_add(&b->pool, s) ||
            !marsad_buf_add_byte(&b->pool, 0))
            return marsad_fail_memory(err);
    }
    *offset = (uint32_t)found;
    return true;
}

static bool word_number(struct builder *b, marsad_str norm, uint32_t *number, marsad_err *err)
{
    uint64_t found;
    marsad_str key;

    if (!marsad_map_get(b->words, norm, &found)) {
        found = marsad_map_count(b->words);
        key = marsad_arena_str(b->keep, norm);
        if (!key.ptr || !marsad_map_put(b->words, key, found))
            return marsad_fail_memory(err);
    }
    *number = (uint32_t)found;
    return true;
}

static bool take_step(struct builder *b, uint32_t node, uint32_t word, uint32_t *next, marsad_err *err)
{
    uint32_t key[2] = { node, word };
    marsad_str bytes = { (const char *)key, sizeof key };
    uint64_t found;

    if (!marsad_map_get(b->steps, bytes, &found)) {
        marsad_str kept = marsad_arena_str(b->keep, bytes);
        found = b->n_nodes++;
        if (!kept.ptr || !marsad_map_put(b->steps, kept, found))
            return marsad_fail_memory(err);
    }
    *next = (uint32_t)found;
    return true;
}

static bool add_pair(struct builder *b, uint32_t node, marsad_entry entry, marsad_err *err)
{
    if (b->n_pairs == b->cap_pairs) {
        size_t cap = b->cap_pairs ? b->cap_pairs * 2 : 4096;
        struct pair *more = cap < UINT32_MAX ? realloc(b->pairs, cap * sizeof *more) : NULL;
        if (!more)
            return marsad_fail_memory(err);
        b->pairs = more;
        b->cap_pairs = cap;
    }
    b->pairs[b->n_pairs] = (struct pair){ node, (uint32_t)b->n_pairs, entry };
    b->n_pairs++;
    return true;
}

bool builder_add_phrase(struct builder *b, marsad_str phrase, marsad_entry entry, const char *where, uint64_t line,
                        marsad_err *err)
{
    marsad_text text;
    uint32_t node = 0, word = 0;

    marsad_arena_reset(b->scratch);
    if (!marsad_text_read(NULL, phrase, b->scratch, &text, err))
        return false;
    if (text.n_tokens == 0 || text.n_tokens > MARSAD_PHRASE_MAX)
        return marsad_fail(err, MARSAD_EFORMAT, where, line, "line %llu: '%.*s' has %zu words, allowed are 1 to %d",
                           (unsigned long long)line, MARSAD_STR_ARG(phrase), text.n_tokens, MARSAD_PHRASE_MAX);
    for (size_t i = 0; i < text.n_tokens; i++) {
        if (text.tokens[i].norm.len == 0)
            return marsad_fail(err, MARSAD_EFORMAT, where, line,
                               "line %llu: a word of '%.*s' has nothing but signs that are not read",
                               (unsigned long long)line, MARSAD_STR_ARG(phrase));
        if (!word_number(b, text.tokens[i].norm, &word, err) || !take_step(b, node, word, &node, err))
            return false;
    }
    return add_pair(b, node, entry, err);
}

bool builder_add_raw(struct builder *b, marsad_str key, marsad_entry entry, marsad_err *err)
{
    uint32_t node = 0, word = 0;

    return word_number(b, key, &word, err) && take_step(b, 0, word, &node, err) && add_pair(b, node, entry, err);
}

bool builder_begin_table(struct builder *b, const struct table *t, marsad_err *err)
{
    b->table = &b->tables[t->id];
    b->table->cells = b->cells.len / sizeof(uint32_t);
    for (; t->columns[b->table->columns].kind != COLUMN_END; b->table->columns++)
        if (!intern(b, marsad_str_of(t->columns[b->table->columns].name), &b->table->names[b->table->columns], err))
            return false;
    return true;
}

bool builder_add_cell(struct builder *b, marsad_str cell, marsad_err *err)
{
    uint32_t offset;

    return intern(b, cell, &offset, err) &&
           (marsad_buf_add(&b->cells, (marsad_str){ (const char *)&offset, sizeof offset }) || marsad_fail_memory(err));
}

bool builder_end_row(struct builder *b, marsad_err *err)
{
    if (b->table->rows == UINT32_MAX - 1)
        return marsad_fail(err, MARSAD_ELIMIT, "dictionary", MARSAD_NO_OFFSET, "too many lines");
    b->table->rows++;
    return true;
}

/* ---- writing ---- */

struct image {
    marsad_buf bytes; /* of the file; the header is filled in at the end */
    struct dict_header header;
};

/* Append a section, aligned to 8 bytes, and note it in the header. */
static bool add_section(struct image *m, enum dict_section s, const void *data, size_t count, size_t size,
                        marsad_err *err)
{
    static const char ZEROS[8] = { 0 };

    if (m->bytes.len % 8 && !marsad_buf_add(&m->bytes, (marsad_str){ ZEROS, 8 - m->bytes.len % 8 }))
        return marsad_fail_memory(err);
    m->header.sections[s].offset = m->bytes.len;
    m->header.sections[s].count = count;
    return marsad_buf_add(&m->bytes, (marsad_str){ data, count * size }) || marsad_fail_memory(err);
}

static size_t power_above(size_t n)
{
    size_t p = 16;

    while (p < n)
        p *= 2;
    return p;
}

static bool add_words(struct builder *b, struct image *m, marsad_err *err)
{
    size_t n = marsad_map_count(b->words), slots = power_above(n * 2);
    struct dict_word *words = calloc(n + 1, sizeof *words);
    struct dict_slot *hash = calloc(slots, sizeof *hash);
    bool ok = words && hash ? true : marsad_fail_memory(err);

    for (size_t i = 0; ok && i < n; i++) {
        uint64_t number, h;
        marsad_str norm = marsad_map_key(b->words, i, &number);
        ok = intern(b, norm, &words[i].string, err);
        words[i].len = (uint32_t)norm.len;
        h = XXH3_64bits(norm.ptr, norm.len);
        for (size_t at = h & (slots - 1);; at = (at + 1) & (slots - 1))
            if (!hash[at].word) {
                hash[at] = (struct dict_slot){ (uint32_t)(h >> 32), (uint32_t)i + 1 };
                break;
            }
    }
    ok = ok && add_section(m, DICT_WORDS, words, n, sizeof *words, err) &&
         add_section(m, DICT_WORD_HASH, hash, slots, sizeof *hash, err);
    free(words);
    free(hash);
    return ok;
}

static bool add_steps(struct builder *b, struct image *m, marsad_err *err)
{
    size_t n = marsad_map_count(b->steps), slots = power_above(n * 2), words = marsad_map_count(b->words);
    uint32_t *roots = calloc(words + 1, sizeof *roots);
    struct dict_step *steps = calloc(slots, sizeof *steps);
    bool ok = roots && steps ? true : marsad_fail_memory(err);

    for (size_t i = 0; ok && i < n; i++) {
        uint64_t next;
        uint32_t key[2];
        memcpy(key, marsad_map_key(b->steps, i, &next).ptr, sizeof key);
        if (key[0] == 0) {
            roots[key[1]] = (uint32_t)next;
            continue;
        }
        for (size_t at = dict_step_hash(key[0], key[1]) & (slots - 1);; at = (at + 1) & (slots - 1))
            if (!steps[at].next) {
                steps[at] = (struct dict_step){ key[0], key[1], (uint32_t)next };
                break;
            }
    }
    ok = ok && add_section(m, DICT_ROOTS, roots, words, sizeof *roots, err) &&
         add_section(m, DICT_STEPS, steps, slots, sizeof *steps, err);
    free(roots);
    free(steps);
    return ok;
}

static int compare_pairs(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->node != y->node)
        return x->node < y->node ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static bool same_entry(const marsad_entry *a, const marsad_entry *b)
{
    return a->table == b->table && a->column == b->column && a->row == b->row && a->form == b->form;
}

static bool add_entries(struct builder *b, struct image *m, marsad_err *err)
{
    struct dict_node *nodes = calloc(b->n_nodes, sizeof *nodes);
    marsad_entry *entries = malloc((b->n_pairs + 1) * sizeof *entries);
    size_t n = 0;
    bool ok = nodes && entries ? true : marsad_fail_memory(err);

    if (b->n_pairs)
        qsort(b->pairs, b->n_pairs, sizeof *b->pairs, compare_pairs);
    for (size_t i = 0; ok && i < b->n_pairs; i++) {
        struct dict_node *node = &nodes[b->pairs[i].node];
        bool seen = false;
        if (node->n == 0)
            node->first = (uint32_t)n;
        for (uint32_t k = 0; k < node->n && !seen; k++)
            seen = same_entry(&entries[node->first + k], &b->pairs[i].entry);
        if (seen)
            continue;
        entries[n++] = b->pairs[i].entry;
        node->n++;
    }
    ok = ok && add_section(m, DICT_NODES, nodes, b->n_nodes, sizeof *nodes, err) &&
         add_section(m, DICT_ENTRIES, entries, n, sizeof *entries, err);
    free(nodes);
    free(entries);
    return ok;
}

static bool make_image(struct builder *b, struct image *m, marsad_err *err)
{
    if (!marsad_buf_add(&m->bytes, (marsad_str){ (const char *)&m->header, sizeof m->header }))
        return marsad_fail_memory(err);
    return add_words(b, m, err) && add_steps(b, m, err) && add_entries(b, m, err) &&
           add_section(m, DICT_TABLES, b->tables, MARSAD_TABLE_COUNT, sizeof *b->tables, err) &&
           add_section(m, DICT_CELLS, b->cells.ptr, b->cells.len / sizeof(uint32_t), sizeof(uint32_t), err) &&
           add_section(m, DICT_STRINGS, b->pool.ptr, b->pool.len, 1, err);
}

static void finish_header(struct image *m)
{
    struct dict_header *h = &m->header;

    memcpy(h->magic, DICT_MAGIC, sizeof h->magic);
    h->version = DICT_FORMAT_VERSION;
    h->order = DICT_ORDER;
    h->size = m->bytes.len;
    memcpy(m->bytes.ptr, h, sizeof *h); /* the checksum covers the places of the sections too */
    h->checksum = XXH3_64bits(m->bytes.ptr + DICT_SUMMED, m->bytes.len - DICT_SUMMED);
    memcpy(m->bytes.ptr, h, sizeof *h);
}

static bool write_file(const struct image *m, const char *path, marsad_err *err)
{
    char temp[4096];
    FILE *f;
    bool ok;

    if (snprintf(temp, sizeof temp, "%s.%ld.part", path, (long)getpid()) >= (int)sizeof temp)
        return marsad_fail(err, MARSAD_EINVAL, path, MARSAD_NO_OFFSET, "the path is too long");
    f = fopen(temp, "wb");
    ok = f && fwrite(m->bytes.ptr, 1, m->bytes.len, f) == m->bytes.len && fflush(f) == 0;
    ok = (ok && rename(temp, path) == 0) ||
         marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be written: %s", strerror(errno));
    if (f)
        fclose(f);
    if (ok)
        return true;
    unlink(temp);
    return false;
}

bool builder_write(struct builder *b, const char *path, marsad_err *err)
{
    struct image m = { 0 };
    bool ok = make_image(b, &m, err);

    if (ok) {
        finish_header(&m);
        ok = write_file(&m, path, err);
    }
    marsad_buf_release(&m.bytes);
    return ok;
}

/*
 * fuzz_dict.c - a dictionary file of any bytes gives an error or can be read without a step outside.
 *
 * The input is read twice: as a whole file, and as changes to a small sound file, whose checksum is then made right
 * again, so that the checks behind the checksum are reached. A change is five bytes: two for the place, two for the
 * value, one that says how many bytes of it are written and whether the rest of the number is filled with ones.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "dict/format.h"
#include "marsad/dict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Words a and b; the phrases "a" and "a b"; one row of one cell in the first table. */
struct file_image {
    struct dict_header header;
    struct dict_word words[2];
    struct dict_slot hash[4];
    uint32_t roots[2];
    struct dict_step steps[4];
    struct dict_node nodes[3];
    marsad_entry entries[2];
    struct dict_table tables[MARSAD_TABLE_COUNT];
    uint32_t cells[2];
    char strings[8];
};

#define PLACE(to, section, member, n)                                                                                  \
    ((to)->header.sections[section].offset = offsetof(struct file_image, member),                                      \
     (to)->header.sections[section].count = (n))

static void add_word(struct file_image *m, uint32_t number, const char *word, uint32_t string)
{
    uint64_t hash = XXH3_64bits(word, 1), at = hash & 3;

    m->words[number] = (struct dict_word){ string, 1 };
    m->strings[string] = word[0];
    while (m->hash[at].word)
        at = (at + 1) & 3;
    m->hash[at] = (struct dict_slot){ (uint32_t)(hash >> 32), number + 1 };
}

static void fill(struct file_image *m)
{
    memset(m, 0, sizeof *m);
    memcpy(m->header.magic, DICT_MAGIC, sizeof m->header.magic);
    m->header.version = DICT_FORMAT_VERSION;
    m->header.order = DICT_ORDER;
    m->header.size = sizeof *m;
    PLACE(m, DICT_WORDS, words, 2);
    PLACE(m, DICT_WORD_HASH, hash, 4);
    PLACE(m, DICT_ROOTS, roots, 2);
    PLACE(m, DICT_STEPS, steps, 4);
    PLACE(m, DICT_NODES, nodes, 3);
    PLACE(m, DICT_ENTRIES, entries, 2);
    PLACE(m, DICT_TABLES, tables, MARSAD_TABLE_COUNT);
    PLACE(m, DICT_CELLS, cells, 2);
    PLACE(m, DICT_STRINGS, strings, sizeof m->strings);
    add_word(m, 0, "a", 1);
    add_word(m, 1, "b", 3);
    m->roots[0] = 1;
    m->steps[dict_step_hash(1, 1) & 3] = (struct dict_step){ 1, 1, 2 };
    m->nodes[1] = (struct dict_node){ 0, 1 };
    m->nodes[2] = (struct dict_node){ 1, 1 };
    m->tables[0] = (struct dict_table){ .rows = 1, .columns = 1, .names = { 3 } };
    m->cells[0] = 1;
}

static void change(struct file_image *m, const uint8_t *data, size_t size)
{
    unsigned char *bytes = (unsigned char *)m;

    for (; size >= 5; data += 5, size -= 5) {
        size_t at = (data[0] | (size_t)data[1] << 8) % sizeof *m, n = 1 + (data[4] & 1u);
        for (size_t i = 0; i < n && at + i < sizeof *m; i++)
            bytes[at + i] = data[2 + i];
        for (size_t i = n; (data[4] & 2u) && i < 4 && at + i < sizeof *m; i++)
            bytes[at + i] = 0xFF;
    }
    m->header.checksum = XXH3_64bits(bytes + DICT_SUMMED, sizeof *m - DICT_SUMMED);
}

static size_t sum_of(marsad_str s) /* reads every byte */
{
    size_t sum = 0;

    for (size_t i = 0; i < s.len; i++)
        sum += (unsigned char)s.ptr[i];
    return sum;
}

static size_t read_tables(const marsad_dict *d)
{
    size_t sum = 0;

    for (int t = 0; t < MARSAD_TABLE_COUNT; t++) {
        uint32_t rows = marsad_dict_rows(d, (marsad_table)t);
        for (uint32_t r = 0; r < rows && r < 64; r++)
            for (int c = 0; c < DICT_COLUMNS_MAX; c++)
                sum += sum_of(marsad_dict_cell(d, (marsad_table)t, r, c)) +
                       (marsad_dict_number(d, (marsad_table)t, r, c) > 0);
        sum += marsad_dict_column(d, (marsad_table)t, "b") >= 0;
    }
    return sum;
}

static size_t read_entries(const marsad_dict *d, uint32_t node)
{
    marsad_entries found = marsad_dict_entries(d, node);
    size_t sum = found.n;

    for (size_t i = 0; i < found.n; i++) {
        const marsad_entry *e = &found.at[i];
        if (e->table >= MARSAD_TABLE_COUNT || e->row >= marsad_dict_rows(d, (marsad_table)e->table))
            abort();
        sum += sum_of(marsad_dict_cell(d, (marsad_table)e->table, e->row, e->column));
    }
    return sum;
}

static size_t read_trie(const marsad_dict *d)
{
    size_t sum = marsad_dict_find(d, marsad_str_of("a b")).n + marsad_dict_find(d, marsad_str_of("c a")).n;

    for (uint32_t node = 0; node < 8; node++) {
        sum += read_entries(d, node);
        for (uint32_t word = 0; word < 8; word++)
            sum += read_entries(d, marsad_dict_step(d, node, word));
    }
    return sum + marsad_dict_word(d, marsad_str_of("a")) + marsad_dict_word(d, marsad_str_of("")) +
           marsad_dict_step(d, UINT32_MAX, UINT32_MAX);
}

static bool read_as_file(const void *bytes, size_t size)
{
    marsad_dict *d = NULL;
    char path[64];
    int fd = memfd_create("dict", MFD_CLOEXEC);

    if (fd >= 0 && write(fd, bytes, size) == (ssize_t)size) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        d = marsad_dict_open(path, NULL);
    }
    if (d) {
        volatile size_t keep = read_tables(d) + read_trie(d); /* so that no read is left out */
        (void)keep;
    }
    if (fd >= 0)
        close(fd);
    marsad_dict_close(d);
    return d != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct file_image m;

    read_as_file(data, size);
    fill(&m);
    change(&m, data, size);
    if (!read_as_file(&m, sizeof m) && size < 5)
        abort(); /* the file is sound as long as nothing was changed */
    return 0;
}

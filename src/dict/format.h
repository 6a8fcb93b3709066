/*
 * format.h - layout of the compiled dictionary, shared by its reader and its writer (docs/dictionary.md).
 *
 *     header | sections, each aligned to 8 bytes
 *
 * All numbers are in the byte order of the machine that built it (`order` tells). Word and node numbers count from 0;
 * node 0 is the root; string offset 0 is "".
 */
#ifndef DICT_FORMAT_H
#define DICT_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#define DICT_MAGIC "MARSADD1"
#define DICT_FORMAT_VERSION 1u
#define DICT_ORDER 0x01020304u
#define DICT_COLUMNS_MAX 16

enum dict_section {
    DICT_STRINGS,   /* bytes, each string ends with NUL */
    DICT_WORDS,     /* struct dict_word per word */
    DICT_WORD_HASH, /* struct dict_slot, a power of two of them */
    DICT_ROOTS,     /* uint32_t node per word; 0 none */
    DICT_STEPS,     /* struct dict_step, a power of two of them */
    DICT_NODES,     /* struct dict_node per node */
    DICT_ENTRIES,   /* marsad_entry */
    DICT_TABLES,    /* struct dict_table per marsad_table */
    DICT_CELLS,     /* uint32_t string offset, row by row */
    DICT_SECTIONS
};

struct dict_header {
    char magic[8];
    uint32_t version, order;
    uint64_t size;     /* of the whole file */
    uint64_t checksum; /* XXH3-64 of all bytes behind this number */
    struct {
        uint64_t offset, count; /* count: of elements, bytes for strings */
    } sections[DICT_SECTIONS];
};

struct dict_word {
    uint32_t string, len;
};

struct dict_slot {
    uint32_t tag;  /* upper half of the hash */
    uint32_t word; /* number + 1; 0: empty */
};

struct dict_step {
    uint32_t node, word, next; /* next 0: empty */
};

struct dict_node {
    uint32_t first, n; /* range of entries */
};

struct dict_table {
    uint32_t rows, columns;
    uint64_t cells; /* index of its first cell */
    uint32_t names[DICT_COLUMNS_MAX];
};

/* Where the checksummed bytes begin. */
#define DICT_SUMMED (offsetof(struct dict_header, checksum) + sizeof(uint64_t))

/* Hash of a step; both sides use it. */
static inline uint32_t dict_step_hash(uint32_t node, uint32_t word)
{
    uint64_t h = ((uint64_t)node << 32 | word) * 0x9E3779B97F4A7C15u;

    return (uint32_t)(h >> 32);
}

#endif

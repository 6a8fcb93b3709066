/*
 * dictc.h - the dictionary compiler: data/ *.tsv in, one file for marsad_dict_open out.
 */
#ifndef DICTC_H
#define DICTC_H

#include "marsad/arena.h"
#include "marsad/dict.h"
#include "marsad/map.h"

#define DICTC_FILES_MAX 5
#define DICTC_COLUMNS_MAX 14
#define DICTC_PHRASE_BYTES 512               /* of the longest phrase */
#define DICTC_FILE_BYTES ((size_t)256 << 20) /* of the largest data file */

/* How a cell is checked and which forms of it go into the trie. Lists are |-separated. */
enum column_kind {
    COLUMN_END,
    COLUMN_KEY,       /* not empty, unique in the table; plain text */
    COLUMN_LINE,      /* not in the file: the number of the line there; must be the last one */
    COLUMN_TEXT,      /* anything */
    COLUMN_REQUIRED,  /* not empty */
    COLUMN_NUMBER,    /* a number or empty */
    COLUMN_COUNTRY,   /* ISO 3166 alpha-2 of countries.tsv, one of the bodies without a country, or empty */
    COLUMN_CHOICE,    /* one of `choices`, or empty if choices begins with | */
    COLUMN_RAW,       /* a unique key without blanks, looked up as it stands: marsad_dict_find(d, key) */
    COLUMN_PHRASES,   /* list, each phrase as it stands */
    COLUMN_NOUN,      /* singulars, inflected, with sound plurals */
    COLUMN_PLURALS,   /* list of plurals, inflected */
    COLUMN_NISBA,     /* list of adjectives, inflected */
    COLUMN_VERB,      /* perfect, unique in the table */
    COLUMN_IMPERFECT, /* list of imperfects of the verb in column 0 */
    COLUMN_MASDAR,    /* list of verbal nouns */
    COLUMN_ACTIVE,    /* list of participles */
    COLUMN_PASSIVE,
    COLUMN_FRAME /* list of triggers; the first word is inflected as column 1 (pos) says, the rest stands as it is */
};

struct column {
    const char *name;
    enum column_kind kind;
    const char *choices;
};

struct table {
    marsad_table id;
    const char *files[DICTC_FILES_MAX + 1];
    struct column columns[DICTC_COLUMNS_MAX + 1];
};

extern const struct table TABLES[MARSAD_TABLE_COUNT];

/* ---- builder: words, trie and cells in memory ---- */

struct builder;

struct builder *builder_new(void);
void builder_free(struct builder *b);
/* Add a phrase (as written) that leads to an entry. `where` names the line for errors. */
bool builder_add_phrase(struct builder *b, marsad_str phrase, marsad_entry entry, const char *where, uint64_t line,
                        marsad_err *err);
/* Add a key that is neither cut into words nor normalised. */
bool builder_add_raw(struct builder *b, marsad_str key, marsad_entry entry, marsad_err *err);
bool builder_begin_table(struct builder *b, const struct table *t, marsad_err *err);
bool builder_add_cell(struct builder *b, marsad_str cell, marsad_err *err);
bool builder_end_row(struct builder *b, marsad_err *err);
/* Write the file, first under a temporary name. */
bool builder_write(struct builder *b, const char *path, marsad_err *err);

/* ---- reader of one TSV file ---- */

/* What the lines of one table must know of others. Keys and values are strings in `arena`. */
struct known {
    marsad_map *countries; /* ISO codes */
    marsad_map *verbs;     /* perfect -> address of a marsad_str with its list of imperfects */
    marsad_arena *arena;
};

/* Check every line of `path` against the table and add it. Offsets in errors are line numbers. */
bool tsv_compile(struct builder *b, const struct table *t, const char *path, marsad_map *keys, struct known *known,
                 uint32_t *rows, marsad_err *err);

#endif

/*
 * dict.h - the compiled dictionary: data/ *.tsv as one read-only file, mapped into memory and shared by processes.
 *
 * It holds the tables, cell by cell, and one trie over words: every name, alias, phrase and inflected form of the
 * tables is a path of normalised words (arabic/normal folds) from the root to a node that lists entries. Written at
 * build time by marsad-dictc; the format is described in docs/dictionary.md.
 */
#ifndef MARSAD_DICT_H
#define MARSAD_DICT_H

#include "marsad/str.h"

typedef struct marsad_dict marsad_dict;

#define MARSAD_PHRASE_MAX 12 /* words of the longest phrase; the compiler refuses longer ones */

/* One list makes the enum and the names of the tables; places holds data/places.tsv and data/geonames.tsv. */
#define MARSAD_TABLES(X)                                                                                               \
    X(COUNTRIES, countries)                                                                                            \
    X(PLACES, places)                                                                                                  \
    X(PLACE_STOP, place_stop)                                                                                          \
    X(ACTORS, actors)                                                                                                  \
    X(AGENTS, agents)                                                                                                  \
    X(NAMES, names)                                                                                                    \
    X(CUES, cues)                                                                                                      \
    X(VERBS, verbs)                                                                                                    \
    X(NOUNS, nouns)                                                                                                    \
    X(FUNCTION, function)                                                                                              \
    X(FRAMES, frames)                                                                                                  \
    X(TIMES, times)                                                                                                    \
    X(NUMBERS, numbers) X(UNITS, units) X(ARTICLE, article) X(SIGNALS, signals) X(GATE, gate) X(ENTITIES, entities)    \
        X(PLURALS, plurals) X(LEMMAS, lemmas) X(CROSSWALKS, crosswalks) X(PAGE, page) X(PAGE_MODEL, page_model)        \
            X(TRUST, trust) X(CREDITS, credits) X(KIN, kin) X(PEOPLE, people) X(ACCURACY, accuracy)                    \
                X(OFFICES, offices) X(HOLDING, holding) X(SIDES, sides) X(NATIONS, nations) X(CODES, codes)            \
                    X(ACTS, acts) X(LINK_TREES, link_trees)

typedef enum {
#define X(upper, lower) MARSAD_TABLE_##upper,
    MARSAD_TABLES(X)
#undef X
        MARSAD_TABLE_COUNT
} marsad_table;

#define MARSAD_TABLE_BIT(t) (1u << (t))
/* A set of tables is 32 bits; those behind them have no words to be matched. */
_Static_assert(MARSAD_TABLE_NATIONS < 32, "tables with words come before nations");

/* What the form of an entry is: bits of marsad_entry.form. Zero for names and phrases given as they stand. */
enum {
    MARSAD_FORM_PERFECT = 1u << 0,    /* verb, perfect */
    MARSAD_FORM_IMPERFECT = 1u << 1,  /* verb, imperfect; subjunctive and jussive endings included */
    MARSAD_FORM_PASSIVE = 1u << 2,    /* verb, form that can only be passive (قيل، أصيب); participle: passive */
    MARSAD_FORM_MASDAR = 1u << 3,     /* verbal noun */
    MARSAD_FORM_PARTICIPLE = 1u << 4, /* active unless FORM_PASSIVE */
    MARSAD_FORM_NOUN = 1u << 5,
    MARSAD_FORM_ADJECTIVE = 1u << 6,
    MARSAD_FORM_SINGULAR = 1u << 7,
    MARSAD_FORM_DUAL = 1u << 8,
    MARSAD_FORM_PLURAL = 1u << 9,
    MARSAD_FORM_FEMININE = 1u << 10,
    MARSAD_FORM_MASCULINE = 1u << 11,
    MARSAD_FORM_FIRST = 1u << 12, /* person; third where neither bit is set */
    MARSAD_FORM_SECOND = 1u << 13,
    MARSAD_FORM_ACCUSATIVE = 1u << 14, /* ين، ان against ون; tanwin alef */
    MARSAD_FORM_HOST = 1u << 15,       /* stands only before a pronoun suffix (قتلو+هم، مدينت+هم) */
    MARSAD_FORM_NO_SUFFIX = 1u << 16,  /* takes no pronoun suffix (قتلوا، مدينة) */
    MARSAD_FORM_CONSTRUCT = 1u << 17,  /* first part of a genitive: dropped ن (مسلحو، مسلحي) */
    MARSAD_FORM_JUSSIVE = 1u << 18     /* a form that only the jussive has (لم يعد of يعود) */
};

typedef struct {
    uint16_t table;  /* marsad_table */
    uint16_t column; /* the column that the words stand in */
    uint32_t row;
    uint32_t form; /* MARSAD_FORM_… */
} marsad_entry;

typedef struct {
    const marsad_entry *at;
    size_t n;
} marsad_entries; /* borrowed from the dictionary */

/*
 * Open `path`; NULL looks at $MARSAD_DICT, then beside the program, then in the directory of the installation.
 * Checks magic, version, sizes and checksum. NULL with MARSAD_EIO, _EFORMAT or _ENOMEM.
 */
MARSAD_API marsad_dict *marsad_dict_open(const char *path, marsad_err *err);
MARSAD_API void marsad_dict_close(marsad_dict *d);

/* "1-3f9c…": format version and checksum of the contents. */
MARSAD_API const char *marsad_dict_version(const marsad_dict *d);

#define MARSAD_NO_WORD UINT32_MAX

/* Number of a normalised word, or MARSAD_NO_WORD. */
MARSAD_API uint32_t marsad_dict_word(const marsad_dict *d, marsad_str norm);
/* Node behind `node` (0: the root) by a word, or 0 if there is none. */
MARSAD_API uint32_t marsad_dict_step(const marsad_dict *d, uint32_t node, uint32_t word);
/* What ends at a node. */
MARSAD_API marsad_entries marsad_dict_entries(const marsad_dict *d, uint32_t node);
/* The entries of a phrase of normalised words separated by single spaces. */
MARSAD_API marsad_entries marsad_dict_find(const marsad_dict *d, marsad_str phrase);

MARSAD_API uint32_t marsad_dict_rows(const marsad_dict *d, marsad_table table);
/* Number of a column, or -1. Look it up once, not per row. */
MARSAD_API int marsad_dict_column(const marsad_dict *d, marsad_table table, const char *name);
/* A cell as it stands in the file (not normalised), "" if empty or without such a row or column. NUL-terminated. */
MARSAD_API marsad_str marsad_dict_cell(const marsad_dict *d, marsad_table table, uint32_t row, int column);
/* A cell as a number, 0 if it is empty. */
MARSAD_API double marsad_dict_number(const marsad_dict *d, marsad_table table, uint32_t row, int column);
/* True if `item` is one of the |-separated items of a cell. */
MARSAD_API bool marsad_list_has(marsad_str cell, marsad_str item);

#endif

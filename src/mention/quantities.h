/*
 * quantities.h - what the files of quantities share: classes of words, one number, one quantity in the making.
 *
 *     quantities_words.c    look-ups in numbers.tsv and units.tsv, and what a noun is
 *     quantities_number.c   "ثلاثة آلاف وخمسمئة" -> 3500; "بين 20 و30 ألفا" -> 20000 to 30000; hedges
 *     quantities_counted.c  what a number counts: the noun, its adjectives, its base form
 *     quantities_single.c   nouns that count without a number: duals, one person behind a role word
 *     quantities_role.c     killed, injured, captured …: from the noun, or from the words of the clause
 *     quantities.c          walks the text and puts the parts together
 */
#ifndef MENTION_QUANTITIES_H
#define MENTION_QUANTITIES_H

#include "marsad/mention.h"

/* One list makes the enum and the names in column `class` of numbers.tsv and column `note` of units.tsv. */
#define QUANTITY_CLASSES(X)                                                                                            \
    X(ONE, "one")                                                                                                      \
    X(UNIT, "unit")                                                                                                    \
    X(TEEN, "teen")                                                                                                    \
    X(TEN, "ten")                                                                                                      \
    X(HUNDRED, "hundred")                                                                                              \
    X(SCALE, "scale")                                                                                                  \
    X(DUAL_SCALE, "dual-scale") X(ONE_OF, "one-of") X(ORDINAL, "ordinal") X(FRACTION, "fraction") X(VAGUE, "vague")    \
        X(ABOUT, "about") X(AT_LEAST, "at-least") X(AT_MOST, "at-most") X(ABOUT_AFTER, "about-after")                  \
            X(AT_LEAST_AFTER, "at-least-after") X(AT_MOST_AFTER, "at-most-after") X(BETWEEN, "between")                \
                X(FROM, "from") X(TO, "to") X(PART, "part") X(PART_OF, "part-of") X(TOTAL, "total")                    \
                    X(TOTAL_AFTER, "total-after") X(LABEL, "label") X(AGE, "age") X(AGE_AFTER, "age-after")            \
                        X(BREAK, "break") X(NEVER, "never") X(MEASURE, "measure") X(VICTIM, "victim")                  \
                            X(PERSON, "person") X(THING, "thing") X(OTHER, "other") X(MIXED, "mixed")                  \
                                X(TRIGGER, "trigger") X(LIGHT, "light") X(PREDICATE, "predicate")

typedef enum {
#define X(upper, name) CLASS_##upper,
    QUANTITY_CLASSES(X)
#undef X
        CLASS_COUNT
} quantity_class;

#define CLASS_BIT(c) ((uint64_t)1 << (c))
#define CLASSES_EXACT /* what a number may begin with, beside digits */                                                \
    (CLASS_BIT(CLASS_ONE) | CLASS_BIT(CLASS_UNIT) | CLASS_BIT(CLASS_TEEN) | CLASS_BIT(CLASS_TEN) |                     \
     CLASS_BIT(CLASS_HUNDRED) | CLASS_BIT(CLASS_SCALE) | CLASS_BIT(CLASS_DUAL_SCALE) | CLASS_BIT(CLASS_FRACTION))
#define CLASSES_HEDGE (CLASS_BIT(CLASS_ABOUT) | CLASS_BIT(CLASS_AT_LEAST) | CLASS_BIT(CLASS_AT_MOST))
#define CLASSES_HEDGE_AFTER                                                                                            \
    (CLASS_BIT(CLASS_ABOUT_AFTER) | CLASS_BIT(CLASS_AT_LEAST_AFTER) | CLASS_BIT(CLASS_AT_MOST_AFTER))
#define CLASSES_COUNTED /* units.tsv: words that are counted */                                                        \
    (CLASS_BIT(CLASS_MEASURE) | CLASS_BIT(CLASS_VICTIM) | CLASS_BIT(CLASS_PERSON) | CLASS_BIT(CLASS_THING) |           \
     CLASS_BIT(CLASS_OTHER) | CLASS_BIT(CLASS_MIXED))

#define TABLES_NOUN /* where counted words stand */                                                                    \
    (MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS) | MARSAD_TABLE_BIT(MARSAD_TABLE_NOUNS) |                                    \
     MARSAD_TABLE_BIT(MARSAD_TABLE_COUNTRIES) | MARSAD_TABLE_BIT(MARSAD_TABLE_UNITS))

enum { TIME_NONE, TIME_POINT, TIME_DURATION }; /* what the times say about a token */

/* Everything about the text under scan; read-only once it is prepared, but for out and cap. */
struct scan {
    const marsad_dict *dict;
    const marsad_text *text;
    marsad_arena *arena;
    marsad_mentions *out;
    size_t cap;
    uint64_t *classes; /* of each token: CLASS_BIT of what begins there */
    uint8_t *times;    /* of each token: TIME_… */
    size_t done;       /* tokens before this one belong to quantities already found */
    int number_phrase, number_class, number_value;
    int unit_word, unit_role, unit_base, unit_note;
    int agent_word, agent_kind, agent_plurals, noun_noun, noun_pos, country_adjectives;
};

/* A word or phrase of numbers.tsv or units.tsv: tokens [first, last). */
struct lexeme {
    size_t first, last;
    quantity_class class;
    marsad_match match;
};

/* A number or a range: tokens [first, last), hedges before it included. */
struct number {
    size_t first, last;
    uint32_t start; /* byte, without clitics */
    double min, max;
    bool has_min, has_max, approximate;
    bool digits;     /* begins with digits */
    bool plain_year; /* digits that may be a year */
    bool vague, hedged, range;
    bool definite; /* with the article */
    bool one;      /* the word one, which stands behind what it counts */
    bool joined;   /* a conjunction before it */
    double scale;  /* the last factor in it, 1 if there is none */
};

/* What is counted: tokens [first, last), empty if it is not said. */
struct counted {
    size_t first, last;
    uint32_t start;
    marsad_str word;
    bool known;         /* a word of the dictionary */
    bool person, other; /* may have been killed, arrested …; "others" */
    bool sure;          /* its own role is sure */
    bool measure, mixed;
    bool people; /* a collective */
    bool plural, singular, definite;
    marsad_quantity_role role;
};

/* ---- quantities_words.c ---- */

/* Columns, classes of the tokens, tokens under times. False: no memory. */
bool scan_prepare(struct scan *s);
/* The longest word or phrase of one of the classes that begins at token i. */
bool lexeme_at(const struct scan *s, size_t i, uint64_t classes, struct lexeme *w);
/* Does one begin there, with nothing stripped but the conjunction? */
bool scan_has(const struct scan *s, size_t i, uint64_t classes);
double lexeme_value(const struct scan *s, const struct lexeme *w);
void lexeme_range(const struct scan *s, const struct lexeme *w, struct number *n);
marsad_quantity_role lexeme_role(const struct scan *s, const struct lexeme *w);
/* Byte where the word begins behind its clitics; the article is part of the word. */
uint32_t lexeme_start(const struct scan *s, size_t token, const marsad_match *m);
bool scan_together(const struct scan *s, size_t a, size_t b);
bool scan_mark(const struct scan *s, size_t i, const char *mark);
bool scan_clause_end(const struct scan *s, size_t i);
/* A cell of the row of an entry; "" if the table has no such column. */
marsad_str scan_cell(const struct scan *s, const marsad_entry *e, int column);
/* An Arabic word that is no part of a date; one that begins with the article's letters. */
bool scan_word(const struct scan *s, size_t i);
bool scan_article(const struct scan *s, size_t i);
/* Ends with one of a NULL-ended list, with at least three letters before it. */
bool norm_ends(marsad_str word, const char *const *endings);
/* A verb form and nothing else. */
bool scan_verb_only(const struct scan *s, size_t i);

/* ---- quantities_number.c ---- */

/* A number with the hedges before it. */
bool number_at(const struct scan *s, size_t i, struct number *n);
/* Hedges alone, with the number one left to say ("less than a kilometre"). False if there are none. */
bool number_hedges(const struct scan *s, size_t i, struct number *n);

/* ---- quantities_counted.c ---- */

/* What stands behind the number, with its adjectives. */
bool counted_behind(const struct scan *s, const struct number *n, struct counted *c);
/* What stands before a number with the article, the word one, or a number written as an adjective. */
bool counted_before(const struct scan *s, const struct number *n, struct counted *c);
/* What a match says about a counted word; false if it is none. */
bool counted_fill(const struct scan *s, const marsad_match *m, struct counted *c);
/* A noun at token i whose clitics are all in `clitics`; its words must not be part of a date. */
bool counted_noun_at(const struct scan *s, size_t i, unsigned clitics, struct counted *c);
/* Take the adjectives behind it, or the genitive behind a bare plural (رجال الشرطة). */
void counted_adjectives(const struct scan *s, struct counted *c);
void counted_genitive(const struct scan *s, struct counted *c);

/* ---- quantities_single.c ---- */

/* A dual at token i: two of it. */
bool counted_two_at(const struct scan *s, size_t i, struct counted *c);
/* The bare singular of a measure at token i. */
bool counted_measure_at(const struct scan *s, size_t i, struct counted *c);
/* An indefinite singular that names a person: one of it, if a role word stands before. */
bool counted_one_at(const struct scan *s, size_t i, unsigned clitics, struct counted *c);
/* Are the two of a dual in the construct meant, where one is written (سائقا شاحنات)? */
bool counted_is_pair(const struct scan *s, const struct counted *c);

/* ---- quantities_role.c ---- */

marsad_quantity_role counted_role(const struct scan *s, const marsad_quantity *q, const struct counted *c);
/* The role word that ends right before token i, or none. */
marsad_quantity_role role_right_before(const struct scan *s, size_t i);
/* The tokens that a lexeme of one of the classes takes right before token i; 0 if there is none. */
size_t lexeme_before(const struct scan *s, size_t i, uint64_t classes, struct lexeme *w);

#endif

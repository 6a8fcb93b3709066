/*
 * desk.h - what the files of this room share: the words of data/article.tsv, days, bylines, lines.
 *
 * A document is cleaned and cut into lines; each line is looked at alone (lines.c), then among its neighbours
 * (split.c); what is left becomes articles (article.c).
 */
#ifndef ARTICLE_DESK_H
#define ARTICLE_DESK_H

#include "marsad/article.h"
#include "marsad/text.h"

#define TEMPLATES_MAX 32

/* Words of page templates, which are always spelt the same: they are looked for as bytes. */
typedef struct {
    marsad_str at[TEMPLATES_MAX];
    size_t n;
} templates;

/* The dictionary with the columns that are read here. `scratch` holds one line at a time. */
typedef struct {
    const marsad_dict *dict;
    marsad_arena *scratch;
    int phrase_column, class_column, value_column, time_class, time_value, name_type;
    bool failed;                        /* no memory, once and for all: what was answered since does not count */
    templates heads, tails, stop_tails; /* furniture-head; furniture-tail, the last only behind a stop */
} desk;

/* False: no memory. */
bool desk_open(desk *d, const marsad_dict *dict);
void desk_close(desk *d);

/* ---- words.c: phrases of the dictionary ---- */

/* Tokens of the longest phrase of data/article.tsv of this class that begins at token `at`, 0 if none. */
size_t word_phrase(const desk *d, const marsad_text *t, size_t at, const char *class, marsad_str *value);
/* Tokens of the longest name of a place or country at `at`, 0 if none. */
size_t word_place(const desk *d, const marsad_text *t, size_t at);
size_t word_country(const desk *d, const marsad_text *t, size_t at); /* of a country only */
/* Tokens of the longest expression of data/times.tsv of this class, 0 if none; *value is its number. */
size_t word_time(const desk *d, const marsad_text *t, size_t at, const char *class, double *value);
/* Can token `at` begin a person's name? */
bool word_name(const desk *d, const marsad_text *t, size_t at);
/* Can it continue one: any part of a name, or a word with the article, as most family names are? */
bool word_family_name(const desk *d, const marsad_text *t, size_t at);
/* Is token `at` a verb without conjunction: where a news story begins? */
bool word_verb(const desk *d, const marsad_text *t, size_t at);
/* A word that holds a sentence together and is no part of a name. */
bool word_function(const desk *d, const marsad_text *t, size_t at);
/* Does token `at` begin with "and"? */
bool word_and(const marsad_text *t, size_t at);
/* A mark that is one of `marks`, a string of code points. */
bool word_mark(const marsad_text *t, size_t at, const char *marks);
/* A mark between the parts of a byline: dashes, slashes, brackets, quotes, colons … */
bool word_separates(const marsad_text *t, size_t at);

/* ---- day.c ---- */

/* A full Gregorian date at token `at`: gives the tokens it takes, 0 if there is none. */
size_t day_at(const desk *d, const marsad_text *t, size_t at, char out[11]);
/* May token `at` stand in a line with a date? Gives how many tokens it takes, 0: no. */
size_t day_word(const desk *d, const marsad_text *t, size_t at);
/* A line that holds nothing but a day, perhaps with weekday, hour, and words like "published on". */
bool day_line(const desk *d, const marsad_text *t, char out[11]);
/* marsad_parse_day with a desk that is there already. */
bool day_parse(desk *d, marsad_str s, char out[11]);

/* ---- byline.c ---- */

typedef struct {
    marsad_str place, agency, author; /* slices of the text; ptr NULL where there is none */
    bool wire;                        /* the agency is a news agency, not the outlet itself */
    char day[11];
    unsigned known, persons, unknown; /* parts: place, agency or day; names of persons; anything else */
    size_t end;                       /* token behind the byline */
} byline;

/* The whole of `t` as parts between dashes, brackets …; false if one of them is too long to be such a part. */
bool byline_line(const desk *d, const marsad_text *t, byline *b);
/* "بغداد - رويترز:" and its kind before the first sentence of a paragraph. */
bool byline_head(const desk *d, const marsad_text *t, byline *b);
/* Is [first, last) the name of an agency or outlet? */
bool byline_is_agency(const desk *d, const marsad_text *t, size_t first, size_t last);
/* What stands behind "by", "report of" … */
marsad_str byline_rest(const desk *d, const marsad_text *t);
/* Nothing but the name of a person, told by the parts of names in the dictionary? */
bool byline_is_name(const desk *d, const marsad_text *t);

/* ---- lines.c ---- */

typedef enum {
    LINE_TEXT,
    LINE_FURNITURE, /* buttons, counts, "more", a box with one related title */
    LINE_RELATED,   /* heading above a list of titles */
    LINE_CAPTION,
    LINE_BYLINE, /* author, agency, place, day: any of them on a line of their own */
    LINE_REPEAT, /* the line before once more */
    LINE_TITLE,
    LINE_DROPPED /* an item of a list of related titles */
} line_kind;

#define LINE_SHORT 400 /* bytes: a longer line is a paragraph and is not looked at as a whole */
#define HEADLINE_TOKENS 25

typedef struct {
    marsad_str text;
    size_t credit; /* caption: byte where the credit begins; 0: none */
    uint8_t kind;
    uint8_t tokens; /* of a short line, at most 255 */
    bool headline;  /* short, and no mark of a running sentence at its end */
    bool question;  /* the same, with a question mark at its end */
    bool paragraph; /* a piece of running text */
    bool doubled;   /* a LINE_REPEAT follows */
    bool sure;      /* byline: parts of it are known for what they are */
    bool guessed;   /* byline: a part of it may be anything; the line may be a title */
} line;

typedef struct {
    line *at;
    size_t n;
} lines;

/* Cut clean text at line breaks; empty lines and lines without letters or digits are left out. */
bool lines_cut(marsad_str text, marsad_arena *arena, lines *out);
/* Fill kind and the other fields of each line, as far as they can be told from the line itself and the one before. */
bool lines_classify(desk *d, lines *l);
/* Read the beginning of a line (at most `bytes`) into the scratch arena, which is reset before. */
bool lines_read(desk *d, marsad_str text, size_t bytes, marsad_text *out);
/* The same letters and digits in the same order after normalisation? False also when there is no memory. */
bool lines_same(desk *d, marsad_str a, marsad_str b);
/* Share of the words of `title` that stand in `text` in the same order, 0 … 1. */
double lines_cover(desk *d, marsad_str title, marsad_str text);
/* How many of the longer words of `title` stand at the beginning of `text`, with or without article and clitics? */
size_t lines_shared(desk *d, marsad_str title, marsad_str text);
/* Byte of a line where a tail of furniture begins ("رابط الخبر بصحيفة …"), or its length. */
size_t lines_tail(const desk *d, marsad_str text);
/* Byte of a line where the text begins behind furniture ("Next Previous …"). */
size_t lines_head(const desk *d, marsad_str text);

/* ---- split.c ---- */

/* Index behind the article that begins at line `first`. `titled`: the document came with a title of its own. */
size_t split_next(desk *d, const lines *l, size_t first, bool titled);

#endif

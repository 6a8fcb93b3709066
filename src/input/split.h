/*
 * split.h - find the objects of a JSON stream without holding more than one of them.
 *
 *     [ {…}, {…} ]      an array          {…}\n{…}\n      lines          {…} {…}      one after another
 *
 * Only strings, escapes and brackets are followed; whether an object is right inside is for the JSON parser to say.
 * What is damaged is given up as early as it can be seen: at a line that begins a new object where none can stand, at
 * the end of a line inside a string (outside arrays), else where the brackets are balanced again.
 */
#ifndef MARSAD_INPUT_SPLIT_H
#define MARSAD_INPUT_SPLIT_H

#include "input/charset.h"

/* Commas, colons and opening brackets of one object: each costs memory to parse. */
#define INPUT_MAX_VALUES (1u << 20)

typedef enum {
    SPLIT_MORE,     /* the piece is used up */
    SPLIT_OBJECT,   /* sp->object holds one that is balanced */
    SPLIT_TOO_LONG, /* over max_article; skipped, and so are the following */
    SPLIT_TOO_DEEP,
    SPLIT_TOO_MANY, /* over INPUT_MAX_VALUES */
    SPLIT_TORN,     /* it stops and another begins */
    SPLIT_VALUE,    /* an element of the array that is no object */
    SPLIT_STRAY,    /* a line outside that is neither object nor array */
    SPLIT_CUT,      /* at the end: inside an object */
    SPLIT_UNCLOSED, /* at the end: inside the array */
    SPLIT_NO_MEMORY
} input_split_event;

typedef enum { SPLIT_BETWEEN, SPLIT_IN_OBJECT, SPLIT_IN_VALUE, SPLIT_IN_STRAY } input_split_state;

typedef struct {
    uint64_t max_article;
    unsigned max_nesting;
    input_split_state state;
    marsad_buf object;
    uint64_t start;  /* place of the object, value or stray line in the undecoded bytes */
    size_t replaced; /* broken sequences in it */
    bool escapes;    /* it has a backslash */
    bool in_array;
    uint64_t array_start;

    /* inside an object or value */
    bool in_string, escaped, line_start, has_lines;
    unsigned char last;    /* last byte that is no white space, outside strings */
    uint64_t depth, kinds; /* open brackets; bit i: the one at depth i + 1 is a [ */
    uint64_t length, values;
    input_split_event refused; /* SPLIT_MORE: not */
    uint64_t lines;            /* objects so far that were one line each */
    bool not_lines;            /* one was longer than its line */
} input_split;

/* Read on from piece->text.ptr[*at]; an event leaves *at where to go on. */
input_split_event input_split_feed(input_split *sp, input_piece *piece, size_t *at);

/* At the end of the input: SPLIT_MORE where all is well, else what is wrong; at most one event. */
input_split_event input_split_end(input_split *sp);

void input_split_release(input_split *sp);

#endif

/*
 * reading.h - what the tests of this folder begin with: an article of one text, read up to its events.
 */
#ifndef TESTS_EVENT_READING_H
#define TESTS_EVENT_READING_H

#include "marsad/event.h"

struct reading {
    marsad_arena *arena; /* holds all the rest */
    marsad_article article;
    marsad_text text;
    marsad_mentions mentions;
    marsad_events events;
};

/* Reads `text` as an article published on that day; false where memory ends. Give back with reading_end(). */
bool reading_begin(const marsad_dict *dict, const char *published, marsad_str text, struct reading *out);
void reading_end(struct reading *r);

/* Set-up and tear-down of a group: the dictionary, in *state. */
int reading_open_dict(void **state);
int reading_close_dict(void **state);

/* The words of a span; the empty slice for an empty span. */
marsad_str reading_words(const struct reading *r, marsad_span span);

/* A whole file, to be released; false if it cannot be read. */
bool reading_file(const char *path, marsad_buf *out);

#endif

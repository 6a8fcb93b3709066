/*
 * record.h - everything that Marsad knows about one article, and its JSON form (docs/record.md).
 */
#ifndef MARSAD_RECORD_H
#define MARSAD_RECORD_H

#include "marsad/event.h"
#include "marsad/signature.h"

#define MARSAD_SCHEMA 1

/* "0.1.0": the version of the program. */
MARSAD_API const char *marsad_version(void);

/* ---- bytes and code points: the library counts bytes, records and the store count code points ---- */

typedef struct {
    marsad_str text;
    const uint32_t *blocks; /* blocks[i]: code points that begin before byte 64 * i */
    uint32_t n_blocks;
    uint32_t total; /* code points of the text */
} marsad_points;

/* One pass over valid UTF-8 of less than 4 GiB; the index lies in `arena`. False: no memory. */
MARSAD_API bool marsad_points_init(marsad_points *p, marsad_str text, marsad_arena *arena);
/* Code points that begin before `byte` (the end of the text at most). */
MARSAD_API uint32_t marsad_points_of(const marsad_points *p, uint32_t byte);
/* The byte where code point number `point` begins, or the end of the text. */
MARSAD_API uint32_t marsad_points_byte(const marsad_points *p, uint32_t point);
/* The words of a span; of one that goes past the end of the text what there is. */
MARSAD_API marsad_str marsad_points_str(const marsad_points *p, marsad_span span);

/* ---- the record ---- */

typedef struct {
    marsad_article article;
    marsad_text text;
    marsad_mentions mentions;
    marsad_events events;
    const size_t *event_numbers;    /* in the article, where some events were left out; NULL: 0, 1, … */
    marsad_points points;           /* of text.text */
    marsad_str program, dictionary; /* versions that made it */
    marsad_signature signature;     /* of the text, to find near copies; not read back from a store */
    int64_t group;                  /* of near copies in a store (store.h); 0: none */
} marsad_record;

/* Analyse one article: text, mentions, events. All in `arena`. Fails with MARSAD_ENOMEM or MARSAD_ELIMIT. */
MARSAD_API bool marsad_record_make(const marsad_dict *dict, const marsad_article *article, marsad_arena *arena,
                                   marsad_record *out, marsad_err *err);

/* A record of the article alone: no analysis, all lists empty. */
MARSAD_API void marsad_record_article(const marsad_dict *dict, const marsad_article *article, marsad_record *out);

/* What the JSON holds. */
typedef enum { MARSAD_RECORD_FULL, MARSAD_RECORD_ARTICLE } marsad_record_part;

/*
 * Append one line of JSON without the newline: keys in the order of docs/record.md, spans in code points. With
 * MARSAD_RECORD_ARTICLE the lists of the analysis are empty, so that a record of the article alone will do. Fails with
 * MARSAD_ENOMEM only.
 */
MARSAD_API bool marsad_record_json(const marsad_record *r, marsad_record_part part, marsad_buf *out, marsad_err *err);

#endif

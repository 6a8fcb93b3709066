/*
 * warc.h - archives of the web (WARC 1.0 and 1.1, ISO 28500): a document for each page or text in them.
 *
 *     WARC/1.1 CRLF  WARC-Type: response CRLF  …  Content-Length: 4711 CRLF  CRLF  4711 bytes  CRLF CRLF  WARC/1.1 …
 *
 * Read are responses and resources that are HTML or plain text, conversions to plain text, and revisits (a document
 * without text that names what it repeats). All else (requests, metadata, pictures, answers other than 2xx) is passed
 * over: it is no article. One record is in memory at most, none longer than max_article.
 */
#ifndef MARSAD_INPUT_WARC_H
#define MARSAD_INPUT_WARC_H

#include "input/again.h"
#include "input/page.h"

typedef struct {
    input_again source;
    marsad_buf head, block; /* of the record in hand */
    marsad_buf decoded[2];  /* its body without codings */
    marsad_buf scratch;     /* its text */
    uint64_t index;         /* of the record, from 1 */
    uint64_t start;         /* byte where it begins */
    uint64_t again;         /* bytes that were put back */
    bool lost;              /* between records, after damage that has been told */
} input_warc;

/* Does an input begin like an archive of the web? */
bool input_begins_warc(marsad_str head);

/* What a WARC head says of its record. */
typedef struct {
    marsad_str type, url, record, date, digest, media, payload_media;
    uint64_t length;
    bool truncated; /* the crawler cut the payload, and says so */
} warc_record;

/* Parse a head, the empty line behind it included. Fails with MARSAD_EFORMAT. Slices point into it. */
bool warc_parse(marsad_str head, warc_record *out, marsad_err *err);

#endif

/*
 * input.h - documents out of files, folders, archives and standard input, one at a time.
 *
 * Reads web pages, plain text, JSON Lines, a JSON object, a JSON array of objects, archives of the web (WARC), feeds
 * (RSS, Atom); each plain or inside .gz, .zst, .zip (told by content); UTF-8, UTF-16, windows-1256, ISO-8859-6, and of
 * pages what they declare. Memory is bounded by the largest article.
 */
#ifndef MARSAD_INPUT_H
#define MARSAD_INPUT_H

#include "marsad/arena.h"
#include "marsad/progress.h"

/* HTML: `text` of the document is markup, for marsad_pages_split (page.h). */
typedef enum { MARSAD_MEDIA_TEXT, MARSAD_MEDIA_JSON, MARSAD_MEDIA_HTML } marsad_media;

/*
 * The copy of a page that an archive of the web keeps, so that what was read in it can be found again when the page is
 * gone from the web.
 */
typedef struct {
    marsad_str record; /* id of the record: "urn:uuid:…"; ptr NULL: the document comes from no such archive */
    marsad_str time;   /* of the capture, UTC: "2016-10-09T13:03:57Z" */
    marsad_str digest; /* of the payload, with its method: "sha1:…" */
    marsad_str url;    /* that was asked for */
} marsad_capture;

/* One document. Absent strings have ptr NULL. All text is valid UTF-8 without NUL. */
typedef struct {
    marsad_str name; /* where it came from, for people: "news.zip:2015-07-21.json#17", "-#3", "a.txt" */
    marsad_str id;   /* given `id`; else the address; else the name. Echoed as `document` in records */
    marsad_str url, source, title, author, date; /* as given, not parsed */
    marsad_capture capture;
    bool revisit; /* an archive says that the page with capture.digest was found again unchanged; there is no text */
    marsad_str text;
    marsad_media media;
    size_t replaced;     /* broken sequences that became U+FFFD */
    const char *charset; /* "UTF-8", "UTF-16LE", "WINDOWS-1256", …; static */
} marsad_doc;

typedef struct {
    uint64_t max_article;  /* bytes of one text file, page or JSON object, as UTF-8; default 16 MiB */
    unsigned max_nesting;  /* depth of JSON; default 64 */
    uint64_t max_ratio;    /* unpacked to packed bytes of one archive member, once over 16 MiB; default 200 */
    uint64_t max_unpacked; /* bytes of one archive in all; default 1 TiB */
    unsigned max_depth;    /* folders in folders; default 32 */
} marsad_input_limits;

MARSAD_API marsad_input_limits marsad_input_limits_defaults(void);

/*
 * Told of each input or record that is refused (the rest goes on). err->where names it, err->offset the byte in it
 * where known.
 */
typedef void marsad_input_refuse(void *user, const marsad_err *err);

typedef struct {
    const char *const *paths; /* files, folders (read recursively, in byte order of names), "-" for stdin */
    size_t n_paths;
    marsad_input_limits limits;
    marsad_input_refuse *refuse; /* may be NULL */
    void *user;
} marsad_input_options;

typedef struct marsad_input marsad_input;

/* NULL: no memory. Paths are opened one after another, when their turn comes. */
MARSAD_API marsad_input *marsad_input_open(const marsad_input_options *options, marsad_err *err);

/*
 * MARSAD_MORE: *doc is the next document, its strings in `arena`. MARSAD_END: no more. MARSAD_FAIL: cannot go on
 * (no memory). Refused inputs and records are reported through `refuse` and skipped.
 */
MARSAD_API marsad_status marsad_input_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err);

/* Bytes read and in all, of the files as they lie on disk (fills input, bytes_done, bytes_total, refused). */
MARSAD_API void marsad_input_progress(const marsad_input *in, marsad_progress *p);

MARSAD_API void marsad_input_close(marsad_input *in);

#endif

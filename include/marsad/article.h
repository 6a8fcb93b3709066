/*
 * article.h - articles out of a document: title, author, agency, dateline, captions, clean paragraphs.
 */
#ifndef MARSAD_ARTICLE_H
#define MARSAD_ARTICLE_H

#include "marsad/dict.h"
#include "marsad/input.h"

typedef struct {
    marsad_str text, credit; /* credit may be absent (ptr NULL) */
} marsad_caption;

/* Where a field of an article of a page was read: "json-ld", "opengraph", "meta", "microdata", "text", "url", … */
typedef struct {
    const char *field, *from; /* static */
} marsad_origin;

/* What a page says and cannot be: "future-date", "early-date", "unreadable-date". */
typedef struct {
    const char *kind, *field, *from; /* static */
    marsad_str value;                /* as the page has it */
} marsad_page_problem;

#define MARSAD_MOMENT 26 /* "2021-03-14T09:05:00+03:00" with its NUL */

/* What a page says of its article, beside the text. Absent strings have ptr NULL, absent moments are "". */
typedef struct {
    char published[MARSAD_MOMENT]; /* as far as it is told: "2021-03-14", "2021-03-14T09:05", with seconds, with zone */
    char updated[MARSAD_MOMENT];
    marsad_str site, section, canonical, picture;
    marsad_str language; /* as the page declares it: "ar", "ar-EG" */
    const marsad_origin *origins;
    size_t n_origins;
    const marsad_page_problem *problems;
    size_t n_problems;
} marsad_metadata;

/* One entry of a live page: its time as written, its heading, its bytes of the article's text. */
typedef struct {
    char time[MARSAD_MOMENT]; /* as far as it is told, "" where it is not */
    marsad_str said;          /* the words for it: "10:45", "قبل ساعتين"; ptr NULL: none */
    marsad_str title;         /* ptr NULL: none */
    size_t start, end;
} marsad_entry_span;

typedef struct {
    unsigned number; /* 1, 2, … within the document */
    marsad_str document, url, source, title, author, agency;
    marsad_str dateline;  /* the place named before the first sentence ("بغداد"), absent if none */
    char published[11];   /* "2015-08-07", or "" where it is not known */
    const char *language; /* "ar", or "und" where there is next to no Arabic; static */
    marsad_str text;      /* paragraphs separated by \n, as marsad_clean_text gives it; does not begin with the title */
    const marsad_caption *captions;
    size_t n_captions;
    marsad_capture capture;           /* the copy in an archive of the web that it was read from; ptr NULL: none */
    const marsad_metadata *metadata;  /* NULL: not of a page */
    const marsad_entry_span *entries; /* of a live page, in the order of the text */
    size_t n_entries;
    char digest[33]; /* XXH3-128 of title and text, 32 hex digits: the identity in the store */
} marsad_article;

typedef struct {
    const marsad_article *at;
    size_t n;
} marsad_articles;

/* Split a document. No article at all (an empty text) gives n = 0. Fails with MARSAD_ENOMEM only. */
MARSAD_API bool marsad_article_split(const marsad_dict *dict, const marsad_doc *doc, marsad_arena *arena,
                                     marsad_articles *out, marsad_err *err);

/* The same for a document that is one article, whatever it looks like. Gives one at most. */
MARSAD_API bool marsad_article_single(const marsad_dict *dict, const marsad_doc *doc, marsad_arena *arena,
                                      marsad_articles *out, marsad_err *err);

/* The digest of a title (ptr NULL: none) and a text; `marsad_article.digest` is made by it. The store checks with it.
 */
MARSAD_API void marsad_article_digest(marsad_str title, marsad_str text, char out[33]);

/*
 * A day out of metadata: ISO 8601 (with or without time), RFC 822, "2015/07/21", "21-07-2015", Unix seconds, Arabic
 * day + month + year. Gives "YYYY-MM-DD" in out; false if it is none or lies outside 1990 … 2100.
 */
MARSAD_API bool marsad_parse_day(const marsad_dict *dict, marsad_str s, char out[11]);

#endif

/*
 * export.h - the store in the layouts that the field uses (docs/layouts.md).
 *
 *     options = (marsad_export_options){ .format = MARSAD_EXPORT_ACLED, .filter = &filter };
 *     marsad_export(store, dict, &options, write, user, &done, &err);               one table, as a stream
 *     marsad_export_folder(store, dict, &options, "folder", &done, &manifest, &err); table, dictionary, manifest
 *
 * The same articles, analysed by the same versions, give the same bytes, in whatever order they were added: rows go by
 * day, publication, digest and number in the article, names of rows are made of digests, and no clock is asked.
 *
 * Stories (link.h) are merged by the rules that merge.h takes where none is given.
 *
 * Functions fail with MARSAD_ESTORE, MARSAD_EIO, MARSAD_EFORMAT (a model is damaged), MARSAD_EINVAL
 * (stories are asked for, and some reports are in none) or MARSAD_ENOMEM.
 */
#ifndef MARSAD_EXPORT_H
#define MARSAD_EXPORT_H

#include "marsad/store.h"

#define MARSAD_EXPORT_FORMATS(X)                                                                                       \
    X(JSONL, "jsonl")       /* records, an article a line */                                                           \
    X(CSV, "csv")           /* our own columns */                                                                      \
    X(ACLED, "acled")       /* columns of ACLED */                                                                     \
    X(UCDP, "ucdp")         /* of UCDP GED */                                                                          \
    X(POLECAT, "polecat")   /* of POLECAT */                                                                           \
    X(MENTIONS, "mentions") /* of GDELT 2.0's mentions */                                                              \
    X(GEOJSON, "geojson")   /* points */                                                                               \
    X(CONLLU, "conllu")     /* sentences with tagged words */
typedef enum {
#define X(upper, name) MARSAD_EXPORT_##upper,
    MARSAD_EXPORT_FORMATS(X)
#undef X
        MARSAD_EXPORT_COUNT
} marsad_export_format;

MARSAD_API const char *marsad_export_name(marsad_export_format format);
MARSAD_API bool marsad_export_format_of(const char *name, marsad_export_format *out); /* false: it is none */

/* What a row stands for: a report, a story (link.h), or what suits the store and the format. */
typedef enum { MARSAD_EXPORT_AUTO, MARSAD_EXPORT_REPORTS, MARSAD_EXPORT_STORIES } marsad_export_unit;

typedef struct {
    marsad_export_format format;
    marsad_export_unit unit;
    const marsad_event_filter *filter; /* NULL: all; limit counts rows before any is left out, in records articles */
    bool filtered;                     /* the filter asks for something: articles without a fitting event stay out */
    double min_confidence;
    bool redact_persons;
    bool arabic;           /* labels in Arabic, not English */
    const char *timestamp; /* "2026-01-31T12:00:00Z" for the manifest and ACLED's column; NULL: none */
    const char *asked;     /* JSON object with the filters as given, for the manifest; NULL: {} */
} marsad_export_options;

#define MARSAD_EXPORT_REASONS 12

typedef struct {
    bool stories; /* rows are stories, or reports of stories */
    int64_t rows;
    int64_t reviewed; /* of them, those that people looked at */
    struct {
        const char *reason; /* static: "no-day", "no-country" … */
        int64_t n;
    } left_out[MARSAD_EXPORT_REASONS]; /* events that the layout has no place for; ends with reason NULL */
} marsad_export_done;

/* Take the next bytes; false: stop, err says why. */
typedef bool marsad_export_write(void *user, marsad_str bytes, marsad_err *err);

MARSAD_API bool marsad_export(marsad_store *s, const marsad_dict *dict, const marsad_export_options *options,
                              marsad_export_write *write, void *user, marsad_export_done *done, marsad_err *err);

/*
 * Write the table, data-dictionary.csv and manifest.json into a folder, which is made if its parent is there. Each is
 * written under another name and renamed when all are whole: a failure leaves what was there before. The text of the
 * manifest is appended to `manifest`.
 */
MARSAD_API bool marsad_export_folder(marsad_store *s, const marsad_dict *dict, const marsad_export_options *options,
                                     const char *folder, marsad_export_done *done, marsad_buf *manifest,
                                     marsad_err *err);

/* Name of the table's file: "acled.csv". */
MARSAD_API const char *marsad_export_file(marsad_export_format format);

/* A time as ISO 8601 in UTC, "2026-01-31T12:00:00Z", to seconds since 1970; false: it is none. */
MARSAD_API bool marsad_export_time(const char *text, int64_t *seconds);

#endif

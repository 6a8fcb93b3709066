/*
 * review.h - corrections: what people decide about reports, kept beside what the program read.
 *
 *     marsad_review_add(store, &(marsad_review_request){ .action = MARSAD_REVIEW_EDIT, .report = "3fa9c01b22de:0",
 *                       .corrections = &killed_12, .n_corrections = 1, .by = "Amal", .why = "the ministry's own number"
 * }, told, user, &err); marsad_store_commit(store, &err);
 *
 * The log is only ever added to; an entry is taken back by another one. It never touches the tables that the program
 * fills: marsad_store_events() and marsad_store_records() lay it over what they read (marsad_reviewed in event.h).
 *
 * An entry names its report by content (marsad_anchor), so it fits again after a new analysis, and in another store
 * that holds the article. Entries of one report count in the order of `turn` (how many were known of it when the entry
 * was made, plus one), then time, then id; so the same entries mean the same in whatever order they came, and an answer
 * to an entry comes behind it even where a clock is wrong.
 *
 * All functions fail with MARSAD_EINVAL (the message says what is wrong with the request), MARSAD_EFORMAT (import),
 * MARSAD_ESTORE or MARSAD_ENOMEM. docs/review.md describes fields and values.
 */
#ifndef MARSAD_REVIEW_H
#define MARSAD_REVIEW_H

#include "marsad/store.h"

#define MARSAD_REVIEW_ACTIONS(X)                                                                                       \
    X(ACCEPT, "accept") X(REJECT, "reject") X(EDIT, "edit") X(MERGE, "merge") X(SPLIT, "split") X(UNDO, "undo")
typedef enum {
#define X(upper, name) MARSAD_REVIEW_##upper,
    MARSAD_REVIEW_ACTIONS(X)
#undef X
} marsad_review_action;
MARSAD_API const char *marsad_review_action_name(marsad_review_action a);
MARSAD_API bool marsad_review_action_of(const char *name, marsad_review_action *out); /* false: it is none */

/* A report by content: the event of an article whose trigger stands there. */
typedef struct {
    char digest[33];     /* of the article; "": no report */
    int64_t number;      /* in the article, when the entry was made */
    marsad_str type;     /* PLOVER type, then */
    int64_t start, stop; /* code points of the trigger in the article's text */
    marsad_str text;     /* of the trigger */
} marsad_anchor;

/* One entry of the log. Strings that do not belong to the action have ptr NULL. */
typedef struct {
    char id[33]; /* XXH3-128 of everything below: 32 hexadecimal digits */
    marsad_review_action action;
    marsad_anchor report;
    marsad_anchor other; /* merge, split */
    marsad_str field;    /* edit: "killed" … */
    marsad_str old;      /* edit: what the program said, as text */
    marsad_str value;    /* edit: what is right */
    marsad_str seen;     /* accept, reject: what the program said, a line "field=value" for each field */
    char undoes[33];     /* undo: an id; "" for the others */
    int64_t turn;
    char at[21]; /* "2024-05-01T12:00:00Z" */
    marsad_str by, why;
} marsad_review;

typedef bool marsad_review_fn(void *user, const marsad_review *entry); /* false stops */

typedef struct {
    const char *field, *value;
} marsad_correction;

#define MARSAD_REVIEW_TEXT_MAX 4000 /* bytes of a name, a reason or a value */

typedef struct {
    marsad_review_action action;
    const char *report, *other;           /* "DIGEST:NUMBER" with 8 digits of the digest or more, or "ARTICLE:NUMBER" */
    const marsad_correction *corrections; /* edit: checked together, an entry for each */
    size_t n_corrections;
    const char *undoes; /* undo: an id, or its first 4 digits or more */
    const char *by, *why;
    const char *at; /* NULL: now */
} marsad_review_request;

/* Add what is asked for to the log and lay it over the events; `told` (may be NULL) gets each new entry. */
MARSAD_API bool marsad_review_add(marsad_store *s, const marsad_review_request *request, marsad_review_fn *told,
                                  void *user, marsad_err *err);

/* NULL: any. */
typedef struct {
    const char *report, *action, *by;
    const char *since; /* a day */
} marsad_review_filter;

/* Visit the entries that fit, by time, then turn, then id. Valid during the call. */
MARSAD_API bool marsad_review_list(marsad_store *s, const marsad_review_filter *filter, marsad_review_fn *visit,
                                   void *user, marsad_err *err);

/* "3fa9c01b22de:0", the name of a report by content. */
typedef struct {
    char text[40];
} marsad_report_name;
MARSAD_API marsad_report_name marsad_report_name_of(const char digest[33], int64_t number);

/* ---- exchange: one JSON object a line ---- */

MARSAD_API bool marsad_review_json(const marsad_review *entry, marsad_buf *out, marsad_err *err);
/* Read one such line. MARSAD_EFORMAT: it is none, or its id is not that of its content. Strings in `arena`. */
MARSAD_API bool marsad_review_parse(marsad_str line, marsad_arena *arena, marsad_review *out, marsad_err *err);
/* Add an entry that was made elsewhere; *added false: it is there already. Its article need not be there. */
MARSAD_API bool marsad_review_import(marsad_store *s, const marsad_review *entry, bool *added, marsad_err *err);

/* ---- after a new analysis ---- */

#define MARSAD_REVIEW_FITS(X)                                                                                          \
    X(FITS, "fits")                                                                                                    \
    X(AGREES, "agrees") /* the program now says what the correction says */                                            \
    X(MOVED, "moved")   /* the trigger has other bounds; the entry was put on it again */                              \
    X(CHANGED,                                                                                                         \
      "changed") /* the program said something else when the entry was made: edits hold, an accept does not */         \
    X(TYPE, "type-changed") /* the trigger is there as another type of event: the entry does not count */              \
    X(EVENT_GONE, "event-gone")                                                                                        \
    X(ARTICLE_GONE, "article-gone")                                                                                    \
    X(VALUE, "no-such-value") /* the dictionary does not know the corrected value any more */
typedef enum {
#define X(upper, name) MARSAD_REVIEW_##upper,
    MARSAD_REVIEW_FITS(X)
#undef X
} marsad_review_fit;
MARSAD_API const char *marsad_review_fit_name(marsad_review_fit f);

typedef struct {
    const marsad_review *entry;
    marsad_review_fit fit;
    marsad_str field;    /* that changed; ptr NULL: none */
    marsad_str was, now; /* what the program said of it when the entry was made, and says now */
    const char *now_at;  /* name of the report now; "" where it is gone */
} marsad_review_finding;

typedef bool marsad_review_finding_fn(void *user, const marsad_review_finding *f); /* false stops */

/* Visit every entry that was not taken back and has no later one on the same question, and say how it fits what the
 * program says now. */
MARSAD_API bool marsad_review_check(marsad_store *s, marsad_review_finding_fn *visit, void *user, marsad_err *err);

/* Lay the whole log over the events again. Doing it twice is doing it once. */
MARSAD_API bool marsad_review_apply(marsad_store *s, marsad_err *err);

#endif

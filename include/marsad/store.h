/*
 * store.h - the database: articles with their records, and questions to them. SQLite, one file (docs/schema.md).
 *
 *     store = marsad_store_open("marsad.db", &(marsad_store_options){ .create = true, .dict = dict }, &err);
 *     marsad_store_seen(store, &article, &seen, &err);            before the analysis: is it there already?
 *     marsad_store_add(store, &record, &added, &err);             … for each article
 *     marsad_store_commit(store, &err);                           … for each batch
 *     marsad_store_close(store);
 *
 * The digest of title and text is the identity of an article: what the store has is never added again, so a run that
 * was cut off is taken up by running it once more. A process that dies loses at most the batch in flight.
 * One store belongs to one thread. All functions fail with MARSAD_ESTORE (full disk, damage, another writer),
 * MARSAD_EIO, MARSAD_ENOMEM or MARSAD_EINVAL.
 */
#ifndef MARSAD_STORE_H
#define MARSAD_STORE_H

#include "marsad/record.h"

#define MARSAD_STORE_SCHEMA 11 /* the newest migration */

typedef struct marsad_store marsad_store;

typedef struct {
    bool create;             /* make the file if it is not there */
    bool write;              /* it will be added to */
    const marsad_dict *dict; /* names of entities and places; must outlive the store */
} marsad_store_options;

/* NULL: not there, no database, another program's, a newer version's, no rights. */
MARSAD_API marsad_store *marsad_store_open(const char *path, const marsad_store_options *options, marsad_err *err);
/* What is not committed is lost. NULL is fine. */
MARSAD_API void marsad_store_close(marsad_store *s);

/* ---- adding ---- */

/*
 * Is the text of this article in the store? If it is, and this one comes from another address or outlet, that is
 * noted in the table "copy".
 */
MARSAD_API bool marsad_store_seen(marsad_store *s, const marsad_article *a, bool *seen, marsad_err *err);

/*
 * Add a record with all its parts, unless its article is there (*added false). Opens a batch if none is open.
 *
 * Near copies (signature.h) of what the store has form a group with it; a group is known by the number of its first
 * article. Groups are the connected parts of "is a near copy of", so the same articles form the same groups in whatever
 * order they come: one that comes late may join two groups into one. (Only where one of a text's keys is in more than
 * STORE_NEAR_MOST articles, which happens to set phrases, may a copy be missed that another order would have found.)
 */
MARSAD_API bool marsad_store_add(marsad_store *s, const marsad_record *r, bool *added, marsad_err *err);

/* Of the articles added since the store was opened, how many are near copies of one that was there before. */
MARSAD_API uint64_t marsad_store_near_copies(const marsad_store *s);

/*
 * An archive of the web says that the page with the digest of `c` was captured again, unchanged: noted for the articles
 * of that page. *known is false where the store has none.
 */
MARSAD_API bool marsad_store_revisit(marsad_store *s, const marsad_capture *c, bool *known, marsad_err *err);

#define MARSAD_STORE_REFUSED_MOST                                                                                      \
    10000 /* different refusals that a store keeps; the rest is one row, with their number */

/*
 * Note in the table "refused" that an input, or an article of it, could not be read: what `why` says, and how often it
 * was said. Opens a batch if none is open.
 */
MARSAD_API bool marsad_store_refuse(marsad_store *s, const marsad_err *why, marsad_err *err);

/* Close the batch: what was added is safe. Nothing to do is fine. */
MARSAD_API bool marsad_store_commit(marsad_store *s, marsad_err *err);

/* ---- analysing again ---- */

/*
 * The first article behind number `after` that another version of program or dictionary analysed (`all`: any version),
 * as it was added; *id is 0 where there is none. Strings in `arena`.
 */
MARSAD_API bool marsad_store_outdated(marsad_store *s, int64_t after, bool all, marsad_arena *arena,
                                      marsad_article *out, int64_t *id, marsad_err *err);

/*
 * What was found in an article gives way to what a new analysis found; the article itself, its copies, captures and
 * group stay, and the log of corrections is laid over the new events. These have new numbers, and all stories are
 * forgotten: call marsad_link_update() at the end. Opens a batch if none is open; a failure undoes it.
 */
MARSAD_API bool marsad_store_replace(marsad_store *s, int64_t article, const marsad_record *r, marsad_err *err);

/* Forget places and entities that nothing names any more. */
MARSAD_API bool marsad_store_tidy(marsad_store *s, marsad_err *err);

/* ---- feeds that are watched ---- */

/* What is known of a feed. Times are seconds since 1970. */
typedef struct {
    marsad_str etag, modified; /* of its last answer, for conditional requests; ptr NULL: none */
    int64_t checked;           /* last asked; 0: never */
    int64_t not_before;        /* its server wants no request before this; 0: it did not say */
    int64_t failures;          /* in a row */
} marsad_feed_state;

/* All zero for a feed that is not known. Strings in `arena`. */
MARSAD_API bool marsad_store_feed(marsad_store *s, marsad_str url, marsad_arena *arena, marsad_feed_state *out,
                                  marsad_err *err);
MARSAD_API bool marsad_store_set_feed(marsad_store *s, marsad_str url, const marsad_feed_state *state, marsad_err *err);

/* A page that a feed led to: how often it was asked for in vain, and whether it is done with, one way or another. */
typedef struct {
    int64_t tries;
    bool done;
} marsad_link_state;

MARSAD_API bool marsad_store_link(marsad_store *s, marsad_str url, marsad_link_state *out, marsad_err *err);
MARSAD_API bool marsad_store_set_link(marsad_store *s, marsad_str url, marsad_str feed, const marsad_link_state *state,
                                      marsad_err *err);

/* ---- asking ---- */

typedef struct {
    int64_t articles, copies, sentences, mentions, times, quantities, statements, events, places, entities;
} marsad_store_counts;

MARSAD_API bool marsad_store_count(marsad_store *s, marsad_store_counts *out, marsad_err *err);

typedef bool marsad_store_record_fn(void *user, const marsad_record *r, int64_t article);

/*
 * Visit the records of a document (several if it held several articles) in order, each read back from the tables as
 * it was added, with what people said of its events: also rejected ones are there, and say so. `r` is valid during the
 * call. `document`: its name, its address, or the number of an article ("17").
 * NULL visits all articles in the order of adding. Gives the number visited.
 */
MARSAD_API bool marsad_store_records(marsad_store *s, const char *document, marsad_store_record_fn *visit, void *user,
                                     size_t *n, marsad_err *err);

/* NULL, 0 and false: any. Texts are compared in normal form. */
typedef struct {
    const char *type, *mode, *factuality;
    const char *place;   /* a name (Arabic or English) of a place, a province or a country, or an id */
    const char *country; /* ISO 3166-1 alpha-2 */
    bool has_box;
    double west, south, east, north; /* degrees; places known only as a country lie in no box */
    const char *actor, *recipient;   /* part of the name, an entity's name or id, a country or a sector (MIL) */
    const char *from, *to;           /* days, "2015-07-20"; an event fits if its days overlap */
    double killed_at_least;
    /* What people said (review.h): accepted, rejected, edited, any of the three, none; all: rejected ones too. NULL:
       all but those. The other filters look at corrected values. */
    const char *review;
    double confidence_at_least;
    int64_t limit, offset; /* limit 0: all */
    bool by_content;       /* see marsad_store_events */
} marsad_event_filter;

typedef struct {
    int64_t id;    /* in the store */
    size_t number; /* in the article */
    const marsad_article *article;
    const marsad_points *points; /* of the article's text */
    const marsad_event *event;
    marsad_span sentence;      /* the evidence; empty if not known */
    char day[11], day_end[11]; /* "" if not known */
    const char *day_is;        /* "event", "published", or "" where there is no day */
    marsad_str program, dictionary;
    int64_t group; /* of near copies that the article is in; 0: none */
} marsad_event_row;

typedef bool marsad_event_row_fn(void *user, const marsad_event_row *row); /* false stops */

/*
 * Visit the events that fit, by day, then in the order of adding; those without a day last. With `by_content` events of
 * a day go by day of publication, digest and number in the article, so that the order of adding does not show. With
 * corrections.
 */
MARSAD_API bool marsad_store_events(marsad_store *s, const marsad_event_filter *filter, marsad_event_row_fn *visit,
                                    void *user, marsad_err *err);

/*
 * Visit the records of articles by day of publication, then by digest; those without a day last. `fitting`: only of
 * those in which an event fits the filter. limit and offset count articles.
 */
MARSAD_API bool marsad_store_records_of(marsad_store *s, const marsad_event_filter *filter, bool fitting,
                                        marsad_store_record_fn *visit, void *user, marsad_err *err);

/* The record of the article with this digest, in `arena`; *known is false where it is not there. */
MARSAD_API bool marsad_store_record(marsad_store *s, const char *digest, marsad_arena *arena, marsad_record *out,
                                    bool *known, marsad_err *err);

/* What an article is, without its text. Valid during the visit. */
typedef struct {
    marsad_str digest, document, url, source, published;
    unsigned number;
    marsad_str program, dictionary; /* that analysed it */
    int64_t events;
} marsad_identity;

typedef bool marsad_identity_fn(void *user, const marsad_identity *id); /* false stops */

/* Visit all articles by digest. */
MARSAD_API bool marsad_store_identities(marsad_store *s, marsad_identity_fn *visit, void *user, marsad_err *err);

typedef struct {
    int64_t article;
    marsad_str document, title, source, published;
    unsigned number;
    double score;             /* higher is better */
    marsad_str snippet;       /* part of one sentence */
    uint32_t start, end;      /* code points of the snippet in the article's text */
    const marsad_span *marks; /* bytes of the snippet that match; tokens unused */
    size_t n_marks;
} marsad_hit;

typedef struct {
    const char *query; /* words, any of which counts; "words in quotes" stand together */
    int64_t limit;     /* 0: 10 */
    bool snippets;
} marsad_search;

typedef bool marsad_hit_fn(void *user, const marsad_hit *hit); /* false stops */

/* Visit the best articles. A query without a word finds nothing. */
MARSAD_API bool marsad_store_search(marsad_store *s, const marsad_search *search, marsad_hit_fn *visit, void *user,
                                    marsad_err *err);

/* ---- checking ---- */

typedef void marsad_damage_fn(void *user, const char *what); /* one line for people */

typedef struct {
    size_t damages;
    bool words_checked; /* false: the inside of the index of words was not: that needs the right to write, and no other
                           process that is writing */
} marsad_verified;

/*
 * Check the file's structure, foreign keys, digests of all articles, evidence spans, the log of corrections (ids and
 * triggers) and the index of words. Tells and
 * counts each damage; what cannot be read is a damage.
 */
MARSAD_API marsad_verified marsad_store_verify(marsad_store *s, marsad_damage_fn *tell, void *user);

#endif

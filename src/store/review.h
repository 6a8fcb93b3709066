/*
 * review.h - the log of corrections inside the store: fields and their values, anchors, what lies over the events.
 */
#ifndef MARSAD_STORE_REVIEW_H
#define MARSAD_STORE_REVIEW_H

#include "marsad/review.h"
#include "store/rows.h"

/* ---- review_fields.c, review_names.c: fields of an event as text, and back ---- */

#define REVIEW_FIELDS(X)                                                                                               \
    X(TYPE, "type")                                                                                                    \
    X(MODE, "mode")                                                                                                    \
    X(DAY, "day")                                                                                                      \
    X(DAY_END, "day_end")                                                                                              \
    X(PLACE, "place")                                                                                                  \
    X(ACTORS, "actors")                                                                                                \
    X(RECIPIENTS, "recipients")                                                                                        \
    X(KILLED, "killed")                                                                                                \
    X(INJURED, "injured")                                                                                              \
    X(CAPTURED, "captured")                                                                                            \
    X(DISPLACED, "displaced")                                                                                          \
    X(PARTICIPANTS, "participants") X(FACTUALITY, "factuality") X(SOURCE, "source")
enum review_field {
#define X(upper, name) REVIEW_FIELD_##upper,
    REVIEW_FIELDS(X)
#undef X
        REVIEW_FIELD_COUNT
};
const char *review_field_name(enum review_field f);
bool review_field_of(marsad_str name, enum review_field *out);

#define REVIEW_NONE "none" /* the value of what is empty */

/* The article that an event is of. */
struct review_site {
    marsad_store *s;
    int64_t article;
    const marsad_points *points;
    const char *published;
    marsad_arena *arena;
};

/* The value of a field; what review_set() takes. False: no memory, or the store failed. */
bool review_text(const struct review_site *site, const marsad_event *e, enum review_field f, marsad_str *out,
                 marsad_err *err);
/* Give a field a value. MARSAD_EINVAL: not a value of this field, err says why. */
bool review_set(const struct review_site *site, marsad_event *e, enum review_field f, marsad_str value,
                marsad_err *err);
/* Do type and mode go together? */
bool review_fits_type(const struct review_site *site, const marsad_event *e, marsad_err *err);

/* review_names.c: those that name somebody or something. */
bool review_place_text(const struct review_site *site, const marsad_event *e, marsad_str *out);
bool review_set_place(const struct review_site *site, marsad_event *e, marsad_str value, marsad_err *err);
bool review_parties_text(const struct review_site *site, const marsad_party *at, size_t n, marsad_str *out);
bool review_set_parties(const struct review_site *site, const marsad_event *e, marsad_str value, marsad_party **to,
                        size_t *n, marsad_err *err);
bool review_set_source(const struct review_site *site, marsad_event *e, marsad_str value, marsad_err *err);

/* ---- review_words.c ---- */

/* Words of the text on one line. */
bool review_words(const struct review_site *site, marsad_span span, marsad_str *out);
/* The span of some words, the nearest to byte `near`; MARSAD_EINVAL where the article does not hold them. */
bool review_find_words(const struct review_site *site, const char *field, marsad_str words, uint32_t near,
                       marsad_span *out, marsad_err *err);
/* The mention nearest to byte `near` whose column `where` is `value`; *found false: none. */
bool review_find_mention(const struct review_site *site, const char *where, marsad_str value, uint32_t near,
                         marsad_span *out, bool *found, marsad_err *err);

/* ---- review_log.c: entries in and out of the table ---- */

/* An id from the content of an entry. False: no memory. */
bool review_make_id(const marsad_review *entry, char out[33]);
/* Write an entry whose id is made. */
bool review_write(marsad_store *s, const marsad_review *entry, marsad_err *err);
/* Entries as `sql` behind "SELECT … FROM review" has them; ?1 to ?4 are the values. Strings in the arena. */
struct review_list {
    marsad_review *at;
    size_t n, cap;
};
bool review_read(marsad_store *s, const char *sql, const marsad_str *values, int n, marsad_arena *arena,
                 struct review_list *out, marsad_err *err);
/* Behind it, in the order in which entries of one report count, with ?1 the digest of its article. */
#define REVIEW_OF_ARTICLE "WHERE digest = ?1 OR other_digest = ?1 ORDER BY turn, at, id"
/* Which of them are in force: not taken back. `force` has a place for each. False: no memory. */
bool review_in_force(const struct review_list *list, bool *force);

/* ---- review_anchor.c ---- */

/* The event of an anchor; *event 0: gone. `fit`: FITS, MOVED, TYPE, EVENT_GONE or ARTICLE_GONE. */
struct review_place_of {
    int64_t article, event, number;
    marsad_review_fit fit;
};
bool review_resolve(marsad_store *s, const marsad_anchor *a, struct review_place_of *out, marsad_err *err);
/* The report that a user names. Strings in the arena. MARSAD_EINVAL: none, or several. */
bool review_find(marsad_store *s, const char *name, marsad_arena *arena, marsad_anchor *out, int64_t *event,
                 marsad_err *err);

/* ---- review_apply.c ---- */

/* Lay the log over the events of an article. Cheap where the log says nothing of it. */
bool review_refresh(marsad_store *s, int64_t article, const char *digest, marsad_err *err);
/* Forget what lies over the events of an article, before they go. */
bool review_forget(marsad_store *s, int64_t article, marsad_err *err);
/* Lay what was decided over an event that was read from the tables: e->review, and the values of edited fields. */
bool review_overlay(const struct owner *of, marsad_event *e, marsad_err *err);
/* Do the fields that nobody edited still say what `seen` says? If not, the first that does not. */
bool review_compare(const struct review_site *site, const marsad_event *e, marsad_str seen, const bool *edited,
                    marsad_str *field, marsad_str *was, marsad_str *now, marsad_err *err);
/* An event as the program read it, with its article. */
bool review_load(marsad_store *s, const struct review_place_of *at, marsad_arena *arena, marsad_record *rec,
                 marsad_event *e, struct review_site *site, marsad_err *err);

/* ---- review_pairs.c: for the room link ---- */

/* Two reports that must be (`together`) or must not be in one story. Rows of "event"; the last word on a pair. */
typedef bool review_pair_fn(void *user, int64_t event, int64_t other, bool together); /* false stops */
/* In the order of the log: by turn, time, id. Pairs whose reports are not both there are left out. */
bool review_pairs(marsad_store *s, review_pair_fn *visit, void *user, marsad_err *err);

#endif

/*
 * writer.h - JSON, written from front to back into a buffer. For the rooms record and cli.
 *
 *     struct jw j = jw_to(&buf);
 *     jw_open(&j, '{');
 *     jw_key(&j, "min");  jw_number(&j, 7);
 *     jw_close(&j, '}');
 *     if (j.failed) … no memory
 *
 * UTF-8 is not escaped. Numbers print the same everywhere: integers without a point, others with nine digits.
 */
#ifndef MARSAD_RECORD_WRITER_H
#define MARSAD_RECORD_WRITER_H

#include "marsad/record.h"

struct jw {
    marsad_buf *out;
    bool comma;  /* the next item needs one before it */
    bool failed; /* no memory; everything after it is dropped */
};

struct jw jw_to(marsad_buf *out);
void jw_open(struct jw *j, char bracket);
void jw_close(struct jw *j, char bracket);
void jw_key(struct jw *j, const char *key);
void jw_str(struct jw *j, marsad_str s);   /* null where ptr is NULL; must be valid UTF-8 */
void jw_text(struct jw *j, const char *z); /* null where it is NULL or empty */
void jw_number(struct jw *j, double x);    /* null where it is not finite */
void jw_bool(struct jw *j, bool b);
void jw_null(struct jw *j);

/* "key": "value" */
void jw_member(struct jw *j, const char *key, marsad_str value);
void jw_member_text(struct jw *j, const char *key, const char *z);
void jw_member_number(struct jw *j, const char *key, double value);
void jw_member_bound(struct jw *j, const char *key, bool has, double value); /* null without it */
void jw_member_null(struct jw *j, const char *key);
/* "start": …, "end": …, "text": … */
void jw_span(struct jw *j, const marsad_points *p, marsad_span span);

/* The members of an event object, without the braces; `id` is its number in the article. */
void jw_event(struct jw *j, const marsad_points *p, const marsad_event *e, size_t id);
/* "KEY": […] of actors or recipients; "KEY": {…} where the event was, null if that is not said */
void jw_parties(struct jw *j, const char *key, const marsad_points *p, const marsad_party *at, size_t n);
void jw_event_place(struct jw *j, const char *key, const marsad_points *p, const marsad_event *e);
/* "versions": {"program": …, "dictionary": …} */
void jw_versions(struct jw *j, marsad_str program, marsad_str dictionary);
/* "capture": …, "group": … */
void jw_origin(struct jw *j, const marsad_capture *c, int64_t group);

/* The members of a record up to "text", and what its article's metadata and parts are; for json.c. */
void jw_article(struct jw *j, const marsad_article *a);
void jw_metadata(struct jw *j, const marsad_metadata *m);
void jw_entries(struct jw *j, const marsad_article *a);

#endif

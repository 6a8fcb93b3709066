/*
 * export.h - the run of one export: rows or records, one after another, into a sink.
 */
#ifndef MARSAD_EXPORT_EXPORT_H
#define MARSAD_EXPORT_EXPORT_H

#include "export/layout.h"
#include "export/redact.h"
#include "marsad/export.h"
#include "marsad/merge.h"
#include "marsad/words.h"

struct run {
    marsad_store *s;
    const marsad_export_options *options;
    struct codes *codes;
    struct redactor *redactor; /* NULL: names stay */
    marsad_words_model *words; /* for CoNLL-U */
    marsad_merger *merger;     /* for stories */
    marsad_arena *arena;       /* of one row or record */
    marsad_arena *article;     /* of the article of the row before, redacted or with its mentions */
    char digest[33];           /* whose; "": none */
    marsad_record record;
    marsad_buf out; /* what was not handed on yet */
    marsad_export_write *write;
    void *user;
    marsad_export_done *done;
    marsad_err *err;
};

/* Hand on what has gathered, if it is much or `all`. */
bool run_flush(struct run *r, bool all);
/* Count a unit that the layout has no place for. */
void run_leave_out(struct run *r, const char *reason);

/* rows.c: the layouts and GeoJSON. */
bool export_rows(struct run *r);
/* records.c: JSON Lines and CoNLL-U. */
bool export_records(struct run *r);
/* geojson.c: one feature on a line of its own. */
bool geojson_unit(struct line *l, marsad_buf *out);

#endif

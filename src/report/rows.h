/*
 * rows.h - the rows of a report, section by section, between the queries that make them and the files that show them.
 */
#ifndef MARSAD_REPORT_ROWS_H
#define MARSAD_REPORT_ROWS_H

#include "marsad/arena.h"
#include "marsad/report.h"

/* A section: `sql` gives item, detail, value and of. The value is a number or a day; of: what it is a share of, or
 * NULL. */
struct report_kind {
    const char *id, *title, *note;
    const char *item, *detail, *value; /* heads of the columns; detail "": there is none */
    const char *table;                 /* the section is left out where the store has no such table; NULL: never */
    const char *sql;
    size_t shown; /* rows of the page; 0: all. The CSV has all */
};

struct report_row {
    marsad_str item, detail, value;
    bool is_number, has_of, has_interval;
    double number, of, low, high;
    marsad_str date; /* of a measurement */
};

struct report_section {
    const struct report_kind *kind;
    const struct report_row *rows;
    size_t n;
    bool accuracy; /* its rows are measurements: with interval and date */
};

struct report_content {
    struct report_section *sections;
    size_t n;
    marsad_str program, dictionary; /* versions that wrote the report */
    const char *timestamp;          /* NULL: none */
};

/* All that a report says, in `arena`. */
bool report_collect(marsad_store *s, const marsad_report_options *options, marsad_arena *arena,
                    struct report_content *out, marsad_err *err);

/* Append to `out`; false: no memory. */
bool report_html(const struct report_content *content, marsad_buf *out);
bool report_csv(const struct report_content *content, marsad_buf *out);

/* sections.c: the queries, in the order of the page. */
extern const struct report_kind REPORT_KINDS[];
extern const size_t REPORT_N_KINDS;
extern const struct report_kind REPORT_ACCURACY; /* has no query */

#endif

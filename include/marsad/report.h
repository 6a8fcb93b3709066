/*
 * report.h - what a store holds and how far it can be trusted, as one page of HTML and one CSV.
 *
 *     marsad_report_make(store, &(marsad_report_options){ .dict = dict }, &report, &err);
 *     … write report.html and report.csv …
 *     marsad_report_release(&report);
 *
 * Both hold the same rows: what went in and what was refused, how much is known of each field and why the rest is not,
 * types, sources, days and gaps, copies, confidence, the versions that made the rows, and the measured accuracy of this
 * version (data/accuracy.tsv). docs/report.md describes each section.
 *
 * The page is one file without script and without anything from elsewhere. All text of the store is escaped; characters
 * that turn the text after them around, and control characters, become U+FFFD. The same content of a store gives the
 * same bytes: no clock time, no path and no number that hangs on the order of adding stands in them.
 */
#ifndef MARSAD_REPORT_H
#define MARSAD_REPORT_H

#include "marsad/store.h"

#define MARSAD_REPORT_ROWS 100000 /* most rows of one section; the page shows fewer and says so */

typedef struct {
    const marsad_dict *dict; /* for the accuracy and the version; NULL: these are left out */
    const char *timestamp;   /* printed as it is; NULL: none */
} marsad_report_options;

typedef struct {
    marsad_buf html, csv; /* UTF-8 */
    size_t sections, rows;
} marsad_report;

/* Fails with MARSAD_ESTORE or MARSAD_ENOMEM; *out is then empty. One state of the store is read throughout. */
MARSAD_API bool marsad_report_make(marsad_store *s, const marsad_report_options *options, marsad_report *out,
                                   marsad_err *err);
MARSAD_API void marsad_report_release(marsad_report *r);

#endif

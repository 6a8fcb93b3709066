/*
 * unit.h - what a row of an export stands for: a report, or a story with all its reports. Layouts read only this.
 */
#ifndef MARSAD_EXPORT_UNIT_H
#define MARSAD_EXPORT_UNIT_H

#include "export/codes.h"
#include "marsad/merge.h"

/* A number of people over the reports. */
struct amount {
    bool known;
    double low, best, high;
    bool open; /* the highest is "at least" */
};

struct unit {
    char id[40];
    const marsad_event_row *rows;
    size_t n;
    /* The reports whose value each field has. */
    const marsad_event_row *lead, *when, *where, *who, *whom;
    struct amount killed, participants;
    bool uncounted;   /* dead are told without a number */
    marsad_str total; /* words of a running total, not of this event alone; ptr NULL: none */
    size_t articles, sources;
    const marsad_mentions *found; /* in the article of `lead`; NULL: not asked for */
    marsad_str review;            /* accepted, edited …; "": nobody looked at it */
};

/* A unit of one report. */
void unit_of_report(const marsad_event_row *row, struct unit *u);

/* A story; `rows`: its reports as they are to be shown, in the same order. */
void unit_of_story(const marsad_story *story, const marsad_merged *merged, const marsad_event_row *rows,
                   struct unit *u);

/* "3fa9c01b22de:0": 12 digits of the article's digest and the number of the event in it. */
void unit_report_name(const marsad_event_row *row, char out[40]);
/* The same as a number below 10^15, which spreadsheets keep. */
int64_t unit_number(const char *id);

/* Days from `day` to `day_end`, 0 for one day; -1: no day. */
long unit_days(const marsad_event_row *row);
/* Where the event was: its place, NULL if not known; its country, "" if not known. */
const marsad_place *unit_place(const struct unit *u);
marsad_str unit_country(const struct unit *u);
/* Place with coordinates of its own: not those of a whole country. */
bool unit_located(const struct unit *u);
marsad_str unit_words(const marsad_event_row *row, marsad_span span);
/* The sentence that says so. */
marsad_str unit_sentence(const marsad_event_row *row);

/* Append `s` to a list joined by `joint`, unless it is empty or there already. False: no memory. */
bool unit_list_add(marsad_buf *list, size_t from, const char *joint, marsad_str s);

/* Distinct outlets of the reports, in their order, joined by "; ", appended to `out`. False: no memory. */
bool unit_outlets(const struct unit *u, marsad_buf *out);

#endif

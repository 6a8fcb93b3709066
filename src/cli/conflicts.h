/*
 * conflicts.h - one conflict to the output, in three forms; for conflicts.c.
 */
#ifndef MARSAD_CLI_CONFLICTS_H
#define MARSAD_CLI_CONFLICTS_H

#include "cli/cli.h"
#include "marsad/conflict.h"

struct shown_conflict {
    const marsad_dict *dict; /* for names */
    const marsad_story *story;
    const marsad_conflict *conflict;
    int64_t rank; /* 1: the first of the list */
};

/* conflicts_text.c: both sides under each other, with sentences and times. */
void conflict_text(struct output *o, const struct shown_conflict *c);

/* conflicts_data.c: one JSON object on a line; a CSV line for each report. */
void conflict_json(struct output *o, const struct shown_conflict *c);
void conflict_csv_header(struct output *o);
void conflict_csv(struct output *o, const struct shown_conflict *c);

/* "contradiction" or "rising" */
const char *conflict_status(const marsad_conflict *c);
/* The value of a side with names in the place of ids. */
marsad_str conflict_label(const struct shown_conflict *c, size_t side);

#endif

/*
 * control.h - rows of marsad control in four forms.
 */
#ifndef MARSAD_CLI_CONTROL_H
#define MARSAD_CLI_CONTROL_H

#include "cli/cli.h"
#include "marsad/control.h"

enum control_format { CONTROL_PEOPLE, CONTROL_JSON, CONTROL_CSV, CONTROL_GEOJSON };

struct control_run {
    const char *db;
    enum control_format format;
    bool verbose; /* for people: all evidence */
    marsad_control_filter filter;
    char from[11], to[11], at[11]; /* what `filter` points to */
    struct output out;
    size_t n; /* rows so far */
};

/* `n`: rows before this one. */
void control_people(struct output *o, const marsad_control_row *row, size_t n, bool all);
void control_json(struct output *o, const marsad_control_row *row);
void control_geojson(struct output *o, const marsad_control_row *row, size_t n);
void control_csv_header(struct output *o);
void control_csv(struct output *o, const marsad_control_row *row);

#endif

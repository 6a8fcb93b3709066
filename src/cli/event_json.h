/*
 * event_json.h - events as JSON, for the commands that list them.
 */
#ifndef MARSAD_CLI_EVENT_JSON_H
#define MARSAD_CLI_EVENT_JSON_H

#include "cli/cli.h"
#include "record/writer.h"

/* "KEY": "text"; null where it is NULL or empty */
void json_text(struct jw *j, const char *key, const char *z);
void json_number(struct jw *j, const char *key, double x);
/* "KEY": {"start": …, "end": …, "text": …}; null where the span is empty */
void json_span(struct jw *j, const char *key, const marsad_points *p, marsad_span span);
/* The members of an event with its article, its evidence and the versions that made it. */
void json_row(struct jw *j, const marsad_event_row *row);

#endif

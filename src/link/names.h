/*
 * names.h - which persons stand near the trigger of a report, and which places in its sentence.
 */
#ifndef LINK_NAMES_H
#define LINK_NAMES_H

#include "link/reports.h"

/* The persons and spots of a report of the store. Uses the arena "scratch" of the store. */
bool link_names(marsad_store *s, int64_t event, struct link_report *out, marsad_err *err);

#endif

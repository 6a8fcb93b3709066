/*
 * near.h - captures and near copies of an article, for add.c and load.c.
 */
#ifndef MARSAD_STORE_NEAR_H
#define MARSAD_STORE_NEAR_H

#include "store/sqlite.h"

#define STORE_NEAR_MOST 32 /* articles that one key leads to; those that came first */

/* Look up the near copies of a record whose article has been written, and put it into their group. */
bool near_write(marsad_store *s, const marsad_record *rec, int64_t article, marsad_err *err);
/* How many articles of the store are near copies of a text: the look-up alone. */
bool near_count(marsad_store *s, const marsad_signature *sig, size_t *n, marsad_err *err);
/* The group of an article; 0: none. */
bool near_group(marsad_store *s, int64_t article, int64_t *group, marsad_err *err);

/* A capture of an article, unless it is known. Nothing to do where it has none. */
bool capture_write(marsad_store *s, const marsad_capture *c, int64_t article, marsad_err *err);
bool capture_load(marsad_store *s, int64_t article, marsad_arena *arena, marsad_capture *out, marsad_err *err);

#endif

/*
 * walk.h - the files that a list of paths names: folders are walked in byte order of names.
 */
#ifndef MARSAD_INPUT_WALK_H
#define MARSAD_INPUT_WALK_H

#include "marsad/input.h"

typedef struct input_walk input_walk;

typedef struct {
    const char *path; /* valid until the next call */
    uint64_t size;    /* bytes on disk; 0 where not known */
    bool known;       /* the size is */
} input_found;

/* Borrows `paths`. NULL: no memory. */
input_walk *input_walk_new(const char *const *paths, size_t n, unsigned max_depth);
void input_walk_free(input_walk *w); /* NULL is fine */

/*
 * MARSAD_FAIL with any code but MARSAD_ENOMEM: *found names a path that is refused for the reason in *err; the walk
 * goes on with the next call.
 */
marsad_status input_walk_next(input_walk *w, input_found *found, marsad_err *err);

#endif

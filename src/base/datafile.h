/*
 * datafile.h - the files that belong to the program (dictionary, models): where they lie, and their bytes mapped.
 */
#ifndef MARSAD_BASE_DATAFILE_H
#define MARSAD_BASE_DATAFILE_H

#include "marsad/error.h"

#include <limits.h>
#include <stddef.h>

/*
 * Which file to read: `path`; or, where that is NULL, what the environment variable `variable` says; or `name` in the
 * folder of the running program or up to two above it (tests lie deeper); or `name` where Marsad is installed. The
 * answer borrows `path`, the environment or `room`.
 */
const char *datafile_find(const char *path, const char *variable, const char *name, char room[PATH_MAX]);

/*
 * The whole file for reading, to be given to datafile_unmap. NULL with MARSAD_EIO, or with MARSAD_EFORMAT where it is
 * no plain file of `least` bytes or more. `what` names its kind in errors.
 */
void *datafile_map(const char *path, const char *what, size_t least, size_t *size, marsad_err *err);
void datafile_unmap(void *base, size_t size); /* NULL is fine */

#endif

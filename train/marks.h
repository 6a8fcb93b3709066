/*
 * marks.h - tables of what readers marked in news: one mark a line, comments and the names of the columns before them.
 */
#ifndef TRAIN_MARKS_H
#define TRAIN_MARKS_H

#include "marsad/error.h"

/*
 * Every line of the table but comments and the names of the columns. False: *err says why; so it does where `take` is
 * false, because the line is no mark or memory is short.
 */
bool marks_read(const char *path, bool (*take)(void *user, const char *line), void *user, marsad_err *err);

#endif

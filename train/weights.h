/*
 * weights.h - a table of weights for the dictionary: feature, weight.
 */
#ifndef TRAIN_WEIGHTS_H
#define TRAIN_WEIGHTS_H

#include "marsad/map.h"

#define WEIGHT_MIN 0.00005 /* less is not written */

struct weight_line {
    marsad_str key;
    double weight;
};

/*
 * Write `head` (comments, the names of the columns, lines of its own) and the lines, which are put in order of their
 * keys. False: *err says why.
 */
bool weights_write(const char *path, const char *head, struct weight_line *lines, size_t n, marsad_err *err);

#endif

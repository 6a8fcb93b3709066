/*
 * report.h - what a gate would make of the annotated sentences, from one probability per instance.
 *
 * Detection: does a sentence hold a fresh report of the type, against "easy no" and "difficult no"? Records: events of
 * the type against the events of the sample, which count background too. Both as the program would be scored: a draft
 * that is planned or possible does not count.
 */
#ifndef TRAIN_REPORT_H
#define TRAIN_REPORT_H

#include <stdio.h>

#include "instances.h"

struct tally {
    double right, wrong, missed;
};

double tally_f1(struct tally t);

struct tally detection_tally(const struct corpus *c, const struct instances *in, const double *p, int kind,
                             double threshold);
struct tally records_tally(const struct corpus *c, const struct instances *in, const double *p, int kind,
                           double threshold);

/* Curve over thresholds, the best one with its interval, and a table of calibration; to `out`. */
bool report_print(FILE *out, const struct corpus *c, const struct instances *in, const struct row *rows,
                  const double *p, int kind);

#endif

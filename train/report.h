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

/* Sums over all divisions. */
struct tally {
    double right, wrong, missed;
};

double tally_f1(struct tally t);

/* Sentences that count against a draft: all that not every annotator accepted, those that none did, or those that fewer
 * than half did. */
enum against { AGAINST_ALL, AGAINST_EASY, AGAINST_DECIDED };

struct tally detection_tally(const struct corpus *c, const struct instances *in, const double *p, int kind,
                             double threshold, enum against against);
struct tally records_tally(const struct corpus *c, const struct instances *in, const double *p, int kind,
                           double threshold);

/* The threshold in use, a curve over others, the best one with its interval, and tables of calibration; to `out`. */
bool report_print(FILE *out, const struct corpus *c, const struct instances *in, const struct row *rows,
                  const double *p, int kind, double threshold);

#endif

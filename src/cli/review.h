/*
 * review.h - what marsad review and marsad reanalyse share.
 */
#ifndef MARSAD_CLI_REVIEW_H
#define MARSAD_CLI_REVIEW_H

#include "cli/cli.h"
#include "marsad/review.h"

struct review_options {
    const char *db, *by, *why;
    bool json, csv;
    marsad_review_filter filter;
};

/* The commands behind `marsad review`: the store, the arguments behind the name; the exit status. */
struct review_run {
    const struct review_options *options;
    marsad_store *store;
    char **args;
    int n_args;
    struct output out;
    marsad_err err;
};

/* review_log.c */
int review_list_log(struct review_run *run);
int review_export(struct review_run *run);
int review_import(struct review_run *run);
/* An entry on one line, or as JSON. */
void review_print(struct output *o, const marsad_review *e, bool json);

/* review_check.c: how the log fits. CLI_REFUSED where an entry does not any more. */
struct findings {
    struct output *out;
    bool json, first;
    uint64_t entries, not_fitting, elsewhere; /* elsewhere: of articles that the store does not have */
    bool failed;                              /* no memory */
};
bool review_find_all(marsad_store *store, struct findings *f, marsad_err *err);
int review_check(struct review_run *run);

#endif

/*
 * progress.h - how far a long work is; the program decides whether and how to show it.
 */
#ifndef MARSAD_PROGRESS_H
#define MARSAD_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    const char *input;    /* what is being read, for people */
    uint64_t bytes_done;  /* of the inputs as they lie on disk */
    uint64_t bytes_total; /* 0: not known (standard input) */
    uint64_t items;       /* articles so far */
    uint64_t words;       /* words so far */
    uint64_t refused;     /* inputs or records refused so far */
} marsad_progress;

/* Called now and then on the caller's thread; false asks to stop. */
typedef bool marsad_progress_fn(void *user, const marsad_progress *p);

#endif

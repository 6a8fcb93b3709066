/*
 * feeds.h - the list of feeds that `marsad watch` reads.
 *
 *     url <TAB> source <TAB> minutes      the first line names the columns; source and minutes may be missing or empty;
 *     https://paper.example/feed          # begins a comment
 */
#ifndef MARSAD_CLI_FEEDS_H
#define MARSAD_CLI_FEEDS_H

#include "marsad/arena.h"

#define FEEDS_MINUTES 15
#define FEEDS_MAX_BYTES ((size_t)16 << 20)

struct feed {
    const char *url;
    marsad_str source; /* name of the outlet; ptr NULL: as the feed says */
    unsigned minutes;  /* between two looks */
};

struct feeds {
    struct feed *at;
    size_t n;
};

/* The feeds of a file, strings in `arena`. Fails with MARSAD_EIO, MARSAD_EFORMAT (which line), MARSAD_ENOMEM. */
bool feeds_read(const char *path, marsad_arena *arena, struct feeds *out, marsad_err *err);

#endif

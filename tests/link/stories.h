/*
 * stories.h - stories built by hand, report by report, for the tests of this room.
 */
#ifndef MARSAD_TESTS_STORIES_H
#define MARSAD_TESTS_STORIES_H

#include "marsad/link.h"

/* What a test says of one report; what it leaves out is absent. Strings are literals. */
struct report {
    const char *text; /* name of the article: reports with the same one are of one article */
    int64_t group;    /* of near copies */
    const char *outlet, *agency;
    const char *published, *day, *day_end; /* day NULL: that of publication */
    const char *type, *mode;               /* type NULL: ASSAULT */
    const char *killed, *injured; /* "15", "17+", "20-99", "~30", "#15" a running total; then " of " and a noun */
    const char *displaced, *captured;
    const char *place;             /* a row of PLACES in stories.c; NULL: baquba; "": none */
    const char *actor, *recipient; /* an entity, or "SECTOR" or "SECTOR CC" */
    const char *said_by, *stance;  /* stance NULL: said; of what is denied: denied */
    const char *cue;               /* of a denial */
    const char *sentence, *words;  /* words: those of the number, in the sentence */
    const char *gains;             /* an entity: control changes to it, from the recipient */
    marsad_factuality factuality;
    const char *rule; /* of its time */
};

#define REPORTS_MAX 12

/* A story of n reports in this order; all in `arena`. */
marsad_story make_story(const struct report *reports, size_t n, marsad_arena *arena);

#endif

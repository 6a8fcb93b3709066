/*
 * built.h - stories built by hand, a line a report.
 */
#ifndef MARSAD_TESTS_BUILT_H
#define MARSAD_TESTS_BUILT_H

#include "marsad/merge.h"

/* What is left out says nothing. */
struct report {
    const char *article;   /* a letter or more: the digest; reports of one article have the same */
    const char *published; /* "2015-07-20" */
    const char *outlet, *agency;
    int group;
    marsad_factuality factuality;
    const char *type, *mode; /* type: ASSAULT if left out */
    const char *day;         /* told by the text; "from..to" */
    const char *killed;      /* "15", "7-9", "15+" (at least), "-9" (at most), "~20", "~20-99" */
    const char *injured;
    const char *of;   /* what is counted */
    bool total;       /* a running total */
    const char *kind; /* of the source */
    const char *via;  /* that passes it on */
    const char *place;
    const char *actors; /* "e:ID", "r:ROLE/CC" or words, with | between them */
    const char *territory;
};

#define BUILT_MOST 8 /* reports of a story of the tables */

/* How many reports a table gives. */
size_t built_count(const struct report *r);

struct merge_box { /* of a group of tests */
    marsad_dict *dict;
    marsad_merger *merger;
    marsad_arena *arena;
};

int merge_set_up(void **state);
int merge_tear_down(void **state);
/* Build and merge; `rule`: one besides the defaults, or NULL. */
marsad_merged built_merge(struct merge_box *b, const struct report *reports, size_t n, const char *rule);

/* Places of the tests by id; NULL: none of them. */
const marsad_place *built_place(const char *id);

/* Everything in `arena`; the rows in the order given. */
marsad_story built_story(marsad_arena *arena, const struct report *reports, size_t n);

#endif

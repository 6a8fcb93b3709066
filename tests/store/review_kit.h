/*
 * review_kit.h - requests for corrections and what the store says after them, for the tests of corrections.
 */
#ifndef MARSAD_TESTS_REVIEW_KIT_H
#define MARSAD_TESTS_REVIEW_KIT_H

#include "box.h"
#include "marsad/review.h"

#define REVIEWED_AT "2024-05-01T12:00:00Z" /* of requests that name no time */

/* What a request added last. */
struct added {
    marsad_arena *arena;
    size_t n;
    char id[33];
    const char *old, *value;
};

/* Make a request, by somebody, for some reason, at some time; `a` may be NULL. False: refused, b->err says why. */
bool review_ask(struct box *b, marsad_store *s, marsad_review_request r, struct added *a);
bool review_edit(struct box *b, marsad_store *s, const char *report, const char *field, const char *value,
                 struct added *a);
/* Accept, reject and the like; fails the test if it is refused. */
void review_decide(struct box *b, marsad_store *s, marsad_review_action action, const char *report, struct added *a);
/* Some entries of each kind about the reports of samples 1 to 3. */
void make_log(struct box *b, marsad_store *s);

size_t count_events(struct box *b, marsad_store *s, marsad_event_filter filter);
/* The rows that the filter finds have `what` in their JSON. */
void assert_says(struct box *b, marsad_store *s, marsad_event_filter filter, const char *what);
size_t damages(marsad_store *s);
/* The records of samples 1 to n, articles by name. */
void records(struct box *b, marsad_store *s, unsigned n, marsad_buf *out);
/* The pairs that readers put together (+) or apart (-), in words. */
void assert_pairs(struct box *b, marsad_store *s, const char *expected);

#endif

/*
 * control_mass.h - what speaks for each holder of one place, added up day by day; rules: docs/control.md.
 */
#ifndef LINK_CONTROL_MASS_H
#define LINK_CONTROL_MASS_H

#include "link/control.h"

struct tally {
    marsad_holder who;
    double mass, others; /* others: the part of the mass on the word of somebody else */
    double part;         /* mass of holding parts of the place */
    double today, today_others, took, lost;
    double left, left_others; /* weight of reports that he lost the place, which name nobody who took it */
    int last;                 /* day of the last evidence for him */
};

/* Begin with day INT_MIN, how and arena. */
struct sums {
    struct tally *at;
    size_t n, cap;
    struct tally rest; /* takes what is said of more holders, and counts for nothing */
    double fight, siege, today_fight, today_siege;
    int day, last_fight, last_siege;
    const struct control_time *how;
    marsad_arena *arena;
};

struct state {
    const struct tally *holder; /* NULL: nobody known */
    const char *status;         /* NULL: nothing to say */
};

/* One of a list of words with | between them? */
bool control_kind_is(marsad_str s, const char *list);
bool control_is_fight(const struct control_item *i);

/* To the morning of `day`: all masses fade by the days between. */
void sums_age(struct sums *s, int day);
/* A piece of evidence of today. False: no memory. */
bool sums_add(struct sums *s, const struct control_item *i);
/* What was before today gives way to who took it today; then today counts in full. */
void sums_close_day(struct sums *s);

/* Its mass and what holding parts of the place counts. */
double tally_weighed(const struct tally *t);
double sums_all(const struct sums *s);
/* What follows; `before` is the status of the day before, NULL on the first. */
struct state sums_state(const struct sums *s, const char *before);

#endif

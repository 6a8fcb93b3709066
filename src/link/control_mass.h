/*
 * control_mass.h - who holds one place on one day: evidence added up into masses, and what follows from them.
 *
 * Each holder has a mass: the sum of the weights of what speaks for him, halved every half-life. A report that somebody
 * else took the place, or that he lost it, takes away that part of his mass of before which is its weight. The holder
 * with the most mass holds the place. Fights and sieges have masses too, which fade sooner. docs/control.md tells it
 * with an example.
 *
 *     for each day with evidence, in order: mass_age(), mass_add() each piece, mass_close_day(), mass_state()
 */
#ifndef LINK_CONTROL_MASS_H
#define LINK_CONTROL_MASS_H

#include "link/control.h"

#define PART_COUNTS 0.5 /* what holding a part of the place counts against who holds it */

struct tally {
    marsad_holder who;
    double mass, others; /* others: the part of the mass on the word of somebody else */
    double part;         /* mass of holding parts of the place */
    double today, today_others, took, lost;
    double left, left_others; /* weight of reports that he lost the place, which name nobody who took it */
    int last;                 /* day of the last evidence for him */
};

struct sums {
    struct tally *at;
    size_t n, cap;
    double fight, siege, today_fight, today_siege;
    int day, last_fight, last_siege;
    const struct control_time *how;
    marsad_arena *arena;
};

struct state {
    const struct tally *holder; /* NULL: nobody known */
    const char *status;         /* NULL: nothing to say */
};

bool mass_is_fight(const struct control_item *i);

/* Let all masses fade to a day, not before that of the sums. */
void mass_age(struct sums *s, int day);
/* One piece of evidence of that day. False: no memory. */
bool mass_add(struct sums *s, const struct control_item *i);
/* What was before that day gives way to who took it then; then the day counts in full. */
void mass_close_day(struct sums *s);

/* Of all holders together. */
double mass_all(const struct sums *s);
/* Who holds it, and how; `before`: the status of the day before, NULL if there is none. */
struct state mass_state(const struct sums *s, const char *before);

#endif

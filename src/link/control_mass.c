/*
 * control_mass.c - what speaks for each holder of one place, added up day by day.
 *
 * Each holder has a mass: the sum of the weights of what speaks for him, halved every half-life. A report that somebody
 * else took the place, or that he lost it, takes away that part of his mass of before which is its weight. The holder
 * with the most mass holds the place. Fights and sieges have masses too, which fade sooner.
 */
#include "link/control_mass.h"

#include <limits.h>
#include <math.h>

#define FIGHT_HALF 5.0   /* half-life of fights and sieges in days, where that of holding is MARSAD_CONTROL_HALF_LIFE */
#define PART_COUNTS 0.5  /* what holding a part of the place counts against who holds it */
#define LOSS_COUNTS 0.5  /* what a report that somebody lost the place counts for who is ahead */
#define FIGHT_COUNTS 0.5 /* the same for a fight in it */
#define FOUGHT 0.6       /* from this part of the holder's mass on the place is contested */
#define CALM 0.4         /* and below this one it is so no more */
#define SIEGE_LEAST 0.4
#define SIEGE_COUNTS 0.5 /* and this part of the holder's mass */
#define FIGHT_LEAST 0.6  /* without any holder */
#define HOLD_LEAST 0.15  /* less mass is no holder */
#define OWN_WORD 0.34    /* with less of the mass from others than himself, a holder only claims */

/* ---- masses ---- */

bool control_kind_is(marsad_str s, const char *list)
{
    return s.len && marsad_list_has(marsad_str_of(list), s);
}

#define HOLDERS_MOST 1000 /* of one place; the cost of a day grows with their square */

static struct tally *tally_of(struct sums *s, const marsad_holder *who)
{
    for (size_t i = 0; i < s->n; i++)
        if (marsad_str_equal(s->at[i].who.id, who->id))
            return &s->at[i];
    if (s->n == HOLDERS_MOST)
        return &s->rest;
    if (!marsad_arena_grow(s->arena, (void **)&s->at, &s->cap, s->n, sizeof *s->at))
        return NULL;
    s->at[s->n] = (struct tally){ .who = *who, .last = INT_MIN };
    return &s->at[s->n++];
}

static double halved(double days, double half_life)
{
    return exp2(-days / half_life);
}

void sums_age(struct sums *s, int day)
{
    double days = s->day == INT_MIN ? 0 : (double)day - s->day, hold = halved(days, s->how->half_life);
    double fight = halved(days, FIGHT_HALF * s->how->half_life / MARSAD_CONTROL_HALF_LIFE);

    for (size_t i = 0; i < s->n; i++) {
        s->at[i].mass *= hold;
        s->at[i].others *= hold;
        s->at[i].part *= fight;
    }
    s->fight *= fight;
    s->siege *= fight;
    s->day = day;
}

bool control_is_fight(const struct control_item *i)
{
    return control_kind_is(i->told.kind, "contested|fight");
}

static double either(double p, double q)
{
    return 1 - (1 - p) * (1 - q);
}

static bool add_hold(struct sums *s, const struct control_item *i, double w)
{
    struct tally *t = tally_of(s, &i->holder);

    if (!t)
        return false;
    t->last = i->day;
    if (i->part) {
        t->part += w;
        return true;
    }
    t->today += w;
    t->today_others += control_kind_is(i->told.claim, "claimed") ? 0 : w;
    if (control_kind_is(i->told.kind, "took|handed-over|lost"))
        t->took = either(t->took, w);
    return true;
}

static bool add_loss(struct sums *s, const struct control_item *i, const marsad_holder *who, double w)
{
    struct tally *t = tally_of(s, who);

    if (!t)
        return false;
    t->lost = either(t->lost, w);
    if (!i->holder.id.len || i->told.past) {
        t->left += w;
        t->left_others += control_kind_is(i->told.claim, "claimed") ? 0 : w;
    }
    return true;
}

bool sums_add(struct sums *s, const struct control_item *i)
{
    double w = i->told.weight;

    if (i->told.stand == MARSAD_CONTROL_DENIED)
        return true;
    if (control_is_fight(i)) {
        s->today_fight += w;
        s->last_fight = i->day;
        return true;
    }
    if (control_kind_is(i->told.kind, "besieged")) {
        s->today_siege += w;
        s->last_siege = i->day;
        return true;
    }
    if (i->told.past)
        return !i->holder.id.len || i->part || add_loss(s, i, &i->holder, w);
    if (i->loser.id.len && !i->part && !add_loss(s, i, &i->loser, w))
        return false;
    return !i->holder.id.len || add_hold(s, i, w);
}

/* Who was driven out leaves the place to whoever is ahead of the others. */
static void credit_losses(struct sums *s)
{
    for (size_t i = 0; i < s->n; i++) {
        struct tally *ahead = NULL;

        for (size_t k = 0; k < s->n && s->at[i].left > 0; k++)
            if (k != i && s->at[k].mass > s->at[i].mass && (!ahead || s->at[k].mass > ahead->mass))
                ahead = &s->at[k];
        if (ahead) {
            ahead->mass += LOSS_COUNTS * s->at[i].left;
            ahead->others += LOSS_COUNTS * s->at[i].left_others;
        }
        s->at[i].left = s->at[i].left_others = 0;
    }
}

/* What was before today gives way to who took it today; then today counts in full. */
void sums_close_day(struct sums *s)
{
    double calm = 1;

    for (size_t i = 0; i < s->n; i++) {
        double keep = 1 - s->at[i].lost;

        for (size_t k = 0; k < s->n; k++)
            if (k != i)
                keep *= 1 - s->at[k].took;
        calm *= 1 - s->at[i].took;
        s->at[i].mass = s->at[i].mass * keep + s->at[i].today;
        s->at[i].others = s->at[i].others * keep + s->at[i].today_others;
        s->at[i].part *= keep;
    }
    credit_losses(s);
    for (size_t i = 0; i < s->n; i++)
        s->at[i].today = s->at[i].today_others = s->at[i].took = s->at[i].lost = 0;
    s->fight = s->fight * calm + s->today_fight;
    s->siege = s->siege * calm + s->today_siege;
    s->today_fight = s->today_siege = 0;
}

/* ---- what follows ---- */

double tally_weighed(const struct tally *t)
{
    return t->mass + PART_COUNTS * t->part;
}

double sums_all(const struct sums *s)
{
    double sum = 0;

    for (size_t i = 0; i < s->n; i++)
        sum += s->at[i].mass;
    return sum;
}

static const struct tally *strongest(const struct sums *s)
{
    const struct tally *top = NULL;

    for (size_t i = 0; i < s->n; i++) {
        const struct tally *t = &s->at[i];
        double ahead = top ? t->mass - top->mass : 1;
        if (t->mass >= HOLD_LEAST &&
            (ahead > 1e-9 || (ahead > -1e-9 && marsad_str_compare(t->who.id, top->who.id) < 0)))
            top = t;
    }
    return top;
}

/* What speaks against a holder (NULL: nobody): others' masses and parts, and fights. */
static double pressure(const struct sums *s, const struct tally *top)
{
    double second = 0;

    for (size_t i = 0; i < s->n; i++) {
        double m = tally_weighed(&s->at[i]);
        if (&s->at[i] != top && m > second)
            second = m;
    }
    return second + FIGHT_COUNTS * s->fight;
}

static bool parts_of_two(const struct sums *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n; i++)
        n += s->at[i].part >= HOLD_LEAST;
    return n >= 2;
}

static const char *status_without_holder(const struct sums *s)
{
    if (s->fight >= FIGHT_LEAST || parts_of_two(s))
        return "contested";
    return s->siege >= SIEGE_LEAST ? "besieged" : NULL;
}

struct state sums_state(const struct sums *s, const char *before)
{
    const struct tally *top = strongest(s);
    bool fought = before && strcmp(before, "contested") == 0;

    if (!top)
        return (struct state){ NULL, status_without_holder(s) };
    if (pressure(s, top) >= (fought ? CALM : FOUGHT) * top->mass)
        return (struct state){ top, "contested" };
    if (s->siege >= SIEGE_LEAST && s->siege >= SIEGE_COUNTS * top->mass)
        return (struct state){ top, "besieged" };
    return (struct state){ top, top->others < OWN_WORD * top->mass ? "claimed" : "held" };
}

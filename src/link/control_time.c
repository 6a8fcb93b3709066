/*
 * control_time.c - one place through time: evidence is added up day by day, and rows are what follows from the sums.
 *
 * Each holder has a mass: the sum of the weights of what speaks for him, halved every half-life. A report that somebody
 * else took the place, or that he lost it, takes away that part of his mass of before which is its weight. The holder
 * with the most mass holds the place; his share of all mass (and of one more, for what nobody reported) is the
 * confidence. Fights and sieges have masses too, which fade sooner. docs/control.md tells it with an example.
 */
#include "link/control.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#define UNREPORTED 1.0   /* mass of all that nobody reported */
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
#define RIVAL_LEAST 0.05

/* ---- masses ---- */

static bool is(marsad_str s, const char *list)
{
    return s.len && marsad_list_has(marsad_str_of(list), s);
}

struct tally {
    marsad_holder who;
    double mass, others; /* others: the part of the mass on the word of somebody else */
    double part;         /* mass of holding parts of the place */
    double today, today_others, took, lost;
    double left, left_others; /* weight of reports that he lost the place, which name nobody who took it */
    int last;                 /* day of the last evidence for him */
};

#define HOLDERS_MOST 1000 /* of one place; the cost of a day grows with their square */

struct sums {
    struct tally *at;
    size_t n, cap;
    struct tally rest; /* takes what is said of more holders, and counts for nothing */
    double fight, siege, today_fight, today_siege;
    int day, last_fight, last_siege;
    const struct control_time *how;
    marsad_arena *arena;
};

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

static void age_to(struct sums *s, int day)
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

static bool is_fight(const struct control_item *i)
{
    return is(i->told.kind, "contested|fight");
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
    t->today_others += is(i->told.claim, "claimed") ? 0 : w;
    if (is(i->told.kind, "took|handed-over|lost"))
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
        t->left_others += is(i->told.claim, "claimed") ? 0 : w;
    }
    return true;
}

static bool add_item(struct sums *s, const struct control_item *i)
{
    double w = i->told.weight;

    if (i->told.stand == MARSAD_CONTROL_DENIED)
        return true;
    if (is_fight(i)) {
        s->today_fight += w;
        s->last_fight = i->day;
        return true;
    }
    if (is(i->told.kind, "besieged")) {
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
static void close_day(struct sums *s)
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

struct state {
    const struct tally *holder; /* NULL: nobody known */
    const char *status;         /* NULL: nothing to say */
};

static double all_mass(const struct sums *s)
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
        double m = s->at[i].mass + PART_COUNTS * s->at[i].part;
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

static struct state state_of(const struct sums *s, const char *before)
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

/* ---- rows ---- */

struct timeline {
    struct sums sums;
    struct control_item *items;
    size_t n;
    marsad_control_row *rows;
    size_t n_rows, cap;
    size_t first; /* item of the first day of the row that is open */
};

static bool is_fought(const marsad_control_row *row)
{
    return strcmp(row->status, "contested") == 0 || strcmp(row->status, "besieged") == 0;
}

static marsad_control_stand stand_of(const struct control_item *i, const marsad_control_row *row)
{
    bool own = row->known && i->holder.id.len && marsad_str_equal(i->holder.id, row->holder.id);
    bool lost = row->known && i->loser.id.len && marsad_str_equal(i->loser.id, row->holder.id);

    if (i->told.stand == MARSAD_CONTROL_DENIED)
        return MARSAD_CONTROL_DENIED;
    if (is_fight(i) || is(i->told.kind, "besieged"))
        return MARSAD_CONTROL_FIGHT;
    if (i->part)
        return MARSAD_CONTROL_PART;
    if (i->told.past)
        return own ? MARSAD_CONTROL_AGAINST : MARSAD_CONTROL_FOR;
    return lost || !row->known || (i->holder.id.len && !own) ? MARSAD_CONTROL_AGAINST : MARSAD_CONTROL_FOR;
}

/* What a row says comes first, then what speaks against it. */
static int rank(const marsad_control_evidence *e)
{
    return e->ahead ? -1 : (int)e->stand;
}

static int by_weight(const void *x, const void *y)
{
    const marsad_control_evidence *a = x, *b = y;
    int by = rank(a) - rank(b);

    if (!by)
        by = (a->weight < b->weight) - (a->weight > b->weight);
    if (!by)
        by = strcmp(a->day, b->day);
    if (!by)
        by = strcmp(a->digest, b->digest);
    return by ? by : (a->number > b->number) - (a->number < b->number);
}

/* Does this piece speak for what the row says? Of a fight everything does that is not for its holder alone. */
static bool supports(const marsad_control_evidence *e, const marsad_control_row *row)
{
    return e->stand == MARSAD_CONTROL_FOR || (is_fought(row) && e->stand != MARSAD_CONTROL_DENIED);
}

/* Copies of a text on one day lie together. */
static int by_telling(const void *x, const void *y)
{
    const marsad_control_evidence *a = *(const marsad_control_evidence *const *)x;
    const marsad_control_evidence *b = *(const marsad_control_evidence *const *)y;
    int by = (a->group > b->group) - (a->group < b->group);

    by = by ? by : strcmp(a->day, b->day);
    return by ? by : (a->stand > b->stand) - (a->stand < b->stand);
}

/* Reports that speak for the row; those of one group on one day are one. */
static bool count_reports(struct timeline *t, marsad_control_row *row, const marsad_control_evidence *e, size_t n)
{
    const marsad_control_evidence **list = marsad_arena_array(t->sums.arena, n + 1, sizeof *list);
    size_t k = 0;

    if (!list)
        return false;
    for (size_t i = 0; i < n; i++)
        if (supports(&e[i], row))
            list[k++] = &e[i];
    qsort(list, k, sizeof *list, by_telling);
    for (size_t i = 0; i < k; i++)
        row->reports += i == 0 || by_telling(&list[i], &list[i - 1]) != 0;
    return true;
}

static bool take_evidence(struct timeline *t, marsad_control_row *row, size_t to)
{
    size_t n = to - t->first;
    marsad_control_evidence *e = marsad_arena_array(t->sums.arena, n + 1, sizeof *e);

    if (!e)
        return false;
    for (size_t i = 0; i < n; i++) {
        e[i] = t->items[t->first + i].told;
        e[i].stand = stand_of(&t->items[t->first + i], row);
        e[i].ahead = is_fought(row) && e[i].stand == MARSAD_CONTROL_FIGHT;
    }
    qsort(e, n, sizeof *e, by_weight);
    for (size_t i = 0; i < n; i++)
        if (supports(&e[i], row) && strcmp(e[i].day, row->last) > 0)
            memcpy(row->last, e[i].day, sizeof row->last);
    row->evidence = e;
    row->n_evidence = n;
    return count_reports(t, row, e, n);
}

static int by_share(const void *x, const void *y)
{
    const marsad_control_rival *a = x, *b = y;
    int by = (a->share < b->share) - (a->share > b->share);

    return by ? by : marsad_str_compare(a->holder.id, b->holder.id);
}

/* What is said of the row that is open, on a day. */
struct look {
    double confidence;
    marsad_control_rival *rivals;
    size_t n_rivals;
};

static double confidence_of(const struct sums *s, const marsad_control_row *row)
{
    double fights = s->fight + s->siege;

    for (size_t i = 0; i < s->n; i++) {
        if (row->known && marsad_str_equal(s->at[i].who.id, row->holder.id))
            return s->at[i].mass / (all_mass(s) + UNREPORTED);
        fights += s->at[i].part;
    }
    return row->known ? 0 : fights / (fights + UNREPORTED);
}

static bool look_at(struct timeline *t, int day, struct look *out)
{
    struct sums *s = &t->sums;
    const marsad_control_row *row = &t->rows[t->n_rows - 1];
    marsad_control_rival *r = marsad_arena_array(s->arena, s->n + 1, sizeof *r);
    double all;

    *out = (struct look){ .rivals = r };
    if (!r)
        return false;
    age_to(s, day);
    all = all_mass(s) + UNREPORTED;
    out->confidence = confidence_of(s, row);
    for (size_t i = 0; i < s->n; i++) {
        double share = (s->at[i].mass + PART_COUNTS * s->at[i].part) / all;
        if (share >= RIVAL_LEAST && !(row->known && marsad_str_equal(s->at[i].who.id, row->holder.id)))
            r[out->n_rivals++] = (marsad_control_rival){ s->at[i].who, share > 1 ? 1 : share };
    }
    qsort(r, out->n_rivals, sizeof *r, by_share);
    return true;
}

/* End the open row on the day of the look; items up to `to` are its evidence. */
static bool close_row(struct timeline *t, int day, const struct look *look, size_t to, bool open)
{
    marsad_control_row *row = &t->rows[t->n_rows - 1];

    row->confidence = look->confidence;
    row->rivals = look->rivals;
    row->n_rivals = look->n_rivals;
    row->open = open;
    control_day_text(day, row->to);
    if (!take_evidence(t, row, to))
        return false;
    row->age = day - control_day(row->last);
    t->first = to;
    return true;
}

static bool same_state(const marsad_control_row *row, const struct state *s)
{
    return strcmp(row->status, s->status) == 0 && row->known == (s->holder != NULL) &&
           (!s->holder || marsad_str_equal(row->holder.id, s->holder->who.id));
}

static bool open_row(struct timeline *t, int day, const struct state *s)
{
    const marsad_control_row *before;
    marsad_control_row *row;
    bool goes_on;

    if (!marsad_arena_grow(t->sums.arena, (void **)&t->rows, &t->cap, t->n_rows, sizeof *t->rows))
        return false;
    before = t->n_rows ? &t->rows[t->n_rows - 1] : NULL;
    row = &t->rows[t->n_rows++];
    *row = (marsad_control_row){ .status = s->status, .known = s->holder != NULL };
    if (s->holder)
        row->holder = s->holder->who;
    control_day_text(day, row->from);
    memcpy(row->last, row->from, sizeof row->last);
    goes_on =
        before && before->known == row->known && (!row->known || marsad_str_equal(before->holder.id, row->holder.id));
    memcpy(row->since, goes_on ? before->since : row->from, sizeof row->since);
    return true;
}

/* A report and its copies count once a day. */
static bool is_copy(const struct control_item *items, size_t first, size_t i)
{
    for (size_t k = first; k < i; k++)
        if (items[k].told.group == items[i].told.group && items[k].part == items[i].part &&
            marsad_str_equal(items[k].told.kind, items[i].told.kind) &&
            marsad_str_equal(items[k].holder.id, items[i].holder.id) &&
            marsad_str_equal(items[k].loser.id, items[i].loser.id))
            return true;
    return false;
}

/* One day: items [from, to). */
static bool take_day(struct timeline *t, size_t from, size_t to)
{
    int day = t->items[from].day;
    struct look eve = { .confidence = 0 };
    const marsad_control_row *row = t->n_rows ? &t->rows[t->n_rows - 1] : NULL;
    struct state now;

    if (row && !look_at(t, day - 1, &eve))
        return false;
    age_to(&t->sums, day);
    for (size_t i = from; i < to; i++)
        if (!is_copy(t->items, from, i) && !add_item(&t->sums, &t->items[i]))
            return false;
    close_day(&t->sums);
    now = state_of(&t->sums, row ? row->status : NULL);
    if (!now.status || (row && same_state(row, &now)))
        return true;
    return (!row || close_row(t, day - 1, &eve, from, false)) && open_row(t, day, &now);
}

static int by_day(const void *x, const void *y)
{
    const struct control_item *a = x, *b = y;
    int by = (a->day > b->day) - (a->day < b->day);

    if (!by)
        by = strcmp(a->told.published, b->told.published);
    if (!by)
        by = strcmp(a->told.digest, b->told.digest);
    if (!by)
        by = marsad_str_compare(a->told.kind, b->told.kind);
    return by ? by : (a->told.number > b->told.number) - (a->told.number < b->told.number);
}

bool control_timeline(struct control_item *items, size_t n, const struct control_time *how, marsad_arena *arena,
                      marsad_control_row **rows, size_t *n_rows)
{
    struct timeline t = { .sums = { .day = INT_MIN, .how = how, .arena = arena }, .items = items };
    struct look end;

    *rows = NULL;
    *n_rows = 0;
    qsort(items, n, sizeof *items, by_day);
    while (t.n < n && items[t.n].day <= how->end)
        t.n++;
    for (size_t from = 0, to; from < t.n; from = to) {
        for (to = from + 1; to < t.n && items[to].day == items[from].day; to++) {
        }
        if (!take_day(&t, from, to))
            return false;
    }
    if (t.n_rows && (!look_at(&t, how->end, &end) || !close_row(&t, how->end, &end, t.n, true)))
        return false;
    *rows = t.rows;
    *n_rows = t.n_rows;
    return true;
}

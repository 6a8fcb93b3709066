/*
 * control_time.c - one place through time: rows are what follows from the masses of its holders (control_mass.h).
 *
 * The share that a holder has of all mass, and of one more for what nobody reported, is the confidence. docs/control.md
 * tells it with an example.
 */
#include "link/control_mass.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#define UNREPORTED 1.0 /* mass of all that nobody reported */
#define RIVAL_LEAST 0.05

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
    if (control_is_fight(i) || control_kind_is(i->told.kind, "besieged"))
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
            return s->at[i].mass / (sums_all(s) + UNREPORTED);
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
    sums_age(s, day);
    all = sums_all(s) + UNREPORTED;
    out->confidence = confidence_of(s, row);
    for (size_t i = 0; i < s->n; i++) {
        double share = tally_weighed(&s->at[i]) / all;
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
    sums_age(&t->sums, day);
    for (size_t i = from; i < to; i++)
        if (!is_copy(t->items, from, i) && !sums_add(&t->sums, &t->items[i]))
            return false;
    sums_close_day(&t->sums);
    now = sums_state(&t->sums, row ? row->status : NULL);
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

/*
 * control.c - who holds which place, from the evidence to the rows that a filter lets through.
 */
#include "link/control.h"

#include "store/sqlite.h"

#include <limits.h>
#include <stdlib.h>
#include <strings.h>

const char *marsad_control_stand_name(marsad_control_stand stand)
{
    static const char *const NAMES[] = { "for", "against", "fight", "part", "denied" };

    return NAMES[stand];
}

struct control_run {
    const marsad_control_filter *filter;
    struct sides *sides;
    marsad_arena *arena;
    struct control_time how;
    const char *from, *to;
    marsad_control_fn *visit;
    void *user;
    bool go_on;
};

static int by_place(const void *x, const void *y)
{
    const struct control_place *a = x, *b = y;
    const marsad_str *const keys[][2] = { { &a->place.country, &b->place.country },
                                          { &a->place.name, &b->place.name },
                                          { &a->place.id, &b->place.id },
                                          { &a->kind, &b->kind },
                                          { &a->part_key, &b->part_key } };
    int by = 0;

    for (size_t i = 0; by == 0 && i < sizeof keys / sizeof *keys; i++)
        by = marsad_str_compare(*keys[i][0], *keys[i][1]);
    return by;
}

static bool same_name(marsad_str s, const char *z)
{
    return s.len && s.len == strlen(z) && strncasecmp(s.ptr, z, s.len) == 0;
}

/* By id or name, or by any words that name the side. False: another, or no memory (*ok). */
static bool is_holder(const struct control_run *run, const marsad_control_row *row, bool *ok)
{
    const char *wanted = run->filter->holder;
    marsad_holder named;

    if (!wanted)
        return true;
    if (!row->known)
        return false;
    if (same_name(row->holder.id, wanted) || same_name(row->holder.name, wanted) ||
        same_name(row->holder.name_en, wanted))
        return true;
    return sides_find(run->sides, marsad_str_of(wanted), marsad_str_of(wanted), row->place.country, row->to, true,
                      &named, ok) &&
           marsad_str_equal(named.id, row->holder.id);
}

static bool fits(const struct control_run *run, const marsad_control_row *row, bool *ok)
{
    if ((run->from && strcmp(row->to, run->from) < 0) || (run->to && strcmp(row->from, run->to) > 0))
        return false;
    return row->confidence >= run->filter->confidence_at_least && is_holder(run, row, ok);
}

static bool visit_place(struct control_run *run, struct control_place *p, marsad_err *err)
{
    marsad_control_row *rows;
    size_t n;
    bool ok = true;

    if (!control_timeline(p->items, p->n, &run->how, run->arena, &rows, &n))
        return marsad_fail_memory(err);
    for (size_t i = 0; i < n && run->go_on; i++) {
        rows[i].place = p->place;
        rows[i].part = p->kind;
        rows[i].site = p->part;
        if (fits(run, &rows[i], &ok))
            run->go_on = run->visit(run->user, &rows[i]);
        if (!ok)
            return marsad_fail_memory(err);
    }
    return true;
}

static bool set_days(struct control_run *run, const struct control_places *all, marsad_err *err)
{
    const marsad_control_filter *f = run->filter;
    const char *end = f->at ? f->at : f->to;

    run->from = f->at ? f->at : f->from;
    run->to = end;
    run->how.half_life = f->half_life > 0 ? f->half_life : MARSAD_CONTROL_HALF_LIFE;
    run->how.end = end ? control_day(end) : all->last;
    if (end && run->how.end == INT_MIN)
        return marsad_fail(err, MARSAD_EINVAL, "control", MARSAD_NO_OFFSET, "'%s' is no day", end);
    return true;
}

bool marsad_control(marsad_store *s, const marsad_control_filter *filter, marsad_control_fn *visit, void *user,
                    marsad_err *err)
{
    struct control_run run = {
        .filter = filter, .arena = marsad_arena_new(0), .visit = visit, .user = user, .go_on = true
    };
    struct control_places all;
    bool ok;

    run.sides = run.arena ? sides_new(s->dict, run.arena) : NULL;
    ok = run.sides || marsad_fail_memory(err);
    ok = ok && control_read(s, filter, run.sides, run.arena, &all, err) && set_days(&run, &all, err);
    if (ok && all.n)
        qsort(all.at, all.n, sizeof *all.at, by_place);
    for (size_t i = 0; ok && run.go_on && i < all.n; i++)
        ok = visit_place(&run, &all.at[i], err);
    sides_free(run.sides);
    marsad_arena_free(run.arena);
    return ok;
}

/*
 * reviewed.c - what people said of reports: pairs that belong together or apart, and reports that they corrected since.
 */
#include <stdlib.h>

#include "link/keys.h"
#include "link/linking.h"
#include "store/review.h"

/* ---- pairs ---- */

struct collecting {
    struct linker *l;
    size_t cap;
    bool failed;
};

static bool keep_said(struct collecting *c, struct link_said said)
{
    struct linker *l = c->l;

    if (l->n_said == c->cap) {
        size_t cap = c->cap ? 2 * c->cap : 64;
        struct link_said *more = realloc(l->said, cap * sizeof *more);

        if (!more)
            return false;
        l->said = more;
        c->cap = cap;
    }
    l->said[l->n_said++] = said;
    return true;
}

static bool take_pair(void *user, int64_t event, int64_t other, bool together)
{
    struct collecting *c = user;
    float weight = together ? LINK_MUST : LINK_MUST_NOT;

    c->failed = !keep_said(c, (struct link_said){ event, other, weight }) ||
                !keep_said(c, (struct link_said){ other, event, weight });
    return !c->failed;
}

static int by_events(const void *a, const void *b)
{
    const struct link_said *x = a, *y = b;

    if (x->event != y->event)
        return x->event < y->event ? -1 : 1;
    return (x->other > y->other) - (x->other < y->other);
}

bool linker_said_load(struct linker *l, marsad_err *err)
{
    struct collecting c = { .l = l };

    if (!review_pairs(l->s, take_pair, &c, err))
        return false;
    if (c.failed)
        return marsad_fail_memory(err);
    if (l->n_said)
        qsort(l->said, l->n_said, sizeof *l->said, by_events);
    return true;
}

void linker_said_free(struct linker *l)
{
    free(l->said);
    l->said = NULL;
    l->n_said = 0;
}

void linker_said_of(const struct linker *l, int64_t event, size_t *first, size_t *n)
{
    size_t low = 0, high = l->n_said;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (l->said[middle].event < event)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    for (*n = 0; low < l->n_said && l->said[low].event == event; low++)
        ++*n;
}

/* ---- reports that were corrected ---- */

static bool drop_pair(struct linker *l, int64_t a, int64_t b, marsad_err *err)
{
    sqlite3_stmt *stmt =
        store_prepare(l->s, STORE_LINK_DROP_PAIR, "DELETE FROM link_pair WHERE a = ?1 AND b = ?2", err);

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, a);
    sqlite3_bind_int64(stmt, 2, b);
    return store_run(l->s, stmt, err);
}

/* Event numbers that a statement gives, in the arena. */
static bool read_events(struct linker *l, sqlite3_stmt *stmt, marsad_arena *arena, int64_t **at, size_t *n,
                        marsad_err *err)
{
    marsad_status st = MARSAD_FAIL;
    size_t cap = 0;

    *at = NULL;
    *n = 0;
    while (stmt && (st = store_step(l->s, stmt, err)) == MARSAD_MORE) {
        if (!marsad_arena_grow(arena, (void **)at, &cap, *n, sizeof **at)) {
            sqlite3_reset(stmt);
            return marsad_fail_memory(err);
        }
        (*at)[(*n)++] = sqlite3_column_int64(stmt, 0);
    }
    return st == MARSAD_END;
}

static bool drop_keys(struct linker *l, const struct link_report *r, marsad_err *err)
{
    sqlite3_stmt *stmt =
        store_prepare(l->s, STORE_LINK_DROP_KEY, "DELETE FROM link_key WHERE key = ?1 AND event = ?2", err);
    struct link_keys keys;

    link_keys_own(r, &keys);
    for (size_t i = 0; stmt && i < keys.n; i++) {
        sqlite3_bind_int64(stmt, 1, keys.at[i]);
        sqlite3_bind_int64(stmt, 2, r->event);
        if (!store_run(l->s, stmt, err))
            return false;
    }
    return stmt != NULL;
}

/*
 * The story of a report is no more: what held it together may have gone, so each of its reports is grouped anew, and
 * none remembers it. (Else the group that is written last would drop what the first one made.)
 */
static bool dissolve(struct linker *l, int64_t event, marsad_arena *arena, marsad_err *err)
{
    sqlite3_stmt *members, *forget;
    int64_t story, *events;
    size_t n;

    if (!linker_story_of(l, event, &story, err))
        return false;
    if (!story)
        return linker_touch(l, event, err);
    members = store_prepare(l->s, STORE_LINK_MEMBERS, "SELECT event FROM link_report WHERE story = ?1", err);
    forget = store_prepare(l->s, STORE_LINK_DISSOLVE, "UPDATE link_report SET story = 0 WHERE story = ?1", err);
    if (!members || !forget)
        return false;
    sqlite3_bind_int64(members, 1, story);
    if (!read_events(l, members, arena, &events, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!linker_touch(l, events[i], err))
            return false;
    sqlite3_bind_int64(forget, 1, story);
    return store_run(l->s, forget, err) && linker_drop_story(l, story, err);
}

/* Take a report out of all pairs and keys; the stories of those that it was linked with may change. */
static bool unlink_one(struct linker *l, int64_t event, marsad_arena *arena, marsad_err *err)
{
    sqlite3_stmt *stmt =
        store_prepare(l->s, STORE_LINK_PAIRS, "SELECT b, probability FROM link_pair WHERE a = ?1", err);
    const struct link_report *r = linker_report(l, event, err);
    struct link_report copy;
    int64_t *others;
    size_t n;

    if (!stmt || !r)
        return false;
    copy = *r;
    if (!dissolve(l, event, arena, err))
        return false;
    sqlite3_bind_int64(stmt, 1, event);
    if (!read_events(l, stmt, arena, &others, &n, err) || !drop_keys(l, &copy, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!dissolve(l, others[i], arena, err) || !drop_pair(l, event, others[i], err) ||
            !drop_pair(l, others[i], event, err))
            return false;
    l->cache[(size_t)event % LINK_CACHE].event = 0;
    return true;
}

bool linker_relink(struct linker *l, struct store_rows *rows, marsad_arena *arena, marsad_err *err)
{
    static const char SQL[] =
        "SELECT s.event FROM link_stale s CROSS JOIN link_report r ON r.event = s.event ORDER BY 1";
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_STALE, SQL, err);
    marsad_arena *list = marsad_arena_new(0);
    bool ok = list ? true : marsad_fail_memory(err);
    int64_t *events;
    size_t n = 0;

    ok = ok && read_events(l, stmt, list, &events, &n, err);
    for (size_t i = 0; ok && i < n; i++) /* all out before the first goes in: their order does not matter */
        ok = unlink_one(l, events[i], list, err);
    for (size_t i = 0; ok && i < n; i++) {
        marsad_event_row row;

        ok = store_rows_load(rows, events[i], &row, err) && linker_link(l, &row, arena, err);
    }
    marsad_arena_free(list);
    return ok && store_exec(l->s, "DELETE FROM link_stale", err);
}

/*
 * regroup.c - stories of reports that were touched: whatever hangs together with them by pairs is grouped anew.
 */
#include <stdio.h>
#include <stdlib.h>

#include "link/linking.h"
#include "link/threads.h"
#include "mention/calendar.h"

/* A part of the graph of pairs that hangs together. */
struct part {
    struct link_report *nodes; /* in the order of their content */
    size_t n, cap;
    struct pair {
        int64_t a, b; /* events, a < b */
        float weight;
    } * pairs;
    size_t n_pairs, pairs_cap;
    struct link_edge *edges;
    uint32_t *group;
    marsad_arena *arena;
};

static const char STORY_OF[] = "SELECT story FROM link_report WHERE event = ?1";

static marsad_str event_key(const int64_t *event)
{
    return (marsad_str){ (const char *)event, sizeof *event };
}

static bool add_node(struct linker *l, struct part *p, marsad_map *seen, int64_t event, marsad_err *err)
{
    const struct link_report *r;
    marsad_str key;

    if (marsad_map_get(seen, event_key(&event), &(uint64_t){ 0 }))
        return true;
    key = marsad_arena_str(l->keep, event_key(&event));
    if (!key.ptr || !marsad_map_put(seen, key, 1) ||
        !marsad_arena_grow(p->arena, (void **)&p->nodes, &p->cap, p->n, sizeof *p->nodes))
        return marsad_fail_memory(err);
    r = linker_report(l, event, err);
    if (r)
        p->nodes[p->n++] = *r;
    return r != NULL;
}

/* The pairs of a node, each taken from its lesser end, and the nodes at the other ends. */
static bool add_pair(struct part *p, struct pair pair, marsad_err *err)
{
    if (!marsad_arena_grow(p->arena, (void **)&p->pairs, &p->pairs_cap, p->n_pairs, sizeof *p->pairs))
        return marsad_fail_memory(err);
    p->pairs[p->n_pairs++] = pair;
    return true;
}

/* What people said goes behind what the model says, and so replaces it. */
static bool follow_said(struct linker *l, struct part *p, int64_t event, marsad_err *err)
{
    size_t first, n;

    linker_said_of(l, event, &first, &n);
    for (size_t i = first; i < first + n; i++) {
        bool known;

        if (!linker_knows(l, l->said[i].other, &known, err) ||
            (known && !add_pair(p, (struct pair){ event, l->said[i].other, l->said[i].weight }, err)))
            return false;
    }
    return true;
}

static bool follow(struct linker *l, struct part *p, marsad_map *seen, int64_t event, marsad_err *err)
{
    static const char SQL[] = "SELECT b, probability FROM link_pair WHERE a = ?1";
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_PAIRS, SQL, err);
    size_t from = p->n_pairs;
    marsad_status st;

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, event);
    while ((st = store_step(l->s, stmt, err)) == MARSAD_MORE) {
        if (!add_pair(p, (struct pair){ event, sqlite3_column_int64(stmt, 0), (float)sqlite3_column_double(stmt, 1) },
                      err)) {
            sqlite3_reset(stmt);
            return false;
        }
    }
    if (st == MARSAD_END && !follow_said(l, p, event, err))
        return false;
    for (size_t i = from; st == MARSAD_END && i < p->n_pairs; i++)
        if (p->pairs[i].weight >= LINK_TOGETHER && !add_node(l, p, seen, p->pairs[i].b, err))
            return false;
    return st == MARSAD_END;
}

static int by_order(const void *a, const void *b)
{
    return link_report_order(a, b);
}

static bool number_edges(struct part *p, marsad_err *err)
{
    marsad_map *at = marsad_map_new();
    bool ok = at != NULL;
    size_t n;

    qsort(p->nodes, p->n, sizeof *p->nodes, by_order);
    n = link_told_apart(p->nodes, p->n, NULL);
    for (size_t i = 0; ok && i < p->n; i++)
        ok = marsad_map_put(at, event_key(&p->nodes[i].event), i);
    p->edges = marsad_arena_array(p->arena, n + p->n_pairs + 1, sizeof *p->edges);
    p->group = marsad_arena_array(p->arena, p->n, sizeof *p->group);
    ok = ok && p->edges && p->group;
    if (ok)
        link_told_apart(p->nodes, p->n, p->edges);
    for (size_t i = 0; ok && i < p->n_pairs; i++) {
        uint64_t a, b;

        if (marsad_map_get(at, event_key(&p->pairs[i].a), &a) && marsad_map_get(at, event_key(&p->pairs[i].b), &b) &&
            a < b)
            p->edges[n++] = (struct link_edge){ (uint32_t)a, (uint32_t)b, p->pairs[i].weight };
    }
    p->n_pairs = n;
    marsad_map_free(at);
    return ok || marsad_fail_memory(err);
}

/* ---- writing ---- */

bool linker_story_of(struct linker *l, int64_t event, int64_t *story, marsad_err *err)
{
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_STORY_OF, STORY_OF, err);

    *story = 0;
    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, event);
    if (store_step(l->s, stmt, err) == MARSAD_MORE)
        *story = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    return err->code == MARSAD_OK;
}

bool linker_knows(struct linker *l, int64_t event, bool *yes, marsad_err *err)
{
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_STORY_OF, STORY_OF, err);
    marsad_status st;

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, event);
    st = store_step(l->s, stmt, err);
    *yes = st == MARSAD_MORE;
    sqlite3_reset(stmt);
    return st != MARSAD_FAIL;
}

static bool set_story(struct linker *l, int64_t event, int64_t story, marsad_err *err)
{
    static const char SQL[] = "UPDATE link_report SET story = ?2 WHERE event = ?1";
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_SET_STORY, SQL, err);

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, event);
    sqlite3_bind_int64(stmt, 2, story);
    return store_run(l->s, stmt, err);
}

bool linker_drop_story(struct linker *l, int64_t story, marsad_err *err)
{
    static const char SQL[] = "DELETE FROM story WHERE id = ?1";
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_DROP_STORY, SQL, err);

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, story);
    return store_run(l->s, stmt, err);
}

static bool write_story(struct linker *l, int64_t story, const struct link_report *const *members, size_t n,
                        marsad_err *err)
{
    static const char SQL[] = "INSERT OR REPLACE INTO story(id, day, day_end, thread, reports) "
                              "VALUES(?1, ?2, ?3, ?4, ?5)";
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_WRITE_STORY, SQL, err);
    struct story_days days = story_days_of(members, n);
    char first[11], last[11];

    if (!stmt)
        return false;
    calendar_write(days.from, first);
    calendar_write(days.to, last);
    sqlite3_bind_int64(stmt, 1, story);
    bind_text(stmt, 2, first);
    bind_text(stmt, 3, last);
    sqlite3_bind_int64(stmt, 4, story_thread_key(members, n));
    sqlite3_bind_int64(stmt, 5, (int64_t)n);
    return store_run(l->s, stmt, err);
}

/* The number of a story: 60 bits of a hash of its first report, never 0. */
static int64_t story_number(const struct link_report *first)
{
    char name[64];
    int n = snprintf(name, sizeof name, "%s:%u", first->digest, (unsigned)first->number);
    int64_t id = (int64_t)(link_hash(1, (marsad_str){ name, (size_t)n }) & 0x3FFFFFFF) << 30;

    id |= (int64_t)(link_hash(2, (marsad_str){ name, (size_t)n }) & 0x3FFFFFFF);
    return id ? id : 1;
}

static bool write_group(struct linker *l, const struct part *p, uint32_t first, const struct link_report **members,
                        marsad_err *err)
{
    int64_t story = story_number(&p->nodes[first]);
    size_t n = 0;
    bool changed = false;

    for (size_t i = first; i < p->n; i++) {
        int64_t old;

        if (p->group[i] != first)
            continue;
        members[n++] = &p->nodes[i];
        if (!linker_story_of(l, p->nodes[i].event, &old, err))
            return false;
        if (old == story)
            continue;
        changed = true;
        if ((old && !linker_drop_story(l, old, err)) || !set_story(l, p->nodes[i].event, story, err))
            return false;
    }
    l->done->stories += changed;
    return true;
}

/* First what stories lose, then what they hold: a number that one story gives up may be another's. */
static bool write_groups(struct linker *l, const struct part *p, marsad_err *err)
{
    const struct link_report **members = marsad_arena_array(p->arena, p->n, sizeof(struct link_report *));

    if (!members)
        return marsad_fail_memory(err);
    for (uint32_t g = 0; g < p->n; g++)
        if (p->group[g] == g && !write_group(l, p, g, members, err))
            return false;
    for (uint32_t g = 0; g < p->n; g++) {
        size_t n = 0;

        for (size_t i = g; p->group[g] == g && i < p->n; i++)
            if (p->group[i] == g)
                members[n++] = &p->nodes[i];
        if (n > 0 && !write_story(l, story_number(&p->nodes[g]), members, n, err))
            return false;
    }
    return true;
}

/* ---- all that was touched ---- */

static bool regroup_part(struct linker *l, marsad_map *seen, int64_t event, marsad_arena *arena, marsad_err *err)
{
    struct part p = { .arena = arena };

    marsad_arena_reset(arena);
    if (!add_node(l, &p, seen, event, err))
        return false;
    for (size_t i = 0; i < p.n; i++)
        if (!follow(l, &p, seen, p.nodes[i].event, err))
            return false;
    if (p.n == 0)
        return true;
    if (!number_edges(&p, err))
        return false;
    if (!link_cluster(p.n, p.edges, p.n_pairs, p.group) || !link_gather(p.nodes, p.n, p.edges, p.n_pairs, p.group))
        return marsad_fail_memory(err);
    return write_groups(l, &p, err);
}

static bool begin_again(struct linker *l, marsad_err *err)
{
    marsad_map_free(l->touched);
    marsad_arena_reset(l->keep);
    l->touched = marsad_map_new();
    return l->touched || marsad_fail_memory(err);
}

bool linker_regroup(struct linker *l, marsad_err *err)
{
    marsad_map *seen = marsad_map_new();
    marsad_arena *arena = marsad_arena_new(0);
    bool ok = seen && arena;

    if (!ok)
        marsad_fail_memory(err);
    for (size_t i = 0; ok && i < marsad_map_count(l->touched); i++) {
        uint64_t event;

        marsad_map_key(l->touched, i, &event);
        ok = regroup_part(l, seen, (int64_t)event, arena, err);
    }
    marsad_map_free(seen);
    marsad_arena_free(arena);
    return ok && begin_again(l, err);
}

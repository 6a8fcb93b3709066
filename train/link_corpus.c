/*
 * link_corpus.c - reports by their keys, in memory.
 */
#include "link_corpus.h"

#include <stdlib.h>

#include "link/keys.h"
#include "store/query.h"

struct link_filed {
    int64_t key;
    uint32_t report;
};

static bool put_name(struct link_corpus *c, const marsad_event_row *row)
{
    marsad_str name = marsad_arena_fmt(c->arena, "%s:%u", row->article->digest,
                                       (unsigned)marsad_points_of(row->points, row->event->trigger.start));

    return name.ptr && marsad_map_put(c->names, name, (uint64_t)row->id);
}

static bool read_rows(marsad_store *s, const struct link_acts *acts, link_row_fn *each, void *user,
                      struct link_corpus *c, marsad_err *err)
{
    static const char SQL[] = "SELECT id FROM event ORDER BY id";
    struct store_rows *rows = store_rows_new(s, err);
    sqlite3_stmt *stmt = NULL;
    size_t cap = 0;
    bool ok = rows && sqlite3_prepare_v2(s->db, SQL, -1, &stmt, NULL) == SQLITE_OK;

    while (ok && sqlite3_step(stmt) == SQLITE_ROW) {
        marsad_event_row row;

        ok = store_rows_load(rows, sqlite3_column_int64(stmt, 0), &row, err) &&
             marsad_arena_grow(c->arena, (void **)&c->reports, &cap, c->n, sizeof *c->reports) &&
             link_report_make(s, acts, &row, &c->reports[c->n], err) && put_name(c, &row) &&
             (!each || each(user, &row));
        c->n += ok;
    }
    sqlite3_finalize(stmt);
    store_rows_free(rows);
    return ok;
}

static int by_order(const void *a, const void *b)
{
    return link_report_order(a, b);
}

static int by_key(const void *a, const void *b)
{
    const struct link_filed *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->report > y->report) - (x->report < y->report);
}

static bool file(struct link_corpus *c)
{
    c->filed = calloc(c->n * LINK_KEYS_MOST + 1, sizeof *c->filed);
    for (uint32_t i = 0; c->filed && i < c->n; i++) {
        struct link_keys keys;
        const int64_t *event = &c->reports[i].event;

        if (!marsad_map_put(c->events, (marsad_str){ (const char *)event, sizeof *event }, i))
            return false;
        link_keys_own(&c->reports[i], &keys);
        for (size_t k = 0; k < keys.n; k++)
            c->filed[c->n_filed++] = (struct link_filed){ keys.at[k], i };
    }
    if (c->filed)
        qsort(c->filed, c->n_filed, sizeof *c->filed, by_key);
    return c->filed != NULL;
}

bool link_corpus_read(marsad_store *s, const struct link_acts *acts, link_row_fn *each, void *user,
                      struct link_corpus *out, marsad_err *err)
{
    *out = (struct link_corpus){ .arena = marsad_arena_new(0), .names = marsad_map_new(), .events = marsad_map_new() };
    if (!out->arena || !out->names || !out->events)
        return marsad_fail_memory(err);
    if (!read_rows(s, acts, each, user, out, err))
        return marsad_fail(err, MARSAD_ENOMEM, s->path, MARSAD_NO_OFFSET, "cannot read its events");
    if (out->n)
        qsort(out->reports, out->n, sizeof *out->reports, by_order);
    return file(out) || marsad_fail_memory(err);
}

void link_corpus_free(struct link_corpus *c)
{
    marsad_arena_free(c->arena);
    marsad_map_free(c->names);
    marsad_map_free(c->events);
    free(c->filed);
}

bool link_corpus_find(const struct link_corpus *c, marsad_str name, uint32_t *report)
{
    uint64_t event, number;
    int64_t key;

    if (!marsad_map_get(c->names, name, &event))
        return false;
    key = (int64_t)event;
    if (!marsad_map_get(c->events, (marsad_str){ (const char *)&key, sizeof key }, &number))
        return false;
    *report = (uint32_t)number;
    return true;
}

static size_t first_of(const struct link_corpus *c, int64_t key)
{
    size_t low = 0, high = c->n_filed;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (c->filed[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Reports behind `i` that share a key with it; marked[k] == i + 1: visited already. */
static bool visit_near(const struct link_corpus *c, uint32_t i, uint32_t *marked, link_pair_fn *visit, void *user)
{
    struct link_keys keys;

    link_keys_near(&c->reports[i], &keys);
    for (size_t k = 0; k < keys.n; k++)
        for (size_t f = first_of(c, keys.at[k]); f < c->n_filed && c->filed[f].key == keys.at[k]; f++) {
            uint32_t other = c->filed[f].report;

            if (other <= i || marked[other] == i + 1)
                continue;
            marked[other] = i + 1;
            if (!visit(user, i, other))
                return false;
        }
    return true;
}

bool link_corpus_pairs(const struct link_corpus *c, link_pair_fn *visit, void *user)
{
    uint32_t *marked = calloc(c->n + 1, sizeof *marked);
    bool ok = marked != NULL;

    for (uint32_t i = 0; ok && i < c->n; i++)
        ok = visit_near(c, i, marked, visit, user);
    free(marked);
    return ok;
}

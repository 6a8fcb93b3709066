/*
 * update.c - new reports: made into numbers, compared with those that share a key, linked, and their stories made anew.
 */
#include <stdlib.h>

#include "link/keys.h"
#include "link/linking.h"
#include "store/query.h"

/* ---- reports out of the store ---- */

const struct link_report *linker_report(struct linker *l, int64_t event, marsad_err *err)
{
    static const char SQL[] = "SELECT r.features, e.article FROM link_report r JOIN event e ON e.id = r.event "
                              "WHERE r.event = ?1";
    struct link_report *slot = &l->cache[(size_t)event % LINK_CACHE];
    sqlite3_stmt *stmt;
    bool ok;

    if (slot->event == event)
        return slot;
    slot->event = 0;
    stmt = store_prepare(l->s, STORE_LINK_LOAD, SQL, err);
    if (!stmt)
        return NULL;
    sqlite3_bind_int64(stmt, 1, event);
    if (store_step(l->s, stmt, err) != MARSAD_MORE) {
        if (err->code == MARSAD_OK)
            marsad_fail(err, MARSAD_ESTORE, l->s->path, MARSAD_NO_OFFSET, "report %lld is not linked",
                        (long long)event);
        return NULL;
    }
    ok = link_report_unpack(sqlite3_column_blob(stmt, 0), (size_t)sqlite3_column_bytes(stmt, 0), slot);
    slot->article = sqlite3_column_int64(stmt, 1);
    sqlite3_reset(stmt);
    if (!ok) {
        marsad_fail(err, MARSAD_ESTORE, l->s->path, MARSAD_NO_OFFSET,
                    "report %lld is damaged; `marsad link --again` makes it anew", (long long)event);
        return NULL;
    }
    slot->event = event;
    return slot;
}

bool linker_touch(struct linker *l, int64_t event, marsad_err *err)
{
    marsad_str key = marsad_arena_str(l->keep, (marsad_str){ (const char *)&event, sizeof event });

    return (key.ptr && marsad_map_put(l->touched, key, (uint64_t)event)) || marsad_fail_memory(err);
}

/* ---- one new report ---- */

static bool write_report(struct linker *l, const struct link_report *r, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO link_report(event, story, features) VALUES(?1, 0, ?2) "
                              "ON CONFLICT(event) DO UPDATE SET features = ?2";
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_ADD, SQL, err);
    uint8_t bytes[LINK_PACKED];

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, r->event);
    sqlite3_bind_blob(stmt, 2, bytes, (int)link_report_pack(r, bytes), SQLITE_STATIC);
    return store_run(l->s, stmt, err);
}

static bool write_keys(struct linker *l, const struct link_report *r, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO link_key(key, event) VALUES(?1, ?2)";
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_ADD_KEY, SQL, err);
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

static bool write_pair(struct linker *l, int64_t a, int64_t b, double probability, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO link_pair(a, b, probability) VALUES(?1, ?2, ?3)";

    for (int turn = 0; turn < 2; turn++) {
        sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_ADD_PAIR, SQL, err);

        if (!stmt)
            return false;
        sqlite3_bind_int64(stmt, 1, turn ? b : a);
        sqlite3_bind_int64(stmt, 2, turn ? a : b);
        sqlite3_bind_double(stmt, 3, (double)(float)probability);
        if (!store_run(l->s, stmt, err))
            return false;
    }
    l->done->links++;
    return true;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

struct candidates {
    int64_t *at;
    size_t n, cap;
};

/* Reports that share a key, each once. The keys are in an order that follows from the content of the report. */
static bool find_candidates(struct linker *l, const struct link_report *r, marsad_arena *arena, struct candidates *c,
                            marsad_err *err)
{
    static const char SQL[] = "SELECT event FROM link_key WHERE key = ?1 ORDER BY event LIMIT ?2";
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_KEY, SQL, err);
    struct link_keys keys;
    size_t kept = 0;

    link_keys_near(r, &keys);
    for (size_t i = 0; stmt && i < keys.n && c->n < LINK_CANDIDATES_MOST; i++) {
        size_t left = LINK_CANDIDATES_MOST - c->n;
        marsad_status st;

        sqlite3_bind_int64(stmt, 1, keys.at[i]);
        sqlite3_bind_int64(stmt, 2, (int64_t)(left < LINK_KEY_MOST ? left : LINK_KEY_MOST));
        while ((st = store_step(l->s, stmt, err)) == MARSAD_MORE) {
            if (!marsad_arena_grow(arena, (void **)&c->at, &c->cap, c->n, sizeof *c->at)) {
                sqlite3_reset(stmt);
                return marsad_fail_memory(err);
            }
            c->at[c->n++] = sqlite3_column_int64(stmt, 0);
        }
        if (st == MARSAD_FAIL)
            return false;
    }
    if (c->n)
        qsort(c->at, c->n, sizeof *c->at, by_number);
    for (size_t i = 0; i < c->n; i++)
        if (i == 0 || c->at[i] != c->at[kept - 1])
            c->at[kept++] = c->at[i];
    c->n = kept;
    return stmt != NULL;
}

/* What people rejected is no report of anything, and no text tells of so much: it stands alone. */
static bool stands_alone(const marsad_event_row *row)
{
    const marsad_reviewed *r = row->event->review;

    return row->number >= LINK_ARTICLE_MOST || (r && marsad_str_equal(r->state, MARSAD_LIT("rejected")));
}

/* A report that a new one is probably of one event with. */
struct likely {
    double probability;
    int64_t event;
    char digest[33];
    uint32_t number;
};

static int by_probability(const void *a, const void *b)
{
    const struct likely *x = a, *y = b;
    int by = (x->probability < y->probability) - (x->probability > y->probability);

    by = by ? by : strcmp(x->digest, y->digest);
    return by ? by : (x->number > y->number) - (x->number < y->number);
}

/* The most probable pairs first: which are kept does not hang on the order of arrival of those that are there. */
static bool compare_all(struct linker *l, const struct link_report *r, const struct candidates *found,
                        struct likely *out, size_t *n, marsad_err *err)
{
    for (size_t i = 0; i < found->n; i++) {
        const struct link_report *other = linker_report(l, found->at[i], err);
        struct likely *to = &out[*n];

        if (!other)
            return false;
        to->probability = link_pair_probability(&l->model, r, other);
        if (!(to->probability >= LINK_EDGE))
            continue;
        to->event = other->event;
        to->number = other->number;
        memcpy(to->digest, other->digest, sizeof to->digest);
        ++*n;
    }
    if (*n > LINK_PAIRS_MOST) {
        qsort(out, *n, sizeof *out, by_probability);
        *n = LINK_PAIRS_MOST;
    }
    return true;
}

static bool write_pairs(struct linker *l, const struct link_report *r, const struct candidates *found,
                        marsad_arena *arena, marsad_err *err)
{
    struct likely *likely = marsad_arena_array(arena, found->n + 1, sizeof *likely);
    size_t n = 0;

    if (!likely)
        return marsad_fail_memory(err);
    if (!compare_all(l, r, found, likely, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!write_pair(l, r->event, likely[i].event, likely[i].probability, err))
            return false;
    return true;
}

bool linker_link(struct linker *l, const marsad_event_row *row, marsad_arena *arena, marsad_err *err)
{
    struct candidates found = { .n = 0 };
    struct link_report r;

    marsad_arena_reset(arena);
    if (!link_report_make(l->s, &l->acts, row, &r, err) || !write_report(l, &r, err) || !linker_touch(l, r.event, err))
        return false;
    if (!stands_alone(row) && (!find_candidates(l, &r, arena, &found, err) || !write_keys(l, &r, err) ||
                               !write_pairs(l, &r, &found, arena, err)))
        return false;
    l->done->reports++;
    l->done->pairs += (int64_t)found.n;
    return true;
}

/* ---- all new reports ---- */

static bool link_batch(struct linker *l, struct store_rows *rows, marsad_arena *arena, int64_t *n, marsad_err *err)
{
    static const char SQL[] =
        "SELECT e.id FROM event e WHERE e.id > (SELECT coalesce(max(r.event), 0) FROM link_report "
        "r) ORDER BY e.id LIMIT ?1";
    sqlite3_stmt *stmt = store_prepare(l->s, STORE_LINK_NEW, SQL, err);
    int64_t *ids = calloc(LINK_BATCH, sizeof *ids);
    marsad_status st = MARSAD_FAIL;
    bool ok = stmt && ids;

    *n = 0;
    if (stmt && !ids)
        marsad_fail_memory(err);
    if (ok)
        sqlite3_bind_int64(stmt, 1, LINK_BATCH);
    while (ok && (st = store_step(l->s, stmt, err)) == MARSAD_MORE)
        ids[(*n)++] = sqlite3_column_int64(stmt, 0);
    ok = ok && st == MARSAD_END;
    for (int64_t i = 0; ok && i < *n; i++) {
        marsad_event_row row;

        ok = store_rows_load(rows, ids[i], &row, err) && linker_link(l, &row, arena, err);
    }
    free(ids);
    return ok;
}

/* Between two transactions another process may have analysed articles anew, and given their numbers to other reports.
 */
static bool forget_reports(struct linker *l)
{
    memset(l->cache, 0, LINK_CACHE * sizeof *l->cache);
    return true;
}

static bool link_all(struct linker *l, marsad_err *err)
{
    struct store_rows *rows = store_rows_new(l->s, err);
    marsad_arena *arena = rows ? marsad_arena_new(0) : NULL;
    bool ok = arena != NULL;
    int64_t n = 1;

    if (rows && !arena)
        marsad_fail_memory(err);
    /* What people said is read in the transaction that settles what it changes: another process may be at it too. */
    if (ok && !(store_begin(l->s, err) && linker_said_load(l, err) && linker_relink(l, rows, arena, err) &&
                linker_regroup(l, err) && marsad_store_commit(l->s, err))) {
        store_rollback(l->s);
        ok = false;
    }
    while (ok && n > 0) {
        ok = store_begin(l->s, err) && forget_reports(l) && link_batch(l, rows, arena, &n, err) &&
             linker_regroup(l, err) && marsad_store_commit(l->s, err);
        if (!ok)
            store_rollback(l->s);
    }
    marsad_arena_free(arena);
    store_rows_free(rows);
    return ok;
}

bool marsad_link_update(marsad_store *s, marsad_link_done *done, marsad_err *err)
{
    marsad_link_done none;
    struct linker l = { .s = s, .done = done ? done : &none };
    bool ok;

    *l.done = (marsad_link_done){ 0 };
    if (!s->write)
        return marsad_fail(err, MARSAD_EINVAL, s->path, MARSAD_NO_OFFSET, "the store is open for reading only");
    l.cache = calloc(LINK_CACHE, sizeof *l.cache);
    l.touched = marsad_map_new();
    l.keep = marsad_arena_new(0);
    ok = link_acts_read(s->dict, &l.acts) && l.cache && l.touched && l.keep ? true : marsad_fail_memory(err);
    ok = ok && link_model_read(s->dict, &l.model, err) && link_all(&l, err);
    linker_said_free(&l);
    link_model_release(&l.model);
    link_acts_free(&l.acts);
    marsad_map_free(l.touched);
    marsad_arena_free(l.keep);
    free(l.cache);
    return ok;
}

bool marsad_link_again(marsad_store *s, marsad_link_done *done, marsad_err *err)
{
    static const char SQL[] =
        "DELETE FROM story; DELETE FROM link_pair; DELETE FROM link_key; DELETE FROM link_report;";

    if (!s->write)
        return marsad_fail(err, MARSAD_EINVAL, s->path, MARSAD_NO_OFFSET, "the store is open for reading only");
    if (!marsad_store_commit(s, err) || !store_begin(s, err))
        return false;
    if (!store_exec(s, SQL, err)) {
        store_rollback(s);
        return false;
    }
    return marsad_store_commit(s, err) && marsad_link_update(s, done, err);
}

bool marsad_link_behind(marsad_store *s, int64_t *n, marsad_err *err)
{
    return store_number(s, "SELECT count(*) FROM event WHERE id > (SELECT coalesce(max(event), 0) FROM link_report)", n,
                        err);
}

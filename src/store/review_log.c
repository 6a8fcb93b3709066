/*
 * review_log.c - the log itself: rows of the table "review", their ids, which of them are in force.
 */
#include "store/review.h"

#include <stdio.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static const char *const ACTION_NAMES[] = {
#define X(upper, name) name,
    MARSAD_REVIEW_ACTIONS(X)
#undef X
};

const char *marsad_review_action_name(marsad_review_action a)
{
    return ACTION_NAMES[a];
}

bool marsad_review_action_of(const char *name, marsad_review_action *out)
{
    for (size_t i = 0; i < sizeof ACTION_NAMES / sizeof *ACTION_NAMES; i++)
        if (strcmp(name, ACTION_NAMES[i]) == 0) {
            *out = (marsad_review_action)i;
            return true;
        }
    return false;
}

marsad_report_name marsad_report_name_of(const char digest[33], int64_t number)
{
    marsad_report_name name;

    snprintf(name.text, sizeof name.text, "%.12s:%lld", digest, (long long)number);
    return name;
}

/* ---- ids ---- */

/* "LENGTH:BYTES," each, so that no two contents look alike; absent is "-,". */
static bool hash_str(marsad_buf *b, marsad_str s)
{
    if (!s.ptr)
        return marsad_buf_add(b, MARSAD_LIT("-,"));
    return marsad_buf_addf(b, "%zu:", s.len) && marsad_buf_add(b, s) && marsad_buf_add_byte(b, ',');
}

static bool hash_anchor(marsad_buf *b, const marsad_anchor *a)
{
    if (!a->digest[0])
        return marsad_buf_add(b, MARSAD_LIT("-,"));
    return hash_str(b, marsad_str_of(a->digest)) &&
           marsad_buf_addf(b, "%lld,%lld,%lld,", (long long)a->number, (long long)a->start, (long long)a->stop) &&
           hash_str(b, a->type) && hash_str(b, a->text);
}

bool review_make_id(const marsad_review *e, char out[33])
{
    static const char DIGITS[] = "0123456789abcdef";
    const marsad_str parts[] = { e->field,
                                 e->old,
                                 e->value,
                                 e->seen,
                                 e->by,
                                 e->why,
                                 marsad_str_of(e->at),
                                 e->undoes[0] ? marsad_str_of(e->undoes) : (marsad_str){ 0 } };
    XXH128_canonical_t sum;
    marsad_buf b = { 0 };
    bool ok = marsad_buf_addf(&b, "%s,%lld,", marsad_review_action_name(e->action), (long long)e->turn) &&
              hash_anchor(&b, &e->report) && hash_anchor(&b, &e->other);

    for (size_t i = 0; ok && i < sizeof parts / sizeof *parts; i++)
        ok = hash_str(&b, parts[i]);
    if (ok) {
        XXH128_canonicalFromHash(&sum, XXH3_128bits(b.ptr, b.len));
        for (size_t i = 0; i < sizeof sum.digest; i++) {
            out[2 * i] = DIGITS[sum.digest[i] >> 4];
            out[2 * i + 1] = DIGITS[sum.digest[i] & 15];
        }
        out[32] = 0;
    }
    marsad_buf_release(&b);
    return ok;
}

/* ---- rows ---- */

#define COLUMNS                                                                                                        \
    "id, action, digest, number, type, trigger_start, trigger_stop, trigger_text, other_digest, other_number, "        \
    "other_type, other_start, other_stop, other_text, field, old, new, seen, undoes, turn, at, reviewer, why"

static void put_anchor(struct row *r, const marsad_anchor *a)
{
    bool has = a->digest[0] != 0;

    put_text(r, a->digest);
    put_number(r, false, 0);
    if (has)
        sqlite3_bind_int64(r->stmt, r->at, a->number);
    put_str(r, a->type);
    put_number(r, false, 0);
    if (has)
        sqlite3_bind_int64(r->stmt, r->at, a->start);
    put_number(r, false, 0);
    if (has)
        sqlite3_bind_int64(r->stmt, r->at, a->stop);
    put_str(r, a->text);
}

bool review_write(marsad_store *s, const marsad_review *e, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO review(" COLUMNS ") VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
                              "?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)";
    struct row r = { 0 };

    if (!store_begin(s, err) || !(r.stmt = store_prepare(s, STORE_REVIEW, SQL, err)))
        return false;
    put_text(&r, e->id);
    put_text(&r, marsad_review_action_name(e->action));
    put_anchor(&r, &e->report);
    put_anchor(&r, &e->other);
    put_str(&r, e->field);
    put_str(&r, e->old);
    put_str(&r, e->value);
    put_str(&r, e->seen);
    put_text(&r, e->undoes);
    put_int(&r, e->turn);
    put_text(&r, e->at);
    put_str(&r, e->by);
    put_str(&r, e->why);
    return store_run(s, r.stmt, err);
}

/* At most size - 1 bytes of a column. Ids and times are printed as they stand: what is in none of them goes. */
static void get_short(struct reader *r, char *out, size_t size)
{
    marsad_str s = column_str(r->stmt, r->at++);
    size_t n = s.len < size ? s.len : size - 1;

    for (size_t i = 0; i < n; i++)
        out[i] = s.ptr[i] > ' ' && s.ptr[i] < 0x7F ? s.ptr[i] : '?';
    out[n] = 0;
}

static void get_anchor(struct reader *r, marsad_anchor *a)
{
    get_short(r, a->digest, sizeof a->digest);
    a->number = get_int(r);
    a->type = get_str(r);
    a->start = get_int(r);
    a->stop = get_int(r);
    a->text = get_str(r);
}

static void get_entry(struct reader *r, marsad_review *e)
{
    char action[16];

    get_short(r, e->id, sizeof e->id);
    get_short(r, action, sizeof action);
    if (!marsad_review_action_of(action, &e->action))
        e->action = MARSAD_REVIEW_UNDO; /* a table that was tampered with: undoes nothing, and its id is wrong */
    get_anchor(r, &e->report);
    get_anchor(r, &e->other);
    e->field = get_str(r);
    e->old = get_str(r);
    e->value = get_str(r);
    e->seen = get_str(r);
    get_short(r, e->undoes, sizeof e->undoes);
    e->turn = get_int(r);
    get_short(r, e->at, sizeof e->at);
    e->by = get_str(r);
    e->why = get_str(r);
}

bool review_read(marsad_store *s, const char *sql, const marsad_str *values, int n, marsad_arena *arena,
                 struct review_list *out, marsad_err *err)
{
    marsad_str all = marsad_arena_fmt(arena, "SELECT " COLUMNS " FROM review %s", sql);
    struct reader r = { .s = s, .arena = arena, .ok = true };
    int rc;

    *out = (struct review_list){ .n = 0 };
    if (!all.ptr)
        return marsad_fail_memory(err);
    rc = sqlite3_prepare_v2(s->db, all.ptr, (int)all.len, &r.stmt, NULL);
    for (int i = 0; rc == SQLITE_OK && i < n; i++)
        bind_str(r.stmt, i + 1, values[i]);
    while (rc == SQLITE_OK && r.ok && (rc = sqlite3_step(r.stmt)) == SQLITE_ROW) {
        r.ok = marsad_arena_grow(arena, (void **)&out->at, &out->cap, out->n, sizeof *out->at);
        if (!r.ok)
            break;
        r.at = 0;
        memset(&out->at[out->n], 0, sizeof *out->at);
        get_entry(&r, &out->at[out->n++]);
        rc = SQLITE_OK;
    }
    sqlite3_finalize(r.stmt);
    if (!r.ok)
        return marsad_fail_memory(err);
    return rc == SQLITE_DONE || store_fail(s, rc, err);
}

/* From the last to the first: an entry is in force unless one in force behind it takes it back. */
bool review_in_force(const struct review_list *list, bool *force)
{
    marsad_map *undone = marsad_map_new();
    bool ok = undone != NULL;

    for (size_t i = list->n; ok && i-- > 0;) {
        const marsad_review *e = &list->at[i];

        force[i] = !marsad_map_get(undone, marsad_str_of(e->id), NULL);
        if (force[i] && e->action == MARSAD_REVIEW_UNDO)
            ok = marsad_map_put(undone, marsad_str_of(e->undoes), 1);
    }
    marsad_map_free(undone);
    return ok;
}

static void add_condition(marsad_buf *sql, bool *ok, marsad_str *values, int *n, const char *value, const char *head,
                          const char *tail)
{
    if (!value)
        return;
    values[(*n)++] = marsad_str_of(value);
    *ok = *ok && marsad_buf_addf(sql, " AND %s?%d%s", head, *n, tail);
}

bool marsad_review_list(marsad_store *s, const marsad_review_filter *f, marsad_review_fn *visit, void *user,
                        marsad_err *err)
{
    marsad_arena *arena = marsad_arena_new(0);
    struct review_list list = { .n = 0 };
    marsad_str values[4];
    marsad_buf sql = { 0 };
    marsad_anchor report = { .number = 0 };
    char digest[33] = "";
    bool ok = arena != NULL && marsad_buf_addf(&sql, "WHERE 1"), found = true;
    int n = 0;

    if (ok && f && f->report) {
        found = review_find(s, f->report, arena, &report, NULL, err);
        memcpy(digest, report.digest, found ? sizeof digest : 0);
        add_condition(&sql, &ok, values, &n, digest, "", " IN (digest, other_digest)");
    }
    if (ok && f) {
        add_condition(&sql, &ok, values, &n, f->action, "action = ", "");
        add_condition(&sql, &ok, values, &n, f->by, "reviewer = ", "");
        add_condition(&sql, &ok, values, &n, f->since, "at >= ", "");
    }
    ok = ok && marsad_buf_add(&sql, MARSAD_LIT(" ORDER BY at, turn, id")) && marsad_buf_add_byte(&sql, 0);
    if (!ok)
        marsad_fail_memory(err);
    ok = ok && found && review_read(s, sql.ptr, values, n, arena, &list, err);
    for (size_t i = 0; ok && i < list.n; i++)
        if ((!digest[0] || list.at[i].report.start == report.start || list.at[i].other.start == report.start) &&
            !visit(user, &list.at[i]))
            break;
    marsad_buf_release(&sql);
    marsad_arena_free(arena);
    return ok;
}

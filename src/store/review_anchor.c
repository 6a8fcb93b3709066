/*
 * review_anchor.c - reports by content: from what a user names, or what an entry says, to a row of "event".
 */
#include "store/review.h"

#include <stdio.h>
#include <stdlib.h>

#define PREFIX_LEAST 8 /* digits of a digest; fewer are the number of an article */

/* ---- what an entry says ---- */

/*
 * The text of an article never changes, so a trigger is found by its place. Where a new analysis gives it other bounds,
 * the event of the same type with the most of it is the one; the same words elsewhere are another event.
 */
bool review_resolve(marsad_store *s, const marsad_anchor *a, struct review_place_of *out, marsad_err *err)
{
    static const char SQL[] =
        "SELECT a.id, e.id, e.number, e.type = ?4 AS same, e.trigger_start = ?2 AND e.trigger_stop = ?3 AS there "
        "FROM article a LEFT JOIN event e ON e.article = a.id AND e.trigger_start < ?3 AND e.trigger_stop > ?2 AND "
        "(e.type = ?4 OR (e.trigger_start = ?2 AND e.trigger_stop = ?3)) WHERE a.digest = ?1 "
        "ORDER BY same DESC, there DESC, min(e.trigger_stop, ?3) - max(e.trigger_start, ?2) DESC, e.number = ?5 DESC, "
        "e.number LIMIT 1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_REVIEW_RESOLVE, SQL, err);
    marsad_status st;

    *out = (struct review_place_of){ .fit = MARSAD_REVIEW_ARTICLE_GONE };
    if (!stmt)
        return false;
    bind_text(stmt, 1, a->digest);
    sqlite3_bind_int64(stmt, 2, a->start);
    sqlite3_bind_int64(stmt, 3, a->stop);
    bind_str(stmt, 4, a->type);
    sqlite3_bind_int64(stmt, 5, a->number);
    st = store_step(s, stmt, err);
    if (st == MARSAD_MORE) {
        bool same = sqlite3_column_int(stmt, 3), there = sqlite3_column_int(stmt, 4);

        out->article = sqlite3_column_int64(stmt, 0);
        out->event = sqlite3_column_int64(stmt, 1);
        out->number = sqlite3_column_int64(stmt, 2);
        out->fit = !out->event ? MARSAD_REVIEW_EVENT_GONE
                   : !same     ? MARSAD_REVIEW_TYPE
                   : !there    ? MARSAD_REVIEW_MOVED
                               : MARSAD_REVIEW_FITS;
    }
    sqlite3_reset(stmt);
    return st != MARSAD_FAIL;
}

/* ---- what a user names ---- */

static bool is_digits(marsad_str s, bool hex)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (!((c >= '0' && c <= '9') || (hex && c >= 'a' && c <= 'f')))
            return false;
    }
    return s.len > 0;
}

/* The article that a name means; 0: none, and err says so. */
static bool find_article(marsad_store *s, const char *name, marsad_str key, int64_t *article, marsad_err *err)
{
    static const char PREFIX[] = "SELECT id FROM article WHERE digest >= ?1 AND digest < ?1 || 'g' LIMIT 2";
    static const char NUMBER[] = "SELECT id FROM article WHERE id = CAST(?1 AS INTEGER)";
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(s->db, key.len < PREFIX_LEAST ? NUMBER : PREFIX, -1, &stmt, NULL), n = 0;

    if (rc == SQLITE_OK) {
        bind_str(stmt, 1, key);
        while ((rc = sqlite3_step(stmt)) == SQLITE_ROW && n++ == 0)
            *article = sqlite3_column_int64(stmt, 0);
    }
    sqlite3_finalize(stmt);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return store_fail(s, rc, err);
    if (n > 1)
        return marsad_fail(err, MARSAD_EINVAL, name, MARSAD_NO_OFFSET,
                           "several articles have a digest that begins so; give more digits of it");
    return n == 1 || marsad_fail(err, MARSAD_EINVAL, name, MARSAD_NO_OFFSET, "the store has no such article");
}

static bool read_anchor(marsad_store *s, const char *name, int64_t article, uint64_t number, marsad_arena *arena,
                        marsad_anchor *out, int64_t *event, marsad_err *err)
{
    static const char SQL[] = "SELECT a.digest, e.number, e.type, e.trigger_start, e.trigger_stop, e.trigger_text, "
                              "e.id FROM event e JOIN article a ON a.id = e.article "
                              "WHERE e.article = ?1 AND e.number = ?2";
    sqlite3_stmt *stmt = store_prepare(s, STORE_REVIEW_ANCHOR, SQL, err);
    marsad_status st;
    bool ok = true;

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, article);
    sqlite3_bind_int64(stmt, 2, (int64_t)number);
    st = store_step(s, stmt, err);
    if (st == MARSAD_MORE) {
        marsad_str digest = column_str(stmt, 0);

        memcpy(out->digest, digest.ptr ? digest.ptr : "", digest.len < sizeof out->digest ? digest.len : 0);
        out->number = sqlite3_column_int64(stmt, 1);
        out->type = column_copy(stmt, 2, arena, &ok);
        out->start = sqlite3_column_int64(stmt, 3);
        out->stop = sqlite3_column_int64(stmt, 4);
        out->text = column_copy(stmt, 5, arena, &ok);
        if (event)
            *event = sqlite3_column_int64(stmt, 6);
    }
    sqlite3_reset(stmt);
    if (st == MARSAD_END)
        return marsad_fail(err, MARSAD_EINVAL, name, MARSAD_NO_OFFSET, "the article has no report of this number");
    return st == MARSAD_MORE && (ok || marsad_fail_memory(err));
}

bool review_find(marsad_store *s, const char *name, marsad_arena *arena, marsad_anchor *out, int64_t *event,
                 marsad_err *err)
{
    marsad_str rest = marsad_str_of(name), key;
    int64_t article = 0;
    uint64_t number = 0;
    bool shaped = marsad_str_next(&rest, ':', &key) && rest.ptr && key.len <= 32 &&
                  is_digits(key, key.len >= PREFIX_LEAST) && is_digits(rest, false) && rest.len <= 9 &&
                  marsad_str_to_u64(rest, &number);

    memset(out, 0, sizeof *out);
    if (!shaped)
        return marsad_fail(err, MARSAD_EINVAL, name, MARSAD_NO_OFFSET,
                           "no name of a report: DIGEST:NUMBER or ARTICLE:NUMBER, as `marsad events` prints it");
    return find_article(s, name, key, &article, err) && read_anchor(s, name, article, number, arena, out, event, err);
}

/*
 * capture.c - where archives of the web keep an article: every capture once, the earliest told first.
 */
#include "store/near.h"

/* The key of a capture. */
static void bind_name(sqlite3_stmt *stmt, int64_t article, const marsad_capture *c)
{
    sqlite3_bind_int64(stmt, 1, article);
    bind_str(stmt, 2, c->time.ptr ? c->time : MARSAD_LIT(""));
    bind_str(stmt, 3, c->record.ptr ? c->record : MARSAD_LIT(""));
}

bool capture_write(marsad_store *s, const marsad_capture *c, int64_t article, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO capture(article, time, record, digest, url) "
                              "VALUES(?1, ?2, ?3, ?4, ?5)";
    static const char SEEN[] = "SELECT 1 FROM capture WHERE article = ?1 AND time = ?2 AND record = ?3";
    sqlite3_stmt *stmt;
    marsad_status st;

    if (!c->record.ptr && !c->time.ptr && !c->digest.ptr)
        return true;
    stmt = store_prepare(s, STORE_CAPTURE_SEEN, SEEN, err); /* first: reading an archive again opens no transaction */
    if (!stmt)
        return false;
    bind_name(stmt, article, c);
    st = store_step(s, stmt, err);
    sqlite3_reset(stmt);
    if (st != MARSAD_END)
        return st == MARSAD_MORE;
    if (!store_begin(s, err) || !(stmt = store_prepare(s, STORE_CAPTURE, SQL, err)))
        return false;
    bind_name(stmt, article, c);
    bind_str(stmt, 4, c->digest);
    bind_str(stmt, 5, c->url);
    return store_run(s, stmt, err);
}

static marsad_str column_given(sqlite3_stmt *stmt, int at, marsad_arena *arena, bool *ok)
{
    marsad_str s = column_copy(stmt, at, arena, ok);

    return s.len > 0 ? s : (marsad_str){ 0 };
}

bool capture_load(marsad_store *s, int64_t article, marsad_arena *arena, marsad_capture *out, marsad_err *err)
{
    static const char SQL[] = "SELECT record, time, digest, url FROM capture WHERE article = ?1 "
                              "ORDER BY time, record LIMIT 1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_LOAD_CAPTURE, SQL, err);
    marsad_status st;
    bool ok = true;

    *out = (marsad_capture){ 0 };
    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, article);
    st = store_step(s, stmt, err);
    if (st == MARSAD_MORE) {
        out->record = column_given(stmt, 0, arena, &ok);
        out->time = column_given(stmt, 1, arena, &ok);
        out->digest = column_given(stmt, 2, arena, &ok);
        out->url = column_given(stmt, 3, arena, &ok);
    }
    sqlite3_reset(stmt);
    return st != MARSAD_FAIL && (ok || marsad_fail_memory(err));
}

bool marsad_store_revisit(marsad_store *s, const marsad_capture *c, bool *known, marsad_err *err)
{
    static const char SQL[] = "INSERT OR IGNORE INTO capture(article, time, record, digest, url) "
                              "SELECT DISTINCT article, ?2, ?3, ?1, ?4 FROM capture WHERE digest = ?1";
    sqlite3_stmt *stmt;

    *known = false;
    if (!c->digest.ptr)
        return true;
    stmt = store_begin(s, err) ? store_prepare(s, STORE_REVISIT, SQL, err) : NULL;
    if (!stmt)
        return false;
    bind_str(stmt, 1, c->digest);
    bind_str(stmt, 2, c->time.ptr ? c->time : MARSAD_LIT(""));
    bind_str(stmt, 3, c->record.ptr ? c->record : MARSAD_LIT(""));
    bind_str(stmt, 4, c->url);
    if (!store_run(s, stmt, err)) {
        store_rollback(s);
        return false;
    }
    *known = sqlite3_changes(s->db) > 0;
    return true;
}

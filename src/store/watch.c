/*
 * watch.c - what has been seen of feeds and of the pages that they lead to.
 */
#include "store/sqlite.h"

bool marsad_store_feed(marsad_store *s, marsad_str url, marsad_arena *arena, marsad_feed_state *out, marsad_err *err)
{
    static const char SQL[] = "SELECT etag, modified, checked, not_before, failures FROM feed WHERE url = ?1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_FEED, SQL, err);
    marsad_status st;
    bool ok = true;

    *out = (marsad_feed_state){ .checked = 0 };
    if (!stmt)
        return false;
    bind_str(stmt, 1, url);
    st = store_step(s, stmt, err);
    if (st == MARSAD_MORE) {
        out->etag = column_copy(stmt, 0, arena, &ok);
        out->modified = column_copy(stmt, 1, arena, &ok);
        out->checked = sqlite3_column_int64(stmt, 2);
        out->not_before = sqlite3_column_int64(stmt, 3);
        out->failures = sqlite3_column_int64(stmt, 4);
    }
    sqlite3_reset(stmt);
    return st != MARSAD_FAIL && (ok || marsad_fail_memory(err));
}

/* Run a statement of the open batch; a failure undoes the batch. */
static bool run(marsad_store *s, sqlite3_stmt *stmt, marsad_err *err)
{
    if (store_run(s, stmt, err))
        return true;
    store_rollback(s);
    return false;
}

bool marsad_store_set_feed(marsad_store *s, marsad_str url, const marsad_feed_state *state, marsad_err *err)
{
    static const char SQL[] = "INSERT OR REPLACE INTO feed(url, etag, modified, checked, not_before, failures) "
                              "VALUES(?1, ?2, ?3, ?4, ?5, ?6)";
    sqlite3_stmt *stmt = store_begin(s, err) ? store_prepare(s, STORE_SET_FEED, SQL, err) : NULL;

    if (!stmt)
        return false;
    bind_str(stmt, 1, url);
    bind_str(stmt, 2, state->etag);
    bind_str(stmt, 3, state->modified);
    sqlite3_bind_int64(stmt, 4, state->checked);
    sqlite3_bind_int64(stmt, 5, state->not_before);
    sqlite3_bind_int64(stmt, 6, state->failures);
    return run(s, stmt, err);
}

bool marsad_store_link(marsad_store *s, marsad_str url, marsad_link_state *out, marsad_err *err)
{
    static const char SQL[] = "SELECT tries, done FROM link WHERE url = ?1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_LINK, SQL, err);
    marsad_status st;

    *out = (marsad_link_state){ .done = false };
    if (!stmt)
        return false;
    bind_str(stmt, 1, url);
    st = store_step(s, stmt, err);
    if (st == MARSAD_MORE) {
        out->tries = sqlite3_column_int64(stmt, 0);
        out->done = sqlite3_column_int64(stmt, 1) != 0;
    }
    sqlite3_reset(stmt);
    return st != MARSAD_FAIL;
}

bool marsad_store_set_link(marsad_store *s, marsad_str url, marsad_str feed, const marsad_link_state *state,
                           marsad_err *err)
{
    static const char SQL[] = "INSERT OR REPLACE INTO link(url, feed, tries, done) VALUES(?1, ?2, ?3, ?4)";
    sqlite3_stmt *stmt = store_begin(s, err) ? store_prepare(s, STORE_SET_LINK, SQL, err) : NULL;

    if (!stmt)
        return false;
    bind_str(stmt, 1, url);
    bind_str(stmt, 2, feed);
    sqlite3_bind_int64(stmt, 3, state->tries);
    sqlite3_bind_int64(stmt, 4, state->done);
    return run(s, stmt, err);
}

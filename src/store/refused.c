/*
 * refused.c - inputs that could not be read, each with the reason, and how often.
 *
 * Their number is bounded: a folder of a million damaged files fills no store. What comes beyond is one row.
 */
#include "store/sqlite.h"

#include "marsad/utf8.h"

struct refusal {
    marsad_buf name, reason; /* valid UTF-8: names of files need not be */
    int64_t place;           /* byte in the input; -1: not known */
};

static bool make(const marsad_err *why, struct refusal *r)
{
    r->place = why->offset > INT64_MAX ? -1 : (int64_t)why->offset; /* MARSAD_NO_OFFSET is above */
    return marsad_utf8_clean(marsad_str_of(why->where), &r->name, NULL) &&
           marsad_utf8_clean(marsad_str_of(why->msg), &r->reason, NULL);
}

static void bind(sqlite3_stmt *stmt, const struct refusal *r)
{
    sqlite3_bind_text(stmt, 1, r->name.len ? r->name.ptr : "", (int)r->name.len, SQLITE_STATIC);
    sqlite3_bind_text(stmt, 2, r->reason.len ? r->reason.ptr : "", (int)r->reason.len, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 3, r->place);
}

static bool is_known(marsad_store *s, const struct refusal *r, bool *known, marsad_err *err)
{
    static const char SQL[] = "SELECT 1 FROM refused WHERE name = ?1 AND reason = ?2 AND place = ?3";
    sqlite3_stmt *stmt = store_prepare(s, STORE_REFUSED_SEEN, SQL, err);
    marsad_status status;

    if (!stmt)
        return false;
    bind(stmt, r);
    status = store_step(s, stmt, err);
    *known = status == MARSAD_MORE;
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return status != MARSAD_FAIL;
}

static bool note(marsad_store *s, const struct refusal *r, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO refused(name, reason, place, count) VALUES(?1, ?2, ?3, 1) "
                              "ON CONFLICT DO UPDATE SET count = count + 1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_REFUSE, SQL, err);

    if (!stmt)
        return false;
    bind(stmt, r);
    return store_run(s, stmt, err);
}

static bool count_and_note(marsad_store *s, const struct refusal *r, marsad_err *err)
{
    static char more[] = "more inputs, which are not named";
    const struct refusal rest = { .reason = { more, sizeof more - 1, 0 }, .place = -1 };
    bool known;

    if (!store_begin(s, err) ||
        (s->refused < 0 && !store_number(s, "SELECT count(*) FROM refused", &s->refused, err)) ||
        !is_known(s, r, &known, err))
        return false;
    if (!known && s->refused >= MARSAD_STORE_REFUSED_MOST - 1)
        return note(s, &rest, err);
    s->refused += !known;
    return note(s, r, err);
}

bool marsad_store_refuse(marsad_store *s, const marsad_err *why, marsad_err *err)
{
    struct refusal r = { .place = -1 };
    bool ok = make(why, &r);

    if (!ok)
        marsad_fail_memory(err);
    ok = ok && count_and_note(s, &r, err);
    if (!ok)
        store_rollback(s);
    marsad_buf_release(&r.name);
    marsad_buf_release(&r.reason);
    return ok;
}

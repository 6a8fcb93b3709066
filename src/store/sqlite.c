/*
 * sqlite.c - opening a store, migrations, transactions, errors.
 *
 * Journal: WAL with synchronous=NORMAL. A killed process loses its open transaction, a power cut perhaps the last
 * committed ones, neither ever the file. Readers and one writer work at the same time.
 */
#include "store/sqlite.h"
#include "marsad/utf8.h"
#include "store/schema.h"
#include "store/terms.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define WAIT_MS 30000 /* for another process that writes */
#define WAL_WAIT_MS 100
#define POLL_MS 2 /* short, to catch the moment between two batches of the other one */

/* What the system said; SQLite does not keep it where a COMMIT fails, but nothing has been called since then. */
static int system_error(const marsad_store *s, int last)
{
    int kept = s->db ? sqlite3_system_errno(s->db) : 0;

    return kept ? kept : last;
}

static bool fail_io(marsad_store *s, int os, const char *why, marsad_err *err)
{
    bool full = os == ENOSPC || os == EFBIG || os == EDQUOT;

    return marsad_fail(err, MARSAD_ESTORE, s->path, MARSAD_NO_OFFSET, "cannot read or write the store: %s%s",
                       os ? strerror(os) : why, full ? "; what was committed before is safe" : "");
}

bool store_fail(marsad_store *s, int rc, marsad_err *err)
{
    int os = system_error(s, errno);
    const char *why = s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc), *say = why;

    switch (rc & 0xFF) {
    case SQLITE_NOMEM:
        return marsad_fail_memory(err);
    case SQLITE_IOERR:
        return fail_io(s, os, why, err);
    case SQLITE_CORRUPT:
        return marsad_fail(err, MARSAD_ESTORE, s->path, MARSAD_NO_OFFSET, "the store is damaged: %s", why);
    case SQLITE_CANTOPEN:
        return marsad_fail(err, MARSAD_ESTORE, s->path, MARSAD_NO_OFFSET, "cannot open the store: %s",
                           os ? strerror(os) : why);
    case SQLITE_FULL:
        say = "the disk is full; what was committed before is safe";
        break;
    case SQLITE_BUSY:
        say = "another process is writing to this store; try again when it has ended";
        break;
    case SQLITE_NOTADB:
        say = "this file is not a Marsad store";
        break;
    case SQLITE_READONLY:
        say = "no right to write to this store";
        break;
    }
    return marsad_fail(err, MARSAD_ESTORE, s->path, MARSAD_NO_OFFSET, "%s", say);
}

bool store_exec(marsad_store *s, const char *sql, marsad_err *err)
{
    int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

    return rc == SQLITE_OK || store_fail(s, rc, err);
}

sqlite3_stmt *store_prepare(marsad_store *s, enum store_statement which, const char *sql, marsad_err *err)
{
    sqlite3_stmt **kept = &s->statements[which];
    int rc;

    if (*kept)
        return *kept;
    rc = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, kept, NULL);
    if (rc != SQLITE_OK)
        store_fail(s, rc, err);
    return *kept;
}

bool store_run(marsad_store *s, sqlite3_stmt *stmt, marsad_err *err)
{
    int rc = sqlite3_step(stmt);
    bool ok = rc == SQLITE_DONE || rc == SQLITE_ROW || store_fail(s, rc, err); /* the message goes with the reset */

    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return ok;
}

marsad_status store_step(marsad_store *s, sqlite3_stmt *stmt, marsad_err *err)
{
    int rc = sqlite3_step(stmt);

    if (rc == SQLITE_ROW)
        return MARSAD_MORE;
    if (rc != SQLITE_DONE)
        store_fail(s, rc, err);
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return rc == SQLITE_DONE ? MARSAD_END : MARSAD_FAIL;
}

bool store_number(marsad_store *s, const char *sql, int64_t *out, marsad_err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_step(stmt);
    *out = rc == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        store_fail(s, rc, err);
    sqlite3_finalize(stmt);
    return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

/* ---- transactions ---- */

bool store_begin(marsad_store *s, marsad_err *err)
{
    if (s->batch)
        return true;
    if (!s->write)
        return marsad_fail(err, MARSAD_EINVAL, s->path, MARSAD_NO_OFFSET, "the store was opened for reading");
    s->batch = store_exec(s, "BEGIN IMMEDIATE", err);
    return s->batch;
}

void store_rollback(marsad_store *s)
{
    if (!s->batch)
        return;
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL); /* SQLite may have done so itself: then it says no */
    s->batch = false;
    s->run = s->run_articles = 0;
    s->refused = -1;
    marsad_map_free(s->written); /* what it names may be gone with the transaction */
    s->written = NULL;
}

bool marsad_store_commit(marsad_store *s, marsad_err *err)
{
    static const char SQL[] = "UPDATE run SET finished = ?2, articles = articles + ?3 WHERE id = ?1";
    sqlite3_stmt *stmt;
    char now[32];
    time_t clock = time(NULL);
    struct tm tm;

    if (!s->batch)
        return true;
    if (s->run) {
        stmt = store_prepare(s, STORE_RUN_END, SQL, err);
        if (!stmt)
            return false;
        strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&clock, &tm));
        sqlite3_bind_int64(stmt, 1, s->run);
        bind_text(stmt, 2, now);
        sqlite3_bind_int64(stmt, 3, s->run_articles);
        if (!store_run(s, stmt, err)) {
            store_rollback(s);
            return false;
        }
    }
    if (!store_exec(s, "COMMIT", err)) {
        store_rollback(s);
        return false;
    }
    s->run_articles = 0;
    s->batch = false;
    return true;
}

/* ---- binding and reading ---- */

void bind_str(sqlite3_stmt *stmt, int at, marsad_str value)
{
    if (value.ptr)
        sqlite3_bind_text64(stmt, at, value.ptr, value.len, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(stmt, at);
}

void bind_text(sqlite3_stmt *stmt, int at, const char *value)
{
    bind_str(stmt, at, value && *value ? marsad_str_of(value) : (marsad_str){ 0 });
}

void bind_number(sqlite3_stmt *stmt, int at, bool has, double value)
{
    if (has)
        sqlite3_bind_double(stmt, at, value);
    else
        sqlite3_bind_null(stmt, at);
}

marsad_str column_str(sqlite3_stmt *stmt, int at)
{
    const char *text = (const char *)sqlite3_column_text(stmt, at);

    return (marsad_str){ text, text ? (size_t)sqlite3_column_bytes(stmt, at) : 0 };
}

/* Somebody else's program may have written what is no UTF-8; what reads it counts on it, and so does JSON. */
static marsad_str mended(marsad_str s, marsad_arena *arena)
{
    marsad_buf clean = { 0 };
    marsad_str copy = { NULL, 0 };

    if (marsad_utf8_clean(s, &clean, NULL))
        copy = marsad_arena_str(arena, marsad_buf_str(&clean));
    marsad_buf_release(&clean);
    return copy;
}

marsad_str column_copy(sqlite3_stmt *stmt, int at, marsad_arena *arena, bool *ok)
{
    marsad_str s = column_str(stmt, at);

    if (!s.ptr)
        return s;
    if (marsad_utf8_valid(s) == s.len)
        s = marsad_arena_str(arena, s);
    else
        s = mended(s, arena);
    *ok = *ok && s.ptr;
    return s;
}

/* Days are printed as they stand: nothing else may pass for one. */
static bool is_day(marsad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (i == 4 || i == 7 ? s.ptr[i] != '-' : s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len == 10;
}

void column_day(sqlite3_stmt *stmt, int at, char out[11])
{
    marsad_str s = column_str(stmt, at);

    out[0] = 0;
    if (is_day(s)) {
        memcpy(out, s.ptr, 10);
        out[10] = 0;
    }
}

/* ---- opening ---- */

static int wait_for_writer(void *user, int times)
{
    (void)user;
    if (times >= WAIT_MS / POLL_MS)
        return 0;
    usleep(POLL_MS * 1000);
    return 1;
}

/* Functions of SQL that a migration calls: normal forms of a text, and the keys of its words. */
static void sql_normal(sqlite3_context *context, int n, sqlite3_value **values)
{
    marsad_store *s = sqlite3_user_data(context);
    marsad_str text = { (const char *)sqlite3_value_text(values[0]), (size_t)sqlite3_value_bytes(values[0]) }, norm;

    (void)n;
    marsad_arena_reset(s->scratch);
    if (!text.ptr)
        sqlite3_result_null(context);
    else if (!marsad_normalise(text, s->scratch, &norm, NULL))
        sqlite3_result_error_nomem(context);
    else
        sqlite3_result_text64(context, norm.ptr, norm.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void sql_stems(sqlite3_context *context, int n, sqlite3_value **values)
{
    marsad_store *s = sqlite3_user_data(context);
    marsad_str text = { (const char *)sqlite3_value_text(values[0]), (size_t)sqlite3_value_bytes(values[0]) }, norm;
    marsad_buf stems = { 0 };

    (void)n;
    marsad_arena_reset(s->scratch);
    if (!text.ptr)
        sqlite3_result_null(context);
    else if (!marsad_normalise(text, s->scratch, &norm, NULL) || !terms_add(s->dict, norm, &stems))
        sqlite3_result_error_nomem(context);
    else
        sqlite3_result_text64(context, stems.ptr ? stems.ptr : "", stems.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    marsad_buf_release(&stems);
}

static bool add_functions(marsad_store *s, marsad_err *err)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    int rc = sqlite3_create_function_v2(s->db, "marsad_normal", 1, flags, s, sql_normal, NULL, NULL, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_create_function_v2(s->db, "marsad_stems", 1, flags, s, sql_stems, NULL, NULL, NULL);
    return rc == SQLITE_OK || store_fail(s, rc, err);
}

static bool migrate(marsad_store *s, int64_t from, marsad_err *err)
{
    char end[120];

    if (!add_functions(s, err))
        return false;
    for (int64_t i = from; i < MARSAD_STORE_SCHEMA; i++)
        if (!store_exec(s, STORE_MIGRATIONS[i], err))
            return false;
    snprintf(end, sizeof end, "PRAGMA application_id = %d; PRAGMA user_version = %d", STORE_APPLICATION_ID,
             MARSAD_STORE_SCHEMA);
    return store_exec(s, end, err);
}

/* Whose file is it, and how old? Refuses what is not ours or from the future. */
static bool check_owner(marsad_store *s, int64_t *version, marsad_err *err)
{
    int64_t owner, tables;

    if (!store_number(s, "PRAGMA application_id", &owner, err) ||
        !store_number(s, "PRAGMA user_version", version, err) ||
        !store_number(s, "SELECT count(*) FROM sqlite_schema", &tables, err))
        return false;
    if (owner != STORE_APPLICATION_ID && (owner != 0 || tables > 0 || !s->write))
        return marsad_fail(err, MARSAD_ESTORE, s->path, MARSAD_NO_OFFSET, "this database is not a Marsad store");
    if (*version > MARSAD_STORE_SCHEMA)
        return marsad_fail(err, MARSAD_ESTORE, s->path, MARSAD_NO_OFFSET,
                           "written by a newer Marsad (schema %lld; this program knows %d)", (long long)*version,
                           MARSAD_STORE_SCHEMA);
    return true;
}

/* Going over to WAL asks for the whole file, for which SQLite does not call the busy handler: wait by hand. */
static bool enter_wal(marsad_store *s, marsad_err *err)
{
    int rc = SQLITE_BUSY;

    for (int tries = 0; tries < WAIT_MS / WAL_WAIT_MS; tries++) {
        rc = sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (rc != SQLITE_BUSY && rc != SQLITE_LOCKED)
            break;
        sqlite3_sleep(WAL_WAIT_MS);
    }
    return rc == SQLITE_OK || store_fail(s, rc, err);
}

static bool set_up(marsad_store *s, marsad_err *err)
{
    int64_t version;

    /* The schema of a store that somebody else made may call nothing but what is harmless. */
    if (!store_exec(s,
                    "PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; "
                    "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON",
                    err) ||
        !check_owner(s, &version, err))
        return false;
    if (!s->write)
        return version == MARSAD_STORE_SCHEMA ||
               marsad_fail(err, MARSAD_ESTORE, s->path, MARSAD_NO_OFFSET,
                           "written by an older Marsad; `marsad add` to it brings it up to date");
    if (version == 0 && !store_exec(s, "PRAGMA page_size = 8192", err))
        return false;
    if (!enter_wal(s, err) || !store_exec(s, "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864", err))
        return false;
    if (version == MARSAD_STORE_SCHEMA)
        return true;
    if (!store_begin(s, err) || !check_owner(s, &version, err) || !migrate(s, version, err) ||
        !store_exec(s, "COMMIT", err)) {
        store_rollback(s);
        return false;
    }
    s->batch = false;
    return true;
}

static bool connect(marsad_store *s, bool create, marsad_err *err)
{
    int flags = s->write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    int rc;

    if (!s->path[0]) /* SQLite would take a file of its own and drop it at the end */
        return marsad_fail(err, MARSAD_EINVAL, "", MARSAD_NO_OFFSET, "the store has no name; name a file");
    if (strncmp(s->path, "postgresql:", 11) == 0 || strncmp(s->path, "postgres:", 9) == 0)
        return marsad_fail(err, MARSAD_EINVAL, s->path, MARSAD_NO_OFFSET,
                           "this version stores in SQLite files only; name a file");
    if (!create && access(s->path, F_OK) != 0)
        return marsad_fail(err, MARSAD_ESTORE, s->path, MARSAD_NO_OFFSET, "no such store; `marsad add` makes one");
    rc = sqlite3_open_v2(s->path, &s->db, flags | (create && s->write ? SQLITE_OPEN_CREATE : 0), NULL);
    if (rc != SQLITE_OK)
        return store_fail(s, rc, err);
    sqlite3_busy_handler(s->db, wait_for_writer, NULL);
    return true;
}

/*
 * A store in a folder without the right to write: WAL wants to make its index file there and cannot. If no journal
 * is left, nobody is writing and the file can be read as it lies.
 */
static bool reconnect_immutable(marsad_store *s, marsad_err *err)
{
    char *uri = NULL, *journal = sqlite3_mprintf("%s-wal", s->path);
    int rc = SQLITE_CANTOPEN;

    if (journal && access(journal, F_OK) != 0) {
        sqlite3_close(s->db);
        s->db = NULL;
        uri = sqlite3_mprintf("file:%s?immutable=1", s->path);
        rc = uri ? sqlite3_open_v2(uri, &s->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) : SQLITE_NOMEM;
    }
    sqlite3_free(uri);
    sqlite3_free(journal);
    return rc == SQLITE_OK || store_fail(s, rc, err);
}

static bool open_store(marsad_store *s, bool create, marsad_err *err)
{
    marsad_err first = { .code = MARSAD_OK };
    int code;

    if (!connect(s, create, err))
        return false;
    if (set_up(s, &first))
        return true;
    code = s->db ? sqlite3_errcode(s->db) : SQLITE_OK;
    if (!s->write && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY) && !strpbrk(s->path, "?#%") &&
        reconnect_immutable(s, NULL))
        return set_up(s, err);
    return marsad_fail(err, first.code, first.where, first.offset, "%s", first.msg);
}

marsad_store *marsad_store_open(const char *path, const marsad_store_options *options, marsad_err *err)
{
    marsad_store *s = calloc(1, sizeof *s);

    if (!s) {
        marsad_fail_memory(err);
        return NULL;
    }
    s->dict = options->dict;
    s->refused = -1;
    s->write = options->write || options->create;
    s->path = strdup(path);
    s->keep = marsad_arena_new(0);
    s->scratch = marsad_arena_new(0);
    if (!s->path || !s->keep || !s->scratch)
        marsad_fail_memory(err);
    else if (open_store(s, options->create, err))
        return s;
    marsad_store_close(s);
    return NULL;
}

void marsad_store_close(marsad_store *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < STORE_STATEMENT_COUNT; i++)
        sqlite3_finalize(s->statements[i]);
    store_rollback(s);
    sqlite3_close(s->db);
    marsad_map_free(s->written);
    marsad_map_free(s->actors);
    marsad_arena_free(s->keep);
    marsad_arena_free(s->scratch);
    free(s->path);
    free(s);
}

bool marsad_store_count(marsad_store *s, marsad_store_counts *out, marsad_err *err)
{
    const struct {
        const char *sql;
        int64_t *to;
    } COUNTS[] = {
        { "SELECT count(*) FROM article", &out->articles },     { "SELECT count(*) FROM copy", &out->copies },
        { "SELECT count(*) FROM sentence", &out->sentences },   { "SELECT count(*) FROM mention", &out->mentions },
        { "SELECT count(*) FROM time", &out->times },           { "SELECT count(*) FROM quantity", &out->quantities },
        { "SELECT count(*) FROM statement", &out->statements }, { "SELECT count(*) FROM event", &out->events },
        { "SELECT count(*) FROM place", &out->places },         { "SELECT count(*) FROM entity", &out->entities },
    };

    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
        if (!store_number(s, COUNTS[i].sql, COUNTS[i].to, err))
            return false;
    return true;
}

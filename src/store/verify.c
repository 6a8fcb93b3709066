/*
 * verify.c - is the store what it was? From the outside in: pages, keys, digests, evidence, index of words.
 *
 * A damage is told and counted, and the next check goes on as far as it can. What SQLite cannot read any more is a
 * damage too, not an error of this function.
 */
#include "store/review.h"

#include "marsad/utf8.h"

#include <stdio.h>

struct check {
    marsad_store *s;
    marsad_damage_fn *tell;
    void *user;
    marsad_verified result;
};

static void damage(struct check *c, const char *what, const char *detail)
{
    char line[400];

    snprintf(line, sizeof line, "%s: %s", what, detail);
    for (char *z = line; *z; z++)
        if (*z == '\n') /* integrity_check gives several lines in one */
            *z = ';';
    c->result.damages++;
    c->tell(c->user, line);
}

/* Rows of `sql` are damages, told by their first column; `fine`, if not NULL, is a row that says all is well. */
static void check_rows(struct check *c, const char *what, const char *sql, const char *fine)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(c->s->db, sql, -1, &stmt, NULL);

    while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        const char *row = (const char *)sqlite3_column_text(stmt, 0);

        if (!row || !fine || strcmp(row, fine) != 0)
            damage(c, what, row ? row : "(no text)");
        rc = SQLITE_OK;
    }
    if (rc != SQLITE_DONE)
        damage(c, what, sqlite3_errmsg(c->s->db));
    sqlite3_finalize(stmt);
}

/* The digest is made again from title and text of every article. */
static void check_digests(struct check *c)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(c->s->db, "SELECT id, digest, title, text FROM article ORDER BY id", -1, &stmt, NULL);

    while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        marsad_str stored = column_str(stmt, 1);
        char digest[33], which[80];

        marsad_article_digest(column_str(stmt, 2), column_str(stmt, 3), digest);
        snprintf(which, sizeof which, "article %lld", (long long)sqlite3_column_int64(stmt, 0));
        if (!marsad_str_equal(stored, marsad_str_of(digest)))
            damage(c, "title or text is not what was added", which);
        rc = SQLITE_OK;
    }
    if (rc != SQLITE_DONE)
        damage(c, "articles", sqlite3_errmsg(c->s->db));
    sqlite3_finalize(stmt);
}

/* FTS5 checks its own structures when it is told to; that is an INSERT, so it needs the right to write. */
static void check_words(struct check *c)
{
    static const char CHECK[] = "INSERT INTO article_words(article_words) VALUES('integrity-check')";
    char *message = NULL;
    int rc;

    check_rows(c, "index of words",
               "SELECT 'article ' || id || ' is not in it' FROM article "
               "WHERE id NOT IN (SELECT id FROM article_words_docsize)",
               NULL);
    check_rows(c, "index of words",
               "SELECT 'it has article ' || id || ', which is not there' FROM article_words_docsize "
               "WHERE id NOT IN (SELECT id FROM article)",
               NULL);
    if (!c->s->write)
        return;
    sqlite3_busy_timeout(c->s->db, 1000); /* from here on no long wait for another writer */
    rc = sqlite3_exec(c->s->db, CHECK, NULL, NULL, &message);
    c->result.words_checked = (rc & 0xFF) != SQLITE_BUSY && (rc & 0xFF) != SQLITE_READONLY;
    if (rc != SQLITE_OK && c->result.words_checked)
        damage(c, "index of words", message ? message : "damaged");
    sqlite3_free(message);
}

/* ---- evidence ---- */

/* The article whose spans are being looked at; SQLite's substr() would count from its first character every time. */
struct evidence {
    marsad_arena *arena;
    int64_t article; /* 0: none */
    marsad_points points;
};

static bool load_text(struct check *c, int64_t article, struct evidence *e)
{
    static const char SQL[] = "SELECT text FROM article WHERE id = ?1";
    sqlite3_stmt *stmt = NULL;
    marsad_str text = { 0 };
    bool ok = sqlite3_prepare_v2(c->s->db, SQL, -1, &stmt, NULL) == SQLITE_OK;

    marsad_arena_reset(e->arena);
    e->article = 0;
    if (ok) {
        sqlite3_bind_int64(stmt, 1, article);
        ok = sqlite3_step(stmt) == SQLITE_ROW;
        text = ok ? column_copy(stmt, 0, e->arena, &ok) : text;
    }
    sqlite3_finalize(stmt);
    ok = ok && marsad_utf8_valid(text) == text.len && marsad_points_init(&e->points, text, e->arena);
    e->article = ok ? article : 0;
    return ok;
}

/* Do columns 2 to 4 (start, stop, text) say what stands in the article? */
static bool is_in_place(const struct evidence *e, sqlite3_stmt *stmt)
{
    int64_t start = sqlite3_column_int64(stmt, 2), stop = sqlite3_column_int64(stmt, 3);

    return start >= 0 && start <= stop && stop <= (int64_t)e->points.total &&
           marsad_str_equal(column_str(stmt, 4),
                            marsad_str_slice(e->points.text, marsad_points_byte(&e->points, (uint32_t)start),
                                             marsad_points_byte(&e->points, (uint32_t)stop)));
}

/* Rows of `sql`: article, number, start, stop, text; articles one after another. One without its row is told above. */
static void check_spans(struct check *c, const char *what, const char *sql)
{
    struct evidence e = { .arena = marsad_arena_new(0) };
    sqlite3_stmt *stmt = NULL;
    int rc = e.arena ? sqlite3_prepare_v2(c->s->db, sql, -1, &stmt, NULL) : SQLITE_NOMEM;

    while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        int64_t article = sqlite3_column_int64(stmt, 0);
        char which[100];

        rc = SQLITE_OK;
        if ((e.article == 0 || article != e.article) && !load_text(c, article, &e))
            continue;
        snprintf(which, sizeof which, "%s of article %lld, number %lld", what, (long long)article,
                 (long long)sqlite3_column_int64(stmt, 1));
        if (!is_in_place(&e, stmt))
            damage(c, "evidence is not at its place", which);
    }
    if (rc != SQLITE_DONE)
        damage(c, what, e.arena ? sqlite3_errmsg(c->s->db) : "no memory");
    sqlite3_finalize(stmt);
    marsad_arena_free(e.arena);
}

/* ---- the log of corrections ---- */

#define LOG_PAGE "1000"                                                     /* entries that are held at once */
#define IS_ID "length(CAST(id AS BLOB)) = 32 AND id NOT GLOB '*[^0-9a-f]*'" /* else paging would not come to an end */

/* Ids are made again from what the entries say. */
static void check_ids(struct check *c)
{
    marsad_arena *arena = marsad_arena_new(0);
    struct review_list list = { .n = 1 };
    char last[33] = "";
    marsad_err err = { .code = MARSAD_OK };

    while (arena && list.n > 0) {
        marsad_str after = marsad_str_of(last);

        marsad_arena_reset(arena);
        if (!review_read(c->s, "WHERE id > ?1 AND " IS_ID " ORDER BY id LIMIT " LOG_PAGE, &after, 1, arena, &list,
                         &err)) {
            damage(c, "log of corrections", err.msg);
            break;
        }
        for (size_t i = 0; i < list.n; i++) {
            char id[33];

            memcpy(last, list.at[i].id, sizeof last);
            if (review_make_id(&list.at[i], id) && strcmp(id, last) != 0)
                damage(c, "an entry of the log of corrections is not what was added", last);
        }
    }
    marsad_arena_free(arena);
}

static void check_log(struct check *c)
{
    check_ids(c);
    check_rows(c, "an entry of the log of corrections has no id",
               "SELECT substr(id, 1, 40) FROM review WHERE NOT (" IS_ID ")", NULL);
    check_rows(c, "log of corrections: the trigger is not at its place",
               "SELECT r.id FROM review r JOIN article a ON a.digest = r.digest "
               "WHERE substr(a.text, r.trigger_start + 1, r.trigger_stop - r.trigger_start) <> r.trigger_text",
               NULL);
    check_rows(c, "log of corrections: the other trigger is not at its place",
               "SELECT r.id FROM review r JOIN article a ON a.digest = r.other_digest "
               "WHERE substr(a.text, r.other_start + 1, r.other_stop - r.other_start) <> r.other_text",
               NULL);
    check_rows(c, "corrected event",
               "SELECT id || ' is not there' FROM corrected WHERE id NOT IN (SELECT id FROM event) UNION ALL "
               "SELECT event || ' has no values' FROM event_review WHERE fields IS NOT NULL AND "
               "event NOT IN (SELECT id FROM corrected) UNION ALL "
               "SELECT id || ' was corrected by nobody' FROM corrected WHERE "
               "id NOT IN (SELECT event FROM event_review WHERE fields IS NOT NULL)",
               NULL);
}

marsad_verified marsad_store_verify(marsad_store *s, marsad_damage_fn *tell, void *user)
{
    struct check c = { .s = s, .tell = tell, .user = user };

    check_rows(&c, "file", "PRAGMA integrity_check(100)", "ok");
    check_rows(&c, "key without its row",
               "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' -> ' || parent "
               "FROM pragma_foreign_key_check LIMIT 100",
               NULL);
    check_digests(&c);
    check_spans(&c, "mention",
                "SELECT article, number, start, stop, text FROM mention WHERE start IS NOT NULL ORDER BY article");
    check_spans(&c, "event",
                "SELECT article, number, trigger_start, trigger_stop, trigger_text FROM event "
                "WHERE trigger_start IS NOT NULL ORDER BY article");
    check_log(&c);
    check_spans(&c, "holding", "SELECT article, number, start, stop, text FROM holding ORDER BY article");
    check_words(&c);
    return c.result;
}

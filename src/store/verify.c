/*
 * verify.c - is the store what it was? From the outside in: pages, keys, digests, evidence, index of words.
 *
 * A damage is told and counted, and the next check goes on as far as it can. What SQLite cannot read any more is a
 * damage too, not an error of this function.
 */
#include "store/rows.h"

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

#define SPAN_CHECK(table, start, stop, text)                                                                           \
    "SELECT '" table " of article ' || t.article || ', number ' || t.number FROM " table " t "                         \
    "JOIN article a ON a.id = t.article WHERE t." start " IS NOT NULL AND "                                            \
    "t." text " IS NOT substr(a.text, t." start " + 1, t." stop " - t." start ")"

marsad_verified marsad_store_verify(marsad_store *s, marsad_damage_fn *tell, void *user)
{
    static const char WHAT[] = "evidence is not at its place";
    struct check c = { .s = s, .tell = tell, .user = user };

    check_rows(&c, "file", "PRAGMA integrity_check(100)", "ok");
    check_rows(&c, "key without its row",
               "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' -> ' || parent "
               "FROM pragma_foreign_key_check LIMIT 100",
               NULL);
    check_digests(&c);
    check_rows(&c, WHAT, SPAN_CHECK("mention", "start", "stop", "text"), NULL);
    check_rows(&c, WHAT, SPAN_CHECK("event", "trigger_start", "trigger_stop", "trigger_text"), NULL);
    check_words(&c);
    return c.result;
}

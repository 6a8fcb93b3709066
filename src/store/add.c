/*
 * add.c - one record into the tables, inside the open batch.
 *
 * Any failure undoes the whole batch: the store never holds half an article. Spans are written in code points.
 */
#include "store/near.h"
#include "store/review.h"
#include "store/rows.h"
#include "store/terms.h"

#include <time.h>

/* ---- is it there? ---- */

static bool differs(marsad_str given, marsad_str stored)
{
    return given.ptr && given.len > 0 && !marsad_str_equal(given, stored);
}

/* Note another address of a text that is known. */
static bool note_copy(marsad_store *s, const marsad_article *a, int64_t id, marsad_err *err)
{
    static const char SEEN[] = "SELECT 1 FROM copy WHERE article = ?1 AND document = ?2 AND url = ?3 AND source = ?4";
    static const char COPY[] = "INSERT INTO copy(article, document, url, source, published) VALUES(?1, ?2, ?3, ?4, ?5)";
    marsad_str url = a->url.ptr ? a->url : MARSAD_LIT(""), source = a->source.ptr ? a->source : MARSAD_LIT("");
    sqlite3_stmt *stmt = store_prepare(s, STORE_COPY_SEEN, SEEN, err);
    marsad_status found;

    for (int pass = 0; stmt && pass < 2; pass++) {
        sqlite3_bind_int64(stmt, 1, id);
        bind_str(stmt, 2, a->document.ptr ? a->document : MARSAD_LIT(""));
        bind_str(stmt, 3, url);
        bind_str(stmt, 4, source);
        if (pass == 1) {
            bind_text(stmt, 5, a->published);
            return store_run(s, stmt, err);
        }
        found = store_step(s, stmt, err);
        sqlite3_reset(stmt);
        if (found != MARSAD_END)
            return found == MARSAD_MORE;
        stmt = store_begin(s, err) ? store_prepare(s, STORE_COPY, COPY, err) : NULL;
    }
    return false;
}

static bool look_up(marsad_store *s, const marsad_article *a, bool *seen, marsad_err *err)
{
    static const char SQL[] = "SELECT id, url, source FROM article WHERE digest = ?1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_SEEN, SQL, err);
    marsad_status found;
    bool other = false;
    int64_t id = 0;

    *seen = false;
    if (!stmt)
        return false;
    bind_text(stmt, 1, a->digest);
    found = store_step(s, stmt, err);
    if (found != MARSAD_MORE)
        return found == MARSAD_END;
    id = sqlite3_column_int64(stmt, 0);
    other = differs(a->url, column_str(stmt, 1)) || differs(a->source, column_str(stmt, 2));
    sqlite3_reset(stmt);
    *seen = true;
    if (s->write && !capture_write(s, &a->capture, id, err))
        return false;
    return !other || !s->write || note_copy(s, a, id, err);
}

bool marsad_store_seen(marsad_store *s, const marsad_article *a, bool *seen, marsad_err *err)
{
    if (look_up(s, a, seen, err))
        return true;
    store_rollback(s);
    return false;
}

/* ---- the article ---- */

bool store_write_run(marsad_store *s, const marsad_record *rec, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO run(program, dictionary, started) VALUES(?1, ?2, ?3)";
    time_t clock = time(NULL);
    struct tm tm;
    char now[32];
    struct row r;

    if (s->run)
        return true;
    if (!row_begin(s, rec, STORE_RUN, SQL, &r, err))
        return false;
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&clock, &tm));
    put_str(&r, rec->program);
    put_str(&r, rec->dictionary);
    put_text(&r, now);
    if (!store_run(s, r.stmt, err))
        return false;
    s->run = sqlite3_last_insert_rowid(s->db);
    return true;
}

static bool write_article(marsad_store *s, const marsad_record *rec, int64_t *id, marsad_err *err)
{
    static const char SQL[] =
        "INSERT INTO article(digest, document, number, url, source, title, author, agency, dateline, published, "
        "language, words, run, text) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    const marsad_article *a = &rec->article;
    struct row r;

    if (!row_begin(s, rec, STORE_ARTICLE, SQL, &r, err))
        return false;
    put_text(&r, a->digest);
    put_str(&r, a->document.ptr ? a->document : MARSAD_LIT(""));
    put_int(&r, a->number);
    put_str(&r, a->url);
    put_str(&r, a->source);
    put_str(&r, a->title);
    put_str(&r, a->author);
    put_str(&r, a->agency);
    put_str(&r, a->dateline);
    put_text(&r, a->published);
    put_text(&r, a->language);
    put_int(&r, (int64_t)(marsad_str_words(a->title) + marsad_str_words(a->text)));
    put_int(&r, s->run);
    put_str(&r, a->text.ptr ? a->text : MARSAD_LIT(""));
    if (!store_run(s, r.stmt, err))
        return false;
    *id = sqlite3_last_insert_rowid(s->db);
    return true;
}

/* The normal forms of the text, separated by spaces. */
static bool join_words(const marsad_text *text, marsad_buf *out)
{
    for (size_t i = 0; i < text->n_tokens; i++)
        if (text->tokens[i].kind != MARSAD_TOKEN_PUNCT &&
            !(marsad_buf_add(out, text->tokens[i].norm) && marsad_buf_add_byte(out, ' ')))
            return false;
    return true;
}

/* The index of words: normal forms of title and text, and the keys of both. */
static bool write_words(marsad_store *s, const marsad_record *rec, int64_t id, marsad_err *err)
{
    static const char SQL[] =
        "INSERT INTO article_words(rowid, title, words, title_stems, stems) VALUES(?1, ?2, ?3, ?4, ?5)";
    marsad_str title = { 0 };
    marsad_buf words = { 0 }, title_stems = { 0 }, stems = { 0 };
    bool ok = rec->article.title.len == 0 || marsad_normalise(rec->article.title, s->scratch, &title, NULL);
    struct row r;

    ok = ok && join_words(&rec->text, &words) && terms_add(s->dict, title, &title_stems) &&
         terms_add(s->dict, marsad_buf_str(&words), &stems);
    ok = (ok || marsad_fail_memory(err)) && row_begin(s, rec, STORE_WORDS, SQL, &r, err);
    if (ok) {
        put_int(&r, id);
        put_str(&r, title);
        put_str(&r, marsad_buf_str(&words));
        put_str(&r, marsad_buf_str(&title_stems));
        put_str(&r, marsad_buf_str(&stems));
        ok = store_run(s, r.stmt, err);
    }
    marsad_buf_release(&words);
    marsad_buf_release(&title_stems);
    marsad_buf_release(&stems);
    return ok;
}

static bool write_all(marsad_store *s, const marsad_record *rec, marsad_err *err)
{
    int64_t id;

    return store_begin(s, err) && store_write_run(s, rec, err) && write_article(s, rec, &id, err) &&
           write_words(s, rec, id, err) && parts_write(s, rec, id, err) &&
           capture_write(s, &rec->article.capture, id, err) && near_write(s, rec, id, err) &&
           review_refresh(s, id, rec->article.digest, err);
}

bool marsad_store_add(marsad_store *s, const marsad_record *r, bool *added, marsad_err *err)
{
    bool seen;

    *added = false;
    marsad_arena_reset(s->scratch);
    if (!marsad_store_seen(s, &r->article, &seen, err))
        return false;
    if (seen)
        return true;
    if (!write_all(s, r, err)) {
        store_rollback(s);
        return false;
    }
    s->run_articles++;
    *added = true;
    return true;
}

/*
 * replace.c - a new analysis of articles that the store has.
 */
#include "store/review.h"

#include <stdio.h>

bool marsad_store_outdated(marsad_store *s, int64_t after, bool all, marsad_arena *arena, marsad_article *out,
                           int64_t *id, marsad_err *err)
{
    static const char SQL[] = "SELECT a.id FROM article a JOIN run r ON r.id = a.run WHERE a.id > ?1 AND "
                              "(?2 OR r.program <> ?3 OR r.dictionary <> ?4) ORDER BY a.id LIMIT 1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_OUTDATED, SQL, err);
    marsad_record rec;
    marsad_status st;

    *id = 0;
    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, after);
    sqlite3_bind_int(stmt, 2, all);
    bind_text(stmt, 3, marsad_version());
    bind_text(stmt, 4, s->dict ? marsad_dict_version(s->dict) : "-");
    st = store_step(s, stmt, err);
    if (st == MARSAD_MORE)
        *id = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    if (st != MARSAD_MORE)
        return st == MARSAD_END;
    if (!store_load_article(s, *id, arena, &rec, err))
        return false;
    *out = rec.article;
    return true;
}

/* Stories are made of the reports that go: they are made anew of those that come (marsad_link_update). */
static bool forget_stories(marsad_store *s, marsad_err *err)
{
    int64_t linked;

    return store_number(s, "SELECT EXISTS(SELECT 1 FROM link_report) OR EXISTS(SELECT 1 FROM link_stale)", &linked,
                        err) &&
           (!linked || store_exec(s,
                                  "DELETE FROM story; DELETE FROM link_pair; DELETE FROM link_key; "
                                  "DELETE FROM link_report; DELETE FROM link_stale",
                                  err));
}

/* Event by event, so that what refers to one goes before it. */
static bool remove_found(marsad_store *s, int64_t article, marsad_err *err)
{
    static const char *const OF_EVENT[] = { "event_party", "event_missing", "event_context" };
    static const char *const OF_ARTICLE[] = { "event",    "holding", "statement", "problem",
                                              "quantity", "time",    "mention",   "sentence" };
    char sql[160];

    for (size_t i = 0; i < sizeof OF_EVENT / sizeof *OF_EVENT; i++) {
        snprintf(sql, sizeof sql, "DELETE FROM %s WHERE event IN (SELECT id FROM event WHERE article = %lld)",
                 OF_EVENT[i], (long long)article);
        if (!store_exec(s, sql, err))
            return false;
    }
    for (size_t i = 0; i < sizeof OF_ARTICLE / sizeof *OF_ARTICLE; i++) {
        snprintf(sql, sizeof sql, "DELETE FROM %s WHERE article = %lld", OF_ARTICLE[i], (long long)article);
        if (!store_exec(s, sql, err))
            return false;
    }
    return true;
}

static bool set_run(marsad_store *s, int64_t article, marsad_err *err)
{
    sqlite3_stmt *stmt = store_prepare(s, STORE_REPLACE_RUN, "UPDATE article SET run = ?2 WHERE id = ?1", err);

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, article);
    sqlite3_bind_int64(stmt, 2, s->run);
    return store_run(s, stmt, err);
}

bool marsad_store_replace(marsad_store *s, int64_t article, const marsad_record *r, marsad_err *err)
{
    marsad_arena_reset(s->scratch);
    if (store_begin(s, err) && store_write_run(s, r, err) && review_forget(s, article, err) && forget_stories(s, err) &&
        remove_found(s, article, err) && parts_write_found(s, r, article, err) && set_run(s, article, err) &&
        review_refresh(s, article, r->article.digest, err)) {
        s->run_articles++;
        return true;
    }
    store_rollback(s);
    return false;
}

bool marsad_store_tidy(marsad_store *s, marsad_err *err)
{
    if (store_begin(s, err) &&
        store_exec(s,
                   "DELETE FROM place WHERE id NOT IN (SELECT place FROM mention WHERE place IS NOT NULL UNION "
                   "SELECT place FROM event WHERE place IS NOT NULL UNION "
                   "SELECT place FROM holding WHERE place IS NOT NULL UNION "
                   "SELECT place FROM corrected WHERE place IS NOT NULL);"
                   "DELETE FROM entity WHERE id NOT IN (SELECT entity FROM mention WHERE entity IS NOT NULL UNION "
                   "SELECT entity FROM event_party WHERE entity IS NOT NULL UNION "
                   "SELECT holder_entity FROM holding WHERE holder_entity IS NOT NULL UNION "
                   "SELECT entity FROM corrected_party WHERE entity IS NOT NULL)",
                   err)) {
        marsad_map_free(s->written); /* what it names may be gone */
        s->written = NULL;
        return true;
    }
    store_rollback(s);
    return false;
}

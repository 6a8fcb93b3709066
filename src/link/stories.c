/*
 * stories.c - stories read back with their reports.
 */
#include <stdio.h>
#include <stdlib.h>

#include "link/threads.h"
#include "marsad/merge.h"
#include "store/query.h"

marsad_story_name marsad_story_name_of(int64_t id)
{
    marsad_story_name name;

    snprintf(name.text, sizeof name.text, "s%015llx", (unsigned long long)id & 0xFFFFFFFFFFFFFFFULL);
    return name;
}

int64_t marsad_story_id(const char *name)
{
    int64_t id = 0;

    if (!name || name[0] != 's' || strlen(name) != 16)
        return 0;
    for (const char *c = name + 1; *c; c++) {
        int digit = *c >= '0' && *c <= '9' ? *c - '0' : *c >= 'a' && *c <= 'f' ? *c - 'a' + 10 : -1;

        if (digit < 0)
            return 0;
        id = id << 4 | digit;
    }
    return id;
}

/* ---- one story ---- */

struct stories {
    marsad_store *s;
    struct store_rows *rows;
    struct story_threads *threads;
    marsad_merger *merger;
    const marsad_story_filter *filter;
    marsad_arena *arena;
    int64_t passed; /* stories that fit so far */
};

static int by_content(const void *a, const void *b)
{
    const marsad_event_row *x = a, *y = b;
    const char *p = x->article->published, *q = y->article->published;
    int by = !*p != !*q ? !*p - !*q : strcmp(p, q);

    by = by ? by : strcmp(x->article->digest, y->article->digest);
    return by ? by : (x->number > y->number) - (x->number < y->number);
}

/* Of reports in order: those of one article lie together. */
static bool count_sources(struct stories *x, marsad_story *story, marsad_err *err)
{
    size_t *voices = marsad_arena_array(x->arena, story->n + 1, sizeof *voices);

    for (size_t i = 0; i < story->n; i++)
        story->articles +=
            i == 0 || strcmp(story->reports[i].article->digest, story->reports[i - 1].article->digest) != 0;
    return voices ? marsad_merge_voices(x->merger, story->reports, story->n, x->arena, voices, &story->sources, err)
                  : marsad_fail_memory(err);
}

static bool is_rejected(const marsad_event_row *row)
{
    const marsad_reviewed *r = row->event->review;

    return r && marsad_str_equal(r->state, MARSAD_LIT("rejected"));
}

static bool load_reports(struct stories *x, marsad_story *story, marsad_err *err)
{
    static const char SQL[] = "SELECT event FROM link_report WHERE story = ?1";
    sqlite3_stmt *stmt = store_prepare(x->s, STORE_LINK_MEMBERS, SQL, err);
    int64_t *events = NULL;
    size_t n = 0, cap = 0;
    marsad_event_row *rows;
    marsad_status st;

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, story->id);
    while ((st = store_step(x->s, stmt, err)) == MARSAD_MORE) {
        if (!marsad_arena_grow(x->arena, (void **)&events, &cap, n, sizeof *events)) {
            sqlite3_reset(stmt);
            return marsad_fail_memory(err);
        }
        events[n++] = sqlite3_column_int64(stmt, 0);
    }
    rows = st == MARSAD_END ? marsad_arena_array(x->arena, n + 1, sizeof *rows) : NULL;
    if (!rows)
        return st == MARSAD_END && marsad_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        if (!store_rows_keep(x->rows, events[i], &rows[story->n], err))
            return false;
        story->n += !is_rejected(&rows[story->n]);
    }
    qsort(rows, story->n, sizeof *rows, by_content);
    story->reports = rows;
    return count_sources(x, story, err);
}

/* ---- all that fit ---- */

static bool visit_one(struct stories *x, sqlite3_stmt *stmt, marsad_story_fn *visit, void *user, bool *go_on,
                      marsad_err *err)
{
    const marsad_story_filter *f = x->filter;
    marsad_story story = { .id = sqlite3_column_int64(stmt, 0) };

    column_day(stmt, 1, story.day);
    column_day(stmt, 2, story.day_end);
    if (!story_thread(x->threads, sqlite3_column_int64(stmt, 3), story.day, &story.thread, err))
        return false;
    if (f->thread && f->thread != story.thread)
        return true;
    store_rows_reset(x->rows);
    marsad_arena_reset(x->arena);
    if (!load_reports(x, &story, err))
        return false;
    if (story.n == 0 || story.sources < f->sources_at_least)
        return true;
    if (x->passed++ < f->events.offset)
        return true;
    *go_on = visit(user, &story) && (f->events.limit <= 0 || x->passed < f->events.offset + f->events.limit);
    return true;
}

static bool visit_all(struct stories *x, sqlite3_stmt *stmt, marsad_story_fn *visit, void *user, marsad_err *err)
{
    bool go_on = true;
    int rc = SQLITE_DONE;

    while (go_on && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
        if (!visit_one(x, stmt, visit, user, &go_on, err))
            return false;
    return !go_on || rc == SQLITE_DONE || store_fail(x->s, rc, err);
}

static sqlite3_stmt *select_stories(marsad_store *s, const marsad_story_filter *filter, marsad_err *err)
{
    marsad_event_filter events = filter->events;
    char head[400];

    events.limit = events.offset = 0; /* they count stories, not reports */
    snprintf(head, sizeof head,
             "SELECT t.id, t.day, t.day_end, t.thread FROM story t WHERE %s%lld AND t.id IN "
             "(SELECT r.story FROM event e JOIN link_report r ON r.event = e.id LEFT JOIN place p ON p.id = e.place "
             "WHERE 1",
             filter->story ? "t.id = " : "0 <> ", (long long)(filter->story ? filter->story : 1));
    return store_select_events(s, &events, head, ") ORDER BY t.day IS NULL, t.day, t.id", err);
}

bool marsad_link_stories(marsad_store *s, const marsad_story_filter *filter, marsad_story_fn *visit, void *user,
                         marsad_err *err)
{
    struct stories x = { .s = s, .filter = filter };
    sqlite3_stmt *stmt = select_stories(s, filter, err);
    bool ok = false;

    if (stmt && (x.rows = store_rows_new(s, err)) && (x.threads = story_threads_new(s, err)) &&
        (x.merger = marsad_merger_new(s->dict, err)))
        x.arena = marsad_arena_new(0);
    if (x.merger && !x.arena)
        marsad_fail_memory(err);
    if (x.arena)
        ok = visit_all(&x, stmt, visit, user, err);
    marsad_arena_free(x.arena);
    marsad_merger_free(x.merger);
    story_threads_free(x.threads);
    store_rows_free(x.rows);
    sqlite3_finalize(stmt);
    return ok;
}

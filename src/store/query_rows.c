/*
 * query_rows.c - events read back whole, each with its article.
 */
#include "store/query.h"
#include "store/rows.h"

#include <stdlib.h>

struct held {
    int64_t id; /* of the article */
    marsad_record record;
};

struct store_rows {
    marsad_store *s;
    marsad_arena *articles, *events;
    struct held **held;
    size_t n, cap; /* of `held`, which lies in `articles` */
};

struct store_rows *store_rows_new(marsad_store *s, marsad_err *err)
{
    struct store_rows *r = calloc(1, sizeof *r);

    if (r) {
        r->s = s;
        r->articles = marsad_arena_new(0);
        r->events = marsad_arena_new(0);
        if (r->articles && r->events)
            return r;
    }
    store_rows_free(r);
    marsad_fail_memory(err);
    return NULL;
}

void store_rows_free(struct store_rows *r)
{
    if (!r)
        return;
    marsad_arena_free(r->articles);
    marsad_arena_free(r->events);
    free(r);
}

void store_rows_reset(struct store_rows *r)
{
    marsad_arena_reset(r->articles);
    marsad_arena_reset(r->events);
    r->held = NULL;
    r->n = r->cap = 0;
}

static const struct held *hold_article(struct store_rows *r, int64_t article, marsad_err *err)
{
    struct held *h;

    for (size_t i = 0; i < r->n; i++)
        if (r->held[i]->id == article)
            return r->held[i];
    h = marsad_arena_alloc(r->articles, sizeof *h);
    if (!h || !marsad_arena_grow(r->articles, (void **)&r->held, &r->cap, r->n, sizeof(struct held *))) {
        marsad_fail_memory(err);
        return NULL;
    }
    h->id = article;
    if (!store_load_article(r->s, article, r->articles, &h->record, err))
        return NULL;
    r->held[r->n++] = h;
    return h;
}

/* What only the row of the event holds. */
static bool load_head(struct store_rows *r, int64_t event, int64_t *article, marsad_event_row *out, marsad_err *err)
{
    static const char SQL[] = "SELECT e.article, e.number, iif(c.id, c.day, e.day), iif(c.id, c.day_end, e.day_end), "
                              "iif(c.id, c.day_is, e.day_is) FROM event e LEFT JOIN corrected c ON c.id = e.id "
                              "WHERE e.id = ?1";
    sqlite3_stmt *stmt = store_prepare(r->s, STORE_LOAD_HEAD, SQL, err);
    marsad_status found;
    marsad_str day_is;

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, event);
    found = store_step(r->s, stmt, err);
    if (found != MARSAD_MORE)
        return found == MARSAD_END && marsad_fail(err, MARSAD_ESTORE, r->s->path, MARSAD_NO_OFFSET,
                                                  "event %lld is not there", (long long)event);
    *article = sqlite3_column_int64(stmt, 0);
    out->number = (size_t)sqlite3_column_int64(stmt, 1);
    column_day(stmt, 2, out->day);
    column_day(stmt, 3, out->day_end);
    day_is = column_str(stmt, 4);
    out->day_is = marsad_str_equal(day_is, MARSAD_LIT("event")) ? "event" : day_is.ptr ? "published" : "";
    sqlite3_reset(stmt);
    return true;
}

static bool load_row(struct store_rows *r, int64_t article, marsad_event_row *out, marsad_err *err)
{
    const struct held *h = hold_article(r, article, err);
    marsad_event *e = h ? marsad_arena_alloc(r->events, sizeof *e) : NULL;

    if (!e)
        return h && marsad_fail_memory(err);
    if (!store_load_event(r->s, out->id, &h->record.points, r->events, e, err) ||
        !store_load_sentence(r->s, article, e->sentence, &h->record.points, &out->sentence, err))
        return false;
    out->article = &h->record.article;
    out->points = &h->record.points;
    out->event = e;
    out->program = h->record.program;
    out->dictionary = h->record.dictionary;
    out->group = h->record.group;
    return true;
}

bool store_rows_keep(struct store_rows *r, int64_t event, marsad_event_row *out, marsad_err *err)
{
    int64_t article = 0;

    *out = (marsad_event_row){ .id = event };
    return load_head(r, event, &article, out, err) && load_row(r, article, out, err);
}

bool store_rows_load(struct store_rows *r, int64_t event, marsad_event_row *out, marsad_err *err)
{
    int64_t article = 0;

    *out = (marsad_event_row){ .id = event };
    if (!load_head(r, event, &article, out, err))
        return false;
    if (r->n != 1 || r->held[0]->id != article)
        store_rows_reset(r);
    else
        marsad_arena_reset(r->events);
    return load_row(r, article, out, err);
}

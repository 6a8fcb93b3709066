/*
 * review_add.c - a request checked, made into entries of the log, and laid over the events.
 */
#include "store/review.h"

#include "marsad/utf8.h"

#include <stdio.h>
#include <time.h>

struct request {
    marsad_store *s;
    const marsad_review_request *what;
    marsad_arena *arena;
    marsad_review_fn *told;
    void *user;
    bool go_on; /* `told` did not stop it */
};

/* ---- checks ---- */

static bool is_text(const char *z)
{
    marsad_str s = marsad_str_of(z);

    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ')
            return false;
    return s.len > 0 && s.len <= MARSAD_REVIEW_TEXT_MAX && marsad_utf8_valid(s) == s.len;
}

static bool check_request(const struct request *r, marsad_err *err)
{
    const marsad_review_request *w = r->what;
    const struct {
        const char *name, *value;
    } NEEDED[] = { { "the reviewer's name", w->by }, { "the reason", w->why } };

    for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++)
        if (!is_text(NEEDED[i].value))
            return marsad_fail(err, MARSAD_EINVAL, NEEDED[i].name, MARSAD_NO_OFFSET,
                               "must be given: text on one line, at most %d bytes", MARSAD_REVIEW_TEXT_MAX);
    for (size_t i = 0; i < w->n_corrections; i++)
        if (!is_text(w->corrections[i].value))
            return marsad_fail(err, MARSAD_EINVAL, w->corrections[i].field, MARSAD_NO_OFFSET,
                               "takes text on one line, at most %d bytes; what is empty is 'none'",
                               MARSAD_REVIEW_TEXT_MAX);
    return true;
}

/* ---- entries ---- */

/* One more than the highest turn of the reports. */
static bool next_turn(struct request *r, const marsad_review *e, int64_t *turn, marsad_err *err)
{
    static const char SQL[] =
        "SELECT coalesce(max(turn), 0) + 1 FROM review WHERE (digest = ?1 AND trigger_start = ?2) OR "
        "(other_digest = ?1 AND other_start = ?2) OR (digest = ?3 AND trigger_start = ?4) OR "
        "(other_digest = ?3 AND other_start = ?4)";
    sqlite3_stmt *stmt = store_prepare(r->s, STORE_REVIEW_TURN, SQL, err);
    marsad_status st;

    if (!stmt)
        return false;
    bind_text(stmt, 1, e->report.digest);
    sqlite3_bind_int64(stmt, 2, e->report.start);
    bind_text(stmt, 3, e->other.digest);
    sqlite3_bind_int64(stmt, 4, e->other.start);
    st = store_step(r->s, stmt, err);
    *turn = st == MARSAD_MORE ? sqlite3_column_int64(stmt, 0) : 1;
    sqlite3_reset(stmt);
    return st != MARSAD_FAIL;
}

/* Complete an entry and write it. */
static bool add_entry(struct request *r, marsad_review *e, marsad_err *err)
{
    time_t clock = time(NULL);
    struct tm tm;

    e->action = r->what->action;
    e->by = marsad_str_of(r->what->by);
    e->why = marsad_str_of(r->what->why);
    strftime(e->at, sizeof e->at, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&clock, &tm));
    if (r->what->at)
        snprintf(e->at, sizeof e->at, "%s", r->what->at);
    if (!next_turn(r, e, &e->turn, err))
        return false;
    if (!review_make_id(e, e->id))
        return marsad_fail_memory(err);
    if (!review_write(r->s, e, err))
        return false;
    r->go_on = r->go_on && (!r->told || r->told(r->user, e));
    return true;
}

static bool refresh(struct request *r, const marsad_anchor *a, marsad_err *err)
{
    struct review_place_of at;

    marsad_arena_reset(r->s->scratch);
    return review_resolve(r->s, a, &at, err) && (!at.article || review_refresh(r->s, at.article, a->digest, err));
}

/* A pair says nothing of the events, but of the stories of both. */
static bool note_pair(marsad_store *s, const marsad_review *e, marsad_err *err)
{
    static const char SQL[] = "INSERT OR IGNORE INTO link_stale VALUES(?1)";
    const marsad_anchor *const ENDS[] = { &e->report, &e->other };

    for (size_t i = 0; e->other.digest[0] && i < 2; i++) {
        struct review_place_of at;
        sqlite3_stmt *stmt;

        if (!review_resolve(s, ENDS[i], &at, err))
            return false;
        stmt = at.event ? store_prepare(s, STORE_REVIEW_STALE_ONE, SQL, err) : NULL;
        if (!stmt && at.event)
            return false;
        if (stmt)
            sqlite3_bind_int64(stmt, 1, at.event);
        if (stmt && !store_run(s, stmt, err))
            return false;
    }
    return true;
}

/* ---- accept, reject ---- */

/* What the program says of the event, a line for each field. */
static bool write_seen(const struct review_site *site, const marsad_event *e, marsad_str *out, marsad_err *err)
{
    *out = MARSAD_LIT("");
    for (int f = 0; f < REVIEW_FIELD_COUNT && out->ptr; f++) {
        marsad_str value;

        if (!review_text(site, e, (enum review_field)f, &value, err))
            return false;
        *out = marsad_arena_fmt(site->arena, "%.*s%s%s=%.*s", (int)out->len, out->ptr, f ? "\n" : "",
                                review_field_name((enum review_field)f), (int)value.len, value.ptr);
    }
    return out->ptr || marsad_fail_memory(err);
}

/* The event as the program read it. */
static bool load_report(struct request *r, marsad_review *entry, marsad_record *rec, marsad_event *e,
                        struct review_site *site, marsad_err *err)
{
    struct review_place_of at;
    int64_t event;

    return review_find(r->s, r->what->report, r->arena, &entry->report, &event, err) &&
           review_resolve(r->s, &entry->report, &at, err) && review_load(r->s, &at, r->arena, rec, e, site, err);
}

static bool add_decision(struct request *r, marsad_err *err)
{
    marsad_review entry = { .turn = 0 };
    struct review_site site;
    marsad_record rec;
    marsad_event e;

    return load_report(r, &entry, &rec, &e, &site, err) && write_seen(&site, &e, &entry.seen, err) &&
           add_entry(r, &entry, err) && refresh(r, &entry.report, err);
}

/* ---- edit ---- */

/* The correction of a field; NULL: none. A field that is no field, or is there twice, is refused. */
static bool sort_corrections(const struct request *r, const marsad_correction **by_field, marsad_err *err)
{
    for (size_t i = 0; i < r->what->n_corrections; i++) {
        const marsad_correction *c = &r->what->corrections[i];
        enum review_field f;

        if (!review_field_of(marsad_str_of(c->field), &f))
            return marsad_fail(err, MARSAD_EINVAL, c->field, MARSAD_NO_OFFSET,
                               "no field that can be corrected; there are: type, mode, day, day_end, place, actors, "
                               "recipients, killed, injured, captured, displaced, participants, factuality, source");
        if (by_field[f])
            return marsad_fail(err, MARSAD_EINVAL, c->field, MARSAD_NO_OFFSET, "is corrected twice");
        by_field[f] = c;
    }
    return r->what->n_corrections > 0 ||
           marsad_fail(err, MARSAD_EINVAL, "edit", MARSAD_NO_OFFSET, "needs at least one FIELD=VALUE");
}

/* The event as it stands, with the corrections so far. */
static bool load_current(struct request *r, const struct review_site *site, const marsad_anchor *a, marsad_event *e,
                         marsad_err *err)
{
    struct review_place_of at;

    return review_resolve(r->s, a, &at, err) && store_load_event(r->s, at.event, site->points, r->arena, e, err);
}

static bool add_corrections(struct request *r, const struct review_site *site, const marsad_review *base,
                            const marsad_event *read, const marsad_event *now, const marsad_correction *const *by_field,
                            marsad_err *err)
{
    for (int i = 0; i < REVIEW_FIELD_COUNT && r->go_on; i++) {
        enum review_field f = (enum review_field)i;
        marsad_review entry = *base;

        if (!by_field[f])
            continue;
        entry.field = marsad_str_of(review_field_name(f));
        if (!review_text(site, read, f, &entry.old, err) || !review_text(site, now, f, &entry.value, err) ||
            !add_entry(r, &entry, err))
            return false;
    }
    return true;
}

static bool add_edit(struct request *r, marsad_err *err)
{
    const marsad_correction *by_field[REVIEW_FIELD_COUNT] = { NULL };
    marsad_review base = { .turn = 0 };
    struct review_site site;
    marsad_event read, now;
    marsad_record rec;

    if (!sort_corrections(r, by_field, err) || !load_report(r, &base, &rec, &read, &site, err) ||
        !load_current(r, &site, &base.report, &now, err))
        return false;
    for (int f = 0; f < REVIEW_FIELD_COUNT; f++)
        if (by_field[f] &&
            !review_set(&site, &now, (enum review_field)f, marsad_str_trim(marsad_str_of(by_field[f]->value)), err))
            return false;
    if ((by_field[REVIEW_FIELD_TYPE] || by_field[REVIEW_FIELD_MODE]) && !review_fits_type(&site, &now, err))
        return false;
    return add_corrections(r, &site, &base, &read, &now, by_field, err) && refresh(r, &base.report, err);
}

/* ---- merge, split ---- */

static bool add_pair(struct request *r, marsad_err *err)
{
    marsad_review entry = { .turn = 0 };
    int64_t event, other;

    if (!review_find(r->s, r->what->report, r->arena, &entry.report, &event, err) ||
        !review_find(r->s, r->what->other, r->arena, &entry.other, &other, err))
        return false;
    if (event == other)
        return marsad_fail(err, MARSAD_EINVAL, r->what->other, MARSAD_NO_OFFSET, "is the same report twice");
    return add_entry(r, &entry, err) && note_pair(r->s, &entry, err);
}

/* ---- undo ---- */

#define ID_LEAST 4 /* digits */

static bool is_id(const char *id)
{
    size_t n = strspn(id, "0123456789abcdef");

    return n >= ID_LEAST && n <= 32 && !id[n];
}

static bool add_undo(struct request *r, marsad_err *err)
{
    const char *id = r->what->undoes;
    marsad_str value = marsad_str_of(id);
    marsad_review entry = { .turn = 0 };
    struct review_list found, all;
    bool *force;

    if (!is_id(id))
        return marsad_fail(err, MARSAD_EINVAL, id, MARSAD_NO_OFFSET,
                           "no id of an entry, as `marsad review list` prints it");
    if (!review_read(r->s, "WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2", &value, 1, r->arena, &found, err))
        return false;
    if (found.n != 1)
        return marsad_fail(err, MARSAD_EINVAL, id, MARSAD_NO_OFFSET, "%s",
                           found.n ? "several entries have an id that begins so" : "the log has no such entry");
    value = marsad_str_of(found.at[0].report.digest);
    if (!review_read(r->s, REVIEW_OF_ARTICLE, &value, 1, r->arena, &all, err))
        return false;
    force = marsad_arena_array(r->arena, all.n + 1, sizeof *force);
    if (!force || !review_in_force(&all, force))
        return marsad_fail_memory(err);
    for (size_t i = 0; i < all.n; i++)
        if (!force[i] && strcmp(all.at[i].id, found.at[0].id) == 0)
            return marsad_fail(err, MARSAD_EINVAL, id, MARSAD_NO_OFFSET, "was taken back already");
    entry.report = found.at[0].report;
    entry.other = found.at[0].other;
    memcpy(entry.undoes, found.at[0].id, sizeof entry.undoes);
    return add_entry(r, &entry, err) && refresh(r, &entry.report, err) && note_pair(r->s, &entry, err);
}

bool marsad_review_add(marsad_store *s, const marsad_review_request *request, marsad_review_fn *told, void *user,
                       marsad_err *err)
{
    static bool (*const ADD[])(struct request *, marsad_err *) = { add_decision, add_decision, add_edit,
                                                                   add_pair,     add_pair,     add_undo };
    struct request r = {
        .s = s, .what = request, .arena = marsad_arena_new(0), .told = told, .user = user, .go_on = true
    };
    bool ok = r.arena ? true : marsad_fail_memory(err);

    /* A transaction from the beginning: nobody else takes the same turn. */
    ok = ok && check_request(&r, err) && store_begin(s, err) && ADD[request->action](&r, err);
    if (!ok)
        store_rollback(s);
    marsad_arena_free(r.arena);
    return ok;
}

bool marsad_review_import(marsad_store *s, const marsad_review *entry, bool *added, marsad_err *err)
{
    struct request r = { .s = s };
    sqlite3_stmt *stmt = store_prepare(s, STORE_REVIEW_SEEN, "SELECT 1 FROM review WHERE id = ?1", err);
    marsad_status st;

    *added = false;
    if (!stmt)
        return false;
    bind_text(stmt, 1, entry->id);
    st = store_step(s, stmt, err);
    sqlite3_reset(stmt);
    if (st != MARSAD_END)
        return st == MARSAD_MORE;
    if (!review_write(s, entry, err) || !refresh(&r, &entry->report, err) || !note_pair(s, entry, err)) {
        store_rollback(s);
        return false;
    }
    *added = true;
    return true;
}

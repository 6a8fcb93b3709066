/*
 * review_apply.c - what the log comes to, laid over the events of one article.
 *
 * Tables "event_review" (what was decided last) and "corrected", "corrected_party" (edited events as they are now)
 * follow from the log and from what the program read, and from nothing else: they can be made again at any time.
 */
#include "store/review.h"

/* One event that the log speaks of. */
struct target {
    struct review_place_of at;
    const marsad_review *last;        /* that decides the state; NULL: none holds */
    bool edited[REVIEW_FIELD_COUNT];  /* by an entry in force */
    bool applied[REVIEW_FIELD_COUNT]; /* and the value could be given */
};

struct refresh {
    marsad_store *s;
    marsad_arena *arena;
    struct review_list list;
    struct target *targets;
    size_t n, cap;
    size_t *target_of; /* of each entry; SIZE_MAX: none */
};

bool review_load(marsad_store *s, const struct review_place_of *at, marsad_arena *arena, marsad_record *rec,
                 marsad_event *e, struct review_site *site, marsad_err *err)
{
    if (!store_load_article(s, at->article, arena, rec, err) ||
        !store_load_event_read(s, at->event, &rec->points, arena, e, err))
        return false;
    *site = (struct review_site){
        .s = s, .article = at->article, .points = &rec->points, .published = rec->article.published, .arena = arena
    };
    return true;
}

bool review_compare(const struct review_site *site, const marsad_event *e, marsad_str seen, const bool *edited,
                    marsad_str *field, marsad_str *was, marsad_str *now, marsad_err *err)
{
    marsad_str line;

    *field = (marsad_str){ 0 };
    while (!field->ptr && seen.ptr && marsad_str_next(&seen, '\n', &line)) {
        enum review_field f;
        marsad_str name;

        if (!marsad_str_next(&line, '=', &name) || !line.ptr || !review_field_of(name, &f) || edited[f])
            continue;
        if (!review_text(site, e, f, now, err))
            return false;
        *was = line;
        if (!marsad_str_equal(line, *now))
            *field = name;
    }
    return true;
}

/* ---- which events ---- */

static bool find_target(struct refresh *r, const struct review_place_of *at, size_t *out)
{
    for (*out = 0; *out < r->n; ++*out)
        if (r->targets[*out].at.event == at->event)
            return true;
    if (!marsad_arena_grow(r->arena, (void **)&r->targets, &r->cap, r->n, sizeof *r->targets))
        return false;
    r->targets[r->n++] = (struct target){ .at = *at };
    return true;
}

static bool find_targets(struct refresh *r, const char *digest, marsad_err *err)
{
    bool *force = marsad_arena_array(r->arena, r->list.n + 1, sizeof *force);

    r->target_of = marsad_arena_array(r->arena, r->list.n + 1, sizeof *r->target_of);
    if (!force || !r->target_of || !review_in_force(&r->list, force))
        return marsad_fail_memory(err);
    for (size_t i = 0; i < r->list.n; i++) {
        const marsad_review *e = &r->list.at[i];
        struct review_place_of at;
        enum review_field f;

        r->target_of[i] = SIZE_MAX;
        if (!force[i] || e->action > MARSAD_REVIEW_EDIT || strcmp(e->report.digest, digest) != 0)
            continue;
        if (!review_resolve(r->s, &e->report, &at, err))
            return false;
        if (at.fit != MARSAD_REVIEW_FITS && at.fit != MARSAD_REVIEW_MOVED)
            continue;
        if (!find_target(r, &at, &r->target_of[i]))
            return marsad_fail_memory(err);
        if (e->action == MARSAD_REVIEW_EDIT && review_field_of(e->field, &f))
            r->targets[r->target_of[i]].edited[f] = true;
    }
    return true;
}

/* ---- what they become ---- */

/* A value that cannot be given (a place that the dictionary lost) leaves the field as it is. */
static bool apply_edit(const struct review_site *site, const marsad_review *entry, struct target *t, marsad_event *e,
                       marsad_err *err)
{
    marsad_err why = { .code = MARSAD_OK };
    marsad_event before = *e;
    enum review_field f;

    if (!review_field_of(entry->field, &f))
        return true;
    if (review_set(site, e, f, entry->value, &why)) {
        t->applied[f] = true;
        t->last = entry;
        return true;
    }
    *e = before;
    return why.code == MARSAD_EINVAL || marsad_fail(err, why.code, why.where, why.offset, "%s", why.msg);
}

static bool apply_entry(const struct review_site *site, const marsad_review *entry, struct target *t,
                        const marsad_event *read, marsad_event *e, marsad_err *err)
{
    marsad_str field = { 0 }, was, now;

    if (entry->action == MARSAD_REVIEW_EDIT)
        return apply_edit(site, entry, t, e, err);
    if (entry->action == MARSAD_REVIEW_ACCEPT &&
        !review_compare(site, read, entry->seen, t->edited, &field, &was, &now, err))
        return false;
    if (!field.ptr) /* nobody has accepted what the program says only now */
        t->last = entry;
    return true;
}

static bool join_fields(struct refresh *r, const struct target *t, marsad_str *out)
{
    *out = MARSAD_LIT("");
    for (int f = 0; f < REVIEW_FIELD_COUNT && out->ptr; f++)
        if (t->applied[f])
            *out = marsad_arena_fmt(r->arena, "%.*s%s%s", (int)out->len, out->ptr, out->len ? "," : "",
                                    review_field_name((enum review_field)f));
    return out->ptr != NULL;
}

static bool write_state(struct refresh *r, const struct target *t, marsad_str fields, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO event_review(event, state, entry, fields) VALUES(?1, ?2, ?3, ?4)";
    static const char *const STATES[] = { "accepted", "rejected", "edited" };
    struct row row = { .stmt = store_prepare(r->s, STORE_REVIEW_STATE, SQL, err) };

    if (!row.stmt)
        return false;
    put_int(&row, t->at.event);
    put_text(&row, STATES[t->last->action]);
    put_text(&row, t->last->id);
    put_str(&row, fields.len > 0 ? fields : (marsad_str){ 0 });
    return store_run(r->s, row.stmt, err);
}

static bool write_target(struct refresh *r, size_t which, marsad_err *err)
{
    struct target *t = &r->targets[which];
    struct review_site site;
    marsad_event read, e;
    marsad_record rec;
    marsad_str fields;

    if (!review_load(r->s, &t->at, r->arena, &rec, &read, &site, err))
        return false;
    e = read;
    for (size_t i = 0; i < r->list.n; i++)
        if (r->target_of[i] == which && !apply_entry(&site, &r->list.at[i], t, &read, &e, err))
            return false;
    if (!t->last)
        return true;
    if (!join_fields(r, t, &fields))
        return marsad_fail_memory(err);
    if (!write_state(r, t, fields, err))
        return false;
    if (fields.len == 0)
        return true;
    if (r->s->dict)
        marsad_event_codes(r->s->dict, &e);
    return parts_write_corrected(r->s, &rec, &e, t->at.article, t->at.event, (size_t)t->at.number, err);
}

bool review_forget(marsad_store *s, int64_t article, marsad_err *err)
{
    static const char *const SQL[] = {
        "DELETE FROM event_review WHERE event IN (SELECT id FROM event WHERE article = ?1)",
        "DELETE FROM corrected_party WHERE event IN (SELECT id FROM event WHERE article = ?1)",
        "DELETE FROM corrected WHERE id IN (SELECT id FROM event WHERE article = ?1)",
    };
    static const enum store_statement WHICH[] = { STORE_REVIEW_FORGET, STORE_REVIEW_FORGET_PARTY,
                                                  STORE_REVIEW_FORGET_EVENT };

    for (size_t i = 0; i < sizeof SQL / sizeof *SQL; i++) {
        sqlite3_stmt *stmt = store_prepare(s, WHICH[i], SQL[i], err);

        if (!stmt)
            return false;
        sqlite3_bind_int64(stmt, 1, article);
        if (!store_run(s, stmt, err))
            return false;
    }
    return true;
}

static bool is_spoken_of(marsad_store *s, const char *digest, bool *yes, marsad_err *err)
{
    sqlite3_stmt *stmt = store_prepare(s, STORE_REVIEW_KNOWN, "SELECT 1 FROM review WHERE digest = ?1 LIMIT 1", err);
    marsad_status st;

    *yes = false;
    if (!stmt)
        return false;
    bind_text(stmt, 1, digest);
    st = store_step(s, stmt, err);
    *yes = st == MARSAD_MORE;
    sqlite3_reset(stmt);
    return st != MARSAD_FAIL;
}

/* The stories of the events that people spoke of may change. */
static bool note_stale(marsad_store *s, int64_t article, marsad_err *err)
{
    static const char SQL[] = "INSERT OR IGNORE INTO link_stale SELECT v.event FROM event_review v "
                              "JOIN event e ON e.id = v.event WHERE e.article = ?1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_REVIEW_STALE, SQL, err);

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, article);
    return store_run(s, stmt, err);
}

static bool refresh_all(struct refresh *r, int64_t article, const char *digest, marsad_err *err)
{
    marsad_str value = marsad_str_of(digest);

    if (!store_begin(r->s, err) || !note_stale(r->s, article, err) || !review_forget(r->s, article, err) ||
        !review_read(r->s, REVIEW_OF_ARTICLE, &value, 1, r->arena, &r->list, err) || !find_targets(r, digest, err))
        return false;
    for (size_t i = 0; i < r->n; i++)
        if (!write_target(r, i, err))
            return false;
    return note_stale(r->s, article, err);
}

bool review_refresh(marsad_store *s, int64_t article, const char *digest, marsad_err *err)
{
    struct refresh r = { .s = s };
    bool ok, spoken_of;

    if (!is_spoken_of(s, digest, &spoken_of, err))
        return false;
    if (!spoken_of)
        return true;
    r.arena = marsad_arena_new(0);
    ok = r.arena ? refresh_all(&r, article, digest, err) : marsad_fail_memory(err);
    marsad_arena_free(r.arena);
    return ok;
}

bool marsad_review_apply(marsad_store *s, marsad_err *err)
{
    static const char SQL[] = "SELECT DISTINCT a.id, a.digest FROM review r JOIN article a ON a.digest = r.digest "
                              "WHERE a.id > ?1 ORDER BY a.id LIMIT 1";
    int64_t article = 0;
    marsad_status st;

    do {
        sqlite3_stmt *stmt = store_prepare(s, STORE_REVIEW_ARTICLES, SQL, err);
        char digest[33] = "";

        if (!stmt)
            return false;
        sqlite3_bind_int64(stmt, 1, article);
        st = store_step(s, stmt, err);
        if (st == MARSAD_MORE) {
            marsad_str text = column_str(stmt, 1);

            article = sqlite3_column_int64(stmt, 0);
            memcpy(digest, text.ptr ? text.ptr : "", text.len < sizeof digest ? text.len : 0);
        }
        sqlite3_reset(stmt);
        marsad_arena_reset(s->scratch);
        if (st == MARSAD_MORE && !review_refresh(s, article, digest, err))
            st = MARSAD_FAIL;
    } while (st == MARSAD_MORE);
    return st == MARSAD_END;
}

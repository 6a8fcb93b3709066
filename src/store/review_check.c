/*
 * review_check.c - how each entry of the log fits what the program says now.
 */
#include "store/review.h"

static const char *const FIT_NAMES[] = {
#define X(upper, name) name,
    MARSAD_REVIEW_FITS(X)
#undef X
};

const char *marsad_review_fit_name(marsad_review_fit f)
{
    return FIT_NAMES[f];
}

/* The entries of one article, or all pairs: what is in force. */
struct checking {
    marsad_store *s;
    marsad_arena *arena;
    const struct review_list *list;
    const bool *force;
};

static bool same_report(const marsad_anchor *a, const marsad_anchor *b)
{
    return strcmp(a->digest, b->digest) == 0 && a->start == b->start && a->stop == b->stop;
}

static void fields_edited(const struct checking *c, const marsad_anchor *report, bool *edited)
{
    for (size_t i = 0; i < c->list->n; i++) {
        const marsad_review *e = &c->list->at[i];
        enum review_field f;

        if (c->force[i] && e->action == MARSAD_REVIEW_EDIT && same_report(&e->report, report) &&
            review_field_of(e->field, &f))
            edited[f] = true;
    }
}

/* Is the value still one? It is given to a copy of the event. */
static bool check_value(const struct review_site *site, const marsad_event *e, enum review_field f,
                        const marsad_review *entry, marsad_review_finding *out, marsad_err *err)
{
    marsad_err why = { .code = MARSAD_OK };
    marsad_event copy = *e;

    if (review_set(site, &copy, f, entry->value, &why))
        return true;
    if (why.code != MARSAD_EINVAL)
        return marsad_fail(err, why.code, why.where, why.offset, "%s", why.msg);
    out->fit = MARSAD_REVIEW_VALUE;
    out->field = entry->field;
    out->was = entry->value;
    out->now = marsad_arena_str(site->arena, marsad_str_of(why.msg));
    return out->now.ptr || marsad_fail_memory(err);
}

static bool check_edit(const struct review_site *site, const marsad_event *e, marsad_review_finding *out,
                       marsad_err *err)
{
    const marsad_review *entry = out->entry;
    enum review_field f;
    marsad_str now;

    if (!review_field_of(entry->field, &f))
        return true;
    if (!review_text(site, e, f, &now, err))
        return false;
    if (marsad_str_equal(now, entry->value) && !marsad_str_equal(entry->old, entry->value)) {
        out->fit = MARSAD_REVIEW_AGREES;
    } else if (!marsad_str_equal(now, entry->old)) {
        out->fit = MARSAD_REVIEW_CHANGED;
        out->field = entry->field;
        out->was = entry->old;
        out->now = now;
    }
    return check_value(site, e, f, entry, out, err);
}

static bool check_seen(const struct checking *c, const struct review_site *site, const marsad_event *e,
                       marsad_review_finding *out, marsad_err *err)
{
    bool edited[REVIEW_FIELD_COUNT] = { false };
    marsad_str field, was, now;

    fields_edited(c, &out->entry->report, edited);
    if (!review_compare(site, e, out->entry->seen, edited, &field, &was, &now, err))
        return false;
    if (field.ptr) {
        out->fit = MARSAD_REVIEW_CHANGED;
        out->field = field;
        out->was = was;
        out->now = now;
    }
    return true;
}

/* The type of the event that stands where the trigger was. */
static bool name_type(const struct checking *c, const struct review_place_of *at, marsad_review_finding *out,
                      marsad_err *err)
{
    struct review_site site;
    marsad_record rec;
    marsad_event e;

    out->field = MARSAD_LIT("type");
    out->was = out->entry->report.type;
    if (!review_load(c->s, at, c->arena, &rec, &e, &site, err))
        return false;
    out->now = e.type;
    return true;
}

static bool check_report(const struct checking *c, const marsad_review *entry, marsad_review_finding *out,
                         marsad_err *err)
{
    struct review_place_of at;
    struct review_site site;
    marsad_record rec;
    marsad_event e;

    if (!review_resolve(c->s, &entry->report, &at, err))
        return false;
    *out = (marsad_review_finding){ .entry = entry, .fit = at.fit, .now_at = "" };
    if (at.event) {
        marsad_report_name name = marsad_report_name_of(entry->report.digest, at.number);

        out->now_at = marsad_arena_str(c->arena, marsad_str_of(name.text)).ptr;
        if (!out->now_at)
            return marsad_fail_memory(err);
    }
    if (at.fit == MARSAD_REVIEW_TYPE)
        return name_type(c, &at, out, err);
    if ((at.fit != MARSAD_REVIEW_FITS && at.fit != MARSAD_REVIEW_MOVED) || entry->action > MARSAD_REVIEW_EDIT)
        return true;
    if (!review_load(c->s, &at, c->arena, &rec, &e, &site, err))
        return false;
    if (entry->action == MARSAD_REVIEW_EDIT)
        return check_edit(&site, &e, out, err);
    return entry->action == MARSAD_REVIEW_REJECT || check_seen(c, &site, &e, out, err);
}

/* Do both decide the same question? */
static bool same_question(const marsad_review *a, const marsad_review *b)
{
    bool pair = a->other.digest[0] && b->other.digest[0];

    if (pair)
        return (same_report(&a->report, &b->report) && same_report(&a->other, &b->other)) ||
               (same_report(&a->report, &b->other) && same_report(&a->other, &b->report));
    if (a->other.digest[0] || b->other.digest[0] || !same_report(&a->report, &b->report))
        return false;
    if (a->action == MARSAD_REVIEW_EDIT || b->action == MARSAD_REVIEW_EDIT)
        return a->action == b->action && marsad_str_equal(a->field, b->field);
    return true;
}

/* A later word on the same question leaves nothing to ask of an earlier one. */
static bool is_superseded(const struct checking *c, size_t entry)
{
    for (size_t i = entry + 1; i < c->list->n; i++)
        if (c->force[i] && c->list->at[i].action != MARSAD_REVIEW_UNDO &&
            same_question(&c->list->at[entry], &c->list->at[i]))
            return true;
    return false;
}

/* A pair fits as its worse half does. */
static bool check_other(const struct checking *c, const marsad_review *entry, marsad_review_finding *out,
                        marsad_err *err)
{
    struct review_place_of at;

    if (!entry->other.digest[0])
        return true;
    if (!review_resolve(c->s, &entry->other, &at, err))
        return false;
    if (at.fit > out->fit)
        out->fit = at.fit;
    return true;
}

static bool visit_article(const struct checking *c, const char *digest, marsad_review_finding_fn *visit, void *user,
                          bool *go_on, marsad_err *err)
{
    for (size_t i = 0; *go_on && i < c->list->n; i++) {
        const marsad_review *entry = &c->list->at[i];
        marsad_review_finding finding;

        if (!c->force[i] || entry->action == MARSAD_REVIEW_UNDO || strcmp(entry->report.digest, digest) != 0)
            continue; /* of the other half of a pair: told with the first */
        if (is_superseded(c, i))
            continue;
        if (!check_report(c, entry, &finding, err) || !check_other(c, entry, &finding, err))
            return false;
        *go_on = visit(user, &finding);
    }
    return true;
}

static bool check_article(marsad_store *s, const char *digest, marsad_review_finding_fn *visit, void *user, bool *go_on,
                          marsad_err *err)
{
    marsad_arena *arena = marsad_arena_new(0);
    struct checking c = { .s = s, .arena = arena };
    marsad_str value = marsad_str_of(digest);
    struct review_list list;
    bool *force = NULL, ok = arena || marsad_fail_memory(err);

    ok = ok && review_read(s, REVIEW_OF_ARTICLE, &value, 1, arena, &list, err);
    if (ok) {
        force = marsad_arena_array(arena, list.n + 1, sizeof *force);
        ok = (force && review_in_force(&list, force)) || marsad_fail_memory(err);
    }
    c.list = &list;
    c.force = force;
    ok = ok && visit_article(&c, digest, visit, user, go_on, err);
    marsad_arena_free(arena);
    return ok;
}

bool marsad_review_check(marsad_store *s, marsad_review_finding_fn *visit, void *user, marsad_err *err)
{
    /* What is no digest was put in by hand: `verify` tells of it, and here the loop would not come to an end. */
    static const char SQL[] = "SELECT digest FROM review WHERE digest > ?1 AND length(CAST(digest AS BLOB)) = 32 "
                              "ORDER BY digest LIMIT 1";
    char digest[33] = "";
    bool go_on = true;
    marsad_status st = MARSAD_MORE;

    while (go_on && st == MARSAD_MORE) {
        sqlite3_stmt *stmt = store_prepare(s, STORE_REVIEW_DIGESTS, SQL, err);
        marsad_str found;

        if (!stmt)
            return false;
        bind_str(stmt, 1, marsad_str_of(digest));
        st = store_step(s, stmt, err);
        found = st == MARSAD_MORE ? column_str(stmt, 0) : (marsad_str){ 0 };
        if (found.len < sizeof digest) {
            memcpy(digest, found.ptr ? found.ptr : "", found.len);
            digest[found.len] = 0;
        }
        sqlite3_reset(stmt);
        if (st == MARSAD_MORE && !check_article(s, digest, visit, user, &go_on, err))
            return false;
    }
    return st != MARSAD_FAIL;
}

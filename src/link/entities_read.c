/*
 * entities_read.c - all parties of all reports, one pass over the store.
 */
#include "link/entities.h"
#include "link/merge.h"
#include "marsad/utf8.h"
#include "store/sqlite.h"

#include <stdio.h>
#include <stdlib.h>

#define PARTY_SQL                                                                                                      \
    "SELECT e.id, e.article, e.number, e.type, e.mode, e.factuality, e.confidence, e.quad,\n"                          \
    "  coalesce(l.name, e.place_text), l.country, coalesce(r.story, 0), p.side = 'recipient', p.start, p.text, "       \
    "p.key,\n"                                                                                                         \
    "  p.entity, p.country, p.role, p.head_start FROM event_party_now p JOIN event_now e ON e.id = p.event\n"          \
    "  LEFT JOIN place l ON l.id = e.place LEFT JOIN link_report r ON r.event = e.id\n"                                \
    "  WHERE (?1 IS NULL OR e.day_end >= ?1) AND (?2 IS NULL OR e.day <= ?2) ORDER BY p.event, p.side, p.number"

struct pass {
    marsad_store *s;
    struct entity_reports *x;
    sqlite3_stmt *named; /* the names of "article:N" */
    marsad_err *err;
};

/* Each text once. ptr NULL with *ok false: no memory. */
static marsad_str keep(struct entity_reports *x, marsad_str s, bool *ok)
{
    uint64_t at;
    marsad_str copy;

    if (!s.ptr)
        return s;
    if (marsad_map_get(x->strings, s, &at))
        return (marsad_str){ (const char *)(uintptr_t)at, s.len };
    copy = marsad_arena_str(x->arena, s);
    if (!copy.ptr || !marsad_map_put(x->strings, copy, (uint64_t)(uintptr_t)copy.ptr)) {
        *ok = false;
        return (marsad_str){ 0 };
    }
    return copy;
}

/* ---- articles ---- */

static bool read_article(struct entity_reports *x, sqlite3_stmt *stmt, size_t *cap)
{
    struct entity_article a = { .id = sqlite3_column_int64(stmt, 0), .text = sqlite3_column_int64(stmt, 4) };
    void *at = x->articles;
    marsad_str digest = column_str(stmt, 1);
    bool ok = true;

    if (x->n_articles == *cap && !marsad_arena_grow(x->arena, &at, cap, x->n_articles, sizeof a))
        return false;
    x->articles = at;
    snprintf(a.digest, sizeof a.digest, "%.*s", (int)digest.len, digest.ptr);
    column_day(stmt, 2, a.published);
    a.outlet = keep(x, column_str(stmt, 3), &ok);
    ok = ok && merge_credit(x->merger, column_str(stmt, 5), x->arena, &a.credit);
    x->articles[x->n_articles++] = a;
    return ok;
}

static bool read_articles(struct pass *p)
{
    static const char SQL[] =
        "SELECT a.id, a.digest, a.published, a.source, coalesce(n.group_id, a.id), a.agency FROM article a "
        "LEFT JOIN near n ON n.article = a.id ORDER BY a.id";
    sqlite3_stmt *stmt = NULL;
    size_t cap = 0;
    int rc = sqlite3_prepare_v2(p->s->db, SQL, -1, &stmt, NULL);
    bool ok = true;

    while (ok && rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        ok = read_article(p->x, stmt, &cap) || marsad_fail_memory(p->err);
        rc = SQLITE_OK;
    }
    if (ok && rc != SQLITE_DONE)
        ok = store_fail(p->s, rc, p->err);
    sqlite3_finalize(stmt);
    return ok && (entity_sources(p->x) || marsad_fail_memory(p->err));
}

static int by_id(const void *key, const void *item)
{
    int64_t id = *(const int64_t *)key, other = ((const struct entity_article *)item)->id;

    return (id > other) - (id < other);
}

/* ---- reports ---- */

static bool add_report(struct pass *p, sqlite3_stmt *stmt)
{
    struct entity_reports *x = p->x;
    struct entity_report r = { .event = sqlite3_column_int64(stmt, 0), .story = sqlite3_column_int64(stmt, 10) };
    int64_t article = sqlite3_column_int64(stmt, 1);
    const struct entity_article *a = bsearch(&article, x->articles, x->n_articles, sizeof *a, by_id);
    void *at = x->reports;
    bool ok = true;

    if (x->n_reports > 0 && x->reports[x->n_reports - 1].event == r.event)
        return true;
    if (!a)
        return marsad_fail(p->err, MARSAD_ESTORE, p->s->path, MARSAD_NO_OFFSET, "an event without an article");
    if (x->n_reports == x->cap_reports && !marsad_arena_grow(x->arena, &at, &x->cap_reports, x->n_reports, sizeof r))
        return marsad_fail_memory(p->err);
    x->reports = at;
    r.article = (uint32_t)(a - x->articles);
    r.number = (uint32_t)sqlite3_column_int64(stmt, 2);
    r.type = keep(x, column_str(stmt, 3), &ok);
    r.mode = keep(x, column_str(stmt, 4), &ok);
    r.factuality = keep(x, column_str(stmt, 5), &ok);
    r.place = keep(x, column_str(stmt, 8), &ok);
    r.confidence = sqlite3_column_double(stmt, 6);
    x->reports[x->n_reports++] = r;
    return ok || marsad_fail_memory(p->err);
}

/* ---- parties ---- */

/* The longest name that an article has for its entity; of equal ones the first by its letters. */
static bool find_name(struct pass *p, int64_t article, struct party_facts *facts)
{
    int rc;

    sqlite3_reset(p->named);
    sqlite3_bind_int64(p->named, 1, article);
    bind_str(p->named, 2, facts->entity);
    rc = sqlite3_step(p->named);
    if (rc == SQLITE_ROW) {
        facts->named = column_str(p->named, 0);
        facts->kind = column_str(p->named, 1);
    }
    return rc == SQLITE_ROW || rc == SQLITE_DONE || store_fail(p->s, rc, p->err);
}

/* Byte of the text where code point `n` of it begins. */
static size_t byte_of(marsad_str text, int64_t n)
{
    size_t at = 0, len;

    for (; n > 0 && at < text.len; n--, at += len)
        marsad_utf8_get(text, at, &len);
    return at < text.len ? at : 0;
}

static bool add_ref(struct pass *p, bool recipient, const struct party_is *is)
{
    struct entity_reports *x = p->x;
    struct entity_ref ref = { .entity = is->entity, .report = (uint32_t)x->n_reports - 1, .recipient = recipient };
    void *at = x->refs;
    bool ok = true;

    if (x->n_refs == x->cap_refs && !marsad_arena_grow(x->arena, &at, &x->cap_refs, x->n_refs, sizeof ref))
        return marsad_fail_memory(p->err);
    x->refs = at;
    ref.text = keep(x, is->called, &ok);
    x->refs[x->n_refs++] = ref;
    return ok || marsad_fail_memory(p->err);
}

static bool read_party(struct pass *p, sqlite3_stmt *stmt)
{
    int64_t quad = sqlite3_column_int64(stmt, 7), head = sqlite3_column_int64(stmt, 18);
    struct party_facts facts = { .text = column_str(stmt, 13),
                                 .key = column_str(stmt, 14),
                                 .entity = column_str(stmt, 15),
                                 .country = column_str(stmt, 16),
                                 .role = column_str(stmt, 17),
                                 .place_country = column_str(stmt, 9),
                                 .verbal = quad == 1 || quad == 3,
                                 .recipient = sqlite3_column_int(stmt, 11) != 0 };
    struct party_is is;

    if (sqlite3_column_type(stmt, 18) != SQLITE_NULL)
        facts.head = byte_of(facts.text, head - sqlite3_column_int64(stmt, 12));
    if (marsad_str_starts(facts.entity, MARSAD_LIT("article:")) && !find_name(p, sqlite3_column_int64(stmt, 1), &facts))
        return false;
    if (!resolver_find(p->x->resolver, &facts, &is, p->err))
        return false;
    return is.entity == ENTITY_NONE || (add_report(p, stmt) && add_ref(p, facts.recipient, &is));
}

static bool read_parties(struct pass *p, const marsad_entity_filter *f)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(p->s->db, PARTY_SQL, -1, &stmt, NULL);
    bool ok = true;

    if (rc == SQLITE_OK) {
        bind_text(stmt, 1, f->from ? f->from : "");
        bind_text(stmt, 2, f->to ? f->to : "");
    }
    while (ok && rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        ok = read_party(p, stmt);
        rc = SQLITE_OK;
    }
    if (ok && rc != SQLITE_DONE)
        ok = store_fail(p->s, rc, p->err);
    sqlite3_finalize(stmt);
    return ok;
}

static int by_entity(const void *a, const void *b)
{
    const struct entity_ref *x = a, *y = b;

    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return (int)x->recipient - (int)y->recipient;
}

bool entity_reports_read(marsad_store *s, const marsad_entity_filter *f, struct entity_reports *x, marsad_err *err)
{
    static const char NAMED[] = "SELECT text, kind FROM mention WHERE article = ?1 AND entity = ?2 "
                                "ORDER BY length(text) DESC, text LIMIT 1";
    struct pass p = { .s = s, .x = x, .err = err };
    int rc = sqlite3_prepare_v2(s->db, NAMED, -1, &p.named, NULL);
    bool ok = rc == SQLITE_OK ? read_articles(&p) && read_parties(&p, f) : store_fail(s, rc, err);

    sqlite3_finalize(p.named);
    if (ok && x->n_refs > 0)
        qsort(x->refs, x->n_refs, sizeof *x->refs, by_entity);
    return ok;
}

/*
 * query.c - events that fit a filter: the filter becomes one SELECT of ids, each event is then read back whole.
 */
#include "store/query.h"
#include "store/rows.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

/* A WHERE clause with its values. */
struct query {
    marsad_store *s;
    const char *parties; /* their table */
    marsad_buf sql;
    marsad_str values[4096]; /* a name stands for at most so many places */
    int n;
    bool failed;
};

static void add(struct query *q, const char *sql)
{
    if (!q->failed && !marsad_buf_add(&q->sql, marsad_str_of(sql)))
        q->failed = true;
}

/* Append `head`, a parameter and `tail`; the value must outlive the query. */
static void add_value(struct query *q, const char *head, marsad_str value, const char *tail)
{
    if (q->n == (int)(sizeof q->values / sizeof *q->values))
        return;
    q->values[q->n++] = value;
    if (!q->failed && !marsad_buf_addf(&q->sql, "%s?%d%s", head, q->n, tail))
        q->failed = true;
}

static marsad_str normal(struct query *q, const char *text)
{
    marsad_str norm = { 0 };

    if (!marsad_normalise(marsad_str_trim(marsad_str_of(text)), q->s->scratch, &norm, NULL))
        q->failed = true;
    return norm.ptr ? norm : MARSAD_LIT("");
}

static bool same_latin(marsad_str a, const char *b)
{
    return a.len > 0 && strlen(b) == a.len && strncasecmp(a.ptr, b, a.len) == 0;
}

static marsad_str cell(struct query *q, marsad_table table, uint32_t row, const char *column)
{
    int at = marsad_dict_column(q->s->dict, table, column);

    return at < 0 ? MARSAD_LIT("") : marsad_dict_cell(q->s->dict, table, row, at);
}

/* A province stands for all places in it. */
static void add_province(struct query *q, uint32_t row)
{
    static const char *const WHOLE[] = { "governorate", "region" };
    marsad_str precision = cell(q, MARSAD_TABLE_PLACES, row, "precision");
    marsad_str country = cell(q, MARSAD_TABLE_PLACES, row, "country");
    static const char *const NAMES[] = { "admin1", "name_en" };

    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++)
        for (size_t k = 0; marsad_str_equal(precision, marsad_str_of(WHOLE[i])) && k < 2; k++) {
            marsad_str name = cell(q, MARSAD_TABLE_PLACES, row, NAMES[k]);

            if (name.len == 0 || country.len == 0)
                continue;
            add_value(q, " OR (p.country = ", country, "");
            add_value(q, " AND p.admin1 = ", name, ")");
        }
}

static void add_place_row(struct query *q, uint32_t row)
{
    add_value(q, " OR e.place = ", cell(q, MARSAD_TABLE_PLACES, row, "id"), "");
    add_province(q, row);
}

/* What the dictionary knows under an Arabic name. The capital's name is no name of the country. */
static void add_arabic_places(struct query *q, marsad_str name)
{
    marsad_entries found = marsad_dict_find(q->s->dict, name);

    for (size_t i = 0; i < found.n; i++) {
        const marsad_entry *entry = &found.at[i];
        marsad_table table = (marsad_table)entry->table;
        int column = entry->column;

        if (table == MARSAD_TABLE_PLACES)
            add_place_row(q, entry->row);
        else if (table == MARSAD_TABLE_COUNTRIES && (column == marsad_dict_column(q->s->dict, table, "name") ||
                                                     column == marsad_dict_column(q->s->dict, table, "aliases")))
            add_value(q, " OR p.country = ", cell(q, table, entry->row, "iso2"), "");
    }
}

static void add_latin_places(struct query *q, const char *name)
{
    const marsad_dict *d = q->s->dict;

    for (uint32_t i = 0; i < marsad_dict_rows(d, MARSAD_TABLE_COUNTRIES); i++)
        if (same_latin(cell(q, MARSAD_TABLE_COUNTRIES, i, "name_en"), name) ||
            same_latin(cell(q, MARSAD_TABLE_COUNTRIES, i, "iso3"), name))
            add_value(q, " OR p.country = ", cell(q, MARSAD_TABLE_COUNTRIES, i, "iso2"), "");
    for (uint32_t i = 0; i < marsad_dict_rows(d, MARSAD_TABLE_PLACES); i++)
        if (same_latin(cell(q, MARSAD_TABLE_PLACES, i, "name_en"), name))
            add_place_row(q, i);
    add_value(q, " OR p.name = ", marsad_str_of(name), " COLLATE NOCASE");
    add_value(q, " OR p.admin1 = ", marsad_str_of(name), " COLLATE NOCASE");
}

static void add_place(struct query *q, const char *place)
{
    marsad_str key = normal(q, place);

    add_value(q, " AND (e.place = ", marsad_str_of(place), "");
    add_value(q, " OR e.place_key = ", key, "");
    if (q->s->dict && !strchr(place, ':')) {
        add_arabic_places(q, key);
        if ((unsigned char)place[0] < 0x80)
            add_latin_places(q, place);
    }
    add(q, ")");
}

/* Two or three capitals: a code of a country or a sector. */
static bool is_code(const char *text)
{
    size_t n = strlen(text);

    for (size_t i = 0; i < n; i++)
        if (!isupper((unsigned char)text[i]))
            return false;
    return n == 2 || n == 3;
}

/* Entities that the dictionary knows under a name. */
static void add_entities(struct query *q, marsad_str name)
{
    marsad_entries found = marsad_dict_find(q->s->dict, name);

    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_ACTORS)
            add_value(q, " OR y.entity = ", cell(q, MARSAD_TABLE_ACTORS, found.at[i].row, "id"), "");
}

static void add_party(struct query *q, const char *side, const char *name)
{
    marsad_str key = normal(q, name);

    if (marsad_buf_addf(&q->sql, " AND EXISTS (SELECT 1 FROM %s y WHERE y.event = e.id AND y.side = '%s'", q->parties,
                        side))
        add_value(q, " AND (y.entity = ", marsad_str_of(name), "");
    else
        q->failed = true;
    if (is_code(name)) {
        add_value(q, " OR y.country = ", marsad_str_of(name), "");
        add_value(q, " OR y.role = ", marsad_str_of(name), "");
    } else if (key.len > 0) {
        add_value(q, " OR instr(y.key, ", key, ") > 0");
    }
    if (q->s->dict)
        add_entities(q, key);
    add(q, "))");
}

static void add_numbers(struct query *q, const marsad_event_filter *f)
{
    bool ok = true;

    if (f->killed_at_least > 0)
        ok = marsad_buf_addf(&q->sql, " AND e.killed_min >= %.17g", f->killed_at_least);
    if (ok && f->confidence_at_least > 0)
        ok = marsad_buf_addf(&q->sql, " AND e.confidence >= %.17g", f->confidence_at_least);
    if (ok && f->has_box)
        ok = marsad_buf_addf(&q->sql,
                             " AND p.precision IS NOT 'country' AND p.lat BETWEEN %.17g AND %.17g AND "
                             "(p.lon >= %.17g %s p.lon <= %.17g)",
                             f->south, f->north, f->west, f->west <= f->east ? "AND" : "OR", f->east);
    q->failed = q->failed || !ok;
}

static void add_review(struct query *q, const char *review)
{
    static const char *const STATES[] = { "accepted", "rejected", "edited" };

    if (!review) {
        add(q, " AND e.id NOT IN (SELECT event FROM event_review WHERE state = 'rejected')");
    } else if (strcmp(review, "none") == 0 || strcmp(review, "any") == 0) {
        add(q, strcmp(review, "none") == 0 ? " AND e.id NOT IN (" : " AND e.id IN (");
        add(q, "SELECT event FROM event_review)");
    } else if (strcmp(review, "all") != 0) {
        add(q, " AND e.id IN (SELECT event FROM event_review WHERE state = '");
        for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
            add(q, strcmp(review, STATES[i]) == 0 ? STATES[i] : "");
        add(q, "')");
    }
}

static void add_filter(struct query *q, const marsad_event_filter *f)
{
    const struct {
        const char *value, *sql;
    } EQUAL[] = { { f->type, " AND e.type = " },
                  { f->mode, " AND e.mode = " },
                  { f->factuality, " AND e.factuality = " },
                  { f->country, " AND p.country = " },
                  { f->from, " AND e.day_end >= " },
                  { f->to, " AND e.day <= " } };

    for (size_t i = 0; i < sizeof EQUAL / sizeof *EQUAL; i++)
        if (EQUAL[i].value)
            add_value(q, EQUAL[i].sql, marsad_str_of(EQUAL[i].value), "");
    if (f->place)
        add_place(q, f->place);
    if (f->actor)
        add_party(q, "actor", f->actor);
    if (f->recipient)
        add_party(q, "recipient", f->recipient);
    add_numbers(q, f);
    add_review(q, f->review);
}

/* Events that people corrected are looked at as they corrected them. */
static bool add_condition(struct query *q, const marsad_event_filter *f, marsad_err *err)
{
    int64_t corrected;

    if (!store_number(q->s, "SELECT EXISTS(SELECT 1 FROM corrected)", &corrected, err))
        return false;
    if (corrected)
        add(q, " AND e.id IN (SELECT e.id FROM event e LEFT JOIN place p ON p.id = e.place "
               "WHERE e.id NOT IN (SELECT id FROM corrected)");
    add_filter(q, f);
    if (!corrected)
        return true;
    add(q, " UNION ALL SELECT e.id FROM corrected e LEFT JOIN place p ON p.id = e.place WHERE 1");
    q->parties = "corrected_party";
    add_filter(q, f);
    add(q, ")");
    return true;
}

/* The statement of what was added so far, with its values. NULL: failure. */
static sqlite3_stmt *compile(struct query *q, marsad_err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc;

    if (q->failed) {
        marsad_fail_memory(err);
        return NULL;
    }
    rc = sqlite3_prepare_v2(q->s->db, q->sql.ptr, (int)q->sql.len, &stmt, NULL);
    if (rc != SQLITE_OK) {
        store_fail(q->s, rc, err);
        return NULL;
    }
    for (int i = 0; i < q->n; i++)
        sqlite3_bind_text(stmt, i + 1, q->values[i].ptr ? q->values[i].ptr : "", (int)q->values[i].len,
                          SQLITE_TRANSIENT);
    return stmt;
}

static sqlite3_stmt *prepare(struct query *q, const marsad_event_filter *f, const char *head, const char *tail,
                             marsad_err *err)
{
    add(q, head);
    if (!add_condition(q, f, err))
        return NULL;
    add(q, tail);
    if (!q->failed && !marsad_buf_addf(&q->sql, " LIMIT %lld OFFSET %lld", (long long)(f->limit > 0 ? f->limit : -1),
                                       (long long)(f->offset > 0 ? f->offset : 0)))
        q->failed = true;
    return compile(q, err);
}

static struct query *query_new(marsad_store *s, marsad_err *err)
{
    struct query *q = calloc(1, sizeof *q);

    if (!q) {
        marsad_fail_memory(err);
        return NULL;
    }
    q->s = s;
    q->parties = "event_party";
    marsad_arena_reset(s->scratch);
    return q;
}

static sqlite3_stmt *query_end(struct query *q, sqlite3_stmt *stmt)
{
    marsad_buf_release(&q->sql);
    free(q);
    return stmt;
}

sqlite3_stmt *store_select_events(marsad_store *s, const marsad_event_filter *f, const char *head, const char *tail,
                                  marsad_err *err)
{
    struct query *q = query_new(s, err);

    return q ? query_end(q, prepare(q, f, head, tail, err)) : NULL;
}

sqlite3_stmt *store_select_in_place(marsad_store *s, const marsad_event_filter *f, const char *head, marsad_err *err)
{
    struct query *q = query_new(s, err);

    if (!q)
        return NULL;
    add(q, head);
    if (f->place)
        add_place(q, f->place);
    add_numbers(q, f);
    return query_end(q, compile(q, err));
}

/* Events as corrected. */
#define CORRECTED "LEFT JOIN place p ON p.id = e.place LEFT JOIN corrected c ON c.id = e.id WHERE 1"

static sqlite3_stmt *select_rows(marsad_store *s, const marsad_event_filter *f, marsad_err *err)
{
    static const char HEAD[] = "SELECT e.id, iif(c.id, c.day, e.day) AS now FROM event e " CORRECTED;
    static const char CONTENT_HEAD[] = "SELECT e.id, iif(c.id, c.day, e.day) AS now FROM event e "
                                       "JOIN article a ON a.id = e.article " CORRECTED;

    if (f->by_content)
        return store_select_events(s, f, CONTENT_HEAD,
                                   " ORDER BY now IS NULL, now, a.published IS NULL, a.published, a.digest, e.number",
                                   err);
    return store_select_events(s, f, HEAD, " ORDER BY now IS NULL, now, e.id", err);
}

sqlite3_stmt *query_articles(marsad_store *s, const marsad_event_filter *f, bool fitting, marsad_err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc;

    if (fitting)
        return store_select_events(s, f,
                                   "SELECT a.id FROM article a WHERE a.id IN (SELECT e.article FROM event e "
                                   "LEFT JOIN place p ON p.id = e.place WHERE 1",
                                   ") ORDER BY a.published IS NULL, a.published, a.digest", err);
    rc = sqlite3_prepare_v2(s->db,
                            "SELECT id FROM article ORDER BY published IS NULL, published, digest LIMIT ?1 OFFSET ?2",
                            -1, &stmt, NULL);
    if (rc != SQLITE_OK) {
        store_fail(s, rc, err);
        return NULL;
    }
    sqlite3_bind_int64(stmt, 1, f->limit > 0 ? f->limit : -1);
    sqlite3_bind_int64(stmt, 2, f->offset > 0 ? f->offset : 0);
    return stmt;
}

bool marsad_store_events(marsad_store *s, const marsad_event_filter *filter, marsad_event_row_fn *visit, void *user,
                         marsad_err *err)
{
    sqlite3_stmt *stmt = select_rows(s, filter, err);
    struct store_rows *rows = stmt ? store_rows_new(s, err) : NULL;
    bool ok = rows != NULL, go_on = true;
    int rc = SQLITE_DONE;

    while (ok && go_on && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        marsad_event_row row;

        ok = store_rows_load(rows, sqlite3_column_int64(stmt, 0), &row, err);
        go_on = ok && visit(user, &row);
    }
    if (ok && go_on && rc != SQLITE_DONE)
        ok = store_fail(s, rc, err);
    store_rows_free(rows);
    sqlite3_finalize(stmt);
    return ok;
}

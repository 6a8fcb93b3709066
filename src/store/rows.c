/*
 * rows.c - columns to values and back.
 */
#include "store/rows.h"

/* ---- writing ---- */

bool row_begin(marsad_store *s, const marsad_record *rec, enum store_statement which, const char *sql, struct row *r,
               marsad_err *err)
{
    *r = (struct row){ .stmt = store_prepare(s, which, sql, err), .points = &rec->points };
    return r->stmt != NULL;
}

void put_int(struct row *r, int64_t value)
{
    sqlite3_bind_int64(r->stmt, ++r->at, value);
}

static void put_null(struct row *r)
{
    sqlite3_bind_null(r->stmt, ++r->at);
}

void put_number(struct row *r, bool has, double value)
{
    bind_number(r->stmt, ++r->at, has, value);
}

void put_str(struct row *r, marsad_str value)
{
    bind_str(r->stmt, ++r->at, value);
}

void put_text(struct row *r, const char *value)
{
    bind_text(r->stmt, ++r->at, value);
}

void put_range(struct row *r, bool has, marsad_span span)
{
    if (!has) {
        put_null(r);
        put_null(r);
        return;
    }
    put_int(r, marsad_points_of(r->points, span.start));
    put_int(r, marsad_points_of(r->points, span.end));
}

void put_span(struct row *r, bool has, marsad_span span)
{
    put_range(r, has, span);
    put_str(r, has ? marsad_points_str(r->points, span) : (marsad_str){ 0 });
}

bool put_key(struct row *r, bool has, marsad_span span, marsad_arena *arena)
{
    marsad_str key = { 0 };

    if (has && !marsad_normalise(marsad_points_str(r->points, span), arena, &key, NULL))
        return false;
    put_str(r, !has || key.ptr ? key : MARSAD_LIT(""));
    return true;
}

/* ---- reading ---- */

bool reader_begin(struct reader *r, const struct owner *of, enum store_statement which, const char *sql,
                  marsad_err *err)
{
    *r = (struct reader){ .s = of->s, .points = of->points, .arena = of->arena, .ok = true };
    r->stmt = store_prepare(of->s, which, sql, err);
    if (!r->stmt)
        return false;
    sqlite3_reset(r->stmt);
    sqlite3_bind_int64(r->stmt, 1, of->id);
    return true;
}

bool reader_next(struct reader *r, bool *ok, marsad_err *err)
{
    marsad_status status = r->ok ? store_step(r->s, r->stmt, err) : MARSAD_FAIL;

    if (!r->ok) {
        marsad_fail_memory(err);
        sqlite3_reset(r->stmt);
    }
    r->at = 0;
    *ok = status != MARSAD_FAIL;
    return status == MARSAD_MORE;
}

int64_t get_int(struct reader *r)
{
    return sqlite3_column_int64(r->stmt, r->at++);
}

marsad_str get_str(struct reader *r)
{
    return column_copy(r->stmt, r->at++, r->arena, &r->ok);
}

const char *get_text(struct reader *r)
{
    marsad_str s = get_str(r);

    return s.ptr ? s.ptr : "";
}

bool get_number(struct reader *r, double *value)
{
    bool has = sqlite3_column_type(r->stmt, r->at) != SQLITE_NULL;

    *value = sqlite3_column_double(r->stmt, r->at++);
    return has;
}

bool get_range(struct reader *r, marsad_span *span)
{
    bool has = sqlite3_column_type(r->stmt, r->at) != SQLITE_NULL;
    int64_t start = get_int(r), stop = get_int(r);

    *span = (marsad_span){ 0 };
    if (!has || start < 0 || stop < start || stop > UINT32_MAX) /* a damaged row gives an empty span */
        return false;
    span->start = marsad_points_byte(r->points, (uint32_t)start);
    span->end = marsad_points_byte(r->points, (uint32_t)stop);
    return true;
}

bool get_span(struct reader *r, marsad_span *span)
{
    bool has = get_range(r, span);

    r->at++;
    return has;
}

void get_day(struct reader *r, char out[11])
{
    column_day(r->stmt, r->at++, out);
}

const marsad_place *get_place(struct reader *r)
{
    marsad_place *p = marsad_arena_alloc(r->arena, sizeof *p);
    int first = r->at;
    double radius;

    r->at += 8;
    r->ok = r->ok && p;
    if (!p || sqlite3_column_type(r->stmt, first) == SQLITE_NULL)
        return NULL;
    r->at = first;
    p->id = get_str(r);
    if (marsad_str_starts(p->id, MARSAD_LIT("unlisted:")))
        p->id = (marsad_str){ 0 };
    p->name = get_str(r);
    p->country = get_str(r);
    p->admin1 = get_str(r);
    p->located = get_number(r, &p->lat);
    get_number(r, &p->lon);
    p->precision = get_str(r);
    get_number(r, &radius);
    p->radius_km = radius;
    return p;
}

void *load_list(const struct owner *of, const struct list *list, size_t *n, marsad_err *err)
{
    size_t cap = 1;
    void *at = marsad_arena_alloc(of->arena, list->size); /* also the answer where there is no row */
    struct reader r;
    bool ok;

    *n = 0;
    if (!at) {
        marsad_fail_memory(err);
        return NULL;
    }
    if (!reader_begin(&r, of, list->which, list->sql, err))
        return NULL;
    while (reader_next(&r, &ok, err)) {
        r.ok = marsad_arena_grow(of->arena, &at, &cap, *n, list->size);
        if (r.ok)
            list->item(&r, (char *)at + (*n)++ * list->size);
    }
    return ok ? at : NULL;
}

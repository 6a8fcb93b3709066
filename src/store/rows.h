/*
 * rows.h - one row of a table out (struct row) and in (struct reader), column by column.
 */
#ifndef MARSAD_STORE_ROWS_H
#define MARSAD_STORE_ROWS_H

#include "store/sqlite.h"

/* ---- writing: binds the columns of an INSERT one after another ---- */

struct row {
    sqlite3_stmt *stmt;
    int at;
    const marsad_points *points; /* spans are written in code points of this text */
};

/* Begin a row of a record; false: cannot prepare. */
bool row_begin(marsad_store *s, const marsad_record *rec, enum store_statement which, const char *sql, struct row *r,
               marsad_err *err);
void put_int(struct row *r, int64_t value);
void put_number(struct row *r, bool has, double value);
void put_str(struct row *r, marsad_str value);
void put_text(struct row *r, const char *value);
/* start, stop; NULL without `has` */
void put_range(struct row *r, bool has, marsad_span span);
/* start, stop, text */
void put_span(struct row *r, bool has, marsad_span span);
/* The normal form of a span, for look-ups; made in `arena`. False: no memory. */
bool put_key(struct row *r, bool has, marsad_span span, marsad_arena *arena);

/* ---- reading: takes the columns of a row one after another; strings are copied to the arena ---- */

struct reader {
    marsad_store *s;
    sqlite3_stmt *stmt;
    int at;
    const marsad_points *points;
    marsad_arena *arena;
    bool ok; /* false: no memory */
};

/* What rows belong to: the parts of one article or event. */
struct owner {
    marsad_store *s;
    int64_t id;
    const marsad_points *points;
    marsad_arena *arena;
};

/* Begin a query whose ?1 is the owner. */
bool reader_begin(struct reader *r, const struct owner *of, enum store_statement which, const char *sql,
                  marsad_err *err);
/* The next row, its first column next to be read. False at the end (*ok true) and on failure (*ok false). */
bool reader_next(struct reader *r, bool *ok, marsad_err *err);
int64_t get_int(struct reader *r);
bool get_number(struct reader *r, double *value); /* false for NULL */
marsad_str get_str(struct reader *r);
const char *get_text(struct reader *r); /* a C string that lives in the arena; "" for NULL */
void get_day(struct reader *r, char out[11]);
bool get_range(struct reader *r, marsad_span *span); /* start, stop; false for NULL */
bool get_span(struct reader *r, marsad_span *span);  /* start, stop, text; the text is the slice: not read */
/* id, name, country, admin1, lat, lon, precision, radius_km; NULL where the id is */
const marsad_place *get_place(struct reader *r);

/* All rows of a query as an array of structs of `size` bytes; `item` fills one (void *: its struct). */
struct list {
    enum store_statement which;
    size_t size;
    void (*item)(struct reader *r, void *item);
    const char *sql;
};
/* NULL: failure described in err. */
void *load_list(const struct owner *of, const struct list *list, size_t *n, marsad_err *err);

/* ---- shared between files of the room ---- */

/* names.c: write a place or an entity unless this session did; *key names the place (ptr NULL for no place). */
bool names_place(marsad_store *s, const marsad_place *p, marsad_str *key, marsad_err *err);
bool names_entity(marsad_store *s, marsad_str id, marsad_err *err);
/* The row of an entity in the dictionary's table of actors. */
bool names_actor(marsad_store *s, marsad_str id, bool *known, uint32_t *row, marsad_err *err);
/* add.c: the row of this session in "run", unless it is there. */
bool store_write_run(marsad_store *s, const marsad_record *rec, marsad_err *err);
/* parts.c: everything of a record behind the article itself. */
bool parts_write(marsad_store *s, const marsad_record *rec, int64_t article, marsad_err *err);
/* The same without what belongs to the article: what the analysis found. */
bool parts_write_found(marsad_store *s, const marsad_record *rec, int64_t article, marsad_err *err);
/* An event as people corrected it, beside the row that the program wrote. */
bool parts_write_corrected(marsad_store *s, const marsad_record *rec, const marsad_event *e, int64_t article,
                           int64_t event, size_t number, marsad_err *err);
/* query.c: SELECT of the ids of articles, see marsad_store_records_of. NULL: failure. */
sqlite3_stmt *query_articles(marsad_store *s, const marsad_event_filter *filter, bool fitting, marsad_err *err);
/* load_events.c: statements and events of an article. */
bool load_events(const struct owner *of, marsad_events *out, marsad_err *err);

#endif

/*
 * query.h - events that fit a filter, and events read back whole, for other rooms.
 */
#ifndef MARSAD_STORE_QUERY_H
#define MARSAD_STORE_QUERY_H

#include "store/sqlite.h"

/*
 * A statement "HEAD … conditions of the filter … TAIL", ready to step. HEAD selects from the table event as e, joined
 * with place as p, and ends in WHERE and a condition. Limit and offset of the filter are appended where TAIL is given.
 * NULL: failure. The caller finalises it.
 */
sqlite3_stmt *store_select_events(marsad_store *s, const marsad_event_filter *f, const char *head, const char *tail,
                                  marsad_err *err);

/*
 * The same for what is no event: HEAD selects from anything as e that has the columns place and place_key, joined with
 * place as p; of the filter only place and box count.
 */
sqlite3_stmt *store_select_in_place(marsad_store *s, const marsad_event_filter *f, const char *head, marsad_err *err);

/* Reads events one after another; the article of the one before is kept, as it is often that of the next too. */
struct store_rows;

struct store_rows *store_rows_new(marsad_store *s, marsad_err *err);
void store_rows_free(struct store_rows *r); /* NULL is fine */
/* An event of the store with its article; valid until the next call of this function or store_rows_reset(). */
bool store_rows_load(struct store_rows *r, int64_t event, marsad_event_row *out, marsad_err *err);
/* The same, valid until store_rows_reset(), together with others; an article of several of them is held once. */
bool store_rows_keep(struct store_rows *r, int64_t event, marsad_event_row *out, marsad_err *err);
void store_rows_reset(struct store_rows *r);

#endif

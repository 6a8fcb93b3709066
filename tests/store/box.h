/*
 * box.h - a store in a folder of its own, filled with sample records, for the tests of this room.
 */
#ifndef MARSAD_TESTS_BOX_H
#define MARSAD_TESTS_BOX_H

#include "marsad/store.h"

struct box { /* of one test: a folder, a store in it, an arena */
    char folder[64], path[96];
    marsad_arena *arena;
    marsad_dict *dict;
    marsad_err err;
};

int box_set_up(void **state);
int box_tear_down(void **state);

/* NULL: b->err says why. `create`: for writing too. */
marsad_store *open_store(struct box *b, bool create);
/* Add sample record `number`; was it new? */
bool add_sample(struct box *b, marsad_store *s, unsigned number);
/* A store with articles 1 … n, committed. */
void fill(struct box *b, unsigned n);
int64_t count_articles(struct box *b);
/* SQL past the library. */
void run_sql(struct box *b, const char *sql);

/* SQL that takes a store back to schema 7; newer migrations add what undoes them. */
#define BOX_BACK_TO_9                                                                                                  \
    "DROP VIEW holdings; DROP TABLE holding; DROP INDEX event_context_control;"                                        \
    "DROP VIEW reviews; DROP VIEW killings; DROP VIEW control_changes; DROP VIEW event_codes; DROP VIEW events;"       \
    "DROP VIEW event_now; DROP VIEW event_party_now; DROP TABLE event_review; DROP TABLE link_stale; DROP TABLE "      \
    "corrected;"                                                                                                       \
    "DROP TABLE corrected_party; DROP TABLE review; CREATE VIEW events AS SELECT * FROM event;"                        \
    "CREATE VIEW event_codes AS SELECT id FROM event; ALTER TABLE event_context DROP COLUMN control_part;"
#define BOX_BACK_TO_7                                                                                                  \
    BOX_BACK_TO_9                                                                                                      \
    "DROP VIEW stories; DROP VIEW story_reports; DROP TABLE link_pair; DROP TABLE link_key; DROP TABLE link_report; "  \
    "DROP TABLE story; DROP TABLE refused;"

#define WITH_BOX(test) cmocka_unit_test_setup_teardown(test, box_set_up, box_tear_down)

#endif

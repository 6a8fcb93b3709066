/*
 * link_corpus.h - all reports of a store, and the pairs of them that linking would compare.
 */
#ifndef TRAIN_LINK_CORPUS_H
#define TRAIN_LINK_CORPUS_H

#include "link/reports.h"
#include "marsad/map.h"

struct link_corpus {
    marsad_arena *arena;
    struct link_report *reports; /* by day of publication, digest, number */
    size_t n;
    marsad_map *names;  /* "digest:start of the trigger" (code points) -> event */
    marsad_map *events; /* event (8 bytes) -> report */
    struct link_filed *filed;
    size_t n_filed;
};

typedef bool link_row_fn(void *user, const marsad_event_row *row); /* false: no memory */
typedef bool link_pair_fn(void *user, uint32_t a, uint32_t b);     /* numbers of reports, a < b; false stops */

/* Make the reports of a store; `each` (may be NULL) sees each row, by its number. Released by link_corpus_free(). */
bool link_corpus_read(marsad_store *s, const struct link_acts *acts, link_row_fn *each, void *user,
                      struct link_corpus *out, marsad_err *err);
void link_corpus_free(struct link_corpus *c);

/* The number of a report by its name; false: there is none. */
bool link_corpus_find(const struct link_corpus *c, marsad_str name, uint32_t *report);

/* Visit the pairs that share a key, each once. False: stopped, or no memory. */
bool link_corpus_pairs(const struct link_corpus *c, link_pair_fn *visit, void *user);

#endif

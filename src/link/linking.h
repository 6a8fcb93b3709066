/*
 * linking.h - what the files of an update share.
 */
#ifndef LINK_LINKING_H
#define LINK_LINKING_H

#include "link/pairs.h"
#include "link/reports.h"
#include "store/query.h"

#define LINK_EDGE 0.3      /* pairs that are at least so probable are kept */
#define LINK_KEY_MOST 4096 /* reports that one key leads to; the first of them */
/* What one report may cost, whatever others are there: pairs that are looked at, and that are kept. */
#define LINK_CANDIDATES_MOST 32768
#define LINK_PAIRS_MOST 512
#define LINK_ARTICLE_MOST 256 /* reports of one article that are compared; the first. News was seen to have 70 */
#define LINK_CACHE 16384      /* reports kept unpacked */
#define LINK_BATCH 20000      /* reports of one transaction */

struct linker {
    marsad_store *s;
    struct link_model model;
    struct link_acts acts;
    struct link_report *cache; /* slot: event number modulo LINK_CACHE; event 0: empty */
    marsad_map *touched;       /* reports (8 bytes each, in `keep`) whose stories may change */
    marsad_arena *keep;
    marsad_link_done *done;
    struct link_said *said; /* what people said of pairs, both ways round, by the first event */
    size_t n_said;
};

/* A report by its row; NULL: failure. Valid until the next call that reads one of the same slot. */
const struct link_report *linker_report(struct linker *l, int64_t event, marsad_err *err);

/* A report's stories may change. */
bool linker_touch(struct linker *l, int64_t event, marsad_err *err);

/* What a person said of two reports. */
struct link_said {
    int64_t event, other;
    float weight; /* LINK_MUST, LINK_MUST_NOT */
};

/* reviewed.c: read what people said of pairs; released by linker_said_free(). */
bool linker_said_load(struct linker *l, marsad_err *err);
void linker_said_free(struct linker *l);
/* The pairs of an event: said[*first] … of *n. */
void linker_said_of(const struct linker *l, int64_t event, size_t *first, size_t *n);
/* Link reports anew of which people said something since they were linked. */
bool linker_relink(struct linker *l, struct store_rows *rows, marsad_arena *arena, marsad_err *err);

/* update.c: compare a report with those that share a key, and link it. Its row is made or, if it is there, kept. */
bool linker_link(struct linker *l, const marsad_event_row *row, marsad_arena *arena, marsad_err *err);
/* The story of a report; 0: none. */
bool linker_story_of(struct linker *l, int64_t event, int64_t *story, marsad_err *err);
bool linker_drop_story(struct linker *l, int64_t story, marsad_err *err);
/* Is a report linked already? */
bool linker_knows(struct linker *l, int64_t event, bool *yes, marsad_err *err);

/* stories.c: make the stories of all that was touched anew. */
bool linker_regroup(struct linker *l, marsad_err *err);

/* ---- clusters.c ---- */

struct link_edge {
    uint32_t a, b; /* numbers of nodes, a < b */
    float weight;  /* probability; LINK_MUST and LINK_MUST_NOT where a person said so */
};

#define LINK_MUST 1000.0F
#define LINK_MUST_NOT (-1000000.0F)

/* The weight of two reports of one sentence that are not likely one event: the coder told them apart, and so do all
   near copies of the sentence, whose reports are like both. */
#define LINK_TOLD_APART (-2.0F)

/* The pairs of reports of one sentence, by that weight; `nodes` in their order (link_report_order). Gives how many;
   `out` NULL: only counts. To stand before the edges of the model, which replace them. */
size_t link_told_apart(const struct link_report *nodes, size_t n, struct link_edge *out);

/*
 * Group nodes 0 … n-1, given in an order that follows from their content: average linkage over the cubes of the
 * probabilities of pairs (those without an edge count as 0), nearest-neighbour chains (Murtagh 1983), cut at the cube
 * of LINK_TOGETHER. Cubes, because a passing mention is unlike most reports of a story and yet much like some. Groups
 * of two nodes that a person joined (LINK_MUST) become one; nodes that a person parted stay apart. group[i] is the
 * least node of the group of node i. Of several edges between two nodes the last one counts. False: no memory.
 */
bool link_cluster(size_t n, const struct link_edge *edges, size_t n_edges, uint32_t *group);

/*
 * Join groups of link_cluster() that tell of the same day, the same town and a toll of ten or more that is the same, or
 * of 25 or more that may have risen by a quarter; but none that a person parted. Nodes as there; False: no memory.
 */
bool link_gather(const struct link_report *nodes, size_t n, const struct link_edge *edges, size_t n_edges,
                 uint32_t *group);

/* No two groups become one without a pair between them that is as probable: what no such pair connects need not be
   looked at together. */
#define LINK_TOGETHER 0.69F
#define LINK_NODES_MOST 1500 /* larger heaps are first cut at higher probabilities */

#endif

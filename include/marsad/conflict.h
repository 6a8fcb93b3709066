/*
 * conflict.h - where the reports of one story cannot all be right.
 *
 *     finder = marsad_conflicts_new(dict, &err);
 *     marsad_conflicts_find(finder, story, arena, &found, &err);       … for each story
 *     marsad_conflicts_free(finder);
 *
 *     15 killed (two outlets)  against  at least 17 killed (the ministry)          MARSAD_CONFLICT_KILLED
 *     the army took the town   against  the group denies that it lost the town     MARSAD_CONFLICT_DENIAL
 *
 * Reports that say the same are one side; a conflict has two. What is no contradiction (a running total, a round
 * number, a count of soldiers beside one of all, a province beside its town, a part of an actor beside the whole …) and
 * how the score is made: docs/conflicts.md. A finder never changes: threads may share it.
 */
#ifndef MARSAD_CONFLICT_H
#define MARSAD_CONFLICT_H

#include "marsad/link.h"

#define MARSAD_CONFLICT_KINDS(X)                                                                                       \
    X(KILLED, "killed")                                                                                                \
    X(INJURED, "injured")                                                                                              \
    X(CAPTURED, "captured")                                                                                            \
    X(DISPLACED, "displaced")                                                                                          \
    X(PARTICIPANTS, "participants")                                                                                    \
    X(DENIAL, "denial") X(CONTROL, "control") X(ACTOR, "actor") X(PLACE, "place") X(DAY, "day")
typedef enum {
#define X(upper, name) MARSAD_CONFLICT_##upper,
    MARSAD_CONFLICT_KINDS(X)
#undef X
        MARSAD_CONFLICT_KIND_COUNT
} marsad_conflict_kind;
MARSAD_API const char *marsad_conflict_kind_name(marsad_conflict_kind k);

#define MARSAD_CONFLICT_REPORTS_MAX 1000 /* of one story that say something of one kind; the following are left out */

typedef struct {
    const size_t *reports; /* numbers in story->reports, by day of publication, then digest, then number; never none */
    size_t n;
    size_t sources;   /* articles, near copies once */
    size_t outlets;   /* different ones; an article without one counts */
    marsad_str value; /* what they say, the same in every store: "15", "17+", "20-99", a day, an id, "denied" … */
    double confidence;
} marsad_conflict_side;

typedef struct {
    marsad_conflict_kind kind;
    marsad_str of; /* numbers: the group of people that is counted (data/people.tsv), or a sector of theirs; "anyone" */
    bool rising;   /* no contradiction, it seems: all who say more wrote on a later day */
    marsad_conflict_side
        sides[2]; /* numbers: the lower first; denials: the denial last; else the better supported first */
    /* 0 … 1 each: of the kind, of the type of event, of the difference, of the support of both sides, of the records.
     */
    double kind_weight, type_weight, difference, support, confidence;
    double score; /* 0 … 100: 100 × their product, a fifth of it where rising */
} marsad_conflict;

typedef struct {
    const marsad_conflict *at; /* contradictions before what rises, then by score */
    size_t n;
} marsad_conflicts;

typedef struct marsad_conflict_finder marsad_conflict_finder;

/* `dict` must outlive it. NULL: no memory. */
MARSAD_API marsad_conflict_finder *marsad_conflicts_new(const marsad_dict *dict, marsad_err *err);
MARSAD_API void marsad_conflicts_free(marsad_conflict_finder *f); /* NULL is fine */

/*
 * All conflicts of a story, in `arena`; values point into it and into the story. Of many values of one kind each is set
 * against the one with which it matters most, not against all. The result does not depend on the order of the reports.
 * Fails with MARSAD_ENOMEM only.
 */
MARSAD_API bool marsad_conflicts_find(const marsad_conflict_finder *f, const marsad_story *story, marsad_arena *arena,
                                      marsad_conflicts *out, marsad_err *err);

/* The words of a report that say its value of a kind ("17 killed", the actor, the place …); empty where there are none.
 */
MARSAD_API marsad_span marsad_conflict_words(marsad_conflict_kind kind, const marsad_event_row *row);

/* True if naming one and naming the other is no contradiction: the same, a part, a branch, one camp (data/kin.tsv). */
MARSAD_API bool marsad_conflict_kin(const marsad_conflict_finder *f, marsad_str a, marsad_str b);

#endif

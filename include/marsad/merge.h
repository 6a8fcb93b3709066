/*
 * merge.h - one value for each field of a story, by a stated rule, with what the other reports say beside it.
 *
 *     merger = marsad_merger_new(dict, &err);
 *     rules = marsad_merge_defaults();
 *     marsad_merge_set_rule(&rules, "killed=highest", &err);
 *     marsad_merge(merger, &rules, story, arena, &merged, &err);
 *     f = &merged.fields[MARSAD_MERGE_KILLED];
 *     if (f->known)  …  f->best, and the words of story->reports[f->report]
 *
 * A merged value is always that of one report, so it has a sentence; nothing is averaged and nothing is thrown away.
 * docs/merging.md explains rules, defaults and formulas to those who use the numbers.
 *
 * A source, here and in the counts below, is a voice that can know by itself: near copies of one text, articles that
 * credit the same agency, and articles that one outlet wrote itself are one voice each.
 */
#ifndef MARSAD_MERGE_H
#define MARSAD_MERGE_H

#include "marsad/link.h"

#define MARSAD_RULES(X)                                                                                                \
    X(LOWEST, "lowest")   /* the lowest number */                                                                      \
    X(HIGHEST, "highest") /* the highest number */                                                                     \
    X(MEDIAN, "median")   /* of what each source said last; the lower of the two in the middle */                      \
    X(LATEST, "latest")   /* of the report published last */                                                           \
    X(FIRST, "first")     /* of the report published first */                                                          \
    X(SOURCES, "sources") /* what most independent sources carry */                                                    \
    X(TRUSTED, "trusted") /* of the kind of source that stands highest in data/trust.tsv */
typedef enum {
#define X(upper, name) MARSAD_RULE_##upper,
    MARSAD_RULES(X)
#undef X
} marsad_rule;
MARSAD_API const char *marsad_rule_name(marsad_rule rule);

#define MARSAD_MERGE_FIELDS(X)                                                                                         \
    X(TYPE, "type")                                                                                                    \
    X(MODE, "mode")                                                                                                    \
    X(DAY, "day")                                                                                                      \
    X(PLACE, "place")                                                                                                  \
    X(ACTORS, "actors")                                                                                                \
    X(RECIPIENTS, "recipients")                                                                                        \
    X(KILLED, "killed")                                                                                                \
    X(INJURED, "injured")                                                                                              \
    X(CAPTURED, "captured")                                                                                            \
    X(DISPLACED, "displaced")                                                                                          \
    X(PARTICIPANTS, "participants")                                                                                    \
    X(FACTUALITY, "factuality")                                                                                        \
    X(GAINS, "gains")                                                                                                  \
    X(LOSES, "loses")                                                                                                  \
    X(TERRITORY, "territory") X(CONTROL_STATUS, "control_status") X(CONTROL_CLAIM, "control_claim")
typedef enum {
#define X(upper, name) MARSAD_MERGE_##upper,
    MARSAD_MERGE_FIELDS(X)
#undef X
        MARSAD_MERGE_COUNT
} marsad_merge_field;
MARSAD_API const char *marsad_merge_field_name(marsad_merge_field field);
/* killed, injured, captured, displaced, participants */
MARSAD_API bool marsad_merge_is_number(marsad_merge_field field);

typedef struct {
    marsad_rule rule[MARSAD_MERGE_COUNT];
} marsad_merge_rules;

/* Numbers: median; everything else: sources. */
MARSAD_API marsad_merge_rules marsad_merge_defaults(void);
/*
 * "killed=highest" for one field, "latest" for all numbers. Fails with MARSAD_EINVAL: no such field or rule, or a rule
 * of numbers (lowest, highest, median) for a field that is none.
 */
MARSAD_API bool marsad_merge_set_rule(marsad_merge_rules *rules, const char *text, marsad_err *err);

/* Which reports a value rests on: denied, planned and possible ones count only where there is nothing better. */
typedef enum { MARSAD_BASIS_TOLD, MARSAD_BASIS_EXPECTED, MARSAD_BASIS_DENIED } marsad_merge_basis;
/* "told" (asserted or alleged), "expected" (planned or possible only), "denied" (all reports of the story deny) */
MARSAD_API const char *marsad_merge_basis_name(marsad_merge_basis basis);

typedef struct {
    bool known;       /* false: no report says anything that counts; all else is 0 */
    marsad_rule rule; /* that chose it */
    marsad_merge_basis basis;
    size_t report;   /* in story->reports: whose value it is, and whose sentence is the evidence */
    size_t reports;  /* that say something that counts */
    size_t left_out; /* that say something that does not: running totals, parts, denials, the day of publication … */
    size_t sources;  /* independent sources that carry this very value */
    size_t agreeing; /* independent sources whose value can be right together with it */
    size_t said;     /* independent sources that say anything */
    double disagreement; /* 0: all can be right together, 1: all exclude each other */
    /* Numbers only: */
    double low, best, high;
    bool or_more;     /* the highest is "at least" */
    bool approximate; /* the best is "about" */
} marsad_merged_field;

typedef struct {
    marsad_merged_field fields[MARSAD_MERGE_COUNT];
    const size_t *voices; /* of each report: which source it is of, from 0 in order of first publication */
    size_t n_voices;
    size_t factuality[MARSAD_POSSIBLE + 1]; /* reports of each */
} marsad_merged;

/* What merging takes from the dictionary: who is trusted, whom articles credit. Read-only, threads may share it. */
typedef struct marsad_merger marsad_merger;

/* `dict` must outlive it; without one (NULL) no credit is known and nobody is trusted more. NULL: no memory. */
MARSAD_API marsad_merger *marsad_merger_new(const marsad_dict *dict, marsad_err *err);
MARSAD_API void marsad_merger_free(marsad_merger *m); /* NULL is fine */

/*
 * Merge the reports of a story; what *out points to lies in `arena`. The order of the reports does not matter, but for
 * the numbers that `report` and `voices` carry. Fails with MARSAD_ENOMEM only.
 */
MARSAD_API bool marsad_merge(const marsad_merger *m, const marsad_merge_rules *rules, const marsad_story *story,
                             marsad_arena *arena, marsad_merged *out, marsad_err *err);

/* The voices alone: for each of `n` reports which source it is of; gives how many there are. */
MARSAD_API bool marsad_merge_voices(const marsad_merger *m, const marsad_event_row *reports, size_t n,
                                    marsad_arena *arena, size_t *voices, size_t *n_voices, marsad_err *err);

#endif

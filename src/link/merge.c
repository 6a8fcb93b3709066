/*
 * merge.c - the fields of a story, one after another.
 *
 *     merge_voices.c   which reports come from one source
 *     merge_values.c   what a report says on a field; merge_place.c: whether two places can be one
 *     merge_collect.c  which reports count on a field
 *     merge_choose.c   one of them, by the rule
 */
#include <stdlib.h>

#include "link/merge.h"

#define N_RULES (MARSAD_RULE_TRUSTED + 1)

/* ---- names ---- */

const char *marsad_rule_name(marsad_rule rule)
{
    static const char *const NAMES[] = {
#define X(upper, name) name,
        MARSAD_RULES(X)
#undef X
    };

    return NAMES[rule];
}

const char *marsad_merge_field_name(marsad_merge_field field)
{
    static const char *const NAMES[] = {
#define X(upper, name) name,
        MARSAD_MERGE_FIELDS(X)
#undef X
    };

    return NAMES[field];
}

const char *marsad_merge_basis_name(marsad_merge_basis basis)
{
    static const char *const NAMES[] = { "told", "expected", "denied" };

    return NAMES[basis];
}

bool marsad_merge_is_number(marsad_merge_field field)
{
    return field >= MARSAD_MERGE_KILLED && field <= MARSAD_MERGE_PARTICIPANTS;
}

/* ---- rules ---- */

marsad_merge_rules marsad_merge_defaults(void)
{
    marsad_merge_rules rules;

    for (int f = 0; f < MARSAD_MERGE_COUNT; f++)
        rules.rule[f] = marsad_merge_is_number((marsad_merge_field)f) ? MARSAD_RULE_MEDIAN : MARSAD_RULE_SOURCES;
    return rules;
}

static bool find_rule(const char *name, marsad_rule *rule)
{
    for (int i = 0; i < N_RULES; i++)
        if (strcmp(name, marsad_rule_name((marsad_rule)i)) == 0) {
            *rule = (marsad_rule)i;
            return true;
        }
    return false;
}

static bool find_field(marsad_str name, marsad_merge_field *field)
{
    for (int i = 0; i < MARSAD_MERGE_COUNT; i++)
        if (marsad_str_equal(name, marsad_str_of(marsad_merge_field_name((marsad_merge_field)i)))) {
            *field = (marsad_merge_field)i;
            return true;
        }
    return false;
}

static bool unknown_rule(const char *name, marsad_err *err)
{
    return marsad_fail(err, MARSAD_EINVAL, "", MARSAD_NO_OFFSET,
                       "no rule '%.60s'; there are lowest, highest, median, latest, first, sources and trusted", name);
}

bool marsad_merge_set_rule(marsad_merge_rules *rules, const char *text, marsad_err *err)
{
    const char *equals = strchr(text, '=');
    marsad_merge_field field;
    marsad_rule rule;

    if (!find_rule(equals ? equals + 1 : text, &rule))
        return unknown_rule(equals ? equals + 1 : text, err);
    if (!equals) {
        for (int f = 0; f < MARSAD_MERGE_COUNT; f++)
            if (marsad_merge_is_number((marsad_merge_field)f))
                rules->rule[f] = rule;
        return true;
    }
    if (!find_field((marsad_str){ text, (size_t)(equals - text) }, &field))
        return marsad_fail(err, MARSAD_EINVAL, "", MARSAD_NO_OFFSET, "no field '%.*s' to merge",
                           equals - text > 60 ? 60 : (int)(equals - text), text);
    if (rule <= MARSAD_RULE_MEDIAN && !marsad_merge_is_number(field))
        return marsad_fail(err, MARSAD_EINVAL, "", MARSAD_NO_OFFSET, "'%s' is a rule for numbers, and %s is none",
                           marsad_rule_name(rule), marsad_merge_field_name(field));
    rules->rule[field] = rule;
    return true;
}

/* ---- merging ---- */

static int compare_indices(const void *x, const void *y, void *rows)
{
    const marsad_event_row *at = rows;

    return merge_row_compare(&at[*(const size_t *)x], &at[*(const size_t *)y]);
}

/* The place of each report in the order of the content. */
static size_t *rank_reports(const marsad_story *story, marsad_arena *arena)
{
    size_t *order = marsad_arena_array(arena, story->n + 1, sizeof *order);
    size_t *ranks = marsad_arena_array(arena, story->n + 1, sizeof *ranks);

    if (!order || !ranks)
        return NULL;
    for (size_t i = 0; i < story->n; i++)
        order[i] = i;
    qsort_r(order, story->n, sizeof *order, compare_indices, (void *)(uintptr_t)story->reports);
    for (size_t i = 0; i < story->n; i++)
        ranks[order[i]] = i;
    return ranks;
}

/* Without a report that says when, the day of publication stands for the day: the first is the nearest. */
static marsad_rule rule_for(const marsad_merge_rules *rules, marsad_merge_field field, const struct merge_candidates *c)
{
    if (field == MARSAD_MERGE_DAY && c->published_only && rules->rule[field] == MARSAD_RULE_SOURCES)
        return MARSAD_RULE_FIRST;
    return rules->rule[field];
}

bool marsad_merge(const marsad_merger *m, const marsad_merge_rules *rules, const marsad_story *story,
                  marsad_arena *arena, marsad_merged *out, marsad_err *err)
{
    size_t *voices = marsad_arena_array(arena, story->n + 1, sizeof *voices);
    const size_t *ranks = rank_reports(story, arena);
    marsad_str type = { 0 };

    memset(out, 0, sizeof *out);
    if (!voices || !ranks)
        return marsad_fail_memory(err);
    if (!marsad_merge_voices(m, story->reports, story->n, arena, voices, &out->n_voices, err))
        return false;
    out->voices = voices;
    for (size_t i = 0; i < story->n; i++)
        out->factuality[story->reports[i].event->factuality]++;
    for (int f = 0; f < MARSAD_MERGE_COUNT; f++) {
        struct merge_reading r = { .merger = m, .field = (marsad_merge_field)f, .arena = arena };
        marsad_merged_field *field = &out->fields[f];
        struct merge_candidates c;

        if (!merge_collect(&r, story, voices, ranks, type, &c) ||
            (c.n > 0 &&
             !merge_choose(r.field, rule_for(rules, r.field, &c), story->reports, &c, out->n_voices, arena, field)))
            return marsad_fail_memory(err);
        field->left_out = c.left_out;
        if (f == MARSAD_MERGE_TYPE && field->known)
            type = story->reports[field->report].event->type;
    }
    return true;
}

/*
 * merge_choose.c - one of the candidates by a rule, and how the others stand to it.
 *
 *     score(v)  sources: how many voices have a value that holds if v is right (v itself, or v said less exactly).
 *               For actors and recipients the sum over the parties of v of (2 * voices that name it - voices): a party
 *               that most voices name adds, one that few name takes away.
 *     disagreement  the mean over all pairs of voices of how far what each said last excludes the other
 *
 * Every rule falls back on: score, exactness, trust, the later day, the digest. So the result is a matter of content.
 */
#include <math.h>
#include <stdlib.h>

#include "link/merge.h"

struct distinct {
    const struct merge_value *value;
    uint64_t *voices; /* bits: who carries it in any report */
    size_t now;       /* voices that said this last */
    double score;
};

struct choice {
    marsad_merge_field field;
    marsad_rule rule;
    const marsad_event_row *rows;
    const struct merge_candidates *c;
    struct distinct *values;
    size_t n_values, n_voices, words, said;
    const struct merge_candidate **now; /* what each voice said last; NULL: nothing */
    size_t median;                      /* distinct value */
    uint64_t *scratch;
    marsad_arena *arena;
};

/* ---- sets of voices ---- */

static void clear(struct choice *ch)
{
    memset(ch->scratch, 0, ch->words * sizeof *ch->scratch);
}

static void join(struct choice *ch, const uint64_t *voices)
{
    for (size_t i = 0; i < ch->words; i++)
        ch->scratch[i] |= voices[i];
}

static size_t size(const struct choice *ch)
{
    size_t n = 0;

    for (size_t i = 0; i < ch->words; i++)
        n += (size_t)__builtin_popcountll(ch->scratch[i]);
    return n;
}

/* ---- distinct values ---- */

static bool note_value(struct choice *ch, struct merge_candidate *c)
{
    size_t i = 0;

    while (i < ch->n_values && !marsad_str_equal(ch->values[i].value->key, c->value.key))
        i++;
    c->distinct = i;
    if (i == ch->n_values) {
        ch->values[i].value = &c->value;
        ch->values[i].voices = marsad_arena_array(ch->arena, ch->words, sizeof *ch->values[i].voices);
        if (!ch->values[i].voices)
            return false;
        ch->n_values++;
    }
    ch->values[i].voices[c->voice / 64] |= (uint64_t)1 << c->voice % 64;
    return true;
}

static const char *published(const struct choice *ch, const struct merge_candidate *c)
{
    return ch->rows[c->report].article->published;
}

/* Is a what its voice said after b? Of one day the more exact one, then the first in the order of the content. */
static bool is_later(const struct choice *ch, const struct merge_candidate *a, const struct merge_candidate *b)
{
    int day = strcmp(published(ch, a), published(ch, b));

    if (day != 0)
        return day > 0;
    if (a->value.fine != b->value.fine)
        return a->value.fine < b->value.fine;
    return a->rank < b->rank;
}

static void note_last(struct choice *ch)
{
    for (size_t i = 0; i < ch->c->n; i++) {
        const struct merge_candidate *c = &ch->c->at[i], **now = &ch->now[c->voice];

        ch->said += !*now;
        if (!*now || is_later(ch, c, *now))
            *now = c;
    }
    for (size_t v = 0; v < ch->n_voices; v++)
        if (ch->now[v])
            ch->values[ch->now[v]->distinct].now++;
}

/* ---- scores ---- */

static double score_parties(struct choice *ch, const struct merge_value *v)
{
    double score = 0;

    for (size_t p = 0; p < v->n_parties; p++) {
        clear(ch);
        for (size_t i = 0; i < ch->n_values; i++)
            if (merge_has_party(ch->values[i].value, &v->parties[p]))
                join(ch, ch->values[i].voices);
        score += 2.0 * (double)size(ch) - (double)ch->said;
    }
    return score;
}

static double score_value(struct choice *ch, const struct merge_value *v)
{
    clear(ch);
    for (size_t i = 0; i < ch->n_values; i++)
        if (merge_covers(ch->field, ch->values[i].value, v))
            join(ch, ch->values[i].voices);
    return (double)size(ch);
}

static void score_all(struct choice *ch)
{
    bool parties = ch->field == MARSAD_MERGE_ACTORS || ch->field == MARSAD_MERGE_RECIPIENTS;

    for (size_t i = 0; i < ch->n_values; i++)
        ch->values[i].score = parties ? score_parties(ch, ch->values[i].value) : score_value(ch, ch->values[i].value);
}

/* ---- the median ---- */

static int compare_numbers(const void *x, const void *y)
{
    const struct merge_value *a = &(*(const struct merge_candidate *const *)x)->value;
    const struct merge_value *b = &(*(const struct merge_candidate *const *)y)->value;
    double p = merge_low_end(a), q = merge_low_end(b);

    return p != q ? (p > q) - (p < q) : marsad_str_compare(a->key, b->key);
}

/* "At least 12" is no number to be in the middle: it counts only where there are no others. */
static bool find_median(struct choice *ch)
{
    const struct merge_candidate **list = marsad_arena_array(ch->arena, ch->said, sizeof *list);
    size_t n = 0;

    if (!list)
        return false;
    for (int bounds = 0; bounds < 2 && n == 0; bounds++)
        for (size_t v = 0; v < ch->n_voices; v++)
            if (ch->now[v] && ch->now[v]->value.bound == (bounds == 1))
                list[n++] = ch->now[v];
    qsort(list, n, sizeof *list, compare_numbers);
    ch->median = list[(n - 1) / 2]->distinct;
    return true;
}

/* ---- the choice ---- */

static int compare_doubles(double a, double b)
{
    return (a > b) - (a < b);
}

/* "At least 40": open above. */
static bool is_floor(const struct merge_value *v)
{
    return isinf(v->most) && v->most > 0;
}

/* Unknown days come last, whichever way it goes. */
static int compare_days(const struct choice *ch, const struct merge_candidate *a, const struct merge_candidate *b)
{
    const char *p = published(ch, a), *q = published(ch, b);

    if (!*p || !*q)
        return !*p - !*q;
    return ch->rule == MARSAD_RULE_FIRST ? strcmp(p, q) : strcmp(q, p);
}

static int compare_by_rule(const struct choice *ch, const struct merge_candidate *a, const struct merge_candidate *b)
{
    switch (ch->rule) {
    case MARSAD_RULE_LOWEST:
        if (is_floor(&a->value) != is_floor(&b->value))
            return is_floor(&a->value) - is_floor(&b->value);
        return compare_doubles(merge_low_end(&a->value), merge_low_end(&b->value));
    case MARSAD_RULE_HIGHEST:
        return compare_doubles(merge_high_end(&b->value), merge_high_end(&a->value));
    case MARSAD_RULE_MEDIAN:
        return (a->distinct != ch->median) - (b->distinct != ch->median);
    case MARSAD_RULE_LATEST:
    case MARSAD_RULE_FIRST:
        return compare_days(ch, a, b);
    case MARSAD_RULE_TRUSTED:
        return a->trust - b->trust;
    default:
        return 0; /* the score decides */
    }
}

static int compare(const struct choice *ch, const struct merge_candidate *a, const struct merge_candidate *b)
{
    int c = compare_by_rule(ch, a, b);

    if (c == 0)
        c = compare_doubles(ch->values[b->distinct].score, ch->values[a->distinct].score);
    if (c == 0)
        c = compare_doubles(a->value.fine, b->value.fine);
    if (c == 0)
        c = a->trust - b->trust;
    if (c == 0)
        c = compare_days(ch, a, b);
    return c != 0 ? c : (a->rank > b->rank) - (a->rank < b->rank);
}

static const struct merge_candidate *best(const struct choice *ch)
{
    const struct merge_candidate *b = &ch->c->at[0];

    for (size_t i = 1; i < ch->c->n; i++)
        if (compare(ch, &ch->c->at[i], b) < 0)
            b = &ch->c->at[i];
    return b;
}

/* ---- what there is to say of it ---- */

static void count_sources(struct choice *ch, const struct merge_value *v, marsad_merged_field *out)
{
    clear(ch);
    for (size_t i = 0; i < ch->n_values; i++)
        if (merge_same(ch->field, ch->values[i].value, v))
            join(ch, ch->values[i].voices);
    out->sources = size(ch);
    for (size_t i = 0; i < ch->n_voices; i++)
        if (ch->now[i] && merge_differ(ch->field, &ch->now[i]->value, v) == 0)
            ch->scratch[i / 64] |= (uint64_t)1 << i % 64;
    out->agreeing = size(ch);
    out->said = ch->said;
}

static double disagreement(const struct choice *ch)
{
    double sum = 0, n = (double)ch->said;

    for (size_t i = 0; i < ch->n_values; i++)
        for (size_t k = i + 1; k < ch->n_values && ch->values[i].now > 0; k++)
            if (ch->values[k].now > 0)
                sum += (double)ch->values[i].now * (double)ch->values[k].now *
                       merge_differ(ch->field, ch->values[i].value, ch->values[k].value);
    return ch->said > 1 ? sum / (n * (n - 1) / 2) : 0;
}

static void span_numbers(const struct choice *ch, const struct merge_candidate *chosen, marsad_merged_field *out)
{
    out->best = ch->rule == MARSAD_RULE_HIGHEST ? merge_high_end(&chosen->value) : merge_low_end(&chosen->value);
    out->approximate = chosen->value.approximate;
    out->low = out->high = out->best;
    for (size_t i = 0; i < ch->c->n; i++) {
        const struct merge_value *v = &ch->c->at[i].value;

        if (!is_floor(v) || is_floor(&chosen->value)) /* "at least 2" is not the lowest that anybody gives */
            out->low = fmin(out->low, merge_low_end(v));
        out->high = fmax(out->high, merge_high_end(v));
    }
    for (size_t i = 0; i < ch->c->n; i++)
        if (is_floor(&ch->c->at[i].value) && merge_high_end(&ch->c->at[i].value) == out->high)
            out->or_more = true;
}

static bool set_up(struct choice *ch)
{
    ch->words = (ch->n_voices + 63) / 64;
    ch->values = marsad_arena_array(ch->arena, ch->c->n, sizeof *ch->values);
    ch->now = marsad_arena_array(ch->arena, ch->n_voices, sizeof *ch->now);
    ch->scratch = marsad_arena_array(ch->arena, ch->words, sizeof *ch->scratch);
    if (!ch->values || !ch->now || !ch->scratch)
        return false;
    for (size_t i = 0; i < ch->c->n; i++)
        if (!note_value(ch, &ch->c->at[i]))
            return false;
    return true;
}

bool merge_choose(marsad_merge_field field, marsad_rule rule, const marsad_event_row *rows,
                  const struct merge_candidates *c, size_t n_voices, marsad_arena *arena, marsad_merged_field *out)
{
    struct choice ch = { .field = field, .rule = rule, .rows = rows, .c = c, .n_voices = n_voices, .arena = arena };
    const struct merge_candidate *chosen;

    if (!set_up(&ch))
        return false;
    note_last(&ch);
    score_all(&ch);
    if (rule == MARSAD_RULE_MEDIAN && !find_median(&ch))
        return false;
    chosen = best(&ch);
    *out = (marsad_merged_field){ .known = true,
                                  .rule = rule,
                                  .basis = c->basis,
                                  .report = chosen->report,
                                  .reports = c->n,
                                  .left_out = c->left_out,
                                  .disagreement = disagreement(&ch) };
    count_sources(&ch, &chosen->value, out);
    if (marsad_merge_is_number(field))
        span_numbers(&ch, chosen, out);
    return true;
}

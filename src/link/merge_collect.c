/*
 * merge_collect.c - which reports count on a field, and which are left out.
 */
#include <math.h>
#include <stdlib.h>

#include "link/merge.h"

static marsad_merge_basis basis_of(const marsad_event *e, marsad_merge_field field)
{
    switch (e->factuality) {
    case MARSAD_DENIED: /* whether it happened is what a denial speaks of */
        return field == MARSAD_MERGE_FACTUALITY ? MARSAD_BASIS_TOLD : MARSAD_BASIS_DENIED;
    case MARSAD_PLANNED:
    case MARSAD_POSSIBLE:
        return MARSAD_BASIS_EXPECTED;
    default:
        return MARSAD_BASIS_TOLD;
    }
}

/* Keep the candidates for which `keep` says so. */
typedef bool keep_fn(const void *user, const marsad_event_row *row, const struct merge_candidate *c);

static void filter(struct merge_candidates *out, const marsad_story *story, keep_fn *keep, const void *user)
{
    size_t n = 0;

    for (size_t i = 0; i < out->n; i++)
        if (keep(user, &story->reports[out->at[i].report], &out->at[i]))
            out->at[n++] = out->at[i];
    out->left_out += out->n - n;
    out->n = n;
}

static bool any(const struct merge_candidates *out, const marsad_story *story, keep_fn *keep, const void *user)
{
    for (size_t i = 0; i < out->n; i++)
        if (keep(user, &story->reports[out->at[i].report], &out->at[i]))
            return true;
    return false;
}

/* Keep the better ones where there are any. */
static bool prefer(struct merge_candidates *out, const marsad_story *story, keep_fn *keep, const void *user)
{
    bool found = any(out, story, keep, user);

    if (found)
        filter(out, story, keep, user);
    return found;
}

/* ---- what is told, expected, denied ---- */

struct tier {
    marsad_merge_field field;
    marsad_merge_basis basis;
};

static bool has_basis(const void *user, const marsad_event_row *row, const struct merge_candidate *c)
{
    const struct tier *t = user;

    (void)c;
    return basis_of(row->event, t->field) == t->basis;
}

static bool only_denied(const marsad_story *story)
{
    for (size_t i = 0; i < story->n; i++)
        if (story->reports[i].event->factuality != MARSAD_DENIED)
            return false;
    return true;
}

/* A denial says of what it denies, but that is nobody's account of the event, and never a number of people. */
static void take_best_basis(struct merge_candidates *out, const marsad_story *story, marsad_merge_field field)
{
    struct tier t = { .field = field, .basis = MARSAD_BASIS_TOLD };

    while (t.basis < MARSAD_BASIS_DENIED && !any(out, story, has_basis, &t))
        t.basis++;
    if (t.basis == MARSAD_BASIS_DENIED && (marsad_merge_is_number(field) || !only_denied(story))) {
        out->left_out += out->n;
        out->n = 0;
        return;
    }
    filter(out, story, has_basis, &t);
    out->basis = t.basis;
}

/* ---- numbers that can be compared ---- */

static const marsad_count *count_of(marsad_merge_field field, const marsad_event *e)
{
    const marsad_count *const COUNTS[] = { &e->killed, &e->injured, &e->captured, &e->displaced, &e->participants };

    return COUNTS[field - MARSAD_MERGE_KILLED];
}

static bool is_of_event(const void *user, const marsad_event_row *row, const struct merge_candidate *c)
{
    const struct merge_reading *r = user;

    (void)c;
    return !count_of(r->field, row->event)->cumulative;
}

struct parts {
    const struct merge_reading *r;
    double least;  /* number of all people */
    marsad_str of; /* or the only thing to count */
};

static bool is_whole(const void *user, const marsad_event_row *row, const struct merge_candidate *c)
{
    const struct parts *p = user;

    (void)c;
    return merge_is_whole(p->r->merger, p->r->field, count_of(p->r->field, row->event)->of);
}

/* "three children" beside "15 people" is a part; "20 soldiers" is none, for it is more than the whole. */
static bool is_whole_or_more(const void *user, const marsad_event_row *row, const struct merge_candidate *c)
{
    const struct parts *p = user;

    return is_whole(user, row, c) || merge_low_end(&c->value) >= p->least;
}

static bool counts_same(const void *user, const marsad_event_row *row, const struct merge_candidate *c)
{
    const struct parts *p = user;

    (void)c;
    return marsad_str_equal(count_of(p->r->field, row->event)->of, p->of);
}

/* How many voices count `of`; whose greatest number is `most`. */
static size_t voices_counting(const struct merge_candidates *out, const marsad_story *story, struct parts *p,
                              double *most)
{
    size_t n = 0;

    *most = 0;
    for (size_t i = 0; i < out->n; i++) {
        bool again = false;

        if (!counts_same(p, &story->reports[out->at[i].report], NULL))
            continue;
        if (merge_high_end(&out->at[i].value) > *most)
            *most = merge_high_end(&out->at[i].value);
        for (size_t k = 0; k < i && !again; k++)
            again = out->at[k].voice == out->at[i].voice && counts_same(p, &story->reports[out->at[k].report], NULL);
        n += !again;
    }
    return n;
}

/* No report counts all people: the kind that most voices count; of equals the one with more people. */
static void keep_one_kind(struct merge_candidates *out, const marsad_story *story, struct parts *p)
{
    size_t best = 0, n;
    double best_most = 0, most;
    marsad_str kind = { 0 };

    for (size_t i = 0; i < out->n; i++) {
        p->of = count_of(p->r->field, story->reports[out->at[i].report].event)->of;
        n = voices_counting(out, story, p, &most);
        if (n > best || (n == best && most > best_most) ||
            (n == best && most == best_most && marsad_str_compare(p->of, kind) < 0)) {
            best = n;
            best_most = most;
            kind = p->of;
        }
    }
    p->of = kind;
    filter(out, story, counts_same, p);
}

static void keep_comparable(struct merge_candidates *out, const marsad_story *story, const struct merge_reading *r)
{
    struct parts p = { .r = r, .least = INFINITY };

    filter(out, story, is_of_event, r);
    if (!any(out, story, is_whole, &p)) {
        keep_one_kind(out, story, &p);
        return;
    }
    for (size_t i = 0; i < out->n; i++)
        if (is_whole(&p, &story->reports[out->at[i].report], &out->at[i]) && merge_low_end(&out->at[i].value) < p.least)
            p.least = merge_low_end(&out->at[i].value);
    filter(out, story, is_whole_or_more, &p);
}

/* ---- other fields ---- */

static bool says_when(const void *user, const marsad_event_row *row, const struct merge_candidate *c)
{
    (void)user;
    (void)c;
    return strcmp(row->day_is, "event") == 0;
}

static bool has_type(const void *user, const marsad_event_row *row, const struct merge_candidate *c)
{
    (void)c;
    return marsad_str_equal(row->event->type, *(const marsad_str *)user);
}

static bool is_listed(const void *user, const marsad_event_row *row, const struct merge_candidate *c)
{
    (void)user;
    (void)row;
    return merge_is_listed(&c->value);
}

static int by_rank(const void *a, const void *b)
{
    size_t x = ((const struct merge_candidate *)a)->rank, y = ((const struct merge_candidate *)b)->rank;

    return (x > y) - (x < y);
}

bool merge_collect(struct merge_reading *r, const marsad_story *story, const size_t *voices, const size_t *ranks,
                   marsad_str type, struct merge_candidates *out)
{
    *out = (struct merge_candidates){ .at = marsad_arena_array(r->arena, story->n + 1, sizeof *out->at) };
    r->failed = r->failed || !out->at;
    for (size_t i = 0; i < story->n && !r->failed; i++) {
        struct merge_candidate *c = &out->at[out->n];

        if (!merge_read(r, &story->reports[i], &c->value))
            continue;
        c->report = i;
        c->rank = ranks[i];
        c->voice = voices[i];
        c->trust = merge_trust(r->merger, r->field, story->reports[i].event);
        out->n++;
    }
    if (r->failed)
        return false;
    qsort(out->at, out->n, sizeof *out->at, by_rank); /* sums too are then the same in any order of the reports */
    if (r->field == MARSAD_MERGE_MODE)
        filter(out, story, has_type, &type);
    take_best_basis(out, story, r->field);
    if (marsad_merge_is_number(r->field))
        keep_comparable(out, story, r);
    else if (r->field == MARSAD_MERGE_DAY)
        out->published_only = !prefer(out, story, says_when, NULL);
    else if (r->field == MARSAD_MERGE_PLACE)
        prefer(out, story, is_listed, NULL);
    return true;
}

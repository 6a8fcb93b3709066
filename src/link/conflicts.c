/*
 * conflicts.c - where the reports of one story cannot all be right.
 *
 * For each kind: what each report says; reports that say the same are a side; two sides whose values exclude each other
 * are a candidate if some report of the one and some report of the other speak of the same. Of the candidates the
 * strongest is taken first, and then each that brings a side which has not been shown yet: with n values there are n -
 * 1 conflicts at most, not n². All orders are made of content, so the order of the reports does not matter.
 */
#include "link/conflicts.h"
#include "link/merge.h"

#include <stdlib.h>

const char *marsad_conflict_kind_name(marsad_conflict_kind k)
{
    static const char *const NAMES[] = {
#define X(upper, name) name,
        MARSAD_CONFLICT_KINDS(X)
#undef X
    };

    return NAMES[k];
}

marsad_span marsad_conflict_words(marsad_conflict_kind kind, const marsad_event_row *row)
{
    static const marsad_span NONE = { 0 };
    const marsad_event *e = row->event;

    switch (kind) {
    case MARSAD_CONFLICT_KILLED:
        return e->killed.span;
    case MARSAD_CONFLICT_INJURED:
        return e->injured.span;
    case MARSAD_CONFLICT_CAPTURED:
        return e->captured.span;
    case MARSAD_CONFLICT_DISPLACED:
        return e->displaced.span;
    case MARSAD_CONFLICT_PARTICIPANTS:
        return e->participants.span;
    case MARSAD_CONFLICT_DENIAL:
        return e->cue.start < e->cue.end ? e->cue : e->trigger;
    case MARSAD_CONFLICT_CONTROL:
        return e->gains;
    case MARSAD_CONFLICT_ACTOR:
        return e->n_actors ? e->actors[0].span : NONE;
    case MARSAD_CONFLICT_PLACE:
        return e->place_span;
    default:
        return e->time ? e->time->span : NONE;
    }
}

/* The weights say how much a kind of conflict matters to who counts the dead and who draws the map. */
const struct rules *conflict_rules(marsad_conflict_kind kind)
{
    static const struct rules RULES[MARSAD_CONFLICT_KIND_COUNT] = {
        [MARSAD_CONFLICT_KILLED] = { say_count, count_difference, compare_counts, 1.0 },
        [MARSAD_CONFLICT_INJURED] = { say_count, count_difference, compare_counts, 0.5 },
        [MARSAD_CONFLICT_CAPTURED] = { say_count, count_difference, compare_counts, 0.6 },
        [MARSAD_CONFLICT_DISPLACED] = { say_count, count_difference, compare_counts, 0.5 },
        [MARSAD_CONFLICT_PARTICIPANTS] = { say_count, count_difference, compare_counts, 0.4 },
        [MARSAD_CONFLICT_DENIAL] = { say_denial, any_difference, compare_denials, 0.8 },
        [MARSAD_CONFLICT_CONTROL] = { say_holder, actor_difference, compare_holders, 0.9 },
        [MARSAD_CONFLICT_ACTOR] = { say_actor, actor_difference, compare_actors, 0.8 },
        [MARSAD_CONFLICT_PLACE] = { say_place, place_difference, compare_places, 0.5 },
        [MARSAD_CONFLICT_DAY] = { say_day, day_difference, compare_days, 0.4 },
    };

    return &RULES[kind];
}

/* ---- the finder ---- */

static bool add_people(marsad_conflict_finder *f)
{
    int word = marsad_dict_column(f->dict, MARSAD_TABLE_PEOPLE, "word");
    uint32_t rows = marsad_dict_rows(f->dict, MARSAD_TABLE_PEOPLE);
    marsad_str norm;

    f->group = marsad_dict_column(f->dict, MARSAD_TABLE_PEOPLE, "group");
    for (uint32_t i = 0; i < rows; i++)
        if (!marsad_normalise(marsad_dict_cell(f->dict, MARSAD_TABLE_PEOPLE, i, word), f->words, &norm, NULL) ||
            !marsad_map_put(f->people, norm, i))
            return false;
    return true;
}

marsad_conflict_finder *marsad_conflicts_new(const marsad_dict *dict, marsad_err *err)
{
    marsad_conflict_finder *f = calloc(1, sizeof *f);

    if (f) {
        f->dict = dict;
        f->words = marsad_arena_new(0);
        f->people = marsad_map_new();
        f->denials = marsad_map_new();
        f->merger = marsad_merger_new(dict, err);
        if (f->words && f->people && f->denials && f->merger && kin_init(&f->kin, dict) && add_people(f) &&
            learn_denials(f))
            return f;
    }
    marsad_conflicts_free(f);
    marsad_fail_memory(err);
    return NULL;
}

void marsad_conflicts_free(marsad_conflict_finder *f)
{
    if (!f)
        return;
    kin_release(&f->kin);
    marsad_merger_free(f->merger);
    marsad_map_free(f->people);
    marsad_map_free(f->denials);
    marsad_arena_free(f->words);
    free(f);
}

bool marsad_conflict_kin(const marsad_conflict_finder *f, marsad_str a, marsad_str b)
{
    return kin_related(&f->kin, a, b);
}

/* ---- what the reports say of one kind ---- */

struct speech {
    struct said said;
    const marsad_event_row *row;
    bool shown; /* takes part in the pair of sides that is looked at */
};

static int by_key(const void *a, const void *b)
{
    const struct speech *x = a, *y = b;
    int order = marsad_str_compare(x->said.key, y->said.key);

    return order ? order : merge_row_compare(x->row, y->row);
}

static int by_row(const void *a, const void *b)
{
    const struct speech *x = a, *y = b;

    return merge_row_compare(x->row, y->row);
}

/* Reports that say the same: speeches [first, last). */
struct side {
    size_t first, last;
};

struct speeches {
    struct speech *at;
    size_t n;
    struct side *sides;
    size_t n_sides;
};

static int by_told(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/*
 * Are the numbers those of many fights? In reports of one event they lie near each other; in a battle of days that was
 * taken for one event there are many and they lie far apart: the upper quartile is WIDE times the lower one.
 */
#define MANY_VALUES 4
#define WIDE 1.75

static bool are_scattered(struct look *l, const struct speeches *s)
{
    double *told = marsad_arena_array(l->arena, s->n + 1, sizeof *told);
    size_t n = 0, kept = 0;

    l->failed |= !told;
    for (size_t i = 0; told && i < s->n; i++)
        if (!is_blast(s->at[i].row))
            told[n++] = s->at[i].said.told;
    if (n < MANY_VALUES)
        return false;
    qsort(told, n, sizeof *told, by_told);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || told[i] != told[kept - 1])
            told[kept++] = told[i];
    return kept >= MANY_VALUES && told[kept * 3 / 4] >= WIDE * told[kept / 4];
}

/* Leave out the numbers of fights. */
static void drop_fights(struct speeches *s)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->n; i++)
        if (is_blast(s->at[i].row))
            s->at[kept++] = s->at[i];
    s->n = kept;
}

static bool collect(struct look *l, size_t n_rows, struct speeches *s)
{
    *s = (struct speeches){ .n = 0 };
    s->at = marsad_arena_array(l->arena, n_rows + 1, sizeof *s->at);
    if (!s->at)
        return false;
    for (size_t i = 0; i < n_rows; i++) {
        struct said said = conflict_rules(l->kind)->says(l, i);

        if (said.value.len > 0)
            s->at[s->n++] = (struct speech){ .said = said, .row = &l->rows[i] };
    }
    if (l->kind <= MARSAD_CONFLICT_PARTICIPANTS && are_scattered(l, s))
        drop_fights(s);
    if (s->n > MARSAD_CONFLICT_REPORTS_MAX) {
        qsort(s->at, s->n, sizeof *s->at, by_row);
        s->n = MARSAD_CONFLICT_REPORTS_MAX;
    }
    if (s->n > 1)
        qsort(s->at, s->n, sizeof *s->at, by_key);
    return !l->failed;
}

static bool make_sides(struct look *l, struct speeches *s)
{
    s->sides = marsad_arena_array(l->arena, s->n + 1, sizeof *s->sides);
    if (!s->sides)
        return false;
    for (size_t i = 0; i < s->n; i++) {
        if (i == 0 || !marsad_str_equal(s->at[i].said.key, s->at[i - 1].said.key))
            s->sides[s->n_sides++] = (struct side){ i, i };
        s->sides[s->n_sides - 1].last = i + 1;
    }
    return true;
}

/* ---- two sides ---- */

struct candidate {
    marsad_conflict conflict;
    size_t sides[2]; /* in speeches.sides */
};

/* Marks the reports of both sides that stand in this relation to one of the other side. */
static bool mark(struct look *l, struct speeches *s, struct side a, struct side b, enum relation wanted)
{
    bool any = false;

    for (size_t i = a.first; i < a.last; i++)
        s->at[i].shown = false;
    for (size_t k = b.first; k < b.last; k++)
        s->at[k].shown = false;
    for (size_t i = a.first; i < a.last; i++)
        for (size_t k = b.first; k < b.last; k++)
            if (!(s->at[i].shown && s->at[k].shown) &&
                conflict_rules(l->kind)->compare(l, &s->at[i].said, &s->at[k].said) == wanted)
                any = s->at[i].shown = s->at[k].shown = true;
    return any;
}

static size_t count_outlets(const struct look *l, const marsad_conflict_side *side)
{
    size_t n = 0;

    for (size_t i = 0; i < side->n; i++) {
        marsad_str outlet = l->rows[side->reports[i]].article->source;
        size_t k = 0;

        while (k < i && !(outlet.len > 0 && marsad_str_equal(outlet, l->rows[side->reports[k]].article->source)))
            k++;
        n += k == i;
    }
    return n;
}

/* Independent sources of a side. */
static size_t count_voices(const struct look *l, const marsad_conflict_side *side)
{
    size_t n = 0;

    for (size_t i = 0; i < side->n; i++) {
        size_t k = 0;

        while (k < i && l->voices[side->reports[k]] != l->voices[side->reports[i]])
            k++;
        n += k == i;
    }
    return n;
}

static bool fill_side(struct look *l, const struct speeches *s, struct side from, marsad_conflict_side *side)
{
    size_t *reports = marsad_arena_array(l->arena, from.last - from.first, sizeof *reports);

    if (!reports)
        return false;
    *side = (marsad_conflict_side){ .reports = reports, .value = s->at[from.first].said.value };
    for (size_t i = from.first; i < from.last; i++) {
        if (!s->at[i].shown)
            continue;
        reports[side->n++] = s->at[i].said.report;
        if (s->at[i].row->event->confidence > side->confidence)
            side->confidence = s->at[i].row->event->confidence;
    }
    side->outlets = count_outlets(l, side);
    side->sources = count_voices(l, side);
    return true;
}

/* Should the second side be shown first? */
static bool is_reversed(const struct look *l, const struct said *a, const struct said *b, const marsad_conflict *c)
{
    if (l->kind == MARSAD_CONFLICT_DENIAL)
        return marsad_str_equal(a->value, MARSAD_LIT("denied"));
    if (a->told != b->told)
        return a->told > b->told;
    if (c->sides[0].sources != c->sides[1].sources)
        return c->sides[0].sources < c->sides[1].sources;
    return marsad_str_compare(a->value, b->value) > 0;
}

static bool fill_candidate(struct look *l, struct speeches *s, size_t i, size_t k, double difference,
                           struct candidate *out)
{
    const struct said *a = &s->at[s->sides[i].first].said, *b = &s->at[s->sides[k].first].said;
    marsad_conflict *c = &out->conflict;

    if (!fill_side(l, s, s->sides[i], &c->sides[0]) || !fill_side(l, s, s->sides[k], &c->sides[1]))
        return false;
    c->kind = l->kind;
    c->of = l->kind <= MARSAD_CONFLICT_PARTICIPANTS ? a->who : (marsad_str){ NULL, 0 };
    c->difference = difference;
    out->sides[0] = i;
    out->sides[1] = k;
    if (is_reversed(l, a, b, c)) {
        marsad_conflict_side first = c->sides[1];

        c->sides[1] = c->sides[0];
        c->sides[0] = first;
    }
    conflict_score(l, c);
    return true;
}

/* ---- all pairs of sides, and those that are kept ---- */

struct candidates {
    struct candidate *at;
    size_t n, cap;
};

static bool add_pair(struct look *l, struct speeches *s, size_t i, size_t k, struct candidates *out)
{
    struct side a = s->sides[i], b = s->sides[k];
    double difference = conflict_rules(l->kind)->difference(l, &s->at[a.first].said, &s->at[b.first].said);
    bool rising;

    if (difference <= 0)
        return true;
    rising = !mark(l, s, a, b, CONTRADICT);
    if (rising && !mark(l, s, a, b, RISING))
        return true;
    if (!marsad_arena_grow(l->arena, (void **)&out->at, &out->cap, out->n, sizeof *out->at))
        return false;
    out->at[out->n] = (struct candidate){ .conflict = { .rising = rising } };
    return fill_candidate(l, s, i, k, difference, &out->at[out->n++]);
}

static int compare_conflicts(const marsad_conflict *x, const marsad_conflict *y)
{
    int order = x->rising - y->rising;

    if (order == 0)
        order = (x->score < y->score) - (x->score > y->score);
    if (order == 0)
        order = (x->kind > y->kind) - (x->kind < y->kind);
    if (order == 0)
        order = marsad_str_compare(x->sides[0].value, y->sides[0].value);
    if (order == 0)
        order = marsad_str_compare(x->sides[1].value, y->sides[1].value);
    return order ? order : marsad_str_compare(x->of, y->of); /* 15 soldiers against 17, 15 people against 17 */
}

static int by_score(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    int order = compare_conflicts(&x->conflict, &y->conflict);

    if (order ==
        0) /* values of different people: "15" of all against "17" of all, "15" soldiers against "17" soldiers */
        order = (x->sides[0] > y->sides[0]) - (x->sides[0] < y->sides[0]);
    return order ? order : (x->sides[1] > y->sides[1]) - (x->sides[1] < y->sides[1]);
}

/* Keep what shows a side that has not been shown. */
static bool choose(struct look *l, const struct speeches *s, struct candidates *c)
{
    bool *shown = marsad_arena_array(l->arena, s->n_sides + 1, sizeof *shown);
    size_t kept = 0;

    if (!shown)
        return false;
    if (c->n > 1)
        qsort(c->at, c->n, sizeof *c->at, by_score);
    for (size_t i = 0; i < c->n; i++) {
        if (shown[c->at[i].sides[0]] && shown[c->at[i].sides[1]])
            continue;
        shown[c->at[i].sides[0]] = shown[c->at[i].sides[1]] = true;
        c->at[kept++] = c->at[i];
    }
    c->n = kept;
    return true;
}

static bool find_kind(struct look *l, size_t n_rows, struct candidates *c)
{
    struct speeches s;

    *c = (struct candidates){ .n = 0 };
    if (!collect(l, n_rows, &s))
        return false;
    if (s.n < 2)
        return true;
    if (!make_sides(l, &s))
        return false;
    for (size_t i = 0; i < s.n_sides; i++)
        for (size_t k = i + 1; k < s.n_sides; k++)
            if (!add_pair(l, &s, i, k, c))
                return false;
    return choose(l, &s, c) && !l->failed;
}

static int by_rank(const void *a, const void *b)
{
    return compare_conflicts(a, b);
}

bool marsad_conflicts_find(const marsad_conflict_finder *f, const marsad_story *story, marsad_arena *arena,
                           marsad_conflicts *out, marsad_err *err)
{
    struct look l = { .finder = f, .rows = story->reports, .arena = arena };
    marsad_conflict *found = NULL;
    size_t n = 0, cap = 0, n_voices;

    *out = (marsad_conflicts){ .n = 0 };
    l.words = marsad_arena_array(arena, story->n + 1, sizeof *l.words);
    l.voices = marsad_arena_array(arena, story->n + 1, sizeof *l.voices);
    if (!l.words || !l.voices)
        return marsad_fail_memory(err);
    if (!marsad_merge_voices(f->merger, story->reports, story->n, arena, l.voices, &n_voices, err))
        return false;
    for (int kind = 0; story->n > 1 && kind < MARSAD_CONFLICT_KIND_COUNT; kind++) {
        struct candidates c;

        l.kind = (marsad_conflict_kind)kind;
        if (!find_kind(&l, story->n, &c))
            return marsad_fail_memory(err);
        for (size_t i = 0; i < c.n; i++) {
            if (!marsad_arena_grow(arena, (void **)&found, &cap, n, sizeof *found))
                return marsad_fail_memory(err);
            found[n++] = c.at[i].conflict;
        }
    }
    if (n > 1)
        qsort(found, n, sizeof *found, by_rank);
    *out = (marsad_conflicts){ .at = found, .n = n };
    return true;
}

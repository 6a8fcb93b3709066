/*
 * conflicts_numbers.c - numbers that cannot both be right.
 *
 * A number is a range: "at least 17" has no end, "about 30" reaches 15 per cent to both sides, and so does a round
 * hundred or thousand. Ranges that meet agree. Those that do not are compared only where both count the same people of
 * the same act on the same ground: a sum over a province or a week is more than one of a town or a day, soldiers are a
 * part of all, one named victim is not the toll.
 */
#include "link/conflicts.h"
#include "link/geo.h"

#include <math.h>

#define ABOUT 0.15     /* of "about", and of round numbers */
#define ROUND_FROM 100 /* numbers from here on with two noughts are round */
#define TELLING 10     /* two fights can both have four wounded */
#define DAYS_MAX 2     /* longer times are sums over several events */

static const marsad_count *count_of(const marsad_event *e, marsad_conflict_kind kind)
{
    switch (kind) {
    case MARSAD_CONFLICT_KILLED:
        return &e->killed;
    case MARSAD_CONFLICT_INJURED:
        return &e->injured;
    case MARSAD_CONFLICT_CAPTURED:
        return &e->captured;
    case MARSAD_CONFLICT_DISPLACED:
        return &e->displaced;
    default:
        return &e->participants;
    }
}

static bool is_round(double x)
{
    return x >= ROUND_FROM && fmod(x, 100) == 0;
}

/* ---- who is counted ---- */

/* The group of a counted noun; the noun itself where no table knows it; "anyone" where none is told. */
static marsad_str group_of(struct look *l, marsad_str of)
{
    const marsad_conflict_finder *f = l->finder;
    marsad_str norm = { NULL, 0 };
    uint64_t row;

    if (of.len == 0)
        return MARSAD_LIT("anyone");
    if (!marsad_normalise(of, l->arena, &norm, NULL)) {
        l->failed = true;
        return of;
    }
    if (!marsad_map_get(f->people, norm, &row))
        return norm;
    return marsad_dict_cell(f->dict, MARSAD_TABLE_PEOPLE, (uint32_t)row, f->group);
}

/* Sectors of the armed: a count of "killed" among them is none of all victims. */
static bool is_armed(marsad_str role)
{
    return role.len > 0 && marsad_list_has(MARSAD_LIT("MIL|REB|COP|PRM|UAF|SPY"), role);
}

/* Those to whom it was done, where the counted word itself does not say. */
static marsad_str victims(const marsad_event *e)
{
    for (size_t i = 0; i < e->n_recipients; i++)
        if (is_armed(e->recipients[i].role))
            return e->recipients[i].role;
    return MARSAD_LIT("anyone");
}

/* The word behind a span, without the blank before it. */
static marsad_str word_behind(const marsad_event_row *row, marsad_span span)
{
    marsad_str rest = marsad_points_str(row->points, (marsad_span){ .start = span.end, .end = row->sentence.end }),
               word;

    rest = span.end < row->sentence.end ? marsad_str_trim(rest) : (marsad_str){ NULL, 0 };
    return rest.len > 0 && marsad_str_next(&rest, ' ', &word) ? word : (marsad_str){ NULL, 0 };
}

static marsad_str last_word(const marsad_event_row *row, marsad_span span)
{
    marsad_str rest = marsad_points_str(row->points, span), word = { NULL, 0 };

    while (marsad_str_next(&rest, ' ', &word))
        ;
    return word;
}

static bool is_others(struct look *l, marsad_str word)
{
    return word.len > 0 && marsad_str_equal(group_of(l, word), MARSAD_LIT("others"));
}

static marsad_str counted(struct look *l, const marsad_event_row *row, const marsad_count *c)
{
    const marsad_event *e = row->event;
    marsad_str group = group_of(l, c->of);
    bool others =
        is_others(l, c->of) || is_others(l, last_word(row, c->span)) || is_others(l, word_behind(row, c->span));

    if (others && l->kind == MARSAD_CONFLICT_KILLED)
        return (marsad_str){ NULL, 0 }; /* beside those told before: how many these were is not in this number */
    if ((others || marsad_str_equal(group, MARSAD_LIT("anyone"))) &&
        (l->kind == MARSAD_CONFLICT_KILLED || l->kind == MARSAD_CONFLICT_INJURED))
        return victims(e);
    return others ? MARSAD_LIT("anyone") : group;
}

/* Are they counted who fight for no state? */
static bool are_fighters(const marsad_event *e, marsad_str who)
{
    if (marsad_list_has(MARSAD_LIT("fighter|leader|REB|UAF|PRM"), who))
        return true;
    for (size_t i = 0; i < e->n_recipients; i++)
        if (e->recipients[i].role.len > 0 && marsad_list_has(MARSAD_LIT("REB|UAF|PRM"), e->recipients[i].role))
            return true;
    return false;
}

/* One who is named or definite ("the commander was killed") is not the toll of an act. */
static bool is_single(const struct look *l, const marsad_count *c)
{
    return c->has_max && c->max <= 1 && (c->of.len == 0 || l->kind == MARSAD_CONFLICT_CAPTURED);
}

/* "A number of": any number. */
static bool is_vague(const marsad_count *c)
{
    return c->approximate && (!c->has_max || !c->has_min);
}

/* ---- the range ---- */

static marsad_str range_text(struct look *l, const marsad_count *c)
{
    const char *about = c->approximate ? "~" : "";
    marsad_str text;

    if (!c->has_max)
        text = marsad_arena_fmt(l->arena, "%s%.10g+", about, c->min);
    else if (!c->has_min)
        text = marsad_arena_fmt(l->arena, "%s0-%.10g", about, c->max);
    else if (c->min < c->max)
        text = marsad_arena_fmt(l->arena, "%s%.10g-%.10g", about, c->min, c->max);
    else
        text = marsad_arena_fmt(l->arena, "%s%.10g", about, c->min);
    l->failed |= !text.ptr;
    return text;
}

static void fill_range(struct said *s, const marsad_count *c)
{
    double low = c->has_min ? c->min : 0, high = c->has_max ? c->max : INFINITY;

    s->told = !c->has_min ? high : !c->has_max ? low : (low + high) / 2;
    s->min = c->approximate || is_round(low) ? low * (1 - ABOUT) : low;
    s->max = c->approximate || is_round(high) ? high * (1 + ABOUT) : high;
}

struct said say_count(struct look *l, size_t report)
{
    const marsad_event_row *row = &l->rows[report];
    const marsad_count *c = count_of(row->event, l->kind);
    struct said s = { .report = report };

    if (!c->known || (!c->has_min && !c->has_max) || c->cumulative || is_single(l, c) || is_vague(c) || !is_told(row) ||
        day_length(row) > DAYS_MAX)
        return s;
    s.who = counted(l, row, c);
    if (s.who.len == 0)
        return s;
    s.fighters = are_fighters(row->event, s.who);
    fill_range(&s, c);
    s.value = range_text(l, c);
    s.key = marsad_arena_fmt(l->arena, "%.*s %.*s", MARSAD_STR_ARG(s.value), MARSAD_STR_ARG(s.who));
    l->failed |= !s.key.ptr;
    return s;
}

/* ---- two of them ---- */

double count_difference(struct look *l, const struct said *a, const struct said *b)
{
    double gap = fabs(a->told - b->told), larger = fmax(a->told, b->told), absolute = log10(1 + gap) / 2;

    (void)l;
    if ((a->min <= b->max && b->min <= a->max) || !marsad_str_equal(a->who, b->who))
        return 0;
    return larger > 0 ? (gap / larger + fmin(1, absolute)) / 2 : 0;
}

bool same_numbers(const struct look *l, const struct said *a, const struct said *b)
{
    const marsad_event *x = l->rows[a->report].event, *y = l->rows[b->report].event;

    for (int kind = 0; kind <= MARSAD_CONFLICT_PARTICIPANTS; kind++) {
        const marsad_count *p = count_of(x, (marsad_conflict_kind)kind), *q = count_of(y, (marsad_conflict_kind)kind);

        if (kind != (int)l->kind && p->known && q->known && p->has_min && q->has_min && p->has_max && q->has_max &&
            p->min == p->max && p->min == q->min && p->max == q->max && p->min >= TELLING)
            return true;
    }
    return false;
}

static bool is_one_fight(struct look *l, const struct said *a, const struct said *b)
{
    return same_numbers(l, a, b) || shared_words(l, a->report, b->report) >= SAME_WORDS;
}

/* Was `a` written after `b`? It may have been where the day of one is not known. */
static bool is_later(const marsad_event_row *a, const marsad_event_row *b)
{
    const char *x = a->article->published, *y = b->article->published;

    return *x && *y ? strcmp(x, y) > 0 : *x || *y;
}

/* Numbers of two days are those of one event only where that is clear. Arrests of one day are other ones than the next.
 */
static bool rises(struct look *l, const struct said *low, const struct said *high)
{
    const marsad_event_row *x = &l->rows[low->report], *y = &l->rows[high->report];

    if (l->kind == MARSAD_CONFLICT_CAPTURED)
        return false;
    return is_one_fight(l, low, high) ||
           (is_blast(x) && is_blast(y) && geo_relate(x->event->place, y->event->place) == GEO_SAME);
}

/*
 * Do both count on the same ground, in the same fight? Where a place is not known, and where enemies are counted who
 * were killed in a fight, something else must show it.
 */
static bool same_ground(struct look *l, const struct said *a, const struct said *b)
{
    const marsad_event_row *x = &l->rows[a->report], *y = &l->rows[b->report];
    enum geo_relation r = geo_relate(x->event->place, y->event->place);

    if (r != GEO_SAME && r != GEO_UNKNOWN)
        return false;
    if (r == GEO_SAME && (!(a->fighters || b->fighters) || (is_blast(x) && is_blast(y))))
        return true;
    return is_one_fight(l, a, b);
}

/* One source, or two articles under one credit that data/credits.tsv does not know: neither is set against the other.
 */
static bool same_voice(const struct look *l, size_t a, size_t b)
{
    marsad_str x = l->rows[a].article->agency, y = l->rows[b].article->agency;

    return l->voices[a] == l->voices[b] || (x.len > 0 && marsad_str_equal(x, y));
}

enum relation compare_counts(struct look *l, const struct said *a, const struct said *b)
{
    const struct said *low = a->told <= b->told ? a : b, *high = low == a ? b : a;
    const marsad_event_row *x = &l->rows[low->report], *y = &l->rows[high->report];

    if (same_text(x, y) || !same_act(x, y) || !days_meet(x, y) || day_length(x) != day_length(y) ||
        !same_ground(l, a, b) || either_says_both(l, a, b))
        return AGREE;
    if (is_later(y, x))
        return rises(l, low, high) ? RISING : AGREE;
    return same_voice(l, a->report, b->report) ? AGREE : CONTRADICT;
}

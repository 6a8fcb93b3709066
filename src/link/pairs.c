/*
 * pairs.c - features of a pair of reports, and what the two models make of them.
 */
#include "link/pairs.h"

#include <math.h>
#include <stdio.h>

#include "link/pair_words.h"
#include "mention/calendar.h"

#define EARTH_KM 6371.0
#define NEAR_KM 15
#define APART_KM 60
#define CLOSE 1.34      /* one number may be that many times the other */
#define MOST_BETWEEN 5  /* days */
#define SAID_LEAST (-4) /* log odds below which the trees are not asked */

static const char *const NAMES[] = {
#define X(upper, name) name,
    LINK_FEATURES(X)
#undef X
};

const char *link_feature_name(unsigned feature)
{
    return feature == LINK_SAID ? "said" : NAMES[feature];
}

unsigned link_feature_number(marsad_str name)
{
    unsigned f = 0;

    while (f < LINK_ROW && !marsad_str_equal(name, marsad_str_of(link_feature_name(f))))
        f++;
    return f;
}

static double read_weight(const marsad_dict *dict, int column, const char *name)
{
    char key[64];
    int n = snprintf(key, sizeof key, "L:%s", name);
    marsad_entries found = marsad_dict_find(dict, (marsad_str){ key, (size_t)n });

    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_GATE)
            return marsad_dict_number(dict, MARSAD_TABLE_GATE, found.at[i].row, column);
    return 0;
}

bool link_model_read(const marsad_dict *dict, struct link_model *out, marsad_err *err)
{
    int column = dict ? marsad_dict_column(dict, MARSAD_TABLE_GATE, "weight") : -1;

    for (int f = 0; f < LINK_FEATURE_COUNT; f++)
        out->weights[f] = dict ? read_weight(dict, column, NAMES[f]) : 0;
    return link_forest_read(dict, link_feature_number, LINK_ROW, &out->forest, err);
}

void link_model_release(struct link_model *m)
{
    link_forest_release(&m->forest);
}

/* ---- where ---- */

static double distance_km(const struct link_report *a, const struct link_report *b)
{
    const double rad = acos(-1) / 180;
    double north = (b->lat - a->lat) * rad, east = (b->lon - a->lon) * rad;
    double h = pow(sin(north / 2), 2) + cos(a->lat * rad) * cos(b->lat * rad) * pow(sin(east / 2), 2);

    return 2 * EARTH_KM * asin(sqrt(h > 1 ? 1 : h));
}

static enum link_feature compare_points(const struct link_report *a, const struct link_report *b)
{
    double km;

    if (a->place && a->place == b->place)
        return LINK_SAME_PLACE;
    if (!a->located || !b->located)
        return a->province && a->province == b->province ? LINK_SAME_PROVINCE : LINK_APART;
    km = distance_km(a, b) - a->radius - b->radius;
    return km < NEAR_KM ? LINK_NEAR_PLACE : km < APART_KM ? LINK_APART : LINK_APART_FAR;
}

static enum link_feature compare_places(const struct link_report *a, const struct link_report *b)
{
    if (a->precision == LINK_NOWHERE || b->precision == LINK_NOWHERE)
        return a->precision == b->precision ? LINK_NO_PLACE : LINK_ONE_PLACE;
    if (a->country && b->country && a->country != b->country)
        return a->precision == LINK_POINT && b->precision == LINK_POINT && a->located && b->located
                   ? compare_points(a, b)
                   : LINK_APART_FAR;
    if (a->precision == LINK_POINT && b->precision == LINK_POINT)
        return compare_points(a, b);
    if (a->precision == LINK_COUNTRY || b->precision == LINK_COUNTRY)
        return LINK_IN_COUNTRY;
    if (a->place && a->place == b->place)
        return LINK_SAME_PROVINCE;
    return a->province && a->province == b->province ? LINK_IN_PROVINCE : LINK_APART_FAR;
}

/* ---- when ---- */

/* Days between two spans; 0: they overlap. */
static int32_t days_apart(const struct link_report *a, const struct link_report *b)
{
    if (a->from == CALENDAR_NO_DAY || b->from == CALENDAR_NO_DAY)
        return INT32_MAX;
    return a->to < b->from ? b->from - a->to : b->to < a->from ? a->from - b->to : 0;
}

static enum link_feature compare_days(const struct link_report *a, const struct link_report *b)
{
    bool apart = days_apart(a, b) > 0;

    if (a->dated && b->dated)
        return apart ? LINK_NEXT_DAY : LINK_SAME_DAY;
    return apart ? LINK_TOLD_NEXT : LINK_TOLD_DAY;
}

bool link_pair_possible(const struct link_report *a, const struct link_report *b)
{
    return a->type == b->type && days_apart(a, b) <= 1 && (a->talk || compare_places(a, b) != LINK_APART_FAR);
}

/* ---- who ---- */

struct parties {
    const struct link_party *at;
    size_t n;
};

struct likeness {
    bool same, like, other;
};

/* Named parties that nothing connects speak against one event, unless they come from one country. */
static struct likeness compare_parties(struct parties a, struct parties b)
{
    struct likeness l = { 0 };
    bool named_a = false, named_b = false, countrymen = false;

    for (size_t i = 0; i < a.n; i++) {
        named_a = named_a || a.at[i].entity;
        for (size_t k = 0; k < b.n; k++) {
            const struct link_party *p = &a.at[i], *q = &b.at[k];

            named_b = named_b || q->entity;
            l.same = l.same || (p->entity && p->entity == q->entity);
            l.like = l.like || (p->head && p->head == q->head);
            countrymen = countrymen || (p->country && p->country == q->country);
        }
    }
    l.like = l.like && !l.same;
    l.other = named_a && named_b && !l.same && !l.like && !countrymen;
    return l;
}

/* Does one report's actor suffer in the other? */
static bool crosses(struct parties actors, struct parties recipients)
{
    for (size_t i = 0; i < actors.n; i++)
        for (size_t k = 0; k < recipients.n; k++)
            if (actors.at[i].entity && actors.at[i].entity == recipients.at[k].entity)
                return true;
    return false;
}

/* ---- how many ---- */

static void compare_counts(const struct link_count *a, const struct link_count *b, double *same, double *close,
                           double *other)
{
    float low, high;

    if (!a->known || !b->known || a->cumulative || b->cumulative)
        return;
    low = a->high < b->high ? a->high : b->high;
    high = a->low > b->low ? a->low : b->low;
    if (a->low == b->low && a->high == b->high)
        *same = log2(1 + (double)a->low);
    else if (low >= high || (double)high <= (double)low * CLOSE)
        *close = 1;
    else
        *other = log2((double)high / (low > 1 ? (double)low : 1));
}

/* ---- what ---- */

static void compare_deeds(const struct link_report *a, const struct link_report *b, enum link_feature place,
                          double out[LINK_FEATURE_COUNT])
{
    bool here = place == LINK_SAME_PLACE;

    out[LINK_SAME_MODE] = a->mode && a->mode == b->mode;
    out[LINK_OTHER_MODE] = a->mode && b->mode && a->mode != b->mode;
    out[LINK_SAME_TRIGGER] = a->trigger == b->trigger;
    out[LINK_SAME_ACT] = a->act && a->act == b->act;
    out[LINK_OTHER_ACT] = a->act && b->act && a->act != b->act;
    out[LINK_OPEN_ACT] = !a->act != !b->act;
    out[LINK_BOTH_TAKE] = a->takes && b->takes;
    out[LINK_ONE_TAKES] = a->takes != b->takes;
    out[LINK_TAKE_PLACE] = a->takes && b->takes && here;
    out[LINK_ACT_TAKE] = a->taken && b->taken;
    out[LINK_ACT_TAKE_PLACE] = a->taken && b->taken && here;
    out[LINK_BACK_BOTH] = a->back && b->back;
    out[LINK_BACK_ONE] = a->back != b->back;
    out[LINK_BACK_TAKE] = a->taken && b->taken && (a->back || b->back);
    out[LINK_ONE_PLANNED] = a->planned != b->planned;
}

/* ---- all of it ---- */

static void put_likeness(struct likeness l, double *same, double *like, double *other)
{
    *same = l.same;
    *like = l.like;
    *other = l.other;
}

static void compare_sides(const struct link_report *a, const struct link_report *b, double out[LINK_FEATURE_COUNT])
{
    struct parties actors_a = { a->actors, a->n_actors }, actors_b = { b->actors, b->n_actors };
    struct parties others_a = { a->recipients, a->n_recipients }, others_b = { b->recipients, b->n_recipients };

    put_likeness(compare_parties(actors_a, actors_b), &out[LINK_SAME_ACTOR], &out[LINK_LIKE_ACTOR],
                 &out[LINK_OTHER_ACTOR]);
    put_likeness(compare_parties(others_a, others_b), &out[LINK_SAME_RECIPIENT], &out[LINK_LIKE_RECIPIENT],
                 &out[LINK_OTHER_RECIPIENT]);
    out[LINK_REVERSED] = (crosses(actors_a, others_b) || crosses(actors_b, others_a)) && out[LINK_SAME_ACTOR] == 0 &&
                         out[LINK_SAME_RECIPIENT] == 0;
}

/* Days between the publications; MOST_BETWEEN where one is not known. */
static double days_between(const struct link_report *a, const struct link_report *b)
{
    int64_t days = (int64_t)a->published - b->published;

    if (a->published == CALENDAR_NO_DAY || b->published == CALENDAR_NO_DAY || days > MOST_BETWEEN ||
        days < -MOST_BETWEEN)
        return MOST_BETWEEN;
    return (double)(days < 0 ? -days : days);
}

void link_pair_features(const struct link_report *a, const struct link_report *b, double out[LINK_FEATURE_COUNT])
{
    enum link_feature place = compare_places(a, b);
    bool one_article = strcmp(a->digest, b->digest) == 0;

    memset(out, 0, LINK_FEATURE_COUNT * sizeof *out);
    out[LINK_BIAS] = 1;
    out[LINK_TALK] = a->talk;
    out[LINK_MEETS] = a->meets;
    out[place] = 1;
    out[compare_days(a, b)] = 1;
    out[LINK_DAYS_BETWEEN] = days_between(a, b);
    out[LINK_UNDATED] = !a->dated + !b->dated;
    compare_sides(a, b, out);
    compare_counts(&a->killed, &b->killed, &out[LINK_SAME_KILLED], &out[LINK_CLOSE_KILLED], &out[LINK_OTHER_KILLED]);
    compare_counts(&a->injured, &b->injured, &out[LINK_SAME_INJURED], &out[LINK_CLOSE_INJURED],
                   &out[LINK_OTHER_INJURED]);
    compare_deeds(a, b, place, out);
    link_pair_words(a, b, place, out);
    out[LINK_SAME_ARTICLE] = one_article;
    out[LINK_SAME_SENTENCE] = one_article && a->sentence == b->sentence;
}

static double probability(double log_odds)
{
    return 1 / (1 + exp(-log_odds));
}

double link_model_probability(const struct link_model *m, const double features[LINK_FEATURE_COUNT])
{
    float row[LINK_ROW];
    double said = 0;

    for (int i = 0; i < LINK_FEATURE_COUNT; i++)
        said += m->weights[i] * features[i];
    if (said < SAID_LEAST || m->forest.n_trees == 0)
        return probability(said);
    for (int i = 0; i < LINK_FEATURE_COUNT; i++)
        row[i] = (float)features[i];
    row[LINK_SAID] = (float)said;
    return (probability(said) + probability(link_forest_score(&m->forest, row))) / 2;
}

double link_pair_probability(const struct link_model *m, const struct link_report *a, const struct link_report *b)
{
    double features[LINK_FEATURE_COUNT];

    if (!link_pair_possible(a, b))
        return 0;
    link_pair_features(a, b, features);
    return link_model_probability(m, features);
}

/*
 * conflicts_score.c - how much a conflict matters: a number from 0 to 100 that people can compute again.
 *
 *     score = 100 × kind × type × difference × support × confidence            a fifth of it where the toll only rises
 *
 * docs/conflicts.md says what the factors are and why.
 */
#include "link/conflicts.h"

#include <math.h>

#define RISING_SHARE 0.2

static const struct {
    const char *type;
    double weight;
} TYPES[] = { { "ASSAULT", 1 },    { "PROTEST", 0.8 }, { "COERCE", 0.8 },   { "MOBILIZE", 0.8 }, { "RETREAT", 0.8 },
              { "SANCTION", 0.6 }, { "AID", 0.6 },     { "THREATEN", 0.6 }, { "COOPERATE", 0.6 } };
#define OTHER_TYPES 0.4 /* talks, requests, accusations: words, not deeds */

static double type_weight(marsad_str type)
{
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (marsad_str_equal(type, marsad_str_of(TYPES[i].type)))
            return TYPES[i].weight;
    return OTHER_TYPES;
}

/* One source gives a half, two three quarters, three seven eighths. */
static double support(const marsad_conflict_side *side)
{
    return 1 - pow(0.5, (double)side->sources);
}

void conflict_score(const struct look *l, marsad_conflict *c)
{
    const marsad_conflict_side *a = &c->sides[0], *b = &c->sides[1];

    c->kind_weight = conflict_rules(c->kind)->weight;
    c->type_weight = type_weight(l->rows[a->reports[0]].event->type);
    c->support = sqrt(support(a) * support(b));
    c->confidence = sqrt(a->confidence * b->confidence);
    c->score = 100 * c->kind_weight * c->type_weight * c->difference * c->support * c->confidence;
    if (c->rising)
        c->score *= RISING_SHARE;
}

/*
 * where_chain.c - places that locate each other: "في حي كذا وسط مدينة كذا", "قرية كذا (30 كلم غرب كركوك)".
 */
#include "event/where.h"

#define CHAIN_GAP 6 /* tokens between two places of a chain */

/* ---- chains ---- */

int site_rank(const struct site *s)
{
    static const char *const RANKS[] = { "exact", "settlement", "district", "governorate", "region", "country" };
    const marsad_place *p = s->mention ? s->mention->place : NULL;

    if (!s->mention)
        return 7;
    if (!p || !p->precision.len || !p->id.ptr)
        return 0;
    for (int i = 0; i < 6; i++)
        if (marsad_str_equal(p->precision, marsad_str_of(RANKS[i])))
            return i;
    return 0;
}

/* "أمام مقر السفارة الأردنية في طهران": a building that no gazetteer has is passed by for its town. */
static bool is_unknown_building(const struct site *s)
{
    return s->mention && mention_is_building(s->mention) && (!s->mention->place || !s->mention->place->id.ptr);
}

/* "الطريق المؤدي إلى كذا", "المنطقة المقابلة لمدينة كذا": where one gets from there, or what lies across. */
static bool is_beyond(const struct analysis *a, const struct site *y)
{
    uint32_t prep = site_preposition(a, y->before);

    if (prep != NO_TOKEN)
        return signal_at(a, prep, "leads-to", NULL).ptr != NULL;
    return y->before > a->first && marsad_str_equal(signal_at(a, y->before - 1, "lies", NULL), MARSAD_LIT("near"));
}

/* Do the words between two places say that one locates the other? */
bool site_chained(const struct analysis *a, const struct site *x, const struct site *y)
{
    bool bracket = false;
    enum link link;

    if (y->span.first < x->span.last || y->before > x->span.last + CHAIN_GAP ||
        (word_at(a, y->before)->clitics & MARSAD_CLITIC_WA))
        return false;
    for (uint32_t i = x->span.last; i < y->before; i++) {
        const struct word *w = word_at(a, i);
        if (marsad_token_is(a->text, i, "("))
            bracket = true;
        else if (marsad_token_is(a->text, i, ")"))
            bracket = false;
        else if (w->class == WORD_SUB || (w->class == WORD_PUNCT && !is_comma(a, i) &&
                                          !marsad_token_is(a->text, i, "\"") && !marsad_token_is(a->text, i, "\u00BB")))
            return false;
        else if ((w->class == WORD_VERB && !verb_is_transparent(a, i)) || ((w->clitics & MARSAD_CLITIC_WA) && !bracket))
            return false;
    }
    link = link_before(a, y->before);
    return bracket || y->before == x->span.last || link > LINK_PREPOSITION ||
           (link == LINK_PREPOSITION && !is_beyond(a, y));
}

/* ---- the chain around the best site ---- */

static void push_right(const struct analysis *a, struct chain *c)
{
    uint32_t from = c->at[c->n - 1].span.last;
    struct site s;

    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1] && c->n < CHAIN_MAX; i++) {
        if (a->mentions->mentions[i].span.first < from || !site_of_mention(a, NULL, &a->mentions->mentions[i], &s))
            continue;
        if (!site_chained(a, &c->at[c->n - 1], &s))
            return;
        c->at[c->n++] = s;
    }
}

static void push_left(const struct analysis *a, struct chain *c)
{
    struct site s;

    for (size_t i = a->here.mentions[1]; i > a->here.mentions[0] && c->n < CHAIN_MAX; i--) {
        if (a->mentions->mentions[i - 1].span.last > c->at[0].span.first ||
            !site_of_mention(a, NULL, &a->mentions->mentions[i - 1], &s))
            continue;
        if (!site_chained(a, &s, &c->at[0]) || site_is_country(&s)) /* "غارات تشنها كذا في اليمن": lies in nothing */
            return;
        memmove(c->at + 1, c->at, c->n * sizeof *c->at);
        c->at[0] = s;
        c->n++;
    }
}

/* The smallest place of the chain; of equals the first. */
size_t chain_smallest(const struct analysis *a, const struct chain *c)
{
    size_t best = c->n;

    for (size_t i = 0; i < c->n; i++) {
        bool passed_by = site_is_anchor(&c->at[i]);
        for (size_t k = i + 1; k < c->n && is_unknown_building(&c->at[i]); k++)
            passed_by |= (site_is_near(a, c->at[i].before) || c->at[i].mention->entity.len) &&
                         !is_unknown_building(&c->at[k]) && site_rank(&c->at[k]) <= 1;
        if (!passed_by && (best == c->n || site_rank(&c->at[i]) < site_rank(&c->at[best])))
            best = i;
    }
    return best < c->n ? best : 0;
}

/* The smallest place of the chain that has a point, besides the chosen one. */
size_t chain_enclosing(const struct chain *c, size_t chosen)
{
    size_t best = c->n;

    for (size_t i = 0; i < c->n; i++)
        if (i != chosen && site_is_located(&c->at[i]) &&
            (best == c->n || site_rank(&c->at[i]) < site_rank(&c->at[best])))
            best = i;
    return best;
}

void chain_grow(const struct analysis *a, struct chain *c)
{
    push_left(a, c);
    push_right(a, c);
}

/*
 * crowds.c - who protests, where the frame's own arguments do not say: those whom the protest is said to be of (مظاهرة
 * لسكان الحي), who did it (قيام مجموعة … بالتجمع), who was in it (شارك فيها المئات، ضمت ألفي معلم), the crowd that the
 * sentence names (المتظاهرون).
 */
#include "event/coder.h"

#define REACH_BEHIND 16 /* tokens between a protest and those who took part */
#define REACH_BEFORE 24 /* tokens between "قيام" and what was done */

/* Several people, or a body that they form. */
static bool is_crowd(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);
    bool many = (word_at(a, p->head)->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) || (kind & (IS_PEOPLE | IS_BODY));

    return ((many && (kind & (IS_PERSON | IS_PEOPLE | IS_BODY))) || p->quantity >= 0) &&
           !(kind & (IS_PLACE | IS_SITE)) && !signal_at(a, p->head, "act-noun", NULL).ptr;
}

/* مظاهرة لسكان المدينة، إضراب للطيارين. */
static bool take_behind_li(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_after(a, d->frame.roles.end);

    if (d->frame.pos != 'n' || k == a->n_phrases || a->phrases[k].first != d->frame.roles.end ||
        !(word_at(a, a->phrases[k].first)->clitics & MARSAD_CLITIC_LI) || !is_crowd(a, &a->phrases[k]) ||
        signal_at(a, d->frame.roles.end - 1, "against", NULL).ptr) /* هتافات مناهضة للحكومة */
        return false;
    d->actors.at[d->actors.n++] = a->phrases[k];
    return true;
}

/* الأجهزة الأمنية: a plural of bodies, not of people. */
static bool is_office(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    return word_at(a, p->head)->class == WORD_NOUN && (word_at(a, p->head)->form & MARSAD_FORM_PLURAL) &&
           (kind & (IS_BODY | IS_FORCE)) && !(kind & (IS_PERSON | IS_PEOPLE));
}

/* الاعتداء على الأطفال بعد قيامهم ب: those whom a deed befell did not do the next one, nor are أجهزة men. Drops them.
 */
static bool befallen(const struct analysis *a, struct parties *p)
{
    const struct phrase *last = &p->at[p->n - 1];

    if ((last->prep == NO_TOKEN || !signal_at(a, last->prep, "upon", NULL).ptr) && !is_office(a, last))
        return false;
    p->n--;
    return true;
}

bool doer_before(const struct analysis *a, struct draft *d)
{
    uint32_t i = d->frame.token, stop = i > a->first + REACH_BEFORE ? i - REACH_BEFORE : a->first;
    struct roles r;

    if (d->frame.pos == 'v' || !(word_at(a, i)->clitics & (MARSAD_CLITIC_BI | MARSAD_CLITIC_LI)))
        return false;
    for (; i > stop && word_at(a, i - 1)->class != WORD_VERB && !is_clause_mark(a, i - 1); i--) {
        if (!signal_at(a, i - 1, "doing", NULL).ptr)
            continue;
        if (word_at(a, i - 1)->suffix) {
            struct draft doing = { .frame = { .pos = 'n', .token = i - 1, .word = i - 1 } };
            return possessor_find(a, &doing, &d->actors) && !befallen(a, &d->actors);
        }
        roles_find(a, i - 1, 1, 'n', &r);
        if (!r.has_genitive || !can_act(a, &r.genitive) || (phrase_kind(a, &r.genitive) & (IS_PLACE | IS_SITE)))
            return false;
        d->actors.at[d->actors.n++] = r.genitive;
        return true;
    }
    return false;
}

/* Those whom the verb at token i puts into the protest before it. */
static bool take_from_verb(const struct analysis *a, uint32_t i, struct draft *d)
{
    bool comprises = signal_at(a, i, "comprises", NULL).ptr;
    bool takes_part =
        i + 1 < a->last && signal_at(a, i, "takes-part", NULL).ptr && signal_at(a, i + 1, "resumptive", NULL).ptr;
    size_t k;

    if (!comprises && !takes_part)
        return false;
    k = bare_right(a, takes_part ? i + 2 : i + 1, a->last);
    if (k == a->n_phrases || a->phrases[k].first > i + 4 || !is_crowd(a, &a->phrases[k]))
        return false;
    d->actors.at[d->actors.n++] = a->phrases[k];
    return true;
}

static bool take_participants(const struct analysis *a, struct draft *d)
{
    uint32_t from = d->frame.token + d->frame.tokens;
    uint32_t end = from + REACH_BEHIND < a->last ? from + REACH_BEHIND : a->last;

    if (d->frame.pos == 'v' && d->frame.word == d->frame.token)
        return false;
    for (uint32_t i = from; i < end && !is_clause_mark(a, i); i++)
        if (word_at(a, i)->class == WORD_VERB && take_from_verb(a, i, d))
            return true;
    return false;
}

/* Demonstrators who were shot or seized are no longer those who march. */
static bool is_harmed(const struct analysis *a, const struct phrase *p)
{
    marsad_quantity_role role = p->quantity >= 0 ? a->mentions->quantities[p->quantity].role : MARSAD_QUANTITY_NONE;

    return role == MARSAD_QUANTITY_KILLED || role == MARSAD_QUANTITY_INJURED || role == MARSAD_QUANTITY_CAPTURED;
}

static void take_named(const struct analysis *a, struct draft *d)
{
    for (size_t k = 0; k < a->n_phrases; k++)
        if (signal_at(a, a->phrases[k].head, "crowd", NULL).ptr && a->phrases[k].prep == NO_TOKEN &&
            !is_harmed(a, &a->phrases[k]) && !contrast_between(a, d->frame.token, a->phrases[k].first)) {
            d->actors.at[d->actors.n++] = a->phrases[k];
            return;
        }
}

/* No town marches, no year, and no march. */
static bool is_nobody(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    return (kind == IS_NUMBER && p->quantity < 0) || signal_at(a, p->head, "act-noun", NULL).ptr ||
           ((kind & IS_PLACE) && !(kind & (IS_PEOPLE | IS_BODY | IS_PERSON)));
}

void crowd_of_protest(const struct analysis *a, struct draft *d)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < d->actors.n; i++)
        if (!is_nobody(a, &d->actors.at[i]))
            d->actors.at[kept++] = d->actors.at[i];
    d->actors.n = kept;
    if (!d->actors.n && !take_behind_li(a, d) && !doer_before(a, d) && !take_participants(a, d))
        take_named(a, d);
}

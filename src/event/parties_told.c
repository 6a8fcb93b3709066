/*
 * parties_told.c - what words around a party tell of who it is: its nationality behind the name, an office that is
 * over, who keeps a sanctuary, a group named in quotes behind the word for a group.
 */
#include "event/coder.h"

#define FAR 12 /* tokens between a name and its nationality */

static bool has(const struct analysis *a, uint32_t i, const char *class)
{
    return signal_at(a, i, class, NULL).ptr != NULL;
}

/* Of the words between a name and its nationality: more of the name, marks, من, holding; no other deed or place. */
static bool may_stand_between(const struct analysis *a, uint32_t i)
{
    const struct word *w = word_at(a, i);

    if (has(a, i, "holds-nationality") || has(a, i, "each-of-them"))
        return true;
    if (w->class == WORD_PREP)
        return has(a, i, "partitive");
    if (w->agent >= 0 && !has(a, i - 1, "partitive") && word_at(a, i - 1)->quantity < 0)
        return false; /* somebody else; but تشكيل من ثلاثة وافدين */
    return w->class != WORD_VERB && !(w->clitics & (MARSAD_CLITIC_WA | CLITIC_PREPOSITIONS)) && !is_border(a, i);
}

/* سوري الجنسية، من جنسية أفريقية، يحمل الجنسية الكندية: the word that names the state, NO_TOKEN if none. */
static uint32_t state_beside(const struct analysis *a, uint32_t i, uint32_t from)
{
    if (i > from && word_at(a, i - 1)->country >= 0)
        return i - 1;
    return i + 1 < a->last && word_at(a, i + 1)->adjective ? i + 1 : NO_TOKEN;
}

/* مقيمين أحدهما من الجنسية الهندية: not of all of them. */
static bool is_of_some(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (has(a, i, "each-of-them"))
            return true;
    return false;
}

/* The token of "nationality" that speaks of the party of the tokens [.., last), NO_TOKEN if none. */
static uint32_t nationality_behind(const struct analysis *a, uint32_t last)
{
    for (uint32_t i = last; i < a->last && i < last + FAR; i++) {
        if (has(a, i, "nationality"))
            return i;
        if (!may_stand_between(a, i))
            return NO_TOKEN;
    }
    return NO_TOKEN;
}

static bool is_man(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    return (kind & (IS_PERSON | IS_PEOPLE | IS_NUMBER)) ||
           (kind & (IS_BODY | IS_FORCE) && p->mention < 0 && !p->definite);
}

bool nationality_told(const struct analysis *a, const struct phrase *p, marsad_str *country)
{
    uint32_t at = is_man(a, p) ? nationality_behind(a, p->last) : NO_TOKEN, state;

    if (at == NO_TOKEN)
        return false;
    state = state_beside(a, at, p->last);
    if (state == NO_TOKEN)
        return false;
    *country = word_at(a, state)->country < 0 || has(a, state, "of-many") || is_of_some(a, p->last, at)
                   ? (marsad_str){ NULL, 0 }
                   : marsad_dict_cell(a->dict, MARSAD_TABLE_COUNTRIES, (uint32_t)word_at(a, state)->country,
                                      a->columns.country_iso2);
    return true;
}

/* الرئيس السابق، رئيس وزراء لبنان الأسبق: the word that tells it, in the phrase of a person who held the office. */
static bool is_former(const struct analysis *a, const struct phrase *p, uint32_t last)
{
    for (uint32_t i = p->head + 1; i < last; i++) {
        const struct word *w = word_at(a, i);
        if (w->class == WORD_PREP || w->class == WORD_VERB || w->class == WORD_PUNCT)
            return false;
        if (has(a, i, "former"))
            return true;
    }
    return false;
}

bool office_is_over(const struct analysis *a, const struct phrase *p, marsad_str role)
{
    uint32_t last = p->last < a->last && has(a, p->last, "former") ? p->last + 1 : p->last;
    const struct word *head = word_at(a, p->head);
    marsad_str kind =
        head->agent < 0 ? (marsad_str){ NULL, 0 }
                        : marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)head->agent, a->columns.agent_kind);

    return role.len && marsad_list_has(MARSAD_LIT("GOV|LEG|JUD"), role) &&
           marsad_str_equal(kind, MARSAD_LIT("person")) && is_former(a, p, last);
}

bool governs(const struct analysis *a, const struct phrase *p)
{
    if (p->mention >= 0 || p->quantity >= 0)
        return false;
    if (has(a, p->head, "official")) /* not المسؤولين عن الهجوم */
        return p->last >= a->last || !has(a, p->last, "on-behalf");
    for (uint32_t i = p->head + 1; i < p->last && has(a, p->head, "leader"); i++)
        if (word_at(a, i)->country >= 0 || has(a, i, "of-many"))
            return true;
    return false;
}

bool leads_others(const struct analysis *a, const struct phrase *p)
{
    return has(a, p->head, "leadership");
}

bool guards_sanctuary(const struct analysis *a, const struct phrase *p)
{
    if (!has(a, p->head, "guards"))
        return false;
    for (uint32_t i = a->first; i < a->last; i++)
        if (has(a, i, "sanctuary"))
            return true;
    return false;
}

struct phrase with_group_in_quotes(const struct analysis *a, const struct phrase *p)
{
    uint32_t at = p->last;
    size_t k;
    struct phrase out = *p;
    const struct phrase *name;

    while (at < a->last && at < p->last + 2 && word_at(a, at)->class == WORD_PUNCT && !is_comma(a, at) &&
           !is_clause_mark(a, at))
        at++;
    k = phrase_after(a, at);
    if (at == p->last || at > p->last + 2 || p->mention >= 0 || !has(a, p->head, "group-word") || k == a->n_phrases)
        return out;
    name = &a->phrases[k];
    if (name->first != at || name->prep != NO_TOKEN || name->conjoined || name->mention < 0 ||
        a->mentions->mentions[name->mention].kind != MARSAD_MENTION_GROUP)
        return out;
    out.last = name->last < a->last && closes_quote(a, name->last) ? name->last + 1 : name->last;
    out.mention = name->mention;
    return out;
}

/*
 * kinds.c - what a phrase is: a person, a force, a place …, by its head in data/agents.tsv or its mention.
 */
#include "event/analysis.h"

static unsigned kind_of_agent(const struct analysis *a, uint32_t row)
{
    static const struct {
        const char *name;
        unsigned bit;
    } KINDS[] = { { "person", IS_PERSON },          { "people", IS_PEOPLE },       { "body", IS_BODY },
                  { "force", IS_FORCE | IS_ARMED }, { "equipment", IS_EQUIPMENT }, { "site", IS_SITE },
                  { "source", IS_SOURCE } };
    marsad_str kind = marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, row, a->columns.agent_kind);

    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (marsad_str_equal(kind, marsad_str_of(KINDS[i].name)))
            return KINDS[i].bit;
    return 0;
}

static unsigned kind_of_roles(marsad_str roles)
{
    static const char ARMED[] = "MIL|REB|UAF|COP|PRM|SPY", OFFICIAL[] = "GOV|LEG|MIL|COP|JUD|SPY";
    marsad_str role;
    unsigned bits = 0;

    while (marsad_str_next(&roles, '|', &role)) {
        if (role.len && marsad_list_has(marsad_str_of(ARMED), role))
            bits |= IS_ARMED;
        if (role.len && marsad_list_has(marsad_str_of(OFFICIAL), role))
            bits |= IS_OFFICIAL;
        if (marsad_str_equal(role, MARSAD_LIT("JUD")))
            bits |= IS_COURT;
        if (marsad_str_equal(role, MARSAD_LIT("JRN")))
            bits |= IS_MEDIA;
    }
    return bits;
}

static unsigned kind_of_mention(const marsad_mention *m)
{
    static const unsigned KINDS[] = { [MARSAD_MENTION_PERSON] = IS_PERSON,
                                      [MARSAD_MENTION_ORGANISATION] = IS_BODY,
                                      [MARSAD_MENTION_GROUP] = IS_BODY,
                                      [MARSAD_MENTION_PLACE] = IS_PLACE,
                                      [MARSAD_MENTION_FACILITY] = IS_SITE | IS_PLACE,
                                      [MARSAD_MENTION_NATIONALITY] = IS_PEOPLE,
                                      [MARSAD_MENTION_OTHER] = IS_THING };

    return KINDS[m->kind] | kind_of_roles(m->roles);
}

/* البيت الأبيض is a body, whatever a house is. */
static bool is_named_body(const struct analysis *a, const struct phrase *p)
{
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;

    return m && m->span.last > m->span.first + 1 && m->entity.len &&
           !marsad_str_starts(m->entity, MARSAD_LIT("article:")) &&
           (m->kind == MARSAD_MENTION_ORGANISATION || m->kind == MARSAD_MENTION_GROUP) && m->span.first <= p->head &&
           p->head < m->span.last && (kind_of_agent(a, (uint32_t)p->agent) & IS_SITE);
}

unsigned phrase_kind(const struct analysis *a, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);
    unsigned bits = 0;

    if (p->quantity >= 0 || word_at(a, p->first)->class == WORD_NUMBER)
        bits |= IS_NUMBER;
    if (p->agent >= 0 && is_named_body(a, p))
        bits |= kind_of_mention(&a->mentions->mentions[p->mention]);
    else if (p->agent >= 0)
        bits |=
            kind_of_agent(a, (uint32_t)p->agent) |
            kind_of_roles(marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)p->agent, a->columns.agent_role));
    else if (head->class == WORD_NAME && p->mention >= 0)
        bits |= kind_of_mention(&a->mentions->mentions[p->mention]);
    if (!bits && head->class == WORD_NOUN && (head->form & MARSAD_FORM_PLURAL) &&
        (head->form & MARSAD_FORM_NO_SUFFIX) && !(head->form & MARSAD_FORM_FEMININE) &&
        !marsad_str_ends(a->text->tokens[p->head].norm, MARSAD_LIT("\u0647"))) /* أسلحة: broken */
        bits |= IS_PEOPLE; /* the sound masculine plural is said of people */
    if (head->country >= 0 && p->agent < 0)
        bits |= IS_PEOPLE;
    return (bits & ~(unsigned)IS_NUMBER) || bits == IS_NUMBER ? bits : IS_THING;
}

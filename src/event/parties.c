/*
 * parties.c - who an actor or recipient is: entity, country and PLOVER sector of a phrase.
 */
#include "event/coder.h"

static marsad_str first_item(marsad_str list)
{
    marsad_str item = { NULL, 0 };

    return list.len && marsad_str_next(&list, '|', &item) && item.len ? item : (marsad_str){ NULL, 0 };
}

static marsad_party party_of(const struct analysis *a, const struct phrase *p)
{
    marsad_party out = { .span = phrase_span(a, p) };
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;
    bool is_name = m && m->kind != MARSAD_MENTION_PLACE && m->kind != MARSAD_MENTION_FACILITY;

    if (is_name) {
        out.entity = m->entity;
        out.country = m->country;
        out.role = first_item(m->roles);
    }
    if (!out.country.len && p->country >= 0)
        out.country = marsad_dict_cell(a->dict, MARSAD_TABLE_COUNTRIES, (uint32_t)p->country, a->columns.country_iso2);
    if (p->agent >= 0 && (!out.role.len || !is_name || m->span.first > p->head))
        out.role =
            first_item(marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)p->agent, a->columns.agent_role));
    if (!out.country.len && m && m->place)
        out.country = m->place->country;
    if (!out.country.len && p->agent >= 0)
        out.country = coder_or_absent(
            marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)p->agent, a->columns.agent_country));
    if (!out.role.len)
        out.role = (marsad_str){ NULL, 0 };
    return out;
}

/* عناصر الشرطة، مقر الحزب، أحد قادة حماس: a head without a role of its own takes that of what it belongs to. */
static void take_role_of_rest(const struct analysis *a, const struct phrase *p, marsad_party *out)
{
    for (uint32_t i = p->head + 1; i < p->last && !out->role.len; i++) {
        const struct word *w = word_at(a, i);
        if (w->class == WORD_NAME && a->mentions->mentions[w->mention].roles.len) {
            out->role = first_item(a->mentions->mentions[w->mention].roles);
            if (!out->country.len)
                out->country = a->mentions->mentions[w->mention].country;
        } else if (w->agent >= 0) {
            out->role =
                first_item(marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)w->agent, a->columns.agent_role));
        }
    }
}

/* المفوض الاستثنائي فلان الفلاني: the name right behind somebody's office belongs to the party. */
static struct phrase with_name(const struct analysis *a, const struct phrase *p)
{
    size_t k = phrase_after(a, p->last);
    const struct phrase *name = &a->phrases[k];
    struct phrase out = *p;

    if (k == a->n_phrases || name->first != p->last || name->prep != NO_TOKEN || name->conjoined || !p->definite ||
        p->mention >= 0 || name->mention < 0 || !(phrase_kind(a, p) & (IS_PERSON | IS_THING)) || p->quantity >= 0 ||
        a->mentions->mentions[name->mention].kind != MARSAD_MENTION_PERSON)
        return out;
    out.last = name->last;
    out.mention = name->mention;
    return out;
}

bool parties_fill(const struct analysis *a, const struct parties *from, marsad_party **to, size_t *n)
{
    *to = marsad_arena_array(a->arena, from->n + 1, sizeof **to);
    if (!*to)
        return false;
    for (unsigned i = 0; i < from->n; i++) {
        struct phrase p = with_name(a, &from->at[i]);
        (*to)[i] = party_of(a, &p);
        take_role_of_rest(a, &p, &(*to)[i]);
    }
    *n = from->n;
    return true;
}

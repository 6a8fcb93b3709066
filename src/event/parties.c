/*
 * parties.c - who an actor or recipient is: entity, country and PLOVER sector of a phrase.
 */
#include "event/coder.h"

static marsad_str first_item(marsad_str list)
{
    marsad_str item = { NULL, 0 };

    return list.len && marsad_str_next(&list, '|', &item) && item.len ? item : (marsad_str){ NULL, 0 };
}

/* خمسة بريطانيين، أفغان: people of whom only their state is told; not أميركية, what a raid is. */
static bool is_nationals(const struct analysis *a, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);

    return p->agent < 0 && head->country >= 0 && head->class == WORD_NOUN &&
           (p->quantity >= 0 || ((head->form & MARSAD_FORM_PLURAL) && !(head->form & MARSAD_FORM_FEMININE)));
}

static marsad_party party_of(const struct analysis *a, const struct phrase *p)
{
    marsad_party out = { .span = phrase_span(a, p) };
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;
    bool is_name = m && m->kind != MARSAD_MENTION_PLACE && m->kind != MARSAD_MENTION_FACILITY;
    bool inside; /* the head is a word of a name: الجامعة العربية teaches nobody */

    if (is_name) {
        out.entity = m->entity;
        out.country = m->country;
        out.role = first_item(m->roles);
    }
    if (!out.country.len && p->country >= 0)
        out.country = marsad_dict_cell(a->dict, MARSAD_TABLE_COUNTRIES, (uint32_t)p->country, a->columns.country_iso2);
    inside = is_name && m->entity.len && m->span.first <= p->head && p->head < m->span.last;
    if (p->agent >= 0 && !inside && (!out.role.len || !is_name || m->span.first > p->head))
        out.role =
            first_item(marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)p->agent, a->columns.agent_role));
    if (!out.country.len && m && m->place)
        out.country = m->place->country;
    if (!out.country.len && p->agent >= 0)
        out.country = coder_or_absent(
            marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)p->agent, a->columns.agent_country));
    if (!out.role.len && !is_name && is_nationals(a, p))
        out.role = MARSAD_LIT("CVL");
    if (!out.role.len)
        out.role = (marsad_str){ NULL, 0 };
    return out;
}

/* رجال المقاومة، مسلحي الجماعة: what they are of tells more than that they are men or armed. */
static bool is_weak(const struct analysis *a, const struct phrase *p, marsad_str role)
{
    return !role.len || marsad_str_equal(role, MARSAD_LIT("UAF")) || leads_others(a, p) ||
           (marsad_str_equal(role, MARSAD_LIT("CVL")) && signal_at(a, p->head, "member", NULL).ptr);
}

static marsad_str role_of_word(const struct analysis *a, uint32_t i)
{
    const struct word *w = word_at(a, i);

    if (w->class == WORD_NAME && a->mentions->mentions[w->mention].roles.len)
        return first_item(a->mentions->mentions[w->mention].roles);
    if (w->agent < 0)
        return (marsad_str){ NULL, 0 };
    return first_item(marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)w->agent, a->columns.agent_role));
}

/* قوات الحوثيين، جنود طالبان: whoever fights for a group without a state is what the group is. */
static void take_role_of_group(const struct analysis *a, const struct phrase *p, marsad_party *out)
{
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;
    marsad_str role = m && m->kind == MARSAD_MENTION_GROUP ? first_item(m->roles) : (marsad_str){ NULL, 0 };

    if (!marsad_str_equal(out->role, MARSAD_LIT("MIL")) || !role.len || m->span.first <= p->head ||
        !marsad_list_has(MARSAD_LIT("REB|UAF|PRM"), role))
        return;
    for (uint32_t i = p->head + 1; i < m->span.first; i++)
        if (word_at(a, i)->class == WORD_VERB || word_at(a, i)->class == WORD_PREP)
            return;
    out->role = role;
}

/* The first word behind the head that may tell the role: the words of a known name (مجلس الأمن) tell none. */
static uint32_t rest_of(const struct analysis *a, const struct phrase *p)
{
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;
    bool known = m && m->entity.len && !marsad_str_starts(m->entity, MARSAD_LIT("article:"));

    return known && m->span.first <= p->head && p->head < m->span.last ? m->span.last : p->head + 1;
}

/* عناصر الشرطة، مقر الحزب، أحد قادة حماس: a head that tells little takes the role of what it belongs to. What a
 * committee or a fund is for (لجنة الأمن) it is not itself. */
static void take_role_of_rest(const struct analysis *a, const struct phrase *p, marsad_party *out)
{
    for (uint32_t i = rest_of(a, p); i < p->last && is_weak(a, p, out->role); i++) {
        const struct word *w = word_at(a, i);
        marsad_str role = role_of_word(a, i);
        if (signal_at(a, i - 1, "for-a-matter", NULL).ptr)
            break;
        if (!role.len)
            continue;
        out->role = role;
        if (w->class == WORD_NAME && !out->country.len)
            out->country = a->mentions->mentions[w->mention].country;
    }
    take_role_of_group(a, p, out);
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

static bool says_whose(const struct analysis *a, const struct phrase *of)
{
    uint8_t clitics = word_at(a, of->first)->clitics;

    if (of->prep == of->first && (clitics & MARSAD_CLITIC_BI) && word_at(a, of->head)->country >= 0 && of->agent < 0)
        return false; /* ناطقة بالفرنسية: a language */
    if (of->prep == of->first)
        return clitics & (MARSAD_CLITIC_LI | MARSAD_CLITIC_BI);
    return word_at(a, of->prep)->span == 1 && signal_at(a, of->prep, "belongs", NULL).ptr;
}

/* منزل تابع للحركة، طائرة بدون طيار تابعة لوكالة المخابرات: the phrase behind ل that تابع, right behind the phrase or
 * behind what it is without, leads to. */
static const struct phrase *owner_behind(const struct analysis *a, const struct phrase *p)
{
    uint32_t at = p->last;
    size_t k = phrase_after(a, at);

    if (k < a->n_phrases && a->phrases[k].prep == at && signal_at(a, at, "absent", NULL).ptr)
        at = a->phrases[k].first + 1;
    if (at + 1 >= a->last || !signal_at(a, at, "owned", NULL).ptr || !(word_at(a, at + 1)->clitics & MARSAD_CLITIC_LI))
        return NULL;
    k = phrase_after(a, at + 1);
    return k < a->n_phrases && a->phrases[k].first == at + 1 ? &a->phrases[k] : NULL;
}

/* ممثلين عن الحزب، ناطق باسم الوزارة: whom they speak for. */
static bool stands_for(const struct analysis *a, const struct phrase *p, const struct phrase *of)
{
    return of->prep != NO_TOKEN && signal_at(a, p->head, "stands-for", NULL).ptr &&
           signal_at(a, of->prep, "on-behalf", NULL).ptr;
}

/* في قضاء بيجي: a district, no court; في محافظة الأنبار. */
static bool is_district(const struct analysis *a, const struct phrase *p)
{
    const struct word *name = p->head + 1 < p->last ? word_at(a, p->head + 1) : NULL;

    return name && name->class == WORD_NAME && p->prep < p->first && signal_at(a, p->prep, "locative", NULL).ptr &&
           signal_at(a, p->head, "venue", NULL).ptr &&
           a->mentions->mentions[name->mention].kind == MARSAD_MENTION_PLACE;
}

/*
 * ضابطا في الشرطة، عنصرين من الجيش العراقي، مقرا للحزب: the phrase right behind that says whose they are; NULL if
 * there is none.
 */
static const struct phrase *belongs_to(const struct analysis *a, const struct phrase *p)
{
    const struct phrase *owner = owner_behind(a, p), *of;
    size_t k = phrase_after(a, p->last);
    unsigned kind;

    of = &a->phrases[k];

    if (owner)
        return owner;
    if (k == a->n_phrases || of->prep != p->last || !(says_whose(a, of) || stands_for(a, p, of)) || of->quantity >= 0 ||
        signal_at(a, of->prep, "agent", NULL).ptr || signal_at(a, p->last - 1, "against", NULL).ptr ||
        (is_outlet(a, of) && !is_outlet(a, p)))
        return NULL;
    if (is_district(a, of))
        return NULL;
    kind = phrase_kind(a, of);
    if ((kind & (IS_PEOPLE | IS_PERSON)) && !(kind & IS_NUMBER) && signal_at(a, p->head, "gathering", NULL).ptr)
        return of; /* تجمع للشيعة، موكب للوزير */
    return (kind & (IS_BODY | IS_FORCE | IS_ARMED | IS_OFFICIAL)) && !(kind & IS_EQUIPMENT) && of->definite ? of : NULL;
}

/* المشتبه به، المحكوم عليهم: the word behind the participle belongs to it. */
static void take_resumptive(const struct analysis *a, marsad_party *out)
{
    uint32_t i = out->span.last;

    if (i < a->last && signal_at(a, i - 1, "with-pronoun", NULL).ptr && signal_at(a, i, "resumptive", NULL).ptr) {
        out->span.last = i + 1;
        out->span.end = a->text->tokens[i].end;
    }
}

/* عنصرا من «الجماعة»: a mark that closes what the party opens is of it. */
static void take_closing_mark(const struct analysis *a, marsad_party *out)
{
    uint32_t i = out->span.last;
    bool open = false;

    for (uint32_t k = out->span.first; k < i; k++) {
        if (marsad_token_is(a->text, k, "\u00AB") || marsad_token_is(a->text, k, "\u201C"))
            open = true;
        if (marsad_token_is(a->text, k, "\u00BB") || marsad_token_is(a->text, k, "\u201D"))
            open = false;
    }
    if (!open || i >= a->last || !(marsad_token_is(a->text, i, "\u00BB") || marsad_token_is(a->text, i, "\u201D")))
        return;
    out->span.last = i + 1;
    out->span.end = a->text->tokens[i].end;
}

/* المدعو: فلان الفلاني: the name behind the word, over a mark. */
static struct phrase with_called(const struct analysis *a, const struct phrase *p)
{
    uint32_t at = p->last < a->last && word_at(a, p->last)->class == WORD_PUNCT ? p->last + 1 : p->last;
    size_t k = phrase_after(a, at);
    struct phrase out = *p;

    if (!signal_at(a, p->head, "called", NULL).ptr || p->last != p->head + 1 || k == a->n_phrases ||
        a->phrases[k].first != at || a->phrases[k].prep != NO_TOKEN || a->phrases[k].conjoined)
        return out;
    out.last = a->phrases[k].last;
    out.mention = a->phrases[k].mention;
    return out;
}

/* بلدتي الفوعة وكفريا: a dual of places wants both names. */
static void take_second(const struct analysis *a, const struct phrase *p, marsad_party *out)
{
    size_t k = phrase_after(a, p->last);

    if (k == a->n_phrases || a->phrases[k].first != p->last || !a->phrases[k].conjoined ||
        a->phrases[k].prep != NO_TOKEN || !signal_at(a, p->first, "two-places", NULL).ptr)
        return;
    out->span.last = a->phrases[k].last;
    out->span.end = a->text->tokens[out->span.last - 1].end;
}

static bool is_generic(marsad_str role)
{
    return !role.len || marsad_list_has(MARSAD_LIT("CVL|MIL|UAF"), role);
}

/* A rank or a membership tells less than the body: ضابط في الشرطة is of the police. */
static void take_from_body(const struct analysis *a, const struct phrase *p, const struct phrase *body,
                           marsad_party *out)
{
    marsad_party whole = party_of(a, body);

    take_role_of_rest(a, body, &whole);
    if (whole.role.len && (is_generic(out->role) || leads_others(a, p)))
        out->role = whole.role;
    if (!out->country.len)
        out->country = whole.country;
    if (!out->entity.len)
        out->entity = whole.entity;
    out->span.end = whole.span.end;
    out->span.last = whole.span.last;
}

/* Does a longer phrase run into one of the other side? */
static bool runs_into(const struct parties *other, const struct phrase *p)
{
    for (unsigned i = 0; other && i < other->n; i++)
        if (p->first < other->at[i].last && other->at[i].first < p->last)
            return true;
    return false;
}

/*
 * القوات الموالية للحوثيين، المقاتلون المناهضون للحكومة: whom they stand for or against belongs to the party. Who
 * fights for rebels or against a government is a rebel.
 */
static void take_loyalty(const struct analysis *a, const struct parties *own, const struct parties *other,
                         marsad_party *out)
{
    uint32_t at = out->span.last;
    bool loyal = signal_at(a, at - 1, "loyal-to", NULL).ptr, opposed = signal_at(a, at - 1, "opposed-to", NULL).ptr;
    size_t k = phrase_after(a, at);
    const struct phrase *to = &a->phrases[k];
    marsad_party whom;

    if (!(loyal || opposed) || at >= a->last || k == a->n_phrases || to->first != at ||
        !(word_at(a, at)->clitics & MARSAD_CLITIC_LI) || runs_into(other, to) || runs_into(own, to))
        return;
    whom = party_of(a, to);
    take_role_of_rest(a, to, &whom);
    out->span.last = to->last;
    out->span.end = a->text->tokens[to->last - 1].end;
    if (!out->country.len && !marsad_list_has(MARSAD_LIT("IMG|IGO|NGO"), whom.country))
        out->country = whom.country;
    if (out->entity.len || (out->role.len && !marsad_list_has(MARSAD_LIT("MIL|PRM|UAF"), out->role)))
        return;
    if (marsad_list_has(loyal ? MARSAD_LIT("REB|UAF") : MARSAD_LIT("GOV|MIL"), whom.role))
        out->role = MARSAD_LIT("REB");
}

/* طلاب في جامعة خاصة في واشنطن: an institution is of the country of the town that it is said to stand in. */
static void take_country_of_seat(const struct analysis *a, marsad_party *out)
{
    size_t k = phrase_after(a, out->span.last);
    const struct phrase *p = &a->phrases[k];
    const marsad_mention *m;

    if (out->country.len || !out->role.len || !marsad_list_has(MARSAD_LIT("EDU|MED|BUS|REL|SOC"), out->role) ||
        k == a->n_phrases || p->prep != out->span.last || p->mention < 0 ||
        !signal_at(a, p->prep, "locative", NULL).ptr)
        return;
    m = &a->mentions->mentions[p->mention];
    if (m->kind == MARSAD_MENTION_PLACE && m->place)
        out->country = m->place->country;
}

/* رجال مسلحون، شابان مجهولان: armed and unknown says more than men. */
static void take_from_adjectives(const struct analysis *a, const struct phrase *p, marsad_party *out)
{
    if (out->entity.len || (out->role.len && !marsad_str_equal(out->role, MARSAD_LIT("CVL"))))
        return;
    for (uint32_t i = p->first; i < p->last; i++) {
        marsad_str role = signal_at(a, i, "role-adjective", NULL);
        if (role.len)
            out->role = role;
    }
}

/* القوات الموالية للجماعة: not of it, as القوات التابعة للجماعة are. */
static bool is_loyal(const struct analysis *a, const struct phrase *p)
{
    return (signal_at(a, p->last - 1, "loyal-to", NULL).ptr || signal_at(a, p->last - 1, "opposed-to", NULL).ptr) &&
           !signal_at(a, p->last - 1, "owned", NULL).ptr && !(phrase_kind(a, p) & (IS_SITE | IS_PLACE | IS_THING));
}

/* سوري الجنسية، الرئيس الأسبق، المرابطون في المسجد: what the words around tell better than its noun. */
static void take_from_around(const struct analysis *a, const struct phrase *p, marsad_party *out)
{
    struct phrase whole = *p;
    marsad_str country;

    whole.last = out->span.last;
    if (nationality_told(a, &whole, &country) && country.len)
        out->country = country;
    if (!out->role.len && !out->entity.len && governs(a, p))
        out->role = MARSAD_LIT("GOV");
    if (office_is_over(a, p, out->role))
        out->role = MARSAD_LIT("ELI");
    if (guards_sanctuary(a, p))
        out->role = MARSAD_LIT("CVL");
}

bool parties_fill(const struct analysis *a, const struct parties *from, const struct parties *other, marsad_party **to,
                  size_t *n)
{
    *to = marsad_arena_array(a->arena, from->n + 1, sizeof **to);
    if (!*to)
        return false;
    for (unsigned i = 0; i < from->n; i++) {
        struct phrase group = with_group_in_quotes(a, &from->at[i]), called = with_called(a, &group);
        struct phrase p = with_name(a, &called);
        const struct phrase *body;
        marsad_party *out = &(*to)[i];
        if (runs_into(other, &p))
            p = from->at[i];
        body = belongs_to(a, &p);
        if (body && (runs_into(other, body) || is_loyal(a, &p)))
            body = NULL;
        *out = party_of(a, &p);
        take_role_of_rest(a, &p, out);
        take_from_adjectives(a, &p, out);
        if (body) {
            take_from_body(a, &p, body, out);
            take_country_of_seat(a, out);
        }
        take_loyalty(a, from, other, out);
        take_resumptive(a, out);
        take_second(a, &p, out);
        take_closing_mark(a, out);
        take_from_around(a, &p, out);
        out->head = span_of(a, p.head, p.head + 1);
    }
    *n = from->n;
    return true;
}

/* A building, a town stands where it was hit. */
static bool stands_there(const struct analysis *a, const struct phrase *p)
{
    return (phrase_kind(a, p) & (IS_SITE | IS_PLACE)) || signal_at(a, p->head, "same-place", NULL).ptr ||
           signal_at(a, p->head, "venue", NULL).ptr;
}

/* Offices and people that are of the country where they act, if nothing says otherwise. Whoever governs, leads or
 * fights meets others abroad as well as at home. */
static bool is_local(const struct analysis *a, const marsad_party *p, bool meeting)
{
    struct phrase whole = phrase_make(a, p->span.first, p->span.last);
    bool named = p->entity.len && !marsad_str_starts(p->entity, MARSAD_LIT("article:"));
    marsad_str told;

    if (p->country.len || named || nationality_told(a, &whole, &told))
        return false;
    if (!p->entity.len && stands_there(a, &whole))
        return true;
    if (!p->role.len)
        return phrase_kind(a, &whole) == IS_NUMBER; /* ثلاثة على الأقل */
    for (uint32_t i = p->span.first; i < p->span.last; i++)
        if (signal_at(a, i, "foreign", NULL).ptr || signal_at(a, i, "of-many", NULL).ptr)
            return false;
    if (meeting)
        return marsad_list_has(MARSAD_LIT("COP|CVL|EDU|MED|LAB|AGR"), p->role);
    return marsad_list_has(MARSAD_LIT("COP|GOV|JUD|LEG|CVL|EDU|MED|REL|LAB|AGR|PTY|OPP|BUS|SOC|ELI|UAF|REB|CRM"),
                           p->role) ||
           signal_at(a, p->head.first, "national-force", NULL).ptr;
}

/* Belgian police with an event in Syria: one of the two is not what it seems, and whom they took may be of either. */
static bool is_abroad(const marsad_party *other, size_t n, marsad_str country)
{
    for (size_t i = 0; i < n; i++)
        if (other[i].country.len == 2 && !marsad_str_equal(other[i].country, country) &&
            (!other[i].role.len || marsad_list_has(MARSAD_LIT("COP|JUD|GOV|LEG"), other[i].role)))
            return true;
    return false;
}

void parties_take_country(const struct analysis *a, const marsad_event *e, bool actors, marsad_str country)
{
    bool meeting = marsad_list_has(MARSAD_LIT("AGREE|CONSULT|SUPPORT|COOPERATE|CONCEDE|AID"), e->type);
    marsad_party *parties = actors ? e->actors : e->recipients;
    size_t n = actors ? e->n_actors : e->n_recipients;

    if (!country.len || (!actors && marsad_list_has(MARSAD_LIT("COERCE|RETREAT|SANCTION"), e->type) &&
                         is_abroad(e->actors, e->n_actors, country)))
        return;
    for (size_t i = 0; i < n; i++)
        if (is_local(a, &parties[i], meeting))
            parties[i].country = country;
}

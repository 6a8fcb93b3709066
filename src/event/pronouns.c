/*
 * pronouns.c - whom a pronoun stands for that is written on a trigger: its owner (زيارته), its object (يتهمونها).
 */
#include "event/coder.h"

#define VISIT_REACH 4   /* tokens between a visit and the place that it leads to */
#define UPON_REACH 4    /* tokens between a deed and عليه */
#define OBJECT_REACH 20 /* tokens between a verb with a pronoun and whom the pronoun means */

/* سيطرته is no woman's and no state's, سيطرتها no man's. */
bool pronoun_fits(const struct analysis *a, uint32_t token, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);
    marsad_str norm = a->text->tokens[token].norm;
    bool hers = marsad_str_ends(norm, MARSAD_LIT("\u0647\u0627")), his = marsad_str_ends(norm, MARSAD_LIT("\u0647"));

    if (head->class != WORD_NOUN || !(head->form & MARSAD_FORM_SINGULAR) || (head->form & MARSAD_FORM_PLURAL))
        return true;
    return (!his || !(head->form & MARSAD_FORM_FEMININE)) &&
           (!hers || (head->form & MARSAD_FORM_FEMININE) ||
            marsad_str_ends(a->text->tokens[p->head].norm, MARSAD_LIT("\u0647")) ||
            signal_at(a, p->head, "feminine-noun", NULL).ptr);
}

/* Several people, counted or not: what هم stands for. */
static bool is_several(const struct analysis *a, const struct phrase *p)
{
    return p->quantity >= 0 || (word_at(a, p->head)->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) ||
           (phrase_kind(a, p) & IS_PEOPLE);
}

/* البلدين: no pronoun of one stands for two. */
static bool is_pair(const struct analysis *a, const struct phrase *p)
{
    return word_at(a, p->head)->form & MARSAD_FORM_DUAL && word_at(a, p->head)->class != WORD_NAME;
}

static bool ends_theirs(const struct analysis *a, uint32_t token)
{
    return marsad_str_ends(a->text->tokens[token].norm, MARSAD_LIT("\u0647\u0645"));
}

/* قضت المحكمة على فلان … في عهد الرئيس المعزول فلان … بعد إدانته: a name behind a phrase with a preposition explains
 * it. */
static bool explains_aside(const struct analysis *a, size_t k)
{
    return k > 0 && a->phrases[k - 1].prep != NO_TOKEN && a->phrases[k - 1].last == a->phrases[k].first &&
           is_bare(&a->phrases[k]);
}

/* قطعت المقاومة طرق إمداد المتمردين بعد سيطرتها على الطريق: who did the one took the other. */
static bool find_taker(const struct analysis *a, const struct draft *d, struct parties *out)
{
    struct roles r;

    if (!d->frame.control.len || d->frame.token <= a->first || !signal_at(a, d->frame.token - 1, "aftermath", NULL).ptr)
        return false;
    for (uint32_t i = d->frame.token - 1; i > a->first && !is_clause_mark(a, i); i--) {
        if (word_at(a, i)->class != WORD_VERB)
            continue;
        roles_find(a, i, 1, 'v', &r);
        if (!r.has_subject || r.passive || r.subject.last > d->frame.token || !can_act(a, &r.subject) ||
            (phrase_kind(a, &r.subject) & (IS_PLACE | IS_SITE)) || !pronoun_fits(a, d->frame.token, &r.subject))
            return false;
        out->at[out->n++] = r.subject;
        return true;
    }
    return false;
}

static bool is_country(const struct analysis *a, const struct phrase *p)
{
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;

    return m && m->place && marsad_str_equal(m->place->precision, MARSAD_LIT("country"));
}

/* States are women but for a few: هجومها of تركيا, هجومه of لبنان. */
static bool fits_country(const struct analysis *a, const struct phrase *p, uint32_t owned)
{
    bool hers = marsad_str_ends(a->text->tokens[owned].norm, MARSAD_LIT("\u0647\u0627"));

    return hers != (signal_at(a, p->head, "masculine-place", NULL).ptr != NULL);
}

/* A town or a building owns no deed; a state that acts does (شنت تركيا … وكثفت هجومها). */
static bool can_own(const struct analysis *a, const struct phrase *p, uint32_t owned)
{
    if (!can_act(a, p) || (phrase_kind(a, p) & IS_SITE))
        return false;
    return !(phrase_kind(a, p) & IS_PLACE) || (is_country(a, p) && is_bare(p) && fits_country(a, p, owned));
}

/* ISO code of the state that a phrase is of; empty if it does not tell. */
static marsad_str state_of(const struct analysis *a, const struct phrase *p)
{
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;

    if (m && m->country.len)
        return m->country;
    if (m && m->place)
        return m->place->country;
    return p->country < 0
               ? (marsad_str){ NULL, 0 }
               : marsad_dict_cell(a->dict, MARSAD_TABLE_COUNTRIES, (uint32_t)p->country, a->columns.country_iso2);
}

/* Where a visit leads to: the state of the place named right behind it; empty if none is. */
static marsad_str state_visited(const struct analysis *a, uint32_t visit)
{
    for (size_t k = phrase_after(a, visit + 1); k < a->n_phrases && a->phrases[k].first <= visit + VISIT_REACH; k++) {
        const struct phrase *p = &a->phrases[k];
        if (is_bare(p) || !(phrase_kind(a, p) & IS_PLACE))
            continue;
        return (word_at(a, p->first)->clitics & MARSAD_CLITIC_LI) || signal_at(a, p->prep, "leads-to", NULL).ptr
                   ? state_of(a, p)
                   : (marsad_str){ NULL, 0 };
    }
    return (marsad_str){ NULL, 0 };
}

/* شكر للرئيس فلان رئيس مصر بعد زيارته لمصر: who is of the state visited is the host, and a parliament goes nowhere. */
static bool is_visitor(const struct analysis *a, const struct phrase *p, marsad_str visited)
{
    unsigned kind = phrase_kind(a, p);
    marsad_str own = state_of(a, p);

    if (p > a->phrases && p[-1].last == p->first && (word_at(a, p->first)->clitics & MARSAD_CLITIC_LI) &&
        signal_at(a, p[-1].head, "office-of", NULL).ptr)
        return false; /* النائب الثاني [لرئيس مجلس الوزراء] */
    if ((kind & IS_BODY) && !(kind & (IS_PERSON | IS_PLACE)) && !is_person_name(a, p) &&
        !signal_at(a, p->head, "envoys", NULL).ptr)
        return false;
    return !visited.len || !own.len || !marsad_str_equal(own, visited);
}

/* Can the phrase be what the pronoun on token `owned` stands for? */
static bool may_own(const struct analysis *a, uint32_t owned, uint32_t before, size_t k)
{
    const struct phrase *p = &a->phrases[k];
    bool named = ends_theirs(a, owned) ? is_several(a, p) : (p->definite || p->mention >= 0) && !is_pair(a, p);

    return p->last <= before && named && can_own(a, p, owned) && !explains_aside(a, k) && !is_outlet(a, p) &&
           pronoun_fits(a, owned, p);
}

/* The last one named before a visit who can have made it. False: nobody. */
static bool find_visitor(const struct analysis *a, const struct draft *d, uint32_t owned, struct parties *out)
{
    marsad_str visited = state_visited(a, owned);

    if (!marsad_str_equal(d->frame.mode, MARSAD_LIT("visit")))
        return false;
    for (size_t k = phrase_after(a, d->frame.token); k > 0; k--)
        if (may_own(a, owned, d->frame.token, k - 1) && is_visitor(a, &a->phrases[k - 1], visited)) {
            out->at[out->n++] = a->phrases[k - 1];
            return true;
        }
    return false;
}

bool visitor_by_title(const struct analysis *a, const struct draft *d, struct parties *out)
{
    const struct roles *r = &d->frame.roles;
    marsad_str visited;

    if (!marsad_str_equal(d->frame.mode, MARSAD_LIT("visit")) || d->frame.pos != 'n' || !r->has_genitive ||
        r->genitive.last != r->genitive.first + 1 || !word_at(a, r->genitive.first)->suffix ||
        !signal_at(a, r->genitive.first, "honorific", NULL).ptr)
        return false;
    visited = state_visited(a, r->genitive.first);
    for (size_t k = phrase_after(a, d->frame.token); k > 0; k--) {
        const struct phrase *p = &a->phrases[k - 1];
        if (p->last > d->frame.token || !is_person_name(a, p) || !is_visitor(a, p, visited))
            continue;
        out->at[out->n++] = *p;
        return true;
    }
    return false;
}

/* لقائه، زيارتها، إطلاق سراحهم: the pronoun stands for the last one named before who can act. */
bool possessor_find(const struct analysis *a, const struct draft *d, struct parties *out)
{
    uint32_t owned = word_at(a, d->frame.token)->suffix ? d->frame.token : d->frame.word;

    if (!word_at(a, owned)->suffix)
        return false;
    if (marsad_str_ends(a->text->tokens[owned].norm, MARSAD_LIT("\u0646\u0627"))) /* سيطرتنا */
        return inherit_speaker(a, owned, out);
    if (find_taker(a, d, out) || find_visitor(a, d, owned, out))
        return true;
    for (size_t k = phrase_after(a, d->frame.token); k > 0; k--)
        if (may_own(a, owned, d->frame.token, k - 1)) {
            out->at[out->n++] = a->phrases[k - 1];
            return true;
        }
    return false;
}

bool gathered_find(const struct analysis *a, uint32_t verb, struct parties *out)
{
    for (size_t k = phrase_after(a, verb); k > 0; k--)
        if (may_own(a, verb, verb, k - 1)) {
            out->at[out->n++] = a->phrases[k - 1];
            return true;
        }
    return false;
}

/* عقب اتهامه ب: the last person named before whom the pronoun fits, known or not; else whoever could own it. */
bool accused_find(const struct analysis *a, const struct draft *d, struct parties *out)
{
    uint32_t owned = d->frame.token;
    bool theirs = ends_theirs(a, owned);

    if (!word_at(a, owned)->suffix)
        return false;
    for (size_t k = phrase_after(a, owned); k > 0; k--) {
        const struct phrase *p = &a->phrases[k - 1];
        unsigned kind = phrase_kind(a, p);
        if (p->last > owned || !(kind & (IS_PERSON | IS_PEOPLE)) || (kind & (IS_BODY | IS_FORCE | IS_PLACE)) ||
            is_outlet(a, p) || is_several(a, p) != theirs || !pronoun_fits(a, owned, p))
            continue;
        out->at[out->n++] = *p;
        return true;
    }
    return possessor_find(a, d, out);
}

/* ---- objects ---- */

/* Names have no form: countries are women but for a few, persons men unless their office says otherwise. */
static bool fits_name(const struct analysis *a, const struct phrase *p, bool hers)
{
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;

    if (!m || word_at(a, p->head)->class != WORD_NAME)
        return true;
    if (m->kind == MARSAD_MENTION_PLACE)
        return hers != (signal_at(a, p->head, "masculine-place", NULL).ptr != NULL);
    return m->kind != MARSAD_MENTION_PERSON || !hers;
}

/* What stands in a place, or is spoken of, is further off than who acts and whom words are said to. */
static bool is_aside(const struct analysis *a, const struct phrase *p)
{
    if ((phrase_kind(a, p) & IS_PLACE) && !is_country(a, p))
        return true;
    if (p->prep == NO_TOKEN || p->prep == p->first)
        return false;
    return !signal_at(a, p->prep, "party-prep", NULL).ptr ||
           (p > a->phrases && p[-1].last == p->prep && signal_at(a, p[-1].head, "office-of", NULL).ptr);
}

static bool is_two(const struct analysis *a, const struct phrase *p)
{
    return p->quantity >= 0 && a->mentions->quantities[p->quantity].max == 2;
}

/* قضاء الخليل: no court. */
static bool is_province(const struct analysis *a, const struct phrase *p)
{
    return p->last > p->first + 1 && word_at(a, p->first + 1)->class == WORD_NAME &&
           marsad_str_equal(signal_at(a, p->first, "same-place", NULL), MARSAD_LIT("governorate"));
}

static bool can_be_meant(const struct analysis *a, uint32_t verb, const struct phrase *p)
{
    marsad_str norm = a->text->tokens[verb].norm;
    bool both = marsad_str_ends(norm, MARSAD_LIT("\u0647\u0645\u0627")), theirs = ends_theirs(a, verb) || both,
         hers = marsad_str_ends(norm, MARSAD_LIT("\u0647\u0627"));
    unsigned kind = phrase_kind(a, p);

    if (!can_act(a, p) || (kind & (IS_SITE | IS_SOURCE | IS_COURT)) || is_outlet(a, p) || is_province(a, p) ||
        signal_at(a, p->head, "paper", NULL).ptr)
        return false;
    if (!theirs && !hers && !marsad_str_ends(norm, MARSAD_LIT("\u0647")))
        return false;
    if (both && !(word_at(a, p->head)->form & MARSAD_FORM_DUAL) && !is_two(a, p))
        return false; /* رجلين اتهموهما */
    if (theirs)
        return is_several(a, p) && (kind & (IS_PERSON | IS_PEOPLE)) && !(kind & IS_BODY);
    return (p->definite || p->mention >= 0 || (kind & IS_PERSON)) && !is_several(a, p) && pronoun_fits(a, verb, p) &&
           fits_name(a, p, hers);
}

static bool is_among(const struct parties *parties, const struct phrase *p)
{
    for (unsigned i = 0; i < parties->n; i++)
        if (p->first < parties->at[i].last && parties->at[i].first < p->last)
            return true;
    return false;
}

/* Could the phrase rather be the subject of the verb? Persons are men unless their office says otherwise. */
static bool may_have_done(const struct analysis *a, uint32_t verb, const struct phrase *p)
{
    const struct word *w = word_at(a, verb);
    bool man = p->mention >= 0 && a->mentions->mentions[p->mention].kind == MARSAD_MENTION_PERSON &&
               !(word_at(a, p->head)->form & MARSAD_FORM_FEMININE);

    return !is_plural_verb(w) && !(man && (w->form & MARSAD_FORM_FEMININE)) && fits_verb(a, w, p);
}

bool pronoun_object_find(const struct analysis *a, const struct draft *d, struct parties *out)
{
    const struct roles *r = &d->frame.roles;
    uint32_t verb = d->frame.token;

    if (d->frame.pos != 'v' || !word_at(a, verb)->suffix || (r->has_object && r->object.first < verb))
        return false;
    for (size_t k = phrase_after(a, verb); k > 0 && a->phrases[k - 1].last + OBJECT_REACH > verb; k--) {
        struct phrase p = a->phrases[k - 1];
        if (p.last > verb || is_aside(a, &a->phrases[k - 1]))
            continue;
        if (p.prep == NO_TOKEN)
            cut_to_owner(a, &p);
        if (is_among(&d->actors, &p) || !can_be_meant(a, verb, &p) || signal_at(a, p.first, "outcome", NULL).ptr)
            continue;
        if (!d->actors.n && may_have_done(a, verb, &p))
            return false; /* الحكومة … رفضته */
        out->at[out->n++] = p;
        return true;
    }
    return false;
}

/* The token of عليه in the clause right behind the words of a deed (أطلق مسلحون النار عليه); NO_TOKEN if there is none.
 */
static uint32_t upon_behind(const struct analysis *a, const struct draft *d)
{
    uint32_t behind = d->frame.word == d->frame.token ? d->frame.token + d->frame.tokens : d->frame.word + 1;

    for (uint32_t i = behind; i < a->last && i < behind + UPON_REACH && word_at(a, i)->class != WORD_VERB &&
                              word_at(a, i)->class != WORD_PUNCT && word_at(a, i)->class != WORD_REL;
         i++)
        if (signal_at(a, i, "upon-him", NULL).ptr)
            return i;
    return NO_TOKEN;
}

/* Whom the pronoun at a token stands for, of a phrase or of its genitive (معاقبة رجل الأمن). False: not it. */
static bool is_meant_upon(const struct analysis *a, uint32_t at, struct phrase *p)
{
    cut_to_owner(a, p);
    return can_be_meant(a, at, p) && (phrase_kind(a, p) & (IS_PERSON | IS_PEOPLE)) &&
           !signal_at(a, p->first, "outcome", NULL).ptr;
}

bool upon_find(const struct analysis *a, const struct draft *d, struct parties *out)
{
    uint32_t at = upon_behind(a, d);
    size_t of = d->frame.pos == 'v' ? antecedent(a, d->frame.token) : a->n_phrases;

    if (at == NO_TOKEN)
        return false;
    for (size_t k = of < a->n_phrases ? of + 1 : phrase_after(a, d->frame.token);
         k > 0 && a->phrases[k - 1].last + OBJECT_REACH > at; k--) {
        struct phrase p = a->phrases[k - 1];
        if (p.last > at || (k - 1 != of && is_aside(a, &a->phrases[k - 1])) || is_among(&d->actors, &p) ||
            !is_meant_upon(a, at, &p))
            continue;
        if (k > 1 && is_bare(&p) && !p.conjoined && is_bare(&a->phrases[k - 2]) && a->phrases[k - 2].last == p.first &&
            can_be_meant(a, at, &a->phrases[k - 2]))
            p = a->phrases[k - 2]; /* قتل المسلح شرطيا وألقت الشرطة القبض عليه */
        out->at[out->n++] = p;
        return true;
    }
    return false;
}

/* الحكومة التي يتهمونها: the pronoun on the verb takes up the noun before الذي, and who does it was named before. */
bool pronoun_takes_up(const struct analysis *a, uint32_t verb, const struct phrase *p)
{
    const struct word *w = word_at(a, verb);
    bool many = (word_at(a, p->head)->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) || p->quantity >= 0;

    if (w->suffix && (w->form & MARSAD_FORM_PLURAL) && (word_at(a, p->head)->form & MARSAD_FORM_DUAL) &&
        marsad_str_ends(a->text->tokens[verb].norm, MARSAD_LIT("\u0647\u0645\u0627")))
        return true; /* رجلين اتهموهما */
    return w->suffix && verb > a->first && word_at(a, verb - 1)->class == WORD_REL &&
           (is_plural_verb(w) ? !many : !(w->form & MARSAD_FORM_FEMININE)) && pronoun_fits(a, verb, p);
}

/*
 * dropped.c - who is meant where a verb names no subject of its own: the subject of a verb before, who speaks, who was
 * spoken of last.
 */
#include "event/coder.h"

#define AUXILIARIES_MAX 2 /* كان قد */
#define VERBS_BACK 4      /* clauses that a dropped subject is looked for in */

/* Something is done to what is counted or can suffer; forces and bodies rather act. */
bool can_suffer(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    if (kind & (IS_NUMBER | IS_SITE | IS_THING))
        return true;
    return (kind & (IS_PERSON | IS_PEOPLE)) && !(kind & (IS_FORCE | IS_BODY));
}

/* "أفادت مصادر بأن مسلحين …": behind a bare أن somebody else acts; "قالت الشرطة إنها …", "نفذت المقاومة عملية حيث …"
 * is the same still. */
static bool said_of_another(const struct analysis *a, uint32_t from, uint32_t to)
{
    if (word_at(a, to)->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA))
        return false;
    for (uint32_t i = to; i > from; i--)
        if (word_at(a, i - 1)->class == WORD_SUB && !signal_at(a, i - 1, "goes-on", NULL).ptr)
            return !marsad_str_ends(a->text->tokens[i - 1].norm, MARSAD_LIT("\u0647")) &&
                   !marsad_str_ends(a->text->tokens[i - 1].norm, MARSAD_LIT("\u0647\u0627")) &&
                   !marsad_str_ends(a->text->tokens[i - 1].norm, MARSAD_LIT("\u0647\u0645"));
    return false;
}

static bool same_tense(const struct word *x, const struct word *y)
{
    return (x->form & MARSAD_FORM_PERFECT) == (y->form & MARSAD_FORM_PERFECT);
}

/* Those who died or were hurt do not go on to attack: قتل شخصان … واستهدف. */
static bool suffers(const struct analysis *a, uint32_t verb, const struct roles *r)
{
    return r->passive || (signal_at(a, verb, "suffer", NULL).ptr && !r->has_object && can_suffer(a, &r->subject));
}

/* نقلت وكالة عن مصدر قوله إن …، وطالب: the agency does nothing further. */
static bool passes_on(const struct analysis *a, uint32_t verb, const struct roles *r)
{
    return signal_at(a, verb, "passes-on", NULL).ptr && is_outlet(a, &r->subject);
}

/* "هجوم … استهدف", "غارات … طالت": what was named between the verbs is the subject, and it is no party. */
static bool attack_between(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (size_t k = phrase_after(a, from); k < a->n_phrases && a->phrases[k].last <= to; k++)
        if (signal_at(a, a->phrases[k].head, "device", NULL).ptr && !word_at(a, a->phrases[k].head)->suffix)
            return true;
    return false;
}

/* What is quoted has subjects of its own. */
static bool quote_between(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (marsad_token_is(a->text, i, ":") || opens_quote(a, i))
            return true;
    return false;
}

/* نحث، ندعو: who speaks here, or who spoke last. */
bool inherit_speaker(const struct analysis *a, uint32_t token, struct parties *out)
{
    struct speech by = speech_of(a, a->speeches, token);
    const struct phrase *who = by.has_speaker ? &by.speaker : &a->last_speaker;

    if ((!by.has_speaker && !a->has_last_speaker) || (by.has_speaker && is_outlet(a, who)))
        return false;
    out->at[out->n++] = *who;
    return true;
}

/* Behind أن an indefinite noun opens its clause: أن مسلحا فتح النار فقتل شخصين. */
static bool is_in_relative(const struct analysis *a, uint32_t verb)
{
    size_t k = antecedent(a, verb);

    return k < a->n_phrases &&
           !(a->phrases[k].last == verb && is_bare(&a->phrases[k]) && a->phrases[k].first > a->first &&
             word_at(a, a->phrases[k].first - 1)->class == WORD_SUB);
}

/*
 * The subject of a verb before, for a verb that has none of its own. و joins verbs of one tense: in "قال إن القوات
 * ستدافع، واتهم" it is قال that goes on, whose subject may stand in the sentence before. Number and gender must fit.
 */
bool inherit_subject(const struct analysis *a, uint32_t verb, struct parties *out)
{
    const uint8_t goes_on = MARSAD_CLITIC_WA | MARSAD_CLITIC_FA;
    const struct word *own = word_at(a, verb);
    int left = VERBS_BACK;
    struct roles r;

    if (own->form & MARSAD_FORM_FIRST)
        return inherit_speaker(a, verb, out);
    for (uint32_t i = verb; i > a->first && left > 0; i--) {
        const struct word *w = word_at(a, i - 1);
        if (w->class != WORD_VERB || w->verb < 0 || ((own->clitics & goes_on) && !same_tense(w, own)))
            continue;
        if (is_in_relative(a, i - 1) || signal_at(a, i - 1, "result-verb", NULL).ptr)
            continue; /* who is spoken of in a relative clause does not go on, nor what came of it */
        left--;
        if (said_of_another(a, i, verb) || (!(own->clitics & goes_on) && attack_between(a, i, verb)))
            return false;
        roles_find(a, i - 1, 1, 'v', &r);
        if (r.has_subject && (suffers(a, i - 1, &r) || passes_on(a, i - 1, &r)))
            continue;
        if (r.has_subject && can_act(a, &r.subject) && r.subject.last <= verb) {
            if (!fits_verb(a, own, &r.subject))
                continue; /* a clause about somebody else between: فرقت الشرطة المتظاهرين … ويطالبون */
            return source_find(a, i - 1, &r, MARSAD_LIT("s"), out);
        }
        if (!r.has_subject && a->has_last_speaker && speech_is_verb(a, i - 1) && !quote_between(a, i, verb) &&
            fits_verb(a, own, &a->last_speaker)) {
            out->at[out->n++] = a->last_speaker;
            return true;
        }
    }
    return false;
}

/* The first word of the sentence, or behind one that only goes on (كما). */
static bool opens_sentence(const struct analysis *a, uint32_t verb)
{
    return verb == a->first || (verb == a->first + 1 && signal_at(a, a->first, "goes-on", NULL).ptr);
}

bool inherit_told(const struct analysis *a, uint32_t verb, struct parties *out)
{
    const struct phrase *who = &a->last_speaker;

    if (!opens_sentence(a, verb) || !a->has_last_speaker || a->sentence == 0 ||
        who->first < a->text->sentences[a->sentence - 1].first || is_outlet(a, who) ||
        !fits_verb(a, word_at(a, verb), who))
        return false;
    out->at[out->n++] = *who;
    return true;
}

/* مطالبا is said of a man or a body that is masculine, داعية of what is feminine, مطالبين of several. */
static bool fits_participle(const struct analysis *a, uint32_t participle, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);
    marsad_str norm = a->text->tokens[participle].norm;
    bool hers = head->form & MARSAD_FORM_FEMININE || signal_at(a, p->head, "feminine-noun", NULL).ptr,
         many = head->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL);

    if (marsad_str_ends(norm, MARSAD_LIT("\u064A\u0646")))
        return many || p->quantity >= 0 || head->class == WORD_NAME || (phrase_kind(a, p) & IS_PEOPLE);
    if (head->class == WORD_NAME || !head->form)
        return true;
    return marsad_str_ends(norm, MARSAD_LIT("\u0627")) ? !hers && !many : hers || many;
}

/* Whoever acts, but for towns: those shelter who does. */
static bool can_say(const struct analysis *a, const struct phrase *p)
{
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;

    return can_act(a, p) && !((phrase_kind(a, p) & IS_PLACE) && m && m->place &&
                              !marsad_str_equal(m->place->precision, MARSAD_LIT("country")));
}

/* Who said what a participle goes on with; behind a quotation nobody whom it quotes. */
static struct speech speech_beside(const struct analysis *a, uint32_t participle)
{
    uint32_t i = participle > a->first && is_comma(a, participle - 1) ? participle - 1 : participle;
    bool quoted = i > a->first && closes_quote(a, i - 1);
    struct speech main = speeches_main(a->speeches);

    return quoted && main.found && !main.behind && main.verb < participle ? main
                                                                          : speech_before(a->speeches, participle);
}

bool inherit_main(const struct analysis *a, uint32_t participle, struct parties *out)
{
    struct speech by = speech_beside(a, participle);
    int left = VERBS_BACK;
    struct roles r;

    if (by.found && by.has_speaker && !is_outlet(a, &by.speaker) && fits_participle(a, participle, &by.speaker)) {
        out->at[out->n++] = by.speaker;
        return true;
    }
    for (uint32_t i = participle; i > a->first && left > 0; i--) {
        if (word_at(a, i - 1)->class != WORD_VERB || antecedent(a, i - 1) < a->n_phrases)
            continue;
        left--;
        roles_find(a, i - 1, 1, 'v', &r);
        if (r.has_subject && !r.passive && can_say(a, &r.subject) && r.subject.last <= participle &&
            fits_participle(a, participle, &r.subject))
            return source_find(a, i - 1, &r, MARSAD_LIT("s"), out);
        if (r.dropped && inherit_subject(a, i - 1, out))
            return true;
    }
    return false;
}

/* The nearest person or people before the verb, that it agrees with or that stand without a preposition where that is
 * asked; n_phrases: none. */
static size_t nearest_people(const struct analysis *a, uint32_t verb, bool agreeing, bool bare)
{
    for (size_t k = phrase_after(a, verb); k > 0; k--) {
        const struct phrase *p = &a->phrases[k - 1];
        if ((phrase_kind(a, p) & (IS_PERSON | IS_PEOPLE)) && (!bare || is_bare(p)) &&
            (!agreeing || fits_verb(a, word_at(a, verb), p)))
            return k - 1;
    }
    return a->n_phrases;
}

/* بالرئيس، الذي كان قد اتهم: a relative word right before the verb and its auxiliaries. */
static bool is_said_of_nearest(const struct analysis *a, uint32_t verb)
{
    for (uint32_t n = 1; n <= AUXILIARIES_MAX + 1 && verb >= a->first + n; n++)
        if (word_at(a, verb - n)->class == WORD_REL)
            return true;
    return false;
}

/* Who a passive without a subject speaks of: the nearest before it, rather who agrees with it and is no complement. */
bool inherit_victim(const struct analysis *a, uint32_t verb, struct parties *out)
{
    size_t k = is_said_of_nearest(a, verb) ? a->n_phrases : nearest_people(a, verb, true, true);

    if (k == a->n_phrases)
        k = nearest_people(a, verb, true, false);
    if (k == a->n_phrases)
        k = nearest_people(a, verb, false, false);
    if (k == a->n_phrases)
        return false;
    out->at[out->n++] = a->phrases[k];
    return true;
}

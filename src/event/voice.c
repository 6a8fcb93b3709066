/*
 * voice.c - active or passive, where unvowelled writing leaves it open.
 *
 * Unvowelled perfects are active or passive (قتل شخصان). One phrase that can suffer, no object, a verb that takes one:
 * passive; but behind an active verb of somebody who is named, و goes on with the same subject.
 */
#include "event/coder.h"

/* 60 شخصا قتلوا وجرح 200: the number goes on counting victims. */
static bool counts_on(const struct analysis *a, const struct roles *r)
{
    return r->has_subject && r->subject.quantity >= 0 && phrase_kind(a, &r->object) == IS_NUMBER &&
           !(phrase_kind(a, &r->subject) & IS_ARMED);
}

/* قتل مئات الجنود في هجمات للمتشددين منذ عزل الرئيس: behind a number that was killed and where, no object stands that
 * is not counted or written as one. */
static bool is_far_object(const struct analysis *a, const struct roles *r)
{
    if (!r->has_subject || r->subject.quantity < 0 || r->object.first <= r->subject.last || r->object.quantity >= 0 ||
        is_oblique(a, &r->object))
        return false;
    for (size_t k = phrase_after(a, r->subject.last); k < a->n_phrases && a->phrases[k].first < r->object.first; k++)
        if (!is_bare(&a->phrases[k]))
            return true;
    return false;
}

/* مسلحون, not counted: they rather shoot than are shot; "ثلاثة مسلحين" may be either. */
static bool is_armed_subject(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    return (kind & IS_ARMED) && (kind & IS_PERSON) && !(kind & (IS_NUMBER | IS_OFFICIAL)) && p->quantity < 0 &&
           !p->definite && (word_at(a, p->head)->form & MARSAD_FORM_PLURAL) && p->first == p->head;
}

/* The finite verb before token `to` in its clause, or NO_TOKEN. */
static uint32_t verb_before(const struct analysis *a, uint32_t to)
{
    for (uint32_t i = to; i > a->first && !is_clause_mark(a, i - 1); i--)
        if (word_at(a, i - 1)->class == WORD_VERB)
            return i - 1;
    return NO_TOKEN;
}

bool ends_as_subject(const struct analysis *a, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);
    marsad_str norm = a->text->tokens[p->head].norm;

    return (head->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) &&
           (marsad_str_ends(norm, MARSAD_LIT("\u0648\u0646")) || marsad_str_ends(norm, MARSAD_LIT("\u0627\u0646")));
}

/*
 * الجيش قتل 31 مسلحا واعتقل 171 آخرين: a force that acted in the verb right before, with an object, goes on to act. The
 * phrase behind the verb is its object then.
 */
static bool goes_on(const struct analysis *a, const struct draft *d)
{
    const struct word *own = word_at(a, d->frame.token), *other;
    uint32_t before = verb_before(a, d->frame.token);
    struct roles r;

    if (!(own->clitics & MARSAD_CLITIC_WA) || (own->form & MARSAD_FORM_PASSIVE) || before == NO_TOKEN ||
        ends_as_subject(a, &d->frame.roles.subject) || antecedent(a, before) < a->n_phrases)
        return false;
    other = word_at(a, before);
    if (is_plural_verb(other) || (other->form & MARSAD_FORM_PERFECT) != (own->form & MARSAD_FORM_PERFECT) ||
        (other->form & MARSAD_FORM_FEMININE) != (own->form & MARSAD_FORM_FEMININE))
        return false;
    roles_find(a, before, 1, 'v', &r);
    return r.has_subject && r.has_object && !r.passive && r.subject.quantity < 0 && r.subject.last <= d->frame.token &&
           (phrase_kind(a, &r.subject) & (IS_FORCE | IS_BODY)) &&
           !(phrase_kind(a, &r.subject) & (IS_PLACE | IS_SITE)) && fits_verb(a, own, &r.subject);
}

/* واتهم بالتقصير، سيحاكم الوزير أمام محكمة: what it was for stands where the object would. */
static bool is_charged(const struct analysis *a, const struct draft *d)
{
    const struct roles *r = &d->frame.roles;
    uint32_t behind = d->frame.token + 1;

    if (r->has_object || word_at(a, d->frame.token)->suffix || !signal_at(a, d->frame.token, "charge", NULL).ptr)
        return false;
    if (r->has_subject && r->subject.first > d->frame.token) {
        if (!(phrase_kind(a, &r->subject) & IS_PERSON) || (phrase_kind(a, &r->subject) & (IS_BODY | IS_COURT)))
            return false;
        behind = r->subject.last;
    }
    return behind < a->last &&
           ((word_at(a, behind)->clitics & MARSAD_CLITIC_BI) || signal_at(a, behind, "charged-with", NULL).ptr);
}

/* وضبطت أسلحة، وصودرت سيارة: weapons and things behind a verb of seizing seize nothing. */
static bool is_seized(const struct analysis *a, const struct draft *d)
{
    const struct phrase *p = &d->frame.roles.subject;
    unsigned kind = phrase_kind(a, p);

    return signal_at(a, d->frame.token, "seize", NULL).ptr && p->first > d->frame.token &&
           (kind & (IS_EQUIPMENT | IS_THING | IS_NUMBER)) &&
           !(kind & (IS_PERSON | IS_PEOPLE | IS_BODY | IS_FORCE | IS_OFFICIAL)) && (!p->definite || (kind & IS_THING));
}

void voice_decide(const struct analysis *a, struct draft *d)
{
    struct roles *r = &d->frame.roles;
    struct parties by = { .n = 0 };
    bool counted = d->frame.count.len, seized;

    if (counted && r->has_object && ((phrase_kind(a, &r->object) & IS_THING) || counts_on(a, r)))
        r->has_object = false; /* only people are killed, hurt or seized */
    if (counted && r->has_object && is_far_object(a, r))
        r->has_object = false;
    if (is_charged(a, d))
        r->passive = true;
    if (!r->has_subject && !r->has_object && counted && !word_at(a, d->frame.token)->suffix)
        r->passive = true; /* بعد أن قتل بغارة أميركية، ثم قتلا: killing somebody takes an object */
    if (r->has_object || !r->has_subject || word_at(a, d->frame.token)->suffix)
        return;
    source_find(a, d->frame.token, r, MARSAD_LIT("by"), &by);
    seized = is_seized(a, d);
    if (!r->passive && !by.n && is_armed_subject(a, &r->subject))
        return; /* خطف مسلحون يرتدون … خمسة: the object stands too far off */
    if (!r->passive && !by.n && (counted || seized) && (seized || can_suffer(a, &r->subject)) && goes_on(a, d)) {
        r->object = r->subject;
        r->has_object = r->dropped = true;
        r->has_subject = false;
        return;
    }
    if (r->passive || seized || (by.n && counted) || ((counted || by.n) && can_suffer(a, &r->subject)))
        r->passive = true;
    else if (can_suffer(a, &r->subject) && !can_act(a, &r->subject))
        r->passive = true;
}

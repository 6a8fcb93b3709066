/*
 * apposed.c - what stands between a subject and the object: names and titles that say who holds an office, the relative
 * clause of who makes a charge.
 */
#include "event/roles.h"

#define RELATIVE_MAX 12 /* tokens of the relative clause of who makes a charge */
#define CHARGE_REACH 5  /* tokens between who is charged and with what */

/* "، تسيبي حوطوفلي،": between two commas even a name that no table knows. */
static bool is_put_in(const struct analysis *a, const struct phrase *subject, const struct phrase *name)
{
    return name->first == subject->last + 1 && is_comma(a, subject->last) && name->last < a->last &&
           is_comma(a, name->last) && name->agent < 0 &&
           (is_person_name(a, name) ||
            (name->mention < 0 && name->quantity < 0 && !(word_at(a, name->head)->clitics & MARSAD_CLITIC_AL)));
}

/* السفير الألماني [لدى المملكة]، المتحدث [باسم الحكومة]، النائب [في البرلمان]: what an office goes on with. */
static bool is_tail(const struct analysis *a, const struct phrase *office, size_t k)
{
    const struct phrase *p = &a->phrases[k];
    marsad_str of;

    if (k == a->n_phrases || !p->definite)
        return false;
    if (p->conjoined) /* لجنة الأمن [والدفاع]، وزير الخارجية [والمغتربين] */
        return p->first == office->last && is_bare(p) && !(phrase_kind(a, p) & (IS_PERSON | IS_OFFICIAL | IS_PLACE));
    if (p->prep != office->last)
        return false;
    if (p->prep == p->first)
        return (word_at(a, p->first)->clitics & MARSAD_CLITIC_LI) && signal_at(a, office->head, "office-of", NULL).ptr;
    of = signal_at(a, p->prep, "office-tail", NULL);
    return of.ptr && (!of.len || ((phrase_kind(a, p) & IS_BODY) && signal_at(a, office->head, "member", NULL).ptr));
}

/* الدكتور [هاشم] [يماني]: the end of a name behind its title, though no table may know it. */
static uint32_t behind_titled(const struct analysis *a, const struct phrase *title)
{
    const struct phrase *p = title + 1, *end = a->phrases + a->n_phrases;
    uint32_t last = title->last;

    for (; p < end && p->first == last && is_bare(p) && !p->conjoined && p->quantity < 0 && p->agent < 0 &&
           (is_person_name(a, p) ||
            (p->mention < 0 && !(word_at(a, p->first)->clitics & MARSAD_CLITIC_AL) && !is_oblique(a, p)));
         p++)
        last = p->last;
    return last;
}

/*
 * استقبل خادم الحرمين الشريفين الملك سلمان وزيرة، حذرت نائبة الوزير، فلانة الفلانية، الاتحاد: the name right behind a
 * person's office is no object.
 */
void take_apposed_name(const struct analysis *a, struct phrase *subject)
{
    size_t k = phrase_after(a, subject->last);
    bool tail = is_tail(a, subject, k);
    const struct phrase *name = &a->phrases[tail ? k + 1 : k];
    uint32_t end = tail ? a->phrases[k].last : subject->last;
    bool titled;

    if (name >= a->phrases + a->n_phrases || !is_bare(name) || name->conjoined || !subject->definite ||
        is_person_name(a, subject) || !(phrase_kind(a, subject) & (IS_PERSON | IS_THING)))
        return;
    titled = name->first == end && signal_at(a, name->first, "title-of-man", NULL).ptr &&
             behind_titled(a, name) > name->first + 1;
    if (!titled && !(name->first == end && is_person_name(a, name)) && (tail || !is_put_in(a, subject, name)))
        return;
    subject->last = titled ? behind_titled(a, name) : name->last;
    if (subject->mention < 0)
        subject->mention = name->mention;
}

/* الحكومة المعترف بها [بأنها قصفت]، النقابات [بإبداء]: does a charge follow within a few tokens? */
static bool charge_follows(const struct analysis *a, uint32_t at)
{
    for (uint32_t i = at; i < a->last && i < at + CHARGE_REACH && word_at(a, i)->class != WORD_VERB; i++)
        if ((word_at(a, i)->clitics & MARSAD_CLITIC_BI) && (word_at(a, i)->form & MARSAD_FORM_MASDAR))
            return true;
        else if (word_at(a, i)->class == WORD_SUB)
            return marsad_str_starts(a->text->tokens[i].norm, MARSAD_LIT("\u0628"));
    return false;
}

size_t charged_behind_relative(const struct analysis *a, uint32_t verb, const struct phrase *subject)
{
    if (!signal_at(a, verb, "charge", NULL).ptr || !subject->definite || subject->last >= a->last ||
        word_at(a, subject->last)->class != WORD_REL)
        return a->n_phrases;
    for (size_t k = phrase_after(a, subject->last) + 1; k < a->n_phrases; k++) {
        const struct phrase *p = &a->phrases[k];
        if (p->first > subject->last + RELATIVE_MAX || is_clause_mark(a, p->first - 1))
            break;
        if (is_bare(p) && !p->conjoined && p->definite && can_act(a, p) && !is_bare(p - 1) && p[-1].last == p->first &&
            charge_follows(a, p->last))
            return k;
    }
    return a->n_phrases;
}

/*
 * apposed.c - names and titles behind an office that say who holds it.
 */
#include "event/roles.h"

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

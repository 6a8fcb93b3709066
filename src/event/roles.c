/*
 * roles.c - who stands where around a trigger.
 *
 * Verbs: verb-subject-object where the verb opens its clause, subject-verb-object where a bare phrase opens it, the
 * antecedent in a relative clause (الذي شنه التنظيم؛ في هجوم شنه مسلحون). One phrase that can suffer but not act, or
 * that a frame calls the victim, makes an unvowelled verb passive. Nouns: what follows in the genitive.
 */
#include "event/coder.h"

#define REACH_RIGHT 40

bool can_act(const struct analysis *a, const struct phrase *p)
{
    return phrase_kind(a, p) & (IS_PERSON | IS_PEOPLE | IS_BODY | IS_FORCE | IS_EQUIPMENT | IS_ARMED | IS_OFFICIAL |
                                IS_COURT | IS_MEDIA | IS_SOURCE | IS_PLACE);
}

void role_set(struct phrase *to, bool *has, const struct analysis *a, size_t k)
{
    if (k < a->n_phrases) {
        *to = a->phrases[k];
        *has = true;
    }
}

/* Is the word at i an adjective of the trigger (هجوم انتحاري، الغارات الجوية)? */
static bool describes(const struct analysis *a, uint32_t noun, uint32_t i)
{
    const struct word *w = word_at(a, i);

    if ((w->clitics ^ word_at(a, noun)->clitics) & MARSAD_CLITIC_AL && !(word_at(a, noun)->suffix))
        return false;
    return (w->adjective && w->agent < 0) || signal_at(a, i, "attack-adjective", NULL).ptr;
}

/* عشرين غارة: an indefinite singular behind its number governs nothing. */
static bool is_counted(const struct analysis *a, uint32_t noun)
{
    const struct word *w = word_at(a, noun);

    return noun > a->first && word_at(a, noun - 1)->class == WORD_NUMBER && (w->form & MARSAD_FORM_SINGULAR) &&
           !(w->form & MARSAD_FORM_PLURAL) && !(w->clitics & MARSAD_CLITIC_AL) && w->quantity >= 0 &&
           a->mentions->quantities[w->quantity].max > 10;
}

/* لقائه وزير الخارجية، اتهامها إيران: behind a noun with its owner stands its object. */
static void take_object_of_owned(const struct analysis *a, uint32_t noun, size_t k, struct roles *r)
{
    if (!word_at(a, noun)->suffix || k + 1 >= a->n_phrases || a->phrases[k].last != noun + 1)
        return;
    if (a->phrases[k + 1].first == noun + 1 && is_bare(&a->phrases[k + 1]) && !a->phrases[k + 1].conjoined &&
        can_act(a, &a->phrases[k + 1]) && !only_time_or_place(a, &a->phrases[k + 1]))
        role_set(&r->object, &r->has_object, a, k + 1);
}

/* مطالبة الاتحاد الحكومة ب, اعتقال الشرطة ناشطا: behind a verbal noun and who does it, which is no person whose name
 * may follow, stands the object. */
static void take_object_of_doer(const struct analysis *a, uint32_t noun, size_t k, struct roles *r)
{
    const struct phrase *p = &a->phrases[k + 1];
    unsigned doer = phrase_kind(a, &r->genitive);

    if (k + 1 >= a->n_phrases || !(word_at(a, noun)->form & MARSAD_FORM_MASDAR) || p->first != r->genitive.last ||
        !is_bare(p) || p->conjoined || !can_act(a, p) || only_time_or_place(a, p) ||
        !(doer & (IS_BODY | IS_FORCE | IS_PLACE | IS_ARMED | IS_COURT)) || (doer & (IS_PERSON | IS_SITE | IS_NUMBER)) ||
        !(p->definite || p->quantity >= 0 || is_oblique(a, p)) || word_at(a, p->first)->adjective)
        return;
    role_set(&r->object, &r->has_object, a, k + 1);
}

/* What a noun trigger governs: behind its adjectives, inside its phrase. */
static void noun_roles(const struct analysis *a, uint32_t noun, uint32_t behind, struct roles *r)
{
    size_t k = phrase_at(a, noun);
    uint32_t i = behind, last;

    r->nationality = -1;
    if (k == a->n_phrases)
        return;
    last = a->phrases[k].last;
    while (i < last && describes(a, noun, i)) {
        if (word_at(a, i)->country >= 0) {
            r->nationality = word_at(a, i)->country;
            r->nationality_token = i;
        }
        i++;
    }
    r->end = i;
    take_object_of_owned(a, noun, k, r);
    if (is_counted(a, noun))
        return;
    if (i + 1 < last && word_at(a, i)->class == WORD_PUNCT && word_at(a, last - 1)->class == WORD_PUNCT) {
        r->end = last; /* اعتقال «القاعدة» لضباط: the name without its marks */
        i++;
        last--;
    }
    if (i < last && !(word_at(a, noun)->suffix)) {
        r->genitive = phrase_make(a, i, last);
        r->has_genitive = true;
        r->end = r->end > last ? r->end : last;
        take_object_of_doer(a, noun, k, r);
        return;
    }
    if (i < a->last && k + 1 < a->n_phrases && a->phrases[k + 1].conjoined && a->phrases[k + 1].first == last &&
        a->phrases[k + 1].last > a->phrases[k + 1].first + 1 && !word_at(a, noun)->suffix &&
        !(word_at(a, noun)->clitics & MARSAD_CLITIC_AL)) {
        r->genitive = phrase_make(a, a->phrases[k + 1].first + 1, a->phrases[k + 1].last); /* مقتل وإصابة عشرين */
        r->has_genitive = true;
    }
}

static void participle_roles(const struct analysis *a, uint32_t at, uint32_t behind, struct roles *r)
{
    size_t k = phrase_at(a, at);

    role_set(&r->object, &r->has_object, a, bare_right(a, behind, r->to));
    if (k < a->n_phrases && a->phrases[k].first < at) {
        r->subject = phrase_make(a, a->phrases[k].first, at);
        r->has_subject = true;
    } else {
        size_t left = bare_left(a, at);
        role_set(&r->subject, &r->has_subject, a, left);
    }
}

/* …، مطالبا الحكومة ب: the object stands right behind, who says so is the subject of the main clause. */
static void circumstance_roles(const struct analysis *a, uint32_t behind, struct roles *r)
{
    size_t k = phrase_at(a, behind);

    r->dropped = true;
    if (k < a->n_phrases && a->phrases[k].first < behind) { /* داعية الأطراف */
        r->object = phrase_make(a, behind, a->phrases[k].last);
        r->has_object = true;
        return;
    }
    k = phrase_after(a, behind);
    if (k < a->n_phrases && a->phrases[k].first <= behind + 1 && is_bare(&a->phrases[k]) && !a->phrases[k].conjoined &&
        word_at(a, behind)->class != WORD_VERB)
        role_set(&r->object, &r->has_object, a, k);
}

void roles_find(const struct analysis *a, uint32_t i, uint32_t n, char pos, struct roles *r)
{
    *r = (struct roles){ .nationality = -1, .end = i + n };
    clause_bounds(a, i, &r->from, &r->to);
    if (r->to > i + REACH_RIGHT)
        r->to = i + REACH_RIGHT;
    if (pos == 'v' || (pos == 'x' && word_at(a, i)->class == WORD_VERB))
        verb_roles(a, i, i + n, r);
    else if (pos == 'h')
        circumstance_roles(a, i + n, r);
    else if (pos == 'p')
        participle_roles(a, i, i + n, r);
    else
        noun_roles(a, i, i + n, r);
}

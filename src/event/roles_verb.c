/*
 * roles_verb.c - subject and object of a verb: one case after the other, the surest first.
 */
#include "event/coder.h"

#define REACH_PRONOUN 12 /* tokens between أنه and whom it means */

static void take(const struct analysis *a, struct roles *r, size_t subject, size_t object)
{
    role_set(&r->subject, &r->has_subject, a, subject);
    role_set(&r->object, &r->has_object, a, object);
}

/* حزاما ناسفا، فجرت: what does not fit the verb gives way to the phrase that opened the clause. */
static size_t better_subject(const struct analysis *a, uint32_t verb, size_t left)
{
    size_t opening;

    if (left < a->n_phrases && can_act(a, &a->phrases[left]) && fits_verb(a, word_at(a, verb), &a->phrases[left]))
        return left;
    opening = nominal_subject(a, verb);
    return opening < a->n_phrases ? opening : left;
}

/* The phrase that opened the clause long before: أن انتحاريا يقود سيارة مفخخة، فجر نفسه. */
static bool take_nominal_subject(const struct analysis *a, uint32_t verb, size_t right, struct roles *r)
{
    size_t left = verb > a->first && word_at(a, verb - 1)->class != WORD_SUB ? nominal_subject(a, verb) : a->n_phrases;

    if (left == a->n_phrases)
        return false;
    role_set(&r->subject, &r->has_subject, a, left);
    role_set(&r->object, &r->has_object, a, right);
    return true;
}

/* Right behind a verb with its object stands its subject, if it agrees. */
static bool fits_object(const struct analysis *a, const struct word *verb, uint32_t at, size_t right)
{
    const struct phrase *p = &a->phrases[right];

    return p->first <= at + 2 && p->definite && !disagrees(a, verb, p);
}

/* Behind أنه، إنها، أنهم: the pronoun is the subject. Behind a singular one a feminine verb speaks of another. */
static bool has_own_subject(const struct analysis *a, uint32_t verb)
{
    bool feminine = word_at(a, verb)->form & MARSAD_FORM_FEMININE;
    marsad_str before;

    if (verb > a->first + 1 && word_at(a, verb - 1)->class == WORD_NEG)
        verb--; /* أنه لم يلتق */
    before = a->text->tokens[verb - 1].norm;
    if (word_at(a, verb - 1)->class != WORD_SUB)
        return false;
    return marsad_str_ends(before, MARSAD_LIT("\u0647\u0627"))
               ? feminine
               : marsad_str_ends(before, MARSAD_LIT("\u0646\u0647")) && !feminine;
}

/* حصلت الصحيفة على نسخة منه: a paper of which no verb says that it speaks. */
static bool is_told(const struct analysis *a, const struct phrase *p)
{
    return (phrase_kind(a, p) & IS_MEDIA) && !(p->first > a->first && speech_is_verb(a, p->first - 1));
}

/* The phrase before أنه that its pronoun stands for: the nearest that can act and fits the verb. */
static size_t meant_by_pronoun(const struct analysis *a, uint32_t verb)
{
    for (size_t k = phrase_after(a, verb); k > 0; k--) {
        const struct phrase *p = &a->phrases[k - 1];
        if (p->last + REACH_PRONOUN < verb)
            break;
        if (is_bare(p) && can_act(a, p) && !only_time_or_place(a, p) && fits_verb(a, word_at(a, verb), p) &&
            !is_told(a, p))
            return k - 1;
    }
    return a->n_phrases;
}

static bool is_about_them(const struct analysis *a, uint32_t i)
{
    return word_at(a, i)->class == WORD_SUB &&
           marsad_str_ends(a->text->tokens[i].norm, MARSAD_LIT("\u0647\u0645")); /* هم */
}

/* The people nearest before أنهم. */
static size_t them(const struct analysis *a, uint32_t verb)
{
    for (size_t k = phrase_after(a, verb); k > 0; k--) {
        const struct phrase *p = &a->phrases[k - 1];
        if (p->last + REACH_PRONOUN < verb)
            break;
        if ((phrase_kind(a, p) & (IS_PERSON | IS_PEOPLE)) && fits_verb(a, word_at(a, verb), p))
            return k - 1;
    }
    return a->n_phrases;
}

/* خطف مسلحون يرتدون زي الشرطة خمسة عمال: the first number or accusative behind the subject's relative clause. */
static size_t object_behind_relative(const struct analysis *a, const struct phrase *subject, uint32_t to)
{
    uint32_t verb = subject->last;

    if (verb < to && is_comma(a, verb))
        verb++; /* قتل انتحاري، يشتبه بأنه …، 32 شخصا */
    if (subject->definite || verb >= to || word_at(a, verb)->class != WORD_VERB ||
        (word_at(a, verb)->clitics & MARSAD_CLITIC_WA))
        return a->n_phrases;
    for (size_t k = phrase_after(a, subject->last); k < a->n_phrases && a->phrases[k].first < to; k++) {
        const struct phrase *p = &a->phrases[k];
        if (is_bare(p) && !p->conjoined && !only_time_or_place(a, p) && can_act(a, p) &&
            (p->quantity >= 0 || is_oblique(a, p)))
            return k;
    }
    return a->n_phrases;
}

/* التي حظرت السلطات نشاطها: a thing with a pronoun. */
static bool is_owned_thing(const struct analysis *a, const struct phrase *p)
{
    return word_at(a, p->head)->suffix && p->first == p->head && !(phrase_kind(a, p) & (IS_PERSON | IS_PEOPLE));
}

/* سجن تحتجز فيه الدولة أجانب، جماعات ترفض واشنطن التنسيق معها: a pronoun points back at the noun; whoever stands right
 * behind the verb is its subject. */
static bool points_back(const struct analysis *a, uint32_t verb, size_t right)
{
    const struct phrase *p = &a->phrases[right];
    size_t next;

    if (right == a->n_phrases || !p->definite || !can_act(a, p) || is_oblique(a, p) ||
        disagrees(a, word_at(a, verb), p))
        return false;
    if (p->first == verb + 2 && signal_at(a, verb + 1, "resumptive", NULL).ptr)
        return true;
    if (p->first == verb + 1 && p->last < a->last && signal_at(a, p->last, "resumptive", NULL).ptr)
        return true; /* المدينتين اللتين تقدمت القوات فيهما */
    next = phrase_after(a, p->last);
    if (p->first != verb + 1 || next == a->n_phrases || a->phrases[next].first != p->last ||
        !is_bare(&a->phrases[next]) || a->phrases[next].conjoined || a->phrases[next].last >= a->last)
        return false;
    return signal_at(a, a->phrases[next].last, "resumptive", NULL).ptr || is_owned_thing(a, &a->phrases[next]);
}

/*
 * معارك مع التنظيم قتل فيها أحد قادته، في وقت يزور فيه الوزير: behind a time, and of those who die, whoever stands
 * behind the pronoun for the act is in its clause. Of other verbs he may be the object: بيانا دعا فيه أنصاره.
 */
static bool tells_what_was_in_it(const struct analysis *a, uint32_t verb, size_t right)
{
    size_t before = verb > a->first ? phrase_at(a, verb - 1) : a->n_phrases;

    if (right == a->n_phrases || word_at(a, verb)->suffix || a->phrases[right].first != verb + 2 ||
        !signal_at(a, verb + 1, "resumptive", NULL).ptr || is_oblique(a, &a->phrases[right]) ||
        disagrees(a, word_at(a, verb), &a->phrases[right]))
        return false;
    return signal_at(a, verb, "suffer", NULL).ptr ||
           (before < a->n_phrases && signal_at(a, a->phrases[before].head, "discourse-noun", NULL).ptr);
}

/* طرد المقاومة المسلحين من …: with two phrases behind it what does not agree with the verb belongs to a verbal noun. */
static bool is_verbal_noun(const struct analysis *a, uint32_t verb, size_t right)
{
    const struct phrase *p = &a->phrases[right], *object = p + 1;

    return right + 1 < a->n_phrases && (word_at(a, verb)->form & MARSAD_FORM_PERFECT) && p->first == verb + 1 &&
           object->first == p->last && is_bare(object) && !object->conjoined && can_act(a, object) &&
           !only_time_or_place(a, object) && !word_at(a, verb)->clitics && disagrees(a, word_at(a, verb), p) &&
           !is_oblique(a, p) && can_act(a, p);
}

/* سبق للحكومة أن اتهمت الحركة: who a verb before أن names behind ل is the subject of the verb behind it. */
static size_t subject_behind_li(const struct analysis *a, uint32_t verb)
{
    size_t k = phrase_after(a, verb);
    uint32_t that = verb - 1;

    if (verb < a->first + 3 || word_at(a, that)->class != WORD_SUB || !signal_at(a, that, "that", NULL).ptr)
        return a->n_phrases;
    for (; k > 0 && a->phrases[k - 1].last > that; k--)
        ;
    for (; k > 0 && a->phrases[k - 1].first + REACH_PRONOUN > that; k--) {
        const struct phrase *p = &a->phrases[k - 1];
        if ((word_at(a, p->first)->clitics & MARSAD_CLITIC_LI) && p->first > a->first &&
            signal_at(a, p->first - 1, "happened-to", NULL).ptr)
            return can_act(a, p) && fits_verb(a, word_at(a, verb), p) ? k - 1 : a->n_phrases;
    }
    return a->n_phrases;
}

static void take_upon(const struct analysis *a, uint32_t verb, size_t whom, size_t right, struct roles *r)
{
    role_set(&r->upon, &r->has_upon, a, whom);
    if (right < a->n_phrases && a->phrases[right].first <= verb + 2)
        role_set(&r->subject, &r->has_subject, a, right);
    r->passive = true;
}

/* معارضة … زار دبلوماسيون: right behind a singular verb whoever is written as a subject is one. */
static bool names_its_subject(const struct analysis *a, uint32_t verb, size_t right)
{
    const struct word *w = word_at(a, verb);

    return right < a->n_phrases && a->phrases[right].first == verb + 1 && !w->suffix && !is_plural_verb(w) &&
           !(w->form & MARSAD_FORM_FEMININE) && (phrase_kind(a, &a->phrases[right]) & IS_PERSON) &&
           a->phrases[right].head == verb + 1 && ends_as_subject(a, &a->phrases[right]);
}

/* Whatever is meant stands in an earlier clause. */
static void drop_subject(const struct analysis *a, struct roles *r, size_t object)
{
    r->dropped = true;
    role_set(&r->object, &r->has_object, a, object);
}

/* The object behind the subject, perhaps over a relative clause. */
static void take_object(const struct analysis *a, uint32_t verb, struct roles *r)
{
    role_set(&r->object, &r->has_object, a, object_behind(a, verb, &r->subject, r->to));
    if (!r->has_object)
        role_set(&r->object, &r->has_object, a, object_behind_relative(a, &r->subject, r->to));
}

/* A verb behind الذي or in a clause that describes the phrase `before`. */
static void relative_roles(const struct analysis *a, uint32_t verb, size_t before, size_t right, struct roles *r)
{
    const struct word *w = word_at(a, verb);

    if (w->suffix && right < a->n_phrases && !is_plural_verb(w)) {
        take(a, r, right, before); /* الهجوم الذي شنه التنظيم */
    } else if (right == a->n_phrases && pronoun_takes_up(a, verb, &a->phrases[before])) {
        drop_subject(a, r, before); /* الحكومة التي يتهمونها ب */
    } else if (points_back(a, verb, right)) {
        size_t behind = bare_right(a, a->phrases[right].last, r->to);
        take(a, r, right, behind < a->n_phrases && is_owned_thing(a, &a->phrases[behind]) ? before : behind);
    } else {
        if (is_plural_verb(w) && a->phrases[before].conjoined)
            before = coordination_head(a, before); /* نحو 200 مسلح ونحو 50 جنديا قتلوا */
        while (before > 0 && names_part(a, &a->phrases[before]))
            before--; /* 57 مدنيا بينهم أطفال قتلوا */
        if (!can_act(a, &a->phrases[before]))
            before = better_subject(a, verb, before);
        take(a, r, before, right);
    }
}

/* وقتلوا سائقه: their subject stands before; أكاذيب الحوثيين بأنهم يسيطرون: or the pronoun stands for it. */
static bool plural_roles(const struct analysis *a, uint32_t verb, size_t right, struct roles *r)
{
    const struct word *w = word_at(a, verb);

    if (w->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA)) {
        drop_subject(a, r, right);
        return true;
    }
    if (verb == a->first || !is_about_them(a, verb - 1))
        return false;
    take(a, r, them(a, verb), right);
    r->dropped = !r->has_subject;
    return true;
}

/* The subject stands left of a verb that does not open its clause. */
static bool take_left(const struct analysis *a, uint32_t verb, size_t right, struct roles *r)
{
    const struct word *w = word_at(a, verb);
    size_t left = better_subject(a, verb, bare_left(a, verb));

    if (left < a->n_phrases && wants_plural(a, w, &a->phrases[left])) {
        drop_subject(a, r, right);
        return true;
    }
    if (left < a->n_phrases && is_done_upon(a, verb, &a->phrases[left])) {
        take_upon(a, verb, left, right, r);
        return true;
    }
    if (left == a->n_phrases && !is_plural_verb(w))
        return false;
    r->dropped = left == a->n_phrases;
    take(a, r, left, right);
    return true;
}

/* لكنه طلب، إلا أنها لم تلتق: the subject of the clause before goes on. */
static bool goes_on_but(const struct analysis *a, uint32_t verb)
{
    if (verb > a->first && word_at(a, verb - 1)->class == WORD_NEG)
        verb--;
    return (verb > a->first && signal_at(a, verb - 1, "but-he", NULL).ptr) ||
           (verb > a->first + 1 && signal_at(a, verb - 2, "but-he", NULL).ptr &&
            word_at(a, verb - 1)->class == WORD_SUB);
}

/* The cases in which the subject does not simply stand behind the verb. */
static bool take_before(const struct analysis *a, uint32_t verb, size_t right, struct roles *r)
{
    const struct word *w = word_at(a, verb);

    if (w->suffix && right < a->n_phrases && !is_plural_verb(w) && !opens_clause(a, verb) &&
        can_act(a, &a->phrases[right]) && fits_object(a, w, verb, right)) {
        take(a, r, right, bare_left(a, verb)); /* المتظاهرون تدعمهم الأحزاب */
        return true;
    }
    if (is_plural_verb(w) && plural_roles(a, verb, right, r))
        return true;
    if (!is_plural_verb(w) && tells_what_was_in_it(a, verb, right)) {
        take(a, r, right, object_behind(a, verb, &a->phrases[right], r->to));
        return true;
    }
    if (!is_plural_verb(w) && goes_on_but(a, verb)) {
        drop_subject(a, r, right);
        return true;
    }
    if ((is_plural_verb(w) || !opens_clause(a, verb)) && take_left(a, verb, right, r))
        return true;
    if (subject_behind_li(a, verb) < a->n_phrases) {
        take(a, r, subject_behind_li(a, verb), right);
        return true;
    }
    if (take_nominal_subject(a, verb, right, r))
        return true;
    if (verb == a->first || !has_own_subject(a, verb))
        return false;
    take(a, r, meant_by_pronoun(a, verb), right); /* أكد الحلف أنه قتل 150 متمردا */
    r->dropped = !r->has_subject;
    return true;
}

/* دعا الطرفين، واتهم إيران، وحث الأطراف، وسلمته مذكرة: what stands behind the verb is its object. */
static bool is_object_right(const struct analysis *a, uint32_t verb, size_t right, const struct roles *r)
{
    const struct word *w = word_at(a, verb);
    const struct phrase *p = &a->phrases[right];

    return right < a->n_phrases && !is_verbal_noun(a, verb, right) &&
           (is_oblique(a, p) || is_handed(a, w, p) || disagrees(a, w, p) || wants_object(a, verb, p, r->to));
}

static void take_behind(const struct analysis *a, uint32_t verb, size_t right, struct roles *r)
{
    if (right == a->n_phrases || is_object_right(a, verb, right, r)) {
        drop_subject(a, r, right);
        return;
    }
    role_set(&r->subject, &r->has_subject, a, right);
    take_apposed_name(a, &r->subject);
    if (!word_at(a, verb)->suffix)
        take_object(a, verb, r);
}

void verb_roles(const struct analysis *a, uint32_t verb, uint32_t behind, struct roles *r)
{
    const struct word *w = word_at(a, verb);
    size_t before = antecedent(a, verb), right = bare_right(a, behind, r->to);

    r->passive = w->form & MARSAD_FORM_PASSIVE;
    if (w->form & MARSAD_FORM_FIRST)
        drop_subject(a, r, right); /* نطالب الولايات المتحدة: who speaks is the subject */
    else if (before < a->n_phrases && is_done_upon(a, verb, &a->phrases[before]))
        take_upon(a, verb, before, right, r);
    else if (names_its_subject(a, verb, right)) {
        role_set(&r->subject, &r->has_subject, a, right);
        take_object(a, verb, r);
    } else if (before < a->n_phrases)
        relative_roles(a, verb, before, right, r);
    else if (!take_before(a, verb, right, r))
        take_behind(a, verb, right, r);
}

/*
 * roles.c - who stands where around a trigger.
 *
 * Verbs: verb-subject-object where the verb opens its clause, subject-verb-object where a bare phrase opens it, the
 * antecedent in a relative clause (الذي شنه التنظيم؛ في هجوم شنه مسلحون). One phrase that can suffer but not act, or
 * that a frame calls the victim, makes an unvowelled verb passive. Nouns: what follows in the genitive.
 */
#include "event/coder.h"

#define REACH_RIGHT 40
#define REACH_PRONOUN 12 /* tokens between أنه and whom it means */

bool can_act(const struct analysis *a, const struct phrase *p)
{
    return phrase_kind(a, p) & (IS_PERSON | IS_PEOPLE | IS_BODY | IS_FORCE | IS_EQUIPMENT | IS_ARMED | IS_OFFICIAL |
                                IS_COURT | IS_MEDIA | IS_SOURCE | IS_PLACE);
}

static void set(struct phrase *to, bool *has, const struct analysis *a, size_t k)
{
    if (k < a->n_phrases) {
        *to = a->phrases[k];
        *has = true;
    }
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
    set(&r->subject, &r->has_subject, a, left);
    set(&r->object, &r->has_object, a, right);
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
    marsad_str before = a->text->tokens[verb - 1].norm;
    bool feminine = word_at(a, verb)->form & MARSAD_FORM_FEMININE;

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
    set(&r->upon, &r->has_upon, a, whom);
    if (right < a->n_phrases && a->phrases[right].first <= verb + 2)
        set(&r->subject, &r->has_subject, a, right);
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

static void verb_roles(const struct analysis *a, uint32_t verb, uint32_t behind, struct roles *r)
{
    const struct word *w = word_at(a, verb);
    size_t before = antecedent(a, verb), right = bare_right(a, behind, r->to);

    r->passive = w->form & MARSAD_FORM_PASSIVE;
    if (w->form & MARSAD_FORM_FIRST) { /* نطالب الولايات المتحدة: who speaks is the subject */
        r->dropped = true;
        set(&r->object, &r->has_object, a, right);
        return;
    }
    if (before < a->n_phrases && is_done_upon(a, verb, &a->phrases[before])) {
        take_upon(a, verb, before, right, r);
        return;
    }
    if (names_its_subject(a, verb, right)) {
        set(&r->subject, &r->has_subject, a, right);
        set(&r->object, &r->has_object, a, object_behind(a, verb, &r->subject, r->to));
        if (!r->has_object)
            set(&r->object, &r->has_object, a, object_behind_relative(a, &r->subject, r->to));
        return;
    }
    if (before < a->n_phrases && w->suffix && right < a->n_phrases && !is_plural_verb(w)) {
        set(&r->subject, &r->has_subject, a, right); /* الهجوم الذي شنه التنظيم */
        set(&r->object, &r->has_object, a, before);
        return;
    }
    if (w->suffix && right < a->n_phrases && !is_plural_verb(w) && !opens_clause(a, verb) &&
        can_act(a, &a->phrases[right]) && fits_object(a, w, verb, right)) {
        set(&r->subject, &r->has_subject, a, right); /* المتظاهرون تدعمهم الأحزاب */
        set(&r->object, &r->has_object, a, bare_left(a, verb));
        return;
    }
    if (before < a->n_phrases && right == a->n_phrases && pronoun_takes_up(a, verb, &a->phrases[before])) {
        r->dropped = true; /* الحكومة التي يتهمونها ب */
        set(&r->object, &r->has_object, a, before);
        return;
    }
    if (before < a->n_phrases && points_back(a, verb, right)) {
        set(&r->subject, &r->has_subject, a, right);
        right = bare_right(a, a->phrases[right].last, r->to);
        set(&r->object, &r->has_object, a,
            right < a->n_phrases && is_owned_thing(a, &a->phrases[right]) ? before : right);
        return;
    }
    if (before < a->n_phrases) {
        if (is_plural_verb(w) && a->phrases[before].conjoined)
            before = coordination_head(a, before); /* نحو 200 مسلح ونحو 50 جنديا قتلوا */
        while (before > 0 && names_part(a, &a->phrases[before]))
            before--; /* 57 مدنيا بينهم أطفال قتلوا */
        if (!can_act(a, &a->phrases[before]))
            before = better_subject(a, verb, before);
        set(&r->subject, &r->has_subject, a, before);
        set(&r->object, &r->has_object, a, right);
        return;
    }
    if (is_plural_verb(w) && (w->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA))) { /* … وقتلوا سائقه */
        r->dropped = true;
        set(&r->object, &r->has_object, a, right);
        return;
    }
    if (is_plural_verb(w) && verb > a->first && is_about_them(a, verb - 1)) { /* أكاذيب الحوثيين بأنهم يسيطرون */
        set(&r->subject, &r->has_subject, a, them(a, verb));
        r->dropped = !r->has_subject;
        set(&r->object, &r->has_object, a, right);
        return;
    }
    if (!is_plural_verb(w) && tells_what_was_in_it(a, verb, right)) {
        set(&r->subject, &r->has_subject, a, right);
        set(&r->object, &r->has_object, a, object_behind(a, verb, &r->subject, r->to));
        return;
    }
    if (is_plural_verb(w) || !opens_clause(a, verb)) {
        size_t left = bare_left(a, verb);
        left = better_subject(a, verb, left);
        if (left < a->n_phrases && wants_plural(a, w, &a->phrases[left])) {
            r->dropped = true;
            set(&r->object, &r->has_object, a, right);
            return;
        }
        if (left < a->n_phrases && is_done_upon(a, verb, &a->phrases[left])) {
            take_upon(a, verb, left, right, r);
            return;
        }
        set(&r->subject, &r->has_subject, a, left);
        if (left < a->n_phrases || is_plural_verb(w)) {
            r->dropped = left == a->n_phrases;
            set(&r->object, &r->has_object, a, right);
            return;
        }
    }
    if (subject_behind_li(a, verb) < a->n_phrases) {
        set(&r->subject, &r->has_subject, a, subject_behind_li(a, verb));
        set(&r->object, &r->has_object, a, right);
        return;
    }
    if (take_nominal_subject(a, verb, right, r))
        return;
    if (verb > a->first && has_own_subject(a, verb)) { /* أكد الحلف أنه قتل 150 متمردا */
        set(&r->subject, &r->has_subject, a, meant_by_pronoun(a, verb));
        r->dropped = !r->has_subject;
        set(&r->object, &r->has_object, a, right);
        return;
    }
    if (right < a->n_phrases && !is_verbal_noun(a, verb, right) &&
        (is_oblique(a, &a->phrases[right]) || is_handed(a, w, &a->phrases[right]) ||
         disagrees(a, w, &a->phrases[right]) || wants_object(a, verb, &a->phrases[right], r->to))) {
        /* دعا الطرفين، واتهم إيران، وحث الأطراف، وسلمته مذكرة: the subject stands before */
        r->dropped = true;
        set(&r->object, &r->has_object, a, right);
        return;
    }
    set(&r->subject, &r->has_subject, a, right);
    if (!r->has_subject)
        r->dropped = true;
    else
        take_apposed_name(a, &r->subject);
    if (r->has_subject && !w->suffix)
        set(&r->object, &r->has_object, a, object_behind(a, verb, &r->subject, r->to));
    if (r->has_subject && !r->has_object && !w->suffix)
        set(&r->object, &r->has_object, a, object_behind_relative(a, &r->subject, r->to));
}

/* Is the word at i an adjective of the trigger (هجوم انتحاري، الغارات الجوية)? */
static bool describes(const struct analysis *a, uint32_t noun, uint32_t i)
{
    const struct word *w = word_at(a, i);

    if ((w->clitics ^ word_at(a, noun)->clitics) & MARSAD_CLITIC_AL && !(word_at(a, noun)->suffix))
        return false;
    return (w->adjective && w->agent < 0) || signal_at(a, i, "attack-adjective", NULL).ptr;
}

/* What a noun trigger governs: behind its adjectives, inside its phrase. */
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
        set(&r->object, &r->has_object, a, k + 1);
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
    set(&r->object, &r->has_object, a, k + 1);
}

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

    set(&r->object, &r->has_object, a, bare_right(a, behind, r->to));
    if (k < a->n_phrases && a->phrases[k].first < at) {
        r->subject = phrase_make(a, a->phrases[k].first, at);
        r->has_subject = true;
    } else {
        size_t left = bare_left(a, at);
        set(&r->subject, &r->has_subject, a, left);
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
        set(&r->object, &r->has_object, a, k);
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

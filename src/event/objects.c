/*
 * objects.c - phrases behind a verb: which is the next, which cannot be its subject, which only names its subject
 * again.
 */
#include "event/roles.h"

#define PUT_IN_MAX 14 /* tokens of what two commas put in */

/* A number that is a part of the one before it plays no role of its own. */
static bool is_part(const struct analysis *a, const struct phrase *p)
{
    return p->quantity >= 0 && a->mentions->quantities[p->quantity].part && p->first > a->first &&
           word_at(a, p->first - 1)->class == WORD_PREP; /* but "الآلاف منهم" does */
}

/* بينهم امرأة: whom the numbers before include. */
bool names_part(const struct analysis *a, const struct phrase *p)
{
    return p->first > a->first && is_bare(p) && signal_at(a, p->first - 1, "among", NULL).ptr;
}

/* (24 عاما), (داعش): put in, and no object. */
static bool is_in_brackets(const struct analysis *a, const struct phrase *p)
{
    return p->first > a->first && marsad_token_is(a->text, p->first - 1, "(");
}

/* مستخدمة، مدعومين: how it is done. */
static bool is_manner(const struct analysis *a, size_t k)
{
    return is_bare(&a->phrases[k]) && signal_at(a, a->phrases[k].head, "manner", NULL).ptr;
}

bool is_blessing(const struct analysis *a, uint32_t verb)
{
    return word_at(a, verb)->class == WORD_VERB && word_at(a, verb)->suffix && verb + 1 < a->last &&
           signal_at(a, verb + 1, "god", NULL).ptr;
}

/* على لسان مديرها العام، فلان الفلاني، إلى: the name of somebody put in between commas behind a phrase with a
 * preposition. */
static bool explains_complement(const struct analysis *a, size_t k)
{
    const struct phrase *p = &a->phrases[k];

    return k > 0 && is_person_name(a, p) && is_bare(p) && !is_bare(p - 1) && p->first == p[-1].last + 1 &&
           is_comma(a, p[-1].last) && p->last < a->last && is_comma(a, p->last) &&
           (phrase_kind(a, p - 1) & IS_PERSON) && !is_person_name(a, p - 1);
}

/* مع مسلحين [اثنين آخرين]: two of those behind the preposition. */
static bool counts_complement(const struct analysis *a, size_t k)
{
    const struct phrase *p = &a->phrases[k];

    return k > 0 && p->first == p[-1].last && is_bare(p) && !is_bare(p - 1) && p[-1].quantity < 0 &&
           word_at(a, p->first)->class == WORD_NUMBER &&
           (word_at(a, p[-1].head)->form & (MARSAD_FORM_DUAL | MARSAD_FORM_PLURAL)) && p->quantity >= 0 &&
           a->mentions->quantities[p->quantity].max == 2;
}

/* بحضور وكيل الإمارة ومدير الشرطة [العقيد] [فلان]، ضابطين: rank and name right behind an office that is joined to what
 * is no object. */
static bool names_joined(const struct analysis *a, const struct phrase *p, uint32_t end)
{
    return p->first == end && is_bare(p) && !p->conjoined && p->definite && p->quantity < 0 &&
           !(word_at(a, p->head)->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) &&
           (word_at(a, p->head)->class == WORD_NAME || word_at(a, p->head)->agent >= 0) && /* ومصريون [مزاعم فلان] */
           (is_person_name(a, p) || ((phrase_kind(a, p) & IS_PERSON) && !(phrase_kind(a, p) & (IS_BODY | IS_PLACE))));
}

/* طالبت النيابة بتسليمها [الموقوفين]، بعد لقائه [الوزير]: right behind a preposition and a noun of action with its
 * owner stands the noun's object. */
static bool is_object_of_owned(const struct analysis *a, size_t k, uint32_t from)
{
    const struct phrase *p = &a->phrases[k], *act = p - 1;

    return k > 0 && act->first >= from && !is_bare(act) && act->last == act->first + 1 && act->last == p->first &&
           is_bare(p) && !p->conjoined && p->definite && word_at(a, act->head)->suffix &&
           (word_at(a, act->head)->form & MARSAD_FORM_MASDAR);
}

/* منظمة [غير حكومية معنية] بالدفاع: what the subject is not. */
static bool is_what_it_is_not(const struct analysis *a, size_t k)
{
    const struct phrase *p = &a->phrases[k];

    return p->first > a->first && signal_at(a, p->first - 1, "no-such", NULL).ptr && word_at(a, p->first)->adjective;
}

/* First bare phrase right of `from`, before the clause or another verb ends it. */
size_t bare_right(const struct analysis *a, uint32_t from, uint32_t to)
{
    uint32_t joined = 0; /* token behind somebody joined by و */

    for (size_t k = phrase_after(a, from); k < a->n_phrases && a->phrases[k].first < to; k++) {
        for (uint32_t i = from; i < a->phrases[k].first; i++)
            if ((word_at(a, i)->class == WORD_VERB && !is_blessing(a, i)) || word_at(a, i)->class == WORD_REL)
                return a->n_phrases;
        if (k > 0 && a->phrases[k].first > from && is_blessing(a, a->phrases[k].first - 1))
            continue;
        if ((a->phrases[k].conjoined && is_bare(&a->phrases[k]) && k > 0 && a->phrases[k - 1].last >= from) ||
            (joined && names_joined(a, &a->phrases[k], joined))) {
            joined = (phrase_kind(a, &a->phrases[k]) & IS_PERSON) ? a->phrases[k].last : 0;
            continue; /* goes with the phrase before */
        }
        if (a->phrases[k].first > from && (explains_complement(a, k) || counts_complement(a, k) ||
                                           is_object_of_owned(a, k, from) || is_what_it_is_not(a, k)))
            continue;
        if (signal_at(a, a->phrases[k].head, "reflexive", NULL).ptr && is_bare(&a->phrases[k]))
            return a->n_phrases; /* فجر نفسه: who did it stands before */
        if (is_part(a, &a->phrases[k]) || names_part(a, &a->phrases[k]) || is_in_brackets(a, &a->phrases[k]))
            continue; /* بينهم ثلاثة أطفال، (24 عاما) */
        if (is_bare(&a->phrases[k]) && signal_at(a, a->phrases[k].first, "leaving", NULL).ptr)
            return a->n_phrases; /* استهدفت تجمعات … مخلفة قتلى */
        if (is_manner(a, k) ||
            (k > 0 && is_manner(a, k - 1) && a->phrases[k].definite && a->phrases[k].first == a->phrases[k - 1].last))
            continue; /* مستخدمة، مستخدمة الغاز */
        if (is_bare(&a->phrases[k]) && !only_time_or_place(a, &a->phrases[k]))
            return k;
    }
    return a->n_phrases;
}

/* Written as an object: مسلحين، شخصا. After a number the form says nothing. */
bool is_oblique(const struct analysis *a, const struct phrase *p)
{
    const struct word *first = word_at(a, p->first);

    return (first->form & MARSAD_FORM_ACCUSATIVE) && (first->form & MARSAD_FORM_NO_SUFFIX) &&
           !(first->form & MARSAD_FORM_CONSTRUCT) && first->class == WORD_NOUN && p->quantity < 0;
}

/* أربعة شبان: from three to ten the number of masculine nouns is feminine. */
static bool is_counted_as_men(const struct analysis *a, const struct phrase *p)
{
    const marsad_quantity *q = &a->mentions->quantities[p->quantity];

    return q->min >= 3 && q->max <= 10 && !(word_at(a, p->head)->form & MARSAD_FORM_FEMININE) &&
           word_at(a, p->first)->class == WORD_NUMBER &&
           marsad_str_ends(a->text->tokens[p->first].norm, MARSAD_LIT("\u0647"));
}

/* طالب «الحكومة الباكستانية»، اتهم أنقرة: names that are feminine, by their first word or as names of towns and states.
 */
static bool is_feminine_name(const struct analysis *a, const struct phrase *p, const marsad_mention *m)
{
    const struct word *head = word_at(a, p->head);

    if (m->kind != MARSAD_MENTION_PLACE)
        return head->agent >= 0 && (head->form & MARSAD_FORM_FEMININE) &&
               !(head->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) && p->first == p->head;
    return m->place && !signal_at(a, p->head, "masculine-place", NULL).ptr &&
           (marsad_str_equal(m->place->precision, MARSAD_LIT("country")) ||
            (marsad_str_equal(m->place->precision, MARSAD_LIT("settlement")) && p->last == p->first + 1 &&
             !(head->clitics & MARSAD_CLITIC_AL)));
}

/* جميع اليمنيين: men, though the word for all of them may govern anything. */
static bool is_all_men(const struct analysis *a, const struct phrase *p)
{
    const struct word *men = word_at(a, p->first + 1);

    return p->last > p->first + 1 && signal_at(a, p->first, "all-of", NULL).ptr && (men->clitics & MARSAD_CLITIC_AL) &&
           (men->agent >= 0 || men->country >= 0) && !(men->form & MARSAD_FORM_FEMININE) &&
           marsad_str_ends(a->text->tokens[p->first + 1].norm, MARSAD_LIT("\u064A\u0646"));
}

/* A verb before its subject has the subject's gender: واتهم إيران is not said of إيران. Plurals of things are feminine.
 */
bool disagrees(const struct analysis *a, const struct word *verb, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);
    const marsad_mention *m = p->mention >= 0 && head->class == WORD_NAME ? &a->mentions->mentions[p->mention] : NULL;
    bool feminine_verb = verb->form & MARSAD_FORM_FEMININE;

    if (verb->either_gender)
        return false;
    if (feminine_verb && is_all_men(a, p))
        return true;
    if (p->quantity >= 0) /* تحاصر 35 مسلحا، واعتقلت أربعة شبان: men would take a masculine verb */
        return feminine_verb && (head->agent >= 0 || (head->country >= 0 && !m)) &&
               (!(head->form & (MARSAD_FORM_FEMININE | MARSAD_FORM_PLURAL)) || is_counted_as_men(a, p));
    if ((verb->form & MARSAD_FORM_FIRST) || p->first > p->head)
        return false;
    if (m && feminine_verb && (verb->form & MARSAD_FORM_PERFECT) && head->agent >= 0 &&
        m->kind != MARSAD_MENTION_PLACE) /* طالبت الحزب */
        return !(head->form & (MARSAD_FORM_FEMININE | MARSAD_FORM_PLURAL)) && (head->form & MARSAD_FORM_SINGULAR) &&
               !signal_at(a, p->head, "feminine-noun", NULL).ptr;
    if (m)
        return !feminine_verb && (m->kind == MARSAD_MENTION_PLACE || (verb->form & MARSAD_FORM_PERFECT)) &&
               is_feminine_name(a, p, m);
    if (head->class == WORD_NOUN && (head->form & MARSAD_FORM_PLURAL) && !(head->form & MARSAD_FORM_SINGULAR) &&
        (phrase_kind(a, p) & (IS_BODY | IS_FORCE)) && p->first == p->head)
        return !feminine_verb; /* يدعو الدول الأعضاء */
    if (head->class != WORD_NOUN || (head->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) ||
        !(head->form & MARSAD_FORM_SINGULAR))
        return false;
    return feminine_verb
               ? !(head->form & MARSAD_FORM_FEMININE) && head->agent >= 0 &&
                     !signal_at(a, p->head, "feminine-noun", NULL).ptr
               : (head->form & MARSAD_FORM_FEMININE) && (verb->form & MARSAD_FORM_PERFECT) && p->first == p->head;
}

bool is_person_name(const struct analysis *a, const struct phrase *p)
{
    return p->mention >= 0 && a->mentions->mentions[p->mention].kind == MARSAD_MENTION_PERSON;
}

/* An office without its name behind the phrase that ends at `at`; a comma may stand between. */
static bool is_office_at(const struct analysis *a, size_t k, uint32_t at)
{
    const struct phrase *p = &a->phrases[k];

    return k < a->n_phrases && (p->first == at || (p->first == at + 1 && is_comma(a, at))) && is_bare(p) &&
           !p->conjoined && p->definite && !is_person_name(a, p) && (phrase_kind(a, p) & (IS_PERSON | IS_SOURCE)) &&
           p->quantity < 0;
}

static bool joined_between(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i <= to; i++)
        if (word_at(a, i)->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA))
            return true;
    return false;
}

/* النائب الثاني [لرئيس مجلس الوزراء]. */
static bool continues_office(const struct analysis *a, size_t k, uint32_t at)
{
    return a->phrases[k].first == at && (word_at(a, at)->clitics & MARSAD_CLITIC_LI);
}

static unsigned offices_in(const struct analysis *a, size_t from, size_t to)
{
    unsigned n = 0;

    for (size_t k = from; k < to; k++)
        n += is_bare(&a->phrases[k]);
    return n;
}

/*
 * دعا فلان الفلاني الزعيم الجديد للتنظيم إلى: behind a bare name and a verb that needs no object an office without a
 * name says who that is.
 */
static bool explains_name(const struct analysis *a, uint32_t verb, const struct phrase *subject, size_t k)
{
    const struct phrase *office = &a->phrases[k];
    size_t next = phrase_after(a, office->last);

    if (word_at(a, subject->head)->class != WORD_NAME || signal_at(a, verb, "wants-object", NULL).ptr)
        return false;
    return office->first > subject->last || (next < a->n_phrases && continues_office(a, next, office->last));
}

static bool is_one_man(const struct analysis *a, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);

    return (phrase_kind(a, p) & IS_PERSON) && !(phrase_kind(a, p) & (IS_BODY | IS_FORCE | IS_PEOPLE)) &&
           p->quantity < 0 &&
           (head->class == WORD_NAME || ((head->form & MARSAD_FORM_SINGULAR) && !(head->form & MARSAD_FORM_PLURAL)));
}

/*
 * دان الرئيس، أول زعيم يزور البلدين، القادة الذين: what two commas put in behind the subject says who he is; the object
 * stands behind the second. a->n_phrases if nothing is put in so.
 */
static size_t object_behind_put_in(const struct analysis *a, const struct phrase *subject, size_t k, uint32_t to)
{
    const struct phrase *p = &a->phrases[k];

    for (uint32_t i = subject->first; i < subject->last; i++)
        if (is_comma(a, i))
            return a->n_phrases; /* دعا الوزير، فلان، المفوض، الرئيس: he was named already */
    if (k == a->n_phrases || p->first != subject->last + 1 || !is_comma(a, subject->last) || p->conjoined ||
        p->quantity >= 0 || !(phrase_kind(a, p) & (IS_PERSON | IS_OFFICIAL)))
        return a->n_phrases;
    for (uint32_t i = p->last; i < to && i < p->last + PUT_IN_MAX && !is_clause_mark(a, i); i++) {
        size_t next = phrase_after(a, i);
        if (!is_comma(a, i))
            continue;
        if (next == a->n_phrases || a->phrases[next].first != i + 1 || !is_bare(&a->phrases[next]) ||
            a->phrases[next].conjoined || !a->phrases[next].definite || !can_act(a, &a->phrases[next]) ||
            is_one_man(a, &a->phrases[next]))
            return a->n_phrases; /* …، ولي العهد، النائب الثاني: one more office */
        return next;
    }
    return a->n_phrases;
}

/* الأمير الدكتور فلان: a person, though no table knows the name. */
static bool has_title(const struct analysis *a, const struct phrase *p)
{
    for (uint32_t i = p->first; i + 1 < p->last; i++)
        if (signal_at(a, i, "title-of-man", NULL).ptr)
            return true;
    return false;
}

/*
 * التقى الأمير فلان، ولي ولي العهد النائب الثاني لرئيس مجلس الوزراء وزير الدفاع، في جدة الرئيس: offices in a row behind
 * a name say who it is. One alone may be the object (التقى فلان وزير الدفاع), unless another follows.
 */
size_t object_behind(const struct analysis *a, uint32_t verb, const struct phrase *subject, uint32_t to)
{
    size_t right = bare_right(a, subject->last, to), k = right, next = object_behind_put_in(a, subject, right, a->last);
    uint32_t end = subject->last;

    if (next == a->n_phrases && right == a->n_phrases)
        next = charged_behind_relative(a, verb, subject);
    if (next < a->n_phrases)
        return next;

    if (!is_person_name(a, subject) && !has_title(a, subject))
        return right;
    for (; k < a->n_phrases && (is_office_at(a, k, end) || (k > right && continues_office(a, k, end))); k++)
        end = a->phrases[k].last;
    if (k == right)
        return right;
    next = bare_right(a, end, to);
    if (k == right + 1 && explains_name(a, verb, subject, right))
        return next < a->n_phrases && can_act(a, &a->phrases[next]) ? next : a->n_phrases;
    if (next < a->n_phrases && (!(phrase_kind(a, &a->phrases[next]) & (IS_PERSON | IS_OFFICIAL)) ||
                                joined_between(a, end, a->phrases[next].first)))
        return right; /* والمنظمات …: another story */
    return next < a->n_phrases || offices_in(a, right, k) > 1 ? next : right;
}

/* Written as a subject: الجانبان، المشاركون. */
static bool is_nominative(const struct analysis *a, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);

    return (head->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) && (head->form & MARSAD_FORM_NO_SUFFIX) &&
           !(head->form & (MARSAD_FORM_ACCUSATIVE | MARSAD_FORM_FEMININE));
}

/* والتقى الوزير … مع نظيره، بنظيره: the other side stands behind a preposition. */
static bool is_met_with(const struct analysis *a, const struct phrase *subject, uint32_t to)
{
    for (size_t k = phrase_after(a, subject->last); k < a->n_phrases && a->phrases[k].first < to; k++) {
        const struct phrase *p = &a->phrases[k];
        if (p->prep != NO_TOKEN &&
            (((word_at(a, p->first)->clitics & MARSAD_CLITIC_BI) && (phrase_kind(a, p) & (IS_PERSON | IS_OFFICIAL))) ||
             (p->prep < p->first && signal_at(a, p->prep, "with", NULL).ptr)))
            return true;
    }
    return false;
}

/* وحث، كما حث، حيث استهدف: the verb goes on with the subject of one before it. */
static bool goes_on(const struct analysis *a, uint32_t verb)
{
    return (word_at(a, verb)->clitics & MARSAD_CLITIC_WA) ||
           (verb > a->first && word_at(a, verb)->class == WORD_VERB && signal_at(a, verb - 1, "goes-on", NULL).ptr);
}

/* طالب المجتمع الدولي ب، استهدفت تجمعات المسلحين: those who are always asked, what is always hit. */
static bool is_fit_object(const struct analysis *a, uint32_t verb, const struct phrase *p)
{
    marsad_str role = signal_at(a, verb, "object-by-nature", NULL);
    marsad_str of = signal_at(a, p->first, "object-of", NULL);

    if (!of.ptr && p->head > p->first)
        of = signal_at(a, p->head, "object-of", NULL);
    return role.len && of.len && marsad_str_equal(role, of);
}

/* وطرد الجيش وأسر …: the next verb has the object of both. */
static bool shares_object(const struct analysis *a, const struct phrase *subject)
{
    return subject->last < a->last && word_at(a, subject->last)->class == WORD_VERB &&
           (word_at(a, subject->last)->clitics & MARSAD_CLITIC_WA);
}

/* واتهمت النقابات بأخذ الركاب رهائن: what stands behind the charge is no object of the verb. */
static bool is_charged_with(const struct analysis *a, uint32_t verb, const struct phrase *whom)
{
    size_t k = phrase_after(a, whom->last);

    return signal_at(a, verb, "charge", NULL).ptr && !is_person_name(a, whom) && k < a->n_phrases &&
           a->phrases[k].first == whom->last && (word_at(a, whom->last)->clitics & MARSAD_CLITIC_BI) &&
           (word_at(a, whom->last)->form & MARSAD_FORM_MASDAR);
}

/* على, إلى: between who is asked and what is asked for. */
static bool leads_on(const struct analysis *a, uint32_t prep)
{
    return signal_at(a, prep, "leads-to", NULL).ptr || signal_at(a, prep, "upon", NULL).ptr;
}

/* حث الأطراف على ممارسة [ضبط النفس]: the next phrase without a preposition, but not what a noun of action governs. */
static bool has_other_object(const struct analysis *a, const struct phrase *whom, uint32_t to)
{
    size_t k = bare_right(a, whom->last, to);

    if (k == a->n_phrases)
        return false;
    return is_person_name(a, whom) ||
           !(k > 0 && a->phrases[k - 1].prep != NO_TOKEN && leads_on(a, a->phrases[k - 1].prep) &&
             a->phrases[k - 1].last == a->phrases[k].first &&
             (word_at(a, a->phrases[k - 1].head)->form & MARSAD_FORM_MASDAR));
}

/* وحمل الحكومة المسؤولية: the phrase right before what is laid on somebody is that somebody, unless ل names him. */
static bool is_burdened(const struct analysis *a, uint32_t verb, const struct phrase *whom, uint32_t to)
{
    size_t k = bare_right(a, whom->last, to);
    uint32_t behind;

    if (!signal_at(a, verb, "burden", NULL).ptr || k == a->n_phrases || a->phrases[k].first > whom->last + 2 ||
        !signal_at(a, a->phrases[k].first, "blame", NULL).ptr)
        return false;
    behind = a->phrases[k].last;
    return !(behind < a->last && (word_at(a, behind)->clitics & MARSAD_CLITIC_LI));
}

static bool joined_behind(const struct analysis *a, const struct phrase *p)
{
    size_t k = phrase_after(a, p->last);

    return k < a->n_phrases && a->phrases[k].conjoined && is_bare(&a->phrases[k]);
}

/* - حفظه الله -، د. فلان، الذي …: what cuts the clause may hide who else is named. */
static bool is_cut(const struct analysis *a, uint32_t to)
{
    return to + 1 < a->last && (is_clause_mark(a, to) || word_at(a, to)->class == WORD_REL ||
                                marsad_token_is(a->text, to, "-") || marsad_token_is(a->text, to, "\u2013"));
}

/* من المقرر أن يلتقي الوزير غدا: one man meets nobody, so he is who is met. */
static bool has_no_other(const struct analysis *a, uint32_t verb, const struct phrase *subject, uint32_t to)
{
    return is_one_man(a, subject) && subject->first == verb + 1 && !is_met_with(a, subject, to) && !is_cut(a, to) &&
           !is_cut(a, subject->last) && !joined_behind(a, subject);
}

/* وحث الأطراف على: a verb that wants an object and has one phrase has it for its object. */
bool wants_object(const struct analysis *a, uint32_t verb, const struct phrase *subject, uint32_t to)
{
    marsad_str how = signal_at(a, verb, "wants-object", NULL);
    bool by_nature = is_fit_object(a, verb, subject);
    struct phrase whole = *subject;

    take_apposed_name(a, &whole);

    if (charged_behind_relative(a, verb, subject) < a->n_phrases)
        return false;
    if (is_burdened(a, verb, subject, to) && !word_at(a, verb)->suffix)
        return true;
    if ((!how.ptr && !by_nature) || word_at(a, verb)->suffix || (word_at(a, verb)->form & MARSAD_FORM_PASSIVE) ||
        is_nominative(a, subject) || shares_object(a, subject) ||
        (has_other_object(a, &whole, to) && !is_charged_with(a, verb, subject)))
        return false;
    if (marsad_str_equal(how, MARSAD_LIT("place")) && (phrase_kind(a, subject) & IS_PLACE))
        return true; /* بعد أن زار القاهرة */
    if (marsad_str_equal(how, MARSAD_LIT("alone")) && has_no_other(a, verb, subject, to))
        return true;
    return goes_on(a, verb) &&
           (by_nature || !(marsad_str_equal(how, MARSAD_LIT("alone")) && is_met_with(a, subject, to)));
}

/* وسلمته مذكرة احتجاج: behind a verb with its object a paper is what is handed over. */
bool is_handed(const struct analysis *a, const struct word *verb, const struct phrase *p)
{
    return verb->suffix && signal_at(a, p->head, "paper", NULL).ptr;
}

/*
 * subjects.c - the subject of a verb that stands before it.
 *
 * A verb that opens its clause has its subject behind it. Otherwise the nearest bare phrase before it that fits the
 * verb's number and gender is the subject, over relative clauses and names put in between; behind أن the first phrase
 * keeps its verb waiting over whole clauses (أن انتحاريا يقود سيارة مفخخة، فجر نفسه).
 */
#include "event/coder.h"

#define REACH_LEFT 30    /* tokens */
#define REACH_NOMINAL 45 /* tokens between the phrase behind أن and its verb */
#define BRACKETS_MAX 8   /* tokens of an age or a name put in */

bool is_bare(const struct phrase *p)
{
    return p->prep == NO_TOKEN;
}

bool only_time_or_place(const struct analysis *a, const struct phrase *p)
{
    return word_at(a, p->first)->class == WORD_TIME || word_at(a, p->first)->time >= 0 ||
           (p->agent < 0 && p->mention >= 0 && word_at(a, p->head)->class == WORD_NAME &&
            a->mentions->mentions[p->mention].kind == MARSAD_MENTION_PLACE && p->prep != NO_TOKEN);
}

/* "لكن الناطق باسم الرئاسة، نبيل أبو ردينة، حمل …": the second comma closes a name put in, the subject stands before.
 */
static bool closes_apposition(const struct analysis *a, uint32_t comma)
{
    size_t k;

    if (!is_comma(a, comma) || comma <= a->first + 3)
        return false;
    k = phrase_at(a, comma - 1);
    if (k == a->n_phrases || k == 0 || a->phrases[k].first <= a->first || !is_comma(a, a->phrases[k].first - 1))
        return false;
    return a->phrases[k].mention >= 0 && a->mentions->mentions[a->phrases[k].mention].kind == MARSAD_MENTION_PERSON &&
           is_bare(&a->phrases[k]);
}

/* أن عنصرا من «الجماعة» قتل: where the name begins that a mark closes in its clause; NO_TOKEN if it closes none. */
static uint32_t name_closed(const struct analysis *a, uint32_t mark)
{
    uint32_t stop = mark > a->first + BRACKETS_MAX ? mark - BRACKETS_MAX : a->first;

    if (!closes_quote(a, mark))
        return NO_TOKEN;
    for (uint32_t i = mark; i > stop && word_at(a, i - 1)->class != WORD_VERB; i--)
        if (opens_quote(a, i - 1))
            return i - 1 > a->first && word_at(a, i - 2)->class != WORD_PUNCT ? i - 1 : NO_TOKEN;
    return NO_TOKEN;
}

/* Does the verb open its clause? Then its subject follows. */
bool opens_clause(const struct analysis *a, uint32_t verb)
{
    if (word_at(a, verb)->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA))
        return true;
    for (uint32_t i = verb; i > a->first; i--) {
        const struct word *before = word_at(a, i - 1);
        switch (before->class) {
        case WORD_PART:
        case WORD_NEG:
        case WORD_ADV:
        case WORD_TIME:
            continue;
        case WORD_PUNCT:
            return !closes_apposition(a, i - 1) && name_closed(a, i - 1) == NO_TOKEN;
        case WORD_SUB:
        case WORD_CONJ:
            return true;
        case WORD_VERB: /* كان قد قتل: the auxiliary's subject; وكان يقتل: the auxiliary opens the clause */
            if (!signal_at(a, i - 1, "auxiliary", NULL).ptr)
                return false;
            if (before->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA))
                return true;
            continue;
        default:
            return false;
        }
    }
    return true;
}

/* "«كتائب …»، الجناح العسكري للحركة، قد أطلقت", "فلان الفلاني رئيس الوزراء … وقع": the name before its explanation. */
static size_t apposition_head(const struct analysis *a, size_t k)
{
    const struct phrase *p = &a->phrases[k], *before = p - 1;
    bool comma = false;

    if (k == 0 || p->conjoined || !p->definite || !is_bare(before) || !before->definite || before->mention < 0 ||
        !can_act(a, before) || (phrase_kind(a, before) & IS_PLACE))
        return k;
    for (uint32_t i = before->last; i < p->first; i++) {
        if (word_at(a, i)->class != WORD_PUNCT || is_clause_mark(a, i))
            return k;
        comma |= is_comma(a, i);
    }
    return comma || a->mentions->mentions[before->mention].kind == MARSAD_MENTION_PERSON ? k - 1 : k;
}

bool joins_last(const struct analysis *a, size_t k)
{
    const struct phrase *p = &a->phrases[k], *before = p - 1;

    if (k == 0 || !p->conjoined || !is_bare(p))
        return false;
    return p->first == before->last || (p->first == before->last + 1 &&
                                        (is_comma(a, before->last) || word_at(a, before->last)->class == WORD_CONJ));
}

/* The phrase that a chain of phrases joined by و begins with. */
size_t coordination_head(const struct analysis *a, size_t k)
{
    while (k > 0 && joins_last(a, k) && is_bare(&a->phrases[k - 1]) && can_act(a, &a->phrases[k - 1]))
        k--;
    return apposition_head(a, k);
}

bool is_plural_verb(const struct word *w)
{
    return (w->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) && !(w->form & MARSAD_FORM_FIRST);
}

/* Several people: what a plural verb is said of. */
static bool is_many(const struct analysis *a, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head), *first = word_at(a, p->first);
    size_t k = phrase_after(a, p->last);
    bool joined = k > 0 && k < a->n_phrases && joins_last(a, k) && a->phrases[k - 1].last == p->last;

    if (!joined && p->quantity < 0 && head->class == WORD_NAME && p->mention >= 0 && p->last == p->head + 1 &&
        a->mentions->mentions[p->mention].kind == MARSAD_MENTION_PLACE)
        return false; /* تقودها السعودية */
    if (!joined && p->quantity < 0 && (phrase_kind(a, p) & (IS_FORCE | IS_BODY)) && !(phrase_kind(a, p) & IS_PEOPLE))
        return false; /* القوات، الشرطة: their verb is feminine */
    return joined || p->quantity >= 0 || first->class == WORD_NUMBER || first->class == WORD_QUANT ||
           (head->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) || (phrase_kind(a, p) & IS_PEOPLE) ||
           signal_at(a, p->first, "group-noun", NULL).ptr;
}

bool fits_verb(const struct analysis *a, const struct word *verb, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);
    unsigned kind = phrase_kind(a, p);
    bool feminine = verb->form & MARSAD_FORM_FEMININE, plural = head->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL);

    if ((verb->form & MARSAD_FORM_FIRST) || (verb->either_gender && !is_plural_verb(verb)))
        return true;
    if (is_plural_verb(verb))
        return is_many(a, p);
    if (plural || p->quantity >= 0) /* people before their verb take a plural, things a feminine */
        return !(kind & (IS_PERSON | IS_PEOPLE)) && (feminine || (head->form & MARSAD_FORM_SINGULAR));
    if (head->class != WORD_NOUN || !(head->form & MARSAD_FORM_SINGULAR))
        return true;
    if (feminine)
        return (head->form & MARSAD_FORM_FEMININE) || signal_at(a, p->head, "feminine-noun", NULL).ptr;
    return !(head->form & MARSAD_FORM_FEMININE);
}

/* Demonstratives, towns and words of discourse have no relative clause without الذي. */
static bool describes_nothing(const struct analysis *a, const struct phrase *p)
{
    return word_at(a, p->head)->class == WORD_DEM || (!is_bare(p) && (phrase_kind(a, p) & IS_PLACE)) ||
           signal_at(a, p->head, "discourse-noun", NULL).ptr;
}

/* Can the relative word be said of the phrase by its gender, as far as its form tells? */
static bool fits_relative(const struct analysis *a, uint32_t relative, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);
    bool feminine = (head->form & MARSAD_FORM_FEMININE) || signal_at(a, p->head, "feminine-noun", NULL).ptr;

    if (signal_at(a, relative, "rel-people", NULL).ptr && !is_bare(p) &&
        !(phrase_kind(a, p) & (IS_PERSON | IS_PEOPLE | IS_BODY | IS_FORCE | IS_ARMED | IS_NUMBER)))
        return false; /* الجنود المصابين من المستشفى، الذين */
    if (head->class == WORD_NAME && p->mention >= 0 && !is_bare(p) &&
        a->mentions->mentions[p->mention].kind == MARSAD_MENTION_PLACE)
        return (head->clitics & MARSAD_CLITIC_AL) || signal_at(a, p->head, "masculine-place", NULL).ptr ||
               !signal_at(a, relative, "rel-masc", NULL).ptr; /* فلان من جزر كايمان الذي وافق */
    if (head->class != WORD_NOUN || !(head->form & MARSAD_FORM_SINGULAR) ||
        (head->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) || p->quantity >= 0)
        return true;
    if (signal_at(a, relative, "rel-masc", NULL).ptr)
        return !feminine;
    return !signal_at(a, relative, "rel-fem", NULL).ptr || feminine || !(phrase_kind(a, p) & IS_PERSON);
}

/* المحاسب في لجنة البحيرة الذي اعتقل: the nearest phrase of the relative word's gender that is not far off, or k. */
static size_t of_its_gender(const struct analysis *a, uint32_t relative, size_t k)
{
    for (size_t i = k, left = 3; left > 0; i--, left--) {
        if (fits_relative(a, relative, &a->phrases[i]))
            return i;
        if (i == 0 || a->phrases[i].prep == NO_TOKEN || a->phrases[i - 1].last + 1 < a->phrases[i].first)
            break;
    }
    return k;
}

/* فلان (20 سنة) الذي: the first token of what stands in brackets before token i, else i. */
static uint32_t before_brackets(const struct analysis *a, uint32_t i)
{
    uint32_t stop = i > a->first + BRACKETS_MAX ? i - BRACKETS_MAX : a->first;

    if (i == a->first || !marsad_token_is(a->text, i - 1, ")"))
        return i;
    for (uint32_t k = i - 1; k > stop; k--)
        if (marsad_token_is(a->text, k - 1, "("))
            return k - 1;
    return i;
}

/* Antecedent of a relative clause that begins right before the verb, or a->n_phrases. */
size_t antecedent(const struct analysis *a, uint32_t verb)
{
    uint32_t i = verb, word = NO_TOKEN;
    bool relative = false;

    while (i > a->first && (word_at(a, i - 1)->class == WORD_PART || word_at(a, i - 1)->class == WORD_NEG ||
                            word_at(a, i - 1)->class == WORD_REL || word_at(a, i - 1)->class == WORD_TIME)) {
        relative |= word_at(a, i - 1)->class == WORD_REL;
        if (word_at(a, i - 1)->class == WORD_REL)
            word = i - 1;
        i--;
    }
    if (i > a->first && is_comma(a, i - 1) && relative)
        i--;
    if (relative)
        i = before_brackets(a, i);
    if (relative && i > a->first && closes_quote(a, i - 1) && !(word_at(a, word)->clitics & MARSAD_CLITIC_WA))
        i--; /* «جماعة الشريعة»، التي */
    if (i > a->first) {
        size_t k = phrase_at(a, i - 1);
        if (k < a->n_phrases && !relative && describes_nothing(a, &a->phrases[k]))
            return a->n_phrases; /* وفي تطور آخر أعدم …، في غضون ذلك التقى، وفي جلولاء قتل */
        if (k < a->n_phrases && !is_bare(&a->phrases[k]) && a->phrases[k].quantity >= 0 &&
            is_plural_verb(word_at(a, verb)) && !(word_at(a, verb)->clitics & MARSAD_CLITIC_WA))
            return k; /* على آلاف من الأشخاص تجمعوا */
        if (k < a->n_phrases &&
            (relative || (!a->phrases[k].definite && !(word_at(a, verb)->clitics & MARSAD_CLITIC_WA))))
            return relative ? of_its_gender(a, word, k) : k;
    }
    return a->n_phrases;
}

/* The finite verb nearest to the left of token `to`, not before `from`; NO_TOKEN if there is none. Auxiliaries do not
 * count. */
static uint32_t verb_left(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = to; i > from; i--)
        if (word_at(a, i - 1)->class == WORD_VERB && !signal_at(a, i - 1, "auxiliary", NULL).ptr)
            return i - 1;
    return NO_TOKEN;
}

/* تابع المحافظ «نتيجة لذلك أطلق …»: a quotation of whole clauses begins and does not end between the two; in "المجلس
 * «لن يقبل»" only the verb is quoted. */
static bool quote_opens(const struct analysis *a, uint32_t from, uint32_t to)
{
    int open = 0;

    while (to > from && (word_at(a, to - 1)->class == WORD_NEG || word_at(a, to - 1)->class == WORD_PART))
        to--;
    if (to > from && word_at(a, to - 1)->class == WORD_PUNCT)
        to--;
    for (uint32_t i = from; i < to; i++)
        if (marsad_token_is(a->text, i, "\u00AB") || marsad_token_is(a->text, i, "\u201C"))
            open++;
        else if (open > 0 && (marsad_token_is(a->text, i, "\u00BB") || marsad_token_is(a->text, i, "\u201D")))
            open--;
        else if (marsad_token_is(a->text, i, "\""))
            open = open ? 0 : 1;
    return open > 0;
}

static bool mark_between(const struct analysis *a, uint32_t from, uint32_t to)
{
    if (quote_opens(a, from, to))
        return true;
    for (uint32_t i = from; i < to; i++)
        if (is_clause_mark(a, i) && !marsad_token_is(a->text, i, "(") && !marsad_token_is(a->text, i, ")"))
            return true;
    return false;
}

static bool that_between(const struct analysis *a, uint32_t from, uint32_t to)
{
    while (from < to && word_at(a, from)->class != WORD_SUB)
        from++;
    return from < to;
}

/*
 * The bare phrase left of the verb that can be its subject: الجيش … قتل. A relative clause between them is stepped
 * over: الانتحاري الذي قتل بالرصاص خرج.
 */
size_t bare_left(const struct analysis *a, uint32_t verb)
{
    uint32_t stop = verb > a->first + REACH_LEFT ? verb - REACH_LEFT : a->first, at = verb;
    uint32_t name = verb > a->first ? name_closed(a, verb - 1) : NO_TOKEN;

    if (name != NO_TOKEN)
        at = name; /* عنصر من «الجماعة» قتل */
    for (size_t k = phrase_after(a, at); k > 0 && a->phrases[k - 1].first >= stop; k--) {
        const struct phrase *p = &a->phrases[k - 1];
        uint32_t other = verb_left(a, p->last, at);
        if (mark_between(a, p->last, at))
            return a->n_phrases;
        if (other != NO_TOKEN) {
            size_t before = antecedent(a, other);
            if (before == a->n_phrases || before >= k)
                return a->n_phrases;
            k = before + 1;
            p = &a->phrases[before];
        }
        at = is_bare(p) ? p->first : p->prep;
        if (is_bare(p) && !only_time_or_place(a, p) && (!is_plural_verb(word_at(a, verb)) || is_many(a, p)))
            return name != NO_TOKEN && that_between(a, p->last, verb) ? a->n_phrases : coordination_head(a, k - 1);
    }
    return a->n_phrases;
}

/* A word behind which a clause begins with its noun: أن، إن، حيث …; the head of the sentence; كان. */
static bool introduces_noun(const struct analysis *a, uint32_t i)
{
    const struct word *w = word_at(a, i);

    return w->class == WORD_SUB || marsad_token_is(a->text, i, ":") ||
           (w->class == WORD_VERB && signal_at(a, i, "auxiliary", NULL).ptr);
}

/* Does every verb in tokens [from, to) stand in a relative clause? */
static bool only_relative_verbs(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (word_at(a, i)->class == WORD_VERB && antecedent(a, i) == a->n_phrases)
            return false;
    return true;
}

size_t nominal_subject(const struct analysis *a, uint32_t verb)
{
    uint32_t stop = verb > a->first + REACH_NOMINAL ? verb - REACH_NOMINAL : a->first, i = verb;
    const struct phrase *p;
    size_t k;

    if (word_at(a, verb)->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA))
        return a->n_phrases;
    while (i > stop && !introduces_noun(a, i - 1))
        i--;
    if (i == stop && stop > a->first)
        return a->n_phrases;
    while (i < verb && word_at(a, i)->class == WORD_PUNCT)
        i++;
    k = phrase_after(a, i);
    if (k == a->n_phrases || a->phrases[k].first != i || a->phrases[k].last >= verb)
        return a->n_phrases;
    p = &a->phrases[k];
    if (!is_bare(p) || only_time_or_place(a, p) || mark_between(a, p->last, verb) ||
        !fits_verb(a, word_at(a, verb), p) || !only_relative_verbs(a, p->last, verb))
        return a->n_phrases;
    return k;
}

bool wants_plural(const struct analysis *a, const struct word *verb, const struct phrase *p)
{
    const uint32_t many = MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL;
    unsigned kind = phrase_kind(a, p);

    return (verb->form & MARSAD_FORM_FEMININE) && !(verb->form & many) && !verb->either_gender &&
           !(verb->form & MARSAD_FORM_FIRST) && (word_at(a, p->head)->form & MARSAD_FORM_PLURAL) &&
           word_at(a, p->head)->class == WORD_NOUN && (kind & IS_PERSON) && !(kind & (IS_BODY | IS_FORCE));
}

/* The token of عليه behind the verb, over the one word of what was done (ألقي القبض عليه); NO_TOKEN if there is none.
 */
static uint32_t upon_behind(const struct analysis *a, uint32_t verb)
{
    for (uint32_t i = verb + 1; i < a->last && i <= verb + 2; i++)
        if (signal_at(a, i, "upon-him", NULL).ptr)
            return i;
        else if (word_at(a, i)->class != WORD_NOUN)
            return NO_TOKEN;
    return NO_TOKEN;
}

bool is_done_upon(const struct analysis *a, uint32_t verb, const struct phrase *p)
{
    uint32_t at = upon_behind(a, verb);
    unsigned kind = phrase_kind(a, p);

    if (at == NO_TOKEN || !signal_at(a, verb, "done-upon", NULL).ptr || !can_act(a, p) || !pronoun_fits(a, at, p) ||
        (kind & (IS_COURT | IS_FORCE)))
        return false;
    return marsad_str_ends(marsad_token_str(a->text, verb), MARSAD_LIT("\u064A")) || !(kind & IS_OFFICIAL);
}

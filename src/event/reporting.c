/*
 * reporting.c - does a verb of saying report, and where do the words begin.
 *
 * It does where a clause with أن, a quotation or a colon follows, or what its preposition leads to (تحدث عن), or the
 * name of what happened to people (أكد المرصد مقتل سبعة).
 */
#include "event/speech.h"

#define WORDS_REACH 30 /* tokens between who speaks and what is said */
#define DEED_REACH 14  /* tokens between who speaks and the name of what happened */
#define PREP_REACH 10  /* tokens between who speaks and the preposition that leads to it */

bool speech_opens_words(const struct analysis *a, uint32_t i)
{
    return signal_at(a, i, "that", NULL).ptr || marsad_token_is(a->text, i, ":") || opens_quote(a, i);
}

bool speech_leads_to(const struct analysis *a, uint32_t verb, uint32_t i)
{
    marsad_str preps = signal_at(a, verb, "tells", NULL);
    const struct word *w = word_at(a, i);

    if (!preps.len)
        return false;
    if (w->class == WORD_PREP && !w->suffix)
        return marsad_list_has(preps, a->text->tokens[i].norm);
    return (w->clitics & MARSAD_CLITIC_BI) && w->class != WORD_VERB && marsad_list_has(preps, MARSAD_LIT("\u0628"));
}

static bool is_deed_word(const struct analysis *a, uint32_t i)
{
    return signal_at(a, i, "befalls", NULL).ptr || signal_at(a, i, "outcome", NULL).ptr ||
           signal_at(a, i, "no-speaker", NULL).ptr;
}

bool names_deed(const struct analysis *a, const struct phrase *p)
{
    return is_deed_word(a, p->head) || is_deed_word(a, p->first);
}

static bool has_verb(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (word_at(a, i)->class == WORD_VERB || word_at(a, i)->class == WORD_SUB || word_at(a, i)->class == WORD_REL)
            return true;
    return false;
}

/* مقتل سبعة: what happened to people, right behind the token. */
static bool deed_right_behind(const struct analysis *a, uint32_t i)
{
    size_t k = phrase_after(a, i);

    return k < a->n_phrases && a->phrases[k].first <= i + 1 && is_bare(&a->phrases[k]) && !a->phrases[k].conjoined &&
           names_deed(a, &a->phrases[k]);
}

/* أكد المرصد مقتل سبعة; أكد قائد الشرطة العميد فلان الفلاني، في بيان أمس، مقتل سبعة: behind who speaks, and where and
 * when.
 */
static bool tells_deed(const struct analysis *a, uint32_t verb, const struct phrase *subject)
{
    struct phrase whole = *subject;

    if (deed_right_behind(a, subject->last))
        return true;
    if (!signal_at(a, verb, "utter", NULL).ptr)
        return false;
    speech_extend_to_name(a, &whole);
    for (size_t k = phrase_after(a, whole.last); k < a->n_phrases && a->phrases[k].first < whole.last + DEED_REACH;
         k++) {
        if (has_verb(a, whole.last, a->phrases[k].first))
            return false;
        if (is_bare(&a->phrases[k]) && word_at(a, a->phrases[k].first)->class != WORD_TIME)
            return !a->phrases[k].conjoined && names_deed(a, &a->phrases[k]);
    }
    return false;
}

/* أكد المجلس، في بيان بثته الوكالة، أن: a verb put in between. */
static bool stands_aside(const struct analysis *a, uint32_t i)
{
    return word_at(a, i)->class == WORD_VERB &&
           (antecedent(a, i) < a->n_phrases || signal_at(a, i, "carries", NULL).ptr ||
            signal_at(a, i, "issued", NULL).ptr);
}

bool speech_reports(const struct analysis *a, uint32_t verb, const struct roles *r)
{
    uint32_t i = r->has_subject && r->subject.first > verb ? r->subject.last : verb + 1;
    uint32_t stop = i + WORDS_REACH < a->last ? i + WORDS_REACH : a->last, near = i + PREP_REACH;

    if (signal_at(a, verb, "say-strong", NULL).ptr || (i > verb + 1 && tells_deed(a, verb, &r->subject)))
        return true;
    for (; i < stop; i++) {
        if (stands_aside(a, i))
            continue;
        if (signal_at(a, i, "by-that", NULL).ptr)
            return false; /* يشير بذلك إلى: the paper explains */
        if (speech_opens_words(a, i) || (i < near && speech_leads_to(a, verb, i)))
            return true;
        if (word_at(a, i)->class == WORD_VERB)
            return false;
    }
    return false;
}

uint32_t speech_words_begin(const struct analysis *a, uint32_t verb)
{
    uint32_t stop = verb + WORDS_REACH < a->last ? verb + WORDS_REACH : a->last;

    for (uint32_t i = verb + 1; signal_at(a, verb, "words-only", NULL).ptr && i < stop; i++)
        if (speech_opens_words(a, i))
            return i;
    return verb;
}

/*
 * passing.c - who passes on what another said: papers and agencies that quote a source, whom a speaker told, phrases
 * such as وفقا للوكالة before a verb of saying.
 */
#include "event/speech.h"

#define SOURCE_NEAR 8 /* tokens from who passes on to the source */
#define WORDS_NEAR 14 /* tokens from a source to what it said */

/* Does what is said begin behind the token, before a verb? */
static bool words_follow(const struct analysis *a, uint32_t from)
{
    for (uint32_t i = from; i < a->last && i < from + WORDS_NEAR; i++) {
        if (speech_opens_words(a, i) || signal_at(a, i, "his-words", NULL).ptr)
            return true;
        if (word_at(a, i)->class == WORD_VERB)
            return false;
    }
    return false;
}

/* Do the words themselves begin between the tokens (ذكرت الوكالة أن الدعوة وجهت إلى …)? */
static bool words_begin(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (word_at(a, i)->class == WORD_VERB || signal_at(a, i, "that", NULL).ptr)
            return true;
    return false;
}

/* عن مصدر, عن فلان قوله; of who learns: من مصدر. */
static bool is_source(const struct analysis *a, const struct speech *s, const struct phrase *p)
{
    const char *leads = signal_at(a, s->verb, "learns", NULL).ptr ? "learnt-from" : "from-whom";

    if (p->prep == NO_TOKEN || !signal_at(a, p->prep, leads, NULL).ptr)
        return false;
    return speech_can(a, p) || (speech_is_unknown_name(a, p->prep, p) && words_follow(a, p->last));
}

/* Who passes on, where it is none of those who speak for themselves (ونقل موقع كذا عن مصادر): right behind the verb. */
static bool passer_of(const struct analysis *a, const struct speech *s, uint32_t prep, struct phrase *out)
{
    size_t k = phrase_after(a, s->verb + 1);

    if (s->has_speaker) {
        *out = s->speaker;
        return true;
    }
    if (k == a->n_phrases || a->phrases[k].first > s->verb + 2 || a->phrases[k].last > prep || !is_bare(&a->phrases[k]))
        return false;
    *out = a->phrases[k];
    return true;
}

void passing_find_original(const struct analysis *a, struct speech *s)
{
    uint32_t from = s->has_speaker && s->speaker.first > s->verb ? s->speaker.last : s->verb + 1;

    if (s->behind || s->earlier ||
        !(signal_at(a, s->verb, "passes-on", NULL).ptr || signal_at(a, s->verb, "learns", NULL).ptr))
        return;
    for (size_t k = phrase_after(a, from); k < a->n_phrases && a->phrases[k].first < from + SOURCE_NEAR; k++) {
        if (words_begin(a, from, a->phrases[k].first))
            return;
        if (is_source(a, s, &a->phrases[k])) {
            s->has_via = passer_of(a, s, a->phrases[k].prep, &s->via);
            s->has_speaker = true;
            s->speaker = a->phrases[k];
            speech_extend_to_name(a, &s->speaker);
            s->from = s->speaker.last;
            return;
        }
    }
}

void passing_find_told(const struct analysis *a, struct speech *s)
{
    size_t k = phrase_after(a, s->speaker.last);

    if (!s->has_speaker || s->has_via || s->behind || s->earlier || s->speaker.first < s->verb || k == a->n_phrases ||
        a->phrases[k].first > s->speaker.last + 1 || !(word_at(a, a->phrases[k].first)->clitics & MARSAD_CLITIC_LI) ||
        !is_outlet(a, &a->phrases[k]))
        return;
    s->via = a->phrases[k];
    s->has_via = true;
}

/* Only a comma, or فقد, between them: "، وجاء في بيان", "، فيما أعلن" are clauses of their own. */
static bool is_right_behind(const struct analysis *a, const struct speech *by, const struct speech *said)
{
    if (said->verb > by->speaker.last + 2 || (word_at(a, said->verb)->clitics & MARSAD_CLITIC_WA))
        return false;
    for (uint32_t i = by->speaker.last; i < said->verb; i++)
        if (word_at(a, i)->class == WORD_SUB || word_at(a, i)->class == WORD_REL)
            return false;
    return true;
}

void passing_join(const struct analysis *a, struct speeches *all)
{
    for (size_t i = 0; i + 1 < all->n; i++) {
        struct speech *by = &all->at[i], *said = by + 1;
        bool same = said->speaker.first <= by->speaker.first; /* وفق بيان أشار إلى */
        if (by->behind && !said->behind && said->has_speaker && !same && is_right_behind(a, by, said)) {
            said->via = by->speaker;
            said->has_via = true;
            by->found = false;
        }
    }
}

/*
 * when_words.c - the day on which somebody goes on to speak.
 *
 * "أعلن الوزير أمس أن …. ودعا الوزير المجتمع الدولي إلى …": who said something on a day, and then asked for, condemned
 * or welcomed something in a sentence that names no time, did so on that day.
 */
#include "event/gate_tell.h"
#include "event/speech.h"
#include "event/when.h"

#define OPENING 2   /* tokens of a sentence in which the verb stands: كما دعا */
#define NAMED_IN 24 /* tokens from the verb of saying to the name of who speaks */

#define WORDS MARSAD_LIT("REQUEST|ACCUSE|REJECT|SUPPORT|THREATEN")

/* "ودعا الوزير", "كما دان المجلس": a sentence that opens with what somebody did by words, or by meeting. */
static bool opens_with_words(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const struct word *w = word_at(a, d->frame.token);

    return e->n_actors == 1 && d->factuality == MARSAD_ASSERTED && w->class == WORD_VERB &&
           (w->form & MARSAD_FORM_PERFECT) && d->frame.token < a->first + OPENING &&
           (marsad_list_has(WORDS, d->frame.type) || draft_is(d, "CONSULT")) && !event_turns_away(a, a->first);
}

/* The one time that the sentence names, if it is a day of the news; NULL. */
static const marsad_time *day_of_sentence(const struct analysis *a, uint32_t sentence)
{
    const uint32_t *times = a->finds[sentence].times;
    const marsad_time *t;

    if (times[0] + 1 != times[1])
        return NULL;
    t = &a->mentions->times[times[0]];
    return when_is_day(t) && !t->duration && !t->set && !when_is_ahead(a, t) && !event_time_is_past(a, t) ? t : NULL;
}

static bool is_act_told(const struct analysis *a, uint32_t verb)
{
    for (size_t i = a->told->n_events; i > 0; i--)
        if (a->told->events[i - 1].trigger.first == verb)
            return true;
    return false;
}

/* The verb of the main clause that the time stands in, of saying or of an act; NO_TOKEN. */
static uint32_t verb_of(const struct analysis *a, uint32_t first, const marsad_time *t)
{
    for (uint32_t i = t->span.first; i > first; i--) {
        const struct word *w = word_at(a, i - 1);
        if (w->class == WORD_REL || w->class == WORD_SUB)
            return NO_TOKEN;
        if (w->class == WORD_VERB)
            return (w->form & MARSAD_FORM_PERFECT) && !(i - 1 > first && word_at(a, i - 2)->class == WORD_REL) &&
                           (speech_is_verb(a, i - 1) || is_act_told(a, i - 1))
                       ? i - 1
                       : NO_TOKEN;
    }
    return NO_TOKEN;
}

/* Is who goes on named behind that verb, before what was said begins? */
static bool is_named(const struct analysis *a, uint32_t verb, const marsad_event *e)
{
    marsad_str name = gate_lemma_bare(a, e->actors[0].head.first);

    for (uint32_t i = verb + 1; i < a->first && i < verb + NAMED_IN && word_at(a, i)->class != WORD_SUB; i++)
        if (marsad_str_equal(gate_lemma_bare(a, i), name))
            return true;
    return false;
}

const marsad_time *when_words_go_on(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    uint32_t sentence = a->sentence, first, verb;
    const marsad_time *day;

    if (!sentence || !opens_with_words(a, d, e))
        return NULL;
    sentence--;
    if (sentence && a->finds[sentence].times[0] == a->finds[sentence].times[1] &&
        !event_turns_away(a, a->text->sentences[sentence].first))
        sentence--;
    first = a->text->sentences[sentence].first;
    day = day_of_sentence(a, sentence);
    verb = day ? verb_of(a, first, day) : NO_TOKEN;
    return verb != NO_TOKEN && is_named(a, verb, e) ? day : NULL;
}

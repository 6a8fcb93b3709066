/*
 * when_shared.c - the day that an act shares with another that its sentence tells.
 */
#include "event/gate_tell.h"
#include "event/speech.h"
#include "event/when.h"

#define MAIN_LEAST 3  /* tokens of a sentence before "while" */
#define WHILE_NEAR 3  /* tokens from "while" to its verb */
#define ALSO_NEAR 3   /* tokens from "and also" to the act: كما تمكنوا من تدمير */
#define GROUND_NEAR 4 /* tokens from "after", "in reply to", الذي to the trigger */
#define COURSE_NEAR 3 /* tokens from the trigger to "in its course" */
#define RESULT_NEAR 4 /* tokens from "which resulted in" to the trigger */

/* The last "while" or "and also" before the trigger, behind a main clause; NO_TOKEN if there is none. */
static uint32_t while_before(const struct analysis *a, const struct draft *d)
{
    for (uint32_t i = d->first; i > a->first + MAIN_LEAST; i--)
        if (signal_at(a, i - 1, "meanwhile", NULL).ptr ||
            (d->frame.word < i + ALSO_NEAR && signal_at(a, i - 1, "also", NULL).ptr))
            return i - 1;
    return NO_TOKEN;
}

/* "…، بينما نفذ الطيران غارات": a deed, told in the perfect. Words, a look back and relative clauses are of another
 * day.
 */
static bool is_done_meanwhile(const struct analysis *a, const struct draft *d, uint32_t from)
{
    bool done = false;

    if (d->factuality != MARSAD_ASSERTED ||
        !marsad_list_has(MARSAD_LIT("ASSAULT|PROTEST|COERCE|CONSULT"), d->frame.type))
        return false;
    for (uint32_t i = from + 1; i <= d->frame.word; i++) {
        const struct word *w = word_at(a, i);
        if (w->class == WORD_REL || w->class == WORD_NEG || signal_at(a, i, "look-back", NULL).ptr ||
            (i < d->first && (signal_at(a, i, "aftermath", NULL).ptr || signal_at(a, i, "reply", NULL).ptr)))
            return false;
        if (w->class != WORD_VERB)
            continue;
        if (!(w->form & MARSAD_FORM_PERFECT) || (!when_in_draft(d, i) && when_reports(a, i)))
            return false;
        done = done || i <= from + WHILE_NEAR;
    }
    return done;
}

/* "استأنف المسلحون أمس القصف، بينما نفذ الطيران غارات": the one day of the clause that it happened beside. */
const marsad_time *when_main_clause(const struct analysis *a, const struct draft *d)
{
    uint32_t at = while_before(a, d), verb;
    const marsad_time *day = NULL;

    if (at == NO_TOKEN || !is_done_meanwhile(a, d, at))
        return NULL;
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->span.first > at || (day && t->from[0] && strcmp(t->from, day->from) != 0))
            return NULL;
        if (!when_can_date(a, t) || !when_is_day(t))
            continue;
        verb = when_verb(a, t);
        if (verb == NO_TOKEN || when_reports(a, verb) || when_is_ahead(a, t) || when_is_of_a_noun(a, t) ||
            when_beginning(a, t) != NO_TOKEN || !(word_at(a, verb)->form & MARSAD_FORM_PERFECT))
            return NULL;
        day = t;
    }
    return day;
}

/* ---- told again, or told on ---- */

/* The one day that the times of the sentence name; NULL if they name none, several, or other times. */
static const marsad_time *only_day(const struct analysis *a)
{
    const marsad_time *day = NULL;

    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (!when_can_date(a, t))
            continue;
        if (!when_is_day(t) || when_is_ahead(a, t) || when_beginning(a, t) != NO_TOKEN ||
            (day && strcmp(day->from, t->from) != 0))
            return NULL;
        day = t;
    }
    return day;
}

/* "ردا على قصف", "بعد معارك", "الذين قتلوا": told for another's sake, and perhaps older. */
static bool is_ground(const struct analysis *a, const struct draft *d)
{
    for (uint32_t i = d->first; i > a->first && i + GROUND_NEAR > d->first; i--)
        if (signal_at(a, i - 1, "aftermath", NULL).ptr || signal_at(a, i - 1, "reply", NULL).ptr ||
            signal_at(a, i - 1, "look-back", NULL).ptr || word_at(a, i - 1)->class == WORD_REL ||
            word_at(a, i - 1)->class == WORD_NEG)
            return true;
    return false;
}

/* "وأسفر عن مقتل ثلاثين": it came of the act told before. */
static bool is_result(const struct analysis *a, const struct draft *d)
{
    for (uint32_t i = d->first; i > a->first && i + RESULT_NEAR > d->first; i--)
        if (signal_at(a, i - 1, "result", NULL).ptr)
            return true;
    return false;
}

/* One verb, in a form of its own or as a noun: سيطر, سيطرتهم. */
static bool is_same_deed(const struct analysis *a, const struct draft *d, const marsad_event *told)
{
    const struct word *x = word_at(a, d->frame.word), *y = word_at(a, told->trigger.first);

    return (x->verb >= 0 && x->verb == y->verb) ||
           marsad_str_equal(gate_lemma(a, d->frame.word), gate_lemma(a, told->trigger.first));
}

/* "الانفجار", "القصف": the one that was told. */
static bool is_definite(const struct analysis *a, const struct draft *d)
{
    return word_at(a, d->frame.word)->class == WORD_NOUN && (word_at(a, d->frame.word)->clitics & MARSAD_CLITIC_AL);
}

/* A deed told as done, of the same type as one told before it in the sentence, and no other than that one or its
 * outcome. */
static bool is_the_deed(const struct analysis *a, const struct draft *d, const marsad_event *e,
                        const marsad_event *told)
{
    return told->factuality == MARSAD_ASSERTED && marsad_str_equal(told->type, d->frame.type) &&
           (is_result(a, d) || is_same_deed(a, d, told) || is_definite(a, d)) && event_is_there_too(e, told);
}

/* "… غارة أمس على كذا، وقال سكان إن الطائرات قصفت …": words that go on with the act, and name no other day. */
static bool is_told_on(const struct analysis *a, const struct draft *d, const marsad_event *e, const marsad_event *told,
                       const marsad_time *day)
{
    bool words = false;

    for (uint32_t i = d->first; i > told->trigger.last && !words; i--)
        words = (word_at(a, i - 1)->clitics & MARSAD_CLITIC_WA) && i - 1 > day->span.first && speech_is_verb(a, i - 1);
    return words && told->factuality == MARSAD_ASSERTED && marsad_str_equal(told->type, d->frame.type) &&
           event_goes_on(a, e, told) && event_is_there_too(e, told);
}

/* "نفذوا هجوما ليل الاثنين أسفر عن مقتل خمسة": what came of the act that was told last, if no day stands between. */
static const marsad_time *day_of_cause(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const marsad_event *told = a->told->n_events ? &a->told->events[a->told->n_events - 1] : NULL;

    if (!told || told->sentence != a->sentence || !told->time || !when_is_day(told->time) ||
        told->trigger.first > d->first || !is_result(a, d) || !is_the_deed(a, d, e, told))
        return NULL;
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (when_can_date(a, t) && t->span.first > told->time->span.last && t->span.first > told->trigger.first)
            return NULL;
    }
    return told->time;
}

/* "أجرى زيارة … التقى خلالها …". */
static bool is_in_its_course(const struct analysis *a, const struct draft *d)
{
    for (uint32_t i = d->frame.word + 1; i < a->last && i <= d->frame.word + COURSE_NEAR; i++)
        if (signal_at(a, i, "in-its-course", NULL).ptr)
            return true;
    return false;
}

const marsad_time *when_told_again(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const marsad_time *day = only_day(a);

    const bool course = d->factuality == MARSAD_ASSERTED && is_in_its_course(a, d);

    if ((!course && !event_is_deed(a, d)) || is_ground(a, d))
        return NULL;
    if (!day)
        return day_of_cause(a, d, e);
    for (size_t i = a->told->n_events; i > 0; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (told->sentence != a->sentence)
            break;
        if (!told->time || strcmp(told->time->from, day->from) != 0 || told->trigger.first > d->first)
            continue;
        if (course || is_the_deed(a, d, e, told) || is_told_on(a, d, e, told, day))
            return day;
    }
    return NULL;
}

/*
 * when_told.c - the day of an act that a sentence without any day goes on to tell of.
 *
 * "شنت طائرات التحالف أمس غارات على مأرب. وقال مصدر إن الطائرات استهدفت مواقع …": the report names its day once. What
 * the next sentence tells is of that day if it is an act of the same type by or on the same, at the same place, or told
 * by the same noun.
 */
#include "event/fields.h"
#include "event/gate_tell.h"

#define OPENING 4  /* tokens of a sentence in which it turns to something else or looks back */
#define DAY_BACK 3 /* sentences back to the words of the day, which the acts of several may have lent each other */
#define BACKGROUND_NEAR 3 /* tokens from "after", "because of" to the trigger */

static bool turns_away(const struct analysis *a)
{
    for (uint32_t i = a->first; i < a->last && i < a->first + OPENING; i++)
        if (signal_at(a, i, "contrast", NULL).ptr || signal_at(a, i, "look-back", NULL).ptr ||
            signal_at(a, i, "turns", NULL).ptr)
            return true;
    return false;
}

/* One entity, else one word: "الطائرات", "طائرات التحالف". */
static bool is_same_party(const struct analysis *a, const marsad_party *x, const marsad_party *y)
{
    if (x->entity.len && y->entity.len)
        return marsad_str_equal(x->entity, y->entity);
    return marsad_str_equal(gate_lemma(a, x->head.first), gate_lemma(a, y->head.first));
}

static bool have_one_in_common(const struct analysis *a, const marsad_party *x, size_t nx, const marsad_party *y,
                               size_t ny)
{
    for (size_t i = 0; i < nx; i++)
        for (size_t k = 0; k < ny; k++)
            if (is_same_party(a, &x[i], &y[k]))
                return true;
    return false;
}

static bool is_same_place(const marsad_event *x, const marsad_event *y)
{
    return x->place && y->place && x->place->id.ptr && y->place->id.ptr &&
           marsad_str_equal(x->place->id, y->place->id) &&
           !marsad_str_equal(x->place->precision, MARSAD_LIT("country"));
}

/* "41 ضربة … إن 17 ضربة": some of what was told. */
static bool is_same_word(const struct analysis *a, const marsad_event *x, const marsad_event *y)
{
    return word_at(a, x->trigger.first)->class == WORD_NOUN &&
           marsad_str_equal(gate_lemma(a, x->trigger.first), gate_lemma(a, y->trigger.first));
}

bool event_goes_on(const struct analysis *a, const marsad_event *e, const marsad_event *told)
{
    return have_one_in_common(a, e->actors, e->n_actors, told->actors, told->n_actors) ||
           have_one_in_common(a, e->recipients, e->n_recipients, told->recipients, told->n_recipients) ||
           is_same_place(e, told) || is_same_word(a, e, told);
}

/* "في أعقاب قصف": what came before that which is told. */
static bool is_background(const struct analysis *a, const struct draft *d)
{
    for (uint32_t i = d->first; i > a->first && i + BACKGROUND_NEAR > d->first; i--)
        if (signal_at(a, i - 1, "aftermath", NULL).ptr)
            return true;
    return false;
}

/* A day of the news whose words stand near. */
static bool is_near_day(const struct analysis *a, const marsad_time *t)
{
    uint32_t from = a->sentence > DAY_BACK ? a->text->sentences[a->sentence - DAY_BACK].first : 0;

    return t->from[0] && strcmp(t->from, t->to) == 0 && t->span.first >= from && !event_time_is_past(a, t);
}

/* Told as done. */
static bool is_done(const struct analysis *a, const struct draft *d)
{
    const struct word *w = word_at(a, d->frame.word);

    return d->factuality == MARSAD_ASSERTED && (w->class != WORD_VERB || (w->form & MARSAD_FORM_PERFECT));
}

bool event_is_deed(const struct analysis *a, const struct draft *d)
{
    return is_done(a, d) && marsad_list_has(MARSAD_LIT("ASSAULT|PROTEST|COERCE"), d->frame.type);
}

/* Talks; a journey to one place is told beside those to others. */
static bool is_meeting(const struct analysis *a, const struct draft *d)
{
    return is_done(a, d) && marsad_str_equal(d->frame.type, MARSAD_LIT("CONSULT")) &&
           !marsad_str_equal(d->frame.mode, MARSAD_LIT("visit"));
}

bool event_may_go_on(const struct analysis *a, const struct draft *d)
{
    return event_is_deed(a, d) && !is_background(a, d) && !turns_away(a);
}

/* "وأضاف أن …", "وأوضح المصدر أن …": the words of the sentence before go on. */
static bool opens_with_more(const struct analysis *a)
{
    for (uint32_t i = a->first; i < a->last && i < a->first + OPENING; i++)
        if (word_at(a, i)->class == WORD_VERB)
            return signal_at(a, i, "says-more", NULL).ptr != NULL;
    return false;
}

/* Is it the only day that the sentence before names? */
static bool is_only_day(const struct analysis *a, const marsad_time *day)
{
    uint32_t first = a->text->sentences[a->sentence - 1].first;

    for (size_t i = a->here.times[0]; i > 0 && a->mentions->times[i - 1].span.first >= first; i--) {
        const marsad_time *t = &a->mentions->times[i - 1];
        if (t->from[0] && !t->set && strcmp(t->from, t->to) == 0 && strcmp(t->from, day->from) != 0)
            return false;
    }
    return true;
}

/* The sentence behind the lead, and one in which who spoke speaks on, tell more of what was told. */
static bool tells_more(const struct analysis *a, const marsad_time *day)
{
    return (a->sentence == 1 || opens_with_more(a)) && is_only_day(a, day);
}

const marsad_time *event_day_told(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const marsad_time *day = NULL;

    if (!(event_is_deed(a, d) || is_meeting(a, d)) || is_background(a, d) || turns_away(a))
        return NULL;
    for (size_t i = a->told->n_events; i > 0; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (told->sentence + 1 < a->sentence)
            break;
        if (told->sentence == a->sentence || !told->time || !marsad_str_equal(told->type, e->type))
            continue;
        if (day && strcmp(day->value, told->time->value) != 0)
            return NULL; /* acts of two days */
        if ((event_goes_on(a, e, told) || tells_more(a, told->time)) && told->factuality == MARSAD_ASSERTED &&
            event_is_there_too(e, told))
            day = told->time;
    }
    return day && is_near_day(a, day) ? day : NULL;
}

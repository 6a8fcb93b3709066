/*
 * when_told.c - the day of an act that a sentence without any day goes on to tell of.
 *
 * "شنت طائرات التحالف أمس غارات على مأرب. وقال مصدر إن الطائرات استهدفت مواقع …": the report names its day once. What
 * the next sentence tells is of that day if it is an act of the same type by or on the same, at the same place, or told
 * by the same noun, or another deed of the same. A sentence that names no time may stand between them.
 */
#include "event/fields.h"
#include "event/gate_tell.h"
#include "event/when.h"
#include "mention/calendar.h"

#define SENTENCES_BACK 2 /* to the act that lends its day */
#define OPENING 4        /* tokens of a sentence in which it turns to something else or looks back */
#define DAY_BACK 3  /* sentences back to the words of the day, which the acts of several may have lent each other */
#define LAST_DAYS 2 /* days before publication from which what goes on is news */
#define BACKGROUND_NEAR 3 /* tokens from "after", "because of" to the trigger */

bool event_turns_away(const struct analysis *a, uint32_t first)
{
    for (uint32_t i = first; i < a->last && i < first + OPENING; i++)
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

/* "منذ صباح أمس": from a day shortly before publication. */
static bool is_of_last_days(const struct analysis *a, const marsad_time *t)
{
    int32_t from = calendar_read(marsad_str_of(t->from)),
            published = calendar_read(marsad_str_of(a->article->published));

    return from != CALENDAR_NO_DAY && published != CALENDAR_NO_DAY && from + LAST_DAYS >= published &&
           strcmp(t->to, a->article->published) == 0;
}

/* A day of the news whose words stand near. */
static bool is_near_day(const struct analysis *a, const marsad_time *t)
{
    uint32_t from = a->sentence > DAY_BACK ? a->text->sentences[a->sentence - DAY_BACK].first : 0;

    return t->from[0] && (strcmp(t->from, t->to) == 0 || is_of_last_days(a, t)) && t->span.first >= from &&
           !event_time_is_past(a, t);
}

/* "وتشهد المحافظة عمليات خطف", "يخوضون معارك", but not "ويأتي الهجوم": a noun below a verb of what goes on or is usual.
 */
static bool is_below_imperfect(const struct analysis *a, uint32_t noun)
{
    const struct word *w = word_at(a, noun);

    if (noun > a->first && signal_at(a, noun - 1, "continuance", NULL).ptr)
        return true; /* مع استمرار تقدم القوات */
    if ((w->clitics & MARSAD_CLITIC_AL) && !(w->form & MARSAD_FORM_PLURAL))
        return false;
    for (uint32_t i = noun; i > a->first && word_at(a, i - 1)->class != WORD_SUB && !is_clause_mark(a, i - 1); i--) {
        const struct word *before = i - 1 > a->first ? word_at(a, i - 2) : NULL;
        w = word_at(a, i - 1);
        if (w->class != WORD_VERB || (before && before->class == WORD_REL) ||
            ((w->clitics & MARSAD_CLITIC_LI) && signal_at(a, i - 1, "comes-about", NULL).ptr)) /* لتندلع مواجهات */
            continue;
        return (w->form & MARSAD_FORM_IMPERFECT) && !(w->form & MARSAD_FORM_PERFECT) && !speech_is_verb(a, i - 1) &&
               !(before && before->class == WORD_NEG);
    }
    return false;
}

/* Told as done. */
static bool is_done(const struct analysis *a, const struct draft *d)
{
    const struct word *w = word_at(a, d->frame.word);

    return d->factuality == MARSAD_ASSERTED &&
           (w->class == WORD_VERB ? (w->form & MARSAD_FORM_PERFECT) : !is_below_imperfect(a, d->frame.word));
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
    return event_is_deed(a, d) && !is_background(a, d) && !event_turns_away(a, a->first);
}

bool event_opens_with_more(const struct analysis *a)
{
    for (uint32_t i = a->first; i < a->last && i < a->first + OPENING; i++)
        if (word_at(a, i)->class == WORD_VERB)
            return signal_at(a, i, "says-more", NULL).ptr != NULL;
    return false;
}

/* "وفق ما أعلنت الدائرة صباح اليوم": a day of words, in the sentence before. */
static bool is_of_words(const struct analysis *a, const marsad_time *t)
{
    uint32_t first = a->text->sentences[a->sentence - 1].first;

    for (uint32_t i = t->span.first; i > first && word_at(a, i - 1)->class != WORD_SUB; i--)
        if (word_at(a, i - 1)->class == WORD_VERB)
            return speech_is_verb(a, i - 1);
    return false;
}

/* Is it the only day of what is done that the sentence before names? */
static bool is_only_day(const struct analysis *a, const marsad_time *day)
{
    const uint32_t *times = a->finds[a->sentence - 1].times;

    for (size_t i = times[0]; i < times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->from[0] && !t->set && strcmp(t->from, t->to) == 0 && strcmp(t->from, day->from) != 0 &&
            !is_of_words(a, t))
            return false;
    }
    return true;
}

/* The sentence behind the lead, and one in which who spoke speaks on, tell more of what was told. */
static bool tells_more(const struct analysis *a, const marsad_time *day)
{
    return (a->sentence == 1 || event_opens_with_more(a)) && is_only_day(a, day);
}

/* The sentence before names no time and turns to nothing else. */
static bool is_passed_over(const struct analysis *a)
{
    const struct finds *before = &a->finds[a->sentence - 1];

    return before->times[0] == before->times[1] && !event_turns_away(a, a->text->sentences[a->sentence - 1].first);
}

/* Acts of one kind of deed, or of several by one who is known by name. */
static bool is_of_one_kind(const struct analysis *a, const struct draft *d, const marsad_event *e,
                           const marsad_event *told)
{
    if (marsad_str_equal(told->type, e->type))
        return true;
    return word_at(a, d->frame.word)->class == WORD_VERB && event_is_deed(a, d) &&
           marsad_list_has(MARSAD_LIT("ASSAULT|PROTEST|COERCE"), told->type) &&
           have_one_in_common(a, e->actors, e->n_actors, told->actors, told->n_actors);
}

/* Shots at an arrest, a protest dispersed: another deed of one report. Who is arrested for an attack is so later. */
static bool is_other_deed(const struct analysis *a, const struct draft *d, const marsad_event *told)
{
    return event_is_deed(a, d) &&
           !(marsad_str_equal(d->frame.type, MARSAD_LIT("COERCE")) &&
             marsad_str_equal(told->type, MARSAD_LIT("ASSAULT"))) &&
           marsad_list_has(MARSAD_LIT("ASSAULT|PROTEST|COERCE"), told->type);
}

/* The day on which what is told in this sentence goes on, by one act of those before. */
static bool lends_day(const struct analysis *a, const struct draft *d, const marsad_event *e, const marsad_event *told)
{
    if (!told->time || told->factuality != MARSAD_ASSERTED || !(event_is_there_too(e, told) || event_is_near(e, told)))
        return false;
    if (!is_of_one_kind(a, d, e, told))
        return told->sentence + 1 == a->sentence && is_other_deed(a, d, told) && tells_more(a, told->time);
    if (told->sentence + 1 == a->sentence)
        return event_goes_on(a, e, told) || (marsad_str_equal(told->type, e->type) && tells_more(a, told->time));
    return event_goes_on(a, e, told) && is_passed_over(a);
}

/* Does the time, in the sentence before, stand behind the verb of its main clause, which tells of something done and is
 * none of saying? */
static bool is_of_a_deed(const struct analysis *a, const marsad_time *day)
{
    uint32_t first = a->text->sentences[a->sentence - 1].first;

    for (uint32_t i = day->span.first; i > first; i--) {
        const struct word *w = word_at(a, i - 1);
        if (w->class == WORD_REL || w->class == WORD_SUB)
            return false;
        if (w->class == WORD_VERB)
            return (w->form & MARSAD_FORM_PERFECT) && !speech_is_verb(a, i - 1) &&
                   !(i - 1 > first && word_at(a, i - 2)->class == WORD_REL);
    }
    return false;
}

/* Does the sentence before name somebody by the word of the party? */
static bool was_named(const struct analysis *a, const marsad_party *p)
{
    marsad_str word = gate_lemma_bare(a, p->head.first);

    for (uint32_t i = a->text->sentences[a->sentence - 1].first; i < a->first; i++)
        if (marsad_str_equal(gate_lemma_bare(a, i), word))
            return true;
    return false;
}

/* Did what was told before in the article happen elsewhere? */
static bool is_elsewhere(const struct analysis *a, const marsad_event *e)
{
    for (size_t i = 0; i < a->told->n_events; i++)
        if (!event_is_there_too(e, &a->told->events[i]) && !event_is_near(e, &a->told->events[i]))
            return true;
    return false;
}

/* "وسيطر المقاتلون على …": opens with a deed of somebody who is known. */
static bool opens_with_deed(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const struct word *w = word_at(a, d->frame.token);

    return d->frame.token == a->first && w->class == WORD_VERB && (w->clitics & MARSAD_CLITIC_WA) &&
           (word_at(a, e->actors[0].head.first)->clitics & MARSAD_CLITIC_AL);
}

/* "حققت القوات أمس تقدما في المدينة. وقال مصدر إن القوات سيطرت …": behind a lead, or before "وسيطرت القوات" and
 * "وأضاف أن القوات سيطرت", a sentence that tells no act: the one day on which it says who did something. */
static const marsad_time *day_of_lead(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const uint32_t *times;
    const marsad_time *day;

    if (!a->sentence || !e->n_actors || !was_named(a, &e->actors[0]) || is_elsewhere(a, e) ||
        !(a->sentence == 1 || opens_with_deed(a, d, e) || event_opens_with_more(a)))
        return NULL;
    times = a->finds[a->sentence - 1].times;
    if (times[0] + 1 != times[1])
        return NULL;
    day = &a->mentions->times[times[0]];
    return is_of_a_deed(a, day) ? day : NULL;
}

const marsad_time *event_day_told(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const marsad_time *day = NULL;
    const marsad_event *from = NULL;

    if (!(event_is_deed(a, d) || is_meeting(a, d)) || is_background(a, d) || event_turns_away(a, a->first))
        return NULL;
    for (size_t i = a->told->n_events; i > 0; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (told->sentence + SENTENCES_BACK < a->sentence || (day && told->sentence < from->sentence))
            break;
        if (told->sentence == a->sentence || !told->time || when_is_counted(told->time))
            continue;
        if (day && is_of_one_kind(a, d, e, told) && strcmp(day->value, told->time->value) != 0)
            return NULL; /* acts of two days */
        if (lends_day(a, d, e, told)) {
            day = told->time;
            from = told;
        }
    }
    if (!day && event_is_deed(a, d))
        day = day_of_lead(a, d, e);
    return day && is_near_day(a, day) ? day : NULL;
}

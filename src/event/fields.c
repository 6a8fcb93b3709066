/*
 * fields.c - place, time, numbers, confidence, and the reasons for what is missing.
 */
#include "event/fields.h"

#include <stdlib.h>

#define MISSING_MAX 10

/* ---- what is missing, and how sure we are ---- */

static void miss(marsad_event *e, const char *field, const char *reason)
{
    if (e->n_missing < MISSING_MAX)
        e->missing[e->n_missing++] = (marsad_missing){ field, reason };
}

bool marsad_event_is_past(const marsad_event *e)
{
    for (size_t i = 0; !e->time && i < e->n_missing; i++)
        if (strcmp(e->missing[i].field, "time") == 0)
            return strcmp(e->missing[i].reason, "past") == 0;
    return false;
}

static bool fill_missing(const struct analysis *a, const struct draft *d, marsad_event *e, bool times_named)
{
    e->missing = marsad_arena_array(a->arena, MISSING_MAX, sizeof *e->missing);
    if (!e->missing)
        return false;
    if (!e->n_actors)
        miss(e, "actors", "not-stated");
    if (!e->n_recipients)
        miss(e, "recipients", "not-stated");
    if (!e->has_place)
        miss(e, "place", "not-stated");
    else if (!e->place || !e->place->id.ptr)
        miss(e, "place", "not-in-gazetteer");
    if (!e->time && event_is_past(a, d))
        miss(e, "time", "past");
    else if (!e->time)
        miss(e, "time", times_named ? "of-another-event" : "not-stated");
    else if (!e->time->from[0])
        miss(e, "time", a->article->published[0] ? "ambiguous" : "no-publication-date");
    if (!e->killed.known)
        miss(e, "killed", event_uncounted(a, d, "killed"));
    if (!e->injured.known)
        miss(e, "injured", event_uncounted(a, d, "injured"));
    if (!e->has_source)
        miss(e, "source", "not-stated");
    return true;
}

/* A state, a body, a group, somebody with an office or a name. */
static bool is_political(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    if (kind & (IS_OFFICIAL | IS_ARMED | IS_COURT | IS_FORCE))
        return true;
    if (p->mention >= 0)
        return true;
    return p->country >= 0 || ((kind & IS_BODY) && p->definite);
}

static bool has_political(const struct analysis *a, const struct parties *p)
{
    for (unsigned i = 0; i < p->n; i++)
        if (is_political(a, &p->at[i]))
            return true;
    return false;
}

static bool all_things(const struct analysis *a, const struct parties *p)
{
    for (unsigned i = 0; i < p->n; i++)
        if (!(phrase_kind(a, &p->at[i]) & IS_THING))
            return false;
    return true;
}

/* Control changes over places; over symptoms and fires it does not. */
static bool controls_no_place(const struct analysis *a, const struct draft *d)
{
    if ((d->has_gains && is_political(a, &d->gains)) || (d->has_loses && is_political(a, &d->loses)))
        return false;
    return d->frame.control.len > 0 && !has_political(a, &d->actors) &&
           !(d->has_territory && (phrase_kind(a, &d->territory) & (IS_PLACE | IS_SITE)));
}

static bool sentence_asks(const struct analysis *a)
{
    for (uint32_t i = a->first; i < a->last; i++)
        if (marsad_token_is(a->text, i, "\u061F") || marsad_token_is(a->text, i, "?"))
            return true;
    return false;
}

static bool has_entity(const marsad_event *e)
{
    for (size_t i = 0; i < e->n_actors; i++)
        if (e->actors[i].entity.len || e->actors[i].country.len)
            return true;
    return false;
}

/* Comment and advice name nobody, no day, no place and no source; what is only planned or asked wants more. */
static double vagueness(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    double less = 0;

    if (!e->time && !e->has_place && !e->has_source && !has_entity(e))
        less += 0.12;
    if (word_at(a, d->frame.token)->class == WORD_VERB && (word_at(a, d->frame.token)->form & MARSAD_FORM_FIRST))
        less += 0.1;
    if (e->factuality == MARSAD_PLANNED || e->factuality == MARSAD_POSSIBLE)
        less += 0.1;
    return sentence_asks(a) ? less + 0.2 : less;
}

/* تحرير رهينتين: who was set free matters, whoever did it. */
static bool frees_people(const struct analysis *a, const struct draft *d)
{
    return marsad_str_equal(d->frame.mode, MARSAD_LIT("release")) && !d->actors.n && d->recipients.n &&
           (phrase_kind(a, &d->recipients.at[0]) & (IS_PERSON | IS_PEOPLE | IS_NUMBER));
}

static double confidence(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    double c = d->frame.confidence > 0 ? d->frame.confidence : 0.6;

    if (!e->n_actors && !e->n_recipients && !e->killed.known)
        c -= 0.15;
    if (draft_is_political(d) && !has_political(a, &d->actors) && !frees_people(a, d))
        c -= e->n_actors || !has_political(a, &d->recipients) ? 0.2 : 0.1;
    if (!e->n_actors && e->n_recipients && all_things(a, &d->recipients) &&
        !marsad_str_equal(e->type, MARSAD_LIT("ASSAULT")))
        c -= 0.2;
    if (controls_no_place(a, d))
        c -= 0.3;
    if (e->n_actors && e->n_recipients)
        c += 0.05;
    if (e->has_place)
        c += 0.05;
    if (e->killed.known || e->injured.known)
        c += 0.05;
    c -= vagueness(a, d, e);
    c *= 1 - 0.7 * a->off_topic;
    return c < 0.01 ? 0.01 : c > 0.99 ? 0.99 : c;
}

/* "أكد الوزير …، مطالبا": who demands tells nothing of it. */
static bool speaks(const struct draft *d, const struct speech *by)
{
    return d->actors.n && d->actors.at[0].first < by->speaker.last && by->speaker.first < d->actors.at[0].last;
}

/* "وفي هجوم آخر، أعلنت الشرطة مقتل …": of an act that a noun names before the first verb, which is one of saying, and
 * that is told behind it. */
static struct speech told_further_on(const struct analysis *a, const struct draft *d)
{
    struct speech by = speech_before(a->speeches, d->last - 1);

    if (!by.found || by.earlier || by.verb <= d->frame.word)
        return (struct speech){ 0 };
    for (uint32_t i = a->first; i < by.verb; i++)
        if (word_at(a, i)->class == WORD_VERB || signal_at(a, i, "aftermath", NULL).ptr)
            return (struct speech){ 0 };
    return by;
}

/* Who tells this event; a verb of speech that is the event itself has no source. */
static bool set_source(const struct analysis *a, const struct draft *d, marsad_event *e)
{
    struct speech by = speech_of(a, a->speeches, d->frame.word);

    if (!by.found)
        by = told_further_on(a, d);
    e->has_source = by.has_speaker && by.verb != d->frame.token && !(d->frame.pos == 'h' && speaks(d, &by));
    return !e->has_source || speech_tell(a, &by, &e->source);
}

static bool inside(const marsad_party *parties, size_t n, const marsad_span *s)
{
    for (size_t i = 0; i < n; i++)
        if (s->first < parties[i].span.last && parties[i].span.first < s->last)
            return true;
    return false;
}

/*
 * The one state that the names, places and nationalities of the sentence are of; empty if they are of several. The
 * other side tells nothing: those whom an American raid killed need not be Americans.
 */
static marsad_str country_of_sentence(const struct analysis *a, const marsad_party *other, size_t n)
{
    marsad_str only = { NULL, 0 };

    for (uint32_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++) {
        const marsad_mention *m = &a->mentions->mentions[i];
        marsad_str country = m->place && m->place->country.len ? m->place->country : m->country;
        if (country.len != 2 || inside(other, n, &m->span) ||
            (m->roles.len && marsad_list_has(m->roles, MARSAD_LIT("JRN"))))
            continue;
        if (only.len && !marsad_str_equal(only, country))
            return (marsad_str){ NULL, 0 };
        only = country;
    }
    return only;
}

/* Of which state those are who are of where it happened: the event's place, of deeds also the sentence. */
static marsad_str country_for(const struct analysis *a, const marsad_event *e, const marsad_party *other, size_t n)
{
    if (e->place)
        return e->place->country;
    if (!marsad_list_has(MARSAD_LIT("ASSAULT|COERCE|PROTEST"), e->type))
        return (marsad_str){ NULL, 0 };
    return country_of_sentence(a, other, n);
}

bool event_fill(const struct analysis *a, const struct draft *d, marsad_event *e)
{
    struct parties recipients = d->recipients;
    bool times_named;

    sides_drop_things(a, d, &recipients);
    *e = (marsad_event){ .type = d->frame.type, .mode = coder_or_absent(d->frame.mode), .sentence = a->sentence };
    e->trigger = span_of(a, d->frame.word,
                         d->frame.word == d->frame.token ? d->frame.token + d->frame.tokens : d->frame.word + 1);
    e->factuality = d->factuality;
    if (d->cue != NO_TOKEN)
        e->cue = (marsad_span){ a->text->tokens[d->cue].start, a->text->tokens[d->cue].end, d->cue, d->cue + 1 };
    if (!parties_fill(a, &d->actors, &d->recipients, &e->actors, &e->n_actors) ||
        !parties_fill(a, &recipients, &d->actors, &e->recipients, &e->n_recipients))
        return false;
    for (size_t i = 0; i < e->n_actors; i++) /* "غارة أميركية": whoever flies is of the forces of that state */
        if (!e->actors[i].role.len && !e->actors[i].entity.len && e->actors[i].country.len &&
            marsad_str_equal(e->type, MARSAD_LIT("ASSAULT")) && word_at(a, e->actors[i].span.first)->adjective)
            e->actors[i].role = MARSAD_LIT("MIL");
    if (!event_where(a, d, e) || !set_source(a, d, e))
        return false;
    parties_take_country(a, e, true, country_for(a, e, e->recipients, e->n_recipients));
    parties_take_country(a, e, false, country_for(a, e, e->actors, e->n_actors));
    times_named = event_when(a, d, e);
    event_counts(a, d, e);
    e->has_gains = d->has_gains;
    e->has_loses = d->has_loses;
    e->has_territory = d->has_territory;
    if (d->has_gains)
        e->gains = phrase_span(a, &d->gains);
    if (d->has_loses)
        e->loses = phrase_span(a, &d->loses);
    if (d->has_territory)
        e->territory = phrase_span(a, &d->territory);
    e->confidence = confidence(a, d, e);
    control_tell(a, d, e);
    return fill_missing(a, d, e, times_named);
}

/*
 * fields.c - place, time, numbers, confidence, and the reasons for what is missing.
 */
#include "event/coder.h"

#include <stdlib.h>

#define PLACE_REACH 45 /* the worst score at which a place is still the place of the event */
#define TIME_REACH 40
#define NUMBER_REACH 30
#define MISSING_MAX 10

static long distance(uint32_t token, const marsad_span *span)
{
    if (span->first > token)
        return (long)span->first - (long)token;
    return token >= span->last ? (long)token - (long)span->last + 1 : 0;
}

/* Something between that separates a statement from what it is said about, or two sentences in one. */
static bool separated(const struct analysis *a, uint32_t x, uint32_t y)
{
    uint32_t from = x < y ? x : y, to = x < y ? y : x;

    for (uint32_t i = from; i < to; i++)
        if (word_at(a, i)->class == WORD_SUB || marsad_token_is(a->text, i, ":") ||
            marsad_token_is(a->text, i, "\u061B"))
            return true;
    return false;
}

/* Finite verbs and relative words between two tokens: each begins a clause, which may have its own place and day. */
static long verbs_between(const struct analysis *a, uint32_t x, uint32_t y)
{
    uint32_t from = (x < y ? x : y) + 1, to = x < y ? y : x;
    long n = 0;

    for (uint32_t i = from; i < to; i++)
        n += word_at(a, i)->class == WORD_REL ||
             (word_at(a, i)->class == WORD_VERB && !signal_at(a, i, "auxiliary", NULL).ptr);
    return n;
}

/* ---- place ---- */

static bool inside(const struct parties *parties, const marsad_span *s)
{
    for (unsigned i = 0; i < parties->n; i++)
        if (s->first >= parties->at[i].first && s->last <= parties->at[i].last)
            return true;
    return false;
}

static bool behind_locative(const struct analysis *a, const marsad_mention *m)
{
    size_t k = phrase_at(a, m->span.first);

    return k < a->n_phrases && a->phrases[k].prep != NO_TOKEN &&
           signal_at(a, a->phrases[k].prep, "locative", NULL).ptr != NULL;
}

static bool behind_locative_clitic(const struct analysis *a, const marsad_mention *m)
{
    return word_at(a, m->span.first)->clitics & MARSAD_CLITIC_BI;
}

static bool is_country(const marsad_mention *m)
{
    return m->place && marsad_str_equal(m->place->precision, MARSAD_LIT("country"));
}

/* Another place right before it: "كفر قليل جنوب نابلس" happened in the first, "حي الوحدة في تلعفر" in the smaller. */
static bool only_locates(const struct analysis *a, const marsad_mention *m)
{
    const marsad_mention *before = m - 1;

    if (m->place && m->place->radius_km > 0)
        return true;
    if (m == a->mentions->mentions || (before->kind != MARSAD_MENTION_PLACE && before->kind != MARSAD_MENTION_FACILITY))
        return false;
    return before->span.first >= a->first && m->span.first <= before->span.last + 4 &&
           !is_comma(a, m->span.first - 1) && !(word_at(a, m->span.first)->clitics & MARSAD_CLITIC_WA) &&
           (behind_locative(a, m) || behind_locative_clitic(a, m) || m->span.first == before->span.last + 1);
}

static long place_score(const struct analysis *a, const struct draft *d, const marsad_mention *m)
{
    long score = distance(d->frame.word, &m->span) + 8 * verbs_between(a, d->frame.word, m->span.first);

    if (only_locates(a, m))
        score += 20;
    if (draft_is_verbal(d)) /* words rarely say where they were said; a deed has a place */
        score += behind_locative(a, m) ? 18 : 60;

    if (m->span.first < d->frame.token)
        score += 6;
    if (behind_locative(a, m) || behind_locative_clitic(a, m))
        score -= 12;
    if (is_country(m))
        score += 10;
    if (inside(&d->actors, &m->span))
        score += is_country(m) ? 60 : 25;
    if (inside(&d->recipients, &m->span))
        score += is_country(m) ? 30 : 2;
    if (separated(a, d->frame.word, m->span.first))
        score += 15;
    return score;
}

static const marsad_mention *choose_place(const struct analysis *a, const struct draft *d)
{
    const marsad_mention *best = NULL;
    long best_score = PLACE_REACH;

    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++) {
        const marsad_mention *m = &a->mentions->mentions[i];
        long score;
        if (m->span.first < a->first || m->span.first >= a->last ||
            (m->kind != MARSAD_MENTION_PLACE && m->kind != MARSAD_MENTION_FACILITY))
            continue;
        score = place_score(a, d, m);
        if (d->has_place && m->span.first >= d->place.first && m->span.first < d->place.last)
            score = -100;
        if (score < best_score) {
            best = m;
            best_score = score;
        }
    }
    return best;
}

static void fill_place(const struct analysis *a, const struct draft *d, marsad_event *e)
{
    const marsad_mention *m = choose_place(a, d);

    if (!m)
        return;
    e->has_place = true;
    e->place_span = m->span;
    e->place = m->place;
}

/* ---- time ---- */

/* أمس behind a reporting verb dates the report: قالت الشرطة أمس إن … */
static bool dates_the_report(const struct analysis *a, const struct draft *d, const struct speech *s,
                             const marsad_time *t)
{
    return s->found && word_at(a, s->verb)->class == WORD_VERB && t->span.first > s->verb &&
           t->span.first < s->verb + 8 && separated(a, t->span.first, d->frame.word) &&
           !separated(a, s->verb, t->span.first) && t->span.first < d->frame.word;
}

/* PAST_REF and the like, an hour without its day */
static bool is_vague(const marsad_time *t)
{
    return strstr(t->value, "_REF") || t->value[0] == 'T';
}

static void fill_time(const struct analysis *a, const struct draft *d, const struct speech *s, marsad_event *e)
{
    long best = TIME_REACH;

    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        long score;
        if (t->span.first < a->first || t->span.first >= a->last || t->duration || t->set || is_vague(t))
            continue;
        if (dates_the_report(a, d, s, t))
            continue;
        score = distance(d->frame.word, &t->span) + 9 * verbs_between(a, d->frame.word, t->span.first);
        if (separated(a, d->frame.word, t->span.first))
            score += 20;
        if (score < best) {
            best = score;
            e->time = t;
        }
    }
}

/* ---- numbers ---- */

/* The quantity right behind q that و adds to it ("200 مسلح و50 جنديا"), or NULL. */
static const marsad_quantity *added_to(const struct analysis *a, const marsad_quantity *q)
{
    const marsad_quantity *next = q + 1;

    if (next >= a->mentions->quantities + a->mentions->n_quantities || next->role != q->role || next->part ||
        next->cumulative)
        return NULL;
    if (next->span.first > q->span.last + 2 || next->span.first < q->span.last)
        return NULL;
    return word_at(a, next->span.first)->clitics & MARSAD_CLITIC_WA ? next : NULL;
}

static void take_count(const struct analysis *a, marsad_count *c, const marsad_quantity *q)
{
    const marsad_quantity *more;

    if (c->known)
        return;
    *c = (marsad_count){ true, q->min, q->max, q->has_min, q->has_max, q->span };
    while ((more = added_to(a, q))) {
        c->min += more->min;
        c->max += more->max;
        c->has_min = c->has_min && more->has_min;
        c->has_max = c->has_max && more->has_max;
        c->span.end = more->span.end;
        c->span.last = more->span.last;
        q = more;
    }
}

static marsad_count *count_of(marsad_event *e, marsad_str name)
{
    const struct {
        const char *name;
        marsad_count *count;
    } COUNTS[] = { { "killed", &e->killed },
                   { "injured", &e->injured },
                   { "captured", &e->captured },
                   { "displaced", &e->displaced },
                   { "participants", &e->participants } };

    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
        if (marsad_str_equal(name, marsad_str_of(COUNTS[i].name)))
            return COUNTS[i].count;
    return NULL;
}

static const marsad_quantity *quantity_in(const struct analysis *a, const struct parties *p)
{
    for (unsigned i = 0; i < p->n; i++)
        for (uint32_t k = p->at[i].first; k < p->at[i].last; k++)
            if (word_at(a, k)->quantity >= 0)
                return &a->mentions->quantities[word_at(a, k)->quantity];
    return NULL;
}

static bool is_type(const marsad_event *e, const char *type)
{
    return marsad_str_equal(e->type, marsad_str_of(type));
}

/* The nearest number of a role in the sentence. */
static void nearest_count(const struct analysis *a, const struct draft *d, marsad_quantity_role role, marsad_count *c)
{
    long best = NUMBER_REACH;
    const marsad_quantity *found = NULL;

    for (size_t i = a->here.quantities[0]; i < a->here.quantities[1]; i++) {
        const marsad_quantity *q = &a->mentions->quantities[i];
        long score = distance(d->frame.word, &q->span);
        if (q->role != role || q->part || q->span.first < a->first || q->span.first >= a->last)
            continue;
        if (q->span.first >= d->first && q->span.first < d->last)
            score = 0;
        if (score < best) {
            best = score;
            found = q;
        }
    }
    if (found)
        take_count(a, c, found);
}

/* One victim who is named or definite counts as one: مقتل القائد، قتلوا سائقه. */
static void count_single(const struct analysis *a, const struct draft *d, marsad_count *c)
{
    const struct phrase *p = &d->recipients.at[0];
    const struct word *head;

    if (!c || c->known || d->recipients.n != 1 || !(phrase_kind(a, p) & IS_PERSON))
        return;
    head = word_at(a, p->head);
    if (head->class != WORD_NAME && !(head->form & MARSAD_FORM_SINGULAR))
        return;
    *c = (marsad_count){ true, 1, 1, true, true, phrase_span(a, p) };
}

static void fill_counts(const struct analysis *a, const struct draft *d, marsad_event *e)
{
    bool of_actors = marsad_str_equal(d->frame.count, MARSAD_LIT("participants"));
    marsad_count *c = count_of(e, d->frame.count);
    const marsad_quantity *q = quantity_in(a, of_actors ? &d->actors : &d->recipients);

    if (c && q &&
        (q->role == MARSAD_QUANTITY_NONE ||
         marsad_str_equal(marsad_str_of(marsad_quantity_role_name(q->role)), d->frame.count)))
        take_count(a, c, q);
    if (is_type(e, "ASSAULT") || (is_type(e, "PROTEST") && !d->beside_assault)) {
        nearest_count(a, d, MARSAD_QUANTITY_KILLED, &e->killed);
        nearest_count(a, d, MARSAD_QUANTITY_INJURED, &e->injured);
    }
    if (is_type(e, "COERCE") || marsad_str_equal(e->mode, MARSAD_LIT("abduct")))
        nearest_count(a, d, MARSAD_QUANTITY_CAPTURED, &e->captured);
    nearest_count(a, d, MARSAD_QUANTITY_DISPLACED, &e->displaced);
    if (is_type(e, "PROTEST"))
        nearest_count(a, d, MARSAD_QUANTITY_PARTICIPANTS, &e->participants);
    if (c && q)
        take_count(a, c, q);
    if (!q && (c == &e->killed || c == &e->injured))
        count_single(a, d, c);
}

/* ---- what is missing, and how sure we are ---- */

static void miss(marsad_event *e, const char *field, const char *reason)
{
    if (e->n_missing < MISSING_MAX)
        e->missing[e->n_missing++] = (marsad_missing){ field, reason };
}

static bool fill_missing(const struct analysis *a, marsad_event *e)
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
    else if (!e->place)
        miss(e, "place", "not-in-gazetteer");
    if (!e->time)
        miss(e, "time", "not-stated");
    else if (!e->time->from[0])
        miss(e, "time", a->article->published[0] ? "ambiguous" : "no-publication-date");
    if (!e->killed.known)
        miss(e, "killed", "not-stated");
    if (!e->injured.known)
        miss(e, "injured", "not-stated");
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

static double confidence(const struct analysis *a, const struct draft *d, const marsad_event *e, double topic)
{
    double c = d->frame.confidence > 0 ? d->frame.confidence : 0.6;

    if (!e->n_actors && !e->n_recipients && !e->killed.known)
        c -= 0.15;
    if (draft_is_political(d) && !has_political(a, &d->actors))
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
    c *= 1 - 0.7 * topic;
    return c < 0.01 ? 0.01 : c > 0.99 ? 0.99 : c;
}

bool event_fill(const struct analysis *a, const struct draft *d, const struct speech *speech, double topic,
                marsad_event *e)
{
    *e = (marsad_event){ .type = d->frame.type, .mode = coder_or_absent(d->frame.mode), .sentence = a->sentence };
    e->trigger = span_of(a, d->frame.word,
                         d->frame.word == d->frame.token ? d->frame.token + d->frame.tokens : d->frame.word + 1);
    e->factuality = d->factuality;
    if (!parties_fill(a, &d->actors, &e->actors, &e->n_actors) ||
        !parties_fill(a, &d->recipients, &e->recipients, &e->n_recipients))
        return false;
    for (size_t i = 0; i < e->n_actors; i++) /* "غارة أميركية": whoever flies is of the forces of that state */
        if (!e->actors[i].role.len && !e->actors[i].entity.len && e->actors[i].country.len &&
            marsad_str_equal(e->type, MARSAD_LIT("ASSAULT")) && word_at(a, e->actors[i].span.first)->adjective)
            e->actors[i].role = MARSAD_LIT("MIL");
    fill_place(a, d, e);
    fill_time(a, d, speech, e);
    fill_counts(a, d, e);
    if (speech->has_speaker && !(d->frame.token == speech->verb)) {
        e->has_source = true;
        e->source = phrase_span(a, &speech->speaker);
    }
    e->has_gains = d->has_gains;
    e->has_loses = d->has_loses;
    e->has_territory = d->has_territory;
    if (d->has_gains)
        e->gains = phrase_span(a, &d->gains);
    if (d->has_loses)
        e->loses = phrase_span(a, &d->loses);
    if (d->has_territory)
        e->territory = phrase_span(a, &d->territory);
    e->confidence = confidence(a, d, e, topic);
    return fill_missing(a, e);
}

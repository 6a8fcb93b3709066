/*
 * json.c - a record as one line of JSON, keys in the order of docs/record.md. Absent is null or [], never a missing
 * key.
 */
#include "record/writer.h"

static void write_range(struct jw *j, const marsad_points *p, marsad_span span)
{
    jw_member_number(j, "start", marsad_points_of(p, span.start));
    jw_member_number(j, "end", marsad_points_of(p, span.end));
}

void jw_span(struct jw *j, const marsad_points *p, marsad_span span)
{
    write_range(j, p, span);
    jw_member(j, "text", marsad_points_str(p, span));
}

static void member_span(struct jw *j, const char *key, const marsad_points *p, bool has, marsad_span span)
{
    jw_key(j, key);
    if (!has) {
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    jw_span(j, p, span);
    jw_close(j, '}');
}

/* The same, null each where there are no words: what people corrected need not stand in the text. */
static void write_words(struct jw *j, const marsad_points *p, marsad_span span)
{
    if (span.start < span.end) {
        jw_span(j, p, span);
        return;
    }
    jw_member_null(j, "start");
    jw_member_null(j, "end");
    jw_member_null(j, "text");
}

/* ---- mentions ---- */

static void write_place(struct jw *j, const marsad_place *place)
{
    static const marsad_place NOWHERE = { .located = false };
    const marsad_place *at = place ? place : &NOWHERE;

    jw_member(j, "id", at->id);
    jw_member(j, "name", at->name);
    jw_member(j, "country", at->country);
    jw_member(j, "admin1", at->admin1);
    jw_member_bound(j, "lat", at->located, at->lat);
    jw_member_bound(j, "lon", at->located, at->lon);
    jw_member(j, "precision", at->precision);
    jw_member_bound(j, "radius_km", at->radius_km > 0, at->radius_km);
}

static marsad_str primary(marsad_str roles)
{
    marsad_str first;

    return roles.ptr && marsad_str_next(&roles, '|', &first) && first.len > 0 ? first : (marsad_str){ 0 };
}

static void write_mention(struct jw *j, const marsad_points *p, const marsad_mention *m, size_t id)
{
    jw_open(j, '{');
    jw_member_number(j, "id", (double)id);
    jw_member_text(j, "kind", marsad_mention_kind_name(m->kind));
    jw_span(j, p, m->span);
    jw_member(j, "entity", m->entity);
    jw_key(j, "place");
    if (m->place) {
        jw_open(j, '{');
        write_place(j, m->place);
        jw_close(j, '}');
    } else {
        jw_null(j);
    }
    jw_member(j, "country", m->country);
    jw_member(j, "role", primary(m->roles));
    jw_close(j, '}');
}

static void write_time_members(struct jw *j, const marsad_points *p, const marsad_time *t)
{
    write_words(j, p, t->span);
    jw_member_text(j, "value", t->value);
    jw_member_text(j, "from", t->from);
    jw_member_text(j, "to", t->to);
}

static void write_time(struct jw *j, const marsad_points *p, const marsad_time *t)
{
    jw_open(j, '{');
    write_time_members(j, p, t);
    jw_member_text(j, "kind", t->duration ? "duration" : t->set ? "set" : "point");
    jw_member_text(j, "rule", t->rule);
    jw_close(j, '}');
}

static void write_quantity(struct jw *j, const marsad_points *p, const marsad_quantity *q)
{
    jw_open(j, '{');
    jw_span(j, p, q->span);
    jw_member_bound(j, "min", q->has_min, q->min);
    jw_member_bound(j, "max", q->has_max, q->max);
    jw_key(j, "approximate");
    jw_bool(j, q->approximate);
    jw_member(j, "of", q->of_word.ptr || q->of.start == q->of.end ? q->of_word : marsad_points_str(p, q->of));
    jw_member_text(j, "role", marsad_quantity_role_name(q->role));
    jw_key(j, "part");
    jw_bool(j, q->part);
    jw_key(j, "cumulative");
    jw_bool(j, q->cumulative);
    jw_close(j, '}');
}

/* ---- events ---- */

/* kind, verb, stance, via: how a source speaks. */
static void member_source(struct jw *j, const marsad_points *p, const marsad_source *s, bool known)
{
    static const marsad_source NOBODY = { .verb = { NULL, 0 } };
    const marsad_source *at = known ? s : &NOBODY;

    jw_member(j, "kind", at->kind);
    jw_member(j, "stance", at->stance);
    member_span(j, "via", p, at->via.start < at->via.end, at->via);
}

static void write_statement(struct jw *j, const marsad_points *p, const marsad_statement *s)
{
    marsad_span speaker = s->speaker.span;

    jw_open(j, '{');
    jw_member(j, "speaker", s->named ? marsad_points_str(p, speaker) : (marsad_str){ 0 });
    jw_member(j, "verb", s->verb);
    write_range(j, p, s->span);
    jw_member_bound(j, "speaker_start", s->named, marsad_points_of(p, speaker.start));
    jw_member_bound(j, "speaker_end", s->named, marsad_points_of(p, speaker.end));
    member_source(j, p, &s->speaker, s->named);
    member_span(j, "quote", p, s->quotation.start < s->quotation.end, s->quotation);
    jw_close(j, '}');
}

static void write_told_by(struct jw *j, const marsad_points *p, bool known, const marsad_source *source)
{
    jw_key(j, "source");
    if (!known) {
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    jw_span(j, p, source->span);
    jw_member(j, "verb", source->verb);
    member_source(j, p, source, true);
    jw_close(j, '}');
}

static void write_party(struct jw *j, const marsad_points *p, const marsad_party *party)
{
    jw_open(j, '{');
    jw_span(j, p, party->span);
    jw_member(j, "entity", party->entity);
    jw_member(j, "country", party->country);
    jw_member(j, "role", party->role);
    jw_member(j, "head", marsad_points_str(p, party->head));
    jw_close(j, '}');
}

void jw_parties(struct jw *j, const char *key, const marsad_points *p, const marsad_party *at, size_t n)
{
    jw_key(j, key);
    jw_open(j, '[');
    for (size_t i = 0; i < n; i++)
        write_party(j, p, &at[i]);
    jw_close(j, ']');
}

static void write_count(struct jw *j, const char *key, const marsad_points *p, const marsad_count *c)
{
    bool quoted = c->span.start < c->span.end;

    jw_key(j, key);
    if (!c->known || (!c->has_min && !c->has_max && !quoted)) {
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    jw_member_bound(j, "min", c->has_min, c->min);
    jw_member_bound(j, "max", c->has_max, c->max);
    write_words(j, p, c->span);
    jw_member(j, "of", c->of);
    jw_key(j, "approximate");
    jw_bool(j, c->approximate);
    jw_key(j, "cumulative");
    jw_bool(j, c->cumulative);
    jw_close(j, '}');
}

static void write_named_place(struct jw *j, const char *key, const marsad_points *p, bool named, marsad_span span,
                              const marsad_place *place)
{
    jw_key(j, key);
    if (!named) {
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    write_words(j, p, span);
    write_place(j, place);
    jw_close(j, '}');
}

void jw_event_place(struct jw *j, const char *key, const marsad_points *p, const marsad_event *e)
{
    write_named_place(j, key, p, e->has_place, e->place_span, e->place);
}

static void write_event_time(struct jw *j, const char *key, const marsad_points *p, const marsad_time *t)
{
    jw_key(j, key);
    if (!t || (t->span.start == t->span.end && !t->value[0])) { /* or people say that it is not known */
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    write_time_members(j, p, t);
    jw_member_text(j, "precision", marsad_time_precision(t));
    jw_member_text(j, "rule", t->rule);
    jw_close(j, '}');
}

static void write_missing(struct jw *j, const marsad_missing *at, size_t n)
{
    jw_key(j, "missing");
    jw_open(j, '{');
    for (size_t i = 0; i < n; i++) {
        bool twice = false;

        for (size_t k = 0; k < i && !twice; k++)
            twice = strcmp(at[k].field, at[i].field) == 0;
        if (!twice)
            jw_member_text(j, at[i].field, at[i].reason);
    }
    jw_close(j, '}');
}

static void write_codes(struct jw *j, const marsad_codes *c)
{
    jw_key(j, "codes");
    jw_open(j, '{');
    jw_member(j, "cameo", c->cameo);
    jw_member(j, "acled_event", c->acled_event);
    jw_member(j, "acled_sub_event", c->acled_sub_event);
    jw_member_bound(j, "quad", c->quad > 0, c->quad);
    jw_member_bound(j, "intensity", c->has_intensity, c->intensity);
    jw_close(j, '}');
}

static void write_review(struct jw *j, const marsad_reviewed *r)
{
    jw_key(j, "review");
    jw_open(j, '{');
    jw_member(j, "state", r->state);
    jw_member(j, "by", r->by);
    jw_member(j, "at", r->at);
    jw_member(j, "why", r->why);
    jw_key(j, "corrected");
    jw_open(j, '[');
    for (size_t i = 0; i < r->fields.n; i++)
        jw_str(j, r->fields.at[i]);
    jw_close(j, ']');
    jw_close(j, '}');
}

void jw_event(struct jw *j, const marsad_points *p, const marsad_event *e, size_t id)
{
    jw_member_number(j, "id", (double)id);
    jw_member(j, "type", e->type);
    jw_member(j, "mode", e->mode);
    jw_member_number(j, "sentence", e->sentence);
    member_span(j, "trigger", p, true, e->trigger);
    jw_parties(j, "actors", p, e->actors, e->n_actors);
    jw_parties(j, "recipients", p, e->recipients, e->n_recipients);
    jw_event_place(j, "place", p, e);
    write_event_time(j, "time", p, e->time);
    write_count(j, "killed", p, &e->killed);
    write_count(j, "injured", p, &e->injured);
    write_count(j, "captured", p, &e->captured);
    write_count(j, "displaced", p, &e->displaced);
    write_count(j, "participants", p, &e->participants);
    jw_key(j, "control");
    jw_open(j, '{');
    member_span(j, "gains", p, e->has_gains, e->gains);
    member_span(j, "loses", p, e->has_loses, e->loses);
    member_span(j, "territory", p, e->has_territory, e->territory);
    jw_member(j, "status", e->control_status);
    jw_member(j, "claim", e->control_claim);
    jw_member(j, "part", e->control_part);
    jw_close(j, '}');
    jw_member_text(j, "factuality", marsad_factuality_name(e->factuality));
    write_told_by(j, p, e->has_source, &e->source);
    jw_member_number(j, "confidence", e->confidence);
    write_missing(j, e->missing, e->n_missing);
    member_span(j, "cue", p, e->cue.start < e->cue.end, e->cue);
    write_codes(j, &e->codes);
    if (e->review)
        write_review(j, e->review);
}

static void write_holding(struct jw *j, const marsad_points *p, const marsad_holding *h)
{
    jw_open(j, '{');
    jw_member_number(j, "sentence", h->sentence);
    jw_member(j, "status", h->status);
    jw_span(j, p, h->span);
    jw_key(j, "past");
    jw_bool(j, h->past);
    jw_key(j, "holder");
    if (h->has_holder)
        write_party(j, p, &h->holder);
    else
        jw_null(j);
    write_named_place(j, "place", p, true, h->place_span, h->place);
    jw_member(j, "part", h->part);
    member_span(j, "part_of", p, h->part.len > 0, h->part_span);
    write_event_time(j, "since", p, h->since);
    jw_member_text(j, "factuality", marsad_factuality_name(h->factuality));
    member_span(j, "cue", p, h->cue.start < h->cue.end, h->cue);
    write_told_by(j, p, h->has_source, &h->source);
    jw_member_number(j, "confidence", h->confidence);
    jw_close(j, '}');
}

/* ---- the whole record ---- */

static void write_sentences(struct jw *j, const marsad_record *r, size_t n)
{
    jw_key(j, "sentences");
    jw_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        jw_open(j, '[');
        jw_number(j, marsad_points_of(&r->points, r->text.sentences[i].start));
        jw_number(j, marsad_points_of(&r->points, r->text.sentences[i].end));
        jw_close(j, ']');
    }
    jw_close(j, ']');
}

/* "key": [ one item each ]; `write` is a statement that uses `i`. */
#define WRITE_LIST(j, key, n, write)                                                                                   \
    do {                                                                                                               \
        jw_key((j), (key));                                                                                            \
        jw_open((j), '[');                                                                                             \
        for (size_t i = 0; i < (n); i++)                                                                               \
            write;                                                                                                     \
        jw_close((j), ']');                                                                                            \
    } while (0)

static void write_problem(struct jw *j, const marsad_points *p, const marsad_problem *problem)
{
    jw_open(j, '{');
    jw_member_text(j, "kind", problem->kind);
    jw_span(j, p, problem->span);
    jw_member(j, "message", problem->message);
    jw_close(j, '}');
}

static void write_event(struct jw *j, const marsad_points *p, const marsad_event *e, size_t id)
{
    jw_open(j, '{');
    jw_event(j, p, e, id);
    jw_close(j, '}');
}

bool marsad_record_json(const marsad_record *r, marsad_record_part part, marsad_buf *out, marsad_err *err)
{
    bool full = part == MARSAD_RECORD_FULL;
    const marsad_mentions *m = &r->mentions;
    const marsad_events *e = &r->events;
    const marsad_points *p = &r->points;
    struct jw j = jw_to(out);

    jw_open(&j, '{');
    jw_article(&j, &r->article);
    write_sentences(&j, r, full ? r->text.n_sentences : 0);
    WRITE_LIST(&j, "mentions", full ? m->n_mentions : 0, write_mention(&j, p, &m->mentions[i], i));
    WRITE_LIST(&j, "times", full ? m->n_times : 0, write_time(&j, p, &m->times[i]));
    WRITE_LIST(&j, "quantities", full ? m->n_quantities : 0, write_quantity(&j, p, &m->quantities[i]));
    WRITE_LIST(&j, "statements", full ? e->n_statements : 0, write_statement(&j, p, &e->statements[i]));
    WRITE_LIST(&j, "events", full ? e->n_events : 0,
               write_event(&j, p, &e->events[i], r->event_numbers ? r->event_numbers[i] : i));
    WRITE_LIST(&j, "problems", full ? m->n_problems : 0, write_problem(&j, p, &m->problems[i]));
    jw_member(&j, "dateline", r->article.dateline);
    jw_member(&j, "agency", r->article.agency);
    jw_metadata(&j, r->article.metadata);
    jw_entries(&j, &r->article);
    jw_versions(&j, r->program, r->dictionary);
    jw_origin(&j, &r->article.capture, r->group);
    WRITE_LIST(&j, "holdings", full ? e->n_holdings : 0, write_holding(&j, p, &e->holdings[i]));
    jw_close(&j, '}');
    return !j.failed || marsad_fail_memory(err);
}

/*
 * events_csv.c - events as CSV (RFC 4180): a header, fields quoted where they need it, CR LF at the end of lines.
 */
#include "cli/cli.h"
#include "marsad/review.h"

#include <errno.h>

struct line {
    struct output *o;
    const marsad_event_row *row;
    bool first;
};

static void field(struct line *l, marsad_str s)
{
    csv_text(l->o, &l->first, s);
}

static void field_text(struct line *l, const char *z)
{
    field(l, marsad_str_of(z));
}

static void field_number(struct line *l, bool has, double x)
{
    csv_number(l->o, &l->first, has, x);
}

static void field_span(struct line *l, bool has, marsad_span span)
{
    field(l, has ? marsad_points_str(l->row->points, span) : (marsad_str){ 0 });
}

static marsad_str party_text(const struct line *l, const marsad_party *p)
{
    return marsad_points_str(l->row->points, p->span);
}

static marsad_str party_entity(const struct line *l, const marsad_party *p)
{
    (void)l;
    return p->entity;
}

static marsad_str party_country(const struct line *l, const marsad_party *p)
{
    (void)l;
    return p->country;
}

static marsad_str party_role(const struct line *l, const marsad_party *p)
{
    (void)l;
    return p->role;
}

/* text, entity, country, role of all actors or recipients; several in one field are separated by "; " */
static void field_parties(struct line *l, const marsad_party *at, size_t n)
{
    static marsad_str (*const PARTS[])(const struct line *, const marsad_party *) = { party_text, party_entity,
                                                                                      party_country, party_role };

    for (size_t k = 0; k < sizeof PARTS / sizeof *PARTS; k++) {
        marsad_buf joined = { 0 };
        bool ok = true;

        for (size_t i = 0; ok && i < n; i++)
            ok = (i == 0 || marsad_buf_add(&joined, MARSAD_LIT("; "))) && marsad_buf_add(&joined, PARTS[k](l, &at[i]));
        field(l, marsad_buf_str(&joined));
        marsad_buf_release(&joined);
    }
}

static void field_place(struct line *l, const marsad_event *e)
{
    static const marsad_place NOWHERE = { .located = false };
    const marsad_place *p = e->has_place && e->place ? e->place : &NOWHERE;

    field_span(l, e->has_place, e->place_span);
    field(l, p->id);
    field(l, p->name);
    field(l, p->country);
    field(l, p->admin1);
    field_number(l, p->located, p->lat);
    field_number(l, p->located, p->lon);
    field(l, p->precision);
}

static void field_count(struct line *l, const marsad_count *c)
{
    field_number(l, c->known && c->has_min, c->min);
    field_number(l, c->known && c->has_max, c->max);
}

/* What is counted; 1: a running total, 0: of this event. */
static void field_counted(struct line *l, const marsad_count *c)
{
    field(l, c->known ? c->of : (marsad_str){ 0 });
    field_number(l, c->known, c->cumulative);
}

static void field_codes(struct line *l, const marsad_codes *c)
{
    field(l, c->cameo);
    field(l, c->acled_event);
    field(l, c->acled_sub_event);
    field_number(l, c->quad > 0, c->quad);
    field_number(l, c->has_intensity, c->intensity);
}

/* The name of the report, and what people said of it. */
static void field_review(struct line *l)
{
    static const marsad_reviewed NOBODY = { .state = { NULL, 0 } };
    const marsad_reviewed *r = l->row->event->review ? l->row->event->review : &NOBODY;
    marsad_report_name name = marsad_report_name_of(l->row->article->digest, (int64_t)l->row->number);
    marsad_buf joined = { 0 };

    for (size_t i = 0; i < r->fields.n; i++)
        if (!(i == 0 || marsad_buf_add(&joined, MARSAD_LIT("; "))) || !marsad_buf_add(&joined, r->fields.at[i]))
            l->o->error = ENOMEM;
    field_text(l, name.text);
    field(l, r->state);
    field(l, marsad_buf_str(&joined));
    field(l, r->by);
    field(l, r->at);
    marsad_buf_release(&joined);
}

void csv_header(struct output *o)
{
    out_text(o, "id,document,article,published,day,day_end,day_is,type,mode,factuality,confidence,trigger,"
                "actors,actor_entities,actor_countries,actor_roles,"
                "recipients,recipient_entities,recipient_countries,recipient_roles,"
                "place,place_id,place_name,country,admin1,lat,lon,precision,time,time_value,"
                "killed_min,killed_max,injured_min,injured_max,captured_min,captured_max,displaced_min,displaced_max,"
                "participants_min,participants_max,gains,loses,territory,said_by,sentence,source,title,url,"
                "control_status,control_claim,said_by_kind,said_verb,stance,via,factuality_cue,"
                "radius_km,time_precision,time_rule,killed_of,killed_cumulative,injured_of,injured_cumulative,"
                "captured_of,captured_cumulative,displaced_of,displaced_cumulative,"
                "participants_of,participants_cumulative,"
                "cameo,acled_event,acled_sub_event,quad,intensity,"
                "report,review,corrected,reviewer,reviewed\r\n");
}

void csv_event(struct output *o, const marsad_event_row *row)
{
    struct line l = { .o = o, .row = row, .first = true };
    const marsad_event *e = row->event;
    const marsad_article *a = row->article;

    field_number(&l, true, (double)row->id);
    field(&l, a->document);
    field_number(&l, true, a->number);
    field_text(&l, a->published);
    field_text(&l, row->day);
    field_text(&l, row->day_end);
    field_text(&l, row->day_is);
    field(&l, e->type);
    field(&l, e->mode);
    field_text(&l, marsad_factuality_name(e->factuality));
    field_number(&l, true, e->confidence);
    field_span(&l, true, e->trigger);
    field_parties(&l, e->actors, e->n_actors);
    field_parties(&l, e->recipients, e->n_recipients);
    field_place(&l, e);
    field_span(&l, e->time != NULL, e->time ? e->time->span : (marsad_span){ 0 });
    field_text(&l, e->time ? e->time->value : "");
    field_count(&l, &e->killed);
    field_count(&l, &e->injured);
    field_count(&l, &e->captured);
    field_count(&l, &e->displaced);
    field_count(&l, &e->participants);
    field_span(&l, e->has_gains, e->gains);
    field_span(&l, e->has_loses, e->loses);
    field_span(&l, e->has_territory, e->territory);
    field_span(&l, e->has_source, e->source.span);
    field_span(&l, row->sentence.start < row->sentence.end, row->sentence);
    field(&l, a->source);
    field(&l, a->title);
    field(&l, a->url);
    field(&l, e->control_status);
    field(&l, e->control_claim);
    field(&l, e->source.kind);
    field(&l, e->source.verb);
    field(&l, e->source.stance);
    field_span(&l, e->source.via.start < e->source.via.end, e->source.via);
    field_span(&l, e->cue.start < e->cue.end, e->cue);
    field_number(&l, e->has_place && e->place && e->place->radius_km > 0, e->place ? e->place->radius_km : 0);
    field_text(&l, e->time ? marsad_time_precision(e->time) : "");
    field_text(&l, e->time ? e->time->rule : "");
    field_counted(&l, &e->killed);
    field_counted(&l, &e->injured);
    field_counted(&l, &e->captured);
    field_counted(&l, &e->displaced);
    field_counted(&l, &e->participants);
    field_codes(&l, &e->codes);
    field_review(&l);
    out_text(o, "\r\n");
}

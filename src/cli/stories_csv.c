/*
 * stories_csv.c - stories as CSV (RFC 4180), a line a story: merged values, numbers with low and high.
 */
#include "cli/stories.h"

struct line {
    struct output *o;
    const marsad_story *s;
    const marsad_merged *m;
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

static void field_place(struct line *l)
{
    static const marsad_place NOWHERE = { .located = false };
    const marsad_event_row *row = story_row(l->s, l->m, MARSAD_MERGE_PLACE);
    const marsad_place *p = row && row->event->place ? row->event->place : &NOWHERE;

    field(l, row ? marsad_points_str(row->points, row->event->place_span) : (marsad_str){ 0 });
    field(l, p->id);
    field(l, p->name);
    field(l, p->country);
    field(l, p->admin1);
    field_number(l, p->located, p->lat);
    field_number(l, p->located, p->lon);
    field(l, p->precision);
}

/* Names, then entities: one cell each, several separated by "; ". */
static void field_parties(struct line *l, marsad_merge_field which)
{
    const marsad_event_row *row = story_row(l->s, l->m, which);
    bool actors = which == MARSAD_MERGE_ACTORS;
    const marsad_party *at = !row ? NULL : actors ? row->event->actors : row->event->recipients;
    size_t n = !row ? 0 : actors ? row->event->n_actors : row->event->n_recipients;

    for (int entities = 0; entities < 2; entities++) {
        marsad_buf cell = { 0 };
        bool ok = true;

        for (size_t i = 0; i < n && ok; i++)
            ok = (i == 0 || marsad_buf_add(&cell, MARSAD_LIT("; "))) &&
                 marsad_buf_add(&cell, entities ? at[i].entity : marsad_points_str(row->points, at[i].span));
        field(l, marsad_buf_str(&cell));
        marsad_buf_release(&cell);
    }
}

static void field_people(struct line *l, const marsad_merged_field *f)
{
    field_number(l, f->known, f->low);
    field_number(l, f->known, f->best);
    field_number(l, f->known, f->high);
    field_text(l, f->known ? marsad_rule_name(f->rule) : "");
    field_number(l, f->known, (double)f->sources);
    field_number(l, f->known, f->disagreement);
}

static void field_words(struct line *l, marsad_merge_field which)
{
    const marsad_event_row *row = story_row(l->s, l->m, which);
    const marsad_event *e = row ? row->event : NULL;
    marsad_span span = !e                            ? (marsad_span){ 0 }
                       : which == MARSAD_MERGE_GAINS ? e->gains
                       : which == MARSAD_MERGE_LOSES ? e->loses
                                                     : e->territory;

    field(l, row ? marsad_points_str(row->points, span) : (marsad_str){ 0 });
}

/* The sentence of the dead where there are any, else that of the type. */
static void field_evidence(struct line *l)
{
    const marsad_event_row *row = story_row(l->s, l->m, MARSAD_MERGE_KILLED);

    if (!row)
        row = story_row(l->s, l->m, MARSAD_MERGE_TYPE);
    field(l, row ? row->article->document : (marsad_str){ 0 });
    field(l, row && row->sentence.start < row->sentence.end ? marsad_points_str(row->points, row->sentence)
                                                            : (marsad_str){ 0 });
}

void csv_story_header(struct output *o)
{
    out_text(o, "story,thread,day,day_end,day_is,type,mode,factuality,"
                "place,place_id,place_name,country,admin1,lat,lon,precision,"
                "actors,actor_entities,recipients,recipient_entities");
    for (int f = MARSAD_MERGE_KILLED; f <= MARSAD_MERGE_PARTICIPANTS; f++) {
        const char *name = marsad_merge_field_name((marsad_merge_field)f);

        out_fmt(o, ",%s_low,%s_best,%s_high,%s_rule,%s_sources,%s_disagreement", name, name, name, name, name, name);
    }
    out_text(o, ",gains,loses,territory,control_status,control_claim,reports,articles,sources");
    for (int k = 0; k <= MARSAD_POSSIBLE; k++)
        out_fmt(o, ",%s", marsad_factuality_name((marsad_factuality)k));
    out_text(o, ",document,sentence\r\n");
}

void csv_story(struct output *o, const marsad_story *s, const marsad_merged *m)
{
    struct line l = { .o = o, .s = s, .m = m, .first = true };
    const marsad_event_row *day = story_row(s, m, MARSAD_MERGE_DAY), *type = story_row(s, m, MARSAD_MERGE_TYPE);
    const marsad_event_row *mode = story_row(s, m, MARSAD_MERGE_MODE), *fact = story_row(s, m, MARSAD_MERGE_FACTUALITY);
    const marsad_event_row *status = story_row(s, m, MARSAD_MERGE_CONTROL_STATUS);
    const marsad_event_row *claim = story_row(s, m, MARSAD_MERGE_CONTROL_CLAIM);

    field_text(&l, marsad_story_name_of(s->id).text);
    field_text(&l, s->thread ? thread_name_of(s->thread).text : "");
    field_text(&l, day ? day->day : "");
    field_text(&l, day ? day->day_end : "");
    field_text(&l, day ? day->day_is : "");
    field(&l, type ? type->event->type : (marsad_str){ 0 });
    field(&l, mode ? mode->event->mode : (marsad_str){ 0 });
    field_text(&l, fact ? marsad_factuality_name(fact->event->factuality) : "");
    field_place(&l);
    field_parties(&l, MARSAD_MERGE_ACTORS);
    field_parties(&l, MARSAD_MERGE_RECIPIENTS);
    for (int f = MARSAD_MERGE_KILLED; f <= MARSAD_MERGE_PARTICIPANTS; f++)
        field_people(&l, &m->fields[f]);
    field_words(&l, MARSAD_MERGE_GAINS);
    field_words(&l, MARSAD_MERGE_LOSES);
    field_words(&l, MARSAD_MERGE_TERRITORY);
    field(&l, status ? status->event->control_status : (marsad_str){ 0 });
    field(&l, claim ? claim->event->control_claim : (marsad_str){ 0 });
    field_number(&l, true, (double)s->n);
    field_number(&l, true, (double)s->articles);
    field_number(&l, true, (double)m->n_voices);
    for (int k = 0; k <= MARSAD_POSSIBLE; k++)
        field_number(&l, true, (double)m->factuality[k]);
    field_evidence(&l);
    out_text(o, "\r\n");
}

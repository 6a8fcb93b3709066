/*
 * stories_json.c - a story as one JSON object: the merged fields, then the reports whole.
 */
#include <errno.h>

#include "cli/event_json.h"
#include "cli/stories.h"

static void write_day(struct jw *j, const marsad_event_row *row)
{
    jw_open(j, '{');
    json_text(j, "from", row->day);
    json_text(j, "to", row->day_end);
    json_text(j, "is", row->day_is);
    jw_close(j, '}');
}

static void write_value(struct jw *j, const marsad_event_row *row, marsad_merge_field field)
{
    const marsad_event *e = row->event;

    switch (field) {
    case MARSAD_MERGE_TYPE:
        jw_member(j, "value", e->type);
        return;
    case MARSAD_MERGE_MODE:
        jw_member(j, "value", e->mode);
        return;
    case MARSAD_MERGE_DAY:
        jw_key(j, "value");
        write_day(j, row);
        return;
    case MARSAD_MERGE_PLACE:
        jw_event_place(j, "value", row->points, e);
        return;
    case MARSAD_MERGE_ACTORS:
        jw_parties(j, "value", row->points, e->actors, e->n_actors);
        return;
    case MARSAD_MERGE_RECIPIENTS:
        jw_parties(j, "value", row->points, e->recipients, e->n_recipients);
        return;
    case MARSAD_MERGE_FACTUALITY:
        json_text(j, "value", marsad_factuality_name(e->factuality));
        return;
    case MARSAD_MERGE_GAINS:
        json_span(j, "value", row->points, e->gains);
        return;
    case MARSAD_MERGE_LOSES:
        json_span(j, "value", row->points, e->loses);
        return;
    case MARSAD_MERGE_TERRITORY:
        json_span(j, "value", row->points, e->territory);
        return;
    case MARSAD_MERGE_CONTROL_STATUS:
        jw_member(j, "value", e->control_status);
        return;
    default:
        jw_member(j, "value", e->control_claim);
    }
}

static void write_number(struct jw *j, const marsad_merged_field *f)
{
    json_number(j, "low", f->low);
    json_number(j, "best", f->best);
    json_number(j, "high", f->high);
    jw_key(j, "or_more");
    jw_bool(j, f->or_more);
    jw_key(j, "approximate");
    jw_bool(j, f->approximate);
}

/* null: nobody says anything on it. */
static void write_field(struct jw *j, const marsad_story *s, const marsad_merged *m, marsad_merge_field field)
{
    const marsad_merged_field *f = &m->fields[field];
    const marsad_event_row *row = story_row(s, m, field);

    jw_key(j, marsad_merge_field_name(field));
    if (!row && f->left_out == 0) {
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    if (row && marsad_merge_is_number(field))
        write_number(j, f);
    else if (row)
        write_value(j, row, field);
    if (row) {
        json_text(j, "rule", marsad_rule_name(f->rule));
        json_text(j, "basis", marsad_merge_basis_name(f->basis));
        json_number(j, "report", (double)f->report);
    }
    json_number(j, "reports", (double)f->reports);
    json_number(j, "left_out", (double)f->left_out);
    json_number(j, "sources", (double)f->sources);
    json_number(j, "agreeing", (double)f->agreeing);
    json_number(j, "said", (double)f->said);
    json_number(j, "disagreement", f->disagreement);
    if (row)
        json_span(j, "evidence", row->points, row->sentence);
    jw_close(j, '}');
}

static void write_factualities(struct jw *j, const marsad_merged *m)
{
    jw_key(j, "factualities");
    jw_open(j, '{');
    for (int k = 0; k <= MARSAD_POSSIBLE; k++)
        json_number(j, marsad_factuality_name((marsad_factuality)k), (double)m->factuality[k]);
    jw_close(j, '}');
}

static void write_reports(struct jw *j, const marsad_story *s, const marsad_merged *m)
{
    jw_key(j, "reports");
    jw_open(j, '[');
    for (size_t i = 0; i < s->n; i++) {
        jw_open(j, '{');
        json_number(j, "voice", (double)m->voices[i]);
        jw_member(j, "agency", s->reports[i].article->agency);
        json_row(j, &s->reports[i]);
        jw_close(j, '}');
    }
    jw_close(j, ']');
}

void json_story(struct output *o, const marsad_story *s, const marsad_merged *m)
{
    struct jw j = jw_to(&o->buf);

    jw_open(&j, '{');
    json_text(&j, "story", marsad_story_name_of(s->id).text);
    json_text(&j, "thread", s->thread ? thread_name_of(s->thread).text : NULL);
    json_text(&j, "day", s->day);
    json_text(&j, "day_end", s->day_end);
    json_number(&j, "articles", (double)s->articles);
    json_number(&j, "sources", (double)m->n_voices);
    write_factualities(&j, m);
    jw_key(&j, "fields");
    jw_open(&j, '{');
    for (int f = 0; f < MARSAD_MERGE_COUNT; f++)
        write_field(&j, s, m, (marsad_merge_field)f);
    jw_close(&j, '}');
    write_reports(&j, s, m);
    jw_close(&j, '}');
    out_text(o, "\n");
    if (j.failed)
        o->error = ENOMEM;
}

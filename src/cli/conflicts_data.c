/*
 * conflicts_data.c - one conflict for programs: JSON and CSV (docs/conflicts.md describes the fields).
 */
#include "cli/conflicts.h"
#include "record/writer.h"

#include <errno.h>

/* ---- JSON ---- */

static void member_text(struct jw *j, const char *key, const char *z)
{
    jw_key(j, key);
    jw_text(j, z);
}

static void member_number(struct jw *j, const char *key, double x)
{
    jw_key(j, key);
    jw_number(j, x);
}

static void member_span(struct jw *j, const char *key, const marsad_points *points, marsad_span span)
{
    jw_key(j, key);
    if (span.start >= span.end) {
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    jw_span(j, points, span);
    jw_close(j, '}');
}

static void write_report(struct jw *j, const marsad_conflict *c, const marsad_event_row *row)
{
    const marsad_article *a = row->article;
    const marsad_event *e = row->event;

    jw_open(j, '{');
    jw_member(j, "document", a->document);
    member_number(j, "article", a->number);
    member_number(j, "event", (double)row->number);
    jw_member(j, "url", a->url);
    jw_member(j, "outlet", a->source);
    jw_member(j, "agency", a->agency);
    jw_member(j, "title", a->title);
    member_text(j, "published", a->published);
    member_text(j, "day", row->day);
    member_text(j, "day_end", row->day_end);
    member_text(j, "day_is", row->day_is);
    member_text(j, "factuality", marsad_factuality_name(e->factuality));
    member_span(j, "speaker", row->points, e->has_source ? e->source.span : (marsad_span){ 0 });
    jw_member(j, "speaker_kind", e->source.kind);
    jw_member(j, "stance", e->source.stance);
    member_span(j, "via", row->points, e->source.via);
    member_number(j, "confidence", e->confidence);
    member_span(j, "words", row->points, marsad_conflict_words(c->kind, row));
    member_span(j, "evidence", row->points, row->sentence);
    jw_close(j, '}');
}

static void write_side(struct jw *j, const struct shown_conflict *c, size_t side)
{
    const marsad_conflict_side *s = &c->conflict->sides[side];

    jw_open(j, '{');
    jw_member(j, "value", s->value);
    jw_member(j, "label", conflict_label(c, side));
    member_number(j, "sources", (double)s->sources);
    member_number(j, "outlets", (double)s->outlets);
    jw_key(j, "reports");
    jw_open(j, '[');
    for (size_t i = 0; i < s->n; i++)
        write_report(j, c->conflict, &c->story->reports[s->reports[i]]);
    jw_close(j, ']');
    jw_close(j, '}');
}

void conflict_json(struct output *o, const struct shown_conflict *c)
{
    const marsad_conflict *x = c->conflict;
    struct jw j = jw_to(&o->buf);

    jw_open(&j, '{');
    member_text(&j, "kind", marsad_conflict_kind_name(x->kind));
    member_text(&j, "status", conflict_status(x));
    member_number(&j, "score", x->score);
    jw_key(&j, "factors");
    jw_open(&j, '{');
    member_number(&j, "kind", x->kind_weight);
    member_number(&j, "type", x->type_weight);
    member_number(&j, "difference", x->difference);
    member_number(&j, "support", x->support);
    member_number(&j, "confidence", x->confidence);
    jw_close(&j, '}');
    member_text(&j, "story", marsad_story_name_of(c->story->id).text);
    member_text(&j, "day", c->story->day);
    member_text(&j, "day_end", c->story->day_end);
    jw_member(&j, "type", c->story->reports[x->sides[0].reports[0]].event->type);
    jw_member(&j, "of", x->of);
    jw_key(&j, "sides");
    jw_open(&j, '[');
    write_side(&j, c, 0);
    write_side(&j, c, 1);
    jw_close(&j, ']');
    jw_close(&j, '}');
    out_text(o, "\n");
    if (j.failed)
        o->error = ENOMEM;
}

/* ---- CSV ---- */

static void cell(struct output *o, marsad_str s)
{
    bool first = false; /* a number stands before all of them */

    csv_text(o, &first, s);
}

static void cell_text(struct output *o, const char *z)
{
    cell(o, marsad_str_of(z));
}

static void cell_span(struct output *o, const marsad_points *points, marsad_span span)
{
    cell(o, span.start < span.end ? marsad_points_str(points, span) : (marsad_str){ NULL, 0 });
}

void conflict_csv_header(struct output *o)
{
    out_text(o, "conflict,kind,status,score,story,type,of,side,value,label,sources,outlets,"
                "document,article,event,url,outlet,agency,title,published,day,day_end,day_is,factuality,"
                "speaker,speaker_kind,stance,via,confidence,words,sentence\r\n");
}

static void csv_report(struct output *o, const struct shown_conflict *c, size_t side, const marsad_event_row *row)
{
    const marsad_conflict *x = c->conflict;
    const marsad_article *a = row->article;
    const marsad_event *e = row->event;

    out_fmt(o, "%lld,%s,%s,%.9g,%s", (long long)c->rank, marsad_conflict_kind_name(x->kind), conflict_status(x),
            x->score, marsad_story_name_of(c->story->id).text);
    cell(o, e->type);
    cell(o, x->of);
    cell_text(o, side == 0 ? "A" : "B");
    cell(o, x->sides[side].value);
    cell(o, conflict_label(c, side));
    out_fmt(o, ",%zu,%zu", x->sides[side].sources, x->sides[side].outlets);
    cell(o, a->document);
    out_fmt(o, ",%u,%zu", a->number, row->number);
    cell(o, a->url);
    cell(o, a->source);
    cell(o, a->agency);
    cell(o, a->title);
    cell_text(o, a->published);
    cell_text(o, row->day);
    cell_text(o, row->day_end);
    cell_text(o, row->day_is);
    cell_text(o, marsad_factuality_name(e->factuality));
    cell_span(o, row->points, e->has_source ? e->source.span : (marsad_span){ 0 });
    cell(o, e->source.kind);
    cell(o, e->source.stance);
    cell_span(o, row->points, e->source.via);
    out_fmt(o, ",%.9g", e->confidence);
    cell_span(o, row->points, marsad_conflict_words(x->kind, row));
    cell_span(o, row->points, row->sentence);
    out_text(o, "\r\n");
}

void conflict_csv(struct output *o, const struct shown_conflict *c)
{
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < c->conflict->sides[side].n; i++)
            csv_report(o, c, side, &c->story->reports[c->conflict->sides[side].reports[i]]);
}

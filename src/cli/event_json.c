/*
 * event_json.c - an event as JSON, with its article and the sentence that says so.
 */
#include "cli/event_json.h"
#include "marsad/review.h"

void json_text(struct jw *j, const char *key, const char *z)
{
    jw_key(j, key);
    jw_text(j, z);
}

void json_number(struct jw *j, const char *key, double x)
{
    jw_key(j, key);
    jw_number(j, x);
}

void json_span(struct jw *j, const char *key, const marsad_points *p, marsad_span span)
{
    jw_key(j, key);
    if (span.start >= span.end) {
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    jw_span(j, p, span);
    jw_close(j, '}');
}

void json_row(struct jw *j, const marsad_event_row *row)
{
    const marsad_article *a = row->article;

    jw_member(j, "document", a->document);
    json_number(j, "article", a->number);
    jw_member(j, "url", a->url);
    jw_member(j, "outlet", a->source);
    jw_member(j, "title", a->title);
    json_text(j, "published", a->published);
    json_text(j, "day", row->day);
    json_text(j, "day_end", row->day_end);
    json_text(j, "day_is", row->day_is);
    jw_event(j, row->points, row->event, row->number);
    json_span(j, "evidence", row->points, row->sentence);
    jw_versions(j, row->program, row->dictionary);
    jw_origin(j, &a->capture, row->group);
    jw_key(j, "report");
    jw_text(j, marsad_report_name_of(a->digest, (int64_t)row->number).text);
}

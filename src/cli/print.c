/*
 * print.c - articles and events for people.
 *
 *     2021-03-04  event      ASSAULT/explosives      Baqubah, IQ  … → …  killed 15, injured 38  asserted  DOCUMENT
 * REPORT the sentence that says so
 *
 * Fields are separated by two spaces. A left-to-right mark stands on both sides of the arrow, so that terminals which
 * turn Arabic runs around keep the actor before the recipient.
 */
#include "cli/cli.h"
#include "marsad/review.h"

void print_count(struct output *o, uint64_t n)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);

    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            out_text(o, ",");
        out_str(o, (marsad_str){ digits + i, 1 });
    }
}

void print_article(struct output *o, const marsad_article *a)
{
    const marsad_str parts[] = { a->source, marsad_str_of(a->published), a->agency, a->author, a->document };
    bool first = true;

    out_safe(o, a->title.len > 0 ? a->title : MARSAD_LIT("(no title)"));
    out_text(o, "\n  ");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].len == 0)
            continue;
        out_text(o, first ? "" : " | ");
        out_safe(o, parts[i]);
        first = false;
    }
    if (a->number > 1)
        out_fmt(o, " (article %u)", a->number);
    out_text(o, "\n");
}

/* ---- events ---- */

marsad_event_row record_row(const marsad_record *r, size_t i)
{
    const marsad_event *e = &r->events.events[i];
    marsad_event_row row = { .number = i,
                             .article = &r->article,
                             .points = &r->points,
                             .event = e,
                             .day_is = "",
                             .program = r->program,
                             .dictionary = r->dictionary,
                             .group = r->group };
    const char *day = e->time ? e->time->from : marsad_event_is_past(e) ? "" : r->article.published;

    if (e->sentence < r->text.n_sentences) {
        row.sentence.start = r->text.sentences[e->sentence].start;
        row.sentence.end = r->text.sentences[e->sentence].end;
    }
    memcpy(row.day, day, sizeof row.day);
    memcpy(row.day_end, e->time && e->time->to[0] ? e->time->to : day, sizeof row.day_end);
    if (day[0])
        row.day_is = e->time ? "event" : "published";
    else
        row.day_end[0] = 0;
    return row;
}

void print_parties(struct output *o, const marsad_points *p, const marsad_party *at, size_t n)
{
    if (n == 0)
        out_text(o, "?");
    for (size_t i = 0; i < n; i++) {
        out_text(o, i > 0 ? "; " : "");
        out_safe(o, marsad_points_str(p, at[i].span));
    }
}

/* "killed 7", "killed 7-9", "killed 7+", "killed up to 9" */
static bool print_killed(struct output *o, const char *what, const marsad_count *c, bool first)
{
    if (!c->known || (!c->has_min && !c->has_max))
        return first;
    out_fmt(o, "%s%s ", first ? "  " : ", ", what);
    if (!c->has_min)
        out_fmt(o, "up to %.10g", c->max);
    else if (!c->has_max)
        out_fmt(o, "%.10g+", c->min);
    else if (c->min < c->max)
        out_fmt(o, "%.10g-%.10g", c->min, c->max);
    else
        out_fmt(o, "%.10g", c->min);
    return false;
}

static void print_day(struct output *o, const marsad_event_row *row)
{
    bool span = strcmp(row->day, row->day_end) != 0;
    char day[32];

    snprintf(day, sizeof day, "%s%s%s", row->day[0] ? row->day : "?", span ? ".." : "", span ? row->day_end : "");
    out_fmt(o, "%-10s  %-9s  ", day, row->day_is);
}

void print_type(struct output *o, const marsad_event *e)
{
    char type[64], padded[80];

    snprintf(type, sizeof type, "%.*s%s%.*s", MARSAD_STR_ARG(e->type), e->mode.len > 0 ? "/" : "",
             MARSAD_STR_ARG(e->mode));
    snprintf(padded, sizeof padded, "%-22s  ", type);
    out_safe(o, marsad_str_of(padded));
}

void print_place(struct output *o, const marsad_event_row *row)
{
    const marsad_place *place = row->event->place;

    if (!row->event->has_place) {
        out_text(o, "?");
        return;
    }
    out_safe(o, place && place->name.len > 0 ? place->name : marsad_points_str(row->points, row->event->place_span));
    if (place && place->country.len > 0) {
        out_text(o, ", ");
        out_safe(o, place->country);
    }
}

/* A sentence on one line. */
void print_sentence(struct output *o, marsad_str sentence)
{
    marsad_str line;

    out_text(o, "    ");
    for (bool first = true; marsad_str_next(&sentence, '\n', &line); first = false) {
        out_text(o, first ? "" : " ");
        out_safe(o, line);
    }
    out_text(o, "\n");
}

void print_review(struct output *o, const marsad_event *e)
{
    const marsad_reviewed *r = e->review;

    if (!r)
        return;
    out_safe(o, r->state);
    out_text(o, " by ");
    out_safe(o, r->by);
    for (size_t i = 0; i < r->fields.n; i++) {
        out_text(o, i ? ", " : " (");
        out_safe(o, r->fields.at[i]);
    }
    out_text(o, r->fields.n ? ")" : "");
}

void print_event(struct output *o, const marsad_event_row *row, marsad_str document)
{
    const marsad_event *e = row->event;
    bool none;

    print_day(o, row);
    print_type(o, e);
    print_place(o, row);
    out_text(o, "  ");
    print_parties(o, row->points, e->actors, e->n_actors);
    out_text(o, PRINT_ARROW);
    print_parties(o, row->points, e->recipients, e->n_recipients);
    none = print_killed(o, "killed", &e->killed, true);
    none = print_killed(o, "injured", &e->injured, none);
    none = print_killed(o, "captured", &e->captured, none);
    none = print_killed(o, "displaced", &e->displaced, none);
    print_killed(o, "participants", &e->participants, none);
    out_fmt(o, "  %s", marsad_factuality_name(e->factuality));
    if (e->has_source) {
        out_text(o, " by ");
        out_safe(o, marsad_points_str(row->points, e->source.span));
    }
    if (document.ptr) {
        out_text(o, "  ");
        out_safe(o, document);
        out_fmt(o, "  %s", marsad_report_name_of(row->article->digest, (int64_t)row->number).text);
        out_text(o, e->review ? "  " : "");
        print_review(o, e);
    }
    out_text(o, "\n");
    print_sentence(o, row->sentence.start < row->sentence.end ? marsad_points_str(row->points, row->sentence)
                                                              : marsad_points_str(row->points, e->trigger));
}

/*
 * mentions.c - the column layout of the mentions table of GDELT 2.0: a row for each report of an event.
 */
#include "export/layout.h"

static void write_none(struct line *l)
{
    cells_z(&l->cells, "");
}

static void write_event(struct line *l)
{
    cells_z(&l->cells, l->u->id);
}

/* "20150720000000": a day as GDELT writes a moment; it is midnight because the hour is not known. */
static void write_moment(struct line *l, const char *day)
{
    cells_text(&l->cells,
               day[0] ? marsad_arena_fmt(l->arena, "%.4s%.2s%.2s000000", day, day + 5, day + 8) : MARSAD_LIT(""));
}

static void write_event_time(struct line *l)
{
    write_moment(l, l->u->when->day);
}

static void write_mention_time(struct line *l)
{
    write_moment(l, l->u->lead->article->published);
}

/* 1: on the web, 2: a citation */
static void write_kind(struct line *l)
{
    cells_number(&l->cells, true, l->u->lead->article->url.len > 0 ? 1 : 2);
}

static void write_outlet(struct line *l)
{
    cells_text(&l->cells, l->u->lead->article->source);
}

static void write_identifier(struct line *l)
{
    const marsad_article *a = l->u->lead->article;

    cells_text(&l->cells, a->url.len > 0 ? a->url : a->document);
}

/* GDELT counts sentences from 1. */
static void write_sentence(struct line *l)
{
    cells_number(&l->cells, true, (double)l->u->lead->event->sentence + 1);
}

/* Code points from the beginning of the text; -1: there is none. */
static void write_offset(struct line *l, bool has, uint32_t byte)
{
    cells_number(&l->cells, true, has ? (double)marsad_points_of(l->u->lead->points, byte) : -1);
}

static void write_actor1(struct line *l)
{
    const marsad_event *e = l->u->lead->event;

    write_offset(l, e->n_actors > 0, e->n_actors > 0 ? e->actors[0].span.start : 0);
}

static void write_actor2(struct line *l)
{
    const marsad_event *e = l->u->lead->event;

    write_offset(l, e->n_recipients > 0, e->n_recipients > 0 ? e->recipients[0].span.start : 0);
}

static void write_action(struct line *l)
{
    write_offset(l, true, l->u->lead->event->trigger.start);
}

static void write_raw(struct line *l)
{
    cells_number(&l->cells, true, 1);
}

static void write_confidence(struct line *l)
{
    cells_number(&l->cells, true, (double)(int)(l->u->lead->event->confidence * 100 + 0.5));
}

static void write_length(struct line *l)
{
    cells_number(&l->cells, true, l->u->lead->points->total);
}

static const struct column COLUMNS[] = {
    { "GlobalEventID", write_event },
    { "EventTimeDate", write_event_time },
    { "MentionTimeDate", write_mention_time },
    { "MentionType", write_kind },
    { "MentionSourceName", write_outlet },
    { "MentionIdentifier", write_identifier },
    { "SentenceID", write_sentence },
    { "Actor1CharOffset", write_actor1 },
    { "Actor2CharOffset", write_actor2 },
    { "ActionCharOffset", write_action },
    { "InRawText", write_raw },
    { "Confidence", write_confidence },
    { "MentionDocLen", write_length },
    { "MentionDocTone", write_none },
    { "MentionDocTranslationInfo", write_none },
    { "Extras", write_none },
};

const struct layout LAYOUT_MENTIONS = { COLUMNS, sizeof COLUMNS / sizeof *COLUMNS, NULL, true };

/*
 * stories.c - stories built by hand, report by report.
 */
#include "../testing.h"

#include "stories.h"

/* Real places: a town, one next to it, its province, its country, and a town far away. */
static const marsad_place PLACES[] = {
    { .id = { "t:baquba", 8 },
      .country = { "IQ", 2 },
      .admin1 = { "Diyala", 6 },
      .lat = 33.75,
      .lon = 44.64,
      .located = true,
      .precision = { "settlement", 10 } },
    { .id = { "t:khalis", 8 },
      .country = { "IQ", 2 },
      .admin1 = { "Diyala", 6 },
      .lat = 33.81,
      .lon = 44.53,
      .located = true,
      .precision = { "settlement", 10 } },
    { .id = { "t:diyala", 8 },
      .country = { "IQ", 2 },
      .admin1 = { "Diyala", 6 },
      .lat = 34.0,
      .lon = 45.0,
      .located = true,
      .precision = { "governorate", 11 } },
    { .id = { "t:iraq", 6 },
      .country = { "IQ", 2 },
      .lat = 33.0,
      .lon = 44.0,
      .located = true,
      .precision = { "country", 7 } },
    { .id = { "t:basra", 7 },
      .country = { "IQ", 2 },
      .admin1 = { "Basra", 5 },
      .lat = 30.5,
      .lon = 47.78,
      .located = true,
      .precision = { "settlement", 10 } },
};

static const marsad_place *place_of(const char *name)
{
    for (size_t i = 0; name && i < COUNT(PLACES); i++)
        if (strcmp(PLACES[i].id.ptr + 2, name) == 0)
            return &PLACES[i];
    return NULL;
}

static marsad_count count_of(const char *text)
{
    marsad_count c = { .known = true, .has_min = true, .has_max = true };
    char *end;

    if (!text)
        return (marsad_count){ .known = false };
    c.cumulative = *text == '#';
    c.approximate = *text == '~';
    text += c.cumulative || c.approximate;
    c.min = c.max = strtod(text, &end);
    if (*end == '-')
        c.max = strtod(end + 1, &end);
    else if (*end == '+')
        c.has_max = end++ == NULL;
    if (strncmp(end, " of ", 4) == 0)
        c.of = marsad_str_of(end + 4);
    return c;
}

static size_t add_party(const char *who, marsad_arena *arena, marsad_party **out)
{
    const char *blank;

    if (!who)
        return 0;
    *out = marsad_arena_array(arena, 1, sizeof **out);
    if (strchr(who, ':')) {
        (*out)->entity = marsad_str_of(who);
        (*out)->role = MARSAD_LIT("REB");
        (*out)->span = (marsad_span){ .start = 0, .end = 4 };
        return 1;
    }
    blank = strchr(who, ' ');
    (*out)->role = blank ? (marsad_str){ who, (size_t)(blank - who) } : marsad_str_of(who);
    (*out)->country = marsad_str_of(blank ? blank + 1 : NULL);
    return 1;
}

static void make_event(const struct report *r, marsad_arena *arena, marsad_event *e)
{
    marsad_time *t = marsad_arena_alloc(arena, sizeof *t);

    e->type = marsad_str_of(r->type ? r->type : "ASSAULT");
    e->mode = marsad_str_of(r->mode);
    e->killed = count_of(r->killed);
    e->injured = count_of(r->injured);
    e->displaced = count_of(r->displaced);
    e->captured = count_of(r->captured);
    e->place = place_of(r->place ? r->place : "baquba");
    e->has_place = e->place != NULL;
    e->n_actors = add_party(r->gains ? r->gains : r->actor, arena, &e->actors);
    e->n_recipients = add_party(r->recipient, arena, &e->recipients);
    e->has_gains = r->gains != NULL;
    e->gains = (marsad_span){ .start = 0, .end = 4 };
    e->has_loses = r->gains && r->recipient;
    e->loses = e->gains;
    e->control_status = marsad_str_of(r->gains ? "took" : NULL);
    e->factuality = r->factuality;
    e->confidence = 0.8;
    e->has_source = r->said_by != NULL;
    e->source.stance = marsad_str_of(r->stance ? r->stance : r->factuality == MARSAD_DENIED ? "denied" : "said");
    if (r->day) {
        snprintf(t->from, sizeof t->from, "%s", r->day);
        snprintf(t->to, sizeof t->to, "%s", r->day_end ? r->day_end : r->day);
        snprintf(t->value, sizeof t->value, "%s", r->day);
        t->rule = r->rule ? r->rule : "day-month";
        e->time = t;
    }
}

/* "SPEAKER SENTENCE" is the text; where they and the words of the number lie in it. */
static marsad_str make_text(const struct report *r, marsad_arena *arena, marsad_event *e, marsad_span *sentence)
{
    const char *speaker = r->said_by ? r->said_by : "", *told = r->sentence ? r->sentence : "";
    marsad_str text = marsad_arena_fmt(arena, "%s %s %s", speaker, told, r->cue ? r->cue : "");
    size_t words = r->words ? marsad_str_find(text, S(r->words), 0) : SIZE_MAX;

    e->source.span.end = (uint32_t)strlen(speaker);
    *sentence = (marsad_span){ .start = e->source.span.end + 1, .end = (uint32_t)text.len };
    if (r->cue)
        e->cue = (marsad_span){ .start = (uint32_t)(text.len - strlen(r->cue)), .end = (uint32_t)text.len };
    if (words != SIZE_MAX)
        e->killed.span = (marsad_span){ .start = (uint32_t)words, .end = (uint32_t)(words + strlen(r->words)) };
    return text;
}

static void make_row(const struct report *r, size_t number, marsad_arena *arena, marsad_event_row *row)
{
    marsad_article *a = marsad_arena_alloc(arena, sizeof *a);
    marsad_points *points = marsad_arena_alloc(arena, sizeof *points);
    marsad_event *e = marsad_arena_alloc(arena, sizeof *e);

    snprintf(a->digest, sizeof a->digest, "%s", r->text);
    snprintf(a->published, sizeof a->published, "%s", r->published ? r->published : "2021-03-05");
    a->document = marsad_str_of(r->text);
    a->source = marsad_str_of(r->outlet);
    a->agency = marsad_str_of(r->agency);
    make_event(r, arena, e);
    a->text = make_text(r, arena, e, &row->sentence);
    assert_true(marsad_points_init(points, a->text, arena));
    *row = (marsad_event_row){ .number = number,
                               .sentence = row->sentence,
                               .article = a,
                               .points = points,
                               .event = e,
                               .day_is = r->day ? "event" : "published",
                               .group = r->group };
    snprintf(row->day, sizeof row->day, "%s", r->day ? r->day : a->published);
    snprintf(row->day_end, sizeof row->day_end, "%s", r->day_end ? r->day_end : row->day);
}

marsad_story make_story(const struct report *reports, size_t n, marsad_arena *arena)
{
    marsad_event_row *rows = marsad_arena_array(arena, n + 1, sizeof *rows);

    for (size_t i = 0; i < n; i++)
        make_row(&reports[i], i, arena, &rows[i]);
    return (marsad_story){ .id = 1, .reports = rows, .n = n };
}

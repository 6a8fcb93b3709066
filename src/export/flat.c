/*
 * flat.c - our own flat table of events: everything that a report says, in columns.
 */
#include "export/layout.h"

#include "marsad/review.h"

static const marsad_event *event_of(const struct line *l)
{
    return l->u->lead->event;
}

static const marsad_time *time_of(const struct line *l)
{
    return l->u->when->event->time;
}

static const marsad_article *article_of(const struct line *l)
{
    return l->u->lead->article;
}

static void span(struct line *l, const marsad_event_row *row, bool has, marsad_span at)
{
    cells_text(&l->cells, has ? unit_words(row, at) : MARSAD_LIT(""));
}

/* ---- parties; several in one cell are separated by "; " ---- */

struct side {
    const marsad_event_row *row;
    const marsad_party *at;
    size_t n;
};

static struct side actors(const struct line *l)
{
    return (struct side){ l->u->who, l->u->who->event->actors, l->u->who->event->n_actors };
}

static struct side recipients(const struct line *l)
{
    return (struct side){ l->u->whom, l->u->whom->event->recipients, l->u->whom->event->n_recipients };
}

typedef marsad_str part_fn(const struct line *l, const struct side *s, const marsad_party *p);

static marsad_str text_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    (void)l;
    return unit_words(s->row, p->span);
}

static marsad_str entity_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    (void)l, (void)s;
    return p->entity;
}

static marsad_str country_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    (void)l, (void)s;
    return p->country;
}

static marsad_str role_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    (void)l, (void)s;
    return p->role;
}

static marsad_str label_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    marsad_str name = p->entity.len > 0 ? codes_actor(l->codes, p->entity) : MARSAD_LIT("");

    return name.len > 0 ? name : text_of(l, s, p);
}

static void write_parts(struct line *l, struct side s, part_fn *part)
{
    marsad_buf joined = { 0 };
    bool ok = true;

    for (size_t i = 0; ok && i < s.n; i++)
        ok = (i == 0 || marsad_buf_add(&joined, MARSAD_LIT("; "))) && marsad_buf_add(&joined, part(l, &s, &s.at[i]));
    l->cells.failed = l->cells.failed || !ok;
    cells_text(&l->cells, marsad_buf_str(&joined));
    marsad_buf_release(&joined);
}

static const marsad_place *place_of(const struct line *l)
{
    static const marsad_place NOWHERE = { .located = false };
    const marsad_place *p = unit_place(l->u);

    return p ? p : &NOWHERE;
}

/* "ASSAULT-aerial" */
static void label_mode(struct line *l)
{
    const marsad_event *e = event_of(l);
    marsad_str key = marsad_arena_fmt(l->arena, "%.*s-%.*s", MARSAD_STR_ARG(e->type), MARSAD_STR_ARG(e->mode));
    marsad_str label = codes_label(l->codes, "mode", key);

    cells_text(&l->cells, e->mode.len == 0 ? MARSAD_LIT("") : label.ptr == key.ptr ? e->mode : label);
}

/* ---- what people said of it ---- */

static const marsad_reviewed *review_of(const struct line *l)
{
    static const marsad_reviewed NOBODY = { .state = { NULL, 0 } };

    return event_of(l)->review ? event_of(l)->review : &NOBODY;
}

static marsad_report_name report_of(const struct line *l)
{
    return marsad_report_name_of(article_of(l)->digest, (int64_t)l->u->lead->number);
}

static void write_corrected(struct line *l)
{
    marsad_strs fields = review_of(l)->fields;
    marsad_buf joined = { 0 };

    for (size_t i = 0; i < fields.n; i++)
        if (!unit_list_add(&joined, 0, "; ", fields.at[i]))
            l->cells.failed = true;
    cells_text(&l->cells, marsad_buf_str(&joined));
    marsad_buf_release(&joined);
}

/* ---- columns ---- */

#define COLUMN(name, statement)                                                                                        \
    static void write_##name(struct line *l)                                                                           \
    {                                                                                                                  \
        statement;                                                                                                     \
    }
#define TEXT(name, value) COLUMN(name, cells_text(&l->cells, value))
#define WORDS(name, value) COLUMN(name, cells_z(&l->cells, value))
#define NUMBER(name, has, value) COLUMN(name, cells_number(&l->cells, has, value))
#define COUNT(name)                                                                                                    \
    NUMBER(name##_min, event_of(l)->name.known &&event_of(l)->name.has_min, event_of(l)->name.min)                     \
    NUMBER(name##_max, event_of(l)->name.known &&event_of(l)->name.has_max, event_of(l)->name.max)                     \
    TEXT(name##_of, event_of(l)->name.known ? event_of(l)->name.of : MARSAD_LIT(""))                                   \
    NUMBER(name##_cumulative, event_of(l)->name.known, event_of(l)->name.cumulative)

COUNT(killed)
COUNT(injured)
COUNT(captured)
COUNT(displaced)
COUNT(participants)
WORDS(id, l->u->id)
TEXT(document, article_of(l)->document)
NUMBER(article, true, article_of(l)->number)
WORDS(published, article_of(l)->published)
WORDS(day, l->u->when->day)
WORDS(day_end, l->u->when->day_end)
WORDS(day_is, l->u->when->day_is)
TEXT(type, event_of(l)->type)
TEXT(mode, event_of(l)->mode)
WORDS(factuality, marsad_factuality_name(event_of(l)->factuality))
NUMBER(confidence, true, event_of(l)->confidence)
COLUMN(trigger, span(l, l->u->lead, true, event_of(l)->trigger))
COLUMN(actors, write_parts(l, actors(l), text_of))
COLUMN(actor_entities, write_parts(l, actors(l), entity_of))
COLUMN(actor_countries, write_parts(l, actors(l), country_of))
COLUMN(actor_roles, write_parts(l, actors(l), role_of))
COLUMN(recipients, write_parts(l, recipients(l), text_of))
COLUMN(recipient_entities, write_parts(l, recipients(l), entity_of))
COLUMN(recipient_countries, write_parts(l, recipients(l), country_of))
COLUMN(recipient_roles, write_parts(l, recipients(l), role_of))
COLUMN(place, span(l, l->u->where, l->u->where->event->has_place, l->u->where->event->place_span))
TEXT(place_id, place_of(l)->id)
TEXT(place_name, place_of(l)->name)
TEXT(country, place_of(l)->country)
TEXT(admin1, place_of(l)->admin1)
NUMBER(lat, place_of(l)->located, place_of(l)->lat)
NUMBER(lon, place_of(l)->located, place_of(l)->lon)
TEXT(precision, place_of(l)->precision)
COLUMN(time, span(l, l->u->when, time_of(l) != NULL, time_of(l) ? time_of(l)->span : (marsad_span){ 0 }))
WORDS(time_value, time_of(l) ? time_of(l)->value : "")
COLUMN(gains, span(l, l->u->lead, event_of(l)->has_gains, event_of(l)->gains))
COLUMN(loses, span(l, l->u->lead, event_of(l)->has_loses, event_of(l)->loses))
COLUMN(territory, span(l, l->u->lead, event_of(l)->has_territory, event_of(l)->territory))
COLUMN(said_by, span(l, l->u->lead, event_of(l)->has_source, event_of(l)->source.span))
TEXT(sentence, unit_sentence(l->u->lead))
TEXT(source, article_of(l)->source)
TEXT(title, article_of(l)->title)
TEXT(url, article_of(l)->url)
TEXT(control_status, event_of(l)->control_status)
TEXT(control_claim, event_of(l)->control_claim)
TEXT(said_by_kind, event_of(l)->source.kind)
TEXT(said_verb, event_of(l)->source.verb)
TEXT(stance, event_of(l)->source.stance)
COLUMN(via, span(l, l->u->lead, event_of(l)->source.via.start < event_of(l)->source.via.end, event_of(l)->source.via))
COLUMN(factuality_cue, span(l, l->u->lead, event_of(l)->cue.start < event_of(l)->cue.end, event_of(l)->cue))
NUMBER(radius_km, place_of(l)->radius_km > 0, place_of(l)->radius_km)
WORDS(time_precision, time_of(l) ? marsad_time_precision(time_of(l)) : "")
WORDS(time_rule, time_of(l) ? time_of(l)->rule : "")
TEXT(cameo, event_of(l)->codes.cameo)
TEXT(acled_event, event_of(l)->codes.acled_event)
TEXT(acled_sub_event, event_of(l)->codes.acled_sub_event)
NUMBER(quad, event_of(l)->codes.quad > 0, event_of(l)->codes.quad)
NUMBER(intensity, event_of(l)->codes.has_intensity, event_of(l)->codes.intensity)
NUMBER(reports, true, (double)l->u->n)
NUMBER(sources, true, (double)l->u->sources)
NUMBER(killed_low, l->u->killed.known, l->u->killed.low)
NUMBER(killed_best, l->u->killed.known, l->u->killed.best)
NUMBER(killed_high, l->u->killed.known, l->u->killed.high)
TEXT(type_label, codes_label(l->codes, "type", event_of(l)->type))
COLUMN(mode_label, label_mode(l))
COLUMN(actor_labels, write_parts(l, actors(l), label_of))
COLUMN(recipient_labels, write_parts(l, recipients(l), label_of))
TEXT(place_label, codes_place(l->codes, place_of(l)))
TEXT(country_label, codes_country_name(l->codes, place_of(l)->country, NULL))
WORDS(report, report_of(l).text)
TEXT(review, l->u->review)
COLUMN(corrected_cell, write_corrected(l))
TEXT(reviewer, review_of(l)->by)
TEXT(reviewed, review_of(l)->at)

static const struct column COLUMNS[] = {
    { "id", write_id },
    { "document", write_document },
    { "article", write_article },
    { "published", write_published },
    { "day", write_day },
    { "day_end", write_day_end },
    { "day_is", write_day_is },
    { "type", write_type },
    { "mode", write_mode },
    { "factuality", write_factuality },
    { "confidence", write_confidence },
    { "trigger", write_trigger },
    { "actors", write_actors },
    { "actor_entities", write_actor_entities },
    { "actor_countries", write_actor_countries },
    { "actor_roles", write_actor_roles },
    { "recipients", write_recipients },
    { "recipient_entities", write_recipient_entities },
    { "recipient_countries", write_recipient_countries },
    { "recipient_roles", write_recipient_roles },
    { "place", write_place },
    { "place_id", write_place_id },
    { "place_name", write_place_name },
    { "country", write_country },
    { "admin1", write_admin1 },
    { "lat", write_lat },
    { "lon", write_lon },
    { "precision", write_precision },
    { "time", write_time },
    { "time_value", write_time_value },
    { "killed_min", write_killed_min },
    { "killed_max", write_killed_max },
    { "injured_min", write_injured_min },
    { "injured_max", write_injured_max },
    { "captured_min", write_captured_min },
    { "captured_max", write_captured_max },
    { "displaced_min", write_displaced_min },
    { "displaced_max", write_displaced_max },
    { "participants_min", write_participants_min },
    { "participants_max", write_participants_max },
    { "gains", write_gains },
    { "loses", write_loses },
    { "territory", write_territory },
    { "said_by", write_said_by },
    { "sentence", write_sentence },
    { "source", write_source },
    { "title", write_title },
    { "url", write_url },
    { "control_status", write_control_status },
    { "control_claim", write_control_claim },
    { "said_by_kind", write_said_by_kind },
    { "said_verb", write_said_verb },
    { "stance", write_stance },
    { "via", write_via },
    { "factuality_cue", write_factuality_cue },
    { "radius_km", write_radius_km },
    { "time_precision", write_time_precision },
    { "time_rule", write_time_rule },
    { "killed_of", write_killed_of },
    { "killed_cumulative", write_killed_cumulative },
    { "injured_of", write_injured_of },
    { "injured_cumulative", write_injured_cumulative },
    { "captured_of", write_captured_of },
    { "captured_cumulative", write_captured_cumulative },
    { "displaced_of", write_displaced_of },
    { "displaced_cumulative", write_displaced_cumulative },
    { "participants_of", write_participants_of },
    { "participants_cumulative", write_participants_cumulative },
    { "cameo", write_cameo },
    { "acled_event", write_acled_event },
    { "acled_sub_event", write_acled_sub_event },
    { "quad", write_quad },
    { "intensity", write_intensity },
    { "report", write_report },
    { "review", write_review },
    { "corrected", write_corrected_cell },
    { "reviewer", write_reviewer },
    { "reviewed", write_reviewed },
    { "reports", write_reports },
    { "sources", write_sources },
    { "killed_low", write_killed_low },
    { "killed_best", write_killed_best },
    { "killed_high", write_killed_high },
    { "type_label", write_type_label },
    { "mode_label", write_mode_label },
    { "actor_labels", write_actor_labels },
    { "recipient_labels", write_recipient_labels },
    { "place_label", write_place_label },
    { "country_label", write_country_label },
};

const struct layout LAYOUT_CSV = { COLUMNS, sizeof COLUMNS / sizeof *COLUMNS, NULL, false };

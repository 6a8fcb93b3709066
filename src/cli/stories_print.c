/*
 * stories_print.c - stories for people.
 *
 *     s0a1b2c3d4e5f607  2021-03-04  ASSAULT/explosives  Baqubah, IQ  … → …  killed 15 (12-17)  5 reports, 4 sources
 */
#include "cli/stories.h"

const marsad_event_row *story_row(const marsad_story *s, const marsad_merged *m, marsad_merge_field field)
{
    return m->fields[field].known ? &s->reports[m->fields[field].report] : NULL;
}

static void print_days(struct output *o, const char *from, const char *to)
{
    out_fmt(o, "%s%s%s", from[0] ? from : "?", from[0] && strcmp(from, to) != 0 ? ".." : "",
            from[0] && strcmp(from, to) != 0 ? to : "");
}

static void print_value_type(struct output *o, const marsad_story *s, const marsad_merged *m)
{
    const marsad_event_row *type = story_row(s, m, MARSAD_MERGE_TYPE), *mode = story_row(s, m, MARSAD_MERGE_MODE);
    marsad_event e = { .type = type ? type->event->type : (marsad_str){ 0 },
                       .mode = mode ? mode->event->mode : (marsad_str){ 0 } };

    print_type(o, &e);
}

static void print_value_place(struct output *o, const marsad_story *s, const marsad_merged *m)
{
    const marsad_event_row *row = story_row(s, m, MARSAD_MERGE_PLACE);

    if (row)
        print_place(o, row);
    else
        out_text(o, "?");
}

static void print_value_parties(struct output *o, const marsad_story *s, const marsad_merged *m,
                                marsad_merge_field field)
{
    const marsad_event_row *row = story_row(s, m, field);

    if (!row)
        out_text(o, "?");
    else if (field == MARSAD_MERGE_ACTORS)
        print_parties(o, row->points, row->event->actors, row->event->n_actors);
    else
        print_parties(o, row->points, row->event->recipients, row->event->n_recipients);
}

/* "15 (12-17)": the best, and what others say; "+": at least. */
static void print_value_number(struct output *o, const marsad_merged_field *f)
{
    out_fmt(o, "%s%.10g", f->approximate ? "~" : "", f->best);
    if (f->low < f->high)
        out_fmt(o, " (%.10g-%.10g%s)", f->low, f->high, f->or_more ? "+" : "");
    else if (f->or_more)
        out_text(o, "+");
}

static void print_numbers(struct output *o, const marsad_merged *m)
{
    const char *before = "  ";

    for (int f = MARSAD_MERGE_KILLED; f <= MARSAD_MERGE_PARTICIPANTS; f++) {
        if (!m->fields[f].known)
            continue;
        out_fmt(o, "%s%s ", before, marsad_merge_field_name((marsad_merge_field)f));
        print_value_number(o, &m->fields[f]);
        before = ", ";
    }
}

static void print_factualities(struct output *o, const marsad_merged *m)
{
    const char *before = "";

    for (int k = 0; k <= MARSAD_POSSIBLE; k++) {
        if (m->factuality[k] == 0)
            continue;
        out_fmt(o, "%s%s %zu", before, marsad_factuality_name((marsad_factuality)k), m->factuality[k]);
        before = ", ";
    }
}

static void print_size(struct output *o, const marsad_story *s, const marsad_merged *m)
{
    out_fmt(o, "%zu report%s, %zu source%s", s->n, s->n == 1 ? "" : "s", m->n_voices, m->n_voices == 1 ? "" : "s");
}

void print_story(struct output *o, const marsad_story *s, const marsad_merged *m)
{
    out_fmt(o, "%s  ", marsad_story_name_of(s->id).text);
    print_days(o, s->day, s->day_end);
    out_text(o, "  ");
    print_value_type(o, s, m);
    print_value_place(o, s, m);
    out_text(o, "  ");
    print_value_parties(o, s, m, MARSAD_MERGE_ACTORS);
    out_text(o, PRINT_ARROW);
    print_value_parties(o, s, m, MARSAD_MERGE_RECIPIENTS);
    print_numbers(o, m);
    out_text(o, "  ");
    print_size(o, s, m);
    out_text(o, "  ");
    print_factualities(o, m);
    out_text(o, "\n");
}

/* ---- all of a story ---- */

static void print_words(struct output *o, const marsad_event_row *row, marsad_span span)
{
    out_safe(o, marsad_points_str(row->points, span));
}

static void print_value(struct output *o, const marsad_story *s, const marsad_merged *m, marsad_merge_field field)
{
    const marsad_event_row *row = story_row(s, m, field);

    switch (field) {
    case MARSAD_MERGE_TYPE:
        out_safe(o, row->event->type);
        return;
    case MARSAD_MERGE_MODE:
        out_safe(o, row->event->mode);
        return;
    case MARSAD_MERGE_DAY:
        print_days(o, row->day, row->day_end);
        out_text(o, strcmp(row->day_is, "published") == 0 ? " (published)" : "");
        return;
    case MARSAD_MERGE_PLACE:
        print_place(o, row);
        return;
    case MARSAD_MERGE_ACTORS:
    case MARSAD_MERGE_RECIPIENTS:
        print_value_parties(o, s, m, field);
        return;
    case MARSAD_MERGE_FACTUALITY:
        out_text(o, marsad_factuality_name(row->event->factuality));
        return;
    case MARSAD_MERGE_GAINS:
        print_words(o, row, row->event->gains);
        return;
    case MARSAD_MERGE_LOSES:
        print_words(o, row, row->event->loses);
        return;
    case MARSAD_MERGE_TERRITORY:
        print_words(o, row, row->event->territory);
        return;
    case MARSAD_MERGE_CONTROL_STATUS:
        out_safe(o, row->event->control_status);
        return;
    case MARSAD_MERGE_CONTROL_CLAIM:
        out_safe(o, row->event->control_claim);
        return;
    default:
        print_value_number(o, &m->fields[field]);
    }
}

/* "  killed          15 (12-17)  [median: report 3, 2 of 4 sources, 3 agree; disagreement 0.12]" */
static void print_field(struct output *o, const marsad_story *s, const marsad_merged *m, marsad_merge_field field)
{
    const marsad_merged_field *f = &m->fields[field];

    out_fmt(o, "  %-14s  ", marsad_merge_field_name(field));
    if (!f->known) {
        out_fmt(o, "?  [%zu left out]\n", f->left_out);
        return;
    }
    print_value(o, s, m, field);
    out_fmt(o, "  [%s: report %zu; %zu of %zu sources", marsad_rule_name(f->rule), f->report + 1, f->sources, f->said);
    if (f->agreeing > f->sources)
        out_fmt(o, ", %zu agree", f->agreeing);
    if (f->disagreement > 0)
        out_fmt(o, "; disagreement %.2f", f->disagreement);
    if (f->left_out > 0)
        out_fmt(o, "; %zu left out", f->left_out);
    if (f->basis != MARSAD_BASIS_TOLD)
        out_fmt(o, "; %s", marsad_merge_basis_name(f->basis));
    out_text(o, "]\n");
}

static void print_report(struct output *o, const marsad_story *s, const marsad_merged *m, size_t i)
{
    const marsad_event_row *row = &s->reports[i];
    const marsad_article *a = row->article;

    out_fmt(o, "\n%3zu. published %s  source %zu  ", i + 1, a->published[0] ? a->published : "?", m->voices[i] + 1);
    out_safe(o, a->source.len > 0 ? a->source : MARSAD_LIT("?"));
    if (a->agency.len > 0) {
        out_text(o, " | ");
        out_safe(o, a->agency);
    }
    out_text(o, "\n     ");
    print_event(o, row, a->document);
}

void print_story_whole(struct output *o, const marsad_story *s, const marsad_merged *m)
{
    print_story(o, s, m);
    if (s->thread)
        out_fmt(o, "  thread %s\n", thread_name_of(s->thread).text);
    for (int f = 0; f < MARSAD_MERGE_COUNT; f++)
        if (m->fields[f].known || m->fields[f].left_out > 0)
            print_field(o, s, m, (marsad_merge_field)f);
    for (size_t i = 0; i < s->n; i++)
        print_report(o, s, m, i);
    out_text(o, "\n");
}

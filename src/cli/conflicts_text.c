/*
 * conflicts_text.c - one conflict for people.
 *
 *     1. killed: 15 against 17  score 28.1
 *     s1f0c…  2021-03-04  ASSAULT/explosives  Baqubah, IQ  5 reports
 *       15  2 sources in 2 outlets
 *         2021-03-04  manarat  the police  manarat-0304-01
 *             the sentence that says so
 *       17  1 source in 1 outlet
 *         …
 */
#include "cli/conflicts.h"

#define REPORTS_SHOWN 4 /* of a side; JSON and CSV have all */

static marsad_str name_of(const marsad_dict *dict, marsad_table table, const char *key, marsad_str id)
{
    int column = marsad_dict_column(dict, table, key), name = marsad_dict_column(dict, table, "name_en");

    for (uint32_t i = 0; i < marsad_dict_rows(dict, table); i++)
        if (marsad_str_equal(marsad_dict_cell(dict, table, i, column), id))
            return marsad_dict_cell(dict, table, i, name);
    return id;
}

const char *conflict_status(const marsad_conflict *c)
{
    return c->rising ? "rising" : "contradiction";
}

marsad_str conflict_label(const struct shown_conflict *c, size_t side)
{
    const marsad_conflict_side *s = &c->conflict->sides[side];
    const marsad_event *e = c->story->reports[s->reports[0]].event;
    marsad_str country = MARSAD_LIT("country:");

    if (c->conflict->kind == MARSAD_CONFLICT_PLACE)
        return e->place->name.len > 0 ? e->place->name : s->value;
    if (c->conflict->kind != MARSAD_CONFLICT_ACTOR && c->conflict->kind != MARSAD_CONFLICT_CONTROL)
        return s->value;
    if (marsad_str_starts(s->value, country))
        return name_of(c->dict, MARSAD_TABLE_COUNTRIES, "iso2", marsad_str_slice(s->value, country.len, s->value.len));
    return name_of(c->dict, MARSAD_TABLE_ACTORS, "id", s->value);
}

static void write_label(struct output *o, const struct shown_conflict *c, size_t side)
{
    marsad_str of = c->conflict->of;

    out_safe(o, conflict_label(c, side));
    if (of.len == 0 || marsad_str_equal(of, MARSAD_LIT("anyone")))
        return;
    out_text(o, " (");
    out_safe(o, of);
    out_text(o, ")");
}

static void write_event(struct output *o, const struct shown_conflict *c)
{
    const marsad_event_row *row = &c->story->reports[c->conflict->sides[0].reports[0]];
    const marsad_event *e = row->event;
    const char *until = strcmp(c->story->day, c->story->day_end) ? c->story->day_end : "";

    out_fmt(o, "   %s  %s%s%s  ", marsad_story_name_of(c->story->id).text, c->story->day[0] ? c->story->day : "?",
            *until ? ".." : "", until);
    out_safe(o, e->type);
    out_text(o, e->mode.len > 0 ? "/" : "");
    out_safe(o, e->mode);
    out_text(o, "  ");
    if (!e->has_place)
        out_text(o, "?");
    else
        out_safe(o,
                 e->place && e->place->name.len > 0 ? e->place->name : marsad_points_str(row->points, e->place_span));
    if (e->has_place && e->place && e->place->country.len > 0) {
        out_text(o, ", ");
        out_safe(o, e->place->country);
    }
    out_fmt(o, "  %zu reports\n", c->story->n);
}

static void write_report(struct output *o, const marsad_event_row *row)
{
    const marsad_event *e = row->event;

    out_fmt(o, "      %-10s  ", row->article->published[0] ? row->article->published : "?");
    if (row->article->source.len > 0) {
        out_safe(o, row->article->source);
        out_text(o, "  ");
    }
    if (e->has_source) {
        out_text(o, "says ");
        out_safe(o, marsad_points_str(row->points, e->source.span));
        out_text(o, "  ");
    }
    out_safe(o, row->article->document);
    out_text(o, "\n        ");
    out_safe(o, marsad_points_str(row->points, row->sentence.start < row->sentence.end ? row->sentence : e->trigger));
    out_text(o, "\n");
}

static void write_side(struct output *o, const struct shown_conflict *c, size_t side)
{
    const marsad_conflict_side *s = &c->conflict->sides[side];

    out_text(o, "   ");
    write_label(o, c, side);
    out_fmt(o, "  %zu source%s, %zu outlet%s\n", s->sources, s->sources == 1 ? "" : "s", s->outlets,
            s->outlets == 1 ? "" : "s");
    for (size_t i = 0; i < s->n && i < REPORTS_SHOWN; i++)
        write_report(o, &c->story->reports[s->reports[i]]);
    if (s->n > REPORTS_SHOWN)
        out_fmt(o, "      and %zu more\n", s->n - REPORTS_SHOWN);
}

void conflict_text(struct output *o, const struct shown_conflict *c)
{
    out_fmt(o, "%lld. %s%s: ", (long long)c->rank, marsad_conflict_kind_name(c->conflict->kind),
            c->conflict->rising ? ", rising" : "");
    write_label(o, c, 0);
    out_text(o, c->conflict->rising ? ", then " : " against ");
    write_label(o, c, 1);
    out_fmt(o, "  score %.1f\n", c->conflict->score);
    write_event(o, c);
    write_side(o, c, 0);
    write_side(o, c, 1);
    out_text(o, "\n");
}

/*
 * rows.c - reports or stories as rows of a table.
 */
#include "export/export.h"

static const struct layout *const LAYOUTS[MARSAD_EXPORT_COUNT] = {
    [MARSAD_EXPORT_CSV] = &LAYOUT_CSV,           [MARSAD_EXPORT_ACLED] = &LAYOUT_ACLED,
    [MARSAD_EXPORT_UCDP] = &LAYOUT_UCDP,         [MARSAD_EXPORT_POLECAT] = &LAYOUT_POLECAT,
    [MARSAD_EXPORT_MENTIONS] = &LAYOUT_MENTIONS,
};

const struct layout *layout_of(marsad_export_format format)
{
    return LAYOUTS[format];
}

void layout_header(const struct layout *layout, struct cells *c)
{
    for (size_t i = 0; i < layout->n; i++)
        cells_z(c, layout->columns[i].name);
    cells_end(c);
}

void layout_row(const struct layout *layout, struct line *l)
{
    for (size_t i = 0; i < layout->n; i++)
        layout->columns[i].write(l);
    cells_end(&l->cells);
}

/* ---- the articles of rows ---- */

static bool needs_record(const struct run *r)
{
    return r->redactor || r->options->format == MARSAD_EXPORT_POLECAT;
}

/* The record of the row's article, redacted if that is asked for. */
static bool load_record(struct run *r, const marsad_event_row *row, marsad_arena *arena, marsad_record *out)
{
    marsad_record whole;
    bool known;

    if (!marsad_store_record(r->s, row->article->digest, arena, &whole, &known, r->err))
        return false;
    if (!known)
        return marsad_fail(r->err, MARSAD_ESTORE, row->article->digest, MARSAD_NO_OFFSET, "article is not there");
    *out = whole;
    return !r->redactor || redact_record(r->redactor, &whole, arena, out, r->err);
}

/* The same, kept: reports of one article mostly follow each other. */
static bool keep_record(struct run *r, const marsad_event_row *row)
{
    if (strcmp(r->digest, row->article->digest) == 0)
        return true;
    r->digest[0] = 0;
    marsad_arena_reset(r->article);
    if (!load_record(r, row, r->article, &r->record))
        return false;
    memcpy(r->digest, row->article->digest, sizeof r->digest);
    return true;
}

/* The row as the redacted record tells it. */
static bool redact_row(struct run *r, const marsad_event_row *row, const marsad_record *rec, marsad_event_row *out)
{
    const marsad_event *e;

    if (row->number >= rec->events.n_events)
        return marsad_fail(r->err, MARSAD_ESTORE, row->article->digest, MARSAD_NO_OFFSET, "event %zu is not there",
                           row->number);
    e = &rec->events.events[row->number];
    *out = *row;
    out->article = &rec->article;
    out->points = &rec->points;
    out->event = e;
    out->sentence = (marsad_span){ 0 };
    if (e->sentence < rec->text.n_sentences) {
        out->sentence.start = rec->text.sentences[e->sentence].start;
        out->sentence.end = rec->text.sentences[e->sentence].end;
    }
    return true;
}

/* All rows of a story, redacted, with their records in the arena of the row. */
static const marsad_event_row *redact_story(struct run *r, const marsad_story *story)
{
    marsad_event_row *rows = marsad_arena_array(r->arena, story->n, sizeof *rows);
    bool ok = rows || marsad_fail_memory(r->err);

    for (size_t i = 0; ok && i < story->n; i++) {
        marsad_record *rec = marsad_arena_alloc(r->arena, sizeof *rec);

        ok = (rec || marsad_fail_memory(r->err)) && load_record(r, &story->reports[i], r->arena, rec) &&
             redact_row(r, &story->reports[i], rec, &rows[i]);
    }
    return ok ? rows : NULL;
}

/* ---- rows ---- */

/* Has the layout a place for it? If not, that is counted. */
static bool fits(struct run *r, const struct unit *u)
{
    const struct layout *layout = LAYOUTS[r->options->format];
    struct line l = { .codes = r->codes, .u = u, .arena = r->arena };
    const char *reason = layout && layout->refuse ? layout->refuse(&l) : NULL;

    if (reason)
        run_leave_out(r, reason);
    return reason == NULL;
}

static bool write_row(struct run *r, const struct layout *layout, const struct unit *u)
{
    struct line l = {
        .cells = { .out = &r->out }, .codes = r->codes, .u = u, .arena = r->arena, .timestamp = r->options->timestamp
    };

    if (layout)
        layout_row(layout, &l);
    else
        l.cells.failed = !geojson_unit(&l, &r->out);
    r->done->rows++;
    r->done->reviewed += u->review.len > 0;
    return (!l.cells.failed || marsad_fail_memory(r->err)) && run_flush(r, false);
}

static bool write_unit(struct run *r, const struct unit *u)
{
    const struct layout *layout = LAYOUTS[r->options->format];
    bool ok = true;

    if (!layout || !layout->by_report)
        return write_row(r, layout, u);
    for (size_t i = 0; ok && i < u->n; i++) {
        struct unit one = *u;

        one.lead = &u->rows[i];
        ok = write_row(r, layout, &one);
    }
    return ok;
}

static bool write_report(void *user, const marsad_event_row *row)
{
    struct run *r = user;
    marsad_event_row redacted;
    struct unit u;

    marsad_arena_reset(r->arena);
    unit_of_report(row, &u);
    if (!fits(r, &u))
        return true;
    if (needs_record(r) && !keep_record(r, row))
        return false;
    if (r->redactor && !redact_row(r, row, &r->record, &redacted))
        return false;
    unit_of_report(r->redactor ? &redacted : row, &u);
    u.found = needs_record(r) ? &r->record.mentions : NULL;
    return write_unit(r, &u);
}

/* Merged before names are redacted: the rules do not depend on what is shown. */
static bool write_story(void *user, const marsad_story *story)
{
    struct run *r = user;
    const marsad_event_row *rows = story->reports;
    const marsad_merge_rules rules = marsad_merge_defaults();
    marsad_merged merged;
    marsad_record lead;
    struct unit u;

    marsad_arena_reset(r->arena);
    if (!marsad_merge(r->merger, &rules, story, r->arena, &merged, r->err))
        return false;
    unit_of_story(story, &merged, rows, &u);
    if (!fits(r, &u))
        return true;
    if (r->redactor && !(rows = redact_story(r, story)))
        return false;
    unit_of_story(story, &merged, rows, &u);
    if (needs_record(r)) {
        if (!load_record(r, &story->reports[u.lead - rows], r->arena, &lead))
            return false;
        u.found = &lead.mentions;
    }
    return write_unit(r, &u);
}

static bool write_all(struct run *r)
{
    marsad_story_filter filter = { .events = { .limit = 0 } };
    bool ok;

    if (r->options->filter)
        filter.events = *r->options->filter;
    filter.events.by_content = true;
    filter.events.confidence_at_least = r->options->min_confidence;
    ok = r->done->stories ? marsad_link_stories(r->s, &filter, write_story, r, r->err)
                          : marsad_store_events(r->s, &filter.events, write_report, r, r->err);
    return ok && r->err->code == MARSAD_OK;
}

/* ---- reports or stories ---- */

/* What is asked for; if nothing is, stories where all reports are in one, but for our own table. */
static bool choose_unit(struct run *r)
{
    int64_t behind = 0;

    r->done->stories = r->options->unit == MARSAD_EXPORT_STORIES ||
                       (r->options->unit == MARSAD_EXPORT_AUTO && r->options->format != MARSAD_EXPORT_CSV);
    if (!r->done->stories)
        return true;
    if (!marsad_link_behind(r->s, &behind, r->err))
        return false;
    if (behind > 0 && r->options->unit == MARSAD_EXPORT_STORIES)
        return marsad_fail(r->err, MARSAD_EINVAL, "", MARSAD_NO_OFFSET,
                           "%lld reports are in no story yet; run: marsad link", (long long)behind);
    r->done->stories = behind == 0;
    return true;
}

bool export_rows(struct run *r)
{
    const struct layout *layout = LAYOUTS[r->options->format];
    struct cells header = { .out = &r->out };

    if (!choose_unit(r))
        return false;
    if (r->done->stories && !(r->merger = marsad_merger_new(codes_dict(r->codes), r->err)))
        return false;
    if (!layout)
        return marsad_buf_add(&r->out, MARSAD_LIT("{\"type\":\"FeatureCollection\",\"features\":[")) && write_all(r) &&
               (marsad_buf_add(&r->out, MARSAD_LIT("\n]}\n")) || marsad_fail_memory(r->err));
    layout_header(layout, &header);
    return (!header.failed || marsad_fail_memory(r->err)) && write_all(r);
}

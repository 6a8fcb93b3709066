/*
 * unit.c - reports as units, and what layouts ask of them.
 */
#include "export/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

#include "marsad/review.h"

void unit_report_name(const marsad_event_row *row, char out[40])
{
    memcpy(out, marsad_report_name_of(row->article->digest, (int64_t)row->number).text, 40);
}

int64_t unit_number(const char *id)
{
    return (int64_t)(XXH3_64bits(id, strlen(id)) % 1000000000000000u);
}

/* Days since 1 March of the year 0 (Gregorian): the leap day is the last of its year. */
static long day_number(const char *day)
{
    long year = atol(day), month = atol(day + 5), date = atol(day + 8);

    year -= month < 3;
    month = (month + 9) % 12;
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + date - 1;
}

long unit_days(const marsad_event_row *row)
{
    if (!row->day[0])
        return -1;
    return row->day_end[0] ? day_number(row->day_end) - day_number(row->day) : 0;
}

const marsad_place *unit_place(const struct unit *u)
{
    return u->where->event->has_place ? u->where->event->place : NULL;
}

marsad_str unit_country(const struct unit *u)
{
    const marsad_place *p = unit_place(u);

    return p && p->country.ptr ? p->country : MARSAD_LIT("");
}

bool unit_located(const struct unit *u)
{
    const marsad_place *p = unit_place(u);

    return p && p->located && !marsad_str_equal(p->precision, MARSAD_LIT("country"));
}

marsad_str unit_words(const marsad_event_row *row, marsad_span span)
{
    return marsad_points_str(row->points, span);
}

marsad_str unit_sentence(const marsad_event_row *row)
{
    return unit_words(row, row->sentence.start < row->sentence.end ? row->sentence : row->event->trigger);
}

static void set_amount(struct amount *a, const marsad_count *c)
{
    *a = (struct amount){ 0 };
    if (!c->known || c->cumulative || (!c->has_min && !c->has_max))
        return;
    a->known = true;
    a->low = a->best = c->has_min ? c->min : 0; /* "fewer than ten": none is certain */
    a->high = c->has_max ? c->max : a->low;
    a->open = !c->has_max;
}

static bool is_uncounted(const marsad_event *e)
{
    for (size_t i = 0; i < e->n_missing; i++)
        if (strcmp(e->missing[i].field, "killed") == 0)
            return strcmp(e->missing[i].reason, "not-counted") == 0 || strcmp(e->missing[i].reason, "combined") == 0;
    return false;
}

/* What people decided on the first report that they looked at. */
static void set_review(struct unit *u)
{
    for (size_t i = 0; i < u->n && u->review.len == 0; i++)
        if (u->rows[i].event->review)
            u->review = u->rows[i].event->review->state;
}

void unit_of_report(const marsad_event_row *row, struct unit *u)
{
    const marsad_event *e = row->event;

    *u = (struct unit){ .rows = row, .n = 1, .articles = 1, .sources = 1 };
    u->lead = u->when = u->where = u->who = u->whom = row;
    unit_report_name(row, u->id);
    set_amount(&u->killed, &e->killed);
    set_amount(&u->participants, &e->participants);
    u->uncounted = is_uncounted(e);
    if (e->killed.known && e->killed.cumulative)
        u->total = unit_words(row, e->killed.span);
    set_review(u);
}

/* ---- stories ---- */

static const marsad_event_row *row_of(const marsad_merged *m, marsad_merge_field field, const marsad_event_row *rows,
                                      const marsad_event_row *otherwise)
{
    return m->fields[field].known ? &rows[m->fields[field].report] : otherwise;
}

static struct amount amount_of(const marsad_merged_field *f)
{
    return (struct amount){ .known = f->known, .low = f->low, .best = f->best, .high = f->high, .open = f->or_more };
}

/* What reports tell of dead where none has a number that counts. */
static void add_uncounted(struct unit *u)
{
    for (size_t i = 0; i < u->n && !u->killed.known; i++) {
        const marsad_count *c = &u->rows[i].event->killed;

        u->uncounted = u->uncounted || is_uncounted(u->rows[i].event);
        if (!u->total.ptr && c->known && c->cumulative)
            u->total = unit_words(&u->rows[i], c->span);
    }
}

void unit_of_story(const marsad_story *story, const marsad_merged *m, const marsad_event_row *rows, struct unit *u)
{
    *u = (struct unit){ .rows = rows, .n = story->n, .articles = story->articles, .sources = m->n_voices };
    snprintf(u->id, sizeof u->id, "%s", marsad_story_name_of(story->id).text);
    u->lead = row_of(m, MARSAD_MERGE_MODE, rows, row_of(m, MARSAD_MERGE_TYPE, rows, rows));
    u->when = row_of(m, MARSAD_MERGE_DAY, rows, rows); /* else by the first publication */
    u->where = row_of(m, MARSAD_MERGE_PLACE, rows, u->lead);
    u->who = row_of(m, MARSAD_MERGE_ACTORS, rows, u->lead);
    u->whom = row_of(m, MARSAD_MERGE_RECIPIENTS, rows, u->lead);
    u->killed = amount_of(&m->fields[MARSAD_MERGE_KILLED]);
    u->participants = amount_of(&m->fields[MARSAD_MERGE_PARTICIPANTS]);
    add_uncounted(u);
    set_review(u);
}

/* ---- lists ---- */

/* Is `s` an item of the list? */
static bool holds(marsad_str list, marsad_str joint, marsad_str s)
{
    for (size_t at = 0, end; at <= list.len; at = end + joint.len) {
        end = marsad_str_find(list, joint, at);
        end = end == SIZE_MAX ? list.len : end;
        if (marsad_str_equal(marsad_str_slice(list, at, end), s))
            return true;
    }
    return false;
}

bool unit_list_add(marsad_buf *list, size_t from, const char *joint, marsad_str s)
{
    marsad_str so_far = marsad_str_slice(marsad_buf_str(list), from, list->len), between = marsad_str_of(joint);

    if (s.len == 0 || (so_far.len > 0 && holds(so_far, between, s)))
        return true;
    return (so_far.len == 0 || marsad_buf_add(list, between)) && marsad_buf_add(list, s);
}

bool unit_outlets(const struct unit *u, marsad_buf *out)
{
    size_t from = out->len;

    for (size_t i = 0; i < u->n; i++)
        if (!unit_list_add(out, from, "; ", u->rows[i].article->source))
            return false;
    return true;
}

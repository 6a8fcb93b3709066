/*
 * entities_sides.c - what an entity did, and what was done to it: deeds, who stood on the other side, examples.
 */
#include "link/entities_sum.h"
#include "store/sqlite.h"

#include <stdlib.h>

/* ---- deeds ---- */

static int by_reports(const void *a, const void *b)
{
    const marsad_entity_deed *x = a, *y = b;
    int by;

    if (x->reports != y->reports)
        return x->reports > y->reports ? -1 : 1;
    by = marsad_str_compare(x->type, y->type);
    return by ? by : marsad_str_compare(x->mode, y->mode);
}

static void add_factuality(marsad_entity_deed *deed, marsad_str is)
{
    deed->alleged += marsad_str_equal(is, MARSAD_LIT("alleged"));
    deed->denied += marsad_str_equal(is, MARSAD_LIT("denied"));
    deed->planned += marsad_str_equal(is, MARSAD_LIT("planned")) || marsad_str_equal(is, MARSAD_LIT("possible"));
}

static bool count_deeds(const struct sum *s, struct item *items, size_t n, marsad_entity_side *out)
{
    marsad_entity_deed *deeds = marsad_arena_array(s->arena, n + 1, sizeof *deeds);
    int64_t *events = marsad_arena_array(s->arena, n + 1, sizeof *events);
    size_t from = 0;

    if (!deeds || !events)
        return false;
    if (n > 0)
        qsort(items, n, sizeof *items, sum_by_text);
    for (size_t i = 0; i < n; i++) {
        bool last = i + 1 == n || !marsad_str_equal(items[i].text, items[i + 1].text) ||
                    !marsad_str_equal(items[i].text2, items[i + 1].text2);

        if (i == from)
            deeds[out->n_deeds] = (marsad_entity_deed){ .type = items[i].text, .mode = items[i].text2 };
        deeds[out->n_deeds].reports++;
        add_factuality(&deeds[out->n_deeds], items[i].factuality);
        events[i - from] = items[i].event;
        if (last) {
            deeds[out->n_deeds++].events = sum_different(events, i + 1 - from);
            from = i + 1;
        }
    }
    if (out->n_deeds > 0)
        qsort(deeds, out->n_deeds, sizeof *deeds, by_reports);
    out->deeds = deeds;
    out->n_deeds = sum_most(out->n_deeds);
    return true;
}

/* Of one side, a report once. */
static size_t side_items(const struct sum *s, bool recipient, struct item *items)
{
    size_t n = 0;

    for (size_t i = 0; i < s->range.n; i++) {
        const struct entity_report *r = &s->x->reports[s->range.at[i].report];

        if (s->range.at[i].recipient != recipient || sum_again(s->range.at, i, true))
            continue;
        items[n++] = (struct item){ .text = r->type,
                                    .text2 = r->mode,
                                    .report = s->range.at[i].report,
                                    .event = sum_story(r),
                                    .factuality = r->factuality };
    }
    return n;
}

/* ---- who stands on the other side ---- */

static int by_report(const void *key, const void *item)
{
    uint32_t report = *(const uint32_t *)key;
    const struct item *i = item;

    return (report > i->report) - (report < i->report);
}

static int by_item_report(const void *a, const void *b)
{
    const struct item *x = a, *y = b;

    return (x->report > y->report) - (x->report < y->report);
}

/* All refs are looked through once: those of other entities, on the other side of the same reports. */
static bool count_others(const struct sum *s, bool recipient, struct item *mine, size_t n, marsad_entity_side *out)
{
    const struct entity_reports *x = s->x;
    struct item *items = NULL;
    size_t n_items = 0, cap = 0;
    void *at;

    if (n > 0)
        qsort(mine, n, sizeof *mine, by_item_report);
    for (size_t i = 0; i < x->n_refs; i++) {
        const struct entity_ref *ref = &x->refs[i];
        const struct entity_who *who = resolver_who(x->resolver, ref->entity);

        if (ref->recipient == recipient || ref->entity == s->range.at[0].entity ||
            !bsearch(&ref->report, mine, n, sizeof *mine, by_report))
            continue;
        at = items;
        if (n_items == cap && !marsad_arena_grow(s->arena, &at, &cap, n_items, sizeof *items))
            return false;
        items = at;
        items[n_items++] = (struct item){ .text = who->name, .text2 = who->id, .report = ref->report };
    }
    out->others = sum_texts(s, items, n_items, &out->n_others);
    out->n_others = sum_most(out->n_others);
    return out->others != NULL;
}

/* ---- examples ---- */

struct choice {
    const struct entity_report *report;
    const struct entity_article *article;
};

static int by_sureness(const void *a, const void *b)
{
    const struct choice *x = a, *y = b;
    int by;

    if (x->report->confidence != y->report->confidence)
        return x->report->confidence > y->report->confidence ? -1 : 1;
    by = strcmp(x->article->published, y->article->published);
    by = by ? by : strcmp(x->article->digest, y->article->digest);
    return by ? by : (x->report->number > y->report->number) - (x->report->number < y->report->number);
}

static bool load_example(marsad_store *st, const struct sum *s, int64_t event, marsad_entity_example *out,
                         marsad_err *err)
{
    static const char SQL[] =
        "SELECT a.document, a.source, a.url, a.title, a.published, e.day, e.type, e.mode, e.factuality, "
        "e.source_text,\n"
        "  substr(a.text, s.start + 1, s.stop - s.start) FROM event_now e JOIN article a ON a.id = e.article\n"
        "  LEFT JOIN sentence s ON s.article = e.article AND s.number = e.sentence WHERE e.id = ?1";
    marsad_str *const TO[] = { &out->document,   &out->source,  &out->url,     &out->title,
                               &out->published,  &out->day,     &out->type,    &out->mode,
                               &out->factuality, &out->said_by, &out->sentence };
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(st->db, SQL, -1, &stmt, NULL);
    bool ok = true;

    if (rc == SQLITE_OK) {
        sqlite3_bind_int64(stmt, 1, event);
        rc = sqlite3_step(stmt);
    }
    for (int i = 0; rc == SQLITE_ROW && i < (int)(sizeof TO / sizeof *TO); i++)
        *TO[i] = column_copy(stmt, i, s->arena, &ok);
    sqlite3_finalize(stmt);
    if (!ok)
        return marsad_fail_memory(err);
    return rc == SQLITE_ROW || rc == SQLITE_DONE || store_fail(st, rc, err);
}

static bool choose_examples(marsad_store *st, const struct sum *s, const struct item *mine, size_t n,
                            marsad_entity_side *out, marsad_err *err)
{
    marsad_entity_example *examples = marsad_arena_array(s->arena, MARSAD_ENTITY_EXAMPLES, sizeof *examples);
    struct choice *choices = marsad_arena_array(s->arena, n + 1, sizeof *choices);
    int64_t texts[MARSAD_ENTITY_EXAMPLES];

    if (!examples || !choices)
        return marsad_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        const struct entity_report *r = &s->x->reports[mine[i].report];

        choices[i] = (struct choice){ r, &s->x->articles[r->article] };
    }
    if (n > 0)
        qsort(choices, n, sizeof *choices, by_sureness);
    for (size_t i = 0; i < n && out->n_examples < MARSAD_ENTITY_EXAMPLES; i++) {
        bool shown = false;

        for (size_t k = 0; k < out->n_examples; k++)
            shown = shown || texts[k] == choices[i].article->text;
        if (shown)
            continue;
        examples[out->n_examples] = (marsad_entity_example){ .document = { 0 } };
        if (!load_example(st, s, choices[i].report->event, &examples[out->n_examples], err))
            return false;
        texts[out->n_examples++] = choices[i].article->text;
    }
    out->examples = examples;
    return true;
}

/* ---- one side ---- */

bool sum_side(marsad_store *st, const struct sum *s, bool recipient, marsad_entity_side *out, marsad_err *err)
{
    struct item *items = marsad_arena_array(s->arena, s->range.n + 1, sizeof *items);
    int64_t *events = marsad_arena_array(s->arena, s->range.n + 1, sizeof *events);
    size_t n;

    if (!items || !events)
        return marsad_fail_memory(err);
    n = side_items(s, recipient, items);
    for (size_t i = 0; i < n; i++)
        events[i] = items[i].event;
    out->reports = (int64_t)n;
    out->events = sum_different(events, n);
    if (!count_deeds(s, items, n, out) || !count_others(s, recipient, items, n, out))
        return marsad_fail_memory(err);
    return choose_examples(st, s, items, n, out, err);
}

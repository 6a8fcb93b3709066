/*
 * entities_sum.c - one entity: its counts, and what it did and suffered.
 *
 * Lists are ordered by how often, then by letters; examples by confidence, then by the content of their articles: never
 * by the numbers of rows, which hang on the order of adding.
 */
#include "link/entities_sum.h"
#include "store/sqlite.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- how many different ones ---- */

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

int64_t sum_different(int64_t *numbers, size_t n)
{
    int64_t count = 0;

    if (n > 0)
        qsort(numbers, n, sizeof *numbers, by_number);
    for (size_t i = 0; i < n; i++)
        count += i == 0 || numbers[i] != numbers[i - 1];
    return count;
}

int64_t sum_story(const struct entity_report *r)
{
    return r->story ? r->story : -r->event;
}

bool sum_again(const struct entity_ref *refs, size_t i, bool side)
{
    return i > 0 && refs[i - 1].report == refs[i].report && (!side || refs[i - 1].recipient == refs[i].recipient);
}

struct numbers {
    int64_t *reports, *events, *articles, *texts, *sources, *outlets;
    size_t n, n_outlets;
};

static bool gather(const struct sum *s, struct numbers *out)
{
    int64_t **const LISTS[] = {
        &out->reports, &out->events, &out->articles, &out->texts, &out->sources, &out->outlets
    };

    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++)
        if (!(*LISTS[i] = marsad_arena_array(s->arena, s->range.n + 1, sizeof **LISTS[i])))
            return false;
    out->n = s->range.n;
    for (size_t i = 0; i < s->range.n; i++) {
        const struct entity_report *r = &s->x->reports[s->range.at[i].report];
        const struct entity_article *a = &s->x->articles[r->article];

        out->reports[i] = r->event;
        out->events[i] = sum_story(r);
        out->articles[i] = a->id;
        out->texts[i] = a->text;
        out->sources[i] = a->source;
        if (a->outlet.ptr)
            out->outlets[out->n_outlets++] = (int64_t)(intptr_t)a->outlet.ptr; /* each text lies in one place */
    }
    return true;
}

static void set_days(const struct sum *s, marsad_entity *out)
{
    for (size_t i = 0; i < s->range.n; i++) {
        const char *day = s->x->articles[s->x->reports[s->range.at[i].report].article].published;

        if (*day && (!*out->first || strcmp(day, out->first) < 0))
            memcpy(out->first, day, sizeof out->first);
        if (*day && strcmp(day, out->last) > 0)
            memcpy(out->last, day, sizeof out->last);
    }
}

/* ---- lists: a text and how often ---- */

int sum_by_text(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    int by = marsad_str_compare(x->text, y->text);

    by = by ? by : marsad_str_compare(x->text2, y->text2);
    return by ? by : (x->report > y->report) - (x->report < y->report);
}

static int by_count(const void *a, const void *b)
{
    const marsad_entity_count *x = a, *y = b;

    if (x->reports != y->reports)
        return x->reports > y->reports ? -1 : 1;
    return marsad_str_compare(x->name, y->name);
}

marsad_entity_count *sum_texts(const struct sum *s, struct item *items, size_t n, size_t *n_out)
{
    marsad_entity_count *out = marsad_arena_array(s->arena, n + 1, sizeof *out);

    *n_out = 0;
    if (!out)
        return NULL;
    if (n > 0)
        qsort(items, n, sizeof *items, sum_by_text);
    for (size_t i = 0; i < n; i++) {
        bool same = i > 0 && marsad_str_equal(items[i].text, items[i - 1].text) &&
                    marsad_str_equal(items[i].text2, items[i - 1].text2);

        if (!same)
            out[(*n_out)++] = (marsad_entity_count){ .id = items[i].text2, .name = items[i].text };
        out[*n_out - 1].reports += !same || items[i].report != items[i - 1].report;
    }
    if (*n_out > 0)
        qsort(out, *n_out, sizeof *out, by_count);
    return out;
}

size_t sum_most(size_t n)
{
    return n < MARSAD_ENTITY_MOST ? n : MARSAD_ENTITY_MOST;
}

/* What the parties are called. */
static bool count_names(const struct sum *s, marsad_entity *out)
{
    struct item *items = marsad_arena_array(s->arena, s->range.n + 1, sizeof *items);

    if (!items)
        return false;
    for (size_t i = 0; i < s->range.n; i++)
        items[i] = (struct item){ .text = s->range.at[i].text, .report = s->range.at[i].report };
    out->names = sum_texts(s, items, s->range.n, &out->n_names);
    out->n_names = sum_most(out->n_names);
    return out->names != NULL;
}

bool entity_name(const struct entity_reports *x, struct entity_range range, marsad_arena *arena, marsad_str *out)
{
    struct sum s = { x, range, arena };
    marsad_entity called = { .n_names = 0 };

    if (!count_names(&s, &called))
        return false;
    *out = called.names[0].name;
    return true;
}

/* ---- the counts ---- */

static marsad_str actor_cell(const marsad_dict *dict, uint32_t row, const char *column)
{
    return marsad_dict_cell(dict, MARSAD_TABLE_ACTORS, row, marsad_dict_column(dict, MARSAD_TABLE_ACTORS, column));
}

/* Does a term ("2014-08", "2015" or "" for open) overlap the days of the entity? */
static bool in_office(const marsad_dict *dict, uint32_t row, const marsad_entity *e)
{
    marsad_str from = actor_cell(dict, row, "from"), to = actor_cell(dict, row, "to");

    return (from.len == 0 || strncmp(e->last, from.ptr, from.len) >= 0) &&
           (to.len == 0 || strncmp(e->first, to.ptr, to.len) <= 0);
}

/* The offices that a person held in the days of the reports: further terms have the ids "marsad:x#2" and so on. */
static bool set_office(const struct sum *s, marsad_entity *out)
{
    const marsad_dict *dict = resolver_dict(s->x->resolver);
    marsad_str id = out->id, office;
    uint32_t row;

    for (unsigned term = 1; (row = resolver_row(s->x->resolver, id)) != ENTITY_NONE; term++) {
        office = actor_cell(dict, row, "office");
        if (*out->last && office.len > 0 && in_office(dict, row, out))
            out->office =
                marsad_arena_fmt(s->arena, "%.*s%s%.*s", (int)out->office.len, out->office.ptr ? out->office.ptr : "",
                                 out->office.ptr ? ", " : "", (int)office.len, office.ptr);
        id = marsad_arena_fmt(s->arena, "%.*s#%u", (int)out->id.len, out->id.ptr, term + 1);
        if (!id.ptr)
            return false;
    }
    return true;
}

bool entity_sum(const struct entity_reports *x, struct entity_range range, marsad_arena *arena, marsad_entity *out)
{
    const struct entity_who *who = resolver_who(x->resolver, range.at[0].entity);
    struct sum s = { x, range, arena };
    struct numbers numbers = { .n = 0 };

    *out = (marsad_entity){ .id = who->id,
                            .kind = who->kind,
                            .name = who->name,
                            .name_en = who->name_en,
                            .country = who->country,
                            .role = who->role };
    if (!gather(&s, &numbers))
        return false;
    for (size_t i = 0; i < range.n; i++)
        if (!sum_again(range.at, i, true))
            *(range.at[i].recipient ? &out->recipient_reports : &out->actor_reports) += 1;
    set_days(&s, out);
    if (marsad_str_equal(who->kind, MARSAD_LIT("person")) && !set_office(&s, out))
        return false;
    out->reports = sum_different(numbers.reports, numbers.n);
    out->events = sum_different(numbers.events, numbers.n);
    out->articles = sum_different(numbers.articles, numbers.n);
    out->texts = sum_different(numbers.texts, numbers.n);
    out->sources = sum_different(numbers.sources, numbers.n);
    out->outlets = sum_different(numbers.outlets, numbers.n_outlets);
    return true;
}

/* ---- the whole of it ---- */

static bool count_places(const struct sum *s, marsad_entity *out)
{
    struct item *items = marsad_arena_array(s->arena, s->range.n + 1, sizeof *items);
    size_t n = 0;

    for (size_t i = 0; items && i < s->range.n; i++) {
        uint32_t report = s->range.at[i].report;

        if (s->x->reports[report].place.ptr)
            items[n++] = (struct item){ .text = s->x->reports[report].place, .report = report };
    }
    out->places = items ? sum_texts(s, items, n, &out->n_places) : NULL;
    out->n_places = sum_most(out->n_places);
    return out->places != NULL;
}

/* After the preposition li the article loses its alef, so that a name begins with a letter that it has not. */
static bool is_clipped(marsad_str name, const marsad_entity_count *names, size_t n, size_t *whole)
{
    static const marsad_str ALEF = { "\xD8\xA7", 2 }; /* ا U+0627 */

    for (*whole = 0; *whole < n; ++*whole)
        if (names[*whole].name.len == name.len + ALEF.len && marsad_str_starts(names[*whole].name, ALEF) &&
            marsad_str_ends(names[*whole].name, name))
            return true;
    return false;
}

static void join_clipped(marsad_entity_count *names, size_t *n)
{
    bool clipped[MARSAD_ENTITY_MOST];
    size_t kept = 0, whole;

    for (size_t i = 0; i < *n; i++) {
        clipped[i] = is_clipped(names[i].name, names, *n, &whole);
        if (clipped[i])
            names[whole].reports += names[i].reports;
    }
    for (size_t i = 0; i < *n; i++)
        if (!clipped[i])
            names[kept++] = names[i];
    *n = kept;
    if (kept > 0)
        qsort(names, kept, sizeof *names, by_count);
}

/* What data/actors.tsv lists is found in articles without events, too, and under names that no party bears. */
static bool mentions(marsad_store *st, const struct sum *s, marsad_entity *out, marsad_err *err)
{
    static const char SQL[] =
        "SELECT text, count(*) FROM (SELECT DISTINCT article, text FROM mention WHERE entity = ?1 "
        "OR substr(entity, 1, length(?1) + 1) = ?1 || '#') GROUP BY text ORDER BY 2 DESC, 1";
    static const char COUNT[] = "SELECT count(DISTINCT article) FROM mention WHERE entity = ?1 "
                                "OR substr(entity, 1, length(?1) + 1) = ?1 || '#'";
    marsad_entity_count *names = marsad_arena_array(s->arena, MARSAD_ENTITY_MOST, sizeof *names);
    sqlite3_stmt *stmt = NULL, *count = NULL;
    int rc = sqlite3_prepare_v2(st->db, SQL, -1, &stmt, NULL);
    bool ok = names != NULL;

    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(st->db, COUNT, -1, &count, NULL);
    out->n_names = 0;
    bind_str(stmt, 1, out->id);
    bind_str(count, 1, out->id);
    while (ok && rc == SQLITE_OK && out->n_names < MARSAD_ENTITY_MOST && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        names[out->n_names++] = (marsad_entity_count){ .name = column_copy(stmt, 0, s->arena, &ok),
                                                       .reports = sqlite3_column_int64(stmt, 1) };
        rc = SQLITE_OK;
    }
    if (ok && (rc == SQLITE_OK || rc == SQLITE_DONE) && (rc = sqlite3_step(count)) == SQLITE_ROW)
        out->named_in = sqlite3_column_int64(count, 0);
    if (ok)
        join_clipped(names, &out->n_names);
    out->names = names;
    sqlite3_finalize(stmt);
    sqlite3_finalize(count);
    return ok ? rc == SQLITE_ROW || store_fail(st, rc, err) : marsad_fail_memory(err);
}

bool entity_whole(marsad_store *st, const struct entity_reports *x, struct entity_range range, marsad_arena *arena,
                  marsad_entity *out, marsad_err *err)
{
    struct sum s = { x, range, arena };

    if (!entity_sum(x, range, arena, out) || !count_names(&s, out) || !count_places(&s, out))
        return marsad_fail_memory(err);
    if (marsad_str_starts(out->id, MARSAD_LIT("marsad:")) && !mentions(st, &s, out, err))
        return false;
    return sum_side(st, &s, false, &out->actor, err) && sum_side(st, &s, true, &out->recipient, err);
}

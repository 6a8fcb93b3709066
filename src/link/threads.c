/*
 * threads.c - days and threads of stories.
 */
#include "link/threads.h"

#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

#include "mention/calendar.h"

#define GAP_DAYS 3  /* a thread ends where nothing is told for longer */
#define SPAN_DAYS 7 /* what is only told to lie in a longer span is in no thread */

/* ---- votes ---- */

#define CHOICES 64 /* of a field that are counted; others lose */

struct votes {
    uint64_t value[CHOICES];
    uint32_t count[CHOICES];
    size_t n;
};

static void vote(struct votes *v, uint64_t value)
{
    size_t i = 0;

    while (i < v->n && v->value[i] != value)
        i++;
    if (i == CHOICES)
        return;
    if (i == v->n) {
        v->value[v->n] = value;
        v->count[v->n++] = 0;
    }
    v->count[i]++;
}

/* The value with most votes, the least of equals; `none` where nobody voted. */
static uint64_t winner(const struct votes *v, uint64_t none)
{
    size_t best = 0;

    for (size_t i = 1; i < v->n; i++)
        if (v->count[i] > v->count[best] || (v->count[i] == v->count[best] && v->value[i] < v->value[best]))
            best = i;
    return v->n ? v->value[best] : none;
}

/* ---- days ---- */

/* Spans as numbers that sort by their first day. */
static uint64_t span_value(const struct link_report *r)
{
    return (uint64_t)((int64_t)r->from - INT32_MIN) << 32 | (uint64_t)((int64_t)r->to - INT32_MIN);
}

/* Members of one article follow each other only by chance; what counts an article once is its digest. */
static bool first_of_article(const struct link_report *const *members, size_t i, bool dated)
{
    for (size_t k = 0; k < i; k++)
        if (members[k]->dated == dated && strcmp(members[k]->digest, members[i]->digest) == 0 &&
            span_value(members[k]) == span_value(members[i]))
            return false;
    return true;
}

struct story_days story_days_of(const struct link_report *const *members, size_t n)
{
    struct votes told = { .n = 0 };
    int32_t published = CALENDAR_NO_DAY;
    uint64_t span;

    for (size_t i = 0; i < n && i < 1000; i++) {
        const struct link_report *r = members[i];

        if (r->dated && r->from != CALENDAR_NO_DAY && first_of_article(members, i, true))
            vote(&told, span_value(r));
        if (r->published != CALENDAR_NO_DAY && (published == CALENDAR_NO_DAY || r->published < published))
            published = r->published;
    }
    if (told.n == 0)
        return (struct story_days){ published, published };
    span = winner(&told, 0);
    return (struct story_days){ (int32_t)((int64_t)(span >> 32) + INT32_MIN),
                                (int32_t)((int64_t)(span & 0xFFFFFFFF) + INT32_MIN) };
}

/* ---- keys ---- */

static int64_t key_of(uint32_t kind, uint64_t a, uint64_t b)
{
    uint64_t parts[3] = { kind, a, b };
    int64_t key = (int64_t)(XXH3_64bits(parts, sizeof parts) >> 4);

    return key ? key : 1;
}

static void vote_entities(struct votes *v, const struct link_party *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i].entity)
            vote(v, p[i].entity);
}

int64_t story_thread_key(const struct link_report *const *members, size_t n)
{
    struct story_days days = story_days_of(members, n);
    struct votes provinces = { .n = 0 }, parties = { .n = 0 };
    uint64_t province, one, two;

    for (size_t i = 0; i < n; i++) {
        if (members[i]->province)
            vote(&provinces, (uint64_t)members[i]->province << 32 | members[i]->country);
        vote_entities(&parties, members[i]->actors, members[i]->n_actors);
        vote_entities(&parties, members[i]->recipients, members[i]->n_recipients);
    }
    if (days.from == CALENDAR_NO_DAY || days.to - days.from > SPAN_DAYS)
        return 0;
    province = winner(&provinces, 0);
    if (!members[0]->talk)
        return province ? key_of(members[0]->type, province, 0) : 0;
    one = winner(&parties, 0);
    for (size_t i = 0; i < parties.n; i++)
        if (parties.value[i] == one)
            parties.count[i] = 0;
    two = winner(&parties, 0);
    if (one == two || one == 0 || two == 0)
        return 0;
    return key_of(1, one < two ? one : two, one < two ? two : one);
}

/* ---- runs ---- */

struct run {
    int32_t from, to;
    size_t stories;
};

struct runs {
    struct run *at;
    size_t n, cap;
};

struct story_threads {
    marsad_store *s;
    marsad_map *keys; /* 8 bytes -> struct runs * */
    marsad_arena *arena;
};

struct story_threads *story_threads_new(marsad_store *s, marsad_err *err)
{
    struct story_threads *t = calloc(1, sizeof *t);

    if (t) {
        t->s = s;
        t->keys = marsad_map_new();
        t->arena = marsad_arena_new(0);
        if (t->keys && t->arena)
            return t;
    }
    story_threads_free(t);
    marsad_fail_memory(err);
    return NULL;
}

void story_threads_free(struct story_threads *t)
{
    if (!t)
        return;
    marsad_map_free(t->keys);
    marsad_arena_free(t->arena);
    free(t);
}

static bool add_days(struct story_threads *t, struct runs *runs, marsad_str from, marsad_str to, marsad_err *err)
{
    int32_t first = calendar_read(from), last = calendar_read(to);
    struct run *before = runs->n ? &runs->at[runs->n - 1] : NULL;

    last = last == CALENDAR_NO_DAY || last < first ? first : last;
    if (before && first - before->to <= GAP_DAYS) {
        before->to = last > before->to ? last : before->to;
        before->stories++;
        return true;
    }
    if (!marsad_arena_grow(t->arena, (void **)&runs->at, &runs->cap, runs->n, sizeof *runs->at))
        return marsad_fail_memory(err);
    runs->at[runs->n++] = (struct run){ .from = first, .to = last, .stories = 1 };
    return true;
}

static struct runs *load_runs(struct story_threads *t, int64_t key, marsad_err *err)
{
    static const char SQL[] = "SELECT day, day_end FROM story WHERE thread = ?1 AND day IS NOT NULL ORDER BY day";
    sqlite3_stmt *stmt = store_prepare(t->s, STORE_LINK_THREAD, SQL, err);
    struct runs *runs = marsad_arena_alloc(t->arena, sizeof *runs);
    marsad_str name = marsad_arena_str(t->arena, (marsad_str){ (const char *)&key, sizeof key });
    marsad_status st;

    if (!stmt)
        return NULL;
    if (!runs || !name.ptr || !marsad_map_put(t->keys, name, (uint64_t)(uintptr_t)runs)) {
        marsad_fail_memory(err);
        return NULL;
    }
    *runs = (struct runs){ .n = 0 };
    sqlite3_bind_int64(stmt, 1, key);
    while ((st = store_step(t->s, stmt, err)) == MARSAD_MORE)
        if (!add_days(t, runs, column_str(stmt, 0), column_str(stmt, 1), err)) {
            sqlite3_reset(stmt);
            return NULL;
        }
    return st == MARSAD_END ? runs : NULL;
}

bool story_thread(struct story_threads *t, int64_t key, const char *day, uint64_t *thread, marsad_err *err)
{
    int32_t at = calendar_read(marsad_str_of(day));
    const struct runs *runs;
    uint64_t found;

    *thread = 0;
    if (key == 0 || at == CALENDAR_NO_DAY)
        return true;
    if (marsad_map_get(t->keys, (marsad_str){ (const char *)&key, sizeof key }, &found))
        runs = (const struct runs *)(uintptr_t)found;
    else if (!(runs = load_runs(t, key, err)))
        return false;
    for (size_t i = 0; i < runs->n && !*thread; i++)
        if (runs->at[i].stories > 1 && at >= runs->at[i].from && at <= runs->at[i].to)
            *thread = (uint64_t)key_of(2, (uint64_t)key, (uint64_t)(uint32_t)runs->at[i].from);
    return true;
}

/*
 * scale.c - how linking grows with the store: a large store is made of the articles of a small one, moved in time.
 *
 *     scale BASE OUT SIZE…
 *
 * Takes the articles of the store BASE again and again, each time DAYS later, with the titles of other articles, so
 * that a day of the large store is as full as a day of the small one and the same words come back for ever. At each
 * SIZE the next ONE_BY_ONE articles are added and linked one at a time. Prints a line for each SIZE (tab separated):
 * articles, events, milliseconds to link 1,000 articles in large batches, milliseconds to add and to link one article
 * (median, the slowest of all), megabytes of the store.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "marsad/link.h"
#include "mention/calendar.h"

#define DAYS 14 /* of a round through the base */
#define BATCH 5000
#define ONE_BY_ONE 200

struct scale {
    marsad_store *out;
    marsad_dict *dict;
    marsad_arena *arena;
    const char *path;
    const long *sizes;
    size_t n_sizes;
    marsad_str *titles; /* of the base */
    size_t n_titles, titles_cap, at;
    long articles, linked_articles;
    int32_t shift; /* days */
    double link_seconds;
    double add[ONE_BY_ONE], link[ONE_BY_ONE];
    int singly; /* articles still to be added one by one; 0: none */
    marsad_err err;
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void move_day(char day[11], int32_t shift)
{
    int32_t at = calendar_read(marsad_str_of(day));

    if (at != CALENDAR_NO_DAY)
        calendar_write(at + shift, day);
}

static void move_time(marsad_time *t, int32_t shift)
{
    move_day(t->from, shift);
    move_day(t->to, shift);
    if (strlen(t->value) == 10)
        move_day(t->value, shift);
}

/* The record as if it had been written later, under another title. */
static bool move_record(struct scale *x, const marsad_record *base, marsad_record *out)
{
    marsad_event *events = marsad_arena_array(x->arena, base->events.n_events + 1, sizeof *events);

    *out = *base;
    if (!events || !marsad_text_read(x->dict, base->article.text, x->arena, &out->text, &x->err))
        return false;
    out->article.title = x->titles[(x->at + (size_t)x->shift * 37) % x->n_titles];
    out->group = 0;
    out->article.capture = (marsad_capture){ 0 };
    move_day(out->article.published, x->shift);
    out->article.document =
        marsad_arena_fmt(x->arena, "%.*s+%d", MARSAD_STR_ARG(base->article.document), (int)x->shift);
    marsad_article_digest(out->article.document, base->article.text, out->article.digest);
    for (size_t i = 0; i < base->events.n_events; i++) {
        marsad_time *t = marsad_arena_alloc(x->arena, sizeof *t);

        events[i] = base->events.events[i];
        if (!t)
            return false;
        if (events[i].time) {
            *t = *events[i].time;
            move_time(t, x->shift);
            events[i].time = t;
        }
    }
    out->events.events = events;
    return true;
}

static bool link_now(struct scale *x)
{
    double begin = now();

    if (!marsad_store_commit(x->out, &x->err) || !marsad_link_update(x->out, NULL, &x->err))
        return false;
    x->link_seconds += now() - begin;
    x->linked_articles = x->articles;
    return true;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static bool print_size(struct scale *x)
{
    marsad_store_counts counts;
    struct stat st;

    if (!marsad_store_count(x->out, &counts, &x->err) || stat(x->path, &st) != 0)
        return false;
    qsort(x->add, ONE_BY_ONE, sizeof *x->add, by_value);
    qsort(x->link, ONE_BY_ONE, sizeof *x->link, by_value);
    printf("%lld\t%lld\t%.0f\t%.2f\t%.2f\t%.2f\t%.2f\t%.0f\n", (long long)counts.articles, (long long)counts.events,
           x->link_seconds / (double)x->linked_articles * 1e6, x->add[ONE_BY_ONE / 2] * 1000,
           x->add[ONE_BY_ONE - 1] * 1000, x->link[ONE_BY_ONE / 2] * 1000, x->link[ONE_BY_ONE - 1] * 1000,
           (double)st.st_size / 1e6);
    fflush(stdout);
    return true;
}

/* One of those that are timed. */
static bool add_singly(struct scale *x, const marsad_record *r)
{
    double begin = now(), middle;
    bool added;

    if (!marsad_store_add(x->out, r, &added, &x->err) || !marsad_store_commit(x->out, &x->err))
        return false;
    middle = now();
    if (!marsad_link_update(x->out, NULL, &x->err))
        return false;
    x->add[x->singly - 1] = middle - begin;
    x->link[x->singly - 1] = now() - middle;
    x->articles++;
    if (--x->singly > 0)
        return true;
    x->sizes++;
    x->n_sizes--;
    return print_size(x);
}

static bool take_record(struct scale *x, const marsad_record *base)
{
    marsad_record r;
    bool added;

    marsad_arena_reset(x->arena);
    x->at++;
    if (!move_record(x, base, &r))
        return false;
    if (x->singly > 0)
        return add_singly(x, &r);
    if (!marsad_store_add(x->out, &r, &added, &x->err))
        return false;
    x->articles += added;
    if (x->articles >= x->sizes[0]) {
        x->singly = ONE_BY_ONE;
        return link_now(x);
    }
    return x->articles % BATCH != 0 || link_now(x);
}

struct visit {
    struct scale *x;
    marsad_arena *keep; /* titles are taken in the first visit; NULL: articles */
    bool ok;
};

static bool visit_record(void *user, const marsad_record *r, int64_t article)
{
    struct visit *v = user;
    struct scale *x = v->x;

    (void)article;
    if (!v->keep) {
        v->ok = take_record(x, r);
        return v->ok && x->n_sizes > 0;
    }
    v->ok = marsad_arena_grow(v->keep, (void **)&x->titles, &x->titles_cap, x->n_titles, sizeof *x->titles);
    if (v->ok)
        x->titles[x->n_titles++] = marsad_arena_str(v->keep, r->article.title);
    return v->ok;
}

/* Goes on where an earlier run left OUT. */
static bool grow(struct scale *x, marsad_store *base, marsad_arena *keep)
{
    struct visit v = { x, keep, true };
    marsad_store_counts counts;
    size_t n;

    if (!marsad_store_count(x->out, &counts, &x->err))
        return false;
    x->articles = (long)counts.articles;

    if (!marsad_store_records(base, NULL, visit_record, &v, &n, &x->err) || !v.ok)
        return false;
    v.keep = NULL;
    for (x->shift = DAYS * (int32_t)(1 + x->articles / (long)x->n_titles); v.ok && x->n_sizes > 0; x->shift += DAYS)
        if (!marsad_store_records(base, NULL, visit_record, &v, &n, &x->err))
            return false;
    return v.ok;
}

int main(int argc, char **argv)
{
    struct scale x = { .path = argc > 2 ? argv[2] : "" };
    marsad_store *base = NULL;
    marsad_arena *keep = marsad_arena_new(0);
    long sizes[16];
    bool ok = false;

    for (int i = 3; i < argc && x.n_sizes < 16; i++)
        sizes[x.n_sizes++] = atol(argv[i]);
    x.sizes = sizes;
    x.arena = marsad_arena_new(0);
    x.dict = marsad_dict_open(NULL, &x.err);
    if (x.n_sizes > 0 && x.dict && x.arena && keep)
        base = marsad_store_open(argv[1], &(marsad_store_options){ .dict = x.dict }, &x.err);
    if (base)
        x.out = marsad_store_open(argv[2], &(marsad_store_options){ .create = true, .write = true, .dict = x.dict },
                                  &x.err);
    puts("articles\tevents\tlink_1000_ms\tadd_one_ms\tadd_slowest_ms\tlink_one_ms\tlink_slowest_ms\tmegabytes");
    if (x.out)
        ok = grow(&x, base, keep);
    if (!ok)
        fprintf(stderr, "usage: scale BASE OUT SIZE…: %s %s\n", x.err.where, x.err.msg);
    marsad_store_close(base);
    marsad_store_close(x.out);
    marsad_dict_close(x.dict);
    marsad_arena_free(x.arena);
    marsad_arena_free(keep);
    return ok ? 0 : 1;
}

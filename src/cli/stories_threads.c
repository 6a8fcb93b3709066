/*
 * stories_threads.c - threads: stories that follow each other, summed up.
 */
#include <errno.h>
#include <stdlib.h>

#include "cli/event_json.h"
#include "cli/stories.h"
#include "marsad/map.h"

struct thread {
    uint64_t id;
    char day[11], day_end[11]; /* first and last; "" where no story has one */
    size_t stories, reports, articles;
    size_t largest;                  /* reports of the story that names the thread */
    marsad_str type, place, country; /* of it */
};

struct story_threads_seen {
    marsad_map *numbers; /* eight bytes of the id -> number */
    marsad_arena *arena;
    struct thread *at;
    size_t n, cap;
};

struct thread_name thread_name_of(uint64_t thread)
{
    struct thread_name name;

    snprintf(name.text, sizeof name.text, "t%016llx", (unsigned long long)thread);
    return name;
}

uint64_t thread_of_name(const char *name)
{
    char *end;
    uint64_t thread;

    if (name[0] != 't' || strlen(name) != 17 || strspn(name + 1, "0123456789abcdef") != 16)
        return 0;
    thread = strtoull(name + 1, &end, 16);
    return thread;
}

struct story_threads_seen *threads_seen_new(void)
{
    struct story_threads_seen *t = calloc(1, sizeof *t);

    if (t && (t->numbers = marsad_map_new()) && (t->arena = marsad_arena_new(0)))
        return t;
    threads_seen_free(t);
    return NULL;
}

void threads_seen_free(struct story_threads_seen *t)
{
    if (!t)
        return;
    marsad_map_free(t->numbers);
    marsad_arena_free(t->arena);
    free(t);
}

/* The thread of this number, a new one if it is new. NULL: no memory. */
static struct thread *find_thread(struct story_threads_seen *t, uint64_t id)
{
    marsad_str key = { (const char *)&id, sizeof id };
    uint64_t number;

    if (marsad_map_get(t->numbers, key, &number))
        return &t->at[number];
    key = marsad_arena_str(t->arena, key);
    if (!key.ptr || !marsad_arena_grow(t->arena, (void **)&t->at, &t->cap, t->n, sizeof *t->at) ||
        !marsad_map_put(t->numbers, key, t->n))
        return NULL;
    t->at[t->n] = (struct thread){ .id = id };
    return &t->at[t->n++];
}

/* What the thread is called after: its largest story; of equals the first by day. */
static bool name_thread(struct story_threads_seen *t, struct thread *x, const marsad_story *s, const marsad_merged *m)
{
    const marsad_event_row *type = story_row(s, m, MARSAD_MERGE_TYPE), *place = story_row(s, m, MARSAD_MERGE_PLACE);
    const marsad_place *p = place ? place->event->place : NULL;
    marsad_str name = { 0 };

    if (s->n <= x->largest)
        return true;
    if (place)
        name = p && p->name.len > 0 ? p->name : marsad_points_str(place->points, place->event->place_span);
    x->largest = s->n;
    x->type = marsad_arena_str(t->arena, type ? type->event->type : MARSAD_LIT("?"));
    x->place = marsad_arena_str(t->arena, place ? name : MARSAD_LIT("?"));
    x->country = marsad_arena_str(t->arena, p && p->country.ptr ? p->country : MARSAD_LIT(""));
    return x->type.ptr && x->place.ptr && x->country.ptr;
}

bool threads_seen_add(struct story_threads_seen *t, const marsad_story *s, const marsad_merged *m)
{
    struct thread *x;

    if (!s->thread)
        return true;
    x = find_thread(t, s->thread);
    if (!x)
        return false;
    if (s->day[0] && (!x->day[0] || strcmp(s->day, x->day) < 0))
        memcpy(x->day, s->day, sizeof x->day);
    if (s->day_end[0] && strcmp(s->day_end, x->day_end) > 0)
        memcpy(x->day_end, s->day_end, sizeof x->day_end);
    x->stories++;
    x->reports += s->n;
    x->articles += s->articles;
    return name_thread(t, x, s, m);
}

static int compare_threads(const void *a, const void *b)
{
    const struct thread *x = a, *y = b;
    int by_day = strcmp(x->day, y->day);

    return by_day != 0 ? by_day : (x->id > y->id) - (x->id < y->id);
}

static void print_thread(struct output *o, const struct thread *x)
{
    out_fmt(o, "%s  %s%s%s  ", thread_name_of(x->id).text, x->day[0] ? x->day : "?",
            strcmp(x->day, x->day_end) != 0 ? ".." : "", strcmp(x->day, x->day_end) != 0 ? x->day_end : "");
    out_safe(o, x->type);
    out_text(o, "  ");
    out_safe(o, x->place);
    out_text(o, x->country.len > 0 ? ", " : "");
    out_safe(o, x->country);
    out_fmt(o, "  %zu stories, %zu reports, %zu articles", x->stories, x->reports, x->articles);
    out_text(o, "\n");
}

static bool json_thread(struct output *o, const struct thread *x)
{
    struct jw j = jw_to(&o->buf);

    jw_open(&j, '{');
    json_text(&j, "thread", thread_name_of(x->id).text);
    json_text(&j, "day", x->day);
    json_text(&j, "day_end", x->day_end);
    jw_member(&j, "type", x->type);
    jw_member(&j, "place", x->place);
    jw_member(&j, "country", x->country);
    json_number(&j, "stories", (double)x->stories);
    json_number(&j, "reports", (double)x->reports);
    json_number(&j, "articles", (double)x->articles);
    jw_close(&j, '}');
    out_text(o, "\n");
    return !j.failed;
}

static void csv_thread(struct output *o, const struct thread *x)
{
    bool first = true;

    csv_text(o, &first, marsad_str_of(thread_name_of(x->id).text));
    csv_text(o, &first, marsad_str_of(x->day));
    csv_text(o, &first, marsad_str_of(x->day_end));
    csv_text(o, &first, x->type);
    csv_text(o, &first, x->place);
    csv_text(o, &first, x->country);
    out_fmt(o, ",%zu,%zu,%zu\r\n", x->stories, x->reports, x->articles);
}

/* One story that fits is no thread to be listed. */
static void drop_single(struct story_threads_seen *t)
{
    size_t n = 0;

    for (size_t i = 0; i < t->n; i++)
        if (t->at[i].stories > 1)
            t->at[n++] = t->at[i];
    t->n = n;
}

size_t threads_seen_print(struct story_threads_seen *t, struct output *o, enum cli_format format, int64_t limit,
                          int64_t offset)
{
    size_t from, end;

    drop_single(t);
    from = (size_t)offset < t->n ? (size_t)offset : t->n;
    end = limit > 0 && (size_t)limit < t->n - from ? from + (size_t)limit : t->n;
    if (t->n > 0)
        qsort(t->at, t->n, sizeof *t->at, compare_threads);
    if (format == FORMAT_CSV)
        out_text(o, "thread,day,day_end,type,place,country,stories,reports,articles\r\n");
    for (size_t i = from; i < end && out_check(o); i++) {
        if (format == FORMAT_JSON && !json_thread(o, &t->at[i]))
            o->error = ENOMEM;
        else if (format == FORMAT_CSV)
            csv_thread(o, &t->at[i]);
        else if (format == FORMAT_TABLE)
            print_thread(o, &t->at[i]);
    }
    return end - from;
}

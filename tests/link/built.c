/*
 * built.c - stories built by hand.
 */
#include "built.h"

#include <stdlib.h>

#include "../testing.h"

#define PLACE(id, name, country, admin1, lat, lon, precision)                                                          \
    {                                                                                                                  \
        { id, sizeof(id) - 1 }, { name, sizeof(name) - 1 }, { country, sizeof(country) - 1 },                          \
            { admin1, sizeof(admin1) - 1 }, lat, lon, true, { precision, sizeof(precision) - 1 }, 0                    \
    }

static const marsad_place PLACES[] = {
    PLACE("syria", "Syria", "SY", "", 35, 38, "country"),
    PLACE("yemen", "Yemen", "YE", "", 15.5, 47.5, "country"),
    PLACE("homs-province", "Homs", "SY", "Homs", 34.2, 38.3, "governorate"),
    PLACE("palmyra", "Palmyra", "SY", "Homs", 34.56, 38.28, "settlement"),
    PLACE("rastan", "Ar Rastan", "SY", "Homs", 34.93, 36.73, "settlement"),
    PLACE("palmyra-museum", "Palmyra Museum", "SY", "Homs", 34.557, 38.275, "exact"),
};

const marsad_place *built_place(const char *id)
{
    for (size_t i = 0; id && i < COUNT(PLACES); i++)
        if (marsad_str_equal(PLACES[i].id, marsad_str_of(id)))
            return &PLACES[i];
    return NULL;
}

static marsad_count count(const char *text, const char *of, bool total)
{
    marsad_count c = { .known = text != NULL, .of = marsad_str_of(of), .cumulative = total };
    char *end;

    if (!text)
        return c;
    c.approximate = *text == '~';
    text += c.approximate;
    if (*text != '-') {
        c.has_min = true;
        c.min = c.max = strtod(text, &end);
        text = end;
    }
    c.has_max = *text != '+';
    if (*text == '-')
        c.max = strtod(text + 1, NULL);
    return c;
}

/* Words of a report lie one after another in its article's text. */
static marsad_span add_words(marsad_buf *text, const char *words)
{
    marsad_span span = { .start = (uint32_t)text->len };

    if (words)
        assert_true(marsad_buf_add(text, marsad_str_of(words)));
    span.end = (uint32_t)text->len;
    assert_true(marsad_buf_add_byte(text, '\n'));
    return span;
}

static void add_actors(marsad_arena *arena, marsad_buf *text, const char *actors, marsad_event *e)
{
    marsad_str rest = marsad_str_of(actors), part;

    e->actors = marsad_arena_array(arena, 8, sizeof *e->actors);
    assert_non_null(e->actors);
    while (actors && marsad_str_next(&rest, '|', &part)) {
        marsad_party *p = &e->actors[e->n_actors++];
        marsad_str tail = part.len > 2 ? marsad_str_slice(part, 2, part.len) : part;

        if (marsad_str_starts(part, MARSAD_LIT("e:")))
            p->entity = tail;
        else if (marsad_str_starts(part, MARSAD_LIT("r:"))) {
            marsad_str_next(&tail, '/', &p->role);
            p->country = tail;
        } else {
            p->span = p->head = add_words(text, marsad_arena_str(arena, part).ptr);
        }
    }
}

static void set_days(marsad_event_row *row, const struct report *r)
{
    const char *day = r->day ? r->day : r->published ? r->published : "", *dots = strstr(day, "..");

    snprintf(row->day, sizeof row->day, "%s", day);
    snprintf(row->day_end, sizeof row->day_end, "%s", dots ? dots + 2 : day);
    row->day_is = r->day ? "event" : day[0] ? "published" : "";
}

static marsad_event_row built_row(marsad_arena *arena, const struct report *r, size_t number)
{
    marsad_event_row row = { .number = number, .group = r->group };
    marsad_event *e = marsad_arena_alloc(arena, sizeof *e);
    marsad_article *a = marsad_arena_alloc(arena, sizeof *a);
    marsad_points *points = marsad_arena_alloc(arena, sizeof *points);
    marsad_buf text = { 0 };

    assert_true(e && a && points);
    *e = (marsad_event){ .type = marsad_str_of(r->type ? r->type : "ASSAULT"),
                         .mode = marsad_str_of(r->mode),
                         .killed = count(r->killed, r->of, r->total),
                         .injured = count(r->injured, r->of, r->total),
                         .factuality = r->factuality,
                         .has_source = r->kind || r->via,
                         .source.kind = marsad_str_of(r->kind),
                         .has_place = r->place != NULL,
                         .place = built_place(r->place),
                         .has_territory = r->territory != NULL };
    e->place_span = add_words(&text, r->place);
    e->source.via = add_words(&text, r->via);
    e->territory = add_words(&text, r->territory);
    add_actors(arena, &text, r->actors, e);
    a->source = marsad_str_of(r->outlet);
    a->agency = marsad_str_of(r->agency);
    a->text = marsad_arena_str(arena, marsad_buf_str(&text));
    snprintf(a->published, sizeof a->published, "%s", r->published ? r->published : "");
    snprintf(a->digest, sizeof a->digest, "%s", r->article);
    assert_true(marsad_points_init(points, a->text, arena));
    marsad_buf_release(&text);
    row.event = e;
    row.article = a;
    row.points = points;
    set_days(&row, r);
    return row;
}

marsad_story built_story(marsad_arena *arena, const struct report *reports, size_t n)
{
    marsad_event_row *rows = marsad_arena_array(arena, n + 1, sizeof *rows);

    assert_non_null(rows);
    for (size_t i = 0; i < n; i++)
        rows[i] = built_row(arena, &reports[i], i);
    return (marsad_story){ .id = 1, .reports = rows, .n = n };
}

int merge_set_up(void **state)
{
    struct merge_box *b = calloc(1, sizeof *b);
    marsad_err err = { .code = MARSAD_OK };

    assert_non_null(b);
    b->dict = marsad_dict_open(NULL, &err);
    b->merger = b->dict ? marsad_merger_new(b->dict, &err) : NULL;
    b->arena = marsad_arena_new(0);
    if (!b->merger || !b->arena)
        fail_msg("%s", err.msg);
    *state = b;
    return 0;
}

int merge_tear_down(void **state)
{
    struct merge_box *b = *state;

    marsad_merger_free(b->merger);
    marsad_dict_close(b->dict);
    marsad_arena_free(b->arena);
    free(b);
    return 0;
}

size_t built_count(const struct report *r)
{
    size_t n = 0;

    while (n < BUILT_MOST && r[n].article)
        n++;
    return n;
}

marsad_merged built_merge(struct merge_box *b, const struct report *reports, size_t n, const char *rule)
{
    marsad_merge_rules rules = marsad_merge_defaults();
    marsad_story story = built_story(b->arena, reports, n);
    marsad_err err = { .code = MARSAD_OK };
    marsad_merged m = { .n_voices = 0 };

    if ((rule && !marsad_merge_set_rule(&rules, rule, &err)) ||
        !marsad_merge(b->merger, &rules, &story, b->arena, &m, &err))
        fail_msg("%s", err.msg);
    return m;
}

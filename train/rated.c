/*
 * rated.c - sentences of news that readers rated, by the table of their places.
 */
#include <stdio.h>

#include "marks.h"
#include "marsad/map.h"
#include "marsad/record.h"
#include "news.h"
#include "sentences.h"

#define DIGEST 16 /* hex digits of it that the table holds */

struct rating {
    char article[DIGEST + 1];
    unsigned start, end; /* code points */
    int kind;
    double share;
};

struct reader {
    marsad_arena *arena;
    struct corpus *corpus;
    struct rating *at; /* by article */
    size_t n, cap;
    marsad_map *articles; /* digest to its first rating; SIZE_MAX: met */
};

static bool read_line(const char *line, struct rating *x)
{
    char type[16];
    unsigned percent;

    if (sscanf(line, "%16[0-9a-f]\t%u\t%u\t%15[A-Z]\t%u", x->article, &x->start, &x->end, type, &percent) != 5)
        return false;
    x->kind = strcmp(type, "ASSAULT") == 0 ? KIND_ASSAULT : KIND_PROTEST;
    x->share = percent / 100.0;
    return percent <= 100 && x->start < x->end && (x->kind == KIND_ASSAULT || strcmp(type, "PROTEST") == 0);
}

static bool take_line(void *user, const char *line)
{
    struct reader *r = user;
    struct rating x;
    marsad_str digest;
    uint64_t at;

    if (!read_line(line, &x))
        return false;
    digest = marsad_arena_str(r->arena, marsad_str_of(x.article));
    if (!digest.ptr || !marsad_arena_grow(r->arena, (void **)&r->at, &r->cap, r->n, sizeof *r->at) ||
        (!marsad_map_get(r->articles, digest, &at) && !marsad_map_put(r->articles, digest, r->n)))
        return false;
    r->at[r->n++] = x;
    return true;
}

static bool add_sentence(struct reader *r, const struct rating *x, marsad_str text)
{
    struct corpus *c = r->corpus;
    struct sentence *s;

    if (!marsad_arena_grow(r->arena, (void **)&c->at, &c->cap, c->n, sizeof *c->at))
        return false;
    s = &c->at[c->n++];
    *s = (struct sentence){ .id = MARSAD_LIT("news"), .text = marsad_arena_str(r->arena, text) };
    s->rated[x->kind] = true;
    s->agreed[x->kind] = x->share;
    for (int d = 0; d < DIVISIONS; d++)
        s->fold[d] = -1;
    return s->text.ptr != NULL;
}

static bool take_article(void *user, const marsad_article *article, marsad_err *err)
{
    struct reader *r = user;
    char digest[DIGEST + 1] = "";
    marsad_points points;
    uint64_t first;

    memcpy(digest, article->digest, DIGEST);
    if (!marsad_map_get(r->articles, marsad_str_of(digest), &first) || first == SIZE_MAX)
        return true;
    if (!marsad_map_put(r->articles, marsad_str_of(r->at[first].article), SIZE_MAX) || /* a copy has the same digest */
        !marsad_points_init(&points, article->text, r->arena))
        return marsad_fail_memory(err);
    for (size_t i = first; i < r->n && strcmp(r->at[i].article, digest) == 0; i++) {
        size_t from = marsad_points_byte(&points, r->at[i].start), to = marsad_points_byte(&points, r->at[i].end);
        if (!add_sentence(r, &r->at[i], marsad_str_slice(article->text, from, to)))
            return marsad_fail_memory(err);
    }
    return true;
}

bool corpus_add_rated(const marsad_dict *dict, const char *ratings, const char *news, marsad_arena *arena,
                      struct corpus *c, marsad_err *err)
{
    struct reader r = { .arena = arena, .corpus = c, .articles = marsad_map_new() };
    marsad_arena *scratch = marsad_arena_new(0);
    bool ok = r.articles && scratch ? true : marsad_fail_memory(err);

    ok = ok && marks_read(ratings, take_line, &r, err) && news_read(dict, news, scratch, take_article, &r, err);
    marsad_arena_free(scratch);
    marsad_map_free(r.articles);
    return ok;
}

/*
 * word_vectors.c - sums of vectors as columns, and weights of columns as weights of words.
 */
#include "word_vectors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "marks.h"

#define MARK ":like"

struct reader {
    struct word_vectors *out;
    marsad_arena *arena;
};

static bool read_numbers(const char *from, float *vector)
{
    for (int d = 0; d < VECTOR_DIMS; d++) {
        char *end;
        long value = strtol(from, &end, 10);
        if (end == from || value < -VECTOR_ONE || value > VECTOR_ONE)
            return false;
        vector[d] = (float)value / VECTOR_ONE;
        from = end;
    }
    return *from == 0 || *from == '\n';
}

static bool take_line(void *user, const char *line)
{
    struct reader *r = user;
    struct word_vectors *v = r->out;
    const char *tab = strchr(line, '\t');
    marsad_str word;

    if (line[0] != WORD_MARK || !tab ||
        !marsad_arena_grow(r->arena, (void **)&v->at, &v->cap, v->n, VECTOR_DIMS * sizeof *v->at))
        return false;
    word = marsad_arena_str(r->arena, (marsad_str){ line + 1, (size_t)(tab - line - 1) });
    if (!word.ptr || !read_numbers(tab + 1, v->at + v->n * VECTOR_DIMS) || !marsad_map_put(v->index, word, v->n))
        return false;
    v->n++;
    return true;
}

bool word_vectors_read(const char *path, marsad_arena *arena, struct word_vectors *out, marsad_err *err)
{
    struct reader r = { out, arena };

    *out = (struct word_vectors){ .index = marsad_map_new() };
    return (out->index ? true : marsad_fail_memory(err)) && marks_read(path, take_line, &r, err);
}

/* The number of the pool that a key is of, LIKE_POOLS_MAX where it is of none; SIZE_MAX: there are too many. */
static size_t pool_of(struct likeness *l, marsad_str key, size_t *word)
{
    size_t mark = marsad_str_find(key, MARSAD_LIT(MARK), 0), equals = marsad_str_find(key, MARSAD_LIT("="), 0), i = 0;
    marsad_str name;

    if (mark >= equals || equals >= key.len)
        return LIKE_POOLS_MAX;
    *word = equals + 1;
    name = marsad_str_slice(key, 0, equals + 1);
    while (i < l->n_pools && !marsad_str_equal(l->pools[i], name))
        i++;
    if (i == LIKE_POOLS_MAX)
        return SIZE_MAX;
    if (i == l->n_pools)
        l->pools[l->n_pools++] = name;
    return i;
}

bool likeness_make(const struct word_vectors *vectors, const marsad_map *features, marsad_arena *arena,
                   struct likeness *out, marsad_err *err)
{
    size_t n = marsad_map_count(features);

    *out = (struct likeness){ .vectors = vectors };
    out->pool = marsad_arena_array(arena, n + 1, sizeof *out->pool);
    out->vector = marsad_arena_array(arena, n + 1, sizeof *out->vector);
    if (!out->pool || !out->vector)
        return marsad_fail_memory(err);
    for (size_t j = 0; j < n; j++) {
        marsad_str key = marsad_map_key(features, j, NULL);
        size_t word = 0, pool = pool_of(out, key, &word);
        uint64_t at;
        if (pool == SIZE_MAX)
            return marsad_fail(err, MARSAD_ELIMIT, "features", MARSAD_NO_OFFSET, "more than %d pools of words",
                               LIKE_POOLS_MAX);
        out->pool[j] = (uint8_t)pool;
        out->vector[j] =
            pool < LIKE_POOLS_MAX && marsad_map_get(vectors->index, marsad_str_slice(key, word, key.len), &at)
                ? (uint32_t)at
                : UINT32_MAX;
    }
    return true;
}

size_t likeness_columns(const struct likeness *l)
{
    return l->n_pools * VECTOR_DIMS;
}

/* The first of the pools that cells are of, and one behind the last; equal: there is none. */
static void pools_of(const struct likeness *l, const struct cell *cells, size_t n, size_t *from, size_t *to)
{
    *from = LIKE_POOLS_MAX;
    *to = 0;
    for (size_t k = 0; k < n; k++) {
        size_t pool = l->pool[cells[k].feature];
        if (pool == LIKE_POOLS_MAX)
            continue;
        *from = pool < *from ? pool : *from;
        *to = pool >= *to ? pool + 1 : *to;
    }
    *from = *from < *to ? *from : *to;
}

bool likeness_add(const struct likeness *l, const struct cell *cells, size_t n, size_t first, marsad_arena *arena,
                  struct row *r)
{
    size_t from, to;
    float *sums;

    pools_of(l, cells, n, &from, &to);
    sums = marsad_arena_array(arena, (to - from) * VECTOR_DIMS + 1, sizeof *sums);
    if (!sums)
        return false;
    for (size_t k = 0; k < n; k++) {
        uint32_t j = cells[k].feature;
        const float *vector = l->vectors->at + (size_t)l->vector[j] * VECTOR_DIMS;
        float *sum = sums + (l->pool[j] - from) * VECTOR_DIMS;
        for (size_t d = 0; l->vector[j] != UINT32_MAX && d < VECTOR_DIMS; d++)
            sum[d] += cells[k].value * vector[d];
    }
    r->dense = sums;
    r->n_dense = (to - from) * VECTOR_DIMS;
    r->dense_first = first + from * VECTOR_DIMS;
    return true;
}

bool likeness_lines(const struct likeness *l, size_t pool, const double *weights, double scale, marsad_arena *arena,
                    struct weight_line *lines, size_t *n)
{
    size_t made = 0;

    for (size_t i = 0; i < l->vectors->n; i++) {
        marsad_str word = marsad_map_key(l->vectors->index, i, NULL), name = l->pools[pool];
        double sum = 0;
        for (size_t d = 0; d < VECTOR_DIMS; d++)
            sum += weights[pool * VECTOR_DIMS + d] * (double)l->vectors->at[i * VECTOR_DIMS + d];
        if (fabs(sum * scale) < LIKE_WEIGHT_MIN)
            continue;
        lines[made].key = marsad_arena_fmt(arena, "%.*s%.*s", (int)name.len, name.ptr, (int)word.len, word.ptr);
        if (!lines[made].key.ptr)
            return false;
        lines[made++].weight = sum * scale;
    }
    *n += made;
    return true;
}

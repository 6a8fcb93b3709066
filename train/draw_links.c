/*
 * draw_links.c - pairs of reports of a linked store with how probable the model finds that they tell of one event, for
 * judging.
 *
 *     draw-links STORE LEAST > PAIRS.tsv
 *
 * One possible pair a line, of those that share a key and are at least so probable: names of the reports (digest and
 * number in the article), probability, number of the story if it is the same, else 0.
 */
#include <stdio.h>
#include <stdlib.h>

#include "link/keys.h"
#include "link/pairs.h"

struct reports {
    struct link_report *at;
    int64_t *story;
    size_t n, cap, stories_cap;
};

struct filed {
    int64_t key;
    uint32_t report;
};

static bool read_reports(marsad_store *s, marsad_arena *arena, struct reports *r)
{
    static const char SQL[] = "SELECT event, story, features FROM link_report ORDER BY event";
    sqlite3_stmt *stmt = NULL;
    bool ok = sqlite3_prepare_v2(s->db, SQL, -1, &stmt, NULL) == SQLITE_OK;
    size_t n = 0;

    while (ok && sqlite3_step(stmt) == SQLITE_ROW) {
        ok = marsad_arena_grow(arena, (void **)&r->at, &r->cap, n, sizeof *r->at) &&
             marsad_arena_grow(arena, (void **)&r->story, &r->stories_cap, n, sizeof *r->story) &&
             link_report_unpack(sqlite3_column_blob(stmt, 2), (size_t)sqlite3_column_bytes(stmt, 2), &r->at[n]);
        if (!ok)
            break;
        r->at[n].event = sqlite3_column_int64(stmt, 0);
        r->story[n++] = sqlite3_column_int64(stmt, 1);
    }
    r->n = n;
    sqlite3_finalize(stmt);
    return ok;
}

static int by_key(const void *a, const void *b)
{
    const struct filed *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->report > y->report) - (x->report < y->report);
}

static struct filed *file_reports(const struct reports *r, size_t *n)
{
    struct filed *filed = calloc(r->n * LINK_KEYS_MOST + 1, sizeof *filed);

    *n = 0;
    for (uint32_t i = 0; filed && i < r->n; i++) {
        struct link_keys keys;

        link_keys_own(&r->at[i], &keys);
        for (size_t k = 0; k < keys.n; k++)
            filed[(*n)++] = (struct filed){ keys.at[k], i };
    }
    if (filed)
        qsort(filed, *n, sizeof *filed, by_key);
    return filed;
}

static size_t first_of(const struct filed *filed, size_t n, int64_t key)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (filed[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Mark each report behind `i` that shares a key with it, once. */
static void print_pairs(const struct reports *r, uint32_t i, const struct filed *filed, size_t n, uint32_t *marked,
                        const struct link_model *model, double least)
{
    struct link_keys keys;

    link_keys_near(&r->at[i], &keys);
    for (size_t k = 0; k < keys.n; k++)
        for (size_t f = first_of(filed, n, keys.at[k]); f < n && filed[f].key == keys.at[k]; f++) {
            uint32_t other = filed[f].report;
            double p;

            if (other <= i || marked[other] == i + 1)
                continue;
            marked[other] = i + 1;
            p = link_pair_probability(model, &r->at[i], &r->at[other]);
            if (p >= least)
                printf("%s:%u\t%s:%u\t%.4f\t%lld\n", r->at[i].digest, (unsigned)r->at[i].number, r->at[other].digest,
                       (unsigned)r->at[other].number, p, (long long)(r->story[i] == r->story[other] ? r->story[i] : 0));
        }
}

int main(int argc, char **argv)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = marsad_dict_open(NULL, &err);
    marsad_store *s = NULL;
    marsad_arena *arena = marsad_arena_new(0);
    struct reports r = { .n = 0 };
    struct link_model model;
    struct filed *filed;
    uint32_t *marked;
    size_t n = 0;

    if (argc == 3 && dict)
        s = marsad_store_open(argv[1], &(marsad_store_options){ .dict = dict }, &err);
    if (!s || !arena || !read_reports(s, arena, &r)) {
        fprintf(stderr, "usage: draw-links STORE LEAST: %s\n", err.msg);
        return 1;
    }
    link_model_read(dict, &model);
    filed = file_reports(&r, &n);
    marked = calloc(r.n + 1, sizeof *marked);
    for (uint32_t i = 0; filed && marked && i < r.n; i++)
        print_pairs(&r, i, filed, n, marked, &model, atof(argv[2]));
    free(filed);
    free(marked);
    marsad_store_close(s);
    marsad_arena_free(arena);
    marsad_dict_close(dict);
    return 0;
}

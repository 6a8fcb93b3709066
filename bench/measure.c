/*
 * measure.c - what bench/run cannot see from outside: reading alone, and near copies in a store of a million.
 *
 *     measure input FILE…          documents and bytes of the inputs, without finding articles in them
 *     measure near STORE N         N made-up signatures into a store, less those it has, then look-ups: microseconds
 * each
 *
 * Seconds are those of the processor, so that other work on the machine does not count.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "marsad/input.h"
#include "store/near.h"

#define BATCH 500
#define PROBES 20000

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int fail(const marsad_err *err)
{
    fprintf(stderr, "measure: %s: %s\n", err->where, err->msg);
    return EXIT_FAILURE;
}

static int measure_input(char **paths, size_t n)
{
    marsad_input_options options = { .paths = (const char *const *)paths,
                                     .n_paths = n,
                                     .limits = marsad_input_limits_defaults() };
    marsad_arena *arena = marsad_arena_new(0);
    marsad_err err = { .code = MARSAD_OK };
    marsad_input *in = marsad_input_open(&options, &err);
    uint64_t docs = 0, bytes = 0;
    double begin = seconds();
    marsad_doc doc;

    if (!in || !arena)
        return fail(&err);
    while (marsad_input_next(in, arena, &doc, &err) == MARSAD_MORE) {
        docs++;
        bytes += doc.text.len;
        marsad_arena_reset(arena);
    }
    printf("%llu documents, %.1f MB of text, %.2f s\n", (unsigned long long)docs, (double)bytes / 1e6,
           seconds() - begin);
    marsad_input_close(in);
    marsad_arena_free(arena);
    return err.code == MARSAD_OK ? EXIT_SUCCESS : fail(&err);
}

/* ---- near copies ---- */

static uint64_t mix(uint64_t x) /* splitmix64, Steele et al. 2014 */
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* The least 64 of some 300 hashes, as of an article of usual length: the range of the least fifth. */
static marsad_signature made_up(uint64_t seed)
{
    marsad_signature s = { .n = MARSAD_SIGNATURE };

    for (unsigned i = 0; i < s.n; i++)
        s.at[i] = (uint32_t)(mix(seed * 64 + i) % 0x33333333u);
    qsort(s.at, s.n, sizeof *s.at, by_value);
    return s;
}

static bool add_article(marsad_store *s, int64_t id, marsad_err *err)
{
    marsad_record r = { .signature = made_up((uint64_t)id) };
    char sql[200];

    snprintf(
        sql, sizeof sql,
        "INSERT INTO article(id, digest, document, number, words, run, text) VALUES(%lld, '%lld', '', 1, 0, 1, '')",
        (long long)id, (long long)id);
    return store_begin(s, err) && store_exec(s, sql, err) && near_write(s, &r, id, err);
}

static int measure_near(const char *path, int64_t n)
{
    marsad_store_options options = { .create = true, .write = true };
    marsad_err err = { .code = MARSAD_OK };
    marsad_store *s = marsad_store_open(path, &options, &err);
    double begin = seconds(), adding;
    uint64_t found = 0;
    int64_t has = 0;
    bool ok = s && store_number(s, "SELECT count(*) FROM article", &has, &err) && store_begin(s, &err) &&
              store_exec(s, "INSERT OR IGNORE INTO run(id, program, dictionary, started) VALUES(1, '', '', '')", &err);

    for (int64_t i = has + 1; ok && i <= n; i++)
        ok = add_article(s, i, &err) && (i % BATCH != 0 || marsad_store_commit(s, &err));
    ok = ok && marsad_store_commit(s, &err);
    adding = seconds() - begin;
    begin = seconds();
    for (uint64_t i = 0; ok && i < PROBES; i++) { /* half are copies of what is there */
        marsad_signature probe = made_up(i % 2 ? 1 + mix(i) % (uint64_t)n : (uint64_t)n + i);
        size_t near;

        ok = near_count(s, &probe, &near, &err);
        found += near;
    }
    if (ok)
        printf("%lld signatures, %.1f us to add one with the row of an article; look-up %.1f us, %llu of %d found\n",
               (long long)n, n > has ? adding * 1e6 / (double)(n - has) : 0, (seconds() - begin) * 1e6 / PROBES,
               (unsigned long long)found, PROBES / 2);
    marsad_store_close(s);
    return ok ? EXIT_SUCCESS : fail(&err);
}

int main(int argc, char **argv)
{
    if (argc > 2 && strcmp(argv[1], "input") == 0)
        return measure_input(argv + 2, (size_t)(argc - 2));
    if (argc == 4 && strcmp(argv[1], "near") == 0 && atoll(argv[3]) > 0)
        return measure_near(argv[2], atoll(argv[3]));
    fputs("usage: measure input FILE… | measure near STORE N\n", stderr);
    return 2;
}

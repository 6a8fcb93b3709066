/*
 * testing.h - what every test file begins with: cmocka, COUNT(), paths in the source tree, seeded random numbers.
 *
 *     static void test_something(void **state)
 *     {
 *         test_rng rng = test_rng_start("something");  // prints its seed; MARSAD_TEST_SEED=N repeats a run
 *         …
 *     }
 */
#ifndef MARSAD_TESTING_H
#define MARSAD_TESTING_H

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "marsad/str.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#ifndef MARSAD_SOURCE_ROOT
#define MARSAD_SOURCE_ROOT "." /* the build defines it; by hand, run the tests from the root of the source tree */
#endif

/* TEST_PATH("data/places.tsv"): a file of the source tree. */
#define TEST_PATH(file) MARSAD_SOURCE_ROOT "/" file

#define TEST_SKIPPED 77 /* exit status that the build counts as "skipped" */

/* The slice of a literal or of any C string. */
#define S(z) marsad_str_of(z)

/* Compares a slice with a C string; a failure shows both texts. */
#define assert_str(slice, expected) test_assert_str((slice), (expected), __FILE__, __LINE__)

static inline void test_assert_str(marsad_str got, const char *expected, const char *file, int line)
{
    if (marsad_str_equal(got, marsad_str_of(expected)))
        return;
    print_error("got      '%.*s'\nexpected '%s'\n", (int)got.len, got.ptr ? got.ptr : "", expected);
    _fail(file, line);
}

typedef struct {
    uint64_t state;
} test_rng;

/* SplitMix64 (Steele, Lea & Flood 2014): any seed is a good seed. */
static inline uint64_t test_rng_next(test_rng *rng)
{
    uint64_t z = (rng->state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* 0 … n-1; n > 0. */
static inline size_t test_rng_below(test_rng *rng, size_t n)
{
    return (size_t)(test_rng_next(rng) % n);
}

/* A word of 1 to `most` letters that clitics, articles and endings are made of, so that it may be cut in many ways. */
static inline bool test_add_word(marsad_buf *out, test_rng *rng, size_t most)
{
    static const char *const LETTERS[] = { "\u0627", "\u0644", "\u0648", "\u0641",      "\u0628", "\u0643",
                                           "\u0633", "\u0647", "\u0645", "\u0646",      "\u0629", "\u064A",
                                           "\u0623", "\u062A", "\u0642", "\u0644\u0627" };

    for (size_t n = 1 + test_rng_below(rng, most); n > 0; n--)
        if (!marsad_buf_add(out, marsad_str_of(LETTERS[test_rng_below(rng, COUNT(LETTERS))])))
            return false;
    return true;
}

static inline test_rng test_rng_start(const char *what)
{
    const char *wish = getenv("MARSAD_TEST_SEED");
    uint64_t seed = wish ? strtoull(wish, NULL, 10) : (uint64_t)time(NULL);

    print_message("%s: MARSAD_TEST_SEED=%llu\n", what, (unsigned long long)seed);
    return (test_rng){ seed };
}

#endif

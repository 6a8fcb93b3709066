/*
 * test_nomem.c - allocation number n fails, for n = 1, 2, … until the call succeeds: a clean refusal, nothing leaked
 * (the address sanitizer looks), earlier contents kept.
 *
 * The linker sends malloc, calloc and realloc of everything linked here to the __wrap_ functions below.
 */
#include "../testing.h"

#include "marsad/arena.h"
#include "marsad/map.h"
#include "marsad/pool.h"
#include "marsad/utf8.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t size);

static long fail_at; /* counts down; the call that brings it to 0 fails */

static bool fails_now(void)
{
    return fail_at > 0 && --fail_at == 0;
}

void *__wrap_malloc(size_t size)
{
    return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails_now() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails_now() ? NULL : __real_realloc(old, size);
}

static bool use_arena(void)
{
    marsad_arena *a = marsad_arena_new(0);
    bool good = a && marsad_arena_alloc(a, 10) && marsad_arena_alloc(a, 1 << 20) && marsad_arena_alloc(a, 60000) &&
                marsad_arena_alloc(a, 60000) && marsad_arena_str(a, S("x")).ptr && marsad_arena_fmt(a, "%d", 1).ptr;

    marsad_arena_free(a);
    return good;
}

static bool use_map(void)
{
    static const char *const KEYS[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m",
                                        "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z" };
    marsad_map *m = marsad_map_new();
    bool good = m != NULL;

    for (size_t i = 0; good && i < COUNT(KEYS); i++) {
        uint64_t value;

        good = marsad_map_put(m, S(KEYS[i]), i);
        assert_int_equal(marsad_map_count(m), good ? i + 1 : i); /* a refused put leaves the map as it was */
        for (size_t k = 0; k < i; k++)
            assert_true(marsad_map_get(m, S(KEYS[k]), &value) && value == k);
    }
    marsad_map_free(m);
    return good;
}

static bool use_buf(void)
{
    marsad_buf b = { 0 };
    bool good = marsad_buf_add_byte(&b, 'x') && marsad_buf_addf(&b, "%200d", 1) &&
                marsad_utf8_clean(S("\xFF and more than the buffer has room for, so that it must grow again: \xFF"), &b,
                                  NULL) &&
                marsad_buf_reserve(&b, 5000);

    if (b.len)
        assert_int_equal(b.ptr[0], 'x');
    marsad_buf_release(&b);
    return good;
}

static void no_work(void *user, void *job, unsigned thread)
{
    (void)user, (void)job, (void)thread;
}

static bool no_done(void *user, void *job)
{
    (void)user, (void)job;
    return true;
}

static bool use_pool(void)
{
    marsad_err err = { 0 };
    marsad_pool *p = marsad_pool_new(&(marsad_pool_options){ 2, no_work, no_done, NULL }, &err);

    assert_int_equal(err.code, p ? MARSAD_OK : MARSAD_ENOMEM);
    marsad_pool_free(p, NULL);
    return p != NULL;
}

static void check_every_failure(bool (*use)(void), long at_least)
{
    long n;
    bool good = false;

    for (n = 1; !good; n++) {
        assert_true(n < 1000);
        fail_at = n;
        good = use();
        if (good)
            assert_true(fail_at > 0); /* it succeeded because nothing failed */
    }
    fail_at = 0;
    assert_true(n - 2 >= at_least); /* really went through the failures */
}

static void test_failures(void **state)
{
    (void)state;
    check_every_failure(use_arena, 4);
    check_every_failure(use_map, 5);
    check_every_failure(use_buf, 3);
    check_every_failure(use_pool, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_failures) };

    return cmocka_run_group_tests_name("no memory", tests, NULL, NULL);
}

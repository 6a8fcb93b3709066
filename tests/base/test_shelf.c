/*
 * test_shelf.c - a block comes back as it was put, a new one is zeros, and threads never hold the same one.
 */
#include "../testing.h"

#include <stdatomic.h>

#include "base/shelf.h"
#include "marsad/pool.h"

#define SIZE 100000

static void test_blocks(void **state)
{
    struct shelf *s = shelf_new(SIZE);
    unsigned char *a, *b;

    (void)state;
    assert_non_null(s);
    a = shelf_take(s);
    assert_non_null(a);
    for (size_t i = 0; i < SIZE; i++)
        assert_int_equal(a[i], 0);
    a[SIZE - 1] = 7;
    b = shelf_take(s); /* the first is not there any more */
    assert_non_null(b);
    assert_ptr_not_equal(a, b);
    assert_int_equal(b[SIZE - 1], 0);
    shelf_put(s, a);
    assert_ptr_equal(shelf_take(s), a);
    assert_int_equal(a[SIZE - 1], 7);
    shelf_put(s, a);
    shelf_put(s, b);
    shelf_put(s, NULL);
    shelf_free(s);
    shelf_free(NULL);
}

static void test_full(void **state)
{
    struct shelf *s = shelf_new(1);
    void *blocks[SHELF_PLACES + 2];

    (void)state;
    assert_non_null(s);
    for (size_t i = 0; i < COUNT(blocks); i++)
        assert_non_null(blocks[i] = shelf_take(s));
    for (size_t i = 0; i < COUNT(blocks); i++) /* the last two find no place and are given back */
        shelf_put(s, blocks[i]);
    for (size_t i = 0; i < SHELF_PLACES; i++)
        assert_ptr_equal(shelf_take(s), blocks[i]);
    for (size_t i = 0; i < SHELF_PLACES; i++)
        shelf_put(s, blocks[i]);
    shelf_free(s);
    assert_null(shelf_new(SIZE_MAX));
}

/* ---- threads ---- */

#define JOBS 2000

struct shared {
    struct shelf *shelf;
    atomic_size_t wrong, done;
};

static void work(void *user, void *job, unsigned thread)
{
    struct shared *shared = user;
    atomic_uint *block = shelf_take(shared->shelf);

    (void)job;
    (void)thread;
    if (!block || atomic_fetch_add(block, 1) != 0) /* someone else holds it */
        atomic_fetch_add(&shared->wrong, 1);
    if (block)
        atomic_fetch_sub(block, 1);
    shelf_put(shared->shelf, block);
}

static bool done(void *user, void *job)
{
    struct shared *shared = user;

    (void)job;
    atomic_fetch_add(&shared->done, 1);
    return true;
}

static void test_threads(void **state)
{
    struct shared shared = { .shelf = shelf_new(SIZE) };
    marsad_pool *p =
        marsad_pool_new(&(marsad_pool_options){ .threads = 4, .work = work, .done = done, .user = &shared }, NULL);

    (void)state;
    assert_true(p && shared.shelf);
    for (size_t i = 0; i < JOBS; i++)
        assert_true(marsad_pool_submit(p, &shared));
    assert_true(marsad_pool_finish(p));
    marsad_pool_free(p, NULL);
    assert_int_equal(shared.done, JOBS);
    assert_int_equal(shared.wrong, 0);
    shelf_free(shared.shelf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_threads),
    };

    return cmocka_run_group_tests_name("shelf", tests, NULL, NULL);
}

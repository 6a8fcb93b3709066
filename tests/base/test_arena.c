/*
 * test_arena.c - blocks are zeroed, aligned and apart; limits and overflow; what a reset keeps.
 */
#include "../testing.h"

#include "marsad/arena.h"

#define KIB ((size_t)1024)
#define MIB (1024 * KIB)
#define KEPT_MAX (4 * MIB + 64 * KIB) /* with the headers of the chunks */

struct block {
    unsigned char *at, mark;
    size_t size;
};

static bool holds(const unsigned char *at, size_t size, unsigned char value)
{
    for (size_t i = 0; i < size; i++)
        if (at[i] != value)
            return false;
    return true;
}

/* Sizes of all kinds: mostly small, some around a chunk, a few far above. */
static size_t random_size(test_rng *rng)
{
    switch (test_rng_below(rng, 20)) {
    case 0:
        return test_rng_below(rng, 300 * KIB);
    case 1:
        return 64 * KIB - 40 + test_rng_below(rng, 80);
    case 2:
        return 0;
    default:
        return test_rng_below(rng, 300);
    }
}

/* Blocks keep what was written while others are made: none overlap. */
static void fill_arena(marsad_arena *a, test_rng *rng)
{
    struct block blocks[200];

    for (size_t i = 0; i < COUNT(blocks); i++) {
        struct block *b = &blocks[i];

        b->size = random_size(rng);
        b->mark = (unsigned char)(i + 1);
        b->at = marsad_arena_alloc(a, b->size);
        assert_non_null(b->at);
        assert_int_equal((uintptr_t)b->at % 16, 0);
        assert_true(holds(b->at, b->size, 0));
        if (b->size)
            memset(b->at, b->mark, b->size);
    }
    for (size_t i = 0; i < COUNT(blocks); i++)
        assert_true(holds(blocks[i].at, blocks[i].size, blocks[i].mark));
}

static void test_blocks(void **state)
{
    test_rng rng = test_rng_start("arena");
    marsad_arena *a = marsad_arena_new(0);

    (void)state;
    assert_non_null(a);
    for (int document = 0; document < 10; document++) {
        fill_arena(a, &rng);
        marsad_arena_reset(a);
        assert_true(marsad_arena_size(a) <= KEPT_MAX);
    }
    marsad_arena_free(a);
    marsad_arena_free(NULL);
}

static void test_reset_keeps_little(void **state)
{
    marsad_arena *a = marsad_arena_new(0);
    size_t held;

    (void)state;
    assert_non_null(marsad_arena_alloc(a, 20 * MIB));
    for (int i = 0; i < 1000; i++)
        assert_non_null(marsad_arena_alloc(a, 10 * KIB));
    assert_true(marsad_arena_size(a) > 29 * MIB);
    marsad_arena_reset(a);
    held = marsad_arena_size(a);
    assert_true(held > MIB && held <= KEPT_MAX);
    for (int i = 0; i < 100; i++) /* fits what was kept: nothing new from the system */
        assert_non_null(marsad_arena_alloc(a, 10 * KIB));
    assert_int_equal(marsad_arena_size(a), held);
    marsad_arena_free(a);
}

static void test_limit(void **state)
{
    marsad_arena *a = marsad_arena_new(200 * KIB);
    size_t given = 0;

    (void)state;
    assert_null(marsad_arena_alloc(a, 200 * KIB)); /* the header counts too */
    while (marsad_arena_alloc(a, KIB))
        given += KIB;
    assert_true(given > 150 * KIB && given <= 200 * KIB);
    assert_true(marsad_arena_size(a) <= 200 * KIB);
    marsad_arena_reset(a);
    assert_non_null(marsad_arena_alloc(a, 190 * KIB)); /* chunks kept by the reset are in nobody's way */
    assert_true(marsad_arena_size(a) <= 200 * KIB);
    marsad_arena_free(a);

    a = marsad_arena_new(1);
    assert_null(marsad_arena_alloc(a, 1));
    marsad_arena_free(a);
}

static void test_overflow(void **state)
{
    marsad_arena *a = marsad_arena_new(0);
    void *at = NULL;
    size_t cap = SIZE_MAX / 2 + 1;

    (void)state;
    assert_null(marsad_arena_alloc(a, SIZE_MAX));
    assert_null(marsad_arena_alloc(a, SIZE_MAX - 15));
    assert_null(marsad_arena_alloc(a, PTRDIFF_MAX));
    assert_null(marsad_arena_array(a, SIZE_MAX / 2, 3));
    assert_null(marsad_arena_array(a, SIZE_MAX / 16 + 2, 16));
    assert_null(marsad_arena_str(a, (marsad_str){ "x", SIZE_MAX }).ptr);
    assert_false(marsad_arena_grow(a, &at, &cap, cap, 1));
    assert_int_equal(cap, SIZE_MAX / 2 + 1);
    cap = 0;
    assert_false(marsad_arena_grow(a, &at, &cap, 0, SIZE_MAX / 4));
    assert_int_equal(cap, 0);
    assert_non_null(marsad_arena_array(a, 0, 8));
    marsad_arena_free(a);
}

static void test_text(void **state)
{
    marsad_arena *a = marsad_arena_new(0);
    marsad_str copy = marsad_arena_str(a, S("text")), empty = marsad_arena_str(a, (marsad_str){ 0 });
    marsad_str made = marsad_arena_fmt(a, "%d-%s", 42, "x");

    (void)state;
    assert_str(copy, "text");
    assert_int_equal(copy.ptr[4], '\0');
    assert_non_null(empty.ptr);
    assert_int_equal(empty.len, 0);
    assert_str(made, "42-x");
    assert_int_equal(made.ptr[4], '\0');
    marsad_arena_free(a);
}

static void test_grow(void **state)
{
    marsad_arena *a = marsad_arena_new(0);
    uint32_t *at = NULL;
    size_t cap = 0;

    (void)state;
    for (uint32_t n = 0; n < 10000; n++) {
        assert_true(marsad_arena_grow(a, (void **)&at, &cap, n, sizeof *at));
        assert_true(cap > n);
        at[n] = n * 7;
    }
    for (uint32_t n = 0; n < 10000; n++)
        assert_int_equal(at[n], n * 7);
    marsad_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks), cmocka_unit_test(test_reset_keeps_little),
        cmocka_unit_test(test_limit),  cmocka_unit_test(test_overflow),
        cmocka_unit_test(test_text),   cmocka_unit_test(test_grow),
    };

    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}

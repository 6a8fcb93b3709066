/*
 * test_map.c - a map against plain arrays, and its order.
 */
#include "../testing.h"

#include "marsad/map.h"

#define KEYS 3000

/* What the map should hold: keys are two bytes at TABLE[2 * i]. */
struct reference {
    char keys[KEYS][4];
    uint64_t values[KEYS];
    size_t order[KEYS], place[KEYS]; /* order[n]: n-th key put in; place: 0 absent, else n + 1 */
    size_t count;
};

static marsad_str key_of(const struct reference *r, size_t k)
{
    return (marsad_str){ r->keys[k], k % 4 + (k >= 4) * (4 - k % 4) }; /* keys 0 … 3 are short: "", "x", … */
}

static void put(marsad_map *m, struct reference *r, size_t k, uint64_t value)
{
    assert_true(marsad_map_put(m, key_of(r, k), value));
    r->values[k] = value;
    if (!r->place[k]) {
        r->order[r->count++] = k;
        r->place[k] = r->count;
    }
}

static void check_all(const marsad_map *m, const struct reference *r)
{
    assert_int_equal(marsad_map_count(m), r->count);
    for (size_t k = 0; k < KEYS; k++) {
        uint64_t value = 1;

        assert_int_equal(marsad_map_get(m, key_of(r, k), &value), r->place[k] != 0);
        if (r->place[k])
            assert_true(value == r->values[k]);
    }
    for (size_t i = 0; i < r->count; i++) {
        uint64_t value;
        marsad_str key = marsad_map_key(m, i, &value);

        assert_true(marsad_str_equal(key, key_of(r, r->order[i])));
        assert_true(value == r->values[r->order[i]]);
    }
}

static void test_against_reference(void **state)
{
    test_rng rng = test_rng_start("map");
    struct reference *r = calloc(1, sizeof *r);
    marsad_map *m = marsad_map_new();

    (void)state;
    assert_non_null(r);
    assert_non_null(m);
    for (size_t k = 0; k < KEYS; k++) /* bytes 0 and 0xFF among them: keys are bytes, not text */
        memcpy(r->keys[k], (char[]){ (char)k, (char)(k >> 8), '\0', (char)0xFF }, 4);
    check_all(m, r);
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 200; i++)
            put(m, r, test_rng_below(&rng, KEYS), test_rng_next(&rng));
        check_all(m, r);
    }
    marsad_map_free(m);
    free(r);
}

static void test_small(void **state)
{
    marsad_map *m = marsad_map_new();
    uint64_t value = 5;

    (void)state;
    assert_false(marsad_map_get(m, S("x"), &value));
    assert_int_equal(value, 5);
    assert_true(marsad_map_put(m, (marsad_str){ 0 }, 1)); /* the empty key is a key like others */
    assert_true(marsad_map_put(m, S(""), 2));
    assert_int_equal(marsad_map_count(m), 1);
    assert_true(marsad_map_get(m, S(""), NULL));
    assert_true(marsad_map_get(m, S(""), &value));
    assert_int_equal(value, 2);
    marsad_map_free(m);
    marsad_map_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_against_reference), cmocka_unit_test(test_small) };

    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}

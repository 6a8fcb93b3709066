/*
 * test_memory.c - allocation number n fails, for n = 1, 2, … until all succeed: a clean end with MARSAD_ENOMEM, never a
 * crash, a leak or a refusal that blames the input. Linked with --wrap, so that only our own code meets the failure.
 */
#include "harness.h"

#include "memory_stream.h"

#include <stdlib.h>

static long left = -1; /* allocations until one fails; below 0: none does */

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);

static bool fails(void)
{
    return left >= 0 && left-- == 0;
}

void *__wrap_malloc(size_t n)
{
    return fails() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t n)
{
    return fails() ? NULL : __real_realloc(p, n);
}

static void on_refuse(void *user, const marsad_err *err)
{
    (void)user;
    assert_int_not_equal(err->code, MARSAD_ENOMEM);
}

/* True where no allocation failed. */
static bool read_failing(marsad_str bytes, const char *path, long n)
{
    marsad_input_options o = {
        .limits = marsad_input_limits_defaults(), .refuse = on_refuse, .paths = &path, .n_paths = 1
    };
    input_stream *s = path ? NULL : memory_open(bytes, 0);
    marsad_arena *arena = marsad_arena_new(0);
    marsad_err err = { 0 };
    marsad_status st = MARSAD_FAIL;
    marsad_input *in;
    marsad_doc doc;
    bool all;

    left = n;
    in = path ? marsad_input_open(&o, &err) : input_open_stream(&o, s, "f", &err);
    while (in && (st = marsad_input_next(in, arena, &doc, &err)) == MARSAD_MORE)
        marsad_arena_reset(arena);
    all = left >= 0;
    left = -1;
    assert_int_equal(st == MARSAD_FAIL, err.code == MARSAD_ENOMEM);
    assert_true(!all || st == MARSAD_END);
    marsad_input_close(in);
    marsad_arena_free(arena);
    return all;
}

static void test_memory(void **state)
{
    static const char JSON[] =
        "[{\"text\":\"<p>a\xFF\",\"author\":[\"b\",\"c\"]},{},{\"data\":[{\"text\":\"\\u0645\"}]},7";
    member two[] = { { "a.json", LIT(JSON) }, { "b.txt", LIT("\xC7\xE1\xED\xE6\xE3") } };
    marsad_buf packed[] = { pack_zip(two, 2), pack_gzip(two[0].bytes), pack_zstd(two[0].bytes),
                            convert("[{\"text\":\"a\"},{\"title\":\"b\"},{}]", "UTF-16LE") };

    (void)state;
    make_folder("m");
    for (size_t i = 0; i < COUNT(packed); i++) {
        marsad_str bytes = marsad_buf_str(&packed[i]);
        const char *path = write_file("m/f", bytes);
        long n = 0;

        while (!read_failing(bytes, NULL, n) || !read_failing(bytes, path, n) || !read_failing(bytes, path_in("m"), n))
            n++;
        print_message("%ld allocations\n", n);
        assert_in_range(n, 5, 500);
        marsad_buf_release(&packed[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_memory) };

    return cmocka_run_group_tests_name("input memory", tests, temp_setup, temp_teardown);
}

/*
 * fuzz_normal.c - any text: a second fold and a second cleaning change nothing, and the map of a fold never goes back.
 */
#include <stdlib.h>

#include "marsad/text.h"
#include "marsad/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static void check_fold(marsad_str text, marsad_arena *arena)
{
    const uint32_t *map;
    marsad_str once = { 0 }, twice = { 0 };

    expect(marsad_normalise(text, arena, &once, &map));
    expect(marsad_normalise(once, arena, &twice, NULL));
    expect(marsad_str_equal(once, twice));
    expect(marsad_utf8_valid(once) == once.len && map[once.len] == text.len);
    for (size_t i = 0; i < once.len; i++) {
        expect(map[i] < text.len && map[i] <= map[i + 1]);
        expect(((unsigned char)text.ptr[map[i]] & 0xC0) != 0x80); /* where a character begins */
    }
}

/* The clean text in *clean. */
static void check_clean(marsad_str text, marsad_buf *clean)
{
    marsad_buf again = { 0 };
    marsad_str once;

    expect(marsad_clean_text(text, clean) && marsad_clean_text(marsad_buf_str(clean), &again));
    once = marsad_buf_str(clean);
    expect(marsad_str_equal(once, marsad_buf_str(&again)));
    expect(marsad_utf8_valid(once) == once.len);
    for (size_t i = 0; i < once.len; i++)
        expect((unsigned char)once.ptr[i] >= 0x20 || once.ptr[i] == '\n');
    marsad_buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_buf valid = { 0 }, clean = { 0 };
    marsad_str of_text = { 0 }, of_clean = { 0 };

    if (arena && marsad_utf8_clean((marsad_str){ (const char *)data, size }, &valid, NULL)) {
        check_fold(marsad_buf_str(&valid), arena);
        check_clean(marsad_buf_str(&valid), &clean);
        /* Cleaning changes spaces and drops signs; what look-ups compare stays, but for spaces. */
        expect(marsad_normalise(marsad_buf_str(&valid), arena, &of_text, NULL));
        expect(marsad_normalise(marsad_buf_str(&clean), arena, &of_clean, NULL));
        expect(of_clean.len <= of_text.len);
    }
    marsad_buf_release(&valid);
    marsad_buf_release(&clean);
    marsad_arena_free(arena);
    return 0;
}

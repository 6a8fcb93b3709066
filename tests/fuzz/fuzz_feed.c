/*
 * fuzz_feed.c - feeds: parsed for themselves, with and without what HTTP says, and as an input.
 */
#include "../input/fuzz_input.h"
#include "input/feed.h"

#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require_clean(marsad_str s)
{
    fuzz_require(marsad_utf8_valid(s) == s.len && (s.len == 0 || !memchr(s.ptr, 0, s.len)));
}

static void parse(marsad_str bytes, marsad_str charset, marsad_str base)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_err why = { .code = MARSAD_OK };
    input_feed feed;

    fuzz_require(arena);
    if (!input_feed_parse(bytes, charset, base, arena, &feed, &why))
        fuzz_require(why.code != MARSAD_OK && why.code != MARSAD_ENOMEM);
    for (size_t i = 0; i < feed.n; i++) {
        const input_entry *e = &feed.entries[i];

        require_clean(e->url);
        require_clean(e->title);
        require_clean(e->author);
        require_clean(e->date);
        require_clean(e->text);
        fuzz_require(!e->url.ptr || strncasecmp(e->url.ptr, "http", 4) == 0);
    }
    marsad_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_str bytes = { (const char *)data, size };

    parse(bytes, MARSAD_LIT(""), MARSAD_LIT("https://paper.example/feed"));
    parse(bytes, MARSAD_LIT("windows-1256"), MARSAD_LIT(""));
    fuzz_both(bytes);
    return 0;
}

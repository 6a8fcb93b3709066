/*
 * fuzz_review.c - lines of a log of corrections that another team sent: what is taken is written back the same.
 */
#include "marsad/review.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_err err = { .code = MARSAD_OK };
    marsad_buf line = { 0 };
    marsad_review entry, again;

    if (marsad_review_parse((marsad_str){ (const char *)data, size }, arena, &entry, &err)) {
        if (!marsad_review_json(&entry, &line, NULL) ||
            !marsad_review_parse(marsad_buf_str(&line), arena, &again, NULL) || strcmp(entry.id, again.id) != 0)
            abort();
    } else if (err.code != MARSAD_EFORMAT) {
        abort();
    }
    marsad_buf_release(&line);
    marsad_arena_free(arena);
    return 0;
}

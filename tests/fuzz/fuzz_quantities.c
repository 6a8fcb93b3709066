/*
 * fuzz_quantities.c - numbers and what they count in any text; spans lie in the text, in order.
 *
 * Needs the dictionary (MARSAD_DICT, or beside the program); without one nothing is looked up and nothing found.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "marsad/mention.h"
#include "marsad/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check(const marsad_text *text, const marsad_quantity *q, uint32_t *end)
{
    require(q->span.first < q->span.last && q->span.last <= text->n_tokens && q->span.first >= *end);
    require(q->span.start < q->span.end && q->span.end <= text->text.len);
    require(q->of.start <= q->of.end && q->of.end <= q->span.end);
    require(q->has_min || q->has_max);
    require(!q->has_min || !q->has_max || q->min <= q->max);
    *end = q->span.last;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static marsad_dict *dict; /* opened once; the fuzzer runs one input at a time */
    marsad_arena *arena = marsad_arena_new(0);
    marsad_mentions found = { 0 };
    marsad_err err = { 0 };
    marsad_buf valid = { 0 }, clean = { 0 };
    size_t broken;
    marsad_text text;
    uint32_t end = 0;

    if (!dict)
        dict = marsad_dict_open(NULL, &err);
    require(arena);
    if (marsad_utf8_clean((marsad_str){ (const char *)data, size }, &valid, &broken) &&
        marsad_clean_text(marsad_buf_str(&valid), &clean)) {
        require(marsad_text_read(dict, marsad_buf_str(&clean), arena, &text, &err));
        require(marsad_quantities_find(dict, &text, arena, &found, &err));
        for (size_t i = 0; i < found.n_quantities; i++)
            check(&text, &found.quantities[i], &end);
    }
    marsad_buf_release(&valid);
    marsad_buf_release(&clean);
    marsad_arena_free(arena);
    return 0;
}

/*
 * fuzz_event.c - any bytes as an article, from its text to the JSON of its record; what holds for the events of any
 * text.
 *
 * The first byte chooses whether the day of publication is known.
 */
#include <assert.h>

#include "marsad/record.h"
#include "marsad/utf8.h"

#include "../event/invariants.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const marsad_dict *dict, const marsad_article *article, marsad_arena *arena)
{
    marsad_buf json = { 0 };
    marsad_record record;
    size_t at;

    assert(marsad_record_make(dict, article, arena, &record, NULL));
    assert(!events_flaw(&record.text, &record.events, &at));
    assert(marsad_record_json(&record, MARSAD_RECORD_FULL, &json, NULL));
    assert(json.len && json.ptr[0] == '{' && json.ptr[json.len - 1] == '}' && !memchr(json.ptr, '\n', json.len));
    marsad_buf_release(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static marsad_dict *dict; /* opened once: the same for all inputs */
    marsad_arena *arena = marsad_arena_new(0);
    marsad_article article = { .number = 1, .language = "ar", .published = "2021-03-10" };
    marsad_buf valid = { 0 }, clean = { 0 };

    if (!dict)
        dict = marsad_dict_open(NULL, NULL);
    assert(dict && arena);
    if (size && data[0] % 2)
        article.published[0] = '\0';
    if (size && marsad_utf8_clean((marsad_str){ (const char *)data + 1, size - 1 }, &valid, NULL) &&
        marsad_clean_text(marsad_buf_str(&valid), &clean)) {
        article.text = marsad_buf_str(&clean);
        check(dict, &article, arena);
    }
    marsad_buf_release(&valid);
    marsad_buf_release(&clean);
    marsad_arena_free(arena);
    return 0;
}

/*
 * fuzz_program.c - what `marsad read --json` does with any bytes, by all the rooms: input, articles, records, JSON.
 */
#include "marsad/record.h"

#include "../event/invariants.h"
#include "../input/fuzz_input.h"

#define DOCUMENTS_MAX 8 /* of one input; each is analysed */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_article(const marsad_dict *dict, const marsad_article *article)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_buf json = { 0 };
    marsad_record record;
    size_t at;

    fuzz_require(arena && marsad_record_make(dict, article, arena, &record, NULL));
    fuzz_require(!events_flaw(&record.text, &record.events, &at));
    fuzz_require(marsad_record_json(&record, MARSAD_RECORD_FULL, &json, NULL));
    fuzz_require(marsad_utf8_valid(marsad_buf_str(&json)) == json.len && json.ptr[json.len - 1] == '}');
    for (size_t i = 0; i < json.len; i++) /* one line, and nothing in it that a terminal obeys */
        fuzz_require((unsigned char)json.ptr[i] >= 0x20 && json.ptr[i] != 0x7F);
    marsad_buf_release(&json);
    marsad_arena_free(arena);
}

static void check_document(const marsad_dict *dict, const marsad_doc *doc, marsad_arena *arena)
{
    marsad_articles got;

    fuzz_require(marsad_article_split(dict, doc, arena, &got, NULL));
    for (size_t i = 0; i < got.n; i++)
        check_article(dict, &got.at[i]);
}

static void read_all(const marsad_dict *dict, marsad_str bytes)
{
    fuzz_seen seen = { 0 };
    marsad_input_options o = { .limits = marsad_input_limits_defaults(), .refuse = fuzz_refused, .user = &seen };
    marsad_arena *arena = marsad_arena_new(0);
    marsad_input *in = input_open_stream(&o, memory_open(bytes, 0), "fuzz", NULL);
    marsad_doc doc;

    fuzz_require(in && arena);
    for (int n = 0; n < DOCUMENTS_MAX && marsad_input_next(in, arena, &doc, NULL) == MARSAD_MORE; n++) {
        fuzz_doc(&seen, &doc);
        check_document(dict, &doc, arena);
        marsad_arena_reset(arena);
    }
    marsad_input_close(in);
    marsad_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static marsad_dict *dict; /* opened once: the same for all inputs */

    if (!dict)
        dict = marsad_dict_open(NULL, NULL);
    fuzz_require(dict != NULL);
    read_all(dict, (marsad_str){ (const char *)data, size });
    return 0;
}

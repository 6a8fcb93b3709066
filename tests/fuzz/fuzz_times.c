/*
 * fuzz_times.c - times of any text: spans in order and inside the text, days that exist, first before last.
 *
 * The first byte chooses whether the day of publication is known.
 */
#include <assert.h>

#include "marsad/mention.h"
#include "marsad/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const marsad_text *text, const marsad_mentions *m)
{
    uint32_t end = 0;

    for (size_t i = 0; i < m->n_times; i++) {
        const marsad_time *t = &m->times[i];
        assert(t->span.start >= end && t->span.start < t->span.end && t->span.end <= text->text.len);
        assert(t->span.first < t->span.last && t->span.last <= text->n_tokens);
        assert((t->from[0] == '\0') == (t->to[0] == '\0'));
        assert(strcmp(t->from, t->to) <= 0);
        assert(t->rule && t->rule[0] && memchr(t->value, 0, sizeof t->value));
        end = t->span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static marsad_dict *dict; /* opened once: the same for all inputs */
    marsad_arena *arena = marsad_arena_new(0);
    marsad_article article = { .published = "2015-07-21" };
    marsad_buf valid = { 0 }, clean = { 0 };
    marsad_mentions found = { 0 };
    marsad_text text;

    if (!dict)
        dict = marsad_dict_open(NULL, NULL);
    assert(dict && arena);
    if (size && data[0] % 2)
        article.published[0] = '\0';
    if (size && marsad_utf8_clean((marsad_str){ (const char *)data + 1, size - 1 }, &valid, NULL) &&
        marsad_clean_text(marsad_buf_str(&valid), &clean) &&
        marsad_text_read(dict, marsad_buf_str(&clean), arena, &text, NULL)) {
        assert(marsad_times_find(dict, &article, &text, arena, &found, NULL));
        check(&text, &found);
    }
    marsad_buf_release(&valid);
    marsad_buf_release(&clean);
    marsad_arena_free(arena);
    return 0;
}

/*
 * fuzz_page.c - articles out of any bytes that claim to be a page.
 *
 * The first line is the charset that HTTP would name, the rest the page. What must hold: valid UTF-8 everywhere,
 * numbers in order, texts that are not empty, dates of known forms and not later than allowed, entries in order within
 * the text.
 */
#include <assert.h>

#include "input/html.h"
#include "marsad/page.h"
#include "marsad/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_str(marsad_str s)
{
    assert(marsad_utf8_valid(s) == s.len);
}

static void check_moment(const char *m)
{
    size_t len = strlen(m);

    assert(len == 0 || (len >= 10 && len < MARSAD_MOMENT && m[4] == '-' && m[7] == '-'));
    assert(len == 0 || (strcmp(m, "1990") >= 0 && strcmp(m, "2021-04-03") < 0));
}

static void check_metadata(const marsad_metadata *m)
{
    assert(m);
    check_moment(m->published);
    check_moment(m->updated);
    check_str(m->site);
    check_str(m->section);
    check_str(m->canonical);
    check_str(m->picture);
    check_str(m->language);
    for (size_t i = 0; i < m->n_origins; i++)
        assert(m->origins[i].field && m->origins[i].from);
    for (size_t i = 0; i < m->n_problems; i++) {
        assert(m->problems[i].kind && m->problems[i].field && m->problems[i].value.len);
        check_str(m->problems[i].value);
    }
}

static void check(const marsad_article *a, size_t i)
{
    size_t end = 0;

    assert(a->number == i + 1);
    assert(a->text.len > 0);
    check_str(a->text);
    check_str(a->title);
    check_str(a->author);
    check_str(a->agency);
    check_metadata(a->metadata);
    for (size_t c = 0; c < a->n_captions; c++) {
        assert(a->captions[c].text.len);
        check_str(a->captions[c].text);
        check_str(a->captions[c].credit);
    }
    for (size_t e = 0; e < a->n_entries; e++) {
        assert(a->entries[e].start >= end && a->entries[e].end >= a->entries[e].start);
        assert(a->entries[e].end <= a->text.len);
        end = a->entries[e].end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static marsad_dict *dict; /* opened once: the same for all inputs */
    static marsad_pages *pages;
    marsad_arena *arena = marsad_arena_new(0);
    marsad_str bytes = { (const char *)data, size }, charset = { 0 };
    marsad_doc doc = { .id = MARSAD_LIT("doc"), .url = MARSAD_LIT("https://a.example/b/c") };
    marsad_articles got;

    if (!dict)
        dict = marsad_dict_open(NULL, NULL);
    if (!pages)
        pages = marsad_pages_open(dict, 1617235200 /* 2021-04-01 */, NULL);
    assert(dict && pages && arena);
    if (size && marsad_str_next(&bytes, '\n', &charset) && bytes.ptr &&
        input_html(bytes, charset, (uint64_t)1 << 20, arena, &doc, NULL)) {
        check_str(doc.text);
        assert(!memchr(doc.text.ptr, 0, doc.text.len));
        assert(marsad_pages_split(pages, &doc, arena, &got, NULL));
        for (size_t i = 0; i < got.n; i++)
            check(&got.at[i], i);
    }
    marsad_arena_free(arena);
    return 0;
}

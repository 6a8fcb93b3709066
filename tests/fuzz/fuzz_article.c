/*
 * fuzz_article.c - articles out of any text and metadata.
 *
 * The input is cut at NUL bytes: text, title, author, date. What must hold: valid UTF-8, numbers in order, a text that
 * does not begin with its title on a line, captions that are not empty, a digest that belongs to title and text.
 */
#include <assert.h>

#include "marsad/article.h"
#include "marsad/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const marsad_article *a, size_t i)
{
    char digest[33];
    marsad_str rest = a->text, first;

    assert(a->number == i + 1);
    assert(marsad_utf8_valid(a->text) == a->text.len && marsad_utf8_valid(a->title) == a->title.len);
    assert(marsad_utf8_valid(a->author) == a->author.len && marsad_utf8_valid(a->agency) == a->agency.len);
    assert(marsad_utf8_valid(a->dateline) == a->dateline.len);
    assert(a->published[0] == '\0' || strlen(a->published) == 10);
    assert(a->title.len || a->text.len);
    if (marsad_str_next(&rest, '\n', &first) && rest.ptr)
        assert(!a->title.len || !marsad_str_equal(first, a->title));
    for (size_t c = 0; c < a->n_captions; c++)
        assert(a->captions[c].text.len && marsad_utf8_valid(a->captions[c].text) == a->captions[c].text.len);
    marsad_article_digest(a->title, a->text, digest);
    assert(memcmp(digest, a->digest, sizeof digest) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static marsad_dict *dict; /* opened once: the same for all inputs */
    marsad_arena *arena = marsad_arena_new(0);
    marsad_buf valid = { 0 };
    marsad_str rest, part;
    marsad_doc doc = { .id = MARSAD_LIT("doc") };
    marsad_str *const fields[] = { &doc.text, &doc.title, &doc.author, &doc.date };
    marsad_articles got;

    if (!dict)
        dict = marsad_dict_open(NULL, NULL);
    assert(dict && arena);
    if (size && marsad_utf8_clean((marsad_str){ (const char *)data, size }, &valid, NULL)) {
        rest = marsad_buf_str(&valid);
        for (size_t i = 0; i < sizeof fields / sizeof *fields && marsad_str_next(&rest, '\0', &part); i++)
            if (i == 0 || part.len)
                *fields[i] = part;
        assert(marsad_article_split(dict, &doc, arena, &got, NULL));
        for (size_t i = 0; i < got.n; i++)
            check(&got.at[i], i);
    }
    marsad_buf_release(&valid);
    marsad_arena_free(arena);
    return 0;
}

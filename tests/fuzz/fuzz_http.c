/*
 * fuzz_http.c - a response as archives keep it: head, codings of the body, charset, words of a page.
 */
#include "input/http.h"
#include "input/page.h"
#include "marsad/utf8.h"

#include <stdlib.h>

#define MAX (1 << 16)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok)
{
    if (!ok)
        abort();
}

static void read_page(marsad_str body, marsad_str media, page_kind kind, marsad_arena *arena)
{
    marsad_buf scratch = { 0 };
    marsad_doc doc = { .url = { 0 } };
    marsad_err err = { .code = MARSAD_OK };

    if (page_read(body, media, kind, MAX, &scratch, arena, &doc, &err)) {
        require(doc.text.ptr && doc.charset && marsad_utf8_valid(doc.text) == doc.text.len);
        require(doc.text.len == 0 || !memchr(doc.text.ptr, 0, doc.text.len));
    } else {
        require(err.code != MARSAD_OK && err.code != MARSAD_ENOMEM && err.msg[0]);
    }
    marsad_buf_release(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_str all = { (const char *)data, size }, head, media, body;
    marsad_arena *arena = marsad_arena_new(0);
    marsad_buf buffers[2] = { { 0 }, { 0 } };
    marsad_err err = { .code = MARSAD_OK };
    size_t n = http_head_length(all);

    require(arena && n <= size);
    head = marsad_str_slice(all, 0, n);
    media = http_field(head, "Content-Type");
    http_status(head);
    if (http_decode(head, marsad_str_slice(all, n, size), MAX, buffers, &body, &err)) {
        read_page(body, media, PAGE_HTML, arena);
        read_page(body, media, PAGE_TEXT, arena);
        page_kind_of(media, body);
    } else {
        require(err.code == MARSAD_EFORMAT || err.code == MARSAD_ELIMIT);
    }
    marsad_buf_release(&buffers[0]);
    marsad_buf_release(&buffers[1]);
    marsad_arena_free(arena);
    return 0;
}

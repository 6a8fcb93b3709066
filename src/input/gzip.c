/*
 * gzip.c - unpack gzip as it comes, straight from zlib: every byte before a cut is given, which libarchive's filter
 * does not do (it drops the block in hand).
 */
#include "input/stream.h"

#include <stdlib.h>
#include <zlib.h>

typedef struct {
    input_stream base;
    input_stream *below;
    input_budget *budget;
    uint64_t in0, out; /* where it begins below; bytes unpacked */
    z_stream z;
    bool ready, in_member;
} gzip_stream;

static bool gzip_fail(const char *msg, marsad_err *err)
{
    return marsad_fail(err, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "%s", msg);
}

/* Between members: the next one, zeros to fill up a block (as tapes have), or the end. */
static bool next_member(gzip_stream *g, bool *more, marsad_err *err)
{
    marsad_str in = input_peek(g->below, 2);

    *more = false;
    while (in.len && in.ptr[0] == 0) {
        input_take(g->below, 1);
        in = input_peek(g->below, 2);
    }
    if (in.len == 0)
        return true;
    if (in.len < 2 || memcmp(in.ptr, "\x1f\x8b", 2) != 0)
        return gzip_fail("bytes that are no gzip follow the gzip data", err);
    if (inflateReset(&g->z) != Z_OK)
        return marsad_fail_memory(err);
    *more = g->in_member = true;
    return true;
}

/* One call of inflate(). */
static bool inflate_some(gzip_stream *g, uint8_t *to, size_t cap, size_t *got, marsad_err *err)
{
    marsad_str in = input_peek(g->below, 1);
    int r;

    if (in.len == 0 && g->below->failure.code == MARSAD_OK)
        return gzip_fail("the gzip data is cut short", err);
    if (in.len == 0) {
        *err = g->below->failure;
        return false;
    }
    g->z.next_in = (Bytef *)(uintptr_t)in.ptr; /* zlib does not write there; its type is older than const */
    g->z.avail_in = (uInt)in.len;
    g->z.next_out = to;
    g->z.avail_out = (uInt)cap;
    r = inflate(&g->z, Z_NO_FLUSH);
    input_take(g->below, in.len - g->z.avail_in);
    *got = cap - g->z.avail_out;
    if (r == Z_STREAM_END)
        g->in_member = false;
    else if (r == Z_MEM_ERROR)
        return marsad_fail_memory(err);
    else if (r != Z_OK && r != Z_BUF_ERROR && *got == 0) /* with bytes in hand: zlib says it again next time */
        return gzip_fail(r == Z_NEED_DICT ? "the gzip data needs a dictionary" : "the gzip data is damaged", err);
    return true;
}

static bool gzip_read(input_stream *s, uint8_t *to, size_t cap, size_t *got, marsad_err *err)
{
    gzip_stream *g = (gzip_stream *)s;
    bool more = true;

    while (*got == 0 && more) {
        if (g->in_member ? !inflate_some(g, to, cap, got, err) : !next_member(g, &more, err))
            return false;
    }
    g->out += *got;
    return input_budget_spend(g->budget, *got, g->out, g->below->offset - g->in0, err);
}

static void gzip_close(input_stream *s)
{
    gzip_stream *g = (gzip_stream *)s;

    if (g->ready)
        inflateEnd(&g->z);
    free(g);
}

static const input_stream_ops GZIP = { gzip_read, NULL, gzip_close };

input_stream *input_gzip_open(input_stream *below, input_budget *budget, marsad_err *err)
{
    gzip_stream *g = calloc(1, sizeof *g);

    if (!g) {
        marsad_fail_memory(err);
        return NULL;
    }
    g->below = below;
    g->budget = budget;
    g->in0 = below->offset;
    g->ready = inflateInit2(&g->z, 15 + 16) == Z_OK; /* 16: with the gzip header and trailer */
    if (g->ready && input_stream_init(&g->base, &GZIP))
        return &g->base;
    marsad_fail_memory(err);
    gzip_close(&g->base);
    return NULL;
}

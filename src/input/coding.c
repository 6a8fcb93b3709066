/*
 * coding.c - chunks (RFC 9112, 7.1), gzip and deflate (zlib), Brotli (RFC 7932; libbrotlidec), from memory to memory.
 */
#include "input/http.h"

#include <brotli/decode.h>
#include <inttypes.h>
#include <zlib.h>

#define PIECE ((size_t)64 << 10) /* the output grows by at least this */

static bool too_long(uint64_t max, marsad_err *err)
{
    return marsad_fail(err, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET, "longer than %" PRIu64 " bytes (limit on one article)",
                       max);
}

static bool damaged(const char *what, marsad_err *err)
{
    return marsad_fail(err, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "%s", what);
}

/* ---- chunks ---- */

/* "1a2f; name=value" CRLF at the front of *in: its number. */
static bool take_size(marsad_str *in, uint64_t *size)
{
    marsad_str line;
    size_t digits = 0;

    if (!in->len || !memchr(in->ptr, '\n', in->len) || !marsad_str_next(in, '\n', &line))
        return false;
    line = marsad_str_trim(line);
    for (*size = 0; digits < line.len && digits < 16; digits++) {
        char c = line.ptr[digits], low = (char)(c | 0x20);

        if (c >= '0' && c <= '9')
            *size = *size << 4 | (uint64_t)(c - '0');
        else if (low >= 'a' && low <= 'f')
            *size = *size << 4 | (uint64_t)(low - 'a' + 10);
        else
            break;
    }
    return digits > 0 && (digits == line.len || line.ptr[digits] == ';' || line.ptr[digits] == ' ');
}

static void drop_line_end(marsad_str *in)
{
    if (in->len && in->ptr[0] == '\r')
        *in = marsad_str_slice(*in, 1, in->len);
    if (in->len && in->ptr[0] == '\n')
        *in = marsad_str_slice(*in, 1, in->len);
}

bool coding_dechunk(marsad_str in, uint64_t max, marsad_buf *out, marsad_err *err)
{
    uint64_t size;

    for (;;) {
        bool whole;

        if (!take_size(&in, &size))
            return damaged("the chunks of the body are damaged or cut short", err);
        if (size == 0) /* trailer fields may follow: they say nothing of the text */
            return true;
        whole = size <= in.len;
        if (!whole)
            size = in.len;
        if (out->len + size > max)
            return too_long(max, err);
        if (!marsad_buf_add(out, marsad_str_slice(in, 0, (size_t)size)))
            return marsad_fail_memory(err);
        if (!whole)
            return damaged("the chunks of the body are cut short", err);
        in = marsad_str_slice(in, (size_t)size, in.len);
        drop_line_end(&in);
    }
}

/* ---- gzip and deflate ---- */

/* Room for a piece more, at most one byte over `max`, so that going over is seen. */
static bool make_room(marsad_buf *out, uint64_t max, marsad_err *err)
{
    size_t room = out->len > PIECE ? out->len : PIECE;

    if (out->len > max)
        return too_long(max, err);
    if (room > max + 1 - out->len)
        room = (size_t)(max + 1 - out->len);
    return marsad_buf_reserve(out, room) || marsad_fail_memory(err);
}

static bool inflate_all(z_stream *z, uint64_t max, marsad_buf *out, marsad_err *err)
{
    int r = Z_OK;

    while (r != Z_STREAM_END) {
        size_t room;

        if (!make_room(out, max, err))
            return false;
        room = out->cap - out->len;
        z->next_out = (Bytef *)(out->ptr + out->len);
        z->avail_out = room > UINT32_MAX ? UINT32_MAX : (uInt)room;
        room = z->avail_out;
        r = inflate(z, Z_NO_FLUSH);
        out->len += room - z->avail_out;
        if (r == Z_MEM_ERROR)
            return marsad_fail_memory(err);
        if (r != Z_OK && r != Z_STREAM_END)
            return damaged(r == Z_BUF_ERROR ? "the packed body is cut short" : "the packed body is damaged", err);
    }
    return out->len <= max || too_long(max, err);
}

static bool inflate_as(marsad_str in, int bits, uint64_t max, marsad_buf *out, marsad_err *err)
{
    z_stream z = { .next_in = (Bytef *)(uintptr_t)in.ptr, /* zlib does not write there */
                   .avail_in = in.len > UINT32_MAX ? UINT32_MAX : (uInt)in.len };
    bool ok;

    if (inflateInit2(&z, bits) != Z_OK)
        return marsad_fail_memory(err);
    ok = inflate_all(&z, max, out, err);
    inflateEnd(&z);
    return ok;
}

bool coding_inflate(marsad_str in, uint64_t max, marsad_buf *out, marsad_err *err)
{
    marsad_err first = { .code = MARSAD_OK };
    size_t before = out->len;

    if (inflate_as(in, 15 + 32, max, out, &first)) /* 32: gzip or zlib, told by its head */
        return true;
    if (out->len > before || first.code != MARSAD_EFORMAT)
        return marsad_fail(err, first.code, first.where, first.offset, "%s", first.msg);
    return inflate_as(in, -15, max, out, err); /* "deflate" without the head that RFC 9110 asks for: common */
}

/* ---- Brotli ---- */

bool coding_brotli(marsad_str in, uint64_t max, marsad_buf *out, marsad_err *err)
{
    BrotliDecoderState *d = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    BrotliDecoderResult r = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    const uint8_t *from = (const uint8_t *)in.ptr;
    size_t left = in.len;
    bool ok = d || marsad_fail_memory(err);

    while (ok && r == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
        size_t room;
        uint8_t *to;

        ok = make_room(out, max, err);
        if (!ok)
            break;
        room = out->cap - out->len;
        to = (uint8_t *)out->ptr + out->len;
        r = BrotliDecoderDecompressStream(d, &left, &from, &room, &to, NULL);
        out->len = (size_t)((char *)to - out->ptr);
    }
    if (ok && out->len > max)
        ok = too_long(max, err);
    else if (ok && r == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
        ok = damaged("the packed body is cut short", err);
    else if (ok && r != BROTLI_DECODER_RESULT_SUCCESS)
        ok = damaged("the packed body is damaged", err);
    BrotliDecoderDestroyInstance(d);
    return ok;
}

/*
 * decode.c - bytes to pieces of UTF-8: UTF-8 itself without a copy, the others by iconv.
 */
#include "input/charset.h"

#include "marsad/utf8.h"

#include <errno.h>
#include <stdlib.h>

#define OUT_SIZE 16384u

static const char FFFD[] = "\xEF\xBF\xBD"; /* U+FFFD */

bool input_decoder_init(input_decoder *d, input_charset charset, uint64_t offset, marsad_err *err)
{
    *d = (input_decoder){ .charset = charset, .offset = offset };
    if (charset == INPUT_UTF8)
        return true;
    d->out = malloc(OUT_SIZE);
    if (!d->out)
        return marsad_fail_memory(err);
    d->cd = iconv_open("UTF-8", input_charset_name(charset));
    if (d->cd != (iconv_t)-1)
        return true;
    free(d->out);
    d->out = NULL;
    return marsad_fail(err, MARSAD_EIO, "", MARSAD_NO_OFFSET, "the system cannot convert from %s",
                       input_charset_name(charset));
}

void input_decoder_release(input_decoder *d)
{
    if (d->out) {
        iconv_close(d->cd);
        free(d->out);
    }
    *d = (input_decoder){ 0 };
}

/* --- places --- */

static uint64_t undecoded_bytes(marsad_str text, unsigned unit)
{
    uint64_t n = 0;

    if (unit == 0)
        return text.len;
    for (size_t i = 0; i < text.len; i++) {
        unsigned c = (unsigned char)text.ptr[i];

        n += (c & 0xC0) == 0x80 ? 0 : unit == 2 && c >= 0xF0 ? 4 : unit; /* surrogates for 4 bytes of UTF-8 */
    }
    return n;
}

uint64_t input_piece_offset(input_piece *piece, size_t at)
{
    piece->offset += undecoded_bytes(marsad_str_slice(piece->text, piece->seen, at), piece->unit);
    piece->seen = at;
    return piece->offset;
}

/* --- UTF-8 --- */

static void give_broken(input_decoder *d, unsigned unit, size_t bytes, input_piece *piece)
{
    *piece = (input_piece){ .text = { FFFD, 3 }, .replaced = true, .unit = unit, .offset = d->offset };
    d->offset += bytes;
}

static bool cut_off(marsad_str s, size_t len)
{
    unsigned c = (unsigned char)s.ptr[0];

    return len == s.len && c >= 0xC2 && c <= 0xF4;
}

static bool decode_utf8(input_decoder *d, marsad_str *raw, bool last, input_piece *piece)
{
    const char *nul;
    size_t n;

    if (raw->len == 0)
        return false;
    if (d->clean == 0)
        d->clean = marsad_utf8_valid(*raw);
    nul = d->clean ? memchr(raw->ptr, 0, d->clean) : NULL;
    n = nul ? (size_t)(nul - raw->ptr) : d->clean;
    if (n) {
        *piece = (input_piece){ .text = { raw->ptr, n }, .offset = d->offset };
        d->offset += n;
        d->clean -= n;
    } else if (nul) {
        give_broken(d, 0, n = 1, piece);
        d->clean--;
    } else {
        marsad_utf8_get(*raw, 0, &n);
        if (!last && cut_off(*raw, n))
            return false;
        give_broken(d, 0, n, piece);
    }
    raw->ptr += n;
    raw->len -= n;
    return true;
}

/* --- the others --- */

/* What iconv has left in d->out, up to a NUL. */
static void give_decoded(input_decoder *d, unsigned unit, input_piece *piece)
{
    marsad_str s = { d->out + d->out_at, d->out_end - d->out_at };
    const char *nul = memchr(s.ptr, 0, s.len);

    if (nul == s.ptr) {
        give_broken(d, unit, unit, piece);
        d->out_at++;
        return;
    }
    if (nul)
        s.len = (size_t)(nul - s.ptr);
    *piece = (input_piece){ .text = s, .unit = unit, .offset = d->offset };
    d->offset += undecoded_bytes(s, unit);
    d->out_at += s.len;
}

static bool decode_iconv(input_decoder *d, marsad_str *raw, bool last, input_piece *piece)
{
    unsigned unit = d->charset == INPUT_UTF16LE || d->charset == INPUT_UTF16BE ? 2 : 1;
    char *in = (char *)(uintptr_t)raw->ptr, *out = d->out; /* iconv does not write to its input */
    size_t in_left = raw->len, out_left = OUT_SIZE;

    if (d->out_at < d->out_end) {
        give_decoded(d, unit, piece);
        return true;
    }
    if (raw->len == 0)
        return false;
    iconv(d->cd, &in, &in_left, &out, &out_left);
    raw->ptr += raw->len - in_left;
    raw->len = in_left;
    d->out_at = 0;
    d->out_end = OUT_SIZE - out_left;
    if (d->out_end) {
        give_decoded(d, unit, piece);
        return true;
    }
    if (!last && raw->len < 4 && errno == EINVAL)
        return false;
    give_broken(d, unit, raw->len < unit ? raw->len : unit, piece);
    raw->ptr += raw->len < unit ? raw->len : unit;
    raw->len -= raw->len < unit ? raw->len : unit;
    return true;
}

bool input_decode(input_decoder *d, marsad_str *raw, bool last, input_piece *piece)
{
    return d->charset == INPUT_UTF8 ? decode_utf8(d, raw, last, piece) : decode_iconv(d, raw, last, piece);
}

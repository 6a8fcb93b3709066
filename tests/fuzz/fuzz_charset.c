/*
 * fuzz_charset.c - detection and decoding: any bytes in each charset give valid UTF-8 without NUL, the same however
 * they are cut, and places that cover the bytes from the first to the last.
 */
#include "../input/fuzz_input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void decode(marsad_str bytes, input_charset charset, size_t step, marsad_buf *out)
{
    input_decoder d;
    input_piece piece;
    size_t given = 0;
    uint64_t place = 0;
    marsad_str raw = { bytes.ptr, 0 };

    fuzz_require(input_decoder_init(&d, charset, 0, NULL));
    do {
        size_t more = bytes.len - given < step ? bytes.len - given : step;

        raw.len += more;
        given += more;
        while (input_decode(&d, &raw, given == bytes.len, &piece)) {
            fuzz_require(piece.text.len > 0 && piece.offset >= place && piece.offset < bytes.len);
            place = piece.offset;
            if (!piece.replaced)
                fuzz_require(input_piece_offset(&piece, piece.text.len) <= bytes.len);
            fuzz_require(marsad_buf_add(out, piece.text));
        }
        fuzz_require(raw.len < 4);
    } while (given < bytes.len);
    fuzz_require(raw.len == 0);
    input_decoder_release(&d);
    fuzz_require(marsad_utf8_valid(marsad_buf_str(out)) == out->len && (!out->len || !memchr(out->ptr, 0, out->len)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_str bytes = { (const char *)data, size };
    input_detected d = input_detect(bytes);

    fuzz_require(d.bom <= size);
    input_begins_json(bytes, d.charset);
    for (int c = INPUT_UTF8; c <= INPUT_ISO6; c++) {
        marsad_buf whole = { 0 }, cut = { 0 };

        decode(bytes, (input_charset)c, size ? size : 1, &whole);
        decode(bytes, (input_charset)c, 1 + size % 5, &cut);
        fuzz_require(marsad_str_equal(marsad_buf_str(&whole), marsad_buf_str(&cut)));
        marsad_buf_release(&whole);
        marsad_buf_release(&cut);
    }
    fuzz_both(bytes);
    return 0;
}

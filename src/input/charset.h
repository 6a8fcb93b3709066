/*
 * charset.h - which charset bytes are in, and their text as UTF-8.
 *
 * Detection sees the head of an input (or the whole of a short one). Decoding gives pieces: each is either clean text
 * or one U+FFFD in place of a broken sequence or a NUL, so that breaks are counted and places known exactly however the
 * bytes were cut into blocks.
 */
#ifndef MARSAD_INPUT_CHARSET_H
#define MARSAD_INPUT_CHARSET_H

#include "marsad/str.h"

#include <iconv.h>

typedef enum { INPUT_UTF8, INPUT_UTF16LE, INPUT_UTF16BE, INPUT_W1256, INPUT_ISO6 } input_charset;

typedef struct {
    input_charset charset;
    size_t bom;         /* bytes to skip at the front */
    const char *binary; /* a guess at what it is instead of text; NULL: text */
} input_detected;

/* Cannot fail: what it cannot tell is UTF-8, to be mended. */
input_detected input_detect(marsad_str head);

/* Arabic in 8 bits, where the bytes are not UTF-8: INPUT_W1256 or INPUT_ISO6. False: it is not Arabic either. */
bool input_detect_8bit(marsad_str bytes, input_charset *charset);

/* True where broken sequences are so rare that the bytes are UTF-8 all the same. One that the end cuts is not counted.
 */
bool input_is_utf8(marsad_str bytes);

const char *input_charset_name(input_charset c);

/*
 * After the byte order mark and white space: does it begin like a web page? `named`: its name ends in .html or the like,
 * so that any tag will do.
 */
bool input_begins_html(marsad_str head, input_charset charset, bool named);

/* After the byte order mark and white space: does it begin like JSON, and not like a text with a bracket in front? */
bool input_begins_json(marsad_str head, input_charset charset);

typedef struct {
    marsad_str text; /* valid UTF-8 without NUL, never empty */
    bool replaced;   /* one U+FFFD for something broken */
    unsigned unit;   /* bytes of a unit in the charset; 0: UTF-8, offsets are those of the text */
    uint64_t offset; /* of text.ptr[seen] in the undecoded bytes */
    size_t seen;
} input_piece;

/* Place in the undecoded bytes of piece->text.ptr[at]; ask in rising order. */
uint64_t input_piece_offset(input_piece *piece, size_t at);

typedef struct {
    input_charset charset;
    uint64_t offset; /* of the next byte */
    size_t clean;    /* bytes from here on that are known to be valid UTF-8 */
    iconv_t cd;
    char *out; /* decoded by iconv: out_at to out_end are still to be given */
    size_t out_at, out_end;
} input_decoder;

bool input_decoder_init(input_decoder *d, input_charset charset, uint64_t offset, marsad_err *err);
void input_decoder_release(input_decoder *d); /* zeroed is fine */

/*
 * The next piece of *raw, which is moved forward. False: more bytes are needed (what is left of *raw, less than 4
 * bytes, has to come again in front of them); with `last`, that nothing is left.
 */
bool input_decode(input_decoder *d, marsad_str *raw, bool last, input_piece *piece);

#endif

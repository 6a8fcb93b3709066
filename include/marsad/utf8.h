/*
 * utf8.h - reading and mending UTF-8 (Unicode 15, table 3-7).
 */
#ifndef MARSAD_UTF8_H
#define MARSAD_UTF8_H

#include "marsad/str.h"

#define MARSAD_REPLACEMENT 0xFFFDu

/*
 * Code point at byte `at` (at < s.len) and its length in bytes. A broken sequence gives MARSAD_REPLACEMENT and the
 * length of its maximal broken part (at least 1), as the Unicode standard, section 3.9, advises.
 */
MARSAD_API uint32_t marsad_utf8_get(marsad_str s, size_t at, size_t *len);

/* Write code point c (no surrogate, at most 0x10FFFF) to out[4]; gives the number of bytes. */
MARSAD_API size_t marsad_utf8_put(uint32_t c, char out[4]);

/* Byte where the first broken sequence begins, or s.len. */
MARSAD_API size_t marsad_utf8_valid(marsad_str s);

/* Append s to out with every broken sequence replaced by U+FFFD; *broken (may be NULL) counts them. False: no memory.
 */
MARSAD_API bool marsad_utf8_clean(marsad_str s, marsad_buf *out, size_t *broken);

/* Number of code points of valid UTF-8. */
MARSAD_API size_t marsad_utf8_count(marsad_str s);

#endif

/*
 * str.h - borrowed slices and owned buffers of bytes; offsets and lengths count bytes.
 */
#ifndef MARSAD_STR_H
#define MARSAD_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "marsad/error.h"

typedef struct {
    const char *ptr;
    size_t len;
} marsad_str; /* borrowed; no NUL at the end, never freed */

typedef struct {
    const marsad_str *at;
    size_t n;
} marsad_strs; /* borrowed array */

typedef struct {
    char *ptr;
    size_t len, cap;
} marsad_buf; /* owned, grows; { 0 } is empty; release with marsad_buf_release() */

#define MARSAD_LIT(s) ((marsad_str){ (s), sizeof(s) - 1 })
#define MARSAD_STR_ARG(s) (int)((s).len > 60 ? 60 : (s).len), (s).ptr ? (s).ptr : "" /* for "%.*s", cut to 60 bytes */

static inline marsad_str marsad_str_of(const char *z) /* NULL gives the empty slice */
{
    return (marsad_str){ z, z ? strlen(z) : 0 };
}

static inline marsad_str marsad_str_slice(marsad_str s, size_t start, size_t end) /* start <= end <= s.len */
{
    return (marsad_str){ s.ptr ? s.ptr + start : NULL, end - start }; /* C has no NULL + 0 */
}

static inline bool marsad_str_equal(marsad_str a, marsad_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool marsad_str_starts(marsad_str s, marsad_str head)
{
    return s.len >= head.len && (head.len == 0 || memcmp(s.ptr, head.ptr, head.len) == 0);
}

static inline bool marsad_str_ends(marsad_str s, marsad_str tail)
{
    return s.len >= tail.len && (tail.len == 0 || memcmp(s.ptr + s.len - tail.len, tail.ptr, tail.len) == 0);
}

/* <0, 0, >0 in the order of bytes, which is the order of code points in UTF-8. */
MARSAD_API int marsad_str_compare(marsad_str a, marsad_str b);

/* First place of `needle` in `s` at or after `from`, or SIZE_MAX. */
MARSAD_API size_t marsad_str_find(marsad_str s, marsad_str needle, size_t from);

/* Without ASCII white space at both ends. */
MARSAD_API marsad_str marsad_str_trim(marsad_str s);

/* Cut at `sep`: gives the part before it and moves *rest behind it. False when *rest was already used up (ptr NULL). */
MARSAD_API bool marsad_str_next(marsad_str *rest, char sep, marsad_str *part);

/* How many words: what stands between ASCII white space. */
MARSAD_API size_t marsad_str_words(marsad_str s);

/* A plain decimal number, nothing else around it; false where it is none or does not fit. */
MARSAD_API bool marsad_str_to_u64(marsad_str s, uint64_t *value);
MARSAD_API bool marsad_str_to_double(marsad_str s, double *value);

/* All of these fail with no memory only (false); the buffer then holds what it held before. */
MARSAD_API bool marsad_buf_reserve(marsad_buf *b, size_t more);
MARSAD_API bool marsad_buf_add(marsad_buf *b, marsad_str s);
MARSAD_API bool marsad_buf_add_byte(marsad_buf *b, char c);
MARSAD_API bool marsad_buf_addf(marsad_buf *b, const char *fmt, ...) MARSAD_PRINTF(2, 3);
MARSAD_API void marsad_buf_release(marsad_buf *b);

static inline marsad_str marsad_buf_str(const marsad_buf *b)
{
    return (marsad_str){ b->ptr, b->len };
}

#endif

/*
 * http.c - heads and their fields; which codings a body has.
 */
#include "input/http.h"

#include "marsad/utf8.h"

#include <strings.h>

bool http_same(marsad_str a, const char *b)
{
    return a.len == strlen(b) && (a.len == 0 || strncasecmp(a.ptr, b, a.len) == 0);
}

size_t http_head_length(marsad_str s)
{
    const char *at = s.ptr, *end = at ? at + s.len : at;

    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at++;
        if (at < end && *at == '\n')
            return (size_t)(at + 1 - s.ptr);
        if (end - at >= 2 && at[0] == '\r' && at[1] == '\n')
            return (size_t)(at + 2 - s.ptr);
    }
    return 0;
}

marsad_str http_field(marsad_str head, const char *name)
{
    marsad_str line;

    while (marsad_str_next(&head, '\n', &line)) {
        const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;

        if (colon && http_same(marsad_str_trim(marsad_str_slice(line, 0, (size_t)(colon - line.ptr))), name))
            return marsad_str_trim(marsad_str_slice(line, (size_t)(colon - line.ptr) + 1, line.len));
    }
    return (marsad_str){ 0 };
}

marsad_str http_media(marsad_str content_type)
{
    marsad_str media = { 0 };

    marsad_str_next(&content_type, ';', &media);
    return marsad_str_trim(media);
}

static marsad_str without_quotes(marsad_str s)
{
    s = marsad_str_trim(s);
    if (s.len >= 2 && (s.ptr[0] == '"' || s.ptr[0] == '\'') && s.ptr[s.len - 1] == s.ptr[0])
        s = marsad_str_slice(s, 1, s.len - 1);
    return s;
}

marsad_str http_parameter(marsad_str content_type, const char *name)
{
    marsad_str part;

    while (marsad_str_next(&content_type, ';', &part)) {
        const char *is = part.len ? memchr(part.ptr, '=', part.len) : NULL;

        if (is && http_same(marsad_str_trim(marsad_str_slice(part, 0, (size_t)(is - part.ptr))), name))
            return without_quotes(marsad_str_slice(part, (size_t)(is - part.ptr) + 1, part.len));
    }
    return (marsad_str){ 0 };
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

unsigned http_status(marsad_str head)
{
    size_t i = 5;

    if (head.len < 5 || strncasecmp(head.ptr, "HTTP/", 5) != 0)
        return 0;
    while (i < head.len && (is_digit(head.ptr[i]) || head.ptr[i] == '.'))
        i++;
    while (i < head.len && head.ptr[i] == ' ')
        i++;
    if (i + 3 > head.len || !is_digit(head.ptr[i]) || !is_digit(head.ptr[i + 1]) || !is_digit(head.ptr[i + 2]))
        return 0;
    return (unsigned)((head.ptr[i] - '0') * 100 + (head.ptr[i + 1] - '0') * 10 + (head.ptr[i + 2] - '0'));
}

/* ---- codings ---- */

static bool looks_chunked(marsad_str s)
{
    size_t i = 0;

    while (i < s.len && i < 16 && (is_digit(s.ptr[i]) || ((s.ptr[i] | 0x20) >= 'a' && (s.ptr[i] | 0x20) <= 'f')))
        i++;
    if (i == 0)
        return false;
    while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\t'))
        i++;
    return i < s.len && (s.ptr[i] == '\r' || s.ptr[i] == '\n' || s.ptr[i] == ';');
}

static bool looks_gzip(marsad_str s)
{
    return marsad_str_starts(s, MARSAD_LIT("\x1f\x8b"));
}

/* Packed bytes are hardly ever text: what begins with 64 bytes of UTF-8 was unpacked by the crawler. */
static bool looks_packed(marsad_str s)
{
    bool whole = s.len <= 64;
    size_t clean;

    s.len = whole ? s.len : 64;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c == 0x7F || (c < ' ' && c != '\t' && c != '\n' && c != '\r'))
            return true;
    }
    clean = marsad_utf8_valid(s);
    return clean < s.len && (whole || s.len - clean > 3); /* the last character may be cut */
}

struct coding {
    const char *name;
    bool (*looks)(marsad_str s);
    bool (*undo)(marsad_str in, uint64_t max, marsad_buf *out, marsad_err *err);
};

static const struct coding CODINGS[] = {
    { "chunked", looks_chunked, coding_dechunk },
    { "gzip", looks_gzip, coding_inflate },
    { "x-gzip", looks_gzip, coding_inflate },
    { "deflate", looks_packed, coding_inflate },
    { "br", looks_packed, coding_brotli },
    { "identity", NULL, NULL },
    { "none", NULL, NULL },
    { "utf-8", NULL, NULL }, /* seen in the wild: a charset */
};

static bool find_coding(marsad_str name, const struct coding **out, marsad_err *err)
{
    for (size_t i = 0; i < sizeof CODINGS / sizeof *CODINGS; i++)
        if (http_same(name, CODINGS[i].name)) {
            *out = &CODINGS[i];
            return true;
        }
    return marsad_fail(err, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "packed in a way that is not read: %.*s",
                       MARSAD_STR_ARG(name));
}

/* The codings of a field, in the order in which they were made, behind those that are there. */
static bool add_codings(marsad_str value, const struct coding *all[INPUT_MAX_CODINGS], size_t *n, marsad_err *err)
{
    marsad_str name;

    while (marsad_str_next(&value, ',', &name)) {
        const struct coding *c = NULL;

        name = marsad_str_trim(name);
        if (name.len == 0)
            continue;
        if (!find_coding(name, &c, err))
            return false;
        if (!c->undo)
            continue;
        if (*n == INPUT_MAX_CODINGS)
            return marsad_fail(err, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET, "more than %d codings of one body",
                               INPUT_MAX_CODINGS);
        all[(*n)++] = c;
    }
    return true;
}

bool http_decode(marsad_str head, marsad_str body, uint64_t max, marsad_buf buffers[2], marsad_str *out,
                 marsad_err *err)
{
    const struct coding *all[INPUT_MAX_CODINGS];
    size_t n = 0, turn = 0;

    *out = body;
    if (!add_codings(http_field(head, "Content-Encoding"), all, &n, err) ||
        !add_codings(http_field(head, "Transfer-Encoding"), all, &n, err))
        return false;
    while (n > 0) { /* the last one made is the first to undo */
        const struct coding *c = all[--n];
        marsad_buf *to = &buffers[turn];
        bool ok;

        if (out->len == 0 || !c->looks(*out))
            continue;
        to->len = 0;
        ok = c->undo(*out, max, to, err);
        *out = marsad_buf_str(to);
        if (!ok)
            return false;
        turn ^= 1;
    }
    return true;
}

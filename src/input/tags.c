/*
 * tags.c - tags letter by letter, with quotes where the parsers see them.
 */
#include "input/tags.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Behind the first `c` at or after `at`, or the end. */
static size_t behind(marsad_str s, size_t at, char c)
{
    const char *found = at < s.len ? memchr(s.ptr + at, c, s.len - at) : NULL;

    return found ? (size_t)(found - s.ptr) + 1 : s.len;
}

size_t tag_comment_end(marsad_str s, size_t at)
{
    size_t end;

    if (marsad_str_starts(marsad_str_slice(s, at, s.len), MARSAD_LIT("<!-->")))
        return at + 5;
    end = marsad_str_find(s, MARSAD_LIT("-->"), at + 4);
    return end == SIZE_MAX ? s.len : end + 3;
}

/* A quote opens a value only behind '=', as the parser has it. */
static size_t behind_value(marsad_str s, size_t at, bool xml)
{
    while (at < s.len && is_blank(s.ptr[at]))
        at++;
    if (at < s.len && (s.ptr[at] == '"' || s.ptr[at] == '\'')) {
        size_t end = behind(s, at + 1, s.ptr[at]);
        const char *lt = xml ? memchr(s.ptr + at, '<', end - at) : NULL;

        return lt ? (size_t)(lt - s.ptr) : end;
    }
    while (at < s.len && !is_blank(s.ptr[at]) && s.ptr[at] != '>' && !(xml && s.ptr[at] == '<'))
        at++;
    return at;
}

tag_span tag_read(marsad_str s, size_t at, bool xml)
{
    tag_span t = { .kept = 0 };
    size_t attributes = 0;

    for (at++; at < s.len && s.ptr[at] != '>' && !(xml && s.ptr[at] == '<');) {
        bool more = true; /* another attribute may begin here: behind blanks, or right behind a value */

        if (s.ptr[at] == '=') {
            at = behind_value(s, at + 1, xml);
            more = at < s.len && !is_blank(s.ptr[at]);
        } else if (is_blank(s.ptr[at])) {
            while (at < s.len && is_blank(s.ptr[at]))
                at++;
        } else {
            at++;
            more = false;
        }
        if (more && ++attributes > TAG_MAX_ATTRIBUTES && !t.kept)
            t.kept = at;
    }
    t.end = at < s.len && s.ptr[at] == '>' ? at + 1 : at;
    if (!t.kept)
        t.kept = t.end;
    return t;
}

bool tag_thin(marsad_str s, marsad_buf *out)
{
    size_t from = 0, at = 0;
    bool ok = true;

    while (ok && at < s.len) {
        const char *lt = memchr(s.ptr + at, '<', s.len - at);
        tag_span t;

        if (!lt)
            break;
        at = (size_t)(lt - s.ptr);
        if (marsad_str_starts(marsad_str_slice(s, at, s.len), MARSAD_LIT("<!--"))) {
            at = tag_comment_end(s, at);
            continue;
        }
        if (at + 1 >= s.len || !is_letter(s.ptr[at + 1])) {
            at++;
            continue;
        }
        t = tag_read(s, at, false);
        at = t.end;
        if (t.kept == t.end)
            continue;
        ok = marsad_buf_add(out, marsad_str_slice(s, from, t.kept));
        from = t.end - 1;
    }
    return ok && marsad_buf_add(out, marsad_str_slice(s, from, s.len));
}

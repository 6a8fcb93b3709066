/*
 * thin.c - what has no say in a page's text is cut out before the page is parsed, in one pass over its bytes.
 *
 * Four of ten bytes of a page are scripts. The parser reads them letter by letter; here they are passed over by memchr.
 * Of tags with too many attributes the rest goes, too (input/tags.h).
 */
#include "page/tree.h"

#include "input/tags.h"

#include <strings.h>

/* Elements that are left out with all they hold. */
static const marsad_str DROPPED[] = { { "script", 6 },   { "style", 5 },  { "svg", 3 },      { "noscript", 8 },
                                      { "template", 8 }, { "iframe", 6 }, { "textarea", 8 }, { "math", 4 } };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool word_at(marsad_str s, size_t at, marsad_str word)
{
    return s.len - at >= word.len && strncasecmp(s.ptr + at, word.ptr, word.len) == 0;
}

/* Behind the first `c` at or after `at`, or the end. */
static size_t behind(marsad_str s, size_t at, char c)
{
    const char *found = at < s.len ? memchr(s.ptr + at, c, s.len - at) : NULL;

    return found ? (size_t)(found - s.ptr) + 1 : s.len;
}

/* Where "</name" begins behind `at`; the end of the page where it does not come. */
static size_t find_end_tag(marsad_str s, size_t at, marsad_str name)
{
    for (;;) {
        const char *lt = at < s.len ? memchr(s.ptr + at, '<', s.len - at) : NULL;

        if (!lt)
            return s.len;
        at = (size_t)(lt - s.ptr);
        if (at + 2 < s.len && s.ptr[at + 1] == '/' && word_at(s, at + 2, name))
            return at;
        at++;
    }
}

static const marsad_str *dropped_at(marsad_str s, size_t at)
{
    for (size_t i = 0; i < sizeof DROPPED / sizeof *DROPPED; i++) {
        size_t end = at + DROPPED[i].len;

        if ((s.ptr[at] | 0x20) == DROPPED[i].ptr[0] && word_at(s, at, DROPPED[i]) && end < s.len &&
            !is_letter(s.ptr[end]) && s.ptr[end] != '-')
            return &DROPPED[i];
    }
    return NULL;
}

static void keep_script(marsad_str s, size_t at, size_t body, size_t end, page_tree *scripts)
{
    marsad_str head = marsad_str_slice(s, at, body);

    if (scripts->n_scripts < PAGE_MAX_SCRIPTS && end > body &&
        marsad_str_find(head, MARSAD_LIT("application/ld+json"), 0) != SIZE_MAX)
        scripts->scripts[scripts->n_scripts++] = marsad_str_slice(s, body, end);
}

/* Nested elements that are dropped whole end with the first end tag: what is left of the outer is read as text. */
static size_t drop_element(marsad_str s, size_t at, const marsad_str *name, page_tree *scripts)
{
    tag_span t = tag_read(s, at, false);
    size_t end;

    if (t.end >= 2 && t.end <= s.len && s.ptr[t.end - 1] == '>' && s.ptr[t.end - 2] == '/' && name->ptr[1] == 'v')
        return t.end; /* <svg/> */
    end = find_end_tag(s, t.end, *name);
    if (name == &DROPPED[0])
        keep_script(s, at, t.end, end, scripts);
    return end == s.len ? end : behind(s, end, '>');
}

bool page_thin(marsad_str s, marsad_buf *out, page_tree *scripts)
{
    size_t from = 0, at = 0;
    bool ok = marsad_buf_reserve(out, s.len + 1); /* it can only become shorter */

    while (ok && at < s.len) {
        const char *lt = memchr(s.ptr + at, '<', s.len - at);
        const marsad_str *drop;
        size_t next, resume;

        if (!lt)
            break;
        at = (size_t)(lt - s.ptr);
        if (at + 1 >= s.len)
            break;
        resume = at;
        if (word_at(s, at, MARSAD_LIT("<!--"))) {
            next = resume = tag_comment_end(s, at);
        } else if (!is_letter(s.ptr[at + 1])) {
            at++;
            continue;
        } else if ((drop = dropped_at(s, at + 1)) != NULL) {
            next = resume = drop_element(s, at, drop, scripts);
        } else {
            tag_span t = tag_read(s, at, false);

            next = t.end;
            if (t.kept == t.end) {
                at = next;
                continue;
            }
            at = t.kept;
            resume = t.end - 1;
        }
        ok = marsad_buf_add(out, marsad_str_slice(s, from, at));
        from = resume;
        at = next;
    }
    return ok && marsad_buf_add(out, marsad_str_slice(s, from, s.len));
}

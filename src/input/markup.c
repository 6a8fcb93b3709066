/*
 * markup.c - one pass; nothing grows, so the copy is made where the text goes.
 */
#include "input/markup.h"

#include "marsad/utf8.h"

#include <strings.h>

static const struct {
    const char *name;
    uint32_t c;
} ENTITIES[] = { { "nbsp", 0xA0 }, { "quot", '"' }, { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "apos", '\'' } };

static unsigned digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

/* "#8211", "#x2013"; 0: none, or a character that no text should have. */
static uint32_t numeric(marsad_str name)
{
    bool hex = name.len > 1 && (name.ptr[1] | 0x20) == 'x';
    unsigned base = hex ? 16 : 10;
    uint32_t c = 0;

    if (name.len < 2 + (size_t)hex || name.len > 8)
        return 0;
    for (size_t i = 1 + (size_t)hex; i < name.len; i++) {
        unsigned d = digit_of(name.ptr[i]);

        if (d >= base)
            return 0;
        c = c * base + d; /* at most 7 digits: cannot overflow */
    }
    if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF)
        return 0;
    return c;
}

/* An entity at the front of s: its length, its character in *c. 0: none. */
static size_t entity(marsad_str s, uint32_t *c)
{
    const char *end = memchr(s.ptr, ';', s.len < 12 ? s.len : 12);
    marsad_str name;

    if (!end)
        return 0;
    name = marsad_str_slice(s, 1, (size_t)(end - s.ptr));
    *c = name.len && name.ptr[0] == '#' ? numeric(name) : 0;
    for (size_t i = 0; i < sizeof ENTITIES / sizeof *ENTITIES && *c == 0; i++)
        if (marsad_str_equal(name, marsad_str_of(ENTITIES[i].name)))
            *c = ENTITIES[i].c;
    return *c ? name.len + 2 : 0;
}

/* <p>, </p>, <p class="…">, <br>, <br/> at the front of s: its length. 0: none. */
static size_t line_tag(marsad_str s)
{
    static const marsad_str NAMES[] = { { "br", 2 }, { "p", 1 } };
    size_t i = s.len > 1 && s.ptr[1] == '/' ? 2 : 1;

    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        size_t after = i + NAMES[k].len;
        const char *end;

        if (after >= s.len || strncasecmp(s.ptr + i, NAMES[k].ptr, NAMES[k].len) != 0)
            continue;
        if (s.ptr[after] != '>' && s.ptr[after] != '/' && s.ptr[after] != ' ')
            continue;
        end = memchr(s.ptr + after, '>', s.len - after < 256 ? s.len - after : 256);
        if (end)
            return (size_t)(end - s.ptr) + 1;
    }
    return 0;
}

/* One thing at the front of s into out; gives the bytes used, *put the bytes written. */
static size_t convert(marsad_str s, bool markup, char *out, size_t *put)
{
    size_t n = 0;
    uint32_t c = '\n';

    if (s.ptr[0] == '\r')
        n = s.len > 1 && s.ptr[1] == '\n' ? 2 : 1;
    else if (markup && s.ptr[0] == '<')
        n = line_tag(s);
    else if (markup && s.ptr[0] == '&')
        n = entity(s, &c);
    if (n == 0) {
        *out = s.ptr[0];
        *put = 1;
        return 1;
    }
    *put = marsad_utf8_put(c, out);
    return n;
}

static bool is_special(char c, bool markup)
{
    return c == '\r' || (markup && (c == '<' || c == '&'));
}

static bool rewrite(marsad_str s, bool markup, marsad_arena *arena, marsad_str *out)
{
    size_t i = 0, n = 0, put;
    char *to;

    to = marsad_arena_alloc(arena, s.len + 4);
    if (!to)
        return false;
    while (i < s.len) {
        size_t from = i;

        while (i < s.len && !is_special(s.ptr[i], markup))
            i++;
        memcpy(to + n, s.ptr + from, i - from);
        n += i - from;
        if (i < s.len) {
            i += convert(marsad_str_slice(s, i, s.len), markup, to + n, &put);
            n += put;
        }
    }
    *out = (marsad_str){ to, n };
    return true;
}

bool input_plain(marsad_str s, marsad_arena *arena, marsad_str *out)
{
    return rewrite(s, true, arena, out);
}

bool input_lines(marsad_str s, marsad_arena *arena, marsad_str *out)
{
    return rewrite(s, false, arena, out);
}

bool input_is_blank(marsad_str s)
{
    size_t len;

    for (size_t i = 0; i < s.len; i += len) {
        uint32_t c = marsad_utf8_get(s, i, &len);

        if (c > ' ' && c != 0xA0 && !(c >= 0x2000 && c <= 0x200F) && c != 0x202F && c != 0xFEFF)
            return false;
    }
    return true;
}

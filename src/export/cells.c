/*
 * cells.c - cells of a CSV table.
 */
#include "export/cells.h"

#include <math.h>

/* Bytes at s[i] that go out as a space: controls, C1 controls, U+202A-202E, U+2066-2069, U+2028, U+2029. */
static size_t unsafe_at(marsad_str s, size_t i)
{
    const unsigned char *p = (const unsigned char *)s.ptr + i;
    size_t left = s.len - i;

    if (p[0] < 0x20 || p[0] == 0x7F)
        return 1;
    if (p[0] == 0xC2 && left > 1 && p[1] >= 0x80 && p[1] <= 0x9F)
        return 2;
    if (p[0] == 0xE2 && left > 2 &&
        ((p[1] == 0x80 && p[2] >= 0xA8 && p[2] <= 0xAE) || (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9)))
        return 3;
    return 0;
}

bool cells_clean(marsad_buf *out, marsad_str s)
{
    size_t from = 0, n;

    for (size_t i = 0; i < s.len; i += n ? n : 1) {
        n = unsafe_at(s, i);
        if (n == 0)
            continue;
        if (!marsad_buf_add(out, marsad_str_slice(s, from, i)) || !marsad_buf_add_byte(out, ' '))
            return false;
        from = i + n;
    }
    return from == s.len || marsad_buf_add(out, marsad_str_slice(s, from, s.len));
}

static void put(struct cells *c, marsad_str s)
{
    if (!c->failed && !cells_clean(c->out, s))
        c->failed = true;
}

static void put_byte(struct cells *c, char byte)
{
    if (!c->failed && !marsad_buf_add_byte(c->out, byte))
        c->failed = true;
}

static void begin(struct cells *c)
{
    if (c->more)
        put_byte(c, ',');
    c->more = true;
}

static bool is_formula(marsad_str s)
{
    return s.len > 0 && memchr("=+-@\t\r", s.ptr[0], 6) != NULL;
}

static bool needs_quotes(marsad_str s)
{
    return s.len > 0 && (memchr(s.ptr, ',', s.len) || memchr(s.ptr, '"', s.len));
}

void cells_text(struct cells *c, marsad_str s)
{
    bool quoted = needs_quotes(s);
    marsad_str part;

    begin(c);
    if (quoted)
        put_byte(c, '"');
    if (is_formula(s))
        put_byte(c, '\'');
    for (bool again = false; s.ptr && marsad_str_next(&s, '"', &part); again = true) {
        put(c, again ? MARSAD_LIT("\"\"") : MARSAD_LIT(""));
        put(c, part);
    }
    if (quoted)
        put_byte(c, '"');
}

void cells_z(struct cells *c, const char *z)
{
    cells_text(c, marsad_str_of(z));
}

void cells_number(struct cells *c, bool has, double x)
{
    begin(c);
    if (has && isfinite(x) && !c->failed && !marsad_buf_addf(c->out, "%.*g", x == floor(x) ? 15 : 9, x))
        c->failed = true;
}

void cells_end(struct cells *c)
{
    if (!c->failed && !marsad_buf_add(c->out, MARSAD_LIT("\r\n")))
        c->failed = true;
    c->more = false;
}

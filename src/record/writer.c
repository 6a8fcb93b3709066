/*
 * writer.c - the JSON writer: commas, escapes, numbers.
 */
#include "record/writer.h"

#include "marsad/utf8.h"

#include <math.h>
#include <stdio.h>

struct jw jw_to(marsad_buf *out)
{
    return (struct jw){ .out = out };
}

static void put(struct jw *j, marsad_str s)
{
    if (!j->failed && !marsad_buf_add(j->out, s))
        j->failed = true;
}

static void begin_item(struct jw *j)
{
    if (j->comma)
        put(j, MARSAD_LIT(","));
    j->comma = true;
}

void jw_open(struct jw *j, char bracket)
{
    begin_item(j);
    put(j, (marsad_str){ &bracket, 1 });
    j->comma = false;
}

void jw_close(struct jw *j, char bracket)
{
    put(j, (marsad_str){ &bracket, 1 });
    j->comma = true;
}

void jw_key(struct jw *j, const char *key)
{
    begin_item(j);
    put(j, MARSAD_LIT("\""));
    put(j, marsad_str_of(key));
    put(j, MARSAD_LIT("\":"));
    j->comma = false; /* the value follows */
}

static void put_escape(struct jw *j, unsigned char c)
{
    static const char NAMES[] = "btnvfr"; /* 8 … 13; \v has no short form in JSON */
    char out[8];
    int n;

    if (c == '"' || c == '\\')
        n = snprintf(out, sizeof out, "\\%c", c);
    else if (c >= 8 && c <= 13 && c != 11)
        n = snprintf(out, sizeof out, "\\%c", NAMES[c - 8]);
    else
        n = snprintf(out, sizeof out, "\\u%04x", c);
    put(j, (marsad_str){ out, (size_t)n });
}

/* Valid UTF-8 between quotation marks. */
static void put_quoted(struct jw *j, marsad_str s)
{
    size_t start = 0;

    put(j, MARSAD_LIT("\""));
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool control = c == 0xC2 && (unsigned char)s.ptr[i + 1] < 0xA0; /* U+0080-009F, in two bytes */

        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F && !control)
            continue;
        put(j, marsad_str_slice(s, start, i));
        i += control;
        put_escape(j, (unsigned char)s.ptr[i]);
        start = i + 1;
    }
    put(j, marsad_str_slice(s, start, s.len));
    put(j, MARSAD_LIT("\""));
}

/* A store that somebody else wrote may hold what is no UTF-8; JSON may not. */
static void put_mended(struct jw *j, marsad_str s)
{
    marsad_buf clean = { 0 };

    if (marsad_utf8_clean(s, &clean, NULL))
        put_quoted(j, marsad_buf_str(&clean));
    else
        j->failed = true;
    marsad_buf_release(&clean);
}

void jw_str(struct jw *j, marsad_str s)
{
    if (!s.ptr) {
        jw_null(j);
        return;
    }
    begin_item(j);
    if (marsad_utf8_valid(s) == s.len)
        put_quoted(j, s);
    else
        put_mended(j, s);
}

void jw_text(struct jw *j, const char *z)
{
    jw_str(j, z && *z ? marsad_str_of(z) : (marsad_str){ 0 });
}

/* Integers are by far the most frequent: no printf for them. */
static void put_integer(struct jw *j, double x)
{
    uint64_t n = (uint64_t)fabs(x);
    char digits[24];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + n % 10);
    while ((n /= 10) != 0);
    if (x < 0)
        digits[--at] = '-';
    put(j, (marsad_str){ digits + at, sizeof digits - at });
}

void jw_number(struct jw *j, double x)
{
    char out[40];
    int n;

    if (!isfinite(x)) {
        jw_null(j);
        return;
    }
    begin_item(j);
    if (fabs(x) < 1e15 && x == floor(x)) {
        put_integer(j, x);
        return;
    }
    n = snprintf(out, sizeof out, "%.9g", x);
    put(j, (marsad_str){ out, (size_t)n });
}

void jw_bool(struct jw *j, bool b)
{
    begin_item(j);
    put(j, b ? MARSAD_LIT("true") : MARSAD_LIT("false"));
}

void jw_null(struct jw *j)
{
    begin_item(j);
    put(j, MARSAD_LIT("null"));
}

void jw_member(struct jw *j, const char *key, marsad_str value)
{
    jw_key(j, key);
    jw_str(j, value);
}

void jw_member_number(struct jw *j, const char *key, double value)
{
    jw_key(j, key);
    jw_number(j, value);
}

void jw_member_text(struct jw *j, const char *key, const char *z)
{
    jw_key(j, key);
    jw_text(j, z);
}

void jw_member_null(struct jw *j, const char *key)
{
    jw_key(j, key);
    jw_null(j);
}

void jw_member_bound(struct jw *j, const char *key, bool has, double value)
{
    jw_key(j, key);
    if (has)
        jw_number(j, value);
    else
        jw_null(j);
}

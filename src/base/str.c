/*
 * str.c - slices and growing buffers.
 */
#include "marsad/str.h"

#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define FIRST_CAPACITY 64
#define NUMBER_MAX 64 /* digits of a decimal number that somebody meant to write */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int marsad_str_compare(marsad_str a, marsad_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

size_t marsad_str_find(marsad_str s, marsad_str needle, size_t from)
{
    const char *found;

    if (from > s.len || needle.len > s.len - from)
        return SIZE_MAX;
    if (needle.len == 0)
        return from;
    found = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return found ? (size_t)(found - s.ptr) : SIZE_MAX;
}

marsad_str marsad_str_trim(marsad_str s)
{
    size_t start = 0, end = s.len;

    while (start < end && is_space(s.ptr[start]))
        start++;
    while (end > start && is_space(s.ptr[end - 1]))
        end--;
    return s.ptr ? marsad_str_slice(s, start, end) : s;
}

bool marsad_str_next(marsad_str *rest, char sep, marsad_str *part)
{
    const char *found;

    if (!rest->ptr)
        return false;
    found = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;
    if (found) {
        size_t n = (size_t)(found - rest->ptr);

        *part = marsad_str_slice(*rest, 0, n);
        *rest = marsad_str_slice(*rest, n + 1, rest->len);
    } else {
        *part = *rest;
        *rest = (marsad_str){ NULL, 0 };
    }
    return true;
}

size_t marsad_str_words(marsad_str s)
{
    bool inside = false;
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        bool space = is_space(s.ptr[i]);

        n += !space && !inside;
        inside = !space;
    }
    return n;
}

bool marsad_str_to_u64(marsad_str s, uint64_t *value)
{
    uint64_t sum = 0;

    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.ptr[i]))
            return false;
        if (__builtin_mul_overflow(sum, 10u, &sum) || __builtin_add_overflow(sum, (unsigned)(s.ptr[i] - '0'), &sum))
            return false;
    }
    *value = sum;
    return true;
}

static size_t skip_digits(marsad_str s, size_t at)
{
    while (at < s.len && is_digit(s.ptr[at]))
        at++;
    return at;
}

/* [+-] digits [. digits] [e [+-] digits]; at least one digit before or behind the point. */
static bool is_decimal(marsad_str s)
{
    size_t at = s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '+');
    size_t end = skip_digits(s, at), digits = end - at;

    if (end < s.len && s.ptr[end] == '.') {
        at = end + 1;
        end = skip_digits(s, at);
        digits += end - at;
    }
    if (digits == 0)
        return false;
    if (end < s.len && (s.ptr[end] == 'e' || s.ptr[end] == 'E')) {
        at = end + 1;
        at += at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '+');
        end = skip_digits(s, at);
        if (end == at)
            return false;
    }
    return end == s.len;
}

bool marsad_str_to_double(marsad_str s, double *value)
{
    char text[NUMBER_MAX + 1];
    locale_t c_locale;
    double number;

    if (s.len > NUMBER_MAX || !is_decimal(s))
        return false;
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    /* strtod() takes its decimal point from the user's locale; glibc hands out "C" without allocating. */
    c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!c_locale)
        return false;
    number = strtod_l(text, NULL, c_locale);
    freelocale(c_locale);
    if (!isfinite(number))
        return false;
    *value = number;
    return true;
}

bool marsad_buf_reserve(marsad_buf *b, size_t more)
{
    size_t need, cap = b->cap > FIRST_CAPACITY ? b->cap : FIRST_CAPACITY;
    char *grown;

    if (b->cap - b->len >= more && b->ptr)
        return true;
    if (__builtin_add_overflow(b->len, more, &need) || need > PTRDIFF_MAX)
        return false;
    while (cap < need)
        cap = cap > PTRDIFF_MAX / 2 ? (size_t)PTRDIFF_MAX : cap * 2;
    grown = realloc(b->ptr, cap);
    if (!grown)
        return false;
    b->ptr = grown;
    b->cap = cap;
    return true;
}

bool marsad_buf_add(marsad_buf *b, marsad_str s)
{
    if (s.len == 0)
        return true;
    if (!marsad_buf_reserve(b, s.len))
        return false;
    memcpy(b->ptr + b->len, s.ptr, s.len);
    b->len += s.len;
    return true;
}

bool marsad_buf_add_byte(marsad_buf *b, char c)
{
    if (!marsad_buf_reserve(b, 1))
        return false;
    b->ptr[b->len++] = c;
    return true;
}

bool marsad_buf_addf(marsad_buf *b, const char *fmt, ...)
{
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0 || !marsad_buf_reserve(b, (size_t)n + 1)) /* vsnprintf() ends its text with NUL */
        return false;
    va_start(args, fmt);
    vsnprintf(b->ptr + b->len, (size_t)n + 1, fmt, args);
    va_end(args);
    b->len += (size_t)n;
    return true;
}

void marsad_buf_release(marsad_buf *b)
{
    if (!b)
        return;
    free(b->ptr);
    *b = (marsad_buf){ 0 };
}

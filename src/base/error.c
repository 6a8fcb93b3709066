/*
 * error.c - fill an error once, with text that is safe to show on a terminal and to write into a record.
 *
 * Messages quote bytes of inputs, cut anywhere. So the formatted text is cleaned on its way into the struct: broken
 * UTF-8 becomes U+FFFD, characters that steer a terminal or turn the direction of text become '?', and what does not
 * fit is cut between two characters.
 */
#include "marsad/error.h"
#include "marsad/utf8.h"

#include <stdarg.h>
#include <stdio.h>

static const char *const CODE_NAMES[] = {
    [MARSAD_OK] = "no error",      [MARSAD_EINVAL] = "invalid request", [MARSAD_ENOMEM] = "no memory",
    [MARSAD_EIO] = "input/output", [MARSAD_EFORMAT] = "bad format",     [MARSAD_ELIMIT] = "limit passed",
    [MARSAD_ESTORE] = "database",
};

/* Controls of C0 and C1, line and paragraph separators, and the marks that turn or isolate direction. */
static bool steers_terminal(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static uint32_t harmless(uint32_t c)
{
    if (c == '\n' || c == '\r' || c == '\t')
        return ' ';
    return steers_terminal(c) ? '?' : c;
}

/* Copy text to out[size], cleaned, cut at a character and ended with NUL. */
static void copy_clean(char *out, size_t size, marsad_str text)
{
    size_t used = 0;

    for (size_t at = 0, len; at < text.len; at += len) {
        char bytes[4];
        size_t n = marsad_utf8_put(harmless(marsad_utf8_get(text, at, &len)), bytes);

        if (used + n >= size)
            break;
        memcpy(out + used, bytes, n);
        used += n;
    }
    out[used] = '\0';
}

bool marsad_fail(marsad_err *err, marsad_code code, const char *where, uint64_t offset, const char *fmt, ...)
{
    char text[1024]; /* longer than msg, so that a cut by vsnprintf never shows */
    va_list args;

    if (!err || err->code != MARSAD_OK)
        return false;
    va_start(args, fmt);
    if (vsnprintf(text, sizeof text, fmt, args) < 0)
        text[0] = '\0';
    va_end(args);
    err->code = code;
    err->offset = offset;
    copy_clean(err->msg, sizeof err->msg, marsad_str_of(text));
    copy_clean(err->where, sizeof err->where, marsad_str_of(where));
    return false;
}

bool marsad_fail_memory(marsad_err *err)
{
    return marsad_fail(err, MARSAD_ENOMEM, NULL, MARSAD_NO_OFFSET, "not enough memory");
}

void marsad_err_clear(marsad_err *err)
{
    if (err)
        *err = (marsad_err){ .code = MARSAD_OK, .offset = MARSAD_NO_OFFSET };
}

const char *marsad_code_name(marsad_code code)
{
    size_t i = (size_t)code;

    return i < sizeof CODE_NAMES / sizeof CODE_NAMES[0] ? CODE_NAMES[i] : "unknown error";
}

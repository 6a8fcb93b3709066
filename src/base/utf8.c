/*
 * utf8.c - UTF-8 by table 3-7 of the Unicode standard.
 *
 *     first byte   how many follow   range of the second byte     (third and fourth: 80..BF)
 *     00..7F       0
 *     C2..DF       1                 80..BF
 *     E0           2                 A0..BF    no overlong forms
 *     E1..EC       2                 80..BF
 *     ED           2                 80..9F    no surrogates
 *     EE..EF       2                 80..BF
 *     F0           3                 90..BF    no overlong forms
 *     F1..F3       3                 80..BF
 *     F4           3                 80..8F    nothing past U+10FFFF
 *
 * A sequence that breaks off is taken up to its last good byte (the "maximal subpart") and stands for one U+FFFD.
 */
#include "marsad/utf8.h"

static const struct lead {
    unsigned char first, last; /* range of first bytes */
    unsigned char follow;      /* bytes behind the first */
    unsigned char low, high;   /* range of the second byte */
    unsigned char mask;        /* bits of the first byte that belong to the code point */
} LEADS[] = {
    { 0xC2, 0xDF, 1, 0x80, 0xBF, 0x1F }, { 0xE0, 0xE0, 2, 0xA0, 0xBF, 0x0F }, { 0xE1, 0xEC, 2, 0x80, 0xBF, 0x0F },
    { 0xED, 0xED, 2, 0x80, 0x9F, 0x0F }, { 0xEE, 0xEF, 2, 0x80, 0xBF, 0x0F }, { 0xF0, 0xF0, 3, 0x90, 0xBF, 0x07 },
    { 0xF1, 0xF3, 3, 0x80, 0xBF, 0x07 }, { 0xF4, 0xF4, 3, 0x80, 0x8F, 0x07 },
};

static const struct lead *find_lead(unsigned char byte)
{
    for (size_t i = 0; i < sizeof LEADS / sizeof LEADS[0]; i++)
        if (byte <= LEADS[i].last)
            return byte >= LEADS[i].first ? &LEADS[i] : NULL;
    return NULL;
}

/* The sequence at `at`, whose first byte is not ASCII; false where it is broken, *len then is its maximal subpart. */
static bool read_sequence(marsad_str s, size_t at, uint32_t *c, size_t *len)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    const struct lead *lead = find_lead(p[0]);
    size_t left = s.len - at, i;

    *c = MARSAD_REPLACEMENT;
    *len = 1;
    if (!lead)
        return false;
    *c = p[0] & lead->mask;
    for (i = 1; i <= lead->follow; i++) {
        unsigned char low = i == 1 ? lead->low : 0x80, high = i == 1 ? lead->high : 0xBF;

        if (i >= left || p[i] < low || p[i] > high) {
            *c = MARSAD_REPLACEMENT;
            *len = i;
            return false;
        }
        *c = *c << 6 | (p[i] & 0x3Fu);
    }
    *len = i;
    return true;
}

uint32_t marsad_utf8_get(marsad_str s, size_t at, size_t *len)
{
    unsigned char first = (unsigned char)s.ptr[at];
    uint32_t c;

    if (first < 0x80) {
        *len = 1;
        return first;
    }
    /* Almost every letter of Arabic text has two bytes, D8..DB and a follower: no table for these. */
    if (first >= 0xC2 && first <= 0xDF && s.len - at > 1 && ((unsigned char)s.ptr[at + 1] & 0xC0) == 0x80) {
        *len = 2;
        return (first & 0x1Fu) << 6 | ((unsigned char)s.ptr[at + 1] & 0x3Fu);
    }
    (void)read_sequence(s, at, &c, len);
    return c;
}

size_t marsad_utf8_put(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* First byte at or after `at` that begins a broken sequence, or s.len. */
static size_t find_broken(marsad_str s, size_t at)
{
    while (at < s.len) {
        size_t len = 1;
        uint32_t c;

        if ((unsigned char)s.ptr[at] >= 0x80 && !read_sequence(s, at, &c, &len))
            return at;
        at += len;
    }
    return s.len;
}

size_t marsad_utf8_valid(marsad_str s)
{
    return find_broken(s, 0);
}

bool marsad_utf8_clean(marsad_str s, marsad_buf *out, size_t *broken)
{
    size_t at = 0, count = 0;

    while (at < s.len) {
        size_t good = find_broken(s, at), len;
        uint32_t c;

        if (!marsad_buf_add(out, marsad_str_slice(s, at, good)))
            return false;
        at = good;
        if (at == s.len)
            break;
        (void)read_sequence(s, at, &c, &len);
        if (!marsad_buf_add(out, MARSAD_LIT("\xEF\xBF\xBD")))
            return false;
        at += len;
        count++;
    }
    if (broken)
        *broken = count;
    return true;
}

size_t marsad_utf8_count(marsad_str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80; /* every byte but the followers begins a code point */
    return count;
}

/*
 * fold.c - one code point at a time.
 */
#include "page/fold.h"

#include "marsad/utf8.h"

bool page_is_word(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (c < 0xC0)
        return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c >= 0x0600 && c < 0x0620)
        return c >= 0x0610 && c <= 0x061A;
    return !(c == 0xD7 || c == 0xF7 || (c >= 0x066A && c <= 0x066D) || c == 0x06D4 || (c >= 0x2000 && c <= 0x206F) ||
             (c >= 0x20A0 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x3020) || c == 0xFEFF || c == 0xFFFD ||
             (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF0F) || c >= 0x1F000);
}

/* Vowel signs and tatweel are not written by all; alef with hamza, alef maqsura and ta marbuta are mixed up. */
static uint32_t fold_letter(uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c | 0x20;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
        return c + 0x20;
    switch (c) {
    case 0x0622: /* آ */
    case 0x0623: /* أ */
    case 0x0625: /* إ */
    case 0x0671: /* ٱ */
        return 0x0627;
    case 0x0649: /* ى */
        return 0x064A;
    case 0x0629: /* ة */
        return 0x0647;
    default:
        return (c >= 0x064B && c <= 0x0652) || c == 0x0640 || c == 0x0670 ? 0 : c;
    }
}

static bool is_kept(uint32_t c)
{
    return page_is_word(c) || c == 0xA9 || c == '@' || c == '\'';
}

/* Folds into room until it is full or `words` words are done; gives the bytes written, *at is where it stopped. */
static size_t fold_some(marsad_str s, size_t *at, size_t words, char *room, size_t size)
{
    size_t n = 0, len, done = 0;
    bool gap = false;

    for (; *at < s.len && n + 5 <= size; *at += len) {
        uint32_t c = marsad_utf8_get(s, *at, &len);

        if (c == 0x2019) /* ’ */
            c = '\'';
        if (!is_kept(c)) {
            gap = n > 0;
            continue;
        }
        c = fold_letter(c);
        if (c == 0)
            continue;
        if (gap && ++done == words)
            break;
        if (gap)
            room[n++] = ' ';
        gap = false;
        n += marsad_utf8_put(c, room + n);
    }
    return n;
}

bool page_fold(marsad_str s, marsad_buf *out)
{
    size_t at = 0;

    while (at < s.len) {
        char room[256];
        size_t n = fold_some(s, &at, SIZE_MAX, room, sizeof room);

        if (!marsad_buf_add(out, (marsad_str){ room, n }))
            return false;
    }
    return true;
}

marsad_str page_fold_head(marsad_str line, size_t words, char *room, size_t size)
{
    size_t at = 0, n = fold_some(line, &at, words, room, size);

    while (n && room[n - 1] == ' ')
        n--;
    return (marsad_str){ room, n };
}

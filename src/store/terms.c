/*
 * terms.c - the words of the index.
 */
#include "store/terms.h"

#include "marsad/utf8.h"

#include <ctype.h>

/* Letters, marks and digits; good enough for normal forms, whose marks and other signs are few. */
bool terms_in_word(uint32_t c)
{
    if (c < 0x80)
        return isalnum((int)c) != 0;
    if (c < 0xC0 || c == 0xD7 || c == 0xF7)
        return false;
    if (c >= 0x600 && c < 0x700)
        return !(c < 0x610 || c == 0x61B || (c >= 0x61D && c <= 0x61F) || (c >= 0x66A && c <= 0x66D) || c == 0x6D4);
    return !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) && c != MARSAD_REPLACEMENT;
}

bool terms_next(marsad_str s, size_t *at, size_t *start, size_t *end)
{
    bool inside = false;

    *start = *at;
    while (*at < s.len) {
        size_t len;
        bool word = terms_in_word(marsad_utf8_get(s, *at, &len));

        if (word && !inside)
            *start = *at;
        if (!word && inside)
            break;
        inside = word;
        *at += len;
    }
    *end = *at;
    return inside;
}

bool terms_add(const marsad_dict *dict, marsad_str norm, marsad_buf *out)
{
    size_t at = 0, start, end;

    while (terms_next(norm, &at, &start, &end)) {
        char room[MARSAD_STEM_BYTES];

        if (!marsad_buf_add(out, marsad_stem_of(dict, marsad_str_slice(norm, start, end), room)) ||
            !marsad_buf_add_byte(out, ' '))
            return false;
    }
    return true;
}

/*
 * entities_names.c - spellings that are one name.
 *
 * Words are compared without the article. A word that the dictionary has is taken as it is spelt; one that it has not
 * is mostly a foreign name, which writers spell by ear: g is غ, ج, ق or ك, and long vowels come and go. These letters
 * are folded, the vowels behind the first letter dropped (after the skeleton keys of name matching in Arabic script:
 * Freeman, Condon & Ackerman, NAACL 2006, who fold the same letters).
 */
#include "link/entities.h"
#include "marsad/utf8.h"

#define ARTICLE "\xD8\xA7\xD9\x84" /* ال U+0627 U+0644 */

/* Letters for one foreign sound; 0: a vowel, which is dropped. Of normal forms, sorted by nothing: the list is short.
 */
static const struct sound {
    uint32_t from, to;
} SOUNDS[] = {
    { 0x0627, 0 },      /* ا */
    { 0x0648, 0 },      /* و */
    { 0x064A, 0 },      /* ي */
    { 0x0621, 0 },      /* ء */
    { 0x062B, 0x0633 }, /* ث -> س */
    { 0x0635, 0x0633 }, /* ص -> س */
    { 0x062C, 0x0643 }, /* ج -> ك */
    { 0x063A, 0x0643 }, /* غ -> ك */
    { 0x0642, 0x0643 }, /* ق -> ك */
    { 0x0637, 0x062A }, /* ط -> ت */
    { 0x0636, 0x062F }, /* ض -> د */
    { 0x0630, 0x0632 }, /* ذ -> ز */
    { 0x0638, 0x0632 }, /* ظ -> ز */
    { 0x062D, 0x0647 }, /* ح -> ه */
};

marsad_str entity_bare(marsad_str word)
{
    bool has = marsad_str_starts(word, MARSAD_LIT(ARTICLE)) && word.len >= sizeof ARTICLE - 1 + 4;

    return has ? marsad_str_slice(word, sizeof ARTICLE - 1, word.len) : word;
}

static uint32_t sound_of(uint32_t c, bool first)
{
    for (size_t i = 0; i < sizeof SOUNDS / sizeof *SOUNDS; i++)
        if (SOUNDS[i].from == c)
            return first && SOUNDS[i].to == 0 ? c : SOUNDS[i].to;
    return c;
}

marsad_str entity_spelling(marsad_str word, marsad_arena *arena)
{
    char *out = marsad_arena_alloc(arena, word.len + 1);
    size_t n = 0, len;

    if (!out)
        return (marsad_str){ 0 };
    for (size_t i = 0; i < word.len; i += len) {
        uint32_t c = sound_of(marsad_utf8_get(word, i, &len), i == 0);

        n += c ? marsad_utf8_put(c, out + n) : 0;
    }
    return (marsad_str){ out, n };
}

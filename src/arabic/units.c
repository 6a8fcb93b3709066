/*
 * units.c - the letters of tokens, folded and as written, without vowels and tatweel.
 */
#include "arabic/units.h"
#include "arabic/normal.h"
#include "marsad/utf8.h"

static bool is_tanwin(uint32_t c)
{
    return c >= 0x064B && c <= 0x064D; /* ً ٌ ٍ */
}

static void add_letter(struct unit *u, uint32_t raw, uint32_t fold, size_t at)
{
    if (u->n >= UNIT_LETTERS || at > UINT16_MAX) {
        u->whole = false;
        return;
    }
    u->raw[u->n] = (uint16_t)raw;
    u->fold[u->n] = (uint16_t)fold;
    u->at[u->n] = (uint16_t)at;
    u->norm_at[u->n + 1] = (uint8_t)(u->norm_at[u->n] + marsad_utf8_put(fold, u->norm + u->norm_at[u->n]));
    u->n++;
}

static void read_letters(const marsad_text *text, struct unit *u, bool marks)
{
    uint32_t folds[FOLD_MAX], c;
    size_t len;

    u->whole = true;
    for (size_t at = u->start; at < u->end; at += len) {
        unsigned n;

        c = marsad_utf8_get(text->text, at, &len);
        n = char_fold(c, folds);
        if (n == 0) /* a vowel: tanwin tells the end of a noun, or stands before its alef */
            u->tanwin = marks && (is_tanwin(c) || u->tanwin);
        else if (!(u->tanwin && n == 1 && folds[0] == 0x0627)) /* ا */
            u->tanwin = false;
        for (unsigned k = 0; k < n; k++)
            add_letter(u, n == 1 && c >= 0x0600 && c < 0x0700 ? c : folds[k], folds[k], at - u->start);
    }
    u->at[u->n] = (uint16_t)(u->end - u->start > UINT16_MAX ? UINT16_MAX : u->end - u->start);
    u->key = letters_key(u->fold, 0, u->n);
    u->raw_key = letters_key(u->raw, 0, u->n);
}

/* Are tokens i and i + 1 one word: the article and digits? */
static bool joins_number(const marsad_text *text, size_t i)
{
    return text->tokens[i].kind == MARSAD_TOKEN_WORD && text->tokens[i + 1].kind == MARSAD_TOKEN_NUMBER &&
           !text->tokens[i + 1].space_before &&
           marsad_str_equal(text->tokens[i].norm, MARSAD_LIT("\u0627\u0644")); /* ال */
}

/* Are tokens i, i + 1 and i + 2 a time of day? */
static bool is_clock(const marsad_text *text, size_t i)
{
    const marsad_token *t = &text->tokens[i];

    return t[0].kind == MARSAD_TOKEN_NUMBER && t[2].kind == MARSAD_TOKEN_NUMBER && !t[1].space_before &&
           !t[2].space_before && marsad_str_equal(t[1].norm, MARSAD_LIT(":"));
}

/* ---- tatweel for a dash ---- */

#define TATWEEL "\u0640"
#define TATWEEL_BYTES 2
#define WORD_BYTES 6 /* three letters: "هـ" and "الـ" are written so */

/*
 * Some write tatweel where they mean a dash: at the begin or the end of a word. Gives the bytes where a word without
 * them begins and ends.
 */
static void trim_dashes(marsad_str text, const marsad_token *t, uint32_t *start, uint32_t *end)
{
    *start = t->start;
    *end = t->end;
    if (t->kind != MARSAD_TOKEN_WORD)
        return;
    while (*start + TATWEEL_BYTES <= t->end && memcmp(text.ptr + *start, TATWEEL, TATWEEL_BYTES) == 0)
        *start += TATWEEL_BYTES;
    while (*end >= *start + TATWEEL_BYTES && memcmp(text.ptr + *end - TATWEEL_BYTES, TATWEEL, TATWEEL_BYTES) == 0)
        *end -= TATWEEL_BYTES;
    if (*end - *start<WORD_BYTES && * start == t->start && * end> * start)
        *end = t->end;
}

static void add_unit(const marsad_text *text, struct units *out, uint32_t start, uint32_t end, size_t token,
                     uint8_t kind, bool marks)
{
    struct unit *u = &out->at[out->n];

    if (start == end)
        return;
    u->start = start;
    u->end = end;
    u->token = (uint32_t)token;
    u->kind = kind;
    u->space_before = start == text->tokens[token].start && text->tokens[token].space_before;
    read_letters(text, u, marks);
    out->n++;
}

/* Most units of the tokens. */
static size_t count_units(const marsad_text *text, size_t first, size_t last)
{
    size_t n = last - first;
    uint32_t start, end;

    for (size_t i = first; i < last; i++) {
        trim_dashes(text->text, &text->tokens[i], &start, &end);
        n += start > text->tokens[i].start ? 1 : 0;
        n += end < text->tokens[i].end ? 1 : 0;
    }
    return n;
}

bool units_read(const marsad_text *text, size_t first, size_t last, bool marks, marsad_arena *arena, struct units *out)
{
    out->n = 0;
    out->at = marsad_arena_array(arena, count_units(text, first, last) + 1, sizeof *out->at);
    if (!out->at)
        return false;
    for (size_t i = first; i < last;) {
        const marsad_token *t = &text->tokens[i];
        uint32_t start, end;

        if (i + 1 < last && joins_number(text, i)) {
            add_unit(text, out, t->start, t[1].end, i, MARSAD_TOKEN_NUMBER, marks);
            i += 2;
        } else if (i + 2 < last && is_clock(text, i)) {
            add_unit(text, out, t->start, t[2].end, i, MARSAD_TOKEN_NUMBER, marks);
            i += 3;
        } else {
            trim_dashes(text->text, t, &start, &end);
            add_unit(text, out, t->start, start, i, MARSAD_TOKEN_PUNCT, marks);
            add_unit(text, out, start, end, i, t->kind, marks);
            add_unit(text, out, end, t->end, i, MARSAD_TOKEN_PUNCT, marks);
            i++;
        }
    }
    return true;
}

/*
 * sentences.c - sentence ends in news text.
 *
 * A sentence ends at a line break and at . ! ? ؟, whether or not a space follows ("الحالي.ومع"), with the further stops
 * ("؟!"), closing quotes and brackets that stand there. A stop ends nothing in a decimal (part of the number token),
 * after a single letter (د. محمد، أ.ف.ب), between letters spelt by their foreign names (سي.آي.إيه), inside Latin text
 * (bbc.com), or after the number of a list item.
 */
#include "arabic/tokens.h"

#define HEADLINE_TOKENS 25  /* a line longer than this is a paragraph, stop or no stop */
#define SENTENCE_TOKENS 400 /* what follows in the pipeline may look at pairs of tokens */

static bool is_one_of(const marsad_token *t, const char *const *list)
{
    for (; *list; list++)
        if (marsad_str_equal(t->norm, marsad_str_of(*list)))
            return true;
    return false;
}

static bool is_stop(const marsad_token *t)
{
    static const char *const STOPS[] = { ".", "!", "?", "\u061F" /* ؟ */, "\u06D4" /* ۔ */, NULL };

    return t->kind == MARSAD_TOKEN_PUNCT && is_one_of(t, STOPS);
}

static bool is_closing(const marsad_token *t)
{
    static const char *const CLOSERS[] = { ")", "]", "\"", "\u00BB", "\u201D", "\u2019", "'", NULL };

    return t->kind == MARSAD_TOKEN_PUNCT && is_one_of(t, CLOSERS);
}

static bool line_breaks_between(marsad_str text, const marsad_token *a, const marsad_token *b)
{
    return memchr(text.ptr + a->end, '\n', b->start - a->end) != NULL;
}

static bool is_single_letter(const marsad_token *t)
{
    return (t->kind == MARSAD_TOKEN_WORD && t->norm.len == 2) || (t->kind == MARSAD_TOKEN_LATIN && t->norm.len == 1);
}

/* سي.آي.إيه, بي.بي.سي: two or three letters on both sides, and another stop as near on the far side of one of them. */
static bool is_spelt(const marsad_token *t)
{
    return t->kind == MARSAD_TOKEN_WORD && t->norm.len >= 4 && t->norm.len <= 6;
}

static bool inside_spelling(const marsad_token *tokens, size_t n, size_t first, size_t i)
{
    bool tight = i > first && i + 1 < n && !tokens[i].space_before && !tokens[i + 1].space_before;

    if (!tight || !is_spelt(&tokens[i - 1]) || !is_spelt(&tokens[i + 1]))
        return false;
    return (i + 3 < n && is_stop(&tokens[i + 2]) && !tokens[i + 2].space_before && !tokens[i + 3].space_before &&
            is_spelt(&tokens[i + 3])) ||
           (i >= first + 3 && is_stop(&tokens[i - 2]) && !tokens[i - 2].space_before && !tokens[i - 1].space_before &&
            is_spelt(&tokens[i - 3]));
}

/* Is the stop at i, in the sentence that began at `first`, its end? */
static bool stop_ends(const marsad_token *tokens, size_t n, size_t first, size_t i)
{
    const marsad_token *t = &tokens[i], *before = i > first ? &tokens[i - 1] : NULL, *after = i + 1 < n ? t + 1 : NULL;

    if (!marsad_str_equal(t->norm, MARSAD_LIT(".")) || !after)
        return true;
    if (before && is_single_letter(before) && !t->space_before)
        return false;
    if (before && before->kind == MARSAD_TOKEN_NUMBER && i == first + 1)
        return false;
    if (before && !t->space_before && !after->space_before &&
        (before->kind == MARSAD_TOKEN_LATIN || after->kind == MARSAD_TOKEN_LATIN))
        return false;
    return !inside_spelling(tokens, n, first, i);
}

/* Index behind the sentence that begins at `first`. */
static size_t sentence_end(marsad_str text, const marsad_token *tokens, size_t n, size_t first)
{
    for (size_t i = first; i < n; i++) {
        if (i > first && line_breaks_between(text, &tokens[i - 1], &tokens[i]))
            return i;
        if (i - first >= SENTENCE_TOKENS)
            return i;
        if (is_stop(&tokens[i]) && stop_ends(tokens, n, first, i)) {
            for (i++; i < n && !tokens[i].space_before && (is_closing(&tokens[i]) || is_stop(&tokens[i])); i++) {
            }
            return i;
        }
    }
    return n;
}

/* A line of its own, short, that does not end with a mark of a running sentence. */
static bool is_headline(marsad_str text, const marsad_token *tokens, size_t n, const marsad_sentence *s)
{
    bool begins_line = s->first == 0 || line_breaks_between(text, &tokens[s->first - 1], &tokens[s->first]);
    bool ends_line = s->last == n || line_breaks_between(text, &tokens[s->last - 1], &tokens[s->last]);
    const marsad_token *last = &tokens[s->last - 1];

    return begins_line && ends_line && s->last - s->first <= HEADLINE_TOKENS && !is_stop(last) && !is_closing(last) &&
           !marsad_str_equal(last->norm, MARSAD_LIT(":"));
}

bool sentences_cut(marsad_str text, marsad_token *tokens, size_t n, marsad_arena *arena, marsad_sentence **sentences,
                   size_t *n_sentences)
{
    size_t cap = 0, count = 0;

    *sentences = NULL;
    for (size_t first = 0, last; first < n; first = last) {
        marsad_sentence *s;
        last = sentence_end(text, tokens, n, first);
        if (count == UINT32_MAX || !marsad_arena_grow(arena, (void **)sentences, &cap, count, sizeof **sentences))
            return false;
        s = &(*sentences)[count];
        *s = (marsad_sentence){ tokens[first].start, tokens[last - 1].end, (uint32_t)first, (uint32_t)last, false };
        s->headline = is_headline(text, tokens, n, s);
        for (size_t i = first; i < last; i++)
            tokens[i].sentence = (uint32_t)count;
        count++;
    }
    *n_sentences = count;
    return true;
}

/*
 * tokens.c - cut text into tokens, one pass over its code points. Norms lie one behind the other in one block that is
 * measured before (char_fold_size), so that nothing is allocated for a token but its place in the array.
 */
#include "arabic/tokens.h"

#include "arabic/normal.h"
#include "marsad/utf8.h"

struct cutter {
    marsad_str text;
    char *norms; /* the norms of all tokens, one behind the other */
    size_t used;
};

static void add_fold(struct cutter *c, uint32_t code)
{
    uint32_t folds[FOLD_MAX];
    unsigned n = char_fold(code, folds);

    for (unsigned i = 0; i < n; i++)
        c->used += marsad_utf8_put(folds[i], c->norms + c->used);
}

/* Byte behind a number that begins at `at`: digits, with . , and their Arabic forms between digits. */
static size_t take_number(struct cutter *c, size_t at)
{
    size_t len, end = at;

    while (end < c->text.len) {
        uint32_t code = marsad_utf8_get(c->text, end, &len), next = 0;
        size_t next_len;

        if (end + len < c->text.len)
            next = marsad_utf8_get(c->text, end + len, &next_len);
        if (char_class_of(code) != CHAR_DIGIT && !((code == '.' || code == ',' || code == 0x066B || code == 0x066C) &&
                                                   next && char_class_of(next) == CHAR_DIGIT))
            break;
        add_fold(c, code);
        end += len;
    }
    return end;
}

/* Byte behind a run of letters of one class and the marks on them; digits continue Latin ("F16"). */
static size_t take_word(struct cutter *c, size_t at, char_class class)
{
    size_t len, end = at;

    while (end < c->text.len) {
        uint32_t code = marsad_utf8_get(c->text, end, &len);
        char_class k = char_class_of(code);

        if (k != class && k != CHAR_MARK && !(class == CHAR_LETTER && k == CHAR_DIGIT))
            break;
        add_fold(c, code);
        end += len;
    }
    return end;
}

static size_t take_mark(struct cutter *c, size_t at, uint32_t code, size_t len)
{
    size_t end = at + len;

    add_fold(c, code);
    if (code == '.')
        for (; end < c->text.len && c->text.ptr[end] == '.'; end++)
            add_fold(c, '.');
    return end;
}

static size_t take_token(struct cutter *c, size_t at, marsad_token *t)
{
    size_t len, end, norm = c->used;
    uint32_t code = marsad_utf8_get(c->text, at, &len);
    char_class class = char_class_of(code);

    switch (class) {
    case CHAR_DIGIT:
        t->kind = MARSAD_TOKEN_NUMBER;
        end = take_number(c, at);
        break;
    case CHAR_ARABIC:
    case CHAR_MARK: /* a vowel with no letter before it */
        t->kind = MARSAD_TOKEN_WORD;
        end = take_word(c, at, CHAR_ARABIC);
        break;
    case CHAR_LETTER:
        t->kind = MARSAD_TOKEN_LATIN;
        end = take_word(c, at, CHAR_LETTER);
        break;
    default:
        t->kind = MARSAD_TOKEN_PUNCT;
        end = take_mark(c, at, code, len);
    }
    t->start = (uint32_t)at;
    t->end = (uint32_t)end;
    t->norm = (marsad_str){ c->norms + norm, c->used - norm };
    t->word = MARSAD_NO_WORD;
    return end;
}

bool tokens_cut(marsad_str text, marsad_arena *arena, marsad_token **tokens, size_t *n)
{
    struct cutter c = { text, marsad_arena_alloc(arena, char_fold_size(text) + 1), 0 };
    size_t cap = 0, len;
    bool space = true;

    *tokens = NULL;
    *n = 0;
    if (!c.norms)
        return false;
    for (size_t at = 0; at < text.len;) {
        if (char_class_of(marsad_utf8_get(text, at, &len)) == CHAR_SPACE) {
            space = true;
            at += len;
            continue;
        }
        if (!marsad_arena_grow(arena, (void **)tokens, &cap, *n, sizeof **tokens))
            return false;
        (*tokens)[*n] = (marsad_token){ .space_before = space };
        at = take_token(&c, at, &(*tokens)[*n]);
        space = false;
        ++*n;
    }
    return true;
}

bool marsad_text_read(const marsad_dict *dict, marsad_str text, marsad_arena *arena, marsad_text *out, marsad_err *err)
{
    marsad_token *tokens;
    marsad_sentence *sentences;

    if (text.len >= UINT32_MAX)
        return marsad_fail(err, MARSAD_ELIMIT, "text", MARSAD_NO_OFFSET, "a text of %zu bytes is too long", text.len);
    *out = (marsad_text){ .text = text };
    if (!tokens_cut(text, arena, &tokens, &out->n_tokens) ||
        !sentences_cut(text, tokens, out->n_tokens, arena, &sentences, &out->n_sentences) ||
        (dict && !stems_find(dict, text, tokens, out->n_tokens, arena)))
        return marsad_fail_memory(err);
    out->tokens = tokens;
    out->sentences = sentences;
    return true;
}

marsad_str marsad_token_str(const marsad_text *t, size_t i)
{
    return marsad_str_slice(t->text, t->tokens[i].start, t->tokens[i].end);
}

marsad_str marsad_range_str(const marsad_text *t, size_t first, size_t last)
{
    if (first >= last)
        return (marsad_str){ t->text.ptr, 0 };
    return marsad_str_slice(t->text, t->tokens[first].start, t->tokens[last - 1].end);
}

uint32_t marsad_token_offset(const marsad_text *t, size_t i, size_t at)
{
    const marsad_token *token = &t->tokens[i];
    uint32_t folds[FOLD_MAX];
    size_t used = 0, len;
    uint32_t byte = token->start;

    while (at > 0 && byte < token->end) {
        unsigned n = char_fold(marsad_utf8_get(t->text, byte, &len), folds);
        char scratch[4];
        if (used >= at && n > 0) /* vowels behind the last letter belong to it */
            break;
        for (unsigned k = 0; k < n; k++)
            used += marsad_utf8_put(folds[k], scratch);
        byte += (uint32_t)len;
    }
    return byte;
}

bool marsad_token_is(const marsad_text *t, size_t i, const char *norm)
{
    return i < t->n_tokens && marsad_str_equal(t->tokens[i].norm, marsad_str_of(norm));
}

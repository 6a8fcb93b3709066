/*
 * signature.c - the least hashes of a text's shingles.
 */
#include "marsad/signature.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Hashes of the words, punctuation left out; gives how many. */
static size_t hash_words(const marsad_text *t, uint64_t *words)
{
    size_t n = 0;

    for (size_t i = 0; i < t->n_tokens; i++)
        if (t->tokens[i].kind != MARSAD_TOKEN_PUNCT && t->tokens[i].norm.len > 0)
            words[n++] = XXH3_64bits(t->tokens[i].norm.ptr, t->tokens[i].norm.len);
    return n;
}

/* Sort, and keep each value once. */
static size_t distinct(uint32_t *at, size_t n)
{
    size_t kept = 0;

    qsort(at, n, sizeof *at, by_value);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || at[i] != at[kept - 1])
            at[kept++] = at[i];
    return kept;
}

bool marsad_signature_make(const marsad_text *text, marsad_arena *arena, marsad_signature *out, marsad_err *err)
{
    uint64_t *words = marsad_arena_array(arena, text->n_tokens + 1, sizeof *words);
    uint32_t *shingles = marsad_arena_array(arena, text->n_tokens + 1, sizeof *shingles);
    size_t n, kept;

    out->n = 0;
    if (!words || !shingles)
        return marsad_fail_memory(err);
    n = hash_words(text, words);
    if (n < MARSAD_SHINGLE + MARSAD_SIGNATURE_SHORTEST - 1)
        return true;
    n -= MARSAD_SHINGLE - 1;
    for (size_t i = 0; i < n; i++)
        shingles[i] = (uint32_t)XXH3_64bits(words + i, MARSAD_SHINGLE * sizeof *words);
    kept = distinct(shingles, n);
    if (kept < MARSAD_SIGNATURE_SHORTEST)
        return true;
    out->n = kept < MARSAD_SIGNATURE ? (uint32_t)kept : MARSAD_SIGNATURE;
    memcpy(out->at, shingles, out->n * sizeof *shingles);
    return true;
}

double marsad_signature_resemblance(const marsad_signature *a, const marsad_signature *b)
{
    uint32_t i = 0, k = 0, both = 0, either = 0;

    if (a->n == 0 || b->n == 0)
        return 0;
    /* The least hashes of both together: a merge of two rising lists, as far as a sketch of the union reaches. */
    while (either < MARSAD_SIGNATURE && (i < a->n || k < b->n)) {
        bool from_a = k == b->n || (i < a->n && a->at[i] <= b->at[k]);
        bool from_b = i == a->n || (k < b->n && b->at[k] <= a->at[i]);

        either++;
        both += from_a && from_b;
        i += from_a;
        k += from_b;
    }
    return (double)both / either;
}

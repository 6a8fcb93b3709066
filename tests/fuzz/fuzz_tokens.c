/*
 * fuzz_tokens.c - any text, as it comes and after cleaning: tokens stand in order inside the text and leave out nothing
 * but space, sentences take them all, and matches stay inside their sentence.
 */
#include <stdlib.h>

#include "marsad/text.h"
#include "marsad/utf8.h"

#define MATCHES 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

/* The dictionary of the build; NULL where there is none. Opened once: the process ends with it. */
static const marsad_dict *dictionary(void)
{
    static marsad_dict *d;
    static bool tried;

    if (!tried)
        d = marsad_dict_open(NULL, NULL);
    tried = true;
    return d;
}

static bool is_letter_or_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0x0621 && c <= 0x063A) ||
           (c >= 0x0641 && c <= 0x064A) || (c >= 0x0660 && c <= 0x0669);
}

static void check_gap(marsad_str text, uint32_t start, uint32_t end)
{
    size_t len;

    for (size_t at = start; at < end; at += len)
        expect(!is_letter_or_digit(marsad_utf8_get(text, at, &len)));
}

static void check_tokens(const marsad_text *t)
{
    uint32_t end = 0;

    for (size_t i = 0; i < t->n_tokens; i++) {
        const marsad_token *token = &t->tokens[i];
        expect(token->start >= end && token->end > token->start && token->end <= t->text.len);
        expect(token->sentence < t->n_sentences && token->kind <= MARSAD_TOKEN_PUNCT);
        expect((i > 0 && token->start == end) == !token->space_before || i == 0);
        expect(marsad_utf8_valid(token->norm) == token->norm.len);
        expect(marsad_token_offset(t, i, 0) == token->start);
        expect(marsad_token_offset(t, i, token->norm.len) <= token->end);
        check_gap(t->text, end, token->start);
        end = token->end;
    }
    check_gap(t->text, end, (uint32_t)t->text.len);
}

static void check_sentences(const marsad_text *t)
{
    uint32_t next = 0;

    for (size_t s = 0; s < t->n_sentences; s++) {
        const marsad_sentence *sentence = &t->sentences[s];
        expect(sentence->first == next && sentence->last > next);
        expect(sentence->start == t->tokens[next].start && sentence->end == t->tokens[sentence->last - 1].end);
        for (uint32_t i = sentence->first; i < sentence->last; i++)
            expect(t->tokens[i].sentence == s);
        next = sentence->last;
    }
    expect(next == t->n_tokens);
}

static void check_matches(const marsad_text *t)
{
    const marsad_dict *d = dictionary();
    marsad_match m[MATCHES];

    for (size_t i = 0; d && i < t->n_tokens; i++) {
        size_t n = marsad_match_at(d, t, i, ~0u, m, MATCHES);
        expect(n <= MATCHES);
        for (size_t k = 0; k < n; k++) {
            expect(m[k].tokens >= 1 && i + m[k].tokens <= t->sentences[t->tokens[i].sentence].last);
            expect(k == 0 || m[k].tokens <= m[k - 1].tokens);
            expect((size_t)m[k].skip + m[k].suffix < t->tokens[i].norm.len);
            expect(m[k].suffix == 0 || m[k].tokens == 1);
        }
    }
}

static void check_text(marsad_str text, marsad_arena *arena)
{
    marsad_text t;

    expect(marsad_text_read(dictionary(), text, arena, &t, NULL));
    check_tokens(&t);
    check_sentences(&t);
    check_matches(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_buf valid = { 0 }, clean = { 0 };

    if (arena && marsad_utf8_clean((marsad_str){ (const char *)data, size }, &valid, NULL) &&
        marsad_clean_text(marsad_buf_str(&valid), &clean)) {
        check_text(marsad_buf_str(&valid), arena);
        check_text(marsad_buf_str(&clean), arena);
    }
    marsad_buf_release(&valid);
    marsad_buf_release(&clean);
    marsad_arena_free(arena);
    return 0;
}

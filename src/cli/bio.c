/*
 * bio.c - marsad read --format bio --tokens FILE: one token a line, a blank line between sentences, in and out.
 */
#include "cli/bio.h"

#include <errno.h>

#include "marsad/utf8.h"
#include "mention/entity_model.h"

#define FILE_MAX ((size_t)1 << 30)
#define BATCH_TOKENS 50000 /* are tagged as one text, unless a sentence is longer */

struct bio {
    const char *name;
    entity_model *model;
    marsad_arena *arena; /* of a batch */
    struct output out;
    marsad_str *tokens;
    struct entity_sentence *sentences;
    size_t *firsts; /* of the sentences */
    size_t n_tokens, cap_tokens, n_sentences, cap_sentences, cap_firsts;
    marsad_err err;
};

static bool read_all(struct bio *b, const char *path, marsad_buf *text)
{
    bool standard = strcmp(path, "-") == 0, ok = true;
    FILE *f = standard ? stdin : fopen(path, "rb");
    size_t got = 1;

    if (!f)
        return marsad_fail(&b->err, MARSAD_EIO, b->name, MARSAD_NO_OFFSET, "cannot be opened: %s", strerror(errno));
    while (ok && got) {
        ok = marsad_buf_reserve(text, 1 << 16) || marsad_fail_memory(&b->err);
        got = ok ? fread(text->ptr + text->len, 1, 1 << 16, f) : 0;
        text->len += got;
        if (text->len > FILE_MAX)
            ok = marsad_fail(&b->err, MARSAD_ELIMIT, b->name, FILE_MAX, "is larger than %zu bytes", FILE_MAX);
    }
    if (ok && ferror(f))
        ok = marsad_fail(&b->err, MARSAD_EIO, b->name, text->len, "cannot be read: %s", strerror(errno));
    if (!standard)
        fclose(f);
    return ok;
}

/* Tag what has gathered and print it. */
static bool finish_batch(struct bio *b)
{
    uint8_t *tags;
    size_t n = 0, at = 0;
    bool ok;

    for (size_t s = 0; s < b->n_sentences; s++)
        b->sentences[s].tokens = b->tokens + b->firsts[s];
    ok = b->n_tokens == 0 || entity_tag(b->model, b->sentences, b->n_sentences, b->arena, &tags, &n, &b->err);
    for (size_t s = 0; ok && s < b->n_sentences; s++) {
        for (size_t i = 0; i < b->sentences[s].n; i++, at++) {
            out_str(&b->out, b->tokens[at]);
            out_text(&b->out, " ");
            out_text(&b->out, ENTITY_TAG_NAMES[tags[at]]);
            out_text(&b->out, "\n");
        }
        out_text(&b->out, "\n");
    }
    b->tokens = NULL;
    b->sentences = NULL;
    b->firsts = NULL;
    b->n_tokens = b->cap_tokens = b->n_sentences = b->cap_sentences = b->cap_firsts = 0;
    marsad_arena_reset(b->arena);
    return ok && out_check(&b->out);
}

static bool add_token(struct bio *b, marsad_str token)
{
    if (!marsad_arena_grow(b->arena, (void **)&b->tokens, &b->cap_tokens, b->n_tokens, sizeof *b->tokens))
        return marsad_fail_memory(&b->err);
    b->tokens[b->n_tokens++] = token;
    return true;
}

static bool end_sentence(struct bio *b, size_t first)
{
    if (b->n_tokens == first)
        return true;
    if (!marsad_arena_grow(b->arena, (void **)&b->sentences, &b->cap_sentences, b->n_sentences, sizeof *b->sentences) ||
        !marsad_arena_grow(b->arena, (void **)&b->firsts, &b->cap_firsts, b->n_sentences, sizeof *b->firsts))
        return marsad_fail_memory(&b->err);
    b->firsts[b->n_sentences] = first;
    b->sentences[b->n_sentences++] = (struct entity_sentence){ NULL, b->n_tokens - first };
    return true;
}

/* Columns behind the token are not read. */
static marsad_str token_of(marsad_str line)
{
    size_t end = 0;

    line = marsad_str_trim(line);
    while (end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t')
        end++;
    return (marsad_str){ line.ptr, end };
}

static bool tag_lines(struct bio *b, marsad_str text)
{
    size_t valid = marsad_utf8_valid(text), first = 0;
    marsad_str line;
    bool ok = true;

    if (valid != text.len)
        return marsad_fail(&b->err, MARSAD_EFORMAT, b->name, valid, "is not UTF-8");
    while (ok && marsad_str_next(&text, '\n', &line)) {
        marsad_str token = token_of(line);
        if (token.len > 0) {
            ok = add_token(b, token);
            continue;
        }
        ok = end_sentence(b, first);
        if (ok && b->n_tokens >= BATCH_TOKENS)
            ok = finish_batch(b);
        first = b->n_tokens;
    }
    return ok && end_sentence(b, first) && finish_batch(b);
}

int bio_tokens(const char *path)
{
    struct bio b = { .name = strcmp(path, "-") == 0 ? "standard input" : path, .err = { .code = MARSAD_OK } };
    marsad_dict *dict = cli_dict();
    marsad_buf text = { 0 };
    int status = CLI_DONE;

    if (!dict)
        return CLI_STOPPED;
    b.arena = marsad_arena_new(0);
    if (!b.arena)
        marsad_fail_memory(&b.err);
    else
        b.model = entity_model_open(NULL, dict, &b.err);
    if ((!b.model || !read_all(&b, path, &text) || !tag_lines(&b, marsad_buf_str(&text))) && b.err.code != MARSAD_OK)
        status = cli_fail(&b.err);
    status = out_finish(&b.out, status);
    marsad_buf_release(&text);
    entity_model_close(b.model);
    marsad_arena_free(b.arena);
    marsad_dict_close(dict);
    return status;
}

/*
 * entity_corpus.c - reading annotated tokens, numbering features, counting right spans.
 */
#include "entity_corpus.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* Types of the sets, by their beginning. Types that are not here are no names for us. */
static const struct {
    const char *name;
    entity_type type;
} TYPES[] = {
    { "PER", ENTITY_PERS }, { "LOC", ENTITY_LOC },  { "GPE", ENTITY_LOC },   { "FAC", ENTITY_LOC },
    { "ORG", ENTITY_ORG },  { "MIS", ENTITY_MISC }, { "NORP", ENTITY_MISC }, { "EVENT", ENTITY_MISC },
};

static uint8_t tag_of(marsad_str tag, uint8_t before)
{
    marsad_str type = { tag.ptr + 2, tag.len < 2 ? 0 : tag.len - 2 };

    for (size_t i = 0; type.len && i < sizeof TYPES / sizeof *TYPES; i++)
        if (marsad_str_starts(type, marsad_str_of(TYPES[i].name))) {
            uint8_t b = ENTITY_B(TYPES[i].type), in = ENTITY_I(TYPES[i].type);
            return tag.ptr[0] == 'I' && (before == b || before == in) ? in : b;
        }
    return 0;
}

static bool add_token(struct corpus *c, marsad_arena *arena, marsad_str token, uint8_t tag)
{
    if (!marsad_arena_grow(arena, (void **)&c->tokens, &c->cap_tokens, c->n_tokens, sizeof *c->tokens) ||
        !marsad_arena_grow(arena, (void **)&c->gold, &c->cap_gold, c->n_tokens, 1))
        return false;
    c->tokens[c->n_tokens] = token;
    c->gold[c->n_tokens++] = tag;
    return true;
}

static bool add_sentence(struct corpus *c, marsad_arena *arena, size_t n)
{
    if (!n)
        return true;
    if (!marsad_arena_grow(arena, (void **)&c->sentences, &c->cap_sentences, c->n_sentences, sizeof *c->sentences))
        return false;
    c->sentences[c->n_sentences++] = (struct entity_sentence){ NULL, n };
    return true;
}

static bool read_file(const char *path, marsad_buf *out, marsad_err *err)
{
    FILE *f = fopen(path, "rb");
    size_t got = 1;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be opened: %s", strerror(errno));
    while (got && marsad_buf_reserve(out, 1 << 16)) {
        got = fread(out->ptr + out->len, 1, 1 << 16, f);
        out->len += got;
    }
    fclose(f);
    return !got || marsad_fail_memory(err);
}

static size_t count_blocks(marsad_str text)
{
    marsad_str line;
    size_t n = 0;
    bool inside = false;

    while (marsad_str_next(&text, '\n', &line)) {
        bool word = marsad_str_trim(line).len > 0;
        n += word && !inside;
        inside = word;
    }
    return n;
}

static bool read_lines(struct corpus *c, marsad_str text, size_t from, size_t to, marsad_arena *arena)
{
    size_t block = 0, n = 0;
    uint8_t before = 0;
    marsad_str line;
    bool ok = true;

    while (ok && marsad_str_next(&text, '\n', &line)) {
        marsad_str token, tag = { "", 0 };
        line = marsad_str_trim(line);
        if (line.len == 0) {
            block += n > 0;
            if (block > from && block <= to)
                ok = add_sentence(c, arena, n);
            n = before = 0;
            continue;
        }
        marsad_str_next(&line, ' ', &token);
        marsad_str_next(&line, ' ', &tag);
        before = tag_of(tag, before);
        n++;
        if (block >= from && block < to)
            ok = add_token(c, arena, token, before);
    }
    if (ok && n && block >= from && block < to)
        ok = add_sentence(c, arena, n);
    return ok;
}

bool corpus_read(const char *path, unsigned from, unsigned to, marsad_arena *arena, struct corpus *c, marsad_err *err)
{
    marsad_buf raw = { 0 };
    marsad_str text;
    size_t blocks, at = 0;
    bool ok = read_file(path, &raw, err);

    text = ok ? marsad_arena_str(arena, marsad_buf_str(&raw)) : (marsad_str){ NULL, 0 };
    marsad_buf_release(&raw);
    if (!ok)
        return false;
    blocks = count_blocks(text);
    if (!text.ptr || !read_lines(c, text, blocks * from / 1000, blocks * to / 1000, arena))
        return marsad_fail_memory(err);
    for (size_t s = 0; s < c->n_sentences; at += c->sentences[s++].n)
        c->sentences[s].tokens = c->tokens + at;
    return true;
}

/* ---- numbers ---- */

bool numbers_init(struct numbers *x)
{
    x->slots = (size_t)1 << 22;
    x->n = 0;
    x->keys = calloc(x->slots, sizeof *x->keys);
    x->at = calloc(x->slots, sizeof *x->at);
    x->counts = calloc(x->slots, sizeof *x->counts);
    return x->keys && x->at && x->counts;
}

void numbers_release(struct numbers *x)
{
    free(x->keys);
    free(x->at);
    free(x->counts);
}

uint32_t numbers_get(struct numbers *x, uint64_t key, bool grow)
{
    size_t at;

    key = key ? key : 1;
    for (at = key & (x->slots - 1); x->keys[at]; at = (at + 1) & (x->slots - 1))
        if (x->keys[at] == key)
            return x->at[at];
    if (!grow || x->n > x->slots / 4 * 3)
        return UINT32_MAX;
    x->keys[at] = key;
    x->at[at] = (uint32_t)x->n;
    return (uint32_t)x->n++;
}

/* ---- scores ---- */

double score_f1(struct score s)
{
    return s.right > 0 ? 2 * s.right / (2 * s.right + s.wrong + s.missed) : 0;
}

/* End of the span that begins at i. */
static size_t span_end(const uint8_t *tags, size_t i, size_t last)
{
    uint8_t in = (uint8_t)(tags[i] + (tags[i] % 2));
    size_t end = i + 1;

    while (end < last && tags[end] == in)
        end++;
    return end;
}

static bool begins(const uint8_t *tags, size_t i)
{
    return tags[i] % 2 == 1;
}

void score_spans(const uint8_t *gold, const uint8_t *found, size_t first, size_t last,
                 struct score out[ENTITY_TYPE_COUNT + 1])
{
    for (size_t i = first; i < last; i++) {
        bool want = begins(gold, i), have = begins(found, i);
        bool same = want && have && gold[i] == found[i] && span_end(gold, i, last) == span_end(found, i, last);
        if (want) {
            struct score *s = &out[gold[i] / 2];
            s->right += same;
            s->missed += !same;
        }
        if (have)
            out[found[i] / 2].wrong += !same;
    }
}

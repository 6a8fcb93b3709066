/*
 * fuzz_words.c - any text: words lie in order inside the text, none is empty, and they cover the tokens; lemmas and
 * CoNLL-U are whole. Bytes that begin like a words model are loaded as one too: refused, or harmless.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <xxhash.h>

#include "arabic/words_model.h"
#include "marsad/conllu.h"
#include "marsad/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

/* Opened once: the process ends with them. */
static const marsad_dict *dictionary(void)
{
    static marsad_dict *d;
    static bool tried;

    if (!tried)
        d = marsad_dict_open(NULL, NULL);
    tried = true;
    return d;
}

static const marsad_words_model *model(void)
{
    static marsad_words_model *m;
    static bool tried;

    if (!tried && dictionary())
        m = marsad_words_load(dictionary(), NULL, NULL);
    tried = true;
    return m;
}

static void check_words(const marsad_words_model *m, marsad_str text, marsad_arena *arena)
{
    marsad_text t;
    marsad_words w;
    uint32_t end = 0;

    expect(marsad_text_read(NULL, text, arena, &t, NULL));
    expect(marsad_words_read(m, &t, 0, t.n_tokens, arena, &w, NULL));
    expect((w.n == 0) == (t.n_tokens == 0));
    for (size_t i = 0; i < w.n; i++) {
        expect(w.at[i].start >= end && w.at[i].end > w.at[i].start && w.at[i].end <= text.len);
        expect(w.at[i].upos < MARSAD_UPOS_COUNT && w.at[i].token < t.n_tokens);
        expect(w.at[i].start == end || w.at[i].space_before);
        expect(w.at[i].lemma.len > 0 && marsad_utf8_valid(w.at[i].lemma) == w.at[i].lemma.len);
        expect(marsad_utf8_valid(w.at[i].form) == w.at[i].form.len && w.at[i].feats < 1u << MARSAD_FEAT_COUNT);
        end = w.at[i].end;
    }
    expect(w.n == 0 || end == t.tokens[t.n_tokens - 1].end);
}

/* Ten cells a line, none of them empty, whatever the text holds. */
static void check_conllu(const marsad_words_model *m, marsad_str text, marsad_arena *arena)
{
    marsad_buf out = { 0 };
    marsad_str rest, line;
    marsad_text t;

    expect(marsad_text_read(NULL, text, arena, &t, NULL));
    expect(marsad_conllu_text(m, MARSAD_LIT("fuzz"), &t, NULL, arena, &out, NULL));
    rest = marsad_buf_str(&out);
    expect(marsad_utf8_valid(rest) == rest.len);
    while (marsad_str_next(&rest, '\n', &line)) {
        size_t cells = 0;
        marsad_str cell;

        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        while (marsad_str_next(&line, '\t', &cell)) {
            expect(cell.len > 0);
            cells++;
        }
        expect(cells == 10);
    }
    marsad_buf_release(&out);
}

static void load_and_use(const uint8_t *data, size_t size, marsad_arena *arena)
{
    char path[64];
    FILE *f;

    snprintf(path, sizeof path, "/tmp/fuzz-words-%ld", (long)getpid());
    f = fopen(path, "wb");
    if (f) {
        bool written = fwrite(data, 1, size, f) == size;
        marsad_words_model *m;

        written = fclose(f) == 0 && written;
        m = written ? marsad_words_load(dictionary(), path, NULL) : NULL;
        if (m) {
            check_words(m, MARSAD_LIT("\u0648\u0642\u0627\u0644 \u0644\u0644\u0628\u064A\u062A"), arena);
            check_conllu(m, MARSAD_LIT("\u0648\u0642\u0627\u0644 \u0644\u0647\u0645."), arena);
        }
        marsad_words_free(m);
        unlink(path);
    }
}

/* The bytes as they are; then with size and checksum mended, so that what stands behind them is read. */
static void check_file(const uint8_t *data, size_t size, marsad_arena *arena)
{
    struct words_header h;
    uint8_t *mended;

    load_and_use(data, size, arena);
    if (size < sizeof h)
        return;
    mended = malloc(size);
    expect(mended != NULL);
    memcpy(mended, data, size);
    memcpy(&h, data, sizeof h);
    h.version = WORDS_FORMAT_VERSION;
    h.order = WORDS_ORDER;
    h.template = WORDS_TEMPLATE;
    h.size = size;
    memcpy(mended, &h, sizeof h);
    h.checksum = XXH3_64bits(mended + WORDS_SUMMED, size - WORDS_SUMMED);
    memcpy(mended, &h, sizeof h);
    load_and_use(mended, size, arena);
    free(mended);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_buf valid = { 0 };

    if (arena && model() && marsad_utf8_clean((marsad_str){ (const char *)data, size }, &valid, NULL)) {
        check_words(model(), marsad_buf_str(&valid), arena);
        check_conllu(model(), marsad_buf_str(&valid), arena);
    }
    if (arena && dictionary() && size > 8 && memcmp(data, "MARSADW1", 8) == 0)
        check_file(data, size, arena);
    marsad_buf_release(&valid);
    marsad_arena_free(arena);
    return 0;
}

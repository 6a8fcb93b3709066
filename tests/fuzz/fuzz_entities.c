/*
 * fuzz_entities.c - an entity model of any bytes is refused or can be used without a step outside, and any text can be
 * tagged.
 *
 * The input is read as a whole file, and as changes (two bytes place, one byte value) to a small sound file whose
 * checksum is then made right again; what follows the changes is cut into tokens and tagged.
 */
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "marsad/utf8.h"
#include "mention/entity_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define N_WORDS 8
#define N_WEIGHTS 64
#define CHANGES 16

struct file_image {
    struct entity_header header;
    struct entity_word words[N_WORDS];
    uint32_t checks[N_WEIGHTS];
    struct entity_weights weights[N_WEIGHTS];
    char text[8];
};

static marsad_dict *dictionary(void)
{
    static marsad_dict *dict; /* for all inputs */

    if (!dict)
        dict = marsad_dict_open(NULL, NULL);
    return dict;
}

static void fill(struct file_image *m)
{
    memset(m, 0, sizeof *m);
    memcpy(m->header.magic, ENTITY_MAGIC, sizeof m->header.magic);
    m->header.version = ENTITY_VERSION;
    m->header.order = ENTITY_ORDER;
    m->header.templates = ENTITY_TEMPLATES;
    m->header.size = sizeof *m;
    m->header.n_words = N_WORDS;
    m->header.n_weights = N_WEIGHTS;
    m->header.n_text = sizeof m->text;
    m->header.scale[0] = m->header.scale[1] = 0.1F;
    for (size_t i = 0; i < N_WEIGHTS - 1; i++) {
        m->checks[i] = (uint32_t)(i + 1);
        m->weights[i] = (struct entity_weights){ .tags = { 1, 5, 2, 7 } };
    }
}

static void change(struct file_image *m, const uint8_t *data, size_t size)
{
    unsigned char *bytes = (unsigned char *)m;

    for (size_t i = 0; i < CHANGES && size >= 3; i++, data += 3, size -= 3)
        if (data[0] | data[1])
            bytes[(data[0] | (size_t)data[1] << 8) % sizeof *m] = data[2];
    m->header.checksum = XXH3_64bits(&m->header.size, sizeof *m - offsetof(struct entity_header, size));
}

static void tag(const entity_model *m, marsad_str text, marsad_arena *arena)
{
    struct entity_sentence sentences[2] = { { NULL, 0 } };
    marsad_str *tokens = marsad_arena_array(arena, text.len + 1, sizeof *tokens), part;
    uint8_t *tags;
    size_t n = 0, n_tags;

    while (tokens && marsad_str_next(&text, ' ', &part))
        if (part.len)
            tokens[n++] = part;
    sentences[0] = (struct entity_sentence){ tokens, n / 2 };
    sentences[1] = (struct entity_sentence){ tokens + n / 2, n - n / 2 };
    if (!tokens || !entity_tag(m, sentences, 2, arena, &tags, &n_tags, NULL))
        return;
    for (size_t i = 0; i < n_tags; i++)
        if (n_tags != n || tags[i] >= ENTITY_TAGS)
            abort();
}

static void use(const void *base, size_t size, const uint8_t *data, size_t n)
{
    marsad_arena *arena = marsad_arena_new(0);
    entity_model *m = entity_model_from(base, size, "fuzz", dictionary(), NULL);
    marsad_str text = { (const char *)data, n };

    text.len = marsad_utf8_valid(text);
    if (m && arena)
        tag(m, text, arena);
    entity_model_close(m);
    marsad_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t head = size < 3 * CHANGES ? size : 3 * CHANGES;
    struct file_image m;
    void *copy = malloc(size + 1); /* aligned */

    if (!dictionary())
        abort();
    if (copy && size) {
        memcpy(copy, data, size);
        use(copy, size, data, 0);
    }
    free(copy);
    fill(&m);
    change(&m, data, head);
    use(&m, sizeof m, data + head, size - head);
    return 0;
}

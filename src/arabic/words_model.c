/*
 * words_model.c - the file of the words model: mapped, checked once, then read without asking again. A weight may have
 * any value, so a file that was made to harm can only tag badly: every index is masked by a size that was checked.
 */
#include "arabic/memo.h"
#include "base/datafile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct layout {
    uint64_t cuts, tags, transitions, forms, end;
};

static uint64_t aligned(uint64_t at)
{
    return (at + 63) & ~(uint64_t)63;
}

static struct layout layout_of(const struct words_header *h)
{
    struct layout l;

    l.cuts = aligned(sizeof *h);
    l.tags = aligned(l.cuts + ((uint64_t)sizeof(int16_t) << h->cut_bits));
    l.transitions = aligned(l.tags + ((uint64_t)sizeof(words_row) << h->tag_bits));
    l.forms = aligned(l.transitions + (WORDS_TAGS + 1) * sizeof(words_row));
    l.end = l.forms + ((uint64_t)sizeof(struct words_form) << h->form_bits);
    return l;
}

static bool check(const struct words_header *h, size_t size, const char *path, marsad_err *err)
{
    if (size < sizeof *h || memcmp(h->magic, WORDS_MAGIC, sizeof h->magic) != 0)
        return marsad_fail(err, MARSAD_EFORMAT, path, 0, "this is no words model of marsad");
    if (h->order != WORDS_ORDER)
        return marsad_fail(err, MARSAD_EFORMAT, path, 12, "the words model was made on another kind of machine");
    if (h->version != WORDS_FORMAT_VERSION)
        return marsad_fail(err, MARSAD_EFORMAT, path, 8, "the words model has format %u, this program reads %u",
                           (unsigned)h->version, WORDS_FORMAT_VERSION);
    if (h->size != size)
        return marsad_fail(err, MARSAD_EFORMAT, path, 16, "the words model has %zu bytes, it should have %llu", size,
                           (unsigned long long)h->size);
    if (XXH3_64bits((const unsigned char *)h + WORDS_SUMMED, size - WORDS_SUMMED) != h->checksum)
        return marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET, "the words model is damaged (checksum)");
    if (h->template != WORDS_TEMPLATE)
        return marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET,
                           "the words model has features %u, this program has %u", (unsigned)h->template,
                           WORDS_TEMPLATE);
    if (h->cut_bits > WORDS_BITS_MAX || h->tag_bits > WORDS_BITS_MAX || h->form_bits > WORDS_BITS_MAX ||
        layout_of(h).end != size)
        return marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET,
                           "the tables of the words model do not fit together");
    return true;
}

static void point_to_tables(marsad_words_model *m)
{
    const struct words_header *h = m->base;
    const unsigned char *base = m->base;
    struct layout l = layout_of(h);

    m->cut_mask = (1u << h->cut_bits) - 1;
    m->tag_mask = (1u << h->tag_bits) - 1;
    m->form_mask = (1u << h->form_bits) - 1;
    m->cuts = (const int16_t *)(const void *)(base + l.cuts);
    m->tags = (const words_row *)(const void *)(base + l.tags);
    m->transitions = (const words_row *)(const void *)(base + l.transitions);
    m->forms = (const struct words_form *)(const void *)(base + l.forms);
    snprintf(m->version, sizeof m->version, "%u-%016llx", (unsigned)h->version, (unsigned long long)h->checksum);
}

static marsad_words_model *load_path(const marsad_dict *dict, const char *path, marsad_err *err)
{
    marsad_words_model *m = calloc(1, sizeof *m);

    if (!m) {
        marsad_fail_memory(err);
        return NULL;
    }
    m->base = datafile_map(path, "words model", sizeof(struct words_header), &m->size, err);
    if (m->base && check(m->base, m->size, path, err)) {
        point_to_tables(m);
        m->memos = shelf_new(sizeof(struct words_memo));
        if (m->memos && words_model_prepare(m, dict))
            return m;
        marsad_fail_memory(err);
    }
    marsad_words_free(m);
    return NULL;
}

marsad_words_model *marsad_words_load(const marsad_dict *dict, const char *path, marsad_err *err)
{
    char room[PATH_MAX];

    return load_path(dict, datafile_find(path, "MARSAD_WORDS", "marsad.words", room), err);
}

void marsad_words_free(marsad_words_model *m)
{
    if (!m)
        return;
    datafile_unmap(m->base, m->size);
    shelf_free(m->memos);
    free(m->function_class);
    free(m->lemmas);
    free(m);
}

const char *marsad_words_version(const marsad_words_model *m)
{
    return m->version;
}

/* ---- writing ---- */

static uint32_t bits_of(uint32_t mask)
{
    return (uint32_t)__builtin_popcount(mask);
}

static bool write_file(const void *base, size_t size, const char *path, marsad_err *err)
{
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(base, 1, size, f) == size;

    if (f && fclose(f) != 0)
        ok = false;
    return ok ||
           marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot write the words model: %s", strerror(errno));
}

bool words_model_write(const marsad_words_model *m, const char *provenance, const char *path, marsad_err *err)
{
    struct words_header h = { .magic = WORDS_MAGIC,
                              .version = WORDS_FORMAT_VERSION,
                              .order = WORDS_ORDER,
                              .template = WORDS_TEMPLATE,
                              .cut_bits = bits_of(m->cut_mask),
                              .tag_bits = bits_of(m->tag_mask),
                              .form_bits = bits_of(m->form_mask) };
    struct layout l = layout_of(&h);
    unsigned char *base = calloc(1, (size_t)l.end);
    bool ok;

    if (!base)
        return marsad_fail_memory(err);
    h.size = l.end;
    snprintf(h.provenance, sizeof h.provenance, "%s", provenance);
    memcpy(base + l.cuts, m->cuts, sizeof(int16_t) * ((size_t)m->cut_mask + 1));
    memcpy(base + l.tags, m->tags, sizeof(words_row) * ((size_t)m->tag_mask + 1));
    memcpy(base + l.transitions, m->transitions, sizeof(words_row) * (WORDS_TAGS + 1));
    memcpy(base + l.forms, m->forms, sizeof(struct words_form) * ((size_t)m->form_mask + 1));
    memcpy(base, &h, sizeof h);
    h.checksum = XXH3_64bits(base + WORDS_SUMMED, (size_t)l.end - WORDS_SUMMED);
    memcpy(base, &h, sizeof h);
    ok = write_file(base, (size_t)l.end, path, err);
    free(base);
    return ok;
}

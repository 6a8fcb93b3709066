/*
 * forms.c - counts of forms in plain text. Only hashes and numbers leave this file.
 */
#include "forms.h"

#include <stdio.h>
#include <stdlib.h>

#include "groups.h"
#include "marsad/input.h"

#define COUNT_MIN 2 /* tokens of a form that the model keeps */
#define GUESS_MIN 3 /* tagged words of a form whose tags are noted */

struct forms {
    struct words_form *table; /* of `size` slots; frequency counted aside */
    uint32_t *counts;
    size_t size, n;
    struct groups *groups;
};

struct forms *forms_new(void)
{
    struct forms *f = calloc(1, sizeof *f);

    if (!f)
        return NULL;
    f->size = 1u << 21;
    f->table = calloc(f->size, sizeof *f->table);
    f->counts = calloc(f->size, sizeof *f->counts);
    if (f->table && f->counts)
        return f;
    forms_free(f);
    return NULL;
}

void forms_free(struct forms *f)
{
    if (!f)
        return;
    free(f->table);
    free(f->counts);
    groups_free(f->groups);
    free(f);
}

static size_t slot_of(const struct forms *f, uint32_t key)
{
    size_t at = key & (f->size - 1);

    while (f->table[at].key && f->table[at].key != key)
        at = (at + 1) & (f->size - 1);
    return at;
}

static void count(struct forms *f, uint32_t key)
{
    size_t at = slot_of(f, key);

    if (!f->table[at].key) {
        if (f->n > f->size / 2)
            return; /* full: what comes now is rare */
        f->table[at].key = key;
        f->n++;
    }
    f->counts[at]++;
}

/* ---- documents ---- */

typedef bool sentence_fn(struct forms *f, const marsad_words_model *m, const struct units *units, marsad_arena *arena);

static bool read_documents(struct forms *f, const char *path, const marsad_words_model *m, sentence_fn *each,
                           marsad_err *err)
{
    marsad_input_options options = { .paths = &path, .n_paths = 1, .limits = marsad_input_limits_defaults() };
    marsad_arena *arena = marsad_arena_new(0);
    marsad_input *in = arena ? marsad_input_open(&options, err) : NULL;
    marsad_status status = MARSAD_FAIL;
    marsad_doc doc;
    bool ok = in != NULL;

    while (ok && (status = marsad_input_next(in, arena, &doc, err)) == MARSAD_MORE) {
        marsad_text text;

        ok = marsad_text_read(NULL, doc.text, arena, &text, err);
        for (size_t s = 0; ok && s < text.n_sentences; s++) {
            struct units units;

            ok = units_read(&text, text.sentences[s].first, text.sentences[s].last, false, arena, &units) &&
                 each(f, m, &units, arena);
        }
        marsad_arena_reset(arena);
    }
    marsad_input_close(in);
    marsad_arena_free(arena);
    return ok && status == MARSAD_END;
}

static bool count_sentence(struct forms *f, const marsad_words_model *m, const struct units *units, marsad_arena *arena)
{
    (void)m;
    (void)arena;
    for (size_t i = 0; i < units->n; i++)
        if (units->at[i].kind == MARSAD_TOKEN_WORD && units->at[i].whole && units->at[i].n > 0)
            count(f, units->at[i].key);
    return true;
}

bool forms_count(struct forms *f, const char *path, marsad_err *err)
{
    return read_documents(f, path, NULL, count_sentence, err);
}

static bool group_sentence(struct forms *f, const marsad_words_model *m, const struct units *units, marsad_arena *arena)
{
    uint32_t *keys = marsad_arena_array(arena, 4 * units->n + 1, sizeof *keys);
    struct view views[4];
    size_t n = 0;

    for (size_t i = 0; keys && i < units->n; i++) {
        const struct unit *u = &units->at[i];
        size_t k = cut_views(m, NULL, units, i, cut_best(m, NULL, units, i), views);

        for (size_t j = 0; j < k; j++) /* numbers are one word, Latin another */
            keys[n++] = u->kind == MARSAD_TOKEN_NUMBER ? 2 : u->kind == MARSAD_TOKEN_LATIN ? 3 : views[j].fold;
    }
    return keys && groups_sentence(f->groups, keys, n);
}

bool forms_group(struct forms *f, const char *path, const marsad_words_model *m, marsad_err *err)
{
    struct group *found;
    size_t n;

    groups_free(f->groups);
    f->groups = groups_new();
    if (!f->groups)
        return marsad_fail_memory(err);
    for (int pass = 0; pass < 2; pass++) { /* words first, then their neighbours */
        groups_pass(f->groups, pass);
        if (!read_documents(f, path, m, group_sentence, err))
            return false;
    }
    found = groups_make(f->groups, WORDS_CLUSTERS, &n);
    if (!found)
        return marsad_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        size_t at = slot_of(f, found[i].key);

        f->table[at].key = found[i].key;
        f->table[at].cluster = (uint16_t)(found[i].number + 1);
    }
    return true;
}

static bool guess_sentence(struct forms *f, const marsad_words_model *m, const struct units *units, marsad_arena *arena)
{
    struct view *views = marsad_arena_array(arena, 4 * units->n + 1, sizeof *views);
    size_t n = 0;

    for (size_t i = 0; views && i < units->n; i++)
        n += cut_views(m, NULL, units, i, cut_best(m, NULL, units, i), views + n);
    if (!views || !tag_views(m, NULL, units, views, n, arena))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct words_form *form = words_form_of(m, views[i].fold);

        if (form)
            f->counts[(size_t)(form - m->forms) * WORDS_TAGS + views[i].tag]++;
    }
    return true;
}

static uint8_t tags_of(const uint32_t counts[WORDS_TAGS])
{
    uint32_t total = 0;
    int first = 0, second = -1;

    for (int t = 0; t < WORDS_TAGS; t++) {
        total += counts[t];
        if (counts[t] > counts[first])
            first = t;
    }
    for (int t = 0; t < WORDS_TAGS; t++)
        if (t != first && (second < 0 || counts[t] > counts[second]))
            second = t;
    if (total < GUESS_MIN)
        return WORDS_NO_TAGS;
    return (uint8_t)(first << 4 | (counts[second] * 10 >= total ? second : first));
}

bool forms_guess(const char *news, const marsad_words_model *m, struct words_form *table, marsad_err *err)
{
    size_t size = (size_t)m->form_mask + 1;
    struct forms f = { .counts = calloc(size * WORDS_TAGS, sizeof *f.counts) };
    bool ok = f.counts && (!news || read_documents(&f, news, m, guess_sentence, err));

    for (size_t i = 0; ok && i < size; i++)
        table[i].tags = tags_of(f.counts + i * WORDS_TAGS);
    free(f.counts);
    return ok;
}

bool forms_table(const struct forms *f, uint32_t bits, marsad_arena *arena, marsad_words_model *m,
                 struct words_form **made)
{
    uint32_t size = 1u << bits, mask = size - 1, kept = 0;
    struct words_form *table = marsad_arena_array(arena, size, sizeof *table);

    if (!table)
        return false;
    for (size_t i = 0; i < f->size; i++) {
        const struct words_form *from = &f->table[i];
        uint32_t at = from->key & mask, n = f->counts[i];

        if (!from->key || (n < COUNT_MIN && !from->cluster) || kept >= size / 10 * 8)
            continue;
        while (table[at].key)
            at = (at + 1) & mask;
        table[at] = *from;
        while (n > 0 && table[at].frequency < 31)
            table[at].frequency++, n >>= 1;
        kept++;
    }
    fprintf(stderr, "%u forms in %u slots\n", kept, size);
    for (uint32_t i = 0; i < size; i++)
        table[i].tags = WORDS_NO_TAGS;
    m->forms = *made = table;
    m->form_mask = mask;
    return true;
}

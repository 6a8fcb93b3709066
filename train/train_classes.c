/*
 * train-classes - frequencies and classes of words from a folder of news, as a table of hashes (entity_words.h).
 *
 *     train-classes NEWS_FOLDER OUT
 *
 * Two kinds of classes: by exchange (Kneser & Ney 1993: the bigram of classes that makes the text most probable), many
 * and few, and by k-means over neighbours within five words (positive pointwise mutual information, projected at
 * random).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "classes.h"
#include "marsad/map.h"
#include "marsad/text.h"
#include "mention/entity_words.h"
#include "plain.h"

/* ---- reading: every token of the sample as a number ---- */

struct reader {
    marsad_map *ids; /* norm -> number */
    marsad_arena *keep;
    uint32_t *tokens; /* BREAK between sentences */
    size_t n, cap;
    uint32_t *counts;
    size_t cap_counts;
};

#define BREAK UINT32_MAX

static bool add_token(struct reader *r, uint32_t id)
{
    if (r->n == r->cap) {
        size_t cap = r->cap ? 2 * r->cap : 1 << 20;
        uint32_t *more = realloc(r->tokens, cap * sizeof *more);
        if (!more)
            return false;
        r->tokens = more;
        r->cap = cap;
    }
    r->tokens[r->n++] = id;
    return true;
}

static bool id_of(struct reader *r, marsad_str norm, uint32_t *id)
{
    uint64_t at;

    if (marsad_map_get(r->ids, norm, &at)) {
        *id = (uint32_t)at;
        return true;
    }
    at = marsad_map_count(r->ids);
    norm = marsad_arena_str(r->keep, norm);
    *id = (uint32_t)at;
    return norm.ptr && marsad_map_put(r->ids, norm, at);
}

static bool read_text(struct reader *r, const marsad_text *t)
{
    for (size_t i = 0; i < t->n_tokens; i++) {
        static const marsad_str NUMBER = { "0", 1 };
        uint32_t id;
        bool number = t->tokens[i].kind == MARSAD_TOKEN_NUMBER;
        if (i && t->tokens[i].sentence != t->tokens[i - 1].sentence && !add_token(r, BREAK))
            return false;
        if (!id_of(r, number ? NUMBER : t->tokens[i].norm, &id) || !add_token(r, id))
            return false;
    }
    return add_token(r, BREAK);
}

static bool take_text(void *user, marsad_str clean, marsad_arena *scratch, marsad_err *err)
{
    marsad_text text;

    return marsad_text_read(NULL, clean, scratch, &text, err) && (read_text(user, &text) || marsad_fail_memory(err));
}

/* ---- the table ---- */

static uint8_t count_bucket(uint32_t n)
{
    double b = n ? 1 + 4 * log2((double)n) : 0;

    return (uint8_t)(b > 255 ? 255 : b);
}

static void put_word(struct entity_word *slots, uint32_t n_slots, const struct entity_word *w, uint64_t hash)
{
    uint32_t at = entity_slot_of(hash, n_slots);

    while (slots[at].check && slots[at].check != w->check)
        at = at + 1 == n_slots ? 0 : at + 1;
    if (!slots[at].check)
        slots[at] = *w;
    for (int k = 0; k < ENTITY_CLASSES; k++)
        if (w->classes[k])
            slots[at].classes[k] = w->classes[k];
}

/* Surface forms with their counts, without classes: what stripping of clitics needs. */
static struct entity_words first_table(const struct reader *r, const uint32_t *counts)
{
    size_t n = marsad_map_count(r->ids), kept = 0;
    struct entity_words w = { NULL, 0 };
    struct entity_word *slots;

    for (size_t i = 0; i < n; i++)
        kept += counts[i] >= WORDS_COUNT_MIN;
    w.n_slots = (uint32_t)(kept * 4 / 3 + 16);
    slots = calloc(w.n_slots, sizeof *slots);
    w.slots = slots;
    for (size_t i = 0; slots && i < n; i++) {
        uint64_t hash = entity_hash(marsad_map_key(r->ids, i, NULL));
        struct entity_word word = { .check = entity_check_of(hash), .count = count_bucket(counts[i]) };
        if (counts[i] >= WORDS_COUNT_MIN)
            put_word(slots, w.n_slots, &word, hash);
    }
    return w;
}

/* ---- stems with their clitics as tokens of their own ---- */

struct stemmed {
    marsad_map *ids;
    uint32_t *tokens;
    size_t n;
};

static bool stem_all(struct reader *r, const struct entity_words *w, struct reader *out)
{
    static const marsad_str MARKS[] = { { "w+", 2 }, { "f+", 2 }, { "b+", 2 }, { "l+", 2 }, { "k+", 2 } };

    for (size_t i = 0; i < r->n; i++) {
        char room[ENTITY_STEM_ROOM];
        struct entity_stem s;
        uint32_t id;
        if (r->tokens[i] == BREAK) {
            if (!add_token(out, BREAK))
                return false;
            continue;
        }
        s = entity_stem_of(w, marsad_map_key(r->ids, r->tokens[i], NULL), room);
        for (unsigned k = 0; k < 5; k++)
            if ((s.clitics & 1u << k) && (!id_of(out, MARKS[k], &id) || !add_token(out, id)))
                return false;
        if (!id_of(out, s.stem, &id) || !add_token(out, id))
            return false;
    }
    return true;
}

static uint32_t *count_all(const struct reader *r)
{
    uint32_t *counts = calloc(marsad_map_count(r->ids) + 1, sizeof *counts);

    for (size_t i = 0; counts && i < r->n; i++)
        if (r->tokens[i] != BREAK)
            counts[r->tokens[i]]++;
    return counts;
}

struct rank {
    uint32_t id, count;
};

static int by_count(const void *x, const void *y)
{
    const struct rank *a = x, *b = y;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

/* Renumber by falling frequency; words beyond `limit` become `limit` itself, breaks limit + 1. */
static uint32_t *renumber(struct reader *r, const uint32_t *counts, uint32_t *limit)
{
    size_t n = marsad_map_count(r->ids), kept = 0;
    struct rank *ranks = malloc((n + 1) * sizeof *ranks);
    uint32_t *of_rank = malloc((n + 1) * sizeof *of_rank), *new_id = malloc((n + 1) * sizeof *new_id);

    if (!ranks || !of_rank || !new_id)
        return NULL;
    for (size_t i = 0; i < n; i++)
        ranks[i] = (struct rank){ (uint32_t)i, counts[i] };
    qsort(ranks, n, sizeof *ranks, by_count);
    while (kept < n && kept < WORDS_MAX && ranks[kept].count >= WORDS_STEM_MIN)
        kept++;
    for (size_t i = 0; i < n; i++)
        new_id[i] = (uint32_t)kept;
    for (size_t i = 0; i < kept; i++) {
        new_id[ranks[i].id] = (uint32_t)i;
        of_rank[i] = ranks[i].id;
    }
    for (size_t i = 0; i < r->n; i++)
        r->tokens[i] = r->tokens[i] == BREAK ? (uint32_t)kept + 1 : new_id[r->tokens[i]];
    *limit = (uint32_t)kept;
    free(ranks);
    free(new_id);
    return of_rank;
}

static bool write_table(const struct reader *surface, const uint32_t *counts, const struct reader *stems,
                        const uint32_t *of_rank, uint32_t n, uint16_t *const classes[ENTITY_CLASSES], const char *path)
{
    size_t n_surface = marsad_map_count(surface->ids), kept = 0;
    uint32_t n_slots;
    struct entity_word *slots;
    FILE *f;
    bool ok;

    for (size_t i = 0; i < n_surface; i++)
        kept += counts[i] >= WORDS_KEPT_MIN;
    n_slots = (uint32_t)((kept + n / 4) * 4 / 3 + 16);
    slots = calloc(n_slots, sizeof *slots);
    if (!slots)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        marsad_str stem = marsad_map_key(stems->ids, of_rank[i], NULL);
        uint64_t hash = entity_hash(stem), at;
        struct entity_word word = { .check = entity_check_of(hash) };
        for (int k = 0; k < ENTITY_CLASSES; k++)
            word.classes[k] = (uint16_t)(classes[k][i] + 1);
        if (marsad_map_get(surface->ids, stem, &at))
            word.count = count_bucket(counts[at]);
        put_word(slots, n_slots, &word, hash);
    }
    for (size_t i = 0; i < n_surface; i++) {
        uint64_t hash = entity_hash(marsad_map_key(surface->ids, i, NULL));
        struct entity_word word = { .check = entity_check_of(hash), .count = count_bucket(counts[i]) };
        if (counts[i] >= WORDS_KEPT_MIN)
            put_word(slots, n_slots, &word, hash);
    }
    f = fopen(path, "wb");
    ok = f && fwrite(slots, sizeof *slots, n_slots, f) == n_slots;
    fprintf(stderr, "%u stems, %zu surface forms, %zu bytes\n", n, kept, n_slots * sizeof *slots);
    free(slots);
    return f && fclose(f) == 0 && ok;
}

int main(int argc, char **argv)
{
    marsad_err err = { 0 };
    struct reader surface = { .ids = marsad_map_new(), .keep = marsad_arena_new(0) };
    struct reader stems = { .ids = marsad_map_new(), .keep = marsad_arena_new(0) };
    uint16_t *classes[ENTITY_CLASSES];
    uint32_t *counts, *stem_counts, *of_rank, n = 0;
    struct entity_words first;

    if (argc != 3) {
        fprintf(stderr, "usage: train-classes NEWS_FOLDER OUT\n");
        return 2;
    }
    if (!plain_read(argv[1], take_text, &surface, &err)) {
        fprintf(stderr, "train-classes: %s: %s\n", err.where, err.msg);
        return 1;
    }
    counts = count_all(&surface);
    first = first_table(&surface, counts);
    if (!counts || !first.slots || !stem_all(&surface, &first, &stems))
        return 1;
    stem_counts = count_all(&stems);
    of_rank = renumber(&stems, stem_counts, &n);
    fprintf(stderr, "%zu tokens, %zu with clitics apart, %u stems\n", surface.n, stems.n, n);
    classes[0] = classes_by_exchange(stems.tokens, stems.n, n, CLASSES_FINE);
    classes[1] = classes_by_neighbours(stems.tokens, stems.n, n, CLASSES_FINE);
    classes[2] = classes_by_exchange(stems.tokens, stems.n, n, CLASSES_COARSE);
    if (!classes[0] || !classes[1] || !classes[2] ||
        !write_table(&surface, counts, &stems, of_rank, n, classes, argv[2]))
        return 1;
    if (getenv("CLASSES_SHOW"))
        for (uint32_t i = 0; i < n; i++) {
            marsad_str s = marsad_map_key(stems.ids, of_rank[i], NULL);
            printf("%u\t%u\t%.*s\n", classes[0][i], classes[1][i], (int)s.len, s.ptr);
        }
    return 0;
}

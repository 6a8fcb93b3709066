/*
 * train-word-vectors - vectors of words by their neighbours in plain news, for those who train the gate and the judge
 * (word_vectors.h).
 *
 *     train-word-vectors NEWS_FOLDER OUT.tsv
 *
 * Words are what the gate calls them (gate_bag_word): verbs by their lemma, others without clitics, names and numbers
 * by their class. The coder's own steps cut and class them; they are static in events.c, hence its inclusion.
 */
#include "event/events.c"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "classes.h"
#include "event/gate_tell.h"
#include "marsad/map.h"
#include "plain.h"
#include "word_vectors.h"

#define WORDS_KEPT 8000 /* the most frequent; rarer ones have too few neighbours */
#define BREAK UINT32_MAX

struct reader {
    const marsad_dict *dict;
    marsad_map *ids; /* of words */
    marsad_arena *keep;
    uint32_t *tokens; /* BREAK between sentences */
    size_t n, cap;
};

struct rank {
    uint32_t id, count;
};

static bool add_token(struct reader *r, uint32_t id)
{
    if (!marsad_arena_grow(r->keep, (void **)&r->tokens, &r->cap, r->n, sizeof *r->tokens))
        return false;
    r->tokens[r->n++] = id;
    return true;
}

static bool add_word(struct reader *r, marsad_str word)
{
    uint64_t at;

    if (!marsad_map_get(r->ids, word, &at)) {
        at = marsad_map_count(r->ids);
        word = marsad_arena_str(r->keep, word);
        if (!word.ptr || !marsad_map_put(r->ids, word, at))
            return false;
    }
    return add_token(r, (uint32_t)at);
}

static bool read_sentence(struct reader *r, const struct analysis *a)
{
    for (uint32_t i = a->first; i < a->last; i++)
        if (!add_word(r, gate_bag_word(a, i)))
            return false;
    return add_token(r, BREAK);
}

static bool read_text(void *user, marsad_str clean, marsad_arena *scratch, marsad_err *err)
{
    struct reader *r = user;
    marsad_article article = { .language = "ar", .text = clean };
    marsad_text text;
    marsad_mentions mentions = { 0 };
    struct analysis a = {
        .dict = r->dict, .article = &article, .text = &text, .mentions = &mentions, .arena = scratch
    };
    bool ok;

    load_columns(&a);
    ok = marsad_text_read(r->dict, clean, scratch, &text, err) &&
         marsad_mentions_find(r->dict, &article, &text, scratch, &mentions, err) &&
         (words_classify(&a) || marsad_fail_memory(err));
    for (uint32_t k = 0; ok && k < text.n_sentences; k++)
        ok = (phrases_cut(&a, k) && read_sentence(r, &a)) || marsad_fail_memory(err);
    return ok;
}

static int by_count(const void *x, const void *y)
{
    const struct rank *a = x, *b = y;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

/* Renumber tokens by falling frequency, as classes.h wants them; the words in that order. */
static struct rank *renumber(struct reader *r, uint32_t *kept)
{
    size_t n = marsad_map_count(r->ids);
    struct rank *ranks = marsad_arena_array(r->keep, n + 1, sizeof *ranks);
    uint32_t *number = marsad_arena_array(r->keep, n + 1, sizeof *number);

    if (!ranks || !number)
        return NULL;
    for (size_t i = 0; i < n; i++)
        ranks[i] = (struct rank){ (uint32_t)i, 0 };
    for (size_t i = 0; i < r->n; i++)
        if (r->tokens[i] != BREAK)
            ranks[r->tokens[i]].count++;
    qsort(ranks, n, sizeof *ranks, by_count);
    *kept = n < WORDS_KEPT ? (uint32_t)n : WORDS_KEPT;
    for (size_t i = 0; i < n; i++)
        number[ranks[i].id] = i < *kept ? (uint32_t)i : *kept;
    for (size_t i = 0; i < r->n; i++)
        r->tokens[i] = r->tokens[i] == BREAK ? *kept + 1 : number[r->tokens[i]];
    return ranks;
}

struct line {
    marsad_str word;
    const float *vector;
};

static int by_word(const void *x, const void *y)
{
    return marsad_str_compare(((const struct line *)x)->word, ((const struct line *)y)->word);
}

static const char HEAD[] =
    "# Vectors of words: near to each other where words have like neighbours. Read by the trainers only.\n"
    "# Made by train/word-vectors from articles of SaudiNewsNet (CC BY-NC-SA 4.0; statistics, no text); "
    "model/README.md "
    "says\n"
    "# more. Do not edit: make it again.\n"
    "# word    as the gate calls it, behind '=': a verb's lemma, another word without clitics, the class of names and\n"
    "#         numbers\n"
    "# vector  64 numbers, hundredths; the mean of all words, by how frequent they are, is taken off; length about "
    "100\n"
    "word\tvector\n";

/* What all words share says nothing of any: their mean goes, then all have length 1 again. */
static void centre(float *vectors, const struct rank *ranks, uint32_t n)
{
    double mean[VECTOR_DIMS] = { 0 }, all = 0;

    for (uint32_t i = 0; i < n; i++) {
        all += ranks[i].count;
        for (int d = 0; d < VECTOR_DIMS; d++)
            mean[d] += (double)ranks[i].count * (double)vectors[(size_t)i * VECTOR_DIMS + (size_t)d];
    }
    for (uint32_t i = 0; i < n; i++) {
        float *at = vectors + (size_t)i * VECTOR_DIMS;
        double norm = 0;
        for (int d = 0; d < VECTOR_DIMS; d++) {
            at[d] -= (float)(mean[d] / all);
            norm += (double)at[d] * (double)at[d];
        }
        for (int d = 0; norm > 0 && d < VECTOR_DIMS; d++)
            at[d] /= (float)sqrt(norm);
    }
}

static bool write_vector(FILE *f, marsad_str word, const float *vector)
{
    fprintf(f, "%c%.*s", WORD_MARK, (int)word.len, word.ptr);
    for (int d = 0; d < VECTOR_DIMS; d++)
        fprintf(f, "%c%ld", d ? ' ' : '\t', lround((double)vector[d] * VECTOR_ONE));
    return fputc('\n', f) != EOF;
}

/* In order of the words. */
static bool write_table(struct reader *r, struct rank *ranks, uint32_t n, const float *vectors, const char *path,
                        marsad_err *err)
{
    struct line *lines = marsad_arena_array(r->keep, n + 1, sizeof *lines);
    FILE *f = lines ? fopen(path, "w") : NULL;
    bool ok = true;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be written: %s", strerror(errno));
    for (uint32_t i = 0; i < n; i++)
        lines[i] = (struct line){ marsad_map_key(r->ids, ranks[i].id, NULL), vectors + (size_t)i * VECTOR_DIMS };
    qsort(lines, n, sizeof *lines, by_word);
    fputs(HEAD, f);
    for (uint32_t i = 0; ok && i < n; i++)
        ok = write_vector(f, lines[i].word, lines[i].vector);
    ok = fclose(f) == 0 && ok;
    return ok || marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be written");
}

static bool make(struct reader *r, const char *folder, const char *out, marsad_err *err)
{
    uint32_t kept = 0;
    struct rank *ranks;
    float *vectors;
    bool ok;

    if (!plain_read(folder, read_text, r, err))
        return false;
    ranks = renumber(r, &kept);
    vectors = ranks ? vectors_by_neighbours(r->tokens, r->n, kept) : NULL;
    if (!vectors)
        return marsad_fail_memory(err);
    centre(vectors, ranks, kept);
    ok = write_table(r, ranks, kept, vectors, out, err);
    fprintf(stderr, "%zu words read, vectors of %u\n", r->n, kept);
    free(vectors);
    return ok;
}

int main(int argc, char **argv)
{
    marsad_err err = { 0 };
    struct reader r = { .ids = marsad_map_new(), .keep = marsad_arena_new(0) };
    marsad_dict *dict;
    bool ok;

    if (argc != 3) {
        fprintf(stderr, "usage: train-word-vectors NEWS_FOLDER OUT.tsv\n");
        return 2;
    }
    dict = marsad_dict_open(NULL, &err);
    r.dict = dict;
    ok = dict && (r.ids && r.keep ? true : marsad_fail_memory(&err)) && make(&r, argv[1], argv[2], &err);
    if (!ok)
        fprintf(stderr, "train-word-vectors: %s: %s\n", err.where, err.msg);
    marsad_map_free(r.ids);
    marsad_arena_free(r.keep);
    marsad_dict_close(dict);
    return ok ? 0 : 1;
}

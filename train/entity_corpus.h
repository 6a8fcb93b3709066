/*
 * entity_corpus.h - files of tokens with tags, as views and as features with numbers.
 */
#ifndef TRAIN_ENTITY_CORPUS_H
#define TRAIN_ENTITY_CORPUS_H

#include "crf.h"

struct corpus {
    struct entity_sentence *sentences;
    size_t n_sentences, cap_sentences;
    marsad_str *tokens;
    size_t n_tokens, cap_tokens;
    uint8_t *gold;
    size_t cap_gold;
};

/* "token TAG" lines, a blank line between sentences; other sets' types become ours. Sentences [from, to) in thousandths
 * of the file. */
bool corpus_read(const char *path, unsigned from, unsigned to, marsad_arena *arena, struct corpus *c, marsad_err *err);

/* Numbers of features: hash -> number, as far as the training data reached. */
struct numbers {
    uint64_t *keys;
    uint32_t *at;
    uint32_t *counts; /* by number */
    size_t slots, n;
};

bool numbers_init(struct numbers *x);
void numbers_release(struct numbers *x);
/* UINT32_MAX: unknown and not `grow`, or no memory. */
uint32_t numbers_get(struct numbers *x, uint64_t key, bool grow);

struct score {
    double right, wrong, missed;
};

double score_f1(struct score s);
/* Strict spans: by type, and all at [ENTITY_TYPE_COUNT]; added to `out`. */
void score_spans(const uint8_t *gold, const uint8_t *found, size_t first, size_t last,
                 struct score out[ENTITY_TYPE_COUNT + 1]);

#endif

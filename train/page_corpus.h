/*
 * page_corpus.h - pages whose text is known, their blocks with labels.
 */
#ifndef TRAIN_PAGE_CORPUS_H
#define TRAIN_PAGE_CORPUS_H

#include "page/choose.h"

typedef struct {
    marsad_str name, gold; /* file name without its ending; the text */
    page_reading reading;
    uint8_t *labels;   /* of each block */
    size_t first;      /* of its blocks among those of all pages */
    size_t gold_words; /* of the text */
    unsigned fold;
} labelled_page;

typedef struct {
    labelled_page *at;
    size_t n, n_blocks;
} page_corpus;

#define PAGE_FOLDS 10

/* FOLDER has ground-truth.json (name -> articleBody) and html/NAME.html.gz. False: *err says why. */
bool page_corpus_read(const marsad_pages *pages, const char *folder, marsad_arena *arena, page_corpus *out,
                      marsad_err *err);

typedef struct {
    double precision, recall, f1, exact;
} page_score;

/*
 * How well the blocks with chosen[first + i] give the texts, over runs of four words, averaged by page, of the pages of
 * a fold (PAGE_FOLDS: all).
 */
page_score page_corpus_score(const page_corpus *c, const bool *chosen, unsigned fold, bool each);

#endif

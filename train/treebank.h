/*
 * treebank.h - gold sentences of a CoNLL-U file, as texts with the byte ranges and tags of their words.
 */
#ifndef TRAIN_TREEBANK_H
#define TRAIN_TREEBANK_H

#include "arabic/units.h"

struct gold_word {
    uint32_t start, end; /* bytes of the text */
    uint8_t tag;
    uint32_t feats;   /* MARSAD_FEAT_ */
    marsad_str lemma; /* normal form */
};

struct gold_sentence {
    marsad_str text;
    marsad_text tokens;
    const struct gold_word *words;
    size_t n_words;
    uint32_t document;
};

struct treebank {
    struct gold_sentence *at;
    size_t n, n_documents, n_words;
};

/* Read the file at `path`; everything lies in `arena`. Sentences whose forms do not make up their text are left out. */
bool treebank_read(const char *path, marsad_arena *arena, struct treebank *out, marsad_err *err);

/*
 * The same, of all *.conllu in `folder`, in the order of their names. */
bool treebank_read_folder(const char *folder, marsad_arena *arena, struct treebank *out, marsad_err *err);

/* The gold words inside a unit: those in [*first, *last), if its ends are ends of words. */
bool gold_of_unit(const struct gold_sentence *s, const struct unit *u, size_t *first, size_t *last);

/* Does the cut give exactly these words? */
bool cut_is_gold(const struct gold_sentence *s, const struct unit *u, const struct cut *cut, size_t first, size_t last);

#endif

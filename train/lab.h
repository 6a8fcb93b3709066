/*
 * lab.h - the treebank as examples of the words model, training on all but one fold, and scores on the others.
 *
 * Each sentence is an example twice: with the vowels that the treebank writes, and without. Features come from the
 * files that the program uses (src/arabic/segment.c, tag.c).
 */
#ifndef TRAIN_LAB_H
#define TRAIN_LAB_H

#include "forms.h"
#include "linear.h"
#include "treebank.h"

#define FOLDS 5 /* over documents; as the one to leave out: none */

struct example { /* one sentence, with or without vowels */
    struct units units;
    struct choice *choices;
    size_t n_choices, unreachable; /* tokens whose gold words no legal cut gives */
    struct chain chain;
};

struct lab {
    struct treebank bank;
    struct example *examples[2]; /* [with vowels][sentence] */
    struct linear_options options;
    marsad_words_model model; /* its tables lie in the arenas */
    struct words_form *forms; /* what model.forms points to */
    marsad_arena *keep;       /* treebank and forms */
    marsad_arena *features, *scratch;
};

struct score {
    double right, tagged, found, gold; /* words */
};

struct confusion {
    uint32_t tags[WORDS_TAGS][WORDS_TAGS]; /* [gold][found] */
    bool tell;                             /* each wrong word, on stderr */
};

/* Without forms: forms_table() or lab_no_forms() gives them. False: no memory. */
bool lab_init(struct lab *lab, const marsad_dict *dict);
void lab_release(struct lab *lab);

/* An empty table of forms. */
bool lab_no_forms(struct lab *lab);

/* Anew, whenever the forms have changed. */
bool lab_make_examples(struct lab *lab);

unsigned fold_of(const struct gold_sentence *s);

/* Train on all folds but `without`: the splitter, and the tagger too. */
bool lab_train(struct lab *lab, unsigned without, bool tags);

/* What `m` makes of a sentence, which may be written without its vowels. */
bool lab_score(const marsad_words_model *m, const struct gold_sentence *s, bool marks, struct score *out,
               struct confusion *c);

#endif

/*
 * sentences.h - the annotated sentences that the gate is trained on, and what is known of each.
 */
#ifndef TRAIN_SENTENCES_H
#define TRAIN_SENTENCES_H

#include "marsad/arena.h"
#include "marsad/dict.h"

#define FOLDS 5
#define DIVISIONS 5 /* different ways to deal documents out to the folds */

enum { KIND_ASSAULT, KIND_PROTEST, KINDS };
extern const char *const KIND_NAMES[KINDS];

enum label { LABEL_NONE, LABEL_YES, LABEL_EASY_NO, LABEL_DIFFICULT_NO, LABEL_AMBIGUOUS };

struct sentence {
    marsad_str id, text;
    char published[11]; /* as given with the records, or read from the id; "" if neither */
    bool dated;         /* the date was given */
    enum label detection[KINDS];
    double agreed[KINDS]; /* share of the annotators who said yes */
    bool spans[KINDS];    /* annotated with trigger and actors */
    marsad_str
        triggers[KINDS]; /* all words that an annotator marked as the trigger, in their normal form, with blanks */
    bool record;         /* one of the sample whose events are all known: */
    int gold[KINDS], optional[KINDS];
    bool rated[KINDS];   /* of news: a reader's guess stands in `agreed` */
    int fold[DIVISIONS]; /* the same for all sentences of a document; -1, none, for those of news: no figure counts them
                          */
};

struct corpus {
    struct sentence *at;
    size_t n, cap;
};

/* Reads the files of `folder`; a sentence that stands in several is one. False: *err says why. */
bool corpus_read(const char *folder, marsad_arena *arena, struct corpus *c, marsad_err *err);

/*
 * Adds the sentences of the folder `news` that the table `ratings` (model/gate-ratings.tsv) rates; those of articles
 * that are not there are passed over. False: *err says why.
 */
bool corpus_add_rated(const marsad_dict *dict, const char *ratings, const char *news, marsad_arena *arena,
                      struct corpus *c, marsad_err *err);

#endif

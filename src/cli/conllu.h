/*
 * conllu.h - words with their tags as CoNLL-U (https://universaldependencies.org/format.html).
 */
#ifndef MARSAD_CLI_CONLLU_H
#define MARSAD_CLI_CONLLU_H

#include "cli/cli.h"
#include "marsad/words.h"

/* All sentences of an article. `number` is told of in sent_id. False with an error. */
bool conllu_article(const marsad_words_model *m, const marsad_article *a, marsad_arena *arena, marsad_buf *out,
                    marsad_err *err);

/* marsad read --format conllu --sentences FILE: each line one sentence. Gives the exit status. */
int conllu_sentences(const char *path);

/* marsad read --format conllu FILE…. Gives the exit status. */
int conllu_articles(struct pipeline *p);

#endif

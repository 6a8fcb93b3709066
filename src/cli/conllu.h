/*
 * conllu.h - the command line of words with their tags (marsad/conllu.h).
 */
#ifndef MARSAD_CLI_CONLLU_H
#define MARSAD_CLI_CONLLU_H

#include "cli/cli.h"

/* marsad read --format conllu --sentences FILE: each line one sentence. Gives the exit status. */
int conllu_sentences(const char *path);

/* marsad read --format conllu [--names] FILE…. Gives the exit status. */
int conllu_articles(struct pipeline *p, bool names);

#endif

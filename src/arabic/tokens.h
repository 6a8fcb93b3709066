/*
 * tokens.h - what the files of this room share about tokens.
 */
#ifndef ARABIC_TOKENS_H
#define ARABIC_TOKENS_H

#include "marsad/lemma.h"
#include "marsad/text.h"

/* Cut `text` into tokens; sentence numbers and stems are left 0. False: no memory. */
bool tokens_cut(marsad_str text, marsad_arena *arena, marsad_token **tokens, size_t *n);

/* Find the sentences and number the tokens. False: no memory. */
bool sentences_cut(marsad_str text, marsad_token *tokens, size_t n, marsad_arena *arena, marsad_sentence **sentences,
                   size_t *n_sentences);

/* All ways to read each of the tokens of `text` as clitics and a word of the dictionary. False: no memory. */
bool stems_find(const marsad_dict *dict, marsad_str text, marsad_token *tokens, size_t n, marsad_arena *arena);

/* marsad_lemma_find where the dictionary stands at `node` behind q->norm. */
bool lemma_find_at(const marsad_dict *dict, uint32_t node, const marsad_lemma_query *q, marsad_lemma *out);

#endif

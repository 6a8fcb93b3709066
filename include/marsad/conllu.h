/*
 * conllu.h - words with tags, lemmas and features as CoNLL-U (https://universaldependencies.org/format.html).
 *
 *     1	قال	قال	VERB	_	Aspect=Perf|…	_	_	_	_
 *     2	ل	ل	ADP	_	_	_	_	_	SpaceAfter=No
 *     3	لقوات	قوة	NOUN	_	…	_	_	_	Full=القوات
 *
 * Clitics are lines of their own without a multiword token above them, as in Arabic-PUD: their forms make up the text
 * letter by letter. MISC has SpaceAfter=No, Full for a word that is written without its alef, and NER where names are
 * given.
 */
#ifndef MARSAD_CONLLU_H
#define MARSAD_CONLLU_H

#include "marsad/words.h"

/*
 * Append one sentence of a text; `number` is its sent_id. `names`: a tag such as "B-LOC" or NULL for each token of the
 * whole text, or NULL for no names. Fails with MARSAD_ENOMEM.
 */
MARSAD_API bool marsad_conllu_sentence(const marsad_words_model *m, const marsad_text *text, const marsad_sentence *s,
                                       size_t number, const char *const *names, marsad_arena *arena, marsad_buf *out,
                                       marsad_err *err);

/* Append all sentences of a text, `document` as "newdoc id"; `names` as above. Fails with MARSAD_ENOMEM. */
MARSAD_API bool marsad_conllu_text(const marsad_words_model *m, marsad_str document, const marsad_text *text,
                                   const char *const *names, marsad_arena *arena, marsad_buf *out, marsad_err *err);

#endif

/*
 * words.h - what the files that give every word its class share.
 */
#ifndef EVENT_WORDS_H
#define EVENT_WORDS_H

#include "event/analysis.h"

/* ---- words_spans.c ---- */
/* Which mentions, quantities and times begin in each sentence: one that looked through all of the article would cost
 * the article. False: no memory. */
bool spans_find(struct analysis *a);
/* Every word knows the mention, quantity and time that covers it. */
void spans_mark(struct analysis *a);
/* They win over what the dictionary says of single words, but for the function words inside them. */
void spans_apply(struct analysis *a, uint32_t token);

#endif

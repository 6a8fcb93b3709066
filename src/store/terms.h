/*
 * terms.h - the words of the index: normal forms, and the keys that all forms of a word share.
 */
#ifndef MARSAD_STORE_TERMS_H
#define MARSAD_STORE_TERMS_H

#include "marsad/lemma.h"

/* Is it part of a word? Letters, marks and digits; good enough for normal forms. */
bool terms_in_word(uint32_t c);

/* The next word of normal forms `s` at or after *at; false at the end. */
bool terms_next(marsad_str s, size_t *at, size_t *start, size_t *end);

/* Append the keys of the words of normal forms `norm`, each with a space behind it. `dict` may be NULL. False: no
 * memory. */
bool terms_add(const marsad_dict *dict, marsad_str norm, marsad_buf *out);

#endif

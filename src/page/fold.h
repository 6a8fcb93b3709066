/*
 * fold.h - spellings that writers of pages mix, folded: letters of Arabic, capitals, marks at the ends of words.
 */
#ifndef PAGE_FOLD_H
#define PAGE_FOLD_H

#include "marsad/str.h"

/* Appends `s` with single spaces, letters folded, marks (but not letters, digits, © and @) left out. False: no memory.
 */
bool page_fold(marsad_str s, marsad_buf *out);

/* The first `words` words of a line, folded, in room (as many bytes as fit). */
marsad_str page_fold_head(marsad_str line, size_t words, char *room, size_t size);

/* Is this code point a letter or digit, of any script? Marks of Latin, Arabic and general punctuation are none. */
bool page_is_word(uint32_t c);

#endif

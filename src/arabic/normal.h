/*
 * normal.h - classes of code points and their folds, shared by the files of this room.
 */
#ifndef ARABIC_NORMAL_H
#define ARABIC_NORMAL_H

#include "marsad/str.h"

#define FOLD_MAX 32 /* most code points that one code point can fold to */

typedef enum { CHAR_SPACE, CHAR_ARABIC, CHAR_LETTER, CHAR_DIGIT, CHAR_MARK, CHAR_OTHER } char_class;

/* CHAR_MARK: vowels, tatweel and combining marks, which continue the word that they stand in. */
char_class char_class_of(uint32_t c);

/* True for what is neither read nor drawn: zero-width and bidi marks, soft hyphen, BOM. */
bool char_is_invisible(uint32_t c);

/* True for the Arabic presentation forms (U+FB50-FDFF, U+FE70-FEFC). */
bool char_is_presentation(uint32_t c);

/* The fold of c for look-ups: 0 … FOLD_MAX code points in out. */
unsigned char_fold(uint32_t c, uint32_t out[FOLD_MAX]);

/* Bytes that are enough for the folds of all characters of `text`, without a NUL. */
size_t char_fold_size(marsad_str text);

#endif

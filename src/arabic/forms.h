/*
 * forms.h - joining stems and endings; shared by inflect_verb.c and inflect_noun.c.
 *
 * Stems and endings consist of Arabic letters, two bytes each. The caller of the public functions sees to that; other
 * text gives odd forms, never a read or write outside.
 */
#ifndef ARABIC_FORMS_H
#define ARABIC_FORMS_H

#include "marsad/dict.h"
#include "marsad/inflect.h"

#define ALEF "\u0627"         /* ا */
#define ALEF_HAMZA "\u0623"   /* أ */
#define ALEF_MADDA "\u0622"   /* آ */
#define ALEF_MAQSURA "\u0649" /* ى */
#define HAMZA "\u0621"        /* ء */
#define WAW_HAMZA "\u0624"    /* ؤ */
#define YEH_HAMZA "\u0626"    /* ئ */
#define YEH "\u064A"          /* ي */
#define WAW "\u0648"          /* و */
#define TEH "\u062A"          /* ت */
#define NOON "\u0646"         /* ن */
#define TEH_MARBUTA "\u0629"  /* ة */

#define LETTER 2    /* bytes of a letter */
#define STEM_MAX 96 /* bytes; no word is that long */

/* Short names for the bits of dict.h. */
#define PERFECT MARSAD_FORM_PERFECT
#define IMPERFECT MARSAD_FORM_IMPERFECT
#define HOST MARSAD_FORM_HOST
#define BARE MARSAD_FORM_NO_SUFFIX
#define PLURAL MARSAD_FORM_PLURAL
#define FEMININE MARSAD_FORM_FEMININE
#define DUAL MARSAD_FORM_DUAL
#define FIRST MARSAD_FORM_FIRST
#define PASSIVE MARSAD_FORM_PASSIVE
#define ACC MARSAD_FORM_ACCUSATIVE
#define CONSTRUCT MARSAD_FORM_CONSTRUCT

struct form_sink {
    marsad_form_fn *emit;
    void *user;
};

struct ending { /* lists end with text NULL */
    const char *text;
    uint32_t bits;
};

/* Emit prefix + stem + ending. A form that would be longer than any word is left out. */
bool form_give(const struct form_sink *s, const char *prefix, marsad_str stem, const char *ending, uint32_t bits);
/* The same for each of a list of endings; `bits` are added to those of the ending. */
bool form_give_all(const struct form_sink *s, const char *prefix, marsad_str stem, const struct ending *endings,
                   uint32_t bits);

/* A stem of up to STEM_MAX bytes put together from parts. */
struct stem {
    char bytes[STEM_MAX];
    size_t len;
};

/* head + middle + tail; empty if that is too long. */
marsad_str stem_join(struct stem *stem, marsad_str head, const char *middle, marsad_str tail);

static inline marsad_str word_cut(marsad_str s, size_t letters) /* without its last letters */
{
    size_t bytes = letters * LETTER;

    return (marsad_str){ s.ptr, s.len > bytes ? s.len - bytes : 0 };
}

static inline marsad_str word_last(marsad_str s) /* its last letter; s has one */
{
    return (marsad_str){ s.ptr + s.len - LETTER, LETTER };
}

static inline bool word_ends(marsad_str s, const char *letters)
{
    return marsad_str_ends(s, marsad_str_of(letters));
}

static inline bool word_letter_is(marsad_str s, size_t i, const char *letter) /* i counts from 0 */
{
    return s.len >= (i + 1) * LETTER && memcmp(s.ptr + i * LETTER, letter, LETTER) == 0;
}

#endif

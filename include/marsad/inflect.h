/*
 * inflect.h - written forms of Arabic verbs and nouns.
 *
 *     قتل, يقتل  ->  قتل قتلت قتلوا … يقتل تقتل يقتلون …     each with its MARSAD_FORM_ bits
 *
 * Unvowelled; the classes of weak verbs after Wright, A Grammar of the Arabic Language, vol. 1, and of the Buckwalter
 * analyser's tables. The dictionary compiler calls this once a lemma, so that analysis needs look-ups only. Clitics and
 * pronoun suffixes are not part of a form; a form that changes before a suffix is given once more as MARSAD_FORM_HOST.
 */
#ifndef MARSAD_INFLECT_H
#define MARSAD_INFLECT_H

#include "marsad/str.h"

/* Takes one form; false stops with failure. */
typedef bool marsad_form_fn(void *user, marsad_str form, uint32_t bits);

/* Forms of a perfect (قتل) and of one of its imperfects (يقتل), third person masculine singular, unvowelled. */
MARSAD_API bool marsad_inflect_perfect(marsad_str verb, marsad_form_fn *emit, void *user);
MARSAD_API bool marsad_inflect_imperfect(marsad_str verb, marsad_str imperfect, marsad_form_fn *emit, void *user);

/*
 * Forms of a noun or adjective as it is listed; `bits` (MASDAR, NOUN, PARTICIPLE, PLURAL …) are added to each.
 * Feminine, dual and sound plural are made only for a singular; sound masculine plurals only with `sound`.
 */
MARSAD_API bool marsad_inflect_noun(marsad_str noun, uint32_t bits, bool sound, marsad_form_fn *emit, void *user);

#endif

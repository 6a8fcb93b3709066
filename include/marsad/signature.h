/*
 * signature.h - near copies of an article: how much two texts have in common, from a few numbers of each.
 *
 *     syndicated copy, new title, two sentences cut   ->  resemblance 0.8
 *     another report of the same event                ->  resemblance 0.1
 *
 * A text is the set of its shingles: every MARSAD_SHINGLE words that follow one another, in normal form, each hashed to
 * 32 bits. Its signature is the least MARSAD_SIGNATURE of them, as good as drawn at random. The resemblance of two
 * texts is the number of shingles that both have by the number that either has; the least hashes of the two together,
 * and how many of them are in both, estimate it without bias (Broder, "On the resemblance and containment of
 * documents", SEQUENCES 1997, the sketch of the s least elements). SimHash was refused: it tells texts that are nearly
 * equal from others, not a report that lost a third of its paragraphs.
 *
 * Spelling that readers take as one is one here, punctuation does not count, and paragraphs may stand in any order.
 */
#ifndef MARSAD_SIGNATURE_H
#define MARSAD_SIGNATURE_H

#include "marsad/text.h"

#define MARSAD_SHINGLE 4             /* words */
#define MARSAD_SIGNATURE 64          /* hashes; the error of an estimate of 0.5 is 0.06 */
#define MARSAD_SIGNATURE_SHORTEST 20 /* different shingles; a text that has fewer has no signature */
/*
 * The first hashes by which a signature is looked up. Of the pairs of near copies in 15,557 newspaper articles six find
 * 99.9 of 100, four 99.0.
 */
#define MARSAD_SIGNATURE_KEYS 6
/*
 * Texts that resemble each other this much or more are near copies. Chosen by reading pairs (docs/accuracy.md): 98 of
 * 100 above it are copies or made out of the same dispatch; right below it, one in five is a form that is filled in
 * anew each day (weather, sentences carried out) or shares a part only. At 32 of 64 it was 93 of 100.
 */
#define MARSAD_NEAR (36.0 / 64)

typedef struct {
    uint32_t n;                    /* of `at`; 0: the text is too short to be told from others */
    uint32_t at[MARSAD_SIGNATURE]; /* rising */
} marsad_signature;

/* Scratch memory comes from `arena`. Fails with MARSAD_ENOMEM only. */
MARSAD_API bool marsad_signature_make(const marsad_text *text, marsad_arena *arena, marsad_signature *out,
                                      marsad_err *err);

/* From 0 to 1; symmetric. 0 where either has no signature. */
MARSAD_API double marsad_signature_resemblance(const marsad_signature *a, const marsad_signature *b);

#endif

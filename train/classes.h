/*
 * classes.h - word classes from running text. Words are numbers 0 … n - 1 by falling frequency; n stands for any other
 * word, n + 1 for the end of a sentence.
 */
#ifndef TRAIN_CLASSES_H
#define TRAIN_CLASSES_H

#include <stddef.h>
#include <stdint.h>

#define WORDS_MAX 40000  /* stems with classes */
#define CLASSES_FINE 512 /* by exchange; at most this */
#define CLASSES_COARSE 80
#define WORDS_STEM_MIN 5  /* occurrences of a stem with classes */
#define WORDS_COUNT_MIN 2 /* occurrences of a surface form that clitics are stripped by */
#define WORDS_KEPT_MIN 8  /* the same, in the model */

#define VECTOR_DIMS 64

/* One class for each word, from 0; NULL: no memory. Both are deterministic. */
uint16_t *classes_by_exchange(const uint32_t *tokens, size_t n_tokens, uint32_t n, uint32_t n_classes);
uint16_t *classes_by_neighbours(const uint32_t *tokens, size_t n_tokens, uint32_t n, uint32_t n_classes);

/*
 * A vector of length 1 for each word, VECTOR_DIMS numbers, near to those of words with like neighbours; NULL: no
 * memory. Free it with free(). classes_of_vectors groups them.
 */
float *vectors_by_neighbours(const uint32_t *tokens, size_t n_tokens, uint32_t n);
uint16_t *classes_of_vectors(const float *vectors, uint32_t n, uint32_t n_classes);

#endif

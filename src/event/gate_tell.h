/*
 * gate_tell.h - how the features of the gate are named: type, name and value in one key.
 */
#ifndef EVENT_GATE_TELL_H
#define EVENT_GATE_TELL_H

#include "event/gate.h"

struct sink {
    const struct analysis *a;
    char type; /* first letter of all keys */
    gate_visit *visit;
    void *user;
};

/* "A:name=value"; without "=value" where it is empty. */
void gate_tell(const struct sink *k, const char *name, marsad_str value);
/* The same with a value other than 1: less than that keeps features of which there are many from weighing too much. */
void gate_tell_part(const struct sink *k, const char *name, marsad_str value, double part);
void gate_tell_if(const struct sink *k, bool holds, const char *name);
void gate_tell_number(const struct sink *k, const char *name, uint32_t n);
/* One feature for each kind of phrase_kind. */
void gate_tell_kinds(const struct sink *k, const char *name, unsigned kind);
/* The rule that read a time; is its year written out, and is it before the year of publication? */
void gate_tell_time(const struct sink *k, const char *name, const marsad_time *t);

/* Signals near the trigger, and the verb over it. */
void gate_tell_around(const struct sink *k, const struct draft *d);

/*
 * The words of the sentence; those before and behind the trigger. Each in parts that keep many words from weighing too
 * much. Their weights are made of vectors of words (train/word_vectors.h).
 */
void gate_tell_like(const struct sink *k);
void gate_tell_like_around(const struct sink *k, const struct draft *d);
/* Who speaks in the sentence. */
void gate_tell_speech(const struct sink *k, const struct speech *s);

/* 0, 1, 2, 4, 8 …: the power of two at or below n. */
uint32_t gate_bucket(uint32_t n);
/* "noun" for WORD_NOUN … */
const char *gate_class_name(uint8_t class);
/* Normal form of a verb's lemma; of other words without clitics and suffix. */
marsad_str gate_lemma(const struct analysis *a, uint32_t i);
/* The same without the article, which stands in a name too. */
marsad_str gate_lemma_bare(const struct analysis *a, uint32_t i);
/* What a word counts as among others: its lemma; "#" for numbers, the name of the class for names and marks. */
marsad_str gate_bag_word(const struct analysis *a, uint32_t i);

#endif

/*
 * gate.h - how probable it is that a draft reports an event, and not its background, a demand or a manner of speaking.
 *
 * A logistic model for each of the types that gate_type() knows; its weights are the table "gate" of the dictionary
 * (model/gate.tsv, made by train/train_gate.c). Features are texts such as "A:time=weekday": type, name, value. The
 * trainer and the program get them from the same function.
 */
#ifndef EVENT_GATE_H
#define EVENT_GATE_H

#include "event/coder.h"

/* Called once a feature; `key` has no blanks and is valid during the call only. */
typedef void gate_visit(void *user, const char *key, size_t len, double value);

/* First letter of the keys of a type ('A' for ASSAULT), or 0 where there is no model. */
char gate_type(marsad_str type);

/* All features of a draft in the sentence at hand; their keys begin with `letter`. */
void gate_features(const struct analysis *a, const struct draft *d, const struct speech *s, char letter,
                   gate_visit *visit, void *user);

/*
 * They are of two parts: those that all drafts of the sentence share, and those of the draft. What the weights of the
 * first add up to is remembered for the sentence at hand; the letter is 'A', 'P' or another one, always the same.
 */
void gate_shared_features(const struct analysis *a, char letter, gate_visit *visit, void *user);
void gate_draft_features(const struct analysis *a, const struct draft *d, const struct speech *s, char letter,
                         gate_visit *visit, void *user);
double gate_shared_sum(const struct analysis *a, char letter);

/* Those that a sentence has without any draft; the trainer learns words from such sentences too. */
void gate_sentence_features(const struct analysis *a, char type, const struct speech *s, gate_visit *visit, void *user);

/*
 * 0 … 1, calibrated: the share of readers who would call it a report of an event. Of an article (it has a date, or
 * several sentences) readers take every event that has its own place in time; of a sentence by itself, news of the day.
 * Below 0 where the dictionary holds no model for the type.
 */
double gate_probability(const struct analysis *a, const struct draft *d, const struct speech *s);

/* A draft of the type with a lower probability is no event, by itself or in an article; below 0 where there is no
 * model. */
double gate_threshold(const struct analysis *a, marsad_str type);

/* In a text of several sentences the judge (judge.h) has the last word, where there is one. */
bool gate_leaves(const struct analysis *a);

/* What a record needs here: the threshold, or less where the gate leaves it to the judge. */
double gate_least(const struct analysis *a, marsad_str type);

/* The weight of a key; false if the model has none. */
bool gate_weight(const marsad_dict *dict, marsad_str key, double *weight);
/* What an article adds to the log odds of the type; 0 for a sentence by itself. */
double gate_article_shift(const struct analysis *a, marsad_str type);

#endif

/*
 * groups.h - words grouped by the words beside them.
 */
#ifndef TRAIN_GROUPS_H
#define TRAIN_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct groups;

struct group {
    uint32_t key, number;
};

struct groups *groups_new(void);
void groups_free(struct groups *g);

/* Before the sentences of a pass: 0 counts words, 1 counts pairs. */
void groups_pass(struct groups *g, int pass);
bool groups_sentence(struct groups *g, const uint32_t *keys, size_t n);

/* Owned by g. */
struct group *groups_make(struct groups *g, uint32_t k, size_t *n);

#endif

/*
 * bags.c - words with their weights. Weights are fixed (model/link.tsv), not counted in the store: the same two texts
 * must compare the same in every store.
 */
#include "link/bags.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "marsad/lemma.h"
#include "store/terms.h"

#define KIND_WORD 100
#define RARE 80      /* weight of a word that the table does not have */
#define BAG_ROOM 256 /* words of a text that are looked at */

/* Tenths of the logarithm of the share of sentences that do not have it; 0: in every sentence. */
static uint8_t word_weight(const marsad_dict *dict, int column, marsad_str stem)
{
    char key[MARSAD_STEM_BYTES + 8];
    int n = snprintf(key, sizeof key, "L:w=%.*s", MARSAD_STR_ARG(stem));
    marsad_entries found;

    if (!dict || n < 0 || (size_t)n >= sizeof key)
        return RARE;
    found = marsad_dict_find(dict, (marsad_str){ key, (size_t)n });
    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_GATE) {
            double w = marsad_dict_number(dict, MARSAD_TABLE_GATE, found.at[i].row, column);

            return (uint8_t)(w < 0 ? 0 : w > 20 ? 200 : w * 10 + 0.5);
        }
    return RARE;
}

static int by_hash(const void *a, const void *b)
{
    const struct link_word *x = a, *y = b;

    return (x->hash > y->hash) - (x->hash < y->hash);
}

static int by_weight(const void *a, const void *b)
{
    const struct link_word *x = a, *y = b;

    return x->weight != y->weight ? (x->weight < y->weight) - (x->weight > y->weight) : by_hash(a, b);
}

static size_t without_doubles(struct link_word *w, size_t n)
{
    size_t kept = 0;

    qsort(w, n, sizeof *w, by_hash);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || w[i].hash != w[kept - 1].hash)
            w[kept++] = w[i];
    return kept;
}

bool link_bag(marsad_store *s, marsad_str text, struct link_word *out, size_t most, uint8_t *n)
{
    int column = s->dict ? marsad_dict_column(s->dict, MARSAD_TABLE_GATE, "weight") : -1;
    struct link_word all[BAG_ROOM];
    marsad_str norm = { 0 };
    size_t count = 0, at = 0, start, end;

    *n = 0;
    if (text.len == 0)
        return true;
    if (!marsad_normalise(text, s->scratch, &norm, NULL))
        return false;
    while (count < BAG_ROOM && terms_next(norm, &at, &start, &end)) {
        char room[MARSAD_STEM_BYTES];
        marsad_str stem = marsad_stem_of(s->dict, marsad_str_slice(norm, start, end), room);
        uint8_t weight = stem.len > 0 ? word_weight(s->dict, column, stem) : 0;

        if (weight > 0)
            all[count++] = (struct link_word){ link_hash(KIND_WORD, stem), weight };
    }
    count = without_doubles(all, count);
    qsort(all, count, sizeof *all, by_weight);
    count = count < most ? count : most;
    qsort(all, count, sizeof *all, by_hash);
    memcpy(out, all, count * sizeof *all);
    *n = (uint8_t)count;
    return true;
}

static double square_sum(const struct link_word *w, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (double)w[i].weight * w[i].weight;
    return sum;
}

double link_bag_cosine(const struct link_word *a, size_t n, const struct link_word *b, size_t m)
{
    double common = 0, length;

    for (size_t i = 0, k = 0; i < n && k < m;) {
        if (a[i].hash == b[k].hash) {
            common += (double)a[i].weight * b[k].weight;
            i++;
            k++;
        } else if (a[i].hash < b[k].hash) {
            i++;
        } else {
            k++;
        }
    }
    length = sqrt(square_sum(a, n) * square_sum(b, m));
    return length > 0 ? common / length : 0;
}

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
#define MOST 120     /* of any */
#define BAG_ROOM 256 /* words of a text that are looked at */

uint8_t link_word_weight(const marsad_dict *dict, marsad_str stem)
{
    int column = dict ? marsad_dict_column(dict, MARSAD_TABLE_GATE, "weight") : -1;
    char key[MARSAD_STEM_BYTES + 8];
    int n = snprintf(key, sizeof key, "L:w=%.*s", MARSAD_STR_ARG(stem));
    marsad_entries found;

    if (!dict || n < 0 || (size_t)n >= sizeof key)
        return RARE;
    found = marsad_dict_find(dict, (marsad_str){ key, (size_t)n });
    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_GATE) {
            double w = marsad_dict_number(dict, MARSAD_TABLE_GATE, found.at[i].row, column);

            return (uint8_t)(w < 0 ? 0 : w * 10 > MOST ? MOST : w * 10 + 0.5);
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

uint8_t link_bag_heaviest(struct link_word *all, size_t count, struct link_word *out, size_t most)
{
    if (count == 0)
        return 0;
    count = without_doubles(all, count);
    qsort(all, count, sizeof *all, by_weight);
    count = count < most ? count : most;
    qsort(all, count, sizeof *all, by_hash);
    memcpy(out, all, count * sizeof *all);
    return (uint8_t)count;
}

/* Normal forms have the digits of ASCII. */
static bool is_number(marsad_str stem)
{
    return stem.ptr[0] >= '0' && stem.ptr[0] <= '9';
}

bool link_bag(marsad_store *s, marsad_str text, struct link_word *out, size_t most, uint8_t *n)
{
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
        uint8_t weight = stem.len > 0 ? link_word_weight(s->dict, stem) : 0;

        if (weight > 0)
            all[count++] = (struct link_word){ link_hash(KIND_WORD, stem), weight, is_number(stem) };
    }
    *n = link_bag_heaviest(all, count, out, most);
    return true;
}

struct link_overlap link_bag_overlap(const struct link_word *a, size_t n, const struct link_word *b, size_t m)
{
    struct link_overlap o = { 0 };
    unsigned common = 0, only_a = 0, only_b = 0;
    size_t i = 0, k = 0;

    while (i < n && k < m) {
        if (a[i].hash < b[k].hash)
            only_a += a[i++].weight;
        else if (b[k].hash < a[i].hash)
            only_b += b[k++].weight;
        else {
            common += a[i].weight < b[k].weight ? a[i].weight : b[k].weight;
            i++;
            k++;
        }
    }
    for (; i < n; i++)
        only_a += a[i].weight;
    for (; k < m; k++)
        only_b += b[k].weight;
    o.common = common;
    o.only_a = only_a;
    o.only_b = only_b;
    return o;
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

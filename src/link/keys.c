/*
 * keys.c - keys of reports.
 */
#include "link/keys.h"

#include <stdlib.h>
#include <xxhash.h>

#include "mention/calendar.h"

#define RARE_WORDS 4 /* of a sentence, that are keys */
#define UNITS (1 + 2 * LINK_PARTIES + RARE_WORDS)
#define MOST_DAYS 3 /* a longer span is filed under its first and last day */

/* What a key holds beside type and day. */
struct units {
    uint32_t at[UNITS];
    size_t n;
};

static int by_weight(const void *a, const void *b)
{
    const struct link_word *x = a, *y = b;

    if (x->weight != y->weight)
        return (x->weight < y->weight) - (x->weight > y->weight);
    return (x->hash > y->hash) - (x->hash < y->hash);
}

static void take_words(const struct link_report *r, struct units *u)
{
    struct link_word words[LINK_WORDS];

    memcpy(words, r->words, sizeof words);
    qsort(words, r->n_words, sizeof *words, by_weight);
    for (size_t i = 0; i < r->n_words && i < RARE_WORDS; i++)
        u->at[u->n++] = words[i].hash;
}

static void take_entities(const struct link_party *p, size_t n, struct units *u)
{
    for (size_t i = 0; i < n; i++)
        if (p[i].entity)
            u->at[u->n++] = p[i].entity;
}

static void add_day(const struct link_report *r, const struct units *u, int32_t day, struct link_keys *out)
{
    for (size_t i = 0; i < u->n && out->n < LINK_KEYS_MOST; i++) {
        uint32_t parts[3] = { r->type, (uint32_t)day, u->at[i] };

        out->at[out->n++] = (int64_t)XXH3_64bits(parts, sizeof parts);
    }
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void drop_doubles(struct link_keys *k)
{
    size_t kept = 0;

    qsort(k->at, k->n, sizeof *k->at, by_number);
    for (size_t i = 0; i < k->n; i++)
        if (kept == 0 || k->at[i] != k->at[kept - 1])
            k->at[kept++] = k->at[i];
    k->n = kept;
}

/* Keys of all days that lie at most `around` days from those of the report. */
static void collect(const struct link_report *r, int32_t around, struct link_keys *out)
{
    struct units u = { .n = 0 };

    out->n = 0;
    if (r->from == CALENDAR_NO_DAY)
        return;
    if (r->country)
        u.at[u.n++] = r->country;
    take_entities(r->actors, r->n_actors, &u);
    take_entities(r->recipients, r->n_recipients, &u);
    take_words(r, &u);
    if (r->to - r->from < MOST_DAYS) {
        for (int32_t day = r->from - around; day <= r->to + around; day++)
            add_day(r, &u, day, out);
    } else {
        for (int32_t day = -around; day <= around; day++) {
            add_day(r, &u, r->from + day, out);
            add_day(r, &u, r->to + day, out);
        }
    }
    drop_doubles(out);
}

void link_keys_own(const struct link_report *r, struct link_keys *out)
{
    collect(r, 0, out);
}

void link_keys_near(const struct link_report *r, struct link_keys *out)
{
    collect(r, 1, out);
}

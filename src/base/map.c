/*
 * map.c - entries in an array in order of insertion, found through a table of their numbers.
 *
 *     slots:    [ 0 | 2 | 0 | 1 | … ]      hash -> number of the entry + 1, 0: empty; linear probing
 *     entries:  [ key, value, hash | key, value, hash | … ]
 *
 * The table is a power of two and at most two thirds full. Nothing is ever taken out, so no slot is ever a grave.
 */
#include "marsad/map.h"

#include <stdlib.h>
#include <xxhash.h>

#define SLOTS_MIN 16

struct entry {
    marsad_str key;
    uint64_t value, hash;
};

struct marsad_map {
    struct entry *entries;
    size_t count, cap;
    uint32_t *slots;
    size_t n_slots; /* 0 or a power of two */
};

static uint64_t hash_key(marsad_str key)
{
    return XXH3_64bits(key.len ? key.ptr : "", key.len);
}

/* The slot of `key`, or the empty one where it belongs. There is always an empty slot. */
static size_t find_slot(const marsad_map *m, marsad_str key, uint64_t hash)
{
    size_t mask = m->n_slots - 1, at = (size_t)hash & mask;

    while (m->slots[at]) {
        const struct entry *e = &m->entries[m->slots[at] - 1];

        if (e->hash == hash && marsad_str_equal(e->key, key))
            break;
        at = (at + 1) & mask;
    }
    return at;
}

static bool grow_slots(marsad_map *m)
{
    size_t n = m->n_slots ? m->n_slots * 2 : SLOTS_MIN;
    uint32_t *slots;

    if (n <= m->n_slots || !(slots = calloc(n, sizeof *slots)))
        return false;
    for (size_t i = 0; i < m->count; i++) { /* the keys differ: look for empty slots only */
        size_t at = (size_t)m->entries[i].hash & (n - 1);

        while (slots[at])
            at = (at + 1) & (n - 1);
        slots[at] = (uint32_t)(i + 1);
    }
    free(m->slots);
    m->slots = slots;
    m->n_slots = n;
    return true;
}

static bool grow_entries(marsad_map *m)
{
    size_t cap = m->cap ? m->cap * 2 : SLOTS_MIN;
    struct entry *entries;

    if (cap > PTRDIFF_MAX / sizeof *entries || !(entries = realloc(m->entries, cap * sizeof *entries)))
        return false;
    m->entries = entries;
    m->cap = cap;
    return true;
}

static bool make_room(marsad_map *m)
{
    if (m->count >= UINT32_MAX - 1)
        return false;
    if (m->count == m->cap && !grow_entries(m))
        return false;
    return m->count + 1 <= m->n_slots / 3 * 2 || grow_slots(m);
}

marsad_map *marsad_map_new(void)
{
    return calloc(1, sizeof(marsad_map));
}

void marsad_map_free(marsad_map *m)
{
    if (!m)
        return;
    free(m->entries);
    free(m->slots);
    free(m);
}

bool marsad_map_get(const marsad_map *m, marsad_str key, uint64_t *value)
{
    uint32_t number = m->n_slots ? m->slots[find_slot(m, key, hash_key(key))] : 0;

    if (number == 0)
        return false;
    if (value)
        *value = m->entries[number - 1].value;
    return true;
}

bool marsad_map_put(marsad_map *m, marsad_str key, uint64_t value)
{
    uint64_t hash = hash_key(key);
    uint32_t number = m->n_slots ? m->slots[find_slot(m, key, hash)] : 0;

    if (number) {
        m->entries[number - 1].value = value;
        return true;
    }
    if (!make_room(m))
        return false;
    m->entries[m->count++] = (struct entry){ key, value, hash };
    m->slots[find_slot(m, key, hash)] = (uint32_t)m->count;
    return true;
}

size_t marsad_map_count(const marsad_map *m)
{
    return m->count;
}

marsad_str marsad_map_key(const marsad_map *m, size_t i, uint64_t *value)
{
    if (value)
        *value = m->entries[i].value;
    return m->entries[i].key;
}

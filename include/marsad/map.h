/*
 * map.h - hash map from byte strings to 64-bit values (open addressing, xxHash XXH3).
 *
 * Keys are borrowed: they must outlive the map. Order of insertion is kept and is the order of iteration, so output
 * never depends on the hash.
 */
#ifndef MARSAD_MAP_H
#define MARSAD_MAP_H

#include "marsad/str.h"

typedef struct marsad_map marsad_map;

MARSAD_API marsad_map *marsad_map_new(void); /* NULL: no memory */
MARSAD_API void marsad_map_free(marsad_map *m);
MARSAD_API bool marsad_map_get(const marsad_map *m, marsad_str key, uint64_t *value);
/* Add or replace; false: no memory. */
MARSAD_API bool marsad_map_put(marsad_map *m, marsad_str key, uint64_t value);
MARSAD_API size_t marsad_map_count(const marsad_map *m);
/* i-th key in order of first insertion, i < count. */
MARSAD_API marsad_str marsad_map_key(const marsad_map *m, size_t i, uint64_t *value);

#endif

/*
 * arena.h - memory that is given back all at once.
 *
 * One arena holds everything about one document and is reset before the next. Memory is zeroed and aligned for any
 * type. NULL means no memory, or that the arena's limit is reached (marsad_arena_new).
 */
#ifndef MARSAD_ARENA_H
#define MARSAD_ARENA_H

#include "marsad/str.h"

typedef struct marsad_arena marsad_arena;

/* `limit`: most bytes that it may hold, 0 for no limit. NULL: no memory. */
MARSAD_API marsad_arena *marsad_arena_new(size_t limit);
MARSAD_API void marsad_arena_free(marsad_arena *a); /* NULL is fine */

/* All that was given out is void; a bounded part of the memory is kept for the next document. */
MARSAD_API void marsad_arena_reset(marsad_arena *a);

MARSAD_API void *marsad_arena_alloc(marsad_arena *a, size_t size);
/* n * size with the multiplication checked. */
MARSAD_API void *marsad_arena_array(marsad_arena *a, size_t n, size_t size);
/* A copy of s; ptr NULL on failure. A NUL follows its bytes. */
MARSAD_API marsad_str marsad_arena_str(marsad_arena *a, marsad_str s);
/* Formatted text; ptr NULL on failure. A NUL follows its bytes. */
MARSAD_API marsad_str marsad_arena_fmt(marsad_arena *a, const char *fmt, ...) MARSAD_PRINTF(2, 3);

/*
 * Grow an array kept in the arena: makes room for one more element behind `n`. The old block stays until the reset.
 *     if (!marsad_arena_grow(arena, (void **)&v->at, &v->cap, v->n, sizeof *v->at)) return marsad_fail_memory(err);
 *     v->at[v->n++] = item;
 */
MARSAD_API bool marsad_arena_grow(marsad_arena *a, void **at, size_t *cap, size_t n, size_t size);

/* Bytes now held. */
MARSAD_API size_t marsad_arena_size(const marsad_arena *a);

#endif

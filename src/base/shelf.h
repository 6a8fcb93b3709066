/*
 * shelf.h - scratch that threads lend from one another and that keeps what it learnt from one call to the next.
 *
 *     take -> work with it -> put back
 *
 * As many blocks are made as threads work at one time; at most SHELF_PLACES are kept. Which of them a call gets depends
 * on the threads: a block may hold only what would be found again without it.
 */
#ifndef MARSAD_BASE_SHELF_H
#define MARSAD_BASE_SHELF_H

#include <stddef.h>

#define SHELF_PLACES 64

struct shelf;

/* A shelf for blocks of `size` bytes; none is made yet. NULL: no memory. */
struct shelf *shelf_new(size_t size);
/* Frees the blocks that lie there; no other thread may use the shelf. NULL is fine. */
void shelf_free(struct shelf *s);

/*
 * A block that is the caller's until it puts it back: as the last one left it, or new and all zeros. NULL: no memory.
 * Any thread. Blocks are meant for tables that are looked up all over, and lie in large pages where the system has
 * them.
 */
void *shelf_take(struct shelf *s);
void shelf_put(struct shelf *s, void *block); /* NULL is fine */

#endif

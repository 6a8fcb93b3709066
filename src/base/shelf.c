/*
 * shelf.c - places for one block each; taking and putting are one exchange, so no thread ever waits.
 */
#include "base/shelf.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#define LARGE_PAGE ((size_t)2 << 20)

struct shelf {
    size_t size; /* of a block, in whole large pages */
    _Atomic(void *) places[SHELF_PLACES];
};

struct shelf *shelf_new(size_t size)
{
    struct shelf *s = size > SIZE_MAX - 2 * LARGE_PAGE ? NULL : calloc(1, sizeof *s);

    if (s)
        s->size = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    return s;
}

/* Fresh pages are zeros. What is mapped too much to begin at a large page is given back. */
static void *make_block(size_t size)
{
    char *base = mmap(NULL, size + LARGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    size_t before;

    if (base == MAP_FAILED)
        return NULL;
    before = (LARGE_PAGE - (uintptr_t)base % LARGE_PAGE) % LARGE_PAGE;
    if (before)
        munmap(base, before);
    munmap(base + before + size, LARGE_PAGE - before);
    madvise(base + before, size, MADV_HUGEPAGE); /* only faster */
    return base + before;
}

static void *take_kept(struct shelf *s)
{
    for (size_t i = 0; i < SHELF_PLACES; i++) {
        void *block = atomic_load_explicit(&s->places[i], memory_order_relaxed);

        if (block && (block = atomic_exchange(&s->places[i], NULL)) != NULL)
            return block;
    }
    return NULL;
}

void *shelf_take(struct shelf *s)
{
    void *block = take_kept(s);

    return block ? block : make_block(s->size);
}

void shelf_put(struct shelf *s, void *block)
{
    for (size_t i = 0; block && i < SHELF_PLACES; i++) {
        void *empty = NULL;

        if (atomic_compare_exchange_strong(&s->places[i], &empty, block))
            return;
    }
    if (block)
        munmap(block, s->size);
}

void shelf_free(struct shelf *s)
{
    void *block;

    while (s && (block = take_kept(s)) != NULL)
        munmap(block, s->size);
    free(s);
}

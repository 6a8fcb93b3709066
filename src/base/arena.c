/*
 * arena.c - chunks of memory, filled from their start and given back together.
 *
 *     [ header | block | block | … free … ]   current: the chunk that new blocks come from
 *     [ header | block | block | block    ]   full:    chunks that had no room left, and those of one large block
 *     [ header | free                     ]   spare:   chunks kept by the last reset
 *
 * Chunks double from 64 KiB to 1 MiB. Under the address sanitizer everything not given out is poisoned, with a gap
 * behind each block, so that a write past a block is caught as it would be with malloc().
 */
#include "marsad/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define POISON(at, size) ASAN_POISON_MEMORY_REGION(at, size)
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION(at, size)
#define GAP 16
#else
#define POISON(at, size) ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#define GAP 0
#endif

#define ALIGNMENT 16
#define CHUNK_MIN ((size_t)64 << 10)
#define CHUNK_MAX ((size_t)1 << 20)
#define KEPT_MAX ((size_t)4 << 20) /* most bytes that a reset keeps */

struct chunk {
    struct chunk *next;
    size_t cap, used; /* of bytes[] */
    alignas(ALIGNMENT) unsigned char bytes[];
};

_Static_assert(sizeof(struct chunk) % ALIGNMENT == 0, "blocks begin aligned");

struct marsad_arena {
    struct chunk *current, *full, *spare;
    size_t held, limit; /* bytes of all chunks with their headers; limit SIZE_MAX: none */
    size_t next_size;   /* of the next ordinary chunk */
};

static void push(struct chunk **list, struct chunk *c)
{
    c->next = *list;
    *list = c;
}

static void free_chunks(marsad_arena *a, struct chunk **list)
{
    while (*list) {
        struct chunk *c = *list;

        *list = c->next;
        a->held -= sizeof *c + c->cap;
        UNPOISON(c->bytes, c->cap);
        free(c);
    }
}

/* A new chunk with room for `need` bytes and, where the limit allows, `wish` bytes. */
static struct chunk *new_chunk(marsad_arena *a, size_t need, size_t wish)
{
    struct chunk *c;
    size_t room, cap;

    if (a->limit - a->held < sizeof *c || a->limit - a->held - sizeof *c < need)
        free_chunks(a, &a->spare); /* too small for this block, yet they count against the limit */
    room = a->limit - a->held;
    if (room < sizeof *c || room - sizeof *c < need)
        return NULL;
    room -= sizeof *c;
    cap = wish > need ? wish : need;
    cap = cap < room ? cap : room;
    c = malloc(sizeof *c + cap); /* cannot overflow: room <= SIZE_MAX - sizeof *c */
    if (!c)
        return NULL;
    c->next = NULL;
    c->cap = cap;
    c->used = 0;
    POISON(c->bytes, cap);
    a->held += sizeof *c + cap;
    return c;
}

/* Take the first spare chunk with room for `need` bytes out of its list. */
static struct chunk *take_spare(marsad_arena *a, size_t need)
{
    for (struct chunk **at = &a->spare; *at; at = &(*at)->next) {
        struct chunk *c = *at;

        if (c->cap >= need) {
            *at = c->next;
            c->next = NULL;
            return c;
        }
    }
    return NULL;
}

static bool has_room(const struct chunk *c, size_t need)
{
    return c && c->cap - c->used >= need;
}

/* A chunk with room for `need` bytes. A large block gets its own, so that the rest of the current one is not lost. */
static struct chunk *find_chunk(marsad_arena *a, size_t need)
{
    struct chunk *c;

    if (has_room(a->current, need))
        return a->current;
    c = take_spare(a, need);
    if (!c && need > CHUNK_MIN / 4 && a->current) {
        c = new_chunk(a, need, need);
        if (c)
            push(&a->full, c);
        return c;
    }
    if (!c) {
        c = new_chunk(a, need, a->next_size);
        if (!c)
            return NULL;
        a->next_size = a->next_size < CHUNK_MAX ? a->next_size * 2 : CHUNK_MAX;
    }
    if (a->current)
        push(&a->full, a->current);
    return a->current = c;
}

marsad_arena *marsad_arena_new(size_t limit)
{
    marsad_arena *a = calloc(1, sizeof *a);

    if (a) {
        a->limit = limit ? limit : SIZE_MAX;
        a->next_size = CHUNK_MIN;
    }
    return a;
}

void marsad_arena_free(marsad_arena *a)
{
    if (!a)
        return;
    free_chunks(a, &a->current);
    free_chunks(a, &a->full);
    free_chunks(a, &a->spare);
    free(a);
}

void marsad_arena_reset(marsad_arena *a)
{
    struct chunk *lists[] = { a->current, a->full, a->spare }, *kept = NULL, *rest = NULL;
    size_t bytes = 0;

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        for (struct chunk *c = lists[i], *next; c; c = next) {
            bool keep = c->cap <= KEPT_MAX - bytes;

            next = c->next;
            c->used = 0;
            POISON(c->bytes, c->cap);
            push(keep ? &kept : &rest, c);
            bytes += keep ? c->cap : 0;
        }
    }
    a->current = a->full = NULL;
    a->spare = kept;
    free_chunks(a, &rest);
}

void *marsad_arena_alloc(marsad_arena *a, size_t size)
{
    struct chunk *c;
    size_t need;
    void *block;

    if (size > PTRDIFF_MAX - 4 * ALIGNMENT)
        return NULL;
    need = ((size ? size : 1) + GAP + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    c = find_chunk(a, need);
    if (!c)
        return NULL;
    block = c->bytes + c->used;
    c->used += need;
    UNPOISON(block, size);
    memset(block, 0, size);
    return block;
}

void *marsad_arena_array(marsad_arena *a, size_t n, size_t size)
{
    size_t bytes;

    return __builtin_mul_overflow(n, size, &bytes) ? NULL : marsad_arena_alloc(a, bytes);
}

marsad_str marsad_arena_str(marsad_arena *a, marsad_str s)
{
    char *copy = s.len < SIZE_MAX ? marsad_arena_alloc(a, s.len + 1) : NULL;

    if (!copy)
        return (marsad_str){ NULL, 0 };
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    return (marsad_str){ copy, s.len };
}

marsad_str marsad_arena_fmt(marsad_arena *a, const char *fmt, ...)
{
    char *text = NULL;
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n >= 0)
        text = marsad_arena_alloc(a, (size_t)n + 1);
    if (!text)
        return (marsad_str){ NULL, 0 };
    va_start(args, fmt);
    vsnprintf(text, (size_t)n + 1, fmt, args);
    va_end(args);
    return (marsad_str){ text, (size_t)n };
}

bool marsad_arena_grow(marsad_arena *a, void **at, size_t *cap, size_t n, size_t size)
{
    size_t grown = *cap < 4 ? 8 : *cap;
    void *old, *block;

    if (n < *cap)
        return true;
    while (grown <= n)
        if (__builtin_mul_overflow(grown, 2u, &grown))
            return false;
    block = marsad_arena_array(a, grown, size);
    if (!block)
        return false;
    /* *at is really a pointer to the caller's type: copy it as bytes, reading it as void * would break aliasing. */
    memcpy(&old, at, sizeof old);
    if (n)
        memcpy(block, old, n * size);
    memcpy(at, &block, sizeof block);
    *cap = grown;
    return true;
}

size_t marsad_arena_size(const marsad_arena *a)
{
    return a->held;
}

/*
 * memory_stream.h - a stream over bytes in memory that gives them in pieces of odd sizes, for tests and fuzzing.
 */
#ifndef MARSAD_TEST_MEMORY_STREAM_H
#define MARSAD_TEST_MEMORY_STREAM_H

#include "input/stream.h"

#include <stdlib.h>

typedef struct {
    input_stream base;
    marsad_str left;
    uint32_t seed; /* 0: as much as is asked for; else pseudo-random sizes, mostly small */
} memory_stream;

static inline bool memory_read(input_stream *s, uint8_t *to, size_t cap, size_t *got, marsad_err *err)
{
    memory_stream *m = (memory_stream *)s;
    size_t n = m->left.len < cap ? m->left.len : cap;

    (void)err;
    if (m->seed && n) {
        size_t most;

        m->seed = m->seed * 1664525u + 1013904223u;
        most = (m->seed >> 28) ? 1 + (m->seed >> 16) % 13 : 1 + (m->seed >> 8) % 4096;
        n = n < most ? n : most;
    }
    if (n)
        memcpy(to, m->left.ptr, n);
    m->left = marsad_str_slice(m->left, n, m->left.len);
    *got = n;
    return true;
}

static inline void memory_close(input_stream *s)
{
    free(s);
}

static inline input_stream *memory_open(marsad_str bytes, uint32_t seed)
{
    static const input_stream_ops MEMORY = { memory_read, NULL, memory_close };
    memory_stream *m = calloc(1, sizeof *m);

    if (!m || !input_stream_init(&m->base, &MEMORY))
        abort();
    m->left = bytes;
    m->seed = seed;
    return &m->base;
}

#endif

/*
 * points.c - from bytes to code points and back.
 *
 * Every 64 bytes the number of code points so far is kept; a look-up counts the rest of one block. That is 1/16 of the
 * text in memory, and no look-up reads more than 64 bytes.
 */
#include "marsad/record.h"

#define BLOCK 64u

static uint32_t count(const char *at, size_t n)
{
    uint32_t points = 0;

    for (size_t i = 0; i < n; i++)
        points += ((unsigned char)at[i] & 0xC0u) != 0x80u; /* not a continuation byte */
    return points;
}

bool marsad_points_init(marsad_points *p, marsad_str text, marsad_arena *arena)
{
    size_t n = text.len / BLOCK + 1;
    uint32_t *blocks = marsad_arena_array(arena, n, sizeof *blocks);
    const char *bytes = text.len ? text.ptr : "";

    if (!blocks)
        return false;
    *p = (marsad_points){ .text = text, .blocks = blocks, .n_blocks = (uint32_t)n };
    for (size_t i = 0; i < n; i++) {
        size_t rest = text.len - i * BLOCK;

        blocks[i] = p->total;
        p->total += count(bytes + i * BLOCK, rest < BLOCK ? rest : BLOCK);
    }
    return true;
}

uint32_t marsad_points_of(const marsad_points *p, uint32_t byte)
{
    uint32_t block;

    if (byte >= p->text.len)
        return p->total;
    block = byte / BLOCK;
    return p->blocks[block] + count(p->text.ptr + (size_t)block * BLOCK, byte % BLOCK);
}

uint32_t marsad_points_byte(const marsad_points *p, uint32_t point)
{
    uint32_t low = 0, high = p->n_blocks, seen;
    size_t at;

    if (point >= p->total)
        return (uint32_t)p->text.len;
    while (high - low > 1) { /* the last block that begins at or before the point */
        uint32_t middle = low + (high - low) / 2;

        if (p->blocks[middle] <= point)
            low = middle;
        else
            high = middle;
    }
    at = (size_t)low * BLOCK;
    seen = p->blocks[low];
    for (; at < p->text.len; at++) {
        if (((unsigned char)p->text.ptr[at] & 0xC0u) == 0x80u)
            continue;
        if (seen == point)
            break;
        seen++;
    }
    return (uint32_t)at;
}

marsad_str marsad_points_str(const marsad_points *p, marsad_span span)
{
    size_t end = span.end < p->text.len ? span.end : p->text.len;

    return marsad_str_slice(p->text, span.start < end ? span.start : end, end);
}

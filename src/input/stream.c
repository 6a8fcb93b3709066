/*
 * stream.c - the block that every stream has, and the limits of unpacking.
 */
#include "input/stream.h"

#include <inttypes.h>
#include <stdlib.h>

#define RATIO_FREE ((uint64_t)16 << 20) /* this much may come from anything: small files pack extremely well */

bool input_stream_init(input_stream *s, const input_stream_ops *ops)
{
    s->ops = ops;
    s->failure.offset = MARSAD_NO_OFFSET;
    s->block = malloc(INPUT_BLOCK);
    return s->block != NULL;
}

void input_stream_close(input_stream *s)
{
    if (!s)
        return;
    free(s->block);
    s->ops->close(s);
}

static void fill(input_stream *s)
{
    size_t got = 0;

    if (!s->ops->read(s, s->block + s->end, INPUT_BLOCK - s->end, &got, &s->failure))
        got = 0;
    if (got == 0)
        s->ended = true;
    s->end += got;
}

marsad_str input_peek(input_stream *s, size_t want)
{
    if (s->start == s->end)
        s->start = s->end = 0;
    if (want > INPUT_BLOCK - s->start) {
        memmove(s->block, s->block + s->start, s->end - s->start);
        s->end -= s->start;
        s->start = 0;
    }
    while (s->end - s->start < want && !s->ended)
        fill(s);
    return (marsad_str){ (const char *)s->block + s->start, s->end - s->start };
}

void input_take(input_stream *s, size_t n)
{
    s->start += n;
    s->offset += n;
}

bool input_budget_spend(input_budget *b, size_t got, uint64_t out, uint64_t in, marsad_err *err)
{
    b->unpacked += got;
    if (b->unpacked > b->limits.max_unpacked)
        return marsad_fail(err, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET,
                           "the archive unpacks to more than %" PRIu64 " bytes (limit on unpacked bytes)",
                           b->limits.max_unpacked);
    if (out > RATIO_FREE && out / (in ? in : 1) >= b->limits.max_ratio)
        return marsad_fail(err, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET,
                           "unpacks to more than %" PRIu64 " times its packed size (limit on the ratio)",
                           b->limits.max_ratio);
    return true;
}

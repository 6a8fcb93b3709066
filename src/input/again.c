/*
 * again.c - bytes that were put back are held in front of the stream below.
 */
#include "input/again.h"

#include <stdlib.h>

static bool again_read(input_stream *s, uint8_t *to, size_t cap, size_t *got, marsad_err *err)
{
    input_again *a = (input_again *)s;
    size_t left = a->held.len - a->held_at;
    marsad_str in;

    *got = left < cap ? left : cap;
    if (left) {
        memcpy(to, a->held.ptr + a->held_at, *got);
        a->held_at += *got;
        return true;
    }
    marsad_buf_release(&a->held); /* seldom used, and large when it is */
    a->held_at = 0;
    in = input_peek(a->below, 1);
    *got = in.len < cap ? in.len : cap;
    if (*got) {
        memcpy(to, in.ptr, *got);
        input_take(a->below, *got);
    } else if (a->below->failure.code != MARSAD_OK) {
        *err = a->below->failure;
        return false;
    }
    return true;
}

static void again_close(input_stream *s)
{
    (void)s; /* part of its reader */
}

static const input_stream_ops AGAIN = { again_read, NULL, again_close };

bool input_again_init(input_again *a, input_stream *below)
{
    *a = (input_again){ .below = below };
    if (!input_stream_init(&a->base, &AGAIN))
        return false;
    a->base.offset = below->offset;
    return true;
}

void input_again_release(input_again *a)
{
    marsad_buf_release(&a->held);
    free(a->base.block);
    *a = (input_again){ 0 };
}

bool input_again_put(input_again *a, marsad_str bytes)
{
    input_stream *s = &a->base;
    marsad_str rest = { (const char *)s->block + s->start, s->end - s->start };
    marsad_str held = marsad_str_slice(marsad_buf_str(&a->held), a->held_at, a->held.len);
    marsad_buf all = { 0 };

    if (!marsad_buf_add(&all, bytes) || !marsad_buf_add(&all, rest) || !marsad_buf_add(&all, held)) {
        marsad_buf_release(&all);
        return false;
    }
    marsad_buf_release(&a->held);
    a->held = all;
    a->held_at = 0;
    s->start = s->end = 0;
    s->offset -= bytes.len;
    s->ended = false;
    s->failure = (marsad_err){ .offset = MARSAD_NO_OFFSET };
    return true;
}

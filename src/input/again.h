/*
 * again.h - a stream that takes bytes back, for a reader who finds out too late that they were not his.
 */
#ifndef MARSAD_INPUT_AGAIN_H
#define MARSAD_INPUT_AGAIN_H

#include "input/stream.h"

typedef struct {
    input_stream base;
    input_stream *below;
    marsad_buf held; /* to be read before the stream below */
    size_t held_at;
} input_again;

/* Borrows `below`. False: no memory. Release with input_again_release(). */
bool input_again_init(input_again *a, input_stream *below);
void input_again_release(input_again *a); /* zeroed is fine */

/* `bytes`, the last that were taken, come again. They must not lie in the stream. False: no memory. */
bool input_again_put(input_again *a, marsad_str bytes);

#endif

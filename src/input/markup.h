/*
 * markup.h - the little markup that articles inside JSON carry: <p> and <br> become line ends, a few entities their
 * characters; all else stays. Real HTML is for a later room.
 */
#ifndef MARSAD_INPUT_MARKUP_H
#define MARSAD_INPUT_MARKUP_H

#include "marsad/arena.h"

/* Also turns CR LF and CR into LF. `s` is valid UTF-8. *out in the arena, without NUL. False: no memory. */
bool input_plain(marsad_str s, marsad_arena *arena, marsad_str *out);

/* The same with line ends only. */
bool input_lines(marsad_str s, marsad_arena *arena, marsad_str *out);

/* Nothing but white space, no-break spaces, zero-width and direction marks? */
bool input_is_blank(marsad_str s);

#endif

/*
 * scratch.h - what those who read with a dictionary keep from one call to the next (base/shelf.h).
 */
#ifndef MARSAD_DICT_SCRATCH_H
#define MARSAD_DICT_SCRATCH_H

#include "base/shelf.h"
#include "marsad/dict.h"

#define DICT_SCRATCH_BYTES ((size_t)2 << 20) /* of a block */

/* Belongs to the dictionary and is freed with it. Only src/arabic/match.c uses its blocks. */
struct shelf *dict_scratch(const marsad_dict *d);

#endif

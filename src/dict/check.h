/*
 * check.h - whether the bytes of a file are a dictionary that can be read without looking at bounds again.
 */
#ifndef DICT_CHECK_H
#define DICT_CHECK_H

#include "dict/format.h"
#include "marsad/str.h"

/* Does `size` bytes at `base`, aligned to 8, hold a whole dictionary? False with MARSAD_EFORMAT; `path` names it. */
bool dict_check(const void *base, size_t size, const char *path, marsad_err *err);

#endif

/*
 * tags.h - where tags and comments of markup end, told in one pass, before a parser sees them.
 *
 * The parsers compare each attribute of a tag with all before it, so that a tag of a hundred thousand attributes would
 * cost minutes: behind the first few the rest of the tag can be left out.
 */
#ifndef MARSAD_INPUT_TAGS_H
#define MARSAD_INPUT_TAGS_H

#include "marsad/str.h"

#define TAG_MAX_ATTRIBUTES 64 /* of one tag; what follows is left out */

typedef struct {
    size_t end;  /* behind the '>' */
    size_t kept; /* where the attributes that are kept end; `end` where all are */
} tag_span;

/* The tag whose '<' stands at `at`. In XML another '<' ends it, even in quotes: there the parser begins anew. */
tag_span tag_read(marsad_str s, size_t at, bool xml);

/* Behind the comment whose "<!--" stands at `at`, or the end. */
size_t tag_comment_end(marsad_str s, size_t at);

/* Add `s` to `out` without the attributes that are too many. False: no memory. */
bool tag_thin(marsad_str s, marsad_buf *out);

#endif

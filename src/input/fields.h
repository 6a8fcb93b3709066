/*
 * fields.h - from a JSON object to a document: which names mean which field.
 */
#ifndef MARSAD_INPUT_FIELDS_H
#define MARSAD_INPUT_FIELDS_H

#include "marsad/input.h"

#include <jansson.h>

typedef enum { FIELDS_OK, FIELDS_NO_TEXT, FIELDS_NO_MEMORY } input_fields_result;

/* Fill id, url, source, title, author, date, text; strings in the arena. */
input_fields_result input_fields(const json_t *object, marsad_arena *arena, marsad_doc *doc);

/* An object that has no text but holds, in exactly one of its members, a list of objects that do: that list, else NULL.
 */
const json_t *input_wrapped(const json_t *object);

/*
 * Parse one object. What writers get wrong inside strings and we can mend is mended in place first: half a surrogate
 * pair becomes U+FFFD (counted in *replaced), \u0000 is dropped. NULL: *err says what is wrong and where in `s`.
 */
json_t *input_parse(marsad_buf *s, bool escapes, size_t *replaced, marsad_err *err);

#endif

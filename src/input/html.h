/*
 * html.h - the bytes of one web page as a document: its markup in UTF-8.
 *
 *     windows-1256 bytes, `<meta charset=windows-1256>`  ->  doc.text in UTF-8, doc.charset "WINDOWS-1256"
 *
 * The charset is that of the byte order mark; else what HTTP said; else what the page says of itself within its first
 * 4096 bytes; else what its bytes look like. But UTF-8 that is valid to its end is UTF-8 whatever is declared: wrong
 * declarations are common, and pages are converted without them being changed; Arabic that is valid UTF-8 by chance is
 * not. Labels are those of the Encoding Standard (encoding.spec.whatwg.org) for the charsets of the languages that are
 * spoken around Arabic.
 */
#ifndef MARSAD_INPUT_HTML_H
#define MARSAD_INPUT_HTML_H

#include "input/charset.h"
#include "marsad/input.h"

/*
 * Fills text, charset, replaced and media of *doc and leaves the rest of it alone; the text is in `arena`, valid UTF-8
 * without NUL. `http_charset`: the charset of the Content-Type header, empty where there is none. Fails with
 * MARSAD_ENOMEM, MARSAD_ELIMIT (over `max` bytes of UTF-8) or MARSAD_EFORMAT (nothing but white space, no text).
 */
bool input_html(marsad_str bytes, marsad_str http_charset, uint64_t max, marsad_arena *arena, marsad_doc *doc,
                marsad_err *err);

/* The name that iconv knows for a label of a charset ("windows-1256", " UTF8", "latin1"); NULL: none that is read. */
const char *input_label_charset(marsad_str label);

/* What a page says of its charset in <meta charset=…> or <meta content="text/html; charset=…">; empty: nothing. */
marsad_str input_meta_charset(marsad_str head);

#endif

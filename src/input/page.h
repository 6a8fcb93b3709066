/*
 * page.h - one page or text that came over HTTP: its bytes and its Content-Type make a document.
 */
#ifndef MARSAD_INPUT_PAGE_H
#define MARSAD_INPUT_PAGE_H

#include "marsad/input.h"

typedef enum { PAGE_NONE, PAGE_HTML, PAGE_TEXT } page_kind;

/* What a Content-Type says, and, where it says nothing, what the body begins like. PAGE_NONE: nothing that we read. */
page_kind page_kind_of(marsad_str content_type, marsad_str body);

/*
 * Which charset the bytes are in: a byte order mark goes first, then UTF-8 that is valid, then what Content-Type says
 * where it is one of those that we read, then detection. Wrong declarations are common, Arabic that happens to be valid
 * UTF-8 is not.
 *
 * HTML is read by input_html (html.h), which also asks the page itself; its text is markup.
 *
 * Fills text, media, charset and replaced of *doc (the text in `arena`). `scratch` is used and may be kept for the next
 * page. Fails with MARSAD_EFORMAT (no text), MARSAD_ELIMIT (over `max` bytes as UTF-8) or MARSAD_ENOMEM.
 */
bool page_read(marsad_str body, marsad_str content_type, page_kind kind, uint64_t max, marsad_buf *scratch,
               marsad_arena *arena, marsad_doc *doc, marsad_err *err);

/*
 * html_text.c: the words of an HTML fragment (the content of a feed's entry): blocks on lines of their own, no scripts.
 * Finds no article and drops no menu. *out is appended to. False: no memory.
 */
bool html_text(marsad_str html, marsad_buf *out);

#endif

/*
 * http.h - HTTP responses as archives of the web keep them: status, fields, and the body without its codings.
 *
 *     HTTP/1.1 200 OK CRLF  Content-Type: text/html; charset=utf-8 CRLF  Transfer-Encoding: chunked CRLF  CRLF  body
 *
 * After RFC 9110 and 9112, but forgiving: lines may end with LF alone, and where a coding is named but not there (many
 * crawlers undo it and keep the field) the body is taken as it stands.
 */
#ifndef MARSAD_INPUT_HTTP_H
#define MARSAD_INPUT_HTTP_H

#include "marsad/str.h"

#define INPUT_MAX_CODINGS 4 /* of one body, chunks among them; more is refused */

/*
 * Length of the head at the front of `s`, with the empty line behind it; 0: its end is not in `s`. The same form has
 * the head of a WARC record.
 */
size_t http_head_length(marsad_str s);

/* The value of the first field of that name (any case) in a head, without white space around it; ptr NULL: none. */
marsad_str http_field(marsad_str head, const char *name);

/* "text/html" of "Text/HTML; charset=x": without parameters and white space, in the case it came. */
marsad_str http_media(marsad_str content_type);
/* The value of a parameter ("charset"), without quotes; ptr NULL: none. */
marsad_str http_parameter(marsad_str content_type, const char *name);
/* Equal but for the case of ASCII letters. */
bool http_same(marsad_str a, const char *b);

/* 200 of "HTTP/1.1 200 OK"; 0: it is no response. */
unsigned http_status(marsad_str head);

/*
 * The body without its transfer and content codings (chunked, gzip, deflate, br). *out is `body` itself or lies in one
 * of the two buffers. What came before a damage is in *out, too. Fails with MARSAD_EFORMAT (damaged, cut short, a
 * coding that is not known), MARSAD_ELIMIT (longer than `max` bytes) or MARSAD_ENOMEM.
 */
bool http_decode(marsad_str head, marsad_str body, uint64_t max, marsad_buf buffers[2], marsad_str *out,
                 marsad_err *err);

/* coding.c: one coding undone, appended to *out; errors as above. */
bool coding_dechunk(marsad_str in, uint64_t max, marsad_buf *out, marsad_err *err);
bool coding_inflate(marsad_str in, uint64_t max, marsad_buf *out, marsad_err *err); /* gzip, zlib, bare deflate */
bool coding_brotli(marsad_str in, uint64_t max, marsad_buf *out, marsad_err *err);

#endif

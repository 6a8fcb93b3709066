/*
 * stream.h - bytes pulled through a chain: a file, what is unpacked from it, what is unpacked from that.
 *
 *     file -> gzip -> member of a zip -> …
 *
 * A stream holds one block. Bytes that came before a failure are given first; the failure stays in the stream for the
 * one who reads it. Each stream borrows the one below it and never closes it.
 */
#ifndef MARSAD_INPUT_STREAM_H
#define MARSAD_INPUT_STREAM_H

#include "marsad/input.h"

#define INPUT_BLOCK 65536u /* bytes in a stream's block, and of the head that sniffing and detection see */

typedef struct input_stream input_stream;

typedef struct {
    /* Put 1 to `cap` bytes at `to`; *got 0 is the end. False: broken, *err says why. */
    bool (*read)(input_stream *s, uint8_t *to, size_t cap, size_t *got, marsad_err *err);
    bool (*seek)(input_stream *s, uint64_t to, marsad_err *err); /* NULL: can only go forward */
    void (*close)(input_stream *s);                              /* frees the stream, not its block */
} input_stream_ops;

struct input_stream {
    const input_stream_ops *ops;
    uint8_t *block;
    size_t start, end;  /* bytes of the block not yet taken */
    uint64_t offset;    /* of block[start] in this stream */
    uint64_t size;      /* of the whole where it can be sought, else 0 */
    bool ended;         /* nothing will come after block[end] */
    marsad_err failure; /* why it ended too early; MARSAD_OK where it did not */
};

/* What one file on disk may unpack to, counted over all layers. */
typedef struct {
    marsad_input_limits limits;
    uint64_t unpacked;
} input_budget;

bool input_stream_init(input_stream *s, const input_stream_ops *ops); /* false: no memory */
void input_stream_close(input_stream *s);                             /* NULL is fine */

/*
 * The bytes that come next: at least `want` of them (at most INPUT_BLOCK) unless the stream ends before. They stay
 * valid until the next call. Empty at the end and at a failure.
 */
marsad_str input_peek(input_stream *s, size_t want);
void input_take(input_stream *s, size_t n); /* n at most what input_peek gave */

/* Count `got` more bytes of something that has unpacked `out` bytes from `in` so far; false: over a limit. */
bool input_budget_spend(input_budget *b, size_t got, uint64_t out, uint64_t in, marsad_err *err);

/* A file, a pipe or a device; "-" is standard input. */
input_stream *input_file_open(const char *path, marsad_err *err);
/* gzip members one after another (RFC 1952), zstd frames one after another (RFC 8878). */
input_stream *input_gzip_open(input_stream *below, input_budget *budget, marsad_err *err);
input_stream *input_zstd_open(input_stream *below, input_budget *budget, marsad_err *err);

typedef struct input_zip input_zip;

input_zip *input_zip_open(input_stream *below, input_budget *budget, marsad_err *err);
/*
 * Move to the next member, dropping what is left of the one before. MARSAD_MORE: *name is valid until the next call;
 * *member is NULL and *why filled where the member cannot be read. MARSAD_FAIL: the archive is broken from here on.
 */
marsad_status input_zip_next(input_zip *z, marsad_str *name, input_stream **member, marsad_err *why);
void input_zip_close(input_zip *z); /* NULL is fine; closes the current member too */

#endif

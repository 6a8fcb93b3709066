/*
 * error.h - one error, filled once by the library, printed only by the program.
 *
 * Every function that can fail takes a `marsad_err *err` as its last argument (NULL is accepted) and says in its
 * header which codes it gives. The first error wins: a later marsad_fail() on a filled error changes nothing.
 */
#ifndef MARSAD_ERROR_H
#define MARSAD_ERROR_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__GNUC__)
#define MARSAD_API __attribute__((visibility("default")))
#define MARSAD_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#else
#define MARSAD_API
#define MARSAD_PRINTF(fmt, first)
#endif

#define MARSAD_NO_OFFSET UINT64_MAX

typedef enum {
    MARSAD_OK = 0,
    MARSAD_EINVAL,  /* the caller asked for something impossible */
    MARSAD_ENOMEM,  /* no memory */
    MARSAD_EIO,     /* the system could not read or write */
    MARSAD_EFORMAT, /* the bytes are not what they should be */
    MARSAD_ELIMIT,  /* a stated limit was passed */
    MARSAD_ESTORE   /* the database refused */
} marsad_code;

typedef struct {
    marsad_code code;
    char msg[240];   /* for people: one sentence, no newline, valid UTF-8 cut at a character */
    char where[240]; /* which input or object: "news.zip:2015-07-21.json", "table event" */
    uint64_t offset; /* byte in `where`, or MARSAD_NO_OFFSET */
} marsad_err;

/* What a stream gives: one more item, its normal end, or a failure described in *err. */
typedef enum { MARSAD_MORE, MARSAD_END, MARSAD_FAIL } marsad_status;

/* Fill *err unless it is NULL or already filled; always returns false, so that callers can `return marsad_fail(…)`. */
MARSAD_API bool marsad_fail(marsad_err *err, marsad_code code, const char *where, uint64_t offset, const char *fmt, ...)
    MARSAD_PRINTF(5, 6);

/* The same for MARSAD_ENOMEM. */
MARSAD_API bool marsad_fail_memory(marsad_err *err);

/* Empty an error, so that it can be filled again. */
MARSAD_API void marsad_err_clear(marsad_err *err);

/* "no memory", "not found"…: a short name of a code, static. */
MARSAD_API const char *marsad_code_name(marsad_code code);

#endif

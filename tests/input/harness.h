/*
 * harness.h - run an input to its end and write down what came; make packed bytes, files and folders.
 */
#ifndef MARSAD_TEST_HARNESS_H
#define MARSAD_TEST_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/inside.h"

typedef struct {
    marsad_input_limits limits;
    uint32_t seed;    /* of the sizes of reads; 0: large reads */
    marsad_buf brief; /* "name=text" of documents, "!where=message" of refusals, a line each */
    marsad_buf full;  /* all fields */
    size_t docs, refused;
    uint64_t last_offset; /* of the last refusal */
    marsad_progress progress;
} run;

run run_new(void);
void run_release(run *r);
void run_bytes(run *r, marsad_str bytes, const char *name);
void run_path(run *r, const char *path);
void run_paths(run *r, const char *const *paths, size_t n);

/* Run bytes and compare `brief`; prints both on a difference. */
void expect_bytes(marsad_str bytes, const char *name, const char *brief);
void expect_path(const char *path, const char *brief);
void expect_brief(const run *r, const char *what, const char *brief);

typedef struct {
    const char *name;
    marsad_str bytes;
} member;

/* Owned buffers; release them. */
marsad_buf pack_gzip(marsad_str bytes);
marsad_buf pack_zstd(marsad_str bytes);
marsad_buf pack_zip(const member *members, size_t n);
marsad_buf repeat(const char *what, size_t times);
marsad_buf convert(const char *utf8, const char *charset);

/* A temporary folder; path_in() gives a path in it, good until it is called 32 more times. */
int temp_setup(void **state);
int temp_teardown(void **state);
const char *path_in(const char *name);
const char *write_file(const char *name, marsad_str bytes);
const char *make_folder(const char *name);

#define LIT(s) MARSAD_LIT(s)
#define COUNT(a) (sizeof(a) / sizeof *(a))

#endif

/*
 * folder.h - files that appear whole or not at all, each with its size and SHA-256.
 */
#ifndef MARSAD_EXPORT_FOLDER_H
#define MARSAD_EXPORT_FOLDER_H

#include <nettle/sha2.h>
#include <stdio.h>

#include "marsad/str.h"

#define FILE_SHA_HEX (2 * SHA256_DIGEST_SIZE + 1)

struct whole_file {
    const char *name;
    char path[4096], part[4096]; /* under its name, and while it is written */
    FILE *f;
    bool made; /* `part` is there */
    struct sha256_ctx sha;
    uint64_t bytes;
    char hex[FILE_SHA_HEX]; /* once it is closed */
};

/* Make the folder if it is not there. */
bool folder_make(const char *folder, marsad_err *err);
bool file_begin(struct whole_file *w, const char *folder, const char *name, marsad_err *err);
bool file_write(struct whole_file *w, marsad_str bytes, marsad_err *err);
/* All bytes are on the disk; nothing lies under its name yet. */
bool file_close(struct whole_file *w, marsad_err *err);
/* Now it does. */
bool file_show(struct whole_file *w, marsad_err *err);
/* Remove what is not shown. Nothing to do is fine. */
void file_drop(struct whole_file *w);

/* Hexadecimal digits of a digest that is finished by this. */
void sha_hex(struct sha256_ctx *sha, char hex[FILE_SHA_HEX]);

#endif

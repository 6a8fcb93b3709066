/*
 * manifest.h - what goes with a table: the data dictionary and the manifest.
 */
#ifndef MARSAD_EXPORT_MANIFEST_H
#define MARSAD_EXPORT_MANIFEST_H

#include "export/codes.h"
#include "export/folder.h"
#include "marsad/export.h"

/* The store by its content: SHA-256 over a line for each article, in the order of digests. */
struct fingerprint {
    struct sha256_ctx sha;
    int64_t articles, events;
    char hex[FILE_SHA_HEX];
};

bool fingerprint_make(marsad_store *s, struct fingerprint *out, marsad_err *err);

/* What each column means, as CSV. False: no memory. */
bool describe_columns(const struct codes *c, const char *format, marsad_buf *out);

/* The JSON of the manifest, with a newline. */
bool manifest_write(const marsad_dict *dict, const marsad_export_options *options, const marsad_export_done *done,
                    const struct fingerprint *print, const struct whole_file *files, size_t n, marsad_buf *out,
                    marsad_err *err);

#endif

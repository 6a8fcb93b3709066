/*
 * bio.h - names of tokens that come one a line, as B, I and O.
 */
#ifndef MARSAD_CLI_BIO_H
#define MARSAD_CLI_BIO_H

#include "cli/cli.h"

/* marsad read --format bio --tokens FILE (or -): "token TAG" lines to stdout. Gives the exit status. */
int bio_tokens(const char *path);

#endif

/*
 * tiny.h - a folder of data files with a few lines, and the real compiler run over it.
 *
 *     struct tiny t;
 *     tiny_begin(&t, dictc);                            // a folder with every file, header lines only
 *     tiny_rows(&t, "cues.tsv", "مدينة\tمدن\tplace\n");  // header and these lines
 *     tiny_write(&t, "cues.tsv", "no header\n");        // exactly these bytes
 *     tiny_compile(&t);                                 // exit status; what it said is in t.said
 *     tiny_end(&t);
 */
#ifndef TEST_DICT_TINY_H
#define TEST_DICT_TINY_H

#include <stdbool.h>
#include <stddef.h>

struct tiny {
    const char *dictc;
    char folder[256], data[300], out[300];
    char said[2048];
};

void tiny_begin(struct tiny *t, const char *dictc);
void tiny_write(const struct tiny *t, const char *file, const char *bytes, size_t len);
void tiny_rows(const struct tiny *t, const char *file, const char *rows);
int tiny_compile(struct tiny *t);
void tiny_end(const struct tiny *t);

#endif

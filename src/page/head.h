/*
 * head.h - what <meta>, <title>, <link> and <html> say of a page.
 */
#ifndef PAGE_HEAD_H
#define PAGE_HEAD_H

#include "page/tree.h"

#define PAGE_META_MAX 256 /* of a page that are kept */

typedef struct {
    marsad_str name, content; /* name, property or itemprop as written; slices of the tree's text */
} page_meta;

typedef struct {
    page_meta meta[PAGE_META_MAX];
    size_t n;
    marsad_str title, canonical, language; /* <title>, <link rel=canonical>, <html lang> */
} page_head;

void page_head_read(const page_tree *t, page_head *out);

/* The first content of this name, whatever its case, that is not blank; ptr NULL: none. */
marsad_str page_head_find(const page_head *h, const char *name);

#endif

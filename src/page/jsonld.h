/*
 * jsonld.h - what schema.org objects in JSON-LD say of the article of a page.
 */
#ifndef PAGE_JSONLD_H
#define PAGE_JSONLD_H

#include "page/tree.h"

/* As given, in the arena; ptr NULL where absent. */
typedef struct {
    marsad_str headline, description, body, author, agency, published, modified, site, section, language, url, picture;
    bool live; /* a LiveBlogPosting */
} page_jsonld;

/* The best object of all scripts: an article, the one with the longest text. Broken scripts are passed over. False: no
 * memory. */
bool page_jsonld_read(const page_tree *t, marsad_arena *arena, page_jsonld *out);

#endif

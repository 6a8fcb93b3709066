/*
 * seek.h - what the files that look for metadata share.
 */
#ifndef PAGE_SEEK_H
#define PAGE_SEEK_H

#include "page/metadata.h"

#define ORIGINS_MAX 16
#define PROBLEMS_MAX 16
#define HEAD_BLOCKS 25 /* before the text, where a title, a name and a date may stand */
#define TAIL_BLOCKS 4  /* behind it */

struct seeker {
    const marsad_pages *p;
    const page_reading *r;
    const marsad_doc *doc;
    marsad_arena *arena;
    page_metadata *out;
    desk d;
    size_t first, last;
    int64_t limit; /* seconds: nothing is published later */
    marsad_origin *origins;
    marsad_page_problem *problems;
    bool failed;
};

/* Write down where a field was read. */
void seek_note(struct seeker *s, const char *field, const char *from);

/* One line of clean text in the arena; ptr NULL where nothing is left. */
marsad_str seek_clean(struct seeker *s, marsad_str value);

/* Take the value if the field is still empty. */
void seek_take(struct seeker *s, const char *field, marsad_str *to, marsad_str value, const char *from);

/* The content of a <meta> of this name; the first of several names that has one. */
marsad_str seek_meta(const struct seeker *s, const char *name);
void seek_take_meta(struct seeker *s, const char *field, marsad_str *to, const char *const *names, const char *from);

/* The first element with this itemprop: its content, datetime, or text. */
marsad_str seek_item(const struct seeker *s, const char *name, uint32_t *node);

/* The block that begins at a node or next behind it, or the number of blocks. */
size_t seek_block_behind(const page_blocks *b, uint32_t node);

/* Does a block stand shortly before the text or right behind it? */
bool seek_around_text(const struct seeker *s, size_t block);

/* dates.c: published and updated. */
void seek_dates(struct seeker *s);

#endif

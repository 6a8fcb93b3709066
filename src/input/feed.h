/*
 * feed.h - RSS 0.9x, 1.0, 2.0 and Atom: what a feed says of its entries.
 *
 *     <item><title>سبعة قتلى</title><link>https://paper.example/1</link><description>…</description></item>
 *
 * XML of the wild is rarely whole: white space before the declaration, control characters, a bare "&", names of HTML
 * ("&nbsp;"), an end that is missing. What the parser can save is given, and what was wrong is said.
 */
#ifndef MARSAD_INPUT_FEED_H
#define MARSAD_INPUT_FEED_H

#include "marsad/input.h"

#define INPUT_MAX_URL 4096u     /* bytes of an address */
#define INPUT_MAX_ENTRIES 5000u /* of one feed; the rest is left out, and that is said */

typedef struct {
    marsad_str url;                 /* of the page, absolute; ptr NULL: none */
    marsad_str title, author, date; /* as the feed gives them, title and author as plain text */
    marsad_str text;                /* the words of the content, or of the summary where there is none; may be empty */
} input_entry;

typedef struct {
    marsad_str title; /* of the feed */
    input_entry *entries;
    size_t n;
} input_feed;

/* Does a text begin like a feed (behind byte order mark, white space, declarations, comments)? */
bool input_begins_feed(marsad_str head);

/*
 * Parse a feed. `charset` is what HTTP said, or empty; `base` the address of the feed for links that are not absolute,
 * or empty. All strings are clean UTF-8 in `arena`. False: nothing could be saved, or no memory. True with *why filled:
 * damaged, and here is what could be saved.
 */
bool input_feed_parse(marsad_str bytes, marsad_str charset, marsad_str base, marsad_arena *arena, input_feed *out,
                      marsad_err *why);

#endif

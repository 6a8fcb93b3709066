/*
 * page.h - articles out of web pages: main text, title, who, when, where it stands.
 *
 *     <h1>…</h1> <nav>…</nav> <p>…</p> <p>…</p> <div class="comments">…</div>  ->  title, two paragraphs
 *
 * The page is parsed with libxml2 into a flat tree and cut into blocks (a paragraph, a heading, an item of a list). A
 * forest of small decision trees, learnt from pages whose text is known (model/README.md), says of each block how
 * likely it belongs to the article, from its words and links, its tags and the words of their classes, its neighbours
 * and repetitions. Time and memory grow with the length of the page, whatever stands in it.
 */
#ifndef MARSAD_PAGE_H
#define MARSAD_PAGE_H

#include "marsad/article.h"

/* What Marsad knows of pages. Read-only once open: threads share one. */
typedef struct marsad_pages marsad_pages;

/*
 * `now`: seconds since 1970; what claims to be published more than a day later is a problem, no day (a document out of
 * an archive of the web has the time of its capture as its limit). Borrows `dict`. NULL with MARSAD_ENOMEM or
 * MARSAD_EFORMAT (the dictionary holds no model of pages).
 */
MARSAD_API marsad_pages *marsad_pages_open(const marsad_dict *dict, int64_t now, marsad_err *err);
MARSAD_API void marsad_pages_close(marsad_pages *p); /* NULL is fine */

/*
 * The articles of any document: of one whose media is MARSAD_MEDIA_HTML those of the page, of others what
 * marsad_article_split gives. What the document says beside its text (title, author, date, source) counts more than
 * what the page says of itself. Fails with MARSAD_ENOMEM only.
 */
MARSAD_API bool marsad_pages_split(const marsad_pages *p, const marsad_doc *doc, marsad_arena *arena,
                                   marsad_articles *out, marsad_err *err);

#endif

/*
 * head.c - one walk over the tree; meta elements count wherever they stand, as parsers move them into the body.
 */
#include "page/head.h"

#include <strings.h>

static bool same(marsad_str a, const char *b)
{
    return a.len == strlen(b) && strncasecmp(a.ptr ? a.ptr : "", b, a.len) == 0;
}

static void read_meta(const page_tree *t, uint32_t i, page_head *h)
{
    static const unsigned NAMES[] = { A_PROPERTY, A_NAME, A_ITEMPROP };
    marsad_str content = marsad_str_trim(page_attr(t, i, A_CONTENT));

    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES && content.len; k++) {
        marsad_str name = marsad_str_trim(page_attr(t, i, NAMES[k]));

        if (name.len && h->n < PAGE_META_MAX)
            h->meta[h->n++] = (page_meta){ name, content };
    }
}

void page_head_read(const page_tree *t, page_head *h)
{
    h->n = 0;
    h->title = h->canonical = h->language = (marsad_str){ 0 };
    for (uint32_t i = 0; i < t->n_nodes; i++) {
        switch (t->nodes[i].tag) {
        case T_META:
            read_meta(t, i, h);
            break;
        case T_TITLE: /* the first: drawings have titles, too */
            if (!h->title.ptr && i + 1 < t->nodes[i].end && t->nodes[i + 1].tag == T_TEXT)
                h->title = marsad_str_trim(page_text_of(t, i + 1));
            break;
        case T_LINK:
            if (!h->canonical.ptr && same(page_attr(t, i, A_REL), "canonical"))
                h->canonical = marsad_str_trim(page_attr(t, i, A_HREF));
            break;
        case T_HTML:
            if (!h->language.ptr)
                h->language = marsad_str_trim(page_attr(t, i, A_LANG));
            break;
        default:
            break;
        }
    }
}

marsad_str page_head_find(const page_head *h, const char *name)
{
    for (size_t i = 0; i < h->n; i++)
        if (same(h->meta[i].name, name))
            return h->meta[i].content;
    return (marsad_str){ 0 };
}

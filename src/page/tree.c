/*
 * tree.c - the parser's events as nodes in a row.
 */
#include "page/tree.h"

#include <libxml/HTMLparser.h>

#include <stdlib.h>
#include <strings.h>

static const char *const TAG_NAMES[] = {
#define X(upper, lower) lower,
    PAGE_TAGS(X)
#undef X
};

static const char *const ATTRIBUTE_NAMES[] = {
#define X(upper, lower) lower,
    PAGE_ATTRIBUTES(X)
#undef X
};

#define CACHE 256     /* of names by address: the parser gives equal names at one address */
#define WORD_MAX 4096 /* bytes of a class or id that are kept */

struct cached {
    const xmlChar *name;
    unsigned id;
};

struct reader {
    page_tree *tree;
    htmlParserCtxtPtr parser;
    uint32_t open; /* the innermost open element, or PAGE_NONE */
    bool failed;
    struct cached tags[CACHE], attributes[CACHE];
};

/* ---- names ---- */

static unsigned find_name(const char *const *names, unsigned n, unsigned unknown, const xmlChar *name)
{
    for (unsigned i = 0; i < n; i++)
        if (strcmp(names[i], (const char *)name) == 0)
            return i;
    return unknown;
}

static unsigned name_of(struct cached *cache, const char *const *names, unsigned n, unsigned unknown,
                        const xmlChar *name)
{
    struct cached *c = &cache[((uintptr_t)name >> 1 ^ (uintptr_t)name >> 9) % CACHE];

    if (c->name != name)
        *c = (struct cached){ name, find_name(names, n, unknown, name) };
    return c->id;
}

/* ---- growing ---- */

static bool grow(struct reader *r, void **at, size_t *cap, size_t n, size_t size)
{
    size_t more = *cap ? *cap * 2 : 1024;
    void *p;

    if (n < *cap)
        return true;
    p = more < UINT32_MAX ? realloc(*at, more * size) : NULL;
    if (!p) {
        r->failed = true;
        xmlStopParser(r->parser);
        return false;
    }
    *at = p;
    *cap = more;
    return true;
}

static page_node *add_node(struct reader *r, unsigned tag)
{
    page_tree *t = r->tree;
    page_node *n;

    if (!grow(r, (void **)&t->nodes, &t->cap_nodes, t->n_nodes, sizeof *t->nodes))
        return NULL;
    n = &t->nodes[t->n_nodes];
    *n = (page_node){ .parent = r->open, .end = (uint32_t)t->n_nodes + 1, .tag = (uint16_t)tag };
    n->depth = r->open == PAGE_NONE ? 0 : (uint16_t)(t->nodes[r->open].depth + 1);
    t->n_nodes++;
    return n;
}

/* The room was made for all of the page; what the parser adds to it, if anything, is left out. */
static bool add_text(page_tree *t, const xmlChar *s, size_t len)
{
    if (len > t->text_cap - t->text_len)
        return false;
    memcpy(t->text + t->text_len, s, len);
    t->text_len += len;
    return true;
}

static void add_attributes(struct reader *r, page_node *n, const xmlChar **list)
{
    page_tree *t = r->tree;

    n->at = (uint32_t)t->n_attributes;
    for (; list && list[0]; list += 2) {
        unsigned name = name_of(r->attributes, ATTRIBUTE_NAMES, A_COUNT, A_COUNT, list[0]);
        size_t len = list[1] ? strlen((const char *)list[1]) : 0;
        uint32_t at = (uint32_t)t->text_len;

        if (name == A_COUNT)
            continue;
        if (name != A_CONTENT && name != A_HREF && name != A_SRC && len > WORD_MAX)
            len = 0;
        if (!grow(r, (void **)&t->attributes, &t->cap_attributes, t->n_attributes, sizeof *t->attributes))
            return;
        if (len && !add_text(t, list[1], len))
            continue;
        t->attributes[t->n_attributes++] = (page_attribute){ (uint16_t)name, at, (uint32_t)len };
        n->n++;
    }
}

/* ---- events ---- */

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
    struct reader *r = user;
    page_node *n;

    if (r->failed)
        return;
    n = add_node(r, name_of(r->tags, TAG_NAMES, T_COUNT, T_OTHER, name));
    if (!n)
        return;
    add_attributes(r, n, attributes);
    r->open = (uint32_t)r->tree->n_nodes - 1;
    /*
     * The parser searches its stack of open elements at every end tag. Cut off what lies too deep: the stack's last
     * name goes, its element is closed at once.
     */
    if (r->parser->nameNr > PAGE_MAX_DEPTH) {
        r->parser->nameNr--;
        r->parser->name = r->parser->nameTab[r->parser->nameNr - 1];
        r->open = r->tree->nodes[r->open].parent;
    }
}

static void on_end(void *user, const xmlChar *name)
{
    struct reader *r = user;
    page_tree *t = r->tree;
    uint32_t at = r->open;

    if (r->failed || at == PAGE_NONE)
        return;
    if (t->nodes[at].tag != name_of(r->tags, TAG_NAMES, T_COUNT, T_OTHER, name))
        return; /* the end of an element that was cut off */
    t->nodes[at].end = (uint32_t)t->n_nodes;
    r->open = t->nodes[at].parent;
}

static void on_text(void *user, const xmlChar *s, int len)
{
    struct reader *r = user;
    page_tree *t = r->tree;
    page_node *last = t->n_nodes ? &t->nodes[t->n_nodes - 1] : NULL;

    if (r->failed || len <= 0)
        return;
    if (!last || last->tag != T_TEXT || last->parent != r->open || last->at + last->n != t->text_len) {
        last = add_node(r, T_TEXT);
        if (!last)
            return;
        last->at = (uint32_t)t->text_len;
    }
    if (add_text(t, s, (size_t)len))
        last->n += (uint32_t)len;
}

/* Open elements at the end of the page; the ends of the others are known. */
static void close_all(struct reader *r)
{
    page_tree *t = r->tree;

    for (uint32_t at = r->open; at != PAGE_NONE; at = t->nodes[at].parent)
        t->nodes[at].end = (uint32_t)t->n_nodes;
    for (size_t i = t->n_nodes; i-- > 0;) { /* an element that was cut off may hold what came behind it */
        page_node *n = &t->nodes[i];

        if (n->parent != PAGE_NONE && t->nodes[n->parent].end < n->end)
            t->nodes[n->parent].end = n->end;
    }
}

static bool parse(marsad_str markup, struct reader *r)
{
    htmlParserCtxtPtr p = htmlNewParserCtxt();
    htmlSAXHandler *sax;

    if (!p)
        return false;
    sax = p->sax;
    memset(sax, 0, sizeof *sax);
    sax->startElement = on_start;
    sax->endElement = on_end;
    sax->characters = sax->cdataBlock = sax->ignorableWhitespace = on_text;
    p->userData = r;
    r->parser = p;
    htmlCtxtReadMemory(p, markup.ptr, (int)markup.len, NULL, "UTF-8",
                       HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    r->failed |= p->lastError.code == XML_ERR_NO_MEMORY;
    htmlFreeParserCtxt(p);
    return !r->failed;
}

void page_tree_init(void)
{
    xmlInitParser();
}

bool page_tree_read(marsad_str markup, page_tree *out)
{
    struct reader r = { .tree = out, .open = PAGE_NONE };
    marsad_buf thin = { 0 };
    bool ok;

    *out = (page_tree){ 0 };
    ok = markup.len < INT32_MAX / 2 && page_thin(markup, &thin, out);
    if (ok) {
        out->text_cap = thin.len + 16;
        out->text = malloc(out->text_cap);
        ok = out->text && (thin.len == 0 || parse(marsad_buf_str(&thin), &r));
    }
    if (ok)
        close_all(&r);
    marsad_buf_release(&thin);
    return ok;
}

void page_tree_release(page_tree *t)
{
    free(t->nodes);
    free(t->attributes);
    free(t->text);
    *t = (page_tree){ 0 };
}

marsad_str page_attr(const page_tree *t, uint32_t node, unsigned name)
{
    const page_node *n = &t->nodes[node];

    if (n->tag == T_TEXT)
        return (marsad_str){ 0 };
    for (uint32_t i = n->at; i < n->at + n->n; i++)
        if (t->attributes[i].name == name)
            return (marsad_str){ t->text + t->attributes[i].at, t->attributes[i].len };
    return (marsad_str){ 0 };
}

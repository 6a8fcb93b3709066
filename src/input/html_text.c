/*
 * html_text.c - words out of HTML, by libxml2's parser for broken HTML and its events: no tree is built, so memory is
 * that of the text.
 */
#include "input/page.h"

#include "input/tags.h"

#include <libxml/HTMLparser.h>
#include <strings.h>

#define DEPTH_MAX 250 /* open elements; the parser searches all of them at every end tag */

struct walk {
    marsad_buf *out;
    htmlParserCtxtPtr parser;
    unsigned hidden; /* depth inside elements whose text is none */
    bool space;      /* white space came before the next word */
    bool failed;
};

static bool is_one_of(const xmlChar *name, const char *const *names)
{
    for (; *names; names++)
        if (strcasecmp((const char *)name, *names) == 0)
            return true;
    return false;
}

static bool is_hidden(const xmlChar *name)
{
    static const char *const NAMES[] = { "script", "style",  "noscript", "template", "textarea", "select",
                                         "iframe", "object", "svg",      "math",     "title",    NULL };

    return is_one_of(name, NAMES);
}

/* Elements that do not begin a new line. */
static bool is_inline(const xmlChar *name)
{
    static const char *const NAMES[] = { "a",    "abbr", "acronym", "b",    "bdi", "bdo",    "big",    "cite",
                                         "code", "em",   "font",    "i",    "img", "ins",    "kbd",    "mark",
                                         "q",    "s",    "small",   "span", "sub", "sup",    "strike", "strong",
                                         "time", "tt",   "u",       "wbr",  "del", "dfn",    "label",  "samp",
                                         "var",  "ruby", "rt",      "nobr", "o:p", "center", NULL };

    return is_one_of(name, NAMES);
}

static void put(struct walk *w, marsad_str s)
{
    if (!w->failed && !marsad_buf_add(w->out, s))
        w->failed = true;
}

static void new_line(struct walk *w)
{
    w->space = false;
    if (w->out->len > 0 && w->out->ptr[w->out->len - 1] != '\n')
        put(w, MARSAD_LIT("\n"));
}

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
    struct walk *w = user;

    (void)attributes;
    if (!is_hidden(name) && !is_inline(name))
        new_line(w);
    if (w->parser->nameNr > DEPTH_MAX) { /* closed at once: its end will not be told */
        w->parser->nameNr--;
        w->parser->name = w->parser->nameTab[w->parser->nameNr - 1];
    } else if (is_hidden(name)) {
        w->hidden++;
    }
}

static void on_end(void *user, const xmlChar *name)
{
    struct walk *w = user;

    if (is_hidden(name) && w->hidden > 0)
        w->hidden--;
    else if (!is_inline(name))
        new_line(w);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static void on_text(void *user, const xmlChar *text, int len)
{
    struct walk *w = user;
    marsad_str s = { (const char *)text, (size_t)len };

    if (w->hidden)
        return;
    for (size_t i = 0, from; i < s.len;) {
        if (is_space(s.ptr[i])) {
            w->space = true;
            i++;
            continue;
        }
        for (from = i; i < s.len && !is_space(s.ptr[i]); i++) {
        }
        if (w->space && w->out->len > 0 && w->out->ptr[w->out->len - 1] != '\n')
            put(w, MARSAD_LIT(" "));
        w->space = false;
        put(w, marsad_str_slice(s, from, i));
    }
}

static bool parse_html(marsad_str html, marsad_buf *out)
{
    struct walk w = { .out = out };
    htmlParserCtxtPtr ctxt;

    if (html.len == 0)
        return true;
    if (html.len > INT32_MAX)
        return false;
    ctxt = htmlNewParserCtxt();
    if (!ctxt)
        return false;
    memset(ctxt->sax, 0, sizeof *ctxt->sax); /* no tree, and no message: neither warning nor error is set */
    ctxt->sax->startElement = on_start;
    ctxt->sax->endElement = on_end;
    ctxt->sax->characters = on_text;
    ctxt->sax->ignorableWhitespace = on_text;
    ctxt->userData = &w;
    w.parser = ctxt;
    htmlCtxtReadMemory(ctxt, html.ptr, (int)html.len, NULL, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC);
    htmlFreeParserCtxt(ctxt);
    return !w.failed;
}

static bool is_fragment(marsad_str html)
{
    return !marsad_str_starts(html, MARSAD_LIT("<!")) && (html.len < 5 || strncasecmp(html.ptr, "<html", 5) != 0);
}

bool html_text(marsad_str html, marsad_buf *out)
{
    marsad_buf thin = { 0 };
    bool ok = true;

    if (is_fragment(html)) /* libxml2 puts a paragraph around loose text between inline elements outside of blocks */
        ok = marsad_buf_add(&thin, MARSAD_LIT("<div>"));
    ok = ok && tag_thin(html, &thin) && parse_html(marsad_buf_str(&thin), out);
    marsad_buf_release(&thin);
    return ok;
}

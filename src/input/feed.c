/*
 * feed.c - feeds by libxml2's parser in its forgiving mode. Nothing is loaded from anywhere, entities are not expanded
 * but for those of XML itself, and libxml2's own limits (depth, length of names) stay on.
 */
#include "input/feed.h"

#include "input/html.h"
#include "input/markup.h"
#include "input/page.h"
#include "input/tags.h"
#include "marsad/utf8.h"

#include <libxml/parser.h>
#include <libxml/uri.h>
#include <strings.h>

#define OPTIONS                                                                                                        \
    (XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA |               \
     XML_PARSE_COMPACT)

#define TITLE_MAX 1024u /* bytes of the title of a feed */

struct reader {
    xmlDocPtr doc;
    const xmlChar *prefix; /* of the root: elements of the feed itself have the same */
    marsad_str base;
    marsad_arena *arena;
    bool atom, failed; /* failed: no memory */
};

/* ---- what it is ---- */

static size_t skip_to_tag(marsad_str s, size_t i)
{
    while (i < s.len) {
        marsad_str rest = marsad_str_slice(s, i, s.len);
        bool comment = marsad_str_starts(rest, MARSAD_LIT("<!--"));
        size_t end;

        if (s.ptr[i] != '<') {
            i++;
            continue;
        }
        if (!comment && !marsad_str_starts(rest, MARSAD_LIT("<?")) && !marsad_str_starts(rest, MARSAD_LIT("<!")))
            return i;
        end = marsad_str_find(s, comment ? MARSAD_LIT("-->") : MARSAD_LIT(">"), i + 2);
        if (end == SIZE_MAX)
            return s.len;
        i = end + 1;
    }
    return s.len;
}

bool input_begins_feed(marsad_str head)
{
    static const marsad_str ROOTS[] = { { "<rss", 4 }, { "<rdf:RDF", 8 }, { "<feed", 5 }, { "<atom:feed", 10 } };
    size_t space = 0, i;

    if (marsad_str_starts(head, MARSAD_LIT("\xEF\xBB\xBF")))
        space = 3;
    while (space < head.len && (unsigned char)head.ptr[space] <= ' ')
        space++;
    if (space >= head.len || head.ptr[space] != '<')
        return false;
    i = skip_to_tag(head, space);
    for (size_t k = 0; k < sizeof ROOTS / sizeof *ROOTS; k++) {
        size_t end = i + ROOTS[k].len;

        if (end < head.len && marsad_str_starts(marsad_str_slice(head, i, head.len), ROOTS[k]) &&
            (head.ptr[end] == '>' || (unsigned char)head.ptr[end] <= ' '))
            return true;
    }
    return false;
}

/* ---- elements ---- */

/* The prefix of a name: declared, or written in front where its declaration is missing. *local is what stands behind.
 */
static marsad_str prefix_of(const xmlNode *node, const char **local)
{
    const char *name = (const char *)node->name, *colon = strchr(name, ':');

    *local = colon ? colon + 1 : name;
    if (colon)
        return (marsad_str){ name, (size_t)(colon - name) };
    return node->ns && node->ns->prefix ? marsad_str_of((const char *)node->ns->prefix) : (marsad_str){ 0 };
}

/* Is this the element NAME of the feed itself, or of `space` ("dc", "content")? */
static bool is(const struct reader *r, const xmlNode *node, const char *space, const char *name)
{
    const char *local;
    marsad_str prefix;

    if (node->type != XML_ELEMENT_NODE)
        return false;
    prefix = prefix_of(node, &local);
    if (strcasecmp(local, name) != 0)
        return false;
    if (space)
        return marsad_str_equal(prefix, marsad_str_of(space));
    return prefix.len == 0 || (r->prefix && marsad_str_equal(prefix, marsad_str_of((const char *)r->prefix)));
}

static xmlNode *child(const struct reader *r, const xmlNode *of, const char *space, const char *name)
{
    for (xmlNode *c = of ? of->children : NULL; c; c = c->next)
        if (is(r, c, space, name))
            return c;
    return NULL;
}

/* libxml2's string, cleaned into the arena; frees it. Absent where it is blank. */
static marsad_str keep(struct reader *r, xmlChar *text)
{
    marsad_str s = marsad_str_trim(marsad_str_of((const char *)text)), out = { 0 };
    marsad_buf clean = { 0 };

    if (s.len > 0 && !input_is_blank(s)) {
        if (marsad_utf8_clean(s, &clean, NULL))
            out = marsad_arena_str(r->arena, marsad_buf_str(&clean));
        r->failed |= !out.ptr;
    }
    marsad_buf_release(&clean);
    xmlFree(text);
    return out;
}

static marsad_str attribute(struct reader *r, xmlNode *node, const char *name)
{
    xmlChar *value = node ? xmlGetNoNsProp(node, (const xmlChar *)name) : NULL;

    return value ? keep(r, value) : (marsad_str){ 0 };
}

static marsad_str content(struct reader *r, xmlNode *node)
{
    xmlChar *text = node ? xmlNodeGetContent(node) : NULL;

    return text ? keep(r, text) : (marsad_str){ 0 };
}

/* Markup that stands in the feed as elements (Atom's type="xhtml"), as text. */
static marsad_str inner_markup(struct reader *r, xmlNode *node)
{
    xmlBufferPtr buf = xmlBufferCreate();
    marsad_str out;

    if (!buf) {
        r->failed = true;
        return (marsad_str){ 0 };
    }
    for (xmlNode *c = node->children; c; c = c->next)
        xmlNodeDump(buf, r->doc, c, 0, 0);
    out = keep(r, xmlBufferDetach(buf));
    xmlBufferFree(buf);
    return out;
}

/* The words of an element whose content is HTML, or may be. */
static marsad_str words(struct reader *r, xmlNode *node)
{
    marsad_str type = attribute(r, node, "type"), html;
    marsad_buf text = { 0 };
    marsad_str out = { 0 };

    if (!node)
        return out;
    if (marsad_str_equal(type, MARSAD_LIT("xhtml")))
        html = inner_markup(r, node);
    else
        html = content(r, node);
    if (r->atom && (type.len == 0 || marsad_str_equal(type, MARSAD_LIT("text"))))
        return html; /* plain text */
    if (html.len == 0 || r->failed)
        return html;
    if (!html_text(html, &text))
        r->failed = true;
    else if (!input_is_blank(marsad_buf_str(&text)))
        out = marsad_arena_str(r->arena, marsad_str_trim(marsad_buf_str(&text)));
    r->failed |= text.len > 0 && !out.ptr && !input_is_blank(marsad_buf_str(&text));
    marsad_buf_release(&text);
    return out;
}

static marsad_str first_of(marsad_str a, marsad_str b)
{
    return a.ptr ? a : b;
}

/* ---- links ---- */

static bool is_web(marsad_str url)
{
    if (url.len > INPUT_MAX_URL)
        return false;
    return (url.len > 7 && strncasecmp(url.ptr, "http://", 7) == 0) ||
           (url.len > 8 && strncasecmp(url.ptr, "https://", 8) == 0);
}

/* A link made absolute; absent where it leads nowhere on the web. Strings of the arena end with NUL. */
static marsad_str absolute(struct reader *r, marsad_str link)
{
    xmlChar *built;
    marsad_str out;

    if (link.len == 0 || is_web(link))
        return link;
    if (link.len > INPUT_MAX_URL || !is_web(r->base))
        return (marsad_str){ 0 };
    built = xmlBuildURI((const xmlChar *)link.ptr, (const xmlChar *)r->base.ptr);
    out = built ? keep(r, built) : (marsad_str){ 0 };
    return is_web(out) ? out : (marsad_str){ 0 };
}

/* Atom has several links, of which the page is "alternate"; RSS has one, or a guid that is one. */
static marsad_str link_of(struct reader *r, const xmlNode *entry)
{
    xmlNode *guid;
    marsad_str url = { 0 };

    for (xmlNode *c = entry->children; c && !url.ptr; c = c->next) {
        marsad_str rel, href;

        if (!is(r, c, NULL, "link"))
            continue;
        rel = attribute(r, c, "rel");
        href = attribute(r, c, "href");
        if (!href.ptr)
            url = absolute(r, content(r, c));
        else if (!rel.ptr || marsad_str_equal(rel, MARSAD_LIT("alternate")))
            url = absolute(r, href);
    }
    guid = child(r, entry, NULL, "guid");
    if (!url.ptr && guid && !marsad_str_equal(attribute(r, guid, "isPermaLink"), MARSAD_LIT("false"))) {
        url = content(r, guid);
        if (!is_web(url))
            url = (marsad_str){ 0 };
    }
    return url;
}

/* ---- entries ---- */

static marsad_str date_of(struct reader *r, const xmlNode *entry)
{
    static const struct {
        const char *space, *name;
    } NAMES[] = { { NULL, "pubDate" },     { NULL, "published" }, { "dc", "date" },
                  { "dcterms", "issued" }, { NULL, "issued" },    { NULL, "updated" } };
    marsad_str date = { 0 };

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES && !date.ptr; i++)
        date = content(r, child(r, entry, NAMES[i].space, NAMES[i].name));
    return date;
}

static marsad_str author_of(struct reader *r, const xmlNode *entry)
{
    xmlNode *author = child(r, entry, NULL, "author");
    marsad_str name = content(r, child(r, author, NULL, "name")), plain;

    if (name.ptr)
        return name;
    plain = content(r, child(r, entry, "dc", "creator"));
    if (plain.ptr || !author)
        return plain;
    plain = content(r, author);
    if (plain.len && plain.ptr[plain.len - 1] == ')' && memchr(plain.ptr, '(', plain.len)) { /* "a@b.example (name)" */
        size_t open = (size_t)((const char *)memchr(plain.ptr, '(', plain.len) - plain.ptr);

        plain = marsad_str_slice(plain, open + 1, plain.len - 1);
    }
    return plain.len && memchr(plain.ptr, '@', plain.len) ? (marsad_str){ 0 } : plain;
}

static input_entry read_entry(struct reader *r, const xmlNode *entry)
{
    input_entry e = { .url = link_of(r, entry), .date = date_of(r, entry), .author = author_of(r, entry) };
    marsad_str full = words(r, child(r, entry, "content", "encoded"));

    e.title = words(r, child(r, entry, NULL, "title"));
    if (!full.ptr)
        full = words(r, child(r, entry, NULL, "content"));
    if (!full.ptr)
        full = first_of(words(r, child(r, entry, NULL, "description")), words(r, child(r, entry, NULL, "summary")));
    e.text = full.ptr ? full : MARSAD_LIT("");
    return e;
}

static bool is_entry(const struct reader *r, const xmlNode *node)
{
    return is(r, node, NULL, r->atom ? "entry" : "item");
}

/* The entries below `of`, behind those there are. */
static bool read_entries(struct reader *r, const xmlNode *of, input_feed *out, size_t *cap, marsad_err *why)
{
    for (const xmlNode *c = of->children; c && !r->failed; c = c->next) {
        input_entry e;

        if (!is_entry(r, c))
            continue;
        if (out->n == INPUT_MAX_ENTRIES) {
            marsad_fail(why, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET, "the feed has more than %u entries",
                        INPUT_MAX_ENTRIES);
            return true;
        }
        e = read_entry(r, c);
        if (!e.title.ptr && e.text.len == 0 && !e.url.ptr)
            continue;
        if (!marsad_arena_grow(r->arena, (void **)&out->entries, cap, out->n, sizeof *out->entries))
            return false;
        out->entries[out->n++] = e;
    }
    return !r->failed;
}

static bool read_feed(struct reader *r, input_feed *out, marsad_err *why)
{
    xmlNode *root = xmlDocGetRootElement(r->doc), *channel;
    const char *local = "";
    size_t cap = 0;

    if (root)
        prefix_of(root, &local);
    r->atom = strcasecmp(local, "feed") == 0;
    if (!root || (!r->atom && strcasecmp(local, "rss") != 0 && strcasecmp(local, "RDF") != 0))
        return marsad_fail(why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "no feed: neither RSS nor Atom");
    r->prefix = root->ns && r->atom ? root->ns->prefix : NULL; /* rdf:RDF has entries without a prefix */
    channel = r->atom ? root : child(r, root, NULL, "channel");
    if (channel) {
        out->title = words(r, child(r, channel, NULL, "title"));
        if (out->title.len > TITLE_MAX) /* it is the source of each entry */
            out->title = (marsad_str){ 0 };
        if (!is_web(r->base))
            r->base = link_of(r, channel);
        if (!read_entries(r, channel, out, &cap, why))
            return marsad_fail_memory(why);
    }
    if (!r->atom && !read_entries(r, root, out, &cap, why)) /* RSS 1.0 has them beside the channel */
        return marsad_fail_memory(why);
    return !r->failed || marsad_fail_memory(why);
}

/* ---- bytes ---- */

/* "&amp;" or "&#1575;" at the front of s: what XML itself knows. */
static bool is_reference(marsad_str s)
{
    static const marsad_str NAMES[] = {
        { "&amp;", 5 }, { "&lt;", 4 }, { "&gt;", 4 }, { "&quot;", 6 }, { "&apos;", 6 }
    };
    size_t i = 2;

    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++)
        if (marsad_str_starts(s, NAMES[k]))
            return true;
    if (s.len < 4 || s.ptr[1] != '#')
        return false;
    while (i < s.len && i < 10 && s.ptr[i] != ';')
        i++;
    return i < s.len && s.ptr[i] == ';';
}

static bool is_control(char c)
{
    return (unsigned char)c < ' ' && c != '\n' && c != '\t' && c != '\r';
}

/* Behind `end`, or the end of the feed. */
static size_t behind(marsad_str s, size_t at, marsad_str end)
{
    size_t found = marsad_str_find(s, end, at);

    return found == SIZE_MAX ? s.len : found + end.len;
}

/* Where what begins at `at` ends and is no markup: a comment, an instruction, a CDATA section. `at`: none of them. */
static size_t skip_plain(marsad_str s, size_t at)
{
    marsad_str rest = marsad_str_slice(s, at, s.len);

    if (marsad_str_starts(rest, MARSAD_LIT("<!--")))
        return behind(s, at + 4, MARSAD_LIT("-->"));
    if (marsad_str_starts(rest, MARSAD_LIT("<?")))
        return behind(s, at + 2, MARSAD_LIT("?>"));
    if (marsad_str_starts(rest, MARSAD_LIT("<![CDATA[")))
        return behind(s, at + 9, MARSAD_LIT("]]>"));
    return at;
}

/*
 * What is frequent and would cost more than itself: a control character ends the parsing, so that white space comes in
 * its place; a bare "&" and names of HTML ("&nbsp;") are dropped from addresses and words, so that they are escaped.
 * Inside CDATA "&" is itself. Of a tag with too many attributes the rest is left out.
 */
static bool mend(marsad_str in, marsad_buf *out)
{
    size_t i = 0, plain = 0, cut = SIZE_MAX, resume = 0; /* up to `plain` nothing is markup; `cut` to `resume` goes */

    while (i < in.len && (unsigned char)in.ptr[i] <= ' ')
        i++;
    if (!marsad_buf_reserve(out, in.len + 1))
        return false;
    for (; i < in.len; i++) {
        if (i >= plain && in.ptr[i] == '<') {
            tag_span t = tag_read(in, i, true);

            plain = skip_plain(in, i);
            cut = plain == i && t.kept < t.end ? t.kept : SIZE_MAX;
            resume = in.ptr[t.end - 1] == '>' ? t.end - 1 : t.end;
        }
        if (i == cut && resume < in.len)
            i = resume;
        if (in.ptr[i] == '&' && i >= plain && !is_reference(marsad_str_slice(in, i, in.len))
                ? !marsad_buf_add(out, MARSAD_LIT("&amp;"))
                : !marsad_buf_add_byte(out, is_control(in.ptr[i]) ? ' ' : in.ptr[i]))
            return false;
    }
    return true;
}

/* What the declaration of XML says, or empty. */
static marsad_str declared_encoding(marsad_str bytes)
{
    marsad_str head = marsad_str_slice(bytes, 0, bytes.len < 200 ? bytes.len : 200);
    size_t at = marsad_str_find(head, MARSAD_LIT("encoding="), 0), end;
    char quote;

    if (at == SIZE_MAX || at + 10 >= head.len)
        return (marsad_str){ 0 };
    quote = head.ptr[at + 9];
    at += 10;
    for (end = at; end < head.len && head.ptr[end] != quote; end++) {
    }
    return marsad_str_slice(head, at, end);
}

/*
 * Valid UTF-8 is UTF-8, whatever is declared. Only charsets that write ASCII as ASCII are taken: mend() looks at the
 * bytes, and in others, as UTF-7, markup would pass it unseen.
 */
static const char *encoding_of(marsad_str bytes, marsad_str told)
{
    const char *name = input_label_charset(told);
    input_charset guess;

    if (marsad_utf8_valid(bytes) == bytes.len)
        return "UTF-8";
    if (!name || strncmp(name, "UTF-", 4) == 0)
        name = input_label_charset(declared_encoding(bytes));
    if (name && strncmp(name, "UTF-", 4) != 0)
        return name;
    return !name && input_detect_8bit(bytes, &guess) ? input_charset_name(guess) : "UTF-8";
}

static void tell_damage(const xmlParserCtxt *ctxt, marsad_err *why)
{
    const xmlError *e = &ctxt->lastError;
    marsad_str said = marsad_str_trim(marsad_str_of(e->message ? e->message : "damaged"));

    marsad_fail(why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "damaged XML in line %d: %.*s", e->line,
                (int)(said.len < 100 ? said.len : 100), said.ptr);
}

/* Attributes that a feed's own DTD adds to each of its elements: a few lines would make gigabytes. */
static void on_attribute_rule(void *ctxt, const xmlChar *element, const xmlChar *name, int type, int how,
                              const xmlChar *value, xmlEnumerationPtr tree)
{
    (void)element;
    (void)name;
    (void)type;
    (void)how;
    (void)value;
    xmlFreeEnumeration(tree);
    xmlStopParser(ctxt);
}

static bool parse(struct reader *r, marsad_str bytes, marsad_str charset, input_feed *out, marsad_err *why)
{
    xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
    marsad_err damage = { .code = MARSAD_OK };
    bool ok;

    if (!ctxt)
        return marsad_fail_memory(why);
    ctxt->sax->entityDecl = NULL; /* libxml2 would put them in where text is asked for */
    ctxt->sax->attributeDecl = on_attribute_rule;
    r->doc = xmlCtxtReadMemory(ctxt, bytes.ptr, (int)bytes.len, NULL, encoding_of(bytes, charset), OPTIONS);
    if (!r->doc && ctxt->errNo == XML_ERR_NO_MEMORY) {
        ok = marsad_fail_memory(why);
    } else {
        if (!ctxt->wellFormed)
            tell_damage(ctxt, &damage);
        ok = r->doc ? read_feed(r, out, why) : marsad_fail(why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "%s", damage.msg);
        if (ok && damage.code != MARSAD_OK)
            marsad_fail(why, damage.code, "", MARSAD_NO_OFFSET, "%s", damage.msg);
    }
    xmlFreeDoc(r->doc);
    xmlFreeParserCtxt(ctxt);
    return ok;
}

bool input_feed_parse(marsad_str bytes, marsad_str charset, marsad_str base, marsad_arena *arena, input_feed *out,
                      marsad_err *why)
{
    struct reader r = { .base = base, .arena = arena };
    marsad_buf clean = { 0 };
    bool ok;

    *out = (input_feed){ .n = 0 };
    if (base.ptr) {
        r.base = marsad_arena_str(arena, base);
        if (!r.base.ptr)
            return marsad_fail_memory(why);
    }
    if (bytes.len > INT32_MAX)
        return marsad_fail(why, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET, "the feed is too long");
    ok = mend(bytes, &clean) || marsad_fail_memory(why);
    ok = ok && parse(&r, marsad_buf_str(&clean), charset, out, why);
    marsad_buf_release(&clean);
    return ok;
}

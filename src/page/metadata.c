/*
 * metadata.c - candidates for each field in the order of their sources; the first that holds is taken.
 */
#include "page/metadata.h"

#include "page/seek.h"
#include "page/shingles.h"

#define WHO_MAX 120 /* bytes of an author or site */
#define DAY 86400

static void take_item(struct seeker *s, const char *field, marsad_str *to, const char *name)
{
    uint32_t node;

    if (!to->ptr)
        seek_take(s, field, to, seek_item(s, name, &node), "microdata");
}

/* ---- title ---- */

/* What is compared with each heading and searched for marks must be short, or the two together cost their product. */
static marsad_str brief(marsad_str title)
{
    size_t n = title.len < PAGE_TITLE_MAX ? title.len : PAGE_TITLE_MAX;

    while (n < title.len && n > 0 && ((unsigned char)title.ptr[n] & 0xC0) == 0x80) /* not within a character */
        n--;
    return marsad_str_slice(title, 0, n);
}

static double alike(struct seeker *s, marsad_str a, marsad_str b)
{
    page_shingles words;
    double share = 0;

    if (!a.len || !b.len)
        return 0;
    if (page_shingles_of(a, 1, &words))
        share = page_shingles_share(&words, b);
    else
        s->failed = true;
    page_shingles_release(&words);
    return share;
}

/* The heading before the text that says what the metadata say; it is the title as readers see it. */
static marsad_str visible_title(struct seeker *s, marsad_str told)
{
    const page_blocks *b = &s->r->blocks;
    size_t end = s->first < b->n ? s->first + 1 : b->n;
    marsad_str best = { 0 };
    double most = 0.6;

    for (size_t i = 0; i < end; i++) {
        const page_block *k = &b->at[i];
        marsad_str rest = page_block_str(b, i), top;
        bool named = (b->marks[k->container].kinds & (uint64_t)1 << K_TITLE) != 0, bold;
        double score;

        marsad_str_next(&rest, '\n', &top);
        bold = told.len && i + 12 > end && k->strong_words >= marsad_str_words(top); /* old pages have no headings */
        if ((!k->heading && !named && !bold) || k->words > 60 || k->link_words * 2 > k->words + 1)
            continue;
        score = told.len                          ? (alike(s, told, top) + alike(s, top, told)) / 2
                : k->heading == 1                 ? 1
                : k->heading == 2 && i + 12 > end ? 0.7
                                                  : 0;
        score += k->heading == 1 ? 0.1 : 0;
        if (score > most) {
            most = score;
            best = top;
        }
    }
    return best;
}

/* "Title | Site", "العنوان - الموقع": without the name of the site, where it is known. */
static marsad_str without_site(const struct seeker *s, marsad_str title)
{
    static const marsad_str MARKS[] = {
        { " | ", 3 },  { " - ", 3 },        { " \xE2\x80\x93 ", 5 }, { " \xE2\x80\x94 ", 5 },
        { " :: ", 4 }, { " \xC2\xBB ", 4 }, { " \xC2\xAB ", 4 }
    };
    size_t cut = title.len;

    for (size_t k = 0; k < sizeof MARKS / sizeof *MARKS; k++)
        for (size_t at = marsad_str_find(title, MARKS[k], 0); at != SIZE_MAX;
             at = marsad_str_find(title, MARKS[k], at + 1)) {
            marsad_str rest = marsad_str_slice(title, at + MARKS[k].len, title.len);

            if (marsad_str_words(rest) <= 4 && marsad_str_words(marsad_str_slice(title, 0, at)) >= 3 && at < cut)
                cut = at;
            else if (s->out->all.site.len && marsad_str_starts(rest, s->out->all.site) && at < cut)
                cut = at;
        }
    return marsad_str_trim(marsad_str_slice(title, 0, cut));
}

static void find_title(struct seeker *s)
{
    static const char *const OTHERS[] = { "twitter:title", "dc.title", "dcterms.title", "sailthru.title", NULL };
    marsad_str *to = &s->out->title, headline = brief(s->r->jsonld.headline), og = brief(seek_meta(s, "og:title")),
               title = brief(s->r->head.title), told = headline;

    seek_take(s, "title", to, s->doc->title, "given");
    if (to->ptr)
        return;
    if (!told.len)
        told = og.len ? og : title;
    seek_take(s, "title", to, visible_title(s, told), "text");
    seek_take(s, "title", to, headline, "json-ld");
    seek_take(s, "title", to, without_site(s, og), "opengraph");
    take_item(s, "title", to, "headline");
    seek_take_meta(s, "title", to, OTHERS, "meta");
    seek_take(s, "title", to, visible_title(s, (marsad_str){ 0 }), "text");
    seek_take(s, "title", to, without_site(s, title), "title");
}

/* ---- who ---- */

static bool is_address(marsad_str v)
{
    return marsad_str_starts(v, MARSAD_LIT("http")) || marsad_str_starts(v, MARSAD_LIT("//")) ||
           marsad_str_find(v, MARSAD_LIT("@"), 0) != SIZE_MAX;
}

static void take_author(struct seeker *s, marsad_str value, const char *from)
{
    if (value.len && value.len <= WHO_MAX && !is_address(value))
        seek_take(s, "author", &s->out->author, value, from);
}

/* A short block around the text that is named as a byline, or begins like one. */
static marsad_str visible_author(const struct seeker *s)
{
    const page_blocks *b = &s->r->blocks;
    size_t from = s->first > HEAD_BLOCKS ? s->first - HEAD_BLOCKS : 0;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = from; i < b->n && i <= s->last + TAIL_BLOCKS; i++) {
            const page_block *k = &b->at[i];
            bool named = (b->marks[k->container].kinds & (uint64_t)1 << K_BYLINE) != 0;

            if (seek_around_text(s, i) && k->words <= 8 && k->words > 0 && k->digits == 0 &&
                (pass == 0 ? named : k->cue == C_BYLINE && k->words > k->cue_words))
                return page_block_str(b, i);
        }
    return (marsad_str){ 0 };
}

/* An element within a line that is named as an author, next to the text: "<span class=author>". */
static marsad_str named_author(const struct seeker *s)
{
    const page_tree *t = &s->r->tree;

    for (uint32_t i = 0; i < t->n_nodes; i++) {
        marsad_str text;

        if (!(s->r->blocks.marks[i].kinds & (uint64_t)1 << K_BYLINE) || t->nodes[i].end - i > 6 ||
            !seek_around_text(s, seek_block_behind(&s->r->blocks, i)))
            continue;
        for (uint32_t k = i + 1; k < t->nodes[i].end; k++) {
            text = t->nodes[k].tag == T_TEXT ? marsad_str_trim(page_text_of(t, k)) : (marsad_str){ 0 };
            if (k + 1 == t->nodes[i].end && marsad_str_words(text) >= 2 && marsad_str_words(text) <= 8)
                return text;
        }
    }
    return (marsad_str){ 0 };
}

static void find_author(struct seeker *s)
{
    static const char *const NAMES[] = {
        "author",          "article:author", "dc.creator",        "dcterms.creator", "byl", "parsely-author",
        "sailthru.author", "article.author", "og:article:author", "authors",         NULL
    };
    uint32_t node;

    take_author(s, s->doc->author, "given");
    take_author(s, s->r->jsonld.author, "json-ld");
    for (size_t i = 0; NAMES[i]; i++)
        take_author(s, seek_meta(s, NAMES[i]), "meta");
    take_author(s, seek_item(s, "author", &node), "microdata");
    take_author(s, visible_author(s), "text");
    take_author(s, named_author(s), "text");
    if (s->r->jsonld.agency.len && !marsad_str_equal(s->r->jsonld.agency, s->r->jsonld.site))
        seek_take(s, "agency", &s->out->agency, s->r->jsonld.agency, "json-ld");
}

/* ---- the rest ---- */

/* The host of an address without "www.". */
static marsad_str host_of(marsad_str url)
{
    size_t from = marsad_str_find(url, MARSAD_LIT("://"), 0), end;

    if (from == SIZE_MAX)
        return (marsad_str){ 0 };
    from += 3;
    if (marsad_str_starts(marsad_str_slice(url, from, url.len), MARSAD_LIT("www.")))
        from += 4;
    for (end = from; end < url.len && !memchr("/:?#", url.ptr[end], 4); end++) {
    }
    return marsad_str_slice(url, from, end);
}

static marsad_str absolute(struct seeker *s, marsad_str url)
{
    marsad_str base = s->doc->url.len ? s->doc->url : s->out->all.canonical;
    size_t scheme = marsad_str_find(base, MARSAD_LIT("://"), 0), end;

    if (!url.len || marsad_str_find(url, MARSAD_LIT("://"), 0) != SIZE_MAX || scheme == SIZE_MAX)
        return url;
    if (marsad_str_starts(url, MARSAD_LIT("//")))
        return marsad_arena_fmt(s->arena, "%.*s:%.*s", (int)scheme, base.ptr, (int)url.len, url.ptr);
    for (end = scheme + 3; end < base.len && base.ptr[end] != '/'; end++) {
    }
    if (url.ptr[0] != '/')
        return url;
    return marsad_arena_fmt(s->arena, "%.*s%.*s", (int)end, base.ptr, (int)url.len, url.ptr);
}

static void find_rest(struct seeker *s)
{
    static const char *const SITE[] = { "og:site_name", NULL }, *const SITE2[] = { "application-name", NULL },
                             *const SECTION[] = { "article:section", NULL },
                             *const SECTION2[] = { "section", "parsely-section", "cxenseparse:category", NULL },
                             *const LANGUAGE[] = { "og:locale", NULL },
                             *const LANGUAGE2[] = { "language", "content-language", "dc.language", NULL },
                             *const PICTURE2[] = { "twitter:image", "twitter:image:src", "thumbnail", NULL };
    marsad_metadata *m = &s->out->all;

    seek_take(s, "canonical", &m->canonical, absolute(s, s->r->head.canonical), "link");
    seek_take(s, "canonical", &m->canonical, absolute(s, seek_meta(s, "og:url")), "opengraph");
    seek_take(s, "canonical", &m->canonical, absolute(s, s->r->jsonld.url), "json-ld");
    seek_take(s, "site", &m->site, s->doc->source, "given");
    seek_take_meta(s, "site", &m->site, SITE, "opengraph");
    seek_take(s, "site", &m->site, s->r->jsonld.site, "json-ld");
    seek_take_meta(s, "site", &m->site, SITE2, "meta");
    seek_take(s, "section", &m->section, s->r->jsonld.section, "json-ld");
    seek_take_meta(s, "section", &m->section, SECTION, "opengraph");
    take_item(s, "section", &m->section, "articleSection");
    seek_take_meta(s, "section", &m->section, SECTION2, "meta");
    seek_take(s, "language", &m->language, s->r->head.language, "html");
    seek_take(s, "language", &m->language, s->r->jsonld.language, "json-ld");
    seek_take_meta(s, "language", &m->language, LANGUAGE, "opengraph");
    seek_take_meta(s, "language", &m->language, LANGUAGE2, "meta");
    seek_take(s, "picture", &m->picture, absolute(s, seek_meta(s, "og:image")), "opengraph");
    seek_take(s, "picture", &m->picture, absolute(s, s->r->jsonld.picture), "json-ld");
    seek_take_meta(s, "picture", &m->picture, PICTURE2, "meta");
}

/* Where <title> is the title with a name beside it, behind or before a mark, that is the name of the site. */
static void find_site(struct seeker *s)
{
    marsad_str all = seek_clean(s, brief(s->r->head.title)), title = s->out->title, rest;
    size_t at = title.len ? marsad_str_find(all, title, 0) : SIZE_MAX;

    if (s->out->all.site.ptr || at == SIZE_MAX)
        return;
    rest = at > 0 ? marsad_str_slice(all, 0, at) : marsad_str_slice(all, title.len, all.len);
    while (rest.len && strchr(" |-:", rest.ptr[0]))
        rest = marsad_str_slice(rest, 1, rest.len);
    while (rest.len && strchr(" |-:", rest.ptr[rest.len - 1]))
        rest.len--;
    if (marsad_str_starts(rest, MARSAD_LIT("\xE2\x80\x93")) || marsad_str_starts(rest, MARSAD_LIT("\xE2\x80\x94")) ||
        marsad_str_starts(rest, MARSAD_LIT("\xC2\xBB")))
        rest = marsad_str_trim(marsad_str_slice(rest, rest.ptr[0] == '\xC2' ? 2 : 3, rest.len));
    if (rest.len && marsad_str_words(rest) <= 5)
        seek_take(s, "site", &s->out->all.site, rest, "title");
}

/* At last the host, which is no name, but tells the outlet. */
static void find_host(struct seeker *s)
{
    marsad_metadata *m = &s->out->all;

    seek_take(s, "site", &m->site, host_of(s->doc->url.len ? s->doc->url : m->canonical), "url");
}

bool page_metadata_read(const marsad_pages *p, const page_reading *r, const marsad_doc *doc, size_t first, size_t last,
                        marsad_arena *arena, page_metadata *out)
{
    struct seeker s = { .p = p, .r = r, .doc = doc, .arena = arena, .out = out, .first = first, .last = last };
    char fetched[MARSAD_MOMENT];

    *out = (page_metadata){ .title = { 0 } };
    s.origins = marsad_arena_array(arena, ORIGINS_MAX, sizeof *s.origins);
    s.problems = marsad_arena_array(arena, PROBLEMS_MAX, sizeof *s.problems);
    if (!s.origins || !s.problems || !desk_open(&s.d, p->dict))
        return false;
    s.limit = p->now + DAY;
    if (doc->capture.time.len && moment_read(&s.d, doc->capture.time, fetched) == MOMENT_GOOD)
        s.limit = moment_seconds(fetched) + DAY;
    find_rest(&s);
    find_title(&s);
    find_site(&s);
    find_host(&s);
    seek_dates(&s);
    find_author(&s);
    out->all.origins = s.origins;
    out->all.problems = s.problems;
    s.failed |= s.d.failed;
    desk_close(&s.d);
    return !s.failed;
}

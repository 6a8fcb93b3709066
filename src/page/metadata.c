/*
 * metadata.c - candidates for each field in the order of their sources; the first that holds is taken.
 */
#include "page/metadata.h"

#include "page/fold.h"
#include "page/shingles.h"

#include <strings.h>

#define ORIGINS_MAX 16
#define PROBLEMS_MAX 16
#define HEAD_BLOCKS 25 /* before the text, where a title, a name and a date may stand */
#define TAIL_BLOCKS 4  /* behind it */
#define NAME_MAX 120   /* bytes of an author or site */
#define DAY 86400

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

static void note(struct seeker *s, const char *field, const char *from)
{
    if (s->out->all.n_origins < ORIGINS_MAX)
        s->origins[s->out->all.n_origins++] = (marsad_origin){ field, from };
}

/* ---- strings ---- */

/* One line of clean text in the arena; ptr NULL where nothing is left. */
static marsad_str clean(struct seeker *s, marsad_str value)
{
    marsad_buf b = { 0 };
    marsad_str out = { 0 };

    if (!value.len)
        return out;
    if (marsad_clean_text(value, &b)) {
        for (size_t i = 0; i < b.len; i++)
            if (b.ptr[i] == '\n')
                b.ptr[i] = ' ';
        if (marsad_str_trim(marsad_buf_str(&b)).len)
            out = marsad_arena_str(s->arena, marsad_str_trim(marsad_buf_str(&b)));
    } else {
        s->failed = true;
    }
    marsad_buf_release(&b);
    return out;
}

/* Take the value if the field is still empty. */
static void take(struct seeker *s, const char *field, marsad_str *to, marsad_str value, const char *from)
{
    if (to->ptr || !value.len)
        return;
    *to = clean(s, value);
    if (to->ptr)
        note(s, field, from);
}

static marsad_str meta(const struct seeker *s, const char *name)
{
    return page_head_find(&s->r->head, name);
}

static void take_meta(struct seeker *s, const char *field, marsad_str *to, const char *const *names, const char *from)
{
    for (; *names; names++)
        take(s, field, to, meta(s, *names), from);
}

/* The first element with this itemprop: its content, datetime, or text. */
static marsad_str item(const struct seeker *s, const char *name, uint32_t *node)
{
    const page_tree *t = &s->r->tree;

    for (uint32_t i = 0; i < t->n_nodes; i++) {
        marsad_str prop = page_attr(t, i, A_ITEMPROP), value;

        if (!prop.len || !marsad_str_equal(prop, marsad_str_of(name)))
            continue;
        *node = i;
        value = page_attr(t, i, A_CONTENT);
        if (!value.len)
            value = page_attr(t, i, A_DATETIME);
        for (uint32_t k = i + 1; !value.len && k < t->nodes[i].end; k++)
            if (t->nodes[k].tag == T_TEXT)
                value = marsad_str_trim(page_text_of(t, k));
        if (value.len)
            return value;
    }
    return (marsad_str){ 0 };
}

static void take_item(struct seeker *s, const char *field, marsad_str *to, const char *name)
{
    uint32_t node;

    if (!to->ptr)
        take(s, field, to, item(s, name, &node), "microdata");
}

/* ---- title ---- */

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
    marsad_str *to = &s->out->title, told = s->r->jsonld.headline, og = meta(s, "og:title");

    take(s, "title", to, s->doc->title, "given");
    if (to->ptr)
        return;
    if (!told.len)
        told = og.len ? og : s->r->head.title;
    take(s, "title", to, visible_title(s, told), "text");
    take(s, "title", to, s->r->jsonld.headline, "json-ld");
    take(s, "title", to, without_site(s, og), "opengraph");
    take_item(s, "title", to, "headline");
    take_meta(s, "title", to, OTHERS, "meta");
    take(s, "title", to, visible_title(s, (marsad_str){ 0 }), "text");
    take(s, "title", to, without_site(s, s->r->head.title), "title");
}

/* ---- days ---- */

static void add_problem(struct seeker *s, const char *kind, const char *field, const char *from, marsad_str value)
{
    marsad_page_problem *p = &s->problems[s->out->all.n_problems];

    if (s->out->all.n_problems == PROBLEMS_MAX)
        return;
    *p = (marsad_page_problem){ kind, field, from, clean(s, value.len > 80 ? marsad_str_slice(value, 0, 80) : value) };
    s->out->all.n_problems += p->value.ptr != NULL;
}

/* Explicit ones that cannot be read are problems, too; of a visible text most are simply no dates. */
static void take_date(struct seeker *s, const char *field, char to[MARSAD_MOMENT], marsad_str value, const char *from,
                      bool is_explicit)
{
    char got[MARSAD_MOMENT];
    moment_status st;

    if (to[0] || !value.len)
        return;
    st = moment_read(&s->d, value, got);
    if (st == MOMENT_EARLY)
        add_problem(s, "early-date", field, from, value);
    else if (st == MOMENT_NONE && is_explicit)
        add_problem(s, "unreadable-date", field, from, value);
    else if (st == MOMENT_GOOD && moment_seconds(got) > s->limit)
        add_problem(s, "future-date", field, from, value);
    else if (st == MOMENT_GOOD) {
        memcpy(to, got, sizeof got);
        note(s, field, from);
    }
}

static void take_date_meta(struct seeker *s, const char *field, char to[MARSAD_MOMENT], const char *const *names,
                           const char *from)
{
    for (; *names; names++)
        take_date(s, field, to, meta(s, *names), from, true);
}

static void take_date_item(struct seeker *s, const char *field, char to[MARSAD_MOMENT], const char *name)
{
    uint32_t node;

    if (!to[0])
        take_date(s, field, to, item(s, name, &node), "microdata", true);
}

/* The block of a node, or n. */
static size_t block_behind(const page_blocks *b, uint32_t node)
{
    size_t low = 0, high = b->n;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (b->at[mid].first < node)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool around_text(const struct seeker *s, size_t block)
{
    return s->first <= s->last && block + HEAD_BLOCKS >= s->first && block <= s->last + TAIL_BLOCKS &&
           (block <= s->first || block > s->last);
}

/* <time datetime>, next to the text; the one before it first. */
static void take_times(struct seeker *s)
{
    const page_tree *t = &s->r->tree;

    for (int pass = 0; pass < 2 && !s->out->all.published[0]; pass++)
        for (uint32_t i = 0; i < t->n_nodes; i++) {
            marsad_str value;
            bool pubdate;

            if (t->nodes[i].tag != T_TIME)
                continue;
            value = page_attr(t, i, A_DATETIME);
            pubdate = page_attr(t, i, A_PUBDATE).ptr != NULL;
            if (value.len && (pass == 0 ? pubdate : around_text(s, block_behind(&s->r->blocks, i))))
                take_date(s, "published", s->out->all.published, value, "time", false);
        }
}

static bool says_updated(const struct seeker *s, marsad_str text)
{
    marsad_text t;

    if (!lines_read((desk *)(uintptr_t)&s->d, text, 120, &t))
        return false;
    for (size_t i = 0; i < t.n_tokens && i < 3; i++)
        if (word_phrase(&s->d, &t, i, "date-update", NULL))
            return true;
    return false;
}

/* Short blocks around the text that hold a date: those named or beginning so, then any that is nothing else. */
static void take_visible_dates(struct seeker *s)
{
    const page_blocks *b = &s->r->blocks;
    size_t from = s->first > HEAD_BLOCKS ? s->first - HEAD_BLOCKS : 0;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = from; i < b->n && i <= s->last + TAIL_BLOCKS; i++) {
            const page_block *k = &b->at[i];
            bool named = k->cue == C_DATE || k->time_words || (b->marks[k->container].kinds & (uint64_t)1 << K_DATE);
            marsad_str text = page_block_str(b, i);

            if (!around_text(s, i) || k->digits == 0 || k->words > 30 || (pass == 0) != named)
                continue;
            if (says_updated(s, text))
                take_date(s, "updated", s->out->all.updated, text, "text", false);
            else
                take_date(s, "published", s->out->all.published, text, "text", false);
        }
}

static void find_dates(struct seeker *s)
{
    static const char *const OG[] = { "article:published_time", "og:article:published_time", "og:published_time",
                                      "og:pubdate", NULL };
    static const char *const META[] = { "pubdate",
                                        "publishdate",
                                        "publish-date",
                                        "publish_date",
                                        "publication_date",
                                        "publication-date",
                                        "date",
                                        "dc.date",
                                        "dc.date.issued",
                                        "dc.date.created",
                                        "dcterms.created",
                                        "dcterms.date",
                                        "dcterms.issued",
                                        "datepublished",
                                        "parsely-pub-date",
                                        "sailthru.date",
                                        "article.published",
                                        "article_date_original",
                                        "cxenseparse:recs:publishtime",
                                        "rnews:datepublished",
                                        "created",
                                        NULL };
    static const char *const OG_NEW[] = { "article:modified_time", "og:updated_time", "article:updated_time", NULL };
    static const char *const META_NEW[] = { "lastmod",          "last-modified",   "datemodified", "dcterms.modified",
                                            "dc.date.modified", "article.updated", "revised",      NULL };
    char *day = s->out->all.published, *updated = s->out->all.updated;

    take_date(s, "published", day, s->doc->date, "given", true);
    take_date(s, "published", day, s->r->jsonld.published, "json-ld", true);
    take_date_meta(s, "published", day, OG, "opengraph");
    take_date_item(s, "published", day, "datePublished");
    take_date_meta(s, "published", day, META, "meta");
    take_date(s, "updated", updated, s->r->jsonld.modified, "json-ld", true);
    take_date_meta(s, "updated", updated, OG_NEW, "opengraph");
    take_date_item(s, "updated", updated, "dateModified");
    take_date_meta(s, "updated", updated, META_NEW, "meta");
    take_times(s);
    take_visible_dates(s);
    if (!day[0] && s->doc->url.len && moment_of_url(s->doc->url, day))
        note(s, "published", "url");
    if (!day[0] && s->out->all.canonical.len && moment_of_url(s->out->all.canonical, day))
        note(s, "published", "url");
}

/* ---- who ---- */

static bool is_address(marsad_str v)
{
    return marsad_str_starts(v, MARSAD_LIT("http")) || marsad_str_starts(v, MARSAD_LIT("//")) ||
           marsad_str_find(v, MARSAD_LIT("@"), 0) != SIZE_MAX;
}

static void take_author(struct seeker *s, marsad_str value, const char *from)
{
    if (value.len && value.len <= NAME_MAX && !is_address(value))
        take(s, "author", &s->out->author, value, from);
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

            if (around_text(s, i) && k->words <= 8 && k->words > 0 && k->digits == 0 &&
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
            !around_text(s, block_behind(&s->r->blocks, i)))
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
        take_author(s, meta(s, NAMES[i]), "meta");
    take_author(s, item(s, "author", &node), "microdata");
    take_author(s, visible_author(s), "text");
    take_author(s, named_author(s), "text");
    if (s->r->jsonld.agency.len && !marsad_str_equal(s->r->jsonld.agency, s->r->jsonld.site))
        take(s, "agency", &s->out->agency, s->r->jsonld.agency, "json-ld");
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

    take(s, "canonical", &m->canonical, absolute(s, s->r->head.canonical), "link");
    take(s, "canonical", &m->canonical, absolute(s, meta(s, "og:url")), "opengraph");
    take(s, "canonical", &m->canonical, absolute(s, s->r->jsonld.url), "json-ld");
    take(s, "site", &m->site, s->doc->source, "given");
    take_meta(s, "site", &m->site, SITE, "opengraph");
    take(s, "site", &m->site, s->r->jsonld.site, "json-ld");
    take_meta(s, "site", &m->site, SITE2, "meta");
    take(s, "section", &m->section, s->r->jsonld.section, "json-ld");
    take_meta(s, "section", &m->section, SECTION, "opengraph");
    take_item(s, "section", &m->section, "articleSection");
    take_meta(s, "section", &m->section, SECTION2, "meta");
    take(s, "language", &m->language, s->r->head.language, "html");
    take(s, "language", &m->language, s->r->jsonld.language, "json-ld");
    take_meta(s, "language", &m->language, LANGUAGE, "opengraph");
    take_meta(s, "language", &m->language, LANGUAGE2, "meta");
    take(s, "picture", &m->picture, absolute(s, meta(s, "og:image")), "opengraph");
    take(s, "picture", &m->picture, absolute(s, s->r->jsonld.picture), "json-ld");
    take_meta(s, "picture", &m->picture, PICTURE2, "meta");
}

/* Where <title> is the title with a name beside it, behind or before a mark, that is the name of the site. */
static void find_site(struct seeker *s)
{
    marsad_str all = clean(s, s->r->head.title), title = s->out->title, rest;
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
        take(s, "site", &s->out->all.site, rest, "title");
}

/* At last the host, which is no name, but tells the outlet. */
static void find_host(struct seeker *s)
{
    marsad_metadata *m = &s->out->all;

    take(s, "site", &m->site, host_of(s->doc->url.len ? s->doc->url : m->canonical), "url");
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
    find_dates(&s);
    find_author(&s);
    out->all.origins = s.origins;
    out->all.problems = s.problems;
    s.failed |= s.d.failed;
    desk_close(&s.d);
    return !s.failed;
}

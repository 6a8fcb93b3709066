/*
 * dates.c - when a page was published and changed: declared, in elements, in lines around the text, in the address.
 */
#include "page/seek.h"

static void add_problem(struct seeker *s, const char *kind, const char *field, const char *from, marsad_str value)
{
    marsad_page_problem *p = &s->problems[s->out->all.n_problems];

    if (s->out->all.n_problems == PROBLEMS_MAX)
        return;
    *p = (marsad_page_problem){ kind, field, from,
                                seek_clean(s, value.len > 80 ? marsad_str_slice(value, 0, 80) : value) };
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
        seek_note(s, field, from);
    }
}

/* The day in an address. */
static void take_address(struct seeker *s, char to[MARSAD_MOMENT], marsad_str url)
{
    char got[MARSAD_MOMENT];

    if (to[0] || !url.len || !moment_of_url(url, got))
        return;
    if (moment_seconds(got) > s->limit) {
        add_problem(s, "future-date", "published", "url", url);
        return;
    }
    memcpy(to, got, sizeof got);
    seek_note(s, "published", "url");
}

static void take_date_meta(struct seeker *s, const char *field, char to[MARSAD_MOMENT], const char *const *names,
                           const char *from)
{
    for (; *names; names++)
        take_date(s, field, to, seek_meta(s, *names), from, true);
}

static void take_date_item(struct seeker *s, const char *field, char to[MARSAD_MOMENT], const char *name)
{
    uint32_t node;

    if (!to[0])
        take_date(s, field, to, seek_item(s, name, &node), "microdata", true);
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
            if (value.len && (pass == 0 ? pubdate : seek_around_text(s, seek_block_behind(&s->r->blocks, i))))
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

            if (!seek_around_text(s, i) || k->digits == 0 || k->words > 30 || (pass == 0) != named)
                continue;
            if (says_updated(s, text))
                take_date(s, "updated", s->out->all.updated, text, "text", false);
            else
                take_date(s, "published", s->out->all.published, text, "text", false);
        }
}

void seek_dates(struct seeker *s)
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
    take_address(s, day, s->doc->url);
    take_address(s, day, s->out->all.canonical);
}

/*
 * jsonld.c - objects of JSON-LD are walked with a stack of our own; the types of schema.org that are articles count.
 */
#include "page/jsonld.h"

#include <jansson.h>

#define STACK 256           /* objects and lists that wait to be looked at; more are passed over */
#define SCRIPT_MAX 4194304u /* bytes of one script */
#define VISITS 20000u       /* objects and lists that are looked at */

struct find {
    marsad_arena *arena;
    page_jsonld *out;
    const json_t *stack[STACK];
    size_t n;
    int best; /* how good the object is that *out holds */
    bool failed;
};

static bool type_is(const json_t *type, const char *name)
{
    return json_is_string(type) && strcmp(json_string_value(type), name) == 0;
}

/* 0: no article. */
static int rank_of_type(const json_t *type)
{
    static const struct {
        const char *name;
        int rank;
    } TYPES[] = { { "NewsArticle", 5 },           { "ReportageNewsArticle", 5 },
                  { "AnalysisNewsArticle", 5 },   { "OpinionNewsArticle", 5 },
                  { "BackgroundNewsArticle", 5 }, { "ReviewNewsArticle", 5 },
                  { "LiveBlogPosting", 6 },       { "Article", 4 },
                  { "BlogPosting", 4 },           { "Report", 4 },
                  { "SocialMediaPosting", 2 },    { "TechArticle", 4 },
                  { "ScholarlyArticle", 4 },      { "WebPage", 1 } };
    int best = 0;
    size_t i;
    const json_t *item;

    json_array_foreach(type, i, item)
    {
        int rank = json_is_string(item) ? rank_of_type(item) : 0;

        best = rank > best ? rank : best;
    }
    for (i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (type_is(type, TYPES[i].name))
            best = TYPES[i].rank;
    return best;
}

/* A string, the name of an object, or the first of a list. */
static const char *name_in(const json_t *v, const char *key)
{
    for (int steps = 0; steps < 4; steps++) {
        if (json_is_string(v))
            return json_string_value(v);
        if (json_is_array(v))
            v = json_array_get(v, 0);
        else if (json_is_object(v))
            v = json_object_get(v, key);
        else
            return NULL;
    }
    return NULL;
}

static void keep(struct find *f, const char *value, marsad_str *field)
{
    marsad_str s = value ? marsad_str_trim(marsad_str_of(value)) : (marsad_str){ 0 };

    if (field->ptr || s.len == 0)
        return;
    *field = marsad_arena_str(f->arena, s);
    f->failed |= !field->ptr;
}

/* "a، b و c": names of a list of persons, joined with commas. */
static void keep_authors(struct find *f, const json_t *v, page_jsonld *out)
{
    marsad_buf names = { 0 };
    size_t n = json_is_array(v) ? json_array_size(v) : 1;

    for (size_t i = 0; i < n && i < 8; i++) {
        const json_t *item = json_is_array(v) ? json_array_get(v, i) : v;
        const char *name = name_in(item, "name");

        if (!name || !*name)
            continue;
        if (json_is_object(item) && type_is(json_object_get(item, "@type"), "Organization")) {
            keep(f, name, &out->agency);
            continue;
        }
        if (names.len)
            f->failed |= !marsad_buf_add(&names, MARSAD_LIT(", "));
        f->failed |= !marsad_buf_add(&names, marsad_str_of(name));
    }
    if (names.len && !out->author.ptr) {
        out->author = marsad_arena_str(f->arena, marsad_buf_str(&names));
        f->failed |= !out->author.ptr;
    }
    marsad_buf_release(&names);
}

static void take(struct find *f, const json_t *o, int rank)
{
    page_jsonld *out = f->out;
    const char *body = name_in(json_object_get(o, "articleBody"), "text");

    if (rank <= f->best) /* a second object of the kind is another article, mostly a related one */
        return;
    *out = (page_jsonld){ .live = rank == 6 };
    f->best = rank;
    keep(f, name_in(json_object_get(o, "headline"), "name"), &out->headline);
    keep(f, name_in(json_object_get(o, "name"), "name"), &out->headline);
    keep(f, name_in(json_object_get(o, "description"), "name"), &out->description);
    keep(f, body, &out->body);
    keep_authors(f, json_object_get(o, "author"), out);
    keep_authors(f, json_object_get(o, "creator"), out);
    keep(f, name_in(json_object_get(o, "datePublished"), "@value"), &out->published);
    keep(f, name_in(json_object_get(o, "dateCreated"), "@value"), &out->published);
    keep(f, name_in(json_object_get(o, "dateModified"), "@value"), &out->modified);
    keep(f, name_in(json_object_get(o, "publisher"), "name"), &out->site);
    keep(f, name_in(json_object_get(o, "articleSection"), "name"), &out->section);
    keep(f, name_in(json_object_get(o, "inLanguage"), "name"), &out->language);
    keep(f, name_in(json_object_get(o, "mainEntityOfPage"), "@id"), &out->url);
    keep(f, name_in(json_object_get(o, "url"), "@id"), &out->url);
    keep(f, name_in(json_object_get(o, "image"), "url"), &out->picture);
    keep(f, name_in(json_object_get(o, "thumbnailUrl"), "url"), &out->picture);
}

static void wait(struct find *f, const json_t *v)
{
    if ((json_is_object(v) || json_is_array(v)) && f->n < STACK)
        f->stack[f->n++] = v;
}

/* Objects within objects, too: graphs, lists, the main entity of a page. Related ones hang on keys of their own. */
static void look(struct find *f, const json_t *root)
{
    static const char *const INNER[] = { "@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item" };
    unsigned visits = 0;

    f->n = 0;
    wait(f, root);
    while (f->n && visits++ < VISITS && !f->failed) {
        const json_t *v = f->stack[--f->n];

        if (json_is_array(v)) {
            for (size_t i = json_array_size(v); i-- > 0;)
                wait(f, json_array_get(v, i));
            continue;
        }
        {
            int rank = rank_of_type(json_object_get(v, "@type"));

            if (rank)
                take(f, v, rank);
        }
        for (size_t i = sizeof INNER / sizeof *INNER; i-- > 0;)
            wait(f, json_object_get(v, INNER[i]));
    }
}

/* Line ends inside strings, as many pages have them, are no JSON: blanks in their place are. */
static json_t *parse(marsad_str script, bool *memory)
{
    marsad_buf mended = { 0 };
    json_t *root;

    *memory = marsad_buf_add(&mended, script);
    if (!*memory)
        return NULL;
    for (size_t i = 0; i < mended.len; i++)
        if ((unsigned char)mended.ptr[i] < 0x20)
            mended.ptr[i] = ' ';
    root = json_loadb(mended.ptr, mended.len, JSON_DISABLE_EOF_CHECK, NULL);
    marsad_buf_release(&mended);
    return root;
}

/* From the first bracket on: some pages put CDATA marks or comments before it. */
static marsad_str json_of(marsad_str script)
{
    static const marsad_str MARK = { "[CDATA[", 7 };
    size_t i = 0;

    for (; i < script.len && script.ptr[i] != '{'; i++) {
        if (script.ptr[i] != '[')
            continue;
        if (!marsad_str_starts(marsad_str_slice(script, i, script.len), MARK))
            break;
        i += MARK.len - 1;
    }
    return marsad_str_slice(script, i, script.len);
}

bool page_jsonld_read(const page_tree *t, marsad_arena *arena, page_jsonld *out)
{
    struct find f = { .arena = arena, .out = out };
    bool memory = true;

    *out = (page_jsonld){ .live = false };
    for (size_t i = 0; i < t->n_scripts && memory && !f.failed; i++) {
        json_t *root;

        if (t->scripts[i].len > SCRIPT_MAX)
            continue;
        root = parse(json_of(t->scripts[i]), &memory);
        if (root)
            look(&f, root);
        json_decref(root);
    }
    return memory && !f.failed;
}

/*
 * json_article.c - the article of a record as JSON: what it is, where it comes from, its metadata and parts.
 */
#include "record/writer.h"

#include "marsad/utf8.h"

void jw_versions(struct jw *j, marsad_str program, marsad_str dictionary)
{
    jw_key(j, "versions");
    jw_open(j, '{');
    jw_member(j, "program", program);
    jw_member(j, "dictionary", dictionary);
    jw_close(j, '}');
}

void jw_article(struct jw *j, const marsad_article *a)
{
    jw_member_number(j, "schema", MARSAD_SCHEMA);
    jw_member(j, "document", a->document);
    jw_member_number(j, "article", a->number);
    jw_member(j, "url", a->url);
    jw_member(j, "source", a->source);
    jw_member(j, "title", a->title);
    jw_member(j, "author", a->author);
    jw_member_text(j, "published", a->published);
    jw_member_text(j, "language", a->language);
    jw_key(j, "captions");
    jw_open(j, '[');
    for (size_t i = 0; i < a->n_captions; i++) {
        jw_open(j, '{');
        jw_member(j, "text", a->captions[i].text);
        jw_member(j, "credit", a->captions[i].credit);
        jw_close(j, '}');
    }
    jw_close(j, ']');
    jw_member(j, "text", a->text.ptr ? a->text : MARSAD_LIT(""));
}

static bool is_captured(const marsad_capture *c)
{
    return c->record.ptr || c->time.ptr || c->digest.ptr;
}

void jw_origin(struct jw *j, const marsad_capture *c, int64_t group)
{
    jw_key(j, "capture");
    if (is_captured(c)) {
        jw_open(j, '{');
        jw_member(j, "record", c->record);
        jw_member(j, "time", c->time);
        jw_member(j, "digest", c->digest);
        jw_member(j, "url", c->url);
        jw_close(j, '}');
    } else {
        jw_null(j);
    }
    jw_member_bound(j, "group", group != 0, (double)group);
}

static void write_problems_of(struct jw *j, const marsad_metadata *m)
{
    jw_key(j, "problems");
    jw_open(j, '[');
    for (size_t i = 0; i < m->n_problems; i++) {
        jw_open(j, '{');
        jw_member_text(j, "kind", m->problems[i].kind);
        jw_member_text(j, "field", m->problems[i].field);
        jw_member_text(j, "from", m->problems[i].from);
        jw_member(j, "value", m->problems[i].value);
        jw_close(j, '}');
    }
    jw_close(j, ']');
}

void jw_metadata(struct jw *j, const marsad_metadata *m)
{
    jw_key(j, "metadata");
    if (!m) {
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    jw_member_text(j, "published", m->published);
    jw_member_text(j, "updated", m->updated);
    jw_member(j, "site", m->site);
    jw_member(j, "section", m->section);
    jw_member(j, "language", m->language);
    jw_member(j, "canonical", m->canonical);
    jw_member(j, "picture", m->picture);
    jw_key(j, "from");
    jw_open(j, '{');
    for (size_t i = 0; i < m->n_origins; i++)
        jw_member_text(j, m->origins[i].field, m->origins[i].from);
    jw_close(j, '}');
    write_problems_of(j, m);
    jw_close(j, '}');
}

/* Entries stand in the order of the text, so code points are counted once; a record of the article alone has no index.
 */
void jw_entries(struct jw *j, const marsad_article *a)
{
    size_t byte = 0, points = 0;

    jw_key(j, "entries");
    jw_open(j, '[');
    for (size_t i = 0; i < a->n_entries; i++) {
        const marsad_entry_span *e = &a->entries[i];

        jw_open(j, '{');
        jw_member_text(j, "time", e->time);
        jw_member(j, "said", e->said);
        jw_member(j, "title", e->title);
        points += marsad_utf8_count(marsad_str_slice(a->text, byte, e->start));
        jw_member_number(j, "start", (double)points);
        points += marsad_utf8_count(marsad_str_slice(a->text, e->start, e->end));
        jw_member_number(j, "end", (double)points);
        byte = e->end;
        jw_close(j, '}');
    }
    jw_close(j, ']');
}

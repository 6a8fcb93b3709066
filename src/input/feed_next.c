/*
 * feed_next.c - a feed as an input: each entry is a document.
 */
#include "input/inside.h"

bool input_feed_begin(marsad_input *in, marsad_err *err)
{
    input_feeding *f = &in->feed;

    *f = (input_feeding){ .arena = marsad_arena_new(0) };
    return f->arena || marsad_fail_memory(err);
}

void input_feed_end(marsad_input *in)
{
    marsad_arena_free(in->feed.arena);
    in->feed = (input_feeding){ 0 };
    input_give_back(&in->raw);
}

/* MARSAD_END: refused as a whole; what could not be saved of a damaged feed is told, too. */
static marsad_status load(marsad_input *in)
{
    input_feeding *f = &in->feed;
    marsad_err why = { .code = MARSAD_OK };
    bool ok;

    f->loaded = true;
    ok = input_collect(in, &why) &&
         input_feed_parse(marsad_buf_str(&in->raw), (marsad_str){ 0 }, (marsad_str){ 0 }, f->arena, &f->feed, &why);
    if (why.code == MARSAD_ENOMEM)
        return MARSAD_FAIL;
    if (why.code != MARSAD_OK)
        input_refuse(in, &why, INPUT_NO_INDEX, MARSAD_NO_OFFSET);
    return ok ? MARSAD_MORE : MARSAD_END;
}

static bool copy(marsad_str s, marsad_arena *arena, marsad_str *out)
{
    *out = s.ptr ? marsad_arena_str(arena, s) : s;
    return !s.ptr || out->ptr;
}

static bool fill(marsad_input *in, const input_entry *e, marsad_arena *arena, marsad_doc *doc)
{
    *doc = (marsad_doc){ .media = MARSAD_MEDIA_TEXT, .charset = input_charset_name(in->charset) };
    return copy(e->url, arena, &doc->url) && copy(e->title, arena, &doc->title) &&
           copy(e->author, arena, &doc->author) && copy(e->date, arena, &doc->date) &&
           copy(e->text, arena, &doc->text) && copy(in->feed.feed.title, arena, &doc->source) &&
           input_name_document(in, in->feed.at, arena, doc);
}

marsad_status input_feed_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err)
{
    input_feeding *f = &in->feed;
    marsad_status st = f->loaded ? MARSAD_MORE : load(in);

    while (st == MARSAD_MORE && f->at < f->feed.n) {
        const input_entry *e = &f->feed.entries[f->at++];

        if (!e->title.ptr && e->text.len == 0) /* an address alone is no article */
            continue;
        if (fill(in, e, arena, doc))
            return MARSAD_MORE;
        st = MARSAD_FAIL;
    }
    if (st == MARSAD_FAIL)
        marsad_fail_memory(err);
    return st == MARSAD_FAIL ? MARSAD_FAIL : MARSAD_END;
}

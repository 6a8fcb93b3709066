/*
 * json.c - documents out of a JSON stream: pieces -> split into objects -> parsed -> fields.
 */
#include "input/inside.h"

#include <inttypes.h>

bool input_json_begin(marsad_input *in, marsad_err *err)
{
    input_json *j = &in->json;
    marsad_buf object = j->split.object; /* its memory is used again */

    *j = (input_json){ .split = { .max_article = in->limits.max_article, .max_nesting = in->limits.max_nesting } };
    j->split.object = object;
    j->split.object.len = 0;
    return input_decoder_init(&j->decoder, in->charset, input_top(in)->offset, err);
}

void input_json_end(marsad_input *in)
{
    input_json *j = &in->json;

    input_decoder_release(&j->decoder);
    if (j->root)
        json_decref(j->root);
    j->root = NULL;
    j->list = NULL;
    if (j->split.object.cap > (size_t)4 << 20)
        input_split_release(&j->split);
}

/* --- the next event of the splitter --- */

static bool next_piece(input_json *j, input_stream *s)
{
    size_t want = 1;

    for (;;) {
        marsad_str raw = input_peek(s, want);
        size_t before = raw.len;
        bool last = s->ended, got = input_decode(&j->decoder, &raw, last, &j->piece);

        input_take(s, before - raw.len);
        j->at = 0;
        if (got)
            return true;
        if (last)
            return false;
        want = raw.len + 1;
    }
}

static input_split_event next_event(input_json *j, input_stream *s)
{
    for (;;) {
        input_split_event e = input_split_feed(&j->split, &j->piece, &j->at);

        if (e != SPLIT_MORE)
            return e;
        if (!next_piece(j, s)) {
            j->ended = true;
            j->piece.text.len = j->at = 0;
            return input_split_end(&j->split);
        }
    }
}

/* --- what is refused --- */

static void describe(const marsad_input *in, input_split_event e, marsad_err *why)
{
    static const char *const MESSAGES[] = {
        [SPLIT_TORN] = "damaged JSON: the object stops and another one begins",
        [SPLIT_VALUE] = "not an object (as may be others right after it)",
        [SPLIT_STRAY] = "neither an object nor an array (as may be lines right after it)",
        [SPLIT_CUT] = "cut in the middle of an article: the input ends inside a JSON object",
        [SPLIT_UNCLOSED] = "cut between articles: the input ends before the end of the JSON array",
    };

    if (e == SPLIT_TOO_LONG)
        marsad_fail(why, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET,
                    "the object is longer than %" PRIu64 " bytes (limit on one article)", in->limits.max_article);
    else if (e == SPLIT_TOO_DEEP)
        marsad_fail(why, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET, "nested deeper than %u (limit on nesting)",
                    in->limits.max_nesting);
    else if (e == SPLIT_TOO_MANY)
        marsad_fail(why, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET, "more than %u values in one object", INPUT_MAX_VALUES);
    else
        marsad_fail(why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "%s", MESSAGES[e]);
}

static void refuse_event(marsad_input *in, input_split_event e)
{
    input_json *j = &in->json;
    bool no_object = e == SPLIT_VALUE || e == SPLIT_STRAY, quiet = no_object && j->quiet;
    marsad_err why = { 0 };

    j->index++;
    j->quiet = no_object;
    if (quiet)
        return;
    describe(in, e, &why);
    input_refuse(in, &why, e == SPLIT_UNCLOSED ? INPUT_NO_INDEX : j->index,
                 e == SPLIT_UNCLOSED ? input_top(in)->offset : j->split.start);
}

/* The end of the stream, with `e` as the state of the JSON; one refusal at most. */
static marsad_status at_end(marsad_input *in, input_split_event e)
{
    const input_stream *s = input_top(in);
    marsad_err why = { 0 };

    if (s->failure.code == MARSAD_ENOMEM)
        return MARSAD_FAIL;
    if (s->failure.code != MARSAD_OK) {
        marsad_fail(&why, s->failure.code, "", MARSAD_NO_OFFSET, "%s%s", s->failure.msg,
                    e == SPLIT_CUT ? ", in the middle of an article" : "");
        input_refuse(in, &why, e == SPLIT_CUT ? in->json.index + 1 : INPUT_NO_INDEX, s->offset);
    } else if (e != SPLIT_MORE) {
        refuse_event(in, e);
    }
    return MARSAD_END;
}

/* --- documents --- */

/* MARSAD_END: refused. */
static marsad_status make_document(marsad_input *in, const json_t *object, marsad_arena *arena, marsad_doc *doc)
{
    input_json *j = &in->json;
    size_t replaced = j->split.replaced;
    input_fields_result r;
    marsad_err why = { 0 };

    j->index++;
    j->quiet = false;
    j->split.replaced = 0; /* of several documents in one object the first has all */
    *doc = (marsad_doc){ .media = MARSAD_MEDIA_JSON, .charset = input_charset_name(in->charset), .replaced = replaced };
    r = json_is_object(object) ? input_fields(object, arena, doc) : FIELDS_NO_TEXT;
    if (r == FIELDS_NO_TEXT) {
        marsad_fail(&why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "no text");
        input_refuse(in, &why, j->index, j->split.start);
        return MARSAD_END;
    }
    return r == FIELDS_OK && input_name_document(in, j->index, arena, doc) ? MARSAD_MORE : MARSAD_FAIL;
}

static void drop_root(input_json *j)
{
    json_decref(j->root);
    j->root = NULL;
    j->list = NULL;
}

/* The next of a list of articles inside one object. MARSAD_END: no more there. */
static marsad_status next_in_list(marsad_input *in, marsad_arena *arena, marsad_doc *doc)
{
    input_json *j = &in->json;

    while (j->list_at < json_array_size(j->list)) {
        marsad_status st = make_document(in, json_array_get(j->list, j->list_at++), arena, doc);

        if (st != MARSAD_END)
            return st;
    }
    drop_root(j);
    return MARSAD_END;
}

/* What sp->object holds. MARSAD_END: refused, or a list that next_in_list() gives. */
static marsad_status read_object(marsad_input *in, marsad_arena *arena, marsad_doc *doc)
{
    input_json *j = &in->json;
    marsad_err why = { 0 };
    marsad_status st;

    j->root = input_parse(&j->split.object, j->split.escapes, &j->split.replaced, &why);
    if (!j->root) {
        if (why.code == MARSAD_ENOMEM)
            return MARSAD_FAIL;
        j->index++;
        j->quiet = false;
        input_refuse(in, &why, j->index, j->split.start + why.offset);
        return MARSAD_END;
    }
    j->list = input_wrapped(j->root);
    j->list_at = 0;
    if (j->list)
        return MARSAD_END;
    st = make_document(in, j->root, arena, doc);
    drop_root(j);
    return st;
}

marsad_status input_json_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err)
{
    input_json *j = &in->json;
    marsad_status st = MARSAD_END;

    while (st == MARSAD_END) {
        input_split_event e;

        if (j->list) {
            st = next_in_list(in, arena, doc);
            continue;
        }
        if (j->ended)
            return MARSAD_END;
        e = next_event(j, input_top(in));
        if (j->ended)
            st = at_end(in, e);
        else if (e == SPLIT_NO_MEMORY)
            st = MARSAD_FAIL;
        else if (e == SPLIT_OBJECT)
            st = read_object(in, arena, doc);
        else
            refuse_event(in, e);
    }
    if (st == MARSAD_FAIL)
        marsad_fail_memory(err);
    return st;
}

/*
 * open.c - the public functions, and the stack of layers: each path opened when its turn comes, unpacked as its bytes
 * ask for, read as what its text begins like.
 */
#include "input/inside.h"

#include "marsad/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

marsad_input_limits marsad_input_limits_defaults(void)
{
    return (marsad_input_limits){ .max_article = (uint64_t)16 << 20,
                                  .max_nesting = 64,
                                  .max_ratio = 200,
                                  .max_unpacked = (uint64_t)1 << 40,
                                  .max_depth = 32 };
}

/* --- names and refusals --- */

/* A long name loses its end, at a character, never its number. */
static size_t name_that_fits(const marsad_input *in, size_t max)
{
    size_t n = in->name.len;

    if (n < max)
        return n;
    for (n = max - 1; n && (in->name.ptr[n] & 0xC0) == 0x80; n--)
        ;
    return n;
}

void input_refuse(marsad_input *in, const marsad_err *why, uint64_t index, uint64_t offset)
{
    marsad_err e = { 0 };
    char where[sizeof e.where], number[24] = "";

    in->refused++;
    if (!in->refuse)
        return;
    if (index != INPUT_NO_INDEX)
        snprintf(number, sizeof number, "#%" PRIu64, index);
    snprintf(where, sizeof where, "%.*s%s", (int)name_that_fits(in, sizeof where - sizeof number),
             in->name.len ? in->name.ptr : "", number);
    marsad_fail(&e, why->code, where, offset, "%s", why->msg);
    in->refuse(in->user, &e);
}

/* Cut the name to `keep` bytes and put `sep` and `part` behind, with a NUL after all. */
static bool set_name(marsad_input *in, size_t keep, const char *sep, marsad_str part)
{
    in->name.len = keep;
    return marsad_buf_add(&in->name, marsad_str_of(sep)) && marsad_utf8_clean(part, &in->name, NULL) &&
           marsad_buf_add_byte(&in->name, '\0') && in->name.len--;
}

static bool name_path(marsad_input *in, const char *path)
{
    marsad_str s;

    if (!set_name(in, 0, "", marsad_str_of(path)))
        return false;
    s = marsad_buf_str(&in->name);
    in->base = s.len;
    while (in->base && s.ptr[in->base - 1] != '/')
        in->base--;
    return true;
}

bool input_name_document(marsad_input *in, uint64_t index, marsad_arena *arena, marsad_doc *doc)
{
    if (index == INPUT_NO_INDEX)
        doc->name = marsad_arena_str(arena, marsad_buf_str(&in->name));
    else
        doc->name = marsad_arena_fmt(arena, "%s#%" PRIu64, in->name.ptr, index);
    if (!doc->name.ptr)
        return false;
    if (!doc->id.ptr)
        doc->id = doc->url.ptr ? doc->url : marsad_str_slice(doc->name, in->base, doc->name.len);
    return true;
}

/* --- layers --- */

static bool push(marsad_input *in, input_layer layer)
{
    layer.name_len = in->name.len;
    in->layers[in->n_layers++] = layer;
    return true;
}

static void pop(marsad_input *in)
{
    input_layer *top = &in->layers[--in->n_layers];

    if (in->n_layers) {
        in->packings -= !top->member;
        in->name.len = in->layers[in->n_layers - 1].name_len;
        in->name.ptr[in->name.len] = '\0';
    }
    if (top->zip)
        input_zip_close(top->zip);
    else if (!top->member)
        input_stream_close(top->stream);
}

static void end_reading(marsad_input *in)
{
    if (in->reading == READ_JSON)
        input_json_end(in);
    else if (in->reading == READ_WARC)
        input_warc_end(in);
    else if (in->reading == READ_FEED)
        input_feed_end(in);
    in->reading = READ_NOTHING;
}

/* Leave what has been read; a zip below it may hold more. */
static void leave(marsad_input *in)
{
    uint64_t reached = in->bytes_here;

    end_reading(in);
    if (in->bytes_here == 0 && in->n_layers) /* a pipe: what has come out of it */
        reached = in->layers[0].stream->offset;
    while (in->n_layers && !in->layers[in->n_layers - 1].zip)
        pop(in);
    if (in->n_layers == 0) {
        in->bytes_before += reached;
        in->bytes_here = 0;
    }
}

/* Tell why the top is refused and leave it. False: no memory. */
static bool turn_away(marsad_input *in, marsad_err *why, uint64_t offset, marsad_err *err)
{
    if (why->code == MARSAD_ENOMEM)
        return marsad_fail_memory(err);
    input_refuse(in, why, INPUT_NO_INDEX, offset);
    leave(in);
    return true;
}

/* --- what the top stream is --- */

typedef enum { PACKED_NOT, PACKED_GZIP, PACKED_ZSTD, PACKED_ZIP } packing;

static packing find_packing(marsad_str head)
{
    static const struct {
        marsad_str magic;
        packing packing;
    } KNOWN[] = { { { "\x1f\x8b\x08", 3 }, PACKED_GZIP },
                  { { "\x28\xb5\x2f\xfd", 4 }, PACKED_ZSTD },
                  { { "PK\3\4", 4 }, PACKED_ZIP },
                  { { "PK\5\6", 4 }, PACKED_ZIP } };

    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (marsad_str_starts(head, KNOWN[i].magic))
            return KNOWN[i].packing;
    return PACKED_NOT;
}

static bool unpack(marsad_input *in, packing p, marsad_err *err)
{
    input_stream *s = input_top(in);
    uint64_t begin = s->offset;
    input_layer layer = { 0 };
    marsad_err why = { 0 };

    if (in->packings == INPUT_MAX_PACKINGS)
        marsad_fail(&why, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET, "packed more than %d times", INPUT_MAX_PACKINGS);
    else if (p == PACKED_ZIP)
        layer.zip = input_zip_open(s, &in->budget, &why);
    else if (p == PACKED_GZIP)
        layer.stream = input_gzip_open(s, &in->budget, &why);
    else
        layer.stream = input_zstd_open(s, &in->budget, &why);
    if (why.code != MARSAD_OK)
        return turn_away(in, &why, begin, err);
    in->packings++;
    return push(in, layer);
}

static bool begin_warc(marsad_input *in, marsad_err *err)
{
    marsad_err why = { 0 };

    if (input_warc_begin(in, &why)) {
        in->reading = READ_WARC;
        return true;
    }
    return turn_away(in, &why, MARSAD_NO_OFFSET, err);
}

/* "page.html", "page.htm.gz": a fragment that begins with any tag is a page, too. */
static bool named_as_page(const marsad_input *in)
{
    static const marsad_str ENDS[] = { { ".html", 5 }, { ".htm", 4 }, { ".xhtml", 6 }, { ".shtml", 6 } };
    marsad_str name = marsad_buf_str(&in->name);

    if (marsad_str_ends(name, MARSAD_LIT(".gz")) || marsad_str_ends(name, MARSAD_LIT(".zst")))
        name = marsad_str_slice(name, 0, marsad_str_ends(name, MARSAD_LIT(".gz")) ? name.len - 3 : name.len - 4);
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (name.len > ENDS[i].len && strncasecmp(name.ptr + name.len - ENDS[i].len, ENDS[i].ptr, ENDS[i].len) == 0)
            return true;
    return false;
}

static bool begin_reading(marsad_input *in, marsad_str head, marsad_err *err)
{
    input_stream *s = input_top(in);
    input_detected d = input_detect(head);
    marsad_err why = { 0 };

    if (head.len == 0 && s->failure.code != MARSAD_OK)
        why = s->failure;
    else if (head.len == 0)
        marsad_fail(&why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "empty");
    else if (d.binary)
        marsad_fail(&why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "not text but %s", d.binary);
    if (why.code != MARSAD_OK)
        return turn_away(in, &why, head.len ? MARSAD_NO_OFFSET : s->offset, err);
    head = marsad_str_slice(head, d.bom, head.len);
    if (input_begins_html(head, d.charset, named_as_page(in))) { /* finds its charset itself, mark included */
        in->reading = READ_HTML;
        return true;
    }
    in->charset = d.charset;
    if (input_begins_feed(head)) { /* XML tells its charset itself */
        in->reading = READ_FEED;
        return input_feed_begin(in, err);
    }
    input_take(s, d.bom);
    if (!input_begins_json(head, d.charset)) {
        in->reading = READ_TEXT;
        return true;
    }
    in->reading = READ_JSON;
    return input_json_begin(in, &why) || turn_away(in, &why, MARSAD_NO_OFFSET, err);
}

static bool look_at_top(marsad_input *in, marsad_err *err)
{
    input_stream *s = input_top(in);
    packing p = find_packing(input_peek(s, 4));

    if (p != PACKED_NOT)
        return unpack(in, p, err);
    if (input_begins_warc(input_peek(s, 8)))
        return begin_warc(in, err);
    return begin_reading(in, input_peek(s, INPUT_BLOCK), err);
}

/* --- what comes next --- */

static bool zip_ended(marsad_input *in)
{
    pop(in);
    leave(in);
    return true;
}

/* The top is a zip: on to its next member. */
static bool next_member(marsad_input *in, marsad_err *err)
{
    input_layer *top = &in->layers[in->n_layers - 1];
    input_layer layer = { .member = true };
    marsad_err why = { 0 };
    marsad_str name = { 0 };
    marsad_status st = input_zip_next(top->zip, &name, &layer.stream, &why);

    if (why.code == MARSAD_ENOMEM)
        return marsad_fail_memory(err);
    if (st != MARSAD_MORE) {
        if (st == MARSAD_FAIL)
            input_refuse(in, &why, INPUT_NO_INDEX, MARSAD_NO_OFFSET);
        return zip_ended(in);
    }
    if (!set_name(in, top->name_len, ":", name))
        return marsad_fail_memory(err);
    if (layer.stream)
        return push(in, layer);
    input_refuse(in, &why, INPUT_NO_INDEX, MARSAD_NO_OFFSET);
    return set_name(in, top->name_len, "", MARSAD_LIT("")) || marsad_fail_memory(err);
}

/* Nothing is open: on to the next path. */
static marsad_status next_path(marsad_input *in, marsad_err *err)
{
    input_found found = { 0 };
    input_layer layer = { 0 };
    marsad_err why = { 0 };
    marsad_status st = in->walk ? input_walk_next(in->walk, &found, &why) : MARSAD_END;

    if (st == MARSAD_END)
        return MARSAD_END;
    if (why.code == MARSAD_ENOMEM || !name_path(in, found.path))
        goto no_memory;
    in->budget = (input_budget){ .limits = in->limits };
    in->packings = 0;
    if (st == MARSAD_MORE)
        layer.stream = input_file_open(found.path, &why);
    if (layer.stream) {
        in->bytes_here = found.size;
        push(in, layer);
        return MARSAD_MORE;
    }
    if (why.code == MARSAD_ENOMEM)
        goto no_memory;
    in->bytes_before += found.size;
    input_refuse(in, &why, INPUT_NO_INDEX, MARSAD_NO_OFFSET);
    return MARSAD_MORE;
no_memory:
    marsad_fail_memory(err);
    return MARSAD_FAIL;
}

static marsad_status read_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err)
{
    marsad_status st = in->reading == READ_JSON   ? input_json_next(in, arena, doc, err)
                       : in->reading == READ_WARC ? input_warc_next(in, arena, doc, err)
                       : in->reading == READ_FEED ? input_feed_next(in, arena, doc, err)
                       : in->reading == READ_HTML ? input_html_next(in, arena, doc, err)
                                                  : input_text_next(in, arena, doc, err);

    if (st == MARSAD_END || (st == MARSAD_MORE && (in->reading == READ_TEXT || in->reading == READ_HTML)))
        leave(in);
    return st;
}

marsad_status marsad_input_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err)
{
    for (;;) {
        if (in->reading != READ_NOTHING) {
            marsad_status st = read_next(in, arena, doc, err);

            if (st != MARSAD_END)
                return st;
        } else if (in->n_layers == 0) {
            marsad_status st = next_path(in, err);

            if (st != MARSAD_MORE)
                return st;
        } else if (in->layers[in->n_layers - 1].zip ? !next_member(in, err) : !look_at_top(in, err)) {
            return MARSAD_FAIL;
        }
    }
}

void marsad_input_progress(const marsad_input *in, marsad_progress *p)
{
    uint64_t here = in->n_layers ? in->layers[0].stream->offset : 0;

    if (in->bytes_here && here > in->bytes_here) /* the file has grown */
        here = in->bytes_here;
    p->input = in->name.len ? in->name.ptr : "";
    p->bytes_done = in->bytes_before + here;
    p->bytes_total = in->bytes_total;
    p->refused = in->refused;
}

/* --- open and close --- */

static bool copy_paths(marsad_input *in, const marsad_input_options *options)
{
    in->paths = calloc(options->n_paths + 1, sizeof *in->paths);
    if (!in->paths)
        return false;
    for (size_t i = 0; i < options->n_paths; i++, in->n_paths++) {
        in->paths[i] = strdup(options->paths[i]);
        if (!in->paths[i])
            return false;
    }
    return true;
}

static input_walk *new_walk(const marsad_input *in)
{
    return input_walk_new((const char *const *)in->paths, in->n_paths, in->limits.max_depth);
}

/* Sizes of all files, for the progress; 0 as soon as one is not known. Refusals are told when their turn comes. */
static bool add_sizes(marsad_input *in)
{
    input_walk *w = new_walk(in);
    input_found found;
    marsad_status st = MARSAD_END;
    bool known = true, memory = w != NULL;

    while (memory && known) {
        marsad_err err = { 0 };

        st = input_walk_next(w, &found, &err);
        if (st == MARSAD_END)
            break;
        memory = err.code != MARSAD_ENOMEM;
        known = st == MARSAD_FAIL || found.known;
        in->bytes_total += found.size;
    }
    if (!known)
        in->bytes_total = 0;
    input_walk_free(w);
    return memory;
}

static marsad_input *new_input(const marsad_input_options *options, marsad_err *err)
{
    marsad_input *in = calloc(1, sizeof *in);

    if (!in) {
        marsad_fail_memory(err);
        return NULL;
    }
    in->limits = options->limits;
    in->refuse = options->refuse;
    in->user = options->user;
    in->budget.limits = in->limits;
    return in;
}

marsad_input *marsad_input_open(const marsad_input_options *options, marsad_err *err)
{
    marsad_input *in = new_input(options, err);

    if (!in)
        return NULL;
    if (copy_paths(in, options) && add_sizes(in) && (in->walk = new_walk(in)) != NULL)
        return in;
    marsad_fail_memory(err);
    marsad_input_close(in);
    return NULL;
}

marsad_input *input_open_stream(const marsad_input_options *options, input_stream *s, const char *name, marsad_err *err)
{
    marsad_input *in = new_input(options, err);

    if (in && name_path(in, name)) {
        push(in, (input_layer){ .stream = s });
        return in;
    }
    if (in)
        marsad_fail_memory(err);
    input_stream_close(s);
    marsad_input_close(in);
    return NULL;
}

void marsad_input_close(marsad_input *in)
{
    if (!in)
        return;
    end_reading(in);
    while (in->n_layers)
        pop(in);
    input_split_release(&in->json.split);
    for (size_t i = 0; i < in->n_paths; i++)
        free(in->paths[i]);
    free(in->paths);
    input_walk_free(in->walk);
    marsad_buf_release(&in->name);
    marsad_buf_release(&in->raw);
    marsad_buf_release(&in->decoded);
    free(in);
}

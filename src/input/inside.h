/*
 * inside.h - what a marsad_input is made of, for the files of this room and its tests.
 *
 *     paths -> walk -> layers (file, what is unpacked from it, …) -> reader (text, page, JSON, WARC or feed) -> documents
 */
#ifndef MARSAD_INPUT_INSIDE_H
#define MARSAD_INPUT_INSIDE_H

#include "input/charset.h"
#include "input/feed.h"
#include "input/fields.h"
#include "input/split.h"
#include "input/stream.h"
#include "input/walk.h"
#include "input/warc.h"

#define INPUT_MAX_PACKINGS 2 /* a .gz inside a .zip, a .zip inside a .gz; deeper is refused */
#define INPUT_MAX_LAYERS (1 + 2 * INPUT_MAX_PACKINGS)
#define INPUT_NO_INDEX UINT64_MAX

typedef struct {
    input_stream *stream; /* either this … */
    input_zip *zip;       /* … or this */
    bool member;          /* the stream belongs to the zip below it */
    size_t name_len;      /* of marsad_input.name while this is the top */
} input_layer;

typedef struct {
    input_split split;
    input_decoder decoder;
    input_piece piece;
    size_t at; /* in the piece */
    uint64_t index;
    bool ended, quiet; /* quiet: the run of things that are no objects has been told */
    json_t *root;      /* of `list` */
    const json_t *list;
    size_t list_at;
} input_json;

typedef struct {
    marsad_arena *arena; /* of the whole feed */
    input_feed feed;
    size_t at;
    bool loaded;
} input_feeding;

typedef enum { READ_NOTHING, READ_TEXT, READ_HTML, READ_JSON, READ_WARC, READ_FEED } input_reading;

struct marsad_input {
    marsad_input_limits limits;
    marsad_input_refuse *refuse;
    void *user;
    char **paths;
    size_t n_paths;
    input_walk *walk;
    input_budget budget; /* of the present file */
    input_layer layers[INPUT_MAX_LAYERS];
    size_t n_layers;
    unsigned packings;
    marsad_buf name; /* of the top layer, with a NUL behind it */
    size_t base;     /* where the name begins without its folders */

    input_reading reading;
    input_charset charset;
    input_json json;
    input_warc warc;
    input_feeding feed;
    marsad_buf raw, decoded; /* of a text or page */

    uint64_t bytes_before, bytes_here, bytes_total; /* of finished files; of the present one; of all */
    uint64_t refused;
};

/* Tell of a refusal: why->code and why->msg, the name of the present input and what else is known of the place. */
void input_refuse(marsad_input *in, const marsad_err *why, uint64_t index, uint64_t offset);

/* Name and fallback id of a document; `index` may be INPUT_NO_INDEX. False: no memory. */
bool input_name_document(marsad_input *in, uint64_t index, marsad_arena *arena, marsad_doc *doc);

/* The readers of the top layer's stream. MARSAD_END: nothing more in it; what was wrong has been told. */
bool input_json_begin(marsad_input *in, marsad_err *err);
marsad_status input_json_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err);
void input_json_end(marsad_input *in);
bool input_warc_begin(marsad_input *in, marsad_err *err);
marsad_status input_warc_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err);
void input_warc_end(marsad_input *in);
bool input_feed_begin(marsad_input *in, marsad_err *err);
marsad_status input_feed_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err);
void input_feed_end(marsad_input *in);
/* One document each: the whole stream. */
marsad_status input_html_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err);
marsad_status input_text_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err);

/* The whole stream into in->raw; false: too long, broken or no memory. Release with input_give_back. */
bool input_collect(marsad_input *in, marsad_err *why);
void input_give_back(marsad_buf *b);

static inline input_stream *input_top(const marsad_input *in)
{
    return in->layers[in->n_layers - 1].stream;
}

/* An input that reads one stream, which it closes. For tests: `name` stands for the path. */
marsad_input *input_open_stream(const marsad_input_options *options, input_stream *s, const char *name,
                                marsad_err *err);

#endif

/*
 * text.c - a plain text is one document. Its bytes are held undecoded, so that a file that begins as UTF-8 and turns
 * out to be something else can be decoded again.
 */
#include "input/inside.h"

#include "input/markup.h"
#include "marsad/utf8.h"

#include <inttypes.h>

static bool too_long(const marsad_input *in, marsad_err *why)
{
    return marsad_fail(why, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET,
                       "the text is longer than %" PRIu64 " bytes (limit on one article)", in->limits.max_article);
}

bool input_collect(marsad_input *in, marsad_err *why)
{
    uint64_t unit = in->charset == INPUT_UTF16LE || in->charset == INPUT_UTF16BE ? 2 : 1;
    uint64_t max = in->limits.max_article > UINT64_MAX / unit ? UINT64_MAX : in->limits.max_article * unit;
    input_stream *s = input_top(in);
    marsad_str part;

    in->raw.len = 0;
    while (part = input_peek(s, 1), part.len > 0) {
        if (in->raw.len + part.len > max)
            return too_long(in, why);
        if (!marsad_buf_add(&in->raw, part))
            return marsad_fail_memory(why);
        input_take(s, part.len);
    }
    if (s->failure.code != MARSAD_OK)
        *why = s->failure;
    return s->failure.code == MARSAD_OK;
}

static bool decode_all(marsad_input *in, input_charset charset, size_t *replaced, marsad_err *why)
{
    marsad_str raw = marsad_buf_str(&in->raw);
    input_decoder d;
    input_piece piece;
    bool ok = input_decoder_init(&d, charset, 0, why);

    in->decoded.len = 0;
    *replaced = 0;
    while (ok && input_decode(&d, &raw, true, &piece)) {
        ok = marsad_buf_add(&in->decoded, piece.text) || marsad_fail_memory(why);
        *replaced += piece.replaced;
        if (ok && in->decoded.len > in->limits.max_article)
            ok = too_long(in, why);
    }
    input_decoder_release(&d);
    return ok;
}

static bool decode(marsad_input *in, marsad_doc *doc, marsad_str *text, marsad_err *why)
{
    marsad_str raw = marsad_buf_str(&in->raw);
    input_charset charset = in->charset;

    if (charset == INPUT_UTF8 && marsad_utf8_valid(raw) == raw.len && !memchr(raw.ptr, 0, raw.len)) {
        *text = raw;
    } else {
        if (charset == INPUT_UTF8 && !input_is_utf8(raw))
            input_detect_8bit(raw, &charset);
        if (!decode_all(in, charset, &doc->replaced, why))
            return false;
        *text = marsad_buf_str(&in->decoded);
    }
    doc->charset = input_charset_name(charset);
    return !input_is_blank(*text) ||
           marsad_fail(why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "no text: only white space");
}

void input_give_back(marsad_buf *b)
{
    if (b->cap > (size_t)4 << 20) /* one giant article should not be paid for until the end */
        marsad_buf_release(b);
}

marsad_status input_text_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err)
{
    marsad_status st = MARSAD_MORE;
    marsad_err why = { 0 };
    marsad_str text;

    *doc = (marsad_doc){ .media = MARSAD_MEDIA_TEXT };
    if (!input_collect(in, &why) || (in->raw.len > 0 && !decode(in, doc, &text, &why))) {
        st = why.code == MARSAD_ENOMEM ? MARSAD_FAIL : MARSAD_END;
        if (st == MARSAD_END)
            input_refuse(in, &why, INPUT_NO_INDEX, input_top(in)->offset);
    } else if (in->raw.len == 0) { /* nothing but a byte order mark */
        marsad_fail(&why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "empty");
        input_refuse(in, &why, INPUT_NO_INDEX, MARSAD_NO_OFFSET);
        st = MARSAD_END;
    } else if (!input_lines(text, arena, &doc->text) || !input_name_document(in, INPUT_NO_INDEX, arena, doc)) {
        st = MARSAD_FAIL;
    }
    input_give_back(&in->raw);
    input_give_back(&in->decoded);
    if (st == MARSAD_FAIL)
        marsad_fail_memory(err);
    return st;
}

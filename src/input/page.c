/*
 * page.c - charset and kind of a page.
 */
#include "input/page.h"

#include "input/charset.h"
#include "input/html.h"
#include "input/http.h"
#include "input/markup.h"
#include "marsad/utf8.h"

#include <inttypes.h>
#include <strings.h>

page_kind page_kind_of(marsad_str content_type, marsad_str body)
{
    marsad_str media = http_media(content_type);

    if (http_same(media, "text/html") || http_same(media, "application/xhtml+xml"))
        return PAGE_HTML;
    if (http_same(media, "text/plain"))
        return PAGE_TEXT;
    if (media.len > 0 && !http_same(media, "unk") && !http_same(media, "unknown/unknown"))
        return PAGE_NONE;
    body = marsad_str_slice(body, 0, body.len < 512 ? body.len : 512);
    while (body.len && (unsigned char)body.ptr[0] <= ' ')
        body = marsad_str_slice(body, 1, body.len);
    if (marsad_str_starts(body, MARSAD_LIT("<!")) || (body.len >= 5 && strncasecmp(body.ptr, "<html", 5) == 0))
        return PAGE_HTML;
    return PAGE_NONE;
}

/* ---- charset ---- */

static bool named_charset(marsad_str name, input_charset *out)
{
    static const struct {
        const char *name;
        input_charset charset;
    } NAMES[] = {
        { "windows-1256", INPUT_W1256 }, { "cp1256", INPUT_W1256 },     { "x-cp1256", INPUT_W1256 },
        { "cp-1256", INPUT_W1256 },      { "iso-8859-6", INPUT_ISO6 },  { "iso_8859-6", INPUT_ISO6 },
        { "arabic", INPUT_ISO6 },        { "asmo-708", INPUT_ISO6 },    { "utf-16", INPUT_UTF16LE },
        { "utf-16le", INPUT_UTF16LE },   { "utf-16be", INPUT_UTF16BE },
    };

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (http_same(name, NAMES[i].name)) {
            *out = NAMES[i].charset;
            return true;
        }
    return false;
}

static bool is_ascii(marsad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

/* `declared` may be empty. */
static input_charset choose_charset(marsad_str body, marsad_str declared, size_t *bom)
{
    input_detected d = input_detect(marsad_str_slice(body, 0, body.len < 65536 ? body.len : 65536));
    input_charset charset = INPUT_UTF8, named;
    bool known = named_charset(declared, &named);

    *bom = d.bom;
    if (d.bom > 0)
        return d.charset;
    if (known && (named == INPUT_UTF16LE || named == INPUT_UTF16BE))
        return named;
    if (input_is_utf8(body))
        return known && is_ascii(body) ? named : INPUT_UTF8;
    if (known)
        return named;
    input_detect_8bit(body, &charset);
    return charset;
}

static bool decode(marsad_str body, input_charset charset, uint64_t max, marsad_buf *out, size_t *replaced,
                   marsad_err *err)
{
    input_decoder d;
    input_piece piece;
    bool ok = input_decoder_init(&d, charset, 0, err);

    out->len = 0;
    *replaced = 0;
    while (ok && input_decode(&d, &body, true, &piece)) {
        ok = marsad_buf_add(out, piece.text) || marsad_fail_memory(err);
        *replaced += piece.replaced;
        if (ok && out->len > max)
            ok = marsad_fail(err, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET,
                             "the text is longer than %" PRIu64 " bytes (limit on one article)", max);
    }
    input_decoder_release(&d);
    return ok;
}

bool page_read(marsad_str body, marsad_str content_type, page_kind kind, uint64_t max, marsad_buf *scratch,
               marsad_arena *arena, marsad_doc *doc, marsad_err *err)
{
    marsad_str text, declared = http_parameter(content_type, "charset");
    size_t bom = 0;
    input_charset charset;

    if (kind == PAGE_HTML)
        return input_html(body, declared, max, arena, doc, err);
    charset = choose_charset(body, declared, &bom);
    body = marsad_str_slice(body, bom, body.len);
    doc->charset = input_charset_name(charset);
    doc->media = MARSAD_MEDIA_TEXT;
    if (charset == INPUT_UTF8 && marsad_utf8_valid(body) == body.len && !(body.len && memchr(body.ptr, 0, body.len)))
        text = body;
    else if (decode(body, charset, max, scratch, &doc->replaced, err))
        text = marsad_buf_str(scratch);
    else
        return false;
    if (input_is_blank(text))
        return marsad_fail(err, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "no text: only white space");
    return input_lines(text, arena, &doc->text) || marsad_fail_memory(err);
}

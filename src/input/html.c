/*
 * html.c - a page is decoded at once: its charset may stand anywhere in its head, and be wrong.
 */
#include "input/html.h"

#include "input/inside.h"
#include "input/markup.h"
#include "marsad/utf8.h"

#include <errno.h>
#include <inttypes.h>

#define FFFD "\xEF\xBF\xBD" /* U+FFFD */

/* One charset for the whole page, by iconv; what it cannot convert becomes U+FFFD, byte by byte. */
static bool convert(marsad_str in, const char *charset, uint64_t max, marsad_buf *out, size_t *replaced,
                    marsad_err *err)
{
    iconv_t cd = iconv_open("UTF-8", charset);
    char *from = (char *)(uintptr_t)in.ptr; /* iconv does not write to its input */
    size_t left = in.len;
    bool ok = true;

    if (cd == (iconv_t)-1)
        return marsad_fail(err, MARSAD_EIO, "", MARSAD_NO_OFFSET, "the system cannot convert from %s", charset);
    while (ok && left > 0 && out->len <= max) {
        char *to;
        size_t room, done;

        ok = marsad_buf_reserve(out, left < 4096 ? left * 4 + 16 : left + left / 2);
        if (!ok)
            break;
        to = out->ptr + out->len;
        room = out->cap - out->len;
        done = iconv(cd, &from, &left, &to, &room);
        out->len = (size_t)(to - out->ptr);
        if (done == (size_t)-1 && errno != E2BIG && left > 0) {
            ok = marsad_buf_add(out, MARSAD_LIT(FFFD));
            (*replaced)++;
            from++;
            left--;
        }
    }
    iconv_close(cd);
    return ok || marsad_fail_memory(err);
}

/* NUL is allowed nowhere; a space in its place keeps tags apart as it did. */
static void drop_nuls(char *s, size_t len, size_t *replaced)
{
    for (char *at = s; len && (at = memchr(at, 0, len - (size_t)(at - s))) != NULL; at++) {
        *at = ' ';
        (*replaced)++;
    }
}

static bool is_ascii(marsad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

/* The charset of the bytes; *bom is the length of the mark. */
static const char *find_charset(marsad_str bytes, marsad_str http_charset, size_t *bom)
{
    marsad_str head = marsad_str_slice(bytes, 0, bytes.len < INPUT_BLOCK ? bytes.len : INPUT_BLOCK);
    input_detected d = input_detect(head);
    const char *told;
    input_charset guess;

    *bom = d.bom;
    if (d.bom || d.charset == INPUT_UTF16LE || d.charset == INPUT_UTF16BE)
        return input_charset_name(d.charset);
    told = input_label_charset(http_charset);
    if (marsad_utf8_valid(bytes) == bytes.len && !(told && is_ascii(bytes)))
        return "UTF-8";
    if (told && strncmp(told, "UTF-16", 6) != 0)
        return told;
    told = input_label_charset(input_meta_charset(bytes));
    if (told && strncmp(told, "UTF-16", 6) != 0) /* its bytes would have told that */
        return told;
    if (input_is_utf8(bytes))
        return "UTF-8";
    return input_detect_8bit(bytes, &guess) ? input_charset_name(guess) : "WINDOWS-1252";
}

bool input_html(marsad_str bytes, marsad_str http_charset, uint64_t max, marsad_arena *arena, marsad_doc *doc,
                marsad_err *err)
{
    marsad_buf text = { 0 };
    size_t bom, replaced = 0;
    const char *charset = find_charset(bytes, http_charset, &bom);
    bool utf8 = strcmp(charset, "UTF-8") == 0, ok;

    bytes = marsad_str_slice(bytes, bom, bytes.len);
    if (utf8)
        ok = bytes.len > max || marsad_utf8_clean(bytes, &text, &replaced) || marsad_fail_memory(err);
    else
        ok = convert(bytes, charset, max, &text, &replaced, err);
    if (ok && (text.len > max || (utf8 && bytes.len > max)))
        ok = marsad_fail(err, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET,
                         "the page is longer than %" PRIu64 " bytes (limit on one article)", max);
    if (ok) {
        drop_nuls(text.ptr, text.len, &replaced);
        if (input_is_blank(marsad_buf_str(&text)))
            ok = marsad_fail(err, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "no text: only white space");
    }
    if (ok) {
        doc->text = marsad_arena_str(arena, marsad_buf_str(&text));
        doc->charset = charset;
        doc->replaced = replaced;
        doc->media = MARSAD_MEDIA_HTML;
        ok = doc->text.ptr || marsad_fail_memory(err);
    }
    marsad_buf_release(&text);
    return ok;
}

marsad_status input_html_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err)
{
    marsad_status st = MARSAD_MORE;
    marsad_err why = { 0 };

    *doc = (marsad_doc){ .media = MARSAD_MEDIA_HTML };
    if (!input_collect(in, &why) ||
        !input_html(marsad_buf_str(&in->raw), (marsad_str){ 0 }, in->limits.max_article, arena, doc, &why)) {
        st = why.code == MARSAD_ENOMEM ? MARSAD_FAIL : MARSAD_END;
        if (st == MARSAD_END)
            input_refuse(in, &why, INPUT_NO_INDEX, input_top(in)->offset);
    } else if (!input_name_document(in, INPUT_NO_INDEX, arena, doc)) {
        st = MARSAD_FAIL;
    }
    input_give_back(&in->raw);
    if (st == MARSAD_FAIL)
        marsad_fail_memory(err);
    return st;
}

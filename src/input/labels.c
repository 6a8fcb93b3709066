/*
 * labels.c - what HTTP and pages call charsets, and where a page says it.
 */
#include "input/html.h"

#include <strings.h>

#define META_BYTES 4096u

/* Labels of the Encoding Standard, section 4.2; ISO-8859-1 and ASCII mean windows-1252 there, and so in all pages. */
static const struct {
    const char *label, *charset;
} LABELS[] = {
    { "utf-8", "UTF-8" },
    { "utf8", "UTF-8" },
    { "unicode-1-1-utf-8", "UTF-8" },
    { "windows-1256", "WINDOWS-1256" },
    { "cp1256", "WINDOWS-1256" },
    { "x-cp1256", "WINDOWS-1256" },
    { "iso-8859-6", "ISO-8859-6" },
    { "iso8859-6", "ISO-8859-6" },
    { "arabic", "ISO-8859-6" },
    { "asmo-708", "ISO-8859-6" },
    { "ecma-114", "ISO-8859-6" },
    { "iso-8859-6-i", "ISO-8859-6" },
    { "windows-1252", "WINDOWS-1252" },
    { "cp1252", "WINDOWS-1252" },
    { "x-cp1252", "WINDOWS-1252" },
    { "iso-8859-1", "WINDOWS-1252" },
    { "iso8859-1", "WINDOWS-1252" },
    { "latin1", "WINDOWS-1252" },
    { "us-ascii", "WINDOWS-1252" },
    { "ascii", "WINDOWS-1252" },
    { "iso-8859-15", "ISO-8859-15" },
    { "iso8859-15", "ISO-8859-15" },
    { "windows-1254", "WINDOWS-1254" },
    { "iso-8859-9", "WINDOWS-1254" },
    { "latin5", "WINDOWS-1254" },
    { "windows-1255", "WINDOWS-1255" },
    { "iso-8859-8", "ISO-8859-8" },
    { "iso-8859-8-i", "ISO-8859-8" },
    { "windows-1253", "WINDOWS-1253" },
    { "iso-8859-7", "ISO-8859-7" },
    { "windows-1251", "WINDOWS-1251" },
    { "koi8-r", "KOI8-R" },
    { "windows-1250", "WINDOWS-1250" },
    { "iso-8859-2", "ISO-8859-2" },
    { "gb2312", "GB18030" },
    { "gbk", "GB18030" },
    { "gb18030", "GB18030" },
    { "big5", "BIG5" },
    { "euc-jp", "EUC-JP" },
    { "shift_jis", "SHIFT_JIS" },
    { "euc-kr", "EUC-KR" },
    { "utf-16", "UTF-16LE" },
    { "utf-16le", "UTF-16LE" },
    { "utf-16be", "UTF-16BE" },
};

const char *input_label_charset(marsad_str label)
{
    label = marsad_str_trim(label);
    for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++)
        if (label.len == strlen(LABELS[i].label) && strncasecmp(label.ptr, LABELS[i].label, label.len) == 0)
            return LABELS[i].charset;
    return NULL;
}

static bool same_letters(const char *at, const char *word, size_t len)
{
    return strncasecmp(at, word, len) == 0;
}

/* What stands behind "charset" and "=", with or without quotes, as far as a label can reach. */
static marsad_str label_behind(marsad_str tag, size_t at)
{
    size_t end;

    while (at < tag.len && (tag.ptr[at] == ' ' || tag.ptr[at] == '\t' || tag.ptr[at] == '\n'))
        at++;
    if (at >= tag.len || tag.ptr[at] != '=')
        return (marsad_str){ 0 };
    for (at++; at < tag.len && memchr(" \t\n\r\"'", tag.ptr[at], 6); at++) {
    }
    for (end = at; end < tag.len && !memchr(" \t\n\r\"';/>", tag.ptr[end], 9); end++) {
    }
    return marsad_str_slice(tag, at, end);
}

static marsad_str charset_of_tag(marsad_str tag)
{
    static const size_t LEN = sizeof "charset" - 1;

    for (size_t i = 0; i + LEN < tag.len; i++)
        if ((tag.ptr[i] | 0x20) == 'c' && same_letters(tag.ptr + i, "charset", LEN)) {
            marsad_str label = label_behind(tag, i + LEN);

            if (label.len)
                return label;
        }
    return (marsad_str){ 0 };
}

marsad_str input_meta_charset(marsad_str head)
{
    static const size_t LEN = sizeof "<meta" - 1;

    if (head.len > META_BYTES)
        head.len = META_BYTES;
    for (size_t i = 0; i + LEN < head.len; i++) {
        marsad_str tag, label;
        const char *end;

        if (head.ptr[i] != '<' || !same_letters(head.ptr + i, "<meta", LEN))
            continue;
        end = memchr(head.ptr + i, '>', head.len - i);
        tag = marsad_str_slice(head, i, end ? (size_t)(end - head.ptr) : head.len);
        label = charset_of_tag(tag);
        if (label.len)
            return label;
    }
    return (marsad_str){ 0 };
}

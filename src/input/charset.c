/*
 * charset.c - detection: magic numbers, byte order mark, UTF-16 by its zero and Arabic high bytes, UTF-8 by its form,
 * windows-1256 against ISO-8859-6 by where their most frequent letters lie, else uchardet.
 */
#include "input/charset.h"

#include "marsad/utf8.h"

#include <uchardet.h>

#define DETECT_MAX 65536u

const char *input_charset_name(input_charset c)
{
    static const char *const NAMES[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1256", "ISO-8859-6" };

    return NAMES[c];
}

/* --- what is no text --- */

static const struct magic {
    size_t at, len;
    const char *bytes, *media;
} MAGIC[] = {
    { 0, 4,
      "\x7f"
      "ELF",
      "application/x-executable" },
    { 0, 5, "%PDF-", "application/pdf" },
    { 0, 8, "\x89PNG\r\n\x1a\n", "image/png" },
    { 0, 3, "\xff\xd8\xff", "image/jpeg" },
    { 0, 6, "GIF87a", "image/gif" },
    { 0, 6, "GIF89a", "image/gif" },
    { 8, 4, "WEBP", "image/webp" },
    { 8, 8, "WAVEfmt ", "audio/wav" },
    { 4, 4, "ftyp", "video/mp4" },
    { 0, 4, "OggS", "application/ogg" },
    { 0, 4, "ID3\x03", "audio/mpeg" },
    { 0, 4, "ID3\x04", "audio/mpeg" },
    { 0, 6, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed" },
    { 0, 6, "Rar!\x1a\x07", "application/vnd.rar" },
    { 0, 6,
      "\xfd"
      "7zXZ\0",
      "application/x-xz" },
    { 4, 6, "1AY&SY", "application/x-bzip2" },
    { 257, 5, "ustar", "application/x-tar" },
    { 0, 16, "SQLite format 3\0", "application/vnd.sqlite3" },
    { 0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage" },
    { 0, 4, "\xca\xfe\xba\xbe", "application/java-vm" },
    { 0, 4, "\0asm", "application/wasm" },
    { 0, 4, "\xff\xfe\0\0", "text in UTF-32" },
    { 0, 4, "\0\0\xfe\xff", "text in UTF-32" },
};

static const char *find_magic(marsad_str head)
{
    for (size_t i = 0; i < sizeof MAGIC / sizeof *MAGIC; i++) {
        const struct magic *m = &MAGIC[i];

        if (head.len >= m->at + m->len && memcmp(head.ptr + m->at, m->bytes, m->len) == 0)
            return m->media;
    }
    return NULL;
}

/* Control characters that writers and terminals put into texts are none here; 0x1E stands before RFC 7464 records. */
static bool is_control(uint32_t c)
{
    return (c < 0x20 && !(c >= 0x09 && c <= 0x0D) && c != 0x1B && c != 0x1E) || c == 0x7F;
}

static bool many_controls(marsad_str head)
{
    size_t n = 0;

    for (size_t i = 0; i < head.len; i++)
        n += is_control((unsigned char)head.ptr[i]);
    if (head.len && head.ptr[head.len - 1] == 0x1A) /* end of file, in DOS */
        n--;
    return n * 100 > head.len;
}

/* --- UTF-16 --- */

static uint32_t unit16(marsad_str s, size_t i, bool big)
{
    uint32_t a = (unsigned char)s.ptr[i], b = (unsigned char)s.ptr[i + 1];

    return big ? a << 8 | b : b << 8 | a;
}

/* Does it read as text? Few control characters, surrogates in pairs, nothing from the private and unassigned ends. */
static bool reads_as_utf16(marsad_str head, bool big)
{
    size_t odd = 0, units = head.len / 2;
    uint32_t before = 0;

    for (size_t i = 0; i + 1 < head.len; i += 2) {
        uint32_t c = unit16(head, i, big);
        bool low = c >= 0xDC00 && c <= 0xDFFF, after_high = before >= 0xD800 && before <= 0xDBFF;

        odd += is_control(c) || low != after_high || (c >= 0xE000 && c < 0xFB00) || c >= 0xFFFE;
        before = c;
    }
    return odd * 100 <= units;
}

/* Without a mark: the high bytes are 00 (ASCII) or 06 (Arabic), bytes that 8-bit and UTF-8 text hardly holds. */
static bool find_utf16(marsad_str head, input_charset *charset)
{
    size_t n[2] = { 0, 0 }, pairs = head.len / 2;
    bool big;

    for (size_t i = 0; i < pairs * 2; i++)
        n[i % 2] += head.ptr[i] == 0 || head.ptr[i] == 6;
    big = n[0] > n[1];
    if (pairs == 0 || n[!big] * 10 < pairs * 7 || n[big] * 4 > n[!big] || !reads_as_utf16(head, big))
        return false;
    *charset = big ? INPUT_UTF16BE : INPUT_UTF16LE;
    return true;
}

/* --- UTF-8 --- */

bool input_is_utf8(marsad_str bytes)
{
    size_t chars = 0, multi = 0, broken = 0, len;

    if (marsad_utf8_valid(bytes) == bytes.len)
        return true;
    for (size_t i = 0; i < bytes.len; i += len) {
        bool bad = marsad_utf8_get(bytes, i, &len) == MARSAD_REPLACEMENT && !(len == 3 && bytes.ptr[i] == (char)0xEF);

        if (bad && i + len == bytes.len && (unsigned char)bytes.ptr[i] >= 0xC2)
            break; /* cut by the end of the block, or of what could be unpacked */
        chars++;
        broken += bad;
        multi += !bad && len > 1;
    }
    /* Letters of 8-bit charsets form a valid sequence only now and then, by accident. */
    return broken * 100 < chars || (multi && broken * 4 <= multi);
}

/* --- 8 bits --- */

static bool arabic_1256(unsigned c)
{
    return (c >= 0xC0 && c <= 0xD6) || (c >= 0xD8 && c <= 0xDF) || c == 0xE1 || (c >= 0xE3 && c <= 0xE6) || c == 0xEC ||
           c == 0xED;
}

static bool arabic_iso6(unsigned c)
{
    return (c >= 0xC1 && c <= 0xDA) || (c >= 0xE0 && c <= 0xEA);
}

typedef struct {
    size_t high;        /* bytes over 0x7F */
    size_t in_words;    /* of these, right after another: Arabic comes in words, accents one by one */
    size_t w1256, iso6; /* Arabic letters by each charset */
    size_t only_1256;   /* ya, alef maqsura, fa, qaf, kaf, ghayn and the C1 area: not letters in ISO-8859-6 */
    size_t only_iso6;   /* ha, waw, alef maqsura, ya: Latin letters with accents in windows-1256 */
} letters;

static letters count_letters(marsad_str bytes)
{
    letters n = { 0 };

    for (size_t i = 0; i < bytes.len; i++) {
        unsigned c = (unsigned char)bytes.ptr[i];

        if (c < 0x80)
            continue;
        n.high++;
        n.in_words += i > 0 && (unsigned char)bytes.ptr[i - 1] >= 0x80;
        n.w1256 += arabic_1256(c);
        n.iso6 += arabic_iso6(c);
        n.only_1256 += c < 0xA0 || (c >= 0xDB && c <= 0xDF) || c == 0xEC || c == 0xED;
        n.only_iso6 += c >= 0xE7 && c <= 0xEA;
    }
    return n;
}

static bool ask_uchardet(marsad_str bytes, input_charset *charset)
{
    static const struct {
        const char *name;
        input_charset charset;
    } KNOWN[] = { { "WINDOWS-1256", INPUT_W1256 }, { "ISO-8859-6", INPUT_ISO6 } };
    uchardet_t u = uchardet_new();
    bool found = false;

    if (!u)
        return false;
    if (uchardet_handle_data(u, bytes.ptr, bytes.len < DETECT_MAX ? bytes.len : DETECT_MAX) == 0) {
        uchardet_data_end(u);
        for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN && !found; i++) {
            found = strcmp(uchardet_get_charset(u), KNOWN[i].name) == 0;
            if (found)
                *charset = KNOWN[i].charset;
        }
    }
    uchardet_delete(u);
    return found;
}

bool input_detect_8bit(marsad_str bytes, input_charset *charset)
{
    letters n = count_letters(bytes);
    size_t most = n.w1256 > n.iso6 ? n.w1256 : n.iso6;

    if (n.high == 0 || most * 10 < n.high * 6 || n.in_words * 2 < n.high) /* not mostly Arabic */
        return false;
    if (n.only_1256 > 2 * n.only_iso6)
        *charset = INPUT_W1256;
    else if (n.only_iso6 > 2 * n.only_1256)
        *charset = INPUT_ISO6;
    else if (!ask_uchardet(bytes, charset))
        *charset = INPUT_W1256;
    return true;
}

/* --- all together --- */

static bool find_bom(marsad_str head, input_detected *d)
{
    static const struct {
        marsad_str bytes;
        input_charset charset;
    } MARKS[] = { { { "\xEF\xBB\xBF", 3 }, INPUT_UTF8 },
                  { { "\xFF\xFE", 2 }, INPUT_UTF16LE },
                  { { "\xFE\xFF", 2 }, INPUT_UTF16BE } };

    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        if (marsad_str_starts(head, MARKS[i].bytes)) {
            *d = (input_detected){ .charset = MARKS[i].charset, .bom = MARKS[i].bytes.len };
            return true;
        }
    }
    return false;
}

input_detected input_detect(marsad_str head)
{
    input_detected d = { .charset = INPUT_UTF8, .binary = find_magic(head) };

    if (d.binary || find_bom(head, &d) || find_utf16(head, &d.charset))
        return d;
    if (many_controls(head))
        d.binary = "application/octet-stream";
    else if (!input_is_utf8(head))
        input_detect_8bit(head, &d.charset);
    return d;
}

/* --- JSON or text --- */

/* The i-th unit of the head where it is ASCII, else 0x80; 0 after the end. */
static unsigned ascii_at(marsad_str head, input_charset charset, size_t i)
{
    uint32_t c;

    if (charset == INPUT_UTF16LE || charset == INPUT_UTF16BE) {
        if (2 * i + 1 >= head.len)
            return 0;
        c = unit16(head, 2 * i, charset == INPUT_UTF16BE);
    } else {
        if (i >= head.len)
            return 0;
        c = (unsigned char)head.ptr[i];
    }
    return c < 0x80 ? (unsigned)c : 0x80;
}

static bool is_space(unsigned c)
{
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x1E;
}

static size_t skip_space(marsad_str head, input_charset charset, size_t i)
{
    while (is_space(ascii_at(head, charset, i)))
        i++;
    return i;
}

/* "[1, 2" and "[true]" are JSON, "[1] see there" is a text with a note. */
static bool scalar_in_array(marsad_str head, input_charset charset, size_t i)
{
    unsigned c;

    while (c = ascii_at(head, charset, i), (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.')
        i++;
    i = skip_space(head, charset, i);
    c = ascii_at(head, charset, i);
    return c == ',' || (c == ']' && ascii_at(head, charset, skip_space(head, charset, i + 1)) == 0);
}

/* Does the text at unit i begin with `word` (lower case), in any case? */
static bool word_at(marsad_str head, input_charset charset, size_t i, const char *word)
{
    for (; *word; i++, word++) {
        unsigned c = ascii_at(head, charset, i);

        if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != (unsigned char)*word)
            return false;
    }
    return true;
}

/* Behind comments, processing instructions and white space: the tag that a page begins with. */
static size_t skip_prologue(marsad_str head, input_charset charset, size_t i)
{
    for (;;) {
        bool comment;

        i = skip_space(head, charset, i);
        comment = word_at(head, charset, i, "<!--");
        if (!comment && !word_at(head, charset, i, "<?"))
            return i;
        i += 2;
        while (ascii_at(head, charset, i) && !word_at(head, charset, i, comment ? "-->" : ">"))
            i++;
        i += ascii_at(head, charset, i) ? (comment ? 3u : 1u) : 0u;
    }
}

bool input_begins_html(marsad_str head, input_charset charset, bool named)
{
    static const char *const TAGS[] = { "<!doctype html", "<html", "<head", "<body", "<title", "<meta ", "<link " };
    size_t i = skip_prologue(head, charset, 0);
    unsigned c = ascii_at(head, charset, i + 1) | 0x20;

    for (size_t k = 0; k < sizeof TAGS / sizeof *TAGS; k++)
        if (word_at(head, charset, i, TAGS[k]))
            return true;
    return named && ascii_at(head, charset, i) == '<' && c >= 'a' && c <= 'z';
}

bool input_begins_json(marsad_str head, input_charset charset)
{
    size_t i = skip_space(head, charset, 0);
    unsigned first = ascii_at(head, charset, i), c;

    if (first != '{' && first != '[')
        return false;
    i = skip_space(head, charset, i + 1);
    c = ascii_at(head, charset, i);
    if (first == '{')
        return c == '"' || c == '}' || c == 0;
    if (c == '-' || (c >= '0' && c <= '9') || c == 't' || c == 'f' || c == 'n')
        return scalar_in_array(head, charset, i);
    return c == '{' || c == '[' || c == ']' || c == '"' || c == 0;
}

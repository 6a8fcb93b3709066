/*
 * normal.c - normal forms of Arabic text: the fold that look-ups compare, and the clean text that records carry.
 *
 * The fold works code point by code point. Combining hamza and madda are dropped like vowels, which gives the same
 * result as composing first and folding after, so the fold needs no separate NFC pass. A second fold changes nothing.
 */
#include "arabic/normal.h"
#include "marsad/text.h"
#include "marsad/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

#define DROP 1u /* a fold to nothing */

/* Spellings that writers mix and readers take as one. Sorted by `from`. */
static const struct fold {
    uint32_t from, to;
} FOLDS[] = {
    { 0x0622, 0x0627 }, /* آ -> ا */
    { 0x0623, 0x0627 }, /* أ -> ا */
    { 0x0624, 0x0648 }, /* ؤ -> و */
    { 0x0625, 0x0627 }, /* إ -> ا */
    { 0x0626, 0x064A }, /* ئ -> ي */
    { 0x0629, 0x0647 }, /* ة -> ه */
    { 0x0640, DROP },   /* tatweel, drawn but not read */
    { 0x0649, 0x064A }, /* ى -> ي */
    { 0x066A, '%' },    /* ٪ */
    { 0x066B, '.' },    /* ٫ decimal separator */
    { 0x066C, ',' },    /* ٬ thousands separator */
    { 0x0670, DROP },   /* superscript alef */
    { 0x0671, 0x0627 }, /* ٱ -> ا */
    { 0x0672, 0x0627 }, { 0x0673, 0x0627 }, { 0x0675, 0x0627 }, { 0x0676, 0x0648 }, { 0x0677, 0x0648 },
    { 0x0678, 0x064A }, { 0x0679, 0x062A }, /* ٹ -> ت */
    { 0x067E, 0x0628 },                     /* پ -> ب */
    { 0x0686, 0x062C },                     /* چ -> ج */
    { 0x0688, 0x062F },                     /* ڈ -> د */
    { 0x0691, 0x0631 },                     /* ڑ -> ر */
    { 0x0698, 0x0632 },                     /* ژ -> ز */
    { 0x06A4, 0x0641 },                     /* ڤ -> ف */
    { 0x06A9, 0x0643 },                     /* ک -> ك */
    { 0x06AD, 0x0643 },                     /* ڭ -> ك */
    { 0x06AF, 0x0643 },                     /* گ -> ك */
    { 0x06BA, 0x0646 },                     /* ں -> ن */
    { 0x06BE, 0x0647 },                     /* ھ -> ه */
    { 0x06C0, 0x0647 }, { 0x06C1, 0x0647 }, { 0x06C2, 0x0647 }, { 0x06C3, 0x0647 }, { 0x06C6, 0x0648 },
    { 0x06C7, 0x0648 }, { 0x06C8, 0x0648 }, { 0x06CB, 0x0648 }, { 0x06CC, 0x064A }, /* ی -> ي */
    { 0x06CE, 0x064A }, { 0x06D0, 0x064A }, { 0x06D2, 0x064A }, { 0x06D3, 0x064A }, { 0x06D5, 0x0647 },
};

static int fold_compare(const void *key, const void *item)
{
    uint32_t c = *(const uint32_t *)key, from = ((const struct fold *)item)->from;

    return c < from ? -1 : c > from;
}

static bool is_arabic_vowel(uint32_t c)
{
    return (c >= 0x064B && c <= 0x065F) || (c >= 0x0610 && c <= 0x061A) ||
           (c >= 0x06D6 && c <= 0x06ED && c != 0x06DD && c != 0x06DE && c != 0x06E9);
}

bool char_is_invisible(uint32_t c)
{
    return c == 0x00AD || c == 0x061C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

bool char_is_presentation(uint32_t c)
{
    return (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

static char_class class_of_other(uint32_t c)
{
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return CHAR_LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return CHAR_MARK;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return CHAR_SPACE;
    default:
        return char_is_invisible(c) ? CHAR_MARK : CHAR_OTHER;
    }
}

char_class char_class_of(uint32_t c)
{
    if (c < 0x80) {
        if (c <= 0x20 || c == 0x7F)
            return CHAR_SPACE;
        if (c >= '0' && c <= '9')
            return CHAR_DIGIT;
        return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ? CHAR_LETTER : CHAR_OTHER;
    }
    if ((c >= 0x0621 && c <= 0x063F) || (c >= 0x0641 && c <= 0x064A) || (c >= 0x066E && c <= 0x066F) ||
        (c >= 0x0671 && c <= 0x06D3) || c == 0x06D5 || (c >= 0x06FA && c <= 0x06FC))
        return CHAR_ARABIC;
    if ((c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9))
        return CHAR_DIGIT;
    if (is_arabic_vowel(c) || c == 0x0640 || c == 0x0670)
        return CHAR_MARK;
    if (char_is_presentation(c) && c != 0xFD3E && c != 0xFD3F) /* ﴾ and ﴿ are brackets */
        return CHAR_ARABIC;
    return class_of_other(c);
}

static unsigned fold_one(uint32_t c, uint32_t *out)
{
    const struct fold *f;

    if (c < 0x80) {
        *out = c >= 'A' && c <= 'Z' ? c + 32 : c;
        return 1;
    }
    if ((c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9)) {
        *out = '0' + (c & 0x0F);
        return 1;
    }
    if (is_arabic_vowel(c) || char_is_invisible(c) || (c >= 0x0300 && c <= 0x036F))
        return 0;
    f = bsearch(&c, FOLDS, sizeof FOLDS / sizeof *FOLDS, sizeof *FOLDS, fold_compare);
    if (f && f->to == DROP)
        return 0;
    *out = f ? f->to : c;
    return 1;
}

unsigned char_fold(uint32_t c, uint32_t out[FOLD_MAX])
{
    utf8proc_int32_t parts[FOLD_MAX];
    utf8proc_ssize_t n;
    unsigned used = 0;
    int bound = UTF8PROC_BOUNDCLASS_START;

    if (c < 0x80 || (c >= 0x0600 && c <= 0x06FF) || (c >= 0x2000 && c <= 0x206F))
        return fold_one(c, out);
    n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, FOLD_MAX,
                                UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &bound);
    if (n <= 0 || n > FOLD_MAX)
        return fold_one(c, out);
    for (utf8proc_ssize_t i = 0; i < n; i++)
        used += fold_one((uint32_t)parts[i], out + used);
    return used;
}

static size_t utf8_size(uint32_t c)
{
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/* Bytes of the fold of one character beyond ASCII and Arabic; U+FDFA becomes 33 bytes, U+00BC (a quarter) five. */
static size_t fold_size_of(uint32_t c)
{
    uint32_t folds[FOLD_MAX];
    unsigned n = char_fold(c, folds);
    size_t size = 0;

    for (unsigned i = 0; i < n; i++)
        size += utf8_size(folds[i]);
    return size;
}

size_t char_fold_size(marsad_str text)
{
    size_t size = 0;

    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = marsad_utf8_get(text, at, &len);
        size += c < 0x80 ? 1 : c >= 0x0600 && c <= 0x06FF ? 2 : fold_size_of(c);
    }
    return size;
}

bool marsad_normalise(marsad_str text, marsad_arena *arena, marsad_str *norm, const uint32_t **map)
{
    size_t cap, used = 0;
    char *out;
    uint32_t *from = NULL;

    if (text.len >= UINT32_MAX)
        return false;
    cap = char_fold_size(text) + 1;
    out = marsad_arena_alloc(arena, cap);
    if (map)
        from = marsad_arena_array(arena, cap, sizeof *from);
    if (!out || (map && !from))
        return false;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t folds[FOLD_MAX];
        unsigned n = char_fold(marsad_utf8_get(text, at, &len), folds);
        for (unsigned i = 0; i < n; i++) {
            size_t size = marsad_utf8_put(folds[i], out + used);
            for (size_t b = 0; from && b < size; b++)
                from[used + b] = (uint32_t)at;
            used += size;
        }
    }
    out[used] = 0;
    *norm = (marsad_str){ out, used };
    if (map) {
        from[used] = (uint32_t)text.len;
        *map = from;
    }
    return true;
}

/* ---- clean text ---- */

/*
 * Marks on one letter; more are left out. As many as the stream-safe text of Unicode (UAX #15) has: putting the marks
 * of a letter into their order costs the square of their number.
 */
#define MARKS_MAX 30

struct cleaner {
    marsad_buf *out;
    size_t start;       /* of this text in out */
    bool space_pending; /* a space is written when something follows it on its line */
    unsigned marks;     /* vowels and other combining marks in a row before this place */
    bool needs_nfc;
};

/* U+000B, U+000C, U+0085, U+2028 and U+2029 end a line, as the Unicode standard, section 5.8, has it. */
static bool is_line_end(uint32_t c)
{
    return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_left_out(uint32_t c)
{
    return c == 0x0640 || char_is_invisible(c) || (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0);
}

/* May composition change text at c? Most text is answered without asking the tables of Unicode. */
static bool composition_may_change(const struct cleaner *cl, uint32_t c, bool mark)
{
    if (c < 0x0300 || (c >= 0x2010 && c <= 0x2060))
        return false;
    if (c >= 0x0600 && c <= 0x06FF) /* two marks in a row may change places; U+0653-0655 are madda and hamzas */
        return mark && (cl->marks > 1 || (c >= 0x0653 && c <= 0x0655));
    return true;
}

static bool add_line_end(struct cleaner *cl)
{
    cl->space_pending = false;
    cl->marks = 0;
    return marsad_buf_add_byte(cl->out, '\n');
}

/* A space is kept only between two other characters of a line. */
static bool add_clean(struct cleaner *cl, uint32_t c)
{
    marsad_buf *out = cl->out;
    char_class class;
    char bytes[4];

    if (is_line_end(c))
        return add_line_end(cl);
    if (is_left_out(c))
        return true;
    class = char_class_of(c);
    if (class == CHAR_SPACE) {
        cl->space_pending = out->len > cl->start && out->ptr[out->len - 1] != '\n';
        cl->marks = 0;
        return true;
    }
    cl->marks = class == CHAR_MARK ? cl->marks + 1 : 0;
    if (cl->marks > MARKS_MAX)
        return true;
    if (cl->space_pending && !marsad_buf_add_byte(out, ' '))
        return false;
    cl->space_pending = false;
    cl->needs_nfc = cl->needs_nfc || composition_may_change(cl, c, class == CHAR_MARK);
    return marsad_buf_add(out, (marsad_str){ bytes, marsad_utf8_put(c, bytes) });
}

static bool add_presentation_form(struct cleaner *cl, uint32_t c)
{
    utf8proc_int32_t parts[FOLD_MAX];
    int bound = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)c, parts, FOLD_MAX, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &bound);

    if (n <= 0 || n > FOLD_MAX)
        return add_clean(cl, c);
    cl->needs_nfc = true;
    for (utf8proc_ssize_t i = 0; i < n; i++)
        if (!add_clean(cl, (uint32_t)parts[i]))
            return false;
    return true;
}

/* Composition can take a character apart into a letter and a mark, or into two marks: MARKS_MAX once more. */
static bool add_composed(marsad_buf *out, marsad_str nfc)
{
    size_t from = 0;
    unsigned marks = 0;

    for (size_t at = 0, len; at < nfc.len; at += len) {
        marks = char_class_of(marsad_utf8_get(nfc, at, &len)) == CHAR_MARK ? marks + 1 : 0;
        if (marks <= MARKS_MAX)
            continue;
        if (!marsad_buf_add(out, marsad_str_slice(nfc, from, at)))
            return false;
        from = at + len;
    }
    return marsad_buf_add(out, marsad_str_slice(nfc, from, nfc.len));
}

static bool compose(marsad_buf *out, size_t start)
{
    utf8proc_uint8_t *nfc = NULL;
    utf8proc_ssize_t n;
    bool ok;

    if (out->len == start)
        return true;
    n = utf8proc_map((const utf8proc_uint8_t *)out->ptr + start, (utf8proc_ssize_t)(out->len - start), &nfc,
                     UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (n < 0)
        return n != UTF8PROC_ERROR_NOMEM; /* any other error: the text stays as it is */
    out->len = start;
    ok = add_composed(out, (marsad_str){ (const char *)nfc, (size_t)n });
    free(nfc);
    return ok;
}

bool marsad_clean_text(marsad_str text, marsad_buf *out)
{
    struct cleaner cl = { .out = out, .start = out->len };

    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = marsad_utf8_get(text, at, &len);
        if (c == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n')
            continue;
        if (!(char_is_presentation(c) ? add_presentation_form(&cl, c) : add_clean(&cl, c)))
            return false;
    }
    return !cl.needs_nfc || compose(out, cl.start);
}

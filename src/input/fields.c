/*
 * fields.c - names of fields, most usual first. Values that are no string are read where their meaning is plain:
 * numbers, a list of authors, {"name": …}.
 */
#include "input/fields.h"

#include "input/markup.h"

#define MAX_NAMES 6

typedef struct {
    const char *at[MAX_NAMES + 1];
} names;

static const names ID = { { "id" } };
static const names TEXT = { { "text", "content", "body", "article", "maintext" } };
static const names TITLE = { { "title", "headline" } };
static const names DATE = { { "date", "date_extracted", "published", "date_publish", "publish_date", "created_at" } };
static const names URL = { { "url", "link" } };
static const names SOURCE = { { "source", "publisher", "domain", "site" } };
static const names AUTHOR = { { "author", "byline", "creator" } };

static const char LIST_COMMA[] = "\xD8\x8C "; /* U+060C, Arabic comma */

static marsad_str string_of(const json_t *v)
{
    return (marsad_str){ json_string_value(v), json_string_length(v) };
}

/* The member called "name" of an object, else the value itself. */
static const json_t *named(const json_t *v)
{
    return json_is_object(v) ? json_object_get(v, "name") : v;
}

/* "a", ["a", "b"], {"name": "a"}, [{"name": "a"}, …] joined; empty where there is none. False: no memory. */
static bool join_list(const json_t *v, marsad_buf *out)
{
    size_t n = json_is_array(v) ? json_array_size(v) : 1;

    for (size_t i = 0; i < n; i++) {
        const json_t *item = named(json_is_array(v) ? json_array_get(v, i) : v);

        if (!json_is_string(item) || input_is_blank(string_of(item)))
            continue;
        if ((out->len && !marsad_buf_add(out, marsad_str_of(LIST_COMMA))) || !marsad_buf_add(out, string_of(item)))
            return false;
    }
    return true;
}

/* A value as text into the arena; ptr NULL where it says nothing. False: no memory. */
static bool take_value(const json_t *v, marsad_arena *arena, marsad_str *out)
{
    marsad_buf list = { 0 };
    bool ok = true;

    *out = (marsad_str){ 0 };
    if (json_is_string(v) && !input_is_blank(string_of(v)))
        return input_plain(string_of(v), arena, out);
    if (json_is_integer(v))
        *out = marsad_arena_fmt(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
    else if (json_is_real(v))
        *out = marsad_arena_fmt(arena, "%.17g", json_real_value(v));
    else if (json_is_array(v) || json_is_object(v))
        ok = join_list(v, &list) && (list.len == 0 || input_plain(marsad_buf_str(&list), arena, out));
    else
        return true;
    marsad_buf_release(&list);
    return ok && (out->ptr || !json_is_number(v));
}

static bool take_field(const json_t *object, const names *n, marsad_arena *arena, marsad_str *out)
{
    for (size_t i = 0; n->at[i]; i++) {
        if (!take_value(json_object_get(object, n->at[i]), arena, out))
            return false;
        if (out->ptr)
            return true;
    }
    return true;
}

/* The text has to be a string: a number or a list under one of these names is something else. */
static const json_t *text_of(const json_t *object)
{
    for (size_t i = 0; TEXT.at[i]; i++) {
        const json_t *v = json_object_get(object, TEXT.at[i]);

        if (json_is_string(v) && !input_is_blank(string_of(v)))
            return v;
    }
    return NULL;
}

input_fields_result input_fields(const json_t *object, marsad_arena *arena, marsad_doc *doc)
{
    const json_t *text = text_of(object);

    if (!take_field(object, &TITLE, arena, &doc->title))
        return FIELDS_NO_MEMORY;
    if (!text && !doc->title.ptr)
        return FIELDS_NO_TEXT;
    doc->text = MARSAD_LIT("");
    if (text && !input_plain(string_of(text), arena, &doc->text))
        return FIELDS_NO_MEMORY;
    if (!take_field(object, &ID, arena, &doc->id) || !take_field(object, &URL, arena, &doc->url) ||
        !take_field(object, &SOURCE, arena, &doc->source) || !take_field(object, &AUTHOR, arena, &doc->author) ||
        !take_field(object, &DATE, arena, &doc->date))
        return FIELDS_NO_MEMORY;
    return FIELDS_OK;
}

static bool list_of_articles(const json_t *v)
{
    if (!json_is_array(v))
        return false;
    for (size_t i = 0; i < json_array_size(v); i++)
        if (json_is_object(json_array_get(v, i)) && text_of(json_array_get(v, i)))
            return true;
    return false;
}

const json_t *input_wrapped(const json_t *object)
{
    const json_t *found = NULL, *v;
    const char *key;

    if (text_of(object))
        return NULL;
    json_object_foreach((json_t *)(uintptr_t)object, key, v)
    { /* the macro wants no const, and changes nothing */
        if (!list_of_articles(v))
            continue;
        if (found)
            return NULL;
        found = v;
    }
    return found;
}

/* --- parsing --- */

/* \uXXXX at s[i]: its value, or 0x110000. */
static uint32_t escape_at(const marsad_buf *s, size_t i)
{
    uint32_t c = 0;

    if (i + 6 > s->len || s->ptr[i] != '\\' || s->ptr[i + 1] != 'u')
        return 0x110000;
    for (size_t k = i + 2; k < i + 6; k++) {
        char h = s->ptr[k];
        char low = (char)(h | 0x20);

        if (h >= '0' && h <= '9')
            c = c << 4 | (uint32_t)(h - '0');
        else if (low >= 'a' && low <= 'f')
            c = c << 4 | (uint32_t)(low - 'a' + 10);
        else
            return 0x110000;
    }
    return c;
}

/* Never longer than before: \ud800 becomes \ufffd, \u0000 nothing. */
static void mend_escapes(marsad_buf *s, size_t *replaced)
{
    size_t n = 0, len;

    for (size_t i = 0; i < s->len; i += len) {
        uint32_t c = s->ptr[i] == '\\' ? escape_at(s, i) : 0x110000;
        const char *from = s->ptr + i;

        len = s->ptr[i] != '\\' || i + 1 == s->len ? 1 : c < 0x110000 ? 6 : 2;
        if (c == 0)
            continue;
        if (c >= 0xD800 && c < 0xDC00 && (escape_at(s, i + 6) & ~(uint32_t)0x3FF) == 0xDC00) {
            len = 12;
        } else if (c >= 0xD800 && c < 0xE000) {
            from = "\\ufffd";
            ++*replaced;
        }
        memmove(s->ptr + n, from, len);
        n += len;
    }
    s->len = n;
}

json_t *input_parse(marsad_buf *s, bool escapes, size_t *replaced, marsad_err *err)
{
    json_error_t e;
    json_t *root;

    if (escapes)
        mend_escapes(s, replaced);
    root = json_loadb(s->ptr, s->len, 0, &e);
    if (!root && json_error_code(&e) == json_error_numeric_overflow) /* a number over 63 bits */
        root = json_loadb(s->ptr, s->len, JSON_DECODE_INT_AS_REAL, &e);
    if (root)
        return root;
    if (json_error_code(&e) == json_error_out_of_memory)
        marsad_fail_memory(err);
    else
        marsad_fail(err, MARSAD_EFORMAT, "", (uint64_t)(e.position > 0 ? e.position : 0), "not valid JSON: %s", e.text);
    return NULL;
}

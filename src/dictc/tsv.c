/*
 * tsv.c - one data file: check every line, hand its cells and forms to the builder. The first bad line ends it.
 */
#include "dictc/dictc.h"
#include "marsad/inflect.h"
#include "marsad/utf8.h"

#include <errno.h>
#include <stdio.h>

struct reader {
    struct builder *builder;
    const struct table *table;
    const char *path;
    uint64_t line;
    marsad_map *keys;
    struct known *known;
    marsad_err *err;
    uint32_t row;
    unsigned n_columns;
    bool header_seen;
};

/* One cell on its way into the trie; `tail` follows each form of its first word ("أطلق" + " النار"). */
struct form_sink {
    struct reader *reader;
    uint16_t column;
    marsad_str tail;
};

static bool refuse(struct reader *r, const char *column, const char *reason, marsad_str cell)
{
    return marsad_fail(r->err, MARSAD_EFORMAT, r->path, r->line, "line %llu, column '%s': %s: '%.*s'",
                       (unsigned long long)r->line, column, reason, MARSAD_STR_ARG(cell));
}

static bool emit_form(void *user, marsad_str form, uint32_t bits)
{
    struct form_sink *s = user;
    marsad_entry e = { (uint16_t)s->reader->table->id, s->column, s->reader->row, bits };
    char phrase[DICTC_PHRASE_BYTES];

    if (form.len + s->tail.len > sizeof phrase)
        return refuse(s->reader, s->reader->table->columns[s->column].name, "too long", form);
    memcpy(phrase, form.ptr, form.len);
    if (s->tail.len)
        memcpy(phrase + form.len, s->tail.ptr, s->tail.len);
    return builder_add_phrase(s->reader->builder, (marsad_str){ phrase, form.len + s->tail.len }, e, s->reader->path,
                              s->reader->line, s->reader->err);
}

/* The forms of a verb of a frame; its imperfects stand in verbs.tsv. */
static bool index_verb(struct form_sink *s, marsad_str verb)
{
    uint64_t address;
    marsad_str list, imperfect;

    if (!marsad_map_get(s->reader->known->verbs, verb, &address))
        return refuse(s->reader, "trigger", "this verb does not stand in verbs.tsv", verb);
    if (!marsad_inflect_perfect(verb, emit_form, s))
        return false;
    list = *(const marsad_str *)(uintptr_t)address;
    while (marsad_str_next(&list, '|', &imperfect))
        if (!marsad_inflect_imperfect(verb, imperfect, emit_form, s))
            return false;
    return true;
}

static bool index_trigger(struct form_sink *s, marsad_str pos, marsad_str item)
{
    size_t space = marsad_str_find(item, MARSAD_LIT(" "), 0);
    marsad_str head = space == SIZE_MAX ? item : marsad_str_slice(item, 0, space);
    bool ok;

    s->tail = marsad_str_slice(item, head.len, item.len);
    if (marsad_str_equal(pos, MARSAD_LIT("v")))
        ok = index_verb(s, head);
    else if (marsad_str_equal(pos, MARSAD_LIT("n")))
        ok = marsad_inflect_noun(head, MARSAD_FORM_MASDAR | MARSAD_FORM_SINGULAR, false, emit_form, s);
    else if (marsad_str_equal(pos, MARSAD_LIT("p")) || marsad_str_equal(pos, MARSAD_LIT("h")))
        ok = marsad_inflect_noun(head, MARSAD_FORM_PARTICIPLE | MARSAD_FORM_SINGULAR, true, emit_form, s);
    else
        ok = emit_form(s, head, 0);
    s->tail = (marsad_str){ NULL, 0 };
    return ok;
}

/* nouns.tsv says in its third column which of its words are adjectives. */
static uint32_t noun_bits(const struct form_sink *s, const marsad_str *row)
{
    bool adjective = s->reader->table->id == MARSAD_TABLE_NOUNS && marsad_str_equal(row[2], MARSAD_LIT("adj"));

    return adjective ? MARSAD_FORM_ADJECTIVE : MARSAD_FORM_NOUN;
}

static bool has_arabic_letters_only(marsad_str word)
{
    for (size_t at = 0, len; at < word.len; at += len) {
        uint32_t c = marsad_utf8_get(word, at, &len);
        if (c < 0x0621 || c > 0x064A || (c > 0x063A && c < 0x0641))
            return false;
    }
    return word.len > 0;
}

/* An imperfect begins with ي; verbs without one (ليس) repeat the perfect. */
static bool is_verb(const struct column *c, marsad_str verb, marsad_str item)
{
    return has_arabic_letters_only(item) && (c->kind == COLUMN_VERB || marsad_str_equal(item, verb) ||
                                             marsad_str_starts(item, MARSAD_LIT("\u064A" /* ي */)));
}

static bool index_item(struct form_sink *s, const struct column *c, const marsad_str *row, marsad_str item)
{
    const uint32_t singular = MARSAD_FORM_SINGULAR, noun = noun_bits(s, row);
    marsad_str verb = row[0];

    if (c->kind == COLUMN_PHRASES)
        return emit_form(s, item, 0);
    if ((c->kind == COLUMN_VERB || c->kind == COLUMN_IMPERFECT) && !is_verb(c, verb, item))
        return refuse(s->reader, c->name, "no verb, or no imperfect of it", item);
    if (!has_arabic_letters_only(item)) /* several words, or one that is not inflected */
        return emit_form(s, item, noun | (c->kind == COLUMN_PLURALS ? MARSAD_FORM_PLURAL : singular));
    switch (c->kind) {
    case COLUMN_NOUN:
        return marsad_inflect_noun(item, noun | singular, true, emit_form, s);
    case COLUMN_PLURALS:
        return marsad_inflect_noun(item, noun | MARSAD_FORM_PLURAL, false, emit_form, s);
    case COLUMN_NISBA:
        return marsad_inflect_noun(item, MARSAD_FORM_ADJECTIVE | singular, true, emit_form, s);
    case COLUMN_VERB:
        return marsad_inflect_perfect(item, emit_form, s);
    case COLUMN_IMPERFECT:
        return marsad_inflect_imperfect(verb, item, emit_form, s);
    case COLUMN_MASDAR:
        return marsad_inflect_noun(item, MARSAD_FORM_MASDAR | singular, false, emit_form, s);
    case COLUMN_ACTIVE:
        return marsad_inflect_noun(item, MARSAD_FORM_PARTICIPLE | singular, true, emit_form, s);
    case COLUMN_PASSIVE:
        return marsad_inflect_noun(item, MARSAD_FORM_PARTICIPLE | MARSAD_FORM_PASSIVE | singular, true, emit_form, s);
    default:
        return true;
    }
}

static bool is_indexed(const struct column *c)
{
    return c->kind >= COLUMN_RAW;
}

/* Vowels and other combining signs, tatweel, and marks that are not drawn: nobody sees that they are there. */
static bool is_unwanted_sign(uint32_t c)
{
    return (c >= 0x064B && c <= 0x065F) || c == 0x0670 || c == 0x0640 || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

static bool has_unwanted_sign(marsad_str cell)
{
    for (size_t at = 0, len; at < cell.len; at += len)
        if (is_unwanted_sign(marsad_utf8_get(cell, at, &len)))
            return true;
    return false;
}

static bool index_cell(struct reader *r, const struct column *c, uint16_t column, marsad_str cell,
                       const marsad_str *row)
{
    struct form_sink sink = { r, column, { NULL, 0 } };
    marsad_str rest = cell, item;

    if (c->kind == COLUMN_RAW)
        return builder_add_raw(r->builder, cell, (marsad_entry){ (uint16_t)r->table->id, column, r->row, 0 }, r->err);
    if (has_unwanted_sign(cell))
        return refuse(r, c->name, "vowel signs, tatweel and invisible marks do not belong into a look-up", cell);
    if (cell.len == 0)
        return true;
    while (marsad_str_next(&rest, '|', &item)) {
        if (item.len == 0 || marsad_str_trim(item).len != item.len)
            return refuse(r, c->name, "an empty item or blanks in a list", cell);
        if (!(c->kind == COLUMN_FRAME ? index_trigger(&sink, row[1], item) : index_item(&sink, c, row, item)))
            return false;
    }
    return true;
}

static bool check_country(struct reader *r, const struct column *c, marsad_str cell)
{
    static const char BODIES[] = "IGO|UNO|EUR|NGO|ISM|IMG|MNC";

    if (cell.len == 0 || marsad_list_has(marsad_str_of(BODIES), cell) ||
        marsad_map_get(r->known->countries, cell, NULL))
        return true;
    return refuse(r, c->name, "no country of countries.tsv", cell);
}

static bool check_key(struct reader *r, const struct column *c, marsad_str cell)
{
    uint64_t before;
    marsad_str key = marsad_arena_str(r->known->arena, cell);

    if (cell.len == 0)
        return refuse(r, c->name, "must not be empty", cell);
    if (marsad_map_get(r->keys, cell, &before))
        return refuse(r, c->name, "stands on an earlier line too", cell);
    if (!key.ptr || !marsad_map_put(r->keys, key, r->line) ||
        (r->table->id == MARSAD_TABLE_COUNTRIES && !marsad_map_put(r->known->countries, key, r->row)))
        return marsad_fail_memory(r->err);
    return true;
}

static bool check_cell(struct reader *r, const struct column *c, marsad_str cell)
{
    double number;

    if (marsad_str_trim(cell).len != cell.len)
        return refuse(r, c->name, "blanks at the beginning or end", cell);
    switch (c->kind) {
    case COLUMN_KEY:
    case COLUMN_VERB:
        return check_key(r, c, cell);
    case COLUMN_RAW:
        if (marsad_str_find(cell, MARSAD_LIT(" "), 0) != SIZE_MAX)
            return refuse(r, c->name, "a key without blanks is wanted", cell);
        return check_key(r, c, cell);
    case COLUMN_REQUIRED:
        return cell.len > 0 || refuse(r, c->name, "must not be empty", cell);
    case COLUMN_NUMBER:
        return cell.len == 0 || marsad_str_to_double(cell, &number) || refuse(r, c->name, "not a number", cell);
    case COLUMN_COUNTRY:
        return check_country(r, c, cell);
    case COLUMN_CHOICE:
        return marsad_list_has(marsad_str_of(c->choices), cell) ||
               refuse(r, c->name, "not one of the allowed values", cell);
    default:
        return c != r->table->columns || cell.len > 0 || refuse(r, c->name, "must not be empty", cell);
    }
}

static bool read_header(struct reader *r, marsad_str line)
{
    marsad_str cell;
    unsigned n = 0;

    for (; marsad_str_next(&line, '\t', &cell); n++)
        if (n >= r->n_columns || !marsad_str_equal(cell, marsad_str_of(r->table->columns[n].name)))
            return refuse(r, n < r->n_columns ? r->table->columns[n].name : "(none)", "the header has another column",
                          cell);
    if (n != r->n_columns)
        return refuse(r, r->table->columns[n].name, "the header lacks this column", (marsad_str){ "", 0 });
    r->header_seen = true;
    return true;
}

static bool remember_verb(struct reader *r, marsad_str verb, marsad_str imperfects)
{
    marsad_str key = marsad_arena_str(r->known->arena, verb),
               *value = marsad_arena_alloc(r->known->arena, sizeof *value);

    if (!key.ptr || !value)
        return marsad_fail_memory(r->err);
    *value = marsad_arena_str(r->known->arena, imperfects);
    return (value->ptr && marsad_map_put(r->known->verbs, key, (uint64_t)(uintptr_t)value)) ||
           marsad_fail_memory(r->err);
}

static bool add_line_number(struct reader *r)
{
    char text[24];
    int len = snprintf(text, sizeof text, "%llu", (unsigned long long)r->line);

    return builder_add_cell(r->builder, (marsad_str){ text, (size_t)len }, r->err);
}

static bool read_row(struct reader *r, marsad_str line)
{
    marsad_str cells[DICTC_COLUMNS_MAX], cell;
    unsigned n = 0;

    for (; marsad_str_next(&line, '\t', &cell); n++) {
        if (n >= r->n_columns)
            return refuse(r, "(none)", "more columns than the header has", cell);
        cells[n] = cell;
    }
    if (n != r->n_columns)
        return refuse(r, r->table->columns[n].name, "the line ends before this column", (marsad_str){ "", 0 });
    for (unsigned i = 0; i < n; i++) {
        const struct column *c = &r->table->columns[i];
        if (!check_cell(r, c, cells[i]) || (is_indexed(c) && !index_cell(r, c, (uint16_t)i, cells[i], cells)) ||
            !builder_add_cell(r->builder, cells[i], r->err))
            return false;
    }
    if ((r->table->columns[n].kind == COLUMN_LINE && !add_line_number(r)) || !builder_end_row(r->builder, r->err) ||
        (r->table->id == MARSAD_TABLE_VERBS && !remember_verb(r, cells[0], cells[1])))
        return false;
    r->row++;
    return true;
}

/* What no line may hold, comments included. */
static bool check_bytes(struct reader *r, marsad_str line)
{
    const char *reason = NULL;

    if (marsad_utf8_valid(line) != line.len)
        reason = "is not valid UTF-8";
    else if (line.len > 0 && memchr(line.ptr, '\r', line.len))
        reason = "has a carriage return";
    else if (line.len > 0 && memchr(line.ptr, '\0', line.len))
        reason = "has a NUL byte";
    return !reason ||
           marsad_fail(r->err, MARSAD_EFORMAT, r->path, r->line, "line %llu %s", (unsigned long long)r->line, reason);
}

static bool read_lines(struct reader *r, marsad_str text)
{
    marsad_str line;

    for (r->line = 1; marsad_str_next(&text, '\n', &line); r->line++) {
        if (!check_bytes(r, line))
            return false;
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (!(r->header_seen ? read_row(r, line) : read_header(r, line)))
            return false;
    }
    return r->header_seen || marsad_fail(r->err, MARSAD_EFORMAT, r->path, 1, "line 1: there is no header line");
}

static bool read_stream(FILE *f, const char *path, marsad_buf *out, marsad_err *err)
{
    const size_t step = (size_t)64 << 10;
    size_t got;

    do {
        if (out->len > DICTC_FILE_BYTES)
            return marsad_fail(err, MARSAD_ELIMIT, path, out->len, "is larger than a data file may be");
        if (!marsad_buf_reserve(out, step))
            return marsad_fail_memory(err);
        got = fread(out->ptr + out->len, 1, step, f);
        out->len += got;
    } while (got > 0);
    return !ferror(f) || marsad_fail(err, MARSAD_EIO, path, out->len, "cannot be read: %s", strerror(errno));
}

static bool read_file(const char *path, marsad_buf *out, marsad_err *err)
{
    FILE *f = fopen(path, "rb");
    bool ok;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be opened: %s", strerror(errno));
    ok = read_stream(f, path, out, err);
    fclose(f);
    return ok;
}

bool tsv_compile(struct builder *b, const struct table *t, const char *path, marsad_map *keys, struct known *known,
                 uint32_t *rows, marsad_err *err)
{
    struct reader r = { b, t, path, 0, keys, known, err, *rows, 0, false };
    marsad_buf text = { 0 };
    bool ok;

    while (t->columns[r.n_columns].kind != COLUMN_END && t->columns[r.n_columns].kind != COLUMN_LINE)
        r.n_columns++;
    ok = read_file(path, &text, err) && read_lines(&r, marsad_buf_str(&text));
    *rows = r.row;
    marsad_buf_release(&text);
    return ok;
}

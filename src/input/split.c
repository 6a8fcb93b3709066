/*
 * split.c - the state machine of split.h.
 */
#include "input/split.h"

#define KINDS 64u /* brackets whose kind is remembered; deeper ones only count */

enum { PLAIN, SPACE, LINE, QUOTE, SLASH, OPEN, CLOSE, MARK };

static const uint8_t CLASS[256] = {
    ['\t'] = SPACE, ['\r'] = SPACE, [' '] = SPACE, ['\n'] = LINE, ['"'] = QUOTE, ['\\'] = SLASH,
    ['{'] = OPEN,   ['['] = OPEN,   ['}'] = CLOSE, [']'] = CLOSE, [','] = MARK,  [':'] = MARK,
};

static void begin(input_split *sp, input_split_state state, input_piece *piece, size_t at)
{
    sp->state = state;
    sp->start = input_piece_offset(piece, at);
    sp->object.len = 0;
    sp->replaced = 0;
    sp->escapes = sp->in_string = sp->escaped = sp->line_start = sp->has_lines = false;
    sp->last = 0;
    sp->depth = sp->kinds = sp->length = sp->values = 0;
    sp->refused = SPLIT_MORE;
}

/* --- between objects --- */

static bool is_between(const input_split *sp, unsigned char c)
{
    return (c >= 0x09 && c <= 0x0D) || c == ' ' || c == ',' || (c == 0x1E && !sp->in_array);
}

static void feed_between(input_split *sp, input_piece *piece, size_t *at)
{
    marsad_str s = piece->text;
    size_t i = *at;

    while (i < s.len && is_between(sp, (unsigned char)s.ptr[i]))
        i++;
    *at = i;
    if (i == s.len)
        return;
    if (marsad_str_starts(marsad_str_slice(s, i, s.len), MARSAD_LIT("\xEF\xBB\xBF"))) { /* files put together */
        *at += 3;
    } else if (s.ptr[i] == '{') {
        begin(sp, SPLIT_IN_OBJECT, piece, i);
    } else if (s.ptr[i] == '[' && !sp->in_array) {
        sp->in_array = true;
        sp->array_start = input_piece_offset(piece, i);
        ++*at;
    } else if (s.ptr[i] == ']' && sp->in_array) {
        sp->in_array = false;
        ++*at;
    } else {
        begin(sp, sp->in_array ? SPLIT_IN_VALUE : SPLIT_IN_STRAY, piece, i);
    }
}

static input_split_event feed_stray(input_split *sp, input_piece *piece, size_t *at)
{
    const char *line = memchr(piece->text.ptr + *at, '\n', piece->text.len - *at);

    *at = line ? (size_t)(line - piece->text.ptr) : piece->text.len;
    if (!line)
        return SPLIT_MORE;
    sp->state = SPLIT_BETWEEN;
    return SPLIT_STRAY;
}

/* --- inside an object or another value --- */

static void open_bracket(input_split *sp, char c)
{
    if (sp->depth < KINDS) {
        uint64_t bit = (uint64_t)1 << sp->depth;

        sp->kinds = c == '[' ? sp->kinds | bit : sp->kinds & ~bit;
    }
    sp->depth++;
    sp->values++;
    if (sp->depth > sp->max_nesting && sp->refused == SPLIT_MORE)
        sp->refused = SPLIT_TOO_DEEP;
}

/* Can an object begin here, behind sp->last? */
static bool may_begin_object(const input_split *sp)
{
    bool in_list;

    if (sp->depth > KINDS)
        return true;
    in_list = sp->kinds >> (sp->depth - 1) & 1;
    return in_list ? sp->last == '[' || sp->last == ',' : sp->last == ':';
}

/* A brace at the start of a line: where each object is one line, or none can stand here, the one before is torn. */
static bool is_torn(const input_split *sp, unsigned char c)
{
    if (c != '{' || !sp->line_start || sp->depth == 0)
        return false;
    return sp->in_string || (sp->lines && !sp->not_lines && !sp->in_array) || !may_begin_object(sp);
}

/* One byte inside a string; false: the string, and so the object, is torn by the end of the line. */
static bool string_byte(input_split *sp, unsigned char c)
{
    if (sp->escaped)
        sp->escaped = false;
    else if (c == '\\')
        sp->escaped = sp->escapes = true;
    else if (c == '"')
        sp->in_string = false;
    if (c == '\n') {
        sp->line_start = true;
        return sp->in_array || sp->state == SPLIT_IN_VALUE;
    }
    sp->line_start = sp->line_start && CLASS[c] == SPACE;
    return true;
}

/* One byte outside strings. */
static void plain_byte(input_split *sp, unsigned char c)
{
    switch (CLASS[c]) {
    case SPACE:
        return;
    case LINE:
        sp->line_start = sp->has_lines = true;
        return;
    case QUOTE:
        sp->in_string = true;
        break;
    case OPEN:
        open_bracket(sp, (char)c);
        break;
    case CLOSE:
        sp->depth -= sp->depth > 0;
        break;
    case MARK:
        sp->values++;
        break;
    default:
        break;
    }
    sp->line_start = false;
    sp->last = c;
}

/* Bytes that need no look each: in strings all up to a quote, backslash or line end, outside all that is PLAIN. */
static size_t skip_dull(const input_split *sp, marsad_str s, size_t i)
{
    if (sp->escaped || sp->line_start)
        return i;
    if (sp->in_string) {
        while (i < s.len && s.ptr[i] != '"' && s.ptr[i] != '\\' && s.ptr[i] != '\n')
            i++;
    } else {
        while (i < s.len && CLASS[(unsigned char)s.ptr[i]] == PLAIN)
            i++;
    }
    return i;
}

/* Where scanning stops: behind the object, at the byte that tears it, or at the end of the piece. */
static size_t scan(input_split *sp, marsad_str s, size_t i, bool *balanced, bool *torn)
{
    while (i < s.len) {
        size_t dull = skip_dull(sp, s, i);
        unsigned char c;

        if (dull > i) {
            sp->last = sp->in_string ? sp->last : (unsigned char)s.ptr[dull - 1];
            i = dull;
            continue;
        }
        c = (unsigned char)s.ptr[i];
        *torn = is_torn(sp, c);
        if (*torn)
            return i;
        if (!sp->in_string) {
            if (sp->state == SPLIT_IN_VALUE && sp->depth == 0 && (c == ',' || c == ']')) {
                *balanced = true;
                return i;
            }
            plain_byte(sp, c);
        } else {
            *torn = !string_byte(sp, c);
            if (*torn)
                return i;
        }
        i++;
        *balanced = sp->state == SPLIT_IN_OBJECT && sp->depth == 0;
        if (*balanced)
            return i;
    }
    return i;
}

static bool hold(input_split *sp, marsad_str part)
{
    sp->length += part.len;
    if (sp->refused == SPLIT_MORE && sp->length > sp->max_article)
        sp->refused = SPLIT_TOO_LONG;
    if (sp->refused == SPLIT_MORE && sp->values > INPUT_MAX_VALUES)
        sp->refused = SPLIT_TOO_MANY;
    if (sp->refused == SPLIT_MORE && sp->state == SPLIT_IN_OBJECT)
        return marsad_buf_add(&sp->object, part);
    return true;
}

static input_split_event finish(input_split *sp, bool torn)
{
    bool was_object = sp->state == SPLIT_IN_OBJECT;

    sp->state = SPLIT_BETWEEN;
    if (torn)
        return was_object ? SPLIT_TORN : SPLIT_VALUE;
    if (!was_object)
        return SPLIT_VALUE;
    sp->lines += !sp->has_lines;
    sp->not_lines = sp->not_lines || sp->has_lines;
    return sp->refused == SPLIT_MORE ? SPLIT_OBJECT : sp->refused;
}

static input_split_event feed_value(input_split *sp, input_piece *piece, size_t *at)
{
    bool balanced = false, torn = false;
    size_t from = *at;

    *at = scan(sp, piece->text, from, &balanced, &torn);
    sp->replaced += piece->replaced;
    if (!hold(sp, marsad_str_slice(piece->text, from, *at)))
        return SPLIT_NO_MEMORY;
    return balanced || torn ? finish(sp, torn) : SPLIT_MORE;
}

input_split_event input_split_feed(input_split *sp, input_piece *piece, size_t *at)
{
    input_split_event e = SPLIT_MORE;

    while (e == SPLIT_MORE && *at < piece->text.len) {
        if (sp->state == SPLIT_BETWEEN)
            feed_between(sp, piece, at);
        else if (sp->state == SPLIT_IN_STRAY)
            e = feed_stray(sp, piece, at);
        else
            e = feed_value(sp, piece, at);
    }
    return e;
}

input_split_event input_split_end(input_split *sp)
{
    input_split_state state = sp->state;

    sp->state = SPLIT_BETWEEN;
    if (state == SPLIT_IN_OBJECT)
        return SPLIT_CUT;
    if (state == SPLIT_IN_STRAY)
        return SPLIT_STRAY;
    return sp->in_array ? SPLIT_UNCLOSED : SPLIT_MORE;
}

void input_split_release(input_split *sp)
{
    marsad_buf_release(&sp->object);
}

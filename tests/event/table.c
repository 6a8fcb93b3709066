/*
 * table.c - reads sentences.tsv and compares one of its lines with an event.
 *
 * Texts are compared by words in normal form. Two texts fit where half of their words agree or every word of the
 * shorter one stands in the longer one; what clitics a span keeps does not matter.
 */
#include "table.h"

#include "marsad/arena.h"

#define STEMS 8  /* a word with and without و ف, ب ل ك, ال */
#define WORDS 64 /* of one cell or span */

const char *const TABLE_NAMES[TABLE_N] = {
    "known",  "published", "sentence", "type",       "mode",   "trigger", "actors", "recipients", "place", "time",
    "killed", "injured",   "captured", "factuality", "source", "gains",   "loses",  "territory",  "about",
};

static bool is_header(const struct table_line *line)
{
    for (size_t i = 0; i < TABLE_N; i++)
        if (!marsad_str_equal(line->cell[i], marsad_str_of(TABLE_NAMES[i])))
            return false;
    return true;
}

bool table_next(marsad_str *rest, size_t *number, struct table_line *line, bool *broken)
{
    marsad_str text;

    *broken = false;
    while (marsad_str_next(rest, '\n', &text)) {
        marsad_str cells = text;
        size_t n = 0;

        ++*number;
        if (!text.len || text.ptr[0] == '#')
            continue;
        *line = (struct table_line){ .number = *number, .whole = text };
        for (marsad_str cell; marsad_str_next(&cells, '\t', &cell); n++)
            if (n < TABLE_N)
                line->cell[n] = cell;
        if (n == TABLE_N && is_header(line))
            continue;
        *broken = n != TABLE_N || !line->cell[TABLE_SENTENCE].len || !line->cell[TABLE_TYPE].len;
        return true;
    }
    return false;
}

/* ---- texts ---- */

static size_t stems_of(marsad_str word, marsad_str *out)
{
    static const char *const CLITICS[] = { "\u0648\u0641", "\u0628\u0644\u0643" }; /* و ف, then ب ل ك */
    marsad_str article = MARSAD_LIT("\u0627\u0644"), l = MARSAD_LIT("\u0644");     /* ال, ل */
    size_t n = 0, plain;

    out[n++] = word;
    for (size_t i = 0; i < 2; i++)
        if (word.len > 6 && marsad_str_find(marsad_str_of(CLITICS[i]), marsad_str_slice(word, 0, 2), 0) != SIZE_MAX)
            out[n++] = word = marsad_str_slice(word, 2, word.len);
    plain = n;
    for (size_t i = 0; i < plain; i++)
        if (out[i].len > 8 && marsad_str_starts(out[i], article))
            out[n++] = marsad_str_slice(out[i], article.len, out[i].len);
        else if (out[i].len > 8 && marsad_str_starts(out[i], l))
            out[n++] = marsad_str_slice(out[i], l.len, out[i].len);
    return n;
}

static bool same_word(marsad_str a, marsad_str b)
{
    marsad_str x[STEMS], y[STEMS];
    size_t n = stems_of(a, x), m = stems_of(b, y);

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (marsad_str_equal(x[i], y[k]))
                return true;
    return false;
}

static size_t words_of(const marsad_dict *dict, marsad_arena *arena, marsad_str s, marsad_str *out)
{
    marsad_text text;
    size_t n = 0;

    if (!marsad_text_read(dict, s, arena, &text, NULL))
        return 0;
    for (size_t i = 0; i < text.n_tokens && n < WORDS; i++)
        if (text.tokens[i].kind != MARSAD_TOKEN_PUNCT)
            out[n++] = text.tokens[i].norm;
    return n;
}

/* How many words of a have a partner of their own in b. */
static size_t shared(const marsad_str *a, size_t n, const marsad_str *b, size_t m)
{
    bool used[WORDS] = { false };
    size_t hits = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (!used[k] && same_word(a[i], b[k])) {
                used[k] = true;
                hits++;
                break;
            }
    return hits;
}

static bool covers(const marsad_dict *dict, const struct reading *r, marsad_str a, marsad_str b)
{
    marsad_str x[WORDS], y[WORDS];
    size_t n = words_of(dict, r->arena, a, x), m = words_of(dict, r->arena, b, y), hits = shared(x, n, y, m);

    return hits && (4 * hits >= n + m || hits == n || hits == m);
}

/* ---- cells ---- */

static bool is_absent(marsad_str cell)
{
    return marsad_str_equal(cell, MARSAD_LIT("-"));
}

static bool fits_words(const marsad_dict *dict, const struct reading *r, marsad_str cell, bool there, marsad_span span)
{
    if (!cell.len)
        return true;
    if (!there || is_absent(cell))
        return !there && is_absent(cell);
    return covers(dict, r, cell, reading_words(r, span));
}

/* "?TEXT": may be there, need not. */
static bool is_optional(marsad_str *part)
{
    if (!part->len || part->ptr[0] != '?')
        return false;
    *part = marsad_str_slice(*part, 1, part->len);
    return true;
}

/* Each of the cell's texts is one of the parties, and each party one of them. */
static bool fits_parties(const marsad_dict *dict, const struct reading *r, marsad_str cell, const marsad_party *at,
                         size_t n)
{
    marsad_str rest, part;

    if (!cell.len)
        return true;
    if (is_absent(cell))
        return n == 0;
    for (rest = cell; marsad_str_next(&rest, '|', &part);) {
        bool found = is_optional(&part);
        for (size_t i = 0; i < n && !found; i++)
            found = covers(dict, r, part, reading_words(r, at[i].span));
        if (!found)
            return false;
    }
    for (size_t i = 0; i < n; i++) {
        bool wanted = false;
        for (rest = cell; !wanted && marsad_str_next(&rest, '|', &part);) {
            is_optional(&part);
            wanted = covers(dict, r, part, reading_words(r, at[i].span));
        }
        if (!wanted)
            return false;
    }
    return true;
}

/* "5", "5..", "5..7" */
static bool fits_count(marsad_str cell, const marsad_count *c)
{
    size_t dots = marsad_str_find(cell, MARSAD_LIT(".."), 0);
    bool open = dots != SIZE_MAX && dots + 2 == cell.len;
    uint64_t min = 0, max = 0;

    if (!cell.len)
        return true;
    if (is_absent(cell) || !c->known)
        return is_absent(cell) && !c->known;
    if (!marsad_str_to_u64(dots == SIZE_MAX ? cell : marsad_str_slice(cell, 0, dots), &min))
        return false;
    max = min;
    if (dots != SIZE_MAX && !open && !marsad_str_to_u64(marsad_str_slice(cell, dots + 2, cell.len), &max))
        return false;
    return c->has_min && (uint64_t)c->min == min && c->has_max == !open && (open || (uint64_t)c->max == max);
}

/* "DAY" or "FROM..TO" */
static bool fits_time(marsad_str cell, const marsad_time *t)
{
    size_t dots = marsad_str_find(cell, MARSAD_LIT(".."), 0);
    marsad_str from = cell, to = cell;

    if (!cell.len)
        return true;
    if (is_absent(cell) || !t)
        return is_absent(cell) && !t;
    if (dots != SIZE_MAX) {
        from = marsad_str_slice(cell, 0, dots);
        to = marsad_str_slice(cell, dots + 2, cell.len);
    }
    return marsad_str_equal(from, marsad_str_of(t->from)) && marsad_str_equal(to, marsad_str_of(t->to));
}

static bool fits_name(marsad_str cell, marsad_str value)
{
    return !cell.len || (is_absent(cell) ? !value.len : marsad_str_equal(cell, value));
}

enum table_column table_misfit(const struct table_line *line, const marsad_dict *dict, const struct reading *r,
                               const marsad_event *e)
{
    const marsad_str *cell = line->cell;
    const bool fits[TABLE_N] = {
        [TABLE_KNOWN] = true,
        [TABLE_PUBLISHED] = true,
        [TABLE_SENTENCE] = true,
        [TABLE_TYPE] = fits_name(cell[TABLE_TYPE], e->type),
        [TABLE_MODE] = fits_name(cell[TABLE_MODE], e->mode),
        [TABLE_TRIGGER] = fits_words(dict, r, cell[TABLE_TRIGGER], true, e->trigger),
        [TABLE_ACTORS] = fits_parties(dict, r, cell[TABLE_ACTORS], e->actors, e->n_actors),
        [TABLE_RECIPIENTS] = fits_parties(dict, r, cell[TABLE_RECIPIENTS], e->recipients, e->n_recipients),
        [TABLE_PLACE] = fits_words(dict, r, cell[TABLE_PLACE], e->has_place, e->place_span),
        [TABLE_TIME] = fits_time(cell[TABLE_TIME], e->time),
        [TABLE_KILLED] = fits_count(cell[TABLE_KILLED], &e->killed),
        [TABLE_INJURED] = fits_count(cell[TABLE_INJURED], &e->injured),
        [TABLE_CAPTURED] = fits_count(cell[TABLE_CAPTURED], &e->captured),
        [TABLE_FACTUALITY] = fits_name(cell[TABLE_FACTUALITY], marsad_str_of(marsad_factuality_name(e->factuality))),
        [TABLE_SOURCE] = fits_words(dict, r, cell[TABLE_SOURCE], e->has_source, e->source.span),
        [TABLE_GAINS] = fits_words(dict, r, cell[TABLE_GAINS], e->has_gains, e->gains),
        [TABLE_LOSES] = fits_words(dict, r, cell[TABLE_LOSES], e->has_loses, e->loses),
        [TABLE_TERRITORY] = fits_words(dict, r, cell[TABLE_TERRITORY], e->has_territory, e->territory),
        [TABLE_ABOUT] = true,
    };

    for (size_t i = 0; i < TABLE_N; i++)
        if (!fits[i])
            return (enum table_column)i;
    return TABLE_N;
}

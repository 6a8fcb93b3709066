/*
 * words.c - phrases of data/article.tsv, and the little that is asked of other tables.
 */
#include "article/desk.h"

#include "marsad/utf8.h"

#define MATCHES 24

static void add_templates(marsad_str phrases, templates *t)
{
    marsad_str phrase;

    while (t->n < TEMPLATES_MAX && marsad_str_next(&phrases, '|', &phrase))
        if (phrase.len)
            t->at[t->n++] = phrase;
}

static templates *templates_of(desk *d, uint32_t row)
{
    marsad_str class = marsad_dict_cell(d->dict, MARSAD_TABLE_ARTICLE, row, d->class_column);

    if (marsad_str_equal(class, MARSAD_LIT("furniture-head")))
        return &d->heads;
    if (!marsad_str_equal(class, MARSAD_LIT("furniture-tail")))
        return NULL;
    return marsad_dict_cell(d->dict, MARSAD_TABLE_ARTICLE, row, d->value_column).len ? &d->stop_tails : &d->tails;
}

static void read_templates(desk *d)
{
    uint32_t rows = marsad_dict_rows(d->dict, MARSAD_TABLE_ARTICLE);

    if (d->phrase_column < 0 || d->class_column < 0 || d->value_column < 0)
        return;
    for (uint32_t row = 0; row < rows; row++) {
        templates *t = templates_of(d, row);

        if (t)
            add_templates(marsad_dict_cell(d->dict, MARSAD_TABLE_ARTICLE, row, d->phrase_column), t);
    }
}

bool desk_open(desk *d, const marsad_dict *dict)
{
    *d = (desk){
        .dict = dict,
        .scratch = marsad_arena_new(0),
        .phrase_column = marsad_dict_column(dict, MARSAD_TABLE_ARTICLE, "phrase"),
        .class_column = marsad_dict_column(dict, MARSAD_TABLE_ARTICLE, "class"),
        .value_column = marsad_dict_column(dict, MARSAD_TABLE_ARTICLE, "value"),
        .time_class = marsad_dict_column(dict, MARSAD_TABLE_TIMES, "class"),
        .time_value = marsad_dict_column(dict, MARSAD_TABLE_TIMES, "value"),
        .name_type = marsad_dict_column(dict, MARSAD_TABLE_NAMES, "type"),
    };
    read_templates(d);
    return d->scratch != NULL;
}

void desk_close(desk *d)
{
    marsad_arena_free(d->scratch);
}

static bool cell_is(const desk *d, const marsad_entry *e, int column, const char *text)
{
    return column >= 0 &&
           marsad_str_equal(marsad_dict_cell(d->dict, (marsad_table)e->table, e->row, column), marsad_str_of(text));
}

size_t word_phrase(const desk *d, const marsad_text *t, size_t at, const char *class, marsad_str *value)
{
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(d->dict, t, at, MARSAD_TABLE_BIT(MARSAD_TABLE_ARTICLE), m, MATCHES);

    for (size_t i = 0; i < n; i++) {
        if (m[i].skip || m[i].suffix || !cell_is(d, m[i].entry, d->class_column, class))
            continue;
        if (value)
            *value = marsad_dict_cell(d->dict, MARSAD_TABLE_ARTICLE, m[i].entry->row, d->value_column);
        return m[i].tokens;
    }
    return 0;
}

static size_t longest_name(const desk *d, const marsad_text *t, size_t at, uint32_t mask)
{
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(d->dict, t, at, mask, m, MATCHES);

    for (size_t i = 0; i < n; i++)
        if (!m[i].skip && !m[i].suffix && !m[i].entry->form)
            return m[i].tokens;
    return 0;
}

size_t word_country(const desk *d, const marsad_text *t, size_t at)
{
    return longest_name(d, t, at, MARSAD_TABLE_BIT(MARSAD_TABLE_COUNTRIES));
}

size_t word_place(const desk *d, const marsad_text *t, size_t at)
{
    return longest_name(d, t, at, MARSAD_TABLE_BIT(MARSAD_TABLE_PLACES) | MARSAD_TABLE_BIT(MARSAD_TABLE_COUNTRIES));
}

size_t word_time(const desk *d, const marsad_text *t, size_t at, const char *class, double *value)
{
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(d->dict, t, at, MARSAD_TABLE_BIT(MARSAD_TABLE_TIMES), m, MATCHES);

    for (size_t i = 0; i < n; i++) {
        if ((m[i].clitics & ~(unsigned)MARSAD_CLITIC_AL) || m[i].suffix ||
            !cell_is(d, m[i].entry, d->time_class, class))
            continue;
        if (value)
            *value = marsad_dict_number(d->dict, MARSAD_TABLE_TIMES, m[i].entry->row, d->time_value);
        return m[i].tokens;
    }
    return 0;
}

bool word_name(const desk *d, const marsad_text *t, size_t at)
{
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(d->dict, t, at, MARSAD_TABLE_BIT(MARSAD_TABLE_NAMES), m, MATCHES);

    for (size_t i = 0; i < n; i++)
        if (!m[i].skip && !m[i].suffix && !cell_is(d, m[i].entry, d->name_type, "family"))
            return true;
    return false;
}

bool word_family_name(const desk *d, const marsad_text *t, size_t at)
{
    return longest_name(d, t, at, MARSAD_TABLE_BIT(MARSAD_TABLE_NAMES)) > 0 ||
           (marsad_str_starts(t->tokens[at].norm, MARSAD_LIT("\u0627\u0644" /* ال */)) && !word_verb(d, t, at));
}

bool word_verb(const desk *d, const marsad_text *t, size_t at)
{
    marsad_match m[MATCHES];
    size_t n;

    if (at >= t->n_tokens)
        return false;
    n = marsad_match_at(d->dict, t, at, MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS), m, MATCHES);
    for (size_t i = 0; i < n; i++)
        if (!m[i].clitics && (m[i].entry->form & (MARSAD_FORM_PERFECT | MARSAD_FORM_IMPERFECT)))
            return true;
    return false;
}

bool word_function(const desk *d, const marsad_text *t, size_t at)
{
    return longest_name(d, t, at, MARSAD_TABLE_BIT(MARSAD_TABLE_FUNCTION)) > 0 &&
           longest_name(d, t, at, MARSAD_TABLE_BIT(MARSAD_TABLE_NAMES)) == 0; /* على is written like علي */
}

bool word_and(const marsad_text *t, size_t at)
{
    const marsad_token *k = &t->tokens[at];
    bool with = false, without = false;

    if (at >= t->n_tokens || k->norm.len < 4 || memcmp(k->norm.ptr, "\u0648" /* و */, 2) != 0)
        return false;
    for (size_t i = 0; i < k->n_stems; i++) {
        with |= (k->stems[i].clitics & MARSAD_CLITIC_WA) != 0;
        without |= k->stems[i].skip == 0 && k->stems[i].suffix == 0;
    }
    return with || !without;
}

bool word_mark(const marsad_text *t, size_t at, const char *marks)
{
    marsad_str set = marsad_str_of(marks), mark;

    if (at >= t->n_tokens || t->tokens[at].kind != MARSAD_TOKEN_PUNCT)
        return false;
    mark = marsad_token_str(t, at);
    if (mark.len == 0 || mark.ptr[0] == '.') /* "..." is one token */
        mark.len = mark.len ? 1 : 0;
    return mark.len && marsad_str_find(set, mark, 0) != SIZE_MAX;
}

bool word_separates(const marsad_text *t, size_t at)
{
    return word_mark(t, at,
                     "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212/\\|()[]{}\"\u00AB\u00BB\u201C\u201D\u201E:*\u2022;"
                     ",\u060C" /* ، */ "\u061B" /* ؛ */ "#+<>\u00B7\u00A6");
}

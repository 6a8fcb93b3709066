/*
 * quantities_words.c - look-ups of quantities in the dictionary.
 *
 * One pass notes for every token which classes of words begin there; the parsers then ask for a word of a class only
 * where there is one.
 */
#include "mention/quantities.h"

#include "marsad/utf8.h"

#define MATCHES 24
#define LETTER 2 /* bytes of an Arabic letter */

static const char *const CLASS_NAMES[CLASS_COUNT] = {
#define X(upper, name) [CLASS_##upper] = name,
    QUANTITY_CLASSES(X)
#undef X
};

static const char *const ROLE_NAMES[] = {
#define X(upper, name) [MARSAD_QUANTITY_##upper] = name,
    MARSAD_QUANTITY_ROLES(X)
#undef X
};

const char *marsad_quantity_role_name(marsad_quantity_role r)
{
    return (size_t)r < sizeof ROLE_NAMES / sizeof *ROLE_NAMES ? ROLE_NAMES[r] : "";
}

/* The classes of the row that an entry belongs to. */
static uint64_t classes_of(const struct scan *s, const marsad_entry *e)
{
    bool number = e->table == MARSAD_TABLE_NUMBERS;
    int column = number ? s->number_class : s->unit_note;
    marsad_str cell, part;
    uint64_t classes = 0;

    if (column < 0)
        return 0;
    cell = marsad_dict_cell(s->dict, (marsad_table)e->table, e->row, column);
    while (marsad_str_next(&cell, '|', &part))
        for (int c = number ? 0 : CLASS_MEASURE; c < (number ? CLASS_MEASURE : CLASS_COUNT); c++)
            if (marsad_str_equal(part, marsad_str_of(CLASS_NAMES[c])))
                classes |= CLASS_BIT(c);
    return classes;
}

static void note_classes(struct scan *s)
{
    const uint32_t tables = MARSAD_TABLE_BIT(MARSAD_TABLE_NUMBERS) | MARSAD_TABLE_BIT(MARSAD_TABLE_UNITS);
    marsad_match m[MATCHES];

    for (size_t i = 0; i < s->text->n_tokens; i++) {
        size_t n = s->text->tokens[i].n_stems ? marsad_match_at(s->dict, s->text, i, tables, m, MATCHES) : 0;
        for (size_t k = 0; k < n; k++)
            s->classes[i] |= classes_of(s, m[k].entry);
    }
}

static void note_times(struct scan *s)
{
    for (size_t k = 0; k < s->out->n_times; k++) {
        const marsad_time *time = &s->out->times[k];
        for (size_t i = time->span.first; i < time->span.last && i < s->text->n_tokens; i++)
            s->times[i] = time->duration ? TIME_DURATION : TIME_POINT;
    }
}

static void find_columns(struct scan *s)
{
    const marsad_dict *d = s->dict;

    s->number_phrase = marsad_dict_column(d, MARSAD_TABLE_NUMBERS, "phrase");
    s->number_class = marsad_dict_column(d, MARSAD_TABLE_NUMBERS, "class");
    s->number_value = marsad_dict_column(d, MARSAD_TABLE_NUMBERS, "value");
    s->unit_word = marsad_dict_column(d, MARSAD_TABLE_UNITS, "word");
    s->unit_role = marsad_dict_column(d, MARSAD_TABLE_UNITS, "role");
    s->unit_base = marsad_dict_column(d, MARSAD_TABLE_UNITS, "base");
    s->unit_note = marsad_dict_column(d, MARSAD_TABLE_UNITS, "note");
    s->agent_word = marsad_dict_column(d, MARSAD_TABLE_AGENTS, "word");
    s->agent_plurals = marsad_dict_column(d, MARSAD_TABLE_AGENTS, "plurals");
    s->agent_kind = marsad_dict_column(d, MARSAD_TABLE_AGENTS, "kind");
    s->noun_noun = marsad_dict_column(d, MARSAD_TABLE_NOUNS, "noun");
    s->noun_pos = marsad_dict_column(d, MARSAD_TABLE_NOUNS, "pos");
    s->country_adjectives = marsad_dict_column(d, MARSAD_TABLE_COUNTRIES, "adjectives");
}

bool scan_prepare(struct scan *s)
{
    size_t n = s->text->n_tokens;

    s->classes = marsad_arena_array(s->arena, n ? n : 1, sizeof *s->classes);
    s->times = marsad_arena_array(s->arena, n ? n : 1, sizeof *s->times);
    if (!s->classes || !s->times)
        return false;
    find_columns(s);
    note_times(s);
    note_classes(s);
    return true;
}

bool lexeme_at(const struct scan *s, size_t i, uint64_t classes, struct lexeme *w)
{
    const uint32_t tables = MARSAD_TABLE_BIT(MARSAD_TABLE_NUMBERS) | MARSAD_TABLE_BIT(MARSAD_TABLE_UNITS);
    marsad_match m[MATCHES];
    size_t n;

    if (i >= s->text->n_tokens || !(s->classes[i] & classes))
        return false;
    n = marsad_match_at(s->dict, s->text, i, tables, m, MATCHES);
    for (size_t k = 0; k < n; k++) {
        uint64_t found = classes_of(s, m[k].entry) & classes;
        if (!found)
            continue;
        *w = (struct lexeme){ i, i + m[k].tokens, 0, m[k] };
        while (!(found & CLASS_BIT(w->class)))
            w->class ++;
        return true;
    }
    return false;
}

bool scan_has(const struct scan *s, size_t i, uint64_t classes)
{
    struct lexeme w;

    return lexeme_at(s, i, classes, &w) && !(w.match.clitics & ~(unsigned)MARSAD_CLITIC_WA);
}

double lexeme_value(const struct scan *s, const struct lexeme *w)
{
    return s->number_value < 0
               ? 0
               : marsad_dict_number(s->dict, MARSAD_TABLE_NUMBERS, w->match.entry->row, s->number_value);
}

void lexeme_range(const struct scan *s, const struct lexeme *w, struct number *n)
{
    marsad_str cell, low;

    n->has_min = n->has_max = false;
    if (s->number_value < 0)
        return;
    cell = marsad_dict_cell(s->dict, MARSAD_TABLE_NUMBERS, w->match.entry->row, s->number_value);
    n->has_min = marsad_str_next(&cell, '-', &low) && marsad_str_to_double(low, &n->min);
    n->has_max = cell.ptr && cell.len && marsad_str_to_double(cell, &n->max);
}

marsad_quantity_role lexeme_role(const struct scan *s, const struct lexeme *w)
{
    marsad_str cell;

    if (w->match.entry->table != MARSAD_TABLE_UNITS || s->unit_role < 0)
        return MARSAD_QUANTITY_NONE;
    cell = marsad_dict_cell(s->dict, MARSAD_TABLE_UNITS, w->match.entry->row, s->unit_role);
    for (int r = MARSAD_QUANTITY_NONE + 1; r <= MARSAD_QUANTITY_CASUALTIES; r++)
        if (marsad_str_equal(cell, marsad_str_of(ROLE_NAMES[r])))
            return (marsad_quantity_role)r;
    return MARSAD_QUANTITY_NONE;
}

uint32_t lexeme_start(const struct scan *s, size_t token, const marsad_match *m)
{
    size_t skip = m->skip;

    /* In لل the article has lost its alef: what is left begins behind both letters. */
    if ((m->clitics & MARSAD_CLITIC_AL) && skip >= (size_t)2 * LETTER && !(m->clitics & MARSAD_CLITIC_LI))
        skip -= (size_t)2 * LETTER;
    return marsad_token_offset(s->text, token, skip);
}

bool scan_together(const struct scan *s, size_t a, size_t b)
{
    return a < s->text->n_tokens && b < s->text->n_tokens && s->text->tokens[a].sentence == s->text->tokens[b].sentence;
}

bool scan_mark(const struct scan *s, size_t i, const char *mark)
{
    return i < s->text->n_tokens && s->text->tokens[i].kind == MARSAD_TOKEN_PUNCT && marsad_token_is(s->text, i, mark);
}

bool scan_clause_end(const struct scan *s, size_t i)
{
    static const char *const ENDS[] = { ".", "\u061B" /* ؛ */, ":", "!", "?", "\u061F" /* ؟ */, ";" };

    for (size_t k = 0; k < sizeof ENDS / sizeof *ENDS; k++)
        if (scan_mark(s, i, ENDS[k]))
            return true;
    return scan_has(s, i, CLASS_BIT(CLASS_BREAK));
}

bool scan_verb_only(const struct scan *s, size_t i)
{
    const uint32_t others = MARSAD_TABLE_BIT(MARSAD_TABLE_NOUNS) | MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS) |
                            MARSAD_TABLE_BIT(MARSAD_TABLE_COUNTRIES) | MARSAD_TABLE_BIT(MARSAD_TABLE_FUNCTION) |
                            MARSAD_TABLE_BIT(MARSAD_TABLE_PLACES) | MARSAD_TABLE_BIT(MARSAD_TABLE_ACTORS) |
                            MARSAD_TABLE_BIT(MARSAD_TABLE_UNITS) | MARSAD_TABLE_BIT(MARSAD_TABLE_NUMBERS);
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(s->dict, s->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS), m, MATCHES);

    if (n == 0)
        return false;
    for (size_t k = 0; k < n; k++)
        if (!(m[k].entry->form & (MARSAD_FORM_PERFECT | MARSAD_FORM_IMPERFECT)))
            return false;
    return marsad_match_at(s->dict, s->text, i, others, m, 1) == 0;
}

marsad_str scan_cell(const struct scan *s, const marsad_entry *e, int column)
{
    return column < 0 ? (marsad_str){ "", 0 } : marsad_dict_cell(s->dict, (marsad_table)e->table, e->row, column);
}

bool norm_ends(marsad_str word, const char *const *endings)
{
    for (; *endings; endings++)
        if (marsad_str_ends(word, marsad_str_of(*endings)) && word.len > strlen(*endings) + 4)
            return true;
    return false;
}

bool scan_word(const struct scan *s, size_t i)
{
    return s->text->tokens[i].kind == MARSAD_TOKEN_WORD && s->times[i] != TIME_POINT;
}

bool scan_article(const struct scan *s, size_t i)
{
    return marsad_str_starts(s->text->tokens[i].norm, MARSAD_LIT("\u0627\u0644"));
}

/*
 * quantities_single.c - nouns that count without a number: duals (جنديان), and one person behind a role word (مقتل
 * جندي).
 */
#include "mention/quantities.h"

#define MATCHES 24

/* A dual in ــين looks like a sound plural: it is one only where the plural of the word is another. */
static bool is_dual(const struct scan *s, size_t i, const marsad_match *m)
{
    marsad_str list = scan_cell(s, m->entry, s->agent_plurals), item;

    if (!(m->entry->form & MARSAD_FORM_DUAL) || (m->entry->form & (MARSAD_FORM_CONSTRUCT | MARSAD_FORM_HOST)) ||
        m->suffix)
        return false;
    if (marsad_str_ends(s->text->tokens[i].norm, MARSAD_LIT("\u0627\u0646")))
        return true;
    if (m->entry->table != MARSAD_TABLE_AGENTS || list.len == 0 ||
        !marsad_str_ends(s->text->tokens[i].norm, MARSAD_LIT("\u064A\u0646")))
        return false;
    while (marsad_str_next(&list, '|', &item))
        if (marsad_str_ends(item, MARSAD_LIT("\u064A\u0646")))
            return false;
    return true;
}

/* أمان "safety" is no pair of mothers, عاملين are workers, however many. */
static bool is_other_form(const struct scan *s, size_t i, const marsad_entry *e)
{
    bool nominative = marsad_str_ends(s->text->tokens[i].norm, MARSAD_LIT("\u0627\u0646"));

    if (e->form & MARSAD_FORM_DUAL)
        return false;
    if (nominative)
        return (e->form & MARSAD_FORM_MASDAR) ||
               (e->table == MARSAD_TABLE_NOUNS && !(e->form & MARSAD_FORM_ACCUSATIVE));
    return (e->form & MARSAD_FORM_PARTICIPLE) && (e->form & MARSAD_FORM_PLURAL);
}

static bool has_other_form(const struct scan *s, size_t i)
{
    const uint32_t tables = MARSAD_TABLE_BIT(MARSAD_TABLE_NOUNS) | MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS);
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(s->dict, s->text, i, tables, m, MATCHES);

    for (size_t k = 0; k < n; k++)
        if (m[k].suffix == 0 && is_other_form(s, i, m[k].entry))
            return true;
    return false;
}

static bool two_by_table(const struct scan *s, size_t i, struct counted *c)
{
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(s->dict, s->text, i, TABLES_NOUN, m, MATCHES);

    for (size_t k = 0; k < n; k++) {
        const marsad_entry *e = m[k].entry;
        struct counted tried = { .first = i, .last = i + m[k].tokens, .known = true };
        if (m[k].tokens > 1)
            continue;
        if (e->table == MARSAD_TABLE_UNITS
                ? !marsad_list_has(scan_cell(s, e, s->unit_note), MARSAD_LIT("two")) || !counted_fill(s, &m[k], &tried)
                : !is_dual(s, i, &m[k]) || has_other_form(s, i) || !counted_fill(s, &m[k], &tried) || !tried.person ||
                      tried.people)
            continue;
        tried.definite = m[k].clitics & MARSAD_CLITIC_AL;
        tried.start = lexeme_start(s, i, &m[k]);
        *c = tried;
        return true;
    }
    return false;
}

/* طالبان is no pair of students. */
static bool has_name(const struct scan *s, size_t i)
{
    const uint32_t tables = MARSAD_TABLE_BIT(MARSAD_TABLE_ACTORS) | MARSAD_TABLE_BIT(MARSAD_TABLE_PLACES) |
                            MARSAD_TABLE_BIT(MARSAD_TABLE_NAMES);
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(s->dict, s->text, i, tables, m, MATCHES);

    for (size_t k = 0; k < n; k++)
        if (m[k].suffix == 0)
            return true;
    return false;
}

bool counted_two_at(const struct scan *s, size_t i, struct counted *c)
{
    static const char *const ENDINGS[] = { "\u0627\u0646" /* ان */, "\u064A\u0646" /* ين */, NULL };
    struct lexeme never;

    if (!scan_word(s, i) || !s->text->tokens[i].n_stems || !norm_ends(s->text->tokens[i].norm, ENDINGS) ||
        has_name(s, i) || lexeme_at(s, i, CLASS_BIT(CLASS_NEVER), &never) || !two_by_table(s, i, c))
        return false;
    counted_adjectives(s, c);
    return true;
}

/* "less than a square kilometre": the bare singular of a measure behind a hedge. */
bool counted_measure_at(const struct scan *s, size_t i, struct counted *c)
{
    struct lexeme w;

    if (!lexeme_at(s, i, CLASS_BIT(CLASS_MEASURE), &w) || w.match.clitics || s->times[i] == TIME_POINT ||
        !marsad_list_has(scan_cell(s, w.match.entry, s->unit_word), marsad_range_str(s->text, w.first, w.last)))
        return false;
    *c = (struct counted){ .first = i, .last = w.last, .start = s->text->tokens[i].start, .known = true };
    counted_fill(s, &w.match, c);
    counted_adjectives(s, c);
    return true;
}

/* أحد الجنود, ثالث, آخر: one of several, or one more. */
static bool one_of_several_at(const struct scan *s, size_t i, struct counted *c)
{
    struct lexeme w;

    if (lexeme_at(s, i, CLASS_BIT(CLASS_ONE_OF), &w) && scan_together(s, i, w.last) &&
        counted_noun_at(s, w.last, MARSAD_CLITIC_AL, c) && c->person) {
        counted_adjectives(s, c);
        counted_genitive(s, c);
        return true;
    }
    if (!lexeme_at(s, i, CLASS_BIT(CLASS_ORDINAL) | CLASS_BIT(CLASS_OTHER), &w) || w.match.clitics || w.last != i + 1 ||
        (w.class == CLASS_OTHER && w.match.entry->column != (uint16_t)s->unit_word) ||
        (scan_together(s, i, i + 1) && scan_article(s, i + 1)))
        return false;
    *c =
        (struct counted){ .first = i, .last = i + 1, .start = s->text->tokens[i].start, .known = true, .person = true };
    c->word = marsad_token_str(s->text, i);
    return true;
}

bool counted_one_at(const struct scan *s, size_t i, unsigned clitics, struct counted *c)
{
    marsad_match m[MATCHES];
    size_t n;

    if (!scan_word(s, i))
        return false;
    if (!clitics && one_of_several_at(s, i, c))
        return true;
    if (scan_has(s, i, CLASS_BIT(CLASS_NEVER)))
        return false; /* أمام المحكمة is no imam */
    n = marsad_match_at(s->dict, s->text, i, TABLES_NOUN, m, MATCHES);
    for (size_t k = 0; k < n; k++) {
        const marsad_entry *e = m[k].entry;
        struct counted tried = {
            .first = i, .last = i + m[k].tokens, .known = true, .start = lexeme_start(s, i, &m[k])
        };
        if (m[k].clitics != clitics || m[k].suffix || e->table == MARSAD_TABLE_UNITS ||
            !counted_fill(s, &m[k], &tried) || !tried.person || tried.people || !tried.singular)
            continue;
        *c = tried;
        if (scan_together(s, i, c->last) && scan_article(s, c->last))
            return false; /* a construct: "the soldier of …" */
        counted_adjectives(s, c);
        return true;
    }
    return false;
}

/* سائقا شاحنات, رجلا أمن: a tanwin takes no genitive, so the alef before one is that of the dual. */
bool counted_is_pair(const struct scan *s, const struct counted *c)
{
    struct counted owner;

    size_t next = c->first + 1;

    if (!marsad_str_ends(s->text->tokens[c->first].norm, MARSAD_LIT("\u0627")) || !scan_together(s, c->first, next) ||
        !counted_noun_at(s, next, 0, &owner) || owner.measure || scan_has(s, next, CLASS_BIT(CLASS_NEVER)))
        return false;
    return c->last == next || (owner.plural && !owner.person);
}

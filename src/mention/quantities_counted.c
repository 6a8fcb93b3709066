/*
 * quantities_counted.c - what a number counts.
 *
 * Behind a number stands the noun (خمسة جنود، ١٥ جنديا), or من and the noun (خمسة من الجنود); a number with the article
 * or the word one stands behind it (القتلى الـ15، شخص واحد). The longest word of units.tsv, agents.tsv, nouns.tsv or a
 * nationality is taken; an unknown word only if no other part of speech claims it.
 */
#include "mention/quantities.h"

#define MATCHES 24
#define ADJECTIVES_MAX 3
#define STEM_MIN 6              /* bytes: unknown words shorter than three letters are no nouns */
#define MIN_FROM "\u0645\u0646" /* من */

static marsad_str first_item(marsad_str list)
{
    marsad_str item = { "", 0 };

    marsad_str_next(&list, '|', &item);
    return item;
}

static bool fill_unit(const struct scan *s, const marsad_match *m, struct counted *c)
{
    marsad_str note = scan_cell(s, m->entry, s->unit_note);
    struct lexeme w = { .match = *m };

    c->measure = marsad_list_has(note, MARSAD_LIT("measure"));
    c->sure = marsad_list_has(note, MARSAD_LIT("victim")) || marsad_list_has(note, MARSAD_LIT("thing"));
    c->other = marsad_list_has(note, MARSAD_LIT("other"));
    c->mixed = marsad_list_has(note, MARSAD_LIT("mixed"));
    c->person = c->other || c->mixed || marsad_list_has(note, MARSAD_LIT("person")) ||
                marsad_list_has(note, MARSAD_LIT("victim"));
    if (!c->measure && !c->sure && !c->person)
        return false;
    c->role = lexeme_role(s, &w);
    c->word = scan_cell(s, m->entry, s->unit_base);
    if (c->word.len == 0)
        c->word = scan_cell(s, m->entry, s->unit_word);
    c->plural = true; /* forms of units are not told apart */
    return true;
}

static bool fill_noun(const struct scan *s, const marsad_match *m, struct counted *c)
{
    marsad_str kind;

    switch (m->entry->table) {
    case MARSAD_TABLE_AGENTS:
        kind = scan_cell(s, m->entry, s->agent_kind);
        c->person = marsad_str_equal(kind, MARSAD_LIT("person")) || marsad_str_equal(kind, MARSAD_LIT("people"));
        c->people = c->plural = marsad_str_equal(kind, MARSAD_LIT("people"));
        c->word = scan_cell(s, m->entry, s->agent_word);
        break;
    case MARSAD_TABLE_COUNTRIES:
        if (!m->entry->form)
            return false;
        c->person = true;
        c->word = first_item(scan_cell(s, m->entry, s->country_adjectives));
        break;
    case MARSAD_TABLE_NOUNS:
        if (!marsad_str_equal(scan_cell(s, m->entry, s->noun_pos), MARSAD_LIT("noun")))
            return false;
        c->word = scan_cell(s, m->entry, s->noun_noun);
        break;
    default:
        return false;
    }
    c->plural = c->plural || (m->entry->form & MARSAD_FORM_PLURAL);
    c->singular = m->entry->form & MARSAD_FORM_SINGULAR && !(m->entry->form & (MARSAD_FORM_DUAL | MARSAD_FORM_PLURAL));
    return true;
}

bool counted_fill(const struct scan *s, const marsad_match *m, struct counted *c)
{
    return m->entry->table == MARSAD_TABLE_UNITS ? fill_unit(s, m, c) : fill_noun(s, m, c);
}

/* Words of units.tsv win over equally long ones of the other tables, agents over nouns. */
static int rank(const marsad_match *m)
{
    switch (m->entry->table) {
    case MARSAD_TABLE_UNITS:
        return 3;
    case MARSAD_TABLE_AGENTS:
        return 2;
    case MARSAD_TABLE_COUNTRIES:
        return 1;
    default:
        return 0;
    }
}

/* A noun at token i whose clitics are all in `clitics`; its words must not be part of a date. */
bool counted_noun_at(const struct scan *s, size_t i, unsigned clitics, struct counted *c)
{
    marsad_match m[MATCHES];
    const marsad_match *best = NULL;
    size_t n = marsad_match_at(s->dict, s->text, i, TABLES_NOUN, m, MATCHES);

    for (size_t k = 0; k < n; k++) {
        struct counted tried = { .first = i, .last = i + m[k].tokens, .known = true };
        if ((m[k].clitics & ~clitics) || m[k].suffix || (best && best->tokens > m[k].tokens) ||
            (best && (best->skip < m[k].skip || rank(best) >= rank(&m[k]))))
            continue;
        if (!counted_fill(s, &m[k], &tried))
            continue;
        best = &m[k];
        tried.definite = m[k].clitics & MARSAD_CLITIC_AL;
        tried.start = lexeme_start(s, i, best);
        *c = tried;
    }
    return best && s->times[i] != TIME_POINT;
}

/* ــي, ــيا, ــية, ــيين, ــيون in normal form: relative adjectives and sound plurals. */
static bool looks_relative(marsad_str norm)
{
    static const char *const ENDINGS[] = {
        "\u064A\u0627", "\u064A\u0647", "\u064A\u064A\u0646", "\u064A\u0648\u0646", "\u064A\u0627\u062A", "\u064A", NULL
    };

    return norm_ends(norm, ENDINGS);
}

static bool any_match(const struct scan *s, size_t i, uint32_t tables)
{
    marsad_match m;

    return marsad_match_at(s->dict, s->text, i, tables, &m, 1) > 0;
}

/* All but names that serve the entity model only: a currency among them is still a unit that we do not know. */
#define TABLES_ALL (~MARSAD_TABLE_BIT(MARSAD_TABLE_ENTITIES))

/* A word that no table knows in any reading, with the looks of a counted noun: a tanwin, a feminine or a relative. */
static bool unknown_noun_at(const struct scan *s, size_t i, struct counted *c)
{
    static const char *const ENDINGS[] = { "\u0627" /* ا */, "\u0647" /* ه */, "\u0627\u062A" /* ات */,
                                           "\u064A\u0646" /* ين */, NULL };
    marsad_str norm = s->text->tokens[i].norm;

    if (!scan_word(s, i) || scan_article(s, i) || norm.len < STEM_MIN || any_match(s, i, TABLES_ALL) ||
        !(norm_ends(norm, ENDINGS) || looks_relative(norm)))
        return false;
    *c = (struct counted){
        .first = i, .last = i + 1, .start = s->text->tokens[i].start, .word = marsad_token_str(s->text, i)
    };
    return true;
}

/* Behind "a number of" anything is counted. */
static bool any_word_at(const struct scan *s, size_t i, struct counted *c)
{
    if (!scan_word(s, i) || s->text->tokens[i].norm.len < STEM_MIN)
        return false;
    *c = (struct counted){ .first = i,
                           .last = i + 1,
                           .start = s->text->tokens[i].start,
                           .word = marsad_token_str(s->text, i),
                           .definite = scan_article(s, i) };
    if (marsad_str_starts(c->word, MARSAD_LIT("\u0627\u0644")))
        c->word = marsad_str_slice(c->word, 4, c->word.len);
    return true;
}

static bool is_finite(const struct scan *s, size_t i)
{
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(s->dict, s->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS), m, MATCHES);

    for (size_t k = 0; k < n; k++)
        if (m[k].skip == 0 && m[k].suffix == 0 && (m[k].entry->form & (MARSAD_FORM_PERFECT | MARSAD_FORM_IMPERFECT)))
            return true;
    return false;
}

/* هجمات عدة شنتها: a verb with its object, which no table knows as a noun, is counted by nobody. */
static bool is_verb_with_object(const struct scan *s, size_t i)
{
    const uint32_t tables = MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS) | MARSAD_TABLE_BIT(MARSAD_TABLE_NOUNS) |
                            MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS) | MARSAD_TABLE_BIT(MARSAD_TABLE_UNITS);
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(s->dict, s->text, i, tables, m, MATCHES);
    bool verb = false;

    for (size_t k = 0; k < n; k++) {
        if (m[k].entry->table != MARSAD_TABLE_VERBS)
            return false;
        verb |= m[k].skip == 0 && m[k].suffix > 0 && (m[k].entry->form & (MARSAD_FORM_PERFECT | MARSAD_FORM_IMPERFECT));
    }
    return verb;
}

/* An entry that may describe a noun: an adjective, a nationality, a participle. */
static bool describes(const struct scan *s, const marsad_match *m)
{
    switch (m->entry->table) {
    case MARSAD_TABLE_NOUNS:
        return marsad_str_equal(scan_cell(s, m->entry, s->noun_pos), MARSAD_LIT("adj")) ||
               (m->entry->form & MARSAD_FORM_ADJECTIVE);
    case MARSAD_TABLE_COUNTRIES:
        return m->entry->form != 0;
    case MARSAD_TABLE_VERBS:
        return m->entry->form & MARSAD_FORM_PARTICIPLE;
    case MARSAD_TABLE_AGENTS:
        return marsad_str_equal(scan_cell(s, m->entry, s->agent_kind), MARSAD_LIT("person"));
    default:
        return false;
    }
}

static bool adjective_at(const struct scan *s, size_t i, bool definite)
{
    const uint32_t tables = MARSAD_TABLE_BIT(MARSAD_TABLE_NOUNS) | MARSAD_TABLE_BIT(MARSAD_TABLE_COUNTRIES) |
                            MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS) | MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS);
    marsad_match m[MATCHES];
    size_t n;

    if (!scan_word(s, i) || scan_article(s, i) != definite || scan_has(s, i, CLASS_BIT(CLASS_NEVER)))
        return false;
    if (scan_has(s, i, CLASS_BIT(CLASS_OTHER)))
        return true;
    if (is_finite(s, i) ||
        any_match(s, i, MARSAD_TABLE_BIT(MARSAD_TABLE_FUNCTION) | MARSAD_TABLE_BIT(MARSAD_TABLE_NAMES)))
        return false;
    n = marsad_match_at(s->dict, s->text, i, tables, m, MATCHES);
    for (size_t k = 0; k < n; k++)
        if (m[k].clitics == (definite ? MARSAD_CLITIC_AL : 0) && m[k].suffix == 0 && m[k].tokens == 1 &&
            describes(s, &m[k]))
            return true;
    return n == 0 && looks_relative(s->text->tokens[i].norm) && !any_match(s, i, TABLES_ALL);
}

/* All that follows a measure: "dollars American". */
static bool nationality_at(const struct scan *s, size_t i)
{
    marsad_match m[MATCHES];
    size_t n = scan_word(s, i)
                   ? marsad_match_at(s->dict, s->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_COUNTRIES), m, MATCHES)
                   : 0;

    for (size_t k = 0; k < n; k++)
        if (m[k].entry->form && m[k].clitics == 0)
            return true;
    return false;
}

void counted_adjectives(const struct scan *s, struct counted *c)
{
    struct lexeme w;

    for (int k = 0; k < ADJECTIVES_MAX && !c->mixed && scan_together(s, c->first, c->last); k++) {
        if (!(c->measure ? nationality_at(s, c->last) : adjective_at(s, c->last, c->definite)))
            break;
        c->last++;
    }
    if (c->person && scan_together(s, c->first, c->last) && lexeme_at(s, c->last, CLASS_BIT(CLASS_MIXED), &w) &&
        !(w.match.clitics & ~(unsigned)MARSAD_CLITIC_WA)) {
        c->mixed = true;
        c->last = w.last;
    }
}

/* رجال الشرطة: the genitive of a bare plural. */
void counted_genitive(const struct scan *s, struct counted *c)
{
    struct counted second;

    if (!c->definite && c->plural && scan_together(s, c->first, c->last) && scan_article(s, c->last) &&
        counted_noun_at(s, c->last, MARSAD_CLITIC_AL, &second))
        c->last = second.last;
}

/* مرافقيه, عناصرها: persons with the one they belong to. */
static bool owned_noun_at(const struct scan *s, size_t i, struct counted *c)
{
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(s->dict, s->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS), m, MATCHES);

    for (size_t k = 0; k < n; k++) {
        struct counted tried = {
            .first = i, .last = i + m[k].tokens, .start = s->text->tokens[i].start, .known = true
        };
        if (m[k].clitics || !m[k].suffix || !counted_fill(s, &m[k], &tried) || !tried.person || !tried.plural)
            continue;
        *c = tried;
        return true;
    }
    return false;
}

static bool behind_from(const struct scan *s, const struct number *n, struct counted *c)
{
    size_t at = n->last;

    if (!marsad_token_is(s->text, at, MIN_FROM) || !scan_together(s, at, at + 1))
        return false;
    if (owned_noun_at(s, at + 1, c))
        return true;
    if (!counted_noun_at(s, at + 1, MARSAD_CLITIC_AL, c) || !(c->plural || c->measure) || c->measure)
        return false;
    counted_adjectives(s, c);
    counted_genitive(s, c);
    return true;
}

static bool behind(const struct scan *s, const struct number *n, struct counted *c)
{
    size_t at = n->last;
    struct lexeme w;

    if (!scan_together(s, n->first, at))
        return false;
    if (behind_from(s, n, c))
        return true;
    if (lexeme_at(s, at, CLASSES_COUNTED, &w) && w.match.clitics == 0 && s->times[at] != TIME_POINT &&
        counted_noun_at(s, at, 0, c)) {
        counted_adjectives(s, c);
        return true;
    }
    if (scan_has(s, at, CLASS_BIT(CLASS_NEVER) | CLASS_BIT(CLASS_PART) | CLASS_BIT(CLASS_BREAK)))
        return false;
    /* قطع is "pieces" behind three to ten and "he cut" behind other numbers. */
    if (is_finite(s, at) && !(n->max <= 10 && counted_noun_at(s, at, 0, c) && c->plural))
        return false;
    if (counted_noun_at(s, at, n->vague || n->definite || n->scale > 1 ? MARSAD_CLITIC_AL : 0, c)) {
        counted_adjectives(s, c);
        if (n->vague)
            counted_genitive(s, c);
        return true;
    }
    if (any_match(s, at, MARSAD_TABLE_BIT(MARSAD_TABLE_FUNCTION)) || is_verb_with_object(s, at) ||
        !(unknown_noun_at(s, at, c) || (n->vague && !n->definite && any_word_at(s, at, c))))
        return false;
    counted_adjectives(s, c);
    return true;
}

bool counted_behind(const struct scan *s, const struct number *n, struct counted *c)
{
    struct number open = *n;

    if (behind(s, n, c))
        return true;
    open.last++; /* "(22) شخصا": Saudi papers put digits in brackets */
    if (n->digits && n->first > 0 && scan_mark(s, n->first - 1, "(") && scan_mark(s, n->last, ")") &&
        scan_together(s, n->first, n->last) && behind(s, &open, c))
        return true;
    *c = (struct counted){ 0 };
    return false;
}

static bool before(const struct scan *s, const struct number *n, struct counted *c)
{
    size_t at = n->first;

    if (n->digits && n->definite && at > s->done) /* the article apart: الـ15 */
        at--;
    if (at <= s->done || !scan_together(s, at - 1, n->first) || n->hedged || n->range || n->joined ||
        !counted_noun_at(s, at - 1, UINT8_MAX, c) || c->last != at || c->measure || c->mixed)
        return false;
    if (n->definite)
        return c->definite && (c->plural || c->person) && !c->singular;
    if (c->definite || n->digits || n->vague || c->last != n->first)
        return false;
    /* وأحد "and one of" has the normal form of واحد "one". */
    if (n->one)
        return marsad_str_find(marsad_token_str(s->text, n->first), MARSAD_LIT("\u0623"), 0) == SIZE_MAX;
    return c->person && c->plural && n->min <= 10 && !scan_has(s, c->first, CLASS_BIT(CLASS_TRIGGER));
}

bool counted_before(const struct scan *s, const struct number *n, struct counted *c)
{
    if (before(s, n, c))
        return true;
    *c = (struct counted){ 0 };
    return false;
}

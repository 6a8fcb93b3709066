/*
 * clauses.c - finding phrases, spans without clitics, bounds of clauses, and signals of data/signals.tsv.
 */
#include "event/analysis.h"

#define LENGTH_WORDS 5 /* tokens from "after" to the preposition behind a length */
#define BRACKET_MAX 4  /* tokens in brackets that only put something in */

size_t phrase_after(const struct analysis *a, uint32_t token)
{
    size_t low = 0, high = a->n_phrases;

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (a->phrases[mid].first < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

size_t phrase_at(const struct analysis *a, uint32_t token)
{
    size_t i = phrase_after(a, token + 1);

    return i > 0 && a->phrases[i - 1].last > token ? i - 1 : a->n_phrases;
}

/* للقوات: the alef of the article is not written, so the span begins behind it. */
static bool begins_with_lil(const struct analysis *a, uint32_t i)
{
    const struct word *w = word_at(a, i);
    marsad_str norm = a->text->tokens[i].norm;

    return (w->clitics & MARSAD_CLITIC_LI) && (w->clitics & MARSAD_CLITIC_AL) && w->skip >= 4 && norm.len > w->skip &&
           memcmp(norm.ptr + w->skip - 4, "\u0644\u0644", 4) == 0;
}

marsad_span span_of(const struct analysis *a, uint32_t first, uint32_t last)
{
    const marsad_token *t = a->text->tokens;
    const struct word *w = word_at(a, first);
    marsad_span s = { t[first].start, t[last - 1].end, first, last };
    size_t skip = w->skip;

    if (w->mention >= 0 && w->class == WORD_NAME && a->mentions->mentions[w->mention].span.first == first)
        s.start = a->mentions->mentions[w->mention].span.start;
    else if (w->quantity >= 0 && a->mentions->quantities[w->quantity].span.first == first)
        s.start = a->mentions->quantities[w->quantity].span.start;
    else if (skip && !(w->clitics & MARSAD_CLITIC_AL))
        s.start = marsad_token_offset(a->text, first, skip);
    else if (begins_with_lil(a, first))
        s.start = marsad_token_offset(a->text, first, skip);
    else if (skip > 4) /* keep the article, leave what stands before it */
        s.start = marsad_token_offset(a->text, first, skip - 4);
    return s;
}

marsad_span phrase_span(const struct analysis *a, const struct phrase *p)
{
    return span_of(a, p->first, p->last);
}

bool is_comma(const struct analysis *a, uint32_t i)
{
    return marsad_token_is(a->text, i, "\u060C") || marsad_token_is(a->text, i, ",");
}

bool opens_quote(const struct analysis *a, uint32_t i)
{
    return marsad_token_is(a->text, i, "\u00AB") || marsad_token_is(a->text, i, "\u201C") ||
           marsad_token_is(a->text, i, "\"");
}

bool closes_quote(const struct analysis *a, uint32_t i)
{
    return marsad_token_is(a->text, i, "\u00BB") || marsad_token_is(a->text, i, "\u201D") ||
           marsad_token_is(a->text, i, "\"");
}

bool is_border(const struct analysis *a, uint32_t i)
{
    return word_at(a, i)->class == WORD_SUB || marsad_token_is(a->text, i, ":") ||
           marsad_token_is(a->text, i, "\u061B");
}

uint32_t before_put_in_time(const struct analysis *a, uint32_t i)
{
    uint32_t j = i;

    if (i < 3 || !is_comma(a, i - 1))
        return i;
    for (j = i - 1; j > 0 && (a->words[j - 1].time >= 0 || a->words[j - 1].class == WORD_TIME);)
        j--;
    return j < i - 1 && j > 0 && is_comma(a, j - 1) ? j - 1 : i;
}

static bool is_dash(const struct analysis *a, uint32_t i)
{
    return marsad_token_is(a->text, i, "-") || marsad_token_is(a->text, i, "\u2013");
}

/* "- حفظه الله -": dashes in pairs put something in between, they end nothing. */
static bool is_paired_dash(const struct analysis *a, uint32_t i)
{
    uint32_t from = i > a->first + 6 ? i - 6 : a->first, to = i + 7 < a->last ? i + 7 : a->last;

    if (!is_dash(a, i))
        return false;
    for (uint32_t k = from; k < to; k++)
        if (k != i && is_dash(a, k))
            return true;
    return false;
}

/* فلان (24 عاما): a few words in brackets without a verb are put in, they end nothing. */
static bool is_short_bracket(const struct analysis *a, uint32_t i)
{
    bool opens = marsad_token_is(a->text, i, "(");

    if (!opens && !marsad_token_is(a->text, i, ")"))
        return false;
    for (uint32_t n = 1; n <= BRACKET_MAX + 1 && (opens ? i + n < a->last : i >= a->first + n); n++) {
        uint32_t k = opens ? i + n : i - n;
        if (marsad_token_is(a->text, k, opens ? ")" : "("))
            return true;
        if (a->words[k].class == WORD_VERB)
            return false;
    }
    return false;
}

bool is_clause_mark(const struct analysis *a, uint32_t i)
{
    static const char *const MARKS[] = { ".", "\u061B", ";", ":", "(", ")", "-", "\u2013", "!", "\u061F" };

    if (a->words[i].class != WORD_PUNCT || is_paired_dash(a, i) || is_short_bracket(a, i))
        return false;
    for (size_t k = 0; k < sizeof MARKS / sizeof *MARKS; k++)
        if (marsad_token_is(a->text, i, MARKS[k]))
            return true;
    return false;
}

/* لكن، غير أن. */
static bool is_but(const struct analysis *a, uint32_t i)
{
    return word_at(a, i)->class == WORD_CONJ && signal_at(a, i, "but", NULL).ptr;
}

static bool breaks_clause(const struct analysis *a, uint32_t i)
{
    const struct word *w = word_at(a, i);

    return is_clause_mark(a, i) || w->class == WORD_SUB || is_but(a, i) ||
           (w->class == WORD_VERB && (w->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA)));
}

void clause_bounds(const struct analysis *a, uint32_t token, uint32_t *from, uint32_t *to)
{
    uint32_t i = token;

    while (i > a->first && !breaks_clause(a, i) && !breaks_clause(a, i - 1))
        i--;
    *from = i;
    for (i = token + 1; i < a->last && !breaks_clause(a, i); i++) {
    }
    *to = i;
}

static marsad_str signal_value(const struct analysis *a, marsad_entries found, const char *class)
{
    for (size_t i = 0; i < found.n; i++) {
        if (found.at[i].table != MARSAD_TABLE_SIGNALS)
            continue;
        if (marsad_str_equal(marsad_dict_cell(a->dict, MARSAD_TABLE_SIGNALS, found.at[i].row, a->columns.signal_class),
                             marsad_str_of(class)))
            return marsad_dict_cell(a->dict, MARSAD_TABLE_SIGNALS, found.at[i].row, a->columns.signal_value);
    }
    return (marsad_str){ NULL, 0 };
}

marsad_str signal_at(const struct analysis *a, uint32_t token, const char *class, uint32_t *tokens)
{
    marsad_match m[8];
    size_t n = marsad_match_at(a->dict, a->text, token, MARSAD_TABLE_BIT(MARSAD_TABLE_SIGNALS), m, 8);
    const struct word *w = word_at(a, token);

    for (size_t i = 0; i < n; i++) {
        marsad_entries one = { m[i].entry, 1 };
        marsad_str value = signal_value(a, one, class);
        if (!value.ptr)
            continue;
        if (tokens)
            *tokens = m[i].tokens;
        return value;
    }
    if (tokens)
        *tokens = 1;
    if (w->verb >= 0) {
        marsad_str norm;
        marsad_str lemma = marsad_dict_cell(a->dict, MARSAD_TABLE_VERBS, (uint32_t)w->verb, a->columns.verb);
        if (marsad_normalise(lemma, a->arena, &norm, NULL))
            return signal_value(a, marsad_dict_find(a->dict, norm), class);
    }
    return (marsad_str){ NULL, 0 };
}

/* A quotation that begins so is what somebody says and no name. */
static bool begins_words(const struct word *w)
{
    return w->class == WORD_VERB || w->class == WORD_PREP || w->class == WORD_SUB || w->class == WORD_NEG ||
           (w->clitics & CLITIC_PREPOSITIONS);
}

/* مسلحو (داعش)، تنظيم (داعش): a bracket right behind a word that wants a genitive holds it. */
static bool opens_name(const struct analysis *a, uint32_t i)
{
    const struct word *before;

    if (i == a->first || i + 2 >= a->last || word_at(a, i + 1)->class != WORD_NAME)
        return false;
    before = word_at(a, i - 1);
    return ((before->form & MARSAD_FORM_CONSTRUCT) && (before->form & MARSAD_FORM_PLURAL)) ||
           (before->agent >= 0 && !(before->clitics & MARSAD_CLITIC_AL) && !before->suffix &&
            a->mentions->mentions[word_at(a, i + 1)->mention].kind == MARSAD_MENTION_GROUP);
}

uint32_t behind_quotation(const struct analysis *a, uint32_t i)
{
    static const char *const OPENERS[] = { "\"", "\u00AB", "\u201C", "(", "/", "'", "\u2018" };
    static const char *const CLOSERS[] = { "\"", "\u00BB", "\u201D", ")", "/", "'", "\u2019" };

    for (size_t k = 0; k < sizeof OPENERS / sizeof *OPENERS; k++) {
        if (!marsad_token_is(a->text, i, OPENERS[k]) || (OPENERS[k][0] == '(' && !opens_name(a, i)))
            continue;
        for (uint32_t j = i + 1; j < a->last && j < i + 6; j++)
            if (marsad_token_is(a->text, j, CLOSERS[k]))
                return begins_words(word_at(a, i + 1)) ? i : j + 1; /* المجلس «يصادق»: words, not a name */
    }
    return i;
}

bool contrast_between(const struct analysis *a, uint32_t x, uint32_t y)
{
    uint32_t from = x < y ? x : y, to = x < y ? y : x;

    for (uint32_t i = from; i < to && i < a->last; i++)
        if (marsad_token_is(a->text, i, "\u061B") || signal_at(a, i, "contrast", NULL).ptr)
            return true;
    return false;
}

/* "بعد عشرة أيام فقط على [هجوم]", "بعد 3 أشهر من": so long after another act. */
static bool is_so_long_after(const struct analysis *a, uint32_t i)
{
    bool unit = false;

    if (!signal_at(a, i, "so-long-after", NULL).ptr)
        return false;
    for (uint32_t k = i + 1; k < a->last && k <= i + LENGTH_WORDS; k++) {
        if (unit && signal_at(a, k, "since-act", NULL).ptr)
            return k + 1 < a->last && word_at(a, k + 1)->class == WORD_NOUN;
        unit |= signal_at(a, k, "length-unit", NULL).ptr != NULL;
    }
    return false;
}

uint32_t reply_between(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (signal_at(a, i, "reply", NULL).ptr || is_so_long_after(a, i))
            return i;
    return to;
}

uint32_t behind_reply(const struct analysis *a, uint32_t token)
{
    for (uint32_t i = token; i > a->first; i--)
        if (signal_at(a, i - 1, "reply", NULL).ptr)
            return i;
    return a->first;
}

/*
 * times_words.c - which words of data/times.tsv stand at which token.
 *
 * All tokens are looked up once; the readers then ask by class. Words whose note asks for the article, or forbids it,
 * are dropped here, so that no reader has to think of it.
 */
#include "mention/times.h"

#define MATCHES_MAX 16
#define FUTURE_REACH 18 /* tokens: how far a word of the future governs */

struct columns {
    int cls, value, note;
};

static const struct {
    const char *name;
    unsigned note;
} NOTES[] = {
    { "def", NOTE_DEF },       { "indef", NOTE_INDEF },
    { "weak", NOTE_WEAK },     { "strict", NOTE_STRICT },
    { "exact", NOTE_EXACT },   { "singular", NOTE_SINGULAR },
    { "dual", NOTE_DUAL },     { "plural", NOTE_PLURAL },
    { "adverb", NOTE_ADVERB }, { "levantine", NOTE_LEVANTINE },
    { "hijri", NOTE_HIJRI },   { "construct", NOTE_CONSTRUCT },
};

static const char *const CLASSES[] = {
#define X(upper, name) name,
    TIME_CLASSES(X)
#undef X
};

static unsigned class_of(marsad_str cell)
{
    for (unsigned c = 0; c < TIME_CLASS_COUNT; c++)
        if (marsad_str_equal(cell, marsad_str_of(CLASSES[c])))
            return c;
    return TIME_CLASS_COUNT;
}

static uint16_t notes_of(marsad_str cell)
{
    unsigned notes = 0;

    for (size_t i = 0; cell.len && i < sizeof NOTES / sizeof *NOTES; i++)
        if (marsad_list_has(cell, marsad_str_of(NOTES[i].name)))
            notes |= NOTES[i].note;
    return (uint16_t)notes;
}

static bool word_of(const times_pass *p, const struct columns *c, const marsad_match *m, time_word *w)
{
    uint32_t row = m->entry->row;
    bool definite = m->clitics & MARSAD_CLITIC_AL;

    *w = (time_word){ .value = marsad_dict_cell(p->dict, MARSAD_TABLE_TIMES, row, c->value),
                      .row = row,
                      .tokens = m->tokens,
                      .skip = m->skip,
                      .clitics = m->clitics,
                      .notes = notes_of(marsad_dict_cell(p->dict, MARSAD_TABLE_TIMES, row, c->note)),
                      .cls = (uint8_t)class_of(marsad_dict_cell(p->dict, MARSAD_TABLE_TIMES, row, c->cls)) };
    if (!marsad_str_to_double(w->value, &w->number))
        w->number = 0;
    return w->cls < TIME_CLASS_COUNT && !((w->notes & NOTE_DEF) && !definite) && !((w->notes & NOTE_INDEF) && definite);
}

bool words_load(times_pass *p)
{
    struct columns c = { marsad_dict_column(p->dict, MARSAD_TABLE_TIMES, "class"),
                         marsad_dict_column(p->dict, MARSAD_TABLE_TIMES, "value"),
                         marsad_dict_column(p->dict, MARSAD_TABLE_TIMES, "note") };
    uint32_t *index = marsad_arena_array(p->arena, p->text->n_tokens + 1, sizeof *index);
    time_word *words = NULL;
    size_t cap = 0, n = 0;

    if (!index)
        return false;
    for (size_t i = 0; i < p->text->n_tokens; i++) {
        marsad_match found[MATCHES_MAX];
        size_t n_found =
            c.cls < 0 || c.value < 0 || c.note < 0
                ? 0
                : marsad_match_at(p->dict, p->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_TIMES), found, MATCHES_MAX);
        index[i] = (uint32_t)n;
        for (size_t k = 0; k < n_found; k++) {
            if (!marsad_arena_grow(p->arena, (void **)&words, &cap, n, sizeof *words))
                return false;
            n += word_of(p, &c, &found[k], &words[n]);
        }
    }
    index[p->text->n_tokens] = (uint32_t)n;
    p->index = index;
    p->words = words;
    return true;
}

const time_word *word_at(const times_pass *p, size_t i, time_class c)
{
    if (i >= p->text->n_tokens)
        return NULL;
    for (uint32_t k = p->index[i]; k < p->index[i + 1]; k++)
        if (p->words[k].cls == c)
            return &p->words[k];
    return NULL;
}

bool same_sentence(const times_pass *p, size_t a, size_t b)
{
    return a < p->text->n_tokens && b < p->text->n_tokens && p->text->tokens[a].sentence == p->text->tokens[b].sentence;
}

const time_word *word_inside(const times_pass *p, size_t first, size_t i, time_class c)
{
    if (!same_sentence(p, first, i))
        return NULL;
    for (uint32_t k = p->index[i]; k < p->index[i + 1]; k++)
        if (p->words[k].cls == c && is_bare(&p->words[k]))
            return &p->words[k];
    return NULL;
}

const time_word *word_before(const times_pass *p, size_t i, time_class c)
{
    for (size_t back = 1; back <= 4 && back <= i && same_sentence(p, i - back, i); back++) {
        const time_word *w = word_at(p, i - back, c);
        if (w && w->tokens == back)
            return w;
    }
    return NULL;
}

bool mark_at(const times_pass *p, size_t first, size_t i, const char *marks)
{
    const marsad_token *t = &p->text->tokens[i];

    if (!same_sentence(p, first, i) || t->kind != MARSAD_TOKEN_PUNCT)
        return false;
    if (t->norm.len == 1)
        return t->norm.ptr[0] && strchr(marks, t->norm.ptr[0]) != NULL;
    /* dashes of all lengths count as the hyphen */
    return strchr(marks, '-') && t->norm.len == 3 && t->norm.ptr[0] == '\xE2' && t->norm.ptr[1] == '\x80' &&
           t->norm.ptr[2] >= '\x90' && t->norm.ptr[2] <= '\x95';
}

bool comma_at(const times_pass *p, size_t first, size_t i)
{
    return mark_at(p, first, i, ",") ||
           (same_sentence(p, first, i) && marsad_str_equal(p->text->tokens[i].norm, MARSAD_LIT("\u060C" /* ، */)));
}

static bool refuses(const times_pass *p, size_t i, time_class c, marsad_str what, size_t tokens)
{
    if (i >= p->text->n_tokens)
        return false;
    for (uint32_t k = p->index[i]; k < p->index[i + 1]; k++)
        if (p->words[k].cls == c && (!tokens || p->words[k].tokens == tokens) &&
            marsad_str_equal(p->words[k].value, what))
            return true;
    return false;
}

/* A quotation mark or bracket between name and time: صحيفة «اليوم». */
static size_t before_quote(const times_pass *p, size_t first)
{
    const marsad_token *t;

    if (first == 0 || !same_sentence(p, first - 1, first))
        return first;
    t = &p->text->tokens[first - 1];
    return t->kind == MARSAD_TOKEN_PUNCT && !comma_at(p, first, first - 1) && !mark_at(p, first, first - 1, "-:(.;")
               ? first - 1
               : first;
}

bool word_refused(const times_pass *p, size_t first, size_t last, const char *what)
{
    marsad_str w = marsad_str_of(what);
    size_t at = before_quote(p, first);

    if (same_sentence(p, last - 1, last) && refuses(p, last, TIME_NOT_BEFORE, w, 0))
        return true;
    for (size_t back = 1; back <= 2 && back <= at && same_sentence(p, at - back, first); back++)
        if (refuses(p, at - back, TIME_NOT_AFTER, w, back))
            return true;
    return false;
}

uint32_t word_start(const times_pass *p, size_t i, const time_word *w)
{
    const marsad_str norm = p->text->tokens[i].norm, alef_lam = MARSAD_LIT("\u0627\u0644" /* ال */);
    size_t skip = w->skip;

    if (skip >= alef_lam.len && is_definite(w) &&
        memcmp(norm.ptr + skip - alef_lam.len, alef_lam.ptr, alef_lam.len) == 0)
        skip -= alef_lam.len; /* the article stays, except after ل, where only half of it is written */
    return marsad_token_offset(p->text, i, skip);
}

bool sentence_future(const times_pass *p, size_t i)
{
    for (size_t back = 1; back <= FUTURE_REACH && back <= i && same_sentence(p, i - back, i); back++) {
        marsad_match m[4];
        size_t n = marsad_match_at(p->dict, p->text, i - back, MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS), m, 4);

        if (word_at(p, i - back, TIME_FUTURE))
            return true;
        for (size_t k = 0; k < n; k++)
            if (m[k].clitics & MARSAD_CLITIC_SA)
                return true;
        if (n && (m[0].entry->form & MARSAD_FORM_PERFECT) && !(m[0].clitics & ~(MARSAD_CLITIC_WA | MARSAD_CLITIC_FA)))
            return false; /* a verb in the perfect stands nearer */
    }
    return false;
}

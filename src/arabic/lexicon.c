/*
 * lexicon.c - what the dictionary says of a form, as bits.
 */
#include "arabic/units.h"

#include <stdlib.h>

static const char *const FUNCTION_CLASSES[] = { "prep", "conj", "sub",   "rel",   "pron", "dem",
                                                "neg",  "part", "modal", "quant", "adv" };
#define N_CLASSES (sizeof FUNCTION_CLASSES / sizeof *FUNCTION_CLASSES)

static uint8_t upos_of(marsad_str name)
{
    uint8_t tag = 0;

    while (tag < MARSAD_UPOS_COUNT && !marsad_str_equal(name, marsad_str_of(marsad_upos_name((marsad_upos)tag))))
        tag++;
    return tag;
}

static bool read_lemmas(marsad_words_model *m)
{
    uint32_t rows = marsad_dict_rows(m->dict, MARSAD_TABLE_LEMMAS);
    int upos = marsad_dict_column(m->dict, MARSAD_TABLE_LEMMAS, "upos"),
        feats = marsad_dict_column(m->dict, MARSAD_TABLE_LEMMAS, "feats"),
        next = marsad_dict_column(m->dict, MARSAD_TABLE_LEMMAS, "next");

    m->lemma_column = marsad_dict_column(m->dict, MARSAD_TABLE_LEMMAS, "lemma");
    m->lemmas = calloc(rows + 1, sizeof *m->lemmas);
    for (uint32_t row = 0; m->lemmas && row < rows; row++)
        m->lemmas[row] = (struct words_lemma){
            .feats = marsad_feats_of(marsad_dict_cell(m->dict, MARSAD_TABLE_LEMMAS, row, feats)),
            .next = marsad_feats_of(marsad_dict_cell(m->dict, MARSAD_TABLE_LEMMAS, row, next)),
            .upos = upos_of(marsad_dict_cell(m->dict, MARSAD_TABLE_LEMMAS, row, upos)),
        };
    return m->lemmas != NULL;
}

bool words_model_prepare(marsad_words_model *m, const marsad_dict *dict)
{
    uint32_t rows = marsad_dict_rows(dict, MARSAD_TABLE_FUNCTION);
    int class = marsad_dict_column(dict, MARSAD_TABLE_FUNCTION, "class");

    m->dict = dict;
    m->country_adjectives = marsad_dict_column(dict, MARSAD_TABLE_COUNTRIES, "adjectives");
    m->country_plurals = marsad_dict_column(dict, MARSAD_TABLE_COUNTRIES, "plurals");
    m->function_class = calloc(rows + 1, 1);
    if (!m->function_class || !read_lemmas(m))
        return false;
    for (uint32_t row = 0; row < rows; row++)
        for (size_t c = 0; c < N_CLASSES; c++)
            if (marsad_str_equal(marsad_dict_cell(dict, MARSAD_TABLE_FUNCTION, row, class),
                                 marsad_str_of(FUNCTION_CLASSES[c])))
                m->function_class[row] = (uint8_t)c;
    return true;
}

static uint32_t form_bits(uint32_t form)
{
    uint32_t bits = 0;

    if (form & MARSAD_FORM_PERFECT)
        bits |= LEX_PERFECT;
    if (form & MARSAD_FORM_IMPERFECT)
        bits |= LEX_IMPERFECT;
    if (form & MARSAD_FORM_MASDAR)
        bits |= LEX_MASDAR;
    if (form & MARSAD_FORM_PARTICIPLE)
        bits |= LEX_PARTICIPLE;
    if (form & MARSAD_FORM_NOUN)
        bits |= LEX_NOUN;
    if (form & MARSAD_FORM_ADJECTIVE)
        bits |= LEX_ADJECTIVE;
    if (form & MARSAD_FORM_HOST)
        bits |= LEX_HOST;
    if (form & MARSAD_FORM_NO_SUFFIX)
        bits |= LEX_NO_SUFFIX;
    if (form & MARSAD_FORM_PLURAL)
        bits |= LEX_PLURAL;
    if (form & MARSAD_FORM_PASSIVE)
        bits |= LEX_PASSIVE;
    return bits;
}

static uint32_t entry_bits(const marsad_words_model *m, const marsad_entry *e)
{
    switch (e->table) {
    case MARSAD_TABLE_VERBS:
    case MARSAD_TABLE_NOUNS:
    case MARSAD_TABLE_PLURALS:
        return form_bits(e->form);
    case MARSAD_TABLE_AGENTS:
        return LEX_AGENT | form_bits(e->form);
    case MARSAD_TABLE_NAMES:
        return LEX_NAME;
    case MARSAD_TABLE_PLACES:
        return LEX_PLACE;
    case MARSAD_TABLE_COUNTRIES:
        return e->column == m->country_adjectives || e->column == m->country_plurals ? LEX_NISBA : LEX_COUNTRY;
    case MARSAD_TABLE_ACTORS:
        return LEX_ACTOR;
    case MARSAD_TABLE_NUMBERS:
        return LEX_NUMBER;
    case MARSAD_TABLE_TIMES:
        return LEX_TIME;
    case MARSAD_TABLE_FUNCTION:
        return (uint32_t)LEX_FUNCTION << m->function_class[e->row];
    default:
        return 0;
    }
}

uint32_t lexicon_node(const marsad_words_model *m, const struct unit *u, size_t a, size_t b)
{
    marsad_str norm = { u->norm + u->norm_at[a], (size_t)(u->norm_at[b] - u->norm_at[a]) };

    return marsad_dict_step(m->dict, 0, marsad_dict_word(m->dict, norm));
}

uint32_t lexicon_bits(const marsad_words_model *m, uint32_t node)
{
    uint32_t bits = 0;
    marsad_entries found;
    bool only_lemmas = true; /* these are no class of words */

    if (!node)
        return 0;
    found = marsad_dict_entries(m->dict, node);
    for (size_t i = 0; i < found.n; i++) {
        bits |= entry_bits(m, &found.at[i]);
        only_lemmas = only_lemmas && found.at[i].table == MARSAD_TABLE_LEMMAS;
    }
    return bits || (only_lemmas && found.n > 0) ? bits : LEX_BEGINS;
}

uint32_t lexicon_of(const marsad_words_model *m, const struct unit *u, size_t a, size_t b)
{
    return lexicon_bits(m, lexicon_node(m, u, a, b));
}

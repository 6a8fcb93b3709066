/*
 * prepositions.c - prepositions as phrases see them: what they are called, and which govern nothing behind them.
 */
#include "event/analysis.h"

marsad_str preposition_of_clitic(uint8_t clitics)
{
    if (clitics & MARSAD_CLITIC_BI)
        return MARSAD_LIT("\u0628");
    if (clitics & MARSAD_CLITIC_LI)
        return MARSAD_LIT("\u0644");
    if (clitics & MARSAD_CLITIC_KA)
        return MARSAD_LIT("\u0643");
    return (marsad_str){ NULL, 0 };
}

marsad_str preposition_text(const struct analysis *a, uint32_t i, uint32_t span)
{
    const marsad_token *t = a->text->tokens;
    marsad_str text = marsad_str_slice(t[i].norm, word_at(a, i)->skip, t[i].norm.len);

    for (uint32_t k = 1; k < span && text.ptr; k++)
        text =
            marsad_arena_fmt(a->arena, "%.*s %.*s", (int)text.len, text.ptr, (int)t[i + k].norm.len, t[i + k].norm.ptr);
    return text;
}

static bool is_preposition(const struct analysis *a, marsad_str norm)
{
    marsad_entries found;

    if (norm.len == 2) /* ل، ب */
        return true;
    found = marsad_dict_find(a->dict, norm);
    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_FUNCTION &&
            marsad_str_equal(
                marsad_dict_cell(a->dict, MARSAD_TABLE_FUNCTION, found.at[i].row, a->columns.function_class),
                MARSAD_LIT("prep")))
            return true;
    return false;
}

bool preposition_has_pronoun(const struct analysis *a, uint32_t i)
{
    static const char *const PRONOUNS[] = { "\u0647\u0645\u0627", "\u0647\u0627", "\u0647\u0645", "\u0647\u0646",
                                            "\u0643\u0645",       "\u0646\u0627", "\u0647" };
    const struct word *w = word_at(a, i);
    marsad_str norm = marsad_str_slice(a->text->tokens[i].norm, w->skip, a->text->tokens[i].norm.len);

    for (size_t k = 0; k < sizeof PRONOUNS / sizeof *PRONOUNS; k++) {
        marsad_str pronoun = marsad_str_of(PRONOUNS[k]);
        if (norm.len > pronoun.len && marsad_str_ends(norm, pronoun) &&
            is_preposition(a, (marsad_str){ norm.ptr, norm.len - pronoun.len }))
            return true;
    }
    return false;
}

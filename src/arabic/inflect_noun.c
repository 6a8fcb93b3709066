/*
 * inflect_noun.c - written forms of nouns, adjectives and participles.
 */
#include "arabic/forms.h"

static const struct ending NOUN_FEMININE[] = {
    /* of a stem without its ة */
    { TEH_MARBUTA, BARE | FEMININE },          { TEH, HOST | FEMININE },
    { TEH ALEF NOON, BARE | DUAL | FEMININE }, { TEH YEH NOON, BARE | DUAL | FEMININE | ACC },
    { TEH ALEF, DUAL | FEMININE | CONSTRUCT }, { TEH YEH, DUAL | FEMININE | CONSTRUCT | ACC },
    { ALEF TEH, PLURAL | FEMININE },           { NULL, 0 },
};
static const struct ending FEMININE_IN_MAQSURA[] = {
    /* مسماة; of a stem without its ى */
    { ALEF TEH_MARBUTA, BARE | FEMININE },
    { ALEF TEH, HOST | FEMININE },
    { NULL, 0 },
};
static const struct ending NOUN_DUAL[] = {
    { ALEF NOON, BARE | DUAL },
    { YEH NOON, BARE | DUAL | ACC },
    { ALEF, DUAL | CONSTRUCT },
    { YEH, DUAL | CONSTRUCT | ACC },
    { NULL, 0 },
};
static const struct ending NOUN_SOUND[] = {
    { WAW NOON, BARE | PLURAL },
    { YEH NOON, BARE | PLURAL | ACC },
    { WAW, PLURAL | CONSTRUCT },
    { YEH, PLURAL | CONSTRUCT | ACC },
    { NULL, 0 },
};
static const struct ending SEATS_BEFORE_SUFFIX[] = {
    /* أصدقاؤه، أصدقائه; مبدؤه، مبدئه */
    { WAW_HAMZA, HOST },
    { YEH_HAMZA, HOST },
    { NULL, 0 },
};
static const struct ending SEATS_ALEF[] = {
    /* the dual of مبدأ: مبدآن */
    { ALEF_MADDA NOON, BARE | DUAL },
    { ALEF_MADDA, DUAL | CONSTRUCT },
    { NULL, 0 },
};

/* Forms in which a last hamza changes its seat. */
static bool noun_hamza(const struct form_sink *s, marsad_str noun, uint32_t bits)
{
    struct stem seated;
    marsad_str stem = word_cut(noun, 1), none = { "", 0 };

    if (word_ends(noun, YEH HAMZA)) { /* شيء: شيئا، شيئان، شيئه */
        stem = stem_join(&seated, stem, YEH_HAMZA, none);
        return form_give(s, "", stem, "", bits | HOST) && form_give(s, "", stem, ALEF, bits | BARE | ACC) &&
               ((bits & PLURAL) || form_give_all(s, "", stem, NOUN_DUAL, bits));
    }
    if (word_ends(noun, HAMZA) || word_ends(noun, WAW_HAMZA))
        return form_give_all(s, "", stem, SEATS_BEFORE_SUFFIX, bits);
    if (word_ends(noun, ALEF_HAMZA))
        return form_give_all(s, "", stem, SEATS_BEFORE_SUFFIX, bits) &&
               ((bits & PLURAL) || form_give_all(s, "", stem, SEATS_ALEF, bits));
    return true;
}

/* A listed plural: as it stands, with its construct if it is sound, with the accusative alef if it can carry one. */
static bool inflect_plural(const struct form_sink *s, marsad_str noun, uint32_t bits)
{
    marsad_str stem = word_cut(noun, 1);

    if (word_ends(noun, WAW NOON))
        return form_give(s, "", noun, "", bits | BARE) && form_give(s, "", stem, "", bits | CONSTRUCT);
    if (word_ends(noun, YEH NOON))
        return form_give(s, "", noun, "", bits | BARE | ACC) && form_give(s, "", stem, "", bits | CONSTRUCT | ACC);
    if (word_ends(noun, TEH_MARBUTA))
        return form_give(s, "", noun, "", bits | BARE) && form_give(s, "", stem, TEH, bits | HOST);
    if (word_ends(noun, ALEF_MAQSURA))
        return form_give(s, "", noun, "", bits | BARE) && form_give(s, "", stem, ALEF, bits | HOST);
    if (!form_give(s, "", noun, "", bits) || !noun_hamza(s, noun, bits))
        return false;
    return word_ends(noun, ALEF TEH) || word_ends(noun, HAMZA) || form_give(s, "", noun, ALEF, bits | BARE | ACC);
}

static bool inflect_in_maqsura(const struct form_sink *s, marsad_str noun, uint32_t bits, bool adjective)
{
    struct stem stem;
    marsad_str none = { "", 0 }, cut = word_cut(noun, 1);

    return form_give(s, "", noun, "", bits | BARE) && form_give(s, "", cut, ALEF, bits | HOST) &&
           form_give_all(s, "", stem_join(&stem, cut, YEH, none), NOUN_DUAL, bits) && /* مستشفيان */
           (!adjective || form_give_all(s, "", cut, FEMININE_IN_MAQSURA, bits));
}

bool marsad_inflect_noun(marsad_str noun, uint32_t bits, bool sound, marsad_form_fn *emit, void *user)
{
    const struct form_sink s = { emit, user };
    bool adjective = bits & (MARSAD_FORM_ADJECTIVE | MARSAD_FORM_PARTICIPLE);

    if (noun.len < 2 * LETTER || noun.len > STEM_MAX - LETTER)
        return emit(user, noun, bits); /* no word of ours: as it stands */
    if (bits & PLURAL)
        return inflect_plural(&s, noun, bits);
    if (word_ends(noun, TEH_MARBUTA))
        return form_give_all(&s, "", word_cut(noun, 1), NOUN_FEMININE, bits);
    if (word_ends(noun, ALEF_MAQSURA))
        return inflect_in_maqsura(&s, noun, bits, adjective);
    return form_give(&s, "", noun, "", bits) && form_give(&s, "", noun, ALEF, bits | BARE | ACC) &&
           form_give_all(&s, "", noun, NOUN_DUAL, bits) && noun_hamza(&s, noun, bits) &&
           (!sound || form_give_all(&s, "", noun, NOUN_SOUND, bits)) &&
           (!adjective || form_give_all(&s, "", noun, NOUN_FEMININE, bits));
}

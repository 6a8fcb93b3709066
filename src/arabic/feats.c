/*
 * feats.c - features of a tagged word: from lemmas.tsv for closed classes, from the reading in the dictionary, and
 * where there is none from first and last letters.
 */
#include "arabic/describe.h"

#define GENDERS (MARSAD_FEAT_GENDER_FEM | MARSAD_FEAT_GENDER_MASC)
#define NUMBERS (MARSAD_FEAT_NUMBER_DUAL | MARSAD_FEAT_NUMBER_PLUR | MARSAD_FEAT_NUMBER_SING)
#define MOODS (MARSAD_FEAT_MOOD_IND | MARSAD_FEAT_MOOD_JUS | MARSAD_FEAT_MOOD_POT | MARSAD_FEAT_MOOD_SUB)
#define TENSES (MARSAD_FEAT_TENSE_FUT | MARSAD_FEAT_TENSE_PAST | MARSAD_FEAT_TENSE_PRES)

static const char *const NAMES[] = {
#define X(feat, name) name,
    MARSAD_FEATS(X)
#undef X
};

const char *marsad_feat_name(unsigned number)
{
    return number < MARSAD_FEAT_COUNT ? NAMES[number] : NULL;
}

uint32_t marsad_feats_of(marsad_str list)
{
    uint32_t feats = 0;
    marsad_str item;

    while (marsad_str_next(&list, '|', &item))
        for (unsigned i = 0; i < MARSAD_FEAT_COUNT; i++)
            if (marsad_str_equal(item, marsad_str_of(NAMES[i])))
                feats |= 1u << i;
    return feats;
}

static uint16_t first_letter(const struct described *d)
{
    return d->v->b > d->a ? d->u->raw[d->a] : 0;
}

static uint32_t number_of(uint32_t form)
{
    return form & MARSAD_FORM_PLURAL ? MARSAD_FEAT_NUMBER_PLUR
           : form & MARSAD_FORM_DUAL ? MARSAD_FEAT_NUMBER_DUAL
                                     : MARSAD_FEAT_NUMBER_SING;
}

/* ---- verbs ---- */

/* A form that the dictionary lacks: يفعلون، تفعل، نفعل، أفعل; فعلوا، فعلت، فعلنا. */
static uint32_t guess_verb_form(const struct described *d)
{
    uint16_t first = first_letter(d), last = last_letter(d, 0), before = last_letter(d, 1);
    size_t n = d->v->b - d->a;
    bool imperfect = n > 3 && (first == YEH || first == TEH || first == NOON);
    uint32_t form = imperfect ? MARSAD_FORM_IMPERFECT : MARSAD_FORM_PERFECT;

    if (n > 4 && before == WAW && (last == NOON || last == ALEF))
        return form | MARSAD_FORM_PLURAL;
    if (n > 4 && before == TEH && last == MEEM)
        return MARSAD_FORM_PERFECT | MARSAD_FORM_SECOND | MARSAD_FORM_PLURAL;
    if (imperfect && first == NOON)
        return form | MARSAD_FORM_FIRST | MARSAD_FORM_PLURAL;
    if (!imperfect && n > 4 && before == NOON && last == ALEF)
        return form | MARSAD_FORM_FIRST | MARSAD_FORM_PLURAL;
    if (imperfect ? first == TEH : last == TEH)
        return form | MARSAD_FORM_FEMININE;
    return form;
}

/* Is the vowel on the first letter a damma? Then a perfect is passive (قُتل); an imperfect may be of a form IV. */
static bool has_damma(const struct described *d)
{
    const struct unit *u = d->u;

    if (d->v->b == d->v->a)
        return false;
    return marsad_str_find(marsad_str_slice(d->text, u->start + u->at[d->v->a], u->start + u->at[d->v->a + 1]),
                           MARSAD_LIT("\u064F"), 0) != SIZE_MAX;
}

/* أصيب and توفي are listed by their passives. */
static bool is_listed_passive(const struct described *d)
{
    const marsad_dict *dict = d->m->dict;
    marsad_str notes, note;

    if (!d->known)
        return false;
    notes = marsad_dict_cell(dict, MARSAD_TABLE_VERBS, d->lemma.entry->row,
                             marsad_dict_column(dict, MARSAD_TABLE_VERBS, "note"));
    while (marsad_str_next(&notes, ' ', &note))
        if (marsad_str_equal(note, MARSAD_LIT("pass")))
            return true;
    return false;
}

static uint32_t verb_feats(const struct described *d, uint32_t governed)
{
    uint32_t form = d->known ? d->lemma.entry->form : guess_verb_form(d), feats = number_of(form);

    if (form & MARSAD_FORM_PERFECT)
        feats |= MARSAD_FEAT_ASPECT_PERF | MARSAD_FEAT_TENSE_PAST;
    else
        feats |= MARSAD_FEAT_ASPECT_IMP | (governed & MOODS ? governed & MOODS : MARSAD_FEAT_MOOD_IND) |
                 (governed & TENSES ? governed & TENSES : MARSAD_FEAT_TENSE_PRES);
    feats |= form & MARSAD_FORM_FIRST    ? MARSAD_FEAT_PERSON_1
             : form & MARSAD_FORM_SECOND ? MARSAD_FEAT_PERSON_2
                                         : MARSAD_FEAT_PERSON_3;
    if (!(form & (MARSAD_FORM_FIRST | MARSAD_FORM_SECOND)))
        feats |= form & MARSAD_FORM_FEMININE ? MARSAD_FEAT_GENDER_FEM : MARSAD_FEAT_GENDER_MASC;
    if ((form & MARSAD_FORM_PASSIVE) || is_listed_passive(d) || ((form & MARSAD_FORM_PERFECT) && has_damma(d)))
        return feats | MARSAD_FEAT_VOICE_PASS;
    return feats | MARSAD_FEAT_VOICE_ACT;
}

/* ---- nouns ---- */

/* Endings of a word that the dictionary lacks: ات, ون, ين, ة. */
static uint32_t guess_noun_form(const struct described *d)
{
    uint16_t last = last_letter(d, 0), before = last_letter(d, 1);
    size_t n = d->v->b - d->a;

    if (n > 4 && last == TEH && before == ALEF)
        return MARSAD_FORM_PLURAL | MARSAD_FORM_FEMININE;
    if (d->v->tag != MARSAD_UPOS_PROPN && n > 4 && last == NOON && (before == WAW || before == YEH))
        return MARSAD_FORM_PLURAL;
    return 0;
}

/* ذكرى، كبرى, and صحراء are feminine; مبنى, بناء and أفعاء of a plural are not. */
static bool looks_feminine(marsad_str lemma, bool adjective)
{
    if (marsad_str_ends(lemma, MARSAD_LIT("\u0629"))) /* ة */
        return !adjective;
    return marsad_str_ends(lemma, MARSAD_LIT("\u0649")) && !marsad_str_starts(lemma, MARSAD_LIT("\u0645")); /* ى, م */
}

/* What lemmas.tsv says of the lemma as a noun: حرب and شمس are feminine. */
static uint32_t listed_feats(const struct described *d)
{
    const marsad_dict *dict = d->m->dict;
    marsad_str norm;
    marsad_entries found;
    uint32_t feats = 0;

    if (!marsad_normalise(d->lemma.text, d->arena, &norm, NULL))
        return 0;
    found = marsad_dict_entries(dict, marsad_dict_step(dict, 0, marsad_dict_word(dict, norm)));
    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_LEMMAS &&
            marsad_str_equal(marsad_dict_cell(dict, MARSAD_TABLE_LEMMAS, found.at[i].row,
                                              marsad_dict_column(dict, MARSAD_TABLE_LEMMAS, "upos")),
                             MARSAD_LIT("NOUN")))
            feats |= marsad_feats_of(marsad_dict_cell(dict, MARSAD_TABLE_LEMMAS, found.at[i].row,
                                                      marsad_dict_column(dict, MARSAD_TABLE_LEMMAS, "feats")));
    return feats;
}

static bool is_feminine(const struct described *d, uint32_t form)
{
    bool adjective = d->v->tag == MARSAD_UPOS_ADJ;

    if (last_letter(d, 0) == TEH_MARBUTA || (d->suffixed && last_letter(d, 0) == TEH && d->v->b - d->a > 3))
        return true;
    if (form & MARSAD_FORM_FEMININE)
        return true;
    if (d->known && looks_feminine(d->lemma.text, adjective))
        return true;
    if (d->known && !adjective && (listed_feats(d) & MARSAD_FEAT_GENDER_FEM))
        return true;
    return d->v->tag == MARSAD_UPOS_PROPN && (d->v->lex & (LEX_PLACE | LEX_COUNTRY));
}

/* A plural in ات of a masdar whose list has its singular. */
static bool is_sound_plural(const struct described *d, uint32_t form)
{
    return (form & MARSAD_FORM_PLURAL) ||
           (d->known && last_letter(d, 0) == TEH && last_letter(d, 1) == ALEF && d->v->b - d->a > 3 &&
            !marsad_str_ends(d->lemma.text, MARSAD_LIT("\u0627\u062A"))); /* ات */
}

static uint32_t noun_feats(const struct described *d)
{
    uint32_t form = d->known ? d->lemma.entry->form : guess_noun_form(d), feats = 0;

    if (is_sound_plural(d, form))
        form |= MARSAD_FORM_PLURAL;
    feats |= is_feminine(d, form) ? MARSAD_FEAT_GENDER_FEM : MARSAD_FEAT_GENDER_MASC;
    feats |= number_of(form);
    if (d->article || d->suffixed)
        feats |= MARSAD_FEAT_DEFINITE_DEF;
    if (!d->known || d->v->tag == MARSAD_UPOS_PROPN)
        return feats;
    if (form & MARSAD_FORM_MASDAR)
        feats |= MARSAD_FEAT_VERBFORM_VNOUN;
    if (form & MARSAD_FORM_PARTICIPLE)
        feats |=
            MARSAD_FEAT_VERBFORM_PART | (form & MARSAD_FORM_PASSIVE ? MARSAD_FEAT_VOICE_PASS : MARSAD_FEAT_VOICE_ACT);
    return feats;
}

/* Features of a line of lemmas.tsv stand in place of those of their kind. */
static uint32_t with_given(uint32_t feats, uint32_t given)
{
    if (given & GENDERS)
        feats &= ~(uint32_t)GENDERS;
    if (given & NUMBERS)
        feats &= ~(uint32_t)NUMBERS;
    return feats | given;
}

uint32_t feats_describe(const struct described *d, uint32_t governed)
{
    uint32_t given = d->row >= 0 ? d->m->lemmas[d->row].feats : 0;

    if (d->u->kind != MARSAD_TOKEN_WORD || d->v->b == d->v->a)
        return 0;
    if (is_verbal(d->v))
        return given ? given : verb_feats(d, governed);
    if (d->v->tag == MARSAD_UPOS_NOUN || d->v->tag == MARSAD_UPOS_ADJ || d->v->tag == MARSAD_UPOS_PROPN)
        return with_given(noun_feats(d), given);
    return given;
}

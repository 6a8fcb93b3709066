/*
 * stem.c - the key that all forms of a word share: article and clitics off, lemma, light stem.
 *
 * An article is always taken off. Other clitics are letters of many words, so they go only where the dictionary knows
 * what is left and does not know the whole; و goes also where it knows neither, as in light10.
 */
#include "arabic/normal.h"
#include "marsad/lemma.h"
#include "marsad/utf8.h"

#define LETTER 2
#define STEM_MIN 4 /* bytes that a light ending leaves */

#define WA "\u0648"
#define FA "\u0641"

/* Articles with what is written before them, the longest first; و or ف before it is gone already. */
static const char *const ARTICLES[] = {
    "\u0628\u0627\u0644" /* بال */,
    "\u0643\u0627\u0644" /* كال */,
    "\u0627\u0644" /* ال */,
    "\u0644\u0644" /* لل */,
};
static const char *const PREPOSITIONS[] = { "\u0628" /* ب */, "\u0644" /* ل */, "\u0643" /* ك */, "\u0633" /* س */ };
static const char *const PRONOUNS[] = {
    "\u0647\u0645\u0627" /* هما */, "\u0643\u0645\u0627" /* كما */, "\u0647\u0627" /* ها */, "\u0647\u0645" /* هم */,
    "\u0647\u0646" /* هن */,        "\u0646\u0627" /* نا */,        "\u0643\u0645" /* كم */, "\u0647" /* ه */,
};
/* light10, in its order; in normal forms ة is ه. */
static const char *const ENDINGS[] = {
    "\u0647\u0627" /* ها */, "\u0627\u0646" /* ان */, "\u0627\u062A" /* ات */, "\u0648\u0646" /* ون */,
    "\u064A\u0646" /* ين */, "\u064A\u0647" /* يه */, "\u0647" /* ه */,        "\u064A" /* ي */,
};

#define NAMES                                                                                                          \
    (MARSAD_TABLE_BIT(MARSAD_TABLE_PLACES) | MARSAD_TABLE_BIT(MARSAD_TABLE_COUNTRIES) |                                \
     MARSAD_TABLE_BIT(MARSAD_TABLE_NAMES) | MARSAD_TABLE_BIT(MARSAD_TABLE_ACTORS))
#define COUNT(a) (sizeof(a) / sizeof *(a))

static marsad_str without_head(marsad_str s, marsad_str head)
{
    return marsad_str_slice(s, head.len, s.len);
}

static bool find_form(const marsad_dict *dict, marsad_str word, bool suffixed, marsad_lemma *out)
{
    return marsad_lemma_find(
        dict, &(marsad_lemma_query){ .norm = word, .kind = MARSAD_LEMMA_ANY, .suffixed = suffixed }, out);
}

static bool find_suffixed(const marsad_dict *dict, marsad_str word, marsad_lemma *out)
{
    for (size_t i = 0; i < COUNT(PRONOUNS); i++) {
        marsad_str pronoun = marsad_str_of(PRONOUNS[i]);

        if (marsad_str_ends(word, pronoun) && word.len >= pronoun.len + STEM_MIN &&
            find_form(dict, marsad_str_slice(word, 0, word.len - pronoun.len), true, out))
            return true;
    }
    return false;
}

/* A name of one word is its own lemma. */
static bool find_name(const marsad_dict *dict, marsad_str word, marsad_lemma *out)
{
    marsad_entries found = marsad_dict_entries(dict, marsad_dict_step(dict, 0, marsad_dict_word(dict, word)));

    for (size_t i = 0; i < found.n; i++)
        if (MARSAD_TABLE_BIT(found.at[i].table) & NAMES) {
            *out = (marsad_lemma){ word, &found.at[i] };
            return true;
        }
    return false;
}

static bool find_word(const marsad_dict *dict, marsad_str word, marsad_lemma *out)
{
    return find_form(dict, word, false, out) || find_name(dict, word, out) || find_suffixed(dict, word, out);
}

static bool find_behind_preposition(const marsad_dict *dict, marsad_str word, marsad_lemma *out)
{
    for (size_t i = 0; i < COUNT(PREPOSITIONS); i++) {
        marsad_str head = marsad_str_of(PREPOSITIONS[i]);

        if (marsad_str_starts(word, head) && word.len >= head.len + STEM_MIN + LETTER &&
            find_word(dict, without_head(word, head), out))
            return true;
    }
    return false;
}

/* Take off the article. للجنة writes two of three lams: the word keeps the second where the dictionary has it so. */
static bool strip_article(const marsad_dict *dict, marsad_str *word)
{
    for (size_t i = 0; i < COUNT(ARTICLES); i++) {
        marsad_str head = marsad_str_of(ARTICLES[i]), lam;
        marsad_lemma lemma;

        if (!marsad_str_starts(*word, head) || word->len < head.len + STEM_MIN)
            continue;
        lam = marsad_str_slice(*word, LETTER, word->len);
        if (i == COUNT(ARTICLES) - 1 && dict &&
            marsad_lemma_find(dict, &(marsad_lemma_query){ .norm = lam, .kind = MARSAD_LEMMA_NOUN }, &lemma))
            *word = lam;
        else
            *word = without_head(*word, head);
        return true;
    }
    return false;
}

static bool strip_conjunction(marsad_str *word, const char *letter, size_t least)
{
    marsad_str head = marsad_str_of(letter);

    if (!marsad_str_starts(*word, head) || word->len < head.len + least)
        return false;
    *word = without_head(*word, head);
    return true;
}

/* What is left of the word, or its lemma. */
static marsad_str find_base(const marsad_dict *dict, marsad_str norm)
{
    marsad_str word = norm, behind = norm;
    marsad_lemma lemma;

    if (strip_article(dict, &word))
        return dict && find_word(dict, word, &lemma) ? lemma.text : word;
    if ((strip_conjunction(&behind, WA, 2 * STEM_MIN) || strip_conjunction(&behind, FA, 2 * STEM_MIN)) &&
        strip_article(dict, &behind)) /* والقوات */
        return dict && find_word(dict, behind, &lemma) ? lemma.text : behind;
    behind = norm;
    if (dict && find_word(dict, word, &lemma))
        return lemma.text;
    if (dict && (strip_conjunction(&behind, WA, STEM_MIN) || strip_conjunction(&behind, FA, STEM_MIN)) &&
        (find_word(dict, behind, &lemma) || find_behind_preposition(dict, behind, &lemma)))
        return lemma.text;
    if (dict && find_behind_preposition(dict, norm, &lemma))
        return lemma.text;
    strip_conjunction(&word, WA, STEM_MIN + LETTER);
    return word;
}

/* Fold `base` into `room`; 0 if it does not fit. */
static size_t fold(marsad_str base, char room[MARSAD_STEM_BYTES])
{
    uint32_t folds[FOLD_MAX];
    size_t used = 0, len;

    for (size_t at = 0; at < base.len; at += len) {
        unsigned n = char_fold(marsad_utf8_get(base, at, &len), folds);

        for (unsigned k = 0; k < n; k++) {
            if (used + 4 > MARSAD_STEM_BYTES)
                return 0;
            used += marsad_utf8_put(folds[k], room + used);
        }
    }
    return used;
}

static marsad_str strip_endings(marsad_str word)
{
    for (size_t i = 0; i < COUNT(ENDINGS); i++) {
        marsad_str ending = marsad_str_of(ENDINGS[i]);

        if (marsad_str_ends(word, ending) && word.len >= ending.len + STEM_MIN)
            word = marsad_str_slice(word, 0, word.len - ending.len);
    }
    return word;
}

marsad_str marsad_stem_of(const marsad_dict *dict, marsad_str norm, char room[MARSAD_STEM_BYTES])
{
    marsad_str base;
    size_t used;

    if (norm.len >= MARSAD_STEM_BYTES || norm.len < STEM_MIN)
        return norm;
    base = find_base(dict, norm);
    used = fold(base, room);
    return used ? strip_endings((marsad_str){ room, used }) : norm;
}

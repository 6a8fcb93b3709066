/*
 * inflect_verb.c - written forms of verbs. The class of a verb is told by its letters:
 *
 *     قتل strong, قال hollow, أجرى دعا لقي defective, جاء قرأ with a last hamza, وصف with a first waw, رد doubled
 *
 * Passives are given where they are written differently from the active (قيل، هوجم، أنشئ، يقال، يوصف). Forms that news
 * hardly uses are left out where they are spelt like frequent words: the feminine plural of hollow and defective
 * perfects (عدن: Aden, بكين: Beijing), passives in ي of form III and of short verbs (دوري: league, نووي: nuclear, قرى:
 * villages), and the passive of يأخذ (يوسف: Yusuf).
 */
#include "arabic/forms.h"

/* ---- perfect ---- */

static const struct ending PERFECT_STRONG[] = {
    { "", PERFECT },
    { TEH, PERFECT | FEMININE },
    { WAW ALEF, PERFECT | PLURAL | BARE },
    { WAW, PERFECT | PLURAL | HOST },
    { ALEF, PERFECT | DUAL },
    { TEH ALEF, PERFECT | DUAL | FEMININE },
    { NOON, PERFECT | PLURAL | FEMININE },
    { NOON ALEF, PERFECT | PLURAL | FIRST },
    { NULL, 0 },
};
static const struct ending PERFECT_LONG[] = {
    /* of stems that become shorter before a consonant: قال */
    { "", PERFECT },
    { TEH, PERFECT | FEMININE },
    { WAW ALEF, PERFECT | PLURAL | BARE },
    { WAW, PERFECT | PLURAL | HOST },
    { ALEF, PERFECT | DUAL },
    { TEH ALEF, PERFECT | DUAL | FEMININE },
    { NULL, 0 },
};
static const struct ending PERFECT_SHORT[] = {
    /* قلت، رددنا */
    { TEH, PERFECT | FIRST },

    { NOON ALEF, PERFECT | PLURAL | FIRST },
    { NULL, 0 },
};
static const struct ending PERFECT_IN_MAQSURA[] = {
    /* of stems in ى: أجرى; أجريت is "was held" before "I held" */
    { ALEF_MAQSURA, PERFECT | BARE },
    { ALEF, PERFECT | HOST },
    { TEH, PERFECT | FEMININE },
    { WAW ALEF, PERFECT | PLURAL | BARE },
    { WAW, PERFECT | PLURAL | HOST },
    { YEH ALEF, PERFECT | DUAL },
    { TEH ALEF, PERFECT | DUAL | FEMININE },
    { YEH TEH, PERFECT | PASSIVE | FEMININE },
    { YEH TEH, PERFECT | FIRST },
    { YEH NOON ALEF, PERFECT | PLURAL | FIRST },

    { NULL, 0 },
};
static const struct ending PERFECT_IN_ALEF[] = {
    /* of stems in ا: دعا */
    { ALEF, PERFECT },
    { TEH, PERFECT | FEMININE },
    { WAW ALEF, PERFECT | PLURAL | BARE },
    { WAW, PERFECT | PLURAL | HOST },
    { TEH ALEF, PERFECT | DUAL | FEMININE },
    { WAW TEH, PERFECT | FIRST },
    { WAW NOON ALEF, PERFECT | PLURAL | FIRST },
    { YEH, PERFECT | PASSIVE },
    { YEH TEH, PERFECT | PASSIVE | FEMININE },
    { NULL, 0 },
};
static const struct ending PERFECT_IN_YEH[] = {
    /* of stems in ي: لقي */
    { YEH, PERFECT },
    { YEH TEH, PERFECT | FEMININE },
    { WAW ALEF, PERFECT | PLURAL | BARE },
    { WAW, PERFECT | PLURAL | HOST },
    { YEH ALEF, PERFECT | DUAL },
    { YEH TEH ALEF, PERFECT | DUAL | FEMININE },
    { YEH NOON ALEF, PERFECT | PLURAL | FIRST },
    { NULL, 0 },
};
static const struct ending PERFECT_SEATS_ALEF[] = {
    /* the hamza of قرأ before a vowel: قرؤوا، قرؤوه، قرآ */
    { WAW_HAMZA WAW ALEF, PERFECT | PLURAL | BARE },
    { WAW_HAMZA WAW, PERFECT | PLURAL | HOST },
    { ALEF_MADDA, PERFECT | DUAL },
    { NULL, 0 },
};
static const struct ending PASSIVE_IN_HAMZA[] = {
    /* of أنشئ without its ئ */
    { YEH_HAMZA TEH, PERFECT | PASSIVE | FEMININE },
    { YEH_HAMZA WAW ALEF, PERFECT | PASSIVE | PLURAL | BARE },
    { YEH_HAMZA WAW, PERFECT | PASSIVE | PLURAL | HOST },
    { NULL, 0 },
};
static const struct ending PERFECT_SEATS_WAW[] = {
    /* the hamza of جاء: جاؤوا، جاؤوه */
    { WAW_HAMZA WAW ALEF, PERFECT | PLURAL | BARE },
    { WAW_HAMZA WAW, PERFECT | PLURAL | HOST },
    { NULL, 0 },
};

static bool second_last_is(marsad_str s, const char *letter)
{
    return s.len >= 3 * LETTER && word_ends(word_cut(s, 1), letter);
}

static bool is_hollow(marsad_str perfect) /* قال، أعاد، اغتال */
{
    return second_last_is(perfect, ALEF);
}

/* Place of the long vowel that form III (هاجم) or VI (تبادل) has as its letter 1 or 2; 0 for other forms. */
static size_t long_vowel(marsad_str verb)
{
    if (verb.len == 4 * LETTER && word_letter_is(verb, 1, ALEF))
        return 1;
    if (verb.len == 5 * LETTER && word_letter_is(verb, 0, TEH) && word_letter_is(verb, 2, ALEF))
        return 2;
    return 0;
}

/* هاجم -> هوجم, تبادل -> تبودل; any other verb stays as it is. */
static marsad_str passive_vowel(struct stem *stem, marsad_str verb)
{
    size_t at = long_vowel(verb) * LETTER;

    if (at == 0)
        return verb;
    return stem_join(stem, (marsad_str){ verb.ptr, at }, WAW, marsad_str_slice(verb, at + LETTER, verb.len));
}

static bool perfect_defective(const struct form_sink *s, marsad_str verb)
{
    struct stem stem;

    if (!form_give_all(s, "", word_cut(verb, 1), PERFECT_IN_MAQSURA, 0))
        return false;
    if (!long_vowel(verb)) /* the passive أجري is the same word as أجرى where the dots of final letters are mixed */
        return true;
    return form_give(s, "", word_cut(passive_vowel(&stem, verb), 1), YEH TEH, PERFECT | PASSIVE | FEMININE); /* نوديت */
}

static bool perfect_hollow(const struct form_sink *s, marsad_str verb)
{
    struct stem shorter, passive;
    marsad_str head = word_cut(verb, 2), last = word_last(verb), before_consonant = last;

    if (word_ends(verb, HAMZA)) { /* جئت, but أضأت */
        if (!form_give_all(s, "", word_cut(verb, 1), PERFECT_SEATS_WAW, 0))
            return false;
        before_consonant = head.len == LETTER ? MARSAD_LIT(YEH_HAMZA) : MARSAD_LIT(ALEF_HAMZA);
    }
    return form_give_all(s, "", verb, PERFECT_LONG, 0) &&
           form_give_all(s, "", stem_join(&shorter, head, "", before_consonant), PERFECT_SHORT, 0) &&
           form_give_all(s, "", stem_join(&passive, head, YEH, last), PERFECT_LONG, PASSIVE); /* قيل، أعيد، اغتيل */
}

static bool perfect_with_hamza(const struct form_sink *s, marsad_str verb) /* قرأ، أنشأ، فاجأ */
{
    struct stem vowel;
    marsad_str stem = word_cut(verb, 1), passive = word_cut(passive_vowel(&vowel, verb), 1);

    return form_give_all(s, "", verb, PERFECT_STRONG, 0) && form_give_all(s, "", stem, PERFECT_SEATS_ALEF, 0) &&
           form_give_all(s, "", passive, PASSIVE_IN_HAMZA, 0) &&
           (verb.len == 3 * LETTER || long_vowel(verb) || form_give(s, "", passive, YEH_HAMZA, PERFECT | PASSIVE));
}

static bool perfect_doubled(const struct form_sink *s, marsad_str verb) /* رد، شن */
{
    struct stem both;

    return form_give_all(s, "", verb, PERFECT_LONG, 0) &&
           form_give_all(s, "", stem_join(&both, verb, "", word_last(verb)), PERFECT_SHORT, 0);
}

bool marsad_inflect_perfect(marsad_str verb, marsad_form_fn *emit, void *user)
{
    const struct form_sink s = { emit, user };
    struct stem stem;

    if (verb.len < 2 * LETTER || verb.len > STEM_MAX - LETTER)
        return true;
    if (word_ends(verb, ALEF_MAQSURA))
        return perfect_defective(&s, verb);
    if (word_ends(verb, ALEF))
        return form_give_all(&s, "", word_cut(verb, 1), PERFECT_IN_ALEF, 0);
    if (word_ends(verb, YEH))
        return form_give_all(&s, "", word_cut(verb, 1), PERFECT_IN_YEH, 0);
    if (is_hollow(verb))
        return perfect_hollow(&s, verb);
    if (word_ends(verb, ALEF_HAMZA))
        return perfect_with_hamza(&s, verb);
    if (verb.len == 2 * LETTER)
        return perfect_doubled(&s, verb);
    if (!form_give_all(&s, "", verb, PERFECT_STRONG, 0))
        return false;
    return !long_vowel(verb) || form_give_all(&s, "", passive_vowel(&stem, verb), PERFECT_STRONG, PASSIVE);
}

/* ---- imperfect ---- */

static const struct ending IMPERFECT_STRONG[] = {
    { "", 0 },           { WAW NOON, PLURAL }, { WAW ALEF, PLURAL | BARE }, { WAW, PLURAL | HOST },
    { ALEF NOON, DUAL }, { ALEF, DUAL },       { NOON, PLURAL | FEMININE }, { NULL, 0 },
};
static const struct ending IMPERFECT_WEAK_CUT[] = {
    /* يجري, يدعو: the stem without its last letter */
    { "", 0 }, { WAW NOON, PLURAL }, { WAW ALEF, PLURAL | BARE }, { WAW, PLURAL | HOST }, { NULL, 0 },
};
static const struct ending IMPERFECT_WEAK_FULL[] = {
    /* the stem with it */
    { "", 0 }, { ALEF NOON, DUAL }, { ALEF, DUAL }, { NOON, PLURAL | FEMININE }, { NULL, 0 },
};
static const struct ending IMPERFECT_IN_MAQSURA[] = {
    /* يتبنى without its last letter */
    { ALEF_MAQSURA, BARE },
    { ALEF, HOST },
    { "", 0 },
    { WAW NOON, PLURAL },
    { WAW ALEF, PLURAL | BARE },
    { WAW, PLURAL | HOST },
    { YEH ALEF NOON, DUAL },
    { YEH ALEF, DUAL },
    { NULL, 0 },
};
static const struct ending IMPERFECT_SEATS_ALEF[] = {
    /* the hamza of يقرأ before a vowel: يقرؤون، يقرؤه، يقرآن */
    { WAW_HAMZA WAW NOON, PLURAL },
    { WAW_HAMZA WAW ALEF, PLURAL | BARE },
    { WAW_HAMZA WAW, PLURAL | HOST },
    { WAW_HAMZA, HOST },
    { ALEF_MADDA NOON, DUAL },
    { ALEF_MADDA, DUAL },
    { NULL, 0 },
};
static const struct ending IMPERFECT_SEATS_WAW[] = {
    /* of يشاء: يشاؤون */
    { WAW_HAMZA WAW NOON, PLURAL },
    { WAW_HAMZA WAW ALEF, PLURAL | BARE },
    { WAW_HAMZA WAW, PLURAL | HOST },
    { WAW_HAMZA, HOST },
    { NULL, 0 },
};
static const struct ending IMPERFECT_SEATS_YEH[] = {
    /* of يسيء: يسيئون */
    { YEH_HAMZA WAW NOON, PLURAL },
    { YEH_HAMZA WAW ALEF, PLURAL | BARE },
    { YEH_HAMZA WAW, PLURAL | HOST },
    { YEH_HAMZA, HOST },
    { YEH_HAMZA ALEF NOON, DUAL },
    { YEH_HAMZA ALEF, DUAL },
    { NULL, 0 },
};

/* What the forms of one imperfect with one prefix are made of. */
struct imperfect {
    const char *prefix;
    marsad_str stem; /* without the prefix */
    bool hollow;     /* loses its long vowel in the jussive: لم يقل */
    uint32_t bits;
};

static bool is_weak_letter_before_last(marsad_str stem)
{
    marsad_str head = word_cut(stem, 1);

    return stem.len >= 3 * LETTER && (word_ends(head, WAW) || word_ends(head, YEH) || word_ends(head, ALEF));
}

static bool imperfect_seats(const struct form_sink *s, const struct imperfect *i)
{
    marsad_str before = word_cut(i->stem, 1);

    if (word_ends(i->stem, ALEF_HAMZA))
        return form_give_all(s, i->prefix, before, IMPERFECT_SEATS_ALEF, i->bits);
    if (!word_ends(i->stem, HAMZA))
        return true;
    return form_give_all(s, i->prefix, before, word_ends(before, YEH) ? IMPERFECT_SEATS_YEH : IMPERFECT_SEATS_WAW,
                         i->bits);
}

static bool jussive(const struct form_sink *s, const struct imperfect *i)
{
    struct stem stem;
    marsad_str head = word_cut(i->stem, 2), last = word_last(i->stem);

    if (word_ends(i->stem, HAMZA)) /* لم يشأ، لم يسئ */
        last = word_ends(word_cut(i->stem, 1), YEH) ? MARSAD_LIT(YEH_HAMZA) : MARSAD_LIT(ALEF_HAMZA);
    return form_give(s, i->prefix, stem_join(&stem, head, "", last), "", i->bits | MARSAD_FORM_JUSSIVE);
}

static bool imperfect_endings(const struct form_sink *s, const struct imperfect *i)
{
    marsad_str weak = word_cut(i->stem, 1);

    if (word_ends(i->stem, ALEF_MAQSURA))
        return form_give_all(s, i->prefix, weak, IMPERFECT_IN_MAQSURA, i->bits);
    if (word_ends(i->stem, YEH) || word_ends(i->stem, WAW))
        return form_give_all(s, i->prefix, weak, IMPERFECT_WEAK_CUT, i->bits) &&
               form_give_all(s, i->prefix, i->stem, IMPERFECT_WEAK_FULL, i->bits);
    return form_give_all(s, i->prefix, i->stem, IMPERFECT_STRONG, i->bits) && imperfect_seats(s, i) &&
           (!i->hollow || jussive(s, i));
}

/* The passive where it is written differently: يقال, يدعى, يوصف of وصف. */
static bool imperfect_passive(const struct form_sink *s, marsad_str verb, const struct imperfect *active)
{
    struct stem stem;
    marsad_str from = active->stem, none = { "", 0 };
    struct imperfect i = { active->prefix, none, false, active->bits | PASSIVE };

    if (active->hollow && !second_last_is(from, ALEF))
        i.stem = stem_join(&stem, word_cut(from, 2), ALEF, word_last(from));
    else if (word_ends(from, WAW))
        i.stem = stem_join(&stem, word_cut(from, 1), ALEF_MAQSURA, none);
    else if (verb.len == 3 * LETTER && word_letter_is(verb, 0, WAW) && from.len == 2 * LETTER)
        i.stem = stem_join(&stem, MARSAD_LIT(WAW), "", from);

    return i.stem.len == 0 || imperfect_endings(s, &i);
}

static bool imperfect_first_person(const struct form_sink *s, marsad_str stem)
{
    if (!form_give(s, NOON, stem, "", IMPERFECT | FIRST | PLURAL))
        return false;
    if (word_letter_is(stem, 0, ALEF_HAMZA)) /* آخذ */
        return form_give(s, ALEF_MADDA, marsad_str_slice(stem, LETTER, stem.len), "", IMPERFECT | FIRST);
    return form_give(s, ALEF_HAMZA, stem, "", IMPERFECT | FIRST);
}

bool marsad_inflect_imperfect(marsad_str verb, marsad_str imperfect, marsad_form_fn *emit, void *user)
{
    const struct form_sink s = { emit, user };
    struct imperfect third = { YEH, { NULL, 0 }, false, IMPERFECT }, feminine;

    if (imperfect.len < 3 * LETTER || imperfect.len > STEM_MAX - LETTER || !word_letter_is(imperfect, 0, YEH))
        return true;
    third.stem = marsad_str_slice(imperfect, LETTER, imperfect.len);
    third.hollow = is_hollow(verb) && is_weak_letter_before_last(third.stem);
    feminine = third;
    feminine.prefix = TEH;
    feminine.bits |= FEMININE;
    return imperfect_endings(&s, &third) && imperfect_passive(&s, verb, &third) && imperfect_endings(&s, &feminine) &&
           imperfect_passive(&s, verb, &feminine) && imperfect_first_person(&s, third.stem);
}

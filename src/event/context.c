/*
 * context.c - whether what is said happened.
 */
#include "event/coder.h"

#define REACH 7         /* tokens before a trigger that can bear on it */
#define DENIAL_REACH 16 /* the same for a verb of denial with its subject between */

/* دون اشتباكات، دون أي اشتباكات: the word of the class right before a noun, or NO_TOKEN. */
static uint32_t right_before(const struct analysis *a, uint32_t noun, const char *class)
{
    uint32_t i = noun;

    if (i > a->first + 1 && signal_at(a, i - 1, "any", NULL).ptr)
        i--;
    return i > a->first && signal_at(a, i - 1, class, NULL).ptr ? i - 1 : NO_TOKEN;
}

/* The word of negation that makes the trigger not so, or NO_TOKEN. */
static uint32_t negated(const struct analysis *a, const struct frame *f)
{
    uint32_t from = f->token > a->first + 3 ? f->token - 3 : a->first;

    if (f->pos != 'v')
        return right_before(a, f->token, "neg-noun");
    for (uint32_t i = f->token; i > from; i--) {
        uint8_t class = word_at(a, i - 1)->class;
        if (class == WORD_NEG)
            return signal_at(a, i - 1, "no-negation", NULL).ptr ? NO_TOKEN : i - 1;
        if (class == WORD_SUB && i - 1 > a->first && signal_at(a, i - 2, "absent", NULL).ptr)
            return i - 2; /* من دون أن يقتل أحدا */
        if (class != WORD_PART && class != WORD_ADV)
            return NO_TOKEN;
    }
    return NO_TOKEN;
}

/* A word of the class that stands before the trigger in its own clause and bears on it, or NO_TOKEN. */
static uint32_t before(const struct analysis *a, const struct frame *f, const char *class, uint32_t reach)
{
    const struct word *w = word_at(a, f->token);
    uint32_t from;

    if (f->pos != 'v' && (w->clitics & MARSAD_CLITIC_WA))
        reach *= 2; /* على وشك تحرير … واستعادة: what و joins is meant too */
    from = f->token > a->first + reach ? f->token - reach : a->first;
    for (uint32_t i = f->token; i > from; i--) {
        if (is_clause_mark(a, i - 1) || is_comma(a, i - 1))
            return NO_TOKEN;
        if (signal_at(a, i - 1, class, NULL).ptr)
            return i - 1;
    }
    return NO_TOKEN;
}

/* "… طائرات لقصف المدينة": ل with a verbal noun and its object is an aim; "تعرضت لقصف" is none. */
static bool is_aim(const struct analysis *a, const struct frame *f)
{
    const struct word *w = word_at(a, f->token);

    if (!(w->clitics & MARSAD_CLITIC_LI) || (w->clitics & MARSAD_CLITIC_AL) || !f->roles.has_genitive ||
        f->token == a->first)
        return false;
    return word_at(a, f->token - 1)->class == WORD_NOUN || word_at(a, f->token - 1)->class == WORD_NAME;
}

/* نفت جماعة أنصار الله (الحوثيون)، اليوم الأحد، سيطرة …: a long subject may stand between, but no other verb. */
static uint32_t denied_by_verb(const struct analysis *a, const struct frame *f)
{
    uint32_t from = f->token > a->first + DENIAL_REACH ? f->token - DENIAL_REACH : a->first;

    for (uint32_t i = f->token; f->pos != 'v' && i > from; i--)
        if (word_at(a, i - 1)->class == WORD_VERB)
            return signal_at(a, i - 1, "deny", NULL).ptr ? i - 1 : NO_TOKEN;
    return NO_TOKEN;
}

bool is_absent(const struct analysis *a, const struct frame *f)
{
    return f->pos != 'v' && right_before(a, f->token, "absent") != NO_TOKEN;
}

static bool found(uint32_t token, uint32_t *cue)
{
    if (token != NO_TOKEN)
        *cue = token;
    return token != NO_TOKEN;
}

/* قد يقتل: may. */
static uint32_t qad_before(const struct analysis *a, const struct frame *f)
{
    bool imperfect = word_at(a, f->token)->form & MARSAD_FORM_IMPERFECT;

    return f->pos == 'v' && imperfect && f->token > a->first && signal_at(a, f->token - 1, "qad", NULL).ptr
               ? f->token - 1
               : NO_TOKEN;
}

static bool is_purpose(const struct analysis *a, const struct frame *f, uint32_t *cue)
{
    const struct word *w = word_at(a, f->token);

    if (f->pos != 'v')
        return found(before(a, f, "purpose", 3), cue) || (is_aim(a, f) && found(f->token, cue));
    return ((w->form & MARSAD_FORM_IMPERFECT) && found(before(a, f, "purpose", 2), cue)) ||
           ((w->clitics & MARSAD_CLITIC_LI) && found(f->token, cue));
}

marsad_factuality factuality_of(const struct analysis *a, const struct frame *f, uint32_t *cue)
{
    *cue = NO_TOKEN;
    if (f->pos != 'v' && marsad_str_equal(f->type, MARSAD_LIT("PROTEST")) &&
        right_before(a, f->token, "disperse") != NO_TOKEN)
        return MARSAD_ASSERTED; /* من أجل تفريق مظاهرة: it was there */
    if (found(negated(a, f), cue) || found(before(a, f, "deny", REACH), cue) || found(denied_by_verb(a, f), cue))
        return MARSAD_DENIED;
    if (((word_at(a, f->token)->clitics & MARSAD_CLITIC_SA) && found(f->token, cue)) ||
        found(before(a, f, "plan", REACH), cue))
        return MARSAD_PLANNED;
    if (found(before(a, f, "possible", REACH), cue) || found(qad_before(a, f), cue))
        return MARSAD_POSSIBLE;
    if (is_purpose(a, f, cue))
        return MARSAD_PLANNED;
    return found(before(a, f, "allege", REACH), cue) ? MARSAD_ALLEGED : MARSAD_ASSERTED;
}

double off_topic(const struct analysis *a)
{
    size_t hits = 0, words = 0;
    double share;

    for (uint32_t i = 0; i < a->text->n_tokens; i++) {
        if (a->words[i].class == WORD_PUNCT)
            continue;
        words++;
        hits += signal_at(a, i, "off-topic", NULL).ptr != NULL;
    }
    if (words < 4)
        return 0;
    if (hits < (words < 25 ? 2u : 3u)) /* one goal or one point makes no match report */
        return 0;
    share = (double)hits / (double)words;
    return share > 0.08 ? 1 : share / 0.08;
}

/*
 * allege.c - whether a word of suspicion bears on the deed or only on who did it.
 */
#include "event/coder.h"

#define ALLEGE_REACH 7 /* tokens before a trigger that can put it down to hearsay */
#define TOLD_REACH 2   /* tokens from an act to the verb that tells it: تفجير وقع الثلاثاء */

/* الادعاء العام، هيئة التحقيق والادعاء: an office, no allegation. */
static bool is_prosecution(const struct analysis *a, uint32_t cue)
{
    uint32_t tokens;

    for (uint32_t k = 0; k < 3 && cue >= a->first + k; k++)
        if (signal_at(a, cue - k, "prosecution", &tokens).ptr && tokens > k)
            return true;
    return false;
}

/* يشتبه بأنهم ينتمون إلى الحركة: whose people they are is suspected. */
static bool is_of_belonging(const struct analysis *a, uint32_t cue, uint32_t trigger)
{
    for (uint32_t i = cue + 1; i < trigger; i++)
        if (signal_at(a, i, "belong", NULL).ptr)
            return true;
    return false;
}

/* التفجير، هجوم أسفر عن، تفجير وقع: an act that is told of as one that happened. */
static bool is_told_act(const struct analysis *a, const struct frame *f)
{
    uint32_t behind = f->token + f->tokens;

    if (f->pos == 'v' || f->count.len)
        return false;
    if (word_at(a, f->token)->clitics & MARSAD_CLITIC_AL)
        return true;
    for (uint32_t i = behind; i < a->last && i < behind + TOLD_REACH; i++)
        if (word_at(a, i)->class == WORD_VERB)
            return word_at(a, i)->form & MARSAD_FORM_PERFECT;
    return false;
}

/*
 * اعتقل المشتبه بهم، المشتبه بتورطهم في الهجوم: the suspicion is of persons; that they are held, and that there was an
 * attack, is told as a fact; "متهم باعتقال ناشطين" and "بتهمة الاعتداء" are not.
 */
static bool is_of_persons(const struct analysis *a, const struct frame *f, uint32_t cue)
{
    bool linked = word_at(a, f->token)->clitics & MARSAD_CLITIC_BI;
    marsad_str whom = signal_at(a, cue, "suspect", NULL);

    if (!whom.ptr)
        return false;
    if (marsad_list_has(MARSAD_LIT("COERCE|SANCTION|RETREAT"), f->type))
        return !linked && word_at(a, f->token - 1)->class != WORD_PREP;
    return !marsad_str_equal(whom, MARSAD_LIT("charge")) && is_told_act(a, f);
}

uint32_t alleged_by(const struct analysis *a, const struct frame *f)
{
    uint32_t cue = cue_before(a, f, "allege", ALLEGE_REACH);

    /* أوقفت المشتبه بهم وصادرت: the suspects are named, and و joins another act */
    if (cue == NO_TOKEN ||
        ((word_at(a, cue)->clitics & MARSAD_CLITIC_AL) && (word_at(a, f->token)->clitics & MARSAD_CLITIC_WA)))
        return NO_TOKEN;
    return is_prosecution(a, cue) || is_of_belonging(a, cue, f->token) || is_of_persons(a, f, cue) ? NO_TOKEN : cue;
}

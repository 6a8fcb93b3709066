/*
 * grounds.c - acts that a sentence opens with, only to go on to another: "بعد الهجوم، أعلنت الحكومة أمس في العاصمة …".
 */
#include "event/fields.h"

#define OPENING 2 /* tokens from the beginning of a sentence to "after" */
#define REACH 40  /* tokens from there to the act, the time */

/* The first token behind بعد or وغداة, which stands within a word of the beginning; NO_TOKEN if none does. */
static uint32_t behind_ground_word(const struct analysis *a, bool *day_after)
{
    for (uint32_t i = a->first; i < a->last && i < a->first + OPENING; i++) {
        uint32_t tokens;
        if (!signal_at(a, i, "aftermath", &tokens).ptr)
            continue;
        *day_after = signal_at(a, i, "day-after", NULL).ptr != NULL;
        return i + tokens;
    }
    return NO_TOKEN;
}

/* The comma between the ground that holds the token and the verb of the sentence; NO_TOKEN if there is none. */
static uint32_t end_of_ground(const struct analysis *a, uint32_t from, uint32_t token)
{
    uint32_t i = from;

    if (from == NO_TOKEN || token < from || token > from + REACH)
        return NO_TOKEN;
    for (; i + 1 < a->last && (i <= token || !is_comma(a, i)); i++)
        if (is_clause_mark(a, i) || is_comma(a, i) || word_at(a, i)->class == WORD_VERB ||
            word_at(a, i)->class == WORD_SUB)
            return NO_TOKEN;
    return i + 1 < a->last && word_at(a, i + 1)->class == WORD_VERB ? i : NO_TOKEN;
}

/* بعد معارك عنيفة، انسحب المسلحون أمس من البلدة: deeds that follow each other share place and day. */
static bool is_deed_at(const struct analysis *a, uint32_t verb)
{
    struct frame f;

    return frame_choose(a, verb, &f) && marsad_list_has(MARSAD_LIT("ASSAULT|PROTEST|COERCE|RETREAT|MOBILIZE"), f.type);
}

enum told event_told_of(const struct analysis *a, const struct draft *d, uint32_t token)
{
    bool day_after = false;
    uint32_t end = end_of_ground(a, behind_ground_word(a, &day_after), d->frame.word);

    if (end == NO_TOKEN || token < end)
        return TOLD_OF_ACT;
    if (!is_deed_at(a, end + 1))
        return TOLD_OF_ANOTHER;
    return day_after ? TOLD_OF_DAY_AFTER : TOLD_OF_ACT;
}

bool event_is_in_ground(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    bool day_after = false;
    uint32_t from = behind_ground_word(a, &day_after), end;

    if (from == NO_TOKEN || from >= t->span.first || from + 1 >= t->span.first)
        return false;
    end = end_of_ground(a, from, t->span.first);
    return end != NO_TOKEN && d->first > end;
}

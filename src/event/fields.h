/*
 * fields.h - the fields of a record that are read around a trigger: where, when, how many.
 */
#ifndef EVENT_FIELDS_H
#define EVENT_FIELDS_H

#include "event/coder.h"

/* Tokens from a token to a span; 0 inside it. */
static inline long token_distance(uint32_t token, const marsad_span *span)
{
    if (span->first > token)
        return (long)span->first - (long)token;
    return token >= span->last ? (long)token - (long)span->last + 1 : 0;
}

/* ---- grounds.c ---- */
enum told { TOLD_OF_ACT, TOLD_OF_DAY_AFTER, TOLD_OF_ANOTHER };
/*
 * "غداة الهجوم، أقيمت صلاة الجنازة أمس في …": what the token, behind the comma, tells the place and the day of: of this
 * act, of a deed in its place on the next day, of another act.
 */
enum told event_told_of(const struct analysis *a, const struct draft *d, uint32_t token);

/*
 * "منذ سيطرتهم على المدينة في ديسمبر، منع المسلحون …": does the time stand in a ground that the sentence opens with,
 * behind which the act is told?
 */
bool event_is_in_ground(const struct analysis *a, const struct draft *d, const marsad_time *t);

/* ---- where.c ---- */
/* The place of the event, if one is linked to it. False: no memory. */
bool event_where(const struct analysis *a, const struct draft *d, marsad_event *e);

/* ---- where_story.c ---- */
/* Take the events of the sentence that ends into the story; to be called once, behind each sentence. */
void story_grow(struct analysis *a);

/* ---- where_told.c ---- */
/*
 * "وأسفر الهجوم عن …": the act that the trigger points back to, told in one of the last sentences; it lends its place
 * and day where the sentence itself has none. NULL: the trigger points to none.
 */
const marsad_event *event_told_before(const struct analysis *a, const struct draft *d);

/* ---- when.c ---- */
/* "يزور الوزير بيروت الأربعاء المقبل": the first token of the day behind that of publication that an imperfect or a
 * noun is for, or NO_TOKEN. */
uint32_t when_to_come(const struct analysis *a, const struct draft *d);

/* The time of the event, if one is bound to it. True if its sentence names any time. */
bool event_when(const struct analysis *a, const struct draft *d, marsad_event *e);
/* May the act be of the day of the one that was told? One in another province is not. */
bool event_is_there_too(const marsad_event *e, const marsad_event *told);
/* Do both, where that is known, lie within 80 km of each other, perhaps across a border? */
bool event_is_near(const marsad_event *e, const marsad_event *told);

/* ---- when_told.c ---- */
/* Acts that are done once, on a day, told as done: attacks, protests, arrests. Words and visits are told of without a
 * day. */
bool event_is_deed(const struct analysis *a, const struct draft *d);
/* Does the sentence that begins at the token turn to something else, or look back? */
bool event_turns_away(const struct analysis *a, uint32_t first);
/* A deed, told as done, in a sentence that neither turns to something else nor looks back. */
bool event_may_go_on(const struct analysis *a, const struct draft *d);
/* "وأضاف أن …", "وأوضح المصدر أن …": the words of the sentence before go on. */
bool event_opens_with_more(const struct analysis *a);
/* Does the act go on with one told before: a party, the place or the noun in common? */
bool event_goes_on(const struct analysis *a, const marsad_event *e, const marsad_event *told);
/*
 * For a sentence that names no time: the day of the act in the sentence before that it goes on to tell of. NULL: there
 * is none, or acts of several days. `e` has its parties and place.
 */
const marsad_time *event_day_told(const struct analysis *a, const struct draft *d, const marsad_event *e);

/* ---- when_past.c ---- */
/* Is an act without a time told of a past, so that it is not of the day of publication? */
bool event_is_past(const struct analysis *a, const struct draft *d);
/* Does the time end months before publication? */
bool event_time_is_past(const struct analysis *a, const marsad_time *t);

/* ---- counts.c ---- */
/* The numbers of the event. */
void event_counts(const struct analysis *a, const struct draft *d, marsad_event *e);
/* Why "killed" or "injured" has no number: not-stated, not-counted (dead without a number), combined (with the
 * wounded). */
const char *event_uncounted(const struct analysis *a, const struct draft *d, const char *field);

#endif

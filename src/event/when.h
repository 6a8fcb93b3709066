/*
 * when.h - beginnings, ends and lengths of time, for the day of an event.
 */
#ifndef EVENT_WHEN_H
#define EVENT_WHEN_H

#include "event/fields.h"

#define WHEN_ELSEWHERE 100 /* a path to a time that belongs to something else */

/* ---- when.c ---- */
/* Does the time stand in the sentence and tell a day, month or year that can be that of an act? */
bool when_can_date(const struct analysis *a, const marsad_time *t);
/* Does it begin behind the day of publication? */
bool when_is_ahead(const struct analysis *a, const marsad_time *t);
/* "رواتب شهر يوليو" by ل, "بمناسبة اليوم العالمي", "انقلاب السادس من أغسطس": part of a name or of another noun. */
bool when_is_of_a_noun(const struct analysis *a, const marsad_time *t);

/* ---- when_path.c ---- */
/* The verb that a time stands with: before it in its clause, else right behind it ("والأحد أعلنت …"). */
uint32_t when_verb(const struct analysis *a, const marsad_time *t);
bool when_in_draft(const struct draft *d, uint32_t token);
/* Is it a verb of saying, so that a time beside it is that of the words? */
bool when_reports(const struct analysis *a, uint32_t verb);
/*
 * How far the time is from the act: tokens, and what stands between them that could own it; WHEN_ELSEWHERE and more: it
 * is of something else. *anchor: the word of the act from which it is nearest.
 */
long when_path(const struct analysis *a, const struct draft *d, const marsad_time *t, uint32_t *anchor);

/* ---- when_after.c ---- */
/* "قصفوا أمس … بعد ثلاثة أيام على هجوم", "غداة هجوم": the day of an act from which a length is counted to the one told
 * before it in the sentence. NULL: there is none, or no memory. */
const marsad_time *when_so_long_before(const struct analysis *a, const struct draft *d);
/* Was the day found so? It is that of an older act than the one that is told. */
bool when_is_counted(const marsad_time *t);

/* ---- when_shared.c ---- */
/* "استأنف المسلحون أمس القصف، بينما نفذ الطيران غارات": the one day of the clause that it happened beside. NULL: none.
 */
const marsad_time *when_main_clause(const struct analysis *a, const struct draft *d);

/* "هز تفجيران المدينة أمس … وأسفر الأول عن مقتل ثلاثين": the one day of the sentence, where the act is one that was
 * told with it before, told again or by what came of it. NULL: none. */
const marsad_time *when_told_again(const struct analysis *a, const struct draft *d, const marsad_event *e);

/* ---- when_words.c ---- */
/* "أعلن الوزير أمس أن …. ودعا الوزير إلى …": the day on which who goes on to speak spoke before, for a sentence that names
 * no time. NULL: none. */
const marsad_time *when_words_go_on(const struct analysis *a, const struct draft *d, const marsad_event *e);

/* ---- when_length.c ---- */
/* One day, whose date is known. */
bool when_is_day(const marsad_time *t);

/* The token of "since" before a time that is a beginning: "منذ مطلع العام"; but "منذ فجر اليوم" is today. NO_TOKEN: it
 * is none. */
uint32_t when_beginning(const struct analysis *a, const marsad_time *t);
/* From t to the end that is named behind it ("منذ فجر الاثنين وحتى صباح الثلاثاء"), else to the day of publication.
 * NULL: it cannot be told, or no memory. */
const marsad_time *when_since(const struct analysis *a, const marsad_time *t);
/* "اندلعت الاشتباكات مساء الاثنين … واستمرت حتى صباح الثلاثاء": from the day that is named before the end t to t; t
 * itself if it is no end. */
const marsad_time *when_to_end(const struct analysis *a, const marsad_time *t);
/* "خلال اليومين الماضيين": a length that ends on the day of publication and is short enough to date an act. */
bool when_is_period(const struct analysis *a, const marsad_time *t);
/* Such a length as days from … to; t itself if it is none. NULL: no memory. */
const marsad_time *when_of_period(const struct analysis *a, const marsad_time *t);
/* "قتل جنديان منذ يومين": the day on which the length t began. NULL: no memory. */
const marsad_time *when_ago(const struct analysis *a, const marsad_time *t);

#endif

/*
 * when.h - beginnings, ends and lengths of time, for the day of an event.
 */
#ifndef EVENT_WHEN_H
#define EVENT_WHEN_H

#include "event/fields.h"

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
/* "قتل جنديان منذ يومين": the day on which the length t began. NULL: no memory. */
const marsad_time *when_ago(const struct analysis *a, const marsad_time *t);

#endif

/*
 * moment.h - days and hours as pages write them.
 *
 *     2021-03-14T09:05:00.000+0300   Sun, 14 Mar 2021 06:05:00 GMT   14 آذار 2021   1 شعبان 1442 هـ
 */
#ifndef PAGE_MOMENT_H
#define PAGE_MOMENT_H

#include "article/desk.h"

typedef enum { MOMENT_NONE, MOMENT_GOOD, MOMENT_EARLY } moment_status;

/*
 * One date with what it says of hour and zone, in ISO 8601. MOMENT_EARLY: before 1990. Of the Hijri calendar the day by
 * the calendar of Umm al-Qura, where no Gregorian date stands beside it.
 */
moment_status moment_read(desk *d, marsad_str s, char out[MARSAD_MOMENT]);

/* The day in an address: /2021/03/14/, /2021-03-14-…, /20210314/. */
bool moment_of_url(marsad_str url, char out[MARSAD_MOMENT]);

/* Seconds since 1970 of a moment; of a day alone its beginning in UTC. */
int64_t moment_seconds(const char *moment);

#endif

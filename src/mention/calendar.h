/*
 * calendar.h - civil days, weeks and the Hijri calendar.
 *
 *     2015-07-17  ->  day 16633 since 1970-01-01, a Friday, ISO week 2015-W29, 1 Shawwal 1436
 *
 * Days are counted from 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level
 * Date Algorithms"). Hijri dates from 1300 to 1600 follow the Umm al-Qura calendar of Saudi Arabia, with the month
 * lengths of Unicode ICU (78.2, calendar "islamic-umalqura"); other years follow the tabular civil calendar
 * (leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30; epoch 16 July 622 Julian). What a country really
 * observed can differ by a day or two. Nothing here fails or allocates; threads may share all of it.
 */
#ifndef MENTION_CALENDAR_H
#define MENTION_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "marsad/str.h"

#define CALENDAR_NO_DAY INT32_MIN

typedef enum { CALENDAR_GREGORIAN, CALENDAR_HIJRI } calendar_kind;

typedef struct {
    int year, month, day;
} calendar_date;

/* The day of a date; CALENDAR_NO_DAY where the month or day does not exist or the year lies outside 1 … 9999. */
int32_t calendar_day(calendar_kind kind, int year, int month, int day);
/* The date of a day of the years 1 … 9999. */
calendar_date calendar_date_of(calendar_kind kind, int32_t day);
/* Length of a month, 0 if there is none. */
int calendar_month_days(calendar_kind kind, int year, int month);

/* 1 Monday … 7 Sunday. */
int calendar_weekday(int32_t day);
/* ISO 8601 week: its number, and the year that it counts in. */
int calendar_week(int32_t day, int *year);

/* "2015-07-17"; "" for CALENDAR_NO_DAY and days outside the years 1 … 9999. */
void calendar_write(int32_t day, char out[11]);
/* The day of "2015-07-17", or CALENDAR_NO_DAY. */
int32_t calendar_read(marsad_str s);

#endif

/*
 * test_times.c - times in short sentences: span, value, first and last day; what is no time; contradictions.
 */
#include "../testing.h"

#include "marsad/mention.h"
#include "mention/calendar.h"

#define DAY "2015-07-21" /* a Tuesday, 5 Shawwal 1436 */

enum kind { POINT, LENGTH, SET };

struct times_case {
    const char *published, *text;
    const char *span, *value, *from, *to, *rule;
    enum kind kind;
};

/* The first time of each text. */
static const struct times_case CASES[] = {
    { DAY, "وقع الهجوم في تموز 2014", "تموز 2014", "2014-07", "2014-07-01", "2014-07-31", "month", POINT },
    { DAY, "أعلن ذلك في تموز/يوليو 2014", "تموز/يوليو 2014", "2014-07", "2014-07-01", "2014-07-31", "month", POINT },
    { DAY, "في يناير (كانون الثاني) 2014", "يناير (كانون الثاني) 2014", "2014-01", "2014-01-01", "2014-01-31", "month",
      POINT },
    { DAY, "في يوليو تموز الماضي", "يوليو تموز الماضي", "2014-07", "2014-07-01", "2014-07-31", "month", POINT },
    { DAY, "في 23 حزيران - يونيو المنصرم", "23 حزيران - يونيو المنصرم", "2015-06-23", "2015-06-23", "2015-06-23",
      "day-month", POINT },
    { DAY, "في 21 تموز/يوليو 2015", "21 تموز/يوليو 2015", "2015-07-21", "2015-07-21", "2015-07-21", "day-month",
      POINT },
    { DAY, "في جانفي 2011", "جانفي 2011", "2011-01", "2011-01-01", "2011-01-31", "month", POINT },
    { DAY, "يوم 3 جوان 2012", "يوم 3 جوان 2012", "2012-06-03", "2012-06-03", "2012-06-03", "day-month", POINT },
    { DAY, "وفي غشت الماضي", "غشت الماضي", "2014-08", "2014-08-01", "2014-08-31", "month", POINT },
    { DAY, "في حزيران الماضي", "حزيران الماضي", "2015-06", "2015-06-01", "2015-06-30", "month", POINT },
    { DAY, "وفي مايو", "مايو", "2015-05", "2015-05-01", "2015-05-31", "month", POINT },
    { DAY, "وقع في ديسمبر", "ديسمبر", "2014-12", "2014-12-01", "2014-12-31", "month", POINT },
    { DAY, "في مطلع يونيو (حزيران)", "مطلع يونيو (حزيران)", "2015-06", "2015-06-01", "2015-06-10", "month", POINT },
    { DAY, "سيبدأ في سبتمبر", "سبتمبر", "2015-09", "2015-09-01", "2015-09-30", "month", POINT },
    { DAY, "في ديسمبر من عام 2005", "ديسمبر من عام 2005", "2005-12", "2005-12-01", "2005-12-31", "month", POINT },
    { DAY, "في مايو من العام الماضي", "مايو من العام الماضي", "2014-05", "2014-05-01", "2014-05-31", "month", POINT },
    { DAY, "في آب", "آب", "2014-08", "2014-08-01", "2014-08-31", "month", POINT },
    { DAY, "في 5 اب", "5 اب", "2015-08-05", "2015-08-05", "2015-08-05", "day-month", POINT },
    { DAY, "وللأول من مايو", "أول من مايو", "2015-05-01", "2015-05-01", "2015-05-01", "day-month", POINT },
    { DAY, "في الخامس عشر من تموز الماضي", "الخامس عشر من تموز الماضي", "2015-07-15", "2015-07-15", "2015-07-15",
      "day-month", POINT },
    { DAY, "في الحادي والعشرين من سبتمبر 2001", "الحادي والعشرين من سبتمبر 2001", "2001-09-21", "2001-09-21",
      "2001-09-21", "day-month", POINT },
    { DAY, "في العشرين من مايو", "العشرين من مايو", "2015-05-20", "2015-05-20", "2015-05-20", "day-month", POINT },
    { DAY, "في الـ 15 من مايو", "ال 15 من مايو", "2015-05-15", "2015-05-15", "2015-05-15", "day-month", POINT },
    { DAY, "في 5 من الشهر الجاري", "5 من الشهر الجاري", "2015-07-05", "2015-07-05", "2015-07-05", "day-of-this-month",
      POINT },
    { DAY, "في الثالث من هذا الشهر", "الثالث من هذا الشهر", "2015-07-03", "2015-07-03", "2015-07-03",
      "day-of-this-month", POINT },
    { DAY, "بين 3 و7 مايو", "3 و7 مايو", "2015-05-03/2015-05-07", "2015-05-03", "2015-05-07", "day-month", POINT },
    { DAY, "من 3 إلى 7 أيار", "3 إلى 7 أيار", "2015-05-03/2015-05-07", "2015-05-03", "2015-05-07", "day-month", POINT },
    { DAY, "3-7 مايو 2014", "3-7 مايو 2014", "2014-05-03/2014-05-07", "2014-05-03", "2014-05-07", "day-month", POINT },
    { DAY, "يومي الثاني والثالث من أغسطس آب المقبل", "يومي الثاني والثالث من أغسطس آب المقبل", "2015-08-02/2015-08-03",
      "2015-08-02", "2015-08-03", "day-month", POINT },
    { DAY, "مايو 15، 2014", "مايو 15، 2014", "2014-05-15", "2014-05-15", "2014-05-15", "month-day-year", POINT },
    { DAY, "حتى 31 يوليو", "31 يوليو", "2015-07-31", "2015-07-31", "2015-07-31", "day-month", POINT },
    { DAY, "في 2015/07/19", "2015/07/19", "2015-07-19", "2015-07-19", "2015-07-19", "numeric", POINT },
    { DAY, "في 21-07-2015", "21-07-2015", "2015-07-21", "2015-07-21", "2015-07-21", "numeric", POINT },
    { DAY, "في ٢١/٧/٢٠١٥", "٢١/٧/٢٠١٥", "2015-07-21", "2015-07-21", "2015-07-21", "numeric", POINT },
    { DAY, "في 21.7.2015", "21.7.2015", "2015-07-21", "2015-07-21", "2015-07-21", "numeric", POINT },
    { DAY, "يوم 7/21", "يوم 7/21", "2015-07-21", "2015-07-21", "2015-07-21", "numeric", POINT },
    { DAY, "بتاريخ 7/20", "7/20", "2015-07-20", "2015-07-20", "2015-07-20", "numeric", POINT },
    { DAY, "في 7/21/2015", "7/21/2015", "2015-07-21", "2015-07-21", "2015-07-21", "numeric", POINT },
    { DAY, "في 15 رمضان 1436 هـ", "15 رمضان 1436 ه", "2015-07-02", "2015-07-02", "2015-07-02", "day-month", POINT },
    { DAY, "في رمضان الماضي", "رمضان الماضي", "2015-06-18/2015-07-16", "2015-06-18", "2015-07-16", "hijri-month",
      POINT },
    { DAY, "شهر رمضان المبارك", "شهر رمضان المبارك", "2015-06-18/2015-07-16", "2015-06-18", "2015-07-16", "hijri-month",
      POINT },
    { DAY, "27 من شوال الحالي", "27 من شوال الحالي", "2015-08-12", "2015-08-12", "2015-08-12", "day-month", POINT },
    { DAY, "في 4-5/10/1436هـ", "4-5/10/1436ه", "2015-07-20/2015-07-21", "2015-07-20", "2015-07-21", "numeric", POINT },
    { DAY, "بداية ذي القعدة", "بداية ذي القعدة", "2015-08-16/2015-09-13", "2015-08-16", "2015-08-24", "hijri-month",
      POINT },
    { DAY, "عام 1436هـ", "عام 1436ه", "2014-10-25/2015-10-13", "2014-10-25", "2015-10-13", "hijri-year", POINT },
    { DAY, "في ذي القعدة سنة 638هـ", "ذي القعدة سنة 638ه", "1241-05-21/1241-06-19", "1241-05-21", "1241-06-19",
      "hijri-month", POINT },
    { DAY, "يوم (28) من رمضان", "يوم (28) من رمضان", "2015-07-15", "2015-07-15", "2015-07-15", "day-month", POINT },
    { DAY, "السبت 2-10", "السبت 2-10", "2015-07-18", "2015-07-18", "2015-07-18", "weekday-date", POINT },
    { DAY, "يوم الثلاثاء 27 رمضان 1436 هـ", "يوم الثلاثاء 27 رمضان 1436 ه", "2015-07-14", "2015-07-14", "2015-07-14",
      "weekday-date", POINT },
    { DAY, "عام 2014", "عام 2014", "2014", "2014-01-01", "2014-12-31", "year", POINT },
    { DAY, "للعام 2014م", "عام 2014م", "2014", "2014-01-01", "2014-12-31", "year", POINT },
    { DAY, "منذ 2011", "2011", "2011", "2011-01-01", "2011-12-31", "year", POINT },
    { DAY, "في عامي 2011 و2014", "عامي 2011", "2011", "2011-01-01", "2011-12-31", "year", POINT },
    { DAY, "موسم 2014-2015", "2014-2015", "2014/2015", "2014-01-01", "2015-12-31", "year", POINT },
    { DAY, "نهاية 2013", "نهاية 2013", "2013", "2013-10-01", "2013-12-31", "year", POINT },
    { DAY, "مطلع 2016", "مطلع 2016", "2016", "2016-01-01", "2016-03-31", "year", POINT },
    { DAY, "عام ألفين وأربعة عشر", "عام ألفين وأربعة عشر", "2014", "2014-01-01", "2014-12-31", "year", POINT },
    { DAY, "سنة ألف وتسعمئة وستين", "سنة ألف وتسعمئة وستين", "1960", "1960-01-01", "1960-12-31", "year", POINT },
    { DAY, "عام 500 قبل الميلاد", "عام 500 قبل الميلاد", "BC0500", "", "", "year", POINT },
    { DAY, "العام الماضي 2014م", "العام الماضي 2014م", "2014", "2014-01-01", "2014-12-31", "unit-relative", POINT },
    { DAY, "في صيف سنة 2016", "صيف سنة 2016", "2016-SU", "2016-06-01", "2016-08-31", "season", POINT },
    { DAY, "شتاء 2013", "شتاء 2013", "2013-WI", "2013-12-01", "2014-02-28", "season", POINT },
    { DAY, "الصيف الماضي", "الصيف الماضي", "2015-SU", "2015-06-01", "2015-08-31", "season", POINT },
    { DAY, "الربع الأول من 2015", "الربع الأول من 2015", "2015-Q1", "2015-01-01", "2015-03-31", "quarter", POINT },
    { DAY, "النصف الثاني من العام الماضي", "النصف الثاني من العام الماضي", "2014-H2", "2014-07-01", "2014-12-31",
      "half-year", POINT },
    { DAY, "ثمانينيات القرن الماضي", "ثمانينيات القرن الماضي", "198", "1980-01-01", "1989-12-31", "decade", POINT },
    { DAY, "أواخر التسعينات", "أواخر التسعينات", "199", "1996-09-01", "1999-12-31", "decade", POINT },
    { DAY, "القرن التاسع عشر", "القرن التاسع عشر", "18", "1801-01-01", "1900-12-31", "century", POINT },
    { DAY, "القرن السابع الهجري", "القرن السابع الهجري", "", "1204-09-05", "1301-09-13", "century", POINT },
    { DAY, "قتل السبت", "السبت", "2015-07-18", "2015-07-18", "2015-07-18", "weekday", POINT },
    { DAY, "يوم الخميس الماضي", "يوم الخميس الماضي", "2015-07-16", "2015-07-16", "2015-07-16", "weekday", POINT },
    { DAY, "الجمعة المقبل", "الجمعة المقبل", "2015-07-24", "2015-07-24", "2015-07-24", "weekday", POINT },
    { DAY, "سيصل الخميس", "الخميس", "2015-07-23", "2015-07-23", "2015-07-23", "weekday", POINT },
    { DAY, "الثلاثاء 24 فبراير", "الثلاثاء 24 فبراير", "2015-02-24", "2015-02-24", "2015-02-24", "weekday-date",
      POINT },
    { DAY, "يوم الجمعة الموافق 17 يوليو 2015", "يوم الجمعة الموافق 17 يوليو 2015", "2015-07-17", "2015-07-17",
      "2015-07-17", "weekday-date", POINT },
    { DAY, "الخميس من الأسبوع الماضي", "الخميس من الأسبوع الماضي", "2015-07-16", "2015-07-16", "2015-07-16",
      "weekday-of-week", POINT },
    { DAY, "اليوم (الجمعة)", "اليوم (الجمعة)", "2015-07-17", "2015-07-17", "2015-07-17", "day-weekday", POINT },
    { DAY, "أمس الأحد", "أمس الأحد", "2015-07-19", "2015-07-19", "2015-07-19", "day-weekday", POINT },
    { DAY, "غدا الأربعاء", "غدا الأربعاء", "2015-07-22", "2015-07-22", "2015-07-22", "day-weekday", POINT },
    { DAY, "ليل الجمعة السبت", "ليل الجمعة السبت", "2015-07-17", "2015-07-17", "2015-07-18", "weekday", POINT },
    { DAY, "صباح الثلاثاء", "صباح الثلاثاء", "2015-07-21", "2015-07-21", "2015-07-21", "weekday", POINT },
    { DAY, "مساء أول من أمس", "مساء أول من أمس", "2015-07-19", "2015-07-19", "2015-07-19", "day-relative", POINT },
    { DAY, "فجر اليوم", "فجر اليوم", "2015-07-21", "2015-07-21", "2015-07-21", "day-relative", POINT },
    { DAY, "وأمس", "أمس", "2015-07-20", "2015-07-20", "2015-07-20", "day-relative", POINT },
    { DAY, "بعد ظهر أمس", "بعد ظهر أمس", "2015-07-20", "2015-07-20", "2015-07-20", "day-relative", POINT },
    { DAY, "البارحة الأولى", "البارحة الأولى", "2015-07-19", "2015-07-19", "2015-07-19", "day-relative", POINT },
    { DAY, "الليلة الماضية", "الليلة الماضية", "2015-07-20", "2015-07-20", "2015-07-20", "day-relative", POINT },
    { DAY, "الليلة قبل الماضية", "الليلة قبل الماضية", "2015-07-19", "2015-07-19", "2015-07-19", "day-relative",
      POINT },
    { DAY, "بعد غد", "بعد غد", "2015-07-23", "2015-07-23", "2015-07-23", "day-relative", POINT },
    { DAY, "أمس مساء", "أمس مساء", "2015-07-20", "2015-07-20", "2015-07-20", "day-relative", POINT },
    { DAY, "الساعات الأولى من صباح أمس", "الساعات الأولى من صباح أمس", "2015-07-20", "2015-07-20", "2015-07-20",
      "day-relative", POINT },
    { DAY, "في وقت متأخر من ليل الثلاثاء", "وقت متأخر من ليل الثلاثاء", "2015-07-21", "2015-07-21", "2015-07-21",
      "weekday", POINT },
    { DAY, "الساعة الخامسة والنصف من مساء أمس", "الساعة الخامسة والنصف من مساء أمس", "2015-07-20", "2015-07-20",
      "2015-07-20", "day-relative", POINT },
    { DAY, "قبل ثلاثة أيام", "قبل ثلاثة أيام", "2015-07-18", "2015-07-18", "2015-07-18", "ago", POINT },
    { DAY, "قبل أسبوعين", "قبل أسبوعين", "2015-W28", "2015-07-06", "2015-07-12", "ago", POINT },
    { DAY, "قبل نحو شهرين", "قبل نحو شهرين", "2015-05", "2015-05-01", "2015-05-31", "ago", POINT },
    { DAY, "قبل عام", "قبل عام", "2014", "2014-01-01", "2014-12-31", "ago", POINT },
    { DAY, "قبل عام ونصف العام", "قبل عام ونصف العام", "2014-01", "2014-01-01", "2014-01-31", "ago", POINT },
    { DAY, "قبل 48 ساعة", "قبل 48 ساعة", "2015-07-19", "2015-07-19", "2015-07-19", "ago", POINT },
    { DAY, "قبل سنوات", "قبل سنوات", "PAST_REF", "", "", "ago", POINT },
    { DAY, "قبل يومين من الهجوم", "قبل يومين", "P2D", "", "", "duration", LENGTH },
    { DAY, "منذ شهرين", "منذ شهرين", "P2M", "2015-05-21", "2015-07-21", "since", LENGTH },
    { DAY, "منذ بضعة أشهر", "منذ بضعة أشهر", "PAST_REF", "", "", "since", POINT },
    { DAY, "سيعود بعد يومين", "بعد يومين", "2015-07-23", "2015-07-23", "2015-07-23", "in", POINT },
    { DAY, "بعد يوم من الهجوم", "بعد يوم", "P1D", "", "", "duration", LENGTH },
    { DAY, "خلال خمسة أعوام", "خلال خمسة أعوام", "P5Y", "", "", "duration", LENGTH },
    { DAY, "الأسبوع الماضي", "الأسبوع الماضي", "2015-W29", "2015-07-13", "2015-07-19", "unit-relative", POINT },
    { "2015-07-26", "الأسبوع الماضي", "الأسبوع الماضي", "2015-W30", "2015-07-20", "2015-07-26", "unit-relative",
      POINT },
    { "2015-07-26", "هذا الأسبوع", "هذا الأسبوع", "2015-W30", "2015-07-20", "2015-07-26", "unit-relative", POINT },
    { "2015-07-26", "الخميس من الأسبوع الماضي", "الخميس من الأسبوع الماضي", "2015-07-23", "2015-07-23", "2015-07-23",
      "weekday-of-week", POINT },
    { DAY, "الأسبوع قبل الماضي", "الأسبوع قبل الماضي", "2015-W28", "2015-07-06", "2015-07-12", "unit-relative", POINT },
    { DAY, "الشهر المقبل", "الشهر المقبل", "2015-08", "2015-08-01", "2015-08-31", "unit-relative", POINT },
    { DAY, "العام الجاري", "العام الجاري", "2015", "2015-01-01", "2015-12-31", "unit-relative", POINT },
    { DAY, "بداية هذا العام", "بداية هذا العام", "2015", "2015-01-01", "2015-03-31", "unit-relative", POINT },
    { DAY, "مطلع العام", "مطلع العام", "2015", "2015-01-01", "2015-03-31", "unit-relative", POINT },
    { DAY, "منتصف الشهر الجاري", "منتصف الشهر الجاري", "2015-07", "2015-07-11", "2015-07-21", "unit-relative", POINT },
    { DAY, "الأسبوع الأول من أغسطس", "الأسبوع الأول من أغسطس", "2014-08-01/2014-08-07", "2014-08-01", "2014-08-07",
      "week-of-month", POINT },
    { DAY, "الأيام الثلاثة الماضية", "الأيام الثلاثة الماضية", "P3D", "2015-07-18", "2015-07-21", "period", LENGTH },
    { DAY, "الـ24 ساعة الماضية", "ال24 ساعة الماضية", "PT24H", "2015-07-20", "2015-07-21", "period", LENGTH },
    { DAY, "السنوات الأخيرة", "السنوات الأخيرة", "PAST_REF", "", "", "vague-period", POINT },
    { DAY, "الأيام القليلة المقبلة", "الأيام القليلة المقبلة", "FUTURE_REF", "", "", "vague-period", POINT },
    { DAY, "لمدة أسبوعين", "مدة أسبوعين", "P2W", "", "", "duration", LENGTH },
    { DAY, "48 ساعة", "48 ساعة", "PT48H", "", "", "duration", LENGTH },
    { DAY, "أقل من أربع وعشرين ساعة", "أقل من أربع وعشرين ساعة", "PT24H", "", "", "duration", LENGTH },
    { DAY, "عاما ونصف العام", "عاما ونصف العام", "P1Y6M", "", "", "duration", LENGTH },
    { DAY, "نصف ساعة", "نصف ساعة", "PT30M", "", "", "duration", LENGTH },
    { DAY, "ربع قرن", "ربع قرن", "P25Y", "", "", "duration", LENGTH },
    { DAY, "عدة سنوات", "عدة سنوات", "PXY", "", "", "duration", LENGTH },
    { DAY, "ثلاثة عقود", "ثلاثة عقود", "P30Y", "", "", "duration", LENGTH },
    { DAY, "كل يوم", "كل يوم", "P1D", "", "", "set", SET },
    { DAY, "يوميا", "يوميا", "P1D", "", "", "set", SET },
    { DAY, "كل أسبوعين", "كل أسبوعين", "P2W", "", "", "set", SET },
    { DAY, "كل 3 أيام", "كل 3 أيام", "P3D", "", "", "set", SET },
    { DAY, "الساعة الثالثة عصرا", "الساعة الثالثة عصرا", "T15:00", "", "", "clock", POINT },
    { DAY, "الساعة 10:30 صباحا", "الساعة 10:30 صباحا", "T10:30", "", "", "clock", POINT },
    { DAY, "الساعة 1807 بتوقيت غرينتش", "الساعة 1807", "T18:07", "", "", "clock", POINT },
    { DAY, "هجمات 11 سبتمبر", "هجمات 11 سبتمبر", "2001-09-11", "2001-09-11", "2001-09-11", "named-date", POINT },
    { DAY, "عيد العمال", "عيد العمال", "2015-05-01", "2015-05-01", "2015-05-01", "holiday", POINT },
    { DAY, "عيد الفطر", "عيد الفطر", "2015-07-17/2015-07-19", "2015-07-17", "2015-07-19", "holiday", POINT },
    { DAY, "عيد الأضحى المقبل", "عيد الأضحى المقبل", "2015-09-23/2015-09-26", "2015-09-23", "2015-09-26", "holiday",
      POINT },
    { DAY, "رأس السنة الهجرية", "رأس السنة الهجرية", "2015-10-14", "2015-10-14", "2015-10-14", "holiday", POINT },
    { DAY, "في وقت سابق", "وقت سابق", "PAST_REF", "", "", "reference", POINT },
    { DAY, "في وقت لاحق", "وقت لاحق", "PAST_REF", "", "", "reference", POINT },
    { DAY, "سيعود في وقت لاحق", "وقت لاحق", "FUTURE_REF", "", "", "reference", POINT },
    { DAY, "حاليا", "حاليا", "PRESENT_REF", "", "", "reference", POINT },
    { DAY, "مستقبلا", "مستقبلا", "FUTURE_REF", "", "", "reference", POINT },
    { DAY, "30 فبراير 2015", "30 فبراير 2015", "", "", "", "day-month", POINT },
    { "", "قبل ثلاثة أيام", "قبل ثلاثة أيام", "", "", "", "ago", POINT },
    { "", "أمس", "أمس", "", "", "", "day-relative", POINT },
    { "", "الثلاثاء", "الثلاثاء", "XXXX-WXX-2", "", "", "weekday", POINT },
    { "", "في مايو", "مايو", "XXXX-05", "", "", "month", POINT },
    { "", "عام 2014", "عام 2014", "2014", "2014-01-01", "2014-12-31", "year", POINT },
    { "", "الأسبوع الماضي", "الأسبوع الماضي", "", "", "", "unit-relative", POINT },
    { "", "منذ شهرين", "منذ شهرين", "P2M", "", "", "since", LENGTH },
    { "", "ثلاثة أيام", "ثلاثة أيام", "P3D", "", "", "duration", LENGTH },
    { "2015-07-31", "من 25 يوليو وحتى 7 أغسطس", "25 يوليو وحتى 7 أغسطس", "2015-07-25/2015-08-07", "2015-07-25",
      "2015-08-07", "span", POINT },
    { DAY, "من الخميس إلى السبت", "الخميس إلى السبت", "2015-07-16/2015-07-18", "2015-07-16", "2015-07-18", "span",
      POINT },
    { DAY, "بين أغسطس (آب) وديسمبر (كانون الأول) من عام 2005", "أغسطس (آب) وديسمبر (كانون الأول) من عام 2005",
      "2005-08/2005-12", "2005-08-01", "2005-12-31", "span", POINT },
    { "2015-07-27", "يوم السبت التاسع من الشهر الجاري", "يوم السبت التاسع من الشهر الجاري", "2015-07-25", "2015-07-25",
      "2015-07-25", "weekday-date", POINT },
    { DAY, "إلى دوري الدرجة الأولى العام الماضي", "العام الماضي", "2014", "2014-01-01", "2014-12-31", "unit-relative",
      POINT },
    { DAY, "خلال السنوات الخمس المقبلة", "السنوات الخمس المقبلة", "P5Y", "2015-07-21", "2020-07-21", "period", LENGTH },
    { DAY, "خلال الأربعة الأشهر الماضية", "الأربعة الأشهر الماضية", "P4M", "2015-03-21", "2015-07-21", "period",
      LENGTH },
    { DAY, "سقطت المدينة خلال ساعات", "خلال ساعات", "PTXH", "", "", "duration", LENGTH },
    { DAY, "ستصل المساعدات خلال أيام", "خلال أيام", "FUTURE_REF", "", "", "duration", POINT },
};

static const char *const NO_TIMES[] = {
    "قال الأمين العام إن الرأي العام في القطاع العام",
    "نشرت المصري اليوم وصحيفة «اليوم» الخبر",
    "أحد المسؤولين قال",
    "في شارع 14 تموز وميدان 17 ديسمبر",
    "ثورة 25 يناير",
    "قوى 14 آذار",
    "رجب طيب أردوغان ومحمد رمضان وربيع ياسين",
    "فاز الفريق 2 - صفر",
    "مارس ضغوطا على الحكومة",
    "فتح باب الحوار",
    "أب لطفلين",
    "عمره 30 عاما",
    "محمد علي (25 عاما)",
    "البالغ من العمر 40 عاما",
    "في الثمانينات من عمره",
    "قتل 2015 شخصا",
    "في 2000 قرية",
    "سنة وشيعة",
    "عقد اجتماعا",
    "اليوم الأول من المؤتمر",
    "رؤساء الدول",
};

struct problem_case {
    const char *text, *kind, *span;
};

static const struct problem_case PROBLEMS[] = {
    { "أعلن ذلك في تموز/يونيو 2014", "conflicting-months", "تموز/يونيو 2014" },
    { "وقع ذلك يوم الأحد 24 فبراير 2015", "conflicting-weekday", "يوم الأحد 24 فبراير 2015" },
};

struct fixture {
    marsad_dict *dict;
    marsad_arena *arena;
};

static int open_dict(void **state)
{
    static struct fixture f; /* one for the whole run */
    marsad_err err = { 0 };

    f.arena = marsad_arena_new(0);
    f.dict = marsad_dict_open(NULL, &err);
    if (!f.dict)
        print_error("%s: %s\n", err.where, err.msg);
    *state = &f;
    return f.arena && f.dict ? 0 : -1;
}

static int close_dict(void **state)
{
    struct fixture *f = *state;

    marsad_dict_close(f->dict);
    marsad_arena_free(f->arena);
    return 0;
}

/* The times of a text; the cleaned text in *text. */
static marsad_mentions find(struct fixture *f, const char *published, const char *sentence, marsad_text *text)
{
    marsad_article article = { 0 };
    marsad_mentions found = { 0 };
    marsad_buf clean = { 0 };
    marsad_err err = { 0 };

    snprintf(article.published, sizeof article.published, "%s", published);
    marsad_arena_reset(f->arena);
    assert_true(marsad_clean_text(S(sentence), &clean));
    assert_true(marsad_text_read(f->dict, marsad_arena_str(f->arena, marsad_buf_str(&clean)), f->arena, text, &err));
    marsad_buf_release(&clean);
    assert_true(marsad_times_find(f->dict, &article, text, f->arena, &found, &err));
    return found;
}

static void test_cases(void **state)
{
    for (size_t i = 0; i < COUNT(CASES); i++) {
        const struct times_case *c = &CASES[i];
        marsad_text text;
        marsad_mentions m = find(*state, c->published, c->text, &text);
        const marsad_time *t = m.times;

        print_message("%s\n", c->text);
        assert_true(m.n_times > 0);
        assert_str(marsad_str_slice(text.text, t->span.start, t->span.end), c->span);
        assert_string_equal(t->value, c->value);
        assert_string_equal(t->from, c->from);
        assert_string_equal(t->to, c->to);
        assert_string_equal(t->rule, c->rule);
        assert_int_equal(t->duration, c->kind == LENGTH);
        assert_int_equal(t->set, c->kind == SET);
        assert_int_equal(m.n_problems, 0);
    }
}

static void test_no_times(void **state)
{
    for (size_t i = 0; i < COUNT(NO_TIMES); i++) {
        marsad_text text;
        marsad_mentions m = find(*state, DAY, NO_TIMES[i], &text);

        print_message("%s\n", NO_TIMES[i]);
        assert_int_equal(m.n_times, 0);
    }
}

static void test_problems(void **state)
{
    for (size_t i = 0; i < COUNT(PROBLEMS); i++) {
        const struct problem_case *c = &PROBLEMS[i];
        marsad_text text;
        marsad_mentions m = find(*state, "", c->text, &text);

        print_message("%s\n", c->text);
        assert_int_equal(m.n_problems, 1);
        assert_string_equal(m.problems[0].kind, c->kind);
        assert_str(marsad_str_slice(text.text, m.problems[0].span.start, m.problems[0].span.end), c->span);
    }
}

/* Two names of one month that differ: the time covers both. */
static void test_conflict_covers_both(void **state)
{
    marsad_text text;
    marsad_mentions m = find(*state, "", PROBLEMS[0].text, &text);

    assert_int_equal(m.n_times, 1);
    assert_string_equal(m.times[0].from, "2014-06-01");
    assert_string_equal(m.times[0].to, "2014-07-31");
}

/* Words that point back: the time named before decides. */
static void test_pointing_back(void **state)
{
    marsad_text text;
    marsad_mentions m = find(
        *state, DAY,
        "بدأ الحصار في 5 مايو 2013. وفي اليوم التالي قتل اثنان. وفي الشهر نفسه عاد. وفي العام التالي انتهى.", &text);

    assert_int_equal(m.n_times, 4);
    assert_string_equal(m.times[1].value, "2013-05-06");
    assert_string_equal(m.times[2].value, "2013-05");
    assert_string_equal(m.times[3].value, "2014");
}

/* A list shares the year of its last member. */
static void test_shared_year(void **state)
{
    marsad_text text;
    marsad_mentions m = find(*state, DAY, "في مايو وأغسطس 2013", &text);

    assert_int_equal(m.n_times, 2);
    assert_string_equal(m.times[0].value, "2013-05");
    assert_string_equal(m.times[1].value, "2013-08");
}

/* Whatever memory there is: the same result, or a clean error. */
static void test_little_memory(void **state)
{
    struct fixture *f = *state;
    marsad_text text;
    marsad_article article = { .published = DAY };
    size_t n = find(f, DAY, "بين 3 و7 مايو 2014 وفي تموز/يونيو 2014 وأمس", &text).n_times;
    bool done = false;

    assert_int_equal(n, 3);
    for (size_t limit = 0; !done && limit < 1 << 22; limit += limit < 4096 ? 256 : 32768) {
        marsad_arena *small = marsad_arena_new(limit + 1);
        marsad_mentions m = { 0 };
        marsad_err err = { 0 };

        if (small && marsad_times_find(f->dict, &article, &text, small, &m, &err)) {
            assert_int_equal(m.n_times, n);
            done = true;
        } else if (small) {
            assert_int_equal(err.code, MARSAD_ENOMEM);
        }
        marsad_arena_free(small);
    }
    assert_true(done);
}

/* ---- the calendar ---- */

static void test_calendar_days(void **state)
{
    int year;
    char out[11];

    (void)state;
    assert_int_equal(calendar_day(CALENDAR_GREGORIAN, 1970, 1, 1), 0);
    assert_int_equal(calendar_read(S("2000-02-29")), 11016);
    assert_int_equal(calendar_read(S("1900-02-29")), CALENDAR_NO_DAY);
    assert_int_equal(calendar_read(S("2015-13-01")), CALENDAR_NO_DAY);
    assert_int_equal(calendar_read(S("2015-7-21")), CALENDAR_NO_DAY);
    assert_int_equal(calendar_weekday(calendar_read(S(DAY))), 2);
    assert_int_equal(calendar_week(calendar_read(S("2016-01-03")), &year), 53);
    assert_int_equal(year, 2015);
    calendar_write(calendar_day(CALENDAR_HIJRI, 1436, 10, 1), out);
    assert_string_equal(out, "2015-07-17"); /* the feast of 2015 */
    calendar_write(calendar_day(CALENDAR_HIJRI, 1445, 9, 1), out);
    assert_string_equal(out, "2024-03-11");
    calendar_write(CALENDAR_NO_DAY, out);
    assert_string_equal(out, "");
}

/* Each day has one date in each calendar, and that date leads back to it. */
static void test_calendar_round_trip(void **state)
{
    (void)state;
    for (int32_t day = -492148; day < 500000; day += 3)
        for (int kind = CALENDAR_GREGORIAN; kind <= CALENDAR_HIJRI; kind++) {
            calendar_date d = calendar_date_of((calendar_kind)kind, day);
            assert_int_equal(calendar_day((calendar_kind)kind, d.year, d.month, d.day), day);
        }
}

static void test_precision(void **state)
{
    static const struct {
        const char *value, *precision;
    } VALUES[] = { { "2021-03-10", "day" },
                   { "2021-W10", "week" },
                   { "2021-03", "month" },
                   { "2021-Q1", "quarter" },
                   { "2021", "year" },
                   { "2021-SU", "season" },
                   { "198", "decade" },
                   { "19", "century" },
                   { "2021-03-10T08:30", "day" },
                   { "PRESENT_REF", "" },
                   { "2021-01/2021-03", "range" },
                   { "", "" } };

    (void)state;
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        marsad_time t = { .rule = "" };
        snprintf(t.value, sizeof t.value, "%s", VALUES[i].value);
        assert_string_equal(marsad_time_precision(&t), VALUES[i].precision);
        t.duration = true;
        assert_string_equal(marsad_time_precision(&t), "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar_days), cmocka_unit_test(test_calendar_round_trip),
        cmocka_unit_test(test_cases),         cmocka_unit_test(test_no_times),
        cmocka_unit_test(test_problems),      cmocka_unit_test(test_conflict_covers_both),
        cmocka_unit_test(test_pointing_back), cmocka_unit_test(test_shared_year),
        cmocka_unit_test(test_little_memory), cmocka_unit_test(test_precision),
    };

    return cmocka_run_group_tests_name("times", tests, open_dict, close_dict);
}

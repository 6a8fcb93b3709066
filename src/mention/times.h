/*
 * times.h - inside the times: words by class, readers of parts, and the time that they build.
 *
 *     times_words.c     data/times.tsv: which class a token belongs to
 *     times_number.c    numbers in digits and words, days of the month, years, times on the clock
 *     times_date.c      months and dates
 *     times_year.c      years, seasons, quarters, decades, centuries
 *     times_relative.c  yesterday, weekdays, units with an adjective, "three days ago"
 *     times_length.c    durations and recurring times
 *     times_span.c      units of the calendar as first and last day
 *     times_resolve.c   from what was read to value, first and last day
 *     times.c           the pass over the text, joins, problems
 *
 * Every reader takes the token to start at and gives the token behind what it read, or 0 if nothing is there (no time
 * ends at token 0). Readers never look past the end of the sentence they start in.
 */
#ifndef MENTION_TIMES_H
#define MENTION_TIMES_H

#include "marsad/mention.h"
#include "mention/calendar.h"

#define TIME_CLASSES(X)                                                                                                \
    X(MONTH, "month")                                                                                                  \
    X(HIJRI_MONTH, "hijri-month")                                                                                      \
    X(MONTH_PRAISE, "month-praise")                                                                                    \
    X(PRAYER, "prayer")                                                                                                \
    X(WEEKDAY, "weekday")                                                                                              \
    X(DAY, "day-relative") X(UNIT, "unit") X(RELATIVE, "relative") X(THIS, "this") X(SAME, "same") X(THAT, "that")     \
        X(FEW, "few") X(PART, "part") X(SEASON, "season") X(SEASON_WORD, "season-word") X(QUARTER, "quarter")          \
            X(HALF, "half") X(TIME_OF_DAY, "time-of-day") X(EARLY, "early") X(LEAD, "lead") X(CLOCK, "clock")                          \
                X(CORRESPONDING, "corresponding") X(DATE_WORD, "date-word") X(DECADE, "decade") X(ERA, "era")          \
                    X(HOLIDAY, "holiday") X(NAMED_DATE, "named-date") X(AGO, "ago") X(SINCE, "since")                  \
                        X(AFTER, "after") X(WITHIN, "within") X(FOR, "for") X(LAST, "last") X(VAGUE, "vague")          \
                            X(VAGUE_AFTER, "vague-after") X(HEDGE, "hedge") X(FRACTION, "fraction") X(EVERY, "every")  \
                                X(SET, "set") X(REF, "ref") X(NUMBER, "number") X(ORDINAL, "ordinal") X(OF, "of")      \
                                    X(IN, "in") X(AND, "and") X(OR, "or") X(ARTICLE, "article")                        \
                                        X(RANGE_TO, "range-to") X(RANGE_FROM, "range-from")                            \
                                            X(PREPOSITION, "time-preposition") X(FUTURE, "future")                     \
                                                X(NOT_AFTER, "not-after") X(NOT_BEFORE, "not-before")                  \
                                                    X(AGE_BEFORE, "age-before") X(AGE_AFTER, "age-after")

typedef enum {
#define X(upper, name) TIME_##upper,
    TIME_CLASSES(X)
#undef X
        TIME_CLASS_COUNT
} time_class;

/* Notes of a word; the list of names is in times_words.c. */
enum {
    NOTE_DEF = 1 << 0,
    NOTE_INDEF = 1 << 1,
    NOTE_WEAK = 1 << 2,
    NOTE_STRICT = 1 << 3,
    NOTE_EXACT = 1 << 4,
    NOTE_SINGULAR = 1 << 5,
    NOTE_DUAL = 1 << 6,
    NOTE_PLURAL = 1 << 7,
    NOTE_ADVERB = 1 << 8,
    NOTE_LEVANTINE = 1 << 9,
    NOTE_HIJRI = 1 << 10,
    NOTE_CONSTRUCT = 1 << 11
};

/* A word of times.tsv at a token. */
typedef struct {
    marsad_str value;
    double number; /* value as a number */
    uint32_t row, tokens;
    uint16_t notes, skip;
    uint8_t cls, clitics;
} time_word;

typedef enum { PART_NONE, PART_START, PART_MID, PART_END } time_part;
typedef enum {
    GRAIN_NONE,
    GRAIN_DAY,
    GRAIN_WEEK,
    GRAIN_MONTH,
    GRAIN_QUARTER,
    GRAIN_HALF,
    GRAIN_SEASON,
    GRAIN_YEAR,
    GRAIN_DECADE,
    GRAIN_CENTURY
} time_grain;
/* Where the year of a date comes from. */
typedef enum {
    YEAR_OPEN,
    YEAR_STATED,
    YEAR_RELATIVE /* counted from the year of publication */,
    YEAR_BESIDE /* "last June": counted from the day of publication */,
    YEAR_SAME
} time_year;

/* A time as it was read; resolve_time() fills value, from and to. */
typedef struct {
    uint32_t first, last, start; /* tokens; start: byte, behind stripped proclitics */
    const char *rule;
    time_grain grain;
    time_part part;
    bool calendar; /* the fields below say what day, month or year it is; else from, to and value are given */
    calendar_kind kind;
    time_year year_from;
    int year, month, day, day_to, year_to; /* 0 where not said */
    int step;                              /* YEAR_RELATIVE, YEAR_BESIDE, YEAR_SAME: -1 last, 0 this, 1 next */
    int month_other;                       /* the second of two months that are named */
    int weekday;                           /* 1-7, or 0 */
    int count;                             /* quarter, half, season, week of the month */
    bool bare_numbers;                     /* "2-10": day and month of either calendar */
    bool wrong_weekday;                    /* the date falls on another day than the text says */
    bool conflict;                         /* the two months are meant to be one, but differ */
    bool bc;
    bool future;  /* the sentence speaks of the future */
    bool anaphor; /* counted from the time before: step units of grain */
    bool nearest; /* a holiday: the one nearest to the day of publication */
    bool here;    /* counted in days from the day of publication: step */
    bool nothing; /* read to be passed over: "شارع 14 تموز" */
    bool duration, set, night;
    int32_t from, to;
    char value[24];
} time_read;

typedef struct {
    const marsad_dict *dict;
    const marsad_text *text;
    marsad_arena *arena;
    marsad_mentions *out;
    const uint32_t *index; /* words of token i: words[index[i]] … words[index[i + 1]] */
    const time_word *words;
    int32_t published; /* or CALENDAR_NO_DAY */
    time_read *read;   /* what was found, in text order */
    size_t n_read, cap_read;
    size_t times_cap, problems_cap;
} times_pass;

/* ---- times_words.c ---- */

/* Find the words of all tokens. False: no memory. */
bool words_load(times_pass *p);
/* The longest word of a class at token i; NULL if there is none or i is past the end. */
const time_word *word_at(const times_pass *p, size_t i, time_class c);
/* The same inside an expression that began at `first`: in the same sentence and without و ف ب ل ك before it. */
const time_word *word_inside(const times_pass *p, size_t first, size_t i, time_class c);
/* One of the two: the expression begins at token i, or goes on there. */
static inline const time_word *word_from(const times_pass *p, size_t first, size_t i, time_class c)
{
    return i == first ? word_at(p, i, c) : word_inside(p, first, i, c);
}
/* The word of a class that ends just before token i, in the same sentence. */
const time_word *word_before(const times_pass *p, size_t i, time_class c);
bool same_sentence(const times_pass *p, size_t a, size_t b);
bool mark_at(const times_pass *p, size_t first, size_t i, const char *marks); /* one ASCII mark out of `marks` */
bool comma_at(const times_pass *p, size_t first, size_t i);
bool word_refused(const times_pass *p, size_t first, size_t last, const char *what); /* by not-after, not-before */
uint32_t word_start(const times_pass *p, size_t i, const time_word *w); /* its byte, the article included */
bool sentence_future(const times_pass *p, size_t i);                    /* a word of the future stands before token i */
/* Nothing but the article is written onto it. */
static inline bool is_bare(const time_word *w)
{
    return (w->clitics & ~MARSAD_CLITIC_AL) == 0;
}
static inline bool is_definite(const time_word *w)
{
    return (w->clitics & MARSAD_CLITIC_AL) != 0;
}

/* ---- times_number.c ---- */

typedef struct {
    double value;
    uint32_t first, last, start;
    unsigned digits;                /* 0 for words */
    bool ordinal, definite, joined; /* joined: و before it */
} time_number;

/* A number in digits or words. `first`: where the expression began. */
uint32_t read_number(const times_pass *p, size_t first, size_t i, time_number *n);
/* A whole number in digits, as it stands: no article, no separators. */
bool plain_digits(const times_pass *p, size_t i, int *value, unsigned *digits);
/* "3", "3 و4", "3-7", "3 إلى 7", "الثالث": days of a month. */
uint32_t read_days(const times_pass *p, size_t first, size_t i, int *from, int *to, uint32_t *start);
/* "2014", "1436هـ", "ألفين وثلاثة" where words are allowed. */
uint32_t read_year_number(const times_pass *p, size_t first, size_t i, bool words, int *year, calendar_kind *kind,
                          bool *bc);
/* "الساعة الثالثة والنصف", "الساعة 10:30 صباحا"; value as "T10:30". */
uint32_t read_clock(const times_pass *p, size_t first, size_t i, char value[24]);

/* ---- times_date.c ---- */

/* Days, months and years of a calendar, seasons, quarters, decades and centuries; `led`: what stands before (a
 * weekday, "يوم", a part) makes it a time already. */
uint32_t read_date(const times_pass *p, size_t first, size_t i, bool led, time_read *t);
/* "عام 2014", "من العام الماضي", "2014", "الماضي" behind a month; fills the year of *t. */
uint32_t read_year_of(const times_pass *p, size_t first, size_t i, time_read *t);

/* ---- times_year.c ---- */

uint32_t read_years(const times_pass *p, size_t first, size_t i, bool led, time_read *t);

/* ---- times_relative.c ---- */

/* Whatever is a point in time: days, weekdays, dates, units with an adjective, with all that leads up to it. */
uint32_t read_point(const times_pass *p, size_t i, time_read *t);
uint32_t read_holiday(const times_pass *p, size_t first, size_t i, time_read *t);
uint32_t read_reference(const times_pass *p, size_t i, time_read *t);

/* ---- times_length.c ---- */

typedef struct {
    double count;       /* 0: vague ("سنوات") */
    char unit;          /* value of class unit */
    double half;        /* a fraction added behind the unit */
    bool singular_only; /* a unit without a number: "يوم" */
} time_length;

uint32_t read_length(const times_pass *p, size_t first, size_t i, time_length *l);
uint32_t read_duration(const times_pass *p, size_t i, time_read *t); /* also ago, since, after, within */
uint32_t read_set(const times_pass *p, size_t i, time_read *t);
void length_write(const time_length *l, char out[24]);

/* ---- times_span.c: from, to and value of a unit ---- */

void set_span(time_read *t, int32_t from, int32_t to);
void set_days(time_read *t); /* the value out of from and to: one day, or two with / between them */
void set_year_value(time_read *t, int year);
void set_years(time_read *t, calendar_kind kind, int first, int last);
void set_month(time_read *t, calendar_kind kind, int year, int month);
void set_decade(time_read *t, int year);
/* The unit (D W M Y E C) `step` units from `day`: fills grain, from, to, value. */
void resolve_unit(char unit, int32_t day, int step, time_read *t);
/* From which day a paper of `day` counts weeks back: weeks of Arab countries begin on Sunday or before, so that on a
 * Sunday "last week" is the ISO week that ends. What it calls this or the next week then is open. */
int32_t week_counted_from(int32_t day, int step);
/* `months` later, the day kept within the month. */
int32_t add_months(int32_t day, int months);

/* ---- times_resolve.c ---- */

/* Fill value, from and to of read[k]; the ones before are resolved. */
void resolve_time(const times_pass *p, size_t k);

#endif

/*
 * times_relative.c - points in time as people say them: yesterday, weekdays, "last month", and what leads up to them.
 *
 *     [في وقت متأخر من] [الساعة الثالثة من] [مساء] [يوم] core [مساء]
 *     [مطلع] core
 *
 * read_point() tries the core at each step and every way of leading up to it; the longest reading wins.
 */
#include "mention/times.h"

#include <stdio.h>

#define LEADS_MAX 6

/* A weekday behind `at`, in brackets or not: "اليوم (الجمعة)". */
static uint32_t read_weekday_name(const times_pass *p, size_t first, uint32_t at, int *weekday)
{
    bool bracket = mark_at(p, first, at, "(");
    const time_word *w = word_inside(p, first, at + bracket, TIME_WEEKDAY);

    if (!w || (bracket && !mark_at(p, first, at + bracket + w->tokens, ")")))
        return 0;
    *weekday = (int)w->number;
    return at + bracket + w->tokens + bracket;
}

/* The date of a weekday: "الثلاثاء 24 فبراير", "الثلاثاء الموافق 24/2/2015", "الثلاثاء (24 فبراير)". */
static uint32_t read_own_date(const times_pass *p, size_t first, uint32_t at, time_read *t)
{
    const time_word *w = word_inside(p, first, at, TIME_CORRESPONDING);
    bool bracket = mark_at(p, first, at, "("), comma = comma_at(p, first, at);
    time_read r = *t;
    uint32_t last;

    if (w)
        at += w->tokens;
    else if (bracket || comma)
        at++;
    last = read_date(p, first, at, true, &r);
    if (!last || r.grain != GRAIN_DAY || (bracket && !mark_at(p, first, last, ")")) || (comma && r.month == 0))
        return 0;
    *t = r;
    t->rule = "weekday-date";
    return last + bracket;
}

static uint32_t read_day_word(const times_pass *p, size_t first, size_t i, time_read *t)
{
    const time_word *w = word_from(p, first, i, TIME_DAY);
    uint32_t at, last;

    if (!w)
        return 0;
    at = (uint32_t)i + w->tokens;
    t->calendar = t->here = true;
    t->grain = GRAIN_DAY;
    t->step = (int)w->number;
    t->rule = "day-relative";
    if ((last = read_weekday_name(p, first, at, &t->weekday))) {
        t->rule = "day-weekday";
        at = last;
        t->here = false;
        t->year_from = YEAR_BESIDE;
        if ((last = read_own_date(p, first, at, t)))
            return last;
        t->here = true;
        return at;
    }
    return w->number == 0 && w->tokens == 1 && word_refused(p, i, at, "day-relative") ? 0 : at;
}

/* "من الأسبوع الماضي" behind a weekday */
static uint32_t read_of_week(const times_pass *p, size_t first, uint32_t at, time_read *t)
{
    const time_word *of = word_inside(p, first, at, TIME_OF), *unit, *w;

    unit = of ? word_inside(p, first, at + of->tokens, TIME_UNIT) : NULL;
    if (!unit || unit->value.ptr[0] != 'W' || !is_definite(unit))
        return 0;
    at += of->tokens + unit->tokens;
    w = word_inside(p, first, at, TIME_RELATIVE);
    if (!w)
        return 0;
    t->step = (int)w->number;
    t->grain = GRAIN_WEEK; /* the weekday of that week */
    t->rule = "weekday-of-week";
    return at + w->tokens;
}

static uint32_t read_weekday(const times_pass *p, size_t first, size_t i, time_read *t)
{
    const time_word *w = word_from(p, first, i, TIME_WEEKDAY), *next;
    uint32_t at, last;
    int other;

    if (!w || (word_refused(p, i, i + w->tokens, "weekday") && !word_before(p, i, TIME_PRAYER)))
        return 0;
    at = (uint32_t)i + w->tokens;
    t->calendar = true;
    t->grain = GRAIN_DAY;
    t->weekday = (int)w->number;
    t->year_from = YEAR_OPEN;
    t->rule = "weekday";
    if ((next = word_inside(p, first, at, TIME_RELATIVE))) {
        t->year_from = YEAR_BESIDE;
        t->step = (int)next->number;
        at += next->tokens;
        last = read_own_date(p, first, at, t);
        return last ? last : at;
    }
    if ((last = read_of_week(p, first, at, t)) || (last = read_own_date(p, first, at, t)))
        return last;
    if (t->night) {
        last = read_weekday_name(p, first, at + mark_at(p, first, at, "-/"), &other);
        if (last && other == t->weekday % 7 + 1)
            return last;
        t->night = false;
    }
    return at;
}

static bool vague(const time_word *adjective, time_read *t)
{
    snprintf(t->value, sizeof t->value, "%s",
             adjective->number < 0   ? "PAST_REF"
             : adjective->number > 0 ? "FUTURE_REF"
                                     : "PRESENT_REF");
    t->rule = "vague-period";
    return true;
}

/* "الأيام الثلاثة الماضية": count units up to the day of publication, or from it on. */
static void set_period(const times_pass *p, const time_length *l, int sign, time_read *t)
{
    int32_t now = p->published;
    int days = l->unit == 'D'   ? (int)l->count
               : l->unit == 'W' ? 7 * (int)l->count
               : l->unit == 'h' ? ((int)l->count + 23) / 24
                                : 0;
    int months = l->unit == 'M'   ? (int)l->count
                 : l->unit == 'Y' ? 12 * (int)l->count
                 : l->unit == 'E' ? 120 * (int)l->count
                                  : 0;

    length_write(l, t->value);
    t->duration = true;
    t->rule = "period";
    if (now == CALENDAR_NO_DAY || l->count <= 0 || l->count > 10000 || (!days && !months))
        return;
    t->from = sign > 0 ? now : months ? add_months(now, -months) : now - days;
    t->to = sign < 0 ? now : months ? add_months(now, months) : now + days;
}

/* A number that counts a definite unit, before or behind it; n is zero where there is none. */
static size_t take_count(const times_pass *p, size_t first, size_t at, bool any, time_number *n)
{
    uint32_t end = read_number(p, first, at, n);
    bool rank = n->ordinal && n->value < 20; /* "الأولى" counts nothing; tens are ordinals and cardinals at once */

    if (end && (any || n->definite) && !rank)
        return end;
    *n = (time_number){ 0 };
    return at;
}

/* Plural and dual units: "الأيام الماضية", "اليومين الماضيين", "الـ24 ساعة الماضية", "آخر 24 ساعة", "الأيام القليلة
 * المقبلة". */
static uint32_t read_period(const times_pass *p, size_t first, size_t i, time_read *t)
{
    const time_word *last_word = word_from(p, first, i, TIME_LAST), *unit, *few, *w;
    size_t at = i + (last_word ? last_word->tokens : 0);
    time_length l = { 0 };
    time_number n;

    at = take_count(p, first, at, last_word, &n);
    unit = word_from(p, first, at, TIME_UNIT);
    if (!unit || ((unit->notes & NOTE_SINGULAR) && n.value <= 0) || (!last_word && !n.definite && !is_definite(unit)))
        return 0;
    at += unit->tokens;
    if (n.value <= 0)
        at = take_count(p, first, at, false, &n);
    l.unit = unit->value.ptr[0];
    l.count = n.value > 0 ? n.value : unit->notes & NOTE_DUAL ? 2 : 0;
    if (last_word) {
        if (l.count <= 0)
            return 0;
        set_period(p, &l, -1, t);
        return (uint32_t)at;
    }
    if ((few = word_inside(p, first, at, TIME_FEW)))
        at += few->tokens;
    w = word_inside(p, first, at, TIME_RELATIVE);
    if (!w || w->number == 0)
        return 0;
    if (l.count > 0)
        set_period(p, &l, w->number < 0 ? -1 : 1, t);
    else
        vague(w, t);
    return (uint32_t)at + w->tokens;
}

/* "الأسبوع الأول من مايو" */
static uint32_t read_week_of_month(const times_pass *p, size_t first, size_t at, time_read *t)
{
    const time_word *w = word_inside(p, first, at, TIME_RELATIVE), *of;
    time_read r = *t;
    time_number n;
    uint32_t last = read_number(p, first, at, &n);

    if (last && n.ordinal && n.definite && n.value <= 5)
        r.count = (int)n.value;
    else if (w && w->notes & NOTE_PLURAL && (last = (uint32_t)at + w->tokens))
        r.count = -1;
    else
        return 0;
    of = word_inside(p, first, last, TIME_OF);
    if (!of || !(last = read_date(p, first, last + of->tokens, true, &r)) || r.grain != GRAIN_MONTH || r.month_other)
        return 0;
    r.grain = GRAIN_WEEK;
    r.rule = "week-of-month";
    *t = r;
    return last;
}

static uint32_t point_back(const time_word *unit, const time_word *w, uint32_t last, time_read *t)
{
    t->anaphor = true;
    t->step = w->cls == TIME_THAT ? 0 : (int)w->number;
    t->count = unit->value.ptr[0];
    t->rule = "same";
    return last;
}

/* "العام الماضي 2014م": the number says it better. */
static uint32_t read_year_behind(const times_pass *p, size_t first, size_t at, time_read *t)
{
    time_read r = *t;
    uint32_t last = read_year_number(p, first, at, false, &r.year, &r.kind, &r.bc);

    if (!last || r.bc || (r.kind == CALENDAR_GREGORIAN && (r.year < 1900 || r.year > 2100)))
        return 0;
    r.calendar = true;
    r.grain = GRAIN_YEAR;
    r.year_from = YEAR_STATED;
    *t = r;
    return last;
}

/* "الأسبوع الماضي", "هذا العام", "الشهر نفسه", "ذلك اليوم", behind a part "العام". */
static uint32_t read_unit(const times_pass *p, size_t first, size_t i, time_read *t)
{
    const time_word *this = word_from(p, first, i, TIME_THIS), *that = this ? NULL : word_from(p, first, i, TIME_THAT),
                    *unit, *w;
    size_t at = i + (this ? this->tokens : that ? that->tokens : 0);
    uint32_t last;

    unit = word_from(p, first, at, TIME_UNIT);
    if (!unit || !is_definite(unit) || !(unit->notes & NOTE_SINGULAR) || strchr("hms", unit->value.ptr[0]))
        return 0;
    at += unit->tokens;
    if (that)
        return point_back(unit, that, (uint32_t)at, t);
    if (unit->value.ptr[0] == 'W' && !this && (last = read_week_of_month(p, first, at, t)))
        return last;
    w = this ? this : word_inside(p, first, at, TIME_RELATIVE);
    if (!w && (w = word_inside(p, first, at, TIME_SAME)))
        return point_back(unit, w, (uint32_t)at + w->tokens, t);
    if (!w && (t->part == PART_NONE || !strchr("WMY", unit->value.ptr[0])))
        return 0;
    if (w && (w->notes & NOTE_PLURAL))
        return 0;
    t->step = w ? (int)w->number : 0;
    if (unit->value.ptr[0] == 'D' && t->step)
        return 0;
    at += w && !this ? w->tokens : 0;
    t->rule = "unit-relative";
    if (unit->value.ptr[0] == 'Y' && (last = read_year_behind(p, first, at, t)))
        return last;
    resolve_unit(unit->value.ptr[0],
                 unit->value.ptr[0] == 'W' ? week_counted_from(p->published, t->step) : p->published, t->step, t);
    return (uint32_t)at;
}

static int two_digits(const char *s)
{
    return (s[0] - '0') * 10 + (s[1] - '0');
}

uint32_t read_holiday(const times_pass *p, size_t first, size_t i, time_read *t)
{
    const time_word *named = word_from(p, first, i, TIME_NAMED_DATE), *w = word_from(p, first, i, TIME_HOLIDAY);
    uint32_t last, at;

    if (named && named->value.len == 10) {
        t->calendar = true;
        t->grain = GRAIN_DAY;
        t->year_from = YEAR_STATED;
        t->year = two_digits(named->value.ptr) * 100 + two_digits(named->value.ptr + 2);
        t->month = two_digits(named->value.ptr + 5);
        t->day = t->day_to = two_digits(named->value.ptr + 8);
        t->rule = "named-date";
        at = (uint32_t)i + named->tokens;
        last = read_year_of(p, first, at, &(time_read){ 0 });
        return last ? last : at;
    }
    if (!w || (w->value.len != 5 && w->value.len != 11))
        return 0;
    t->calendar = t->nearest = true;
    t->grain = GRAIN_DAY;
    t->kind = w->notes & NOTE_HIJRI ? CALENDAR_HIJRI : CALENDAR_GREGORIAN;
    t->month = two_digits(w->value.ptr);
    t->day = two_digits(w->value.ptr + 3);
    t->day_to = w->value.len == 11 ? two_digits(w->value.ptr + 9) : t->day;
    t->rule = "holiday";
    at = (uint32_t)i + w->tokens;
    last = read_year_of(p, first, at, t);
    return last ? last : at;
}

typedef uint32_t (*core_reader)(const times_pass *p, size_t first, size_t i, time_read *t);

static uint32_t read_core(const times_pass *p, size_t first, size_t i, bool led, time_read *t)
{
    static const core_reader READERS[] = { read_weekday, read_day_word, read_period, read_unit, read_holiday };
    time_read start = *t, r = start;
    uint32_t best = read_date(p, first, i, led, &r);

    if (best)
        *t = r;
    for (size_t k = 0; k < sizeof READERS / sizeof *READERS; k++) {
        uint32_t last;
        r = start;
        last = READERS[k](p, first, i, &r);
        if (last > best) {
            best = last;
            *t = r;
        }
    }
    return best;
}

static time_part part_of(const time_word *w)
{
    return marsad_str_equal(w->value, MARSAD_LIT("START")) ? PART_START
           : marsad_str_equal(w->value, MARSAD_LIT("MID")) ? PART_MID
                                                           : PART_END;
}

/* One step of what leads up to a day; 0 if there is none. */
static uint32_t read_lead(const times_pass *p, size_t first, size_t i, bool *led, time_read *t)
{
    const time_word *w, *more;
    char clock[24];
    uint32_t last;

    if ((w = word_from(p, first, i, TIME_LEAD)))
        return (uint32_t)i + w->tokens;
    if ((last = read_clock(p, first, i, clock)))
        return last + ((w = word_inside(p, first, last, TIME_OF)) ? w->tokens : 0);
    if ((w = word_from(p, first, i, TIME_TIME_OF_DAY)) && !is_definite(w)) {
        t->night = marsad_str_equal(w->value, MARSAD_LIT("NI"));
        last = (uint32_t)i + w->tokens;
        if ((more = word_inside(p, first, last, TIME_EARLY)))
            last += more->tokens;
        return last + ((more = word_inside(p, first, last, TIME_OF)) ? more->tokens : 0);
    }
    if ((w = word_from(p, first, i, TIME_PART)) && !is_definite(w)) {
        t->part = part_of(w);
        *led = true;
        return (uint32_t)i + w->tokens;
    }
    w = word_from(p, first, i, TIME_UNIT);
    if (w && w->value.ptr[0] == 'D' && w->clitics != MARSAD_CLITIC_KA) {
        *led = true;
        return (uint32_t)i + w->tokens;
    }
    return 0;
}

static uint32_t read_led(const times_pass *p, size_t first, size_t i, bool led, unsigned depth, time_read *t)
{
    time_read direct = *t, behind = *t;
    uint32_t best = same_sentence(p, first, i) ? read_core(p, first, i, led, &direct) : 0, last;

    if (!same_sentence(p, first, i))
        return 0;
    last = depth < LEADS_MAX ? read_lead(p, first, i, &led, &behind) : 0;
    if (last)
        last = read_led(p, first, last, led, depth + 1, &behind);
    *t = last > best ? behind : direct;
    return last > best ? last : best;
}

uint32_t read_point(const times_pass *p, size_t i, time_read *t)
{
    uint32_t last = read_led(p, i, i, false, 0, t);
    const time_word *w;

    if (!last)
        return 0;
    w = word_inside(p, i, last, TIME_TIME_OF_DAY);
    if (w && t->grain == GRAIN_DAY && (w->notes & NOTE_ADVERB)) { /* "أمس مساء", unless that leads up to another day */
        time_read other = { 0 };
        if (read_led(p, last, last, false, 0, &other) <= last + w->tokens)
            last += w->tokens;
    }
    return last;
}

uint32_t read_reference(const times_pass *p, size_t i, time_read *t)
{
    const time_word *w = word_at(p, i, TIME_REF), *tod = word_at(p, i, TIME_TIME_OF_DAY), *of;
    uint32_t last;

    if (w) {
        last = (uint32_t)i + w->tokens;
        of = word_inside(p, i, last, TIME_OF);
        if (of && w->tokens == 1)
            return 0; /* "قريبا من": near to */
        t->rule = "reference";
        if (marsad_str_equal(w->value, MARSAD_LIT("LATER")))
            snprintf(t->value, sizeof t->value, "%s", sentence_future(p, i) ? "FUTURE_REF" : "PAST_REF");
        else
            snprintf(t->value, sizeof t->value, "%.*s", (int)(w->value.len > 20 ? 20 : w->value.len), w->value.ptr);
        return last;
    }
    if ((last = read_clock(p, i, i, t->value))) {
        t->rule = "clock";
        return last;
    }
    if (tod && (tod->notes & NOTE_ADVERB) && !is_definite(tod)) {
        t->rule = "time-of-day";
        snprintf(t->value, sizeof t->value, "T%.*s", (int)(tod->value.len > 4 ? 4 : tod->value.len), tod->value.ptr);
        return (uint32_t)i + tod->tokens;
    }
    return 0;
}

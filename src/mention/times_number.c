/*
 * times_number.c - numbers inside times: digits, number words and ordinals, days, years, times on the clock.
 */
#include "mention/times.h"

#include <stdio.h>

#define DAY_MAX 31
#define YEAR_DIGITS 4

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool plain_digits(const times_pass *p, size_t i, int *value, unsigned *digits)
{
    marsad_str s;
    int v = 0;

    if (i >= p->text->n_tokens || p->text->tokens[i].kind != MARSAD_TOKEN_NUMBER)
        return false;
    s = p->text->tokens[i].norm;
    if (s.len == 0 || s.len > 6)
        return false;
    for (size_t k = 0; k < s.len; k++) {
        if (!is_digit(s.ptr[k]))
            return false;
        v = v * 10 + (s.ptr[k] - '0');
    }
    *value = v;
    *digits = (unsigned)s.len;
    return true;
}

/* "2,500", "3.5", "48": false for dates with dots and what is longer than a number of a time can be. */
static bool digits_value(marsad_str s, double *value)
{
    char plain[16];
    size_t n = 0, dots = 0;

    for (size_t k = 0; k < s.len; k++) {
        if (n + 1 >= sizeof plain)
            return false;
        if (s.ptr[k] == '.')
            dots++;
        if (is_digit(s.ptr[k]) || s.ptr[k] == '.')
            plain[n++] = s.ptr[k];
        else if (s.ptr[k] != ',')
            return false;
    }
    return dots <= 1 && marsad_str_to_double((marsad_str){ plain, n }, value);
}

static uint32_t read_digits(const times_pass *p, size_t first, size_t i, time_number *n)
{
    const time_word *article = word_at(p, i, TIME_ARTICLE);
    size_t at = i;

    if (article && article->tokens == 1)
        at++;
    if (!same_sentence(p, first, i) || !same_sentence(p, i, at) || p->text->tokens[at].kind != MARSAD_TOKEN_NUMBER ||
        !digits_value(p->text->tokens[at].norm, &n->value))
        return 0;
    n->digits = (unsigned)p->text->tokens[at].norm.len;
    n->definite = at > i;
    n->start = at > i ? word_start(p, i, article) : p->text->tokens[at].start;
    return (uint32_t)at + 1;
}

/* May `more` follow `sum` behind "and"? Arabic says thousands, hundreds, units, tens. */
static bool adds_to(double sum, double more)
{
    long s = (long)sum, m = (long)more;

    if (s % 1000 == 0)
        return m < 1000;
    if (s % 100 == 0)
        return m < 100;
    return s % 100 < 10 && m % 10 == 0 && m >= 20 && m <= 90;
}

static const time_word *number_word(const times_pass *p, size_t i)
{
    const time_word *n = word_at(p, i, TIME_NUMBER), *o = word_at(p, i, TIME_ORDINAL);

    return !n || (o && o->tokens > n->tokens) ? o : n;
}

static uint32_t read_words(const times_pass *p, size_t first, size_t i, time_number *n)
{
    const time_word *w = same_sentence(p, first, i) ? number_word(p, i) : NULL;
    uint32_t at;

    if (!w)
        return 0;
    n->value = w->number;
    n->ordinal = w->cls == TIME_ORDINAL;
    n->definite = is_definite(w);
    if (w->number >= 20 && w->number < 100 && n->definite)
        n->ordinal = true; /* tens have no ordinal of their own: "العشرين من مايو" */
    n->joined = w->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA);
    n->start = word_start(p, i, w);
    at = (uint32_t)i + w->tokens;
    for (;;) {
        w = same_sentence(p, i, at) ? word_at(p, at, TIME_NUMBER) : NULL;
        if (w && w->number >= 1000 && is_bare(w) && n->value < 1000 && !n->ordinal)
            n->value *= 1000;
        else if (w && (w->clitics & ~MARSAD_CLITIC_AL) == MARSAD_CLITIC_WA && adds_to(n->value, w->number))
            n->value += w->number;
        else
            return at;
        at += w->tokens;
    }
}

uint32_t read_number(const times_pass *p, size_t first, size_t i, time_number *n)
{
    uint32_t last;

    *n = (time_number){ .first = (uint32_t)i };
    last = read_digits(p, first, i, n);
    if (!last)
        last = read_words(p, first, i, n);
    n->last = last;
    return last;
}

static uint32_t read_day(const times_pass *p, size_t first, size_t i, bool joined, int *day, uint32_t *start)
{
    bool bracket = i != first && mark_at(p, first, i, "("); /* "يوم (28) من رمضان" */
    time_number n;
    uint32_t last = read_number(p, first, i + bracket, &n);

    if (bracket && last)
        last = n.digits && mark_at(p, first, last, ")") ? last + 1 : 0;

    if (!last || n.value < 1 || n.value > DAY_MAX || n.value != (int)n.value || n.digits > 2)
        return 0;
    if (!n.digits && (!n.ordinal || (n.joined && !joined && i != first)))
        return 0;
    *day = (int)n.value;
    *start = n.start;
    return last;
}

/* Where the next day of a list may begin: behind "و", "-", "إلى", "،"; 0 if there is no list. */
static uint32_t day_link(const times_pass *p, size_t first, uint32_t at)
{
    const time_word *w = word_at(p, at, TIME_AND);

    if (!same_sentence(p, first, at))
        return 0;
    if (w && p->text->tokens[at].norm.len == 2)
        return at + 1;
    if ((w = word_inside(p, first, at, TIME_RANGE_TO)) ||
        ((w = word_at(p, at, TIME_RANGE_TO)) && (w->clitics & MARSAD_CLITIC_WA)))
        return at + w->tokens;
    if (mark_at(p, first, at, "-") || comma_at(p, first, at))
        return at + 1;
    return (w = number_word(p, at)) && (w->clitics & MARSAD_CLITIC_WA) ? at : 0;
}

uint32_t read_days(const times_pass *p, size_t first, size_t i, int *from, int *to, uint32_t *start)
{
    uint32_t last = read_day(p, first, i, false, from, start), unused;

    *to = *from;
    for (int more = 0; last && more < DAY_MAX; more++) {
        uint32_t at = day_link(p, first, last), end = 0;
        int day = 0;

        if (at)
            end = read_day(p, first, at, true, &day, &unused);
        if (!end || day <= *to)
            break;
        *to = day;
        last = end;
    }
    return last;
}

static bool year_fits(int year, unsigned digits, calendar_kind kind)
{
    if (kind == CALENDAR_HIJRI)
        return year >= 1 && year <= 1600;
    return digits == YEAR_DIGITS && year >= 1000 && year <= 2200;
}

static uint32_t read_era(const times_pass *p, size_t first, uint32_t at, calendar_kind *kind, bool *bc)
{
    const time_word *w = word_inside(p, first, at, TIME_ERA);

    if (!w && (w = word_at(p, at, TIME_ERA)) && (!same_sentence(p, first, at) || w->clitics & MARSAD_CLITIC_WA))
        w = NULL;
    if (!w)
        return at;
    *bc = w->value.ptr[0] == 'B';
    *kind = w->value.ptr[0] == 'H' ? CALENDAR_HIJRI : CALENDAR_GREGORIAN;
    return at + w->tokens;
}

uint32_t read_year_number(const times_pass *p, size_t first, size_t i, bool words, int *year, calendar_kind *kind,
                          bool *bc)
{
    unsigned digits = 0;
    uint32_t last = (uint32_t)i + 1, end;
    time_number n;

    *bc = false;
    *kind = CALENDAR_GREGORIAN;
    if (!same_sentence(p, first, i))
        return 0;
    if (!plain_digits(p, i, year, &digits)) {
        if (!words || !(last = read_number(p, first, i, &n)) || n.ordinal || n.digits || n.joined || n.value < 1000)
            return 0;
        *year = (int)n.value;
        digits = YEAR_DIGITS;
    }
    end = read_era(p, first, last, kind, bc);
    if (end == last && digits == YEAR_DIGITS && *year >= 1300 && *year <= 1500)
        *kind = CALENDAR_HIJRI; /* no one writes of the fourteenth century without saying so */
    if (*bc)
        return *year > 0 ? end : 0;
    return year_fits(*year, digits, *kind) ? end : 0;
}

/* Minutes behind the hour: "10:30", or "والنصف", "وثلاثين دقيقة". */
static uint32_t read_minutes(const times_pass *p, size_t first, uint32_t at, int *minutes)
{
    const time_word *f = word_at(p, at, TIME_FRACTION), *u;
    unsigned digits;
    uint32_t last;
    time_number n;

    if (mark_at(p, first, at, ":") && plain_digits(p, at + 1, minutes, &digits) && digits == 2 && *minutes < 60)
        return at + 2;
    *minutes = 0;
    if (f && (f->clitics & MARSAD_CLITIC_WA) && same_sentence(p, first, at)) {
        *minutes = f->number > 0.4 ? 30 : f->number > 0.3 ? 20 : 15;
        return at + f->tokens;
    }
    last = read_number(p, first, at, &n);
    if (last && n.joined && n.value < 60 && (u = word_inside(p, first, last, TIME_UNIT)) && u->value.ptr[0] == 'm') {
        *minutes = (int)n.value;
        return last + u->tokens;
    }
    return at;
}

static bool clock_digits(const time_number *n, const times_pass *p, int *hour, int *minutes)
{
    marsad_str s = p->text->tokens[n->last - 1].norm;
    int whole = (int)n->value;

    if (s.len == 4 && is_digit(s.ptr[1]) && is_digit(s.ptr[2]) && n->value == whole) { /* 0610 */
        *hour = whole / 100;
        *minutes = whole % 100;
    } else if (s.len >= 4 && (s.ptr[s.len - 3] == '.' || s.ptr[s.len - 3] == ',')) { /* 7.46 */
        *minutes = (s.ptr[s.len - 2] - '0') * 10 + (s.ptr[s.len - 1] - '0');
        *hour = s.ptr[s.len - 3] == ',' ? whole / 100 : whole;
    } else {
        *hour = whole;
    }
    return *hour <= 24 && *minutes < 60 && *minutes >= 0;
}

/* Add the half of the day: "الثالثة عصرا" is 15:00. */
static uint32_t read_half_day(const times_pass *p, size_t first, uint32_t at, int *hour)
{
    const time_word *of = word_inside(p, first, at, TIME_OF), *tod;
    uint32_t after = of ? at + of->tokens : at;

    tod = word_inside(p, first, after, TIME_TIME_OF_DAY);
    if (!tod)
        return at;
    if (*hour >= 1 && *hour < 12 &&
        (marsad_str_equal(tod->value, MARSAD_LIT("AF")) || marsad_str_equal(tod->value, MARSAD_LIT("EV")) ||
         (marsad_str_equal(tod->value, MARSAD_LIT("MI")) && *hour < 4) ||
         (marsad_str_equal(tod->value, MARSAD_LIT("NI")) && *hour > 5)))
        *hour += 12;
    else if (*hour == 12 && marsad_str_equal(tod->value, MARSAD_LIT("NI")))
        *hour = 0;
    /* "الثالثة من عصر أمس": the part of the day then belongs to the day that follows */
    return of || !(tod->notes & NOTE_ADVERB) ? at : after + tod->tokens;
}

uint32_t read_clock(const times_pass *p, size_t first, size_t i, char value[24])
{
    const time_word *w = word_at(p, i, TIME_CLOCK);
    int hour = 0, minutes = 0;
    uint32_t last;
    time_number n;

    if (!w || !same_sentence(p, first, i) || (i != first && !is_bare(w)))
        return 0;
    last = read_number(p, first, i + w->tokens, &n);
    if (!last || n.value < 0 || n.value > 9999 || (!n.digits && (n.value > 12 || !(n.ordinal || n.definite))))
        return 0;
    if (n.digits && !clock_digits(&n, p, &hour, &minutes))
        return 0;
    if (!n.digits)
        hour = (int)n.value;
    if (!minutes)
        last = read_minutes(p, first, last, &minutes);
    last = read_half_day(p, first, last, &hour);
    snprintf(value, 24, "T%02u:%02u", (unsigned)hour % 25, (unsigned)minutes % 60);
    return last;
}

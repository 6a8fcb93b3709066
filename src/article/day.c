/*
 * day.c - the day of publication: out of metadata, and out of lines that hold only a date.
 *
 * Only full dates count, and only of the Gregorian calendar: a day of the Hijri calendar is known to a day or two at
 * best without the calendar of the country that wrote it, and every "yesterday" of the article would move with it.
 */
#include "article/desk.h"
#include "marsad/utf8.h"

#include <stdio.h>
#include <time.h>

#define YEAR_MIN 1990
#define YEAR_MAX 2100
#define METADATA_MAX 256 /* bytes of a date that are read */

static bool give_day(long year, long month, long day, char out[11])
{
    static const int LENGTHS[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > LENGTHS[month - 1] ||
        (month == 2 && day == 29 && !leap))
        return false;
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)month % 100u, (unsigned)day % 100u);
    return true;
}

/* A run of digits, nothing else; -1 if it is none or has more than nine. */
static long digits(marsad_str s)
{
    long value = 0;

    if (s.len == 0 || s.len > 9)
        return -1;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return -1;
        value = value * 10 + (s.ptr[i] - '0');
    }
    return value;
}

static long number_at(const marsad_text *t, size_t at)
{
    return at < t->n_tokens && t->tokens[at].kind == MARSAD_TOKEN_NUMBER ? digits(t->tokens[at].norm) : -1;
}

/* Year first, or day first; month before day only where nothing else is possible (7/21/2015). */
static bool give_three(long a, long b, long c, char out[11])
{
    if (a >= 1000)
        return give_day(a, b, c, out);
    return give_day(c, b, a, out) || (b > 12 && give_day(c, a, b, out));
}

/* "21.07.2015" is one token. */
static bool read_dotted(marsad_str s, char out[11])
{
    marsad_str part;
    long value[3];
    size_t n = 0;

    while (n < 3 && marsad_str_next(&s, '.', &part))
        if ((value[n++] = digits(part)) < 0)
            return false;
    return n == 3 && !s.ptr && give_three(value[0], value[1], value[2], out);
}

static bool is_dash_or_slash(const marsad_text *t, size_t at)
{
    return word_mark(t, at, "-\u2010\u2011\u2012\u2013\u2014\u2212/\\.");
}

/* Three numbers with the same mark between them: how many tokens, whether they make a day or not. */
static size_t three_numbers(const marsad_text *t, size_t at, char out[11], bool *ok)
{
    long a = number_at(t, at), b = number_at(t, at + 2), c = number_at(t, at + 4);

    *ok = false;
    if (a < 0 || b < 0 || c < 0 || !is_dash_or_slash(t, at + 1) ||
        !marsad_str_equal(marsad_token_str(t, at + 1), marsad_token_str(t, at + 3)))
        return 0;
    *ok = give_three(a, b, c, out);
    return 5;
}

/* English names by their first three letters: metadata of web pages has them. */
static size_t english_month(const marsad_text *t, size_t at, long *month)
{
    static const char *const MONTHS[] = { "january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december" };
    marsad_str word;

    if (at >= t->n_tokens || t->tokens[at].kind != MARSAD_TOKEN_LATIN || t->tokens[at].norm.len < 3)
        return 0;
    word = t->tokens[at].norm;
    for (size_t i = 0; i < 12; i++)
        if (marsad_str_starts(marsad_str_of(MONTHS[i]), word) ||
            (i == 8 && marsad_str_equal(word, MARSAD_LIT("sept")))) {
            *month = (long)i + 1;
            return 1;
        }
    return 0;
}

static size_t month_name(const desk *d, const marsad_text *t, size_t at, long *month)
{
    double value = 0;
    size_t n;

    if (at >= t->n_tokens)
        return 0;
    n = english_month(t, at, month);
    if (n)
        return n;
    n = word_time(d, t, at, "month", &value);
    *month = (long)value;
    return n;
}

/* "تموز/يوليو", "يناير (كانون الثاني)": the same month twice. 0 where two different months stand there. */
static size_t month_at(const desk *d, const marsad_text *t, size_t at, long *month)
{
    size_t n = month_name(d, t, at, month), second, next = at + n;
    bool bracket = word_mark(t, next, "(");
    long other = 0;

    if (!n || !(bracket || word_mark(t, next, "/-")))
        return n;
    second = month_name(d, t, next + 1, &other);
    if (!second)
        return n;
    return other == *month ? n + 1 + second + (bracket && word_mark(t, next + 1 + second, ")")) : 0;
}

/* Tokens to pass over between day and month, or month and year: "من", "شهر", "عام", commas, "of", "th". */
static size_t pass_filler(const desk *d, const marsad_text *t, size_t at)
{
    static const char *const LATIN[] = { "of", "st", "nd", "rd", "th" };

    if (at >= t->n_tokens)
        return at;
    if (word_mark(t, at, ",\u060C.-/" /* ، */) || word_phrase(d, t, at, "date-filler", NULL))
        return at + 1;
    for (size_t i = 0; i < sizeof LATIN / sizeof *LATIN; i++)
        if (marsad_token_is(t, at, LATIN[i]))
            return at + 1;
    return at;
}

static size_t pass_fillers(const desk *d, const marsad_text *t, size_t at)
{
    size_t next = pass_filler(d, t, at);

    return next == at ? at : pass_filler(d, t, next);
}

/* A year of four digits, or after an English month one of two (RFC 822). */
static long year_at(const marsad_text *t, size_t at, bool english)
{
    long year = number_at(t, at);

    if (english && year >= 0 && year < 100 && t->tokens[at].norm.len == 2)
        return year < 90 ? 2000 + year : 1900 + year;
    return year;
}

static size_t day_month_year(const desk *d, const marsad_text *t, size_t at, char out[11])
{
    long day = number_at(t, at), month = 0;
    size_t i, n;
    bool english;

    if (day < 1 || day > 31)
        return 0;
    i = pass_fillers(d, t, at + 1);
    n = month_at(d, t, i, &month);
    if (!n)
        return 0;
    english = t->tokens[i].kind == MARSAD_TOKEN_LATIN;
    i = pass_fillers(d, t, i + n);
    return give_day(year_at(t, i, english), month, day, out) ? i + 1 - at : 0;
}

static size_t month_day_year(const desk *d, const marsad_text *t, size_t at, char out[11])
{
    long month = 0, day;
    size_t i, n = month_at(d, t, at, &month);

    if (!n)
        return 0;
    i = pass_filler(d, t, at + n);
    day = number_at(t, i);
    if (day < 1 || day > 31)
        return 0;
    i = pass_fillers(d, t, i + 1);
    return give_day(number_at(t, i), month, day, out) ? i + 1 - at : 0;
}

size_t day_at(const desk *d, const marsad_text *t, size_t at, char out[11])
{
    size_t n;
    bool ok;

    if (at >= t->n_tokens)
        return 0;
    if (t->tokens[at].kind != MARSAD_TOKEN_NUMBER)
        return month_day_year(d, t, at, out);
    n = three_numbers(t, at, out, &ok);
    if (n)
        return ok ? n : 0;
    if (read_dotted(t->tokens[at].norm, out))
        return 1;
    return day_month_year(d, t, at, out);
}

size_t day_word(const desk *d, const marsad_text *t, size_t at)
{
    static const char *const TIMES[] = { "weekday",       "month",     "hijri-month", "time-of-day", "clock",
                                         "corresponding", "date-word", "era",         "unit" };
    const marsad_token *k = &t->tokens[at];
    size_t n;

    if (k->kind == MARSAD_TOKEN_PUNCT || k->kind == MARSAD_TOKEN_NUMBER)
        return 1;
    if (k->kind == MARSAD_TOKEN_LATIN && k->norm.len <= 4)
        return 1;
    if ((n = word_phrase(d, t, at, "date-start", NULL)) || (n = word_phrase(d, t, at, "date-filler", NULL)))
        return n;
    for (size_t i = 0; i < sizeof TIMES / sizeof *TIMES; i++)
        if ((n = word_time(d, t, at, TIMES[i], NULL)))
            return n;
    return 0;
}

bool day_line(const desk *d, const marsad_text *t, char out[11])
{
    bool found = false;
    size_t n;

    for (size_t i = 0; i < t->n_tokens; i += n) {
        char day[11];

        n = day_at(d, t, i, day);
        if (n && !found)
            memcpy(out, day, sizeof day);
        found |= n != 0;
        if (!n && !(n = day_word(d, t, i)))
            return false;
    }
    return found;
}

/* Seconds since 1970 (9 or 10 digits), milliseconds (12 or 13), a fraction behind; or 20150721. */
static bool read_one_number(marsad_str s, char out[11])
{
    marsad_str whole;
    uint64_t value;
    time_t seconds;
    struct tm tm;

    if (!marsad_str_next(&s, '.', &whole) || !marsad_str_to_u64(whole, &value))
        return false;
    if (whole.len == 8 && !s.ptr)
        return give_day((long)(value / 10000), (long)(value / 100 % 100), (long)(value % 100), out);
    if (whole.len == 12 || whole.len == 13)
        value /= 1000;
    else if (whole.len != 9 && whole.len != 10)
        return false;
    seconds = (time_t)value;
    return gmtime_r(&seconds, &tm) && give_day(tm.tm_year + 1900L, tm.tm_mon + 1L, tm.tm_mday, out);
}

static bool find_day(const desk *d, const marsad_text *t, char out[11])
{
    char scratch[11];
    size_t n;
    bool ok;

    if (t->n_tokens == 1)
        return t->tokens[0].kind == MARSAD_TOKEN_NUMBER &&
               (read_one_number(t->tokens[0].norm, out) || read_dotted(t->tokens[0].norm, out));
    for (size_t i = 0; i < t->n_tokens; i += n) {
        if (day_at(d, t, i, out))
            return true;
        n = three_numbers(t, i, scratch, &ok); /* 9/10/1436: no part of it is the beginning of another date */
        n = n ? n : 1;
    }
    return false;
}

bool day_parse(desk *d, marsad_str s, char out[11])
{
    char found[11];
    marsad_text t;

    if (!lines_read(d, marsad_str_trim(s), METADATA_MAX, &t) || !find_day(d, &t, found))
        return false;
    memcpy(out, found, sizeof found);
    return true;
}

bool marsad_parse_day(const marsad_dict *dict, marsad_str s, char out[11])
{
    desk d;
    bool ok = desk_open(&d, dict) && day_parse(&d, s, out);

    desk_close(&d);
    return ok;
}

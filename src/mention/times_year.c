/*
 * times_year.c - years, seasons, quarters and halves of a year, decades and centuries.
 */
#include "mention/times.h"

#define YEAR_FIRST 1900       /* a bare number is a year only from here … */
#define YEAR_LAST 2100        /* … to here */
#define YEAR_CLOSE_FIRST 1950 /* and without a preposition from here … */
#define YEAR_CLOSE_LAST 2035  /* … to here */

/* Is what stands at `at` counted by the number before it: "في 2000 قرية"? */
static bool counts_noun(const times_pass *p, size_t first, size_t at, bool strict)
{
    uint32_t mask = MARSAD_TABLE_BIT(MARSAD_TABLE_UNITS) | MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS) |
                    (strict ? MARSAD_TABLE_BIT(MARSAD_TABLE_NOUNS) : 0);
    marsad_match m[6];
    size_t n;

    if (!same_sentence(p, first, at) || p->text->tokens[at].kind != MARSAD_TOKEN_WORD)
        return mark_at(p, first, at, "%$");
    if (word_inside(p, first, at, TIME_UNIT) && !is_definite(word_inside(p, first, at, TIME_UNIT)))
        return true;
    n = marsad_match_at(p->dict, p->text, at, mask, m, 6);
    for (size_t k = 0; k < n; k++)
        if (!m[k].clitics && !m[k].suffix)
            return true;
    return false;
}

static bool number_beside(const times_pass *p, size_t i)
{
    const marsad_token *t = p->text->tokens;

    if (i > 0 && same_sentence(p, i - 1, i)) {
        if (t[i - 1].kind == MARSAD_TOKEN_NUMBER || t[i - 1].kind == MARSAD_TOKEN_LATIN)
            return true;
        if (t[i - 1].kind == MARSAD_TOKEN_PUNCT && !t[i].space_before && !mark_at(p, i, i - 1, "(-,.\"[:") &&
            !comma_at(p, i, i - 1) && t[i - 1].norm.len == 1)
            return true;
        if (i > 1 && mark_at(p, i, i - 1, "-/:+") && t[i - 2].kind == MARSAD_TOKEN_NUMBER && !t[i].space_before)
            return true;
    }
    return same_sentence(p, i, i + 1) && t[i + 1].kind != MARSAD_TOKEN_WORD && !t[i + 1].space_before &&
           (t[i + 1].kind != MARSAD_TOKEN_PUNCT || mark_at(p, i, i + 1, "%$:/"));
}

static bool follows_year(const times_pass *p, size_t i)
{
    const time_read *before = p->n_read ? &p->read[p->n_read - 1] : NULL;

    return before && before->grain == GRAIN_YEAR && before->last < i && i - before->last <= 2 &&
           (word_at(p, before->last, TIME_AND) || word_at(p, before->last, TIME_RANGE_TO) ||
            mark_at(p, i, before->last, "-/") || comma_at(p, i, before->last));
}

static bool bare_year_stands(const times_pass *p, size_t first, size_t i, uint32_t last, bool led, int year, bool era)
{
    const time_word *w = i == first ? word_before(p, i, TIME_PREPOSITION) : NULL;

    if (era)
        return true;
    if (follows_year(p, i))
        return !counts_noun(p, first, last, true);
    if (year < YEAR_FIRST || year > YEAR_LAST || number_beside(p, i) || word_refused(p, first, last, "year"))
        return false;
    if (w || led)
        return !counts_noun(p, first, last, year % 100 == 0);
    return year >= YEAR_CLOSE_FIRST && year <= YEAR_CLOSE_LAST && year % 100 != 0 && !counts_noun(p, first, last, true);
}

/* "2014-2015", "2014/15" */
static uint32_t read_year_span(const times_pass *p, size_t first, uint32_t last, time_read *t)
{
    unsigned digits;
    int to;

    if (!mark_at(p, first, last, "-/") || !same_sentence(p, first, last + 1) ||
        !plain_digits(p, last + 1, &to, &digits))
        return last;
    if (digits == 2)
        to += t->year / 100 * 100;
    if ((digits != 4 && (digits != 2 || p->text->tokens[last + 1].space_before)) || to <= t->year || to > t->year + 100)
        return last;
    t->year_to = to;
    return last + 2;
}

static uint32_t read_year(const times_pass *p, size_t first, size_t i, bool led, time_read *t)
{
    const time_word *unit = word_from(p, first, i, TIME_UNIT);
    bool worded = unit && unit->value.ptr[0] == 'Y';
    uint32_t at = (uint32_t)i + (worded ? unit->tokens : 0), last;
    time_read r = *t;

    last = read_year_number(p, first, at, worded, &r.year, &r.kind, &r.bc);
    if (!last)
        return 0;
    if (!worded) {
        bool era = last > at + 1, open = last == at + 1 && mark_at(p, first, last, "-/");
        if (r.kind == CALENDAR_HIJRI && !era)
            return 0;
        if (open && read_year_span(p, first, last, &r) == last)
            open = false;
        if (!open && !bare_year_stands(p, first, at, last, led, r.year, era))
            return 0;
        if (open && (r.year < YEAR_FIRST || r.year > YEAR_LAST || (p->text->tokens[at].norm.len != 4)))
            return 0;
    }
    r.calendar = true;
    r.grain = GRAIN_YEAR;
    r.year_from = YEAR_STATED;
    r.rule = r.kind == CALENDAR_HIJRI ? "hijri-year" : "year";
    last = read_year_span(p, first, last, &r);
    *t = r;
    return last;
}

/* "صيف سنة 2016", "الصيف الماضي", "هذا الصيف" */
static uint32_t read_season(const times_pass *p, size_t first, size_t i, time_read *t)
{
    static const char *const NAMES[] = { "SP", "SU", "FA", "WI" };
    const time_word *this = word_from(p, first, i, TIME_THIS), *fasl, *w;
    uint32_t at = (uint32_t)i + (this ? this->tokens : 0), last;
    time_read r = *t;

    fasl = word_from(p, first, at, TIME_SEASON_WORD);
    at += fasl ? fasl->tokens : 0;
    w = word_from(p, first, at, TIME_SEASON);
    if (!w || (this && !is_definite(w)))
        return 0;
    for (int k = 0; k < 4; k++)
        if (marsad_str_equal(w->value, marsad_str_of(NAMES[k])))
            r.count = k + 1;
    r.kind = CALENDAR_GREGORIAN;
    at += w->tokens;
    last = this ? at : read_year_of(p, first, at, &r);
    if (this)
        r.year_from = YEAR_BESIDE;
    if (!last)
        return 0;
    r.calendar = true;
    r.grain = GRAIN_SEASON;
    r.rule = "season";
    *t = r;
    return last;
}

/* "الربع الأول من 2015", "النصف الثاني من العام الماضي" */
static uint32_t read_quarter(const times_pass *p, size_t first, size_t i, time_read *t)
{
    const time_word *q = word_from(p, first, i, TIME_QUARTER);
    const time_word *h = word_from(p, first, i, TIME_HALF), *w = q ? q : h;
    time_read r = *t;
    uint32_t last;
    time_number n;

    if (!w || !(last = read_number(p, first, i + w->tokens, &n)) || !n.ordinal || !n.definite || n.joined ||
        n.value > (q ? 4 : 2))
        return 0;
    r.count = (int)n.value;
    r.kind = CALENDAR_GREGORIAN;
    r.calendar = true;
    r.grain = q ? GRAIN_QUARTER : GRAIN_HALF;
    r.rule = q ? "quarter" : "half-year";
    last = read_year_of(p, first, last, &r);
    if (!last)
        return 0;
    *t = r;
    return last;
}

/* "القرن التاسع عشر", "القرن 19", "القرن الماضي", "القرن الأول الهجري": gives its number in *century. */
static uint32_t read_century(const times_pass *p, size_t first, size_t i, int *century, calendar_kind *kind)
{
    const time_word *w = word_from(p, first, i, TIME_UNIT), *adjective, *era;
    uint32_t last;
    time_number n;

    *kind = CALENDAR_GREGORIAN;
    if (!w || w->value.ptr[0] != 'C' || !(w->notes & NOTE_SINGULAR) || !is_definite(w))
        return 0;
    adjective = word_inside(p, first, i + w->tokens, TIME_RELATIVE);
    if (adjective) {
        int year = p->published == CALENDAR_NO_DAY ? 2001 : calendar_date_of(CALENDAR_GREGORIAN, p->published).year;
        *century = (year - 1) / 100 + 1 + (int)adjective->number;
        return (uint32_t)i + w->tokens + adjective->tokens;
    }
    last = read_number(p, first, i + w->tokens, &n);
    if (!last || n.joined || n.value < 1 || n.value > 21 || (!n.digits && !n.definite))
        return 0;
    *century = (int)n.value;
    if ((era = word_inside(p, first, last, TIME_ERA)) && era->value.ptr[0] != 'B') {
        *kind = era->value.ptr[0] == 'H' ? CALENDAR_HIJRI : CALENDAR_GREGORIAN;
        last += era->tokens;
    }
    return last;
}

static uint32_t read_decade(const times_pass *p, size_t first, size_t i, bool led, time_read *t)
{
    const time_word *w = word_from(p, first, i, TIME_DECADE), *of, *era;
    uint32_t at, last;
    int century = 20;

    if (!w)
        return 0;
    at = (uint32_t)i + w->tokens;
    if (word_inside(p, first, at, TIME_AGE_AFTER) || word_refused(p, first, at, "decade"))
        return 0;
    of = word_inside(p, first, at, TIME_OF);
    last = read_century(p, first, at + (of ? of->tokens : 0), &century, &t->kind);
    if (!last && ((!is_definite(w) && !led) || w->number < 40))
        return 0;
    era = last ? NULL : word_inside(p, first, at, TIME_ERA);
    t->kind = era && era->value.ptr[0] == 'H' ? CALENDAR_HIJRI : CALENDAR_GREGORIAN;
    t->calendar = true;
    t->grain = GRAIN_DECADE;
    t->year = (t->kind == CALENDAR_HIJRI ? 1300 : (century - 1) * 100) + (int)w->number;
    t->rule = "decade";
    return last ? last : at + (era ? era->tokens : 0);
}

uint32_t read_years(const times_pass *p, size_t first, size_t i, bool led, time_read *t)
{
    time_read r = *t;
    uint32_t last;

    if ((last = read_season(p, first, i, t)) || (last = read_quarter(p, first, i, t)) ||
        (last = read_decade(p, first, i, led, t)))
        return last;
    if ((last = read_century(p, first, i, &r.year, &r.kind))) {
        r.calendar = true;
        r.grain = GRAIN_CENTURY;
        r.rule = "century";
        *t = r;
        return last;
    }
    return read_year(p, first, i, led, t);
}

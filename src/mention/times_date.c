/*
 * times_date.c - days, months and years as calendars name them.
 *
 *     [day] [من] [شهر] month [/ month | (month)] [،] [من] [عام] year | adjective
 *     21/7/2015   2015-07-21   month day, year   عام 2014   2014م
 *
 * Names of months that mean other things too (مارس he practised, آب without its madda: father, رجب a man) need a
 * neighbour that makes them a month; how much of one is a note in data/times.tsv.
 */
#include "mention/times.h"

#define YEAR_FIRST 1900 /* a Gregorian year beside a month lies between these */
#define YEAR_LAST 2100

enum strength { ALONE, BESIDE_DAY, BEHIND_WORD /* "شهر" */ };

static const time_word *unit_inside(const times_pass *p, size_t first, size_t i, char unit)
{
    const time_word *w = word_inside(p, first, i, TIME_UNIT);

    return w && w->value.len == 1 && w->value.ptr[0] == unit ? w : NULL;
}

static void set_step(time_read *t, time_year from, const time_word *w)
{
    t->year_from = from;
    t->step = (int)w->number;
}

/* "عام 2014", "العام الماضي", "العام نفسه", "هذا العام". */
static uint32_t read_year_word(const times_pass *p, size_t first, uint32_t i, time_read *t)
{
    const time_word *this = word_inside(p, first, i, TIME_THIS), *w;
    uint32_t at = this ? i + this->tokens : i, last;
    const time_word *unit = unit_inside(p, first, at, 'Y');

    if (!unit || (unit->notes & NOTE_PLURAL))
        return 0;
    at += unit->tokens;
    if (this) {
        set_step(t, YEAR_RELATIVE, this);
        return is_definite(unit) ? at : 0;
    }
    if ((last = read_year_number(p, first, at, true, &t->year, &t->kind, &t->bc))) {
        t->year_from = YEAR_STATED;
        return last;
    }
    if ((w = word_inside(p, first, at, TIME_RELATIVE)) && is_definite(unit))
        set_step(t, YEAR_RELATIVE, w);
    else if ((w = word_inside(p, first, at, TIME_SAME)) && is_definite(unit))
        set_step(t, YEAR_SAME, w);
    else
        return 0;
    return at + w->tokens;
}

/* A year behind a month: only one that fits its calendar. */
static uint32_t read_year_digits(const times_pass *p, size_t first, uint32_t i, time_read *t)
{
    calendar_kind kind;
    int year;
    bool bc;
    uint32_t last = read_year_number(p, first, i, false, &year, &kind, &bc);

    if (!last || bc || (t->kind == CALENDAR_GREGORIAN && kind == CALENDAR_HIJRI) ||
        (kind == CALENDAR_GREGORIAN && (year < YEAR_FIRST || year > YEAR_LAST)))
        return 0;
    t->year_from = YEAR_STATED;
    t->year = year;
    return last;
}

uint32_t read_year_of(const times_pass *p, size_t first, size_t i, time_read *t)
{
    const time_word *w = word_inside(p, first, i, TIME_OF);
    calendar_kind kind = t->kind;
    uint32_t at = (uint32_t)i, last;

    if (!w && !word_inside(p, first, i, TIME_IN) && (w = word_inside(p, first, i, TIME_RELATIVE))) {
        set_step(t, YEAR_BESIDE, w);
        return at + w->tokens;
    }
    if (w)
        at += w->tokens;
    else if (comma_at(p, first, i) || mark_at(p, first, i, "/-"))
        at++;
    if ((last = read_year_digits(p, first, at, t)))
        return last;
    last = mark_at(p, first, i, "/-") ? 0 : read_year_word(p, first, at, t);
    if (last && t->kind != kind && t->year_from == YEAR_STATED && kind == CALENDAR_GREGORIAN)
        last = 0; /* a Hijri year behind a Gregorian month belongs to something else */
    t->kind = kind;
    return last;
}

static bool spelled_as_listed(const times_pass *p, size_t i, const time_word *w)
{
    marsad_str cell = marsad_dict_cell(p->dict, MARSAD_TABLE_TIMES, w->row, 0);
    marsad_str written = marsad_str_slice(p->text->text, word_start(p, i, w), p->text->tokens[i].end);

    return marsad_list_has(cell, written);
}

static const time_word *month_word(const times_pass *p, size_t first, size_t i, calendar_kind *kind)
{
    const time_word *w = word_from(p, first, i, TIME_MONTH);
    const time_word *h = word_from(p, first, i, TIME_HIJRI_MONTH);

    if (h && w && h->tokens < w->tokens)
        h = NULL;
    *kind = h ? CALENDAR_HIJRI : CALENDAR_GREGORIAN;
    return h ? h : w;
}

/* The second name of a month: "تموز/يوليو", "يناير (كانون الثاني)", "يوليو تموز". */
static uint32_t read_other_name(const times_pass *p, size_t first, uint32_t at, const time_word *name, time_read *t)
{
    bool bracket = mark_at(p, first, at, "("), dash = mark_at(p, first, at, "-"),
         joined = bracket || dash || mark_at(p, first, at, "/");
    const time_word *w = word_inside(p, first, at + joined, TIME_MONTH);
    uint32_t last;

    if (!w)
        return at;
    last = at + joined + w->tokens;
    if (bracket && !mark_at(p, first, last, ")"))
        return at;
    last += bracket;
    if (w->number == name->number)
        return last;
    if ((w->notes & NOTE_LEVANTINE) == (name->notes & NOTE_LEVANTINE)) { /* one tradition: from month to month */
        if (!joined || bracket || w->number < name->number)
            return at;
    } else if (!joined || dash) {
        return at;
    } else {
        t->conflict = true;
    }
    t->month_other = (int)w->number;
    return last;
}

/* Is a weak name a month here? `at`: behind the name. */
static bool month_stands(const times_pass *p, size_t first, size_t i, uint32_t at, const time_word *w,
                         enum strength strength, const time_read *t)
{
    const time_word *before;

    if (t->year_from != YEAR_OPEN || strength == BEHIND_WORD || (t->month_other && !t->conflict))
        return true;
    if (at > i + w->tokens) /* a second name or "المبارك" */
        return true;
    if (w->notes & NOTE_STRICT)
        return false;
    if (strength == BESIDE_DAY || !(w->notes & (NOTE_WEAK | NOTE_EXACT)))
        return true;
    before = i == first ? word_before(p, i, TIME_PREPOSITION) : NULL;
    return before && is_bare(w) && (!(w->notes & NOTE_EXACT) || spelled_as_listed(p, i, w));
}

/* [شهر] month [second name] [praise] [year] */
static uint32_t read_month(const times_pass *p, size_t first, size_t i, enum strength strength, time_read *t)
{
    const time_word *unit = i == first ? word_at(p, i, TIME_UNIT) : unit_inside(p, first, i, 'M'), *w, *praise;
    time_read r = *t;
    uint32_t at = (uint32_t)i, last;

    if (unit && unit->value.ptr[0] == 'M' && !is_definite(unit) && !(unit->notes & NOTE_PLURAL)) {
        at += unit->tokens;
        strength = BEHIND_WORD;
    }
    w = month_word(p, first, at, &r.kind);
    if (!w || (is_definite(w) && r.kind == CALENDAR_GREGORIAN))
        return 0;
    i = at;
    r.month = (int)w->number;
    r.calendar = true;
    r.grain = GRAIN_MONTH;
    r.year_from = YEAR_OPEN;
    at += w->tokens;
    at = r.kind == CALENDAR_GREGORIAN ? read_other_name(p, first, at, w, &r) : at;
    if (r.kind == CALENDAR_HIJRI && (praise = word_inside(p, first, at, TIME_MONTH_PRAISE)))
        at += praise->tokens;
    last = read_year_of(p, first, at, &r);
    if (!month_stands(p, first, i, at, w, strength, &r))
        return 0;
    *t = r;
    return last ? last : at;
}

/* "5 من الشهر الجاري", "الثالث من هذا الشهر". */
static uint32_t read_this_month(const times_pass *p, size_t first, uint32_t at, time_read *t)
{
    const time_word *this = word_inside(p, first, at, TIME_THIS), *unit, *w;

    at += this ? this->tokens : 0;
    unit = unit_inside(p, first, at, 'M');
    if (!unit || !is_definite(unit))
        return 0;
    at += unit->tokens;
    w = this ? this : word_inside(p, first, at, TIME_RELATIVE);
    t->anaphor = false;
    if (!w && (w = word_inside(p, first, at, TIME_SAME)))
        t->anaphor = true;
    if (!w)
        return 0;
    t->step = (int)w->number;
    t->month = 0;
    return this ? at : at + w->tokens;
}

/* Days and a month behind them. */
static uint32_t read_day_month(const times_pass *p, size_t first, size_t i, bool led, time_read *t)
{
    time_read r = *t;
    uint32_t start, at = read_days(p, first, i, &r.day, &r.day_to, &start), last;
    const time_word *of;
    size_t link = at;
    bool dashed;

    if (!at)
        return 0;
    of = word_inside(p, first, at, TIME_OF);
    dashed = !of && mark_at(p, first, at, "/-");
    at += of ? of->tokens : dashed;
    if ((last = read_month(p, first, at, BESIDE_DAY, &r))) {
        const time_word *name = word_at(p, link + (of || dashed), TIME_HIJRI_MONTH);
        if (dashed && name && r.year_from == YEAR_OPEN)
            return 0; /* "2 - صفر" is a score */
    } else if (!of || !(last = read_this_month(p, first, at, &r))) {
        return 0;
    }
    r.nothing = !led && r.year_from == YEAR_OPEN && r.month && word_refused(p, first, last, "date");
    r.start = i == first ? start : r.start;
    r.grain = GRAIN_DAY;
    r.calendar = true;
    r.rule = r.month ? "day-month" : "day-of-this-month";
    *t = r;
    return last;
}

/* "مايو 15، 2014" */
static uint32_t read_month_day_year(const times_pass *p, size_t first, size_t i, time_read *t)
{
    time_read r = *t;
    const time_word *w = month_word(p, first, i, &r.kind);
    uint32_t at, last;
    unsigned digits;

    if (!w)
        return 0;
    at = read_other_name(p, first, (uint32_t)i + w->tokens, w, &r);
    if (!plain_digits(p, at, &r.day, &digits) || digits > 2 || !same_sentence(p, first, at))
        return 0;
    r.day_to = r.day;
    r.month = (int)w->number;
    at++;
    last = read_year_digits(p, first, at + comma_at(p, first, at), &r);
    if (!last)
        return 0;
    r.calendar = true;
    r.grain = GRAIN_DAY;
    r.rule = "month-day-year";
    *t = r;
    return last;
}

static bool month_exists(int month)
{
    return month >= 1 && month <= 12;
}

/* Which of three numbers is what: 2015/7/21, 21/7/2015, 7/21/2015, 21/7/15. */
static bool order_numbers(const int n[3], const unsigned digits[3], time_read *t)
{
    int a = n[0], b = n[1];

    if (digits[0] == 4) {
        t->year = a;
        t->month = b;
        t->day = n[2];
    } else {
        t->year = digits[2] == 4 ? n[2] : digits[2] == 2 && n[2] <= 50 ? 2000 + n[2] : 0;
        t->day = a;
        t->month = b;
        if (b > 12 && a <= 12) {
            t->day = b;
            t->month = a;
        }
    }
    return t->year && month_exists(t->month) && t->day >= 1 && t->day <= 31 &&
           ((t->year >= YEAR_FIRST && t->year <= YEAR_LAST) || (t->year >= 1300 && t->year <= 1500));
}

/* "21.7.2015" is one token. */
static bool dotted(const times_pass *p, size_t i, int n[3], unsigned digits[3])
{
    marsad_str rest = p->text->tokens[i].norm, part;
    size_t k = 0;

    if (p->text->tokens[i].kind != MARSAD_TOKEN_NUMBER)
        return false;
    for (; k < 3 && marsad_str_next(&rest, '.', &part); k++) {
        uint64_t v;
        if (part.len > 4 || !marsad_str_to_u64(part, &v))
            return false;
        n[k] = (int)v;
        digits[k] = (unsigned)part.len;
    }
    return k == 3 && !rest.ptr;
}

/* Numbers joined by / or -, at most four: "4-5/10/1436". Gives how many. */
static size_t joined_numbers(const times_pass *p, size_t first, size_t i, int n[4], unsigned digits[4], uint32_t *last)
{
    size_t k = 0;
    uint32_t at = (uint32_t)i;

    while (k < 4 && same_sentence(p, first, at) && plain_digits(p, at, &n[k], &digits[k])) {
        *last = at + 1;
        k++;
        if (!mark_at(p, first, at + 1, "/-"))
            break;
        at += 2;
    }
    return k;
}

static uint32_t read_numeric(const times_pass *p, size_t first, size_t i, bool led, time_read *t)
{
    time_read r = *t;
    unsigned digits[4] = { 0 };
    int n[4] = { 0 };
    uint32_t last = 0;
    size_t k;
    bool ok = false;

    if (!same_sentence(p, first, i))
        return 0;
    if (dotted(p, i, n, digits)) {
        k = 3;
        last = (uint32_t)i + 1;
    } else {
        k = joined_numbers(p, first, i, n, digits, &last);
    }
    led = led || word_before(p, i, TIME_DATE_WORD);
    if (k == 3)
        ok = order_numbers(n, digits, &r);
    else if (k == 4 && digits[1] <= 2 && n[0] >= 1 && n[0] < n[1])
        ok = order_numbers(n + 1, digits + 1, &r) && r.day == n[1];
    else if (k == 2 && digits[1] == 4 && month_exists(n[0]) && n[1] >= YEAR_FIRST && n[1] <= YEAR_LAST &&
             (led || word_before(p, i, TIME_PREPOSITION))) {
        r = (time_read){ .start = r.start, .part = r.part, .month = n[0], .year = n[1], .grain = GRAIN_MONTH };
        ok = true;
    } else if (k == 2 && led && digits[0] <= 2 && digits[1] <= 2 && n[0] >= 1 && n[0] <= 31 && n[1] >= 1 &&
               n[1] <= 31) {
        r.day = n[1] > 12 ? n[1] : n[0];
        r.month = n[1] > 12 ? n[0] : n[1];
        ok = r.bare_numbers = month_exists(r.month);
    }
    if (!ok)
        return 0;
    if (r.grain != GRAIN_MONTH)
        r.grain = GRAIN_DAY;
    r.day_to = r.day;
    if (k == 4)
        r.day = n[0];
    r.calendar = true;
    r.kind = r.year && r.year <= 1500 ? CALENDAR_HIJRI : CALENDAR_GREGORIAN;
    r.year_from = r.year ? YEAR_STATED : YEAR_OPEN;
    r.rule = "numeric";
    *t = r;
    for (const time_word *era; (era = word_inside(p, first, last, TIME_ERA)) && era->value.ptr[0] != 'B';)
        last += era->tokens;
    return last;
}

static uint32_t longest(uint32_t a, uint32_t b, const time_read *ra, const time_read *rb, time_read *t)
{
    if (!a && !b)
        return 0;
    *t = a >= b ? *ra : *rb;
    return a >= b ? a : b;
}

uint32_t read_date(const times_pass *p, size_t first, size_t i, bool led, time_read *t)
{
    time_read a = *t, b = *t, c = *t;
    uint32_t la = read_day_month(p, first, i, led, &a), lb = read_numeric(p, first, i, led, &b), lc;

    if ((la = longest(la, lb, &a, &b, t)))
        return la;
    b = *t;
    lb = read_month_day_year(p, first, i, &b);
    lc = read_month(p, first, i, t->part != PART_NONE ? BESIDE_DAY : ALONE, &c);
    c.nothing = lc && c.year_from == YEAR_OPEN && !led && word_refused(p, first, lc, "month");
    c.rule = c.conflict ? "conflicting-months" : c.kind == CALENDAR_HIJRI ? "hijri-month" : "month";
    if (lc || lb)
        return longest(lb, lc, &b, &c, t);
    return read_years(p, first, i, led, t);
}

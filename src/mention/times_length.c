/*
 * times_length.c - lengths of time ("ثلاثة أيام", "عاما ونصف"), what they say with a word before them ("قبل ثلاثة
 * أيام", "منذ شهرين", "خلال أيام"), and times that come back ("كل يوم").
 */
#include "mention/times.h"

#include <stdio.h>

#define COUNT_MAX 100000

void length_write(const time_length *l, char out[24])
{
    double count = l->count * (l->unit == 'E' ? 10 : l->unit == 'C' ? 100 : 1);
    double half = l->half * (l->unit == 'E' ? 10 : l->unit == 'C' ? 100 : 1);
    const char *time = strchr("hms", l->unit) ? "T" : "";
    char unit = l->unit == 'E' || l->unit == 'C' ? 'Y'
                : l->unit == 'h'                 ? 'H'
                : l->unit == 'm'                 ? 'M'
                : l->unit == 's'                 ? 'S'
                                                 : l->unit;

    if (count <= 0 && half <= 0)
        snprintf(out, 24, "P%sX%c", time, unit);
    else if (half > 0 && l->unit == 'Y' && count > 0)
        snprintf(out, 24, "P%.0fY%.0fM", count, half * 12);
    else if (half > 0 && l->unit == 'Y')
        snprintf(out, 24, "P%.0fM", half * 12);
    else if (half > 0 && unit == 'H' && count > 0)
        snprintf(out, 24, "PT%.0fH%.0fM", count, half * 60);
    else if (half > 0 && unit == 'H')
        snprintf(out, 24, "PT%.0fM", half * 60);
    else
        snprintf(out, 24, "P%s%g%c", time, count + half, unit);
}

static const time_word *unit_from(const times_pass *p, size_t first, size_t i)
{
    const time_word *w = word_from(p, first, i, TIME_UNIT);

    return w && !is_definite(w) && !(w->notes & NOTE_CONSTRUCT) ? w : NULL;
}

/* A fraction behind the unit: "ونصف", "ونصف العام". */
static uint32_t read_fraction(const times_pass *p, size_t first, uint32_t at, time_length *l)
{
    const time_word *w = same_sentence(p, first, at) ? word_at(p, at, TIME_FRACTION) : NULL, *unit;

    if (!w || !(w->clitics & MARSAD_CLITIC_WA))
        return at;
    l->half = w->number;
    at += w->tokens;
    unit = word_inside(p, first, at, TIME_UNIT);
    return unit && unit->value.ptr[0] == l->unit && (unit->notes & NOTE_SINGULAR) ? at + unit->tokens : at;
}

/* "نصف ساعة", "ربع قرن" */
static uint32_t read_part_of_unit(const times_pass *p, size_t first, size_t i, time_length *l)
{
    const time_word *w = word_from(p, first, i, TIME_FRACTION), *unit;

    if (!w || is_definite(w) || !(unit = word_inside(p, first, i + w->tokens, TIME_UNIT)) ||
        !(unit->notes & NOTE_SINGULAR) || unit->value.ptr[0] == 'E' || (unit->value.ptr[0] == 'D'))
        return 0;
    l->half = w->number;
    l->unit = unit->value.ptr[0];
    return (uint32_t)i + w->tokens + unit->tokens;
}

static uint32_t read_vague(const times_pass *p, size_t first, size_t i, bool weak, time_length *l)
{
    const time_word *w = word_from(p, first, i, TIME_VAGUE), *unit, *after;
    uint32_t at = (uint32_t)i + (w ? w->tokens : 0);

    unit = unit_from(p, first, at);
    if (!unit || !(unit->notes & NOTE_PLURAL) || ((unit->notes & NOTE_WEAK) && !w && !weak))
        return 0;
    l->unit = unit->value.ptr[0];
    at += unit->tokens;
    after = word_inside(p, first, at, TIME_VAGUE_AFTER);
    return after ? at + after->tokens : at;
}

/* "3 أو 4 سنوات", "6-8 ساعات", "5 إلى 7 أيام": the second number is read, the first one counts. */
static uint32_t read_or_number(const times_pass *p, size_t first, uint32_t at)
{
    const time_word *w = word_inside(p, first, at, TIME_OR);
    time_number n;
    uint32_t last;

    if (!w)
        w = word_inside(p, first, at, TIME_RANGE_TO);
    if (!w && !mark_at(p, first, at, "-"))
        return at;
    last = read_number(p, first, at + (w ? w->tokens : 1), &n);
    return last ? last : at;
}

uint32_t read_length(const times_pass *p, size_t first, size_t i, time_length *l)
{
    const time_word *hedge = word_from(p, first, i, TIME_HEDGE), *unit;
    uint32_t at = (uint32_t)i + (hedge ? hedge->tokens : 0), last;
    time_number n;

    *l = (time_length){ 0 };
    if ((last = read_part_of_unit(p, first, at, l)))
        return last;
    last = read_number(p, first, at, &n);
    if (last && !n.ordinal && !n.definite && n.value > 0 && n.value <= COUNT_MAX && (at == first || !n.joined)) {
        last = read_or_number(p, first, last);
        unit = unit_from(p, first, last);
        if (unit && !(unit->notes & NOTE_DUAL)) {
            l->count = n.value;
            l->unit = unit->value.ptr[0];
            return read_fraction(p, first, last + unit->tokens, l);
        }
    }
    if ((last = read_vague(p, first, at, first != i, l)))
        return last;
    unit = unit_from(p, first, at);
    if (!unit || (unit->notes & (NOTE_WEAK | NOTE_PLURAL)))
        return 0;
    l->count = unit->notes & NOTE_DUAL ? 2 : 1;
    l->unit = unit->value.ptr[0];
    l->singular_only = !(unit->notes & NOTE_DUAL);
    last = read_fraction(p, first, at + unit->tokens, l);
    if (l->singular_only && l->half <= 0 && (last = read_number(p, first, at + unit->tokens, &n)) && n.value == 1 &&
        !n.digits && !n.joined && !n.definite)
        l->singular_only = n.ordinal; /* "يوم واحد" */
    else
        last = l->half > 0 ? last : at + unit->tokens;
    if (l->half > 0)
        l->singular_only = false;
    return l->singular_only ? at + unit->tokens : last;
}

static bool is_age(const times_pass *p, size_t i, uint32_t last, const time_length *l)
{
    if (!strchr("YMD", l->unit))
        return false;
    if (word_at(p, last, TIME_AGE_AFTER) && same_sentence(p, i, last))
        return true;
    for (size_t back = 1; back <= 3 && back <= i && same_sentence(p, i - back, i); back++)
        if (word_at(p, i - back, TIME_AGE_BEFORE))
            return true;
    return l->unit == 'Y' && i > 0 &&
           ((mark_at(p, i, i - 1, "(") && mark_at(p, i, last, ")")) ||
            (mark_at(p, i, i - 1, "-") && mark_at(p, i, last, "-")));
}

/* "يومين" and "عامي" in a name or before a date are no length: "يومي الاثنين والثلاثاء". */
static bool is_list_head(const times_pass *p, size_t i, uint32_t last)
{
    return word_inside(p, i, last, TIME_WEEKDAY) || word_inside(p, i, last, TIME_MONTH) ||
           word_inside(p, i, last, TIME_HIJRI_MONTH) ||
           (word_at(p, i, TIME_UNIT) && word_at(p, i, TIME_UNIT)->value.ptr[0] != 'h' && same_sentence(p, i, last) &&
            p->text->tokens[last].kind == MARSAD_TOKEN_NUMBER);
}

static void point_at_distance(const times_pass *p, const time_length *l, int sign, time_read *t)
{
    int n = (int)l->count;

    if (l->count <= 0 && l->half <= 0) {
        snprintf(t->value, sizeof t->value, "%s", sign < 0 ? "PAST_REF" : "FUTURE_REF");
        return;
    }
    if (p->published == CALENDAR_NO_DAY || n > 100 * (strchr("EC", l->unit) ? 1 : 50))
        return;
    if (l->unit == 'E' || l->unit == 'C') {
        double years = (l->count + l->half) * (l->unit == 'E' ? 10 : 100);
        resolve_unit('Y', p->published, sign * (int)years, t);
    } else if (l->half > 0 && l->unit == 'Y') { /* a year and a half ago: a month */
        resolve_unit('M', p->published, sign * (12 * n + (int)(12 * l->half + 0.5)), t);
    } else if (strchr("hms", l->unit)) {
        int hours = l->unit == 'h' ? n : 0;
        t->from = sign < 0 ? p->published - (hours + 23) / 24 : p->published + hours / 24;
        t->to = sign < 0 ? p->published - hours / 24 : p->published + (hours + 23) / 24;
        if (t->from == t->to)
            calendar_write(t->from, t->value);
    } else {
        resolve_unit(l->unit, p->published, sign * n, t);
    }
}

static void since(const times_pass *p, const time_length *l, time_read *t)
{
    time_read start = { .from = CALENDAR_NO_DAY, .to = CALENDAR_NO_DAY };

    if (l->count <= 0 && l->half <= 0) {
        snprintf(t->value, sizeof t->value, "PAST_REF");
        return;
    }
    length_write(l, t->value);
    t->duration = true;
    if (l->unit == 'D')
        resolve_unit('D', p->published, -(int)l->count, &start);
    else
        point_at_distance(p, l, -1, &start);
    t->from = l->unit == 'M' || l->unit == 'Y' ? add_months(p->published, -(int)l->count * (l->unit == 'Y' ? 12 : 1))
                                               : start.from;
    t->to = t->from == CALENDAR_NO_DAY ? CALENDAR_NO_DAY : p->published;
}

/* A bare plural with a genitive behind it: "خلال أيام العيد". */
static bool names_plural(const times_pass *p, size_t i, uint32_t last)
{
    const marsad_str alef_lam = MARSAD_LIT("\u0627\u0644" /* ال */);

    return same_sentence(p, i, last) && !word_before(p, last, TIME_VAGUE_AFTER) &&
           p->text->tokens[last].kind == MARSAD_TOKEN_WORD && marsad_str_starts(p->text->tokens[last].norm, alef_lam);
}

/* The word before a length, and what follows it. */
static uint32_t read_distance(const times_pass *p, size_t i, time_read *t)
{
    static const time_class HEADS[] = { TIME_AGO, TIME_SINCE, TIME_AFTER, TIME_WITHIN, TIME_FOR };
    const time_word *w = NULL, *of;
    size_t k = 0;
    time_length l;
    uint32_t last;

    for (; k < sizeof HEADS / sizeof *HEADS && !w; k++)
        w = word_at(p, i, HEADS[k]);
    if (!w || !(last = read_length(p, i, i + w->tokens, &l)))
        return 0;
    if (l.singular_only && is_list_head(p, i + w->tokens, last))
        return 0;
    of = same_sentence(p, i, last) ? word_at(p, last, TIME_OF) : NULL;
    if (l.count <= 0 && l.half <= 0 && HEADS[k - 1] != TIME_AGO && HEADS[k - 1] != TIME_SINCE &&
        names_plural(p, i, last))
        return 0;
    length_write(&l, t->value);
    t->rule = "duration";
    t->duration = true;
    switch (HEADS[k - 1]) {
    case TIME_AGO:
        if (of) /* "قبل يومين من الهجوم" counts from something else */
            return last;
        t->duration = false;
        t->value[0] = '\0';
        t->rule = "ago";
        point_at_distance(p, &l, -1, t);
        return last;
    case TIME_SINCE:
        t->duration = false;
        t->rule = "since";
        since(p, &l, t);
        return last;
    case TIME_AFTER:
        if (of || (l.count > 0 && !sentence_future(p, i)))
            return last;
        t->duration = false;
        t->value[0] = '\0';
        t->rule = "in";
        point_at_distance(p, &l, 1, t);
        return last;
    case TIME_WITHIN:
        if (l.count <= 0 && l.half <= 0 && sentence_future(p, i)) {
            t->duration = false;
            snprintf(t->value, sizeof t->value, "FUTURE_REF");
        }
        return last;
    default:
        return last;
    }
}

uint32_t read_duration(const times_pass *p, size_t i, time_read *t)
{
    uint32_t last = read_distance(p, i, t);
    time_length l;

    if (last)
        return last;
    last = read_length(p, i, i, &l);
    if (!last || l.singular_only || is_age(p, i, last, &l))
        return 0;
    if (word_at(p, i, TIME_UNIT) && (word_at(p, i, TIME_UNIT)->notes & NOTE_DUAL) && is_list_head(p, i, last))
        return 0;
    if (l.count <= 0 && l.half <= 0 && !word_at(p, i, TIME_VAGUE) && !word_before(p, last, TIME_VAGUE_AFTER))
        return 0; /* a bare plural says too little: "أيام العمل" */
    length_write(&l, t->value);
    t->duration = true;
    t->rule = "duration";
    return last;
}

uint32_t read_set(const times_pass *p, size_t i, time_read *t)
{
    const time_word *set = word_at(p, i, TIME_SET), *every = word_at(p, i, TIME_EVERY), *day;
    uint32_t last;
    time_length l;

    t->set = true;
    t->rule = "set";
    if (set) {
        snprintf(t->value, sizeof t->value, "%.*s", (int)(set->value.len > 20 ? 20 : set->value.len), set->value.ptr);
        return (uint32_t)i + set->tokens;
    }
    if (!every)
        return 0;
    if ((day = word_inside(p, i, i + every->tokens, TIME_UNIT)) && !is_definite(day) && (day->notes & NOTE_SINGULAR) &&
        day->value.ptr[0] == 'D') {
        time_read r = *t;
        const time_word *name = word_at(p, i + every->tokens + day->tokens, TIME_WEEKDAY);
        if (name && same_sentence(p, i, i + every->tokens + day->tokens)) { /* "كل يوم جمعة" */
            snprintf(r.value, sizeof r.value, "XXXX-WXX-%d", (int)name->number % 10);
            *t = r;
            return (uint32_t)i + every->tokens + day->tokens + name->tokens;
        }
    }
    last = read_length(p, i, i + every->tokens, &l);
    if (!last || l.count <= 0)
        return 0;
    length_write(&l, t->value);
    return last;
}

/*
 * review_fields.c - the fields of an event that people can correct, as text and back.
 *
 *     type ASSAULT · mode aerial · day 2015-07-20 · killed 15, 15-17, 15+, up to 9 · factuality alleged · "none"
 */
#include "store/review.h"

#include <ctype.h>
#include <stdio.h>

#define COUNT_MOST 1e9 /* people */

static const char *const FIELD_NAMES[] = {
#define X(upper, name) name,
    REVIEW_FIELDS(X)
#undef X
};

const char *review_field_name(enum review_field f)
{
    return FIELD_NAMES[f];
}

bool review_field_of(marsad_str name, enum review_field *out)
{
    for (int i = 0; i < REVIEW_FIELD_COUNT; i++)
        if (marsad_str_equal(name, marsad_str_of(FIELD_NAMES[i]))) {
            *out = (enum review_field)i;
            return true;
        }
    return false;
}

static bool is_none(marsad_str value)
{
    return marsad_str_equal(value, MARSAD_LIT(REVIEW_NONE));
}

static bool refuse(enum review_field f, marsad_str value, const char *takes, marsad_err *err)
{
    return marsad_fail(err, MARSAD_EINVAL, FIELD_NAMES[f], MARSAD_NO_OFFSET, "takes %s, not '%.*s'", takes,
                       MARSAD_STR_ARG(value));
}

/* ---- type and mode: those of the dictionary's frames ---- */

/* Is there a frame with this type, and with this mode where one is given? */
static bool known_type(const marsad_dict *d, marsad_str type, marsad_str mode)
{
    int types = marsad_dict_column(d, MARSAD_TABLE_FRAMES, "type");
    int modes = marsad_dict_column(d, MARSAD_TABLE_FRAMES, "mode");

    if (marsad_str_equal(type, MARSAD_LIT("NONE")) || type.len == 0) /* what only looks like a trigger */
        return false;
    for (uint32_t i = 0; i < marsad_dict_rows(d, MARSAD_TABLE_FRAMES); i++)
        if (marsad_str_equal(marsad_dict_cell(d, MARSAD_TABLE_FRAMES, i, types), type) &&
            (mode.len == 0 || marsad_str_equal(marsad_dict_cell(d, MARSAD_TABLE_FRAMES, i, modes), mode)))
            return true;
    return false;
}

static bool set_type(const struct review_site *site, marsad_event *e, marsad_str value, marsad_err *err)
{
    marsad_str upper = marsad_arena_str(site->arena, value);

    if (!upper.ptr)
        return marsad_fail_memory(err);
    for (char *c = (char *)upper.ptr; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    if (!site->s->dict || !known_type(site->s->dict, upper, (marsad_str){ 0 }))
        return refuse(REVIEW_FIELD_TYPE, value, "a type of PLOVER: ASSAULT, PROTEST, AID, …", err);
    e->type = upper;
    return true;
}

static bool set_mode(marsad_event *e, marsad_str value)
{
    e->mode = is_none(value) ? (marsad_str){ 0 } : value;
    return true;
}

bool review_fits_type(const struct review_site *site, const marsad_event *e, marsad_err *err)
{
    return e->mode.len == 0 || (site->s->dict && known_type(site->s->dict, e->type, e->mode)) ||
           marsad_fail(err, MARSAD_EINVAL, "mode", MARSAD_NO_OFFSET,
                       "'%.*s' is no mode of %.*s; give another with mode=…, or mode=none", MARSAD_STR_ARG(e->mode),
                       MARSAD_STR_ARG(e->type));
}

/* ---- days ---- */

static bool is_day(marsad_str s)
{
    static const char SHAPE[] = "dddd-dd-dd";
    static const int DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int year, month, day;
    bool leap;

    if (s.len != sizeof SHAPE - 1)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (SHAPE[i] == 'd' ? !isdigit((unsigned char)s.ptr[i]) : s.ptr[i] != '-')
            return false;
    year = (s.ptr[0] - '0') * 1000 + (s.ptr[1] - '0') * 100 + (s.ptr[2] - '0') * 10 + s.ptr[3] - '0';
    month = (s.ptr[5] - '0') * 10 + s.ptr[6] - '0';
    day = (s.ptr[8] - '0') * 10 + s.ptr[9] - '0';
    leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return year >= 1800 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 &&
           day <= (month == 2 && leap ? 29 : DAYS[month - 1]);
}

/* First and last day as listings show them: of the event, else of publication. */
static void days_of(const struct review_site *site, const marsad_event *e, const char **from, const char **to)
{
    *from = e->time ? e->time->from : marsad_event_is_past(e) ? "" : site->published;
    *to = e->time && e->time->to[0] ? e->time->to : *from;
}

/* A corrected time has no words; without a first day it says that the day is not known. */
static bool set_days(const struct review_site *site, marsad_event *e, marsad_str from, marsad_str to, marsad_err *err)
{
    marsad_time *t = marsad_arena_alloc(site->arena, sizeof *t);

    if (!t)
        return marsad_fail_memory(err);
    t->rule = "review";
    memcpy(t->from, from.len ? from.ptr : "", from.len);
    memcpy(t->to, to.len ? to.ptr : "", to.len);
    if (from.len && !marsad_str_equal(from, to))
        snprintf(t->value, sizeof t->value, "%s/%s", t->from, t->to);
    else
        memcpy(t->value, t->from, sizeof t->from);
    e->time = t;
    return true;
}

static bool set_day(const struct review_site *site, marsad_event *e, marsad_str value, marsad_err *err)
{
    const char *from, *to;
    marsad_str end = value;

    days_of(site, e, &from, &to);
    if (is_none(value))
        return set_days(site, e, (marsad_str){ 0 }, (marsad_str){ 0 }, err);
    if (!is_day(value))
        return refuse(REVIEW_FIELD_DAY, value, "a day, 2015-07-20, or none", err);
    if (strcmp(from, to) != 0 && marsad_str_compare(marsad_str_of(to), value) > 0) /* a longer time stays one */
        end = marsad_str_of(to);
    return set_days(site, e, value, end, err);
}

static bool set_day_end(const struct review_site *site, marsad_event *e, marsad_str value, marsad_err *err)
{
    const char *from, *to;

    days_of(site, e, &from, &to);
    if (!is_none(value) && !is_day(value))
        return refuse(REVIEW_FIELD_DAY_END, value, "a day, 2015-07-20, or none", err);
    if (!is_none(value) && !from[0])
        return marsad_fail(err, MARSAD_EINVAL, "day_end", MARSAD_NO_OFFSET, "needs a first day: give day=… too");
    if (!is_none(value) && marsad_str_compare(value, marsad_str_of(from)) < 0)
        return marsad_fail(err, MARSAD_EINVAL, "day_end", MARSAD_NO_OFFSET, "%.*s lies before the first day, %s",
                           MARSAD_STR_ARG(value), from);
    return set_days(site, e, marsad_str_of(from), is_none(value) ? marsad_str_of(from) : value, err);
}

/* ---- numbers of people ---- */

static marsad_count *count_of(marsad_event *e, enum review_field f)
{
    marsad_count *const COUNTS[] = { &e->killed, &e->injured, &e->captured, &e->displaced, &e->participants };

    return COUNTS[f - REVIEW_FIELD_KILLED];
}

static marsad_str count_text(const struct review_site *site, const marsad_count *c)
{
    if (!c->known || (!c->has_min && !c->has_max))
        return MARSAD_LIT(REVIEW_NONE);
    if (!c->has_min)
        return marsad_arena_fmt(site->arena, "up to %.10g", c->max);
    if (!c->has_max)
        return marsad_arena_fmt(site->arena, "%.10g+", c->min);
    return c->min < c->max ? marsad_arena_fmt(site->arena, "%.10g-%.10g", c->min, c->max)
                           : marsad_arena_fmt(site->arena, "%.10g", c->min);
}

static bool read_people(marsad_str s, double *n)
{
    uint64_t whole;

    if (!marsad_str_to_u64(s, &whole) || (double)whole > COUNT_MOST)
        return false;
    *n = (double)whole;
    return true;
}

static bool read_count(marsad_str value, marsad_count *c)
{
    static const marsad_str UP_TO = { "up to ", 6 };
    marsad_str low;

    if (marsad_str_starts(value, UP_TO))
        return c->has_max = read_people(marsad_str_slice(value, UP_TO.len, value.len), &c->max);
    if (marsad_str_ends(value, MARSAD_LIT("+")))
        return c->has_min = read_people(marsad_str_slice(value, 0, value.len - 1), &c->min);
    if (!marsad_str_next(&value, '-', &low) || !read_people(low, &c->min))
        return false;
    c->has_min = c->has_max = true;
    c->max = c->min;
    return !value.ptr || (read_people(value, &c->max) && c->min <= c->max);
}

static bool set_count(marsad_event *e, enum review_field f, marsad_str value, marsad_err *err)
{
    marsad_count *to = count_of(e, f), c = { .known = true, .of = to->of };

    if (is_none(value))
        c = (marsad_count){ .known = false };
    else if (!read_count(value, &c))
        return refuse(f, value, "a number (12), a range (12-15), 12+, 'up to 12', or none", err);
    *to = c;
    return true;
}

/* ---- the rest ---- */

static bool set_factuality(marsad_event *e, marsad_str value, marsad_err *err)
{
    for (int k = 0; k <= MARSAD_POSSIBLE; k++)
        if (marsad_str_equal(value, marsad_str_of(marsad_factuality_name((marsad_factuality)k)))) {
            e->factuality = (marsad_factuality)k;
            return true;
        }
    return refuse(REVIEW_FIELD_FACTUALITY, value, "asserted, alleged, denied, planned or possible", err);
}

static marsad_str or_none(marsad_str s)
{
    return s.len > 0 ? s : MARSAD_LIT(REVIEW_NONE);
}

bool review_text(const struct review_site *site, const marsad_event *e, enum review_field f, marsad_str *out,
                 marsad_err *err)
{
    const char *from, *to;
    bool ok = true;

    days_of(site, e, &from, &to);
    *out = MARSAD_LIT(REVIEW_NONE);
    if (f == REVIEW_FIELD_TYPE)
        *out = e->type;
    else if (f == REVIEW_FIELD_MODE)
        *out = or_none(e->mode);
    else if (f == REVIEW_FIELD_DAY || f == REVIEW_FIELD_DAY_END)
        *out = or_none(marsad_str_of(f == REVIEW_FIELD_DAY ? from : to));
    else if (f == REVIEW_FIELD_PLACE)
        ok = review_place_text(site, e, out);
    else if (f == REVIEW_FIELD_ACTORS)
        ok = review_parties_text(site, e->actors, e->n_actors, out);
    else if (f == REVIEW_FIELD_RECIPIENTS)
        ok = review_parties_text(site, e->recipients, e->n_recipients, out);
    else if (f == REVIEW_FIELD_FACTUALITY)
        *out = marsad_str_of(marsad_factuality_name(e->factuality));
    else if (f == REVIEW_FIELD_SOURCE)
        ok = !e->has_source || review_words(site, e->source.span, out);
    else
        *out = count_text(site, count_of((marsad_event *)e, f));
    return (ok && out->ptr) || marsad_fail_memory(err);
}

bool review_set(const struct review_site *site, marsad_event *e, enum review_field f, marsad_str value, marsad_err *err)
{
    switch (f) {
    case REVIEW_FIELD_TYPE:
        return set_type(site, e, value, err);
    case REVIEW_FIELD_MODE:
        return set_mode(e, value);
    case REVIEW_FIELD_DAY:
        return set_day(site, e, value, err);
    case REVIEW_FIELD_DAY_END:
        return set_day_end(site, e, value, err);
    case REVIEW_FIELD_PLACE:
        return review_set_place(site, e, value, err);
    case REVIEW_FIELD_ACTORS:
        return review_set_parties(site, e, value, &e->actors, &e->n_actors, err);
    case REVIEW_FIELD_RECIPIENTS:
        return review_set_parties(site, e, value, &e->recipients, &e->n_recipients, err);
    case REVIEW_FIELD_FACTUALITY:
        return set_factuality(e, value, err);
    case REVIEW_FIELD_SOURCE:
        return review_set_source(site, e, value, err);
    default:
        return set_count(e, f, value, err);
    }
}

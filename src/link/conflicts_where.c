/*
 * conflicts_where.c - places and days that cannot both be right.
 *
 * Two places or two days are mostly two events that were taken for one. That it is one, the numbers must show: the same
 * toll, here and there, then and then.
 */
#include "link/conflicts.h"
#include "link/geo.h"
#include "mention/calendar.h"

#include <math.h>

#define DISTRICT 2   /* places wider than that do not say where it happened */
#define FAR_KM 200   /* further apart does not matter more */
#define LONG_DAYS 7  /* the same for days */
#define SAME_NIGHT 1 /* days between the evening and the morning after it */

/* ---- places ---- */

struct said say_place(struct look *l, size_t report)
{
    const marsad_event_row *row = &l->rows[report];
    const marsad_place *p = row->event->place;
    struct said s = { .report = report };

    if (!is_told(row) || !row->event->has_place || !p || !p->located || p->id.len == 0 || geo_rank(p) < 0 ||
        geo_rank(p) > DISTRICT)
        return s;
    s.value = s.key = p->id;
    return s;
}

enum relation compare_places(struct look *l, const struct said *a, const struct said *b)
{
    const marsad_event_row *x = &l->rows[a->report], *y = &l->rows[b->report];

    if (same_text(x, y) || !same_act(x, y) || !days_meet(x, y) || !same_numbers(l, a, b) || either_says_both(l, a, b))
        return AGREE;
    return CONTRADICT;
}

double place_difference(struct look *l, const struct said *a, const struct said *b)
{
    const marsad_place *x = l->rows[a->report].event->place, *y = l->rows[b->report].event->place;

    return geo_relate(x, y) == GEO_APART ? fmin(1, 0.2 + geo_distance(x, y) / FAR_KM) : 0;
}

/* ---- days ---- */

/*
 * Days that the text itself dates, not those counted from the day of publication ("yesterday", "on Monday"): that may
 * be the day when somebody copied the text.
 */
static bool is_dated(const marsad_time *t)
{
    static const char *const DATED[] = { "day-month", "month-day-year", "weekday-date", "numeric", "named-date" };

    for (size_t i = 0; t && t->rule && !t->set && !t->duration && i < sizeof DATED / sizeof *DATED; i++)
        if (strcmp(t->rule, DATED[i]) == 0)
            return true;
    return false;
}

struct said say_day(struct look *l, size_t report)
{
    const marsad_event_row *row = &l->rows[report];
    int32_t day = calendar_read(marsad_str_of(row->day));
    struct said s = { .report = report };

    if (!is_told(row) || !is_deed(row) || !row->day_is || strcmp(row->day_is, "event") != 0 || day == CALENDAR_NO_DAY ||
        day_length(row) > 1 || !is_dated(row->event->time))
        return s;
    s.min = s.max = s.told = day;
    s.value = s.key = marsad_str_of(row->day);
    return s;
}

enum relation compare_days(struct look *l, const struct said *a, const struct said *b)
{
    const marsad_event_row *x = &l->rows[a->report], *y = &l->rows[b->report];

    if (same_text(x, y) || !same_act(x, y) || !same_numbers(l, a, b) ||
        geo_relate(x->event->place, y->event->place) != GEO_SAME || either_says_both(l, a, b))
        return AGREE;
    return CONTRADICT;
}

double day_difference(struct look *l, const struct said *a, const struct said *b)
{
    double days = fabs(a->told - b->told);

    (void)l;
    return days > SAME_NIGHT ? fmin(1, days / LONG_DAYS) : 0;
}

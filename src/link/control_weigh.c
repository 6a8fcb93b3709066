/*
 * control_weigh.c - days as numbers, and what a piece of evidence counts.
 */
#include "link/control.h"

#include <limits.h>
#include <stdio.h>

/* ---- days ---- */

int control_day(const char *day)
{
    int y, m, d;

    if (strlen(day) != 10 || sscanf(day, "%4d-%2d-%2d", &y, &m, &d) != 3)
        return INT_MIN;
    y -= m <= 2; /* days from civil, after Howard Hinnant's "chrono-compatible low-level date algorithms" */
    int era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1, doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void control_day_text(int day, char out[11])
{
    int z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int d = doy - (153 * mp + 2) / 5 + 1, m = mp + (mp < 10 ? 3 : -9), y = yoe + era * 400 + (m <= 2);
    char text[40];

    snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
    memcpy(out, text, 10);
    out[10] = 0;
}

/* ---- weights ---- */

static bool is(marsad_str s, const char *list)
{
    return s.len && marsad_list_has(marsad_str_of(list), s);
}

double control_weight(double confidence, marsad_str kind, marsad_str claim, marsad_str factuality, bool own_day)
{
    double w = confidence < 0 ? 0 : confidence > 1 ? 1 : confidence;

    if (is(factuality, "denied") || is(claim, "denied"))
        return 0;
    if (is(kind, "fight"))
        w *= 0.3;
    else if (is(kind, "stronghold|freed"))
        w *= 0.8;
    if (is(claim, "claimed"))
        w *= 0.5;
    else if (!is(claim, "confirmed"))
        w *= 0.9;
    if (is(factuality, "alleged"))
        w *= 0.5;
    return own_day ? w : w * 0.8; /* told on that day, perhaps of one before */
}

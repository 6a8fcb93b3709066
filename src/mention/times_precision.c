/*
 * times_precision.c - how exactly a TIMEX3 value says when, by its form.
 */
#include "marsad/mention.h"

#include <string.h>

const char *marsad_time_precision(const marsad_time *t)
{
    static const struct {
        const char *form; /* d: a digit; other letters stand for themselves */
        const char *precision;
    } FORMS[] = {
        { "dddd-dd-dd", "day" }, { "dddd-Wdd", "week" },  { "dddd-dd", "month" },  { "dddd-Qd", "quarter" },
        { "dddd", "year" },      { "ddd", "decade" },     { "dd", "century" },     { "dddd-SU", "season" },
        { "dddd-SP", "season" }, { "dddd-FA", "season" }, { "dddd-WI", "season" }, { "dddd-Hd", "half-year" }
    };

    if (t->duration || t->set)
        return "";
    if (strchr(t->value, '/'))
        return "range";
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        const char *form = FORMS[i].form, *value = t->value;
        while (*form && (*form == 'd' ? *value >= '0' && *value <= '9' : *value == *form)) {
            form++;
            value++;
        }
        if (!*form && (!*value || (*value == 'T' && form[-1] == 'd'))) /* an hour makes a day no less one */
            return FORMS[i].precision;
    }
    return "";
}

/*
 * filter.c - the options that choose events, the same for all commands that take them.
 */
#include "cli/filter.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void copy_upper(char *to, size_t size, const char *from)
{
    size_t i = 0;

    for (; from[i] && i + 1 < size; i++)
        to[i] = (char)toupper((unsigned char)from[i]);
    to[i] = 0;
}

static int month_days(int year, int month)
{
    static const int DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : DAYS[month - 1];
}

bool cli_day(const char *text, bool last, char out[11])
{
    static const char SHAPE[] = "dddd-dd-dd";
    size_t n = strlen(text);
    int month;

    if (n != 4 && n != 7 && n != 10)
        return false;
    for (size_t i = 0; i < n; i++)
        if (SHAPE[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != '-')
            return false;
    strcpy(out, last ? "0000-12-31" : "0000-01-01");
    memcpy(out, text, n);
    month = atoi(out + 5);
    if (month < 1 || month > 12)
        return false;
    if (last && n == 7)
        snprintf(out + 8, 3, "%02d", month_days(atoi(out), month));
    return atoi(out + 8) >= 1 && atoi(out + 8) <= month_days(atoi(out), month);
}

bool cli_box(const char *text, marsad_event_filter *f)
{
    double *const SIDES[] = { &f->west, &f->south, &f->east, &f->north };
    marsad_str rest = marsad_str_of(text), part;

    for (size_t i = 0; i < 4; i++)
        if (!marsad_str_next(&rest, ',', &part) || !marsad_str_to_double(marsad_str_trim(part), SIDES[i]))
            return false;
    f->has_box = true;
    return !rest.ptr && f->south <= f->north && f->south >= -90 && f->north <= 90 && f->west >= -180 && f->east <= 180;
}

static bool is_factuality(const char *name)
{
    for (int k = 0; k <= MARSAD_POSSIBLE; k++)
        if (strcmp(name, marsad_factuality_name((marsad_factuality)k)) == 0)
            return true;
    return false;
}

static bool is_review(const char *name)
{
    static const char *const NAMES[] = { "accepted", "rejected", "edited", "none", "any", "all" };

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(name, NAMES[i]) == 0)
            return true;
    return false;
}

/* Filters that need a look at their value; false: wrong, and that was said. */
static bool take_checked(const struct command *c, struct cli_filter *own, int option)
{
    marsad_event_filter *f = &own->filter;
    long long number = 0;
    bool ok = true;

    if (option == FILTER_COUNTRY) {
        ok = strlen(optarg) == 2 ||
             (cli_usage(c, "--country takes two letters as in ISO 3166, not '%s'", optarg), false);
        copy_upper(own->country, sizeof own->country, optarg);
        f->country = own->country;
    } else if (option == FILTER_BOX) {
        ok = cli_box(optarg, f) ||
             (cli_usage(c, "--box takes WEST,SOUTH,EAST,NORTH in degrees, not '%s'", optarg), false);
    } else if (option == FILTER_FROM) {
        ok = cli_day(optarg, false, own->from) ||
             (cli_usage(c, "--from takes a day, 2015-07-20, not '%s'", optarg), false);
        f->from = own->from;
    } else if (option == FILTER_TO) {
        ok = cli_day(optarg, true, own->to) || (cli_usage(c, "--to takes a day, 2015-07-20, not '%s'", optarg), false);
        f->to = own->to;
    } else if (option == FILTER_FACTUALITY) {
        ok = is_factuality(optarg) ||
             (cli_usage(c, "--factuality is asserted, alleged, denied, planned or possible, not '%s'", optarg), false);
        f->factuality = optarg;
    } else if (option == FILTER_REVIEW) {
        ok = is_review(optarg) ||
             (cli_usage(c, "--review is accepted, rejected, edited, none, any or all, not '%s'", optarg), false);
        f->review = optarg;
    } else if (option == FILTER_KILLED) {
        ok = cli_number(c, "--killed-at-least", optarg, 1, INT32_MAX, &number);
        f->killed_at_least = (double)number;
    } else if (option == FILTER_LIMIT) {
        ok = cli_number(c, "--limit", optarg, 1, INT64_MAX, &number);
        f->limit = number;
    } else if (option == FILTER_OFFSET) {
        ok = cli_number(c, "--offset", optarg, 0, INT64_MAX, &number);
        f->offset = number;
    } else {
        ok = false;
    }
    return ok;
}

bool cli_filter_option(const struct command *c, int option, struct cli_filter *own)
{
    marsad_event_filter *f = &own->filter;

    switch (option) {
    case FILTER_TYPE:
        copy_upper(own->type, sizeof own->type, optarg);
        f->type = own->type;
        return true;
    case FILTER_MODE:
        f->mode = optarg;
        return true;
    case FILTER_PLACE:
        f->place = optarg;
        return true;
    case FILTER_ACTOR:
        f->actor = optarg;
        return true;
    case FILTER_RECIPIENT:
        f->recipient = optarg;
        return true;
    default:
        return take_checked(c, own, option);
    }
}

bool cli_filter_check(const struct command *c, const marsad_dict *dict, const struct cli_filter *own)
{
    const char *type = own->filter.type;
    int column = marsad_dict_column(dict, MARSAD_TABLE_FRAMES, "type");
    uint32_t rows = marsad_dict_rows(dict, MARSAD_TABLE_FRAMES);
    marsad_str before = { 0 };
    char known[600] = "";
    size_t n = 0;

    if (!type || column < 0)
        return true;
    for (uint32_t i = 0; i < rows; i++) {
        marsad_str cell = marsad_dict_cell(dict, MARSAD_TABLE_FRAMES, i, column);

        if (marsad_str_equal(cell, MARSAD_LIT("NONE"))) /* what only looks like a trigger */
            continue;
        if (marsad_str_equal(cell, marsad_str_of(type)))
            return true;
        if (cell.len > 0 && !marsad_str_equal(cell, before) &&
            marsad_str_find(marsad_str_of(known), cell, 0) == SIZE_MAX && n + cell.len + 2 < sizeof known)
            n += (size_t)snprintf(known + n, sizeof known - n, " %.*s", MARSAD_STR_ARG(cell));
        before = cell;
    }
    if (n > 0)
        cli_usage(c, "no type '%s'; there are:%s", type, known);
    return n == 0;
}

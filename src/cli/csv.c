/*
 * csv.c - cells of CSV (RFC 4180), quoted where they need it. The caller ends lines with CR LF.
 *
 * Titles and sentences come from outside, and a spreadsheet runs a cell that begins with = + - @ as a formula: such a
 * text gets an apostrophe before it. Numbers do not.
 */
#include "cli/cli.h"

static void begin(struct output *o, bool *first)
{
    out_text(o, *first ? "" : ",");
    *first = false;
}

static bool is_formula(marsad_str s)
{
    return s.len > 0 && memchr("=+-@\t\r", s.ptr[0], 6) != NULL;
}

static bool needs_quotes(marsad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '"' || s.ptr[i] == ',' || s.ptr[i] == '\n' || s.ptr[i] == '\r')
            return true;
    return false;
}

void csv_text(struct output *o, bool *first, marsad_str s)
{
    bool quoted = needs_quotes(s);
    marsad_str part;

    begin(o, first);
    out_text(o, quoted ? "\"" : "");
    out_text(o, is_formula(s) ? "'" : "");
    for (bool again = false; s.len > 0 && marsad_str_next(&s, '"', &part); again = true) {
        out_text(o, again ? "\"\"" : "");
        out_safe_lines(o, part);
    }
    out_text(o, quoted ? "\"" : "");
}

void csv_number(struct output *o, bool *first, bool has, double x)
{
    begin(o, first);
    if (has)
        out_fmt(o, "%.9g", x);
}

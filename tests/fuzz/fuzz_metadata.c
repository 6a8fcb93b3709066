/*
 * fuzz_metadata.c - dates as pages write them, addresses with dates, and objects of JSON-LD.
 *
 * The first line is read as a date and as an address, the rest is the script of a page. What must hold: dates are days
 * of the calendar from 1990 on (or told to be early), strings valid UTF-8.
 */
#include <assert.h>

#include "marsad/utf8.h"
#include "mention/calendar.h"
#include "page/jsonld.h"
#include "page/moment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_date(const marsad_dict *dict, marsad_str s)
{
    char got[MARSAD_MOMENT] = "";
    moment_status st;
    desk d;

    assert(desk_open(&d, dict));
    st = moment_read(&d, s, got);
    assert(st == MOMENT_NONE || calendar_read((marsad_str){ got, 10 }) != CALENDAR_NO_DAY);
    assert(st != MOMENT_GOOD || strcmp(got, "1990") >= 0);
    assert(st == MOMENT_NONE || moment_seconds(got) != INT64_MIN);
    if (moment_of_url(s, got))
        assert(strlen(got) == 10 && strcmp(got, "1990") >= 0);
    desk_close(&d);
}

static void check_jsonld(marsad_str script)
{
    page_tree t = { .scripts = { script }, .n_scripts = 1 };
    marsad_arena *arena = marsad_arena_new(0);
    page_jsonld got;

    assert(arena && page_jsonld_read(&t, arena, &got));
    assert(marsad_utf8_valid(got.headline) == got.headline.len && marsad_utf8_valid(got.body) == got.body.len);
    assert(marsad_utf8_valid(got.author) == got.author.len && marsad_utf8_valid(got.site) == got.site.len);
    marsad_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static marsad_dict *dict; /* opened once: the same for all inputs */
    marsad_buf valid = { 0 };
    marsad_str rest, date;

    if (!dict)
        dict = marsad_dict_open(NULL, NULL);
    assert(dict);
    if (size && marsad_utf8_clean((marsad_str){ (const char *)data, size }, &valid, NULL)) {
        rest = marsad_buf_str(&valid);
        marsad_str_next(&rest, '\n', &date);
        check_date(dict, date);
        if (rest.ptr)
            check_jsonld(rest);
    }
    marsad_buf_release(&valid);
    return 0;
}

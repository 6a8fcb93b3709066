/*
 * events.c - marsad events: what happened, each row with the sentence that says so.
 */
#include "cli/cli.h"
#include "record/writer.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

enum events_format { FORMAT_TABLE, FORMAT_JSON, FORMAT_CSV };

struct events_run {
    const char *db;
    enum events_format format;
    marsad_event_filter filter;
    char type[32], country[3], from[11], to[11]; /* what the filter points to */
    struct output out;
    size_t n;
};

/* ---- output ---- */

static void member_text(struct jw *j, const char *key, const char *z)
{
    jw_key(j, key);
    jw_text(j, z);
}

static void write_json(struct output *o, const marsad_event_row *row)
{
    const marsad_article *a = row->article;
    struct jw j = jw_to(&o->buf);

    jw_open(&j, '{');
    jw_member(&j, "document", a->document);
    jw_key(&j, "article");
    jw_number(&j, a->number);
    jw_member(&j, "url", a->url);
    jw_member(&j, "outlet", a->source);
    jw_member(&j, "title", a->title);
    member_text(&j, "published", a->published);
    member_text(&j, "day", row->day);
    member_text(&j, "day_end", row->day_end);
    member_text(&j, "day_is", row->day_is);
    jw_event(&j, row->points, row->event, row->number);
    jw_key(&j, "evidence");
    if (row->sentence.start < row->sentence.end) {
        jw_open(&j, '{');
        jw_span(&j, row->points, row->sentence);
        jw_close(&j, '}');
    } else {
        jw_null(&j);
    }
    jw_versions(&j, row->program, row->dictionary);
    jw_origin(&j, &a->capture, row->group);
    jw_close(&j, '}');
    out_text(o, "\n");
    if (j.failed)
        o->error = ENOMEM;
}

static bool print_row(void *user, const marsad_event_row *row)
{
    struct events_run *run = user;

    run->n++;
    if (run->format == FORMAT_JSON)
        write_json(&run->out, row);
    else if (run->format == FORMAT_CSV)
        csv_event(&run->out, row);
    else
        print_event(&run->out, row, row->article->document);
    return out_check(&run->out);
}

/* A type that no frame of the dictionary gives is a slip of the pen: say so, and which there are. */
static bool check_type(const marsad_dict *dict, const char *type)
{
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
        cli_usage(&COMMAND_EVENTS, "no type '%s'; there are:%s", type, known);
    return n == 0;
}

static int list_events(struct events_run *run)
{
    marsad_store_options options = { .create = false };
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = cli_dict();
    marsad_store *store = NULL;
    int status = CLI_DONE;

    if (!dict || !check_type(dict, run->filter.type)) {
        marsad_dict_close(dict);
        return dict ? CLI_USAGE : CLI_STOPPED;
    }
    options.dict = dict;
    store = marsad_store_open(run->db, &options, &err);
    if (store && run->format == FORMAT_CSV)
        csv_header(&run->out);
    if (!store || !marsad_store_events(store, &run->filter, print_row, run, &err))
        status = cli_fail(&err);
    else if (run->n == 0 && run->format == FORMAT_TABLE)
        fputs("marsad: no event fits\n", stderr);
    marsad_store_close(store);
    marsad_dict_close(dict);
    return out_finish(&run->out, status);
}

/* ---- options ---- */

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

/* "2015", "2015-07" or "2015-07-20" to the first or last day that it means; false: none of these. */
static bool read_day(const char *text, bool last, char out[11])
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

static bool read_box(const char *text, marsad_event_filter *f)
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

enum {
    OPT_CSV = OPT_OTHER,
    OPT_TYPE,
    OPT_MODE,
    OPT_PLACE,
    OPT_COUNTRY,
    OPT_BOX,
    OPT_ACTOR,
    OPT_RECIPIENT,
    OPT_FROM,
    OPT_TO,
    OPT_KILLED,
    OPT_FACTUALITY,
    OPT_LIMIT,
    OPT_OFFSET
};

/* Filters that need a look at their value; false: wrong, and that was said. */
static bool take_checked(struct events_run *run, int option)
{
    const struct command *c = &COMMAND_EVENTS;
    marsad_event_filter *f = &run->filter;
    long long number = 0;
    bool ok = true;

    if (option == OPT_COUNTRY) {
        ok = strlen(optarg) == 2 ||
             (cli_usage(c, "--country takes two letters as in ISO 3166, not '%s'", optarg), false);
        copy_upper(run->country, sizeof run->country, optarg);
        f->country = run->country;
    } else if (option == OPT_BOX) {
        ok = read_box(optarg, f) ||
             (cli_usage(c, "--box takes WEST,SOUTH,EAST,NORTH in degrees, not '%s'", optarg), false);
    } else if (option == OPT_FROM) {
        ok = read_day(optarg, false, run->from) ||
             (cli_usage(c, "--from takes a day, 2015-07-20, not '%s'", optarg), false);
        f->from = run->from;
    } else if (option == OPT_TO) {
        ok = read_day(optarg, true, run->to) || (cli_usage(c, "--to takes a day, 2015-07-20, not '%s'", optarg), false);
        f->to = run->to;
    } else if (option == OPT_FACTUALITY) {
        ok = is_factuality(optarg) ||
             (cli_usage(c, "--factuality is asserted, alleged, denied, planned or possible, not '%s'", optarg), false);
        f->factuality = optarg;
    } else if (option == OPT_KILLED) {
        ok = cli_number(c, "--killed-at-least", optarg, 1, INT32_MAX, &number);
        f->killed_at_least = (double)number;
    } else if (option == OPT_LIMIT) {
        ok = cli_number(c, "--limit", optarg, 1, INT64_MAX, &number);
        f->limit = number;
    } else if (option == OPT_OFFSET) {
        ok = cli_number(c, "--offset", optarg, 0, INT64_MAX, &number);
        f->offset = number;
    } else {
        ok = false;
    }
    return ok;
}

static bool take_option(struct events_run *run, int option)
{
    marsad_event_filter *f = &run->filter;

    switch (option) {
    case OPT_JSON:
        run->format = FORMAT_JSON;
        return true;
    case OPT_CSV:
        run->format = FORMAT_CSV;
        return true;
    case OPT_DB:
        run->db = optarg;
        return true;
    case OPT_TYPE:
        copy_upper(run->type, sizeof run->type, optarg);
        f->type = run->type;
        return true;
    case OPT_MODE:
        f->mode = optarg;
        return true;
    case OPT_PLACE:
        f->place = optarg;
        return true;
    case OPT_ACTOR:
        f->actor = optarg;
        return true;
    case OPT_RECIPIENT:
        f->recipient = optarg;
        return true;
    default:
        return take_checked(run, option);
    }
}

static int run_events(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             { "csv", no_argument, NULL, OPT_CSV },
                                             { "type", required_argument, NULL, OPT_TYPE },
                                             { "mode", required_argument, NULL, OPT_MODE },
                                             { "place", required_argument, NULL, OPT_PLACE },
                                             { "country", required_argument, NULL, OPT_COUNTRY },
                                             { "box", required_argument, NULL, OPT_BOX },
                                             { "actor", required_argument, NULL, OPT_ACTOR },
                                             { "recipient", required_argument, NULL, OPT_RECIPIENT },
                                             { "from", required_argument, NULL, OPT_FROM },
                                             { "to", required_argument, NULL, OPT_TO },
                                             { "killed-at-least", required_argument, NULL, OPT_KILLED },
                                             { "factuality", required_argument, NULL, OPT_FACTUALITY },
                                             { "limit", required_argument, NULL, OPT_LIMIT },
                                             { "offset", required_argument, NULL, OPT_OFFSET },
                                             { 0 } };
    struct events_run run = { .db = CLI_DB };
    const struct command *c = &COMMAND_EVENTS;
    int option;

    while ((option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        if (option == '?' || !take_option(&run, option))
            return CLI_USAGE;
    }
    if (optind < argc)
        return cli_usage(c, "takes no arguments, only options; '%s' is one too many", argv[optind]);
    return list_events(&run);
}

const struct command COMMAND_EVENTS = {
    .name = "events",
    .summary = "what happened, filtered, with the sentence that says so",
    .run = run_events,
    .help =
        "usage: marsad events [OPTIONS]\n\n"
        "List the events of a store by day. All filters that are given must fit.\n\n" CLI_HELP_DB
        "  --type TYPE        PLOVER type: ASSAULT, PROTEST, AID, …\n"
        "  --mode MODE        its mode: aerial, demo, …\n"
        "  --place PLACE      name (Arabic or English) of a place, province or country, or an id\n"
        "  --country CC       two letters, ISO 3166\n"
        "  --box W,S,E,N      degrees; places known only as a country lie in no box\n"
        "  --actor WHO        part of the name, another name of the same actor, an id, a country or a sector (MIL)\n"
        "  --recipient WHO    the same for the one it was done to\n"
        "  --from DAY         on or after this day; 2015-07-20, 2015-07 or 2015\n"
        "  --to DAY           on or before this day\n"
        "  --killed-at-least N\n"
        "  --factuality F     asserted, alleged, denied, planned, possible\n"
        "  --limit N, --offset N\n"
        "  --json             one JSON object a line, with the sentence and spans\n"
        "  --csv              with a header line\n"
        "  --help             this page\n\n"
        "The day is that of the event. Where the text names no time it is the day of publication; the second\n"
        "column (day_is) says which: event or published.\n\n"
        "Example:\n"
        "  marsad events --place Yemen --from 2015-07-20 --killed-at-least 5\n"
};

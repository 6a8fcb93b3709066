/*
 * control.c - marsad control: who holds which place, and by what word.
 */
#include "marsad/control.h"
#include "cli/control.h"
#include "cli/filter.h"

static const char *const FORMATS_HELP = "--json, --csv and --geojson are three ways to print it; take one";

static bool print_row(void *user, const marsad_control_row *row)
{
    struct control_run *run = user;

    switch (run->format) {
    case CONTROL_JSON:
        control_json(&run->out, row);
        break;
    case CONTROL_CSV:
        control_csv(&run->out, row);
        break;
    case CONTROL_GEOJSON:
        control_geojson(&run->out, row, run->n);
        break;
    default:
        control_people(&run->out, row, run->n, run->verbose);
    }
    run->n++;
    return out_check(&run->out);
}

static int list_control(struct control_run *run)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = cli_dict();
    marsad_store *store = NULL;
    int status = CLI_DONE;

    if (!dict)
        return CLI_STOPPED;
    store = marsad_store_open(run->db, &(marsad_store_options){ .dict = dict }, &err);
    if (store && run->format == CONTROL_CSV)
        control_csv_header(&run->out);
    if (store && run->format == CONTROL_GEOJSON)
        out_text(&run->out, "{\"type\":\"FeatureCollection\",\"features\":[");
    if (!store || !marsad_control(store, &run->filter, print_row, run, &err))
        status = cli_fail(&err);
    else if (run->format == CONTROL_GEOJSON)
        out_text(&run->out, run->n ? "\n]}\n" : "]}\n");
    else if (run->n == 0 && run->format == CONTROL_PEOPLE)
        fputs("marsad: nothing is known of who holds that\n", stderr);
    marsad_store_close(store);
    marsad_dict_close(dict);
    return out_finish(&run->out, status);
}

enum {
    OPT_GEOJSON = OPT_OTHER,
    OPT_PLACE,
    OPT_AREA,
    OPT_AT,
    OPT_FROM,
    OPT_TO,
    OPT_HOLDER,
    OPT_CONFIDENCE,
    OPT_HALF_LIFE,
    OPT_ALL
};

static bool take_day(const char *name, bool last, char day[11], const char **to)
{
    if (!cli_day(optarg, last, day))
        return cli_usage(&COMMAND_CONTROL, "%s takes a day, 2015-07-20, not '%s'", name, optarg), false;
    *to = day;
    return true;
}

/* --area: a box in degrees, or the name of a province or a country. */
static bool take_area(marsad_control_filter *f)
{
    marsad_event_filter box = { .type = NULL };

    if (!cli_box(optarg, &box)) {
        f->area = optarg;
        return true;
    }
    f->has_box = true;
    f->west = box.west;
    f->south = box.south;
    f->east = box.east;
    f->north = box.north;
    return true;
}

static bool take_number(const char *name, double low, double high, double *to)
{
    if (marsad_str_to_double(marsad_str_of(optarg), to) && *to >= low && *to <= high)
        return true;
    cli_usage(&COMMAND_CONTROL, "%s takes a number from %g to %g, not '%s'", name, low, high, optarg);
    return false;
}

static bool take_format(struct control_run *run, enum control_format format)
{
    if (run->format != CONTROL_PEOPLE && run->format != format)
        return cli_usage(&COMMAND_CONTROL, "%s", FORMATS_HELP), false;
    run->format = format;
    return true;
}

static bool take_option(struct control_run *run, int option)
{
    marsad_control_filter *f = &run->filter;

    switch (option) {
    case OPT_DB:
        run->db = optarg;
        return true;
    case OPT_JSON:
        return take_format(run, CONTROL_JSON);
    case OPT_CSV:
        return take_format(run, CONTROL_CSV);
    case OPT_GEOJSON:
        return take_format(run, CONTROL_GEOJSON);
    case OPT_PLACE:
        f->place = optarg;
        return true;
    case OPT_AREA:
        return take_area(f);
    case OPT_AT:
        return take_day("--at", true, run->at, &f->at);
    case OPT_FROM:
        return take_day("--from", false, run->from, &f->from);
    case OPT_TO:
        return take_day("--to", true, run->to, &f->to);
    case OPT_HOLDER:
        f->holder = optarg;
        return true;
    case OPT_CONFIDENCE:
        return take_number("--min-confidence", 0, 1, &f->confidence_at_least);
    case OPT_HALF_LIFE:
        return take_number("--half-life", 1, 3650, &f->half_life);
    case OPT_ALL:
        run->verbose = true;
        return true;
    default:
        return false;
    }
}

static bool is_sound(const struct control_run *run)
{
    const marsad_control_filter *f = &run->filter;

    if (f->place && f->area)
        return cli_usage(&COMMAND_CONTROL, "--place is one place, --area all places in one; take one"), false;
    if (f->at && (f->from || f->to))
        return cli_usage(&COMMAND_CONTROL, "--at is one day; --from and --to do not go with it"), false;
    if (f->from && f->to && strcmp(f->from, f->to) > 0)
        return cli_usage(&COMMAND_CONTROL, "--from lies after --to"), false;
    return true;
}

static int run_control(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             CLI_LONG_CSV,
                                             { "geojson", no_argument, NULL, OPT_GEOJSON },
                                             { "place", required_argument, NULL, OPT_PLACE },
                                             { "area", required_argument, NULL, OPT_AREA },
                                             { "at", required_argument, NULL, OPT_AT },
                                             { "from", required_argument, NULL, OPT_FROM },
                                             { "to", required_argument, NULL, OPT_TO },
                                             { "holder", required_argument, NULL, OPT_HOLDER },
                                             { "min-confidence", required_argument, NULL, OPT_CONFIDENCE },
                                             { "half-life", required_argument, NULL, OPT_HALF_LIFE },
                                             { "all-evidence", no_argument, NULL, OPT_ALL },
                                             { 0 } };
    struct control_run run = { .db = CLI_DB };
    int option;

    while ((option = cli_option(&COMMAND_CONTROL, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(&COMMAND_CONTROL);
        if (option == '?' || !take_option(&run, option))
            return CLI_USAGE;
    }
    if (optind < argc)
        return cli_usage(&COMMAND_CONTROL, "takes no arguments, only options; '%s' is one too many", argv[optind]);
    return is_sound(&run) ? list_control(&run) : CLI_USAGE;
}

const struct command COMMAND_CONTROL = {
    .name = "control",
    .summary = "who holds which place over time, each row with its sentence",
    .run = run_control,
    .help =
        "usage: marsad control [OPTIONS]\n\n"
        "Follow who holds a place, day by day, from reports of changes of control and statements of who holds\n"
        "it. Parts of a place have rows of their own. docs/control.md has the rules.\n\n" CLI_HELP_DB
        "  --place PLACE      name (Arabic or English) or id: this place alone\n"
        "  --area AREA        all places in a province, a country, or a box W,S,E,N in degrees\n"
        "  --at DAY           the rows of this day, by evidence up to it; 2015-07-20\n"
        "  --from DAY, --to DAY\n"
        "                     rows that touch these days\n"
        "  --holder WHO       a side's name or id, or words that name it\n"
        "  --min-confidence N from 0 to 1\n"
        "  --half-life DAYS   a report counts half after so many days (default 30)\n"
        "  --all-evidence     each row with all its sentences, not only the best\n"
        "  --json             one JSON object a line, with all evidence\n"
        "  --csv              with a header line\n"
        "  --geojson          a FeatureCollection, one point a row; places without a point have a null geometry\n"
        "  --help             this page\n\n"
        "Status: held; claimed (on the holder's own word alone); besieged; contested (the holder named is the one\n"
        "ahead). Confidence falls as evidence gets old; age is in days, from the last evidence to the row's end.\n\n"
        "Example:\n"
        "  marsad control --place Aden --from 2015-07-01\n"
        "  marsad control --area Iraq --at 2015-08-01 --geojson > iraq.geojson\n"
};

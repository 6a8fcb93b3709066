/*
 * events.c - marsad events: what happened, each row with the sentence that says so.
 */
#include "cli/event_json.h"
#include "cli/filter.h"

#include <errno.h>

struct events_run {
    const char *db;
    enum cli_format format;
    struct cli_filter own;
    struct output out;
    size_t n;
};

/* ---- output ---- */

static void write_json(struct output *o, const marsad_event_row *row)
{
    struct jw j = jw_to(&o->buf);

    jw_open(&j, '{');
    json_row(&j, row);
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

static int list_events(struct events_run *run)
{
    marsad_store_options options = { .create = false };
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = cli_dict();
    marsad_store *store = NULL;
    int status = CLI_DONE;

    if (!dict || !cli_filter_check(&COMMAND_EVENTS, dict, &run->own)) {
        marsad_dict_close(dict);
        return dict ? CLI_USAGE : CLI_STOPPED;
    }
    options.dict = dict;
    store = marsad_store_open(run->db, &options, &err);
    if (store && run->format == FORMAT_CSV)
        csv_header(&run->out);
    if (!store || !marsad_store_events(store, &run->own.filter, print_row, run, &err))
        status = cli_fail(&err);
    else if (run->n == 0 && run->format == FORMAT_TABLE)
        fputs("marsad: no event fits\n", stderr);
    marsad_store_close(store);
    marsad_dict_close(dict);
    return out_finish(&run->out, status);
}

static int run_events(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS, CLI_LONG_DB, CLI_LONG_CSV, CLI_LONG_FILTER, { 0 } };
    struct events_run run = { .db = CLI_DB };
    const struct command *c = &COMMAND_EVENTS;
    int option;

    while ((option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        if (option == '?' || !(cli_list_option(option, &run.db, &run.format) || cli_filter_option(c, option, &run.own)))
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
    .help = "usage: marsad events [OPTIONS]\n\n"
            "List the events of a store by day. All filters that are given must fit.\n\n" CLI_HELP_DB CLI_HELP_FILTER
            "  --json             one JSON object a line, with the sentence and spans\n"
            "  --csv              with a header line\n"
            "  --help             this page\n\n"
            "The day is that of the event. Where the text names no time it is the day of publication; the second\n"
            "column (day_is) says which: event or published. At the end of a line stand the document and the name of\n"
            "the report, by which `marsad review` knows it; reports that people rejected are left out.\n\n"
            "Example:\n"
            "  marsad events --place Yemen --from 2015-07-20 --killed-at-least 5\n"
};

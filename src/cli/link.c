/*
 * link.c - marsad link: put reports into stories.
 */
#include "marsad/link.h"
#include "cli/cli.h"

enum { OPT_AGAIN = OPT_OTHER };

struct link_run {
    const char *db;
    bool json, again;
};

static void print_done(struct output *o, const struct link_run *run, const marsad_link_done *d, double seconds)
{
    if (run->json) {
        out_fmt(o, "{\"reports\":%lld,\"pairs\":%lld,\"links\":%lld,\"stories\":%lld,\"seconds\":%.3f}\n",
                (long long)d->reports, (long long)d->pairs, (long long)d->links, (long long)d->stories, seconds);
        return;
    }
    print_count(o, (uint64_t)d->reports);
    out_text(o, " new reports compared in ");
    print_count(o, (uint64_t)d->pairs);
    out_text(o, " pairs; ");
    print_count(o, (uint64_t)d->stories);
    out_fmt(o, " stories made or changed in %.1f s\n", seconds);
}

static int link_store(const struct link_run *run)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = cli_dict();
    marsad_store_options options = { .write = true, .dict = dict };
    marsad_store *store = dict ? marsad_store_open(run->db, &options, &err) : NULL;
    marsad_link_done done = { .reports = 0 };
    struct output out = { .error = 0 };
    double begin = cli_now();
    int status = dict ? CLI_DONE : CLI_STOPPED;

    if (dict && (!store || !(run->again ? marsad_link_again : marsad_link_update)(store, &done, &err)))
        status = cli_fail(&err);
    if (status == CLI_DONE)
        print_done(&out, run, &done, cli_now() - begin);
    marsad_store_close(store);
    marsad_dict_close(dict);
    return out_finish(&out, status);
}

static int run_link(int argc, char **argv)
{
    static const struct option OPTIONS[] = {
        CLI_LONG_OPTIONS, CLI_LONG_DB, { "again", no_argument, NULL, OPT_AGAIN }, { 0 }
    };
    struct link_run run = { .db = CLI_DB };
    int option;

    while ((option = cli_option(&COMMAND_LINK, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(&COMMAND_LINK);
        if (option == OPT_JSON)
            run.json = true;
        else if (option == OPT_DB)
            run.db = optarg;
        else if (option == OPT_AGAIN)
            run.again = true;
        else
            return CLI_USAGE;
    }
    if (optind < argc)
        return cli_usage(&COMMAND_LINK, "takes no arguments, only options; '%s' is one too many", argv[optind]);
    return link_store(&run);
}

const struct command COMMAND_LINK = {
    .name = "link",
    .summary = "put reports of one event into one story",
    .run = run_link,
    .help = "usage: marsad link [OPTIONS]\n\n"
            "Compare the reports of a store that are new with those of the same days and put the ones that tell of\n"
            "one event into one story. `marsad add` and `marsad watch` do this at their end; it is needed for a\n"
            "store of an older version, or to make all stories anew with a new one.\n\n" CLI_HELP_DB
            "  --again            forget all stories and make them anew\n"
            "  --json             the summary as one JSON object\n"
            "  --help             this page\n\n"
            "Example:\n"
            "  marsad link --db news.db\n"
};

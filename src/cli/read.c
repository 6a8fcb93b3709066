/*
 * read.c - marsad read: analyse and print, no store.
 */
#include <errno.h>

#include "cli/cli.h"

struct read_run {
    struct output out;
    bool json;
    marsad_record_part part;
};

/* Workers write the lines; the caller's thread only puts them in order. */
static void write_record(void *user, struct job *job)
{
    const struct read_run *run = user;
    struct output text = { .buf = job->out };
    const marsad_record *r = &job->record;

    if (run->json) {
        if (marsad_record_json(r, run->part, &job->out, &job->err) && !marsad_buf_add_byte(&job->out, '\n'))
            marsad_fail_memory(&job->err);
        return;
    }
    print_article(&text, &r->article);
    if (run->part == MARSAD_RECORD_ARTICLE) {
        out_str(&text, r->article.text);
        out_text(&text, "\n");
    }
    for (size_t i = 0; i < r->events.n_events; i++) {
        marsad_event_row row = record_row(r, i);

        out_text(&text, "  ");
        print_event(&text, &row, (marsad_str){ 0 });
    }
    out_text(&text, "\n");
    job->out = text.buf;
    if (text.error)
        marsad_fail_memory(&job->err);
}

static bool print_record(void *user, struct job *job, marsad_err *err)
{
    struct read_run *run = user;

    (void)err;
    out_str(&run->out, marsad_buf_str(&job->out));
    return out_check(&run->out);
}

static int run_all(struct pipeline *p, struct read_run *run)
{
    marsad_err err = { .code = MARSAD_OK };
    struct totals totals = { .seconds = 0 };
    marsad_dict *dict = cli_dict();
    int status = CLI_DONE;

    if (!dict)
        return CLI_STOPPED;
    p->dict = dict;
    p->user = run;
    p->work = write_record;
    p->done = print_record;
    if (!cli_pipeline(p, &totals, &err) && err.code != MARSAD_OK)
        status = cli_fail(&err);
    else if (totals.interrupted)
        status = CLI_INTERRUPTED;
    else if (totals.refused > 0)
        status = CLI_REFUSED;
    status = out_finish(&run->out, status);
    marsad_dict_close(dict);
    return status;
}

/* --format; false: told. */
static bool choose_format(const char *name, struct read_run *run)
{
    if (strcmp(name, "conllu") == 0 || strcmp(name, "bio") == 0) {
        cli_usage(&COMMAND_READ, "this version does not write %s yet; it writes json and text", name);
        return false;
    }
    run->json = strcmp(name, "json") == 0;
    if (run->json || strcmp(name, "text") == 0)
        return true;
    cli_usage(&COMMAND_READ, "--format must be json or text, not '%s'", name);
    return false;
}

enum { OPT_FORMAT = OPT_OTHER, OPT_ONLY, OPT_LINES };

static int run_read(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             { "format", required_argument, NULL, OPT_FORMAT },
                                             { "only", required_argument, NULL, OPT_ONLY },
                                             { "sentences", required_argument, NULL, OPT_LINES },
                                             { "tokens", required_argument, NULL, OPT_LINES },
                                             { "jobs", required_argument, NULL, 'j' },
                                             { 0 } };
    struct read_run run = { .part = MARSAD_RECORD_FULL };
    struct pipeline p = { .threads = cli_threads() };
    const struct command *c = &COMMAND_READ;
    long long number;
    int option;

    while ((option = cli_option(c, argc, argv, ":j:", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        else if (option == OPT_JSON)
            run.json = true;
        else if (option == OPT_FORMAT && choose_format(optarg, &run))
            continue;
        else if (option == OPT_ONLY && strcmp(optarg, "articles") == 0)
            run.part = MARSAD_RECORD_ARTICLE;
        else if (option == OPT_ONLY)
            return cli_usage(c, "--only knows 'articles', not '%s'", optarg);
        else if (option == OPT_LINES)
            return cli_usage(c, "this version does not read sentences or tokens one a line yet");
        else if (option == 'j' && cli_number(c, "-j", optarg, 1, 256, &number))
            p.threads = (unsigned)number;
        else
            return CLI_USAGE;
    }
    if (optind == argc)
        return cli_usage(c, "name at least one FILE, a folder, or - for standard input");
    p.paths = (const char *const *)(argv + optind);
    p.n_paths = (size_t)(argc - optind);
    p.articles_only = run.part == MARSAD_RECORD_ARTICLE;
    return run_all(&p, &run);
}

const struct command COMMAND_READ = {
    .name = "read",
    .summary = "analyse and print, no store",
    .run = run_read,
    .help = "usage: marsad read [OPTIONS] FILE…\n\n"
            "Analyse the articles of files, folders, archives or standard input (-) and print them with their events\n"
            "and the sentence behind each. Text, JSON, JSON Lines; plain or in .gz, .zst, .zip; any Arabic charset.\n\n"
            "  --json             one JSON object a line, one line an article (docs/record.md)\n"
            "  --format FORMAT    json or text (default text)\n"
            "  --only articles    stop after finding articles; no analysis\n"
            "  -j, --jobs N       threads (default: all processors); the output is the same for any N\n"
            "  --help             this page\n\n"
            "Example:\n"
            "  marsad read --json news.zip | jq -r '.events[] | select(.killed) | .trigger.text'\n"
};

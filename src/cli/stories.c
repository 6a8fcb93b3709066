/*
 * stories.c - marsad stories: the reports of one event side by side, and one value for each field.
 */
#include "cli/stories.h"
#include "cli/filter.h"

#include <errno.h>

struct stories_run {
    const char *db;
    enum cli_format format;
    struct cli_filter own;
    marsad_story_filter filter;
    marsad_merge_rules rules;
    bool threads;
    marsad_merger *merger;
    marsad_arena *arena;
    struct story_threads_seen *seen;
    marsad_err err; /* of merging */
    struct output out;
    size_t n;
};

static void write_story(struct stories_run *run, const marsad_story *s, const marsad_merged *m)
{
    if (run->format == FORMAT_JSON)
        json_story(&run->out, s, m);
    else if (run->format == FORMAT_CSV)
        csv_story(&run->out, s, m);
    else if (run->filter.story)
        print_story_whole(&run->out, s, m);
    else
        print_story(&run->out, s, m);
}

static bool visit_story(void *user, const marsad_story *story)
{
    struct stories_run *run = user;
    marsad_merged merged;

    marsad_arena_reset(run->arena);
    if (!marsad_merge(run->merger, &run->rules, story, run->arena, &merged, &run->err))
        return false;
    run->n++;
    if (!run->threads)
        write_story(run, story, &merged);
    else if (!threads_seen_add(run->seen, story, &merged))
        return marsad_fail_memory(&run->err);
    return out_check(&run->out);
}

/* ---- the run ---- */

static void tell_behind(marsad_store *store)
{
    int64_t n = 0;
    char line[120];

    if (!marsad_link_behind(store, &n, NULL) || n == 0)
        return;
    snprintf(line, sizeof line, "%lld reports are in no story yet; run: marsad link", (long long)n);
    cli_log("stories", line);
}

static bool print_stories(struct stories_run *run, marsad_store *store, marsad_err *err)
{
    int64_t limit = run->filter.events.limit, offset = run->filter.events.offset;

    if (run->threads) /* they count threads then */
        run->filter.events.limit = run->filter.events.offset = 0;
    else if (run->format == FORMAT_CSV)
        csv_story_header(&run->out);
    if (!marsad_link_stories(store, &run->filter, visit_story, run, err))
        return false;
    if (run->err.code != MARSAD_OK) {
        *err = run->err;
        return false;
    }
    if (run->threads)
        run->n = threads_seen_print(run->seen, &run->out, run->format, limit, offset);
    return true;
}

static int list_stories(struct stories_run *run)
{
    marsad_store_options options = { .create = false };
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = cli_dict();
    marsad_store *store = NULL;
    int status = CLI_DONE;

    if (!dict || !cli_filter_check(&COMMAND_STORIES, dict, &run->own)) {
        marsad_dict_close(dict);
        return dict ? CLI_USAGE : CLI_STOPPED;
    }
    options.dict = dict;
    run->merger = marsad_merger_new(dict, &err);
    run->arena = marsad_arena_new(0);
    run->seen = threads_seen_new();
    if (!run->arena || !run->seen)
        marsad_fail_memory(&err);
    if (err.code == MARSAD_OK)
        store = marsad_store_open(run->db, &options, &err);
    if (store)
        tell_behind(store);
    if (!store || !print_stories(run, store, &err))
        status = cli_fail(&err);
    else if (run->n == 0 && run->format == FORMAT_TABLE)
        fputs(run->threads ? "marsad: no thread fits\n" : "marsad: no story fits\n", stderr);
    marsad_store_close(store);
    threads_seen_free(run->seen);
    marsad_arena_free(run->arena);
    marsad_merger_free(run->merger);
    marsad_dict_close(dict);
    return out_finish(&run->out, status);
}

/* ---- options ---- */

enum { OPT_STORY = OPT_OTHER, OPT_THREAD, OPT_THREADS, OPT_SOURCES, OPT_RULE };

static bool take_rule(struct stories_run *run)
{
    marsad_err err = { .code = MARSAD_OK };

    if (marsad_merge_set_rule(&run->rules, optarg, &err))
        return true;
    cli_usage(&COMMAND_STORIES, "--rule: %s", err.msg);
    return false;
}

static bool take_checked(struct stories_run *run, int option)
{
    const struct command *c = &COMMAND_STORIES;
    long long number;

    switch (option) {
    case OPT_STORY:
        run->filter.story = marsad_story_id(optarg);
        return run->filter.story ||
               (cli_usage(c, "--story takes s and 15 digits from 0 to f, not '%s'", optarg), false);
    case OPT_THREAD:
        run->filter.thread = thread_of_name(optarg);
        return run->filter.thread ||
               (cli_usage(c, "--thread takes t and 16 digits from 0 to f, not '%s'", optarg), false);
    case OPT_SOURCES:
        if (!cli_number(c, "--sources-at-least", optarg, 1, INT32_MAX, &number))
            return false;
        run->filter.sources_at_least = (size_t)number;
        return true;
    case OPT_RULE:
        return take_rule(run);
    default:
        return cli_filter_option(c, option, &run->own);
    }
}

static bool take_option(struct stories_run *run, int option)
{
    if (cli_list_option(option, &run->db, &run->format))
        return true;
    if (option != OPT_THREADS)
        return take_checked(run, option);
    run->threads = true;
    return true;
}

static int run_stories(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             CLI_LONG_CSV,
                                             { "story", required_argument, NULL, OPT_STORY },
                                             { "thread", required_argument, NULL, OPT_THREAD },
                                             { "threads", no_argument, NULL, OPT_THREADS },
                                             { "sources-at-least", required_argument, NULL, OPT_SOURCES },
                                             { "rule", required_argument, NULL, OPT_RULE },
                                             CLI_LONG_FILTER,
                                             { 0 } };
    struct stories_run run = { .db = CLI_DB, .rules = marsad_merge_defaults() };
    const struct command *c = &COMMAND_STORIES;
    int option;

    while ((option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        if (option == '?' || !take_option(&run, option))
            return CLI_USAGE;
    }
    if (optind < argc)
        return cli_usage(c, "takes no arguments, only options; '%s' is one too many", argv[optind]);
    run.filter.events = run.own.filter;
    return list_stories(&run);
}

const struct command COMMAND_STORIES = {
    .name = "stories",
    .summary = "the reports of one event side by side, with one value for each field",
    .run = run_stories,
    .help = "usage: marsad stories [OPTIONS]\n\n"
            "A report is what one article says of an event. A story is the reports of the same event, in however\n"
            "many articles, outlets and days. A thread is stories that follow each other: a battle of weeks, a round\n"
            "of talks. This lists the stories with at least one report that fits all filters, by day, a line each:\n"
            "killed 15 (12-17) is the value that the rule chose, and the lowest and highest that any report gives.\n"
            "Sources are independent ones: copies of one text, articles after one agency and articles of one outlet\n"
            "count once.\n\n" CLI_HELP_DB
            "  --story ID         this one whole: each field with rule and report, then its reports by time\n"
            "  --thread ID        the stories of this thread\n"
            "  --threads          list threads of two or more stories that fit, not stories\n"
            "  --sources-at-least N\n"
            "  --rule RULE        lowest, highest, median, latest, first, sources or trusted for all numbers\n"
            "  --rule FIELD=RULE  for one field: killed=highest, place=trusted; may be given again\n" CLI_HELP_FILTER
            "  --json             one JSON object a line: merged fields with evidence, then all reports\n"
            "  --csv              with a header line\n"
            "  --help             this page\n\n"
            "Rules and formulas are explained in docs/merging.md.\n\n"
            "Example:\n"
            "  marsad stories --place Yemen --from 2015-07-20 --sources-at-least 3 --rule killed=latest\n"
};

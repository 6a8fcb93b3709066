/*
 * review.c - marsad review: what people decide about reports.
 */
#include "cli/review.h"
#include "marsad/link.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#define MOST_CORRECTIONS 32

static bool told(void *user, const marsad_review *e)
{
    struct review_run *run = user;

    review_print(&run->out, e, run->options->json);
    return true;
}

static const char *reviewer(const struct review_options *o)
{
    const char *names[] = { o->by, getenv("MARSAD_REVIEWER"), getenv("USER"), getenv("LOGNAME") };
    const struct passwd *user;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i] && *names[i])
            return names[i];
    user = getpwuid(getuid());
    return user ? user->pw_name : NULL;
}

static bool add(struct review_run *run, marsad_review_request *request)
{
    request->by = reviewer(run->options);
    request->why = run->options->why;
    return marsad_review_add(run->store, request, told, run, &run->err);
}

static int finish(struct review_run *run, bool ok)
{
    return ok && marsad_store_commit(run->store, &run->err) && marsad_link_update(run->store, NULL, &run->err)
               ? CLI_DONE
               : cli_fail(&run->err);
}

/* ---- accept, reject, undo: each argument by itself, all or none ---- */

static int decide(struct review_run *run, marsad_review_action action)
{
    bool ok = true;

    for (int i = 0; ok && i < run->n_args; i++) {
        marsad_review_request request = { .action = action, .report = run->args[i], .undoes = run->args[i] };

        ok = add(run, &request);
    }
    return finish(run, ok);
}

static int accept_reports(struct review_run *run)
{
    return decide(run, MARSAD_REVIEW_ACCEPT);
}

static int reject_reports(struct review_run *run)
{
    return decide(run, MARSAD_REVIEW_REJECT);
}

static int undo_entries(struct review_run *run)
{
    return decide(run, MARSAD_REVIEW_UNDO);
}

/* ---- edit, merge, split ---- */

static int edit_report(struct review_run *run)
{
    marsad_correction corrections[MOST_CORRECTIONS];
    marsad_review_request request = { .action = MARSAD_REVIEW_EDIT,
                                      .report = run->args[0],
                                      .corrections = corrections };

    if (run->n_args > MOST_CORRECTIONS)
        return cli_usage(&COMMAND_REVIEW, "edit takes each field once");
    for (int i = 1; i < run->n_args; i++) {
        char *equals = strchr(run->args[i], '=');

        if (!equals)
            return cli_usage(&COMMAND_REVIEW, "edit takes FIELD=VALUE, not '%s'", run->args[i]);
        *equals = 0;
        corrections[request.n_corrections++] = (marsad_correction){ run->args[i], equals + 1 };
    }
    return finish(run, add(run, &request));
}

static int pair(struct review_run *run, marsad_review_action action)
{
    marsad_review_request request = { .action = action, .report = run->args[0], .other = run->args[1] };

    return finish(run, add(run, &request));
}

static int merge_reports(struct review_run *run)
{
    return pair(run, MARSAD_REVIEW_MERGE);
}

static int split_reports(struct review_run *run)
{
    return pair(run, MARSAD_REVIEW_SPLIT);
}

/* ---- the table of commands ---- */

static const struct task {
    const char *name;
    int (*run)(struct review_run *run);
    int least, most; /* arguments; most 0: any number */
    bool writes, needs_why;
    const char *takes;
} TASKS[] = {
    { "accept", accept_reports, 1, 0, true, true, "the names of reports" },
    { "reject", reject_reports, 1, 0, true, true, "the names of reports" },
    { "edit", edit_report, 2, 0, true, true, "the name of a report and FIELD=VALUE" },
    { "merge", merge_reports, 2, 2, true, true, "the names of two reports" },
    { "split", split_reports, 2, 2, true, true, "the names of two reports" },
    { "undo", undo_entries, 1, 0, true, true, "the ids of entries" },
    { "list", review_list_log, 0, 0, false, false, "no arguments" },
    { "check", review_check, 0, 0, false, false, "no arguments" },
    { "export", review_export, 0, 1, false, false, "a file, or none for standard output" },
    { "import", review_import, 1, 0, true, false, "files, - for standard input" },
};

static const struct task *find_task(const char *name)
{
    for (size_t i = 0; name && i < sizeof TASKS / sizeof *TASKS; i++)
        if (strcmp(TASKS[i].name, name) == 0)
            return &TASKS[i];
    return NULL;
}

static int run_task(const struct task *task, const struct review_options *o, char **args, int n_args)
{
    struct review_run run = { .options = o, .args = args, .n_args = n_args };
    marsad_store_options options = { .write = task->writes, .dict = cli_dict() };
    int status = CLI_STOPPED;

    if (!options.dict)
        return CLI_STOPPED;
    run.store = marsad_store_open(o->db, &options, &run.err);
    status = run.store ? task->run(&run) : cli_fail(&run.err);
    marsad_store_close(run.store);
    marsad_dict_close((marsad_dict *)options.dict);
    return out_finish(&run.out, status);
}

enum { OPT_BY = OPT_OTHER, OPT_WHY, OPT_REPORT, OPT_ACTION, OPT_SINCE };

static bool take_option(struct review_options *o, int option)
{
    const struct {
        int option;
        const char **to;
    } TEXTS[] = { { OPT_DB, &o->db },
                  { OPT_BY, &o->by },
                  { OPT_WHY, &o->why },
                  { OPT_REPORT, &o->filter.report },
                  { OPT_ACTION, &o->filter.action },
                  { OPT_SINCE, &o->filter.since } };

    o->json = o->json || option == OPT_JSON;
    o->csv = o->csv || option == OPT_CSV;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        if (option == TEXTS[i].option)
            *TEXTS[i].to = optarg;
    return option != '?';
}

static int run_review(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             { "by", required_argument, NULL, OPT_BY },
                                             { "why", required_argument, NULL, OPT_WHY },
                                             CLI_LONG_CSV,
                                             { "report", required_argument, NULL, OPT_REPORT },
                                             { "action", required_argument, NULL, OPT_ACTION },
                                             { "since", required_argument, NULL, OPT_SINCE },
                                             { 0 } };
    struct review_options o = { .db = CLI_DB };
    const struct command *c = &COMMAND_REVIEW;
    const struct task *task;
    marsad_review_action action;
    int option, n;

    while ((option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        if (!take_option(&o, option))
            return CLI_USAGE;
    }
    task = optind < argc ? find_task(argv[optind]) : NULL;
    if (!task)
        return cli_usage(c, "say what to do: accept, reject, edit, merge, split, undo, list, check, export or import");
    n = argc - optind - 1;
    if (n < task->least || (task->most > 0 && n > task->most) || (task->least == 0 && task->most == 0 && n > 0))
        return cli_usage(c, "%s takes %s", task->name, task->takes);
    if (task->needs_why && !o.why)
        return cli_usage(c, "%s needs a reason: --why TEXT", task->name);
    if (o.filter.action && !marsad_review_action_of(o.filter.action, &action))
        return cli_usage(c, "--action is accept, reject, edit, merge, split or undo, not '%s'", o.filter.action);
    if (o.by)
        o.filter.by = task->needs_why ? NULL : o.by;
    return run_task(task, &o, argv + optind + 1, n);
}

const struct command COMMAND_REVIEW = {
    .name = "review",
    .summary = "correct what the program read, in a log that is only added to",
    .run = run_review,
    .help =
        "usage: marsad review accept|reject REPORT… --why TEXT\n"
        "       marsad review edit REPORT FIELD=VALUE… --why TEXT\n"
        "       marsad review merge|split REPORT REPORT --why TEXT\n"
        "       marsad review undo ID… --why TEXT\n"
        "       marsad review list | check\n"
        "       marsad review export [FILE] | import FILE…\n\n"
        "Say what is right. What the program read stays as it is; decisions lie in a log beside it, with who, when "
        "and\n"
        "why, and over the events that all commands list. REPORT is the name at the end of a line of `marsad events`\n"
        "(3fa9c01b22de:0), or the number of an article and of its event (17:0). Several decisions in one command are\n"
        "written together or not at all.\n\n"
        "FIELD=VALUE, `none` for what is empty:\n"
        "  type, mode         of PLOVER: type=ASSAULT mode=aerial\n"
        "  day, day_end       2015-07-20\n"
        "  place              an id or a name of the gazetteer, or LAT,LON\n"
        "  actors, recipients words of the article, several with ; between them; WORDS=ENTITY names the entity, too\n"
        "  killed, injured, captured, displaced, participants   12, 12-15, 12+, 'up to 12'\n"
        "  factuality         asserted, alleged, denied, planned, possible\n"
        "  source             words of the article\n\n"
        "merge and split say that two reports tell of one event, or do not; `marsad stories` heeds it. check says "
        "which\n"
        "entries no longer fit what the program reads now (status 1). export and import exchange the log as JSON "
        "Lines;\n"
        "what is there already is skipped.\n\n" CLI_HELP_DB "  --why TEXT         the reason\n"
        "  --by NAME          who decides (default: $MARSAD_REVIEWER, else the user); list: only theirs\n"
        "  --report REPORT, --action ACTION, --since DAY   list: only these\n"
        "  --json, --csv      list: one JSON object a line; with a header line\n"
        "  --help             this page\n\n"
        "Example:\n"
        "  marsad review edit 3fa9c01b22de:0 killed=12 place=Taiz --by Amal --why 'the hospital counted 12'\n"
};

/*
 * conflicts.c - marsad conflicts: where reports of one event cannot all be right.
 *
 * Two passes over the stories that fit: the first keeps a few numbers of each conflict and puts them in order, the
 * second reads the stories of those that are shown again, one by one. So memory does not grow with the reports.
 */
#include "cli/conflicts.h"
#include "cli/filter.h"

#include <errno.h>
#include <stdlib.h>

enum { OPT_STORY = OPT_OTHER, OPT_KIND, OPT_STATUS };

struct rank { /* a conflict that fits */
    int64_t story;
    size_t number; /* among those of its story */
    double score;
    bool rising;
};

struct conflicts_run {
    const char *db;
    enum cli_format format;
    struct cli_filter own;
    int64_t story;
    int kind;           /* -1: any */
    const char *status; /* NULL: any */
    marsad_conflict_finder *finder;
    marsad_arena *arena;
    marsad_dict *dict;
    struct rank *ranks;
    size_t n, cap;
    struct rank shown; /* in the second pass */
    int64_t number;
    struct output out;
    marsad_err err;
};

/* ---- which there are ---- */

static bool add_rank(struct conflicts_run *run, struct rank r)
{
    if (run->n == run->cap) {
        size_t cap = run->cap ? run->cap * 2 : 256;
        struct rank *more = cap > SIZE_MAX / sizeof *more ? NULL : realloc(run->ranks, cap * sizeof *more);

        if (!more)
            return marsad_fail_memory(&run->err);
        run->ranks = more;
        run->cap = cap;
    }
    run->ranks[run->n++] = r;
    return true;
}

static bool is_wanted(const struct conflicts_run *run, const marsad_conflict *c)
{
    return (run->kind < 0 || (int)c->kind == run->kind) &&
           (!run->status || strcmp(conflict_status(c), run->status) == 0);
}

static bool rank_story(void *user, const marsad_story *story)
{
    struct conflicts_run *run = user;
    marsad_conflicts found;

    marsad_arena_reset(run->arena);
    if (!marsad_conflicts_find(run->finder, story, run->arena, &found, &run->err))
        return false;
    for (size_t i = 0; i < found.n; i++)
        if (is_wanted(run, &found.at[i]) &&
            !add_rank(run, (struct rank){ story->id, i, found.at[i].score, found.at[i].rising }))
            return false;
    return true;
}

static int by_rank(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;

    if (x->rising != y->rising)
        return x->rising - y->rising;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    if (x->story != y->story)
        return x->story < y->story ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* ---- showing them ---- */

static bool show_story(void *user, const marsad_story *story)
{
    struct conflicts_run *run = user;
    struct shown_conflict c = { .dict = run->dict, .story = story, .rank = run->number };
    marsad_conflicts found;

    marsad_arena_reset(run->arena);
    if (!marsad_conflicts_find(run->finder, story, run->arena, &found, &run->err) || run->shown.number >= found.n)
        return false;
    c.conflict = &found.at[run->shown.number];
    if (run->format == FORMAT_JSON)
        conflict_json(&run->out, &c);
    else if (run->format == FORMAT_CSV)
        conflict_csv(&run->out, &c);
    else
        conflict_text(&run->out, &c);
    return false; /* there is one story of this number */
}

static bool show_all(struct conflicts_run *run, marsad_store *store)
{
    size_t from = (size_t)run->own.filter.offset, to = run->n;

    if (run->own.filter.limit > 0 && from < to && (uint64_t)run->own.filter.limit < to - from)
        to = from + (size_t)run->own.filter.limit;
    if (run->format == FORMAT_CSV)
        conflict_csv_header(&run->out);
    for (size_t i = from; i < to && out_check(&run->out); i++) {
        marsad_story_filter one = { .story = run->ranks[i].story };

        run->shown = run->ranks[i];
        run->number = (int64_t)i + 1;
        if (!marsad_link_stories(store, &one, show_story, run, &run->err) || run->err.code != MARSAD_OK)
            return false;
    }
    if (run->n == 0 && run->format == FORMAT_TABLE)
        fputs("marsad: no contradiction among the stories that fit\n", stderr);
    return true;
}

static bool find_all(struct conflicts_run *run, marsad_store *store)
{
    marsad_story_filter filter = { .events = run->own.filter, .story = run->story };
    int64_t behind = 0;

    filter.events.limit = filter.events.offset = 0; /* they count conflicts */
    if (!marsad_link_behind(store, &behind, &run->err))
        return false;
    if (behind > 0)
        fprintf(stderr, "marsad: %lld reports are in no story yet: run marsad link\n", (long long)behind);
    if (!marsad_link_stories(store, &filter, rank_story, run, &run->err) || run->err.code != MARSAD_OK)
        return false;
    if (run->n > 1)
        qsort(run->ranks, run->n, sizeof *run->ranks, by_rank);
    return true;
}

static int list_conflicts(struct conflicts_run *run)
{
    marsad_store_options options = { .create = false };
    marsad_store *store = NULL;
    int status = CLI_DONE;

    run->dict = cli_dict();
    options.dict = run->dict;
    if (!run->dict || !cli_filter_check(&COMMAND_CONFLICTS, run->dict, &run->own)) {
        marsad_dict_close(run->dict);
        return run->dict ? CLI_USAGE : CLI_STOPPED;
    }
    run->finder = marsad_conflicts_new(run->dict, &run->err);
    run->arena = marsad_arena_new(0);
    if (!run->arena)
        marsad_fail_memory(&run->err);
    if (run->finder && run->arena)
        store = marsad_store_open(run->db, &options, &run->err);
    if (!store || !find_all(run, store) || !show_all(run, store))
        status = cli_fail(&run->err);
    marsad_store_close(store);
    marsad_conflicts_free(run->finder);
    marsad_arena_free(run->arena);
    marsad_dict_close(run->dict);
    free(run->ranks);
    return out_finish(&run->out, status);
}

/* ---- options ---- */

static bool take_kind(struct conflicts_run *run)
{
    for (int k = 0; k < MARSAD_CONFLICT_KIND_COUNT; k++)
        if (strcmp(optarg, marsad_conflict_kind_name((marsad_conflict_kind)k)) == 0) {
            run->kind = k;
            return true;
        }
    cli_usage(&COMMAND_CONFLICTS,
              "no kind '%s'; there are killed, injured, captured, displaced, participants, denial, "
              "control, actor, place and day",
              optarg);
    return false;
}

static bool take_status(struct conflicts_run *run)
{
    run->status = optarg;
    if (strcmp(optarg, "contradiction") == 0 || strcmp(optarg, "rising") == 0)
        return true;
    cli_usage(&COMMAND_CONFLICTS, "--status is contradiction or rising, not '%s'", optarg);
    return false;
}

static bool take_story(struct conflicts_run *run)
{
    run->story = marsad_story_id(optarg);
    if (run->story)
        return true;
    cli_usage(&COMMAND_CONFLICTS, "--story takes the name of a story, s and 15 digits, not '%s'", optarg);
    return false;
}

static bool take_option(struct conflicts_run *run, int option)
{
    if (cli_list_option(option, &run->db, &run->format))
        return true;
    switch (option) {
    case OPT_STORY:
        return take_story(run);
    case OPT_KIND:
        return take_kind(run);
    case OPT_STATUS:
        return take_status(run);
    default:
        return cli_filter_option(&COMMAND_CONFLICTS, option, &run->own);
    }
}

static int run_conflicts(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             CLI_LONG_CSV,
                                             { "story", required_argument, NULL, OPT_STORY },
                                             { "kind", required_argument, NULL, OPT_KIND },
                                             { "status", required_argument, NULL, OPT_STATUS },
                                             CLI_LONG_FILTER,
                                             { 0 } };
    struct conflicts_run run = { .db = CLI_DB, .kind = -1 };
    const struct command *c = &COMMAND_CONFLICTS;
    int option;

    while ((option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        if (option == '?' || !take_option(&run, option))
            return CLI_USAGE;
    }
    if (optind < argc)
        return cli_usage(c, "takes no arguments, only options; '%s' is one too many", argv[optind]);
    return list_conflicts(&run);
}

const struct command COMMAND_CONFLICTS = {
    .name = "conflicts",
    .summary = "where reports of one event contradict each other",
    .run = run_conflicts,
    .help = "usage: marsad conflicts [OPTIONS]\n\n"
            "List what reports of one story cannot both be right about, with both sides, their sentences and times;\n"
            "what matters most comes first. Tolls that only rise from day to day come behind the contradictions,\n"
            "marked \"rising\". The filters choose stories with a report that fits all of them.\n\n" CLI_HELP_DB
            "  --story ID         this story alone\n"
            "  --kind KIND        killed, injured, captured, displaced, participants, denial, control, actor,\n"
            "                     place, day\n"
            "  --status S         contradiction or rising\n" CLI_HELP_FILTER
            "  --json             one JSON object a line, a conflict each, with all reports of both sides\n"
            "  --csv              with a header line; one line for each report of a side\n"
            "  --help             this page\n\n"
            "How the score is made, and what is no contradiction: docs/conflicts.md.\n\n"
            "Example:\n"
            "  marsad conflicts --kind killed --place Yemen --from 2015-07-20 --limit 20\n"
};

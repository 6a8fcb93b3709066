/*
 * add.c - marsad add: articles with their records into a store.
 *
 * What the store has is skipped before the analysis, so a run that was cut off is taken up by giving the same command
 * again. A batch is closed after 500 articles, after 16 MiB of text, or after 4 seconds.
 */
#include "cli/cli.h"
#include "marsad/link.h"
#include "record/writer.h"

#define BATCH_ARTICLES 500
#define BATCH_BYTES ((size_t)16 << 20)
#define BATCH_SECONDS 4

struct add_run {
    marsad_store *store;
    uint64_t added, events;
    uint64_t revisits; /* captured again, of pages that the store has */
    uint64_t again;    /* the same text twice within the articles in flight */
    size_t in_batch, batch_bytes;
    double batch_begin; /* cli_now() */
    marsad_link_done linked;
};

static bool is_new(void *user, const marsad_article *a, bool *wanted, marsad_err *err)
{
    struct add_run *run = user;
    bool seen;

    if (!marsad_store_seen(run->store, a, &seen, err))
        return false;
    *wanted = !seen;
    return true;
}

static bool store_revisit(void *user, const marsad_capture *c, marsad_err *err)
{
    struct add_run *run = user;
    bool known;

    if (!marsad_store_revisit(run->store, c, &known, err))
        return false;
    run->revisits += known;
    return true;
}

static bool note_refusal(void *user, const marsad_err *why, marsad_err *err)
{
    struct add_run *run = user;

    return marsad_store_refuse(run->store, why, err);
}

static bool store_record(void *user, struct job *job, marsad_err *err)
{
    struct add_run *run = user;
    bool added;

    if (run->in_batch == 0)
        run->batch_begin = cli_now();
    if (!marsad_store_add(run->store, &job->record, &added, err))
        return false;
    if (!added) {
        run->again++;
        return true;
    }
    run->added++;
    run->events += job->record.events.n_events;
    run->in_batch++;
    run->batch_bytes += job->article.text.len;
    if (run->in_batch < BATCH_ARTICLES && run->batch_bytes < BATCH_BYTES &&
        cli_now() - run->batch_begin < BATCH_SECONDS)
        return true;
    run->in_batch = run->batch_bytes = 0;
    return marsad_store_commit(run->store, err);
}

/* ---- the summary ---- */

static void print_json(struct output *out, const struct add_run *run, const struct totals *t)
{
    struct jw j = jw_to(&out->buf);
    const struct {
        const char *key;
        double value;
    } NUMBERS[] = { { "articles", (double)t->progress.items },
                    { "added", (double)run->added },
                    { "skipped", (double)(t->skipped + run->again) },
                    { "refused", (double)t->refused },
                    { "events", (double)run->events },
                    { "words", (double)t->progress.words },
                    { "bytes", (double)t->progress.bytes_done },
                    { "seconds", (double)(long long)(t->seconds * 1000) / 1000 },
                    { "near_copies", (double)marsad_store_near_copies(run->store) },
                    { "revisits", (double)run->revisits },
                    { "stories", (double)run->linked.stories } };

    jw_open(&j, '{');
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        jw_key(&j, NUMBERS[i].key);
        jw_number(&j, NUMBERS[i].value);
    }
    jw_close(&j, '}');
    out_text(out, "\n");
}

static void print_summary(struct output *out, const struct add_run *run, const struct totals *t, const char *db)
{
    print_count(out, run->added);
    out_text(out, " articles added to ");
    out_text(out, db);
    out_text(out, " with ");
    print_count(out, run->events);
    out_text(out, " events; ");
    print_count(out, t->skipped + run->again);
    out_text(out, " skipped (already there); ");
    print_count(out, t->refused);
    out_text(out, " refused\n");
    if (marsad_store_near_copies(run->store) > 0) {
        print_count(out, marsad_store_near_copies(run->store));
        out_text(out, " of them near copies of others, grouped with them\n");
    }
    if (run->revisits > 0) {
        print_count(out, run->revisits);
        out_text(out, " pages captured again, unchanged\n");
    }
    if (run->linked.stories > 0) {
        print_count(out, (uint64_t)run->linked.stories);
        out_text(out, " stories made or changed\n");
    }
    print_count(out, t->progress.words);
    out_fmt(out, " words in %.1f s", t->seconds);
    if (t->seconds > 0.05)
        out_fmt(out, ", %.0f words/s", (double)t->progress.words / t->seconds);
    out_text(out, t->interrupted ? "\ninterrupted; the same command goes on from here\n" : "\n");
}

static int run_all(struct pipeline *p, const char *db, bool json)
{
    marsad_store_options options = { .create = true, .write = true };
    marsad_err err = { .code = MARSAD_OK };
    struct add_run run = { .store = NULL };
    struct totals totals = { .seconds = 0 };
    struct output out = { .error = 0 };
    marsad_dict *dict = cli_dict();
    int status = CLI_STOPPED;

    if (!dict)
        return CLI_STOPPED;
    options.dict = p->dict = dict;
    p->user = &run;
    p->wanted = is_new;
    p->done = store_record;
    p->revisit = store_revisit;
    p->refused = note_refusal;
    run.store = marsad_store_open(db, &options, &err);
    if (!run.store || !cli_pipeline(p, &totals, &err) || !marsad_store_commit(run.store, &err) ||
        !marsad_link_update(run.store, &run.linked, &err)) {
        status = cli_fail(&err);
    } else {
        status = cli_totals_status(&totals);
        if (json)
            print_json(&out, &run, &totals);
        else
            print_summary(&out, &run, &totals, db);
    }
    marsad_store_close(run.store);
    marsad_dict_close(dict);
    return out_finish(&out, status);
}

static int run_add(int argc, char **argv)
{
    static const struct option OPTIONS[] = {
        CLI_LONG_OPTIONS, CLI_LONG_DB, { "jobs", required_argument, NULL, 'j' }, { 0 }
    };
    struct pipeline p = { .threads = cli_threads(), .progress = true };
    const struct command *c = &COMMAND_ADD;
    const char *db = CLI_DB;
    bool json = false;
    long long number;
    int option;

    while ((option = cli_option(c, argc, argv, ":j:", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        else if (option == OPT_JSON)
            json = true;
        else if (option == OPT_DB)
            db = optarg;
        else if (option == 'j' && cli_number(c, "-j", optarg, 1, 256, &number))
            p.threads = (unsigned)number;
        else
            return CLI_USAGE;
    }
    return cli_take_paths(c, argc, argv, &p) ? run_all(&p, db, json) : CLI_USAGE;
}

const struct command COMMAND_ADD = {
    .name = "add",
    .summary = "analyse and put into a store",
    .run = run_add,
    .help =
        "usage: marsad add [OPTIONS] FILE…\n\n"
        "Analyse the articles of files, folders, archives or standard input (-) and put them into a store with\n"
        "everything that was found. An article is known by its title and text: adding it again changes nothing,\n"
        "so a run that was cut off goes on when the same command is given again. Near copies (other titles, sentences\n"
        "cut, paragraphs moved) are added and grouped with what they copy. At the end reports of one event are put "
        "into\n"
        "one story (marsad stories).\n\n" CLI_HELP_DB "  --json             the summary as one JSON object\n"
        "  -j, --jobs N       threads (default: all processors); the store is the same for any N\n"
        "  --help             this page\n\n"
        "Example:\n"
        "  marsad add --db news.db archive/*.zip\n"
};

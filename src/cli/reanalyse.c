/*
 * reanalyse.c - marsad reanalyse: what the present version reads in the articles of a store.
 *
 * Articles come out of the store, go through the threads, and what was found replaces what was there, in the order of
 * their numbers. A batch is a transaction: a run that was cut off is taken up by giving the same command again, for
 * articles of the present version are skipped.
 */
#include "cli/review.h"
#include "marsad/link.h"
#include "marsad/pool.h"
#include "record/writer.h"

#define BATCH_ARTICLES 500
#define BATCH_BYTES ((size_t)16 << 20)
#define BATCH_SECONDS 4
#define LARGE ((size_t)1 << 20) /* bytes of an article that goes alone */

struct reanalyse_run {
    const char *db;
    bool all, json;
    unsigned threads;
    const marsad_dict *dict;
    marsad_store *store;
    marsad_pool *pool;
    struct jobs jobs;
    uint64_t articles, events, refused;
    size_t in_batch, batch_bytes;
    double begin, batch_begin;
    struct output out;
    marsad_err err;
};

/* Any thread. */
static void analyse(void *user, void *at, unsigned thread)
{
    struct reanalyse_run *run = user;
    struct job *job = at;

    (void)thread;
    marsad_err_clear(&job->err);
    marsad_record_make(run->dict, &job->article, job->arena, &job->record, &job->err);
}

static bool end_batch(struct reanalyse_run *run, size_t bytes)
{
    if (run->in_batch++ == 0)
        run->batch_begin = cli_now();
    run->batch_bytes += bytes;
    if (run->in_batch < BATCH_ARTICLES && run->batch_bytes < BATCH_BYTES &&
        cli_now() - run->batch_begin < BATCH_SECONDS)
        return true;
    run->in_batch = run->batch_bytes = 0;
    return marsad_store_commit(run->store, &run->err);
}

/* The caller's thread, in the order of the articles. */
static bool replace(void *user, void *at)
{
    struct reanalyse_run *run = user;
    struct job *job = at;
    bool ok = true;

    if (job->err.code == MARSAD_ELIMIT) { /* it keeps what was found before */
        cli_error(&job->err);
        run->refused++;
    } else if (job->err.code != MARSAD_OK) {
        ok = marsad_fail(&run->err, job->err.code, job->err.where, job->err.offset, "%s", job->err.msg);
    } else {
        ok =
            marsad_store_replace(run->store, job->id, &job->record, &run->err) && end_batch(run, job->article.text.len);
        run->articles++;
        run->events += job->record.events.n_events;
    }
    jobs_give(&run->jobs, job);
    return ok;
}

static bool submit(struct reanalyse_run *run, struct job *job)
{
    bool large = job->article.text.len >= LARGE;

    if (large && !marsad_pool_finish(run->pool)) {
        job_free(NULL, job);
        return false;
    }
    if (!marsad_pool_submit(run->pool, job)) {
        job_free(NULL, job);
        return false;
    }
    return !large || marsad_pool_finish(run->pool);
}

static bool send_all(struct reanalyse_run *run)
{
    int64_t id = 0;

    for (;;) {
        struct job *job = jobs_take(&run->jobs, &run->err);

        if (!job)
            return false;
        if (!marsad_store_outdated(run->store, id, run->all, job->arena, &job->article, &id, &run->err) || id == 0) {
            job_free(NULL, job);
            return run->err.code == MARSAD_OK && marsad_pool_finish(run->pool);
        }
        job->id = id;
        if (!submit(run, job))
            return false;
    }
}

static bool analyse_all(struct reanalyse_run *run)
{
    marsad_pool_options threads = { .threads = run->threads, .work = analyse, .done = replace, .user = run };
    bool ok;

    run->pool = marsad_pool_new(&threads, &run->err);
    ok = run->pool && send_all(run);
    marsad_pool_free(run->pool, job_free);
    jobs_clear(&run->jobs);
    return ok && (run->articles == 0 || marsad_store_tidy(run->store, &run->err)) &&
           marsad_store_commit(run->store, &run->err) && marsad_link_update(run->store, NULL, &run->err);
}

/* ---- what came of it ---- */

static void print_summary(struct reanalyse_run *run, const marsad_store_counts *n, const struct findings *f)
{
    struct output *o = &run->out;

    print_count(o, run->articles);
    out_text(o, " articles analysed again, with ");
    print_count(o, run->events);
    out_text(o, " events; ");
    print_count(o, (uint64_t)n->articles - run->articles);
    out_text(o, run->all ? " left as they were\n" : " were of this version already\n");
    if (f->entries > 0)
        out_fmt(o, "corrections: %llu entries in force; %llu no longer fit\n", (unsigned long long)f->entries,
                (unsigned long long)f->not_fitting);
}

static bool report(struct reanalyse_run *run, int *status)
{
    struct findings f = { .out = &run->out, .json = run->json };
    marsad_store_counts counts;

    out_text(&run->out, run->json ? "{\"findings\":[" : "");
    if (!review_find_all(run->store, &f, &run->err) || !marsad_store_count(run->store, &counts, &run->err))
        return false;
    if (run->json)
        out_fmt(&run->out,
                "],\"entries\":%llu,\"not_fitting\":%llu,\"elsewhere\":%llu,\"articles\":%llu,"
                "\"events\":%llu,\"refused\":%llu,\"seconds\":%.3f}\n",
                (unsigned long long)f.entries, (unsigned long long)f.not_fitting, (unsigned long long)f.elsewhere,
                (unsigned long long)run->articles, (unsigned long long)run->events, (unsigned long long)run->refused,
                cli_now() - run->begin);
    else
        print_summary(run, &counts, &f);
    *status = f.not_fitting > 0 || run->refused > 0 ? CLI_REFUSED : CLI_DONE;
    return true;
}

static int reanalyse(struct reanalyse_run *run)
{
    marsad_dict *dict = cli_dict();
    marsad_store_options options = { .write = true, .dict = dict };
    int status = CLI_STOPPED;

    if (!dict)
        return CLI_STOPPED;
    run->dict = dict;
    run->begin = cli_now();
    run->store = marsad_store_open(run->db, &options, &run->err);
    if (!run->store || !analyse_all(run) || !report(run, &status))
        status = cli_fail(&run->err);
    marsad_store_close(run->store);
    marsad_dict_close(dict);
    return out_finish(&run->out, status);
}

enum { OPT_ALL = OPT_OTHER };

static int run_reanalyse(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             { "all", no_argument, NULL, OPT_ALL },
                                             { "jobs", required_argument, NULL, 'j' },
                                             { 0 } };
    struct reanalyse_run run = { .db = CLI_DB, .threads = cli_threads() };
    const struct command *c = &COMMAND_REANALYSE;
    long long number;
    int option;

    while ((option = cli_option(c, argc, argv, ":j:", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        else if (option == OPT_JSON)
            run.json = true;
        else if (option == OPT_ALL)
            run.all = true;
        else if (option == OPT_DB)
            run.db = optarg;
        else if (option == 'j' && cli_number(c, "-j", optarg, 1, 256, &number))
            run.threads = (unsigned)number;
        else
            return CLI_USAGE;
    }
    if (optind < argc)
        return cli_usage(c, "takes no arguments; the store is named with --db");
    return reanalyse(&run);
}

const struct command COMMAND_REANALYSE = {
    .name = "reanalyse",
    .summary = "read the articles of a store again with this version",
    .run = run_reanalyse,
    .help =
        "usage: marsad reanalyse [OPTIONS]\n\n"
        "Analyse the articles of a store with the present version of program and dictionary and replace what was "
        "found\n"
        "in them. Articles, copies, captures and groups of near copies stay. Articles that this version analysed are\n"
        "skipped, so a run that was cut off goes on when the same command is given again. Then the log of corrections\n"
        "is laid over the new events, what no longer fits is listed with both values, and stories are made "
        "anew.\n\n" CLI_HELP_DB "  --all              also articles of this version\n"
        "  --json             the summary as one JSON object\n"
        "  -j, --jobs N       threads (default: all processors); the store is the same for any N\n"
        "  --help             this page\n\n"
        "Exit status 1: a correction no longer fits.\n\n"
        "Example:\n"
        "  marsad reanalyse --db news.db\n"
};

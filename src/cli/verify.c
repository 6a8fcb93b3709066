/*
 * verify.c - marsad verify: is the store whole?
 */
#include "cli/cli.h"

static void tell(void *user, const char *what)
{
    marsad_err err = { .code = MARSAD_ESTORE, .offset = MARSAD_NO_OFFSET };

    snprintf(err.where, sizeof err.where, "%s", (const char *)user);
    snprintf(err.msg, sizeof err.msg, "%s", what);
    cli_error(&err);
}

static void print_counts(struct output *o, const char *db, const marsad_store_counts *n)
{
    const struct {
        int64_t n;
        const char *name;
    } COUNTS[] = { { n->articles, "articles" },
                   { n->copies, "copies elsewhere" },
                   { n->events, "events" },
                   { n->mentions, "mentions" },
                   { n->sentences, "sentences" } };

    out_text(o, db);
    out_text(o, ": whole; ");
    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
        out_text(o, i > 0 ? ", " : "");
        print_count(o, (uint64_t)COUNTS[i].n);
        out_fmt(o, " %s", COUNTS[i].name);
    }
    out_text(o, "\n");
}

static void print_json(struct output *o, const marsad_verified *v, const marsad_store_counts *n)
{
    out_fmt(o, "{\"whole\":%s,\"damages\":%zu,\"words_checked\":%s,\"articles\":%lld,\"events\":%lld}\n",
            v->damages == 0 ? "true" : "false", v->damages, v->words_checked ? "true" : "false", (long long)n->articles,
            (long long)n->events);
}

static int verify(marsad_store *store, const char *db, bool json)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_verified found = marsad_store_verify(store, tell, (void *)db);
    marsad_store_counts counts = { .articles = 0 };
    struct output out = { .error = 0 };
    int status = found.damages > 0 ? CLI_STOPPED : CLI_DONE;

    if (status == CLI_DONE && !marsad_store_count(store, &counts, &err))
        status = cli_fail(&err);
    if (json)
        print_json(&out, &found, &counts);
    else if (status == CLI_DONE)
        print_counts(&out, db, &counts);
    if (!found.words_checked)
        fprintf(stderr,
                "marsad: %s: the inside of the index of words was not checked (no right to write, or another "
                "process is writing)\n",
                db);
    return out_finish(&out, status);
}

/* Without the right to write all but one check can be done. */
static int open_and_verify(const char *db, bool json)
{
    marsad_dict *dict = cli_dict();
    marsad_store_options options = { .write = true, .dict = dict };
    marsad_err err = { .code = MARSAD_OK };
    marsad_store *store;
    int status;

    if (!dict)
        return CLI_STOPPED;
    store = marsad_store_open(db, &options, &err);
    if (!store) {
        options.write = false;
        store = marsad_store_open(db, &options, NULL);
    }
    status = store ? verify(store, db, json) : cli_fail(&err);
    marsad_store_close(store);
    marsad_dict_close(dict);
    return status;
}

static int run_verify(int argc, char **argv)
{
    const struct command *c = &COMMAND_VERIFY;
    const char *db = CLI_DB;
    bool json = false;
    int status = cli_store_options(c, argc, argv, &db, &json);

    if (status != CLI_GO_ON)
        return status;
    if (optind < argc)
        return cli_usage(c, "takes no arguments; the store is named with --db");
    return open_and_verify(db, json);
}

const struct command COMMAND_VERIFY = {
    .name = "verify",
    .summary = "is the store whole?",
    .run = run_verify,
    .help = "usage: marsad verify [OPTIONS]\n\n"
            "Check a store: structure of the file, keys between tables, digest of every article, evidence of every\n"
            "event at its place in the text, log of corrections, index of words. Each damage is named on stderr; exit "
            "status 3.\n\n" CLI_HELP_DB "  --json             the result as one JSON object\n"
            "  --help             this page\n\n"
            "Example:\n"
            "  marsad verify --db news.db\n"
};

/*
 * search.c - marsad search: articles by words.
 */
#include "cli/cli.h"
#include "marsad/utf8.h"
#include "record/writer.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

struct search_run {
    marsad_store *store;
    struct output out;
    bool json;
    long long limit;
    struct jw j; /* of the line that is being written */
    size_t hits;
};

/* ---- for people ---- */

/* The snippet with the words that were found in bold, where stdout is a terminal. */
static void print_snippet(struct output *o, const marsad_hit *hit)
{
    bool bold = isatty(STDOUT_FILENO);
    size_t at = 0;

    out_text(o, "    ");
    for (size_t i = 0; bold && i < hit->n_marks; i++) {
        out_safe(o, marsad_str_slice(hit->snippet, at, hit->marks[i].start));
        out_text(o, "\033[1m");
        out_safe(o, marsad_str_slice(hit->snippet, hit->marks[i].start, hit->marks[i].end));
        out_text(o, "\033[0m");
        at = hit->marks[i].end;
    }
    out_safe(o, marsad_str_slice(hit->snippet, at, hit->snippet.len));
    out_text(o, "\n");
}

static bool print_hit(void *user, const marsad_hit *hit)
{
    struct search_run *run = user;
    const marsad_str parts[] = { hit->source, hit->published, hit->document };

    run->hits++;
    out_safe(&run->out, hit->title.len > 0 ? hit->title : MARSAD_LIT("(no title)"));
    out_text(&run->out, "\n  ");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].len > 0) {
            out_safe(&run->out, parts[i]);
            out_text(&run->out, " | ");
        }
    out_fmt(&run->out, "%.2f\n", hit->score);
    print_snippet(&run->out, hit);
    return out_check(&run->out);
}

/* ---- JSON ---- */

static bool write_hit(void *user, const marsad_hit *hit)
{
    struct search_run *run = user;
    struct jw *j = &run->j;

    run->hits++;
    jw_open(j, '{');
    jw_member(j, "document", hit->document);
    jw_key(j, "score");
    jw_number(j, hit->score);
    if (hit->snippet.ptr) {
        jw_key(j, "article");
        jw_number(j, hit->number);
        jw_member(j, "title", hit->title);
        jw_member(j, "source", hit->source);
        jw_member(j, "published", hit->published);
        jw_key(j, "snippet");
        jw_open(j, '{');
        jw_key(j, "start");
        jw_number(j, hit->start);
        jw_key(j, "end");
        jw_number(j, hit->end);
        jw_member(j, "text", hit->snippet);
        jw_close(j, '}');
    }
    jw_close(j, '}');
    return !j->failed;
}

static bool search_json(struct search_run *run, const char *query, bool snippets, marsad_err *err)
{
    marsad_search search = { .query = query, .limit = run->limit, .snippets = snippets };
    double begin = cli_now();

    run->j = jw_to(&run->out.buf);
    jw_open(&run->j, '{');
    jw_member(&run->j, "query", marsad_str_of(query));
    jw_key(&run->j, "hits");
    jw_open(&run->j, '[');
    if (!marsad_store_search(run->store, &search, write_hit, run, err))
        return false;
    jw_close(&run->j, ']');
    jw_key(&run->j, "seconds");
    jw_number(&run->j, cli_now() - begin);
    jw_close(&run->j, '}');
    out_text(&run->out, "\n");
    return !run->j.failed || marsad_fail_memory(err);
}

/* ---- one query, or one a line ---- */

static bool search_one(struct search_run *run, const char *query, marsad_err *err)
{
    marsad_search search = { .query = query, .limit = run->limit, .snippets = true };

    return run->json ? search_json(run, query, true, err)
                     : marsad_store_search(run->store, &search, print_hit, run, err);
}

static bool search_batch(struct search_run *run, const char *path, marsad_err *err)
{
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    size_t cap = 0, bad;
    char *line = NULL;
    bool ok = true;
    ssize_t n;

    if (!in)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "%s", strerror(errno));
    while (ok && (n = getline(&line, &cap, in)) >= 0) {
        marsad_buf clean = { 0 };

        while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
            n--;
        ok = (marsad_utf8_clean((marsad_str){ line, (size_t)n }, &clean, &bad) && marsad_buf_add_byte(&clean, 0)) ||
             marsad_fail_memory(err);
        ok = ok && search_json(run, clean.ptr, false, err);
        marsad_buf_release(&clean);
        if (ok && !out_check(&run->out))
            break;
    }
    if (ok && ferror(in))
        ok = marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "%s", strerror(errno));
    free(line);
    if (in != stdin)
        fclose(in);
    return ok;
}

static int search(struct search_run *run, const char *db, const char *query, const char *batch)
{
    marsad_dict *dict = cli_dict();
    marsad_store_options options = { .dict = dict };
    marsad_err err = { .code = MARSAD_OK };
    int status = CLI_DONE;

    if (!dict)
        return CLI_STOPPED;
    run->store = marsad_store_open(db, &options, &err);
    if (!run->store || !(batch ? search_batch(run, batch, &err) : search_one(run, query, &err)))
        status = cli_fail(&err);
    else if (!run->json && run->hits == 0)
        fputs("marsad: nothing found\n", stderr);
    marsad_store_close(run->store);
    marsad_dict_close(dict);
    return out_finish(&run->out, status);
}

enum { OPT_LIMIT = OPT_OTHER, OPT_BATCH };

static int run_search(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             { "limit", required_argument, NULL, OPT_LIMIT },
                                             { "batch", required_argument, NULL, OPT_BATCH },
                                             { 0 } };
    const struct command *c = &COMMAND_SEARCH;
    const char *db = CLI_DB, *batch = NULL;
    struct search_run run = { .limit = 10 };
    marsad_buf query = { 0 };
    bool ok = true;
    int option, status;

    while ((option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        else if (option == OPT_JSON)
            run.json = true;
        else if (option == OPT_DB)
            db = optarg;
        else if (option == OPT_BATCH)
            batch = optarg;
        else if (option != OPT_LIMIT || !cli_number(c, "--limit", optarg, 1, 100000, &run.limit))
            return CLI_USAGE;
    }
    if (batch ? optind < argc : optind == argc)
        return cli_usage(c, batch ? "--batch takes its queries from FILE, not from the command line" : "name a QUERY");
    if (batch && !run.json)
        return cli_usage(c, "--batch needs --json");
    for (int i = optind; ok && i < argc; i++)
        ok = (i == optind || marsad_buf_add_byte(&query, ' ')) &&
             marsad_utf8_clean(marsad_str_of(argv[i]), &query, NULL);
    status = ok && marsad_buf_add_byte(&query, 0) ? search(&run, db, query.ptr, batch) : CLI_STOPPED;
    marsad_buf_release(&query);
    return status;
}

const struct command COMMAND_SEARCH = {
    .name = "search",
    .summary = "articles by words",
    .run = run_search,
    .help = "usage: marsad search [OPTIONS] QUERY…\n\n"
            "Find the articles in which the words of the query are frequent and rare elsewhere, the best first.\n"
            "A word is found in all its forms, with and without article, clitics and pronouns; spelling variants and "
            "vowels do\n"
            "not matter. \"Words in quotes\" must stand together as they are.\n\n" CLI_HELP_DB
            "  --limit N          at most N articles (default 10)\n"
            "  --json             one JSON object: query, hits, seconds\n"
            "  --batch FILE       queries from FILE (-: standard input), one a line; with --json, an object a line\n"
            "  --help             this page\n\n"
            "Example:\n"
            "  marsad search --db news.db --limit 3 '\"سد الموصل\" انهيار'\n"
};

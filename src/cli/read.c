/*
 * read.c - marsad read: analyse and print, no store.
 */
#include "cli/bio.h"
#include "cli/conllu.h"

struct read_run {
    struct output out;
    bool json, conllu, bio, names, explain;
    const marsad_dict *dict;
    const char *sentences; /* --sentences; NULL: the inputs are articles */
    const char *tokens;    /* --tokens, the same */
    marsad_record_part part;
};

static void write_reason(void *user, unsigned depth, marsad_str line)
{
    struct output *text = user;

    out_fmt(text, "%*s", (int)(2 * depth + 2), "");
    out_safe(text, line);
    out_text(text, "\n");
}

/* The coder reads it again, aloud. */
static void write_reasons(const struct read_run *run, struct job *job, struct output *text)
{
    const marsad_record *r = &job->record;
    marsad_events again;

    marsad_events_explain(run->dict, &r->article, &r->text, &r->mentions, job->arena, write_reason, text, &again,
                          &job->err);
}

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
    if (run->explain)
        write_reasons(run, job, &text);
    for (size_t i = 0; i < r->events.n_events && !run->explain; i++) {
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
    int status;

    if (!dict)
        return CLI_STOPPED;
    p->dict = run->dict = dict;
    p->user = run;
    p->work = write_record;
    p->done = print_record;
    status = cli_pipeline(p, &totals, &err) || err.code == MARSAD_OK ? cli_totals_status(&totals) : cli_fail(&err);
    status = out_finish(&run->out, status);
    marsad_dict_close(dict);
    return status;
}

/* --format; false: told. */
static bool choose_format(const char *name, struct read_run *run)
{
    run->json = strcmp(name, "json") == 0;
    run->conllu = strcmp(name, "conllu") == 0;
    run->bio = strcmp(name, "bio") == 0;
    if (run->json || run->conllu || run->bio || strcmp(name, "text") == 0)
        return true;
    cli_usage(&COMMAND_READ, "--format must be json, text, conllu or bio, not '%s'", name);
    return false;
}

enum { OPT_FORMAT = OPT_OTHER, OPT_ONLY, OPT_SENTENCES, OPT_TOKENS, OPT_EXPLAIN, OPT_NAMES };

static int run_read(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             { "format", required_argument, NULL, OPT_FORMAT },
                                             { "only", required_argument, NULL, OPT_ONLY },
                                             { "sentences", required_argument, NULL, OPT_SENTENCES },
                                             { "explain", no_argument, NULL, OPT_EXPLAIN },
                                             { "names", no_argument, NULL, OPT_NAMES },
                                             { "tokens", required_argument, NULL, OPT_TOKENS },
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
        else if (option == OPT_EXPLAIN)
            run.explain = true;
        else if (option == OPT_SENTENCES)
            run.sentences = optarg;
        else if (option == OPT_TOKENS)
            run.tokens = optarg;
        else if (option == OPT_NAMES)
            run.names = true;
        else if (option == 'j' && cli_number(c, "-j", optarg, 1, 256, &number))
            p.threads = (unsigned)number;
        else
            return CLI_USAGE;
    }
    if (run.explain && (run.json || run.conllu || run.bio || run.part == MARSAD_RECORD_ARTICLE))
        return cli_usage(c, "--explain is text for people and goes with no other format");
    if (run.bio != (run.tokens != NULL) || (run.tokens && optind < argc))
        return cli_usage(c, "--format bio and --tokens FILE go together and take the place of other files");
    if (run.tokens)
        return bio_tokens(run.tokens);
    if (run.names && (!run.conllu || run.sentences))
        return cli_usage(c, "--names goes with --format conllu and articles");
    if (run.sentences && (!run.conllu || optind < argc))
        return cli_usage(c, "--sentences FILE goes with --format conllu and takes the place of other files");
    if (run.sentences)
        return conllu_sentences(run.sentences);
    p.articles_only = run.part == MARSAD_RECORD_ARTICLE;
    if (run.conllu)
        return cli_take_paths(c, argc, argv, &p) ? conllu_articles(&p, run.names) : CLI_USAGE;
    return cli_take_paths(c, argc, argv, &p) ? run_all(&p, &run) : CLI_USAGE;
}

const struct command COMMAND_READ = {
    .name = "read",
    .summary = "analyse and print, no store",
    .run = run_read,
    .help =
        "usage: marsad read [OPTIONS] FILE…\n\n"
        "Analyse the articles of files, folders, archives or standard input (-) and print them with their events\n"
        "and the sentence behind each. Web pages, text, JSON, JSON Lines, WARC, RSS, Atom; plain or in .gz, .zst,\n"
        ".zip; any charset of Arabic.\n\n"
        "  --json             one JSON object a line, one line an article (docs/record.md)\n"
        "  --format FORMAT    json, text, conllu or bio (default text); conllu: clitics cut off, parts of speech;\n"
        "                     bio: names\n"
        "  --explain          why: the line of data/frames.tsv that a word fired, what was weighed for each field,\n"
        "                     what spoke for and against a record, and why other words gave none\n"
        "  --sentences FILE   with --format conllu: FILE (or -) has one sentence a line\n"
        "  --names            with --format conllu: names too, in the last column (NER=B-PERS)\n"
        "  --tokens FILE      with --format bio: FILE (or -) has one token a line, a blank line between sentences\n"
        "  --only articles    stop after finding articles; no analysis\n"
        "  -j, --jobs N       threads (default: all processors); the output is the same for any N\n"
        "  --help             this page\n\n"
        "Example:\n"
        "  marsad read --json news.zip | jq -r '.events[] | select(.killed) | .trigger.text'\n"
        "  echo 'قتل ثلاثة جنود في هجوم شنه مسلحون قرب كركوك أمس.' | marsad read --explain -\n"
};

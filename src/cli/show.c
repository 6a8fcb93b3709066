/*
 * show.c - marsad show: one document of the store with what was found in it.
 */
#include "cli/cli.h"
#include "marsad/review.h"

struct show_run {
    struct output out;
    bool json;
    marsad_err err;
};

static void print_text(struct output *o, const marsad_article *a)
{
    out_text(o, "\n");
    out_safe_lines(o, a->text);
    out_text(o, "\n");
    for (size_t i = 0; i < a->n_captions; i++) {
        out_text(o, "  [");
        out_safe(o, a->captions[i].text);
        if (a->captions[i].credit.len > 0) {
            out_text(o, " / ");
            out_safe(o, a->captions[i].credit);
        }
        out_text(o, "]\n");
    }
}

static void print_missing(struct output *o, const marsad_event *e)
{
    if (e->n_missing == 0)
        return;
    out_text(o, "    missing:");
    for (size_t i = 0; i < e->n_missing; i++) {
        out_text(o, i > 0 ? ", " : " ");
        out_safe(o, marsad_str_of(e->missing[i].field));
        out_text(o, " ");
        out_safe(o, marsad_str_of(e->missing[i].reason));
    }
    out_text(o, "\n");
}

/* The name of a report, and what people said of it. */
static void print_report(struct output *o, const marsad_record *r, size_t i)
{
    const marsad_event *e = &r->events.events[i];

    out_fmt(o, "    report: %s", marsad_report_name_of(r->article.digest, (int64_t)i).text);
    if (e->review) {
        out_text(o, "  ");
        print_review(o, e);
        out_text(o, ": ");
        out_safe(o, e->review->why);
    }
    out_text(o, "\n");
}

static void print_origin(struct output *o, const marsad_record *r)
{
    const marsad_capture *c = &r->article.capture;

    if (c->time.ptr || c->record.ptr) {
        out_text(o, "  captured ");
        out_safe(o, c->time);
        out_text(o, " ");
        out_safe(o, c->record);
        out_text(o, "\n");
    }
    if (r->group)
        out_fmt(o, "  near copies: group %lld\n", (long long)r->group);
}

static void print_record(struct output *o, const marsad_record *r)
{
    print_article(o, &r->article);
    if (r->article.url.len > 0) {
        out_text(o, "  ");
        out_safe(o, r->article.url);
        out_text(o, "\n");
    }
    print_origin(o, r);
    print_text(o, &r->article);
    out_fmt(o, "\n%zu event%s\n", r->events.n_events, r->events.n_events == 1 ? "" : "s");
    for (size_t i = 0; i < r->events.n_events; i++) {
        marsad_event_row row = record_row(r, i);

        print_event(o, &row, (marsad_str){ 0 });
        print_missing(o, &r->events.events[i]);
        print_report(o, r, i);
    }
    for (size_t i = 0; i < r->mentions.n_problems; i++) {
        out_text(o, "problem: ");
        out_safe(o, r->mentions.problems[i].message);
        out_text(o, "\n");
    }
    out_text(o, "\n");
}

static bool show_record(void *user, const marsad_record *r, int64_t article)
{
    struct show_run *run = user;

    (void)article;
    if (!run->json)
        print_record(&run->out, r);
    else if (!marsad_record_json(r, MARSAD_RECORD_FULL, &run->out.buf, &run->err))
        return false;
    else
        out_text(&run->out, "\n");
    return out_check(&run->out);
}

static int show(const char *db, const char *document, bool json)
{
    marsad_store_options options = { .create = false };
    struct show_run run = { .json = json };
    marsad_store *store = marsad_store_open(db, &options, &run.err);
    int status = CLI_DONE;
    size_t n = 0;

    if (!store || !marsad_store_records(store, document, show_record, &run, &n, &run.err) ||
        run.err.code != MARSAD_OK) {
        status = cli_fail(&run.err);
    } else if (n == 0) {
        fprintf(stderr, "marsad: %s: no document '%s'\n", db, document);
        status = CLI_REFUSED;
    }
    marsad_store_close(store);
    return out_finish(&run.out, status);
}

static int run_show(int argc, char **argv)
{
    const struct command *c = &COMMAND_SHOW;
    const char *db = CLI_DB;
    bool json = false;
    int status = cli_store_options(c, argc, argv, &db, &json);

    if (status != CLI_GO_ON)
        return status;
    if (argc - optind != 1)
        return cli_usage(c, "name one DOCUMENT: its id or name, its address, or the number of an article");
    return show(db, argv[optind], json);
}

const struct command COMMAND_SHOW = {
    .name = "show",
    .summary = "one document of the store with all that was found",
    .run = run_show,
    .help = "usage: marsad show [OPTIONS] DOCUMENT\n\n"
            "Print a document of the store: title, origin, text, and its events with the sentence behind each and the\n"
            "reason for each empty field. DOCUMENT is the name that other commands print, an address, or the number\n"
            "of an article.\n\n" CLI_HELP_DB "  --json             the record as `marsad read --json` prints it\n"
            "  --help             this page\n\n"
            "Example:\n"
            "  marsad show --db news.db https://paper.example/news/17\n"
};

/*
 * report.c - marsad report: what a store holds and how far it can be trusted, as a page and as CSV.
 */
#include "marsad/report.h"
#include "cli/cli.h"
#include "record/writer.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct report_run {
    const char *db, *folder, *html, *csv;
    bool json, timestamp;
    char paths[2][PATH_MAX];
};

static bool fail_file(const char *path, const char *what, marsad_err *err)
{
    return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "%s: %s", what, strerror(errno));
}

static bool write_all(FILE *f, marsad_str text)
{
    return fwrite(text.ptr, 1, text.len, f) == text.len && fflush(f) == 0 && fsync(fileno(f)) == 0;
}

/* Under another name first: what was there before stays until the new file is whole. */
static bool write_file(const char *path, marsad_str text, marsad_err *err)
{
    char part[PATH_MAX + 8];
    FILE *f;
    bool ok;

    snprintf(part, sizeof part, "%s.part", path);
    f = fopen(part, "wb");
    if (!f)
        return fail_file(part, "cannot write", err);
    ok = write_all(f, text) || fail_file(part, "cannot write", err);
    if (fclose(f) != 0 && ok)
        ok = fail_file(part, "cannot write", err);
    if (ok && rename(part, path) != 0)
        ok = fail_file(path, "cannot write", err);
    if (!ok)
        unlink(part);
    return ok;
}

static bool same_file(const char *a, const char *b)
{
    struct stat x, y;

    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* The two names, and the folder made if it is not there. */
static int set_paths(struct report_run *run)
{
    const struct command *c = &COMMAND_REPORT;

    if (run->folder && (run->html || run->csv))
        return cli_usage(c, "give either --out FOLDER or --html and --csv");
    if (!run->folder && !run->html && !run->csv)
        return cli_usage(c, "where to? Give --out FOLDER, or --html FILE, --csv FILE");
    if (run->folder) {
        if (strlen(run->folder) + 16 > PATH_MAX)
            return cli_usage(c, "the name of the folder is too long");
        snprintf(run->paths[0], PATH_MAX, "%s/report.html", run->folder);
        snprintf(run->paths[1], PATH_MAX, "%s/report.csv", run->folder);
        run->html = run->paths[0];
        run->csv = run->paths[1];
    }
    if ((run->html && same_file(run->html, run->db)) || (run->csv && same_file(run->csv, run->db)))
        return cli_usage(c, "that would write the report over the store");
    if (run->html && run->csv && strcmp(run->html, run->csv) == 0)
        return cli_usage(c, "page and CSV cannot be the same file");
    return CLI_GO_ON;
}

static bool write_files(const struct report_run *run, const marsad_report *report, marsad_err *err)
{
    if (run->folder && mkdir(run->folder, 0777) != 0 && errno != EEXIST)
        return fail_file(run->folder, "cannot make the folder", err);
    return (!run->html || write_file(run->html, marsad_buf_str(&report->html), err)) &&
           (!run->csv || write_file(run->csv, marsad_buf_str(&report->csv), err));
}

static void tell_file(struct output *o, const char *path)
{
    if (path) {
        out_safe(o, marsad_str_of(path));
        out_text(o, "\n");
    }
}

static void print_done(struct output *o, const struct report_run *run, const marsad_report *report)
{
    struct jw j = jw_to(&o->buf);

    if (!run->json) {
        tell_file(o, run->html);
        tell_file(o, run->csv);
        return;
    }
    jw_open(&j, '{');
    jw_key(&j, "html");
    jw_text(&j, run->html);
    jw_key(&j, "csv");
    jw_text(&j, run->csv);
    jw_key(&j, "sections");
    jw_number(&j, (double)report->sections);
    jw_key(&j, "rows");
    jw_number(&j, (double)report->rows);
    jw_close(&j, '}');
    out_text(o, "\n");
    if (j.failed)
        o->error = ENOMEM;
}

static int make_report(struct report_run *run)
{
    marsad_store_options options = { .create = false };
    marsad_err err = { .code = MARSAD_OK };
    marsad_report report = { .rows = 0 };
    struct output out = { .error = 0 };
    marsad_dict *dict = cli_dict();
    marsad_report_options how = { .dict = dict };
    marsad_store *store;
    char now[24];
    time_t clock = time(NULL);
    struct tm tm;
    int status = CLI_DONE;

    if (!dict)
        return CLI_STOPPED;
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&clock, &tm));
    how.timestamp = run->timestamp ? now : NULL;
    options.dict = dict;
    store = marsad_store_open(run->db, &options, &err);
    if (store && marsad_report_make(store, &how, &report, &err) && write_files(run, &report, &err))
        print_done(&out, run, &report);
    else
        status = cli_fail(&err);
    marsad_report_release(&report);
    marsad_store_close(store);
    marsad_dict_close(dict);
    return out_finish(&out, status);
}

enum { OPT_OUT = OPT_OTHER, OPT_HTML, OPT_TIMESTAMP };

static int run_report(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             { "out", required_argument, NULL, OPT_OUT },
                                             { "html", required_argument, NULL, OPT_HTML },
                                             { "csv", required_argument, NULL, OPT_CSV },
                                             { "timestamp", no_argument, NULL, OPT_TIMESTAMP },
                                             { 0 } };
    struct report_run run = { .db = CLI_DB };
    const struct command *c = &COMMAND_REPORT;
    int option, status;

    while ((option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        else if (option == OPT_JSON)
            run.json = true;
        else if (option == OPT_DB)
            run.db = optarg;
        else if (option == OPT_OUT)
            run.folder = optarg;
        else if (option == OPT_HTML)
            run.html = optarg;
        else if (option == OPT_CSV)
            run.csv = optarg;
        else if (option == OPT_TIMESTAMP)
            run.timestamp = true;
        else
            return CLI_USAGE;
    }
    if (optind < argc)
        return cli_usage(c, "takes no arguments, only options; '%s' is one too many", argv[optind]);
    status = set_paths(&run);
    return status == CLI_GO_ON ? make_report(&run) : status;
}

const struct command COMMAND_REPORT = {
    .name = "report",
    .summary = "what a store holds and how far it can be trusted",
    .run = run_report,
    .help =
        "usage: marsad report [OPTIONS] --out FOLDER\n\n"
        "Write a page (FOLDER/report.html) and a table (FOLDER/report.csv) about a store: what went in and what was\n"
        "refused, how much is known of each field and why the rest is not, types, sources, days and gaps, copies,\n"
        "confidence, the versions that made the rows, and the measured accuracy of this version. The page is one file\n"
        "without script; the same content gives the same bytes. The names of refused inputs stand in "
        "it.\n\n" CLI_HELP_DB "  --out FOLDER       where to; made if it is not there\n"
        "  --html FILE, --csv FILE\n"
        "                     other names, or one of the two alone\n"
        "  --timestamp        with the time of writing\n"
        "  --json             what was written, as one JSON object\n"
        "  --help             this page\n\n"
        "Example:\n"
        "  marsad report --db news.db --out quality\n"
};

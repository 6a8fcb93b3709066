/*
 * export.c - marsad export: the store in the layouts that the field uses.
 */
#include "marsad/export.h"

#include <errno.h>

#include "cli/filter.h"
#include "record/writer.h"

struct export_run {
    const char *db, *folder, *format;
    bool json;
    marsad_export_options options;
    struct cli_filter own;
    marsad_buf asked;  /* the filters as given: "type":"ASSAULT",… */
    marsad_buf masked; /* the same without what may name a person */
    struct output out;
};

static bool write_out(void *user, marsad_str bytes, marsad_err *err)
{
    struct export_run *run = user;

    out_str(&run->out, bytes);
    return out_check(&run->out) || marsad_fail(err, MARSAD_EIO, "", MARSAD_NO_OFFSET, "cannot write the output");
}

/* What the layout has no place for: on stderr, as the table may go to stdout. */
static void tell_left_out(const marsad_export_done *done)
{
    for (size_t i = 0; i < MARSAD_EXPORT_REASONS && done->left_out[i].reason; i++)
        fprintf(stderr, "%s%lld %s", i == 0 ? "marsad: left out: " : ", ", (long long)done->left_out[i].n,
                done->left_out[i].reason);
    if (done->left_out[0].reason)
        fputc('\n', stderr);
}

static void tell_files(struct export_run *run, const marsad_export_done *done)
{
    out_safe(&run->out, marsad_str_of(run->folder));
    out_fmt(&run->out, "/%s: ", marsad_export_file(run->options.format));
    print_count(&run->out, (uint64_t)done->rows);
    out_text(&run->out, done->rows == 1 ? " row\n" : " rows\n");
}

static int write_export(struct export_run *run, marsad_store *store, const marsad_dict *dict)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_buf manifest = { 0 };
    marsad_export_done done;
    bool ok;

    if (run->folder)
        ok = marsad_export_folder(store, dict, &run->options, run->folder, &done, &manifest, &err);
    else
        ok = marsad_export(store, dict, &run->options, write_out, run, &done, &err);
    if (ok && run->json)
        out_str(&run->out, marsad_buf_str(&manifest));
    else if (ok && run->folder)
        tell_files(run, &done);
    if (ok)
        tell_left_out(&done);
    marsad_buf_release(&manifest);
    return ok || run->out.error ? CLI_DONE : cli_fail(&err); /* out_finish() tells of the output */
}

static bool close_asked(struct export_run *run)
{
    marsad_buf *filters = run->options.redact_persons ? &run->masked : &run->asked;
    struct jw j = jw_to(filters);

    jw_close(&j, '}');
    run->options.asked = marsad_buf_add_byte(filters, 0) ? filters->ptr : NULL;
    return !j.failed && run->options.asked;
}

static int export(struct export_run *run)
{
    marsad_store_options options = { .create = false };
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = cli_dict();
    marsad_store *store = NULL;
    int status = CLI_STOPPED;

    if (dict && !cli_filter_check(&COMMAND_EXPORT, dict, &run->own)) {
        status = CLI_USAGE;
    } else if (dict) {
        options.dict = dict;
        run->options.filter = &run->own.filter;
        store = close_asked(run) ? marsad_store_open(run->db, &options, &err) : NULL;
        status = store ? write_export(run, store, dict) : cli_fail(&err);
    }
    marsad_store_close(store);
    marsad_dict_close(dict);
    return out_finish(&run->out, status);
}

/* ---- options ---- */

enum { OPT_FORMAT = OPT_OTHER, OPT_OUT, OPT_CONFIDENCE, OPT_REDACT, OPT_LABELS, OPT_TIMESTAMP, OPT_UNIT };

static bool take_format(struct export_run *run)
{
    char known[200] = "";
    size_t n = 0;

    run->format = optarg;
    if (marsad_export_format_of(optarg, &run->options.format))
        return true;
    for (int i = 0; i < MARSAD_EXPORT_COUNT; i++)
        n += (size_t)snprintf(known + n, sizeof known - n, " %s", marsad_export_name((marsad_export_format)i));
    cli_usage(&COMMAND_EXPORT, "no format '%s'; there are:%s", optarg, known);
    return false;
}

static bool take_confidence(struct export_run *run)
{
    double *x = &run->options.min_confidence;

    if (marsad_str_to_double(marsad_str_of(optarg), x) && *x >= 0 && *x <= 1)
        return true;
    cli_usage(&COMMAND_EXPORT, "--min-confidence takes a number from 0 to 1, not '%s'", optarg);
    return false;
}

static bool take_word(const char *option, const char *one, const char *other, bool *is_other)
{
    *is_other = other && strcmp(optarg, other) == 0;
    if (*is_other || strcmp(optarg, one) == 0)
        return true;
    cli_usage(&COMMAND_EXPORT, "%s is %s%s%s, not '%s'", option, one, other ? " or " : "", other ? other : "", optarg);
    return false;
}

static bool take_timestamp(struct export_run *run)
{
    int64_t seconds;

    run->options.timestamp = optarg;
    if (marsad_export_time(optarg, &seconds))
        return true;
    cli_usage(&COMMAND_EXPORT, "--timestamp takes a time in UTC, 2026-01-31T12:00:00Z, not '%s'", optarg);
    return false;
}

/* A country or a sector: two or three capitals. */
static bool is_code(const char *value)
{
    size_t n = strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    return !value[n] && (n == 2 || n == 3);
}

static bool note_in(marsad_buf *out, const char *name, const char *value)
{
    struct jw j = { .out = out, .comma = out->len > 1 };

    jw_member(&j, name, marsad_str_of(value));
    return !j.failed;
}

/* Keep a filter as it was given, for the manifest. */
static bool note(struct export_run *run, const struct option *options, int option)
{
    bool names = (option == FILTER_ACTOR || option == FILTER_RECIPIENT) && !is_code(optarg), ok = true;

    for (; options->name; options++)
        if (options->val == option)
            ok = ok && note_in(&run->asked, options->name, optarg) &&
                 note_in(&run->masked, options->name, names ? "[withheld]" : optarg);
    run->options.filtered = run->options.filtered || (option != FILTER_LIMIT && option != FILTER_OFFSET);
    return ok;
}

static bool take_option(struct export_run *run, const struct option *options, int option)
{
    bool unused;

    switch (option) {
    case OPT_JSON:
        return run->json = true;
    case OPT_DB:
        run->db = optarg;
        return true;
    case OPT_OUT:
        run->folder = optarg;
        return true;
    case OPT_FORMAT:
        return take_format(run);
    case OPT_CONFIDENCE:
        return take_confidence(run);
    case OPT_REDACT:
        run->options.redact_persons = true;
        return take_word("--redact", "persons", NULL, &unused);
    case OPT_LABELS:
        return take_word("--labels", "en", "ar", &run->options.arabic);
    case OPT_TIMESTAMP:
        return take_timestamp(run);
    case OPT_UNIT:
        run->options.unit = strcmp(optarg, "story") == 0 ? MARSAD_EXPORT_STORIES : MARSAD_EXPORT_REPORTS;
        return take_word("--unit", "report", "story", &unused);
    default:
        return cli_filter_option(&COMMAND_EXPORT, option, &run->own) && note(run, options, option);
    }
}

static int run_export(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             CLI_LONG_FILTER,
                                             { "format", required_argument, NULL, OPT_FORMAT },
                                             { "out", required_argument, NULL, OPT_OUT },
                                             { "min-confidence", required_argument, NULL, OPT_CONFIDENCE },
                                             { "redact", required_argument, NULL, OPT_REDACT },
                                             { "labels", required_argument, NULL, OPT_LABELS },
                                             { "timestamp", required_argument, NULL, OPT_TIMESTAMP },
                                             { "unit", required_argument, NULL, OPT_UNIT },
                                             { 0 } };
    struct export_run run = { .db = CLI_DB };
    const struct command *c = &COMMAND_EXPORT;
    int option, status = CLI_GO_ON;

    if (!marsad_buf_add_byte(&run.asked, '{') || !marsad_buf_add_byte(&run.masked, '{'))
        return CLI_STOPPED;
    while (status == CLI_GO_ON && (option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            status = cli_help(c);
        else if (option == '?' || !take_option(&run, OPTIONS, option))
            status = CLI_USAGE;
    }
    if (status == CLI_GO_ON && optind < argc)
        status = cli_usage(c, "takes no arguments, only options; '%s' is one too many", argv[optind]);
    if (status == CLI_GO_ON && !run.format)
        status = cli_usage(c, "name a --format");
    if (status == CLI_GO_ON && run.json && !run.folder)
        status = cli_usage(c, "--json prints the manifest of a folder: it goes with --out");
    if (status == CLI_GO_ON)
        status = export(&run);
    marsad_buf_release(&run.asked);
    marsad_buf_release(&run.masked);
    return status;
}

const struct command COMMAND_EXPORT = {
    .name = "export",
    .summary = "the store in the layouts of ACLED, UCDP, POLECAT, GDELT, as JSON, GeoJSON or CoNLL-U",
    .run = run_export,
    .help =
        "usage: marsad export --format FORMAT [OPTIONS]\n\n"
        "Write the store, or what of it fits, as a table to stdout, or into a folder with a data dictionary and a\n"
        "manifest that says what it is made of. The same articles give the same bytes. All filters that are given\n"
        "must fit. docs/layouts.md describes every column and the rules behind it.\n\n"
        "  --format FORMAT    jsonl     records, one article a line, as `marsad read --json` prints them\n"
        "                     csv       events in our own columns\n"
        "                     acled     columns of ACLED\n"
        "                     ucdp      columns of UCDP GED; deadly violence with an armed side only\n"
        "                     polecat   columns of POLECAT\n"
        "                     mentions  columns of GDELT's mentions table, one row a report\n"
        "                     geojson   events as points\n"
        "                     conllu    sentences, words with their tags\n"
        "  --out FOLDER       write the file, data-dictionary.csv and manifest.json there, not to stdout\n"
        "  --unit report|story what a row is; default: stories, merged (marsad stories), if all reports are in one,\n"
        "                     but reports in csv\n"
        "  --min-confidence X leave out events below it (0 to 1)\n"
        "  --redact persons   leave out the names of persons\n"
        "  --labels ar|en     language of labels and names (default en)\n"
        "  --timestamp TIME   put this time (2026-01-31T12:00:00Z) into the manifest; without it there is none\n"
        "  --json             print the manifest (with --out)\n" CLI_HELP_DB CLI_HELP_FILTER
        "  --help             this page\n\n"
        "jsonl and conllu take the articles in which an event fits; there --limit and --offset count articles.\n\n"
        "Example:\n"
        "  marsad export --format acled --place Yemen --from 2015-07-20 --out yemen\n"
};

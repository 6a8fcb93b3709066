/*
 * entities.c - marsad entities: who appears in the reports of a store, and what they did and suffered.
 */
#include "cli/cli.h"
#include "cli/filter.h"
#include "marsad/entity.h"
#include "record/writer.h"

#include <ctype.h>
#include <errno.h>
#include <unistd.h>

struct entities_run {
    const char *db;
    enum cli_format format;
    marsad_entity_filter filter;
    char country[4], role[4], from[11], to[11];
    struct output out;
    size_t n;
};

/* ---- JSON ---- */

static void member_number(struct jw *j, const char *key, int64_t n)
{
    jw_key(j, key);
    jw_number(j, (double)n);
}

static void member_text(struct jw *j, const char *key, const char *z)
{
    jw_key(j, key);
    jw_text(j, z);
}

static void json_counts(struct jw *j, const char *key, const marsad_entity_count *counts, size_t n)
{
    jw_key(j, key);
    jw_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        jw_open(j, '{');
        if (counts[i].id.ptr)
            jw_member(j, "id", counts[i].id);
        jw_member(j, "name", counts[i].name);
        member_number(j, "reports", counts[i].reports);
        jw_close(j, '}');
    }
    jw_close(j, ']');
}

static void json_deed(struct jw *j, const marsad_entity_deed *d)
{
    jw_open(j, '{');
    jw_member(j, "type", d->type);
    jw_member(j, "mode", d->mode);
    member_number(j, "reports", d->reports);
    member_number(j, "events", d->events);
    member_number(j, "alleged", d->alleged);
    member_number(j, "denied", d->denied);
    member_number(j, "planned", d->planned);
    jw_close(j, '}');
}

static void json_example(struct jw *j, const marsad_entity_example *x)
{
    const struct {
        const char *key;
        marsad_str value;
    } MEMBERS[] = { { "document", x->document }, { "outlet", x->source },       { "url", x->url },
                    { "title", x->title },       { "published", x->published }, { "day", x->day },
                    { "type", x->type },         { "mode", x->mode },           { "factuality", x->factuality },
                    { "said_by", x->said_by },   { "sentence", x->sentence } };

    jw_open(j, '{');
    for (size_t i = 0; i < sizeof MEMBERS / sizeof *MEMBERS; i++)
        jw_member(j, MEMBERS[i].key, MEMBERS[i].value);
    jw_close(j, '}');
}

static void json_side(struct jw *j, const char *key, const char *others, const marsad_entity_side *s)
{
    jw_key(j, key);
    jw_open(j, '{');
    member_number(j, "reports", s->reports);
    member_number(j, "events", s->events);
    jw_key(j, "deeds");
    jw_open(j, '[');
    for (size_t i = 0; i < s->n_deeds; i++)
        json_deed(j, &s->deeds[i]);
    jw_close(j, ']');
    json_counts(j, others, s->others, s->n_others);
    jw_key(j, "examples");
    jw_open(j, '[');
    for (size_t i = 0; i < s->n_examples; i++)
        json_example(j, &s->examples[i]);
    jw_close(j, ']');
    jw_close(j, '}');
}

static void write_json(struct entities_run *run, const marsad_entity *e)
{
    struct jw j = jw_to(&run->out.buf);

    jw_open(&j, '{');
    jw_member(&j, "id", e->id);
    jw_member(&j, "kind", e->kind);
    jw_member(&j, "name", e->name);
    jw_member(&j, "name_en", e->name_en);
    jw_member(&j, "country", e->country);
    jw_member(&j, "role", e->role);
    jw_member(&j, "office", e->office);
    member_text(&j, "first", e->first);
    member_text(&j, "last", e->last);
    member_number(&j, "reports", e->reports);
    member_number(&j, "events", e->events);
    member_number(&j, "articles", e->articles);
    member_number(&j, "texts", e->texts);
    member_number(&j, "sources", e->sources);
    member_number(&j, "outlets", e->outlets);
    member_number(&j, "as_actor", e->actor_reports);
    member_number(&j, "as_recipient", e->recipient_reports);
    if (run->filter.who) {
        member_number(&j, "named_in", e->named_in);
        json_counts(&j, "names", e->names, e->n_names);
        json_side(&j, "actor", "recipients", &e->actor);
        json_side(&j, "recipient", "actors", &e->recipient);
        json_counts(&j, "places", e->places, e->n_places);
    }
    jw_close(&j, '}');
    out_text(&run->out, "\n");
    if (j.failed)
        run->out.error = ENOMEM;
}

/* ---- CSV ---- */

static const char CSV_HEAD[] = "id,kind,name,name_en,country,role,office,first,last,reports,events,articles,texts,"
                               "sources,outlets,as_actor,as_recipient\r\n";

static void write_csv(struct output *o, const marsad_entity *e)
{
    const marsad_str TEXTS[] = { e->id,
                                 e->kind,
                                 e->name,
                                 e->name_en,
                                 e->country,
                                 e->role,
                                 e->office,
                                 marsad_str_of(e->first),
                                 marsad_str_of(e->last) };
    const int64_t COUNTS[] = { e->reports, e->events,  e->articles,      e->texts,
                               e->sources, e->outlets, e->actor_reports, e->recipient_reports };
    bool first = true;

    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        csv_text(o, &first, TEXTS[i]);
    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
        csv_number(o, &first, true, (double)COUNTS[i]);
    out_text(o, "\r\n");
}

/* ---- for people ---- */

static void label(struct output *o, const char *name, marsad_str value)
{
    if (value.len > 0) {
        out_text(o, name);
        out_safe(o, value);
    }
}

static void print_head(struct output *o, const marsad_entity *e)
{
    out_safe(o, e->name);
    label(o, " · ", e->name_en);
    label(o, " · ", e->kind);
    label(o, " · ", e->country);
    label(o, " · ", e->role);
    label(o, " · ", e->office);
    label(o, " · ", e->id);
    out_text(o, "\n");
}

static void print_number(struct output *o, const char *before, int64_t n, const char *what)
{
    out_fmt(o, "%s%lld %s%s", before, (long long)n, what, n == 1 ? "" : "s");
}

static void print_line(struct output *o, const marsad_entity *e)
{
    print_head(o, e);
    print_number(o, "    ", e->reports, "report");
    out_fmt(o, " (%lld as actor, %lld as recipient)", (long long)e->actor_reports, (long long)e->recipient_reports);
    print_number(o, " of ", e->events, "event");
    print_number(o, ", ", e->articles, "article");
    print_number(o, ", ", e->sources, "source");
    if (*e->first)
        out_fmt(o, ", %s to %s", e->first, e->last);
    out_text(o, "\n");
}

static void print_counts(struct output *o, const char *title, const marsad_entity_count *counts, size_t n)
{
    if (n == 0)
        return;
    out_text(o, title);
    for (size_t i = 0; i < n; i++) {
        out_text(o, i > 0 ? ", " : "");
        out_safe(o, counts[i].name);
        if (marsad_str_starts(counts[i].id, MARSAD_LIT("forces:"))) /* bears the name of its country */
            out_text(o, " (forces)");
        out_fmt(o, " %lld", (long long)counts[i].reports);
    }
    out_text(o, "\n");
}

static void print_deeds(struct output *o, const marsad_entity_side *s)
{
    out_text(o, "  ");
    for (size_t i = 0; i < s->n_deeds; i++) {
        const marsad_entity_deed *d = &s->deeds[i];

        out_text(o, i > 0 ? ", " : "");
        out_safe(o, d->type);
        label(o, " ", d->mode);
        out_fmt(o, " %lld", (long long)d->reports);
        if (d->alleged > 0)
            out_fmt(o, " (%lld alleged)", (long long)d->alleged);
        if (d->denied > 0)
            out_fmt(o, " (%lld denied)", (long long)d->denied);
        if (d->planned > 0)
            out_fmt(o, " (%lld planned)", (long long)d->planned);
    }
    out_text(o, "\n");
}

static void print_example(struct output *o, const marsad_entity_example *x)
{
    out_text(o, "    ");
    out_safe(o, x->day.ptr ? x->day : MARSAD_LIT("(no day)"));
    label(o, " ", x->type);
    label(o, " ", x->mode);
    label(o, " · ", x->factuality);
    label(o, " · says ", x->said_by);
    label(o, " · ", x->source);
    label(o, " · ", x->document);
    out_text(o, "\n      ");
    out_safe(o, x->sentence);
    out_text(o, "\n");
}

static void print_side(struct output *o, const char *title, const char *others, const marsad_entity_side *s)
{
    if (s->reports == 0)
        return;
    out_fmt(o, "%s: %lld reports of %lld events\n", title, (long long)s->reports, (long long)s->events);
    print_deeds(o, s);
    print_counts(o, others, s->others, s->n_others);
    for (size_t i = 0; i < s->n_examples; i++)
        print_example(o, &s->examples[i]);
}

static void print_whole(struct output *o, const marsad_entity *e)
{
    print_line(o, e);
    if (e->named_in > 0)
        out_fmt(o, "Named in %lld articles\n", (long long)e->named_in);
    print_counts(o, "Names: ", e->names, e->n_names);
    print_counts(o, "Places: ", e->places, e->n_places);
    print_side(o, "What reports say it did", "  to: ", &e->actor);
    print_side(o, "What reports say was done to it", "  by: ", &e->recipient);
    out_text(o, "\n");
}

/* ---- the command ---- */

static bool print_entity(void *user, const marsad_entity *e)
{
    struct entities_run *run = user;

    run->n++;
    if (run->format == FORMAT_JSON)
        write_json(run, e);
    else if (run->format == FORMAT_CSV)
        write_csv(&run->out, e);
    else if (run->filter.who)
        print_whole(&run->out, e);
    else
        print_line(&run->out, e);
    return out_check(&run->out);
}

static int list_entities(struct entities_run *run)
{
    marsad_store_options options = { .create = false };
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = cli_dict();
    marsad_store *store;
    int status = CLI_DONE;

    if (!dict)
        return CLI_STOPPED;
    options.dict = dict;
    store = marsad_store_open(run->db, &options, &err);
    if (store && run->format == FORMAT_CSV)
        out_text(&run->out, CSV_HEAD);
    if (!store || !marsad_entities(store, &run->filter, print_entity, run, &err))
        status = cli_fail(&err);
    else if (run->n == 0 && run->format == FORMAT_TABLE)
        fputs("marsad: no entity fits\n", stderr);
    marsad_store_close(store);
    marsad_dict_close(dict);
    return out_finish(&run->out, status);
}

enum { OPT_KIND = OPT_OTHER, OPT_ROLE, OPT_COUNTRY, OPT_FROM, OPT_TO, OPT_LIMIT };

static const char KINDS[] = "group|organisation|facility|person|state|office|forces";

static bool take_code(const char *name, size_t least, char *to, size_t size)
{
    size_t n = strlen(optarg);

    for (size_t i = 0; i <= n && n < size; i++)
        to[i] = (char)toupper((unsigned char)optarg[i]);
    if (n >= least && n < size)
        return true;
    cli_usage(&COMMAND_ENTITIES, "%s takes a code of %zu to %zu letters, not '%s'", name, least, size - 1, optarg);
    return false;
}

static bool take_day(const char *name, bool last, char out[11])
{
    if (cli_day(optarg, last, out))
        return true;
    cli_usage(&COMMAND_ENTITIES, "%s takes a day, 2015-07-20, not '%s'", name, optarg);
    return false;
}

static bool take_filter(struct entities_run *run, int option)
{
    marsad_entity_filter *f = &run->filter;
    long long number;

    switch (option) {
    case OPT_KIND:
        f->kind = optarg;
        if (marsad_list_has(MARSAD_LIT(KINDS), marsad_str_of(optarg)))
            return true;
        cli_usage(&COMMAND_ENTITIES, "--kind is one of %s, not '%s'", KINDS, optarg);
        return false;
    case OPT_COUNTRY:
        f->country = run->country;
        return take_code("--country", 2, run->country, sizeof run->country);
    case OPT_ROLE:
        f->role = run->role;
        return take_code("--role", 3, run->role, sizeof run->role);
    case OPT_FROM:
        f->from = run->from;
        return take_day("--from", false, run->from);
    case OPT_TO:
        f->to = run->to;
        return take_day("--to", true, run->to);
    case OPT_LIMIT:
        if (!cli_number(&COMMAND_ENTITIES, "--limit", optarg, 1, INT64_MAX, &number))
            return false;
        f->limit = number;
        return true;
    default:
        return false;
    }
}

static int run_entities(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             CLI_LONG_CSV,
                                             { "kind", required_argument, NULL, OPT_KIND },
                                             { "country", required_argument, NULL, OPT_COUNTRY },
                                             { "role", required_argument, NULL, OPT_ROLE },
                                             { "from", required_argument, NULL, OPT_FROM },
                                             { "to", required_argument, NULL, OPT_TO },
                                             { "limit", required_argument, NULL, OPT_LIMIT },
                                             { 0 } };
    struct entities_run run = { .db = CLI_DB };
    const struct command *c = &COMMAND_ENTITIES;
    int option;

    while ((option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        if (!cli_list_option(option, &run.db, &run.format) && !take_filter(&run, option))
            return CLI_USAGE;
    }
    if (argc - optind > 1)
        return cli_usage(c, "name one entity; put its name in quotes");
    run.filter.who = argv[optind];
    if (run.filter.who && run.format == FORMAT_CSV)
        return cli_usage(c, "one whole entity does not go into CSV; take --json");
    return list_entities(&run);
}

const struct command COMMAND_ENTITIES = {
    .name = "entities",
    .summary = "who appears in the reports, and what they did and suffered",
    .run = run_entities,
    .help =
        "usage: marsad entities [OPTIONS] [WHO]\n\n"
        "List the groups, organisations, states, offices and office holders of a store, those with most reports\n"
        "first, each under all its names. With WHO (an id, or a whole name in Arabic or English) tell all about one:\n"
        "its names, what it did and to whom, what was done to it and by whom, where, with sentences.\n\n"
        "Private persons are not listed. Persons stand here only as holders of public offices that the dictionary\n"
        "lists, with what reports say that they did or suffered in events; a title that no name goes with is an "
        "office.\n"
        "The forces of a country are its soldiers, police and aircraft that no report names more closely.\n\n"
        "Reports are rows of `marsad events`; events are their stories (`marsad link`). An agency and all who print "
        "it\n"
        "are one source, and so are all texts of one outlet.\n\n" CLI_HELP_DB
        "  --kind KIND        group, organisation, facility, person, state, office or forces\n"
        "  --country CC       two letters, ISO 3166; or IGO, UNO, IMG …\n"
        "  --role SECTOR      PLOVER: REB, MIL, GOV …\n"
        "  --from DAY, --to DAY\n"
        "                     reports whose days overlap these\n"
        "  --limit N\n"
        "  --json             one JSON object a line\n"
        "  --csv              the list, with a header line\n"
        "  --help             this page\n\n"
        "Example:\n"
        "  marsad entities --kind group --country YE\n"
        "  marsad entities --from 2015-07-20 'الحوثيون'\n"
};

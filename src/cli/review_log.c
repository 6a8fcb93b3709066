/*
 * review_log.c - the log of corrections: listed, written to a file, read from one.
 */
#include "cli/review.h"
#include "marsad/link.h"

#include <errno.h>
#include <stdlib.h>

#define LINE_MOST ((size_t)4 << 20) /* bytes of a line that is imported */

/* ---- one entry ---- */

static const char *short_id(const marsad_review *e, char out[13])
{
    snprintf(out, 13, "%.12s", e->id);
    return out;
}

static void print_change(struct output *o, const marsad_review *e)
{
    if (e->field.ptr) {
        out_text(o, "  ");
        out_safe(o, e->field);
        out_text(o, ": ");
        out_safe(o, e->old);
        out_text(o, " -> ");
        out_safe(o, e->value);
    }
    if (e->undoes[0])
        out_fmt(o, "  of %.12s", e->undoes);
}

void review_print(struct output *o, const marsad_review *e, bool json)
{
    char id[13];

    if (json) {
        if (!marsad_review_json(e, &o->buf, NULL))
            o->error = ENOMEM;
        out_text(o, "\n");
        return;
    }
    out_fmt(o, "%s  %s  %-6s  %s", e->at, short_id(e, id), marsad_review_action_name(e->action),
            marsad_report_name_of(e->report.digest, e->report.number).text);
    if (e->other.digest[0])
        out_fmt(o, " %s", marsad_report_name_of(e->other.digest, e->other.number).text);
    print_change(o, e);
    out_text(o, "  by ");
    out_safe(o, e->by);
    out_text(o, ": ");
    out_safe(o, e->why);
    out_text(o, "\n");
}

static void print_csv(struct output *o, const marsad_review *e)
{
    marsad_report_name report = marsad_report_name_of(e->report.digest, e->report.number);
    marsad_report_name other = marsad_report_name_of(e->other.digest, e->other.number);
    const marsad_str cells[] = { marsad_str_of(e->at),
                                 marsad_str_of(e->id),
                                 marsad_str_of(marsad_review_action_name(e->action)),
                                 marsad_str_of(report.text),
                                 e->other.digest[0] ? marsad_str_of(other.text) : (marsad_str){ 0 },
                                 e->report.type,
                                 e->report.text,
                                 e->field,
                                 e->old,
                                 e->value,
                                 marsad_str_of(e->undoes),
                                 e->by,
                                 e->why };
    bool first = true;

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        csv_text(o, &first, cells[i]);
    out_text(o, "\r\n");
}

/* ---- list, export ---- */

static bool list_entry(void *user, const marsad_review *e)
{
    struct review_run *run = user;

    if (run->options->csv)
        print_csv(&run->out, e);
    else
        review_print(&run->out, e, run->options->json);
    return out_check(&run->out);
}

int review_list_log(struct review_run *run)
{
    if (run->options->csv)
        out_text(&run->out, "at,id,action,report,other,type,trigger,field,old,new,undoes,by,why\r\n");
    return marsad_review_list(run->store, &run->options->filter, list_entry, run, &run->err) ? CLI_DONE
                                                                                             : cli_fail(&run->err);
}

/* An export is in the order of the log's own, so that the same log gives the same bytes. */
struct export_run {
    FILE *file;
    marsad_buf line;
    bool ok;
};

static bool export_entry(void *user, const marsad_review *e)
{
    struct export_run *x = user;

    x->line.len = 0;
    x->ok = marsad_review_json(e, &x->line, NULL) && marsad_buf_add_byte(&x->line, '\n') &&
            fwrite(x->line.ptr, 1, x->line.len, x->file) == x->line.len;
    return x->ok;
}

static int export_to(struct review_run *run, const char *name, FILE *file)
{
    struct export_run x = { .file = file, .ok = true };
    bool ok = marsad_review_list(run->store, &run->options->filter, export_entry, &x, &run->err);

    marsad_buf_release(&x.line);
    x.ok = fclose(file) == 0 && x.ok;
    if (!ok)
        return cli_fail(&run->err);
    if (x.ok)
        return CLI_DONE;
    marsad_fail(&run->err, MARSAD_EIO, name, MARSAD_NO_OFFSET, "cannot write: %s", strerror(errno));
    return cli_fail(&run->err);
}

static bool write_entry(void *user, const marsad_review *e)
{
    struct review_run *run = user;

    review_print(&run->out, e, true);
    return out_check(&run->out);
}

int review_export(struct review_run *run)
{
    FILE *file;

    if (run->n_args == 0 || strcmp(run->args[0], "-") == 0)
        return marsad_review_list(run->store, &run->options->filter, write_entry, run, &run->err) ? CLI_DONE
                                                                                                  : cli_fail(&run->err);
    file = fopen(run->args[0], "we");
    if (file)
        return export_to(run, run->args[0], file);
    marsad_fail(&run->err, MARSAD_EIO, run->args[0], MARSAD_NO_OFFSET, "cannot write: %s", strerror(errno));
    return cli_fail(&run->err);
}

/* ---- import ---- */

struct import_run {
    struct review_run *run;
    marsad_arena *arena;
    const char *name;
    uint64_t line, added, known, refused;
};

/* A line that is refused is told, and the next one taken. False: the store failed. */
static bool import_line(struct import_run *in, marsad_str line)
{
    marsad_err why = { .code = MARSAD_OK };
    marsad_review entry;
    bool added;

    in->line++;
    line = marsad_str_trim(line);
    if (line.len == 0)
        return true;
    marsad_arena_reset(in->arena);
    if (line.len > LINE_MOST)
        marsad_fail(&why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "a line of more than %zu bytes", LINE_MOST);
    else
        marsad_review_parse(line, in->arena, &entry, &why);
    if (why.code == MARSAD_OK) {
        if (!marsad_review_import(in->run->store, &entry, &added, &in->run->err))
            return false;
        in->added += added;
        in->known += !added;
        return true;
    }
    if (why.code != MARSAD_EFORMAT)
        return marsad_fail(&in->run->err, why.code, why.where, why.offset, "%s", why.msg);
    snprintf(why.where, sizeof why.where, "%s, line %llu", in->name, (unsigned long long)in->line);
    cli_error(&why);
    in->refused++;
    return true;
}

/* The next line without its end, of one that is too long its beginning; false: there is none. */
static bool read_line(FILE *file, marsad_buf *line, bool *ok)
{
    int c;

    line->len = 0;
    while ((c = getc(file)) != EOF && c != '\n')
        if (line->len <= LINE_MOST && !marsad_buf_add_byte(line, (char)c))
            return *ok = false;
    return c != EOF || line->len > 0;
}

static bool import_lines(struct import_run *in, FILE *file)
{
    marsad_buf line = { 0 };
    bool ok = true, memory = true;

    while (ok && read_line(file, &line, &memory))
        ok = import_line(in, marsad_buf_str(&line));
    marsad_buf_release(&line);
    if (ok && !memory)
        return marsad_fail_memory(&in->run->err);
    if (ok && ferror(file))
        return marsad_fail(&in->run->err, MARSAD_EIO, in->name, MARSAD_NO_OFFSET, "cannot read: %s", strerror(errno));
    return ok;
}

static bool import_file(struct import_run *in, const char *name)
{
    bool std = strcmp(name, "-") == 0, ok;
    FILE *file = std ? stdin : fopen(name, "re");

    if (!file)
        return marsad_fail(&in->run->err, MARSAD_EIO, name, MARSAD_NO_OFFSET, "cannot read: %s", strerror(errno));
    in->name = name;
    in->line = 0;
    ok = import_lines(in, file);
    if (!std)
        fclose(file);
    return ok;
}

int review_import(struct review_run *run)
{
    struct import_run in = { .run = run, .arena = marsad_arena_new(0) };
    bool ok = in.arena ? true : marsad_fail_memory(&run->err);

    for (int i = 0; ok && i < run->n_args; i++)
        ok = import_file(&in, run->args[i]);
    marsad_arena_free(in.arena);
    if (!ok || !marsad_store_commit(run->store, &run->err) || !marsad_link_update(run->store, NULL, &run->err))
        return cli_fail(&run->err);
    out_fmt(&run->out,
            run->options->json ? "{\"added\":%llu,\"known\":%llu,\"refused\":%llu}\n"
                               : "%llu entries added; %llu were there already; %llu refused\n",
            (unsigned long long)in.added, (unsigned long long)in.known, (unsigned long long)in.refused);
    return in.refused > 0 ? CLI_REFUSED : CLI_DONE;
}

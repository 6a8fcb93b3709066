/*
 * review_check.c - which entries of the log no longer fit what the program reads now.
 */
#include "cli/review.h"
#include "record/writer.h"

#include <errno.h>

static bool still_fits(marsad_review_fit fit)
{
    return fit == MARSAD_REVIEW_FITS || fit == MARSAD_REVIEW_AGREES || fit == MARSAD_REVIEW_MOVED;
}

static void print_json(struct output *o, const marsad_review_finding *f)
{
    const marsad_review *e = f->entry;
    struct jw j = jw_to(&o->buf);

    jw_open(&j, '{');
    jw_member(&j, "fit", marsad_str_of(marsad_review_fit_name(f->fit)));
    jw_member(&j, "id", marsad_str_of(e->id));
    jw_member(&j, "action", marsad_str_of(marsad_review_action_name(e->action)));
    jw_member(&j, "report", marsad_str_of(marsad_report_name_of(e->report.digest, e->report.number).text));
    jw_key(&j, "report_now");
    jw_text(&j, f->now_at);
    jw_member(&j, "field", f->field);
    jw_member(&j, "was", f->was);
    jw_member(&j, "now", f->now);
    jw_member(&j, "corrected", e->value);
    jw_member(&j, "by", e->by);
    jw_member(&j, "at", marsad_str_of(e->at));
    jw_member(&j, "why", e->why);
    jw_close(&j, '}');
    if (j.failed)
        o->error = ENOMEM;
}

static void print_line(struct output *o, const marsad_review_finding *f)
{
    const marsad_review *e = f->entry;

    out_fmt(o, "%-13s  %.12s  %-6s  %s", marsad_review_fit_name(f->fit), e->id, marsad_review_action_name(e->action),
            marsad_report_name_of(e->report.digest, e->report.number).text);
    if (f->field.ptr) {
        out_text(o, "  ");
        out_safe(o, f->field);
        out_text(o, ": was ");
        out_safe(o, f->was);
        out_text(o, ", now ");
        out_safe(o, f->now);
    }
    if (e->value.ptr) {
        out_text(o, "  corrected to ");
        out_safe(o, e->value);
    }
    out_text(o, "  by ");
    out_safe(o, e->by);
    out_text(o, ": ");
    out_safe(o, e->why);
    out_text(o, "\n");
}

/* All that are worth a look: also those that were moved, and those that the program now agrees with. */
static bool take_finding(void *user, const marsad_review_finding *f)
{
    struct findings *all = user;

    all->entries++;
    if (f->fit == MARSAD_REVIEW_ARTICLE_GONE)
        all->elsewhere++;
    if (f->fit == MARSAD_REVIEW_FITS || f->fit == MARSAD_REVIEW_ARTICLE_GONE)
        return true;
    all->not_fitting += !still_fits(f->fit);
    if (all->json) {
        out_text(all->out, all->first ? "" : ",");
        print_json(all->out, f);
    } else {
        print_line(all->out, f);
    }
    all->first = false;
    return out_check(all->out);
}

bool review_find_all(marsad_store *store, struct findings *f, marsad_err *err)
{
    f->first = true;
    return marsad_review_check(store, take_finding, f, err);
}

int review_check(struct review_run *run)
{
    struct findings f = { .out = &run->out, .json = run->options->json };

    out_text(&run->out, f.json ? "{\"findings\":[" : "");
    if (!review_find_all(run->store, &f, &run->err))
        return cli_fail(&run->err);
    out_fmt(&run->out,
            f.json ? "],\"entries\":%llu,\"not_fitting\":%llu,\"elsewhere\":%llu}\n"
                   : "%llu entries in force; %llu no longer fit; %llu are of articles that this store does not have\n",
            (unsigned long long)f.entries, (unsigned long long)f.not_fitting, (unsigned long long)f.elsewhere);
    return f.not_fitting > 0 ? CLI_REFUSED : CLI_DONE;
}

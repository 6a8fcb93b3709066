/*
 * report.c - a report: its rows, then the page and the CSV from the same rows.
 */
#include "report/rows.h"
#include "store/sqlite.h"

/* One state of the store throughout, whoever writes to it meanwhile. */
static bool collect(marsad_store *s, const marsad_report_options *options, marsad_arena *arena,
                    struct report_content *content, marsad_err *err)
{
    bool ours = !s->batch, ok;

    if (ours && !store_exec(s, "BEGIN", err))
        return false;
    ok = report_collect(s, options, arena, content, err);
    if (ours)
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL); /* nothing was written */
    return ok;
}

bool marsad_report_make(marsad_store *s, const marsad_report_options *options, marsad_report *out, marsad_err *err)
{
    marsad_arena *arena = marsad_arena_new(0);
    struct report_content content = { .n = 0 };
    bool ok = arena != NULL;

    *out = (marsad_report){ .rows = 0 };
    if (!ok)
        marsad_fail_memory(err);
    ok = ok && collect(s, options, arena, &content, err);
    if (ok && (!report_html(&content, &out->html) || !report_csv(&content, &out->csv)))
        ok = marsad_fail_memory(err);
    out->sections = content.n;
    for (size_t i = 0; i < content.n; i++)
        out->rows += content.sections[i].n;
    if (!ok)
        marsad_report_release(out);
    marsad_arena_free(arena);
    return ok;
}

void marsad_report_release(marsad_report *r)
{
    marsad_buf_release(&r->html);
    marsad_buf_release(&r->csv);
    *r = (marsad_report){ .rows = 0 };
}

/*
 * export.c - what an export needs is opened, its rows are written, the rest is closed.
 */
#include "export/export.h"

#include <ctype.h>
#include <stdlib.h>
#include <time.h>

#define FLUSH_BYTES ((size_t)64 << 10)

static const struct format {
    const char *name, *file;
} FORMATS[MARSAD_EXPORT_COUNT] = {
    [MARSAD_EXPORT_JSONL] = { "jsonl", "records.jsonl" },
    [MARSAD_EXPORT_CSV] = { "csv", "events.csv" },
    [MARSAD_EXPORT_ACLED] = { "acled", "acled.csv" },
    [MARSAD_EXPORT_UCDP] = { "ucdp", "ucdp.csv" },
    [MARSAD_EXPORT_POLECAT] = { "polecat", "polecat.csv" },
    [MARSAD_EXPORT_MENTIONS] = { "mentions", "mentions.csv" },
    [MARSAD_EXPORT_GEOJSON] = { "geojson", "events.geojson" },
    [MARSAD_EXPORT_CONLLU] = { "conllu", "sentences.conllu" },
};

const char *marsad_export_name(marsad_export_format format)
{
    return FORMATS[format].name;
}

const char *marsad_export_file(marsad_export_format format)
{
    return FORMATS[format].file;
}

bool marsad_export_format_of(const char *name, marsad_export_format *out)
{
    for (size_t i = 0; i < MARSAD_EXPORT_COUNT; i++)
        if (strcmp(FORMATS[i].name, name) == 0) {
            *out = (marsad_export_format)i;
            return true;
        }
    return false;
}

bool marsad_export_time(const char *text, int64_t *seconds)
{
    static const char SHAPE[] = "dddd-dd-ddTdd:dd:ddZ";
    struct tm t = { 0 };
    char back[32];

    for (size_t i = 0; i < sizeof SHAPE; i++)
        if (SHAPE[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != SHAPE[i])
            return false;
    t.tm_year = atoi(text) - 1900;
    t.tm_mon = atoi(text + 5) - 1;
    t.tm_mday = atoi(text + 8);
    t.tm_hour = atoi(text + 11);
    t.tm_min = atoi(text + 14);
    t.tm_sec = atoi(text + 17);
    *seconds = timegm(&t);
    /* timegm() takes 31 February; what it makes of it is another time */
    return strftime(back, sizeof back, "%Y-%m-%dT%H:%M:%SZ", &t) > 0 && strcmp(back, text) == 0;
}

/* ---- the run ---- */

bool run_flush(struct run *r, bool all)
{
    bool ok = true;

    if (r->out.len > 0 && (all || r->out.len >= FLUSH_BYTES)) {
        ok = r->write(r->user, marsad_buf_str(&r->out), r->err);
        r->out.len = 0;
    }
    return ok;
}

void run_leave_out(struct run *r, const char *reason)
{
    for (size_t i = 0; i + 1 < MARSAD_EXPORT_REASONS; i++) {
        if (r->done->left_out[i].reason && strcmp(r->done->left_out[i].reason, reason) != 0)
            continue;
        r->done->left_out[i].reason = reason;
        r->done->left_out[i].n++;
        return;
    }
}

static bool open_run(struct run *r, const marsad_dict *dict)
{
    r->arena = marsad_arena_new(0);
    r->article = marsad_arena_new(0);
    if (!r->arena || !r->article)
        return marsad_fail_memory(r->err);
    r->codes = codes_open(dict, r->options->arabic, r->err);
    if (!r->codes)
        return false;
    if (r->options->redact_persons && !(r->redactor = redactor_open(r->codes, r->err)))
        return false;
    if (r->options->format == MARSAD_EXPORT_CONLLU && !(r->words = marsad_words_load(dict, NULL, r->err)))
        return false;
    return true;
}

static void close_run(struct run *r)
{
    marsad_buf_release(&r->out);
    marsad_words_free(r->words);
    marsad_merger_free(r->merger);
    redactor_close(r->redactor);
    codes_close(r->codes);
    marsad_arena_free(r->arena);
    marsad_arena_free(r->article);
}

bool marsad_export(marsad_store *s, const marsad_dict *dict, const marsad_export_options *options,
                   marsad_export_write *write, void *user, marsad_export_done *done, marsad_err *err)
{
    marsad_err own = { .code = MARSAD_OK };
    struct run r = { .s = s, .options = options, .write = write, .user = user, .done = done, .err = err ? err : &own };
    bool records = options->format == MARSAD_EXPORT_JSONL || options->format == MARSAD_EXPORT_CONLLU;
    bool ok;

    *done = (marsad_export_done){ 0 };
    ok = open_run(&r, dict) && (records ? export_records(&r) : export_rows(&r)) && run_flush(&r, true);
    close_run(&r);
    return ok;
}

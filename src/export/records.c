/*
 * records.c - whole records: JSON Lines as `marsad read --json` prints them, and CoNLL-U.
 */
#include "export/export.h"
#include "marsad/conllu.h"

/* Events below the confidence asked for are left out; the others keep their numbers. */
static bool drop_events(struct run *r, marsad_record *rec)
{
    size_t *numbers = marsad_arena_array(r->arena, rec->events.n_events + 1, sizeof *numbers);
    size_t n = 0;

    if (!numbers)
        return marsad_fail_memory(r->err);
    for (size_t i = 0; i < rec->events.n_events; i++) {
        if (rec->events.events[i].confidence < r->options->min_confidence)
            continue;
        numbers[n] = i;
        rec->events.events[n++] = rec->events.events[i];
    }
    rec->events.n_events = n;
    rec->event_numbers = numbers;
    return true;
}

static bool write_json(struct run *r, marsad_record *rec)
{
    rec->group = 0; /* a row number of this store */
    return marsad_record_json(rec, MARSAD_RECORD_FULL, &r->out, r->err) &&
           (marsad_buf_add_byte(&r->out, '\n') || marsad_fail_memory(r->err));
}

static bool write_conllu(struct run *r, const marsad_record *rec)
{
    marsad_text text;

    return marsad_text_read(NULL, rec->article.text, r->arena, &text, r->err) &&
           marsad_conllu_text(r->words, rec->article.document, &text, NULL, r->arena, &r->out, r->err);
}

static bool write_record(void *user, const marsad_record *in, int64_t article)
{
    struct run *r = user;
    marsad_record rec = *in;

    (void)article;
    marsad_arena_reset(r->arena);
    if (r->redactor && !redact_record(r->redactor, in, r->arena, &rec, r->err))
        return false;
    if (r->options->min_confidence > 0 && !drop_events(r, &rec))
        return false;
    if (!(r->options->format == MARSAD_EXPORT_JSONL ? write_json(r, &rec) : write_conllu(r, &rec)))
        return false;
    r->done->rows++;
    return run_flush(r, false);
}

bool export_records(struct run *r)
{
    marsad_event_filter filter = { 0 };

    if (r->options->filter)
        filter = *r->options->filter;
    filter.confidence_at_least = r->options->min_confidence;
    return marsad_store_records_of(r->s, &filter, r->options->filtered, write_record, r, r->err) &&
           r->err->code == MARSAD_OK;
}

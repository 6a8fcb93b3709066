/*
 * plain.c - the texts of a folder of news.
 */
#include "plain.h"

#include "marsad/input.h"
#include "marsad/text.h"

bool plain_read(const char *folder, bool (*take)(void *user, marsad_str text, marsad_arena *scratch, marsad_err *err),
                void *user, marsad_err *err)
{
    marsad_input_options options = { .paths = &folder, .n_paths = 1, .limits = marsad_input_limits_defaults() };
    marsad_input *in = marsad_input_open(&options, err);
    marsad_arena *scratch = marsad_arena_new(0);
    marsad_status status = MARSAD_FAIL;
    marsad_buf clean = { 0 };
    bool ok = in && (scratch ? true : marsad_fail_memory(err));
    marsad_doc doc;

    while (ok && (status = marsad_input_next(in, scratch, &doc, err)) == MARSAD_MORE) {
        clean.len = 0;
        ok = marsad_clean_text(doc.text, &clean) ? take(user, marsad_buf_str(&clean), scratch, err)
                                                 : marsad_fail_memory(err);
        marsad_arena_reset(scratch);
    }
    marsad_buf_release(&clean);
    marsad_input_close(in);
    marsad_arena_free(scratch);
    return ok && status == MARSAD_END;
}

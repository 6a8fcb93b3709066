/*
 * reading.c - see reading.h.
 */
#include "reading.h"

#include <stdio.h>

#include "marsad/arena.h"

bool reading_begin(const marsad_dict *dict, const char *published, marsad_str text, struct reading *out)
{
    marsad_buf clean = { 0 };
    bool ok;

    *out = (struct reading){ .arena = marsad_arena_new(0), .article = { .number = 1, .language = "ar" } };
    snprintf(out->article.published, sizeof out->article.published, "%s", published);
    ok = out->arena && marsad_clean_text(text, &clean);
    if (ok)
        out->article.text = marsad_arena_str(out->arena, marsad_buf_str(&clean));
    marsad_buf_release(&clean);
    return ok && out->article.text.ptr && marsad_text_read(dict, out->article.text, out->arena, &out->text, NULL) &&
           marsad_mentions_find(dict, &out->article, &out->text, out->arena, &out->mentions, NULL) &&
           marsad_events_find(dict, &out->article, &out->text, &out->mentions, out->arena, &out->events, NULL);
}

void reading_end(struct reading *r)
{
    marsad_arena_free(r->arena);
    r->arena = NULL;
}

marsad_str reading_words(const struct reading *r, marsad_span span)
{
    return marsad_str_slice(r->text.text, span.start, span.end);
}

bool reading_file(const char *path, marsad_buf *out)
{
    char chunk[8192];
    FILE *f = fopen(path, "rb");
    bool ok = f != NULL;
    size_t n;

    while (ok && (n = fread(chunk, 1, sizeof chunk, f)) > 0)
        ok = marsad_buf_add(out, (marsad_str){ chunk, n });
    if (f)
        fclose(f);
    return ok;
}

int reading_open_dict(void **state)
{
    *state = marsad_dict_open(NULL, NULL);
    return *state ? 0 : -1;
}

int reading_close_dict(void **state)
{
    marsad_dict_close(*state);
    return 0;
}

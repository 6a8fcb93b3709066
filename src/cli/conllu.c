/*
 * conllu.c - `marsad read --format conllu`: of articles, or of sentences one a line.
 */
#include "cli/conllu.h"

#include <errno.h>
#include <stdlib.h>

#include "marsad/conllu.h"
#include "marsad/utf8.h"
#include "mention/entity_model.h"

/* ---- one sentence a line ---- */

#define LINE_MAX_BYTES ((size_t)64 << 20)

static bool add_line(const marsad_words_model *m, marsad_str line, size_t number, marsad_arena *arena,
                     marsad_buf *clean, struct output *out, marsad_err *err)
{
    marsad_text text;

    clean->len = 0;
    if (marsad_utf8_valid(line) < line.len) {
        if (!marsad_utf8_clean(line, clean, NULL))
            return marsad_fail_memory(err);
        line = marsad_buf_str(clean);
    }
    if (!marsad_text_read(NULL, line, arena, &text, err))
        return false;
    return text.n_tokens == 0 ||
           marsad_conllu_sentence(m, &text,
                                  &(marsad_sentence){ .end = (uint32_t)line.len, .last = (uint32_t)text.n_tokens },
                                  number, NULL, arena, &out->buf, err);
}

static int read_lines(const marsad_words_model *m, FILE *f, const char *path)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_arena *arena = marsad_arena_new(0);
    struct output out = { .error = 0 };
    marsad_buf clean = { 0 };
    char *line = NULL;
    size_t cap = 0, number = 0;
    int status = CLI_DONE;
    ssize_t n;

    if (!arena)
        marsad_fail_memory(&err);
    while (err.code == MARSAD_OK && (n = getline(&line, &cap, f)) >= 0) {
        size_t len = (size_t)n;

        while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
            len--;
        number++;
        if (len > LINE_MAX_BYTES)
            marsad_fail(&err, MARSAD_ELIMIT, path, MARSAD_NO_OFFSET, "line %zu has %zu bytes", number, len);
        else if (add_line(m, (marsad_str){ line, len }, number, arena, &clean, &out, &err) && !out_check(&out))
            break;
        marsad_arena_reset(arena);
    }
    if (err.code == MARSAD_OK && ferror(f))
        marsad_fail(&err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot read: %s", strerror(errno));
    if (err.code != MARSAD_OK)
        status = cli_fail(&err);
    free(line);
    marsad_buf_release(&clean);
    marsad_arena_free(arena);
    return out_finish(&out, status);
}

static marsad_words_model *load_model(const marsad_dict *dict)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_words_model *m = dict ? marsad_words_load(dict, NULL, &err) : NULL;

    if (dict && !m)
        cli_error(&err);
    return m;
}

int conllu_sentences(const char *path)
{
    bool from_stdin = strcmp(path, "-") == 0;
    marsad_dict *dict = cli_dict();
    marsad_words_model *m = load_model(dict);
    FILE *f = from_stdin ? stdin : fopen(path, "rb");
    int status = CLI_STOPPED;

    if (m && !f) {
        marsad_err err = { .code = MARSAD_OK };

        marsad_fail(&err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot open: %s", strerror(errno));
        cli_error(&err);
        status = CLI_REFUSED;
    } else if (m) {
        status = read_lines(m, f, path);
    }
    if (f && !from_stdin)
        fclose(f);
    marsad_words_free(m);
    marsad_dict_close(dict);
    return status;
}

/* ---- articles ---- */

struct models {
    const marsad_dict *dict;
    const marsad_words_model *words;
    const entity_model *names; /* NULL: no names */
};

struct conllu_run {
    struct models models;
    struct output out;
};

/* The tag of each token, NULL for those outside names. */
static bool name_tokens(const struct models *m, const marsad_text *text, marsad_arena *arena, const char ***names,
                        marsad_err *err)
{
    uint8_t *tags;

    if (!entity_tag_text(m->names, text, arena, &tags, err))
        return false;
    *names = marsad_arena_alloc(arena, (text->n_tokens + 1) * sizeof **names);
    if (!*names)
        return marsad_fail_memory(err);
    for (size_t i = 0; i < text->n_tokens; i++)
        (*names)[i] = ENTITY_TAG_NAMES[tags[i]][0] == 'O' ? NULL : ENTITY_TAG_NAMES[tags[i]];
    return true;
}

static bool add_article(const struct models *m, const marsad_article *a, marsad_arena *arena, marsad_buf *out,
                        marsad_err *err)
{
    const char **names = NULL;
    marsad_text text;

    return marsad_text_read(m->names ? m->dict : NULL, a->text, arena, &text, err) &&
           (!m->names || name_tokens(m, &text, arena, &names, err)) &&
           marsad_conllu_text(m->words, a->document, &text, names, arena, out, err);
}

static void write_article(void *user, struct job *job)
{
    const struct conllu_run *run = user;

    (void)add_article(&run->models, &job->article, job->arena, &job->out, &job->err);
}

static bool print_job(void *user, struct job *job, marsad_err *err)
{
    struct conllu_run *run = user;

    (void)err;
    out_str(&run->out, marsad_buf_str(&job->out));
    return out_check(&run->out);
}

static int run_articles(struct pipeline *p, struct conllu_run *run)
{
    marsad_err err = { .code = MARSAD_OK };
    struct totals totals = { .seconds = 0 };
    int status;

    p->dict = run->models.dict;
    p->user = run;
    p->articles_only = true;
    p->work = write_article;
    p->done = print_job;
    status = cli_pipeline(p, &totals, &err) || err.code == MARSAD_OK ? cli_totals_status(&totals) : cli_fail(&err);
    return out_finish(&run->out, status);
}

int conllu_articles(struct pipeline *p, bool names)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = cli_dict();
    marsad_words_model *words = load_model(dict);
    entity_model *model = words && names ? entity_model_open(NULL, dict, &err) : NULL;
    struct conllu_run run = { .models = { dict, words, model } };
    int status = CLI_STOPPED;

    if (words && names && !model)
        cli_error(&err);
    else if (words)
        status = run_articles(p, &run);
    entity_model_close(model);
    marsad_words_free(words);
    marsad_dict_close(dict);
    return status;
}

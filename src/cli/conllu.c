/*
 * conllu.c - words with their tags as CoNLL-U: FORM, LEMMA, UPOS, FEATS and MISC are filled.
 *
 * Clitics are lines of their own without a multiword token above them, as in Arabic-PUD: their forms make up the text
 * letter by letter, so للقوات is ل and لقوات. MISC has SpaceAfter=No, and Full=القوات for a word that is written
 * without its alef.
 */
#include "cli/conllu.h"

#include <errno.h>
#include <stdlib.h>

#include "marsad/utf8.h"

/* A tab or a line end cannot stand in a cell. */
static bool add_cell(marsad_buf *out, marsad_str s)
{
    if (!memchr(s.ptr, '\t', s.len) && !memchr(s.ptr, '\n', s.len) && !memchr(s.ptr, '\r', s.len))
        return marsad_buf_add(out, s);
    for (size_t i = 0; i < s.len; i++)
        if (!marsad_buf_add_byte(out, (unsigned char)s.ptr[i] < 0x20 ? ' ' : s.ptr[i]))
            return false;
    return true;
}

static bool add_number(marsad_buf *out, size_t n)
{
    char digits[24];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    return marsad_buf_add(out, (marsad_str){ digits + at, sizeof digits - at });
}

/* "Gender=Fem|Number=Sing"; "_" for none. */
static bool add_feats(marsad_buf *out, uint32_t feats)
{
    bool ok = feats != 0 || marsad_buf_add_byte(out, '_'), first = true;

    for (unsigned i = 0; ok && i < MARSAD_FEAT_COUNT; i++) {
        if (!(feats & 1u << i))
            continue;
        ok = (first || marsad_buf_add_byte(out, '|')) && marsad_buf_add(out, marsad_str_of(marsad_feat_name(i)));
        first = false;
    }
    return ok;
}

static bool add_misc(marsad_buf *out, const marsad_word *w, bool tied)
{
    if (w->form.len > 0 && !(marsad_buf_add(out, MARSAD_LIT("Full=")) && add_cell(out, w->form) &&
                             (!tied || marsad_buf_add_byte(out, '|'))))
        return false;
    if (tied)
        return marsad_buf_add(out, MARSAD_LIT("SpaceAfter=No"));
    return w->form.len > 0 || marsad_buf_add_byte(out, '_');
}

static bool add_word(marsad_buf *out, marsad_str text, const marsad_words *words, size_t i)
{
    const marsad_word *w = &words->at[i];
    bool tied = i + 1 < words->n && !w[1].space_before;

    return add_number(out, i + 1) && marsad_buf_add_byte(out, '\t') &&
           add_cell(out, marsad_str_slice(text, w->start, w->end)) && marsad_buf_add_byte(out, '\t') &&
           add_cell(out, w->lemma) && marsad_buf_add_byte(out, '\t') &&
           marsad_buf_add(out, marsad_str_of(marsad_upos_name((marsad_upos)w->upos))) &&
           marsad_buf_add(out, MARSAD_LIT("\t_\t")) && add_feats(out, w->feats) &&
           marsad_buf_add(out, MARSAD_LIT("\t_\t_\t_\t")) && add_misc(out, w, tied) && marsad_buf_add_byte(out, '\n');
}

/* The tokens [first, last) as one sentence; `line`: its text. */
static bool add_sentence(const marsad_words_model *m, const marsad_text *text, size_t first, size_t last, size_t number,
                         marsad_str line, marsad_arena *arena, marsad_buf *out, marsad_err *err)
{
    marsad_words words;
    bool ok;

    if (!marsad_words_read(m, text, first, last, arena, &words, err))
        return false;
    ok = marsad_buf_add(out, MARSAD_LIT("# sent_id = ")) && add_number(out, number) &&
         marsad_buf_add(out, MARSAD_LIT("\n# text = ")) && add_cell(out, line) && marsad_buf_add_byte(out, '\n');
    for (size_t i = 0; ok && i < words.n; i++)
        ok = add_word(out, text->text, &words, i);
    return (ok && marsad_buf_add_byte(out, '\n')) || marsad_fail_memory(err);
}

bool conllu_article(const marsad_words_model *m, const marsad_article *a, marsad_arena *arena, marsad_buf *out,
                    marsad_err *err)
{
    marsad_text text;

    if (!marsad_text_read(NULL, a->text, arena, &text, err))
        return false;
    if (!marsad_buf_add(out, MARSAD_LIT("# newdoc id = ")) || !add_cell(out, a->document) ||
        !marsad_buf_add_byte(out, '\n'))
        return marsad_fail_memory(err);
    for (size_t s = 0; s < text.n_sentences; s++) {
        const marsad_sentence *sentence = &text.sentences[s];

        if (!add_sentence(m, &text, sentence->first, sentence->last, s + 1,
                          marsad_str_slice(text.text, sentence->start, sentence->end), arena, out, err))
            return false;
    }
    return true;
}

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
    return text.n_tokens == 0 || add_sentence(m, &text, 0, text.n_tokens, number, line, arena, &out->buf, err);
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

struct conllu_run {
    const marsad_words_model *model;
    struct output out;
};

static void write_article(void *user, struct job *job)
{
    const struct conllu_run *run = user;

    (void)conllu_article(run->model, &job->article, job->arena, &job->out, &job->err);
}

static bool print_job(void *user, struct job *job, marsad_err *err)
{
    struct conllu_run *run = user;

    (void)err;
    out_str(&run->out, marsad_buf_str(&job->out));
    return out_check(&run->out);
}

int conllu_articles(struct pipeline *p)
{
    marsad_err err = { .code = MARSAD_OK };
    struct totals totals = { .seconds = 0 };
    marsad_dict *dict = cli_dict();
    marsad_words_model *m = load_model(dict);
    struct conllu_run run = { .model = m };
    int status = CLI_STOPPED;

    if (m) {
        p->dict = dict;
        p->user = &run;
        p->articles_only = true;
        p->work = write_article;
        p->done = print_job;
        status = cli_pipeline(p, &totals, &err) || err.code == MARSAD_OK ? cli_totals_status(&totals) : cli_fail(&err);
        status = out_finish(&run.out, status);
    }
    marsad_words_free(m);
    marsad_dict_close(dict);
    return status;
}

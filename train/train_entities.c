/*
 * train-entities - learn the names of ANERcorp: two passes of a CRF (src/mention/entity_model.h).
 *
 *     train-entities DATA WORDS OUT
 *
 * DATA is the folder with anercorp-train.txt; WORDS is what train-classes wrote. Scores by cross-validation go to
 * stdout: each sixth of ANERcorp's training part, in the order of the file, is tagged by a model of the other five.
 * Then the model of all of it goes to OUT. Two threads share the sixths.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "entity_learn.h"
#include "marsad/pool.h"

#define SIXTHS 6
#define THREADS 2
#define DRAWS 1000
#define KINDS (ENTITY_TYPE_COUNT + 1) /* and all */

struct trainer {
    const marsad_dict *dict;
    marsad_arena *arena;
    struct entity_words words, none;
    const char *corpus;
    marsad_err *err;
};

static const char ABOUT[] =
    "Names of Arabic news; learnt by train/train_entities.c from ANERcorp (Benajiba, Rosso & Benedi 2007; CC BY-SA 4.0)"
    "\nand word statistics of SaudiNewsNet. Licence of the weights: CC BY-SA 4.0.\n";

static const struct entity_settings SETTINGS = {
    .second = true, .rounds = 20, .penalty = 2, .lean = 0.7, .kept = 0.02, .about = ABOUT
};

/* ---- one sixth ---- */

struct sixth {
    const struct trainer *trainer;
    const struct entity_words *words;
    struct entity_settings set;
    unsigned number;
    marsad_arena *arena;
    struct score (*scores)[KINDS]; /* of each sentence */
    size_t n;
    bool ok;
    marsad_err err;
};

static bool score_sixth(struct sixth *x, const struct corpus *test, const marsad_buf *image)
{
    entity_model *m = entity_model_from(image->ptr, image->len, "new", x->trainer->dict, &x->err);
    size_t n, at = 0;
    uint8_t *tags;
    bool ok;

    x->n = test->n_sentences;
    x->scores = marsad_arena_array(x->arena, x->n + 1, sizeof *x->scores);
    ok = m && (x->scores || marsad_fail_memory(&x->err)) &&
         entity_tag(m, test->sentences, test->n_sentences, x->arena, &tags, &n, &x->err);
    if (ok)
        memset(x->scores, 0, x->n * sizeof *x->scores);
    for (size_t s = 0; ok && s < x->n; at += test->sentences[s++].n)
        score_spans(test->gold, tags, at, at + test->sentences[s].n, x->scores[s]);
    entity_model_close(m);
    return ok;
}

static void work(void *user, void *job, unsigned thread)
{
    struct sixth *x = job;
    const struct trainer *t = x->trainer;
    unsigned from = x->number * 1000 / SIXTHS, to = (x->number + 1) * 1000 / SIXTHS;
    struct corpus train = { 0 }, test = { 0 };
    marsad_buf image = { 0 };

    (void)user;
    (void)thread;
    x->ok = corpus_read(t->corpus, 0, from, x->arena, &train, &x->err) &&
            corpus_read(t->corpus, to, 1000, x->arena, &train, &x->err) &&
            corpus_read(t->corpus, from, to, x->arena, &test, &x->err) &&
            entity_learn(&x->set, t->dict, x->words, &train, x->arena, &image, &x->err) &&
            score_sixth(x, &test, &image);
    marsad_buf_release(&image);
}

static bool done(void *user, void *job)
{
    (void)user;
    return ((struct sixth *)job)->ok;
}

/* ---- scores ---- */

static void add_score(struct score *to, const struct score *s)
{
    to->right += s->right;
    to->wrong += s->wrong;
    to->missed += s->missed;
}

/* What one sentence gives for a kind. */
static struct score score_of(const struct score scores[KINDS], int kind)
{
    struct score sum = { 0 };

    for (int k = 0; k < ENTITY_TYPE_COUNT; k++)
        if (kind == ENTITY_TYPE_COUNT || kind == k)
            add_score(&sum, &scores[k]);
    return sum;
}

static int by_value(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;

    return (a > b) - (a < b);
}

/* 95 % of the F1 values when as many sentences are drawn with replacement. */
static bool print_interval(const struct score *sentences, size_t n)
{
    double *f = malloc(DRAWS * sizeof *f);
    uint64_t state = 20;

    if (!f)
        return false;
    for (int draw = 0; draw < DRAWS; draw++) {
        struct score all = { 0 };
        for (size_t i = 0; i < n; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            add_score(&all, &sentences[(state >> 33) % n]);
        }
        f[draw] = score_f1(all);
    }
    qsort(f, DRAWS, sizeof *f, by_value);
    printf("  %.3f-%.3f\n", f[DRAWS / 40], f[DRAWS - 1 - DRAWS / 40]);
    free(f);
    return true;
}

static bool print_kind(const struct sixth *sixths, int kind, const char *name)
{
    struct score all = { 0 }, *sentences;
    size_t n = 0, at = 0;
    bool ok;

    for (unsigned k = 0; k < SIXTHS; k++)
        n += sixths[k].n;
    sentences = calloc(n + 1, sizeof *sentences);
    if (!sentences)
        return false;
    for (unsigned k = 0; k < SIXTHS; k++)
        for (size_t s = 0; s < sixths[k].n; s++)
            sentences[at++] = score_of(sixths[k].scores[s], kind);
    for (size_t s = 0; s < n; s++)
        add_score(&all, &sentences[s]);
    printf("  %-5s P %.3f  R %.3f  F1 %.3f", name, all.right / fmax(1, all.right + all.wrong),
           all.right / fmax(1, all.right + all.missed), score_f1(all));
    ok = print_interval(sentences, n);
    free(sentences);
    return ok;
}

static bool print_scores(const struct sixth *sixths, const char *title)
{
    static const char *const NAMES[] = {
#define X(name) #name,
        ENTITY_TYPES(X)
#undef X
            "all",
    };
    bool ok = true;

    printf("%s\n", title);
    for (int kind = 0; ok && kind < KINDS; kind++)
        ok = print_kind(sixths, kind, NAMES[kind]);
    printf("  sixths");
    for (unsigned k = 0; k < SIXTHS; k++) {
        struct score all = { 0 };
        for (size_t s = 0; s < sixths[k].n; s++) {
            struct score one = score_of(sixths[k].scores[s], ENTITY_TYPE_COUNT);
            add_score(&all, &one);
        }
        printf(" %.3f", score_f1(all));
    }
    printf("\n");
    fflush(stdout);
    return ok;
}

static bool report(struct trainer *t, const char *title, struct entity_settings set, const struct entity_words *words)
{
    struct sixth sixths[SIXTHS];
    marsad_pool_options options = { .threads = THREADS, .work = work, .done = done };
    marsad_pool *pool = marsad_pool_new(&options, t->err);
    bool ok = pool != NULL;

    for (unsigned k = 0; k < SIXTHS; k++) {
        sixths[k] = (struct sixth){ .trainer = t, .words = words, .set = set, .number = k, .ok = true };
        sixths[k].err.code = MARSAD_OK;
        sixths[k].arena = marsad_arena_new(0);
        ok = ok && (sixths[k].arena || marsad_fail_memory(t->err)) && marsad_pool_submit(pool, &sixths[k]);
    }
    ok = pool && marsad_pool_finish(pool) && ok;
    marsad_pool_free(pool, NULL);
    for (unsigned k = 0; k < SIXTHS; k++)
        if (!sixths[k].ok && t->err->code == MARSAD_OK)
            *t->err = sixths[k].err;
    ok = ok && (print_scores(sixths, title) || marsad_fail_memory(t->err));
    for (unsigned k = 0; k < SIXTHS; k++)
        marsad_arena_free(sixths[k].arena);
    return ok;
}

/* ---- all of it ---- */

static bool read_words(struct trainer *t, const char *path)
{
    static const struct entity_word NONE[1];
    FILE *f = fopen(path, "rb");
    struct entity_word *slots = NULL;
    long size = -1;
    size_t n;

    t->none = (struct entity_words){ NONE, 1 };
    if (f && fseek(f, 0, SEEK_END) == 0)
        size = ftell(f);
    n = size < 0 ? 0 : (size_t)size / sizeof *slots;
    if (n)
        slots = marsad_arena_array(t->arena, n, sizeof *slots);
    if (slots) {
        rewind(f);
        t->words = (struct entity_words){ slots, (uint32_t)fread(slots, sizeof *slots, n, f) };
    }
    if (f)
        fclose(f);
    return (n && t->words.n_slots == n) || marsad_fail(t->err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be read");
}

static bool report_all(struct trainer *t)
{
    struct entity_settings alone = SETTINGS;

    alone.second = false;
    return report(t, "as shipped", SETTINGS, &t->words) &&
           report(t, "without word classes and frequencies", SETTINGS, &t->none) &&
           report(t, "without what the first pass found", alone, &t->words);
}

static bool write_model(struct trainer *t, const char *path)
{
    marsad_buf image = { 0 };
    struct corpus all = { 0 };
    bool ok = corpus_read(t->corpus, 0, 1000, t->arena, &all, t->err) &&
              entity_learn(&SETTINGS, t->dict, &t->words, &all, t->arena, &image, t->err);
    FILE *f = ok ? fopen(path, "wb") : NULL;
    bool written = f && fwrite(image.ptr, 1, image.len, f) == image.len;

    written = f && fclose(f) == 0 && written;
    printf("model of everything: %zu bytes\n", image.len);
    marsad_buf_release(&image);
    return ok && (written || marsad_fail(t->err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be written"));
}

int main(int argc, char **argv)
{
    marsad_err err = { .code = MARSAD_OK };
    struct trainer t = { .err = &err, .arena = marsad_arena_new(0) };
    marsad_dict *dict;
    bool ok;

    if (argc != 4) {
        fprintf(stderr, "usage: train-entities DATA WORDS OUT\n");
        return 2;
    }
    t.dict = dict = marsad_dict_open(NULL, &err);
    t.corpus = t.arena ? marsad_arena_fmt(t.arena, "%s/anercorp-train.txt", argv[1]).ptr : NULL;
    ok = dict && (t.corpus || marsad_fail_memory(&err)) && read_words(&t, argv[2]) && write_model(&t, argv[3]) &&
         report_all(&t);
    if (!ok)
        fprintf(stderr, "train-entities: %s: %s\n", err.where, err.msg);
    marsad_arena_free(t.arena);
    marsad_dict_close(dict);
    return ok ? 0 : 1;
}

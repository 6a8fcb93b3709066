/*
 * train-entities - learn the names of ANERcorp: two passes of a CRF (src/mention/entity_model.h).
 *
 *     train-entities DATA WORDS OUT
 *
 * DATA is the folder with anercorp-train.txt, aqmar/ and wojood-sample/; WORDS is what train-classes wrote. Scores on
 * the last sixth of ANERcorp's training part, learnt from the others, go to stdout; then the model of all of it to OUT.
 */
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "entity_learn.h"

#define HELD_OUT 167 /* thousandths of the file, at its end */
#define DRAWS 1000

struct trainer {
    const marsad_dict *dict;
    marsad_arena *arena;
    struct entity_words words, none;
    struct corpus train, test, all;
    marsad_err *err;
};

static const char ABOUT[] =
    "Names of Arabic news; learnt by train/train_entities.c from ANERcorp (Benajiba, Rosso & Benedi 2007; CC BY-SA 4.0)"
    "\nand word statistics of SaudiNewsNet. Licence of the weights: CC BY-SA 4.0.\n";

static const struct entity_settings SETTINGS = {
    .second = true, .rounds = 20, .penalty = 2, .lean = 0.7, .kept = 0.02, .about = ABOUT
};

/* ---- scores ---- */

static int by_value(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;

    return (a > b) - (a < b);
}

/* 95 % of the F1 values when as many sentences are drawn with replacement. */
static void print_interval(const struct corpus *c, struct score (*scores)[ENTITY_TYPE_COUNT + 1], int type)
{
    static double f[DRAWS];
    uint64_t state = 20;

    for (int draw = 0; draw < DRAWS; draw++) {
        struct score all = { 0 };
        for (size_t i = 0; i < c->n_sentences; i++) {
            const struct score *s;
            state = state * 6364136223846793005u + 1442695040888963407u;
            s = scores[(state >> 33) % c->n_sentences];
            for (int k = 0; k < ENTITY_TYPE_COUNT; k++)
                if (type == ENTITY_TYPE_COUNT || k == type) {
                    all.right += s[k].right;
                    all.wrong += s[k].wrong;
                    all.missed += s[k].missed;
                }
        }
        f[draw] = score_f1(all);
    }
    qsort(f, DRAWS, sizeof *f, by_value);
    printf("  %.3f-%.3f\n", f[DRAWS / 40], f[DRAWS - 1 - DRAWS / 40]);
}

static bool print_scores(struct trainer *t, const marsad_buf *image, const char *title)
{
    static const char *const NAMES[] = {
#define X(name) #name,
        ENTITY_TYPES(X)
#undef X
            "all",
    };
    const struct corpus *c = &t->test;
    struct score all[ENTITY_TYPE_COUNT + 1] = { { 0 } }, (*each)[ENTITY_TYPE_COUNT + 1];
    entity_model *m = entity_model_from(image->ptr, image->len, "new", t->dict, t->err);
    uint8_t *tags;
    size_t n, at = 0;

    each = calloc(c->n_sentences + 1, sizeof *each);
    if (!m || !each || !entity_tag(m, c->sentences, c->n_sentences, t->arena, &tags, &n, t->err))
        return false;
    for (size_t s = 0; s < c->n_sentences; at += c->sentences[s++].n)
        score_spans(c->gold, tags, at, at + c->sentences[s].n, each[s]);
    for (size_t s = 0; s < c->n_sentences; s++)
        for (int k = 0; k < ENTITY_TYPE_COUNT; k++)
            for (int j = 0; j < 2; j++) {
                struct score *to = &all[j ? k : ENTITY_TYPE_COUNT];
                to->right += each[s][k].right;
                to->wrong += each[s][k].wrong;
                to->missed += each[s][k].missed;
            }
    printf("%s\n", title);
    for (int k = 0; k <= ENTITY_TYPE_COUNT; k++) {
        struct score s = all[k];
        printf("  %-5s P %.3f  R %.3f  F1 %.3f", NAMES[k], s.right / fmax(1, s.right + s.wrong),
               s.right / fmax(1, s.right + s.missed), score_f1(s));
        print_interval(c, each, k);
    }
    fflush(stdout);
    free(each);
    entity_model_close(m);
    return true;
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

static bool read_corpora(struct trainer *t, const char *folder)
{
    marsad_str path = marsad_arena_fmt(t->arena, "%s/anercorp-train.txt", folder);

    return path.ptr ? corpus_read(path.ptr, 0, 1000 - HELD_OUT, t->arena, &t->train, t->err) &&
                          corpus_read(path.ptr, 1000 - HELD_OUT, 1000, t->arena, &t->test, t->err) &&
                          corpus_read(path.ptr, 0, 1000, t->arena, &t->all, t->err)
                    : marsad_fail_memory(t->err);
}

static int is_text(const struct dirent *e)
{
    size_t n = strlen(e->d_name);

    return n > 4 && strcmp(e->d_name + n - 4, ".txt") == 0;
}

/* The training part and all files of a further folder. */
static bool with_more(struct trainer *t, const char *folder, const char *more, struct corpus *c)
{
    marsad_str path = marsad_arena_fmt(t->arena, "%s/anercorp-train.txt", folder);
    struct dirent **names = NULL;
    int n;
    bool ok = path.ptr && corpus_read(path.ptr, 0, 1000 - HELD_OUT, t->arena, c, t->err);

    path = marsad_arena_fmt(t->arena, "%s/%s", folder, more);
    n = ok && path.ptr ? scandir(path.ptr, &names, is_text, alphasort) : 0;
    for (int i = 0; i < n; i++) {
        marsad_str file = marsad_arena_fmt(t->arena, "%s/%s", path.ptr, names[i]->d_name);
        ok = ok && file.ptr && corpus_read(file.ptr, 0, 1000, t->arena, c, t->err);
        free(names[i]);
    }
    free(names);
    return ok;
}

static bool report(struct trainer *t, const char *title, struct entity_settings set, const struct entity_words *words,
                   const struct corpus *c)
{
    marsad_buf image = { 0 };
    bool ok = entity_learn(&set, t->dict, words, c, t->arena, &image, t->err) && print_scores(t, &image, title);

    marsad_buf_release(&image);
    return ok;
}

static bool report_all(struct trainer *t, const char *folder)
{
    struct entity_settings alone = SETTINGS;
    struct corpus aqmar = { 0 }, wojood = { 0 };

    alone.second = false;
    return report(t, "as shipped", SETTINGS, &t->words, &t->train) &&
           report(t, "without word classes", SETTINGS, &t->none, &t->train) &&
           report(t, "without what the first pass found", alone, &t->words, &t->train) &&
           with_more(t, folder, "aqmar", &aqmar) &&
           report(t, "with AQMAR to learn from", SETTINGS, &t->words, &aqmar) &&
           with_more(t, folder, "wojood-sample", &wojood) &&
           report(t, "with Wojood's sample to learn from", SETTINGS, &t->words, &wojood);
}

static bool write_model(struct trainer *t, const char *path)
{
    marsad_buf image = { 0 };
    bool ok = entity_learn(&SETTINGS, t->dict, &t->words, &t->all, t->arena, &image, t->err);
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
    ok = dict && (t.arena || marsad_fail_memory(&err)) && read_words(&t, argv[2]) && read_corpora(&t, argv[1]) &&
         report_all(&t, argv[1]) && write_model(&t, argv[3]);
    if (!ok)
        fprintf(stderr, "train-entities: %s: %s\n", err.where, err.msg);
    marsad_arena_free(t.arena);
    marsad_dict_close(dict);
    return ok ? 0 : 1;
}

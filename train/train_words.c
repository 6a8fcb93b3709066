/*
 * train_words.c - the words model: clitics and parts of speech.
 *
 *     train-words TREEBANK NEWS|- OUT
 *
 * Counts the forms of NEWS (a folder; "-": none), learns to cut from the treebank, cuts NEWS and groups its words by
 * their neighbours, learns to cut and tag from the treebank once more, by 5-fold cross-validation over its documents
 * and at last from all of it. Each sentence is learnt twice: with the vowels that the treebank writes, and without.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"
#include "readings.h"

#define FORM_BITS 17
#define DRAWS 1000

/*
 * Train twice: the first model tags the news, and the tags that it gives most often to a form, whatever stands around
 * it there, are features of the second.
 */
static bool train_twice(struct lab *lab, const char *news, unsigned without)
{
    return forms_guess(NULL, &lab->model, lab->forms, NULL) && lab_make_examples(lab) &&
           lab_train(lab, without, true) &&
           (!news || (forms_guess(news, &lab->model, lab->forms, NULL) && lab_make_examples(lab) &&
                      lab_train(lab, without, true)));
}

/* ---- scores ---- */

static double f1(double right, const struct score *s)
{
    return 2 * right / (s->found + s->gold);
}

static struct score sum_of(const struct score *scores, const uint32_t *order, size_t n)
{
    struct score sum = { 0, 0, 0, 0 };

    for (size_t i = 0; i < n; i++) {
        const struct score *s = &scores[order ? order[i] : i];

        sum.right += s->right;
        sum.tagged += s->tagged;
        sum.found += s->found;
        sum.gold += s->gold;
    }
    return sum;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* 95 % intervals by drawing sentences anew. */
static void print_scores(const char *name, const struct score *scores, size_t n)
{
    struct score all = sum_of(scores, NULL, n);
    uint32_t *order = malloc(n * sizeof *order);
    double words[DRAWS], tags[DRAWS];
    uint64_t state = 3;

    for (int d = 0; order && d < DRAWS; d++) {
        struct score sum;

        for (size_t i = 0; i < n; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            order[i] = (uint32_t)((state >> 33) % n);
        }
        sum = sum_of(scores, order, n);
        words[d] = f1(sum.right, &sum);
        tags[d] = f1(sum.tagged, &sum);
    }
    free(order);
    qsort(words, DRAWS, sizeof *words, by_value);
    qsort(tags, DRAWS, sizeof *tags, by_value);
    printf("%-16s words F1 %.4f (%.4f to %.4f)   UPOS F1 %.4f (%.4f to %.4f)   tags of right words %.4f\n", name,
           f1(all.right, &all), words[DRAWS / 40], words[DRAWS - DRAWS / 40], f1(all.tagged, &all), tags[DRAWS / 40],
           tags[DRAWS - DRAWS / 40], all.tagged / all.right);
}

static void print_confusion(const struct confusion *c)
{
    printf("\ntag      gold   precision recall  most often taken for\n");
    for (int g = 0; g < WORDS_TAGS; g++) {
        uint32_t gold = 0, found = 0, worst = 0;
        int other = g;

        for (int t = 0; t < WORDS_TAGS; t++) {
            gold += c->tags[g][t];
            found += c->tags[t][g];
            if (t != g && c->tags[g][t] > worst)
                worst = c->tags[g][t], other = t;
        }
        if (gold)
            printf("%-6s %6u   %.3f     %.3f   %s (%u)\n", marsad_upos_name((marsad_upos)g), gold,
                   found ? c->tags[g][g] / (double)found : 0, c->tags[g][g] / (double)gold,
                   worst ? marsad_upos_name((marsad_upos)other) : "-", worst);
    }
}

static bool cross_validate(struct lab *lab, const char *news)
{
    struct score *scores[2] = { calloc(lab->bank.n, sizeof **scores), calloc(lab->bank.n, sizeof **scores) };
    struct confusion confusion = { .tell = getenv("TRAIN_WORDS_TELL") != NULL }, plain = { .tell = false };
    struct readings readings = { .lemmas = { 0 } };
    bool ok = scores[0] && scores[1];

    for (unsigned fold = 0; ok && fold < FOLDS; fold++) {
        ok = train_twice(lab, news, fold);
        for (size_t i = 0; ok && i < lab->bank.n; i++)
            if (fold_of(&lab->bank.at[i]) == fold)
                ok = lab_score(&lab->model, &lab->bank.at[i], true, &scores[1][i], &confusion) &&
                     lab_score(&lab->model, &lab->bank.at[i], false, &scores[0][i], &plain) &&
                     readings_score(&lab->model, &lab->bank.at[i], &readings);
    }
    if (ok) {
        print_scores("as written", scores[1], lab->bank.n);
        print_scores("without vowels", scores[0], lab->bank.n);
        print_confusion(&confusion);
        readings_print(&readings);
        fflush(stdout);
    }
    free(scores[0]);
    free(scores[1]);
    return ok;
}

/* ---- all of it ---- */

static const char PROVENANCE[] =
    "Words model of marsad: clitics and universal parts of speech of Arabic. Learnt by train/train_words.c from "
    "Universal "
    "Dependencies Arabic-PUD, development part (CC BY-SA 3.0); these weights are offered under CC BY-SA 3.0 too. "
    "Frequencies and groups of word forms are statistics of SaudiNewsNet (CC BY-NC-SA 4.0), stored as hashes; no text "
    "of it "
    "is in here. Classes of words come from the dictionary of marsad (CC BY 4.0).";

static bool read_news(struct lab *lab, const char *news, marsad_err *err)
{
    struct forms *forms = forms_new();
    bool ok = forms && (!news || forms_count(forms, news, err)) &&
              forms_table(forms, FORM_BITS, lab->keep, &lab->model, &lab->forms) && lab_make_examples(lab);

    if (ok && news)
        ok = lab_train(lab, FOLDS, false) && forms_group(forms, news, &lab->model, err) &&
             forms_table(forms, FORM_BITS, lab->keep, &lab->model, &lab->forms) && lab_make_examples(lab);
    forms_free(forms);
    return ok;
}

static bool run(struct lab *lab, char **argv, marsad_err *err)
{
    const char *news = strcmp(argv[2], "-") == 0 ? NULL : argv[2];
    size_t unreachable = 0;

    if (!treebank_read_folder(argv[1], lab->keep, &lab->bank, err) || !read_news(lab, news, err))
        return false;
    for (size_t i = 0; i < lab->bank.n; i++)
        unreachable += lab->examples[1][i].unreachable;
    printf("%zu sentences, %zu words; %zu tokens have no legal cut that is gold\n\n", lab->bank.n, lab->bank.n_words,
           unreachable);
    if (!cross_validate(lab, news) || !train_twice(lab, news, FOLDS))
        return marsad_fail_memory(err);
    return words_model_write(&lab->model, PROVENANCE, argv[3], err);
}

int main(int argc, char **argv)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict;
    struct lab lab;
    bool ok;

    if (argc != 4) {
        fputs("usage: train-words TREEBANK NEWS|- OUT\n", stderr);
        return 2;
    }
    dict = marsad_dict_open(NULL, &err);
    ok = dict && lab_init(&lab, dict) && run(&lab, argv, &err);
    if (!ok)
        fprintf(stderr, "train-words: %s: %s\n", err.where, err.msg[0] ? err.msg : "no memory");
    if (dict)
        lab_release(&lab);
    marsad_dict_close(dict);
    return ok ? 0 : 1;
}

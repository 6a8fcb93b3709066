/*
 * report.c - curves, intervals by drawing sentences anew, calibration.
 */
#include "report.h"

#include <stdlib.h>

#define DRAWS 1000
#define BINS 10
#define STEP 0.05

double tally_f1(struct tally t)
{
    return t.right > 0 ? 2 * t.right / (2 * t.right + t.wrong + t.missed) : 0;
}

static bool counts_as(const struct instance *x, int kind, bool dated)
{
    return x->kind == kind && x->draft && x->firm && x->dated == dated;
}

/* Highest probability of a draft in each sentence, read without its date as the detection files give none; -1: no
 * draft. One after another for each division. */
static double *best_of_sentences(const struct corpus *c, const struct instances *in, const double *p, int kind)
{
    double *best = malloc((DIVISIONS * c->n + 1) * sizeof *best);

    for (size_t i = 0; best && i < DIVISIONS * c->n; i++)
        best[i] = -1;
    for (size_t k = 0; best && k < DIVISIONS * in->n; k++) {
        const struct instance *x = &in->at[k % in->n];
        double *of = &best[k / in->n * c->n + x->sentence];
        if (counts_as(x, kind, false) && p[k] > *of)
            *of = p[k];
    }
    return best;
}

static void count_sentence(struct tally *t, const struct sentence *s, int kind, enum against against, bool said)
{
    enum label label = s->detection[kind];
    bool yes = label == LABEL_YES;

    if (label == LABEL_NONE || label == LABEL_AMBIGUOUS || (against == AGAINST_EASY && label == LABEL_DIFFICULT_NO) ||
        (against == AGAINST_DECIDED && !yes && s->agreed[kind] >= 0.5))
        return;
    t->right += yes && said;
    t->wrong += !yes && said;
    t->missed += yes && !said;
}

struct tally detection_tally(const struct corpus *c, const struct instances *in, const double *p, int kind,
                             double threshold, enum against against)
{
    struct tally t = { 0 };
    double *best = best_of_sentences(c, in, p, kind);

    for (size_t k = 0; best && k < DIVISIONS * c->n; k++)
        count_sentence(&t, &c->at[k % c->n], kind, against, best[k] >= threshold);
    free(best);
    return t;
}

static bool count_records(struct tally *t, const struct corpus *c, const struct instances *in, const double *p,
                          int kind, double threshold)
{
    int *have = calloc(c->n + 1, sizeof *have);

    if (!have)
        return false;
    for (size_t i = 0; i < in->n; i++)
        have[in->at[i].sentence] += counts_as(&in->at[i], kind, c->at[in->at[i].sentence].dated) && p[i] >= threshold;
    for (size_t i = 0; i < c->n; i++) {
        const struct sentence *s = &c->at[i];
        int matched = have[i] < s->gold[kind] ? have[i] : s->gold[kind], rest = have[i] - matched;
        if (!s->record)
            continue;
        t->right += matched;
        t->missed += s->gold[kind] - matched;
        t->wrong += rest > s->optional[kind] ? rest - s->optional[kind] : 0;
    }
    free(have);
    return true;
}

struct tally records_tally(const struct corpus *c, const struct instances *in, const double *p, int kind,
                           double threshold)
{
    struct tally t = { 0 };

    for (size_t d = 0; d < DIVISIONS; d++)
        if (!count_records(&t, c, in, p + d * in->n, kind, threshold))
            break;
    return t;
}

static int by_value(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;

    return (a > b) - (a < b);
}

/* 95 % of the F1 values when as many sentences are drawn with replacement. */
static bool interval(const struct corpus *c, const double *best, int kind, double threshold, double *low, double *high)
{
    double *f = malloc(DRAWS * sizeof *f);
    uint64_t state = 20;

    for (int draw = 0; f && draw < DRAWS; draw++) {
        struct tally t = { 0 };
        for (size_t i = 0; i < c->n; i++) {
            size_t at;
            state = state * 6364136223846793005u + 1442695040888963407u;
            at = (size_t)((state >> 33) % c->n);
            for (size_t d = 0; d < DIVISIONS; d++)
                count_sentence(&t, &c->at[at], kind, AGAINST_ALL, best[d * c->n + at] >= threshold);
        }
        f[draw] = tally_f1(t);
    }
    if (!f)
        return false;
    qsort(f, DRAWS, sizeof *f, by_value);
    *low = f[DRAWS / 40];
    *high = f[DRAWS - 1 - DRAWS / 40];
    free(f);
    return true;
}

static void print_tally(FILE *out, struct tally t)
{
    fprintf(out, "  %.3f %.3f %.3f", t.right / (t.right + t.wrong + 1e-9), t.right / (t.right + t.missed + 1e-9),
            tally_f1(t));
}

static void print_line(FILE *out, const struct corpus *c, const struct instances *in, const double *p, int kind,
                       double threshold)
{
    print_tally(out, detection_tally(c, in, p, kind, threshold, AGAINST_ALL));
    print_tally(out, records_tally(c, in, p, kind, threshold));
    fputc('\n', out);
}

static void print_use(FILE *out, const struct corpus *c, const struct instances *in, const double *p, int kind,
                      double threshold)
{
    static const char *const NAMES[] = { "all that not every annotator accepted", "those that none accepted",
                                         "those that fewer than half accepted" };

    fprintf(out, "threshold in use: %.2f; detection P R F1\n", threshold);
    for (int i = AGAINST_ALL; i <= AGAINST_DECIDED; i++) {
        print_tally(out, detection_tally(c, in, p, kind, threshold, (enum against)i));
        fprintf(out, "  against %s\n", NAMES[i]);
    }
}

/* Does it speak for sentences by themselves, as the detection files hold them, or for dated ones, as the records do? */
static bool is_of(const struct corpus *c, const struct instance *x, bool articles)
{
    const struct sentence *s = &c->at[x->sentence];

    return articles ? s->record && s->dated && x->dated : s->detection[x->kind] && !x->dated;
}

static void print_calibration(FILE *out, const struct corpus *c, const struct instances *in, const struct row *rows,
                              const double *p, int kind, bool articles)
{
    double n[BINS] = { 0 }, said[BINS] = { 0 }, true_[BINS] = { 0 };

    for (size_t k = 0; k < DIVISIONS * in->n; k++) {
        size_t i = k % in->n;
        int bin = (int)(p[k] * BINS);
        if (in->at[i].kind != kind || !in->at[i].draft || rows[i].weight <= 0 || !is_of(c, &in->at[i], articles))
            continue;
        bin = bin < BINS ? bin : BINS - 1;
        n[bin] += 1.0 / DIVISIONS;
        said[bin] += p[k] / DIVISIONS;
        true_[bin] += rows[i].target / DIVISIONS;
    }
    fprintf(out, "calibration, %s: drafts, mean probability, share that readers take\n",
            articles ? "dated sentences of the records" : "sentences by themselves");
    for (int i = 0; i < BINS; i++)
        if (n[i] >= 0.5)
            fprintf(out, "  %.1f-%.1f  %4.0f  %.3f  %.3f\n", (double)i / BINS, (double)(i + 1) / BINS, n[i],
                    said[i] / n[i], true_[i] / n[i]);
}

bool report_print(FILE *out, const struct corpus *c, const struct instances *in, const struct row *rows,
                  const double *p, int kind, double threshold)
{
    double *best = best_of_sentences(c, in, p, kind), top = 0, top_f1 = -1, low = 0, high = 0;

    if (!best)
        return false;
    print_use(out, c, in, p, kind, threshold);
    fprintf(out, "threshold   detection P R F1    records P R F1\n   no gate");
    print_line(out, c, in, p, kind, 0);
    for (int i = 1; i <= 16; i++) {
        fprintf(out, "      %.2f", i * STEP);
        print_line(out, c, in, p, kind, i * STEP);
    }
    for (int i = 1; i < 100; i++) {
        double f = tally_f1(detection_tally(c, in, p, kind, i / 100.0, AGAINST_ALL));
        if (f > top_f1) {
            top_f1 = f;
            top = i / 100.0;
        }
    }
    if (interval(c, best, kind, top, &low, &high))
        fprintf(out, "best for detection: %.2f, F1 %.3f, 95 %% interval %.3f-%.3f\n", top, top_f1, low, high);
    print_calibration(out, c, in, rows, p, kind, false);
    print_calibration(out, c, in, rows, p, kind, true);
    free(best);
    return true;
}

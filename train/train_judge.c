/*
 * train_judge.c - weights of the judge from judged records.
 *
 *     train-judge JUDGEMENTS.tsv NEWS_FOLDER EVENTS_FOLDER SENTENCES.tsv VECTORS.tsv OUT.tsv
 *
 * Finds the strength of the penalty by cross-validation over articles, calibrates on the probabilities of the folds
 * (Platt 1999), trains on everything and writes the table. Prints what the folds scored. The same data and dictionary
 * give the same bytes.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "event/gate.h"
#include "judgements.h"
#include "weights.h"
#include "word_vectors.h"

#define FEATURE_MIN 4 /* rows that a feature must stand in */
#define PENALTY_BIAS 0.01
#define PENALTY_LIKE 0.5 /* of words of a place, against 1 of other features */
#define WEIGHT_OWN 1      /* of our own sentences: few, but clear */
#define NOT_USED UINT32_MAX
#define BINS 10

static const double PENALTIES[] = { 8, 16, 32, 64 };

#define N_PENALTIES (sizeof PENALTIES / sizeof *PENALTIES)

struct trainer {
    struct judged data;
    struct word_vectors vectors;
    struct likeness like;
    marsad_arena *arena;
    uint32_t *column; /* of a feature, or NOT_USED */
    size_t n_columns;
    uint32_t like_first; /* column of words of a place */
    size_t strict; /* the column of what was read strictly, all of it records that the program kept: not written */
    double *strength, *penalty;
    struct row *rows;
    double *p; /* of each row, by the model that has not seen its article */
    double scale, shift;
};

static bool is_bias(marsad_str key)
{
    return marsad_str_ends(key, MARSAD_LIT(":bias"));
}

static bool choose_features(struct trainer *t)
{
    size_t n = marsad_map_count(t->data.features), most = n + likeness_columns(&t->like) + 1;
    uint32_t *count = calloc(n + 1, sizeof *count);

    t->column = marsad_arena_array(t->arena, n + 1, sizeof *t->column);
    t->strength = marsad_arena_array(t->arena, most, sizeof *t->strength);
    t->penalty = marsad_arena_array(t->arena, most, sizeof *t->penalty);
    if (!count || !t->column || !t->strength || !t->penalty) {
        free(count);
        return false;
    }
    for (size_t i = 0; i < t->data.n_cells; i++)
        count[t->data.cells[i].feature]++;
    for (size_t j = 0; j < n; j++) {
        t->column[j] = NOT_USED;
        if (count[j] < FEATURE_MIN || t->like.pool[j] < LIKE_POOLS_MAX)
            continue;
        t->strength[t->n_columns] = is_bias(marsad_map_key(t->data.features, j, NULL)) ? PENALTY_BIAS : 1;
        t->column[j] = (uint32_t)t->n_columns++;
    }
    t->like_first = (uint32_t)t->n_columns;
    for (size_t c = 0; c < likeness_columns(&t->like); c++)
        t->strength[t->n_columns++] = PENALTY_LIKE;
    t->strict = t->n_columns++;
    t->strength[t->strict] = PENALTY_BIAS;
    free(count);
    return true;
}

static bool make_rows(struct trainer *t)
{
    t->rows = marsad_arena_array(t->arena, t->data.n + 1, sizeof *t->rows);
    t->p = marsad_arena_array(t->arena, t->data.n + 1, sizeof *t->p);
    if (!t->rows || !t->p)
        return false;
    for (size_t i = 0; i < t->data.n; i++) {
        const struct judged_row *x = &t->data.at[i];
        struct cell *cells = marsad_arena_array(t->arena, x->n + 2, sizeof *cells);
        size_t n = 0;
        if (!cells)
            return false;
        for (size_t k = 0; k < x->n; k++) {
            struct cell c = t->data.cells[x->first + k];
            if (t->column[c.feature] != NOT_USED)
                cells[n++] = (struct cell){ t->column[c.feature], c.value };
        }
        if (x->strict)
            cells[n++] = (struct cell){ (uint32_t)t->strict, 1 };
        t->rows[i] = (struct row){ cells, n, x->right, 1 };
        if (!likeness_add(&t->like, t->data.cells + x->first, x->n, t->like_first, t->arena, &t->rows[i]))
            return false;
    }
    return true;
}

/* Train without the articles of a fold (JUDGE_FOLDS: with all). */
static bool train(struct trainer *t, double penalty, int without, double *model)
{
    struct problem problem = { t->rows, t->data.n, t->penalty, t->n_columns };

    for (size_t j = 0; j < t->n_columns; j++) {
        t->penalty[j] = penalty * t->strength[j];
        model[j] = 0;
    }
    for (size_t i = 0; i < t->data.n; i++)
        t->rows[i].weight = t->data.at[i].fold == without ? 0 : t->data.at[i].own ? WEIGHT_OWN : 1;
    return logistic_train(&problem, model);
}

static bool score_folds(struct trainer *t, double penalty, double *model)
{
    for (int fold = 0; fold < JUDGE_FOLDS; fold++) {
        if (!train(t, penalty, fold, model))
            return false;
        for (size_t i = 0; i < t->data.n; i++)
            if (t->data.at[i].fold == fold)
                t->p[i] = row_score(&t->rows[i], model);
    }
    return true;
}

static double log_loss(const struct trainer *t)
{
    double sum = 0;

    for (size_t i = 0; i < t->data.n; i++)
        if (!t->data.at[i].own)
            sum += log1p(exp(t->p[i])) - t->rows[i].target * t->p[i];
    return sum / (double)t->data.n;
}

/* The scale and shift of log odds that fit best; t->p become probabilities. */
static bool calibrate(struct trainer *t)
{
    struct row *rows = calloc(t->data.n + 1, sizeof *rows);
    struct cell *cells = calloc(2 * t->data.n + 1, sizeof *cells);
    double weights[2] = { 1, 0 }, penalty[2] = { 1e-6, 1e-6 };
    struct problem problem = { rows, t->data.n, penalty, 2 };
    bool ok = rows && cells;

    for (size_t i = 0; ok && i < t->data.n; i++) {
        cells[2 * i] = (struct cell){ 0, (float)t->p[i] };
        cells[2 * i + 1] = (struct cell){ 1, 1 };
        rows[i] = (struct row){ &cells[2 * i], 2, t->rows[i].target, !t->data.at[i].own };
    }
    ok = ok && logistic_train(&problem, weights);
    t->scale = weights[0];
    t->shift = weights[1];
    for (size_t i = 0; i < t->data.n; i++)
        t->p[i] = logistic(weights[0] * t->p[i] + weights[1]);
    free(rows);
    free(cells);
    return ok;
}

/* ---- what the folds scored ---- */

enum group { NEWS_GATED, NEWS_OTHERS, NEWS_STRICT, SENTENCES };

static bool in_group(const struct judged_row *x, enum group group)
{
    bool gated = gate_type(x->type) != 0;

    if (group == NEWS_STRICT)
        return x->strict;
    return !x->own && x->alone == (group == SENTENCES) && (group == SENTENCES || gated == (group == NEWS_GATED));
}

static void print_thresholds(const struct trainer *t, enum group group)
{
    static const char *const NAMES[] = {
        "news, types that the gate knows", "news, other types", "news, all types, read strictly",
        "sentences with whole records (any kept that the gold has not counts as wrong)"
    };
    size_t rows = 0, right = 0;

    for (size_t i = 0; i < t->data.n; i++)
        if (in_group(&t->data.at[i], group)) {
            rows++;
            right += t->data.at[i].right;
        }
    printf("\n%s: %zu records, %zu right\nthreshold  kept  right  precision  recall\n", NAMES[group], rows, right);
    for (int step = 0; step <= 18; step++) {
        double threshold = 0.05 * step;
        size_t kept = 0, good = 0;
        for (size_t i = 0; i < t->data.n; i++)
            if (in_group(&t->data.at[i], group) && t->p[i] >= threshold) {
                kept++;
                good += t->data.at[i].right;
            }
        printf("     %.2f  %4zu  %5zu      %.3f   %.3f\n", threshold, kept, good,
               kept ? (double)good / (double)kept : 0, right ? (double)good / (double)right : 0);
    }
}

static void print_bins(const struct trainer *t)
{
    printf("\ncalibration: records, mean probability, share that are right\n");
    for (int b = 0; b < BINS; b++) {
        double sum = 0;
        size_t n = 0, right = 0;
        for (size_t i = 0; i < t->data.n; i++)
            if ((int)(t->p[i] * BINS) == b && !t->data.at[i].alone && !t->data.at[i].own) {
                n++;
                sum += t->p[i];
                right += t->data.at[i].right;
            }
        if (n)
            printf("  %.1f-%.1f  %4zu  %.3f  %.3f\n", b / (double)BINS, (b + 1) / (double)BINS, n, sum / (double)n,
                   (double)right / (double)n);
    }
}

/* ---- the table ---- */

static const char HEAD[] = "# Weights of the judge: would a reader keep a record (src/event/judge.h)?\n"
                           "# Made by train/train_judge.c from data/*.tsv, model/judgements.tsv on news articles (CC "
                           "BY-NC-SA 4.0, SaudiNewsNet)\n"
                           "# and sentences of the Open Event Data Alliance's Arabic gold standard (MIT licence); "
                           "model/README.md says more. Do not\n"
                           "# edit: train again.\n"
                           "# feature  J:name=value\n"
                           "# weight   log odds, calibrated\n"
                           "feature\tweight\n";

static size_t make_lines(const struct trainer *t, const double *model, struct weight_line *lines)
{
    size_t n = 0;

    for (size_t j = 0; j < marsad_map_count(t->data.features); j++) {
        marsad_str key = marsad_map_key(t->data.features, j, NULL);
        if (t->column[j] == NOT_USED)
            continue;
        lines[n] = (struct weight_line){ key, model[t->column[j]] * t->scale };
        if (is_bias(key))
            lines[n].weight += t->shift;
        else if (fabs(lines[n].weight) < WEIGHT_MIN)
            continue;
        n++;
    }
    return n;
}

static bool write_table(const struct trainer *t, const double *model, const char *path, marsad_err *err)
{
    struct weight_line *lines =
        marsad_arena_array(t->arena, t->n_columns + t->like.n_pools * t->vectors.n + 1, sizeof *lines);
    size_t n = lines ? make_lines(t, model, lines) : 0, of_words = 0;
    bool ok = lines != NULL;

    for (size_t pool = 0; ok && pool < t->like.n_pools; pool++)
        ok = likeness_lines(&t->like, pool, model + t->like_first, t->scale, t->arena, lines + n + of_words, &of_words);
    printf("\n%zu features written, and %zu of words by their vectors\n", n, of_words);
    return ok ? weights_write(path, HEAD, lines, n + of_words, err) : marsad_fail_memory(err);
}

static bool fit(struct trainer *t, const char *out, marsad_err *err)
{
    double *model, penalty = PENALTIES[0], least = INFINITY;
    bool ok = choose_features(t) && make_rows(t);

    model = marsad_arena_array(t->arena, t->n_columns + 1, sizeof *model);
    for (size_t i = 0; ok && model && i < N_PENALTIES; i++) {
        double loss;
        ok = score_folds(t, PENALTIES[i], model);
        loss = log_loss(t);
        printf("penalty %4.1f: log loss %.4f\n", PENALTIES[i], loss);
        if (loss < least) {
            least = loss;
            penalty = PENALTIES[i];
        }
    }
    ok = ok && model && score_folds(t, penalty, model) && calibrate(t);
    if (ok) {
        printf("%d-fold cross-validation over articles, penalty %.1f, calibrated by %.3f x + %.3f\n", JUDGE_FOLDS,
               penalty, t->scale, t->shift);
        print_thresholds(t, NEWS_GATED);
        print_thresholds(t, NEWS_OTHERS);
        print_thresholds(t, NEWS_STRICT);
        print_thresholds(t, SENTENCES);
        print_bins(t);
    }
    ok = ok && train(t, penalty, JUDGE_FOLDS, model);
    return ok ? write_table(t, model, out, err) : marsad_fail_memory(err);
}

int main(int argc, char **argv)
{
    marsad_err err = { 0 };
    struct trainer t = { .arena = marsad_arena_new(0), .data = { .features = marsad_map_new() } };
    marsad_dict *dict;
    bool ok;

    if (argc != 7) {
        fprintf(stderr,
                "usage: train-judge JUDGEMENTS.tsv NEWS_FOLDER EVENTS_FOLDER SENTENCES.tsv VECTORS.tsv OUT.tsv\n");
        return 2;
    }
    dict = marsad_dict_open(NULL, &err);
    ok = dict && (t.arena && t.data.features ? true : marsad_fail_memory(&err)) &&
         judged_read(dict, argv[1], argv[2], argv[3], argv[4], t.arena, &t.data, &err);
    if (ok) {
        printf("%zu judged records, %zu judgements without a record, %zu features\n", t.data.n, t.data.lost,
               marsad_map_count(t.data.features));
        ok = word_vectors_read(argv[5], t.arena, &t.vectors, &err) &&
             likeness_make(&t.vectors, t.data.features, t.arena, &t.like, &err) && fit(&t, argv[6], &err);
    }
    if (!ok)
        fprintf(stderr, "train-judge: %s: %s\n", err.where, err.msg);
    marsad_map_free(t.data.features);
    marsad_map_free(t.vectors.index);
    marsad_arena_free(t.arena);
    marsad_dict_close(dict);
    return ok ? 0 : 1;
}

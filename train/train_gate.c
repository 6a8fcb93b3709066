/*
 * train_gate.c - weights of the gate from annotated sentences.
 *
 *     train-gate DATA_FOLDER RATINGS.tsv NEWS_FOLDER VECTORS.tsv OUT.tsv
 *
 * Reads the sentences with the coder itself, takes the features of its drafts, scores them by cross-validation over
 * documents, calibrates on the probabilities of the folds (Platt 1999), trains on everything and
 * writes the table. Sentences of news that readers rated are trained on always and counted never. Prints what the folds
 * scored. The same data and dictionary give the same bytes.
 *
 * Three more numbers of a kind go into the table. "article" is added to the log odds where there is an article: the
 * sentences judged for detection were shown by themselves and had to be news of the day, while in articles readers take
 * every event that has its own place in time. "threshold" is where F1 of detection is best in the folds,
 * "threshold-dated" where that of records is.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "report.h"
#include "weights.h"
#include "word_vectors.h"

#define FEATURE_MIN 15      /* sentences that a feature must stand in */
#define WEIGHT_SPANS 0.5    /* annotated with actors, but not judged to be fresh reports by all */
#define WEIGHT_NO_DRAFT 0.5 /* sentences without a draft */
#define PENALTY_BIAS 0.01   /* against 1 for all other features */
#define PENALTY_LIKE 0.75   /* of words of a place */
#define PENALTY_ARTICLE 6   /* of the shift for articles: so that 76 judged records of news bear it out */
#define THRESHOLDS 100
#define LOWEST 45 /* of THRESHOLDS */
#define WINDOW 6  /* thresholds on each side */
#define NEWTON_STEPS 20
#define NOT_USED UINT32_MAX

/* Of ratings of news: of other years, and guesses; those of protests agree with annotators half as well. */
static const double WEIGHT_RATED[KINDS] = { 1, 0.25 };
static const char KIND_LETTERS[KINDS] = { 'A', 'P' };
/* Thresholds whose F1 is that near to the best count as equally good, for recall is worth more; the curve of protests
 * is known half as well. */
static const double FLAT[KINDS] = { 0, 0.065 };
/* Of 2 to 64; log loss hardly tells them apart (0.347 to 0.350), detection of assaults does. */
static const double PENALTY[KINDS] = { 4, 8 };

struct trainer {
    struct corpus corpus;
    struct instances in;
    struct word_vectors vectors;
    struct likeness like;
    marsad_arena *arena;
    uint32_t *column;    /* of a feature in the model, or NOT_USED */
    uint32_t like_first; /* column of words of a place */
    size_t n_columns;    /* with one for "no draft" of each kind at the end */
    uint8_t *kind;       /* of a column */
    double *strength;    /* of the penalty, one a column */
    double *penalty;     /* strength times that of its kind */
    struct row *rows;
    double *weights; /* of rows, kept while folds are left out */
    double *p;       /* of each instance, by models that have not seen its document: once a division */
    double scale[KINDS], shift[KINDS];     /* of log odds, by calibration */
    double article[KINDS];                 /* more log odds in an article, against a sentence by itself */
    double threshold[KINDS], dated[KINDS]; /* of sentences by themselves; of dated ones and articles */
};

static int kind_of_key(marsad_str key)
{
    return key.ptr[0] == KIND_LETTERS[KIND_ASSAULT] ? KIND_ASSAULT : KIND_PROTEST;
}

static bool is_bias(marsad_str key)
{
    return marsad_str_ends(key, MARSAD_LIT(":bias"));
}

static bool choose_features(struct trainer *t)
{
    size_t n = marsad_map_count(t->in.features), most = n + likeness_columns(&t->like) + KINDS;
    size_t *count = calloc(n + 1, sizeof *count);

    t->column = marsad_arena_array(t->arena, n + 1, sizeof *t->column);
    t->strength = marsad_arena_array(t->arena, most, sizeof *t->strength);
    t->penalty = marsad_arena_array(t->arena, most, sizeof *t->penalty);
    t->kind = marsad_arena_array(t->arena, most, sizeof *t->kind);
    if (!count || !t->column || !t->strength || !t->penalty || !t->kind) {
        free(count);
        return false;
    }
    for (size_t i = 0; i < t->in.n; i++)
        for (size_t k = 0; k < t->in.at[i].n && !t->in.at[i].dated; k++)
            count[t->in.cells[t->in.at[i].first + k].feature]++;
    for (size_t j = 0; j < n; j++) {
        marsad_str key = marsad_map_key(t->in.features, j, NULL);
        t->column[j] = NOT_USED;
        if (count[j] < FEATURE_MIN || t->like.pool[j] < LIKE_POOLS_MAX)
            continue;
        t->strength[t->n_columns] = is_bias(key) ? PENALTY_BIAS : 1;
        t->kind[t->n_columns] = (uint8_t)kind_of_key(key);
        t->column[j] = (uint32_t)t->n_columns++;
    }
    t->like_first = (uint32_t)t->n_columns;
    for (size_t c = 0; c < likeness_columns(&t->like); c++) {
        t->strength[t->n_columns] = PENALTY_LIKE;
        t->kind[t->n_columns++] = (uint8_t)kind_of_key(t->like.pools[c / VECTOR_DIMS]);
    }
    for (int kind = 0; kind < KINDS; kind++) {
        t->strength[t->n_columns] = PENALTY_BIAS;
        t->kind[t->n_columns++] = (uint8_t)kind;
    }
    free(count);
    return true;
}

/*
 * Is it an event, and how much does the answer count? The share of annotators who said yes is the target, not the
 * verdict of all: that gave F1 0.685 and 0.577 in place of 0.665 and 0.526. Detection labels know about freshness, the
 * records do not ask. Ambiguous sentences (most were judged once) are left out: with them 0.687 and 0.543. Where
 * annotators marked the trigger, a draft of other words is no event (five-fold, 8 times: +0.003 and +0.02).
 */
static void judge(const struct sentence *s, const struct instance *x, struct row *r)
{
    enum label label = s->detection[x->kind];

    r->target = 0;
    r->weight = 1;
    if (s->rated[x->kind]) {
        r->target = s->agreed[x->kind];
        r->weight = WEIGHT_RATED[x->kind];
    } else if (label == LABEL_YES || label == LABEL_EASY_NO || label == LABEL_DIFFICULT_NO) {
        r->target = s->agreed[x->kind];
    } else if (s->record) {
        r->target = s->gold[x->kind] + s->optional[x->kind] > 0;
    } else if (s->spans[x->kind]) {
        r->target = 1;
        r->weight = WEIGHT_SPANS;
    } else {
        r->weight = 0;
    }
    if (x->other)
        r->target = 0;
    if (!x->draft)
        r->weight *= WEIGHT_NO_DRAFT;
    if (s->published[0]) /* there is a second instance, with or without the date */
        r->weight /= 2;
}

/* The drafts of a sentence, which follow each other, count together as one: annotators judged the sentence. */
static void share_among_drafts(struct trainer *t)
{
    for (size_t i = 0, end; i < t->in.n; i = end) {
        const struct instance *x = t->in.at;
        size_t drafts[KINDS] = { 0 };
        for (end = i; end < t->in.n && x[end].sentence == x[i].sentence && x[end].dated == x[i].dated; end++)
            drafts[x[end].kind]++;
        for (size_t j = i; j < end; j++)
            t->rows[j].weight /= (double)drafts[x[j].kind];
    }
}

static bool make_rows(struct trainer *t)
{
    t->rows = marsad_arena_array(t->arena, t->in.n + 1, sizeof *t->rows);
    t->weights = marsad_arena_array(t->arena, t->in.n + 1, sizeof *t->weights);
    t->p = marsad_arena_array(t->arena, DIVISIONS * t->in.n + 1, sizeof *t->p);
    if (!t->rows || !t->weights || !t->p)
        return false;
    for (size_t i = 0; i < t->in.n; i++) {
        const struct instance *x = &t->in.at[i];
        struct cell *cells = marsad_arena_array(t->arena, x->n + 1, sizeof *cells);
        size_t n = 0;
        if (!cells)
            return false;
        for (size_t k = 0; k < x->n; k++) {
            struct cell c = t->in.cells[x->first + k];
            if (t->column[c.feature] != NOT_USED)
                cells[n++] = (struct cell){ t->column[c.feature], c.value };
        }
        if (!x->draft)
            cells[n++] = (struct cell){ (uint32_t)(t->n_columns - KINDS + (size_t)x->kind), 1 };
        t->rows[i] = (struct row){ .at = cells, .n = n };
        if (!likeness_add(&t->like, t->in.cells + x->first, x->n, t->like_first, t->arena, &t->rows[i]))
            return false;
        judge(&t->corpus.at[x->sentence], x, &t->rows[i]);
    }
    share_among_drafts(t);
    for (size_t i = 0; i < t->in.n; i++)
        t->weights[i] = t->rows[i].weight;
    return true;
}

/* Train without the documents of a fold of a division (FOLDS: with all). */
static bool train(struct trainer *t, int division, int without, double *model)
{
    struct problem problem = { t->rows, t->in.n, t->penalty, t->n_columns };
    bool ok;

    for (size_t j = 0; j < t->n_columns; j++) {
        t->penalty[j] = PENALTY[t->kind[j]] * t->strength[j];
        model[j] = 0;
    }
    for (size_t i = 0; i < t->in.n; i++)
        t->rows[i].weight = t->corpus.at[t->in.at[i].sentence].fold[division] == without ? 0 : t->weights[i];
    ok = logistic_train(&problem, model);
    for (size_t i = 0; i < t->in.n; i++)
        t->rows[i].weight = t->weights[i];
    return ok;
}

/* Scores of all instances by models that have not seen their documents: into t->p, as log odds. */
static bool score_folds(struct trainer *t, double *model)
{
    for (int division = 0; division < DIVISIONS; division++)
        for (int fold = 0; fold < FOLDS; fold++) {
            if (!train(t, division, fold, model))
                return false;
            for (size_t i = 0; i < t->in.n; i++)
                if (t->corpus.at[t->in.at[i].sentence].fold[division] == fold)
                    t->p[(size_t)division * t->in.n + i] = row_score(&t->rows[i], model);
        }
    return true;
}

/* Trained on with all folds, so that no model has not seen it. */
static bool is_rated(const struct trainer *t, size_t i)
{
    return t->corpus.at[t->in.at[i].sentence].rated[t->in.at[i].kind];
}

static double log_loss(const struct trainer *t, int kind)
{
    double sum = 0, weight = 0;

    for (size_t k = 0; k < DIVISIONS * t->in.n; k++) {
        size_t i = k % t->in.n;
        if (t->in.at[i].kind != kind || !t->in.at[i].draft || is_rated(t, i))
            continue;
        sum += t->rows[i].weight * (log1p(exp(t->p[k])) - t->rows[i].target * t->p[k]);
        weight += t->rows[i].weight;
    }
    return sum / weight;
}

/* The scale and shift of log odds that fit best, by logistic regression on them (Platt 1999). */
static bool calibrate(struct trainer *t, int kind)
{
    size_t n = DIVISIONS * t->in.n;
    struct row *rows = calloc(n + 1, sizeof *rows);
    struct cell *cells = calloc(2 * n + 1, sizeof *cells);
    double line[2] = { 1, 0 }, penalty[2] = { 1e-6, 1e-6 };
    struct problem problem = { rows, n, penalty, 2 };
    bool ok = rows && cells;

    for (size_t k = 0; ok && k < n; k++) {
        size_t i = k % t->in.n;
        cells[2 * k] = (struct cell){ 0, (float)t->p[k] };
        cells[2 * k + 1] = (struct cell){ 1, 1 };
        rows[k] =
            (struct row){ &cells[2 * k], 2, t->rows[i].target,
                          t->in.at[i].kind == kind && t->in.at[i].draft && !is_rated(t, i) ? t->rows[i].weight : 0 };
    }
    ok = ok && logistic_train(&problem, line);
    t->scale[kind] = line[0];
    t->shift[kind] = line[1];
    for (size_t k = 0; k < n; k++)
        if (t->in.at[k % t->in.n].kind == kind)
            t->p[k] = line[0] * t->p[k] + line[1];
    free(rows);
    free(cells);
    return ok;
}

/* A draft in a dated sentence that was drawn at random, not because annotators had taken it for detection. */
static bool tells_of_articles(const struct trainer *t, size_t i, int kind)
{
    const struct instance *x = &t->in.at[i];
    const struct sentence *s = &t->corpus.at[x->sentence];

    return x->kind == kind && x->draft && x->firm && x->dated && s->record && s->dated && !s->detection[kind];
}

/* The shift for articles that fits best and is near to `expected`, by Newton's method. */
static double shift_for_articles(const struct trainer *t, int kind, double expected)
{
    double shift = expected;

    for (int step = 0; step < NEWTON_STEPS; step++) {
        double slope = PENALTY_ARTICLE * (shift - expected), bend = PENALTY_ARTICLE;
        for (size_t k = 0; k < DIVISIONS * t->in.n; k++) {
            size_t i = k % t->in.n;
            double p = logistic(t->p[k] + shift);
            if (!tells_of_articles(t, i, kind))
                continue;
            slope += (p - t->rows[i].target) / DIVISIONS;
            bend += p * (1 - p) / DIVISIONS;
        }
        shift -= slope / bend;
    }
    return shift;
}

/*
 * Protests hardly occur among the dated sentences: what assaults tell counts for half. 24 protests of news, read by
 * eye, bear that out. Afterwards t->p are probabilities.
 */
static void calibrate_articles(struct trainer *t)
{
    t->article[KIND_ASSAULT] = shift_for_articles(t, KIND_ASSAULT, 0);
    t->article[KIND_PROTEST] = shift_for_articles(t, KIND_PROTEST, t->article[KIND_ASSAULT] / 2);
    for (size_t k = 0; k < DIVISIONS * t->in.n; k++) {
        const struct instance *x = &t->in.at[k % t->in.n];
        t->p[k] = logistic(t->p[k] + (x->dated ? t->article[x->kind] : 0));
    }
}

/* F1 of detection around a threshold: single steps of the curve are luck. */
static double smooth_f1(const double *f, int at)
{
    double sum = 0;
    int n = 0;

    for (int i = at - WINDOW; i <= at + WINDOW; i++)
        if (i >= 0 && i < THRESHOLDS) {
            sum += f[i];
            n++;
        }
    return sum / n;
}

static double f1_at(const struct trainer *t, int kind, bool dated, double threshold)
{
    return tally_f1(dated ? records_tally(&t->corpus, &t->in, t->p, kind, threshold)
                          : detection_tally(&t->corpus, &t->in, t->p, kind, threshold, AGAINST_ALL));
}

/*
 * Of the thresholds at which F1 is about as good as it gets, the lowest: it loses the fewest events. Never below
 * LOWEST: a record is more likely right than wrong, for readers take half of what stands just above it. Of detection
 * for sentences by themselves, of records where there is a day or an article around: there readers take far more.
 */
static double best_threshold(const struct trainer *t, int kind, bool dated)
{
    double f[THRESHOLDS], best = 0;
    int i = LOWEST;

    for (int k = 0; k < THRESHOLDS; k++)
        f[k] = f1_at(t, kind, dated, (double)k / THRESHOLDS);
    for (int k = i; k < THRESHOLDS; k++)
        best = smooth_f1(f, k) > best ? smooth_f1(f, k) : best;
    while (smooth_f1(f, i) < best - FLAT[kind])
        i++;
    return (double)i / THRESHOLDS;
}

/* ---- the table ---- */

static const char HEAD[] =
    "# Weights of the gate: how probable it is that a draft of an event is a report of it (src/event/gate.h).\n"
    "# Made by train/train_gate.c from data/*.tsv and sentences of the Open Event Data Alliance's Arabic gold "
    "standard\n"
    "# (MIT licence; Copyright (c) Open Event Data Alliance), and model/gate-ratings.tsv on news articles (CC BY-NC-SA "
    "4.0,\n"
    "# SaudiNewsNet); model/README.md says more. Do not edit: train again.\n"
    "# feature  type:name=value; type A is ASSAULT, P is PROTEST\n"
    "# weight   log odds, calibrated; at type:article those added in an article, at type:threshold the probability\n"
    "#          that an event needs, at type:threshold-dated the same where there is a day or an article\n"
    "feature\tweight\n";

static size_t make_lines(const struct trainer *t, const double *model, struct weight_line *lines)
{
    size_t n = 0;

    for (size_t j = 0; j < marsad_map_count(t->in.features); j++) {
        marsad_str key = marsad_map_key(t->in.features, j, NULL);
        int kind = kind_of_key(key);
        if (t->column[j] == NOT_USED)
            continue;
        lines[n] = (struct weight_line){ key, model[t->column[j]] * t->scale[kind] };
        if (is_bias(key))
            lines[n].weight += t->shift[kind];
        else if (fabs(lines[n].weight) < WEIGHT_MIN)
            continue;
        n++;
    }
    return n;
}

static bool write_table(const struct trainer *t, const double *model, const char *path, marsad_err *err)
{
    static const char *const SETTINGS[KINDS][3] = { { "A:article", "A:threshold", "A:threshold-dated" },
                                                    { "P:article", "P:threshold", "P:threshold-dated" } };
    struct weight_line *lines =
        marsad_arena_array(t->arena, t->n_columns + t->like.n_pools * t->vectors.n + 3 * KINDS + 1, sizeof *lines);
    size_t n, of_words = 0;

    if (!lines)
        return marsad_fail_memory(err);
    n = make_lines(t, model, lines);
    for (size_t pool = 0; pool < t->like.n_pools; pool++)
        if (!likeness_lines(&t->like, pool, model + t->like_first, t->scale[kind_of_key(t->like.pools[pool])], t->arena,
                            lines + n + of_words, &of_words))
            return marsad_fail_memory(err);
    printf("%zu features written, and %zu of words by their vectors\n", n, of_words);
    n += of_words;
    for (int kind = 0; kind < KINDS; kind++) {
        lines[n++] = (struct weight_line){ marsad_str_of(SETTINGS[kind][0]), t->article[kind] };
        lines[n++] = (struct weight_line){ marsad_str_of(SETTINGS[kind][1]), t->threshold[kind] };
        lines[n++] = (struct weight_line){ marsad_str_of(SETTINGS[kind][2]), t->dated[kind] };
    }
    return weights_write(path, HEAD, lines, n, err);
}

/* ---- all of it ---- */

static bool fit(struct trainer *t, const char *out, marsad_err *err)
{
    double *model, loss[KINDS] = { 0 };
    bool ok = choose_features(t) && make_rows(t);

    model = marsad_arena_array(t->arena, t->n_columns + 1, sizeof *model);
    ok = ok && model && score_folds(t, model);
    for (int kind = 0; ok && kind < KINDS; kind++) {
        loss[kind] = log_loss(t, kind);
        ok = calibrate(t, kind);
    }
    if (ok)
        calibrate_articles(t);
    for (int kind = 0; ok && kind < KINDS; kind++) {
        t->threshold[kind] = best_threshold(t, kind, false);
        t->dated[kind] = best_threshold(t, kind, true);
        printf("\n%s, %d-fold cross-validation over documents in %d divisions, penalty %.1f, calibrated by %.3f x + "
               "%.3f, in articles + %.3f, log loss %.4f before\n",
               KIND_NAMES[kind], FOLDS, DIVISIONS, PENALTY[kind], t->scale[kind], t->shift[kind], t->article[kind],
               loss[kind]);
        ok = report_print(stdout, &t->corpus, &t->in, t->rows, t->p, kind, t->threshold[kind]);
    }
    printf("\n");
    ok = ok && train(t, 0, FOLDS, model);
    return ok ? write_table(t, model, out, err) : marsad_fail_memory(err);
}

int main(int argc, char **argv)
{
    marsad_err err = { 0 };
    struct trainer t = { .arena = marsad_arena_new(0), .in = { .features = marsad_map_new() } };
    marsad_dict *dict;
    bool ok;

    if (argc != 6) {
        fprintf(stderr, "usage: train-gate DATA_FOLDER RATINGS.tsv NEWS_FOLDER VECTORS.tsv OUT.tsv\n");
        return 2;
    }
    dict = marsad_dict_open(NULL, &err);
    ok = dict && (t.arena && t.in.features ? true : marsad_fail_memory(&err)) &&
         corpus_read(argv[1], t.arena, &t.corpus, &err) &&
         corpus_add_rated(dict, argv[2], argv[3], t.arena, &t.corpus, &err) &&
         instances_make(dict, &t.corpus, t.arena, &t.in, &err);
    if (ok) {
        printf("%zu sentences, %zu instances, %zu features\n", t.corpus.n, t.in.n, marsad_map_count(t.in.features));
        ok = word_vectors_read(argv[4], t.arena, &t.vectors, &err) &&
             likeness_make(&t.vectors, t.in.features, t.arena, &t.like, &err) && fit(&t, argv[5], &err);
    }
    if (!ok)
        fprintf(stderr, "train-gate: %s: %s\n", err.where, err.msg);
    marsad_map_free(t.in.features);
    marsad_map_free(t.vectors.index);
    marsad_arena_free(t.arena);
    marsad_dict_close(dict);
    return ok ? 0 : 1;
}

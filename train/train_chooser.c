/*
 * train_chooser.c - weights of the chooser of parties from events whose parties people marked.
 *
 *     train-chooser PARTIES.tsv NEWS_FOLDER OUT.tsv [FOLD]
 *
 * Finds the strength of the penalty by cross-validation over articles, trains on everything (with FOLD, 0 to 4: on all
 * but that fold of articles, to try the program on what it has not seen) and writes the table. Prints what the folds
 * scored. The same data and dictionary give the same bytes.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "event/chooser.h"
#include "party_marks.h"
#include "weights.h"

#define FEATURE_MIN 3 /* events that a feature must stand in */
#define PENALTY_BIAS 0.01
#define NOT_USED UINT32_MAX

static const double PENALTIES[] = { 2, 3, 4, 6, 8 };
static const double KEEPS[] = { 0, 0.2, 0.3, 0.4, 0.5 };
static const double FILLS[] = { 0.3, 0.4, 0.5, 0.6, 0.7, 2 };

#define LENGTH(array) (sizeof(array) / sizeof *(array))

struct trainer {
    struct party_marks data;
    marsad_arena *arena;
    uint32_t *column; /* of a feature, or NOT_USED */
    size_t n_columns;
    double *strength, *penalty;
    struct row *rows;
    double *p; /* of each row, by the model that has not seen its article */
};

static bool is_bias(marsad_str key)
{
    return marsad_str_ends(key, MARSAD_LIT(":bias"));
}

/* In how many slots of events each feature stands; `last` is room for as many numbers, all 0. */
static void count_features(const struct party_marks *data, uint32_t *count, uint32_t *last)
{
    for (size_t k = 0; k < data->n; k++) {
        const struct party_slot *x = &data->at[k];
        for (size_t i = x->first; i < x->first + x->n_all + x->n_ruled; i++)
            for (size_t h = data->rows[i].first; h < data->rows[i].first + data->rows[i].n; h++) {
                uint32_t feature = data->cells[h].feature;
                count[feature] += last[feature] != k + 1;
                last[feature] = (uint32_t)k + 1;
            }
    }
}

static bool choose_features(struct trainer *t)
{
    size_t n = marsad_map_count(t->data.features);
    uint32_t *count = calloc(n + 1, sizeof *count), *last = calloc(n + 1, sizeof *last);

    t->column = marsad_arena_array(t->arena, n + 1, sizeof *t->column);
    t->strength = marsad_arena_array(t->arena, n + 1, sizeof *t->strength);
    t->penalty = marsad_arena_array(t->arena, n + 1, sizeof *t->penalty);
    if (!count || !last || !t->column || !t->strength || !t->penalty) {
        free(count);
        free(last);
        return false;
    }
    count_features(&t->data, count, last);
    for (size_t j = 0; j < n; j++) {
        t->column[j] = NOT_USED;
        if (count[j] < FEATURE_MIN)
            continue;
        t->strength[t->n_columns] = is_bias(marsad_map_key(t->data.features, j, NULL)) ? PENALTY_BIAS : 1;
        t->column[j] = (uint32_t)t->n_columns++;
    }
    free(count);
    free(last);
    return true;
}

static bool make_rows(struct trainer *t)
{
    t->rows = marsad_arena_array(t->arena, t->data.n_rows + 1, sizeof *t->rows);
    t->p = marsad_arena_array(t->arena, t->data.n_rows + 1, sizeof *t->p);
    if (!t->rows || !t->p)
        return false;
    for (size_t i = 0; i < t->data.n_rows; i++) {
        const struct party_row *x = &t->data.rows[i];
        struct cell *cells = marsad_arena_array(t->arena, x->n + 1, sizeof *cells);
        size_t n = 0;
        if (!cells)
            return false;
        for (size_t k = 0; k < x->n; k++) {
            struct cell c = t->data.cells[x->first + k];
            if (t->column[c.feature] != NOT_USED)
                cells[n++] = (struct cell){ t->column[c.feature], c.value };
        }
        t->rows[i] = (struct row){ .at = cells, .n = n, .target = x->right };
    }
    for (size_t k = 0; k < t->data.n; k++)
        if (t->data.at[k].n_all)
            t->rows[t->data.at[k].first].rivals = t->data.at[k].n_all - 1;
    return true;
}

/* Train without the articles of a fold (PARTY_FOLDS: with all). */
static bool train(struct trainer *t, double penalty, int without, double *model)
{
    struct problem problem = { t->rows, t->data.n_rows, t->penalty, t->n_columns };

    for (size_t j = 0; j < t->n_columns; j++) {
        t->penalty[j] = penalty * t->strength[j];
        model[j] = 0;
    }
    for (size_t k = 0; k < t->data.n; k++) {
        const struct party_slot *x = &t->data.at[k];
        for (size_t i = x->first; i < x->first + x->n_all + x->n_ruled; i++)
            t->rows[i].weight = x->fold != without;
    }
    return logistic_train(&problem, model);
}

/* Probabilities of the rows of a slot, and the log loss of its choice and of what was to be kept. */
static double score_slot(struct trainer *t, const struct party_slot *x, const double *model)
{
    double all = 1, right = 0, loss = 0;
    size_t ruled = x->first + x->n_all;

    for (size_t i = x->first; i < ruled; i++) {
        t->p[i] = exp(row_score(&t->rows[i], model));
        all += t->p[i];
        right += t->rows[i].target * t->p[i];
    }
    for (size_t i = x->first; i < ruled; i++)
        t->p[i] /= all;
    loss -= log((right > 0 ? right : 1) / all);
    for (size_t i = ruled; i < ruled + x->n_ruled; i++) {
        t->p[i] = logistic(row_score(&t->rows[i], model));
        loss -= log(t->rows[i].target > 0 ? t->p[i] : 1 - t->p[i]);
    }
    return loss;
}

static bool score_folds(struct trainer *t, double penalty, double *model, double *loss)
{
    *loss = 0;
    for (int fold = 0; fold < PARTY_FOLDS; fold++) {
        if (!train(t, penalty, fold, model))
            return false;
        for (size_t k = 0; k < t->data.n; k++)
            if (t->data.at[k].fold == fold)
                *loss += score_slot(t, &t->data.at[k], model);
    }
    *loss /= (double)t->data.n;
    return true;
}

/* ---- what the folds scored ---- */

/* Slots: right if one of their parties is. */
struct tally {
    unsigned right, wrong, missed, parties, parties_wrong;
};

static void tally_slot(const struct trainer *t, const struct party_slot *x, struct chooser_limits limits,
                       struct tally *y)
{
    unsigned have = 0, good = 0, what = 0;
    size_t best = SIZE_MAX, ruled = x->first + x->n_all;

    for (size_t i = ruled; i < ruled + x->n_ruled; i++)
        if (t->p[i] >= limits.keep) {
            have++;
            good += t->data.rows[i].right;
        }
    for (size_t i = x->first; i < ruled; i++)
        if (!t->data.rows[i].chosen && (best == SIZE_MAX || t->p[i] > t->p[best]))
            best = i;
    if (!have && best != SIZE_MAX && t->p[best] >= limits.fill) {
        have++;
        good += t->data.rows[best].right;
    }
    for (size_t i = ruled; !have && i < ruled + x->n_ruled; i++)
        if (t->data.rows[i].what && t->p[i] >= limits.what) {
            what++;
            good += t->data.rows[i].right;
        }
    have += what;
    y->parties += have;
    y->parties_wrong += have - good;
    y->right += good > 0;
    y->wrong += have > 0 && !good;
    y->missed += x->wanted && !good;
}

static void print_tally(const struct trainer *t, int slot, bool deeds, struct chooser_limits limits)
{
    struct tally y = { 0 };
    double precision, recall;

    for (size_t k = 0; k < t->data.n; k++)
        if (t->data.at[k].slot == slot && t->data.at[k].deed == deeds)
            tally_slot(t, &t->data.at[k], limits, &y);
    precision = y.right + y.wrong ? (double)y.right / (y.right + y.wrong) : 0;
    recall = y.right + y.missed ? (double)y.right / (y.right + y.missed) : 0;
    if (limits.keep > 0 || limits.fill <= 1)
        printf("keep %.2f fill %.2f%c", limits.keep, limits.fill,
               limits.keep == CHOOSER_LIMITS[slot].keep && limits.fill == CHOOSER_LIMITS[slot].fill ? '*' : ' ');
    else
        printf("rules alone          ");
    printf(" P %.3f R %.3f F1 %.3f  right %u wrong %u missed %u  parties %u, wrong %u\n", precision, recall,
           y.right ? 2 * precision * recall / (precision + recall) : 0, y.right, y.wrong, y.missed, y.parties,
           y.parties_wrong);
}

static void print_slots(const struct trainer *t, bool deeds)
{
    static const char *const NAMES[CHOOSER_SLOTS] = { "actors", "recipients" };

    for (int slot = 0; slot < CHOOSER_SLOTS; slot++) {
        printf("\n%s of %s (*: in use; fill 2.00: nothing is filled)\n", NAMES[slot],
               deeds ? "attacks and protests" : "the other types");
        print_tally(t, slot, deeds, (struct chooser_limits){ 0, 0, 2 });
        for (size_t i = 0; i < LENGTH(KEEPS); i++)
            for (size_t k = 0; k < LENGTH(FILLS); k++)
                if (KEEPS[i] > 0 || FILLS[k] <= 1)
                    print_tally(
                        t, slot, deeds,
                        (struct chooser_limits){ KEEPS[i], fmin(KEEPS[i], CHOOSER_LIMITS[slot].what), FILLS[k] });
    }
}

/* ---- the table ---- */

static const char HEAD[] = "# Weights of the chooser: who acted and who suffered (src/event/chooser.h)?\n"
                           "# Made by train/train_chooser.c from data/*.tsv and model/parties.tsv on news articles (CC "
                           "BY-NC-SA 4.0,\n"
                           "# SaudiNewsNet); model/README.md says more. Do not edit: train again.\n"
                           "# feature  C:model:name=value; models: A and R the slot, K what the rules chose, F the "
                           "phrases of the sentence\n"
                           "# weight   log odds\n"
                           "feature\tweight\n";

static bool write_table(const struct trainer *t, const double *model, const char *path, marsad_err *err)
{
    struct weight_line *lines = marsad_arena_array(t->arena, t->n_columns + 1, sizeof *lines);
    size_t n = 0;

    if (!lines)
        return marsad_fail_memory(err);
    for (size_t j = 0; j < marsad_map_count(t->data.features); j++)
        if (t->column[j] != NOT_USED && fabs(model[t->column[j]]) >= WEIGHT_MIN)
            lines[n++] = (struct weight_line){ marsad_map_key(t->data.features, j, NULL), model[t->column[j]] };
    printf("\n%zu features written\n", n);
    return weights_write(path, HEAD, lines, n, err);
}

static bool fit(struct trainer *t, int without, const char *out, marsad_err *err)
{
    double *model, penalty = PENALTIES[0], least = INFINITY, loss;
    bool ok = choose_features(t) && make_rows(t);

    model = marsad_arena_array(t->arena, t->n_columns + 1, sizeof *model);
    for (size_t i = 0; ok && model && i < LENGTH(PENALTIES); i++) {
        ok = score_folds(t, PENALTIES[i], model, &loss);
        printf("penalty %4.1f: log loss %.4f\n", PENALTIES[i], loss);
        if (loss < least) {
            least = loss;
            penalty = PENALTIES[i];
        }
    }
    ok = ok && model && score_folds(t, penalty, model, &loss);
    if (ok) {
        printf("%d-fold cross-validation over articles, penalty %.1f\n", PARTY_FOLDS, penalty);
        print_slots(t, true);
        print_slots(t, false);
    }
    ok = ok && train(t, penalty, without, model);
    return ok ? write_table(t, model, out, err) : marsad_fail_memory(err);
}

int main(int argc, char **argv)
{
    marsad_err err = { 0 };
    struct trainer t = { .arena = marsad_arena_new(0), .data = { .features = marsad_map_new() } };
    marsad_dict *dict;
    bool ok;

    if (argc != 4 && argc != 5) {
        fprintf(stderr, "usage: train-chooser PARTIES.tsv NEWS_FOLDER OUT.tsv [FOLD]\n");
        return 2;
    }
    dict = marsad_dict_open(NULL, &err);
    ok = dict && (t.arena && t.data.features ? true : marsad_fail_memory(&err)) &&
         party_marks_read(dict, argv[1], argv[2], t.arena, &t.data, &err);
    if (ok) {
        printf("%zu marked events, %zu of them found, %zu candidates, %zu features\n", t.data.marked, t.data.met,
               t.data.n_rows, marsad_map_count(t.data.features));
        ok = fit(&t, argc == 5 ? atoi(argv[4]) : PARTY_FOLDS, argv[3], &err);
    }
    if (!ok)
        fprintf(stderr, "train-chooser: %s: %s\n", err.where, err.msg);
    marsad_map_free(t.data.features);
    marsad_arena_free(t.arena);
    marsad_dict_close(dict);
    return ok ? 0 : 1;
}

/*
 * train_link.c - weights of linking from judged pairs, and how rare words are.
 *
 *     train-link STORE FIRST.tsv PAIRS.tsv OUT.tsv
 *
 * STORE holds the news; PAIRS.tsv names two reports of it a line by digest and number in the article, and says whether
 * they tell of one event; FIRST.tsv holds weights set by hand. What is learnt is a factor for the sum of these and an
 * addition to each, held near 0 by a penalty: a few hundred pairs are too few to learn all of it. The rarity of a word
 * is counted over the sentences of the store that tell of an event. Pairs are folded by the article of their first
 * report; prints what the folds scored. The same data give the same bytes.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link/pairs.h"
#include "logistic.h"
#include "marsad/lemma.h"
#include "store/query.h"
#include "store/terms.h"

#define WORD_MIN 10 /* sentences that a word must stand in */
#define PENALTY 2.0
#define FACTOR                                                                                                         \
    LINK_FEATURE_COUNT /* the column behind the features: what the sum of the first weights is multiplied by */
#define FOLDS 5

struct judged {
    struct link_report a, b;
    bool same;
    double p; /* by the model that has not seen it */
};

struct trainer {
    marsad_store *s;
    marsad_dict *dict;
    marsad_arena *arena;
    marsad_map *reports; /* "digest:number" -> event */
    marsad_map *words;   /* stem -> sentences */
    uint64_t sentences;
    struct judged *pairs;
    size_t n_pairs, cap;
    size_t gone; /* pairs of which a report is not in the store */
    struct link_model first;
    struct cell (*cells)[LINK_FEATURE_COUNT + 1];
    struct row *rows;
};

static int fail(const char *what, const marsad_err *err)
{
    fprintf(stderr, "train-link: %s: %s\n", what, err && err->code != MARSAD_OK ? err->msg : strerror(errno));
    return 1;
}

/* ---- words ---- */

static bool count_words(struct trainer *t, marsad_str sentence, marsad_arena *scratch)
{
    marsad_map *seen = marsad_map_new();
    marsad_str norm;
    size_t at = 0, start, end;
    bool ok = seen && marsad_normalise(sentence, scratch, &norm, NULL);

    while (ok && terms_next(norm, &at, &start, &end)) {
        char room[MARSAD_STEM_BYTES];
        marsad_str stem = marsad_arena_str(scratch, marsad_stem_of(t->dict, marsad_str_slice(norm, start, end), room));
        uint64_t n = 0;

        if (!stem.ptr || stem.len == 0 || marsad_map_get(seen, stem, &n))
            continue;
        marsad_map_get(t->words, stem, &n);
        ok = marsad_map_put(seen, stem, 1) &&
             marsad_map_put(t->words, n ? stem : marsad_arena_str(t->arena, stem), n + 1);
    }
    t->sentences++;
    marsad_map_free(seen);
    return ok;
}

/* Every report by its name, every sentence once. */
static bool read_store(struct trainer *t, marsad_err *err)
{
    static const char SQL[] = "SELECT id FROM event ORDER BY id";
    struct store_rows *rows = store_rows_new(t->s, err);
    marsad_arena *scratch = marsad_arena_new(0);
    sqlite3_stmt *stmt = NULL;
    char article[33] = "";
    uint32_t sentence = 0;
    bool ok = rows && scratch && sqlite3_prepare_v2(t->s->db, SQL, -1, &stmt, NULL) == SQLITE_OK;

    while (ok && sqlite3_step(stmt) == SQLITE_ROW) {
        marsad_event_row row;
        marsad_str name;

        ok = store_rows_load(rows, sqlite3_column_int64(stmt, 0), &row, err);
        if (!ok)
            break;
        name = marsad_arena_fmt(t->arena, "%s:%zu", row.article->digest, row.number);
        ok = name.ptr && marsad_map_put(t->reports, name, (uint64_t)row.id);
        if (ok && (strcmp(article, row.article->digest) != 0 || sentence != row.event->sentence)) {
            marsad_arena_reset(scratch);
            ok = count_words(t, marsad_points_str(row.points, row.sentence), scratch);
        }
        memcpy(article, row.article->digest, sizeof article);
        sentence = row.event->sentence;
    }
    sqlite3_finalize(stmt);
    marsad_arena_free(scratch);
    store_rows_free(rows);
    return ok;
}

/* ---- the first weights ---- */

static bool read_first(struct trainer *t, const char *path, marsad_err *err)
{
    FILE *f = fopen(path, "r");
    char line[256], name[64];
    double weight;
    size_t known = 0;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "%s", strerror(errno));
    while (fgets(line, sizeof line, f))
        for (int k = 0; k < LINK_FEATURE_COUNT && sscanf(line, "L:%63s %lf", name, &weight) == 2; k++)
            if (strcmp(name, link_feature_name((enum link_feature)k)) == 0) {
                t->first.weights[k] = weight;
                known++;
            }
    fclose(f);
    return known == LINK_FEATURE_COUNT || marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET,
                                                      "%zu weights, not %d", known, (int)LINK_FEATURE_COUNT);
}

/* ---- pairs ---- */

static bool read_report(struct trainer *t, struct store_rows *rows, uint64_t event, struct link_report *out,
                        marsad_err *err)
{
    marsad_event_row row;

    return store_rows_load(rows, (int64_t)event, &row, err) && link_report_make(t->s, &row, out, err);
}

static bool read_pair(struct trainer *t, struct store_rows *rows, marsad_str line, marsad_err *err)
{
    marsad_str a = { 0 }, b = { 0 }, same = { 0 };
    struct judged *j;
    uint64_t x, y;

    if (line.len == 0 || line.ptr[0] == '#' || marsad_str_starts(line, MARSAD_LIT("a\t")))
        return true;
    if (!marsad_str_next(&line, '\t', &a) || !marsad_str_next(&line, '\t', &b) || !marsad_str_next(&line, '\t', &same))
        return marsad_fail(err, MARSAD_EINVAL, "pairs", MARSAD_NO_OFFSET, "a line without three columns");
    if (!marsad_map_get(t->reports, a, &x) || !marsad_map_get(t->reports, b, &y)) {
        t->gone++; /* the program no longer finds it */
        return true;
    }
    if (!marsad_arena_grow(t->arena, (void **)&t->pairs, &t->cap, t->n_pairs, sizeof *t->pairs))
        return marsad_fail_memory(err);
    j = &t->pairs[t->n_pairs++];
    j->same = marsad_str_equal(same, MARSAD_LIT("yes"));
    return read_report(t, rows, x, &j->a, err) && read_report(t, rows, y, &j->b, err);
}

static bool read_pairs(struct trainer *t, const char *path, marsad_err *err)
{
    struct store_rows *rows = store_rows_new(t->s, err);
    FILE *f = fopen(path, "r");
    char line[256];
    bool ok = rows && f;

    while (ok && fgets(line, sizeof line, f))
        ok = read_pair(t, rows, marsad_str_trim(marsad_str_of(line)), err);
    if (f)
        fclose(f);
    store_rows_free(rows);
    return ok;
}

/* ---- learning ---- */

static bool make_rows(struct trainer *t)
{
    t->cells = marsad_arena_array(t->arena, t->n_pairs, sizeof *t->cells);
    t->rows = marsad_arena_array(t->arena, t->n_pairs, sizeof *t->rows);
    if (!t->cells || !t->rows)
        return false;
    for (size_t i = 0; i < t->n_pairs; i++) {
        double f[LINK_FEATURE_COUNT], sum = 0;
        size_t n = 0;

        link_pair_features(&t->pairs[i].a, &t->pairs[i].b, f);
        for (uint32_t k = 0; k < LINK_FEATURE_COUNT; k++)
            if (f[k] != 0)
                t->cells[i][n++] = (struct cell){ k, (float)f[k] };
        for (size_t k = 0; k < LINK_FEATURE_COUNT; k++)
            sum += f[k] * t->first.weights[k];
        t->cells[i][n++] = (struct cell){ FACTOR, (float)sum };
        t->rows[i] = (struct row){ t->cells[i], n, t->pairs[i].same, 1 };
    }
    return true;
}

/* `weights`: one more than there are features. */
static bool learn(struct trainer *t, double *weights)
{
    double penalty[LINK_FEATURE_COUNT + 1];
    struct problem p = { t->rows, t->n_pairs, penalty, LINK_FEATURE_COUNT + 1 };

    for (size_t k = 0; k <= LINK_FEATURE_COUNT; k++) {
        penalty[k] = k == LINK_BIAS || k == FACTOR ? PENALTY / 100 : PENALTY;
        weights[k] = k == FACTOR;
    }
    return logistic_train(&p, weights);
}

static unsigned fold_of(const struct judged *j)
{
    return link_hash(0, marsad_str_of(j->a.digest)) % FOLDS;
}

static bool cross_validate(struct trainer *t)
{
    for (unsigned fold = 0; fold < FOLDS; fold++) {
        double weights[LINK_FEATURE_COUNT + 1];

        for (size_t i = 0; i < t->n_pairs; i++)
            t->rows[i].weight = fold_of(&t->pairs[i]) != fold;
        if (!learn(t, weights))
            return false;
        for (size_t i = 0; i < t->n_pairs; i++)
            if (fold_of(&t->pairs[i]) == fold)
                t->pairs[i].p = logistic(row_score(&t->rows[i], weights));
    }
    for (size_t i = 0; i < t->n_pairs; i++)
        t->rows[i].weight = 1;
    return true;
}

static void print_scores(const struct trainer *t)
{
    if (t->gone)
        printf("%zu pairs passed over: a report is not in the store\n", t->gone);
    for (int level = 3; level <= 8; level++) {
        double right = 0, said = 0, true_ones = 0;

        for (size_t i = 0; i < t->n_pairs; i++) {
            bool yes = t->pairs[i].p >= level / 10.0 && link_pair_possible(&t->pairs[i].a, &t->pairs[i].b);

            said += yes;
            true_ones += t->pairs[i].same;
            right += yes && t->pairs[i].same;
        }
        printf("at %.1f: precision %.3f recall %.3f of %zu pairs, %.0f of them of one event\n", level / 10.0,
               said > 0 ? right / said : 0, true_ones > 0 ? right / true_ones : 0, t->n_pairs, true_ones);
    }
}

/* ---- writing ---- */

static int by_text(const void *a, const void *b)
{
    return marsad_str_compare(*(const marsad_str *)a, *(const marsad_str *)b);
}

static bool write_words(const struct trainer *t, FILE *f)
{
    size_t n = marsad_map_count(t->words), kept = 0;
    marsad_str *stems = marsad_arena_array(t->arena, n + 1, sizeof *stems);
    uint64_t count;

    if (!stems)
        return false;
    for (size_t i = 0; i < n; i++) {
        marsad_str stem = marsad_map_key(t->words, i, &count);

        if (count >= WORD_MIN)
            stems[kept++] = stem;
    }
    qsort(stems, kept, sizeof *stems, by_text);
    for (size_t i = 0; i < kept; i++) {
        marsad_map_get(t->words, stems[i], &count);
        fprintf(f, "L:w=%.*s\t%.1f\n", MARSAD_STR_ARG(stems[i]), log((double)t->sentences / (double)count));
    }
    return true;
}

static bool write_model(const struct trainer *t, const double *weights, const char *path)
{
    FILE *f = fopen(path, "w");
    bool ok = f != NULL;

    if (!f)
        return false;
    fputs(
        "# Weights of linking: how probable it is that two reports tell of one event (src/link/pairs.h), and how rare\n"
        "# words are. Made by train/train_link.c; model/README.md says from what. Do not edit: train again.\n"
        "# feature  L:name of what two reports share or where they differ; L:w=STEM a word\n"
        "# weight   log odds; of a word the natural logarithm of how many sentences there are to one that has it\n"
        "feature\tweight\n",
        f);
    for (int k = 0; k < LINK_FEATURE_COUNT; k++)
        fprintf(f, "L:%s\t%.4f\n", link_feature_name((enum link_feature)k),
                weights[FACTOR] * t->first.weights[k] + weights[k]);
    ok = write_words(t, f);
    return fclose(f) == 0 && ok;
}

int main(int argc, char **argv)
{
    marsad_err err = { .code = MARSAD_OK };
    struct trainer t = { 0 };
    double weights[LINK_FEATURE_COUNT + 1];

    if (argc != 5) {
        fputs("usage: train-link STORE FIRST.tsv PAIRS.tsv OUT.tsv\n", stderr);
        return 2;
    }
    t.dict = marsad_dict_open(NULL, &err);
    t.s = t.dict ? marsad_store_open(argv[1], &(marsad_store_options){ .dict = t.dict }, &err) : NULL;
    t.arena = marsad_arena_new(0);
    t.reports = marsad_map_new();
    t.words = marsad_map_new();
    if (!t.s || !t.arena || !t.reports || !t.words || !read_store(&t, &err))
        return fail(argv[1], &err);
    if (!read_first(&t, argv[2], &err))
        return fail(argv[2], &err);
    if (!read_pairs(&t, argv[3], &err))
        return fail(argv[3], &err);
    if (!make_rows(&t) || !cross_validate(&t) || !learn(&t, weights))
        return fail("learning", &err);
    print_scores(&t);
    if (!write_model(&t, weights, argv[4]))
        return fail(argv[4], NULL);
    marsad_store_close(t.s);
    marsad_dict_close(t.dict);
    marsad_arena_free(t.arena);
    marsad_map_free(t.reports);
    marsad_map_free(t.words);
    return 0;
}

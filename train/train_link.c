/*
 * train_link.c - the models of linking from judged pairs, and how rare words are.
 *
 *     train-link STORE FIRST.tsv PAIRS.tsv WEIGHTS.tsv TREES.tsv
 *
 * STORE holds the news; PAIRS.tsv names two reports of it a line by digest of the article and place of the trigger,
 * says whether they tell of one event and how many pairs it stands for; FIRST.tsv holds weights set by hand
 * (link_learn.h). The rarity of a word is counted over the sentences of the store that tell of an event. Folds are
 * days: a pair is scored by models that have seen no pair of its day, alone and in the stories that they make of the
 * whole store. The same data give the same bytes.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link/linking.h"
#include "link_corpus.h"
#include "link_learn.h"
#include "marsad/lemma.h"
#include "store/terms.h"

#define WORD_MIN 10 /* sentences that a word must stand in */

struct trainer {
    marsad_store *s;
    marsad_dict *dict;
    marsad_arena *arena, *scratch;
    struct link_acts acts;
    struct link_corpus corpus;
    marsad_map *words; /* stem -> sentences */
    uint64_t sentences;
    char article[33]; /* of the sentence counted last */
    uint32_t sentence;
    struct link_judged *pairs;
    size_t n_pairs, cap, n_lost; /* n_lost: a report is no more */
    double first[LINK_FEATURE_COUNT];
    struct link_model models[LINK_FOLDS + 1]; /* without a fold; the last one from all pairs */
    struct link_edge *edges[LINK_FOLDS];
    size_t n_edges[LINK_FOLDS], edges_cap[LINK_FOLDS];
};

static int fail(const char *what, const marsad_err *err)
{
    fprintf(stderr, "train-link: %s: %s\n", what, err && err->code != MARSAD_OK ? err->msg : strerror(errno));
    return 1;
}

/* ---- words ---- */

static bool count_words(struct trainer *t, marsad_str sentence)
{
    marsad_map *seen = marsad_map_new();
    marsad_str norm;
    size_t at = 0, start, end;
    bool ok = seen && marsad_normalise(sentence, t->scratch, &norm, NULL);

    while (ok && terms_next(norm, &at, &start, &end)) {
        char room[MARSAD_STEM_BYTES];
        marsad_str stem =
            marsad_arena_str(t->scratch, marsad_stem_of(t->dict, marsad_str_slice(norm, start, end), room));
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

/* Every sentence once. */
static bool count_row(void *user, const marsad_event_row *row)
{
    struct trainer *t = user;
    bool same = strcmp(t->article, row->article->digest) == 0 && t->sentence == row->event->sentence;

    memcpy(t->article, row->article->digest, sizeof t->article);
    t->sentence = row->event->sentence;
    marsad_arena_reset(t->scratch);
    return same || count_words(t, marsad_points_str(row->points, row->sentence));
}

/* ---- the first weights, and pairs ---- */

static bool read_first(struct trainer *t, const char *path, marsad_err *err)
{
    FILE *f = fopen(path, "r");
    char line[256], name[64];
    double weight;
    size_t known = 0;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "%s", strerror(errno));
    while (fgets(line, sizeof line, f))
        if (sscanf(line, "L:%63s %lf", name, &weight) == 2) {
            unsigned feature = link_feature_number(marsad_str_of(name));

            if (feature >= LINK_FEATURE_COUNT) {
                fclose(f);
                return marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET, "no feature %s", name);
            }
            t->first[feature] = weight;
            known++;
        }
    fclose(f);
    return known == LINK_FEATURE_COUNT || marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET,
                                                      "%zu weights, not %d", known, (int)LINK_FEATURE_COUNT);
}

static unsigned fold_of(const struct link_report *a, const struct link_report *b)
{
    return (unsigned)(a->published < b->published ? a->published : b->published) % LINK_FOLDS;
}

static bool read_pair(struct trainer *t, marsad_str line, marsad_err *err)
{
    marsad_str a = { 0 }, b = { 0 }, same = { 0 }, weight = { 0 };
    const struct link_report *reports = t->corpus.reports;
    struct link_judged *j;

    if (line.len == 0 || line.ptr[0] == '#' || marsad_str_starts(line, MARSAD_LIT("a\t")))
        return true;
    if (!marsad_str_next(&line, '\t', &a) || !marsad_str_next(&line, '\t', &b) ||
        !marsad_str_next(&line, '\t', &same) || !marsad_str_next(&line, '\t', &weight))
        return marsad_fail(err, MARSAD_EINVAL, "pairs", MARSAD_NO_OFFSET, "a line without four columns");
    if (!marsad_arena_grow(t->arena, (void **)&t->pairs, &t->cap, t->n_pairs, sizeof *t->pairs))
        return marsad_fail_memory(err);
    j = &t->pairs[t->n_pairs];
    if (!link_corpus_find(&t->corpus, a, &j->a) || !link_corpus_find(&t->corpus, b, &j->b)) {
        t->n_lost++;
        return true;
    }
    t->n_pairs++;
    j->same = marsad_str_equal(same, MARSAD_LIT("yes"));
    j->weight = atof(weight.ptr);
    j->fold = fold_of(&reports[j->a], &reports[j->b]);
    link_pair_features(&reports[j->a], &reports[j->b], j->features);
    return j->weight > 0 || marsad_fail(err, MARSAD_EINVAL, "pairs", MARSAD_NO_OFFSET, "a pair stands for none");
}

static bool read_pairs(struct trainer *t, const char *path, marsad_err *err)
{
    FILE *f = fopen(path, "r");
    char line[256];
    bool ok = f != NULL;

    while (ok && fgets(line, sizeof line, f))
        ok = read_pair(t, marsad_str_trim(marsad_str_of(line)), err);
    if (f)
        fclose(f);
    return ok;
}

/* ---- scores ---- */

struct score {
    double right, said, all; /* pairs of the news */
    size_t n_right, n_said;  /* judged pairs */
};

static void count_pair(struct score *s, const struct link_judged *j, bool yes)
{
    s->all += j->same ? j->weight : 0;
    s->said += yes ? j->weight : 0;
    s->right += yes && j->same ? j->weight : 0;
    s->n_said += yes;
    s->n_right += yes && j->same;
}

static void print_score(const char *what, const struct score *s)
{
    printf("%-18s precision %.3f  recall %.3f  (judged pairs: %zu of %zu right)\n", what,
           s->said > 0 ? s->right / s->said : 0, s->all > 0 ? s->right / s->all : 0, s->n_right, s->n_said);
}

static bool is_possible(const struct trainer *t, const struct link_judged *j)
{
    return link_pair_possible(&t->corpus.reports[j->a], &t->corpus.reports[j->b]);
}

static void score_pairs(const struct trainer *t)
{
    for (int level = 3; level <= 8; level++) {
        struct score s = { .right = 0 };
        char what[32];

        for (size_t i = 0; i < t->n_pairs; i++) {
            const struct link_judged *j = &t->pairs[i];

            count_pair(&s, j,
                       is_possible(t, j) && link_model_probability(&t->models[j->fold], j->features) >= level / 10.0);
        }
        snprintf(what, sizeof what, "pairs at %.1f", level / 10.0);
        print_score(what, &s);
    }
}

static bool start_edges(struct trainer *t)
{
    size_t n = link_told_apart(t->corpus.reports, t->corpus.n, NULL);

    for (unsigned m = 0; m < LINK_FOLDS; m++) {
        t->edges[m] = marsad_arena_array(t->arena, n + 1, sizeof **t->edges);
        if (!t->edges[m])
            return false;
        t->edges_cap[m] = n + 1;
        t->n_edges[m] = link_told_apart(t->corpus.reports, t->corpus.n, t->edges[m]);
    }
    return true;
}

static bool take_edges(void *user, uint32_t a, uint32_t b)
{
    struct trainer *t = user;
    double features[LINK_FEATURE_COUNT];

    if (!link_pair_possible(&t->corpus.reports[a], &t->corpus.reports[b]))
        return true;
    link_pair_features(&t->corpus.reports[a], &t->corpus.reports[b], features);
    for (unsigned m = 0; m < LINK_FOLDS; m++) {
        double p = link_model_probability(&t->models[m], features);

        if (p < LINK_EDGE)
            continue;
        if (!marsad_arena_grow(t->arena, (void **)&t->edges[m], &t->edges_cap[m], t->n_edges[m], sizeof **t->edges))
            return false;
        t->edges[m][t->n_edges[m]++] = (struct link_edge){ a, b, (float)p };
    }
    return true;
}

static bool score_stories(struct trainer *t)
{
    uint32_t *group = marsad_arena_array(t->arena, t->corpus.n, sizeof *group);
    struct score s = { .right = 0 };

    if (!group || !start_edges(t) || !link_corpus_pairs(&t->corpus, take_edges, t))
        return false;
    for (unsigned m = 0; m < LINK_FOLDS; m++) {
        if (!link_cluster(t->corpus.n, t->edges[m], t->n_edges[m], group))
            return false;
        for (size_t i = 0; i < t->n_pairs; i++)
            if (t->pairs[i].fold == m)
                count_pair(&s, &t->pairs[i], group[t->pairs[i].a] == group[t->pairs[i].b]);
    }
    print_score("stories", &s);
    return true;
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

static bool write_weights(const struct trainer *t, const char *path)
{
    FILE *f = fopen(path, "w");
    bool ok;

    if (!f)
        return false;
    fputs(
        "# Weights of linking: how probable it is that two reports tell of one event (src/link/pairs.h), and how rare\n"
        "# words are. Made by train/link; model/README.md says from what. Do not edit: train again.\n"
        "# feature  L:name of what two reports share or where they differ; L:w=STEM a word\n"
        "# weight   log odds; of a word the natural logarithm of how many sentences there are to one that has it\n"
        "feature\tweight\n",
        f);
    for (unsigned k = 0; k < LINK_FEATURE_COUNT; k++)
        fprintf(f, "L:%s\t%.4f\n", link_feature_name(k), t->models[LINK_FOLDS].weights[k]);
    ok = write_words(t, f);
    return fclose(f) == 0 && ok;
}

static bool write_trees(const struct link_forest *m, const char *path)
{
    FILE *f = fopen(path, "w");

    if (!f)
        return false;
    fputs("# Trees that say how probable it is that two reports tell of one event (src/link/pairs.h).\n"
          "# Made by train/link; model/README.md says from what. Do not edit: train again.\n"
          "# tree       nodes of a tree stand in the order of their numbers\n"
          "# feature    left where it is at most the threshold, else right; leaf: the threshold is added to the log "
          "odds; said: what the weights of link.tsv say\n"
          "# left       number of the left node; the right one follows it\n"
          "tree\tfeature\tthreshold\tleft\n",
          f);
    fprintf(f, "0\tbias\t%.6f\t\n", m->bias);
    for (size_t k = 0; k < m->n_trees; k++) {
        size_t end = k + 1 < m->n_trees ? m->roots[k + 1] : m->n_nodes;

        for (size_t i = m->roots[k]; i < end; i++) {
            const struct link_node *n = &m->nodes[i];

            if (n->feature < 0)
                fprintf(f, "%zu\tleaf\t%.5f\t\n", k, (double)n->threshold);
            else
                fprintf(f, "%zu\t%s\t%.6g\t%u\n", k, link_feature_name((unsigned)n->feature), (double)n->threshold,
                        (unsigned)n->left);
        }
    }
    return fclose(f) == 0;
}

/* ---- all of it ---- */

static bool open_all(struct trainer *t, const char *store, marsad_err *err)
{
    t->dict = marsad_dict_open(NULL, err);
    t->s = t->dict ? marsad_store_open(store, &(marsad_store_options){ .dict = t->dict }, err) : NULL;
    t->arena = marsad_arena_new(0);
    t->scratch = marsad_arena_new(0);
    t->words = marsad_map_new();
    return t->s && t->arena && t->scratch && t->words && link_acts_read(t->dict, &t->acts) &&
           link_corpus_read(t->s, &t->acts, count_row, t, &t->corpus, err);
}

static void close_all(struct trainer *t)
{
    for (unsigned m = 0; m <= LINK_FOLDS; m++)
        link_model_release(&t->models[m]);
    link_corpus_free(&t->corpus);
    link_acts_free(&t->acts);
    marsad_store_close(t->s);
    marsad_dict_close(t->dict);
    marsad_arena_free(t->arena);
    marsad_arena_free(t->scratch);
    marsad_map_free(t->words);
}

static bool learn_all(struct trainer *t)
{
    size_t same = 0;

    for (unsigned m = 0; m <= LINK_FOLDS; m++)
        if (!link_learn(t->pairs, t->n_pairs, t->first, m, &t->models[m]))
            return false;
    for (size_t i = 0; i < t->n_pairs; i++)
        same += t->pairs[i].same;
    printf(
        "%zu reports, %zu judged pairs, %zu of them of one event; %zu passed over, whose reports the coder no longer "
        "gives\nBy models that have not seen the day of a pair:\n",
        t->corpus.n, t->n_pairs, same, t->n_lost);
    score_pairs(t);
    return score_stories(t);
}

int main(int argc, char **argv)
{
    static struct trainer t;
    marsad_err err = { .code = MARSAD_OK };

    if (argc != 6) {
        fputs("usage: train-link STORE FIRST.tsv PAIRS.tsv WEIGHTS.tsv TREES.tsv\n", stderr);
        return 2;
    }
    if (!open_all(&t, argv[1], &err))
        return fail(argv[1], &err);
    if (!read_first(&t, argv[2], &err))
        return fail(argv[2], &err);
    if (!read_pairs(&t, argv[3], &err))
        return fail(argv[3], &err);
    if (!learn_all(&t))
        return fail("learning", NULL);
    if (!write_weights(&t, argv[4]))
        return fail(argv[4], NULL);
    if (!write_trees(&t.models[LINK_FOLDS].forest, argv[5]))
        return fail(argv[5], NULL);
    close_all(&t);
    return 0;
}

/*
 * train_pages.c - the forests of the page model from pages whose text is known.
 *
 *     train-pages FOLDER OUT.tsv [NAME…]     NAME: show the blocks of pages whose names begin so
 *
 * Pages lie in ten folds. The second stage learns from what a first stage says of pages that it has not seen; what is
 * reported comes from models that have seen neither. The same pages and tables give the same bytes.
 */
#include "boost.h"
#include "page_corpus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define WEIGHT_PAGE 300.0 /* of a page's words, beside WEIGHT_BLOCK for each of its blocks */
#define WEIGHT_BLOCK 0.35

static const boost_options FIRST = { .trees = 70,
                                     .depth = 5,
                                     .rate = 0.12,
                                     .penalty = 4,
                                     .min_weight = 2,
                                     .draw_rows = 0.7,
                                     .draw_features = 0.5,
                                     .seed = 11 };
static const boost_options SECOND = { .trees = 60,
                                      .depth = 4,
                                      .rate = 0.12,
                                      .penalty = 4,
                                      .min_weight = 2,
                                      .draw_rows = 0.7,
                                      .draw_features = 0.5,
                                      .seed = 12 };

/*
 * What is known before any page is seen: more of these never speaks for a block, or never against it. A hundred pages
 * are too few to learn it for each word, and chance would teach the opposite for some.
 */
static const int16_t AGAINST[] = { F_LINK_SHARE,
                                   F_IN_CAPTION,
                                   F_IN_ASIDE,
                                   F_IN_NAV,
                                   F_IN_FOOTER,
                                   F_IN_FORM,
                                   F_REPEATED,
                                   F_BAD_BELOW,
                                   F_BAD_ANY,
                                   F_CLASS + K_COMMENT,
                                   F_CLASS + K_RELATED,
                                   F_CLASS + K_SHARE,
                                   F_CLASS + K_NAV,
                                   F_CLASS + K_BREADCRUMB,
                                   F_CLASS + K_FOOTER,
                                   F_CLASS + K_SIDEBAR,
                                   F_CLASS + K_AD,
                                   F_CLASS + K_PROMO,
                                   F_CLASS + K_NEWSLETTER,
                                   F_CLASS + K_PAYWALL,
                                   F_CLASS + K_COOKIE,
                                   F_CLASS + K_POPUP,
                                   F_CLASS + K_FORM,
                                   F_CLASS + K_BIO,
                                   F_CLASS + K_TAGS,
                                   F_CLASS + K_CAPTION,
                                   F_CLASS + K_CREDIT,
                                   F_CLASS + K_TICKER,
                                   F_CLASS + K_HIDDEN,
                                   F_CLASS + K_TOC,
                                   F_CLASS + K_GALLERY,
                                   F_CUE + C_RELATED,
                                   F_CUE + C_COMMENT,
                                   F_CUE + C_SHARE,
                                   F_CUE + C_NEWSLETTER,
                                   F_CUE + C_PAYWALL,
                                   F_CUE + C_COOKIE,
                                   F_CUE + C_COPYRIGHT,
                                   F_CUE + C_CREDIT,
                                   F_CUE + C_AD,
                                   F_CUE + C_TAGS,
                                   F_CUE + C_PAGE,
                                   F_P1_GAP_BEFORE,
                                   F_P1_GAP_AFTER };
static const int16_t FAVOUR[] = {
    F_BODY,           F_DESCRIPTION, F_GOOD_BELOW, F_CLASS + K_BODY, F_CLASS + K_ITEM_BODY,
    F_CLASS + K_TEXT, F_IN_P,        F_P1,         F_P1_PREV,        F_P1_PREV2,
    F_P1_NEXT,        F_P1_NEXT2,    F_P1_BOX,     F_P1_BOX2,        F_P1_NEAR,
    F_P1_LIKE
};

struct trainer {
    page_corpus corpus;
    float *rows;
    uint8_t *labels, *use, *fold;
    float *weights;
    double *p1, *p2; /* of the first stage, of both; by models that have not seen the page */
    uint8_t banned[FEATURE_COUNT];
    int8_t trend[FEATURE_COUNT];
    bool each; /* show each page's score */
};

static void set_trends(int8_t *trend)
{
    for (size_t i = 0; i < sizeof AGAINST / sizeof *AGAINST; i++)
        trend[AGAINST[i]] = -1;
    for (size_t i = 0; i < sizeof FAVOUR / sizeof *FAVOUR; i++)
        trend[FAVOUR[i]] = 1;
}

static void *need(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);

    if (!p)
        abort();
    return p;
}

/* A page counts as much as another, a block by its words, as in the score. */
static void gather(struct trainer *t)
{
    size_t n = t->corpus.n_blocks;

    t->rows = need(n, PAGE_ROW * sizeof *t->rows);
    t->labels = need(n, 1);
    t->use = need(n, 1);
    t->fold = need(n, 1);
    t->weights = need(n, sizeof *t->weights);
    t->p1 = need(n, sizeof *t->p1);
    t->p2 = need(n, sizeof *t->p2);
    for (size_t i = 0; i < t->corpus.n; i++) {
        const labelled_page *p = &t->corpus.at[i];
        double words = (double)(p->gold_words < 150 ? 150 : p->gold_words);

        memcpy(t->rows + p->first * PAGE_ROW, p->reading.rows, p->reading.blocks.n * PAGE_ROW * sizeof *t->rows);
        for (size_t k = 0; k < p->reading.blocks.n; k++) {
            double share = p->reading.blocks.at[k].words / words;

            t->labels[p->first + k] = p->labels[k];
            t->fold[p->first + k] = (uint8_t)p->fold;
            t->weights[p->first + k] = (float)(WEIGHT_BLOCK + WEIGHT_PAGE * (share > 1 ? 1 : share) / 10);
        }
    }
}

/* Train without the folds that `out` names (PAGE_FOLDS: none). */
static boost_model learn(struct trainer *t, const boost_options *o, unsigned out, unsigned out2)
{
    boost_data d = { t->rows, t->corpus.n_blocks, PAGE_ROW, t->labels, t->weights, t->use, t->banned, t->trend };
    boost_model m;

    for (size_t i = 0; i < d.n; i++)
        t->use[i] = t->fold[i] != out && t->fold[i] != out2;
    if (!boost_train(&d, o, &m))
        abort();
    return m;
}

static void predict(const struct trainer *t, const boost_model *m, unsigned fold, double *p)
{
    for (size_t i = 0; i < t->corpus.n_blocks; i++)
        if (t->fold[i] == fold || fold == PAGE_FOLDS)
            p[i] = 1 / (1 + exp(-boost_score(m, &t->rows[i * PAGE_ROW]) - page_prior(&t->rows[i * PAGE_ROW])));
}

static void ban_second(struct trainer *t, bool banned)
{
    for (unsigned f = F_P1; f <= F_P1_GAP_AFTER; f++)
        t->banned[f] = banned;
}

static void tell_second(struct trainer *t, const double *p1)
{
    for (size_t i = 0; i < t->corpus.n; i++) {
        const labelled_page *p = &t->corpus.at[i];

        if (!page_features_second(&p->reading.blocks, p1 + p->first, t->rows + p->first * PAGE_ROW))
            abort();
    }
}

static bool *choose(const struct trainer *t, const double *p)
{
    bool *chosen = need(t->corpus.n_blocks, sizeof *chosen);

    for (size_t i = 0; i < t->corpus.n; i++)
        page_choose(&t->corpus.at[i].reading, p + t->corpus.at[i].first, chosen + t->corpus.at[i].first);
    return chosen;
}

static void report(const struct trainer *t, const char *what, const double *p, bool each)
{
    bool *chosen = choose(t, p);
    page_score s = page_corpus_score(&t->corpus, chosen, PAGE_FOLDS, each);

    printf("%-28s P %.4f  R %.4f  F1 %.4f  exact %.3f\n", what, s.precision, s.recall, s.f1, s.exact);
    fflush(stdout);
    free(chosen);
}

/* The folds one by one: how far a figure on some twenty pages can be off. */
static void report_folds(const struct trainer *t)
{
    bool *chosen = choose(t, t->p2);

    for (unsigned f = 0; f < PAGE_FOLDS; f++) {
        page_score s = page_corpus_score(&t->corpus, chosen, f, false);

        printf("  fold %u%22s P %.4f  R %.4f  F1 %.4f  exact %.3f\n", f, "", s.precision, s.recall, s.f1, s.exact);
    }
    free(chosen);
}

static void report_labels(const struct trainer *t)
{
    double *p = need(t->corpus.n_blocks, sizeof *p);

    for (size_t i = 0; i < t->corpus.n_blocks; i++)
        p[i] = t->labels[i];
    report(t, "blocks chosen by the gold text", p, false);
    free(p);
}

/* The first stage for pages that it has not seen; the second learnt from that, the same. */
static void cross(struct trainer *t)
{
    ban_second(t, true);
    for (unsigned f = 0; f < PAGE_FOLDS; f++) {
        boost_model m = learn(t, &FIRST, f, PAGE_FOLDS);

        predict(t, &m, f, t->p1);
        boost_release(&m);
    }
    report(t, "first stage, pages not seen", t->p1, false);
    ban_second(t, false);
    tell_second(t, t->p1);
    for (unsigned f = 0; f < PAGE_FOLDS; f++) {
        boost_model m = learn(t, &SECOND, f, PAGE_FOLDS);

        predict(t, &m, f, t->p2);
        boost_release(&m);
    }
    report(t, "second stage, pages not seen", t->p2, false);
    for (size_t i = 0; i < t->corpus.n_blocks; i++)
        t->p2[i] = page_both(t->p1[i], t->p2[i]);
    report(t, "both, pages not seen", t->p2, t->each);
    report_folds(t);
}

/* The blocks of the pages whose names begin so, with label and what both stages say. */
static void show_pages(const struct trainer *t, const char *head)
{
    for (size_t i = 0; i < t->corpus.n; i++) {
        const labelled_page *p = &t->corpus.at[i];

        for (size_t k = 0; strncmp(p->name.ptr, head, strlen(head)) == 0 && k < p->reading.blocks.n; k++) {
            marsad_str s = page_block_str(&p->reading.blocks, k);

            fprintf(stderr, "%u %.2f %.2f %3u %.*s\n", p->labels[k], t->p1[p->first + k], t->p2[p->first + k],
                    p->reading.blocks.at[k].words, (int)(s.len < 110 ? s.len : 110), s.ptr);
        }
    }
}

static void write_forest(FILE *out, unsigned stage, const boost_model *m)
{
    char room[48];

    fprintf(out, "%u\t0\tbias\t%.6f\t\n", stage, m->bias);
    for (unsigned k = 0; k < m->n_trees; k++)
        for (unsigned i = m->roots[k]; i < m->roots[k + 1]; i++) {
            const boost_node *n = &m->nodes[i];

            if (n->feature < 0)
                fprintf(out, "%u\t%u\tleaf\t%.5f\t\n", stage, k, (double)n->threshold);
            else
                fprintf(out, "%u\t%u\t%s\t%.6g\t%u\n", stage, k, page_feature_name((unsigned)n->feature, room),
                        (double)n->threshold, n->left);
        }
}

static bool write_model(struct trainer *t, const char *path)
{
    FILE *out = fopen(path, "w");
    boost_model first, second;

    if (!out)
        return false;
    second = learn(t, &SECOND, PAGE_FOLDS, PAGE_FOLDS); /* from what the first said of pages not seen */
    ban_second(t, true);
    first = learn(t, &FIRST, PAGE_FOLDS, PAGE_FOLDS);
    fputs("# Trees that say which blocks of a web page are its article (src/page). model/README.md says more.\n"
          "# Made by train/pages. Do not edit: train again.\n"
          "# stage      0, then 1, which also sees what 0 said\n"
          "# tree       nodes of a tree stand in the order of their numbers\n"
          "# feature    left where it is at most the threshold, else right; leaf: the threshold is added to the log "
          "odds\n"
          "# left       number of the left node; the right one follows it\n"
          "stage\ttree\tfeature\tthreshold\tleft\n",
          out);
    write_forest(out, 0, &first);
    write_forest(out, 1, &second);
    boost_release(&first);
    boost_release(&second);
    return fclose(out) == 0;
}

int main(int argc, char **argv)
{
    struct trainer t = { .rows = NULL };
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = marsad_dict_open(NULL, &err);
    marsad_pages *pages = dict ? marsad_pages_open(dict, 0, &err) : NULL;
    marsad_arena *arena = marsad_arena_new(0);

    if (argc < 3 || !pages || !arena || !page_corpus_read(pages, argv[1], arena, &t.corpus, &err)) {
        fprintf(stderr, "train-pages: %s: %s\n", err.where, argc > 2 ? err.msg : "FOLDER OUT.tsv are wanted");
        return 1;
    }
    t.each = argc > 3;
    set_trends(t.trend);
    gather(&t);
    printf("%zu pages, %zu blocks\n", t.corpus.n, t.corpus.n_blocks);
    report_labels(&t);
    cross(&t);
    for (int i = 3; i < argc; i++)
        show_pages(&t, argv[i]);
    return write_model(&t, argv[2]) ? 0 : 1;
}

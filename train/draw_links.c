/*
 * draw_links.c - pairs of reports of a linked store with how probable the model finds that they tell of one event, for
 * judging.
 *
 *     draw-links STORE LEAST > PAIRS.tsv
 *
 * One possible pair a line, of those that share a key and are at least so probable: names of the reports (digest and
 * number in the article), probability, number of the story if it is the same, else 0.
 */
#include <stdio.h>
#include <stdlib.h>

#include "link/pairs.h"
#include "link_corpus.h"

struct drawing {
    struct link_corpus corpus;
    struct link_model model;
    marsad_store *s;
    int64_t *stories; /* of the reports; 0: none */
    double least;
};

static bool read_stories(struct drawing *d)
{
    static const char SQL[] = "SELECT story FROM link_report WHERE event = ?1";
    sqlite3_stmt *stmt = NULL;
    bool ok;

    d->stories = calloc(d->corpus.n + 1, sizeof *d->stories);
    ok = d->stories && sqlite3_prepare_v2(d->s->db, SQL, -1, &stmt, NULL) == SQLITE_OK;
    for (size_t i = 0; ok && i < d->corpus.n; i++) {
        sqlite3_bind_int64(stmt, 1, d->corpus.reports[i].event);
        if (sqlite3_step(stmt) == SQLITE_ROW)
            d->stories[i] = sqlite3_column_int64(stmt, 0);
        sqlite3_reset(stmt);
    }
    sqlite3_finalize(stmt);
    return ok;
}

static bool print_pair(void *user, uint32_t a, uint32_t b)
{
    const struct drawing *d = user;
    const struct link_report *x = &d->corpus.reports[a], *y = &d->corpus.reports[b];
    double p = link_pair_probability(&d->model, x, y);

    if (p >= d->least)
        printf("%s:%u\t%s:%u\t%.4f\t%lld\n", x->digest, (unsigned)x->number, y->digest, (unsigned)y->number, p,
               (long long)(d->stories[a] == d->stories[b] ? d->stories[a] : 0));
    return true;
}

int main(int argc, char **argv)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = marsad_dict_open(NULL, &err);
    struct link_acts acts = { 0 };
    struct drawing d = { .least = argc == 3 ? atof(argv[2]) : 0 };
    bool ok;

    if (argc == 3 && dict)
        d.s = marsad_store_open(argv[1], &(marsad_store_options){ .dict = dict }, &err);
    ok = d.s && link_acts_read(dict, &acts) && link_model_read(dict, &d.model, &err) &&
         link_corpus_read(d.s, &acts, NULL, NULL, &d.corpus, &err) && read_stories(&d) &&
         link_corpus_pairs(&d.corpus, print_pair, &d);
    if (!ok)
        fprintf(stderr, "usage: draw-links STORE LEAST: %s\n", err.msg);
    free(d.stories);
    link_model_release(&d.model);
    if (d.corpus.arena)
        link_corpus_free(&d.corpus);
    link_acts_free(&acts);
    marsad_store_close(d.s);
    marsad_dict_close(dict);
    return ok ? 0 : 1;
}

/*
 * page_corpus.c - a block belongs to the text if its words stand there in the same order as its neighbours'.
 *
 * Long blocks vote for their place in the gold text by runs of three words; the heaviest chain of places in rising
 * order stands. Short blocks count where the gold text has them between the long ones around them.
 */
#include "page_corpus.h"

#include "marsad/input.h"
#include "marsad/utf8.h"
#include "page/fold.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define RUN 3
#define SCORE_RUN 4

struct words {
    uint64_t *at;
    size_t n;
};

static struct words words_of(marsad_str s, marsad_arena *arena)
{
    struct words w = { marsad_arena_array(arena, s.len + 1, sizeof *w.at), 0 };
    uint64_t h = 0;
    size_t len;

    for (size_t i = 0; w.at && i < s.len; i += len) {
        uint32_t c = marsad_utf8_get(s, i, &len);

        if (page_is_word(c) || c == '_') {
            h = (h ^ c) * 0x9E3779B97F4A7C15u + 1;
        } else if (h) {
            w.at[w.n++] = h;
            h = 0;
        }
    }
    if (h && w.at)
        w.at[w.n++] = h;
    return w;
}

static uint64_t run_at(const struct words *w, size_t i, unsigned n)
{
    uint64_t h = n;

    for (unsigned k = 0; k < n; k++)
        h = (h ^ w->at[i + k]) * 0xD6E8FEB86659FD93u + k;
    return h;
}

/* ---- labels ---- */

struct place {
    uint64_t run;
    uint32_t at;
};

struct found {
    size_t block, start, words;
    double total; /* of the heaviest chain that ends here */
    size_t before;
};

static int by_run(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    return x->run != y->run ? (x->run > y->run ? 1 : -1) : (x->at > y->at) - (x->at < y->at);
}

static int by_number(const void *a, const void *b)
{
    long x = *(const long *)a, y = *(const long *)b;

    return (x > y) - (x < y);
}

/* Where in the gold text most of the block's runs stand; false: fewer than half of them do. */
static bool find_place(const struct words *block, const struct place *runs, size_t n_runs, long *votes, long *start)
{
    size_t n = 0, most = 0;

    for (size_t i = 0; i + RUN <= block->n; i++) {
        uint64_t run = run_at(block, i, RUN);
        size_t low = 0, high = n_runs;

        while (low < high) {
            size_t mid = (low + high) / 2;

            if (runs[mid].run < run)
                low = mid + 1;
            else
                high = mid;
        }
        for (unsigned k = 0; k < 3 && low + k < n_runs && runs[low + k].run == run; k++)
            votes[n++] = (long)runs[low + k].at - (long)i;
    }
    qsort(votes, n, sizeof *votes, by_number);
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i; j < n && votes[j] - votes[i] <= 3; j++) {
        }
        if (j - i > most) {
            most = j - i;
            *start = votes[i];
        }
    }
    return most * 2 >= block->n - RUN + 1;
}

static void keep_chain(struct found *found, size_t n, uint8_t *labels, size_t *starts)
{
    size_t best = SIZE_MAX;

    for (size_t i = 0; i < n; i++) {
        found[i].total = (double)found[i].words;
        found[i].before = SIZE_MAX;
        for (size_t k = 0; k < i; k++)
            if (found[k].start + found[k].words <= found[i].start + 3 &&
                found[k].total + (double)found[i].words > found[i].total) {
                found[i].total = found[k].total + (double)found[i].words;
                found[i].before = k;
            }
        if (best == SIZE_MAX || found[i].total > found[best].total)
            best = i;
    }
    for (; best != SIZE_MAX; best = found[best].before) {
        labels[found[best].block] = 1;
        starts[found[best].block] = found[best].start;
    }
}

static void label_short(const struct words *gold, const struct words *blocks, size_t n, uint8_t *labels,
                        const size_t *starts)
{
    size_t cursor = 0;

    for (size_t i = 0; i < n; i++) {
        size_t end = gold->n;

        if (labels[i]) {
            cursor = starts[i] + blocks[i].n;
            continue;
        }
        if (blocks[i].n > RUN + 2)
            continue;
        for (size_t k = i + 1; k < n; k++)
            if (labels[k]) {
                end = starts[k];
                break;
            }
        for (size_t at = cursor; at + blocks[i].n <= end + 0 && at < cursor + 12; at++)
            if (memcmp(&gold->at[at], blocks[i].at, blocks[i].n * sizeof *gold->at) == 0) {
                labels[i] = 2; /* no anchor for others */
                cursor = at + blocks[i].n;
                break;
            }
    }
}

static bool label(labelled_page *p, marsad_arena *arena)
{
    const page_blocks *b = &p->reading.blocks;
    struct words gold = words_of(p->gold, arena);
    struct words *blocks = marsad_arena_array(arena, b->n + 1, sizeof *blocks);
    struct place *runs = marsad_arena_array(arena, gold.n + 1, sizeof *runs);
    struct found *found = marsad_arena_array(arena, b->n + 1, sizeof *found);
    size_t *starts = marsad_arena_array(arena, b->n + 1, sizeof *starts), n_runs = 0, n = 0;

    p->labels = marsad_arena_array(arena, b->n + 1, 1);
    if (!gold.at || !blocks || !runs || !found || !starts || !p->labels)
        return false;
    p->gold_words = gold.n;
    for (size_t i = 0; i + RUN <= gold.n; i++)
        runs[n_runs++] = (struct place){ run_at(&gold, i, RUN), (uint32_t)i };
    qsort(runs, n_runs, sizeof *runs, by_run);
    for (size_t i = 0; i < b->n; i++) {
        long *votes, start = 0;

        blocks[i] = words_of(page_block_str(b, i), arena);
        votes = marsad_arena_array(arena, blocks[i].n * 3 + 1, sizeof *votes);
        if (!blocks[i].at || !votes)
            return false;
        if (blocks[i].n >= RUN + 1 && find_place(&blocks[i], runs, n_runs, votes, &start))
            found[n++] = (struct found){ .block = i, .start = start < 0 ? 0 : (size_t)start, .words = blocks[i].n };
    }
    keep_chain(found, n, p->labels, starts);
    label_short(&gold, blocks, b->n, p->labels, starts);
    for (size_t i = 0; i < b->n; i++)
        p->labels[i] = p->labels[i] != 0;
    return true;
}

/* ---- reading ---- */

static bool read_page(const marsad_pages *pages, const char *folder, labelled_page *p, marsad_arena *arena,
                      marsad_err *err)
{
    marsad_str path = marsad_arena_fmt(arena, "%s/html/%s.html.gz", folder, p->name.ptr);
    const char *paths[] = { path.ptr };
    marsad_input_options o = { .paths = paths, .n_paths = 1, .limits = marsad_input_limits_defaults() };
    marsad_input *in = marsad_input_open(&o, err);
    marsad_doc doc;
    bool ok = in && marsad_input_next(in, arena, &doc, err) == MARSAD_MORE;

    marsad_input_close(in);
    if (!ok)
        return marsad_fail(err, MARSAD_EIO, path.ptr, MARSAD_NO_OFFSET, "cannot be read");
    return (page_reading_begin(pages, doc.text, arena, &p->reading) && label(p, arena)) || marsad_fail_memory(err);
}

bool page_corpus_read(const marsad_pages *pages, const char *folder, marsad_arena *arena, page_corpus *out,
                      marsad_err *err)
{
    marsad_str path = marsad_arena_fmt(arena, "%s/ground-truth.json", folder);
    json_t *root = json_load_file(path.ptr, 0, NULL);
    const char *name;
    json_t *value;
    bool ok = true;

    *out = (page_corpus){ .at = marsad_arena_array(arena, json_object_size(root) + 1, sizeof *out->at) };
    if (!root)
        return marsad_fail(err, MARSAD_EIO, path.ptr, MARSAD_NO_OFFSET, "cannot be read");
    json_object_foreach(root, name, value)
    {
        labelled_page *p = &out->at[out->n];
        const char *body = json_string_value(json_object_get(value, "articleBody"));

        p->name = marsad_arena_fmt(arena, "%s", name);
        p->gold = marsad_arena_str(arena, marsad_str_of(body ? body : ""));
        p->fold = (unsigned)(XXH3_64bits(name, strlen(name)) % PAGE_FOLDS);
        ok = ok && read_page(pages, folder, p, arena, err);
        p->first = out->n_blocks;
        out->n_blocks += p->reading.blocks.n;
        out->n++;
    }
    json_decref(root);
    return ok;
}

/* ---- scores ---- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static struct words runs_of(const struct words *w, marsad_arena *arena)
{
    size_t n = w->n == 0 ? 0 : w->n < SCORE_RUN ? 1 : w->n - SCORE_RUN + 1;
    struct words r = { marsad_arena_array(arena, n + 1, sizeof *r.at), n };

    for (size_t i = 0; r.at && i < n; i++)
        r.at[i] = run_at(w, i, w->n < SCORE_RUN ? (unsigned)w->n : SCORE_RUN);
    if (r.at)
        qsort(r.at, n, sizeof *r.at, by_value);
    return r;
}

static void score_page(const labelled_page *p, const bool *chosen, page_score *s)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_buf text = { 0 };
    struct words gold, have, want_runs, have_runs;
    size_t both = 0;

    for (size_t i = 0; i < p->reading.blocks.n; i++)
        if (chosen[i] &&
            !(marsad_buf_add(&text, page_block_str(&p->reading.blocks, i)) && marsad_buf_add_byte(&text, '\n')))
            abort();
    gold = words_of(p->gold, arena);
    have = words_of(marsad_buf_str(&text), arena);
    want_runs = runs_of(&gold, arena);
    have_runs = runs_of(&have, arena);
    for (size_t i = 0, k = 0; i < want_runs.n && k < have_runs.n;) {
        if (want_runs.at[i] == have_runs.at[k]) {
            both++;
            i++;
            k++;
        } else if (want_runs.at[i] < have_runs.at[k]) {
            i++;
        } else {
            k++;
        }
    }
    s->precision = have_runs.n ? (double)both / (double)have_runs.n : 0;
    s->recall = want_runs.n ? (double)both / (double)want_runs.n : 0;
    s->exact = gold.n == have.n && memcmp(gold.at, have.at, gold.n * sizeof *gold.at) == 0;
    marsad_buf_release(&text);
    marsad_arena_free(arena);
}

page_score page_corpus_score(const page_corpus *c, const bool *chosen, unsigned fold, bool each)
{
    page_score all = { 0, 0, 0, 0 };
    double n = 0;

    for (size_t i = 0; i < c->n; i++) {
        page_score s = { 0, 0, 0, 0 };

        if (fold != PAGE_FOLDS && c->at[i].fold != fold)
            continue;
        score_page(&c->at[i], chosen + c->at[i].first, &s);
        if (each)
            printf("%.3f %.3f %s\n", s.precision, s.recall, c->at[i].name.ptr);
        all.precision += s.precision;
        all.recall += s.recall;
        all.exact += s.exact;
        n++;
    }
    all.precision /= n;
    all.recall /= n;
    all.exact /= n;
    all.f1 = 2 * all.precision * all.recall / (all.precision + all.recall);
    return all;
}

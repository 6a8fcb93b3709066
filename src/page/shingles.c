/*
 * shingles.c - a run is the sum of the hashes of its words, each turned by its place.
 */
#include "page/shingles.h"

#include "marsad/utf8.h"
#include "page/fold.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <stdlib.h>

#define RUN_MAX 4

struct walker {
    marsad_str text;
    size_t at;
    uint64_t last[RUN_MAX];
    size_t n;
};

/* The hash of the next word, 0 at the end. */
static uint64_t next_word(struct walker *w)
{
    uint64_t h = 0;
    size_t len;

    for (; w->at < w->text.len; w->at += len) {
        uint32_t c = marsad_utf8_get(w->text, w->at, &len);

        if (!page_is_word(c)) {
            if (h)
                break;
            continue;
        }
        if (c >= 'A' && c <= 'Z')
            c |= 0x20;
        h = (h ^ c) * 0x9E3779B97F4A7C15u + 1;
    }
    return h ? h | 1 : 0;
}

/* The next run of `words` words; of a shorter text one run of all. */
static bool next_run(struct walker *w, unsigned words, uint64_t *run)
{
    uint64_t h, sum = 0;

    while ((h = next_word(w)) != 0) {
        memmove(w->last, w->last + 1, (RUN_MAX - 1) * sizeof *w->last);
        w->last[RUN_MAX - 1] = h;
        if (++w->n >= words)
            break;
    }
    if (!h && (w->n >= words || w->n == 0))
        return false;
    for (unsigned i = 0; i < words; i++)
        sum = (sum ^ w->last[RUN_MAX - words + i]) * 0xD6E8FEB86659FD93u + i;
    if (!h)
        w->n = words; /* a short text: once */
    *run = sum | 1;
    return true;
}

static size_t place_of(const page_shingles *s, uint64_t run)
{
    size_t i = (size_t)(run >> 17) & (s->size - 1);

    while (s->at[i] && s->at[i] != run)
        i = (i + 1) & (s->size - 1);
    return i;
}

bool page_shingles_of(marsad_str text, unsigned words, page_shingles *out)
{
    struct walker w = { .text = text };
    uint64_t run;

    *out = (page_shingles){ .size = 64, .words = words };
    while (out->size < text.len) /* a word and a gap: two bytes at least */
        out->size *= 2;
    out->at = calloc(out->size, sizeof *out->at);
    if (!out->at)
        return false;
    while (next_run(&w, words, &run)) {
        out->at[place_of(out, run)] = run;
        out->n++;
    }
    return true;
}

void page_shingles_release(page_shingles *s)
{
    free(s->at);
    *s = (page_shingles){ 0 };
}

double page_shingles_share(const page_shingles *s, marsad_str text)
{
    struct walker w = { .text = text };
    size_t all = 0, there = 0;
    uint64_t run;

    while (next_run(&w, s->words, &run)) {
        all++;
        there += s->at[place_of(s, run)] == run;
    }
    return all ? (double)there / (double)all : 0;
}

/*
 * entity_learn.c - from tagged sentences to the bytes of a model: features and their numbers, the tags that the first
 * pass gives to sentences it has not seen, both passes, weights in one byte each.
 */
#include "entity_learn.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define FOLDS 6
#define COUNT_MIN 2 /* occurrences of a feature */
#define LOAD 0.6    /* of the table of weights */

struct part {
    struct corpus corpus;
    struct entity_view *views;
    size_t n;
    struct crf_sentence *sentences;
    size_t *first, *first_2; /* of the features of each token: first pass, second pass */
    uint32_t *features, *features_2;
    uint8_t *tags; /* found by the first pass, each by a model that has not seen its sentence */
};

struct learner {
    marsad_arena *arena;
    struct entity_lexicon lexicon;
    const struct entity_words *words;
    const struct entity_settings *set;
    struct part part;
    struct numbers numbers;
    struct crf passes[2];
    marsad_buf *image;
    marsad_err *err;
};

static bool no_memory(struct learner *t)
{
    return marsad_fail_memory(t->err);
}

/* ---- data ---- */

static bool take_corpus(struct learner *t, const struct corpus *c)
{
    struct part *p = &t->part;
    size_t at = 0;

    p->corpus = *c;
    if (!entity_views_make(&t->lexicon, t->words, p->corpus.sentences, p->corpus.n_sentences, t->arena, &p->views,
                           &p->n, t->err))
        return false;
    p->sentences = marsad_arena_array(t->arena, p->corpus.n_sentences + 1, sizeof *p->sentences);
    if (!p->sentences)
        return no_memory(t);
    for (size_t s = 0; s < p->corpus.n_sentences; s++) {
        p->sentences[s] = (struct crf_sentence){ at, at + p->corpus.sentences[s].n, true };
        at = p->sentences[s].last;
    }
    return true;
}

/* Count all features of the first pass, then give numbers to those that are met often enough. */
static bool number_features(struct learner *t)
{
    uint64_t features[ENTITY_FEATURES_MAX];
    struct part *p = &t->part;
    struct numbers all;
    size_t cells = 0;

    if (!numbers_init(&all) || !numbers_init(&t->numbers))
        return no_memory(t);
    for (size_t i = 0; i < p->n; i++) {
        size_t n = entity_features(p->views, p->n, i, features);
        cells += n;
        for (size_t k = 0; k < n; k++) {
            uint32_t x = numbers_get(&all, features[k], true);
            if (x != UINT32_MAX)
                all.counts[x]++;
        }
    }
    p->first = malloc((p->n + 1) * sizeof *p->first);
    p->features = malloc((cells + 1) * sizeof *p->features);
    if (!p->first || !p->features)
        return no_memory(t);
    cells = 0;
    for (size_t i = 0; i < p->n; i++) {
        size_t n = entity_features(p->views, p->n, i, features);
        p->first[i] = cells;
        for (size_t k = 0; k < n; k++) {
            uint32_t x = numbers_get(&all, features[k], false);
            if (x != UINT32_MAX && all.counts[x] >= COUNT_MIN)
                p->features[cells++] = numbers_get(&t->numbers, features[k], true);
        }
    }
    p->first[p->n] = cells;
    numbers_release(&all);
    return true;
}

static bool number_second(struct learner *t)
{
    uint64_t features[ENTITY_FEATURES_MAX];
    struct part *p = &t->part;
    struct entity_links links;
    size_t cells = 0;

    p->first_2 = malloc((p->n + 1) * sizeof *p->first_2);
    p->features_2 = malloc((p->first[p->n] + p->n * 16 + 1) * sizeof *p->features_2);
    if (!p->first_2 || !p->features_2 || !entity_links_make(p->views, p->n, t->arena, &links))
        return no_memory(t);
    for (size_t i = 0; i < p->n; i++) {
        size_t n = entity_second_features(p->views, &links, p->tags, p->n, i, features);
        p->first_2[i] = cells;
        for (size_t k = p->first[i]; k < p->first[i + 1]; k++)
            p->features_2[cells++] = p->features[k];
        for (size_t k = 0; t->set->second && k < n; k++)
            p->features_2[cells++] = numbers_get(&t->numbers, features[k], true);
    }
    p->first_2[p->n] = cells;
    return true;
}

/* ---- training ---- */

static bool new_crf(struct learner *t, struct crf *c)
{
    c->n_features = t->numbers.n;
    free(c->weights);
    c->weights = malloc((c->n_features + 1) * ENTITY_TAGS * sizeof *c->weights);
    return c->weights || no_memory(t);
}

static bool train_pass(struct learner *t, unsigned pass)
{
    struct part *p = &t->part;
    struct crf_tokens tokens = { pass ? p->features_2 : p->features, pass ? p->first_2 : p->first, p->corpus.gold,
                                 p->n };
    struct crf_options options = { t->set->rounds, t->set->penalty };

    return crf_train(&t->passes[pass], &tokens, p->sentences, p->corpus.n_sentences, options) || no_memory(t);
}

/* Tags of each sixth by a model of the other five. */
static bool tag_in_folds(struct learner *t)
{
    struct part *p = &t->part;
    struct crf_tokens tokens = { p->features, p->first, p->corpus.gold, p->n };
    size_t n = p->corpus.n_sentences;

    p->tags = calloc(p->n + 1, 1);
    if (!p->tags || !new_crf(t, &t->passes[0]))
        return no_memory(t);
    for (size_t fold = 0; fold < FOLDS; fold++) {
        for (size_t s = 0; s < n; s++)
            p->sentences[s].used = s * FOLDS / n != fold;
        if (!train_pass(t, 0) || !crf_tag(&t->passes[0], &tokens, p->sentences, n, false, p->tags))
            return no_memory(t);
    }
    for (size_t s = 0; s < n; s++)
        p->sentences[s].used = true;
    return true;
}

/* ---- the file ---- */

static float largest(const struct crf *c, size_t feature)
{
    float most = 0;

    for (int k = 0; feature < c->n_features && k < ENTITY_TAGS; k++)
        most = fmaxf(most, fabsf(c->weights[feature * ENTITY_TAGS + (size_t)k]));
    return most;
}

static int8_t small(float w, float scale)
{
    float x = roundf(w / scale);

    return (int8_t)(x > 127 ? 127 : x < -127 ? -127 : x);
}

static void put_weights(const struct learner *t, uint32_t *checks, struct entity_weights *slots, uint32_t n_slots,
                        const float scale[2], uint64_t key, size_t feature)
{
    uint32_t at = entity_slot_of(key, n_slots);

    while (checks[at])
        at = at + 1 == n_slots ? 0 : at + 1;
    checks[at] = entity_check_of(key);
    for (int pass = 0; pass < 2; pass++)
        for (int k = 0; feature < t->passes[pass].n_features && k < ENTITY_TAGS; k++)
            slots[at].tags[pass * ENTITY_TAGS + k] =
                small(t->passes[pass].weights[feature * ENTITY_TAGS + (size_t)k], scale[pass]);
}

static bool make_image(struct learner *t)
{
    struct entity_header h = { .magic = ENTITY_MAGIC, .version = ENTITY_VERSION, .order = ENTITY_ORDER };
    struct entity_weights *slots;
    uint32_t *checks;
    size_t kept = 0, n = t->numbers.n;
    bool ok;

    for (int pass = 0; pass < 2; pass++) {
        float most = 0;
        for (size_t i = 0; i < t->passes[pass].n_features; i++)
            most = fmaxf(most, largest(&t->passes[pass], i));
        h.scale[pass] = most > 0 ? most / 127 : 1;
        if (h.scale[pass] > 0.03F) /* the few that are larger are cut */
            h.scale[pass] = 0.03F;
        memcpy(h.transitions[pass], t->passes[pass].transitions, sizeof h.transitions[pass]);
        for (int a = 0; pass && a <= ENTITY_TAGS; a++)
            h.transitions[pass][a][0] -= (float)t->set->lean;
    }
    for (size_t i = 0; i < n; i++)
        kept += (double)fmaxf(largest(&t->passes[0], i), largest(&t->passes[1], i)) >= t->set->kept;
    h.n_weights = (uint32_t)((double)kept / LOAD) + 16;
    h.n_words = t->words->n_slots;
    h.n_text = (uint32_t)strlen(t->set->about);
    h.templates = ENTITY_TEMPLATES;
    h.size =
        sizeof h + h.n_words * sizeof(struct entity_word) + h.n_weights * (sizeof *checks + sizeof *slots) + h.n_text;
    slots = calloc(h.n_weights, sizeof *slots);
    checks = calloc(h.n_weights, sizeof *checks);
    if (!slots || !checks) {
        free(slots);
        free(checks);
        return no_memory(t);
    }
    for (size_t s = 0; s < t->numbers.slots; s++) {
        uint32_t i = t->numbers.at[s];
        if (t->numbers.keys[s] && (double)fmaxf(largest(&t->passes[0], i), largest(&t->passes[1], i)) >= t->set->kept)
            put_weights(t, checks, slots, h.n_weights, h.scale, t->numbers.keys[s], i);
    }
    t->image->len = 0;
    ok = marsad_buf_add(t->image, (marsad_str){ (const char *)&h, sizeof h }) &&
         marsad_buf_add(t->image, (marsad_str){ (const char *)t->words->slots, h.n_words * sizeof *t->words->slots }) &&
         marsad_buf_add(t->image, (marsad_str){ (const char *)checks, h.n_weights * sizeof *checks }) &&
         marsad_buf_add(t->image, (marsad_str){ (const char *)slots, h.n_weights * sizeof *slots }) &&
         marsad_buf_add(t->image, (marsad_str){ t->set->about, h.n_text });
    free(slots);
    free(checks);
    if (!ok)
        return no_memory(t);
    h.checksum = XXH3_64bits(t->image->ptr + offsetof(struct entity_header, size),
                             t->image->len - offsetof(struct entity_header, size));
    memcpy(t->image->ptr, &h, sizeof h);
    return true;
}

static void release_part(struct part *p)
{
    free(p->first);
    free(p->first_2);
    free(p->features);
    free(p->features_2);
    free(p->tags);
}

bool entity_learn(const struct entity_settings *set, const marsad_dict *dict, const struct entity_words *words,
                  const struct corpus *c, marsad_arena *arena, marsad_buf *image, marsad_err *err)
{
    struct learner *t = calloc(1, sizeof *t);
    bool ok = t ? true : marsad_fail_memory(err);

    if (!ok)
        return false;
    *t = (struct learner){ .arena = arena, .words = words, .set = set, .image = image, .err = err };
    ok = entity_lexicon_init(&t->lexicon, dict, arena) || marsad_fail_memory(err);
    ok = ok && take_corpus(t, c) && number_features(t) && tag_in_folds(t) && number_second(t) &&
         new_crf(t, &t->passes[0]) && train_pass(t, 0) && new_crf(t, &t->passes[1]) && train_pass(t, 1) &&
         make_image(t);
    release_part(&t->part);
    numbers_release(&t->numbers);
    free(t->passes[0].weights);
    free(t->passes[1].weights);
    free(t);
    return ok;
}

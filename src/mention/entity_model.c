/*
 * entity_model.c - the file of the model, and tagging with it.
 */
#include "mention/entity_model.h"
#include "base/datafile.h"
#include "mention/entity_sums.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

_Static_assert(sizeof(struct entity_header) % 8 == 0, "words begin aligned");
_Static_assert(sizeof(struct entity_word) == 12 && sizeof(struct entity_weights) == ENTITY_LANES,
               "as they lie in the file");

struct entity_model {
    void *mapped; /* NULL: borrowed */
    size_t size;
    char version[48];
    const struct entity_header *header;
    struct entity_words words;
    struct entity_tables tables;
    struct shelf *memos; /* of tagging threads */
    marsad_str about;
    struct entity_lexicon lexicon;
    marsad_arena *arena; /* of the lexicon */
};

/* ---- the file ---- */

static bool check_header(const struct entity_header *h, size_t size, const char *name, marsad_err *err)
{
    if (size < sizeof *h || memcmp(h->magic, ENTITY_MAGIC, sizeof h->magic) != 0)
        return marsad_fail(err, MARSAD_EFORMAT, name, 0, "this is no entity model of marsad");
    if (h->order != ENTITY_ORDER)
        return marsad_fail(err, MARSAD_EFORMAT, name, 12, "the model was made for another kind of machine");
    if (h->version != ENTITY_VERSION || h->templates != ENTITY_TEMPLATES)
        return marsad_fail(err, MARSAD_EFORMAT, name, 8, "the model has format %u.%u, this program reads %u.%u",
                           (unsigned)h->version, (unsigned)h->templates, ENTITY_VERSION, ENTITY_TEMPLATES);
    if (h->size != size)
        return marsad_fail(err, MARSAD_EFORMAT, name, size, "the model has %zu of %llu bytes", size,
                           (unsigned long long)h->size);
    if (size != sizeof *h + (uint64_t)h->n_words * sizeof(struct entity_word) +
                    (uint64_t)h->n_weights * (sizeof(uint32_t) + sizeof(struct entity_weights)) + h->n_text)
        return marsad_fail(err, MARSAD_EFORMAT, name, MARSAD_NO_OFFSET, "the parts of the model do not fit together");
    if (XXH3_64bits(&h->size, size - offsetof(struct entity_header, size)) != h->checksum)
        return marsad_fail(err, MARSAD_EFORMAT, name, MARSAD_NO_OFFSET, "the model is damaged (checksum)");
    return true;
}

/* A search ends at an empty slot; sums must stay numbers. */
static bool check_parts(const entity_model *m)
{
    const struct entity_header *h = m->header;
    bool word = false, weight = false, finite = isfinite(h->scale[0]) && isfinite(h->scale[1]);

    for (uint32_t i = 0; i < h->n_words; i++)
        word |= m->words.slots[i].check == 0;
    for (uint32_t i = 0; i < h->n_weights; i++)
        weight |= m->tables.checks[i] == 0;
    for (size_t i = 0; i < 2 * (ENTITY_TAGS + 1) * ENTITY_TAGS; i++)
        finite &= isfinite((&h->transitions[0][0][0])[i]) != 0;
    return word && weight && finite;
}

/* Two of three features are unknown; the filter says so without a look into the large table. */
static bool make_filter(entity_model *m)
{
    size_t bytes = ((size_t)1 << ENTITY_FILTER_BITS) / 8;
    uint64_t *filter = marsad_arena_alloc(m->arena, bytes);

    if (!filter)
        return false;
    memset(filter, 0, bytes);
    for (uint32_t i = 0; i < m->tables.n_weights; i++) {
        uint32_t bit = m->tables.checks[i] >> (32 - ENTITY_FILTER_BITS);
        if (m->tables.checks[i])
            filter[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    m->tables.filter = filter;
    return true;
}

static bool set_up(entity_model *m, const void *base, const char *name, const marsad_dict *dict, marsad_err *err)
{
    m->header = base;
    if (!check_header(base, m->size, name, err))
        return false;
    m->words.slots = (const void *)(m->header + 1);
    m->words.n_slots = m->header->n_words;
    m->tables.n_weights = m->header->n_weights;
    m->tables.checks = (const void *)(m->words.slots + m->header->n_words);
    m->tables.weights = (const void *)(m->tables.checks + m->header->n_weights);
    m->about = (marsad_str){ (const char *)(m->tables.weights + m->header->n_weights), m->header->n_text };
    if (!check_parts(m))
        return marsad_fail(err, MARSAD_EFORMAT, name, MARSAD_NO_OFFSET, "the tables of the model are not sound");
    snprintf(m->version, sizeof m->version, "%u-%016llx", (unsigned)m->header->version,
             (unsigned long long)m->header->checksum);
    m->arena = marsad_arena_new(0);
    m->memos = entity_memos_new();
    return (m->arena && m->memos && make_filter(m) && entity_lexicon_init(&m->lexicon, dict, m->arena)) ||
           marsad_fail_memory(err);
}

entity_model *entity_model_from(const void *base, size_t size, const char *name, const marsad_dict *dict,
                                marsad_err *err)
{
    entity_model *m = calloc(1, sizeof *m);

    if (!m) {
        marsad_fail_memory(err);
        return NULL;
    }
    m->size = size;
    if (set_up(m, base, name, dict, err))
        return m;
    entity_model_close(m);
    return NULL;
}

entity_model *entity_model_open(const char *path, const marsad_dict *dict, marsad_err *err)
{
    char room[PATH_MAX];
    const char *found = datafile_find(path, "MARSAD_ENTITIES", "marsad.entities", room);
    size_t size = 0;
    void *base = datafile_map(found, "entity model", sizeof(struct entity_header), &size, err);
    entity_model *m = base ? entity_model_from(base, size, found, dict, err) : NULL;

    if (m)
        m->mapped = base;
    else
        datafile_unmap(base, size);
    return m;
}

void entity_model_close(entity_model *m)
{
    if (!m)
        return;
    datafile_unmap(m->mapped, m->size);
    marsad_arena_free(m->arena);
    shelf_free(m->memos);
    free(m);
}

const char *entity_model_version(const entity_model *m)
{
    return m->version;
}

marsad_str entity_model_about(const entity_model *m)
{
    return m->about;
}

/* ---- scores ---- */

/* O, B or I: what may follow what. */
static bool may_follow(unsigned before, unsigned tag)
{
    return tag == 0 || tag % 2 == 1 || before == tag || before + 1 == tag;
}

void entity_viterbi(const float *scores, size_t stride, const float transitions[ENTITY_TAGS + 1][ENTITY_TAGS], size_t n,
                    uint8_t *back, uint8_t *tags)
{
    float best[ENTITY_TAGS], next[ENTITY_TAGS];
    unsigned last = 0;

    if (n == 0)
        return;
    for (unsigned t = 0; t < ENTITY_TAGS; t++)
        best[t] = t == 0 || t % 2 == 1 ? scores[t] + transitions[ENTITY_STARTS][t] : -INFINITY;
    for (size_t i = 1; i < n; i++) {
        for (unsigned t = 0; t < ENTITY_TAGS; t++) {
            float most = -INFINITY;
            unsigned from = 0;
            for (unsigned b = 0; b < ENTITY_TAGS; b++)
                if (may_follow(b, t) && best[b] + transitions[b][t] > most) {
                    most = best[b] + transitions[b][t];
                    from = b;
                }
            next[t] = most + scores[i * stride + t];
            back[i * ENTITY_TAGS + t] = (uint8_t)from;
        }
        memcpy(best, next, sizeof best);
    }
    for (unsigned t = 1; t < ENTITY_TAGS; t++)
        if (best[t] > best[last])
            last = t;
    for (size_t i = n; i-- > 0;) {
        tags[i] = (uint8_t)last;
        if (i)
            last = back[i * ENTITY_TAGS + last];
    }
}

struct tagger {
    const entity_model *model;
    const struct entity_view *views;
    size_t n;
    entity_sums *sums; /* of each token */
    float *scores;     /* of the longest sentence */
    uint8_t *back;
    uint8_t *tags;
};

static void decode(struct tagger *t, size_t first, size_t last, unsigned pass)
{
    float scale = t->model->header->scale[pass];

    for (size_t i = first; i < last; i++)
        for (unsigned k = 0; k < ENTITY_TAGS; k++)
            t->scores[(i - first) * ENTITY_TAGS + k] = scale * (float)t->sums[i][pass * ENTITY_TAGS + k];
    entity_viterbi(t->scores, ENTITY_TAGS, t->model->header->transitions[pass], last - first, t->back, t->tags + first);
}

static void decode_all(struct tagger *t, unsigned pass)
{
    for (size_t first = 0, last; first < t->n; first = last) {
        for (last = first + 1; last < t->n && t->views[last].sentence == t->views[first].sentence;)
            last++;
        decode(t, first, last, pass);
    }
}

static size_t longest(const struct entity_view *views, size_t n)
{
    size_t most = 1;

    for (size_t i = 1, first = 0; i <= n; i++)
        if (i == n || views[i].sentence != views[first].sentence) {
            most = i - first > most ? i - first : most;
            first = i;
        }
    return most;
}

static bool make_room(struct tagger *t, size_t most, marsad_arena *arena)
{
    t->sums = marsad_arena_array(arena, t->n + 1, sizeof *t->sums);
    t->scores = marsad_arena_array(arena, most, ENTITY_TAGS * sizeof *t->scores);
    t->back = marsad_arena_array(arena, most, ENTITY_TAGS);
    t->tags = marsad_arena_array(arena, t->n + 1, sizeof *t->tags);
    return t->sums && t->scores && t->back && t->tags;
}

static bool tag_all(const entity_model *m, const struct entity_view *views, size_t n, marsad_arena *arena,
                    uint8_t **tags, marsad_err *err)
{
    struct tagger t = { .model = m, .views = views, .n = n };
    struct entity_memo *memo;
    struct entity_links links;

    if (!make_room(&t, longest(views, n), arena) || !entity_links_make(views, n, arena, &links))
        return marsad_fail_memory(err);
    memo = shelf_take(m->memos);
    entity_sum_first(&m->tables, memo, views, n, t.sums);
    shelf_put(m->memos, memo);
    decode_all(&t, 0);
    entity_sum_second(&m->tables, views, &links, t.tags, n, t.sums);
    decode_all(&t, 1);
    *tags = t.tags;
    return true;
}

bool entity_tag(const entity_model *m, const struct entity_sentence *sentences, size_t n, marsad_arena *arena,
                uint8_t **tags, size_t *n_tags, marsad_err *err)
{
    struct entity_view *views;

    return entity_views_make(&m->lexicon, &m->words, sentences, n, arena, &views, n_tags, err) &&
           tag_all(m, views, *n_tags, arena, tags, err);
}

bool entity_tag_text(const entity_model *m, const marsad_text *text, marsad_arena *arena, uint8_t **tags,
                     marsad_err *err)
{
    struct entity_view *views;

    return entity_views_of_text(&m->lexicon, &m->words, text, arena, &views, err) &&
           tag_all(m, views, text->n_tokens, arena, tags, err);
}

/*
 * entity_sums.c - features told, found in the table and summed up; known words are not told again.
 */
#include "mention/entity_sums.h"

/* Sums of a list of features, kept in 16 bits: so many of the largest weight fit. */
_Static_assert(ENTITY_FEATURES_MAX * 128 <= INT16_MAX, "sums of weights fit");
_Static_assert(2 * ENTITY_TAGS <= ENTITY_LANES, "both passes");

/*
 * Features of a token on their way: told, then found, then summed up. Each step fetches what the next one reads, and
 * other tokens take theirs in between.
 */
struct batch {
    uint64_t features[ENTITY_FEATURES_MAX];
    uint32_t rows[ENTITY_FEATURES_MAX];
    size_t n;
};

static bool may_have(const struct entity_tables *t, uint64_t feature)
{
    uint32_t bit = entity_check_of(feature) >> (32 - ENTITY_FILTER_BITS);

    return t->filter[bit / 64] >> bit % 64 & 1;
}

/* Its place in the table, or that of an empty slot. */
static uint32_t find(const struct entity_tables *t, uint64_t feature)
{
    uint32_t check = entity_check_of(feature), at = entity_slot_of(feature, t->n_weights);

    while (t->checks[at] && t->checks[at] != check)
        at = at + 1 == t->n_weights ? 0 : at + 1;
    return at;
}

/* Leave out what the filter does not know. */
static void sift(const struct entity_tables *t, struct batch *b)
{
    size_t kept = 0;

    for (size_t i = 0; i < b->n; i++) {
        uint64_t feature = b->features[i];

        b->features[kept] = feature;
        kept += may_have(t, feature);
    }
    b->n = kept;
    for (size_t i = 0; i < kept; i++)
        __builtin_prefetch(&t->checks[entity_slot_of(b->features[i], t->n_weights)]);
}

static void find_rows(const struct entity_tables *t, struct batch *b)
{
    size_t found = 0;

    for (size_t i = 0; i < b->n; i++) {
        uint32_t at = find(t, b->features[i]);

        if (t->checks[at]) {
            b->rows[found++] = at;
            __builtin_prefetch(t->weights[at].tags);
            __builtin_prefetch(t->weights[at].tags + ENTITY_LANES - 1); /* may lie in the next line */
        }
    }
    b->n = found;
}

static void add_row(const struct entity_weights *restrict w, int16_t *restrict sums)
{
    for (unsigned k = 0; k < ENTITY_LANES; k++)
        sums[k] = (int16_t)(sums[k] + w->tags[k]);
}

static void add_sums(const int16_t *restrict row, int32_t *restrict sums)
{
    for (unsigned k = 0; k < ENTITY_LANES; k++)
        sums[k] += row[k];
}

static void add_batch(const struct entity_tables *t, const struct batch *b, entity_sums sums)
{
    int16_t row[ENTITY_LANES] = { 0 };

    for (size_t i = 0; i < b->n; i++)
        add_row(&t->weights[b->rows[i]], row);
    add_sums(row, sums);
}

/* ---- words by themselves ---- */

#define KNOWN 32768
#define AHEAD 6 /* tokens: what the memo has of them is fetched meanwhile */

struct known {
    bool used;
    struct entity_view view; /* but for its sentence */
    int16_t rows[ENTITY_NEAR][ENTITY_LANES];
};

struct entity_memo {
    struct known at[KNOWN];
};

struct shelf *entity_memos_new(void)
{
    return shelf_new(sizeof(struct entity_memo));
}

static void learn(const struct entity_tables *t, const struct entity_view *v, struct known *out)
{
    uint64_t features[ENTITY_FEATURES_MAX];
    uint8_t places[ENTITY_FEATURES_MAX];
    size_t n = entity_features_alone(v, features, places);

    memset(out->rows, 0, sizeof out->rows);
    for (size_t i = 0; i < n; i++) {
        uint32_t at = may_have(t, features[i]) ? find(t, features[i]) : 0;

        if (t->checks[at] == entity_check_of(features[i]))
            add_row(&t->weights[at], out->rows[places[i]]);
    }
    out->view = *v;
    out->used = true;
}

static struct known *place_of(struct entity_memo *memo, const struct entity_view *v)
{
    return &memo->at[entity_mix(v->word, entity_mix(v->begin ^ v->shape, entity_mix(v->inside, v->alone))) % KNOWN];
}

static void fetch(const struct known *known)
{
    for (size_t at = 0; at < sizeof *known; at += 64)
        __builtin_prefetch((const char *)known + at);
}

/* In the memo, where the next call may overwrite it, or in `spare`. */
static const struct known *know(const struct entity_tables *t, struct entity_memo *memo, const struct entity_view *v,
                                struct known *spare)
{
    struct known *known = memo ? place_of(memo, v) : spare;

    if (!memo || !known->used || memcmp(&known->view, v, offsetof(struct entity_view, sentence)) != 0)
        learn(t, v, known);
    return known;
}

static void sum_alone(const struct entity_tables *t, struct entity_memo *memo, const struct entity_view *views,
                      size_t n, entity_sums *sums)
{
    struct known edge, spare;

    learn(t, &ENTITY_OUTSIDE, &edge);
    for (size_t i = 0; i < n; i++) {
        const struct known *known = know(t, memo, &views[i], &spare);

        if (memo && i + AHEAD < n)
            fetch(place_of(memo, &views[i + AHEAD]));
        for (unsigned d = 0; d < ENTITY_NEAR; d++) {
            size_t from = i + ENTITY_REACH - d, to = i + d - ENTITY_REACH; /* of what it is a neighbour; its own */

            if (from < n && views[from].sentence == views[i].sentence)
                add_sums(known->rows[d], sums[from]);
            if (to >= n || views[to].sentence != views[i].sentence)
                add_sums(edge.rows[d], sums[i]);
        }
    }
}

/* ---- all ---- */

void entity_sum_first(const struct entity_tables *t, struct entity_memo *memo, const struct entity_view *views,
                      size_t n, entity_sums *sums)
{
    struct batch batches[3];

    sum_alone(t, memo, views, n, sums);
    for (size_t i = 0; i < n + 2; i++) {
        struct batch *now = &batches[i % 3];
        if (i < n) {
            now->n = entity_features_joint(views, n, i, now->features);
            sift(t, now);
        }
        if (i >= 1 && i - 1 < n)
            find_rows(t, &batches[(i - 1) % 3]);
        if (i >= 2)
            add_batch(t, &batches[(i - 2) % 3], sums[i - 2]);
    }
}

void entity_sum_second(const struct entity_tables *t, const struct entity_view *views, const struct entity_links *links,
                       const uint8_t *tags, size_t n, entity_sums *sums)
{
    struct batch batch;

    for (size_t i = 0; i < n; i++) {
        batch.n = entity_second_features(views, links, tags, n, i, batch.features);
        find_rows(t, &batch);
        add_batch(t, &batch, sums[i]);
    }
}

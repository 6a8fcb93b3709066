/*
 * gather.c - stories of one day, one town and one high toll are one event: many reports of a great event are so unlike
 * in their words that the average of their pairs holds them apart.
 */
#include <stdlib.h>

#include "link/linking.h"
#include "mention/calendar.h"

#define TOLL_LEAST 10  /* killed: two such events in a town on a day are rare */
#define TOLL_HIGH 25   /* from here on a toll may have risen */
#define TOLL_RISE 1.25 /* so many times */
#define VOTES 32       /* different values of a group that are counted; others are passed over */

/* What a group says of itself by its dated reports with a toll. */
struct sign {
    uint32_t root;
    uint32_t type, place; /* the town that most reports tell; 0: none */
    int32_t day;
    float killed; /* the toll that most reports tell */
};

struct tally {
    uint64_t value[VOTES];
    uint32_t count[VOTES];
    size_t n;
};

static void tally_add(struct tally *t, uint64_t value)
{
    size_t i = 0;

    while (i < t->n && t->value[i] != value)
        i++;
    if (i == VOTES)
        return;
    if (i == t->n) {
        t->value[t->n] = value;
        t->count[t->n++] = 0;
    }
    t->count[i]++;
}

/* The value that most gave, the greatest of equals; 0: none. */
static uint64_t tally_best(const struct tally *t)
{
    uint64_t value = 0;
    uint32_t count = 0;

    for (size_t i = 0; i < t->n; i++)
        if (t->count[i] > count || (t->count[i] == count && t->value[i] > value)) {
            value = t->value[i];
            count = t->count[i];
        }
    return value;
}

/* False: the group says too little. */
static bool read_sign(const struct link_report *nodes, size_t n, const uint32_t *group, uint32_t root, struct sign *out)
{
    struct tally days = { .n = 0 }, places = { .n = 0 }, tolls = { .n = 0 };

    for (size_t i = root; i < n; i++) {
        const struct link_report *r = &nodes[i];

        if (group[i] != root)
            continue;
        if (r->dated && r->from == r->to && r->from != CALENDAR_NO_DAY)
            tally_add(&days, (uint64_t)((int64_t)r->from - INT32_MIN));
        if (r->precision == LINK_POINT && r->place)
            tally_add(&places, r->place);
        if (r->killed.known && !r->killed.cumulative && r->killed.low >= TOLL_LEAST && r->killed.low < 1e6F)
            tally_add(&tolls, (uint64_t)r->killed.low);
    }
    if (days.n == 0 || places.n == 0 || tolls.n == 0)
        return false;
    *out = (struct sign){ .root = root,
                          .type = nodes[root].type,
                          .place = (uint32_t)tally_best(&places),
                          .day = (int32_t)((int64_t)tally_best(&days) + INT32_MIN),
                          .killed = (float)tally_best(&tolls) };
    return true;
}

static bool is_one(const struct sign *a, const struct sign *b)
{
    float low = a->killed < b->killed ? a->killed : b->killed, high = a->killed < b->killed ? b->killed : a->killed;

    return a->type == b->type && a->place == b->place && a->day == b->day &&
           (low == high || (low >= TOLL_HIGH && (double)high <= (double)low * TOLL_RISE));
}

/* A person said of reports of these groups that they are not one event. The edges that say so come first. */
static bool parted(const struct link_edge *edges, size_t n_parted, const uint32_t *group, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < n_parted; i++)
        if ((group[edges[i].a] == a && group[edges[i].b] == b) || (group[edges[i].a] == b && group[edges[i].b] == a))
            return true;
    return false;
}

/* What people parted, which is little, out of all edges. */
static size_t copy_parted(const struct link_edge *edges, size_t n_edges, struct link_edge *out)
{
    size_t n = 0;

    for (size_t i = 0; i < n_edges; i++)
        if (edges[i].weight <= LINK_MUST_NOT) {
            if (out)
                out[n] = edges[i];
            n++;
        }
    return n;
}

static void join(uint32_t *group, size_t n, uint32_t into, uint32_t from)
{
    for (size_t i = 0; i < n; i++)
        if (group[i] == from)
            group[i] = into;
}

bool link_gather(const struct link_report *nodes, size_t n, const struct link_edge *edges, size_t n_edges,
                 uint32_t *group)
{
    size_t kept = 0, n_parted = copy_parted(edges, n_edges, NULL);
    struct sign *signs = calloc(n + 1, sizeof *signs);
    struct link_edge *apart = calloc(n_parted + 1, sizeof *apart);
    bool ok = signs && apart;

    if (ok)
        copy_parted(edges, n_edges, apart);
    for (uint32_t i = 0; ok && i < n; i++)
        if (group[i] == i && read_sign(nodes, n, group, i, &signs[kept]))
            kept++;
    for (size_t i = 0; ok && i < kept; i++)
        for (size_t k = i + 1; k < kept; k++)
            if (signs[i].root != signs[k].root && is_one(&signs[i], &signs[k]) &&
                !parted(apart, n_parted, group, signs[i].root, signs[k].root)) {
                join(group, n, signs[i].root, signs[k].root);
                signs[k].root = signs[i].root;
            }
    free(signs);
    free(apart);
    return ok;
}

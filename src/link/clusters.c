/*
 * clusters.c - average linkage by nearest-neighbour chains.
 */
#include <stdlib.h>
#include <string.h>

#include "link/linking.h"

/* ---- heaps: what edges of a probability hold together ---- */

static uint32_t root(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static void join(uint32_t *parent, uint32_t a, uint32_t b)
{
    a = root(parent, a);
    b = root(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

/* ---- what one sentence tells apart ---- */

size_t link_told_apart(const struct link_report *nodes, size_t n, struct link_edge *out)
{
    size_t found = 0;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n && strcmp(nodes[i].digest, nodes[k].digest) == 0; k++) {
            if (nodes[i].sentence != nodes[k].sentence || nodes[i].type != nodes[k].type)
                continue;
            if (out)
                out[found] = (struct link_edge){ i, k, LINK_TOLD_APART };
            found++;
        }
    return found;
}

/* ---- one heap that is small enough ---- */

struct matrix {
    size_t n;
    float *at;      /* n * n similarities; of groups: averages */
    uint32_t *size; /* of the group that a node stands for; 0: it is part of another */
    uint32_t *into; /* the node that it became part of, itself at first */
};

static float *cell(struct matrix *m, size_t i, size_t k)
{
    return &m->at[i * m->n + k];
}

/* What was told apart or a person parted stays below 0. */
static float cube(float weight)
{
    return weight > 0 ? weight * weight * weight : weight;
}

/* The most similar group; the first of equals. m->n: none that is left. */
static size_t nearest(struct matrix *m, size_t i)
{
    size_t best = m->n;

    for (size_t k = 0; k < m->n; k++)
        if (k != i && m->size[k] && (best == m->n || *cell(m, i, k) > *cell(m, i, best)))
            best = k;
    return best;
}

/* b becomes part of a (Lance & Williams 1967, group average). */
static void merge(struct matrix *m, size_t a, size_t b)
{
    float na = (float)m->size[a], nb = (float)m->size[b];

    for (size_t k = 0; k < m->n; k++)
        if (k != a && k != b && m->size[k]) {
            float s = (na * *cell(m, a, k) + nb * *cell(m, b, k)) / (na + nb);

            *cell(m, a, k) = s;
            *cell(m, k, a) = s;
        }
    m->size[a] += m->size[b];
    m->size[b] = 0;
    m->into[b] = (uint32_t)a;
}

/* Follow nearest neighbours until two are each other's, join these, go on; groups that nothing is near are done. */
static void run_chain(struct matrix *m, size_t *chain, bool *done)
{
    size_t length = 0, next = 0;

    while (next < m->n || length > 0) {
        size_t top, to;

        if (length == 0) {
            if (!m->size[next] || done[next]) {
                next++;
                continue;
            }
            chain[length++] = next;
        }
        top = chain[length - 1];
        to = nearest(m, top);
        if (to == m->n || *cell(m, top, to) < cube(LINK_TOGETHER)) {
            done[top] = true; /* and so are the ones before it that are less near to each other */
            length = 0;
            continue;
        }
        if (length > 1 && *cell(m, top, chain[length - 2]) >= *cell(m, top, to)) {
            to = chain[length - 2];
            length -= 2;
            merge(m, top < to ? top : to, top < to ? to : top);
        } else {
            chain[length++] = to;
        }
    }
}

/* Nodes of one heap: `nodes` are their numbers, place[node] where in `nodes` one stands. */
struct heap {
    const uint32_t *nodes;
    size_t n;
    const uint32_t *place;
};

/* The edges of a heap lie together. */
static bool cluster_heap(const struct heap *h, const struct link_edge *edges, size_t n_edges, uint32_t *group)
{
    struct matrix m = { .n = h->n };
    size_t *chain = calloc(h->n + 1, sizeof *chain);
    bool *done = calloc(h->n, sizeof *done), ok;

    m.at = calloc(h->n * h->n, sizeof *m.at);
    m.size = calloc(h->n, sizeof *m.size);
    m.into = calloc(h->n, sizeof *m.into);
    ok = chain && done && m.at && m.size && m.into;
    for (size_t i = 0; ok && i < h->n; i++) {
        m.size[i] = 1;
        m.into[i] = (uint32_t)i;
    }
    for (size_t i = 0; ok && i < n_edges; i++) {
        size_t a = h->place[edges[i].a], b = h->place[edges[i].b];

        if (edges[i].weight >= LINK_MUST) /* join_by_hand() */
            continue;
        *cell(&m, a, b) = cube(edges[i].weight);
        *cell(&m, b, a) = cube(edges[i].weight);
    }
    if (ok)
        run_chain(&m, chain, done);
    for (size_t i = 0; ok && i < h->n; i++)
        group[h->nodes[i]] = h->nodes[root(m.into, (uint32_t)i)];
    free(chain);
    free(done);
    free(m.at);
    free(m.size);
    free(m.into);
    return ok;
}

/* ---- all heaps ---- */

struct sorter {
    size_t n, n_edges;
    const struct link_edge *edges;
    uint32_t *parent;           /* heaps at the present level */
    uint32_t *nodes, *place;    /* nodes by heap */
    struct link_edge *inside;   /* edges by heap */
    size_t *first, *first_edge; /* of a heap, by its root; one more at the end */
    bool *settled;              /* nodes whose group is known */
    uint32_t *group;
};

static void find_heaps(struct sorter *s, float level)
{
    for (size_t i = 0; i < s->n; i++)
        s->parent[i] = (uint32_t)i;
    for (size_t i = 0; i < s->n_edges; i++)
        if (s->edges[i].weight >= level && !s->settled[s->edges[i].a] && !s->settled[s->edges[i].b])
            join(s->parent, s->edges[i].a, s->edges[i].b);
}

/* Counting sort of nodes, then of the edges inside of heaps, by the root of the heap. */
static void sort_heaps(struct sorter *s)
{
    memset(s->first, 0, (s->n + 2) * sizeof *s->first);
    memset(s->first_edge, 0, (s->n + 2) * sizeof *s->first_edge);
    for (size_t i = 0; i < s->n; i++)
        s->first[root(s->parent, (uint32_t)i) + 2]++;
    for (size_t i = 0; i < s->n_edges; i++)
        if (root(s->parent, s->edges[i].a) == root(s->parent, s->edges[i].b))
            s->first_edge[root(s->parent, s->edges[i].a) + 2]++;
    for (size_t i = 2; i < s->n + 2; i++) {
        s->first[i] += s->first[i - 1];
        s->first_edge[i] += s->first_edge[i - 1];
    }
    for (size_t i = 0; i < s->n; i++)
        s->nodes[s->first[root(s->parent, (uint32_t)i) + 1]++] = (uint32_t)i;
    for (size_t r = 0; r < s->n; r++)
        for (size_t i = s->first[r]; i < s->first[r + 1]; i++)
            s->place[s->nodes[i]] = (uint32_t)(i - s->first[r]);
    for (size_t i = 0; i < s->n_edges; i++) {
        uint32_t r = root(s->parent, s->edges[i].a);

        if (r == root(s->parent, s->edges[i].b))
            s->inside[s->first_edge[r + 1]++] = s->edges[i];
    }
}

static bool settle(struct sorter *s, bool last)
{
    for (size_t r = 0; r < s->n; r++) {
        struct heap h = { &s->nodes[s->first[r]], s->first[r + 1] - s->first[r], s->place };
        const struct link_edge *edges = &s->inside[s->first_edge[r]];
        bool fits = h.n <= LINK_NODES_MOST;

        if (h.n == 0 || s->settled[h.nodes[0]] || (!fits && !last))
            continue;
        for (size_t i = 0; i < h.n; i++) {
            s->settled[h.nodes[i]] = true;
            s->group[h.nodes[i]] = h.nodes[0];
        }
        if (fits && h.n > 1 && !cluster_heap(&h, edges, s->first_edge[r + 1] - s->first_edge[r], s->group))
            return false;
    }
    return true;
}

static bool run_levels(struct sorter *s)
{
    static const float LEVELS[] = { LINK_TOGETHER, 0.75F, 0.8F, 0.85F, 0.9F, 0.95F, 0.98F, 0.99F };
    const size_t N = sizeof LEVELS / sizeof *LEVELS;

    for (size_t i = 0; i < N; i++) {
        find_heaps(s, LEVELS[i]);
        sort_heaps(s);
        if (!settle(s, i + 1 == N))
            return false;
    }
    return true;
}

/* What a person joined brings the groups of both together, whole. */
static void join_by_hand(struct sorter *s)
{
    for (size_t i = 0; i < s->n; i++)
        s->parent[i] = s->group[i];
    for (size_t i = 0; i < s->n_edges; i++)
        if (s->edges[i].weight >= LINK_MUST)
            join(s->parent, s->edges[i].a, s->edges[i].b);
    for (size_t i = 0; i < s->n; i++)
        s->group[i] = root(s->parent, (uint32_t)i);
}

bool link_cluster(size_t n, const struct link_edge *edges, size_t n_edges, uint32_t *group)
{
    struct sorter s = { .n = n, .n_edges = n_edges, .edges = edges, .group = group };
    bool ok;

    s.parent = calloc(n + 1, sizeof *s.parent);
    s.nodes = calloc(n + 1, sizeof *s.nodes);
    s.place = calloc(n + 1, sizeof *s.place);
    s.inside = calloc(n_edges + 1, sizeof *s.inside);
    s.first = calloc(n + 2, sizeof *s.first);
    s.first_edge = calloc(n + 2, sizeof *s.first_edge);
    s.settled = calloc(n + 1, sizeof *s.settled);
    ok = s.parent && s.nodes && s.place && s.inside && s.first && s.first_edge && s.settled && run_levels(&s);
    if (ok)
        join_by_hand(&s);
    free(s.parent);
    free(s.nodes);
    free(s.place);
    free(s.inside);
    free(s.first);
    free(s.first_edge);
    free(s.settled);
    return ok;
}

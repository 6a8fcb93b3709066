/*
 * view.c - sums run from the leaves up; comments and what stands beside the text count for less.
 */
#include "page/view.h"

bool view_is_prose(const page_block *k)
{
    return k->words >= PROSE_WORDS && k->link_words * 2 < k->words && !k->heading && (k->stops || k->words >= 30);
}

/* Where a paragraph hangs: the element around it, or itself where it holds several blocks of its own. */
static uint32_t holder_of(const page_blocks *b, size_t i)
{
    uint32_t c = b->at[i].container;
    bool alone = (i == 0 || b->at[i - 1].container != c) && (i + 1 >= b->n || b->at[i + 1].container != c);
    uint32_t parent = b->tree->nodes[c].parent;

    return alone && parent != PAGE_NONE ? b->marks[parent].container : c;
}

void view_sum_up(struct view *v)
{
    const page_tree *t = v->b->tree;

    for (size_t i = 0; i < v->b->n; i++) {
        const page_block *k = &v->b->at[i];
        struct sums *s = &v->sums[k->container];
        float prose = view_is_prose(k) ? (float)k->words : 0;

        s->words += (float)k->words;
        s->links += (float)k->link_words;
        s->prose += prose;
        v->sums[holder_of(v->b, i)].own +=
            prose * ((v->b->marks[k->container].in & IN_HIDDEN) ? 0.3F : 1) * (v->hinted[i] ? 3 : 1);
        v->all_prose += prose;
        v->all_words += (float)k->words;
    }
    for (size_t i = t->n_nodes; i-- > 1;) { /* children stand behind their parents */
        uint32_t parent = t->nodes[i].parent;

        if (parent == PAGE_NONE)
            continue;
        v->sums[parent].words += v->sums[i].words;
        v->sums[parent].links += v->sums[i].links;
        v->sums[parent].prose += v->sums[i].prose;
    }
}

#define BIT(kind) ((uint64_t)1 << (kind))

/* How much running text counts by where it stands: comments are prose, too. */
static double trust(const page_blocks *b, uint32_t at)
{
    static const uint64_t AROUND = BIT(K_RELATED) | BIT(K_FOOTER) | BIT(K_SIDEBAR) | BIT(K_PROMO) | BIT(K_AD) |
                                   BIT(K_COOKIE) | BIT(K_POPUP) | BIT(K_NEWSLETTER) | BIT(K_NAV) | BIT(K_BIO);
    uint64_t kinds = 0;
    uint32_t in = b->marks[at].in;
    double trust = b->marks[at].kinds & BIT(K_ITEM_BODY) ? 3 : b->marks[at].kinds & BIT(K_BODY) ? 1.5 : 1;

    for (unsigned up = 0; at != PAGE_NONE && up < PAGE_MAX_DEPTH; at = b->tree->nodes[at].parent, up++)
        kinds |= b->marks[at].kinds;
    if (kinds & BIT(K_COMMENT))
        trust *= 0.05;
    if (kinds & AROUND)
        trust *= 0.4;
    if (in & (IN_ASIDE | IN_FOOTER | IN_NAV | IN_FORM))
        trust *= 0.3;
    return trust;
}

void view_find_best(struct view *v)
{
    const page_blocks *b = v->b;
    const page_tree *t = b->tree;
    double most = 0;

    v->best = PAGE_NONE;
    for (uint32_t i = 0; i < t->n_nodes; i++) {
        double score;

        if ((double)v->sums[i].own * 3 <= most)
            continue;
        score = (double)v->sums[i].own * trust(b, i);
        if (score > most) {
            most = score;
            v->best = i;
        }
    }
    v->first = v->last = SIZE_MAX;
    if (v->best == PAGE_NONE)
        return;
    v->best_prose = v->sums[v->best].own;
    for (size_t i = 0; i < b->n; i++)
        if (view_is_prose(&b->at[i]) && b->at[i].container >= v->best && b->at[i].container < t->nodes[v->best].end) {
            if (v->first == SIZE_MAX)
                v->first = i;
            v->last = i;
        }
}

/*
 * row.c - sums over the tree first, then one row for each block.
 */
#include "page/row.h"

#include "page/shingles.h"
#include "page/view.h"

#include <math.h>
#include <stdlib.h>

#define FAR 30 /* blocks: farther counts as this */

static const char *const NAMES[] = {
#define X(upper, lower) lower,
    PAGE_FEATURES(X)
#undef X
};

static const char *const CLASS_NAMES[] = {
#define X(upper, lower) lower,
    PAGE_CLASS_KINDS(X)
#undef X
};

static const char *const CUE_NAMES[] = {
#define X(upper, lower) lower,
    PAGE_CUES(X)
#undef X
};

unsigned page_feature_number(marsad_str name)
{
    char room[48];
    unsigned i = 0;

    while (i < FEATURE_COUNT && !marsad_str_equal(name, marsad_str_of(page_feature_name(i, room))))
        i++;
    return i;
}

const char *page_feature_name(unsigned number, char room[48])
{
    const char *head = number >= F_CUE ? "cue-" : "class-";
    const char *tail = number >= F_CUE     ? CUE_NAMES[number - F_CUE]
                       : number >= F_CLASS ? CLASS_NAMES[number - F_CLASS]
                                           : "";

    if (number < F_CLASS)
        return NAMES[number];
    strcpy(room, head);
    strcat(room, *tail ? tail : "none");
    return room;
}

/* ---- rows ---- */

static float lg(double x)
{
    return (float)log2(1 + x);
}

static float share(double part, double all)
{
    return all > 0 ? (float)(part / all) : 0;
}

static void tell_itself(const page_block *k, float *f)
{
    f[F_WORDS] = (float)k->words;
    f[F_LETTERS_PER_WORD] = share(k->letters, k->words);
    f[F_LINK_SHARE] = share(k->link_words, k->words);
    f[F_LINKS] = (float)k->links;
    f[F_STRONG_SHARE] = share(k->strong_words, k->words);
    f[F_EM_SHARE] = share(k->em_words, k->words);
    f[F_TIME_SHARE] = share(k->time_words, k->words);
    f[F_CAPITALS] = share(k->capitals, k->letters);
    f[F_DIGITS] = share(k->digits, k->letters);
    f[F_COMMAS] = share(k->commas, k->words);
    f[F_STOPS] = (float)k->stops;
    f[F_ENDING] = (float)k->ending;
    f[F_LOWER] = k->lower;
    f[F_HEADING] = (float)k->heading;
    f[F_BREAKS] = (float)k->breaks;
    f[F_CUE_SHARE] = share(k->cue_words, k->words);
    f[F_CUE + k->cue] = 1;
}

/* Tags of the same use as one number: they have no order, but few values. */
static float tag_number(unsigned tag)
{
    switch (tag) {
    case T_P:
        return 1;
    case T_DIV:
    case T_SECTION:
    case T_ARTICLE:
        return 2;
    case T_LI:
        return 3;
    case T_TD:
    case T_TH:
        return 4;
    case T_BLOCKQUOTE:
        return 5;
    case T_FIGCAPTION:
    case T_CAPTION:
    case T_FIGURE:
        return 6;
    case T_DT:
    case T_DD:
        return 7;
    case T_OTHER:
        return 9;
    default:
        return tag >= T_H1 && tag <= T_H6 ? 8 : 0;
    }
}

static void tell_tags(const page_blocks *b, const page_block *k, float *f)
{
    static const struct {
        uint32_t bit;
        unsigned feature;
    } BITS[] = { { IN_P, F_IN_P },
                 { IN_LI, F_IN_LI },
                 { IN_TABLE, F_IN_TABLE },
                 { IN_QUOTE, F_IN_QUOTE },
                 { IN_FIGURE, F_IN_FIGURE },
                 { IN_CAPTION, F_IN_CAPTION },
                 { IN_ARTICLE, F_IN_ARTICLE },
                 { IN_MAIN, F_IN_MAIN },
                 { IN_ASIDE, F_IN_ASIDE },
                 { IN_NAV, F_IN_NAV },
                 { IN_HEADER, F_IN_HEADER },
                 { IN_FOOTER, F_IN_FOOTER },
                 { IN_FORM, F_IN_FORM },
                 { IN_ADDRESS, F_IN_ADDRESS },
                 { IN_PRE, F_IN_PRE },
                 { IN_HIDDEN, F_IN_HIDDEN } };
    uint32_t in = b->marks[k->first].in;

    for (size_t i = 0; i < sizeof BITS / sizeof *BITS; i++)
        f[BITS[i].feature] = (in & BITS[i].bit) != 0;
    f[F_TAG] = tag_number(k->tag);
    f[F_DEPTH] = (float)b->tree->nodes[k->container].depth;
}

static const page_block *neighbour(const page_blocks *b, size_t i, int by)
{
    static const page_block NOTHING = { .words = 0 };

    if (by < 0 ? i < (size_t)-by : i + (size_t)by >= b->n)
        return &NOTHING;
    return &b->at[by < 0 ? i - (size_t)-by : i + (size_t)by];
}

static bool same_like(const page_blocks *b, const page_block *k, const page_block *other)
{
    const page_tree *t = b->tree;

    return other->words > 0 && k->tag == other->tag &&
           t->nodes[k->container].parent == t->nodes[other->container].parent;
}

static void tell_neighbours(const page_blocks *b, size_t i, float *f)
{
    const page_block *k = &b->at[i], *p = neighbour(b, i, -1), *p2 = neighbour(b, i, -2), *n = neighbour(b, i, 1),
                     *n2 = neighbour(b, i, 2);
    double prose = 0;

    f[F_PREV_WORDS] = (float)p->words;
    f[F_PREV_LINKS] = share(p->link_words, p->words);
    f[F_PREV_HEADING] = (float)p->heading;
    f[F_PREV_CUE] = (float)p->cue;
    f[F_PREV2_WORDS] = (float)p2->words;
    f[F_PREV2_LINKS] = share(p2->link_words, p2->words);
    f[F_NEXT_WORDS] = (float)n->words;
    f[F_NEXT_LINKS] = share(n->link_words, n->words);
    f[F_NEXT_HEADING] = (float)n->heading;
    f[F_NEXT_ENDING] = (float)n->ending;
    f[F_NEXT2_WORDS] = (float)n2->words;
    f[F_NEXT2_LINKS] = share(n2->link_words, n2->words);
    f[F_SAME_PREV] = same_like(b, k, p);
    f[F_SAME_NEXT] = same_like(b, k, n);
    for (int by = -4; by <= 4; by++) {
        const page_block *other = neighbour(b, i, by);

        prose += by != 0 && view_is_prose(other) ? other->words : 0;
    }
    f[F_NEAR_PROSE] = lg(prose);
}

/* The elements around the block, one, two and three steps up, where they hold more than the one below. */
static void tell_boxes(const struct view *v, const page_block *k, float *f)
{
    static const unsigned WORDS[] = { F_BOX_WORDS, F_BOX2_WORDS, 0 },
                          PROSE[] = { F_BOX_PROSE, F_BOX2_PROSE, F_BOX3_PROSE },
                          LINKS[] = { F_BOX_LINKS, F_BOX2_LINKS, F_BOX3_LINKS };
    const page_tree *t = v->b->tree;
    uint32_t at = k->container;
    double words = k->words;
    unsigned n = 0;

    for (unsigned up = 0; at != PAGE_NONE && n < 3 && up < 24; at = t->nodes[at].parent, up++) {
        const struct sums *s = &v->sums[at];

        if ((double)s->words <= words && t->nodes[at].parent != PAGE_NONE)
            continue;
        words = (double)s->words;
        if (WORDS[n])
            f[WORDS[n]] = lg(words);
        f[PROSE[n]] = share((double)s->prose, words);
        f[LINKS[n]] = share((double)s->links, words);
        if (n == 0)
            f[F_SHARE_PROSE] = share((double)s->prose, (double)v->all_prose);
        n++;
    }
}

/*
 * The way up to where the block's branch meets that of the best element: what the classes on it say of the block alone
 * counts for more (2, 3: its own element) than what they say of both (1).
 */
static void tell_way(const struct view *v, const page_block *k, float *f)
{
    const page_blocks *b = v->b;
    const page_tree *t = b->tree;
    uint32_t at = k->container, like = 0;
    unsigned up = 0;
    bool met = false;

    for (; at != PAGE_NONE && up < 250; at = t->nodes[at].parent, up++) {
        uint64_t kinds = b->marks[at].kinds;

        if (!met && v->best != PAGE_NONE && at <= v->best && v->best < t->nodes[at].end) {
            met = true;
            f[F_UP_BEST] = (float)up;
            f[F_DOWN_BEST] = (float)(t->nodes[v->best].depth - t->nodes[at].depth);
        }
        if (!met && up > 0 && b->marks[at].like > like)
            like = b->marks[at].like;
        for (; kinds; kinds &= kinds - 1) {
            float value = up == 0 ? 3 : met ? 1 : 2, *kind = &f[F_CLASS + __builtin_ctzll(kinds)];

            if (*kind < value)
                *kind = value;
        }
    }
    f[F_IN_BEST] = v->best != PAGE_NONE && k->container >= v->best && k->container < t->nodes[v->best].end;
    f[F_LIKE] = lg(b->marks[k->container].like);
    f[F_LIKE_ABOVE] = lg(like);
    f[F_BEST_SHARE] = share((double)v->best_prose, (double)v->all_prose);
    f[F_BEST_WORDS] = lg((double)v->best_prose);
}

/* Several words for one thing, each of them rare: how many kinds speak against the block, how many for it. */
static void tell_verdict(float *f)
{
    static const uint8_t BAD[] = { K_COMMENT, K_RELATED, K_SHARE,      K_NAV,     K_BREADCRUMB, K_FOOTER, K_SIDEBAR,
                                   K_AD,      K_PROMO,   K_NEWSLETTER, K_PAYWALL, K_COOKIE,     K_POPUP,  K_FORM,
                                   K_BIO,     K_TAGS,    K_CAPTION,    K_CREDIT,  K_BYLINE,     K_DATE,   K_TICKER },
                         GOOD[] = { K_BODY, K_TEXT, K_CONTENT, K_ARTICLE, K_MAIN };

    for (size_t i = 0; i < sizeof BAD; i++) {
        f[F_BAD_BELOW] += f[F_CLASS + BAD[i]] >= 2;
        f[F_BAD_ANY] += f[F_CLASS + BAD[i]] > 0;
    }
    for (size_t i = 0; i < sizeof GOOD; i++) {
        f[F_GOOD_BELOW] += f[F_CLASS + GOOD[i]] >= 2;
        f[F_GOOD_ANY] += f[F_CLASS + GOOD[i]] > 0;
    }
}

static float distance(size_t i, size_t from)
{
    double d = from == SIZE_MAX ? FAR : (double)i - (double)from;

    return (float)(d < -FAR ? -FAR : d > FAR ? FAR : d);
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* How often its text stands on the page. */
static bool tell_repeated(const page_blocks *b, float *rows)
{
    uint64_t *at = calloc(b->n + 1, sizeof *at);

    if (!at)
        return false;
    for (size_t i = 0; i < b->n; i++)
        at[i] = b->at[i].hash;
    qsort(at, b->n, sizeof *at, by_hash);
    for (size_t i = 0; i < b->n; i++) {
        const uint64_t *found = bsearch(&b->at[i].hash, at, b->n, sizeof *at, by_hash);
        size_t same = 1;

        for (const uint64_t *p = found; p > at && p[-1] == *found && same < 5; p--)
            same++;
        for (const uint64_t *p = found; p + 1 < at + b->n && p[1] == *found && same < 5; p++)
            same++;
        rows[i * PAGE_ROW + F_REPEATED] = (float)same;
    }
    free(at);
    return true;
}

static bool tell_texts(struct view *v, const page_hints *h, float *rows)
{
    page_shingles title = { 0 }, heading = { 0 }, body = { 0 }, description = { 0 };
    const page_blocks *b = v->b;
    double best = 0.6;
    bool ok = page_shingles_of(h->title, 1, &title) && page_shingles_of(h->heading, 1, &heading) &&
              page_shingles_of(h->body, 3, &body) && page_shingles_of(h->description, 3, &description);

    v->title = SIZE_MAX;
    for (size_t i = 0; ok && i < b->n; i++) {
        marsad_str text = page_block_str(b, i);
        float *f = &rows[i * PAGE_ROW];
        bool small = b->at[i].words <= 40;
        double a = small ? page_shingles_share(&title, text) : 0, c = small ? page_shingles_share(&heading, text) : 0;
        double words = b->at[i].words, most = a > c ? a : c, cover;

        f[F_TITLE] = (float)most;
        cover = title.n ? a * words / (double)title.n : 0;
        cover = heading.n && c * words / (double)heading.n > cover ? c * words / (double)heading.n : cover;
        f[F_TITLE_COVER] = (float)cover;
        f[F_BODY] = body.n > 20 ? (float)page_shingles_share(&body, text) : -1;
        f[F_DESCRIPTION] = description.n > 3 ? (float)page_shingles_share(&description, text) : -1;
        v->hinted[i] = description.n > 8 && (double)f[F_DESCRIPTION] * words > 0.6 * (double)description.n;
        v->hinted[i] |= f[F_BODY] > 0.8F && b->at[i].words >= PROSE_WORDS;
        cover = (cover > 1 ? 1 : cover) * most + (b->at[i].heading == 1 ? 0.3 : b->at[i].heading ? 0.1 : 0);
        if (cover > best) {
            best = cover;
            v->title = i;
        }
    }
    page_shingles_release(&title);
    page_shingles_release(&heading);
    page_shingles_release(&body);
    page_shingles_release(&description);
    return ok;
}

static void tell_place(const struct view *v, float *rows)
{
    const page_blocks *b = v->b;
    size_t related = SIZE_MAX, comment = SIZE_MAX, letter = SIZE_MAX;
    double before = 0, at_first = 0, tags[16] = { 0 };

    for (size_t i = 0; i < b->n; i++) {
        if (i < v->first)
            at_first += b->at[i].words;
        tags[(unsigned)tag_number(b->at[i].tag)] += view_is_prose(&b->at[i]) ? b->at[i].words : 0;
    }
    for (size_t i = 0; i < b->n; i++) {
        const page_block *k = &b->at[i];
        float *f = &rows[i * PAGE_ROW];

        f[F_INDEX] = share((double)i, (double)b->n);
        f[F_BLOCKS] = lg((double)b->n);
        f[F_WORDS_BEFORE] = share(before, (double)v->all_words);
        before += k->words;
        f[F_WORDS_AFTER] = share((double)v->all_words - before, (double)v->all_words);
        f[F_PAGE_PROSE] = lg((double)v->all_prose);
        f[F_SAME_TAG_SHARE] = share(tags[(unsigned)tag_number(k->tag)], (double)v->all_prose);
        f[F_RELATED_BEFORE] = distance(i, related);
        f[F_COMMENT_BEFORE] = distance(i, comment);
        f[F_LETTER_BEFORE] = distance(i, letter);
        if (k->words <= 10) {
            related = k->cue == C_RELATED ? i : related;
            comment = k->cue == C_COMMENT ? i : comment;
            letter = k->cue == C_NEWSLETTER || k->cue == C_PAYWALL ? i : letter;
        }
        f[F_FROM_FIRST] = distance(i, v->first);
        f[F_FROM_LAST] = distance(i, v->last);
        f[F_WORDS_FROM_FIRST] = (float)(before - at_first);
        f[F_FROM_TITLE] = v->title == SIZE_MAX ? -FAR - 1 : distance(i, v->title);
    }
}

float *page_features(const page_blocks *b, const page_hints *hints)
{
    struct view v = { .b = b, .sums = calloc(b->tree->n_nodes + 1, sizeof *v.sums) };
    float *rows = calloc(b->n + 1, PAGE_ROW * sizeof *rows);
    bool ok;

    v.hinted = calloc(b->n + 1, sizeof *v.hinted);
    ok = v.sums && rows && v.hinted;

    ok = ok && tell_texts(&v, hints, rows) && tell_repeated(b, rows);
    if (ok) {
        view_sum_up(&v);
        view_find_best(&v);
    }
    for (size_t i = 0; ok && i < b->n; i++) {
        float *f = &rows[i * PAGE_ROW];

        tell_itself(&b->at[i], f);
        tell_tags(b, &b->at[i], f);
        tell_neighbours(b, i, f);
        tell_boxes(&v, &b->at[i], f);
        tell_way(&v, &b->at[i], f);
        tell_verdict(f);
    }
    if (ok)
        tell_place(&v, rows);
    free(v.sums);
    free(v.hinted);
    if (!ok) {
        free(rows);
        rows = NULL;
    }
    return rows;
}

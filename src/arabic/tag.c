/*
 * tag.c - features of a word in its sentence, and the best sequence of tags.
 *
 * A feature has a row of sixteen weights, one a tag, so that one look-up serves all tags at once. Names of several
 * words in the dictionary were tried as features: 0.0003 of F1, dropped.
 */
#include "arabic/memo.h"

bool tag_is_given(const struct units *units, const struct view *v, marsad_upos *tag)
{
    const struct unit *u = &units->at[v->unit];

    if (u->kind != MARSAD_TOKEN_PUNCT || u->n == 0) /* n is 0: tatweel for a dash, a mark or a sign */
        return false;
    switch (u->n ? u->raw[0] : 0) {
    case '%':
    case '$':
    case '+':
    case '=':
    case '<':
    case '>':
    case '^':
    case '|':
    case '~':
    case 0x066A: /* ٪ */
    case 0x20AC: /* € */
    case 0x00A3: /* £ */
    case 0x00A5: /* ¥ */
    case 0x00B0: /* ° */
        *tag = MARSAD_UPOS_SYM;
        break;
    default:
        *tag = MARSAD_UPOS_PUNCT;
    }
    return true;
}

static void add(struct features *f, unsigned part, uint32_t kind, uint32_t a, uint32_t b)
{
    if ((f->parts >> part & 1) && f->n < WORD_FEATURES)
        f->at[f->n++] = words_mix(kind, a, b);
}

static const struct view EDGE = { .unit = UINT32_MAX,
                                  .fold = 1,
                                  .raw = 1,
                                  .bare = 1,
                                  .shape = VIEW_EDGE,
                                  .guess = WORDS_NO_TAGS,
                                  .bare_guess = WORDS_NO_TAGS };

static const struct view *view_at(const struct view *views, size_t n, size_t i, long step)
{
    long at = (long)i + step;

    return at >= 0 && (size_t)at < n ? &views[at] : &EDGE;
}

/* A word and those around it. */
struct around {
    const struct unit *u; /* of the word */
    const struct view *v, *before, *before_2, *after, *after_2;
};

static void add_letters(struct features *f, const struct unit *u, const struct view *v)
{
    size_t a = v->a, b = v->b, n = b - a, bare = a;
    uint32_t article = 0;

    if (v->article)
        article = 1, bare = a + 2;
    else if (v->bare != v->fold)
        article = 2, bare = a + 1;
    for (size_t k = 1; k <= 4; k++) {
        if (n > k)
            add(f, PART_WORD, 10 + (uint32_t)k, letters_key(u->raw, b - k, b), article);
        if (b - bare > k)
            add(f, PART_WORD, 20 + (uint32_t)k, letters_key(u->raw, bare, bare + k), article);
    }
    if (b - bare > 2)
        add(f, PART_WORD, 30, letters_key(u->raw, bare, bare + 1), letters_key(u->raw, b - 2, b));
    add(f, PART_WORD, 31, (uint32_t)(b - bare < 9 ? b - bare : 9), article);
    add(f, PART_WORD, 32, v->bare, 0);
    add(f, PART_WORD, 33, article, v->piece);
    add(f, PART_WORD, 34, u->tanwin && b == u->n, article);
}

static void add_bits(struct features *f, unsigned part, uint32_t kind, uint32_t lex)
{
    for (uint32_t bits = lex; bits; bits &= bits - 1)
        add(f, part, kind, (uint32_t)__builtin_ctz(bits), 0);
}

/* Words around it, and what the dictionary says of them. */
static void add_neighbours(struct features *f, const struct around *w)
{
    const struct view *v = w->v, *p = w->before, *q = w->after;
    bool tied = p->unit == v->unit, ties = q->unit == v->unit;

    add(f, PART_JOINT, 40, p->fold, tied);
    add(f, PART_JOINT, 41, q->fold, ties);
    add(f, PART_JOINT, 44, p->fold, v->fold);
    add(f, PART_JOINT, 45, q->fold, v->fold);
    add(f, PART_JOINT, 46, p->lex, v->lex);
    add(f, PART_JOINT, 47, q->lex, v->lex);
    add(f, PART_JOINT, 48, p->fold, v->lex);
    add(f, PART_JOINT, 49, q->fold, v->lex);
    add(f, PART_BEFORE, 50, p->lex, p->shape);
    add(f, PART_AFTER, 51, q->lex, q->shape);
    add(f, PART_JOINT, 52, q->article, words_mix(1, v->end, v->article));
    add(f, PART_JOINT, 53, q->article, v->lex);
    add(f, PART_JOINT, 54, tied, ties);
    add(f, PART_JOINT, 55, p->raw, v->end);
    add(f, PART_JOINT, 62, p->fold, v->end);
    add(f, PART_JOINT, 63, p == &EDGE, q == &EDGE);
    add_bits(f, PART_WORD, 70, v->lex);
    add_bits(f, PART_BEFORE, 71, p->lex);
    add_bits(f, PART_AFTER, 72, q->lex);
}

/* What news told of it and of its neighbours; whether they agree like a noun and its adjective. */
static void add_news(struct features *f, const struct around *w)
{
    const struct view *v = w->v, *p = w->before, *q = w->after;
    uint32_t articles = ((uint32_t)p->article << 2 | v->article) << 4 | q->article;

    add(f, PART_WORD, 56, v->cluster, 0);
    add(f, PART_BEFORE, 57, p->cluster, 0);
    add(f, PART_AFTER, 58, q->cluster, 0);
    add(f, PART_JOINT, 59, p->cluster, v->cluster);
    add(f, PART_JOINT, 60, v->cluster, q->cluster);
    add(f, PART_WORD, 61, v->cluster, v->lex);
    add(f, PART_WORD, 80, v->guess, v->bare_guess);
    add(f, PART_WORD, 81, v->guess >> 4, v->lex);
    add(f, PART_JOINT, 82, p->guess, v->guess);
    add(f, PART_JOINT, 83, v->guess, q->guess);
    add(f, PART_JOINT, 84, p->guess >> 4, words_mix(2, v->guess >> 4, q->guess >> 4));
    add(f, PART_WORD, 85, v->bare_guess, v->lex);
    add(f, PART_WORD, 86, v->guess, v->end);
    add(f, PART_JOINT, 90, words_mix(4, p->end, p->article), words_mix(3, v->end, v->article));
    add(f, PART_JOINT, 91, articles, v->guess);
    add(f, PART_JOINT, 92, articles, words_mix(3, p->guess >> 4, v->lex));
    add(f, PART_JOINT, 93, articles << 8 | (uint32_t)p->feminine << 4 | v->feminine,
        words_mix(3, p->guess >> 4, v->guess >> 4));
}

/* The features of the given parts; what the other parts look at may be anything. */
static inline void features_of(unsigned parts, const struct around *w, struct features *f)
{
    const struct view *v = w->v;

    f->n = 0;
    f->parts = parts;
    add(f, PART_WORD, 1, 0, 0);
    add(f, PART_WORD, 2, v->raw, 0);
    add(f, PART_WORD, 3, v->fold, v->piece);
    add(f, PART_WORD, 4, v->lex, 0);
    add(f, PART_WORD, 5, v->shape, 0);
    add(f, PART_BEFORE_2, 42, w->before_2->fold, 0);
    add(f, PART_AFTER_2, 43, w->after_2->fold, 0);
    if (parts >> PART_WORD & 1)
        add_letters(f, w->u, v);
    add_neighbours(f, w);
    add_news(f, w);
}

static struct around around_of(const struct units *units, const struct view *views, size_t n, size_t i)
{
    return (struct around){ .u = &units->at[views[i].unit],
                            .v = &views[i],
                            .before = view_at(views, n, i, -1),
                            .before_2 = view_at(views, n, i, -2),
                            .after = view_at(views, n, i, 1),
                            .after_2 = view_at(views, n, i, 2) };
}

void tag_features(const struct units *units, const struct view *views, size_t n, size_t i, struct features *f)
{
    struct around w = around_of(units, views, n, i);

    features_of(PARTS_ALL, &w, f);
}

/* ---- sums ---- */

static void add_rows(const marsad_words_model *m, const struct features *f, int32_t *restrict sums)
{
    for (uint32_t k = 0; k < f->n; k++) {
        const int16_t *row = m->tags[f->at[k] & m->tag_mask];

        for (int t = 0; t < WORDS_TAGS; t++)
            sums[t] += row[t];
    }
}

/* Sums of the parts from `first` on. */
static void sum_parts(const marsad_words_model *m, const struct around *w, unsigned first,
                      int32_t rows[PARTS_OF_WORD][WORDS_TAGS])
{
    for (unsigned part = first; part < PARTS_OF_WORD; part++) {
        struct features f;

        features_of(1u << part, w, &f);
        memset(rows[part], 0, sizeof rows[part]);
        add_rows(m, &f, rows[part]);
    }
}

void tag_rows(const marsad_words_model *m, const struct unit *u, const struct view *v,
              int32_t rows[PARTS_OF_WORD][WORDS_TAGS])
{
    struct around w = { .u = u, .v = v, .before = v, .before_2 = v, .after = v, .after_2 = v };

    sum_parts(m, &w, PART_WORD, rows);
}

/* How far from a word stands the word that a part of its features is for. */
static const int REACH[PARTS_OF_WORD] = {
    [PART_WORD] = 0, [PART_BEFORE] = 1, [PART_BEFORE_2] = 2, [PART_AFTER] = -1, [PART_AFTER_2] = -2
};
#define REACH_MAX 2
#define MARGIN (2 * REACH_MAX) /* the edges lie as far outside as they reach, and reach as far out again */

/* What a word tells of itself and of its neighbours; `scores` goes on at both ends. */
static void add_row(const int32_t *restrict row, int32_t *restrict sums)
{
    for (int t = 0; t < WORDS_TAGS; t++)
        sums[t] += row[t];
}

static void spread(const int32_t rows[PARTS_OF_WORD][WORDS_TAGS], unsigned first, int32_t (*scores)[WORDS_TAGS])
{
    for (unsigned part = first; part < PARTS_OF_WORD; part++)
        add_row(rows[part], scores[REACH[part]]);
}

/* The edges tell their neighbours that they are edges. */
static void spread_edges(const marsad_words_model *m, size_t n, int32_t (*scores)[WORDS_TAGS])
{
    struct around w = { .v = &EDGE, .before = &EDGE, .before_2 = &EDGE, .after = &EDGE, .after_2 = &EDGE };
    int32_t rows[PARTS_OF_WORD][WORDS_TAGS];

    sum_parts(m, &w, PART_BEFORE, rows);
    for (size_t k = 1; k <= REACH_MAX; k++) {
        spread(rows, PART_BEFORE, scores - k);
        spread(rows, PART_BEFORE, scores + n + k - 1);
    }
}

static void tell_joint(const marsad_words_model *m, const struct units *units, const struct view *views, size_t n,
                       size_t i, struct features *f)
{
    struct around w = around_of(units, views, n, i);

    features_of(1u << PART_JOINT, &w, f);
    for (uint32_t k = 0; k < f->n; k++)
        __builtin_prefetch(m->tags[f->at[k] & m->tag_mask]);
}

static void sum_joint(const marsad_words_model *m, const struct units *units, const struct view *v,
                      const struct features *f, int32_t scores[WORDS_TAGS])
{
    marsad_upos given;

    if (!tag_is_given(units, v, &given)) {
        add_rows(m, f, scores);
        return;
    }
    for (int t = 0; t < WORDS_TAGS; t++)
        scores[t] = t == (int)given ? 0 : -(1 << 28);
}

/* Scores of all words for all tags, of their features without the tags of their neighbours; `scores` holds zeros. */
static void emit(const marsad_words_model *m, struct words_memo *memo, const struct units *units,
                 const struct view *views, size_t n, int32_t (*scores)[WORDS_TAGS])
{
    struct known_view spare;
    struct features told[2];

    spread_edges(m, n, scores);
    for (size_t i = 0; i < n; i++) {
        const struct view *v = &views[i];

        spread(memo_view(m, memo, &units->at[v->unit], v->a, v->b, v->piece, &spare)->rows, PART_WORD, scores + i);
    }
    for (size_t i = 0; i <= n; i++) { /* what is told of a word is fetched while the one before it is summed up */
        if (i < n)
            tell_joint(m, units, views, n, i, &told[i % 2]);
        if (i > 0)
            sum_joint(m, units, &views[i - 1], &told[(i - 1) % 2], scores[i - 1]);
    }
}

/* ---- search ---- */

/* What may follow what, and how much the best and the worst of it differ. */
struct steps {
    int32_t weights[WORDS_TAGS][WORDS_TAGS];
    int32_t range;
};

static void read_steps(const marsad_words_model *m, struct steps *out)
{
    int32_t least = INT16_MAX, most = INT16_MIN;

    for (int s = 0; s < WORDS_TAGS; s++)
        for (int t = 0; t < WORDS_TAGS; t++) {
            int32_t w = out->weights[s][t] = m->transitions[s][t];

            least = w < least ? w : least;
            most = w > most ? w : most;
        }
    out->range = most - least;
}

/*
 * The best way to each tag of a word: `scores` of its ways so far, of which the best has 0, become those with it;
 * `back` says from which tag. A tag so far behind that no step makes it good is not looked at.
 */
static void step(const struct steps *steps, const int32_t emitted[WORDS_TAGS], int32_t scores[WORDS_TAGS],
                 uint8_t back[WORDS_TAGS])
{
    int32_t next[WORDS_TAGS], from[WORDS_TAGS] = { 0 }, top = INT32_MIN;

    for (int t = 0; t < WORDS_TAGS; t++)
        next[t] = INT32_MIN;
    for (int s = 0; s < WORDS_TAGS; s++) {
        if (scores[s] < -steps->range)
            continue;
        for (int t = 0; t < WORDS_TAGS; t++) {
            int32_t way = scores[s] + steps->weights[s][t], better = -(way > next[t]);

            from[t] = (s & better) | (from[t] & ~better);
            next[t] = (way & better) | (next[t] & ~better);
        }
    }
    for (int t = 0; t < WORDS_TAGS; t++) {
        back[t] = (uint8_t)from[t];
        next[t] += emitted[t];
        top = next[t] > top ? next[t] : top;
    }
    for (int t = 0; t < WORDS_TAGS; t++) /* kept small, so that no sentence is too long for them */
        scores[t] = next[t] - top < -(1 << 29) ? -(1 << 29) : next[t] - top;
}

static void begin(const marsad_words_model *m, const int32_t emitted[WORDS_TAGS], int32_t scores[WORDS_TAGS])
{
    int32_t top = INT32_MIN;

    for (int t = 0; t < WORDS_TAGS; t++) {
        scores[t] = m->transitions[WORDS_TAGS][t] + emitted[t];
        top = scores[t] > top ? scores[t] : top;
    }
    for (int t = 0; t < WORDS_TAGS; t++)
        scores[t] -= top;
}

bool tag_views(const marsad_words_model *m, struct words_memo *memo, const struct units *units, struct view *views,
               size_t n, marsad_arena *arena)
{
    uint8_t(*back)[WORDS_TAGS] = marsad_arena_array(arena, n + 1, sizeof *back);
    int32_t(*emitted)[WORDS_TAGS] = marsad_arena_array(arena, n + 2 * MARGIN, sizeof *emitted);
    int32_t scores[WORDS_TAGS] = { 0 };
    struct steps steps;
    uint8_t best = 0;

    if (!back || !emitted)
        return false;
    emitted += MARGIN;
    emit(m, memo, units, views, n, emitted);
    read_steps(m, &steps);
    for (size_t i = 0; i < n; i++) {
        if (i == 0)
            begin(m, emitted[i], scores);
        else
            step(&steps, emitted[i], scores, back[i]);
    }
    for (uint8_t t = 1; t < WORDS_TAGS; t++)
        if (scores[t] > scores[best])
            best = t;
    for (size_t i = n; i-- > 0;) {
        views[i].tag = best;
        best = back[i][best];
    }
    return true;
}

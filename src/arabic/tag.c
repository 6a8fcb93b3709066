/*
 * tag.c - features of a word in its sentence, and the best sequence of tags.
 *
 * A feature has a row of sixteen weights, one a tag, so that one look-up serves all tags at once. Names of several
 * words in the dictionary were tried as features: 0.0003 of F1, dropped.
 */
#include "arabic/units.h"

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

static void add(struct features *f, uint32_t kind, uint32_t a, uint32_t b)
{
    if (f->n < WORD_FEATURES)
        f->at[f->n++] = words_mix(kind, a, b);
}

static const struct view EDGE = { .fold = 1, .raw = 1, .bare = 1, .guess = WORDS_NO_TAGS, .bare_guess = WORDS_NO_TAGS };

static const struct view *view_at(const struct view *views, size_t n, size_t i, long step)
{
    long at = (long)i + step;

    return at >= 0 && (size_t)at < n ? &views[at] : &EDGE;
}

/* The shape of the unit that a view stands in: its kind, and whether it is a number with few digits. */
static uint32_t shape_of(const struct units *units, const struct view *v)
{
    const struct unit *u = &units->at[v->unit];

    return (uint32_t)u->kind << 8 | (u->kind == MARSAD_TOKEN_NUMBER ? u->n : 0);
}

static void add_letters(const struct unit *u, const struct view *v, struct features *f)
{
    size_t a = v->a, b = v->b, n = b - a, bare = a;
    uint32_t article = 0;

    if (unit_has_article(u, a, b))
        article = 1, bare = a + 2;
    else if (v->bare != v->fold)
        article = 2, bare = a + 1;
    for (size_t k = 1; k <= 4; k++) {
        if (n > k)
            add(f, 10 + (uint32_t)k, letters_key(u->raw, b - k, b), article);
        if (b - bare > k)
            add(f, 20 + (uint32_t)k, letters_key(u->raw, bare, bare + k), article);
    }
    if (b - bare > 2)
        add(f, 30, letters_key(u->raw, bare, bare + 1), letters_key(u->raw, b - 2, b));
    add(f, 31, (uint32_t)(b - bare < 9 ? b - bare : 9), article);
    add(f, 32, v->bare, 0);
    add(f, 33, article, v->piece);
    add(f, 34, u->tanwin && b == u->n, article);
}

/* What is looked at of a word or of its neighbour. */
struct look {
    const struct view *v;
    const struct unit *u; /* NULL: there is no such word */
    uint32_t shape, end;  /* end: hash of its last two letters */
    uint32_t article, feminine;
};

static struct look look_at(const struct units *units, const struct view *views, size_t n, size_t i, long step)
{
    const struct view *v = view_at(views, n, i, step);
    struct look k = { .v = v, .shape = 0xFFFF };

    if (v == &EDGE)
        return k;
    k.u = &units->at[v->unit];
    k.shape = shape_of(units, v);
    k.end = letters_key(k.u->raw, v->b > v->a + 2 ? v->b - 2u : v->a, v->b);
    k.article = unit_has_article(k.u, v->a, v->b);
    k.feminine = v->b > v->a && k.u->raw[v->b - 1] == 0x0629; /* ة */
    return k;
}

static void add_bits(struct features *f, uint32_t kind, uint32_t lex)
{
    for (uint32_t bits = lex; bits; bits &= bits - 1)
        add(f, kind, (uint32_t)__builtin_ctz(bits), 0);
}

/* Words around it, and what the dictionary says of them. */
static void add_neighbours(struct features *f, const struct look *k, const struct look *before,
                           const struct look *after)
{
    const struct view *v = k->v, *p = before->v, *q = after->v;
    bool tied = before->u && p->unit == v->unit, ties = after->u && q->unit == v->unit;

    add(f, 40, p->fold, tied);
    add(f, 41, q->fold, ties);
    add(f, 44, p->fold, v->fold);
    add(f, 45, q->fold, v->fold);
    add(f, 46, p->lex, v->lex);
    add(f, 47, q->lex, v->lex);
    add(f, 48, p->fold, v->lex);
    add(f, 49, q->fold, v->lex);
    add(f, 50, p->lex, before->shape);
    add(f, 51, q->lex, after->shape);
    add(f, 52, after->article, words_mix(1, k->end, k->article));
    add(f, 53, after->article, v->lex);
    add(f, 54, tied, ties);
    add(f, 55, p->raw, k->end);
    add(f, 62, p->fold, k->end);
    add(f, 63, !before->u, !after->u);
    add_bits(f, 70, v->lex);
    add_bits(f, 71, p->lex);
    add_bits(f, 72, q->lex);
}

/* What news told of it and of its neighbours; whether they agree like a noun and its adjective. */
static void add_news(struct features *f, const struct look *k, const struct look *before, const struct look *after)
{
    const struct view *v = k->v, *p = before->v, *q = after->v;
    uint32_t articles = (before->article << 2 | k->article) << 4 | after->article;

    add(f, 56, v->cluster, 0);
    add(f, 57, p->cluster, 0);
    add(f, 58, q->cluster, 0);
    add(f, 59, p->cluster, v->cluster);
    add(f, 60, v->cluster, q->cluster);
    add(f, 61, v->cluster, v->lex);
    add(f, 80, v->guess, v->bare_guess);
    add(f, 81, v->guess >> 4, v->lex);
    add(f, 82, p->guess, v->guess);
    add(f, 83, v->guess, q->guess);
    add(f, 84, p->guess >> 4, words_mix(2, v->guess >> 4, q->guess >> 4));
    add(f, 85, v->bare_guess, v->lex);
    add(f, 86, v->guess, k->end);
    add(f, 90, words_mix(4, before->end, before->article), words_mix(3, k->end, k->article));
    add(f, 91, articles, v->guess);
    add(f, 92, articles, words_mix(3, p->guess >> 4, v->lex));
    add(f, 93, articles << 8 | before->feminine << 4 | k->feminine, words_mix(3, p->guess >> 4, v->guess >> 4));
}

void tag_features(const struct units *units, const struct view *views, size_t n, size_t i, struct features *f)
{
    struct look k = look_at(units, views, n, i, 0), before = look_at(units, views, n, i, -1),
                after = look_at(units, views, n, i, 1);
    const struct view *v = k.v;

    f->n = 0;
    add(f, 1, 0, 0);
    add(f, 2, v->raw, 0);
    add(f, 3, v->fold, v->piece);
    add(f, 4, v->lex, 0);
    add(f, 5, k.shape, 0);
    add(f, 42, view_at(views, n, i, -2)->fold, 0);
    add(f, 43, view_at(views, n, i, 2)->fold, 0);
    add_letters(k.u, v, f);
    add_neighbours(f, &k, &before, &after);
    add_news(f, &k, &before, &after);
}

/* ---- search ---- */

static void emit(const marsad_words_model *m, const struct units *units, const struct view *views, size_t n, size_t i,
                 int32_t scores[WORDS_TAGS])
{
    struct features f;
    marsad_upos given;

    if (tag_is_given(units, &views[i], &given)) {
        for (int t = 0; t < WORDS_TAGS; t++)
            scores[t] = t == (int)given ? 0 : -(1 << 28);
        return;
    }
    memset(scores, 0, sizeof(int32_t) * WORDS_TAGS);
    tag_features(units, views, n, i, &f);
    for (uint32_t k = 0; k < f.n; k++) {
        const int16_t *row = m->tags[f.at[k] & m->tag_mask];

        for (int t = 0; t < WORDS_TAGS; t++)
            scores[t] += row[t];
    }
}

/* The best way to each tag of word i. Scores are kept small, so that no sentence is too long for them. */
static void step(const marsad_words_model *m, bool first, int32_t scores[WORDS_TAGS], const int32_t emitted[WORDS_TAGS],
                 uint8_t back[WORDS_TAGS])
{
    int32_t next[WORDS_TAGS], top = INT32_MIN;

    for (int t = 0; t < WORDS_TAGS; t++) {
        int32_t best = INT32_MIN;

        if (first) {
            best = m->transitions[WORDS_TAGS][t];
        } else {
            for (int s = 0; s < WORDS_TAGS; s++)
                if (scores[s] + m->transitions[s][t] > best) {
                    best = scores[s] + m->transitions[s][t];
                    back[t] = (uint8_t)s;
                }
        }
        next[t] = best + emitted[t];
        top = next[t] > top ? next[t] : top;
    }
    for (int t = 0; t < WORDS_TAGS; t++)
        scores[t] = next[t] - top < -(1 << 29) ? -(1 << 29) : next[t] - top;
}

bool tag_views(const marsad_words_model *m, const struct units *units, struct view *views, size_t n,
               marsad_arena *arena)
{
    uint8_t(*back)[WORDS_TAGS] = marsad_arena_array(arena, n + 1, sizeof *back);
    int32_t scores[WORDS_TAGS] = { 0 }, emitted[WORDS_TAGS];
    uint8_t best = 0;

    if (!back)
        return false;
    for (size_t i = 0; i < n; i++) {
        emit(m, units, views, n, i, emitted);
        step(m, i == 0, scores, emitted, back[i]);
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

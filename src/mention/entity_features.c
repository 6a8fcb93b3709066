/*
 * entity_features.c - views of tokens and their features.
 *
 * Tokens come from outside and may hold several of ours ("(د", "3-2"). All of a sentence are joined by blanks and read
 * as text, so that dictionary phrases match across them; a view takes the words that lie in its token.
 */
#include "mention/entity_classes.h"

#define MATCHES_MAX 24
#define LETTERS_MAX 4

const char *const ENTITY_TAG_NAMES[ENTITY_TAGS] = { "O",
#define X(name) "B-" #name, "I-" #name,
                                                    ENTITY_TYPES(X)
#undef X
};

/* ---- views ---- */

struct maker {
    const struct entity_lexicon *lexicon;
    const struct entity_words *words;
    marsad_arena *arena;
    marsad_text text;
    const uint32_t *starts; /* byte of each token in the joined text; one more for the end */
    struct entity_view *views;
    size_t n;
};

static uint32_t mask_of_tables(const struct entity_lexicon *l)
{
    uint32_t mask = 0;

    for (int t = 0; t < MARSAD_TABLE_COUNT; t++)
        if (l->rows[t])
            mask |= MARSAD_TABLE_BIT(t);
    return mask;
}

/* Marks the views from the one with text token `at` to the one with token `last` - 1. */
static void mark(struct maker *m, const uint32_t *of_token, size_t at, size_t last, uint8_t class)
{
    uint32_t first = of_token[at], end = of_token[last - 1];
    uint64_t bit = (uint64_t)1 << class;

    if (first == end)
        m->views[first].alone |= bit;
    else
        m->views[first].begin |= bit;
    for (uint32_t v = first + 1; v <= end; v++)
        m->views[v].inside |= bit;
    for (uint32_t v = first; v <= end; v++)
        if (class > m->views[v].main)
            m->views[v].main = class;
}

static void match_all(struct maker *m, const uint32_t *of_token)
{
    size_t taken[CLASS_COUNT] = { 0 }; /* tokens before this one lie in a match of the class */
    uint32_t mask = mask_of_tables(m->lexicon);

    for (size_t at = 0; at < m->text.n_tokens; at++) {
        marsad_match found[MATCHES_MAX];
        size_t n = marsad_match_at(m->lexicon->dict, &m->text, at, mask, found, MATCHES_MAX);

        for (size_t i = 0; i < n; i++) {
            uint8_t class = entity_class_of_match(m->lexicon, &found[i]);
            size_t last = at + found[i].tokens;
            if (taken[class] >= last)
                continue;
            taken[class] = last;
            mark(m, of_token, at, last, class);
        }
    }
}

static size_t letter_ends(marsad_str s, size_t ends[LETTERS_MAX], bool from_end)
{
    size_t n = 0;

    for (size_t i = 1; i <= s.len && n < LETTERS_MAX; i++) {
        size_t at = from_end ? s.len - i : i;
        if (at == s.len || ((unsigned char)s.ptr[at] & 0xC0) != 0x80)
            ends[n++] = at;
    }
    return n;
}

static void set_affixes(struct entity_view *v, marsad_str norm)
{
    size_t ends[LETTERS_MAX], n = letter_ends(norm, ends, false);

    for (size_t i = 0; i < n; i++)
        v->heads[i] = entity_hash(marsad_str_slice(norm, 0, ends[i]));
    n = letter_ends(norm, ends, true);
    for (size_t i = 0; i < n; i++)
        v->tails[i] = entity_hash(marsad_str_slice(norm, ends[i], norm.len));
}

static void set_words(struct maker *m, struct entity_view *v, marsad_str norm, uint8_t kind)
{
    char room[ENTITY_STEM_ROOM];
    struct entity_stem s = entity_stem_of(m->words, norm, room);
    const struct entity_word *whole;

    v->word = entity_hash(norm);
    v->stem = s.hash;
    v->clitics = s.clitics;
    whole = entity_word_find(m->words, v->word);
    v->count = whole ? whole->count / 4 : 0;
    v->stem_count = s.word ? s.word->count / 4 : 0;
    for (int k = 0; s.word && k < ENTITY_CLASSES; k++)
        v->classes[k] = s.word->classes[k];
    v->length = (uint8_t)(norm.len < 30 ? norm.len / 2 : 15);
    v->shape = kind;
    if (kind == MARSAD_TOKEN_NUMBER) {
        v->word = v->stem = 1 + v->length;
    } else {
        set_affixes(v, norm);
    }
}

/* The norms of text tokens [first, last) as one. */
static marsad_str join_norms(struct maker *m, size_t first, size_t last)
{
    size_t len = 0;
    char *at, *joined;

    if (last == first + 1)
        return m->text.tokens[first].norm;
    for (size_t i = first; i < last; i++)
        len += m->text.tokens[i].norm.len;
    at = joined = marsad_arena_alloc(m->arena, len + 1);
    for (size_t i = first; joined && i < last; i++) {
        marsad_str norm = m->text.tokens[i].norm;
        if (norm.len)
            memcpy(at, norm.ptr, norm.len);
        at += norm.len;
    }
    return (marsad_str){ joined, len };
}

#define SHAPE_MIXED 7

static bool make_views(struct maker *m)
{
    uint32_t *of_token = marsad_arena_array(m->arena, m->text.n_tokens + 1, sizeof *of_token);
    size_t at = 0;

    if (!of_token)
        return false;
    for (size_t v = 0; v < m->n; v++) {
        size_t first = at;
        uint8_t kind = MARSAD_TOKEN_PUNCT;
        marsad_str norm = { "", 0 };
        for (; at < m->text.n_tokens && m->text.tokens[at].start < m->starts[v + 1]; at++) {
            uint8_t now = m->text.tokens[at].kind;
            of_token[at] = (uint32_t)v;
            kind = at == first ? now : kind == now ? kind : SHAPE_MIXED;
        }
        if (at > first)
            norm = join_norms(m, first, at);
        if (!norm.ptr)
            return false;
        set_words(m, &m->views[v], norm, kind);
    }
    match_all(m, of_token);
    return true;
}

/* The tokens joined by blanks, sentences by line ends. */
static bool join(struct maker *m, const struct entity_sentence *sentences, size_t n, marsad_str *joined,
                 marsad_err *err)
{
    size_t len = 0, v = 0;
    uint32_t *starts;
    char *at;

    for (size_t s = 0; s < n; s++)
        for (size_t i = 0; i < sentences[s].n; i++, m->n++)
            len += sentences[s].tokens[i].len + 1;
    if (len >= UINT32_MAX || m->n >= UINT32_MAX)
        return marsad_fail(err, MARSAD_ELIMIT, "tokens", MARSAD_NO_OFFSET, "%zu bytes of tokens are too many", len);
    m->views = marsad_arena_array(m->arena, m->n + 1, sizeof *m->views);
    starts = marsad_arena_array(m->arena, m->n + 1, sizeof *starts);
    at = marsad_arena_alloc(m->arena, len + 1);
    if (!m->views || !starts || !at)
        return marsad_fail_memory(err);
    memset(m->views, 0, (m->n + 1) * sizeof *m->views);
    *joined = (marsad_str){ at, len };
    for (size_t s = 0; s < n; s++)
        for (size_t i = 0; i < sentences[s].n; i++) {
            marsad_str token = sentences[s].tokens[i];
            m->views[v].sentence = (uint32_t)s;
            starts[v++] = (uint32_t)(at - joined->ptr);
            memcpy(at, token.ptr, token.len);
            at += token.len;
            *at++ = i + 1 < sentences[s].n ? ' ' : '\n';
        }
    starts[v] = (uint32_t)len;
    m->starts = starts;
    return true;
}

bool entity_views_of_text(const struct entity_lexicon *l, const struct entity_words *w, const marsad_text *text,
                          marsad_arena *arena, struct entity_view **views, marsad_err *err)
{
    struct maker m = { .lexicon = l, .words = w, .arena = arena, .text = *text, .n = text->n_tokens };
    uint32_t *of_token = marsad_arena_array(arena, m.n + 1, sizeof *of_token);

    m.views = marsad_arena_array(arena, m.n + 1, sizeof *m.views);
    if (!of_token || !m.views)
        return marsad_fail_memory(err);
    memset(m.views, 0, (m.n + 1) * sizeof *m.views);
    for (size_t i = 0; i < m.n; i++) {
        const marsad_token *t = &text->tokens[i];

        of_token[i] = (uint32_t)i;
        m.views[i].sentence = t->sentence;
        set_words(&m, &m.views[i], t->norm, t->kind);
    }
    match_all(&m, of_token);
    *views = m.views;
    return true;
}

bool entity_views_make(const struct entity_lexicon *l, const struct entity_words *w,
                       const struct entity_sentence *sentences, size_t n, marsad_arena *arena,
                       struct entity_view **views, size_t *n_views, marsad_err *err)
{
    struct maker m = { .lexicon = l, .words = w, .arena = arena };
    marsad_str joined;

    if (!join(&m, sentences, n, &joined, err) || !marsad_text_read(l->dict, joined, arena, &m.text, err) ||
        !(make_views(&m) || marsad_fail_memory(err)))
        return false;
    *views = m.views;
    *n_views = m.n;
    return true;
}

/* ---- features ---- */

/* One number for each kind of feature; those of neighbours begin at the number and add their distance. */
enum template {
    T_BIAS = 1,
    T_WORD = 10,
    T_STEM = 20,
    T_HEAD = 30,
    T_TAIL = 40,
    T_TAIL_NEAR = 50,
    T_CLASS = 60,
    T_CLASS_2 = 70,
    T_PAIR_STEM = 90,
    T_PAIR_CLASS = 100,
    T_CLITICS = 120,
    T_SHAPE = 130,
    T_ENTRY = 140,
    T_ENTRY_NEAR = 170,
    T_MAIN = 200,
    T_COUNT = 210,
    T_TITLE = 220,
    T_SAY = 230,
    T_PLACE = 240,
    T_MIXED = 250,
    T_COARSE = 260,
    T_COARSE_PAIR = 270
};

/* A feature is of the part 0 … ENTITY_NEAR - 1 if it looks at one token alone. */
#define TOKEN ENTITY_REACH
#define JOINT ENTITY_NEAR
#define PART(part) (1u << (part))
#define ALL_PARTS (PART(JOINT + 1) - 1)

struct features {
    uint64_t *at;
    size_t n;
    unsigned parts;   /* only these are told */
    uint8_t *part_of; /* of each; NULL: nobody asks */
};

static inline void tell(struct features *f, unsigned part, unsigned template, uint64_t value)
{
    if (!(f->parts & PART(part)) || f->n >= ENTITY_FEATURES_MAX)
        return;
    if (f->part_of)
        f->part_of[f->n] = (uint8_t)part;
    f->at[f->n++] = entity_mix((uint64_t) template * 0x2545F4914F6CDD1Du, value);
}

static inline void tell_2(struct features *f, unsigned part, unsigned template, uint64_t a, uint64_t b)
{
    tell(f, part, template, entity_mix(a, b));
}

static inline void tell_bits(struct features *f, unsigned part, unsigned template, uint64_t bits)
{
    for (; bits; bits &= bits - 1)
        tell(f, part, template, (uint64_t)__builtin_ctzll(bits));
}

const struct entity_view ENTITY_OUTSIDE = {
    .word = 3, .stem = 3, .shape = 9, .classes = { 0xFFFF, 0xFFFF, 0xFFFF }, .main = 63
};

/* Token i + d of the same sentence. */
static const struct entity_view *near(const struct entity_view *views, size_t n, size_t i, int d)
{
    int64_t at = (int64_t)i + d;

    if (at < 0 || (size_t)at >= n || views[at].sentence != views[i].sentence)
        return &ENTITY_OUTSIDE;
    return &views[at];
}

static void tell_words(struct features *f, const struct entity_view *const at[5])
{
    for (unsigned d = 0; d < 5; d++) {
        tell(f, d, T_STEM + d, at[d]->stem);
        if (d >= 1 && d <= 3 && at[d]->stem != at[d]->word)
            tell(f, d, T_WORD + d, at[d]->word);
        if (at[d]->classes[0])
            tell(f, d, T_CLASS + d, at[d]->classes[0]);
        if (at[d]->classes[1])
            tell(f, d, T_CLASS_2 + d, at[d]->classes[1]);
        if (at[d]->classes[2])
            tell(f, d, T_COARSE + d, at[d]->classes[2]);
    }
    for (unsigned d = 1; d < 3; d++) {
        tell_2(f, JOINT, T_PAIR_STEM + d, at[d]->stem, at[d + 1]->stem);
        tell_2(f, JOINT, T_PAIR_CLASS + d, at[d]->classes[0], at[d + 1]->classes[0]);
    }
    tell_2(f, JOINT, T_MIXED, at[1]->stem, at[2]->classes[0]);
    tell_2(f, JOINT, T_MIXED + 1, at[2]->classes[0], at[3]->stem);
}

/* Few classes: their sequences are met often enough to learn from. */
static void tell_coarse(struct features *f, const struct entity_view *const at[5])
{
    uint64_t before = entity_mix(at[1]->classes[2], at[2]->classes[2]);
    uint64_t behind = entity_mix(at[2]->classes[2], at[3]->classes[2]);

    tell(f, JOINT, T_COARSE_PAIR, before);
    tell(f, JOINT, T_COARSE_PAIR + 1, behind);
    tell_2(f, JOINT, T_COARSE_PAIR + 2, before, at[3]->classes[2]);
    tell_2(f, JOINT, T_COARSE_PAIR + 3, entity_mix(at[0]->classes[2], at[1]->classes[2]), at[2]->classes[2]);
    tell_2(f, JOINT, T_COARSE_PAIR + 4, behind, at[4]->classes[2]);
    tell_2(f, JOINT, T_COARSE_PAIR + 5, at[1]->classes[2], at[2]->main);
    tell_2(f, JOINT, T_COARSE_PAIR + 6, at[2]->main, at[3]->classes[2]);
}

static void tell_form(struct features *f, const struct entity_view *const at[5])
{
    const struct entity_view *v = at[2];

    for (unsigned k = 0; k < LETTERS_MAX; k++) {
        if (v->heads[k])
            tell(f, TOKEN, T_HEAD + k, v->heads[k]);
        if (v->tails[k])
            tell(f, TOKEN, T_TAIL + k, v->tails[k]);
    }
    for (unsigned d = 1; d <= 3; d += 2) {
        tell(f, d, T_TAIL_NEAR + d, at[d]->tails[1]);
        tell(f, d, T_CLITICS + d, at[d]->clitics);
        tell(f, d, T_SHAPE + d, at[d]->shape);
    }
    tell(f, TOKEN, T_CLITICS, v->clitics);
    tell_2(f, TOKEN, T_CLITICS + 4, v->clitics, v->classes[0]);
    tell_2(f, TOKEN, T_CLITICS + 5, v->clitics, v->main);
    tell(f, TOKEN, T_SHAPE, v->shape);
    tell_2(f, TOKEN, T_SHAPE + 2, v->shape, v->length);
    tell(f, TOKEN, T_COUNT, v->count);
    tell_2(f, TOKEN, T_COUNT + 1, v->stem_count, v->main);
    tell_2(f, JOINT, T_COUNT + 2, at[1]->stem_count, v->stem_count);
    tell_2(f, JOINT, T_COUNT + 3, v->stem_count, at[3]->stem_count);
}

static void tell_entries(struct features *f, const struct entity_view *const at[5])
{
    const struct entity_view *v = at[2];

    tell_bits(f, TOKEN, T_ENTRY, v->begin);
    tell_bits(f, TOKEN, T_ENTRY + 1, v->inside);
    tell_bits(f, TOKEN, T_ENTRY + 2, v->alone);
    for (unsigned d = 0; d < 5; d++) {
        if (d == 2)
            continue;
        tell_bits(f, d, T_ENTRY_NEAR + d, at[d]->begin | at[d]->inside | at[d]->alone);
        if (d == 1 || d == 3)
            tell_bits(f, d, T_ENTRY_NEAR + 5 + d, at[d]->begin | at[d]->inside);
    }
    tell_2(f, JOINT, T_MAIN, at[1]->main, v->main);
    tell_2(f, JOINT, T_MAIN + 1, v->main, at[3]->main);
    tell_2(f, JOINT, T_MAIN + 2, entity_mix(at[1]->main, v->main), at[3]->main);
    tell_2(f, JOINT, T_MAIN + 3, entity_mix(at[0]->main, at[1]->main), v->main);
    tell_2(f, JOINT, T_MAIN + 4, at[1]->stem, v->main);
    tell_2(f, JOINT, T_MAIN + 5, v->main, at[3]->stem);
    if (!v->begin && !v->inside && !v->alone)
        tell_2(f, TOKEN, T_MAIN + 6, v->stem_count, v->shape);
}

static void tell_wide(struct features *f, const struct entity_view *views, size_t n, size_t i)
{
    const uint64_t title = (uint64_t)1 << CLASS_TITLE, say = (uint64_t)1 << CLASS_SAY;

    for (int d = 1; d <= 4; d++) {
        const struct entity_view *before = near(views, n, i, -d), *behind = near(views, n, i, d);
        if ((before->alone | before->begin) & title)
            tell(f, JOINT, T_TITLE, (uint64_t)d);
        if (before->alone & say)
            tell(f, JOINT, T_SAY, (uint64_t)d);
        if (behind->alone & say)
            tell(f, JOINT, T_SAY + 1, (uint64_t)d);
    }
    tell(f, JOINT, T_PLACE, near(views, n, i, -1) == &ENTITY_OUTSIDE);
    tell(f, JOINT, T_PLACE + 1, near(views, n, i, 1) == &ENTITY_OUTSIDE);
}

static inline void tell_all(struct features *f, const struct entity_view *const at[ENTITY_NEAR])
{
    tell(f, TOKEN, T_BIAS, 0);
    tell_words(f, at);
    tell_coarse(f, at);
    tell_form(f, at);
    tell_entries(f, at);
}

static inline size_t features_of(unsigned parts, const struct entity_view *views, size_t n, size_t i, uint64_t *out)
{
    struct features f = { .at = out, .parts = parts };
    const struct entity_view *at[ENTITY_NEAR];

    for (int d = -ENTITY_REACH; d <= ENTITY_REACH; d++)
        at[d + ENTITY_REACH] = near(views, n, i, d);
    tell_all(&f, at);
    tell_wide(&f, views, n, i);
    return f.n;
}

size_t entity_features(const struct entity_view *views, size_t n, size_t i, uint64_t *out)
{
    return features_of(ALL_PARTS, views, n, i, out);
}

size_t entity_features_joint(const struct entity_view *views, size_t n, size_t i, uint64_t *out)
{
    return features_of(PART(JOINT), views, n, i, out);
}

size_t entity_features_alone(const struct entity_view *v, uint64_t *out, uint8_t *places)
{
    struct features f = { .at = out, .parts = ALL_PARTS & ~PART(JOINT), .part_of = places };

    tell_all(&f, (const struct entity_view *const[ENTITY_NEAR]){ v, v, v, v, v });
    return f.n;
}

/*
 * segment.c - the ways to cut a unit into clitics and word, their features, and the best of them.
 *
 * Cuts are legal by form only: [و ف أ] [ب ل ك س م ع] word [pronoun]. The model learns from the dictionary, from how
 * often whole and rest stand as words of their own in news, and from the words around it which of them is meant.
 */
#include "arabic/memo.h"

#define WA 0x0648
#define FA 0x0641
#define ALEF_HAMZA 0x0623
#define BA 0x0628
#define LAM 0x0644
#define KAF 0x0643
#define SIN 0x0633
#define MEEM 0x0645
#define AIN 0x0639
#define ALEF 0x0627
#define NOON 0x0646
#define HEH 0x0647
#define TEH_MARBUTA 0x0629
#define ALEF_MAQSURA 0x0649

static const struct {
    uint8_t n;
    uint16_t letters[3];
} SUFFIXES[] = {
    { 1, { 0x0647 } },                 /* ه */
    { 2, { 0x0647, 0x0627 } },         /* ها */
    { 2, { 0x0647, 0x0645 } },         /* هم */
    { 3, { 0x0647, 0x0645, 0x0627 } }, /* هما */
    { 2, { 0x0647, 0x0646 } },         /* هن */
    { 2, { 0x0646, 0x0627 } },         /* نا */
    { 2, { 0x0646, 0x064A } },         /* ني */
    { 1, { 0x064A } },                 /* ي */
    { 1, { 0x0643 } },                 /* ك */
    { 2, { 0x0643, 0x0645 } },         /* كم */
    { 3, { 0x0643, 0x0645, 0x0627 } }, /* كما */
};

static bool ends_with(const struct unit *u, size_t s)
{
    size_t n = SUFFIXES[s].n;

    if (u->n < n || u->raw[u->n - 1] == TEH_MARBUTA || u->raw[u->n - 1] == ALEF_MAQSURA)
        return false;
    for (size_t k = 0; k < n; k++)
        if (u->fold[u->n - n + k] != SUFFIXES[s].letters[k])
            return false;
    return true;
}

static bool is_first(const struct unit *u)
{
    if (u->raw[0] == ALEF_HAMZA)
        return u->fold[1] == LAM && u->n <= 4; /* ألا، ألم */
    return u->fold[0] == WA || u->fold[0] == FA;
}

static bool is_second(const struct unit *u, size_t at)
{
    uint16_t c = u->fold[at];

    if (c == MEEM || c == AIN) /* مما، عمن */
        return u->n - at == 3 && u->fold[at + 1] == MEEM && (u->fold[at + 2] == ALEF || u->fold[at + 2] == NOON);
    return c == BA || c == LAM || c == KAF || c == SIN;
}

static size_t add_cut(const struct unit *u, struct cut *out, size_t n, size_t p1, size_t p2, size_t end)
{
    if (n >= CUTS_MAX || (p1 > 0 && u->at[p1] == 0) || (p2 > p1 && u->at[p2] == u->at[p1]) || u->at[end] == u->at[p2] ||
        u->at[u->n] == u->at[end - 1])
        return n; /* letters of one ligature stay together */
    if (end < u->n && u->at[end] == u->at[end - 1])
        return n;
    out[n] = (struct cut){ (uint8_t)p1, (uint8_t)p2, (uint8_t)end };
    return n + 1;
}

static size_t add_prefixed(const struct unit *u, struct cut *out, size_t n, size_t p1, size_t p2)
{
    if (p2 > 0)
        n = add_cut(u, out, n, p1, p2, u->n);
    for (size_t s = 0; s < sizeof SUFFIXES / sizeof *SUFFIXES; s++)
        if (u->n >= p2 + 2 + SUFFIXES[s].n && ends_with(u, s))
            n = add_cut(u, out, n, p1, p2, (size_t)u->n - SUFFIXES[s].n);
    return n;
}

/* لله, with و or ف before it, is ل + الله of which one lam is written less; it is no word with a pronoun. */
static bool is_lillah(const struct unit *u)
{
    size_t from = u->n == 4 && is_first(u) ? 1 : 0;

    return u->n == from + 3 && u->fold[from] == LAM && u->fold[from + 1] == LAM && u->raw[from + 2] == HEH;
}

size_t cuts_of(const struct unit *u, struct cut *out)
{
    size_t n = 1;

    if (u->kind == MARSAD_TOKEN_WORD && u->whole && is_lillah(u) && add_cut(u, out, 0, u->n - 3u, u->n - 2u, u->n))
        return 1;
    out[0] = (struct cut){ 0, 0, u->n };
    if (u->kind != MARSAD_TOKEN_WORD || !u->whole || u->n < 2)
        return n;
    n = add_prefixed(u, out, n, 0, 0);
    if (is_second(u, 0))
        n = add_prefixed(u, out, n, 0, 1);
    if (!is_first(u))
        return n;
    n = add_prefixed(u, out, n, 1, 1);
    if (u->n > 2 && is_second(u, 1))
        n = add_prefixed(u, out, n, 1, 2);
    return n;
}

/* ---- features ---- */

static uint32_t end_key(const struct unit *u, size_t letters)
{
    return letters_key(u->raw, u->n > letters ? u->n - letters : 0, u->n);
}

static uint8_t frequency_of(const marsad_words_model *m, uint32_t key)
{
    const struct words_form *f = words_form_of(m, key);

    return f ? f->frequency : 0;
}

static struct cut_context context_of(const struct units *units, size_t i)
{
    const struct unit *u = &units->at[i], *before = i > 0 ? u - 1 : NULL, *after = i + 1 < units->n ? u + 1 : NULL;

    return (struct cut_context){
        .before = before ? before->key : 1,
        .before_end = before ? end_key(before, 2) : 1,
        .after = after ? after->key : 1,
        .after_begin = after ? letters_key(after->raw, 0, after->n < 2 ? after->n : 2) : 1,
    };
}

void cut_context_of(const marsad_words_model *m, const struct units *units, size_t i, struct cut_context *c)
{
    const struct unit *u = &units->at[i];

    *c = context_of(units, i);
    c->whole = u->raw_key;
    c->whole_frequency = frequency_of(m, u->key);
}

static void add(struct features *f, uint32_t a, uint32_t b)
{
    if (f->n < WORD_FEATURES) {
        f->at[f->n] = words_mix(f->n + 1, a, b);
        f->n++;
    }
}

/* A feature whose place among the others differs from cut to cut: its kind is given. */
static void add_kind(struct features *f, uint32_t kind, uint32_t a, uint32_t b)
{
    if (f->n < WORD_FEATURES)
        f->at[f->n++] = words_mix(kind, a, b);
}

/* What is written before and behind the word, as hashes. */
static struct affixes affixes_of(const struct unit *u, const struct cut *cut)
{
    uint32_t prefix = (cut->p1 ? u->fold[0] & 0xFFu : 0) << 8 | (cut->p2 > cut->p1 ? u->fold[cut->p1] & 0xFFu : 0);
    uint32_t suffix = cut->stem_end < u->n ? letters_key(u->fold, cut->stem_end, u->n) : 0;

    return (struct affixes){ prefix, suffix, words_mix(0, prefix, suffix) };
}

/* 0: none; 1: the word begins with it; 2: للقوات, what the article stood on. */
static uint32_t article_of(const struct unit *u, const struct cut *cut)
{
    size_t a = cut->p2, b = cut->stem_end;

    if (unit_has_article(u, a, b))
        return 1;
    return a > 0 && u->fold[a - 1] == LAM && u->fold[a] == LAM && b - a > 2 ? 2 : 0;
}

#define KIND_NEAR 25 /* and the five behind it: features 25 to 30 */
#define KIND_TANWIN 31
#define KIND_BEFORE 32

static void add_near(const struct cut_context *c, const struct affixes *affixes, struct features *f)
{
    add_kind(f, KIND_NEAR, affixes->prefix, c->before);
    add_kind(f, KIND_NEAR + 1, affixes->prefix, c->before_end);
    add_kind(f, KIND_NEAR + 2, affixes->prefix, c->after_begin);
    add_kind(f, KIND_NEAR + 3, affixes->suffix, c->before);
    add_kind(f, KIND_NEAR + 4, affixes->suffix, c->after);
    add_kind(f, KIND_NEAR + 5, affixes->suffix, c->after_begin);
}

static void add_before(const struct cut_context *c, const struct affixes *affixes, uint32_t article, struct features *f)
{
    add_kind(f, KIND_BEFORE, affixes->both, words_mix(5, article, c->before));
}

void cut_features(const marsad_words_model *m, const struct unit *u, const struct cut_context *c, const struct cut *cut,
                  struct features *f)
{
    size_t a = cut->p2, b = cut->stem_end, n = b - a;
    struct affixes affixes = affixes_of(u, cut);
    uint32_t prefix = affixes.prefix, suffix = affixes.suffix, both = affixes.both,
             kinds = (prefix >> 8 ? 1u : 0) | (prefix & 0xFF ? 2u : 0) | (suffix ? 4u : 0);
    uint32_t stem = letters_key(u->fold, a, b), stem_raw = letters_key(u->raw, a, b);
    uint32_t article = article_of(u, cut), lex = lexicon_of(m, u, a, b),
             bare_lex = article ? lexicon_of(m, u, article == 1 ? a + 2 : a + 1, b) : 0;
    uint32_t frequency = frequency_of(m, stem), length = n < 8 ? (uint32_t)n : 8;
    int rise = (int)frequency - (int)c->whole_frequency;

    f->n = 0;
    add(f, both, 0);
    add(f, prefix, length);
    add(f, suffix, length);
    add(f, both, length);
    add(f, prefix, words_mix(1, lex, bare_lex));
    add(f, suffix, lex);
    add(f, both, words_mix(2, lex, article));
    add(f, kinds, words_mix(3, lex, bare_lex));
    add(f, kinds, frequency << 8 | c->whole_frequency);
    add(f, prefix, (uint32_t)(rise + 64));
    add(f, suffix, (uint32_t)(rise + 64));
    add(f, prefix, frequency);
    add(f, suffix, frequency);
    add(f, stem, 0);
    add(f, stem_raw, kinds);
    add(f, stem, both);
    add(f, c->whole, both);
    add(f, prefix << 4 | article, u->raw[a]);
    add(f, prefix, letters_key(u->raw, a, a + (n < 2 ? n : 2)));
    add(f, prefix, letters_key(u->raw, a, a + (n < 3 ? n : 3)));
    add(f, suffix, u->raw[b - 1]);
    add(f, suffix, letters_key(u->raw, n > 2 ? b - 2 : a, b));
    add(f, suffix, letters_key(u->raw, n > 3 ? b - 3 : a, b));
    add(f, suffix, words_mix(4, u->raw[a], u->raw[b - 1]));
    if (!c->alone)
        add_near(c, &affixes, f);
    add_kind(f, KIND_TANWIN, both, u->tanwin);
    if (!c->alone)
        add_before(c, &affixes, article, f);
    for (uint32_t bits = lex; bits; bits &= bits - 1) {
        uint32_t bit = (uint32_t)__builtin_ctz(bits);

        add_kind(f, 100, prefix, bit);
        add_kind(f, 101, suffix, bit);
    }
    for (uint32_t bits = bare_lex; bits; bits &= bits - 1)
        add_kind(f, 102, prefix << 2 | article, (uint32_t)__builtin_ctz(bits));
}

/*
 * The name of a country is not cut behind its first letter: one wrong لبنان, which 645 sentences do not show, is many.
 */
static bool cuts_a_country(const marsad_words_model *m, const struct unit *u, const struct cut *cut)
{
    return cut->p2 > cut->p1 && (lexicon_of(m, u, cut->p1, u->n) & LEX_COUNTRY);
}

static int32_t sum_of(const marsad_words_model *m, const struct features *f)
{
    int32_t sum = 0;

    for (uint32_t j = 0; j < f->n; j++)
        sum += m->cuts[f->at[j] & m->cut_mask];
    return sum;
}

void unit_learn(const marsad_words_model *m, const struct unit *u, struct known_unit *out)
{
    struct cut_context context = { .alone = true };
    struct cut cuts[CUTS_MAX];
    size_t n = cuts_of(u, cuts);

    out->n = (uint8_t)n;
    out->cuts[0] = (struct known_cut){ .cut = cuts[0] };
    if (n == 1)
        return;
    context.whole = u->raw_key;
    context.whole_frequency = frequency_of(m, u->key);
    for (size_t k = 0; k < n; k++) {
        struct known_cut *known = &out->cuts[k];
        struct features f;

        *known = (struct known_cut){ .cut = cuts[k] };
        known->never = cuts_a_country(m, u, &cuts[k]);
        known->affixes = affixes_of(u, &cuts[k]);
        known->article = (uint8_t)article_of(u, &cuts[k]);
        cut_features(m, u, &context, &cuts[k], &f);
        known->score = sum_of(m, &f);
    }
}

struct cut cut_best(const marsad_words_model *m, struct words_memo *memo, const struct units *units, size_t i)
{
    struct known_unit spare;
    const struct known_unit *known = memo_unit(m, memo, &units->at[i], &spare);
    struct cut_context context;
    int32_t best_score = INT32_MIN;
    size_t best = 0;

    if (known->n == 1)
        return known->cuts[0].cut;
    context = context_of(units, i);
    for (size_t k = 0; k < known->n; k++) {
        const struct known_cut *cut = &known->cuts[k];
        struct features f = { .n = 0 };
        int32_t score;

        if (cut->never)
            continue;
        add_near(&context, &cut->affixes, &f);
        add_before(&context, &cut->affixes, cut->article, &f);
        score = cut->score + sum_of(m, &f);
        if (score > best_score)
            best_score = score, best = k;
    }
    return known->cuts[best].cut;
}

bool view_behind_lam(const struct unit *u, size_t a, size_t b, marsad_piece piece)
{
    return piece == MARSAD_PIECE_STEM && a > 0 && u->fold[a - 1] == LAM && u->fold[a] == LAM && b - a > 2;
}

void view_learn(const marsad_words_model *m, const struct unit *u, size_t a, size_t b, marsad_piece piece,
                struct view *out)
{
    struct view v = { .a = (uint8_t)a, .b = (uint8_t)b, .piece = (uint8_t)piece };
    const struct words_form *form;
    size_t bare = a + (unit_has_article(u, a, b) ? 2u : view_behind_lam(u, a, b, piece) ? 1u : 0u); /* للقوات */

    v.fold = letters_key(u->fold, a, b);
    v.raw = letters_key(u->raw, a, b);
    v.end = letters_key(u->raw, b > a + 2 ? b - 2 : a, b);
    v.shape = (uint16_t)(u->kind << 8 | (u->kind == MARSAD_TOKEN_NUMBER ? u->n : 0));
    v.article = unit_has_article(u, a, b);
    v.feminine = b > a && u->raw[b - 1] == TEH_MARBUTA;
    v.node = lexicon_node(m, u, a, b);
    v.lex = lexicon_bits(m, v.node);
    v.bare = v.fold;
    if (bare > a) {
        v.bare = letters_key(u->fold, bare, b);
        v.bare_node = lexicon_node(m, u, bare, b);
        v.lex |= lexicon_bits(m, v.bare_node);
    }
    form = words_form_of(m, v.fold);
    v.cluster = form ? form->cluster : 0;
    v.guess = v.bare_guess = form ? form->tags : WORDS_NO_TAGS;
    if (v.bare != v.fold) {
        form = words_form_of(m, v.bare);
        v.bare_guess = form ? form->tags : WORDS_NO_TAGS;
    }
    *out = v;
}

static size_t add_view(const marsad_words_model *m, struct words_memo *memo, const struct units *units, size_t i,
                       size_t a, size_t b, marsad_piece piece, struct view *out, size_t n)
{
    struct known_view spare;

    if (memo)
        out[n] = memo_view(m, memo, &units->at[i], a, b, piece, &spare)->view;
    else
        view_learn(m, &units->at[i], a, b, piece, &out[n]); /* there may be no weights yet */
    out[n].unit = (uint32_t)i;
    out[n].a = (uint8_t)a;
    out[n].b = (uint8_t)b;
    return n + 1;
}

size_t cut_views(const marsad_words_model *m, struct words_memo *memo, const struct units *units, size_t i,
                 struct cut cut, struct view *out)
{
    size_t n = 0, letters = units->at[i].n;

    if (cut.p1 > 0)
        n = add_view(m, memo, units, i, 0, cut.p1, MARSAD_PIECE_PREFIX, out, n);
    if (cut.p2 > cut.p1)
        n = add_view(m, memo, units, i, cut.p1, cut.p2, MARSAD_PIECE_PREFIX, out, n);
    n = add_view(m, memo, units, i, cut.p2, cut.stem_end, MARSAD_PIECE_STEM, out, n);
    if (cut.stem_end < letters)
        n = add_view(m, memo, units, i, cut.stem_end, letters, MARSAD_PIECE_SUFFIX, out, n);
    return n;
}

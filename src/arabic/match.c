/*
 * match.c - dictionary words under clitics, and phrases that begin at a token.
 *
 * Arabic writes conjunctions, prepositions and the article on the word that follows, and object pronouns on the word
 * before: [و ف] + [ب ل ك س] + [ال] + word + [ه ها هم …]. A token is cut in every legal way that leaves a word of the
 * dictionary; which cuts fit which kind of word is decided when a match is asked for.
 */
#include "arabic/tokens.h"
#include "dict/scratch.h"

#define STEMS_MAX 16 /* the most in a million words of news is 5 */

#define WA "\u0648"
#define FA "\u0641"
#define BA "\u0628"
#define LAM "\u0644"
#define KAF "\u0643"
#define SIN "\u0633"
#define TEH_MARBUTA "\u0629"
#define AL "\u0627\u0644"

#define LETTER 2   /* bytes of an Arabic letter */
#define STEM_MIN 4 /* bytes of a word that may stand behind clitics: two letters */
#define NAME_MAX_BYTES 128

static const char *const SUFFIXES[] = {
    /* object and possessive pronouns, the longest first */
    "\u0647\u0645\u0627" /* هما */,
    "\u0643\u0645\u0627" /* كما */,
    "\u0647\u0627" /* ها */,
    "\u0647\u0645" /* هم */,
    "\u0647\u0646" /* هن */,
    "\u0646\u0627" /* نا */,
    "\u0646\u064A" /* ني */,
    "\u0643\u0645" /* كم */,
    "\u0647" /* ه */,
    "\u0643" /* ك */
};

struct stems {
    const marsad_dict *dict;
    marsad_str norm;
    bool no_suffix; /* written with ة, which only its fold makes a ه */
    uint32_t word;  /* of the whole */
    marsad_stem at[STEMS_MAX];
    unsigned n;
};

static bool takes_suffix(const marsad_entry *e)
{
    return (e->table == MARSAD_TABLE_VERBS || e->table == MARSAD_TABLE_NOUNS || e->table == MARSAD_TABLE_AGENTS ||
            e->table == MARSAD_TABLE_FRAMES) &&
           e->form && !(e->form & MARSAD_FORM_NO_SUFFIX);
}

static void add_stem(struct stems *s, uint32_t node, size_t skip, unsigned clitics, size_t suffix)
{
    if (node && s->n < STEMS_MAX)
        s->at[s->n++] = (marsad_stem){ node, (uint16_t)skip, (uint8_t)clitics, (uint8_t)suffix };
}

static uint32_t node_of(const marsad_dict *d, marsad_str word)
{
    return marsad_dict_step(d, 0, marsad_dict_word(d, word));
}

static void add_suffixed(struct stems *s, marsad_str rest, size_t skip, unsigned clitics)
{
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        marsad_str suffix = marsad_str_of(SUFFIXES[i]);
        marsad_entries found;
        uint32_t node;

        if (rest.len < suffix.len + STEM_MIN || !marsad_str_ends(rest, suffix))
            continue;
        node = node_of(s->dict, (marsad_str){ rest.ptr, rest.len - suffix.len });
        found = marsad_dict_entries(s->dict, node);
        for (size_t e = 0; node && e < found.n; e++)
            if (takes_suffix(&found.at[e])) {
                add_stem(s, node, skip, clitics, suffix.len);
                break;
            }
    }
}

static void add_rest(struct stems *s, size_t skip, unsigned clitics)
{
    marsad_str rest = marsad_str_slice(s->norm, skip, s->norm.len);

    if (skip && rest.len < STEM_MIN)
        return;
    add_stem(s, node_of(s->dict, rest), skip, clitics, 0);
    if (!(clitics & MARSAD_CLITIC_AL) && !s->no_suffix)
        add_suffixed(s, rest, skip, clitics);
}

/* A name with its article: ال + rest, of which the token shows only the lam, at `skip`. */
static void add_name_with_article(struct stems *s, marsad_str rest, size_t skip, unsigned clitics)
{
    char name[NAME_MAX_BYTES];

    if (rest.len + 2 * LETTER > sizeof name)
        return;
    memcpy(name, AL, 2 * LETTER);
    memcpy(name + 2 * LETTER, rest.ptr, rest.len);
    add_stem(s, node_of(s->dict, (marsad_str){ name, 2 * LETTER + rest.len }), skip, clitics, 0);
}

/*
 * للقوات is ل + القوات with the alef unwritten: try the word without article and the name with it. Where the word
 * itself begins with ل, two of three are written: للجنة is ل + اللجنة.
 */
static void add_lil(struct stems *s, size_t skip, unsigned clitics)
{
    marsad_str rest = marsad_str_slice(s->norm, skip + 2 * LETTER, s->norm.len);
    marsad_str lam_rest = marsad_str_slice(s->norm, skip + LETTER, s->norm.len);

    clitics |= MARSAD_CLITIC_LI;
    if (rest.len >= STEM_MIN) {
        add_stem(s, node_of(s->dict, rest), skip + 2 * LETTER, clitics | MARSAD_CLITIC_AL, 0);
        add_name_with_article(s, rest, skip + LETTER, clitics);
    }
    add_stem(s, node_of(s->dict, lam_rest), skip + LETTER, clitics | MARSAD_CLITIC_AL, 0);
    add_name_with_article(s, lam_rest, skip + LETTER, clitics);
}

static bool starts_at(marsad_str s, size_t at, marsad_str head)
{
    return s.len >= at + head.len && memcmp(s.ptr + at, head.ptr, head.len) == 0;
}

static void add_behind_conjunction(struct stems *s, size_t skip, unsigned clitics)
{
    static const struct {
        marsad_str letter;
        unsigned clitic;
    } PREPOSITIONS[] = { { { BA, LETTER }, MARSAD_CLITIC_BI },
                         { { LAM, LETTER }, MARSAD_CLITIC_LI },
                         { { KAF, LETTER }, MARSAD_CLITIC_KA },
                         { { SIN, LETTER }, MARSAD_CLITIC_SA } };

    add_rest(s, skip, clitics);
    if (starts_at(s->norm, skip, MARSAD_LIT(AL)))
        add_rest(s, skip + 2 * LETTER, clitics | MARSAD_CLITIC_AL);
    if (starts_at(s->norm, skip, MARSAD_LIT(LAM LAM)))
        add_lil(s, skip, clitics);
    for (size_t i = 0; i < sizeof PREPOSITIONS / sizeof *PREPOSITIONS; i++) {
        if (!starts_at(s->norm, skip, PREPOSITIONS[i].letter))
            continue;
        add_rest(s, skip + LETTER, clitics | PREPOSITIONS[i].clitic);
        if (starts_at(s->norm, skip + LETTER, MARSAD_LIT(AL)) && PREPOSITIONS[i].clitic != MARSAD_CLITIC_SA)
            add_rest(s, skip + 3 * LETTER, clitics | PREPOSITIONS[i].clitic | MARSAD_CLITIC_AL);
    }
}

/* All ways to read one token; those without a word of the dictionary behind them are left out. */
static void read_token(const marsad_dict *dict, const marsad_token *token, bool no_suffix, struct stems *s)
{
    s->dict = dict;
    s->norm = token->norm;
    s->no_suffix = no_suffix;
    s->n = 0;
    s->word = marsad_dict_word(dict, token->norm);
    if (token->kind != MARSAD_TOKEN_WORD) {
        add_stem(s, marsad_dict_step(dict, 0, s->word), 0, 0, 0);
    } else if (token->norm.len <= UINT16_MAX) {
        add_behind_conjunction(s, 0, 0);
        if (starts_at(s->norm, 0, MARSAD_LIT(WA)))
            add_behind_conjunction(s, LETTER, MARSAD_CLITIC_WA);
        else if (starts_at(s->norm, 0, MARSAD_LIT(FA)))
            add_behind_conjunction(s, LETTER, MARSAD_CLITIC_FA);
    }
}

static bool set_stems(marsad_token *token, uint32_t word, const marsad_stem *stems, unsigned n, marsad_arena *arena)
{
    marsad_stem *copy;

    token->word = word;
    if (n == 0)
        return true;
    copy = marsad_arena_array(arena, n, sizeof *copy);
    if (!copy)
        return false;
    memcpy(copy, stems, n * sizeof *copy);
    token->stems = copy;
    token->n_stems = (uint8_t)n;
    return true;
}

/* ---- tokens met before ---- */

#define KNOWN_BYTES 24 /* longer tokens are read each time, and so are those with more stems */
#define KNOWN_STEMS 4

/* One line of the processor's cache. */
struct known_token {
    struct {
        char norm[KNOWN_BYTES];
        uint8_t len, kind;
        bool no_suffix, used;
    } key; /* what the rest follows from, all of it */
    uint32_t word;
    marsad_stem stems[KNOWN_STEMS]; /* the first with node 0 and all behind it are none */
};
_Static_assert(sizeof(struct known_token) == 64, "no bytes between the members");

#define KNOWN (DICT_SCRATCH_BYTES / sizeof(struct known_token))

/* Most words of news are met again soon. A place holds the last token that came to it. */
struct stems_memo {
    struct known_token at[KNOWN];
};

static struct known_token *place_of(struct stems_memo *memo, const struct known_token *like)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < KNOWN_BYTES; i += sizeof hash) {
        uint64_t part;

        memcpy(&part, like->key.norm + i, sizeof part);
        hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    return &memo->at[hash % KNOWN];
}

static unsigned stems_of(const struct known_token *known)
{
    unsigned n = 0;

    while (n < KNOWN_STEMS && known->stems[n].node)
        n++;
    return n;
}

static bool find_stems(const marsad_dict *dict, struct stems_memo *memo, bool no_suffix, marsad_token *token,
                       marsad_arena *arena)
{
    struct known_token now = { .key = { .kind = token->kind, .no_suffix = no_suffix, .used = true } }, *known = NULL;
    struct stems s;

    if (memo && token->norm.len <= KNOWN_BYTES) {
        now.key.len = (uint8_t)token->norm.len;
        if (token->norm.len)
            memcpy(now.key.norm, token->norm.ptr, token->norm.len);
        known = place_of(memo, &now);
        if (memcmp(&known->key, &now.key, sizeof now.key) == 0)
            return set_stems(token, known->word, known->stems, stems_of(known), arena);
    }
    read_token(dict, token, no_suffix, &s);
    if (known && s.n <= KNOWN_STEMS) {
        now.word = s.word;
        memcpy(now.stems, s.at, s.n * sizeof *s.at);
        *known = now;
    }
    return set_stems(token, s.word, s.at, s.n, arena);
}

bool stems_find(const marsad_dict *dict, marsad_str text, marsad_token *tokens, size_t n, marsad_arena *arena)
{
    struct stems_memo *memo = shelf_take(dict_scratch(dict));
    bool ok = true;

    for (size_t i = 0; ok && i < n; i++) {
        marsad_str written = marsad_str_slice(text, tokens[i].start, tokens[i].end);

        ok = find_stems(dict, memo, marsad_str_ends(written, MARSAD_LIT(TEH_MARBUTA)), &tokens[i], arena);
    }
    shelf_put(dict_scratch(dict), memo);
    return ok;
}

/* ---- matches ---- */

static bool fits_verb(const marsad_entry *e, const marsad_stem *s)
{
    unsigned allowed = MARSAD_CLITIC_WA | MARSAD_CLITIC_FA;

    if (e->form & MARSAD_FORM_IMPERFECT)
        allowed |= MARSAD_CLITIC_SA | MARSAD_CLITIC_LI;
    return !(s->clitics & ~allowed) && !(s->suffix && (e->form & MARSAD_FORM_NO_SUFFIX)) &&
           !(!s->suffix && (e->form & MARSAD_FORM_HOST));
}

static bool fits_noun(const marsad_entry *e, const marsad_stem *s)
{
    if (s->clitics & MARSAD_CLITIC_SA)
        return false;
    if ((s->clitics & MARSAD_CLITIC_AL) && (e->form & (MARSAD_FORM_HOST | MARSAD_FORM_CONSTRUCT)))
        return false;
    if (s->suffix)
        return takes_suffix(e);
    return !(e->form & MARSAD_FORM_HOST);
}

/* May a word of this entry stand with these clitics? */
static bool fits(const marsad_entry *e, const marsad_stem *s)
{
    switch (e->table) {
    case MARSAD_TABLE_VERBS:
    case MARSAD_TABLE_FRAMES:
        return e->form & (MARSAD_FORM_PERFECT | MARSAD_FORM_IMPERFECT) ? fits_verb(e, s) : fits_noun(e, s);
    case MARSAD_TABLE_PLACES:
    case MARSAD_TABLE_ACTORS:
    case MARSAD_TABLE_NAMES:
        return !(s->clitics & (MARSAD_CLITIC_AL | MARSAD_CLITIC_SA)) && !s->suffix;
    case MARSAD_TABLE_COUNTRIES: /* names as they are, adjectives (with a form) like nouns */
        return e->form ? fits_noun(e, s) && !s->suffix
                       : !(s->clitics & (MARSAD_CLITIC_AL | MARSAD_CLITIC_SA)) && !s->suffix;
    case MARSAD_TABLE_FUNCTION:
        return !(s->clitics & (MARSAD_CLITIC_AL | MARSAD_CLITIC_SA)) && !s->suffix;
    default:
        return fits_noun(e, s);
    }
}

static unsigned stripped(const marsad_match *m)
{
    return (unsigned)m->skip + m->suffix;
}

/* Keep out sorted: the longest first, then the one with the fewest bytes stripped. */
static size_t insert(marsad_match *out, size_t n, size_t cap, const marsad_match *m)
{
    size_t at = n;

    while (at > 0 && (out[at - 1].tokens < m->tokens ||
                      (out[at - 1].tokens == m->tokens && stripped(&out[at - 1]) > stripped(m))))
        at--;
    if (at >= cap)
        return n;
    if (n == cap)
        n--;
    memmove(out + at + 1, out + at, (n - at) * sizeof *out);
    out[at] = *m;
    return n + 1;
}

static size_t add_entries(const marsad_dict *d, const marsad_stem *s, uint32_t node, uint32_t tokens, uint32_t mask,
                          marsad_match *out, size_t n, size_t cap)
{
    marsad_entries found = marsad_dict_entries(d, node);

    for (size_t i = 0; i < found.n; i++) {
        marsad_match m = { &found.at[i], tokens, s->clitics, s->skip, s->suffix };
        if ((mask & MARSAD_TABLE_BIT(found.at[i].table)) && fits(&found.at[i], s))
            n = insert(out, n, cap, &m);
    }
    return n;
}

size_t marsad_match_at(const marsad_dict *d, const marsad_text *t, size_t at, uint32_t mask, marsad_match *out,
                       size_t cap)
{
    const marsad_token *token = &t->tokens[at];
    size_t n = 0;

    for (unsigned i = 0; at < t->n_tokens && i < token->n_stems; i++) {
        const marsad_stem *s = &token->stems[i];
        uint32_t node = s->node;

        n = add_entries(d, s, node, 1, mask, out, n, cap);
        for (uint32_t k = 1; k < MARSAD_PHRASE_MAX && !s->suffix && at + k < t->n_tokens; k++) {
            const marsad_token *next = &t->tokens[at + k];
            if (next->sentence != token->sentence || !(node = marsad_dict_step(d, node, next->word)))
                break;
            n = add_entries(d, s, node, k + 1, mask, out, n, cap);
        }
    }
    return n;
}

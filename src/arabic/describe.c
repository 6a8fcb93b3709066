/*
 * describe.c - what a tagged word is a form of.
 *
 * Words of closed classes have their line in lemmas.tsv. Others get their lemma from the reading that fits the tag
 * (lemma.h), and where the dictionary has none, a stem cut by their first and last letters.
 */
#include "arabic/describe.h"
#include "arabic/tokens.h"
#include "marsad/utf8.h"

static marsad_str norm_of(const struct unit *u, size_t a, size_t b)
{
    return (marsad_str){ u->norm + u->norm_at[a], (size_t)(u->norm_at[b] - u->norm_at[a]) };
}

/* Letters [a, b) as written, without marks. NULL: no memory. */
static marsad_str letters_of(const struct described *d, size_t a, size_t b)
{
    char *bytes = marsad_arena_alloc(d->arena, 4 * (b - a) + 1);
    size_t n = 0;

    for (size_t i = a; bytes && i < b; i++)
        n += marsad_utf8_put(d->u->raw[i], bytes + n);
    return (marsad_str){ bytes, n };
}

/* ---- closed classes ---- */

static bool is_hamza_alef(uint32_t c)
{
    return c == ALEF_HAMZA || c == ALEF_HAMZA_BELOW;
}

/* إن is no أن: a hamza that the writer sets is that of the line. */
static bool same_hamza(const struct described *d, size_t a, marsad_str word)
{
    size_t len;
    uint32_t listed = marsad_utf8_get(word, 0, &len), written = d->u->raw[a];

    return listed == written || !is_hamza_alef(written) || !is_hamza_alef(listed);
}

/* Letters [a, b) of the view, where b is its end, in the dictionary; a is its start, or that without article. */
static uint32_t node_of(const struct described *d, size_t a)
{
    return a == d->v->a ? d->v->node : d->v->bare_node;
}

/* The row of lemmas.tsv for the letters from `a` on with its tag, or -1. */
static int64_t closed_row(const struct described *d, size_t a)
{
    const marsad_dict *dict = d->m->dict;
    marsad_entries found = marsad_dict_entries(dict, node_of(d, a));

    for (size_t i = 0; a < d->v->b && i < found.n; i++) {
        uint32_t row = found.at[i].row;

        if (found.at[i].table == MARSAD_TABLE_LEMMAS && d->m->lemmas[row].upos == d->v->tag &&
            same_hamza(d, a, marsad_dict_cell(dict, MARSAD_TABLE_LEMMAS, row, 0)))
            return row;
    }
    return -1;
}

static void find_row(struct described *d)
{
    d->row = closed_row(d, d->v->a);
    if (d->row < 0 && d->a > d->v->a)
        d->row = closed_row(d, d->a);
}

/* ---- the reading ---- */

static bool find_from(struct described *d, size_t a, uint32_t prefer)
{
    marsad_lemma_query q = { .norm = norm_of(d->u, a, d->v->b),
                             .written = letters_of(d, a, d->v->b),
                             .kind = is_verbal(d->v)                ? MARSAD_LEMMA_VERB
                                     : d->v->tag == MARSAD_UPOS_ADJ ? MARSAD_LEMMA_ADJECTIVE
                                                                    : MARSAD_LEMMA_NOUN,
                             .suffixed = d->suffixed,
                             .prefer = prefer };

    return q.norm.len > 0 && lemma_find_at(d->m->dict, node_of(d, a), &q, &d->lemma);
}

/*
 * للبيت is ل + البيت and للغة is ل + اللغة: the word keeps the second of two lams where the dictionary has it so. Else
 * it goes.
 */
static bool stands_behind_lam(const struct described *d)
{
    const struct view *v = d->v;

    return v->piece == MARSAD_PIECE_STEM && v->a > 0 && d->u->fold[v->a - 1] == LAM && d->u->fold[v->a] == LAM &&
           v->b - v->a > 1 && is_nominal(v);
}

static void find_noun(struct described *d)
{
    if (unit_has_article(d->u, d->v->a, d->v->b) && d->u->raw[d->v->a] == ALEF) { /* not that of ألمانيا */
        d->a = d->v->a + 2u;
        d->article = true;
        d->known = find_from(d, d->a, 0);
        return;
    }
    d->known = find_from(d, d->v->a, 0);
    if (!stands_behind_lam(d))
        return;
    d->article = true;
    if (!d->known && d->v->b - d->v->a > 2) {
        d->a = d->v->a + 1u;
        d->known = find_from(d, d->a, 0);
    }
}

static bool is_feminine_noun(const struct units *units, const struct view *v)
{
    const struct unit *u = &units->at[v->unit];
    uint16_t last = v->b > v->a ? u->raw[v->b - 1] : 0, before = v->b > v->a + 2 ? u->raw[v->b - 2] : 0;

    return is_nominal(v) && (last == TEH_MARBUTA || (last == TEH && before == ALEF));
}

/*
 * تحدث is "he spoke" and "she happens". It is an imperfect behind a word that governs one and before a feminine
 * subject; else the more frequent verb stands.
 */
static void find_verb(struct described *d, uint32_t governed, const struct units *units, const struct view *after)
{
    uint32_t prefer = 0;

    if (d->u->raw[d->v->a] == TEH && (governed || (after && is_feminine_noun(units, after))))
        prefer = MARSAD_FORM_IMPERFECT;
    d->known = find_from(d, d->v->a, prefer);
}

/* ---- lemmas of unknown words ---- */

static size_t common_ending(const struct described *d)
{
    uint16_t last = last_letter(d, 0), before = last_letter(d, 1);
    size_t n = d->v->b - d->a;
    bool adjective = d->v->tag == MARSAD_UPOS_ADJ;

    if (d->v->tag == MARSAD_UPOS_PROPN || n < 4)
        return 0;
    if (adjective && n > 4 && last == NOON && (before == WAW || before == YEH)) /* a noun may be ميكروفون */
        return 2;
    if (n > 4 && last == TEH && before == ALEF)
        return 2;
    if (adjective && last == TEH_MARBUTA)
        return 1;
    return (adjective || d->u->tanwin) && last == ALEF ? 1 : 0;
}

/* يستخدمون: without prefix and endings; a form X, VII or VIII gets its alef back. */
static marsad_str verb_stem(const struct described *d)
{
    size_t a = d->a, b = d->v->b;
    uint16_t first = d->u->raw[a], last = last_letter(d, 0), before = last_letter(d, 1);
    bool imperfect = (first == YEH || first == TEH || first == NOON) && b - a > 3;
    marsad_str stem;

    if (b - a > 4 && (((last == NOON || last == ALEF) && before == WAW) || (last == MEEM && before == TEH)))
        b -= 2;
    else if (b - a > 3 && last == TEH && !imperfect)
        b -= 1;
    if (!imperfect)
        return letters_of(d, a, b);
    a++;
    stem = letters_of(d, a, b);
    if (b - a >= 4 && stem.ptr && (d->u->raw[a] == SEEN || d->u->raw[a] == NOON || d->u->raw[a + 1] == TEH))
        return marsad_arena_fmt(d->arena, "\u0627%.*s", MARSAD_STR_ARG(stem)); /* ا */
    return stem;
}

static marsad_str lemma_of(const struct described *d)
{
    marsad_str stem;

    if (d->row >= 0)
        return marsad_dict_cell(d->m->dict, MARSAD_TABLE_LEMMAS, (uint32_t)d->row, d->m->lemma_column);
    if (d->known && d->v->tag != MARSAD_UPOS_PROPN) /* a name is no form of another word */
        return d->lemma.text;
    if (d->v->b == d->v->a || d->u->kind != MARSAD_TOKEN_WORD)
        return (marsad_str){ NULL, 0 };
    if (is_verbal(d->v))
        return verb_stem(d);
    if (!is_nominal(d->v))
        return letters_of(d, d->a, d->v->b);
    if (d->suffixed && last_letter(d, 0) == TEH && d->v->b - d->a > 3) { /* مدينت + هم */
        stem = letters_of(d, d->a, d->v->b - 1u);
        return stem.ptr ? marsad_arena_fmt(d->arena, "%.*s\u0629", MARSAD_STR_ARG(stem)) : stem; /* ة */
    }
    return letters_of(d, d->a, d->v->b - common_ending(d));
}

/* ---- a word ---- */

/* البيت of للبيت, اللغة of للغة. */
static marsad_str form_of(const struct described *d)
{
    marsad_str rest;

    if (!d->article || unit_has_article(d->u, d->v->a, d->v->b))
        return (marsad_str){ NULL, 0 };
    rest = letters_of(d, d->a, d->v->b);
    return rest.ptr ? marsad_arena_fmt(d->arena, "\u0627\u0644%.*s", MARSAD_STR_ARG(rest)) : rest; /* ال */
}

/* `governed`: what the word before it gives an imperfect. */
static struct described look_at(struct described d, const struct units *units, const struct view *after,
                                uint32_t governed)
{
    const struct view *v = d.v;

    d.u = &units->at[v->unit];
    d.a = v->a;
    d.suffixed = v->b < d.u->n;
    if (v->b == v->a || d.u->kind != MARSAD_TOKEN_WORD)
        return d;
    if (is_verbal(v))
        find_verb(&d, governed, units, after);
    else if (is_nominal(v))
        find_noun(&d);
    return d;
}

/* A word without letters, or none of Arabic: as it stands. */
static marsad_str as_it_stands(marsad_str text, const struct described *d)
{
    const struct unit *u = d->u;

    return marsad_str_slice(text, d->v->a == 0 ? u->start : u->start + u->at[d->v->a],
                            d->v->b == u->n ? u->end : u->start + u->at[d->v->b]);
}

bool views_describe(const marsad_words_model *m, marsad_str text, const struct units *units, const struct view *views,
                    size_t n, marsad_arena *arena, struct meaning *out)
{
    uint32_t governed = 0;

    for (size_t i = 0; i < n; i++) {
        struct described d = look_at((struct described){ .m = m, .text = text, .v = &views[i], .arena = arena }, units,
                                     i + 1 < n ? &views[i + 1] : NULL, governed);

        find_row(&d);
        out[i].lemma = lemma_of(&d);
        out[i].form = form_of(&d);
        out[i].feats = feats_describe(&d, governed);
        governed = d.row >= 0 ? m->lemmas[d.row].next : 0;
        if (out[i].lemma.len == 0)
            out[i].lemma = as_it_stands(text, &d);
    }
    return true;
}

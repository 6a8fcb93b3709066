/*
 * redact_names.c - which words of an article name persons.
 */
#include "export/redact.h"

#include <stdlib.h>

#include "marsad/map.h"

#define LETTERS_MIN 3 /* a shorter word is learnt with its neighbours only */

struct names {
    const struct codes *codes;
    const marsad_dict *dict;
    const entity_model *model;
    marsad_arena *arena;
    marsad_map *words; /* normal forms */
    marsad_map *forms; /* as written, for names that spelling alone tells from other words (علي, على) */
    int name_type, function_word;
};

struct names *redact_names_new(const struct codes *codes, const entity_model *model, marsad_arena *arena,
                               marsad_err *err)
{
    struct names *n = marsad_arena_alloc(arena, sizeof *n);

    if (n) {
        n->codes = codes;
        n->dict = codes_dict(codes);
        n->model = model;
        n->arena = arena;
        n->words = marsad_map_new();
        n->forms = marsad_map_new();
        n->name_type = marsad_dict_column(n->dict, MARSAD_TABLE_NAMES, "type");
        n->function_word = marsad_dict_column(n->dict, MARSAD_TABLE_FUNCTION, "word");
    }
    if (n && n->words && n->forms)
        return n;
    redact_names_free(n);
    marsad_fail_memory(err);
    return NULL;
}

void redact_names_free(struct names *n)
{
    if (!n)
        return;
    marsad_map_free(n->words);
    marsad_map_free(n->forms);
}

bool redact_names_read(const struct names *n, marsad_str text, struct piece *out, marsad_err *err)
{
    if (!marsad_text_read(n->dict, text, n->arena, &out->text, err))
        return false;
    out->hit = marsad_arena_array(n->arena, out->text.n_tokens + 1, sizeof *out->hit);
    out->kept = marsad_arena_array(n->arena, out->text.n_tokens + 1, sizeof *out->kept);
    return (out->hit && out->kept) || marsad_fail_memory(err);
}

/* ---- what the dictionary says of a word ---- */

enum word_class {
    WORD_NAME = 1,     /* given, family */
    WORD_PARTICLE = 2, /* of a name */
    WORD_FUNCTION = 4,
    WORD_COMMON = 8 /* title, common noun of people, number, time, unit */
};

static unsigned classify(const struct names *n, marsad_str norm)
{
    marsad_entries found = marsad_dict_find(n->dict, norm);
    unsigned is = 0;

    for (size_t i = 0; i < found.n; i++) {
        const marsad_entry *e = &found.at[i];
        marsad_str type;

        switch (e->table) {
        case MARSAD_TABLE_NAMES:
            type = marsad_dict_cell(n->dict, MARSAD_TABLE_NAMES, e->row, n->name_type);
            is |= marsad_str_equal(type, MARSAD_LIT("particle")) ? WORD_PARTICLE : WORD_NAME;
            break;
        case MARSAD_TABLE_FUNCTION:
            is |= WORD_FUNCTION;
            break;
        case MARSAD_TABLE_CUES:
        case MARSAD_TABLE_AGENTS:
        case MARSAD_TABLE_NUMBERS:
        case MARSAD_TABLE_TIMES:
        case MARSAD_TABLE_UNITS:
            is |= WORD_COMMON;
            break;
        default:
            break;
        }
    }
    return is;
}

/* Is the token a function word by its very spelling? */
static bool is_function_form(const struct names *n, marsad_str norm, marsad_str form)
{
    marsad_entries found = marsad_dict_find(n->dict, norm);

    for (size_t i = 0; i < found.n; i++) {
        marsad_str cell = marsad_dict_cell(n->dict, MARSAD_TABLE_FUNCTION, found.at[i].row, n->function_word);

        if (found.at[i].table == MARSAD_TABLE_FUNCTION && marsad_list_has(cell, form))
            return true;
    }
    return false;
}

/* ---- learning ---- */

static bool put(const struct names *n, marsad_map *map, marsad_str key, marsad_err *err)
{
    marsad_str copy;

    if (marsad_map_get(map, key, NULL))
        return true;
    copy = marsad_arena_str(n->arena, key);
    return (copy.ptr && marsad_map_put(map, copy, 1)) || marsad_fail_memory(err);
}

static bool is_word(const marsad_token *t)
{
    return t->kind == MARSAD_TOKEN_WORD || t->kind == MARSAD_TOKEN_LATIN;
}

static size_t letters(marsad_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

/* Learn a word of a name, unless it says nothing by itself. */
static bool learn(struct names *n, marsad_str norm, marsad_str form, marsad_err *err)
{
    unsigned is = classify(n, norm);

    if (letters(norm) < LETTERS_MIN || is & WORD_PARTICLE || codes_has(n->codes, "name-part", norm) ||
        (is & WORD_COMMON && !(is & WORD_NAME)))
        return true;
    if (is & WORD_FUNCTION)
        return is_function_form(n, norm, form) || put(n, n->forms, form, err);
    return put(n, n->words, norm, err);
}

/* Letters of one byte pair that stand before a word: and, so; in, to, like. */
static bool is_one_of(marsad_str norm, const char *const *letters_of, size_t k)
{
    for (size_t i = 0; i < k; i++)
        if (norm.len > 2 && memcmp(norm.ptr, letters_of[i], 2) == 0)
            return true;
    return false;
}

static const char *const JOINING[] = { "\u0648" /* و */, "\u0641" /* ف */ };
static const char *const LEADING[] = { "\u0628" /* ب */, "\u0644" /* ل */, "\u0643" /* ك */ };

/* The readings of a word without proclitics; gives how many, at most 4. */
static size_t readings(marsad_str norm, marsad_str out[4])
{
    size_t n = 0;

    out[n++] = norm;
    if (is_one_of(norm, JOINING, 2))
        out[n++] = norm = marsad_str_slice(norm, 2, norm.len);
    if (is_one_of(norm, LEADING, 3))
        out[n++] = marsad_str_slice(norm, 2, norm.len);
    return n;
}

/* Tokens that the model or two names in a row give may carry a proclitic: what is left is learnt where it is a name. */
static bool learn_token(struct names *n, const struct piece *p, size_t i, marsad_err *err)
{
    const marsad_token *t = &p->text.tokens[i];
    marsad_str form = marsad_token_str(&p->text, i), at[4];
    size_t k;

    if (!is_word(t))
        return true;
    k = readings(t->norm, at);
    for (size_t r = 1; r < k; r++)
        if (classify(n, at[r]) & WORD_NAME && !learn(n, at[r], form, err))
            return false;
    return learn(n, t->norm, form, err);
}

static bool hit_token(struct names *n, struct piece *p, size_t i, marsad_err *err)
{
    p->hit[i] = true;
    return learn_token(n, p, i, err);
}

/* First token that ends behind a byte. */
static size_t token_at(const marsad_text *t, uint32_t byte)
{
    size_t low = 0, high = t->n_tokens;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (t->tokens[mid].end <= byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

bool redact_names_hit(struct names *n, struct piece *p, uint32_t start, uint32_t end, marsad_err *err)
{
    const marsad_text *t = &p->text;

    for (size_t i = token_at(t, start); i < t->n_tokens && t->tokens[i].start < end; i++) {
        uint32_t from = t->tokens[i].start > start ? t->tokens[i].start : start;
        marsad_str form = marsad_str_slice(t->text, from, t->tokens[i].end), norm;

        p->hit[i] = true;
        if (!marsad_normalise(form, n->arena, &norm, NULL))
            return marsad_fail_memory(err);
        if (is_word(&t->tokens[i]) && !learn(n, norm, form, err)) /* the span leaves proclitics out */
            return false;
    }
    return true;
}

bool redact_names_hit_strange(struct names *n, struct piece *p, uint32_t start, uint32_t end, marsad_err *err)
{
    const marsad_text *t = &p->text;

    for (size_t i = token_at(t, start); i < t->n_tokens && t->tokens[i].start < end; i++) {
        const marsad_token *token = &t->tokens[i];
        bool strange = token->n_stems == 0 || (classify(n, token->norm) & (WORD_NAME | WORD_COMMON)) == WORD_NAME;

        if (!p->kept[i] && !p->hit[i] && is_word(token) && strange && !hit_token(n, p, i, err))
            return false;
    }
    return true;
}

/* ---- finding ---- */

static bool hit_by_model(struct names *n, struct piece *p, marsad_err *err)
{
    uint8_t *tags;

    if (!entity_tag_text(n->model, &p->text, n->arena, &tags, err))
        return false;
    for (size_t i = 0; i < p->text.n_tokens; i++)
        if ((tags[i] == ENTITY_B(ENTITY_PERS) || tags[i] == ENTITY_I(ENTITY_PERS)) && !p->kept[i] &&
            !hit_token(n, p, i, err))
            return false;
    return true;
}

/* Is the token a name and nothing else, or without its proclitics? */
static bool is_name(const struct names *n, const marsad_token *t)
{
    marsad_str at[4];
    size_t k = is_word(t) ? readings(t->norm, at) : 0;

    for (size_t r = 0; r < k; r++)
        if ((classify(n, at[r]) & (WORD_NAME | WORD_FUNCTION | WORD_COMMON)) == WORD_NAME)
            return true;
    return false;
}

/* Two names in a row, a particle between them or not, are a person. */
static bool hit_rows(struct names *n, struct piece *p, marsad_err *err)
{
    const marsad_text *t = &p->text;

    for (size_t i = 0; i + 1 < t->n_tokens; i++) {
        size_t next = i + 1;

        if (p->kept[i] || !is_name(n, &t->tokens[i]))
            continue;
        if (next + 1 < t->n_tokens && classify(n, t->tokens[next].norm) & WORD_PARTICLE)
            next++;
        if (p->kept[next] || t->tokens[next].sentence != t->tokens[i].sentence || !is_name(n, &t->tokens[next]))
            continue;
        for (size_t k = i; k <= next; k++)
            if (!hit_token(n, p, k, err))
                return false;
    }
    return true;
}

bool redact_names_find(struct names *n, struct piece *p, marsad_err *err)
{
    return hit_by_model(n, p, err) && hit_rows(n, p, err);
}

static bool is_learnt(const struct names *n, marsad_str norm)
{
    static const char ALEF[] = "\u0627"; /* ا of the accusative */
    marsad_str at[4];
    size_t k = readings(norm, at);

    for (size_t r = 0; r < k; r++)
        if (marsad_map_get(n->words, at[r], NULL) ||
            (marsad_str_ends(at[r], MARSAD_LIT(ALEF)) &&
             marsad_map_get(n->words, marsad_str_slice(at[r], 0, at[r].len - 2), NULL)))
            return true;
    return false;
}

/* "للأسد" is ل + الأسد. */
static bool is_learnt_behind_lam(const struct names *n, marsad_str norm, marsad_err *err, bool *ok)
{
    static const char LAM_LAM[] = "\u0644\u0644", AL[] = "\u0627\u0644";
    marsad_str whole;

    if (is_one_of(norm, JOINING, 2))
        norm = marsad_str_slice(norm, 2, norm.len);
    if (!marsad_str_starts(norm, MARSAD_LIT(LAM_LAM)))
        return false;
    whole = marsad_arena_fmt(n->arena, "%s%.*s", AL, (int)norm.len - 4, norm.ptr + 4);
    *ok = whole.ptr || marsad_fail_memory(err);
    return *ok && marsad_map_get(n->words, whole, NULL);
}

bool redact_names_repeat(const struct names *n, struct piece *p, marsad_err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < p->text.n_tokens; i++) {
        const marsad_token *t = &p->text.tokens[i];

        if (p->kept[i] == KEPT_FIRMLY || p->hit[i] || !is_word(t))
            continue;
        p->hit[i] = is_learnt(n, t->norm) || marsad_map_get(n->forms, marsad_token_str(&p->text, i), NULL) ||
                    is_learnt_behind_lam(n, t->norm, err, &ok);
    }
    return ok;
}

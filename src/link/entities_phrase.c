/*
 * entities_phrase.c - the words of a party, one after another.
 */
#include "link/entities_phrase.h"
#include "link/entities.h"

#include <stdlib.h>

#define MATCHES 8

enum office_kind { OFFICE_NONE, OFFICE_ALONE, OFFICE_WITH, OFFICE_STATE, OFFICE_FORMER };

struct phrases {
    const marsad_dict *dict;
    marsad_arena *arena; /* of one phrase */
    marsad_map *offices; /* normal form -> enum office_kind */
    marsad_arena *keep;
    int adjectives, plurals, iso2, agent_kind, agent_word;
};

static bool read_offices(struct phrases *p)
{
    static const char *const KINDS[] = { "", "alone", "with", "state", "former" };
    int word = marsad_dict_column(p->dict, MARSAD_TABLE_OFFICES, "word");
    int kind = marsad_dict_column(p->dict, MARSAD_TABLE_OFFICES, "kind");

    for (uint32_t i = 0; i < marsad_dict_rows(p->dict, MARSAD_TABLE_OFFICES); i++) {
        marsad_str is = marsad_dict_cell(p->dict, MARSAD_TABLE_OFFICES, i, kind), key;
        uint64_t k = OFFICE_FORMER;

        while (k > OFFICE_NONE && !marsad_str_equal(is, marsad_str_of(KINDS[k])))
            k--;
        if (!marsad_normalise(marsad_dict_cell(p->dict, MARSAD_TABLE_OFFICES, i, word), p->keep, &key, NULL) ||
            !marsad_map_put(p->offices, key, k))
            return false;
    }
    return true;
}

struct phrases *phrases_new(const marsad_dict *dict)
{
    struct phrases *p = calloc(1, sizeof *p);

    if (!p)
        return NULL;
    p->dict = dict;
    p->arena = marsad_arena_new(0);
    p->keep = marsad_arena_new(0);
    p->offices = marsad_map_new();
    p->adjectives = marsad_dict_column(dict, MARSAD_TABLE_COUNTRIES, "adjectives");
    p->plurals = marsad_dict_column(dict, MARSAD_TABLE_COUNTRIES, "plurals");
    p->iso2 = marsad_dict_column(dict, MARSAD_TABLE_COUNTRIES, "iso2");
    p->agent_kind = marsad_dict_column(dict, MARSAD_TABLE_AGENTS, "kind");
    p->agent_word = marsad_dict_column(dict, MARSAD_TABLE_AGENTS, "word");
    if (p->arena && p->keep && p->offices && read_offices(p))
        return p;
    phrases_free(p);
    return NULL;
}

void phrases_free(struct phrases *p)
{
    if (!p)
        return;
    marsad_arena_free(p->arena);
    marsad_arena_free(p->keep);
    marsad_map_free(p->offices);
    free(p);
}

static enum office_kind office_of(const struct phrases *p, marsad_str word)
{
    uint64_t kind;

    return marsad_map_get(p->offices, word, &kind) ? (enum office_kind)kind : OFFICE_NONE;
}

/* The longest match of a table at token i; NULL: none. */
static const marsad_match *match(const struct phrases *p, const marsad_text *t, size_t i, marsad_table table,
                                 marsad_match m[MATCHES])
{
    return marsad_match_at(p->dict, t, i, MARSAD_TABLE_BIT(table), m, MATCHES) > 0 ? m : NULL;
}

/* ---- head ---- */

/* The office that a noun names: as it stands in the table of agents, or by its first word. */
static enum office_kind agent_office(const struct phrases *p, marsad_str noun)
{
    marsad_str norm, first;
    enum office_kind kind;

    if (!marsad_normalise(noun, p->arena, &norm, NULL))
        return OFFICE_NONE;
    kind = office_of(p, norm);
    if (kind != OFFICE_NONE || !marsad_str_next(&norm, ' ', &first))
        return kind;
    return office_of(p, first);
}

static enum phrase_head head_of(const struct phrases *p, const marsad_match *m, enum office_kind *office)
{
    static const struct {
        const char *kind;
        enum phrase_head head;
    } HEADS[] = { { "body", PHRASE_BODY },
                  { "force", PHRASE_FORCE },
                  { "equipment", PHRASE_EQUIPMENT },
                  { "people", PHRASE_PEOPLE } };
    marsad_str kind = marsad_dict_cell(p->dict, MARSAD_TABLE_AGENTS, m->entry->row, p->agent_kind);
    bool plural = m->entry->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL);

    for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++)
        if (marsad_str_equal(kind, marsad_str_of(HEADS[i].kind)))
            return HEADS[i].head;
    if (!marsad_str_equal(kind, MARSAD_LIT("person")))
        return PHRASE_OTHER;
    if (plural)
        return PHRASE_PEOPLE;
    *office = agent_office(p, marsad_dict_cell(p->dict, MARSAD_TABLE_AGENTS, m->entry->row, p->agent_word));
    return *office == OFFICE_ALONE || *office == OFFICE_WITH ? PHRASE_OFFICE : PHRASE_OTHER;
}

/* ---- words ---- */

struct reader {
    struct phrases *p;
    const marsad_text *t;
    struct phrase *out;
    bool office, over_place; /* an office ends with its country, or with the place that it is over */
};

static bool add_words(struct reader *r, size_t from, size_t n)
{
    for (size_t i = from; i < from + n; i++) {
        const marsad_token *token = &r->t->tokens[i];
        bool known = token->word != MARSAD_NO_WORD || token->n_stems > 0 ||
                     marsad_dict_word(r->p->dict, entity_bare(token->norm)) != MARSAD_NO_WORD;

        if (r->out->n == PHRASE_WORDS)
            return false;
        r->out->end = token->end;
        r->out->proper = r->out->proper || !known;
        r->out->foreign[r->out->n] = !known;
        r->out->words[r->out->n++] = token->norm;
    }
    return true;
}

/* A country at token i, by name or adjective: how many tokens; 0: none. */
static size_t country_at(struct reader *r, size_t i)
{
    marsad_match m[MATCHES];
    const marsad_match *found = match(r->p, r->t, i, MARSAD_TABLE_COUNTRIES, m);

    if (!found || (found->entry->form == 0 && found->clitics != 0))
        return 0;
    r->out->country = marsad_dict_cell(r->p->dict, MARSAD_TABLE_COUNTRIES, found->entry->row, r->p->iso2);
    r->out->country_said = true;
    r->out->nisba = found->entry->column == r->p->adjectives || found->entry->column == r->p->plurals;
    r->out->end = r->t->tokens[i + found->tokens - 1].end;
    return found->tokens;
}

/* "President of the republic of X" is the president of X. */
static void drop_state(struct reader *r)
{
    if (r->out->n > 1 && office_of(r->p, entity_bare(r->out->words[r->out->n - 1])) == OFFICE_STATE)
        r->out->n--;
}

/* Words up to the end, or to what ends an office. False: it has too many. */
static bool read_words(struct reader *r, size_t i)
{
    marsad_match m[MATCHES];
    const marsad_match *place;

    for (size_t n; i < r->t->n_tokens; i += n) {
        if (r->t->tokens[i].kind == MARSAD_TOKEN_PUNCT) {
            n = 1;
            if (r->office)
                return true;
            continue;
        }
        n = country_at(r, i);
        if (n > 0 && r->office) {
            drop_state(r);
            return true;
        }
        if (n > 0)
            continue;
        place = r->over_place && r->out->n > 0 ? match(r->p, r->t, i, MARSAD_TABLE_PLACES, m) : NULL;
        n = place && place->clitics == 0 ? place->tokens : 1;
        if (!add_words(r, i, n))
            return false;
        if (place && place->clitics == 0) {
            r->out->country_said = true;
            return true;
        }
        r->out->nisba = false; /* not at its end */
    }
    return true;
}

static bool is_former(const struct phrases *p, const marsad_text *t, size_t from)
{
    for (size_t i = from; i < t->n_tokens; i++)
        if (office_of(p, entity_bare(t->tokens[i].norm)) == OFFICE_FORMER)
            return true;
    return false;
}

/* Is it a country and nothing else, or "the state of …"? */
static void tell_country(const struct phrases *p, const marsad_text *t, struct phrase *out)
{
    marsad_match m[MATCHES];
    size_t first = t->n_tokens > 1 && office_of(p, t->tokens[0].norm) == OFFICE_STATE;

    for (size_t i = 0; i <= first; i++) {
        const marsad_match *found = match(p, t, i, MARSAD_TABLE_COUNTRIES, m);

        if (found && found->entry->form == 0 && found->clitics == 0 && i + found->tokens == t->n_tokens)
            out->whole_country = found->entry->row;
    }
}

/* The noun in its base form, so that cases, plurals and spellings of it meet. */
static bool add_noun(struct reader *r, uint32_t row)
{
    marsad_str word, rest;

    if (!marsad_normalise(marsad_dict_cell(r->p->dict, MARSAD_TABLE_AGENTS, row, r->p->agent_word), r->p->arena, &rest,
                          NULL))
        return false;
    while (r->out->n < PHRASE_WORDS && marsad_str_next(&rest, ' ', &word))
        r->out->words[r->out->n++] = word;
    return true;
}

/* *at moves behind it. False: no memory. */
static bool read_head(struct reader *r, size_t *at)
{
    enum office_kind office = OFFICE_NONE;
    marsad_match m[MATCHES];
    const marsad_match *agent = match(r->p, r->t, *at, MARSAD_TABLE_AGENTS, m);

    if (!agent || agent->suffix > 0) /* "his army" */
        return true;
    r->out->head = head_of(r->p, agent, &office);
    r->out->definite =
        agent->clitics & MARSAD_CLITIC_AL || entity_bare(r->t->tokens[*at].norm).len < r->t->tokens[*at].norm.len;
    if (r->out->head == PHRASE_OFFICE && is_former(r->p, r->t, *at))
        r->out->head = PHRASE_OTHER;
    r->office = r->out->head == PHRASE_OFFICE;
    r->over_place = r->office && office == OFFICE_WITH;
    if (r->out->head == PHRASE_OTHER)
        return true;
    *at += agent->tokens;
    r->out->end = r->t->tokens[*at - 1].end;
    return add_noun(r, agent->entry->row);
}

bool phrase_read(struct phrases *p, marsad_str text, size_t head, struct phrase *out)
{
    struct reader r = { .p = p, .out = out };
    marsad_text t;
    size_t at = 0;

    marsad_arena_reset(p->arena);
    *out = (struct phrase){ .whole_country = ENTITY_NONE };
    if (!marsad_text_read(p->dict, text, p->arena, &t, NULL))
        return false;
    r.t = &t;
    tell_country(p, &t, out);
    while (at < t.n_tokens && t.tokens[at].end <= head)
        at++;
    if (at == t.n_tokens)
        return true;
    out->start = t.tokens[at].start;
    out->end = t.tokens[at].end;
    if (!read_head(&r, &at))
        return false;
    if (!read_words(&r, at) || (r.over_place && out->n < 2))
        out->n = 0;
    return true;
}

static marsad_str join(struct phrases *p, const marsad_str *parts, size_t n)
{
    size_t len = 0, at = 0;
    char *out;

    for (size_t i = 0; i < n; i++)
        len += parts[i].len + 1;
    out = marsad_arena_alloc(p->arena, len + 1);
    for (size_t i = 0; out && i < n; i++) {
        if (i > 0)
            out[at++] = ' ';
        memcpy(out + at, parts[i].ptr, parts[i].len);
        at += parts[i].len;
    }
    return (marsad_str){ out, at };
}

marsad_str phrase_key(struct phrases *p, const struct phrase *phrase)
{
    marsad_str parts[PHRASE_WORDS];

    for (size_t i = 0; i < phrase->n; i++) {
        parts[i] = entity_bare(phrase->words[i]);
        if (phrase->foreign[i] && !(parts[i] = entity_spelling(parts[i], p->arena)).ptr)
            return parts[i];
    }
    return join(p, parts, phrase->n);
}

marsad_str phrase_words(struct phrases *p, const struct phrase *phrase)
{
    return join(p, phrase->words, phrase->n);
}

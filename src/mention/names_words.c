/*
 * names_words.c - every token is looked up once, in all tables; the readers work on what is noted here.
 */
#include "mention/names.h"

#include "marsad/utf8.h"

#define MATCHES 40
#define ARTICLE_LEN 4       /* bytes of ال */
#define ALEF_ABOVE "\u0623" /* أ */
#define ALEF_MADDA "\u0622" /* آ */
#define ALEF_BELOW "\u0625" /* إ */

#define TABLES                                                                                                         \
    (MARSAD_TABLE_BIT(MARSAD_TABLE_COUNTRIES) | MARSAD_TABLE_BIT(MARSAD_TABLE_PLACES) |                                \
     MARSAD_TABLE_BIT(MARSAD_TABLE_PLACE_STOP) | MARSAD_TABLE_BIT(MARSAD_TABLE_ACTORS) |                               \
     MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS) | MARSAD_TABLE_BIT(MARSAD_TABLE_NAMES) |                                    \
     MARSAD_TABLE_BIT(MARSAD_TABLE_CUES) | MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS) |                                      \
     MARSAD_TABLE_BIT(MARSAD_TABLE_NOUNS) | MARSAD_TABLE_BIT(MARSAD_TABLE_FUNCTION))

static cue_kind cue_of(marsad_str cue)
{
    static const struct {
        marsad_str name;
        cue_kind kind;
    } CUES[] = {
        { { "person-title", 12 }, CUE_TITLE },
        { { "organisation", 12 }, CUE_ORGANISATION },
        { { "group", 5 }, CUE_GROUP },
        { { "place-settlement", 16 }, CUE_SETTLEMENT },
        { { "place-district", 14 }, CUE_DISTRICT },
        { { "place-governorate", 17 }, CUE_GOVERNORATE },
        { { "place-quarter", 13 }, CUE_QUARTER },
        { { "place-region", 12 }, CUE_REGION },
        { { "place-site", 10 }, CUE_SITE },
    };

    for (size_t i = 0; i < sizeof CUES / sizeof *CUES; i++)
        if (marsad_str_starts(cue, CUES[i].name))
            return CUES[i].kind;
    return CUE_NONE;
}

static uint8_t actor_kind(marsad_str kind)
{
    static const struct {
        const char *name;
        marsad_mention_kind kind;
    } KINDS[] = { { "organisation", MARSAD_MENTION_ORGANISATION },
                  { "group", MARSAD_MENTION_GROUP },
                  { "person", MARSAD_MENTION_PERSON },
                  { "facility", MARSAD_MENTION_FACILITY } };

    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (marsad_str_equal(kind, marsad_str_of(KINDS[i].name)))
            return (uint8_t)KINDS[i].kind;
    return MARSAD_MENTION_ORGANISATION;
}

static uint32_t flags_of_noun(const names_pass *p, const marsad_entry *e)
{
    marsad_str pos = marsad_dict_cell(p->dict, MARSAD_TABLE_NOUNS, e->row, p->column.noun_pos);

    if ((e->form & MARSAD_FORM_ACCUSATIVE) && (e->form & MARSAD_FORM_SINGULAR) && pos.len && pos.ptr[0] == 'a')
        return IS_TANWIN;
    if ((e->form & MARSAD_FORM_DUAL) && (e->form & MARSAD_FORM_CONSTRUCT))
        return IS_TANWIN; /* written like many names: آسيا is "two griefs of" too */
    if (pos.len && pos.ptr[0] == 'a')
        return IS_ADJECTIVE;
    return IS_NOUN | (e->form & MARSAD_FORM_PLURAL ? (uint32_t)IS_PLURAL : 0u);
}

static uint32_t flags_of_agent(const names_pass *p, const marsad_entry *e)
{
    marsad_str role = marsad_dict_cell(p->dict, MARSAD_TABLE_AGENTS, e->row, p->column.agent_role);
    marsad_str kind = marsad_dict_cell(p->dict, MARSAD_TABLE_AGENTS, e->row, p->column.agent_kind);
    uint32_t flags = IS_NOUN | (e->form & MARSAD_FORM_PLURAL ? (uint32_t)IS_PLURAL : 0u);

    if (marsad_str_starts(kind, MARSAD_LIT("person")) || marsad_str_equal(kind, MARSAD_LIT("people")))
        flags |= IS_AGENT;
    if (marsad_str_starts(role, MARSAD_LIT("JRN")))
        flags |= IS_OUTLET;
    if (marsad_str_equal(kind, MARSAD_LIT("force")))
        flags |= IS_FORCE;
    return flags;
}

static uint32_t flags_of_verb(const marsad_entry *e)
{
    if (e->form & MARSAD_FORM_PERFECT)
        return IS_VERB | IS_PERFECT;
    if (e->form & MARSAD_FORM_IMPERFECT)
        return IS_VERB;
    return e->form & MARSAD_FORM_PARTICIPLE ? IS_DERIVED : IS_DERIVED | IS_MASDAR;
}

static uint32_t flags_of_country(const marsad_entry *e)
{
    uint32_t flags = IS_NATION;

    if (!e->form)
        return IS_COUNTRY;
    if (e->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL))
        flags |= IS_PLURAL_NATION;
    else if (e->form & MARSAD_FORM_FEMININE)
        flags |= IS_FEMININE_NATION;
    return flags;
}

/* Classes that a row gives to its token; *type is noted for candidates. */
static uint32_t flags_of(const names_pass *p, const marsad_entry *e, uint8_t *type)
{
    marsad_str cell;

    switch (e->table) {
    case MARSAD_TABLE_COUNTRIES:
        return flags_of_country(e);
    case MARSAD_TABLE_PLACES:
        return IS_PLACE;
    case MARSAD_TABLE_PLACE_STOP:
        return IS_STOP;
    case MARSAD_TABLE_ACTORS:
        *type = actor_kind(marsad_dict_cell(p->dict, MARSAD_TABLE_ACTORS, e->row, p->column.actor_kind));
        return IS_ACTOR;
    case MARSAD_TABLE_AGENTS:
        return flags_of_agent(p, e);
    case MARSAD_TABLE_NAMES:
        cell = marsad_dict_cell(p->dict, MARSAD_TABLE_NAMES, e->row, p->column.name_type);
        *type = cell.len ? (uint8_t)cell.ptr[0] : 'g';
        cell = marsad_dict_cell(p->dict, MARSAD_TABLE_NAMES, e->row, p->column.name_origin);
        return (*type == 'p'   ? IS_PARTICLE
                : *type == 'f' ? IS_FAMILY
                : *type == 'b' ? IS_NAME
                               : IS_GIVEN) |
               (marsad_str_equal(cell, MARSAD_LIT("arab")) ? 0 : (uint32_t)IS_FOREIGN);
    case MARSAD_TABLE_CUES:
        *type = (uint8_t)cue_of(marsad_dict_cell(p->dict, MARSAD_TABLE_CUES, e->row, p->column.cue));
        return (*type == CUE_TITLE                                ? IS_TITLE
                : *type == CUE_ORGANISATION || *type == CUE_GROUP ? IS_BODY
                                                                  : IS_SITE) |
               IS_NOUN;
    case MARSAD_TABLE_VERBS:
        return flags_of_verb(e);
    case MARSAD_TABLE_NOUNS:
        return flags_of_noun(p, e);
    default:
        cell = marsad_dict_cell(p->dict, MARSAD_TABLE_FUNCTION, e->row, p->column.function_class);
        return IS_FUNCTION | (marsad_str_equal(cell, MARSAD_LIT("prep")) ? (uint32_t)IS_PREPOSITION : 0u);
    }
}

static bool is_candidate(const marsad_entry *e)
{
    return e->table == MARSAD_TABLE_COUNTRIES || e->table == MARSAD_TABLE_PLACES || e->table == MARSAD_TABLE_ACTORS ||
           e->table == MARSAD_TABLE_NAMES || e->table == MARSAD_TABLE_CUES;
}

/* مسقط in "مسقط رأسه": a longer phrase of place-stop.tsv begins with the place. */
static bool inside_stop(const marsad_match *m, const marsad_match *all, size_t n)
{
    if (m->entry->table != MARSAD_TABLE_PLACES && m->entry->table != MARSAD_TABLE_COUNTRIES)
        return false;
    for (size_t k = 0; k < n && all[k].tokens > m->tokens; k++)
        if (all[k].entry->table == MARSAD_TABLE_PLACE_STOP && all[k].skip == m->skip)
            return true;
    return false;
}

/* إيان is not the particle أيان, إب not the month آب, although they fold to the same. */
static bool other_hamza(const names_pass *p, size_t i, const marsad_match *m)
{
    const marsad_entry *e = m->entry;
    marsad_str cell, text;

    if (e->column != 0 ||
        (e->table != MARSAD_TABLE_FUNCTION && e->table != MARSAD_TABLE_NOUNS && e->table != MARSAD_TABLE_AGENTS &&
         e->table != MARSAD_TABLE_CUES && e->table != MARSAD_TABLE_PLACE_STOP))
        return false;
    cell = marsad_dict_cell(p->dict, (marsad_table)e->table, e->row, 0);
    if (!marsad_str_starts(cell, MARSAD_LIT(ALEF_ABOVE)) && !marsad_str_starts(cell, MARSAD_LIT(ALEF_MADDA)))
        return false;
    text =
        marsad_str_slice(p->text->text, m->skip ? marsad_token_offset(p->text, i, m->skip) : p->text->tokens[i].start,
                         p->text->tokens[i].end);
    return marsad_str_starts(text, MARSAD_LIT(ALEF_BELOW));
}

static bool stopped(const names_pass *p, size_t i, const marsad_match *m, const marsad_match *all, size_t n)
{
    if (m->tokens > 1)
        return false;
    for (size_t k = 0; k < n; k++)
        if (all[k].entry->table == MARSAD_TABLE_PLACE_STOP && all[k].tokens == 1 && all[k].skip == m->skip &&
            !other_hamza(p, i, &all[k]))
            return true;
    return false;
}

/* data/cues.tsv marks them with an exclamation mark. */
static bool sure_cue(const names_pass *p, const marsad_entry *e)
{
    return e->table == MARSAD_TABLE_CUES &&
           marsad_str_ends(marsad_dict_cell(p->dict, MARSAD_TABLE_CUES, e->row, p->column.cue), MARSAD_LIT("!"));
}

static bool is_bare(const marsad_match *m)
{
    return !(m->clitics & ~MARSAD_CLITIC_AL) && !m->suffix;
}

static bool read_token(names_pass *p, size_t i)
{
    const marsad_token *token = &p->text->tokens[i];
    name_token *t = &p->tokens[i];
    marsad_match m[MATCHES];
    bool phrase = false;
    size_t n = token->n_stems ? marsad_match_at(p->dict, p->text, i, TABLES, m, MATCHES) : 0;

    t->cand = (uint32_t)p->n_cands;
    if (token->kind == MARSAD_TOKEN_WORD)
        t->bare |= IS_WORD;
    for (size_t k = 0; k < n; k++) {
        uint8_t type = 0;
        uint32_t flags = flags_of(p, m[k].entry, &type);

        if (other_hamza(p, i, &m[k]))
            continue;
        if (m[k].tokens > 1 && m[k].entry->table == MARSAD_TABLE_FUNCTION && m[k].skip == 0)
            phrase = true;
        if (m[k].tokens == 1 && is_bare(&m[k]))
            t->bare |= flags | (m[k].clitics & MARSAD_CLITIC_AL ? (uint32_t)IS_DEFINITE : 0u);
        else if (m[k].tokens == 1)
            t->joined |= flags | (m[k].clitics & MARSAD_CLITIC_AL ? (uint32_t)IS_DEFINITE : 0u);
        if (!is_candidate(m[k].entry) || inside_stop(&m[k], m, n))
            continue;
        if (!marsad_arena_grow(p->arena, (void **)&p->cands, &p->cap_cands, p->n_cands, sizeof *p->cands))
            return false;
        p->cands[p->n_cands++] = (name_cand){ m[k], stopped(p, i, &m[k], m, n), sure_cue(p, m[k].entry), type };
        t->n_cands++;
    }
    if (phrase && !(t->bare & ~(uint32_t)IS_WORD))
        t->bare |= IS_FUNCTION; /* بالقرب, of "بالقرب من" */
    return true;
}

static void note_times(names_pass *p)
{
    for (size_t k = 0; k < p->out->n_times; k++)
        for (size_t i = p->out->times[k].span.first; i < p->out->times[k].span.last && i < p->text->n_tokens; i++)
            if (marsad_str_find(marsad_token_str(p->text, i), MARSAD_LIT(ALEF_BELOW), 0) > 2) /* إب is no آب */
                p->tokens[i].bare |= IS_TIME;
    for (size_t k = 0; k < p->out->n_quantities; k++) {
        const marsad_quantity *q = &p->out->quantities[k];
        size_t last = q->of.start < q->of.end ? q->of.first : q->span.last;
        for (size_t i = q->span.first; i < last && i < p->text->n_tokens; i++)
            p->tokens[i].bare |= IS_COUNT;
    }
}

static void find_columns(names_pass *p)
{
    const struct {
        int *column;
        marsad_table table;
        const char *name;
    } COLUMNS[] = {
        { &p->column.cue, MARSAD_TABLE_CUES, "cue" },
        { &p->column.name_type, MARSAD_TABLE_NAMES, "type" },
        { &p->column.name_origin, MARSAD_TABLE_NAMES, "origin" },
        { &p->column.actor_id, MARSAD_TABLE_ACTORS, "id" },
        { &p->column.actor_name, MARSAD_TABLE_ACTORS, "name" },
        { &p->column.actor_aliases, MARSAD_TABLE_ACTORS, "aliases" },
        { &p->column.actor_kind, MARSAD_TABLE_ACTORS, "kind" },
        { &p->column.actor_country, MARSAD_TABLE_ACTORS, "country" },
        { &p->column.actor_role, MARSAD_TABLE_ACTORS, "role" },
        { &p->column.actor_from, MARSAD_TABLE_ACTORS, "from" },
        { &p->column.actor_to, MARSAD_TABLE_ACTORS, "to" },
        { &p->column.country_iso, MARSAD_TABLE_COUNTRIES, "iso2" },
        { &p->column.country_en, MARSAD_TABLE_COUNTRIES, "name_en" },
        { &p->column.country_lat, MARSAD_TABLE_COUNTRIES, "lat" },
        { &p->column.country_lon, MARSAD_TABLE_COUNTRIES, "lon" },
        { &p->column.country_adjectives, MARSAD_TABLE_COUNTRIES, "adjectives" },
        { &p->column.place_id, MARSAD_TABLE_PLACES, "id" },
        { &p->column.place_name, MARSAD_TABLE_PLACES, "name" },
        { &p->column.place_en, MARSAD_TABLE_PLACES, "name_en" },
        { &p->column.place_country, MARSAD_TABLE_PLACES, "country" },
        { &p->column.place_admin, MARSAD_TABLE_PLACES, "admin1" },
        { &p->column.place_lat, MARSAD_TABLE_PLACES, "lat" },
        { &p->column.place_lon, MARSAD_TABLE_PLACES, "lon" },
        { &p->column.place_precision, MARSAD_TABLE_PLACES, "precision" },
        { &p->column.place_kind, MARSAD_TABLE_PLACES, "kind" },
        { &p->column.place_population, MARSAD_TABLE_PLACES, "population" },
        { &p->column.signal_class, MARSAD_TABLE_SIGNALS, "class" },
        { &p->column.signal_value, MARSAD_TABLE_SIGNALS, "value" },
        { &p->column.noun_pos, MARSAD_TABLE_NOUNS, "pos" },
        { &p->column.function_class, MARSAD_TABLE_FUNCTION, "class" },
        { &p->column.agent_role, MARSAD_TABLE_AGENTS, "role" },
        { &p->column.agent_kind, MARSAD_TABLE_AGENTS, "kind" },
        { &p->column.agent_word, MARSAD_TABLE_AGENTS, "word" },
    };

    for (size_t k = 0; k < sizeof COLUMNS / sizeof *COLUMNS; k++)
        *COLUMNS[k].column = marsad_dict_column(p->dict, COLUMNS[k].table, COLUMNS[k].name);
}

bool names_words(names_pass *p)
{
    size_t n = p->text->n_tokens;

    find_columns(p);
    p->tokens = marsad_arena_array(p->arena, n + 1, sizeof *p->tokens);
    if (!p->tokens)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!read_token(p, i))
            return false;
    note_times(p);
    return true;
}

bool names_together(const names_pass *p, size_t a, size_t b)
{
    return b < p->text->n_tokens && p->text->tokens[a].sentence == p->text->tokens[b].sentence;
}

bool token_unknown(const names_pass *p, size_t i)
{
    const name_token *t = &p->tokens[i];

    return (t->bare & IS_WORD) && !(t->bare & ~(uint32_t)(IS_WORD | IS_STOP)) && !t->joined;
}

bool token_has_article(const names_pass *p, size_t i)
{
    marsad_str s = marsad_token_str(p->text, i); /* the plain alef: in ألمانيا it is no article */

    return s.len > ARTICLE_LEN + 2 && marsad_str_starts(s, MARSAD_LIT("\u0627\u0644" /* ال */));
}

bool token_describes(const names_pass *p, size_t first, size_t i)
{
    uint32_t bare = names_together(p, first, i) ? token_at(p, i)->bare : 0;

    return bare && token_has_article(p, i) && !(bare & (IS_NATION | IS_FUNCTION)) &&
           ((bare & (IS_ADJECTIVE | IS_DERIVED)) || token_unknown(p, i));
}

bool token_is_mark(const names_pass *p, size_t i, const char *mark)
{
    return i < p->text->n_tokens && marsad_str_equal(marsad_token_str(p->text, i), marsad_str_of(mark));
}

static bool any_mark(const names_pass *p, size_t i, const char *const marks[], size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (token_is_mark(p, i, marks[k]))
            return true;
    return false;
}

bool token_opens_quote(const names_pass *p, size_t i)
{
    static const char *const MARKS[] = { "\"", "\u00AB" /* « */, "\u201C", "\u201D", "\u201E", "(", "'", "\u2018" };

    return i < p->text->n_tokens && p->text->tokens[i].kind == MARSAD_TOKEN_PUNCT &&
           any_mark(p, i, MARKS, sizeof MARKS / sizeof *MARKS);
}

bool token_closes_quote(const names_pass *p, size_t i)
{
    static const char *const MARKS[] = { "\"", "\u00BB" /* » */, "\u201D", "\u201C", ")", "'", "\u2019" };

    return i < p->text->n_tokens && p->text->tokens[i].kind == MARSAD_TOKEN_PUNCT &&
           any_mark(p, i, MARKS, sizeof MARKS / sizeof *MARKS);
}

const name_cand *cand_at(const names_pass *p, size_t i, marsad_table table, bool clitics)
{
    const name_token *t = &p->tokens[i];

    for (uint32_t k = 0; k < t->n_cands; k++) {
        const name_cand *c = &p->cands[t->cand + k];
        if (c->match.entry->table == table && (clitics || is_bare(&c->match)))
            return c;
    }
    return NULL;
}

marsad_str cand_cell(const names_pass *p, const name_cand *c, int column)
{
    return marsad_dict_cell(p->dict, (marsad_table)c->match.entry->table, c->match.entry->row, column);
}

bool cand_is_ours(const names_pass *p, const name_cand *c)
{
    return c->match.entry->table == MARSAD_TABLE_PLACES &&
           marsad_str_starts(cand_cell(p, c, p->column.place_id), MARSAD_LIT("marsad:"));
}

marsad_str cand_country(const names_pass *p, const name_cand *c)
{
    return cand_cell(p, c,
                     c->match.entry->table == MARSAD_TABLE_COUNTRIES ? p->column.country_iso : p->column.place_country);
}

uint32_t cand_start(const names_pass *p, size_t i, const name_cand *c)
{
    size_t skip = c->match.skip;

    if ((c->match.clitics & MARSAD_CLITIC_AL) && skip >= ARTICLE_LEN)
        skip -= c->match.clitics & MARSAD_CLITIC_LI ? ARTICLE_LEN / 2 : ARTICLE_LEN; /* لل: the alef is unwritten */
    return skip ? marsad_token_offset(p->text, i, skip) : p->text->tokens[i].start;
}

marsad_str names_key(const names_pass *p, size_t first, size_t last, size_t skip)
{
    size_t size = 0, at = 0;
    char *key;

    for (size_t i = first; i < last; i++)
        size += p->text->tokens[i].norm.len + 1;
    key = marsad_arena_alloc(p->arena, size + 1);
    for (size_t i = first; key && i < last; i++) {
        marsad_str norm = p->text->tokens[i].norm;
        size_t cut = i == first && skip <= norm.len ? skip : 0;
        if (i > first)
            key[at++] = ' ';
        memcpy(key + at, norm.ptr + cut, norm.len - cut);
        at += norm.len - cut;
    }
    return (marsad_str){ key, key ? at : 0 };
}

name name_of(const names_pass *p, size_t first, size_t last, uint32_t start, name_source source,
             marsad_mention_kind kind)
{
    return (name){ .first = (uint32_t)first,
                   .last = (uint32_t)last,
                   .from = (uint32_t)first,
                   .start = start,
                   .end = p->text->tokens[last - 1].end,
                   .cand = UINT32_MAX,
                   .inner = (uint32_t)first,
                   .part = (uint32_t)last - 1,
                   .table = MARSAD_TABLE_COUNT,
                   .source = (uint8_t)source,
                   .kind = (uint8_t)kind };
}

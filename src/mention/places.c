/*
 * places.c - places in the text: names of the gazetteer and of countries, and what stands behind a word of kind.
 *
 *     "في الموصل"          gazetteer
 *     "مدينة الموصل"       the name is the mention, the word of kind picks among the rows
 *     "مصفاة بيجي"         a site: the mention includes the word of kind
 *     "قرية كفر زيتا"      a word of kind makes a mention of an unknown name too
 *
 * Trust falls from countries over data/places.tsv to GeoNames; a word that is mostly something else needs a sign.
 */
#include "mention/names.h"

#define NAME_MAX 3                /* tokens of an unknown name */
#define SHORT_WORD 6              /* bytes: three letters */
#define POPULATION_KNOWN 100000.0 /* GeoNames places that are believed although the word has other meanings */
#define POPULATION_METROPOLIS 1e6
#define POPULATION_TOWN 50000.0
#define POPULATION_SMALL 15000.0

static const name_cand *place_cue(const names_pass *p, size_t i)
{
    const name_token *t = token_at(p, i);

    for (uint32_t k = 0; k < t->n_cands; k++) {
        const name_cand *c = &p->cands[t->cand + k];
        if (c->match.entry->table == MARSAD_TABLE_CUES && c->type >= CUE_SETTLEMENT)
            return c;
    }
    return NULL;
}

/* All candidates at a token that have the words of `c`: what is known of them together. */
struct rows {
    bool country, own;
    bool large; /* own, and a town or larger: no quarter or building */
    double population;
};

static struct rows rows_of(const names_pass *p, size_t i, const name_cand *c)
{
    const name_token *t = token_at(p, i);
    struct rows r = { 0 };

    for (uint32_t k = 0; k < t->n_cands; k++) {
        const name_cand *other = &p->cands[t->cand + k];
        double population;

        if (!cand_is_place(other) || !cand_same_words(other, c))
            continue;
        if (cand_is_country(other)) {
            r.country = true;
            continue;
        }
        if (cand_is_ours(p, other)) {
            marsad_str precision = cand_cell(p, other, p->column.place_precision);
            marsad_str kind = cand_cell(p, other, p->column.place_kind);
            r.own = true;
            r.large |=
                !marsad_str_equal(precision, MARSAD_LIT("exact")) && !marsad_str_equal(kind, MARSAD_LIT("quarter"));
        }
        population =
            marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, other->match.entry->row, p->column.place_population);
        if (population > r.population)
            r.population = population;
    }
    r.large |= r.population >= POPULATION_SMALL;
    return r;
}

/* "تعز وعدن" */
static bool in_list(const names_pass *p, size_t i, const name_cand *c)
{
    const name *last = p->n_names ? &p->names[p->n_names - 1] : NULL;

    return last && last->last == i && last->source == NAME_PLACE && (c->match.clitics & MARSAD_CLITIC_WA);
}

static bool in_quotes(const names_pass *p, size_t i, const name_cand *c)
{
    return i > 0 && token_opens_quote(p, i - 1) && token_closes_quote(p, i + c->match.tokens);
}

/* 'قال ل"الرياض"': a newspaper called after its town. Nobody quotes a town behind a lone لـ. */
static bool is_outlet(const names_pass *p, size_t i, const name_cand *c)
{
    return i > 1 && in_quotes(p, i, c) && marsad_str_equal(p->text->tokens[i - 2].norm, MARSAD_LIT("\u0644" /* ل */));
}

/* "العاصمة الرياض" */
static bool is_settlement_word(const names_pass *p, size_t i)
{
    const name_cand *cue = place_cue(p, i);

    return cue && cue->type == CUE_SETTLEMENT;
}

/* Signs that a place is meant: a preposition, quotation marks, a list of places. */
static bool has_sign(const names_pass *p, size_t i, const name_cand *c)
{
    uint32_t before;

    if ((c->match.clitics & MARSAD_CLITIC_BI) || in_list(p, i, c))
        return true;
    if (i == 0 || !names_together(p, i - 1, i))
        return false;
    if (in_quotes(p, i, c))
        return true;
    before = token_at(p, i - 1)->bare | token_at(p, i - 1)->joined;
    return (before & IS_PREPOSITION) || ((before & IS_SITE) && (before & IS_DEFINITE) && is_settlement_word(p, i - 1));
}

/* Behind في or ب. */
static bool is_inside(const names_pass *p, size_t i, const name_cand *c)
{
    return (c->match.clitics & MARSAD_CLITIC_BI) ||
           (i > 0 && names_together(p, i - 1, i) &&
            marsad_str_ends(p->text->tokens[i - 1].norm, MARSAD_LIT("\u0641\u064A" /* في */)));
}

static bool behind_noun(const names_pass *p, size_t i)
{
    return i > 0 && names_together(p, i - 1, i) && (token_at(p, i - 1)->bare & (IS_NOUN | IS_DERIVED)) &&
           !(token_at(p, i - 1)->bare & (IS_FUNCTION | IS_DEFINITE));
}

/* "القوات السعودية", "مصادر سورية": the adjective, not the country. */
static bool is_adjective_here(const names_pass *p, size_t i, const name_cand *c)
{
    uint32_t before;
    bool article;

    if (i == 0 || !names_together(p, i - 1, i) || (c->match.clitics & ~(unsigned)MARSAD_CLITIC_WA) || in_list(p, i, c))
        return false;
    before = token_at(p, i - 1)->bare;
    article = token_has_article(p, i - 1) || (token_at(p, i - 1)->joined & IS_DEFINITE);
    if (before & IS_PREPOSITION)
        return false;
    if (token_has_article(p, i))
        return article && !(before & IS_FUNCTION);
    return !article &&
           ((before & IS_PLURAL) || marsad_str_ends(p->text->tokens[i - 1].norm, MARSAD_LIT("\u0647" /* ه */)));
}

static bool ends_in_alef(const names_pass *p, size_t i)
{
    return marsad_str_ends(p->text->tokens[i].norm, MARSAD_LIT("\u0627" /* ا */));
}

/* قصره, حواره: a noun with the pronoun of its owner; the feminine ending is another letter. */
static bool is_somebodys(const names_pass *p, size_t i)
{
    return (token_at(p, i)->joined & IS_NOUN) && !token_has_article(p, i) &&
           marsad_str_ends(marsad_token_str(p->text, i), MARSAD_LIT("\u0647" /* ه */));
}

static bool believable_word(const names_pass *p, size_t i, const name_cand *c, const struct rows *r)
{
    const name_token *t = token_at(p, i);
    uint32_t flags = c->match.skip ? t->joined : t->bare;

    if (c->match.skip && !(in_list(p, i, c) && (r->own || r->population >= POPULATION_KNOWN)) &&
        (t->bare & (IS_COMMON | IS_NAME | IS_PLACE | IS_COUNTRY | IS_ACTOR | IS_STOP)))
        return false; /* باكرا: early, not "in Accra" */
    if (!r->own && !r->country && !c->match.skip && r->population < POPULATION_METROPOLIS && is_somebodys(p, i))
        return false;
    if (i > 0 && names_together(p, i - 1, i) && !c->match.skip &&
        (token_at(p, i - 1)->bare & (IS_PARTICLE | IS_FUNCTION)) == IS_PARTICLE)
        return false;
    if (r->country && (flags & IS_NOUN) && token_has_article(p, i) && token_describes(p, i, i + 1))
        return false; /* "الإمارات الداعشية" */
    if (r->country && (flags & IS_NATION) && behind_noun(p, i) && ends_in_alef(p, i - 1) && ends_in_alef(p, i))
        return false; /* "فريقا تركيا": an adjective in the accusative */
    if (r->country && (flags & IS_FEMININE_NATION))
        return !is_adjective_here(p, i, c);
    if (r->country) /* مالي is an adjective more often than Mali */
        return !(flags & IS_ADJECTIVE) || (flags & IS_NATION) || (has_sign(p, i, c) && !behind_noun(p, i));
    if (r->own && !(flags & IS_PLAIN) && (!(flags & IS_VERB) || r->population >= POPULATION_TOWN))
        return true; /* حرض is a town, or "he incited" */
    if (r->population >= POPULATION_METROPOLIS && !c->stop && !(flags & (IS_FUNCTION | IS_AGENT)) &&
        !token_describes(p, i, i + 1))
        return true;
    if (r->own)
        return !token_describes(p, i, i + 1) &&
               (in_list(p, i, c) || in_quotes(p, i, c) ||
                (r->large && !(flags & IS_AGENT) && (has_sign(p, i, c) || behind_noun(p, i))));
    if (c->stop)
        return false;
    if (!c->match.skip && (t->joined & (IS_NOUN | IS_AGENT)) && !r->own) /* بعقوبة: a town, or "with a penalty" */
        return has_sign(p, i, c) || behind_noun(p, i);
    if (flags & (IS_PLAIN | IS_VERB))
        return (r->population >= POPULATION_KNOWN && (has_sign(p, i, c) || behind_noun(p, i))) ||
               (r->population >= POPULATION_SMALL && is_inside(p, i, c) && !token_describes(p, i, i + 1));
    if (flags & IS_COMMON)
        return r->population >= POPULATION_KNOWN || (r->population >= POPULATION_SMALL && has_sign(p, i, c));
    if (flags & (IS_NAME | IS_NATION))
        return r->population >= POPULATION_KNOWN || (r->population >= POPULATION_TOWN && has_sign(p, i, c));
    if (c->match.clitics & (MARSAD_CLITIC_KA | MARSAD_CLITIC_FA))
        return r->population >= POPULATION_KNOWN;
    if (c->match.skip && p->text->tokens[i].norm.len - c->match.skip <= SHORT_WORD)
        return r->population >= POPULATION_KNOWN;
    return true;
}

static const name_cand *longest_place(const names_pass *p, size_t i, bool clitics)
{
    const name_token *t = token_at(p, i);
    const name_cand *best = NULL;

    for (uint32_t k = 0; k < t->n_cands; k++) {
        const name_cand *c = &p->cands[t->cand + k];
        if (!cand_is_place(c) || (c->match.skip && !clitics))
            continue;
        if (!best || c->match.tokens > best->match.tokens)
            best = c;
    }
    return best;
}

static void place_name(const names_pass *p, size_t i, const name_cand *c, name *n)
{
    *n = name_of(p, i, i + c->match.tokens, cand_start(p, i, c), NAME_PLACE, MARSAD_MENTION_PLACE);
    n->cand = (uint32_t)(c - p->cands);
    n->strong = true;
}

/* Does the row have the name without the word of kind too? */
static bool same_behind_cue(const names_pass *p, size_t i, const name_cand *c)
{
    const name_cand *cue = place_cue(p, i);
    size_t j;

    if (!cue || cue->type != CUE_SETTLEMENT || cue->match.tokens >= c->match.tokens)
        return false;
    j = i + cue->match.tokens;
    for (uint32_t k = 0; k < token_at(p, j)->n_cands; k++) {
        const name_cand *rest = &p->cands[token_at(p, j)->cand + k];
        if (cand_is_place(rest) && !rest->match.skip && rest->match.entry->row == c->match.entry->row &&
            rest->match.tokens + cue->match.tokens == c->match.tokens)
            return true;
    }
    return false;
}

/* "القيادة العامة للقوات المسلحة": with ل behind it, a building is the body that sits in it. */
static bool is_body_of(const names_pass *p, size_t i, const name_cand *c)
{
    size_t next = i + c->match.tokens;

    return c->match.entry->table == MARSAD_TABLE_PLACES &&
           marsad_str_equal(cand_cell(p, c, p->column.place_kind), MARSAD_LIT("building")) &&
           names_together(p, i, next) &&
           marsad_str_starts(p->text->tokens[next].norm, MARSAD_LIT("\u0644\u0644" /* لل */));
}

bool read_place(names_pass *p, size_t i, name *n)
{
    const name_cand *c = longest_place(p, i, true);
    const name *last = p->n_names ? &p->names[p->n_names - 1] : NULL;
    struct rows r;

    if (!c || (token_at(p, i)->bare & IS_TIME))
        return false;
    r = rows_of(p, i, c);
    if (is_outlet(p, i, c) || (c->match.tokens == 1 && !believable_word(p, i, c, &r)))
        return false;
    if (c->match.tokens > 1 && (token_at(p, i + c->match.tokens - 1)->bare & IS_NOUN) &&
        token_has_article(p, i + c->match.tokens - 1) && token_describes(p, i, i + c->match.tokens))
        return false; /* "أمانة العاصمة المقدسة" */
    if (c->match.tokens > 1 && is_body_of(p, i, c))
        return false;
    if (c->match.tokens > 1 && same_behind_cue(p, i, c))
        return false; /* "مدينة مشهد" is a name that GeoNames has, but مشهد is the name */
    place_name(p, i, c, n);
    if (last && last->last == i && last->source == NAME_PLACE && (c->match.clitics & MARSAD_CLITIC_WA) && !last->site)
        n->cue = last->cue; /* "محافظتي صلاح الدين والأنبار" */
    return true;
}

/* ---- behind a word of kind ---- */

/* "place-site:airport!" -> "airport" */
static marsad_str site_kind(const names_pass *p, const name_cand *cue)
{
    marsad_str kind = cand_cell(p, cue, p->column.cue), part;

    if (cue->type != CUE_SITE)
        return (marsad_str){ "", 0 };
    marsad_str_next(&kind, ':', &part);
    if (marsad_str_ends(kind, MARSAD_LIT("!")))
        kind.len--;
    return kind;
}

marsad_mention_kind kind_of_site(marsad_str site)
{
    static const char *const FACILITIES[] = { "airport", "base",   "hospital", "mosque", "church",
                                              "prison",  "bridge", "building", "port",   "dam" };

    for (size_t k = 0; k < sizeof FACILITIES / sizeof *FACILITIES; k++)
        if (marsad_str_equal(site, marsad_str_of(FACILITIES[k])))
            return MARSAD_MENTION_FACILITY;
    return MARSAD_MENTION_PLACE;
}

/* Words before a name that say nothing about what it names: ضواحي, محيط, حدود. */
static bool is_neutral(const name_cand *cue, marsad_str site)
{
    return (cue->type == CUE_QUARTER && !cue->sure) || marsad_str_equal(site, MARSAD_LIT("border"));
}

static size_t adjective_end(const names_pass *p, size_t first, size_t i)
{
    const uint32_t unlike = IS_NOUN | IS_DERIVED | IS_FUNCTION | IS_NATION | IS_VERB | IS_TIME;

    return names_together(p, first, i) && token_has_article(p, i) && (token_at(p, i)->bare & IS_ADJECTIVE) &&
                   !(token_at(p, i)->bare & unlike)
               ? i + 1
               : i;
}

/* The end of a name that no table has, or `i`. */
static size_t unknown_name(names_pass *p, size_t first, size_t i, const name_cand *cue)
{
    bool sure = cue->sure;
    uint32_t bare, unlike = cue->type == CUE_QUARTER ? 0 : IS_AGENT | IS_BODY; /* حي الجامعة, حي الضباط */
    const name_cand *actor;
    size_t last = i;
    name person;

    if (!names_together(p, first, i) || !((bare = token_at(p, i)->bare) & IS_WORD) || (bare & (IS_TIME | IS_COUNT)))
        return i;
    actor = cand_at(p, i, MARSAD_TABLE_ACTORS, false);
    if (actor)
        return actor->type == MARSAD_MENTION_PERSON ? adjective_end(p, first, person_end(p, i, i + actor->match.tokens))
                                                    : i;
    if (sure && (bare & IS_TITLE)) { /* "مستشفى الملك فيصل" */
        note_title(p, i);
        if (p->title_end > i && names_together(p, i, p->title_end) && read_person(p, p->title_end, &person))
            return person.last;
    }
    if (read_person(p, i, &person) && person.last > i + 1)
        return person.last;
    if ((bare & (IS_FUNCTION | IS_NATION)) ||
        (!token_has_article(p, i) && marsad_str_ends(p->text->tokens[i].norm, MARSAD_LIT("\u064A\u0647" /* يه */))))
        return i; /* "صالة لندنية" */
    if (token_has_article(p, i) ? !(bare & IS_COMMON) || (sure && !(bare & unlike))
                                : token_unknown(p, i) || ((bare & IS_NAME) && !(bare & IS_COMMON)))
        last = i + 1;
    while (last > i && last - i < NAME_MAX && names_together(p, first, last) && token_unknown(p, last) &&
           !token_has_article(p, i) && !(token_at(p, last)->bare & IS_STOP))
        last++;
    return last > i ? adjective_end(p, first, last) : i;
}

/* The name inside «…» behind a word of kind. */
static bool quoted_name(const names_pass *p, size_t i, size_t *first, size_t *last)
{
    if (!token_opens_quote(p, i))
        return false;
    for (size_t k = i + 1; k <= i + 1 + NAME_MAX && names_together(p, i, k); k++)
        if (token_closes_quote(p, k)) {
            *first = i + 1;
            *last = k;
            return k > i + 1;
        } else if (!(token_at(p, k)->bare & IS_WORD) || (token_at(p, k)->bare & IS_FUNCTION)) {
            return false;
        }
    return false;
}

static void site_span(const names_pass *p, size_t i, const name_cand *cue, name *n)
{
    n->first = (uint32_t)i;
    n->start = cand_start(p, i, cue);
    n->site = true;
    n->kind = (uint8_t)kind_of_site(n->site_kind);
}

static bool known_behind_cue(const names_pass *p, size_t i, size_t j, const name_cand *cue, marsad_str site, name *n)
{
    const name_cand *c = longest_place(p, j, false);
    uint32_t bare = token_at(p, j)->bare;

    if (!c || (bare & IS_TIME))
        return false;
    if (c->match.tokens == 1 && (bare & IS_PLAIN) && !cue->sure && !rows_of(p, j, c).own)
        return false;
    if (cue->type == CUE_SITE && c->match.tokens > 1 && (bare & IS_SITE))
        return false; /* "طريق قاعدة العند": the base */
    if (cue->type == CUE_SITE && cand_is_country(c) && kind_of_site(site) == MARSAD_MENTION_PLACE)
        return false; /* "سواحل ليبيا": the country */
    place_name(p, j, c, n);
    n->cue = cue->type;
    n->site_kind = site;
    if (cue->type == CUE_SITE && !(cue->match.entry->form & MARSAD_FORM_PLURAL))
        site_span(p, i, cue, n);
    return true;
}

bool read_cued_place(names_pass *p, size_t i, name *n)
{
    const name_cand *cue = place_cue(p, i);
    size_t j, last, first;
    marsad_str site;

    if (!cue || (cue->match.clitics & MARSAD_CLITIC_AL) || !names_together(p, i, i + cue->match.tokens))
        return false;
    j = i + cue->match.tokens;
    site = site_kind(p, cue);
    if (is_neutral(cue, site) || cue->match.suffix)
        return false;
    if (quoted_name(p, j, &first, &last)) {
        const name_cand *c = longest_place(p, first, false);
        *n = name_of(p, first, last, p->text->tokens[first].start, NAME_PLACE, MARSAD_MENTION_PLACE);
        if (c && cue->type != CUE_SITE && first + c->match.tokens == last)
            n->cand = (uint32_t)(c - p->cands);
        n->kind = (uint8_t)kind_of_site(site);
    } else if (!known_behind_cue(p, i, j, cue, site, n)) {
        last = cue->match.entry->form & MARSAD_FORM_PLURAL ? j : unknown_name(p, i, j, cue);
        if (last == j)
            return false;
        *n = name_of(p, j, last, p->text->tokens[j].start, NAME_PLACE, MARSAD_MENTION_PLACE);
        n->site_kind = site;
        if (cue->type == CUE_SITE)
            site_span(p, i, cue, n);
    }
    n->from = (uint32_t)i;
    n->cue = cue->type;
    n->site_kind = site;
    n->strong = true;
    return true;
}

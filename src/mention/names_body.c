/*
 * names_body.c - organisations and groups.
 *
 *     by cue:   cue + article word (+ adjectives …)       وزارة الداخلية العراقية, حركة النهضة
 *               article cue + adjectives                   القوات الأميركية, المرصد السوري لحقوق الإنسان
 *               cue + name                                 كتائب عز الدين القسام, حكومة بغداد, شركة أرامكو
 *               cue + quoted name                          حركة "النهضة"
 *
 * "حزب سياسي" and "منظمة دولية" are no names: nothing in them is definite.
 */
#include "mention/names.h"

#define BODY_MAX 8  /* tokens behind the cue */
#define QUOTE_MAX 5 /* tokens of a quoted name */

static bool is_outlet(const names_pass *p, size_t i)
{
    return ((token_at(p, i)->bare | token_at(p, i)->joined) & IS_OUTLET) != 0;
}

/* ---- bodies by cue ---- */

struct body {
    size_t cue, at;      /* the cue, the token to read next */
    bool sure, definite; /* of the cue */
    cue_kind kind;
    unsigned parts, adjectives, nouns;
    bool proper; /* a place, a country, a name, an unknown word is in it */
    bool open;   /* ends in an indefinite noun that asks for more */
    marsad_str country;
};

static bool word_inside(const names_pass *p, const struct body *b)
{
    return names_together(p, b->cue, b->at) && b->at - b->cue < BODY_MAX && (token_at(p, b->at)->bare & IS_WORD) &&
           !(token_at(p, b->at)->bare & (IS_TIME | IS_COUNT));
}

/* (ناطقة) بالفرنسية: a language. */
static bool is_language(const name_cand *c)
{
    return c->match.entry->form && (c->match.clitics & MARSAD_CLITIC_BI);
}

static void note_country(const names_pass *p, struct body *b, size_t i)
{
    const name_token *t = token_at(p, i);

    for (uint32_t k = 0; k < t->n_cands && !b->country.len; k++) {
        const name_cand *c = &p->cands[t->cand + k];
        if (c->match.entry->table == MARSAD_TABLE_COUNTRIES && !is_language(c))
            b->country = cand_cell(p, c, p->column.country_iso);
        else if (c->match.entry->table == MARSAD_TABLE_PLACES && !c->stop)
            b->country = cand_cell(p, c, p->column.place_country);
    }
}

/* الداخلية, العراقية */
static bool read_definite(const names_pass *p, struct body *b)
{
    uint32_t bare = token_at(p, b->at)->bare;
    bool adjective = bare & (IS_ADJECTIVE | IS_NATION);

    if (!token_has_article(p, b->at) || (bare & IS_FUNCTION))
        return false;
    if ((bare & IS_VERB) && !(bare & (IS_NOUN | IS_DERIVED | IS_ADJECTIVE | IS_NATION | IS_NAME)))
        return false;
    if (b->definite || (b->parts > 0 && !b->open)) { /* only adjectives may follow */
        if (!adjective)
            return false;
    }
    if (bare & IS_NATION)
        b->proper = true, note_country(p, b, b->at);
    else if (token_unknown(p, b->at) || ((bare & (IS_FAMILY | IS_PLACE)) && !(bare & IS_COMMON)))
        b->proper |= b->parts == 0 || b->open;
    b->adjectives += adjective;
    b->nouns += !adjective;
    b->open = false;
    b->parts++;
    b->at++;
    return true;
}

/* بغداد, أرامكو, عز الدين القسام */
static bool read_proper(names_pass *p, struct body *b)
{
    const name_cand *place = cand_at(p, b->at, MARSAD_TABLE_PLACES, false);
    const name_cand *country = cand_at(p, b->at, MARSAD_TABLE_COUNTRIES, false);
    uint32_t bare = token_at(p, b->at)->bare;
    const name_cand *actor = cand_at(p, b->at, MARSAD_TABLE_ACTORS, false);
    name person;

    if (b->definite || (b->parts > 0 && !b->open))
        return false;
    if (country && !country->match.entry->form)
        place = country;
    if (place && !place->stop && (place->match.tokens > 1 || !(bare & IS_COMMON))) {
        note_country(p, b, b->at);
        b->at += place->match.tokens;
    } else if (actor && actor->type == MARSAD_MENTION_PERSON) { /* "جامعة الملك سعود" */
        b->at += actor->match.tokens;
    } else if (b->sure && read_person(p, b->at, &person)) {
        b->at = person.last;
    } else if (token_unknown(p, b->at) || ((bare & IS_NAME) && !(bare & IS_COMMON))) {
        b->at++;
        if (word_inside(p, b) && token_unknown(p, b->at))
            b->at++;
    } else {
        return false;
    }
    b->proper = true;
    b->open = false;
    b->parts++;
    return true;
}

/* مكافحة in "هيئة مكافحة الفساد": only if something definite follows. */
static bool read_construct(const names_pass *p, struct body *b)
{
    uint32_t bare = token_at(p, b->at)->bare;

    if (b->definite || (b->parts > 0 && !b->open) || b->nouns > 1)
        return false;
    if (!(bare & (IS_NOUN | IS_DERIVED)) || (bare & (IS_FUNCTION | IS_DEFINITE | IS_NATION | IS_TITLE)))
        return false;
    if (b->kind == CUE_GROUP && (token_at(p, b->cue)->bare & IS_MASDAR ? (bare & (IS_BODY | IS_SITE)) != 0
                                                                       : !(bare & (IS_MASDAR | IS_PLURAL | IS_BODY))))
        return false; /* "تنظيم حركة المرور" is none, "كتائب شهداء الأقصى" is one */
    if (!names_together(p, b->at, b->at + 1) || !(token_at(p, b->at + 1)->bare & IS_WORD) ||
        (!token_has_article(p, b->at + 1) && !(token_at(p, b->at + 1)->bare & (IS_PLACE | IS_COUNTRY))))
        return false;
    b->open = true;
    b->nouns++;
    b->parts++;
    b->at++;
    return true;
}

static marsad_str role_of_cue(const names_pass *p, size_t i)
{
    marsad_match m[4];
    size_t n = marsad_match_at(p->dict, p->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS), m, 4);

    for (size_t k = 0; k < n; k++) {
        marsad_str role = marsad_dict_cell(p->dict, MARSAD_TABLE_AGENTS, m[k].entry->row, p->column.agent_role);
        if (role.len)
            return role;
    }
    return (marsad_str){ NULL, 0 };
}

/* والتعليم in "وزارة التربية والتعليم"; للهجرة, لحقوق in "المنظمة الدولية للهجرة". */
static bool read_joined(const names_pass *p, struct body *b)
{
    const marsad_token *token = &p->text->tokens[b->at];
    const name_token *t = token_at(p, b->at);
    unsigned clitics = 0;

    if (b->parts == 0 || b->open || b->kind != CUE_ORGANISATION || !(t->joined & (IS_NOUN | IS_DERIVED)) ||
        (t->bare & IS_COMMON) ||
        (t->joined & (IS_AGENT | IS_BODY | IS_TITLE | IS_PLACE | IS_COUNTRY | IS_ACTOR | IS_VERB)))
        return false;
    for (unsigned k = 0; k < token->n_stems; k++)
        clitics |= token->stems[k].clitics;
    if ((clitics & MARSAD_CLITIC_WA) && (clitics & MARSAD_CLITIC_AL) && b->nouns && !b->country.len && b->sure &&
        marsad_str_starts(role_of_cue(p, b->cue), MARSAD_LIT("GOV"))) {
        b->at++;
        return true;
    }
    if ((clitics & MARSAD_CLITIC_LI) && b->adjectives && (b->sure || b->country.len) && b->kind == CUE_ORGANISATION) {
        b->open = !(t->joined & IS_DEFINITE);
        if (b->open && !(names_together(p, b->at, b->at + 1) && token_has_article(p, b->at + 1))) {
            b->open = false;
            return false;
        }
        b->definite = false;
        b->proper = true;
        b->at++;
        return true;
    }
    return false;
}

/* «النهضة»: the token behind the closing mark, or 0. */
static size_t quoted(const names_pass *p, size_t i)
{
    if (!token_opens_quote(p, i))
        return 0;
    for (size_t k = i + 1; k < i + 2 + QUOTE_MAX && names_together(p, i, k); k++) {
        if (token_closes_quote(p, k))
            return k > i + 1 ? k + 1 : 0;
        if ((token_at(p, k)->bare & IS_FUNCTION) && k == i + 1)
            return 0;
        if (p->text->tokens[k].kind == MARSAD_TOKEN_PUNCT || p->text->tokens[k].kind == MARSAD_TOKEN_NUMBER)
            return 0;
    }
    return 0;
}

static bool good_body(const struct body *b)
{
    if (b->open || b->parts == 0)
        return false;
    if (b->definite)
        return b->country.len || b->adjectives > 1 || (b->proper && b->adjectives);
    return b->proper || b->sure;
}

static const name_cand *body_cue(const names_pass *p, size_t i)
{
    const name_token *t = token_at(p, i);

    for (uint32_t k = 0; k < t->n_cands; k++) {
        const name_cand *c = &p->cands[t->cand + k];
        if (c->match.entry->table == MARSAD_TABLE_CUES && (c->type == CUE_ORGANISATION || c->type == CUE_GROUP) &&
            !(c->match.entry->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)))
            return c; /* "أحزاب المعارضة" names none */
    }
    return NULL;
}

/* One word, or a word with an adjective, behind صحيفة and the like: any word can be the name of a paper. */
static void read_paper(const names_pass *p, struct body *b)
{
    uint32_t bare = token_at(p, b->at)->bare;

    if (!token_has_article(p, b->at) && (bare & IS_COMMON))
        return;
    if ((bare & IS_NATION) || (bare & (IS_ADJECTIVE | IS_FUNCTION)) == IS_FUNCTION)
        return;
    b->at++;
    b->parts++;
    b->proper = true;
    if (word_inside(p, b) && token_has_article(p, b->at) && (token_at(p, b->at)->bare & (IS_ADJECTIVE | IS_NATION)))
        b->at++;
}

static bool finish_body(names_pass *p, const struct body *b, const name_cand *c, size_t key, name *n)
{
    marsad_mention_kind kind = b->kind == CUE_GROUP ? MARSAD_MENTION_GROUP : MARSAD_MENTION_ORGANISATION;

    *n = name_of(p, b->cue, b->at, cand_start(p, b->cue, c), NAME_BODY, kind);
    n->cand = (uint32_t)(c - p->cands);
    n->cue = (uint8_t)b->kind;
    n->strong = true;
    n->country = b->country;
    n->roles = role_of_cue(p, b->cue);
    n->key = names_key(p, key, b->at, key == b->cue ? c->match.skip : 0);
    return n->key.ptr != NULL;
}

static bool read_quoted_body(names_pass *p, struct body *b, const name_cand *c, name *n)
{
    size_t last = quoted(p, b->at), open = b->at;

    if (!last || cand_at(p, open + 1, MARSAD_TABLE_ACTORS, false) ||
        (!token_has_article(p, open + 1) && (token_at(p, open + 1)->bare & (IS_VERB | IS_ADJECTIVE))))
        return false;
    b->at = last;
    if (!finish_body(p, b, c, open + 1, n))
        return false;
    n->from = n->first;
    n->key = names_key(p, open + 1, last - 1, 0);
    if (is_outlet(p, b->cue)) { /* the name alone */
        n->first = (uint32_t)open + 1;
        n->last = (uint32_t)last - 1;
        n->start = p->text->tokens[open + 1].start;
        n->end = p->text->tokens[last - 2].end;
    }
    return n->key.ptr != NULL;
}

bool read_body(names_pass *p, size_t i, name *n)
{
    const name_cand *c = body_cue(p, i), *place, *actor;
    struct body b;

    if (!c || !names_together(p, i, i + c->match.tokens))
        return false;
    if (i > 0 && names_together(p, i - 1, i) && (token_at(p, i - 1)->bare & IS_BODY) &&
        !(token_at(p, i - 1)->bare & IS_DEFINITE) && (c->match.clitics & MARSAD_CLITIC_AL))
        return false; /* "شركات الطيران الصينية" */
    place = cand_at(p, i, MARSAD_TABLE_PLACES, true);
    if (place && place->match.tokens > c->match.tokens)
        return false; /* قناة السويس is no channel of television */
    b = (struct body){ .cue = i,
                       .at = i + c->match.tokens,
                       .sure = c->sure,
                       .kind = (cue_kind)c->type,
                       .definite = (c->match.clitics & MARSAD_CLITIC_AL) != 0 };
    if (token_opens_quote(p, b.at))
        return !b.definite && read_quoted_body(p, &b, c, n);
    if (!word_inside(p, &b) ||
        ((actor = cand_at(p, b.at, MARSAD_TABLE_ACTORS, false)) && actor->type != MARSAD_MENTION_PERSON))
        return false;
    if (is_outlet(p, i) && !b.definite)
        read_paper(p, &b);
    else
        while (word_inside(p, &b) &&
               (read_proper(p, &b) || read_definite(p, &b) || read_construct(p, &b) || read_joined(p, &b)))
            ;
    return good_body(&b) && finish_body(p, &b, c, i, n);
}

static bool outlet_name(const names_pass *p, size_t from, size_t first, size_t last, name *n)
{
    *n = name_of(p, first, last, p->text->tokens[first].start, NAME_BODY, MARSAD_MENTION_ORGANISATION);
    n->from = (uint32_t)from;
    n->strong = true;
    n->roles = MARSAD_LIT("JRN");
    n->key = names_key(p, first, last, 0);
    return n->key.ptr != NULL;
}

/* "مراسل الجزيرة": a reporter's place is the name of a paper where the word has another meaning. */
static bool reports_for(const names_pass *p, size_t i)
{
    uint32_t next = names_together(p, i, i + 1) ? token_at(p, i + 1)->bare : 0;

    return ((token_at(p, i)->bare | token_at(p, i)->joined) & IS_TITLE) && (next & IS_PLACE) && (next & IS_NOUN) &&
           token_has_article(p, i + 1);
}

bool read_outlet(names_pass *p, size_t i, name *n)
{
    size_t last;

    if (!is_outlet(p, i))
        return false;
    if (reports_for(p, i))
        return outlet_name(p, i, i + 1, i + 2, n);
    last = quoted(p, i + 1);
    if (!last || last - i > 6 || cand_at(p, i + 2, MARSAD_TABLE_ACTORS, false) || !token_has_article(p, i + 2))
        return false;
    return outlet_name(p, i, i + 2, last - 1, n);
}

/* ---- nationalities ---- */

/* Is the adjective at i a noun of its own ("ثلاثة سوريين") and not one of the noun before it ("الجيش العراقي")? */
static bool stands_alone(const names_pass *p, size_t i, const name_cand *c)
{
    bool article = c->match.clitics & MARSAD_CLITIC_AL;
    uint32_t flags = c->match.skip > 4 || (c->match.skip && !article) ? token_at(p, i)->joined : token_at(p, i)->bare;
    uint32_t before;

    if (!(c->match.entry->form & MARSAD_FORM_PLURAL) && (c->match.entry->form & MARSAD_FORM_FEMININE))
        return false;
    if (flags & (IS_COUNTRY | IS_VERB))
        return false;
    if (names_together(p, i, i + 1) && (token_at(p, i + 1)->bare & IS_NAME) &&
        !(c->match.entry->form & MARSAD_FORM_PLURAL))
        return false; /* "الفرنسي جان" */
    if ((flags & IS_NOUN) && marsad_str_ends(marsad_token_str(p->text, i), MARSAD_LIT("\u0649" /* ى */)))
        return false; /* مجرى is not مجري */
    if (c->match.clitics & (MARSAD_CLITIC_BI | MARSAD_CLITIC_LI))
        return true;
    if (i == 0 || !names_together(p, i - 1, i))
        return c->match.entry->form & MARSAD_FORM_PLURAL;
    if (token_at(p, i - 1)->taken)
        return false;
    before = token_at(p, i - 1)->bare;
    if (before & IS_COUNT)
        return true;
    if (c->match.clitics & MARSAD_CLITIC_WA)
        return false;
    if ((before & (IS_FUNCTION | IS_PERFECT)) && !(before & (IS_AGENT | IS_ADJECTIVE)))
        return article || (c->match.entry->form & MARSAD_FORM_PLURAL) || (before & IS_PERFECT);
    if (before & IS_VERB)
        return !(before & (IS_NOUN | IS_ADJECTIVE | IS_DERIVED)) &&
               (c->match.entry->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_MASCULINE));
    if (article && (before & (IS_NOUN | IS_DERIVED)) && !(before & IS_DEFINITE) && !token_has_article(p, i - 1))
        return true;
    return (before & IS_MASDAR) && !(before & IS_DEFINITE) &&
           (c->match.entry->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL));
}

bool read_nation(names_pass *p, size_t i, name *n)
{
    const name_cand *c = cand_at(p, i, MARSAD_TABLE_COUNTRIES, true);

    if (!c || !c->match.entry->form || !stands_alone(p, i, c))
        return false;
    *n = name_of(p, i, i + c->match.tokens, cand_start(p, i, c), NAME_NATION, MARSAD_MENTION_NATIONALITY);
    n->country = cand_cell(p, c, p->column.country_iso);
    n->strong = true;
    n->row = c->match.entry->row;
    return true;
}

/*
 * names_actor.c - organisations, groups and persons that are a row of actors.tsv.
 */
#include "mention/names.h"

static int month_of(marsad_str date, int none)
{
    int year = 0, month = 0;

    if (date.len < 4)
        return none;
    for (size_t i = 0; i < 4; i++)
        year = year * 10 + (date.ptr[i] - '0');
    if (date.len >= 7)
        month = (date.ptr[5] - '0') * 10 + (date.ptr[6] - '0');
    return year * 12 + (month ? month - 1 : none > 0 ? 11 : 0);
}

static bool in_office(const names_pass *p, uint32_t row)
{
    int day = month_of(marsad_str_of(p->article->published), -1);

    return day >= 0 && month_of(marsad_dict_cell(p->dict, MARSAD_TABLE_ACTORS, row, p->column.actor_from), 0) <= day &&
           day <= month_of(marsad_dict_cell(p->dict, MARSAD_TABLE_ACTORS, row, p->column.actor_to), 1 << 20);
}

uint32_t actor_row(const names_pass *p, const name_cand *c, size_t i)
{
    const name_token *t = token_at(p, i);

    for (uint32_t k = 0; k < t->n_cands; k++) {
        const name_cand *other = &p->cands[t->cand + k];
        if (other->match.entry->table == MARSAD_TABLE_ACTORS && cand_same_words(other, c) &&
            in_office(p, other->match.entry->row))
            return other->match.entry->row;
    }
    return c->match.entry->row;
}

/* A definite adjective behind the word: القاعدة الجوية is not القاعدة. */
static bool has_adjective(const names_pass *p, size_t i, size_t last)
{
    return names_together(p, i, last) && token_has_article(p, last) &&
           (token_at(p, last)->bare & (IS_ADJECTIVE | IS_DERIVED | IS_NATION)) &&
           !(token_at(p, last)->bare & IS_FUNCTION);
}

static bool is_outlet(const names_pass *p, size_t i)
{
    return ((token_at(p, i)->bare | token_at(p, i)->joined) & IS_OUTLET) != 0;
}

/* (الحرة), مراسل الحرة: otherwise الحرة is an adjective. */
static bool named_as_outlet(const names_pass *p, size_t i, size_t last)
{
    if (i == 0 || !names_together(p, i - 1, i))
        return false;
    return is_outlet(p, i - 1) || (token_opens_quote(p, i - 1) && token_closes_quote(p, last));
}

/* Does token k speak of the site that `word` names: قاعدة عين الأسد, القاعدة الجوية? */
static bool tells_of_site(const names_pass *p, size_t k, marsad_str word)
{
    marsad_str norm = p->text->tokens[k].norm;

    return (token_at(p, k)->bare & IS_SITE) && marsad_str_ends(norm, word) &&
           (norm.len == word.len || has_adjective(p, k, k + 1));
}

/* Is the group of the candidate named in more than the one word anywhere in the article (تنظيم القاعدة)? */
static bool named_in_full(const names_pass *p, const name_cand *actor)
{
    for (size_t k = 0; k < p->text->n_tokens; k++)
        for (uint32_t j = 0; j < token_at(p, k)->n_cands; j++) {
            const name_cand *c = &p->cands[token_at(p, k)->cand + j];
            if (c->match.tokens > 1 && c->match.entry->table == MARSAD_TABLE_ACTORS &&
                c->match.entry->row == actor->match.entry->row)
                return true;
        }
    return false;
}

/* القاعدة behind "قاعدة عين الأسد" is that base again, unless in quotes or where the group is named in full. */
static bool is_site_again(const names_pass *p, size_t i, const name_cand *c)
{
    marsad_str article = MARSAD_LIT("\u0627\u0644"), norm = p->text->tokens[i].norm, word;

    word = marsad_str_slice(norm, c->match.skip, norm.len);
    if (!((token_at(p, i)->bare | token_at(p, i)->joined) & IS_SITE) || !marsad_str_starts(word, article) ||
        (i > 0 && token_opens_quote(p, i - 1)))
        return false;
    word = marsad_str_slice(word, article.len, word.len);
    for (size_t k = i; k > 0; k--)
        if (tells_of_site(p, k - 1, word))
            return !named_in_full(p, c);
    return false;
}

bool read_actor(names_pass *p, size_t i, name *n)
{
    const name_token *t = token_at(p, i);
    const name_cand *c = cand_at(p, i, MARSAD_TABLE_ACTORS, true);
    size_t first, last, key;
    uint32_t flags;
    bool weak;

    if (!c || (t->bare & IS_TIME))
        return false;
    if (c->type == MARSAD_MENTION_FACILITY && cand_at(p, i, MARSAD_TABLE_PLACES, true))
        return false; /* the gazetteer knows where it is */
    last = i + c->match.tokens;
    flags = c->match.skip ? t->joined | t->bare : t->bare;
    weak = c->match.tokens == 1 && (flags & IS_COMMON);
    if (c->match.tokens == 1 && c->match.skip && (t->bare & (IS_COMMON | IS_PLACE | IS_COUNTRY)))
        return false;
    if (weak && c->type != MARSAD_MENTION_PERSON && (has_adjective(p, i, last) || is_site_again(p, i, c)))
        return false;
    key = last;
    first = i;
    if (c->type == MARSAD_MENTION_PERSON) {
        last = person_end(p, i, last);
        if (c->match.tokens > 1 && (t->bare & IS_TITLE) && token_has_article(p, i))
            first++; /* الملك سلمان */
    }
    *n = name_of(p, first, last, first > i ? p->text->tokens[first].start : cand_start(p, i, c), NAME_ACTOR,
                 (marsad_mention_kind)c->type);
    n->from = (uint32_t)i;
    n->part = (uint32_t)key - 1;
    if (last - i > 2 && token_opens_quote(p, i) && token_closes_quote(p, last - 1)) { /* «الشرق الأوسط» */
        n->first++;
        n->last--;
        n->start = p->text->tokens[i + 1].start;
        n->end = p->text->tokens[last - 2].end;
    }
    n->cand = (uint32_t)(c - p->cands);
    n->row = actor_row(p, c, i);
    n->table = MARSAD_TABLE_ACTORS;
    n->strong = !weak || p->title_end == i ||
                (c->type != MARSAD_MENTION_PERSON && (!(flags & IS_ADJECTIVE) || named_as_outlet(p, i, last)));
    n->country = marsad_dict_cell(p->dict, MARSAD_TABLE_ACTORS, n->row, p->column.actor_country);
    n->roles = marsad_dict_cell(p->dict, MARSAD_TABLE_ACTORS, n->row, p->column.actor_role);
    n->key = names_key(p, i, key, c->match.skip);
    return n->key.ptr != NULL;
}

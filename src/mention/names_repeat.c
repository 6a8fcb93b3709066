/*
 * names_repeat.c - who is who in the article.
 *
 * Every name gets an entity: the id of its actor, or "article:N" for what only the article names. A person found once
 * in full is found again by the last part of the name (إيان مكاري … مكاري); a bare "التنظيم" is the group named
 * last that is a تنظيم.
 */
#include "mention/names.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#define LETTER 2
#define ARTICLE "\u0627\u0644" /* ال */
#define PART_MIN 6             /* bytes of a last part that is looked for: three letters */
#define RECENT_MAX 12          /* groups that a short form may mean */

/* Hash from a normal form and a domain to a number; keys are borrowed. */
struct slot {
    marsad_str key;
    uint32_t value; /* 1 + entity */
    char domain;
};

struct index {
    struct slot *slots;
    size_t n_slots, used;
};

struct repeat {
    names_pass *p;
    struct index index;
    name *more; /* names found again, in text order */
    size_t n_more, cap_more;
    uint32_t recent[RECENT_MAX]; /* groups, the latest first: 1 + entity */
    size_t n_recent;
};

enum { DOMAIN_ID = 'i', DOMAIN_NAME = 'n', DOMAIN_PART = 'p', DOMAIN_TOWN = 't' /* last parts that are towns too */ };

static struct slot *slot_of(const struct index *x, char domain, marsad_str key)
{
    size_t at = XXH3_64bits_withSeed(key.ptr, key.len, (XXH64_hash_t)domain) & (x->n_slots - 1);

    while (x->slots[at].value && (x->slots[at].domain != domain || !marsad_str_equal(x->slots[at].key, key)))
        at = (at + 1) & (x->n_slots - 1);
    return &x->slots[at];
}

static uint32_t look_up(const struct index *x, char domain, marsad_str key)
{
    return key.len ? slot_of(x, domain, key)->value : 0;
}

static bool make_slots(struct index *x, size_t n, marsad_arena *arena)
{
    x->slots = marsad_arena_array(arena, n, sizeof *x->slots);
    x->n_slots = n;
    return x->slots != NULL;
}

/* Twice as many: names that are found again may be new ones (another member of the family). */
static bool grow_index(struct index *x, marsad_arena *arena)
{
    struct index old = *x;

    if (!make_slots(x, old.n_slots * 2, arena))
        return false;
    for (size_t i = 0; i < old.n_slots; i++)
        if (old.slots[i].value)
            *slot_of(x, old.slots[i].domain, old.slots[i].key) = old.slots[i];
    return true;
}

static bool put(struct repeat *r, char domain, marsad_str key, uint32_t value)
{
    struct index *x = &r->index;
    struct slot *s;

    if (!key.len)
        return true;
    if (x->used >= x->n_slots / 2 && !grow_index(x, r->p->arena))
        return false;
    s = slot_of(x, domain, key);
    x->used += s->value == 0;
    *s = (struct slot){ key, value, domain };
    return true;
}

static bool add_entity(names_pass *p, const entity *e)
{
    if (!marsad_arena_grow(p->arena, (void **)&p->entities, &p->cap_entities, p->n_entities, sizeof *e))
        return false;
    p->entities[p->n_entities++] = *e;
    return true;
}

static marsad_str actor_id(const names_pass *p, const name *n)
{
    marsad_str id = marsad_dict_cell(p->dict, MARSAD_TABLE_ACTORS, n->row, p->column.actor_id), head;

    return marsad_str_next(&id, '#', &head) ? head : id; /* further terms of office are the same person */
}

static uint32_t cue_row(const names_pass *p, const name *n)
{
    return n->source == NAME_BODY && n->cand != UINT32_MAX ? p->cands[n->cand].match.entry->row : UINT32_MAX;
}

/* The form under which a last part is looked for: clitics before a name of one word are no part of it. */
static marsad_str part_key(const names_pass *p, const name *n)
{
    return n->part == n->first ? n->key : p->text->tokens[n->part].norm;
}

/* The first words of two names; true if one of the names is a single word. */
static bool same_first_word(marsad_str a, marsad_str b)
{
    marsad_str x, y;

    return marsad_str_next(&a, ' ', &x) && marsad_str_next(&b, ' ', &y) &&
           (a.ptr == NULL || b.ptr == NULL || marsad_str_equal(x, y));
}

/* The entity of a name that is sure of itself. */
static bool find_entity(struct repeat *r, name *n)
{
    names_pass *p = r->p;
    bool actor = n->source == NAME_ACTOR;
    marsad_str key = actor ? actor_id(p, n) : n->key;
    entity e = { .key = n->key,
                 .country = n->country,
                 .roles = n->roles,
                 .head = cue_row(p, n),
                 .actor = actor ? n->row : UINT32_MAX,
                 .kind = n->kind,
                 .strong = n->strong };

    n->entity = look_up(&r->index, actor ? DOMAIN_ID : DOMAIN_NAME, key);
    if (!n->entity && !actor && n->kind == MARSAD_MENTION_PERSON) {
        n->entity = look_up(&r->index, DOMAIN_PART, part_key(p, n));
        if (n->entity && n->part > n->first && !same_first_word(p->entities[n->entity - 1].key, n->key))
            n->entity = 0; /* another member of the family */
    }
    if (n->entity)
        return true;
    if (actor)
        e.id = key;
    if (!add_entity(p, &e))
        return false;
    n->entity = (uint32_t)p->n_entities;
    return put(r, actor ? DOMAIN_ID : DOMAIN_NAME, key, n->entity);
}

/* Can the last part of the name stand for it alone? */
static bool part_stands(const names_pass *p, size_t i)
{
    const name_token *t = token_at(p, i);
    uint32_t other = IS_COMMON | IS_COUNTRY | IS_NATION | IS_PLACE;

    if (p->text->tokens[i].norm.len < PART_MIN)
        return false;
    return !(t->bare & other) ||
           ((t->bare & IS_FAMILY) && token_has_article(p, i) && !(t->bare & (IS_ADJECTIVE | IS_NATION)));
}

/* ليون: a surname, and a town. */
static bool is_town_too(const names_pass *p, size_t i)
{
    uint32_t bare = token_at(p, i)->bare;

    return (bare & IS_PLACE) && (bare & IS_NAME) && !(bare & (IS_COMMON | IS_COUNTRY | IS_NATION));
}

static void take_entity(const struct repeat *r, name *n, uint32_t e)
{
    n->entity = e;
    n->country = r->p->entities[e - 1].country;
    n->roles = r->p->entities[e - 1].roles;
}

/* A surname alone is whoever the article names in full with it. */
static bool is_surname_of(const struct repeat *r, name *n)
{
    uint32_t e = n->part == n->first ? look_up(&r->index, DOMAIN_PART, n->key) : 0;

    if (e)
        take_entity(r, n, e);
    return e != 0;
}

static bool register_name(struct repeat *r, name *n)
{
    const names_pass *p = r->p;
    bool person = n->kind == MARSAD_MENTION_PERSON;

    if (person && is_surname_of(r, n))
        return true;
    if (!find_entity(r, n))
        return false;
    if (person && is_town_too(p, n->part))
        return put(r, DOMAIN_TOWN, part_key(p, n), n->entity);
    if (!person || !part_stands(p, n->part) || look_up(&r->index, DOMAIN_PART, part_key(p, n)))
        return true;
    return put(r, DOMAIN_PART, part_key(p, n), n->entity);
}

/* Full names first, then persons named by one word. */
static bool register_names(struct repeat *r)
{
    names_pass *p = r->p;

    for (int alone = 0; alone < 2; alone++)
        for (size_t i = 0; i < p->n_names; i++) {
            name *n = &p->names[i];
            bool single = n->kind == MARSAD_MENTION_PERSON && n->part == n->first;
            if ((n->source == NAME_ACTOR || n->source == NAME_PERSON || n->source == NAME_BODY) && n->strong &&
                single == (alone == 1) && !register_name(r, n))
                return false;
        }
    return true;
}

/* "وقال ليون" after "المبعوث برناردينو ليون": no town, unless the words say that something is in it. */
static void settle_town(const struct repeat *r, name *n)
{
    const names_pass *p = r->p;
    const name_cand *c = n->source == NAME_PLACE && n->cand != UINT32_MAX ? &p->cands[n->cand] : NULL;
    marsad_str norm = p->text->tokens[n->first].norm;
    uint32_t e;

    if (!c || n->cue != CUE_NONE || n->last != n->first + 1 || (c->match.clitics & MARSAD_CLITIC_BI) ||
        (n->first > 0 && marsad_str_ends(p->text->tokens[n->first - 1].norm, MARSAD_LIT("\u0641\u064A" /* في */))))
        return;
    e = look_up(&r->index, DOMAIN_TOWN, marsad_str_slice(norm, c->match.skip, norm.len));
    if (e) {
        *n = name_of(p, n->first, n->last, n->start, NAME_REPEAT, MARSAD_MENTION_PERSON);
        n->strong = true;
        take_entity(r, n, e);
    }
}

/* Names that need support: an Arab family name alone, an actor's name that is a common word. */
static bool settle_weak(struct repeat *r)
{
    names_pass *p = r->p;
    size_t kept = 0;

    for (size_t i = 0; i < p->n_names; i++) {
        name n = p->names[i];
        bool keep = true;

        settle_town(r, &n);
        if (!n.strong) {
            is_surname_of(r, &n);
            if (!n.entity && n.source == NAME_ACTOR)
                n.entity = look_up(&r->index, DOMAIN_ID, actor_id(p, &n)), keep = n.entity != 0;
            keep &= n.entity || n.source != NAME_PERSON;
        }
        if (keep)
            p->names[kept++] = n;
        else
            for (uint32_t k = n.first; k < n.last; k++)
                p->tokens[k].taken = 0;
    }
    p->n_names = kept;
    return true;
}

/* ---- names again ---- */

static bool add_more(struct repeat *r, size_t i, uint32_t start, uint32_t found)
{
    marsad_mention_kind kind = (marsad_mention_kind)r->p->entities[found - 1].kind;
    name n = name_of(r->p, i, i + 1, start, NAME_REPEAT, kind);

    take_entity(r, &n, found);
    n.strong = true;
    if (!marsad_arena_grow(r->p->arena, (void **)&r->more, &r->cap_more, r->n_more, sizeof n))
        return false;
    r->more[r->n_more++] = n;
    r->p->tokens[i].taken = 1;
    r->p->entities[found - 1].seen++;
    return true;
}

static bool is_proclitic(marsad_str norm)
{
    const char *letters = "\u0648\u0641\u0628\u0644"; /* و ف ب ل */

    return marsad_str_find(marsad_str_of(letters), marsad_str_slice(norm, 0, LETTER), 0) != SIZE_MAX;
}

/* An unclaimed given name right before the last part: عمر in "عمر الشريف". */
static bool first_name_before(const names_pass *p, size_t i)
{
    return i > 0 && names_together(p, i - 1, i) && !p->tokens[i - 1].taken && (p->tokens[i - 1].bare & IS_GIVEN) &&
           !(p->tokens[i - 1].bare & (IS_FUNCTION | IS_TITLE));
}

/* The name with its given name: the same person, or another of the family. */
static bool again_in_full(struct repeat *r, size_t i, uint32_t found)
{
    names_pass *p = r->p;
    name n = name_of(p, i - 1, i + 1, p->text->tokens[i - 1].start, NAME_PERSON, MARSAD_MENTION_PERSON);

    n.strong = true;
    n.key = names_key(p, i - 1, i + 1, 0);
    if (!n.key.ptr)
        return false;
    n.entity = found;
    if (!same_first_word(p->entities[found - 1].key, n.key) && !find_entity(r, &n))
        return false;
    if (!add_more(r, i, n.start, n.entity))
        return false;
    r->more[r->n_more - 1].first = n.first;
    p->tokens[i - 1].taken = 1;
    return true;
}

static bool behind_noun(const names_pass *p, size_t i)
{
    return i > 0 && names_together(p, i - 1, i) && (p->tokens[i - 1].bare & (IS_NOUN | IS_DERIVED)) &&
           !(p->tokens[i - 1].bare & (IS_DEFINITE | IS_FUNCTION | IS_TITLE | IS_VERB));
}

static bool again_by_part(struct repeat *r, size_t i, bool *found)
{
    const names_pass *p = r->p;
    marsad_str norm = p->text->tokens[i].norm;
    uint32_t e = look_up(&r->index, DOMAIN_PART, norm);
    size_t skip = 0;

    if (!e && norm.len >= PART_MIN + LETTER && is_proclitic(norm) && !(p->tokens[i].bare & IS_COMMON)) {
        skip = LETTER;
        e = look_up(&r->index, DOMAIN_PART, marsad_str_slice(norm, skip, norm.len));
    }
    if (e && !p->entities[e - 1].id.ptr && (p->tokens[i].bare & IS_COMMON) && behind_noun(p, i))
        e = 0; /* "حيوان الأسد" */
    *found = e != 0;
    if (e && !skip && first_name_before(p, i))
        return again_in_full(r, i, e);
    return !e || add_more(r, i, skip ? marsad_token_offset(p->text, i, skip) : p->text->tokens[i].start, e);
}

static void note_recent(struct repeat *r, uint32_t e)
{
    size_t at = 0;

    while (at < r->n_recent && r->recent[at] != e)
        at++;
    if (at == r->n_recent && r->n_recent < RECENT_MAX)
        r->n_recent++;
    if (at == RECENT_MAX)
        at--;
    r->p->entities[e - 1].seen++;
    memmove(r->recent + 1, r->recent, at * sizeof *r->recent);
    r->recent[0] = e;
}

static bool begins_with_word(marsad_str names, marsad_str word)
{
    marsad_str item;

    while (marsad_str_next(&names, '|', &item)) {
        if (marsad_str_starts(item, MARSAD_LIT(ARTICLE)))
            item = marsad_str_slice(item, sizeof ARTICLE - 1, item.len);
        if (item.len > word.len && marsad_str_starts(item, word) && item.ptr[word.len] == ' ')
            return true;
    }
    return false;
}

/* Is the entity a تنظيم, if that is the cue? */
static bool is_a(const names_pass *p, const entity *e, const name_cand *cue)
{
    marsad_str word;

    if (e->head == cue->match.entry->row)
        return true;
    if (e->actor == UINT32_MAX)
        return false;
    word = marsad_dict_cell(p->dict, MARSAD_TABLE_CUES, cue->match.entry->row, 0);
    return begins_with_word(marsad_dict_cell(p->dict, MARSAD_TABLE_ACTORS, e->actor, p->column.actor_name), word) ||
           begins_with_word(marsad_dict_cell(p->dict, MARSAD_TABLE_ACTORS, e->actor, p->column.actor_aliases), word);
}

/* The group that was named most often so far; of equals the latest. */
static uint32_t antecedent(const struct repeat *r, const name_cand *cue)
{
    uint32_t best = 0, most = 0;

    for (size_t k = 0; k < r->n_recent; k++) {
        const entity *e = &r->p->entities[r->recent[k] - 1];
        if (e->seen > most && is_a(r->p, e, cue)) {
            most = e->seen;
            best = r->recent[k];
        }
    }
    return best;
}

static const name_cand *short_form(const names_pass *p, size_t i)
{
    const name_token *t = token_at(p, i);
    const name_cand *cue = NULL;

    for (uint32_t k = 0; k < t->n_cands; k++) {
        const name_cand *c = &p->cands[t->cand + k];
        if (c->match.entry->table != MARSAD_TABLE_CUES || c->type != CUE_GROUP || c->match.tokens != 1 ||
            !(c->match.clitics & MARSAD_CLITIC_AL))
            continue;
        if (c->match.entry->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL))
            return NULL;
        if (!cue)
            cue = c;
    }
    return cue;
}

static bool again_by_head(struct repeat *r, size_t i)
{
    const names_pass *p = r->p;
    const name_cand *cue = r->n_recent ? short_form(p, i) : NULL;
    uint32_t next, best;

    if (!cue)
        return true;
    next = names_together(p, i, i + 1) ? token_at(p, i + 1)->bare : 0;
    if ((next & (IS_ADJECTIVE | IS_NATION)) && !(next & IS_FUNCTION) && token_has_article(p, i + 1))
        return true;
    best = antecedent(r, cue);
    return !best || add_more(r, i, cand_start(p, i, cue), best);
}

static bool find_again(struct repeat *r)
{
    names_pass *p = r->p;
    size_t next = 0;

    for (size_t i = 0; i < p->text->n_tokens; i++) {
        bool found = false;

        for (; next < p->n_names && p->names[next].first <= i; next++)
            if (p->names[next].entity &&
                (p->names[next].kind == MARSAD_MENTION_GROUP || p->names[next].kind == MARSAD_MENTION_ORGANISATION))
                note_recent(r, p->names[next].entity);
        if (p->tokens[i].taken || p->text->tokens[i].kind != MARSAD_TOKEN_WORD)
            continue;
        if (!again_by_part(r, i, &found))
            return false;
        if (!found && (p->tokens[i].bare | p->tokens[i].joined) & IS_BODY && !again_by_head(r, i))
            return false;
    }
    return true;
}

static bool merge(struct repeat *r)
{
    names_pass *p = r->p;
    size_t n = p->n_names + r->n_more, a = 0, b = 0;
    name *all = marsad_arena_array(p->arena, n + 1, sizeof *all);

    if (!all)
        return false;
    for (size_t i = 0; i < n; i++)
        all[i] =
            b >= r->n_more || (a < p->n_names && p->names[a].first <= r->more[b].first) ? p->names[a++] : r->more[b++];
    p->names = all;
    p->n_names = p->cap_names = n;
    return true;
}

/* Numbers in the order in which the article names them. */
static bool number_entities(names_pass *p)
{
    unsigned number = 0;

    for (size_t i = 0; i < p->n_names; i++) {
        entity *e = p->names[i].entity ? &p->entities[p->names[i].entity - 1] : NULL;
        if (!e || e->id.ptr)
            continue;
        e->id = marsad_arena_fmt(p->arena, "article:%u", ++number);
        if (!e->id.ptr)
            return false;
    }
    return true;
}

bool names_repeat(names_pass *p)
{
    struct repeat r = { .p = p };
    size_t n = 64;

    while (n < p->n_names * 6)
        n *= 2;
    return make_slots(&r.index, n, p->arena) && register_names(&r) && settle_weak(&r) && find_again(&r) && merge(&r) &&
           number_entities(p);
}

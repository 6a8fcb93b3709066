/*
 * names.c - the pass over the text: at each token the readers try, the best reading wins, the pass goes on behind it;
 * then the article as a whole decides who is who and where is where.
 */
#include "mention/names.h"

#define DISTANCE_GAP 4 /* tokens between "120 كلم" and the name that it is counted from */

static bool token_interesting(const names_pass *p, size_t i)
{
    const name_token *t = token_at(p, i);

    return t->n_cands > 0 || ((t->bare | t->joined) & IS_OUTLET) || (p->title_end == i && i > 0) ||
           (i + 1 < p->text->n_tokens && (token_at(p, i + 1)->bare & IS_NAME) && token_unknown(p, i)) ||
           (i + 1 < p->text->n_tokens && token_is_mark(p, i + 1, "("));
}

/* Longer readings first; between equal ones actors, persons in full, bodies, places, nationalities. */
static unsigned rank(const name *n, bool title)
{
    static const unsigned RANKS[] = {
        [NAME_ACTOR] = 5, [NAME_PERSON] = 2, [NAME_BODY] = 4, [NAME_PLACE] = 3, [NAME_NATION] = 1, [NAME_REPEAT] = 0
    };
    unsigned bonus = n->source == NAME_PERSON && n->strong ? 2 : 0;

    if (n->source == NAME_PLACE && n->last - n->first > 1 && !title)
        bonus = 2; /* ديار بكر */
    return (n->last - n->from) * 8 + RANKS[n->source] + bonus;
}

static bool read_best(names_pass *p, size_t i, name *best)
{
    static bool (*const READERS[])(names_pass *, size_t, name *) = { read_actor,      read_body,           read_place,
                                                                     read_cued_place, read_person,         read_outlet,
                                                                     read_nation,     read_bracketed_place };
    unsigned top = 0;

    for (size_t k = 0; k < sizeof READERS / sizeof *READERS; k++) {
        uint32_t title = p->title_end;
        name n;
        if (READERS[k](p, i, &n) && rank(&n, title == i) > top) {
            top = rank(&n, title == i);
            *best = n;
        }
        p->title_end = title; /* readers may look for titles ahead */
    }
    return top > 0;
}

static bool push(names_pass *p, const name *n)
{
    if (!marsad_arena_grow(p->arena, (void **)&p->names, &p->cap_names, p->n_names, sizeof *n))
        return false;
    p->names[p->n_names++] = *n;
    for (uint32_t k = n->first; k < n->last; k++)
        p->tokens[k].taken = 1;
    return true;
}

static bool read_names(names_pass *p)
{
    size_t n = p->text->n_tokens;

    for (size_t i = 0; i < n;) {
        name best;
        uint32_t last;

        if (!token_interesting(p, i)) {
            note_title(p, i++);
            continue;
        }
        if (!read_best(p, i, &best)) {
            note_title(p, i++);
            continue;
        }
        if (!push(p, &best))
            return false;
        last = best.last;
        /* "زعيم حركة النهضة راشد الغنوشي": the title goes on behind the body that it belongs to */
        if (best.source != NAME_PERSON && p->title_end && p->title_end >= best.from && p->title_end + 1 >= best.from)
            p->title_end = last;
        i = last;
    }
    return true;
}

/* ---- mentions ---- */

/* "120 كلم شمال بغداد": the distance is the radius. */
static double distance_before(const names_pass *p, const name *n, size_t *q)
{
    const marsad_quantity *at;

    while (*q < p->out->n_quantities && p->out->quantities[*q].span.last <= n->from)
        (*q)++;
    if (*q == 0)
        return 0;
    at = &p->out->quantities[*q - 1];
    if (at->role != MARSAD_QUANTITY_DISTANCE || n->from - at->span.last > DISTANCE_GAP || !at->has_max)
        return 0;
    for (size_t i = at->span.last; i < n->from; i++)
        if (!names_together(p, at->span.first, i) || !(token_at(p, i)->bare & (IS_FUNCTION | IS_NOUN | IS_ADJECTIVE)) ||
            (token_at(p, i)->bare & IS_TIME))
            return 0;
    return at->max;
}

static marsad_str present(marsad_str s)
{
    return s.len ? s : (marsad_str){ NULL, 0 };
}

static bool make_mention(const names_pass *p, const name *n, marsad_mention *m)
{
    const entity *e = n->entity ? &p->entities[n->entity - 1] : NULL;
    bool ok = true;

    *m = (marsad_mention){ .span = { n->start, n->end, n->first, n->last },
                           .kind = (marsad_mention_kind)n->kind,
                           .country = present(n->country),
                           .roles = present(n->roles) };
    if (e) {
        m->entity = e->id;
        m->kind = (marsad_mention_kind)e->kind;
        if (!m->country.ptr)
            m->country = present(e->country);
        if (!m->roles.ptr)
            m->roles = present(e->roles);
    }
    if (n->source == NAME_PLACE)
        m->place = place_make(p, n, &ok);
    else if (m->kind == MARSAD_MENTION_ORGANISATION)
        m->seat = place_seat(p, n, m->country, &m->seat_span, &ok);
    return ok;
}

static bool write_mentions(names_pass *p)
{
    size_t q = 0, n = p->out->n_mentions;
    marsad_mention *all = marsad_arena_array(p->arena, n + p->n_names + 1, sizeof *all);

    if (!all)
        return false;
    if (n)
        memcpy(all, p->out->mentions, n * sizeof *all);
    for (size_t i = 0; i < p->n_names; i++) {
        if (p->names[i].source == NAME_PLACE)
            p->names[i].radius = distance_before(p, &p->names[i], &q);
        if (!make_mention(p, &p->names[i], &all[n++]))
            return false;
    }
    p->out->mentions = all;
    p->out->n_mentions = n;
    return true;
}

bool marsad_names_find(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                       marsad_arena *arena, marsad_mentions *out, marsad_err *err)
{
    names_pass p = { .dict = dict, .article = article, .text = text, .arena = arena, .out = out };

    if (!names_words(&p) || !read_names(&p) || !names_repeat(&p) || !places_choose(&p) || !write_mentions(&p))
        return marsad_fail_memory(err);
    return true;
}

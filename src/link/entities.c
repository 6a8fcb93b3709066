/*
 * entities.c - entities of the store: which fit, in which order.
 */
#include "link/entities.h"
#include "store/sqlite.h"

#include <stdlib.h>
#include <strings.h>

struct entities {
    marsad_store *s;
    const marsad_entity_filter *f;
    struct entity_reports x;
    struct entity_range *ranges; /* by number of the entity */
    marsad_arena *arena;         /* of all that is listed */
    marsad_str asked;            /* normal form of f->who */
    marsad_err *err;
};

/* The English name, with or without what stands behind it in brackets. */
static bool same_english(marsad_str name, const char *asked)
{
    size_t n = strlen(asked);

    return n > 0 && name.len >= n && strncasecmp(name.ptr, asked, n) == 0 &&
           (name.len == n || marsad_str_starts(marsad_str_slice(name, n, name.len), MARSAD_LIT(" (")));
}

/* ---- the reports of each ---- */

static bool cut_ranges(struct entities *e)
{
    size_t n = resolver_count(e->x.resolver);

    e->ranges = marsad_arena_array(e->x.arena, n + 1, sizeof *e->ranges);
    if (!e->ranges)
        return false;
    memset(e->ranges, 0, (n + 1) * sizeof *e->ranges);
    for (size_t i = 0; i < e->x.n_refs; i++) {
        struct entity_range *range = &e->ranges[e->x.refs[i].entity];

        if (range->n++ == 0)
            range->at = &e->x.refs[i];
    }
    return true;
}

/* Those that only texts know are called what they are called most. */
static bool name_all(struct entities *e)
{
    for (uint32_t i = 0; i < resolver_count(e->x.resolver); i++) {
        marsad_str name;
        bool ok = true;

        if (e->ranges[i].n > 0 && !resolver_who(e->x.resolver, i)->name.ptr) {
            marsad_arena_reset(e->arena);
            ok = entity_name(&e->x, e->ranges[i], e->arena, &name);
            if (ok)
                resolver_set_name(e->x.resolver, i, name);
        }
        if (!ok)
            return false;
    }
    return true;
}

/* ---- which fit ---- */

/* Does the dictionary know the words that are asked for as a name of this one? */
static bool is_listed(const struct entities *e, const struct entity_who *who)
{
    const marsad_dict *d = e->s->dict;
    marsad_entries found = marsad_dict_find(d, e->asked);
    int id = marsad_dict_column(d, MARSAD_TABLE_ACTORS, "id"),
        iso = marsad_dict_column(d, MARSAD_TABLE_COUNTRIES, "iso2");
    bool state = marsad_str_equal(who->kind, MARSAD_LIT("state"));

    for (size_t i = 0; i < found.n; i++) {
        uint32_t row = found.at[i].row;

        if (found.at[i].table == MARSAD_TABLE_ACTORS &&
            marsad_str_equal(entity_base(marsad_dict_cell(d, MARSAD_TABLE_ACTORS, row, id)), who->id))
            return true;
        if (state && found.at[i].table == MARSAD_TABLE_COUNTRIES && found.at[i].form == 0 &&
            marsad_str_equal(marsad_dict_cell(d, MARSAD_TABLE_COUNTRIES, row, iso), who->country))
            return true;
    }
    return false;
}

/* Is it called so in a report? */
static bool is_called(struct entities *e, const struct entity_range *range)
{
    for (size_t i = 0; i < range->n; i++) {
        marsad_str norm;

        marsad_arena_reset(e->arena);
        if (marsad_normalise(range->at[i].text, e->arena, &norm, NULL) && marsad_str_equal(norm, e->asked))
            return true;
    }
    return false;
}

static bool is_asked(struct entities *e, const struct entity_who *who, const struct entity_range *range)
{
    if (marsad_str_equal(who->id, marsad_str_of(e->f->who)) || same_english(who->name_en, e->f->who))
        return true;
    if (e->asked.len == 0)
        return false;
    return is_listed(e, who) || (who->row == ENTITY_NONE && is_called(e, range));
}

static bool fits(struct entities *e, uint32_t i)
{
    const struct entity_who *who = resolver_who(e->x.resolver, i);
    const marsad_entity_filter *f = e->f;

    return e->ranges[i].n > 0 && (!f->kind || marsad_str_equal(who->kind, marsad_str_of(f->kind))) &&
           (!f->country || marsad_str_equal(who->country, marsad_str_of(f->country))) &&
           (!f->role || (who->role.ptr && marsad_list_has(who->role, marsad_str_of(f->role)))) &&
           (!f->who || is_asked(e, who, &e->ranges[i]));
}

/* ---- in which order ---- */

static int by_reports(const void *a, const void *b)
{
    const marsad_entity *x = a, *y = b;

    if (x->reports != y->reports)
        return x->reports > y->reports ? -1 : 1;
    return marsad_str_compare(x->id, y->id);
}

static bool list(struct entities *e, marsad_entity **out, size_t *n)
{
    size_t most = resolver_count(e->x.resolver);
    uint32_t *chosen = marsad_arena_array(e->x.arena, most + 1, sizeof *chosen);

    *n = 0;
    if (!chosen)
        return false;
    for (uint32_t i = 0; i < most; i++)
        if (fits(e, i))
            chosen[(*n)++] = i;
    marsad_arena_reset(e->arena);
    *out = marsad_arena_array(e->arena, *n + 1, sizeof **out);
    for (size_t i = 0; *out && i < *n; i++)
        if (!entity_sum(&e->x, e->ranges[chosen[i]], e->arena, &(*out)[i]))
            return false;
    if (*out && *n > 0)
        qsort(*out, *n, sizeof **out, by_reports);
    return *out != NULL;
}

/* ---- visits ---- */

static uint32_t number_of(const struct entities *e, marsad_str id)
{
    uint32_t i = 0;

    while (!marsad_str_equal(resolver_who(e->x.resolver, i)->id, id))
        i++;
    return i;
}

static bool visit_all(struct entities *e, marsad_entity_fn *visit, void *user)
{
    marsad_entity *all, whole;
    size_t n;

    if (!list(e, &all, &n))
        return marsad_fail_memory(e->err);
    if (e->f->limit > 0 && (size_t)e->f->limit < n)
        n = (size_t)e->f->limit;
    for (size_t i = 0; i < n; i++) {
        if (e->f->who && !entity_whole(e->s, &e->x, e->ranges[number_of(e, all[i].id)], e->arena, &whole, e->err))
            return false;
        if (!visit(user, e->f->who ? &whole : &all[i]))
            break;
    }
    return true;
}

static bool set_up(struct entities *e)
{
    e->arena = marsad_arena_new(0);
    e->x.arena = marsad_arena_new(0);
    e->x.strings = marsad_map_new();
    if (!e->arena || !e->x.arena || !e->x.strings)
        return marsad_fail_memory(e->err);
    e->x.merger = marsad_merger_new(e->s->dict, e->err);
    if (!e->x.merger)
        return false;
    e->x.resolver = resolver_new(e->s->dict, e->x.arena, e->err);
    if (!e->x.resolver)
        return false;
    return !e->f->who || marsad_normalise(marsad_str_trim(marsad_str_of(e->f->who)), e->x.arena, &e->asked, NULL) ||
           marsad_fail_memory(e->err);
}

bool marsad_entities(marsad_store *s, const marsad_entity_filter *filter, marsad_entity_fn *visit, void *user,
                     marsad_err *err)
{
    struct entities e = { .s = s, .f = filter, .err = err };
    bool ok;

    if (!s->dict)
        return marsad_fail(err, MARSAD_EINVAL, s->path, MARSAD_NO_OFFSET, "entities need the dictionary");
    ok = set_up(&e) && entity_reports_read(s, filter, &e.x, err);
    if (ok && (!cut_ranges(&e) || !name_all(&e)))
        ok = marsad_fail_memory(err);
    ok = ok && visit_all(&e, visit, user);
    resolver_free(e.x.resolver);
    marsad_merger_free(e.x.merger);
    marsad_map_free(e.x.strings);
    marsad_arena_free(e.x.arena);
    marsad_arena_free(e.arena);
    return ok;
}

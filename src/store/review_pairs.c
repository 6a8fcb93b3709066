/*
 * review_pairs.c - reports that must be, or must not be, in one story: what merge and split in the log come to.
 */
#include "store/review.h"

struct pair {
    int64_t event, other;
    bool together;
};

/* Later words on the same pair replace earlier ones, in place. */
static bool keep_pair(marsad_arena *arena, marsad_map *seen, struct pair **pairs, size_t *n, size_t *cap,
                      struct pair new)
{
    marsad_str key;
    uint64_t at;

    if (new.event > new.other)
        new = (struct pair){ new.other, new.event, new.together };
    key = marsad_arena_fmt(arena, "%lld:%lld", (long long)new.event, (long long)new.other);
    if (!key.ptr)
        return false;
    if (marsad_map_get(seen, key, &at)) {
        (*pairs)[at] = new;
        return true;
    }
    if (!marsad_arena_grow(arena, (void **)pairs, cap, *n, sizeof **pairs) || !marsad_map_put(seen, key, *n))
        return false;
    (*pairs)[(*n)++] = new;
    return true;
}

static bool find_pairs(marsad_store *s, marsad_arena *arena, marsad_map *seen, struct pair **pairs, size_t *n,
                       marsad_err *err)
{
    struct review_list list;
    size_t cap = 0;
    bool *force;

    if (!review_read(s, "WHERE other_digest IS NOT NULL ORDER BY turn, at, id", NULL, 0, arena, &list, err))
        return false;
    force = marsad_arena_array(arena, list.n + 1, sizeof *force);
    if (!force || !review_in_force(&list, force))
        return marsad_fail_memory(err);
    for (size_t i = 0; i < list.n; i++) {
        const marsad_review *e = &list.at[i];
        struct review_place_of a, b;

        if (!force[i] || e->action == MARSAD_REVIEW_UNDO)
            continue;
        if (!review_resolve(s, &e->report, &a, err) || !review_resolve(s, &e->other, &b, err))
            return false;
        if (a.event && b.event && a.event != b.event && a.fit != MARSAD_REVIEW_TYPE && b.fit != MARSAD_REVIEW_TYPE &&
            !keep_pair(arena, seen, pairs, n, &cap,
                       (struct pair){ a.event, b.event, e->action == MARSAD_REVIEW_MERGE }))
            return marsad_fail_memory(err);
    }
    return true;
}

bool review_pairs(marsad_store *s, review_pair_fn *visit, void *user, marsad_err *err)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_map *seen = marsad_map_new();
    struct pair *pairs = NULL;
    size_t n = 0;
    bool ok = (arena && seen) || marsad_fail_memory(err);

    ok = ok && find_pairs(s, arena, seen, &pairs, &n, err);
    for (size_t i = 0; ok && i < n && visit(user, pairs[i].event, pairs[i].other, pairs[i].together); i++)
        ;
    marsad_map_free(seen);
    marsad_arena_free(arena);
    return ok;
}

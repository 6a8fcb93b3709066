/*
 * where_story.c - the place of the story: where the deeds told so far were, if all were at one place.
 *
 * Kept while the sentences go by, so that what a long article told is looked at once and not for each act again.
 */
#include "event/where.h"

static bool is_placed_deed(const marsad_event *told)
{
    return told->has_place && marsad_list_has(MARSAD_LIT("ASSAULT|COERCE|PROTEST|RETREAT|MOBILIZE"), told->type);
}

static bool is_same_spot(const marsad_event *x, const marsad_event *y)
{
    return x->place_span.start == y->place_span.start ||
           (x->place && y->place && x->place->id.ptr && y->place->id.ptr &&
            marsad_str_equal(x->place->id, y->place->id));
}

static const marsad_event *last_deed(const struct analysis *a)
{
    return a->story.told ? &a->told->events[a->story.last] : NULL;
}

void story_grow(struct analysis *a)
{
    struct story *s = &a->story;

    for (; s->seen < a->told->n_events; s->seen++) {
        const marsad_event *deed = &a->told->events[s->seen], *before = last_deed(a);
        if (!is_placed_deed(deed))
            continue;
        s->scattered |= place_has_precision(deed->place, "country") || (before && !is_same_spot(deed, before));
        s->again |= before && before->sentence != deed->sentence;
        s->last = s->seen;
        s->told = true;
    }
}

bool story_is_at(const struct analysis *a, const marsad_event *act)
{
    const marsad_event *last = last_deed(a);

    return !a->story.scattered && (!last || is_same_spot(last, act));
}

const marsad_event *story_last(const struct analysis *a)
{
    return a->story.again && !a->story.scattered ? last_deed(a) : NULL;
}

/*
 * targets.c - against whom a protest is.
 *
 * Of whom something is demanded or whose resignation (مطالبين الحكومة بـ، باستقالة الوزير), against whom it is (ضد
 * إسرائيل، مناهضة للحكومة), whose deed it is about (احتجاجا على قرار الحكومة), last before whose door it stands (أمام
 * السفارة). Prices and wars are no parties: without an owner they give no recipient.
 */
#include "event/coder.h"

enum rank { NONE, DOOR, OWNER, AGAINST, DEMAND };

#define DEMAND_REACH 6 /* tokens between "مطالبين" and "باستقالة" */

struct target {
    struct phrase phrase;
    enum rank rank;
    uint32_t distance;
};

static bool is_party(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    return (kind & (IS_BODY | IS_FORCE | IS_ARMED | IS_OFFICIAL | IS_COURT | IS_PLACE | IS_MEDIA | IS_PERSON)) &&
           !(kind & IS_EQUIPMENT) && !signal_at(a, p->head, "crowd", NULL).ptr &&
           word_at(a, p->first)->class != WORD_TIME;
}

/* سياسة هذه الدولة: a phrase with its own demonstrative in the genitive. */
static bool phrase_behind(const struct analysis *a, const struct phrase *thing, struct phrase *owner)
{
    size_t k = phrase_after(a, thing->last);

    if (thing->definite || k == a->n_phrases || a->phrases[k].first != thing->last || a->phrases[k].prep != NO_TOKEN ||
        word_at(a, thing->last)->class != WORD_DEM)
        return false;
    *owner = a->phrases[k];
    return true;
}

/* "قرار الحكومة", "زيارة الرئيس": whose it is. What befell somebody (مقتل الفتى) is not that one's deed. */
static bool owner_of(const struct analysis *a, const struct phrase *thing, struct phrase *owner)
{
    if (signal_at(a, thing->first, "outcome", NULL).ptr || signal_at(a, thing->first, "befalls", NULL).ptr)
        return false;
    if (phrase_behind(a, thing, owner) && is_party(a, owner))
        return true;
    for (uint32_t i = thing->first + 1; i < thing->last; i++) {
        if (word_at(a, i)->agent < 0 && word_at(a, i)->class != WORD_NAME)
            continue;
        if (i > thing->first + 1 && word_at(a, i - 1)->class == WORD_DEM)
            i--;
        *owner = phrase_make(a, i, thing->last);
        if (is_party(a, owner))
            return true;
    }
    *owner = *thing; /* الحرب الأميركية */
    return thing->country >= 0;
}

/* A door that stands for somebody: سفارة، مقر الحزب، وزارة، محكمة; no shrine, no square. */
static bool is_door(const struct analysis *a, const struct phrase *p, bool only_site)
{
    unsigned kind = phrase_kind(a, p), who = IS_BODY | IS_OFFICIAL | IS_ARMED | IS_COURT | IS_FORCE;
    struct phrase owner;

    if (!(kind & IS_SITE))
        return !only_site && (kind & who) && p->definite;
    return owner_of(a, p, &owner) && (p->country >= 0 || (phrase_kind(a, &owner) & who));
}

static void offer(struct target *best, const struct phrase *p, enum rank rank, uint32_t trigger)
{
    uint32_t distance = p->first > trigger ? p->first - trigger : trigger - p->first;

    if (rank > best->rank || (rank == best->rank && distance < best->distance))
        *best = (struct target){ *p, rank, distance };
}

/* The phrase that begins at token i or behind the preposition there, cut to its owner where it is a thing. */
static void offer_phrase(const struct analysis *a, uint32_t i, enum rank rank, uint32_t trigger, struct target *best)
{
    size_t k = phrase_after(a, i);
    const struct phrase *p = &a->phrases[k];
    struct phrase owner;

    if (k == a->n_phrases || p->first > i + 1 || (p->first == i + 1 && p->prep != i))
        return;
    if (is_party(a, p) && !(phrase_kind(a, p) & IS_SITE))
        offer(best, p, rank, trigger);
    else if (rank == AGAINST && owner_of(a, p, &owner))
        offer(best, &owner, OWNER, trigger);
}

static void offer_door(const struct analysis *a, uint32_t i, bool only_site, uint32_t trigger, struct target *best)
{
    size_t k = phrase_after(a, i);

    if (k < a->n_phrases && a->phrases[k].first == i && is_door(a, &a->phrases[k], only_site))
        offer(best, &a->phrases[k], DOOR, trigger);
}

static bool demanded_before(const struct analysis *a, uint32_t i)
{
    uint32_t stop = i > a->first + DEMAND_REACH ? i - DEMAND_REACH : a->first;

    for (; i > stop; i--)
        if (signal_at(a, i - 1, "demand", NULL).ptr)
            return true;
    return false;
}

/* باستقالة الحكومة: the one who is to go, inside the phrase of that word. */
static void offer_leaver(const struct analysis *a, uint32_t i, uint32_t trigger, struct target *best)
{
    size_t k = phrase_at(a, i);
    struct phrase who;

    if (k == a->n_phrases || a->phrases[k].last <= i + 1 || !demanded_before(a, i))
        return;
    who = phrase_make(a, i + 1, a->phrases[k].last);
    offer(best, &who, DEMAND, trigger);
}

static struct target find_target(const struct analysis *a, uint32_t trigger)
{
    struct target best = { .rank = NONE };
    uint32_t tokens;
    marsad_str door;

    for (uint32_t i = a->first; i < a->last; i++) {
        if (word_at(a, i)->class == WORD_PUNCT)
            continue;
        if (signal_at(a, i, "against", &tokens).ptr)
            offer_phrase(a, i + tokens, AGAINST, trigger, &best);
        if (signal_at(a, i, "demand", &tokens).ptr)
            offer_phrase(a, i + tokens, DEMAND, trigger, &best);
        if (signal_at(a, i, "leave", NULL).ptr)
            offer_leaver(a, i, trigger, &best);
        door = signal_at(a, i, "before-door", &tokens);
        if (door.ptr)
            offer_door(a, i + tokens, door.len > 0, trigger, &best);
    }
    return best;
}

static bool is_damage(const struct draft *d)
{
    return marsad_list_has(MARSAD_LIT("riot|vandalize"), d->frame.mode) && d->frame.mode.len;
}

void target_of_protest(const struct analysis *a, struct draft *d)
{
    struct target t;

    if (d->recipients.n && is_damage(d))
        return;
    t = find_target(a, d->frame.token);
    if (t.rank > DOOR || (t.rank == DOOR && !d->recipients.n)) {
        d->recipients.at[0] = t.phrase;
        d->recipients.n = 1;
        return;
    }
    if (d->recipients.n && !is_party(a, &d->recipients.at[0]) && d->recipients.at[0].country < 0)
        d->recipients.n = 0;
}

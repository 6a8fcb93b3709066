/*
 * control.c - how control of a place changed, and on whose word.
 */
#include "event/coder.h"

/* قبضة التنظيم، سيطرة الحوثيين: the holder, not the grip. */
static void cut_grip(const struct analysis *a, struct phrase *p)
{
    if (p->last > p->first + 1 && signal_at(a, p->first, "grip", NULL).ptr)
        *p = phrase_make(a, p->first + 1, p->last);
}

static bool is_rebel(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);
    struct parties one = { .at = { *p }, .n = 1 };
    marsad_party *party;
    size_t n;

    return (kind & IS_ARMED) && (kind & (IS_BODY | IS_FORCE | IS_PEOPLE | IS_PERSON)) && !(kind & IS_NUMBER) &&
           p->definite && parties_fill(a, &one, NULL, &party, &n) && marsad_str_equal(party[0].role, MARSAD_LIT("REB"));
}

/* القوات المناهضة للحوثيين … سيطرت، تحرير المدينة من قبضة …: the one armed group that the sentence names besides. */
static void find_loser(const struct analysis *a, struct draft *d)
{
    const struct phrase *found = NULL;
    marsad_str how = signal_at(a, d->frame.word, "liberate", NULL);

    if (d->has_loses || !d->frame.control.len || !d->has_territory || (d->has_gains && is_rebel(a, &d->gains)) ||
        !how.ptr || (!d->has_gains && marsad_str_equal(how, MARSAD_LIT("take"))))
        return;
    for (size_t k = 0; k < a->n_phrases; k++) {
        const struct phrase *p = &a->phrases[k];
        if (!is_rebel(a, p) || (d->has_gains && p->first < d->gains.last && d->gains.first < p->last))
            continue;
        if (found && (p->mention < 0 || p->mention != found->mention))
            return; /* two groups: either may have lost it */
        found = p;
    }
    if (!found)
        return;
    d->loses = *found;
    d->has_loses = true;
}

/* استعادة السيطرة على القاعدة: the place behind على, not the control. */
static void find_place_behind_grip(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_after(a, d->territory.last);

    if (!d->has_territory || d->territory.last > d->territory.first + 1 ||
        !signal_at(a, d->territory.first, "grip", NULL).ptr)
        return;
    d->has_territory = k < a->n_phrases && a->phrases[k].prep == d->territory.last;
    if (d->has_territory)
        d->territory = a->phrases[k];
}

/* أجزاء من البلاد: a part of a place is no loser. أحياء من المدينة من المتمردين: the next one is. */
static void join_part(const struct analysis *a, struct draft *d)
{
    struct phrase whole = d->loses;
    size_t k = phrase_after(a, whole.last);

    if (!d->has_loses || !d->has_territory || whole.prep < d->territory.last || whole.prep > d->territory.last + 1 ||
        (!signal_at(a, whole.head, "whole", NULL).ptr &&
         (phrase_kind(a, &whole) & (IS_ARMED | IS_BODY | IS_FORCE | IS_PERSON | IS_PEOPLE))))
        return;
    d->territory.last = whole.last;
    d->has_loses = k < a->n_phrases && a->phrases[k].prep == whole.last &&
                   marsad_str_equal(a->phrases[k].prep_text, whole.prep_text) &&
                   (phrase_kind(a, &a->phrases[k]) & (IS_ARMED | IS_FORCE));
    if (d->has_loses)
        d->loses = a->phrases[k];
    if (d->recipients.n == 1 && d->recipients.at[0].first == whole.first)
        d->recipients.n = 0;
}

/* تحرير المقاومة للمدينة: the genitive is who took it, the place stands behind ل. */
static void find_place_behind_gainer(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_after(a, d->territory.last);
    unsigned kind = d->has_territory ? phrase_kind(a, &d->territory) : 0;

    if (d->frame.pos == 'v' || !(kind & (IS_BODY | IS_FORCE | IS_ARMED)) || (kind & (IS_PLACE | IS_SITE)) ||
        k == a->n_phrases || a->phrases[k].first != d->territory.last ||
        !(word_at(a, a->phrases[k].first)->clitics & MARSAD_CLITIC_LI))
        return;
    d->gains = d->territory;
    d->has_gains = true;
    if (!d->actors.n)
        d->actors.at[d->actors.n++] = d->gains;
    d->territory = a->phrases[k];
}

/* تمكن الثوار من السيطرة على: who did it gained it. */
static void find_gainer(struct draft *d)
{
    static const char GAINS[] = "gains=";
    bool slot = d->frame.control.len >= sizeof GAINS - 1 && memcmp(d->frame.control.ptr, GAINS, sizeof GAINS - 1) == 0;

    if (d->has_gains || !slot || !d->actors.n)
        return;
    d->gains = d->actors.at[0];
    d->has_gains = true;
}

void control_settle(const struct analysis *a, struct draft *d)
{
    if (d->has_gains)
        cut_grip(a, &d->gains);
    if (d->has_loses)
        cut_grip(a, &d->loses);
    find_place_behind_grip(a, d);
    join_part(a, d);
    find_place_behind_gainer(a, d);
    find_gainer(d);
    find_loser(a, d);
    for (unsigned i = 0; i < d->recipients.n; i++)
        cut_grip(a, &d->recipients.at[i]);
    if (d->has_loses && !d->recipients.n && marsad_str_equal(d->frame.type, MARSAD_LIT("ASSAULT")))
        d->recipients.at[d->recipients.n++] = d->loses;
}

static marsad_str status_of(const struct analysis *a, const struct draft *d)
{
    marsad_str status = signal_at(a, d->frame.word, "control-status", NULL);

    if (!status.len)
        status = signal_at(a, d->frame.token, "control-status", NULL);
    if (status.len)
        return status;
    return d->has_loses && !d->has_gains ? MARSAD_LIT("lost") : MARSAD_LIT("took");
}

/* Who fights, speaks for himself: قال الجيش إنه سيطر is a claim; what the other side admits is confirmed. */
static marsad_str claim_of(const marsad_event *e)
{
    bool own, party;

    if (e->factuality == MARSAD_DENIED)
        return MARSAD_LIT("denied");
    if (!e->has_source)
        return e->factuality == MARSAD_ALLEGED ? MARSAD_LIT("claimed") : MARSAD_LIT("reported");
    own = e->has_gains && e->gains.start < e->source.span.end && e->source.span.start < e->gains.end;
    party = e->source.kind.len && marsad_list_has(MARSAD_LIT("party|official"), e->source.kind);
    if (own || e->factuality == MARSAD_ALLEGED || marsad_str_equal(e->source.stance, MARSAD_LIT("claimed")) ||
        (party && marsad_str_equal(e->source.stance, MARSAD_LIT("said"))))
        return MARSAD_LIT("claimed");
    if (marsad_str_equal(e->source.stance, MARSAD_LIT("confirmed")))
        return MARSAD_LIT("confirmed");
    return MARSAD_LIT("reported");
}

void control_tell(const struct analysis *a, const struct draft *d, marsad_event *e)
{
    if (!e->has_gains && !e->has_loses && !e->has_territory)
        return;
    e->control_status = status_of(a, d);
    e->control_claim = claim_of(e);
}

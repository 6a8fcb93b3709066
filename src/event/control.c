/*
 * control.c - how control of a place changed, and on whose word.
 */
#include "event/coder.h"

#define BECAME_REACH 5 /* tokens before a verb of control to "has come to" */
#define LOSER_BACK 3   /* sentences back to the group that held what is freed */

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

/* The one armed group that the sentence names besides who gains; *two: several, either may have lost it. */
static const struct phrase *only_rebel(const struct analysis *a, const struct draft *d, bool *two)
{
    const struct phrase *found = NULL;

    for (size_t k = 0; k < a->n_phrases; k++) {
        const struct phrase *p = &a->phrases[k];
        if (!is_rebel(a, p) || (d->has_gains && p->first < d->gains.last && d->gains.first < p->last))
            continue;
        *two |= found && (p->mention < 0 || p->mention != found->mention);
        found = p;
    }
    return *two ? NULL : found;
}

static bool is_rebel_span(const struct analysis *a, const marsad_span *s, struct phrase *p)
{
    *p = phrase_make(a, s->first, s->last);
    return is_rebel(a, p);
}

/*
 * "أعلنت الحكومة تحرير القرى التي يسيطر عليها التنظيم. وبتحرير المدينة …": the armed group that held or lost a place in
 * the last sentences is still the one that a place is freed from.
 */
static bool rebel_told_before(const struct analysis *a, struct phrase *p)
{
    for (size_t i = a->told->n_events; i > 0; i--) {
        const marsad_event *e = &a->told->events[i - 1];
        if (e->sentence + LOSER_BACK < a->sentence)
            break;
        if (e->sentence != a->sentence && e->factuality == MARSAD_ASSERTED && e->has_territory &&
            ((e->has_loses && is_rebel_span(a, &e->loses, p)) || (e->has_gains && is_rebel_span(a, &e->gains, p))))
            return true;
    }
    return false;
}

/* القوات المناهضة للحوثيين … سيطرت، تحرير المدينة من قبضة …: whom a place is freed from, if not by the frame. */
static void find_loser(const struct analysis *a, struct draft *d)
{
    const struct phrase *found;
    marsad_str how = signal_at(a, d->frame.word, "liberate", NULL);
    bool two = false, take = marsad_str_equal(how, MARSAD_LIT("take"));

    if (d->has_loses || !d->frame.control.len || !d->has_territory || (d->has_gains && is_rebel(a, &d->gains)) ||
        !how.ptr || (!d->has_gains && take))
        return;
    found = only_rebel(a, d, &two);
    if (found)
        d->loses = *found;
    d->has_loses = found || (!two && !take && rebel_told_before(a, &d->loses));
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

/* المقاومة الموالية للحكومة لمدينة عدن: of phrases behind ل that follow each other, the first that is a place; else the
 * first. */
static size_t behind_adjuncts(const struct analysis *a, size_t k)
{
    for (size_t i = k; i < a->n_phrases && (word_at(a, a->phrases[i].first)->clitics & MARSAD_CLITIC_LI) &&
                       (i == k || a->phrases[i].first == a->phrases[i - 1].last);
         i++)
        if (phrase_kind(a, &a->phrases[i]) & (IS_PLACE | IS_SITE))
            return i;
    return k;
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
    d->territory = a->phrases[behind_adjuncts(a, k)];
}

/* Things, days and plain places take and lose nothing; a country may. */
static bool can_hold(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;

    if (kind & (IS_BODY | IS_FORCE | IS_ARMED | IS_OFFICIAL | IS_PEOPLE | IS_PERSON))
        return true;
    return m && m->place && marsad_str_equal(m->place->precision, MARSAD_LIT("country"));
}

static void drop_what_holds_nothing(const struct analysis *a, struct draft *d)
{
    d->has_gains = d->has_gains && can_hold(a, &d->gains);
    d->has_loses = d->has_loses && can_hold(a, &d->loses);
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
    drop_what_holds_nothing(a, d);
    find_loser(a, d);
    for (unsigned i = 0; i < d->recipients.n; i++)
        cut_grip(a, &d->recipients.at[i]);
    if (d->has_loses && !d->recipients.n && marsad_str_equal(d->frame.type, MARSAD_LIT("ASSAULT")))
        d->recipients.at[d->recipients.n++] = d->loses;
}

/* Tokens between the words for a part and the name of the place. */
#define PART_REACH 4

/* What the words in [from, to) make of the place behind them: part, edge, or, behind "all" (كل أحياء), the whole; ptr
 * NULL. */
static marsad_str part_word(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        bool part = signal_at(a, i, "part-of", NULL).ptr;

        if (part && i > a->first && signal_at(a, i - 1, "all-of", NULL).ptr)
            return MARSAD_LIT("");
        if (signal_at(a, i, "edge-of", NULL).ptr)
            return MARSAD_LIT("edge");
        if (part)
            return MARSAD_LIT("part");
    }
    return (marsad_str){ NULL, 0 };
}

/* The first of the words of kind that lead to the name: [مدينة] عدن. */
static uint32_t name_opening(const struct analysis *a, marsad_span place)
{
    uint32_t i = place.first;

    while (i > a->first &&
           (signal_at(a, i - 1, "same-place", NULL).ptr || signal_at(a, i - 1, "venue", NULL).ptr ||
            (word_at(a, i - 1)->class == WORD_PUNCT && !is_comma(a, i - 1) && !is_clause_mark(a, i - 1))))
        i--;
    return i;
}

/* Does the token begin a common noun that stands for a place named before: المدينة? */
static bool is_same_place(const struct analysis *a, uint32_t i)
{
    return signal_at(a, i, "same-place", NULL).ptr && (word_at(a, i)->clitics & MARSAD_CLITIC_AL);
}

/* A building, a base, a square: something that has a place of its own? */
static bool names_ground(const struct analysis *a, uint32_t from, uint32_t to)
{
    struct phrase p = phrase_make(a, from, to);

    if (!p.definite || (phrase_kind(a, &p) & (IS_PERSON | IS_PEOPLE | IS_NUMBER)) ||
        signal_at(a, p.head, "whole", NULL).ptr)
        return false;
    return (phrase_kind(a, &p) & (IS_SITE | IS_PLACE)) || signal_at(a, p.head, "ground", NULL).ptr ||
           signal_at(a, p.head, "same-place", NULL).ptr || signal_at(a, p.head, "venue", NULL).ptr;
}

marsad_str control_part(const struct analysis *a, uint32_t from, uint32_t to, marsad_span place)
{
    static const marsad_str WHOLE = { NULL, 0 };
    bool inside = place.first < to && from < place.last, near = place.first >= to && place.first < to + PART_REACH;
    uint32_t back = from > a->first + 2 ? from - 2 : a->first;
    marsad_str word;

    while (back < from && (is_comma(a, back) || is_clause_mark(a, back) || word_at(a, back)->class == WORD_VERB))
        back++;
    word = part_word(a, back, inside || near ? place.first : to);
    if (word.ptr)
        return word.len ? word : WHOLE;
    if (signal_at(a, from, "all-of", NULL).ptr && from + 1 < to)
        from++;
    if (is_same_place(a, from) || (inside && name_opening(a, place) <= from))
        return WHOLE;
    return names_ground(a, from, to) ? MARSAD_LIT("site") : MARSAD_LIT("thing");
}

static marsad_str status_of(const struct analysis *a, const struct draft *d)
{
    marsad_str status = signal_at(a, d->frame.word, "control-status", NULL);

    if (!status.len)
        status = signal_at(a, d->frame.token, "control-status", NULL);
    if (status.len)
        return status;
    if (d->frame.pos != 'v' && d->frame.token > a->first && signal_at(a, d->frame.token - 1, "campaign", NULL).ptr)
        return MARSAD_LIT("contested");
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
    if (e->has_territory && e->has_place)
        e->control_part = control_part(a, d->territory.first, d->territory.last, e->place_span);
    e->control_claim = claim_of(e);
}

/*
 * "تسيطر الحكومتان على مساحات محدودة": who holds what now is no event; holdings.c keeps it. "باتت تسيطر" is one, and
 * what somebody will, may or did not take is told as such.
 */
bool control_is_state(const struct analysis *a, const struct draft *d)
{
    uint32_t i = d->frame.word;
    const struct word *w = word_at(a, i);

    if (!d->frame.control.len || w->class != WORD_VERB || !(w->form & MARSAD_FORM_IMPERFECT) ||
        (w->clitics & (MARSAD_CLITIC_SA | MARSAD_CLITIC_LI)) || !signal_at(a, i, "holds", NULL).ptr)
        return false;
    if (i > a->first && (word_at(a, i - 1)->class == WORD_NEG || word_at(a, i - 1)->class == WORD_SUB))
        return false;
    for (uint32_t k = i; k > a->first && k + BECAME_REACH > i; k--)
        if (signal_at(a, k - 1, "became", NULL).ptr)
            return false;
    return true;
}

/* "عملية تحرير البلدة" is the name of a campaign. */
bool control_is_complete(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    uint32_t i = d->frame.token;

    return e->has_territory && e->has_loses && e->place && e->place->id.ptr && e->control_part.ptr == NULL &&
           !(i > a->first && signal_at(a, i - 1, "campaign", NULL).ptr) && !(word_at(a, i)->clitics & MARSAD_CLITIC_LI);
}

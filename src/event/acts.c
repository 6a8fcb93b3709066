/*
 * acts.c - drafts that tell one act: a death and the attack that caused it, two words for one protest.
 */
#include "event/coder.h"

#define MERGE_REACH 8   /* tokens between two words for one act */
#define SURE_FRAME 0.56 /* confidence of a frame whose verb alone says that there was a protest */

static bool same_mode_or_none(const struct draft *x, const struct draft *y)
{
    return !x->frame.mode.len || !y->frame.mode.len || marsad_str_equal(x->frame.mode, y->frame.mode);
}

static bool same_party(const struct parties *x, const struct parties *y)
{
    return !x->n || !y->n || (x->at[0].first < y->at[0].last && y->at[0].first < x->at[0].last);
}

/* "ما أسفر عن مقتل …", "فأصاب ستة": what came of the act before, however far. */
static bool is_result(const struct analysis *a, const struct draft *d)
{
    uint32_t i = d->frame.token, tokens;

    if ((word_at(a, i)->clitics & MARSAD_CLITIC_FA) && !d->actors.n)
        return true;
    for (uint32_t k = 1; k <= 4 && i >= a->first + k; k++)
        if (signal_at(a, i - k, "result", &tokens).ptr && tokens >= k)
            return true;
    return false;
}

/* Do two drafts of one type tell one act? y stands behind x. */
static bool one_act(const struct analysis *a, const struct draft *x, const struct draft *y)
{
    uint32_t gap = y->first > x->last ? y->first - x->last : 0;
    bool reason = draft_is(x, "PROTEST") && y->frame.pos == 'x'; /* احتجاجا على: why, of one that is planned too */

    if ((x->factuality != y->factuality && !reason) ||
        (draft_is(x, "ASSAULT") && reply_between(a, x->last, y->first) < y->first))
        return false;
    if (contrast_between(a, x->last, y->frame.token) && (!draft_is_outcome(y) || !draft_is_outcome(x)))
        return false;
    if (draft_is(x, "ASSAULT")) {
        if (draft_is_outcome(y) && is_result(a, y))
            return same_party(&x->actors, &y->actors);
        if (draft_is_outcome(x) != draft_is_outcome(y))
            return gap < 25 && same_party(&x->actors, &y->actors);
        if (draft_is_outcome(x))
            return gap < 12 && same_party(&x->actors, &y->actors);
        return gap < 14 && same_mode_or_none(x, y) && same_party(&x->actors, &y->actors);
    }
    if (draft_is(x, "PROTEST"))
        return same_party(&x->actors, &y->actors) || gap < 20;
    if (draft_is(x, "CONSULT") && word_at(a, x->frame.token)->class == WORD_VERB &&
        word_at(a, y->frame.token)->class == WORD_VERB && (word_at(a, y->frame.token)->clitics & MARSAD_CLITIC_WA) &&
        !marsad_str_equal(x->frame.mode, y->frame.mode))
        return false; /* زار البلاد والتقى الرئيس */
    return gap < MERGE_REACH && same_mode_or_none(x, y) && same_party(&x->actors, &y->actors);
}

static void merge_parties(struct parties *to, const struct parties *from)
{
    for (unsigned i = 0; i < from->n && to->n < PARTIES_MAX; i++) {
        bool known = false;
        for (unsigned k = 0; k < to->n; k++)
            known |= from->at[i].first < to->at[k].last && to->at[k].first < from->at[i].last;
        if (!known)
            to->at[to->n++] = from->at[i];
    }
}

/*
 * How well the words of a protest name it: best a verb with its subject, a verb with the noun that it takes or a noun
 * that somebody undertakes, less a verb that says only what was shouted, least a noun.
 */
static int tells(const struct draft *d)
{
    if (d->frame.pos != 'v')
        return d->undertaken ? 2 : 0;
    if (d->frame.word != d->frame.token)
        return 2;
    return d->frame.roles.has_subject ? 1 + (d->frame.confidence >= SURE_FRAME) : 0;
}

/* احتجاجات في المدينة … خرج الآلاف: the verb says what they did, the noun only that there was a protest. */
static void name_by_verb(struct draft *x, const struct draft *y)
{
    marsad_str mode = x->frame.mode;

    if (!draft_is(x, "PROTEST") || tells(x) >= tells(y) ||
        (y->frame.mode.len && marsad_list_has(MARSAD_LIT("riot|vandalize|obstruct"), y->frame.mode)))
        return; /* what some of them did besides */
    x->frame = y->frame;
    if (mode.len && !y->frame.mode.len)
        x->frame.mode = mode;
    x->cue = y->cue;
}

static void merge(struct draft *x, struct draft *y)
{
    name_by_verb(x, y);
    merge_parties(&x->actors, &y->actors);
    merge_parties(&x->recipients, &y->recipients);
    if (!x->frame.mode.len || (draft_is_outcome(x) && y->frame.mode.len))
        x->frame.mode = y->frame.mode.len ? y->frame.mode : x->frame.mode;
    if (!x->frame.count.len)
        x->frame.count = y->frame.count;
    if (!x->has_place && y->has_place) {
        x->has_place = true;
        x->place = y->place;
    }
    if (!x->has_territory && y->has_territory) {
        x->has_gains = y->has_gains;
        x->gains = y->gains;
        x->has_loses = y->has_loses;
        x->loses = y->loses;
        x->has_territory = true;
        x->territory = y->territory;
    }
    if (y->frame.confidence > x->frame.confidence)
        x->frame.confidence = y->frame.confidence;
    if (y->last > x->last)
        x->last = y->last;
    y->dropped = true;
}

/* … وقالت الشرطة إن التفجير: the same word with the article takes up what was told. */
static bool takes_up(const struct analysis *a, const struct draft *x, const struct draft *y)
{
    return (word_at(a, y->frame.token)->clitics & MARSAD_CLITIC_AL) && x->frame.row == y->frame.row;
}

/* Does a nearer word for an attack stand between draft i and what came of it, draft k? */
static bool nearer_act(const struct analysis *a, const struct draft *at, size_t i, size_t k)
{
    for (size_t j = i + 1; j < k && draft_is(&at[i], "ASSAULT") && draft_is_outcome(&at[k]); j++)
        if (!at[j].dropped && draft_is(&at[j], "ASSAULT") && !draft_is_outcome(&at[j]) &&
            !takes_up(a, &at[i], &at[j]) && !one_act(a, &at[i], &at[j]) && one_act(a, &at[j], &at[k]))
            return true;
    return false;
}

/* قتل الجندي في اشتباك مع مسلحين: those whom he fought killed him. */
static void blame_opponents(struct draft *outcome, struct draft *fight)
{
    if (!draft_is(outcome, "ASSAULT") || !draft_is_outcome(outcome) || draft_is_outcome(fight) || outcome->actors.n ||
        !outcome->recipients.n || fight->actors.n || !fight->opponents || fight->frame.token < outcome->last)
        return;
    fight->actors = fight->recipients;
    fight->recipients.n = 0;
}

void acts_merge(const struct analysis *a, struct draft *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && !at[i].dropped; k++) {
            if (at[k].dropped || !marsad_str_equal(at[i].frame.type, at[k].frame.type))
                continue;
            if (sides_clash_in_air(a, &at[i], &at[k]))
                break; /* what stands behind the other's attack came of that */
            if (one_act(a, &at[i], &at[k]) && !nearer_act(a, at, i, k)) {
                blame_opponents(&at[i], &at[k]);
                merge(&at[i], &at[k]);
            }
        }
}

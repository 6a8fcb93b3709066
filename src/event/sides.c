/*
 * sides.c - who cannot stand on a side of an event: groups without aircraft do not bomb from the air, those who are
 * caught do not arrest, a paper that somebody tells something is no party.
 */
#include "event/coder.h"

static marsad_party party_of_phrase(const struct analysis *a, const struct phrase *p)
{
    struct parties one = { .at = { *p }, .n = 1 };
    marsad_party *party;
    size_t n;

    return parties_fill(a, &one, NULL, &party, &n) ? party[0] : (marsad_party){ 0 };
}

static bool has_role(const struct analysis *a, const struct phrase *p, const char *roles)
{
    marsad_str role = party_of_phrase(a, p).role;

    return role.len && marsad_list_has(marsad_str_of(roles), role);
}

bool is_outlet(const struct analysis *a, const struct phrase *p)
{
    marsad_str roles = p->mention >= 0 ? a->mentions->mentions[p->mention].roles : (marsad_str){ NULL, 0 };

    if ((phrase_kind(a, p) & IS_MEDIA) || (roles.len && marsad_list_has(roles, MARSAD_LIT("JRN"))))
        return true;
    return !roles.len && p->mention >= 0 && a->mentions->mentions[p->mention].kind == MARSAD_MENTION_ORGANISATION &&
           marsad_str_equal(signal_at(a, p->head, "source-kind", NULL), MARSAD_LIT("outlet"));
}

/* ---- raids ---- */

static bool is_from_air(const struct draft *d)
{
    return marsad_str_equal(d->frame.type, MARSAD_LIT("ASSAULT")) &&
           marsad_str_equal(d->frame.mode, MARSAD_LIT("aerial"));
}

static bool is_grounded(const struct analysis *a, const struct phrase *p)
{
    return !signal_at(a, p->head, "aircraft", NULL).ptr && has_role(a, p, "REB|UAF|CRM");
}

static void drop_phrase(struct parties *p, const struct phrase *what)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < p->n; i++)
        if (p->at[i].last <= what->first || what->last <= p->at[i].first)
            p->at[kept++] = p->at[i];
    p->n = kept;
}

static bool among(const struct parties *p, const struct phrase *what)
{
    for (unsigned i = 0; i < p->n; i++)
        if (p->at[i].first < what->last && what->first < p->at[i].last)
            return true;
    return false;
}

void sides_ground(const struct analysis *a, struct draft *d)
{
    struct parties moved = { .n = 0 };

    if (!is_from_air(d))
        return;
    for (unsigned i = 0; i < d->actors.n; i++)
        if (is_grounded(a, &d->actors.at[i]))
            moved.at[moved.n++] = d->actors.at[i];
    for (unsigned i = 0; i < moved.n; i++)
        drop_phrase(&d->actors, &moved.at[i]);
    if (!d->recipients.n)
        d->recipients = moved;
}

bool sides_clash_in_air(const struct analysis *a, const struct draft *x, const struct draft *y)
{
    const struct draft *ground = is_from_air(x) ? y : x;

    return is_from_air(x) != is_from_air(y) && ground->actors.n && ground->recipients.n &&
           is_grounded(a, &ground->actors.at[0]) && !among(&x->recipients, &ground->actors.at[0]) &&
           !among(&y->recipients, &ground->actors.at[0]);
}

void sides_flyer_behind_li(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_after(a, d->frame.roles.end);
    const struct phrase *p;
    unsigned kind;

    if (k == a->n_phrases)
        return;
    p = &a->phrases[k];
    if (d->actors.n || d->frame.pos != 'n' || !marsad_str_equal(d->frame.type, MARSAD_LIT("ASSAULT")) ||
        p->first != d->frame.roles.end || !(word_at(a, p->first)->clitics & MARSAD_CLITIC_LI))
        return;
    kind = phrase_kind(a, p);
    if (!signal_at(a, p->head, "aircraft", NULL).ptr &&
        (!signal_at(a, d->frame.token, "raid", NULL).ptr || (kind & (IS_SITE | IS_PEOPLE)) ||
         !(kind & (IS_BODY | IS_FORCE | IS_ARMED)) || is_grounded(a, p)))
        return;
    d->actors.at[d->actors.n++] = *p;
}

/* ---- arrests ---- */

/* اعتقال قوة خاصة صحافيا: the phrase right behind is the object. */
static bool has_object_behind(const struct analysis *a, const struct phrase *p)
{
    size_t k = phrase_after(a, p->last);

    return k < a->n_phrases && a->phrases[k].first == p->last && is_bare(&a->phrases[k]) && !a->phrases[k].conjoined &&
           can_suffer(a, &a->phrases[k]) && !only_time_or_place(a, &a->phrases[k]) &&
           (a->phrases[k].quantity >= 0 || is_oblique(a, &a->phrases[k]));
}

bool sides_is_caught(const struct analysis *a, const struct draft *d)
{
    const struct phrase *p = &d->frame.roles.genitive;
    unsigned kind;

    if (!d->frame.roles.has_genitive || !marsad_str_equal(d->frame.count, MARSAD_LIT("captured")) ||
        has_object_behind(a, p))
        return false;
    kind = phrase_kind(a, p);
    if (kind & (IS_COURT | IS_PLACE))
        return false;
    if (signal_at(a, p->head, "cell", NULL).ptr)
        return true;
    return (!p->definite || signal_at(a, p->head, "member", NULL).ptr) &&
           (kind & (IS_PERSON | IS_PEOPLE | IS_OFFICIAL)) && !(kind & IS_FORCE);
}

/* ضبط الرجل أصدقاءه: only who holds power arrests, searches and bans. */
bool sides_is_private(const struct analysis *a, const struct draft *d)
{
    const unsigned power = IS_ARMED | IS_OFFICIAL | IS_COURT | IS_BODY | IS_FORCE | IS_PLACE | IS_MEDIA;

    if (!marsad_str_equal(d->frame.type, MARSAD_LIT("COERCE")) || !d->actors.n)
        return false;
    for (unsigned i = 0; i < d->actors.n; i++) {
        unsigned kind = phrase_kind(a, &d->actors.at[i]);
        if ((kind & power) || !(kind & IS_PERSON))
            return false;
    }
    return true;
}

/* ---- accidents ---- */

bool sides_has_attacker(const struct analysis *a, const struct parties *actors)
{
    for (unsigned i = 0; i < actors->n; i++)
        if (actors->at[i].quantity < 0 || (phrase_kind(a, &actors->at[i]) & (IS_ARMED | IS_FORCE | IS_OFFICIAL)))
            return true;
    return false;
}

/* ---- papers ---- */

/* لقاء مع قناة، اتصال مع وكالة: an interview. */
static bool is_interviewer(const struct analysis *a, const struct phrase *p)
{
    return p->prep != NO_TOKEN && signal_at(a, p->prep, "with", NULL).ptr && is_outlet(a, p);
}

bool sides_is_interview(const struct analysis *a, const struct draft *d)
{
    if (!marsad_str_equal(d->frame.type, MARSAD_LIT("CONSULT")))
        return false;
    for (unsigned i = 0; i < d->recipients.n; i++)
        if (is_interviewer(a, &d->recipients.at[i]))
            return true;
    return d->actors.n && is_interviewer(a, &d->actors.at[0]);
}

/* قال مسؤول لوكالة، نبأ أوردته وكالة، بيان بثته قناة: who passes on. */
static bool only_passes_on(const struct analysis *a, const struct phrase *p)
{
    size_t before = p->first > a->first ? phrase_at(a, p->first - 1) : a->n_phrases;

    if (word_at(a, p->first)->clitics & MARSAD_CLITIC_LI)
        return speech_before(a->speeches, p->first).found ||
               (before < a->n_phrases && is_outlet(a, &a->phrases[before]));
    return p->first > a->first && signal_at(a, p->first - 1, "carries", NULL).ptr;
}

void sides_drop_passers(const struct analysis *a, struct parties *p)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < p->n; i++)
        if (!is_outlet(a, &p->at[i]) || !only_passes_on(a, &p->at[i]))
            p->at[kept++] = p->at[i];
    p->n = kept;
}

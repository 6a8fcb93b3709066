/*
 * where.c - the place of an event.
 *
 * A place belongs to an event by what links it to the trigger: a preposition of place, the frame, what was hit, a
 * sentence that opens with it. Named without such a link it is somebody's office, a state that acts, a topic. Places
 * that locate each other make a chain ("في قرية كذا جنوب كركوك"): the smallest is the place, the next larger that the
 * gazetteer knows lends it a point. Scores are tokens of distance with marks added for every looser link.
 */
#include "event/where.h"

#include <stdlib.h>

#define PLACE_REACH 34  /* the worst score at which a place is still the place of the event */
#define RELATIVE_NEAR 4 /* tokens from a trigger that is no attack to "which happened in …" */
#define WHERE_GAP 5     /* tokens between a place and "where" */
#define WHERE_REACH 10  /* tokens from "where" to the trigger */
#define THEREIN_REACH 6 /* tokens from the trigger to "in it" */
#define NEARER_REACH 12 /* tokens from the trigger to a place that goes before the one that opens the sentence */
#define NEVER 1000

/* ---- what stands between ---- */

/* A clause or another act between trigger x and site y may have its own place; a relative clause tells of x if it is
 * no more than `tells` tokens away. */
static long steps_between(const struct analysis *a, uint32_t x, uint32_t y, uint32_t tells)
{
    uint32_t from = (x < y ? x : y) + 1, to = x < y ? y : x;
    long steps = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct word *w = word_at(a, i);
        if (signal_at(a, i, "contrast", NULL).ptr)
            steps += 20 + (i + 1 < to && speech_is_verb(a, i + 1) ? 12 : 0); /* told_apart() */
        else if (is_border(a, i))
            steps += 15;
        else if (i > x && reply_between(a, i, i + 1) == i)
            steps += 45;
        else if (w->class == WORD_VERB && !verb_is_transparent(a, i))
            steps += w->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA) ? 12 : 9;
        else if (w->class == WORD_REL && !(i + 1 < to && verb_is_transparent(a, i + 1) && i < x + tells))
            steps += tells > RELATIVE_NEAR ? 8 : 40;
        else if (w->class == WORD_NOUN && (w->form & MARSAD_FORM_MASDAR) && signal_at(a, i, "weapon", NULL).ptr)
            steps += 6;
    }
    return steps;
}

/* "أستاذ يعمل في الجامعة قتل": the place of a verb between the subject and its own verb. */
static long other_verb_before(const struct analysis *a, uint32_t site, uint32_t anchor)
{
    if (word_at(a, anchor)->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA))
        return 0;
    for (uint32_t i = site; i > a->first && !is_border(a, i - 1); i--)
        if (word_at(a, i - 1)->class == WORD_VERB)
            return verb_is_transparent(a, i - 1) ? 0 : 9;
    return 0;
}

static long nearest_anchor(const struct draft *d, const marsad_span *s, uint32_t *anchor)
{
    const uint32_t anchors[] = { d->frame.word, d->first, d->last - 1 };
    long best = NEVER;

    for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++) {
        long far = token_distance(anchors[i], s) + (anchors[i] == d->frame.word ? 0 : 4);
        if (far < best) {
            best = far;
            *anchor = anchors[i];
        }
    }
    return best;
}

/* ---- the score ---- */

static bool inside(const struct parties *parties, const marsad_span *s)
{
    for (unsigned i = 0; i < parties->n; i++)
        if (s->first >= parties->at[i].first && s->last <= parties->at[i].last)
            return true;
    return false;
}

static bool holds(const struct phrase *p, const marsad_span *s)
{
    return s->first >= p->first && s->first < p->last;
}

static bool is_visit(const struct draft *d)
{
    return marsad_str_equal(d->frame.mode, MARSAD_LIT("visit"));
}

/* "مدير المياه بالمنطقة الشرقية", "المبعوث إلى سوريا": where the one who acts holds his office. */
static bool is_office(const struct analysis *a, const struct draft *d, const struct site *s)
{
    uint32_t prep = site_preposition(a, s->before), end = prep == NO_TOKEN ? s->before : prep;

    for (unsigned i = 0; i < d->actors.n; i++)
        if (d->actors.at[i].last == end && end > d->frame.token &&
            (phrase_kind(a, &d->actors.at[i]) & (IS_OFFICIAL | IS_PERSON)) &&
            !signal_at(a, d->actors.at[i].head, "crowd", NULL).ptr && d->actors.at[i].quantity < 0 &&
            d->actors.at[i].definite)
            return true;
    return false;
}

/* Who is hit is where; who is told, accused or helped is not. */
static long party_score(const struct analysis *a, const struct draft *d, const struct site *s, enum link link)
{
    if (link == LINK_LOCATIVE && site_opens_sentence(a, s))
        return 0;
    if (inside(&d->recipients, &s->span)) {
        if (is_visit(d) || draft_is(d, "ASSAULT") || (draft_is(d, "PROTEST") && !site_is_country(s)))
            return -9;
        return site_is_country(s) && link != LINK_LOCATIVE ? NEVER : 2;
    }
    if (inside(&d->actors, &s->span))
        return site_is_country(s) ? NEVER : 18;
    return 0;
}

static long link_score(const struct analysis *a, const struct draft *d, const struct site *s, enum link link)
{
    if (link == LINK_LOCATIVE)
        return -12;
    if (site_is_scene(a, s->before, s->span.last))
        return -10;
    if (d->frame.roles.has_genitive && holds(&d->frame.roles.genitive, &s->span) && draft_is(d, "ASSAULT"))
        return -8;
    if (inside(&d->recipients, &s->span))
        return 0;
    if ((link == LINK_NONE && site_is_state(a, s)) || site_is_theirs(a, d, s))
        return NEVER;
    if (is_visit(d) && link != LINK_WEAK) /* زار طهران, وصل إلى الرياض */
        return site_is_country(s) && link == LINK_NONE ? NEVER : 0;
    if (site_is_country(s)) /* a state that acts, or a topic */
        return NEVER;
    if (link == LINK_PREPOSITION && (draft_is(d, "ASSAULT") || draft_is(d, "COERCE")))
        return site_is_goal(a, s) || (draft_is(d, "COERCE") && site_is_home(a, d, s)) ? NEVER : 22;
    return link == LINK_NONE ? 12 : 14;
}

/* "زار المبعوث طهران": the place of a visit that is told before. */
static bool is_visited(const struct analysis *a, const struct site *s)
{
    for (size_t i = a->told->n_events; i > 0 && a->told->events[i - 1].sentence == a->sentence; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (marsad_str_equal(told->mode, MARSAD_LIT("visit")) && told->has_place &&
            told->place_span.first == s->span.first)
            return true;
    }
    return false;
}

/* Is the place behind في or إلى, or that of a visit? Words are said where somebody came, not where something was:
 * "الهزيمة في كذا، حيث اتهم …". */
static bool is_reached(const struct analysis *a, const struct draft *d, const struct site *s)
{
    if (draft_is_verbal(d) && (site_link(a, s) == LINK_LOCATIVE || word_at(a, d->frame.token)->class != WORD_VERB))
        return false;
    return site_link(a, s) == LINK_LOCATIVE || site_leads_to(a, s) || is_visited(a, s);
}

/* "وصل إلى طهران، حيث يلتقي …", "بيروت التي التقى فيها …": the place is that of what stands right behind it. */
static bool is_where(const struct analysis *a, const struct draft *d, const struct site *s)
{
    uint32_t i = s->span.last, trigger = d->frame.token;

    while (i < a->last && i < s->span.last + WHERE_GAP &&
           (word_at(a, i)->class == WORD_TIME || is_comma(a, i) || word_at(a, i)->adjective))
        i++;
    if (i >= a->last || trigger <= i || trigger > i + WHERE_REACH)
        return false;
    for (uint32_t k = i + 1; k < trigger; k++)
        if (is_clause_mark(a, k) || contrast_between(a, k, k + 1))
            return false;
    if (signal_at(a, i, "where", NULL).ptr)
        return site_border(a, s) == NO_TOKEN && !site_is_past_act(a, i + 1, trigger) && is_reached(a, d, s);
    if (word_at(a, i)->class != WORD_REL)
        return false;
    for (uint32_t k = trigger + 1; k < a->last && k <= trigger + THEREIN_REACH && !is_clause_mark(a, k); k++)
        if (signal_at(a, k, "therein", NULL).ptr)
            return true;
    return false;
}

static long site_score(const struct analysis *a, const struct draft *d, const struct site *s)
{
    uint32_t anchor = d->frame.word;
    enum link link = site_link(a, s);
    long score = nearest_anchor(d, &s->span, &anchor), steps;

    if (event_told_of(a, d, s->span.first) == TOLD_OF_ANOTHER || site_is_origin(a, s))
        return NEVER;
    steps = steps_between(a, anchor, s->span.first, draft_is(d, "ASSAULT") ? 9 : RELATIVE_NEAR);
    if ((d->has_place && holds(&d->place, &s->span)) || (d->has_territory && holds(&d->territory, &s->span)))
        return (long)s->span.first - (long)d->first - 100;
    if (is_where(a, d, s))
        return draft_is_verbal(d) ? 0 : -4;
    if (site_opens_sentence(a, s) && link == LINK_LOCATIVE && s->span.first < anchor &&
        !contrast_between(a, s->span.last, anchor))
        score = steps = site_is_country(s) ? -8 : -5;
    if (site_is_aside(a, d, s))
        return NEVER;
    if ((draft_is(d, "ASSAULT") || draft_is(d, "COERCE") || draft_is(d, "PROTEST")) && site_is_where_told(a, d, s))
        return NEVER;
    if (site_is_anothers(a, d, s, anchor))
        return NEVER;
    if (draft_is_verbal(d)) /* words rarely say where they were said; a deed has a place */
        score += link == LINK_LOCATIVE ? 32 : 60;
    if (s->span.first < anchor)
        score += 6 + other_verb_before(a, s->span.first, anchor);
    if (site_is_country(s))
        score += 6;
    if (!s->mention)
        score += 8;
    if (is_office(a, d, s))
        score += 18;
    return score + steps + link_score(a, d, s, link) + party_score(a, d, s, link);
}

/* "متجهة إلى محافظة تعز، جنوب غربي اليمن": what locates where an attacked convoy was going. */
static bool lies_at_goal(const struct analysis *a, const struct draft *d, const struct site *s, size_t mention)
{
    struct site goal;

    return draft_is(d, "ASSAULT") && mention > a->here.mentions[0] &&
           site_of_mention(a, d, &a->mentions->mentions[mention - 1], &goal) && site_chained(a, &goal, s) &&
           site_link(a, &goal) == LINK_PREPOSITION && site_is_goal(a, &goal);
}

/* The site with the best score; false if none is near enough. */
static bool best_site(const struct analysis *a, const struct draft *d, struct site *best)
{
    long best_score = PLACE_REACH;
    struct site s;

    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++) {
        long score;
        if (!site_of_mention(a, d, &a->mentions->mentions[i], &s) || lies_at_goal(a, d, &s, i))
            continue;
        score = site_score(a, d, &s) + (site_is_anchor(&s) ? 20 : 0);
        if (score < best_score) {
            *best = s;
            best_score = score;
        }
    }
    for (size_t k = 0; k < a->n_phrases; k++) {
        struct site there;
        long score;
        if (draft_is_verbal(d))
            break;
        if (site_of_same_place(a, d, &a->phrases[k], &s)) {
            there = (struct site){ phrase_span(a, &a->phrases[k]), NULL, s.before };
            score = site_score(a, d, &there);
            if (score < best_score) {
                *best = s;
                best_score = score;
            }
            continue;
        }
        if (!site_of_phrase(a, d, &a->phrases[k], &s))
            continue;
        score = site_score(a, d, &s);
        if (score < best_score) {
            *best = s;
            best_score = score;
        }
    }
    return best_score < PLACE_REACH;
}

/* "وفي محافظة كذا، هاجم مسلحون نقطة أمنية في بلدة كذا": the smaller place right behind the trigger. */
static bool nearer_site(const struct analysis *a, const struct draft *d, const struct site *opener, struct site *near)
{
    if (!opener->mention || !site_opens_sentence(a, opener) || opener->span.first > d->frame.word || draft_is_verbal(d))
        return false;
    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++) {
        const marsad_mention *m = &a->mentions->mentions[i];
        if (m->span.first < d->frame.word || m->span.first > d->frame.word + NEARER_REACH ||
            !site_of_mention(a, d, m, near))
            continue;
        return site_link(a, near) == LINK_LOCATIVE && site_rank(near) < site_rank(opener) && !site_is_anchor(near) &&
               steps_between(a, d->frame.word, near->span.first, 0) == 0 && site_score(a, d, near) < PLACE_REACH;
    }
    return false;
}

/* "قال قائد شرطة لافاييت": whose police, court or prosecution it is. */
static bool is_of_body(const struct analysis *a, const struct site *s)
{
    uint32_t tokens;

    for (uint32_t k = 1; k <= 3 && s->before >= a->first + k; k++)
        if (signal_at(a, s->before - k, "local-body", &tokens).ptr && tokens == k)
            return true;
    return false;
}

/*
 * The only place that the sentence names behind a preposition of place or a word of kind, however far: "أفاد مصدر أمني
 * في بيت لحم بأن …". Two that do not locate each other leave it open.
 */
static bool only_site(const struct analysis *a, const struct draft *d, struct site *only)
{
    struct site s, last = { .mention = NULL };
    bool found = false;

    if (!(draft_is(d, "ASSAULT") || draft_is(d, "COERCE") || draft_is(d, "PROTEST")) || tells_of_another(a, d))
        return false;
    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++) {
        if (!mention_is_place(&a->mentions->mentions[i]) || !site_of_mention(a, d, &a->mentions->mentions[i], &s) ||
            site_is_anchor(&s) || site_is_goal(a, &s) || site_is_origin(a, &s) || site_is_aside(a, d, &s) ||
            site_is_where_told(a, d, &s) || told_apart(a, d->frame.word, s.span.first) ||
            event_told_of(a, d, s.span.first) == TOLD_OF_ANOTHER || site_is_anothers(a, d, &s, d->frame.word))
            continue;
        if (found && !site_chained(a, &last, &s))
            return false;
        last = s;
        if (found || site_is_country(&s))
            continue;
        if (site_link(a, &s) != LINK_LOCATIVE && s.before == s.span.first && !is_of_body(a, &s))
            return false; /* "شرطة محافظة كذا" passes */
        *only = s;
        found = true;
    }
    return found;
}

/* "في الجفينة جنوب المدينة": what "the town" locates is the place, if it has a name. */
static void beside_the_town(const struct analysis *a, struct site *town)
{
    struct site here = { .span = { .first = town->before, .last = town->before + 1 }, .before = town->before }, s;

    for (size_t i = a->here.mentions[1]; i > a->here.mentions[0]; i--) {
        if (a->mentions->mentions[i - 1].span.last > town->before ||
            !site_of_mention(a, NULL, &a->mentions->mentions[i - 1], &s))
            continue;
        if (site_chained(a, &s, &here) && !site_is_country(&s))
            *town = s;
        return;
    }
}

/* "بالتواصل مع شرطة كذا", "تمهيدا لتسليمه لشرطة كذا": a body elsewhere. */
static bool is_dealt_with(const struct analysis *a, const struct draft *d, const marsad_mention *m)
{
    uint32_t prep = site_preposition(a, m->span.first);

    return (prep != NO_TOKEN && (signal_at(a, prep, "with", NULL).ptr || signal_at(a, prep, "leads-to", NULL).ptr)) ||
           ((word_at(a, m->span.first)->clitics & MARSAD_CLITIC_LI) && m->span.first > d->frame.token);
}

/* "تمكنت شرطة جدة من القبض على …": the police who seized somebody, at whatever places the sentence goes on to name. */
static const marsad_mention *police_of(const struct analysis *a, const struct draft *d)
{
    for (size_t i = a->here.mentions[0]; draft_is(d, "COERCE") && i < a->here.mentions[1]; i++) {
        const marsad_mention *m = &a->mentions->mentions[i];
        if (m->seat && marsad_str_starts(m->roles, MARSAD_LIT("COP")) && inside(&d->actors, &m->span))
            return m;
    }
    return NULL;
}

static void set_seat(const marsad_mention *body, marsad_event *e)
{
    e->has_place = true;
    e->place_span = body->seat_span;
    e->place = body->seat;
}

/* "ألقت شرطة جدة القبض على …": the seat of the only police or court that the sentence names. */
static bool seat_of_body(const struct analysis *a, const struct draft *d, marsad_event *e)
{
    const marsad_mention *body = police_of(a, d);

    if (body) {
        set_seat(body, e);
        return true;
    }
    if (!(draft_is(d, "ASSAULT") || draft_is(d, "COERCE") || marsad_str_equal(d->frame.mode, MARSAD_LIT("convict"))))
        return false;
    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++) {
        const marsad_mention *m = &a->mentions->mentions[i];
        if (mention_is_place(m) && !place_has_precision(m->place, "country"))
            return false;
        if (!m->seat ||
            !(marsad_str_starts(m->roles, MARSAD_LIT("COP")) || marsad_str_starts(m->roles, MARSAD_LIT("JUD"))))
            continue;
        if (is_dealt_with(a, d, m))
            return false;
        if (body && body->seat->id.ptr != m->seat->id.ptr)
            return false;
        body = m;
    }
    if (!body)
        return false;
    set_seat(body, e);
    return true;
}

bool event_where(const struct analysis *a, const struct draft *d, marsad_event *e)
{
    struct chain c = { .n = 1 };
    struct site opener;
    size_t chosen, around;
    uint32_t border;
    bool nearer;

    if (marsad_str_equal(d->frame.mode, MARSAD_LIT("phone")))
        return true; /* each side is somewhere else */
    if (!best_site(a, d, &c.at[0]) && !only_site(a, d, &c.at[0]) && !site_of_visit(a, d, &c.at[0]) &&
        !site_of_land(a, d, &c.at[0])) {
        const marsad_event *told = seat_of_body(a, d, e) ? NULL : event_place_told(a, d, e);
        if (told) {
            e->has_place = told->has_place;
            e->place_span = told->place_span;
            e->place = told->place;
        }
        return true;
    }
    opener = c.at[0];
    nearer = nearer_site(a, d, &opener, &c.at[0]);
    if (!nearer)
        c.at[0] = opener;
    if (c.at[0].span.last > c.at[0].before) /* not the name of "the town" that stands before */
        chain_grow(a, &c);
    else
        beside_the_town(a, &c.at[0]);
    if (nearer && c.n < CHAIN_MAX)
        c.at[c.n++] = opener;
    chosen = chain_smallest(a, &c);
    around = chain_enclosing(&c, chosen);
    e->has_place = true;
    e->place_span = c.at[chosen].span;
    e->place = c.at[chosen].mention ? c.at[chosen].mention->place : NULL;
    border = site_border(a, &c.at[chosen]);
    if (border != NO_TOKEN)
        return point_border(a, &c.at[chosen], border, e);
    if (site_is_located(&c.at[chosen]))
        return (e->place = point_beside(a, &c.at[chosen])) != NULL;
    if (around < c.n)
        return (e->place = point_lent(a, &c.at[chosen], &c.at[around])) != NULL;
    return (e->place && e->place->country.ptr) || point_country(a, &c.at[chosen], e);
}

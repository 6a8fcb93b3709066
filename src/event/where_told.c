/*
 * where_told.c - the place of an act that its own words do not place: where somebody is on a visit, where the act lies
 * that it is part of, is an answer to or goes on with.
 */
#include "event/where.h"

#define EVENT_BACK 2  /* sentences back to the attack that "the attack" is */
#define ACT_REACH 8   /* tokens behind "20 were killed" to "in the attack" */
#define TOLL_NEAR 4   /* tokens of a sentence in which it turns to the toll */
#define CAUSE_REACH 7 /* tokens from "the fights caused" to "the death of" */
#define CHAIN_NEAR 8  /* tokens between the place of an act and those that locate it */
#define STORY_BACK 2  /* sentences back to the last deed at the place of the story */
#define VISIT_REACH 9 /* tokens behind "during a visit of …" to "to …" */

/* ---- visits ---- */

bool site_leads_to(const struct analysis *a, const struct site *s)
{
    uint32_t prep = site_preposition(a, s->before);

    return (word_at(a, s->before)->clitics & MARSAD_CLITIC_LI) ||
           (prep != NO_TOKEN && signal_at(a, prep, "leads-to", NULL).ptr);
}

/* "خلال زيارة رئيس الوزراء إلى نيبال": what is said, agreed or signed on a visit is where it led to. */
static bool visited(const struct analysis *a, uint32_t visit, struct site *s)
{
    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++) {
        const marsad_mention *m = &a->mentions->mentions[i];
        if (m->span.first < visit || m->span.first > visit + VISIT_REACH || !site_of_mention(a, NULL, m, s))
            continue;
        for (uint32_t k = visit; k < s->before; k++)
            if (word_at(a, k)->class == WORD_VERB || word_at(a, k)->class == WORD_SUB || is_clause_mark(a, k) ||
                is_comma(a, k))
                return false;
        if (site_leads_to(a, s))
            return true;
    }
    return false;
}

bool site_of_visit(const struct analysis *a, const struct draft *d, struct site *s)
{
    uint32_t tokens;

    if (draft_is(d, "ASSAULT") || draft_is(d, "COERCE") || draft_is(d, "PROTEST"))
        return false;
    for (uint32_t i = a->first; i < a->last; i++)
        if (signal_at(a, i, "on-visit", &tokens).ptr && !border_between(a, d->frame.word, i))
            return visited(a, i + tokens, s);
    return false;
}

/* "سيطروا على أجزاء من البلاد": the land itself, where no place in it is named. */
bool site_of_land(const struct analysis *a, const struct draft *d, struct site *s)
{
    size_t k = d->has_territory ? phrase_at(a, d->territory.last - 1) : a->n_phrases;

    if (k == a->n_phrases || !marsad_str_equal(signal_at(a, a->phrases[k].head, "ground", NULL), MARSAD_LIT("whole")))
        return false;
    *s = (struct site){ phrase_span(a, &d->territory), NULL, d->territory.first };
    return true;
}

/* ---- acts told before ---- */

/* "الهجوم" without whose or on whom: the act that was told. */
static bool is_the_act(const struct analysis *a, uint32_t i, const struct frame *f)
{
    const struct word *w = word_at(a, i);

    return w->class == WORD_NOUN && (w->clitics & MARSAD_CLITIC_AL) && !f->roles.has_genitive;
}

/* "… في الهجوم", "… خلال الحادث": the act stands behind the draft or is merged into it. */
static bool names_the_act(const struct analysis *a, const struct draft *d)
{
    uint32_t end = d->last + ACT_REACH < a->last ? d->last + ACT_REACH : a->last;
    struct frame f;

    for (uint32_t i = d->first; i < end && !is_clause_mark(a, i); i++) {
        if (i == d->frame.word || !(word_at(a, i)->clitics & MARSAD_CLITIC_AL))
            continue;
        if (frame_choose(a, i, &f) ? marsad_str_equal(f.type, d->frame.type) && is_the_act(a, i, &f)
                                   : signal_at(a, i, "incident", NULL).ptr && link_before(a, i) != LINK_NONE)
            return true;
    }
    return false;
}

/* "وأسفرت المعارك عن مقتل سبعة", "التفجيران تسببا في مقتل عشرة": the act stands before, with a verb of what came of it.
 */
static bool comes_of_the_act(const struct analysis *a, const struct draft *d)
{
    bool result = false;
    struct frame f;

    for (uint32_t i = d->first; i > a->first && i + CAUSE_REACH > d->first; i--) {
        if (is_comma(a, i - 1) || is_clause_mark(a, i - 1) || word_at(a, i - 1)->class == WORD_REL)
            return false;
        result = result || signal_at(a, i - 1, "result", NULL).ptr;
        if ((word_at(a, i - 1)->clitics & MARSAD_CLITIC_AL) && frame_choose(a, i - 1, &f) &&
            marsad_str_equal(f.type, d->frame.type) && is_the_act(a, i - 1, &f))
            return result || (i - 1 > a->first && signal_at(a, i - 2, "result", NULL).ptr);
    }
    return false;
}

/* "وكانت الحصيلة الأولى أشارت إلى مقتل تسعة": the sentence tells the toll of an act, which was told. */
static bool is_of_the_toll(const struct analysis *a, const struct draft *d)
{
    for (uint32_t i = a->first; i < d->first && i < a->first + TOLL_NEAR; i++)
        if (signal_at(a, i, "toll", NULL).ptr)
            return true;
    return false;
}

/* "قتل 20 شخصا في الهجوم": the dead of an act that was told. */
static bool is_of_the_act(const struct analysis *a, const struct draft *d)
{
    return marsad_list_has(MARSAD_LIT("killed|injured"), d->frame.count) && draft_is(d, "ASSAULT") &&
           (names_the_act(a, d) || comes_of_the_act(a, d) || is_of_the_toll(a, d));
}

const marsad_event *event_told_before(const struct analysis *a, const struct draft *d)
{
    if (!(draft_is(d, "ASSAULT") || draft_is(d, "PROTEST")) ||
        !(is_the_act(a, d->frame.word, &d->frame) || is_of_the_act(a, d)))
        return NULL;
    for (size_t i = a->told->n_events; i > 0; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (told->sentence + EVENT_BACK < a->sentence)
            return NULL;
        if (told->sentence != a->sentence && marsad_str_equal(told->type, d->frame.type))
            return told;
    }
    return NULL;
}

/* "المتظاهرون", "المحتجين": the crowd that was told of. */
static bool has_crowd(const struct analysis *a, const struct parties *p)
{
    for (unsigned i = 0; i < p->n; i++)
        if (signal_at(a, p->at[i].head, "crowd", NULL).ptr && p->at[i].definite)
            return true;
    return false;
}

/* "احتجاجا على رفض …": a noun of words tells of somebody else's, elsewhere; a verb, or "لمطالبة", goes on. */
static bool goes_on(const struct analysis *a, const struct draft *d)
{
    const struct word *w = word_at(a, d->frame.word);

    return !(w->class == WORD_NOUN && (w->form & MARSAD_FORM_MASDAR) && !(w->clitics & MARSAD_CLITIC_LI) &&
             draft_is_verbal(d));
}

/* What a crowd demands, and what is done to it, is where it protests. */
static const marsad_event *protest_of_crowd(const struct analysis *a, const struct draft *d)
{
    const struct word *w = word_at(a, d->frame.word);
    uint32_t back =
        w->class == WORD_VERB && (w->form & MARSAD_FORM_IMPERFECT) ? 0 : EVENT_BACK; /* for weeks, perhaps */

    if (!has_crowd(a, &d->actors) && !has_crowd(a, &d->recipients))
        return NULL;
    for (size_t i = a->told->n_events; i > 0; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (told->sentence + back < a->sentence)
            return NULL;
        if (told->has_place && marsad_str_equal(told->type, MARSAD_LIT("PROTEST")))
            return told;
    }
    return NULL;
}

static bool is_among(const marsad_party *x, const marsad_party *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (x->span.start == p[i].span.start || (x->entity.len && marsad_str_equal(x->entity, p[i].entity)))
            return true;
    return false;
}

static bool takes_part(const marsad_event *e, const marsad_event *told)
{
    for (size_t i = 0; i < e->n_actors; i++)
        if (is_among(&e->actors[i], told->actors, told->n_actors) ||
            is_among(&e->actors[i], told->recipients, told->n_recipients))
            return true;
    return false;
}

/* A whole country says where words were said only of a visit or a protest; who strikes from afar is not there. */
static bool lends_place(const struct analysis *a, const marsad_event *told)
{
    return told->has_place &&
           !marsad_str_equal(signal_at(a, told->place_span.last - 1, "ground", NULL), MARSAD_LIT("whole")) &&
           !marsad_list_has(MARSAD_LIT("aerial|drone|heavy-weapons"), told->mode) &&
           (!place_has_precision(told->place, "country") || marsad_list_has(MARSAD_LIT("CONSULT|PROTEST"), told->type));
}

/* "تظاهروا ضد الرئيس الذي يتهمونه": the crowd, where nobody else is named. */
static bool is_of_many(const struct analysis *a, const struct draft *d, const marsad_event *e, const marsad_event *told)
{
    const struct word *w = word_at(a, d->frame.word);

    return !e->n_actors && w->class == WORD_VERB && (w->form & MARSAD_FORM_PLURAL) &&
           marsad_str_equal(told->type, MARSAD_LIT("PROTEST"));
}

/* "التقى نظيره في جنيف ودعا إلى …", "احتجزوا رهائن في فندق وهددوا بقتلهم": one after the other, by the same. */
static const marsad_event *same_breath(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const marsad_str words = MARSAD_LIT("CONSULT|PROTEST|AGREE|COOPERATE|REQUEST|ACCUSE|REJECT|SUPPORT|THREATEN");
    const marsad_str deeds = MARSAD_LIT("ASSAULT|COERCE|PROTEST|THREATEN");

    if (!draft_is_verbal(d))
        return NULL;
    for (size_t i = a->told->n_events; i > 0 && a->told->events[i - 1].sentence == a->sentence; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (lends_place(a, told) && marsad_list_has(draft_is(d, "THREATEN") ? deeds : words, told->type) &&
            (takes_part(e, told) || is_of_many(a, d, e, told)) &&
            !border_between(a, told->trigger.first, d->frame.word))
            return told;
    }
    return NULL;
}

/* "… وضبطت أسلحة": behind و, with no other story, place or journey between the two acts. */
static bool goes_along(const struct analysis *a, const struct draft *d, const marsad_event *told)
{
    uint32_t from = told->trigger.first, to = d->frame.token;

    if (!(word_at(a, to)->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA)) || contrast_between(a, from, to) ||
        border_between(a, from, to) || reply_between(a, from, to) < to)
        return false;
    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++) {
        const marsad_mention *m = &a->mentions->mentions[i];
        if (mention_is_place(m) && m->span.first > from && m->span.first < to &&
            token_distance(m->span.first, &told->place_span) > CHAIN_NEAR)
            return false;
    }
    return true;
}

static bool names_no_place(const struct analysis *a)
{
    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++)
        if (mention_is_place(&a->mentions->mentions[i]))
            return false;
    return true;
}

/* "كما …", "أيضا": one more act, which may be elsewhere. */
static bool adds_another(const struct analysis *a)
{
    for (uint32_t i = a->first; i < a->last; i++)
        if (signal_at(a, i, "besides", NULL).ptr)
            return true;
    return false;
}

/* Does the sentence name a time that is not that of the act? */
static bool is_of_other_time(const struct analysis *a, const marsad_event *told)
{
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->from[0] && (event_time_is_past(a, t) || (told->time && strcmp(t->from, told->time->from) != 0)))
            return true;
    }
    return false;
}

/* "قتل سبعة منذ الأحد": is a time named that the act is not told to be of? */
static bool names_other_day(const struct analysis *a, const marsad_event *told)
{
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->from[0] && !(told->time && strcmp(t->from, told->time->from) == 0))
            return true;
    }
    return false;
}

/* Are the places that the sentence before names, countries aside, only those of this act? */
static bool is_only_place(const struct analysis *a, const marsad_event *told)
{
    uint32_t first = a->text->sentences[a->sentence - 1].first;

    for (size_t i = a->here.mentions[0]; i > 0 && a->mentions->mentions[i - 1].span.first >= first; i--) {
        const marsad_mention *m = &a->mentions->mentions[i - 1];
        if (mention_is_place(m) && !place_has_precision(m->place, "country") &&
            token_distance(m->span.first, &told->place_span) > CHAIN_NEAR)
            return false;
    }
    return told->place_span.first >= first || story_is_at(a, told);
}

/* "وأصيب تسعة أشخاص بجروح.": a sentence that opens with what came of the act; hostages may be killed elsewhere. */
static bool opens_with_outcome(const struct analysis *a, const struct draft *d, const marsad_event *told)
{
    const struct word *w = word_at(a, d->frame.token);

    return !marsad_str_equal(told->mode, MARSAD_LIT("abduct")) && d->frame.token == a->first && w->class == WORD_VERB &&
           (w->clitics & MARSAD_CLITIC_WA) && draft_is_outcome(d) && !names_other_day(a, told);
}

/* The sentence behind the lead, one in which who spoke speaks on and one that opens with an outcome tell more of what
 * was told. */
static bool tells_more(const struct analysis *a, const struct draft *d, const marsad_event *told)
{
    return (a->sentence == 1 || event_opens_with_more(a) || opens_with_outcome(a, d, told)) && lends_place(a, told) &&
           is_only_place(a, told);
}

static bool is_told_as_done(const marsad_event *told)
{
    return told->factuality == MARSAD_ASSERTED || told->factuality == MARSAD_ALLEGED;
}

/* In a sentence that names no place, the act in the sentence before that it goes on to tell of; none if acts of several
 * places were told there. */
static const marsad_event *act_before(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const marsad_event *before = NULL;

    if (!event_may_go_on(a, d) || !names_no_place(a) || adds_another(a))
        return NULL;
    for (size_t i = a->told->n_events; i > 0; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (told->sentence + 1 < a->sentence)
            break;
        if (told->sentence == a->sentence || !told->has_place)
            continue;
        if (before && before->place_span.start != told->place_span.start)
            return NULL;
        if (marsad_str_equal(told->type, e->type) && is_told_as_done(told) &&
            (event_goes_on(a, e, told) || tells_more(a, d, told)) && !is_of_other_time(a, told))
            before = told;
    }
    return before;
}

/* "سيطروا على البلدة بعد معارك عنيفة": the fight for what changed hands. */
static bool is_fight_for(const struct analysis *a, const struct draft *d, const marsad_event *told)
{
    uint32_t i = d->frame.token;

    return told->has_territory && draft_is(d, "ASSAULT") && !draft_is_outcome(d) && i > a->first &&
           word_at(a, i)->class == WORD_NOUN && signal_at(a, i - 1, "aftermath", NULL).ptr;
}

/* "شنوا هجوما على المعبر … خلال الهجوم", "أوقفوا عشرين شخصا في … وضبطوا": an act in the same sentence that the draft is
 * part of, or that the same went on with. */
static const marsad_event *act_here(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const marsad_str deeds = MARSAD_LIT("ASSAULT|COERCE|PROTEST");
    bool is_the = is_the_act(a, d->frame.word, &d->frame) || names_the_act(a, d);

    if (!marsad_list_has(deeds, d->frame.type) || d->factuality != MARSAD_ASSERTED)
        return NULL;
    for (size_t i = a->told->n_events; i > 0 && a->told->events[i - 1].sentence == a->sentence; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (!told->has_place || told->trigger.first > d->frame.word || told->factuality != MARSAD_ASSERTED)
            continue;
        if (is_the && marsad_str_equal(told->type, d->frame.type) &&
            (!told->mode.len || !d->frame.mode.len || marsad_str_equal(told->mode, d->frame.mode)))
            return told;
        if (is_fight_for(a, d, told))
            return told;
        return marsad_list_has(deeds, told->type) && lends_place(a, told) && goes_along(a, d, told) &&
                       takes_part(e, told)
                   ? told
                   : NULL;
    }
    return NULL;
}

/* Where all deeds of the article so far, of two sentences at least and the last one near, were: the place of its story.
 */
static const marsad_event *act_of_story(const struct analysis *a, const struct draft *d)
{
    const marsad_event *last = story_last(a);

    return last && last->sentence + STORY_BACK >= a->sentence && event_may_go_on(a, d) && names_no_place(a) &&
                   (draft_is(d, "ASSAULT") || lends_place(a, last)) && !names_other_day(a, last)
               ? last
               : NULL;
}

const marsad_event *event_place_told(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const marsad_event *told = event_told_before(a, d);

    if (!told && goes_on(a, d))
        told = protest_of_crowd(a, d);
    if (!told && goes_on(a, d))
        told = same_breath(a, d, e);
    if (!told)
        told = act_here(a, d, e);
    if (!told)
        told = act_before(a, d, e);
    if (!told)
        told = act_of_story(a, d);
    return told;
}

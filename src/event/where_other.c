/*
 * where_other.c - places that a sentence names for something else than the act: where it is told, where somebody comes
 * from or goes to, a capital that acts for its state, what is talked about, another act.
 */
#include "event/where.h"

#define DEED_NEAR 6    /* tokens from "involved in" to the deed */
#define BOUND_NEAR 3   /* tokens between who travels and where to */
#define TOLD_NEAR 8    /* tokens between "in a press conference" and where it was held */
#define ORIGIN_REACH 8 /* tokens between "came from" and where from */

/* The first word of another act of a type in [from, to), or `to`. */
static uint32_t act_between(const struct analysis *a, uint32_t from, uint32_t to, const char *types)
{
    struct frame f;

    for (uint32_t i = from; i < to; i++)
        if (frame_choose(a, i, &f) && marsad_list_has(marsad_str_of(types), f.type))
            return i;
    return to;
}

/* "… بينما شن المسلحون هجوما في كذا", "بالإضافة إلى خطف عشرة في كذا": another act, told beside this one, has the place.
 */
static bool told_beside(const struct analysis *a, uint32_t anchor, uint32_t site)
{
    for (uint32_t i = anchor + 1; i < site; i++)
        if ((signal_at(a, i, "contrast", NULL).ptr && !signal_at(a, i + 1, "was", NULL).ptr) ||
            signal_at(a, i, "as-well-as", NULL).ptr)
            return act_between(a, i + 1, site, "ASSAULT|COERCE|PROTEST|RETREAT|MOBILIZE") < site;
    for (uint32_t i = anchor + 1; i + 1 < site; i++) /* كما اعتقلت الشرطة عشرة في كذا */
        if (((signal_at(a, i, "also", NULL).ptr && word_at(a, i + 1)->class == WORD_VERB &&
              !verb_is_transparent(a, i + 1)) ||
             signal_at(a, i, "but", NULL).ptr) &&
            act_between(a, i + 1, site, "ASSAULT|COERCE|PROTEST|RETREAT|MOBILIZE") < site)
            return true;
    for (uint32_t i = a->first; i < a->first + 2 && i < site && site < anchor;
         i++) /* وبالتزامن مع تقدمها في كذا، شنت */
        if (signal_at(a, i, "as-well-as", NULL).ptr)
            return act_between(a, i + 1, site, "ASSAULT|COERCE|PROTEST|RETREAT|MOBILIZE") < site;
    return false;
}

/* "بحث الوزيران العمليات العسكرية في كذا", "ندد بالهجوم في كذا": what was talked about. */
static bool is_topic(const struct analysis *a, const struct draft *d, uint32_t anchor, uint32_t site)
{
    return (draft_is(d, "CONSULT") || draft_is_verbal(d)) && !marsad_str_equal(d->frame.mode, MARSAD_LIT("visit")) &&
           act_between(a, anchor + 1, site, "ASSAULT|COERCE|RETREAT|MOBILIZE|AID") < site;
}

/* "اجتمع الوزير في أنقرة، وأكد أن المسلحين قتلوا …": a deed is not where a meeting was. */
static bool is_of_meeting(const struct analysis *a, const struct draft *d, const struct site *s)
{
    bool said = false;

    for (uint32_t i = s->span.last; i < d->frame.word; i++)
        said |= speech_is_verb(a, i);
    for (size_t i = a->told->n_events; said && i > 0 && a->told->events[i - 1].sentence == a->sentence; i--) {
        const marsad_event *told = &a->told->events[i - 1];
        if (marsad_str_equal(told->type, MARSAD_LIT("CONSULT")) && told->has_place &&
            told->place_span.first == s->span.first)
            return draft_is(d, "ASSAULT") || draft_is(d, "COERCE");
    }
    return false;
}

/* "حكم على متورطين في هجوم في كذا", "أفرج عن صحفي اعتقل في كذا": the deed for which somebody is held or tried, or the
 * arrest that a release ends. */
static bool is_of_charge(const struct analysis *a, const struct draft *d, uint32_t anchor, uint32_t site)
{
    if (marsad_str_equal(d->frame.mode, MARSAD_LIT("release")))
        return act_between(a, anchor + 1, site, "COERCE|ASSAULT") < site;
    if (!draft_is(d, "COERCE") && !marsad_str_equal(d->frame.mode, MARSAD_LIT("convict")))
        return false;
    for (uint32_t i = anchor + 1; i < site; i++) {
        uint32_t end = i + DEED_NEAR < site ? i + DEED_NEAR : site;
        if ((signal_at(a, i, "suspect", NULL).ptr || signal_at(a, i, "took-part", NULL).ptr) &&
            act_between(a, i + 1, end, "ASSAULT") < end)
            return true;
    }
    return false;
}

/* Does another act have the place? */
bool site_is_anothers(const struct analysis *a, const struct draft *d, const struct site *s, uint32_t anchor)
{
    return told_beside(a, anchor, s->span.first) || is_topic(a, d, anchor, s->span.first) ||
           is_of_charge(a, d, anchor, s->span.first) ||
           (!site_opens_sentence(a, s) && s->span.first < anchor && is_of_meeting(a, d, s));
}

bool site_is_past_act(const struct analysis *a, uint32_t from, uint32_t to)
{
    uint32_t act = act_between(a, from, to, "ASSAULT|COERCE|PROTEST|RETREAT|MOBILIZE|CONSULT");

    return act < to && !(word_at(a, to)->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA));
}

/* "نقل الجريح إلى المستشفى", "تعزيزات متجهة إلى تعز": where somebody or something is on the way to, or comes from. */
bool site_is_goal(const struct analysis *a, const struct site *s)
{
    uint32_t prep = site_preposition(a, s->before), end = prep == NO_TOKEN ? s->before : prep;

    for (uint32_t i = end; i > a->first && i + BOUND_NEAR > end; i--)
        if (signal_at(a, i - 1, "bound", NULL).ptr)
            return true;
    return false;
}

static bool is_of_place(const struct analysis *a, uint32_t i)
{
    return word_at(a, i)->mention >= 0 && mention_is_place(&a->mentions->mentions[word_at(a, i)->mention]);
}

/* "انطلقت من قاعدة جوية في ولاية كذا": where it came from. */
bool site_is_origin(const struct analysis *a, const struct site *s)
{
    for (uint32_t i = s->before; i > a->first && i + ORIGIN_REACH > s->before && !is_border(a, i - 1); i--) {
        if (signal_at(a, i - 1, "sets-out", NULL).ptr)
            return true;
        if (word_at(a, i - 1)->class == WORD_VERB || is_of_place(a, i - 1))
            return false; /* أطلق من قطاع غزة في منطقة قرب كذا: the first place is the origin */
    }
    return false;
}

/* "قال في مؤتمر صحافي عقده في أنقرة إن": where it is told, not where it happened. */
bool site_is_where_told(const struct analysis *a, const struct draft *d, const struct site *s)
{
    for (uint32_t i = s->before; i > a->first && i + TOLD_NEAR > s->before && !is_border(a, i - 1); i--) {
        if (i - 1 == d->frame.word) /* "ذكر في بيان صحفي مقتل ثلاثة في تعز" */
            return false;
        if (signal_at(a, i - 1, "press-meeting", NULL).ptr)
            return true;
    }
    return false;
}

/* The country of which a party is by an adjective, or empty. */
static marsad_str land_of(const struct analysis *a, const struct parties *p)
{
    for (unsigned i = 0; i < p->n; i++)
        if (p->at[i].country >= 0)
            return marsad_dict_cell(a->dict, MARSAD_TABLE_COUNTRIES, (uint32_t)p->at[i].country,
                                    a->columns.country_iso2);
    return (marsad_str){ "", 0 };
}

/* "ألقت السلطات المكسيكية القبض على أميركية من كولورادو": where she comes from, in a land that the authorities are not
 * of. */
bool site_is_home(const struct analysis *a, const struct draft *d, const struct site *s)
{
    marsad_str who = land_of(a, &d->actors);

    return who.len && s->mention && place_has_precision(s->mention->place, "governorate") &&
           !marsad_str_equal(s->mention->place->country, who) &&
           (marsad_str_equal(s->mention->place->country, land_of(a, &d->recipients)) || !d->recipients.n);
}

/* "الائتلاف الذي تقوده واشنطن", "هجوم نسبته أنقرة إلى …", "أعلنت بغداد": a capital that acts for its state. */
bool site_is_state(const struct analysis *a, const struct site *s)
{
    const struct word *before = s->before > a->first && s->before == s->span.first ? word_at(a, s->before - 1) : NULL;

    return before && before->class == WORD_VERB && (before->suffix || speech_is_verb(a, s->before - 1)) &&
           !signal_at(a, s->before - 1, "scene", NULL).ptr && !verb_is_transparent(a, s->before - 1);
}

/* "التقى وفدا عشائريا من محافظة كذا", "عودة العائلات إلى مدينة كذا": where those come from, or go, of whom is talked.
 */
bool site_is_theirs(const struct analysis *a, const struct draft *d, const struct site *s)
{
    uint32_t prep = site_preposition(a, s->before);

    return prep != NO_TOKEN && prep > d->frame.word && draft_is(d, "CONSULT") &&
           ((signal_at(a, prep, "partitive", NULL).ptr && word_at(a, prep - 1)->class != WORD_QUANT) ||
            site_is_goal(a, s));
}

/* "قتل 15 مسلحا، بينما أفادت مصادر بأن … في": another report, or what the act answers. */
bool told_apart(const struct analysis *a, uint32_t x, uint32_t y)
{
    uint32_t from = x < y ? x : y, to = x < y ? y : x;

    for (uint32_t i = from; i + 1 < to; i++)
        if (signal_at(a, i, "contrast", NULL).ptr && speech_is_verb(a, i + 1))
            return true;
    return x < y && reply_between(a, x, y) < y;
}

/* "المشتبه بهم في الحادث الذي وقع في …": a relative clause behind what is no attack tells of another act. */
bool tells_of_another(const struct analysis *a, const struct draft *d)
{
    for (uint32_t i = d->frame.word + 1; !draft_is(d, "ASSAULT") && i + 1 < a->last; i++)
        if (word_at(a, i)->class == WORD_REL && verb_is_transparent(a, i + 1))
            return true;
    return false;
}

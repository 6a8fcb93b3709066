/*
 * when_path.c - how far a time is from the word of an act: its distance, and what stands between them that could own
 * the time instead - other verbs and acts, relative clauses, borders of clauses.
 */
#include "event/when.h"

#define ELSEWHERE WHEN_ELSEWHERE
#define RELATIVE_NEAR 5 /* tokens from a trigger to "which happened on …" */
#define ACT_NEAR 3      /* tokens back from الذي to the noun that it tells of */
#define VERB_NEAR 3     /* tokens from a time that opens a clause to its verb */
#define BELIEF_NEAR 3   /* tokens from "is believed" to "that" */
#define OTHER_VERB 9    /* what a verb between them costs */
#define JOINED_DEED 12
#define JOINED_VERB 24
#define BORDER 20
#define ANCHOR_BESIDE 3 /* what it costs to reckon from another word of the act than its own */

uint32_t when_verb(const struct analysis *a, const marsad_time *t)
{
    for (uint32_t i = t->span.first; i > a->first && !is_border(a, i - 1); i--) {
        if (word_at(a, i - 1)->class == WORD_VERB)
            return i - 1;
        if (word_at(a, i - 1)->class == WORD_REL)
            break;
    }
    for (uint32_t i = t->span.last; i < a->last && i < t->span.last + VERB_NEAR && !is_border(a, i); i++)
        if (word_at(a, i)->class == WORD_VERB)
            return i;
    return NO_TOKEN;
}

bool when_in_draft(const struct draft *d, uint32_t token)
{
    return token == d->frame.token || token == d->frame.word || token == d->first;
}

bool when_reports(const struct analysis *a, uint32_t verb)
{
    return speech_is_verb(a, verb) && !signal_at(a, verb, "scene", NULL).ptr &&
           !signal_at(a, verb, "describes", NULL).ptr && /* رجلا يدعى فلانا */
           !(verb > a->first && word_at(a, verb - 1)->class == WORD_NEG);
}

static bool is_transparent(const struct analysis *a, const struct draft *d, uint32_t i)
{
    return when_in_draft(d, i) || signal_at(a, i, "happen", NULL).ptr || signal_at(a, i, "auxiliary", NULL).ptr;
}

/* "منذ الانتخابات التي جرت …": the clause is of what a time is told by. */
static bool is_led_away(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (signal_at(a, i, "aftermath", NULL).ptr || signal_at(a, i, "since", NULL).ptr)
            return true;
    return false;
}

/* "أصيبوا في الهجوم الانتحاري الذي": a noun of an act of its type. */
static bool follows_same_act(const struct analysis *a, const struct draft *d, uint32_t rel)
{
    struct frame f;

    for (uint32_t i = rel; i > a->first && i + ACT_NEAR > rel; i--)
        if (word_at(a, i - 1)->class == WORD_NOUN && !word_at(a, i - 1)->adjective)
            return frame_choose(a, i - 1, &f) && marsad_str_equal(f.type, d->frame.type);
    return false;
}

/* Behind الذي: وقع, كان قد استهدف, تم تنفيذه; not تم التوصل إليه. */
static bool says_it_happened(const struct analysis *a, const struct draft *d, uint32_t from, uint32_t to)
{
    const struct word *w;
    uint32_t i = from;

    while (i < to && (word_at(a, i)->class == WORD_PART || signal_at(a, i, "auxiliary", NULL).ptr))
        i++;
    if (i == to || when_in_draft(d, i))
        return true;
    w = word_at(a, i);
    if (w->class == WORD_VERB)
        return signal_at(a, i, "happen", NULL).ptr != NULL;
    return i > from && (w->class != WORD_NOUN || w->suffix || (w->clitics & CLITIC_PREPOSITIONS) ||
                        !(w->form & MARSAD_FORM_MASDAR));
}

/* Is the clause behind الذي about the noun of the act, and not about what else is named before it (قطع الكهرباء عن
 * المدينة التي …)? No place happens: محادثات في بروكسل التي بدأت …. */
static bool is_about(const struct analysis *a, uint32_t noun, uint32_t rel)
{
    size_t k = rel + 1 < a->last ? antecedent(a, rel + 1) : a->n_phrases;

    if (word_at(a, noun)->class != WORD_NOUN)
        return false;
    return k == a->n_phrases || (a->phrases[k].first <= noun && noun < a->phrases[k].last) ||
           ((phrase_kind(a, &a->phrases[k]) & IS_PLACE) && signal_at(a, rel + 1, "happen", NULL).ptr);
}

/* "الهجوم الذي وقع": the clause is of the act itself. */
static bool tells_of_act(const struct analysis *a, const struct draft *d, uint32_t from, uint32_t rel, uint32_t to)
{
    if (rel > from + RELATIVE_NEAR || is_led_away(a, from + 1, rel))
        return false;
    return (is_about(a, from, rel) || follows_same_act(a, d, rel)) && says_it_happened(a, d, rel + 1, to);
}

/* "داهمت الشرطة المقر واعتقلت اثنين أمس": deeds joined by و share the day behind them. */
static bool is_joined_deed(const struct analysis *a, uint32_t verb)
{
    const struct word *w = word_at(a, verb);
    struct frame f;

    return (w->clitics & MARSAD_CLITIC_WA) && !is_comma(a, verb - 1) && (w->form & MARSAD_FORM_PERFECT) &&
           frame_choose(a, verb, &f) && marsad_list_has(MARSAD_LIT("ASSAULT|PROTEST|COERCE"), f.type);
}

/* "هزت انفجارات المدينة وتصاعدت ألسنة اللهب فجر أمس": what is no act of its own, and the first verb behind it. */
static bool is_joined_scene(const struct analysis *a, const struct draft *d, uint32_t verb)
{
    const struct word *w = word_at(a, verb);
    struct frame f;

    for (uint32_t i = d->last; i < verb; i++)
        if (word_at(a, i)->class == WORD_VERB || word_at(a, i)->class == WORD_REL)
            return false;
    return verb > d->last && (w->clitics & MARSAD_CLITIC_WA) && !is_comma(a, verb - 1) &&
           (w->form & MARSAD_FORM_PERFECT) && !frame_choose(a, verb, &f);
}

/* "اشتبك ناشطون يحتجون على القرار": a clause that describes the noun before it. */
static bool describes(const struct analysis *a, uint32_t verb)
{
    const struct word *w = word_at(a, verb), *noun = word_at(a, verb - 1);

    return (w->form & MARSAD_FORM_IMPERFECT) && !w->clitics && noun->class == WORD_NOUN &&
           !(noun->clitics & MARSAD_CLITIC_AL);
}

/* "وسُلّما الثلاثاء": a verb joined to the act, right before the time, has it for itself. */
static bool has_time_for_itself(const struct analysis *a, uint32_t verb, uint32_t time)
{
    return (word_at(a, verb)->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA)) &&
           (verb + 1 == time || (verb + 2 == time && word_at(a, verb + 1)->class == WORD_PREP));
}

/* "ولي العهد وزير الدفاع": nouns of doing in the name of an office do nothing. */
static bool is_in_title(const struct analysis *a, uint32_t i)
{
    size_t k = phrase_at(a, i);

    return k < a->n_phrases && a->phrases[k].head != i && (phrase_kind(a, &a->phrases[k]) & (IS_PERSON | IS_OFFICIAL));
}

/* "…، صباح أمس، …": put in, the time is that of the main clause. */
static bool is_put_in(const struct analysis *a, uint32_t time)
{
    uint32_t i = time;

    while (i + 1 < a->last && word_at(a, i)->class == WORD_TIME)
        i++;
    return time > a->first && is_comma(a, time - 1) && is_comma(a, i);
}

/* "قذائف أرسلتها الميليشيات": a clause without الذي. */
static bool takes_up_noun(const struct analysis *a, uint32_t verb)
{
    return word_at(a, verb)->suffix && !word_at(a, verb)->clitics && antecedent(a, verb) < a->n_phrases;
}

static long cost_of_verb(const struct analysis *a, const struct draft *d, uint32_t i, uint32_t time)
{
    if (is_put_in(a, time) && takes_up_noun(a, i))
        return 2;
    if (signal_at(a, i, "describes", NULL).ptr)
        return 2; /* اعتقلت رجلا يدعى فلانا يوم الأحد */
    if (when_reports(a, i))
        return ELSEWHERE;
    if (is_transparent(a, d, i) || is_blessing(a, i))
        return 0;
    if (is_joined_deed(a, i) || (is_joined_scene(a, d, i) && !has_time_for_itself(a, i, time)))
        return JOINED_DEED;
    if (has_time_for_itself(a, i, time))
        return ELSEWHERE;
    if (word_at(a, i)->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA))
        return JOINED_VERB;
    return describes(a, i) ? 2 : OTHER_VERB;
}

/* "التحالف الذي تقوده الولايات المتحدة": what is so to this day has no day that is over. */
static bool tells_what_lasts(const struct analysis *a, uint32_t rel, const marsad_time *t)
{
    const struct word *w = rel + 1 < a->last ? word_at(a, rel + 1) : NULL;

    return w && w->class == WORD_VERB && (w->form & MARSAD_FORM_IMPERFECT) && when_is_day(t) && t->to[0] &&
           strcmp(t->to, a->article->published) < 0;
}

/* "انتحاري يشتبه في أنه ينتمي للتنظيم": the last token of the clause that describes an indefinite noun, from its verb
 * to that behind "that"; the verb itself if it is none. */
static uint32_t end_of_belief(const struct analysis *a, uint32_t verb, uint32_t to)
{
    uint32_t i = verb + 1;

    if (!signal_at(a, verb, "believed", NULL).ptr || word_at(a, verb)->clitics ||
        word_at(a, verb - 1)->class == WORD_VERB)
        return verb;
    while (i < to && i <= verb + BELIEF_NEAR && word_at(a, i)->class != WORD_SUB)
        i++;
    if (i >= to || word_at(a, i)->class != WORD_SUB)
        return verb;
    return i + 1 < to && word_at(a, i + 1)->class == WORD_VERB && (word_at(a, i + 1)->form & MARSAD_FORM_IMPERFECT)
               ? i + 1
               : i;
}

/* What stands between the trigger and a time behind it, less the deeds joined to its own. */
static long steps_behind(const struct analysis *a, const struct draft *d, uint32_t from, const marsad_time *t,
                         long *joined)
{
    const uint32_t to = t->span.first;
    bool meanwhile = false; /* "عندما انفجرت عبوة أمس": how it came about, on the same day */
    long steps = 0;
    uint32_t tokens;

    for (uint32_t i = from + 1; i < to; i++) {
        const struct word *w = word_at(a, i);
        uint32_t behind = behind_quotation(a, i);
        uint32_t belief = i > a->first ? end_of_belief(a, i, to) : i;
        if (behind > i || belief > i) { /* a name; what is thought of somebody */
            i = belief > i ? belief : behind - 1;
            continue;
        }
        if (word_at(a, from)->class == WORD_VERB && signal_at(a, i, "as-it-happened", &tokens).ptr) {
            meanwhile = true;
            i += tokens - 1;
        } else if (is_border(a, i)) {
            meanwhile = false;
            steps += BORDER;
        } else if (signal_at(a, i, "reply", NULL).ptr)
            steps += ELSEWHERE;
        else if (w->class == WORD_REL)
            steps += tells_of_act(a, d, from, i, to) ? 0 : tells_what_lasts(a, i, t) ? OTHER_VERB : ELSEWHERE;
        else if (w->class == WORD_VERB) {
            long cost = cost_of_verb(a, d, i, to);
            meanwhile = meanwhile && cost == OTHER_VERB;
            *(cost == JOINED_DEED ? joined : &steps) += meanwhile ? 0 : cost;
        } else if (w->class == WORD_NOUN && (w->form & MARSAD_FORM_MASDAR) && !when_in_draft(d, i) &&
                   !is_in_title(a, i) && !is_put_in(a, to))
            steps += 4;
    }
    return steps;
}

/* "هاجم الجنود أمس ردا على قصف": the trigger is what the act of that day answers. */
static bool is_answered(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = to; i >= from && i < a->last; i--) {
        if (word_at(a, i)->class == WORD_VERB && (word_at(a, i)->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA)))
            return false; /* … وطالب */
        if (i < to && signal_at(a, i, "reply", NULL).ptr)
            return true;
    }
    return false;
}

/* What stands between a time and the trigger behind it. */
static long steps_before(const struct analysis *a, const struct draft *d, uint32_t from, uint32_t to)
{
    long steps = is_answered(a, from, to) ? ELSEWHERE : 0;

    for (uint32_t i = from; i < to; i++) {
        const struct word *w = word_at(a, i);
        if (is_border(a, i))
            steps += draft_is_verbal(d) ? 5 : BORDER;
        else if (w->class == WORD_REL)
            steps += JOINED_VERB;
        else if (w->class == WORD_VERB && !is_transparent(a, d, i))
            steps += OTHER_VERB;
    }
    return steps;
}

static long distance(const struct draft *d, const marsad_time *t, uint32_t anchor)
{
    return token_distance(anchor, &t->span) + (anchor == d->frame.word ? 0 : ANCHOR_BESIDE);
}

/* From one word of the act to the time. Titles and joined deeds may stand between a verb and its day. */
static long path_from(const struct analysis *a, const struct draft *d, const marsad_time *t, uint32_t anchor)
{
    long joined = 0, far = distance(d, t, anchor);
    long steps =
        t->span.first > anchor ? steps_behind(a, d, anchor, t, &joined) : steps_before(a, d, t->span.last, anchor);

    if (word_at(a, anchor)->class == WORD_VERB && steps < OTHER_VERB)
        far /= 3;
    return far + steps + joined;
}

long when_path(const struct analysis *a, const struct draft *d, const marsad_time *t, uint32_t *anchor)
{
    const uint32_t others[] = { d->first, d->last - 1 };
    uint32_t nearest = d->frame.word;
    long own = path_from(a, d, t, d->frame.word), beside;

    *anchor = d->frame.word;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (distance(d, t, others[i]) < distance(d, t, nearest))
            nearest = others[i];
    if (nearest == d->frame.word)
        return own;
    beside = path_from(a, d, t, nearest);
    if (beside < own)
        *anchor = nearest;
    return beside < own ? beside : own;
}

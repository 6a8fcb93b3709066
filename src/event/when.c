/*
 * when.c - the day of an event.
 *
 * A time belongs to the verb or noun whose clause it stands in. "قالت الشرطة أمس إن …" dates the statement, "الذي احتل
 * في سبتمبر" an older act, "منذ مطلع العام" gives a beginning, "رواتب شهر يوليو" the wages. What is bound elsewhere is
 * no day of this event, and no other day is put in its place.
 */
#include "event/when.h"

#define TIME_REACH 30 /* the worst score at which a time is still the day of the event */
#define ELSEWHERE 100
#define HISTORY 25        /* years before publication after which an event is history */
#define RELATIVE_NEAR 5   /* tokens from a trigger to "which happened on …" */
#define VERB_NEAR 3       /* tokens from a time that opens a clause to its verb */
#define BACKGROUND_NEAR 4 /* tokens from "after", "because of" to the trigger */
#define ORDER_NEAR 4
#define AGO_NEAR 14    /* tokens from a verb to "two days ago" */
#define MAIN_LEAST 3   /* tokens of a sentence before "while" */
#define WHILE_NEAR 3   /* tokens from "while" to its verb */
#define TO_COME_NEAR 9 /* tokens from a noun to the day that it is for */

/* PAST_REF and the like, an hour without its day */
static bool is_vague(const marsad_time *t)
{
    return strstr(t->value, "_REF") || t->value[0] == 'T';
}

/* "الهدنة المطبقة منذ 2013": the beginning of what the adjective tells. */
static bool is_of_an_adjective(const struct analysis *a, const struct draft *d, uint32_t since)
{
    return since > a->first && since - 1 != d->frame.word && word_at(a, since - 1)->class == WORD_NOUN &&
           word_at(a, since - 1)->adjective && (word_at(a, since - 1)->clitics & MARSAD_CLITIC_AL);
}

/* "رواتب شهر يوليو" by ل, "بمناسبة اليوم العالمي", "انقلاب السادس من أغسطس": part of a name or of another noun. */
static bool is_of_a_noun(const struct analysis *a, const marsad_time *t)
{
    uint32_t i = t->span.first;
    const struct word *w = word_at(a, i), *before = i > a->first ? word_at(a, i - 1) : NULL;

    if (w->clitics & MARSAD_CLITIC_LI)
        return true;
    if (!before)
        return false;
    if (before->clitics & MARSAD_CLITIC_AL) /* "منظمة معادية للمهاجرين الأحد": no genitive follows the article */
        return signal_at(a, i - 1, "occasion", NULL).ptr != NULL;
    if (signal_at(a, i - 1, "occasion", NULL).ptr || (before->clitics & MARSAD_CLITIC_LI))
        return before->class != WORD_VERB && before->class != WORD_NAME;
    return false;
}

static bool is_border(const struct analysis *a, uint32_t i)
{
    return word_at(a, i)->class == WORD_SUB || marsad_token_is(a->text, i, ":") ||
           marsad_token_is(a->text, i, "\u061B");
}

/* The verb that a time stands with: before it in its clause, else right behind it ("والأحد أعلنت …"). */
static uint32_t verb_of(const struct analysis *a, const marsad_time *t)
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

static bool in_draft(const struct draft *d, uint32_t token)
{
    return token == d->frame.token || token == d->frame.word || token == d->first;
}

static bool reports(const struct analysis *a, uint32_t verb)
{
    return speech_is_verb(a, verb) && !signal_at(a, verb, "scene", NULL).ptr &&
           !signal_at(a, verb, "describes", NULL).ptr && /* رجلا يدعى فلانا */
           !(verb > a->first && word_at(a, verb - 1)->class == WORD_NEG);
}

/* "أعلنت الشرطة اليوم مقتل …": a day of the words, which may tell of an older deed. Words that are the event keep it.
 */
static bool dates_the_report(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    uint32_t verb = verb_of(a, t);

    if (t->span.first > d->frame.word && (verb == NO_TOKEN || verb < d->frame.word))
        return false; /* "أعلنت الشرطة مقتل … أمس" */
    if (verb == NO_TOKEN || in_draft(d, verb) || !reports(a, verb))
        return false;
    return !draft_is_verbal(d) || verb > d->frame.word;
}

/* "تظاهر المئات أمس بعد مقتل …", "بسبب هجوم …": the trigger is the ground of what the day is told of. */
static bool is_background(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    uint32_t word = d->frame.word, verb = verb_of(a, t);
    struct frame told;

    if (verb != NO_TOKEN && frame_choose(a, verb, &told) && marsad_str_equal(told.type, d->frame.type))
        return false; /* "سيطر المسلحون فجر اليوم على البلدة بعد هجوم": one after the other */
    if (word_at(a, word)->class != WORD_NOUN || t->span.first > d->first || d->first != d->frame.token)
        return false;
    for (uint32_t i = word; i > t->span.last && i + BACKGROUND_NEAR > word; i--)
        if (signal_at(a, i - 1, "aftermath", NULL).ptr)
            return true;
    return false;
}

/* "… وأفرجت في ما بعد": not on the day named before. */
static bool is_later(const struct analysis *a, const struct draft *d)
{
    for (uint32_t i = d->frame.word + 1; i < a->last && i <= d->frame.word + ORDER_NEAR; i++)
        if (signal_at(a, i, "later", NULL).ptr)
            return true;
    return false;
}

static bool is_transparent(const struct analysis *a, const struct draft *d, uint32_t i)
{
    return in_draft(d, i) || signal_at(a, i, "happen", NULL).ptr || signal_at(a, i, "auxiliary", NULL).ptr;
}

/* "داهمت الشرطة المقر واعتقلت اثنين أمس": deeds joined by و share the day behind them. */
static bool is_joined_deed(const struct analysis *a, uint32_t verb)
{
    const struct word *w = word_at(a, verb);
    struct frame f;

    return (w->clitics & MARSAD_CLITIC_WA) && !is_comma(a, verb - 1) && (w->form & MARSAD_FORM_PERFECT) &&
           frame_choose(a, verb, &f) && marsad_list_has(MARSAD_LIT("ASSAULT|PROTEST|COERCE"), f.type);
}

/* "اشتبك ناشطون يحتجون على القرار": a clause that describes the noun before it. */
static bool describes(const struct analysis *a, uint32_t verb)
{
    const struct word *w = word_at(a, verb), *noun = word_at(a, verb - 1);

    return (w->form & MARSAD_FORM_IMPERFECT) && !w->clitics && noun->class == WORD_NOUN &&
           !(noun->clitics & MARSAD_CLITIC_AL);
}

/* What stands between the trigger and a time behind it. */
static long steps_behind(const struct analysis *a, const struct draft *d, uint32_t from, uint32_t to)
{
    long steps = 0;

    for (uint32_t i = from + 1; i < to; i++) {
        const struct word *w = word_at(a, i);
        if (is_border(a, i))
            steps += 20;
        else if (signal_at(a, i, "reply", NULL).ptr)
            steps += ELSEWHERE;
        else if (w->class == WORD_REL)
            steps += i + 1 < to && i <= from + RELATIVE_NEAR && is_transparent(a, d, i + 1) ? 0 : ELSEWHERE;
        else if (w->class == WORD_VERB && signal_at(a, i, "describes", NULL).ptr)
            steps += 2; /* اعتقلت رجلا يدعى فلانا يوم الأحد */
        else if (w->class == WORD_VERB && reports(a, i))
            steps += ELSEWHERE;
        else if (w->class == WORD_VERB && !is_transparent(a, d, i))
            steps += is_joined_deed(a, i)                                 ? 12
                     : w->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA) ? 24
                     : describes(a, i)                                    ? 2
                                                                          : 9;
        else if (w->class == WORD_NOUN && (w->form & MARSAD_FORM_MASDAR) && !in_draft(d, i))
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
            steps += draft_is_verbal(d) ? 5 : 20;
        else if (w->class == WORD_REL)
            steps += 24;
        else if (w->class == WORD_VERB && !is_transparent(a, d, i))
            steps += 9;
    }
    return steps;
}

static long anchor_distance(const struct draft *d, const marsad_span *s, uint32_t *anchor)
{
    const uint32_t anchors[] = { d->frame.word, d->first, d->last - 1 };
    long best = ELSEWHERE;

    *anchor = d->frame.word;
    for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++) {
        long far = token_distance(anchors[i], s) + (anchors[i] == d->frame.word ? 0 : 3);
        if (far < best) {
            best = far;
            *anchor = anchors[i];
        }
    }
    return best;
}

static bool is_ahead(const struct analysis *a, const marsad_time *t)
{
    const char *published = a->article->published;

    return published[0] && strcmp(t->from, published) > 0;
}

/* A day behind that of publication is none of what is told to have happened. */
static bool is_yet_to_come(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    return d->factuality == MARSAD_ASSERTED && is_ahead(a, t);
}

static long time_score(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    uint32_t anchor, since = when_beginning(a, t);
    long score = anchor_distance(d, &t->span, &anchor), steps;

    if (since != NO_TOKEN && is_of_an_adjective(a, d, since))
        return ELSEWHERE;
    if (is_of_a_noun(a, t) || dates_the_report(a, d, t) || is_background(a, d, t) || is_yet_to_come(a, d, t) ||
        event_told_of(a, d, t->span.first) != TOLD_OF_ACT)
        return ELSEWHERE;
    if (t->span.first <= anchor && is_later(a, d))
        return ELSEWHERE;
    steps =
        t->span.first > anchor ? steps_behind(a, d, anchor, t->span.first) : steps_before(a, d, t->span.last, anchor);
    if (word_at(a, anchor)->class == WORD_VERB && steps < 9) /* titles may stand between a verb and its day */
        score /= 3;
    return score + steps;
}

static bool can_date(const struct analysis *a, const marsad_time *t)
{
    return t->span.first >= a->first && t->span.first < a->last && !t->duration && !t->set && !is_vague(t);
}

/* "قتل جنديان منذ يومين": the length, in days, behind the perfect of what is done at once; "تحاصر … منذ يومين" is not
 * over, and what stands behind a noun may be its length. */
static const marsad_time *days_since(const struct analysis *a, const struct draft *d)
{
    const struct word *w = word_at(a, d->frame.word);

    if (w->class != WORD_VERB || !(w->form & MARSAD_FORM_PERFECT) || d->factuality != MARSAD_ASSERTED ||
        !signal_at(a, d->frame.word, "at-once", NULL).ptr)
        return NULL;
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->duration && strcmp(t->rule, "since") == 0 && t->from[0] && t->value[strlen(t->value) - 1] == 'D' &&
            t->span.first > d->frame.word && t->span.first < d->last + AGO_NEAR && verb_of(a, t) == d->frame.word &&
            !signal_at(a, t->span.first - 1, "lasting", NULL).ptr)
            return when_ago(a, t);
    }
    return NULL;
}

/* The last "while" before the trigger, behind a main clause; NO_TOKEN if there is none. */
static uint32_t while_before(const struct analysis *a, const struct draft *d)
{
    for (uint32_t i = d->first; i > a->first + MAIN_LEAST; i--)
        if (signal_at(a, i - 1, "meanwhile", NULL).ptr)
            return i - 1;
    return NO_TOKEN;
}

/* "…، بينما نفذ الطيران غارات": a deed, told in the perfect. Words, a look back and relative clauses are of another
 * day.
 */
static bool is_done_meanwhile(const struct analysis *a, const struct draft *d, uint32_t from)
{
    bool done = false;

    if (d->factuality != MARSAD_ASSERTED ||
        !marsad_list_has(MARSAD_LIT("ASSAULT|PROTEST|COERCE|CONSULT"), d->frame.type))
        return false;
    for (uint32_t i = from + 1; i <= d->frame.word; i++) {
        const struct word *w = word_at(a, i);
        if (w->class == WORD_REL || w->class == WORD_NEG || signal_at(a, i, "look-back", NULL).ptr ||
            (i < d->first && (signal_at(a, i, "aftermath", NULL).ptr || signal_at(a, i, "reply", NULL).ptr)))
            return false;
        if (w->class != WORD_VERB)
            continue;
        if (!(w->form & MARSAD_FORM_PERFECT) || (!in_draft(d, i) && reports(a, i)))
            return false;
        done = done || i <= from + WHILE_NEAR;
    }
    return done;
}

/* "استأنف المسلحون أمس القصف، بينما نفذ الطيران غارات": the one day of the clause that it happened beside. */
static const marsad_time *day_of_main_clause(const struct analysis *a, const struct draft *d)
{
    uint32_t at = while_before(a, d), verb;
    const marsad_time *day = NULL;

    if (at == NO_TOKEN || !is_done_meanwhile(a, d, at))
        return NULL;
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->span.first > at || (day && t->from[0] && strcmp(t->from, day->from) != 0))
            return NULL;
        if (!can_date(a, t) || !when_is_day(t))
            continue;
        verb = verb_of(a, t);
        if (verb == NO_TOKEN || reports(a, verb) || is_ahead(a, t) || is_of_a_noun(a, t) ||
            when_beginning(a, t) != NO_TOKEN || !(word_at(a, verb)->form & MARSAD_FORM_PERFECT))
            return NULL;
        day = t;
    }
    return day;
}

/* "زيارة الوزير لموسكو غدا": the day stands behind the noun, and no clause, verb or other act begins between them. */
static bool is_day_of_noun(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    uint32_t from = d->frame.word + 1;
    struct frame other;

    if (t->span.first < from || t->span.first > from + TO_COME_NEAR)
        return false;
    for (uint32_t i = from; i < t->span.first; i++)
        if (is_clause_mark(a, i) || is_comma(a, i) || word_at(a, i)->class == WORD_VERB ||
            word_at(a, i)->class == WORD_REL || (i >= d->frame.token + d->frame.tokens && frame_choose(a, i, &other)))
            return false;
    return true;
}

/* What is said or asked for today may be for a day to come: only deeds, and of nouns meetings, protests, truces. */
static bool can_come(const struct draft *d)
{
    return marsad_list_has(d->frame.pos == 'v' ? MARSAD_LIT("CONSULT|PROTEST|RETREAT|MOBILIZE|COERCE|COOPERATE|AID")
                                               : MARSAD_LIT("CONSULT|PROTEST|RETREAT"),
                           d->frame.type);
}

uint32_t when_to_come(const struct analysis *a, const struct draft *d)
{
    uint32_t form = word_at(a, d->frame.token)->form;

    if (!can_come(d) || d->frame.pos == 'h' || (d->frame.pos == 'v' && !(form & MARSAD_FORM_IMPERFECT)))
        return NO_TOKEN;
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (!can_date(a, t) || !is_ahead(a, t) || is_of_a_noun(a, t) || when_beginning(a, t) != NO_TOKEN)
            continue;
        if (d->frame.pos == 'v' ? verb_of(a, t) == d->frame.token : is_day_of_noun(a, d, t))
            return t->span.first;
    }
    return NO_TOKEN;
}

/* An act that has its place in another province than the one that was told has another day too. */
bool event_is_there_too(const marsad_event *e, const marsad_event *told)
{
    const marsad_place *x = e->place, *y = told->place;

    if (!x || !y)
        return !e->has_place || !told->has_place;
    if (!marsad_str_equal(x->country, y->country))
        return false;
    return !x->id.ptr || !y->id.ptr || !x->admin1.len || !y->admin1.len || marsad_str_equal(x->admin1, y->admin1);
}

bool event_when(const struct analysis *a, const struct draft *d, marsad_event *e)
{
    long best = TIME_REACH;
    const marsad_event *told;
    bool named = false;

    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        long score;
        if (!can_date(a, t))
            continue;
        named = true;
        score = time_score(a, d, t);
        if (score < best) {
            best = score;
            e->time = t;
        }
    }
    if (e->time && when_beginning(a, e->time) != NO_TOKEN)
        e->time = when_since(a, e->time);
    else if (e->time)
        e->time = when_to_end(a, e->time);
    if (!e->time)
        e->time = days_since(a, d);
    if (!e->time)
        e->time = day_of_main_clause(a, d);
    if (!named && (told = event_told_before(a, d)) && a->here.times[0] == a->here.times[1] &&
        event_is_there_too(e, told))
        e->time = told->time;
    if (!e->time && a->here.times[0] == a->here.times[1])
        e->time = event_day_told(a, d, e);
    return named;
}

/* The year of "2015-07-21", 0 where none is told. */
static int year_of(const char *day)
{
    int year = 0;

    for (int i = 0; i < 4; i++) {
        if (day[i] < '0' || day[i] > '9')
            return 0;
        year = year * 10 + (day[i] - '0');
    }
    return year;
}

bool event_is_history(const struct analysis *a, const marsad_event *e)
{
    int day = e->time ? year_of(e->time->to) : 0, published = year_of(a->article->published);

    return day && published && published - day > HISTORY;
}

/*
 * when.c - the day of an event.
 *
 * A time belongs to the verb or noun whose clause it stands in. "قالت الشرطة أمس إن …" dates the statement, "الذي احتل
 * في سبتمبر" an older act, "منذ مطلع العام" gives a beginning, "رواتب شهر يوليو" the wages. What is bound elsewhere is
 * no day of this event, and no other day is put in its place.
 */
#include "event/when.h"

#include "event/gate_tell.h"
#include "event/speech.h"
#include "mention/calendar.h"
#include <math.h>

#define DEGREE 0.017453292519943295 /* in radians */
#define KM_OF_DEGREE 111.2
#define NEAR_KM 80
#define TIME_REACH 30     /* the worst score at which a time is still the day of the event */
#define BACKGROUND_NEAR 4 /* tokens from "after", "because of" to the trigger */
#define COMPARED_NEAR 7   /* tokens from "like", "the worst of its kind" to the time of what it is compared with */
#define ORDER_NEAR 4
#define OPENING 3      /* tokens of a sentence before the time that opens it: "in" "time" "earlier" */
#define AGO_NEAR 14    /* tokens from a verb to "two days ago" */
#define RECENT 14      /* days before publication */
#define WORDS_NEAR 8   /* tokens from a verb of saying to "earlier" */
#define TO_COME_NEAR 9 /* tokens from a noun to the day that it is for */

/* PAST_REF and the like, an hour without its day */
static bool is_vague(const marsad_time *t)
{
    return strstr(t->value, "_REF") || t->value[0] == 'T';
}

bool when_can_date(const struct analysis *a, const marsad_time *t)
{
    return t->span.first >= a->first && t->span.first < a->last && (!t->duration || when_is_period(a, t)) && !t->set &&
           !is_vague(t);
}

/* "الهدنة المطبقة منذ 2013": the beginning of what the adjective tells. */
static bool is_of_an_adjective(const struct analysis *a, const struct draft *d, uint32_t since)
{
    return since > a->first && since - 1 != d->frame.word && word_at(a, since - 1)->class == WORD_NOUN &&
           word_at(a, since - 1)->adjective && (word_at(a, since - 1)->clitics & MARSAD_CLITIC_AL);
}

/* "رواتب شهر يوليو" by ل, "بمناسبة اليوم العالمي", "انقلاب السادس من أغسطس": part of a name or of another noun. */
bool when_is_of_a_noun(const struct analysis *a, const marsad_time *t)
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

/* "أفاد المكتب بشن الفصائل بعد منتصف ليل الأربعاء هجوما": what is told begins before the day. */
static bool is_told_before(const struct analysis *a, uint32_t verb, const marsad_time *t)
{
    for (uint32_t i = verb + 1; i < t->span.first; i++)
        if (speech_leads_to(a, verb, i) &&
            (word_at(a, word_at(a, i)->class == WORD_PREP ? i + 1 : i)->form & MARSAD_FORM_MASDAR))
            return true;
    return false;
}

/* دان, اتهم, طالب: a verb that is itself an act of words. */
static bool is_of_words(const struct analysis *a, uint32_t verb)
{
    struct frame f;

    return frame_choose(a, verb, &f) && marsad_list_has(MARSAD_LIT("ACCUSE|REQUEST|REJECT|SUPPORT|THREATEN"), f.type);
}

static bool begins_clause_between(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (word_at(a, i)->class == WORD_VERB || word_at(a, i)->class == WORD_SUB)
            return true;
    return false;
}

static bool is_deed_type(const struct draft *d)
{
    return marsad_list_has(MARSAD_LIT("ASSAULT|PROTEST|COERCE|CONSULT|RETREAT|MOBILIZE"), d->frame.type);
}

/* "أعلنت الشرطة اليوم مقتل …": a day of the words, which may tell of an older deed. Words that are the event keep it.
 */
static bool dates_the_report(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    uint32_t verb = when_verb(a, t);

    if (t->span.first > d->frame.word && (verb == NO_TOKEN || verb < d->frame.word))
        return false; /* "أعلنت الشرطة مقتل … أمس" */
    if (verb == NO_TOKEN || when_in_draft(d, verb))
        return false;
    if (t->span.last <= d->first && is_of_words(a, verb) && is_deed_type(d) &&
        !begins_clause_between(a, t->span.last, d->first))
        return true; /* "دانت المنظمة أمس قصف …" */
    if (!when_reports(a, verb))
        return false;
    return (!draft_is_verbal(d) || verb > d->frame.word) && !is_told_before(a, verb, t);
}

/* "تظاهر المئات أمس بعد مقتل …", "بسبب هجوم …": the trigger is the ground of what the day is told of. */
static bool is_background(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    uint32_t word = d->frame.word, verb = when_verb(a, t);
    struct frame told;

    if (verb != NO_TOKEN && frame_choose(a, verb, &told) && marsad_str_equal(told.type, d->frame.type))
        return false; /* "سيطر المسلحون فجر اليوم على البلدة بعد هجوم": one after the other */
    if (verb != NO_TOKEN && signal_at(a, verb, "fought-for", NULL).ptr && signal_at(a, word, "fighting", NULL).ptr)
        return false; /* "حققت المقاومة أمس تقدما بعد اشتباكات" */
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

bool when_is_ahead(const struct analysis *a, const marsad_time *t)
{
    const char *published = a->article->published;

    return published[0] && strcmp(t->from, published) > 0;
}

/* A day behind that of publication is none of what is told to have happened. */
static bool is_yet_to_come(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    return d->factuality == MARSAD_ASSERTED && when_is_ahead(a, t);
}

/* How many times of the sentence could be a day of an act? */
static size_t count_of_dates(const struct analysis *a)
{
    size_t n = 0;

    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++)
        n += when_can_date(a, &a->mentions->times[i]);
    return n;
}

/* "وفي 19 يوليو قالت الشرطة إن مسلحين قتلوا …": a day that opens the sentence is that of the words and, where they say
 * what was done and no other day, of the deed. An announcement may be of an older one. */
static bool opens_for_both(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    uint32_t verb = when_verb(a, t);
    bool clause = false;

    if (t->span.first > a->first + OPENING || verb == NO_TOKEN || verb < t->span.last ||
        !signal_at(a, verb, "words-only", NULL).ptr || count_of_dates(a) > 1 || !event_is_deed(a, d) ||
        word_at(a, d->frame.word)->class != WORD_VERB || d->frame.word < verb)
        return false;
    for (uint32_t i = verb + 1; i < d->frame.word; i++)
        clause = clause || speech_opens_words(a, i);
    return clause;
}

/* "على غرار ما حدث العام الماضي", "في مقابل 32 الأسبوع الماضي", "الأسوأ من نوعه منذ 2014": a day of what the act is
 * compared with. */
static bool is_of_a_comparison(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    const bool led = t->span.first > a->first && word_at(a, t->span.first - 1)->class == WORD_PREP;

    for (uint32_t i = t->span.first; i > a->first && i + COMPARED_NEAR > t->span.first; i--) {
        if (signal_at(a, i - 1, "likened", NULL).ptr || (led && signal_at(a, i - 1, "most", NULL).ptr))
            return true;
        if (is_comma(a, i - 1) || is_clause_mark(a, i - 1) || when_in_draft(d, i - 1))
            return false;
    }
    return false;
}

/* "الطيران الذي جدد تحليقه بعد هدوء خلال اليومين الماضيين استهدف", "لا قتلى خلال اليومين الماضيين، لافتا إلى أن …":
 * a length before the act, but of another clause, unless the sentence opens with it. */
static bool is_of_clause_before(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    uint32_t verb = when_verb(a, t);

    if (draft_is_verbal(d) && verb != NO_TOKEN && !when_in_draft(d, verb))
        return true; /* "شنوا خلال الساعات الماضية غارة، وهددوا": words are said at once */
    if (t->span.last > d->first || t->span.first <= a->first + OPENING)
        return false;
    for (uint32_t i = t->span.last; i < d->first; i++)
        if (word_at(a, i)->class == WORD_SUB)
            return true;
    for (uint32_t i = t->span.first; i > a->first && !is_comma(a, i - 1); i--)
        if (word_at(a, i - 1)->class == WORD_REL)
            return true;
    return false;
}

static long time_score(const struct analysis *a, const struct draft *d, const marsad_time *t)
{
    uint32_t anchor, since = when_beginning(a, t);
    long path = when_path(a, d, t, &anchor);

    if (since != NO_TOKEN && is_of_an_adjective(a, d, since))
        return WHEN_ELSEWHERE;
    if (opens_for_both(a, d, t))
        return 0;
    if (t->duration && is_of_clause_before(a, d, t))
        return WHEN_ELSEWHERE;
    if (when_is_of_a_noun(a, t) || dates_the_report(a, d, t) || is_background(a, d, t) || is_yet_to_come(a, d, t) ||
        is_of_a_comparison(a, d, t) || event_is_in_ground(a, d, t) || event_told_of(a, d, t->span.first) != TOLD_OF_ACT)
        return WHEN_ELSEWHERE;
    if (t->span.first <= anchor && is_later(a, d))
        return WHEN_ELSEWHERE;
    return path;
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
            t->span.first > d->frame.word && t->span.first < d->last + AGO_NEAR && when_verb(a, t) == d->frame.word &&
            !signal_at(a, t->span.first - 1, "lasting", NULL).ptr)
            return when_ago(a, t);
    }
    return NULL;
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
        if (!when_can_date(a, t) || !when_is_ahead(a, t) || when_is_of_a_noun(a, t) || when_beginning(a, t) != NO_TOKEN)
            continue;
        if (d->frame.pos == 'v' ? when_verb(a, t) == d->frame.token : is_day_of_noun(a, d, t))
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

bool event_is_near(const marsad_event *e, const marsad_event *told)
{
    const marsad_place *x = e->place, *y = told->place;
    double across, up;

    if (!x || !y || !x->located || !y->located || marsad_str_equal(x->precision, MARSAD_LIT("country")) ||
        marsad_str_equal(y->precision, MARSAD_LIT("country")))
        return false;
    across = (x->lon - y->lon) * cos(x->lat * DEGREE);
    up = x->lat - y->lat;
    return hypot(across, up) * KM_OF_DEGREE < NEAR_KM;
}

/* "في الساعة الثالثة فجرا داهموا", "وقال في وقت سابق إن": no time but an hour, or that of the words, which leaves the
 * day to the sentences before. */
static bool names_no_day(const struct analysis *a)
{
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        uint32_t verb;
        if (t->value[0] == 'T' && !t->duration && !t->set)
            continue;
        verb = strcmp(t->value, "PAST_REF") == 0 ? when_verb(a, t) : NO_TOKEN;
        if (verb == NO_TOKEN || !when_reports(a, verb) || t->span.first > verb + WORDS_NEAR)
            return false;
    }
    return true;
}

/* A day counted back from another act is that of the very act, "التفجير" behind "بعد شهر من تفجير", only. */
static bool lends_its_day(const struct analysis *a, const struct draft *d, const marsad_event *told)
{
    return !told->time || !when_is_counted(told->time) ||
           marsad_str_equal(gate_lemma(a, d->frame.word), gate_lemma(a, told->trigger.first));
}

/* Of the last two weeks: an hour alone is told of the news, not of what was long ago. */
static bool is_recent(const struct analysis *a, const marsad_time *t)
{
    int32_t day = calendar_read(marsad_str_of(t->from)),
            published = calendar_read(marsad_str_of(a->article->published));

    return day != CALENDAR_NO_DAY && published != CALENDAR_NO_DAY && day + RECENT >= published;
}

/* The day that the sentences before give, where this one names none. */
static const marsad_time *day_before(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    const marsad_event *told;
    const marsad_time *day = e->time;

    if (!names_no_day(a))
        return day;
    told = event_told_before(a, d);
    if (told && event_is_there_too(e, told) && lends_its_day(a, d, told))
        day = told->time;
    if (!day)
        day = event_day_told(a, d, e);
    if (!day)
        day = when_words_go_on(a, d, e);
    return day && (a->here.times[0] == a->here.times[1] || is_recent(a, day)) ? day : e->time;
}

/* The best of the times of the sentence. *named: does any tell a day? */
static const marsad_time *best_time(const struct analysis *a, const struct draft *d, bool *named)
{
    const marsad_time *time = NULL;
    long best = TIME_REACH;

    *named = false;
    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        long score;
        if (!when_can_date(a, t))
            continue;
        *named = true;
        score = time_score(a, d, t);
        if (score < best) {
            best = score;
            time = t;
        }
    }
    if (time && when_beginning(a, time) != NO_TOKEN)
        return when_since(a, time);
    return time ? when_of_period(a, when_to_end(a, time)) : NULL;
}

bool event_when(const struct analysis *a, const struct draft *d, marsad_event *e)
{
    const marsad_time *before;
    bool named;

    e->time = best_time(a, d, &named);
    if ((before = when_so_long_before(a, d)) && (!e->time || e->time->span.first < d->first))
        e->time = before;
    if (!e->time)
        e->time = days_since(a, d);
    if (!e->time)
        e->time = when_main_clause(a, d);
    if (!e->time)
        e->time = when_told_again(a, d, e);
    if (!named)
        e->time = day_before(a, d, e);
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

    return day && published && published - day > HISTORY_YEARS;
}

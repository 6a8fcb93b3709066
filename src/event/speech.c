/*
 * speech.c - who speaks: reporting verbs, phrases such as وفقا لـ, documents (جاء في بيان …), and which of them an
 * event was told by.
 *
 * A verb speaks for what stands behind it up to the next verb of speech, a phrase at the end (بحسب مصدر، كما قال فلان)
 * for what stands before it. "نقلت وكالة عن مصدر قوله إن": the source speaks, the agency passes on.
 */
#include "event/speech.h"

#define AS_SAID_MAX 3 /* tokens of "وفقا لما" */
#define NAME_MOST 6   /* tokens of a name in marks */
#define CARRIED 3     /* sentences over which who spoke last is meant */

bool speech_is_verb(const struct analysis *a, uint32_t i)
{
    marsad_str note, part;

    if (word_at(a, i)->class != WORD_VERB || word_at(a, i)->verb < 0)
        return false;
    note = marsad_dict_cell(a->dict, MARSAD_TABLE_VERBS, (uint32_t)word_at(a, i)->verb, a->columns.verb_note);
    while (note.len && marsad_str_next(&note, ' ', &part))
        if (marsad_str_equal(part, MARSAD_LIT("say")))
            return true;
    return false;
}

/* People, bodies and sources speak; so do countries, but no other place. */
bool speech_can(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;

    if (names_deed(a, p))
        return false;
    if (signal_at(a, p->head, "teller", NULL).ptr)
        return true;
    if (kind & (IS_PERSON | IS_BODY | IS_FORCE | IS_SOURCE | IS_MEDIA | IS_OFFICIAL | IS_ARMED | IS_COURT))
        return true;
    if (kind & IS_PEOPLE)
        return p->agent >= 0;
    return (kind & IS_PLACE) && m && m->place && marsad_str_equal(m->place->precision, MARSAD_LIT("country"));
}

/* قال المبعوث الأميركي، إيان مكاري، إنه: the name that follows the office belongs to the speaker. */
void speech_extend_to_name(const struct analysis *a, struct phrase *speaker)
{
    uint32_t stop = speaker->last + 9 < a->last ? speaker->last + 9 : a->last;

    if (speaker->mention >= 0 && a->mentions->mentions[speaker->mention].kind == MARSAD_MENTION_PERSON)
        return;
    for (uint32_t i = speaker->last; i < stop; i++) {
        const struct word *w = word_at(a, i);
        if (w->class == WORD_SUB || w->class == WORD_VERB || w->class == WORD_REL || w->class == WORD_DEM ||
            w->class == WORD_TIME || w->class == WORD_NUMBER || (w->clitics & MARSAD_CLITIC_WA) ||
            is_clause_mark(a, i) || signal_at(a, i, "from-whom", NULL).ptr)
            return;
        if (w->class == WORD_NAME && !(w->clitics & MARSAD_CLITIC_WA) &&
            a->mentions->mentions[w->mention].kind == MARSAD_MENTION_PERSON) {
            speaker->last = a->mentions->mentions[w->mention].span.last;
            speaker->mention = w->mention;
            return;
        }
    }
}

/* وقال خليل إن، أكد عادل الشجاع: words right behind the verb that no dictionary knows are a name. */
bool speech_is_unknown_name(const struct analysis *a, uint32_t verb, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);

    return p->first == verb + 1 && p->quantity < 0 && head->form == 0 && head->agent < 0 &&
           (head->class == WORD_NOUN || head->class == WORD_NAME) && !(phrase_kind(a, p) & IS_PLACE);
}

/* وذكر المكتب أن, أعلنت واشنطن أن, كشفت الإمارة عن: whatever stands between the verb and what it tells says so. */
static bool stands_between(const struct analysis *a, uint32_t verb, const struct phrase *p)
{
    bool place = phrase_kind(a, p) & IS_PLACE;

    if (p->first != verb + 1 || p->last >= a->last || !is_bare(p) || !(p->definite || place) ||
        only_time_or_place(a, p) || names_deed(a, p))
        return false;
    return signal_at(a, p->last, "that", NULL).ptr || speech_leads_to(a, verb, p->last) ||
           (!place && signal_at(a, verb, "utter", NULL).ptr); /* قالت خلية الإعلام في بيان إن */
}

/* إلا أن فلانا الفلاني رئيس اللجنة، أكد أن: who opens the sentence speaks where no other verb stands between. */
static size_t opening_speaker(const struct analysis *a, uint32_t verb)
{
    size_t k = phrase_after(a, a->first);
    uint32_t i = a->first;

    while (i < verb && (word_at(a, i)->class == WORD_SUB || word_at(a, i)->class == WORD_CONJ ||
                        word_at(a, i)->class == WORD_PUNCT || signal_at(a, i, "but", NULL).ptr))
        i++;
    if (k == a->n_phrases || a->phrases[k].first != i || a->phrases[k].last >= verb || !is_bare(&a->phrases[k]) ||
        !speech_can(a, &a->phrases[k]) || !fits_verb(a, word_at(a, verb), &a->phrases[k]))
        return a->n_phrases;
    for (i = a->phrases[k].last; i < verb; i++)
        if (is_clause_mark(a, i) || (word_at(a, i)->class == WORD_VERB && antecedent(a, i) == a->n_phrases))
            return a->n_phrases;
    return k;
}

static bool is_negated_speech(const struct analysis *a, uint32_t i)
{
    return i > a->first && word_at(a, i - 1)->class == WORD_NEG;
}

/* كما قال فلان: the verb stands at the end of what it reports. */
static bool is_as_said(const struct analysis *a, uint32_t i)
{
    for (uint32_t n = 1; n <= AS_SAID_MAX && i >= a->first + n; n++) {
        uint32_t tokens;
        if (signal_at(a, i - n, "as-said", &tokens).ptr && tokens == n)
            return true;
    }
    return false;
}

/* بحسب ما أذاعت القناة, وفقا لما ذكره البيت الأبيض: behind كما and ما publishers speak too, of what a pronoun takes up.
 */
static bool speaks_as_said(const struct analysis *a, uint32_t i)
{
    if (!is_as_said(a, i) || word_at(a, i)->class != WORD_VERB)
        return false;
    if (word_at(a, i)->suffix && signal_at(a, i - 1, "as-said", NULL).len) /* its value: also */
        return false;                                                      /* كما أقره المجلس: also */
    return speech_is_verb(a, i) || signal_at(a, i, "passes-on", NULL).ptr;
}

void speech_take(const struct analysis *a, struct speech *s, const struct phrase *subject)
{
    s->has_speaker = true;
    s->speaker = *subject;
    if (subject->first > s->verb)
        speech_extend_to_name(a, &s->speaker);
}

/* يذكر أن, تجدر الإشارة إلى أن: the paper itself speaks. */
static bool is_own_voice(const struct analysis *a, uint32_t i)
{
    return signal_at(a, i, "own-voice", NULL).ptr;
}

/* حسبما أوردته صحيفة: who publishes stands right behind. */
static void take_right_behind(const struct analysis *a, struct roles *r, uint32_t verb)
{
    uint32_t i = verb + 1;
    size_t k;

    while (i < a->last && word_at(a, i)->class == WORD_TIME)
        i++; /* كما أعلن أمس متحدثون */
    k = phrase_after(a, i);
    r->has_subject = k < a->n_phrases && a->phrases[k].first <= i + 1 && is_bare(&a->phrases[k]) &&
                     !is_comma(a, verb + 1) && !is_plural_verb(word_at(a, verb)) &&
                     !signal_at(a, verb + 1, "that", NULL).ptr;
    if (r->has_subject)
        r->subject = a->phrases[k];
}

/* وفي السياق أفادت مصادر: what stands before the verb and does not agree with it. */
static bool has_unfit_subject(const struct analysis *a, const struct roles *r, uint32_t verb)
{
    return r->has_subject && r->subject.first < verb && !fits_verb(a, word_at(a, verb), &r->subject);
}

/* وقال إن البلاد، أعلن عن مقتل القيادي: the subject was found in what is said. */
static bool stands_in_words(const struct analysis *a, const struct roles *r, uint32_t verb)
{
    for (uint32_t i = verb + 1; r->has_subject && i < r->subject.first; i++)
        if (speech_opens_words(a, i) || (word_at(a, i)->class == WORD_PREP && speech_leads_to(a, verb, i)))
            return true;
    return false;
}

/* وفي حادث آخر قال شهود: what stands before the verb and cannot speak, where somebody who can stands behind. */
static bool is_dumb_before(const struct analysis *a, const struct roles *r, uint32_t verb)
{
    size_t k = phrase_after(a, verb + 1);

    return r->has_subject && r->subject.first < verb && !speech_can(a, &r->subject) && k < a->n_phrases &&
           a->phrases[k].first == verb + 1 && is_bare(&a->phrases[k]) && speech_can(a, &a->phrases[k]);
}

/* أحصى المرصد, وثق التقرير: who watches tells what it counted and saw; others do so for themselves. */
static bool is_monitor(const struct analysis *a, const struct roles *r)
{
    marsad_str kind = r->has_subject ? signal_at(a, r->subject.head, "source-kind", NULL) : (marsad_str){ NULL, 0 };

    return kind.len && marsad_list_has(MARSAD_LIT("monitor|outlet|witness"), kind);
}

/* قال سعيد فلان، مسؤول إعلام الحزب، إن; قال فلان وهو قائد ميداني; أضاف "فلان" المتحدث باسم …: whatever stands right
 * behind the verb, where an office behind a comma, or behind the marks around it, says who that is. */
static size_t named_with_office(const struct analysis *a, uint32_t verb)
{
    uint32_t quoted = verb + 1 < a->last ? behind_quotation(a, verb + 1) : verb + 1;
    size_t k = phrase_after(a, verb + 1), office;
    uint32_t end;

    if (k == a->n_phrases || a->phrases[k].first > verb + 2 || !is_bare(&a->phrases[k]) ||
        names_deed(a, &a->phrases[k]))
        return a->n_phrases;
    end = quoted > verb + 1 ? quoted : a->phrases[k].last;
    if (a->phrases[k].first != (quoted > verb + 1 ? verb + 2 : verb + 1) || a->phrases[k].last > end || end >= a->last)
        return a->n_phrases;
    if (quoted > verb + 1 && speech_opens_words(a, end))
        return k;
    if (quoted == verb + 1 && !is_comma(a, end) && !signal_at(a, end, "and-is", NULL).ptr)
        return a->n_phrases;
    office = phrase_after(a, end);
    return office < a->n_phrases && a->phrases[office].first <= end + 1 && is_bare(&a->phrases[office]) &&
                   !a->phrases[office].conjoined && (phrase_kind(a, &a->phrases[office]) & (IS_OFFICIAL | IS_PERSON))
               ? k
               : a->n_phrases;
}

static bool speech_of_verb(const struct analysis *a, uint32_t i, struct speech *s)
{
    bool as_said = speaks_as_said(a, i);
    struct roles r;
    bool records = word_at(a, i)->class == WORD_VERB &&
                   (signal_at(a, i, "records", NULL).ptr || signal_at(a, i, "learns", NULL).ptr);

    if (!as_said && ((!speech_is_verb(a, i) && !records) || word_at(a, i)->suffix))
        return false;
    if (is_negated_speech(a, i) || (word_at(a, i)->form & MARSAD_FORM_FIRST)) /* "نؤكد أن": who is quoted speaks on */
        return false;
    roles_find(a, i, 1, 'v', &r);
    if (!as_said && (!speech_reports(a, i, &r) || (records && !is_monitor(a, &r))))
        return false;
    *s = (struct speech){ .found = true, .verb = i, .verb_tokens = 1, .behind = as_said };
    if (has_unfit_subject(a, &r, i) && antecedent(a, i) < a->n_phrases)
        return false; /* قتلت رجلا أكدت انتماءه: who was named before the clause */
    if (as_said || has_unfit_subject(a, &r, i) || stands_in_words(a, &r, i) || is_dumb_before(a, &r, i))
        take_right_behind(a, &r, i);
    if (r.has_subject && signal_at(a, r.subject.head, "honorific", NULL).ptr)
        r.has_subject = false; /* وأضاف معاليه: who spoke last */
    if (r.has_subject &&
        (speech_can(a, &r.subject) || speech_is_unknown_name(a, i, &r.subject) || stands_between(a, i, &r.subject)))
        speech_take(a, s, &r.subject);
    else if (named_with_office(a, i) < a->n_phrases)
        speech_take(a, s, &a->phrases[named_with_office(a, i)]);
    else if (!r.has_subject && opening_speaker(a, i) < a->n_phrases)
        speech_take(a, s, &a->phrases[opening_speaker(a, i)]);
    s->another = !s->has_speaker && ((r.has_subject && r.subject.first == i + 1) || is_own_voice(a, i));
    s->from = s->has_speaker && s->speaker.first > i ? s->speaker.last : i + 1;
    s->to = a->last;
    s->words = as_said ? i : speech_words_begin(a, i);
    return true;
}

/* What a verb says ends where the next one begins. */
static void bound(struct speeches *all)
{
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = i + 1; k < all->n; k++)
            if (!all->at[i].behind && !all->at[k].behind && all->at[k].found && all->at[i].to > all->at[k].verb) {
                all->at[i].to = all->at[k].verb;
                break;
            }
}

/* وأضاف, وقالوا: the one who spoke last, in this sentence or not long before, if the verb fits. */
static void go_on(const struct analysis *a, const struct speeches *before, struct speech *s)
{
    const struct word *w = word_at(a, s->verb);
    struct speech last = { 0 };

    if (s->has_speaker || s->another)
        return;
    for (size_t i = 0; i < before->n; i++)
        if (before->at[i].has_speaker && !before->at[i].behind && fits_verb(a, w, &before->at[i].speaker))
            last = before->at[i];
    if (!last.found && a->has_last_speaker && a->sentence - a->last_spoke <= CARRIED &&
        fits_verb(a, w, &a->last_speaker))
        last = (struct speech){ .found = true, .speaker = a->last_speaker, .earlier = true };
    s->has_speaker = last.found;
    s->speaker = last.speaker;
    s->earlier = last.earlier;
}

void speeches_find(const struct analysis *a, struct speeches *all)
{
    all->n = 0;
    for (uint32_t i = a->first; i < a->last && all->n < SPEECHES_MAX; i++) {
        struct speech *s = &all->at[all->n];
        *s = (struct speech){ 0 };
        if (word_at(a, i)->class == WORD_PUNCT ||
            (!speech_of_verb(a, i, s) && !speech_of_phrase(a, i, s) && !speech_of_document(a, i, s) &&
             !speech_of_headline(a, i, s) && !speech_of_participle(a, i, all, s)))
            continue;
        passing_find_original(a, s);
        passing_find_told(a, s);
        go_on(a, all, s);
        all->n++;
    }
    passing_join(a, all);
    bound(all);
}

struct speech speeches_main(const struct speeches *all)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].found && all->at[i].has_speaker && !all->at[i].earlier)
            return all->at[i];
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].found)
            return all->at[i];
    return (struct speech){ 0 };
}

struct speech speech_before(const struct speeches *all, uint32_t token)
{
    struct speech best = { 0 };

    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].found && !all->at[i].behind && all->at[i].verb < token && all->at[i].words <= token)
            best = all->at[i];
    return best;
}

/* Does a clause of its own begin between the tokens: a mark, فيما, a verb joined by و or led by قد? */
static bool begins_clause(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const struct word *w = word_at(a, i);
        if (is_clause_mark(a, i) || w->class == WORD_SUB ||
            (w->class == WORD_VERB && ((w->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA)) ||
                                       (i > from && word_at(a, i - 1)->class == WORD_PART))))
            return true;
    }
    return false;
}

/* Does the clause end with the name of who speaks, and where that is (بحسب مصدر في المقاومة)? */
static bool ends_clause(const struct analysis *a, uint32_t i)
{
    for (size_t k = phrase_after(a, i); k < a->n_phrases && a->phrases[k].prep == i; k = phrase_after(a, i))
        i = a->phrases[k].last;
    return i >= a->last || word_at(a, i)->class == WORD_PUNCT || word_at(a, i)->class == WORD_CONJ ||
           word_at(a, i)->class == WORD_SUB || word_at(a, i)->class == WORD_REL ||
           (word_at(a, i)->clitics & MARSAD_CLITIC_WA);
}

/* مشيرا إلى: who speaks goes on. */
static bool goes_on_saying(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (signal_at(a, i, "saying", NULL).ptr)
            return true;
    return false;
}

/* "…، وقد يقرر بحسب المراقبين اللجوء إلى …": inside a clause the phrase tells of that clause alone; at its end it tells
 * of what stands before, at its beginning of what stands behind. */
static bool phrase_tells(const struct analysis *a, const struct speech *s, uint32_t token)
{
    const uint32_t end = s->speaker.last;
    const bool opens = s->verb == a->first || is_comma(a, s->verb - 1) || is_clause_mark(a, s->verb - 1) ||
                       (word_at(a, s->verb)->clitics & MARSAD_CLITIC_WA);

    if (token > s->verb)
        return opens || !begins_clause(a, end, token) || goes_on_saying(a, end, token);
    if (word_at(a, s->verb)->clitics & MARSAD_CLITIC_WA)
        return false; /* …، وبحسب مصادر، فإن: not what stands before it */
    return opens || ends_clause(a, end) || !begins_clause(a, token + 1, s->verb);
}

/* Inside a quotation, or right before "، قال فلان": what the verb behind it reports. */
static bool is_told_behind(const struct analysis *a, const struct speech *s, uint32_t token)
{
    uint32_t end = s->has_speaker && s->speaker.first > s->verb ? s->speaker.last : s->verb + 1;

    if (s->behind && word_at(a, s->verb)->class == WORD_VERB) /* كما قال فلان */
        return token > s->verb || !(word_at(a, s->verb)->clitics & MARSAD_CLITIC_WA);
    if (s->behind)
        return phrase_tells(a, s, token);
    if (s->verb <= token || s->verb == a->first)
        return false;
    return closes_quote(a, s->verb - 1) || end + 2 >= a->last;
}

/* Do marks close here what is longer than a name («القاعدة»)? */
static bool closes_words(const struct analysis *a, uint32_t from, uint32_t i)
{
    if (!closes_quote(a, i))
        return false;
    for (uint32_t k = i; k > from && k + NAME_MOST > i; k--)
        if (opens_quote(a, k - 1))
            return false;
    return true;
}

/* قال فلان إن «…»، وذلك في أعقاب هجوم: behind the marks that close the words the paper goes on by itself. */
static bool is_aside(const struct analysis *a, const struct speech *s, uint32_t token)
{
    for (uint32_t i = s->from; i + 2 < token; i++)
        if (closes_words(a, s->from, i) && signal_at(a, is_comma(a, i + 1) ? i + 2 : i + 1, "aside", NULL).ptr)
            return true;
    return false;
}

struct speech speech_of(const struct analysis *a, const struct speeches *all, uint32_t token)
{
    struct speech s = speech_before(all, token);

    if (s.found)
        return is_aside(a, &s, token) ? (struct speech){ 0 } : s;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].found && all->at[i].verb != token && is_told_behind(a, &all->at[i], token))
            return all->at[i];
    return (struct speech){ 0 };
}

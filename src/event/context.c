/*
 * context.c - who speaks, and whether what is said happened.
 */
#include "event/coder.h"

#define REACH 7         /* tokens before a trigger that can bear on it */
#define DENIAL_REACH 16 /* the same for a verb of denial with its subject between */

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

/* A reporting verb reports where a clause, a quotation or a colon follows, or where it ends the sentence (كما قال). */
static bool reports(const struct analysis *a, uint32_t verb, const struct roles *r)
{
    uint32_t i = r->has_subject && r->subject.first > verb ? r->subject.last : verb + 1;
    uint32_t stop = i + 22 < a->last ? i + 22 : a->last;

    if (signal_at(a, verb, "say-strong", NULL).ptr)
        return true;
    for (; i < stop; i++) {
        if (word_at(a, i)->class == WORD_SUB || marsad_token_is(a->text, i, ":") || marsad_token_is(a->text, i, "\"") ||
            marsad_token_is(a->text, i, "\u00AB") || marsad_token_is(a->text, i, "\u201C"))
            return true;
        if (word_at(a, i)->class == WORD_VERB)
            return false;
    }
    return false;
}

/* People, bodies and sources speak; so do countries, but no other place. */
static bool can_speak(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;

    if (kind & (IS_PERSON | IS_BODY | IS_FORCE | IS_SOURCE | IS_MEDIA | IS_OFFICIAL | IS_ARMED | IS_COURT))
        return true;
    if (kind & IS_PEOPLE)
        return p->agent >= 0;
    return (kind & IS_PLACE) && m && m->place && marsad_str_equal(m->place->precision, MARSAD_LIT("country"));
}

/* قال المبعوث الأميركي، إيان مكاري، إنه: the name that follows the office belongs to the speaker. */
static void extend_to_name(const struct analysis *a, struct phrase *speaker)
{
    uint32_t stop = speaker->last + 9 < a->last ? speaker->last + 9 : a->last;

    if (speaker->mention >= 0 && a->mentions->mentions[speaker->mention].kind == MARSAD_MENTION_PERSON)
        return;
    for (uint32_t i = speaker->last; i < stop; i++) {
        const struct word *w = word_at(a, i);
        if (w->class == WORD_SUB || w->class == WORD_VERB || w->class == WORD_REL || is_clause_mark(a, i))
            return;
        if (w->class == WORD_NAME && !(w->clitics & MARSAD_CLITIC_WA) &&
            a->mentions->mentions[w->mention].kind == MARSAD_MENTION_PERSON) {
            speaker->last = a->mentions->mentions[w->mention].span.last;
            speaker->mention = w->mention;
            return;
        }
    }
}

static bool speech_of_verb(const struct analysis *a, uint32_t i, struct speech *s)
{
    struct roles r;

    if (!speech_is_verb(a, i) || (i > a->first && word_at(a, i - 1)->class == WORD_NEG))
        return false;
    roles_find(a, i, 1, 'v', &r);
    if (!reports(a, i, &r))
        return false;
    s->found = true;
    s->verb = i;
    s->verb_tokens = 1;
    s->has_speaker = r.has_subject && can_speak(a, &r.subject);
    if (s->has_speaker) {
        s->speaker = r.subject;
        if (r.subject.first > i)
            extend_to_name(a, &s->speaker);
    }
    s->from = s->has_speaker && r.subject.first > i ? s->speaker.last : i + 1;
    s->to = a->last;
    return true;
}

/* بحسب مصادر، وفقا للشرطة، نقلا عن … */
static bool speech_of_phrase(const struct analysis *a, uint32_t i, struct speech *s)
{
    uint32_t tokens;
    size_t k;

    if (!signal_at(a, i, "according-to", &tokens).ptr)
        return false;
    k = phrase_after(a, i + tokens);
    if (k == a->n_phrases || a->phrases[k].first > i + tokens + 1 || !can_speak(a, &a->phrases[k]))
        return false;
    *s = (struct speech){ true, true, i, tokens, a->phrases[k], a->first, a->last };
    return true;
}

struct speech speech_find(const struct analysis *a)
{
    struct speech s = { 0 }, first = { 0 };

    for (uint32_t i = a->first; i < a->last; i++) {
        if (!speech_of_verb(a, i, &s) && !speech_of_phrase(a, i, &s))
            continue;
        if (s.has_speaker)
            return s;
        if (!first.found)
            first = s;
    }
    if (first.found && a->has_last_speaker && !(word_at(a, first.verb)->form & MARSAD_FORM_PLURAL)) {
        first.has_speaker = true; /* وأضاف: the one who spoke last */
        first.speaker = a->last_speaker;
    }
    return first;
}

static bool negated(const struct analysis *a, const struct frame *f)
{
    uint32_t from = f->token > a->first + 3 ? f->token - 3 : a->first;

    if (f->pos == 'v') {
        for (uint32_t i = f->token; i > from; i--) {
            uint8_t class = word_at(a, i - 1)->class;
            if (class == WORD_NEG)
                return !signal_at(a, i - 1, "no-negation", NULL).ptr;
            if (class != WORD_PART && class != WORD_ADV)
                return false;
        }
        return false;
    }
    return f->token > a->first && signal_at(a, f->token - 1, "neg-noun", NULL).ptr;
}

/* Signals that stand before the trigger in its own clause and bear on it. */
static bool before(const struct analysis *a, const struct frame *f, const char *class, uint32_t reach)
{
    uint32_t from = f->token > a->first + reach ? f->token - reach : a->first;

    for (uint32_t i = f->token; i > from; i--) {
        if (is_clause_mark(a, i - 1) || is_comma(a, i - 1))
            return false;
        if (signal_at(a, i - 1, class, NULL).ptr)
            return true;
    }
    return false;
}

/* "… طائرات لقصف المدينة": ل with a verbal noun and its object is an aim; "تعرضت لقصف" is none. */
static bool is_aim(const struct analysis *a, const struct frame *f)
{
    const struct word *w = word_at(a, f->token);

    if (!(w->clitics & MARSAD_CLITIC_LI) || (w->clitics & MARSAD_CLITIC_AL) || !f->roles.has_genitive ||
        f->token == a->first)
        return false;
    return word_at(a, f->token - 1)->class == WORD_NOUN || word_at(a, f->token - 1)->class == WORD_NAME;
}

/* نفت جماعة أنصار الله (الحوثيون)، اليوم الأحد، سيطرة …: a long subject may stand between, but no other verb. */
static bool is_denied_by_verb(const struct analysis *a, const struct frame *f)
{
    uint32_t from = f->token > a->first + DENIAL_REACH ? f->token - DENIAL_REACH : a->first;

    for (uint32_t i = f->token; f->pos != 'v' && i > from; i--)
        if (word_at(a, i - 1)->class == WORD_VERB)
            return signal_at(a, i - 1, "deny", NULL).ptr != NULL;
    return false;
}

bool is_absent(const struct analysis *a, const struct frame *f)
{
    return f->pos != 'v' && f->token > a->first && signal_at(a, f->token - 1, "absent", NULL).ptr;
}

marsad_factuality factuality_of(const struct analysis *a, const struct frame *f)
{
    const struct word *w = word_at(a, f->token);

    if (negated(a, f) || before(a, f, "deny", REACH) || is_denied_by_verb(a, f))
        return MARSAD_DENIED;
    if (w->clitics & MARSAD_CLITIC_SA)
        return MARSAD_PLANNED;
    if (before(a, f, "plan", REACH))
        return MARSAD_PLANNED;
    if (before(a, f, "possible", REACH) || (f->pos == 'v' && (w->form & MARSAD_FORM_IMPERFECT) && f->token > a->first &&
                                            signal_at(a, f->token - 1, "qad", NULL).ptr))
        return MARSAD_POSSIBLE;
    if ((f->pos == 'v' && (w->form & MARSAD_FORM_IMPERFECT) && before(a, f, "purpose", 2)) ||
        ((w->clitics & MARSAD_CLITIC_LI) && f->pos == 'v'))
        return MARSAD_PLANNED;
    if (f->pos != 'v' && (before(a, f, "purpose", 3) || is_aim(a, f)))
        return MARSAD_PLANNED;
    if (before(a, f, "allege", REACH))
        return MARSAD_ALLEGED;
    return MARSAD_ASSERTED;
}

double off_topic(const struct analysis *a)
{
    size_t hits = 0, words = 0;
    double share;

    for (uint32_t i = 0; i < a->text->n_tokens; i++) {
        if (a->words[i].class == WORD_PUNCT)
            continue;
        words++;
        hits += signal_at(a, i, "off-topic", NULL).ptr != NULL;
    }
    if (words < 4)
        return 0;
    if (hits < (words < 25 ? 2u : 3u)) /* one goal or one point makes no match report */
        return 0;
    share = (double)hits / (double)words;
    return share > 0.08 ? 1 : share / 0.08;
}

/*
 * events.c - from triggers to records, sentence by sentence.
 *
 * Every word that a frame fits gives a draft. Drafts that tell one act are merged: a death and the attack that caused
 * it, two words for one protest. Drafts inside what somebody merely asks for, threatens or condemns are dropped.
 */
#include "event/chooser.h"
#include "event/coder.h"
#include "event/explain.h"
#include "event/fields.h"
#include "event/gate.h"
#include "event/judge.h"

#define COMPLEMENT_REACH 7  /* tokens behind "طالب بـ" that are what is asked for */
#define GATE_OTHERS 0.5     /* denials and allegations need this part of the threshold */
#define GATE_CHANGE 0.33    /* changes of control this part of the least that the gate asks for in such a text, */
#define GATE_COMPLETE 0.2   /* and this where a known place was freed from somebody known */
#define GATE_POSSIBLE 0.75  /* what may happen needs this part */
#define CONFIDENCE_MIN 0.36 /* below it a draft is no record */

static void load_columns(struct analysis *a)
{
    static const char *const FRAME[] = { "trigger", "pos",    "type",    "mode",  "args",
                                         "needs",   "blocks", "control", "count", "conf" };
    const marsad_dict *d = a->dict;
    struct columns *c = &a->columns;

    for (size_t i = 0; i < sizeof FRAME / sizeof *FRAME; i++)
        c->frame[i] = marsad_dict_column(d, MARSAD_TABLE_FRAMES, FRAME[i]);
    c->verb = marsad_dict_column(d, MARSAD_TABLE_VERBS, "verb");
    c->verb_note = marsad_dict_column(d, MARSAD_TABLE_VERBS, "note");
    c->agent_role = marsad_dict_column(d, MARSAD_TABLE_AGENTS, "role");
    c->agent_country = marsad_dict_column(d, MARSAD_TABLE_AGENTS, "country");
    c->agent_kind = marsad_dict_column(d, MARSAD_TABLE_AGENTS, "kind");
    c->function_class = marsad_dict_column(d, MARSAD_TABLE_FUNCTION, "class");
    c->country_iso2 = marsad_dict_column(d, MARSAD_TABLE_COUNTRIES, "iso2");
    c->signal_class = marsad_dict_column(d, MARSAD_TABLE_SIGNALS, "class");
    c->signal_value = marsad_dict_column(d, MARSAD_TABLE_SIGNALS, "value");
    c->cue = marsad_dict_column(d, MARSAD_TABLE_CUES, "cue");
}

/* What is told without a word of doubt is planned all the same if its day is yet to come. */
static void settle_factuality(const struct analysis *a, struct draft *d)
{
    d->factuality = factuality_of(a, &d->frame, &d->cue);
    if (d->factuality != MARSAD_ASSERTED)
        return;
    d->cue = when_to_come(a, d);
    if (d->cue != NO_TOKEN)
        d->factuality = MARSAD_PLANNED;
}

static void collect(const struct analysis *a, struct sentence_drafts *s)
{
    s->n = 0;
    for (uint32_t i = a->first; i < a->last && s->n < DRAFTS_MAX; i++) {
        struct draft *d = &s->at[s->n];
        if (a->words[i].class == WORD_PUNCT)
            continue;
        *d = (struct draft){ 0 };
        if (!frame_tell(a, i, &d->frame)) {
            explain_unfired(a, i);
            continue;
        }
        explain_chosen(a, &d->frame, is_absent(a, &d->frame));
        if (!draft_is(d, "NONE") && !is_absent(a, &d->frame)) {
            arguments_fill(a, d);
            d->dropped = sides_is_interview(a, d) || control_is_state(a, d);
            settle_factuality(a, d);
            d->first = i;
            d->last = i + d->frame.tokens;
            if (d->frame.word >= d->last)
                d->last = d->frame.word + 1;
            s->n++;
        }
        i += d->frame.tokens - 1;
    }
}

/* The light verb took its noun (شن هجوما): the noun's own draft goes. */
static void drop_taken_words(struct sentence_drafts *s)
{
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->n; k++)
            if (i != k && s->at[i].frame.word != s->at[i].frame.token && s->at[k].frame.token == s->at[i].frame.word) {
                if (s->at[k].frame.pos == 'h') { /* أكد …، مطالبا: the participle has an act of its own */
                    s->at[i].dropped = true;
                    continue;
                }
                if (!s->at[i].frame.mode.len && marsad_str_equal(s->at[i].frame.type, s->at[k].frame.type))
                    s->at[i].frame.mode = s->at[k].frame.mode;
                if (!s->at[i].actors.n && draft_is_outcome(&s->at[k])) /* أدى إلى مقتل قائد بنيران الحرس */
                    s->at[i].actors = s->at[k].actors;
                s->at[k].dropped = true;
            }
}

/* What a complement of draft i is: dropped, or alleged where i accuses. */
static void settle_complement(const struct draft *d, struct draft *c)
{
    if (!draft_is(d, "ACCUSE") || !marsad_str_equal(d->frame.mode, MARSAD_LIT("allege"))) {
        c->dropped = true;
        return;
    }
    if (c->factuality == MARSAD_ASSERTED) {
        c->factuality = MARSAD_ALLEGED;
        c->cue = d->frame.token;
    }
    if (!c->actors.n)
        c->actors = d->recipients;
}

/* استنكر الوزير قصف المدرسة: right behind the subject of the verb before, قصف is what he condemns. */
static bool is_masdar_after_all(const struct draft *d, const struct draft *c)
{
    return d->frame.pos == 'v' && d->actors.n == 1 && d->actors.at[0].first > d->frame.token &&
           c->frame.token < d->actors.at[0].last + 5 && c->actors.n && c->actors.at[0].first == d->actors.at[0].first;
}

/* طالبوا باستقالة الحكومة التي يتهمونها، …، منددا ب: words of a relative clause or said besides are not asked for. */
static bool is_said_aside(const struct analysis *a, const struct draft *c)
{
    return c->frame.pos == 'h' || (c->frame.pos == 'v' && draft_is_verbal(c) && c->frame.token > a->first &&
                                   word_at(a, c->frame.token - 1)->class == WORD_REL);
}

/* The drafts that stand as complements behind draft i; و goes on with them: هدد بغرامة … وترحيل. */
static void take_complements(const struct analysis *a, struct sentence_drafts *s, size_t i)
{
    const struct draft *d = &s->at[i];
    uint32_t end = d->last + COMPLEMENT_REACH;

    for (size_t k = i + 1; k < s->n; k++) {
        struct draft *c = &s->at[k];
        const struct word *w = &a->words[c->frame.token];
        if (c->frame.pos != 'v' && (w->clitics & MARSAD_CLITIC_WA) && c->frame.token < end + COMPLEMENT_REACH)
            end = c->frame.token + 1;
        if (c->frame.token >= end || c->frame.token < d->last ||
            (c->frame.pos == 'v' && (w->form & MARSAD_FORM_PERFECT) &&
             ((w->clitics & MARSAD_CLITIC_WA) || !is_masdar_after_all(d, c))))
            return;
        if (is_said_aside(a, c))
            continue;
        settle_complement(d, c);
        if (end < c->last + 1)
            end = c->last + 1;
    }
}

/* طالب بوقف القصف، هدد بقصف، أدان التفجير: what is asked, threatened or condemned is not reported as an act. */
static void drop_complements(const struct analysis *a, struct sentence_drafts *s)
{
    for (size_t i = 0; i < s->n; i++) {
        struct draft *d = &s->at[i];
        if (d->dropped || !signal_at(a, d->frame.word, "complement", NULL).ptr)
            if (d->dropped ||
                !(draft_is(d, "REQUEST") || draft_is(d, "THREATEN") || draft_is(d, "REJECT") || draft_is(d, "ACCUSE")))
                continue;
        take_complements(a, s, i);
    }
}

static bool sentence_has(const struct analysis *a, const char *class)
{
    for (uint32_t i = a->first; i < a->last; i++)
        if (signal_at(a, i, class, NULL).ptr)
            return true;
    return false;
}

/* تحقيق في سبب الحريق: an inquiry that names nobody. */
static bool is_inquiry(const struct draft *d)
{
    return draft_is(d, "ACCUSE") && marsad_str_equal(d->frame.mode, MARSAD_LIT("investigate")) && !d->recipients.n;
}

/* Deaths on the road, in floods and fires are no attacks, unless a weapon is named; who looks into them accuses nobody.
 */
static void drop_accidents(const struct analysis *a, struct sentence_drafts *s)
{
    bool other = false;

    if (!(a->of_accident || sentence_has(a, "accident")) || sentence_has(a, "weapon"))
        return;
    for (size_t i = 0; i < s->n; i++)
        other |= !s->at[i].dropped && draft_is(&s->at[i], "ASSAULT") && !draft_is_outcome(&s->at[i]);
    for (size_t i = 0; !other && i < s->n; i++)
        if (a->of_accident && is_inquiry(&s->at[i]))
            s->at[i].dropped = true;
        else if (draft_is(&s->at[i], "ASSAULT") && draft_is_outcome(&s->at[i]) &&
                 !sides_has_attacker(a, &s->at[i].actors))
            s->at[i].dropped = true;
}

/* PLOVER: moved forces beside an attack, the demand of a protest are part of it. */
static void suppress(struct sentence_drafts *s)
{
    bool assault = false, protest = false;

    for (size_t i = 0; i < s->n; i++) {
        assault |= !s->at[i].dropped && draft_is(&s->at[i], "ASSAULT") && s->at[i].factuality == MARSAD_ASSERTED;
        protest |= !s->at[i].dropped && draft_is(&s->at[i], "PROTEST") && s->at[i].factuality == MARSAD_ASSERTED;
    }
    for (size_t i = 0; i < s->n; i++)
        if ((assault && draft_is(&s->at[i], "MOBILIZE")) ||
            (protest && draft_is(&s->at[i], "REQUEST") && s->at[i].frame.pos != 'v'))
            s->at[i].dropped = true;
    for (size_t i = 0; i < s->n; i++)
        s->at[i].beside_assault = assault;
}

/* The same words cannot be on both sides; the actor of one draft is the better reading. */
static void drop_actors_among_recipients(struct draft *d)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < d->recipients.n; i++) {
        bool acts = false;
        for (unsigned k = 0; k < d->actors.n; k++)
            acts |=
                d->recipients.at[i].first < d->actors.at[k].last && d->actors.at[k].first < d->recipients.at[i].last;
        if (!acts)
            d->recipients.at[kept++] = d->recipients.at[i];
    }
    d->recipients.n = kept;
}

/* The probability that a change of control needs. */
static double change_needs(const struct analysis *a, const struct draft *d, const marsad_event *e)
{
    return (control_is_complete(a, d, e) ? GATE_COMPLETE : GATE_CHANGE) * gate_least(a, d->frame.type);
}

/*
 * The gate knows the common types better than the frames do; for the others the frame's confidence stands. So it does
 * for changes of control, which matter years later too, while the gate was taught to want news of the day; but what it
 * holds for quite improbable is a plan, an operation's name or a phrase ("قائد عملية تحرير عدن").
 */
static bool is_believed(const struct analysis *a, struct draft *d, const struct speech *speech, marsad_event *e)
{
    double p = gate_probability(a, d, speech), least = gate_threshold(a, d->frame.type);

    d->believed = p;
    if (p >= 0 && d->factuality != MARSAD_ASSERTED && p < least) {
        /* the gate learnt that what is denied is no event; a denial with its parties is still on record */
        e->confidence *= 0.8;
        return p >= (d->factuality == MARSAD_POSSIBLE ? GATE_POSSIBLE : GATE_OTHERS) * least &&
               e->confidence >= CONFIDENCE_MIN && (e->n_actors || e->n_recipients);
    }
    if (p < 0 ||
        (p >= change_needs(a, d, e) && e->has_territory && (e->has_gains || e->has_loses || e->n_actors || e->place)))
        return e->confidence >= CONFIDENCE_MIN;
    e->confidence = p * (1 - 0.7 * a->off_topic);
    return e->confidence >= gate_least(a, d->frame.type);
}

/* Each attack and protest of a sentence has the numbers between those before and behind it; an act has none of those
 * behind what it answers. */
static void share_numbers(const struct analysis *a, struct sentence_drafts *s)
{
    for (size_t i = 0; i < s->n; i++) {
        s->at[i].numbers_from = behind_reply(a, s->at[i].first);
        s->at[i].numbers_to = reply_between(a, s->at[i].last, a->last);
        for (size_t k = 0; k < s->n; k++) {
            if (k == i || s->at[k].dropped || !marsad_str_equal(s->at[i].frame.type, s->at[k].frame.type))
                continue;
            if (s->at[k].last <= s->at[i].first && s->at[k].last > s->at[i].numbers_from)
                s->at[i].numbers_from = s->at[k].last;
            if (s->at[k].first >= s->at[i].last && s->at[k].first < s->at[i].numbers_to)
                s->at[i].numbers_to = s->at[k].first;
        }
    }
}

static bool add_events(const struct analysis *a, struct sentence_drafts *s, const struct speech *speech,
                       struct judge *judge, size_t *cap, marsad_events *out)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct chooser_scene scene = { a, &s->at[i], s->at, s->n };
        bool kept;
        if (s->at[i].dropped || sides_is_private(a, &s->at[i]))
            continue;
        clashes_both_sides(a, &s->at[i]);
        clashes_told(a, &s->at[i]);
        drop_actors_among_recipients(&s->at[i]);
        if (a->choosing)
            a->choosing->draft(a->choosing->user, &scene);
        if (!marsad_arena_grow(a->arena, (void **)&out->events, cap, out->n_events, sizeof *out->events) ||
            !event_fill(a, &s->at[i], &out->events[out->n_events]))
            return false;
        kept = is_believed(a, &s->at[i], speech, &out->events[out->n_events]);
        if (kept && judge && !judge_draft(judge, a, &s->at[i], speech, &out->events[out->n_events], out->n_events))
            return false;
        if (kept && !a->choosing && !chooser_apply(&scene, &out->events[out->n_events]))
            return false;
        explain_event(a, &s->at[i], speech, &out->events[out->n_events], kept);
        if (kept)
            marsad_event_codes(a->dict, &out->events[out->n_events++]);
    }
    return true;
}

static bool add_statements(const struct analysis *a, const struct speeches *all, size_t *cap, marsad_events *out)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct speech *s = &all->at[i];
        marsad_statement *st;
        if (!s->found)
            continue;
        if (!marsad_arena_grow(a->arena, (void **)&out->statements, cap, out->n_statements, sizeof *out->statements))
            return false;
        st = &out->statements[out->n_statements++];
        *st = (marsad_statement){ .verb = marsad_range_str(a->text, s->verb, s->verb + s->verb_tokens),
                                  .named = s->has_speaker,
                                  .quotation = speech_quotation(a, s) };
        st->span = s->from < s->to ? span_of(a, s->from, s->to) : span_of(a, s->verb, s->verb + s->verb_tokens);
        if (s->has_speaker && !speech_tell(a, s, &st->speaker))
            return false;
    }
    return true;
}

/* ضبط الأمن عشرين متهما خلال حملة مداهمات: the raids in whose course people were seized were made by those who seized.
 */
static void share_seizers(const struct analysis *a, struct sentence_drafts *s)
{
    for (size_t i = 1; i < s->n; i++) {
        struct draft *d = &s->at[i];
        size_t k = phrase_at(a, d->frame.token);
        if (d->dropped || d->actors.n || d->frame.pos != 'n' || !draft_is(d, "COERCE") || k == a->n_phrases ||
            a->phrases[k].prep == NO_TOKEN || !signal_at(a, a->phrases[k].prep, "in-course", NULL).ptr)
            continue;
        for (size_t j = i; j > 0 && !d->actors.n; j--)
            if (!s->at[j - 1].dropped && draft_is(&s->at[j - 1], "COERCE"))
                d->actors = s->at[j - 1].actors;
    }
}

/* From the words of a sentence to its drafts: one for each act. */
static void draft_sentence(const struct analysis *a, struct sentence_drafts *s)
{
    explain_sentence(a);
    collect(a, s);
    explain_dropped(a, s->at, s->n, "an interview, or who holds what now");
    drop_taken_words(s);
    explain_dropped(a, s->at, s->n, "a verb took it as the name of its event");
    drop_complements(a, s);
    explain_dropped(a, s->at, s->n, "it is only asked for, threatened, condemned or the like");
    drop_accidents(a, s);
    explain_dropped(a, s->at, s->n, "an accident without a weapon or an attacker");
    drop_private(a, s);
    explain_dropped(a, s->at, s->n, "a crime of private people");
    acts_merge(a, s->at, s->n);
    explain_dropped(a, s->at, s->n, "it tells the same act as a word before it");
    doers_claim(a, s);
    share_seizers(a, s);
    for (size_t i = 0; i < s->n; i++) {
        sides_ground(a, &s->at[i]);
        if (!s->at[i].dropped && draft_is(&s->at[i], "PROTEST"))
            target_of_protest(a, &s->at[i]);
    }
    suppress(s);
    explain_dropped(a, s->at, s->n, "it is part of the attack or the protest beside it");
}

/* Only at the end: what stands behind such an event in the article is dated by it. */
static void drop_history(const struct analysis *a, marsad_events *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < out->n_events; i++) {
        if (!event_is_history(a, &out->events[i]) && !event_is_of_old(a, &out->events[i]))
            out->events[kept++] = out->events[i];
        else
            explain_say(a, 1, "in the article: event %zu is left out, it is of a generation back", i + 1);
    }
    out->n_events = kept;
}

static bool find_events(struct analysis *a, const struct judge_watch *watch, marsad_events *out, marsad_err *err)
{
    struct sentence_drafts *s = marsad_arena_alloc(a->arena, sizeof *s);
    size_t cap_events = 0, cap_statements = 0, cap_holdings = 0;
    struct judge judge;
    bool judged = judge_begin(&judge, a->dict, watch);

    *out = (marsad_events){ 0 };
    a->told = out;
    a->judged = judged;
    load_columns(a);
    if (!s || !words_classify(a))
        return marsad_fail_memory(err);
    a->off_topic = off_topic(a);
    a->of_accident = tells_accident(a);
    a->of_private = tells_private(a);
    for (uint32_t k = 0; k < a->text->n_sentences; k++) {
        struct speeches all;
        struct speech speech;
        if (!phrases_cut(a, k) || !frames_begin(a))
            return marsad_fail_memory(err);
        speeches_find(a, &all);
        a->speeches = &all;
        draft_sentence(a, s);
        share_numbers(a, s);
        speech = speeches_main(&all);
        if (speech.has_speaker) {
            a->has_last_speaker = true;
            a->last_speaker = speech.speaker;
            a->last_spoke = k;
        }
        if (!add_events(a, s, &speech, judged ? &judge : NULL, &cap_events, out) ||
            !add_statements(a, &all, &cap_statements, out) || !holdings_find(a, &cap_holdings, out))
            return marsad_fail_memory(err);
        story_grow(a);
    }
    if (judged && !judge_article(&judge, a, out))
        return marsad_fail_memory(err);
    drop_history(a, out);
    return true;
}

bool events_watch(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                  const marsad_mentions *mentions, marsad_arena *arena, const struct judge_watch *watch,
                  const struct chooser_watch *choosing, marsad_events *out, marsad_err *err)
{
    struct analysis a = {
        .dict = dict, .article = article, .text = text, .mentions = mentions, .arena = arena, .choosing = choosing
    };

    return find_events(&a, watch, out, err);
}

bool marsad_events_explain(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                           const marsad_mentions *mentions, marsad_arena *arena, marsad_explain_fn *tell, void *user,
                           marsad_events *out, marsad_err *err)
{
    struct explain explain = { .tell = tell, .user = user, .arena = arena };
    struct analysis a = {
        .dict = dict, .article = article, .text = text, .mentions = mentions, .arena = arena, .explain = &explain
    };

    return find_events(&a, NULL, out, err);
}

bool marsad_events_find(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                        const marsad_mentions *mentions, marsad_arena *arena, marsad_events *out, marsad_err *err)
{
    return events_watch(dict, article, text, mentions, arena, NULL, NULL, out, err);
}

const char *marsad_factuality_name(marsad_factuality f)
{
    static const char *const NAMES[] = {
#define X(upper, name) name,
        MARSAD_FACTUALITIES(X)
#undef X
    };

    return NAMES[f];
}

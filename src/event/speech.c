/*
 * speech.c - who speaks: reporting verbs, phrases such as وفقا لـ, documents (جاء في بيان …), and which of them an
 * event was told by.
 *
 * A verb speaks for what stands behind it up to the next verb of speech, a phrase at the end (بحسب مصدر، كما قال فلان)
 * for what stands before it. "نقلت وكالة عن مصدر قوله إن": the source speaks, the agency passes on.
 */
#include "event/coder.h"

#define ABOUT 10 /* tokens between "جاء في بيان" and أن */

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
        if (word_at(a, i)->class == WORD_VERB && antecedent(a, i) < a->n_phrases)
            continue; /* أكد المجلس، في بيان بثته الوكالة، أن */
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
static bool is_unknown_name(const struct analysis *a, uint32_t verb, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);

    return p->first == verb + 1 && p->quantity < 0 && head->form == 0 && head->agent < 0 &&
           (head->class == WORD_NOUN || head->class == WORD_NAME) && !(phrase_kind(a, p) & IS_PLACE);
}

static bool is_negated_speech(const struct analysis *a, uint32_t i)
{
    return i > a->first && word_at(a, i - 1)->class == WORD_NEG;
}

/* كما قال فلان: the verb stands at the end of what it reports. */
static bool is_as_said(const struct analysis *a, uint32_t i)
{
    return i > a->first && signal_at(a, i - 1, "as-said", NULL).ptr;
}

static bool speech_of_verb(const struct analysis *a, uint32_t i, struct speech *s)
{
    struct roles r;

    if (!speech_is_verb(a, i) || is_negated_speech(a, i) || word_at(a, i)->suffix)
        return false;
    roles_find(a, i, 1, 'v', &r);
    if (!is_as_said(a, i) && !reports(a, i, &r))
        return false;
    *s = (struct speech){ .found = true, .verb = i, .verb_tokens = 1, .behind = is_as_said(a, i) };
    s->has_speaker = r.has_subject && (can_speak(a, &r.subject) || is_unknown_name(a, i, &r.subject));
    if (s->has_speaker) {
        s->speaker = r.subject;
        if (r.subject.first > i)
            extend_to_name(a, &s->speaker);
    }
    s->another = !s->has_speaker && r.has_subject && r.subject.first == i + 1;
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
    *s = (struct speech){ .found = true,
                          .has_speaker = true,
                          .behind = true,
                          .verb = i,
                          .verb_tokens = tokens,
                          .speaker = a->phrases[k],
                          .from = a->first,
                          .to = a->last };
    extend_to_name(a, &s->speaker);
    return true;
}

/* "الوزير الأردني: نرحب ب", "مصدر أمني: مقتل خمسة": who stands before the colon of a headline speaks. */
static bool speech_of_headline(const struct analysis *a, uint32_t i, struct speech *s)
{
    if (i != a->first || !a->n_phrases || a->phrases[0].first != a->first || !is_bare(&a->phrases[0]) ||
        a->phrases[0].conjoined || a->phrases[0].last >= a->last ||
        !marsad_token_is(a->text, a->phrases[0].last, ":") || !can_speak(a, &a->phrases[0]) ||
        is_outlet(a, &a->phrases[0]))
        return false;
    *s = (struct speech){ .found = true,
                          .has_speaker = true,
                          .verb = a->phrases[0].last,
                          .verb_tokens = 1,
                          .speaker = a->phrases[0],
                          .from = a->phrases[0].last + 1,
                          .to = a->last };
    return true;
}

/* جاء في بيان للوزارة أن: the paper speaks. */
static bool speech_of_document(const struct analysis *a, uint32_t i, struct speech *s)
{
    size_t k = phrase_after(a, i + 1);
    const struct phrase *paper = k < a->n_phrases ? &a->phrases[k] : NULL;

    if (word_at(a, i)->class != WORD_VERB || !signal_at(a, i, "document-verb", NULL).ptr || !paper ||
        paper->prep != i + 1)
        return false;
    for (uint32_t at = paper->last; at < a->last && at < paper->last + ABOUT; at++)
        if (word_at(a, at)->class == WORD_SUB || marsad_token_is(a->text, at, ":")) {
            *s = (struct speech){ .found = true,
                                  .has_speaker = true,
                                  .verb = i,
                                  .verb_tokens = 1,
                                  .speaker = *paper,
                                  .from = paper->last,
                                  .to = a->last };
            return true;
        }
    return false;
}

/* نقلت وكالة عن مصدر …: the source speaks, the agency passes on. */
static void find_original(const struct analysis *a, struct speech *s)
{
    size_t k;

    if (!s->has_speaker || s->behind || !signal_at(a, s->verb, "passes-on", NULL).ptr)
        return;
    for (k = phrase_after(a, s->speaker.last); k < a->n_phrases && a->phrases[k].first < s->speaker.last + 6; k++)
        if (a->phrases[k].prep != NO_TOKEN && signal_at(a, a->phrases[k].prep, "from-whom", NULL).ptr &&
            can_speak(a, &a->phrases[k])) {
            s->via = s->speaker;
            s->has_via = true;
            s->speaker = a->phrases[k];
            extend_to_name(a, &s->speaker);
            s->from = s->speaker.last;
            return;
        }
}

/* قال قائد لرويترز إن: whom the speaker told passes it on. */
static void find_told(const struct analysis *a, struct speech *s)
{
    size_t k = phrase_after(a, s->speaker.last);

    if (!s->has_speaker || s->has_via || s->behind || s->earlier || s->speaker.first < s->verb || k == a->n_phrases ||
        a->phrases[k].first > s->speaker.last + 1 || !(word_at(a, a->phrases[k].first)->clitics & MARSAD_CLITIC_LI) ||
        !is_outlet(a, &a->phrases[k]))
        return;
    s->via = a->phrases[k];
    s->has_via = true;
}

/* "وفقا للوكالة، قال المدير": the phrase before passes the verb behind it on. */
static void join_passers(struct speeches *all)
{
    for (size_t i = 0; i + 1 < all->n; i++) {
        struct speech *by = &all->at[i], *said = by + 1;
        if (by->behind && !said->behind && said->has_speaker && said->verb <= by->speaker.last + 2) {
            said->via = by->speaker;
            said->has_via = true;
            by->found = false;
        }
    }
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

void speeches_find(const struct analysis *a, struct speeches *all)
{
    all->n = 0;
    for (uint32_t i = a->first; i < a->last && all->n < SPEECHES_MAX; i++) {
        struct speech *s = &all->at[all->n];
        *s = (struct speech){ 0 };
        if (word_at(a, i)->class == WORD_PUNCT || (!speech_of_verb(a, i, s) && !speech_of_phrase(a, i, s) &&
                                                   !speech_of_document(a, i, s) && !speech_of_headline(a, i, s)))
            continue;
        find_original(a, s);
        find_told(a, s);
        if (!s->has_speaker && !s->another && a->has_last_speaker &&
            !(word_at(a, s->verb)->form & MARSAD_FORM_PLURAL)) {
            s->has_speaker = true; /* وأضاف: the one who spoke last */
            s->speaker = a->last_speaker;
            s->earlier = true;
        }
        all->n++;
    }
    join_passers(all);
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
        if (all->at[i].found && !all->at[i].behind && all->at[i].verb < token)
            best = all->at[i];
    return best;
}

/* Inside a quotation, or right before "، قال فلان": what the verb behind it reports. */
static bool is_told_behind(const struct analysis *a, const struct speech *s, uint32_t token)
{
    uint32_t end = s->has_speaker && s->speaker.first > s->verb ? s->speaker.last : s->verb + 1;

    if (s->behind)
        return true;
    if (s->verb <= token || s->verb == a->first)
        return false;
    return marsad_token_is(a->text, s->verb - 1, "\u00BB") || marsad_token_is(a->text, s->verb - 1, "\"") ||
           end + 2 >= a->last;
}

struct speech speech_of(const struct analysis *a, const struct speeches *all, uint32_t token)
{
    struct speech s = speech_before(all, token);

    if (s.found)
        return s;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].found && all->at[i].verb != token && is_told_behind(a, &all->at[i], token))
            return all->at[i];
    return (struct speech){ 0 };
}

/* ---- what kind of source, and how it says it ---- */

/* مصدر طبي: what tells more than that nobody is named comes first. */
static marsad_str kind_by_words(const struct analysis *a, const marsad_span *span)
{
    marsad_str unnamed = { NULL, 0 };

    for (uint32_t i = span->first; i < span->last; i++) {
        marsad_str kind = signal_at(a, i, "source-kind", NULL);
        if (kind.len && !marsad_str_equal(kind, MARSAD_LIT("unnamed")))
            return kind;
        if (kind.len)
            unnamed = kind;
    }
    return unnamed;
}

static marsad_str kind_by_role(marsad_str role, unsigned kind)
{
    if (marsad_str_equal(role, MARSAD_LIT("JRN")) || (kind & IS_MEDIA))
        return MARSAD_LIT("outlet");
    if (marsad_str_equal(role, MARSAD_LIT("MED")))
        return MARSAD_LIT("medic");
    if (role.len && marsad_list_has(MARSAD_LIT("GOV|MIL|COP|SPY|JUD|LEG|PRE"), role))
        return MARSAD_LIT("official");
    if (role.len && marsad_list_has(MARSAD_LIT("REB|PTY|OPP|PRM|UAF|CRM"), role))
        return MARSAD_LIT("party");
    if (role.len && marsad_list_has(MARSAD_LIT("CVL|REF|LAB|AGR"), role))
        return MARSAD_LIT("witness");
    if (kind & IS_OFFICIAL)
        return MARSAD_LIT("official");
    return (kind & IS_SOURCE) ? MARSAD_LIT("unnamed") : (marsad_str){ NULL, 0 };
}

bool speech_tell(const struct analysis *a, const struct speech *s, marsad_source *out)
{
    struct parties one = { .at = { s->speaker }, .n = 1 };
    marsad_party *party;
    size_t n;

    *out = (marsad_source){ .verb = marsad_range_str(a->text, s->verb, s->verb + s->verb_tokens),
                            .stance = signal_at(a, s->verb, "stance", NULL) };
    if (!parties_fill(a, &one, NULL, &party, &n))
        return false;
    out->span = party[0].span;
    out->kind = kind_by_words(a, &out->span);
    if (!out->kind.len)
        out->kind = kind_by_role(party[0].role, phrase_kind(a, &s->speaker));
    if (!out->stance.len)
        out->stance = MARSAD_LIT("said");
    if (s->has_via)
        out->via = phrase_span(a, &s->via);
    return true;
}

marsad_span speech_quotation(const struct analysis *a, const struct speech *s)
{
    static const char *const OPEN[] = { "\u00AB", "\u201C", "\"" };
    static const char *const CLOSE[] = { "\u00BB", "\u201D", "\"" };

    for (uint32_t i = s->from; i < s->to; i++)
        for (size_t k = 0; k < sizeof OPEN / sizeof *OPEN; k++) {
            uint32_t end = i + 1;
            if (!marsad_token_is(a->text, i, OPEN[k]))
                continue;
            while (end < s->to && !marsad_token_is(a->text, end, CLOSE[k]))
                end++;
            if (end > i + 4) /* fewer words are a name or a term */
                return span_of(a, i + 1, end);
        }
    return (marsad_span){ 0, 0, 0, 0 };
}

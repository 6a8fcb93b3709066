/*
 * arguments.c - actors, recipients, place and control of an event by the sources that its frame lists.
 */
#include "event/explain.h"

#define SECOND_REACH 6 /* tokens behind a trigger where a second source may still name its recipient */
#define LIGHT_REACH 24 /* tokens between a verb of doing and the noun that says what was done */

static marsad_str default_args(char pos)
{
    if (pos == 'v' || pos == 'x')
        return MARSAD_LIT("A=s;R=o");
    return pos == 'p' || pos == 'h' ? MARSAD_LIT("A=s;R=o") : MARSAD_LIT("A=G,by;R=G");
}

/* The value of SLOT in "SLOT=…;SLOT=…"; len 0 if it is not there. */
static marsad_str slot_sources(marsad_str args, const char *slot)
{
    marsad_str part, name = marsad_str_of(slot);

    while (args.len && marsad_str_next(&args, ';', &part))
        if (part.len > name.len && marsad_str_starts(part, name) && part.ptr[name.len] == '=')
            return marsad_str_slice(part, name.len + 1, part.len);
    return (marsad_str){ NULL, 0 };
}

static bool normal_source(const struct analysis *a, marsad_str source, marsad_str *norm)
{
    return marsad_normalise(source, a->arena, norm, NULL);
}

static bool is_source(marsad_str source, const char *name)
{
    return marsad_str_equal(source, marsad_str_of(name));
}

static bool is_protest(const struct draft *d)
{
    return marsad_str_equal(d->frame.type, MARSAD_LIT("PROTEST"));
}

/* May the verb of the frame be a passive that is written like its active? */
static bool may_be_passive(const struct draft *d, marsad_str args)
{
    marsad_str recipients = slot_sources(args, "R"), actors = slot_sources(args, "A");

    return d->frame.pos == 'v' && actors.len && actors.ptr[0] == 's' &&
           (marsad_list_has(recipients, MARSAD_LIT("o")) || is_source(recipients, "o") ||
            marsad_str_starts(recipients, MARSAD_LIT("o,")));
}

/* G as a recipient: what a transitive noun governs when it is not the actor. */
static bool genitive_suffers(const struct analysis *a, const struct draft *d, struct parties *out)
{
    const struct roles *r = &d->frame.roles;

    for (unsigned i = 0; i < d->actors.n; i++)
        if (r->has_genitive && d->actors.at[i].first == r->genitive.first)
            return false;
    return r->has_genitive && source_find(a, d->frame.token, r, MARSAD_LIT("g"), out);
}

static bool is_caught_by_frame(const struct draft *d)
{
    return marsad_str_equal(d->frame.count, MARSAD_LIT("captured"));
}

/* قصف الجيش للمدينة، خطف مسلحين لصحافي: with ل and its object behind, the genitive is the one who does it. Of those
 * who can be arrested only: اعتقال خلية لحماس. */
static bool object_follows(const struct analysis *a, const struct draft *d)
{
    const struct roles *r = &d->frame.roles;
    size_t k = phrase_after(a, r->end);

    return r->has_genitive && k < a->n_phrases && a->phrases[k].first == r->end &&
           (!is_caught_by_frame(d) || can_suffer(a, &a->phrases[k])) &&
           (word_at(a, a->phrases[k].first)->clitics & MARSAD_CLITIC_LI) && can_act(a, &r->genitive) &&
           !(phrase_kind(a, &r->genitive) & (IS_PLACE | IS_SITE));
}

/* حصار الرئيس، اعتقال الوزير: one person in the genitive of violence is its victim. */
static bool is_one_person(const struct analysis *a, const struct draft *d)
{
    const struct roles *r = &d->frame.roles;

    return r->has_genitive && marsad_list_has(MARSAD_LIT("ASSAULT|COERCE"), d->frame.type) &&
           (phrase_kind(a, &r->genitive) & IS_PERSON) &&
           !(word_at(a, r->genitive.head)->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) && r->genitive.quantity < 0;
}

/* Does the frame let the genitive suffer? */
static bool suffers_by_frame(const struct draft *d)
{
    marsad_str args = d->frame.args.len ? d->frame.args : default_args(d->frame.pos);
    marsad_str recipients = slot_sources(args, "R");

    return marsad_str_starts(recipients, MARSAD_LIT("G"));
}

/* تم اعتقال فلان: behind a verb of being done the genitive of a noun suffers. */
static bool is_done(const struct analysis *a, const struct draft *d)
{
    return d->frame.pos == 'n' && d->frame.token > a->first && signal_at(a, d->frame.token - 1, "done", NULL).ptr;
}

static bool take_source(const struct analysis *a, struct draft *d, marsad_str source, bool actor, struct parties *out)
{
    const struct roles *r = &d->frame.roles;
    marsad_str norm;

    if (is_source(source, "o") && !actor && pronoun_object_find(a, d, out))
        return true;
    if (is_source(source, "s") && r->passive && actor)
        return source_find(a, d->frame.token, r, MARSAD_LIT("by"), out);
    if (is_source(source, "o") && r->passive && !actor)
        return r->has_subject ? source_find(a, d->frame.token, r, MARSAD_LIT("s"), out)
                              : inherit_victim(a, d->frame.token, out);
    if (is_source(source, "G") && actor && object_follows(a, d))
        return source_find(a, d->frame.token, r, MARSAD_LIT("g"), out);
    if (is_source(source, "G") && actor &&
        (is_one_person(a, d) || sides_is_caught(a, d) || (is_done(a, d) && suffers_by_frame(d))))
        return false;
    if (is_source(source, "G") && !actor)
        return genitive_suffers(a, d, out);
    if (is_source(source, "s") && (actor || draft_is_political(d)) && !r->has_subject && r->dropped)
        return d->frame.pos == 'h' ? inherit_main(a, d->frame.token, out) : inherit_subject(a, d->frame.token, out);
    if (is_source(source, "poss"))
        return possessor_find(a, d, out);
    if (source.len == 1 || is_source(source, "by") || is_source(source, "nat"))
        return source_find(a, d->frame.token, r, source, out);
    return normal_source(a, source, &norm) && source_find(a, d->frame.token + d->frame.tokens - 1, r, norm, out);
}

static void fill_slot(const struct analysis *a, struct draft *d, marsad_str sources, bool actor, struct parties *out)
{
    marsad_str source;
    unsigned before = out->n;

    while (sources.len && marsad_str_next(&sources, ',', &source)) {
        bool found = source.len && take_source(a, d, source, actor, out);
        explain_source(a, actor ? "actor" : "recipient or place", source, out, before);
        if (found)
            return;
    }
}

static bool fill_one(const struct analysis *a, struct draft *d, marsad_str sources, struct phrase *out)
{
    struct parties found = { .n = 0 };

    fill_slot(a, d, sources, false, &found);
    if (found.n)
        *out = found.at[0];
    return found.n > 0;
}

/* طائراته، قواتها: the owner, named before in the sentence, is the better actor. */
static void name_owners(const struct analysis *a, struct parties *p)
{
    for (unsigned i = 0; i < p->n; i++) {
        if (!word_at(a, p->at[i].head)->suffix || !(phrase_kind(a, &p->at[i]) & (IS_FORCE | IS_EQUIPMENT | IS_BODY)))
            continue;
        for (size_t k = phrase_after(a, p->at[i].first); k > 0; k--) {
            const struct phrase *q = &a->phrases[k - 1];
            if (q->definite && !word_at(a, q->head)->suffix && !is_outlet(a, q) &&
                (phrase_kind(a, q) & (IS_BODY | IS_FORCE | IS_ARMED | IS_OFFICIAL))) {
                p->at[i] = *q;
                break;
            }
        }
    }
}

/* The finite verb before token `to` in its clause, at most LIGHT_REACH tokens away; NO_TOKEN if there is none. */
static uint32_t verb_before(const struct analysis *a, uint32_t to)
{
    uint32_t stop = to > a->first + LIGHT_REACH ? to - LIGHT_REACH : a->first;

    for (uint32_t i = to; i > stop; i--) {
        if (word_at(a, i - 1)->class == WORD_VERB)
            return i - 1;
        if (marsad_token_is(a->text, i - 1, ")"))
            while (i > stop + 1 && !marsad_token_is(a->text, i - 1, "("))
                i--;
        else if (word_at(a, i - 1)->class == WORD_SUB || is_clause_mark(a, i - 1))
            return NO_TOKEN;
    }
    return NO_TOKEN;
}

/* نحو 1500 شخص: what looks like a preposition belongs to the number. */
static bool is_hedged(const struct analysis *a, const struct phrase *p)
{
    return p->quantity >= 0 && a->mentions->quantities[p->quantity].span.first <= p->prep;
}

/* تمكن من توقيف … في الحادث: the verb has its complement already. */
static bool has_complement(const struct analysis *a, uint32_t verb, size_t k)
{
    size_t i = phrase_after(a, verb + 1);

    return i < k && a->phrases[i].prep != NO_TOKEN && a->phrases[i].prep <= verb + 1 && !is_hedged(a, &a->phrases[i]) &&
           !only_time_or_place(a, &a->phrases[i]);
}

static bool undertakes(const struct draft *d, marsad_str value, bool bare)
{
    if (marsad_str_equal(value, MARSAD_LIT("announce")))
        return bare && marsad_list_has(MARSAD_LIT("COERCE|MOBILIZE|RETREAT|AID"), d->frame.type);
    if (marsad_str_equal(value, MARSAD_LIT("rule")))
        return !bare && marsad_list_has(MARSAD_LIT("COERCE|SANCTION"), d->frame.type);
    return !bare || is_protest(d) || !marsad_str_equal(value, MARSAD_LIT("prep"));
}

static bool has_power(const struct analysis *a, const struct phrase *p)
{
    return phrase_kind(a, p) & (IS_OFFICIAL | IS_COURT | IS_ARMED);
}

/*
 * قام … بخطف، تمكن من توقيف، خرج الآلاف للاحتجاج: the subject of the verb of doing does what the noun names. What a
 * state body announces to have seized it seized itself ("announce").
 */
static void find_undertaker(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_at(a, d->frame.token);
    uint32_t verb;
    marsad_str value;
    struct roles r;

    if (d->actors.n || d->frame.pos == 'v' || k == a->n_phrases || a->phrases[k].first != d->frame.token)
        return;
    verb = verb_before(a, is_bare(&a->phrases[k]) ? a->phrases[k].first : a->phrases[k].prep);
    if (verb == NO_TOKEN || has_complement(a, verb, k))
        return;
    value = signal_at(a, verb, "undertake", NULL);
    if (!value.ptr || !undertakes(d, value, is_bare(&a->phrases[k])))
        return;
    roles_find(a, verb, 1, 'v', &r);
    if (r.has_subject && marsad_str_equal(value, MARSAD_LIT("announce")) && is_outlet(a, &r.subject))
        return;
    if (r.has_subject && marsad_str_equal(value, MARSAD_LIT("rule")) && !has_power(a, &r.subject))
        return; /* قضى رجل: he died */
    if (r.has_subject && !r.passive && r.subject.first != a->phrases[k].first)
        source_find(a, verb, &r, MARSAD_LIT("s"), &d->actors);
    else if (r.dropped)
        inherit_subject(a, verb, &d->actors);
}

/* Witnesses and sources tell of violence, they do not do it. */
static bool only_tells(const struct analysis *a, const struct draft *d, const struct phrase *p)
{
    return (phrase_kind(a, p) & IS_SOURCE) &&
           marsad_list_has(MARSAD_LIT("ASSAULT|COERCE|PROTEST|MOBILIZE"), d->frame.type);
}

/* "مقتل ثلاثين شخصا", "تفريق ألف متظاهر" as a phrase: the people are meant, not the word for what befell them. */
static void cut_outcome(const struct analysis *a, struct phrase *p)
{
    if (p->head > p->first &&
        (signal_at(a, p->first, "outcome", NULL).ptr || signal_at(a, p->first, "disperse", NULL).ptr))
        *p = phrase_make(a, p->first + 1, p->last);
}

/* مشيرين إلى أنهم: what somebody does meanwhile; but المدعين. */
static bool is_hal(const struct analysis *a, const struct phrase *p)
{
    return signal_at(a, p->head, "hal", NULL).ptr && !(word_at(a, p->head)->clitics & MARSAD_CLITIC_AL);
}

/* Things and times do no harm: a subject that cannot act is no actor. Numbers protest (خرج الآلاف). */
static void drop_what_cannot_act(const struct analysis *a, const struct draft *d, struct parties *p)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < p->n; i++)
        cut_outcome(a, &p->at[i]);
    for (unsigned i = 0; i < p->n; i++)
        if ((can_act(a, &p->at[i]) || (is_protest(d) && (phrase_kind(a, &p->at[i]) & IS_NUMBER))) &&
            !only_tells(a, d, &p->at[i]) && !(p->at[i].head == d->frame.word && d->frame.word != d->frame.token) &&
            !is_hal(a, &p->at[i]) && !signal_at(a, p->at[i].head, "device", NULL).ptr &&
            !signal_at(a, p->at[i].head, "paper", NULL).ptr && !signal_at(a, p->at[i].head, "outcome", NULL).ptr)
            p->at[kept++] = p->at[i];
    p->n = kept;
}

/* "قرار الحكومة", "سياسة الرئيس": what is protested against or praised is somebody's; that somebody is the recipient.
 */
void cut_to_owner(const struct analysis *a, struct phrase *p)
{
    if (!(phrase_kind(a, p) & IS_THING) && !signal_at(a, p->head, "paper", NULL).ptr)
        return;
    for (uint32_t i = p->first + 1; i < p->last; i++) {
        struct phrase owner;
        if (word_at(a, i)->agent < 0 && word_at(a, i)->class != WORD_NAME)
            continue;
        if (i > p->first + 1 && word_at(a, i - 1)->class == WORD_DEM)
            i--;
        owner = phrase_make(a, i, p->last);
        if (can_act(a, &owner))
            *p = owner;
        return;
    }
}

/* الجرائم التي ترتكبها الميليشيا، تصريحات أدلى بها الوزير: who did what is condemned is whom it is held against. */
static void cut_to_doer(const struct analysis *a, struct phrase *p)
{
    uint32_t verb = p->last < a->last && word_at(a, p->last)->class == WORD_REL ? p->last + 1 : p->last;
    struct roles r;

    if ((!(phrase_kind(a, p) & IS_THING) && !signal_at(a, p->head, "paper", NULL).ptr) || verb >= a->last ||
        word_at(a, verb)->class != WORD_VERB ||
        (!word_at(a, verb)->suffix && !(verb + 1 < a->last && signal_at(a, verb + 1, "resumptive", NULL).ptr)))
        return;
    roles_find(a, verb, 1, 'v', &r);
    if (r.has_subject && !r.passive && r.subject.first > verb && can_act(a, &r.subject) && is_bare(&r.subject))
        *p = r.subject;
}

/* "في بغداد", "في بلدة مندلي": the town is where it happened, not whom it befell. */
static bool is_only_where(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    if (!(kind & IS_PLACE) && signal_at(a, p->head, "same-place", NULL).ptr)
        kind |= IS_PLACE;
    if (p->prep != NO_TOKEN && p->mention < 0 && signal_at(a, p->first, "whereabouts", NULL).ptr &&
        (signal_at(a, p->prep, "locative", NULL).ptr || (word_at(a, p->first)->clitics & MARSAD_CLITIC_BI)))
        return true; /* في مختلف أنحاء البلاد */
    return p->prep != NO_TOKEN && (kind & IS_PLACE) && !(kind & IS_SITE) && p->mention >= 0 &&
           (signal_at(a, p->prep, "locative", NULL).ptr || (word_at(a, p->first)->clitics & MARSAD_CLITIC_BI));
}

/* Who could answer; of those set free a number is enough (عن ثمانية منهم). */
static bool is_political_party(const struct analysis *a, const struct draft *d, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    return (can_act(a, p) && !(kind & IS_EQUIPMENT)) ||
           ((kind & IS_NUMBER) && marsad_str_equal(d->frame.mode, MARSAD_LIT("release")));
}

/* كل من ينشر: the word alone is nobody. */
static bool is_bare_quantifier(const struct analysis *a, const struct phrase *p)
{
    return p->last == p->first + 1 && p->quantity < 0 && !word_at(a, p->first)->suffix &&
           signal_at(a, p->first, "all-of", NULL).ptr;
}

/* Effects and times are no recipients; words are said to somebody who could answer. */
static void drop_no_recipients(const struct analysis *a, const struct draft *d, struct parties *p)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < p->n; i++) {
        cut_outcome(a, &p->at[i]);
        if (draft_is_political(d))
            cut_to_owner(a, &p->at[i]);
        if (draft_is_verbal(d))
            cut_to_doer(a, &p->at[i]);
    }
    for (unsigned i = 0; i < p->n; i++)
        if (!signal_at(a, p->at[i].head, "outcome", NULL).ptr && word_at(a, p->at[i].first)->class != WORD_TIME &&
            !signal_at(a, p->at[i].head, "weapon", NULL).ptr && !is_bare_quantifier(a, &p->at[i]) &&
            !is_only_where(a, &p->at[i]) && !signal_at(a, p->at[i].head, "no-party", NULL).ptr &&
            !(draft_is_political(d) && signal_at(a, p->at[i].head, "paper", NULL).ptr) &&
            (!draft_is_political(d) || is_political_party(a, d, &p->at[i])))
            p->at[kept++] = p->at[i];
    p->n = kept;
}

/* زيارة إلى مصر تلبية لدعوة: a source that names only what can be no recipient gives way to the next one near by. */
static void fill_recipients(const struct analysis *a, struct draft *d, marsad_str sources)
{
    uint32_t behind = d->frame.word == d->frame.token ? d->frame.token + d->frame.tokens : d->frame.word + 1;
    marsad_str source;
    bool refused = false;

    while (!d->recipients.n && sources.len && marsad_str_next(&sources, ',', &source)) {
        fill_slot(a, d, source, false, &d->recipients);
        if (refused && d->recipients.n && d->recipients.at[0].first > behind + SECOND_REACH)
            d->recipients.n = 0;
        refused |= d->recipients.n > 0;
        drop_no_recipients(a, d, &d->recipients);
    }
}

/* هجوم … نفذه متطرف، غارة شنها التحالف: the one who carried it out is the subject of a verb behind the noun. */
static void find_doer(const struct analysis *a, struct draft *d)
{
    uint32_t end = d->frame.token + 12 < a->last ? d->frame.token + 12 : a->last;
    struct roles r;

    if (d->actors.n || d->frame.pos == 'v')
        return;
    for (uint32_t i = d->frame.token + d->frame.tokens; i < end && !is_clause_mark(a, i); i++) {
        if (word_at(a, i)->class != WORD_VERB || !word_at(a, i)->suffix || !signal_at(a, i, "carry-out", NULL).ptr)
            continue;
        roles_find(a, i, 1, 'v', &r);
        if (r.has_subject && r.subject.first > i)
            source_find(a, i, &r, MARSAD_LIT("s"), &d->actors);
        return;
    }
}

/* بين X وY: the side named first is written as actor, the other as recipient. */
static void part_sides(struct draft *d)
{
    struct parties *p = &d->actors;

    if (p->n != 2 || !p->at[0].between || !p->at[1].between)
        return;
    d->recipients.at[d->recipients.n++] = p->at[1];
    p->n = 1;
}

/* اعتقالهم، إدانتها: what is done to the genitive is done to the pronoun too. */
static bool is_done_to_genitive(marsad_str args)
{
    marsad_str recipients = slot_sources(args, "R");

    return recipients.len && (recipients.ptr[0] == 'G' || recipients.ptr[0] == 'g');
}

void arguments_fill(const struct analysis *a, struct draft *d)
{
    marsad_str args = d->frame.args.len ? d->frame.args : default_args(d->frame.pos), more;
    bool had_actor;

    if (may_be_passive(d, args))
        voice_decide(a, d);
    fill_slot(a, d, slot_sources(args, "A"), true, &d->actors);
    part_sides(d);
    if (!d->actors.n && d->frame.pos == 'n')
        possessor_find(a, d, is_done_to_genitive(args) ? &d->recipients : &d->actors);
    more = slot_sources(args, "A+");
    if (more.len && !d->recipients.n)
        fill_slot(a, d, more, false, &d->recipients);
    sides_flyer_behind_li(a, d);
    find_doer(a, d);
    had_actor = d->actors.n;
    find_undertaker(a, d);
    d->undertaken = d->frame.pos == 'n' && d->actors.n && !had_actor;
    if (!d->actors.n && marsad_list_has(MARSAD_LIT("COERCE|ASSAULT"), d->frame.type))
        doer_before(a, d);
    if (is_protest(d))
        crowd_of_protest(a, d);
    name_owners(a, &d->actors);
    drop_what_cannot_act(a, d, &d->actors);
    sides_drop_passers(a, &d->actors);
    if (!d->recipients.n)
        fill_recipients(a, d, slot_sources(args, "R"));
    drop_no_recipients(a, d, &d->recipients);
    sides_drop_passers(a, &d->recipients);
    d->has_place = fill_one(a, d, slot_sources(args, "P"), &d->place);
    d->has_gains = fill_one(a, d, slot_sources(d->frame.control, "gains"), &d->gains);
    d->has_loses = fill_one(a, d, slot_sources(d->frame.control, "loses"), &d->loses);
    d->has_territory = fill_one(a, d, slot_sources(d->frame.control, "territory"), &d->territory);
    control_settle(a, d);
}

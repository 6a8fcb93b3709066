/*
 * arguments.c - actors, recipients, place and control of an event by the sources that its frame lists.
 */
#include "event/explain.h"

#define VISIT_REACH 4  /* tokens between who made a visit and where it led to */
#define SECOND_REACH 6 /* tokens behind a trigger where a second source may still name its recipient */

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

static bool is_caught_by_frame(const struct draft *d)
{
    return marsad_str_equal(d->frame.count, MARSAD_LIT("captured"));
}

/* الجيش, مسلحين; but a جندي للجيش or a دبابة للجيش suffers. */
static bool could_be_doer(const struct analysis *a, const struct phrase *p)
{
    return p->definite || ((word_at(a, p->head)->form & MARSAD_FORM_PLURAL) && p->quantity < 0 &&
                           (phrase_kind(a, p) & IS_ARMED) && !(phrase_kind(a, p) & IS_EQUIPMENT));
}

/* قصف الجيش للمدينة، خطف مسلحين لصحافي: with ل and its object behind, the genitive is the one who does it. Of those
 * who can be arrested only: اعتقال خلية لحماس. */
static bool object_follows(const struct analysis *a, const struct draft *d)
{
    const struct roles *r = &d->frame.roles;
    size_t k = phrase_after(a, r->end);

    return r->has_genitive && could_be_doer(a, &r->genitive) && k < a->n_phrases && a->phrases[k].first == r->end &&
           (!is_caught_by_frame(d) || can_suffer(a, &a->phrases[k])) &&
           (word_at(a, a->phrases[k].first)->clitics & MARSAD_CLITIC_LI) && can_act(a, &r->genitive) &&
           !(phrase_kind(a, &r->genitive) & (IS_PLACE | IS_SITE));
}

/* Not للمرة الأولى, لأسباب. */
static bool can_suffer_or_act(const struct analysis *a, const struct phrase *p)
{
    return !(phrase_kind(a, p) & IS_THING) && word_at(a, p->first)->class != WORD_TIME;
}

/* حصار الرئيس، اعتقال الوزير: one person in the genitive of violence is its victim. */
static bool is_one_person(const struct analysis *a, const struct draft *d)
{
    const struct roles *r = &d->frame.roles;

    return r->has_genitive && marsad_list_has(MARSAD_LIT("ASSAULT|COERCE"), d->frame.type) &&
           (phrase_kind(a, &r->genitive) & IS_PERSON) &&
           !(word_at(a, r->genitive.head)->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) && r->genitive.quantity < 0;
}

/* Groups, and several armed people: whom others fight. */
static bool is_foe(const struct analysis *a, const struct phrase *p)
{
    marsad_str roles = p->agent >= 0
                           ? marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)p->agent, a->columns.agent_role)
                           : (marsad_str){ NULL, 0 };

    if (!roles.len && p->mention >= 0)
        roles = a->mentions->mentions[p->mention].roles;
    return marsad_list_has(roles, MARSAD_LIT("REB")) || marsad_list_has(roles, MARSAD_LIT("UAF"));
}

/* A noun whose genitive is the foe: قتال المتمردين. */
static bool is_fight(const struct analysis *a, const struct draft *d)
{
    return marsad_str_equal(signal_at(a, d->frame.token, "done-to", NULL), MARSAD_LIT("foe"));
}

/* G as a recipient: what a transitive noun governs when it is not the actor. */
static bool genitive_suffers(const struct analysis *a, const struct draft *d, struct parties *out)
{
    const struct roles *r = &d->frame.roles;

    if (r->has_genitive && is_fight(a, d) && !is_foe(a, &r->genitive))
        return false; /* قتال الشوارع */
    for (unsigned i = 0; i < d->actors.n; i++)
        if (r->has_genitive && d->actors.at[i].first == r->genitive.first)
            return false;
    return r->has_genitive && source_find(a, d->frame.token, r, MARSAD_LIT("g"), out);
}

/* قتال الجيش ضد المتمردين: the fight names its other side. */
static bool names_other_side(const struct analysis *a, uint32_t behind)
{
    return behind < a->last && word_at(a, behind)->class == WORD_PREP &&
           (signal_at(a, behind, "with", NULL).ptr || signal_at(a, behind, "against", NULL).ptr);
}

/* استجواب الوزير، مصادرة أسلحة المتمردين: behind some nouns one person and things suffer, unless an object follows. */
static bool is_done_to(const struct analysis *a, const struct draft *d)
{
    const struct roles *r = &d->frame.roles;
    unsigned kind = r->has_genitive ? phrase_kind(a, &r->genitive) : 0;
    marsad_str whom = signal_at(a, d->frame.token, "done-to", NULL);

    if (!whom.ptr || !r->has_genitive || r->has_object || object_follows(a, d))
        return false;
    if (marsad_str_equal(whom,
                         MARSAD_LIT("foe"))) /* قتال المتمردين; but قتال الجيش ضد, of an army or a state with no foe */
        return is_foe(a, &r->genitive) && !names_other_side(a, r->genitive.last);
    return marsad_str_equal(whom, MARSAD_LIT("person"))
               ? (kind & IS_PERSON) && !(kind & (IS_FORCE | IS_BODY | IS_COURT))
               : kind & (IS_EQUIPMENT | IS_THING | IS_SITE);
}

/* Does the frame let the genitive suffer? */
static bool suffers_by_frame(const struct draft *d)
{
    marsad_str args = d->frame.args.len ? d->frame.args : default_args(d->frame.pos);
    marsad_str recipients = slot_sources(args, "R");

    return marsad_str_starts(recipients, MARSAD_LIT("G"));
}

/* تدمير دبابة: a vehicle that is not known suffers; aircraft rather act. */
static bool is_one_weapon(const struct analysis *a, const struct draft *d)
{
    const struct phrase *p = &d->frame.roles.genitive;

    return d->frame.roles.has_genitive && !p->definite && (phrase_kind(a, p) & IS_EQUIPMENT) && suffers_by_frame(d) &&
           !signal_at(a, p->head, "aircraft", NULL).ptr;
}

/* تم اعتقال فلان: behind a verb of being done the genitive of a noun suffers. */
static bool is_done(const struct analysis *a, const struct draft *d)
{
    return d->frame.pos == 'n' && d->frame.token > a->first && signal_at(a, d->frame.token - 1, "done", NULL).ptr;
}

/* عقد اجتماع بين مصر والسودان: the name of the deed as subject of its verb acts not. */
static bool is_deed_subject(const struct draft *d)
{
    return d->frame.pos == 'v' && d->frame.word != d->frame.token && d->frame.roles.has_subject &&
           d->frame.roles.subject.head == d->frame.word;
}

static bool take_source(const struct analysis *a, struct draft *d, marsad_str source, bool actor, struct parties *out)
{
    const struct roles *r = &d->frame.roles;
    marsad_str norm;

    if (is_source(source, "o") && !actor && pronoun_object_find(a, d, out))
        return true;
    if (is_source(source, "s") && r->passive && actor)
        return source_find(a, d->frame.token, r, MARSAD_LIT("by"), out);
    if (is_source(source, "s") && actor && is_deed_subject(d))
        return false;
    if (is_source(source, "o") && r->passive && !actor)
        return r->has_subject ? source_find(a, d->frame.token, r, MARSAD_LIT("s"), out)
                              : inherit_victim(a, d->frame.token, out);
    if (is_source(source, "G") && actor && object_follows(a, d))
        return source_find(a, d->frame.token, r, MARSAD_LIT("g"), out);
    if (is_source(source, "G") && actor && is_one_weapon(a, d))
        return false;
    if (is_source(source, "G") && actor &&
        (is_one_person(a, d) || is_done_to(a, d) || sides_is_caught(a, d) || (is_done(a, d) && suffers_by_frame(d))))
        return false;
    if (is_source(source, "G") && actor && r->has_genitive && draft_is(d, "ASSAULT") && is_outlet(a, &r->genitive))
        return false; /* هجوم «الصحيفة»: it was the target */
    if (is_source(source, "G") && !actor)
        return genitive_suffers(a, d, out);
    if (is_source(source, "s") && actor && !r->has_subject && r->dropped &&
        source_find(a, d->frame.token, r, MARSAD_LIT("by"), out))
        return true; /* أفرج عنهم من قبل الشرطة */
    if (is_source(source, "s") && (actor || draft_is_political(d)) && !r->has_subject && r->dropped)
        return d->frame.pos == 'h' ? inherit_main(a, d->frame.token, out)
                                   : inherit_subject(a, d->frame.token, out) ||
                                         (actor && draft_is_verbal(d) && r->has_object &&
                                          !is_person_name(a, &r->object) && inherit_told(a, d->frame.token, out));
    if (is_source(source, "poss") ||
        (is_source(source, "g") && d->frame.pos == 'n' && r->has_object && !r->has_genitive))
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

/* زيارة إلى مصر تلبية لدعوة: a source that names only what can be no recipient gives way to the next one near by. */
static void fill_recipients(const struct analysis *a, struct draft *d, marsad_str sources)
{
    uint32_t behind = d->frame.word == d->frame.token ? d->frame.token + d->frame.tokens : d->frame.word + 1;
    marsad_str source;
    bool refused = false;

    while (!d->recipients.n && sources.len && marsad_str_next(&sources, ',', &source)) {
        fill_slot(a, d, source, false, &d->recipients);
        if (refused && !draft_is(d, "ASSAULT") && d->recipients.n && d->recipients.at[0].first > behind + SECOND_REACH)
            d->recipients.n = 0;
        refused |= d->recipients.n > 0;
        sides_drop_no_recipients(a, d, &d->recipients);
    }
}

/* بين X وY: the side named first is written as actor, the other as recipient. */
static void part_sides(struct draft *d)
{
    struct parties *p = &d->actors;
    unsigned kept = 0;

    if (p->n < 2 || !p->at[0].between || p->at[0].beyond)
        return;
    for (unsigned i = 0; i < p->n; i++)
        if (p->at[i].beyond)
            d->recipients.at[d->recipients.n++] = p->at[i];
        else
            p->at[kept++] = p->at[i];
    p->n = kept;
}

/* اعتقالهم، إدانتها: what is done to the genitive is done to the pronoun too. */
static bool is_done_to_genitive(marsad_str args)
{
    marsad_str recipients = slot_sources(args, "R");

    return recipients.len && (recipients.ptr[0] == 'G' || recipients.ptr[0] == 'g');
}

/* عقب اتهامه بالتورط: behind a charge with a pronoun and no object the pronoun is who is charged. */
static bool is_accused(const struct analysis *a, const struct draft *d)
{
    uint32_t behind = d->frame.token + 1;

    return draft_is(d, "ACCUSE") && !d->frame.roles.has_object && behind < a->last &&
           (word_at(a, d->frame.token)->form & MARSAD_FORM_MASDAR) &&
           (word_at(a, behind)->clitics & MARSAD_CLITIC_BI) && (word_at(a, behind)->form & MARSAD_FORM_MASDAR);
}

/* استقبال الرئيس للوزير، دعم مصر للتحالف: words and visits of two who both can act. */
static bool take_guest_behind_li(const struct analysis *a, struct draft *d)
{
    const struct roles *r = &d->frame.roles;
    const struct phrase *other = &a->phrases[phrase_after(a, r->end)];
    bool host = signal_at(a, d->frame.token, "reception", NULL).ptr != NULL;
    const unsigned does = IS_PERSON | IS_BODY | IS_FORCE | IS_OFFICIAL | IS_ARMED | IS_PLACE;

    if (d->frame.pos != 'n' || !(host || signal_at(a, d->frame.token, "stand-of", NULL).ptr) || !object_follows(a, d) ||
        !(phrase_kind(a, &r->genitive) & (does & ~(unsigned)IS_PLACE)) || !(phrase_kind(a, other) & does) ||
        !other->definite)
        return false;
    (host ? &d->recipients : &d->actors)->at[0] = r->genitive;
    (host ? &d->actors : &d->recipients)->at[0] = *other;
    d->actors.n = d->recipients.n = 1;
    return true;
}

/* قصف الجيش للمدينة، اعتقال السلطات لعشرات المحتجين: who does it stands in the genitive, to whom it is done behind ل.
 */
static void take_object_behind_li(const struct analysis *a, struct draft *d)
{
    const struct roles *r = &d->frame.roles;
    const struct phrase *object = &a->phrases[phrase_after(a, r->genitive.last)];
    const unsigned does = IS_ARMED | IS_BODY | IS_FORCE | IS_OFFICIAL;

    if (take_guest_behind_li(a, d))
        return;
    if (d->frame.pos != 'n' || !marsad_list_has(MARSAD_LIT("ASSAULT|COERCE"), d->frame.type) || !r->has_genitive ||
        signal_at(a, r->genitive.last - 1, "sides-with", NULL).ptr || /* تحرير القوات الموالية للحكومة */
        !object_follows(a, d) || !r->genitive.definite || !(phrase_kind(a, &r->genitive) & does) ||
        (phrase_kind(a, &r->genitive) & (IS_NUMBER | IS_MEDIA)) || !can_suffer_or_act(a, object))
        return;
    d->actors.at[d->actors.n++] = r->genitive;
    d->recipients.at[d->recipients.n++] = *object;
}

/* قصف الطيران بالبراميل مناطق …، خطف مسلحين خمسة عمال: the object of a noun whose doer stands in the genitive. */
static void take_object_of_noun(const struct analysis *a, struct draft *d)
{
    const struct roles *r = &d->frame.roles;
    size_t k = phrase_after(a, r->genitive.last);
    const struct phrase *p;

    if (d->frame.pos != 'n' || !draft_is(d, "ASSAULT") || !r->has_genitive || d->recipients.n || d->actors.n != 1 ||
        d->actors.at[0].first != r->genitive.first)
        return;
    if (k < a->n_phrases && a->phrases[k].first == r->genitive.last &&
        (word_at(a, a->phrases[k].first)->clitics & MARSAD_CLITIC_BI))
        k++; /* with what */
    p = &a->phrases[k];
    if (k < a->n_phrases && k > 0 && p->first == a->phrases[k - 1].last && is_bare(p) && !p->conjoined &&
        !p->definite && (phrase_kind(a, p) & (IS_SITE | IS_PERSON | IS_PEOPLE | IS_NUMBER)) &&
        !only_time_or_place(a, p))
        d->recipients.at[d->recipients.n++] = *p;
}

/* Does the frame name its recipient by على? */
static bool takes_upon(marsad_str sources)
{
    marsad_str source;

    while (sources.len && marsad_str_next(&sources, ',', &source))
        if (marsad_str_equal(source, MARSAD_LIT("\u0639\u0644\u0649")))
            return true;
    return false;
}

static void find_owner(const struct analysis *a, struct draft *d, marsad_str args)
{
    if (is_accused(a, d))
        accused_find(a, d, &d->recipients);
    else
        possessor_find(a, d, is_done_to_genitive(args) ? &d->recipients : &d->actors);
}

/* حيث شنت غارات، ونفذ هجمات: the name of the deed behind its verb is no subject; who did it was named before. */
static void drop_deed_as_subject(const struct analysis *a, struct draft *d)
{
    struct roles *r = &d->frame.roles;
    const struct word *verb = word_at(a, d->frame.token);
    bool takes_woman = verb->form & MARSAD_FORM_FEMININE;

    if (d->frame.pos != 'v' || d->frame.word == d->frame.token || !r->has_subject || r->passive ||
        r->subject.head != d->frame.word || r->subject.first < d->frame.token)
        return;
    if (!signal_at(a, d->frame.token, "launch", NULL).ptr &&
        (takes_woman || !(word_at(a, d->frame.word)->form & (MARSAD_FORM_FEMININE | MARSAD_FORM_PLURAL))))
        return; /* ونفذت غارات: may be said of them */
    r->has_subject = false;
    r->dropped = true;
}

/* زيارة للرئيس فلان إلى واشنطن: of a visit that leads somewhere else, ل names who made it. */
static void take_visitor_behind_li(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_after(a, d->frame.roles.end);
    const struct phrase *p = &a->phrases[k];

    if (d->actors.n || d->frame.pos != 'n' || !marsad_str_equal(d->frame.mode, MARSAD_LIT("visit")) ||
        word_at(a, d->frame.token)->suffix || k + 1 >= a->n_phrases || p->first != d->frame.roles.end ||
        !(word_at(a, p->first)->clitics & MARSAD_CLITIC_LI) || !(phrase_kind(a, p) & (IS_PERSON | IS_OFFICIAL)) ||
        (phrase_kind(a, p) & IS_PLACE))
        return;
    for (k++; k < a->n_phrases && a->phrases[k].first <= p->last + VISIT_REACH; k++)
        if (a->phrases[k].prep != NO_TOKEN && signal_at(a, a->phrases[k].prep, "leads-to", NULL).ptr) {
            d->actors.at[d->actors.n++] = *p;
            return;
        }
}

/* وقضت المحكمة بحبسه عامين: whom the pronoun means that a verdict is upon. */
static void take_sentenced(const struct analysis *a, struct draft *d)
{
    const struct roles *r = &d->frame.roles;
    uint32_t at = r->has_subject && r->subject.first > d->frame.token ? r->subject.last : d->frame.token + 1;
    struct draft verdict = *d;

    if (d->recipients.n || d->frame.pos != 'v' || at >= a->last || !word_at(a, at)->suffix ||
        !marsad_str_equal(d->frame.mode, MARSAD_LIT("convict")) || !(word_at(a, at)->clitics & MARSAD_CLITIC_BI) ||
        !signal_at(a, at, "verdict-of", NULL).ptr)
        return;
    verdict.frame.token = verdict.frame.word = at;
    if (accused_find(a, &verdict, &d->recipients) && d->actors.n && d->recipients.at[0].first == d->actors.at[0].first)
        d->recipients.n = 0;
}

void arguments_fill(const struct analysis *a, struct draft *d)
{
    marsad_str args = d->frame.args.len ? d->frame.args : default_args(d->frame.pos), more;

    drop_deed_as_subject(a, d);
    if (may_be_passive(d, args))
        voice_decide(a, d);
    take_object_behind_li(a, d);
    if (!d->actors.n)
        fill_slot(a, d, slot_sources(args, "A"), true, &d->actors);
    part_sides(d);
    if (!d->actors.n && d->frame.pos == 'n')
        find_owner(a, d, args);
    if (!d->actors.n)
        visitor_by_title(a, d, &d->actors);
    take_visitor_behind_li(a, d);
    more = slot_sources(args, "A+");
    if (more.len && !d->recipients.n)
        fill_slot(a, d, more, false, &d->recipients);
    d->opponents = more.len && d->recipients.n && !d->actors.n;
    sides_attacker_behind_li(a, d);
    doers_find(a, d);
    clashes_repelled(a, d);
    clashes_suffered(a, d);
    clashes_other_side(a, d);
    clashes_blamed(a, d);
    if (!d->actors.n && marsad_list_has(MARSAD_LIT("COERCE|ASSAULT"), d->frame.type))
        doer_before(a, d);
    if (is_protest(d))
        crowd_of_protest(a, d);
    name_owners(a, &d->actors);
    sides_drop_idle(a, d, &d->actors);
    sides_drop_passers(a, &d->actors);
    if (!d->recipients.n && d->frame.pos == 'n' && draft_is_political(d) && !d->frame.roles.has_genitive)
        source_find(a, d->frame.token, &d->frame.roles, MARSAD_LIT("o"), &d->recipients); /* لقائه الوزير */
    if (!d->recipients.n && takes_upon(slot_sources(args, "R")) && !(draft_is(d, "ASSAULT") && d->frame.pos == 'n'))
        upon_find(a, d, &d->recipients);
    if (!d->recipients.n)
        fill_recipients(a, d, slot_sources(args, "R"));
    take_object_of_noun(a, d);
    take_sentenced(a, d);
    sides_drop_no_recipients(a, d, &d->recipients);
    sides_drop_passers(a, &d->recipients);
    d->has_place = fill_one(a, d, slot_sources(args, "P"), &d->place);
    d->has_gains = fill_one(a, d, slot_sources(d->frame.control, "gains"), &d->gains);
    d->has_loses = fill_one(a, d, slot_sources(d->frame.control, "loses"), &d->loses);
    d->has_territory = fill_one(a, d, slot_sources(d->frame.control, "territory"), &d->territory);
    control_settle(a, d);
}

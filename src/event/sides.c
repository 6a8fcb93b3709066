/*
 * sides.c - who cannot stand on a side of an event: groups without aircraft do not bomb from the air, those who are
 * caught do not arrest, a paper that somebody tells something is no party.
 */
#include "event/coder.h"

static marsad_party party_of_phrase(const struct analysis *a, const struct phrase *p)
{
    struct parties one = { .at = { *p }, .n = 1 };
    marsad_party *party;
    size_t n;

    return parties_fill(a, &one, NULL, &party, &n) ? party[0] : (marsad_party){ 0 };
}

static bool has_role(const struct analysis *a, const struct phrase *p, const char *roles)
{
    marsad_str role = party_of_phrase(a, p).role;

    return role.len && marsad_list_has(marsad_str_of(roles), role);
}

bool is_outlet(const struct analysis *a, const struct phrase *p)
{
    marsad_str roles = p->mention >= 0 ? a->mentions->mentions[p->mention].roles : (marsad_str){ NULL, 0 };

    if ((phrase_kind(a, p) & IS_MEDIA) || (roles.len && marsad_list_has(roles, MARSAD_LIT("JRN"))))
        return true;
    return !roles.len && p->mention >= 0 && a->mentions->mentions[p->mention].kind == MARSAD_MENTION_ORGANISATION &&
           marsad_str_equal(signal_at(a, p->head, "source-kind", NULL), MARSAD_LIT("outlet"));
}

/* ---- raids ---- */

static bool is_from_air(const struct draft *d)
{
    return marsad_str_equal(d->frame.type, MARSAD_LIT("ASSAULT")) &&
           marsad_str_equal(d->frame.mode, MARSAD_LIT("aerial"));
}

static bool is_grounded(const struct analysis *a, const struct phrase *p)
{
    return !signal_at(a, p->head, "aircraft", NULL).ptr && has_role(a, p, "REB|UAF|CRM");
}

static void drop_phrase(struct parties *p, const struct phrase *what)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < p->n; i++)
        if (p->at[i].last <= what->first || what->last <= p->at[i].first)
            p->at[kept++] = p->at[i];
    p->n = kept;
}

static bool among(const struct parties *p, const struct phrase *what)
{
    for (unsigned i = 0; i < p->n; i++)
        if (p->at[i].first < what->last && what->first < p->at[i].last)
            return true;
    return false;
}

void sides_ground(const struct analysis *a, struct draft *d)
{
    struct parties moved = { .n = 0 };

    if (!is_from_air(d))
        return;
    for (unsigned i = 0; i < d->actors.n; i++)
        if (is_grounded(a, &d->actors.at[i]))
            moved.at[moved.n++] = d->actors.at[i];
    for (unsigned i = 0; i < moved.n; i++)
        drop_phrase(&d->actors, &moved.at[i]);
    if (!d->recipients.n)
        d->recipients = moved;
}

bool sides_clash_in_air(const struct analysis *a, const struct draft *x, const struct draft *y)
{
    const struct draft *ground = is_from_air(x) ? y : x;

    return is_from_air(x) != is_from_air(y) && ground->actors.n && ground->recipients.n &&
           is_grounded(a, &ground->actors.at[0]) && !among(&x->recipients, &ground->actors.at[0]) &&
           !among(&y->recipients, &ground->actors.at[0]);
}

/* غارة لطيران التحالف، ضربات للتحالف. */
static bool flies(const struct analysis *a, const struct draft *d, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    return signal_at(a, p->head, "aircraft", NULL).ptr ||
           (signal_at(a, d->frame.token, "raid", NULL).ptr && !(kind & (IS_SITE | IS_PEOPLE)) &&
            (kind & (IS_BODY | IS_FORCE | IS_ARMED)) && !is_grounded(a, p));
}

/* هجوم لمسلحين، عملية للجيش; but a كمين للجيش is laid for it, one of rebels by them. */
static bool is_attack_of(const struct analysis *a, const struct draft *d, const struct phrase *p)
{
    marsad_str whose = signal_at(a, d->frame.token, "attack-of", NULL);
    unsigned kind = phrase_kind(a, p);

    if (!whose.ptr || d->frame.roles.has_genitive || is_from_air(d) || !(kind & IS_ARMED) ||
        (kind & (IS_SITE | IS_NUMBER)))
        return false;
    return !marsad_str_equal(whose, MARSAD_LIT("rebels")) || has_role(a, p, "REB|UAF|CRM");
}

/* هجمات من الميليشيات المتمردة: who attacked, no place that the attack came from. */
static bool comes_from(const struct analysis *a, const struct draft *d, const struct phrase *p)
{
    return p->prep == d->frame.roles.end && p->prep < p->first && word_at(a, p->prep)->span == 1 &&
           signal_at(a, p->prep, "attack-from", NULL).ptr && is_attack_of(a, d, p);
}

void sides_attacker_behind_li(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_after(a, d->frame.roles.end);
    const struct phrase *p;

    if (k == a->n_phrases)
        return;
    p = &a->phrases[k];
    if (d->actors.n || d->frame.pos != 'n' || !marsad_str_equal(d->frame.type, MARSAD_LIT("ASSAULT")))
        return;
    if (comes_from(a, d, p))
        d->actors.at[d->actors.n++] = *p;
    if (p->first != d->frame.roles.end || !(word_at(a, p->first)->clitics & MARSAD_CLITIC_LI))
        return;
    if (flies(a, d, p) || is_attack_of(a, d, p))
        d->actors.at[d->actors.n++] = *p;
}

/* ---- arrests ---- */

/* اعتقال قوة خاصة صحافيا: the phrase right behind is the object. */
static bool has_object_behind(const struct analysis *a, const struct phrase *p)
{
    size_t k = phrase_after(a, p->last);

    return k < a->n_phrases && a->phrases[k].first == p->last && is_bare(&a->phrases[k]) && !a->phrases[k].conjoined &&
           can_suffer(a, &a->phrases[k]) && !only_time_or_place(a, &a->phrases[k]) &&
           (a->phrases[k].quantity >= 0 || is_oblique(a, &a->phrases[k]));
}

bool sides_is_caught(const struct analysis *a, const struct draft *d)
{
    const struct phrase *p = &d->frame.roles.genitive;
    unsigned kind;

    if (!d->frame.roles.has_genitive || !marsad_str_equal(d->frame.count, MARSAD_LIT("captured")) ||
        has_object_behind(a, p))
        return false;
    kind = phrase_kind(a, p);
    if (kind & (IS_COURT | IS_PLACE))
        return false;
    if (signal_at(a, p->head, "cell", NULL).ptr)
        return true;
    return (!p->definite || signal_at(a, p->head, "member", NULL).ptr) &&
           (kind & (IS_PERSON | IS_PEOPLE | IS_OFFICIAL)) && !(kind & IS_FORCE);
}

/* ضبط الرجل أصدقاءه: only who holds power arrests, searches and bans. */
bool sides_is_private(const struct analysis *a, const struct draft *d)
{
    const unsigned power = IS_ARMED | IS_OFFICIAL | IS_COURT | IS_BODY | IS_FORCE | IS_PLACE | IS_MEDIA;

    if (!marsad_str_equal(d->frame.type, MARSAD_LIT("COERCE")) || !d->actors.n)
        return false;
    for (unsigned i = 0; i < d->actors.n; i++) {
        unsigned kind = phrase_kind(a, &d->actors.at[i]);
        if ((kind & power) || !(kind & IS_PERSON))
            return false;
    }
    return true;
}

/* ---- accidents ---- */

bool sides_has_attacker(const struct analysis *a, const struct parties *actors)
{
    for (unsigned i = 0; i < actors->n; i++)
        if (actors->at[i].quantity < 0 || (phrase_kind(a, &actors->at[i]) & (IS_ARMED | IS_FORCE | IS_OFFICIAL)))
            return true;
    return false;
}

/* ---- papers ---- */

/* لقاء مع قناة، اتصال مع وكالة: an interview. */
static bool is_interviewer(const struct analysis *a, const struct phrase *p)
{
    return p->prep != NO_TOKEN && signal_at(a, p->prep, "with", NULL).ptr && is_outlet(a, p);
}

bool sides_is_interview(const struct analysis *a, const struct draft *d)
{
    if (!marsad_str_equal(d->frame.type, MARSAD_LIT("CONSULT")))
        return false;
    for (unsigned i = 0; i < d->recipients.n; i++)
        if (is_interviewer(a, &d->recipients.at[i]))
            return true;
    return d->actors.n && is_interviewer(a, &d->actors.at[0]);
}

/* قال مسؤول لوكالة، نبأ أوردته وكالة، بيان بثته قناة: who passes on. */
static bool only_passes_on(const struct analysis *a, const struct phrase *p)
{
    size_t before = p->first > a->first ? phrase_at(a, p->first - 1) : a->n_phrases;

    if (word_at(a, p->first)->clitics & MARSAD_CLITIC_LI)
        return speech_before(a->speeches, p->first).found ||
               (before < a->n_phrases && is_outlet(a, &a->phrases[before]));
    return p->first > a->first && signal_at(a, p->first - 1, "carries", NULL).ptr;
}

void sides_drop_passers(const struct analysis *a, struct parties *p)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < p->n; i++)
        if (!is_outlet(a, &p->at[i]) || !only_passes_on(a, &p->at[i]))
            p->at[kept++] = p->at[i];
    p->n = kept;
}

/* ---- who does nothing, to whom nothing is done ---- */

/* Witnesses, sources and papers tell of violence, they do not do it. */
static bool only_tells(const struct analysis *a, const struct draft *d, const struct phrase *p)
{
    if (draft_is(d, "ASSAULT") && is_outlet(a, p))
        return true;
    return (phrase_kind(a, p) & IS_SOURCE) &&
           marsad_list_has(MARSAD_LIT("ASSAULT|COERCE|PROTEST|MOBILIZE"), d->frame.type);
}

/* لضبط عدد كبير من المسلحين: a noun of action behind ل or ب and those counted behind it. */
static bool governs_number(const struct analysis *a, const struct phrase *p)
{
    const struct word *first = word_at(a, p->first), *next = word_at(a, p->first + 1);

    return (first->clitics & (MARSAD_CLITIC_LI | MARSAD_CLITIC_BI)) && (first->form & MARSAD_FORM_MASDAR) &&
           first->agent < 0 && first->class == WORD_NOUN && (next->class == WORD_NUMBER || next->class == WORD_QUANT);
}

void cut_outcome(const struct analysis *a, struct phrase *p)
{
    if (p->last > p->first + 1 &&
        (signal_at(a, p->first, "outcome", NULL).ptr || signal_at(a, p->first, "disperse", NULL).ptr ||
         signal_at(a, p->first, "life-of", NULL).ptr || signal_at(a, p->first, "bullets", NULL).ptr ||
         governs_number(a, p)))
        *p = phrase_make(a, p->first + 1, p->last);
}

/* مشيرين إلى أنهم: what somebody does meanwhile; but المدعين. */
static bool is_hal(const struct analysis *a, const struct phrase *p)
{
    return signal_at(a, p->head, "hal", NULL).ptr && !(word_at(a, p->head)->clitics & MARSAD_CLITIC_AL);
}

/* Things and times do no harm: a subject that cannot act is no actor. Numbers protest (خرج الآلاف). */
void sides_drop_idle(const struct analysis *a, const struct draft *d, struct parties *p)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < p->n; i++)
        cut_outcome(a, &p->at[i]);
    for (unsigned i = 0; i < p->n; i++)
        if ((can_act(a, &p->at[i]) || (draft_is(d, "PROTEST") && (phrase_kind(a, &p->at[i]) & IS_NUMBER))) &&
            !only_tells(a, d, &p->at[i]) && !(p->at[i].head == d->frame.word && d->frame.word != d->frame.token) &&
            !is_hal(a, &p->at[i]) && !signal_at(a, p->at[i].head, "device", NULL).ptr &&
            !signal_at(a, p->at[i].head, "bullets", NULL).ptr && !signal_at(a, p->at[i].head, "paper", NULL).ptr &&
            !signal_at(a, p->at[i].head, "outcome", NULL).ptr)
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

/* التصريحات العدائية من قبل الحكومة: whose doing it is that is condemned. */
static void cut_to_agent(const struct analysis *a, struct phrase *p)
{
    size_t k = phrase_after(a, p->last);

    if (!(phrase_kind(a, p) & IS_THING) && !signal_at(a, p->head, "paper", NULL).ptr)
        return;
    if (k < a->n_phrases && a->phrases[k].prep == p->last && signal_at(a, p->last, "agent", NULL).ptr &&
        can_act(a, &a->phrases[k]))
        *p = a->phrases[k];
}

/* "في بغداد", "في بلدة مندلي": the town is where it happened, not whom it befell. */
static bool is_only_where(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    bool same = signal_at(a, p->head, "same-place", NULL).ptr != NULL; /* في البلدة */

    if (p->prep != NO_TOKEN && p->mention < 0 && signal_at(a, p->first, "whereabouts", NULL).ptr &&
        (signal_at(a, p->prep, "locative", NULL).ptr || (word_at(a, p->first)->clitics & MARSAD_CLITIC_BI)))
        return true; /* في مختلف أنحاء البلاد */
    return p->prep != NO_TOKEN && (same || (kind & IS_PLACE)) && !(kind & IS_SITE) && (same || p->mention >= 0) &&
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

/* اعتقال التنظيم لخمسة ضباط: with ل behind it the genitive of what is condemned did it. */
static bool names_victim(const struct analysis *a, const struct phrase *p)
{
    return p->last < a->last && (word_at(a, p->last)->clitics & MARSAD_CLITIC_LI);
}

/* قال مصدر [في المقاومة] إن، أشارت مصادر [داخل الجيش]: of whom those are who tell of violence. */
static bool is_of_source(const struct analysis *a, const struct draft *d, const struct phrase *p)
{
    size_t before =
        p->prep != NO_TOKEN && p->prep < p->first && p->prep > a->first ? phrase_at(a, p->prep - 1) : a->n_phrases;

    return before < a->n_phrases && a->phrases[before].last == p->prep && p->last <= d->frame.token &&
           (phrase_kind(a, &a->phrases[before]) & IS_SOURCE) &&
           marsad_list_has(MARSAD_LIT("ASSAULT|COERCE"), d->frame.type);
}

/* Effects and times are no recipients; words are said to somebody who could answer. */
void sides_drop_no_recipients(const struct analysis *a, const struct draft *d, struct parties *p)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < p->n; i++) {
        if (draft_condemns(d) && signal_at(a, p->at[i].first, "outcome", NULL).ptr && !names_victim(a, &p->at[i]))
            continue; /* who condemns a death accuses nobody who died */
        cut_outcome(a, &p->at[i]);
        if (draft_is_political(d))
            cut_to_owner(a, &p->at[i]);
        if (draft_is_verbal(d))
            cut_to_doer(a, &p->at[i]);
        if (draft_condemns(d))
            cut_to_agent(a, &p->at[i]);
    }
    for (unsigned i = 0; i < p->n; i++)
        if (!signal_at(a, p->at[i].head, "outcome", NULL).ptr && word_at(a, p->at[i].first)->class != WORD_TIME &&
            !signal_at(a, p->at[i].head, "weapon", NULL).ptr && !is_bare_quantifier(a, &p->at[i]) &&
            !is_only_where(a, &p->at[i]) && !is_of_source(a, d, &p->at[i]) &&
            !signal_at(a, p->at[i].head, "no-party", NULL).ptr &&
            !(draft_is_political(d) && signal_at(a, p->at[i].head, "paper", NULL).ptr) &&
            (!draft_is_political(d) || is_political_party(a, d, &p->at[i])))
            p->at[kept++] = p->at[i];
    p->n = kept;
}

/* ضبطت أسلحة، صودرت شاحنات: things that are taken are nobody, unless it is told whose they are. */
static bool is_seized_thing(const struct analysis *a, const struct draft *d, const struct phrase *p)
{
    if (!marsad_str_equal(d->frame.type, MARSAD_LIT("COERCE")) || p->mention >= 0 || p->country >= 0 ||
        !signal_at(a, p->head, "seized", NULL).ptr || word_at(a, p->head)->suffix ||
        (p->last < a->last && (signal_at(a, p->last, "owned", NULL).ptr || names_victim(a, p))))
        return false;
    for (uint32_t i = p->head + 1; i < p->last; i++)
        if (word_at(a, i)->agent >= 0 || word_at(a, i)->class == WORD_NAME)
            return false;
    return true;
}

void sides_drop_things(const struct analysis *a, const struct draft *d, struct parties *recipients)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < recipients->n; i++)
        if (!signal_at(a, recipients->at[i].head, "no-target", NULL).ptr && !is_seized_thing(a, d, &recipients->at[i]))
            recipients->at[kept++] = recipients->at[i];
    recipients->n = kept;
}

/*
 * doers.c - who did what a noun names, where its own arguments name nobody: the subject of a verb of doing before it,
 * of a verb of carrying out behind it, and who claims the deed.
 */
#include "event/coder.h"

#define LIGHT_REACH 24 /* tokens between a verb of doing and the noun that says what was done */
#define CLAIM_REACH 16 /* tokens between أعلن and مسؤوليته */
#define DEED_REACH 12  /* tokens between a claim and the deed behind it */

/* أعلنت الكتائب استهداف دبابة: a feat that who announces it did. */
static bool boasts(const struct analysis *a, const struct draft *d)
{
    return draft_is(d, "ASSAULT") && signal_at(a, d->frame.token, "feat", NULL).ptr;
}

static bool undertakes(const struct analysis *a, const struct draft *d, marsad_str value, bool bare)
{
    if (marsad_str_equal(value, MARSAD_LIT("announce")))
        return bare &&
               (marsad_list_has(MARSAD_LIT("COERCE|MOBILIZE|RETREAT|AID|ACCUSE|SANCTION|CONCEDE|COOPERATE|REJECT"),
                                d->frame.type) ||
                boasts(a, d));
    if (marsad_str_equal(value, MARSAD_LIT("object")))
        return bare;
    if (marsad_str_equal(value, MARSAD_LIT("rule")))
        return !bare && marsad_list_has(MARSAD_LIT("COERCE|SANCTION"), d->frame.type);
    return !bare || draft_is(d, "PROTEST") || !marsad_str_equal(value, MARSAD_LIT("prep"));
}

/* قام بقصف، تمكن من قصف; but not: هدد بعد قصف. */
static bool is_governed(const struct analysis *a, const struct phrase *p)
{
    if (is_bare(p) || p->prep == p->first)
        return true;
    return signal_at(a, p->prep, "governed", NULL).ptr;
}

/* تمكن … من، نجح … في: does the verb take the preposition of the phrase? */
static bool takes_prep(const struct analysis *a, uint32_t verb, const struct phrase *p)
{
    marsad_str prep = signal_at(a, verb, "takes", NULL);

    return prep.len && marsad_str_equal(prep, p->prep_text);
}

/*
 * The finite verb before a phrase in its clause, at most LIGHT_REACH tokens away; NO_TOKEN if there is none. Relative
 * clauses are stepped over to a verb that takes the phrase's preposition: تمكن المقاتلون الذين يدعمون الرئيس، من.
 */
static uint32_t verb_before(const struct analysis *a, const struct phrase *p)
{
    uint32_t to = is_bare(p) ? p->first : p->prep, first = NO_TOKEN;
    uint32_t stop = to > a->first + LIGHT_REACH ? to - LIGHT_REACH : a->first;

    for (uint32_t i = to; i > stop; i--) {
        if (word_at(a, i - 1)->class == WORD_VERB) {
            if (takes_prep(a, i - 1, p))
                return i - 1;
            first = first == NO_TOKEN ? i - 1 : first;
            if (is_bare(p) || antecedent(a, i - 1) == a->n_phrases)
                return first;
        }
        if (marsad_token_is(a->text, i - 1, ")"))
            while (i > stop + 1 && !marsad_token_is(a->text, i - 1, "("))
                i--;
        else if (word_at(a, i - 1)->class == WORD_SUB || is_clause_mark(a, i - 1))
            return first;
    }
    return first;
}

/* نحو 1500 شخص: what looks like a preposition belongs to the number. */
static bool is_hedged(const struct analysis *a, const struct phrase *p)
{
    return p->quantity >= 0 && a->mentions->quantities[p->quantity].span.first <= p->prep;
}

/* تمكن من توقيف … في الحادث: the verb has its complement already; تمكن بدعم من الحلفاء من: it has not. */
static bool has_complement(const struct analysis *a, uint32_t verb, const struct phrase *p, size_t k)
{
    size_t i = phrase_after(a, verb + 1);

    return i < k && a->phrases[i].prep != NO_TOKEN && a->phrases[i].prep <= verb + 1 && !is_hedged(a, &a->phrases[i]) &&
           !only_time_or_place(a, &a->phrases[i]) && (!takes_prep(a, verb, p) || takes_prep(a, verb, &a->phrases[i]));
}

/* تمكن من القبض على المتهم وضبط أسلحة: و joins the deed to the noun of action that is the verb's complement. */
static bool joins_complement(const struct analysis *a, uint32_t verb, size_t k)
{
    const struct phrase *p = &a->phrases[k], *first = &a->phrases[phrase_after(a, verb + 1)];

    if (!p->conjoined || !is_bare(p) || !(word_at(a, p->first)->form & MARSAD_FORM_MASDAR))
        return false;
    for (; first < p; first++)
        if (first->prep != NO_TOKEN && takes_prep(a, verb, first))
            return word_at(a, first->first)->form & MARSAD_FORM_MASDAR;
    return false;
}

static bool is_armed_body(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    return (kind & IS_ARMED) && (kind & (IS_BODY | IS_PEOPLE));
}

/* Outlets announce and admit what others did; اعترف بمقتل: a death admitted is nobody's deed. */
static bool only_says(const struct analysis *a, const struct draft *d, marsad_str value, const struct phrase *subject)
{
    if (marsad_str_equal(value, MARSAD_LIT("rule")))
        return !(phrase_kind(a, subject) & (IS_OFFICIAL | IS_COURT | IS_ARMED)); /* قضى رجل: he died */
    if (marsad_str_equal(value, MARSAD_LIT("deny")) && !(phrase_kind(a, subject) & IS_FORCE) &&
        !is_armed_body(a, subject))
        return true; /* a spokesman, a ministry denies what others are said to have done */
    if (marsad_str_equal(value, MARSAD_LIT("admit")) || marsad_str_equal(value, MARSAD_LIT("deny")))
        return is_outlet(a, subject) || signal_at(a, d->frame.token, "outcome", NULL).ptr;
    if (!marsad_str_equal(value, MARSAD_LIT("announce")))
        return false;
    return is_outlet(a, subject) ||
           (boasts(a, d) && !(phrase_kind(a, subject) & IS_FORCE) && !is_armed_body(a, subject));
}

/* أطلقت السلطات عملية [مداهمات]، سلسلة من [الغارات]: only words for how many deeds stand before it in its phrase. */
static bool leads_phrase(const struct analysis *a, const struct phrase *p, uint32_t deed)
{
    for (uint32_t i = p->first; i < deed; i++)
        if (!signal_at(a, i, "series", NULL).ptr && word_at(a, i)->class != WORD_NUMBER &&
            word_at(a, i)->class != WORD_QUANT && !signal_at(a, i, "partitive", NULL).ptr)
            return false;
    return p->first <= deed;
}

/*
 * قام … بخطف، تمكن من توقيف، خرج الآلاف للاحتجاج: the subject of the verb of doing does what the noun names. What a
 * state body announces to have seized it seized itself ("announce").
 */
static void find_undertaker(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_at(a, d->frame.token);
    const struct phrase *p = &a->phrases[k];
    uint32_t verb;
    marsad_str value;
    struct roles r;

    if (d->actors.n || d->frame.pos == 'v' || k == a->n_phrases || !leads_phrase(a, p, d->frame.token) ||
        !is_governed(a, p))
        return;
    verb = verb_before(a, p);
    if (verb == NO_TOKEN || (has_complement(a, verb, p, k) && !joins_complement(a, verb, k)) ||
        reply_between(a, verb, p->first) < p->first)
        return;
    if (p->first != d->frame.token && word_at(a, verb)->suffix && antecedent(a, verb) < a->n_phrases)
        return; /* القوات التي تقودها الدولة: it has its object */
    value = signal_at(a, verb, "undertake", NULL);
    if (!value.ptr || !undertakes(a, d, value, is_bare(p) && !joins_complement(a, verb, k)))
        return;
    roles_find(a, verb, 1, 'v', &r);
    if (r.has_subject && r.subject.first > p->first) { /* تمكن من قتل خاله العقيد: who follows the deed suffers it */
        r.has_subject = false;
        r.dropped = true;
    }
    if (r.has_subject && only_says(a, d, value, &r.subject))
        return;
    if (r.has_subject && !r.passive && r.subject.first != p->first)
        source_find(a, verb, &r, MARSAD_LIT("s"), &d->actors);
    else if (r.dropped)
        inherit_subject(a, verb, &d->actors);
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

/* اعتقلت الشرطة شابين بعد دهم منزلهما: the search that a seizure follows was made by those who seized. */
static void find_seizer(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_at(a, d->frame.token);
    struct roles r;

    if (d->actors.n || d->frame.pos != 'n' || !draft_is(d, "COERCE") || k == a->n_phrases ||
        a->phrases[k].prep == NO_TOKEN || !signal_at(a, a->phrases[k].prep, "aftermath", NULL).ptr)
        return;
    for (uint32_t i = a->phrases[k].prep; i > a->first; i--) {
        if (word_at(a, i - 1)->class == WORD_SUB || is_clause_mark(a, i - 1))
            return;
        if (word_at(a, i - 1)->class != WORD_VERB || !signal_at(a, i - 1, "seize", NULL).ptr)
            continue;
        roles_find(a, i - 1, 1, 'v', &r);
        if (r.has_subject && !r.passive && (phrase_kind(a, &r.subject) & (IS_ARMED | IS_OFFICIAL | IS_FORCE)))
            source_find(a, i - 1, &r, MARSAD_LIT("s"), &d->actors);
        return;
    }
}

/* تنفيذ طائرات النظام ألف غارة، شن المتمردين هجوما: who does it stands in the genitive of a noun of doing before it. */
static void find_undertaker_of_noun(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_at(a, d->frame.token);
    const struct phrase *p;
    struct phrase doer;

    if (d->actors.n || d->frame.pos == 'v' || k == a->n_phrases || k == 0 || !is_bare(&a->phrases[k]))
        return;
    p = &a->phrases[k - 1];
    if (p->last <= p->first + 1 || a->phrases[k].first > p->last + 2 || a->phrases[k].definite ||
        !signal_at(a, p->first, "undertaking", NULL).ptr)
        return;
    doer = phrase_make(a, p->first + 1, p->last);
    if (doer.definite && (phrase_kind(a, &doer) & (IS_ARMED | IS_EQUIPMENT | IS_BODY | IS_FORCE | IS_OFFICIAL)))
        d->actors.at[d->actors.n++] = doer;
}

/* قرار بريطانيا تكريم فلان، إعلان بعض المقاتلين الولاء، قراره سحب القوات: whose decision it is does what it is about.
 */
static void find_decider(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_at(a, d->frame.token);
    const struct phrase *of = k > 0 && k < a->n_phrases ? &a->phrases[k - 1] : NULL;
    struct draft decision = { .frame = { .pos = 'n' } };

    if (d->actors.n || d->frame.pos != 'n' || !of || a->phrases[k].first != d->frame.token || a->phrases[k].conjoined ||
        of->last != (is_bare(&a->phrases[k]) ? a->phrases[k].first : a->phrases[k].prep) ||
        !signal_at(a, of->head, "decision", NULL).ptr)
        return;
    decision.frame.token = decision.frame.word = of->head;
    if (word_at(a, of->head)->suffix) {
        possessor_find(a, &decision, &d->actors);
    } else if (of->head + 1 < of->last) {
        struct phrase owner = phrase_make(a, of->head + 1, of->last);
        if (can_act(a, &owner))
            d->actors.at[d->actors.n++] = owner;
    }
}

/* The verb before a preposition that tells what came of something (أسفر عن), over relative clauses; NO_TOKEN if none.
 */
static uint32_t result_before(const struct analysis *a, uint32_t prep)
{
    uint32_t stop = prep > a->first + LIGHT_REACH ? prep - LIGHT_REACH : a->first;

    for (uint32_t i = prep; i > stop && !is_clause_mark(a, i - 1) && word_at(a, i - 1)->class != WORD_SUB; i--)
        if (word_at(a, i - 1)->class == WORD_VERB && signal_at(a, i - 1, "result-verb", NULL).ptr)
            return i - 1;
        else if (word_at(a, i - 1)->class == WORD_VERB && antecedent(a, i - 1) == a->n_phrases)
            return NO_TOKEN;
    return NO_TOKEN;
}

/* Does the phrase name an attack, an operation, a campaign? */
static bool names_deed(const struct analysis *a, const struct phrase *p)
{
    return signal_at(a, p->head, "attack-of", NULL).ptr || signal_at(a, p->head, "raid", NULL).ptr ||
           signal_at(a, p->head, "series", NULL).ptr;
}

/* أسفرت الحملة التي نفذتها الشرطة عن ضبط، أدت غارة للتحالف إلى مقتل: who did what the deed came of. */
static void find_causer(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_at(a, d->frame.token);
    const struct phrase *p = &a->phrases[k];
    struct draft cause = { .frame = { .pos = 'n', .tokens = 1 } };
    uint32_t verb;
    struct roles r;

    if (d->actors.n || d->frame.pos != 'n' || k == a->n_phrases || is_bare(p) || p->first != d->frame.token ||
        !marsad_list_has(MARSAD_LIT("ASSAULT|COERCE"), d->frame.type))
        return;
    verb = result_before(a, p->prep);
    if (verb == NO_TOKEN)
        return;
    roles_find(a, verb, 1, 'v', &r);
    if (!r.has_subject || r.subject.last > d->frame.token || !names_deed(a, &r.subject) ||
        !marsad_str_equal(p->prep_text, signal_at(a, verb, "result-to", NULL).ptr ? MARSAD_LIT("\u0627\u0644\u064A")
                                                                                  : MARSAD_LIT("\u0639\u0646")))
        return;
    cause.frame.token = cause.frame.word = r.subject.head;
    roles_find(a, r.subject.head, 1, 'n', &cause.frame.roles);
    cause.frame.type = d->frame.type;
    find_doer(a, &cause);
    if (!cause.actors.n)
        source_find(a, r.subject.head, &cause.frame.roles, MARSAD_LIT("G"), &cause.actors);
    d->actors = cause.actors;
}

/* لقاء جمعه مع نظيره: whom the pronoun on the verb stands for met him. */
static void find_gathered(const struct analysis *a, struct draft *d)
{
    uint32_t verb = d->frame.token + d->frame.tokens;

    if (d->actors.n || d->frame.pos != 'n' || !draft_is(d, "CONSULT"))
        return;
    while (verb < a->last && word_at(a, verb)->adjective)
        verb++; /* لقاء مغلق جمعه */
    if (verb < a->last && signal_at(a, verb, "gathers", NULL).ptr)
        gathered_find(a, verb, &d->actors);
}

void doers_find(const struct analysis *a, struct draft *d)
{
    bool had_actor;

    find_undertaker_of_noun(a, d);
    find_doer(a, d);
    had_actor = d->actors.n;
    find_undertaker(a, d);
    find_decider(a, d);
    find_gathered(a, d);
    find_causer(a, d);
    d->undertaken = d->frame.pos == 'n' && d->actors.n && !had_actor;
    find_seizer(a, d);
}

/* ---- claims ---- */

/* Behind أعلن: مسؤوليته عن, behind تبنى: the attack. The token that says it is a claim, or NO_TOKEN. */
static uint32_t claim_word(const struct analysis *a, uint32_t verb)
{
    marsad_str value = signal_at(a, verb, "claim", NULL);
    bool adopts = marsad_str_equal(value, MARSAD_LIT("adopt"));

    if (!adopts && !marsad_str_equal(value, MARSAD_LIT("announce")))
        return NO_TOKEN;
    for (uint32_t i = verb + 1; i < a->last && i <= verb + CLAIM_REACH && !is_clause_mark(a, i); i++) {
        marsad_str what = signal_at(a, i, "claim", NULL);
        if (marsad_str_equal(what, MARSAD_LIT("responsibility")) ||
            (adopts && marsad_str_equal(what, MARSAD_LIT("deed"))))
            return i;
        if (word_at(a, i)->class == WORD_SUB || (word_at(a, i)->class == WORD_VERB && antecedent(a, i) == a->n_phrases))
            break; /* but تبنت الجماعة التي تسمي نفسها كذا التفجير */
    }
    return NO_TOKEN;
}

/* ولم تعلن أي جهة مسؤوليتها: nobody claims it. */
static bool claimant(const struct analysis *a, uint32_t verb, struct parties *who)
{
    struct roles r;
    size_t k;

    if (verb > a->first && word_at(a, verb - 1)->class == WORD_NEG)
        return false;
    roles_find(a, verb, 1, 'v', &r);
    k = bare_right(a, verb + 1, r.to);
    if (k < a->n_phrases && r.has_subject && r.subject.last <= verb && antecedent(a, verb) < a->n_phrases)
        r.subject = a->phrases[k]; /* هجمات أعلنت الحركة المسؤولية عنها */
    if (!r.has_subject || r.passive || is_outlet(a, &r.subject) || signal_at(a, r.subject.first, "any", NULL).ptr ||
        !(phrase_kind(a, &r.subject) & (IS_ARMED | IS_BODY | IS_FORCE)))
        return false;
    return source_find(a, verb, &r, MARSAD_LIT("s"), who);
}

static bool wants_claimant(const struct draft *d)
{
    return !d->dropped && draft_is(d, "ASSAULT") && !d->actors.n && d->factuality != MARSAD_DENIED;
}

/* The deed named right behind the claim, else the last one told before it; NULL if there is none. */
static struct draft *claimed(struct sentence_drafts *s, uint32_t verb, uint32_t word)
{
    struct draft *before = NULL;

    for (size_t i = 0; i < s->n; i++) {
        struct draft *d = &s->at[i];
        if (d->dropped || !draft_is(d, "ASSAULT"))
            continue;
        if (d->frame.token >= word && d->frame.token < word + DEED_REACH)
            return wants_claimant(d) ? d : NULL;
        if (d->frame.token < verb)
            before = d;
    }
    return before && wants_claimant(before) ? before : NULL;
}

void doers_claim(const struct analysis *a, struct sentence_drafts *s)
{
    for (uint32_t i = a->first; i < a->last; i++) {
        struct parties who = { .n = 0 };
        struct draft *deed;
        uint32_t word = word_at(a, i)->class == WORD_VERB ? claim_word(a, i) : NO_TOKEN;
        if (word == NO_TOKEN)
            continue;
        deed = claimed(s, i, word);
        if (deed && claimant(a, i, &who))
            deed->actors = who;
    }
}

/*
 * clashes.c - who attacked whom where the word for the attack stands apart from its sides: attacks that are beaten off
 * (صد الجيش هجوما شنه المتمردون), clashes after which somebody took a place (سيطر الجيش على البلدة بعد معارك مع
 * المتمردين), deeds put down to somebody (هجمات نسبت إلى المتمردين), attacks told before (وأسفر القصف عن).
 */
#include "event/coder.h"

#define CLASH_REACH 30 /* tokens between a verb and the clash that came before what it tells */
#define BLAME_REACH 16 /* tokens between a deed and the word that puts it down to somebody */
#define NAME_REACH 4   /* tokens between that word and whom it names */

static bool fights(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    return (kind & (IS_ARMED | IS_FORCE)) && !(kind & (IS_SITE | IS_PLACE | IS_NUMBER));
}

/* ---- attacks that are beaten off ---- */

/* هجوم الحوثيين، هجوما للحوثيين، هجوما من الحوثيين: who is named right behind the attack. */
static bool attacker_beside(const struct analysis *a, const struct roles *r, struct parties *out)
{
    size_t k = phrase_after(a, r->end);
    const struct phrase *p = &a->phrases[k];

    if (r->has_genitive && fights(a, &r->genitive))
        return add_with_conjoined(a, &r->genitive, out);
    if (k == a->n_phrases || p->prep == NO_TOKEN || p->prep != r->end || word_at(a, p->prep)->span > 1 || !fights(a, p))
        return false;
    return ((word_at(a, p->first)->clitics & MARSAD_CLITIC_LI) || signal_at(a, p->prep, "attack-from", NULL).ptr) &&
           add_with_conjoined(a, p, out);
}

void clashes_repelled(const struct analysis *a, struct draft *d)
{
    marsad_str how = d->frame.word != d->frame.token ? signal_at(a, d->frame.token, "repel", NULL) : (marsad_str){ 0 };
    struct draft attack = { .frame = { .pos = 'n', .token = d->frame.word, .word = d->frame.word, .tokens = 1 } };

    if (!how.ptr || !draft_is(d, "ASSAULT") || d->frame.roles.passive)
        return;
    roles_find(a, d->frame.word, 1, 'n', &attack.frame.roles);
    if (!attacker_beside(a, &attack.frame.roles, &attack.actors))
        doers_find(a, &attack);
    if (!attack.actors.n && !marsad_str_equal(how, MARSAD_LIT("met")))
        return; /* a foiled attack that nobody is named for: who foiled it is all that is known */
    d->recipients = d->actors;
    d->actors = attack.actors;
}

/* تعرضت الدورية لهجوم من المتمردين، لهجوم للمتمردين. */
void clashes_suffered(const struct analysis *a, struct draft *d)
{
    struct roles r;

    if (d->actors.n || d->frame.pos != 'v' || d->frame.word == d->frame.token || !draft_is(d, "ASSAULT") ||
        !signal_at(a, d->frame.word, "attack-of", NULL).ptr)
        return;
    roles_find(a, d->frame.word, 1, 'n', &r);
    if (!attacker_beside(a, &r, &d->actors))
        return;
    for (unsigned i = 0; i < d->recipients.n; i++)
        if (d->recipients.at[i].first == d->actors.at[0].first)
            d->actors.n = 0;
}

/* ---- clashes with one side named ---- */

/* The finite verb that a clash is told as the background of, or NO_TOKEN. */
static uint32_t verb_of_clash(const struct analysis *a, uint32_t prep)
{
    uint32_t stop = prep > a->first + CLASH_REACH ? prep - CLASH_REACH : a->first;

    for (uint32_t i = prep; i > stop; i--) {
        if (word_at(a, i - 1)->class == WORD_SUB || is_clause_mark(a, i - 1))
            return NO_TOKEN;
        if (word_at(a, i - 1)->class == WORD_VERB && antecedent(a, i - 1) == a->n_phrases)
            return i - 1;
    }
    return NO_TOKEN;
}

void clashes_other_side(const struct analysis *a, struct draft *d)
{
    size_t k = phrase_at(a, d->frame.token);
    const struct phrase *clash = &a->phrases[k];
    uint32_t verb;
    struct roles r;

    if (!d->opponents || d->actors.n || k == a->n_phrases || clash->prep == NO_TOKEN || clash->first != d->frame.token)
        return;
    verb = verb_of_clash(a, clash->prep);
    if (verb == NO_TOKEN || speech_is_verb(a, verb) || signal_at(a, verb, "suffer", NULL).ptr)
        return;
    roles_find(a, verb, 1, 'v', &r);
    if (r.passive || !r.has_subject || r.subject.quantity >= 0 || r.subject.last > d->frame.token ||
        !fights(a, &r.subject))
        return;
    source_find(a, verb, &r, MARSAD_LIT("s"), &d->actors);
    d->opponents = !d->actors.n;
}

/* ---- deeds put down to somebody ---- */

void clashes_blamed(const struct analysis *a, struct draft *d)
{
    uint32_t from = d->frame.token + d->frame.tokens, end = from + BLAME_REACH < a->last ? from + BLAME_REACH : a->last;

    if (d->actors.n || d->frame.pos != 'n')
        return;
    for (uint32_t i = from; i < end && !is_clause_mark(a, i) && word_at(a, i)->class != WORD_SUB; i++) {
        if (!signal_at(a, i, "put-down-to", NULL).ptr)
            continue;
        for (size_t k = phrase_after(a, i); k < a->n_phrases && a->phrases[k].first <= i + NAME_REACH; k++) {
            const struct phrase *p = &a->phrases[k];
            if (p->prep == NO_TOKEN || !signal_at(a, p->prep, "towards", NULL).ptr)
                continue;
            if (can_act(a, p) && !(phrase_kind(a, p) & IS_SITE))
                add_with_conjoined(a, p, &d->actors);
            return;
        }
        return;
    }
}

/* ---- both sides ---- */

static bool is_pair(const struct analysis *a, const struct parties *p)
{
    return p->n == 1 && p->at[0].quantity < 0 && signal_at(a, p->at[0].head, "both-sides", NULL).ptr;
}

/* The first of an event's parties that fights, as a phrase of its own sentence. False: none does. */
static bool take_fighter(const struct analysis *a, uint32_t sentence, const marsad_party *from, size_t n,
                         struct parties *out)
{
    struct analysis there = *a;

    there.first = a->text->sentences[sentence].first;
    there.last = a->text->sentences[sentence].last;
    for (size_t i = 0; i < n; i++) {
        struct phrase p;
        if (from[i].span.first < there.first || from[i].span.last > there.last)
            continue;
        p = phrase_make(&there, from[i].span.first, from[i].span.last);
        if (!fights(&there, &p))
            continue;
        *out = (struct parties){ .at = { p }, .n = 1 };
        return true;
    }
    return false;
}

void clashes_both_sides(const struct analysis *a, struct draft *d)
{
    struct parties actors, recipients;

    if (!draft_is(d, "ASSAULT") || !is_pair(a, &d->actors) || d->recipients.n)
        return;
    for (size_t i = a->told->n_events; i > 0 && a->told->events[i - 1].sentence + 1 >= a->sentence; i--) {
        const marsad_event *e = &a->told->events[i - 1];
        if (!marsad_str_equal(e->type, d->frame.type) ||
            !take_fighter(a, e->sentence, e->actors, e->n_actors, &actors) ||
            !take_fighter(a, e->sentence, e->recipients, e->n_recipients, &recipients))
            continue;
        d->actors = actors;
        d->recipients = recipients;
        return;
    }
    d->actors.n = 0; /* nobody knows who they are */
}

/* ---- attacks that were told before ---- */

/* القصف، هذا الهجوم: the act that was told, without whose or on whom. */
static bool takes_up(const struct analysis *a, const struct draft *d)
{
    const struct word *w = word_at(a, d->frame.token);
    const struct roles *r = &d->frame.roles;

    return d->frame.pos == 'n' && w->class == WORD_NOUN && (w->clitics & MARSAD_CLITIC_AL) && !w->suffix &&
           !r->has_genitive && r->nationality < 0 &&
           (signal_at(a, d->frame.token, "attack-of", NULL).ptr || signal_at(a, d->frame.token, "raid", NULL).ptr);
}

/* أسفر عن، طال: a verb of what came of an act or of whom it hit. */
static bool goes_further(const struct analysis *a, uint32_t verb)
{
    return word_at(a, verb)->class == WORD_VERB &&
           (signal_at(a, verb, "result-verb", NULL).ptr || signal_at(a, verb, "happen", NULL).ptr);
}

/* وأسفر القصف عن، القصف طال: the act is only the subject of what came of it or of whom it hit. */
static bool is_taken_further(const struct analysis *a, const struct draft *d)
{
    uint32_t i = d->frame.token, behind = d->frame.roles.end;

    if (i > a->first && word_at(a, i - 1)->class == WORD_DEM)
        i--;
    if (i > a->first && word_at(a, i - 1)->class == WORD_VERB)
        return (word_at(a, i - 1)->form & MARSAD_FORM_PERFECT) && !signal_at(a, i - 1, "auxiliary", NULL).ptr &&
               goes_further(a, i - 1);
    return behind < a->last && !word_at(a, behind)->suffix && goes_further(a, behind);
}

/* Of one kind, as far as both are told; raids are made from the air. */
static bool is_kind_of(const struct analysis *a, const struct draft *d, const marsad_event *told)
{
    if (signal_at(a, d->frame.token, "raid", NULL).ptr)
        return marsad_list_has(MARSAD_LIT("aerial|drone"), told->mode);
    return !d->frame.mode.len || !told->mode.len || marsad_str_equal(d->frame.mode, told->mode);
}

/* Whatever flies makes raids; a gun, a car is only a means, and a town is where it was. */
static bool is_doubtful(const struct analysis *a, const struct phrase *p)
{
    return (phrase_kind(a, p) & (IS_PLACE | IS_SITE)) ||
           ((phrase_kind(a, p) & IS_EQUIPMENT) && !signal_at(a, p->head, "aircraft", NULL).ptr);
}

static bool same_actors(const marsad_event *x, const marsad_event *y)
{
    if (x->n_actors != y->n_actors)
        return false;
    for (size_t i = 0; i < x->n_actors; i++)
        if (x->actors[i].span.start != y->actors[i].span.start &&
            !(x->actors[i].entity.len && marsad_str_equal(x->actors[i].entity, y->actors[i].entity)))
            return false;
    return true;
}

/* The attack told last, in this sentence or the one before, where all that were told there have one actor; NULL: none.
 */
static const marsad_event *attack_told(const struct analysis *a, const struct draft *d)
{
    const marsad_event *last = NULL;

    for (size_t i = a->told->n_events; i > 0 && a->told->events[i - 1].sentence + 1 >= a->sentence; i--) {
        const marsad_event *e = &a->told->events[i - 1];
        if (!marsad_str_equal(e->type, d->frame.type))
            continue;
        if (!last && (!e->n_actors || e->factuality != MARSAD_ASSERTED || !is_kind_of(a, d, e)))
            return NULL;
        if (!last)
            last = e;
        else if (!same_actors(last, e))
            return NULL;
    }
    return last;
}

void clashes_told(const struct analysis *a, struct draft *d)
{
    const marsad_event *told;
    struct analysis there = *a;

    if (!draft_is(d, "ASSAULT") || d->actors.n || d->factuality != MARSAD_ASSERTED || !takes_up(a, d) ||
        !is_taken_further(a, d))
        return;
    told = attack_told(a, d);
    if (!told)
        return;
    there.first = a->text->sentences[told->sentence].first;
    there.last = a->text->sentences[told->sentence].last;
    for (size_t i = 0; i < told->n_actors && d->actors.n < PARTIES_MAX; i++) {
        struct phrase *p = &d->actors.at[d->actors.n];
        if (told->actors[i].span.first < there.first || told->actors[i].span.last > there.last)
            continue;
        *p = phrase_make(&there, told->actors[i].span.first, told->actors[i].span.last);
        d->actors.n += !is_doubtful(&there, p);
    }
}

/*
 * chooser.c - candidates, their probabilities, and what becomes of the slots.
 */
#include "event/chooser.h"

#include <math.h>

#include "event/explain.h"

#define SIDES_REACH 6 /* words between what two sides have and the first of them, times aside */

const struct chooser_limits CHOOSER_LIMITS[CHOOSER_SLOTS] = { { 0.3, 0.3, 0.6 }, { 0.4, 0.2, 0.6 } };

static const char *const SLOT_NAMES[CHOOSER_SLOTS] = { "actor", "recipient" };

static struct parties *slot_of(struct draft *d, enum chooser_slot slot)
{
    return slot == CHOOSER_ACTOR ? &d->actors : &d->recipients;
}

static const struct parties *ruled(const struct chooser_scene *s, enum chooser_slot slot)
{
    return slot == CHOOSER_ACTOR ? &s->d->actors : &s->d->recipients;
}

/* ---- candidates ---- */

static bool overlap(const struct phrase *x, const struct phrase *y)
{
    return x->first < y->last && y->first < x->last;
}

static bool is_there(const struct chooser_candidates *all, const struct phrase *p)
{
    for (size_t i = 0; i < all->n; i++)
        if (overlap(&all->at[i].phrase, p))
            return true;
    return false;
}

/* غارات ردا على هجمات من …: who is told of on one side of such words has no part in the deed on the other. */
static bool is_beyond_reply(const struct chooser_scene *s, const struct phrase *p)
{
    uint32_t token = s->d->frame.token, end = token + s->d->frame.tokens;

    if (p->first >= end)
        return reply_between(s->a, end, p->first) < p->first;
    return p->last <= token && reply_between(s->a, p->last, token) < token;
}

/* Times are no parties, nor are the words of the trigger. */
static bool can_be_party(const struct chooser_scene *s, const struct phrase *p)
{
    const struct analysis *a = s->a;
    const struct frame *f = &s->d->frame;
    const struct word *head = word_at(a, p->head);

    if (head->class == WORD_TIME || head->time >= 0 || word_at(a, p->first)->class == WORD_TIME)
        return false;
    if ((p->first < f->token + f->tokens && f->token < p->last) || (p->first <= f->word && f->word < p->last))
        return false;
    return (can_act(a, p) || can_suffer(a, p)) && !is_beyond_reply(s, p);
}

static void add(struct chooser_candidates *out, const struct phrase *p, enum chooser_slot slot, bool chosen)
{
    if (out->n < CHOOSER_CANDIDATES_MAX && (chosen || !is_there(out, p)))
        out->at[out->n++] = (struct chooser_candidate){ .phrase = *p, .slot = slot, .chosen = chosen };
}

void chooser_candidates_find(const struct chooser_scene *s, enum chooser_slot slot, struct chooser_candidates *out)
{
    const struct parties *own = ruled(s, slot), *other = ruled(s, !slot);
    const struct roles *r = &s->d->frame.roles;

    out->n = 0;
    for (unsigned i = 0; i < own->n; i++)
        add(out, &own->at[i], slot, true);
    for (unsigned i = 0; i < other->n; i++)
        add(out, &other->at[i], slot, false);
    if (r->has_genitive && can_be_party(s, &r->genitive))
        add(out, &r->genitive, slot, false);
    for (size_t k = 0; k < s->a->n_phrases; k++)
        if (can_be_party(s, &s->a->phrases[k]))
            add(out, &s->a->phrases[k], slot, false);
}

/* ---- probabilities ---- */

struct sum {
    const marsad_dict *dict;
    int column;
    double total;
};

static void add_weight(void *user, const char *key, size_t len, double value)
{
    struct sum *sum = user;
    marsad_entries found = marsad_dict_find(sum->dict, (marsad_str){ key, len });

    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_GATE)
            sum->total += value * marsad_dict_number(sum->dict, MARSAD_TABLE_GATE, found.at[i].row, sum->column);
}

static double score(const struct chooser_scene *s, const struct chooser_candidate *c)
{
    struct sum sum = { s->a->dict, marsad_dict_column(s->a->dict, MARSAD_TABLE_GATE, "weight"), 0 };

    if (sum.column >= 0)
        chooser_features(s, c, add_weight, &sum);
    return sum.total;
}

/* ---- the slots ---- */

bool chooser_is_what(const struct analysis *a, const struct phrase *p)
{
    return !(phrase_kind(a, p) & (unsigned)~(IS_PLACE | IS_SITE | IS_THING | IS_EQUIPMENT | IS_NUMBER));
}

/* What was dropped, and how probable it was. */
struct dropped {
    struct chooser_candidate at[PARTIES_MAX];
    double probability[PARTIES_MAX];
    unsigned n;
};

static const struct phrase *side_of(const struct parties *p, bool beyond)
{
    for (unsigned i = 0; i < p->n; i++)
        if (p->at[i].between && p->at[i].beyond == beyond)
            return &p->at[i];
    return NULL;
}

/* محادثات بين مصر والمملكة، اشتباكات اندلعت مساء أمس بين: of two sides that stand right behind the words none is
 * wrong; further behind they may be those of another thing. */
static bool has_two_sides(const struct analysis *a, const struct draft *d)
{
    const struct phrase *first = side_of(&d->actors, false);
    uint32_t words = 0;

    if (!first || !(side_of(&d->actors, true) || side_of(&d->recipients, true)) || first->first <= d->frame.token)
        return false;
    for (uint32_t i = d->frame.token + 1; i < first->first; i++)
        words += word_at(a, i)->class != WORD_TIME && word_at(a, i)->class != WORD_PUNCT;
    return words <= SIDES_REACH;
}

static void drop_wrong(const struct chooser_scene *s, struct draft *d, enum chooser_slot slot, struct dropped *out)
{
    struct parties *p = slot_of(d, slot);
    bool sides = has_two_sides(s->a, d);
    unsigned kept = 0;

    out->n = 0;
    for (unsigned i = 0; i < p->n; i++) {
        struct chooser_candidate c = { .phrase = p->at[i], .slot = slot, .chosen = true, .judged = true };
        double probability = 1 / (1 + exp(-score(s, &c)));
        bool elsewhere = p->at[i].last <= s->a->first || p->at[i].first >= s->a->last; /* a speaker of before */
        if (elsewhere || (sides && p->at[i].between) || probability >= CHOOSER_LIMITS[slot].keep) {
            p->at[kept++] = p->at[i];
            continue;
        }
        out->at[out->n] = c;
        out->probability[out->n++] = probability;
    }
    p->n = kept;
}

/* What was hit stays where nobody else was found. */
static void settle_dropped(const struct chooser_scene *s, struct draft *d, enum chooser_slot slot,
                           const struct dropped *dropped)
{
    struct parties *p = slot_of(d, slot);
    bool empty = p->n == 0;

    for (unsigned i = 0; i < dropped->n; i++)
        if (empty && dropped->probability[i] >= CHOOSER_LIMITS[slot].what &&
            chooser_is_what(s->a, &dropped->at[i].phrase))
            p->at[p->n++] = dropped->at[i].phrase;
        else
            explain_dropped_party(s, &dropped->at[i], SLOT_NAMES[slot], dropped->probability[i],
                                  CHOOSER_LIMITS[slot].keep);
}

/* What an empty slot would best be filled with. */
struct pick {
    struct chooser_candidate c;
    double probability; /* below 0: nobody */
};

static struct pick best_for(const struct chooser_scene *s, const struct draft *d, enum chooser_slot slot)
{
    struct chooser_candidates all;
    struct pick best = { .probability = -1 };
    double sum = 1; /* nobody */

    if ((slot == CHOOSER_ACTOR ? &d->actors : &d->recipients)->n)
        return best;
    chooser_candidates_find(s, slot, &all);
    for (size_t i = 0; i < all.n; i++) {
        double odds = exp(score(s, &all.at[i]));
        sum += odds;
        if (!all.at[i].chosen && odds > best.probability)
            best = (struct pick){ all.at[i], odds };
    }
    best.probability /= sum;
    if (best.probability < CHOOSER_LIMITS[slot].fill)
        best.probability = -1;
    return best;
}

static bool is_taken(const struct parties *p, const struct phrase *x)
{
    for (unsigned i = 0; i < p->n; i++)
        if (overlap(&p->at[i], x))
            return true;
    return false;
}

/* قصف طيران التحالف: what was done, not who did it. */
static bool is_deed(const struct analysis *a, const struct phrase *p)
{
    return signal_at(a, p->head, "device", NULL).ptr || signal_at(a, p->head, "bullets", NULL).ptr ||
           signal_at(a, p->first, "outcome", NULL).ptr || signal_at(a, p->head, "attack-of", NULL).ptr;
}

/* استهدف [أكثر من عشرين غارة]: an attack suffers nothing. */
static bool is_attack(const struct analysis *a, const struct phrase *p)
{
    return signal_at(a, p->head, "attack-of", NULL).ptr && !signal_at(a, p->first, "outcome", NULL).ptr;
}

/* المجلس التنسيقي [للمقاومة الشعبية]، منظمة «[أطباء] من أجل …»، أفراد [من الجيش]: what a party's name goes on with is
 * nobody else. */
static bool goes_on_name(const struct analysis *a, const struct parties *other, const struct phrase *who)
{
    for (unsigned i = 0; i < other->n; i++) {
        const struct phrase *p = &other->at[i];
        if (who->first == p->last && (word_at(a, who->first)->clitics & MARSAD_CLITIC_LI) &&
            ((phrase_kind(a, p) & (IS_BODY | IS_FORCE)) || signal_at(a, p->last - 1, "sides-with", NULL).ptr))
            return true; /* المؤيدين [للمقاومة] */
        if (who->first == p->last && who->last == who->first + 1 && is_bare(who) &&
            signal_at(a, who->first, "describing", NULL).ptr)
            return true; /* تنظيم داعش [المتشدد] */
        if (who->first == p->last + 1 &&
            (marsad_token_is(a->text, p->last, "\u00AB") || signal_at(a, p->last, "partitive", NULL).ptr))
            return true;
    }
    return false;
}

/* رحب بالهجمات [على التنظيم]، ندد بالقصف [على المدينة]: whom an attack hit that is welcomed or condemned is not spoken
 * of. */
static bool was_hit(const struct analysis *a, const struct draft *d, const struct phrase *p)
{
    size_t before =
        p->prep != NO_TOKEN && p->prep > a->first && p->prep < p->first ? phrase_at(a, p->prep - 1) : a->n_phrases;

    if (!draft_condemns(d) && !draft_is(d, "SUPPORT"))
        return false;
    return before < a->n_phrases && a->phrases[before].first >= d->frame.token &&
           (signal_at(a, p->prep, "upon", NULL).ptr || signal_at(a, p->prep, "against", NULL).ptr) &&
           (signal_at(a, a->phrases[before].head, "attack-of", NULL).ptr ||
            signal_at(a, a->phrases[before].head, "claim", NULL).ptr);
}

static bool fill(const struct chooser_scene *s, struct draft *d, enum chooser_slot slot, const struct pick *pick)
{
    struct phrase who = pick->c.phrase;

    if (pick->probability < 0 || is_taken(slot_of(d, !slot), &who) || goes_on_name(s->a, ruled(s, !slot), &who) ||
        (slot == CHOOSER_ACTOR ? is_deed(s->a, &who) : is_attack(s->a, &who)) ||
        (draft_condemns(d) && signal_at(s->a, who.first, "outcome", NULL).ptr) ||
        (slot == CHOOSER_RECIPIENT && was_hit(s->a, d, &who)))
        return false;
    cut_outcome(s->a, &who);
    add_with_conjoined(s->a, &who, slot_of(d, slot));
    explain_filled_party(s, &pick->c, SLOT_NAMES[slot], pick->probability, CHOOSER_LIMITS[slot].fill);
    return true;
}

bool chooser_settle(const struct chooser_scene *s, struct draft *d)
{
    struct pick picks[CHOOSER_SLOTS];
    struct dropped dropped[CHOOSER_SLOTS];
    unsigned n = d->actors.n + d->recipients.n;
    enum chooser_slot first;
    bool filled;
    double bias; /* not there: a dictionary without weights */

    if (s->a->text->n_sentences < CHOOSER_SENTENCES_MIN || !gate_weight(s->a->dict, MARSAD_LIT("C:AF:bias"), &bias))
        return false;
    for (int slot = 0; slot < CHOOSER_SLOTS; slot++)
        drop_wrong(s, d, (enum chooser_slot)slot, &dropped[slot]);
    for (int slot = 0; slot < CHOOSER_SLOTS; slot++)
        picks[slot] = best_for(s, d, (enum chooser_slot)slot);
    first =
        picks[CHOOSER_ACTOR].probability >= picks[CHOOSER_RECIPIENT].probability ? CHOOSER_ACTOR : CHOOSER_RECIPIENT;
    filled = fill(s, d, first, &picks[first]);
    filled |= fill(s, d, !first, &picks[!first]);
    for (int slot = 0; slot < CHOOSER_SLOTS; slot++)
        settle_dropped(s, d, (enum chooser_slot)slot, &dropped[slot]);
    return filled || d->actors.n + d->recipients.n < n;
}

bool chooser_apply(const struct chooser_scene *s, marsad_event *e)
{
    struct draft chosen = *s->d;
    double confidence = e->confidence;

    if (!chooser_settle(s, &chosen))
        return true;
    if (!event_fill(s->a, &chosen, e))
        return false;
    e->confidence = confidence;
    return true;
}

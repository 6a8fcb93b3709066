/*
 * chooser_tell.c - what can be said of a phrase that may be a party of an event.
 */
#include <stdio.h>

#include "event/chooser.h"
#include "event/gate_tell.h"

#define NAME_MAX_BYTES 64
#define PART_BYTES 48 /* of a pair */
#define PREP_BYTES 30
#define TOLD_MAX 12  /* events before that are looked at */
#define VERB_REACH 4 /* tokens before the phrase that a verb or preposition word is looked for in */

struct teller {
    struct sink sink;
    const struct chooser_scene *scene;
    const struct analysis *a;
    const struct draft *d;
    const struct chooser_candidate *c;
    const struct phrase *p;
    unsigned kind;
    const char *form; /* of the trigger */
    const char *side;
    char link[48]; /* side and preposition */
    const char *prefix;
};

static void tell(const struct teller *t, const char *name, marsad_str value)
{
    char label[NAME_MAX_BYTES];

    snprintf(label, sizeof label, "%s%s", t->prefix, name);
    gate_tell(&t->sink, label, value);
}

static void tell_if(const struct teller *t, bool holds, const char *name)
{
    if (holds)
        tell(t, name, (marsad_str){ NULL, 0 });
}

static void tell_number(const struct teller *t, const char *name, uint32_t n)
{
    char text[16];
    int len = snprintf(text, sizeof text, "%u", n);

    tell(t, name, (marsad_str){ text, (size_t)len });
}

/* At most `most` bytes of it, no letter cut. */
static int bytes_of(marsad_str s, size_t most)
{
    size_t len = s.len < most ? s.len : most;

    while (len < s.len && len > 0 && ((unsigned char)s.ptr[len] & 0xC0) == 0x80)
        len--;
    return (int)len;
}

/* "name=first+second". */
static void tell_pair(const struct teller *t, const char *name, marsad_str x, marsad_str y)
{
    char text[2 * PART_BYTES + 2];
    int len = snprintf(text, sizeof text, "%.*s+%.*s", bytes_of(x, PART_BYTES), x.ptr, bytes_of(y, PART_BYTES), y.ptr);

    tell(t, name, (marsad_str){ text, (size_t)len });
}

static marsad_str prep_of(const struct teller *t)
{
    return t->p->prep != NO_TOKEN ? t->p->prep_text : MARSAD_LIT("bare");
}

static bool covers(const struct phrase *x, const struct phrase *y)
{
    return x->first < y->last && y->first < x->last;
}

static bool among(const struct parties *all, const struct phrase *p)
{
    for (unsigned i = 0; i < all->n; i++)
        if (covers(&all->at[i], p))
            return true;
    return false;
}

/* ---- the trigger ---- */

static const char *form_of(const struct analysis *a, const struct draft *d)
{
    const struct word *w = word_at(a, d->frame.word);

    if (d->frame.pos == 'v')
        return d->frame.roles.passive ? "passive" : w->suffix ? "verb-suffix" : "verb";
    if (d->frame.pos == 'p')
        return "participle";
    if (w->suffix)
        return "noun-suffix";
    return d->frame.roles.has_genitive ? "noun-genitive" : (w->clitics & MARSAD_CLITIC_AL) ? "noun-the" : "noun";
}

static const char *side_of(const struct draft *d, const struct phrase *p)
{
    const struct roles *r = &d->frame.roles;

    if (p->first >= d->frame.token + d->frame.tokens)
        return r->has_genitive && p->first < r->genitive.last ? "genitive" : "behind";
    return p->last <= d->frame.token ? "before" : "inside";
}

/* Tokens between the trigger and the phrase. */
static void between(const struct teller *t, uint32_t *from, uint32_t *to)
{
    const struct draft *d = t->d;
    uint32_t end = d->frame.token + d->frame.tokens;

    if (t->p->first >= end) {
        *from = end;
        *to = t->p->first;
    } else {
        *from = t->p->last;
        *to = d->frame.token > t->p->last ? d->frame.token : t->p->last;
    }
}

static void tell_way(const struct teller *t)
{
    const struct analysis *a = t->a;
    uint32_t from, to, count[WORD_PUNCT + 1] = { 0 }, commas = 0, marks = 0;
    char text[64];
    int len;
    size_t phrases = 0;

    between(t, &from, &to);
    for (uint32_t i = from; i < to; i++) {
        count[word_at(a, i)->class]++;
        commas += is_comma(a, i);
        marks += is_clause_mark(a, i);
    }
    for (size_t k = phrase_after(a, from); k < a->n_phrases && a->phrases[k].first < to; k++)
        phrases += a->phrases[k].last <= to;
    phrases = phrases < 4 ? phrases : 4;
    tell_number(t, "far", gate_bucket(to - from));
    len = snprintf(text, sizeof text, "%s-%zu", t->side, phrases);
    tell(t, "nth", (marsad_str){ text, (size_t)len });
    tell_pair(t, "form-nth", marsad_str_of(t->form), (marsad_str){ text, (size_t)len });
    len = snprintf(text, sizeof text, "%s-%zu", t->link, phrases);
    tell_pair(t, "form-link-nth", marsad_str_of(t->form), (marsad_str){ text, (size_t)len });
    tell_number(t, "verbs-between", count[WORD_VERB] < 2 ? count[WORD_VERB] : 2);
    tell_number(t, "commas-between", commas < 3 ? commas : 3);
    tell_if(t, count[WORD_SUB] > 0, "sub-between");
    tell_if(t, count[WORD_REL] > 0, "rel-between");
    tell_if(t, marks > 0, "mark-between");
    tell_if(t, contrast_between(a, from, to), "contrast-between");
    tell_if(t, t->p->first < t->d->frame.roles.from || t->p->first >= t->d->frame.roles.to, "other-clause");
}

/* ---- its place in the rules ---- */

static const char *role_of(const struct teller *t)
{
    const struct roles *r = &t->d->frame.roles;

    if (r->has_subject && covers(&r->subject, t->p))
        return "subject";
    if (r->has_object && covers(&r->object, t->p))
        return "object";
    return r->has_genitive && covers(&r->genitive, t->p) ? "genitive" : "none";
}

static void tell_rules(const struct teller *t)
{
    const struct draft *d = t->d;
    bool actor = t->c->slot == CHOOSER_ACTOR;
    const struct parties *own = actor ? &d->actors : &d->recipients, *other = actor ? &d->recipients : &d->actors;
    marsad_str role = marsad_str_of(role_of(t)), form = marsad_str_of(t->form);

    tell_pair(t, "role", form, role);
    tell_pair(t, "other",
              marsad_str_of(other->n == 0        ? "empty"
                            : among(other, t->p) ? "it"
                                                 : "another"),
              marsad_str_of(t->side));
    if (other->n && !among(other, t->p)) {
        tell_pair(t, "order", marsad_str_of(other->at[0].first > t->p->first ? "before-it" : "behind-it"),
                  marsad_str_of(t->side));
        tell_if(t, t->p->conjoined && other->at[other->n - 1].last == t->p->first, "joined-to-other");
    }
    tell_if(t, own->n == 0, "empty");
    if (t->c->judged) {
        tell_if(t, own->n && own->at[0].first != t->p->first, "not-first");
        tell_number(t, "chosen", own->n < 3 ? own->n : 3);
        tell_pair(t, "args", d->frame.args.len ? d->frame.args : MARSAD_LIT("default"), role);
    }
    tell_if(t, d->has_gains && covers(&d->gains, t->p), "gains");
    tell_if(t, d->has_loses && covers(&d->loses, t->p), "loses");
    tell_if(t, d->has_place && covers(&d->place, t->p), "place");
    tell_if(t, d->has_territory && covers(&d->territory, t->p), "territory");
}

/* ---- events told before ---- */

/* The same actor or the same word, as a party of an event told before. */
static bool is_same(const struct teller *t, marsad_str entity, const marsad_party *p)
{
    if (entity.len || p->entity.len)
        return marsad_str_equal(entity, p->entity);
    return marsad_str_equal(gate_lemma(t->a, t->p->head), gate_lemma(t->a, p->head.first));
}

static bool is_among(const struct teller *t, marsad_str entity, const marsad_party *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_same(t, entity, &p[i]))
            return true;
    return false;
}

static void tell_told(const struct teller *t, marsad_str entity)
{
    const marsad_events *told = t->a->told;
    uint32_t acts = 0, suffers = 0;

    for (size_t i = told->n_events; i > 0 && i + TOLD_MAX > told->n_events; i--) {
        const marsad_event *e = &told->events[i - 1];
        if (!marsad_str_equal(e->type, t->d->frame.type))
            continue;
        acts += is_among(t, entity, e->actors, e->n_actors);
        suffers += is_among(t, entity, e->recipients, e->n_recipients);
    }
    tell_number(t, "acted", acts < 3 ? acts : 3);
    tell_number(t, "suffered", suffers < 3 ? suffers : 3);
}

/* ---- the phrase ---- */

static const char *const KINDS[] = { "person", "people",   "body",  "force", "equipment", "site",  "place",
                                     "armed",  "official", "court", "media", "number",    "thing", "source" };

static void tell_kinds(const struct teller *t)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        marsad_str kind = marsad_str_of(KINDS[i]);
        if (!(t->kind & (1u << i)))
            continue;
        tell(t, "kind", kind);
        tell_pair(t, "kind-link", kind, marsad_str_of(t->link));
        tell_pair(t, "kind-mode", kind, t->d->frame.mode.len ? t->d->frame.mode : MARSAD_LIT("none"));
        tell_pair(t, "kind-form", kind, marsad_str_of(t->form));
    }
}

static marsad_str quantity_role(const struct teller *t)
{
    return marsad_str_of(
        t->p->quantity < 0 ? "nothing" : marsad_quantity_role_name(t->a->mentions->quantities[t->p->quantity].role));
}

static void tell_who(const struct teller *t)
{
    const struct analysis *a = t->a;
    struct parties one = { .at = { *t->p }, .n = 1 };
    marsad_party *party;
    marsad_str mode = t->d->frame.mode.len ? t->d->frame.mode : MARSAD_LIT("none");
    size_t n;

    tell(t, "head", gate_lemma(a, t->p->head));
    tell_if(t, t->p->definite, "definite");
    tell_if(t, t->p->between, "between");
    tell_if(t, t->p->conjoined, "conjoined");
    tell_if(t, word_at(a, t->p->head)->suffix != 0, "suffix");
    tell_if(t, word_at(a, t->p->head)->form & MARSAD_FORM_PLURAL, "plural");
    tell_if(t, t->p->country >= 0, "country");
    tell_if(t, is_oblique(a, t->p), "oblique");
    tell_if(t, is_outlet(a, t->p), "outlet");
    tell_if(t, only_time_or_place(a, t->p), "only-time-or-place");
    tell(t, "counts", quantity_role(t));
    if (!parties_fill(a, &one, NULL, &party, &n))
        return;
    tell_pair(t, "sector", party[0].role.len ? party[0].role : MARSAD_LIT("none"), mode);
    tell(t, "sector", party[0].role.len ? party[0].role : MARSAD_LIT("none"));
    tell(t, "known",
         party[0].entity.len    ? MARSAD_LIT("entity")
         : party[0].country.len ? MARSAD_LIT("country")
                                : MARSAD_LIT("no"));
    tell_told(t, party[0].entity);
    if (party[0].entity.len && !marsad_str_starts(party[0].entity, MARSAD_LIT("article:"))) {
        tell(t, "entity", party[0].entity);
        tell_pair(t, "entity-mode", party[0].entity, mode);
    }
}

static void tell_agreement(const struct teller *t)
{
    const struct word *verb = word_at(t->a, t->d->frame.token);

    if (t->d->frame.pos != 'v' || !is_bare(t->p))
        return;
    if (t->p->last <= t->d->frame.token)
        tell(t, "fits", fits_verb(t->a, verb, t->p) ? MARSAD_LIT("yes") : MARSAD_LIT("no"));
    else
        tell_if(t, disagrees(t->a, verb, t->p), "disagrees");
}

/* The words before and behind, and the verb that it stands next to. */
static void tell_around(const struct teller *t)
{
    const struct analysis *a = t->a;
    uint32_t first = t->p->prep != NO_TOKEN && t->p->prep < t->p->first ? t->p->prep : t->p->first;

    tell(t, "opens", first == a->first ? MARSAD_LIT("yes") : MARSAD_LIT("no"));
    if (first > a->first) {
        tell(t, "before", first - 1 == t->d->frame.word ? MARSAD_LIT("trigger") : gate_lemma(a, first - 1));
        tell(t, "before-class", marsad_str_of(gate_class_name(word_at(a, first - 1)->class)));
    }
    if (t->p->last < a->last) {
        tell(t, "behind", t->p->last == t->d->frame.word ? MARSAD_LIT("trigger") : gate_lemma(a, t->p->last));
        tell(t, "behind-class", marsad_str_of(gate_class_name(word_at(a, t->p->last)->class)));
    }
    for (uint32_t i = first; i > a->first && i + VERB_REACH > first; i--)
        if (word_at(a, i - 1)->class == WORD_VERB && i - 1 != t->d->frame.word) {
            tell(t, "verb", gate_lemma(a, i - 1));
            break;
        }
}

/* Who speaks is seldom who shoots. */
static void tell_speech(const struct teller *t)
{
    const struct speeches *all = t->a->speeches;

    for (size_t i = 0; i < all->n; i++) {
        const struct speech *s = &all->at[i];
        if (s->has_speaker && covers(&s->speaker, t->p)) {
            tell(t, "speaks",
                 t->d->frame.token >= s->from && t->d->frame.token < s->to ? MARSAD_LIT("of-it") : MARSAD_LIT("else"));
            return;
        }
        if (s->has_via && covers(&s->via, t->p)) {
            tell(t, "speaks", MARSAD_LIT("via"));
            return;
        }
    }
}

static void tell_trigger(const struct teller *t)
{
    const struct draft *d = t->d;
    marsad_str lemma = gate_lemma(t->a, d->frame.word);

    tell(t, "form", marsad_str_of(t->form));
    tell(t, "type", d->frame.type);
    tell(t, "mode", d->frame.mode.len ? d->frame.mode : MARSAD_LIT("none"));
    tell(t, "trigger", lemma);
    tell(t, "count", d->frame.count.len ? d->frame.count : MARSAD_LIT("none"));
    tell(t, "factuality", marsad_str_of(marsad_factuality_name(d->factuality)));
    tell_pair(t, "trigger-link", lemma, marsad_str_of(t->link));
    tell_pair(t, "form-link", marsad_str_of(t->form), marsad_str_of(t->link));
    tell_pair(t, "count-link", d->frame.count.len ? d->frame.count : MARSAD_LIT("none"), marsad_str_of(t->link));
    tell(t, "link", marsad_str_of(t->link));
}

/* ---- other events of the sentence, other phrases ---- */

/* What it is in the other drafts of the sentence, and whether one of their triggers stands nearer. */
static void tell_beside(const struct teller *t)
{
    const struct chooser_scene *s = t->scene;
    uint32_t from, to, triggers = 0;

    between(t, &from, &to);
    for (size_t i = 0; i < s->n_all; i++) {
        const struct draft *o = &s->all[i];
        if (o == s->d || o->dropped)
            continue;
        if (o->frame.token >= from && o->frame.token < to)
            triggers++;
        if (among(&o->actors, t->p))
            tell_pair(t, "beside", MARSAD_LIT("actor"), o->frame.type);
        if (among(&o->recipients, t->p))
            tell_pair(t, "beside", MARSAD_LIT("recipient"), o->frame.type);
        if (o->frame.token >= t->p->first && o->frame.token < t->p->last)
            tell_if(t, true, "holds-trigger");
    }
    tell_number(t, "triggers-between", triggers < 3 ? triggers : 3);
}

/* The phrase right before, and how this one is tied to it: مواقع لـ. */
static void tell_tie(const struct teller *t)
{
    const struct analysis *a = t->a;
    const struct draft *d = t->d;
    const struct parties *own = t->c->slot == CHOOSER_ACTOR ? &d->actors : &d->recipients;
    uint32_t first = t->p->prep != NO_TOKEN && t->p->prep < t->p->first ? t->p->prep : t->p->first;
    marsad_str prep = prep_of(t);
    size_t k = first > a->first ? phrase_at(a, first - 1) : a->n_phrases;
    unsigned kind;

    if (k == a->n_phrases)
        return;
    kind = phrase_kind(a, &a->phrases[k]);
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (kind & (1u << i))
            tell_pair(t, "tied-to", marsad_str_of(KINDS[i]), prep);
    if (among(own, &a->phrases[k]))
        tell(t, "tied-to-own", prep);
}

/* How many that could act, and are no places, stand nearer on its side. */
static void tell_rivals(const struct teller *t)
{
    const struct analysis *a = t->a;
    uint32_t from, to, rivals = 0;
    char text[64];
    int len;

    between(t, &from, &to);
    for (size_t k = phrase_after(a, from); k < a->n_phrases && a->phrases[k].last <= to; k++) {
        unsigned kind = phrase_kind(a, &a->phrases[k]);
        rivals += kind & (IS_ARMED | IS_FORCE | IS_BODY | IS_PEOPLE | IS_PERSON | IS_EQUIPMENT | IS_OFFICIAL) ? 1 : 0;
    }
    len = snprintf(text, sizeof text, "%s-%u", t->side, rivals < 4 ? rivals : 4);
    tell(t, "rivals", (marsad_str){ text, (size_t)len });
    tell_pair(t, "form-rivals", marsad_str_of(t->form), (marsad_str){ text, (size_t)len });
}

void chooser_features(const struct chooser_scene *s, const struct chooser_candidate *c, gate_visit *visit, void *user)
{
    static const char *const PREFIXES[CHOOSER_SLOTS][2] = { { "AF:", "AK:" }, { "RF:", "RK:" } };
    struct teller t = { .sink = { s->a, 'C', visit, user },
                        .scene = s,
                        .a = s->a,
                        .d = s->d,
                        .c = c,
                        .p = &c->phrase,
                        .kind = phrase_kind(s->a, &c->phrase),
                        .form = form_of(s->a, s->d),
                        .side = side_of(s->d, &c->phrase),
                        .prefix = PREFIXES[c->slot][c->judged] };
    marsad_str prep = prep_of(&t);

    snprintf(t.link, sizeof t.link, "%s-%.*s", t.side, bytes_of(prep, PREP_BYTES), prep.ptr);
    tell(&t, "bias", (marsad_str){ NULL, 0 });
    tell_trigger(&t);
    tell_kinds(&t);
    tell_who(&t);
    tell_way(&t);
    tell_rules(&t);
    tell_rivals(&t);
    tell_tie(&t);
    tell_agreement(&t);
    tell_around(&t);
    tell_beside(&t);
    tell_speech(&t);
}

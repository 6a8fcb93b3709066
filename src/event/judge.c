/*
 * judge.c - features of a record for the judge, and the sum of their weights.
 */
#include "event/judge.h"

#include <math.h>
#include <stdio.h>

#include "event/explain.h"
#include "event/gate_tell.h"

#define AROUND 3      /* words before and behind the trigger */
#define TITLE_MAX 40  /* words of a title */
#define TYPES_MAX 16  /* PLOVER's */
#define SENTENCES 6   /* from the sixth on they count as late */
#define STEPS 20      /* of what the gate says */
#define TOPIC_STEPS 5 /* of how much the article is of sport */
#define LETTER 'J'

/* ---- weights ---- */

static void add_key(void *user, const char *key, size_t len, double value)
{
    struct judge *j = user;
    marsad_entries found;

    if (j->watch) {
        j->watch->tell(j->watch->user, j->event, key, len);
        return;
    }
    found = marsad_dict_find(j->dict, (marsad_str){ key, len });
    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_GATE) {
            double weight = value * marsad_dict_number(j->dict, MARSAD_TABLE_GATE, found.at[i].row, j->column);
            j->scores[j->event] += weight;
            explain_judge_weight(j->a, j->event, (marsad_str){ key, len }, weight);
        }
}

bool judge_begin(struct judge *j, const marsad_dict *dict, const struct judge_watch *watch)
{
    static const char BIAS[] = { LETTER, ':', 'b', 'i', 'a', 's' };
    marsad_entries found = marsad_dict_find(dict, (marsad_str){ BIAS, sizeof BIAS });

    *j = (struct judge){ .dict = dict, .watch = watch };
    j->column = marsad_dict_column(dict, MARSAD_TABLE_GATE, "weight");
    return watch || (found.n > 0 && j->column >= 0);
}

/* ---- the draft ---- */

/* "name" of the type at hand: "REQUEST:name=value". */
static void tell_typed(const struct sink *k, const struct draft *d, const char *name, marsad_str value)
{
    char typed[48];

    snprintf(typed, sizeof typed, "%.*s:%s", (int)(d->frame.type.len < 12 ? d->frame.type.len : 12), d->frame.type.ptr,
             name);
    gate_tell(k, typed, value);
}

static void tell_typed_number(const struct sink *k, const struct draft *d, const char *name, uint32_t value)
{
    char digits[12];
    int len = snprintf(digits, sizeof digits, "%u", value);

    tell_typed(k, d, name, (marsad_str){ digits, (size_t)len });
}

static void tell_typed_kinds(const struct sink *k, const struct draft *d, const char *name, const struct parties *p)
{
    char typed[48];

    snprintf(typed, sizeof typed, "%.*s:%s", (int)(d->frame.type.len < 12 ? d->frame.type.len : 12), d->frame.type.ptr,
             name);
    if (p->n)
        gate_tell_kinds(k, typed, phrase_kind(k->a, &p->at[0]));
    else
        gate_tell(k, typed, MARSAD_LIT("nobody"));
}

static void tell_parties(const struct sink *k, const struct draft *d, const char *name, const marsad_party *p, size_t n)
{
    char label[32];

    for (size_t i = 0; i < n; i++) {
        snprintf(label, sizeof label, "%s-role", name);
        gate_tell(k, label, p[i].role.len ? p[i].role : MARSAD_LIT("none"));
        snprintf(label, sizeof label, "%s-known", name);
        gate_tell(k, label,
                  p[i].entity.len    ? MARSAD_LIT("entity")
                  : p[i].country.len ? MARSAD_LIT("country")
                                     : MARSAD_LIT("no"));
        if (i == 0)
            tell_typed(k, d, label, p[i].entity.len || p[i].country.len ? MARSAD_LIT("yes") : MARSAD_LIT("no"));
    }
}

/* The words next to the trigger, each with its place and as one of a bag. */
static void tell_around(const struct sink *k, const struct draft *d)
{
    const struct analysis *a = k->a;
    uint32_t i = d->frame.token, end = i + d->frame.tokens;
    char label[16];

    for (uint32_t n = 1; n <= AROUND; n++) {
        if (i >= a->first + n) {
            snprintf(label, sizeof label, "before%u", n);
            gate_tell(k, label, gate_lemma(a, i - n));
            gate_tell(k, "before-any", gate_lemma(a, i - n));
        }
        if (end + n - 1 < a->last) {
            snprintf(label, sizeof label, "behind%u", n);
            gate_tell(k, label, gate_lemma(a, end + n - 1));
            gate_tell(k, "behind-any", gate_lemma(a, end + n - 1));
        }
    }
}

static void tell_event(const struct sink *k, const struct draft *d, const marsad_event *e)
{
    gate_tell(k, "type", d->frame.type);
    tell_typed(k, d, "mode", e->mode.len ? e->mode : MARSAD_LIT("none"));
    tell_typed(k, d, "trigger", gate_lemma(k->a, d->frame.word));
    tell_typed_kinds(k, d, "actor", &d->actors);
    tell_typed_kinds(k, d, "recipient", &d->recipients);
    tell_parties(k, d, "actor", e->actors, e->n_actors);
    tell_parties(k, d, "recipient", e->recipients, e->n_recipients);
    gate_tell(k, "where", e->has_place ? (e->place ? e->place->precision : MARSAD_LIT("unknown")) : MARSAD_LIT("none"));
    gate_tell_if(k, e->time != NULL, "when");
    gate_tell_if(k, e->has_source, "source");
    gate_tell_if(k, e->killed.known || e->injured.known, "casualties");
    gate_tell_if(k, e->captured.known, "captured");
    gate_tell_number(k, "believed", (uint32_t)(e->confidence * 10));
    if (gate_type(d->frame.type))
        for (uint32_t step = 1; step <= (uint32_t)(d->believed * STEPS); step++)
            tell_typed_number(k, d, "believed-over", step);
}

bool judge_draft(struct judge *j, const struct analysis *a, const struct draft *d, const struct speech *s,
                 const marsad_event *e, size_t event)
{
    struct sink k = { a, LETTER, add_key, j };

    if (!marsad_arena_grow(a->arena, (void **)&j->scores, &j->cap, event, sizeof *j->scores))
        return false;
    j->event = event;
    j->a = a;
    j->scores[event] = NAN;
    if (gate_type(d->frame.type) && !gate_leaves(a))
        return true;
    j->scores[event] = 0;
    if (j->watch || a->explain)
        gate_shared_features(a, LETTER, add_key, j);
    else
        j->scores[event] += gate_shared_sum(a, LETTER);
    gate_draft_features(a, d, s, LETTER, add_key, j);
    tell_around(&k, d);
    tell_event(&k, d, e);
    return true;
}

/* ---- the article ---- */

/* How many events of each type, and how many of all for its length. */
static void tell_types(const struct sink *k, const marsad_events *all)
{
    marsad_str seen[TYPES_MAX];
    size_t n = 0;
    uint32_t thousands = (uint32_t)(k->a->text->n_tokens / 200 + 1);

    for (size_t i = 0; i < all->n_events && n < TYPES_MAX; i++) {
        bool known = false;
        for (size_t h = 0; h < n; h++)
            known |= marsad_str_equal(seen[h], all->events[i].type);
        if (known)
            continue;
        seen[n++] = all->events[i].type;
        gate_tell(k, "beside", all->events[i].type);
    }
    gate_tell_number(k, "types", gate_bucket((uint32_t)n));
    gate_tell_number(k, "dense", gate_bucket((uint32_t)all->n_events * 4 / thousands));
}

static void tell_title(const struct sink *k)
{
    marsad_str rest, word;
    size_t n = 0;

    if (!k->a->article->title.len || !marsad_normalise(k->a->article->title, k->a->arena, &rest, NULL)) {
        gate_tell_if(k, true, "no-title");
        return;
    }
    while (n++ < TITLE_MAX && marsad_str_next(&rest, ' ', &word))
        if (word.len)
            gate_tell(k, "title", word);
}

static void tell_article(const struct sink *k, const marsad_events *all, const marsad_event *e)
{
    gate_tell_number(k, "sentence", e->sentence < SENTENCES ? e->sentence : SENTENCES);
    for (uint32_t step = 1; step <= (uint32_t)(k->a->off_topic * TOPIC_STEPS); step++)
        gate_tell_number(k, "off-topic-over", step);
    gate_tell_number(k, "sentences", gate_bucket((uint32_t)k->a->text->n_sentences));
    tell_types(k, all);
    tell_title(k);
}

/* What a record needs to stay. */
static double least_of(const marsad_event *e)
{
    bool changes_hands = e->has_territory && (e->has_gains || e->has_loses) && e->place && e->place->id.ptr &&
                         e->factuality == MARSAD_ASSERTED;

    if (e->factuality == MARSAD_DENIED && e->has_source)
        return JUDGE_DENIAL_MIN;
    return changes_hands ? JUDGE_CONTROL_MIN : JUDGE_PROBABILITY_MIN;
}

bool judge_article(struct judge *j, const struct analysis *a, marsad_events *events)
{
    struct sink k = { a, LETTER, add_key, j };
    size_t kept = 0;

    for (size_t i = 0; i < events->n_events; i++) {
        j->event = i;
        if (!isnan(j->scores[i]))
            tell_article(&k, events, &events->events[i]);
    }
    if (j->watch)
        return true;
    for (size_t i = 0; i < events->n_events; i++) {
        if (!isnan(j->scores[i])) {
            bool stays;
            events->events[i].confidence = 1 / (1 + exp(-j->scores[i]));
            stays = events->events[i].confidence >= least_of(&events->events[i]);
            explain_judged(a, i, &events->events[i], stays);
            if (!stays)
                continue;
        }
        events->events[kept++] = events->events[i];
    }
    events->n_events = kept;
    return true;
}

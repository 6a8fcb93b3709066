/*
 * explain_parties.c - what the chooser did to the parties that the rules found, and which features weighed most.
 */
#include <math.h>
#include <stdlib.h>

#include "event/explain.h"

#define SHOWN 3           /* of the features that speak for what was done */
#define KEY_HEAD "C:AF:"  /* letter, slot and model */
#define WEIGHT_SHOWN 0.01 /* less is not worth a line */

/* What stands before "=" in a key. Others are told as they are. */
static const struct {
    const char *name, *words;
} NAMES[] = {
    { "form", "the form of the trigger" },
    { "type", "the type" },
    { "mode", "the mode" },
    { "trigger", "the trigger" },
    { "count", "what its number would mean" },
    { "trigger-link", "the trigger, and side and preposition of the phrase" },
    { "form-link", "form of the trigger, side and preposition of the phrase" },
    { "count-link", "what its number would mean, side and preposition" },
    { "link", "side and preposition" },
    { "far", "words between it and the trigger, about" },
    { "nth", "side, and phrases between it and the trigger" },
    { "form-nth", "form of the trigger, side, phrases between" },
    { "form-link-nth", "form of the trigger, side and preposition, phrases between" },
    { "verbs-between", "verbs between it and the trigger" },
    { "commas-between", "commas between it and the trigger" },
    { "triggers-between", "other events between it and the trigger" },
    { "rivals", "side, and others between that could act" },
    { "form-rivals", "form of the trigger, side, others between that could act" },
    { "role", "form of the trigger, and what the phrase is to it" },
    { "args", "the frame's sources, and what the phrase is to the trigger" },
    { "other", "the other slot, and side" },
    { "order", "against the party of the other slot, and side" },
    { "empty", "the rules found nobody" },
    { "not-first", "it is not the first party that the rules found" },
    { "chosen", "parties that the rules found" },
    { "kind", "it is" },
    { "kind-link", "what it is, side and preposition" },
    { "kind-mode", "what it is, and the mode" },
    { "kind-form", "what it is, and the form of the trigger" },
    { "head", "its head" },
    { "counts", "it counts" },
    { "definite", "it is definite" },
    { "plural", "it is plural" },
    { "conjoined", "it is joined by \u0648" },
    { "sector", "its sector" },
    { "known", "what is known of it" },
    { "entity", "it is known as" },
    { "entity-mode", "it is known as, and the mode" },
    { "acted", "events told before in which it acted" },
    { "suffered", "events told before that befell it" },
    { "beside", "in another event of the sentence it is" },
    { "tied-to", "right behind something that is, with the preposition" },
    { "tied-to-own", "right behind a party that the rules found, with the preposition" },
    { "before", "the word before it" },
    { "behind", "the word behind it" },
    { "before-class", "the class of the word before it" },
    { "behind-class", "the class of the word behind it" },
    { "verb", "the verb that it stands next to" },
    { "speaks", "it is who speaks" },
};

struct weighed {
    marsad_str key;
    double weight;
};

struct gathered {
    const struct analysis *a;
    struct weighed *at;
    size_t n, cap;
};

static void gather(void *user, const char *key, size_t len, double value)
{
    struct gathered *g = user;
    double weight;

    if (!gate_weight(g->a->dict, (marsad_str){ key, len }, &weight) || fabs(weight * value) < WEIGHT_SHOWN ||
        marsad_str_ends((marsad_str){ key, len }, MARSAD_LIT(":bias")) ||
        !marsad_arena_grow(g->a->arena, (void **)&g->at, &g->cap, g->n, sizeof *g->at))
        return;
    g->at[g->n] = (struct weighed){ marsad_arena_str(g->a->arena, (marsad_str){ key, len }), weight * value };
    g->n += g->at[g->n].key.ptr != NULL;
}

/* The heaviest first; equal weights by their keys. */
static int by_weight(const void *x, const void *y)
{
    const struct weighed *a = x, *b = y;

    if (a->weight != b->weight)
        return a->weight < b->weight ? 1 : -1;
    return marsad_str_compare(a->key, b->key);
}

static void say_weight(const struct analysis *a, const struct weighed *w)
{
    marsad_str key = marsad_str_slice(w->key, sizeof KEY_HEAD - 1, w->key.len);
    size_t equal = marsad_str_find(key, MARSAD_LIT("="), 0);
    marsad_str name = marsad_str_slice(key, 0, equal == SIZE_MAX ? key.len : equal);
    marsad_str value = equal == SIZE_MAX ? MARSAD_LIT("") : marsad_str_slice(key, equal + 1, key.len);

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (marsad_str_equal(name, marsad_str_of(NAMES[i].name))) {
            name = marsad_str_of(NAMES[i].words);
            break;
        }
    explain_say(a, 3, "%+.2f %.*s%s%.*s", w->weight, MARSAD_STR_ARG(name), value.len ? ": " : "",
                MARSAD_STR_ARG(value));
}

/* What spoke for it, or against it. */
static void say_heaviest(const struct chooser_scene *s, const struct chooser_candidate *c, bool for_it)
{
    struct gathered g = { .a = s->a };

    chooser_features(s, c, gather, &g);
    if (g.n)
        qsort(g.at, g.n, sizeof *g.at, by_weight);
    for (size_t i = 0; i < g.n && i < SHOWN; i++) {
        const struct weighed *w = &g.at[for_it ? i : g.n - 1 - i];
        if ((w->weight > 0) == for_it)
            say_weight(s->a, w);
    }
}

static void say_party(const struct chooser_scene *s, const struct chooser_candidate *c, const char *slot,
                      const char *before, const char *behind, double probability, double least, bool for_it)
{
    if (!s->a->explain)
        return;
    explain_say(s->a, 2,
                "%s \u00AB%.*s\u00BB%s\u00AB%.*s\u00BB%s by what was learnt, probability %.2f, %.2f is needed; %s it:",
                slot, EXPLAIN_WORDS(s->a, c->phrase.first, c->phrase.last), before,
                EXPLAIN_WORDS(s->a, s->d->frame.word, s->d->frame.word + 1), behind, probability, least,
                for_it ? "for" : "against");
    say_heaviest(s, c, for_it);
}

void explain_dropped_party(const struct chooser_scene *s, const struct chooser_candidate *c, const char *slot,
                           double probability, double least)
{
    say_party(s, c, slot, " by the rules of ", ": dropped", probability, least, false);
}

void explain_filled_party(const struct chooser_scene *s, const struct chooser_candidate *c, const char *slot,
                          double probability, double least)
{
    say_party(s, c, slot, ": taken for ", "", probability, least, true);
}

/*
 * explain_weights.c - which features of the gate or of the judge weighed most, in words.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "event/explain.h"
#include "event/gate.h"

#define SHOWN 4            /* for it, and as many against it */
#define WEIGHT_SHOWN 0.005 /* less is not worth a line */

/* What stands before "=" in a key; %.*s is what stands behind it. Others are told as they are. */
static const struct {
    const char *name, *words;
} NAMES[] = {
    { "w", "the word \u00AB%.*s\u00BB in the sentence" },
    { "letters", "a word with the letters %.*s (<: it begins, >: it ends)" },
    { "class", "a word of this class in the sentence: %.*s" },
    { "trigger", "the trigger \u00AB%.*s\u00BB" },
    { "mode", "the mode %.*s" },
    { "pos", "a trigger that is (v: verb, n: noun) %.*s" },
    { "conf", "the frame's own confidence, in tenths: %.*s" },
    { "believed", "confidence by rules, in tenths: %.*s" },
    { "count", "what its number would mean: %.*s" },
    { "factuality", "it is %.*s" },
    { "behind", "a word of this class opens its clause: %.*s" },
    { "before", "before it stands a word of this class: %.*s" },
    { "before-2", "two before it stands a word of this class: %.*s" },
    { "after", "behind it stands a word of this class: %.*s" },
    { "after-2", "two behind it stands a word of this class: %.*s" },
    { "at", "words before it in the sentence: about %.*s" },
    { "verbs-before", "verbs before it: %.*s" },
    { "prep", "its preposition: %.*s" },
    { "actor", "an actor that is: %.*s" },
    { "actors", "number of actors: %.*s" },
    { "actor-role", "the actor's sector: %.*s" },
    { "actor-known", "what is known of the actor: %.*s" },
    { "recipient", "a recipient that is: %.*s" },
    { "recipients", "number of recipients: %.*s" },
    { "recipient-role", "the recipient's sector: %.*s" },
    { "recipient-known", "what is known of the recipient: %.*s" },
    { "near-time", "the nearest time is: %.*s" },
    { "time", "a time in the sentence that is: %.*s" },
    { "quantity", "a number in the sentence of: %.*s" },
    { "quantities", "numbers in the sentence: about %.*s" },
    { "countries", "countries in the sentence: about %.*s" },
    { "towns", "towns in the sentence: about %.*s" },
    { "names", "names in the sentence: about %.*s" },
    { "verbs", "verbs in the sentence: about %.*s" },
    { "subs", "clauses with \u0623\u0646 and the like: about %.*s" },
    { "signal", "a word of the signal \"%.*s\"" },
    { "signal-before", "shortly before it a word of the signal \"%.*s\"" },
    { "signal-behind", "shortly behind it a word of the signal \"%.*s\"" },
    { "verb-over", "the verb over it, perhaps with its preposition: %.*s" },
    { "like", "words like \u00AB%.*s\u00BB in the sentence" },
    { "like-left", "words like \u00AB%.*s\u00BB before it" },
    { "like-right", "words like \u00AB%.*s\u00BB behind it" },
    { "opens-with", "the sentence opens with a: %.*s" },
    { "frame", "another word that could be %.*s" },
    { "frames", "how many words could be what: %.*s" },
    { "says", "the verb of saying \u00AB%.*s\u00BB" },
    { "speaker", "a speaker that is: %.*s" },
    { "said", "against what is said it stands %.*s" },
    { "length", "words in the sentence: about %.*s" },
    { "opens", "the sentence opens with a word of this class: %.*s" },
    { "where", "how exactly the place is known: %.*s" },
    { "type", "it is of the type %.*s" },
    { "title", "the word \u00AB%.*s\u00BB in the title" },
    { "beside", "the article has events of the type %.*s" },
    { "before-any", "the word \u00AB%.*s\u00BB right before it" },
    { "behind-any", "the word \u00AB%.*s\u00BB right behind it" },
    { "sentence", "sentences before it in the article: %.*s" },
    { "sentences", "sentences in the article: about %.*s" },
    { "believed-over", "what the gate says, steps of twenty: %.*s" },
    { "off-topic-over", "how much of sport and the like is in the article, in fifths: %.*s" },
    { "dense", "how dense with events the article is: %.*s" },
    { "types", "types of events in the article: about %.*s" },
    { "trigger-tokens", "words from its first trigger to its last: about %.*s" },
    { "perfect", "a verb of the past" },
    { "imperfect", "a verb of the present" },
    { "passive", "a passive" },
    { "definite", "a trigger with the article" },
    { "possessed", "a trigger with a pronoun" },
    { "plural", "a trigger in the plural" },
    { "construct", "a trigger with a genitive" },
    { "object-suffix", "a verb with a pronoun as its object" },
    { "and-verb", "a verb joined by \u0648 or \u0641" },
    { "speaks-itself", "a verb of the one who writes" },
    { "behind-background", "a word of background before it in its clause" },
    { "place", "its frame names a place" },
    { "territory", "its frame names a territory" },
    { "no-time", "no time in the sentence" },
    { "no-speech", "nobody speaks in the sentence" },
    { "no-speaker", "the speaker is not named" },
    { "question", "a question mark" },
    { "quoted", "a quotation in the sentence" },
    { "in-quotes", "it stands inside a quotation" },
    { "colon", "a colon in the sentence" },
    { "first-person", "a verb in the first person" },
    { "second-person", "a verb in the second person" },
    { "when", "its time is told" },
    { "source", "who says it is told" },
    { "casualties", "killed or injured are told" },
    { "captured", "the number of captured is told" },
    { "no-title", "the article has no title" },
};

/* "A:time=weekday" and "J:REQUEST:trigger=…" in words. */
static void key_words(marsad_str key, char *out, size_t size)
{
    size_t equal = marsad_str_find(key, MARSAD_LIT("="), 0), colon;
    marsad_str name = marsad_str_slice(key, 0, equal == SIZE_MAX ? key.len : equal);
    marsad_str value = equal == SIZE_MAX ? MARSAD_LIT("") : marsad_str_slice(key, equal + 1, key.len);

    if (value.len && (unsigned char)value.ptr[0] < 0x80 && marsad_str_ends(name, MARSAD_LIT(":w")))
        name = MARSAD_LIT("class"); /* names and numbers stand in the bag by their class */
    while ((colon = marsad_str_find(name, MARSAD_LIT(":"), 0)) != SIZE_MAX)
        name = marsad_str_slice(name, colon + 1, name.len);
    snprintf(out, size, value.len ? "%.*s: %.*s" : "%.*s%.*s", MARSAD_STR_ARG(name), MARSAD_STR_ARG(value));
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        size_t hole;
        marsad_str words = marsad_str_of(NAMES[i].words);
        if (!marsad_str_equal(name, marsad_str_of(NAMES[i].name)))
            continue;
        hole = marsad_str_find(words, MARSAD_LIT("%.*s"), 0);
        if (hole == SIZE_MAX)
            snprintf(out, size, "%s", NAMES[i].words);
        else
            snprintf(out, size, "%.*s%.*s%s", (int)hole, words.ptr, MARSAD_STR_ARG(value), words.ptr + hole + 4);
    }
}

static bool is_bias(marsad_str key)
{
    return marsad_str_ends(key, MARSAD_LIT(":bias"));
}

/* The heaviest first; equal weights by their keys. */
static int by_weight(const void *x, const void *y)
{
    const struct explain_weight *a = x, *b = y;

    if (a->weight != b->weight)
        return a->weight < b->weight ? 1 : -1;
    return marsad_str_compare(a->key, b->key);
}

static void say_weight(const struct analysis *a, const struct explain_weight *w)
{
    char words[200];

    if (fabs(w->weight) < WEIGHT_SHOWN || is_bias(w->key))
        return;
    key_words(w->key, words, sizeof words);
    explain_say(a, 3, "%+.2f %s", w->weight, words);
}

static void say_heaviest(const struct analysis *a, struct explain_weight *at, size_t n)
{
    if (!n)
        return;
    qsort(at, n, sizeof *at, by_weight);
    for (size_t i = 0; i < n && i < SHOWN && at[i].weight > 0; i++)
        say_weight(a, &at[i]);
    for (size_t i = n > SHOWN ? n - SHOWN : 0; i < n; i++)
        if (at[i].weight < 0)
            say_weight(a, &at[i]);
}

struct gathered {
    const struct analysis *a;
    struct explain_weight *at;
    size_t n, cap;
    double bias, total;
};

static void gather(void *user, const char *key, size_t len, double value)
{
    struct gathered *g = user;
    marsad_str name = { key, len };
    double weight;

    if (!gate_weight(g->a->dict, name, &weight) ||
        !marsad_arena_grow(g->a->arena, (void **)&g->at, &g->cap, g->n, sizeof *g->at))
        return;
    name = marsad_arena_str(g->a->arena, name);
    if (!name.ptr)
        return;
    g->at[g->n++] = (struct explain_weight){ 0, name, weight * value };
    g->total += weight * value;
    if (is_bias(name))
        g->bias = weight * value;
}

void explain_gate(const struct analysis *a, const struct draft *d, const struct speech *s)
{
    struct gathered g = { .a = a };
    double p, least;

    if (!a->explain)
        return;
    p = gate_probability(a, d, s);
    least = gate_least(a, d->frame.type);
    if (p < 0)
        return;
    gate_features(a, d, s, gate_type(d->frame.type), gather, &g);
    explain_say(a, 2, "probability %.2f that a reader would take it, %.2f is needed; log odds %+.2f at first, and:", p,
                least, g.bias);
    if (fabs(gate_article_shift(a, d->frame.type)) >= WEIGHT_SHOWN)
        explain_say(a, 3, "%+.2f it stands in an article", gate_article_shift(a, d->frame.type));
    say_heaviest(a, g.at, g.n);
}

/* ---- the judge ---- */

void explain_judge_weight(const struct analysis *a, size_t event, marsad_str key, double weight)
{
    struct explain *x = a->explain;

    if (!x || !marsad_arena_grow(x->arena, (void **)&x->weights, &x->cap_weights, x->n_weights, sizeof *x->weights))
        return;
    key = marsad_arena_str(x->arena, key);
    if (key.ptr)
        x->weights[x->n_weights++] = (struct explain_weight){ event, key, weight };
}

void explain_judged(const struct analysis *a, size_t number, const marsad_event *e, bool kept)
{
    struct explain *x = a->explain;
    struct explain_weight *mine;
    size_t n = 0;

    if (!x)
        return;
    mine = marsad_arena_array(x->arena, x->n_weights + 1, sizeof *mine);
    for (size_t i = 0; mine && i < x->n_weights; i++)
        if (x->weights[i].event == number)
            mine[n++] = x->weights[i];
    explain_say(a, 0, "in the article: \u00AB%.*s\u00BB (%.*s, sentence %u) %s, confidence %.2f; what weighed:",
                EXPLAIN_WORDS(a, e->trigger.first, e->trigger.last), MARSAD_STR_ARG(e->type), e->sentence + 1,
                kept ? "stays" : "is left out, a reader would hardly keep it", e->confidence);
    if (mine)
        say_heaviest(a, mine, n);
}

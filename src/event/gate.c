/*
 * gate.c - features of a draft, and the sum of the weights of all of them.
 */
#include <math.h>
#include <stdio.h>

#include "event/gate_tell.h"

#define BACK 4  /* tokens before the trigger that a background word is looked for in */
#define REACH 8 /* tokens from it to the nearest time */
#define ARTICLE_SENTENCES 4
#define HOPELESS 0.3 /* the judge hears all drafts above it */

/* ---- the draft ---- */

static void tell_trigger(const struct sink *k, const struct draft *d)
{
    const struct frame *f = &d->frame;
    const struct word *w = word_at(k->a, f->word);
    char pos[2] = { f->pos, 0 };

    gate_tell(k, "pos", marsad_str_of(pos));
    gate_tell(k, "trigger", gate_lemma(k->a, f->word));
    gate_tell(k, "mode", f->mode.len ? f->mode : MARSAD_LIT("none"));
    gate_tell_number(k, "conf", (uint32_t)(f->confidence * 10 + 0.5));
    gate_tell(k, "count", f->count.len ? f->count : MARSAD_LIT("none"));
    gate_tell(k, "factuality", marsad_str_of(marsad_factuality_name(d->factuality)));
    gate_tell_number(k, "trigger-tokens", gate_bucket(d->last - d->first));
    if (f->pos != 'v') {
        gate_tell_if(k, w->clitics & MARSAD_CLITIC_AL, "definite");
        gate_tell_if(k, w->suffix != 0, "possessed");
        gate_tell_if(k, w->form & MARSAD_FORM_PLURAL, "plural");
        gate_tell_if(k, f->roles.has_genitive, "construct");
        return;
    }
    gate_tell_if(k, w->form & MARSAD_FORM_IMPERFECT, "imperfect");
    gate_tell_if(k, w->form & MARSAD_FORM_PERFECT, "perfect");
    gate_tell_if(k, f->roles.passive, "passive");
    gate_tell_if(k, w->suffix != 0, "object-suffix");
    gate_tell_if(k, w->form & (MARSAD_FORM_FIRST | MARSAD_FORM_SECOND), "speaks-itself");
    gate_tell_if(k, w->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA), "and-verb");
}

/* Where in the sentence it stands: as its head, behind a relative word, behind بعد. */
static void tell_position(const struct sink *k, const struct draft *d)
{
    const struct analysis *a = k->a;
    uint32_t i = d->frame.token, verbs = 0;
    size_t p = phrase_at(a, i);
    const char *behind = "none";
    bool quote = false;

    gate_tell_number(k, "at", gate_bucket(i - a->first));
    for (uint32_t j = a->first; j < i; j++) {
        uint8_t class = word_at(a, j)->class;
        verbs += class == WORD_VERB;
        if (class == WORD_REL || class == WORD_SUB || class == WORD_VERB)
            behind = gate_class_name(class);
        if (marsad_token_is(a->text, j, "\u00AB") || marsad_token_is(a->text, j, "\u201C"))
            quote = true;
        else if (marsad_token_is(a->text, j, "\u00BB") || marsad_token_is(a->text, j, "\u201D"))
            quote = false;
        else if (marsad_token_is(a->text, j, "\""))
            quote = !quote;
    }
    gate_tell(k, "behind", marsad_str_of(behind));
    gate_tell_number(k, "verbs-before", verbs < 3 ? verbs : 3);
    gate_tell_if(k, quote, "in-quotes");
    if (p < a->n_phrases && d->frame.pos != 'v') {
        gate_tell(k, "prep", a->phrases[p].prep_text.len ? a->phrases[p].prep_text : MARSAD_LIT("none"));
        gate_tell_if(k, a->phrases[p].head != i, "not-head");
        gate_tell_if(k, a->phrases[p].conjoined, "conjoined");
    }
}

static void tell_class(const struct sink *k, const char *name, uint32_t i)
{
    bool inside = i >= k->a->first && i < k->a->last; /* one before token 0 is UINT32_MAX: outside */

    gate_tell(k, name, inside ? marsad_str_of(gate_class_name(word_at(k->a, i)->class)) : MARSAD_LIT("edge"));
}

/* Classes of the words around it; a word such as بعد before it in its clause. */
static void tell_neighbours(const struct sink *k, const struct draft *d)
{
    const struct analysis *a = k->a;
    uint32_t i = d->frame.token, end = d->frame.token + d->frame.tokens;

    tell_class(k, "before", i - 1);
    tell_class(k, "before-2", i - 2);
    tell_class(k, "after", end);
    tell_class(k, "after-2", end + 1);
    for (uint32_t j = i; j > a->first && j + BACK > i && !is_clause_mark(a, j - 1); j--)
        if (signal_at(a, j - 1, "background", NULL).ptr) {
            gate_tell_if(k, true, j == i ? "right-behind-background" : "behind-background");
            break;
        }
}

/* A line of a chronicle opens with its day: «12 مارس: ...». */
static void tell_opening(const struct sink *k)
{
    const struct analysis *a = k->a;

    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->span.first < a->first || t->span.first > a->first + 1 || t->span.last >= a->last)
            continue;
        gate_tell(k, "opens-with", MARSAD_LIT("time"));
        if (marsad_token_is(a->text, t->span.last, ":"))
            gate_tell(k, "opens-with", MARSAD_LIT("chronicle"));
        return;
    }
}

static void tell_parties(const struct sink *k, const char *name, const char *count, const struct parties *p)
{
    const struct analysis *a = k->a;

    gate_tell_number(k, count, p->n < 3 ? p->n : 3);
    if (!p->n)
        return;
    gate_tell_kinds(k, name, phrase_kind(a, &p->at[0]));
    gate_tell(k, name, p->at[0].definite ? MARSAD_LIT("definite") : MARSAD_LIT("indefinite"));
}

static void tell_nearest_time(const struct sink *k, const struct draft *d)
{
    const struct analysis *a = k->a;
    const marsad_time *best = NULL;
    uint32_t reach = REACH;

    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        uint32_t far = t->span.first > d->last   ? t->span.first - d->last
                       : d->first > t->span.last ? d->first - t->span.last
                                                 : 0;
        if (t->span.first >= a->first && t->span.first < a->last && far < reach) {
            best = t;
            reach = far;
        }
    }
    if (best)
        gate_tell_time(k, "near-time", best);
}

void gate_features(const struct analysis *a, const struct draft *d, const struct speech *s, char letter,
                   gate_visit *visit, void *user)
{
    gate_shared_features(a, letter, visit, user);
    gate_draft_features(a, d, s, letter, visit, user);
}

void gate_draft_features(const struct analysis *a, const struct draft *d, const struct speech *s, char letter,
                         gate_visit *visit, void *user)
{
    struct sink k = { a, letter, visit, user };

    gate_tell_speech(&k, s);
    tell_trigger(&k, d);
    tell_position(&k, d);
    tell_neighbours(&k, d);
    if (letter == 'A')
        gate_tell_around(&k, d);
    gate_tell_like_around(&k, d);
    tell_opening(&k);
    tell_parties(&k, "actor", "actors", &d->actors);
    tell_parties(&k, "recipient", "recipients", &d->recipients);
    tell_nearest_time(&k, d);
    gate_tell_if(&k, d->has_place, "place");
    gate_tell_if(&k, d->has_territory, "territory");
    if (s->found)
        gate_tell(&k, "said",
                  d->frame.token >= s->from && d->frame.token < s->to ? MARSAD_LIT("inside") : MARSAD_LIT("outside"));
}

/* ---- the model ---- */

char gate_type(marsad_str type)
{
    static const char *const TYPES[] = { "ASSAULT", "PROTEST" };

    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (marsad_str_equal(type, marsad_str_of(TYPES[i])))
            return TYPES[i][0];
    return 0;
}

struct sum {
    const marsad_dict *dict;
    int column;
    double total;
};

static bool weight_of(const struct sum *s, marsad_str key, double *weight)
{
    marsad_entries found = marsad_dict_find(s->dict, key);

    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_GATE) {
            *weight = marsad_dict_number(s->dict, MARSAD_TABLE_GATE, found.at[i].row, s->column);
            return true;
        }
    return false;
}

static void add_weight(void *user, const char *key, size_t len, double value)
{
    struct sum *s = user;
    double weight;

    if (weight_of(s, (marsad_str){ key, len }, &weight))
        s->total += weight * value;
}

/* One of the model's own numbers, such as "A:threshold". */
static bool setting_of(const struct sum *s, char type, const char *name, double *value)
{
    char key[32];
    int len = snprintf(key, sizeof key, "%c:%s", type, name);

    return type && s->column >= 0 && weight_of(s, (marsad_str){ key, (size_t)len }, value);
}

/* A date or several sentences place what is told; a sentence by itself must say more to be taken for news. */
static bool is_article(const struct analysis *a)
{
    return a->article->published[0] || a->text->n_sentences >= ARTICLE_SENTENCES;
}

double gate_threshold(const struct analysis *a, marsad_str type)
{
    struct sum sum = { a->dict, marsad_dict_column(a->dict, MARSAD_TABLE_GATE, "weight"), 0 };
    double value;

    return setting_of(&sum, gate_type(type), is_article(a) ? "threshold-dated" : "threshold", &value) ? value : -1;
}

bool gate_leaves(const struct analysis *a)
{
    return a->judged && a->text->n_sentences >= ARTICLE_SENTENCES;
}

double gate_least(const struct analysis *a, marsad_str type)
{
    double least = gate_threshold(a, type);

    return gate_leaves(a) && least > HOPELESS ? HOPELESS : least;
}

double gate_article_shift(const struct analysis *a, marsad_str type)
{
    struct sum sum = { a->dict, marsad_dict_column(a->dict, MARSAD_TABLE_GATE, "weight"), 0 };
    double shift;

    return is_article(a) && setting_of(&sum, gate_type(type), "article", &shift) ? shift : 0;
}

bool gate_weight(const marsad_dict *dict, marsad_str key, double *weight)
{
    struct sum sum = { dict, marsad_dict_column(dict, MARSAD_TABLE_GATE, "weight"), 0 };

    return sum.column >= 0 && weight_of(&sum, key, weight);
}

/* Where a letter's sum is kept in analysis.sums. */
static struct shared_sum *sum_of(const struct analysis *a, char letter)
{
    return &a->sums[letter == 'A' ? 0 : letter == 'P' ? 1 : 2];
}

double gate_shared_sum(const struct analysis *a, char letter)
{
    struct sum sum = { a->dict, marsad_dict_column(a->dict, MARSAD_TABLE_GATE, "weight"), 0 };
    struct shared_sum *kept = sum_of(a, letter);

    if (kept->first != a->first || kept->last != a->last) {
        gate_shared_features(a, letter, add_weight, &sum);
        *kept = (struct shared_sum){ a->first, a->last, sum.total };
    }
    return kept->total;
}

double gate_probability(const struct analysis *a, const struct draft *d, const struct speech *s)
{
    struct sum sum = { a->dict, marsad_dict_column(a->dict, MARSAD_TABLE_GATE, "weight"), 0 };
    char type = gate_type(d->frame.type);
    double ignored;

    if (!setting_of(&sum, type, "bias", &ignored))
        return -1;
    gate_draft_features(a, d, s, type, add_weight, &sum);
    sum.total += gate_shared_sum(a, type);
    return 1 / (1 + exp(-sum.total - gate_article_shift(a, d->frame.type)));
}

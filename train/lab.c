/*
 * lab.c - examples, training and scores of the words model.
 */
#include "lab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool lab_init(struct lab *lab, const marsad_dict *dict)
{
    *lab = (struct lab){ .options = linear_defaults() };
    lab->keep = marsad_arena_new(0);
    lab->features = marsad_arena_new(0);
    lab->scratch = marsad_arena_new(0);
    return lab->keep && lab->features && lab->scratch && words_model_prepare(&lab->model, dict);
}

void lab_release(struct lab *lab)
{
    free(lab->model.function_class);
    free(lab->model.lemmas);
    marsad_arena_free(lab->keep);
    marsad_arena_free(lab->features);
    marsad_arena_free(lab->scratch);
}

bool lab_no_forms(struct lab *lab)
{
    lab->forms = marsad_arena_array(lab->keep, 1, sizeof *lab->forms);
    lab->model.forms = lab->forms;
    lab->model.form_mask = 0;
    return lab->forms != NULL;
}

/* ---- examples ---- */

static bool copy_features(marsad_arena *arena, const struct features *f, struct feature_list *out)
{
    uint32_t *at = marsad_arena_array(arena, f->n + 1, sizeof *at);

    if (!at)
        return false;
    memcpy(at, f->at, f->n * sizeof *at);
    *out = (struct feature_list){ at, f->n };
    return true;
}

/* The cut that the treebank has, or "whole". */
static struct cut gold_cut(struct lab *lab, const struct gold_sentence *s, struct example *e, size_t i, bool *ok)
{
    const struct unit *u = &e->units.at[i];
    struct cut cuts[CUTS_MAX];
    struct cut_context context;
    struct feature_list *lists;
    size_t n = cuts_of(u, cuts), first, last, gold = SIZE_MAX;

    if (gold_of_unit(s, u, &first, &last))
        for (size_t k = 0; k < n && gold == SIZE_MAX; k++)
            if (cut_is_gold(s, u, &cuts[k], first, last))
                gold = k;
    if (gold == SIZE_MAX) {
        e->unreachable++;
        return cuts[0];
    }
    if (n == 1)
        return cuts[0];
    lists = marsad_arena_array(lab->features, n, sizeof *lists);
    cut_context_of(&lab->model, &e->units, i, &context);
    for (size_t k = 0; *ok && k < n; k++) {
        struct features f;

        cut_features(&lab->model, u, &context, &cuts[k], &f);
        *ok = lists && copy_features(lab->features, &f, &lists[k]);
    }
    e->choices[e->n_choices++] = (struct choice){ lists, (uint32_t)n, (uint32_t)gold };
    return cuts[gold];
}

static uint8_t gold_tag(const struct gold_sentence *s, const struct unit *u, const struct view *v)
{
    uint32_t start = v->a == 0 ? u->start : u->start + u->at[v->a];

    for (size_t i = 0; i < s->n_words; i++)
        if (s->words[i].end > start)
            return s->words[i].tag;
    return MARSAD_UPOS_X;
}

static bool make_chain(struct lab *lab, const struct gold_sentence *s, struct example *e, const struct view *views,
                       size_t n)
{
    struct feature_list *words = marsad_arena_array(lab->features, n + 1, sizeof *words);
    uint8_t *gold = marsad_arena_alloc(lab->features, n + 1), *given = marsad_arena_alloc(lab->features, n + 1);

    if (!words || !gold || !given)
        return false;
    for (size_t i = 0; i < n; i++) {
        struct features f;
        marsad_upos tag;

        gold[i] = gold_tag(s, &e->units.at[views[i].unit], &views[i]);
        given[i] = tag_is_given(&e->units, &views[i], &tag);
        if (given[i])
            gold[i] = (uint8_t)tag;
        tag_features(&e->units, views, n, i, &f);
        if (!copy_features(lab->features, &f, &words[i]))
            return false;
    }
    e->chain = (struct chain){ words, gold, given, (uint32_t)n };
    return true;
}

static bool make_example(struct lab *lab, const struct gold_sentence *s, bool marks, struct example *e)
{
    struct view *views;
    size_t n = 0;
    bool ok = true;

    *e = (struct example){ .n_choices = 0 };
    if (!units_read(&s->tokens, 0, s->tokens.n_tokens, marks, lab->features, &e->units))
        return false;
    views = marsad_arena_array(lab->features, 4 * e->units.n + 1, sizeof *views);
    e->choices = marsad_arena_array(lab->features, e->units.n + 1, sizeof *e->choices);
    if (!views || !e->choices)
        return false;
    for (size_t i = 0; ok && i < e->units.n; i++)
        n += cut_views(&lab->model, NULL, &e->units, i, gold_cut(lab, s, e, i, &ok), views + n);
    return ok && make_chain(lab, s, e, views, n);
}

bool lab_make_examples(struct lab *lab)
{
    marsad_arena_reset(lab->features);
    for (int marks = 0; marks < 2; marks++) {
        lab->examples[marks] = marsad_arena_array(lab->features, lab->bank.n, sizeof *lab->examples[marks]);
        for (size_t i = 0; i < lab->bank.n; i++)
            if (!lab->examples[marks] || !make_example(lab, &lab->bank.at[i], marks, &lab->examples[marks][i]))
                return false;
    }
    return true;
}

/* ---- training ---- */

unsigned fold_of(const struct gold_sentence *s)
{
    return (unsigned)(words_mix(1, s->document, 0) % FOLDS);
}

/* Train on all folds but one, or on all. */
bool lab_train(struct lab *lab, unsigned without, bool tags)
{
    struct choice *choices;
    struct chain *chains;
    size_t n = 0, m = 0;
    bool ok;

    for (size_t i = 0; i < lab->bank.n; i++)
        n += lab->examples[0][i].n_choices + lab->examples[1][i].n_choices;
    choices = malloc((n + 1) * sizeof *choices);
    chains = malloc((2 * lab->bank.n + 1) * sizeof *chains);
    n = 0;
    for (size_t i = 0; choices && chains && i < lab->bank.n; i++) {
        if (fold_of(&lab->bank.at[i]) == without)
            continue;
        for (int marks = 0; marks < 2; marks++) {
            const struct example *e = &lab->examples[marks][i];

            memcpy(choices + n, e->choices, e->n_choices * sizeof *choices);
            n += e->n_choices;
            chains[m++] = e->chain;
        }
    }
    marsad_arena_reset(lab->scratch);
    ok = choices && chains && linear_train_cuts(choices, n, &lab->options, lab->scratch, &lab->model) &&
         (!tags || linear_train_tags(chains, m, &lab->options, lab->scratch, &lab->model));
    free(choices);
    free(chains);
    return ok;
}

/* ---- scores ---- */

bool lab_score(const marsad_words_model *m, const struct gold_sentence *s, bool marks, struct score *out,
               struct confusion *c)
{
    marsad_arena *arena = marsad_arena_new(0);
    struct units units;
    struct view *views;
    size_t n = 0, g = 0;
    bool ok = arena && units_read(&s->tokens, 0, s->tokens.n_tokens, marks, arena, &units);

    views = ok ? marsad_arena_array(arena, 4 * units.n + 1, sizeof *views) : NULL;
    for (size_t i = 0; views && i < units.n; i++)
        n += cut_views(m, NULL, &units, i, cut_best(m, NULL, &units, i), views + n);
    ok = views && tag_views(m, NULL, &units, views, n, arena);
    *out = (struct score){ 0, 0, (double)n, (double)s->n_words };
    for (size_t i = 0; ok && i < n; i++) {
        const struct unit *u = &units.at[views[i].unit];
        uint32_t start = views[i].a == 0 ? u->start : u->start + u->at[views[i].a];
        uint32_t end = views[i].b == u->n ? u->end : u->start + u->at[views[i].b];

        while (g < s->n_words && s->words[g].end < end)
            g++;
        if (g < s->n_words && s->words[g].start == start && s->words[g].end == end) {
            out->right++;
            out->tagged += s->words[g].tag == views[i].tag;
            c->tags[s->words[g].tag][views[i].tag]++;
            if (c->tell && s->words[g].tag != views[i].tag)
                fprintf(stderr, "tag %.*s %s for %s\n", (int)(end - start), s->text.ptr + start,
                        marsad_upos_name(views[i].tag), marsad_upos_name(s->words[g].tag));
        } else if (c->tell) {
            fprintf(stderr, "cut %.*s: no word %.*s\n", (int)(u->end - u->start), s->text.ptr + u->start,
                    (int)(end - start), s->text.ptr + start);
        }
    }
    marsad_arena_free(arena);
    return ok;
}

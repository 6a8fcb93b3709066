/*
 * train_letters.c - the other way to cut clitics, for comparison: each letter begins a piece or is inside one.
 *
 *     train-letters TREEBANK NEWS|-
 *
 * A linear-chain CRF over the letters of a token (Monroe, Green & Manning, ACL 2014), with letters around, what stands
 * before and behind the letter in the dictionary and in news, and the neighbouring tokens. By the same 5-fold
 * cross-validation as train-words; prints words F1 and makes no model.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

#define FORM_BITS 17
#define WINDOW 3
enum { INSIDE, BEGINS };

static void add(struct features *f, uint32_t a, uint32_t b)
{
    if (f->n < WORD_FEATURES) {
        f->at[f->n] = words_mix(f->n + 1, a, b);
        f->n++;
    }
}

static uint32_t letter_at(const struct unit *u, long i)
{
    return i < 0 || i >= u->n ? 1 : u->raw[i];
}

static uint32_t frequency_of(const marsad_words_model *m, const struct unit *u, size_t a, size_t b)
{
    const struct words_form *form = words_form_of(m, letters_key(u->fold, a, b));

    return form ? form->frequency : 0;
}

/* Letter i of unit k: is it the first of a piece? */
static void letter_features(const marsad_words_model *m, const struct units *units, size_t k, size_t i,
                            struct features *f)
{
    const struct unit *u = &units->at[k];
    uint32_t c = letter_at(u, (long)i), back = (uint32_t)(u->n - i < 6 ? u->n - i : 6), front = i < 6 ? (uint32_t)i : 6;
    uint32_t rest = lexicon_of(m, u, i, u->n), head = i > 0 ? lexicon_of(m, u, 0, i) : 0;
    uint32_t before = k > 0 ? units->at[k - 1].key : 1, after = k + 1 < units->n ? units->at[k + 1].key : 1;

    f->n = 0;
    add(f, 0, 0);
    for (long d = -WINDOW; d <= WINDOW; d++) {
        add(f, letter_at(u, (long)i + d), 0);
        add(f, letter_at(u, (long)i + d), letter_at(u, (long)i + d + 1));
        add(f, letter_at(u, (long)i + d), words_mix(1, letter_at(u, (long)i + d + 1), letter_at(u, (long)i + d + 2)));
    }
    add(f, front, back);
    add(f, c, front);
    add(f, c, back);
    add(f, letters_key(u->fold, 0, i), c);
    add(f, letters_key(u->fold, i, u->n), front);
    add(f, letters_key(u->fold, 0, i), letters_key(u->fold, i, u->n));
    add(f, u->key, (uint32_t)i);
    add(f, rest, words_mix(2, letters_key(u->fold, 0, i), 0));
    add(f, head, words_mix(3, letters_key(u->fold, i, u->n), 0));
    add(f, rest, front);
    add(f, head, back);
    add(f, lexicon_of(m, u, 0, u->n), words_mix(4, front, back));
    add(f, frequency_of(m, u, i, u->n) << 8 | frequency_of(m, u, 0, u->n), front);
    add(f, frequency_of(m, u, 0, i) << 8 | frequency_of(m, u, 0, u->n), back);
    add(f, before, words_mix(5, front, c));
    add(f, after, words_mix(6, back, c));
    add(f, u->tanwin, back);
}

static bool has_letters(const struct unit *u)
{
    return u->kind == MARSAD_TOKEN_WORD && u->whole && u->n > 1;
}

static bool make_list(const marsad_words_model *m, const struct units *units, size_t k, marsad_arena *arena,
                      struct feature_list *lists)
{
    for (size_t i = 0; i < units->at[k].n; i++) {
        struct features f;
        uint32_t *at;

        letter_features(m, units, k, i, &f);
        at = marsad_arena_array(arena, f.n, sizeof *at);
        if (!at)
            return false;
        memcpy(at, f.at, f.n * sizeof *at);
        lists[i] = (struct feature_list){ at, f.n };
    }
    return true;
}

/* The chain of a unit; false: no memory. Units whose gold ends are not theirs teach nothing. */
static bool add_chain(struct lab *lab, const struct gold_sentence *s, const struct units *units, size_t k,
                      struct chain *out, size_t *n)
{
    const struct unit *u = &units->at[k];
    struct feature_list *lists = marsad_arena_array(lab->features, u->n + 1u, sizeof *lists);
    uint8_t *gold = marsad_arena_alloc(lab->features, u->n + 1u), *given = marsad_arena_alloc(lab->features, u->n + 1u);
    size_t first, last;

    if (!lists || !gold || !given)
        return false;
    if (!has_letters(u) || !gold_of_unit(s, u, &first, &last))
        return true;
    memset(given, 0, u->n);
    for (size_t i = 0; i < u->n; i++) {
        gold[i] = i == 0 ? BEGINS : INSIDE;
        for (size_t w = first; w < last; w++)
            if (s->words[w].start == u->start + u->at[i])
                gold[i] = BEGINS;
    }
    out[(*n)++] = (struct chain){ lists, gold, given, u->n };
    return make_list(&lab->model, units, k, lab->features, lists);
}

/* ---- scores ---- */

/* The best labels of a unit's letters. */
static void label(const marsad_words_model *m, const struct units *units, size_t k, bool begins[UNIT_LETTERS])
{
    const struct unit *u = &units->at[k];
    int32_t scores[2] = { INT32_MIN / 2, 0 };
    uint8_t back[UNIT_LETTERS][2], best;

    for (size_t i = 0; i < u->n; i++) {
        struct features f;
        int32_t next[2] = { 0, 0 };

        letter_features(m, units, k, i, &f);
        for (uint32_t j = 0; j < f.n; j++)
            for (int t = 0; t < 2; t++)
                next[t] += m->tags[f.at[j] & m->tag_mask][t];
        for (int t = 0; t < 2 && i > 0; t++) {
            int32_t stay = scores[0] + m->transitions[0][t], other = scores[1] + m->transitions[1][t];

            back[i][t] = other > stay;
            next[t] += other > stay ? other : stay;
        }
        memcpy(scores, next, sizeof scores);
        if (i == 0)
            scores[INSIDE] = INT32_MIN / 2;
    }
    best = scores[1] > scores[0];
    for (size_t i = u->n; i-- > 0; best = back[i][best]) {
        begins[i] = best;
        if (i == 0)
            break;
    }
    begins[0] = true;
}

static void count_word(const struct gold_sentence *s, uint32_t start, uint32_t end, struct score *sum)
{
    sum->found++;
    for (size_t w = 0; w < s->n_words; w++)
        sum->right += s->words[w].start == start && s->words[w].end == end;
}

static bool score_sentence(struct lab *lab, const struct gold_sentence *s, struct score *sum)
{
    marsad_arena *arena = marsad_arena_new(0);
    struct units units;
    bool ok = arena && units_read(&s->tokens, 0, s->tokens.n_tokens, true, arena, &units);

    sum->gold += (double)s->n_words;
    for (size_t k = 0; ok && k < units.n; k++) {
        const struct unit *u = &units.at[k];
        bool begins[UNIT_LETTERS] = { true };
        uint32_t start = u->start;

        if (has_letters(u))
            label(&lab->model, &units, k, begins);
        for (size_t i = 1; has_letters(u) && i < u->n; i++)
            if (begins[i] && u->at[i] > u->at[i - 1]) {
                count_word(s, start, u->start + u->at[i], sum);
                start = u->start + u->at[i];
            }
        count_word(s, start, u->end, sum);
    }
    marsad_arena_free(arena);
    return ok;
}

static bool run_fold(struct lab *lab, unsigned fold, struct score *sum)
{
    struct chain *chains;
    size_t n = 0, most = 0;
    bool ok = true;

    marsad_arena_reset(lab->features);
    for (size_t i = 0; i < lab->bank.n; i++)
        most += 2 * lab->bank.at[i].tokens.n_tokens + 8;
    chains = malloc((most + 1) * 2 * sizeof *chains);
    for (size_t i = 0; chains && ok && i < lab->bank.n; i++) {
        const struct gold_sentence *s = &lab->bank.at[i];

        for (int marks = 0; fold_of(s) != fold && ok && marks < 2; marks++) {
            struct units *units = marsad_arena_alloc(lab->features, sizeof *units);

            ok = units && units_read(&s->tokens, 0, s->tokens.n_tokens, marks, lab->features, units);
            for (size_t k = 0; ok && k < units->n; k++)
                ok = add_chain(lab, s, units, k, chains, &n);
        }
    }
    marsad_arena_reset(lab->scratch);
    ok = ok && chains && linear_train_tags(chains, n, &lab->options, lab->scratch, &lab->model);
    free(chains);
    for (size_t i = 0; ok && i < lab->bank.n; i++)
        if (fold_of(&lab->bank.at[i]) == fold)
            ok = score_sentence(lab, &lab->bank.at[i], sum);
    return ok;
}

static bool run(struct lab *lab, char **argv, marsad_err *err)
{
    const char *news = strcmp(argv[2], "-") == 0 ? NULL : argv[2];
    struct forms *forms = forms_new();
    struct score sum = { 0, 0, 0, 0 };
    bool ok = forms && treebank_read_folder(argv[1], lab->keep, &lab->bank, err) &&
              (!news || forms_count(forms, news, err)) &&
              forms_table(forms, FORM_BITS, lab->keep, &lab->model, &lab->forms);

    for (unsigned fold = 0; ok && fold < FOLDS; fold++)
        ok = run_fold(lab, fold, &sum);
    forms_free(forms);
    if (ok)
        printf("letters, as written: words F1 %.4f\n", 2 * sum.right / (sum.found + sum.gold));
    return ok || marsad_fail_memory(err);
}

int main(int argc, char **argv)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict;
    struct lab lab;
    bool ok;

    if (argc != 3) {
        fputs("usage: train-letters TREEBANK NEWS|-\n", stderr);
        return 2;
    }
    dict = marsad_dict_open(NULL, &err);
    ok = dict && lab_init(&lab, dict) && run(&lab, argv, &err);
    if (!ok)
        fprintf(stderr, "train-letters: %s: %s\n", err.where, err.msg[0] ? err.msg : "no memory");
    if (dict)
        lab_release(&lab);
    marsad_dict_close(dict);
    return ok ? 0 : 1;
}

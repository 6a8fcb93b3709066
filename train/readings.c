/*
 * readings.c - lemmas and features against those of the treebank: on words that are cut and tagged right, so that the
 * figures tell of these steps alone. Lemmas are compared without vowels, in normal form.
 */
#include "readings.h"

#include <stdio.h>

static void add_lemma(struct readings *r, const struct gold_word *g, const marsad_word *w, marsad_arena *arena)
{
    marsad_str norm;

    r->lemmas[g->tag]++;
    if (marsad_normalise(w->lemma, arena, &norm, NULL) && marsad_str_equal(norm, g->lemma))
        r->right_lemmas[g->tag]++;
}

/* The treebank gives a voice to few participles: only that of verbs is compared. */
static uint32_t compared(uint32_t feats, uint8_t tag)
{
    bool verb = tag == MARSAD_UPOS_VERB || tag == MARSAD_UPOS_AUX;

    return verb ? feats : feats & ~(uint32_t)(MARSAD_FEAT_VOICE_ACT | MARSAD_FEAT_VOICE_PASS);
}

static void add_feats(struct readings *r, const struct gold_word *g, const marsad_word *w)
{
    uint32_t want = compared(g->feats, g->tag), have = compared(w->feats, g->tag);

    for (unsigned i = 0; i < MARSAD_FEAT_COUNT; i++) {
        bool in_gold = want & 1u << i, is_found = have & 1u << i;

        r->gold[i] += in_gold;
        r->found[i] += is_found;
        r->right[i] += in_gold && is_found;
    }
}

bool readings_score(const marsad_words_model *m, const struct gold_sentence *s, struct readings *r)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_words words;
    bool ok = arena && marsad_words_read(m, &s->tokens, 0, s->tokens.n_tokens, arena, &words, NULL);

    for (size_t i = 0, g = 0; ok && i < words.n; i++) {
        const marsad_word *w = &words.at[i];

        while (g < s->n_words && s->words[g].end < w->end)
            g++;
        if (g == s->n_words || s->words[g].start != w->start || s->words[g].end != w->end || s->words[g].tag != w->upos)
            continue;
        add_lemma(r, &s->words[g], w, arena);
        add_feats(r, &s->words[g], w);
    }
    marsad_arena_free(arena);
    return ok;
}

void readings_print(const struct readings *r)
{
    printf("\nlemmas of words with the right tag\n");
    for (int t = 0; t < MARSAD_UPOS_COUNT; t++)
        if (r->lemmas[t] > 0)
            printf("%-6s %6u   %.3f\n", marsad_upos_name((marsad_upos)t), r->lemmas[t],
                   r->right_lemmas[t] / (double)r->lemmas[t]);
    printf("\nfeature           gold  found  precision recall\n");
    for (unsigned i = 0; i < MARSAD_FEAT_COUNT; i++)
        if (r->gold[i] > 0)
            printf("%-15s %6u %6u  %.3f     %.3f\n", marsad_feat_name(i), r->gold[i], r->found[i],
                   r->found[i] ? r->right[i] / (double)r->found[i] : 0, r->right[i] / (double)r->gold[i]);
}

/*
 * private.c - crimes of private people: quarrels, families, theft. No party of politics is in them.
 */
#include "event/coder.h"

#define HEAD 120 /* tokens at the beginning of an article that say what it is about */

bool tells_private(const struct analysis *a)
{
    uint32_t head = a->text->n_tokens < HEAD ? (uint32_t)a->text->n_tokens : HEAD;
    bool told = false;

    for (uint32_t i = 0; i < head && !told; i++)
        told = signal_at(a, i, "private-crime", NULL).ptr != NULL;
    for (uint32_t i = 0; i < a->text->n_tokens && told; i++)
        told = !signal_at(a, i, "public-violence", NULL).ptr;
    return told;
}

void drop_private(const struct analysis *a, struct sentence_drafts *s)
{
    for (size_t i = 0; a->of_private && i < s->n; i++) {
        struct draft *d = &s->at[i];
        bool force = false;
        for (unsigned k = 0; k < d->actors.n; k++)
            force |= (phrase_kind(a, &d->actors.at[k]) & (IS_ARMED | IS_FORCE | IS_OFFICIAL)) != 0;
        d->dropped |= draft_is(d, "ASSAULT") && !force;
    }
}

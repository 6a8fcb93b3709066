/*
 * words_spans.c - names, numbers and times of the text, as the words that they cover see them.
 */
#include "event/words.h"

void spans_mark(struct analysis *a)
{
    const marsad_mentions *m = a->mentions;

    for (size_t k = 0; k < m->n_mentions; k++)
        for (uint32_t i = m->mentions[k].span.first; i < m->mentions[k].span.last; i++)
            if (m->mentions[k].kind != MARSAD_MENTION_NATIONALITY)
                a->words[i].mention = (int32_t)k;
    for (size_t k = 0; k < m->n_quantities; k++)
        for (uint32_t i = m->quantities[k].span.first; i < m->quantities[k].span.last; i++)
            a->words[i].quantity = (int32_t)k;
    for (size_t k = 0; k < m->n_times; k++)
        for (uint32_t i = m->times[k].span.first; i < m->times[k].span.last; i++)
            a->words[i].time = (int32_t)k;
}

/* The names know best which clitics stand before them: those in front of byte `start`. */
static void take_clitics_before(const struct analysis *a, uint32_t i, uint32_t start, struct word *w)
{
    static const struct {
        const char *letter;
        uint8_t clitic;
    } LETTERS[] = { { "\u0648", MARSAD_CLITIC_WA },
                    { "\u0641", MARSAD_CLITIC_FA },
                    { "\u0628", MARSAD_CLITIC_BI },
                    { "\u0644", MARSAD_CLITIC_LI },
                    { "\u0643", MARSAD_CLITIC_KA } };
    const marsad_token *t = &a->text->tokens[i];
    uint32_t bytes = start - t->start;

    w->clitics &= bytes == 0 ? MARSAD_CLITIC_AL : 0;
    w->skip = 0;
    for (uint32_t at = 0; at + 2 <= bytes && at + 2 <= t->norm.len; at += 2) {
        for (size_t k = 0; k < sizeof LETTERS / sizeof *LETTERS; k++)
            if (memcmp(t->norm.ptr + at, LETTERS[k].letter, 2) == 0)
                w->clitics |= LETTERS[k].clitic;
        w->skip = (uint16_t)(at + 2);
    }
}

void spans_apply(struct analysis *a, uint32_t i)
{
    struct word *w = &a->words[i];

    if (w->time >= 0 && w->quantity < 0) {
        uint8_t clitics = i == a->mentions->times[w->time].span.first ? w->clitics : 0;
        w->class = WORD_TIME;
        w->clitics = clitics;
        return;
    }
    if (w->quantity >= 0) {
        const marsad_quantity *q = &a->mentions->quantities[w->quantity];
        bool of = q->of.first < q->of.last && i >= q->of.first && i < q->of.last;
        if (!of && w->class != WORD_PUNCT && !(w->agent >= 0)) {
            w->class = WORD_NUMBER;
            w->verb = -1; /* أحد أخطر المطلوبين */
            if (i == q->span.first && q->span.start > a->text->tokens[i].start)
                take_clitics_before(a, i, q->span.start, w); /* لثلاثة متهمين */
        } else if (of && w->class == WORD_VERB)
            w->class = WORD_NOUN;
    }
    if (w->mention >= 0 && w->class != WORD_PUNCT && w->class != WORD_PREP && w->class != WORD_REL) {
        const marsad_mention *m = &a->mentions->mentions[w->mention];
        w->class = WORD_NAME;
        if (i == m->span.first)
            take_clitics_before(a, i, m->span.start, w);
        else
            w->clitics &= MARSAD_CLITIC_AL;
    }
}

static void widen(uint32_t range[2], size_t k)
{
    if (range[1] == 0)
        range[0] = (uint32_t)k;
    range[1] = (uint32_t)k + 1;
}

bool spans_find(struct analysis *a)
{
    const marsad_mentions *m = a->mentions;
    const marsad_token *t = a->text->tokens;

    a->finds = marsad_arena_array(a->arena, a->text->n_sentences + 1, sizeof *a->finds);
    if (!a->finds)
        return false;
    for (size_t k = 0; k < m->n_mentions; k++)
        widen(a->finds[t[m->mentions[k].span.first].sentence].mentions, k);
    for (size_t k = 0; k < m->n_times; k++)
        widen(a->finds[t[m->times[k].span.first].sentence].times, k);
    for (size_t k = 0; k < m->n_quantities; k++)
        widen(a->finds[t[m->quantities[k].span.first].sentence].quantities, k);
    return true;
}

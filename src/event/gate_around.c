/*
 * gate_around.c - what stands around the trigger of a draft: signals near it, the verb over it, words of places.
 */
#include <math.h>

#include "event/gate_tell.h"

#define SIGNALS_BEFORE 4
#define SIGNALS_BEHIND 6
#define SIGNALS_MAX 24  /* classes on a side */
#define SIGNALS_HERE 12 /* that begin at one word */
#define GOVERNS 8       /* tokens from a verb to a noun that may be its argument */
#define BESIDE 4        /* words before the trigger, and behind it */
#define BESIDE_PART 0.5

static void tell_signals(const struct sink *k, const char *name, uint32_t from, uint32_t to)
{
    const struct analysis *a = k->a;
    marsad_str seen[SIGNALS_MAX];
    size_t n = 0;

    for (uint32_t i = from; i < to; i++) {
        marsad_match m[SIGNALS_HERE];
        size_t found = marsad_match_at(a->dict, a->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_SIGNALS), m, SIGNALS_HERE);
        for (size_t j = 0; j < found; j++) {
            uint32_t row = m[j].entry->row;
            marsad_str class = marsad_dict_cell(a->dict, MARSAD_TABLE_SIGNALS, row, a->columns.signal_class);
            bool known = false;
            for (size_t h = 0; h < n; h++)
                known |= marsad_str_equal(seen[h], class);
            if (known || n == SIGNALS_MAX)
                continue;
            seen[n++] = class;
            gate_tell(k, name, class);
        }
    }
}

static marsad_str preposition_of(const struct analysis *a, uint32_t i)
{
    size_t p = phrase_at(a, i);

    return p < a->n_phrases && a->phrases[p].prep_text.len ? a->phrases[p].prep_text : MARSAD_LIT("none");
}

/* The verb whose argument a noun probably is, by itself and with the noun's preposition: تعرض لهجوم, تبنى الهجوم. */
static void tell_governor(const struct sink *k, const struct draft *d)
{
    const struct analysis *a = k->a;
    uint32_t at = d->frame.token;

    for (uint32_t i = at; d->frame.pos != 'v' && i > a->first && i + GOVERNS > at && !is_clause_mark(a, i - 1); i--)
        if (word_at(a, i - 1)->class == WORD_VERB) {
            marsad_str verb = gate_lemma(a, i - 1), prep = preposition_of(a, at);
            gate_tell(k, "verb-over", verb);
            gate_tell(k, "verb-over",
                      marsad_arena_fmt(a->arena, "%.*s+%.*s", (int)verb.len, verb.ptr, (int)prep.len, prep.ptr));
            return;
        }
}

void gate_tell_around(const struct sink *k, const struct draft *d)
{
    const struct analysis *a = k->a;
    uint32_t at = d->frame.token;

    tell_signals(k, "signal-before", at >= a->first + SIGNALS_BEFORE ? at - SIGNALS_BEFORE : a->first, at);
    tell_signals(k, "signal-behind", at + 1, at + 1 + SIGNALS_BEHIND < a->last ? at + 1 + SIGNALS_BEHIND : a->last);
    tell_governor(k, d);
}

void gate_tell_like(const struct sink *k)
{
    const struct analysis *a = k->a;
    double part = 1 / sqrt((double)(a->last - a->first));

    for (uint32_t i = a->first; i < a->last; i++)
        gate_tell_part(k, "like", gate_bag_word(a, i), part);
}

void gate_tell_like_around(const struct sink *k, const struct draft *d)
{
    const struct analysis *a = k->a;
    uint32_t at = d->frame.token;

    for (uint32_t n = 1; n <= BESIDE; n++) {
        if (at >= a->first + n)
            gate_tell_part(k, "like-left", gate_bag_word(a, at - n), BESIDE_PART);
        if (at + n < a->last)
            gate_tell_part(k, "like-right", gate_bag_word(a, at + n), BESIDE_PART);
    }
}

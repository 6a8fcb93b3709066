/*
 * gate_around.c - what stands around the trigger of a draft: groups of words, and words of data/signals.tsv.
 *
 * Words next to a trigger are too rare one by one to learn from. Their groups (model/gate-words.tsv: words with like
 * neighbours in plain news) are not.
 */
#include <stdio.h>

#include "event/gate_tell.h"

#define GROUPS_REACH 4 /* words on each side */
#define SIGNALS_BEFORE 4
#define SIGNALS_BEHIND 6
#define SIGNALS_MAX 24 /* classes on a side */
#define WORD_MAX 120   /* bytes of a word; longer ones have no group */

/* "G:word" in the table of weights. */
static bool group_of(const struct analysis *a, marsad_str word, uint32_t *group)
{
    char key[WORD_MAX + 2] = { 'G', ':' };
    double number;

    if (word.len > WORD_MAX)
        return false;
    memcpy(key + 2, word.ptr, word.len);
    if (!gate_weight(a->dict, (marsad_str){ key, word.len + 2 }, &number))
        return false;
    *group = (uint32_t)number;
    return true;
}

static void tell_group(const struct sink *k, int far, uint32_t i)
{
    char name[16];
    uint32_t group;

    snprintf(name, sizeof name, "group%+d", far);
    if (group_of(k->a, gate_bag_word(k->a, i), &group))
        gate_tell_number(k, name, group);
    else
        gate_tell(k, name, MARSAD_LIT("none"));
}

static void tell_groups(const struct sink *k, uint32_t at)
{
    for (uint32_t n = 1; n <= GROUPS_REACH; n++) {
        if (at >= k->a->first + n)
            tell_group(k, -(int)n, at - n);
        if (at + n < k->a->last)
            tell_group(k, (int)n, at + n);
    }
}

static void tell_signals(const struct sink *k, const char *name, uint32_t from, uint32_t to)
{
    const struct analysis *a = k->a;
    marsad_str seen[SIGNALS_MAX];
    size_t n = 0;

    for (uint32_t i = from; i < to; i++) {
        marsad_match m[4];
        size_t found = marsad_match_at(a->dict, a->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_SIGNALS), m, 4);
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

void gate_tell_around(const struct sink *k, const struct draft *d)
{
    const struct analysis *a = k->a;
    uint32_t at = d->frame.token;

    tell_groups(k, at);
    tell_signals(k, "signal-before", at >= a->first + SIGNALS_BEFORE ? at - SIGNALS_BEFORE : a->first, at);
    tell_signals(k, "signal-behind", at + 1, at + 1 + SIGNALS_BEHIND < a->last ? at + 1 + SIGNALS_BEHIND : a->last);
}

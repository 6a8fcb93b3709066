/*
 * entity_words.c - look-up of words and stripping of clitics by frequency: a letter is a clitic where the word without
 * it is the more frequent one.
 */
#include "mention/entity_words.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "marsad/text.h"

#define LETTER 2 /* bytes of an Arabic letter */
#define WA "\u0648"
#define FA "\u0641"
#define BA "\u0628"
#define LAM "\u0644"
#define KAF "\u0643"
#define AL "\u0627\u0644"

uint64_t entity_hash(marsad_str s)
{
    return XXH3_64bits(s.ptr ? s.ptr : "", s.len);
}

const struct entity_word *entity_word_find(const struct entity_words *w, uint64_t hash)
{
    uint32_t check = entity_check_of(hash);

    if (!w->n_slots)
        return NULL;
    for (uint32_t at = entity_slot_of(hash, w->n_slots); w->slots[at].check; at = at + 1 == w->n_slots ? 0 : at + 1)
        if (w->slots[at].check == check)
            return &w->slots[at];
    return NULL;
}

static void look_up(const struct entity_words *w, struct entity_stem *s)
{
    s->hash = entity_hash(s->stem);
    s->word = entity_word_find(w, s->hash);
}

static unsigned count_of(const struct entity_stem *s)
{
    return s->word ? s->word->count : 0;
}

static bool begins(marsad_str s, const char *letter)
{
    return s.len >= LETTER && memcmp(s.ptr, letter, LETTER) == 0;
}

/* The stem without its first letter, if that is met more often. */
static bool try_letter(const struct entity_words *w, struct entity_stem *s, unsigned clitic, size_t least)
{
    struct entity_stem t = *s;

    t.stem = (marsad_str){ s->stem.ptr + LETTER, s->stem.len - LETTER };
    if (s->stem.len < LETTER + least)
        return false;
    look_up(w, &t);
    if (count_of(&t) <= count_of(s))
        return false;
    t.clitics |= (uint8_t)clitic;
    *s = t;
    return true;
}

/* للعراق is ل + العراق; the stem gets its alef back. */
static bool try_lil(const struct entity_words *w, struct entity_stem *s, char room[ENTITY_STEM_ROOM])
{
    struct entity_stem t = *s;
    size_t rest = s->stem.len - LETTER;

    if (s->stem.len < 5 * LETTER || memcmp(s->stem.ptr, LAM LAM, 2 * LETTER) != 0 || rest + LETTER > ENTITY_STEM_ROOM)
        return false;
    memcpy(room, AL, LETTER);
    memcpy(room + LETTER, s->stem.ptr + LETTER, rest);
    t.stem = (marsad_str){ room, rest + LETTER };
    look_up(w, &t);
    if (count_of(&t) <= count_of(s))
        return false;
    t.clitics |= MARSAD_CLITIC_LI;
    *s = t;
    return true;
}

struct entity_stem entity_stem_of(const struct entity_words *w, marsad_str norm, char room[ENTITY_STEM_ROOM])
{
    struct entity_stem s = { .stem = norm };

    look_up(w, &s);
    if (begins(norm, WA))
        try_letter(w, &s, MARSAD_CLITIC_WA, 2 * LETTER);
    else if (begins(norm, FA))
        try_letter(w, &s, MARSAD_CLITIC_FA, 2 * LETTER);
    if (begins(s.stem, BA))
        try_letter(w, &s, MARSAD_CLITIC_BI, 3 * LETTER);
    else if (begins(s.stem, KAF))
        try_letter(w, &s, MARSAD_CLITIC_KA, 3 * LETTER);
    else if (begins(s.stem, LAM) && !try_lil(w, &s, room))
        try_letter(w, &s, MARSAD_CLITIC_LI, 3 * LETTER);
    if (s.stem.len > 3 * LETTER && memcmp(s.stem.ptr, AL, 2 * LETTER) == 0)
        s.clitics |= MARSAD_CLITIC_AL;
    return s;
}

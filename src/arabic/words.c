/*
 * words.c - from tokens to tagged words: units, the best cut of each, the best tags of all.
 */
#include "marsad/words.h"

#include "arabic/memo.h"

const char *marsad_upos_name(marsad_upos tag)
{
    static const char *const NAMES[] = {
#define X(tag) #tag,
        MARSAD_UPOS(X)
#undef X
    };

    return (unsigned)tag < MARSAD_UPOS_COUNT ? NAMES[tag] : "X";
}

_Static_assert(MARSAD_UPOS_COUNT == WORDS_TAGS, "a row of weights has one for each tag");

static marsad_word word_of(const struct units *units, const struct view *v)
{
    const struct unit *u = &units->at[v->unit];

    return (marsad_word){ .start = u->start + u->at[v->a],
                          .end = v->b == u->n ? u->end : u->start + u->at[v->b],
                          .token = u->token,
                          .upos = v->tag,
                          .piece = v->piece,
                          .space_before = v->a == 0 && u->space_before };
}

#define AHEAD 4 /* units */

static bool read_with(const marsad_words_model *m, struct words_memo *memo, const marsad_text *text, size_t first,
                      size_t last, marsad_arena *arena, marsad_words *out)
{
    struct units units;
    struct view *views;
    struct meaning *meanings;
    marsad_word *words;
    size_t n = 0;

    if (!units_read(text, first, last, true, arena, &units))
        return false;
    views = marsad_arena_array(arena, 4 * units.n + 1, sizeof *views);
    if (!views)
        return false;
    for (size_t i = 0; i < units.n; i++) {
        if (memo && i + AHEAD < units.n)
            memo_fetch(memo, &units.at[i + AHEAD]);
        n += cut_views(m, memo, &units, i, cut_best(m, memo, &units, i), views + n);
    }
    words = marsad_arena_array(arena, n + 1, sizeof *words);
    meanings = marsad_arena_array(arena, n + 1, sizeof *meanings);
    if (!words || !meanings || !tag_views(m, memo, &units, views, n, arena) ||
        !views_describe(m, text->text, &units, views, n, arena, meanings))
        return false;
    for (size_t i = 0; i < n; i++) {
        words[i] = word_of(&units, &views[i]);
        words[i].lemma = meanings[i].lemma;
        words[i].form = meanings[i].form;
        words[i].feats = meanings[i].feats;
        if (views[i].a == 0) /* a vowel before the first letter belongs to it */
            words[i].start = units.at[views[i].unit].start;
    }
    *out = (marsad_words){ words, n };
    return true;
}

bool marsad_words_read(const marsad_words_model *m, const marsad_text *text, size_t first, size_t last,
                       marsad_arena *arena, marsad_words *out, marsad_err *err)
{
    struct words_memo *memo = m->memos ? shelf_take(m->memos) : NULL;
    bool ok;

    *out = (marsad_words){ NULL, 0 };
    ok = read_with(m, memo, text, first, last, arena, out);
    if (memo)
        shelf_put(m->memos, memo);
    return ok || marsad_fail_memory(err);
}

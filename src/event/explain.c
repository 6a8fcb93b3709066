/*
 * explain.c - sentences, lines of the frame table, sources of arguments, dropped drafts.
 */
#include "event/explain.h"

#include <stdarg.h>
#include <stdio.h>

#include "marsad/utf8.h"

#define LINE_MAX 900  /* bytes; longer ones are cut */
#define ITEMS_SHOWN 6 /* of the list of a condition */
#define CELL(a, row, name)                                                                                             \
    marsad_dict_cell((a)->dict, MARSAD_TABLE_FRAMES, row, marsad_dict_column((a)->dict, MARSAD_TABLE_FRAMES, name))

/* As much of the text as fits, never half a letter. */
static marsad_str cut(marsad_str s, size_t max)
{
    if (s.len <= max)
        return s;
    s.len = max;
    s.len = marsad_utf8_valid(s);
    return s;
}

void explain_say(const struct analysis *a, unsigned depth, const char *format, ...)
{
    char line[LINE_MAX];
    va_list arguments;
    int n;

    if (!a->explain)
        return;
    va_start(arguments, format);
    n = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (n > 0)
        a->explain->tell(a->explain->user, depth,
                         cut((marsad_str){ line, (size_t)n < sizeof line ? (size_t)n : sizeof line - 1 },
                             (size_t)n < sizeof line ? (size_t)n : sizeof line - 2));
}

void explain_sentence(const struct analysis *a)
{
    if (a->explain && a->first < a->last)
        explain_say(a, 0, "sentence %u: %.*s", a->sentence + 1, EXPLAIN_WORDS(a, a->first, a->last));
}

/* ---- frames ---- */

/* The first items of a list, and how many more there are. */
static void list_items(marsad_str list, char *out, size_t size)
{
    marsad_str item;
    size_t used = 0, n = 0, more = 0;

    out[0] = 0;
    while (marsad_str_next(&list, ',', &item)) {
        if (n++ >= ITEMS_SHOWN || used + item.len + 8 >= size)
            more++;
        else
            used += (size_t)snprintf(out + used, size - used, "%s%.*s", n > 1 ? ", " : "", MARSAD_STR_ARG(item));
    }
    if (more)
        snprintf(out + used, size - used, " and %zu more", more);
}

/* "w:x,y" in words; `items` has been made of the list. */
static const char *condition_words(char kind)
{
    switch (kind) {
    case 'w':
        return "behind it one of";
    case 't':
        return "behind it, as the event's name, one of";
    case 'b':
        return "near it one of";
    case 'c':
        return "in the sentence one of";
    case 'p':
        return "behind it the preposition";
    case 's':
        return "a subject that is";
    case 'o':
        return "an object that is";
    case 'g':
        return "a genitive that is";
    default:
        return "the condition";
    }
}

static const char *pos_name(char pos)
{
    return pos == 'v' ? "verb" : pos == 'n' ? "noun" : pos == 'p' || pos == 'h' ? "participle" : "phrase";
}

/* Once for each word that the table knows. */
static void say_word(const struct analysis *a, uint32_t token)
{
    if (a->explain->word_told && a->explain->word == token && a->explain->sentence == a->sentence)
        return;
    a->explain->word_told = true;
    a->explain->word = token;
    a->explain->sentence = a->sentence;
    explain_say(a, 1, "word \u00AB%.*s\u00BB", EXPLAIN_WORDS(a, token, token + 1));
}

void explain_refused(const struct analysis *a, uint32_t row, const struct frame *f, const struct refusal *why)
{
    char items[300];

    if (!a->explain || why->condition.len < 3)
        return;
    say_word(a, f->token);
    list_items(marsad_str_slice(why->condition, 2, why->condition.len), items, sizeof items);
    explain_say(a, 2, "not line %s of data/frames.tsv (%s, %s): %s %s %s", CELL(a, row, "line").ptr, pos_name(f->pos),
                CELL(a, row, "type").ptr, why->blocked ? "that must not stand here:" : "it needs",
                condition_words(why->condition.ptr[0]), items);
}

void explain_chosen(const struct analysis *a, const struct frame *f, bool absent)
{
    if (!a->explain)
        return;
    say_word(a, f->token);
    explain_say(a, 2, "\u00AB%.*s\u00BB fires line %s of data/frames.tsv: %s, %s%s%s, %u condition%s hold%s (%s)",
                EXPLAIN_WORDS(a, f->token, f->token + f->tokens), CELL(a, f->row, "line").ptr, pos_name(f->pos),
                CELL(a, f->row, "type").ptr, f->mode.len ? "-" : "", CELL(a, f->row, "mode").ptr, f->conditions,
                f->conditions == 1 ? "" : "s", f->conditions == 1 ? "s" : "", CELL(a, f->row, "note").ptr);
    if (marsad_str_equal(f->type, MARSAD_LIT("NONE")))
        explain_say(a, 3, "this sense of the word is no event");
    else if (absent)
        explain_say(a, 3, "the word before it says that it did not happen: no event");
}

void explain_unfired(const struct analysis *a, uint32_t token)
{
    if (a->explain && a->explain->word_told && a->explain->word == token && a->explain->sentence == a->sentence)
        explain_say(a, 2, "no line fits: no event");
}

/* ---- arguments ---- */

static const char *source_words(marsad_str source)
{
    static const struct {
        const char *source, *words;
    } NAMES[] = { { "s", "its subject" },
                  { "o", "its object" },
                  { "g", "the genitive behind it" },
                  { "G", "the genitive behind it, by what it is" },
                  { "by", "who did it, or the owner of the means" },
                  { "nat", "the nationality of the noun" },
                  { "poss", "its pronoun" } };

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (marsad_str_equal(source, marsad_str_of(NAMES[i].source)))
            return NAMES[i].words;
    return NULL;
}

void explain_source(const struct analysis *a, const char *slot, marsad_str source, const struct parties *p,
                    unsigned from)
{
    const char *words = source_words(source);

    if (!a->explain)
        return;
    if (from == p->n) {
        explain_say(a, 3, "%s from %s%.*s: none", slot, words ? words : "what stands behind ",
                    words ? 0 : (int)source.len, source.ptr);
        return;
    }
    for (unsigned i = from; i < p->n; i++)
        explain_say(a, 3, "%s from %s%.*s: \u00AB%.*s\u00BB", slot, words ? words : "what stands behind ",
                    words ? 0 : (int)source.len, source.ptr, EXPLAIN_WORDS(a, p->at[i].first, p->at[i].last));
}

void explain_dropped(const struct analysis *a, struct draft *at, size_t n, const char *why)
{
    for (size_t i = 0; a->explain && i < n; i++) {
        if (!at[i].dropped || at[i].told)
            continue;
        at[i].told = true;
        explain_say(a, 1, "\u00AB%.*s\u00BB (%.*s) gives no record of its own: %s",
                    EXPLAIN_WORDS(a, at[i].frame.token, at[i].frame.token + at[i].frame.tokens),
                    MARSAD_STR_ARG(at[i].frame.type), why);
    }
}

/*
 * gate_tell.c - keys of features, and what words, phrases and times are called in them.
 */
#include "event/gate_tell.h"

#include <stdio.h>

#define KEY_MAX 128 /* bytes; longer ones are cut */

static size_t add_text(char *key, size_t at, marsad_str s)
{
    for (size_t i = 0; i < s.len && at < KEY_MAX; i++)
        key[at++] = (unsigned char)s.ptr[i] <= ' ' ? '_' : s.ptr[i];
    return at;
}

void gate_tell(const struct sink *k, const char *name, marsad_str value)
{
    gate_tell_part(k, name, value, 1);
}

void gate_tell_part(const struct sink *k, const char *name, marsad_str value, double part)
{
    char key[KEY_MAX];
    size_t n = 0;

    key[n++] = k->type;
    key[n++] = ':';
    n = add_text(key, n, marsad_str_of(name));
    if (value.len) {
        n = add_text(key, n, MARSAD_LIT("="));
        n = add_text(key, n, value);
    }
    k->visit(k->user, key, n, part);
}

void gate_tell_if(const struct sink *k, bool holds, const char *name)
{
    if (holds)
        gate_tell(k, name, (marsad_str){ NULL, 0 });
}

void gate_tell_number(const struct sink *k, const char *name, uint32_t n)
{
    char text[16];
    int len = snprintf(text, sizeof text, "%u", n);

    gate_tell(k, name, (marsad_str){ text, (size_t)len });
}

uint32_t gate_bucket(uint32_t n)
{
    uint32_t b = 1;

    if (!n)
        return 0;
    while (b * 2 <= n)
        b *= 2;
    return b;
}

const char *gate_class_name(uint8_t class)
{
    static const char *const NAMES[] = { "noun", "name", "num", "verb", "prep",  "conj", "sub",  "rel",
                                         "dem",  "pron", "neg", "part", "quant", "adv",  "time", "punct" };

    return class < sizeof NAMES / sizeof *NAMES ? NAMES[class] : "";
}

/* The normal form without clitics and suffix. */
static marsad_str stem_of(const struct analysis *a, uint32_t i)
{
    static const char AL[] = "\u0627\u0644"; /* ال */
    marsad_str norm = a->text->tokens[i].norm;
    const struct word *w = word_at(a, i);
    size_t end = norm.len;

    if (w->class == WORD_NAME || (size_t)w->skip + w->suffix >= norm.len)
        return norm;
    end -= w->suffix;
    norm = marsad_str_slice(norm, w->skip, end);
    if (!w->skip && norm.len > 6 && marsad_str_starts(norm, marsad_str_of(AL)))
        return marsad_str_slice(norm, 4, norm.len);
    return norm;
}

marsad_str gate_lemma(const struct analysis *a, uint32_t i)
{
    const struct word *w = word_at(a, i);
    marsad_str *lemma = &a->lemmas[i];

    if (lemma->len)
        return *lemma;
    if (w->class != WORD_VERB || w->verb < 0 ||
        !marsad_normalise(marsad_dict_cell(a->dict, MARSAD_TABLE_VERBS, (uint32_t)w->verb, a->columns.verb), a->arena,
                          lemma, NULL))
        *lemma = stem_of(a, i);
    return *lemma;
}

marsad_str gate_lemma_bare(const struct analysis *a, uint32_t i)
{
    static const char AL[] = "\u0627\u0644"; /* ال */
    marsad_str word = gate_lemma(a, i);

    return word.len > 6 && marsad_str_starts(word, marsad_str_of(AL)) ? marsad_str_slice(word, 4, word.len) : word;
}

marsad_str gate_bag_word(const struct analysis *a, uint32_t i)
{
    const struct word *w = word_at(a, i);

    if (a->text->tokens[i].kind != MARSAD_TOKEN_WORD || w->class == WORD_NAME)
        return marsad_str_of(w->class == WORD_NUMBER ? "#" : gate_class_name(w->class));
    return gate_lemma(a, i);
}

void gate_tell_kinds(const struct sink *k, const char *name, unsigned kind)
{
    static const char *const NAMES[] = { "person", "people",   "body",  "force", "equipment", "site",  "place",
                                         "armed",  "official", "court", "media", "number",    "thing", "source" };

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (kind & (1u << i))
            gate_tell(k, name, marsad_str_of(NAMES[i]));
}

/* A year written out in a time, or 0. */
static int written_year(const struct analysis *a, const marsad_time *t)
{
    for (uint32_t i = t->span.first; i < t->span.last; i++) {
        uint64_t year;
        if (a->text->tokens[i].kind == MARSAD_TOKEN_NUMBER && marsad_str_to_u64(a->text->tokens[i].norm, &year) &&
            year > 1900 && year < 2100)
            return (int)year;
    }
    return 0;
}

static int published_year(const struct analysis *a)
{
    uint64_t year;

    return a->article->published[0] && marsad_str_to_u64((marsad_str){ a->article->published, 4 }, &year) ? (int)year
                                                                                                          : 0;
}

void gate_tell_time(const struct sink *k, const char *name, const marsad_time *t)
{
    int year = written_year(k->a, t), now = published_year(k->a);

    gate_tell(k, name, marsad_str_of(t->rule));
    if (t->set)
        gate_tell(k, name, MARSAD_LIT("set"));
    if (strstr(t->value, "_REF"))
        gate_tell(k, name, marsad_str_of(t->value));
    if (year) {
        gate_tell(k, name, MARSAD_LIT("written-year"));
        if (now)
            gate_tell(k, name, year < now ? MARSAD_LIT("year-before") : MARSAD_LIT("year-now"));
    }
}

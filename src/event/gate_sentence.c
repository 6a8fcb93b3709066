/*
 * gate_sentence.c - what a sentence says of itself: its words, times, numbers, names, marks, signals and speaker.
 */
#include <stdio.h>
#include <stdlib.h>

#include "event/gate_tell.h"
#include "marsad/utf8.h"

#define WORDS_MAX 160    /* of a sentence; the rest of a longer one is not looked at */
#define LETTERS_MAX 1500 /* threes of letters of a sentence */
#define LETTERS_PART 0.5
#define TYPES_MAX 20    /* of frames, NONE included */
#define SIGNALS_MAX 24  /* classes */
#define SIGNALS_HERE 12 /* that begin at one word */
#define COLUMN_TYPE 2   /* in columns.frame */

static void tell_bag(const struct sink *k)
{
    const struct analysis *a = k->a;
    marsad_str seen[WORDS_MAX];
    size_t n = 0;

    for (uint32_t i = a->first; i < a->last && n < WORDS_MAX; i++) {
        marsad_str stem;
        bool known = false;
        if (word_at(a, i)->class == WORD_PUNCT)
            continue;
        stem = gate_bag_word(a, i);
        for (size_t j = 0; j < n && !known; j++)
            known = marsad_str_equal(seen[j], stem);
        if (known)
            continue;
        seen[n++] = stem;
        gate_tell(k, "w", stem);
    }
}

static int by_number(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

    return (a > b) - (a < b);
}

/* Threes of letters of a word, "<" before its first and ">" behind its last; each as one number. */
static size_t letters_of(marsad_str word, uint64_t *out, size_t n)
{
    uint64_t last = '<', before = 0;

    for (size_t at = 0, len; at <= word.len && n < LETTERS_MAX; at += len) {
        uint64_t c = '>';
        len = 1;
        if (at < word.len)
            c = marsad_utf8_get(word, at, &len);
        if (before)
            out[n++] = before << 42 | last << 21 | c;
        before = last;
        last = c;
    }
    return n;
}

/*
 * Threes of letters see the root in words that the dictionary does not know. Protests, with few sentences to learn
 * from, gain by it; assaults do not (model/README.md).
 */
static void tell_letters(const struct sink *k)
{
    const struct analysis *a = k->a;
    uint64_t *all = marsad_arena_array(a->arena, LETTERS_MAX, sizeof *all);
    size_t n = 0;

    for (uint32_t i = a->first; all && i < a->last; i++)
        if (a->text->tokens[i].kind == MARSAD_TOKEN_WORD)
            n = letters_of(a->text->tokens[i].norm, all, n);
    if (n)
        qsort(all, n, sizeof *all, by_number);
    for (size_t i = 0; i < n; i++) {
        char text[16];
        size_t len = 0;
        if (i && all[i] == all[i - 1])
            continue;
        for (int shift = 42; shift >= 0; shift -= 21)
            len += marsad_utf8_put((uint32_t)(all[i] >> shift & 0x1FFFFF), text + len);
        gate_tell_part(k, "letters", (marsad_str){ text, len }, LETTERS_PART);
    }
}

static void tell_times(const struct sink *k)
{
    const struct analysis *a = k->a;
    uint32_t n = 0;

    for (size_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->span.first < a->first || t->span.first >= a->last)
            continue;
        n++;
        gate_tell_time(k, "time", t);
    }
    gate_tell_if(k, n == 0, "no-time");
}

static void tell_quantities(const struct sink *k)
{
    const struct analysis *a = k->a;
    uint32_t n = 0, roles = 0;

    for (size_t i = a->here.quantities[0]; i < a->here.quantities[1]; i++) {
        const marsad_quantity *q = &a->mentions->quantities[i];
        if (q->span.first < a->first || q->span.first >= a->last)
            continue;
        n++;
        if (q->role != MARSAD_QUANTITY_NONE && !(roles & 1u << q->role))
            gate_tell(k, "quantity", marsad_str_of(marsad_quantity_role_name(q->role)));
        roles |= 1u << q->role;
        gate_tell_if(k, q->cumulative, "total");
    }
    gate_tell_number(k, "quantities", gate_bucket(n));
}

static void tell_mentions(const struct sink *k)
{
    const struct analysis *a = k->a;
    uint32_t places = 0, towns = 0, others = 0;

    for (size_t i = a->here.mentions[0]; i < a->here.mentions[1]; i++) {
        const marsad_mention *m = &a->mentions->mentions[i];
        if (m->span.first < a->first || m->span.first >= a->last)
            continue;
        if (m->kind != MARSAD_MENTION_PLACE && m->kind != MARSAD_MENTION_FACILITY)
            others++;
        else if (m->place && marsad_str_equal(m->place->precision, MARSAD_LIT("country")))
            places++;
        else
            towns++;
    }
    gate_tell_number(k, "countries", gate_bucket(places));
    gate_tell_number(k, "towns", gate_bucket(towns));
    gate_tell_number(k, "names", gate_bucket(others));
}

static void tell_marks(const struct sink *k)
{
    const struct analysis *a = k->a;
    bool question = false, quoted = false, first = false, second = false, colon = false;
    uint32_t verbs = 0, subs = 0;

    for (uint32_t i = a->first; i < a->last; i++) {
        const struct word *w = word_at(a, i);
        question |= marsad_token_is(a->text, i, "\u061F") || marsad_token_is(a->text, i, "?");
        quoted |= marsad_token_is(a->text, i, "\"") || marsad_token_is(a->text, i, "\u00AB") ||
                  marsad_token_is(a->text, i, "\u201C");
        colon |= marsad_token_is(a->text, i, ":");
        if (w->class == WORD_VERB) {
            verbs++;
            first |= (w->form & MARSAD_FORM_FIRST) != 0;
            second |= (w->form & MARSAD_FORM_SECOND) != 0;
        }
        subs += w->class == WORD_SUB;
    }
    gate_tell_if(k, question, "question");
    gate_tell_if(k, quoted, "quoted");
    gate_tell_if(k, colon, "colon");
    gate_tell_if(k, first, "first-person");
    gate_tell_if(k, second, "second-person");
    gate_tell_number(k, "verbs", gate_bucket(verbs));
    gate_tell_number(k, "subs", gate_bucket(subs));
}

static void tell_signals(const struct sink *k)
{
    const struct analysis *a = k->a;
    marsad_str seen[SIGNALS_MAX];
    size_t n = 0;

    for (uint32_t i = a->first; i < a->last; i++) {
        marsad_match m[SIGNALS_HERE];
        size_t found = marsad_match_at(a->dict, a->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_SIGNALS), m, SIGNALS_HERE);
        for (size_t j = 0; j < found; j++) {
            marsad_str class =
                marsad_dict_cell(a->dict, MARSAD_TABLE_SIGNALS, m[j].entry->row, a->columns.signal_class);
            bool known = marsad_str_equal(
                marsad_dict_cell(a->dict, MARSAD_TABLE_SIGNALS, m[j].entry->row, a->columns.signal_value),
                MARSAD_LIT("grammar"));
            for (size_t h = 0; h < n; h++)
                known |= marsad_str_equal(seen[h], class);
            if (known || n == SIGNALS_MAX)
                continue;
            seen[n++] = class;
            gate_tell(k, "signal", class);
        }
    }
}

/* Types of the frames that words of the sentence could trigger, whatever else these frames need. */
static void tell_frames(const struct sink *k)
{
    const struct analysis *a = k->a;
    marsad_str types[TYPES_MAX];
    uint32_t count[TYPES_MAX];
    size_t n = 0;

    for (uint32_t i = a->first; i < a->last; i++) {
        marsad_match m[8];
        size_t found = marsad_match_at(a->dict, a->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_FRAMES), m, 8);
        for (size_t j = 0; j < found; j++) {
            marsad_str type =
                marsad_dict_cell(a->dict, MARSAD_TABLE_FRAMES, m[j].entry->row, a->columns.frame[COLUMN_TYPE]);
            size_t h = 0;
            while (h < n && !marsad_str_equal(types[h], type))
                h++;
            if (h == TYPES_MAX)
                continue;
            if (h == n) {
                types[n] = type;
                count[n++] = 0;
            }
            count[h]++;
        }
    }
    for (size_t h = 0; h < n; h++) {
        char text[32];
        int len = snprintf(text, sizeof text, "%.*s-%u", (int)(types[h].len < 12 ? types[h].len : 12), types[h].ptr,
                           gate_bucket(count[h]));
        gate_tell(k, "frame", types[h]);
        if (k->type != 'P') /* protests are too few to learn from counts */
            gate_tell(k, "frames", (marsad_str){ text, (size_t)len });
    }
}

void gate_tell_speech(const struct sink *k, const struct speech *s)
{
    gate_tell_if(k, !s->found, "no-speech");
    if (!s->found)
        return;
    gate_tell(k, "says", gate_lemma(k->a, s->verb));
    gate_tell_if(k, s->verb == k->a->first, "says-first");
    if (s->has_speaker)
        gate_tell_kinds(k, "speaker", phrase_kind(k->a, &s->speaker));
    else
        gate_tell_if(k, true, "no-speaker");
}

void gate_shared_features(const struct analysis *a, char type, gate_visit *visit, void *user)
{
    struct sink k = { a, type, visit, user };

    gate_tell_if(&k, true, "bias");
    gate_tell_number(&k, "length", gate_bucket(a->last - a->first));
    gate_tell(&k, "opens", marsad_str_of(gate_class_name(word_at(a, a->first)->class)));
    tell_bag(&k);
    if (type == 'P')
        tell_letters(&k);
    tell_times(&k);
    tell_quantities(&k);
    tell_mentions(&k);
    tell_marks(&k);
    tell_signals(&k);
    tell_frames(&k);
    gate_tell_like(&k);
}

void gate_sentence_features(const struct analysis *a, char type, const struct speech *s, gate_visit *visit, void *user)
{
    struct sink k = { a, type, visit, user };

    gate_shared_features(a, type, visit, user);
    gate_tell_speech(&k, s);
}

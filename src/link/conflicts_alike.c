/*
 * conflicts_alike.c - what two reports have in common: text, day, act, words.
 */
#include "arabic/normal.h"
#include "link/conflicts.h"
#include "marsad/utf8.h"
#include "mention/calendar.h"

#include <stdlib.h>
#include <xxhash.h>

#define NEAR_DAYS 3 /* between two days of which one is only that of publication */

bool same_text(const marsad_event_row *a, const marsad_event_row *b)
{
    return a->article == b->article || strcmp(a->article->digest, b->article->digest) == 0 ||
           (a->group != 0 && a->group == b->group);
}

static marsad_str speaker(struct look *l, const marsad_event_row *row)
{
    marsad_str text = marsad_points_str(row->points, row->event->source.span), norm = { NULL, 0 };

    if (!row->event->has_source || !marsad_normalise(text, l->arena, &norm, NULL))
        return (marsad_str){ NULL, 0 };
    return norm;
}

bool speakers_differ(struct look *l, const marsad_event_row *a, const marsad_event_row *b)
{
    marsad_str x = speaker(l, a), y = speaker(l, b);

    return x.len > 0 && y.len > 0 && marsad_str_find(x, y, 0) == SIZE_MAX && marsad_str_find(y, x, 0) == SIZE_MAX;
}

bool is_type(const marsad_event_row *row, const char *type)
{
    return marsad_str_equal(row->event->type, marsad_str_of(type));
}

bool is_told(const marsad_event_row *row)
{
    return row->event->factuality == MARSAD_ASSERTED || row->event->factuality == MARSAD_ALLEGED;
}

/* Two words for one bang: who writes "a suicide attack" and who writes "an explosion" can mean the same. */
bool is_blast(const marsad_event_row *row)
{
    marsad_str mode = row->event->mode;

    return mode.len > 0 && marsad_list_has(MARSAD_LIT("explosives|suicide-attack"), mode);
}

bool same_act(const marsad_event_row *a, const marsad_event_row *b)
{
    marsad_str x = a->event->mode, y = b->event->mode;

    if (!marsad_str_equal(a->event->type, b->event->type))
        return false;
    return x.len == 0 || y.len == 0 || marsad_str_equal(x, y) || (is_blast(a) && is_blast(b));
}

static bool has_own_day(const marsad_event_row *row)
{
    return row->day[0] && row->day_is && strcmp(row->day_is, "event") == 0;
}

int day_length(const marsad_event_row *row)
{
    int32_t from = calendar_read(marsad_str_of(row->day)), to = calendar_read(marsad_str_of(row->day_end));

    return has_own_day(row) && from != CALENDAR_NO_DAY && to != CALENDAR_NO_DAY && to >= from ? (int)(to - from) + 1
                                                                                              : 1;
}

bool days_meet(const marsad_event_row *a, const marsad_event_row *b)
{
    int32_t x = calendar_read(marsad_str_of(a->day)), y = calendar_read(marsad_str_of(b->day));

    if (x == CALENDAR_NO_DAY || y == CALENDAR_NO_DAY)
        return true;
    if (has_own_day(a) && has_own_day(b))
        return strcmp(a->day, b->day_end) <= 0 && strcmp(b->day, a->day_end) <= 0;
    return abs((int)(x - y)) <= NEAR_DAYS;
}

bool is_deed(const marsad_event_row *row)
{
    static const char *const DEEDS[] = { "ASSAULT", "COERCE", "PROTEST", "RETREAT", "SANCTION" };

    for (size_t i = 0; i < sizeof DEEDS / sizeof *DEEDS; i++)
        if (is_type(row, DEEDS[i]))
            return true;
    return false;
}

/* ---- words ---- */

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static bool is_of_word(uint32_t c)
{
    char_class class = char_class_of(c);

    return class == CHAR_ARABIC || class == CHAR_LETTER || class == CHAR_DIGIT;
}

/* Runs of letters and digits between single blanks, with one at both ends. */
static marsad_str blanks_only(marsad_str norm, marsad_arena *arena)
{
    char *out = marsad_arena_alloc(arena, norm.len + 3);
    size_t n = 0;

    if (!out)
        return (marsad_str){ NULL, 0 };
    out[n++] = ' ';
    for (size_t i = 0, len; i < norm.len; i += len) {
        if (is_of_word(marsad_utf8_get(norm, i, &len))) {
            memcpy(out + n, norm.ptr + i, len);
            n += len;
        } else if (out[n - 1] != ' ') {
            out[n++] = ' ';
        }
    }
    if (out[n - 1] != ' ')
        out[n++] = ' ';
    return (marsad_str){ out, n };
}

static marsad_str plain(struct look *l, const marsad_event_row *row, marsad_span span)
{
    marsad_str norm = { NULL, 0 };

    if (marsad_normalise(marsad_points_str(row->points, span), l->arena, &norm, NULL))
        norm = blanks_only(norm, l->arena);
    l->failed |= !norm.ptr;
    return norm;
}

static void hash_words(struct look *l, struct words *w)
{
    marsad_str rest = w->norm, word;

    w->at = marsad_arena_array(l->arena, w->norm.len / 2 + 1, sizeof *w->at);
    if (!w->at) {
        l->failed = true;
        return;
    }
    while (marsad_str_next(&rest, ' ', &word))
        if (word.len > 0 && !(*word.ptr >= '0' && *word.ptr <= '9'))
            w->at[w->n++] = XXH3_64bits(word.ptr, word.len);
    if (w->n < 2)
        return;
    qsort(w->at, w->n, sizeof *w->at, by_hash);
    for (size_t i = w->n, kept = w->n = 1; kept < i; kept++)
        if (w->at[kept] != w->at[w->n - 1])
            w->at[w->n++] = w->at[kept];
}

static const struct words *words_of(struct look *l, size_t report)
{
    struct words *w = &l->words[report];

    if (!w->norm.ptr) {
        w->norm = plain(l, &l->rows[report], l->rows[report].sentence);
        if (w->norm.ptr)
            hash_words(l, w);
    }
    return w;
}

marsad_str plain_sentence(struct look *l, size_t report)
{
    return words_of(l, report)->norm;
}

double shared_words(struct look *l, size_t a, size_t b)
{
    const struct words *x = words_of(l, a), *y = words_of(l, b);
    size_t i = 0, k = 0, shared = 0, least = x->n < y->n ? x->n : y->n;

    while (i < x->n && k < y->n) {
        shared += x->at[i] == y->at[k];
        if (x->at[i] < y->at[k])
            i++;
        else if (x->at[i] > y->at[k])
            k++;
        else
            i++, k++;
    }
    return least > 0 ? (double)shared / (double)least : 0;
}

/* Does the sentence of `in` hold the words with which `report` says its value? Not as the name of who speaks. */
static bool says_too(struct look *l, size_t in, size_t report)
{
    const marsad_event_row *row = &l->rows[report];
    marsad_span span = marsad_conflict_words(l->kind, row);
    marsad_str words = span.start < span.end ? plain(l, row, span) : (marsad_str){ NULL, 0 };

    return words.len > 2 && marsad_str_find(words_of(l, in)->norm, words, 0) != SIZE_MAX &&
           !(l->rows[in].event->has_source &&
             marsad_str_find(plain(l, &l->rows[in], l->rows[in].event->source.span), words, 0) != SIZE_MAX);
}

bool either_says_both(struct look *l, const struct said *a, const struct said *b)
{
    return says_too(l, a->report, b->report) || says_too(l, b->report, a->report);
}

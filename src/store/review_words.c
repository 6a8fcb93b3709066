/*
 * review_words.c - words of an article that a correction names: where they stand.
 *
 * As they stand or in normal form, from the beginning of a word (clitics before it are cut off) to the end of one; of
 * several places the nearest to the trigger.
 */
#include "store/review.h"
#include "store/terms.h"

#include "marsad/utf8.h"

#include <stdio.h>

#define CLITICS_MOST 3 /* letters before a word that may be cut off: "وال", "فلل" */

bool review_words(const struct review_site *site, marsad_span span, marsad_str *out)
{
    marsad_str text = marsad_points_str(site->points, span);

    *out = marsad_arena_str(site->arena, text);
    for (size_t i = 0; out->ptr && i < out->len; i++)
        if ((unsigned char)out->ptr[i] <= ' ')
            ((char *)out->ptr)[i] = ' ';
    return out->ptr != NULL;
}

/* ---- words of the text ---- */

/* Letters that stand before a word as conjunction, preposition or article: و ف ب ك ل ا */
static bool is_clitic(uint32_t c)
{
    static const uint32_t LETTERS[] = { 0x0648, 0x0641, 0x0628, 0x0643, 0x0644, 0x0627 };

    for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++)
        if (c == LETTERS[i])
            return true;
    return false;
}

/* Letters between the beginning of a word and byte `at`, all of which may be cut off; -1: there are others. */
static int letters_before(marsad_str text, size_t at)
{
    int n = 0;

    while (at > 0) {
        uint32_t c;
        size_t len;

        do
            at--;
        while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
        c = marsad_utf8_get(text, at, &len);
        if (!terms_in_word(c))
            break;
        if (!is_clitic(c) || ++n > CLITICS_MOST)
            return -1;
    }
    return n;
}

static bool ends_word(marsad_str text, size_t at)
{
    size_t len;

    return at >= text.len || !terms_in_word(marsad_utf8_get(text, at, &len));
}

/* The best place of `words` in `text`: whole words before ones with clitics, then the nearest to `near`. */
static size_t find_words(marsad_str text, marsad_str words, size_t near)
{
    size_t best = SIZE_MAX, best_cost = SIZE_MAX;

    for (size_t at = 0; words.len && (at = marsad_str_find(text, words, at)) != SIZE_MAX; at++) {
        int before = letters_before(text, at);
        size_t cost = (at > near ? at - near : near - at) + (before > 0 ? text.len : 0);

        if (before < 0 || !ends_word(text, at + words.len) || cost >= best_cost)
            continue;
        best = at;
        best_cost = cost;
    }
    return best;
}

static bool find_normal(const struct review_site *site, marsad_str words, uint32_t near, marsad_span *out, bool *found)
{
    marsad_str norm, text = site->points->text;
    const uint32_t *map;
    size_t at;

    if (!marsad_normalise(text, site->arena, &text, &map) || !marsad_normalise(words, site->arena, &norm, NULL))
        return false;
    at = find_words(text, norm, near);
    *found = at != SIZE_MAX;
    if (*found)
        *out = (marsad_span){ .start = map[at], .end = map[at + norm.len] };
    return true;
}

bool review_find_words(const struct review_site *site, const char *field, marsad_str words, uint32_t near,
                       marsad_span *out, marsad_err *err)
{
    size_t at = find_words(site->points->text, words, near);
    bool found = at != SIZE_MAX;

    if (found)
        *out = (marsad_span){ .start = (uint32_t)at, .end = (uint32_t)(at + words.len) };
    else if (!find_normal(site, words, near, out, &found))
        return marsad_fail_memory(err);
    return found || marsad_fail(err, MARSAD_EINVAL, field, MARSAD_NO_OFFSET,
                                "'%.*s' does not stand in the article; name words of its text", MARSAD_STR_ARG(words));
}

bool review_find_mention(const struct review_site *site, const char *where, marsad_str value, uint32_t near,
                         marsad_span *out, bool *found, marsad_err *err)
{
    char sql[200];
    sqlite3_stmt *stmt = NULL;
    int rc;

    snprintf(sql, sizeof sql,
             "SELECT start, stop FROM mention WHERE article = ?1 AND %s = ?2 ORDER BY abs(start - ?3), number LIMIT 1",
             where);
    *found = false;
    rc = sqlite3_prepare_v2(site->s->db, sql, -1, &stmt, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_int64(stmt, 1, site->article);
        bind_str(stmt, 2, value);
        sqlite3_bind_int64(stmt, 3, marsad_points_of(site->points, near));
        rc = sqlite3_step(stmt);
        *found = rc == SQLITE_ROW;
    }
    if (*found) {
        out->start = marsad_points_byte(site->points, (uint32_t)sqlite3_column_int64(stmt, 0));
        out->end = marsad_points_byte(site->points, (uint32_t)sqlite3_column_int64(stmt, 1));
    }
    sqlite3_finalize(stmt);
    return rc == SQLITE_ROW || rc == SQLITE_DONE || store_fail(site->s, rc, err);
}

/*
 * search.c - articles by words: FTS5 over the keys of words, BM25, words of the title counting three times. A word is
 * found in all its forms, a quoted phrase as it stands in normal form.
 *
 * The index keeps no text. A snippet is made here: the sentence of the article that holds most of the query's words,
 * in the article's own spelling.
 */
#include "marsad/utf8.h"
#include "store/rows.h"
#include "store/terms.h"

#define WORDS_MAX 64       /* of one query; more add nothing */
#define TERMS_MAX 256      /* words of a query with those that come again in phrases */
#define SNIPPET_BYTES 480u /* about 260 Arabic characters */
#define BEFORE_BYTES 160u  /* of them before the first match, where the sentence is long */

struct words {
    const marsad_dict *dict;
    marsad_arena *arena;
    marsad_str at[WORDS_MAX]; /* their keys (marsad_stem_of), each once */
    bool alone[WORDS_MAX];    /* asked for outside a phrase */
    size_t n, terms;
};

/* Index of its key; WORDS_MAX: one too many, or no memory. */
static size_t keep_word(struct words *words, marsad_str word)
{
    char room[MARSAD_STEM_BYTES];
    marsad_str key = marsad_stem_of(words->dict, word, room);
    size_t i = 0;

    while (i < words->n && !marsad_str_equal(words->at[i], key))
        i++;
    if (i == words->n && i < WORDS_MAX) {
        words->alone[i] = false;
        words->at[i] = marsad_arena_str(words->arena, key);
        if (!words->at[i].ptr)
            return WORDS_MAX;
        words->n++;
    }
    return i;
}

/* Is the word new as one of its own? */
static bool keep_alone(struct words *words, size_t i)
{
    bool new = i < WORDS_MAX && !words->alone[i];

    if (new)
        words->alone[i] = true;
    return new;
}

/*
 * One quoted group of words as a phrase of FTS5, which must stand so; or each word by itself in any of its forms, its
 * own form counting a third more.
 */
static bool add_group(marsad_buf *out, struct words *words, marsad_str group, bool phrase, bool lone)
{
    size_t at = 0, start, end, in_group = 0;
    bool ok = true;

    while (ok && words->terms < TERMS_MAX && terms_next(group, &at, &start, &end)) {
        marsad_str word = marsad_str_slice(group, start, end);
        size_t kept;

        if (!phrase && !lone && marsad_utf8_count(word) < 2) /* "و", "5": in every article */
            continue;
        kept = keep_word(words, word);
        if (!phrase && !keep_alone(words, kept))
            continue;
        words->terms++;
        if (phrase && in_group++ > 0)
            ok = marsad_buf_add_byte(out, ' ');
        else
            ok =
                (out->len == 0 || marsad_buf_add(out, MARSAD_LIT(" OR "))) &&
                marsad_buf_add(out, phrase ? MARSAD_LIT("{title words} : \"") : MARSAD_LIT("{title_stems stems} : \""));
        ok = ok && marsad_buf_add(out, phrase ? word : words->at[kept]) && (phrase || marsad_buf_add_byte(out, '"'));
        if (ok && !phrase)
            ok = marsad_buf_add(out, MARSAD_LIT(" OR {title words} : \"")) && marsad_buf_add(out, word) &&
                 marsad_buf_add_byte(out, '"');
    }
    return ok && (in_group == 0 || marsad_buf_add_byte(out, '"'));
}

/* The query in the language of FTS5, and its words. `lone`: with words of one letter. */
static bool write_match(marsad_str norm, bool lone, marsad_buf *out, struct words *words)
{
    bool phrase = false, ok = true;
    marsad_str part;

    words->n = words->terms = out->len = 0;
    for (marsad_str rest = norm; ok && marsad_str_next(&rest, '"', &part); phrase = !phrase)
        ok = add_group(out, words, part, phrase && rest.ptr, lone); /* a quote that is not closed counts for nothing */
    return ok;
}

/* ---- snippets ---- */

static bool is_query_word(const struct words *words, marsad_str word)
{
    char room[MARSAD_STEM_BYTES];
    marsad_str key = marsad_stem_of(words->dict, word, room);

    for (size_t i = 0; i < words->n; i++)
        if (marsad_str_equal(words->at[i], key))
            return true;
    return false;
}

/* Marks of the query's words in a sentence, and how many different ones there are. */
static bool mark_words(const struct words *words, marsad_str sentence, marsad_arena *arena, marsad_span **marks,
                       size_t *n, size_t *kinds)
{
    size_t at = 0, start, end, cap = 0;
    struct words found = { .dict = words->dict, .arena = arena };
    const uint32_t *map;
    marsad_str norm;

    *marks = NULL;
    *n = *kinds = 0;
    if (!marsad_normalise(sentence, arena, &norm, &map))
        return false;
    while (terms_next(norm, &at, &start, &end)) {
        marsad_str word = marsad_str_slice(norm, start, end);

        if (!is_query_word(words, word))
            continue;
        if (!marsad_arena_grow(arena, (void **)marks, &cap, *n, sizeof **marks))
            return false;
        (*marks)[(*n)++] = (marsad_span){ .start = map[start], .end = map[end] };
        keep_word(&found, word);
    }
    *kinds = found.n;
    return true;
}

/* Where a long sentence is cut: at spaces around the first mark. */
static void cut(marsad_str sentence, uint32_t first, uint32_t *from, uint32_t *to)
{
    *from = 0;
    *to = (uint32_t)sentence.len;
    if (sentence.len <= SNIPPET_BYTES)
        return;
    if (first > BEFORE_BYTES)
        for (*from = first - BEFORE_BYTES; *from < first && sentence.ptr[*from - 1] != ' ';)
            ++*from;
    if (*to - *from > SNIPPET_BYTES)
        for (*to = *from + SNIPPET_BYTES; *to > first && sentence.ptr[*to] != ' ';)
            --*to;
    if (*to <= first) /* one endless word */
        *to = (uint32_t)sentence.len;
}

static bool write_snippet(const struct words *words, const marsad_record *r, marsad_arena *arena, marsad_hit *hit)
{
    marsad_span *best = NULL;
    size_t n_best = 0, most = 0;
    marsad_sentence at = { .end = 0 };
    uint32_t from, to;

    for (size_t i = 0; i < r->text.n_sentences; i++) {
        marsad_sentence s = r->text.sentences[i];
        marsad_span *marks;
        size_t n, kinds;

        if (!mark_words(words, marsad_str_slice(r->article.text, s.start, s.end), arena, &marks, &n, &kinds))
            return false;
        if (i > 0 && kinds <= most)
            continue;
        best = marks;
        n_best = n;
        most = kinds;
        at = s;
    }
    hit->snippet = marsad_str_slice(r->article.text, at.start, at.end);
    cut(hit->snippet, n_best > 0 ? best[0].start : 0, &from, &to);
    hit->snippet = marsad_str_slice(hit->snippet, from, to);
    hit->start = marsad_points_of(&r->points, at.start + from);
    hit->end = marsad_points_of(&r->points, at.start + to);
    hit->marks = best;
    for (size_t i = 0; i < n_best && best[i].end <= to; i++, hit->n_marks++) {
        best[i].start -= from;
        best[i].end -= from;
    }
    return true;
}

/* ---- the search ---- */

static bool visit_hit(marsad_store *s, sqlite3_stmt *stmt, const struct words *words, bool snippets,
                      marsad_arena *arena, marsad_hit_fn *visit, void *user, bool *go_on, marsad_err *err)
{
    marsad_hit hit = { .article = sqlite3_column_int64(stmt, 0), .score = -sqlite3_column_double(stmt, 1) };
    marsad_record record;

    marsad_arena_reset(arena);
    hit.document = column_str(stmt, 2);
    hit.number = (unsigned)sqlite3_column_int64(stmt, 3);
    hit.title = column_str(stmt, 4);
    hit.source = column_str(stmt, 5);
    hit.published = column_str(stmt, 6);
    if (snippets) {
        if (!store_load_article(s, hit.article, arena, &record, err) ||
            !store_load_sentences(s, hit.article, arena, &record, err))
            return false;
        if (!write_snippet(words, &record, arena, &hit))
            return marsad_fail_memory(err);
    }
    *go_on = visit(user, &hit);
    return true;
}

static bool run_search(marsad_store *s, const marsad_search *search, marsad_str match, const struct words *words,
                       marsad_hit_fn *visit, void *user, marsad_err *err)
{
    static const char SQL[] = "SELECT a.id, w.score, a.document, a.number, a.title, a.source, a.published FROM "
                              "(SELECT rowid AS id, bm25(article_words, 0.9, 0.3, 3.0, 1.0) AS score FROM "
                              "article_words WHERE article_words MATCH ?1 "
                              "ORDER BY 2, 1 LIMIT ?2) w JOIN article a ON a.id = w.id ORDER BY w.score, a.id";
    sqlite3_stmt *stmt = store_prepare(s, STORE_SEARCH, SQL, err);
    marsad_arena *arena = marsad_arena_new(0);
    marsad_status status = MARSAD_FAIL;
    bool ok = stmt && arena, go_on = true;

    if (!arena)
        marsad_fail_memory(err);
    if (ok) {
        bind_str(stmt, 1, match);
        sqlite3_bind_int64(stmt, 2, search->limit > 0 ? search->limit : 10);
    }
    while (ok && go_on && (status = store_step(s, stmt, err)) == MARSAD_MORE)
        ok = visit_hit(s, stmt, words, search->snippets, arena, visit, user, &go_on, err);
    if (ok && go_on && status == MARSAD_FAIL)
        ok = false;
    if (stmt)
        sqlite3_reset(stmt);
    marsad_arena_free(arena);
    return ok;
}

bool marsad_store_search(marsad_store *s, const marsad_search *search, marsad_hit_fn *visit, void *user,
                         marsad_err *err)
{
    marsad_buf match = { 0 };
    struct words words = { .dict = s->dict, .arena = s->scratch };
    marsad_str norm;
    bool ok;

    marsad_arena_reset(s->scratch);
    if (!marsad_normalise(marsad_str_of(search->query), s->scratch, &norm, NULL))
        return marsad_fail_memory(err);
    ok = write_match(norm, false, &match, &words) &&
         (match.len > 0 || write_match(norm, true, &match, &words)); /* nothing but single letters: take them */
    if (!ok)
        marsad_fail_memory(err);
    else if (match.len > 0)
        ok = run_search(s, search, marsad_buf_str(&match), &words, visit, user, err);
    marsad_buf_release(&match);
    return ok;
}

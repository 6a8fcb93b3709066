/*
 * lines.c - the lines of a document, and what each of them is for itself.
 *
 * Only short lines are read as a whole; a line of more than LINE_SHORT bytes is a paragraph, of which only the
 * beginning and, at the end of an article, the tail are looked at. So the cost of a long text is that of its short
 * lines.
 */
#include "article/desk.h"

#include "marsad/utf8.h"

#define TAIL_BYTES 700      /* of a line, in which a tail of furniture is looked for */
#define PARAGRAPH_TOKENS 25 /* a line this long is running text, with or without a stop */
#define SENTENCE_WORDS 6    /* a line with a stop needs this many to be running text */
#define SHARED_BYTES 700    /* of a paragraph, in which words of a title are looked for */
#define SHARED_LETTERS 6    /* bytes of such a word: three letters */
#define COMPARE_BYTES 64    /* two lines are normalised as a whole only where this much of them is the same */

/* ---- cutting ---- */

static bool has_sign(marsad_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xC3 && c <= 0xDF) ||
            c == 0xE0 || c == 0xE1 || (c >= 0xE3 && c < 0xEF)) /* not Latin-1 signs, not general punctuation */
            return true;
    }
    return false;
}

static size_t count_lines(marsad_str text)
{
    size_t n = 1;

    for (const char *p = text.ptr, *end = text.ptr + text.len; p && p < end; p++, n++)
        if (!(p = memchr(p, '\n', (size_t)(end - p))))
            break;
    return n;
}

bool lines_cut(marsad_str text, marsad_arena *arena, lines *out)
{
    marsad_str rest = text, part;

    *out = (lines){ 0 };
    if (text.len == 0)
        return true;
    out->at = marsad_arena_array(arena, count_lines(text), sizeof *out->at);
    if (!out->at)
        return false;
    while (marsad_str_next(&rest, '\n', &part)) {
        part = marsad_str_trim(part);
        if (has_sign(part))
            out->at[out->n++] = (line){ .text = part };
    }
    return true;
}

bool lines_read(desk *d, marsad_str text, size_t bytes, marsad_text *out)
{
    marsad_arena_reset(d->scratch);
    if (text.len > bytes)
        for (text.len = bytes; text.len && ((unsigned char)text.ptr[text.len] & 0xC0) == 0x80;)
            text.len--;
    if (!marsad_text_read(d->dict, text, d->scratch, out, NULL))
        d->failed = true;
    return !d->failed;
}

/* ---- comparing ---- */

static bool is_sign(unsigned char c) /* of a normal form: no marks of punctuation, no spaces */
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

static bool same_signs(marsad_str a, marsad_str b, bool prefix)
{
    size_t i = 0, k = 0, n = 0;

    for (;;) {
        while (i < a.len && !is_sign((unsigned char)a.ptr[i]))
            i++;
        while (k < b.len && !is_sign((unsigned char)b.ptr[k]))
            k++;
        if (i >= a.len || k >= b.len)
            return n > 0 && (prefix || (i >= a.len && k >= b.len));
        if (a.ptr[i++] != b.ptr[k++])
            return prefix && n >= COMPARE_BYTES / 2;
        n++;
    }
}

static bool compare(desk *d, marsad_str a, marsad_str b, bool prefix)
{
    marsad_str na, nb;

    marsad_arena_reset(d->scratch);
    if (!marsad_normalise(a, d->scratch, &na, NULL) || !marsad_normalise(b, d->scratch, &nb, NULL)) {
        d->failed = true;
        return false;
    }
    return same_signs(na, nb, prefix);
}

static marsad_str beginning(marsad_str s, size_t bytes)
{
    if (s.len > bytes)
        for (s.len = bytes; s.len && ((unsigned char)s.ptr[s.len] & 0xC0) == 0x80;)
            s.len--;
    return s;
}

bool lines_same(desk *d, marsad_str a, marsad_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len, longer = a.len < b.len ? b.len : a.len;

    if (longer - shorter > 16 + longer / 8)
        return false;
    if (marsad_str_equal(a, b))
        return true;
    return (longer <= 2 * COMPARE_BYTES ||
            compare(d, beginning(a, COMPARE_BYTES), beginning(b, COMPARE_BYTES), true)) &&
           compare(d, a, b, false);
}

double lines_cover(desk *d, marsad_str title, marsad_str text)
{
    size_t best[LINE_SHORT + 1] = { 0 }, words = 0, n;
    marsad_text a, b;

    if (title.len > LINE_SHORT || text.len > LINE_SHORT)
        return 0;
    marsad_arena_reset(d->scratch);
    if (!marsad_text_read(NULL, title, d->scratch, &a, NULL) || !marsad_text_read(NULL, text, d->scratch, &b, NULL)) {
        d->failed = true;
        return 0;
    }
    n = b.n_tokens;
    for (size_t i = 0; i < a.n_tokens; i++) { /* longest common subsequence of words */
        size_t before = 0;

        if (a.tokens[i].kind == MARSAD_TOKEN_PUNCT)
            continue;
        words++;
        for (size_t k = 1; k <= n; k++) {
            size_t here = best[k];

            if (marsad_str_equal(a.tokens[i].norm, b.tokens[k - 1].norm))
                best[k] = before + 1;
            else if (best[k - 1] > best[k])
                best[k] = best[k - 1];
            before = here;
        }
    }
    return words ? (double)best[n] / (double)words : 0;
}

size_t lines_shared(desk *d, marsad_str title, marsad_str text)
{
    marsad_str head, words;
    marsad_text t;
    size_t n = 0;

    if (!lines_read(d, title, LINE_SHORT, &t))
        return 0;
    if (!marsad_normalise(beginning(text, SHARED_BYTES), d->scratch, &words, NULL)) {
        d->failed = true;
        return 0;
    }
    for (size_t i = 0; i < t.n_tokens; i++) {
        head = t.tokens[i].norm;
        if (marsad_str_starts(head, MARSAD_LIT("\u0627\u0644" /* ال */)))
            head = marsad_str_slice(head, 4, head.len);
        n += head.len >= SHARED_LETTERS && marsad_str_find(words, head, 0) != SIZE_MAX;
    }
    return n;
}

/* ---- furniture that shares a line with text ---- */

/* Does a sentence end before byte `at`? */
static bool behind_stop(marsad_str text, size_t at)
{
    while (at && strchr(" \"", text.ptr[at - 1]))
        at--;
    return at == 0 || strchr(".!", text.ptr[at - 1]) ||
           marsad_str_ends(marsad_str_slice(text, 0, at), MARSAD_LIT("\u061F")) ||
           marsad_str_ends(marsad_str_slice(text, 0, at), MARSAD_LIT("\u00BB")) ||
           marsad_str_ends(marsad_str_slice(text, 0, at), MARSAD_LIT("\u201D"));
}

static size_t tail_at(const templates *t, bool stop, marsad_str text, size_t from)
{
    size_t best = text.len;

    for (size_t i = 0; i < t->n; i++) {
        marsad_str phrase = t->at[i];

        for (size_t at = from; (at = marsad_str_find(text, phrase, at)) < best; at += phrase.len)
            if ((at == 0 || strchr(" .\"", text.ptr[at - 1])) &&
                (!stop ||
                 (at + phrase.len < text.len && strchr(" :", text.ptr[at + phrase.len]) && behind_stop(text, at)))) {
                best = at;
                break;
            }
    }
    return best;
}

size_t lines_tail(const desk *d, marsad_str text)
{
    size_t from = text.len > TAIL_BYTES ? text.len - TAIL_BYTES : 0, a = tail_at(&d->tails, false, text, from),
           b = tail_at(&d->stop_tails, true, text, from);

    return a < b ? a : b;
}

size_t lines_head(const desk *d, marsad_str text)
{
    for (size_t i = 0; i < d->heads.n; i++)
        if (text.len > d->heads.at[i].len && marsad_str_starts(text, d->heads.at[i]) &&
            text.ptr[d->heads.at[i].len] == ' ')
            return d->heads.at[i].len + 1;
    return 0;
}

/* ---- what a line is ---- */

static bool is_closing(const marsad_text *t, size_t at)
{
    return word_mark(t, at, ")]\"\u00BB\u201D'\u2019");
}

/* Marks and numbers around the words: bullets, counts of comments. */
static bool is_blank_token(const marsad_text *t, size_t at)
{
    return t->tokens[at].kind == MARSAD_TOKEN_PUNCT || t->tokens[at].kind == MARSAD_TOKEN_NUMBER;
}

static size_t first_word(const marsad_text *t)
{
    size_t i = 0;

    while (i < t->n_tokens && t->tokens[i].kind == MARSAD_TOKEN_PUNCT)
        i++;
    return i;
}

static bool is_furniture(const desk *d, const marsad_text *t)
{
    size_t phrases = 0;

    for (size_t i = 0, n; i < t->n_tokens; i += n) {
        n = word_phrase(d, t, i, "furniture", NULL);
        phrases += n > 0;
        if (!n && !is_blank_token(t, i))
            return false;
        n = n ? n : 1;
    }
    return phrases > 0;
}

/* An address of a person or of a page, and no Arabic word. */
static bool is_address(const marsad_text *t)
{
    for (size_t i = 0; i < t->n_tokens; i++)
        if (t->tokens[i].kind == MARSAD_TOKEN_WORD)
            return false;
    return memchr(t->text.ptr, '@', t->text.len) || marsad_str_find(t->text, MARSAD_LIT("http"), 0) != SIZE_MAX ||
           marsad_str_find(t->text, MARSAD_LIT("www."), 0) != SIZE_MAX;
}

static void set_shape(const marsad_text *t, line *l)
{
    size_t last = t->n_tokens, words = 0;
    bool stop, question, leads, quote = false;

    for (size_t i = 0; i < t->n_tokens; i++)
        words += t->tokens[i].kind != MARSAD_TOKEN_PUNCT;
    while (last > 1 && is_closing(t, last - 1)) {
        quote = true;
        last--;
    }
    question = last && word_mark(t, last - 1, "?\u061F" /* ؟ */);
    stop = last && word_mark(t, last - 1, ".!\u06D4\u2026");
    leads = last && word_mark(t, last - 1, ":\u060C,;\u061B");
    l->tokens = (uint8_t)(t->n_tokens < 255 ? t->n_tokens : 255);
    l->paragraph = words >= PARAGRAPH_TOKENS || (words >= SENTENCE_WORDS && (stop || (quote && words >= 15)));
    l->headline = !stop && !leads && !question && words >= 3 && t->n_tokens <= HEADLINE_TOKENS;
    l->question = question && !stop && words >= 3 && t->n_tokens <= HEADLINE_TOKENS;
}

/* "مواضيع ذات صلة:", or "اقرأ أيضا: …" with the title on the same line. */
static bool judge_related(const desk *d, const marsad_text *t, line *l)
{
    size_t i = first_word(t), n, next;
    marsad_str value;

    if (i >= t->n_tokens || !(n = word_phrase(d, t, i, "related", &value)))
        return false;
    for (next = i + n; next < t->n_tokens && is_blank_token(t, next); next++) {
    }
    if (next == t->n_tokens) {
        l->kind = LINE_RELATED;
        return true;
    }
    if (l->paragraph && !word_mark(t, i + n, ":"))
        return false;
    if (!word_mark(t, i + n, ":.\u00BB|-\u2013\u2026") && !marsad_str_equal(value, MARSAD_LIT("box")))
        return false;
    l->kind = LINE_FURNITURE;
    return true;
}

static bool judge_furniture(const desk *d, const marsad_text *t, line *l)
{
    size_t i = first_word(t);

    if (is_furniture(d, t) || is_address(t) ||
        (i < t->n_tokens && t->n_tokens <= 2 * HEADLINE_TOKENS && word_phrase(d, t, i, "furniture-start", NULL))) {
        l->kind = LINE_FURNITURE;
        return true;
    }
    return false;
}

/* "text/agency", "text (agency)", "text - agency": the token where the credit begins, 0 if there is none. */
static size_t credit_at(const desk *d, const marsad_text *t)
{
    size_t end = t->n_tokens, first;
    bool bracket = end && word_mark(t, end - 1, ")]");

    if (bracket)
        end--;
    for (first = end; first > 1 && end - first < 8; first--) {
        if (!(bracket ? word_mark(t, first - 1, "([") : word_mark(t, first - 1, "/|-\u2013\u2014")))
            continue;
        if (first < end && byline_is_agency(d, t, first, end))
            return first;
        if (bracket)
            return 0;
    }
    return 0;
}

static bool judge_caption(const desk *d, const marsad_text *t, line *l)
{
    size_t start, i = first_word(t), n, credit;
    marsad_str value;

    if (l->tokens > 2 * HEADLINE_TOKENS || l->tokens == 0 || word_mark(t, t->n_tokens - 1, ".!?\u061F:"))
        return false;
    credit = credit_at(d, t);
    if (credit > 1) {
        bool stop = false; /* a sentence with its source: "… أمس. (أ ف ب)" */

        for (start = credit; start > 1 && t->tokens[start - 1].kind == MARSAD_TOKEN_PUNCT; start--)
            stop |= word_mark(t, start - 1, ".!?\u061F");
        if (stop || start < 4) /* "الرياض - واس" */
            return false;
        l->kind = LINE_CAPTION;
        l->credit = t->tokens[credit].start;
        return true;
    }
    if (i < t->n_tokens && (n = word_phrase(d, t, i, "caption-start", &value)) && i + n < t->n_tokens &&
        (word_mark(t, i + n, ":") || marsad_str_equal(value, MARSAD_LIT("sure")))) {
        l->kind = LINE_CAPTION;
        return true;
    }
    return false;
}

/* Parts of a byline on a line of their own; whether it stands where bylines stand is for split.c and article.c. */
static bool judge_byline(const desk *d, const marsad_text *t, line *l)
{
    size_t i = first_word(t), n;
    char day[11];
    byline b;

    if (day_line(d, t, day)) {
        l->kind = LINE_BYLINE;
        l->sure = true;
        return true;
    }
    if (l->paragraph || t->n_tokens > HEADLINE_TOKENS || i >= t->n_tokens)
        return false;
    if (!byline_line(d, t, &b) || b.unknown > 1)
        return false;
    n = word_phrase(d, t, i, "author-start", NULL);
    l->sure = b.known + b.persons >= 2 || b.agency.ptr || b.day[0] ||
              (n && i + n < t->n_tokens && (b.persons || word_mark(t, i + n, ":")));
    if (!l->sure && !byline_is_name(d, t))
        return false;
    l->guessed = b.unknown > 0 || b.persons > 0;
    l->kind = LINE_BYLINE;
    return true;
}

static void classify(desk *d, line *l)
{
    marsad_text t;

    l->text = marsad_str_slice(l->text, lines_head(d, l->text), l->text.len);
    if (l->text.len > LINE_SHORT) {
        l->paragraph = true;
        l->tokens = 255;
        return;
    }
    if (!lines_read(d, l->text, LINE_SHORT, &t))
        return;
    set_shape(&t, l);
    (void)(judge_furniture(d, &t, l) || judge_related(d, &t, l) || judge_byline(d, &t, l) || judge_caption(d, &t, l));
}

bool lines_classify(desk *d, lines *l)
{
    line *before = NULL; /* the last one that is no repetition */

    for (size_t i = 0; i < l->n && !d->failed; i++) {
        line *here = &l->at[i];

        classify(d, here);
        if (before && lines_same(d, before->text, here->text)) {
            here->kind = LINE_REPEAT;
            before->doubled = true;
        } else {
            before = here;
        }
    }
    return !d->failed;
}

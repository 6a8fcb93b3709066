/*
 * article.c - articles out of the lines of a document: title, byline, captions, text.
 */
#include "article/desk.h"
#include "marsad/utf8.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#define COVER 0.8           /* of a title's words in a line that repeats it as a caption */
#define COVER_BYTES 50      /* of a title, at least: a few words are said again by chance, and in poems */
#define LANGUAGE_BYTES 2048 /* of a text that are counted */
#define HEAD_BYTES 300

#define TATWEEL "\u0640" /* ـ */

struct work {
    desk d;
    const marsad_doc *doc;
    marsad_arena *arena;
    bool single;
    marsad_str title, author; /* of the document, cleaned */
    lines lines;
    marsad_article *at;
    size_t n, cap;
};

void marsad_article_digest(marsad_str title, marsad_str text, char out[33])
{
    static const char HEX[] = "0123456789abcdef";
    XXH3_state_t state;
    XXH128_canonical_t sum;

    XXH3_128bits_reset(&state);
    XXH3_128bits_update(&state, title.len ? title.ptr : "", title.len);
    XXH3_128bits_update(&state, "\n", 1);
    XXH3_128bits_update(&state, text.len ? text.ptr : "", text.len);
    XXH128_canonicalFromHash(&sum, XXH3_128bits_digest(&state));
    for (size_t i = 0; i < 16; i++) {
        out[2 * i] = HEX[sum.digest[i] >> 4];
        out[2 * i + 1] = HEX[sum.digest[i] & 15];
    }
    out[32] = '\0';
}

/* ---- clean text ---- */

static bool is_gap(marsad_str s, size_t at)
{
    return at >= s.len || s.ptr[at] == ' ' || s.ptr[at] == '\n' || s.ptr[at] == '\r' || s.ptr[at] == '\t';
}

/* A tatweel between spaces is a dash; cleaning would drop it and with it the mark between the parts of a byline. */
static bool mend_dashes(marsad_str text, marsad_buf *out)
{
    size_t from = 0, at = 0;

    while ((at = marsad_str_find(text, MARSAD_LIT(TATWEEL), at)) != SIZE_MAX) {
        size_t end = at;

        while (marsad_str_starts(marsad_str_slice(text, end, text.len), MARSAD_LIT(TATWEEL)))
            end += sizeof TATWEEL - 1;
        if ((at == 0 || is_gap(text, at - 1)) && is_gap(text, end)) {
            if (!marsad_buf_add(out, marsad_str_slice(text, from, at)) || !marsad_buf_add_byte(out, '-'))
                return false;
            from = end;
        }
        at = end;
    }
    return marsad_buf_add(out, marsad_str_slice(text, from, text.len));
}

static bool clean(marsad_str text, marsad_arena *arena, marsad_str *out)
{
    marsad_buf mended = { 0 }, cleaned = { 0 };
    bool ok = true;

    *out = (marsad_str){ 0 };
    if (!text.ptr)
        return true;
    if (marsad_str_find(text, MARSAD_LIT(TATWEEL), 0) != SIZE_MAX) {
        ok = mend_dashes(text, &mended);
        text = marsad_buf_str(&mended);
    }
    if (ok && marsad_clean_text(text, &cleaned)) {
        *out = marsad_arena_str(arena, marsad_str_trim(marsad_buf_str(&cleaned)));
        ok = out->ptr != NULL;
    } else {
        ok = false;
    }
    marsad_buf_release(&mended);
    marsad_buf_release(&cleaned);
    return ok;
}

/* The same on one line; ptr NULL where nothing is left. */
static bool clean_line(marsad_str text, marsad_arena *arena, marsad_str *out)
{
    char *s;

    if (!clean(text, arena, out))
        return false;
    if (out->len == 0)
        *out = (marsad_str){ 0 };
    s = (char *)(uintptr_t)out->ptr; /* a copy of our own in the arena */
    for (size_t i = 0; i < out->len; i++)
        if (s[i] == '\n')
            s[i] = ' ';
    return true;
}

/* ---- language ---- */

/* Letters that Arabic does not have and its neighbours write in every line: پ چ گ ژ ٹ ڈ ڑ ں ہ ے ە ۆ ێ ڵ ڕ */
static bool is_foreign_letter(uint32_t c)
{
    static const uint32_t LETTERS[] = { 0x067E, 0x0686, 0x06AF, 0x0698, 0x0679, 0x0688, 0x0691, 0x06BA,
                                        0x06C1, 0x06D2, 0x06D5, 0x06C6, 0x06CE, 0x06B5, 0x0695 };

    for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++)
        if (c == LETTERS[i])
            return true;
    return false;
}

/* Arabic with 40 of 100 letters; not Persian, Urdu or Kurdish, whose own letters make more than 1.5 of 100. */
static const char *language_of(marsad_str title, marsad_str text)
{
    size_t arabic = 0, other = 0, foreign = 0, len;
    marsad_str s = text.len ? text : title;

    for (size_t i = 0; i < s.len && i < LANGUAGE_BYTES; i += len) {
        uint32_t c = marsad_utf8_get(s, i, &len);

        if ((c >= 0x0620 && c <= 0x064A) || (c >= 0x0671 && c <= 0x06D5))
            arabic++;
        else if ((c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xC0 && c < 0x0600) || c >= 0x3040)
            other++;
        foreign += is_foreign_letter(c);
    }
    return arabic > 0 && arabic * 10 >= (arabic + other) * 4 && foreign * 200 < arabic * 3 ? "ar" : "und";
}

/* ---- one article ---- */

static bool keep(struct work *w, marsad_str s, marsad_str *field)
{
    if (field->ptr || !s.ptr)
        return true;
    *field = marsad_arena_str(w->arena, s);
    return field->ptr != NULL;
}

static bool keep_byline(struct work *w, const byline *b, marsad_article *a)
{
    if (!a->published[0] && b->day[0])
        memcpy(a->published, b->day, sizeof a->published);
    return keep(w, b->place, &a->dateline) && keep(w, b->agency, &a->agency) && keep(w, b->author, &a->author);
}

static bool use_byline_line(struct work *w, line *l, marsad_article *a)
{
    marsad_text t;
    byline b;

    if (!lines_read(&w->d, l->text, LINE_SHORT, &t))
        return false;
    if (day_line(&w->d, &t, b.day)) {
        if (!a->published[0])
            memcpy(a->published, b.day, sizeof a->published);
    } else if (byline_line(&w->d, &t, &b) && !keep_byline(w, &b, a)) {
        return false;
    }
    return true;
}

static size_t next_text(const lines *l, size_t i, size_t last)
{
    while (i < last && l->at[i].kind != LINE_TEXT)
        i++;
    return i;
}

static size_t count_text(const lines *l, size_t first, size_t last)
{
    size_t n = 0;

    for (size_t i = first; i < last; i++)
        n += l->at[i].kind == LINE_TEXT;
    return n;
}

/* Titles below "related" are dropped up to the next paragraph. */
static void drop_related(lines *l, size_t first, size_t last)
{
    bool list = false;

    for (size_t i = first; i < last; i++) {
        line *here = &l->at[i];

        if (here->kind == LINE_RELATED)
            list = true;
        else if (here->kind == LINE_TEXT && here->paragraph)
            list = false;
        else if (list && (here->kind == LINE_TEXT || here->kind == LINE_CAPTION || here->kind == LINE_BYLINE))
            here->kind = LINE_DROPPED;
    }
}

/* The first line, where it looks like a title and running text follows; a name and a place may be a title too. */
static void find_title(struct work *w, size_t first, size_t last, marsad_article *a)
{
    lines *l = &w->lines;
    size_t i = first, body;

    while (i < last && (l->at[i].kind != LINE_TEXT && !l->at[i].guessed))
        i++;
    if (i >= last || l->at[i].paragraph || !(l->at[i].headline || l->at[i].question))
        return;
    for (body = i + 1; body < last && !(l->at[body].kind == LINE_TEXT && l->at[body].paragraph); body++) {
    }
    if (body >= last)
        return;
    l->at[i].kind = LINE_TITLE;
    a->title = l->at[i].text;
    while (a->title.len && (a->title.ptr[0] == '*' || a->title.ptr[0] == ' ')) /* an item of a list of short news */
        a->title = marsad_str_slice(a->title, 1, a->title.len);
}

/* Lines that say the title again: as themselves, or in other words as a caption. */
static void drop_titles(struct work *w, size_t first, size_t last, marsad_str title)
{
    lines *l = &w->lines;
    size_t texts = count_text(l, first, last), seen = 0;

    for (size_t i = first; title.ptr && i < last; i++) {
        line *here = &l->at[i];

        if (here->kind != LINE_TEXT)
            continue;
        if (texts > 1 && lines_same(&w->d, title, here->text)) {
            here->kind = LINE_TITLE;
            texts--;
        } else if (seen && !here->paragraph && here->headline && title.len >= COVER_BYTES &&
                   here->text.len <= 2 * title.len && lines_cover(&w->d, title, here->text) >= COVER) {
            here->kind = LINE_CAPTION;
            texts--;
        }
        seen++;
    }
}

/*
 * Bylines count before the first paragraph, behind the last one, and where furniture surrounds them; anywhere else
 * the line is a heading or an item of a chronicle, and text.
 */
static bool take_bylines(struct work *w, size_t first, size_t last, marsad_article *a)
{
    lines *l = &w->lines;
    size_t head = first, tail = last;

    while (head < last && !(l->at[head].kind == LINE_TEXT))
        head++;
    while (tail > head && l->at[tail - 1].kind != LINE_TEXT)
        tail--;
    for (size_t i = first; i < last; i++) {
        if (l->at[i].kind != LINE_BYLINE)
            continue;
        if (i < head || i >= tail) {
            if (!use_byline_line(w, &l->at[i], a))
                return false;
        } else {
            l->at[i].kind = LINE_TEXT;
        }
    }
    return true;
}

static bool take_captions(struct work *w, size_t first, size_t last, marsad_article *a)
{
    const lines *l = &w->lines;
    marsad_caption *at;
    size_t n = 0;

    for (size_t i = first; i < last; i++)
        n += l->at[i].kind == LINE_CAPTION;
    if (n == 0)
        return true;
    at = marsad_arena_array(w->arena, n, sizeof *at);
    if (!at)
        return false;
    for (size_t i = first; i < last; i++) {
        const line *c = &l->at[i];
        marsad_caption *out = &at[a->n_captions];

        if (c->kind != LINE_CAPTION)
            continue;
        *out = (marsad_caption){ .text = c->text };
        if (c->credit) {
            static const char MARKS[] = " /|-([\xE2\x80\x93\x94";
            out->text.len = c->credit;
            while (out->text.len && memchr(MARKS, out->text.ptr[out->text.len - 1], sizeof MARKS - 1))
                out->text.len--;
            out->credit = marsad_str_slice(c->text, c->credit, c->text.len);
            while (out->credit.len && memchr(")] .", out->credit.ptr[out->credit.len - 1], 4))
                out->credit.len--;
        }
        a->n_captions++;
    }
    a->captions = at;
    return true;
}

static bool take_dateline(struct work *w, size_t first, size_t last, marsad_article *a)
{
    size_t i = next_text(&w->lines, first, last);
    marsad_text t;
    byline b;

    for (; i < last && !w->lines.at[i].paragraph; i = next_text(&w->lines, i + 1, last)) {
    }
    if (i >= last)
        return true;
    if (!lines_read(&w->d, w->lines.at[i].text, HEAD_BYTES, &t))
        return false;
    return !byline_head(&w->d, &t, &b) || keep_byline(w, &b, a);
}

/* Who signed, as the metadata say: "جدة - عبدالرحمن العمري", "واس - الرياض". */
static bool take_metadata(struct work *w, marsad_article *a)
{
    marsad_text t;
    byline b;

    if (!w->author.ptr)
        return true;
    if (!lines_read(&w->d, w->author, LINE_SHORT, &t))
        return false;
    if (!byline_line(&w->d, &t, &b))
        return keep(w, byline_rest(&w->d, &t), &a->author);
    if (b.unknown && !b.persons && !b.known) { /* a name that the dictionary does not have */
        bool one_word = t.n_tokens == 1;

        b.author = one_word ? (marsad_str){ 0 } : byline_rest(&w->d, &t);
        b.agency = one_word ? byline_rest(&w->d, &t) : (marsad_str){ 0 };
    } else if (b.place.ptr && b.known == 1 && !b.persons && !b.unknown && word_name(&w->d, &t, 0)) {
        b.author = w->author; /* a name that is that of a place, too */
        b.place = (marsad_str){ 0 };
    }
    return keep_byline(w, &b, a);
}

static bool join_text(struct work *w, size_t first, size_t last, marsad_article *a)
{
    const lines *l = &w->lines;
    size_t size = 0, used = 0;
    char *text;

    for (size_t i = first; i < last; i++)
        if (l->at[i].kind == LINE_TEXT)
            size += l->at[i].text.len + 1;
    text = marsad_arena_alloc(w->arena, size + 1);
    if (!text)
        return false;
    for (size_t i = first; i < last; i++) {
        if (l->at[i].kind != LINE_TEXT || l->at[i].text.len == 0)
            continue;
        if (used)
            text[used++] = '\n';
        memcpy(text + used, l->at[i].text.ptr, l->at[i].text.len);
        used += l->at[i].text.len;
    }
    a->text = (marsad_str){ text, used };
    return true;
}

/* Furniture on the same line as the last sentences. */
static void cut_tails(struct work *w, size_t first, size_t last)
{
    unsigned seen = 0;

    for (size_t i = last; i > first && seen < 2; i--) {
        line *l = &w->lines.at[i - 1];

        if (l->kind != LINE_TEXT)
            continue;
        l->text.len = lines_tail(&w->d, l->text);
        l->text = marsad_str_trim(l->text);
        if (l->text.len == 0)
            l->kind = LINE_FURNITURE;
        seen++;
    }
}

static bool add_article(struct work *w, marsad_article *a)
{
    if (!a->title.ptr && a->text.len == 0)
        return true;
    if (!marsad_arena_grow(w->arena, (void **)&w->at, &w->cap, w->n, sizeof *w->at))
        return false;
    a->number = (unsigned)w->n + 1;
    a->language = language_of(a->title, a->text);
    marsad_article_digest(a->title, a->text, a->digest);
    w->at[w->n++] = *a;
    return true;
}

static bool make_article(struct work *w, size_t first, size_t last)
{
    marsad_article a = {
        .document = w->doc->id, .url = w->doc->url, .source = w->doc->source, .capture = w->doc->capture
    };
    bool alone = w->lines.n == 1;

    if (first == 0) {
        a.title = w->title;
        if (w->doc->date.ptr && !day_parse(&w->d, w->doc->date, a.published))
            a.published[0] = '\0';
    }
    if (alone)
        w->lines.at[0].kind = LINE_TEXT;
    if (!alone || a.title.ptr)
        cut_tails(w, first, last);
    drop_related(&w->lines, first, last);
    if (!a.title.ptr && !alone)
        find_title(w, first, last, &a);
    drop_titles(w, first, last, a.title);
    return take_metadata(w, &a) && (alone || take_bylines(w, first, last, &a)) && take_dateline(w, first, last, &a) &&
           take_captions(w, first, last, &a) && join_text(w, first, last, &a) && add_article(w, &a);
}

/*
 * Of a document that is one article all lines belong to it, repeated ones, too; the words that tell furniture are
 * Arabic, and nothing is taken from a text of another language.
 */
static bool classify(struct work *w, marsad_str text)
{
    if (w->single && strcmp(language_of(w->title, text), "ar") != 0)
        return true;
    if (!lines_classify(&w->d, &w->lines))
        return false;
    for (size_t i = 0; w->single && i < w->lines.n; i++) {
        w->lines.at[i].doubled = false;
        if (w->lines.at[i].kind == LINE_REPEAT)
            w->lines.at[i].kind = LINE_TEXT;
    }
    return true;
}

static bool split(struct work *w)
{
    marsad_str text;

    if (!clean(w->doc->text, w->arena, &text) || !clean_line(w->doc->title, w->arena, &w->title) ||
        !clean_line(w->doc->author, w->arena, &w->author) || !lines_cut(text, w->arena, &w->lines) ||
        !classify(w, text))
        return false;
    if (w->lines.n == 0)
        return make_article(w, 0, 0);
    for (size_t first = 0, last; first < w->lines.n; first = last) {
        last = w->single ? w->lines.n : split_next(&w->d, &w->lines, first, w->title.ptr != NULL);
        if (!make_article(w, first, last))
            return false;
    }
    return true;
}

static bool read_articles(const marsad_dict *dict, const marsad_doc *doc, bool single, marsad_arena *arena,
                          marsad_articles *out, marsad_err *err)
{
    struct work w = { .doc = doc, .arena = arena, .single = single };
    bool ok = desk_open(&w.d, dict) && split(&w) && !w.d.failed;

    desk_close(&w.d);
    if (!ok)
        return marsad_fail_memory(err);
    *out = (marsad_articles){ w.at, w.n };
    return true;
}

bool marsad_article_split(const marsad_dict *dict, const marsad_doc *doc, marsad_arena *arena, marsad_articles *out,
                          marsad_err *err)
{
    return read_articles(dict, doc, false, arena, out, err);
}

bool marsad_article_single(const marsad_dict *dict, const marsad_doc *doc, marsad_arena *arena, marsad_articles *out,
                           marsad_err *err)
{
    return read_articles(dict, doc, true, arena, out, err);
}

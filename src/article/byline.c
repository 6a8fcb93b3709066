/*
 * byline.c - who wrote it and where: lines of agency, author, place and day, and the same before a first sentence.
 *
 *     عوض العطوي- سبق- تبوك:      person | outlet | place
 *     واشنطن (ا ف ب) -            place | agency
 *     صنعاء - البادية برس - 14 مارس 2021   place | unknown, taken for an outlet | day
 */
#include "article/desk.h"

#define PART_TOKENS 6  /* a longer part is a sentence */
#define HEAD_TOKENS 20 /* of a paragraph, in which its dateline must end */
#define PARTS_MAX 8

typedef enum { PART_PLACE, PART_AGENCY, PART_DAY, PART_PERSON, PART_NUMBER, PART_LEAD, PART_UNKNOWN } part_kind;

typedef struct {
    part_kind kind;
    size_t first, last; /* tokens */
    bool wire, bracket, country;
    char day[11];
} part;

/* "أ ف ب", "د.ب.أ", "و.م.ن": letters, whatever they stand for. */
static bool is_letters(const marsad_text *t, size_t first, size_t last)
{
    size_t letters = 0;

    for (size_t i = first; i < last; i++) {
        const marsad_token *k = &t->tokens[i];

        if (k->kind == MARSAD_TOKEN_WORD && k->norm.len == 2)
            letters++;
        else if (!word_mark(t, i, "."))
            return false;
    }
    return letters >= 2;
}

static bool covered_by_agencies(const desk *d, const marsad_text *t, size_t first, size_t last, bool *wire)
{
    *wire = false;
    for (size_t i = first, n; i < last; i += n) {
        marsad_str value;

        n = word_phrase(d, t, i, "agency", &value);
        if (!n && i > first && (t->tokens[i].kind == MARSAD_TOKEN_PUNCT || marsad_token_is(t, i, "\u0648" /* و */)))
            n = 1;
        else if (!n || i + n > last)
            return false;
        else
            *wire |= marsad_str_equal(value, MARSAD_LIT("wire"));
    }
    return first < last;
}

/* Named by its kind: "وكالة المنارات للأنباء", "يومية الواحة"; or after it: "البادية برس". */
static bool named_by_kind(const desk *d, const marsad_text *t, size_t first, size_t last)
{
    if (last - first < 2 || last - first > PART_TOKENS)
        return false;
    for (size_t i = first; i < last; i++)
        if (t->tokens[i].kind == MARSAD_TOKEN_PUNCT || t->tokens[i].kind == MARSAD_TOKEN_NUMBER)
            return false;
    return word_phrase(d, t, first, "agency-word", NULL) || word_phrase(d, t, last - 1, "agency-end", NULL);
}

bool byline_is_agency(const desk *d, const marsad_text *t, size_t first, size_t last)
{
    bool wire;

    return first < last && (covered_by_agencies(d, t, first, last, &wire) || is_letters(t, first, last) ||
                            named_by_kind(d, t, first, last));
}

static bool is_person(const desk *d, const marsad_text *t, size_t first, size_t last)
{
    size_t words = 0;

    for (size_t i = first; i < last; i++) {
        if (t->tokens[i].kind == MARSAD_TOKEN_NUMBER || word_function(d, t, i))
            return false;
        words += t->tokens[i].kind != MARSAD_TOKEN_PUNCT && t->tokens[i].norm.len > 2;
    }
    while (first < last && (t->tokens[first].norm.len <= 2 || t->tokens[first].kind == MARSAD_TOKEN_PUNCT))
        first++; /* د. محمد */
    return words >= 2 && words <= PART_TOKENS && first < last && word_name(d, t, first);
}

bool byline_is_name(const desk *d, const marsad_text *t)
{
    size_t first = 0, words = 0;

    while (first < t->n_tokens && t->tokens[first].kind == MARSAD_TOKEN_PUNCT)
        first++;
    for (size_t i = first; i < t->n_tokens; i++, words++)
        if (t->tokens[i].kind != MARSAD_TOKEN_WORD || !(word_name(d, t, i) || (i > first && word_family_name(d, t, i))))
            return false;
    return words >= 2 && words <= 5;
}

/* Numbers, and words that stand with them in dates: "21 رجب 1442ه", "10:30 صباحا", "السبت". */
static bool is_numbers(const desk *d, const marsad_text *t, size_t first, size_t last)
{
    for (size_t i = first, n; i < last; i += n)
        if (!(n = day_word(d, t, i)) || i + n > last)
            return false;
    return true;
}

static void judge(const desk *d, const marsad_text *t, part *p)
{
    size_t n;

    if (covered_by_agencies(d, t, p->first, p->last, &p->wire))
        p->kind = PART_AGENCY;
    else if (is_letters(t, p->first, p->last))
        p->kind = PART_AGENCY, p->wire = true;
    else if (word_place(d, t, p->first) == p->last - p->first)
        p->kind = PART_PLACE, p->country = word_country(d, t, p->first) == p->last - p->first;
    else if (named_by_kind(d, t, p->first, p->last))
        p->kind = PART_AGENCY;
    else if ((n = word_phrase(d, t, p->first, "author-start", NULL)) && p->first + n == p->last)
        p->kind = PART_LEAD;
    else if (is_person(d, t, p->first, p->last))
        p->kind = PART_PERSON;
    else
        p->kind = is_numbers(d, t, p->first, p->last) ? PART_NUMBER : PART_UNKNOWN;
}

/* The next part at or behind *at, up to a separator; false at `end`. Moves *at behind it. */
static bool take_part(const desk *d, const marsad_text *t, size_t *at, size_t end, part *p)
{
    size_t i = *at, lead;

    *p = (part){ 0 };
    for (; i < end && word_separates(t, i); i++)
        p->bracket = word_mark(t, i, "([{");
    if (i >= end)
        return false;
    lead = word_phrase(d, t, i, "author-start", NULL); /* "بقلم محمد العمري" */
    if (lead && i + lead < end && !word_separates(t, i + lead))
        i += lead;
    if (word_phrase(d, t, i, "from", NULL) && word_place(d, t, i + 1 < end ? i + 1 : i) && i + 1 < end)
        i++; /* "«الاقتصادية» من الرياض" */
    p->first = i;
    i += day_at(d, t, i, p->day);
    if (i > p->first) {
        p->kind = PART_DAY;
        while (i < end && (word_phrase(d, t, i, "date-filler", NULL) || word_time(d, t, i, "era", NULL)))
            i++;
        p->last = i;
    } else {
        while (i < end && !word_separates(t, i))
            i++;
        p->last = i;
        judge(d, t, p);
    }
    *at = i;
    return true;
}

/* Does a name of which the first part is unknown stand here: "نذير رضا"? */
static bool holds_name(const desk *d, const marsad_text *t, const part *p)
{
    if (p->last - p->first < 2 || p->last - p->first > 4 ||
        marsad_str_starts(t->tokens[p->first].norm, MARSAD_LIT("\u0627\u0644" /* ال */)))
        return false;
    for (size_t i = p->first + 1; i < p->last; i++)
        if (word_name(d, t, i))
            return true;
    return word_family_name(d, t, p->last - 1);
}

/* A part of a sentence: it holds a verb, a number, or a word like "in". */
static bool is_sentence(const desk *d, const marsad_text *t, const part *p)
{
    for (size_t i = p->first; i < p->last; i++)
        if (t->tokens[i].kind == MARSAD_TOKEN_NUMBER || word_function(d, t, i) || (i > p->first && word_verb(d, t, i)))
            return true;
    return false;
}

/* A part that is a place and an agency without a mark between them, "X من الرياض", or words before a day. */
static bool cut_part(const desk *d, const marsad_text *t, part *p, part *rest)
{
    for (size_t i = p->first + 1; i < p->last; i++) {
        size_t from = i + (word_phrase(d, t, i, "from", NULL) ? 1 : 0);

        if (from >= p->last)
            break;
        *rest = (part){ .first = from, .last = p->last };
        judge(d, t, rest);
        if (rest->kind != PART_PLACE && rest->kind != PART_AGENCY)
            continue;
        if (rest->kind == PART_PLACE && from == i)
            continue; /* the last word of a name is often a place: محمد البغدادي */
        p->last = i;
        judge(d, t, p);
        if (rest->kind == PART_AGENCY && from == i
                ? p->kind == PART_PLACE
                : p->kind == PART_PERSON || p->kind == PART_AGENCY || holds_name(d, t, p))
            return true;
        p->last = rest->last;
    }
    judge(d, t, p);
    return false;
}

static void add_part(const marsad_text *t, const part *p, byline *b)
{
    marsad_str s = marsad_range_str(t, p->first, p->last);

    switch (p->kind) {
    case PART_PLACE:
        b->known++;
        if (!b->place.ptr)
            b->place = s;
        break;
    case PART_AGENCY:
        b->known++;
        if (!b->agency.ptr || (p->wire && !b->wire)) {
            b->agency = s;
            b->wire = p->wire;
        }
        break;
    case PART_DAY:
        b->known++;
        if (!b->day[0])
            memcpy(b->day, p->day, sizeof b->day);
        break;
    case PART_PERSON:
        b->persons++;
        if (!b->author.ptr)
            b->author = s;
        break;
    case PART_UNKNOWN:
        b->unknown++;
        break;
    default:
        break;
    }
}

/* What is neither place nor agency and stands beside one: an author, or an outlet that we do not know. */
static void settle_unknown(const desk *d, const marsad_text *t, const part *parts, size_t n, byline *b)
{
    for (size_t i = 0; i < n; i++) {
        marsad_str *field = holds_name(d, t, &parts[i]) ? &b->author : &b->agency;

        if (parts[i].kind == PART_UNKNOWN && !field->ptr)
            *field = marsad_range_str(t, parts[i].first, parts[i].last);
    }
}

static size_t part_words(const marsad_text *t, const part *p)
{
    size_t words = 0;

    for (size_t i = p->first; i < p->last; i++)
        words += t->tokens[i].kind != MARSAD_TOKEN_PUNCT;
    return words;
}

bool byline_line(const desk *d, const marsad_text *t, byline *b)
{
    part parts[PARTS_MAX], rest;
    size_t n = 0, at = 0;

    *b = (byline){ .end = t->n_tokens };
    while (n < PARTS_MAX && take_part(d, t, &at, t->n_tokens, &parts[n])) {
        part *p = &parts[n++];

        if (p->kind == PART_UNKNOWN || p->kind == PART_PERSON) {
            if (cut_part(d, t, p, &rest))
                add_part(t, &rest, b);
            if (part_words(t, p) > PART_TOKENS || (p->kind == PART_UNKNOWN && is_sentence(d, t, p)))
                return false;
        }
        add_part(t, p, b);
    }
    if (at < t->n_tokens && n == PARTS_MAX)
        return false;
    if (b->known || b->persons)
        settle_unknown(d, t, parts, n, b);
    return n > 0;
}

/* Place or agency that runs on into the sentence: "نايف السعدي – الطائف بعث". Gives the token behind it. */
static size_t runs_on(const desk *d, const marsad_text *t, part *p)
{
    size_t agency = word_phrase(d, t, p->first, "agency", NULL), place = word_place(d, t, p->first);
    size_t n = agency > place ? agency : place;

    if (!n || p->first + n >= p->last || !word_verb(d, t, p->first + n))
        return 0;
    p->kind = agency > place ? PART_AGENCY : PART_PLACE;
    p->last = p->first + n;
    return p->last;
}

/* Is the byline read so far closed by what stands at token `at`? */
static bool closes(const desk *d, const marsad_text *t, size_t at, const byline *b, const part *last)
{
    if (word_mark(t, at, ":"))
        return b->known > 0 && b->unknown <= 1 && !(last->kind == PART_PLACE && last->country && b->known == 1) &&
               !(word_mark(t, at + 1, "\u00AB(\"") && byline_is_agency(d, t, at + 2, at + 3));
    if (b->unknown || b->known == 0)
        return false;
    if (word_mark(t, at, ")]"))
        return b->agency.ptr && b->place.ptr && last->kind == PART_AGENCY;
    return word_mark(t, at, "-\u2013\u2014") && ((b->agency.ptr && b->place.ptr) || word_verb(d, t, at + 1));
}

bool byline_head(const desk *d, const marsad_text *t, byline *b)
{
    size_t end = t->n_tokens < HEAD_TOKENS ? t->n_tokens : HEAD_TOKENS, at = 0, n = 0;
    part parts[PARTS_MAX];
    byline now = { 0 };
    bool found = false;

    while (n < PARTS_MAX && take_part(d, t, &at, end, &parts[n])) {
        part *p = &parts[n++], rest;
        bool open = at >= end;

        if ((p->kind == PART_UNKNOWN || p->kind == PART_PERSON) && !open && cut_part(d, t, p, &rest))
            add_part(t, &rest, &now);
        if (open || part_words(t, p) > PART_TOKENS) {
            size_t behind = now.known + now.persons && !now.unknown && !found ? runs_on(d, t, p) : 0;

            if (behind) {
                add_part(t, p, &now);
                now.end = behind;
                *b = now;
                found = b->place.ptr || b->persons;
            }
            break;
        }
        if (p->kind == PART_UNKNOWN && part_words(t, p) > 4)
            break;
        add_part(t, p, &now);
        if (closes(d, t, at, &now, p)) {
            bool colon = word_mark(t, at, ":");

            now.end = at + 1;
            settle_unknown(d, t, parts, n, &now);
            *b = now;
            found = true;
            if (colon)
                break;
        } else if (word_mark(t, at, ":") && !word_mark(t, at + 1, "\u00AB(\"")) {
            break;
        }
    }
    return found && (b->place.ptr || b->agency.ptr);
}

marsad_str byline_rest(const desk *d, const marsad_text *t)
{
    size_t first = 0, last = t->n_tokens, n;

    while (first < last &&
           (t->tokens[first].kind == MARSAD_TOKEN_PUNCT || (n = word_phrase(d, t, first, "author-start", NULL))))
        first += t->tokens[first].kind == MARSAD_TOKEN_PUNCT ? 1 : n;
    while (last > first && word_separates(t, last - 1))
        last--;
    return first < last ? marsad_range_str(t, first, last) : t->text;
}

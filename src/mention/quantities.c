/*
 * quantities.c - walks the text, reads a quantity wherever a number or a dual begins, and drops what counts nothing:
 * years, labels (قرار 2216), scores, telephone numbers, list numbers.
 */
#include "mention/quantities.h"

#define SINCE_MAX 6   /* tokens on to "since" */
#define TOTAL_MAX 10  /* tokens back to the words of a running total */
#define CODE_DIGITS 7 /* this many digits without separators are a code */

/* Tokens at which a quantity may begin. */
#define CLASSES_START                                                                                                  \
    (CLASSES_EXACT | CLASSES_HEDGE | CLASS_BIT(CLASS_VAGUE) | CLASS_BIT(CLASS_BETWEEN) | CLASS_BIT(CLASS_FROM))

static bool is_number(const struct scan *s, size_t i)
{
    return i < s->text->n_tokens && s->text->tokens[i].kind == MARSAD_TOKEN_NUMBER;
}

static bool glued(const struct scan *s, size_t i)
{
    return i < s->text->n_tokens && !s->text->tokens[i].space_before;
}

/* Marks that make digits a part of something else: 24/7, 12:30, F-16, +962, 2015-07-21. */
static bool in_a_code(const struct scan *s, const struct number *n)
{
    size_t a = n->first, b = n->last;

    while (a < b && !is_number(s, a))
        a++;
    if (a == b)
        return false;
    if (a > 0 && glued(s, a) && scan_together(s, a - 1, a)) {
        const marsad_token *before = &s->text->tokens[a - 1];
        if (before->kind == MARSAD_TOKEN_LATIN || scan_mark(s, a - 1, "+") || scan_mark(s, a - 1, "/") ||
            scan_mark(s, a - 1, "#") || scan_mark(s, a - 1, ":") || scan_mark(s, a - 1, "*"))
            return true;
        if (scan_mark(s, a - 1, "-") && a > 1 && glued(s, a - 1) && scan_together(s, a - 2, a))
            return true;
    }
    if (a > 0 && s->text->tokens[a - 1].kind == MARSAD_TOKEN_LATIN && scan_together(s, a - 1, a))
        return true;
    if (!scan_together(s, a, b))
        return false;
    return (glued(s, b) && s->text->tokens[b].kind == MARSAD_TOKEN_LATIN &&
            !lexeme_at(s, b, CLASS_BIT(CLASS_MEASURE), &(struct lexeme){ 0 })) ||
           (glued(s, b) && (scan_mark(s, b, "/") || scan_mark(s, b, ":") || scan_mark(s, b, "*")) &&
            is_number(s, b + 1)) ||
           (scan_mark(s, b, "-") && is_number(s, b + 1));
}

static bool is_code(const struct scan *s, const struct number *n)
{
    const marsad_str norm = s->text->tokens[n->last - 1].norm;

    if (n->range || !n->digits || n->last - 1 < n->first || !is_number(s, n->last - 1))
        return false;
    return (norm.len > 1 && norm.ptr[0] == '0' && norm.ptr[1] != '.') ||
           (norm.len >= CODE_DIGITS && strspn(norm.ptr, "0123456789") >= CODE_DIGITS);
}

/* The number of a list item or a footnote: "1-", "(1)". */
static bool is_item(const struct scan *s, const struct number *n)
{
    const marsad_sentence *sentence = &s->text->sentences[s->text->tokens[n->first].sentence];
    bool closed = scan_mark(s, n->last, ")") || scan_mark(s, n->last, "]");

    if (!n->digits)
        return false;
    if (n->first == sentence->first && (closed || scan_mark(s, n->last, "-") || scan_mark(s, n->last, ".")))
        return true;
    return closed && n->first > 0 && (scan_mark(s, n->first - 1, "(") || scan_mark(s, n->first - 1, "["));
}

static bool has_label(const struct scan *s, const struct number *n)
{
    struct lexeme w;

    return lexeme_before(s, n->first, CLASS_BIT(CLASS_LABEL), &w);
}

/* Is this number something that the reader would not call a quantity? */
static bool is_refused(const struct scan *s, const struct number *n, const struct counted *c)
{
    bool said = c->last > c->first;

    if (n->plain_year && !n->hedged && !(said && c->known))
        return true;
    if (in_a_code(s, n) || (!said && is_code(s, n)) || (!said && is_item(s, n)) ||
        (!(said && c->person) && has_label(s, n)))
        return true;
    if (n->range && !said && !n->hedged && n->first + 2 < n->last && scan_mark(s, n->first + 1, "-") &&
        role_right_before(s, n->first) == MARSAD_QUANTITY_NONE)
        return true;
    return (n->one && !n->digits && !said) || (n->definite && !n->vague && !said);
}

static void take_after(const struct scan *s, marsad_quantity *q)
{
    struct lexeme w;
    size_t at = q->span.last;

    if (!scan_together(s, q->span.first, at) || !lexeme_at(s, at, CLASSES_HEDGE_AFTER, &w) || w.match.clitics)
        return;
    q->approximate = q->approximate || w.class == CLASS_ABOUT_AFTER;
    if (w.class == CLASS_AT_LEAST_AFTER && q->has_min)
        q->has_max = false;
    if (w.class == CLASS_AT_MOST_AFTER && q->has_max)
        q->has_min = false;
    q->span.last = (uint32_t)w.last;
}

/* "300 مدني منذ بدء الهجوم": counted over a time. */
static bool is_total_since(const struct scan *s, size_t last)
{
    struct lexeme w;

    for (size_t k = last; k < last + SINCE_MAX && scan_together(s, last - 1, k) && !scan_clause_end(s, k); k++) {
        if (lexeme_at(s, k, CLASS_BIT(CLASS_TOTAL_AFTER), &w))
            return true;
        if (s->text->tokens[k].kind == MARSAD_TOKEN_NUMBER || scan_verb_only(s, k))
            return false;
    }
    return false;
}

static bool is_total(const struct scan *s, size_t i)
{
    struct lexeme w;

    for (size_t k = 1; k <= TOTAL_MAX && k <= i && scan_together(s, i - k, i) && !scan_clause_end(s, i - k); k++)
        if (lexeme_at(s, i - k, CLASS_BIT(CLASS_TOTAL), &w) && w.last <= i)
            return true;
    return false;
}

/* The span in tokens is complete: fill its bytes. */
static void close_span(const struct scan *s, marsad_quantity *q, const struct counted *c)
{
    q->span.end = s->text->tokens[q->span.last - 1].end;
    if (c->last <= c->first)
        return;
    q->of = (marsad_span){ c->start, s->text->tokens[c->last - 1].end, (uint32_t)c->first, (uint32_t)c->last };
    q->of_word = c->word;
}

/* The quantity before this one, in the same sentence. */
static const marsad_quantity *one_before(const struct scan *s, const marsad_quantity *q)
{
    const marsad_quantity *last = s->out->n_quantities ? &s->out->quantities[s->out->n_quantities - 1] : NULL;

    return last && scan_together(s, last->span.first, q->span.first) ? last : NULL;
}

/* "among them three", "three of them", and what is joined to such a part. */
static bool is_part(const struct scan *s, const marsad_quantity *q, const struct counted *c, bool joined)
{
    const marsad_quantity *last = one_before(s, q);
    struct lexeme w;

    if (lexeme_before(s, q->span.first, CLASS_BIT(CLASS_PART), &w))
        return true;
    if (!last)
        return false;
    if (joined && last->part && !c->sure && !c->measure && q->span.first <= last->span.last + 1)
        return true;
    return q->of.start == q->of.end && scan_together(s, q->span.first, q->span.last) &&
           lexeme_at(s, q->span.last, CLASS_BIT(CLASS_PART_OF), &w) && w.match.clitics == 0;
}

static void decide(const struct scan *s, marsad_quantity *q, const struct counted *c, bool joined)
{
    q->part = is_part(s, q, c, joined);
    q->role = counted_role(s, q, c);
    q->cumulative = (q->role == MARSAD_QUANTITY_NONE || c->person || c->last == c->first) &&
                    (is_total(s, q->span.first) || (c->person && is_total_since(s, q->span.last)));
}

static bool add(struct scan *s, const marsad_quantity *q)
{
    if (!marsad_arena_grow(s->arena, (void **)&s->out->quantities, &s->cap, s->out->n_quantities, sizeof *q))
        return false;
    s->out->quantities[s->out->n_quantities++] = *q;
    s->done = q->span.last;
    return true;
}

/* A duration is a time already, unless it is somebody's age. */
static bool is_a_time(const struct scan *s, const marsad_quantity *q)
{
    for (size_t i = q->span.first; i < q->span.last; i++)
        if (s->times[i] == TIME_POINT || (s->times[i] == TIME_DURATION && q->role != MARSAD_QUANTITY_AGE))
            return true;
    return false;
}

/* Is there enough around the number to call it a quantity? */
static bool is_told(const struct number *n, const marsad_quantity *q)
{
    return q->of.start != q->of.end || q->role != MARSAD_QUANTITY_NONE || q->part ||
           (!n->vague && (n->hedged || q->cumulative));
}

/* "$20": the sign before the digits. */
static bool sign_before(const struct scan *s, const struct number *n, struct counted *c)
{
    struct lexeme w;

    if (!n->digits || n->first <= s->done || s->text->tokens[n->first - 1].kind != MARSAD_TOKEN_PUNCT ||
        !lexeme_before(s, n->first, CLASS_BIT(CLASS_MEASURE), &w) || lexeme_role(s, &w) != MARSAD_QUANTITY_MONEY)
        return false;
    *c = (struct counted){ .first = w.first,
                           .last = w.last,
                           .start = s->text->tokens[w.first].start,
                           .known = true,
                           .measure = true,
                           .role = MARSAD_QUANTITY_MONEY };
    c->word = marsad_dict_cell(s->dict, MARSAD_TABLE_UNITS, w.match.entry->row, s->unit_word);
    return true;
}

/* A number: the quantity, and in *next where to go on. False: no memory. */
static bool read_number(struct scan *s, const struct number *n, size_t *next)
{
    marsad_quantity q = {
        .min = n->min, .max = n->max, .has_min = n->has_min, .has_max = n->has_max, .approximate = n->approximate
    };
    struct counted c;

    q.span = (marsad_span){ n->start, 0, (uint32_t)n->first, (uint32_t)n->last };
    *next = n->last;
    if (counted_behind(s, n, &c)) {
        q.span.last = (uint32_t)c.last;
        if (c.first > n->last && scan_mark(s, n->last, ")") && n->first > s->done) { /* (22) شخصا */
            q.span.first--;
            q.span.start = s->text->tokens[q.span.first].start;
        }
    } else if (counted_before(s, n, &c) || sign_before(s, n, &c)) {
        q.span.first = (uint32_t)c.first;
        q.span.start = c.start;
    }
    if (is_refused(s, n, &c))
        return true;
    take_after(s, &q);
    close_span(s, &q, &c);
    decide(s, &q, &c, n->joined);
    if (is_a_time(s, &q) || !is_told(n, &q))
        return true;
    *next = q.span.last;
    return add(s, &q);
}

/* "خمسة مسلحين وامرأة": a person joined to a number of killed, injured or seized. */
static bool is_added_one(const struct scan *s, size_t i, struct counted *c)
{
    const marsad_quantity *last = s->out->n_quantities ? &s->out->quantities[s->out->n_quantities - 1] : NULL;
    size_t gap = last ? i - last->span.last : 0;

    if (!last || !scan_together(s, last->span.first, i) || last->cumulative || !last->has_max ||
        (last->role != MARSAD_QUANTITY_KILLED && last->role != MARSAD_QUANTITY_INJURED &&
         last->role != MARSAD_QUANTITY_CAPTURED))
        return false;
    if (last->max >= 11 && marsad_str_ends(s->text->tokens[i].norm, MARSAD_LIT("\u0627" /* ا */)))
        return false; /* "13 قياديا وعنصرا": thirteen of both */
    if (gap > 1 || (gap == 1 && !scan_mark(s, i - 1, "\u060C")))
        return false;
    return counted_one_at(s, i, MARSAD_CLITIC_WA, c) && c->start > s->text->tokens[i].start;
}

/* A dual, and a singular right behind a role word, count by themselves. */
static bool read_noun(struct scan *s, size_t i, size_t *next)
{
    marsad_quantity q = { .has_min = true, .has_max = true };
    struct counted c;
    struct number number;

    if (counted_two_at(s, i, &c))
        q.min = q.max = 2;
    else if (i > 0 && role_right_before(s, i) != MARSAD_QUANTITY_NONE && counted_one_at(s, i, 0, &c))
        q.min = q.max = counted_is_pair(s, &c) ? 2 : 1;
    else if (is_added_one(s, i, &c))
        q.min = q.max = 1;
    else
        return true;
    q.span = (marsad_span){ c.first == i ? c.start : s->text->tokens[i].start, 0, (uint32_t)i, (uint32_t)c.last };
    /* "two soldiers two", "one soldier one": the number belongs to it; behind "killed a soldier" it is the object. */
    if (scan_together(s, i, c.last) && number_at(s, c.last, &number) && !number.joined && !number.hedged) {
        if (number.min != q.min || number.digits)
            return true;
        q.span.last = (uint32_t)number.last;
    }
    take_after(s, &q);
    close_span(s, &q, &c);
    decide(s, &q, &c, c.start > s->text->tokens[i].start);
    if (is_a_time(s, &q))
        return true;
    *next = q.span.last;
    return add(s, &q);
}

static bool read_hedged_noun(struct scan *s, size_t i, size_t *next)
{
    marsad_quantity q = { .min = 1, .max = 1 };
    struct counted c;
    struct number n;

    if (!number_hedges(s, i, &n) || !scan_together(s, i, n.last) || !counted_measure_at(s, n.last, &c))
        return true;
    q.has_min = n.has_min;
    q.has_max = n.has_max;
    q.approximate = n.approximate;
    q.span = (marsad_span){ n.start, 0, (uint32_t)n.first, (uint32_t)c.last };
    close_span(s, &q, &c);
    decide(s, &q, &c, n.joined);
    if (is_a_time(s, &q))
        return true;
    *next = q.span.last;
    return add(s, &q);
}

static bool read_at(struct scan *s, size_t i, size_t *next)
{
    struct number n;

    *next = i + 1;
    if (s->times[i] == TIME_POINT)
        return true;
    if ((is_number(s, i) || (s->classes[i] & CLASSES_START) || (is_number(s, i + 1) && glued(s, i + 1))) &&
        number_at(s, i, &n))
        return read_number(s, &n, next);
    if (s->classes[i] & CLASSES_HEDGE)
        return read_hedged_noun(s, i, next);
    return read_noun(s, i, next);
}

bool marsad_quantities_find(const marsad_dict *dict, const marsad_text *text, marsad_arena *arena, marsad_mentions *out,
                            marsad_err *err)
{
    struct scan s = { .dict = dict, .text = text, .arena = arena, .out = out, .cap = out->n_quantities };

    if (!dict || text->n_tokens == 0)
        return true;
    if (!scan_prepare(&s))
        return marsad_fail_memory(err);
    for (size_t i = 0, next; i < text->n_tokens; i = next)
        if (!read_at(&s, i, &next))
            return marsad_fail_memory(err);
    return true;
}

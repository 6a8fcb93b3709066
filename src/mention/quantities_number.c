/*
 * quantities_number.c - the number itself: digits, number words, ranges and hedges.
 *
 * Arabic numbers are sums: a unit comes before its ten (خمسة وعشرون), hundreds before both, and every scale
 * (ألف، مليون) multiplies the sum before it. Pieces after the first are joined by a conjunction, a scale stands bare.
 */
#include "mention/quantities.h"

#define HEDGES_MAX 3
#define WA "\u0648"
#define AL "\u0627\u0644"
#define MANTISSA 1e15 /* larger numbers are taken for codes */

enum { PIECE_DIGITS = CLASS_COUNT };

struct piece {
    size_t first, last;
    int class; /* a quantity_class, or PIECE_DIGITS */
    double value;
    bool joined; /* a conjunction before it */
    bool definite;
    unsigned clitics;
    uint32_t start;
    marsad_match match;
};

/* A sum under way. */
struct sum {
    double total, group, limit, scale;
    int last; /* class of the last piece */
    double last_value;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits with separators: commas before every third digit group; a stop or a lone comma is decimal. */
static bool digits_value(marsad_str norm, bool before_scale, double *value)
{
    char plain[32];
    size_t n = 0, group = 0, groups = 0;
    char separator = 0;
    bool thousands = true;

    for (size_t i = 0; i < norm.len; i++) {
        char c = norm.ptr[i];
        if (is_digit(c)) {
            group++;
            continue;
        }
        if (c != '.' && c != ',')
            return false;
        thousands =
            thousands && (groups ? group == 3 : group <= 3 && norm.ptr[0] != '0') && (!separator || separator == c);
        separator = c;
        groups++;
        group = 0;
    }
    thousands = thousands && groups && group == 3 && !(separator == '.' && groups == 1 && before_scale);
    if (groups > 1 && !thousands)
        return false;
    for (size_t i = 0; i < norm.len; i++) {
        if (n + 1 >= sizeof plain)
            return false;
        if (is_digit(norm.ptr[i]))
            plain[n++] = norm.ptr[i];
        else if (!thousands)
            plain[n++] = '.';
    }
    return marsad_str_to_double((marsad_str){ plain, n }, value) && *value < MANTISSA;
}

static bool is_number_token(const struct scan *s, size_t i)
{
    return i < s->text->n_tokens && s->text->tokens[i].kind == MARSAD_TOKEN_NUMBER;
}

static bool is_scale_at(const struct scan *s, size_t i)
{
    struct lexeme w;

    return lexeme_at(s, i, CLASS_BIT(CLASS_SCALE), &w) && w.match.clitics == 0;
}

static bool digits_piece(const struct scan *s, size_t i, struct piece *p)
{
    size_t at = i;

    *p = (struct piece){ .first = i, .class = PIECE_DIGITS };
    if (!is_number_token(s, at) && scan_together(s, at, at + 1) && marsad_token_is(s->text, at, WA)) {
        p->joined = true;
        at++;
    }
    if (!is_number_token(s, at) || s->times[at] == TIME_POINT)
        return false;
    p->first = at;
    p->last = at + 1;
    p->start = s->text->tokens[at].start;
    return digits_value(s->text->tokens[at].norm, is_scale_at(s, at + 1), &p->value);
}

static bool piece_at(const struct scan *s, size_t i, uint64_t classes, struct piece *p)
{
    struct lexeme w;

    if (digits_piece(s, i, p))
        return true;
    /* ألفا is "two thousand" before a noun; behind a number, where duals are not asked for, it is "thousand". */
    if (lexeme_at(s, i, classes & CLASS_BIT(CLASS_DUAL_SCALE), &w))
        classes = CLASS_BIT(CLASS_DUAL_SCALE);
    /* كمية "amount" is not ك + مئة */
    if (!lexeme_at(s, i, classes, &w) || s->times[i] == TIME_POINT || (w.match.clitics & MARSAD_CLITIC_KA) ||
        (w.class == CLASS_ONE && (w.match.clitics & MARSAD_CLITIC_AL)))
        return false;
    *p = (struct piece){ .first = i, .last = w.last, .class = (int)w.class, .value = lexeme_value(s, &w) };
    p->joined = w.match.clitics & MARSAD_CLITIC_WA;
    p->definite = w.match.clitics & MARSAD_CLITIC_AL;
    p->clitics = w.match.clitics;
    p->start = lexeme_start(s, i, &w.match);
    p->match = w.match;
    return true;
}

static bool begin_sum(struct sum *sum, const struct piece *p)
{
    *sum = (struct sum){ .limit = 1e18, .scale = 1, .last = p->class, .last_value = p->value };
    switch (p->class) {
    case CLASS_SCALE:
        sum->total = sum->limit = sum->scale = p->value;
        return true;
    case CLASS_DUAL_SCALE:
        sum->total = p->value;
        sum->limit = sum->scale = p->value / 2;
        return true;
    default:
        sum->group = p->value;
        return true;
    }
}

static bool joins_group(const struct sum *sum, const struct piece *p)
{
    bool fresh = sum->group == 0 && sum->total > 0; /* right behind a scale */
    bool behind_hundred = sum->last == CLASS_HUNDRED;

    switch (p->class) {
    case PIECE_DIGITS:
        return (fresh && p->value < sum->limit) || (behind_hundred && p->value < 100);
    case CLASS_ONE:
    case CLASS_UNIT:
    case CLASS_TEEN:
        return fresh || behind_hundred;
    case CLASS_TEN:
        return fresh || behind_hundred || ((sum->last == CLASS_UNIT || sum->last == CLASS_ONE) && sum->last_value < 10);
    case CLASS_HUNDRED:
        return fresh && sum->limit > 100;
    default:
        return false;
    }
}

/* Take one more piece into the sum; false if it does not belong there. */
static bool extend_sum(struct sum *sum, const struct piece *p)
{
    if (p->class == CLASS_FRACTION) {
        if (!p->joined || (sum->group == 0 && sum->total == 0))
            return false;
        sum->total += sum->group + p->value * (sum->group == 0 ? sum->scale : 1);
        sum->group = 0;
        sum->limit = 0;
    } else if (p->class == CLASS_SCALE || p->class == CLASS_DUAL_SCALE) {
        double factor = p->class == CLASS_SCALE ? p->value : p->value / 2;
        if (factor >= sum->limit ||
            (p->class == CLASS_DUAL_SCALE ? !p->joined || sum->group != 0 : p->joined && sum->group != 0))
            return false;
        if (!p->joined && sum->group == 0)
            return false;
        sum->total += sum->group != 0 ? sum->group * factor : p->value;
        sum->group = 0;
        sum->limit = sum->scale = factor;
    } else {
        if (!p->joined || !joins_group(sum, p))
            return false;
        sum->group += p->value;
    }
    sum->last = p->class;
    sum->last_value = p->value;
    return true;
}

/* نصف مليون, ثلاثة أرباع المليون: a fraction counts only with a scale or before a measure. */
static bool fraction_at(const struct scan *s, const struct piece *p, struct number *n)
{
    struct lexeme w;

    if (lexeme_at(s, p->last, CLASS_BIT(CLASS_SCALE), &w) && !(w.match.clitics & ~(unsigned)MARSAD_CLITIC_AL)) {
        n->scale = lexeme_value(s, &w);
        n->min = p->value * n->scale;
        n->last = w.last;
    } else if (!lexeme_at(s, p->last, CLASS_BIT(CLASS_MEASURE), &w) ||
               (w.match.clitics & ~(unsigned)MARSAD_CLITIC_AL)) {
        return false;
    } else {
        n->min = p->value;
        n->last = p->last;
    }
    n->max = n->min;
    return true;
}

/* The scale that a fraction repeats: مليون ونصف المليون. */
static size_t skip_repeated_scale(const struct scan *s, size_t i, double scale)
{
    struct lexeme w;

    if (lexeme_at(s, i, CLASS_BIT(CLASS_SCALE), &w) && w.match.clitics == MARSAD_CLITIC_AL &&
        lexeme_value(s, &w) == scale)
        return w.last;
    return i;
}

static void note_digits(const struct scan *s, const struct piece *p, struct number *n)
{
    marsad_str norm = s->text->tokens[p->first].norm;

    n->digits = true;
    n->plain_year = n->last == p->last && norm.len == 4 && n->min >= 1300 && n->min <= 2100;
}

/* A number without hedges, at least one piece; `pieces` bounds how many it may take. */
static bool exact_at(const struct scan *s, size_t i, unsigned pieces, struct number *n)
{
    struct piece p, first;
    struct sum sum;

    if (!piece_at(s, i, CLASSES_EXACT, &p))
        return false;
    *n = (struct number){ .first = p.first,
                          .last = p.last,
                          .start = p.start,
                          .scale = 1,
                          .has_min = true,
                          .has_max = true,
                          .definite = p.definite,
                          .joined = p.joined,
                          .one = p.class == CLASS_ONE };
    if (p.class == CLASS_FRACTION)
        return fraction_at(s, &p, n);
    if ((p.class == CLASS_SCALE && p.definite) || !begin_sum(&sum, &p))
        return false;
    first = p;
    while (--pieces && scan_together(s, i, n->last)) {
        uint64_t classes = sum.group != 0 ? CLASSES_EXACT & ~CLASS_BIT(CLASS_DUAL_SCALE) : CLASSES_EXACT;
        if (!piece_at(s, n->last, classes, &p) || (p.clitics & ~(unsigned)(MARSAD_CLITIC_WA | MARSAD_CLITIC_AL)) ||
            (p.definite && !n->definite && p.class != CLASS_FRACTION) || !extend_sum(&sum, &p))
            break;
        n->last = p.class == CLASS_FRACTION ? skip_repeated_scale(s, p.last, sum.scale) : p.last;
        n->one = false;
    }
    n->min = n->max = sum.total + sum.group;
    n->scale = sum.scale;
    if (first.class == PIECE_DIGITS)
        note_digits(s, &first, n);
    return true;
}

static bool vague_at(const struct scan *s, size_t i, struct number *n)
{
    struct lexeme w;

    if (!lexeme_at(s, i, CLASS_BIT(CLASS_VAGUE), &w) || s->times[i] == TIME_POINT ||
        (w.match.clitics & MARSAD_CLITIC_KA))
        return false;
    *n = (struct number){ .first = i,
                          .last = w.last,
                          .start = lexeme_start(s, i, &w.match),
                          .vague = true,
                          .approximate = true,
                          .scale = 1,
                          .definite = w.match.clitics & MARSAD_CLITIC_AL,
                          .joined = w.match.clitics & MARSAD_CLITIC_WA };
    lexeme_range(s, &w, n);
    return n->has_min;
}

static bool simple_at(const struct scan *s, size_t i, struct number *n)
{
    return vague_at(s, i, n) || exact_at(s, i, UINT32_MAX, n);
}

/* Make one range of two numbers. "20 to 30 thousand" gives its scale to the first. */
static bool join_range(const struct number *low, const struct number *high, struct number *n)
{
    double min = low->min, max = high->max;

    if (low->vague || high->vague)
        return false;
    if (low->scale == 1 && high->scale > 1 && min < max / high->scale)
        min *= high->scale;
    if (min >= max)
        return false;
    *n = *low;
    n->min = min;
    n->max = max;
    n->last = high->last;
    n->range = true;
    n->plain_year = low->plain_year && high->plain_year;
    n->scale = high->scale;
    return true;
}

static bool between_at(const struct scan *s, size_t i, struct number *n)
{
    struct number low, high;
    struct lexeme w;

    if (!lexeme_at(s, i, CLASS_BIT(CLASS_BETWEEN), &w) || !scan_together(s, i, w.last))
        return false;
    /* "between five and twenty" reads as twenty-five first: then the first number is its first piece. */
    for (unsigned pieces = UINT32_MAX; pieces; pieces = pieces == 1 ? 0 : 1) {
        if (!exact_at(s, w.last, pieces, &low) || low.joined)
            return false;
        if (scan_together(s, i, low.last) && exact_at(s, low.last, UINT32_MAX, &high) && high.joined &&
            join_range(&low, &high, n)) {
            n->first = i;
            n->start = lexeme_start(s, i, &w.match);
            n->joined = w.match.clitics & MARSAD_CLITIC_WA;
            return true;
        }
    }
    return false;
}

static bool is_dash(const struct scan *s, size_t i)
{
    return scan_mark(s, i, "-") || scan_mark(s, i, "\u2013" /* en dash */) || scan_mark(s, i, "~");
}

/* Behind `low`: "to 30", "or 30", "-30". */
static bool range_behind(const struct scan *s, const struct number *low, struct number *n)
{
    struct number high;
    struct lexeme w;
    size_t at = low->last;

    if (!scan_together(s, low->first, at))
        return false;
    if (lexeme_at(s, at, CLASS_BIT(CLASS_TO), &w) && w.match.clitics == 0)
        at = w.last;
    else if (is_dash(s, at))
        at++;
    else
        return false;
    return scan_together(s, low->first, at) && exact_at(s, at, UINT32_MAX, &high) && !high.joined &&
           join_range(low, &high, n);
}

static bool from_to_at(const struct scan *s, size_t i, struct number *n)
{
    struct number low;
    struct lexeme w;

    if (!lexeme_at(s, i, CLASS_BIT(CLASS_FROM), &w) || !scan_together(s, i, w.last) ||
        !exact_at(s, w.last, UINT32_MAX, &low) || low.joined || !range_behind(s, &low, n))
        return false;
    n->first = i;
    n->start = lexeme_start(s, i, &w.match);
    n->joined = w.match.clitics & MARSAD_CLITIC_WA;
    return true;
}

static bool core_at(const struct scan *s, size_t i, struct number *n)
{
    struct number range;

    if (between_at(s, i, n) || from_to_at(s, i, n))
        return true;
    if (!simple_at(s, i, n))
        return false;
    if (!n->vague && range_behind(s, n, &range))
        *n = range;
    return true;
}

static void apply_hedge(struct number *n, quantity_class class)
{
    n->hedged = true;
    if (class == CLASS_ABOUT)
        n->approximate = true;
    else if (class == CLASS_AT_LEAST)
        n->has_max = false;
    else
        n->has_min = false;
}

/* The article or a preposition written apart before digits: الـ15, بـ30. */
static size_t skip_apart(const struct scan *s, size_t i, bool *definite)
{
    if (is_number_token(s, i + 1) && !s->text->tokens[i + 1].space_before && scan_together(s, i, i + 1) &&
        s->text->tokens[i].kind == MARSAD_TOKEN_WORD && marsad_str_ends(s->text->tokens[i].norm, MARSAD_LIT(AL))) {
        *definite = true;
        return i + 1;
    }
    return i;
}

/* Hedges before the core; gives the token behind them. */
struct hedges {
    quantity_class class[HEDGES_MAX];
    unsigned n, clitics;
    uint32_t start;
    size_t last;
};

static void hedges_at(const struct scan *s, size_t i, struct hedges *h)
{
    struct lexeme w;

    *h = (struct hedges){ .last = i };
    while (h->n < HEDGES_MAX && lexeme_at(s, h->last, CLASSES_HEDGE, &w) && scan_together(s, i, w.last)) {
        if (h->n == 0) {
            h->start = lexeme_start(s, i, &w.match);
            h->clitics = w.match.clitics;
        }
        h->class[h->n++] = w.class;
        h->last = w.last;
    }
}

static void hedge(const struct hedges *h, size_t i, struct number *n)
{
    if (h->n == 0)
        return;
    n->first = i;
    n->start = h->start;
    n->joined = h->clitics & MARSAD_CLITIC_WA;
    for (unsigned k = 0; k < h->n; k++)
        apply_hedge(n, h->class[k]);
    if (!n->has_min && !n->has_max) /* "at least" and "at most": one of them was misread */
        n->has_min = true;
}

bool number_at(const struct scan *s, size_t i, struct number *n)
{
    bool definite = false;
    struct hedges h;

    hedges_at(s, i, &h);
    if (!core_at(s, skip_apart(s, h.last, &definite), n) || (h.n && n->joined))
        return false;
    n->definite = n->definite || definite;
    hedge(&h, i, n);
    return true;
}

bool number_hedges(const struct scan *s, size_t i, struct number *n)
{
    struct hedges h;

    hedges_at(s, i, &h);
    *n =
        (struct number){ .first = i, .last = h.last, .min = 1, .max = 1, .has_min = true, .has_max = true, .scale = 1 };
    hedge(&h, i, n);
    return h.n > 0;
}

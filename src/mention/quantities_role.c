/*
 * quantities_role.c - in which role something is counted.
 *
 * Units and words such as قتيل say it themselves. For persons the clause says it: the nearest role word before the
 * number (مقتل، أصيب، اعتقال) or a plural verb right behind what is counted (قتلوا، لقوا حتفهم). A relative pronoun, a
 * full stop or another verb between the two cuts them off. A part ("among them three children") is counted like the
 * whole.
 */
#include "mention/quantities.h"

#define BEFORE_MAX 25 /* tokens back to a role word */
#define BEHIND_MAX 8  /* tokens on to a predicate */
#define UNSURE_MAX 3  /* tokens back to a role word for a word that no table knows */
#define BARE_MAX 2    /* tokens back to a role word for a number alone */
#define LIGHT_MAX 12  /* tokens from a light verb to its predicate */
#define PHRASE_MAX 5  /* words of the longest phrase looked for before a token */

#define CLASSES_BEFORE                                                                                                 \
    (CLASS_BIT(CLASS_TRIGGER) | CLASS_BIT(CLASS_LIGHT) | CLASS_BIT(CLASS_PREDICATE) | CLASS_BIT(CLASS_VICTIM))

size_t lexeme_before(const struct scan *s, size_t i, uint64_t classes, struct lexeme *w)
{
    for (size_t k = 1; k <= PHRASE_MAX && k <= i && scan_together(s, i - k, i); k++)
        if (lexeme_at(s, i - k, classes, w) && w->last == i)
            return k;
    return 0;
}

marsad_quantity_role role_right_before(const struct scan *s, size_t i)
{
    struct lexeme w;

    return lexeme_before(s, i, CLASS_BIT(CLASS_TRIGGER), &w) ? lexeme_role(s, &w) : MARSAD_QUANTITY_NONE;
}

static bool is_harm(marsad_quantity_role r)
{
    return r == MARSAD_QUANTITY_KILLED || r == MARSAD_QUANTITY_INJURED;
}

/* "إن أستاذا قتل وأصيب ستة": the first of two verbs has its subject before it, the number is of the second alone. */
static bool is_of_subject(const struct scan *s, const struct lexeme *twin, const struct lexeme *w)
{
    marsad_match m[PHRASE_MAX * 4];
    size_t n = marsad_match_at(s->dict, s->text, w->first, MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS), m, PHRASE_MAX * 4);
    struct counted subject;

    for (size_t k = 0; k < n; k++)
        if (m[k].entry->form & MARSAD_FORM_MASDAR)
            return false;
    if (!n || twin->first < 2 || !scan_together(s, twin->first - 2, twin->first))
        return false;
    return (counted_noun_at(s, twin->first - 1, MARSAD_CLITIC_AL, &subject) && subject.person) ||
           (counted_noun_at(s, twin->first - 2, MARSAD_CLITIC_AL, &subject) && subject.person &&
            !scan_clause_end(s, twin->first - 1));
}

/* مقتل وإصابة: two role words side by side make one number of dead and wounded. */
static marsad_quantity_role with_twin(const struct scan *s, const struct lexeme *w, marsad_quantity_role role)
{
    struct lexeme twin;
    marsad_quantity_role other;

    if (!is_harm(role) || w->first == 0)
        return role;
    if (!(w->match.clitics & MARSAD_CLITIC_WA) && !scan_has(s, w->first - 1, CLASS_BIT(CLASS_TO)))
        return role;
    if (!lexeme_before(s, w->match.clitics & MARSAD_CLITIC_WA ? w->first : w->first - 1, CLASS_BIT(CLASS_TRIGGER),
                       &twin))
        return role;
    other = lexeme_role(s, &twin);
    if (is_of_subject(s, &twin, w))
        return role;
    return is_harm(other) && other != role ? MARSAD_QUANTITY_CASUALTIES : role;
}

static bool predicate_follows(const struct scan *s, size_t from, size_t limit, marsad_quantity_role role)
{
    struct lexeme w;

    for (size_t k = from; k < from + limit && scan_together(s, from, k) && !scan_clause_end(s, k); k++)
        if (lexeme_at(s, k, CLASS_BIT(CLASS_PREDICATE), &w) && lexeme_role(s, &w) == role)
            return true;
    return false;
}

/* القتلى, عدد قتلى: a counted word that stands for the whole toll, not for one victim. */
static bool is_toll(const struct scan *s, const struct lexeme *w)
{
    struct lexeme other;

    return (w->match.clitics & MARSAD_CLITIC_AL) || lexeme_before(s, w->last, CLASS_BIT(CLASS_TOTAL), &other);
}

/* The nearest role word before token `from`, down to token `floor`. */
static marsad_quantity_role role_before(const struct scan *s, size_t from, size_t floor, size_t *distance)
{
    struct lexeme w;

    for (size_t k = 1; k <= BEFORE_MAX && from >= floor + k && scan_together(s, from - k, from); k++) {
        size_t i = from - k;
        if (scan_clause_end(s, i))
            break;
        if (lexeme_at(s, i, CLASSES_BEFORE, &w) && w.last <= from &&
            (w.class != CLASS_VICTIM || (s->classes[i] & CLASS_BIT(CLASS_TRIGGER)) || is_toll(s, &w))) {
            marsad_quantity_role role = lexeme_role(s, &w);
            *distance = w.class == CLASS_VICTIM ? 0 : from - w.last; /* a toll may stand far from its number */
            if (w.class == CLASS_LIGHT && !predicate_follows(s, from, LIGHT_MAX, role))
                continue;
            return with_twin(s, &w, role);
        }
        if (scan_verb_only(s, i))
            break;
    }
    return MARSAD_QUANTITY_NONE;
}

/* "and 30", "and about 30": the predicate behind it is that of the number before it too. */
static bool is_joined(const struct scan *s, size_t i)
{
    struct lexeme w;

    return marsad_token_is(s->text, i - 1, "\u0648" /* و */) ||
           (lexeme_before(s, i, CLASSES_HEDGE, &w) && (w.match.clitics & MARSAD_CLITIC_WA));
}

static marsad_quantity_role role_behind(const struct scan *s, size_t from, size_t *distance)
{
    struct lexeme w;

    for (size_t k = from; k < from + BEHIND_MAX && scan_together(s, from - 1, k); k++) {
        if (scan_clause_end(s, k) || (s->text->tokens[k].kind == MARSAD_TOKEN_NUMBER && !is_joined(s, k)))
            break;
        *distance = k - from;
        if (lexeme_at(s, k, CLASS_BIT(CLASS_PREDICATE), &w))
            return w.match.clitics & MARSAD_CLITIC_WA ? MARSAD_QUANTITY_NONE : lexeme_role(s, &w);
        if (lexeme_at(s, k, CLASS_BIT(CLASS_TRIGGER), &w) || scan_verb_only(s, k))
            break;
    }
    return MARSAD_QUANTITY_NONE;
}

/* Years are an age behind "aged", or in brackets right behind a name. */
static bool is_age(const struct scan *s, const marsad_quantity *q)
{
    struct lexeme w;

    if (lexeme_before(s, q->span.first, CLASS_BIT(CLASS_AGE), &w))
        return true;
    if (scan_together(s, q->span.first, q->span.last) && lexeme_at(s, q->span.last, CLASS_BIT(CLASS_AGE_AFTER), &w))
        return true;
    return q->span.first > 0 && scan_mark(s, q->span.first - 1, "(") && scan_mark(s, q->span.last, ")");
}

static const marsad_quantity *whole_of(const struct scan *s, const marsad_quantity *q)
{
    const marsad_quantity *last = s->out->n_quantities ? &s->out->quantities[s->out->n_quantities - 1] : NULL;

    return last && scan_together(s, last->span.first, q->span.first) ? last : NULL;
}

static bool counts_persons(marsad_quantity_role r)
{
    switch (r) {
    case MARSAD_QUANTITY_KILLED:
    case MARSAD_QUANTITY_INJURED:
    case MARSAD_QUANTITY_CAPTURED:
    case MARSAD_QUANTITY_MISSING:
    case MARSAD_QUANTITY_DISPLACED:
    case MARSAD_QUANTITY_PARTICIPANTS:
    case MARSAD_QUANTITY_RELEASED:
    case MARSAD_QUANTITY_CASUALTIES:
        return true;
    default:
        return false;
    }
}

/* How far back a role word may stand: for a bare number or an unknown word it must be near. */
static size_t reach(const marsad_quantity *q, const struct counted *c)
{
    if (q->of.start == q->of.end)
        return BARE_MAX;
    return c->known ? BEFORE_MAX : UNSURE_MAX;
}

static marsad_quantity_role role_of_persons(const struct scan *s, const marsad_quantity *q, const struct counted *c)
{
    const marsad_quantity *whole = q->part ? whole_of(s, q) : NULL;
    size_t back = 0, on = 0;
    marsad_quantity_role behind = role_behind(s, q->span.last, &on);
    marsad_quantity_role before = role_before(s, q->span.first, whole ? whole->span.last : 0, &back);

    if (back > reach(q, c))
        before = MARSAD_QUANTITY_NONE;
    if (behind != MARSAD_QUANTITY_NONE && (before == MARSAD_QUANTITY_NONE || on <= back))
        return behind;
    if (before != MARSAD_QUANTITY_NONE)
        return before;
    return whole && counts_persons(whole->role) ? whole->role : c->role;
}

/* A noun that is not known for a person is one right behind "killed" and "wounded". */
static marsad_quantity_role role_of_others(const struct scan *s, const marsad_quantity *q)
{
    size_t back = 0;
    marsad_quantity_role role = role_before(s, q->span.first, 0, &back);

    return back == 0 && (is_harm(role) || role == MARSAD_QUANTITY_CASUALTIES) && role_right_before(s, q->span.first)
               ? role
               : MARSAD_QUANTITY_NONE;
}

marsad_quantity_role counted_role(const struct scan *s, const marsad_quantity *q, const struct counted *c)
{
    bool said = q->of.start != q->of.end;

    if (c->mixed)
        return MARSAD_QUANTITY_CASUALTIES;
    if (c->measure)
        return c->role == MARSAD_QUANTITY_DURATION && is_age(s, q) ? MARSAD_QUANTITY_AGE : c->role;
    if (c->sure)
        return c->role;
    if (said && c->known && !c->person)
        return role_of_others(s, q);
    return role_of_persons(s, q, c);
}

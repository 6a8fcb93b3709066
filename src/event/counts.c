/*
 * counts.c - how many were killed, injured, captured …
 *
 * A number belongs to the nearest act of its sentence. Numbers of one role joined by و are added up ("11 مدنيا وأربعة
 * من رجال الشرطة"); a part ("بينهم ثلاثة أطفال") is not. One number for dead and wounded together is neither.
 */
#include "event/fields.h"

#include <stdlib.h>

#define NUMBER_REACH 45
#define BESIDE 5           /* tokens between one man and a number that is told with him */
#define ROUND_LEAST 100    /* such a number of men is not counted on by one: ثمانية آلاف رجل وصبي */
#define WITH_NEAR 3        /* tokens from a victim to those who fell with him */
#define RISE_REACH 12      /* tokens from "the toll rose" to its numbers */
#define UNCOUNTED_REACH 14 /* tokens from a trigger to dead or wounded whose number is not told */

/* Does q begin behind its conjunction: وأربعة? */
static bool is_joined(const struct analysis *a, const marsad_quantity *q)
{
    return q->span.start > a->text->tokens[q->span.first].start ||
           (q->span.first > a->first && marsad_token_is(a->text, q->span.first - 1, "\u0648" /* و */)) ||
           (word_at(a, q->span.first)->clitics & MARSAD_CLITIC_WA);
}

/* The quantity right behind q that و adds to it ("200 مسلح و50 جنديا"), or NULL. */
static const marsad_quantity *added_to(const struct analysis *a, const marsad_quantity *q)
{
    const marsad_quantity *next = q + 1;

    if (next >= a->mentions->quantities + a->mentions->n_quantities || next->role != q->role || next->part || q->part ||
        next->cumulative)
        return NULL;
    if (next->span.first > q->span.last + 2 || next->span.first < q->span.last || next->span.first >= a->last)
        return NULL;
    if (q->has_min && q->min >= ROUND_LEAST && next->has_max && next->max <= 1)
        return NULL;
    return is_joined(a, next) ? next : NULL;
}

/* The first of the quantities that are added up with q. */
static const marsad_quantity *first_of_sum(const struct analysis *a, const marsad_quantity *q)
{
    while (q > a->mentions->quantities && q[-1].span.first >= a->first && added_to(a, q - 1) == q)
        q--;
    return q;
}

/* ارتفعت الحصيلة من 31 إلى 32 قتيلا: the last number holds. */
static bool has_risen(const struct analysis *a, const marsad_quantity *q)
{
    uint32_t first = q->span.first, from = first > a->first + RISE_REACH ? first - RISE_REACH : a->first;

    for (uint32_t i = first; q->has_min && q->has_max && q->min < q->max && i > from && !is_clause_mark(a, i - 1); i--)
        if (signal_at(a, i - 1, "rises", NULL).ptr)
            return true;
    return false;
}

static void take_count(const struct analysis *a, marsad_count *c, const marsad_quantity *q)
{
    const marsad_quantity *more;

    if (c->known || q->role == MARSAD_QUANTITY_CASUALTIES || (q->has_max && q->max < 1))
        return; /* طن ونصف الطن: half a thing is nobody */
    q = first_of_sum(a, q);
    *c = (marsad_count){ .known = true,
                         .min = has_risen(a, q) ? q->max : q->min,
                         .max = q->max,
                         .has_min = q->has_min,
                         .has_max = q->has_max,
                         .approximate = q->approximate,
                         .cumulative = q->cumulative,
                         .of = q->of_word,
                         .span = q->span };
    while ((more = added_to(a, q))) {
        c->min += more->min;
        c->max += more->max;
        c->has_min = c->has_min && more->has_min;
        c->has_max = c->has_max && more->has_max;
        c->approximate |= more->approximate;
        if (!marsad_str_equal(c->of, more->of_word))
            c->of = (marsad_str){ NULL, 0 }; /* of two kinds */
        c->span.end = more->span.end;
        c->span.last = more->span.last;
        q = more;
    }
}

static marsad_count *count_of(marsad_event *e, marsad_str name)
{
    const struct {
        const char *name;
        marsad_count *count;
    } COUNTS[] = { { "killed", &e->killed },
                   { "injured", &e->injured },
                   { "captured", &e->captured },
                   { "displaced", &e->displaced },
                   { "participants", &e->participants } };

    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
        if (marsad_str_equal(name, marsad_str_of(COUNTS[i].name)))
            return COUNTS[i].count;
    return NULL;
}

/* خمس وحدات; but 27 من كتائب الحزب. */
static bool is_unit(const struct analysis *a, const struct phrase *p)
{
    return signal_at(a, p->head, "unit-of-men", NULL).ptr &&
           !(p->head > p->first && signal_at(a, p->head - 1, "partitive", NULL).ptr);
}

/* "13 ولاية", "سبعة منازل", "ثلاث خلايا": no people. */
static bool counts_things(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    if ((signal_at(a, p->head, "cell", NULL).ptr && !signal_at(a, p->head, "leaders", NULL).ptr) || is_unit(a, p))
        return true; /* عدة خلايا */
    return !(kind & (IS_PERSON | IS_PEOPLE)) &&
           ((kind & (IS_SITE | IS_PLACE | IS_EQUIPMENT)) || signal_at(a, p->head, "venue", NULL).ptr);
}

static const marsad_quantity *quantity_in(const struct analysis *a, const struct parties *p)
{
    for (unsigned i = 0; i < p->n; i++)
        for (uint32_t k = p->at[i].first; k < p->at[i].last && !counts_things(a, &p->at[i]); k++)
            if (word_at(a, k)->quantity >= 0)
                return &a->mentions->quantities[word_at(a, k)->quantity];
    return NULL;
}

static bool is_type(const marsad_event *e, const char *type)
{
    return marsad_str_equal(e->type, marsad_str_of(type));
}

static long anchor_distance(const struct draft *d, const marsad_span *s)
{
    long word = token_distance(d->frame.word, s), first = token_distance(d->first, s),
         last = token_distance(d->last - 1, s);

    if (s->first >= d->first && s->first < d->last)
        return 0;
    if (first < word)
        word = first;
    return last < word ? last : word;
}

/* تسع ضربات جوية: no people. */
static bool counts_attacks(const struct analysis *a, const marsad_quantity *q)
{
    for (uint32_t i = q->span.first; i < q->span.last; i++)
        if (signal_at(a, i, "raid", NULL).ptr || signal_at(a, i, "attack-of", NULL).ptr)
            return true;
    return false;
}

/* وأصابت الغارات خمس وحدات: no people either. */
static bool counts_units(const struct analysis *a, const marsad_quantity *q)
{
    for (uint32_t i = q->span.first + 1; i < q->span.last; i++)
        if (signal_at(a, i, "partitive", NULL).ptr)
            return false;
        else if (signal_at(a, i, "unit-of-men", NULL).ptr)
            return true;
    return false;
}

/* The nearest number of a role between the acts before and behind this one. */
static void nearest_count(const struct analysis *a, const struct draft *d, marsad_quantity_role role, marsad_count *c)
{
    long best = NUMBER_REACH;
    const marsad_quantity *found = NULL;

    for (size_t i = a->here.quantities[0]; i < a->here.quantities[1]; i++) {
        const marsad_quantity *q = &a->mentions->quantities[i];
        long score = anchor_distance(d, &q->span);
        if (q->role != role || q->part || q->span.first < d->numbers_from || q->span.first >= d->numbers_to ||
            counts_attacks(a, q) || counts_units(a, q))
            continue;
        if (score < best) {
            best = score;
            found = q;
        }
    }
    if (found)
        take_count(a, c, found);
}

/* مع حارسيه، مع مرافقيه: two at least, as unvowelled writing has it; مع سائقه: one. */
static void add_his_men(const struct analysis *a, uint32_t token, marsad_count *c)
{
    bool several = signal_at(a, token, "his-men", NULL).ptr != NULL;

    if (!several && !signal_at(a, token, "his-man", NULL).ptr)
        return;
    c->min += several ? 2 : 1;
    c->max += 1;
    c->has_max = c->has_max && !several;
    c->span.end = span_of(a, token, token + 1).end;
    c->span.last = token + 1;
}

/* "قتل القيادي مع أربعة من مرافقيه": those who fell with him. */
static void add_those_with(const struct analysis *a, const struct phrase *p, marsad_count *c)
{
    for (uint32_t i = p->last; i + 1 < a->last && i < p->last + WITH_NEAR; i++) {
        const struct word *w = word_at(a, i + 1);
        const marsad_quantity *q;
        struct frame other;
        if (is_clause_mark(a, i) || word_at(a, i)->class == WORD_VERB || frame_choose(a, i, &other))
            return; /* في اشتباك مع خمسة */
        if (!signal_at(a, i, "with", NULL).ptr)
            continue;
        q = w->quantity >= 0 ? &a->mentions->quantities[w->quantity] : NULL;
        if (!q)
            add_his_men(a, i + 1, c);
        if (!q || q->part || !q->has_min || q->role == MARSAD_QUANTITY_CASUALTIES)
            return;
        c->min += q->min;
        c->max += q->max;
        c->has_max = q->has_max;
        c->approximate = q->approximate;
        c->span.end = q->span.end;
        c->span.last = q->span.last;
        return;
    }
}

static bool ends_as_plural(marsad_str norm)
{
    return marsad_str_ends(norm, MARSAD_LIT("\u064A\u0646" /* ين */)) ||
           marsad_str_ends(norm, MARSAD_LIT("\u0648\u0646" /* ون */));
}

/* One person without a number: القائد، سائقه، فلان. */
static bool is_single(const struct analysis *a, const struct phrase *p)
{
    const struct word *head = word_at(a, p->head);
    marsad_str norm = a->text->tokens[p->head].norm;

    if (p->quantity >= 0)
        return false;
    if (signal_at(a, p->first, "one-of", NULL).ptr && (phrase_kind(a, p) & (IS_PERSON | IS_PEOPLE)))
        return true; /* أحد أبنائها */
    if (!(phrase_kind(a, p) & IS_PERSON))
        return false;
    if (head->class == WORD_NAME && (p->mention < 0 || is_person_name(a, p) || !ends_as_plural(norm)))
        return true; /* but الحوثيين */
    return head->class != WORD_NAME && (head->form & MARSAD_FORM_SINGULAR) && !ends_as_plural(norm);
}

/* Does the phrase, with the name behind it, end at the token? */
static bool ends_at(const struct analysis *a, const struct phrase *p, uint32_t token)
{
    uint32_t i = p->last;

    while (i < token && word_at(a, i)->class == WORD_NAME)
        i++;
    return p->last <= token && i == token;
}

/* مع مسلحين اثنين: is the number at the token of those with whom the subject of the verb right before fell? */
static bool counts_those_with(const struct analysis *a, const struct draft *d, uint32_t first)
{
    uint32_t with = d->frame.token + 1;

    return d->frame.pos == 'v' && (with + 1 == first || with + 2 == first) && signal_at(a, with, "with", NULL).ptr;
}

/*
 * "مقتل القائد وسبعة من مرافقيه", "قتل مع اثنين آخرين": the one who is told without a number, before those that the
 * number counts, is one more.
 */
static void add_one_before(const struct analysis *a, const struct draft *d, marsad_count *c)
{
    uint32_t first = c->span.first;
    const marsad_quantity *q;
    bool more = false;

    if (!c->known || c->cumulative || first <= a->first || first >= a->last || word_at(a, first)->quantity < 0)
        return;
    q = &a->mentions->quantities[word_at(a, first)->quantity];
    for (unsigned i = 0; i < d->recipients.n; i++) {
        const struct phrase *p = &d->recipients.at[i];
        if (ends_at(a, p, first) && is_single(a, p) && is_joined(a, q)) {
            more = true;
            c->span.first = p->first;
            c->span.start = phrase_span(a, p).start;
        }
    }
    more |= counts_those_with(a, d, first);
    c->min += more && c->has_min;
    c->max += more && c->has_max;
    if (more)
        c->of = (marsad_str){ NULL, 0 };
}

/* Victims joined by و to the first, each one person (القائد وزوجته وسائقه); 0 where one of them is not. */
static int singles_in(const struct analysis *a, const struct draft *d)
{
    int n = 1;

    for (unsigned i = 1; i < d->recipients.n; i++) {
        const struct phrase *p = &d->recipients.at[i];
        if (p->quantity >= 0 || !(phrase_kind(a, p) & (IS_PERSON | IS_PEOPLE)))
            continue;
        if (!is_single(a, p) || !p->conjoined || (phrase_kind(a, p) & (IS_BODY | IS_FORCE)))
            return 0;
        n++;
    }
    return n;
}

/* Victims who are named or definite count one each: مقتل القائد، قتلوا سائقه، اغتيال القائد وزوجته. */
static void count_single(const struct analysis *a, const struct draft *d, marsad_count *c)
{
    const struct phrase *p = &d->recipients.at[0];
    int n;

    if (!c || c->known || d->factuality == MARSAD_DENIED || !d->recipients.n || !is_single(a, p))
        return;
    n = singles_in(a, d);
    if (!n)
        return;
    *c = (marsad_count){
        .known = true, .min = n, .max = n, .has_min = true, .has_max = true, .span = phrase_span(a, p)
    };
}

/* اعتقال القائد … ليعتقل خمسة: one man was caught, and the number stands far off. */
static bool is_of_another(const struct analysis *a, const struct draft *d, marsad_quantity_role role)
{
    const struct phrase *p = &d->recipients.at[0];

    if (d->recipients.n != 1 || !is_single(a, p))
        return false;
    for (size_t i = a->here.quantities[0]; i < a->here.quantities[1]; i++) {
        const marsad_quantity *q = &a->mentions->quantities[i];
        if (q->role == role && token_distance(p->last, &q->span) <= BESIDE)
            return false;
    }
    return true;
}

static bool is_of_role(const marsad_quantity *q, marsad_str name)
{
    return marsad_str_equal(marsad_str_of(marsad_quantity_role_name(q->role)), name);
}

void event_counts(const struct analysis *a, const struct draft *d, marsad_event *e)
{
    bool of_actors = marsad_str_equal(d->frame.count, MARSAD_LIT("participants"));
    marsad_count *c = count_of(e, d->frame.count);
    const marsad_quantity *q = quantity_in(a, of_actors ? &d->actors : &d->recipients);

    if (c && q && (q->role == MARSAD_QUANTITY_NONE || is_of_role(q, d->frame.count)))
        take_count(a, c, q);
    if (is_type(e, "ASSAULT") || (is_type(e, "PROTEST") && !d->beside_assault)) {
        nearest_count(a, d, MARSAD_QUANTITY_KILLED, &e->killed);
        nearest_count(a, d, MARSAD_QUANTITY_INJURED, &e->injured);
    }
    if ((is_type(e, "COERCE") || marsad_str_equal(e->mode, MARSAD_LIT("abduct"))) &&
        !is_of_another(a, d, MARSAD_QUANTITY_CAPTURED))
        nearest_count(a, d, MARSAD_QUANTITY_CAPTURED, &e->captured);
    nearest_count(a, d, MARSAD_QUANTITY_DISPLACED, &e->displaced);
    if (is_type(e, "PROTEST"))
        nearest_count(a, d, MARSAD_QUANTITY_PARTICIPANTS, &e->participants);
    if (c && q && (q->role == MARSAD_QUANTITY_FORCE || !(c == &e->killed || c == &e->injured)))
        take_count(a, c, q);
    if ((c == &e->killed || c == &e->injured) && (!q || !is_of_role(q, d->frame.count)))
        count_single(a, d, c);
    if (c && c->known && c->has_max && c->min == 1 && c->max == 1 && d->recipients.n && !of_actors)
        add_those_with(a, &d->recipients.at[0], c);
    add_one_before(a, d, &e->killed);
    add_one_before(a, d, &e->injured);
    add_one_before(a, d, &e->captured);
}

/* ---- why there is no number ---- */

static bool has_casualties(const struct analysis *a, const struct draft *d)
{
    for (size_t i = a->here.quantities[0]; i < a->here.quantities[1]; i++) {
        const marsad_quantity *q = &a->mentions->quantities[i];
        if (q->role == MARSAD_QUANTITY_CASUALTIES && q->span.first >= d->numbers_from && q->span.first < d->numbers_to)
            return true;
    }
    return false;
}

const char *event_uncounted(const struct analysis *a, const struct draft *d, const char *field)
{
    uint32_t from = d->first > a->first + UNCOUNTED_REACH ? d->first - UNCOUNTED_REACH : a->first;
    uint32_t to = d->last + UNCOUNTED_REACH < a->last ? d->last + UNCOUNTED_REACH : a->last;

    if (has_casualties(a, d))
        return "combined";
    for (uint32_t i = from; i < to; i++)
        if (marsad_str_equal(signal_at(a, i, "uncounted", NULL), marsad_str_of(field)))
            return "not-counted";
    return "not-stated";
}

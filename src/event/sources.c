/*
 * sources.c - the phrases that a source of frames.tsv names: subject, object, genitive, what stands behind a
 * preposition, both sides of بين, who did it.
 */
#include "event/coder.h"

#define REACH_SIDE 36 /* tokens between the first name of a side and the words that close it */

static bool add(struct parties *out, const struct phrase *p)
{
    for (unsigned i = 0; i < out->n; i++)
        if (out->at[i].first < p->last && p->first < out->at[i].last)
            return false;
    if (out->n == PARTIES_MAX)
        return false;
    out->at[out->n++] = *p;
    return true;
}

/* Is phrase k what the one before it belongs to, and the next one joined by و to that one? */
static bool steps_over(const struct analysis *a, const struct phrase *first, size_t k)
{
    const unsigned people = IS_PERSON | IS_PEOPLE | IS_NUMBER;
    const struct phrase *p = &a->phrases[k];

    return k + 1 < a->n_phrases && p->prep == a->phrases[k - 1].last && !p->conjoined &&
           signal_at(a, p->prep, "belongs", NULL).ptr && joins_last(a, k + 1) && (phrase_kind(a, first) & people) &&
           (phrase_kind(a, &a->phrases[k + 1]) & people) &&
           !(phrase_kind(a, &a->phrases[k + 1]) & (IS_BODY | IS_FORCE)) && !p[1].definite;
}

/* The phrases joined to phrase k by و, if they are of its kind. */
static void add_conjoined(const struct analysis *a, const struct phrase *first, struct parties *out)
{
    size_t k = phrase_at(a, first->last - 1);
    unsigned kind = phrase_kind(a, first);

    for (k++; k < a->n_phrases && k > 0; k++) {
        const struct phrase *p = &a->phrases[k];
        if (steps_over(a, first, k))
            continue; /* ضابطا في الشرطة وجنديا */
        if (!joins_last(a, k) || !can_act(a, p) || !(phrase_kind(a, p) & kind & ~(unsigned)IS_NUMBER) ||
            signal_at(a, p->head, "outcome", NULL).ptr)
            return;
        if (!add(out, p))
            return;
    }
}

bool add_with_conjoined(const struct analysis *a, const struct phrase *p, struct parties *out)
{
    bool added = add(out, p);

    if (added)
        add_conjoined(a, p, out);
    return added;
}

static bool verb_between(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (word_at(a, i)->class == WORD_VERB || word_at(a, i)->class == WORD_REL)
            return true;
    return false;
}

/* النائب الثاني [لرئيس مجلس الوزراء]: ل goes on with the office before it. */
static bool continues_title(const struct analysis *a, size_t k)
{
    const struct phrase *p = &a->phrases[k];

    return k > 0 && p[-1].last == p->first && (word_at(a, p->first)->clitics & MARSAD_CLITIC_LI) &&
           !is_person_name(a, &p[-1]) && signal_at(a, p[-1].head, "office-of", NULL).ptr;
}

/* غارات … في محاولة لإنهاء سيطرتهم على البلاد: what stands behind the aim belongs to the aim. */
static bool aim_between(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (signal_at(a, i, "aim", NULL).ptr)
            return true;
    return false;
}

/* أطاحت إدارة التحريات [بشرطة المنطقة] بعصابة: right behind who does it and before another ب it says where he belongs.
 */
static bool is_seat(const struct analysis *a, const struct roles *r, size_t k)
{
    const struct phrase *p = &a->phrases[k], *before = p - 1;

    if (k == 0 || p->prep != p->first || !(word_at(a, p->first)->clitics & MARSAD_CLITIC_BI) ||
        before->last != p->first || !is_bare(before) ||
        !(phrase_kind(a, p) & (IS_BODY | IS_OFFICIAL | IS_FORCE | IS_PLACE)))
        return false;
    for (size_t next = k + 1; next < a->n_phrases && a->phrases[next].first < r->to; next++) {
        const struct phrase *q = &a->phrases[next];
        if (verb_between(a, p->last, q->first))
            return false;
        if (q->prep == q->first && (word_at(a, q->first)->clitics & MARSAD_CLITIC_BI) && !q->conjoined)
            return can_act(a, q) && !(phrase_kind(a, q) & IS_PLACE);
    }
    return false;
}

static bool find_prep(const struct analysis *a, const struct roles *r, uint32_t behind, marsad_str prep,
                      struct parties *out)
{
    for (size_t k = phrase_after(a, behind); k < a->n_phrases && a->phrases[k].first < r->to; k++) {
        const struct phrase *p = &a->phrases[k];
        uint32_t begin = p->prep == NO_TOKEN ? p->first : p->prep;
        if (verb_between(a, behind, begin) || aim_between(a, behind, begin))
            return false;
        if (p->prep != NO_TOKEN && marsad_str_equal(p->prep_text, prep) && !continues_title(a, k) && !is_seat(a, r, k))
            return add_with_conjoined(a, p, out);
    }
    return false;
}

/* بين X وY من جهة وZ من جهة أخرى: the phrase that the other side begins with, behind the first "من جهة"; n_phrases
 * where the sides are not told apart so. */
static size_t second_side(const struct analysis *a, const struct roles *r, size_t first)
{
    const uint32_t from = a->phrases[first].last;

    for (uint32_t i = from; i < r->to && i < from + REACH_SIDE && !verb_between(a, i, i + 1); i++) {
        uint32_t tokens;
        size_t k;
        if (!signal_at(a, i, "one-side", &tokens).ptr)
            continue;
        k = phrase_after(a, i + tokens);
        return k < a->n_phrases && a->phrases[k].first <= i + tokens + 1 &&
                       (word_at(a, a->phrases[k].first)->clitics & MARSAD_CLITIC_WA) && can_act(a, &a->phrases[k])
                   ? k
                   : a->n_phrases;
    }
    return a->n_phrases;
}

/* The other side and who is joined to it, behind the first, out->at[first …). */
static void add_second_side(const struct analysis *a, const struct phrase *p, unsigned first, struct parties *out)
{
    unsigned n = out->n;

    if (!add_with_conjoined(a, p, out))
        return;
    for (unsigned i = first; i < out->n; i++) {
        out->at[i].between = true;
        out->at[i].beyond = i >= n;
    }
}

/* اشتباكات عنيفة دارت بين: the only verb between says no more than that there was a fight. */
static bool only_happens(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (word_at(a, i)->class == WORD_VERB && (word_at(a, i)->suffix || !signal_at(a, i, "breaks-out", NULL).ptr))
            return false;
    return true;
}

/* بين المقاومة والجيش الوطني، [والميليشيات]: a comma parts the sides where one of them is a pair; n_phrases if none
 * does. */
static size_t side_behind_comma(const struct analysis *a, const struct roles *r, size_t first)
{
    const unsigned fights = IS_ARMED | IS_FORCE;
    size_t k = first + 1;

    if (k + 1 >= a->n_phrases || !a->phrases[k].conjoined || !is_bare(&a->phrases[k]) ||
        a->phrases[k].first != a->phrases[first].last || !(phrase_kind(a, &a->phrases[k]) & fights))
        return a->n_phrases;
    k++;
    if (a->phrases[k].first != a->phrases[k - 1].last + 1 || !is_comma(a, a->phrases[k - 1].last) ||
        a->phrases[k].first >= r->to || !(word_at(a, a->phrases[k].first)->clitics & MARSAD_CLITIC_WA) ||
        !(phrase_kind(a, &a->phrases[k]) & fights) ||
        (a->phrases[k].last < a->last && word_at(a, a->phrases[k].last)->class == WORD_VERB))
        return a->n_phrases;
    return k;
}

/* بين X وY: both, also where the preposition stands again. The first side may be a row of phrases joined by و. */
static bool find_between(const struct analysis *a, const struct roles *r, uint32_t behind, marsad_str prep,
                         struct parties *out)
{
    unsigned n = out->n;
    size_t other;

    for (size_t k = phrase_after(a, behind); k < a->n_phrases && a->phrases[k].first < r->to; k++) {
        const struct phrase *p = &a->phrases[k];
        if (p->prep == NO_TOKEN || !marsad_str_equal(p->prep_text, prep))
            continue;
        if (verb_between(a, behind, p->prep) && !only_happens(a, behind, p->prep))
            return false;
        if (!add(out, p))
            return false;
        other = side_behind_comma(a, r, k);
        if (other < a->n_phrases && second_side(a, r, k) == a->n_phrases) {
            add(out, &a->phrases[k + 1]);
            add_second_side(a, &a->phrases[other], n, out);
            return true;
        }
        other = second_side(a, r, k);
        if (other < a->n_phrases) {
            add_conjoined(a, p, out);
            add_second_side(a, &a->phrases[other], n, out);
            return true;
        }
        for (k++; k < a->n_phrases && out->n < 3; k++) {
            const struct phrase *q = &a->phrases[k];
            bool again = q->prep != NO_TOKEN && marsad_str_equal(q->prep_text, prep);
            if (verb_between(a, a->phrases[k - 1].last, q->first) || q->first - a->phrases[k - 1].last > 3)
                break;
            if (!again && !(q->conjoined && is_bare(q)))
                continue;
            if (!add(out, q))
                return false;
            out->at[n].between = out->at[n + 1].between = out->at[n + 1].beyond = true;
            return true;
        }
        return true;
    }
    return false;
}

/* برصاص الجيش، بنيران عناصر الحرس. */
static bool owns_means(const struct analysis *a, const struct phrase *owner)
{
    struct phrase of;

    if (phrase_kind(a, owner) & (IS_ARMED | IS_EQUIPMENT | IS_BODY))
        return true;
    if (!signal_at(a, owner->first, "member", NULL).ptr || owner->last <= owner->first + 1)
        return false;
    of = phrase_make(a, owner->first + 1, owner->last);
    return phrase_kind(a, &of) & (IS_ARMED | IS_BODY);
}

/* بعملية نفذتها القوات: who carried out the means. */
static bool find_carrier(const struct analysis *a, const struct phrase *means, struct parties *out)
{
    uint32_t verb = means->last;
    struct roles r;

    if (verb >= a->last || word_at(a, verb)->class != WORD_VERB || !word_at(a, verb)->suffix ||
        !signal_at(a, verb, "carry-out", NULL).ptr)
        return false;
    roles_find(a, verb, 1, 'v', &r);
    return r.has_subject && r.subject.first > verb && add_with_conjoined(a, &r.subject, out);
}

/* على يد X، من قبل X; برصاص X، في غارة X. */
static bool find_agent(const struct analysis *a, const struct roles *r, uint32_t behind, struct parties *out)
{
    const bool of_noun = !r->has_subject && !r->has_object && !r->dropped && !r->passive;

    for (size_t k = phrase_after(a, behind); k < a->n_phrases && a->phrases[k].first < r->to; k++) {
        const struct phrase *p = &a->phrases[k];
        struct phrase owner;
        if (p->prep == NO_TOKEN)
            continue;
        if ((r->has_genitive || of_noun) && verb_between(a, behind, p->prep))
            return false; /* the doer of another clause */
        if (word_at(a, p->prep)->class == WORD_PREP && signal_at(a, p->prep, "agent", NULL).ptr)
            return add_with_conjoined(a, p, out);
        if (!signal_at(a, p->head, "means", NULL).ptr)
            continue;
        if (find_carrier(a, p, out))
            return true;
        if (p->last <= p->head + 1)
            continue;
        for (uint32_t i = p->head + 1; i < p->last; i++) {
            if ((word_at(a, i)->adjective && word_at(a, i)->country < 0 && word_at(a, i)->agent < 0) ||
                signal_at(a, i, "attack-adjective", NULL).ptr)
                continue;
            owner = phrase_make(a, i, p->last);
            if (owns_means(a, &owner) || word_at(a, i)->country >= 0)
                return add(out, &owner);
            break;
        }
    }
    return false;
}

static bool is_actor_kind(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    return (kind & (IS_ARMED | IS_OFFICIAL | IS_EQUIPMENT | IS_BODY | IS_COURT)) && !(kind & (IS_NUMBER | IS_SITE));
}

static bool add_genitive(const struct analysis *a, const struct roles *r, struct parties *out)
{
    if (!r->has_genitive || !add(out, &r->genitive))
        return false;
    add_conjoined(a, &r->genitive, out);
    return true;
}

static bool add_nationality(const struct analysis *a, const struct roles *r, struct parties *out)
{
    struct phrase p;

    if (r->nationality < 0)
        return false;
    p = phrase_make(a, r->nationality_token, r->nationality_token + 1);
    return add(out, &p);
}

bool source_find(const struct analysis *a, uint32_t trigger, const struct roles *r, marsad_str source,
                 struct parties *out)
{
    static const char between[] = "\u0628\u064A\u0646"; /* بين */
    static const char upon[] = "\u0639\u0644\u064A";    /* على, as normalised */

    if (marsad_str_equal(source, MARSAD_LIT("s")))
        return r->has_subject && add_with_conjoined(a, &r->subject, out);
    if (marsad_str_equal(source, MARSAD_LIT("o")))
        return r->has_object && add_with_conjoined(a, &r->object, out);
    if (marsad_str_equal(source, MARSAD_LIT("g")))
        return add_genitive(a, r, out);
    if (marsad_str_equal(source, MARSAD_LIT("G"))) /* an actor only; the recipient's G is decided by the caller */
        return (r->has_genitive && is_actor_kind(a, &r->genitive) && add_genitive(a, r, out)) ||
               add_nationality(a, r, out);
    if (marsad_str_equal(source, MARSAD_LIT("nat")))
        return add_nationality(a, r, out);
    if (marsad_str_equal(source, MARSAD_LIT("by")))
        return find_agent(a, r, trigger + 1, out);
    if (marsad_str_equal(source, marsad_str_of(between)))
        return find_between(a, r, trigger + 1, source, out);
    if (r->has_upon && marsad_str_equal(source, marsad_str_of(upon)))
        return add(out, &r->upon);
    return find_prep(a, r, trigger + 1, source, out);
}

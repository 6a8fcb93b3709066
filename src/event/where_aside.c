/*
 * where_aside.c - places that stand beside the act: left out, not reached yet, of an office, of what is talked about.
 */
#include "event/where.h"

#define AHEAD_REACH 7  /* tokens from "advanced" to "toward" */
#define POST_REACH 4   /* tokens from "ambassador" to where */
#define AFFAIR_REACH 3 /* tokens from "the situation" to where */

/* The first word of what links a token: the preposition before it, else the token. */
static uint32_t link_first(const struct analysis *a, uint32_t before)
{
    uint32_t prep = site_preposition(a, before);

    return prep == NO_TOKEN ? before : prep;
}

/* "في تعز وعدن": the first of the places that و joins; what it belongs to the others belong to. */
static struct site first_of_joined(const struct analysis *a, const struct site *s)
{
    const marsad_mention *m = s->mention;
    struct site first = *s;

    while (m && m > a->mentions->mentions && (word_at(a, m->span.first)->clitics & MARSAD_CLITIC_WA) &&
           mention_is_place(m - 1) && m[-1].span.last == m->span.first && m[-1].span.first >= a->first)
        m--;
    if (m != s->mention && !site_of_mention(a, NULL, m, &first))
        return *s;
    return first;
}

static bool is_of_place(const struct analysis *a, uint32_t i)
{
    return word_at(a, i)->mention >= 0 && mention_is_place(&a->mentions->mentions[word_at(a, i)->mention]);
}

/* "على كل المدن باستثناء مدينة كذا": left out. */
static bool is_excepted(const struct analysis *a, const struct site *s)
{
    uint32_t first = link_first(a, s->before), tokens;

    if (first < s->before && signal_at(a, first, "except", NULL).ptr)
        return true;
    for (uint32_t k = 1; k <= 4 && first >= a->first + k; k++) /* عدا في مدينة كذا، كما حدث في كذا */
        if (signal_at(a, first - k, "except", &tokens).ptr && tokens == k)
            return true;
    return false;
}

/* "يتقدمون صوب معسكر كذا", "هربوا باتجاه كذا": not reached. */
static bool is_ahead(const struct analysis *a, const struct draft *d, const struct site *s)
{
    uint32_t prep = link_first(a, s->before);

    if (prep == s->before || !signal_at(a, prep, "toward", NULL).ptr || draft_is(d, "PROTEST") ||
        marsad_str_equal(d->frame.mode, MARSAD_LIT("visit")))
        return false;
    for (uint32_t i = prep; i > a->first && i + AHEAD_REACH > prep && !is_border(a, i - 1); i--) {
        if (signal_at(a, i - 1, "advance", NULL).ptr)
            return true;
        if (is_of_place(a, i - 1))
            return false;
    }
    return false;
}

/* Do only words that tell more of a noun, at most `reach` of them, lead from one of the class to the token? */
static bool hangs_on(const struct analysis *a, uint32_t token, const char *class, uint32_t reach)
{
    for (uint32_t i = token; i > a->first && i + reach > token; i--) {
        const struct word *w = word_at(a, i - 1);
        if (signal_at(a, i - 1, class, NULL).ptr)
            return w->class != WORD_VERB;
        if (w->class != WORD_NOUN || w->mention >= 0)
            return w->country >= 0 || w->adjective ? hangs_on(a, i - 1, class, reach - 1) : false;
    }
    return false;
}

/* Deeds are where those are to whom they are done; words, meetings and treaties are not where their matter is. */
static bool is_of_words(const struct draft *d)
{
    return draft_is_verbal(d) || draft_is(d, "CONSULT") || draft_is(d, "AGREE") || draft_is(d, "SUPPORT");
}

/* "سفيرها المعتمد في كذا": a post; "السفير لدى كذا" of whatever act. */
static bool is_post(const struct analysis *a, const struct draft *d, const struct site *s)
{
    return (draft_is_verbal(d) || draft_is(d, "SANCTION")) &&
           hangs_on(a, link_first(a, s->before), "posted", POST_REACH);
}

/* "تردي الأوضاع الإنسانية في كذا": what is talked about. */
static bool is_of_affair(const struct analysis *a, const struct draft *d, const struct site *s)
{
    return is_of_words(d) && s->span.first > d->frame.word && site_link(a, s) == LINK_LOCATIVE &&
           hangs_on(a, link_first(a, s->before), "affair", AFFAIR_REACH);
}

/* "التوتر بين أنقرة والمسلحين": a side of a meeting's matter. */
static bool is_side(const struct analysis *a, const struct draft *d, const struct site *s)
{
    return is_of_words(d) && site_link(a, s) == LINK_WEAK;
}

bool site_is_aside(const struct analysis *a, const struct draft *d, const struct site *s)
{
    struct site first = first_of_joined(a, s);

    return is_excepted(a, &first) || is_ahead(a, d, &first) || is_post(a, d, &first) || is_of_affair(a, d, &first) ||
           is_side(a, d, &first);
}

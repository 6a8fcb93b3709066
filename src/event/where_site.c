/*
 * where_site.c - what may be the place of an event, and what links it: "في", "قرب", a word of kind before its name.
 */
#include "event/where.h"

bool mention_is_place(const marsad_mention *m)
{
    return m->kind == MARSAD_MENTION_PLACE || m->kind == MARSAD_MENTION_FACILITY;
}

bool place_has_precision(const marsad_place *p, const char *precision)
{
    return p && marsad_str_equal(p->precision, marsad_str_of(precision));
}

/* A country, or what is larger: states act and are talked about more often than they are a place. */
bool site_is_country(const struct site *s)
{
    const marsad_place *p = s->mention ? s->mention->place : NULL;

    return place_has_precision(p, "country") || (place_has_precision(p, "region") && !p->country.len);
}

bool mention_is_building(const marsad_mention *m)
{
    return m->kind == MARSAD_MENTION_FACILITY;
}

bool site_is_anchor(const struct site *s)
{
    return s->mention && s->mention->place && s->mention->place->radius_km > 0 && s->mention->place->id.ptr;
}

bool site_is_located(const struct site *s)
{
    return s->mention && s->mention->place && s->mention->place->located;
}

/* Does the verb only say that something happened, or to whom: الهجوم الذي [وقع] في …, انفجار [استهدف] …? */
bool verb_is_transparent(const struct analysis *a, uint32_t i)
{
    return signal_at(a, i, "happen", NULL).ptr || signal_at(a, i, "auxiliary", NULL).ptr;
}

/* ---- links ---- */

bool border_between(const struct analysis *a, uint32_t x, uint32_t y)
{
    for (uint32_t i = (x < y ? x : y) + 1; i < (x < y ? y : x); i++)
        if (is_border(a, i))
            return true;
    return false;
}

/* في "الرقة", بلدة «كذا»: the mark that opens a quotation right before the token, else the token. */
static uint32_t before_quote(const struct analysis *a, uint32_t token)
{
    return token > a->first + 1 && opens_quote(a, token - 1) ? token - 1 : token;
}

/* The first of the words of kind that lead to a name: في [محافظة] عدن, وسط [سوق] صنعاء. */
static uint32_t site_opening(const struct analysis *a, uint32_t token)
{
    uint32_t quote = before_quote(a, token);

    if (quote < token && !(word_at(a, quote - 1)->class == WORD_PREP || signal_at(a, quote - 1, "venue", NULL).ptr))
        return token;
    token = quote;
    while (token > a->first && !(word_at(a, token)->clitics & (MARSAD_CLITIC_BI | MARSAD_CLITIC_LI)) &&
           word_at(a, token - 1)->class != WORD_PUNCT &&
           (signal_at(a, token - 1, "venue", NULL).ptr || word_at(a, token - 1)->class == WORD_QUANT))
        token--;
    return token;
}

/* The preposition that ends right before the token: its first token, or NO_TOKEN. */
uint32_t site_preposition(const struct analysis *a, uint32_t token)
{
    for (uint32_t k = 1; k <= 4 && token >= a->first + k; k++) {
        uint32_t i = token - k;
        if (word_at(a, i)->class == WORD_PREP && i + word_at(a, i)->span == token)
            return i;
    }
    return NO_TOKEN;
}

static marsad_str site_locative(const struct analysis *a, uint32_t token)
{
    uint32_t tokens;

    for (uint32_t k = 1; k <= 4 && token >= a->first + k; k++) {
        marsad_str value = signal_at(a, token - k, "locative", &tokens);
        if (value.ptr && tokens >= k) /* على طريق المطار: the site may begin with its last word */
            return value;
    }
    return (marsad_str){ NULL, 0 };
}

/* How the words before the site link it to what happens. */
enum link link_before(const struct analysis *a, uint32_t before)
{
    marsad_str value;

    if (word_at(a, before)->clitics & MARSAD_CLITIC_BI)
        return LINK_LOCATIVE;
    if (word_at(a, before)->clitics & MARSAD_CLITIC_LI)
        return LINK_PREPOSITION;
    value = site_locative(a, before);
    if (value.ptr)
        return marsad_list_has(MARSAD_LIT("weak|around"), value) ? LINK_WEAK : LINK_LOCATIVE;
    return site_preposition(a, before) != NO_TOKEN ? LINK_PREPOSITION : LINK_NONE;
}

/* "مناطق متفرقة من": the last word of the part before its adjectives that only say how many or which side; NO_TOKEN. */
static uint32_t part_before(const struct analysis *a, uint32_t prep)
{
    uint32_t i = prep;

    while (i > a->first && signal_at(a, i - 1, "which-part", NULL).ptr)
        i--;
    return i > a->first && signal_at(a, i - 1, "part-of-land", NULL).ptr ? i - 1 : NO_TOKEN;
}

/* "في مناطق متفرقة من اليمن": the first token of the part, where what is behind من is the whole; else `opening`. */
static uint32_t opening_of_part(const struct analysis *a, uint32_t opening)
{
    uint32_t prep = site_preposition(a, opening), part;
    size_t k;

    if (prep == NO_TOKEN || !signal_at(a, prep, "partitive", NULL).ptr)
        return opening;
    part = part_before(a, prep);
    k = part == NO_TOKEN ? a->n_phrases : phrase_at(a, part);
    return k < a->n_phrases && a->phrases[k].country < 0 ? a->phrases[k].first : opening;
}

/* "تعز وعدن": what links the first links the second. */
enum link site_link(const struct analysis *a, const struct site *s)
{
    const marsad_mention *m = s->mention;
    uint32_t opening;
    enum link link;

    while (m && m > a->mentions->mentions && (word_at(a, m->span.first)->clitics & MARSAD_CLITIC_WA) &&
           mention_is_place(m - 1) && m[-1].span.last == m->span.first && m[-1].span.first >= a->first)
        m--;
    opening = opening_of_part(a, m ? site_opening(a, m->span.first) : s->before);
    link = link_before(a, opening);
    if (link == LINK_WEAK && opening < s->span.first &&
        marsad_str_equal(site_locative(a, opening), MARSAD_LIT("around")))
        return LINK_LOCATIVE; /* معارك حول مدينة كذا */
    return link;
}

/* "وفي بيجي، قال …": the place that opens a sentence holds for all of it. */
bool site_opens_sentence(const struct analysis *a, const struct site *s)
{
    uint32_t i = s->before;
    uint32_t prep = site_preposition(a, i);

    if (prep != NO_TOKEN)
        i = prep;
    else if (!(word_at(a, i)->clitics & MARSAD_CLITIC_BI))
        return false;
    return i <= a->first + 1;
}

/* The bearing in "شمال بغداد", "شمالي الرمادي": degrees from north, or -1. */
double site_bearing(const struct analysis *a, uint32_t token)
{
    uint32_t tokens;

    for (uint32_t k = 3; k >= 1; k--) {
        marsad_str value;
        double degrees;
        if (token < a->first + k)
            continue;
        value = signal_at(a, token - k, "bearing", &tokens);
        if (value.ptr && tokens == k && marsad_str_to_double(value, &degrees))
            return degrees;
    }
    return -1;
}

bool site_is_near(const struct analysis *a, uint32_t before)
{
    return marsad_str_equal(site_locative(a, before), MARSAD_LIT("near")) || site_bearing(a, before) >= 0;
}

bool site_is_scene(const struct analysis *a, uint32_t before, uint32_t last)
{
    if (before > a->first && signal_at(a, before - 1, "scene", NULL).ptr)
        return true;
    return last < a->last && signal_at(a, last, "scene", NULL).ptr;
}

/* ---- candidates ---- */

/* "قرب جامعة الموصل": bodies that are grounds too. */
static bool is_ground(const struct analysis *a, const marsad_mention *m)
{
    return m->kind == MARSAD_MENTION_ORGANISATION && signal_at(a, m->span.first, "ground", NULL).ptr;
}

bool site_of_mention(const struct analysis *a, const struct draft *d, const marsad_mention *m, struct site *s)
{
    bool taken = d && d->has_territory && m->span.first >= d->territory.first && m->span.first < d->territory.last;

    if (m->span.first < a->first || m->span.first >= a->last)
        return false;
    if (!mention_is_place(m) && !(is_ground(a, m) && (taken || link_before(a, m->span.first) == LINK_LOCATIVE)))
        return false;
    *s = (struct site){ m->span, m, site_opening(a, m->span.first) };
    return true;
}

bool site_names_place(const struct analysis *a, const struct phrase *p)
{
    for (uint32_t i = p->first; i < p->last; i++) {
        const marsad_mention *m = word_at(a, i)->mention >= 0 ? &a->mentions->mentions[word_at(a, i)->mention] : NULL;
        if (m && mention_is_place(m) && !place_has_precision(m->place, "country"))
            return true;
    }
    return false;
}

bool site_is_taken(const struct draft *d, const struct phrase *p)
{
    return d->has_territory && d->territory.first < p->last && p->first < d->territory.last;
}

/* "داخل الأراضي السورية": the land of a country by its adjective, not "سقطت من داخل الأراضي السورية". */
static bool is_land(const struct analysis *a, const struct phrase *p)
{
    uint32_t i = site_preposition(a, p->first);

    if (p->country < 0 || !signal_at(a, p->head, "land", NULL).ptr || link_before(a, p->first) != LINK_LOCATIVE)
        return false;
    return i == NO_TOKEN || i == a->first ||
           !(signal_at(a, i - 1, "partitive", NULL).ptr || signal_at(a, i - 1, "leads-to", NULL).ptr);
}

/* "أمام السجن", "في العاصمة": a definite common noun behind a preposition of place, or what changed hands. */
bool site_of_phrase(const struct analysis *a, const struct draft *d, const struct phrase *p, struct site *s)
{
    bool town = signal_at(a, p->head, "same-place", NULL).ptr && p->country >= 0; /* في بلدة حدودية تركية */

    if (signal_at(a, p->head, "no-ground", NULL).ptr)
        return false;
    if (!(town || signal_at(a, p->head, "ground", NULL).ptr || signal_at(a, p->head, "land", NULL).ptr) ||
        word_at(a, p->head)->class == WORD_NAME || site_names_place(a, p))
        return false;
    *s = (struct site){ phrase_span(a, p), NULL, p->first };
    if (is_land(a, p))
        return true;
    if (p->head != p->first && p->country < 0) /* بعض المناطق: which is not said */
        return false;
    if (marsad_str_equal(signal_at(a, p->head, "ground", NULL), MARSAD_LIT("whole")) && site_bearing(a, p->first) < 0)
        return false; /* "في البلاد" says nothing, "شمال البلاد" something */
    return !signal_at(a, p->head, "land", NULL).ptr && (p->definite || p->country >= 0) &&
           (site_is_taken(d, p) || link_before(a, p->first) == LINK_LOCATIVE);
}

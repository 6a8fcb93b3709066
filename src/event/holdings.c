/*
 * holdings.c - who holds a place, where the text says so without telling an event.
 *
 *     مدينة الموصل الخاضعة لسيطرة تنظيم الدولة     held, by تنظيم الدولة
 *     آخر معاقل الحوثيين في لحج                     a stronghold of الحوثيين, a part of لحج
 *
 * data/holding.tsv has the words, and says where holder and place stand around them. Where the sentence tells how the
 * place changed hands, that event says it better and the words beside it are dropped: "took the town, which was held by
 * …".
 */
#include "event/coder.h"
#include "event/where.h"

#define LINK_GAP 4   /* tokens between a place and the words that describe it: التي، حاليا، a comma */
#define BEHIND_GAP 2 /* tokens between the words and the holder: a quotation mark */
#define IN_GAP 4     /* tokens between the holder and the preposition of its place */
#define WAS_REACH 3  /* tokens between كانت and the words */
#define SINCE_REACH 12

/* One line of the table at its place in the text: tokens [first, last). */
struct hold {
    uint32_t first, last;
    marsad_str status, holder_at, place_at;
    bool has_holder;
    struct phrase holder, place;
    struct site site;
};

static marsad_str cell(const struct analysis *a, uint32_t row, const char *column)
{
    return marsad_dict_cell(a->dict, MARSAD_TABLE_HOLDING, row,
                            marsad_dict_column(a->dict, MARSAD_TABLE_HOLDING, column));
}

static bool is(marsad_str cell, const char *value)
{
    return marsad_str_equal(cell, marsad_str_of(value));
}

static bool words_at(const struct analysis *a, uint32_t i, struct hold *h)
{
    marsad_match m[2];

    if (marsad_match_at(a->dict, a->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_HOLDING), m, 2) == 0)
        return false;
    *h = (struct hold){ .first = i,
                        .last = i + m[0].tokens,
                        .status = cell(a, m[0].entry->row, "status"),
                        .holder_at = cell(a, m[0].entry->row, "holder"),
                        .place_at = cell(a, m[0].entry->row, "place") };
    return true;
}

/* ---- the holder ---- */

/* A state, a force, a group: who can hold a town. */
static bool can_hold(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);
    bool country = p->mention >= 0 && place_has_precision(a->mentions->mentions[p->mention].place, "country");

    if (kind & (IS_NUMBER | IS_COURT | IS_MEDIA))
        return false;
    return country || ((kind & (IS_BODY | IS_FORCE | IS_ARMED | IS_OFFICIAL | IS_PEOPLE)) &&
                       !(kind & (IS_PLACE | IS_SITE | IS_EQUIPMENT)));
}

/* Only marks and quotation marks between two tokens? */
static bool only_marks(const struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (word_at(a, i)->class != WORD_PUNCT || is_clause_mark(a, i) || is_comma(a, i))
            return false;
    return true;
}

/* The phrase right behind the words, or what their own phrase has behind them: تحت [سيطرة [الحوثيين]]. */
static bool phrase_behind(const struct analysis *a, const struct hold *h, struct phrase *out)
{
    uint32_t last = h->last;
    size_t k = phrase_at(a, last - 1);

    if (k < a->n_phrases && a->phrases[k].last > last) {
        *out = phrase_make(a, last, a->phrases[k].last);
        return true;
    }
    k = phrase_after(a, last);
    if (k == a->n_phrases || a->phrases[k].first > last + BEHIND_GAP || !only_marks(a, last, a->phrases[k].first))
        return false;
    *out = a->phrases[k];
    return out->prep == NO_TOKEN || (out->prep >= h->first && out->prep < last) || /* تحت سيطرة is a preposition too */
           (word_at(a, out->first)->clitics & MARSAD_CLITIC_LI);
}

/* The last phrase that ends before a token; a->n_phrases: none. */
static size_t phrase_before(const struct analysis *a, uint32_t token)
{
    size_t k = phrase_after(a, token);

    return k > 0 ? k - 1 : a->n_phrases;
}

static bool holder_phrase(const struct analysis *a, const struct hold *h, struct phrase *out)
{
    size_t k = a->n_phrases;

    if (is(h->holder_at, "behind") || (is(h->holder_at, "subject") && !is(h->place_at, "on")))
        return phrase_behind(a, h, out);
    if (is(h->holder_at, "subject"))
        k = bare_left(a, h->first);
    else if (is(h->holder_at, "before"))
        k = phrase_before(a, h->first);
    if (k == a->n_phrases || (is(h->holder_at, "before") && a->phrases[k].last != h->first))
        return false;
    *out = a->phrases[k];
    return true;
}

static bool find_holder(const struct analysis *a, struct hold *h)
{
    if (is(h->holder_at, "none"))
        return true;
    h->has_holder = holder_phrase(a, h, &h->holder) && can_hold(a, &h->holder);
    return h->has_holder || is(h->status, "besieged") || is(h->status, "freed");
}

/* ---- the place ---- */

/* What stands as an adjective or in a relative clause is taken for granted by whoever wants, plans or denies another
 * thing. */
static bool is_presupposed(const struct analysis *a, const struct hold *h)
{
    return (word_at(a, h->first)->clitics & MARSAD_CLITIC_AL) || is(h->status, "stronghold") ||
           (h->first > a->first && word_at(a, h->first - 1)->class == WORD_REL);
}

/*
 * Between a place and what describes it stand relative words, adverbs, كان and the like; a comma only before an
 * adjective or a relative clause.
 */
static bool describes(const struct analysis *a, const struct hold *h, uint32_t from)
{
    uint32_t to = h->first;

    if (to < from || to > from + LINK_GAP)
        return false;
    for (uint32_t i = from; i < to; i++) {
        uint8_t class = word_at(a, i)->class;
        if (class == WORD_PREP || class == WORD_SUB || class == WORD_CONJ || is_clause_mark(a, i) ||
            (is_comma(a, i) && !is_presupposed(a, h)))
            return false;
        if (class == WORD_VERB && !signal_at(a, i, "was", NULL).ptr && !signal_at(a, i, "stays", NULL).ptr)
            return false;
    }
    return true;
}

static bool site_in_phrase(const struct analysis *a, const struct phrase *p, struct site *s)
{
    struct draft named = { .has_territory = true, .territory = *p };

    for (uint32_t i = p->last; i > p->first; i--) {
        const struct word *w = word_at(a, i - 1);
        if (w->class == WORD_NAME && w->mention >= 0 && mention_is_place(&a->mentions->mentions[w->mention]) &&
            site_of_mention(a, NULL, &a->mentions->mentions[w->mention], s))
            return true;
    }
    return site_of_same_place(a, &named, p, s);
}

/* بلدة كذا في محافظة كذا: the smallest of the places that locate each other and end before a token. */
static void take_smallest(const struct analysis *a, struct site *s, uint32_t before)
{
    struct chain c = { .at = { *s }, .n = 1 };
    size_t least;

    if (!s->mention || s->span.first < a->first || s->span.first >= a->last)
        return;
    chain_grow(a, &c);
    least = chain_smallest(a, &c);
    if (c.at[least].span.last <= before)
        *s = c.at[least];
}

static bool place_before(const struct analysis *a, struct hold *h)
{
    size_t k = phrase_before(a, h->first);

    if (k == a->n_phrases)
        return false;
    h->place = a->phrases[k];
    if (h->place.last > h->first) { /* [مدينة الموصل الخاضعة] لسيطرة: the adjective is the first of the words */
        h->place = phrase_make(a, h->place.first, h->first);
        h->place.prep = a->phrases[k].prep;
    }
    if (!describes(a, h, h->place.last) || !site_in_phrase(a, &h->place, &h->site))
        return false;
    take_smallest(a, &h->site, h->first);
    return true;
}

static bool place_on(const struct analysis *a, struct hold *h)
{
    return phrase_behind(a, h, &h->place) && site_in_phrase(a, &h->place, &h->site);
}

/* معاقل الحوثيين في لحج، مناطق سيطرة المعارضة شمال حلب */
static bool place_in(const struct analysis *a, struct hold *h)
{
    uint32_t last = h->has_holder ? h->holder.last : h->last;

    for (size_t k = phrase_after(a, last); k < a->n_phrases && a->phrases[k].first <= last + IN_GAP; k++) {
        const struct phrase *p = &a->phrases[k];
        bool conjoined = p->conjoined && p->prep == NO_TOKEN;

        if (site_in_phrase(a, p, &h->site) && link_before(a, h->site.before) == LINK_LOCATIVE) {
            h->place = *p;
            take_smallest(a, &h->site, a->last);
            return true;
        }
        if (!conjoined)
            return false;
        last = p->last;
    }
    return false;
}

static bool find_place(const struct analysis *a, struct hold *h)
{
    if (is(h->place_at, "before"))
        return place_before(a, h);
    if (is(h->place_at, "on"))
        return place_on(a, h);
    if (is(h->place_at, "in"))
        return place_in(a, h);
    return place_before(a, h) || place_in(a, h);
}

/* ---- the record ---- */

/* Is the place beside the words: المدينة الخاضعة لسيطرة? Behind them they name something in it: معاقل الحوثيين في لحج.
 */
static bool is_described(const struct hold *h)
{
    return h->place.first < h->first || is(h->place_at, "on");
}

/* بلدة كذا في حلب التي …: a town that the gazetteer lacks, and not حلب. */
static bool is_in_place(const struct analysis *a, const struct phrase *before, const struct hold *h)
{
    return h->place.prep != NO_TOKEN && before->last == h->place.prep && h->site.span.first >= h->place.first &&
           link_before(a, h->site.before) == LINK_LOCATIVE &&
           ((phrase_kind(a, before) & (IS_PLACE | IS_SITE)) || signal_at(a, before->first, "same-place", NULL).ptr);
}

/* سكان [مدينة عدن] المحاصرة: what a word of kind opens; مطار عدن, كفر كذا: the whole phrase. */
static uint32_t described_from(const struct analysis *a, const struct hold *h)
{
    uint32_t from = h->place.first;

    if (h->site.span.first < a->first || h->site.span.first >= a->last)
        return from;
    if (h->site.before < h->site.span.first || h->site.span.first == from ||
        word_at(a, h->site.span.first - 1)->class != WORD_NOUN)
        from = h->site.before;
    return from;
}

static void tell_part(const struct analysis *a, const struct hold *h, marsad_holding *out)
{
    const struct phrase *p = &h->place;
    size_t before = phrase_before(a, p->first);
    uint32_t from = p->first;

    if (!is_described(h)) {
        out->part = MARSAD_LIT("part");
        out->part_span = span_of(a, h->first, h->last);
        return;
    }
    out->part = control_part(a, described_from(a, h), p->last, h->site.span);
    if (!out->part.len && site_is_anchor(&h->site))
        out->part = MARSAD_LIT("edge");
    if (!out->part.len && before < a->n_phrases && is_in_place(a, &a->phrases[before], h))
        out->part = MARSAD_LIT("site");
    if (!out->part.len)
        return;
    if (before < a->n_phrases && p->prep != NO_TOKEN && a->phrases[before].last == p->prep)
        from = a->phrases[before].first; /* أجزاء من مدينة كذا */
    out->part_span = span_of(a, from, p->last);
}

/* The verb "was" or "is no longer" before the words, or "former" behind them. */
static bool is_past(const struct analysis *a, const struct hold *h)
{
    uint32_t from = h->first > a->first + WAS_REACH ? h->first - WAS_REACH : a->first;
    uint32_t end = h->has_holder ? h->holder.last : h->last;

    for (uint32_t i = h->first; i > from; i--) {
        if (is_comma(a, i - 1) || is_clause_mark(a, i - 1))
            break;
        if (signal_at(a, i - 1, "was", NULL).ptr)
            return word_at(a, i - 1)->class != WORD_VERB || !(word_at(a, i - 1)->form & MARSAD_FORM_IMPERFECT);
    }
    return end < a->last && word_at(a, end)->class != WORD_VERB && signal_at(a, end, "was", NULL).ptr;
}

static void tell_factuality(const struct analysis *a, const struct hold *h, marsad_holding *out)
{
    struct frame f = { .pos = word_at(a, h->first)->class == WORD_VERB ? 'v' : 'x',
                       .token = h->first,
                       .tokens = h->last - h->first,
                       .word = h->first };
    uint32_t cue = NO_TOKEN;

    out->factuality = is_presupposed(a, h) || out->past ? MARSAD_ASSERTED : factuality_of(a, &f, &cue);
    if (cue != NO_TOKEN)
        out->cue = (marsad_span){ a->text->tokens[cue].start, a->text->tokens[cue].end, cue, cue + 1 };
}

static const marsad_time *since_when(const struct analysis *a, const struct hold *h)
{
    for (uint32_t i = a->here.times[0]; i < a->here.times[1]; i++) {
        const marsad_time *t = &a->mentions->times[i];
        if (t->span.first < h->last || t->span.first > h->last + SINCE_REACH || !t->from[0])
            continue;
        for (uint32_t k = 1; k <= 3 && t->span.first >= h->last + k; k++)
            if (signal_at(a, t->span.first - k, "since", NULL).ptr)
                return t;
    }
    return NULL;
}

/* Does an event of the sentence tell how this place changed hands? */
static bool is_told(const struct analysis *a, const struct hold *h, const marsad_events *out)
{
    for (size_t i = out->n_events; i > 0 && out->events[i - 1].sentence == a->sentence; i--) {
        const marsad_event *e = &out->events[i - 1];
        if (!e->control_status.len)
            continue;
        if ((e->has_place && e->place_span.first == h->site.span.first) ||
            (e->has_territory && e->territory.first < h->place.last && h->place.first < e->territory.last))
            return true;
    }
    return false;
}

/* A party that the record can name, and a place by its own name, are surer. */
static double sureness(const struct analysis *a, const struct hold *h, const marsad_holding *out)
{
    double c = 0.8;

    if (out->has_holder && (out->holder.entity.len || out->holder.country.len))
        c += 0.1;
    if (!out->place || !out->place->id.ptr)
        c -= 0.15;
    if (h->site.span.first < a->first) /* the name of "the town" stands in a sentence before */
        c -= 0.1;
    if (out->factuality != MARSAD_ASSERTED)
        c -= 0.2;
    return c;
}

static bool tell(const struct analysis *a, const struct hold *h, marsad_holding *out)
{
    struct parties one = { .at = { h->holder }, .n = 1 };
    struct speech by = speech_of(a, a->speeches, h->first);
    marsad_party *party;
    size_t n;

    *out = (marsad_holding){ .sentence = a->sentence,
                             .span = span_of(a, h->first, h->last),
                             .status = h->status,
                             .past = is_past(a, h),
                             .has_holder = h->has_holder,
                             .place_span = h->site.span,
                             .place = h->site.mention ? h->site.mention->place : NULL,
                             .since = since_when(a, h),
                             .has_source = by.has_speaker };
    if (out->has_holder) {
        if (!parties_fill(a, &one, NULL, &party, &n))
            return false;
        out->holder = party[0];
    }
    if (out->has_source && !speech_tell(a, &by, &out->source))
        return false;
    tell_part(a, h, out);
    tell_factuality(a, h, out);
    out->confidence = sureness(a, h, out);
    return true;
}

/* Clubs, firms and schools have strongholds too, but hold no town; and nobody holds what is part of his name. */
static bool is_sound(const marsad_holding *h)
{
    if (!h->has_holder)
        return true;
    return (!h->holder.role.len || !marsad_list_has(MARSAD_LIT("BUS|SOC|EDU|MED|JRN|LAB|AGR|JUD"), h->holder.role)) &&
           (h->place_span.first >= h->holder.span.last || h->holder.span.first >= h->place_span.last);
}

bool holdings_find(const struct analysis *a, size_t *cap, marsad_events *out)
{
    struct hold h;

    for (uint32_t i = a->first; i < a->last; i++) {
        if (word_at(a, i)->class == WORD_PUNCT || !words_at(a, i, &h))
            continue;
        i = h.last - 1;
        if (is(h.status, "skip") || is(h.holder_at, "pronoun") || !find_holder(a, &h) || !find_place(a, &h) ||
            site_is_country(&h.site) || is_told(a, &h, out))
            continue;
        if (!marsad_arena_grow(a->arena, (void **)&out->holdings, cap, out->n_holdings, sizeof *out->holdings) ||
            !tell(a, &h, &out->holdings[out->n_holdings]))
            return false;
        out->n_holdings += is_sound(&out->holdings[out->n_holdings]);
    }
    return true;
}

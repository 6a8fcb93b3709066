/*
 * where_town.c - "the town", "the province", "this quarter": which named place a common noun stands for.
 *
 * The noun means the place of its kind that was named last, where it is linked to the act: behind a preposition of
 * place
 * ("في المدينة"), as what was hit or closed off ("حصار المدينة"), as the scene ("شهدت المنطقة اشتباكات"). So it does
 * behind a word for a part of it or its edge ("في أحياء المدينة", "عند المداخل الجنوبية للمدينة").
 */
#include "event/where.h"

#define SAME_PLACE_BACK 3 /* sentences back to the name of "the town" */

/* The word before a name, or before the first of several ("محافظتي تعز وإب"); NO_TOKEN. */
static uint32_t word_before(const struct analysis *a, const marsad_mention *m)
{
    uint32_t i;

    while (m > a->mentions->mentions && (word_at(a, m->span.first)->clitics & MARSAD_CLITIC_WA) &&
           mention_is_place(m - 1) && m[-1].span.last == m->span.first)
        m--;
    i = m->span.first;
    while (i > 0 && word_at(a, i - 1)->class == WORD_PUNCT && i + 2 > m->span.first)
        i--;
    return i > 0 ? i - 1 : NO_TOKEN;
}

/* A town by the word of kind before its name, else by the gazetteer; "منطقة كذا" is none. */
static bool is_settlement(const struct analysis *a, const marsad_mention *m)
{
    uint32_t i = word_before(a, m);

    marsad_str kind = i == NO_TOKEN ? (marsad_str){ NULL, 0 } : signal_at(a, i, "same-place", NULL);

    if (marsad_str_equal(kind, MARSAD_LIT("settlement")))
        return true;
    if (marsad_str_equal(kind, MARSAD_LIT("quarter")) || (i != NO_TOKEN && signal_at(a, i, "same-kind", NULL).ptr))
        return false;
    return m->place && m->place->id.ptr && place_has_precision(m->place, "settlement");
}

/* "محافظتي تعز وإب": "المدينة" may be in either. */
static bool is_one_of_two(const struct analysis *a, const marsad_mention *m)
{
    uint32_t i = word_before(a, m);

    return mention_is_place(m) && i != NO_TOKEN && signal_at(a, i, "two-places", NULL).ptr;
}

static bool is_province(const marsad_mention *m)
{
    return place_has_precision(m->place, "governorate") || place_has_precision(m->place, "district");
}

static bool fits_size(const struct analysis *a, const marsad_mention *m, marsad_str size)
{
    if (!mention_is_place(m) || place_has_precision(m->place, "country") || mention_is_building(m))
        return false;
    if (!size.len)
        return true;
    return marsad_str_equal(size, MARSAD_LIT("governorate")) ? is_province(m) : is_settlement(a, m);
}

/* How many mentions begin before the token. */
static size_t mentions_before(const struct analysis *a, uint32_t token)
{
    size_t low = 0, high = a->mentions->n_mentions;

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (a->mentions->mentions[mid].span.first < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The word without its clitics and article. */
static marsad_str bare_word(const struct analysis *a, uint32_t i)
{
    marsad_str norm = a->text->tokens[i].norm;
    const struct word *w = word_at(a, i);

    if (w->skip < norm.len)
        norm = (marsad_str){ norm.ptr + w->skip, norm.len - w->skip };
    if ((w->clitics & MARSAD_CLITIC_AL) && marsad_str_starts(norm, MARSAD_LIT("\u0627\u0644" /* ال */)))
        norm = (marsad_str){ norm.ptr + 4, norm.len - 4 };
    return norm;
}

static bool is_named_by(const struct analysis *a, const marsad_mention *m, marsad_str kind)
{
    uint32_t first = m->span.first;

    return mention_is_place(m) && (marsad_str_equal(bare_word(a, first), kind) ||
                                   (first > 0 && marsad_str_equal(bare_word(a, first - 1), kind)));
}

/*
 * "حي التواهي … في هذا الحي", "معسكر خالد … على المعسكر": the place that was named last with the same word of kind. One
 * that is named by a word of any place ("المنطقة") must not have another behind it in a later sentence.
 */
static const marsad_mention *named_by_kind(const struct analysis *a, uint32_t token, uint32_t head)
{
    uint32_t sentence = a->text->tokens[token].sentence, last = 0;
    marsad_str kind = bare_word(a, head);
    bool any = signal_at(a, head, "same-kind", NULL).ptr != NULL;

    for (size_t i = mentions_before(a, token); i > 0; i--) {
        const marsad_mention *m = &a->mentions->mentions[i - 1];
        uint32_t at = a->text->tokens[m->span.first].sentence;
        if (at + SAME_PLACE_BACK < sentence || (any && at < last))
            return NULL;
        if (is_named_by(a, m, kind) && !(any && place_has_precision(m->place, "country")))
            return m;
        if (mention_is_place(m) && !place_has_precision(m->place, "country"))
            last = at > last ? at : last;
    }
    return NULL;
}

/* "في المدينة", "في المنطقة نفسها": the place of that size that was named last; a province may be named by its town. */
static const marsad_mention *named_before(const struct analysis *a, uint32_t token, marsad_str size)
{
    uint32_t sentence = a->text->tokens[token].sentence;
    const marsad_mention *town = NULL;
    uint32_t least = sentence > SAME_PLACE_BACK ? sentence - SAME_PLACE_BACK : 0;

    for (size_t i = mentions_before(a, token); i > 0; i--) {
        const marsad_mention *m = &a->mentions->mentions[i - 1];
        if (a->text->tokens[m->span.first].sentence < least)
            break;
        if (is_one_of_two(a, m)) {
            least = a->text->tokens[m->span.first].sentence;
            continue;
        }
        if (fits_size(a, m, size))
            return m;
        if (!town && marsad_str_equal(size, MARSAD_LIT("governorate")) && fits_size(a, m, MARSAD_LIT("settlement")))
            town = m;
    }
    return town;
}

/* Whose name "the town" is short for: what this sentence names, else what has the same word of kind, else the last. */
static const marsad_mention *the_named(const struct analysis *a, const struct phrase *p, uint32_t town)
{
    marsad_str size = signal_at(a, town, "same-place", NULL);
    const marsad_mention *kind = named_by_kind(a, p->first, town), *last;

    if (!size.ptr || marsad_str_equal(size, MARSAD_LIT("quarter")))
        return kind;
    last = named_before(a, p->first, size);
    return kind && !(last && last->span.first >= a->first && kind->span.first < a->first) ? kind : last;
}

/* "في المعسكر": no more is said of it. */
static bool is_bare_ground(const struct analysis *a, const struct phrase *p)
{
    marsad_str ground = signal_at(a, p->head, "ground", NULL);

    return ground.ptr && !ground.len && p->last == p->head + 1 && !signal_at(a, p->head, "no-ground", NULL).ptr;
}

/* أحياء، أطراف، محيط: a part of what stands behind, or its edge. */
static bool is_part(const struct analysis *a, uint32_t i)
{
    return signal_at(a, i, "part-of", NULL).ptr || signal_at(a, i, "edge-of", NULL).ptr ||
           signal_at(a, i, "venue", NULL).ptr;
}

static bool is_the(const struct analysis *a, uint32_t i)
{
    return (word_at(a, i)->clitics & MARSAD_CLITIC_AL) && word_at(a, i)->class != WORD_NAME;
}

/* "المدينة"; "المنطقة" only without what tells it from others ("المنطقة الشرقية"). */
static bool means_a_name(const struct analysis *a, const struct phrase *p, uint32_t i)
{
    if (signal_at(a, i, "no-ground", NULL).ptr)
        return false;
    if (signal_at(a, i, "same-place", NULL).ptr)
        return true;
    return signal_at(a, i, "same-kind", NULL).ptr && (i + 1 == p->last || signal_at(a, i + 1, "reflexive", NULL).ptr);
}

/* المداخل الجنوبية [للمدينة]: what is behind ل in a phrase with a definite head that is a part of it. */
static uint32_t town_behind_li(const struct analysis *a, const struct phrase *p)
{
    for (uint32_t i = p->head + 1; i < p->last && is_part(a, p->head); i++)
        if ((word_at(a, i)->clitics & MARSAD_CLITIC_LI) && is_the(a, i))
            return means_a_name(a, p, i) ? i : NO_TOKEN;
    return NO_TOKEN;
}

/* The word of the phrase that stands for a place: its head, or what its head is a part of (أحياء المدينة); NO_TOKEN. */
static uint32_t town_word(const struct analysis *a, const struct phrase *p)
{
    if (is_the(a, p->head))
        return means_a_name(a, p, p->head) || is_bare_ground(a, p) ? p->head : town_behind_li(a, p);
    for (uint32_t i = p->head + 1; i < p->last && is_part(a, i - 1); i++)
        if (is_the(a, i))
            return means_a_name(a, p, i) ? i : NO_TOKEN;
    return NO_TOKEN;
}

static bool among(const struct parties *parties, const struct phrase *p)
{
    for (unsigned i = 0; i < parties->n; i++)
        if (p->first >= parties->at[i].first && p->last <= parties->at[i].last)
            return true;
    return false;
}

/* Is what happens linked to the phrase that begins at the token: is it there, is it done to it? */
static bool is_linked(const struct analysis *a, const struct draft *d, const struct phrase *p, uint32_t before)
{
    return link_before(a, before) == LINK_LOCATIVE || site_is_taken(d, p) || site_is_scene(a, before, p->last) ||
           ((draft_is(d, "ASSAULT") || draft_is(d, "COERCE")) && among(&d->recipients, p));
}

/* "عند المداخل الجنوبية للمدينة": the first token of the part that what is behind ل is where it is; NO_TOKEN. */
static uint32_t linked_part(const struct analysis *a, const struct draft *d, const struct phrase *p)
{
    size_t k = p->first > a->first ? phrase_at(a, p->first - 1) : a->n_phrases;

    return (word_at(a, p->first)->clitics & MARSAD_CLITIC_LI) && k < a->n_phrases && a->phrases[k].last == p->first &&
                   is_part(a, a->phrases[k].head) && is_linked(a, d, &a->phrases[k], a->phrases[k].first)
               ? a->phrases[k].first
               : NO_TOKEN;
}

bool site_of_same_place(const struct analysis *a, const struct draft *d, const struct phrase *p, struct site *s)
{
    uint32_t before = p->first, town = town_word(a, p);
    const marsad_mention *m;

    if (before > a->first && word_at(a, before - 1)->class == WORD_DEM) /* في هذا الحي */
        before--;
    if (town == NO_TOKEN || p->mention >= 0 || site_names_place(a, p))
        return false;
    if (!is_linked(a, d, p, before) && (before = linked_part(a, d, p)) == NO_TOKEN)
        return false;
    m = the_named(a, p, town);
    if (m)
        *s = (struct site){ m->span, m, before };
    return m != NULL;
}

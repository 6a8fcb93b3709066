/*
 * places_seat.c - the town or province that the name of a body ends with: شرطة جدة, محكمة جنايات القاهرة.
 */
#include "mention/names.h"

static double population_of(const names_pass *p, const name_cand *c)
{
    return marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, c->match.entry->row, p->column.place_population);
}

/* "شرطة منطقة مكة": a word of kind that is larger than a town stands before the name. */
static bool is_province_wanted(const names_pass *p, size_t i)
{
    const name_cand *cue = cand_at(p, i - 1, MARSAD_TABLE_CUES, true);

    return cue && (cue->type == CUE_GOVERNORATE || cue->type == CUE_DISTRICT || cue->type == CUE_QUARTER);
}

static bool is_province(const names_pass *p, const name_cand *c)
{
    return marsad_str_equal(cand_cell(p, c, p->column.place_precision), MARSAD_LIT("governorate"));
}

/* What the word of kind says before what it does not, our own table before GeoNames, a large town before a small one.
 */
static bool is_better(const names_pass *p, const name_cand *c, const name_cand *best, bool province)
{
    if (!best || is_province(p, c) != is_province(p, best))
        return !best || is_province(p, c) == province;
    if (cand_is_ours(p, c) != cand_is_ours(p, best))
        return cand_is_ours(p, c);
    return population_of(p, c) > population_of(p, best);
}

/* The place of the country whose name the tokens [i, last) are, NULL if there is none. */
static const name_cand *place_of(const names_pass *p, size_t i, size_t last, marsad_str country)
{
    const name_token *t = token_at(p, i);
    const name_cand *best = NULL;
    bool province = is_province_wanted(p, i);

    for (uint32_t k = 0; k < t->n_cands; k++) {
        const name_cand *c = &p->cands[t->cand + k];
        if (c->match.entry->table == MARSAD_TABLE_PLACES && !c->match.skip && i + c->match.tokens == last &&
            marsad_str_equal(cand_cell(p, c, p->column.place_country), country) && is_better(p, c, best, province))
            best = c;
    }
    return best;
}

/* The country of a body that actors.tsv has is sure; that of another was read off the place itself, of which there may
 * be one in several. */
static bool is_sure(const names_pass *p, const name *n, size_t i, const name_cand *c, marsad_str country)
{
    const name_token *t = token_at(p, i);

    for (uint32_t k = 0; n->source == NAME_BODY && k < t->n_cands; k++) {
        const name_cand *other = &p->cands[t->cand + k];
        if (other->match.entry->table == MARSAD_TABLE_PLACES && cand_same_words(other, c) &&
            (cand_is_ours(p, other) || !cand_is_ours(p, c)) &&
            !marsad_str_equal(cand_cell(p, other, p->column.place_country), country))
            return false;
    }
    return true;
}

const marsad_place *place_seat(const names_pass *p, const name *n, marsad_str country, marsad_span *span, bool *ok)
{
    *ok = true;
    for (size_t i = (size_t)n->first + 1; i < n->last && country.len == 2; i++) {
        const name_cand *c = place_of(p, i, n->last, country);
        name seat;
        if (!c || !is_sure(p, n, i, c, country))
            continue;
        seat = name_of(p, i, n->last, cand_start(p, i, c), NAME_PLACE, MARSAD_MENTION_PLACE);
        seat.table = MARSAD_TABLE_PLACES;
        seat.row = c->match.entry->row;
        *span = (marsad_span){ seat.start, seat.end, seat.first, seat.last };
        return place_make(p, &seat, ok);
    }
    return NULL;
}
